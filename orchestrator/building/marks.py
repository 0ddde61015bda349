"""What the music marks of what is drawn: lightning that strikes, and somebody who falls."""

from collections.abc import Iterator
from fractions import Fraction

from generation.requests import Hit
from orchestrator.building.steps import ClipSteps
from orchestrator.directing.schedule import Schedule, ScheduledShot
from orchestrator.directing.seeds import shot_seed

_STRUCK, _FALLEN = 0.42, 0.46
"""How strongly they are marked: less than from where on the bars of the music move."""


def marks(pictures: ClipSteps, plan: Schedule) -> tuple[Hit, ...]:
    """Return the moments of drawn shots in which nobody speaks, in seconds of the film; those of `plan` are the cuts."""
    found: list[Hit] = []
    rate = pictures.film.settings.format.rate
    for item in plan.shots:
        if item.shot.dialogue or not pictures.drawn(item):
            continue
        seen = item.timing.before, item.timing.before + item.timing.frames
        start = float((item.start - item.timing.before) / rate)
        found += [
            Hit(at=round(start + moment, 4), strength=strength)
            for moment, strength in _of(pictures, item, rate)
            if seen[0] <= Fraction(moment) * rate < seen[1]
        ]
    return tuple(sorted(found, key=lambda hit: hit.at))


def _of(pictures: ClipSteps, item: ScheduledShot, rate: Fraction) -> Iterator[tuple[float, float]]:
    """The moments of a clip, in its seconds, with their strength: as they are drawn."""
    from generation.animatic.lightning import flashes
    from generation.animatic.parts import parts_of
    from generation.animatic.strokes import strokes

    seconds = float(item.timing.made / rate)
    staging = pictures.acted(item)
    if staging.setting.weather == "storm":
        yield from (
            (moment, _STRUCK) for moment in flashes(shot_seed(pictures.film.settings, item.scene, item.shot), seconds)
        )
    for figure in staging.figures:
        for part in parts_of(figure, seconds):
            if part.pose == "fall":
                yield from ((at, _FALLEN) for at, _ in strokes(part.pose, 0.0, part.start, seconds))
