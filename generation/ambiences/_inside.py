"""Beds of places with people and machines: tavern, crowd, school, kitchen, church, train, engine room, spaceship."""

import numpy as np

from generation.results import SAMPLE_RATE
from generation.shaping import Mono, Random, bubbles, clock, dying, filtered, hiss, ringing, samples, wander

Sides = tuple[Mono, Mono]
_TABLE = 2048


def _scattered(seconds: float, random: Random, every: float, one: "list[Mono]") -> Sides:
    """Some of these sounds now and then, here and there."""
    left, right = np.zeros(samples(seconds)), np.zeros(samples(seconds))
    for _ in range(max(1, round(seconds / every))):
        sound = one[int(random.integers(len(one)))] * random.uniform(0.3, 1.0)
        first = int(random.integers(0, max(1, len(left) - len(sound))))
        pan = random.uniform(0.1, 0.9)
        heard = sound[: len(left) - first]
        left[first : first + len(heard)] += heard * np.sqrt(1 - pan)
        right[first : first + len(heard)] += heard * np.sqrt(pan)
    return left, right


def _murmur(seconds: float, random: Random, people: int, low: float, high: float) -> Sides:
    """Talk of which no word is understood: voices that rise and fall by syllables, each with its own vowels and rests."""
    left, right = np.zeros(samples(seconds)), np.zeros(samples(seconds))
    for _ in range(people):
        base = random.uniform(low, high)
        pitch = base * wander(seconds, random, 0.35, 0.86, 1.2)
        turn = (np.cumsum(pitch) / SAMPLE_RATE % 1.0 * _TABLE).astype(np.int64)
        opened = wander(seconds, random, 0.13, 0.0, 1.0)
        talks = np.clip(3 * wander(seconds, random, 1.4, -0.5, 1.0), 0, 1)
        dark, light = (_vowel(base, formants)[turn] for formants in ((500, 950, 2400), (700, 1700, 2600)))
        syllables = np.clip(wander(seconds, random, 0.11, -0.35, 1.0), 0, 1)
        voice = (dark * (1 - opened) + light * opened) * syllables * talks
        pan = random.uniform(0.08, 0.92)
        left += voice * np.sqrt(1 - pan)
        right += voice * np.sqrt(pan)
    air = 0.35 * float(np.std(left))
    return left + air * hiss(seconds, random, 300, 4200, -0.4), right + air * hiss(seconds, random, 300, 4200, -0.4)


def _vowel(pitch: float, formants: tuple[float, float, float]) -> Mono:
    """One period of a voice at that pitch."""
    share = np.arange(_TABLE) / _TABLE
    found = np.zeros(_TABLE)
    for number in range(1, min(30, int(4200 / pitch)) + 1):
        level = sum(1 / (1 + ((number * pitch - at) / 120) ** 2) for at in formants) + 0.03
        found += level / number**0.8 * np.sin(2 * np.pi * number * share + number * number)
    return found / float(np.std(found))


def _level(sides: Sides, level: float) -> Sides:
    power = max(1e-9, float(np.sqrt((np.mean(sides[0] ** 2) + np.mean(sides[1] ** 2)) / 2)))
    return sides[0] * (level / power), sides[1] * (level / power)


def _both(*parts: tuple[float, Sides]) -> Sides:
    """Layers with their levels, together."""
    done = [_level(sides, level) for level, sides in parts]
    return np.sum([left for left, _ in done], axis=0), np.sum([right for _, right in done], axis=0)


def _tone(seconds: float, random: Random, low: float, high: float, tilt: float) -> Sides:
    shared = hiss(seconds, random, low, high, tilt)
    return shared + 0.6 * hiss(seconds, random, low, high, tilt), shared + 0.6 * hiss(seconds, random, low, high, tilt)


def _clinks(random: Random) -> list[Mono]:
    found: list[Mono] = []
    for _ in range(6):
        pitch = random.uniform(1500, 3400)
        modes = ((pitch, 0.7, 0.05), (pitch * 1.71, 0.6, 0.04), (pitch * 2.58, 0.3, 0.03))
        found.append(ringing(0.4, modes, random))
    for _ in range(2):
        found.append(0.9 * ringing(0.3, ((160, 1.0, 0.03), (390, 0.6, 0.02)), random))
    return found


def tavern(count: int, random: Random) -> Sides:
    seconds = count / SAMPLE_RATE
    return _both(
        (1.0, _murmur(seconds, random, 13, 95, 210)),
        (0.22, _scattered(seconds, random, 1.1, _clinks(random))),
        (0.25, _tone(seconds, random, 60, 700, -0.8)),
    )


def crowd(count: int, random: Random) -> Sides:
    seconds = count / SAMPLE_RATE
    left, right = _murmur(seconds, random, 18, 105, 260)
    return _both(
        (1.0, (filtered(left, 180, 3200), filtered(right, 180, 3200))), (0.4, _tone(seconds, random, 80, 1200, -0.6))
    )


