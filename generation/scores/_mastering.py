"""How loud the whole is at every moment: each section at its level, a gentle compressor, and no peak over the top."""

from typing import Any

import numpy as np
from numpy.typing import NDArray

from generation.requests import ScoreRequest, ScoreSection
from generation.results import SAMPLE_RATE
from generation.scores._mixing import FRAME

_RATE = SAMPLE_RATE / FRAME
_MOST = 8.0
"""No section is made louder by more than this factor."""
_GLIDE, _DYING = 0.8, 1.2
"""Seconds before a cut in which the level goes over into the next one's; seconds in which music dies where silence begins."""
_TOP = 0.84
_OVER, _RATIO = 1.9, 0.45
"""How many times louder than its section a moment may be before it is held back, and by which power of the excess."""
_LAST = 0.5
"""Seconds over which what still rings at the very end is let go."""
_HELD_BACK = (0.65, 0.09, 0.62)
"""From which strength on a hit is breathed for, for how many seconds before it, and how quietly."""
Curve = NDArray[np.floating[Any]]


def gains(request: ScoreRequest, power: Curve, peak: Curve) -> Curve:
    """The gain of every frame, from the power and the peak of every frame."""
    level = _levels(request, power)
    loud = np.sqrt(_spread(power, 12)) * level
    wanted = np.maximum(_wanted_curve(request, len(power)), 1e-4)
    over = np.maximum(1.0, loud / (wanted * _OVER))
    curve = level * _spread(over ** (_RATIO - 1), 12)
    when = (np.arange(len(curve)) + 0.5) / _RATE
    for hit in request.hits:
        if hit.strength >= _HELD_BACK[0]:
            curve[(when > hit.at - _HELD_BACK[1]) & (when < hit.at - 0.6 / _RATE)] *= _HELD_BACK[2]
    held = np.minimum(1.0, _TOP / np.maximum(peak * curve, 1e-6))
    padded = np.pad(held, 4, mode="edge")
    lowest = np.min([padded[n : n + len(held)] for n in range(9)], axis=0)
    near = np.min([padded[n : n + len(held)] for n in (3, 4, 5)], axis=0)
    curve *= np.minimum(_spread(lowest, 5), near)
    last = min(len(curve), round(_LAST * _RATE))
    curve[len(curve) - last :] *= np.linspace(1, 0, last) ** 1.5
    curve[-1:] = 0
    return curve.astype(np.float32)


def _spread(curve: Curve, frames: int) -> Curve:
    """The mean of so many frames around each."""
    padded = np.pad(curve, (frames // 2, frames - 1 - frames // 2), mode="edge")
    return np.convolve(padded, np.ones(frames) / frames, "valid")


def wanted(section: ScoreSection) -> float:
    """The root mean square that a section is to have: its level, up to 1.5 dB more or less by its intensity."""
    return 0.0 if section.silent else 10 ** ((section.level + 3.0 * (section.intensity - 0.5)) / 20)


def _levels(request: ScoreRequest, power: Curve) -> Curve:
    """A gain for each section, going over before each cut, so that what falls on the cut is as loud as what follows."""
    knots: list[tuple[float, float]] = []
    at, before = 0.0, 0.0
    for number, section in enumerate(request.sections):
        first, last = round(at * _RATE), max(round(at * _RATE) + 1, round((at + section.seconds) * _RATE))
        heard = float(np.sqrt(np.mean(power[first:last]))) if first < len(power) else 0.0
        gain = min(wanted(section) / heard, _MOST) if heard > 1e-5 else before
        end = at + section.seconds
        glide = min(_GLIDE, section.seconds / 2)
        if section.silent:
            knots += [(at, before), (at + min(_DYING, section.seconds / 2), 0.0), (end - min(0.05, glide), 0.0)]
            gain = 0.0
        else:
            knots += [(at, gain), (end - (glide if number + 1 < len(request.sections) else 0.0), gain)]
        silent_next = number + 1 < len(request.sections) and request.sections[number + 1].silent
        if silent_next:
            knots.append((end, gain))
        at, before = end, gain
    when = (np.arange(len(power)) + 0.5) / _RATE
    return np.interp(when, [knot[0] for knot in knots], [knot[1] for knot in knots]).astype(np.float32)


def _wanted_curve(request: ScoreRequest, frames: int) -> Curve:
    rows = [(wanted(section) or 1.0, section.seconds) for section in request.sections]
    ends = np.cumsum([seconds for _, seconds in rows])
    when = (np.arange(frames) + 0.5) / _RATE
    which = np.minimum(np.searchsorted(ends, when), len(rows) - 1)
    return np.array([row[0] for row in rows], np.float32)[which]
