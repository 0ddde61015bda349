"""The whole score, note by note: the film's theme, and each section as its mood and its moments want it."""

from itertools import pairwise

import numpy as np

from generation.requests import ScoreRequest, ScoreSection
from generation.scores._backing import bass, drums, figures, holds
from generation.scores._ensemble import Ensemble, ensemble
from generation.scores._grid import Bar, bars
from generation.scores._harmony import MOODS, Key
from generation.scores._melody import counter, melody, place
from generation.scores._moments import STRONG, accents, ending
from generation.scores._stage import Note, Stage, manner_of
from generation.scores._theme import Theme, theme

LEAST = 0.5
"""Sections shorter than so many seconds have no music of their own."""
_SLOWEST, _HURRY = 1.3, 1.35
"""No beat is longer, in seconds; how many times faster the last section may be so that more of the theme fits."""


def compose(request: ScoreRequest) -> list[Note]:
    """Every note of the film, in order. Root and theme are the same throughout; mode, pace and players follow the mood."""
    notes: list[Note] = []
    for stage in stages(request):
        second = stage.end
        notes += [*melody(stage), *counter(stage), *holds(stage), *figures(stage), *bass(stage), *drums(stage)]
        end = stage.start + stage.section.seconds
        notes += accents(stage, [hit for hit in request.hits if stage.start <= hit.at < min(end, second + 1e-6)])
        if stage.closes:
            notes += ending(stage, second, end - second)
    return sorted(notes, key=lambda note: note.start)


def theme_of(request: ScoreRequest) -> Theme:
    """The film's theme: shaped by the mood that it has most of."""
    return theme(request.seed, _most(request))


def _most(request: ScoreRequest) -> str:
    """The mood of most of the film; the tense and ominous parts are not what a film is remembered by."""
    shares: dict[str, float] = {}
    for section in request.sections:
        dark = section.mood in ("tense", "ominous")
        mood = section.mood if section.mood in MOODS else "calm"
        shares[mood] = shares.get(mood, 0.0) + section.seconds * (0.4 if dark else 1.0)
    return max(shares, key=lambda mood: shares[mood]) if shares else "calm"


def stages(request: ScoreRequest) -> list[Stage]:
    """Every section that has music, with its bars, chords and players."""
    tune, band = theme_of(request), ensemble(request.genre, request.instruments)
    root = 50 + int(np.random.default_rng(request.seed).integers(0, 7))
    found: list[Stage] = []
    starts = np.cumsum([0.0, *(section.seconds for section in request.sections)])
    heard = [n for n, section in enumerate(request.sections) if not section.silent and section.seconds > LEAST]
    closing = {one for one, other in pairwise(heard) if other != one + 1} | set(heard[-1:])
    three = _three(request, band)
    for index in heard:
        section = request.sections[index]
        final = index == heard[-1]
        metre = 3 if three and manner_of(section.mood).three > 0 else 4
        key = Key(root, MOODS.get(section.mood, MOODS["calm"]).mode)
        before = found[-1] if found else None
        grid = _grid(request, section, float(starts[index]), metre, closes=index in closing, final=final)
        stage = Stage(
            request, section, index, float(starts[index]), MOODS.get(section.mood, MOODS["calm"]),
            manner_of(section.mood), key, metre, grid, band, tune, np.random.default_rng([request.seed, index, 2]),
            closes=index in closing, final=final,
        )  # fmt: skip
        _cast(stage, before)
        place(stage)
        found.append(stage)
    return found


def _three(request: ScoreRequest, band: Ensemble) -> bool:
    """Whether the film is in three: as its genre and its mood are inclined to, by the seed."""
    chance = 0.5 * (band.genre.waltzes + manner_of(_most(request)).three * (band.genre.waltzes > 0))
    return float(np.random.default_rng([request.seed, 3]).random()) < chance


def _grid(
    request: ScoreRequest, section: ScoreSection, start: float, metre: int, *, closes: bool, final: bool
) -> tuple[Bar, ...]:
    mood = MOODS.get(section.mood, MOODS["calm"])
    beat = 60 / (request.tempo * mood.pace)
    while beat > _SLOWEST:
        beat /= 2
    end = start + section.seconds
    if closes:
        ring = request.ring if final else 1.8
        end -= min(ring, section.seconds * 0.45)
    if final:
        beat = _hurried(beat, end - start, metre)
    strong = tuple(hit.at for hit in request.hits if hit.strength >= STRONG and start < hit.at < end)
    return bars(start, end, beat, metre, strong, slowing=closes)


def _hurried(beat: float, seconds: float, metre: int) -> float:
    """The beat at which the last section has as many of the four bars that the whole theme needs as are not too fast."""
    for count in (4, 3, 2):
        needed = seconds / (count * metre + 0.6)
        if beat > needed > beat / _HURRY:
            return needed
    return beat


def _cast(stage: Stage, before: Stage | None) -> None:
    """Who leads, and what becomes of the theme: not what it was in the section before."""
    order = stage.band.leaders(stage.section.mood if stage.section.mood in MOODS else "calm")
    if before is not None and order[0] == before.leads[0] and len(order) > 1:
        order = (order[1], order[0], *order[2:])
    stage.leads = order
    known = stage.manner.treatments
    choice = known[stage.index % len(known)]
    if before is not None and before.treatment == choice and len(known) > 1:
        choice = known[(stage.index + 1) % len(known)]
    stage.treatment = "counter" if stage.final else "plain" if before is None else choice
