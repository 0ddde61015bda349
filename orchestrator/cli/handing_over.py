"""`export` and `import`: the film for other programs, and a cut that one of them changed."""

import json
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from orchestrator.building.formats import Exported
from orchestrator.cli.options import AsJson, InLanguage, ProjectDir
from orchestrator.cli.output import count, fail, hung, option_of
from orchestrator.film.sizes import sized

if TYPE_CHECKING:
    from orchestrator.store.archive import Archived


def export(
    what: Annotated[
        Exported,
        typer.Argument(
            help="The cut for editing programs, with its clips beside it: otio, fcpxml, edl. Captions: srt, vtt, ass. "
            "The screenplay: fountain, fdx (for Final Draft). The film in another codec: hevc, av1, vp9, prores. "
            "The storyboard: pdf. The tracks of its sound: stems. The whole project with everything rendered for it: archive."
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
    used: Annotated[
        bool, typer.Option("--used", help="Of an archive: only what the film uses now, without its other takes.")
    ] = False,
) -> None:
    """Hand over the cut to editing programs, captions, the screenplay with its times, the film in other codecs, a storyboard."""
    from orchestrator.building.handing_over import Order, hand_over

    target = to or target
    if what == "archive":
        _archive(project, target, used=used)
        return
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


def _archive(project: Path, target: Path | None, *, used: bool) -> None:
    from orchestrator.building.archiving import archive

    done = archive(project, target, used=used)
    typer.echo(f"wrote {done.path}: {_told(done)}")


def _told(done: "Archived") -> str:
    return f"{count(done.files, 'file')} of yours, {count(done.results, 'result')}, {sized(done.size)}"


def import_file(
    file: Annotated[
        Path,
        typer.Argument(
            metavar="FILE", help="A cut (.otio) that was exported and changed, or the archive (.zip) of a film."
        ),
    ],
    project: ProjectDir = Path(),
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Only show what it would change.")] = False,
    anyway: Annotated[bool, typer.Option("--anyway", help="Also if it was exported under another title.")] = False,
    as_json: AsJson = False,
) -> None:
    """Bring the scene files in line with a cut from an editing program, or unpack an archive into a new folder (--project).

    Of a cut: order, trims, transitions, what was left out. Ids and comments stay, what was taken out of the cut is kept in its
    file, and `undo` takes all of it back.
    """
    if file.suffix.lower() == ".zip":
        _unpack(file, project)
        return
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


def _unpack(file: Path, project: Path) -> None:
    from orchestrator.store.archive import read_archive

    if not file.is_file():
        fail(f"{file}: there is no such file")
    done = read_archive(file, project if project != Path() else Path(file.name.removesuffix(".zip")))
    typer.echo(f"unpacked {done.path}: {_told(done)}")
    typer.echo(f"then: filmwright render{option_of(done.path)}")
