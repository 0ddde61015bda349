"""A composed score as sound: its notes played, mixed, mastered and added up."""

import numpy as np
from numpy.typing import NDArray

from generation.backend import Progress
from generation.requests import ScoreRequest
from generation.results import Score, Sound
from generation.scores._composing import compose
from generation.scores._ensemble import GENRES
from generation.scores._levels import samples_of
from generation.scores._mastering import gains
from generation.scores._mixing import played
from generation.scores._stage import PARTS


def perform(request: ScoreRequest, progress: Progress) -> Score:
    """The music of all sections as (2, samples), each section at its level, and its stems."""
    notes = compose(request)
    if not notes:
        return Score(np.zeros((2, samples_of(request)), np.float32))
    genre = GENRES.get(request.genre) or GENRES["chamber"]
    tape = played(request, notes, genre.hall, progress)
    curve = gains(request, np.concatenate(tape.powers), np.concatenate(tape.peaks))
    stems = tape.levelled(curve)
    return Score(_whole(stems), dict(zip(PARTS, stems, strict=True)))


def _whole(stems: NDArray[np.int16]) -> Sound:
    """The stems added up. A file of 16 bits holds exactly their sum."""
    whole = np.zeros(stems.shape[1:], np.float32)
    for stem in stems:
        whole += stem
    whole /= 32767
    return whole
