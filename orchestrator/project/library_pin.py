"""The guide that a film uses: live where it lies beside the film, else the copy that film.lock pins.

A film that takes a guide from the library, or one that ships with Filmwright, gets a flat copy of it in `pinned/styles/NAME/`,
made to be committed, and film.lock has its digest. So the film is the same tomorrow, and on another machine. Of a guide beside
the film that extends one from elsewhere, that one is pinned.
"""

from dataclasses import dataclass, replace
from pathlib import Path

from orchestrator.film.errors import FilmError, Problem, ProjectError
from orchestrator.film.film import Film
from orchestrator.project.atomic import read_bytes, remove, write_bytes
from orchestrator.project.library import FOLDER_FILE, Found, beside_film, found_style, shown, styles_at_hand
from orchestrator.project.library_flat import Flat, digest_of, digest_of_copy, flattened
from orchestrator.project.library_guide import Guide, assembled, read_guide, read_layers
from orchestrator.project.library_merge import files_in
from orchestrator.project.lock import LOCK_FILE, Lock, StyleRecord, write_lock
from orchestrator.project.packs.pack import Source

PINNED = "pinned/styles"


@dataclass(frozen=True)
class Pin:
    """A guide that a film is to keep: what film.lock says of it, and its copy; None for a guide that lies beside the film."""

    record: StyleRecord
    name: str = ""
    copy: Flat | None = None

    def files(self) -> dict[str, bytes]:
        """The files of the copy by their paths in the project, the guide itself last.

        Raises:
            FilmError: if one cannot be read any more.
        """
        if self.copy is None:
            return {}
        return {f"{PINNED}/{self.name}/{name}": raw for name, raw in self.copy.contents().items()}


def guide_of_film(name_or_path: str, root: Path, lock: Lock, *, whatever: bool = False) -> Guide:
    """Return the guide that the film in `root` uses; `whatever` also if somebody edited the pinned copy.

    Raises:
        UnknownStyle: if there is none.
        ProjectError: if it has errors, or if the pinned copy is not what film.lock pins.
    """
    pinned = _pinned(root, lock)
    beside = beside_film(name_or_path, root)
    found = beside or pinned.get(name_or_path) or found_style(name_or_path, root)
    try:
        layers = read_layers(found, root, pinned)
    except ProjectError as error:
        raise _sharper(root, lock, error, name_or_path) from error
    record = lock.style.pinned if lock.style else None
    if record is not None and layers[-1].found.origin == "pinned" and not whatever:
        _compare(assembled(layers[-1:]), record, name_or_path)
    return assembled(layers)


def pinned_guide(root: Path, lock: Lock, *, whatever: bool = False) -> Guide | None:
    """Return the copy that film.lock pins, None if it pins none.

    Raises:
        ProjectError: if the copy has errors, or is not what film.lock pins (unless `whatever`).
    """
    record = lock.style.pinned if lock.style else None
    if record is None or lock.style is None:
        return None
    try:
        guide = read_guide(_pinned(root, lock)[record.name], root)
    except ProjectError as error:
        raise _sharper(root, lock, error, lock.style.name) from error
    if not whatever:
        _compare(guide, record, lock.style.name)
    return guide


def at_hand(root: Path, lock: Lock) -> Guide | None:
    """Return the guide of the pinned one's name in the library, or that ships; None if there is none, or nothing is pinned.

    Raises:
        ProjectError: if that has errors.
    """
    record = lock.style.pinned if lock.style else None
    found = None if record is None else styles_at_hand().get(record.name)
    return None if found is None else read_guide(found, root)


def newer(root: Path, lock: Lock) -> Guide | None:
    """Return what is at hand of the pinned guide's name, if it is not the same any more.

    Raises:
        ProjectError: if that has errors.
    """
    record, guide = lock.style.pinned if lock.style else None, at_hand(root, lock)
    return guide if record and guide and digest_of(guide) != record.digest else None


def pin_of(guide: Guide, came_from: Source | None = None) -> Pin:
    """Return what a film that uses this guide keeps; `came_from` is the pack that it was opened from, if it is not installed.

    Raises:
        FilmError: if a file of the guide cannot be read.
    """
    style = guide.style
    outside = next((at for at, layer in enumerate(guide.layers) if layer.found.origin != "film"), None)
    if outside == 0:
        return _pin(guide, came_from)
    said = StyleRecord(name=style.name, version=style.version, digest=digest_of(guide), source="film")
    if outside is None:
        return Pin(said)
    base = _pin(assembled(guide.layers[outside:]), came_from)
    return Pin(said.model_copy(update={"base": base.record}), base.name, base.copy)


def kept(root: Path, film: Film, lock: Lock) -> Lock:
    """Pin the guide that a film was loaded with, unless it is; return the lock, which is not written.

    Raises:
        FilmError: if the copy cannot be written.
    """
    guide = guide_of_film(film.settings.style, root, lock)
    if guide.style != film.style:
        return lock  # it changed while the film was made: the next time
    record = lock.style.pinned if lock.style else None
    if record is not None and record.replaces is not None:
        record = _finished(assembled(guide.layers[-1:]), record)
    if record is not None and guide.origin == "pinned":
        return lock.with_style(record)
    if record is not None and guide.layers[-1].found.origin == "pinned":
        said = StyleRecord(name=guide.style.name, version=guide.style.version, digest=digest_of(guide), source="film")
        return lock.with_style(said.model_copy(update={"base": record}))
    pin = pin_of(guide)
    lay_down(root, pin)
    return lock.with_style(pin.record)


