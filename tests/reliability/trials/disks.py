"""Real disks to do real harm to: in memory, and ext4 in an image. Their mounts are gone with the process."""

import ctypes
import os
import subprocess
import tempfile
from collections.abc import Generator
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from typing import Literal

_OWN_MOUNTS = 0x00020000
"""CLONE_NEWNS of unshare(2)."""
_UNWRITTEN_FOR = 300
"""Seconds that the image's file system may wait with what nobody asked it to write: longer than any trial."""

Kind = Literal["tmpfs", "ext4"]


@cache
def refusal(kind: Kind) -> str:
    """Why no such disk can be mounted on this machine; empty if one can."""
    if not hasattr(os, "geteuid") or os.geteuid() != 0:
        return "only root may mount a disk"
    with tempfile.TemporaryDirectory() as folder:
        place = Path(folder)
        words = [f"mount -t tmpfs none {place}"] if kind == "tmpfs" else _ext4_words(place)
        done = subprocess.run(
            ["unshare", "--mount", "sh", "-ec", "\n".join(words)], capture_output=True, text=True, check=False
        )
    said = done.stderr.strip().splitlines()
    return "" if done.returncode == 0 else f"no {kind} can be mounted here: {said[-1] if said else done.returncode}"


def _ext4_words(place: Path) -> list[str]:
    image, inside = place / "image", place / "inside"
    return [f"truncate -s 8M {image}", f"mkfs.ext4 -q -F {image}", f"mkdir {inside}", f"mount -o loop {image} {inside}"]


def new_image(image: Path, size: int) -> None:
    """Write an empty ext4 of so many bytes."""
    with image.open("wb") as file:
        file.truncate(size)
    _run("mkfs.ext4", "-q", "-F", "-m", "0", str(image))


@contextmanager
def mounted(place: Path, image: Path | None = None) -> Generator[Path]:
    """Mount an image, or a new disk in memory, at a new folder."""
    _leave_the_others_alone()
    place.mkdir()
    if image is None:
        _run("mount", "-t", "tmpfs", "-o", "size=64m", "none", str(place))
    else:
        _run("mount", "-o", f"loop,commit={_UNWRITTEN_FOR}", str(image), str(place))
    try:
        yield place
    finally:
        _run("umount", "--lazy", str(place))


def free(place: Path) -> int:
    """Bytes that can be written to a disk."""
    found = os.statvfs(place)
    return found.f_bavail * found.f_frsize


def _run(*words: str) -> None:
    done = subprocess.run(words, capture_output=True, text=True, check=False)
    if done.returncode != 0:
        raise RuntimeError(f"{' '.join(words)}: {done.stderr.strip()}")


@cache
def _leave_the_others_alone() -> None:
    """From here on this process mounts for itself and its children only, and nothing stays behind, however it ends."""
    if ctypes.CDLL(None).unshare(_OWN_MOUNTS) != 0:
        raise RuntimeError("no namespace for mounts")
    _run("mount", "--make-rprivate", "/")
