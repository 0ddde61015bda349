"""`style`: the style guides that films share, and the one that a film uses."""

import json
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from orchestrator.cli.options import AsJson, ProjectDir
from orchestrator.cli.output import agreed, count, fail, harmless, option_of
from orchestrator.cli.style_rows import listed, offered, row_of, shown

if TYPE_CHECKING:
    from orchestrator.building.style_upgrade import Effects, Upgrade
    from orchestrator.film.film import Film
    from orchestrator.project.library import Found
    from orchestrator.project.library_guide import Guide, Layer

styles = typer.Typer(help="Style guides that films share.", no_args_is_help=True)

_ORIGINS = {"film": "this film", "pinned": "pinned", "library": "yours", "built-in": "built in"}
Name = Annotated[str, typer.Argument(metavar="NAME", help="The guide's name, or a path.")]


@styles.command("list")
def style_list(project: ProjectDir = Path(), as_json: AsJson = False) -> None:
    """List the style guides: built in, your own, and this film's; the one in use has a star."""
    from orchestrator.film.errors import FilmError
    from orchestrator.project.library import styles_at_hand
    from orchestrator.project.library_guide import read_guide

    at_hand = styles_at_hand(project)
    used, news = _in_use(project)
    width = max((len(name) for name in at_hand), default=0)
    for name, found in sorted(at_hand.items()):
        is_used = used is not None and _is(used, found)
        try:
            guide = read_guide(found, project)
        except FilmError as error:
            if as_json:
                typer.echo(json.dumps({"name": name, "origin": found.origin, "in_use": is_used, "error": str(error)}))
            else:
                typer.echo(f"  {name:<{width}}  cannot be read: {harmless(str(error).splitlines()[0])}")
            continue
        if as_json:
            typer.echo(json.dumps(row_of(name, guide, used=is_used), ensure_ascii=False))
        else:
            typer.echo(listed(name, guide, _ORIGINS[found.origin], width=width, used=is_used))
    is_listed = used is not None and any(_is(used, found) for found in at_hand.values())
    if used is not None and not as_json:
        typer.echo(_said_of_use(used, news, project, listed=is_listed))
    elif used is not None and not is_listed:
        typer.echo(json.dumps(row_of(used.found.name, used, used=True), ensure_ascii=False))


@styles.command("show")
def style_show(name: Name, project: ProjectDir = Path(), as_json: AsJson = False) -> None:
    """Print a style guide as it is on disk, and where it comes from."""
    from orchestrator.project.library_flat import digest_of
    from orchestrator.project.source import read_text

    guide = _guide_for_person(name, project)
    if as_json:
        typer.echo(json.dumps(shown(guide, digest_of(guide)), ensure_ascii=False))
        return
    style = guide.style
    chain = " extends ".join(f"{layer.found.name} ({_whose(layer, project)})" for layer in guide.layers)
    rows = [("guide", chain), ("version", str(style.version)), ("digest", digest_of(guide))]
    rows += [("file", guide.layers[0].shown)]
    rows += [("files", ", ".join(guide.files))] if guide.files else []
    rows += [("prompts", ", ".join(guide.templates()))] if guide.templates() else []
    rows += [("variants", ", ".join(style.variants) or "none")]
    for key, value in rows:
        typer.echo(typer.style(f"# {key:<9} {harmless(value)}", dim=True))
    for layer in guide.layers:
        if len(guide.layers) > 1:
            typer.echo(typer.style(f"\n# {harmless(layer.shown)}", dim=True))
        typer.echo("\n".join(map(harmless, read_text(layer.found.file).rstrip().split("\n"))))


@styles.command("use")
def style_use(name: Name, project: ProjectDir = Path()) -> None:
    """Have the film use a style guide, and keep a copy of it with the film."""
    from orchestrator.project.history import recorded
    from orchestrator.project.library_use import style_said, use

    style_said(project)
    with recorded(project, f"style use {name}"):
        done = use(project, name)
    version = done.guide.style.version
    if not done.changed:
        typer.echo(f"the film uses {done.name} {version} already")
        return
    if done.brought:
        typer.echo(f"copied to {done.brought}")
    kept = "it lies beside the film: what you change in it shows at once"
    if done.guide.origin != "film":
        kept = f"its copy is in pinned/styles/{done.name}/, and stays as it is until: filmwright style upgrade"
    typer.echo(
        f"the film uses {done.name} {version} now" + (f", not {done.before}" if done.before != done.name else "")
    )
    typer.echo(f"{kept}; what that changes: filmwright plan{option_of(project)}")


