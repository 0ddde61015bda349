"""Time in motions: eased keys, cycles that are never quite alike, and shaking."""

import math

_TAU = math.tau


def wave(t: float, period: float, phase: float = 0.0) -> float:
    """A sine of that many seconds; `phase` in turns."""
    return math.sin(_TAU * (t / period + phase))


def ease(share: float) -> float:
    """From 0 to 1 with soft ends; held outside."""
    share = max(0.0, min(1.0, share))
    return share * share * (3 - 2 * share)


def keyed(t: float, *keys: tuple[float, float]) -> float:
    """A value led softly through (time, value) pairs; before the first and after the last it rests."""
    before = keys[0]
    for now in keys:
        if t < now[0]:
            return before[1] + (now[1] - before[1]) * ease((t - before[0]) / max(1e-6, now[0] - before[0]))
        before = now
    return before[1]


def turns(t: float, period: float, phase: float = 0.0) -> tuple[int, float]:
    """Which repetition it is, and how far along it is, in seconds."""
    count = t / period + phase
    return math.floor(count), (count - math.floor(count)) * period


def uneven(count: int, phase: float) -> float:
    """How much larger or smaller one repetition is than another: 0.8 to 1.15, the same each time it is asked."""
    value = math.sin(count * 12.9898 + phase * 78.233) * 43758.5453
    return 0.8 + 0.35 * (value - math.floor(value))


def pulses(t: float, every: float, times: int, rest: float, phase: float = 0.0) -> tuple[float, float]:
    """Short strokes in a row, then a pause: (how far the stroke is out, 0..1; how much the row goes on, 0..1)."""
    _, into = turns(t, every * times + rest, phase)
    row = ease(into / 0.25) * ease((every * times + 0.25 - into) / 0.25)
    if into >= every * times:
        return 0.0, row
    share = into / every % 1.0
    return math.sin(math.pi * share) ** 2, row
