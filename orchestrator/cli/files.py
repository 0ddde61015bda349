"""`check`: the project's files and the finished film."""

import os
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from orchestrator.cli.options import AsJson, InLanguage, ProjectDir
from orchestrator.cli.output import count, option_of
from orchestrator.cli.warning import proposed_rows, warned_rows

if TYPE_CHECKING:
    from orchestrator.building.lint import Warnings


def check(
    project: ProjectDir = Path(),
    language: InLanguage = None,
    model: Annotated[
        str | None,
        typer.Option(metavar="NAME", help="Warn as if this backend, model or prompt dialect made the pictures."),
    ] = None,
    propose: Annotated[
        bool, typer.Option("--propose", help="Write what would be better into proposals/ (see: filmwright review).")
    ] = False,
    as_json: AsJson = False,
) -> None:
    """Validate every file, trace the film to its script, measure it if it is finished, and warn of what may go wrong."""
    import json
    from dataclasses import asdict

    from orchestrator.building.check import examine
    from orchestrator.building.finished import keep
    from orchestrator.building.lint import warnings
    from orchestrator.building.project import open_project
    from orchestrator.project.folder import load_film

    film = load_film(project)
    opened = open_project(project, film, language=language)
    warned = warnings(opened, model)
    found = examine(opened)
    kept = found.report is not None and os.access(project / "out", os.W_OK)
    if found.report is not None and kept:
        keep(opened, found.report)
    if as_json:
        rows = [
            {"file": one.file, "line": one.line, "column": one.column, **asdict(one.finding)} for one in warned.warnings
        ]
        notes = [*found.notes, *warned.notes]
        quality = found.report.model_dump(mode="json") if found.report else None
        told = {**asdict(found), "report": quality, "notes": notes, "warnings": rows, "allowed": warned.allowed}
        typer.echo(json.dumps(told))
    else:
        shots = count(len(film.shots()), "shot")
        typer.echo(f"files: ok ({count(len(film.scenes), 'scene')}, {shots})")
        typer.echo(f"script: {found.script}")
        typer.echo(f"length: {found.length}")
        typer.echo(f"film: {found.summary}")
        for line in found.figures:
            typer.echo(f"  {line}")
        if found.page and kept:
            typer.echo(f"  all figures: {found.page}")
        for fault in found.faults:
            typer.echo(f"  ! {fault}")
        for remark in found.remarks:
            typer.echo(f"  worth a look: {remark}")
        for note in (*found.notes, *warned.notes):
            typer.echo(f"  note: {note}")
        for row in warned_rows(warned, model, option_of(project), proposes=propose):
            typer.echo(row)
    if propose:
        _propose(project, warned, quiet=as_json)
    raise typer.Exit(1 if found.faults else 0)


def _propose(project: Path, warned: "Warnings", *, quiet: bool) -> None:
    """Write the rewrites into proposals/, and say what became of them."""
    from orchestrator.building.lint_proposals import propose_rewrites
    from orchestrator.project.history import recorded

    with recorded(project, "check --propose"):
        proposed = propose_rewrites(project, warned.warnings)
    for row in () if quiet else proposed_rows(proposed, option_of(project)):
        typer.echo(row)
