"""Where the beats and bars of a piece are, and what it sounds like from moment to moment.

Energy in bands of the spectrum, fifty times a second; what grows in it are the onsets. The tempo is where the onsets repeat
themselves, and the beats are the row of moments that has most onsets at the most even distance (dynamic programming after
D. Ellis, "Beat Tracking by Dynamic Programming", 2007). Bars are taken to have four beats.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from stitching.cues import blocks
from stitching.loudness import Samples
from stitching.timeline import SAMPLE_RATE

HOP = SAMPLE_RATE // 50
"""Samples from one moment to the next."""

BEATS = 4
_WINDOW, _BANDS, _DEEP = 2048, 24, 4
_LOWEST, _HIGHEST = 60.0, 12_000.0
_SLOWEST, _FASTEST, _USUAL = 60.0, 180.0, 110.0
_FAINT = 0.2
"""Below this part of an ordinary onset there is none."""
_EVEN = 100.0
"""How much an uneven beat is worth avoiding."""
_PIECE = 512
_QUIET = 0.3
"""Energy of a band at which it counts as silent: some 54 dB under a full tone. What fades away must not seem to begin."""


@dataclass(frozen=True)
class Rhythm:
    """A piece of `samples` samples at 48 kHz; moments are `HOP` samples apart.

    `bands` is (moments, 24), the logarithm of the energy from low to high; `bars` are the moments where bars begin.
    """

    samples: int
    bands: NDArray[np.float32]
    tempo: float
    """Beats a minute."""
    beats: NDArray[np.int64]
    bars: NDArray[np.int64]


def rhythm(path: Path) -> Rhythm:
    """Listen to a piece; MediaError if it cannot be read. Memory: 5 kB a second."""
    rows, samples = list[NDArray[np.float32]](), 0
    for moments, heard in _moments(path):
        rows.append(_energies(moments))
        samples = heard
    bands = np.concatenate(rows) if rows else np.zeros((0, _BANDS), np.float32)
    onsets = np.maximum(np.diff(bands, axis=0, prepend=bands[:1]), 0)
    strength = onsets.sum(axis=1)
    lag = _lag(strength)
    beats = _heard(_beats(strength, lag), strength)
    return Rhythm(samples, bands, 60 * SAMPLE_RATE / HOP / lag, beats, _bars(beats, bands, onsets))


def _moments(path: Path) -> Iterator[tuple[Samples, int]]:
    """Windows of the sound of both sides together, (moments, samples), some at a time; and the samples heard so far."""
    rest, heard = np.zeros(_WINDOW // 2, np.float32), 0
    for block in blocks(path):
        rest = np.concatenate([rest, block.mean(axis=0)])
        heard += block.shape[1]
        count = (rest.size - _WINDOW) // HOP + 1
        if count >= _PIECE:
            yield np.lib.stride_tricks.sliding_window_view(rest, _WINDOW)[: count * HOP : HOP], heard
            rest = rest[count * HOP :]
    rest = np.pad(rest, (0, _WINDOW))
    count = max(0, (rest.size - _WINDOW) // HOP)
    yield np.lib.stride_tricks.sliding_window_view(rest, _WINDOW)[: count * HOP : HOP], heard


def _energies(windows: Samples) -> NDArray[np.float32]:
    edges = np.geomspace(_LOWEST, _HIGHEST, _BANDS + 1) * _WINDOW / SAMPLE_RATE
    power = np.abs(np.fft.rfft(windows * np.hanning(_WINDOW), axis=1)) ** 2
    summed = np.cumsum(np.pad(power, ((0, 0), (1, 0))), axis=1)
    at = np.maximum(np.round(edges).astype(int), np.arange(_BANDS + 1) + 1)
    return np.log10(np.diff(summed[:, at], axis=1) + _QUIET).astype(np.float32)


def _lag(strength: NDArray[np.float32]) -> float:
    """Moments from beat to beat: where the onsets are most like themselves, near an ordinary tempo if in doubt."""
    rate = 60 * SAMPLE_RATE / HOP
    lags = np.arange(rate / _FASTEST, rate / _SLOWEST, 0.05)
    flat = strength - strength.mean() if strength.size else strength
    size = 1 << int(np.ceil(np.log2(2 * max(flat.size, 2))))
    spectrum = np.abs(np.fft.rfft(flat, size)) ** 2
    likeness = np.fft.irfft(spectrum)[: max(flat.size, 2)]
    places = np.arange(likeness.size)
    # Over four bars a wrong lag runs out of step: the longer the look, the finer the tempo.
    score = sum(np.interp(lags * times, places, likeness, right=0.0) for times in range(1, 4 * BEATS + 1))
    usual = np.exp(-0.5 * (np.log2(rate / lags / _USUAL) / 0.8) ** 2)
    return float(lags[int(np.argmax(np.maximum(score, 0) * usual))])


def _beats(strength: NDArray[np.float32], lag: float) -> NDArray[np.int64]:
    if strength.size < 2 * lag:
        return np.zeros(0, np.int64)
    onsets = np.convolve(strength / (strength.std() + 1e-9), np.hanning(5)[1:-1], "same")
    back = np.arange(round(lag / 2), round(lag * 2) + 1)
    uneven = -_EVEN * np.log(back / lag) ** 2
    total, before = onsets.copy(), np.full(onsets.size, -1)
    for at in range(back[0], onsets.size):
        reach = back[back <= at]
        choices = total[at - reach] + uneven[: reach.size]
        best = int(np.argmax(choices))
        if choices[best] > 0:
            total[at] += choices[best]
            before[at] = at - reach[best]
    last = int(np.argmax(total))
    row = [last]
    while before[row[-1]] >= 0:
        row.append(int(before[row[-1]]))
    return np.array(row[::-1], np.int64)


def _heard(beats: NDArray[np.int64], strength: NDArray[np.float32]) -> NDArray[np.int64]:
    """The beats from the first to the last that something begins on: before and after them they were only counted on."""
    if not beats.size:
        return beats
    near = np.lib.stride_tricks.sliding_window_view(np.pad(strength, 2), 5).max(axis=1)[beats]
    loud = np.flatnonzero(near > _FAINT * np.median(near))
    return beats[loud[0] : loud[-1] + 1] if loud.size else beats[:0]


def _bars(beats: NDArray[np.int64], bands: NDArray[np.float32], onsets: NDArray[np.float32]) -> NDArray[np.int64]:
    """Every fourth beat, from that of the first four on which the harmony changes most and the deepest sounds begin."""
    if beats.size < 2 * BEATS:
        return beats[:1]
    colours = np.stack([part.mean(axis=0) for part in np.split(bands, beats)[1:]])
    change = np.abs(np.diff(colours, axis=0)).sum(axis=1)
    deep = onsets[beats, :_DEEP].sum(axis=1)[1:]
    weight = change / (change.mean() + 1e-9) + deep / (deep.mean() + 1e-9)
    strong = [float(weight[first::BEATS].mean()) for first in range(BEATS)]
    return beats[(int(np.argmax(strong)) + 1) % BEATS :: BEATS]
