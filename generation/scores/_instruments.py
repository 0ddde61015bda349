"""The orchestra: every instrument by its name, where it sits, and each note of it equally loud before anybody plays softly."""

from dataclasses import dataclass
from functools import lru_cache

import numpy as np

from generation.results import SAMPLE_RATE
from generation.scores._drums import DRUMS
from generation.scores._plucked import PLUCKED
from generation.scores._waves import Mono, hertz
from generation.scores._winds import HELD

_CENTS = (0.0, 1.2, -0.9, 0.6)
"""What one stroke of the same note is beside the other, in cents."""
_EVEN = 0.1
"""The root mean square of a note where it is loudest, weighted as the ear does."""


@dataclass(frozen=True)
class Seat:
    """Where an instrument is heard: -1 left to 1 right, how much of the hall there is in it, and its own level in dB."""

    pan: float = 0.0
    hall: float = 0.4
    level: float = 0.0


SEATS: dict[str, Seat] = {
    "pad": Seat(0.0, 0.45), "strings": Seat(-0.32, 0.45), "cello": Seat(0.0, 0.3, 1), "tremolo": Seat(-0.2, 0.45),
    "flute": Seat(-0.14, 0.45), "clarinet": Seat(0.16, 0.42), "oboe": Seat(0.06, 0.42), "horn": Seat(-0.3, 0.55),
    "brass": Seat(0.3, 0.5, -1), "trumpet": Seat(0.22, 0.4, -1), "choir": Seat(0.0, 0.6), "accordion": Seat(-0.2, 0.3),
    "harmonica": Seat(0.12, 0.35), "whistle": Seat(0.05, 0.5), "synth": Seat(0.08, 0.35, -1), "chip": Seat(0.1, 0.15, -2),
    "bass": Seat(0.0, 0.06), "deep": Seat(0.0, 0.2), "harp": Seat(-0.45, 0.42), "guitar": Seat(0.28, 0.25),
    "pizzicato": Seat(0.18, 0.35, 1), "upright": Seat(0.0, 0.1, 3), "piano": Seat(-0.1, 0.3), "banjo": Seat(-0.3, 0.2),
    "bells": Seat(0.35, 0.5, -2), "celesta": Seat(0.3, 0.45, -1), "music-box": Seat(0.1, 0.35, -1),
    "vibraphone": Seat(0.25, 0.35), "marimba": Seat(0.3, 0.3), "glass": Seat(-0.2, 0.6, -2), "timpani": Seat(0.0, 0.4),
    "kick": Seat(0.0, 0.06), "thud": Seat(0.0, 0.3), "tom": Seat(-0.15, 0.25), "snare": Seat(0.08, 0.25),
    "roll": Seat(0.1, 0.35), "brush": Seat(0.15, 0.15), "sweep": Seat(-0.15, 0.15), "shaker": Seat(0.35, 0.15),
    "hat": Seat(0.3, 0.1), "ride": Seat(0.35, 0.18), "clap": Seat(-0.1, 0.25), "tambourine": Seat(-0.35, 0.25),
    "wood": Seat(-0.3, 0.3), "cymbal": Seat(0.25, 0.35), "rise": Seat(0.0, 0.35),
}  # fmt: skip
"""Every instrument there is."""


@lru_cache(maxsize=128)
def play(instrument: str, pitch: float, milliseconds: int, layer: int, turn: int = 0, *, joined: bool = False) -> Mono:
    """One note with its release, at an even loudness. `layer` 0 to 3 is how hard it is played: that changes its colour."""
    bright = 0.32 + 0.23 * layer
    if instrument in DRUMS:
        return _even(DRUMS[instrument](bright, turn), 1500.0)
    frequency = hertz(pitch + _CENTS[turn % len(_CENTS)] / 100)
    kind = HELD.get(instrument) or PLUCKED[instrument]
    return _even(kind.tone(frequency, milliseconds / 1000, bright, turn, joined=joined), frequency)


def _even(sound: Mono, frequency: float) -> Mono:
    """The sound at the loudness that all notes have: that of its loudest tenth of a second."""
    frame = SAMPLE_RATE // 20
    whole = max(1, len(sound) // frame)
    power = np.square(sound[: whole * frame] if len(sound) >= frame else sound).reshape(whole, -1).mean(axis=1)
    loudest = float(np.sqrt(power.max())) * _heard(frequency)
    return (sound * np.float32(_EVEN / max(loudest, 1e-6))).astype(np.float32)


def _heard(frequency: float) -> float:
    """How loud a tone seems by its height: low ones less, high ones more."""
    return float(np.clip((frequency / 400) ** 0.22, 0.62, 1.7))
