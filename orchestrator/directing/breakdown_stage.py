"""Who stands where: everybody keeps a side of the screen for a whole scene, and faces the one they talk to."""

from collections import Counter
from collections.abc import Sequence
from itertools import pairwise

from orchestrator.directing.breakdown_plan import Planned, PlannedScene
from orchestrator.film.shot import Cast
from orchestrator.film.vocabulary import Facing, Position

_LEFT: tuple[Position, ...] = ("left", "far-left")
_RIGHT: tuple[Position, ...] = ("right", "far-right")
_CENTRE: tuple[Position, ...] = ("centre", "background", "foreground")


class Stage:
    """The sides of one film. Somebody who was on the left in one scene is there again in the next, if it can be."""

    def __init__(self, scenes: Sequence[PlannedScene]) -> None:
        counted = Counter(person for entry in scenes for shot in entry.shots for person in shot.cast)
        self._weight = dict(counted)
        self._side: dict[str, str] = {}

    def places(self, entry: PlannedScene) -> dict[str, Position]:
        """Return where everybody of a scene stands."""
        people = sorted(entry.people, key=lambda person: (not _talks(entry, person), -self._weight[person]))
        if len(people) == 1:
            self._side.setdefault(people[0], "left")
            return {people[0]: "centre"}
        free: dict[str, list[Position]] = {"left": list(_LEFT), "right": list(_RIGHT)}
        standing: dict[str, Position] = {}
        middle = list(_CENTRE)
        for index, person in enumerate(people):
            if index == 1 and (len(people) == 2 or not person.endswith("-2")):
                taken = "left" if standing[people[0]] in _LEFT else "right"
                side = "right" if taken == "left" else "left"
            else:
                partner = standing.get(_partner(entry, person))
                opposite = "right" if partner in _LEFT else "left" if partner in _RIGHT else ""
                side = opposite or self._side.get(person, "left" if index % 2 == 0 else "right")
                first = standing.get(person.removesuffix("-2"))
                if person.endswith("-2") and first:
                    # One of a group stays with its own.
                    side = "left" if first in _LEFT else "right"
            other = "right" if side == "left" else "left"
            where = next((name for name in (side, other) if free[name]), "")
            standing[person] = free[where].pop(0) if where else middle.pop(0) if len(middle) > 1 else middle[0]
            if where:
                self._side.setdefault(person, where)
        return standing


def _talks(entry: PlannedScene, person: str) -> bool:
    return any(line.character == person for shot in entry.shots for line in shot.lines)


def _partner(entry: PlannedScene, person: str) -> str:
    """Return whom somebody talks with most: the speakers right before and after, or who shares their shots."""
    said = [line.character for shot in entry.shots for line in shot.lines if line.character]
    beside = Counter(other for pair in pairwise(said) if person in pair for other in pair if other != person)
    shared = Counter(other for shot in entry.shots if person in shot.cast for other in shot.cast if other != person)
    found = beside.most_common(1) or shared.most_common(1)
    return found[0][0] if found else ""


def cast_of(shot: Planned, standing: dict[str, Position]) -> tuple[Cast, ...]:
    """Return a shot's cast with position, facing and feeling; the one it is about first."""
    people = sorted(shot.cast, key=lambda person: person != shot.subject)
    return tuple(
        Cast(
            character=person,
            position=standing[person],
            facing=_facing(standing[person], shot),
            emotion=shot.emotion if person == shot.subject else None,
        )
        for person in people
    )


def _facing(position: Position, shot: Planned) -> Facing:
    if position in _LEFT:
        return "right"
    if position in _RIGHT:
        return "left"
    near = shot.size in ("medium-close", "close-up", "extreme-close-up", "medium")
    return "camera" if near or shot.kind == "speech" else "right"
