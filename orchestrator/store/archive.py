"""A whole project as one zip: the person's files, everything rendered for it, and what that was made from.

    project/<path>           the files that a person has written, as they are
    kept/<path>              the texts that merges and `undo` go back to, and the history of commands
    objects/<sha256><suffix> what was rendered
    journal.jsonl            what it was made from

Of an archive nothing is believed: names are judged, bytes are counted and compared with their digests, records of what is not
there are left out, and all of it happens in a new folder that gets its name when it is whole.
"""

import hashlib
import os
import shutil
import tempfile
import zipfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from orchestrator.film.errors import FilmError
from orchestrator.project.durable import flush, folder_to_disk, move
from orchestrator.project.history import HISTORY_FILE
from orchestrator.project.originals import FOLDER
from orchestrator.project.own_files import is_own, own_files
from orchestrator.project.packs.archive import Bounds, zip_contents
from orchestrator.project.packs.members import Contents, Member
from orchestrator.project.packs.names import collisions, composed, name_fault
from orchestrator.project.packs.pack import PackError, fault
from orchestrator.store.fingerprint import fingerprint
from orchestrator.store.journal import Entry, Journal, entry_of
from orchestrator.store.records import Action, Output, Record
from orchestrator.store.store import Store

_BOUNDS = Bounds(members=2_000_000, total=1 << 45, directory=1 << 29)
_STORE = ".filmwright"
_KEPT = (HISTORY_FILE, FOLDER)


@dataclass(frozen=True)
class Archived:
    """What is in an archive: the person's files, results, and the bytes of the whole zip."""

    path: Path
    files: int
    results: int
    size: int


def write_archive(root: Path, target: Path, wanted: Callable[[Action], bool]) -> Archived:
    """Write a project into a zip, with those of its results that are wanted and whole.

    Raises:
        FilmError: if it cannot be written; then there is no half of it.
    """
    store = Store(root / _STORE)
    actions = [
        action
        for action in store.actions()
        if wanted(action) and all(store.verified(output) for output in action.outputs.values())
    ]
    outputs = {output.name: output for action in actions for output in action.outputs.values()}
    beside = target.with_name(f".{target.name}.{os.getpid()}.tmp")
    named = list(own_files(root))
    faults = [fault(name, said) for name, _path in named if (said := name_fault(name))]
    if faults := faults or collisions(composed(name) for name, _path in named):
        raise PackError.of(faults, root.name)
    try:
        with zipfile.ZipFile(beside, "w", zipfile.ZIP_DEFLATED, strict_timestamps=False) as archive:
            for name, path in named:
                archive.write(path, f"project/{name}")
            for path in _kept(root):
                archive.write(path, f"kept/{path.relative_to(root / _STORE).as_posix()}")
            for output in outputs.values():
                archive.write(store.path(output), f"objects/{output.name}", zipfile.ZIP_STORED)
            with tempfile.TemporaryDirectory(dir=target.parent) as folder:
                archive.write(_journal_of(store, actions, Path(folder)), "journal.jsonl")
        flush(beside)
        move(beside, target)
    except OSError as error:
        raise FilmError(f"{target} cannot be written: {(error.strerror or str(error)).lower()}") from error
    finally:
        beside.unlink(missing_ok=True)
    return Archived(target, len(named), len(actions), target.stat().st_size)


def read_archive(path: Path, root: Path) -> Archived:
    """Unpack a project into a folder that is not there yet, or is empty.

    Raises:
        FilmError: if the folder has something in it, or the archive is not what `write_archive` writes; nothing is left then.
    """
    if root.exists() and (not root.is_dir() or any(root.iterdir())):
        raise FilmError(f"{root} is there already; name a new folder with --project")
    root = root.absolute()
    root.parent.mkdir(parents=True, exist_ok=True)
    scratch = Path(tempfile.mkdtemp(prefix=f".{root.name}.", dir=root.parent))
    try:
        with zip_contents(path, path.name, _BOUNDS) as contents:
            _judge(contents, root.parent)
            files = _unpack(contents, scratch)
        results = _take_over(scratch)
        if root.is_dir():
            root.rmdir()
        scratch.chmod(0o755)
        scratch.rename(root)
        folder_to_disk(root.parent)
    finally:
        shutil.rmtree(scratch, ignore_errors=True)
    return Archived(root, files, results, path.stat().st_size)


