"""A blur: the clip that leaves goes out of focus, and the one that enters comes into focus."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from stitching.frames import Planes
    from stitching.timeline import Transition

VERSION = 1
OVERLAPS = True
TAKES = frozenset[str]()

_RADIUS = 0.04
"""Of the blur in the middle, as a part of the picture's height."""
_ALONE = 0.28
"""Before this part of the transition, and after its mirror image, one clip is seen alone."""


def blend(
    before: Iterator["Planes"], after: Iterator["Planes"], leaving: int, entering: int, how: "Transition"
) -> Iterator["Planes"]:
    """They dissolve where both are out of focus."""
    import numpy as np

    from stitching.transitions._lens import defocused
    from stitching.transitions._planes import WHOLE, Draw, eased, mixed, overlapped, split

    del how

    def prepared(width: int, height: int) -> Draw:
        del width

        def draw(share: float, below: "Planes", above: "Planes") -> "Planes":
            radius = _RADIUS * height * eased(1 - abs(2 * share - 1))
            weight = round(WHOLE * eased((share - _ALONE) / (1 - 2 * _ALONE)))
            # Blurring is linear, so one blur of both is the same as a blur of each.
            both = below if weight == 0 else above if weight == WHOLE else mixed(below, above, weight)
            made = np.empty_like(below)
            for index, (out, plane) in enumerate(zip(split(made), split(both), strict=True)):
                out[:] = defocused(plane, radius if index == 0 else radius / 2)
            return made

        return draw

    yield from overlapped(before, after, min(leaving, entering), prepared)
