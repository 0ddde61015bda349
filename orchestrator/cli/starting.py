"""From what the command line asks to a project folder: a new one, or the one that is there already."""

from collections.abc import Generator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import typer

from orchestrator.building.authoring.begin import Draft, begin, draft_of
from orchestrator.building.authoring.costs import Costs
from orchestrator.building.authoring.length import comfortable_length
from orchestrator.building.authoring.rewrite import Options, Rewritten, rewrite
from orchestrator.building.authoring.sources import Source, read_source
from orchestrator.building.authoring.stages import Stage
from orchestrator.building.authoring.writers import BUILT_IN, writer_for
from orchestrator.cli.output import fail, said_of_critic, shortened
from orchestrator.cli.telling import Telling
from orchestrator.film.errors import ProjectError
from orchestrator.film.film import Settings
from orchestrator.film.style import StyleGuide
from orchestrator.project.folder import load_film
from orchestrator.project.history import recorded
from orchestrator.project.library import FOLDER_FILE, find_style, found_style, is_path
from orchestrator.project.library_check import contents_faults
from orchestrator.project.library_guide import read_guide
from orchestrator.project.library_new import carry
from orchestrator.project.names import slug
from orchestrator.writing.writer import Brief

_NAMED_BY_WORDS = 6
"""Words of the idea that a folder is called by, where its title is not known before a model has been asked."""


@dataclass(frozen=True)
class Asked:
    """What `make` and `new` were asked for. `has_length` and `has_writer` say what was said outright."""

    settings: Settings
    script: Path | None
    has_length: bool
    has_writer: bool
    budget: str | None
    quiet: bool

    def say_who_wrote(self, writer: str) -> None:
        """Tell who wrote it where nobody chose; `writer` is the film's own, which may be from an earlier run."""
        if writer == self.settings.writer == BUILT_IN and not self.has_writer and self.script is None:
            typer.secho("  by the built-in writer; no language model is set up (see: docs/writing.md)\n", dim=True)


def start(asked: Asked, project: Path | None, until: Stage | None) -> Path:
    """Write the project, or go on with the one that the same idea made before; return its folder."""
    settings, source = asked.settings, read_source(asked.script) if asked.script else None
    if source is not None:
        settings = _settings_for(settings, source, asked)
    local = _own_style(settings.style)
    style = find_style(settings.style, Path() if local else project or Path())
    root = project or _folder_for(settings, style, source)
    if (root / "film.yaml").exists():
        _go_on(root, settings, source, asked, until)
        return root
    hear = Telling(quiet=asked.quiet, plain=settings.writer != BUILT_IN)
    writer = writer_for(settings.writer, root, budget=asked.budget, hear=hear)
    draft = draft_of(settings, style, source)
    with _interruptible(root), costs_told(root, quiet=asked.quiet), hear, recorded(root, "new"):
        begin(root, _with_own_style(draft, local, root), writer, until, hear)
    if not asked.quiet:
        for note in shortened(draft.notes):
            typer.echo(f"  {note}", err=True)
        if draft.criticised and draft.criticised.reasons:
            typer.echo(f"  {said_of_critic(len(draft.criticised.reasons), root)}", err=True)
    return root


def write_again(
    root: Path, options: Options, writer: str | None, budget: str | None, *, quiet: bool = False
) -> Rewritten:
    """Run `write`: the stages whose files above them changed."""
    film = load_film(root, scenes_needed=False)
    name = writer or film.settings.writer
    words = " ".join(
        ["write", *(f"--{key} {value}" for key, value in (("scene", options.only), ("from", options.since)) if value)]
    )
    hear = Telling(quiet=quiet, plain=name != BUILT_IN)
    with _interruptible(root), costs_told(root, quiet=quiet), hear, recorded(root, words):
        who = writer_for(name, root, budget=budget, hear=hear, again=options.since is not None)
        return rewrite(root, who, options, hear)


@contextmanager
def costs_told(root: Path, *, quiet: bool) -> Generator[None]:
    """Say what a language model was asked and has cost, however it ends."""
    costs = Costs.from_now(root)
    try:
        yield
    finally:
        for line in () if quiet else costs.lines():
            typer.echo(f"  {line}", err=True)


