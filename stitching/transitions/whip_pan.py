"""A whip pan: the camera swings away from one clip, and the blur stops on the next."""

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

_SEAM = 3
"""The part of the picture's width over which the clips dissolve to either side of where they meet."""


def blend(
    before: Iterator["Planes"], after: Iterator["Planes"], leaving: int, entering: int, how: "Transition"
) -> Iterator["Planes"]:
    """What is seen flies to the left if nothing else is said.

    The way is three widths of the picture: beside each clip lies its mirror image, so that there is only one seam, where
    the pan is fastest. The shutter is open all the time: each picture is blurred over the way to the next.
    """
    from stitching.transitions._lens import panned, side_by_side
    from stitching.transitions._planes import drawn, planewise, steps_along, swept

    frames, direction = min(leaving, entering), how.direction or "left"

    def draw(share: float, below: "Planes", above: "Planes") -> "Planes":
        half = steps_along(below, direction)
        start = round(3 * half * swept(share))
        length = 3 * half * (swept(share + 0.5 / frames) - swept(share - 0.5 / frames))

        def passing(leaves: "Plane", enters: "Plane") -> "Plane":
            width = leaves.shape[1]
            strip = side_by_side(leaves, enters, max(1, width // _SEAM))
            times = width // half
            return panned(strip, width, width + times * start, round(times * length))

        return planewise(passing, below, above, direction=direction)

    yield from drawn(before, after, frames, draw)