def school(count: int, random: Random) -> Sides:
    """Children, somewhere behind a wall, and the room."""
    seconds = count / SAMPLE_RATE
    left, right = _murmur(seconds, random, 12, 230, 420)
    steps = [0.6 * ringing(0.2, ((random.uniform(90, 170), 1.0, 0.03), (340, 0.3, 0.02)), random) for _ in range(4)]
    return _both(
        (0.8, (filtered(left, 200, 1500), filtered(right, 200, 1500))),
        (0.5, _tone(seconds, random, 40, 420, -1.0)),
        (0.15, _scattered(seconds, random, 2.2, steps)),
    )


def kitchen(count: int, random: Random) -> Sides:
    seconds = count / SAMPLE_RATE
    time = clock(seconds)[:count]
    hum = np.sin(2 * np.pi * 50 * time) + 0.5 * np.sin(2 * np.pi * 100 * time) + 0.2 * np.sin(2 * np.pi * 150.3 * time)
    pot = filtered(bubbles(seconds, random, round(seconds * 5), low=170, high=600), 120, 1500)
    return _both(
        (1.0, _tone(seconds, random, 40, 700, -0.9)),
        (0.3, (hum, hum)),
        (0.22, (pot, np.roll(pot, 700))),
        (0.12, _scattered(seconds, random, 4.0, _clinks(random))),
    )


def church(count: int, random: Random) -> Sides:
    """A great room: air that hardly moves, and now and then wood or a step, far off and long."""
    seconds = count / SAMPLE_RATE
    fall = 0.001 ** (clock(2.4) / 2.4)
    far: list[Mono] = []
    for _ in range(4):
        knock = ringing(0.2, ((random.uniform(120, 260), 1.0, 0.02), (random.uniform(400, 700), 0.4, 0.015)), random)
        answer = np.convolve(hiss(2.4, random, 120, 1900) * fall, knock[:4800])[: samples(2.4)]
        far.append(answer / max(1e-9, float(np.abs(answer).max())))
    return _both(
        (1.0, _tone(seconds, random, 38, 260, -1.0)),
        (0.3, _tone(seconds, random, 300, 1800, -0.8)),
        (0.18, _scattered(seconds, random, 6.5, far)),
    )


def train(count: int, random: Random) -> Sides:
    """Wheels over joints, two and two, the roll of the carriage, and its wood."""
    seconds = count / SAMPLE_RATE
    joints = np.zeros(count)
    at = 0.1
    while at < seconds - 0.6:
        for late, loud in ((0.0, 1.0), (0.14, 0.75)):
            hit = ringing(0.3, ((88, 1.0, 0.035), (176, 0.6, 0.025), (720, 0.12, 0.012), (1500, 0.07, 0.01)), random)
            first = round((at + late) * SAMPLE_RATE)
            joints[first : first + len(hit)] += (loud * random.uniform(0.7, 1.0) * hit)[: count - first]
        at += 0.66 * random.uniform(0.985, 1.015)
    roll = wander(seconds, random, 0.5, 0.7, 1.0)
    left, right = _tone(seconds, random, 35, 480, -0.7)
    return _both(
        (1.0, (left * roll, right * roll)),
        (1.3, (joints, np.roll(joints, 90))),
        (0.18, _tone(seconds, random, 900, 5200, -0.5)),
    )


def engine(count: int, random: Random) -> Sides:
    """An engine room: a slow heavy beat with its harmonics, a hum, and steam."""
    seconds = count / SAMPLE_RATE
    turn = 2 * np.pi * np.cumsum(23.5 * wander(seconds, random, 1.5, 0.985, 1.015)) / SAMPLE_RATE
    beat = np.sum([np.sin(number * turn + number) / number**0.9 for number in range(1, 11)], axis=0)
    pumped = 0.55 + 0.45 * np.sin(turn / 8)
    left, right = _tone(seconds, random, 60, 1600, -0.6)
    steam = [hiss(0.7, random, 2200, 9000) * dying(0.7, 0.2, 0.08) for _ in range(3)]
    return _both(
        (1.0, (beat, np.roll(beat, 60))),
        (0.6, (left * pumped, right * pumped)),
        (0.14, _scattered(seconds, random, 5.0, steam)),
    )


def space(count: int, random: Random) -> Sides:
    """A ship between the stars: air that is pumped, and tones that beat so slowly that they seem to breathe."""
    seconds = count / SAMPLE_RATE
    time = clock(seconds)[:count]

    def side(shift: float) -> Mono:
        parts = ((41.0, 1.0), (61.7, 0.7), (82.3, 0.5), (123.1, 0.25), (247.0, 0.06))
        return np.sum([level * np.sin(2 * np.pi * (hertz + shift) * time + hertz) for hertz, level in parts], axis=0)

    return _both((1.0, (side(0.0), side(0.09))), (0.55, _tone(seconds, random, 120, 1500, -0.7)))


INSIDE = {
    "tavern": tavern,
    "crowd": crowd,
    "school": school,
    "kitchen": kitchen,
    "church": church,
    "train": train,
    "engine": engine,
    "space": space,
}
