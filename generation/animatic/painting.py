"""Looks that are painted, drawn or modelled by hand: washes, coloured pencil, chalk on blue paper, plasticine."""

import numpy as np
from numpy.typing import NDArray

from generation.animatic.colour import rgb
from generation.animatic.pixels import (
    FINE,
    Effect,
    Fine,
    Packed,
    Share,
    add,
    bands,
    blurred,
    clouds,
    composite,
    edges,
    enlarged,
    halved,
    in_bytes,
    lightness,
    multiplied,
    over,
    packed,
    ramp,
    step_of,
    unpacked,
    word,
)
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
_PENCIL_KEPT, _PENCIL_WHITE = 0.95, 12.0
"""What a pencil keeps of a colour, and the steps of white that it adds to it: it is paler than paint."""
_PENCIL_LINE = 0.72
"""How much of its colour a line of the hardest pressed pencil loses to black."""


def chalked(colour: str, height: int, width: int) -> Effect:
    """Every edge as a light line, as drawn with a ruling pen on blue paper."""
    chalk = word(rgb(colour))
    soft = height / 1440 if height > 480 else 0.0
    result: Packed = np.empty((height, width), np.uint32)
    share: Share = np.empty((height, width), np.uint8)

    def lined(picture: Frame) -> Frame:
        result[:] = packed(picture)
        for rows in bands(height):
            # Two rows more on either side: one that edges are searched with, one that they are softened with.
            top = max(0, rows.start - 2)
            drawn = edges(lightness(result[top : rows.stop + 2]))
            drawn = blurred(ramp(drawn, _CHALK_FROM * FINE, _CHALK_GAIN, 255), soft) >> 4
            share[rows] = drawn[rows.start - top : rows.stop - top]
        composite(result, chalk, share)
        return unpacked(result)

    return lined


def washed(paper: str, height: int, width: int, seed: int) -> Effect:
    """Paint that dried: pigment in clouds and grains, dark where a wash ended, and bare paper around and in the lights."""
    order = np.random.default_rng([seed, 19])
    sizes = ((height / 4, 0.55), (height / 11, 0.45), (height / 200, 0.14))
    bloom = sum(weight * clouds(order, height, width, size) for size, weight in sizes)
    bare = _bare(order, height, width)
    inside = 255 - bare
    cover = np.clip(_TRANSPARENT + 0.17 * bloom, 0, 0.985) * inside / 255
    kept, sheet = _sheet(rgb(paper), cover)
    gain = 3.4 * max(1.0, height / 360)
    result: Packed = np.empty((height, width), np.uint32)

    def dried(picture: Frame) -> Frame:
        pixels = packed(picture)
        ends = edges(blurred(lightness(halved(pixels)), height / 900))
        rims = enlarged(ramp(blurred(ends, 0.6), 4 * FINE, gain, 190), height, width)
        np.minimum(rims, inside, out=rims)
        for rows in bands(height):
            result[rows] = over(pixels[rows], kept[rows], sheet[rows])
        composite(result, pixels, rims, multiplied)
        return unpacked(result)

    return dried


def _bare(order: np.random.Generator, height: int, width: int) -> Share:
    """Where the paper is left bare, 0 to 255: around the picture, with an uneven edge."""
    y, x = np.mgrid[0:height, 0:width].astype(np.float32)
    edge = np.minimum(np.minimum(x, width - 1 - x), np.minimum(y, height - 1 - y)) / height
    ragged = (
        edge + 0.016 * clouds(order, height, width, height / 14) + 0.006 * clouds(order, height, width, height / 60)
    )
    return np.clip((0.036 - ragged) * 9000, 0, 255).astype(np.uint8)


def pencilled(paper: str, height: int, width: int, seed: int) -> Effect:
    """Coloured pencil: strokes all one way with paper between them, and every form drawn around in its own colour."""
    order = np.random.default_rng([seed, 31])
    sheets = [
        _sheet(rgb(paper), in_bytes(0.93 + 0.1 * _strokes(order, height, width)) / 255, _PENCIL_KEPT, _PENCIL_WHITE)
        for _ in range(2)
    ]
    black = word((0, 0, 0))
    result: Packed = np.empty((height, width), np.uint32)
    drawn = [0]

    def shaded(picture: Frame) -> Frame:
        result[:] = packed(picture)
        searched = halved(result) if step_of(height) == 2 else result
        ends = edges(blurred(lightness(searched), height / 1000))
        line = ramp(ends, 10 * FINE, 5.5 * _PENCIL_LINE, round(205 * _PENCIL_LINE))
        composite(result, black, enlarged(line, height, width))
        drawn[0] += 1
        kept, sheet = sheets[drawn[0] // 2 % 2]
        for rows in bands(height):
            result[rows] = over(result[rows], kept[rows], sheet[rows])
        return unpacked(result)

    return shaded


def _sheet(
    paper: tuple[int, int, int], cover: NDArray[np.floating], kept: float = 1.0, white: float = 0.0
) -> tuple[Packed, Packed]:
    """How much is kept of a picture, in 256ths, and what paper there is to add, where `cover` of it is painted on.

    The paint itself keeps so much of the colour, and adds so much white.
    """
    left = np.floor(256 * kept * cover)
    # Half a step more, as nothing is rounded up when pixels are laid over each other.
    colours = [np.minimum(part * (1 - cover) + white * cover + 0.5, 255 * (1 - left / 256)) for part in paper]
    alpha = 255 - np.floor(255 * left / 256)
    sheet = np.stack([*colours, alpha], axis=-1).astype(np.uint8)
    return left.astype(np.uint32), packed(sheet)


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
    prints = _fingers(np.random.default_rng([seed, 37]), height, width)
    # A slope is as steep in a large picture as in a small one, but goes over more pixels.
    depth = _CLAY_DEPTH * max(1.0, height / 360)
    result: Packed = np.empty((height, width), np.uint32)

    def lit(picture: Frame) -> Frame:
        pixels = packed(picture)
        ends = edges(blurred(lightness(halved(pixels)), height / 320))
        light = enlarged(
            _relief(blurred(255 * FINE - ramp(ends, 9 * FINE, 8, 255), height / 190), depth), height, width
        )
        for rows in bands(height):
            add(pixels[rows], (light[rows] - np.uint8(128)).view(np.int8) + prints[rows], result[rows])
        return unpacked(result)

    return lit


def _relief(cushion: Fine, depth: float) -> Fine:
    """How much lighter than 128 each place is by its slope, under a light from the upper left."""
    high = (cushion >> 1).astype(np.int16)
    light = np.zeros_like(high)
    inner = light[1:-1, 1:-1]
    inner += 4 * (high[2:, 2:] - high[:-2, :-2])
    inner += 3 * (high[1:-1, 2:] - high[1:-1, :-2])
    inner += 3 * (high[2:, 1:-1] - high[:-2, 1:-1])
    most = round(_CLAY_MOST * FINE / 2 / depth)
    np.clip(light, -most, most, out=light)
    light *= round(2 * depth * FINE)
    light >>= 4
    return (light + 128 * FINE).astype(np.uint16)


def _fingers(order: np.random.Generator, height: int, width: int) -> NDArray[np.int8]:
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
    return np.rint(np.clip(total, -6, 6) + lumps).astype(np.int8)
