"""Bytes that are on the disk when the call returns, not only in its cache."""

import os
from pathlib import Path


def flush(path: Path) -> None:
    """Wait until the disk has a file's bytes, or a folder's names. Windows cannot open folders for this, and needs it least.

    Raises:
        OSError: if the disk could not take them; nothing may be said to be kept then.
    """
    if os.name == "nt" and path.is_dir():
        return
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def make_folder(folder: Path) -> None:
    """Make a folder and those above it, durably: a flushed file in a folder that the disk does not have is lost with it."""
    if folder.is_dir():
        return
    make_folder(folder.parent)
    folder.mkdir(exist_ok=True)
    flush(folder.parent)


def move(source: Path, target: Path) -> None:
    """Rename a flushed file into its place, durably; whatever stood there is replaced."""
    make_folder(target.parent)
    source.replace(target)
    flush(target.parent)
