"""What every executor does with its workers, wherever they are: it knows what each was given and what it began.

An executor of a kind of its own says where there is room for a worker, how one is started, and how it is listened to.
"""

import math
import time
from abc import ABC, abstractmethod
from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from typing import Generic, Self, TypeVar

from orchestrator.building.engines.executor import (
    Advanced,
    Begun,
    Done,
    EngineLost,
    Failed,
    FailureKind,
    Handle,
    Loaded,
    ModelFree,
    Note,
    Room,
    Task,
    Told,
    WorkerReady,
    cancelled,
)

AHEAD = 3
"""Pieces that a worker with a model has at most: one being finished, one being made, and one to go on with at once."""
REST = 30.0
"""Seconds for which a place gets nothing whose worker could not load a model, or be started, or was not heard of any more."""
_STILLBORN = 3
"""So many workers in a row that end before they are ready: no other would be."""


@dataclass(frozen=True)
class Death:
    """How a worker ended: in words, with its exit code where that is known, and the last that it wrote to its terminal."""

    text: str
    exit: int | None = None
    output: str = ""


class Worker(ABC):
    """A worker as its executor sees it. It is given nothing before it says that it is ready."""

    def __init__(self, slot: int, *, alone: bool) -> None:
        self.slot, self.alone = slot, alone
        self.ready = False
        self.tasks: dict[Handle, Task] = {}
        """What it was given, or will be when it is ready, and is not done, in that order."""
        self.begun: dict[Handle, float] = {}
        """When it began what it has begun of it."""
        self.loading: Handle | None = None
        """What it began of which it has not all in memory yet; nothing else is at work meanwhile."""
        self.model = ""
        self._freed: set[Handle] = set()

    @abstractmethod
    def send(self, task: Task) -> None:
        """Hand a piece on, now.

        Raises:
            OSError: if the worker is dead.
        """

    @abstractmethod
    def ask_to_cancel(self, handle: Handle) -> None:
        """Ask it to end a piece that was given to it.

        Raises:
            OSError: if the worker is dead.
        """

    @abstractmethod
    def death(self) -> Death:
        """How it ended, which it just has, or is about to."""

    @abstractmethod
    def kill(self) -> None:
        """End it at once."""

    @abstractmethod
    def stop(self) -> None:
        """End it, and leave nothing of it behind."""

    @abstractmethod
    def written(self) -> str:
        """The last that it wrote to its terminal, as far as it is known."""

    @property
    def idle(self) -> bool:
        """Whether its model has nothing to do."""
        return self._freed.issuperset(self.tasks)

    def has_room(self) -> bool:
        """Whether it could take on another piece."""
        if not self.tasks:
            return True
        return self.alone and len(self.tasks) < AHEAD and not any(task.apart for task in self.tasks.values())

    def give(self, task: Task) -> None:
        """Hand a piece on, now or as soon as it is ready.

        Raises:
            OSError: if the worker is dead.
        """
        self.tasks[task.handle] = task
        self.model = task.model
        if self.ready:
            self.send(task)

    def became_ready(self) -> None:
        """Hand on what waited for this.

        Raises:
            OSError: if the worker is dead.
        """
        self.ready = True
        for task in self.tasks.values():
            self.send(task)

    def begin(self, handle: Handle) -> None:
        """It began a piece."""
        self.begun[handle] = time.monotonic()
        self.loading = handle

    def loaded(self) -> None:
        """It has in memory what it needs."""
        self.loading = None

    def free_model(self, handle: Handle) -> None:
        """Its model is done with a piece."""
        if handle in self.tasks:
            self._freed.add(handle)

    def done(self, handle: Handle) -> None:
        """A piece is over."""
        self.tasks.pop(handle, None)
        self.begun.pop(handle, None)
        self._freed.discard(handle)
        if self.loading == handle:
            self.loading = None

    def overdue(self, now: float) -> Handle | None:
        """A piece that has taken longer than anybody has patience for."""
        return next((handle for handle, end in self._ends().items() if end <= now), None)

    def next_end(self) -> float | None:
        """When the patience with the first of its pieces ends."""
        return min(self._ends().values(), default=None)

    def _ends(self) -> dict[Handle, float]:
        patience = {handle: self.tasks[handle].patience for handle in self.begun}
        return {handle: self.begun[handle] + limit for handle, limit in patience.items() if limit is not None}


WorkerT = TypeVar("WorkerT", bound=Worker)


