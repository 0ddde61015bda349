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

    from stitching.transitions._planes import dissolving, drawn, mixed, planewise, size_of

    del how

    def draw(share: float, below: "Planes", above: "Planes") -> "Planes":
        height = size_of(below)[1]
        rows = (np.arange(height) + 0.5) / (_LENGTH * height)
        waves = 0.75 * np.sin(2 * np.pi * (rows - _ROUNDS * share)) + 0.25 * np.sin(2 * np.pi * (2.3 * rows + share))

        def waved(plane: "Plane") -> "Plane":
            swing = _SWING * len(plane) * math.sin(math.pi * share) ** 2
            return _waved(plane, waves.reshape(len(plane), -1).mean(axis=1) * swing)

        return planewise(waved, mixed(below, above, dissolving(share, _ALONE)))

    yield from drawn(before, after, min(leaving, entering), draw)


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
