"""A clip in another shape: the window is where the subject is, and moves as a camera would."""

from collections.abc import Callable, Sequence
from fractions import Fraction
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from numpy.typing import NDArray

from stitching.following import FASTEST
from stitching.grade import Grade
from stitching.mezzanine import Writer, read, verify
from stitching.reframing import Reframing, reframe_clip, reframing, size_of, whole
from stitching.subject import Figure, Place, Subjects, measured

RATE = Fraction(24)
SOURCE = (1280, 720)
UPRIGHT, SQUARE, SCOPE = Fraction(9, 16), Fraction(1), Fraction("2.39")
SMALL = (192, 108)

Draw = Callable[[int], NDArray[np.uint8]]


def place(x: float, y: float = 0.4, radius: float = 0.02, half: float = 0.05) -> Place:
    tall = radius * 16 / 9
    return Place(
        x=x, y=y, radius=radius, tall=tall, left=x - half, right=x + half, top=y - 2 * tall, bottom=y + 8 * tall
    )


def people(*tracks: Sequence[Place | None], frames: int = 96, speaks: tuple[int, ...] = ()) -> Subjects:
    figures = tuple(Figure(places=tuple(track), speaks=at in speaks) for at, track in enumerate(tracks))
    return Subjects(frames=frames, every=4, figures=figures)


def middles(how: Reframing, frames: int) -> NDArray[np.float64]:
    return np.array([how.at(frame)[0] + how.window[0] / 2 for frame in range(frames)]) / SOURCE[0]


def upright(subjects: Subjects) -> Reframing:
    return reframing(subjects, RATE, SOURCE, size_of(UPRIGHT, *SOURCE))


@pytest.mark.parametrize(
    ("shape", "size"),
    [(UPRIGHT, (720, 1280)), (SQUARE, (720, 720)), (Fraction(4, 5), (720, 900)), (SCOPE, (1280, 536))],
)
def test_sizes_are_those_that_films_are_delivered_in(shape: Fraction, size: tuple[int, int]) -> None:
    assert size_of(shape, *SOURCE) == size
    assert size_of(Fraction(16, 9), *SOURCE) == SOURCE
    assert size_of(Fraction(16, 9), 720, 1280) == SOURCE


@given(st.sampled_from([UPRIGHT, SQUARE, SCOPE, Fraction(4, 5)]), st.integers(32, 1000), st.integers(32, 1000))
def test_sizes_are_even_and_no_larger_than_the_film(shape: Fraction, width: int, height: int) -> None:
    width, height = 2 * width, 2 * height
    wide, high = size_of(shape, width, height)
    assert wide % 2 == high % 2 == 0
    assert max(wide, high) <= max(width, height)
    assert min(wide, high) <= min(width, height)
    assert abs(wide - high * shape) <= 1 + 2 * shape


@given(
    st.lists(st.one_of(st.none(), st.floats(0, 1)), min_size=1, max_size=30),
    st.integers(1, 120),
    st.sampled_from([UPRIGHT, SQUARE, SCOPE]),
    st.floats(0, 1),
    st.floats(0.005, 0.2),
)
def test_whatever_somebody_does_the_window_stays_inside_and_is_never_hurried(
    track: list[float | None], frames: int, shape: Fraction, y: float, radius: float
) -> None:
    places = [None if x is None else place(x, y, radius) for x in track]
    how = reframing(people(places, frames=frames), RATE, SOURCE, size_of(shape, *SOURCE))
    at = np.array([how.at(frame) for frame in range(frames)])
    assert at.min() >= -0.01
    assert (at + np.array(how.window)).max(axis=0)[0] <= SOURCE[0] + 0.01
    assert (at + np.array(how.window)).max(axis=0)[1] <= SOURCE[1] + 0.01
    if frames > 1:
        steps = np.abs(np.diff(at, axis=0)) / np.array(SOURCE) * float(RATE)
        assert steps.max() <= FASTEST * 1.01


@given(st.floats(0.2, 0.8), st.lists(st.floats(-0.01, 0.01), min_size=24, max_size=24))
def test_the_window_rests_while_the_subject_does(x: float, unrest: list[float]) -> None:
    how = upright(people([place(x + part) for part in unrest]))
    assert len(how.keys) == 1
    assert abs(middles(how, 1)[0] - x) < 0.02


def test_the_window_begins_on_its_subject_follows_and_comes_to_rest_softly() -> None:
    track = [place(0.3 + 0.3 * min(1.0, max(0.0, (look - 8) / 30))) for look in range(60)]
    how = upright(people([*track], frames=240))
    path = middles(how, 240)
    assert abs(path[0] - 0.3) < 0.02
    assert abs(path[-1] - 0.6) < 0.05
    wanted = np.interp(np.arange(240), np.arange(60) * 4, [one.x for one in track])
    assert np.abs(path - wanted).max() < 0.09, "the subject left the window's middle"
    steps = np.diff(path) * 24
    assert steps.max() <= FASTEST * 1.001
    assert np.abs(np.diff(steps)).max() < 0.03, "it starts or stops with a jerk"
    assert abs(steps[-1]) < 0.01


def test_two_people_are_both_seen_or_the_one_who_speaks() -> None:
    near, left, right = [place(0.45)], [place(0.2)], [place(0.8)]
    both = upright(people(near, [place(0.55)]))
    assert both.window[0] == 405
    assert abs(middles(both, 1)[0] - 0.5) < 0.01

    speaker = upright(people(left, right, speaks=(1,)))
    assert speaker.window[0] == 405
    assert abs(middles(speaker, 1)[0] - 0.8) < 0.05

    apart = upright(people(left, right))
    assert apart.window[0] > 0.7 * 1280
    edge = apart.at(0)[0]
    assert edge < 0.15 * 1280
    assert edge + apart.window[0] > 0.85 * 1280


