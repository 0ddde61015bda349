"""The digest of a pack: the same for the same pack on every machine, however it came there."""

import hashlib
from collections.abc import Iterable, Iterator
from pathlib import Path

from orchestrator.project.packs.folder import file_contents, folder_contents
from orchestrator.project.packs.inspection import is_text
from orchestrator.project.packs.members import Contents
from orchestrator.project.packs.names import composed
from orchestrator.project.packs.pack import Kind, Pack, PackError


def digest(pack: Pack | Path, kind: Kind | None = None) -> str:
    """Return the sha256 of a pack, a folder, or one guide or sheet (its `kind` must be given) with the files it names.

    Names count relative to the pack, and a text's line ends as LF; hidden files, dates and rights do not count. A single
    file has the digest of the folder that it would be installed as.

    Raises:
        PackError: if it cannot be read.
    """
    try:
        if isinstance(pack, Pack):
            return _digest(folder_contents(pack.folder, pack.name))
        if pack.is_dir():
            return _digest(folder_contents(pack, pack.name))
        if kind is None:
            raise PackError(f"{pack}: is no folder; say whether it is a style or a character")
        return _digest(file_contents(pack, kind, pack.name))
    except OSError as error:
        raise PackError(f"{pack} cannot be read: {(error.strerror or str(error)).lower()}") from error


def _digest(contents: Contents) -> str:
    lines: list[str] = []
    for member in contents.members:
        if member.kind != "file":
            raise PackError(f"{contents.label}/{member.name}: is no ordinary file; put the file itself there")
        name = composed(member.name)
        content = hashlib.sha256()
        blocks = contents.read(member)
        for block in _lines_ended(blocks) if is_text(name) else blocks:
            content.update(block)
        lines.append(f"{content.hexdigest()}  {name}\n")
    return hashlib.sha256("".join(sorted(lines, key=lambda line: line[66:])).encode()).hexdigest()


def _lines_ended(blocks: Iterable[bytes]) -> Iterator[bytes]:
    """Line ends as LF, also where one is cut by the end of a block."""
    held = b""
    for block in blocks:
        piece = held + block
        held = b"\r" if piece.endswith(b"\r") else b""
        yield piece[: len(piece) - len(held)].replace(b"\r\n", b"\n").replace(b"\r", b"\n")
    if held:
        yield b"\n"
