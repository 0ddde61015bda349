"""One pass over the picture: a few numbers of each frame, and small pictures only where shots meet."""

from collections import deque
from collections.abc import Mapping
from dataclasses import dataclass, field
from fractions import Fraction
from typing import Any

import numpy as np
from numpy.typing import NDArray

from stitching.quality.comparing import correlation, psnr, ssim
from stitching.quality.expected import Expected, PlannedShot
from stitching.quality.looking import Look, Scaler, content_change, difference
from stitching.quality.warping import warp_error

DARK = 25.5
"""Luma under which a pixel counts as black: a tenth of the range (as blackdetect has it)."""
MOSTLY = 0.98
"""Part of the pixels that must be black."""
STILL = 4
"""By how much the average of 16 x 16 pixels may differ in a frozen stretch: a keyframe draws the same picture a little
differently, and that is no movement; a slow move adds up until it is one."""
FLASH = 24
"""Frames in which a picture that comes back shows that it was a flash and no cut: lightning strikes twice, and dies away."""
SAME_SHAPES = 0.8
"""Correlation of luma over which a change is one of light, and no cut."""

_EVERY_COLOUR, _EVERY_FINE, _EVERY_WARP = 4, 4, 18
_BINS = 8
_STEPS = 64


@dataclass
class Colours:
    """Colour of one shot, added up over its frames."""

    histogram: NDArray[np.float64] = field(default_factory=lambda: np.zeros(_BINS**3))
    lightness: NDArray[np.float64] = field(default_factory=lambda: np.zeros(_STEPS))
    sums: NDArray[np.float64] = field(default_factory=lambda: np.zeros(4))
    """Of L*, a*, b* and C*."""
    count: int = 0

    def add(self, lab: NDArray[np.float32]) -> None:
        """Take in a picture's L*a*b* pixels."""
        scaled = (lab - (0, -64, -64)) * (_BINS / 100, _BINS / 128, _BINS / 128)
        at = np.clip(scaled, 0, _BINS - 1).astype(np.intp)
        self.histogram += np.bincount(at @ (_BINS * _BINS, _BINS, 1), minlength=_BINS**3) / len(lab)
        steps = np.clip(lab[:, 0] * (_STEPS / 100), 0, _STEPS - 1).astype(np.intp)
        self.lightness += np.bincount(steps, minlength=_STEPS) / len(lab)
        self.sums += (*lab.mean(axis=0), np.hypot(lab[:, 1], lab[:, 2]).mean())
        self.count += 1


@dataclass(frozen=True)
class Met:
    """The last frame before a boundary and the first after it, compared."""

    ssim: float
    psnr: float
    delta_e: float
    difference: float


@dataclass(frozen=True)
class _Change:
    """A frame that may begin a new picture, the one before it, and some that were before that.

    In the middle of a flash the picture before a frame is lit, and the one after it not yet as dark as it was.
    """

    at: int
    before: NDArray[np.float32]
    past: tuple[NDArray[np.float32], ...]


