"""Which stretches of a piece make it as long as a film: from bar to bar, where what follows sounds most like what would have."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from stitching.music.beats import HOP, Rhythm
from stitching.timeline import SAMPLE_RATE

CROSS = round(0.04 * SAMPLE_RATE)
"""Samples over which one stretch gives way to the next, half of them on each side of the bar line."""

_ALIKE = 25
"""Moments on each side of a bar line that are compared."""
_LEAST = 2 * SAMPLE_RATE
"""Samples of the beginning and of the end that are kept."""
_LOOP = 4
"""Bars that are heard again at least, of a piece that has them: fewer are a needle that hangs."""
_MOST_TIMES = 60
_LATE = 2.0
"""What a second off the wanted length costs, in likeness."""
_SOME = 2000
"""Jumps that are compared at a time."""
_OFF_CUT = 0.15
"""What a cut of the film costs that is half a bar away from a bar line."""
_END_FADE = 2 * SAMPLE_RATE


@dataclass(frozen=True)
class Stretch:
    """`length` samples of the piece from its sample `first` on, heard from sample `start` of the film on."""

    first: int
    length: int
    start: int
    fade_in: int = 0
    fade_out: int = 0


@dataclass(frozen=True)
class Edit:
    """The stretches in order, overlapping where they cross, and what was done in words."""

    stretches: tuple[Stretch, ...]
    said: str


def edited(piece: Rhythm, samples: int, cuts: Sequence[int] = ()) -> Edit:
    """Make a piece as long as a film of `samples` samples; where there is a choice, bars begin on `cuts` (samples of the film).

    A shorter film loses a stretch in the middle of the piece, a longer one hears some bars again. What a bar is too long or
    too short by is left out of the first bar, or waited for before it. A piece without bars fades out, or begins again.
    """
    bars = piece.bars * HOP
    if samples >= piece.samples:
        found = _lengthened(piece, bars, samples, cuts) if samples > piece.samples else None
    else:
        found = _shortened(piece, bars, samples, cuts)
    if found is None:
        return _plain(piece, samples)
    return Edit(_placed(found, piece, samples), _said(found, piece, samples))


@dataclass(frozen=True)
class _Jump:
    """At sample `leave` of the piece it goes on at sample `enter`, so many times."""

    leave: int
    enter: int
    times: int = 1


def _shortened(piece: Rhythm, bars: NDArray[np.int64], samples: int, cuts: Sequence[int]) -> _Jump | None:
    early = bars[(bars >= _LEAST) & (bars < samples)]
    late = bars[(bars > 0) & (bars <= piece.samples - _LEAST)]
    pairs = [(int(leave), int(enter)) for leave in early for enter in late if enter > leave]
    return _best(piece, [(_Jump(leave, enter), leave + piece.samples - enter) for leave, enter in pairs], samples, cuts)


def _lengthened(piece: Rhythm, bars: NDArray[np.int64], samples: int, cuts: Sequence[int]) -> _Jump | None:
    choices = list[tuple[_Jump, int]]()
    least = min(_LOOP, max(1, bars.size // 3))
    for at, enter in enumerate(bars):
        for leave in bars[at + least :]:
            long = int(leave - enter)
            times = round((samples - piece.samples) / long)
            if leave <= piece.samples - CROSS and 1 <= times <= _MOST_TIMES:
                choices.append((_Jump(int(leave), int(enter), times), piece.samples + times * long))
    return _best(piece, choices, samples, cuts)


def _best(piece: Rhythm, choices: Sequence[tuple[_Jump, int]], samples: int, cuts: Sequence[int]) -> _Jump | None:
    """The jump that is heard least, for the nearest length."""
    bar = float(np.median(np.diff(piece.bars))) * HOP if piece.bars.size > 1 else 0.0
    near = [(jump, total) for jump, total in choices if abs(total - samples) <= bar]
    if not near:
        return None
    unlike = _unlikeness(piece, [jump for jump, _ in near])
    off = np.array([abs(total - samples) for _, total in near]) / SAMPLE_RATE * _LATE
    beside = np.array([_beside(piece, jump, samples, cuts, bar) for jump, _ in near]) if cuts else 0.0
    repeats = np.array([jump.times for jump, _ in near]) * 0.05
    return near[int(np.argmin(unlike + off + beside + repeats))][0]


def _unlikeness(piece: Rhythm, jumps: Sequence[_Jump]) -> NDArray[np.float64]:
    """How different the sound around the two ends of each jump is: the mean difference of the bands, in bels."""
    padded = np.pad(piece.bands, ((_ALIKE, _ALIKE), (0, 0)), mode="edge")
    around = np.lib.stride_tricks.sliding_window_view(padded, 2 * _ALIKE, axis=0)
    leave, enter = (np.array([getattr(jump, end) for jump in jumps]) // HOP for end in ("leave", "enter"))
    last = around.shape[0] - 1
    found = np.empty(len(jumps))
    for first in range(0, len(jumps), _SOME):
        part = slice(first, first + _SOME)
        one, other = around[np.minimum(leave[part], last)], around[np.minimum(enter[part], last)]
        found[part] = np.abs(one - other).mean(axis=(1, 2))
    return found


def _beside(piece: Rhythm, jump: _Jump, samples: int, cuts: Sequence[int], bar: float) -> float:
    """How far the film's cuts are from bar lines, from 0 to `_OFF_CUT`."""
    lines = np.sort(np.concatenate([piece.bars * HOP - s.first + s.start for s in _placed(jump, piece, samples)]))
    away = [float(np.abs(lines - at).min()) / (bar / 2) for at in cuts]
    return _OFF_CUT * min(1.0, float(np.mean(away)))


