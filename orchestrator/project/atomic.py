"""Writing files so that a reader sees the old or the new one, never a mix, and so that nothing that somebody saves is lost.

A person's file is never replaced unseen. The new one, whole and on the disk, changes names with it in one step; only then, when
nobody can come between any more, it is looked at what the old one held. If it is not what was read, somebody saved it meanwhile:
the two change back, and whoever wanted to write reads and merges again. An editor that saves in place may have opened the old
file before it lost its name, and write into it afterwards: it is waited for, and the file itself (not a copy) is handed to the
`keeper`, who looks at it again later.

Files that nobody edits (those of the store, say) are renamed over the old ones, which is quicker.

On Windows and on file systems without the system call there is a moment between looking and replacing, see `swapping`. A hard
link elsewhere to a file that is replaced goes on holding the old text.
"""

import contextlib
import errno
import itertools
import os
import random
import tempfile
import time
from collections.abc import Callable
from contextvars import ContextVar
from pathlib import Path
from typing import Protocol, TypeAlias, TypeVar

from orchestrator.film.errors import FilmError
from orchestrator.project.durable import folder_to_disk, make_folder, to_disk
from orchestrator.project.swapping import PAUSES, Look, exchange, look, put_new, read_whole

Witness: TypeAlias = Callable[[Path, bytes | None, bytes | None], None]
"""Is told of each change before it is made: the path, what stands there, and what will (None: no file)."""

witness: ContextVar[Witness | None] = ContextVar("witness", default=None)
"""Who is told; `history.recorded` is."""


class Keeper(Protocol):
    """Whoever keeps what is displaced while a command runs; `history.recorded` does."""

    def owner(self, path: Path) -> str | None:
        """The word that is in the names of scratch files for this path, so that they can be found if the command is killed;
        None if the path is none of the keeper's.
        """
        ...

    def is_edited(self, path: Path) -> bool:
        """Whether people edit this file."""
        ...

    def wrote(self, path: Path, before: bytes | None, after: bytes | None) -> None:
        """Hear that a change was made, and what it really replaced."""
        ...

    def put_aside(self, path: Path, scratch: Path, held: Look) -> None:
        """Take over a file that stood at `path` and is called `scratch` now; somebody may still be writing into it."""
        ...


keeper: ContextVar[Keeper | None] = ContextVar("keeper", default=None)

_TURNS = 50
_PATIENCE = 5
"""Seconds for which it is tried to write a file that somebody saves again and again."""

Done = TypeVar("Done")


class ChangedMeanwhile(FilmError):
    """Somebody saved the file between our reading and our writing it; nothing was written."""


class SavedAllTheTime(FilmError):
    """Somebody saves the file again and again, more quickly than it can be read, merged and written; nothing was written."""


class _Anything:
    """Whatever stands there may be replaced."""


ANYTHING = _Anything()
Seen: TypeAlias = bytes | _Anything | None


def write_text(path: Path, text: str, seen: Seen = ANYTHING) -> None:
    """Write a file whole, or leave it as it was. Line ends are kept as given; a link is followed, permissions stay.

    `seen` is what the file held when it was read (None: there was none). Whoever read the file passes it; without it what
    somebody saves at the same moment is replaced, and kept for `undo`.

    Raises:
        ChangedMeanwhile: if the file holds something else than `seen` by now.
        FilmError: if it cannot be written.
    """
    write_bytes(path, text.encode("utf-8"), seen)


def write_bytes(path: Path, raw: bytes, seen: Seen = ANYTHING) -> None:
    """Write a file as `write_text` does."""
    try:
        _write(path, raw, seen)
    except (OSError, RuntimeError) as error:  # pathlib tells of a link to itself with the latter
        raise _fault(path, "written", error) from error


def remove(path: Path, seen: Seen = ANYTHING) -> None:
    """Take a file away, if it is there. `seen` is what it held when that was decided, as for `write_text`.

    Raises:
        ChangedMeanwhile: if the file holds something else than `seen` by now; it is still there.
        FilmError: if it cannot be removed.
    """
    try:
        if path.is_file():
            _remove(path, seen)
    except FileNotFoundError:
        return
    except OSError as error:
        raise _fault(path, "removed", error) from error


def move(path: Path, new: Path) -> None:
    """Give a file another name, which nothing has; what somebody is saving into it goes along.

    Raises:
        FilmError: if it cannot be done.
    """
    try:
        raw = path.read_bytes()
        _tell(new, raw, ANYTHING)
        _tell(path, None, ANYTHING)
        put_new(path, new)
        for folder in {path.parent, new.parent}:
            folder_to_disk(folder)
        raw = new.read_bytes()
        _told(new, None, raw)
        _told(path, raw, None)
    except OSError as error:
        raise _fault(path, "moved", error) from error


