"""Lines that are drawn anew for every drawing: the whole picture is pushed about a little, by a few patterns in turn."""

import numpy as np
from numpy.typing import NDArray

from generation.animatic.pixels import Effect, clouds
from generation.results import Frame


def boiling(
    height: int, width: int, seed: int, reach: float, size: float, variants: int, each: int = 1, soft: bool = True
) -> Effect:
    """Push pixels about by up to `reach` in waves of `size` pixels, another pattern after `each` drawings.

    One variant only does not move: edges are uneven then. `soft` waves for a brush or a pencil; with straight ramps between
    corners they look cut by scissors.
    """
    ways = [
        _way(np.random.default_rng([seed, 23, number]), height, width, reach, size, soft) for number in range(variants)
    ]
    result: Frame = np.empty((height, width, 4), np.uint8)
    drawn = [0]

    def boiled(picture: Frame) -> Frame:
        way = ways[drawn[0] // each % variants]
        drawn[0] += 1
        source = np.ascontiguousarray(picture).view(np.uint32).reshape(-1)
        np.take(source, way, out=result.view(np.uint32).reshape(-1), mode="clip")
        return result

    return boiled


def _way(
    order: np.random.Generator, height: int, width: int, reach: float, size: float, soft: bool
) -> NDArray[np.intp]:
    """For every pixel, which one is shown there."""
    y, x = np.mgrid[0:height, 0:width]
    down, across = (np.rint(reach * clouds(order, height, width, size, soft)).astype(np.intp) for _ in range(2))
    rows = np.clip(y + down, 0, height - 1)
    return (rows * width + np.clip(x + across, 0, width - 1)).reshape(-1)