def _placed(jump: _Jump, piece: Rhythm, samples: int) -> tuple[Stretch, ...]:
    """The stretches of a jump: the last one ends where the film ends, and the first begins as late or early as that asks."""
    spans = [(0, jump.leave), *[(jump.enter, jump.leave)] * (jump.times - 1), (jump.enter, piece.samples)]
    spare = samples - sum(end - begin for begin, end in spans)
    if spare < 0:
        spans[0] = (-spare, spans[0][1])
    at, found = max(0, spare), list[Stretch]()
    for number, (begin, end) in enumerate(spans):
        before = CROSS // 2 if number else 0
        after = CROSS // 2 if number < len(spans) - 1 else 0
        before, after = min(before, begin), min(after, piece.samples - end)
        found.append(
            Stretch(
                first=begin - before,
                length=end - begin + before + after,
                start=at - before,
                fade_in=2 * before or (CROSS if begin else 0),
                fade_out=2 * after,
            )
        )
        at += end - begin
    return tuple(found)


def _plain(piece: Rhythm, samples: int) -> Edit:
    """Without bars: as much as is needed, faded out, or again and again."""
    if not piece.samples:
        return Edit((), "it is empty")
    found, at = list[Stretch](), 0
    while len(found) < _MOST_TIMES:
        length = min(piece.samples, samples - at)
        cross = min(CROSS, length // 2)
        cut_off = min(_END_FADE, length // 2) if length < piece.samples else 0
        ends = at + length >= samples
        found.append(Stretch(0, length, at, cross if found else 0, cut_off if ends else cross))
        at += length - cross
        if ends:
            break
    said = "is as long as the film" if piece.samples == samples else "has no bars to be cut on; it fades out at the end"
    return Edit(tuple(found), said)


def _said(jump: _Jump, piece: Rhythm, samples: int) -> str:
    def clock(sample: int) -> str:
        seconds = sample / SAMPLE_RATE
        return f"{int(seconds // 60)}:{seconds % 60:04.1f}"

    whole = f"{piece.tempo:.0f} beats a minute; {clock(piece.samples)} made {clock(samples)}"
    if jump.enter > jump.leave:
        return f"{whole}: goes on at {clock(jump.enter)} after {clock(jump.leave)}"
    times = "once more" if jump.times == 1 else f"{jump.times} times more"
    return f"{whole}: {clock(jump.enter)} to {clock(jump.leave)} is heard {times}"
