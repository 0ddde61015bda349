"""Characters of packs in a film: taken into it, and taken anew when there is a newer version. All of it happens, or nothing."""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from orchestrator.film.errors import FilmError
from orchestrator.film.sheets import Character
from orchestrator.project import originals
from orchestrator.project.all_or_nothing import AllOrNothing
from orchestrator.project.atomic import read_bytes
from orchestrator.project.cast import Brought
from orchestrator.project.cast_sheet import files_in, folder_of, for_film
from orchestrator.project.explain import instead, problems_of
from orchestrator.project.folder import id_of, load_film
from orchestrator.project.generated import Generated, write_generated
from orchestrator.project.lock import LOCK_FILE, CastRecord, Lock, read_lock, text_digest, write_lock
from orchestrator.project.merge_fields import differences
from orchestrator.project.merge_files import CannotMerge, data_of_text, merge_texts
from orchestrator.project.names import is_id, slug
from orchestrator.project.renamed_files import moved_entries, written_id
from orchestrator.project.source import SourceError, parse
from orchestrator.project.surgery import CannotEdit


@dataclass(frozen=True)
class Taken:
    """A character that is in the film now: what became of its sheet, the files that came along, and those that stayed as a
    person had changed them.
    """

    identity: str
    record: CastRecord
    sheet: Generated
    files: tuple[str, ...]
    left: tuple[str, ...] = ()


@dataclass(frozen=True)
class Offer:
    """Another version of a character of the film: `now` is its sheet as it is, `then` as it would be, with what a person
    wrote into it. `fields` are those of the sheet that would change, `files` those files that are new or other ones.
    """

    identity: str
    before: CastRecord
    after: CastRecord
    now: Character
    then: Character
    fields: tuple[str, ...]
    files: tuple[str, ...]
    asked: int

    @property
    def is_news(self) -> bool:
        """Whether there is anything to take."""
        return self.before.digest != self.after.digest


def use(root: Path, found: Brought, identity: str | None = None) -> Taken:
    """Take a character into the film, as `identity` or under its own name; a sheet of that id is merged with, like any other.

    Raises:
        FilmError: if the film has that character from a pack already, or would not be valid with it; nothing is changed then.
    """
    name = identity or found.name
    if not is_id(name):
        raise FilmError(
            f"'{name}' is no id; ids are lower-case letters, digits and hyphens: write '{slug(name, 'mara')}'"
        )
    film_lock = _sound(root, name)
    if (known := film_lock.cast.get(name)) is not None:
        said = f"{name} is in this film already (the character {known.name}, version {known.version})"
        raise FilmError(f"{said}; take another version with: filmwright cast upgrade {name}, or another id with --as")
    return _taken(root, found, name, {}, film_lock)


def offer(root: Path, found: Brought, identity: str) -> Offer:
    """Return what taking this version of a character of the film would change.

    Raises:
        FilmError: if the film has no such character from a pack, or its sheet cannot be read.
    """
    lock = _sound(root, identity, only_look=True)
    before, after = record_of(lock, identity), _record(found, identity)
    path = sheet_path(root, identity)
    yours, text = _text(root / path), _for_film(found, identity)
    base = originals.find(root, lock.files.get(path))
    then, asked = text, 0
    if yours is not None and text_digest(yours) != lock.files.get(path):
        then, asked = _merged(path, base, yours, text)
    changed = [
        field for field in differences(data_of_text(yours) if yours else {}, data_of_text(then)) if field != "version"
    ]
    files = [name for name, digest in after.files.items() if before.files.get(name) != digest]
    now = _character(path, yours if yours is not None else then)
    return Offer(identity, before, after, now, _character(path, then), tuple(changed), tuple(files), asked)


def upgrade(root: Path, found: Brought, identity: str) -> Taken:
    """Take this version of a character that the film has from a pack; what a person wrote into its sheet stays.

    Raises:
        FilmError: if the film would not be valid with it; nothing is changed then.
    """
    lock = _sound(root, identity)
    return _taken(root, found, identity, record_of(lock, identity).files, lock)


def record_of(lock: Lock, identity: str) -> CastRecord:
    """Return what film.lock knows of a character that came from a pack.

    Raises:
        FilmError: if it knows nothing; names those that there are.
    """
    if identity in lock.cast:
        return lock.cast[identity]
    if not lock.cast:
        raise FilmError("no character of this film came from a pack; take one with: filmwright cast use NAME")
    raise FilmError(f"'{identity}' did not come into this film from a pack; {instead(identity, sorted(lock.cast))}")


