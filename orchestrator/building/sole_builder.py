"""One process builds a project at a time."""

from collections.abc import Generator
from contextlib import contextmanager

from filelock import FileLock, Timeout

from orchestrator.film.errors import FilmError
from orchestrator.store.durable import make_folder
from orchestrator.store.store import Store


@contextmanager
def sole_builder(store: Store) -> Generator[None]:
    """Be the one process that writes a project's store; what dead processes left in it is swept away, and what this one leaves.

    Raises:
        FilmError: if another process is building this project.
    """
    make_folder(store.folder)
    lock = FileLock(store.folder / "build.lock")
    try:
        lock.acquire(timeout=0)
    except Timeout as busy:
        raise FilmError("another build of this project is running; wait for it, or end it") from busy
    with lock:
        store.workshop.sweep()
        try:
            yield
        finally:
            store.workshop.leave()
