"""What is rendered and what is copied, and what a change makes new."""

from collections.abc import Callable
from fractions import Fraction
from typing import Any

import pytest

from stitching.cutting import Copied, Window, segments, windows
from stitching.errors import MediaError, TimelineError
from stitching.timeline import Caption, Item, Marking, Source, Timeline, Title, Transition
from stitching.transitions import kinds, transition

DISSOLVE = Transition(kind="dissolve", frames=10)
FADE = Transition(kind="fade", frames=11)
MakeClip = Callable[..., Source]


def _film(make_clip: MakeClip, *lengths: int, **more: Any) -> Timeline:
    items = tuple(
        Item(id=f"shot-{index}", frames=frames, source=make_clip(frames, index + 1))
        for index, frames in enumerate(lengths)
    )
    return Timeline(width=160, height=90, items=items, marking=Marking(title="T"), **more)


def _enter(film: Timeline, index: int, enter: Transition) -> Timeline:
    items = list(film.items)
    items[index] = items[index].model_copy(update={"enter": enter})
    return film.model_copy(update={"items": tuple(items)})


def _shape(film: Timeline) -> list[tuple[str, int]]:
    return [("copy" if isinstance(each, Copied) else "render", each.frames) for each in segments(film)]


def test_cuts_render_nothing(make_clip: MakeClip) -> None:
    assert _shape(_film(make_clip, 30, 50, 24)) == [("copy", 30), ("copy", 50), ("copy", 24)]


def test_a_dissolve_renders_its_frames_and_those_up_to_the_next_keyframe(make_clip: MakeClip) -> None:
    film = _enter(_film(make_clip, 72, 72), 1, DISSOLVE)
    # The first clip is copied up to its frame 60, which needs no later one; the second from its keyframe 12 on.
    assert _shape(film) == [("copy", 61), ("render", 1 + 10 + 2), ("copy", 60)]
    (window,) = windows(film)
    assert (window.start, [join.how.kind for join in window.joins()]) == (61, ["dissolve"])


def test_fades_at_both_ends_belong_to_one_clip(make_clip: MakeClip) -> None:
    film = _enter(_film(make_clip, 96), 0, FADE).model_copy(update={"leave": FADE})
    assert _shape(film) == [("render", 12), ("copy", 73), ("render", 11)]


def test_of_a_clip_that_is_not_used_whole_only_the_last_frames_are_rendered(make_clip: MakeClip) -> None:
    item = Item(id="a", frames=60, source=make_clip(70))
    film = Timeline(width=160, height=90, items=(item,), marking=Marking(title="T"))
    assert _shape(film) == [("copy", 58), ("render", 2)]


def test_text_renders_from_where_it_begins_to_the_next_keyframe(make_clip: MakeClip) -> None:
    caption = Caption(start=30, frames=10, lines=("Yes.",))
    film = _film(make_clip, 96, captions=(caption,), burn_captions=True)
    assert _shape(film) == [("copy", 28), ("render", 20), ("copy", 48)]
    assert _shape(film.model_copy(update={"burn_captions": False})) == [("copy", 96)]
    titled = _film(make_clip, 48, 48, titles=(Title(start=40, frames=20, lines=("A",)),))
    assert _shape(titled) == [("copy", 40), ("render", 8), ("render", 12), ("copy", 36)]
    assert [window.overlays[0].at for window in windows(titled)] == [0, -8]


def test_another_clip_makes_only_its_own_windows_new(make_clip: MakeClip) -> None:
    caption = Caption(start=30, frames=200, lines=("All the time.",))
    film = _film(make_clip, 72, 72, 72, 72, captions=(caption,), burn_captions=True)
    film = _enter(_enter(film, 1, DISSOLVE), 2, DISSOLVE)
    items = list(film.items)
    items[0] = items[0].model_copy(update={"source": make_clip(72, 50)})
    other = film.model_copy(update={"items": tuple(items)})
    pairs = list(zip(windows(film), windows(other), strict=True))
    changed = [before for before, after in pairs if before.identity() != after.identity()]
    first = film.items[0].source
    assert changed
    assert all(first in window.sources() for window in changed)
    assert len(changed) < len(pairs) - 2