@contextmanager
def _interruptible(root: Path) -> Generator[None]:
    try:
        yield
    except KeyboardInterrupt:
        on = f"go on with: filmwright write -p {root}" if (root / "film.yaml").exists() else "run it again to go on"
        fail(f"stopped; everything written so far is kept; {on}", code=130)


def _settings_for(settings: Settings, source: Source, asked: Asked) -> Settings:
    """The settings of a film of somebody's own script: its title, and the length that it needs unless one was asked for."""
    assert asked.script is not None
    title = settings.title or source.title
    update: dict[str, object] = {}
    if source.kind == "story":
        update["story"] = source.path  # whoever tells it finds its title
    elif not title:
        title = asked.script.stem.replace("-", " ").replace("_", " ").strip().title()
    update["title"] = title
    if not asked.has_length:
        update["length"] = comfortable_length(source, find_style(settings.style, Path()))
    return settings.model_copy(update=update)


def _folder_for(settings: Settings, style: StyleGuide, source: Source | None) -> Path:
    """A folder named after the title (or the idea, where only a model will know the title) that no other film has."""
    title = settings.title
    if not title and settings.writer == BUILT_IN:
        text = source.text if source and source.kind == "story" else settings.idea
        title = writer_for(BUILT_IN, Path()).treatment(Brief(settings, style, text)).title
    name = slug(title or " ".join(settings.idea.split()[:_NAMED_BY_WORDS]))
    root, number = Path(name), 2
    while (root / "film.yaml").exists() and not _same_film(
        root, load_film(root, scenes_needed=False).settings, settings, source
    ):
        root, number = Path(f"{name}-{number}"), number + 1
    return root


def _same_film(root: Path, there: Settings, asked: Settings, source: Source | None) -> bool:
    """Whether the film in `root` was made of the same idea, or of the same script, which may have been edited since."""
    if source is None or there.idea or there.story != asked.story:
        return there.idea == asked.idea and source is None
    held = root / source.path
    same_text = held.is_file() and held.read_bytes() == source.text.encode("utf-8")
    return same_text or (bool(asked.title) and there.title == asked.title)


def _go_on(root: Path, asked: Settings, source: Source | None, how: Asked, until: Stage | None) -> None:
    """A film of the same idea is there: its film.yaml counts, and what the command line says otherwise is named."""
    film = load_film(root, scenes_needed=False)
    there = film.settings
    if not _same_film(root, there, asked, source):
        fail(f"{root} already holds another film; choose another --project, or go on with: filmwright render -p {root}")
    names = ("format", "style", "pictures", "language", "captions", "seed")
    other = [name for name in names if getattr(there, name) != getattr(asked, name)]
    other += ["length"] if how.has_length and there.length != asked.length else []
    other += ["writer"] if how.has_writer and there.writer != asked.writer and film.scenes else []
    if other:
        said = f"{root} is there already and is used as it is: its film.yaml says otherwise for {', '.join(other)}"
        typer.echo(said, err=True)
    if not film.scenes:
        writer = asked.writer if how.has_writer else there.writer
        write_again(root, Options(until=until), writer, how.budget, quiet=how.quiet)


def _own_style(style: str) -> Path | None:
    """The person's own style, a file or a folder, where it is named by a path from here."""
    local = Path(style)
    if local.suffix in (".yaml", ".yml"):
        return local if local.is_file() else None
    return local / FOLDER_FILE if is_path(style) and (local / FOLDER_FILE).is_file() else None


def _with_own_style(draft: Draft, style: Path | None, root: Path) -> Draft:
    """The person's own style goes into the project with all its files, so that the project is whole."""
    if style is None:
        return draft
    if style.resolve().is_relative_to(root.resolve()):
        there = style.resolve().relative_to(root.resolve())
        draft.settings = draft.settings.model_copy(update={"style": f"./{there.as_posix()}"})
        return draft
    name = slug(style.parent.resolve().name if style.name == FOLDER_FILE else style.stem, "style")
    guide = read_guide(found_style(str(style)))
    if faults := contents_faults(guide):
        raise ProjectError(faults)
    target = found_style(str(carry(guide, root / "styles", name)))
    place = target.folder if target.is_folder else target.file
    draft.settings = draft.settings.model_copy(update={"style": f"styles/{place.name}"})
    return draft
