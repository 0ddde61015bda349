"""A plan as a file: what was agreed to is what is made, or nothing is."""

import json
from pathlib import Path
from typing import Literal

from pydantic import BaseModel, ConfigDict, ValidationError

from orchestrator.building.plan import Planner
from orchestrator.building.planned import Plan
from orchestrator.building.project import Project
from orchestrator.film.errors import FilmError
from orchestrator.project.atomic import read_bytes, write_text
from orchestrator.project.lock import LOCK_FILE
from orchestrator.project.own_files import own_files
from orchestrator.store.fingerprint import digest_of

_SHOWN = 5
"""Most differences that are named."""


class PlanFile(BaseModel):
    """What was to be made, of which files: their digests by path, and of each step its state."""

    model_config = ConfigDict(frozen=True)

    plan: Literal[1] = 1
    language: str | None = None
    files: dict[str, str]
    steps: dict[str, str]
    seconds: float | None = None
    """How long it was expected to take."""


def write_plan_file(target: Path, project: Project, plan: Plan, language: str | None) -> None:
    """Write a plan down.

    Raises:
        FilmError: if it cannot be written.
    """
    known = [step.seconds for step in plan.to_do if step.seconds is not None]
    written = PlanFile(
        language=language,
        files=_files(project.root),
        steps={step.id: step.state for step in plan.steps},
        seconds=round(sum(known), 3) if known else None,
    )
    write_text(target, json.dumps(written.model_dump(mode="json"), indent=1, ensure_ascii=False) + "\n")


def prove_plan_file(path: Path, project: Project, language: str | None) -> None:
    """Refuse a plan if anything is different from when it was made: a file, or what would have to be made.

    Raises:
        FilmError: with what is different.
    """
    planned = _read(path)
    if planned.language != language:
        raise FilmError(f"{path}: is a plan of the film {_in(planned.language)}, not {_in(language)}; plan it again")
    now = _files(project.root)
    names = sorted({*planned.files, *now})
    moved = [
        _said(name, planned.files.get(name), now.get(name))
        for name in names
        if planned.files.get(name) != now.get(name)
    ]
    if not moved:
        to_do = Planner(project).plan().to_do
        moved = [f"{step.id} is to be made, and was there" for step in to_do if planned.steps.get(step.id) == "ready"]
    if moved:
        rest = f" and {len(moved) - _SHOWN} more" if len(moved) > _SHOWN else ""
        raise FilmError(
            f"{path}: since it was planned {', '.join(moved[:_SHOWN])}{rest}; nothing was made; plan it again"
        )


def _read(path: Path) -> PlanFile:
    raw = read_bytes(path)
    if raw is None:
        raise FilmError(f"{path}: there is no such file; write it with: filmwright plan --out {path}")
    try:
        return PlanFile.model_validate_json(raw)
    except ValidationError as error:
        raise FilmError(f"{path}: is no plan; write one with: filmwright plan --out {path}") from error


def _files(root: Path) -> dict[str, str]:
    return {name: digest_of(path) for name, path in own_files(root) if name != LOCK_FILE}


def _in(language: str | None) -> str:
    return f"in '{language}'" if language else "in its own language"


def _said(name: str, before: str | None, now: str | None) -> str:
    if before is None:
        return f"{name} is new"
    return f"{name} is gone" if now is None else f"{name} changed"
