"""From planned shots to the shots of a scene file: seen, cast, furnished and named, one after the other."""

import random

from orchestrator.directing.breakdown_camera import Eye, hold_short_inserts, settle
from orchestrator.directing.breakdown_listed import listed_cast, listed_sides
from orchestrator.directing.breakdown_plan import Planned, PlannedScene
from orchestrator.directing.breakdown_props import things_in
from orchestrator.directing.breakdown_stage import Stage, cast_of
from orchestrator.directing.breakdown_talk import over_shoulder
from orchestrator.directing.breakdown_words import looks_at_something, loses, shot_name
from orchestrator.film.shot import Cast, Shot

_LONGEST_SHOT = 120.0


class Seeing:
    """Sees a whole film, scene by scene. `notes` collects what had to be changed of a shot list."""

    def __init__(self, scenes: list[PlannedScene], seed: int, notes: list[str]) -> None:
        self._eye, self._stage = Eye(), Stage(scenes)
        self._last = scenes[-1]
        self._seed, self._notes = seed, notes

    def shots(self, entry: PlannedScene) -> tuple[Shot, ...]:
        """Return the shots of the next scene."""
        standing = listed_sides(entry, self._stage.places(entry))
        place = f"{entry.scene.place} {entry.place.kind}".replace("-", " ") if entry.place else ""
        names = {word for sheet in entry.characters.values() for word in sheet.name.lower().split()}
        taken = {shot.asked.id for shot in entry.shots if shot.asked and shot.asked.id}
        shots: list[Shot] = []
        for index, planned in enumerate(entry.shots):
            if planned.asked is None or not planned.asked.props:
                before = entry.shots[index - 1] if index else None
                planned.props = _things(planned, place) or _still_there(before, planned)
            changed = self._look(entry, index)
            planned.view = _seen_by(entry.shots[index - 1] if index else None, planned)
            cast = cast_of(planned, standing, entry.characters, over_shoulder(planned))
            cast, moved = self._settled(entry, planned, cast)
            wanted = planned.asked.id if planned.asked else None
            if wanted is None or wanted in {shot.id for shot in shots}:
                wanted = shot_name(planned.hint or planned.action, set() if planned.hint else names, taken)
            taken.add(wanted)
            shots.append(_shot(wanted, planned, cast))
            if changed or moved:
                why = "; ".join(part for part in (changed, moved) if part)
                self._notes.append(f"{entry.scene.id}/{wanted}: {why}")
        return tuple(shots)

    def _look(self, entry: PlannedScene, index: int) -> str:
        """Choose size, angle and camera; return what was changed of a list."""
        if entry.shots[index].asked is not None:
            return self._eye.see_as_listed(entry.shots[index], opens=index == 0 and entry.new_place)
        choose = random.Random(f"{self._seed}/{entry.scene.id}/{index}/camera")
        ends = entry is self._last and index == len(entry.shots) - 1
        self._eye.see(entry, index, last=ends, choose=choose)
        return ""

    @staticmethod
    def _settled(entry: PlannedScene, planned: Planned, cast: tuple[Cast, ...]) -> tuple[tuple[Cast, ...], str]:
        """Put right what the length and the people decide afterwards."""
        if planned.asked is None:
            settle(planned, cast[0].facing if cast else None)
            return cast, ""
        hold_short_inserts(planned)
        return listed_cast(planned, cast, entry.characters)


def _shot(identity: str, planned: Planned, cast: tuple[Cast, ...]) -> Shot:
    return Shot(
        id=identity,
        size=planned.size,
        angle=planned.angle,
        camera=planned.camera,
        view=planned.view,
        action=planned.action,
        cast=cast,
        props=planned.props,
        dialogue=planned.lines,
        seconds=min(planned.seconds, _LONGEST_SHOT),
        from_here=planned.asked.from_here if planned.asked else {},
    )


def _seen_by(before: Planned | None, shot: Planned) -> str:
    """What somebody alone has just looked at is seen with the same eyes, unless a shot list says how it is seen."""
    if before is None or shot.asked is not None or len(before.cast) != 1 or not looks_at_something(before.action):
        return "front"
    seen = shot.kind in ("action", "establishing") and not shot.lines and before.cast[0] not in shot.cast
    return f"eyes of {before.cast[0]}" if seen else "front"


def _things(planned: Planned, place: str) -> tuple[str, ...]:
    """The writer's props, and what the action has somebody handle; talk is about faces."""
    if planned.kind in ("speech", "reaction"):
        return planned.props
    told = planned.kind == "insert" or not planned.cast or bool(planned.lines)
    return things_in(planned.action, planned.props, place, told=told)


def _still_there(before: Planned | None, shot: Planned) -> tuple[str, ...]:
    """What a storyteller has named once stays where it is while the story stays with the same one."""
    told = before is not None and bool(before.lines) and not before.speaks
    if before is None or not told or not shot.cast or shot.cast != before.cast or shot.kind != "action" or shot.speaks:
        return ()
    return () if loses(before.action) else before.props[:1]
