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
    import numpy as np

    from stitching.transitions._planes import WHOLE, Draw, eased, mixed, overlapped, split, swept

    frames, at = min(leaving, entering), how.at or (0.5, 0.5)

    def prepared(_width: int, _height: int) -> Draw:
        def draw(share: float, below: "Planes", above: "Planes") -> "Planes":
            way, step = swept(share), 0.5 * _SHUTTER / frames
            growth = _ZOOM ** (swept(share + step) - swept(share - step))
            weight = round(WHOLE * eased((way - _ALONE) / (1 - 2 * _ALONE)))
            made = np.empty_like(below)
            for out, old, new in zip(split(made), split(below), split(above), strict=True):
                if weight == 0:
                    out[:] = _flown(old, way, growth, at)
                elif weight == WHOLE:
                    out[:] = _flown(new, way - 1, growth, at)
                else:
                    out[:] = mixed(_flown(old, way, growth, at), _flown(new, way - 1, growth, at), weight)
            return made

        return draw

    yield from overlapped(before, after, frames, prepared)


def _flown(plane: "Plane", way: float, growth: float, at: "Point") -> "Plane":
    """A plane so far on the way, nearer by `growth` at the end of the frame than at its beginning."""
    from stitching.transitions._lens import rushed

    return rushed(plane, _ZOOM**way / growth**0.5, growth, at)
