"""Bytes and names that are on the disk when the call returns, not only in its cache."""

import contextlib
import errno
import os
import sys
from pathlib import Path


def to_disk(handle: int) -> None:
    """Wait until the disk has what was written; on macOS past the memory of the drive, too."""
    if sys.platform == "darwin":
        import fcntl

        with contextlib.suppress(OSError):
            fcntl.fcntl(handle, fcntl.F_FULLFSYNC)
            return
    os.fsync(handle)


def folder_to_disk(folder: Path) -> None:
    """Wait until the disk has the names in a folder; Windows has no such call, and keeps them in its journal."""
    if sys.platform == "win32":
        return
    try:
        handle = os.open(folder, os.O_RDONLY)
    except PermissionError:  # a folder that may be written to and not be read
        return
    try:
        os.fsync(handle)
    except OSError as error:
        if error.errno not in (errno.EINVAL, errno.ENOTSUP, errno.EBADF):  # file systems that cannot
            raise
    finally:
        os.close(handle)


def make_folder(folder: Path) -> None:
    """Make a folder and those above it, so that a power cut keeps them."""
    if folder.is_dir():
        return
    make_folder(folder.parent)
    folder.mkdir(exist_ok=True)
    folder_to_disk(folder.parent)


def flush(path: Path) -> None:
    """Wait until the disk has a file's bytes.

    Raises:
        OSError: if the disk could not take them; nothing may be said to be kept then.
    """
    handle = os.open(path, os.O_RDONLY)
    try:
        to_disk(handle)
    finally:
        os.close(handle)


def move(source: Path, target: Path) -> None:
    """Rename a flushed file into its place, durably; whatever stood there is replaced."""
    make_folder(target.parent)
    source.replace(target)
    folder_to_disk(target.parent)
