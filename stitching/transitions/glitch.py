"""A glitch: the picture breaks up into shifted bands, wrong colours and blocks, and comes back as the next clip."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from stitching.frames import Planes
    from stitching.timeline import Transition

VERSION = 1
OVERLAPS = True
TAKES = frozenset[str]()

_HELD = 2
"""Frames that a disturbance stays as it is."""


def blend(
    before: Iterator["Planes"], after: Iterator["Planes"], leaving: int, entering: int, how: "Transition"
) -> Iterator["Planes"]:
    """It is strongest in the middle, and the same every time."""
    import math

    from stitching.transitions._disturbance import Disturbance
    from stitching.transitions._planes import drawn, size_of

    del how
    frames = min(leaving, entering)

    def draw(share: float, below: "Planes", above: "Planes") -> "Planes":
        strength, held = math.sin(math.pi * share) ** 1.5, int(share * frames) // _HELD
        return Disturbance(*size_of(below), strength, held).drawn(below, above, share)

    yield from drawn(before, after, frames, draw)
