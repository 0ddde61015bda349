"""film.lock: what the tool last wrote, and which take of each shot was made from what. Made to be committed.

A person's edit is known by comparison: a file whose digest is not the one in the lock was changed by somebody.
"""

import hashlib
import json
from collections.abc import Generator, Iterable, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Annotated, Literal, cast

from pydantic import AfterValidator, Field, PrivateAttr, ValidationError

from orchestrator.film.base import Model
from orchestrator.film.errors import FilmError, Problem, ProjectError
from orchestrator.project.atomic import write_text
from orchestrator.project.durable import make_folder
from orchestrator.project.source import SourceError, read_text

LOCK_FILE = "film.lock"
_VERSION = 1
_ADVICE = (
    "take it back from git, or delete it (then the next render knows nothing of hand edits, takes and the pinned style)"
)

Digest = Annotated[str, Field(pattern=r"^[0-9a-f]{64}$")]
_LONGEST_NAME = 255
"""Bytes of a file's name that every file system takes."""


def _inside(path: str) -> str:
    """Refuse what is no path inside the project: the lock may come from a stranger, and files that it names are replaced."""
    parts = path.split("/")
    odd = any(part in ("", ".", "..") or len(part.encode()) > _LONGEST_NAME for part in parts)
    if odd or len(parts) > 20 or "\\" in path or "\0" in path or ":" in parts[0]:
        raise ValueError(f"'{path[:60]}' is no path inside the project")
    return path


ProjectPath = Annotated[str, AfterValidator(_inside)]


class ShotRecord(Model):
    """What a shot was made from (`key`), what came out (`output`, a digest in the store), and which take it is."""

    key: str
    output: str
    take: Annotated[int, Field(ge=1)] = 1


class StyleRecord(Model):
    """The style guide that the film was last made with.

    A guide beside the film is live: its digest is for information. One from elsewhere (`source`) is pinned: the film uses its
    copy in pinned/styles/`name`, which has this digest. `address`, `tag` and `commit` say where a pack was fetched from.
    Records of films from before there were pins have no `source`.
    """

    name: str
    version: Annotated[int, Field(ge=1)]
    digest: Digest
    source: Literal["film", "library", "built-in"] | None = None
    address: str | None = None
    tag: str | None = None
    commit: str | None = None
    replaces: Digest | None = None
    """The digest of the copy that is just being replaced; gone again when that is done."""
    base: "StyleRecord | None" = None
    """The pinned guide that a guide beside the film extends."""

    @property
    def pinned(self) -> "StyleRecord | None":
        """What is pinned: this guide, or the one that it extends, or nothing."""
        record = self if self.source in ("library", "built-in") else self.base
        return record if record is not None and _is_folder_name(record.name) else None


def _is_folder_name(name: str) -> bool:
    """Whether a name can be that of a folder of ours: a lock file of a stranger could name any other place."""
    return bool(name.strip()) and not name.startswith(".") and not any(sign in name for sign in "/\\:\0")


class CastRecord(Model):
    """A character that came from a pack: which, and the digests of the files that came along, by their paths in the project.

    `address`, `tag` and `commit` say where the pack was, if it did not come from the person's own library.
    """

    name: str
    version: Annotated[int, Field(ge=1)]
    digest: Digest
    address: str | None = None
    tag: str | None = None
    commit: str | None = None
    files: dict[ProjectPath, Digest] = Field(default_factory=dict)


