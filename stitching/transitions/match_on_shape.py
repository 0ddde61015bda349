"""A match on shape: both clips are moved so that a shape of one lies on that of the other, and dissolve."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from stitching.frames import Planes
    from stitching.timeline import Point, Transition

VERSION = 1
OVERLAPS = True
TAKES = frozenset({"at", "leave_at"})

_NEARER = 1.18
"""How much larger than they are the clips are where they match."""
_MOST = 3.0
"""A shape so near the edge that it takes more to keep the picture full is not followed all the way."""
_ALONE = 0.25
"""Before this part of the transition, and after its mirror image, one clip is seen alone."""


def blend(
    before: Iterator["Planes"], after: Iterator["Planes"], leaving: int, entering: int, how: "Transition"
) -> Iterator["Planes"]:
    """The shape is at `leave_at` in one clip and at `at` in the next, in the middle if nothing is said."""
    from stitching.transitions._lens import zoomed
    from stitching.transitions._planes import WHOLE, dissolving, drawn, eased, mixed, planewise

    leave, enter = how.leave_at or (0.5, 0.5), how.at or (0.5, 0.5)

    def draw(share: float, below: "Planes", above: "Planes") -> "Planes":
        part = eased(share)
        meet = (leave[0] + (enter[0] - leave[0]) * part, leave[1] + (enter[1] - leave[1]) * part)
        old = _framing(leave, meet, _NEARER ** eased(2 * share))
        new = _framing(enter, meet, _NEARER ** eased(2 - 2 * share))
        weight = dissolving(share, _ALONE)
        leaves = planewise(lambda plane: zoomed(plane, *old, fine=True), below) if weight < WHOLE else below
        enters = planewise(lambda plane: zoomed(plane, *new, fine=True), above) if weight else above
        return mixed(leaves, enters, weight)

    yield from drawn(before, after, min(leaving, entering), draw)


def _framing(held: "Point", at: "Point", nearer: float) -> tuple[float, "Point", "Point"]:
    """Scale and places by which `held` comes to lie on `at` and the picture stays full."""
    scale = nearer
    for mine, there in zip(held, at, strict=True):
        for own, wanted in ((mine, there), (1 - mine, 1 - there)):
            scale = max(scale, nearer * wanted / max(own, wanted / _MOST))
    # Where even the largest scale does not reach, the shape stays as near as the edge allows.
    x, y = (min(max(there, 1 - scale * (1 - mine)), scale * mine) for mine, there in zip(held, at, strict=True))
    return scale, held, (x, y)
