"""A score by mood: a theme for the film, chords that change on the cuts, six instruments in a hall. Needs only numpy."""

from collections.abc import Callable, Generator
from contextlib import contextmanager
from typing import ClassVar

import numpy as np

from generation.backend import Progress, ScoreBackend
from generation.requests import ScoreRequest
from generation.results import SAMPLE_RATE, Sound
from generation.scores._harmony import Note, compose
from generation.scores._instruments import hall, play

_HALL = 2.2
_WET = 0.38
_FADE_IN, _FADE_OUT = 0.6, 2.0
_GLIDE = 1.5
"""Seconds over which the level of one section becomes that of the next."""


class Procedural(ScoreBackend):
    """Composed and played for the film's sections; the same request is the same music."""

    name: ClassVar[str] = "procedural"
    version: ClassVar[int] = 1

    @contextmanager
    def load(self) -> Generator[Callable[[ScoreRequest, Progress], Sound]]:
        """Nothing to load."""
        yield perform


BACKEND = Procedural


def perform(request: ScoreRequest, progress: Progress) -> Sound:
    """The music of all sections as (2, samples), each section at its level."""
    total = max(1, round(sum(section.seconds for section in request.sections) * SAMPLE_RATE))
    dry = np.zeros((2, total), np.float32)
    notes = compose(request)
    for done, note in enumerate(notes, 1):
        _add(dry, note)
        if done % 50 == 0:
            progress(done, len(notes))
    if not notes:
        return dry
    sound = (dry * (1 - _WET) + hall(dry, _HALL, request.seed) * _WET).astype(np.float32)
    return _levelled(sound, request)


def _add(out: Sound, note: Note) -> None:
    """Play a note into the mix with equal-power panning."""
    tone = play(note.instrument, note.pitch, round(note.length * 20) * 50)
    start = round(note.start * SAMPLE_RATE)
    end = min(out.shape[1], start + len(tone))
    if end <= start:
        return
    angle = (note.pan + 1) * np.pi / 4
    for side, gain in ((0, np.cos(angle)), (1, np.sin(angle))):
        out[side, start:end] += tone[: end - start] * np.float32(gain * note.loud)


def _levelled(sound: Sound, request: ScoreRequest) -> Sound:
    """Bring each section to its level (busier sections may be up to 3 dB louder), without steps, faded at both ends."""
    total = sound.shape[1]
    knots: list[tuple[float, float]] = []
    at = 0.0
    for section in request.sections:
        first, last = round(at * SAMPLE_RATE), round((at + section.seconds) * SAMPLE_RATE)
        level = float(np.sqrt(np.mean(sound[:, first:last] ** 2))) if last > first else 0.0
        wanted = 0.0 if section.silent else 10 ** ((section.level + 3.0 * (section.intensity - 0.5)) / 20)
        gain = min(wanted / level, 40.0) if level > 1e-4 else 0.0
        half = min(_GLIDE, section.seconds) / 2
        knots += [(at + half, gain), (at + section.seconds - half, gain)]
        at += section.seconds
    when = np.arange(0, total, 480) / SAMPLE_RATE
    curve = np.interp(when, [k[0] for k in knots], [k[1] for k in knots])
    gains = np.repeat(curve, 480)[:total].astype(np.float32)
    gains = np.convolve(gains, np.ones(481, np.float32) / 481, "same")[:total]
    rise, fall = min(total, round(_FADE_IN * SAMPLE_RATE)), min(total, round(_FADE_OUT * SAMPLE_RATE))
    gains[:rise] *= np.linspace(0, 1, rise, dtype=np.float32)
    gains[-fall:] *= np.linspace(1, 0, fall, dtype=np.float32) ** 1.5
    return np.tanh(sound * gains).astype(np.float32)
