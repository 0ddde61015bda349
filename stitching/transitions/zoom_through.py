"""A zoom through: the camera flies into one clip and comes out in the next."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from stitching.frames import Planes
    from stitching.timeline import Point, Transition
    from stitching.transitions._planes import Plane

VERSION = 1
OVERLAPS = True
TAKES = frozenset({"at"})

_ZOOM = 5.0
_ALONE = 0.38
"""Before this part of the way, and after its mirror image, one clip is seen alone."""
_SHUTTER = 0.7
"""How long it is open, as a part of a frame."""


def blend(
    before: Iterator["Planes"], after: Iterator["Planes"], leaving: int, entering: int, how: "Transition"
) -> Iterator["Planes"]:
    """One flight towards `at`, or the middle, streaked as by an open shutter.

    Around the next clip, while it is smaller than the picture, lies its mirror image.
    """
    from stitching.transitions._planes import WHOLE, dissolving, drawn, mixed, planewise, swept

    frames, at = min(leaving, entering), how.at or (0.5, 0.5)

    def draw(share: float, below: "Planes", above: "Planes") -> "Planes":
        way, step = swept(share), 0.5 * _SHUTTER / frames
        growth = _ZOOM ** (swept(share + step) - swept(share - step))
        weight = dissolving(way, _ALONE)
        leaves = planewise(lambda plane: _flown(plane, way, growth, at), below) if weight < WHOLE else below
        enters = planewise(lambda plane: _flown(plane, way - 1, growth, at), above) if weight else above
        return mixed(leaves, enters, weight)

    yield from drawn(before, after, frames, draw)


def _flown(plane: "Plane", way: float, growth: float, at: "Point") -> "Plane":
    """A plane so far on the way, nearer by `growth` at the end of the frame than at its beginning."""
    from stitching.transitions._lens import rushed

    return rushed(plane, _ZOOM**way / growth**0.5, growth, at)
