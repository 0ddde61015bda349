"""Bars and beats: they fill each section exactly, a bar begins on every strong hit, and the last ones slow down."""

from dataclasses import dataclass
from itertools import pairwise

import numpy as np

_SLOWING = (1.06, 1.16, 1.34)
"""How much longer each of the last beats before the last chord is."""


@dataclass(frozen=True)
class Bar:
    """A bar: the seconds at which its beats begin, and its end after them. `whole`: it has as many beats as the metre says."""

    lines: tuple[float, ...]
    whole: bool = True
    struck: bool = False
    """Whether a strong hit falls on its first beat."""

    @property
    def start(self) -> float:
        """Where it begins, in seconds."""
        return self.lines[0]

    @property
    def end(self) -> float:
        """Where the next one begins."""
        return self.lines[-1]

    @property
    def beats(self) -> int:
        """How many beats it has."""
        return len(self.lines) - 1

    def at(self, beat: float, swing: float = 0.5) -> float:
        """The second of a beat or of a part of one. Swing says where the second half of a beat falls: 0.5 is even."""
        whole, part = divmod(beat, 1.0)
        bent = part * 2 * swing if part <= 0.5 else swing + (part - 0.5) * 2 * (1 - swing)
        return float(np.interp(whole + bent, range(len(self.lines)), self.lines))


def bars(
    start: float, end: float, beat: float, metre: int, hits: tuple[float, ...], *, slowing: bool
) -> tuple[Bar, ...]:
    """The bars from one second to another, near a beat of so many seconds. Hits closer than two beats apart share a bar."""
    edges = [start]
    for hit in sorted(hits):
        if hit - edges[-1] >= 2 * beat and end - hit >= 2 * beat:
            edges.append(hit)
    edges.append(end)
    found: list[Bar] = []
    for number, (first, last) in enumerate(pairwise(edges)):
        at_end = slowing and number == len(edges) - 2
        found += _span(first, last, beat, metre, struck=number > 0, slowing=at_end)
    return tuple(found)


def _span(first: float, last: float, beat: float, metre: int, *, struck: bool, slowing: bool) -> list[Bar]:
    """Whole bars where they fit; what is left over is a longer or a shorter bar before the next hit."""
    extra = sum(_SLOWING) - len(_SLOWING) if slowing else 0.0
    length = last - first
    beats = max(1, round(length / beat - extra))
    bars_ = round(beats / metre)
    if bars_ and abs(length / (bars_ * metre + extra) / beat - 1) < 0.13:
        beats = bars_ * metre
    weights = np.ones(beats)
    if slowing:
        count = min(beats, len(_SLOWING))
        weights[beats - count :] = _SLOWING[len(_SLOWING) - count :]
    lines = first + np.concatenate([[0.0], np.cumsum(weights)]) * (length / weights.sum())
    lines[-1] = last
    starts = list(range(0, beats, metre))
    if len(starts) > 1 and beats % metre == 1:
        starts.pop()
    ends = [*starts[1:], beats]
    return [
        Bar(tuple(lines[a : b + 1].tolist()), b - a == metre, struck and a == 0)
        for a, b in zip(starts, ends, strict=True)
    ]
