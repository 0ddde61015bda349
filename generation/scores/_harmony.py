"""What is played: a theme for the film, chords for each mood, and the notes of every section on the beat."""

from dataclasses import dataclass

import numpy as np

from generation.requests import ScoreRequest, ScoreSection

_MODES = {
    "ionian": (0, 2, 4, 5, 7, 9, 11),
    "lydian": (0, 2, 4, 6, 7, 9, 11),
    "mixolydian": (0, 2, 4, 5, 7, 9, 10),
    "dorian": (0, 2, 3, 5, 7, 9, 10),
    "aeolian": (0, 2, 3, 5, 7, 8, 10),
    "phrygian": (0, 1, 3, 5, 7, 8, 10),
}


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
    "wonder": Mood("lydian", ((0, 1, 0, 4), (0, 4, 1, 3)), 0.95, 0.65),
    "tender": Mood("ionian", ((3, 0, 4, 5), (0, 2, 3, 4)), 0.82, 0.5),
    "playful": Mood("mixolydian", ((0, 6, 3, 0), (0, 3, 6, 4)), 1.35, 0.85),
    "triumphant": Mood("ionian", ((0, 4, 5, 3), (3, 4, 0, 0)), 1.15, 1.0),
    "lonely": Mood("dorian", ((0, 3, 0, 6), (0, 6, 3, 4)), 0.75, 0.32),
}


@dataclass(frozen=True)
class Note:
    """One note: seconds from the film's start, seconds long, MIDI pitch, loudness 0..1, position -1 left .. 1 right."""

    start: float
    length: float
    pitch: float
    loud: float
    pan: float
    instrument: str


@dataclass(frozen=True)
class _Key:
    root: int
    mode: tuple[int, ...]

    def pitch(self, degree: int) -> int:
        octave, step = divmod(degree, 7)
        return self.root + 12 * octave + self.mode[step]


def compose(request: ScoreRequest) -> list[Note]:
    """Every note of the film. One root and one theme go through all sections; the mode and the pace follow the mood."""
    random = np.random.default_rng(request.seed)
    root = 50 + int(random.integers(0, 7))
    theme = _theme(random)
    notes: list[Note] = []
    at = 0.0
    for index, section in enumerate(request.sections):
        if not section.silent and section.seconds > 0.5:
            last = index == len(request.sections) - 1
            notes += _section(
                request, section, at, root, theme, np.random.default_rng([request.seed, index]), last=last
            )
        at += section.seconds
    return notes


def _theme(random: np.random.Generator) -> tuple[tuple[int, float], ...]:
    """Five to seven notes as (scale degree, beats): a leap up, then steps home."""
    degrees = [0, int(random.choice((2, 4, 4, 5)))]
    while len(degrees) < int(random.integers(5, 8)):
        degrees.append(max(-2, min(7, degrees[-1] + int(random.choice((-2, -1, -1, 1, 2))))))
    degrees.append(int(random.choice((0, 2, 4))))
    beats = [float(random.choice((0.5, 1.0, 1.0, 1.5, 2.0))) for _ in degrees]
    return tuple(zip(degrees, beats, strict=True))


def _section(
    request: ScoreRequest,
    section: ScoreSection,
    at: float,
    root: int,
    theme: tuple[tuple[int, float], ...],
    random: np.random.Generator,
    *,
    last: bool,
) -> list[Note]:
    mood = MOODS.get(section.mood, MOODS["calm"])
    key = _Key(root, _MODES[mood.mode])
    bars = max(1, round(section.seconds * request.tempo * mood.pace / 60 / 4))
    beat = section.seconds / (bars * 4)  # the bars fill the section exactly, so that chords change on the cut
    if beat > 1.6:
        bars, beat = bars * 2, beat / 2
    chords = mood.chords[int(random.integers(0, len(mood.chords)))]
    notes: list[Note] = []
    voicing: list[int] | None = None
    for bar in range(bars):
        closing = last and bar == bars - 1
        degree = 0 if closing else chords[bar % len(chords)]
        voicing = _voiced([key.pitch(degree), key.pitch(degree + 2), key.pitch(degree + 4)], voicing)
        start = at + bar * 4 * beat
        notes += _held(
            request, section, start, 4 * beat, voicing, key.pitch(0 if mood.low else degree) - 12, closing=closing
        )
        if not closing:
            notes += _figure(request, section, mood, start, beat, voicing, random)
    if section.intensity > 0.35 and bars >= 2:
        notes += _melody(request, section, at, beat, bars, key, theme, random)
    return notes


