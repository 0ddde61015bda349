"""The sounds of what is drawn: a step for each shot that the drawing kit makes."""

from functools import partial

from orchestrator.building.backends import AnyBackend, backend_for
from orchestrator.building.foley import FoleyWork
from orchestrator.building.step import Results, Step
from orchestrator.building.steps import ClipSteps
from orchestrator.directing.requests import clip_request
from orchestrator.directing.schedule import ScheduledShot


def foley_id(shot_key: str) -> str:
    """The step that makes the sounds of a shot."""
    return f"foley {shot_key}"


def foley_steps(clips: ClipSteps) -> list[Step]:
    """One step for each shot that is drawn. In every language it is the film's own pictures that are heard."""
    if clips.film.settings.foley == "off":
        return []
    backend = backend_for("foley", clips.film.settings.foley)
    return [
        Step(foley_id(item.key), "foley", partial(_work, clips, item, backend))
        for item in clips.plan.shots
        if clips.drawn(item)
    ]


def _work(clips: ClipSteps, item: ScheduledShot, backend: AnyBackend, _results: Results) -> FoleyWork:
    _name, drawing = clips.backend(item)
    request = clip_request(clips.film, item, clips.can(item), None, staged=clips.acted(item))
    return FoleyWork(backend, request, f"{drawing.name} {drawing.version}")
