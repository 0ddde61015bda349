"""A dissolve: the clip that enters grows over the one that leaves."""

from collections.abc import Iterator

from stitching.mezzanine import Planes
from stitching.transitions._layers import crossed

VERSION = 1
OVERLAPS = True


def blend(before: Iterator[Planes], after: Iterator[Planes], frames: int) -> Iterator[Planes]:
    """From nearly all of one clip to nearly all of the other; the middle of the transition is half of each."""
    yield from crossed(before, after, frames)
