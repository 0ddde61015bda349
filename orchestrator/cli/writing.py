"""`make`, `new` and `write`: from the line to the project, and on to the film."""

import time
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from orchestrator.cli.options import AsJson, ProjectDir
from orchestrator.cli.output import count, fail

if TYPE_CHECKING:
    from orchestrator.building.author import Written
    from orchestrator.film.film import Settings

Idea = Annotated[str, typer.Argument(help="The idea: one line, or a whole story.")]
Title = Annotated[str, typer.Option(help="The film's title; found from the idea if left out.")]
Length = Annotated[str, typer.Option(help="e.g. 60s or 2m")]
Style = Annotated[str, typer.Option(help="A style guide: a name (see: filmwright style list) or a path.")]
Format = Annotated[str, typer.Option("--format", help="WIDTHxHEIGHT, with @FPS if it is not 24.")]
Writer = Annotated[str, typer.Option(help="outline (built in), or e.g. openai:<model>")]
Pictures = Annotated[str, typer.Option(help="animatic (built in), or a model (see: filmwright models list)")]
Language = Annotated[str, typer.Option(help="Language of the voices, e.g. en or fr.")]
Captions = Annotated[str, typer.Option(help="burned, sidecar or off")]
Seed = Annotated[int, typer.Option(help="Another seed, another film of the same idea.")]
Into = Annotated[
    Path | None, typer.Option("--project", "-p", help="Folder of the project; named after the title if left out.")
]


def make(
    idea: Idea,
    project: Into = None,
    title: Title = "",
    length: Length = "60s",
    style: Style = "ink-and-gold",
    picture: Format = "1280x720",
    writer: Writer = "outline",
    pictures: Pictures = "animatic",
    language: Language = "en",
    captions: Captions = "burned",
    seed: Seed = 7,
    as_json: AsJson = False,
) -> None:
    """Make a film from one line: script, shots, voices, music, pictures, out/film.mp4."""
    from orchestrator.building.project import open_project
    from orchestrator.building.render import Options, render
    from orchestrator.cli.announce import announce
    from orchestrator.cli.progress import follow, say_ending
    from orchestrator.project.folder import load_film

    started = time.monotonic()
    settings = _settings(idea, title, length, style, picture, writer, pictures, language, captions, seed)
    root = _begin(settings, project)
    film = load_film(root)
    if not as_json:
        announce(film, root)
    ending = follow(render(open_project(root, film), Options()), as_json=as_json)
    raise typer.Exit(say_ending(ending, started, quiet=as_json))


def new(
    idea: Idea,
    project: Into = None,
    title: Title = "",
    length: Length = "60s",
    style: Style = "ink-and-gold",
    picture: Format = "1280x720",
    writer: Writer = "outline",
    pictures: Pictures = "animatic",
    language: Language = "en",
    captions: Captions = "burned",
    seed: Seed = 7,
) -> None:
    """Write the project and its script, and stop before anything is rendered."""
    from orchestrator.cli.announce import announce
    from orchestrator.project.folder import load_film

    settings = _settings(idea, title, length, style, picture, writer, pictures, language, captions, seed)
    root = _begin(settings, project)
    announce(load_film(root), root)
    typer.echo(f"Read {root / 'script.fountain'}, then: filmwright render --project {root}")


def write(
    project: ProjectDir = Path(),
    scene: Annotated[str | None, typer.Option(help="Only this scene, by its id.")] = None,
) -> None:
    """Make the scene files anew from script.fountain; what a person edited since is never overwritten."""
    from orchestrator.building.author import rewrite

    outcomes = rewrite(project, scene)
    for path, outcome in outcomes:
        there = (project / path).exists()
        typer.echo(f"  {outcome if there else 'deleted':<9} {path}")
        if not there:
            typer.echo(
                f"            you deleted it, so it stays so; write --scene {Path(path).stem.split('-', 1)[-1]} brings it back"
            )
    proposals = sum(outcome == "proposed" for _, outcome in outcomes)
    if proposals:
        typer.echo(f"{count(proposals, 'file')} had been edited by hand and stayed; the new text is in proposals/")


def _settings(
    idea: str,
    title: str,
    length: str,
    style: str,
    picture: str,
    writer: str,
    pictures: str,
    language: str,
    captions: str,
    seed: int,
) -> "Settings":
    """film.yaml's values from the command line; a value that cannot be ends the program with one line."""
    from orchestrator.film.film import Settings
    from orchestrator.project.explain import faults
    from orchestrator.project.makers import maker_faults

    size, _, fps = picture.partition("@")
    values = {
        "title": title,
        "idea": idea,
        "length": length,
        "format": {"size": size, "fps": float(fps) if fps.replace(".", "", 1).isdigit() else fps or 24},
        "style": style,
        "writer": writer,
        "pictures": pictures,
        "language": language,
        "captions": captions,
        "seed": seed,
    }
    if wrong := [*faults(Settings, values), *maker_faults(values)]:
        fail(*(f"--{fault}" for fault in wrong))
    return Settings.model_validate(values)


def _begin(settings: "Settings", project: Path | None) -> Path:
    """Write the project, or find the one that the same idea made before: then its files are used as they are now."""
    from orchestrator.building.author import author, lay_down
    from orchestrator.project.folder import load_film
    from orchestrator.project.names import slug

    local = Path(settings.style) if Path(settings.style).suffix in (".yaml", ".yml") else None
    local = local if local is not None and local.is_file() else None
    written = author(settings, Path() if local else project or Path())
    root = project or Path(slug(written.settings.title))
    if project is None:
        number = 2
        while (root / "film.yaml").exists() and load_film(root).settings.idea != settings.idea:
            root, number = Path(f"{slug(written.settings.title)}-{number}"), number + 1
    if (root / "film.yaml").exists():
        _go_on(root, load_film(root).settings, settings)
        return root
    if local is not None and local.resolve().parent != root.resolve():
        written = _with_own_style(written, local, root)
    lay_down(root, written)
    return root


def _go_on(root: Path, there: "Settings", asked: "Settings") -> None:
    """A film of the same idea is there: its film.yaml counts, and what the command line says otherwise is named."""
    if there.idea != asked.idea:
        fail(f"{root} already holds another film; choose another --project, or go on with: filmwright render -p {root}")
    names = ("length", "format", "style", "writer", "pictures", "language", "captions", "seed")
    other = [name for name in names if getattr(there, name) != getattr(asked, name)]
    if other:
        said = f"{root} is there already and is used as it is: its film.yaml says otherwise for {', '.join(other)}"
        typer.echo(said, err=True)


def _with_own_style(written: "Written", style: Path, root: Path) -> "Written":
    """The person's own style file goes into the project, so that the project is whole."""
    from dataclasses import replace
    from shutil import copyfile

    target = root / "styles" / style.name
    target.parent.mkdir(parents=True, exist_ok=True)
    copyfile(style, target)
    settings = written.settings.model_copy(update={"style": f"styles/{style.name}"})
    return replace(written, settings=settings)
