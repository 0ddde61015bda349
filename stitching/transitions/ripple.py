"""A ripple: the picture begins to wave, as where something is remembered or dreamt, and dissolves into the next clip."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from stitching.frames import Planes
    from stitching.timeline import Transition
    from stitching.transitions._planes import Plane

VERSION = 1
OVERLAPS = True
TAKES = frozenset[str]()

_SWING, _LENGTH = 0.035, 0.3
"""How far the waves swing, and how long one is, as parts of the picture's height."""
_ROUNDS = 1.5
"""How many waves pass in the transition."""
_ALONE = 0.25
"""Before this part of the transition, and after its mirror image, one clip is seen alone."""


def blend(
    before: Iterator["Planes"], after: Iterator["Planes"], leaving: int, entering: int, how: "Transition"
) -> Iterator["Planes"]:
    """The waves are highest in the middle."""
    import math

    import numpy as np

    from stitching.transitions._planes import WHOLE, Draw, eased, mixed, overlapped, split

    del how

    def prepared(width: int, height: int) -> Draw:
        del width
        rows = (np.arange(height) + 0.5) / (_LENGTH * height)

        def draw(share: float, below: "Planes", above: "Planes") -> "Planes":
            weight = round(WHOLE * eased((share - _ALONE) / (1 - 2 * _ALONE)))
            both = below if weight == 0 else above if weight == WHOLE else mixed(below, above, weight)
            swing = _SWING * height * math.sin(math.pi * share) ** 2
            waves = 0.75 * np.sin(2 * np.pi * (rows - _ROUNDS * share)) + 0.25 * np.sin(
                2 * np.pi * (2.3 * rows + share)
            )
            made = np.empty_like(below)
            for index, (out, plane) in enumerate(zip(split(made), split(both), strict=True)):
                out[:] = _waved(plane, waves * swing if index == 0 else (waves[::2] + waves[1::2]) * swing / 4)
            return made

        return draw

    yield from overlapped(before, after, min(leaving, entering), prepared)


def _waved(plane: "Plane", steps: "NDArray[np.float64]") -> "Plane":
    """Each row moved to the left by so many samples of its own; what is beyond the edges is the mirror image."""
    import numpy as np

    from stitching.transitions._planes import WHOLE, mixed

    margin = int(np.abs(steps).max()) + 2
    padded = np.pad(plane, ((0, 0), (margin, margin)), "symmetric")
    whole = np.floor(steps).astype(int)
    part = np.rint((steps - whole) * WHOLE).astype(np.uint16)[:, None]
    firsts = np.lib.stride_tricks.sliding_window_view(padded, plane.shape[1], axis=1)
    rows = np.arange(len(steps))
    return mixed(firsts[rows, whole + margin], firsts[rows, whole + margin + 1], part)
