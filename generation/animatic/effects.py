"""What a look does to every drawn picture: chalk lines, carved wood, washes, clay, glowing lights, an old projector.

Each effect takes a picture (height, width, 4), RGBA in bytes, and returns one; the work is Pillow's, on smaller pictures where
nobody can see the difference.
"""

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from generation.animatic.colour import luma, rgb
from generation.requests import Look
from generation.results import Frame

if TYPE_CHECKING:
    from PIL.Image import Image

Effect = Callable[[Frame], Frame]

_HIGHLIGHT = 138
"""Lightness (0 to 255) from which something glows."""
_CHALK_FROM, _CHALK_GAIN = 4, 17.0
"""Gradients in bytes have steps of one, which the edge filter makes three: chalk begins above them."""
_SOLID, _OPEN, _INKED = 28, 238, 0.57
"""Lightness that is all ink, lightness that is all paper, and the power that what lies between is raised to."""
_HATCHED = 0.62
"""The part of the way from one ink to the next that is hatched; the rest is flat."""
_CUT_FROM = 62
"""How strong an edge is that is cut as a black line."""
_TRANSPARENT = 0.84
"""How much of a wash is paint and not the paper under it."""
_CLAY_DEPTH = 0.85
_CLAY_MOST = 28
"""Steps of 255 that the relief changes at most."""
_DUST_CHANCE = 0.35
_WEAVE = 1.4
"""Pixels that a projected picture sways, as a standard deviation, at 720 lines."""


def effects(look: Look, height: int, width: int, seed: int) -> list[Effect]:
    """Return the effects of a look, in the order in which they are put on; none for most."""
    found: list[Effect] = []
    if look.line == "chalk":
        found.append(lambda picture: _chalk(picture, look.palette[-1], height))
    if look.line == "carved":
        found.append(_carved(look.palette, height, width))
    if look.texture == "wash":
        found.append(_washed(look.palette[-1], height, width, seed))
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
    strength = _edges(image.convert("L")).point(
        [min(255, round(max(0, value - _CHALK_FROM) * _CHALK_GAIN)) for value in range(256)]
    )
    if height > 480:
        strength = strength.filter(ImageFilter.GaussianBlur(height / 1440))
    return _framed(Image.composite(Image.new("RGB", image.size, colour), image, strength), picture)


def _carved(palette: Sequence[str], height: int, width: int) -> Effect:
    """A print in as many inks as the palette has: lights between two of them are hatched, as a gouge does it."""
    inks = np.array(sorted((rgb(colour) for colour in palette), key=luma), np.uint8)
    y, x = np.mgrid[0:height, 0:width].astype(np.float32)
    unit = height / 720
    bent = 5 * unit * np.sin(x / (61 * unit)) + 4 * unit * np.sin((x + 2 * y) / (97 * unit))
    groove = np.abs(((x * 0.35 + y + bent) / (7 * unit)) % 2 - 1) - 0.5
    uneven = groove.astype(np.float32) * np.float32(_HATCHED) + np.float32(0.5)
    # Prints are lighter than the night that they show: half of the inks would be for what nobody can make out.
    part = np.clip((np.arange(256) - _SOLID) / (_OPEN - _SOLID), 0, 1)
    level = (part**_INKED * (len(inks) - 1)).astype(np.float32)

    def carved(picture: Frame) -> Frame:
        grey = _image(picture).convert("L")
        chosen = (level[np.asarray(grey)] + uneven).astype(np.uint8)
        np.minimum(chosen, len(inks) - 1, out=chosen)
        chosen[_cut_lines(grey, height)] = 0
        result = np.empty_like(picture)
        result[:, :, :3] = inks[chosen]
        result[:, :, 3] = 255
        return result

    return carved


def _edges(grey: "Image") -> "Image":
    """How much every pixel differs from its neighbours. Nothing at the border."""
    from PIL import ImageFilter

    return _bordered(grey.filter(ImageFilter.FIND_EDGES), 0)