class Lock(Model):
    """film.lock. `files` maps a path to the digest of what the tool last wrote there, `shots` maps `scene/shot`, `stages` maps
    a stage of writing to the key of what it was last done from, `proposals` a path to the digest of the file that the open
    proposal for it was made from. `order` is the script's order of scenes, where a person put the files in another one. `cast`
    maps the id of a character to the pack that it came from.
    """

    lock: Literal[1] = 1
    style: StyleRecord | None = None
    stages: dict[str, Digest] = Field(default_factory=dict)
    files: dict[ProjectPath, Digest] = Field(default_factory=dict)
    shots: dict[str, ShotRecord] = Field(default_factory=dict)
    proposals: dict[ProjectPath, Digest] = Field(default_factory=dict)
    order: list[str] = Field(default_factory=list)
    cast: dict[str, CastRecord] = Field(default_factory=dict)

    _read: "Lock | None" = PrivateAttr(default=None)
    """What the file held that this was read from, or that was written last: what is different in here is what we changed."""

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Lock) and self.__dict__ == other.__dict__

    @property
    def read(self) -> "Lock | None":
        """What it was when it was read; None if it never was."""
        return self._read

    def remembered(self) -> "Lock":
        """The same, as what the file holds now."""
        self._read = Lock.model_construct(**self.__dict__)
        return self

    def with_files(self, digests: Mapping[str, str]) -> "Lock":
        """Return the lock with these files as last written."""
        return self.model_copy(update={"files": {**self.files, **digests}})

    def without_files(self, paths: Iterable[str]) -> "Lock":
        """Return the lock without what it knows of these files."""
        gone = set(paths)
        return self.model_copy(update={"files": {path: d for path, d in self.files.items() if path not in gone}})

    def with_stage(self, stage: str, key: str) -> "Lock":
        """Return the lock with this stage of writing as done from what `key` stands for."""
        return self.model_copy(update={"stages": {**self.stages, stage: key}})

    def with_proposal(self, path: str, made_from: str | None) -> "Lock":
        """Return the lock with the open proposal for `path` made from this digest; without one, if it is None."""
        others = {name: digest for name, digest in self.proposals.items() if name != path}
        return self.model_copy(update={"proposals": others if made_from is None else {**others, path: made_from}})

    def with_order(self, scenes: Iterable[str]) -> "Lock":
        """Return the lock with this as the script's order of scenes."""
        return self.model_copy(update={"order": list(scenes)})

    def with_cast(self, character: str, record: CastRecord) -> "Lock":
        """Return the lock with this character as one that came from a pack."""
        return self.model_copy(update={"cast": {**self.cast, character: record}})

    def with_shots(self, records: Mapping[str, ShotRecord]) -> "Lock":
        """Return the lock with these shots as last made."""
        return self.model_copy(update={"shots": {**self.shots, **records}})

    def with_style(self, record: StyleRecord) -> "Lock":
        """Return the lock with this style guide as the one in use."""
        return self.model_copy(update={"style": record})


def text_digest(text: str) -> str:
    """Return the digest of a text, the same for every style of line ends (git may change them)."""
    return hashlib.sha256(text.replace("\r\n", "\n").encode("utf-8")).hexdigest()


def read_lock(root: Path) -> Lock:
    """Read film.lock; a project without one has an empty lock.

    Raises:
        ProjectError: if it is damaged.
    """
    path = root / LOCK_FILE
    if not path.exists() and not path.is_symlink():
        return Lock().remembered()
    try:
        text = read_text(path)
    except SourceError as error:
        raise _damaged(error.line, error.column, error.message) from error
    return read_lock_text(text).remembered()


def read_lock_text(text: str) -> Lock:
    """Return the lock that a text holds.

    Raises:
        ProjectError: if it is damaged.
    """
    try:
        data: object = json.loads(text)
        _refuse_newer(data)
        return Lock.model_validate(data)
    except json.JSONDecodeError as error:
        conflict = (
            "git left a merge conflict in it" if "<<<<<<<" in error.doc else f"it is no JSON ({error.msg.lower()})"
        )
        raise _damaged(error.lineno, error.colno, conflict) from error
    except ValidationError as error:
        first = error.errors(include_url=False)[0]
        raise _damaged(1, 1, "it does not hold what Filmwright writes", ".".join(map(str, first["loc"]))) from error
    except RecursionError as error:
        raise _damaged(1, 1, "its values are nested too deep") from error
    except ValueError as error:
        raise _damaged(1, 1, "it has a number that is far too long") from error


def _refuse_newer(data: object) -> None:
    version = cast("dict[object, object]", data).get("lock") if isinstance(data, dict) else None
    if isinstance(version, int) and version > _VERSION:
        wrong = f"it was written by a newer Filmwright (format {version}, this one knows {_VERSION})"
        raise ProjectError([Problem(LOCK_FILE, 1, 1, "lock", f"{wrong}; update Filmwright, or {_ADVICE}")])


