"""A worker: a process that performs one piece of work after the other, and tells the driver what becomes of each.

Where it holds a model, what is left to do of a piece when the model is done with it (decoding, encoding, checking) runs in a
thread of its own while the model is at the next piece. An error of either part belongs to its own piece.
"""

import errno
import logging
import os
import signal
import threading
import time
import traceback
from collections.abc import Generator
from contextlib import contextmanager
from dataclasses import dataclass
from multiprocessing.connection import Connection
from pathlib import Path
from queue import Queue
from typing import Literal

from generation.errors import GenerationError
from orchestrator.building.work import WARM, Finish, Made, Work
from stitching.errors import StitchingError

_PROGRESS_SECONDS = 0.1
"""Progress is told at most this often."""
_LEAVE_SECONDS = 5.0
"""How long a worker waits for the piece that is being finished, when the driver hung up."""

Unit = Literal["steps", "frames"]


@dataclass(frozen=True)
class Message:
    """What a worker says of a piece of work; a `note` belongs to none."""

    step: str
    kind: Literal["begun", "progress", "made", "failed", "note"]
    done: int = 0
    total: int = 0
    unit: Unit = "frames"
    made: Made | None = None
    seconds: float = 0.0
    """How long it was worked at, without waiting and without the loading of a model."""
    text: str = ""
    """The error, or the note."""
    ends: bool = False
    """Whether the error is one that every other piece would meet as well."""


@dataclass(frozen=True)
class Task:
    """A piece of work, the scratch folder for its files, and what must be loaded for it."""

    step: str
    work: Work
    folder: Path
    model: str = ""


class Line:
    """The way to the driver, for several threads. Whoever speaks into a dead line ends, like a process without a terminal."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self._lock = threading.Lock()
        self._dead = False

    def send(self, message: Message) -> None:
        """Say something."""
        self.check()
        try:
            with self._lock:
                self._connection.send(message)
        except (BrokenPipeError, ConnectionResetError):
            self.hang_up()
            self.check()

    def hang_up(self) -> None:
        """Nobody listens any more."""
        self._dead = True

    def check(self) -> None:
        """End the thread that asks, if nobody listens any more."""
        if self._dead:
            raise SystemExit(1)


class Telling:
    """The progress of one part of a piece of work."""

    def __init__(self, line: Line, step: str, unit: Unit) -> None:
        self._line, self._step = line, step
        self._unit: Unit = unit
        self._last = 0.0
        self.over = False
        """A model's frames may still report as steps when all steps are done: that is not told."""

    def __call__(self, done: int, total: int) -> None:
        self._line.check()
        now = time.monotonic()
        if not self.over and now - self._last >= _PROGRESS_SECONDS:
            self._last = now
            self._line.send(Message(self._step, "progress", done=done, total=total, unit=self._unit))


class Finishing:
    """Finishes pieces in a thread, one after the other. One may wait; whoever brings another one waits as well."""

    def __init__(self, line: Line) -> None:
        self._line = line
        self._queue: Queue[tuple[Task, Finish, float]] = Queue(maxsize=1)
        self._thread = threading.Thread(target=self._run, name="finishing", daemon=True)
        self._thread.start()

    def add(self, task: Task, finish: Finish, seconds: float) -> None:
        """Take a piece on that took the model so many seconds."""
        self._queue.put((task, finish, seconds))

    def drain(self) -> None:
        """Wait until nothing is left: before another model is loaded, for what is unfinished may need the one before."""
        self._queue.join()

    def leave(self) -> bool:
        """Give up, soon; whether nothing is at work any more."""
        self._line.hang_up()
        if self._queue.unfinished_tasks:
            self._thread.join(_LEAVE_SECONDS)
        return not self._queue.unfinished_tasks or not self._thread.is_alive()

    def _run(self) -> None:
        while True:
            self._finish(*self._queue.get())
            self._queue.task_done()

    def _finish(self, task: Task, finish: Finish, seconds: float) -> None:
        """In a function of its own, so that nothing of a finished clip is held while the next one is waited for."""
        complete(task, finish, seconds, self._line)


def serve(connection: Connection, driver: int, alone: bool) -> None:
    """Perform one piece of work after the other until the driver hangs up."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    threading.Thread(target=_end_with, args=(driver,), daemon=True).start()
    line = Line(connection)
    _hand_on_notes(line)
    finishing = Finishing(line) if alone else None
    held = ""
    try:
        while True:
            task: Task = connection.recv()
            if finishing is not None and task.model != held:
                finishing.drain()
                held = task.model
            begin(task, line, finishing)
    except (EOFError, ConnectionResetError):
        return
    finally:
        if finishing is None or finishing.leave():
            WARM.close()


def begin(task: Task, line: Line, finishing: Finishing | None) -> None:
    """Do the part that needs the model, and the rest here or in the other thread."""
    line.send(Message(task.step, "begun"))
    unit: Unit = "frames" if finishing is None else "steps"
    telling = Telling(line, task.step, unit)
    started, loading = time.monotonic(), WARM.loading
    finish: Finish | None = None
    with failing_alone(task, line):
        finish = task.work.begin(task.folder, telling)
    telling.over = finishing is not None
    if finish is None:
        return
    seconds = time.monotonic() - started - (WARM.loading - loading)
    if finishing is None:
        complete(task, finish, seconds, line)
    else:
        finishing.add(task, finish, seconds)


def complete(task: Task, finish: Finish, seconds: float, line: Line) -> None:
    """Do the rest of a piece, and say that it is made."""
    started = time.monotonic()
    with failing_alone(task, line):
        made = finish(Telling(line, task.step, "frames"))
        spent = round(seconds + time.monotonic() - started, 3)
        line.send(Message(task.step, "made", made=made, seconds=spent))


@contextmanager
def failing_alone(task: Task, line: Line) -> Generator[None, None, None]:
    """An error inside fails this piece, and nothing else."""
    full = False
    try:
        yield
    except (GenerationError, StitchingError, OSError) as error:
        full = disk_is_full(error)
        said = (
            f"the disk of {task.folder.parent.parent.absolute()} is full; make room, and run it again"
            if full
            else str(error)
        )
    except MemoryError:
        said = "memory ran out"
    except Exception as bug:  # noqa: BLE001 - the outer boundary of a worker: a bug fails one step, with its traceback
        said = f"this is a bug in Filmwright: {type(bug).__name__}: {bug}\n{traceback.format_exc()}"
    else:
        return
    line.send(Message(task.step, "failed", text=said, ends=full))


def disk_is_full(error: BaseException | None) -> bool:
    """Whether an error, or what caused it, says that a disk has no room left."""
    while error is not None and getattr(error, "errno", None) not in (errno.ENOSPC, errno.EDQUOT):
        error = error.__cause__ or error.__context__
    return error is not None


class _Notes(logging.Handler):
    def __init__(self, line: Line) -> None:
        super().__init__(logging.INFO)
        self._line = line

    def emit(self, record: logging.LogRecord) -> None:
        self._line.send(Message("", "note", text=self.format(record)))


def _hand_on_notes(line: Line) -> None:
    """What the backends say to the person, e.g. how a model is fitted into memory, goes to the driver."""
    log = logging.getLogger("filmwright")
    log.setLevel(logging.INFO)
    log.propagate = False
    log.handlers[:] = [_Notes(line)]


def _end_with(driver: int) -> None:
    """End this process soon after the driver ended without saying so (killed, crashed)."""
    while os.getppid() == driver:
        time.sleep(0.3)
    os._exit(1)
