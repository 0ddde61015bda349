"""Instruments whose tone dies away by itself: plucked and struck strings, bars, bells and drums with a pitch."""

from dataclasses import dataclass
from functools import lru_cache

import numpy as np

from generation.results import SAMPLE_RATE
from generation.scores._waves import HIGHEST, Mono, count, fade, noise, steps, table, time

_BANDS = ((1, 1), (2, 3), (4, 7), (8, 15), (16, 40))
"""Partials that die away together, from the first to the last."""


@dataclass(frozen=True)
class String:
    """A string: where it is plucked (a part of its length), how dark it is, how long it sounds, how stiff it is."""

    place: float
    steepness: float
    darkest: float
    lasting: float
    """Seconds until A3 has lost 60 dB."""
    damping: float
    """How much faster each further octave of partials dies away."""
    release: float
    rings: bool = False
    """Whether it goes on after the note's end."""
    stiff: float = 0.0
    knock: float = 0.0
    knocked: tuple[float, float] = (150.0, 1200.0)
    unison: float = 0.0
    """Cents between the two strings of a note, where it has two."""

    def tone(self, frequency: float, seconds: float, bright: float, turn: int, *, joined: bool) -> Mono:
        """One note; a held one rings for as long as the string does."""
        lasting = float(np.clip(self.lasting * (220 / frequency) ** 0.55, 0.25, 9.0))
        whole = min(max(seconds, lasting * 0.8) if self.rings else seconds, lasting) + self.release
        samples = count(whole)
        seconds_of = time(samples)
        sound = np.zeros(samples, np.float32)
        for number, (first, last) in enumerate(_BANDS):
            rows = _band(self, round(frequency, 3), first, last, bright)
            if not rows:
                break
            decay = 6.9 / lasting * (1 + self.damping * number)
            own = frequency * (1 + self.stiff * (first * last if number else 0))
            envelope = np.exp(-seconds_of * np.float32(decay))
            for detuned in (0.0, self.unison)[: 2 if self.unison and number < 2 else 1]:
                at = steps(
                    own * 2 ** ((detuned - self.unison / 2) / 1200), samples, 0.21 * turn + 0.13 * number + detuned
                )
                sound += table(rows)[at] * envelope
        sound = fade(sound, 0.0015 if not joined else 0.004, self.release if not self.rings else min(0.6, whole * 0.4))
        if self.knock:
            short = min(samples, count(0.07))
            knock = noise(count(0.07), *self.knocked, 31 + turn)[:short] * np.exp(-seconds_of[:short] * np.float32(70))
            sound[:short] += fade(knock * np.float32(self.knock * (0.3 + bright)), 0.0008, 0.02)
        return sound


