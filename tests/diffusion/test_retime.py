"""The model's pictures as the film's frames: how many, which of them are pictures themselves, and how near to the truth."""

import tracemalloc
from collections.abc import Iterator
from fractions import Fraction
from functools import lru_cache
from itertools import pairwise
from pathlib import Path
from typing import Any, get_args

import numpy as np
import pytest
from conformance import made, recipe, request
from PIL import Image, ImageDraw
from tiny import mochi

from generation.diffusion.pictures import retime
from generation.diffusion.pictures.counts import legal, nearest, needed
from generation.diffusion.pictures.retime import How, mixed, positions, retimed
from generation.errors import Unsupported
from generation.results import Frame

HOWS = get_args(How)
RATES = [Fraction(rate) for rate in ("12", "24000/1001", "24", "25", "30")]


@lru_cache(maxsize=1)
def ground() -> Image.Image:
    """Blocks of any colours, with soft edges."""
    blocks = np.random.default_rng(0).integers(30, 220, (16, 24, 3), dtype=np.uint8)
    return Image.fromarray(blocks.repeat(8, 0).repeat(8, 1)).resize((768, 512), Image.Resampling.BICUBIC)


def scene(seconds: float) -> Frame:
    """A disc that moves over a ground that moves the other way."""
    width, height = 192, 128
    moved = (0.5, 0, 40 + 30 * seconds, 0, 0.5, 40)
    drawn = ground().transform((width * 2, height * 2), Image.Transform.AFFINE, moved, Image.Resampling.BICUBIC)
    left = 40 + 200 * seconds
    ImageDraw.Draw(drawn).ellipse((left, 70, left + 90, 160), fill=(230, 180, 60))
    return np.asarray(drawn.resize((width, height), Image.Resampling.BOX))


def nearness(one: Frame, other: Frame) -> float:
    """Signal to noise in dB."""
    return float(10 * np.log10(255**2 / max(1e-9, np.mean((one.astype(float) - other) ** 2))))


def count_for(frames: int, rate: Fraction, fps: Fraction) -> int:
    return legal(needed(frames, rate, fps))


