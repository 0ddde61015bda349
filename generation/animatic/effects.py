"""What a look does to every drawn picture: chalk lines, modelled clay, glowing lights, an old projector.

Each effect takes a picture (height, width, 4), RGBA in bytes, and returns one; the work is Pillow's, on smaller pictures where
nobody can see the difference.
"""

from collections.abc import Callable
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from generation.requests import Look
from generation.results import Frame

if TYPE_CHECKING:
    from PIL.Image import Image

Effect = Callable[[Frame], Frame]

_HIGHLIGHT = 138
"""Lightness (0 to 255) from which something glows."""
_CHALK_FROM, _CHALK_GAIN = 10, 9.0
_CLAY_DEPTH = 0.5
_CLAY_MOST = 20
"""Steps of 255 that the relief changes at most: more, and dark things look hollow."""
_DUST_CHANCE = 0.35
_WEAVE = 1.4
"""Pixels that a projected picture sways, as a standard deviation, at 720 lines."""


def effects(look: Look, height: int, seed: int) -> list[Effect]:
    """Return the effects of a look, in the order in which they are put on; none for most."""
    found: list[Effect] = []
    if look.line == "chalk":
        found.append(lambda picture: _chalk(picture, look.palette[-1], height))
    if look.texture == "clay":
        found.append(lambda picture: _modelled(picture, height))
    if look.glow:
        found.append(lambda picture: _glowing(picture, look.glow, height))
    if look.texture == "film":
        found.append(_projector(height, seed))
    return found


def _image(picture: Frame) -> "Image":
    from PIL import Image

    return Image.fromarray(np.ascontiguousarray(picture[:, :, :3]))


def _framed(image: "Image", like: Frame) -> Frame:
    result = np.empty_like(like)
    result[:, :, :3] = np.asarray(image)
    result[:, :, 3] = 255
    return result


def _chalk(picture: Frame, colour: str, height: int) -> Frame:
    """Every edge as a light line, as drawn with a ruling pen on blue paper."""
    from PIL import Image, ImageFilter

    image = _image(picture)
    edges = image.convert("L").filter(ImageFilter.FIND_EDGES)
    strength = edges.point([min(255, round(max(0, value - _CHALK_FROM) * _CHALK_GAIN)) for value in range(256)])
    if height > 480:
        strength = strength.filter(ImageFilter.GaussianBlur(height / 1440))
    strength.paste(0, (0, 0, image.width, 2))
    strength.paste(0, (0, image.height - 2, image.width, image.height))
    return _framed(Image.composite(Image.new("RGB", image.size, colour), image, strength), picture)


def _modelled(picture: Frame, height: int) -> Frame:
    """Edges that catch the light from the upper left and fall into shade on the other side: flat shapes get a body."""
    from PIL import Image, ImageFilter

    image = _image(picture)
    small = image.convert("L").reduce(2).filter(ImageFilter.GaussianBlur(height / 200))
    light = small.filter(ImageFilter.Kernel((3, 3), (-4, -3, 0, -3, 0, 3, 0, 3, 4), scale=1, offset=128))
    relief = np.asarray(light.resize(image.size, Image.Resampling.BILINEAR), np.int16) - 128
    shaded = picture[:, :, :3].astype(np.int16) - _relief(relief)[:, :, None]
    result = np.empty_like(picture)
    np.clip(shaded, 0, 255, out=shaded)
    result[:, :, :3] = shaded
    result[:, :, 3] = 255
    return result


def _relief(slope: NDArray[np.int16]) -> NDArray[np.int16]:
    return np.clip(np.rint(slope * _CLAY_DEPTH), -_CLAY_MOST, _CLAY_MOST).astype(np.int16)


def _glowing(picture: Frame, strength: float, height: int) -> Frame:
    """What is bright shines beyond its edges, as through a soft lens."""
    from PIL import Image, ImageChops, ImageFilter

    image = _image(picture)
    gain = strength * 255 / (255 - _HIGHLIGHT)
    bright = image.reduce(4).point([round(max(0, value - _HIGHLIGHT) * gain) for value in range(256)] * 3)
    near = bright.filter(ImageFilter.GaussianBlur(height / 150))
    far = bright.filter(ImageFilter.GaussianBlur(height / 48))
    halo = Image.blend(near, far, 0.5).resize(image.size, Image.Resampling.BILINEAR)
    return _framed(ImageChops.screen(image, halo), picture)


def _projector(height: int, seed: int) -> Effect:
    """An old print: the gate weaves, the lamp flickers, dust comes by, and now and then a scratch."""
    order = np.random.default_rng([seed, 16])
    unit = height / 720

    def projected(picture: Frame) -> Frame:
        y, x = (round(float(step)) for step in np.clip(order.normal(0, _WEAVE * unit, 2), -3 * unit, 3 * unit))
        result = np.roll(picture, (y, x), (0, 1))
        if y:
            result[(slice(0, y) if y > 0 else slice(y, None))] = picture[(slice(0, y) if y > 0 else slice(y, None))]
        if x:
            aside = slice(0, x) if x > 0 else slice(x, None)
            result[:, aside] = picture[:, aside]
        lamp = 256 + round(float(np.clip(order.normal(0, 3.2), -7, 7)))
        result[:, :, :3] = np.minimum((result[:, :, :3].astype(np.uint16) * lamp) >> 8, 255)
        _dust(result, order, unit)
        return result

    return projected


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
