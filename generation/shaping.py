"""What the sounds are made of: noise with a spectrum, tones that die away, grains, envelopes. Times in seconds."""

from collections.abc import Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from generation.results import SAMPLE_RATE

Mono = NDArray[Any]
Random = np.random.Generator


def samples(seconds: float) -> int:
    """How many samples that is, one at least."""
    return max(1, round(seconds * SAMPLE_RATE))


def clock(seconds: float) -> Mono:
    """The time of each sample."""
    return np.arange(samples(seconds)) / SAMPLE_RATE


def fast(count: int) -> int:
    """The next length that a Fourier transform is quick at."""
    step = 1 << max(0, count.bit_length() - 3)
    return -(-count // step) * step


def filtered(sound: Mono, low: float, high: float, tilt: float = 0.0) -> Mono:
    """What of a sound lies between two frequencies (soft edges); `tilt` -1 makes it browner."""
    size = fast(len(sound))
    frequency = np.maximum(np.fft.rfftfreq(size, 1 / SAMPLE_RATE), 1.0)
    gate = (frequency / 1000.0) ** tilt / (1 + (low / frequency) ** 4) / (1 + (frequency / high) ** 4)
    return np.fft.irfft(np.fft.rfft(sound, size) * gate, size)[: len(sound)]


def dulled(sound: Mono, high: float) -> Mono:
    """The sound as air and walls let it through: less and less above a frequency."""
    size = fast(len(sound))
    frequency = np.fft.rfftfreq(size, 1 / SAMPLE_RATE)
    return np.fft.irfft(np.fft.rfft(sound, size) / (1 + (frequency / high) ** 2), size)[: len(sound)]


def hiss(seconds: float, random: Random, low: float, high: float, tilt: float = 0.0) -> Mono:
    """Noise between two frequencies, at unit power."""
    found = filtered(random.standard_normal(samples(seconds)), low, high, tilt)
    return found / max(1e-9, float(np.std(found)))


def dying(seconds: float, half: float, rise: float = 0.001) -> Mono:
    """From 1 down, by half in every `half` seconds, after a rise; nothing at the end."""
    time = clock(seconds)
    end = np.clip((seconds - time) / min(0.02, seconds / 4), 0, 1)
    return 0.5 ** (time / half) * np.clip(time / rise, 0, 1) * end


def swelling(seconds: float, rise: float, fall: float) -> Mono:
    """From 0 to 1 and back, smooth at both ends."""
    time = clock(seconds)
    up, down = np.clip(time / max(rise, 1e-4), 0, 1), np.clip((seconds - time) / max(fall, 1e-4), 0, 1)
    return np.sin(np.pi / 2 * np.minimum(up, down)) ** 2


def wander(seconds: float, random: Random, turns: float, low: float = 0.0, high: float = 1.0) -> Mono:
    """A smooth random walk between two values that turns about every `turns` seconds."""
    knots = max(4, round(seconds / turns) + 3)
    return np.interp(np.linspace(0, knots - 1, samples(seconds)), np.arange(knots), random.uniform(low, high, knots))


def ringing(seconds: float, modes: Sequence[tuple[float, float, float]], random: Random) -> Mono:
    """What is struck: modes of (Hz, level, half life); no two strokes are the same to the last mode."""
    time = clock(seconds)
    out = np.zeros(len(time))
    for pitch, level, half in modes:
        loud = level * random.uniform(0.7, 1.15)
        tone = np.sin(2 * np.pi * pitch * random.uniform(0.994, 1.006) * time + random.uniform(0, 0.6))
        out += loud * tone * 0.5 ** (time / half)
    return out * dying(seconds, 1e3, 0.0006)


def grains(
    seconds: float, random: Random, many: float, low: float, high: float, *, heavy: float = 2.2, half: float = 0.0
) -> Mono:
    """Clicks and crackles: `many` a second, few of them loud; thinning out by half in each `half` if that is given."""
    count = samples(seconds)
    drops = np.zeros(count)
    number = max(1, int(random.poisson(many * seconds)))
    drops[random.integers(0, count, number)] = (random.pareto(heavy, number) + 0.2).clip(0, 7) * random.choice(
        (-1.0, 1.0), number
    )
    if half:
        drops *= 0.5 ** (np.arange(count) / (half * SAMPLE_RATE))
    found = filtered(drops, low, high)
    return found / max(1e-9, float(np.abs(found).max()))


def swept(pitch: Mono) -> Mono:
    """A pure tone whose pitch (Hz) is given for each sample."""
    return np.sin(2 * np.pi * np.cumsum(pitch) / SAMPLE_RATE)


def added(*pieces: tuple[float, Mono]) -> Mono:
    """Sounds that begin at so many seconds each, together."""
    end = max(samples(start) + len(piece) for start, piece in pieces)
    out = np.zeros(end)
    for start, piece in pieces:
        first = round(start * SAMPLE_RATE)
        out[first : first + len(piece)] += piece
    return out


def peaked(sound: Mono, peak: float = 1.0) -> Mono:
    """The sound with its highest sample at `peak`."""
    return sound * (peak / max(1e-9, float(np.abs(sound).max())))


def bubbles(seconds: float, random: Random, many: int, *, low: float = 500, high: float = 2600) -> Mono:
    """Bubbles: each a short tone that rises as the bubble comes up (Minnaert: 3 Hz m over its radius)."""
    out = np.zeros(samples(seconds))
    for _ in range(many):
        pitch, length = random.uniform(low, high), random.uniform(0.015, 0.06)
        time = clock(length)
        bubble = swept(pitch * (1 + random.uniform(0.15, 0.6) * time / length)) * dying(length, length / 4, 0.001)
        first = int(random.integers(0, max(1, len(out) - len(time))))
        out[first : first + len(time)] += (bubble * random.uniform(0.15, 1.0))[: len(out) - first]
    return out
