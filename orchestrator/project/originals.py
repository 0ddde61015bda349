"""Every text that the tool wrote or replaced, by its digest: what merges start from, and what `undo` brings back.

The texts lie in `.filmwright/texts/`, which is no part of the project in git: without them nothing breaks, but a merge
becomes a proposal, and `undo` says that it no longer has the text.
"""

import hashlib
from pathlib import Path

from orchestrator.project.atomic import read_bytes, write_bytes

FOLDER = ".filmwright/texts"


def digest_of(raw: bytes) -> str:
    """Return the digest of a file's bytes."""
    return hashlib.sha256(raw).hexdigest()


def keep(root: Path, text: str | bytes) -> str:
    """Keep a text and return the digest that `find` takes.

    Raises:
        FilmError: if it cannot be written.
    """
    raw = text.encode("utf-8") if isinstance(text, str) else text
    digest = digest_of(raw)
    if find_bytes(root, digest) is None:
        write_bytes(_place(root, digest), raw)
    return digest


def keep_written(root: Path, text: str) -> str:
    """Keep a text that the tool wrote, with plain line ends, so that its digest is the one in film.lock."""
    return keep(root, text.replace("\r\n", "\n"))


def find(root: Path, digest: str | None) -> str | None:
    """Return the text with this digest, None if it is not there, is damaged, or is no text."""
    raw = find_bytes(root, digest)
    try:
        return None if raw is None else raw.decode("utf-8")
    except UnicodeDecodeError:
        return None


def find_bytes(root: Path, digest: str | None) -> bytes | None:
    """Return the bytes with this digest, None if they are not there or are damaged."""
    if digest is None:
        return None
    raw = read_bytes(_place(root, digest))
    return raw if raw is not None and digest_of(raw) == digest else None


def _place(root: Path, digest: str) -> Path:
    return root / FOLDER / digest[:2] / digest
