"""The index: what the journal says, as tables that are quick to ask. It can be made from the journal at any time.

It remembers up to which byte of which journal it was brought. Whatever is in the journal behind that, by this process or by
others, is taken in before the next question. An index that is damaged raises `Damaged`, and is made anew by who holds it.

Nobody here opens its file but SQLite: to close a file lets go of all locks that the process has on it, those of SQLite, too, and
then another process takes the log away from under it.
"""

import errno
import json
import os
import sqlite3
import zlib
from collections.abc import Generator, Iterable, Sequence
from contextlib import contextmanager
from pathlib import Path

from pydantic import ValidationError

from orchestrator.store.fingerprint import Identity, canonical
from orchestrator.store.journal import Entry, Journal
from orchestrator.store.records import Action, Output, Record, record_of

_VERSION = 1
_BUSY = 30.0
"""Seconds that a process waits for another one that writes."""
_TABLES = (
    """CREATE TABLE actions(key TEXT PRIMARY KEY, step TEXT NOT NULL, number INTEGER NOT NULL, seconds REAL NOT NULL,
    made REAL NOT NULL, outputs TEXT NOT NULL, facts TEXT NOT NULL) WITHOUT ROWID""",
    "CREATE INDEX actions_of_step ON actions(step, number)",
    "CREATE TABLE identities(key TEXT PRIMARY KEY, packed BLOB NOT NULL) WITHOUT ROWID",
    "CREATE TABLE latest(draft INTEGER, step TEXT, key TEXT NOT NULL, PRIMARY KEY(draft, step)) WITHOUT ROWID",
    "CREATE TABLE looked_at(name TEXT PRIMARY KEY, stamp TEXT NOT NULL) WITHOUT ROWID",
    "CREATE TABLE state(journal TEXT NOT NULL, taken INTEGER NOT NULL, number INTEGER NOT NULL, total INTEGER NOT NULL)",
)
_TOLD = "key, step, seconds, made, outputs, facts"
_OF_THE_DISK = {
    "SQLITE_FULL": errno.ENOSPC,
    "SQLITE_IOERR": errno.EIO,
    "SQLITE_BUSY": errno.EBUSY,
    "SQLITE_LOCKED": errno.EBUSY,
    "SQLITE_READONLY": errno.EROFS,
    "SQLITE_CANTOPEN": errno.EIO,
}
"""Errors of which the index is not the cause."""
_UNCERTAIN = "input/output error of its index; if the disk is full, make room"
"""SQLite does not say of all its calls which of the two it was."""


class Damaged(Exception):
    """The index does not say what it was told."""