def test_eyes_are_in_the_upper_third_and_feet_in_the_picture() -> None:
    size = size_of(SCOPE, *SOURCE)
    near = place(0.5, 0.35, 0.1)
    how = reframing(people([near]), RATE, SOURCE, size)
    top, high = how.at(0)[1], how.window[1]
    assert 0.2 < (near.y * 720 - top) / high < 0.45
    assert near.y * 720 - 1.3 * near.tall * 720 >= top
    far = place(0.5, 0.55, 0.025)
    how = reframing(people([far]), RATE, SOURCE, size)
    assert how.at(0)[1] + how.window[1] >= far.bottom * 720 > 0.87 * 720


def clip(path: Path, draw: Draw, frames: int = 24, size: tuple[int, int] = SMALL) -> Path:
    with Writer(path, *size, Fraction(12)) as writer:
        for frame in range(frames):
            writer.write(draw(frame))
    return path


def scene(frame: int, drift: int = 0) -> NDArray[np.uint8]:
    """A textured wall, which the camera may pan along."""
    y, x = np.mgrid[0 : SMALL[1], 0 : SMALL[0]]
    wall = 110 + 25 * np.sin((x + drift * frame) / 5) + 20 * np.cos(y / 6 + (x + drift * frame) / 17)
    return np.repeat(wall[:, :, None], 3, 2).astype(np.uint8)


@pytest.mark.parametrize(("drift", "pace"), [(0, 3), (0, 0), (2, 0)])
def test_what_stands_out_is_found_in_the_pictures(drift: int, pace: int, tmp_path: Path) -> None:
    def draw(frame: int) -> NDArray[np.uint8]:
        picture = scene(frame, drift)
        left = 30 + pace * frame
        picture[35:80, left : left + 22] = (210, 140, 110)
        picture[45:55:3, left + 4 : left + 18] = (40, 20, 20)
        return picture

    found = measured(clip(tmp_path / "clip.mp4", draw))
    assert (found.frames, found.every, len(found.columns), len(found.rows)) == (24, 2, 12, 12)
    how = reframing(found, Fraction(12), SMALL, size_of(UPRIGHT, *SMALL))
    first, last = (how.at(frame)[0] for frame in (0, 23))
    assert first <= 36
    assert first + how.window[0] >= 46
    if pace:
        assert last - first > 10, "the window did not follow"
    else:
        assert abs(last - first) < 1


def test_a_window_that_is_as_large_as_its_picture_shows_the_very_pixels(tmp_path: Path) -> None:
    rng = np.random.default_rng(3)
    picture = np.kron(rng.integers(40, 220, (27, 48, 3)), np.ones((4, 4, 1))).astype(np.uint8)
    source = clip(tmp_path / "clip.mp4", lambda _: picture, 12)
    how = reframing(people([place(0.7)], frames=12), Fraction(12), SMALL, size_of(SQUARE, *SMALL))
    target = tmp_path / "square.mp4"
    told = list[int]()
    facts = reframe_clip(source, how, Grade(), target, lambda done, _: told.append(done))
    assert told == list(range(1, 13))
    verify(target, facts.width, facts.height, facts.rate, 12)
    left = int(how.at(0)[0])
    before, after = next(read(source)), next(read(target))
    error = np.mean((before[:108, left : left + 108].astype(float) - after[:108]) ** 2)
    assert 10 * np.log10(255**2 / error) > 40


def test_what_does_not_fit_has_a_dark_continuation_above_and_below(tmp_path: Path) -> None:
    source = clip(tmp_path / "clip.mp4", lambda _: np.full((108, 192, 3), 200, np.uint8), 3)
    size = size_of(UPRIGHT, *SMALL)
    for how in (whole(*size, SMALL), reframing(people([place(0.1)], [place(0.9)], frames=3), RATE, SMALL, size)):
        reframe_clip(source, how, Grade(), tmp_path / "upright.mp4")
        luma = next(read(tmp_path / "upright.mp4"))[: size[1]].astype(float)
        _, top, _, high = how.inside()
        assert luma[top + 4 : top + high - 4].mean() > 170
        assert 60 < luma[: top - 6].mean() < 110
        assert 60 < luma[top + high + 6 :].mean() < 110


@pytest.mark.parametrize("shape", [Fraction(16, 9), SCOPE])
def test_an_upright_film_on_its_side_shows_more_than_faces_between_dark_sides(shape: Fraction, tmp_path: Path) -> None:
    tall = (108, 192)
    source = clip(tmp_path / "clip.mp4", lambda _: np.full((192, 108, 3), 200, np.uint8), 3, tall)
    size = size_of(shape, *tall)
    near = reframing(people([place(0.5, 0.3, 0.1)], frames=3), RATE, tall, size)
    assert near.window == pytest.approx((108, 0.55 * 192))
    for how in (near, whole(*size, tall)):
        reframe_clip(source, how, Grade(), tmp_path / "wide.mp4")
        luma = next(read(tmp_path / "wide.mp4"))[: size[1]].astype(float)
        left, top, wide, high = how.inside()
        assert (top, high) == (0, size[1])
        assert abs(wide / high - how.window[0] / how.window[1]) < 0.05
        assert luma[:, left + 4 : left + wide - 4].mean() > 170
        assert 60 < luma[:, : left - 6].mean() < 110
        assert 60 < luma[:, left + wide + 6 :].mean() < 110


def test_a_place_of_the_picture_is_where_the_window_shows_it() -> None:
    how = upright(people([place(0.7)]))
    assert how.shows((0.7, 0.5), 0, *SOURCE) == pytest.approx((0.5, 0.5), abs=0.05)
    assert how.shows((0.0, 1.0), 0, *SOURCE) == (0.0, 1.0)
