"""A worker process as whoever started it sees it: the line to it, and the last that it wrote to its terminal."""

import multiprocessing
import os
import threading
from collections.abc import Mapping
from multiprocessing.process import BaseProcess
from typing import Any

from orchestrator.building.engines.executor import KILLED
from orchestrator.building.engines.supervising import Death
from orchestrator.building.engines.worker import serve

_KEPT = 16_000
"""Bytes that are kept of what a worker writes to its terminal: the last of it says why it ended."""
_LEAVE_SECONDS = 2.0


class ServingProcess:
    """A process of this machine that performs what comes over `connection`. It is started at once.

    One thread listens; any may end it.
    """

    def __init__(self, *, alone: bool, pinned: Mapping[str, str]) -> None:
        context = multiprocessing.get_context("spawn")
        self.connection, theirs = context.Pipe()
        self.output, written = context.Pipe(duplex=False) if os.name == "posix" else (None, None)
        arguments = (theirs, written, os.getpid(), alone, dict(pinned))
        self._process: BaseProcess = context.Process(target=serve, args=arguments, daemon=True)
        self._process.start()
        for end in (theirs, written):
            if end is not None:
                end.close()
        self._tail = b""
        self._reading = threading.Lock()
        """Held where `output` is read or closed."""

    def sources(self) -> list[Any]:
        """The connections that are to be listened to; they are of other classes on other systems."""
        output = self.output
        return [self.connection] if output is None else [self.connection, output]

    def read_output(self) -> bool:
        """Take in what it wrote to its terminal, if it did; whether there may be more to come."""
        with self._reading:
            if self.output is None or not self.output.poll():
                return False
            found = os.read(self.output.fileno(), 1 << 16)
            self._tail = (self._tail + found)[-_KEPT:]
            if not found:
                self._close_output()
            return bool(found)

    def written(self) -> str:
        """The last that it wrote to its terminal, as text."""
        while self.read_output():
            pass
        return self._tail.decode("utf-8", errors="replace")

    def death(self) -> Death:
        """How it ended, which it just has, or is about to."""
        self._process.join(timeout=_LEAVE_SECONDS)
        code = self._process.exitcode
        why = "; its memory may have run out" if code == KILLED else ""
        return Death(f"the worker process died ({exit_said(code)}){why}", code, self.written())

    def kill(self) -> None:
        """End it at once, and wait for that: what takes its place needs its memory."""
        self._process.kill()
        self._process.join(timeout=_LEAVE_SECONDS)

    def stop(self) -> None:
        """End it."""
        self.connection.close()
        self._process.terminate()
        self._process.join(timeout=_LEAVE_SECONDS)
        if self._process.is_alive():
            self._process.kill()
            self._process.join()
        with self._reading:
            self._close_output()

    def _close_output(self) -> None:
        if self.output is not None:
            self.output.close()
            self.output = None


def exit_said(code: int | None) -> str:
    """An exit code in words: `exit code 9`, or the signal that ended a process."""
    if code is None or code >= 0:
        return f"exit code {code}"
    import signal

    try:
        return f"killed by {signal.Signals(-code).name}"
    except ValueError:
        return f"killed by signal {-code}"
