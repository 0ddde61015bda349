"""What the effects on drawn pictures share: blending, edges, blurs, smaller and larger pictures, and soft noise.

A picture is (height, width, 4), RGBA in bytes. Effects look at it as packed pixels, one 32-bit word each (alpha, blue, green
and red from the highest byte down): red and blue, then green and alpha, are reckoned together, with eight bits of room over
each. What is searched in a picture is held in sixteenths of a step of 255, so that soft gradients have no steps.
Work at full size goes band by band, because what a band needs stays in the processor's cache.
"""

from collections.abc import Callable, Iterator

import numpy as np
from numpy.typing import NDArray

from generation.results import Frame

Effect = Callable[[Frame], Frame]
"""Makes a new picture of one; valid until the effect is called again."""
Packed = NDArray[np.uint32]
"""Pixels, a word each."""
Fine = NDArray[np.uint16]
"""Values from 0 to 255 in sixteenths."""
Share = NDArray[np.uint8]
"""How much of a pixel is covered: 0 is nothing, 255 all of it."""

FINE = 16
_EVEN = 0x00FF00FF
_HALF_OF_BYTES = 0x7F7F7F7F7F7F7F7F
_RED_AND_BLUE, _GREEN = 77 << 16 | 29, 150 << 8
"""Their weights in the lightness, where a multiplication leaves the sum in the upper half of a word."""
_SPARSE = 4
"""Where less than one pixel in so many is covered, only these are blended."""
_SHARP = 0.1
"""A variance, in pixels, that nobody sees."""


def packed(picture: Frame) -> Packed:
    """The picture's pixels, a word each; the same memory where it has no gaps."""
    return np.ascontiguousarray(picture).view(np.uint32)[..., 0]


def unpacked(pixels: Packed) -> Frame:
    """The picture whose pixels these are, in the same memory."""
    return np.ascontiguousarray(pixels)[..., None].view(np.uint8)


def word(colour: tuple[int, int, int]) -> np.uint32:
    """An opaque colour as a pixel."""
    red, green, blue = colour
    return np.uint32(255 << 24 | blue << 16 | green << 8 | red)


def bands(height: int, rows: int = 64) -> Iterator[slice]:
    """The rows of a picture, a few at a time."""
    for top in range(0, height, rows):
        yield slice(top, min(height, top + rows))


def lerp(below: Packed, above: Packed | np.uint32, share: Share) -> Packed:
    """Pixels between those below (share 0) and those above (share 255)."""
    weight = share.astype(np.uint32)
    weight += weight >> 7
    pixels = _between(below >> 8 & _EVEN, above >> 8 & _EVEN, weight)
    pixels <<= 8
    pixels |= _between(below & _EVEN, above & _EVEN, weight)
    return pixels


def _between(below: Packed, above: Packed | np.uint32, weight: Packed) -> Packed:
    """The same for two bytes of a word with room over each; what is below zero borrows, and gives back when added."""
    way: Packed = above - below
    way *= weight
    way >>= 8
    way += below
    way &= _EVEN
    return way


def composite(pixels: Packed, above: Packed | np.uint32, share: Share) -> None:
    """Lay a colour or other pixels over these, in place, as much as `share` says."""
    for rows in bands(len(pixels)):
        here, part = pixels[rows], share[rows]
        over = above[rows] if isinstance(above, np.ndarray) else above
        covered = part != 0
        count = np.count_nonzero(covered)
        if count * _SPARSE > part.size:
            here[:] = lerp(here, over, part)
        elif count:
            here[covered] = lerp(here[covered], over[covered] if isinstance(over, np.ndarray) else over, part[covered])


def screen(pixels: Packed, light: Fine, result: Packed) -> None:
    """Add light, given in four parts for each pixel, as two slides on one screen do: none can get lighter than white."""
    for rows in bands(len(pixels)):
        more = (~pixels[rows, :, None].view(np.uint8)).astype(np.uint16)
        more *= light[rows] >> 4
        more >>= 8
        np.add(pixels[rows], more.astype(np.uint8).view(np.uint32)[..., 0], out=result[rows])


def scaled(pixels: Packed, by: Fine) -> Packed:
    """Every byte times what `by` holds for its place in a row of bytes, in 256ths."""
    parts = pixels.view(np.uint8).astype(np.uint16)
    parts *= by
    parts >>= 8
    return parts.astype(np.uint8).view(np.uint32)


def fringed(pixels: Packed, red: tuple[int, int], blue: tuple[int, int], result: Packed) -> None:
    """The pixels with their red and their blue moved by (right, down); borders stay."""
    result[:] = pixels
    height, width = pixels.shape
    for mask, (x, y) in ((np.uint32(0xFF), red), (np.uint32(0xFF0000), blue)):
        to, source = (
            (slice(max(0, sign * y), height + min(0, sign * y)), slice(max(0, sign * x), width + min(0, sign * x)))
            for sign in (1, -1)
        )
        into, out_of = result[to], pixels[source]
        for rows in bands(len(into)):
            into[rows] &= ~mask
            into[rows] |= out_of[rows] & mask


def step_of(height: int) -> int:
    """How many pixels of a picture are looked at as one where edges are searched: in a small one each counts."""
    return 2 if height >= 540 else 1


