"""The LUT of a style guide, read when the guide is: a broken one is told with its place before anything is rendered."""

from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

from orchestrator.film.errors import Problem

if TYPE_CHECKING:
    from stitching.lut import LutError


def lut_fault(path: Path, shown: str) -> Problem | None:
    """What is wrong inside a LUT file, which is called `shown` in what is said of it."""
    try:
        facts = path.stat()
    except OSError:
        return None  # that it is not there is told by whoever looks for it
    error = _error_in(path, facts.st_mtime_ns, facts.st_size)
    return Problem(shown, error.line, error.column, "", error.message) if error else None


@lru_cache(maxsize=64)
def _error_in(path: Path, _changed: int, _size: int) -> "LutError | None":
    from stitching.lut import LutError, read_lut

    try:
        read_lut(path)
    except LutError as error:
        return error
    return None
