"""The hall: early reflections, then a tail whose high notes die first. Convolved block by block, so length costs no memory."""

import numpy as np
from numpy.typing import NDArray

from generation.results import SAMPLE_RATE

Blocks = NDArray[np.float32]
_BANDS = ((160.0, 900.0, 1.0, 0.55), (900.0, 3500.0, 0.85, 0.5), (3500.0, 9500.0, 0.55, 0.42))
"""From and to in Hz, how long it lasts as a part of the hall's time, how loud. Nothing below: low notes stay in the middle."""
_EARLY = ((0.011, 0.5), (0.017, 0.42), (0.023, 0.36), (0.031, 0.32), (0.041, 0.26), (0.053, 0.2), (0.067, 0.16))


def answer(seconds: float, seed: int) -> Blocks:
    """What the hall answers to a click, (2, samples): its energy is 1 on each side."""
    random = np.random.default_rng([seed, 5])
    length = round(seconds * SAMPLE_RATE)
    when = np.arange(length) / SAMPLE_RATE
    heights = np.fft.rfftfreq(length, 1 / SAMPLE_RATE)
    sides: list[NDArray[np.float64]] = []
    for side in range(2):
        tail = np.zeros(length)
        for low, high, lasting, loud in _BANDS:
            spectrum = np.fft.rfft(random.standard_normal(length))
            spectrum *= 1 / np.sqrt((1 + (low / (heights + 1)) ** 6) * (1 + (heights / high) ** 4))
            band = np.fft.irfft(spectrum, length)
            tail += loud * band / np.sqrt(np.mean(band**2)) * np.exp(-when * (6.9 / (seconds * lasting)))
        tail *= np.clip((when - 0.018) / 0.05, 0, 1)
        tail *= 0.85 / np.sqrt(np.sum(tail**2))
        for at, loud in _EARLY:
            moved = at * (1.0 + (0.07 if side else -0.05)) + float(random.uniform(0, 0.002))
            tail[round(moved * SAMPLE_RATE)] += 0.55 * loud * float(random.choice((-1.0, 1.0)))
        # The reflections are clicks; a wall answers without the lowest notes and without the highest.
        spectrum = np.fft.rfft(tail)
        spectrum *= 1 / np.sqrt((1 + (150 / (heights + 1)) ** 6) * (1 + (heights / 10_000) ** 2))
        tail = np.fft.irfft(spectrum, length)
        tail[-length // 8 :] *= np.linspace(1, 0, length - (length - length // 8))
        sides.append(tail / np.sqrt(np.sum(tail**2)))
    return np.stack(sides).astype(np.float32)


class Hall:
    """Answers one block after the other; `block` samples each (a multiple of `whole`), one row for each stem."""

    def __init__(self, seconds: float, seed: int, rows: int, whole: int, size: int = 1 << 18) -> None:
        impulse = answer(seconds, seed)
        self.block = (size - impulse.shape[1]) // whole * whole
        self._size = size
        self._answer = np.fft.rfft(impulse, size)
        self._tail = np.zeros((rows, 2, size - self.block), np.float32)

    def heard(self, rows: Blocks) -> Blocks:
        """What is heard of (rows, block) in the hall, as (rows, 2, block)."""
        found = np.empty((rows.shape[0], 2, self.block), np.float32)
        tail = self._tail.shape[2]
        for number, row in enumerate(rows):
            if row.any():
                spectrum = np.fft.rfft(row, self._size)
                for side in range(2):
                    whole = np.fft.irfft(spectrum * self._answer[side], self._size).astype(np.float32)
                    whole[:tail] += self._tail[number, side]
                    found[number, side] = whole[: self.block]
                    self._tail[number, side] = whole[self.block :]
            else:
                found[number] = 0
                reach = min(tail, self.block)
                found[number, :, :reach] = self._tail[number, :, :reach]
                self._tail[number] = 0
        return found
