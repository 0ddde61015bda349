"""A section made ready to be played: its bars, chords, who plays, and how much of it at every moment."""

from dataclasses import dataclass, field

import numpy as np

from generation.requests import ScoreRequest, ScoreSection
from generation.scores._ensemble import MANNERS, Ensemble, Manner
from generation.scores._grid import Bar
from generation.scores._harmony import Chord, Key, Mood
from generation.scores._theme import Cell, Theme


@dataclass(frozen=True)
class Note:
    """One note: seconds from the film's start, seconds long, MIDI pitch, loudness 0..1, who plays it, in which stem.

    `pan` moves it off its player's seat; `joined`: it is bound to the note before; `turn` tells equal notes apart.
    """

    start: float
    length: float
    pitch: float
    loud: float
    instrument: str
    part: str = "harmony"
    pan: float = 0.0
    joined: bool = False
    turn: int = 0


PARTS = ("melody", "harmony", "bass", "percussion")
"""The stems, in the order in which they are mixed."""


@dataclass(frozen=True)
class Placed:
    """A bar of the theme in its place: on which beat of the section it begins, and how much longer than written it is."""

    cell: Cell
    beat: float
    stretch: float
    number: int
    """Which bar of the theme it is."""


@dataclass
class Stage:
    """All that the players of one section must know."""

    request: ScoreRequest
    section: ScoreSection
    index: int
    start: float
    mood: Mood
    manner: Manner
    key: Key
    metre: int
    bars: tuple[Bar, ...]
    band: Ensemble
    theme: Theme
    random: np.random.Generator
    leads: tuple[str, ...] = ()
    treatment: str = "plain"
    closes: bool = False
    """Whether the music ends with this section."""
    final: bool = False
    """Whether the whole score does."""
    placed: tuple[Placed, ...] = ()
    chords: list[list[tuple[float, Chord]]] = field(default_factory=list)
    """Of every bar: from which of its beats on which chord."""
    lines: list[float] = field(default_factory=list)
    """The second of every beat of the section, and of its end."""
    firsts: list[int] = field(default_factory=list)
    """The beat of the section on which each bar begins."""

    def __post_init__(self) -> None:
        self.firsts = np.cumsum([0, *(bar.beats for bar in self.bars)]).tolist()
        self.lines = [line for bar in self.bars for line in bar.lines[:-1]] + [self.bars[-1].end]

    @property
    def end(self) -> float:
        """Where its bars end: before the last chord, where it closes."""
        return self.lines[-1]

    def at(self, beat: float) -> float:
        """The second of a beat of the section, swung as the genre swings."""
        swing = self.band.genre.swing
        whole, part = divmod(beat + 1e-9, 1.0)
        bent = part * 2 * swing if part <= 0.5 else swing + (part - 0.5) * 2 * (1 - swing)
        return float(np.interp(whole + bent, range(len(self.lines)), self.lines))

    def heat(self, second: float) -> float:
        """The intensity at a second of the film, the section's own where it has no curve."""
        if not self.section.curve:
            return self.section.intensity
        return float(
            np.interp(
                second - self.start,
                [point.at for point in self.section.curve],
                [point.intensity for point in self.section.curve],
            )
        )

    def spoken(self, second: float, until: float | None = None) -> bool:
        """Whether somebody speaks at a second of the film, or for most of the time from it to another."""
        first = second - self.start
        last = first + 0.05 if until is None else until - self.start
        heard = sum(max(0.0, min(last, b) - max(first, a)) for a, b in self.section.speech)
        return heard > 0.5 * (last - first)

    def chord_at(self, bar: int, beat: float = 0.0) -> Chord:
        """The chord of a bar at one of its beats."""
        return [chord for since, chord in self.chords[bar] if since <= beat + 1e-6][-1]

    def tones(self, chord: Chord) -> tuple[int, ...]:
        """What is played of a chord above the bass; with sevenths everywhere the root is left to that."""
        return chord.tones(self.key)[self.band.genre.sevenths :]

    def bar_of(self, beat: float) -> int:
        """Which bar a beat of the section is in."""
        return int(np.clip(np.searchsorted(self.firsts, beat + 1e-6, "right") - 1, 0, len(self.bars) - 1))

    def late(self, spread: float = 0.006) -> float:
        """How late a player is by chance, in seconds."""
        return abs(float(self.random.normal(0, spread)))

    def soft(self, loud: float) -> float:
        """A loudness as a player gives it, never twice the same."""
        return float(np.clip(loud * self.random.uniform(0.9, 1.08), 0.02, 1.0))


def manner_of(mood: str) -> Manner:
    """How a mood is played; what nobody knows is played as calm."""
    return MANNERS.get(mood, MANNERS["calm"])
