"""What a lens does to a plane: nearer, out of focus, moved while the shutter is open.

Planes are resampled by Pillow, whose box of a resize may begin between samples. `at` is a place in parts of the plane.
"""

import math

import numpy as np
from PIL import Image, ImageFilter

from stitching.timeline import Point
from stitching.transitions._planes import WHOLE, Plane, mixed

_SHARPEST = 3.0
"""Pixels of blur that a plane is made smaller for, before it is blurred: half of it at twice that, and so on."""
_PASSES = 4
_STEP = 3.0
"""Pixels between two of the pictures that a radial blur is made of, where there are passes enough."""
_COARSE = 24.0
"""Pixels of radial blur at the edges from which on half the width and height show all there is to see."""


def zoomed(plane: Plane, scale: float, held: Point, at: Point, *, fine: bool = False, parts: int = 1) -> Plane:
    """The plane `scale` times as large, cut to its size, with its place `held` lying on the place `at`.

    What would be beyond its edges is its mirror image. All of it at one of so many `parts` of its width and height.
    """
    height, width = plane.shape
    sides = ((held[0], at[0], width), (held[1], at[1], height))
    left, top = ((mine - there / scale) * side for mine, there, side in sides)
    right, bottom = left + width / scale, top + height / scale
    slack = 1e-6 * width
    margin = math.ceil(max(0, -left - slack, -top - slack, right - width - slack, bottom - height - slack))
    if margin:
        plane = np.pad(plane, margin, "symmetric")
        left, right, top, bottom = left + margin, right + margin, top + margin, bottom + margin
    box = (max(0, left), max(0, top), min(plane.shape[1], right), min(plane.shape[0], bottom))
    filter_ = Image.Resampling.BICUBIC if fine else Image.Resampling.BILINEAR
    return np.asarray(Image.fromarray(plane).resize((width // parts, height // parts), filter_, box))


def defocused(plane: Plane, radius: float) -> Plane:
    """A plane out of focus by a Gaussian of so many pixels."""
    if radius < 0.1:
        return plane
    factor = 1
    while radius / factor > 2 * _SHARPEST and min(plane.shape) > 8 * factor:
        factor *= 2
    image = Image.fromarray(plane)
    small = image.reduce(factor) if factor > 1 else image
    soft = small.filter(ImageFilter.GaussianBlur(radius / factor))
    if factor == 1:
        return np.asarray(soft)
    box = (0, 0, plane.shape[1] / factor, plane.shape[0] / factor)
    return np.asarray(soft.resize(image.size, Image.Resampling.BICUBIC, box))


def rushed(plane: Plane, scale: float, growth: float, at: Point) -> Plane:
    """A plane that grows about a place while the shutter is open, from `scale` on by a factor: sharp there, streaked around.

    Each pass doubles the pictures that are laid over each other.
    """
    reach = math.log(growth) * max(plane.shape) / 2
    passes = min(_PASSES, math.ceil(math.log2(max(1.0, reach / _STEP))))
    coarse = reach > _COARSE and min(plane.shape) > 1
    seen = zoomed(plane, scale, at, at, parts=2 if coarse else 1)
    image = Image.fromarray(seen)
    for index in range(passes):
        nearer = zoomed(np.asarray(image), growth ** (0.5 ** (index + 1)), at, at)
        image = Image.blend(image, Image.fromarray(nearer), 0.5)
    if coarse:
        image = image.resize(plane.shape[::-1], Image.Resampling.BILINEAR)
    return np.asarray(image)


def side_by_side(first: Plane, second: Plane, soft: int) -> Plane:
    """Two planes and their mirror images in a row: first, its image, that of the second, and the second.

    The images dissolve over `soft` columns to both sides of where they meet; outside lie mirror images again.
    """
    width = first.shape[1]
    row = np.concatenate([first[:, ::-1], first, first[:, ::-1], second[:, ::-1], second, second[:, ::-1]], 1)
    seam = 3 * width
    weight = np.linspace(0, WHOLE, 2 * soft + 2)[1:-1].astype(np.uint16)
    old = np.concatenate([first[:, soft - 1 :: -1], first[:, :soft]], 1)
    new = np.concatenate([second[:, width - soft :], second[:, : width - soft - 1 : -1]], 1)
    row[:, seam - soft : seam + soft] = mixed(old, new, weight)
    return row


def panned(strip: Plane, width: int, start: int, length: int) -> Plane:
    """`width` columns of a strip from `start` on, each the mean of `length` columns around it: a pan with the shutter open."""
    if length <= 1:
        return strip[:, start : start + width]
    first = start - length // 2
    sums = np.cumsum(strip[:, first : first + width + length], axis=1, dtype=np.uint32)
    total = sums[:, length:] - sums[:, :-length]
    return ((total + np.uint32(length // 2)) // np.uint32(length)).astype(np.uint8)
