"""Calls of animals and other beings: a source with a pitch that bends, shaped by the resonances of a throat.

Each call is a row of data. The voice is a sum of harmonics whose levels follow the resonances from moment to moment, so that a
cat's `me-ow` opens and closes; breath is noise through the same throat; roughness is a fold that beats against itself.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace

import numpy as np

from generation.requests import SoundEvent
from generation.results import SAMPLE_RATE
from generation.shaping import Mono, Random, added, clock, filtered, hiss, peaked, samples, swelling, wander

_HIGHEST = 9000.0
_MOST = 44
_STEP = 96
"""Samples between two looks at the throat."""
Throat = tuple[tuple[float, float, float], ...]
"""Resonances: Hz, breadth in Hz, level."""


@dataclass(frozen=True, slots=True)
class Call:
    """One call. Times are parts of its length."""

    seconds: float
    pitch: tuple[tuple[float, float], ...]
    """When, and Hz."""
    throats: tuple[Throat, ...]
    """From the first to the last, evenly in time."""
    breath: float = 0.05
    rough: float = 0.0
    beat: float = 38.0
    """Hz of the roughness."""
    tilt: float = 1.0
    """How fast harmonics fade: 0 all alike, 2 only the lowest."""
    times: tuple[int, int] = (1, 1)
    gap: float = 0.2
    rise: float = 0.03
    fall: float = 0.08
    trill: tuple[float, float] = (0.0, 0.0)
    """Hz and depth of a vibrato."""


_A: Throat = ((750, 140, 1.0), (1300, 160, 0.6), (2600, 240, 0.3))
_O: Throat = ((480, 110, 1.0), (860, 130, 0.6), (2400, 260, 0.12))
_U: Throat = ((330, 90, 1.0), (700, 120, 0.4), (2200, 260, 0.06))
_I: Throat = ((380, 100, 0.8), (2300, 240, 0.8), (3200, 300, 0.4))
_E: Throat = ((560, 120, 0.9), (1800, 220, 0.8), (2700, 280, 0.4))
_SMALL: Throat = ((1700, 500, 1.0), (3400, 700, 0.7), (6200, 900, 0.3))
_SNOUT: Throat = ((420, 180, 0.8), (1050, 260, 1.0), (2100, 420, 0.5))

_TABLE: dict[str, Call] = {
    "bark": Call(
        0.19, ((0, 330), (0.2, 560), (1, 290)), (_A, _SNOUT), 0.35, 0.45, 62, 0.7, (2, 3), 0.2, 0.008, 0.09
    ),
    "growl": Call(1.3, ((0, 72), (0.6, 84), (1, 70)), (_O, _SNOUT), 0.3, 0.8, 27, 0.5, rise=0.2, fall=0.3),
    "meow": Call(0.75, ((0, 520), (0.3, 760), (1, 470)), (_I, _A, _U), 0.03, 0.0, tilt=0.9, rise=0.08, fall=0.2),
    "purr": Call(2.4, ((0, 27), (0.5, 25), (1, 27)), (_O,), 0.5, 0.9, 24, 0.4, rise=0.3, fall=0.5),
    "crow": Call(
        1.7, ((0, 480), (0.12, 620), (0.2, 520), (0.34, 780), (0.75, 820), (1, 480)), (_E, _A, _I, _A), 0.12, 0.25, 70, 0.5,
        rise=0.02, fall=0.2,
    ),
    "cluck": Call(0.09, ((0, 420), (0.4, 700), (1, 360)), (_E, _A), 0.1, 0.2, 60, 0.8, (3, 5), 0.16, 0.006, 0.05),
    "caw": Call(0.36, ((0, 430), (0.3, 520), (1, 400)), (_A, _E), 0.5, 0.8, 84, 0.3, (2, 3), 0.3, 0.02, 0.1),
    "gull": Call(0.5, ((0, 900), (0.25, 1500), (1, 950)), (_SMALL,), 0.1, 0.2, 70, 0.8, (2, 4), 0.14, 0.03, 0.15),
    "owl": Call(
        0.42, ((0, 330), (0.3, 370), (1, 345)), (_U,), 0.06, 0.0, tilt=2.4, times=(2, 3), gap=0.35, rise=0.09, fall=0.16
    ),
    "coo": Call(0.5, ((0, 360), (0.5, 430), (1, 350)), (_U,), 0.08, 0.3, 24, 2.2, (2, 3), 0.2, 0.1, 0.16),
    "croak": Call(0.24, ((0, 150), (0.5, 190), (1, 160)), (_SNOUT, _E), 0.15, 0.9, 44, 0.3, (2, 4), 0.22, 0.03, 0.08),
    "moo": Call(
        1.6, ((0, 118), (0.25, 158), (0.7, 165), (1, 122)), (_U, _O, _A, _O), 0.06, 0.15, 40, 0.6, rise=0.2, fall=0.35
    ),
    "bleat": Call(
        0.8, ((0, 300), (0.3, 350), (1, 280)), (_E, _A, _E), 0.12, 0.3, 16, 0.6, trill=(8.5, 0.06), rise=0.04, fall=0.2
    ),
    "neigh": Call(
        1.7, ((0, 620), (0.12, 1150), (0.5, 880), (1, 380)), (_I, _E, _A, _O), 0.2, 0.5, 33, 0.6, trill=(11, 0.07), fall=0.4
    ),
    "oink": Call(0.22, ((0, 160), (0.5, 240), (1, 130)), (_SNOUT,), 0.8, 0.9, 52, 0.2, (2, 4), 0.14, 0.015, 0.07),
    "quack": Call(0.2, ((0, 300), (0.3, 340), (1, 250)), (_SNOUT, _A), 0.25, 0.7, 90, 0.2, (2, 4), 0.14, 0.01, 0.08),
    "roar": Call(
        2.2, ((0, 78), (0.25, 145), (0.6, 118), (1, 62)), (_O, _A, _A, _U), 0.55, 0.9, 31, 0.35, rise=0.12, fall=0.7
    ),
    "howl": Call(
        2.8, ((0, 310), (0.18, 560), (0.6, 590), (1, 400)), (_U, _O, _U), 0.06, 0.05, tilt=1.7, trill=(4.2, 0.012), rise=0.25,
        fall=0.7,
    ),
    "trumpet": Call(
        1.1, ((0, 330), (0.15, 560), (0.8, 620), (1, 450)), (_A, _E, _A), 0.25, 0.6, 74, 0.15, rise=0.03, fall=0.25
    ),
    "squeak": Call(0.12, ((0, 2500), (0.5, 3600), (1, 2900)), (_SMALL,), 0.05, tilt=1.4, times=(2, 5), gap=0.09, rise=0.01),
    "chatter": Call(0.11, ((0, 700), (0.4, 1250), (1, 820)), (_A, _I), 0.15, 0.3, 60, 0.6, (4, 8), 0.07, 0.01, 0.05),
    "screech": Call(0.9, ((0, 1900), (0.2, 2700), (1, 1800)), (_SMALL,), 0.3, 0.5, 90, 0.5, rise=0.03, fall=0.3),
    "whale": Call(
        2.8, ((0, 210), (0.3, 420), (0.7, 300), (1, 520)), (_U, _O, _U), 0.02, tilt=1.8, trill=(5, 0.02), rise=0.5, fall=0.9
    ),
    "moan": Call(2.2, ((0, 240), (0.4, 330), (1, 210)), (_U, _O, _U), 0.3, tilt=1.5, trill=(5, 0.02), rise=0.4, fall=0.8),
}  # fmt: skip


def call(row: Call, event: SoundEvent, random: Random) -> Mono:
    """The call, once or as often as the animal gives it, never twice the same."""
    pieces: list[tuple[float, Mono]] = []
    at = 0.0
    for _ in range(int(random.integers(row.times[0], row.times[1] + 1))):
        one = replace(row, seconds=row.seconds * random.uniform(0.88, 1.12))
        pieces.append((at, random.uniform(0.75, 1.0) * _voiced(one, event.size, random)))
        at += one.seconds + row.gap * random.uniform(0.8, 1.3)
    return peaked(added(*pieces))


def _voiced(row: Call, size: float, random: Random) -> Mono:
    count = samples(row.seconds)
    share = np.linspace(0, 1, count)
    bend = random.uniform(0.95, 1.05) * size**-0.5
    pitch = np.interp(share, [at for at, _ in row.pitch], [value for _, value in row.pitch]) * bend
    pitch = pitch * wander(row.seconds, random, 0.035, 0.985, 1.015)
    rate, depth = row.trill
    time = clock(row.seconds)
    pitch = pitch * (1 + depth * np.sin(2 * np.pi * rate * time))
    turn = 2 * np.pi * np.cumsum(pitch) / SAMPLE_RATE
    where = np.arange(0, count, _STEP)
    found = np.zeros(count)
    for number in range(1, min(_MOST, int(_HIGHEST / float(pitch.min()))) + 1):
        level = _through(row.throats, number * pitch[where], where / count, size) / number**row.tilt
        found += np.interp(np.arange(count), where, level) * np.sin(number * turn)
    found = peaked(found)
    if row.rough:
        fold = 2 * np.pi * np.cumsum(row.beat * wander(row.seconds, random, 0.05, 0.8, 1.25)) / SAMPLE_RATE
        found *= 1 - row.rough * (0.5 + 0.5 * np.sin(fold))
    if row.breath:
        found = found + row.breath * _breath(row, size, random)
    return found * swelling(row.seconds, min(row.rise, row.seconds / 2), min(row.fall, row.seconds / 2))


def _through(throats: tuple[Throat, ...], pitch: Mono, share: Mono, size: float) -> Mono:
    """How loud each pitch comes out at each moment."""
    found = np.zeros(len(pitch))
    along = share * (len(throats) - 1)
    for number, throat in enumerate(throats):
        part = np.clip(1 - np.abs(along - number), 0, 1)
        gain = np.full(len(pitch), 0.02)
        for centre, breadth, level in throat:
            gain += level / (1 + ((pitch - centre * size**-0.35) / breadth) ** 2)
        found += part * gain
    return found


def _breath(row: Call, size: float, random: Random) -> Mono:
    noise = random.standard_normal(samples(row.seconds))
    middle = row.throats[len(row.throats) // 2]
    heard = [
        level * filtered(noise, 0.8 * hertz * size**-0.35, 1.25 * hertz * size**-0.35) for hertz, _, level in middle
    ]
    return 0.4 * peaked(np.sum(heard, axis=0))


def birdsong(event: SoundEvent, random: Random) -> Mono:
    """A phrase of a small bird: notes that bend, trills, and rests."""
    pieces: list[tuple[float, Mono]] = []
    at, base = 0.0, random.uniform(2300, 4200) * event.size**-0.4
    for _ in range(int(random.integers(4, 9))):
        long = random.uniform(0.05, 0.17)
        share = np.linspace(0, 1, samples(long))
        pitch = base * random.uniform(0.85, 1.22) * (1 + random.uniform(-0.35, 0.35) * share)
        note = np.sin(2 * np.pi * np.cumsum(pitch) / SAMPLE_RATE) * np.sin(np.pi * share) ** 1.4
        for _again in range(int(random.choice((1, 1, 1, 3)))):
            pieces.append((at, random.uniform(0.5, 1.0) * note))
            at += long + random.uniform(0.012, 0.03)
        at += random.uniform(0.02, 0.14)
    return peaked(added(*pieces))


def buzz(event: SoundEvent, random: Random) -> Mono:
    """Wings too fast to be seen: a tone full of harmonics that comes and goes."""
    length = max(0.9, event.seconds)
    turn = 2 * np.pi * np.cumsum(215 / event.size**0.6 * wander(length, random, 0.13, 0.9, 1.12)) / SAMPLE_RATE
    found = sum(np.sin(number * turn) / number for number in range(1, 12))
    return peaked(found * wander(length, random, 0.2, 0.35, 1.0) * swelling(length, 0.25, 0.3))


def serpent(_event: SoundEvent, random: Random) -> Mono:
    """A hiss between the teeth."""
    return peaked(hiss(1.1, random, 3200, 9500) * swelling(1.1, 0.12, 0.7))


def chirp(event: SoundEvent, random: Random) -> Mono:
    """A cricket: a row of short pulses."""
    time = clock(0.035)
    pulse = np.sin(2 * np.pi * 4300 / event.size**0.3 * time) * swelling(0.035, 0.006, 0.02)
    pieces = [
        (0.5 * group + 0.045 * number, random.uniform(0.8, 1.0) * pulse) for group in range(3) for number in range(4)
    ]
    return peaked(added(*pieces))


def _of(row: Call) -> Callable[[SoundEvent, Random], Mono]:
    return lambda event, random: call(row, event, random)


CALLS: dict[str, Callable[[SoundEvent, Random], Mono]] = {
    **{name: _of(row) for name, row in _TABLE.items()},
    "birdsong": birdsong,
    "buzz": buzz,
    "hiss": serpent,
    "chirp": chirp,
}
