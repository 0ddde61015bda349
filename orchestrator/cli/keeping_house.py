"""`fsck` and `gc`: the store of everything ever rendered, gone through and tidied up."""

import json
from pathlib import Path
from typing import Annotated

import typer

from orchestrator.cli.options import AsJson, ProjectDir
from orchestrator.cli.output import clock, count, fail, hung, option_of, shortened
from orchestrator.film.sizes import sized

_UNITS = {"": 1, "kb": 10**3, "mb": 10**6, "gb": 10**9, "tb": 10**12}


def fsck(
    project: ProjectDir = Path(),
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Only say what is wrong; change nothing.")] = False,
    as_json: AsJson = False,
) -> None:
    """Read the whole store, byte by byte: name what is damaged, and heal it where another copy is to be had.

    What cannot be healed is set aside and made again by the next render. Your own files are never touched.
    """
    from dataclasses import asdict

    from orchestrator.building.keeping_house import checked_store
    from orchestrator.store.checking import Checked

    lost = 0
    for found in checked_store(project, heal=not dry_run):
        if as_json:
            typer.echo(json.dumps({"is": type(found).__name__.lower(), **asdict(found)}, ensure_ascii=False))
        if isinstance(found, Checked):
            if not as_json:
                whole = f"{count(found.objects, 'file')}, {sized(found.size)}, of {count(found.results, 'result')}"
                stray = f"; {count(found.stray, 'file')} of no result, which gc takes away" if found.stray else ""
                typer.echo(f"{whole}: {count(lost, 'fault') + ' left' if lost else 'all is well'}{stray}")
            continue
        lost += found.state != "healed"
        if not as_json:
            name, *rest = [*shortened(found.steps, 3), found.name]
            of = f" ({', '.join(rest)})" if rest else ""
            hung("!", name, f"{found.said}: {found.state}{of}")
    if lost:
        if not as_json:
            then = "filmwright fsck" if dry_run else "filmwright render"
            typer.echo(f"then: {then}{option_of(project)}")
        raise typer.Exit(1)


def gc(
    project: ProjectDir = Path(),
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Only say what it would put away.")] = False,
    to: Annotated[
        str | None,
        typer.Option(
            metavar="SIZE",
            help="Stop when the store has this size, e.g. 20GB; what is quickest to make again goes first.",
        ),
    ] = None,
    empty: Annotated[bool, typer.Option("--empty", help="Delete all that was put away before, at once.")] = False,
    as_json: AsJson = False,
) -> None:
    """Put away what no film uses: never a take that is picked, here or in a commit, and nothing younger than two weeks.

    It goes into .filmwright/trash, comes back by itself if it is needed again, and is deleted two weeks later.
    """
    from orchestrator.building.keeping_house import collect

    done = collect(project, dry=dry_run, most=None if to is None else _bytes(to), empty=empty)
    if as_json:
        rows = [
            {"file": one.path.name, "size": one.size, "seconds": one.seconds, "steps": one.steps} for one in done.away
        ]
        said = {"dry_run": dry_run, "put_away": rows, "size": done.size, "seconds": round(done.seconds, 3)}
        said |= {"deleted": done.deleted, "deleted_size": done.deleted_size, "kept": done.kept}
        typer.echo(json.dumps(said, ensure_ascii=False))
        return
    would = "would be " if dry_run else ""
    if done.deleted:
        typer.echo(f"{count(done.deleted, 'file')} {would}deleted for good, {sized(done.deleted_size)}")
    if done.away:
        worth = f"{sized(done.size)}, {clock(done.seconds)} to make again"
        typer.echo(f"{count(len(done.away), 'file')} {would}put away: {worth}; {sized(done.kept)} stay")
    elif not done.deleted:
        typer.echo(f"nothing to put away; the store has {sized(done.kept)}")


def _bytes(said: str) -> int:
    number = said.strip().lower().rstrip("bgkmt ")
    unit = said.strip().lower()[len(number) :].strip()
    try:
        return round(float(number) * _UNITS[unit if unit in _UNITS else f"{unit}b"])
    except (ValueError, KeyError, OverflowError):
        fail(f"--to {said}: is no size; give a number and a unit, e.g. 500MB or 20GB")
