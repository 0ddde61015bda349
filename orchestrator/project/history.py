"""What the tool changed in a project, command by command, and how to take it back.

`.filmwright/history.jsonl` has one line for each command that changed files: which, and the digests before and after; the texts
are in `originals`. Lines are only ever added. What a command does is noted before it does it, so that a command that is
killed halfway can be taken back like any other.
"""

import contextlib
from collections.abc import Generator, Iterator
from contextvars import ContextVar
from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated

from filelock import FileLock, Timeout
from pydantic import Field, ValidationError

from orchestrator.film.base import Model
from orchestrator.project import originals
from orchestrator.project.atomic import keeper, read_bytes, witness
from orchestrator.project.displaced import DISPLACED, settled, waiting
from orchestrator.project.durable import make_folder
from orchestrator.project.interrupted import interrupted
from orchestrator.project.lock import LOCK_FILE
from orchestrator.project.overwritten import overwritten
from orchestrator.project.recording import PENDING, Change, Recording, Save, add_line, lines_of

__all__ = ["HISTORY_FILE", "Change", "Entry", "read_history", "recorded"]

HISTORY_FILE = ".filmwright/history.jsonl"
_TAIL = 1 << 16
"""Bytes at the end of the history in which its last entry is looked for first."""


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


_running: ContextVar[Recording | None] = ContextVar("running", default=None)


@contextlib.contextmanager
def recorded(root: Path, command: str, undoes: int | None = None) -> Generator[None]:
    """Record all that is written to the project within as one entry of its history, also if it ends with an error.

    What a person saved at the same moment and is not in the file is an entry of its own: undone, it is there again.
    Within another `recorded` it adds to that one's entry.
    """
    if _running.get() is not None:
        yield
        return
    _take_up_leftovers(root)
    recording = Recording(root, command, undoes)
    tokens = _running.set(recording), witness.set(recording.note), keeper.set(recording)
    try:
        yield
    finally:
        for variable, token in zip((_running, witness, keeper), tokens, strict=True):
            variable.reset(token)  # type: ignore[arg-type]
        _ended(recording)


def _ended(recording: Recording) -> None:
    done = False
    try:
        recording.close()
        _append(recording.root, recording)
        done = True
    finally:
        recording.end(done=done)


def _append(root: Path, recording: Recording) -> None:
    """Add the entry of a recording, if it changed anything, and one for each save that came in its way."""
    changes = recording.changes()
    if changes:
        _add(root, recording.command, changes, recording.undoes)
    known = {(change.path, change.before) for change in changes}
    for save in dict.fromkeys(recording.saves):
        if (save.path, save.digest) not in known:
            _add_save(root, recording.command, save)


def _add_save(root: Path, command: str, save: Save) -> None:
    now = read_bytes(root / save.path)
    after = None if now is None else originals.keep(root, now)
    if after == save.digest:
        return
    entry = _add(
        root, f"{command}, over a save of that moment", (Change(path=save.path, before=save.digest, after=after),)
    )
    listener = overwritten.get()
    if listener is not None:
        listener(root, save.path, entry.number)


def _add(root: Path, command: str, changes: tuple[Change, ...], undoes: int | None = None) -> Entry:
    make_folder(root / ".filmwright")
    with FileLock(root / ".filmwright/history.lock"):
        now = datetime.now(UTC).isoformat(timespec="seconds").replace("+00:00", "Z")
        entry = Entry(number=_last_number(root) + 1, time=now, command=command, files=changes, undoes=undoes)
        add_line(root / HISTORY_FILE, entry.model_dump(exclude_none=True))
    return entry


def _last_number(root: Path) -> int:
    """The number of the last entry; numbers only grow, so the last line that can be read tells."""
    path = root / HISTORY_FILE
    if not path.is_file():
        return 0
    with path.open("rb") as file:
        file.seek(max(0, path.stat().st_size - _TAIL))
        last = next(_entries_in(b"\n".join(reversed(file.read().splitlines()))), None)
    return last.number if last else max((entry.number for entry in _entries(root)), default=0)


def _take_up_leftovers(root: Path) -> None:
    """Make entries of what commands had noted that were killed; those that still run hold the lock of their journal.

    Files that commands had displaced and somebody had open are looked at again.
    """
    for path in sorted((root / PENDING).glob("*.jsonl")):
        lock = FileLock(f"{path}.lock")
        try:
            lock.acquire(timeout=0)
        except Timeout:
            continue
        try:
            if path.is_file():
                recording = interrupted(root, path)
                recording.close()
                _append(root, recording)
                path.unlink(missing_ok=True)
        finally:
            lock.release()
            Path(f"{path}.lock").unlink(missing_ok=True)
    if next((root / DISPLACED).glob("*.json"), None) is not None:
        with FileLock(root / ".filmwright/displaced.lock"):
            late = [(one, digest) for one in waiting(root) if (digest := settled(root, one)) is not None]
        for one, digest in late:
            _add_save(root, one.command, Save(one.path, digest))


def read_history(root: Path) -> list[Entry]:
    """Return all entries, the oldest first; damaged lines are passed over."""
    _take_up_leftovers(root)
    return _entries(root)


def _entries(root: Path) -> list[Entry]:
    return list(_entries_in(read_bytes(root / HISTORY_FILE) or b""))


def _entries_in(raw: bytes) -> Iterator[Entry]:
    for line in lines_of(raw):
        with contextlib.suppress(ValidationError):
            yield Entry.model_validate(line)
