"""The local engine: one worker process per slot, one piece of work in flight in each, warm between pieces.

A worker that dies takes only its own piece with it. Workers end with the driver, however that ends.
"""

import multiprocessing
import os
import signal
import threading
import time
import traceback
from collections.abc import Iterator
from dataclasses import dataclass
from multiprocessing.connection import Connection, wait
from multiprocessing.process import BaseProcess
from pathlib import Path
from typing import Literal

from generation.errors import GenerationError
from orchestrator.building.work import WARM, Made, Work
from stitching.errors import StitchingError

_PROGRESS_SECONDS = 0.1
"""Workers report progress at most this often."""


@dataclass(frozen=True)
class Message:
    """What a worker says of its piece of work."""

    step: str
    kind: Literal["progress", "made", "failed"]
    done: int = 0
    total: int = 0
    made: Made | None = None
    error: str = ""


@dataclass(frozen=True)
class _Task:
    step: str
    work: Work
    folder: Path


class _Worker:
    def __init__(self, alone: bool) -> None:
        context = multiprocessing.get_context("spawn")
        self.alone = alone
        self.connection, theirs = context.Pipe()
        self.process: BaseProcess = context.Process(target=_serve, args=(theirs, os.getpid()), daemon=True)
        self.process.start()
        theirs.close()
        self.task: _Task | None = None

    def give(self, task: _Task) -> None:
        self.task = task
        self.connection.send(task)

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

    def __enter__(self) -> "LocalEngine":
        return self

    def __exit__(self, *_exception: object) -> None:
        self.close()

    def has_room(self, work: Work) -> bool:
        """Whether this piece could start now."""
        mine = [worker for worker in self._workers if worker.alone == work.alone()]
        return any(worker.task is None for worker in mine) or len(mine) < (1 if work.alone() else self._slots)

    def submit(self, step: str, work: Work, folder: Path) -> None:
        """Start a piece of work; only while `has_room`."""
        for worker in self._workers:
            if worker.alone == work.alone() and worker.task is None:
                break
        else:
            worker = _Worker(work.alone())
            self._workers.append(worker)
        worker.give(_Task(step, work, folder))

    def busy(self) -> bool:
        """Whether anything is in flight."""
        return any(worker.task for worker in self._workers)

    def messages(self, timeout: float | None = None) -> Iterator[Message]:
        """Wait until at least one worker says something, and yield all that was said."""
        speaking = wait([worker.connection for worker in self._workers if worker.task], timeout)
        for worker in list(self._workers):
            if worker.connection in speaking:
                yield from self._hear(worker)

    def close(self) -> None:
        """End all workers at once."""
        for worker in self._workers:
            worker.stop()
        self._workers.clear()

    def _hear(self, worker: _Worker) -> Iterator[Message]:
        task = worker.task
        assert task is not None
        try:
            message: Message = worker.connection.recv()
        except (EOFError, ConnectionResetError):
            worker.process.join(timeout=2)
            self._workers.remove(worker)
            worker.stop()
            code = worker.process.exitcode
            yield Message(
                task.step, "failed", error=f"the worker process died (exit code {code}); its memory may have run out"
            )
            return
        if message.kind != "progress":
            worker.task = None
        yield message


def _serve(connection: Connection, driver: int) -> None:
    """Answer one piece of work after the other until the driver hangs up."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    threading.Thread(target=_end_with, args=(driver,), daemon=True).start()
    try:
        while True:
            task: _Task = connection.recv()
            connection.send(_perform(task, connection))
    except (EOFError, BrokenPipeError, ConnectionResetError):
        return
    finally:
        WARM.close()


def _perform(task: _Task, connection: Connection) -> Message:
    last = 0.0

    def progress(done: int, total: int) -> None:
        nonlocal last
        now = time.monotonic()
        if now - last >= _PROGRESS_SECONDS:
            last = now
            connection.send(Message(task.step, "progress", done=done, total=total))

    try:
        return Message(task.step, "made", made=task.work.perform(task.folder, progress))
    except (GenerationError, StitchingError, OSError) as error:
        return Message(task.step, "failed", error=str(error))
    except MemoryError:
        return Message(task.step, "failed", error="memory ran out")
    except (EOFError, BrokenPipeError):
        raise
    except Exception as bug:  # noqa: BLE001 - the outer boundary of a worker: a bug fails one step, with its traceback
        said = f"this is a bug in Filmwright: {type(bug).__name__}: {bug}"
        return Message(task.step, "failed", error=f"{said}\n{traceback.format_exc()}")


def _end_with(driver: int) -> None:
    """End this process soon after the driver ended without saying so (killed, crashed)."""
    while os.getppid() == driver:
        time.sleep(0.3)
    os._exit(1)
