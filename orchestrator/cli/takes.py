"""`takes`, `retake` and `pick`: what was rendered for a shot, more of it, and which of it the film uses."""

import json
import time
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from orchestrator.cli.options import AsJson, OnCluster, OnEngine, ProjectDir, Shot
from orchestrator.cli.output import option_of
from orchestrator.film.sizes import sized

if TYPE_CHECKING:
    from orchestrator.building.takes import Take


def takes(shot: Shot, project: ProjectDir = Path(), as_json: AsJson = False) -> None:
    """List what was ever rendered for a shot; * is the take that the film uses."""
    from dataclasses import asdict

    from orchestrator.building.takes import takes_of
    from orchestrator.project.folder import load_film

    found = takes_of(project, load_film(project), shot)
    for take in found:
        if as_json:
            typer.echo(json.dumps({**asdict(take), "path": take.path.as_posix()}, ensure_ascii=False))
        else:
            _say(take)
    if not found and not as_json:
        typer.echo(f"nothing was rendered for {shot} yet")


def retake(
    shot: Shot,
    project: ProjectDir = Path(),
    count: Annotated[
        int | None,
        typer.Option(
            "--count", "-n", min=1, max=32, help="Make so many further takes now, and leave the film its own."
        ),
    ] = None,
    render: Annotated[bool, typer.Option("--render", help="Make it now.")] = False,
    engine: OnEngine = None,
    cluster: OnCluster = None,
    as_json: AsJson = False,
) -> None:
    """Ask for another take of a shot: raises `take` in its scene file. Earlier takes stay.

    With --count the takes are made at once, together where the model can, and the scene file stays as it is.
    """
    from orchestrator.building.engines.opening import chosen
    from orchestrator.building.further_takes import make_takes
    from orchestrator.building.project import open_project
    from orchestrator.building.render import Options
    from orchestrator.building.render import render as build
    from orchestrator.building.takes import set_take
    from orchestrator.cli.progress import follow, say_ending
    from orchestrator.project.folder import load_film
    from orchestrator.project.history import recorded

    started = time.monotonic()
    film = load_film(project)
    if count is not None:
        ending = follow(
            make_takes(open_project(project, film), shot, count, engine=chosen(engine, cluster)), as_json=as_json
        )
        raise typer.Exit(say_ending(ending, started, quiet=as_json, project=project))
    with recorded(project, f"retake {shot}"):
        number = set_take(project, film, shot, None)
    if not render:
        typer.echo(f"{shot} is now take {number}; make it with: filmwright render {shot}{option_of(project)}")
        return
    events = build(open_project(project, load_film(project)), Options(only=shot, engine=chosen(engine, cluster)))
    raise typer.Exit(say_ending(follow(events, as_json=as_json), started, quiet=as_json))


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


def _say(take: "Take") -> None:
    when = time.strftime("%Y-%m-%d %H:%M", time.localtime(take.made))
    size = sized(take.size)
    number = f"take {take.number}" if take.number else "another seed"
    seed = "" if take.seed is None else f"seed {take.seed}"
    mark = "*" if take.picked else " "
    typer.echo(
        f"{mark} {number:<12} {take.frames:>4} frames  {when}  {take.model:<16} {seed:<15} {size:>8}  {take.path}"
    )
    if take.differs:
        typer.echo(typer.style(f"    made before {take.differs}; picked, it would be made again", dim=True))
