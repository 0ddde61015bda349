"""Tracing: which beat of the screenplay every spoken line comes from, and which shots show or speak every beat.

Pure, and by words alone: a speech may be spoken over several shots, several speeches in one line, an action may be shown in
parts, together with others, or twice. What counts is that every word is there, in the script's order.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import Literal

from orchestrator.directing.ordering import longest_row
from orchestrator.directing.tracing_words import Piece, Stream, words_of
from orchestrator.film.scene import Scene
from orchestrator.film.screenplay import Action, Screenplay
from orchestrator.film.shot import Shot

BeatKey = tuple[str, int]
"""The scene's id, and the beat's place in it from 1."""


@dataclass(frozen=True)
class TracedLine:
    """A line of a shot (`number` counts from 1), and the script's beats that it speaks: none if it is not in the script."""

    scene: str
    shot: str
    number: int
    character: str | None
    line: str
    beats: tuple[BeatKey, ...]


@dataclass(frozen=True)
class TracedBeat:
    """A beat of the script, and the shots (`scene/shot`) that show or speak it. `missing` words of it are in none."""

    scene: str
    number: int
    kind: Literal["action", "speech"]
    character: str | None
    text: str
    shots: tuple[str, ...]
    missing: int

    @property
    def key(self) -> BeatKey:
        """Its scene's id and its number."""
        return (self.scene, self.number)


@dataclass(frozen=True)
class Trace:
    """Every line of the film and every beat of the script, each in its own order."""

    lines: tuple[TracedLine, ...]
    beats: tuple[TracedBeat, ...]
    out_of_order: tuple[TracedBeat, ...]
    """Beats that come before what the script has before them: as few as must move for the order to hold."""

    @cached_property
    def untraced_lines(self) -> tuple[TracedLine, ...]:
        """Lines that are not in the script."""
        return tuple(line for line in self.lines if not line.beats)

    @cached_property
    def uncovered_beats(self) -> tuple[TracedBeat, ...]:
        """Beats of which a word or all are in no shot."""
        return tuple(beat for beat in self.beats if beat.missing)


@dataclass
class _Found:
    """Where a beat was found so far."""

    words: set[int] = field(default_factory=set[int])
    shots: dict[str, None] = field(default_factory=dict[str, None])
    first: tuple[int, int] | None = None
    """The place in the film of the first shot that has it, and the line's number in it (0: shown)."""

    def add(self, word: int, shot: str, place: tuple[int, int]) -> None:
        """Note that a shot has this word of it."""
        self.words.add(word)
        self.shots[shot] = None
        self.first = place if self.first is None else min(self.first, place)


def trace(screenplay: Screenplay, scenes: Sequence[Scene]) -> Trace:
    """Compare a script with the scenes as they are, whoever wrote either."""
    found = {(scene.id, number): _Found() for scene in screenplay.scenes for number in range(1, len(scene.beats) + 1)}
    lines = tuple(_Speaking(screenplay, found).lines(scenes))
    _show(screenplay, scenes, found)
    beats = tuple(
        TracedBeat(
            scene.id,
            number,
            beat.kind,
            None if isinstance(beat, Action) else beat.character,
            beat.text,
            tuple(found[scene.id, number].shots),
            len(words_of(beat.text)) - len(found[scene.id, number].words),
        )
        for scene in screenplay.scenes
        for number, beat in enumerate(scene.beats, 1)
    )
    return Trace(lines, beats, _displaced(beats, found))


