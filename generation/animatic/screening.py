"""Looks that come through a machine: an old projector, a soft lens, the tube of a screen."""

import numpy as np
from numpy.typing import NDArray

from generation.animatic.pixels import (
    FINE,
    Effect,
    Fine,
    Packed,
    bands,
    blurred,
    doubled,
    fringed,
    halved,
    packed,
    scaled,
    screen,
    unpacked,
    word,
)
from generation.results import Frame

_HIGHLIGHT = 138
"""Lightness (0 to 255) from which something glows."""
_DUST_CHANCE = 0.35
_WEAVE = 1.4
"""Pixels that a projected picture sways, as a standard deviation, at 720 lines."""
_FADED = ((24, 0.91), (17, 0.9), (20, 0.8), (255, 0.0))
"""What is left of black, and of the way to white, in the red, green, blue and alpha of an old print."""
_DARKER = (197, 197, 197, 256)
"""What the dark lines of a screen leave of red, green, blue and alpha, in 256ths."""


def glowing(strength: float, height: int, width: int) -> Effect:
    """What is bright shines beyond its edges, as through a soft lens."""
    gain = np.uint16(strength * 255 / (255 - _HIGHLIGHT) * FINE)
    result: Packed = np.empty((height, width), np.uint32)

    def fine(pixels: Packed) -> Fine:
        return unpacked(pixels).astype(np.uint16) * gain

    def soft(picture: Frame) -> Frame:
        half = halved(packed(picture))
        quarter = halved(half)
        bright = np.maximum(unpacked(quarter), _HIGHLIGHT) - np.uint8(_HIGHLIGHT)
        bright[:, :, 3] = 0
        if not bright.any():
            return picture
        eighth = halved(packed(bright))
        halo = blurred(fine(eighth), height / 300)
        halo += doubled(blurred(fine(halved(eighth)), height / 192), *eighth.shape)
        halo >>= 1
        halo = doubled(doubled(halo, *quarter.shape), *half.shape)
        # A step more makes up for what is rounded down, here and where it is added.
        np.minimum(halo, 254 * FINE, out=halo)
        halo += FINE
        halo >>= 4
        screen(packed(picture), packed(halo.astype(np.uint8)), result)
        return unpacked(result)

    return soft


def scanned(height: int, width: int) -> Effect:
    """A screen: every third line darker, and red and blue a little apart."""
    pitch = max(2, round(height / 240))
    aside = max(1, round(height / 400))
    darker = np.tile(np.array(_DARKER, np.uint16), width)
    result: Frame = np.empty((height, width, 4), np.uint8)

    def shown(picture: Frame) -> Frame:
        fringed(picture, (aside, 0), (-aside, 0), result)
        lines = packed(result)[::pitch]
        lines[:] = scaled(lines.copy(), darker)
        return result

    return shown


def projected(height: int, width: int, seed: int) -> Effect:
    """An old print: its colours have faded, the gate weaves, the lamp flickers, dust comes by, and now and then a scratch."""
    order = np.random.default_rng([seed, 16])
    unit = height / 720
    gate = np.flatnonzero(_gate(height, width))
    result: Packed = np.empty((height, width), np.uint32)

    def run(picture: Frame) -> Frame:
        y, x = (round(float(step)) for step in np.clip(order.normal(0, _WEAVE * unit, 2), -3 * unit, 3 * unit))
        lamp = 1 + round(float(np.clip(order.normal(0, 3.2), -7, 7))) / 256
        _shifted(packed(picture), y, x, result)
        _fade(result, lamp)
        _dust(unpacked(result), order, unit)
        result.reshape(-1)[gate] = word((8, 8, 8))
        return unpacked(result)

    return run


def _shifted(pixels: Packed, y: int, x: int, result: Packed) -> None:
    """The pixels moved down and to the right; where none come from, those that were there stay."""
    height, width = pixels.shape
    result[:] = pixels
    result[max(0, y) : height + min(0, y), max(0, x) : width + min(0, x)] = pixels[
        max(0, -y) : height + min(0, -y), max(0, -x) : width + min(0, -x)
    ]


def _fade(pixels: Packed, lamp: float) -> None:
    """Colours of an old print under a lamp that is a little brighter or darker than 1, in place."""
    width = pixels.shape[1]
    white = np.tile(np.array([round(white * lamp * 256) for _, white in _FADED], np.uint16), width)
    black = np.tile(np.array([min(255, round(black * lamp)) for black, _ in _FADED], np.uint8), width)
    room = 255 - black
    for rows in bands(len(pixels)):
        faded = scaled(pixels[rows], white).view(np.uint8)
        np.minimum(faded, room, out=faded)
        faded += black
        pixels[rows] = faded.view(np.uint32)


def _gate(height: int, width: int) -> NDArray[np.bool_]:
    """Where the gate of the projector covers the picture: a thin frame with round corners."""
    y, x = np.mgrid[0:height, 0:width].astype(np.float32)
    edge, radius = height / 110, height / 22
    dx = np.maximum(0, np.abs(x - (width - 1) / 2) - (width / 2 - edge - radius))
    dy = np.maximum(0, np.abs(y - (height - 1) / 2) - (height / 2 - edge - radius))
    return np.hypot(dx, dy) > radius


def _dust(picture: Frame, order: np.random.Generator, unit: float) -> None:
    """Specks, and sometimes a scratch, in place."""
    height, width = picture.shape[:2]
    for _ in range(int(order.poisson(_DUST_CHANCE * 3))):
        y, x = int(order.integers(0, height)), int(order.integers(0, width))
        tall, wide = (max(1, round(float(size) * unit)) for size in order.uniform(1, 3.4, 2))
        part = picture[y : y + tall, x : x + wide, :3]
        part[:] = part // 3 if order.random() < 0.6 else 255 - (255 - part) // 3
    if order.random() < 0.04:
        x = int(order.integers(0, width - 1))
        part = picture[:, x : x + 1, :3]
        part[:] = 255 - (255 - part) // 4 * 3
