"""Water, fire, thunder and wind that a thing makes."""

from collections.abc import Callable

import numpy as np

from generation.requests import SoundEvent
from generation.shaping import (
    Mono,
    Random,
    added,
    bubbles,
    clock,
    dying,
    grains,
    hiss,
    peaked,
    samples,
    swelling,
    wander,
)


def splash(event: SoundEvent, random: Random) -> Mono:
    """Something meets water: a slap, a spray that falls, and bubbles after it."""
    size, hard = event.size, event.strength
    length = 0.5 + 0.5 * size * hard
    slap = hiss(0.12, random, 180 / size, 2600, -0.3) * dying(0.12, 0.016 * size, 0.002)
    spray = hiss(length, random, 1100, 8500) * swelling(length, 0.05, length * 0.8) * 0.4
    spray *= wander(length, random, 0.04, 0.35, 1.0)
    rising = bubbles(length, random, round(10 + 22 * hard), low=380 / size, high=1900 / size**0.5)
    return peaked(added((0.0, hard * 0.8 * slap), (0.02, hard * 0.6 * spray), (0.06, 0.7 * rising)))


def row(event: SoundEvent, random: Random) -> Mono:
    """A stroke of an oar: the rowlock creaks, the blade goes in, water runs off it."""
    creak = 0.25 * wooden_creak(0.35, random, 240)
    dip = splash(event.model_copy(update={"size": 1.2, "strength": 0.45}), random)
    pull = hiss(0.8, random, 200, 1400, -0.4) * swelling(0.8, 0.3, 0.4) * 0.12
    return peaked(added((0.0, dip), (0.05, creak), (0.1, pull), (0.9, 0.25 * bubbles(0.6, random, 12, low=900))))


def wooden_creak(seconds: float, random: Random, pitch: float) -> Mono:
    """Wood that sticks and slips, ever a little faster."""
    rate = wander(seconds, random, 0.12, 0.6, 1.5) * 34
    slips = np.diff(np.floor(np.cumsum(rate) / 48_000), prepend=0.0) * random.uniform(0.5, 1.0, samples(seconds))
    time = clock(0.05)
    body = np.zeros(len(time))
    for part, level in ((1.0, 1.0), (2.3, 0.8), (3.9, 0.5), (6.1, 0.3)):
        body += level * np.sin(2 * np.pi * pitch * part * time) * 0.5 ** (time / 0.009)
    return peaked(np.convolve(slips, body)[: samples(seconds)] * swelling(seconds, 0.08, 0.1))


def pour(event: SoundEvent, random: Random) -> Mono:
    """Water that runs or bubbles for a while."""
    length = max(0.5, event.seconds)
    many = round(length * 34)
    run = hiss(length, random, 700, 5200, -0.3) * wander(length, random, 0.15, 0.4, 1.0)
    found = 0.12 * run + bubbles(length, random, many, low=420 / event.size, high=2100)
    return peaked(found * swelling(length, min(0.3, length / 3), min(0.5, length / 3)))


def bubbling(event: SoundEvent, random: Random) -> Mono:
    """Thick bubbles, as of a cauldron or of somebody under water."""
    length = max(0.5, event.seconds)
    found = bubbles(length, random, round(length * 16), low=150 / event.size, high=620)
    return peaked(found * swelling(length, min(0.2, length / 3), min(0.4, length / 3)))


def fire(event: SoundEvent, random: Random) -> Mono:
    """A rumble that flickers, hissing sap, and crackles of which few are loud."""
    length = max(0.5, event.seconds)
    rumble = hiss(length, random, 40, 380, -0.8) * wander(length, random, 0.11, 0.5, 1.0)
    sap = hiss(length, random, 2500, 9000) * wander(length, random, 0.6, 0.0, 1.0) ** 3
    crackle = grains(length, random, 9, 900, 7000, heavy=1.7)
    small = grains(length, random, 55, 2500, 10000, heavy=2.6)
    found = 0.12 * rumble + 0.03 * sap + 0.7 * crackle + 0.3 * small
    return peaked(found * swelling(length, min(0.4, length / 3), min(0.6, length / 3)))


def thunder(event: SoundEvent, random: Random) -> Mono:
    """A crack where it is near, then the rest of the long channel, heard later and duller the further away it was."""
    far = event.distance
    length = 3.6 + 2.2 * far
    time = clock(length)
    roll = hiss(length, random, 24, 150 + 190 * (1 - far), -0.9)
    strokes = np.zeros(len(time))
    for at in np.cumsum(random.exponential(0.42, 9)):
        strokes += random.uniform(0.35, 1.0) * np.exp(-np.abs(time - 0.18 * far - at) / random.uniform(0.16, 0.5))
    body = roll * (strokes + 0.25) * np.exp(-time / (1.0 + 0.8 * far)) * np.clip(time / (0.01 + 0.3 * far), 0, 1)
    pieces = [(0.0, peaked(body))]
    if far < 0.7:
        near = 1 - far / 0.7
        crack = hiss(0.9, random, 160, 5200, -0.55) * dying(0.9, 0.05 + 0.05 * far, 0.001)
        tear = grains(0.55, random, 500, 300, 6500, half=0.12)
        pieces += [(0.0, 0.8 * near * peaked(crack)), (0.0, 0.45 * near * tear)]
    found = added(*pieces)
    return peaked(np.tanh(1.7 * peaked(found)) * swelling(len(found) / 48_000, 0.002, 1.2))


def whoosh(event: SoundEvent, random: Random) -> Mono:
    """Air that something pushes aside."""
    length = max(0.18, event.seconds or 0.4)
    air = hiss(length, random, 180 / event.size, 1500 / event.size**0.5, -0.4)
    return peaked(air * swelling(length, length * 0.55, length * 0.45))


def wings(event: SoundEvent, random: Random) -> Mono:
    """One beat: down with a puff of air, feathers, and back up."""
    size = event.size
    length = min(0.5, 0.16 + 0.12 * size)
    down = hiss(length, random, 90 / size, 1300 / size**0.6, -0.5) * swelling(length, length * 0.3, length * 0.6)
    feathers = grains(length, random, 300, 1400, 6000) * swelling(length, length * 0.4, length * 0.4)
    return peaked(down + 0.35 * feathers)


WATER: dict[str, Callable[[SoundEvent, Random], Mono]] = {
    "splash": splash,
    "row": row,
    "pour": pour,
    "bubbling": bubbling,
    "fire": fire,
    "thunder": thunder,
    "whoosh": whoosh,
    "wings": wings,
}
