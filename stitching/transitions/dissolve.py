"""A dissolve: the clip that enters grows over the one that leaves."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from stitching.frames import Planes
    from stitching.timeline import Transition

VERSION = 2
OVERLAPS = True
TAKES = frozenset({"colour"})


def blend(
    before: Iterator["Planes"], after: Iterator["Planes"], leaving: int, entering: int, how: "Transition"
) -> Iterator["Planes"]:
    """As much of one as of the other in the middle; at an end of the film there is a card of `colour` in place of a clip."""
    from stitching.transitions._planes import crossed

    del how
    yield from crossed(before, after, min(leaving, entering))
