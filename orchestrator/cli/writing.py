"""`make`, `new` and `write`: from the line, or a script of one's own, to the project, and on to the film."""

import json
import time
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal

import typer

from orchestrator.cli.options import AsJson, OnCluster, OnEngine, ProjectDir
from orchestrator.cli.output import fail, option_of, said_of_critic, shortened

if TYPE_CHECKING:
    from orchestrator.building.authoring.rewrite import Rewritten
    from orchestrator.cli.starting import Asked
    from orchestrator.project.generated import Generated

Idea = Annotated[str, typer.Argument(help="The idea: one line, or a whole story.")]
Script = Annotated[
    Path | None,
    typer.Option(help="Your own screenplay (.fountain, .fdx), story (.txt) or treatment (.yaml), in place of an idea."),
]
Title = Annotated[str, typer.Option(help="The film's title; found from the idea if left out.")]
Length = Annotated[
    str | None, typer.Option(help="e.g. 60s or 2m; left out: 60s, or what your own script needs.", show_default=False)
]
Style = Annotated[str, typer.Option(help="A style guide: a name (see: filmwright style list) or a path.")]
Format = Annotated[str, typer.Option("--format", help="WIDTHxHEIGHT, with @FPS if it is not 24.")]
Writer = Annotated[
    str | None,
    typer.Option(help="outline (built in), or e.g. openai:<model>; left out: yours, or outline.", show_default=False),
]
Pictures = Annotated[str, typer.Option(help="animatic (built in), or a model (see: filmwright models list)")]
Language = Annotated[
    str, typer.Option(help="Language of the film: what is written, spoken and captioned, e.g. en or fr.")
]
Captions = Annotated[str, typer.Option(help="burned, karaoke, embedded, sidecar or off")]
Seed = Annotated[int, typer.Option(help="Another seed, another film of the same idea.")]
Budget = Annotated[
    str | None,
    typer.Option(
        help="Stop before a language model costs more: 0.50 (by your prices) or 20000tokens.", show_default=False
    ),
]
Into = Annotated[
    Path | None, typer.Option("--project", "-p", help="Folder of the project; named after the title if left out.")
]
LastStage = Annotated[
    Literal["treatment", "script", "sheets", "scenes"] | None,
    typer.Option("--stop-after", help="Stop after this stage; `write` goes on from there.", show_default=False),
]


def make(
    idea: Idea = "",
    script: Script = None,
    project: Into = None,
    title: Title = "",
    length: Length = None,
    style: Style = "ink-and-gold",
    picture: Format = "1280x720",
    writer: Writer = None,
    pictures: Pictures = "animatic",
    language: Language = "en",
    captions: Captions = "burned",
    seed: Seed = 7,
    budget: Budget = None,
    engine: OnEngine = None,
    cluster: OnCluster = None,
    as_json: AsJson = False,
) -> None:
    """Make a film from one line: script, shots, voices, music, pictures, out/film.mp4."""
    from orchestrator.building.engines.opening import chosen
    from orchestrator.building.project import open_project
    from orchestrator.building.render import Options, render
    from orchestrator.cli.announce import announce
    from orchestrator.cli.progress import follow, say_ending
    from orchestrator.cli.starting import start
    from orchestrator.project.folder import load_film

    started = time.monotonic()
    options = Options(engine=chosen(engine, cluster))
    asked = _asked(
        idea, script, title, length, style, picture, writer, pictures, language, captions, seed, budget, as_json
    )
    root = start(asked, project, None)
    film = load_film(root)
    if not as_json:
        announce(film, root)
        asked.say_who_wrote(film.settings.writer)
    ending = follow(render(open_project(root, film), options), as_json=as_json)
    raise typer.Exit(say_ending(ending, started, quiet=as_json))


def new(
    idea: Idea = "",
    script: Script = None,
    project: Into = None,
    title: Title = "",
    length: Length = None,
    style: Style = "ink-and-gold",
    picture: Format = "1280x720",
    writer: Writer = None,
    pictures: Pictures = "animatic",
    language: Language = "en",
    captions: Captions = "burned",
    seed: Seed = 7,
    stop_after: LastStage = None,
    budget: Budget = None,
    as_json: AsJson = False,
) -> None:
    """Write the project and its script, and stop before anything is rendered."""
    from orchestrator.cli.announce import announce, as_data, next_step
    from orchestrator.cli.starting import start
    from orchestrator.project.folder import load_film

    asked = _asked(
        idea, script, title, length, style, picture, writer, pictures, language, captions, seed, budget, as_json
    )
    root = start(asked, project, stop_after)
    film = load_film(root, scenes_needed=False)
    if as_json:
        typer.echo(json.dumps(as_data(film, root), ensure_ascii=False))
        return
    announce(film, root)
    asked.say_who_wrote(film.settings.writer)
    typer.echo(next_step(root, stop_after))


