"""Looks that come through a machine: an old projector, a soft lens, the tube of a screen."""

import numpy as np

from generation.animatic.pixels import Effect, framed, fringed, image_of
from generation.results import Frame

_HIGHLIGHT = 138
"""Lightness (0 to 255) from which something glows."""
_DUST_CHANCE = 0.35
_WEAVE = 1.4
"""Pixels that a projected picture sways, as a standard deviation, at 720 lines."""
_FADED = ((24, 0.91), (17, 0.9), (20, 0.8))
"""What is left of black, and of the way to white, in the red, green and blue of an old print."""


def glowing(strength: float, height: int) -> Effect:
    """What is bright shines beyond its edges, as through a soft lens."""
    from PIL import Image, ImageChops, ImageFilter

    gain = strength * 255 / (255 - _HIGHLIGHT)
    shining = [round(max(0, value - _HIGHLIGHT) * gain) for value in range(256)] * 3

    def soft(picture: Frame) -> Frame:
        image = image_of(picture)
        bright = image.reduce(4).point(shining)
        near = bright.filter(ImageFilter.GaussianBlur(height / 150))
        far = bright.reduce(2).filter(ImageFilter.GaussianBlur(height / 96)).resize(bright.size)
        halo = Image.blend(near, far, 0.5).resize(image.size, Image.Resampling.BILINEAR)
        return framed(ImageChops.screen(image, halo))

    return soft


def scanned(height: int) -> Effect:
    """A screen: every third line darker, and red and blue a little apart."""
    pitch = max(2, round(height / 240))
    aside = max(1, round(height / 400))

    def shown(picture: Frame) -> Frame:
        result = fringed(picture, (aside, 0), (-aside, 0))
        lines = result[::pitch, :, :3]
        lines[:] = lines.astype(np.uint16) * 197 >> 8
        return result

    return shown


def projected(height: int, width: int, seed: int) -> Effect:
    """An old print: its colours have faded, the gate weaves, the lamp flickers, dust comes by, and now and then a scratch."""
    order = np.random.default_rng([seed, 16])
    unit = height / 720
    gate = _gate(height, width)
    values = np.arange(256)
    fade = [np.clip(black + values * white, 0, 255) for black, white in _FADED]

    def run(picture: Frame) -> Frame:
        y, x = (round(float(step)) for step in np.clip(order.normal(0, _WEAVE * unit, 2), -3 * unit, 3 * unit))
        result = np.roll(picture, (y, x), (0, 1))
        if y:
            result[(slice(0, y) if y > 0 else slice(y, None))] = picture[(slice(0, y) if y > 0 else slice(y, None))]
        if x:
            aside = slice(0, x) if x > 0 else slice(x, None)
            result[:, aside] = picture[:, aside]
        lamp = 1 + round(float(np.clip(order.normal(0, 3.2), -7, 7))) / 256
        for part, curve in enumerate(fade):
            result[:, :, part] = np.minimum(curve * lamp, 255).astype(np.uint8)[result[:, :, part]]
        _dust(result, order, unit)
        result[gate] = 8, 8, 8, 255
        return result

    return run


def _gate(height: int, width: int) -> "np.ndarray[tuple[int, int], np.dtype[np.bool_]]":
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
