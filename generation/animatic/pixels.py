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
_BYTE, _EVEN, _ODD, _ROUNDING = (np.uint32(bits) for bits in (8, 0x00FF00FF, 0xFF00FF00, 0x00800080))
_HALF_OF_BYTES = 0x7F7F7F7F7F7F7F7F
_RED_AND_BLUE, _GREEN = 77 << 16 | 29, 150 << 8
"""Their weights in the lightness, where a multiplication leaves the sum in the upper half of a word."""
_SPARSE = 3
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
    pixels = _between(below >> _BYTE & _EVEN, above >> _BYTE & _EVEN, weight)
    pixels <<= 8
    pixels |= _between(below & _EVEN, above & _EVEN, weight)
    return pixels


def _between(below: Packed, above: Packed | np.uint32, weight: Packed) -> Packed:
    """The same for two bytes of a word with room over each; what is below zero borrows, and gives back when added."""
    way: Packed = above - below
    way *= weight
    way += _ROUNDING
    way >>= 8
    way += below
    way &= _EVEN
    return way


def over(below: Packed, kept: Packed, above: Packed) -> Packed:
    """Premultiplied pixels over those below, of which `kept` 256ths are left; a pixel may have no more than 255 of both."""
    pixels = below >> _BYTE
    pixels &= _EVEN
    pixels *= kept
    pixels &= _ODD
    even = below & _EVEN
    even *= kept
    even >>= 8
    even &= _EVEN
    pixels |= even
    pixels += above
    return pixels


def composite(
    pixels: Packed, above: Packed | np.uint32, share: Share, through: Callable[[Packed], Packed] | None = None
) -> None:
    """Lay a colour or other pixels (or what `through` makes of them) over these, in place, as much as `share` says."""
    for rows in bands(len(pixels)):
        below, part = pixels[rows].reshape(-1), share[rows].reshape(-1)
        covered = np.flatnonzero(part != 0)
        some = slice(None) if len(covered) * _SPARSE > len(part) else covered
        if len(covered):
            top = above
            if isinstance(top, np.ndarray):
                top = top[rows].reshape(-1)[some]
                top = through(top) if through else top
            below[some] = lerp(below[some], top, part[some])


def multiplied(pixels: Packed) -> Packed:
    """Colours that are laid twice over each other: each byte with itself."""
    parts = pixels.view(np.uint8).astype(np.uint16)
    parts *= parts
    parts += 255
    parts >>= 8
    return parts.astype(np.uint8).view(np.uint32)


