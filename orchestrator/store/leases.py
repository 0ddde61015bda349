"""Leases: of all processes that build a project, only one makes a thing; and who builds at all.

Both are locks of the kernel, which lets go of them when a process ends, however it ends. Names of processes, and times, would
lie after a crash, on another machine, or with a clock that was set.
"""

import os
import secrets
import shutil
import tempfile
from collections.abc import Generator, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from filelock import FileLock, Timeout

from orchestrator.project.durable import make_folder


class Busy(Exception):
    """Another process builds in this store now."""


class Leases:
    """The keys that this process may make now."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._held: dict[str, FileLock] = {}

    def claim(self, key: str) -> bool:
        """Whether this process may make a key; not while another one does."""
        if key in self._held:
            return True
        make_folder(self._folder)
        lock = FileLock(self._folder / key[:32])
        try:
            lock.acquire(timeout=0)
        except Timeout:
            return False
        self._held[key] = lock
        return True

    def release(self, key: str) -> None:
        """It is made, or will not be made by us."""
        lock = self._held.pop(key, None)
        if lock is not None:
            _end(lock)

    def sweep(self) -> None:
        """Take away what dead processes held."""
        for path in self._folder.glob("*"):
            lock = FileLock(path)
            with suppress(Timeout):
                lock.acquire(timeout=0)
                _end(lock)

    def release_all(self) -> None:
        """Nothing is made any more."""
        for key in list(self._held):
            self.release(key)


class Workshop:
    """The scratch folders of the processes that build: one folder each, locked while its process lives.

    Whoever takes things out of the store closes the workshop for as long: nobody builds then.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._closed = FileLock(folder.with_name("closed.lock"))
        self._mine: tuple[Path, FileLock] | None = None

    def scratch(self) -> Path:
        """Return a new empty folder on the store's own disk, for files that are being written."""
        return Path(tempfile.mkdtemp(dir=self.enter()))

    def enter(self) -> Path:
        """Be one of those who build, and return the own folder; waits while the workshop is closed."""
        if self._mine is None:
            self._mine = self._entered()
            with self._closed:  # Announced first, asked then: whoever closes does it the other way round.
                pass
        return self._mine[0]

    def leave(self) -> None:
        """Take the own folder away, when nothing is made any more."""
        if self._mine is not None:
            folder, lock = self._mine
            shutil.rmtree(folder, ignore_errors=True)
            _end(lock)
            self._mine = None

    def sweep(self) -> None:
        """Take away what dead processes left."""
        for folder, lock in self._abandoned():
            shutil.rmtree(folder, ignore_errors=True)
            _end(lock)

    @contextmanager
    def closed(self) -> Generator[None]:
        """Nobody builds in here.

        Raises:
            Busy: if somebody does now.
        """
        make_folder(self._folder.parent)
        with self._closed:
            self.sweep()
            if self._folders():
                raise Busy
            yield

    def _entered(self) -> tuple[Path, FileLock]:
        make_folder(self._folder)
        while True:
            name = f"{os.getpid()}-{secrets.token_hex(4)}"
            lock = FileLock(self._folder / f"{name}.lock")
            with suppress(Timeout):  # Somebody took it for one that was left behind, before it was ours.
                lock.acquire(timeout=0)
                break
        folder = self._folder / name
        folder.mkdir()
        return folder, lock

    def _folders(self) -> list[Path]:
        return [path for path in self._folder.glob("*") if path.is_dir()]

    def _abandoned(self) -> Iterator[tuple[Path, FileLock]]:
        mine = None if self._mine is None else self._mine[0]
        for name in sorted({path.name.removesuffix(".lock") for path in self._folder.glob("*")}):
            folder = self._folder / name  # A process may have died when it had one of the two.
            lock = FileLock(self._folder / f"{name}.lock")
            if folder == mine:
                continue
            try:
                lock.acquire(timeout=0)
            except Timeout:
                continue
            yield folder, lock


def _end(lock: FileLock) -> None:
    """Let go of a lock, and take its file away first: whoever has it open already sees that it is gone, and makes a new one."""
    with suppress(OSError):  # Windows removes nothing that is open; there the file stays.
        Path(lock.lock_file).unlink()
    lock.release()