class Supervising(ABC, Generic[WorkerT]):
    """The laws of `executor.py`, for workers of any kind, each in a slot for models or in one for ordinary work."""

    def __init__(self) -> None:
        self._workers: dict[tuple[bool, int], WorkerT] = {}
        self._unheard: list[Told] = []
        """What is to be told: heard and not told yet, or of workers that were found dead, or ended, beside the listening."""
        self._stillborn = 0
        self._resting: dict[tuple[bool, int], float] = {}
        """Until when a slot gets nothing."""

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_exception: object) -> None:
        self.close()

    @abstractmethod
    def _slots(self, *, model: bool) -> Sequence[int]:
        """The slots that there are now."""

    @abstractmethod
    def _started(self, slot: int, *, model: bool) -> WorkerT:
        """A worker that is on its way."""

    @abstractmethod
    def _listen(self, timeout: float | None) -> list[Told]:
        """What is said within so many seconds, which may be nothing."""

    def rooms(self, *, model: bool) -> Sequence[Room]:
        """Where a piece could go now."""
        slots = self._open(model=model)
        found: list[Room] = []
        for slot in slots:
            worker = self._workers.get((model, slot))
            if worker is None:
                found.append(Room(slot, peers=len(slots)))
            elif worker.has_room():
                found.append(Room(slot, worker.model, len(worker.tasks), worker.idle, len(slots)))
        return found

    def _open(self, *, model: bool) -> Sequence[int]:
        """The slots that may be given something: one that rests only where all do, and never one that rests for ever."""
        now = time.monotonic()
        resting = {slot: self._resting.get((model, slot), 0.0) for slot in self._slots(model=model)}
        able = [slot for slot, until in resting.items() if until < math.inf]
        return [slot for slot in able if resting[slot] <= now] or able

    def submit(self, task: Task, room: Room) -> Handle:
        """Attempt a piece of work in a worker, which is started if it is not there."""
        self._give(task, room.slot)
        return task.handle

    def events(self, timeout: float | None = None) -> Iterator[Told]:
        """Wait until something happens, and tell it."""
        end = None if timeout is None else time.monotonic() + timeout
        while not self._unheard:
            if end is None and not self._busy():
                return
            self._unheard += self._listen(self._seconds_to(end))
            self._end_overdue()
            if end is not None and time.monotonic() >= end:
                break
        for _ in range(len(self._unheard)):  # One by one: whoever stops in the middle hears the rest the next time.
            yield self._unheard.pop(0)

    def cancel(self, handle: Handle, *, hard: bool = False) -> None:
        """Ask for the end of an attempt, or end its worker."""
        worker = next((one for one in self._workers.values() if handle in one.tasks), None)
        if worker is None:
            return
        if hard:
            self._end(worker, handle, "cancelled", cancelled(handle).text)
        elif worker.ready:
            with suppress(OSError):
                worker.ask_to_cancel(handle)
        else:
            worker.done(handle)
            self._unheard.append(cancelled(handle))

    def close(self) -> None:
        """End all workers at once."""
        for worker in self._workers.values():
            worker.stop()
        self._workers.clear()
        self._unheard.clear()
        self._resting.clear()
        self._stillborn = 0

    def _busy(self) -> bool:
        return any(worker.tasks for worker in self._workers.values())

    def _seconds_to(self, end: float | None) -> float | None:
        ends = [worker.next_end() for worker in self._workers.values()]
        first = min((one for one in (end, *ends) if one is not None), default=None)
        return None if first is None else max(0.0, first - time.monotonic())

    def _end_overdue(self) -> None:
        for worker in list(self._workers.values()):
            if late := worker.overdue(time.monotonic()):
                self._end(worker, late, "timeout", f"it was given up after {worker.tasks[late].patience:g} s")

    def _give(self, task: Task, slot: int) -> None:
        place = bool(task.model), slot
        worker = self._workers.get(place)
        if worker is None:
            self._workers[place] = worker = self._started(slot, model=bool(task.model))
        with suppress(OSError):  # It is dead, and that will be heard, after what it said before.
            worker.give(task)

    def _hear(self, worker: WorkerT, said: Told) -> list[Told]:
        """What a worker said, if it is to be told."""
        if isinstance(said, WorkerReady):
            self._stillborn = 0
            with suppress(OSError):
                worker.became_ready()
        if isinstance(said, (Begun, Loaded, Advanced, ModelFree, Done, Failed)) and said.handle not in worker.tasks:
            return []  # The attempt was over before this was said.
        if isinstance(said, Begun):
            worker.begin(said.handle)
        elif isinstance(said, Loaded):
            worker.loaded()
        elif isinstance(said, ModelFree):
            worker.free_model(said.handle)
        elif isinstance(said, (Done, Failed)):
            worker.done(said.handle)
        return [said] if not isinstance(said, Note) or said.text else []

    def _bury(self, worker: WorkerT) -> None:
        """Take a dead worker away. What it had begun is lost; what it had not goes to another one, or back."""
        death = worker.death()
        if not worker.ready:
            self._count_stillborn(worker, death)
        how = Failed(Handle(""), "worker_lost", death.text, exit=death.exit, output=death.output)
        if worker.loading:
            self._resting[worker.alone, worker.slot] = time.monotonic() + REST
        lost = {one: replace(how, handle=one, loading=one == worker.loading) for one in worker.begun}
        self._take_away(worker, lost)

    def _end(self, worker: WorkerT, handle: Handle, kind: FailureKind, text: str) -> None:
        """End a worker for the sake of one attempt; what else it had begun is lost with it."""
        worker.kill()
        loading = handle == worker.loading
        lost: dict[Handle, Failed] = {handle: Failed(handle, kind, text, output=worker.written(), loading=loading)}
        for other in worker.begun:
            if other != handle:
                lost[other] = Failed(other, "worker_lost", f"its worker was ended with {handle.step}")
        self._take_away(worker, lost)

    def _take_away(self, worker: WorkerT, lost: Mapping[Handle, Failed]) -> None:
        del self._workers[worker.alone, worker.slot]
        worker.stop()
        self._unheard += lost.values()
        for handle, task in worker.tasks.items():
            if handle not in lost and worker.loading:
                self._unheard.append(Failed(handle, "not_begun", "its worker ended before it came to it"))
            elif handle not in lost:
                self._give(task, worker.slot)

    def _count_stillborn(self, worker: WorkerT, death: Death) -> None:
        """A worker ended before it was ready.

        Raises:
            EngineLost: if no other would do better.
        """
        self._stillborn += 1
        if self._stillborn >= _STILLBORN:
            last = death.output.strip().splitlines()[-1:] or [death.text]
            raise EngineLost(f"worker processes end as soon as they are started: {last[0]}")
