"""`plan`, `render` and `why`: what would be made, making it, and the reasons."""

import json
import time
from collections import Counter
from fractions import Fraction
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal, NoReturn

import typer

from orchestrator.cli.options import AsJson, InLanguage, OnCluster, OnEngine, ProjectDir, Shot
from orchestrator.cli.output import clock, count, fail, hung
from orchestrator.film.sizes import sized

if TYPE_CHECKING:
    from orchestrator.building.planned import Plan
    from orchestrator.building.project import Project
    from orchestrator.building.render import Options
    from orchestrator.building.unmoved import Unmoved
    from orchestrator.film.film import Film

Upgrade = Annotated[bool, typer.Option("--upgrade", help="Also make anew what earlier versions made.")]
_MARKS = {
    "ready": "=",
    "missing": "+",
    "stale": "~",
    "waiting": "?",
    "quarantined": "!",
    "kept": "p",
    "orphan": "x",
    "decision": "m",
}
_COLOURS = {
    "ready": typer.colors.GREEN,
    "missing": typer.colors.CYAN,
    "stale": typer.colors.YELLOW,
    "waiting": None,
    "quarantined": typer.colors.RED,
    "kept": typer.colors.BLUE,
    "orphan": None,
    "decision": typer.colors.MAGENTA,
}


def plan(
    project: ProjectDir = Path(),
    language: InLanguage = None,
    everything: Annotated[bool, typer.Option("--all", help="Also list what is ready.")] = False,
    upgrade: Upgrade = False,
    out: Annotated[
        Path | None, typer.Option("--out", metavar="FILE", help="Write the plan down, for: render --plan FILE.")
    ] = None,
    as_json: AsJson = False,
) -> None:
    """Say what a render would do, and why; makes nothing."""
    from dataclasses import asdict

    from orchestrator.building.unmoved import Unmoved

    before = Unmoved("plan", project, language, upgrade)
    found = before.plan() if out is None else None
    if found is None:
        found = _planned(project, language, out, before, upgrade=upgrade)
    if as_json:
        typer.echo(json.dumps(asdict(found), ensure_ascii=False))
        return
    _list(found, everything=everything)
    _sum_up(found)


def _planned(root: Path, language: str | None, out: Path | None, before: "Unmoved", *, upgrade: bool) -> "Plan":
    """The plan as the files are now, written down where that is asked, and kept where it lasts."""
    from orchestrator.building.plan import Planner
    from orchestrator.building.project import open_project
    from orchestrator.building.unmoved import lasting
    from orchestrator.project.folder import load_film

    opened = open_project(root, load_film(root), language=language)
    found = Planner(opened, upgrade=upgrade).plan()
    if out is not None:
        _write_down(out, opened, found, language)
    if lasting(opened):
        before.keep_plan(found)
    return found


def _list(found: "Plan", *, everything: bool) -> None:
    """Every step that is to be made (or `everything`), and what else wants to be known, a row each."""
    kept = set(found.outdated)
    for step in found.steps:
        if step.id in kept:
            if everything:
                hung(_mark("kept"), step.id, "as an earlier version made it", dim=True)
        elif everything or step.state != "ready":
            why_so = f"stale because {step.reason}" if step.state == "stale" else step.reason
            why_so += f", {sized(step.fetch)} to fetch" if step.fetch else ""
            hung(_mark(step.state), step.id, why_so, dim=True)
    for name in found.orphans:
        hung(_mark("orphan"), name, "no longer in the film; filmwright gc frees its room", dim=True)
    for path in found.decisions:
        hung(_mark("decision"), path, "something else is proposed; filmwright review")
    for shot, reason in found.downgrades:
        hung("!", shot, reason)


