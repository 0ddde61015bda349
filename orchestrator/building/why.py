"""Why a shot is as it is: its prompt with the origin of every clause, what conditions it, and whether it is up to date."""

from generation.backend import ClipBackend
from orchestrator.building.plan import Planner
from orchestrator.building.project import Project
from orchestrator.building.steps import ClipSteps, clip_id
from orchestrator.directing.prompts import prompt_for
from orchestrator.directing.schedule import schedule
from orchestrator.directing.seeds import shot_seed
from orchestrator.directing.staging import staging


def explain_shot(project: Project, key: str) -> list[str]:
    """Rows of text about one shot, `scene/shot`."""
    film = project.film
    layout = schedule(film, {})
    item = next(item for item in layout.shots if item.key == key)
    scene, shot = item.scene, item.shot
    name, backend = ClipSteps(film, project.root, project.store, layout).backend(item)
    planned = Planner(project).plan()
    step = next(step for step in planned.steps if step.id == clip_id(key))
    rows = [f"{key}: {step.state}" + (f", {step.reason}" if step.reason else ""), ""]
    prompt = prompt_for(film, scene, shot, backend.dialect if isinstance(backend, ClipBackend) else "animatic")
    rows += [f"prompt ({name})", f"  {prompt.text}", ""]
    width = max(len(clause.name) for clause in prompt.clauses)
    rows += [f"  {clause.name:<{width}}  {clause.text}  ← {clause.origin}" for clause in prompt.clauses]
    if prompt.negative:
        rows += ["", f"negative: {prompt.negative}"]
    staged = staging(film, scene, shot, {})
    rows += ["", "drawn as"]
    place = staged.setting
    rows.append(f"  place    {place.kind or place.id} ({place.time}, {place.weather})")
    rows += [
        f"  figure   {figure.id}: {figure.kind}, {figure.pose}, {figure.emotion}, {figure.position}, faces {figure.facing}"
        for figure in staged.figures
    ]
    rows.append(f"  camera   {shot.size}, {shot.angle}, {shot.camera}")
    rows += ["", f"seed {shot_seed(film.settings, scene, shot)}, take {shot.take}, boundary {shot.boundary}"]
    return rows