def test_a_window_is_the_same_when_what_stands_before_it_gets_longer(make_clip: MakeClip) -> None:
    texts = {"captions": (Caption(start=80, frames=10, lines=("Yes.",)),), "burn_captions": True}
    film = _enter(_film(make_clip, 72, 72, 72, **texts), 2, DISSOLVE)
    later = {"captions": (Caption(start=104, frames=10, lines=("Yes.",), speaker="Mara"),), "burn_captions": True}
    longer = _enter(_film(make_clip, 96, 72, 72, **later), 2, DISSOLVE)
    assert [w.start + 24 for w in windows(film)] == [w.start for w in windows(longer)]
    assert [w.identity() for w in windows(film)] == [w.identity() for w in windows(longer)]


def test_identity_is_content_and_all_that_shows(make_clip: MakeClip) -> None:
    film = _enter(_film(make_clip, 72, 72, titles=(Title(start=50, frames=20, lines=("A",)),)), 1, DISSOLVE)
    said = windows(film)[0].identity()
    assert "path" not in str(said)
    assert make_clip(72, 1).digest in str(said)
    for change in (
        {"titles": (Title(start=50, frames=20, lines=("B",)),)},
        {"titles": (Title(start=51, frames=20, lines=("A",)),)},
        {"titles": (Title(start=50, frames=20, lines=("A",), colour="#ff0000"),)},
    ):
        assert windows(film.model_copy(update=change))[0].identity() != said
    assert windows(_enter(film, 1, Transition(kind="dissolve", frames=11)))[0].identity() != said


def test_contradictions_are_named(make_clip: MakeClip) -> None:
    film = _film(make_clip, 72, 12, 72)
    with pytest.raises(TimelineError, match="shot-1: is 12 frames long, but its transitions take 10 and 10"):
        segments(_enter(_enter(film, 1, DISSOLVE), 2, DISSOLVE))
    with pytest.raises(TimelineError, match="dissolve of 20 frames is longer"):
        segments(_enter(film, 1, Transition(kind="dissolve", frames=20)))
    item = Item(id="a", frames=60, source=make_clip(50))
    with pytest.raises(MediaError, match=r"a: .* has 50 frames, 60 are needed"):
        segments(Timeline(width=160, height=90, items=(item,), marking=Marking(title="T")))
    with pytest.raises(MediaError, match="the film is 160x90 at 30"):
        segments(Timeline(width=160, height=90, rate="30", items=film.items, marking=Marking(title="T")))


def test_windows_are_values(make_clip: MakeClip) -> None:
    film = _enter(_film(make_clip, 72, 72), 1, DISSOLVE)
    again = Timeline.model_validate(film.model_dump() | {"items": film.items})
    assert dict.fromkeys(windows(film), "file")[windows(again)[0]] == "file"
    assert isinstance(windows(film)[0], Window)
    assert Fraction(windows(film)[0].rate) == 24


def test_a_trimmed_clip_is_copied_between_its_keyframes_and_its_handles_are_no_part_of_it(make_clip: MakeClip) -> None:
    item = Item(id="a", frames=100, first=10, source=make_clip(130))
    film = Timeline(width=160, height=90, items=(item,), marking=Marking(title="T"))
    assert _shape(film) == [("render", 2), ("copy", 97), ("render", 1)]
    copied = next(segment for segment in segments(film) if isinstance(segment, Copied))
    assert copied.first == 12
    titled = film.model_copy(update={"titles": (Title(start=20, frames=4, lines=("A",)),)})
    assert _shape(titled) == [("render", 2), ("copy", 16), ("render", 20), ("copy", 61), ("render", 1)]
    with pytest.raises(MediaError, match="has 130 frames, 100 from frame 40 on are needed"):
        segments(film.model_copy(update={"items": (item.model_copy(update={"first": 40}),)}))


def test_an_overlapping_transition_at_the_films_ends_meets_a_plain_card(make_clip: MakeClip) -> None:
    red = Transition(kind="dissolve", frames=10, colour="#ff0000")
    film = _enter(_film(make_clip, 96), 0, red).model_copy(update={"leave": red})
    joins = [join for window in windows(film) for join in window.joins()]
    assert [(join.before and join.before.colour, join.after and join.after.colour) for join in joins] == [
        ("#ff0000", ""),
        ("", "#ff0000"),
    ]
    assert film.frames == 96


def test_a_transition_that_is_not_there_is_named_with_what_was_meant() -> None:
    assert all(callable(transition(kind).blend) for kind in kinds())
    with pytest.raises(TimelineError, match="'disolve' is not a transition; did you mean 'dissolve'"):
        transition("disolve")
    with pytest.raises(ValueError, match="'xyz' is not a transition; there are blur, clock, cut"):
        Transition(kind="xyz", frames=3)