class Index:
    """The tables of one store, in a file or (`:memory:`) in memory. One process's view; any number may have one at a time."""

    def __init__(self, database: sqlite3.Connection, *, kept: bool = False, still: bool = False) -> None:
        self._database = database
        self._still = still
        self._seen: tuple[int, int] | None = None
        """How the journal was when it was last taken in."""
        self._ahead: dict[str, Sequence[object]] = {}
        """Rows of actions that were read at once, by key."""
        self._stamps: dict[str, str] = {}
        self.kept = kept
        """Whether it has a file that is written to."""
        self.anew = False
        """Whether it was made anew because the one before was damaged."""

    @classmethod
    def open(cls, path: Path, *, check: bool) -> "Index":
        """Open an index that is there, or begin one; `check` reads all of it.

        Raises:
            Damaged: if it is no index, or not as it was written.
            OSError: if the disk does not let it.
        """
        with _noticing():
            index = cls(_connected(str(path)), kept=True)
        try:
            with _noticing():
                index._begin()
                if check:
                    index._check()
        except BaseException as error:
            index.close()
            if isinstance(error, OSError) and error.errno == errno.EROFS and os.access(path, os.W_OK):
                raise Damaged("its header names another version of the format") from error
            raise
        return index

    @classmethod
    def open_still(cls, path: Path) -> "Index":
        """Open one that nobody writes to: on a disk that cannot be written to, or that was set aside."""
        with _noticing():
            return cls(_connected(f"{path.absolute().as_uri()}?mode=ro&immutable=1", uri=True), still=True)

    @classmethod
    def in_memory(cls) -> "Index":
        """An empty one that leaves no file."""
        index = cls(_connected(":memory:"))
        index._begin()
        return index

    def close(self) -> None:
        """Close its file."""
        self._database.close()

    def taken(self) -> tuple[str, int]:
        """Up to where it was brought: the journal's name, and a byte in it."""
        with _noticing():
            journal, taken = self._one("SELECT journal, taken FROM state")
        return str(journal), int(str(taken))

    def take(self, journal: Journal) -> None:
        """Bring it up to the end of the journal."""
        state = journal.state()
        if self._still or state == self._seen:
            return
        with _noticing():
            if state[1] > self.taken()[1]:
                with self._writing():
                    end = start = self.taken()[1]
                    for line in journal.lines(start):
                        end = line.end
                        self._enter(line.entry or {})
                    self._database.execute("UPDATE state SET taken = ?", (end,))
        self._seen = state

    def enter(self, entries: Iterable[Entry]) -> None:
        """Take entries in, all or none."""
        with _noticing(), self._writing():
            for entry in entries:
                self._enter(entry)

    def belong_to(self, journal: Journal) -> None:
        """Say that it was brought up to the end of this journal."""
        with _noticing():
            self._database.execute("UPDATE state SET journal = ?, taken = ?", (journal.id(), journal.size()))

    def read_ahead(self, *, draft: bool) -> None:
        """Read at once what whoever looks at every step will ask for: what the steps gave last, and how its files were."""
        with _noticing():
            asked = f"SELECT {_TOLD} FROM actions WHERE key IN (SELECT key FROM latest WHERE draft = ?)"
            self._ahead = {str(row[0]): row for row in self._database.execute(asked, (draft,))}
            self._stamps = dict(self._database.execute("SELECT name, stamp FROM looked_at"))

    def let_go(self, key: str) -> bool:
        """Forget what was read ahead of a key, for another process may have written over it; whether there was anything."""
        return self._ahead.pop(key, None) is not None

    def action(self, key: str) -> Action | None:
        """What a key gave."""
        with _noticing():
            if (ahead := self._ahead.get(key)) is not None:
                return self._action(ahead)
            row = self._database.execute(f"SELECT {_TOLD} FROM actions WHERE key = ?", (key,)).fetchone()
            return None if row is None else self._action(row)

    def record(self, key: str) -> Record | None:
        """What a key gave, with all that it was made from; None if it lost either."""
        with _noticing():
            action = self.action(key)
            return None if action is None else record_of(action)

    def actions_of(self, step: str) -> list[Action]:
        """What was ever recorded for a step, in the order in which it was."""
        with _noticing():
            rows = self._database.execute(f"SELECT {_TOLD} FROM actions WHERE step = ? ORDER BY number", (step,))
            return [self._action(row) for row in rows]

    def identity(self, key: str) -> Identity:
        """What a result was made from, of a key that is there."""
        with _noticing():
            row = self._database.execute("SELECT packed FROM identities WHERE key = ?", (key,)).fetchone()
            if row is None:
                raise Damaged(f"it has lost what {key} was made from")
            found: Identity = json.loads(zlib.decompress(row[0]))
            return found

    def all_keys(self) -> list[str]:
        """All keys, in the order in which they were recorded."""
        with _noticing():
            return [key for (key,) in self._database.execute("SELECT key FROM actions ORDER BY number")]

    def actions(self) -> list[Action]:
        """All that is recorded, in the order in which it was."""
        with _noticing():
            return [self._action(row) for row in self._database.execute(f"SELECT {_TOLD} FROM actions ORDER BY number")]

    def latest(self, *, draft: bool) -> dict[str, str]:
        """The key that each step had last."""
        with _noticing():
            return dict(self._database.execute("SELECT step, key FROM latest WHERE draft = ?", (draft,)))

    def stamp(self, name: str) -> str:
        """How an object's file was when its bytes were last compared with its name; empty if they never were."""
        with _noticing():
            if (ahead := self._stamps.get(name)) is not None:
                return ahead
            row = self._database.execute("SELECT stamp FROM looked_at WHERE name = ?", (name,)).fetchone()
            return "" if row is None else str(row[0])

    def looked_at(self, name: str, stamp: str) -> None:
        """Note how an object's file is, whose bytes are those that it is named after."""
        self._stamps.pop(name, None)
        if not self._still:
            with _noticing():
                self._database.execute("INSERT OR REPLACE INTO looked_at VALUES (?, ?)", (name, stamp))

    def sound(self) -> bool:
        """Whether SQLite finds every page and every row where it belongs.

        Raises:
            Damaged: if the rows are not those that were written.
        """
        with _noticing():
            if self._one("PRAGMA integrity_check")[0] != "ok":
                return False
            self._check()
            return True

    def _begin(self) -> None:
        if self._one("PRAGMA journal_mode")[0] != "wal":
            self._database.execute("PRAGMA journal_mode = WAL")
        self._database.execute("PRAGMA synchronous = NORMAL")  # What a power cut takes from it is in the journal.
        with self._writing():
            (version,) = self._one("PRAGMA user_version")
            if version == _VERSION:
                return
            if version != 0:
                raise Damaged(f"its version is {version}")
            for table in _TABLES:
                self._database.execute(table)
            self._database.execute("INSERT INTO state VALUES ('', 0, 0, 0)")
            self._database.execute(f"PRAGMA user_version = {_VERSION}")

    @contextmanager
    def _writing(self) -> Generator[None]:
        self._database.execute("BEGIN IMMEDIATE")
        try:
            yield
        except BaseException:
            self._database.execute("ROLLBACK")
            raise
        self._database.execute("COMMIT")

    def _one(self, question: str) -> tuple[object, ...]:
        row: tuple[object, ...] | None = self._database.execute(question).fetchone()
        if row is None:
            raise Damaged("a table of it is empty")
        return row

    def _check(self) -> None:
        if self._one("PRAGMA quick_check")[0] != "ok":
            raise Damaged("SQLite finds a fault in it")
        (total,) = self._one("SELECT total FROM state")
        rows = self._database.execute("SELECT * FROM actions")
        if sum(_sum(row) for row in rows) != total:
            raise Damaged("its rows are not those that were written")

    def _enter(self, entry: Entry) -> None:
        if "id" in entry:
            self._database.execute("UPDATE state SET journal = ?", (entry["id"],))
        if "action" in entry:
            try:
                self._keep(Record.model_validate(entry["action"]))
            except ValidationError:
                return  # Written by a later version, or by a stranger; the journal still has it.
        if "latest" in entry:
            draft = bool(entry.get("draft"))
            rows = [(draft, step, key) for step, key in entry["latest"].items()]
            self._database.executemany("INSERT OR REPLACE INTO latest VALUES (?, ?, ?)", rows)

    def _keep(self, record: Record) -> None:
        self._forget(record.key)
        (number,) = self._one("SELECT number + 1 FROM state")
        outputs = {name: [output.digest, output.suffix, output.size] for name, output in record.outputs.items()}
        row = (
            record.key,
            record.step,
            number,
            record.seconds,
            record.made,
            json.dumps(outputs),
            json.dumps(record.facts),
        )
        packed = zlib.compress(canonical(record.identity))
        self._database.execute("INSERT INTO actions VALUES (?, ?, ?, ?, ?, ?, ?)", row)
        self._database.execute("INSERT OR REPLACE INTO identities VALUES (?, ?)", (record.key, packed))
        self._database.execute("UPDATE state SET number = ?, total = total + ?", (number, _sum(row)))

    def _forget(self, key: str) -> None:
        self._ahead.pop(key, None)
        row = self._database.execute("SELECT * FROM actions WHERE key = ?", (key,)).fetchone()
        if row is not None:
            self._database.execute("DELETE FROM actions WHERE key = ?", (key,))
            self._database.execute("DELETE FROM identities WHERE key = ?", (key,))
            self._database.execute("UPDATE state SET total = total - ?", (_sum(row),))

    def _action(self, row: Sequence[object]) -> Action:
        key, step, seconds, made, outputs, facts = (str(value) for value in row)
        found: dict[str, tuple[str, str, int]] = json.loads(outputs)
        return Action(
            key=key,
            step=step,
            outputs={name: Output(digest=d, suffix=s, size=n) for name, (d, s, n) in found.items()},
            facts=json.loads(facts),
            seconds=float(seconds),
            made=float(made),
            told=lambda: self.identity(key),
        )


def _connected(path: str, *, uri: bool = False) -> sqlite3.Connection:
    return sqlite3.connect(path, timeout=_BUSY, isolation_level=None, uri=uri)


def _sum(row: Sequence[object]) -> int:
    """A checksum of a row; those of all rows together must be the total that was kept."""
    return zlib.crc32("\0".join(map(str, row)).encode("utf-8", "surrogatepass"))


@contextmanager
def _noticing() -> Generator[None]:
    """Tell a damaged index from a disk that fails.

    Raises:
        Damaged, OSError: which of the two it is.
    """
    try:
        yield
    except sqlite3.DatabaseError as error:
        name = error.sqlite_errorname if hasattr(error, "sqlite_errorname") else ""
        fault = next((number for start, number in _OF_THE_DISK.items() if name.startswith(start)), None)
        if fault is not None:
            raise OSError(fault, _UNCERTAIN if fault == errno.EIO else os.strerror(fault)) from error
        raise Damaged(str(error)) from error
    except (ValueError, TypeError, zlib.error) as error:
        raise Damaged(str(error)) from error
