"""Instruments that hold a tone: strings, winds, voices, reeds and synthesisers, as rows of numbers."""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from generation.scores._waves import Mono, count, fade, formants, noise, slope, steps, table, time, vibrato

_AIR = 1 << 16
"""Samples of breath. It is a circle: what is longer goes round it without a seam."""
Spectrum = Callable[[float, float], tuple[float, ...]]
"""Partials of a tone of so many Hz, as bright as from 0 to 1."""


@dataclass(frozen=True)
class Held:
    """How a held tone begins, lives and ends. `voices` are cents beside the pitch, one for each player heard apart."""

    spectrum: Spectrum
    attack: float
    release: float
    voices: tuple[float, ...] = (0.0,)
    rate: float = 5.2
    cents: float = 0.0
    late: float = 0.35
    breath: float = 0.0
    opening: float = 0.12
    """Seconds until the tone is as bright as it gets."""
    tremble: float = 0.0
    fading: float = 0.0
    """How much of the tone is lost a second, as for a bass that is plucked."""

    def tone(self, frequency: float, seconds: float, bright: float, turn: int, *, joined: bool) -> Mono:
        """One note, with its release after `seconds`. `joined` to the one before, it begins without a new attack."""
        attack = min(self.attack * (0.45 if joined else 1.0) * (1.3 - 0.6 * bright), seconds * 0.6)
        samples = count(seconds + self.release)
        seconds_of = time(samples)
        dark, full = (table(self.spectrum(frequency, bright * part)) for part in (0.45, 1.0))
        open_ = 1 - np.exp(-seconds_of / np.float32(max(0.01, self.opening * (0.5 if joined else 1.0))))
        sound = np.zeros(samples, np.float32)
        for number, cents in enumerate(self.voices):
            own = frequency * 2 ** (cents / 1200)
            rate = self.rate * (1 + 0.06 * number)
            sway = vibrato(own, samples, rate, self.cents, 0.05 if joined else self.late) if self.cents else None
            at = steps(own, samples, 0.37 * number + 0.19 * turn, sway)
            closed = dark[at]
            sound += closed + (full[at] - closed) * open_
        sound /= np.float32(len(self.voices) ** 0.5)
        if self.breath:
            near = 2.0 ** (round(3 * np.log2(frequency)) / 3)
            air = np.resize(noise(_AIR, near * 1.5, near * 6 + 2500, 11 + turn), samples)
            sound += air * (np.float32(self.breath) * (0.35 + 0.65 * np.exp(-seconds_of / np.float32(0.06))))
        if self.tremble:
            sound *= 1 - np.float32(self.tremble) * (0.5 - 0.5 * np.cos(np.float32(2 * np.pi * 6.1) * seconds_of))
        if seconds > 1.0 and not self.fading:
            # A long tone goes somewhere: it grows, and is let go a little before its end.
            sound *= 0.8 + 0.2 * np.sin(np.minimum(seconds_of * np.float32(2.6 / seconds), np.float32(2.6)))
        if self.fading:
            sound *= np.exp(-seconds_of * np.float32(self.fading))
        return fade(sound, attack, self.release)


def _bowed(frequency: float, bright: float) -> tuple[float, ...]:
    body = ((480, 160, 0.45), (1100, 400, 0.5), (2900, 1100, 0.85))
    return formants(slope(frequency, 1900 + 6200 * bright, 0.95), frequency, body)


def _padded(frequency: float, bright: float) -> tuple[float, ...]:
    return slope(frequency, 500 + 2600 * bright, 0.9)


