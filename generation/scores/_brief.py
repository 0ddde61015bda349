"""What a music model is asked for: stretches of the film with one mood, each in words, in pieces that the model can make.

A stretch is a run of sections that want the same music, so that it goes on over a cut between them. Pieces overlap: where the
mood changes on the cut, where it does not, wherever the model's longest piece ends.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from generation.requests import ScoreRequest, ScoreSection
from generation.scores._harmony import MOODS, Mood

_CROSS = 1.0
"""Seconds in which the music of one stretch becomes that of the next, half of them before the cut."""
_LAP = 3.0
"""Seconds that two pieces of one stretch have in common."""
_ALIKE = 0.2
"""Sections of one mood whose intensity differs by less are one stretch."""

_KEYS = ("C", "D flat", "D", "E flat", "E", "F", "F sharp", "G", "A flat", "A", "B flat", "B")
_MINOR = frozenset({"aeolian", "dorian", "phrygian"})
_FEELING = {
    "calm": "calm, peaceful, unhurried",
    "tense": "tense, suspenseful, restless",
    "joyful": "joyful, bright, uplifting",
    "sad": "sad, melancholic, mournful",
    "ominous": "ominous, dark, brooding",
    "wonder": "full of wonder, magical, shimmering",
    "tender": "tender, intimate, warm",
    "playful": "playful, light-footed, whimsical",
    "triumphant": "triumphant, heroic, soaring",
    "lonely": "lonely, sparse, wistful",
}
_SOUNDING = {
    "pad": "soft synthesizer pads",
    "harp": "harp",
    "piano": "piano",
    "bells": "bells and celesta",
    "strings": "string orchestra",
    "bass": "deep bass",
    "brass": "brass section",
    "chip": "chiptune square waves",
    "glass": "glass harmonica",
    "guitar": "acoustic guitar",
    "horn": "french horn",
    "music-box": "music box",
    "pizzicato": "pizzicato strings",
    "synth": "analogue synthesizer lead",
    "trumpet": "muted trumpet",
    "upright": "upright bass",
    "whistle": "whistling",
}
_KINDS = {
    "orchestral": "orchestral ",
    "chamber": "chamber music ",
    "jazz": "noir jazz ",
    "western": "western ",
    "synth": "synthwave ",
    "storybook": "fairy-tale ",
    "folk": "acoustic folk ",
}
_FORCE = (
    (0.2, "very quiet and sparse"),
    (0.45, "restrained"),
    (0.7, "building, moderately full"),
    (0.9, "full and driving"),
)


@dataclass(frozen=True)
class Brief:
    """The music of one stretch, in words and in numbers for models that take those."""

    prompt: str
    tempo: int
    key: str
    """E.g. `D minor`; the same root for the whole film."""


@dataclass(frozen=True)
class Piece:
    """What is made in one go. Times are seconds from the start of the score; `rise` and `fall` lie inside of them."""

    brief: Brief
    start: float
    seconds: float
    rise: float
    fall: float
    seed: int


@dataclass(frozen=True)
class _Stretch:
    sections: tuple[ScoreSection, ...]
    start: float
    index: int

    @property
    def seconds(self) -> float:
        return sum(section.seconds for section in self.sections)


def pieces(request: ScoreRequest, longest: float) -> tuple[Piece, ...]:
    """Return every piece that the score is joined from, none longer than `longest` seconds; silent sections have none."""
    stretches = _stretches(request.sections)
    end = sum(section.seconds for section in request.sections)
    found: list[Piece] = []
    for stretch in stretches:
        half = min(_CROSS, stretch.seconds) / 2
        first, last = max(0.0, stretch.start - half), min(end, stretch.start + stretch.seconds + half)
        brief = brief_of(stretch.sections, request)
        ends = (half * 2 if first > 0 else 0.0, half * 2 if last < end else 0.0)
        found += _cut(brief, (first, last), ends, longest, (request.seed, stretch.index))
    return tuple(found)


def brief_of(sections: Sequence[ScoreSection], request: ScoreRequest) -> Brief:
    """Say what the music of a stretch is like."""
    mood = MOODS.get(sections[0].mood, MOODS["calm"])
    seconds = sum(section.seconds for section in sections)
    intensity = sum(section.intensity * section.seconds for section in sections) / seconds
    tempo, key = round(request.tempo * mood.pace), _key(request.seed, mood)
    said = (
        f"instrumental {_KINDS.get(request.genre, '')}film score, no vocals",
        _FEELING.get(sections[0].mood, sections[0].mood),
        next((words for most, words in _FORCE if intensity < most), "the climax, powerful and overwhelming"),
        ", ".join(_SOUNDING.get(name, name) for name in request.instruments),
        f"{tempo} BPM",
        f"in {key}",
    )
    return Brief(", ".join(words for words in said if words), tempo, key)


def _stretches(sections: Sequence[ScoreSection]) -> list[_Stretch]:
    """Runs of sections that want the same music."""
    found: list[_Stretch] = []
    at = 0.0
    for index, section in enumerate(sections):
        before = found[-1] if found else None
        goes_on = before is not None and abs(before.start + before.seconds - at) < 1e-6
        if before is not None and goes_on and not section.silent and _alike(before.sections[0], section):
            found[-1] = _Stretch((*before.sections, section), before.start, before.index)
        elif not section.silent and section.seconds > 0:
            found.append(_Stretch((section,), at, index))
        at += section.seconds
    return found


def _alike(one: ScoreSection, other: ScoreSection) -> bool:
    return one.mood == other.mood and abs(one.intensity - other.intensity) < _ALIKE


def _cut(
    brief: Brief, span: tuple[float, float], ends: tuple[float, float], longest: float, seed: tuple[int, int]
) -> list[Piece]:
    """Cut one stretch into equal pieces that a model can make, each going over into the next."""
    whole = span[1] - span[0]
    lap = min(_LAP, longest / 4)
    count = max(1, math.ceil((whole - lap) / (longest - lap)))
    length = (whole + (count - 1) * lap) / count
    return [
        Piece(
            brief=brief,
            start=span[0] + number * (length - lap),
            seconds=length,
            rise=lap if number else ends[0],
            fall=lap if number < count - 1 else ends[1],
            seed=int(np.random.SeedSequence([*seed, number]).generate_state(1)[0]),
        )
        for number in range(count)
    ]


def _key(seed: int, mood: Mood) -> str:
    """The film's root, major or minor as the mood is."""
    root = _KEYS[int(np.random.default_rng(seed).integers(0, len(_KEYS)))]
    return f"{root} {'minor' if mood.mode in _MINOR else 'major'}"
