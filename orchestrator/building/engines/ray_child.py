"""The process that speaks to the cluster, as the build sees it."""

import multiprocessing
import os
import re
import shutil
import stat
import tempfile
import time
from collections import deque
from collections.abc import Sequence
from contextlib import suppress
from itertools import count
from multiprocessing.process import BaseProcess
from pathlib import Path
from typing import Any

from filelock import FileLock, Timeout

from orchestrator.building.engines.executor import EngineLost
from orchestrator.building.engines.ray_cluster import LOCK, Wish
from orchestrator.building.engines.ray_line import (
    End,
    Ended,
    FromHost,
    Place,
    Start,
    Tell,
    ToHost,
    ToWorker,
    Unreachable,
)

_LEAVE_SECONDS = 15.0
"""Ray takes a few to end all that it started."""
_END_SECONDS = 7.0
_AT_ONCE = 64
"""Messages that are taken in before anything is done about them: a part of a file is one."""


_PREFIX = "filmwright-ray-"
_BESIDE = Path("/tmp") if os.name == "posix" else Path(tempfile.gettempdir())
_YOUNG_SECONDS = 60.0
_TRACED = re.compile(r" logging\.cc:|\s*(@|PC:|\*\*\*) ")
"""The lines of Ray that only say where in its own code it was."""


class Child:
    """Started by `open`; `close` ends it, with everything that it started."""

    def __init__(self, address: str | None, slots: int | None, models: int, silence: float) -> None:
        self._asked = address, slots, models, silence
        self._process: BaseProcess | None = None
        self._connection: Any = None
        self._folder = Path()
        self._numbers = count()
        self._unheard: deque[FromHost] = deque()
        """What was said while something else was waited for."""
        self._alive: set[int] = set()
        self._there = False

    @property
    def is_open(self) -> bool:
        """Whether it was started and not ended; the cluster may not be there yet."""
        return self._process is not None

    def open(self) -> None:
        """Start it. Ray's sockets lie in its folder, and their names must be short."""
        from orchestrator.building.engines.ray_host import attend

        _sweep()
        self._folder = Path(tempfile.mkdtemp(prefix=_PREFIX, dir=_BESIDE))
        context = multiprocessing.get_context("spawn")
        self._connection, theirs = context.Pipe()
        wish = Wish(self._folder, *self._asked)
        self._process = context.Process(target=attend, args=(theirs, os.getpid(), wish), daemon=True)
        self._process.start()
        theirs.close()

    def start(self, place: Place) -> int:
        """Start a worker there; returns the number by which it is known."""
        number = next(self._numbers)
        self._alive.add(number)
        self._send(Start(number, place))
        return number

    def tell(self, worker: int, said: ToWorker) -> None:
        """Say something to a worker."""
        self._send(Tell(worker, said))

    def end(self, worker: int) -> str:
        """End a worker at once, and wait for that; returns the last that it wrote to its terminal, if it can still say so."""
        return self._end([worker]).get(worker, "")

    def heard(self, timeout: float | None) -> list[FromHost]:
        """What is said within so many seconds.

        Raises:
            EngineLost: if there is no cluster, or none any more.
        """
        found = [*self._unheard] or self._received(timeout)
        self._unheard.clear()
        for said in found:
            if isinstance(said, Unreachable):
                raise EngineLost(said.text)
        self._there |= bool(found)
        return found

    def close(self) -> None:
        """End it, the workers first."""
        if self._process is None:
            return
        with suppress(EngineLost):
            self._end(list(self._alive))
        self._connection.close()
        if self._there:  # Else it is still on its way there, and would not hear of this before it is.
            self._process.join(timeout=_LEAVE_SECONDS)
        if self._process.is_alive():
            self._process.kill()
            self._process.join()
        shutil.rmtree(self._folder, ignore_errors=True)
        self._process, self._there = None, False
        self._alive.clear()
        self._unheard.clear()

    def _end(self, workers: Sequence[int]) -> dict[int, str]:
        """End workers, and wait until they are; what each wrote to its terminal last."""
        left = self._alive.intersection(workers)
        self._alive -= left
        for worker in left:
            self._send(End(worker))
        found: dict[int, str] = {}
        end = time.monotonic() + _END_SECONDS
        while left - found.keys() and time.monotonic() < end:
            for said in self._received(max(0.0, end - time.monotonic())):
                if isinstance(said, Ended):
                    found[said.worker] = said.output
                else:
                    self._unheard.append(said)
        return found

    def _send(self, said: ToHost) -> None:
        try:
            self._connection.send(said)
        except OSError as error:
            raise self._gone() from error

    def _received(self, timeout: float | None) -> list[FromHost]:
        found: list[FromHost] = []
        try:
            while self._connection.poll(0 if found else timeout) and len(found) < _AT_ONCE:
                found.append(self._connection.recv())
        except (EOFError, OSError) as error:
            if not found:
                raise self._gone() from error
        return found

    def _gone(self) -> EngineLost:
        """Ray ended its process: the reason is the last that it wrote, before Python told where it was."""
        try:
            said = (self._folder / "host.txt").read_text(encoding="utf-8", errors="replace")
        except OSError:
            said = ""
        before, _, crash = said.partition("Fatal Python error: ")
        lines = [line for line in before.strip().splitlines() if not _TRACED.search(line)] or crash.splitlines()[:1]
        why = f" ({lines[-1][:200]})" if lines else ""
        return EngineLost(f"the cluster was lost{why}", "run it again: everything that was made is kept")


def _sweep() -> None:
    """Take away the folders of those that were killed together with the build: nobody holds their locks any more."""
    for folder in _BESIDE.glob(f"{_PREFIX}*"):
        with suppress(OSError, Timeout):
            about = folder.lstat()
            mine = stat.S_ISDIR(about.st_mode) and (os.name != "posix" or about.st_uid == os.getuid())
            if mine and time.time() - about.st_mtime > _YOUNG_SECONDS:
                with FileLock(folder / LOCK, timeout=0):
                    shutil.rmtree(folder, ignore_errors=True)
