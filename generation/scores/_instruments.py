"""How it sounds: instruments as short synthesised notes, and the hall they are played in."""

from collections.abc import Callable
from functools import lru_cache
from typing import Any

import numpy as np
from numpy.typing import NDArray

from generation.results import SAMPLE_RATE

Mono = NDArray[Any]
_TABLE = 4096


def hertz(pitch: float) -> float:
    """The frequency of a MIDI pitch."""
    return 440.0 * 2 ** ((pitch - 69) / 12)


@lru_cache(maxsize=512)
def play(instrument: str, pitch: float, milliseconds: int) -> Mono:
    """One note at full loudness, with its release after the end."""
    return _INSTRUMENTS[instrument](hertz(pitch), milliseconds / 1000)


def _time(seconds: float) -> Mono:
    return np.arange(round(seconds * SAMPLE_RATE), dtype=np.float32) / SAMPLE_RATE


@lru_cache(maxsize=64)
def _table(bright: float, partials: int) -> Mono:
    phase = np.arange(_TABLE) / _TABLE
    wave = sum(np.sin(2 * np.pi * n * phase + n * n) * bright ** (n - 1) / n**0.6 for n in range(1, partials + 1))
    return (wave / np.abs(wave).max()).astype(np.float32)


def _wave(frequency: float, seconds: float, bright: float, phase: float = 0.0) -> Mono:
    """A steady tone from a table without partials above 9 kHz."""
    table = _table(bright, int(max(1, min(14, 9000 // frequency))))
    steps = (
        np.arange(round(seconds * SAMPLE_RATE), dtype=np.float64) * (frequency / SAMPLE_RATE * _TABLE) + phase * _TABLE
    )
    return table[steps.astype(np.int64) & (_TABLE - 1)]


def _swell(sound: Mono, seconds: float, attack: float, release: float) -> Mono:
    """Rise over `attack`, hold until `seconds`, fall over `release`."""
    rise, fall = round(min(attack, seconds * 0.6) * SAMPLE_RATE), round(release * SAMPLE_RATE)
    sound = sound.copy()
    sound[:rise] *= (0.5 - 0.5 * np.cos(np.pi * np.arange(rise) / rise)).astype(np.float32)
    sound[-fall:] *= (0.5 + 0.5 * np.cos(np.pi * np.arange(fall) / fall)).astype(np.float32)
    return sound


def _pad(frequency: float, seconds: float) -> Mono:
    whole = seconds + 1.2
    parts = [
        _wave(frequency * (1 + detune), whole, 0.5, phase)
        for detune, phase in ((-0.0025, 0.1), (0, 0.45), (0.0028, 0.8))
    ]
    return _swell(sum(parts[1:], parts[0]) / 3, seconds, seconds * 0.35, 1.2)


def _strings(frequency: float, seconds: float) -> Mono:
    whole = seconds + 0.7
    time = _time(whole)
    tremor = (1 + 0.08 * np.sin(2 * np.pi * 5.1 * time)).astype(np.float32)
    parts = [_wave(frequency * (1 + detune), whole, 0.72, phase) for detune, phase in ((-0.0017, 0.0), (0.0021, 0.37))]
    count = min(len(parts[0]), len(tremor))
    return _swell((parts[0] + parts[1])[:count] * tremor[:count] / 2, seconds, 0.28, 0.7)


def _bass(frequency: float, seconds: float) -> Mono:
    whole = seconds + 0.5
    return _swell(_wave(frequency, whole, 0.32), seconds, 0.08, 0.5)


def _harp(frequency: float, seconds: float) -> Mono:
    """A plucked string (Karplus and Strong, 1983), a whole period at a time."""
    period = max(2, round(SAMPLE_RATE / frequency))
    count = round(seconds * SAMPLE_RATE)
    random = np.random.default_rng(round(frequency * 100))
    sound = np.zeros(count + period + 1, np.float32)
    sound[:period] = np.convolve(random.uniform(-1, 1, period), np.ones(5) / 5, "same")
    for at in range(period, count, period):
        block = sound[at - period : at]
        before = np.empty_like(block)
        before[1:] = block[:-1]
        before[0] = sound[at - period - 1]
        room = min(period, len(sound) - at)
        sound[at : at + room] = (0.4975 * (block + before))[:room]
    return sound[:count] * np.exp(-_time(seconds)[:count] * 1.4) * 1.5


def _struck(frequency: float, seconds: float, partials: tuple[tuple[float, float, float], ...]) -> Mono:
    """Decaying partials as (ratio, loudness, decay a second)."""
    whole = max(seconds, 2.6)
    time = _time(whole)
    parts = [
        loud * np.exp(-time * decay) * np.sin(2 * np.pi * frequency * ratio * time)
        for ratio, loud, decay in partials
        if frequency * ratio < 12_000
    ]
    sound = sum(parts[1:], parts[0]).astype(np.float32)
    sound[:96] *= np.linspace(0, 1, 96, dtype=np.float32)
    return _swell(sound, whole - 0.3, 0.002, 0.3)


def _piano(frequency: float, seconds: float) -> Mono:
    stiff = 0.0004
    partials = tuple((n * (1 + stiff * n * n), 0.75 / n**1.25, 1.1 + 0.55 * n) for n in range(1, 9))
    return _struck(frequency, seconds, partials) * 0.8


def _bells(frequency: float, seconds: float) -> Mono:
    return _struck(frequency, seconds, ((1, 0.7, 1.5), (2.0, 0.28, 2.1), (2.76, 0.22, 2.8), (5.4, 0.1, 4.5)))


_INSTRUMENTS: dict[str, Callable[[float, float], Mono]] = {
    "pad": _pad,
    "strings": _strings,
    "bass": _bass,
    "harp": _harp,
    "piano": _piano,
    "bells": _bells,
}


def hall(dry: NDArray[np.float32], seconds: float, seed: int) -> NDArray[np.float32]:
    """The echo of a hall: (2, samples) convolved with decaying noise, block by block (overlap and add)."""
    random = np.random.default_rng(seed)
    length = round(seconds * SAMPLE_RATE)
    decay = np.exp(-np.arange(length) / SAMPLE_RATE * (6.9 / seconds))
    out = np.zeros_like(dry)
    block = 1 << 17
    size = 1 << int(np.ceil(np.log2(block + length)))
    for side in range(2):
        tail = random.standard_normal(length) * decay
        tail = np.cumsum(tail) * 0.15 + tail * 0.6
        tail = (tail - np.convolve(tail, np.ones(64) / 64, "same")) * decay
        answer = np.fft.rfft(tail / np.sqrt(np.sum(tail**2)), size)
        for at in range(0, dry.shape[1], block):
            piece = np.fft.irfft(np.fft.rfft(dry[side, at : at + block], size) * answer, size)
            end = min(dry.shape[1], at + size)
            out[side, at:end] += piece[: end - at].astype(np.float32)
    return out