def read_bytes(path: Path) -> bytes | None:
    """Return what a file holds, None if there is none; a save that is under way is waited for.

    Raises:
        FilmError: if it cannot be read.
    """
    try:
        return read_whole(path) if path.is_file() else None
    except FileNotFoundError:
        return None
    except OSError as error:
        raise _fault(path, "read", error) from error


def while_it_is_saved(name: str | Path, read_and_write: Callable[[], Done]) -> Done:
    """Do what reads a file and writes it, again whenever somebody saved the file in between, for some seconds.

    Raises:
        SavedAllTheTime: if that goes on.
    """
    until = time.monotonic() + _PATIENCE
    for attempt in itertools.count():
        try:
            return read_and_write()
        except ChangedMeanwhile:
            if attempt > 1 and time.monotonic() > until:
                break
            time.sleep(random.uniform(0, min(0.01 * attempt, 0.1)))
    raise SavedAllTheTime(f"{name} is being saved by another program all the time; try again when it has finished")


def _fault(path: Path, what: str, error: Exception) -> FilmError:
    return FilmError(f"{path} cannot be {what}: {(getattr(error, 'strerror', None) or str(error)).lower()}")


def _tell(path: Path, after: bytes | None, seen: Seen) -> bytes | None:
    """Tell the witness what is about to happen; return what stands there now."""
    listener = witness.get()
    if listener is None and isinstance(seen, _Anything):
        return None
    before = path.read_bytes() if path.is_file() else None
    if not isinstance(seen, _Anything) and before != seen:
        raise _changed(path)
    if listener is not None:
        listener(path, before, after)
    return before


def _told(path: Path, before: bytes | None, after: bytes | None) -> None:
    who = keeper.get()
    if who is not None:
        who.wrote(path, before, after)


def _changed(path: Path) -> ChangedMeanwhile:
    return ChangedMeanwhile(f"{path} was changed while this was being written; nothing was replaced, do it again")


def _write(path: Path, raw: bytes, seen: Seen) -> None:
    target = path.resolve() if path.is_symlink() else path
    if target.is_dir():
        raise IsADirectoryError(errno.EISDIR, os.strerror(errno.EISDIR), str(path))
    make_folder(target.parent)
    _tell(path, raw, seen)
    swap = _Swap(path, target, seen)
    try:
        swap.prepare(raw)
        before = swap.put(raw)
    finally:
        swap.tidy()
    _told(path, before, raw)


def _remove(path: Path, seen: Seen) -> None:
    before = _tell(path, None, seen)
    if not path.is_symlink() and (_is_edited(path) or not isinstance(seen, _Anything)):
        swap = _Swap(path, path, seen)
        try:
            before = swap.take_away()
        finally:
            swap.tidy()
    else:
        path.unlink()
        folder_to_disk(path.parent)
    _told(path, before, None)


def _is_edited(path: Path) -> bool:
    who = keeper.get()
    return who is not None and who.is_edited(path)


