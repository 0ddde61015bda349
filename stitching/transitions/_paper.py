"""A sheet of paper that rolls over a cylinder, seen from above.

Along the way of the turn, `a` counts pixels from the edge that the sheet turns towards to the one that is lifted first. Up to the
line `fold` the sheet lies flat. There it leaves the ground and runs over a cylinder of radius `radius` whose lowest line is the
fold, so that the point `s` of the sheet stands at the angle (s - fold) / radius; after half a turn it lies flat again, upside
down and two radii high, over what has not been lifted yet. Seen from straight above, the highest at a place hides the others.
"""

import math
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from stitching.frames import Planes
from stitching.transitions._fields import unit
from stitching.transitions._planes import Plane, eased, size_of, split, tones

BACK = "#ece5d8"

_RADIUS = 0.13
_TILT = math.radians(28)
"""How slanting a sheet is taken that is then turned straight."""
_THROUGH = 0.16
"""How much of the picture shows through on the back."""
_GROUND_SHADOW, _SHEET_SHADOW = 0.55, 0.4
_LEANING, _LYING = 0.35, 0.9
"""Light that what stands upright does not get, and that the back gets where it lies flat."""
_SHADOW_WIDTH = 0.16
"""Of both shadows, as a part of the picture's smaller side."""

_ROWS = 48
"""Of a stripe: the shadows slant, so that little of each row is touched, and so little at once stays near the processor."""
_UPRIGHT = 1e-6
_ZERO = (16, 128, 128)

_Values = NDArray[np.float32]


@dataclass(frozen=True)
class _Turn:
    """Where the fold is: its unit vector points from the edge turned towards to the one lifted first."""

    width: int
    height: int
    across: float
    down: float
    fold: float
    radius: float
    shadow: float

    def reach(self) -> tuple[float, float]:
        """The first and the last `a` at which there is more to see than one flat picture."""
        last = self.last()
        return 2 * self.fold + math.pi * self.radius - last - self.shadow, self.fold + self.radius + self.shadow

    def last(self) -> float:
        """The largest `a` in the picture."""
        return max(0.0, self.across * self.width) + max(0.0, self.down * self.height)


