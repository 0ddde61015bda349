"""The journal: one line for each thing that happened in the store, in order, only ever added to.

    <16 hexadecimal digits of the sha256 of what follows> <JSON>

The first line names the journal; of the others each is one of the entries of `Entry`. A line that is cut off or damaged does
not have its checksum and is passed over; the lines after it are good.
"""

import errno
import hashlib
import json
import os
import secrets
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TypedDict, cast

from orchestrator.project.durable import flush, folder_to_disk, make_folder, move, to_disk
from orchestrator.store.records import Record

_SUM = 16
_FORMAT = 1
_SECONDS = 60.0
"""How long an entry waits for those of other processes; each takes a few milliseconds."""


class Entry(TypedDict, total=False):
    """One of: a journal's head, an action that was made, the keys that steps have now."""

    journal: int
    id: str
    action: dict[str, object]
    latest: dict[str, str]
    draft: bool


@dataclass(frozen=True)
class Line:
    """One line of the journal: where the next begins, in bytes, and what it says; None where it is damaged."""

    end: int
    entry: Entry | None


class Journal:
    """The journal of one store. Any number of processes may add to it."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._lock = path.with_suffix(".lock")

    def size(self) -> int:
        """How many bytes it has; 0 where there is none."""
        return self.state()[1]

    def state(self) -> tuple[int, int]:
        """Which file it is, and how many bytes it has: what is added to it, or written anew, has another."""
        try:
            found = self.path.stat()
        except FileNotFoundError:
            return 0, 0
        return found.st_ino, found.st_size

    def id(self) -> str:
        """The name in its head, which an index remembers; empty where there is no journal, or its head is damaged."""
        first = next(self.lines(), None)
        return first.entry.get("id", "") if first is not None and first.entry is not None else ""

    def add(self, *entries: Entry) -> None:
        """Write entries down, and return when the disk has them; if that fails, there is nothing of them.

        Raises:
            OSError: if the disk is full, or fails.
        """
        from filelock import FileLock

        make_folder(self.path.parent)
        with FileLock(self._lock, timeout=_SECONDS):
            new = not self.size()
            lines = [_line(entry) for entry in ((_head(), *entries) if new else entries)]
            handle = os.open(self.path, os.O_RDWR | os.O_APPEND | os.O_CREAT | getattr(os, "O_BINARY", 0), 0o666)
            try:
                _append(handle, b"".join(lines))
            finally:
                os.close(handle)
            if new:
                folder_to_disk(self.path.parent)

    def write_anew(self) -> None:
        """Write it again without its damaged lines, under a new name, so that every index compares itself with it.

        Nobody else may use it meanwhile.
        """
        from filelock import FileLock

        with FileLock(self._lock, timeout=_SECONDS):
            entries = [line.entry for line in self.lines() if line.entry is not None and "journal" not in line.entry]
            beside = self.path.with_suffix(".new")
            with beside.open("wb") as file:
                file.writelines(_line(entry) for entry in (_head(), *entries))
            flush(beside)
            move(beside, self.path)

    def lines(self, start: int = 0) -> Iterator[Line]:
        """Read it from a byte on at which a line begins. Ends before a last line that is still being written."""
        try:
            file = self.path.open("rb")
        except FileNotFoundError:
            return
        with file:
            file.seek(start)
            end = start
            for raw in file:
                if not raw.endswith(b"\n"):
                    return
                end += len(raw)
                if raw != b"\n":
                    yield Line(end, _entry(raw))

    def begins_line(self, offset: int) -> bool:
        """Whether a line can begin at a byte: an index that was brought up to here can go on from here."""
        if not offset:
            return True
        with self.path.open("rb") as file:
            file.seek(offset - 1)
            return file.read(1) == b"\n"


def entry_of(record: Record) -> Entry:
    """The entry of a result."""
    return Entry(action=record.model_dump(mode="json"))


def _head() -> Entry:
    return {"journal": _FORMAT, "id": secrets.token_hex(16)}


def _append(handle: int, text: bytes) -> None:
    """Add a text behind whatever is there; half a line that a crash left is ended first. All of it, or nothing."""
    before = os.lseek(handle, 0, os.SEEK_END)
    if before:
        os.lseek(handle, before - 1, os.SEEK_SET)
        text = text if os.read(handle, 1) == b"\n" else b"\n" + text
    try:
        rest = memoryview(text)
        while rest:
            rest = rest[os.write(handle, rest) :]
        to_disk(handle)
        if os.fstat(handle).st_size != before + len(text):
            raise OSError(errno.EIO, "the disk did not keep what was written")
    except OSError:
        os.ftruncate(handle, before)
        raise


def _line(entry: Entry) -> bytes:
    said = json.dumps(entry, ensure_ascii=False, separators=(",", ":")).encode()
    return _checksum(said) + b" " + said + b"\n"


def _entry(raw: bytes) -> Entry | None:
    checksum, _, said = raw.rstrip(b"\n").partition(b" ")
    if checksum != _checksum(said):
        return None
    try:
        found: object = json.loads(said)
    except (ValueError, RecursionError):
        return None
    return cast("Entry", found) if isinstance(found, dict) else None


def _checksum(said: bytes) -> bytes:
    return hashlib.sha256(said).hexdigest()[:_SUM].encode()
