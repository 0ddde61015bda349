"""`cast`: the characters that films share."""

import json
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from orchestrator.cli.options import AsJson, ProjectDir
from orchestrator.cli.output import agreed, count, fail, harmless, option_of

if TYPE_CHECKING:
    from orchestrator.building.film_changes import Remade
    from orchestrator.film.film import Film
    from orchestrator.project.cast_use import Offer, Taken
    from orchestrator.project.layout import Data
    from orchestrator.project.lock import CastRecord

casting = typer.Typer(help="Characters that films share.", no_args_is_help=True)

_SHOWN = 12
"""Shots that are listed by name."""
Name = Annotated[str, typer.Argument(metavar="NAME", help="A character of your library, or of this film.")]


@casting.command("list")
def cast_list(project: ProjectDir = Path(), as_json: AsJson = False) -> None:
    """List the characters of your library, and those of this film that came from a pack."""
    from orchestrator.film.errors import FilmError
    from orchestrator.project.cast import cast_folder, read_sheet, shelved

    here = _records(project)
    for name, file in sorted(shelved().items()):
        used = sorted(identity for identity, record in here.items() if record.name == name)
        try:
            sheet = read_sheet(file)
        except FilmError as error:
            typer.echo(f"  {name:<18} cannot be read: {str(error).splitlines()[0]}")
            continue
        if as_json:
            said = {"name": name, "version": sheet.version, "looks": sheet.look(None), "in_film": used}
            typer.echo(json.dumps(said, ensure_ascii=False))
            continue
        old = [identity for identity in used if here[identity].version < sheet.version]
        news = f"  (this film has version {here[old[0]].version}: cast upgrade {old[0]})" if old else ""
        typer.echo(f"{'*' if used else ' '} {name:<18} v{sheet.version:<3} {harmless(sheet.look(None))}{news}")
    for identity, record in sorted(here.items()):
        if record.name not in shelved() and not as_json:
            typer.echo(f"* {identity:<18} v{record.version:<3} came from {record.address or 'another library'}")
    if not shelved() and not here and not as_json:
        typer.echo(f"your library of characters is empty ({cast_folder()}); begin one with: filmwright cast new NAME")


@casting.command("show")
def cast_show(name: Name, project: ProjectDir = Path()) -> None:
    """Print a character's sheet: this film's if it has one of that id, else your library's, or one at a path."""
    from orchestrator.project.cast import brought
    from orchestrator.project.cast_use import sheet_path
    from orchestrator.project.names import is_id
    from orchestrator.project.source import read_text

    record = _records(project).get(name)
    if is_id(name) and (project / (own := sheet_path(project, name))).is_file():
        if record:
            where = f" from {record.address}" if record.address else ""
            typer.echo(typer.style(f"# {own}: {record.name}, version {record.version}{where}", dim=True))
        text = read_text(project / own)
    else:
        with brought(name) as found:
            text = found.text
            rows = [("version", str(found.character.version)), ("digest", found.digest)]
            rows += [("files", ", ".join(found.files()))] if found.files() else []
            for key, value in rows:
                typer.echo(typer.style(f"# {key:<8} {value}", dim=True))
    typer.echo("\n".join(map(harmless, text.rstrip().split("\n"))))


@casting.command("new")
def cast_new(
    name: Annotated[str, typer.Argument(help="Its id, e.g. mara.")],
    called: Annotated[str | None, typer.Option("--name", help="The name, e.g. 'Mara Quist'.")] = None,
) -> None:
    """Begin a character in your own library, with every key explained."""
    from orchestrator.project.cast import shelved
    from orchestrator.project.cast_new import new_character

    file = new_character(name, called)
    assert name in shelved()
    typer.echo(f"wrote {file}")
    typer.echo(f"edit it, then: filmwright cast check {name}, and in a film: filmwright cast use {name}")


@casting.command("add")
def cast_add(
    source: Annotated[str, typer.Argument(help="A YAML file, folder or zip, or ADDRESS@TAG of a git repository.")],
    replace: Annotated[bool, typer.Option("--replace", help="In place of one of the same name.")] = False,
) -> None:
    """Put a character into your own library; it is looked over first, and nothing in it is run."""
    from orchestrator.project.cast import cast_folder, read_sheet, shelved, whole
    from orchestrator.project.packs.digests import digest
    from orchestrator.project.packs.installing import install
    from orchestrator.project.packs.opening import opened

    with opened(source, "cast") as pack:
        there = shelved().get(pack.name)
        version = read_sheet(pack.folder / pack.main).version
        if there is not None:
            if digest(whole(there), "cast") == digest(pack):
                typer.echo(f"{pack.name} is in your library already, just as it is there: {there}")
                return
            if not replace:
                fail(
                    f"there is a '{pack.name}' in your library already, another one; put this in its place with --replace"
                )
        place = install(pack, cast_folder(), replace=replace)
        typer.echo(f"{pack.name} {version} is in your library: {place}")
        typer.echo(f"a film takes it with: filmwright cast use {pack.name}")


