"""A folder as a container: what lies in it, hidden files left out, and no link followed."""

import os
import stat
from collections.abc import Iterator
from pathlib import Path

from orchestrator.project.packs import limits
from orchestrator.project.packs.guide import named_files
from orchestrator.project.packs.members import Contents, Member
from orchestrator.project.packs.names import is_hidden
from orchestrator.project.packs.pack import MAIN, Kind, PackError


def folder_contents(root: Path, label: str) -> Contents:
    """Return what lies in a folder.

    Raises:
        PackError: if there is far too much in it.
        OSError: if it cannot be read.
    """
    return Contents(label, tuple(_walk(root, label)), lambda member: _read(member, label))


def file_contents(file: Path, kind: Kind, label: str, base: Path | None = None) -> Contents:
    """Return one guide or sheet, under the name that it has in a folder, and the files that it names.

    They are looked for below `base` (the folder that it is in).

    Raises:
        OSError: if it cannot be read.
    """
    root = base or file.parent
    members = [_member(file, MAIN[kind])]
    if members[0].kind == "file" and members[0].size <= limits.GUIDE:
        for name in sorted(named_files(file.read_bytes(), kind) - {MAIN[kind]}):
            if os.path.lexists(root / name):
                members.append(_linked_on_the_way(root, name) or _member(root / name, name))
    return Contents(label, tuple(members), lambda member: _read(member, label))


def _walk(root: Path, label: str) -> Iterator[Member]:
    waiting, count = [""], 0
    while waiting:
        inside = waiting.pop()
        with os.scandir(root / inside) as entries:
            for entry in entries:
                name = f"{inside}/{entry.name}" if inside else entry.name
                if is_hidden(name):
                    continue
                count += 1
                if count > limits.LISTED:
                    raise PackError(
                        f"{label}: holds more than {limits.LISTED} files; name the folder of the pack itself"
                    )
                member = _member(Path(entry.path), name)
                if member.kind == "other" and entry.is_dir(follow_symlinks=False):
                    waiting.append(name)
                else:
                    yield member


def _linked_on_the_way(root: Path, name: str) -> Member | None:
    """A file that is reached through a linked folder counts as a link itself."""
    parts = name.split("/")
    folders = (root.joinpath(*parts[:count]) for count in range(1, len(parts)))
    return Member(name, 0, "link") if any(_is_link(folder, folder.lstat()) for folder in folders) else None


def _member(path: Path, name: str) -> Member:
    found = path.lstat()
    if _is_link(path, found):
        return Member(name, 0, "link")
    return Member(name, found.st_size, "file" if stat.S_ISREG(found.st_mode) else "other", path)


def _is_link(path: Path, found: os.stat_result) -> bool:
    """Whether something is a link; on Windows also a junction and any other point at which a path leaves its folder."""
    reparse = getattr(found, "st_file_attributes", 0) & getattr(stat, "FILE_ATTRIBUTE_REPARSE_POINT", 0x400)
    return stat.S_ISLNK(found.st_mode) or bool(reparse) or path.is_symlink()


def _read(member: Member, label: str) -> Iterator[bytes]:
    assert isinstance(member.handle, Path)
    flags = os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)
    with os.fdopen(os.open(member.handle, flags), "rb") as file:
        if not stat.S_ISREG(os.fstat(file.fileno()).st_mode):
            raise PackError(f"{label}/{member.name}: is no ordinary file any more; do it again")
        while block := file.read(limits.BLOCK):
            yield block
