"""Steps that depend on each other: run as soon as what they need is there, and only if the store does not have them."""

import shutil
import time
from collections.abc import Callable, Generator, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from generation.backend import Backend
from generation.errors import GenerationError
from generation.requests import Request
from orchestrator.building.engines.local import LocalEngine, Message
from orchestrator.building.events import Event, StepFailed, StepMade, StepProgress, StepReused, StepStarted
from orchestrator.building.explain import explain
from orchestrator.building.fingerprint import fingerprint
from orchestrator.building.store import Action, Store
from orchestrator.building.work import Asked, Made, Work
from orchestrator.film.errors import FilmError

Results = Mapping[str, Action]
"""What the steps gave so far, by step id."""


@dataclass(frozen=True)
class Foreseen:
    """What is known of a step before what it needs is there: whom it will ask, and in which words."""

    backend: Backend[Request, object]
    words: tuple[str, str] = ("", "")
    """The prompt, and the negative prompt."""


@dataclass(frozen=True)
class Step:
    """One thing to be made. `prepare` says what work it is, once the results of everything in `needs` are there."""

    id: str
    kind: str
    prepare: Callable[[Results], Work]
    needs: tuple[str, ...] = ()
    stand_in: Callable[[Results, str], Work] | None = None
    """What to make in its place when it fails; gets the error. Without one, a failure ends the build."""
    foreseen: Foreseen | None = None
    """Changes nothing that is made, only how soon: prompts are read together, and a model is loaded once."""


@dataclass
class Progressed:
    """The state of a build: what is done, what failed, which key each step has."""

    done: dict[str, Action] = field(default_factory=dict[str, Action])
    failed: dict[str, str] = field(default_factory=dict[str, str])
    keys: dict[str, str] = field(default_factory=dict[str, str])
    made: int = 0


@dataclass(frozen=True)
class _Flight:
    step: Step
    work: Work
    key: str
    folder: Path
    started: float
    stands_in: bool


def reason_for(store: Store, work: Work, last_key: str | None) -> str:
    """Say why this work is not in the store: it is new, or what changed since the step was last made."""
    before = store.lookup(last_key) if last_key else None
    if before is None:
        return "not made yet"
    now = work.identity()
    if fingerprint(now) == last_key:
        return "its result is missing from the store"
    return explain(before.identity, now)


def _require(work: Work) -> None:
    """End the build before it makes anything, where this machine lacks what the work needs."""
    if not isinstance(work, Asked):
        return
    try:
        work.backend.require()
    except GenerationError as error:
        raise FilmError(str(error)) from error


class Graph:
    """Runs steps on an engine, yielding events; the driver is the only writer of the store."""

    def __init__(
        self,
        store: Store,
        engine: LocalEngine,
        last: Mapping[str, str],
        state: Progressed,
        wants: Callable[[Step], bool],
    ) -> None:
        self._wants = wants
        self._store = store
        self._engine = engine
        self._last = last
        self._state = state
        self._flights: dict[str, _Flight] = {}
        self._queue: list[tuple[Step, Work, str, bool]] = []

    def run(self, steps: Sequence[Step]) -> Iterator[Event]:
        """Run the steps. After it, `state.done` has all of them, or `state.failed` says which broke the build."""
        waiting = list(steps)
        while waiting or self._queue or self._flights:
            waiting = yield from self._release(waiting)
            yield from self._dispatch()
            if not self._flights:
                if self._queue:
                    continue
                return  # what still waits needs something that failed
            for message in self._engine.messages():
                yield from self._hear(message)

    def _release(self, waiting: list[Step]) -> Generator[Event, None, list[Step]]:
        """Look up every step whose needs are met; return those that still wait."""
        again = True
        while again:
            again, still = False, list[Step]()
            for step in waiting:
                if not all(need in self._state.done for need in step.needs):
                    still.append(step)
                    continue
                work = step.prepare(self._state.done)
                key = fingerprint(work.identity())
                found = self._store.recall(key, verify=True)
                if found is None:
                    if self._wants(step):
                        _require(work)
                        self._queue.append((step, work, key, False))
                else:
                    self._finish(step, key, found)
                    again = True
                    yield StepReused(step.id, step.kind)
            waiting = still
        return waiting

    def _dispatch(self) -> Iterator[Event]:
        for entry in list(self._queue):
            step, work, key, stands_in = entry
            if not self._engine.has_room(work):
                continue
            self._queue.remove(entry)
            folder = self._store.scratch()
            self._flights[step.id] = _Flight(step, work, key, folder, time.monotonic(), stands_in)
            self._engine.submit(step.id, work, folder)
            if not stands_in:
                yield StepStarted(step.id, step.kind, reason_for(self._store, work, self._last.get(step.id)))

    def _hear(self, message: Message) -> Iterator[Event]:
        flight = self._flights[message.step]
        if message.kind == "progress":
            yield StepProgress(message.step, flight.step.kind, message.done, message.total)
            return
        del self._flights[message.step]
        if message.made is not None:
            yield self._keep(flight, message.made)
        else:
            yield from self._fail(flight, message.error)
        shutil.rmtree(flight.folder, ignore_errors=True)

    def _keep(self, flight: _Flight, made: Made) -> Event:
        outputs = {name: self._store.adopt(path) for name, path in made.files.items()}
        seconds = round(time.monotonic() - flight.started, 3)
        action = self._store.record(flight.key, flight.step.id, flight.work.identity(), outputs, made.facts, seconds)
        self._finish(flight.step, flight.key, action)
        self._state.made += 1
        return StepMade(flight.step.id, flight.step.kind, seconds)

    def _fail(self, flight: _Flight, error: str) -> Iterator[Event]:
        step = flight.step
        self._state.failed[step.id] = error
        yield StepFailed(step.id, step.kind, error)
        if step.stand_in is not None and not flight.stands_in:
            work = step.stand_in(self._state.done, error)
            key = fingerprint(work.identity())
            found = self._store.recall(key, verify=True)
            if found is None:
                self._queue.append((step, work, key, True))
            else:
                self._finish(step, key, found)

    def _finish(self, step: Step, key: str, action: Action) -> None:
        self._state.done[step.id] = action
        if step.id not in self._state.failed:
            self._state.keys[step.id] = key
