"""The mix: all sounds of the timeline in one stereo file, ducked, at the wanted loudness, under the peak ceiling.

The sum is kept in a scratch file and handled ten seconds at a time, so memory does not grow with the film; what is kept
whole are curves of one value a millisecond. How loud the sum is with a gain and a limiter is foretold from those curves
(`Outlook`), so that the sound is encoded once; where the encoder made peaks too high, only these seconds are encoded again.
"""

import tempfile
from collections.abc import Generator, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from threading import Lock
from typing import BinaryIO

import numpy as np
from numpy.typing import NDArray

from stitching.aac import FRAME, STRETCH, Decoder, Reading, Reel, encoded
from stitching.cues import added, length
from stitching.loudness import STEP, Loudness, Meter, Outlook, PeakHold, Samples, leveled, spread
from stitching.muxing import whole
from stitching.timeline import Sound, Timeline, Track

CEILING = -3.0
"""dBTP to begin with: AAC overshoots, mostly by up to 1.3 dB, and by 3 dB once in ten minutes of rain, speech and music."""

HIGHEST = -1.1
"""dBTP that the encoded sound may reach; the film must stay under -1."""

_DOWN, _UP, _HOLD = 80, 600, 250
_DUCKED = ("music", "ambience")
_CLOSE, _TRIES = 0.25, 5
_MOST = 40.0
_SPARE = 0.3
"""dB by which peaks are brought further down than they were too high: the encoder never does quite the same."""
_LONG = 12
"""Stretches from which on the encoder is first tried on one in so many."""
_SAMPLED = 16
_MARGIN = 2 * FRAME
"""Samples by which packets reach over the ends of their stretch, and a little more."""
_NEAR = 0.6
"""In what was encoded no peak is looked for between samples that are lower than this part of the highest."""


@dataclass(frozen=True)
class Mixed:
    """The finished mix: what it measures as players hear it, and the gain that every sample of the sum got.

    `curve` has one value a millisecond: gain and limiter together.
    """

    loudness: Loudness
    curve: NDArray[np.float32]


def mixed(timeline: Timeline, out: Path) -> Mixed:
    """Write the mix to `out`, an MP4 file; see `stitching.sound.mix`."""
    with whole(out) as target, _summed(timeline, out.parent) as total, tempfile.TemporaryFile(dir=out.parent) as kept:
        return _settled(total, timeline.mix.loudness, _Takes(total, Reel(kept, total.samples), target))


