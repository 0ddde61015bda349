"""A hard cut: the first picture of a clip follows the last of the one before, and nothing is made."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from stitching.frames import Planes

VERSION = 1
OVERLAPS = False


def blend(before: Iterator["Planes"], after: Iterator["Planes"], leaving: int, entering: int) -> Iterator["Planes"]:
    """The pictures as they are."""
    del leaving, entering
    yield from before
    yield from after
