"""Every transition: as many pictures as it should make, from nearly all of one clip to nearly all of the other."""

import sys
from collections.abc import Callable, Iterator
from itertools import pairwise
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from stitching import transitions
from stitching.cutting import Join, Piece, Window, windows
from stitching.errors import TimelineError
from stitching.frames import Planes, plain
from stitching.mezzanine import read
from stitching.picture import render_window
from stitching.timeline import Item, Marking, Source, Timeline, Transition
from stitching.transitions import DIRECTIONS, FIELDS, Described, described, kinds, refusal, refusal_of, transition

WANTED = {
    "cut", "dissolve", "fade", "wipe", "push", "slide", "iris", "clock", "luma-wipe", "zoom-through", "whip-pan", "blur",
    "glitch", "page-turn", "match-on-shape", "flash", "film-burn", "ripple", "photograph",
}  # fmt: skip
SIZES = [(16, 16), (160, 90), (162, 90), (90, 160)]
STILL = ["dissolve", "wipe", "iris", "clock", "luma-wipe"]
"""Kinds that choose between the clips, or mix them, place by place: they change nothing where both show the same."""


def scene(width: int, height: int, tone: int) -> Planes:
    """A picture with large and small shapes and its own colours."""
    y, x = np.mgrid[0:height, 0:width] / min(width, height)
    luma = 60 + tone + 40 * np.sin(5 * x + tone) * np.cos(4 * y) + 12 * ((x * 8 + y * 5).astype(int) % 2)
    half = np.broadcast_to(110 + tone / 4 + 20 * np.sin(3 * x[::2, ::2]), (height // 2, width // 2))
    flat = np.concatenate([luma.reshape(-1), half.reshape(-1), 240 - half.reshape(-1)])
    return np.rint(np.clip(flat, 16, 235)).astype(np.uint8).reshape(-1, width)


def made(kind: str, before: Planes, after: Planes, frames: int, **said: Any) -> list[Planes]:
    """The pictures between two clips that stand still."""
    how = Transition(kind=kind, frames=frames, **said)
    given = iter([before] * frames), iter([after] * frames)
    return list(transition(kind).blend(*given, frames, frames, how))


def luma(picture: Planes) -> Planes:
    return picture[: picture.shape[0] * 2 // 3]


def likeness(first: Planes, second: Planes) -> float:
    """PSNR in dB; 100 for the same picture."""
    error = np.square(first.astype(np.float64) - second).mean()
    return 100.0 if error == 0 else float(10 * np.log10(255**2 / error))


def test_the_kinds_of_good_editors_are_there() -> None:
    assert set(kinds()) == WANTED


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("frames", [1, 2, 7])
@pytest.mark.parametrize("kind", kinds())
def test_each_makes_as_many_pictures_as_it_should_at_every_size(kind: str, frames: int, size: tuple[int, int]) -> None:
    before, after = scene(*size, 0), scene(*size, 90)
    pictures = made(kind, before, after, frames)
    assert len(pictures) == (frames if transition(kind).OVERLAPS else 2 * frames)
    assert {(picture.shape, picture.dtype) for picture in pictures} == {(before.shape, np.dtype(np.uint8))}


@pytest.mark.parametrize("kind", kinds())
def test_each_goes_from_nearly_all_of_one_clip_to_nearly_all_of_the_other(kind: str) -> None:
    before, after = scene(160, 90, 0), scene(160, 90, 90)
    pictures = made(kind, before, after, 24)
    apart = likeness(before, after)
    assert likeness(pictures[0], before) > max(30, apart + 10)
    assert likeness(pictures[-1], after) > max(30, apart + 10)


@pytest.mark.parametrize("kind", kinds())
def test_each_makes_the_same_bytes_every_time(kind: str) -> None:
    before, after = scene(96, 54, 0), scene(96, 54, 90)
    first, second = (np.stack(made(kind, before, after, 7)) for _ in range(2))
    assert first.tobytes() == second.tobytes()


@pytest.mark.parametrize("kind", STILL)
def test_two_clips_that_show_the_same_stay_as_they_are(kind: str) -> None:
    picture = scene(160, 90, 30)
    assert all(np.array_equal(each, picture) for each in made(kind, picture, picture.copy(), 7))


@pytest.mark.parametrize("kind", sorted(set(STILL) - {"dissolve"}))
def test_what_only_one_clip_shows_has_its_very_samples(kind: str) -> None:
    before, after = scene(160, 90, 0), scene(160, 90, 90)
    middle = made(kind, before, after, 7)[3]
    kept, come = middle == before, middle == after
    assert (kept | come).mean() > 0.7
    assert kept.mean() > 0.1
    assert come.mean() > 0.1


@pytest.mark.parametrize("kind", ["wipe", "slide", "push", "clock", "iris", "luma-wipe", "film-burn", "page-turn"])
def test_the_clip_that_enters_only_ever_takes_more_of_the_picture(kind: str) -> None:
    before, after = scene(160, 90, 0), scene(160, 90, 90)
    alike = [likeness(picture, after) for picture in made(kind, before, after, 12)]
    # A shadow or a light may make a difference; on the whole it only goes on.
    assert all(later > earlier - 2.5 for earlier, later in pairwise(alike))


DARK, LIGHT = np.full((54, 64), 60, np.uint8), np.full((54, 64), 180, np.uint8)
DARK[36:], LIGHT[36:] = 128, 128
SIDES = {
    "left": (slice(None), slice(48, 64)),
    "right": (slice(None), slice(0, 16)),
    "up": (slice(27, 36), slice(None)),
    "down": (slice(0, 9), slice(None)),
}
"""Where the clip that enters is seen first: going left, on the right."""


@pytest.mark.parametrize("direction", SIDES)
@pytest.mark.parametrize("kind", ["wipe", "push", "slide", "whip-pan", "page-turn", "film-burn"])
def test_directions_go_where_they_say(kind: str, direction: str) -> None:
    planes = [luma(picture) for picture in made(kind, DARK, LIGHT, 24, direction=direction)[8:14]]
    opposite = {"left": "right", "right": "left", "up": "down", "down": "up"}[direction]
    ahead = [plane[SIDES[direction]].mean() - plane[SIDES[opposite]].mean() for plane in planes]
    assert sum(ahead) > 100


@pytest.mark.parametrize("direction", DIRECTIONS[4:])
@pytest.mark.parametrize("kind", ["wipe", "slide", "page-turn"])
def test_slanting_directions_begin_in_a_corner(kind: str, direction: str) -> None:
    plane = luma(made(kind, DARK, LIGHT, 24, direction=direction)[11])
    rows = slice(0, 6) if "down" in direction else slice(30, 36)
    columns = slice(0, 6) if "right" in direction else slice(58, 64)
    corner = np.zeros_like(plane, dtype=bool)
    corner[rows, columns] = True
    assert plane[corner].mean() > 170
    assert plane[corner[::-1, ::-1]].mean() < 70


def test_a_push_moves_both_clips_by_the_same_way() -> None:
    before, after = scene(160, 90, 0), scene(160, 90, 90)
    for picture in made("push", before, after, 9):
        both = np.concatenate([luma(before), luma(after)], axis=1)
        found = [start for start in range(0, 161, 2) if np.array_equal(both[:, start : start + 160], luma(picture))]
        assert len(found) == 1


def test_a_slide_leaves_the_clip_below_where_it_is_but_for_a_shadow() -> None:
    before, after = scene(160, 90, 0), scene(160, 90, 90)
    plane = luma(made("slide", before, after, 9)[4])
    assert np.array_equal(plane[:, 80:], luma(after)[:, :80])
    assert np.array_equal(luma(made("slide", before, after, 9, direction="right")[4])[:, :80], luma(after)[:, 80:])
    assert np.array_equal(plane[:, :70], luma(before)[:, :70])
    assert plane[:, 79].mean() < luma(before)[:, 79].mean() - 10


def test_an_iris_in_the_middle_is_the_same_from_all_sides() -> None:
    for picture in made("iris", plain(64, 36, "#203040"), plain(64, 36, "#f0e010"), 7):
        chroma = picture[36:].reshape(2, 18, 32)
        for plane in (luma(picture), *chroma):
            assert np.array_equal(plane, plane[::-1])
            assert np.array_equal(plane, plane[:, ::-1])


def test_an_iris_opens_where_it_is_asked_to() -> None:
    plane = luma(made("iris", DARK, LIGHT, 9, at=(0.25, 0.75))[2])
    rows, columns = np.nonzero(plane > 150)
    assert abs(columns.mean() - 16) < 3
    assert abs(rows.mean() - 27) < 3


def test_an_iris_with_a_colour_closes_on_one_clip_and_opens_on_the_other() -> None:
    pictures = [luma(picture) for picture in made("iris", DARK, LIGHT, 12, colour="white", leave_at=(0.2, 0.5))]
    early, late = pictures[3], pictures[8]
    assert set(np.unique(early)) >= {60, 235}
    assert not (early == 180).any()
    assert np.nonzero(early == 60)[1].mean() < 24
    assert set(np.unique(late)) >= {180, 235}
    assert not (late == 60).any()


def test_a_clock_goes_round_clockwise() -> None:
    quarters = [(slice(0, 18), slice(32, 64)), (slice(18, 36), slice(32, 64)), (slice(18, 36), slice(0, 32))]
    shown = [luma(picture) for picture in made("clock", DARK, LIGHT, 24)]
    first = [next(at for at, plane in enumerate(shown) if plane[quarter].mean() > 175) for quarter in quarters]
    assert first == sorted(set(first))
    assert shown[first[0]][:, :32].mean() < 65


def test_match_on_shape_brings_the_shapes_onto_each_other() -> None:
    def spot(x: int, y: int) -> Planes:
        picture = np.full((135, 160), 128, np.uint8)
        rows, columns = np.mgrid[0:90, 0:160]
        picture[:90] = np.where(np.hypot(rows - y, columns - x) < 9, 220, 40)
        return picture

    pictures = made("match-on-shape", spot(56, 36), spot(104, 54), 12, leave_at=(0.35, 0.4), at=(0.65, 0.6))
    middles = [np.argwhere(luma(picture) > 90).mean(axis=0) for picture in pictures]
    spread = [np.ptp(np.argwhere(luma(picture) > 90), axis=0).max() for picture in pictures]
    assert max(spread) < 34  # one spot, never two beside each other
    assert np.allclose(middles[0], (36, 56), atol=2)
    assert np.allclose(middles[-1], (54, 104), atol=2)
    assert all(later[0] > earlier[0] - 0.5 and later[1] > earlier[1] - 0.5 for earlier, later in pairwise(middles))


def test_a_whip_pan_is_blurred_along_its_way_only() -> None:
    stripes = np.full((135, 160), 128, np.uint8)
    stripes[:90] = np.where(np.arange(160) // 4 % 2, 200, 60)
    across = luma(made("whip-pan", stripes, stripes, 12, direction="left")[6]).astype(int)
    down = luma(made("whip-pan", stripes, stripes, 12, direction="up")[6]).astype(int)
    assert np.abs(np.diff(across, axis=1)).max() < 20
    assert np.abs(np.diff(down, axis=1)).max() > 130


def test_a_blur_is_softest_in_the_middle() -> None:
    picture = scene(160, 90, 0)
    detail = [np.abs(np.diff(luma(each).astype(int), axis=1)).mean() for each in made("blur", picture, picture, 9)]
    assert detail[0] == max(detail)
    assert detail[4] == min(detail)
    assert detail[4] < 0.6 * detail[0]


def test_a_glitch_holds_what_it_does_for_two_pictures() -> None:
    pictures = made("glitch", scene(160, 90, 0), scene(160, 90, 90), 24)[4:11]
    alike = [likeness(*two) for two in pairwise(pictures)]
    assert min(alike[::2]) > max(alike[1::2])


def test_a_fade_goes_through_its_colour() -> None:
    assert luma(made("fade", DARK, LIGHT, 8)[7]).mean() < 25
    assert luma(made("fade", DARK, LIGHT, 8, colour="white")[7]).mean() > 220


def test_a_ripple_moves_rows_sideways_and_brings_them_back() -> None:
    bar = np.full((135, 160), 128, np.uint8)
    bar[:90] = np.where(np.abs(np.arange(160) - 80) < 10, 220, 40)
    middles = [[np.flatnonzero(row > 130).mean() for row in luma(picture)] for picture in made("ripple", bar, bar, 12)]
    swings = [np.ptp(rows) for rows in middles]
    assert swings[0] < 0.6
    assert swings[-1] < 0.6
    assert 2 < max(swings) < 10


def test_a_flash_goes_through_its_colour() -> None:
    brightest = max(made("flash", DARK, LIGHT, 24), key=lambda picture: luma(picture).mean())
    assert luma(brightest)[:36].mean() > 225
    reddest = max(made("flash", DARK, LIGHT, 24, colour="red"), key=lambda picture: picture[45:].mean())
    assert reddest[45:].mean() > 200


@pytest.mark.parametrize("kind", kinds())
def test_strong_colours_stay_the_colours_they_are(kind: str) -> None:
    yellow, blue = plain(96, 54, "#ffff00"), plain(96, 54, "#0000ff")
    for colour in (yellow, blue):
        for picture in made(kind, colour, colour, 7):
            blueness = picture.reshape(-1)[96 * 54 : 96 * 54 * 5 // 4]
            # Never over the end of the scale to its other side.
            assert blueness.max() < 150 if colour is yellow else blueness.min() > 50


def test_the_back_of_a_page_has_its_colour() -> None:
    plane = made("page-turn", DARK, DARK, 24, colour="#ff0000")[11][45:]
    assert plane.max() > 200


@given(st.data())
@settings(max_examples=60, deadline=None)
def test_any_wish_that_is_not_refused_is_drawn(data: st.DataObject) -> None:
    place = st.none() | st.tuples(st.floats(0, 1), st.floats(0, 1))
    said = {
        "direction": data.draw(st.none() | st.sampled_from(DIRECTIONS)),
        "colour": data.draw(st.sampled_from([None, "black", "#ff8800"])),
        "at": data.draw(place),
        "leave_at": data.draw(place),
    }
    each = data.draw(st.sampled_from(described()))
    said = {name: value for name, value in said.items() if name in each.takes}
    if said.get("direction") not in (None, *each.directions):
        return
    width, height = (2 * data.draw(st.integers(8, 40)) for _ in range(2))
    frames = data.draw(st.integers(1, 9))
    before, after = scene(width, height, 0), scene(width, height, 90)
    assert refusal_of(each.kind, said) is None
    pictures = made(each.kind, before, after, frames, **said)
    assert [picture.shape for picture in pictures] == [before.shape] * (frames * (1 if each.overlaps else 2))


def test_what_a_kind_does_not_take_is_refused_with_what_it_takes() -> None:
    assert refusal(Transition(kind="wipe", direction="up-left")) is None
    assert refusal_of("dissolve", {"direction": "left"}) == "dissolve takes no direction; it takes colour"
    assert (
        refusal_of("iris", {"direction": "up", "at": (0, 0)})
        == "iris takes no direction; it takes colour, at and leave_at"
    )
    assert refusal_of("push", {"direction": "up-left"}) == "push does not go up-left; it goes left, right, up or down"
    assert "is not a colour" in (refusal_of("fade", {"colour": "blorange"}) or "")


def test_each_is_told_by_its_file() -> None:
    for each in described():
        assert each.about.endswith(".")
        assert each.details.endswith(".")
        assert set(each.takes) <= set(FIELDS)
        assert bool(each.directions) == ("direction" in each.takes)
        assert transition(each.kind).VERSION >= 1


SLOW_CUT = '''"""A slow cut: every picture twice as dark.

More of it.
"""

VERSION = 7
OVERLAPS = True
TAKES = frozenset({"at"})


def blend(before, after, leaving, entering, how):
    """It is dark."""
    for below, above in zip(before, after):
        yield below // 2 + above // 2
'''


@pytest.fixture
def _one_more(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    (tmp_path / "slow_cut.py").write_text(SLOW_CUT, encoding="utf-8")
    monkeypatch.setattr(transitions, "__path__", [*transitions.__path__, str(tmp_path)])
    kinds.cache_clear()
    yield
    kinds.cache_clear()
    transition.cache_clear()
    sys.modules.pop("stitching.transitions.slow_cut", None)


@pytest.mark.usefixtures("_one_more")
def test_a_new_transition_is_one_file() -> None:
    said = ("slow-cut", "A slow cut: every picture twice as dark.", "It is dark.", True, ("at",), ())
    assert Described(*said) in described()
    item = Item(id="b", frames=20, enter=Transition(kind="slow-cut", frames=8, at=(0.5, 0.5)))
    film = Timeline(width=64, height=36, items=(Item(id="a", frames=20), item), marking=Marking(title="T"))
    assert film.frames == 32
    assert made("slow-cut", DARK, LIGHT, 2)[0][0, 0] == 120


def test_without_the_file_there_is_no_such_transition() -> None:
    with pytest.raises(TimelineError, match="'slow-cut' is not a transition"):
        transition("slow-cut")


@pytest.mark.parametrize("kind", sorted(set(kinds()) - {"cut"}))
def test_each_can_be_rendered_from_clips_into_a_window(
    kind: str, make_clip: Callable[..., Source], tmp_path: Path
) -> None:
    items = [Item(id=str(tone), frames=24, source=make_clip(24, tone)) for tone in (1, 4)]
    items[1] = items[1].model_copy(update={"enter": Transition(kind=kind, frames=7)})
    film = Timeline(width=160, height=90, items=tuple(items), marking=Marking(title="T"))
    (window,) = windows(film)
    render_window(window, tmp_path / "window.mp4")
    pictures = list(read(tmp_path / "window.mp4"))
    assert len(pictures) == window.frames
    # Only the pictures of the transition are new; the others of the window are those of the clips.
    ends = zip(items, (window.start, 11), strict=True)
    first, last = (next(read(item.source.path, at, 1)) for item, at in ends if item.source)
    assert likeness(pictures[0], first) > 38
    assert likeness(pictures[-1], last) > 38
    middle = pictures[len(pictures) // 2]
    assert likeness(middle, first) < 38
    assert likeness(middle, last) < 38


def test_a_transition_that_looks_different_now_makes_its_windows_new(monkeypatch: pytest.MonkeyPatch) -> None:
    def identity(kind: str) -> dict[str, Any]:
        piece = Piece(source=Source(digest="d", path=Path("a.mp4")), first=0, frames=4)
        join = Join(how=Transition(kind=kind, frames=4), frames=4, before=piece, after=piece)
        return Window(start=0, frames=4, width=64, height=36, rate="24", stretches=(join,)).identity()

    before, other = identity("wipe"), identity("iris")
    monkeypatch.setattr(transition("wipe"), "VERSION", 99)
    assert identity("wipe") != before
    assert identity("iris") == other
