"""An executor that works in the driver's own process: nothing has to start, and there is no second process to trace."""

import time
from collections.abc import Iterator, Sequence
from typing import Self

from generation.errors import GenerationError
from orchestrator.building.engines.executor import Begun, Done, Failed, Handle, Room, Task, Told
from orchestrator.building.engines.failing import failure_of
from orchestrator.store.fingerprint import digest_of
from stitching.errors import StitchingError

_WAITING = 3
"""Pieces that it takes on; one is worked at, the others wait."""


class HereExecutor:
    """Speaks as `Executor` asks. A piece is made when its events are asked for."""

    def __init__(self) -> None:
        self._tasks: list[Task] = []

    def rooms(self, *, model: bool) -> Sequence[Room]:
        """A place for another piece, while it takes one; none of ours needs a model."""
        return [] if model or len(self._tasks) >= _WAITING else [Room(0, given=len(self._tasks), idle=not self._tasks)]

    def submit(self, task: Task, room: Room) -> Handle:
        """Take on a piece of work."""
        self._tasks.append(task)
        return task.handle

    def events(self, timeout: float | None = None) -> Iterator[Told]:
        """Make the oldest piece."""
        if self._tasks:
            task = self._tasks.pop(0)
            yield Begun(task.handle)
            yield _result(task)
        elif timeout is not None:
            time.sleep(timeout)  # Another process makes what this one waits for.

    def cancel(self, handle: Handle, *, hard: bool = False) -> None:
        """Let go of a piece that was not begun."""
        self._tasks = [task for task in self._tasks if task.handle != handle]

    def close(self) -> None:
        """Forget what is left."""
        self._tasks.clear()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_exception: object) -> None:
        self.close()


def _result(task: Task) -> Done | Failed:
    try:
        made = task.work.perform(task.folder, _unheard)
    except (GenerationError, StitchingError, OSError) as error:
        return failure_of(error, task.handle, task.folder)
    return Done(task.handle, made, {name: digest_of(path) for name, path in made.files.items()})


def _unheard(_done: int, _total: int) -> None:
    """Nobody watches."""
