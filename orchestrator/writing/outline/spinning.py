"""Longer films: interludes before the turn, each a small story of its own with the same people."""

from orchestrator.writing.outline.chance import Chance
from orchestrator.writing.outline.fitting import planned_seconds
from orchestrator.writing.outline.shapes import ScenePlan, shape

_ROUNDS = 4


def lengthen(scenes: tuple[ScenePlan, ...], seconds: float, pace: float, chance: Chance) -> tuple[ScenePlan, ...]:
    """Return the scenes with interludes put between the first and the turn until they fill `seconds`.

    Interludes are about the two together, so they wait until the two have met, if that is after the turn.
    """
    turn = max(range(len(scenes)), key=lambda number: scenes[number].intensity)
    before, after = list(scenes[:turn]), list(scenes[turn:])
    pool = shape("interludes").scenes
    met = next((number for number, scene in enumerate(before) if _together(scene)), None)
    if met is None and len(after) > 1:
        before, after = [*before, after[0]], after[1:]
    for attempt in range(_ROUNDS):
        waiting = chance.fork(f"round {attempt}").sample(pool, len(pool))
        while waiting:
            if planned_seconds((*before, *after), pace) >= seconds:
                return (*before, *after)
            # An interlude never stands right before the turn: what leads up to the turn stays beside it.
            place = max(1, len(before) - 1) if met is not None else len(before)
            place = max(place, (met or 0) + 1)
            beside = {before[place - 1].area, (before[place] if place < len(before) else after[0]).area}
            interlude = next((scene for scene in waiting if scene.area not in beside), waiting[0])
            waiting.remove(interlude)
            before.insert(place, interlude)
    return (*before, *after)


def _together(scene: ScenePlan) -> bool:
    """Return whether both of them are in the scene."""
    acted = " ".join(beat.text for beat in scene.beats if beat.who is None)
    return "{A}" in acted and "{B}" in acted
