"""Doors, engines, clocks, bells, and things that are struck, dropped, written with or leafed through."""

from collections.abc import Callable

import numpy as np

from generation.foley._water import wooden_creak
from generation.requests import SoundEvent
from generation.shaping import (
    Mono,
    Random,
    added,
    clock,
    dying,
    filtered,
    grains,
    hiss,
    peaked,
    ringing,
    samples,
    swelling,
    wander,
)

_TABLES: dict[str, tuple[tuple[float, float, float], ...]] = {
    "wood": ((190, 1.0, 0.03), (410, 0.7, 0.022), (760, 0.4, 0.015), (1320, 0.2, 0.01)),
    "metal": ((420, 0.6, 0.2), (1130, 0.8, 0.24), (2210, 0.6, 0.17), (3640, 0.4, 0.12), (5230, 0.25, 0.08)),
    "glass": ((1850, 0.7, 0.1), (3120, 0.8, 0.09), (4870, 0.6, 0.06), (7240, 0.3, 0.04)),
    "stone": ((310, 0.6, 0.012), (840, 0.8, 0.01), (1910, 0.5, 0.008)),
}
"""What a struck thing rings with: Hz, level, half life."""


def struck(material: str, random: Random, size: float = 1.0) -> Mono:
    """One blow on something of that material."""
    modes = tuple(
        (pitch / size**0.5, level, half * size**0.3) for pitch, level, half in _TABLES.get(material, _TABLES["wood"])
    )
    ring = ringing(8 * max(half for _, _, half in modes), modes, random)
    return peaked(added((0.0, peaked(ring)), (0.0, 0.4 * hiss(0.03, random, 800, 7000) * dying(0.03, 0.003, 0.0004))))


def door(event: SoundEvent, random: Random) -> Mono:
    """The latch, hinges that creak while it swings, and its thud as it falls to."""
    latch = added(
        (0.0, 0.5 * struck("metal", random, 0.5)[: samples(0.06)]), (0.07, 0.35 * struck("wood", random, 0.6))
    )
    swing = max(0.5, event.seconds or 0.9)
    creak = (0.15 + 0.3 * random.random()) * wooden_creak(swing, random, random.uniform(260, 420) / event.size)
    body = ringing(0.5, ((74, 1.0, 0.06), (131, 0.7, 0.05), (262, 0.4, 0.03), (540, 0.2, 0.02)), random)
    shut = added((0.0, peaked(body)), (0.004, 0.35 * struck("wood", random)), (0.05, 0.22 * latch))
    return peaked(added((0.0, 0.45 * latch), (0.1, creak), (swing + 0.1, (0.5 + 0.5 * event.strength) * shut)))


def creak(event: SoundEvent, random: Random) -> Mono:
    """Wood or a hinge that gives, twice: there and back."""
    high = random.uniform(240, 400) / event.size
    first, second = (wooden_creak(random.uniform(0.4, 0.8), random, high * part) for part in (1.0, 0.87))
    return peaked(added((0.0, first), (len(first) / 48_000 + 0.12, 0.6 * second)))


def knock(event: SoundEvent, random: Random) -> Mono:
    """Knuckles on wood, or on what it is."""
    modes = tuple(
        (pitch * random.uniform(0.96, 1.04), level, half)
        for pitch, level, half in _TABLES.get(event.material, _TABLES["wood"])
    )
    panel = ringing(0.3, (*modes, (96, 0.8, 0.03)), random)
    return peaked(added((0.0, panel), (0.0, 0.3 * hiss(0.03, random, 900, 4000) * dying(0.03, 0.003))))


def hammer(event: SoundEvent, random: Random) -> Mono:
    """A blow that rings: on an anvil, on a nail, on stone."""
    return peaked(
        added(
            (0.0, struck(event.material or "metal", random, 0.8)),
            (0.0, 0.5 * ringing(0.15, ((120, 1.0, 0.02),), random)),
        )
    )


def clang(event: SoundEvent, random: Random) -> Mono:
    """Blade on blade: two of them ring, and one slides a little along the other."""
    slide = hiss(0.28, random, 3200, 9500) * swelling(0.28, 0.02, 0.2) * 0.16
    two = added(
        (0.0, struck("metal", random, 0.8 * event.size)), (0.004, 0.7 * struck("metal", random, 0.62 * event.size))
    )
    return peaked(added((0.0, two), (0.03, slide)))