def _sum_up(found: "Plan") -> None:
    for line in (*found.memory, *found.notes):
        typer.echo(f"  {line}")
    for shot, words in found.shed:
        hung("-", shot, words, dim=True)
    if found.outdated:
        made = f"{count(len(found.outdated), 'step')} made by earlier versions, {clock(found.outdated_seconds)} of work"
        typer.echo(f"  {made}, kept as they are; to make them anew: filmwright render --upgrade")
    length = clock(float(found.frames / Fraction(found.rate)))
    about = "" if found.exact else "about "
    ready = f"{len(found.steps) - len(found.to_do)} ready{_there(found)}"
    if not found.to_do:
        there = (
            f"nothing to make: {ready}" if _there(found) else f"nothing to do: all {len(found.steps)} steps are ready"
        )
        typer.echo(f"{there}, the film lasts {length}")
        return
    kinds = Counter(step.state for step in found.to_do)
    todo = f"{count(len(found.to_do), 'step')} to make"
    if len(kinds) > 1:
        todo += f" ({', '.join(f'{_MARKS[state]} {number}' for state, number in kinds.items())})"
    typer.echo(f"{todo}, {ready}; the film will last {about}{length}; {_work(found)}, no cost")


def _mark(state: str) -> str:
    return typer.style(_MARKS[state], fg=_COLOURS[state], bold=True)


def _work(found: "Plan") -> str:
    """How long making what is to be made is expected to take: on a core, by models, and by models that nothing is known of."""
    plain = sum(step.seconds or 0.0 for step in found.to_do if not step.model)
    models = sum(step.seconds or 0.0 for step in found.to_do if step.model)
    unknown = sum(step.kind == "clip" and step.seconds is None for step in found.to_do)
    said = [f"about {clock(plain)} of work on one core"] if round(plain) or not (models or unknown) else []
    said += (
        [f"about {models / 3600:.1f} GPU-hours" if models >= 360 else f"about {clock(models)} of models"]
        if models
        else []
    )
    said += [f"{count(unknown, 'clip')} by a model that was not measured here yet"] if unknown else []
    return " and ".join(said)


def _there(found: "Plan") -> str:
    """How much of what is ready is in the shared store, and not here yet."""
    sizes = [step.fetch for step in found.steps if step.fetch]
    return f" ({len(sizes)} of them in the shared store, {sized(sum(sizes))} to fetch)" if sizes else ""


def _write_down(target: Path, opened: "Project", found: "Plan", language: str | None) -> None:
    from orchestrator.building.plan_file import write_plan_file

    if target.absolute().is_relative_to(opened.root.absolute()):
        fail(f"{target}: lies in the project itself, and would be one of its files; name a file outside of it")
    write_plan_file(target, opened, found, language)


