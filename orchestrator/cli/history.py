"""`history`, `undo`, `review`, `accept`, `dismiss`: what the tool changed, and what it would like to."""

import difflib
import json
import os
import sys
from collections.abc import Callable, Iterator, Sequence
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from orchestrator.cli.options import AsJson, ProjectDir
from orchestrator.cli.output import count, fail, harmless, option_of

if TYPE_CHECKING:
    from orchestrator.project.history import Change
    from orchestrator.project.history_undo import TakenBack
    from orchestrator.project.proposals import Proposal

    Answer = Callable[[Path, Proposal, Sequence[str], str | None], tuple[str, ...]]

Paths = Annotated[Path | None, typer.Argument(metavar="[PATH]", help="Only this file; all if left out.")]

Fields = Annotated[list[str] | None, typer.Argument(metavar="[FIELD...]", help="e.g. shots.gallery.action")]
OneScene = Annotated[
    str | None, typer.Option("--scene", help="Of a screenplay, only this scene, by its id or heading.")
]


def history(path: Paths = None, project: ProjectDir = Path(), as_json: AsJson = False) -> None:
    """List what commands changed in the project's files, the newest last."""
    from orchestrator.project.history import read_history

    _need_film(project)
    entries = [entry for entry in read_history(project) if entry.shown]
    if path is not None:
        entries = [entry for entry in entries if any(_is_meant(change.path, path, project) for change in entry.shown)]
    for entry in entries:
        if as_json:
            typer.echo(entry.model_dump_json(exclude_none=True))
            continue
        typer.echo(f"{entry.number:>4}  {_local(entry.time)}  {entry.command}")
        for change in entry.shown:
            if path is None or _is_meant(change.path, path, project):
                typer.echo(f"      {_lines_changed(project, change):<12} {change.path}")
    if not entries and not as_json:
        typer.echo(f"no command changed {path or 'anything'} yet")


def undo(
    number: Annotated[int | None, typer.Argument(min=1, help="The entry's number (see: filmwright history).")] = None,
    project: ProjectDir = Path(),
) -> None:
    """Take the last change back, or the one with this number; edits made since stay. Undo an undo to have it again."""
    from orchestrator.project.history_undo import undo as take_back

    _need_film(project)
    entry, results = take_back(project, number)
    typer.echo(f"took back {entry.number}: {entry.command}")
    for result in results:
        typer.echo(f"  {_said(result)}")
    if any(result.what == "left" for result in results):
        raise typer.Exit(1)


def review(path: Paths = None, project: ProjectDir = Path(), as_json: AsJson = False) -> None:
    """Show what is proposed for files that you edited, as a diff from your file to the proposal."""
    found = _meant(project, path)
    if as_json:
        for proposal in found:
            typer.echo(json.dumps({**asdict(proposal), "fields": proposal.fields}, ensure_ascii=False))
        return
    for proposal in found:
        for line in _diff(proposal):
            typer.echo(line)
        for reason in proposal.reasons:
            typer.echo(f"  because: {harmless(reason)}")
        typer.echo("")
    if found:
        one = f" {found[0].path}" if len(found) == 1 else " PATH"
        field = next((field for proposal in found for field in proposal.fields), None)
        here = option_of(project)
        typer.echo(f"{count(len(found), 'file')} with a proposal; take it over: filmwright accept{one}{here}")
        typer.echo(f"or only some of it: accept{one} {field or '--scene ID'}{here}; or put it away: dismiss{one}{here}")
    else:
        typer.echo("nothing is proposed; every file is as you and the tool agree on")


def accept(path: Paths = None, fields: Fields = None, scene: OneScene = None, project: ProjectDir = Path()) -> None:
    """Take a proposal over into your file: all of it, or single fields, or one scene of a screenplay."""
    from orchestrator.project.proposals import accept as take_over

    _answer(take_over, "accept", "accepted", (path, fields or [], scene), project)


