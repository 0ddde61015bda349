"""The system calls under `atomic`: two files change names, a name is given only if it is free, is a file open elsewhere.

Linux has one call for each (renameat2, write leases). Where a call or a file system lacks it, hard links do nearly the same;
each function says what is not promised then.
"""

import errno
import os
import shutil
import signal
import stat
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from pathlib import Path

_SWAP, _ONLY_NEW = "swap", "only new"
PAUSES = (0.002, 0.005, 0.01, 0.02, 0.04, 0.08, 0.15, 0.2)
"""Seconds for which a program that has a file open is waited for; half a second in all, far longer than a save takes."""
_FRESH = 2
"""Seconds."""
_UNSUPPORTED = {errno.ENOSYS, errno.EINVAL, errno.ENOTSUP, errno.EOPNOTSUPP, errno.EPERM}


@dataclass(frozen=True)
class Look:
    """What a file holds (None: it is no plain file), and whether somebody has it open to write into it (None: this cannot be
    known here).
    """

    raw: bytes | None
    held: bool | None


def look(path: Path) -> Look:
    """Look at a file. It is asked who has it open before it is read: if nobody has, what is read is its last word.

    Raises:
        OSError: if there is none, or it cannot be read.
    """
    if not stat.S_ISREG(path.lstat().st_mode):
        return Look(None, held=False)
    with path.open("rb") as file:
        held = held_open(file.fileno())
        return Look(file.read(), held)


def read_whole(path: Path) -> bytes:
    """Read a file, and not the half of it that an editor which saves in place has written so far: that is waited for.

    Only what was changed in the last seconds is looked at that closely.

    Raises:
        OSError: if there is none, or it cannot be read.
    """
    raw = b""
    for pause in (*PAUSES, 0):
        with path.open("rb") as file:
            before = os.fstat(file.fileno())
            raw = file.read()
            after = os.fstat(file.fileno())
            quiet = (before.st_mtime_ns, before.st_size) == (after.st_mtime_ns, len(raw))
            fresh = abs(time.time() - after.st_mtime) < _FRESH
            if quiet and not (fresh and held_open(file.fileno())):
                return raw
        time.sleep(pause)
    return raw


def exchange(first: Path, second: Path) -> None:
    """Let two files change names, in one step.

    Without the system call the second is linked aside, then replaced: at any moment there is the old or the new file, but a save
    that comes between these two steps (some microseconds) is not seen. Where there are no links either, a copy is set aside, and
    what a program writes into the old file that it holds open is not seen.

    Raises:
        OSError: if one of them is not there, or they are on two disks.
    """
    if _called(_SWAP, first, second):
        return
    aside = first.with_name(f"{first.stem}-old.was")
    try:
        os.link(second, aside, follow_symlinks=False)
    except FileNotFoundError:
        raise
    except (OSError, NotImplementedError):
        shutil.copy2(second, aside, follow_symlinks=False)
    first.replace(second)
    aside.replace(first)


def put_new(scratch: Path, target: Path) -> None:
    """Give a file a name that nothing has.

    Without the system call and without hard links it is looked first and renamed then, with some microseconds in between.

    Raises:
        FileExistsError: if something has it; nothing is changed then.
    """
    if _called(_ONLY_NEW, scratch, target):
        return
    try:
        os.link(scratch, target, follow_symlinks=False)
    except FileExistsError:
        raise
    except (OSError, NotImplementedError):
        if os.path.lexists(target):
            raise FileExistsError(errno.EEXIST, os.strerror(errno.EEXIST), str(target)) from None
        scratch.rename(target)
    else:
        scratch.unlink()


def _called(what: str, first: Path, second: Path) -> bool:
    """Whether the system call for it is there and was made."""
    call = _system_call()
    if call is None:
        return False
    code = call(what, os.fsencode(first), os.fsencode(second))
    if code and code not in _UNSUPPORTED:
        raise OSError(code, os.strerror(code), str(first), None, str(second))
    return code == 0


@cache
def _system_call() -> Callable[[str, bytes, bytes], int] | None:
    """A function that makes the call and returns 0 or the number of its error; None where there is no such call."""
    import ctypes

    here, name, flags = {
        "linux": (-100, "renameat2", {_SWAP: 2, _ONLY_NEW: 1}),
        "darwin": (-2, "renameatx_np", {_SWAP: 2, _ONLY_NEW: 4}),
    }.get(sys.platform, (0, "", {}))
    call = getattr(ctypes.CDLL(None, use_errno=True), name, None) if name else None
    if call is None:
        return None
    call.argtypes = (ctypes.c_int, ctypes.c_char_p, ctypes.c_int, ctypes.c_char_p, ctypes.c_uint)

    def rename(what: str, first: bytes, second: bytes) -> int:
        return 0 if call(here, first, here, second, flags[what]) == 0 else ctypes.get_errno()

    return rename


def held_open(handle: int) -> bool | None:
    """Whether anybody has this file, which we have open for reading, open for writing; None if that cannot be known.

    The kernel gives a read lease only on a file that nobody has open for writing. It is given back at once; the signal that a
    break of it would send is set to one that is ignored, for the usual one ends the process.
    """
    if sys.platform != "linux":
        return None
    import fcntl

    try:
        fcntl.fcntl(handle, fcntl.F_SETSIG, signal.SIGURG)
        fcntl.fcntl(handle, fcntl.F_SETLEASE, fcntl.F_RDLCK)
        fcntl.fcntl(handle, fcntl.F_SETLEASE, fcntl.F_UNLCK)
    except OSError as error:
        return True if error.errno == errno.EAGAIN else None
    return False