class _Swap:
    """One change of a file: `scratch` is the name beside it under which the new file waits, and the old one afterwards."""

    def __init__(self, path: Path, target: Path, seen: Seen) -> None:
        self._path, self._target, self._seen = path, target, seen
        who = keeper.get()
        self._keeper = who if who is not None and who.is_edited(path) else None
        owner = who.owner(path) if who is not None else None
        self._start = start_of_scratch(target, owner)
        self._scratch: Path | None = None
        self._ours: bytes | None = None

    def prepare(self, raw: bytes) -> None:
        """Lay the new file beside the old one, whole and on the disk, with the old one's permissions."""
        handle, name = tempfile.mkstemp(prefix=self._start, suffix=".tmp", dir=self._target.parent)
        self._scratch, self._ours = Path(name), raw
        with os.fdopen(handle, "wb") as file:
            file.write(raw)
            file.flush()
            to_disk(file.fileno())
        try:
            there = self._target.stat()
        except FileNotFoundError:
            self._scratch.chmod(0o666 & ~_umask())
            return
        self._scratch.chmod(there.st_mode & 0o777)
        if os.name == "posix" and there.st_gid != self._scratch.stat().st_gid:
            with contextlib.suppress(OSError):
                os.chown(self._scratch, -1, there.st_gid)

    def put(self, raw: bytes) -> bytes | None:
        """Put the new file in the old one's place; return what that really held."""
        assert self._scratch is not None
        if self._keeper is None and isinstance(self._seen, _Anything):
            self._scratch.replace(self._target)
            self._scratch = None
            folder_to_disk(self._target.parent)
            return None
        self._scratch = self._scratch.replace(self._scratch.with_suffix(".was"))
        for _ in range(_TURNS):
            if self._seen is None or (isinstance(self._seen, _Anything) and not self._target.exists()):
                if self._is_new():
                    return None
                continue
            with contextlib.suppress(FileNotFoundError):
                return self._exchanged(raw)
            if not isinstance(self._seen, _Anything):
                break
        raise _changed(self._path)

    def _is_new(self) -> bool:
        """Put the file where there is none; false if there is one by now, which may be replaced."""
        assert self._scratch is not None
        try:
            put_new(self._scratch, self._target)
        except FileExistsError:
            if self._seen is None:
                raise _changed(self._path) from None
            return False
        self._scratch = None
        folder_to_disk(self._target.parent)
        return True

    def _exchanged(self, raw: bytes) -> bytes | None:
        """Exchange the two and look; back again as long as somebody is writing into the old one, or for good if it is another."""
        assert self._scratch is not None
        for pause in (*PAUSES, None):
            exchange(self._scratch, self._target)
            old = self._look_or_back(self._scratch)
            as_seen = isinstance(self._seen, _Anything) or old.raw == self._seen
            if as_seen and old.raw is not None and (not old.held or pause is None):
                folder_to_disk(self._target.parent)
                self._put_aside(old)
                return old.raw
            if not self._put_back(old, raw) or not as_seen:
                break
            time.sleep(pause or 0)
        raise _changed(self._path)

    def _look_or_back(self, scratch: Path) -> Look:
        try:
            return look(scratch)
        except OSError:
            exchange(scratch, self._target)
            raise

    def _put_back(self, old: Look, ours: bytes) -> bool:
        """Exchange them back; false if a newer save had come in between, which then stands there, and the old one is aside.

        What comes out must be what went in last. If it is not, it is newer, and goes in again.
        """
        assert self._scratch is not None
        standing: bytes | None = ours
        going = old
        for _ in range(_TURNS):
            try:
                exchange(self._scratch, self._target)
            except FileNotFoundError:  # it was deleted at this very moment: it stays so
                break
            out = look(self._scratch)
            if out.raw == standing and not out.held:
                going = out
                break
            standing, going = going.raw, out
        if going.raw == ours and not going.held:
            return True
        self._put_aside(going)
        return False

    def take_away(self) -> bytes | None:
        """Take the file's name away and look at it; it gets it back if it is not what was seen."""
        name = self._target.with_name(f"{self._start}{time.monotonic_ns()}.was")
        for pause in (*PAUSES, None):
            self._target.rename(name)
            self._scratch = name
            old = look(name)
            as_seen = isinstance(self._seen, _Anything) or old.raw == self._seen
            if as_seen and (not old.held or pause is None):
                break
            try:
                put_new(name, self._target)
                self._scratch = None
            except FileExistsError:  # saved anew meanwhile
                self._put_aside(old)
                raise _changed(self._path) from None
            if not as_seen:
                raise _changed(self._path)
            time.sleep(pause or 0)
        else:
            raise _changed(self._path)
        folder_to_disk(self._target.parent)
        self._put_aside(old)
        return old.raw

    def _put_aside(self, old: Look) -> None:
        """Hand over what stood there. Without a keeper a save that nobody has seen stays lying beside the file."""
        assert self._scratch is not None
        scratch, self._scratch = self._scratch, None
        if self._keeper is not None:
            self._keeper.put_aside(self._path, scratch, old)
        elif isinstance(self._seen, _Anything) or (old.raw in (self._seen, self._ours) and not old.held):
            scratch.unlink()

    def tidy(self) -> None:
        """What is left is the new file, which did not come to its place; an editor may have opened it while it was there."""
        if self._scratch is not None and self._scratch.suffix == ".was":
            self._put_aside(look(self._scratch))
        elif self._scratch is not None:
            self._scratch.unlink(missing_ok=True)


def start_of_scratch(target: Path, owner: str | None) -> str:
    """How the names of the scratch files of a file begin, by the word of whoever writes it."""
    return f".{target.name[:40]}.{owner}." if owner else f".{target.name[:40]}."


def _umask() -> int:
    current = os.umask(0o022)
    os.umask(current)
    return current
