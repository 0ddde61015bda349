"""Steps that depend on each other: run as soon as what they need is there, and only if the store does not have them."""

import shutil
import time
from collections import Counter
from collections.abc import Callable, Generator, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Protocol

from generation.errors import GenerationError
from orchestrator.building.engines.executor import (
    Advanced,
    Begun,
    Done,
    Executor,
    Failed,
    Handle,
    Note,
    Room,
    Task,
    Told,
)
from orchestrator.building.events import (
    Event,
    Noted,
    Retried,
    StepFailed,
    StepMade,
    StepProgress,
    StepReused,
    StepStarted,
)
from orchestrator.building.explain import explain
from orchestrator.building.order import Order, Ready, foreseeing
from orchestrator.building.quarantine import Quarantine
from orchestrator.building.retrying import Over, Policy, Tightness
from orchestrator.building.step import Foreseen, Results, Step
from orchestrator.building.upgrades import ASK, kept
from orchestrator.building.work import Asked, Work
from orchestrator.film.errors import FilmError
from orchestrator.store.fingerprint import Identity, fingerprint
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


class Claims(Protocol):
    """Who makes what, where several processes build one project."""

    def claim(self, key: str) -> bool:
        """Whether this process may make a key now; False while another one makes it, who is asked again a little later."""
        ...

    def release(self, key: str) -> None:
        """This process is done with a key: its record is in the store, or it failed."""
        ...


