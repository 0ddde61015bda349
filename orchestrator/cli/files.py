"""`check` and `export`: the project's files and the finished film."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal

import typer

from orchestrator.cli.options import AsJson, InLanguage, ProjectDir
from orchestrator.cli.output import count, fail, option_of
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
    from orchestrator.building.lint import warnings
    from orchestrator.building.project import open_project
    from orchestrator.project.folder import load_film

    film = load_film(project)
    opened = open_project(project, film, language=language)
    warned = warnings(opened, model)
    found = examine(opened)
    if as_json:
        rows = [
            {"file": one.file, "line": one.line, "column": one.column, **asdict(one.finding)} for one in warned.warnings
        ]
        notes = [*found.notes, *warned.notes]
        typer.echo(json.dumps({**asdict(found), "notes": notes, "warnings": rows, "allowed": warned.allowed}))
    else:
        shots = count(len(film.shots()), "shot")
        typer.echo(f"files: ok ({count(len(film.scenes), 'scene')}, {shots})")
        typer.echo(f"script: {found.script}")
        typer.echo(f"length: {found.length}")
        typer.echo(f"film: {found.summary}")
        for fault in found.faults:
            typer.echo(f"  ! {fault}")
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


def export(
    what: Annotated[
        Literal["srt", "vtt", "fountain", "fdx"],
        typer.Argument(help="srt, vtt (captions), fountain or fdx (the screenplay, for Final Draft and others)"),
    ],
    target: Annotated[Path | None, typer.Argument(help="Where to; the terminal if left out.")] = None,
    project: ProjectDir = Path(),
    language: InLanguage = None,
) -> None:
    """Hand over the captions, or the screenplay with the film's shots and their times in notes."""
    from orchestrator.building.timed_script import timed_script
    from orchestrator.writing.fdx import to_fdx

    if what in ("fountain", "fdx") and language is not None:
        fail(f"the screenplay is in the film's own language; leave --language out, or export srt --language {language}")
    if what in ("fountain", "fdx"):
        text = timed_script(project)
        data = to_fdx(text) if what == "fdx" else text.encode("utf-8")
    else:
        from orchestrator.project.translations import tag

        source = project / f"out/film{f'.{tag(language)}' if language else ''}.{what}"
        if not source.is_file():
            again = f" --language {tag(language)}" if language else ""
            fail(f"{source} is not there yet; make it with: filmwright render{again}")
        data = source.read_bytes()
    if target is None:
        typer.echo(data, nl=False)
        return
    if target.resolve() == (project / "script.fountain").resolve():
        fail(f"{target} is the film's own script; name another file")
    target.write_bytes(data)
    typer.echo(f"wrote {target}")