def glass(event: SoundEvent, random: Random) -> Mono:
    """Glasses that touch; broken, if it is with force."""
    clink = struck("glass", random, event.size)
    if event.strength < 0.7:
        return clink
    shards = [
        (float(at), random.uniform(0.15, 0.7) * struck("glass", random, random.uniform(0.3, 0.9)))
        for at in random.exponential(0.16, 14)
    ]
    burst = grains(0.3, random, 900, 2500, 12000, half=0.06)
    return peaked(added((0.0, clink), (0.0, 0.9 * burst), *shards))


def paper(event: SoundEvent, random: Random) -> Mono:
    """A page that is turned, or several as it goes on."""
    length = max(0.5, event.seconds)
    pieces: list[tuple[float, Mono]] = []
    at = 0.0
    while at < length:
        one = random.uniform(0.3, 0.55)
        leaf = (
            hiss(one, random, 1300, 9500)
            * wander(one, random, 0.02, 0.1, 1.0) ** 2
            * swelling(one, one * 0.6, one * 0.2)
        )
        pieces.append(
            (at, leaf + 0.5 * peaked(grains(one, random, 240, 1800, 9000)) * swelling(one, one * 0.5, one * 0.3))
        )
        at += one + random.uniform(1.1, 2.4)
    return peaked(added(*pieces))


def pen(event: SoundEvent, random: Random) -> Mono:
    """A nib on paper: short scratches, word by word."""
    length = max(0.5, event.seconds)
    pieces: list[tuple[float, Mono]] = []
    at = 0.0
    while at < length:
        one = random.uniform(0.05, 0.16)
        pieces.append(
            (at, random.uniform(0.4, 1.0) * hiss(one, random, 2200, 8500) * swelling(one, one * 0.3, one * 0.5))
        )
        at += one + (random.uniform(0.02, 0.08) if random.random() < 0.8 else random.uniform(0.2, 0.45))
    return peaked(added(*pieces))


def drop(event: SoundEvent, random: Random) -> Mono:
    """Something small falls, bounces less and less, and lies."""
    pieces: list[tuple[float, Mono]] = []
    at, loud, gap = 0.0, 1.0, random.uniform(0.16, 0.26)
    while loud > 0.06:
        pieces.append((at, loud * struck(event.material or "wood", random, event.size * random.uniform(0.85, 1.1))))
        at, loud, gap = at + gap, loud * random.uniform(0.3, 0.5), gap * random.uniform(0.5, 0.7)
    return peaked(added(*pieces))


def bell(event: SoundEvent, random: Random) -> Mono:
    """Hum, prime, tierce, quint and nominal, as bells are tuned."""
    prime = 420 / event.size
    parts = (
        (0.5, 0.5, 1.0),
        (1.0, 0.8, 0.7),
        (1.2, 0.7, 0.6),
        (1.5, 0.3, 0.45),
        (2.0, 0.9, 0.4),
        (2.67, 0.35, 0.25),
        (4.1, 0.2, 0.12),
    )
    length = 1.1 + 1.6 * event.size
    ring = ringing(length, [(prime * part, level, half * event.size) for part, level, half in parts], random)
    return peaked(ring * dying(length, 1e3, 0.001) + 0.0)


def tick(event: SoundEvent, random: Random) -> Mono:
    """A clock that ticks once a second and tocks between, for as long as it goes on."""
    length, half = max(1.0, event.seconds), 0.5 * event.size**0.5
    pieces: list[tuple[float, Mono]] = []
    for number in range(int(length / half)):
        pitch = 1.0 if number % 2 else 1.22
        modes = ((1240 * pitch, 0.8, 0.006), (2710 * pitch, 1.0, 0.004), (430, 0.4, 0.012))
        pieces.append((number * half, ringing(0.1, modes, random) * random.uniform(0.85, 1.0)))
    return peaked(added(*pieces))