def halved(pixels: Packed) -> Packed:
    """Each four pixels as one; the last row or column stands for the next where there is none."""
    height, width = pixels.shape
    if height % 2 or width % 2:
        pixels = np.pad(pixels, ((0, height % 2), (0, width % 2)), "edge")
    result = np.empty((pixels.shape[0] // 2, pixels.shape[1] // 2), np.uint32)
    for rows in bands(len(result), 32):
        two = pixels[2 * rows.start : 2 * rows.stop].view(np.uint64)
        upper, lower = two[::2], two[1::2]
        # One way rounds up and the other down, so that the picture gets neither lighter nor darker.
        one = ((upper | lower) - ((upper ^ lower) >> 1 & _HALF_OF_BYTES)).view(np.uint32)
        left, right = one[:, ::2].copy(), one[:, 1::2].copy()
        result[rows] = (left & right) + ((left ^ right) >> 1 & (_HALF_OF_BYTES >> 32))
    return result


def lightness(pixels: Packed) -> Fine:
    """How light each pixel is."""
    light = pixels & _EVEN
    light *= _RED_AND_BLUE
    green = pixels & 0xFF00
    green *= _GREEN
    light += green
    light >>= 20
    return light.astype(np.uint16)


def edges(values: Fine) -> Fine:
    """By how much every value is above those around it, all eight differences added. Nothing at the border."""
    three = values[:-2] + values[1:-1]
    three += values[2:]
    nine = three[:, :-2] + three[:, 1:-1]
    nine += three[:, 2:]
    result = np.zeros_like(values)
    inner = result[1:-1, 1:-1]
    np.multiply(values[1:-1, 1:-1], 9, out=inner)
    np.maximum(inner, nine, out=inner)
    inner -= nine
    return result


def ramp(values: Fine, start: Fine | int, gain: float, most: int) -> Fine:
    """What is above `start` (in sixteenths), times `gain`, but no more than `most` (in steps of 255)."""
    result = np.maximum(values, start)
    result -= start
    np.minimum(result, int(most * FINE / gain), out=result)
    result *= round(gain * FINE)
    result >>= 4
    return result


def blurred(values: Fine, deviation: float) -> Fine:
    """The same, soft: mixed with its neighbours, then with pixels further away, until the mixtures add up to `deviation`."""
    done, wanted = 0.0, deviation**2
    while (left := wanted - done) > max(_SHARP, wanted / 12):
        gap = 1
        # Wider gaps only for what is soft enough to have nothing in them.
        while gap * gap <= done and 2 * gap * gap <= left:
            gap *= 2
        bits = next(bits for bits in (2, 3, 4) if 2 * gap * gap <= left * 2**bits or bits == 4)
        values = _mixed(_mixed(values, gap, bits, 0), gap, bits, 1)
        done += 2 * gap * gap / 2**bits
    return values


def _mixed(values: Fine, gap: int, bits: int, axis: int) -> Fine:
    """Each value with those `gap` before and after it along an axis, which have one part each of all 2**bits."""
    source = values.swapaxes(0, axis)
    result = source * (2**bits - 2)
    result[gap:] += source[:-gap]
    result[:gap] += source[:1]
    result[:-gap] += source[gap:]
    result[-gap:] += source[-1:]
    result >>= bits
    return result.swapaxes(0, axis)


def doubled(values: Fine) -> Fine:
    """Twice as many rows and columns, with straight ramps between. A third dimension is the four parts of pixels."""
    lanes = np.ascontiguousarray(values).view(np.uint64)[..., 0] if values.ndim == 3 else values
    tall = _spread(lanes, np.empty((2 * len(lanes), lanes.shape[1]), lanes.dtype))
    wide = np.empty((len(tall), 2 * tall.shape[1]), lanes.dtype)
    for rows in bands(len(wide)):
        _spread(tall[rows].T, wide[rows].T)
        into = wide[rows].view(np.uint16)
        into >>= 4
    return wide[..., None].view(np.uint16) if values.ndim == 3 else wide.view(np.uint16)


def _spread(values: NDArray[np.unsignedinteger], result: NDArray[np.unsignedinteger]) -> NDArray[np.unsignedinteger]:
    """Every row twice, leaning a quarter towards the row that is next; all of them times four."""
    near = values * 3
    np.add(near[1:], values[:-1], out=result[2::2])
    np.add(near[:-1], values[1:], out=result[1:-1:2])
    result[0], result[-1] = values[0] * 4, values[-1] * 4
    return result


def enlarged(values: Fine, height: int, width: int) -> Share:
    """The same in bytes, for as many rows and columns: doubled until there are enough, and cut."""
    while len(values) < height:
        values = doubled(values)
    return (values[:height, :width] >> 4).astype(np.uint8)


def clouds(order: np.random.Generator, height: int, width: int, size: float, soft: bool = True) -> NDArray[np.float32]:
    """Noise from about -1 to 1 whose clouds are `size` pixels wide: soft, or with straight ramps between its corners."""
    from PIL import Image

    small = order.uniform(-1, 1, (max(3, round(height / size)) + 1, max(3, round(width / size)) + 1)).astype(np.float32)
    way = Image.Resampling.BICUBIC if soft else Image.Resampling.BILINEAR
    return np.asarray(Image.fromarray(small).resize((width, height), way))


def in_bytes(values: NDArray[np.floating]) -> NDArray[np.uint8]:
    """Values from 0 to 1 as bytes."""
    return np.clip(values * 255, 0, 255).astype(np.uint8)