def _bordered(filtered: "Image", value: int) -> "Image":
    """The same with its border, where filters leave the picture itself, in one value."""
    width, height = filtered.size
    for side in ((0, 0, width, 1), (0, height - 1, width, height), (0, 0, 1, height), (width - 1, 0, width, height)):
        filtered.paste(value, side)
    return filtered


def _cut_lines(grey: "Image", height: int) -> NDArray[np.bool_]:
    """Where a black line is: along strong edges, about two pixels wide at 720 lines."""
    from PIL import ImageFilter

    small = grey.reduce(2) if height >= 480 else grey
    edges = _edges(small.filter(ImageFilter.GaussianBlur(height / 1000)))
    return np.asarray(edges.resize(grey.size)) > _CUT_FROM


def _washed(paper: str, height: int, width: int, seed: int) -> Effect:
    """Paint that dried: pigment in clouds, darker where a wash ended, and bare paper around it all."""
    from PIL import Image, ImageFilter

    order = np.random.default_rng([seed, 19])
    bloom = sum(
        weight * _clouds(order, height, width, size) for size, weight in ((height / 4, 0.6), (height / 11, 0.4))
    )
    bare = Image.fromarray(_bare(order, height, width))
    pigment = np.clip(256 * (_TRANSPARENT + 0.15 * bloom), 0, 256).astype(np.uint16)[:, :, None]
    sheet = Image.new("RGB", (width, height), paper)
    through = np.array(rgb(paper), np.uint16) * (256 - pigment)

    def washed(picture: Frame) -> Frame:
        image = _image(picture)
        edges = _edges(image.convert("L").reduce(2)).filter(ImageFilter.GaussianBlur(0.8))
        dried = np.asarray(edges.resize(image.size, Image.Resampling.BILINEAR), np.uint16)
        painted = np.asarray(image, np.uint16) * pigment + through >> 8
        painted = painted * (256 - np.minimum(dried, 54))[:, :, None] >> 8
        done = Image.fromarray(np.minimum(painted, 255).astype(np.uint8))
        return _framed(Image.composite(sheet, done, bare), picture)

    return washed


def _clouds(order: np.random.Generator, height: int, width: int, size: float) -> NDArray[np.float32]:
    """Soft noise from about -1 to 1 whose clouds are `size` pixels wide."""
    from PIL import Image

    small = order.uniform(-1, 1, (max(3, round(height / size)) + 1, max(3, round(width / size)) + 1)).astype(np.float32)
    return np.asarray(Image.fromarray(small).resize((width, height), Image.Resampling.BICUBIC))


def _bare(order: np.random.Generator, height: int, width: int) -> NDArray[np.uint8]:
    """Where the paper is left bare, 0 to 255: around the picture, with an uneven edge."""
    y, x = np.mgrid[0:height, 0:width].astype(np.float32)
    edge = np.minimum(np.minimum(x, width - 1 - x), np.minimum(y, height - 1 - y)) / height
    ragged = (
        edge + 0.016 * _clouds(order, height, width, height / 14) + 0.006 * _clouds(order, height, width, height / 60)
    )
    return np.clip((0.036 - ragged) * 9000, 0, 255).astype(np.uint8)


def _modelled(picture: Frame, height: int) -> Frame:
    """Every shape as a cushion between its edges, lit from the upper left, be it darker or lighter than what is around."""
    from PIL import Image, ImageFilter

    image = _image(picture)
    creases = _edges(image.convert("L").reduce(2)).point([255 - min(255, 5 * value) for value in range(256)])
    small = creases.filter(ImageFilter.GaussianBlur(height / 170))
    # The lowest row comes first.
    light = small.filter(ImageFilter.Kernel((3, 3), (0, 3, 4, -3, 0, 3, -4, -3, 0), scale=1, offset=128))
    relief = np.asarray(_bordered(light, 128).resize(image.size, Image.Resampling.BILINEAR), np.int16) - 128
    shaded = picture[:, :, :3].astype(np.int16) + _relief(relief)[:, :, None]
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
        result[:, :, :3] = np.minimum(np.arange(256) * lamp >> 8, 255).astype(np.uint8)[result[:, :, :3]]
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
