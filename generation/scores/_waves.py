"""The parts that instruments are made of: tables without aliasing, envelopes without clicks, noise of a colour."""

from collections.abc import Sequence
from functools import lru_cache
from typing import Any

import numpy as np
from numpy.typing import NDArray

from generation.results import SAMPLE_RATE

Mono = NDArray[Any]
"""Samples of one channel, float32."""

TABLE = 1 << 15
"""Samples of one period: read without interpolation, its error lies 70 dB under the tone."""
HIGHEST = 15_000.0
"""No partial is higher, in Hz."""


def hertz(pitch: float) -> float:
    """The frequency of a MIDI pitch."""
    return 440.0 * 2 ** ((pitch - 69) / 12)


def count(seconds: float) -> int:
    """How many samples that is."""
    return max(1, round(seconds * SAMPLE_RATE))


def time(samples: int) -> Mono:
    """Seconds of every sample."""
    return np.arange(samples, dtype=np.float32) / np.float32(SAMPLE_RATE)


@lru_cache(maxsize=384)
def table(partials: tuple[float, ...]) -> Mono:
    """One period of a tone whose n-th partial is so loud. Phases after Schroeder (1970): no sharp peak."""
    spectrum = np.zeros(TABLE // 2 + 1, np.complex64)
    numbers = np.arange(1, len(partials) + 1)
    phases = np.exp(-1j * np.pi * numbers * (numbers - 1) / max(1, len(partials)))
    spectrum[1 : len(partials) + 1] = np.array(partials) * phases * (TABLE / 2)
    return np.fft.irfft(spectrum, TABLE).astype(np.float32)


def steps(frequency: float, samples: int, offset: float = 0.0, sway: Mono | None = None) -> NDArray[np.int64]:
    """Where in a table each sample is read. `sway` moves the phase, in periods."""
    phase = np.arange(samples, dtype=np.float64) * (frequency / SAMPLE_RATE * TABLE)
    phase += (offset % 1.0) * TABLE
    if sway is not None:
        phase += sway * TABLE
    return phase.astype(np.int64) & (TABLE - 1)


def vibrato(frequency: float, samples: int, rate: float, cents: float, late: float) -> Mono:
    """The phase, in periods, of a vibrato that sets in after `late` seconds and is there half a second later."""
    seconds = time(samples)
    depth = frequency * (2 ** (cents / 1200) - 1) / (2 * np.pi * rate)
    grown = np.clip((seconds - np.float32(late)) * 2, 0, 1)
    return np.float32(depth) * grown * grown * np.sin(np.float32(2 * np.pi * rate) * seconds)


def fade(sound: Mono, attack: float, release: float) -> Mono:
    """Let a sound rise over `attack` and fall over its last `release` seconds, both rounded off."""
    rise, fall = min(len(sound), count(attack)), min(len(sound), count(release))
    sound[:rise] *= 0.5 - 0.5 * np.cos(np.pi * np.arange(rise, dtype=np.float32) / rise)
    sound[len(sound) - fall :] *= 0.5 + 0.5 * np.cos(np.pi * np.arange(1, fall + 1, dtype=np.float32) / fall)
    return sound


def slope(frequency: float, darkest: float, steepness: float = 1.0) -> tuple[float, ...]:
    """Partials that fall as n to the minus `steepness`, softened above `darkest` Hz."""
    numbers = np.arange(1, 1 + max(1, min(60, int(HIGHEST // frequency))))
    return tuple((numbers**-steepness / (1 + (numbers * frequency / darkest) ** 3)).tolist())


def formants(
    partials: Sequence[float], frequency: float, peaks: Sequence[tuple[float, float, float]]
) -> tuple[float, ...]:
    """The same partials heard through a body or a throat: peaks as (Hz, width in Hz, how much they add)."""
    heights = frequency * np.arange(1, len(partials) + 1)
    gain = 0.25 + sum(more / (1 + ((heights - at) / width) ** 2) for at, width, more in peaks)
    return tuple((np.array(partials) * gain).tolist())


@lru_cache(maxsize=64)
def noise(samples: int, low: float, high: float, seed: int) -> Mono:
    """Noise between two frequencies (gentle edges), at a root mean square of 1. Nobody writes into it."""
    random = np.random.default_rng(seed)
    spectrum = np.fft.rfft(random.standard_normal(samples).astype(np.float32))
    heights = np.fft.rfftfreq(samples, 1 / SAMPLE_RATE) + 1e-3
    spectrum *= 1 / np.sqrt((1 + (low / heights) ** 4) * (1 + (heights / high) ** 4))
    spectrum[0] = 0
    sound = np.fft.irfft(spectrum, samples).astype(np.float32)
    sound /= np.sqrt(np.mean(sound**2)) + 1e-9
    sound.setflags(write=False)
    return sound
