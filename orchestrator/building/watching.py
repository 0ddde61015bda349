"""A film that is watched: made again whenever what it is read from is saved, with the same workers and their models.

A save in the middle of a build ends that build, not what it has in flight: the next one takes over what it wants of that.
"""

from collections.abc import Callable, Generator, Iterator, Sequence
from contextlib import ExitStack
from dataclasses import replace
from pathlib import Path

from generation.errors import GenerationError
from orchestrator.building.backends import backend_for
from orchestrator.building.engines.executor import EngineLost, Executor
from orchestrator.building.events import Event, Noted, Saved, StepCancelled, Unreadable, Watching
from orchestrator.building.flights import Flights
from orchestrator.building.project import Project
from orchestrator.building.render import Options, build, prepare
from orchestrator.film.errors import FilmError, ProjectError
from orchestrator.film.film import Film
from orchestrator.project.library_flat import content_digest
from orchestrator.project.watching import Changes, is_written_by_builds
from orchestrator.store.shared.opening import shared_store
from orchestrator.store.store import Store
from stitching.errors import StitchingError
from templates.errors import TemplateFault

_SETTLING_SECONDS = 0.2
"""How long is listened to what was let go of before it is looked whether something was saved."""
_IDLE_SECONDS = 3.0
_FAULTS = (FilmError, GenerationError, StitchingError, TemplateFault, OSError)
"""What a person puts right in a file, or on the disk."""


class Superseded(Exception):
    """The film is another one now; raised into the build that made it as it was."""

    def __init__(self, project: Project) -> None:
        super().__init__("the film was changed")
        self.project = project


class Watch:
    """Makes a film again and again, in `root`. `opening` reads it as its files are now; the engine is closed in the end."""

    def __init__(
        self, root: Path, opening: Callable[[], Project], options: Options, engine: Executor, changes: Changes
    ) -> None:
        self._opening, self._options, self._changes = opening, options, changes
        self._store = Store(root / ".filmwright", draft=options.draft)
        self._flights = Flights(self._store, engine, shared=shared_store())
        self._until_idle: ExitStack | None = None
        """What is done when nothing is made any more: until then the store is open for building."""
        self._latest: object = None
        """What the film said that was read last; None where it cannot be read now."""

    def run(self) -> Generator[Event]:
        """Tell what happens, until whoever listens has had enough."""
        try:
            project = yield from self._read()
            while True:
                while project is not None:
                    project = yield from self._built(project)
                if not self._flights.number():
                    self._rest()
                yield Watching()
                project = yield from self._awaited()
        finally:
            self._flights.executor.close()
            if self._flights.shared is not None:
                self._flights.shared.close()
            self._rest()

    def _built(self, project: Project) -> Generator[Event, None, Project | None]:
        """Make the film; the film as it is now, if it was changed before that was done."""
        try:
            if self._until_idle is None:
                self._until_idle = ExitStack()
                self._until_idle.enter_context(self._store.building())
            if self._flights.shared is not None:
                self._flights.shared.ask_anew()
            yield from build(project, self._options, self._flights, self._interrupted)
        except Superseded as ended:
            self._flights.leave()
            return ended.project
        except EngineLost as lost:
            is_to_go_on = self._flights.has_made  # One that is lost before it made anything would be lost again.
            self._flights.abandon()
            if is_to_go_on:
                yield Noted(f"{lost.what}; starting it anew, everything that was made is kept")
                return project
            yield Unreadable(said_of(lost))
            return None
        except _FAULTS as fault:
            self._flights.leave()  # What is in flight goes on: when the fault is put right, most of it is wanted.
            yield Unreadable(said_of(fault))
            return None
        self._flights.leave()
        for step in self._flights.let_go_of_rest():
            yield StepCancelled(step.id, step.kind)
        return None

    def _interrupted(self) -> Iterator[Event]:
        """Look, in the middle of a build, whether the film was changed; while it cannot be read the build goes on.

        Raises:
            Superseded: if it was.
        """
        if names := self._changes.take():
            project = yield from self._read(names)
            if project is not None:
                raise Superseded(project)

    def _awaited(self) -> Generator[Event, None, Project]:
        """Wait for a save after which there is something to make."""
        while True:
            try:
                if self._flights.number():
                    self._flights.settle(_SETTLING_SECONDS)
                    names = self._changes.take()
                else:
                    self._rest()
                    names = self._changes.wait(_IDLE_SECONDS)
            except EngineLost as lost:
                self._flights.abandon()
                yield Unreadable(said_of(lost))
                yield Watching()
                continue
            except _FAULTS as fault:
                yield Unreadable(said_of(fault))
                continue
            if names:
                project = yield from self._read(names)
                if project is not None:
                    return project
                if self._latest is None:
                    yield Watching()

    def _read(self, names: Sequence[str] = ()) -> Generator[Event, None, Project | None]:
        """Read the film after these files were saved; None where it cannot be read, or only a build of ours wrote them."""
        saved = tuple(name for name in names if not is_written_by_builds(name)) or tuple(names)
        try:
            backend_for.cache_clear()  # A model or a folder that a word of the film leads to may be another one now.
            project = self._opening()
            prepare(project)
            now = _said_by(project.film)
        except _FAULTS as fault:
            self._latest = None
            if saved:
                yield Saved(saved)
            yield Unreadable(said_of(fault))
            return None
        if names and all(is_written_by_builds(name) for name in names):
            if self._latest == now:
                return None
            if later := self._changes.look():  # Saved between the look at the files and the reading of the film.
                return (yield from self._read([*names, *later]))
        self._latest = now
        if saved:
            yield Saved(saved)
        return replace(project, store=self._store)

    def _rest(self) -> None:
        """Nothing is made any more: others may look after the store."""
        if self._until_idle is not None:
            self._until_idle.close()
            self._until_idle = None
            self._store.close()


def _said_by(film: Film) -> tuple[object, ...]:
    """All that a film says; where its style lies is not in it, for that is copied beside the film by its first build."""
    prompts = tuple(content_digest(path) for path in film.style_prompts)
    return film.model_copy(update={"style_folder": None, "style_prompts": ()}), prompts


def said_of(fault: Exception) -> tuple[str, ...]:
    """What is wrong, one line for each problem, as every command says it."""
    if isinstance(fault, ProjectError):
        return tuple(str(problem) for problem in fault.problems)
    if isinstance(fault, OSError):
        return (f"{fault.filename or 'a file'}: {(fault.strerror or str(fault)).lower()}",)
    return (str(fault),)
