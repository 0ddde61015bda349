"""`export` and `import`: the film for other programs, and a cut that one of them changed."""

import json
from pathlib import Path
from typing import Annotated

import typer

from orchestrator.building.formats import What
from orchestrator.cli.options import AsJson, InLanguage, ProjectDir
from orchestrator.cli.output import count, fail, hung, option_of


def export(
    what: Annotated[
        What,
        typer.Argument(
            help="The cut for editing programs, with its clips beside it: otio, fcpxml, edl. Captions: srt, vtt, ass. "
            "The screenplay: fountain, fdx (for Final Draft). The film in another codec: hevc, av1, vp9, prores. "
            "The storyboard: pdf. The tracks of its sound: stems."
        ),
    ],
    target: Annotated[
        Path | None, typer.Argument(help="Where to; a text goes to the terminal if left out, all else to out/.")
    ] = None,
    project: ProjectDir = Path(),
    to: Annotated[Path | None, typer.Option("--to", help="Where to, as an option.")] = None,
    start: Annotated[
        str, typer.Option(metavar="TIMECODE", help="Of a cut: the timecode of its first frame.")
    ] = "01:00:00:00",
    language: InLanguage = None,
) -> None:
    """Hand over the cut to editing programs, captions, the screenplay with its times, the film in other codecs, a storyboard."""
    from orchestrator.building.handing_over import Order, hand_over

    target = to or target
    if target is not None and target.resolve() == (project / "script.fountain").resolve():
        fail(f"{target} is the film's own script; name another file")
    done = hand_over(what, Order(project, target, language, start))
    if done.path is not None:
        size = count(done.pages, "page") if done.pages else count(done.frames, "frame")
        beside = f"; {count(done.files, 'file')} in {done.media}/" if done.media else ""
        typer.echo(f"wrote {done.path}: {size}{beside}")
        for note in done.notes:
            typer.echo(f"  note: {note}")
    elif target is None:
        typer.echo(done.text, nl=False)
    else:
        target.write_bytes(done.text)
        typer.echo(f"wrote {target}")


def import_cut(
    file: Annotated[Path, typer.Argument(metavar="FILE.otio", help="A cut that was exported and changed.")],
    project: ProjectDir = Path(),
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Only show what it would change.")] = False,
    anyway: Annotated[bool, typer.Option("--anyway", help="Also if it was exported under another title.")] = False,
    as_json: AsJson = False,
) -> None:
    """Bring the scene files in line with a cut from an editing program: order, trims, transitions, what was left out.

    Ids and comments stay, what was taken out of the cut is kept in its file, and `undo` takes all of it back.
    """
    from orchestrator.building.project import open_project
    from orchestrator.building.taking_back import take_back
    from orchestrator.project.folder import load_film
    from orchestrator.project.history import recorded

    opened = open_project(project, load_film(project))
    with recorded(project, f"import {file.name}"):
        found = take_back(opened, file, write=not dry_run, anyway=anyway)
    if as_json:
        said = {"changed": not dry_run and bool(found.changes), "changes": found.changes, "left": found.left}
        typer.echo(json.dumps(said, ensure_ascii=False))
        return
    for change in found.changes:
        typer.echo(f"  {change}")
    for words in found.left:
        hung("!", "not taken over", words)
    if not found.changes:
        typer.echo(f"{file}: the film is cut like this already")
    elif dry_run:
        typer.echo("nothing is changed yet; leave --dry-run out to do it")
    else:
        typer.echo(f"then: filmwright render{option_of(project)}")