@lru_cache(maxsize=512)
def _band(string: String, frequency: float, first: int, last: int, bright: float) -> tuple[float, ...]:
    """The partials of a band, silence below it; empty where there are none under the highest frequency."""
    numbers = np.arange(first, min(last, int(HIGHEST // frequency)) + 1)
    if not len(numbers):
        return ()
    dark = string.darkest * (0.35 + 1.3 * bright)
    rows = np.abs(np.sin(np.pi * numbers * string.place)) * numbers**-string.steepness
    rows = (rows + 0.03 * numbers**-string.steepness) / (1 + (numbers * frequency / dark) ** 2)
    return (0.0,) * (first - 1) + tuple(rows.tolist())


@dataclass(frozen=True)
class Struck:
    """A bar, a bell or a skin: partials as (ratio, loudness, seconds until 60 dB are lost)."""

    partials: tuple[tuple[float, float, float], ...]
    release: float
    stroke: float = 0.0
    struck: tuple[float, float] = (800.0, 4000.0)
    tremble: float = 0.0
    """Depth of the motor's tremolo."""
    fall: float = 0.0
    """How far the pitch is above its own when struck, in parts of it."""

    def tone(self, frequency: float, seconds: float, bright: float, turn: int, *, joined: bool) -> Mono:
        """One note; it rings on after its end."""
        high = float(np.clip((520 / frequency) ** 0.35, 0.5, 1.6))
        whole = min(max(seconds, 0.5) + self.release, max(lasting for _, _, lasting in self.partials) * high * 0.9)
        samples = count(whole)
        seconds_of = time(samples)
        sound = np.zeros(samples, np.float32)
        bend = np.float32(self.fall / 18) * (1 - np.exp(-seconds_of * 18)) if self.fall else None
        for ratio, loud, lasting in self.partials:
            own = frequency * ratio
            if own > HIGHEST:
                continue
            strength = loud * (1 if ratio == 1 else 0.35 + bright)
            angle = np.float32(2 * np.pi) * _cycles(own, samples)
            if bend is not None:
                angle = angle + np.float32(2 * np.pi * own) * bend
            sound += np.float32(strength) * np.exp(-seconds_of * np.float32(6.9 / (lasting * high))) * np.sin(angle)
        if self.tremble:
            sound *= 1 - np.float32(self.tremble) * (0.5 - 0.5 * np.cos(np.float32(2 * np.pi * 5.3) * seconds_of))
        sound = fade(sound, 0.001 if not joined else 0.003, min(0.5, whole * 0.35))
        if self.stroke:
            short = min(samples, count(0.05))
            knock = noise(count(0.05), *self.struck, 57 + turn)[:short] * np.exp(-seconds_of[:short] * np.float32(90))
            sound[:short] += fade(knock * np.float32(self.stroke * (0.3 + bright)), 0.0008, 0.01)
        return sound


def _cycles(frequency: float, samples: int) -> Mono:
    """The phase in periods, its whole part taken off while it is still exact."""
    phase = np.arange(samples, dtype=np.float64) * (frequency / SAMPLE_RATE)
    return (phase - np.floor(phase)).astype(np.float32)


PLUCKED: dict[str, String | Struck] = {
    "harp": String(0.42, 1.1, 4600, 4.2, 0.55, 0.3, rings=True, knock=0.02),
    "guitar": String(0.19, 1.05, 4600, 3.4, 0.75, 0.18, rings=True, knock=0.09, knocked=(300, 2600)),
    "pizzicato": String(0.3, 1.1, 3000, 0.9, 0.9, 0.12, knock=0.1, knocked=(180, 1500)),
    "upright": String(0.22, 1.2, 1300, 2.3, 0.8, 0.14, knock=0.12, knocked=(90, 900)),
    "piano": String(0.12, 1.2, 4200, 7.0, 0.5, 0.22, stiff=0.00012, knock=0.05, unison=1.4),
    "banjo": String(0.1, 0.9, 4200, 1.3, 0.7, 0.1, knock=0.1, knocked=(400, 3000)),
    "bells": Struck(((1, 0.7, 3.6), (2.0, 0.3, 2.4), (2.76, 0.2, 1.7), (5.4, 0.09, 0.8)), 2.4, stroke=0.02),
    "celesta": Struck(((1, 0.8, 2.2), (2.0, 0.1, 1.2), (4.0, 0.16, 0.7), (6.2, 0.04, 0.3)), 1.2, stroke=0.03),
    "music-box": Struck(((1, 0.8, 1.9), (3.0, 0.12, 0.8), (6.27, 0.09, 0.4)), 1.0, stroke=0.08, struck=(2500, 9000)),
    "vibraphone": Struck(((1, 0.9, 4.2), (4.0, 0.14, 1.1), (10.0, 0.03, 0.3)), 1.4, stroke=0.03, tremble=0.35),
    "marimba": Struck(((1, 0.9, 1.0), (3.93, 0.16, 0.3), (9.2, 0.04, 0.12)), 0.3, stroke=0.06, struck=(300, 1800)),
    "glass": Struck(((1, 0.6, 3.0), (1.003, 0.4, 3.0), (3.01, 0.1, 1.2)), 2.2),
    "timpani": Struck(
        ((1, 0.9, 1.9), (1.5, 0.42, 1.3), (1.99, 0.24, 0.9), (2.44, 0.14, 0.7)),
        1.2, stroke=0.14, struck=(60, 500), fall=0.02,
    ),
}  # fmt: skip
"""Every instrument that is plucked or struck."""
