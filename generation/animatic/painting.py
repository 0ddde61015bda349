"""Looks that are painted, drawn or modelled by hand: washes, coloured pencil, chalk on blue paper, plasticine."""

import numpy as np
from numpy.typing import NDArray

from generation.animatic.pixels import Effect, bordered, clouds, edges_of, framed, image_of, in_bytes, step_of
from generation.results import Frame

_CHALK_FROM, _CHALK_GAIN = 4, 17.0
"""Gradients in bytes have steps of one, which the edge filter makes three: chalk begins above them."""
_TRANSPARENT = 0.84
"""How much of a wash is paint and not the paper under it."""
_CLAY_DEPTH = 0.62
_CLAY_MOST = 26
"""Steps of 255 that the relief changes at most."""
_PRINTS = 7
"""Finger prints in the height of a picture."""


def chalked(colour: str, height: int) -> Effect:
    """Every edge as a light line, as drawn with a ruling pen on blue paper."""
    from PIL import Image, ImageFilter

    gain = [min(255, round(max(0, value - _CHALK_FROM) * _CHALK_GAIN)) for value in range(256)]

    def lined(picture: Frame) -> Frame:
        image = image_of(picture)
        strength = edges_of(image.convert("L")).point(gain)
        if height > 480:
            strength = strength.filter(ImageFilter.GaussianBlur(height / 1440))
        return framed(Image.composite(Image.new("RGB", image.size, colour), image, strength))

    return lined


def washed(paper: str, height: int, width: int, seed: int) -> Effect:
    """Paint that dried: pigment in clouds and grains, dark where a wash ended, and bare paper around and in the lights."""
    from PIL import Image, ImageChops, ImageFilter

    order = np.random.default_rng([seed, 19])
    sizes = ((height / 4, 0.55), (height / 11, 0.45), (height / 200, 0.14))
    bloom = sum(weight * clouds(order, height, width, size) for size, weight in sizes)
    bare = Image.fromarray(_bare(order, height, width))
    pigment = np.clip(256 * (_TRANSPARENT + 0.17 * bloom), 0, 252).astype(np.uint8)
    sheet = Image.new("RGB", (width, height), paper)
    thick = Image.fromarray(pigment)
    gain = [min(190, max(0, round(3.4 * max(1.0, height / 360) * (value - 4)))) for value in range(256)]

    def dried(picture: Frame) -> Frame:
        image = image_of(picture)
        edges = edges_of(image.convert("L").reduce(2).filter(ImageFilter.GaussianBlur(height / 900)))
        rims = edges.filter(ImageFilter.GaussianBlur(0.6)).point(gain)
        painted = Image.composite(image, sheet, thick)
        pooled = ImageChops.multiply(image, image)
        painted = Image.composite(pooled, painted, rims.resize(image.size, Image.Resampling.BILINEAR))
        return framed(Image.composite(sheet, painted, bare))

    return dried


def _bare(order: np.random.Generator, height: int, width: int) -> NDArray[np.uint8]:
    """Where the paper is left bare, 0 to 255: around the picture, with an uneven edge."""
    y, x = np.mgrid[0:height, 0:width].astype(np.float32)
    edge = np.minimum(np.minimum(x, width - 1 - x), np.minimum(y, height - 1 - y)) / height
    ragged = (
        edge + 0.016 * clouds(order, height, width, height / 14) + 0.006 * clouds(order, height, width, height / 60)
    )
    return np.clip((0.036 - ragged) * 9000, 0, 255).astype(np.uint8)


