"""A push: the clip that enters pushes the other one out of the picture."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from stitching.frames import Planes
    from stitching.timeline import Transition

VERSION = 1
OVERLAPS = True
TAKES = frozenset({"direction"})
DIRECTIONS = ("left", "right", "up", "down")


def blend(
    before: Iterator["Planes"], after: Iterator["Planes"], leaving: int, entering: int, how: "Transition"
) -> Iterator["Planes"]:
    """It goes to the left if nothing else is said.

    In steps of two pixels, so that no sample is made anew.
    """
    import numpy as np

    from stitching.transitions._planes import Draw, eased, overlapped, split, towards_left

    direction = how.direction or "left"

    def prepared(width: int, height: int) -> Draw:
        half = (width if direction in ("left", "right") else height) // 2

        def draw(share: float, below: "Planes", above: "Planes") -> "Planes":
            made, moved = np.empty_like(below), round(half * eased(share))
            for out, old, new in zip(split(made), split(below), split(above), strict=True):
                target, leaves, enters = (towards_left(plane, direction) for plane in (out, old, new))
                step = moved * target.shape[1] // half
                target[:, : target.shape[1] - step] = leaves[:, step:]
                target[:, target.shape[1] - step :] = enters[:, :step]
            return made

        return draw

    yield from overlapped(before, after, min(leaving, entering), prepared)
