"""`takes`, `retake`, `pick`, `check` and `export`: the project's files and the finished film."""

from pathlib import Path
from typing import Annotated, Literal

import typer

from orchestrator.cli.options import AsJson, ProjectDir, Shot
from orchestrator.cli.output import count, fail


def takes(shot: Shot, project: ProjectDir = Path()) -> None:
    """List what was ever rendered for a shot."""
    from orchestrator.building.takes import takes_of
    from orchestrator.project.folder import load_film

    found = takes_of(project, load_film(project), shot)
    for take in found:
        typer.echo(f"{'*' if take.picked else ' '} take {take.number:<3} {take.frames:>4} frames  {take.path}")
    if not found:
        typer.echo(f"nothing was rendered for {shot} yet")


def retake(shot: Shot, project: ProjectDir = Path()) -> None:
    """Ask for another take of a shot: raises `take` in its scene file. Earlier takes stay."""
    from orchestrator.building.takes import set_take
    from orchestrator.project.folder import load_film
    from orchestrator.project.history import recorded

    film = load_film(project)
    with recorded(project, f"retake {shot}"):
        number = set_take(project, film, shot, None)
    typer.echo(f"{shot} is now take {number}; make it with: filmwright render {shot}")


def pick(
    shot: Shot, number: Annotated[int, typer.Argument(min=1, help="The take to use.")], project: ProjectDir = Path()
) -> None:
    """Choose a take of a shot: sets `take` in its scene file."""
    from orchestrator.building.takes import set_take
    from orchestrator.project.folder import load_film
    from orchestrator.project.history import recorded

    film = load_film(project)
    with recorded(project, f"pick {shot} {number}"):
        set_take(project, film, shot, number)
    typer.echo(f"{shot} uses take {number}")


def check(project: ProjectDir = Path(), as_json: AsJson = False) -> None:
    """Validate every file, trace the film to its script, and measure it if it is finished."""
    import json
    from dataclasses import asdict

    from orchestrator.building.check import examine
    from orchestrator.building.project import open_project
    from orchestrator.project.folder import load_film

    film = load_film(project)
    found = examine(open_project(project, film))
    if as_json:
        typer.echo(json.dumps(asdict(found)))
    else:
        shots = count(len(film.shots()), "shot")
        typer.echo(f"files: ok ({count(len(film.scenes), 'scene')}, {shots})")
        typer.echo(f"script: {found.script}")
        typer.echo(f"length: {found.length}")
        typer.echo(f"film: {found.summary}")
        for fault in found.faults:
            typer.echo(f"  ! {fault}")
        for note in found.notes:
            typer.echo(f"  note: {note}")
    raise typer.Exit(1 if found.faults else 0)


def export(
    what: Annotated[Literal["srt", "vtt", "fountain"], typer.Argument(help="srt, vtt or fountain")],
    target: Annotated[Path | None, typer.Argument(help="Where to; the terminal if left out.")] = None,
    project: ProjectDir = Path(),
) -> None:
    """Hand over the captions or the screenplay."""
    source = project / ("script.fountain" if what == "fountain" else f"out/film.{what}")
    if not source.is_file():
        fail(f"{source} is not there yet; make it with: filmwright render")
    text = source.read_text(encoding="utf-8")
    if target is None:
        typer.echo(text, nl=False)
    else:
        target.write_text(text, encoding="utf-8")
        typer.echo(f"wrote {target}")
