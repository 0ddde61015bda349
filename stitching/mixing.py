"""The mix: all sounds of the timeline in one stereo file, ducked, at the wanted loudness, under the peak ceiling.

The sum is kept in a scratch file and handled ten seconds at a time, so memory does not grow with the film; what is kept
whole are curves of one value a millisecond. How loud the sum is with a gain and a limiter is foretold from those curves
(`Outlook`), so that the sound is encoded once, or twice where the encoder takes more away than it mostly does.
"""

import tempfile
from collections.abc import Generator, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

import numpy as np
from numpy.typing import NDArray

from stitching.aac import encoded
from stitching.cues import BLOCK, added, length
from stitching.loudness import STEP, Loudness, Meter, Outlook, PeakHold, Samples, leveled, spread
from stitching.muxing import whole
from stitching.timeline import Sound, Timeline, Track

CEILING = -3.0
"""dBTP to begin with: AAC overshoots, by up to 1.3 dB on ten minutes of rain, speech and music."""

HIGHEST = -1.1
"""dBTP that the encoded sound may reach; the film must stay under -1."""

_DOWN, _UP, _HOLD = 80, 600, 250
_DUCKED = ("music", "ambience")
_CLOSE, _TRIES = 0.25, 5
_MOST = 40.0
_SPARE = 0.3
"""dB by which peaks are brought further down than they were too high: the encoder never does quite the same."""
_LONG = 12
"""Blocks from which on the encoder is first tried on one in so many."""
_SAMPLED = 16


@dataclass(frozen=True)
class Mixed:
    """The finished mix: what it measures as players hear it, and the gain that every sample of the sum got.

    `curve` has one value a millisecond: gain and limiter together.
    """

    loudness: Loudness
    curve: NDArray[np.float32]


def mixed(timeline: Timeline, out: Path) -> Mixed:
    """Write the mix to `out`, an MP4 file; see `stitching.sound.mix`."""
    with whole(out) as scratch, _summed(timeline, out.parent) as total:
        return _settled(total, timeline.mix.loudness, scratch)


def _settled(total: "_Sum", target: float, scratch: Path) -> Mixed:
    """Encode the sum into `scratch` until it is as loud as wanted and its peaks are low enough."""
    gain, ceiling = _foretold(total, target, scratch)
    left = _TRIES
    while True:
        left -= 1
        curve = total.curve(gain, ceiling)
        found = _measured(encoded(total.blocks(curve), scratch))
        if not left or found.integrated is None or found.true_peak is None:
            return Mixed(found, curve)
        off, over = target - found.integrated, found.true_peak - HIGHEST
        if (abs(off) < _CLOSE or gain >= _most()) and over <= 0:
            return Mixed(found, curve)
        gain, ceiling = _corrected(total, gain, ceiling, off, over)


def _most() -> float:
    return float(10 ** (_MOST / 20))


def _foretold(total: "_Sum", target: float, scratch: Path) -> tuple[float, float]:
    """Gain and ceiling to begin with. Of a long film one block in some is encoded first, to hear what that does to it."""
    gain, ceiling = total.outlook.gain(target, CEILING, _most()), CEILING
    if total.count < _LONG:
        return gain, ceiling
    curve = total.curve(gain, ceiling)
    before = _measured(total.blocks(curve, _SAMPLED))
    after = _measured(encoded(total.blocks(curve, _SAMPLED), scratch))
    if before.integrated is None or after.integrated is None or after.true_peak is None:
        return gain, ceiling
    return _corrected(total, gain, ceiling, before.integrated - after.integrated, after.true_peak - HIGHEST)


def _corrected(total: "_Sum", gain: float, ceiling: float, off: float, over: float) -> tuple[float, float]:
    """What the encoder takes away is added before it, and what it adds to the peaks taken away."""
    wanted = total.outlook.loudness(gain, ceiling) + off
    ceiling -= over + _SPARE if over > 0 else 0.0
    return total.outlook.gain(wanted, ceiling, _most()), ceiling


@dataclass(frozen=True)
class _Sum:
    """The sounds added up, in a scratch file of float blocks, and what a gain would make of them."""

    scratch: BinaryIO
    samples: int
    outlook: Outlook

    @property
    def count(self) -> int:
        """Blocks in all."""
        return -(-self.samples // BLOCK)

    def curve(self, gain: float, ceiling: float) -> NDArray[np.float32]:
        """Gain and limiter together, one value a millisecond."""
        return self.outlook.curve(gain, ceiling)

    def blocks(self, curve: NDArray[np.float32], every: int = 1) -> Iterator[Samples]:
        """The sum with a curve on it, or one block in `every`."""
        for at in range(0, self.samples, BLOCK * every):
            count = min(BLOCK, self.samples - at)
            self.scratch.seek(at * 8)
            block = np.frombuffer(self.scratch.read(count * 8), np.float32).reshape(2, count)
            yield block * spread(curve, at, count)


@contextmanager
def _summed(timeline: Timeline, folder: Path) -> Generator[_Sum]:
    with tempfile.TemporaryFile(dir=folder) as scratch:
        meter, hold, powers = Meter(), PeakHold(), list[NDArray[np.float32]]()
        peaks = list[NDArray[np.float32]]()
        for block in summed(timeline):
            scratch.write(block.tobytes())
            peaks.append(hold.push(block))
            powers.append(_power(block))
            meter.push(block)
        meter.end()
        outlook = Outlook(np.array(meter.momentary), np.concatenate(peaks), np.concatenate(powers))
        yield _Sum(scratch, timeline.samples, outlook)


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


def _measured(blocks: Iterator[Samples]) -> Loudness:
    meter = Meter(peak=True)
    for block in blocks:
        meter.push(block)
    return meter.result()