def _kept(root: Path) -> Iterator[Path]:
    for name in _KEPT:
        place = root / name
        yield from [place] if place.is_file() else sorted(path for path in place.rglob("*") if path.is_file())


def _journal_of(store: Store, actions: list[Action], folder: Path) -> Path:
    """A journal of these results alone, and of the keys that the film's steps have now."""
    journal = Journal(folder / "journal.jsonl")
    keys = {action.key for action in actions}
    records = [record for key in keys if (record := store.record_of(key)) is not None]
    records.sort(key=lambda record: record.made)
    latest = {step: key for step, key in store.latest().items() if key in keys}
    entries = [entry_of(record) for record in records]
    journal.add(*entries, Entry(latest=latest, draft=False))
    return journal.path


def _judge(contents: Contents, disk: Path) -> None:
    """Refuse what would land elsewhere, is no file, or does not fit."""
    odd = [one for one in contents.members if one.kind != "file"]
    faults = [fault(one.name, f"is a {one.kind}; an archive of a film has files only") for one in odd]
    faults += [fault(one.name, said) for one in contents.members if (said := _name_fault(one.name))]
    faults = faults or collisions(composed(one.name) for one in contents.members)
    if faults:
        raise PackError.of(faults, contents.label)
    if not any(one.name == "project/film.yaml" for one in contents.members):
        raise FilmError(f"{contents.label}: is no archive of a film; one is written by: filmwright export archive")
    needed, free = sum(one.size for one in contents.members), shutil.disk_usage(disk).free
    if needed > free:
        raise FilmError(f"{contents.label}: needs {needed} bytes, and the disk of {disk} has {free} left; make room")


def _name_fault(name: str) -> str | None:
    top, _, rest = name.partition("/")
    if name == "journal.jsonl":
        return None
    if top == "objects":
        return None if _object_of(name) else "is no object of a store"
    if top == "kept":
        inside = f"{_STORE}/{rest}"
        told = inside == HISTORY_FILE or inside.startswith(f"{FOLDER}/")
        return name_fault(rest) if told else "has no place in a project"
    if top != "project":
        return "has no place in an archive of a film"
    return name_fault(rest) if is_own(rest) else "has no place in a project"


def _object_of(name: str) -> Output | None:
    file = PurePosixPath(name)
    try:
        return Output(digest=file.name.partition(".")[0], suffix=file.suffix, size=0) if len(file.parts) == 2 else None
    except ValueError:
        return None


def _unpack(contents: Contents, scratch: Path) -> int:
    """Write all members; how many of them are the person's files. Objects that are not what they are called are left out."""
    files = 0
    for member in contents.members:
        output = _object_of(member.name)
        target = scratch / _place(member, output)
        target.parent.mkdir(parents=True, exist_ok=True)
        sha = hashlib.sha256()
        with target.open("xb") as file:
            for block in contents.read(member):
                sha.update(block)
                file.write(block)
        if output is not None and sha.hexdigest() != output.digest:
            target.unlink()
            continue
        flush(target)
        if output is not None:
            target.chmod(0o444)
        files += member.name.startswith("project/")
    return files


def _place(member: Member, output: Output | None) -> Path:
    top, _, rest = member.name.partition("/")
    if output is not None and top == "objects":
        return Path(_STORE, "objects", output.digest[:2], output.name)
    if top == "journal.jsonl":
        return Path(_STORE, "brought.jsonl")
    return Path(_STORE, rest) if top == "kept" else Path(composed(rest))


def _take_over(scratch: Path) -> int:
    """Write down in a journal of our own what the archive tells of objects that came with it; how many results."""
    brought = Journal(scratch / _STORE / "brought.jsonl")
    store = Store(scratch / _STORE)
    entries: list[Entry] = []
    keys: set[str] = set()
    for line in brought.lines():
        told = line.entry or {}
        if "action" in told and (record := _believable(store, told["action"])) is not None:
            keys.add(record.key)
            entries.append(entry_of(record))
        if "latest" in told:
            known = {step: key for step, key in told["latest"].items() if key in keys}
            entries.append(Entry(latest=known, draft=bool(told.get("draft"))))
    if entries:
        store.journal.add(*entries)
    store.close()
    brought.path.unlink(missing_ok=True)
    return len(keys)


def _believable(store: Store, told: dict[str, object]) -> Record | None:
    try:
        record = Record.model_validate(told)
    except ValueError:
        return None
    whole = all(store.objects.is_whole(output) for output in record.outputs.values())
    return record if whole and record.key == fingerprint(record.identity) else None
