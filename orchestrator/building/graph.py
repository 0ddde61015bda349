"""Steps that depend on each other: run as soon as what they need is there, and only if the store does not have them."""

import time
from collections.abc import Callable, Generator, Iterator, Mapping, Sequence
from dataclasses import replace

from generation.errors import GenerationError
from orchestrator.building.attempts import Attempts
from orchestrator.building.engines.executor import (
    Advanced,
    Begun,
    Done,
    Executor,
    Failed,
    Loaded,
    Note,
    Room,
    Told,
)
from orchestrator.building.engines.travelling import packed
from orchestrator.building.events import (
    Event,
    Noted,
    Retried,
    StepCancelled,
    StepFailed,
    StepMade,
    StepProgress,
    StepReused,
    StepStarted,
)
from orchestrator.building.flights import Claims, Flight, Flights
from orchestrator.building.order import Order, Ready, foreseeing
from orchestrator.building.quarantine import Quarantine
from orchestrator.building.retrying import Policy
from orchestrator.building.step import Progressed, Step, reason_for
from orchestrator.building.upgrades import ASK, kept
from orchestrator.building.work import Asked, Work
from orchestrator.film.errors import FilmError
from orchestrator.store.fingerprint import Identity, fingerprint
from orchestrator.store.records import Action
from orchestrator.store.store import Store

