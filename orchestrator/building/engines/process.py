"""A worker process as the driver sees it: what it was given, what it began, and the last that it wrote to its terminal."""

import multiprocessing
import os
import time
from collections.abc import Mapping
from multiprocessing.process import BaseProcess
from multiprocessing.reduction import ForkingPickler
from typing import Any

from orchestrator.building.engines.executor import Handle, Task
from orchestrator.building.engines.worker import Cancel, Given, serve

AHEAD = 3
"""Pieces that a worker with a model has at most: one being finished, one being made, and one to go on with at once."""
_KEPT = 16_000
"""Bytes that are kept of what a worker writes to its terminal: the last of it says why it ended."""
_LEAVE_SECONDS = 2.0


class WorkerProcess:
    """A process that is started at once and given nothing before it says that it is ready."""

    def __init__(self, slot: int, *, alone: bool, pinned: Mapping[str, str]) -> None:
        context = multiprocessing.get_context("spawn")
        self.slot, self.alone = slot, alone
        self.connection, theirs = context.Pipe()
        self.output, written = context.Pipe(duplex=False) if os.name == "posix" else (None, None)
        arguments = (theirs, written, os.getpid(), alone, dict(pinned))
        self.process: BaseProcess = context.Process(target=serve, args=arguments, daemon=True)
        self.process.start()
        for end in (theirs, written):
            if end is not None:
                end.close()
        self.ready = False
        self.tasks: dict[Handle, Task] = {}
        """What it was given, or will be when it is ready, and is not done, in that order."""
        self.begun: dict[Handle, float] = {}
        """When it began what it has begun of it."""
        self.model = ""
        self._freed: set[Handle] = set()
        self._tail = b""

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
            OSError: if the process is dead.
        """
        self.tasks[task.handle] = task
        self.model = task.model
        if self.ready:
            self._send(task)

    def became_ready(self) -> None:
        """Hand on what waited for this."""
        self.ready = True
        for task in self.tasks.values():
            self._send(task)

    def begin(self, handle: Handle) -> None:
        """It began a piece."""
        self.begun[handle] = time.monotonic()

    def free_model(self, handle: Handle) -> None:
        """Its model is done with a piece."""
        if handle in self.tasks:
            self._freed.add(handle)

    def done(self, handle: Handle) -> None:
        """A piece is over."""
        self.tasks.pop(handle, None)
        self.begun.pop(handle, None)
        self._freed.discard(handle)

    def ask_to_cancel(self, handle: Handle) -> None:
        """Ask it to end a piece that was given to it."""
        self.connection.send(Cancel(handle))

    def overdue(self, now: float) -> Handle | None:
        """A piece that has taken longer than anybody has patience for."""
        ends = self._ends()
        return next((handle for handle, end in ends.items() if end <= now), None)

    def next_end(self) -> float | None:
        """When the patience with the first of its pieces ends."""
        return min(self._ends().values(), default=None)

    def read_output(self) -> bool:
        """Take in what it wrote to its terminal; whether there may be more to come."""
        if self.output is None:
            return False
        found = os.read(self.output.fileno(), 1 << 16)
        self._tail = (self._tail + found)[-_KEPT:]
        if not found:
            self.output.close()
            self.output = None
        return bool(found)

    def written(self) -> str:
        """The last that it wrote to its terminal, as text."""
        while self.output is not None and self.output.poll() and self.read_output():
            pass
        return self._tail.decode("utf-8", errors="replace")

    def stop(self) -> None:
        """End it."""
        self.connection.close()
        self.process.terminate()
        self.process.join(timeout=_LEAVE_SECONDS)
        if self.process.is_alive():
            self.process.kill()
            self.process.join()
        if self.output is not None:
            self.output.close()
            self.output = None

    def sources(self) -> list[Any]:
        """The connections that are to be listened to; they are of other classes on other systems."""
        return [self.connection] if self.output is None else [self.connection, self.output]

    def _ends(self) -> dict[Handle, float]:
        patience = {handle: self.tasks[handle].patience for handle in self.begun}
        return {handle: self.begun[handle] + limit for handle, limit in patience.items() if limit is not None}

    def _send(self, task: Task) -> None:
        packed = bytes(ForkingPickler.dumps(task.work))
        self.connection.send(Given(task.handle, packed, task.folder, task.model))