@styles.command("new")
def style_new(
    name: Annotated[str, typer.Argument(help="What to call it, e.g. my-noir.")],
    source: Annotated[str, typer.Option("--from", metavar="NAME", help="The guide to begin with.")] = "ink-and-gold",
    here: Annotated[bool, typer.Option("--here", help="Beside the film, in styles/, not in your own library.")] = False,
    extends: Annotated[
        bool, typer.Option("--extends", help="Only what is different; the rest stays the other's.")
    ] = False,
    project: ProjectDir = Path(),
) -> None:
    """Begin a style guide of your own, with every value explained."""
    from orchestrator.project.history import recorded
    from orchestrator.project.library import library_folder
    from orchestrator.project.library_new import new_guide
    from orchestrator.project.library_use import style_said
    from orchestrator.project.schema import header

    guide = _guide_for_person(source, project)
    if extends and guide.found.name != source:
        fail("--extends needs the name of a guide, not a path")
    if here:
        style_said(project)
        with recorded(project, f"style new {name}"):
            file = new_guide(project / "styles", name, guide, extends=extends, schema=header("style"))
    else:
        file = new_guide(library_folder(), name, guide, extends=extends)
    typer.echo(f"wrote {file}")
    typer.echo(
        f"edit it, then: filmwright style check {name}{option_of(project)}, and: filmwright style use {name}{option_of(project)}"
    )


@styles.command("add")
def style_add(
    source: Annotated[str, typer.Argument(help="A YAML file, folder or zip, or ADDRESS@TAG of a git repository.")],
    replace: Annotated[bool, typer.Option("--replace", help="In place of one of the same name.")] = False,
) -> None:
    """Put a style guide into your own library; it is looked over first, and nothing in it is run."""
    from orchestrator.project.library import library_folder
    from orchestrator.project.library_share import add

    done = add(source, library_folder(), replace=replace)
    if not done.changed:
        typer.echo(f"{done.name} is in your library already, just as it is there: {done.place}")
        return
    typer.echo(f"{done.name} {done.version} is in your library: {done.place}")
    if done.hides:
        typer.echo(f"films that ask for {done.name} get this one now, not the one that ships with Filmwright")
    typer.echo(
        f"a film takes it with: filmwright style use {done.name}; one that has it already, with: filmwright style upgrade"
    )


@styles.command("upgrade")
def style_upgrade(
    to: Annotated[
        str | None, typer.Option("--to", metavar="SOURCE", help="This one, not the one at hand: as for add.")
    ] = None,
    yes: Annotated[bool, typer.Option("--yes", "-y", help="Take it without asking.")] = False,
    project: ProjectDir = Path(),
    as_json: AsJson = False,
) -> None:
    """Say what is different in the guide as it is at hand now and what it would make again, and take it if you agree."""
    from contextlib import ExitStack

    from orchestrator.building.project import open_project
    from orchestrator.building.style_upgrade import effects, upgrade, upgrade_of
    from orchestrator.project.folder import load_film
    from orchestrator.project.history import recorded
    from orchestrator.project.packs.opening import opened

    with ExitStack() as stack:
        pack = stack.enter_context(opened(to, "style")) if to else None
        change = upgrade_of(project, pack)
        if change is None:
            said = "nothing to upgrade: the film has the style as it is " + ("there" if to else "at hand")
            typer.echo(json.dumps({"differences": [], "taken": False}) if as_json else said)
            return
        film = load_film(project, scenes_needed=False)
        effect = effects(open_project(project, film), change.film)
        if as_json:
            typer.echo(json.dumps(offered(change, effect, taken=yes), ensure_ascii=False))
        else:
            _say_difference(film, change, effect, to or _ORIGINS[change.after.origin])
        if not (yes or (not as_json and agreed(f"style upgrade --yes{_to(to)}{option_of(project)}"))):
            return
        with recorded(project, f"style upgrade{_to(to)}"):
            upgrade(project, change)
    now = f"{change.after.found.name} {change.after.style.version}"
    if not as_json:
        typer.echo(f"the film uses {now} now; what is to be made: filmwright plan{option_of(project)}")


@styles.command("check")
def style_check(
    name: Annotated[
        str | None, typer.Argument(metavar="[NAME|PATH]", help="Only this one; else yours and the film's.")
    ] = None,
    project: ProjectDir = Path(),
) -> None:
    """Look a style guide over: its values, names, palettes, and every file that goes with it."""
    from orchestrator.film.errors import ProjectError
    from orchestrator.project.library import is_path, styles_at_hand
    from orchestrator.project.library_check import guide_faults
    from orchestrator.project.library_guide import read_guide

    faults, good = list[str](), list[str]()
    at_hand = styles_at_hand(project)
    names = [name] if name is not None else [each for each, found in at_hand.items() if found.origin != "built-in"]
    for each in names:
        try:
            is_at_hand = each in at_hand and not is_path(each)
            found = at_hand[each] if is_at_hand else _guide_for_person(each, project).found
            wrong = [str(fault) for fault in guide_faults(read_guide(found, project, luts=False))]
        except ProjectError as error:
            wrong = [str(fault) for fault in error.problems]
        faults += wrong
        good += [] if wrong else [each]
    if faults:
        fail(*dict.fromkeys(faults))
    typer.echo(
        f"{', '.join(good)}: ok"
        if good
        else "there is no style of your own yet; begin one with: filmwright style new NAME"
    )


