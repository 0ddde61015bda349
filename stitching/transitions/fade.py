"""A fade: the clip that leaves goes to black (or another colour), then the one that enters comes from it."""

from collections.abc import Iterator
from itertools import chain, repeat
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from stitching.frames import Planes
    from stitching.timeline import Transition

VERSION = 2
OVERLAPS = False
TAKES = frozenset({"colour"})


def blend(
    before: Iterator["Planes"], after: Iterator["Planes"], leaving: int, entering: int, how: "Transition"
) -> Iterator["Planes"]:
    """The last picture of the clip that leaves and the first of the one that enters are all but the colour."""
    from stitching.frames import plain
    from stitching.transitions._planes import crossed, size_of

    for pictures, count, out in ((before, leaving, True), (after, entering, False)):
        first = next(pictures, None) if count else None
        if first is not None:
            card, shown = repeat(plain(*size_of(first), how.colour or "#000000")), chain([first], pictures)
            yield from crossed(shown, card, count) if out else crossed(card, shown, count)