def _damaged(line: int, column: int, wrong: str, path: str = "") -> ProjectError:
    return ProjectError([Problem(LOCK_FILE, line, column, path, f"{wrong}; {_ADVICE}")])


def lock_text(lock: Lock) -> str:
    """Return the text of film.lock: sorted, one line for each file and shot, so that a diff shows what changed."""
    style = json.dumps(lock.style.model_dump(exclude_none=True) if lock.style else None, ensure_ascii=False)
    files = {path: json.dumps(digest) for path, digest in lock.files.items()}
    shots = {name: json.dumps(record.model_dump(), ensure_ascii=False) for name, record in lock.shots.items()}
    parts = [f'"lock": {lock.lock}', f'"style": {style}']
    if lock.stages:
        parts.append(f'"stages": {_lines({stage: json.dumps(key) for stage, key in lock.stages.items()})}')
    parts += [f'"files": {_lines(files)}', f'"shots": {_lines(shots)}']
    if lock.proposals:
        parts.append(f'"proposals": {_lines({path: json.dumps(digest) for path, digest in lock.proposals.items()})}')
    if lock.order:
        parts.append(f'"order": {json.dumps(lock.order, ensure_ascii=False)}')
    if lock.cast:
        cast = {name: json.dumps(record.model_dump(exclude_none=True)) for name, record in lock.cast.items()}
        parts.append(f'"cast": {_lines(cast)}')
    return "{\n  " + ",\n  ".join(parts) + "\n}\n"


def _lines(entries: Mapping[str, str]) -> str:
    if not entries:
        return "{}"
    lines = [f"    {json.dumps(key, ensure_ascii=False)}: {entries[key]}" for key in sorted(entries)]
    return "{\n" + ",\n".join(lines) + "\n  }"


def write_lock(root: Path, lock: Lock) -> None:
    """Write film.lock whole, if it is not as it should be already. What another command wrote since it was read stays.

    Raises:
        ProjectError: if it was damaged since; nothing is written then.
    """
    path = root / LOCK_FILE
    with _alone(root):
        now = lock if lock.read is None else _brought_together(lock.read, lock, read_lock(root))
        text = lock_text(now)
        if not path.is_file() or path.read_bytes() != text.encode():
            write_text(path, text)
    lock.remembered()


@contextmanager
def _alone(root: Path) -> Generator[None]:
    """No other command writes film.lock meanwhile.

    Raises:
        FilmError: if the disk does not let it.
    """
    from filelock import FileLock

    folder = root / ".filmwright"
    own = FileLock(folder / "film.lock")
    try:
        make_folder(folder)
        own.acquire()
    except OSError as error:
        raise FilmError(f"{folder} cannot be written to: {(error.strerror or str(error)).lower()}") from error
    try:
        yield
    finally:
        own.release()


def _brought_together(before: Lock, ours: Lock, theirs: Lock) -> Lock:
    """What is in the file now, with what we changed of what we had read; entry by entry, ours where both changed one."""
    update: dict[str, object] = {}
    for name in Lock.model_fields:
        was, want, there = (getattr(lock, name) for lock in (before, ours, theirs))
        if want == was:
            continue
        update[name] = _entries(was, want, there) if isinstance(want, dict) else want
    return theirs.model_copy(update=update)


def _entries(was: dict[str, object], want: dict[str, object], there: dict[str, object]) -> dict[str, object]:
    gone = {key for key in was.keys() - want.keys() if there.get(key) == was[key]}
    changed = {key: value for key, value in want.items() if key not in was or was[key] != value}
    return {key: value for key, value in there.items() if key not in gone} | changed


def edited(root: Path, relative_path: str, lock: Lock) -> bool:
    """Return whether a person changed, wrote or deleted a file since the tool last wrote it."""
    current = current_digest(root / relative_path)
    return current != lock.files.get(relative_path)


def current_digest(path: Path) -> str | None:
    """Return the digest of a file as it is, None if there is none; what is no text has one that the tool never wrote."""
    if not path.exists():
        return None
    raw = path.read_bytes()
    try:
        return text_digest(raw.decode("utf-8"))
    except UnicodeDecodeError:
        return hashlib.sha256(raw).hexdigest()
