"""Names that can be ids, files and folders, from any text."""

import re
import unicodedata
from pathlib import Path

_LETTERS = str.maketrans({"ß": "ss", "æ": "ae", "ø": "o", "œ": "oe", "đ": "d", "ł": "l", "þ": "th", "ð": "d"})
_ID = re.compile(r"[a-z0-9][a-z0-9-]{0,63}\Z")


def slug(text: str, fallback: str = "film") -> str:
    """Return `text` as an id: lower-case letters, digits and hyphens, at most 64 of them."""
    folded = unicodedata.normalize("NFKD", text.lower().translate(_LETTERS))
    plain = re.sub(r"['’`]", "", folded.encode("ascii", "ignore").decode())
    words = re.sub(r"[^a-z0-9]+", "-", plain).strip("-")
    if len(words) > 64:
        words = words[:65].rsplit("-", 1)[0][:64].strip("-")
    return words or fallback


def is_id(text: str) -> bool:
    """Return whether a text can be an id as it is."""
    return _ID.match(text) is not None


def path_said(text: str) -> Path:
    """Return the path that a person wrote, `~` resolved; that of somebody who has no home here stays as it is written."""
    try:
        return Path(text).expanduser()
    except RuntimeError:
        return Path(text)


def is_there(path: Path) -> bool:
    """Return whether anything is at a path; nothing is at one that no file can have."""
    try:
        return path.exists()
    except (OSError, ValueError):
        return False