def sheet_path(root: Path, identity: str) -> str:
    """Return the path of a character's sheet in the film, whatever the file is called; where it would go, if there is none."""
    folder = root / "characters"
    for path in sorted(folder.iterdir()) if folder.is_dir() else ():
        if path.suffix in (".yaml", ".yml") and not path.name.startswith(".") and id_of(path) == identity:
            return f"characters/{path.name}"
    return f"characters/{identity}.yaml"


def _taken(root: Path, found: Brought, identity: str, before: Mapping[str, str], lock: Lock) -> Taken:
    record, folder = _record(found, identity), folder_of(identity)
    path, text = sheet_path(root, identity), _for_film(found, identity)
    sources = {f"{folder}/{name}": source for name, source in found.files().items()}
    left = [name for name in sources if _is_changed(root / name, before.get(name), record.files[name])]
    if not before and left:
        raise FilmError(f"{left[0]} is there already, and is another file than the character's; move it away first")
    gone = [name for name, digest in before.items() if name not in sources and _digest_at(root / name) == digest]
    news = [name for name in sources if name not in left and _digest_at(root / name) != record.files[name]]
    with AllOrNothing(root) as change:
        for name in news:
            change.copy(sources[name], name)
        change.about(path, f"proposals/{path}", LOCK_FILE)
        sheet = write_generated(root, path, text, lock)
        named = _names_in(root, path)
        for name in gone:
            if name not in named:
                change.remove(name)
        write_lock(root, sheet.lock.with_cast(identity, record))
        load_film(root, scenes_needed=False)
    return Taken(identity, record, sheet, tuple(news), tuple(left))


def _sound(root: Path, identity: str, *, only_look: bool = False) -> Lock:
    """The film's lock, which knows the character's sheet by the name that it has now.

    A film that has errors is told them before anything is done to it.
    """
    load_film(root, scenes_needed=False)
    lock, path = read_lock(root), sheet_path(root, identity)
    if path in lock.files:
        return lock
    gone = (name for name in lock.files if name.startswith("characters/") and not (root / name).exists())
    old = next((name for name in gone if written_id(root, name, lock) == identity), None)
    if old is None or not (root / path).exists():
        return lock
    if only_look:
        return lock.with_files({path: lock.files[old]})
    return moved_entries(root, lock, old, path)


def _record(found: Brought, identity: str) -> CastRecord:
    files = {f"{folder_of(identity)}/{name}": _digest_at(path) or "" for name, path in found.files().items()}
    source = None if found.in_library else found.pack.source
    return CastRecord(
        name=found.name,
        version=found.character.version,
        digest=found.digest,
        address=source.public_address if source else None,
        tag=source.tag if source else None,
        commit=source.commit if source else None,
        files=files,
    )


def _for_film(found: Brought, identity: str) -> str:
    try:
        return for_film(found.text, identity)
    except (CannotEdit, CannotMerge) as error:
        raise FilmError(f"the sheet of {found.name} cannot be taken over: {error}; write it on plain lines") from error


def _merged(path: str, base: str | None, yours: str, text: str) -> tuple[str, int]:
    """The sheet as it would be with what a person wrote, and in how many places they would be asked."""
    try:
        done = merge_texts(path, base, yours, text) if base is not None else None
    except CannotMerge:
        done = None
    return (done.text, len(done.conflicts)) if done else (yours, 1)


def _text(path: Path) -> str | None:
    raw = read_bytes(path)
    return None if raw is None else raw.decode("utf-8", "replace")


def _character(path: str, text: str) -> Character:
    try:
        read = problems_of(Character, parse(text), path)
    except SourceError as error:
        raise FilmError(str(error.of(path))) from error
    if isinstance(read, list):
        raise FilmError(str(read[0]))
    return read


def _names_in(root: Path, path: str) -> set[str]:
    """The files that a sheet of the film names."""
    try:
        return {name for _, name in files_in(data_of_text(_text(root / path) or ""))}
    except CannotMerge:
        return set()


def _is_changed(path: Path, before: str | None, after: str) -> bool:
    """Whether a file is neither what the tool put there nor what it would put there now."""
    now = _digest_at(path)
    return now is not None and now not in (before, after)


def _digest_at(path: Path) -> str | None:
    try:
        with path.open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest()
    except FileNotFoundError:
        return None
    except OSError as error:
        raise FilmError(f"{path} cannot be read: {(error.strerror or str(error)).lower()}") from error