@styles.command("export")
def style_export(
    name: Name,
    to: Annotated[Path, typer.Option("--to", metavar="FILE.zip|FOLDER", help="Where to.")],
    project: ProjectDir = Path(),
) -> None:
    """Write a style guide with all its files as a zip or a folder, to be handed on."""
    from orchestrator.project.library_share import share

    guide = _guide_for_person(name, project)
    whole = share(guide, to)
    typer.echo(f"wrote {to}" + (", with all that it inherits written out" if whole else ""))
    typer.echo(f"others take it with: filmwright style add {to.name}")


def _guide_for_person(name: str, project: Path) -> "Guide":
    """The guide that somebody means: the film's own where it is that, even one that was edited by hand."""
    from orchestrator.project.library import found_style, is_path
    from orchestrator.project.library_guide import read_guide
    from orchestrator.project.library_pin import guide_of_film
    from orchestrator.project.lock import read_lock
    from orchestrator.project.names import is_there, path_said

    if is_path(name) and is_there(path_said(name)):
        return read_guide(found_style(str(path_said(name).absolute())), project)
    return guide_of_film(name, project, read_lock(project), whatever=True)


def _in_use(project: Path) -> "tuple[Guide | None, Guide | None]":
    """The guide that the film uses, and what is at hand of the same name, if that is another one."""
    from orchestrator.film.errors import FilmError
    from orchestrator.project.library_pin import guide_of_film, newer
    from orchestrator.project.library_use import style_said
    from orchestrator.project.lock import read_lock

    if not (project / "film.yaml").is_file():
        return None, None
    try:
        lock = read_lock(project)
        return guide_of_film(style_said(project), project, lock), newer(project, lock)
    except FilmError:
        return None, None  # `check` says what is wrong with the film


def _say_difference(film: "Film", change: "Upgrade", effect: "Effects", source: str) -> None:
    """What is different in the guide, and what that does to the film."""
    from orchestrator.building.style_upgrade import differences

    old, new = change.before.style, change.after.style
    versions = f"{old.version} → {new.version}" if old.version != new.version else f"{old.version}, another edition"
    typer.secho(f"{change.after.found.name} {versions} ({harmless(source)})", bold=True)
    found = differences(change.before, change.after)
    width = max((len(each.what) for each in found), default=0)
    for each in found:
        typer.echo(harmless(f"  {each.what:<{width}}  {_changed(each.before, each.after)}"))
    said = [f"{key} changed" for key in ("name", "author", "licence", "note") if getattr(old, key) != getattr(new, key)]
    if said:
        typer.echo(f"  {', '.join(said)}: for people only")
    rows = [
        _listed(film, effect.shots, "to make again"),
        _listed(film, effect.graded, "to grade again, not to make"),
    ]
    rows += [f"  {each}" for each in (*effect.others, *effect.written)]
    rows = [row for row in rows if row]
    if not rows:
        typer.echo("that makes nothing of the film anew")
        return
    typer.echo("with it there are anew:")
    for row in (
        *rows,
        *(["  the film, put together from that"] if effect.shots or effect.graded or effect.others else []),
    ):
        typer.echo(row)


def _changed(before: str, after: str) -> str:
    if before == after:
        return f"{after}: another content"
    return f"{before or '(nothing)'} → {after or '(nothing)'}"


def _listed(film: "Film", keys: "tuple[str, ...]", to_do: str) -> str:
    """Shots by their keys, scenes of which it is all of them by theirs."""
    if not keys:
        return ""
    said: list[str] = []
    for scene in film.scenes:
        own = [f"{scene.id}/{shot.id}" for shot in scene.shots]
        meant = [key for key in own if key in keys]
        said += [f"all {len(own)} of {scene.id}"] if meant == own and len(own) > 1 else meant
    return f"  {count(len(keys), 'clip')} {to_do}: {', '.join(said)}"


def _to(source: str | None) -> str:
    return f" --to {source}" if source else ""


def _is(used: "Guide", listed: "Found") -> bool:
    """Whether the guide that a film uses is the listed one, or its copy."""
    if used.origin == "pinned":
        return listed.name == used.found.name
    return listed.file.resolve() == used.found.file.resolve()


def _whose(layer: "Layer", project: Path) -> str:
    found = layer.found
    inside = found.file.resolve().is_relative_to(project.resolve())
    return "at that path" if found.origin == "film" and not inside else _ORIGINS[found.origin]


def _said_of_use(used: "Guide", news: "Guide | None", project: Path, *, listed: bool) -> str:
    said = f"the film uses {used.found.name} {used.style.version}"
    if used.origin == "pinned":
        said += ", pinned" if listed else ", pinned; it is not in your library"
    elif used.origin != "film":
        said += ", not pinned yet"
    if news is not None and news.style.version < used.style.version:
        return f"{said}; what is at hand is the older version {news.style.version}"
    if news is not None:
        one = f"version {news.style.version}" if news.style.version != used.style.version else "another edition of it"
        said += f"; {one} is at hand: filmwright style upgrade{option_of(project)}"
    return said
