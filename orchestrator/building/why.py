"""Why a shot is as it is: its prompt with the origin of every word, what conditions it, and whether it is up to date."""

from dataclasses import dataclass

from generation.backend import Capabilities
from orchestrator.building.backends import named_backend
from orchestrator.building.grading import graded_with
from orchestrator.building.plan import Planner
from orchestrator.building.project import Project
from orchestrator.building.steps import ClipSteps, clip_id, prompt_in, starts_from_picture
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
    """The pictures that the clip starts from, ends on, or goes on from, in words."""
    drawn: tuple[tuple[str, str], ...]
    """How the built-in drawing reads the shot: what, and in which words."""
    seed: int
    take: int
    boundary: str
    grade: str
    """What is laid over the clip afterwards; empty where nothing is."""


def explain_shot(project: Project, key: str, model: str | None = None) -> Explained:
    """Explain a shot, `scene/shot`; with `model` (a dialect, a backend or a model card) as that one would be told of it.

    Raises:
        FilmError: if there is no such model.
    """
    film = project.film
    layout = schedule(film, {})
    pictures = ClipSteps(film, project.root, project.store, layout)
    item = next(item for item in layout.shots if item.key == key)
    scene, shot, opens = item.scene, item.shot, item is layout.shots[0]
    state, reason = ("", "") if model else _state(project, key)
    maker, backend = (model, named_backend(model, project.root)) if model else pictures.backend(item)
    if backend is None:
        prompt, conditioned = pictures.prompter.prompt(scene, shot, maker), ()
    else:
        can = backend.can()
        conditioned = tuple(_conditioned(item, can, opens=opens)) if shot.footage is None else ()
        prompt = None
        if shot.footage is None:
            pictured = starts_from_picture(shot, can, opens=opens)
            prompt = prompt_in(pictures.prompter, item, backend, from_picture=pictured)
    if shot.footage is not None:
        maker = f"your own clip {shot.footage.path}"
    return Explained(
        shot=key,
        state=state,
        reason=reason,
        maker=maker,
        prompt=prompt,
        conditioned=conditioned,
        drawn=tuple(_drawn(project, item)),
        seed=shot_seed(film.settings, scene, shot),
        take=shot.take,
        boundary=shot.boundary,
        grade="" if model else graded_with(pictures, item),
    )


def _state(project: Project, key: str) -> tuple[str, str]:
    step = next(step for step in Planner(project).plan().steps if step.id == clip_id(key))
    return step.state, step.reason


def _conditioned(item: ScheduledShot, can: Capabilities, *, opens: bool) -> list[str]:
    shot, found = item.shot, list[str]()
    for end in ("first", "last"):
        wanted = getattr(shot.keyframes, end)
        if wanted is not None and getattr(can, f"{end}_frame"):
            found.append(f"{end} frame: {'drawn for it' if wanted == 'generate' else wanted}")
    if shot.boundary == "continue" and not opens and shot.keyframes.first is None and can.first_frame:
        found.append("first frame: the last one of the shot before")
    elif can.needs_first and shot.keyframes.first is None:
        found.append("first frame: drawn for it, for the model cannot start without one")
    return found


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
