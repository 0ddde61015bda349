"""A dissolve: the clip that enters grows over the one that leaves."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from stitching.frames import Planes
    from stitching.timeline import Transition

VERSION = 1
OVERLAPS = True
TAKES = frozenset({"colour"})


def blend(
    before: Iterator["Planes"], after: Iterator["Planes"], leaving: int, entering: int, how: "Transition"
) -> Iterator["Planes"]:
    """From nearly all of one clip to nearly all of the other; the middle of the transition is half of each."""
    from stitching.transitions._layers import crossed

    yield from crossed(before, after, min(leaving, entering))