_ASK_AGAIN = 0.5
"""Seconds after which a key is asked for again that another process is making."""
_LOOK_AGAIN = 0.2
"""Seconds after which whoever may interrupt the build is asked again, and the workers are, where many steps are looked up."""
_ARRIVED = 0.05
"""Seconds after which is looked whether what is fetched has come."""


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
        flights: Flights | None = None,
        interrupt: Callable[[], Iterator[Event]] | None = None,
    ) -> None:
        """`flights` may be those of an earlier build; `interrupt` is asked again and again, and may end the build by an error."""
        self._wants = wants
        self._store = store
        self._executor = executor
        self._last = last
        self._state = state
        self._flights = Flights(store, executor, claims) if flights is None else flights
        self._interrupt = interrupt
        self._stage = ""
        self._patience = patience
        self._upgrade = upgrade
        self._outdated = 0
        self._attempts = Attempts(Quarantine(store.folder / "quarantine"), policy or Policy())
        self._queue: list[Ready] = []
        self._elsewhere: dict[str, tuple[Step, float]] = {}
        """What another process is making, and when to ask again."""
        self._shared = self._flights.shared
        self._fetching: dict[str, tuple[Step, str]] = {}
        """What may come from the shared store, and under which key."""
        self._order = Order()
        self._changed = True
        """Whether something is over since the waiting steps were looked at: only that can release one."""

    def run(self, steps: Sequence[Step], stage: str = "") -> Iterator[Event]:
        """Run the steps. After it, `state.done` has all of them, or `state.failed` says which broke the build.

        `stage` is the name of this part of the build, by which the next build knows what it finds in flight.
        """
        self._outdated, self._stage = 0, stage
        yield from self._run(steps)
        if self._outdated:
            of = "result of an earlier version is" if self._outdated == 1 else "results of earlier versions are"
            yield Noted(f"{self._outdated} {of} kept; to make anew what an upgrade changed: {ASK}")

    def _run(self, steps: Sequence[Step]) -> Iterator[Event]:
        self._order = Order([step for step in steps if self._wants(step)])
        waiting = yield from self._release(list(steps), anew=True)
        yield from self._let_go(waiting)
        while waiting or self._queue or self._flights.ours() or self._elsewhere or self._fetching:
            if self._interrupt is not None:
                yield from self._interrupt()
            if again := self._asked_again():
                waiting, self._changed = [*waiting, *again], True
            waiting = yield from self._release(waiting)
            now = time.monotonic()
            self._dispatch(waiting, now)
            ending = bool(waiting) and self._flights.ending()
            yield from (Noted(text) for text in (self._shared.notes() if self._shared else ()))
            if not (self._flights.ours() or self._queue or self._elsewhere or self._fetching or ending):
                return  # what still waits needs something that failed
            for told in self._executor.events(self._seconds_to_next(now)):
                yield from self._hear(told)

    def _let_go(self, waiting: Sequence[Step]) -> Iterator[Event]:
        """Let go of what an earlier build began, as far as it is known now that this one does not want it."""
        if not self._flights.number():
            return
        making = {step.id for step in (*waiting, *(entry.step for entry in self._queue)) if self._wants(step)}
        before = [self._store.lookup(key) for name in making if (key := self._last.get(name))]
        digests = {output.digest for action in before if action for output in action.outputs.values()}
        gone = [*self._flights.let_go_of_stage(self._stage), *self._flights.let_go_of_made_from(making, digests)]
        for step in gone:
            yield StepCancelled(step.id, step.kind)

    def _release(self, waiting: list[Step], *, anew: bool = False) -> Generator[Event, None, list[Step]]:
        """Look up every step whose needs are met, if something is over since that was done; return those that still wait."""
        self._changed |= anew
        while self._changed:
            self._changed, still, coming = False, list[Step](), self._coming()
            until, idle = time.monotonic() + _LOOK_AGAIN, not self._flights.number()
            for place, step in enumerate(waiting):
                if time.monotonic() > until or (idle and self._queue and not self._queue[0].model):
                    yield from self._keep_at_work([*still, *waiting[place:]])
                    until, idle = time.monotonic() + _LOOK_AGAIN, False
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
                    still.append(step)  # Another step makes the very same, or it was let go of and is not over.
                    continue
                if self._wants(step) and (flight := self._flights.take_over(key, step, self._stage)):
                    coming.add(key)
                    if flight.begun:
                        yield self._started(flight.entry)
                    continue
                found = self._store.recall(key) or self._kept(step, work, identity) or self._fetched(step, key)
                if found is not None:
                    self._finish(step, found.key, found)
                    yield StepReused(step.id, step.kind)
                elif self._wants(step) and step.id not in self._fetching:
                    coming.add(key)
                    yield from self._enqueue(Ready(step, work, key, work.model()))
            waiting = still
        return waiting

    def _keep_at_work(self, waiting: Sequence[Step]) -> Iterator[Event]:
        """Give the workers what there is for them, and hear them, in the middle of looking many steps up."""
        if self._interrupt is not None:
            yield from self._interrupt()
        self._dispatch(waiting, time.monotonic())
        for told in self._executor.events(0):
            yield from self._hear(told)

    def _kept(self, step: Step, work: Work, identity: Identity) -> Action | None:
        """What an earlier version of its backend made of it, unless it is to be made anew."""
        found = None if self._upgrade else kept(self._store, self._last.get(step.id), work, identity)
        self._outdated += found is not None
        return found

    def _fetched(self, step: Step, key: str) -> Action | None:
        """What the shared store has of it, once that is here; until then the step waits for it."""
        if self._shared is None or not self._wants(step):
            return None
        found = self._shared.taken(self._store, key, step.take_of or step.id)
        if found is None and self._shared.coming(key):
            self._fetching[step.id] = step, key
        return found

    def _enqueue(self, entry: Ready) -> Iterator[Event]:
        """Take a step on that is to be made, unless it, or its model, ended two workers before."""
        if said := self._attempts.refused(entry):
            yield from self._fail(entry.step, said, stands_in=entry.stands_in)
            return
        _require(entry.work)
        self._queue.append(self._attempts.fitted(entry))

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
        return [*self._queue, *self._flights.ours()]

    def _coming(self) -> set[str]:
        return {entry.key for entry in self._queue} | self._flights.keys()

    def _asked_again(self) -> list[Step]:
        """What another process was making and may have made by now, and what was fetched, or will not come."""
        due = [step for step, when in self._elsewhere.values() if when <= time.monotonic()]
        for step in due:
            del self._elsewhere[step.id]
        if self._shared is not None:
            come = [step for step, key in self._fetching.values() if not self._shared.coming(key)]
            for step in come:
                del self._fetching[step.id]
            due += come
        return due

    def _seconds_to_next(self, now: float) -> float | None:
        """How long nothing can be started but by something that happens; None where that is all there is to wait for."""
        dues = [entry.due for entry in self._queue if entry.due > now]
        dues += [when for _step, when in self._elsewhere.values()]
        dues += [now + _ARRIVED] if self._fetching else []
        first = max(0.0, min(dues) - time.monotonic()) if dues else None
        return first if self._interrupt is None else min(_LOOK_AGAIN, _LOOK_AGAIN if first is None else first)

    def _dispatch(self, waiting: Sequence[Step], now: float) -> None:
        """Give the workers what they have room for; of what needs a model, in an order that loads each as seldom as can be."""
        plain = (entry for entry in list(self._queue) if not entry.model and entry.due <= now)
        for room, entry in zip(self._executor.rooms(model=False), plain, strict=False):
            self._submit(entry, entry.work, room)
        while any(entry.model for entry in self._queue) and (rooms := self._executor.rooms(model=True)):
            able = [entry for entry in self._queue if entry.model and entry.due <= now]
            choice = self._order.next_of(able, rooms, waiting, self._entries(), self._state.done)
            if choice is None and able and not self._flights.number():
                choice = able[0], rooms[0]
            if choice is None:
                return
            entry, room = choice
            others = [other for other in self._queue if other is not entry]
            self._submit(entry, foreseeing(entry, others, self._order.words(entry.model, waiting)), room)

    def _submit(self, entry: Ready, work: Work, room: Room) -> None:
        self._queue.remove(entry)
        self._prove(work)
        if not entry.stands_in and not self._flights.claims.claim(entry.key):
            self._elsewhere[entry.step.id] = entry.step, time.monotonic() + _ASK_AGAIN
            return
        if not entry.stands_in and self._store.recall(entry.key) is not None:  # Made between the asking and the claim.
            self._flights.claims.release(entry.key)
            self._elsewhere[entry.step.id] = entry.step, time.monotonic()
            return
        self._flights.start(entry, work, room, self._patience, self._stage)

    def _prove(self, work: Work) -> None:
        """See to it that nothing is made from damaged files.

        Raises:
            Spoiled: if one of the store's is.
        """
        _, files = packed(work)
        for file in files.values():
            if (output := self._store.objects.at(file.path)) is not None:
                self._store.proved(output)

    def _hear(self, told: Told) -> Iterator[Event]:
        if isinstance(told, Note):
            yield Noted(told.text)
        elif isinstance(told, (Begun, Loaded, Advanced, Done, Failed)):
            flight = self._flights.of(told.handle)
            yield from self._hear_of(flight, told) if flight.ours else self._hear_of_earlier(told)

    def _hear_of(self, flight: Flight, told: Begun | Loaded | Advanced | Done | Failed) -> Iterator[Event]:
        entry = flight.entry
        self._attempts.hear(entry, told)
        if isinstance(told, Begun):
            flight.begun = True
            if not entry.stands_in and entry.attempt == 1:
                yield self._started(entry)
        elif isinstance(told, Advanced):
            yield StepProgress(entry.step.id, entry.step.kind, told.done, told.total, told.unit)
        elif not isinstance(told, Loaded):
            try:
                yield from self._keep(entry, told) if isinstance(told, Done) else self._again(entry, told)
            finally:
                self._flights.over(told.handle)

    def _hear_of_earlier(self, told: Told) -> Iterator[Event]:
        """What becomes of a piece that an earlier build began, and this one did not come to yet, or does not want."""
        made = self._flights.hear(told)
        if isinstance(told, (Done, Failed)):
            self._changed = True
        if made is not None and isinstance(told, Done):
            self._state.made += 1
            yield StepMade(made.id, made.kind, told.seconds)

    def _started(self, entry: Ready) -> StepStarted:
        reason = reason_for(self._store, entry.work, self._last.get(entry.step.id))
        return StepStarted(entry.step.id, entry.step.kind, reason)

    def _keep(self, entry: Ready, done: Done) -> Iterator[Event]:
        kept = self._flights.keep(entry, done)
        if isinstance(kept, str):
            yield from self._again(entry, Failed(done.handle, "transient", kept))
            return
        self._finish(entry.step, entry.key, kept)
        self._state.made += 1
        yield StepMade(entry.step.id, entry.step.kind, done.seconds, slate=entry.stands_in)

    def _again(self, entry: Ready, failed: Failed) -> Iterator[Event]:
        """Try a piece again, if the policy says so."""
        if failed.kind == "disk_full":
            raise FilmError(failed.text)
        if failed.kind == "not_begun":
            self._queue.append(self._attempts.fitted(entry))
            yield from self._give_up()
            return
        follows = self._attempts.after(entry, failed)
        if isinstance(follows, str):
            yield from self._fail(entry.step, follows, stands_in=entry.stands_in)
            yield from self._give_up()
            return
        due = time.monotonic() + follows.wait if follows.wait else 0.0
        again = replace(entry, attempt=entry.attempt + 1, due=due, apart=follows.apart)
        self._queue = [self._attempts.fitted(other) for other in (*self._queue, again)]
        yield Retried(entry.step.id, entry.step.kind, follows.reason, again.attempt, follows.wait)

    def _give_up(self) -> Iterator[Event]:
        """Make nothing more of what a model is asked for that was given up."""
        lost = [(entry, said) for entry in self._queue if (said := self._attempts.given_up(entry))]
        self._queue = [entry for entry in self._queue if not any(entry is other for other, _said in lost)]
        for entry, said in lost:
            yield from self._fail(entry.step, said, stands_in=entry.stands_in)

    def _fail(self, step: Step, error: str, *, stands_in: bool) -> Iterator[Event]:
        self._state.failed[step.id], self._changed = error, True
        yield StepFailed(step.id, step.kind, error)
        if step.stand_in is not None and not stands_in:
            work = step.stand_in(self._state.done, error)
            key = fingerprint(work.identity())
            found = self._store.recall(key)
            if found is None:
                self._queue.append(Ready(step, work, key, work.model(), stands_in=True))
            else:
                self._finish(step, key, found)

    def _finish(self, step: Step, key: str, action: Action) -> None:
        self._state.done[step.id], self._changed = action, True
        if step.id not in self._state.failed:
            self._state.keys[step.id] = key
