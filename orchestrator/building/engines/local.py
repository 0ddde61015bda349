"""The local executor: processes of this machine, one per slot for ordinary work, and one per GPU that holds a model, warm.

A process with a model is given a few pieces ahead, of the same model: while one is finished, the next is made, and another is
there already. Processes are started when there is something for them to do, and end with the driver, however that ends.
"""

import os
import time
from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property
from multiprocessing.connection import wait
from typing import Self

from generation.machine import pins
from orchestrator.building.engines.executor import (
    Advanced,
    Begun,
    Done,
    Failed,
    FailureKind,
    Handle,
    ModelFree,
    Note,
    Room,
    Task,
    Told,
    WorkerReady,
)
from orchestrator.building.engines.process import WorkerProcess
from orchestrator.film.errors import FilmError

_STILLBORN = 3
"""So many workers in a row that end before they are ready: no other would be."""


class LocalExecutor:
    """`slots` pieces of ordinary work at once; each of `devices` (by what pins a process to it) gets a process for models."""

    def __init__(self, slots: int | None = None, devices: Sequence[Mapping[str, str]] | None = None) -> None:
        self._slots = slots or os.cpu_count() or 1
        self._given_devices = devices
        self._workers: dict[tuple[bool, int], WorkerProcess] = {}
        self._unheard: list[Told] = []
        """What is to be told: heard and not told yet, or of workers that were found dead, or ended, beside the listening."""
        self._stillborn = 0

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_exception: object) -> None:
        self.close()

    def rooms(self, *, model: bool) -> Sequence[Room]:
        """Where a piece could go now."""
        count = len(self._devices) if model else self._slots
        found: list[Room] = []
        for slot in range(count):
            worker = self._workers.get((model, slot))
            if worker is None:
                found.append(Room(slot, peers=count))
            elif worker.has_room():
                found.append(Room(slot, worker.model, len(worker.tasks), worker.idle, count))
        return found

    def submit(self, task: Task, room: Room) -> Handle:
        """Attempt a piece of work in a process, which is started if it is not there."""
        self._give(task, room.slot)
        return task.handle

    def events(self, timeout: float | None = None) -> Iterator[Told]:
        """Wait until something happens, and tell it."""
        end = None if timeout is None else time.monotonic() + timeout
        while not self._unheard:
            if end is None and not self._busy():
                return
            self._unheard += self._listen(self._seconds_to(end))
            if end is not None and time.monotonic() >= end:
                break
        for _ in range(len(self._unheard)):  # One by one: whoever stops in the middle hears the rest the next time.
            yield self._unheard.pop(0)

    def cancel(self, handle: Handle, *, hard: bool = False) -> None:
        """Ask for the end of an attempt, or end its process."""
        worker = next((one for one in self._workers.values() if handle in one.tasks), None)
        if worker is None:
            return
        if hard:
            self._end(worker, handle, "cancelled", "it was cancelled")
        elif worker.ready:
            try:
                worker.ask_to_cancel(handle)
            except OSError:
                return  # It is dead, and that will be told.
        else:
            worker.done(handle)
            self._unheard.append(Failed(handle, "cancelled", "it was cancelled"))

    def close(self) -> None:
        """End all workers at once."""
        for worker in self._workers.values():
            worker.stop()
        self._workers.clear()
        self._unheard.clear()

    @cached_property
    def _devices(self) -> Sequence[Mapping[str, str]]:
        """Asked for only when something needs a model, for the driver of a GPU takes its time to answer."""
        return (self._given_devices if self._given_devices is not None else pins()) or ({},)

    def _busy(self) -> bool:
        return any(worker.tasks for worker in self._workers.values())

    def _seconds_to(self, end: float | None) -> float | None:
        ends = [worker.next_end() for worker in self._workers.values()]
        first = min((one for one in (end, *ends) if one is not None), default=None)
        return None if first is None else max(0.0, first - time.monotonic())

    def _listen(self, timeout: float | None) -> list[Told]:
        sources = {source: worker for worker in self._workers.values() for source in worker.sources()}
        found: list[Told] = []
        for source in wait(list(sources), timeout):
            worker = sources[source]
            if source is worker.output:
                worker.read_output()
            elif self._workers.get((worker.alone, worker.slot)) is worker:
                found += self._hear(worker)
        for worker in list(self._workers.values()):
            if late := worker.overdue(time.monotonic()):
                said = f"it was given up after {worker.tasks[late].patience:g} s"
                self._end(worker, late, "timeout", said)
        return found

    def _give(self, task: Task, slot: int) -> None:
        place = bool(task.model), slot
        worker = self._workers.get(place)
        if worker is not None:
            try:
                worker.give(task)
            except OSError:
                worker.done(task.handle)
                self._bury(worker)
                self._give(task, slot)
            return
        pinned = self._devices[slot] if task.model else {}
        worker = self._workers[place] = WorkerProcess(slot, alone=bool(task.model), pinned=pinned)
        worker.give(task)

    def _hear(self, worker: WorkerProcess) -> list[Told]:
        try:
            said: Told = worker.connection.recv()
            if isinstance(said, WorkerReady):
                self._stillborn = 0
                worker.became_ready()
        except (EOFError, OSError):
            self._bury(worker)
            return []
        if isinstance(said, (Begun, Advanced, ModelFree, Done, Failed)) and said.handle not in worker.tasks:
            return []  # The attempt was over before this was said.
        if isinstance(said, Begun):
            worker.begin(said.handle)
        elif isinstance(said, ModelFree):
            worker.free_model(said.handle)
        elif isinstance(said, (Done, Failed)):
            worker.done(said.handle)
        return [said] if not isinstance(said, Note) or said.text else []

    def _bury(self, worker: WorkerProcess) -> None:
        """Take a dead worker away. What it had begun is lost; what it had not goes to another one."""
        worker.process.join(timeout=2)
        if not worker.ready:
            self._count_stillborn(worker)
        output, exit_code = worker.written(), worker.process.exitcode
        said = f"the worker process died ({exit_said(exit_code)}); its memory may have run out"
        self._take_away(
            worker,
            {handle: Failed(handle, "worker_lost", said, exit=exit_code, output=output) for handle in worker.begun},
        )

    def _end(self, worker: WorkerProcess, handle: Handle, kind: FailureKind, text: str) -> None:
        """End a worker for the sake of one attempt; what else it had begun is lost with it."""
        lost: dict[Handle, Failed] = {handle: Failed(handle, kind, text, output=worker.written())}
        for other in worker.begun:
            if other != handle:
                lost[other] = Failed(other, "worker_lost", f"its worker was ended with {handle.step}")
        worker.process.kill()
        self._take_away(worker, lost)

    def _take_away(self, worker: WorkerProcess, lost: Mapping[Handle, Failed]) -> None:
        del self._workers[worker.alone, worker.slot]
        worker.stop()
        self._unheard += lost.values()
        for handle, task in worker.tasks.items():
            if handle not in lost:
                self._give(task, worker.slot)

    def _count_stillborn(self, worker: WorkerProcess) -> None:
        self._stillborn += 1
        if self._stillborn >= _STILLBORN:
            last = worker.written().strip().splitlines()[-1:] or [exit_said(worker.process.exitcode)]
            raise FilmError(f"worker processes end as soon as they are started: {last[0]}")


def exit_said(code: int | None) -> str:
    """An exit code in words: `exit code 9`, or the signal that ended a process."""
    if code is None or code >= 0:
        return f"exit code {code}"
    import signal

    try:
        return f"killed by {signal.Signals(-code).name}"
    except ValueError:
        return f"killed by signal {-code}"