def render(
    only: Annotated[str | None, typer.Argument(metavar="[SCENE[/SHOT]]", help="Only this scene or shot.")] = None,
    project: ProjectDir = Path(),
    language: InLanguage = None,
    draft: Annotated[
        bool, typer.Option(help="A film of half the size, by models with fewer steps, in out/draft.mp4.")
    ] = False,
    stop_after: Annotated[
        Literal["voices", "stills", "clips"] | None, typer.Option(help="Stop after this stage.")
    ] = None,
    jobs: Annotated[
        int | None, typer.Option("--jobs", "-j", min=1, help="Worker processes; one a core if left out.")
    ] = None,
    patience: Annotated[
        float | None,
        typer.Option(min=0, metavar="MINUTES", help="Give up a step that takes longer; it is tried once more."),
    ] = None,
    upgrade: Upgrade = False,
    engine: OnEngine = None,
    cluster: OnCluster = None,
    planned: Annotated[
        Path | None,
        typer.Option("--plan", metavar="FILE", help="Only if nothing is different from when this plan was written."),
    ] = None,
    watched: Annotated[
        bool, typer.Option("--watch", help="Go on, and make it again whenever you save a file; Ctrl+C ends it.")
    ] = False,
    as_json: AsJson = False,
) -> None:
    """Make what is missing or stale, and the film."""
    from orchestrator.building.unmoved import Unmoved
    from orchestrator.cli.progress import follow, say_ending

    started = time.monotonic()
    less = only or stop_after or planned or watched or engine or cluster
    before = None if less else Unmoved("render", project, language, draft, upgrade)
    if before is not None and (told := before.events()) is not None:
        raise typer.Exit(say_ending(follow(told, as_json=as_json), started, quiet=as_json))
    from orchestrator.building.engines.opening import chosen
    from orchestrator.building.render import Options
    from orchestrator.building.render import render as build

    if language is not None and only is not None:
        fail(f"a film in another language is made whole; leave {only} out, or leave --language out")
    seconds = None if patience is None else 60 * patience
    options = Options(
        only=only,
        draft=draft,
        stop_after=stop_after,
        slots=jobs,
        patience=seconds,
        upgrade=upgrade,
        engine=chosen(engine, cluster),
    )
    if watched:
        if planned is not None:
            fail("a plan is made once, and a film that is watched again and again; leave --plan or --watch out")
        _watch(project, options, language, as_json=as_json)
    opened = _opened(project, options, language)
    if planned is not None:
        from orchestrator.building.plan_file import prove_plan_file

        prove_plan_file(planned, opened, language)
    events = build(opened, options)
    ending = follow(before.keeping(events, opened) if before is not None else events, as_json=as_json)
    raise typer.Exit(say_ending(ending, started, quiet=as_json))


def _opened(root: Path, options: "Options", language: str | None) -> "Project":
    """The project as its files are now."""
    from orchestrator.building.project import open_project
    from orchestrator.project.folder import load_film

    film = load_film(root)
    if options.only is not None:
        _known(options.only, film, scenes=True)
    return open_project(root, film, draft=options.draft, language=language)


def _watch(root: Path, options: "Options", language: str | None, *, as_json: bool) -> NoReturn:
    """Make the film whenever a file is saved, until Ctrl+C."""
    from orchestrator.building.watching import Watch
    from orchestrator.cli.watching import follow_watch
    from orchestrator.project.folder import FILM_FILE, load_film
    from orchestrator.project.watching import Changes

    if not (root / FILM_FILE).is_file():
        load_film(root)  # It says what is missing here; no save will put that right.
    with options.engine(options.slots) as engine, Changes(root) as changes:
        watch = Watch(root, lambda: _opened(root, options, language), options, engine, changes)
        follow_watch(watch.run(), as_json=as_json)


def why(
    shot: Shot,
    project: ProjectDir = Path(),
    model: Annotated[
        str | None, typer.Option(metavar="NAME", help="As another model or prompt dialect would be told of it.")
    ] = None,
    as_json: AsJson = False,
) -> None:
    """Explain a shot: what the model gets, where each word comes from, what was left out, and why it is stale."""
    from dataclasses import asdict

    from orchestrator.building.project import open_project
    from orchestrator.building.why import explain_shot
    from orchestrator.cli.explaining import rows
    from orchestrator.project.folder import load_film

    film = load_film(project)
    _known(shot, film)
    found = explain_shot(open_project(project, film), shot, model)
    if as_json:
        typer.echo(json.dumps(asdict(found), ensure_ascii=False))
        return
    for row in rows(found):
        typer.echo(row)


def _known(name: str, film: "Film", *, scenes: bool = False) -> None:
    import difflib

    from orchestrator.film.errors import FilmError

    names = [f"{scene.id}/{shot.id}" for scene, shot in film.shots()]
    if scenes:
        names += [scene.id for scene in film.scenes]
    if name in film.omitted():
        raise FilmError(f"{name} is left out of the film; take 'omit: true' out of its file first")
    if name not in names:
        close = difflib.get_close_matches(name, names, n=1)
        hint = f"; did you mean '{close[0]}'?" if close else f"; there are {', '.join(names[:12])}"
        raise FilmError(f"there is no scene or shot '{name}'{hint}")
