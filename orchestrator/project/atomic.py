"""Writing files so that a reader sees the old or the new one, never a mix."""

import os
import tempfile
from pathlib import Path

from orchestrator.film.errors import FilmError


def write_text(path: Path, text: str) -> None:
    """Write a file whole, or leave it as it was: scratch file beside it, fsync, rename. Line ends are kept as given.

    Raises:
        FilmError: if it cannot be written.
    """
    try:
        _write(path, text)
    except OSError as error:
        raise FilmError(f"{path} cannot be written: {(error.strerror or str(error)).lower()}") from error


def _write(path: Path, text: str) -> None:
    target = path.resolve() if path.is_symlink() else path
    target.parent.mkdir(parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(prefix=f".{target.name}.", suffix=".tmp", dir=target.parent)
    scratch = Path(name)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(text.encode("utf-8"))
            file.flush()
            os.fsync(file.fileno())
        scratch.chmod(target.stat().st_mode & 0o777 if target.exists() else 0o666 & ~_umask())
        scratch.replace(target)
    except BaseException:
        scratch.unlink(missing_ok=True)
        raise


def _umask() -> int:
    current = os.umask(0o022)
    os.umask(current)
    return current