def _settled(total: "_Sum", target: float, takes: "_Takes") -> Mixed:
    """Encode the sum until it is as loud as wanted and its peaks are low enough, each stretch under a ceiling of its own."""
    outlook = total.outlook
    gain, ceilings = _foretold(total, target), np.full(total.stretches, CEILING, np.float32)
    left = _TRIES
    while True:
        left -= 1
        curve = outlook.curve(gain, total.ceiling(ceilings))
        found, peaks = takes.heard(curve)
        if not left or found.integrated is None:
            return Mixed(found, curve)
        off, high = target - found.integrated, peaks > HIGHEST
        if (abs(off) < _CLOSE or gain >= _most()) and not high.any():
            return Mixed(found, curve)
        # What the encoder takes away is added before it, and what it adds to the peaks taken away.
        wanted = outlook.loudness(gain, total.ceiling(ceilings)) + off
        lowered = np.minimum(ceilings, outlook.highest(curve, STRETCH // STEP)) - (peaks - HIGHEST + _SPARE)
        ceilings = np.where(high, lowered, ceilings).astype(np.float32)
        if abs(wanted - outlook.loudness(gain, total.ceiling(ceilings))) >= _CLOSE:
            gain = outlook.gain(wanted, total.ceiling(ceilings), _most())


def _most() -> float:
    return float(10 ** (_MOST / 20))


def _foretold(total: "_Sum", target: float) -> float:
    """The gain to begin with. Of a long film one stretch in some is encoded first, to hear what that does to it."""
    gain = total.outlook.gain(target, CEILING, _most())
    if total.stretches < _LONG:
        return gain
    sound = total.under(total.outlook.curve(gain, CEILING))
    before, after, decoder = Meter(), Meter(), Decoder()
    chosen = range(_SAMPLED // 2, total.stretches - 1, _SAMPLED)
    for number, packets in zip(chosen, encoded(sound, total.samples, chosen), strict=True):
        before.push(sound(number * STRETCH + FRAME, (number + 1) * STRETCH))
        after.push(decoder.heard(packets)[:, FRAME:])
    loud, left = before.result().integrated, after.result().integrated
    return gain if loud is None or left is None else total.outlook.gain(target + loud - left, CEILING, _most())


class _Scratch:
    """A sound in a file, one channel after the other: written block by block, read anywhere, by several threads."""

    def __init__(self, file: BinaryIO, samples: int) -> None:
        self._file, self._samples, self._written = file, samples, 0
        self._busy = Lock()

    def write(self, block: Samples) -> None:
        """Put down the next samples."""
        for channel, row in enumerate(block):
            self._file.seek((channel * self._samples + self._written) * 4)
            self._file.write(row.tobytes())
        self._written += block.shape[1]

    def read(self, start: int, end: int) -> Samples:
        """The samples from one number up to another."""
        rows = list[bytes]()
        with self._busy:
            for channel in (0, 1):
                self._file.seek((channel * self._samples + start) * 4)
                rows.append(self._file.read((end - start) * 4))
        return np.stack([np.frombuffer(row, np.float32) for row in rows])


@dataclass(frozen=True)
class _Sum:
    """The sounds added up, and what a gain would make of them."""

    scratch: _Scratch
    samples: int
    outlook: Outlook

    @property
    def stretches(self) -> int:
        """Stretches in all."""
        return -(-self.samples // STRETCH)

    def ceiling(self, ceilings: NDArray[np.float32]) -> NDArray[np.float32]:
        """The ceilings of the stretches by the millisecond."""
        return np.repeat(ceilings, STRETCH // STEP)[: -(-self.samples // STEP)]

    def under(self, curve: NDArray[np.float32]) -> Reading:
        """The sum with a curve on it."""
        return lambda start, end: self.scratch.read(start, end) * spread(curve, start, end - start)


class _Takes:
    """Encodes the sum under one curve after another: of each only the stretches on which it differs from the one before."""

    def __init__(self, total: _Sum, reel: Reel, target: Path) -> None:
        self._total, self._reel, self._target = total, reel, target
        self._curve: NDArray[np.float32] | None = None

    def heard(self, curve: NDArray[np.float32]) -> tuple[Loudness, NDArray[np.float64]]:
        """What the film measures encoded, and the dBTP of each stretch."""
        meter, hold, peaks = Meter(), PeakHold(_NEAR), list[float]()
        for block in self._reel.heard(self._total.under(curve), self._fresh(curve), self._target):
            meter.push(block)
            peaks.append(float(hold.push(block).max()))
        self._curve = curve
        levels = 20 * np.log10(np.maximum(peaks, 1e-9))
        return Loudness(meter.result().integrated, float(levels.max()) if max(peaks) > 0 else None), levels

    def _fresh(self, curve: NDArray[np.float32]) -> list[int]:
        """The stretches whose packets hold a sample that is not as before."""
        last = self._total.stretches - 1
        if self._curve is None:
            return list(range(last + 1))
        at = np.flatnonzero(curve != self._curve) * STEP
        return np.unique(np.clip([at - _MARGIN, at + _MARGIN], 0, last * STRETCH) // STRETCH).tolist()


@contextmanager
def _summed(timeline: Timeline, folder: Path) -> Generator[_Sum]:
    meter, hold = Meter(), PeakHold()
    powers, peaks = list[NDArray[np.float32]](), list[Future[NDArray[np.float32]]]()
    with tempfile.TemporaryFile(dir=folder) as file:
        scratch = _Scratch(file, timeline.samples)
        with ThreadPoolExecutor(1) as beside:
            for block in summed(timeline):
                peaks.append(beside.submit(hold.push, block))
                scratch.write(block)
                powers.append(_power(block))
                meter.push(block)
                # No more than one block waits.
                peaks[-2:][0].result()
        meter.end()
        found = np.concatenate([each.result() for each in peaks])
        yield _Sum(scratch, timeline.samples, Outlook(np.array(meter.momentary), found, np.concatenate(powers)))


def _power(block: Samples) -> NDArray[np.float32]:
    """Mean square of each millisecond."""
    square = (block**2).sum(axis=0)
    return np.pad(square, (0, -square.size % STEP)).reshape(-1, STEP).mean(axis=1, dtype=np.float32)


def summed(timeline: Timeline, track: Track | None = None) -> Iterator[Samples]:
    """The sounds added up, ten seconds at a time: those of one track, or all."""
    chosen = [_leveled(sound, timeline) for sound in timeline.sounds if track in (None, sound.track)]
    beds, others = (
        added([sound for sound in chosen if (sound.track in _DUCKED) == under], timeline.samples)
        for under in (True, False)
    )
    for bed, other in zip(leveled(beds, _duck(timeline)), others, strict=True):
        yield bed + other


def _leveled(sound: Sound, timeline: Timeline) -> Sound:
    level = timeline.mix.levels.get(sound.track, 0.0)
    return sound.model_copy(update={"gain": sound.gain + level}) if level else sound


def _duck(timeline: Timeline) -> NDArray[np.float32]:
    """The gain of music and ambience, by the millisecond: down before a line begins, up after it ends, held in between."""
    steps = timeline.samples // STEP + 2
    depth = np.zeros(steps, np.float32)
    fall = (1 - np.cos(np.linspace(0, np.pi, _DOWN))) / 2
    rise = (1 + np.cos(np.linspace(0, np.pi, _UP))) / 2
    for begin, end in _spoken(timeline):
        shape = np.concatenate([fall, np.ones(max(0, end - begin)), rise]).astype(np.float32)
        first = begin - _DOWN
        inside = slice(max(0, first), max(0, min(steps, first + shape.size)))
        part = shape[inside.start - first : inside.stop - first]
        depth[inside] = np.maximum(depth[inside], part)
    return (10 ** (-timeline.mix.duck * depth / 20)).astype(np.float32)


def _spoken(timeline: Timeline) -> list[tuple[int, int]]:
    """From when to when (milliseconds) somebody talks; short pauses count as talk."""
    found = list[tuple[int, int]]()
    for sound in sorted(timeline.sounds, key=lambda each: each.start):
        if sound.track != "dialogue":
            continue
        whole = max(0, length(sound.source.path) - sound.first)
        end = sound.start + (whole if sound.length is None else min(whole, sound.length))
        begin, end = sound.start // STEP, -(-end // STEP)
        if found and begin - found[-1][1] < _HOLD:
            found[-1] = (found[-1][0], max(end, found[-1][1]))
        else:
            found.append((begin, end))
    return found