class _Speaking:
    """Finds the film's lines in what everybody says in the script."""

    def __init__(self, screenplay: Screenplay, found: dict[BeatKey, _Found]) -> None:
        self._found = found
        self._said: dict[tuple[str, str | None], Stream[BeatKey]] = {}
        for scene in screenplay.scenes:
            for number, beat in enumerate(scene.beats, 1):
                if not isinstance(beat, Action):
                    stream = self._said.setdefault((scene.id, beat.character), Stream())
                    stream.append((scene.id, number), words_of(beat.text))

    def lines(self, scenes: Sequence[Scene]) -> list[TracedLine]:
        """Return every line of the film with its beats."""
        found: list[TracedLine] = []
        places: list[tuple[int, int]] = []
        for place, scene, shot in _shots(scenes):
            for number, line in enumerate(shot.dialogue, 1):
                here = self._said.get((scene.id, line.character))
                pieces = here.whole(words_of(line.line)) if here else []
                found.append(TracedLine(scene.id, shot.id, number, line.character, line.line, ()))
                places.append((place, number))
                found[-1] = self._traced(found[-1], pieces, places[-1])
        # A scene that somebody split or renamed speaks the lines of another.
        for index, line in enumerate(found):
            if not line.beats:
                found[index] = self._traced(line, self._elsewhere(line), places[index])
        return found

    def _elsewhere(self, line: TracedLine) -> list[Piece[BeatKey]]:
        words = words_of(line.line)
        streams = (stream for (_, who), stream in self._said.items() if who == line.character)
        return next((pieces for stream in streams if (pieces := stream.whole(words))), [])

    def _traced(self, line: TracedLine, pieces: Sequence[Piece[BeatKey]], place: tuple[int, int]) -> TracedLine:
        for piece in pieces:
            self._found[piece.owner].add(piece.place, f"{line.scene}/{line.shot}", place)
        return replace(line, beats=tuple(dict.fromkeys(piece.owner for piece in pieces)))


def _shots(scenes: Sequence[Scene]) -> Iterator[tuple[int, Scene, Shot]]:
    """Every shot with its place in the film."""
    row = ((scene, shot) for scene in scenes for shot in scene.shots)
    yield from ((place, scene, shot) for place, (scene, shot) in enumerate(row))


def _show(screenplay: Screenplay, scenes: Sequence[Scene], found: dict[BeatKey, _Found]) -> None:
    """Find the script's actions in what the film's shots show."""
    shown: dict[str, Stream[tuple[str, int]]] = {}
    for place, scene, shot in _shots(scenes):
        stream = shown.setdefault(scene.id, Stream())
        stream.append((f"{scene.id}/{shot.id}", place), words_of(shot.action))
    left: list[tuple[_Found, list[str]]] = []
    for scene in screenplay.scenes:
        reached = -1
        for number, beat in enumerate(scene.beats, 1):
            entry, words = found[scene.id, number], words_of(beat.text)
            if isinstance(beat, Action):
                if scene.id in shown:
                    shown[scene.id].skip(lambda owner, reached=reached: owner[1] < reached)
                    _add(entry, shown[scene.id].in_parts(words))
                if len(entry.words) < len(words):
                    left.append((entry, words))
            reached = max(reached, entry.first[0] if entry.first else -1)
    for entry, words in left:
        for stream in shown.values():
            if not entry.words and (pieces := stream.whole(words)):
                _add(entry, pieces)


def _add(entry: _Found, pieces: Sequence[Piece[tuple[str, int]]]) -> None:
    for piece in pieces:
        shot, place = piece.owner
        entry.add(piece.sought, shot, (place, 0))


def _displaced(beats: Sequence[TracedBeat], found: dict[BeatKey, _Found]) -> tuple[TracedBeat, ...]:
    """The beats that break the order of the script: what is left of the longest row that keeps it."""
    placed = [(beat, first) for beat in beats if (first := found[beat.key].first) is not None]
    keep_shots = longest_row([first[0] for _, first in placed])
    spoken = [(beat, first) for beat, first in placed if beat.kind == "speech"]
    keep_lines = longest_row([first[0] * 10_000 + first[1] for _, first in spoken])
    moved = {beat.key for index, (beat, _) in enumerate(placed) if index not in keep_shots}
    moved |= {beat.key for index, (beat, _) in enumerate(spoken) if index not in keep_lines}
    return tuple(beat for beat in beats if beat.key in moved)
