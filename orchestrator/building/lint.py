"""The warnings of `check`: the rules of `directing.lint` over a project, each warning with its place in the files."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from generation.backend import Capabilities
from orchestrator.building.backends import AnyBackend, backend_for, named_backend
from orchestrator.building.drawing import drawing_for
from orchestrator.building.project import Project
from orchestrator.building.prompts import prompt_in, prompter_of
from orchestrator.building.steps import spoken_so_far
from orchestrator.directing.continuity import ContinuityPlan, Maker, continuity
from orchestrator.directing.lint import Finding, Idle, Pictures, lint
from orchestrator.directing.prompting import Prompt
from orchestrator.directing.schedule import Schedule, ScheduledShot, schedule
from orchestrator.film.errors import FilmError
from orchestrator.film.film import Film
from orchestrator.film.shot import Shot
from orchestrator.project.folder import FILM_FILE, id_of, scene_files
from orchestrator.project.source import Node, locate, parse, read_text
from templates.dialects import card, dialect_names


@dataclass(frozen=True)
class Warned:
    """One warning with its place: line and column count from 1."""

    file: str
    line: int
    column: int
    finding: Finding

    def __str__(self) -> str:
        found = self.finding
        advice = f"; instead: {found.advice}" if found.advice else ""
        return f"{self.file}:{self.line}:{self.column}: warning {found.rule}: {found.message}{advice}"


@dataclass(frozen=True)
class Warnings:
    """Everything that the rules found, in the order of the film; `allowed` counts what the film allows; `notes` what to know."""

    warnings: tuple[Warned, ...]
    allowed: int = 0
    notes: tuple[str, ...] = ()


def warnings(project: Project, model: str | None = None) -> Warnings:
    """Judge the film; with `model` (a backend, a model card or a prompt dialect) as if that one made all its pictures.

    Raises:
        FilmError: if there is no such model, or a prompt template of the project cannot be used.
    """
    film = project.film
    spoken = spoken_so_far(film, project.store)
    plan = schedule(film, spoken)
    makers = _Makers(project, plan, model)
    found = lint(film, plan, makers.pictures, spoken.keys(), list(_long_prompts(film, plan, makers)))
    files = _Files(project.root)
    return Warnings(
        tuple(Warned(*files.place(one.scene, one.path), one) for one in found.findings),
        len(found.silenced),
        (*makers.notes(), *(_idle(files, one) for one in found.idle)),
    )


def _idle(files: "_Files", idle: Idle) -> str:
    file, line, column = files.place(idle.scene, idle.path)
    return f"{file}:{line}:{column}: allow: {idle.rule} silences nothing; take it out"


class _Makers:
    """What makes the pictures of each shot, as far as it can be known here."""

    def __init__(self, project: Project, plan: Schedule, model: str | None) -> None:
        self._project, self._plan, self._model = project, plan, model
        self._known: dict[str, tuple[Pictures, AnyBackend | None]] = {}
        self._unknown: dict[str, str] = {}
        self._prompter = prompter_of(project.film, project.root)
        if model is not None:
            self._known[model] = _named(model, project.root)

    def pictures(self, shot: Shot) -> Pictures:
        """What the rules ask of a shot's pictures."""
        return self._of(shot)[0]

    def prompt(self, item: ScheduledShot) -> Prompt | None:
        """The prompt of a shot; None where its pictures are not made from words."""
        pictures, backend = self._of(item.shot)
        if not pictures.trained or item.shot.footage is not None:
            return None
        if backend is None:
            known = pictures.name in dialect_names() and card(pictures.name).form != "none"
            return self._prompter.prompt(item.scene, item.shot, pictures.name) if known else None
        if not backend.can().prompt:
            return None
        return prompt_in(self._prompter, item, backend, from_picture=self._carried.shots[item.key].first is not None)

    @cached_property
    def _carried(self) -> ContinuityPlan:
        """What each shot starts from."""
        film = self._project.film
        return continuity(film, self._plan, self._maker, drawing_for(film, self._project.root).stills)

    def _maker(self, item: ScheduledShot) -> Maker | None:
        pictures, backend = self._of(item.shot)
        if item.shot.footage is not None:
            return None
        return Maker(pictures.name, backend.can() if backend else Capabilities())

    def notes(self) -> list[str]:
        """What could not be known."""
        return [f"how long a clip of '{name}' may be is not known here: {why}" for name, why in self._unknown.items()]

    def _of(self, shot: Shot) -> tuple[Pictures, AnyBackend | None]:
        spec = self._model or shot.model or self._project.film.settings.pictures
        if spec not in self._known:
            try:
                self._known[spec] = _made_by(spec, backend_for("clips", spec, self._project.root))
            except FilmError as error:
                # The checkpoint may come later; what its pictures are made like is known all the same.
                self._unknown[spec] = str(error)
                self._known[spec] = Pictures(spec, trained=True, first_frame=True), None
        return self._known[spec]


