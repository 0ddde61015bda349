"""`fsck` and `gc`: a project's store gone through, and rid of what no film uses."""

import tempfile
import time
from collections.abc import Generator, Iterator
from contextlib import contextmanager, nullcontext
from dataclasses import dataclass
from pathlib import Path

from orchestrator.building.sharing import sharing
from orchestrator.film.errors import FilmError
from orchestrator.project.folder import FILM_FILE, NO_FILM
from orchestrator.project.lock import Lock, read_lock
from orchestrator.project.lock_history import locks_of_history
from orchestrator.store.checking import Checked, Fault, check
from orchestrator.store.collecting import ClockIsWrong, Unused, delete, old_trash, put_away, unused
from orchestrator.store.fingerprint import digest_of
from orchestrator.store.leases import Busy
from orchestrator.store.records import Output
from orchestrator.store.shared.opening import shared_store
from orchestrator.store.store import Store


@dataclass(frozen=True)
class Collected:
    """What was put away now, or would be, and what was deleted that had been put away long enough."""

    away: tuple[Unused, ...]
    deleted: int
    deleted_size: int
    kept: int
    """Bytes that stay."""

    @property
    def size(self) -> int:
        """Bytes that were put away."""
        return sum(one.size for one in self.away)

    @property
    def seconds(self) -> float:
        """How long it took to make what was put away."""
        return sum(one.seconds for one in self.away)


def store_of(root: Path) -> Store:
    """The store of a project.

    Raises:
        FilmError: if there is no project.
    """
    if not (root / FILM_FILE).is_file():
        raise FilmError(NO_FILM)
    return Store(root / ".filmwright")


def checked_store(root: Path, *, heal: bool) -> Iterator[Fault | Checked]:
    """Go through a project's store; damaged films are healed from the copies in `out/`, the rest from the shared store.

    Raises:
        FilmError: if something is to be healed while a build of this project runs.
    """
    delivered = {path.stat().st_size: path for path in sorted((root / "out").glob("*")) if path.is_file()}

    store = store_of(root)
    if not heal:
        yield from check(store, lambda _output: None, heal=False)
        return
    shared = shared_store()
    with nobody_building(store), sharing(shared), tempfile.TemporaryDirectory(prefix="filmwright-") as folder:

        def copy_of(output: Output) -> tuple[Path, str] | None:
            path = delivered.get(output.size)
            if path is not None and digest_of(path) == output.digest:
                return path, str(path)
            copy = shared.copy_of(output, Path(folder)) if shared is not None else None
            return (copy, "the shared store") if copy is not None else None

        yield from check(store, copy_of, heal=True)


@contextmanager
def nobody_building(store: Store) -> Generator[None]:
    """Have the store for oneself.

    Raises:
        FilmError: if a build of this project runs now.
    """
    try:
        with store.workshop.closed():
            yield
    except Busy as busy:
        raise FilmError("a build of this project is running; wait for it, or end it") from busy
    except OSError as error:
        raise FilmError(f"{store.folder} cannot be written to: {(error.strerror or str(error)).lower()}") from error


def collect(root: Path, *, dry: bool, most: int | None = None, empty: bool = False) -> Collected:
    """Put away what the film does not use; at most until `most` bytes are left. With `empty` all that is away is deleted.

    Raises:
        FilmError: if a build of this project runs now, or the clock is wrong.
    """
    store, now = store_of(root), time.time()
    try:
        with nullcontext() if dry else nobody_building(store):
            return _collected(root, store, now, dry=dry, most=most, empty=empty)
    except ClockIsWrong as wrong:
        raise FilmError(f"{wrong}; set the clock right, then do it again") from wrong


def _collected(root: Path, store: Store, now: float, *, dry: bool, most: int | None, empty: bool) -> Collected:
    candidates = unused(store, {*used_by(root), *_in_history(root)}, now)
    total = sum(path.stat().st_size for path in store.objects.all())
    away: list[Unused] = []
    for one in candidates:
        if most is None or total > most:
            away.append(one)
            total -= one.size
    old = list(old_trash(store, now, all_of_it=empty))
    size = sum(path.stat().st_size for path in old)
    if not dry:
        delete(old)
        put_away(store, away, now)
    return Collected(tuple(away), len(old), size, total)


def used_by(root: Path) -> set[str]:
    """The keys and digests of what the film uses, in its last build and its last draft."""
    folder = store_of(root).folder
    latest = {key for draft in (False, True) for key in Store(folder, draft=draft).latest().values()}
    return latest | _of_lock(read_lock(root))


def _in_history(root: Path) -> set[str]:
    """The same of every commit."""
    return {name for lock in locks_of_history(root) for name in _of_lock(lock)}


def _of_lock(lock: Lock) -> set[str]:
    return {name for record in lock.shots.values() for name in (record.key, record.output)}
