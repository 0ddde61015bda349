"""A fade: the clip that leaves goes to black in the first half, the one that enters comes from black in the second."""

from collections.abc import Iterator
from itertools import chain, repeat
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from stitching.frames import Planes

VERSION = 1
OVERLAPS = False


def blend(before: Iterator["Planes"], after: Iterator["Planes"], leaving: int, entering: int) -> Iterator["Planes"]:
    """The last picture of the clip that leaves and the first of the one that enters are all but black."""
    from stitching.transitions._layers import crossed

    for pictures, count, out in ((before, leaving, True), (after, entering, False)):
        first = next(pictures, None) if count else None
        if first is not None:
            black, shown = repeat(_black(first)), chain([first], pictures)
            yield from crossed(shown, black, count) if out else crossed(black, shown, count)


def _black(like: "Planes") -> "Planes":
    import numpy as np

    black = np.full_like(like, 128)
    black.reshape(-1)[: like.size * 2 // 3] = 16
    return black