def _voiced(chord: list[int], before: list[int] | None) -> list[int]:
    """The chord in the octaves nearest to the chord before it."""
    if before is None:
        return chord
    return sorted(
        min((tone + shift for shift in (-12, 0, 12)), key=lambda p: abs(p - old))
        for tone, old in zip(chord, before, strict=True)
    )


def _held(
    request: ScoreRequest,
    section: ScoreSection,
    start: float,
    length: float,
    chord: list[int],
    bass: int,
    *,
    closing: bool,
) -> list[Note]:
    """The long tones under a bar: pad or strings, and the bass."""
    loud = 0.34 + 0.3 * section.intensity
    carrier = "strings" if "strings" in request.instruments else "pad"
    notes = [
        Note(start, length * 1.06, tone, loud, pan, carrier) for tone, pan in zip(chord, (-0.5, 0.1, 0.5), strict=True)
    ]
    low = "bass" if "bass" in request.instruments or section.intensity > 0.5 else carrier
    notes.append(Note(start, length, bass, loud * 0.9, 0.0, low))
    if closing:
        notes.append(Note(start, length, chord[0] + 12, 0.4, 0.2, "bells"))
    return notes


def _figure(
    request: ScoreRequest,
    section: ScoreSection,
    mood: Mood,
    start: float,
    beat: float,
    chord: list[int],
    random: np.random.Generator,
) -> list[Note]:
    """Broken chords on the eighths: the busier the mood and the higher the tension, the more of them."""
    plucked = next((name for name in ("harp", "piano", "bells") if name in request.instruments), "harp")
    tones = [chord[0], chord[1], chord[2], chord[1] + 12, chord[2], chord[0] + 12, chord[1] + 12, chord[2]]
    chance = min(0.95, mood.busy * (0.55 + 0.6 * section.intensity))
    notes: list[Note] = []
    for step, tone in enumerate(tones):
        if step and random.random() > chance:
            continue
        late = max(0.0, float(random.normal(0.004, 0.006)))
        loud = (0.5 if step % 4 == 0 else 0.36) * (0.6 + 0.5 * section.intensity) * float(random.uniform(0.85, 1.1))
        notes.append(Note(start + step * beat / 2 + late, 2.4, tone + 12, loud, 0.5 * np.sin(step * 1.3), plucked))
    return notes


def _melody(
    request: ScoreRequest,
    section: ScoreSection,
    at: float,
    beat: float,
    bars: int,
    key: _Key,
    theme: tuple[tuple[int, float], ...],
    random: np.random.Generator,
) -> list[Note]:
    """The film's theme over the section, from its second bar on; again for as long as there is room."""
    singing = next((name for name in ("piano", "bells", "harp", "strings") if name in request.instruments), "bells")
    notes: list[Note] = []
    position, end = 4.0 if bars > 2 else 0.0, bars * 4.0
    lift = 12 if section.intensity < 0.75 else 24
    while position + sum(beats for _, beats in theme) <= end:
        for degree, beats in theme:
            start = at + position * beat + float(random.normal(0, 0.008))
            notes.append(
                Note(
                    max(0.0, start),
                    beats * beat * 1.2,
                    key.pitch(degree) + lift,
                    0.34 + 0.3 * section.intensity,
                    0.12,
                    singing,
                )
            )
            position += beats
        position = float(np.ceil((position + 4.0) / 4.0) * 4.0)
    return notes
