"""A whip pan: the camera swings away from one clip, and the blur stops on the next."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from stitching.frames import Planes
    from stitching.timeline import Transition

VERSION = 1
OVERLAPS = True
TAKES = frozenset({"direction"})
DIRECTIONS = ("left", "right", "up", "down")

_SEAM = 3
"""The part of the picture's width over which the clips dissolve to either side of where they meet."""


def blend(
    before: Iterator["Planes"], after: Iterator["Planes"], leaving: int, entering: int, how: "Transition"
) -> Iterator["Planes"]:
    """What is seen flies to the left if nothing else is said.

    The way is three widths of the picture: beside each clip lies its mirror image, so that there is only one seam, where
    the pan is fastest. The shutter is open all the time: each picture is blurred over the way to the next.
    """
    import numpy as np

    from stitching.transitions._lens import panned, side_by_side
    from stitching.transitions._planes import Draw, overlapped, split, swept, towards_left

    frames, direction = min(leaving, entering), how.direction or "left"

    def prepared(width: int, height: int) -> Draw:
        half = (width if direction in ("left", "right") else height) // 2

        def draw(share: float, below: "Planes", above: "Planes") -> "Planes":
            way = swept(share)
            start = round(3 * half * way)
            length = 3 * half * (swept(share + 0.5 / frames) - swept(share - 0.5 / frames))
            made = np.empty_like(below)
            for out, old, new in zip(split(made), split(below), split(above), strict=True):
                target, leaves, enters = (towards_left(plane, direction) for plane in (out, old, new))
                times = target.shape[1] // half
                strip = side_by_side(leaves, enters, max(1, target.shape[1] // _SEAM))
                target[:] = panned(strip, target.shape[1], target.shape[1] + times * start, round(times * length))
            return made

        return draw

    yield from overlapped(before, after, frames, prepared)
