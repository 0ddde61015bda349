"""Beds of nature: a stream, the sea from below, the jungle, insects over a meadow, snow, and a fire."""

import numpy as np

from generation.results import SAMPLE_RATE
from generation.shaping import Mono, Random, bubbles, clock, filtered, grains, hiss, samples, swelling, wander

Sides = tuple[Mono, Mono]


def stream(count: int, random: Random) -> Sides:
    seconds = count / SAMPLE_RATE

    def side() -> Mono:
        water = hiss(seconds, random, 500, 6500, -0.5) * wander(seconds, random, 0.5, 0.7, 1.0)
        babble = bubbles(seconds, random, round(seconds * 38), low=380, high=1900)
        return 0.35 * water + 1.1 * babble / float(np.std(babble)) * 0.6

    return side(), side()


def underwater(count: int, random: Random) -> Sides:
    """Dull pressure that swells, and bubbles that rise past."""
    seconds = count / SAMPLE_RATE
    shared = hiss(seconds, random, 28, 170, -0.9)

    def side() -> Mono:
        near = hiss(seconds, random, 60, 420, -1.0) * wander(seconds, random, 2.5, 0.4, 1.0)
        rising = bubbles(seconds, random, round(seconds * 3), low=230, high=900)
        return shared + 0.8 * near + 0.5 * rising / max(1e-9, float(np.std(rising)))

    return side(), side()


def fire(count: int, random: Random) -> Sides:
    seconds = count / SAMPLE_RATE
    flicker = wander(seconds, random, 0.12, 0.45, 1.0)

    def side() -> Mono:
        body = hiss(seconds, random, 45, 420, -0.7) * flicker
        crackle = grains(seconds, random, 7, 900, 7500, heavy=1.8)
        small = grains(seconds, random, 45, 2400, 10_000, heavy=2.6)
        sap = hiss(seconds, random, 2600, 9000) * wander(seconds, random, 0.7, 0.0, 1.0) ** 3
        return 0.6 * body + 9 * crackle + 4.5 * small + 0.14 * sap

    return side(), side()


def insects(count: int, random: Random) -> Sides:
    """Grasshoppers in the warm grass, near and far, and a bee that comes by."""
    seconds = count / SAMPLE_RATE
    time = clock(seconds)[:count]
    left, right = 0.2 * hiss(seconds, random, 2500, 8000), 0.2 * hiss(seconds, random, 2500, 8000)
    for _ in range(6):
        rate, pitch = random.uniform(14, 24), random.uniform(4600, 7200)
        rasp = filtered(random.standard_normal(count), pitch * 0.85, pitch * 1.15)
        pulse = np.maximum(0, np.sin(2 * np.pi * rate * time)) ** 2
        rests = np.clip(3 * wander(seconds, random, 1.6, -0.6, 1.0), 0, 1)
        voice = rasp / float(np.std(rasp)) * pulse * rests * random.uniform(0.2, 0.8)
        pan = random.uniform(0.05, 0.95)
        left += voice * np.sqrt(1 - pan)
        right += voice * np.sqrt(pan)
    for _ in range(max(1, round(seconds / 11))):
        _passing(left, right, _bee(random), random)
    return left, right


def _bee(random: Random) -> Mono:
    length = random.uniform(1.6, 3.0)
    turn = 2 * np.pi * np.cumsum(random.uniform(190, 240) * wander(length, random, 0.2, 0.92, 1.08)) / SAMPLE_RATE
    tone = np.sum([np.sin(number * turn) / number for number in range(1, 9)], axis=0)
    return 0.5 * tone * swelling(length, length * 0.45, length * 0.5)


def _passing(left: Mono, right: Mono, sound: Mono, random: Random) -> None:
    """Add a sound that goes from one side to the other."""
    first = int(random.integers(0, max(1, len(left) - len(sound))))
    heard = sound[: len(left) - first]
    way = np.linspace(0.1, 0.9, len(heard))
    way = way if random.random() < 0.5 else way[::-1]
    left[first : first + len(heard)] += heard * np.sqrt(1 - way)
    right[first : first + len(heard)] += heard * np.sqrt(way)


def jungle(count: int, random: Random) -> Sides:
    """Insects all around, drops, and birds that call across the trees."""
    seconds = count / SAMPLE_RATE
    time = clock(seconds)[:count]
    left, right = hiss(seconds, random, 3200, 9000) * 0.25, hiss(seconds, random, 3200, 9000) * 0.25
    for _ in range(4):
        pitch, rate = random.uniform(3300, 5600), random.uniform(40, 75)
        drone = np.sin(2 * np.pi * pitch * time) * (0.6 + 0.4 * np.sin(2 * np.pi * rate * time))
        drone *= wander(seconds, random, 3.0, 0.05, 0.35)
        pan = random.uniform(0.1, 0.9)
        left += drone * np.sqrt(1 - pan)
        right += drone * np.sqrt(pan)
    for _ in range(max(3, round(seconds / 1.7))):
        far = random.uniform(0.3, 1.2)
        _passing(left, right, far * _call(random), random)
    drops = grains(seconds, random, 4, 700, 3500, heavy=2.2)
    return left + 2 * drops, right + 2 * np.roll(drops, 4000)


def _call(random: Random) -> Mono:
    """A bird of hot countries: a rising whoop, a whistle, or a row of notes."""
    kind, base = random.integers(3), random.uniform(700, 2400)
    pieces: list[Mono] = []
    for number in range(int(random.integers(2, 7))):
        length = random.uniform(0.08, 0.3)
        share = np.linspace(0, 1, samples(length))
        bend = (0.8 * share, -0.3 * share, 0.12 * np.sin(12 * share))[int(kind)]
        pitch = base * (1 + bend) * (1 + 0.06 * number * (kind == 0))
        tone = np.sin(2 * np.pi * np.cumsum(pitch) / SAMPLE_RATE)
        tone += 0.3 * np.sin(4 * np.pi * np.cumsum(pitch) / SAMPLE_RATE)
        pieces += [tone * np.sin(np.pi * share) ** 1.2, np.zeros(samples(random.uniform(0.05, 0.16)))]
    return np.concatenate(pieces)


def snow(count: int, random: Random) -> Sides:
    """Snow swallows everything: air, very low, and flakes that can hardly be heard."""
    seconds = count / SAMPLE_RATE
    breath = wander(seconds, random, 4.0, 0.35, 1.0)

    def side() -> Mono:
        return hiss(seconds, random, 60, 420, -0.8) * breath + 0.1 * hiss(seconds, random, 4000, 11_000)

    return side(), side()


OUTSIDE = {
    "stream": stream,
    "underwater": underwater,
    "fire": fire,
    "insects": insects,
    "jungle": jungle,
    "snow": snow,
}
