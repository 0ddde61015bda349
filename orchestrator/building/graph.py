"""Steps that depend on each other: run as soon as what they need is there, and only if the store does not have them."""

import shutil
from collections.abc import Callable, Generator, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from generation.errors import GenerationError
from orchestrator.building.engines.local import LocalEngine, Message
from orchestrator.building.events import Event, Noted, StepFailed, StepMade, StepProgress, StepReused, StepStarted
from orchestrator.building.explain import explain
from orchestrator.building.order import Order, Ready, foreseeing
from orchestrator.building.step import Foreseen, Results, Step
from orchestrator.building.work import Asked, Made, Work
from orchestrator.film.errors import FilmError
from orchestrator.store.fingerprint import fingerprint
from orchestrator.store.records import Action
from orchestrator.store.store import Store

__all__ = ["Foreseen", "Graph", "Progressed", "Results", "Step", "reason_for"]


@dataclass
class Progressed:
    """The state of a build: what is done, what failed, which key each step has."""

    done: dict[str, Action] = field(default_factory=dict[str, Action])
    failed: dict[str, str] = field(default_factory=dict[str, str])
    keys: dict[str, str] = field(default_factory=dict[str, str])
    made: int = 0


@dataclass(frozen=True)
class _Flight:
    entry: Ready
    folder: Path


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
        self._queue: list[Ready] = []
        self._order = Order()

    def run(self, steps: Sequence[Step]) -> Iterator[Event]:
        """Run the steps. After it, `state.done` has all of them, or `state.failed` says which broke the build."""
        self._order = Order([step for step in steps if self._wants(step)])
        waiting = list(steps)
        while waiting or self._queue or self._flights:
            waiting = yield from self._release(waiting)
            self._dispatch(waiting)
            if not self._flights:
                return  # what still waits needs something that failed
            for message in self._engine.messages():
                yield from self._hear(message)

    def _release(self, waiting: list[Step]) -> Generator[Event, None, list[Step]]:
        """Look up every step whose needs are met; return those that still wait."""
        again = True
        while again:
            again, still = False, list[Step]()
            for step in waiting:
                if lost := self._lost(step):
                    again = True
                    yield from self._fail_for(step, lost)
                    continue
                if not all(need in self._state.done for need in step.needs):
                    still.append(step)
                    continue
                work = step.prepare(self._state.done)
                key = fingerprint(work.identity())
                if key in self._coming():
                    still.append(step)  # Another step makes the very same.
                    continue
                found = self._store.recall(key, verify=True)
                if found is None:
                    if self._wants(step):
                        _require(work)
                        self._queue.append(Ready(step, work, key, work.model()))
                else:
                    self._finish(step, key, found)
                    again = True
                    yield StepReused(step.id, step.kind)
            waiting = still
        return waiting

    def _lost(self, step: Step) -> str:
        """The picture that a clip, or another picture, waits for in vain."""
        if step.kind not in ("clip", "still") or not self._wants(step):
            return ""
        lost = [need for need in step.needs if need in self._state.failed and need not in self._state.done]
        coming = {entry.step.id for entry in (*self._queue, *(flight.entry for flight in self._flights.values()))}
        return next((need for need in lost if need not in coming), "")  # A slate may be on its way.

    def _fail_for(self, step: Step, lost: str) -> Iterator[Event]:
        error = self._state.failed[lost]
        said = error if error.startswith("without ") else f"without {lost}: {error}"
        yield from self._fail(step, said, stands_in=False)

    def _coming(self) -> set[str]:
        """The keys that are being made or are about to be."""
        return {entry.key for entry in (*self._queue, *(flight.entry for flight in self._flights.values()))}

    def _dispatch(self, waiting: Sequence[Step]) -> None:
        """Give the engine what it has room for; of what needs a model, in an order that loads each as seldom as can be."""
        for entry in [entry for entry in self._queue if not entry.model]:
            if self._engine.has_room(entry.model):
                self._submit(entry, entry.work)
        while True:
            able = [entry for entry in self._queue if entry.model and self._engine.has_room(entry.model)]
            underway = [flight.entry for flight in self._flights.values()]
            coming = [*underway, *self._queue]
            entry = self._order.next_of(able, self._engine.model(), waiting, coming, self._state.done)
            if entry is None and able and not self._flights:
                entry = able[0]
            if entry is None:
                return
            others = [other for other in self._queue if other is not entry]
            self._submit(entry, foreseeing(entry, others, self._order.words(entry.model, waiting)))

    def _submit(self, entry: Ready, work: Work) -> None:
        self._queue.remove(entry)
        folder = self._store.scratch()
        self._flights[entry.step.id] = _Flight(entry, folder)
        self._engine.submit(entry.step.id, work, folder, entry.model)

    def _hear(self, message: Message) -> Iterator[Event]:
        if message.kind == "note":
            yield Noted(message.text)
            return
        if message.ends:
            raise FilmError(message.text)
        flight = self._flights[message.step]
        step = flight.entry.step
        if message.kind == "begun":
            if not flight.entry.stands_in:
                reason = reason_for(self._store, flight.entry.work, self._last.get(step.id))
                yield StepStarted(step.id, step.kind, reason)
            return
        if message.kind == "progress":
            yield StepProgress(step.id, step.kind, message.done, message.total, message.unit)
            return
        del self._flights[step.id]
        if message.made is not None:
            yield self._keep(flight.entry, message.made, message.seconds)
        else:
            yield from self._fail(step, message.text, stands_in=flight.entry.stands_in)
        shutil.rmtree(flight.folder, ignore_errors=True)

    def _keep(self, entry: Ready, made: Made, seconds: float) -> Event:
        step = entry.step
        outputs = {name: self._store.adopt(path) for name, path in made.files.items()}
        identity, name = entry.work.identity(), step.take_of or step.id
        action = self._store.record(entry.key, name, identity, outputs, made.facts, seconds)
        self._finish(step, entry.key, action)
        self._state.made += 1
        return StepMade(step.id, step.kind, seconds, slate=entry.stands_in)

    def _fail(self, step: Step, error: str, *, stands_in: bool) -> Iterator[Event]:
        self._state.failed[step.id] = error
        yield StepFailed(step.id, step.kind, error)
        if step.stand_in is not None and not stands_in:
            work = step.stand_in(self._state.done, error)
            key = fingerprint(work.identity())
            found = self._store.recall(key, verify=True)
            if found is None:
                self._queue.append(Ready(step, work, key, work.model(), stands_in=True))
            else:
                self._finish(step, key, found)

    def _finish(self, step: Step, key: str, action: Action) -> None:
        self._state.done[step.id] = action
        if step.id not in self._state.failed:
            self._state.keys[step.id] = key
