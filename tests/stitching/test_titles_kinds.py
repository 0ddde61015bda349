"""Chapters, names, free text and credits: inside the safe area of any picture, where they belong, moving without a stutter."""

import tracemalloc
from fractions import Fraction
from itertools import pairwise
from typing import Literal

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from numpy.typing import NDArray

from stitching.captions import caption_image
from stitching.frames import plain
from stitching.timeline import Caption, Title
from stitching.titles import title_image, title_over
from stitching.titles_credits import credits_frames

SIZES = [(320, 180), (180, 320), (240, 240)]
Place = Literal["chapter", "lower-third", "free", "credits"]
LONG = "In which the keeper of the northern light learns what the sea has kept from her all these years, and why"
CREDITS = ("Cast", "Mara | Élodie Brontë", "The Storm | itself", "", "With thanks to", "| Everyone at the harbour")


def title(place: Place, *lines: str, **more: object) -> Title:
    return Title.model_validate({"start": 0, "frames": 72, "lines": lines, "place": place, **more})


def box_of(drawn: Title, size: tuple[int, int]) -> tuple[int, int, int, int]:
    """Where its letters are: they are white, and what is around them is dark."""
    red = title_image(drawn, *size).getchannel("R").point([255 if value > 190 else 0 for value in range(256)])
    box = red.getbbox()
    assert box is not None
    return box


def safe(box: tuple[int, int, int, int], size: tuple[int, int]) -> bool:
    slack = 2
    return (
        box[0] >= size[0] * 0.05 - slack
        and box[1] >= size[1] * 0.05 - slack
        and box[2] <= size[0] * 0.95 + slack
        and box[3] <= size[1] * 0.95 + slack
    )


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("place", ["chapter", "lower-third", "free"])
@pytest.mark.parametrize("lines", [("One", "The Storm"), ("Up",), (LONG, LONG), ("W" * 70, "i"), ("嵐の夜" * 20,)])
def test_it_stays_in_the_safe_area(size: tuple[int, int], place: Place, lines: tuple[str, ...]) -> None:
    at = {"at": (0.97, 0.02), "size": 0.1} if place == "free" else {}
    assert safe(box_of(title(place, *lines, **at), size), size)


@given(
    st.lists(st.text(alphabet=st.characters(codec="utf-8"), max_size=60), max_size=3),
    st.sampled_from(["chapter", "lower-third", "free", "credits"]),
)
@settings(max_examples=25, deadline=None)
def test_any_text_is_drawn_or_left_out(lines: list[str], place: Place) -> None:
    drawn = title(place, *lines)
    assert title_image(drawn, 96, 54).size == (96, 54)
    assert title_over(drawn, 96, 54)(plain(96, 54, "#203040"), 20).shape == (81, 96)


@pytest.mark.parametrize("size", SIZES)
def test_a_chapter_is_its_number_a_rule_and_its_name_over_a_darker_picture(size: tuple[int, int]) -> None:
    image = np.asarray(title_image(title("chapter", "One", "The Storm"), *size), np.int32)
    assert (image[:, :, 3] >= 80).all()
    rows = (image[:, :, 0] > 190).sum(axis=1)
    inked = [bool(row) for row in rows]
    bands = sum(1 for before, after in zip([False, *inked], inked, strict=False) if after and not before)
    assert bands == 3
    left, _, right, _ = box_of(title("chapter", "One", "The Storm"), size)
    assert abs((left + right) / 2 - size[0] / 2) <= 2


@pytest.mark.parametrize("size", SIZES)
def test_a_name_stands_low_on_its_side_and_never_on_captions(size: tuple[int, int]) -> None:
    left, top, _, bottom = box_of(title("lower-third", "Mara", "the keeper"), size)
    assert left <= size[0] * 0.08
    assert top > size[1] * 0.45
    spoken = caption_image(Caption(start=0, frames=9, lines=("I was here all the time,", "and so were you.")), *size)
    letters = spoken.getchannel("R").point([255 if value > 200 else 0 for value in range(256)]).getbbox()
    assert letters is not None
    assert bottom <= letters[1]
    mirrored = box_of(title("lower-third", "שלום", "שומרת"), size)
    assert mirrored[2] >= size[0] * 0.92