def take(root: Path, pin: Pin, lock: Lock) -> Lock:
    """Pin a guide in place of the one that is pinned now; return the lock as it is written then.

    Whenever this is interrupted, what there is can be read: the files of two versions never have the same name, but for the
    guide itself, which changes last, and `replaces` has the digest of the copy that it was until then.

    Raises:
        FilmError: if something cannot be written.
    """
    before = lock.style.pinned if lock.style else None
    old = set(_files_of(root, before.name)) if before else set[str]()
    if before is not None and before.name == pin.name:
        write_lock(root, lock.with_style(_replacing(pin.record, before.digest)))
    laid = {path.relative_to(root).as_posix() for path in lay_down(root, pin)}
    after = lock.with_style(pin.record)
    write_lock(root, after)
    for name in sorted(old - laid):
        remove(root / name)
    _tidy(root)
    return after


def lay_down(root: Path, pin: Pin) -> list[Path]:
    """Write the copy, the guide itself last; return its files. What else lies there stays.

    Raises:
        FilmError: if it cannot be written.
    """
    written: list[Path] = []
    fresh: list[Path] = []
    try:
        for name, raw in pin.files().items():
            path = root / name
            if not _is_inside(root, path):
                raise FilmError(f"{name} leads out of the project, by a link; nothing was written there")
            if (before := read_bytes(path)) != raw:
                fresh += [path] if before is None else []
                write_bytes(path, raw)
            written.append(path)
    except FilmError:  # the disk is full, or somebody else's
        for path in fresh:
            path.unlink(missing_ok=True)
        _tidy(root)
        raise
    return written


def _pin(guide: Guide, came_from: Source | None) -> Pin:
    from orchestrator.project.packs.installing import origin

    name, style = guide.found.name, guide.style
    source = came_from or (origin(guide.found.folder) if guide.found.is_folder else None)
    if guide.origin == "built-in":
        said = "ships with Filmwright"
    elif source is None:
        said = "is from the style library of whoever made the film"
    else:
        said = f"is from {source.public_address}" + (f" at {source.tag}" if source.tag else "")
    copy = flattened(guide, _header(name, style.version, said))
    record = StyleRecord(
        name=name,
        version=style.version,
        digest=copy.digest,
        source="built-in" if guide.origin == "built-in" else "library",
        address=source.public_address if source else None,
        tag=source.tag if source else None,
        commit=source.commit if source else None,
    )
    return Pin(record, name, copy)


def _header(name: str, version: int, source: str) -> tuple[str, ...]:
    name, source = " ".join(name.split()), " ".join(source.split())
    return (
        f"The style guide {name}, version {version}, as this film uses it; it {source}.",
        "Made to be committed, not to be edited: film.lock has its digest. A newer version: filmwright style upgrade.",
        f"One of your own: filmwright style new my-{name} --from {name} --here, then: filmwright style use my-{name}",
    )


def _replacing(record: StyleRecord, digest: str) -> StyleRecord:
    if record.base is not None:
        return record.model_copy(update={"base": _replacing(record.base, digest)})
    return record.model_copy(update={"replaces": digest})


def _pinned(root: Path, lock: Lock) -> dict[str, Found]:
    """The copy that film.lock pins, by the name of the guide."""
    record = lock.style.pinned if lock.style else None
    if record is None:
        return {}
    return {record.name: Found(record.name, root / PINNED / record.name / FOLDER_FILE, "pinned")}


def _compare(guide: Guide, record: StyleRecord, used: str) -> None:
    """Refuse a copy that is not the one in film.lock; `used` is what the film says of its style, which may extend it."""
    if record.replaces is not None or _digest_of_copy(guide) == record.digest:
        return
    name = record.name
    said = (
        f"this copy of the style {name} was changed since the film took it; take {name} anew with: filmwright style use {used}, "
        f"or make the changes a guide of your own: filmwright style new my-{name} --from {name} --here"
    )
    raise ProjectError([Problem(guide.layers[0].shown, 1, 1, "", said)])


def _finished(guide: Guide, record: StyleRecord) -> StyleRecord:
    """The record of a copy whose replacement was cut short: what is there is what the film is made with."""
    return record.model_copy(
        update={"version": guide.style.version, "digest": _digest_of_copy(guide), "replaces": None}
    )


def _digest_of_copy(guide: Guide) -> str:
    layer = guide.layers[0]
    return digest_of_copy(layer, {name: guide.files[name] for _, name in files_in(layer.values)}, guide.templates())


def _sharper(root: Path, lock: Lock, error: ProjectError, used: str) -> ProjectError:
    """The error of a pinned copy that cannot be read, with the way out of it."""
    found = next(iter(_pinned(root, lock).values()), None)
    if found is None or all(fault.file != shown(found.file, root) for fault in error.problems):
        return error
    again = f"filmwright style use {used}"
    if not found.file.is_file():
        said = f"pins the style {found.name}, but {shown(found.folder, root)}/ is not there; take it back from git, or take "
        return ProjectError([Problem(LOCK_FILE, 1, 1, "style", f"{said}{found.name} as it is now: {again}")])
    return ProjectError(
        [replace(fault, message=f"{fault.message} (or take {found.name} anew: {again})") for fault in error.problems]
    )


def _files_of(root: Path, name: str) -> list[str]:
    """The files of a pinned copy, by their paths in the project."""
    folder = root / PINNED / name
    files = (path for path in sorted(folder.rglob("*")) if path.is_file() and _is_inside(root, path))
    return [path.relative_to(root).as_posix() for path in files]


def _is_inside(root: Path, path: Path) -> bool:
    return path.parent.resolve().is_relative_to(root.resolve())


def _tidy(root: Path) -> None:
    """Folders that are empty now go."""
    if not _is_inside(root, root / PINNED / "any"):
        return
    folders = [path for path in (root / PINNED).rglob("*") if path.is_dir() and not path.is_symlink()]
    for folder in sorted(folders, reverse=True):
        if not any(folder.iterdir()):
            folder.rmdir()
