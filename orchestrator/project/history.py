"""What the tool changed in a project, command by command, and how to take it back.

`.filmwright/history.jsonl` has one line for each command that changed files: which, and the digests before and after; the texts
are in `originals`. Lines are only ever added. What a command does is noted before it does it, so that a command that is
killed halfway can be taken back like any other.
"""

import contextlib
import json
import os
import time
from collections.abc import Generator, Iterator
from contextvars import ContextVar
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated

from filelock import BaseFileLock, FileLock, Timeout
from pydantic import Field, ValidationError

from orchestrator.film.base import Model
from orchestrator.film.errors import FilmError
from orchestrator.project import originals
from orchestrator.project.atomic import read_bytes, witness
from orchestrator.project.lock import LOCK_FILE

HISTORY_FILE = ".filmwright/history.jsonl"
_PENDING = ".filmwright/pending"
_MADE = (".filmwright", "out")
"""Folders whose files are made, not written: they come back by making them again."""


class Change(Model):
    """One file of an entry: the digests of what was there before and after, None where there was no file."""

    path: str
    before: str | None = None
    after: str | None = None


class Entry(Model):
    """One command that changed files of the project; `undoes` is the number of the entry that it took back."""

    number: Annotated[int, Field(ge=1)]
    time: str
    command: str
    files: tuple[Change, ...]
    undoes: int | None = None

    @property
    def shown(self) -> tuple[Change, ...]:
        """The files that mean something to a person: film.lock only goes along with others."""
        return tuple(change for change in self.files if change.path != LOCK_FILE)


@dataclass
class Recording:
    """The changes of a command that is running."""

    root: Path
    command: str
    undoes: int | None = None
    before: dict[str, str | None] = field(default_factory=dict[str, str | None])
    journal: Path | None = None
    lock: BaseFileLock | None = None

    def note(self, path: Path, before: bytes | None, after: bytes | None) -> None:
        """Keep what stands at `path` now and what will, and write down that it is about to change."""
        name = self._name(path)
        if name is None:
            return
        digest = None if before is None else originals.keep(self.root, before)
        if after is not None:
            originals.keep(self.root, after)
        if name not in self.before:
            self.before[name] = digest
            self._write_down(name, digest)

    def _name(self, path: Path) -> str | None:
        here, root = path.parent.resolve() / path.name, self.root.resolve()
        if not here.is_relative_to(root):
            return None
        name = here.relative_to(root)
        return None if name.parts[0] in _MADE else name.as_posix()

    def _write_down(self, name: str, before: str | None) -> None:
        if self.journal is None:
            self.journal = self.root / _PENDING / f"{os.getpid()}-{time.monotonic_ns()}.jsonl"
            self.journal.parent.mkdir(parents=True, exist_ok=True)
            self.lock = FileLock(f"{self.journal}.lock")
            self.lock.acquire()
            _add_line(self.journal, {"command": self.command, "undoes": self.undoes})
        _add_line(self.journal, {"path": name, "before": before})

    def close(self) -> None:
        """Make an entry of what was noted."""
        if self.journal is None or self.lock is None:
            return
        try:
            if self.journal.is_file():
                _append(self.root, self)
                self.journal.unlink()
        finally:
            self.lock.release()
            Path(f"{self.journal}.lock").unlink(missing_ok=True)

    def changes(self) -> tuple[Change, ...]:
        """What is different on the disk now."""
        found: list[Change] = []
        for name, before in self.before.items():
            raw = read_bytes(self.root / name)
            after = None if raw is None else originals.digest_of(raw)
            if after != before:
                found.append(Change(path=name, before=before, after=after))
        return tuple(found)


_running: ContextVar[Recording | None] = ContextVar("running", default=None)


@contextlib.contextmanager
def recorded(root: Path, command: str, undoes: int | None = None) -> Generator[None]:
    """Record all that is written to the project within as one entry of its history, also if it ends with an error.

    Within another `recorded` it adds to that one's entry.
    """
    if _running.get() is not None:
        yield
        return
    _take_up_leftovers(root)
    recording = Recording(root, command, undoes)
    running, watching = _running.set(recording), witness.set(recording.note)
    try:
        yield
    finally:
        _running.reset(running)
        witness.reset(watching)
        recording.close()


def _append(root: Path, recording: Recording) -> None:
    """Add the entry of a recording, if anything is different now."""
    changes = recording.changes()
    if not changes:
        return
    with FileLock(root / ".filmwright/history.lock"):
        number = max((entry.number for entry in _entries(root)), default=0) + 1
        now = datetime.now(UTC).isoformat(timespec="seconds").replace("+00:00", "Z")
        entry = Entry(number=number, time=now, command=recording.command, files=changes, undoes=recording.undoes)
        _add_line(root / HISTORY_FILE, entry.model_dump(exclude_none=True))


def _take_up_leftovers(root: Path) -> None:
    """Make entries of what commands had noted that were killed; those that still run hold the lock of their journal."""
    for path in sorted((root / _PENDING).glob("*.jsonl")):
        lock = FileLock(f"{path}.lock")
        try:
            lock.acquire(timeout=0)
        except Timeout:
            continue
        try:
            head, *notes = [line for line in _lines(path) if isinstance(line, dict)] or [{}]
            command = head.get("command")
            recording = Recording(
                root, f"{command} (interrupted)" if isinstance(command, str) else "an interrupted command"
            )
            for note in notes:
                name, before = note.get("path"), note.get("before")
                if isinstance(name, str) and (before is None or isinstance(before, str)):
                    recording.before.setdefault(name, before)
            _append(root, recording)
            path.unlink(missing_ok=True)
        finally:
            lock.release()
            Path(f"{path}.lock").unlink(missing_ok=True)


def read_history(root: Path) -> list[Entry]:
    """Return all entries, the oldest first; damaged lines are passed over."""
    _take_up_leftovers(root)
    return _entries(root)


def _entries(root: Path) -> list[Entry]:
    found: list[Entry] = []
    for line in _lines(root / HISTORY_FILE):
        with contextlib.suppress(ValidationError):
            found.append(Entry.model_validate(line))
    return found


def _lines(path: Path) -> Iterator[object]:
    raw = read_bytes(path) or b""
    for line in raw.splitlines():
        with contextlib.suppress(ValueError, RecursionError):
            yield json.loads(line)


def _add_line(path: Path, line: object) -> None:
    """Append one line and wait until the disk has it; half a line that a crash left is ended first."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with path.open("a+b") as file:
            file.seek(0, os.SEEK_END)
            if file.tell():
                file.seek(-1, os.SEEK_END)
                file.write(b"" if file.read(1) == b"\n" else b"\n")
            file.write(json.dumps(line, ensure_ascii=False).encode("utf-8") + b"\n")
            file.flush()
            os.fsync(file.fileno())
    except OSError as error:
        raise FilmError(f"{path} cannot be written: {(error.strerror or str(error)).lower()}") from error
