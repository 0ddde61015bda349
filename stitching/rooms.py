"""What a room makes of a sound: one response for what comes straight and what comes back, with which the sound is convolved.

What comes straight is never late: its filters have the least delay that there can be. Nothing here is by chance, though the rooms
are made of noise: the same room answers the same way in every film.
"""

from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from stitching.loudness import Samples
from stitching.timeline import SAMPLE_RATE, Room

_FILTER = 4096
"""Samples of the filter of what comes straight."""
_FIRST = 0.009
"""Seconds after which the first wall answers."""
_BRIGHT = 4200.0
"""Hz from which on walls and air swallow ever more."""
_VOICE = (200.0, 3500.0)
"""Hz between which a voice is loud."""
_SEED = 1876


class Walls:
    """A sound on its way through a room, block by block; what rings on is kept from one block to the next."""

    def __init__(self, room: Room) -> None:
        self._response = response(room)
        self._ringing: Samples = np.zeros((2, tail(room)), np.float32)

    def through(self, block: Samples) -> Samples:
        """The next samples as they are heard: as many as go in."""
        count, tail = block.shape[1], self._ringing.shape[1]
        size = 1 << (count + tail - 1).bit_length()
        spectrum = np.fft.rfft(block, size) * np.fft.rfft(self._response, size)
        whole = np.fft.irfft(spectrum, size)[:, : count + tail].astype(np.float32)
        whole[:, :tail] += self._ringing
        self._ringing = whole[:, count:]
        return whole[:, :count]


def tail(room: Room) -> int:
    """For how many samples a sound in that room rings on."""
    return response(room).shape[1] - 1


@lru_cache(maxsize=16)
def response(room: Room) -> Samples:
    """What a click becomes in that room: (2, samples)."""
    straight = _straight(room)
    back = _back(room)
    out = np.zeros((2, max(straight.size, back.shape[1])), np.float32)
    out[:, : straight.size] += straight
    out[:, : back.shape[1]] += back
    return out


def _straight(room: Room) -> NDArray[np.float64]:
    """What comes straight: a click, or what walls and wires leave of it."""
    if room.below is None and room.above is None:
        return np.ones(1)
    frequency = np.maximum(np.fft.rfftfreq(_FILTER, 1 / SAMPLE_RATE), 1.0)
    gain = np.ones(frequency.size)
    if room.below is not None:
        gain /= np.sqrt(1 + (frequency / room.below) ** 4)
    if room.above is not None:
        gain /= np.sqrt(1 + (room.above / frequency) ** 8)
    return _at_once(gain)


def _at_once(gain: NDArray[np.float64]) -> NDArray[np.float64]:
    """The filter with that gain by frequency which answers soonest: its phase is that of the logarithm's causal part."""
    cepstrum = np.fft.irfft(np.log(np.maximum(gain, 1e-5)), _FILTER)
    cepstrum[1 : _FILTER // 2] *= 2
    cepstrum[_FILTER // 2 + 1 :] = 0
    return np.fft.irfft(np.exp(np.fft.rfft(cepstrum)), _FILTER)[: _FILTER // 4]


def _back(room: Room) -> NDArray[np.float64]:
    """What comes back: a few walls one by one, then all of them as noise that dies away; and an echo, where there is one."""
    if room.amount <= 0:
        return np.zeros((2, 1))
    random = np.random.default_rng(_SEED)
    count = max(2, round(room.decay * SAMPLE_RATE))
    time = np.arange(count) / SAMPLE_RATE
    first = min(_FIRST + 0.012 * room.decay, room.decay / 3)
    found = random.standard_normal((2, count)) * 0.001 ** (time / room.decay)
    found *= np.clip((time - first) / (1.5 * first), 0, 1)
    for _ in range(7):
        at = round(random.uniform(first, 4 * first) * SAMPLE_RATE)
        if at < count:
            found[:, at] += random.uniform(2, 7, 2) * random.choice((-1.0, 1.0))
    found = _dulled(found, _BRIGHT if room.below is None else min(_BRIGHT, room.below))
    found *= np.clip((time - 0.5 * first) / first, 0, 1)
    if room.echo:
        at, whole = round(room.echo * SAMPLE_RATE), np.zeros((2, count + round(room.echo * SAMPLE_RATE)))
        whole[:, :count] = 0.6 * found
        whole[:, at:] += found
        found = whole
    return found * (room.amount / max(1e-9, _loud(found)))


def _loud(answer: NDArray[np.float64]) -> float:
    """By how much a voice that goes on becomes louder or quieter in what comes back."""
    gain = np.abs(np.fft.rfft(answer, 1 << answer.shape[1].bit_length()))
    frequency = np.linspace(0, SAMPLE_RATE / 2, gain.shape[1])
    return float(np.sqrt((gain[:, (frequency > _VOICE[0]) & (frequency < _VOICE[1])] ** 2).mean()))


def _dulled(sound: NDArray[np.float64], high: float) -> NDArray[np.float64]:
    size = 1 << sound.shape[1].bit_length()
    frequency = np.fft.rfftfreq(size, 1 / SAMPLE_RATE)
    gain = 1 / (1 + (frequency / high) ** 2) / (1 + (140 / np.maximum(frequency, 1.0)) ** 2)
    return np.fft.irfft(np.fft.rfft(sound, size) * gain, size)[:, : sound.shape[1]]
