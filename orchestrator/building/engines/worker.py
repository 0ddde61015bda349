"""A worker: a process that performs one piece of work after the other, and tells the driver what becomes of each.

Where it holds a model, what is left to do of a piece when the model is done with it (decoding, encoding, checking) runs in a
thread of its own while the model is at the next piece. An error of either part belongs to its own piece.
"""

import faulthandler
import logging
import os
import signal
import threading
import time
from collections.abc import Mapping
from dataclasses import dataclass, field
from multiprocessing.connection import Connection
from pathlib import Path
from queue import Queue

from generation.errors import GenerationError
from orchestrator.building.engines.executor import (
    Advanced,
    Begun,
    Done,
    Handle,
    Loaded,
    ModelFree,
    Note,
    Told,
    Unit,
    WorkerReady,
)
from orchestrator.building.engines.failing import Cancelled, Lacking, failing_alone
from orchestrator.building.engines.travelling import unpacked
from orchestrator.building.work import WARM, Asked, Finish, Work
from orchestrator.store.fingerprint import digest_of

_PROGRESS_SECONDS = 0.1
"""Progress is told at most this often."""
_LEAVE_SECONDS = 5.0
"""How long a worker waits for the piece that is being finished, when the driver hung up."""


@dataclass(frozen=True)
class Given:
    """A piece of work on its way to a worker. It is unpacked where its errors are its own."""

    handle: Handle
    packed: bytes
    folder: Path
    model: str
    files: Mapping[str, Path] = field(default_factory=dict[str, Path])
    """Where its files are, by name, if they came with it from another machine."""
    away: bool = False
    """Whether this is not the machine on which it was found that everything is there."""

    def work(self) -> Work:
        """The work itself."""
        return unpacked(self.packed, self.files)

    def prove_able(self) -> None:
        """Refuse, before it is begun, what only another machine can make.

        Raises:
            Lacking: with what is missing here.
        """
        work = self.work() if self.away else None
        if isinstance(work, Asked):
            try:
                work.backend.require()
            except GenerationError as error:
                raise Lacking(str(error)) from error


@dataclass(frozen=True)
class Cancel:
    """The driver wants no more of an attempt."""

    handle: Handle


class Line:
    """The way to the driver, for several threads. Whoever speaks into a dead line ends, like a process without a terminal."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self._lock = threading.Lock()
        self._dead = False

    def send(self, said: Told) -> None:
        """Say something."""
        self.check()
        try:
            with self._lock:
                self._connection.send(said)
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


class Inbox:
    """What the driver says, heard while the model is at work: pieces wait in their order, a cancel is known at once."""

    def __init__(self, connection: Connection, line: Line) -> None:
        self._connection, self._line = connection, line
        self._given: Queue[Given | None] = Queue()
        self._cancelled: set[Handle] = set()
        threading.Thread(target=self._listen, name="inbox", daemon=True).start()

    def next(self) -> Given | None:
        """Wait for a piece; None when the driver hung up."""
        return self._given.get()

    def check(self, handle: Handle) -> None:
        """Raise Cancelled if nobody wants an attempt any more."""
        if handle in self._cancelled:
            raise Cancelled

    def _listen(self) -> None:
        try:
            while True:
                said: Given | Cancel = self._connection.recv()
                if isinstance(said, Cancel):
                    self._cancelled.add(said.handle)
                else:
                    self._cancelled.discard(said.handle)  # Another build may call its own attempt the same.
                    self._given.put(said)
        except (EOFError, OSError):
            self._line.hang_up()
            self._given.put(None)


class Telling:
    """The progress of one part of a piece of work; it is where a cancelled one ends."""

    def __init__(self, line: Line, inbox: Inbox, handle: Handle, unit: Unit) -> None:
        self._line, self._inbox, self._handle = line, inbox, handle
        self._unit: Unit = unit
        self._last = 0.0
        self.over = False
        """A model's frames may still report as steps when all steps are done: that is not told."""

    def __call__(self, done: int, total: int) -> None:
        self._line.check()
        self._inbox.check(self._handle)
        now = time.monotonic()
        if not self.over and now - self._last >= _PROGRESS_SECONDS:
            self._last = now
            self._line.send(Advanced(self._handle, done, total, self._unit))