@casting.command("use")
def cast_use(
    source: Annotated[str, typer.Argument(metavar="NAME|SOURCE", help="Of your library, or as for add.")],
    identity: Annotated[str | None, typer.Option("--as", metavar="ID", help="The id in this film.")] = None,
    project: ProjectDir = Path(),
) -> None:
    """Take a character into the film: its sheet, pictures and weights are copied, and stay as they are until upgrade."""
    from orchestrator.project.cast import brought
    from orchestrator.project.cast_use import use
    from orchestrator.project.history import recorded

    _need_film(project)
    as_id = f" --as {identity}" if identity else ""
    with brought(source) as found, recorded(project, f"cast use {source}{as_id}"):
        done = use(project, found, identity)
    typer.echo(f"{done.identity} is in the film: {done.record.name}, version {done.record.version}")
    _say_files(done, project)


@casting.command("upgrade")
def cast_upgrade(
    identity: Annotated[
        str | None, typer.Argument(metavar="[NAME]", help="Its id in this film; all if left out.")
    ] = None,
    to: Annotated[
        str | None, typer.Option("--to", metavar="SOURCE", help="This one, not the one in your library: as for add.")
    ] = None,
    yes: Annotated[bool, typer.Option("--yes", "-y", help="Take it without asking.")] = False,
    project: ProjectDir = Path(),
) -> None:
    """Say what is different in a character now and which shots it would make again, and take it if you agree."""
    from orchestrator.project.cast_use import record_of
    from orchestrator.project.folder import load_film
    from orchestrator.project.lock import read_lock

    _need_film(project)
    film, lock = load_film(project, scenes_needed=False), read_lock(project)
    if to is not None and identity is None:
        fail("--to needs the character that it is another version of: cast upgrade NAME --to SOURCE")
    if identity is not None or not lock.cast:
        record_of(lock, identity or "")
    for name in [identity] if identity else sorted(lock.cast):
        record = lock.cast[name]
        if to is None and not _is_at_hand(record):
            where = (
                f"'{record.address}{'@' + record.tag if record.tag else ''}'" if record.address else "another library"
            )
            typer.echo(f"{name} came from {where}, and your library has nothing newer; name another version with --to")
            continue
        _upgrade(project, film, name, to or record.name, yes=yes, to=to)


@casting.command("check")
def cast_check(
    name: Annotated[
        str | None, typer.Argument(metavar="[NAME|SOURCE]", help="Only this one; else all of yours.")
    ] = None,
) -> None:
    """Look a character over: its values, and every file that goes with it."""
    from orchestrator.film.errors import FilmError
    from orchestrator.project.cast import brought, cast_names

    faults, good = list[str](), list[str]()
    for each in [name] if name is not None else cast_names():
        try:
            with brought(each) as found:
                good.append(f"{found.name} {found.character.version}")
        except FilmError as error:
            faults += str(error).splitlines()
    if good:
        typer.echo(f"{', '.join(good)}: ok")
    if faults:
        fail(*faults)
    if not good:
        typer.echo("there is no character of your own yet; begin one with: filmwright cast new NAME")


@casting.command("export")
def cast_export(
    name: Name,
    to: Annotated[Path | None, typer.Option("--to", metavar="FILE.zip|FOLDER", help="NAME.zip if left out.")] = None,
    project: ProjectDir = Path(),
) -> None:
    """Write a character of this film, or of your library, as a zip or a folder, to be handed on."""
    from orchestrator.project.cast import shelved_file, whole
    from orchestrator.project.cast_new import export_character
    from orchestrator.project.cast_use import sheet_path
    from orchestrator.project.folder import load_film
    from orchestrator.project.names import is_id
    from orchestrator.project.packs.exporting import export

    target = to or Path(f"{name}.zip")
    sheet = project / sheet_path(project, name)
    if is_id(name) and sheet.is_file():
        character = load_film(project, scenes_needed=False).characters.get(name)
        if character is None:
            fail(f"{sheet} is the sheet of somebody else; name its id")
        export_character(project, sheet, character, target)
    else:
        export(whole(shelved_file(name)), "cast", target)
    typer.echo(f"wrote {target}")
    typer.echo(f"others take it with: filmwright cast add {target.name}")


