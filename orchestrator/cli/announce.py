"""What a film is, in a few lines, before it is rendered."""

from pathlib import Path

import typer

from orchestrator.cli.output import clock, count
from orchestrator.film.film import Film


def announce(film: Film, root: Path) -> None:
    """Print the title, what the film consists of, and who is in it."""
    settings = film.settings
    picture = settings.format
    typer.secho(f"\n  {settings.title}", bold=True)
    facts = [
        clock(settings.seconds),
        *((count(len(film.scenes), "scene"), count(len(film.shots()), "shot")) if film.scenes else ()),
        f"{picture.size} at {picture.fps:g} fps",
        film.style.name,
        settings.pictures,
    ]
    typer.secho("  " + " · ".join(facts), dim=True)
    people = ", ".join(character.name for character in film.characters.values())
    if people:
        typer.secho(f"  with {people}", dim=True)
    typer.secho(f"  in {root}/\n", dim=True)


def as_data(film: Film, root: Path) -> dict[str, object]:
    """The same for a program."""
    return {
        "project": root.as_posix(),
        "title": film.settings.title,
        "seconds": film.settings.seconds,
        "scenes": [scene.id for scene in film.scenes],
        "shots": len(film.shots()),
        "characters": list(film.characters),
    }


def next_step(root: Path, stopped_after: str | None) -> str:
    """What a person would do now, in one line."""
    if stopped_after in (None, "scenes"):
        return f"Read {root / 'script.fountain'}, then: filmwright render --project {root}"
    file = {"treatment": "treatment.yaml", "script": "script.fountain", "sheets": "characters/"}[stopped_after]
    return f"Read and edit {root / file}, then: filmwright write --project {root}"