def turned(direction: str, back: str, share: float, below: Planes, above: Planes) -> Planes:
    """The sheet `below` on its way over `above`."""
    width, height = size_of(below)
    turn = _turn(direction, share, width, height)
    made = np.empty_like(below)
    paper = tones(back)
    outs, olds, news = split(made), split(below), split(above)
    for step, planes in ((1, (0,)), (2, (1, 2))):
        for top in range(0, height // step, _ROWS):
            stripe = _Stripe(turn, step, slice(top, min(top + _ROWS, height // step)))
            for plane in planes:
                stripe.onto(outs[plane], olds[plane], news[plane], paper[plane], _ZERO[plane])
    return made


def _turn(direction: str, share: float, width: int, height: int) -> _Turn:
    right, down = (-step for step in unit(direction))
    smaller, part = min(width, height), (share + eased(share)) / 2
    if right and down:
        angle = math.atan2(down * height, right * width)
    else:
        # The lower or the right one of the two corners is lifted first.
        angle = math.atan2(down, right) + _TILT * (1 - part) * (1 if right > 0 or down < 0 else -1)
    across, down_ = math.cos(angle), math.sin(angle)
    first = min(0.0, across * width) + min(0.0, down_ * height)
    last = max(0.0, across * width) + max(0.0, down_ * height)
    radius = max(2.0, _RADIUS * smaller * (0.4 + 0.6 * eased(2 * share)))
    shadow = max(2.0, _SHADOW_WIDTH * smaller)
    fold = last + (first - radius - shadow - last) * part
    return _Turn(width, height, across, down_, fold, radius, shadow)


class _Stripe:
    """Some rows of the turn, on planes of which two samples are `step` pixels apart."""

    def __init__(self, turn: _Turn, step: int, rows: slice) -> None:
        self.turn, self.step, self.rows = turn, step, rows
        self.shape = (turn.height // step, turn.width // step)
        self.columns = self._columns()
        x = (np.arange(self.columns.start, self.columns.stop, dtype=np.float32) + np.float32(0.5)) * step
        y = (np.arange(rows.start, rows.stop, dtype=np.float32)[:, None] + np.float32(0.5)) * step
        if self.columns.start < self.columns.stop:
            self._lay(x, y)

    def _columns(self) -> slice:
        """Where more is to see than one of the two pictures as it is."""
        turn = self.turn
        low, high = turn.reach()
        ends = [turn.down * row * self.step for row in (self.rows.start, self.rows.stop)]
        low, high = low - max(ends), high - min(ends)
        if abs(turn.across) < _UPRIGHT:
            return slice(0, self.shape[1]) if low < 0 < high else slice(*[0 if high <= 0 else self.shape[1]] * 2)
        first, last = sorted((low / turn.across, high / turn.across))
        start = min(self.shape[1], max(0, math.floor(first / self.step)))
        return slice(start, max(start, min(self.shape[1], math.ceil(last / self.step))))

    def _lay(self, x: _Values, y: _Values) -> None:
        turn, radius = self.turn, np.float32(self.turn.radius)
        past = x * np.float32(turn.across) + (y * np.float32(turn.down) - np.float32(turn.fold))
        lean = np.arcsin(np.clip(past / radius, 0, 1))
        flat = past <= 0
        # How much farther along the sheet is what is seen here: below, and above on its way back or upside down.
        front = np.where(flat, 0, lean * radius - past)
        back = np.where(flat, math.pi * radius - 2 * past, (np.float32(math.pi) - lean) * radius - past)
        self.front, front_edge = self._source(x, y, front)
        self.back, back_edge = self._source(x, y, back)
        within = np.clip((radius - past) / self.step + np.float32(0.5), 0, 1)
        self.front_cover = np.clip(front_edge / self.step + np.float32(0.5), 0, 1) * within
        self.back_cover = np.clip(back_edge / self.step + np.float32(0.5), 0, 1) * within
        # The light stands above: what leans away from it is darker, and what lies under the sheet.
        upright = np.where(flat, 1, np.cos(lean))
        shade = np.clip(1 + back_edge / np.float32(turn.shadow), 0, 1)
        self.front_light = 1 - _SHEET_SHADOW * shade * shade * upright - _LEANING * (1 - upright)
        fall = np.clip(1 - (past - radius) / np.float32(turn.shadow), 0, 1)
        self.ground_light = 1 - _GROUND_SHADOW * fall * fall
        near = np.clip(1 + past / (3 * radius), 0, 1)
        bulge = np.clip(past / radius, 0, 1)
        self.back_light = np.where(flat, _LYING + (1 - _LYING) * near * near, 1 - 0.5 * bulge * bulge * bulge)

    def _source(self, x: _Values, y: _Values, along: _Values) -> tuple[NDArray[np.int32], _Values]:
        """The sample of the sheet that is so far from each place, and how far inside the sheet that is, in pixels."""
        turn, step = self.turn, np.float32(1 / self.step)
        there_x, there_y = x + along * np.float32(turn.across), y + along * np.float32(turn.down)
        inside = np.minimum(np.minimum(there_x, turn.width - there_x), np.minimum(there_y, turn.height - there_y))
        column = np.clip(there_x * step, 0, self.shape[1] - 1).astype(np.int32)
        row = np.clip(there_y * step, 0, self.shape[0] - 1).astype(np.int32)
        return row * np.int32(self.shape[1]) + column, inside

    def onto(self, out: Plane, old: Plane, new: Plane, paper: int, zero: int) -> None:
        """Draw one plane; `zero` is the level that no light is, or no colour."""
        rows, columns = self.rows, self.columns
        lying, uncovered = (old, new) if self.turn.across >= 0 else (new, old)
        out[rows, : columns.start] = lying[rows, : columns.start]
        out[rows, columns.stop :] = uncovered[rows, columns.stop :]
        if columns.start >= columns.stop:
            return
        flat, none = old.reshape(-1), np.float32(zero)
        seen = (new[rows, columns] - none) * self.ground_light
        seen += ((flat.take(self.front) - none) * self.front_light - seen) * self.front_cover
        back = flat.take(self.back) * np.float32(_THROUGH) + np.float32(paper * (1 - _THROUGH) - zero)
        seen += (back * self.back_light - seen) * self.back_cover
        out[rows, columns] = np.rint(seen + none).astype(np.uint8)