def dismiss(path: Paths = None, fields: Fields = None, scene: OneScene = None, project: ProjectDir = Path()) -> None:
    """Put a proposal away, or a part of it: your file stays as it is, and is asked about only if there is something new."""
    from orchestrator.project.proposals import dismiss as put_away

    _answer(put_away, "dismiss", "dismissed", (path, fields or [], scene), project)


def _answer(
    answer: "Answer", word: str, done: str, meant: tuple[Path | None, list[str], str | None], project: Path
) -> None:
    from orchestrator.project.history import recorded

    path, fields, scene = meant
    found = _meant(project, path)
    if scene is not None and path is None:
        found = [proposal for proposal in found if proposal.path.endswith(".fountain")]
    if not found:
        typer.echo("nothing is proposed")
    words = [word, *([str(path)] if path else []), *fields, *([f"--scene {scene}"] if scene else [])]
    with recorded(project, " ".join(words)):
        for proposal in found:
            left = answer(project, proposal, fields, scene)
            typer.echo(f"  {done:<9} {proposal.path}" + (f"; still open: {', '.join(left)}" if left else ""))


def _need_film(project: Path) -> None:
    from orchestrator.project.folder import FILM_FILE, NO_FILM

    if not (project / FILM_FILE).is_file():
        fail(f"{project / FILM_FILE}: {NO_FILM}")


def _meant(project: Path, path: Path | None) -> "list[Proposal]":
    from orchestrator.project.history import recorded
    from orchestrator.project.proposals import open_proposals, proposal_for
    from orchestrator.project.renamed_files import follow

    _need_film(project)
    with recorded(project, "files renamed"):
        follow(project)
    return open_proposals(project) if path is None else [proposal_for(project, path)]


def _is_meant(name: str, path: Path, project: Path) -> bool:
    return name == path.as_posix() or (project / name).resolve() == path.resolve()


def _local(stamp: str) -> str:
    from datetime import datetime

    return datetime.fromisoformat(stamp).astimezone().strftime("%Y-%m-%d %H:%M")


def _lines_changed(project: Path, change: "Change") -> str:
    from orchestrator.project import originals

    before, after = (originals.find(project, digest) for digest in (change.before, change.after))
    if (change.before and before is None) or (change.after and after is None):
        return "changed"
    old, new = (before or "").splitlines(), (after or "").splitlines()
    lines = list(difflib.unified_diff(old, new, lineterm="", n=0))[2:]
    more, less = sum(line[0] == "+" for line in lines), sum(line[0] == "-" for line in lines)
    how = "new" if change.before is None else "gone" if change.after is None else ""
    return " ".join(part for part in (f"+{more}" if more else "", f"-{less}" if less else "", how) if part)


def _said(result: "TakenBack") -> str:
    said = f"{result.what:<9} {result.path}"
    if result.asked:
        return f"{said} (edited since; {count(result.asked, 'place')} edited twice stayed)"
    return (
        f"{said} (edited since; the later edits stayed)"
        if result.what == "merged"
        else (f"{said} ({result.why})" if result.why else said)
    )


def _diff(proposal: "Proposal") -> Iterator[str]:
    current = (proposal.current or "").splitlines()
    yours = proposal.path if proposal.current is not None else f"{proposal.path} (you deleted it)"
    lines: Sequence[str] = list(
        difflib.unified_diff(current, proposal.proposed.splitlines(), yours, f"proposals/{proposal.path}", lineterm="")
    )
    for line in map(harmless, lines):
        yield _coloured(line) if sys.stdout.isatty() and not os.environ.get("NO_COLOR") else line


def _coloured(line: str) -> str:
    if line.startswith(("---", "+++")):
        return typer.style(line, bold=True)
    colours = {"+": typer.colors.GREEN, "-": typer.colors.RED, "@": typer.colors.CYAN}
    colour = colours.get(line[:1])
    return typer.style(line, fg=colour) if colour else line
