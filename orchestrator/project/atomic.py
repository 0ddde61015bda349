"""Writing files so that a reader sees the old or the new one, never a mix, and so that nothing is replaced unseen."""

import os
import tempfile
from collections.abc import Callable
from contextvars import ContextVar
from pathlib import Path
from typing import TypeAlias

from orchestrator.film.errors import FilmError

Witness: TypeAlias = Callable[[Path, bytes | None, bytes | None], None]
"""Is told of each change before it is made: the path, what stands there, and what will (None: no file)."""

witness: ContextVar[Witness | None] = ContextVar("witness", default=None)
"""Who is told; `history.recorded` is."""


class ChangedMeanwhile(FilmError):
    """Somebody saved the file between our reading and our writing it; nothing was written."""


class _Anything:
    """Whatever stands there may be replaced."""


ANYTHING = _Anything()


def write_text(path: Path, text: str, seen: bytes | _Anything | None = ANYTHING) -> None:
    """Write a file whole, or leave it as it was: scratch file beside it, fsync, rename. Line ends are kept as given.

    `seen` is what the file held when it was read (None: there was none); it is looked at again right before the rename.

    Raises:
        ChangedMeanwhile: if the file holds something else than `seen` by now.
        FilmError: if it cannot be written.
    """
    write_bytes(path, text.encode("utf-8"), seen)


def write_bytes(path: Path, raw: bytes, seen: bytes | _Anything | None = ANYTHING) -> None:
    """Write a file as `write_text` does."""
    try:
        _write(path, raw, seen)
    except OSError as error:
        raise FilmError(f"{path} cannot be written: {(error.strerror or str(error)).lower()}") from error


def remove(path: Path) -> None:
    """Take a file away, if it is there.

    Raises:
        FilmError: if it cannot be removed.
    """
    try:
        if path.is_file():
            _tell(path, None)
            path.unlink()
    except OSError as error:
        raise FilmError(f"{path} cannot be removed: {(error.strerror or str(error)).lower()}") from error


def read_bytes(path: Path) -> bytes | None:
    """Return what a file holds, None if there is none.

    Raises:
        FilmError: if it cannot be read.
    """
    try:
        return path.read_bytes() if path.is_file() else None
    except OSError as error:
        raise FilmError(f"{path} cannot be read: {(error.strerror or str(error)).lower()}") from error


def _tell(path: Path, after: bytes | None) -> None:
    listener = witness.get()
    if listener is not None:
        listener(path, path.read_bytes() if path.is_file() else None, after)


def _write(path: Path, raw: bytes, seen: bytes | _Anything | None) -> None:
    target = path.resolve() if path.is_symlink() else path
    target.parent.mkdir(parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(prefix=f".{target.name}.", suffix=".tmp", dir=target.parent)
    scratch = Path(name)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(raw)
            file.flush()
            os.fsync(file.fileno())
        scratch.chmod(target.stat().st_mode & 0o777 if target.exists() else 0o666 & ~_umask())
        _tell(path, raw)
        if not isinstance(seen, _Anything) and (target.read_bytes() if target.is_file() else None) != seen:
            raise ChangedMeanwhile(
                f"{path} was changed while this was being written; nothing was replaced, do it again"
            )
        scratch.replace(target)
    except BaseException:
        scratch.unlink(missing_ok=True)
        raise


def _umask() -> int:
    current = os.umask(0o022)
    os.umask(current)
    return current
