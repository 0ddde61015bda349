"""The mix: all sounds of the timeline in one stereo file, ducked, at the wanted loudness, under the peak ceiling.

The sum is kept in a scratch file and handled ten seconds at a time, so memory does not grow with the film; what is kept
whole are curves of one value a millisecond.
"""

import tempfile
import wave
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

from stitching.aac import heard
from stitching.cues import Cue, length
from stitching.loudness import STEP, Loudness, Meter, PeakHold, Samples, limit, spread
from stitching.timeline import SAMPLE_RATE, Timeline

DUCK = 12.0
"""dB by which music and ambience go down under dialogue."""

CEILING = -2.0
"""dBTP to begin with: AAC overshoots, by up to 0.6 dB on dense mixes."""

HIGHEST = -1.1
"""dBTP that the encoded sound may reach; the film must stay under -1."""

_DOWN, _UP, _HOLD = 80, 600, 250
_BLOCK = 10 * SAMPLE_RATE
_CLOSE, _TRIES = 0.2, 4
_NEAR, _ROUNDS = 0.06, 5
_MOST = 40.0
_Level: TypeAlias = Callable[[float, float], Iterator[Samples]]


def mixed(timeline: Timeline, out: Path) -> Loudness:
    """Write the mix to `out` and measure it; see `stitching.sound.mix`."""
    with tempfile.TemporaryFile(dir=out.parent) as scratch:
        raw, peaks = Meter(), list[NDArray[np.float32]]()
        hold = PeakHold()
        for block in _sum(timeline):
            scratch.write(block.tobytes())
            peaks.append(hold.push(block))
            raw.push(block)
        peak = np.concatenate(peaks)

        def blocks() -> Iterator[tuple[int, Samples]]:
            scratch.seek(0)
            for at in range(0, timeline.samples, _BLOCK):
                count = min(_BLOCK, timeline.samples - at)
                yield at, np.frombuffer(scratch.read(count * 8), np.float32).reshape(2, count)

        def level(gain: float, ceiling: float) -> Iterator[Samples]:
            curve = limit(peak * np.float32(gain), 10 ** (ceiling / 20)) * np.float32(gain)
            for at, block in blocks():
                yield block * spread(curve, at, block.shape[1])

        gain, ceiling, found = _settings(level, raw.result(), timeline.mix.loudness)
        _write(out, level(gain, ceiling))
    return found


def _settings(level: _Level, raw: Loudness, target: float) -> tuple[float, float, Loudness]:
    """Gain and ceiling with which the sound is as wanted once limited and encoded, and what it measures then."""
    if raw.integrated is None:
        return 1.0, CEILING, raw
    wanted, ceiling, found = target, CEILING, raw
    gain = min(10 ** (_MOST / 20), 10 ** ((target - raw.integrated) / 20))
    for _ in range(_TRIES):
        gain = _settled(level, gain, ceiling, wanted)
        found = _measured(heard(level(gain, ceiling)))
        if found.integrated is None or found.true_peak is None:
            break
        over = found.true_peak - HIGHEST
        if abs(target - found.integrated) < _CLOSE and over <= 0:
            break
        # What the encoder takes away is added before it, and what it adds to the peaks taken away.
        wanted += target - found.integrated
        ceiling -= over + 0.1 if over > 0 else 0.0
    return gain, ceiling, found


def _settled(level: _Level, gain: float, ceiling: float, wanted: float) -> float:
    """The gain at which the limited sound is as loud as wanted: the limiter takes something away, so look again."""
    for _ in range(_ROUNDS):
        found = _measured(level(gain, ceiling))
        if found.integrated is None or abs(wanted - found.integrated) < _NEAR:
            break
        gain = min(10 ** (_MOST / 20), gain * 10 ** ((wanted - found.integrated) / 20))
    return gain


def _sum(timeline: Timeline) -> Iterator[Samples]:
    """The sounds added up, block by block."""
    waiting = sorted((Cue(sound) for sound in timeline.sounds), key=lambda cue: cue.sound.start)
    duck = _duck(timeline)
    for at in range(0, timeline.samples, _BLOCK):
        count = min(_BLOCK, timeline.samples - at)
        total = np.zeros((2, count), np.float32)
        under = spread(duck, at, count)
        for cue in waiting:
            begin = max(cue.sound.start, at)
            if begin >= at + count or cue.end <= at:
                continue
            heard = cue.read(at + count - begin)
            place = slice(begin - at, begin - at + heard.shape[1])
            total[:, place] += heard * under[place] if cue.sound.track in ("music", "ambience") else heard
        waiting = [cue for cue in waiting if cue.end > at + count]
        yield total


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
    return (10 ** (-DUCK * depth / 20)).astype(np.float32)


def _spoken(timeline: Timeline) -> list[tuple[int, int]]:
    """From when to when (milliseconds) somebody talks; short pauses count as talk."""
    found = list[tuple[int, int]]()
    for sound in sorted(timeline.sounds, key=lambda each: each.start):
        if sound.track != "dialogue":
            continue
        whole = length(sound.source.path)
        end = sound.start + (whole if sound.length is None else min(whole, sound.length))
        begin, end = sound.start // STEP, -(-end // STEP)
        if found and begin - found[-1][1] < _HOLD:
            found[-1] = (found[-1][0], max(end, found[-1][1]))
        else:
            found.append((begin, end))
    return found


def _measured(blocks: Iterator[Samples]) -> Loudness:
    meter = Meter()
    for block in blocks:
        meter.push(block)
    return meter.result()


def _write(out: Path, blocks: Iterator[Samples]) -> None:
    with wave.open(str(out), "wb") as file:
        file.setnchannels(2)
        file.setsampwidth(2)
        file.setframerate(SAMPLE_RATE)
        for block in blocks:
            whole = np.clip(np.rint(block * 32767), -32768, 32767).astype("<i2")
            file.writeframes(np.ascontiguousarray(whole.T).tobytes())
