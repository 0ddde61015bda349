"""A fade: the clip that leaves goes to black in the first half, the one that enters comes from black in the second."""

from collections.abc import Iterator
from itertools import chain, repeat

import numpy as np

from stitching.mezzanine import Planes
from stitching.transitions._layers import crossed

VERSION = 1
OVERLAPS = False


def blend(before: Iterator[Planes], after: Iterator[Planes], frames: int) -> Iterator[Planes]:
    """The last picture of the clip that leaves and the first of the one that enters are all but black."""
    leaving = list(before)
    if leaving:
        yield from crossed(iter(leaving), repeat(_black(leaving[0])), len(leaving))
    entering = frames - len(leaving)
    first = next(after, None) if entering else None
    if first is not None:
        yield from crossed(repeat(_black(first)), chain([first], after), entering)


def _black(like: Planes) -> Planes:
    black = np.full_like(like, 128)
    black.reshape(-1)[: like.size * 2 // 3] = 16
    return black
