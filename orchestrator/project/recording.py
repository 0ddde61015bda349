"""What a command that is running changes, written down before it happens, and the files that it displaced.

A journal in `.filmwright/pending/`, one for each command that is running, has a line before each change (`path`, and the digests
`before` and `after`), one when it was made (`wrote`), and one for each displaced file. From it another command knows
what one that was killed had done. Displaced files lie in `.filmwright/displaced/` until nobody has them open any more.
"""

import contextlib
import json
import os
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from filelock import BaseFileLock, FileLock

from orchestrator.film.base import Model
from orchestrator.film.errors import FilmError
from orchestrator.project import originals
from orchestrator.project.displaced import DISPLACED, Displaced, settled
from orchestrator.project.durable import folder_to_disk, make_folder, to_disk
from orchestrator.project.lock import LOCK_FILE, Digest, ProjectPath
from orchestrator.project.swapping import Look

PENDING = ".filmwright/pending"
_MADE = (".filmwright", "out")
"""Folders whose files are made, not written: they come back by making them again."""


class Change(Model):
    """One file of an entry: the digests of what was there before and after, None where there was no file."""

    path: ProjectPath
    before: Digest | None = None
    after: Digest | None = None


@dataclass(frozen=True)
class Save:
    """What a person saved and the tool displaced without having read it; nothing lost, but not in the file either."""

    path: str
    digest: str


@dataclass
class Recording:
    """The changes of a command that is running; it is the witness and the keeper of `atomic`."""

    root: Path
    command: str
    undoes: int | None = None
    before: dict[str, str | None] = field(default_factory=dict[str, str | None])
    after: dict[str, str | None] = field(default_factory=dict[str, str | None])
    saves: list[Save] = field(default_factory=list[Save])
    journal: Path | None = None
    told: dict[str, set[str | None]] = field(default_factory=dict[str, set[str | None]])
    aside: list[Displaced] = field(default_factory=list[Displaced])
    _lock: BaseFileLock | None = None
    _real: dict[Path, Path] = field(default_factory=dict[Path, Path])
    """Each folder without links."""

    def note(self, path: Path, before: bytes | None, after: bytes | None) -> None:
        """Keep what stands at `path` now and what will, and write down that it is about to change."""
        name = self._name(path)
        if name is None:
            return
        journal = self._begun()
        digests = [None if raw is None else originals.keep(self.root, raw) for raw in (before, after)]
        told = self.told.setdefault(name, set())
        if name in self.after and digests[0] is not None and digests[0] not in told:
            self._saved(name, digests[0])
        told.update(digests)
        add_line(journal, {"path": name, "before": digests[0], "after": digests[1]})

    def owner(self, path: Path) -> str | None:
        """See `atomic.Keeper`."""
        return None if self._relative(path) is None or self.journal is None else self.journal.stem

    def is_edited(self, path: Path) -> bool:
        """See `atomic.Keeper`."""
        return self._name(path) is not None

    def wrote(self, path: Path, before: bytes | None, after: bytes | None) -> None:
        """See `atomic.Keeper`."""
        name = self._name(path)
        if name is None:
            return
        digests = [None if raw is None else self._kept(name, raw) for raw in (before, after)]
        self.before.setdefault(name, digests[0])
        self.after[name] = digests[1]
        add_line(self._begun(), {"wrote": name, "before": digests[0], "after": digests[1]}, durably=False)

    def put_aside(self, path: Path, scratch: Path, held: Look) -> None:
        """See `atomic.Keeper`. What was not read before it was displaced is kept as a save."""
        name = self._name(path)
        assert name is not None
        known = held.raw is None or originals.digest_of(held.raw) in self.told.get(name, ())
        digest = self._kept(name, held.raw or b"")
        if not known:
            self._saved(name, digest)
        journal = self._begun()
        file = f"{journal.stem}-{len(self.aside)}"
        one = Displaced(file=file, path=name, digest=digest, command=self.command)
        add_line(journal, {"aside": one.model_dump()}, durably=False)
        make_folder(self.root / DISPLACED)
        try:
            scratch.rename(one.place(self.root))
        except OSError:  # .filmwright is on another disk
            one = one.model_copy(update={"file": scratch.name, "beside": True})
            add_line(journal, {"aside": one.model_dump()}, durably=False)
        self.aside.append(one)

    def changes(self) -> tuple[Change, ...]:
        """What is different by what was done; what a person saved over it since is theirs, and no part of it."""
        found: list[Change] = []
        for name, before in self.before.items():
            there = (self.root / name).is_file()
            after = self.after.get(name) if there else None
            if after != before:
                found.append(Change(path=name, before=before, after=after))
        return tuple(found)

    def close(self) -> None:
        """Look again at what was displaced: what came into it late is a save, too."""
        for one in self.aside:
            if (late := settled(self.root, one)) is not None:
                self.saves.append(Save(one.path, late))

    def end(self, *, done: bool) -> None:
        """Give the journal free: it goes, unless what it says could not be written down."""
        if self.journal is None or self._lock is None:
            return
        if done:
            self.journal.unlink(missing_ok=True)
        self._lock.release()
        Path(f"{self.journal}.lock").unlink(missing_ok=True)

    def _kept(self, name: str, raw: bytes) -> str:
        """The digest of what was told of before, and so is kept, or is kept now."""
        digest = originals.digest_of(raw)
        return digest if digest in self.told.get(name, ()) else originals.keep(self.root, raw)

    def _saved(self, name: str, digest: str) -> None:
        if name == LOCK_FILE:  # another command's word, and nobody's typing
            return
        self.saves.append(Save(name, digest))
        self.told.setdefault(name, set()).add(digest)
        add_line(self._begun(), {"saved": name, "digest": digest})

    def _name(self, path: Path) -> str | None:
        name = self._relative(path)
        return None if name is None or name.parts[0] in _MADE else name.as_posix()

    def _relative(self, path: Path) -> Path | None:
        for folder in (self.root, path.parent):
            if folder not in self._real:
                self._real[folder] = folder.resolve()
        here, root = self._real[path.parent] / path.name, self._real[self.root]
        return here.relative_to(root) if here.is_relative_to(root) else None

    def _begun(self) -> Path:
        if self.journal is None:
            self.journal = self.root / PENDING / f"{os.getpid()}-{time.monotonic_ns()}.jsonl"
            make_folder(self.journal.parent)
            self._lock = FileLock(f"{self.journal}.lock")
            self._lock.acquire()
            add_line(self.journal, {"command": self.command, "undoes": self.undoes}, durably=False)
            folder_to_disk(self.journal.parent)
        return self.journal


def lines_of(raw: bytes) -> Iterator[object]:
    """Every line of JSON lines; damaged ones are passed over."""
    for line in raw.splitlines():
        with contextlib.suppress(ValueError, RecursionError):
            yield json.loads(line)


def add_line(path: Path, line: object, *, durably: bool = True) -> None:
    """Append one line and wait until the disk has it; half a line that a crash left is ended first.

    Raises:
        FilmError: if it cannot be written.
    """
    try:
        make_folder(path.parent)
        with path.open("a+b") as file:
            file.seek(0, os.SEEK_END)
            if file.tell():
                file.seek(-1, os.SEEK_END)
                file.write(b"" if file.read(1) == b"\n" else b"\n")
            file.write(json.dumps(line, ensure_ascii=False).encode("utf-8") + b"\n")
            file.flush()
            if durably:
                to_disk(file.fileno())
    except OSError as error:
        raise FilmError(f"{path} cannot be written: {(error.strerror or str(error)).lower()}") from error
