"""Names of a pack's files: what is a name on every system, and which two would be one file on some."""

import re
import unicodedata
from collections.abc import Iterable
from functools import cache

from orchestrator.film.errors import Problem
from orchestrator.project.packs import limits
from orchestrator.project.packs.pack import fault

_DEVICES = re.compile(r"(CON|PRN|AUX|NUL|CLOCK\$|CONIN\$|CONOUT\$|(COM|LPT)[0-9¹²³])\Z", re.IGNORECASE)
_DRIVE = re.compile(r"[A-Za-z]:")
_FORBIDDEN = re.compile(r'[<>:"|?*]')
_LITTER = frozenset({"__macosx", "thumbs.db", "desktop.ini"})


def composed(name: str) -> str:
    """Return a name in the one form (NFC) in which packs are written: some systems take letters and accents apart."""
    return unicodedata.normalize("NFC", name)


def is_hidden(name: str) -> bool:
    """Return whether a name is hidden, or is what a system leaves behind: such files are no part of a pack."""
    return any(part.startswith(".") or part.lower() in _LITTER for part in name.split("/"))


def name_fault(name: str) -> str | None:
    """Return why a relative name with forward slashes can be no file of a pack, None if it can."""
    if not name:
        return "has no name; give it one"
    if not name.isprintable():
        return "has control signs in its name; rename it with plain letters"
    if "\\" in name:
        return "has a backslash in its name; names in a pack use forward slashes"
    if name.startswith("/") or _DRIVE.match(name):
        return "has an absolute name; names in a pack are relative to it"
    if len(name.encode()) > limits.NAME:
        return f"has a name longer than {limits.NAME} bytes; shorten it"
    parts = name.split("/")
    if len(parts) > limits.DEPTH:
        return f"lies deeper than {limits.DEPTH} folders; move it up"
    return next((said for part in parts if (said := _part_fault(part))), None)


def _part_fault(part: str) -> str | None:
    if part in ("", ".", ".."):
        return "leads out of the pack, or around in it; names may have no '..', '.' or '//'"
    if len(part.encode()) > limits.PART:
        return f"has a part longer than {limits.PART} bytes in its name; shorten it"
    if bad := _FORBIDDEN.search(part):
        return f"has a '{bad[0]}' in its name, which Windows does not allow; rename it"
    if part != part.strip() or part.endswith("."):
        return "has a name that begins or ends with a blank or ends with a dot; rename it"
    if _DEVICES.match(part.split(".")[0].rstrip()):
        return "has the name of a device on Windows; rename it"
    return None


def collisions(names: Iterable[str]) -> list[Problem]:
    """Return the names that would be one file or folder on some system, or are a file and a folder at once."""
    found: list[Problem] = []
    spelled: dict[str, str] = {}
    files: set[str] = set()
    folders: set[str] = set()
    for name in names:
        parts = name.split("/")
        for count in range(1, len(parts) + 1):
            part = "/".join(parts[:count])
            first = spelled.setdefault(_folded(part), part)
            if first != part:
                found.append(fault(name, f"is the same name as '{first}' on some systems; rename one of them"))
                break
        else:
            if _folded(name) in files:
                found.append(fault(name, "is there twice; keep one of them"))
        files.add(_folded(name))
        folders |= {_folded("/".join(parts[:count])) for count in range(1, len(parts))}
    both = sorted(files & folders)
    return found + [fault(spelled[name], "is a file and a folder at once; rename one of them") for name in both]


@cache
def _letters(text: str) -> str:
    return unicodedata.normalize("NFKC", unicodedata.normalize("NFKC", text).casefold())


def _folded(name: str) -> str:
    return "/".join(_letters(part) for part in name.split("/"))