class Performing:
    """Performs pieces, here or (their last part, beside a model) in a thread of its own."""

    def __init__(self, line: Line, inbox: Inbox, *, alone: bool) -> None:
        self._line, self._inbox = line, inbox
        self._finishing = Finishing(line, self) if alone else None
        self._held = ""

    def begin(self, given: Given) -> None:
        """Do the part that needs the model, and the rest here or in the other thread."""
        if self._finishing is not None and given.model != self._held:
            self._finishing.drain()
            self._held = given.model
        unit: Unit = "frames" if self._finishing is None else "steps"
        telling = Telling(self._line, self._inbox, given.handle, unit)
        started, loading = time.monotonic(), WARM.loading
        finish: Finish | None = None
        with failing_alone(given.handle, given.folder, self._line):
            self._inbox.check(given.handle)
            given.prove_able()
            self._line.send(Begun(given.handle))
            work = given.work()
            work.load()
            self._line.send(Loaded(given.handle))
            finish = work.begin(given.folder, telling)
        telling.over = self._finishing is not None
        if finish is None:
            return
        seconds = time.monotonic() - started - (WARM.loading - loading)
        if self._finishing is None:
            self.complete(given, finish, seconds)
        else:
            self._finishing.add(given, finish, seconds)
            self._line.send(ModelFree(given.handle))

    def complete(self, given: Given, finish: Finish, seconds: float) -> None:
        """Do the rest of a piece, and say that it is made."""
        started = time.monotonic()
        with failing_alone(given.handle, given.folder, self._line):
            self._inbox.check(given.handle)
            made = finish(Telling(self._line, self._inbox, given.handle, "frames"))
            digests = {name: digest_of(path) for name, path in made.files.items()}
            spent = round(seconds + time.monotonic() - started, 3)
            self._line.send(Done(given.handle, made, digests, spent))

    def leave(self) -> bool:
        """Give up, soon; whether nothing is at work any more."""
        return self._finishing is None or self._finishing.leave()


class Finishing:
    """Finishes pieces in a thread, one after the other. One may wait; whoever brings another one waits as well."""

    def __init__(self, line: Line, performing: Performing) -> None:
        self._line, self._performing = line, performing
        self._queue: Queue[tuple[Given, Finish, float]] = Queue(maxsize=1)
        self._thread = threading.Thread(target=self._run, name="finishing", daemon=True)
        self._thread.start()

    def add(self, given: Given, finish: Finish, seconds: float) -> None:
        """Take a piece on that took the model so many seconds."""
        self._queue.put((given, finish, seconds))

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

    def _finish(self, given: Given, finish: Finish, seconds: float) -> None:
        """In a function of its own, so that nothing of a finished clip is held while the next one is waited for."""
        self._performing.complete(given, finish, seconds)


def serve(
    connection: Connection, output: Connection | None, driver: int, alone: bool, pinned: Mapping[str, str]
) -> None:
    """Perform one piece of work after the other until the driver hangs up.

    `pinned` goes into the environment first: it names the device to libraries that are not imported yet.
    """
    os.environ.update(pinned)
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    _write_into(output)
    threading.Thread(target=_end_with, args=(driver,), daemon=True).start()
    line = Line(connection)
    _hand_on_notes(line)
    performing = Performing(line, inbox := Inbox(connection, line), alone=alone)
    try:
        line.send(WorkerReady(str(os.getpid())))
        while given := inbox.next():
            performing.begin(given)
    finally:
        if performing.leave():
            WARM.close()


def _write_into(output: Connection | None) -> None:
    """What this process, and the libraries in it, write to the terminal goes to the driver, with the place of a crash."""
    if output is None:
        return
    for stream in (1, 2):
        os.dup2(output.fileno(), stream)
    output.close()
    faulthandler.enable()


class _Notes(logging.Handler):
    def __init__(self, line: Line) -> None:
        super().__init__(logging.INFO)
        self._line = line

    def emit(self, record: logging.LogRecord) -> None:
        self._line.send(Note(self.format(record)))


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
