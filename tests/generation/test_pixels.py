"""The arithmetic of pictures, a word for each pixel: what it gives is what reckoning in real numbers gives, to a step."""

import numpy as np
import pytest
from numpy.typing import NDArray

from generation.animatic.pixels import (
    FINE,
    Fine,
    Packed,
    add,
    blurred,
    composite,
    doubled,
    edges,
    enlarged,
    halved,
    lerp,
    lightness,
    over,
    packed,
    screen,
    unpacked,
    word,
)
from generation.results import Frame

ORDER = np.random.default_rng(4)
ODD = (133, 71)


def picture(height: int = 133, width: int = 71) -> Frame:
    """Noise, opaque."""
    noise = ORDER.integers(0, 256, (height, width, 4), dtype=np.uint8)
    noise[..., 3] = 255
    return noise


def real(pixels: Packed) -> NDArray[np.float64]:
    return unpacked(pixels).astype(np.float64)


def fine(height: int, width: int) -> Fine:
    return ORDER.integers(0, 255 * FINE, (height, width)).astype(np.uint16)


def test_between_two_pictures_every_byte_is_where_its_share_says_and_at_the_ends_exact() -> None:
    one, other = packed(picture()), packed(picture())
    share = ORDER.integers(0, 256, ODD).astype(np.uint8)
    share[0], share[1] = 0, 255
    mixed = lerp(one, other, share)
    wanted = real(one) + (real(other) - real(one)) * share[..., None] / 255
    assert np.abs(real(mixed) - wanted).max() < 1.5
    assert abs((real(mixed) - wanted).mean()) < 0.1
    assert np.array_equal(mixed[0], one[0])
    assert np.array_equal(mixed[1], other[1])


@pytest.mark.parametrize("covered", [0.0, 0.05, 0.9])
def test_what_is_laid_over_little_or_much_is_laid_alike(covered: float) -> None:
    below, above, colour = packed(picture()), packed(picture()), word((200, 30, 90))
    share = np.where(ORDER.random(ODD) < covered, ORDER.integers(1, 256, ODD), 0).astype(np.uint8)
    for top in (above, colour):
        result = below.copy()
        composite(result, top, share)
        assert np.array_equal(result, lerp(below, top, share))
    doubly = below.copy()
    composite(doubly, above, share, lambda pixels: pixels ^ np.uint32(0xFFFFFF))
    assert np.array_equal(doubly, lerp(below, above ^ np.uint32(0xFFFFFF), share))


def test_premultiplied_pixels_over_others() -> None:
    below = packed(picture())
    kept = ORDER.integers(0, 257, ODD).astype(np.uint32)
    above = unpacked(packed(picture())) * ((256 - kept) / 257)[..., None]
    result = over(below, kept, packed(above.astype(np.uint8)))
    assert np.abs(real(result) - (real(below) * kept[..., None] / 256 + above)).max() < 2


def test_half_the_size_is_the_mean_of_four_and_no_darker() -> None:
    whole = picture(128, 64)
    wanted = whole.reshape(64, 2, 32, 2, 4).mean(axis=(1, 3))
    small = real(halved(packed(whole)))
    assert np.abs(small - wanted).max() <= 1
    assert abs((small - wanted)[..., :3].mean()) < 0.05
    assert halved(packed(picture())).shape == (67, 36)


def test_twice_the_size_has_straight_ramps_and_flat_stays_flat() -> None:
    line = np.repeat(np.arange(0, 80, 8, dtype=np.uint16)[None] * FINE, 9, axis=0)
    row = enlarged(line, 18, 20)[7].astype(int)
    assert np.array_equal(np.diff(row)[1:-1], np.full(17, 4))
    assert (enlarged(np.full((7, 9), 90 * FINE, np.uint16), 13, 17) == 90).all()
    values = fine(40, 30)
    assert np.array_equal(enlarged(values, 80, 60), doubled(values, 80, 60) >> 4)
    four = np.stack([values] * 4, axis=-1)
    assert all(np.array_equal(doubled(four, 79, 59)[..., part], doubled(values, 79, 59)) for part in range(4))


@pytest.mark.parametrize("deviation", [0.6, 1.8, 2.4, 3.8, 6.0])
def test_a_blur_is_as_wide_as_is_asked_and_keeps_what_there_is(deviation: float) -> None:
    step = np.zeros((60, 120), np.uint16)
    step[:, 60:] = 255 * FINE
    weights = np.diff(blurred(step, deviation)[30].astype(float)) / (255 * FINE)
    places = np.arange(len(weights)) - 59
    assert weights.sum() == pytest.approx(1, abs=0.01)
    assert np.sqrt((weights * places**2).sum()) == pytest.approx(deviation, rel=0.08)
    assert (blurred(np.full((20, 20), 1600, np.uint16), deviation) == 1600).all()


def test_edges_are_where_a_value_is_above_its_neighbours() -> None:
    values = fine(12, 15)
    real_values = values.astype(int)
    around = sum(np.roll(real_values, (y, x), (0, 1)) for y in (-1, 0, 1) for x in (-1, 0, 1))
    wanted = np.maximum(0, 9 * real_values - around)
    found = edges(values)
    assert np.array_equal(found[1:-1, 1:-1], wanted[1:-1, 1:-1])
    found[1:-1, 1:-1] = 0
    assert not found.any()


def test_lightness_is_weighted_like_the_eye() -> None:
    pixels = picture()
    wanted = pixels[..., :3] @ np.array([0.299, 0.587, 0.114])
    assert np.abs(lightness(packed(pixels)) / FINE - wanted).max() < 1
    assert (lightness(packed(np.full((3, 3, 4), 255, np.uint8))) == 255 * FINE).all()


def test_steps_and_light_end_at_black_and_white() -> None:
    pixels = packed(picture())
    steps = ORDER.integers(-120, 121, ODD).astype(np.int8)
    result = np.empty_like(pixels)
    add(pixels, steps, result)
    wanted = np.clip(unpacked(pixels)[..., :3].astype(int) + steps[..., None], 0, 255)
    assert np.array_equal(unpacked(result)[..., :3], wanted)
    light = packed(picture(67, 36))
    screen(pixels, light, result)
    shining = np.repeat(np.repeat(real(light), 2, 0), 2, 1)[:133, :71]
    wanted = 255 - (255 - real(pixels)) * (255 - shining) / 255
    assert np.abs(real(result) - wanted).max() < 2