def screen(pixels: Packed, light: Packed, result: Packed) -> None:
    """Add light, as two slides on one screen do: none can get lighter than white. Each pixel of light is for four."""
    width = pixels.shape[1]
    for rows in bands(len(light), 32):
        wide = np.empty((len(light[rows]), width), np.uint32)
        wide[:, ::2], wide[:, 1::2] = light[rows], light[rows, : width // 2]
        shining = unpacked(wide).astype(np.uint16)
        for side in (0, 1):
            below = pixels[side::2][rows]
            more = unpacked(~below).astype(np.uint16)
            more *= shining[: len(more)]
            more >>= 8
            np.add(below, packed(more.astype(np.uint8)), out=result[side::2][rows])


def add(pixels: Packed, steps: NDArray[np.int8], result: Packed) -> None:
    """Make every pixel lighter or darker by its number of steps; black and white are the ends."""
    lighter, darker = (
        (np.maximum(way, 0).astype(np.uint32) * 0x010101)[..., None].view(np.uint8) for way in (steps, -steps)
    )
    parts, into = pixels[..., None].view(np.uint8), result[..., None].view(np.uint8)
    np.add(parts, np.minimum(lighter, ~parts), out=into)
    into -= np.minimum(darker, into)


def scaled(pixels: Packed, by: Fine) -> Packed:
    """Every byte times what `by` holds for its place in a row of bytes, in 256ths."""
    parts = pixels.view(np.uint8).astype(np.uint16)
    parts *= by
    parts >>= 8
    return parts.astype(np.uint8).view(np.uint32)


def fringed(picture: Frame, red: tuple[int, int], blue: tuple[int, int], result: Frame) -> None:
    """The picture with its red and its blue moved by (right, down) pixels; its borders stay."""
    result[:] = picture
    height, width = picture.shape[:2]
    for part, (x, y) in ((0, red), (2, blue)):
        to = (slice(max(0, y), height + min(0, y)), slice(max(0, x), width + min(0, x)))
        source = (slice(max(0, -y), height + min(0, -y)), slice(max(0, -x), width + min(0, -x)))
        result[*to, part] = picture[*source, part]


def step_of(height: int) -> int:
    """How many pixels of a picture are looked at as one where edges are searched: in a small one each counts."""
    return 2 if height >= 540 else 1


def halved(pixels: Packed) -> Packed:
    """Each four pixels as one; the last row or column stands for the next where there is none."""
    height, width = pixels.shape
    if height % 2 or width % 2:
        pixels = np.pad(pixels, ((0, height % 2), (0, width % 2)), "edge")
    result = np.empty((pixels.shape[0] // 2, pixels.shape[1] // 2), np.uint32)
    for rows in bands(len(result), 16):
        two = pixels[2 * rows.start : 2 * rows.stop].view(np.uint64)
        upper, lower = two[::2], two[1::2]
        # One way rounds up and the other down, so that the picture gets neither lighter nor darker.
        apart = upper ^ lower
        apart >>= 1
        apart &= _HALF_OF_BYTES
        pairs = upper | lower
        pairs -= apart
        left, right = pairs.astype(np.uint32), (pairs >> 32).astype(np.uint32)
        away = left ^ right
        away >>= 1
        away &= _HALF_OF_BYTES >> 32
        left &= right
        left += away
        result[rows] = left
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


def doubled(values: Fine, height: int, width: int) -> Fine:
    """Twice as many rows and columns, with straight ramps between, cut to a size. A third dimension is the parts of pixels."""
    result = np.zeros((height, width, *values.shape[2:]), np.uint16)
    lanes = np.ascontiguousarray(values).view(np.uint64)[..., 0] if values.ndim == 3 else values
    for rows, tall in _tall(lanes, height):
        wide = np.ascontiguousarray(_spread(tall.T).T)
        sixteen = wide[..., None].view(np.uint16) if values.ndim == 3 else wide.view(np.uint16)
        np.right_shift(sixteen[:, :width], 4, out=result[rows])
    return result


def enlarged(values: Fine, height: int, width: int) -> Share:
    """The same in bytes with as many rows and columns, which are those that there are or twice as many."""
    if values.shape == (height, width):
        return (values >> 4).astype(np.uint8)
    result = np.zeros((height, width), np.uint8)
    for rows, tall in _tall(values, height):
        left = tall * np.uint16(3)
        right = left.copy()
        left[:, 1:] += tall[:, :-1]
        left[:, 0] += tall[:, 0]
        right[:, :-1] += tall[:, 1:]
        right[:, -1] += tall[:, -1]
        # The upper bytes of both are what is wanted, side by side.
        left >>= 8
        right &= 0xFF00
        right |= left
        result[rows] = right.view(np.uint8)[:, :width]
    return result


def _tall(lanes: NDArray[np.unsignedinteger], height: int) -> Iterator[tuple[slice, NDArray[np.unsignedinteger]]]:
    """A picture of twice as many rows, times four, band by band; none of those with nothing in them."""
    for band in bands(height):
        # A row more on either side, for the ramps to lean on.
        top = max(0, band.start // 2 - 1)
        source = lanes[top : (band.stop + 1) // 2 + 1]
        if source.any():
            yield band, _spread(source)[band.start - 2 * top : band.stop - 2 * top]


def _spread(values: NDArray[np.unsignedinteger]) -> NDArray[np.unsignedinteger]:
    """Every row twice, leaning a quarter towards the row that is next; all of them times four."""
    result = np.empty_like(values, shape=(2 * len(values), values.shape[1]))
    near = values * 3
    np.add(near[1:], values[:-1], out=result[2::2])
    np.add(near[:-1], values[1:], out=result[1:-1:2])
    result[0], result[-1] = values[0] * 4, values[-1] * 4
    return result


def clouds(order: np.random.Generator, height: int, width: int, size: float, soft: bool = True) -> NDArray[np.float32]:
    """Noise from about -1 to 1 whose clouds are `size` pixels wide: soft, or with straight ramps between its corners."""
    from PIL import Image

    small = order.uniform(-1, 1, (max(3, round(height / size)) + 1, max(3, round(width / size)) + 1)).astype(np.float32)
    way = Image.Resampling.BICUBIC if soft else Image.Resampling.BILINEAR
    return np.asarray(Image.fromarray(small).resize((width, height), way))


def in_bytes(values: NDArray[np.floating]) -> NDArray[np.uint8]:
    """Values from 0 to 1 as bytes."""
    return np.clip(values * 255, 0, 255).astype(np.uint8)
