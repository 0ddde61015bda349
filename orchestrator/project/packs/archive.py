"""A zip as a container. Nothing that it says of itself is believed: what is read is counted, and its places are compared."""

import io
import stat
import struct
import zipfile
import zlib
from collections.abc import Generator, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from orchestrator.film.errors import Problem
from orchestrator.project.packs import limits
from orchestrator.project.packs.members import Contents, Member
from orchestrator.project.packs.names import name_fault
from orchestrator.project.packs.pack import PackError, fault

_BROKEN = (
    zipfile.BadZipFile, zipfile.LargeZipFile, zlib.error, struct.error, EOFError, ValueError, OverflowError,
    NotImplementedError, RuntimeError, IndexError, KeyError,
)  # fmt: skip
"""What the library says of bytes that are no zip, or not one that it reads."""
_HEADER = struct.Struct("<4s22xHH")
_SIGNATURE = b"PK\x03\x04"
_LINK_OF_WINDOWS = 0x400
_ENCRYPTED = 0x1 | 0x40 | 0x2000


@dataclass(frozen=True)
class Bounds:
    """How much may be in a zip: entries, bytes unfolded, and bytes of the list of members at its end."""

    members: int
    total: int
    directory: int


PACK = Bounds(limits.LISTED, limits.TOTAL, limits.DIRECTORY)


class _Sparing(io.BufferedReader):
    """A file of which no more than a list of members can be read at once: the library takes a zip's own word for sizes."""

    def __init__(self, raw: io.RawIOBase, most: int) -> None:
        super().__init__(raw)
        self._most = most

    def read(self, size: int | None = -1, /) -> bytes:
        found = super().read(self._most + 1 if size is None or size < 0 else min(size, self._most + 1))
        if len(found) > self._most:
            raise zipfile.BadZipFile("its list of members is too long")
        return found


@contextmanager
def zip_contents(path: Path, label: str, bounds: Bounds = PACK) -> Generator[Contents]:
    """Give what is in a zip, for as long as it is open.

    Raises:
        PackError: if it is broken, or made to be read in two ways; also while a member is read.
        OSError: if it cannot be read.
    """
    with path.open("rb", buffering=0) as raw:
        if raw.read(4) != _SIGNATURE:
            raise PackError(f"{label}: is no zip, or not only a zip; make the archive again")
        raw.seek(0)
        try:
            file = _Sparing(raw, bounds.directory)
            archive = zipfile.ZipFile(file)
        except _BROKEN as error:
            raise _broken(label, error) from error
        with archive:
            faults = _faults(archive, file, bounds)
            if faults:
                raise PackError.of(faults, label)
            members = tuple(_member(each) for each in archive.infolist() if not _is_folder(each))
            yield Contents(label, members, lambda member: _read(archive, member, label))


def _broken(label: str, error: Exception) -> PackError:
    return PackError(f"{label}: cannot be read as a zip ({str(error) or type(error).__name__}); make the archive again")


def _member(info: zipfile.ZipInfo) -> Member:
    mode = info.external_attr >> 16
    kind = stat.S_IFMT(mode)
    if kind == stat.S_IFLNK or info.external_attr & _LINK_OF_WINDOWS:
        return Member(_written(info), 0, "link", info)
    return Member(_written(info), info.file_size, "file" if kind in (0, stat.S_IFREG) else "other", info)


def _written(info: zipfile.ZipInfo) -> str:
    """The name as it stands in the archive: the library ends it at a NUL, and on Windows turns its slashes."""
    return info.orig_filename


def _is_folder(info: zipfile.ZipInfo) -> bool:
    return info.filename.endswith("/")


def _faults(archive: zipfile.ZipFile, file: BinaryIO, bounds: Bounds) -> list[Problem]:
    """Everything about the archive itself that gives it away: too many, locked, packed in rare ways, lying on each other."""
    infos = archive.infolist()
    if len(infos) > bounds.members:
        most = limits.MEMBERS if bounds is PACK else bounds.members
        return [fault("", f"has {len(infos)} members; a pack has at most {most} files")]
    found: list[Problem] = []
    for info in infos:
        if info.flag_bits & _ENCRYPTED:
            found.append(fault(_written(info), "is encrypted; make the archive without a password"))
        elif info.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
            found.append(fault(_written(info), "is compressed in a rare way; make the archive with plain 'deflate'"))
        elif _is_folder(info) and info.file_size:
            found.append(fault(_written(info), "is a folder with contents of its own; make the archive again"))
        elif _is_folder(info) and (said := name_fault(_written(info).rstrip("/"))):
            found.append(fault(_written(info), said))
        elif _swells(info.file_size, info.compress_size):
            said = (
                f"unfolds to {info.file_size / max(1, info.compress_size):.0f} times its size; nothing in a pack does"
            )
            found.append(fault(_written(info), said))
    total = sum(info.file_size for info in infos)
    if total > bounds.total:
        found.append(
            fault("", f"unfolds to {total / limits.GB:.1f} GB; a pack has at most {bounds.total // limits.GB} GB")
        )
    return found or _overlaps(archive, infos, file)


def _swells(size: int, packed: int) -> bool:
    return size > limits.RATIO_FROM and size > packed * limits.RATIO


def _overlaps(archive: zipfile.ZipFile, infos: list[zipfile.ZipInfo], file: BinaryIO) -> list[Problem]:
    """Members that share bytes: the way to make a small archive unfold without end."""
    end = 0
    for info in sorted(infos, key=lambda each: each.header_offset):
        if info.header_offset < end:
            return [fault(_written(info), "shares its bytes with another member; make the archive again")]
        file.seek(max(0, info.header_offset))
        header = file.read(_HEADER.size)
        if len(header) < _HEADER.size or not header.startswith(_SIGNATURE):
            return [fault(_written(info), "is not where the archive says; make the archive again")]
        _, name, extra = _HEADER.unpack(header)
        end = info.header_offset + _HEADER.size + name + extra + info.compress_size
        if end > archive.start_dir:
            return [fault(_written(info), "reaches past the end of the archive's contents; make the archive again")]
    return []


def _read(archive: zipfile.ZipFile, member: Member, label: str) -> Iterator[bytes]:
    info = member.handle
    assert isinstance(info, zipfile.ZipInfo)
    count = 0
    try:
        with archive.open(info) as file:
            while block := file.read(limits.BLOCK):
                count += len(block)
                if _swells(count, info.compress_size):
                    raise PackError(f"{label}/{member.name}: unfolds to far more than its size; nothing in a pack does")
                yield block
    except _BROKEN as error:
        raise _broken(f"{label}/{member.name}", error) from error
    if count != info.file_size:
        raise PackError(f"{label}/{member.name}: is not as large as the archive says; make the archive again")
