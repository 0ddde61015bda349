"""A page turn: the clip that leaves is a sheet of paper that curls up, turns over and uncovers the next."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from stitching.frames import Planes
    from stitching.timeline import Transition

VERSION = 1
OVERLAPS = True
TAKES = frozenset({"direction", "colour"})


def blend(
    before: Iterator["Planes"], after: Iterator["Planes"], leaving: int, entering: int, how: "Transition"
) -> Iterator["Planes"]:
    """The sheet turns to the left if nothing else is said, one corner first. Its back is `colour`, or white paper."""
    from functools import partial

    from stitching.transitions._paper import BACK, turned
    from stitching.transitions._planes import drawn

    turning = partial(turned, how.direction or "left", how.colour or BACK)
    yield from drawn(before, after, min(leaving, entering), turning)