def _flute(frequency: float, bright: float) -> tuple[float, ...]:
    rows = (1.0, 0.28 + 0.36 * bright, 0.12 + 0.2 * bright, 0.05 + 0.09 * bright, 0.02 + 0.05 * bright, 0.03 * bright)
    return rows[: max(1, int(12_000 // frequency))]


def _clarinet(frequency: float, bright: float) -> tuple[float, ...]:
    rows = slope(frequency, 1800 + 3600 * bright, 0.75)
    return tuple(row * (1.0 if number % 2 == 0 else 0.06 + 0.01 * number) for number, row in enumerate(rows))


def _oboe(frequency: float, bright: float) -> tuple[float, ...]:
    rows = slope(frequency, 2600 + 2400 * bright, 0.75)
    return formants(rows, frequency, ((1050, 420, 1.5), (2900, 700, 0.7)))


def _horn(frequency: float, bright: float) -> tuple[float, ...]:
    return formants(slope(frequency, 520 + 2100 * bright, 0.7), frequency, ((380, 260, 1.1),))


def _brass(frequency: float, bright: float) -> tuple[float, ...]:
    return formants(slope(frequency, 700 + 3400 * bright, 0.55), frequency, ((620, 350, 0.7), (1250, 500, 0.7)))


def _muted(frequency: float, bright: float) -> tuple[float, ...]:
    return formants(slope(frequency, 3800 + 2200 * bright, 0.6), frequency, ((1600, 420, 1.6), (2700, 600, 0.7)))


def _sung(frequency: float, bright: float) -> tuple[float, ...]:
    throat = ((640, 110, 2.4), (1080, 130, 1.3), (2700, 260, 0.35 + 0.4 * bright), (3300, 300, 0.2))
    return formants(slope(frequency, 1500 + 4200 * bright, 1.0), frequency, throat)


def _reed(frequency: float, bright: float) -> tuple[float, ...]:
    return formants(slope(frequency, 2000 + 2200 * bright, 0.7), frequency, ((900, 500, 0.6),))


def _whistled(frequency: float, bright: float) -> tuple[float, ...]:
    return (1.0, 0.035 + 0.04 * bright, 0.012)[: max(1, int(12_000 // frequency))]


def _sawn(frequency: float, bright: float) -> tuple[float, ...]:
    return slope(frequency, 900 + 4600 * bright * bright, 0.9)


def _pulsed(frequency: float, bright: float) -> tuple[float, ...]:
    rows = slope(frequency, 3000 + 5000 * bright, 1.0)
    return tuple(row * abs(float(np.sin(np.pi * number * 0.25))) * 1.4 for number, row in enumerate(rows, 1))


def _low(frequency: float, bright: float) -> tuple[float, ...]:
    return slope(frequency, 190 + 620 * bright, 0.9)


HELD: dict[str, Held] = {
    "pad": Held(_padded, 0.9, 1.3, (-6.0, 0.5, 5.5), opening=1.2),
    "strings": Held(_bowed, 0.2, 0.5, (-5.0, 4.5, 0.0), cents=7, rate=5.4, late=0.3, opening=0.25),
    "cello": Held(_bowed, 0.16, 0.45, (-3.0, 3.0), cents=4, rate=4.9, opening=0.3),
    "tremolo": Held(_bowed, 0.12, 0.35, (-6.0, 5.0), tremble=0.75, opening=0.4),
    "flute": Held(_flute, 0.07, 0.16, cents=11, rate=5.3, late=0.4, breath=0.05),
    "clarinet": Held(_clarinet, 0.06, 0.14, cents=3, rate=4.8, late=0.6, breath=0.012),
    "oboe": Held(_oboe, 0.05, 0.14, cents=9, rate=5.6, late=0.35),
    "horn": Held(_horn, 0.09, 0.25, (-2.0, 2.0), cents=3, late=0.6, opening=0.18),
    "brass": Held(_brass, 0.03, 0.2, (-4.0, 0.0, 4.0), cents=4, late=0.6, opening=0.09),
    "trumpet": Held(_muted, 0.035, 0.16, cents=10, rate=5.5, late=0.45, opening=0.05),
    "choir": Held(_sung, 0.38, 0.9, (-8.0, -2.0, 3.0, 8.0), cents=9, rate=5.0, late=0.2, breath=0.02, opening=0.5),
    "accordion": Held(_reed, 0.05, 0.12, (-5.0, 5.0), opening=0.06),
    "harmonica": Held(_reed, 0.05, 0.14, (0.0,), cents=8, rate=5.8, late=0.3, tremble=0.12, opening=0.12),
    "whistle": Held(_whistled, 0.06, 0.14, cents=16, rate=5.6, late=0.3, breath=0.02),
    "synth": Held(_sawn, 0.02, 0.22, (-5.0, 5.0), cents=8, rate=5.5, late=0.5, opening=0.1),
    "chip": Held(_pulsed, 0.006, 0.05, cents=6, rate=6.0, late=0.35),
    "bass": Held(_low, 0.012, 0.16, fading=0.5, opening=0.02),
    "deep": Held(_low, 0.4, 0.8, (-2.0, 2.0), opening=0.5),
}
"""Every instrument that holds its tone."""