@pytest.mark.parametrize("fps", [Fraction(8), Fraction(16), Fraction(30)])
@pytest.mark.parametrize("rate", RATES)
def test_frames_lie_at_their_times_and_those_that_are_held_on_pictures(rate: Fraction, fps: Fraction) -> None:
    for frames in (1, 2, 5, 24, 49):
        count = count_for(frames, rate, fps)
        plain = positions(frames, rate, fps, count)
        assert plain == [min(Fraction(count - 1), number * fps / rate) for number in range(frames)]
        landed = positions(frames, rate, fps, max(5, count), lands=True)
        assert (landed[0], landed[-1]) == (0, max(5, count) - 1 if frames > 1 else 0)
        held = positions(frames, rate, fps, count, held=(frames // 3, frames // 2, frames - 1, frames + 9))
        assert all(held[number].denominator == 1 for number in (0, frames // 3, frames // 2, frames - 1))
        assert all(after >= before for before, after in pairwise(held))
        assert all(abs(one - other) <= Fraction(1, 2) for one, other in zip(held, plain, strict=True))


@pytest.mark.parametrize("how", HOWS)
@pytest.mark.parametrize(("rate", "fps"), [("24", 16), ("24000/1001", 8), ("12", 16), ("25", 30), ("24", 24)])
def test_as_many_frames_as_asked_and_those_on_a_picture_are_it(how: How, rate: str, fps: int) -> None:
    frames = 14
    count = count_for(frames, Fraction(rate), Fraction(fps))
    pictures = [scene(number / fps) for number in range(count)]
    where = positions(frames, Fraction(rate), Fraction(fps), count, held=(5, frames - 1))
    shown = [frame.copy() for frame in retimed(iter(pictures), where, how)]
    assert [frame.shape for frame in shown] == [pictures[0].shape] * frames
    on = [number for number, position in enumerate(where) if position.denominator == 1]
    assert {0, 5, frames - 1} <= set(on)
    assert all(np.array_equal(shown[number], pictures[int(where[number])]) for number in on)


@pytest.mark.parametrize("how", HOWS)
def test_a_clip_that_lands_ends_on_its_last_picture(how: How) -> None:
    pictures = [scene(number / 16) for number in range(9)]
    made = [
        frame.copy() for frame in retimed(iter(pictures), positions(11, Fraction(24), Fraction(16), 9, lands=True), how)
    ]
    assert len(made) == 11
    assert np.array_equal(made[0], pictures[0])
    assert np.array_equal(made[-1], pictures[-1])


@pytest.mark.parametrize("how", HOWS)
def test_no_more_pictures_are_taken_than_the_last_frame_needs(how: How) -> None:
    """Pictures past the end of the shot need not be decoded, and a clip of one frame is its first picture."""
    taken: list[int] = []

    def pictures() -> Iterator[Frame]:
        for number in range(99):
            taken.append(number)
            yield scene(number / 16)

    where = positions(10, Fraction(24), Fraction(16), 81)
    assert len(list(retimed(pictures(), where, how))) == 10
    assert len(taken) == (7 if how != "repeat" else nearest(where[-1]) + 1)
    (only,) = retimed(pictures(), positions(1, Fraction(24), Fraction(16), 5), how)
    assert np.array_equal(only, scene(0))


def test_what_moves_is_nearer_to_the_truth_the_more_is_done() -> None:
    frames, rate, fps = 12, Fraction(24), Fraction(8)
    count = count_for(frames, rate, fps)
    where = positions(frames, rate, fps, count)
    near: dict[str, float] = {}
    for how in HOWS:
        shown = retimed((scene(float(number / fps)) for number in range(count)), where, how)
        measured = [
            nearness(frame, scene(float(position / fps)))
            for frame, position in zip(shown, where, strict=True)
            if position.denominator > 1
        ]
        near[how] = sum(measured) / len(measured)
    assert near["repeat"] + 1 < near["blend"]
    assert near["blend"] + 3 < near["motion"]


def test_pictures_are_mixed_by_their_light() -> None:
    """Half of white's light is code 188, not 128; and what is equal stays."""
    black, white = np.zeros((2, 2, 3), np.uint8), np.full((2, 2, 3), 255, np.uint8)
    assert mixed(black, white, Fraction(1, 2)).max() == mixed(white, black, Fraction(1, 2)).min() == 188
    every = np.arange(256, dtype=np.uint8).reshape(16, 16, 1).repeat(3, 2)
    for share in (Fraction(0), Fraction(1, 3), Fraction(1, 2), Fraction(1)):
        assert np.array_equal(mixed(every, every, share), every)


@pytest.mark.parametrize("how", ["blend", "motion"])
def test_memory_does_not_grow_with_the_clip(how: How) -> None:
    def peak(frames: int) -> int:
        count = count_for(frames, Fraction(24), Fraction(16))
        where = positions(frames, Fraction(24), Fraction(16), count)
        tracemalloc.start()
        for _frame in retimed((scene(number / 16) for number in range(count)), where, how):
            pass
        _now, most = tracemalloc.get_traced_memory()
        tracemalloc.stop()
        return most

    assert peak(72) < peak(24) + scene(0).nbytes


@pytest.mark.parametrize("how", HOWS)
def test_pictures_of_the_clip_before_are_passed_over(how: How) -> None:
    """A clip that goes on from another is made with the end of that one before it: positions do not begin at 0."""
    where = positions(6, Fraction(24), Fraction(16), 5)
    later = [13 + position for position in where]
    alone = [frame.copy() for frame in retimed((scene(number / 16) for number in range(13, 18)), where, how)]
    after = [frame.copy() for frame in retimed((scene(number / 16) for number in range(18)), later, how)]
    assert all(np.array_equal(*pair) for pair in zip(alone, after, strict=True))


def test_two_runs_agree() -> None:
    where = positions(12, Fraction(24), Fraction(16), 9)
    one, other = (
        [frame.copy() for frame in retimed((scene(number / 16) for number in range(9)), where, "motion")] for _ in "ab"
    )
    assert all(np.array_equal(*pair) for pair in zip(one, other, strict=True))


def test_a_build_without_the_filter_is_told_in_one_line(monkeypatch: pytest.MonkeyPatch) -> None:
    import av.filter

    retime.require("motion")
    monkeypatch.setattr(av.filter, "filters_available", {"scale"})
    with pytest.raises(Unsupported, match=r"minterpolate, which this build lacks; take retime=blend$"):
        retime.require("motion")
    retime.require("blend")


def test_the_option_reaches_the_frames_of_a_model(tmp_path: Path) -> None:
    folder = mochi.save("text", tmp_path)
    asked = request(rate="40", frames=9)
    clips: dict[str, Any] = {how: made(recipe("mochi", folder, retime=how), asked)[0] for how in HOWS}
    where = positions(9, Fraction(40), Fraction(30), 7)
    for number, position in enumerate(where):
        alike = position.denominator == 1
        assert np.array_equal(clips["repeat"][number], clips["blend"][number]) == alike
        assert np.array_equal(clips["blend"][number], clips["motion"][number]) == alike
    assert recipe("mochi", folder).identity() != recipe("mochi", folder, retime="blend").identity()
