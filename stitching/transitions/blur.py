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
    from stitching.transitions._lens import defocused
    from stitching.transitions._planes import dissolving, drawn, eased, mixed, planewise

    del how

    def draw(share: float, below: "Planes", above: "Planes") -> "Planes":
        soft = eased(1 - abs(2 * share - 1))
        # Blurring is linear, so one blur of both is the same as a blur of each.
        both = mixed(below, above, dissolving(share, _ALONE))
        return planewise(lambda plane: defocused(plane, _RADIUS * len(plane) * soft), both)

    yield from drawn(before, after, min(leaving, entering), draw)
