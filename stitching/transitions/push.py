"""A push: the clip that enters pushes the other one out of the picture."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from stitching.frames import Planes
    from stitching.timeline import Transition
    from stitching.transitions._planes import Plane

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

    from stitching.transitions._planes import drawn, eased, planewise, steps_along

    direction = how.direction or "left"

    def draw(share: float, below: "Planes", above: "Planes") -> "Planes":
        half = steps_along(below, direction)
        moved = round(half * eased(share))

        def pushed(leaves: "Plane", enters: "Plane") -> "Plane":
            step = moved * leaves.shape[1] // half
            return np.concatenate([leaves[:, step:], enters[:, :step]], 1)

        return planewise(pushed, below, above, direction=direction)

    yield from drawn(before, after, min(leaving, entering), draw)
