"""Keeping a pack in the person's library: the whole of it, or what was there before."""

import ctypes
import errno
import json
import os
import shutil
import sys
import tempfile
from collections.abc import Generator
from contextlib import contextmanager
from dataclasses import asdict
from pathlib import Path

from orchestrator.project.packs.folder import folder_contents
from orchestrator.project.packs.inspection import members_problems
from orchestrator.project.packs.members import judged
from orchestrator.project.packs.opening import copied
from orchestrator.project.packs.pack import Pack, PackError, Source

_ARRIVING = ".arriving"
"""Where a pack is put together, inside of the library, so that it needs only a new name in the end."""
_ORIGIN = ".origin.json"
"""In an installed pack: where it came from. Hidden, so that it is no part of the pack."""
_WAIT = 60
"""Seconds for another one who installs to end."""


def install(pack: Pack, library: Path, *, replace: bool = False) -> Path:
    """Put a pack into a library under its own name, and return its folder; one of that name gives way only to `replace`.

    It is written aside, flushed, and takes its place at once: whatever happens, the name has the old pack or the new one.

    Raises:
        PackError: if there is one of that name already, or the disk does not take it; what was there stays as it was.
    """
    from filelock import FileLock, Timeout

    try:
        library.mkdir(parents=True, exist_ok=True)
        with FileLock(library / ".lock", timeout=_WAIT):
            _tidy(library)
            return _installed(pack, library, replace)
    except Timeout as error:
        raise PackError(f"somebody else is installing into {library}; wait until that is done") from error
    except OSError as error:
        why = (error.strerror or str(error)).lower()
        raise PackError(f"{pack.name} cannot be put into {library}: {why}; what was there is as it was") from error


def origin(folder: Path) -> Source | None:
    """Return where an installed pack came from, None if nobody knows."""
    try:
        said: object = json.loads((folder / _ORIGIN).read_text(encoding="utf-8"))
        if not isinstance(said, dict) or not all(isinstance(value, str | None) for value in said.values()):
            return None
        return Source(**said)
    except (OSError, ValueError, TypeError):
        return None


def _installed(pack: Pack, library: Path, replace: bool) -> Path:
    target, single = library / pack.name, library / f"{pack.name}.yaml"
    there = next((path for path in (target, single) if os.path.lexists(path)), None)
    if there and not replace:
        raise PackError(
            f"there is a pack '{pack.name}' at {there} already; ask for it to be replaced, or remove it first"
        )
    with _arriving(library, pack.name) as aside:
        new = aside / "new"
        contents = folder_contents(pack.folder, pack.name)
        if faults := judged(contents) or members_problems(contents.members, pack.kind):
            raise PackError.of(faults, pack.name)
        copied(contents, new)
        (new / _ORIGIN).write_text(json.dumps(asdict(pack.source), indent=2) + "\n", encoding="utf-8")
        _flush(new)
        _take_place(new, target, aside / "old")
        single.unlink(missing_ok=True)
        _flush_folder(library)
    return target


@contextmanager
def _arriving(library: Path, name: str) -> Generator[Path]:
    (library / _ARRIVING).mkdir(exist_ok=True)
    aside = Path(tempfile.mkdtemp(prefix=f"{name}.", dir=library / _ARRIVING))
    try:
        yield aside
    finally:
        _tidy(library)


def _tidy(library: Path) -> None:
    """Take away what an installation that was cut off has left; a pack that it had moved aside goes back first."""
    arriving = library / _ARRIVING
    if arriving.is_symlink() or not arriving.is_dir():
        return
    for aside in list(arriving.iterdir()):
        target = library / aside.name.rpartition(".")[0]
        if os.path.lexists(aside / "old") and not os.path.lexists(target):
            (aside / "old").rename(target)
        shutil.rmtree(aside, ignore_errors=True)
    if not any(arriving.iterdir()):
        arriving.rmdir()


def _take_place(new: Path, target: Path, old: Path) -> None:
    """Give `new` the name `target`. Where the system can exchange two names there is no moment without one of them."""
    if not os.path.lexists(target):
        new.rename(target)
    elif not _exchanged(new, target):
        target.rename(old)
        try:
            new.rename(target)
        except BaseException:
            old.rename(target)
            raise


def _exchanged(one: Path, other: Path) -> bool:
    """Exchange two names in one step; False where system or disk cannot."""
    if not sys.platform.startswith(("linux", "darwin")):
        return False
    library = ctypes.CDLL(None, use_errno=True)
    names = (os.fsencode(one), os.fsencode(other))
    try:
        if sys.platform == "darwin":
            done = library.renamex_np(*names, ctypes.c_uint(2))
        else:
            here = ctypes.c_int(-100)
            done = library.renameat2(here, names[0], here, names[1], ctypes.c_uint(2))
    except AttributeError:  # an old system library
        return False
    if done == 0:
        return True
    code = ctypes.get_errno()
    if code in (errno.EINVAL, errno.ENOSYS, errno.ENOTSUP, errno.EPERM):
        return False
    raise OSError(code, os.strerror(code), str(other))


def _flush(folder: Path) -> None:
    for path in folder.rglob("*"):
        if path.is_dir():
            _flush_folder(path)
        else:
            with path.open("rb+") as file:
                os.fsync(file.fileno())
    _flush_folder(folder)


def _flush_folder(folder: Path) -> None:
    if os.name == "posix":
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)
