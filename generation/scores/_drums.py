"""Percussion without a pitch, from noise and low tones. Every stroke has four slightly different ones."""

from collections.abc import Callable

import numpy as np

from generation.scores._waves import Mono, count, fade, noise, time

Stroke = Callable[[float, int], Mono]
"""A stroke, as bright as from 0 to 1; the second number says which of its variants."""


def _burst(seconds: float, low: float, high: float, decay: float, seed: int, attack: float = 0.001) -> Mono:
    samples = count(seconds)
    sound = noise(samples, low, high, seed) * np.exp(-time(samples) * np.float32(decay))
    return fade(sound, attack, seconds * 0.3)


def _skin(seconds: float, start: float, end: float, decay: float) -> Mono:
    """A skin whose pitch falls from `start` to `end` Hz."""
    when = time(count(seconds))
    cycles = end * when + (start - end) / 30 * (1 - np.exp(-when * 30))
    return fade(np.sin(np.float32(2 * np.pi) * cycles) * np.exp(-when * np.float32(decay)), 0.0015, seconds * 0.3)


def _together(*parts: tuple[float, Mono]) -> Mono:
    sound = np.zeros(max(len(part) for _, part in parts), np.float32)
    for loud, part in parts:
        sound[: len(part)] += np.float32(loud) * part
    return sound


def _kick(bright: float, turn: int) -> Mono:
    return _together((1.0, _skin(0.34, 118, 52, 11)), (0.08 * bright, _burst(0.03, 700, 3000, 120, 100 + turn)))


def _thud(bright: float, turn: int) -> Mono:
    return _together((1.0, _skin(0.9, 78, 44, 4.5)), (0.12 * bright, _burst(0.2, 50, 300, 22, 110 + turn)))


def _tom(bright: float, turn: int) -> Mono:
    body = _skin(0.5, 150 + 6 * turn, 104, 8)
    return _together((1.0, body), (0.1 + 0.1 * bright, _burst(0.06, 300, 1800, 60, 120 + turn)))


def _snare(bright: float, turn: int) -> Mono:
    return _together((0.5, _skin(0.18, 215, 178, 24)), (0.45 + 0.2 * bright, _burst(0.24, 900, 6500, 17, 130 + turn)))


def _roll(_bright: float, turn: int) -> Mono:
    """A roll that grows: one second long."""
    when = time(count(1.0))
    flutter = 0.55 + 0.45 * np.cos(np.float32(2 * np.pi * 19) * when)
    return fade(noise(len(when), 700, 5500, 140 + turn) * flutter * (0.12 + when * when), 0.05, 0.04)


def _brush(bright: float, turn: int) -> Mono:
    return _burst(0.16, 1800, 7500, 22 - 8 * bright, 150 + turn, 0.004)


def _sweep(_bright: float, turn: int) -> Mono:
    """A brush drawn over the skin."""
    samples = count(0.55)
    shape = np.sin(np.pi * np.arange(samples, dtype=np.float32) / samples) ** 2
    return noise(samples, 1500, 6000, 160 + turn) * shape * np.float32(0.55)


def _shaker(bright: float, turn: int) -> Mono:
    return _burst(0.09, 3800, 10_500, 40 - 14 * bright, 170 + turn, 0.012)


def _hat(bright: float, turn: int) -> Mono:
    return _burst(0.05 + 0.05 * bright, 6000, 12_500, 75 - 30 * bright, 180 + turn)


def _ride(bright: float, turn: int) -> Mono:
    when = time(count(0.7))
    ring = sum(np.sin(np.float32(2 * np.pi * f) * when) for f in (2793.0, 3519.0, 4771.0, 6287.0))
    metal = fade(np.asarray(ring, np.float32) * np.exp(-when * 9), 0.0015, 0.2)
    return _together((0.12, metal), (0.55 + 0.2 * bright, _burst(0.5, 4500, 11_000, 11, 190 + turn)))


def _clap(_bright: float, turn: int) -> Mono:
    sound = np.zeros(count(0.3), np.float32)
    for number, at in enumerate((0.0, 0.011, 0.023)):
        part = _burst(0.22, 800, 3600, 26 if number == 2 else 95, 200 + turn + number)
        first = count(at) if at else 0
        sound[first : first + len(part)] += part[: len(sound) - first] * np.float32(0.7)
    return sound


def _tambourine(bright: float, turn: int) -> Mono:
    return _burst(0.22, 5000, 12_000, 20 - 6 * bright, 210 + turn, 0.002)


def _wood(_bright: float, turn: int) -> Mono:
    when = time(count(0.09))
    tone = np.sin(np.float32(2 * np.pi * (870 + 22 * turn)) * when) * np.exp(-when * 62)
    return _together((1.0, fade(tone, 0.0008, 0.03)), (0.08, _burst(0.02, 900, 4000, 150, 220 + turn)))


def _cymbal(bright: float, turn: int) -> Mono:
    return _burst(2.6, 2500 - 800 * bright, 11_000, 2.2, 230 + turn, 0.003)


def _rise(_bright: float, turn: int) -> Mono:
    """A cymbal that swells for a second and a half, and ends on its last sample."""
    samples = count(1.5)
    grown = np.linspace(0, 1, samples, dtype=np.float32) ** 3
    return fade(noise(samples, 2200, 9500, 240 + turn) * grown, 0.02, 0.02)


DRUMS: dict[str, Stroke] = {
    "kick": _kick, "thud": _thud, "tom": _tom, "snare": _snare, "roll": _roll, "brush": _brush, "sweep": _sweep,
    "shaker": _shaker, "hat": _hat, "ride": _ride, "clap": _clap, "tambourine": _tambourine, "wood": _wood,
    "cymbal": _cymbal, "rise": _rise,
}  # fmt: skip
"""Every stroke by its name."""