_ASK_AGAIN = 0.5
"""Seconds after which a key is asked for again that another process is making."""


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
    """Runs steps on an executor, yielding events; the driver is the only writer of the store."""

    def __init__(
        self,
        store: Store,
        executor: Executor,
        last: Mapping[str, str],
        state: Progressed,
        wants: Callable[[Step], bool],
        *,
        policy: Policy | None = None,
        claims: Claims | None = None,
        patience: float | None = None,
        upgrade: bool = False,
    ) -> None:
        self._wants = wants
        self._store = store
        self._executor = executor
        self._last = last
        self._state = state
        self._policy = policy or Policy()
        self._claims = claims or store
        self._patience = patience
        self._upgrade = upgrade
        self._outdated = 0
        self._quarantine = Quarantine(store.folder / "quarantine")
        self._flights: dict[Handle, _Flight] = {}
        self._queue: list[Ready] = []
        self._elsewhere: dict[str, tuple[Step, float]] = {}
        """What another process is making, and when to ask again."""
        self._order = Order()
        self._attempts = Counter[str]()
        self._failures: dict[str, list[Failed]] = {}
        """What happened to the attempts at each key."""
        self._tight = Tightness()
        self._changed = True
        """Whether something is over since the waiting steps were looked at: only that can release one."""

    def run(self, steps: Sequence[Step]) -> Iterator[Event]:
        """Run the steps. After it, `state.done` has all of them, or `state.failed` says which broke the build."""
        self._outdated = 0
        yield from self._run(steps)
        if self._outdated:
            of = "result of an earlier version is" if self._outdated == 1 else "results of earlier versions are"
            yield Noted(f"{self._outdated} {of} kept; to make anew what an upgrade changed: {ASK}")

    def _run(self, steps: Sequence[Step]) -> Iterator[Event]:
        self._order = Order([step for step in steps if self._wants(step)])
        waiting = list(steps)
        self._changed = True
        while waiting or self._queue or self._flights or self._elsewhere:
            if again := self._asked_again():
                waiting, self._changed = [*waiting, *again], True
            waiting = yield from self._release(waiting)
            now = time.monotonic()
            self._dispatch(waiting, now)
            if not (self._flights or self._queue or self._elsewhere):
                return  # what still waits needs something that failed
            for told in self._executor.events(self._seconds_to_next(now)):
                yield from self._hear(told)

    def _release(self, waiting: list[Step]) -> Generator[Event, None, list[Step]]:
        """Look up every step whose needs are met; return those that still wait."""
        while self._changed:
            self._changed, still, coming = False, list[Step](), self._coming()
            for step in waiting:
                if lost := self._lost(step):
                    yield from self._fail_for(step, lost)
                    continue
                if not all(need in self._state.done for need in step.needs):
                    still.append(step)
                    continue
                work = step.prepare(self._state.done)
                identity = work.identity()
                key = fingerprint(identity)
                if key in coming:
                    still.append(step)  # Another step makes the very same.
                    continue
                found = self._store.recall(key, verify=True) or self._kept(step, work, identity)
                if found is not None:
                    self._finish(step, found.key, found)
                    yield StepReused(step.id, step.kind)
                elif self._wants(step):
                    coming.add(key)
                    yield from self._enqueue(Ready(step, work, key, work.model()))
            waiting = still
        return waiting

    def _kept(self, step: Step, work: Work, identity: Identity) -> Action | None:
        """What an earlier version of its backend made of it, unless it is to be made anew."""
        found = None if self._upgrade else kept(self._store, self._last.get(step.id), work, identity, verify=True)
        self._outdated += found is not None
        return found

    def _enqueue(self, entry: Ready) -> Iterator[Event]:
        """Take a step on that is to be made, unless it ended two workers before."""
        record = self._quarantine.find(entry.key)
        if record is not None:
            yield from self._fail(entry.step, self._quarantine.said(record), stands_in=entry.stands_in)
            return
        _require(entry.work)
        self._queue.append(self._tight.fitted(entry))

    def _lost(self, step: Step) -> str:
        """The picture that a clip, or another picture, waits for in vain."""
        if step.kind not in ("clip", "still") or not self._wants(step):
            return ""
        lost = [need for need in step.needs if need in self._state.failed and need not in self._state.done]
        coming = {entry.step.id for entry in self._entries()} if lost else ()
        return next((need for need in lost if need not in coming), "")  # A slate may be on its way.

    def _fail_for(self, step: Step, lost: str) -> Iterator[Event]:
        error = self._state.failed[lost]
        said = error if error.startswith("without ") else f"without {lost}: {error}"
        yield from self._fail(step, said, stands_in=False)

    def _entries(self) -> list[Ready]:
        """Everything that is being made or is about to be."""
        return [*self._queue, *(flight.entry for flight in self._flights.values())]

    def _coming(self) -> set[str]:
        return {entry.key for entry in self._entries()}

    def _asked_again(self) -> list[Step]:
        """What another process was making, and may have made by now."""
        due = [step for step, when in self._elsewhere.values() if when <= time.monotonic()]
        for step in due:
            del self._elsewhere[step.id]
        return due

    def _seconds_to_next(self, now: float) -> float | None:
        """How long nothing can be started but by something that happens; None where that is all there is to wait for."""
        dues = [entry.due for entry in self._queue if entry.due > now]
        dues += [when for _step, when in self._elsewhere.values()]
        return max(0.0, min(dues) - time.monotonic()) if dues else None

    def _dispatch(self, waiting: Sequence[Step], now: float) -> None:
        """Give the workers what they have room for; of what needs a model, in an order that loads each as seldom as can be."""
        plain = (entry for entry in list(self._queue) if not entry.model and entry.due <= now)
        for room, entry in zip(self._executor.rooms(model=False), plain, strict=False):
            self._submit(entry, entry.work, room)
        while any(entry.model for entry in self._queue) and (rooms := self._executor.rooms(model=True)):
            able = [entry for entry in self._queue if entry.model and entry.due <= now]
            choice = self._order.next_of(able, rooms, waiting, self._entries(), self._state.done)
            if choice is None and able and not self._flights:
                choice = able[0], rooms[0]
            if choice is None:
                return
            entry, room = choice
            others = [other for other in self._queue if other is not entry]
            self._submit(entry, foreseeing(entry, others, self._order.words(entry.model, waiting)), room)

    def _submit(self, entry: Ready, work: Work, room: Room) -> None:
        self._queue.remove(entry)
        if not entry.stands_in and not self._claims.claim(entry.key):
            self._elsewhere[entry.step.id] = entry.step, time.monotonic() + _ASK_AGAIN
            return
        if not entry.stands_in and self._store.recall(entry.key) is not None:  # Made between the asking and the claim.
            self._claims.release(entry.key)
            self._elsewhere[entry.step.id] = entry.step, time.monotonic()
            return
        folder = self._store.scratch()
        self._attempts[entry.step.id] += 1
        handle = Handle(entry.step.id, self._attempts[entry.step.id])
        self._flights[handle] = _Flight(entry, folder)
        self._executor.submit(Task(handle, work, folder, entry.model, entry.apart, self._patience), room)

    def _hear(self, told: Told) -> Iterator[Event]:
        if isinstance(told, Note):
            yield Noted(told.text)
        elif isinstance(told, Begun):
            entry = self._flights[told.handle].entry
            if not entry.stands_in and entry.attempt == 1:
                reason = reason_for(self._store, entry.work, self._last.get(entry.step.id))
                yield StepStarted(entry.step.id, entry.step.kind, reason)
        elif isinstance(told, Advanced):
            step = self._flights[told.handle].entry.step
            yield StepProgress(step.id, step.kind, told.done, told.total, told.unit)
        elif isinstance(told, (Done, Failed)):
            flight = self._flights.pop(told.handle)
            yield from self._keep(flight.entry, told) if isinstance(told, Done) else self._again(flight.entry, told)
            shutil.rmtree(flight.folder, ignore_errors=True)
            if not flight.entry.stands_in:
                self._claims.release(flight.entry.key)

    def _keep(self, entry: Ready, done: Done) -> Iterator[Event]:
        step = entry.step
        outputs = {name: self._store.adopt(path) for name, path in done.made.files.items()}
        if changed := [name for name, output in outputs.items() if output.digest != done.digests[name]]:
            said = f"the {changed[0]} that came from its worker is not what was made there"
            yield from self._again(entry, Failed(done.handle, "transient", said))
            return
        identity, name = entry.work.identity(), step.take_of or step.id
        action = self._store.record(entry.key, name, identity, outputs, done.made.facts, done.seconds)
        self._finish(step, entry.key, action)
        self._state.made += 1
        yield StepMade(step.id, step.kind, done.seconds, slate=entry.stands_in)

    def _again(self, entry: Ready, failed: Failed) -> Iterator[Event]:
        """Try a piece again, if the policy says so."""
        if failed.kind == "disk_full":
            raise FilmError(failed.text)
        history = self._failures.setdefault(entry.key, [])
        history.append(failed)
        follows = self._policy.after(history)
        if isinstance(follows, Over):
            said = self._quarantine.said(self._quarantine.add(entry, history)) if follows.poison else failed.text
            yield from self._fail(entry.step, said, stands_in=entry.stands_in)
            return
        if failed.below:
            self._tight.learn(entry, failed.below)
            self._queue = [self._tight.fitted(other) for other in self._queue]
        due = time.monotonic() + follows.wait if follows.wait else 0.0
        again = replace(entry, attempt=entry.attempt + 1, due=due, apart=follows.apart)
        self._queue.append(self._tight.fitted(again))
        yield Retried(entry.step.id, entry.step.kind, follows.reason, again.attempt, follows.wait)

    def _fail(self, step: Step, error: str, *, stands_in: bool) -> Iterator[Event]:
        self._state.failed[step.id], self._changed = error, True
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
        self._state.done[step.id], self._changed = action, True
        if step.id not in self._state.failed:
            self._state.keys[step.id] = key
