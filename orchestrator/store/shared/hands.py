"""Threads that talk to a shared store, and the seconds that each of their calls may take.

A call that hangs cannot be ended. So nobody waits for it: its thread is left behind, and ends with the process.
"""

import threading
import time
import weakref
from collections.abc import Callable, Generator
from contextlib import contextmanager, suppress
from queue import Empty, SimpleQueue

Job = Callable[[], None]


class Hands:
    """So many threads, started when there is something for them to do."""

    def __init__(self, count: int) -> None:
        self._count = count
        self._jobs: SimpleQueue[Job | None] = SimpleQueue()
        weakref.finalize(self, self._jobs.put, None)
        self._threads = 0
        self._ends: dict[int, float] = {}
        """When the call that a thread is in will have taken too long."""

    def do(self, job: Job) -> None:
        """Have a job done, as soon as one of the threads can."""
        self._jobs.put(job)
        if self._threads < self._count:
            self._threads += 1
            threading.Thread(target=_work, args=(self._jobs,), daemon=True, name="shared store").start()

    @contextmanager
    def within(self, seconds: float) -> Generator[None]:
        """What this thread does in here is overdue after so many seconds."""
        mine = threading.get_ident()
        self._ends[mine] = time.monotonic() + seconds
        try:
            yield
        finally:
            self._ends.pop(mine, None)

    def overdue(self) -> bool:
        """Whether a call has taken too long."""
        now = time.monotonic()
        return any(end < now for end in list(self._ends.values()))

    def close(self) -> None:
        """Forget the jobs that nobody has begun; the threads end."""
        with suppress(Empty):
            while True:
                self._jobs.get_nowait()
        self._jobs.put(None)


def _work(jobs: "SimpleQueue[Job | None]") -> None:
    while (job := jobs.get()) is not None:
        job()
        del job  # It holds what would have to be forgotten for the threads to end by themselves.
    jobs.put(None)
