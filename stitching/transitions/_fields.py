"""Where and when: a number for every sample of a picture, laid out as the picture is, and what it decides.

A field is flat, (width * height * 3 // 2,): for each sample of Y, then of U, then of V. Both chroma planes have the same.
"""

import numpy as np
from numpy.typing import NDArray

from stitching.frames import Planes
from stitching.timeline import Point
from stitching.transitions._planes import WHOLE, Weights, mixed

Field = NDArray[np.float32]
Levels = NDArray[np.uint16]
"""A field from 0 to 1 in 65,535 steps: what is decided by it is looked up, not reckoned for every sample."""

_STEPS = 65_535
_UNITS = {"left": (-1, 0), "right": (1, 0), "up": (0, -1), "down": (0, 1)}


def unit(direction: str) -> tuple[int, int]:
    """The steps to the right and down of `left` … `down-right`."""
    steps = [_UNITS[part] for part in direction.split("-")]
    return sum(step[0] for step in steps), sum(step[1] for step in steps)


def places(width: int, height: int) -> tuple[Field, Field]:
    """How far each sample's middle is from the left and from the top, in pixels."""

    def plane(step: int) -> tuple[Field, Field]:
        across = np.arange(step / 2, width, step, dtype=np.float32)
        down = np.arange(step / 2, height, step, dtype=np.float32)
        grid = np.meshgrid(across, down)
        return grid[0].reshape(-1), grid[1].reshape(-1)

    (x, y), (half_x, half_y) = plane(1), plane(2)
    return np.concatenate([x, half_x, half_x]), np.concatenate([y, half_y, half_y])


def along(width: int, height: int, direction: str) -> Field:
    """How far on the way in a direction each sample is, from 0 to 1; aslant, the way is from corner to corner."""
    x, y = places(width, height)
    right, down = unit(direction)
    way = right * (x / width - 0.5) + down * (y / height - 0.5)
    return np.asarray(way / (abs(right) + abs(down)) + 0.5, np.float32)


def whole(luma: Field) -> Field:
    """The field of a picture whose luma plane (height, width) has these values."""
    height, width = luma.shape
    half = luma.reshape(height // 2, 2, width // 2, 2).mean(axis=(1, 3), dtype=np.float32).reshape(-1)
    return np.concatenate([luma.reshape(-1), half, half])


def distance(width: int, height: int, middle: Point) -> tuple[Field, float]:
    """How far each sample is from a place, in pixels, and how far the farthest corner is."""
    x, y = places(width, height)
    across, down = middle[0] * width, middle[1] * height
    farthest = np.hypot(max(across, width - across), max(down, height - down))
    return np.hypot(x - np.float32(across), y - np.float32(down)), float(farthest)


def levels(when: NDArray[np.floating]) -> Levels:
    """A field from 0 to 1, ready for `looked_up`."""
    return np.rint(np.clip(when, 0, 1) * _STEPS).astype(np.uint16)


def steps() -> Field:
    """The values from 0 to 1 that a table for `looked_up` has one entry for each of."""
    return np.linspace(0, 1, _STEPS + 1, dtype=np.float32)


def looked_up(when: Levels, weights: Field) -> Weights:
    """The weight of every sample, by a table over `steps` of what it is from 0 to 1."""
    return np.rint(np.clip(weights, 0, 1) * WHOLE).astype(np.uint16)[when]


def reached(softness: float, share: float) -> Field:
    """A table: what is reached first is 0; its edge is as soft, as a part of the way, and has a smooth profile."""
    ramp = np.clip((share * (1 + softness) - steps()) / softness, 0, 1)
    return np.asarray(ramp * ramp * (3 - 2 * ramp), np.float32)


def revealed(below: Planes, above: Planes, when: Levels, softness: float, share: float) -> Planes:
    """`above` where it has been reached, `below` elsewhere."""
    weights = looked_up(when, reached(softness, share))
    return mixed(below, above, weights.reshape(below.shape))
