"""The laws of counts and sizes between a film and a video model, tried over every case that films have."""

from fractions import Fraction
from itertools import pairwise

import numpy as np
import pytest
from PIL import Image

from generation.diffusion.pictures.counts import asked, legal, nearest
from generation.diffusion.pictures.retime import positions
from generation.diffusion.pictures.sizes import framing

RATES = [Fraction(rate) for rate in ("12", "16", "24000/1001", "24", "25", "30", "60")]
NATIVE = [Fraction(16), Fraction(24)]
FRAMES = [*range(1, 42), 81, 120, 121, 239, 240]


def chosen(frames: int, rate: Fraction, fps: Fraction, count: int, *, lands: bool = False) -> list[int]:
    """The picture that each frame shows when pictures are repeated."""
    return [nearest(position) for position in positions(frames, rate, fps, count, lands=lands)]


SIZES = [(160, 90), (96, 64), (64, 64), (1280, 720), (1920, 1080), (720, 1280), (854, 480), (2048, 858), (33, 17)]


@pytest.mark.parametrize("step", [4, 8])
def test_a_legal_count_is_the_smallest_that_is_enough(step: int) -> None:
    for needed in range(1, 400):
        count = legal(needed, step)
        assert count % step == 1
        assert needed <= count < needed + step


@pytest.mark.parametrize("fps", NATIVE)
@pytest.mark.parametrize("rate", RATES)
def test_the_pictures_asked_for_cover_the_shot_and_each_frame_shows_the_nearest(rate: Fraction, fps: Fraction) -> None:
    for frames in FRAMES:
        count = asked(frames, rate, fps)
        order = chosen(frames, rate, fps, count)
        assert count % 4 == 1
        assert len(order) == frames
        assert order[0] == 0
        assert order[-1] < count <= order[-1] + 4
        for number, picture in enumerate(order):
            assert abs(picture / fps - number / rate) <= 1 / (2 * fps)


@pytest.mark.parametrize("fps", NATIVE)
@pytest.mark.parametrize("rate", RATES)
def test_a_clip_that_lands_shows_the_given_pictures_at_both_ends(rate: Fraction, fps: Fraction) -> None:
    for frames in FRAMES[1:]:
        count = asked(frames, rate, fps, lands=True)
        order = chosen(frames, rate, fps, count, lands=True)
        assert count % 4 == 1
        assert count >= 5
        assert (order[0], order[-1]) == (0, count - 1)
        assert all(after >= before for before, after in pairwise(order))
        # It is stretched by less than one latent frame and a half picture.
        assert all(abs(order[n] / fps - n / rate) <= Fraction(9, 2) / fps for n in range(frames)) or frames < 5


def test_at_the_models_own_rate_nothing_is_dropped_or_repeated() -> None:
    assert chosen(49, Fraction(24), Fraction(24), 49) == list(range(49))
    assert asked(81, Fraction(16), Fraction(16)) == 81


def test_sides_are_multiples_and_never_smaller_than_the_film_without_a_limit() -> None:
    for multiple in (16, 32):
        for width, height in SIZES:
            shape = framing(width, height, multiple)
            assert shape.width % multiple == 0
            assert shape.height % multiple == 0
            assert width <= shape.width < width + multiple
            assert height <= shape.height < height + multiple
            left, top, right, bottom = shape.window
            assert (right - left, bottom - top) == (width, height)


def test_a_limit_is_kept_and_the_window_lies_inside_the_models_picture() -> None:
    for multiple in (16, 32):
        for area in (832 * 480, 1280 * 704):
            for width, height in SIZES:
                shape = framing(width, height, multiple, area)
                left, top, right, bottom = shape.window
                assert shape.width * shape.height <= max(area, (width + multiple) * (height + multiple)) * 1.08
                assert 0 <= left < right <= shape.width
                assert 0 <= top < bottom <= shape.height
                # Never stretched by more than the rounding to whole pixels.
                assert abs((right - left) * height / width - (bottom - top)) <= 0.5 + 0.5 * height / width


def test_the_sizes_of_the_models_own_makers_come_out() -> None:
    assert (framing(1280, 720, 32, 1280 * 704).width, framing(1280, 720, 32, 1280 * 704).height) == (1280, 704)
    assert (framing(832, 480, 16, 832 * 480).width, framing(832, 480, 16, 832 * 480).height) == (832, 480)


def _scene(width: int, height: int) -> Image.Image:
    """Smooth, with a direction in each axis, so that a shift, a flip or a stretch is seen."""
    down, across = np.mgrid[0:height, 0:width]
    layers = (255 * across / width, 255 * down / height, 127 + 100 * np.sin(across / 9) * np.cos(down / 7))
    return Image.fromarray(np.stack(layers, axis=-1).astype(np.uint8))


@pytest.mark.parametrize("size", [(160, 90), (96, 64), (1280, 720), (33, 17)])
def test_a_keyframe_comes_back_exactly_where_it_was(size: tuple[int, int]) -> None:
    shape = framing(*size, 32)
    keyframe = _scene(*size)
    inside = shape.into(keyframe)
    assert inside.size == (shape.width, shape.height)
    assert np.array_equal(shape.out(np.asarray(inside)), np.asarray(keyframe))


def test_a_keyframe_comes_back_where_it_was_from_a_smaller_model_too() -> None:
    shape = framing(1280, 720, 16, 832 * 480)
    keyframe = _scene(1280, 720)
    back = shape.out(np.asarray(shape.into(keyframe)))
    assert back.shape == (720, 1280, 3)
    assert np.abs(back.astype(int) - np.asarray(keyframe)).mean() < 1.5


def test_a_keyframe_of_another_shape_is_cropped_in_its_middle_not_stretched() -> None:
    tall = np.zeros((400, 100, 3), np.uint8)
    tall[150:250] = 255  # a white square in the middle of a tall picture
    inside = np.asarray(framing(96, 96, 16).into(Image.fromarray(tall)))
    assert inside.min() > 250
