"""How everything stands that a plan is made from, in one digest: while that is the same, so is the plan.

Files are looked at and not read: their sizes, times and numbers, as for the objects of the store. What belongs to it: all of the
project but what every command leaves behind, the person's configuration and library, Filmwright itself and the folders that
Python imports from, the environment, and what was asked. Models, shared stores and guides elsewhere do not belong to it, so
nothing is kept that was made from them (`unmoved.lasting`).
"""

import hashlib
import os
import re
import sys
import time
from collections.abc import Iterator
from pathlib import Path

from orchestrator.film.own_folders import config_file, data_folder

_YOUNG = 2_000_000_000
"""Nanoseconds: a file that was written so shortly ago may be written again without a change of its times."""
_PASSING = re.compile(r"scratch\Z|leases\Z|index\.|decoded\Z|.*\.lock\Z")
"""What every command may leave otherwise in the store, and what nothing follows from."""
_NOT_OWN = re.compile(r"\.git\Z|\.filmwright\Z")
_COMPILED = re.compile(r"__pycache__\Z")
_OF_SHELLS = frozenset({"_", "SHLVL", "PWD", "OLDPWD", "COLUMNS", "LINES"})
"""What shells set anew for each command."""


class _Unsure(Exception):
    """It cannot be told how everything stands."""


def standing(root: Path, *asked: object) -> str | None:
    """Return the digest of how everything stands now for what is `asked` of a project; None where looking does not tell.

    That is so where a link leads elsewhere, where something cannot be looked at, and where a file was written just now.
    """
    environment = sorted((name, value) for name, value in os.environ.items() if name not in _OF_SHELLS)
    sha = hashlib.sha256(repr((sys.version, asked, root.absolute(), environment)).encode())
    latest = 0
    try:
        for name, now in looked_at(root):
            sha.update(
                f"{name}\0{now.st_mode} {now.st_size} {now.st_mtime_ns} {now.st_ctime_ns} {now.st_ino}\n".encode()
            )
            latest = max(latest, now.st_mtime_ns, now.st_ctime_ns)
        sha.update(repr([(folder, _time_of(folder)) for folder in sys.path]).encode())
    except (OSError, ValueError, _Unsure):
        return None
    return sha.hexdigest() if latest + _YOUNG < time.time_ns() else None


def looked_at(root: Path) -> Iterator[tuple[str, os.stat_result]]:
    """Each file of the project, of the person and of Filmwright itself, by its path."""
    yield from _below(root, _NOT_OWN)
    yield from _below(root / ".filmwright", _PASSING)
    yield from _below(data_folder())
    if config_file().exists():
        yield str(config_file()), config_file().stat()
    here = Path(__file__).parents[2]
    for package in ("orchestrator", "generation", "stitching", "templates"):
        yield from _below(here / package, _COMPILED)


def _below(folder: Path, without: re.Pattern[str] | None = None) -> Iterator[tuple[str, os.stat_result]]:
    """Each file below a folder, which need not be there; whatever is called so is left out, at every depth."""
    waiting = [str(folder)] if folder.exists() else []
    while waiting:
        with os.scandir(waiting.pop()) as found:
            entries = sorted(found, key=lambda entry: entry.name)
        for entry in entries:
            if without is not None and without.match(entry.name):
                continue
            if entry.is_symlink():
                raise _Unsure
            if entry.is_dir():
                waiting.append(entry.path)
            else:
                yield entry.path, entry.stat()


def _time_of(folder: str) -> int:
    """When a package was last added to a folder of those, or taken away; 0 for the one that we are in: anything may be there."""
    place = Path(folder)
    return place.stat().st_mtime_ns if place.is_dir() and place.absolute() != Path.cwd() else 0
