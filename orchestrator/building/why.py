"""Why a shot is as it is: its prompt with the origin of every word, what conditions it, and whether it is up to date."""

from dataclasses import dataclass

from orchestrator.building.backends import AnyBackend, named_backend, prove_makers
from orchestrator.building.grading import graded_with
from orchestrator.building.plan import Planner
from orchestrator.building.project import Project
from orchestrator.building.prompts import prompt_in
from orchestrator.building.steps import ClipSteps, clip_id, spoken_so_far
from orchestrator.directing.continuity import ContinuityPlan, Maker, continuity
from orchestrator.directing.continuity.telling import boundary_words, conditions
from orchestrator.directing.prompting import Prompt
from orchestrator.directing.schedule import ScheduledShot, schedule
from orchestrator.directing.seeds import shot_seed
from orchestrator.directing.staging import staging


@dataclass(frozen=True)
class Explained:
    """One shot explained. `state` and `reason` are those of its clip; empty where it is shown in another model's words."""

    shot: str
    state: str
    reason: str
    maker: str
    prompt: Prompt | None
    conditioned: tuple[str, ...]
    """The pictures that the clip starts from, ends on, goes on from or is shown, and what they are made from, in words."""
    keyframe: Prompt | None
    """What its keyframes are drawn from; None where a model draws none."""
    drawn: tuple[tuple[str, str], ...]
    """How the built-in drawing reads the shot: what, and in which words."""
    seed: int
    take: int
    boundary: str
    """As it was resolved, and what was asked for where that is another."""
    grade: str
    """What is laid over the clip afterwards; empty where nothing is."""


def explain_shot(project: Project, key: str, model: str | None = None) -> Explained:
    """Explain a shot, `scene/shot`; with `model` (a dialect, a backend or a model card) as that one would be told of it.

    Raises:
        FilmError: if there is no such model.
    """
    film = project.film
    prove_makers(project.root, film)
    layout = schedule(film, spoken_so_far(film, project.store))
    pictures = ClipSteps(film, project.root, project.store, layout)
    item = next(item for item in layout.shots if item.key == key)
    scene, shot = item.scene, item.shot
    state, reason = ("", "") if model else _state(project, key)
    maker, backend = (model, named_backend(model, project.root)) if model else pictures.backend(item)
    prompt, drawn_from, conditioned, boundary = None, None, (), shot.boundary
    if shot.footage is not None:
        maker = f"your own clip {shot.footage.path}"
    elif backend is None:
        prompt = pictures.prompter.prompt(scene, shot, maker)
    else:
        carried = _carried_by(maker, backend, pictures) if model else pictures.carried
        own = carried.shots[key]
        conditioned, boundary = conditions(carried, key, pictures.drawing.name), boundary_words(own)
        prompt = prompt_in(pictures.prompter, item, backend, from_picture=own.first is not None)
        frame = next((frame for frame in carried.keyframes.values() if frame.shot == key), None)
        if frame is not None and pictures.drawing.stills.reads:
            drawn_from = pictures.keyframes.prompt(item, frame)
    return Explained(
        shot=key,
        state=state,
        reason=reason,
        maker=maker,
        prompt=prompt,
        conditioned=conditioned,
        keyframe=drawn_from,
        drawn=tuple(_drawn(project, item)),
        seed=shot_seed(film.settings, scene, shot),
        take=shot.take,
        boundary=boundary,
        grade="" if model else graded_with(pictures, item),
    )


def _carried_by(name: str, backend: AnyBackend, pictures: ClipSteps) -> ContinuityPlan:
    """The continuity of the film as if one model made all its clips."""
    maker = Maker(name, backend.can())
    stills = pictures.drawing.stills
    return continuity(pictures.film, pictures.plan, lambda item: None if item.shot.footage else maker, stills)


def _state(project: Project, key: str) -> tuple[str, str]:
    step = next(step for step in Planner(project).plan().steps if step.id == clip_id(key))
    return step.state, step.reason


def _drawn(project: Project, item: ScheduledShot) -> list[tuple[str, str]]:
    staged, shot = staging(project.film, item.scene, item.shot, {}), item.shot
    place = staged.setting
    rows = [("place", f"{place.kind or place.id} ({place.time}, {place.weather})")]
    rows += [
        (
            "figure",
            f"{figure.id}: {figure.kind}, {figure.pose}, {figure.emotion}, {figure.position}, faces {figure.facing}",
        )
        for figure in staged.figures
    ]
    rows += [("props", ", ".join(staged.props))] if staged.props else []
    return [*rows, ("camera", f"{shot.size}, {shot.angle}, {shot.camera}")]
