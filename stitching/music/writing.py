"""An edit of a piece as a sound file as long as the film."""

from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from stitching.cues import added
from stitching.loudness import STEP, Meter, leveled
from stitching.music.editing import Edit, Stretch
from stitching.stems import write_pcm
from stitching.timeline import Sound, Source

_RAMP = 500
"""Milliseconds over which one level gives way to the next."""


def write_edit(source: Source, edit: Edit, levels: Sequence[tuple[int, float | None]], path: Path) -> None:
    """Write the stretches as one file. `levels` are stretches of the film: samples, and LUFS there (None: silent).

    The piece is brought to these levels by its loudness as a whole: what is loud or soft in it stays so.
    """
    samples = sum(count for count, _ in levels)
    sounds = [_sound(source, each) for each in edit.stretches]
    meter = Meter()
    for block in added(sounds, samples):
        meter.push(block)
    loudness = meter.result().integrated
    curve = _curve(levels, 0.0 if loudness is None else loudness, samples)
    write_pcm(path, leveled(added(sounds, samples), curve))


def _sound(source: Source, each: Stretch) -> Sound:
    return Sound(source=source, track="music", **asdict(each))


def _curve(levels: Sequence[tuple[int, float | None]], loudness: float, samples: int) -> NDArray[np.float32]:
    """The gain by the millisecond, eased from one level to the next."""
    steps = -(-samples // STEP) + 2
    gains = np.empty(steps, np.float32)
    at = 0
    for count, level in levels:
        end = at + count
        gains[at // STEP : -(-end // STEP)] = 0.0 if level is None else 10 ** ((level - loudness) / 20)
        at = end
    gains[-(-at // STEP) :] = gains[max(0, -(-at // STEP) - 1)]
    bell = np.hanning(_RAMP + 2)[1:-1].astype(np.float32)
    wide = np.pad(gains, _RAMP, mode="edge")
    return np.convolve(wide, bell / bell.sum(), "same")[_RAMP:-_RAMP].astype(np.float32)
