"""Sounds of things that happen, laid where they happen, in the room around them."""

import zlib
from collections.abc import Callable
from typing import Any

import numpy as np
from numpy.typing import NDArray

from generation.backend import Progress
from generation.foley._calls import CALLS
from generation.foley._steps import STEPS
from generation.foley._things import THINGS
from generation.foley._water import WATER
from generation.foley.procedural import LEVELS
from generation.requests import FoleyRequest, SoundEvent
from generation.results import SAMPLE_RATE, Sound
from generation.shaping import Mono, Random, dulled, fast, hiss, samples

MAKERS: dict[str, Callable[[SoundEvent, Random], Mono]] = {**STEPS, **WATER, **THINGS, **CALLS}
"""What makes each of the sounds that have a level."""
_WEAK = 14.0
"""dB by which the weakest is quieter than the strongest."""
_FAR = 20.0
_LOUD_FAR = {"thunder": 10.0, "bell": 14.0, "roar": 16.0, "howl": 12.0}
"""dB that distance takes away, and of what is heard from afar."""
_ROOMS: dict[str, tuple[float, float, float]] = {
    "street": (0.5, 0.05, 3600),
    "room": (0.32, 0.13, 5200),
    "hall": (1.7, 0.2, 4200),
    "cave": (2.6, 0.26, 3000),
}
"""Seconds until what is heard of the room has died away by 60 dB, its level, and how bright it is."""


def make(request: FoleyRequest, progress: Progress) -> Sound:
    """The sounds as (2, samples), `seconds` long and as much longer as they ring, up to the tail."""
    whole = samples(request.seconds + request.tail)
    dry, sent = np.zeros((2, whole)), np.zeros((2, whole))
    wet = _ROOMS.get(request.room, (0.0, 0.0, 0.0))[1]
    for number, event in enumerate(request.events):
        heard, far = _heard(event, request.seed)
        left = np.array([np.cos((event.pan + 1) * np.pi / 4), np.sin((event.pan + 1) * np.pi / 4)])
        first = round(event.start * SAMPLE_RATE)
        heard = heard[max(0, -first) :][: max(0, whole - max(0, first))]
        at = slice(max(0, first), max(0, first) + len(heard))
        dry[:, at] += left[:, None] * heard
        sent[:, at] += (wet * (0.5 + 1.5 * far)) * (0.5 * left[:, None] + 0.35) * heard
        progress(number + 1, len(request.events))
    if wet and request.events:
        dry += _reverberated(sent, request)
    return _ended(dry, samples(request.seconds)).astype(np.float32)


def _heard(event: SoundEvent, seed: int) -> tuple[Mono, float]:
    """The event as it comes to the ear, and how far away it is. What it is decides its chance, not its place in the row."""
    name = f"{event.kind} {event.start:.3f} {event.pan:.2f}"
    random = np.random.default_rng([seed, zlib.crc32(name.encode())])
    sound = MAKERS[event.kind](event, random)
    far = event.distance
    level = LEVELS[event.kind] - _WEAK * (1 - event.strength) - _LOUD_FAR.get(event.kind, _FAR) * far
    if far > 0.15 and event.kind != "thunder":
        sound = dulled(sound, 16_000 * (1 - far) ** 2 + 900)
    return sound * 10 ** (level / 20), far


def _reverberated(sent: NDArray[Any], request: FoleyRequest) -> NDArray[Any]:
    """What the room gives back: noise that dies away, other noise on either side."""
    seconds, _, bright = _ROOMS[request.room]
    random = np.random.default_rng(7)
    length = samples(seconds)
    fall = 0.001 ** (np.arange(length) / length)
    size = fast(sent.shape[1] + length)
    out = np.empty_like(sent)
    for side in (0, 1):
        answer = dulled(hiss(seconds, random, 120, 9000), bright) * fall
        answer[: samples(0.006)] = 0.0
        answer /= np.sqrt(np.sum(answer**2))
        spectrum = np.fft.rfft(sent[side], size) * np.fft.rfft(answer, size)
        out[side] = np.fft.irfft(spectrum, size)[: sent.shape[1]]
    return out * 2.0


def _ended(sound: NDArray[Any], least: int) -> NDArray[Any]:
    """Without the silence after the last thing that rings, and with no edge where it stops."""
    loud = np.flatnonzero(np.abs(sound).max(axis=0) > 1e-4)
    end = max(least, int(loud[-1]) + 1 if loud.size else 0)
    kept = sound[:, :end].copy()
    over = min(samples(0.5), end - least) if end == sound.shape[1] else 0
    if over:  # It rings longer than there is room for.
        kept[:, -over:] *= np.linspace(1, 0, over) ** 1.5
    return np.clip(kept, -1, 1)
