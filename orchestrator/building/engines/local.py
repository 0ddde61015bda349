"""The local engine: one worker process per slot for ordinary work, and one that holds a model, warm between pieces.

The one with a model is given a few pieces ahead, of the same model: while one is finished, the next is made, and another is
there already. A worker that dies takes only what it had begun with it. Workers end with the driver, however that ends.
"""

import multiprocessing
import os
from collections.abc import Iterator
from multiprocessing.connection import wait
from multiprocessing.process import BaseProcess
from pathlib import Path

from orchestrator.building.engines.worker import Message, Task, serve
from orchestrator.building.work import Work

__all__ = ["LocalEngine", "Message"]

_AHEAD = 3
"""Pieces that a worker with a model has at most: one being finished, one being made, and one to go on with at once."""


class _Worker:
    def __init__(self, alone: bool) -> None:
        context = multiprocessing.get_context("spawn")
        self.alone = alone
        self.connection, theirs = context.Pipe()
        self.process: BaseProcess = context.Process(target=serve, args=(theirs, os.getpid(), alone), daemon=True)
        self.process.start()
        theirs.close()
        self.tasks: dict[str, Task] = {}
        self.begun: set[str] = set()
        self.model = ""

    def has_room(self, model: str) -> bool:
        """Whether it could take on another piece; of another model only when it is done with all of the one before."""
        return not self.tasks or (self.alone and model == self.model and len(self.tasks) < _AHEAD)

    def give(self, task: Task) -> None:
        self.tasks[task.step] = task
        self.model = task.model
        self.connection.send(task)

    def done(self, step: str) -> None:
        del self.tasks[step]
        self.begun.discard(step)

    def stop(self) -> None:
        self.connection.close()
        self.process.terminate()
        self.process.join(timeout=2)
        if self.process.is_alive():
            self.process.kill()
            self.process.join()


class LocalEngine:
    """Worker processes on this machine. `slots` pieces of ordinary work at once; a model gets one process of its own."""

    def __init__(self, slots: int | None = None) -> None:
        self._slots = slots or os.cpu_count() or 1
        self._workers: list[_Worker] = []
        self._unheard: list[Message] = []
        """Of workers that were found dead when they were given something."""

    def __enter__(self) -> "LocalEngine":
        return self

    def __exit__(self, *_exception: object) -> None:
        self.close()

    def has_room(self, model: str) -> bool:
        """Whether a piece could start now for which `model` must be loaded; it is empty for ordinary work."""
        mine = [worker for worker in self._workers if worker.alone == bool(model)]
        return any(worker.has_room(model) for worker in mine) or len(mine) < (1 if model else self._slots)

    def model(self) -> str:
        """What the worker with a model has loaded, or will have with the work that it was given; empty if nothing."""
        return next((worker.model for worker in self._workers if worker.alone), "")

    def submit(self, step: str, work: Work, folder: Path, model: str) -> None:
        """Start a piece of work; only while `has_room`."""
        self._give(Task(step, work, folder, model))

    def busy(self) -> bool:
        """Whether anything is in flight."""
        return any(worker.tasks for worker in self._workers)

    def messages(self, timeout: float | None = None) -> Iterator[Message]:
        """Wait until at least one worker says something, and yield all that was said."""
        found, self._unheard = self._unheard, []
        yield from found
        speaking = wait([worker.connection for worker in self._workers if worker.tasks], 0 if found else timeout)
        for worker in list(self._workers):
            if worker.connection in speaking:
                yield from self._hear(worker)

    def close(self) -> None:
        """End all workers at once."""
        for worker in self._workers:
            worker.stop()
        self._workers.clear()

    def _give(self, task: Task) -> None:
        alone = bool(task.model)
        for worker in [one for one in self._workers if one.alone == alone and one.has_room(task.model)]:
            try:
                worker.give(task)
            except (BrokenPipeError, ConnectionResetError):
                worker.done(task.step)
                self._unheard += self._bury(worker)
            else:
                return
        worker = _Worker(alone)
        self._workers.append(worker)
        worker.give(task)

    def _hear(self, worker: _Worker) -> Iterator[Message]:
        try:
            message: Message = worker.connection.recv()
        except (EOFError, ConnectionResetError):
            yield from self._bury(worker)
            return
        if message.kind == "begun":
            worker.begun.add(message.step)
        elif message.kind in ("made", "failed"):
            worker.done(message.step)
        yield message

    def _bury(self, worker: _Worker) -> list[Message]:
        """Take a dead worker away. What it had begun failed; what it had not goes to another one."""
        worker.process.join(timeout=2)
        self._workers.remove(worker)
        worker.stop()
        said = f"the worker process died (exit code {worker.process.exitcode}); its memory may have run out"
        failed = [task for task in worker.tasks.values() if task.step in worker.begun or not worker.alone]
        left = [task for task in worker.tasks.values() if task not in failed]
        if not failed and left:  # It died before it could say so, and what kills workers must not be given on for ever.
            failed.append(left.pop(0))
        for task in left:
            self._give(task)
        return [Message(task.step, "failed", text=said) for task in failed]