def _upgrade(project: Path, film: "Film", name: str, source: str, *, yes: bool, to: str | None) -> None:
    from orchestrator.building.film_changes import remade
    from orchestrator.building.project import open_project
    from orchestrator.project.cast import brought
    from orchestrator.project.cast_use import offer, upgrade
    from orchestrator.project.history import recorded

    with brought(source) as found:
        news = offer(project, found, name)
        if not news.is_news:
            typer.echo(f"{name} is as it is {'there' if to else 'in your library'}: {found.name} {news.after.version}")
            return
        then = film.model_copy(update={"characters": {**film.characters, name: news.then}})
        again = remade(open_project(project, film), open_project(project, then)) if film.scenes else ()
        _say_offer(news, again)
        command = f"cast upgrade {name}{f' --to {to}' if to else ''}"
        if not (yes or agreed(f"{command} --yes{option_of(project)}")):
            return
        with recorded(project, command):
            done = upgrade(project, found, name)
    typer.echo(f"{name} is {done.record.name} {done.record.version} now")
    _say_files(done, project)


def _say_offer(news: "Offer", again: "tuple[Remade, ...]") -> None:
    from orchestrator.project.fresh import data_of

    old, new = news.before.version, news.after.version
    versions = f"{old} → {new}" if old != new else f"{old}, another edition"
    typer.secho(f"{news.identity}: {news.after.name} {versions}", bold=True)
    now, then = data_of(news.now), data_of(news.then)
    for field in news.fields:
        typer.echo(harmless(f"  {field}: {_at(now, field)} → {_at(then, field)}"))
    for path in news.files:
        typer.echo(f"  {path}: {'another picture or file' if path in news.before.files else 'new'}")
    for path in sorted(news.before.files.keys() - news.after.files.keys()):
        typer.echo(f"  {path}: no longer part of it")
    if news.asked:
        where = "one place" if news.asked == 1 else f"{news.asked} places"
        typer.echo(f"  in {where} you wrote something else: that stays, and you are asked in proposals/")
    shots = [step.shot for step in again if step.kind == "clip"]
    others = [step for step in again if step.kind in ("speech", "still")]
    if not again:
        typer.echo("that makes nothing of the film anew")
        return
    named = ", ".join(shots[:_SHOWN]) + (f" and {len(shots) - _SHOWN} more" if len(shots) > _SHOWN else "")
    typer.echo(f"with it {count(len(shots), 'clip')} would be made again" + (f": {named}" if shots else ""))
    for kind in ("speech", "still"):
        if number := sum(step.kind == kind for step in others):
            typer.echo(f"and {count(number, 'line') if kind == 'speech' else count(number, 'still')}")


def _is_at_hand(record: "CastRecord") -> bool:
    """Whether the library may have another version: of what did not come from it, only a newer one counts."""
    from orchestrator.project.cast import read_sheet, shelved

    there = shelved().get(record.name)
    return there is not None and (record.address is None or read_sheet(there).version > record.version)


def _at(data: "Data", field: str) -> str:
    """A value of a sheet by its path, as a person reads it."""
    for part in field.split("."):
        data = data.get(part) if isinstance(data, Mapping) else None
    return "(nothing)" if data is None else f"'{data}'" if isinstance(data, str) else str(data)


def _say_files(done: "Taken", project: Path) -> None:
    said = {
        "written": "wrote", "merged": "merged with your edits:", "kept": "yours stays:", "unchanged": "as it was:",
    }  # fmt: skip
    path = done.sheet.path.relative_to(project).as_posix()
    if done.sheet.outcome == "proposed":
        typer.echo(
            f"where the two differ your sheet stays, and the other's words are in {path}: filmwright review{option_of(project)}"
        )
    else:
        typer.echo(f"{said.get(done.sheet.outcome, 'wrote')} {path}")
    for name in done.files:
        typer.echo(f"wrote {name}")
    for name in done.left:
        typer.echo(f"yours stays: {name}")
    typer.echo(f"what that changes: filmwright plan{option_of(project)}")


def _need_film(project: Path) -> None:
    from orchestrator.project.folder import FILM_FILE, NO_FILM

    if not (project / FILM_FILE).is_file():
        fail(f"{project / FILM_FILE}: {NO_FILM}")


def _records(project: Path) -> "dict[str, CastRecord]":
    from orchestrator.project.lock import read_lock

    return dict(read_lock(project).cast) if (project / "film.yaml").is_file() else {}