def write(
    project: ProjectDir = Path(),
    scene: Annotated[str | None, typer.Option(help="Only this scene, by its id.")] = None,
    since: Annotated[
        Literal["treatment", "script", "sheets", "scenes", "critique"] | None,
        typer.Option("--from", help="Write this stage and all below it anew, changed or not.", show_default=False),
    ] = None,
    stop_after: LastStage = None,
    writer: Writer = None,
    budget: Budget = None,
    as_json: AsJson = False,
) -> None:
    """Write again what stands below a file that changed: the script, sheets, scenes. What you edited stays yours."""
    from orchestrator.building.authoring.rewrite import Options
    from orchestrator.building.authoring.stages import wanted_until
    from orchestrator.cli.starting import write_again

    if since is not None and since not in wanted_until(stop_after):
        fail(f"--from {since} begins after --stop-after {stop_after}; there is nothing between them to write")
    if scene is not None and "scenes" not in wanted_until(stop_after):
        fail(f"--scene writes a scene, and --stop-after {stop_after} stops before; leave one of them out")
    done = write_again(project, Options(scene, since, stop_after), writer, budget, quiet=as_json)
    if as_json:
        files = [
            {
                "path": made.path.relative_to(project).as_posix(),
                "outcome": made.outcome,
                "taken": made.taken,
                "kept": made.kept,
                "asked": made.asked,
            }
            for made in done.files
        ]
        said = {"files": files, "notes": done.notes, "suggestions": done.suggestions}
        typer.echo(json.dumps(said, ensure_ascii=False))
    else:
        _say_outcomes(done, project)


def _say_outcomes(done: "Rewritten", project: Path) -> None:
    """One line a file, then what there is to decide."""
    news = [made for made in done.files if made.outcome not in ("unchanged", "kept")]
    for made in news:
        typer.echo(f"  {made.outcome:<9} {made.path}{_counts(made)}{_back(made, project)}")
    if all(made.outcome == "left" or _back(made, project) for made in news):
        typer.echo("nothing to write: every file is as what stands above it asks for")
    for note in shortened(done.notes):
        typer.echo(note)
    if any(made.asked for made in done.files) or any(made.outcome == "proposed" for made in done.files):
        here = option_of(project)
        typer.echo(
            f"what you and the writer both changed stays as you have it; the other version: filmwright review{here}"
        )
    if done.suggestions:
        typer.echo(said_of_critic(done.suggestions, project))


def _back(made: "Generated", project: Path) -> str:
    """For a scene that the person deleted, and not the tool: how to have it back."""
    path = made.path.relative_to(project)
    if made.outcome != "deleted" or path.as_posix() not in made.lock.files or path.parent.name != "scenes":
        return ""
    return f"  (by you; to have it back: filmwright write --scene {path.stem.split('-', 1)[-1]}{option_of(project)})"


def _counts(made: "Generated") -> str:
    if made.outcome == "left":
        return "  (not in the script any more, but edited by you; delete it if you do not want it)"
    if made.outcome != "merged":
        return ""
    return f"  ({made.taken} taken over, {made.kept} of yours kept)"


def _asked(
    idea: str,
    script: Path | None,
    title: str,
    length: str | None,
    style: str,
    picture: str,
    writer: str | None,
    pictures: str,
    language: str,
    captions: str,
    seed: int,
    budget: str | None,
    quiet: bool,
) -> "Asked":
    """film.yaml's values from the command line; a value that cannot be ends the program with one line."""
    from orchestrator.building.authoring.writers import default_writer
    from orchestrator.cli.starting import Asked
    from orchestrator.film.film import Settings
    from orchestrator.project.explain import faults
    from orchestrator.project.makers import maker_faults

    size, _, fps = picture.partition("@")
    values = {
        "title": title,
        "idea": idea,
        "length": length or "60s",
        "format": {"size": size, "fps": float(fps) if fps.replace(".", "", 1).isdigit() else fps or 24},
        "style": style,
        "writer": writer or default_writer(),
        "pictures": pictures,
        "language": language,
        "captions": captions,
        "seed": seed,
    }
    if wrong := [*faults(Settings, values), *maker_faults(values)]:
        fail(*(f"--{fault}" for fault in wrong))
    if not idea.strip() and script is None:
        fail("the idea is empty; say in a line what the film is about, or bring your own: --script FILE")
    if idea.strip() and script is not None:
        fail("an idea and --script at once; a film is made from one of them")
    return Asked(Settings.model_validate(values), script, length is not None, writer is not None, budget, quiet)
