"""How a piece of work travels to a worker, which may be on a machine that has none of its files.

A file that the work names by content (a `Media`, a `Source`, an object of the store) travels by its digest: where the work is
unpacked, the paths are those of the copies there. Any other path stays what it is: a checkpoint, say, must be on that machine.
"""

import io
import pickle
import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from generation.requests import Media
from orchestrator.building.work import Work
from stitching.timeline import Source

_OBJECT = re.compile(r"([0-9a-f]{64})(?:\.[A-Za-z0-9]{1,10})?")
"""What a file of the store is called."""


@dataclass(frozen=True)
class Stamp:
    """What tells a file from any other at the same path, on whichever machine sees the disk that it is on."""

    size: int
    changed: int
    """In nanoseconds since 1970."""
    number: int
    """Of its inode."""


@dataclass(frozen=True)
class Travelling:
    """A file that a piece of work is made from. `path` is where it is on the machine that the work comes from."""

    digest: str
    path: Path

    @property
    def name(self) -> str:
        """What a copy of it is called; some who read it go by the end of its name."""
        return f"{self.digest}{self.path.suffix}"

    def stamp(self) -> Stamp | None:
        """What it is like now; None where it is not to be seen."""
        try:
            found = self.path.stat()
        except OSError:
            return None
        return Stamp(found.st_size, found.st_mtime_ns, found.st_ino)


class _Packer(pickle.Pickler):
    """Leaves out paths of files that are known by content, and remembers the files."""

    def __init__(self, into: io.BytesIO) -> None:
        super().__init__(into, protocol=pickle.HIGHEST_PROTOCOL)
        self.files: dict[str, Travelling] = {}

    def persistent_id(self, obj: object) -> tuple[type, str, str] | None:
        if isinstance(obj, (Media, Source)):
            return self._left_out(type(obj), Travelling(obj.digest, obj.path))
        if isinstance(obj, Path) and (named := _OBJECT.fullmatch(obj.name)) and obj.parent.name == obj.name[:2]:
            return self._left_out(Path, Travelling(named[1], obj))
        return None

    def _left_out(self, of: type, file: Travelling) -> tuple[type, str, str]:
        self.files[file.name] = file
        return of, file.digest, file.name


class _Unpacker(pickle.Unpickler):
    def __init__(self, packed: bytes, files: Mapping[str, Path]) -> None:
        super().__init__(io.BytesIO(packed))
        self._files = files

    def persistent_load(self, pid: tuple[type[Media] | type[Source] | type[Path], str, str]) -> object:
        of, digest, name = pid
        path = self._files[name]
        return path if issubclass(of, Path) else of(digest=digest, path=path)


def packed(work: Work) -> tuple[bytes, Mapping[str, Travelling]]:
    """The work as bytes, and the files, by name, that must be there where it is unpacked."""
    into = io.BytesIO()
    packer = _Packer(into)
    packer.dump(work)
    return into.getvalue(), packer.files


def unpacked(data: bytes, files: Mapping[str, Path]) -> Work:
    """The work, with the paths that its files have here."""
    return _Unpacker(data, files).load()