def test_a_name_comes_out_of_its_rule_and_stays() -> None:
    over = title_over(title("lower-third", "Mara", "keeper", fade=12), 320, 180)
    ground = plain(320, 180, "#000000")
    shown = [over(ground, frame)[:180].astype(int) for frame in (-1, 0, 5, 30, 40, 71, 72)]
    assert (shown[0] == ground[:180]).all()
    assert (shown[6] == ground[:180]).all()
    assert (shown[3] == shown[4]).all()
    middles = [_middle(picture) for picture in (shown[2], shown[3])]
    assert middles[0] < middles[1]


def _middle(picture: NDArray[np.int64]) -> float:
    # The rule does not move; the letters are right of it.
    letters = picture[:, 26:]
    return float(np.argwhere(letters > letters.max() - np.ptp(letters) / 3)[:, 1].mean())


@pytest.mark.parametrize("at", [(0.5, 0.5), (0.3, 0.25), (0.6, 0.8)])
def test_free_text_is_where_it_was_put(at: tuple[float, float]) -> None:
    left, top, right, bottom = box_of(title("free", "X", at=at, size=0.2), (320, 180))
    assert abs((left + right) / 2 - at[0] * 320) <= 2
    assert abs((top + bottom) / 2 - at[1] * 180) <= 9
    assert 18 <= bottom - top <= 36


@pytest.mark.parametrize(("rate", "speed"), [(24, 1), (12, 2), (8, 3), (6, 4)])
def test_credits_roll_by_the_same_whole_number_of_pixels(rate: int, speed: int) -> None:
    lines = CREDITS * 8
    frames = credits_frames(lines, Fraction(rate))
    over = title_over(title("credits", *lines, frames=frames), 160, 180)
    ground = plain(160, 180, "#101020")
    begin = frames // 2
    shown = [over(ground, frame) for frame in range(begin, begin + 5)]
    for before, after in pairwise(shown):
        assert (after[: 180 - speed] == before[speed:180]).all()
        assert (after[:180] != before[:180]).any()


def test_credits_begin_below_and_end_above() -> None:
    lines = CREDITS * 6
    frames = credits_frames(lines, Fraction(24))
    over = title_over(title("credits", *lines, frames=frames), 320, 180)
    ground = plain(320, 180, "#101020")
    early, late = over(ground, 20), over(ground, frames - 4)
    assert (early[:120] == ground[:120]).all()
    assert (early[120:180] != ground[120:180]).any()
    assert (late[40:180] == ground[40:180]).all()
    assert (over(ground, frames * 85 // 100)[:180] != ground[:180]).any()
    assert (over(ground, frames) == ground).all()


def test_credits_last_as_long_in_every_picture_and_longer_the_more_there_are() -> None:
    short, long = (credits_frames(CREDITS * count, Fraction(24)) for count in (1, 40))
    assert 7 * 24 <= short < long
    assert credits_frames(CREDITS, Fraction(48)) in (2 * short - 1, 2 * short)
    for size in SIZES:
        over = title_over(title("credits", *CREDITS * 6, frames=credits_frames(CREDITS * 6, Fraction(24))), *size)
        ground = plain(*size, "#101020")
        assert (over(ground, credits_frames(CREDITS * 6, Fraction(24)) - 1)[8 : size[1]] == ground[8 : size[1]]).all()


def test_who_and_what_stand_in_two_columns() -> None:
    for lines, mirrored in (("Director | Mara Voss",), False), (("בימוי | מרה",), True):
        image = np.asarray(title_image(title("credits", *lines), 640, 360), np.int32)
        dim, bright = np.argwhere(image[:, :, 3] > 120), np.argwhere(image[:, :, 3] > 240)
        name_is_right = bright[:, 1].mean() > 320
        assert name_is_right is not mirrored
        assert (dim[:, 1] < 314).any()
        assert (dim[:, 1] > 326).any()
        assert not ((dim[:, 1] >= 314) & (dim[:, 1] <= 326)).any()


def test_long_credits_take_no_more_memory() -> None:
    peaks: list[int] = []
    for count in (10, 400):
        lines = CREDITS * count
        frames = credits_frames(lines, Fraction(24))
        over, ground = title_over(title("credits", *lines, frames=frames), 160, 90), plain(160, 90, "#101020")
        for frame in range(300):
            over(ground, frame)
        tracemalloc.start()
        for frame in range(300, 400):
            over(ground, frame)
        peaks.append(tracemalloc.get_traced_memory()[1])
        tracemalloc.stop()
    assert peaks[1] < 2 * peaks[0] + 200_000