def pencilled(paper: str, height: int, width: int, seed: int) -> Effect:
    """Coloured pencil: strokes all one way with paper between them, and every form drawn around in its own colour."""
    from PIL import Image, ImageFilter

    order = np.random.default_rng([seed, 31])
    sheet = Image.new("RGB", (width, height), paper)
    covers = [Image.fromarray(in_bytes(0.93 + 0.1 * _strokes(order, height, width))) for _ in range(2)]
    light = [round(12 + value * 0.95) for value in range(256)] * 3
    deep = [round(value * 0.36) for value in range(256)] * 3
    gain = [min(205, max(0, round((value - 10) * 5.5))) for value in range(256)]
    drawn = [0]

    def shaded(picture: Frame) -> Frame:
        image = image_of(picture)
        lines = edges_of(
            image.convert("L").reduce(step_of(height)).filter(ImageFilter.GaussianBlur(height / 1000))
        ).point(gain)
        lines = lines.resize(image.size, Image.Resampling.BILINEAR)
        outlined = Image.composite(image.point(deep), image.point(light), lines)
        drawn[0] += 1
        return framed(Image.composite(outlined, sheet, covers[drawn[0] // 2 % 2]))

    return shaded


def _strokes(order: np.random.Generator, height: int, width: int) -> NDArray[np.float32]:
    """Noise from -1 to 1 in short, slanted strokes, with the tooth of the paper in it."""
    from PIL import Image

    reach = round(1.5 * max(height, width))
    grain = order.uniform(-1, 1, (reach // 2, max(4, reach // 26))).astype(np.float32)
    hatched = Image.fromarray(grain).resize((reach, reach), Image.Resampling.BICUBIC).rotate(32)
    left, top = (reach - width) // 2, (reach - height) // 2
    strokes = np.asarray(hatched)[top : top + height, left : left + width]
    tooth = clouds(order, height, width, max(1.5, height / 420))
    return (np.float32(0.72) * strokes + np.float32(0.5) * tooth).astype(np.float32)


def modelled(height: int, width: int, seed: int) -> Effect:
    """Every shape as a cushion between its edges, lit from the upper left, with the prints of the fingers that made it."""
    from PIL import Image, ImageFilter

    prints = _fingers(np.random.default_rng([seed, 37]), height, width)
    # A slope is as steep in a large picture as in a small one, but goes over more pixels.
    depth = _CLAY_DEPTH * max(1.0, height / 360)
    softened = [255 - min(255, max(0, 8 * (value - 9))) for value in range(256)]

    def lit(picture: Frame) -> Frame:
        image = image_of(picture)
        grey = image.convert("L").reduce(2).filter(ImageFilter.GaussianBlur(height / 320))
        small = edges_of(grey).point(softened).filter(ImageFilter.GaussianBlur(height / 190))
        # The lowest row comes first.
        light = small.filter(ImageFilter.Kernel((3, 3), (0, 3, 4, -3, 0, 3, -4, -3, 0), scale=1, offset=128))
        relief = np.asarray(bordered(light, 128).resize(image.size, Image.Resampling.BILINEAR), np.int16) - 128
        steps = np.clip(np.rint(relief * depth), -_CLAY_MOST, _CLAY_MOST).astype(np.int16)
        steps += prints
        shaded = picture[:, :, :3].astype(np.int16) + steps[:, :, None]
        result = np.empty_like(picture)
        np.clip(shaded, 0, 255, out=shaded)
        result[:, :, :3] = shaded
        result[:, :, 3] = 255
        return result

    return lit


def _fingers(order: np.random.Generator, height: int, width: int) -> NDArray[np.int16]:
    """Whorls of fine ridges here and there, a few steps lighter and darker."""
    total = np.zeros((height, width), np.float32)
    y, x = np.mgrid[0:height, 0:width].astype(np.float32)
    size = height / _PRINTS
    for _ in range(round(2.2 * _PRINTS * width / size / 3)):
        cx, cy = order.uniform(0, width), order.uniform(0, height)
        left, top = max(0, int(cx - size)), max(0, int(cy - size))
        part = (slice(top, min(height, int(cy + size))), slice(left, min(width, int(cx + size))))
        dx, dy = (x[part] - cx) / size, (y[part] - cy) / size
        turn = order.uniform(0, np.pi)
        u, v = dx * np.cos(turn) + dy * np.sin(turn), (dy * np.cos(turn) - dx * np.sin(turn)) * 0.62
        away = np.hypot(u, v + 0.25 * u * u)
        ridges = np.sin(away * 2 * np.pi * 9.5) * np.clip(1 - (away / 0.62) ** 4, 0, 1)
        total[part] += 4.2 * ridges
    lumps = 1.6 * clouds(order, height, width, height / 24)
    return np.rint(np.clip(total, -6, 6) + lumps).astype(np.int16)
