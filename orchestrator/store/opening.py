"""Opening the index: as it is where nobody wrote to it since, else checked, and made anew where it is damaged.

Index and journal hold the same. What one of them lost, it gets back from the other.
"""

import os
from collections.abc import Iterator
from pathlib import Path

from orchestrator.store.fingerprint import fingerprint
from orchestrator.store.index import Damaged, Index
from orchestrator.store.journal import Entry, Journal, entry_of
from orchestrator.store.legacy import bring_over
from orchestrator.store.objects import stamp_of

_FILES = ("index.sqlite", "index.sqlite-wal", "index.sqlite-shm")


def opened(folder: Path, journal: Journal, *, distrust: bool = False) -> Index:
    """Open the index of a store, brought up to the end of its journal; with `distrust` it is made anew.

    It is in memory where there is nothing to be asked yet, or nothing can be written.
    """
    path = folder / _FILES[0]
    if not os.access(folder, os.W_OK):
        return _still(path, journal)
    bring_over(folder, journal)
    if not journal.size() and not path.exists():
        return Index.in_memory()
    if not distrust and stamp_of(path) and _mark(folder) == stamp_of(path):
        try:
            index = Index.open(path, check=False)
            if _belongs(index, journal):
                return index
            index.close()
        except Damaged:
            pass
    from filelock import FileLock

    with FileLock(folder / "index.lock"):
        return _checked(folder, journal, distrust=distrust)


def close(index: Index, folder: Path) -> None:
    """Close an index, and note how its file is, so that the next one who opens it need not read all of it."""
    index.close()
    path = folder / _FILES[0]
    stamp = stamp_of(path)
    if index.kept and stamp and not (folder / _FILES[1]).exists() and _mark(folder) != stamp:
        try:
            _mark_file(folder).write_text(stamp, encoding="ascii")
        except OSError:
            return  # It is read in full next time.


def _checked(folder: Path, journal: Journal, *, distrust: bool) -> Index:
    path = folder / _FILES[0]
    try:
        index = Index.open(path, check=True)
        if not distrust:
            _reconcile(index, journal)
            return index
        index.close()
    except Damaged:
        pass
    aside = _set_aside(folder)
    index = Index.open(path, check=False)
    _reconcile(index, journal)
    index.anew = aside is not None
    if aside is not None:
        _salvage(aside, index, journal)
    return index


def _belongs(index: Index, journal: Journal) -> bool:
    name, taken = index.taken()
    return name == journal.id() and taken <= journal.size() and journal.begins_line(taken)


def _reconcile(index: Index, journal: Journal) -> None:
    """Bring both to the same: what one of them has and the other has not is added to it."""
    if _belongs(index, journal):
        index.take(journal)
        return
    written: set[str] = set()

    def entries() -> Iterator[Entry]:
        for line in journal.lines():
            if line.entry is not None:
                written.add(str(line.entry.get("action", {}).get("key")))
                yield line.entry

    index.enter(entries())
    lost = [record for key in index.all_keys() if key not in written and (record := index.record(key)) is not None]
    if lost:
        journal.add(*(entry_of(record) for record in lost))
    index.belong_to(journal)


def _salvage(aside: Path, index: Index, journal: Journal) -> None:
    """What a damaged index can still tell that the journal cannot: only what is proved by its key."""
    try:
        old = Index.open_still(aside)
    except (Damaged, OSError):
        return
    try:
        for key in old.all_keys():
            record = old.record(key) if index.action(key) is None else None
            if record is not None and fingerprint(record.identity) == key:
                journal.add(entry_of(record))
    except (Damaged, OSError):
        pass
    finally:
        old.close()
    index.take(journal)


def _still(path: Path, journal: Journal) -> Index:
    """On a disk that cannot be written to: the index if it is up to date, else one in memory."""
    if path.is_file():
        try:
            index = Index.open_still(path)
            if _belongs(index, journal) and index.taken()[1] == journal.size():
                return index
            index.close()
        except (Damaged, OSError):
            pass
    index = Index.in_memory()
    index.take(journal)
    return index


def _set_aside(folder: Path) -> Path | None:
    """Move a damaged index away; where to."""
    damaged = folder / "damaged"
    damaged.mkdir(exist_ok=True)
    count = 1 + len(list(damaged.glob("index.*.sqlite")))
    moved: Path | None = None
    for name in _FILES:
        path = folder / name
        if path.exists():
            target = damaged / name.replace("index", f"index.{count}")
            path.replace(target)
            moved = moved or target
    return moved


def _mark_file(folder: Path) -> Path:
    return folder / "index.mark"


def _mark(folder: Path) -> str:
    try:
        return _mark_file(folder).read_text(encoding="ascii")
    except (OSError, ValueError):
        return ""
