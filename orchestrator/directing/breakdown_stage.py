"""Who stands where: everybody keeps a side of the screen for a whole scene, and faces the one they talk to."""

from collections import Counter
from collections.abc import Mapping, Sequence
from itertools import pairwise

from orchestrator.directing.acting import leaves, poses
from orchestrator.directing.breakdown_plan import Planned, PlannedScene
from orchestrator.film.sheets import Character
from orchestrator.film.shot import Cast
from orchestrator.film.vocabulary import Facing, Position

_LEFT: tuple[Position, ...] = ("left", "far-left")
_RIGHT: tuple[Position, ...] = ("right", "far-right")
_ACROSS: tuple[Position, ...] = ("far-left", "left", "centre", "right", "far-right")
_FACES = ("close-up", "extreme-close-up")
_CENTRE: tuple[Position, ...] = ("centre", "background", "foreground")


class Stage:
    """The sides of one film. Somebody who was on the left in one scene is there again in the next, if it can be."""

    def __init__(self, scenes: Sequence[PlannedScene]) -> None:
        counted = Counter(person for entry in scenes for shot in entry.shots for person in shot.cast)
        self._weight = dict(counted)
        self._side: dict[str, str] = {}
        self._alone = 0

    def places(self, entry: PlannedScene) -> dict[str, Position]:
        """Return where everybody of a scene stands."""
        people = sorted(entry.people, key=lambda person: (not _talks(entry, person), -self._weight[person]))
        if len(people) == 1:
            return {people[0]: self._somewhere(people[0])}
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

    def _somewhere(self, person: str) -> Position:
        """Where somebody alone stands: in another part of the place each time, on the own side first."""
        side = self._side.setdefault(person, "left")
        other: Position = "right" if side == "left" else "left"
        own: Position = "left" if side == "left" else "right"
        self._alone += 1
        return (own, "centre", other)[(self._alone - 1) % 3]


def _talks(entry: PlannedScene, person: str) -> bool:
    return any(line.character == person for shot in entry.shots for line in shot.lines)


def _partner(entry: PlannedScene, person: str) -> str:
    """Return whom somebody talks with most: the speakers right before and after, or who shares their shots."""
    said = [line.character for shot in entry.shots for line in shot.lines if line.character]
    beside = Counter(other for pair in pairwise(said) if person in pair for other in pair if other != person)
    shared = Counter(other for shot in entry.shots if person in shot.cast for other in shot.cast if other != person)
    found = beside.most_common(1) or shared.most_common(1)
    return found[0][0] if found else ""


def cast_of(
    shot: Planned, standing: dict[str, Position], sheets: Mapping[str, Character], behind: str | None = None
) -> tuple[Cast, ...]:
    """Return a shot's cast with position, facing and feeling; the one it is about first, who is seen from `behind` last."""
    people = sorted(shot.cast, key=lambda person: person != shot.subject)
    people += [behind] if behind else []
    doing = poses(shot.action, {person: sheets[person].name if person in sheets else person for person in people})
    return tuple(
        Cast(
            character=person,
            position=standing[person],
            # Who leaves turns to the way out, wherever the others are.
            facing=None if leaves(doing[person]) else _facing(person, people, standing, shot),
            emotion=shot.emotion if person == shot.subject else None,
        )
        for person in people
    )


def _facing(person: str, people: Sequence[str], standing: dict[str, Position], shot: Planned) -> Facing:
    position = standing[person]
    others = [other for other in people if other != person]
    if len(others) == 1 and position in _ACROSS and standing[others[0]] in _ACROSS:
        between = _ACROSS.index(standing[others[0]]) - _ACROSS.index(position)
        if between:
            return "right" if between > 0 else "left"
    if position in _LEFT:
        return "right"
    if position in _RIGHT:
        return "left"
    partners = [standing[other] for other in (*people, shot.partner) if other and other != person and other in standing]
    looks: list[Facing] = ["left" if partner in _LEFT else "right" for partner in partners if partner not in _CENTRE]
    if looks:
        return looks[0]
    return "camera" if shot.kind in ("speech", "reaction") and shot.size in _FACES else "right"