class Seen:
    """What was seen of a film, frame by frame."""

    def __init__(self, expected: Expected | None = None) -> None:
        self.motion, self.change = list[float](), list[float]()
        """From the frame before; 0 for the first."""
        self.brightness, self.contrast = list[float](), list[float]()
        self.black, self.runs = list[bool](), list[int]()
        self.sharpness = dict[int, float]()
        self.warp = dict[int, float]()
        self.colours = dict[str, Colours]()
        self.met = dict[int, Met]()
        self.middles = dict[str, NDArray[np.float32]]()
        """Of each shot the luma of its middle frame."""
        self.lasting = dict[int, float]()
        """Of frames that may begin a new picture: how far they are, at least, from what is on the other side."""
        self.misplaced: int | None = None
        self._owners = _owners(expected.shots if expected else ())
        self._warped = {frame for shot in expected.shots for frame in _warped(shot)} if expected else set[int]()
        self._boundaries = {shot.start for shot in expected.shots[1:]} if expected else set[int]()
        self._middles = {shot.middle: shot.id for shot in expected.shots} if expected else dict[int, str]()
        self._scaler = Scaler()
        self._before: Look | None = None
        self._held: NDArray[np.int16] | None = None
        self._pending: deque[_Change] = deque()
        self._past: deque[NDArray[np.float32]] = deque(maxlen=FLASH // 3)
        """Every third of the last pictures."""

    @property
    def frames(self) -> int:
        """How many were seen."""
        return len(self.black)

    def see(self, frame: Any, rate: Fraction) -> None:
        """Take in the next frame."""
        index, look = self.frames, Look(frame, self.frames, self._scaler)
        placed = frame.pts is not None and round(frame.pts * frame.time_base * rate, 3) == index
        if not placed and self.misplaced is None:
            self.misplaced = index
        self._look_for_stillness(look)
        self._count(look)
        before = self._before
        if before is not None:
            self._compare(before, look)
        look.release()
        self._before = look

    def _look_for_stillness(self, look: Look) -> None:
        if self._held is None or np.abs(look.blocks - self._held).max() > STILL:
            self._held = look.blocks
            self.runs.append(0)
        self.runs[-1] += 1

    def _count(self, look: Look) -> None:
        luma, index = look.luma, look.index
        self.brightness.append(float(luma.mean()))
        self.contrast.append(float(luma.std()))
        self.black.append(bool((luma < DARK).mean() >= MOSTLY))
        owner = self._owners.get(index)
        if owner and index % _EVERY_COLOUR == 0:
            self.colours.setdefault(owner, Colours()).add(look.lab)
        if index % _EVERY_FINE == 0:
            self.sharpness[index] = _sharpness(look.fine)
        if index in self._middles:
            self.middles[self._middles[index]] = luma

    def _compare(self, before: Look, look: Look) -> None:
        index = look.index
        if index == 1:
            self.motion.append(0.0)
            self.change.append(0.0)
        self.motion.append(difference(before.rgb, look.rgb))
        self.change.append(content_change(before.hsv, look.hsv))
        if index in self._boundaries:
            apart = float(np.linalg.norm(look.lab.mean(axis=0) - before.lab.mean(axis=0)))
            alike, noise = ssim(before.luma, look.luma), psnr(before.rgb, look.rgb)
            self.met[index] = Met(alike, noise, apart, self.motion[-1])
        if index in self._warped:
            error = warp_error(before.luma, look.luma)
            if error is not None:
                self.warp[index] = error
        self._follow(before, look)

    def _follow(self, before: Look, look: Look) -> None:
        """Whether what changed stays changed, and is not what was there before a flash."""
        index, change = look.index, self.change[-1]
        while self._pending and index - self._pending[0].at > FLASH:
            self._pending.popleft()
        for pending in self._pending:
            sides = (pending.before, *(pending.past if index % 3 == 0 else ()))
            back = min(content_change(picture, look.hsv) for picture in sides)
            self.lasting[pending.at] = min(self.lasting[pending.at], back)
        if change > 4 and change > 1.5 * float(np.mean(self.change[-4:-1] or [0.0])):
            back = min((content_change(picture, look.hsv) for picture in self._past), default=change)
            alike = correlation(before.luma, look.luma)
            light = index not in self._boundaries and alike is not None and alike > SAME_SHAPES
            self._pending.append(_Change(index, before.hsv, tuple(self._past)))
            self.lasting[index] = 0.0 if light else min(change, back)
        if index % 3 == 0:
            self._past.append(before.hsv)


def _owners(shots: tuple[PlannedShot, ...]) -> Mapping[int, str]:
    """Of each frame outside of transitions its shot."""
    return {frame: shot.id for shot in shots for frame in shot.clear}


def _warped(shot: PlannedShot) -> range:
    """The frames of a shot whose motion from the frame before is taken out; one at least, if it has two frames."""
    begin = shot.clear.start + max(1, min(_EVERY_WARP // 2, len(shot.clear) // 2))
    return range(begin, shot.clear.stop, _EVERY_WARP)


def _sharpness(fine: NDArray[np.int16]) -> float:
    """Variance of the 3 x 3 Laplacian, of luma brought to the full range."""
    around = fine[:-2, 1:-1] + fine[2:, 1:-1] + fine[1:-1, :-2] + fine[1:-1, 2:]
    edges = around - 4 * fine[1:-1, 1:-1]
    return float(edges.var(dtype=np.float64) * (255 / 219) ** 2)
