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
from generation.scores._levels import levelled, samples_of

_HALL = 2.2
_WET = 0.38


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
    dry = np.zeros((2, samples_of(request)), np.float32)
    notes = compose(request)
    for done, note in enumerate(notes, 1):
        _add(dry, note)
        if done % 50 == 0:
            progress(done, len(notes))
    if not notes:
        return dry
    sound = (dry * (1 - _WET) + hall(dry, _HALL, request.seed) * _WET).astype(np.float32)
    return levelled(sound, request)


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
