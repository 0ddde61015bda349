"""The beds: shaped noise, as long as it is wanted."""

from collections.abc import Callable

import numpy as np
from numpy.typing import NDArray

from generation.ambiences._inside import INSIDE
from generation.ambiences._outside import OUTSIDE
from generation.ambiences.procedural import LEVELS
from generation.backend import Progress
from generation.requests import AmbienceRequest
from generation.results import SAMPLE_RATE, Sound
from generation.shaping import Mono, Random, filtered, hiss

_LOOP = 36.0
"""Seconds that are made; what is longer repeats them, joined by a crossfade, so that memory has a bound."""
_JOIN = 3.0
_LEVEL = 10 ** (-20 / 20)


def make(request: AmbienceRequest, _progress: Progress) -> Sound:
    """The bed as (2, samples), at -20 dBFS on average; what is quiet by nature is lower."""
    random = np.random.default_rng(request.seed)
    wanted = max(1, round(request.seconds * SAMPLE_RATE))
    made = min(wanted, round(_LOOP * SAMPLE_RATE))
    made = max(made, SAMPLE_RATE)
    bed = np.stack(BEDS[request.kind](made, random))
    bed *= _LEVEL * 10 ** (LEVELS[request.kind] / 20) / max(1e-9, float(np.sqrt(np.mean(bed**2))))
    return np.clip(_repeated(bed, wanted), -1, 1).astype(np.float32)


def _repeated(bed: NDArray[np.float64], wanted: int) -> NDArray[np.float64]:
    """The bed over and over, each time over the end of the last with equal power."""
    if bed.shape[1] >= wanted:
        return bed[:, :wanted]
    join = round(_JOIN * SAMPLE_RATE)
    rise = np.sin(np.linspace(0, np.pi / 2, join))
    out = np.zeros((2, wanted))
    at = 0
    while at < wanted:
        piece = bed.copy()
        if at:
            piece[:, :join] *= rise
        piece[:, -join:] *= rise[::-1]
        end = min(wanted, at + piece.shape[1])
        out[:, at:end] += piece[:, : end - at]
        at += piece.shape[1] - join
    return out


def drift(count: int, random: Random, seconds: float, low: float = 0.0, high: float = 1.0) -> Mono:
    """A smooth random walk between two values that turns about every `seconds`."""
    knots = max(4, round(count / SAMPLE_RATE / seconds) + 4)
    values = random.random(knots)
    where = np.linspace(0, knots - 1.001, count)
    index = where.astype(np.int64)
    part = (1 - np.cos((where - index) * np.pi)) / 2
    following = np.minimum(index + 1, knots - 1)
    return low + (high - low) * (values[index] * (1 - part) + values[following] * part)


def _rain(count: int, random: Random) -> tuple[Mono, Mono]:
    seconds = count / SAMPLE_RATE

    def side() -> Mono:
        drops = np.zeros(count)
        number = random.poisson(420 * seconds)
        drops[random.integers(0, count, number)] = random.pareto(2.6, number).clip(0, 9)
        patter = filtered(drops, 1600, 7000)
        return hiss(seconds, random, 700, 9500, -0.4) * 0.5 + patter / max(1e-9, float(np.std(patter))) * 0.5

    gusts = drift(count, random, 5.0, 0.75, 1.0)
    return side() * gusts, side() * gusts


def _wind(count: int, random: Random) -> tuple[Mono, Mono]:
    seconds = count / SAMPLE_RATE
    gust = drift(count, random, 3.5) ** 1.5
    left, right = np.zeros(count), np.zeros(count)
    for centre in (180, 330, 560, 900):
        voice = hiss(seconds, random, centre * 0.75, centre * 1.3) * drift(count, random, 2.2) * (0.15 + gust)
        pan = drift(count, random, 6.0, 0.2, 0.8)
        left += voice * np.sqrt(1 - pan)
        right += voice * np.sqrt(pan)
    return left, right


def _waves(count: int, random: Random) -> tuple[Mono, Mono]:
    seconds = count / SAMPLE_RATE
    time = np.arange(count) / SAMPLE_RATE
    swell, at = np.zeros(count), -3.0
    while at < seconds:
        period = random.uniform(6.5, 10.0)
        position = (time - at - period * 0.45) / (period * 0.2)
        swell += np.where(position < 0, np.exp(-(position**2)), np.exp(-np.abs(position) * 0.9)) * random.uniform(
            0.6, 1.0
        )
        at += period * random.uniform(0.65, 0.9)

    def side(delay: int) -> Mono:
        deep, foam = hiss(seconds, random, 50, 700, -0.7), hiss(seconds, random, 1500, 8500)
        body = np.roll(swell, delay)
        return deep * (0.25 + 0.8 * body) + foam * body**2 * 0.4

    return side(0), side(1400)


