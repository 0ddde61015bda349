"""A hard cut: the first picture of a clip follows the last of the one before, and nothing is made."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from stitching.frames import Planes
    from stitching.timeline import Transition

VERSION = 1
OVERLAPS = False
TAKES = frozenset[str]()


def blend(
    before: Iterator["Planes"], after: Iterator["Planes"], leaving: int, entering: int, how: "Transition"
) -> Iterator["Planes"]:
    """The pictures as they are."""
    del leaving, entering, how
    yield from before
    yield from after