def engine(event: SoundEvent, random: Random) -> Mono:
    """Firing pulses with their harmonics, a load that wanders, and the air around it; `material` says of what kind."""
    length = max(0.5, event.seconds)
    if event.material in ("train", "steam"):
        return _rails(length, event, random)
    if event.material == "rocket":
        roar = hiss(length, random, 30, 900, -0.7) * wander(length, random, 0.05, 0.7, 1.0)
        tear = grains(length, random, 900, 120, 2600) * wander(length, random, 0.3, 0.4, 1.0)
        return peaked((roar / 3 + 0.5 * tear) * swelling(length, 0.4, 0.5))
    pitch = {"boat": 19.0, "plane": 62.0, "motor": 48.0}.get(event.material, 31.0) / event.size**0.5
    speed = pitch * wander(length, random, 0.9, 0.96, 1.05)
    turn = 2 * np.pi * np.cumsum(speed) / 48_000
    load = wander(length, random, 0.5, 0.6, 1.0)
    found = np.zeros(samples(length))
    for number in range(1, 15):
        uneven = 1.0 if number % 2 == 0 else 0.45
        found += uneven * load ** (number / 5) / number**0.9 * np.sin(number * turn + random.uniform(0, 6))
    found += 0.35 * hiss(length, random, 60, 1400, -0.6) * (0.6 + 0.4 * np.sin(turn * 2)) * load
    return peaked(filtered(found, 28, 1900) * swelling(length, 0.25, 0.35))


def _rails(length: float, event: SoundEvent, random: Random) -> Mono:
    """Wheels over joints, two and two, over the roll of the carriage."""
    found = [(0.0, 0.16 * hiss(length, random, 40, 520, -0.7) * wander(length, random, 0.4, 0.7, 1.0))]
    at = 0.1
    while at < length - 0.2:
        for late, loud in ((0.0, 1.0), (0.13, 0.75)):
            joint = ringing(0.25, ((104, 1.0, 0.03), (213, 0.6, 0.02), (930, 0.15, 0.012), (1640, 0.1, 0.01)), random)
            found.append((at + late, loud * random.uniform(0.6, 0.9) * joint))
        at += 0.62 * random.uniform(0.98, 1.02)
    whole = added(*found)[: samples(length)]
    return peaked(whole * swelling(length, 0.25, 0.35))


def hum(event: SoundEvent, random: Random) -> Mono:
    """Machines that only hum: a few steady partials that beat slowly."""
    time = clock(max(0.5, event.seconds))
    found = np.zeros(len(time))
    for part, level in ((1.0, 1.0), (2.0, 0.5), (3.02, 0.3), (4.0, 0.2), (7.98, 0.06)):
        found += level * np.sin(2 * np.pi * 58 / event.size * part * random.uniform(0.998, 1.002) * time)
    length = len(time) / 48_000
    return peaked((found + 0.3 * hiss(length, random, 80, 900, -0.6)) * swelling(length, 0.4, 0.4))


def switch(_event: SoundEvent, random: Random) -> Mono:
    """A small click, as of a lamp, a lock or a lid."""
    return peaked(
        added((0.0, 0.7 * struck("metal", random, 0.4)[: samples(0.03)]), (0.03, 0.8 * struck("wood", random, 0.5)))
    )


def _again(one: Callable[[SoundEvent, Random], Mono], gap: float) -> Callable[[SoundEvent, Random], Mono]:
    """The same over and over while it goes on."""

    def make(event: SoundEvent, random: Random) -> Mono:
        count = max(1, round(event.seconds / gap)) if event.seconds else 1
        once = event.model_copy(update={"seconds": 0.0})
        return peaked(
            added(*((number * gap * random.uniform(0.97, 1.03), one(once, random)) for number in range(count)))
        )

    return make


def beep(event: SoundEvent, random: Random) -> Mono:
    """What a robot or a console says: two or three short tones."""
    time = clock(0.09)
    tones = [
        swelling(0.09, 0.006, 0.02)
        * np.sin(2 * np.pi * 880 * random.choice((0.75, 1.0, 1.25, 1.5)) / event.size * time)
        for _ in range(3)
    ]
    return peaked(added(*((0.11 * number, tone) for number, tone in enumerate(tones))))


THINGS: dict[str, Callable[[SoundEvent, Random], Mono]] = {
    "door": door,
    "creak": creak,
    "knock": _again(knock, 0.24),
    "hammer": hammer,
    "clang": clang,
    "glass": glass,
    "paper": paper,
    "pen": pen,
    "drop": drop,
    "bell": bell,
    "tick": tick,
    "engine": engine,
    "hum": hum,
    "switch": switch,
    "beep": beep,
}
