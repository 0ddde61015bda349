"""Copies of the build's files on the machine of a worker: each by its digest, and together no more than so many bytes."""

import hashlib
from collections.abc import Collection
from pathlib import Path
from typing import Any

from orchestrator.building.engines.travelling import Stamp, Travelling


class Damaged(Exception):
    """What came is not what its name says."""


class Copies:
    """The files that one worker was sent. What was used longest ago goes first, when there is no room."""

    def __init__(self, folder: Path, most: int) -> None:
        self._folder, self._most = folder, most
        self._sizes: dict[str, int] = {}
        """Of what is here whole, in the order in which it was used last."""
        self._arriving: dict[str, Any] = {}
        """The sha256 of what is here in part."""
        folder.mkdir()

    def find(self, name: str, path: Path, stamp: Stamp | None) -> Path | None:
        """Where a file is: where the build sees it, if this machine sees the very same there; else a copy, if there is one."""
        if stamp is not None and Travelling("", path).stamp() == stamp:
            return path
        if name not in self._sizes:
            return None
        self._sizes[name] = self._sizes.pop(name)
        return self._folder / name

    def add(self, name: str, digest: str, data: bytes, *, last: bool) -> None:
        """Take in the next stretch of a file.

        Raises:
            OSError: if the disk did not take it.
            Damaged: if it is whole now, and not what it should be.
        """
        begun = name in self._arriving
        arriving = self._arriving.setdefault(name, hashlib.sha256())
        arriving.update(data)
        target = self._folder / name
        with target.open("ab" if begun else "wb") as file:
            file.write(data)
        if not last:
            return
        del self._arriving[name]
        if arriving.hexdigest() != digest:
            target.unlink()
            raise Damaged(f"{name} did not arrive as it was sent")
        self._sizes[name] = target.stat().st_size

    def make_room(self, used: Collection[str]) -> None:
        """Delete what is too much, but nothing of what is used now."""
        for name in [name for name in self._sizes if name not in used]:
            if sum(self._sizes.values()) <= self._most:
                return
            (self._folder / name).unlink(missing_ok=True)
            del self._sizes[name]
