"""A wipe: a soft edge crosses the picture and uncovers the clip that enters."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from stitching.frames import Planes
    from stitching.timeline import Transition

VERSION = 1
OVERLAPS = True
TAKES = frozenset({"direction"})

_SOFTNESS = 0.05
"""Of the edge, as a part of its way."""


def blend(
    before: Iterator["Planes"], after: Iterator["Planes"], leaving: int, entering: int, how: "Transition"
) -> Iterator["Planes"]:
    """The edge goes to the right if nothing else is said; a slanting one goes from corner to corner."""
    from stitching.transitions._fields import along, levels, revealed
    from stitching.transitions._planes import Draw, drawn_to_size, eased

    def prepared(width: int, height: int) -> Draw:
        when = levels(along(width, height, how.direction or "right"))
        return lambda share, below, above: revealed(below, above, when, _SOFTNESS, eased(share))

    yield from drawn_to_size(before, after, min(leaving, entering), prepared)
