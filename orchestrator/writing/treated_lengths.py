"""How long the scenes of an edited treatment may be: their share of the film, by what can be left out of them."""

from collections.abc import Sequence

from orchestrator.film.screenplay import Action, ScreenplayScene, Speech
from orchestrator.writing.treated import scene_seconds

_OVER = 1.3
"""From which excess over its length on a film is shortened; below it, its pictures are shorter instead."""
_GENEROUS = 1.15
_FAR_OVER = 2.5
"""From which excess on a scene of two units keeps only its first."""

Unit = list[Action | Speech]


def shortened(
    scenes: Sequence[ScreenplayScene], shares: Sequence[float], seconds: float, pace: float, *, shared_anew: bool
) -> tuple[ScreenplayScene, ...]:
    """Return the scenes within `seconds`, each within its share of them.

    Only a film that is too long, or whose shares a person changed, is touched; a scene keeps its first unit and, where there
    is any room for it, its last.
    """
    lengths = [scene_seconds(scene, pace) for scene in scenes]
    if sum(lengths) <= seconds * _OVER and not shared_anew:
        return tuple(scenes)
    whole = sum(shares)
    rooms = [seconds * share / whole for share in shares]
    spare = max(0.0, sum(max(0.0, mine - length) for mine, length in zip(rooms, lengths, strict=True)))
    wanting = sum(max(0.0, length - mine) for mine, length in zip(rooms, lengths, strict=True)) or 1.0
    found: list[ScreenplayScene] = []
    for scene, mine, length in zip(scenes, rooms, lengths, strict=True):
        given = 0.0 if shared_anew else spare * max(0.0, length - mine) / wanting
        allowed = max(mine + given, mine * _GENEROUS)
        found.append(scene if length <= allowed else _within(scene, allowed, pace))
    return tuple(found)


def _within(scene: ScreenplayScene, seconds: float, pace: float) -> ScreenplayScene:
    units = _units(scene.beats)
    left = scene_seconds(scene, pace)
    while left > seconds and len(units) > 2:
        # The plainest goes first, and of two alike the one further in.
        at = min(range(1, len(units) - 1), key=lambda index: (_worth(units[index]), -index))
        gone = units.pop(at)
        left -= scene_seconds(scene.model_copy(update={"beats": tuple(gone)}), pace)
    if left > seconds * _FAR_OVER and len(units) > 1:
        units.pop()
    return scene.model_copy(update={"beats": tuple(beat for unit in units for beat in unit)})


def _units(beats: Sequence[Action | Speech]) -> list[Unit]:
    """Return what stands or falls together: action with the talk that follows it; each sentence of the narrator."""
    units: list[Unit] = []
    for beat in beats:
        last = units[-1][-1] if units else None
        narrates = isinstance(beat, Speech) and beat.character is None
        alone = narrates and not isinstance(last, Action)
        if last is None or isinstance(beat, Action) or alone:
            units.append([beat])
        else:
            units[-1].append(beat)
    return units


def _worth(unit: Unit) -> int:
    talks = any(isinstance(beat, Speech) and beat.character for beat in unit)
    detail = any(isinstance(beat, Action) and beat.insert for beat in unit)
    return 2 if talks else 0 if detail else 1
