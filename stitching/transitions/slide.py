"""A slide: the clip that enters slides over the other one and throws a soft shadow on it."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from stitching.frames import Planes
    from stitching.timeline import Transition
    from stitching.transitions._planes import Plane

VERSION = 1
OVERLAPS = True
TAKES = frozenset({"direction"})

_SHADOW, _SHADOW_WIDTH = 0.55, 0.09
"""How dark it is at the edge, and how wide as a part of the picture's smaller side."""


def blend(
    before: Iterator["Planes"], after: Iterator["Planes"], leaving: int, entering: int, how: "Transition"
) -> Iterator["Planes"]:
    """It goes to the left if nothing else is said.

    In steps of two pixels, so that no sample is made anew.
    """
    from stitching.transitions._fields import unit
    from stitching.transitions._planes import drawn, eased, size_of, split

    right, down = unit(how.direction or "left")

    def draw(share: float, below: "Planes", above: "Planes") -> "Planes":
        width, height = size_of(below)
        reach = max(2.0, _SHADOW_WIDTH * min(width, height))
        part, made = eased(share), below.copy()
        # No shadow falls in from outside before anything else is seen.
        dark = _SHADOW * min(1.0, 10 * part)
        left, top = (-2 * round(step * (1 - part) * side / 2) for step, side in ((right, width), (down, height)))
        for index, (out, new) in enumerate(zip(split(made), split(above), strict=True)):
            times = 2 if index else 1
            place = left // times, top // times
            _shade(out, place, reach / times, dark, 128 if index else 16)
            (seen_x, shown_x), (seen_y, shown_y) = (_cut(*each) for each in zip(out.shape[::-1], place, strict=True))
            out[seen_y, seen_x] = new[shown_y, shown_x]
        return made

    yield from drawn(before, after, min(leaving, entering), draw)


def _cut(side: int, start: int) -> tuple[slice, slice]:
    """Where a side that begins at `start` is seen in one that begins at 0 and is as long, and which part of it that is."""
    return slice(max(0, start), side + min(0, start)), slice(max(0, -start), side - max(0, start))


def _shade(plane: "Plane", place: tuple[int, int], reach: float, dark: float, zero: int) -> None:
    """The shadow of a plane of the same size that lies with its upper left corner at a place (to the right, down)."""
    import numpy as np

    spans = (
        (np.arange(side, dtype=np.float32), side, start) for side, start in zip(plane.shape[::-1], place, strict=True)
    )
    near = [np.maximum(np.maximum(start - at, at - (start + side - 1)), 0) / reach for at, side, start in spans]
    columns, rows = (np.flatnonzero(away < 1) for away in near)
    if not len(columns) or not len(rows):
        return
    box = slice(rows[0], rows[-1] + 1), slice(columns[0], columns[-1] + 1)
    fall = 1 - np.minimum(np.hypot(near[1][box[0], None], near[0][box[1]]), 1)
    light = 1 - np.float32(dark) * fall * fall
    plane[box] = np.rint((plane[box] - np.float32(zero)) * light + np.float32(zero)).astype(np.uint8)