def _named(model: str, root: Path) -> tuple[Pictures, AnyBackend | None]:
    """What a word of `--model` names."""
    backend = named_backend(model, root)
    return (Pictures(model, trained=True), None) if backend is None else _made_by(model, backend)


def _made_by(spec: str, backend: AnyBackend) -> tuple[Pictures, AnyBackend | None]:
    can = backend.can()
    trained = can.source_type == "trainedAlgorithmicMedia"
    pictures = Pictures(spec, trained=trained, first_frame=can.first_frame, longest=can.longest)
    return pictures, backend


def _long_prompts(film: Film, plan: Schedule, makers: _Makers) -> Iterator[Finding]:
    """Prompts that stay longer than the model reads, or only fit without a part of the action or of looks."""
    for item in plan.shots:
        prompt = makers.prompt(item)
        if prompt is None:
            continue
        name, last = makers.pictures(item.shot).name, [clause for clause in prompt.shed if clause.turn == "last"]
        budget, verbatim = prompt.budget, item.shot.prompt is not None
        if not budget.over:
            if last:
                message = f"its prompt only fits what '{name}' reads without '{last[0].text}'"
                message += f" and {len(last) - 1} more" if len(last) > 1 else ""
                path = ("shots", item.scene.shots.index(item.shot), "action")
                advice = "split the shot, or shorten the action or the sheets of who is on stage"
                yield Finding("prompt-length", item.scene.id, item.shot.id, path, message, advice)
            continue
        counted = f"{budget.tokens} tokens" if budget.limit is not None and budget.tokens > budget.limit else ""
        much = counted or f"{budget.characters} characters"
        most = f"{budget.limit}" if counted else f"{budget.most_characters}"
        how = "" if budget.exact or not counted else f" ({budget.how})"
        path = ("shots", item.scene.shots.index(item.shot), "prompt" if verbatim else "action")
        said = "the prompt" if verbatim else "with all left out that may be, its prompt"
        message = f"{said} has {much}{how}, and '{name}' reads {most}: the rest is cut off"
        advice = "shorten it" if verbatim else "shorten the action, or the sheets of who is on stage"
        yield Finding("prompt-length", item.scene.id, item.shot.id, path, message, advice)


class _Files:
    """Where the values of the film stand in its files."""

    def __init__(self, root: Path) -> None:
        self._root = root
        self._names = {identity: path for path in scene_files(root) if (identity := id_of(path))}
        self._trees: dict[Path, Node] = {}

    def place(self, scene: str, path: tuple[str | int, ...]) -> tuple[str, int, int]:
        """Return file, line and column of a value of a scene; of film.yaml where the scene is empty."""
        file = self._names[scene] if scene else self._root / FILM_FILE
        if file not in self._trees:
            self._trees[file] = parse(read_text(file))
        node = locate(self._trees[file], path)
        return file.relative_to(self._root).as_posix(), node.line, node.column
