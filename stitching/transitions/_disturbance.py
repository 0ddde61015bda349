"""A picture as a broken signal shows it.

All is done in whole samples of chroma, as a decoder of video breaks: bands of rows are shifted, rectangles of blocks come from
elsewhere, some with their colours swapped, and red and blue are read out late and early.
"""

import numpy as np
from numpy.typing import NDArray

from stitching.frames import Planes
from stitching.transitions._planes import Plane, split

_SEED = 8191
_BLOCKS = 45
"""Of the blocks that rectangles are made of, how many are across the picture."""
_SHIFT, _FRINGE = 0.16, 0.016
"""How far bands are shifted, and red and blue apart, as parts of the picture's width."""
_RECTANGLES, _BANDS = 16, 8
_QUIET = 0.2
"""Below this strength bands are shifted, and no rectangle is out of place."""
_OTHERS = 0.65
"""How many of the rectangles are of the other clip."""
_SWAPPED = 0.3
_RED, _BLUE = 54, 18
"""Parts of 256 of red and blue in luma (BT.709)."""
_BLUE_IN_U, _RED_IN_U, _RED_IN_V, _BLUE_IN_V = 0.5114, 0.1172, 0.5114, 0.0469
"""What a level of red or blue, on the scale of luma, adds to or takes from U and V."""
_U_OF_BLUE, _V_OF_RED = 1.8142, 1.5397


class Disturbance:
    """What happens to the pictures for as long as it is held; `strength` is from 0 to 1."""

    def __init__(self, width: int, height: int, strength: float, held: int) -> None:
        self.width, self.height, self.strength = width, height, strength
        self.chance = np.random.default_rng((_SEED, held))

    def drawn(self, below: Planes, above: Planes, share: float) -> Planes:
        """One picture: mostly of the one clip in the first half, of the other in the second, with pieces of both."""
        ours, other = (above, below) if share >= 0.5 else (below, above)
        made = ours.copy()
        parts, own, others = split(made), split(ours), split(other)
        for _ in range(round(_RECTANGLES * (self.strength - _QUIET) / (1 - _QUIET))):
            self._rectangle(parts, others if self.chance.random() < _OTHERS else own)
        for _ in range(round(_BANDS * self.strength)):
            self._band(parts)
        fringe = round(_FRINGE * self.width * self.strength * self.chance.uniform(0.4, 1) / 2)
        if fringe:
            _fringed(parts, fringe)
        return made

    def _rectangle(self, parts: tuple[Plane, ...], source: tuple[Plane, ...]) -> None:
        """Blocks of a clip, from a little beside where they belong; a few with red and blue exchanged."""
        half = self.width // 2, self.height // 2
        block = max(1, half[0] // _BLOCKS)
        chance = self.chance
        wide = min(half[0], block * int(chance.integers(4, 6 + int(14 * self.strength))))
        high = min(half[1], block * int(chance.integers(1, 3 + int(2.5 * self.strength))))
        x, y = (
            int(chance.integers(0, (side - size) // block + 1)) * block
            for side, size in zip(half, (wide, high), strict=True)
        )
        from_x = min(max(0, x + block * int(chance.integers(-3, 4))), half[0] - wide)
        swapped = chance.random() < _SWAPPED
        for index, out in enumerate(parts):
            times = 1 if index else 2
            taken = source[3 - index if swapped and index else index]
            rows = slice(times * y, times * (y + high))
            columns = slice(times * from_x, times * (from_x + wide))
            out[rows, times * x : times * (x + wide)] = taken[rows, columns]

    def _band(self, parts: tuple[Plane, ...]) -> None:
        """Rows that are shifted; what leaves on one side comes in on the other."""
        rows, columns = parts[1].shape
        high = max(1, int(rows * self.chance.uniform(0.01, 0.09)))
        top = int(self.chance.integers(0, rows - high + 1))
        step = round(columns * _SHIFT * self.strength * self.chance.uniform(-1, 1))
        for index, plane in enumerate(parts):
            times = 1 if index else 2
            band = slice(times * top, times * (top + high))
            plane[band] = np.roll(plane[band], times * step, axis=1)


def _fringed(parts: tuple[Plane, ...], step: int) -> None:
    """Red is shifted to the right and blue to the left by so many samples of chroma, in place."""
    luma, blueness, redness = parts
    level = luma[::2, ::2].astype(np.float32)
    red = _apart(level + _V_OF_RED * redness.astype(np.float32), step)
    blue = _apart(level + _U_OF_BLUE * blueness.astype(np.float32), -step)
    green = np.uint16(256 - _RED - _BLUE)
    mixed = luma * green + _shifted(luma, 2 * step) * np.uint16(_RED) + _shifted(luma, -2 * step) * np.uint16(_BLUE)
    luma[:] = mixed >> 8
    blueness[:] = np.clip(np.rint(blueness + _BLUE_IN_U * blue - _RED_IN_U * red), 16, 240)
    redness[:] = np.clip(np.rint(redness + _RED_IN_V * red - _BLUE_IN_V * blue), 16, 240)


def _apart(values: NDArray[np.floating], step: int) -> NDArray[np.floating]:
    """How much other the values are that come from `step` to the left."""
    return _shifted(values, step) - values


def _shifted(values: NDArray, step: int) -> NDArray:
    """Values moved to the right; the first or last of a row fills what is left."""
    return values[:, np.clip(np.arange(values.shape[1]) - step, 0, values.shape[1] - 1)]
