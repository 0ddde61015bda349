"""Which chords: the mode of each mood, chords under a melody, cadences, and voices that move as little as they can."""

from dataclasses import dataclass
from functools import lru_cache

from generation.scores._theme import Cell

MODES = {
    "ionian": (0, 2, 4, 5, 7, 9, 11),
    "lydian": (0, 2, 4, 6, 7, 9, 11),
    "mixolydian": (0, 2, 4, 5, 7, 9, 10),
    "dorian": (0, 2, 3, 5, 7, 9, 10),
    "aeolian": (0, 2, 3, 5, 7, 8, 10),
    "phrygian": (0, 1, 3, 5, 7, 8, 10),
}
_DOMINANT = {"ionian": 4, "lydian": 1, "mixolydian": 6, "dorian": 4, "aeolian": 4, "phrygian": 1}
"""The chord before the last one, as a degree."""
_RAISED = {"dorian", "aeolian"}
"""Modes whose dominant gets a leading tone."""


@dataclass(frozen=True)
class Mood:
    """The musical side of a mood: a mode, chords as scale degrees, tempo as a share of the film's, and how busy it is."""

    mode: str
    chords: tuple[tuple[int, ...], ...]
    pace: float
    busy: float
    low: bool = False
    """Whether the bass stays on one note under everything."""


MOODS = {
    "calm": Mood("ionian", ((0, 4, 5, 3), (0, 3, 0, 4)), 0.9, 0.45),
    "tense": Mood("aeolian", ((0, 0, 5, 4), (0, 5, 0, 6)), 1.25, 0.75, low=True),
    "joyful": Mood("ionian", ((0, 3, 4, 0), (0, 4, 5, 4)), 1.3, 0.9),
    "sad": Mood("aeolian", ((0, 5, 2, 6), (0, 3, 5, 4)), 0.78, 0.4),
    "ominous": Mood("phrygian", ((0, 1, 0, 6), (0, 0, 1, 5)), 0.72, 0.3, low=True),
    "wonder": Mood("lydian", ((0, 1, 0, 4), (0, 4, 1, 5)), 0.95, 0.65),
    "tender": Mood("ionian", ((3, 0, 4, 5), (0, 2, 3, 4)), 0.82, 0.5),
    "playful": Mood("mixolydian", ((0, 6, 3, 0), (0, 3, 6, 4)), 1.35, 0.85),
    "triumphant": Mood("ionian", ((0, 4, 5, 3), (3, 4, 0, 0)), 1.15, 1.0),
    "lonely": Mood("dorian", ((0, 3, 0, 6), (0, 6, 3, 4)), 0.75, 0.32),
}


@dataclass(frozen=True)
class Key:
    """A root as a MIDI pitch, and a mode."""

    root: int
    mode: str

    def pitch(self, degree: int, chord: "Chord | None" = None) -> int:
        """The pitch of a degree; over a dominant with a leading tone, that one."""
        octave, step = divmod(degree, 7)
        raised = chord is not None and chord.leading and step == 6
        return self.root + 12 * octave + MODES[self.mode][step] + raised


@dataclass(frozen=True)
class Chord:
    """A chord by the degree of its root; `leading`: its third is raised to lead home; with a seventh or without."""

    degree: int
    leading: bool = False
    seventh: bool = False

    def tones(self, key: Key) -> tuple[int, ...]:
        """Its pitches from the root up."""
        steps = (0, 2, 4, 6) if self.seventh else (0, 2, 4)
        return tuple(key.pitch(self.degree + step, self) for step in steps)

    def has(self, degree: int) -> bool:
        """Whether a degree is one of its tones."""
        return (degree - self.degree) % 7 in ((0, 2, 4, 6) if self.seventh else (0, 2, 4))


def dominant(mode: str, *, seventh: bool = False) -> Chord:
    """The chord that leads home in a mode."""
    return Chord(_DOMINANT[mode], leading=mode in _RAISED, seventh=seventh or mode in ("ionian", "aeolian"))


@lru_cache(maxsize=256)
def under(cells: tuple[Cell, ...], metre: int, mood: Mood, pinned: tuple[tuple[int, int], ...] = ()) -> tuple[int, ...]:
    """A chord for each bar of a melody, as degrees: tones that fit, and steps from chord to chord that the mood knows."""
    usual = {pair for row in mood.chords for pair in zip(row, (*row[1:], row[0]), strict=True)}
    allowed = sorted({degree for row in mood.chords for degree in row} | {0})
    best: dict[int, tuple[float, tuple[int, ...]]] = {-1: (0.0, ())}
    for number, cell in enumerate(cells):
        wanted = dict(pinned).get(number)
        after: dict[int, tuple[float, tuple[int, ...]]] = {}
        for chord in (wanted,) if wanted is not None else allowed:
            cost = _strangeness(cell, chord, metre)
            found = min(
                ((before + cost + _step(last, chord, usual), (*row, chord)) for last, (before, row) in best.items()),
                key=lambda pair: pair[0],
            )
            after[chord] = found
        best = after
    return min(best.values(), key=lambda pair: pair[0])[1]


def _strangeness(cell: Cell, chord: int, metre: int) -> float:
    """How much of a bar's melody is foreign to a chord; its first note counts most."""
    return sum(
        beats * (2.0 if number == 0 else 1.0)
        for number, (degree, beats) in enumerate(cell.notes(metre))
        if not Chord(chord).has(degree)
    )


def _step(last: int, chord: int, usual: set[tuple[int, int]]) -> float:
    if last < 0:
        return 0.0 if chord == 0 else 1.2
    return 1.6 if last == chord else 0.0 if (last, chord) in usual else 0.7


def voiced(tones: tuple[int, ...], before: tuple[int, ...], low: int, high: int) -> tuple[int, ...]:
    """The chord between two pitches, with every voice near to where it was before, and none on another."""
    centre = (low + high) / 2
    found: list[int] = []
    for number, tone in enumerate(tones):
        near = before[number] if number < len(before) else centre
        places = [tone + 12 * octave for octave in range(-4, 5) if low <= tone + 12 * octave <= high]
        free = [place for place in places if place not in found] or places or [tone]
        rough = {place for place in free if any(abs(place - other) in (1, 13) for other in found)}
        found.append(
            min(free, key=lambda place: (abs(place - near) + 0.15 * abs(place - centre) + 9 * (place in rough), place))
        )
    return tuple(found)
