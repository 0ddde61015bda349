"""Film grammar as questions about finished scenes; each answers with what breaks it.

The rules are the editor's usual ones: a new place opens wide, neighbouring shots differ in size or angle (the 30-degree
rule), people who talk keep their side of the screen and look at each other (the 180-degree rule), lengths vary, one camera
move in a shot, none in a short insert.
"""

import statistics
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from orchestrator.film.scene import Scene
from orchestrator.film.shot import Shot, camera_move
from orchestrator.film.vocabulary import Position, Size

SIZES: tuple[Size, ...] = (
    "extreme-wide",
    "wide",
    "full",
    "cowboy",
    "medium",
    "medium-close",
    "close-up",
    "extreme-close-up",
    "insert",
)
"""From the widest to the closest."""

LEAST_VARIATION = 0.15
"""Below this coefficient of variation a film's shots feel equally long."""

SHORT_INSERT = 1.5
"""Seconds under which an insert has no time for a camera move."""

_LEFT, _RIGHT = {"left", "far-left"}, {"right", "far-right"}


@dataclass(frozen=True)
class Violation:
    """One broken rule. `shot` is empty where the whole scene or film is meant."""

    rule: str
    scene: str
    shot: str
    message: str
    character: str = ""
    """Whom it is about, where it is about one."""


def steps_between(one: Size, other: Size) -> int:
    """Return how many sizes lie between two shots; an insert differs from everything but another insert."""
    return abs(SIZES.index(one) - SIZES.index(other))


def openings(scenes: Iterable[Scene]) -> list[Violation]:
    """A scene in a place that the scene before was not in opens wide, and nobody on screen speaks there yet."""
    found: list[Violation] = []
    before: str | None = None
    for scene in scenes:
        first = scene.shots[0]
        if scene.place is None or scene.place != before:
            if first.size not in ("wide", "extreme-wide"):
                message = f"a new place opens wide or extreme-wide, not {first.size}"
                found.append(Violation("opening", scene.id, first.id, message))
            if any(line.character for line in first.dialogue):
                found.append(Violation("opening", scene.id, first.id, "the opening of a new place carries no dialogue"))
        before = scene.place
    return found


def neighbours(scenes: Iterable[Scene]) -> list[Violation]:
    """Two shots in a row differ in size or in angle, or the cut between them looks like a mistake.

    Singles of two people who talk may match: the picture jumps from one face to the other and is no jump cut. A shot that
    continues the one before shows no cut at all.
    """
    row = [(scene, shot) for scene in scenes for shot in scene.shots]
    return [
        Violation("neighbours", scene.id, shot.id, f"same size ({shot.size}) and angle as '{before.id}' before it")
        for (_, before), (scene, shot) in pairwise(row)
        if before.size == shot.size
        and before.angle == shot.angle
        and shot.boundary != "continue"
        and not _both_inserts_of_other_things(before, shot)
        and not _matching_singles(before, shot)
    ]


def _matching_singles(before: Shot, shot: Shot) -> bool:
    talk = bool(before.dialogue and shot.dialogue and before.cast and shot.cast)
    return talk and steps_between(shot.size, "close-up") <= 1 and before.cast[0].character != shot.cast[0].character


def _both_inserts_of_other_things(before: Shot, shot: Shot) -> bool:
    return before.size == "insert" and shot.size == "insert" and before.props != shot.props


def sides(scene: Scene) -> list[Violation]:
    """Everybody keeps one side of the screen for the whole scene, and people on two sides look at each other."""
    found: list[Violation] = []
    kept: dict[str, str] = {}
    for shot in scene.shots:
        standing: dict[str, str] = {}
        for cast in shot.cast:
            side = side_of(cast.position)
            if not side:
                continue
            standing[cast.character] = side
            if kept.setdefault(cast.character, side) != side:
                message = f"'{cast.character}' jumps from {kept[cast.character]} to {side} over the line"
                found.append(Violation("sides", scene.id, shot.id, message, cast.character))
        if len(set(standing.values())) == 2:
            found += [
                Violation(
                    "sides",
                    scene.id,
                    shot.id,
                    f"'{cast.character}' on the {cast.facing} looks out of the frame",
                    cast.character,
                )
                for cast in shot.cast
                if cast.facing in ("left", "right") and cast.facing == standing.get(cast.character)
            ]
    return found


def side_of(position: Position | None) -> str:
    """Return `left` or `right`, or nothing for somebody who stands on neither side."""
    return "left" if position in _LEFT else "right" if position in _RIGHT else ""


def lengths(scenes: Iterable[Scene]) -> list[Violation]:
    """The film's shots are not all equally long."""
    seconds = [shot.seconds for scene in scenes for shot in scene.shots if shot.seconds]
    if len(seconds) < 4 or variation(seconds) >= LEAST_VARIATION:
        return []
    return [Violation("lengths", "", "", f"all shots are about {statistics.mean(seconds):.1f} s long")]


def variation(seconds: Sequence[float]) -> float:
    """Return the coefficient of variation: the standard deviation over the mean."""
    return statistics.pstdev(seconds) / statistics.mean(seconds) if len(seconds) > 1 else 0.0


def moves(scenes: Iterable[Scene]) -> list[Violation]:
    """One camera move in a shot, and none in an insert that is over before the move is seen."""
    found: list[Violation] = []
    for scene in scenes:
        for shot in scene.shots:
            if len(moves_named(shot.camera)) > 1:
                found.append(Violation("moves", scene.id, shot.id, f"more than one camera move: {shot.camera}"))
            short = shot.size == "insert" and (shot.seconds or SHORT_INSERT) < SHORT_INSERT
            if short and camera_move(shot.camera) != "static":
                found.append(
                    Violation("moves", scene.id, shot.id, "an insert this short is over before the move is seen")
                )
    return found


def moves_named(camera: str) -> list[str]:
    """Return the words of a camera phrase that name a move."""
    return [word for word in camera.lower().replace(" in", "-in").split() if is_move(word)]


def is_move(word: str) -> bool:
    """Whether a word of a camera phrase names a move."""
    try:
        camera_move(word)
    except ValueError:
        return False
    return True


def violations(scenes: Sequence[Scene]) -> list[Violation]:
    """Return everything that breaks a rule, rule by rule."""
    found = [*openings(scenes), *neighbours(scenes), *lengths(scenes), *moves(scenes)]
    for scene in scenes:
        found += sides(scene)
    return found