def _room(count: int, random: Random) -> tuple[Mono, Mono]:
    seconds = count / SAMPLE_RATE
    shared = hiss(seconds, random, 40, 320, -1.0)
    left, right = (0.5 * hiss(seconds, random, 40, 900, -1.0) for _ in range(2))
    return shared + left, shared + right


def _city(count: int, random: Random) -> tuple[Mono, Mono]:
    seconds = count / SAMPLE_RATE
    left = hiss(seconds, random, 40, 500, -0.8)
    right = hiss(seconds, random, 40, 500, -0.8)
    time = np.arange(count) / SAMPLE_RATE
    for _ in range(max(1, round(seconds / 7))):
        at, width = random.uniform(0, seconds), random.uniform(1.2, 2.6)
        passing = (
            np.exp(-(((time - at) / width) ** 2)) * hiss(seconds, random, 120, 1400, -0.5) * random.uniform(0.6, 1.4)
        )
        pan = 1 / (1 + np.exp((time - at) / width * random.choice((-2.0, 2.0))))
        left += passing * np.sqrt(1 - pan)
        right += passing * np.sqrt(pan)
    return left, right


def _forest(count: int, random: Random) -> tuple[Mono, Mono]:
    seconds = count / SAMPLE_RATE
    leaves = drift(count, random, 3.0, 0.35, 1.0)
    left = hiss(seconds, random, 1200, 7000, -0.5) * leaves * 0.5
    right = hiss(seconds, random, 1200, 7000, -0.5) * np.roll(leaves, 9000) * 0.5
    for _ in range(max(2, round(seconds / 2.6))):
        song = _bird(random)
        start = int(random.integers(0, max(1, count - len(song))))
        pan, loud = random.uniform(0.1, 0.9), random.uniform(0.5, 1.6)
        end = min(count, start + len(song))
        left[start:end] += song[: end - start] * np.sqrt(1 - pan) * loud
        right[start:end] += song[: end - start] * np.sqrt(pan) * loud
    return left, right


def _bird(random: Random) -> Mono:
    """A short song: a few chirps, each a tone that bends."""
    pieces: list[Mono] = []
    base = random.uniform(2200, 4200)
    for _ in range(int(random.integers(2, 6))):
        length = random.uniform(0.05, 0.16)
        time = np.arange(round(length * SAMPLE_RATE)) / SAMPLE_RATE
        bend = random.uniform(-0.35, 0.35)
        pitch = base * random.uniform(0.85, 1.2) * (1 + bend * time / length)
        tone = np.sin(2 * np.pi * np.cumsum(pitch) / SAMPLE_RATE) * np.sin(np.pi * time / length) ** 1.5
        pieces += [tone, np.zeros(round(random.uniform(0.03, 0.12) * SAMPLE_RATE))]
    return np.concatenate(pieces)


def _night(count: int, random: Random) -> tuple[Mono, Mono]:
    seconds = count / SAMPLE_RATE
    time = np.arange(count) / SAMPLE_RATE
    left = hiss(seconds, random, 80, 500, -0.8) * 0.35
    right = hiss(seconds, random, 80, 500, -0.8) * 0.35
    for _ in range(5):
        rate, pitch, phase = random.uniform(1.6, 2.6), random.uniform(3600, 4700), random.random()
        trill = np.maximum(0, np.sin(2 * np.pi * random.uniform(26, 34) * time))
        chirp = (((time * rate + phase) % 1) < 0.38) * trill * np.sin(2 * np.pi * pitch * time)
        pan, loud = random.uniform(0.05, 0.95), random.uniform(0.15, 0.6) * drift(count, random, 6.0, 0.5, 1.0)
        left += chirp * np.sqrt(1 - pan) * loud
        right += chirp * np.sqrt(pan) * loud
    return left, right


BEDS: dict[str, Callable[[int, Random], tuple[Mono, Mono]]] = {
    "rain": _rain,
    "wind": _wind,
    "waves": _waves,
    "room": _room,
    "city": _city,
    "forest": _forest,
    "night": _night,
    **INSIDE,
    **OUTSIDE,
}
