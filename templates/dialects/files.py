"""Where the template of a dialect is read: in somebody's `prompts/` folder if it is there, else the built-in one."""

import errno
import os
import stat
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from templates import resource
from templates.dialects.grammar import LONGEST_SOURCE, near
from templates.errors import TemplateFault

ENDING = ".j2"
_MISSPELT = {".jinja", ".jinja2", ".j2.txt", ".txt", ".md"}
_MOST_BYTES = 4 * LONGEST_SOURCE
_MOST_FILES = 1_000


@dataclass(frozen=True)
class Template:
    """The source of a dialect's template, and where it is from, as shown to a person: `prompts/wan-2.2.j2`."""

    name: str
    text: str
    origin: str


def found(name: str, folders: Sequence[Path]) -> Template:
    """Return the template of a dialect that is known: of the first folder that has it, else the built-in one.

    Raises:
        TemplateFault: if a folder has it, but it is no file that may be read.
    """
    for folder in folders:
        if os.path.lexists(folder / f"{name}{ENDING}"):
            return Template(name, read(folder, f"{name}{ENDING}"), shown(folder, f"{name}{ENDING}"))
    text = resource(f"dialects/{name}{ENDING}").read_text(encoding="utf-8")
    return Template(name, text, f"templates/dialects/{name}{ENDING}")


def shown(folder: Path, name: str) -> str:
    """A file of a folder as it is named to a person."""
    return f"{folder.name or '.'}/{name}"


def read(folder: Path, name: str) -> str:
    """Read a file that a stranger may have put into a folder.

    Raises:
        TemplateFault: if it is no plain file inside of the folder, too large, or not UTF-8.
    """
    path, file = folder / name, shown(folder, name)
    if path.is_symlink() and not _inside(folder, path):
        raise TemplateFault(file, 1, 1, "is a link that leads out of its folder, or nowhere; put the file itself there")
    try:
        data = _bytes(path)
    except OSError as fault:
        why = "is not a file" if fault.errno in {errno.EINVAL, errno.EISDIR} else f"cannot be read: {fault.strerror}"
        raise TemplateFault(file, 1, 1, f"{why}; a template is a text file") from None
    if len(data) > _MOST_BYTES:
        raise TemplateFault(file, 1, 1, f"is larger than {_MOST_BYTES // 1000} kB; a template is a short text")
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as fault:
        line = data.count(b"\n", 0, fault.start) + 1
        column = fault.start - data.rfind(b"\n", 0, fault.start)
        raise TemplateFault(file, line, column, "is not UTF-8; save it as UTF-8 text") from None


def misnamed(folder: Path, dialects: Collection[str]) -> Iterator[TemplateFault]:
    """What in a folder of templates is the template of no dialect."""
    for name in names_in(folder):
        stem, ending = _split(name)
        if ending == ENDING and stem not in dialects:
            hint = near(stem[:60], dialects) or "; docs/prompts.md lists them"
            yield TemplateFault(shown(folder, name[:120]), 1, 1, f"there is no prompt dialect '{stem[:60]}'{hint}")
        elif ending in _MISSPELT and stem in dialects:
            yield TemplateFault(
                shown(folder, name), 1, 1, f"is not read; to replace the dialect, name it {stem}{ENDING}"
            )


def names_in(folder: Path) -> list[str]:
    """The names of what is in the folder, sorted; nothing where there is none.

    Raises:
        TemplateFault: if it is no folder, or one without end.
    """
    try:
        names = sorted(entry.name for entry in folder.iterdir())
    except FileNotFoundError:
        return []
    except OSError as fault:
        raise TemplateFault(folder.name, 1, 1, f"is no folder that can be read: {fault.strerror}") from None
    if len(names) > _MOST_FILES:
        raise TemplateFault(folder.name, 1, 1, f"has {len(names)} files; templates are at most {_MOST_FILES}")
    return names


def _split(name: str) -> tuple[str, str]:
    """A dialect's name has a full stop of its own, so the ending is looked for by name."""
    ending = next((end for end in (ENDING, *sorted(_MISSPELT)) if name.lower().endswith(end)), "")
    return (name[: -len(ending)], ending) if ending else (name, "")


def _inside(folder: Path, path: Path) -> bool:
    try:
        return path.resolve(strict=True).is_relative_to(folder.resolve(strict=True))
    except (OSError, RuntimeError):
        return False


def _bytes(path: Path) -> bytes:
    """At most one byte more than may be; a pipe or a device is not waited for."""
    descriptor = os.open(path, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0))
    with os.fdopen(descriptor, "rb") as stream:
        if not stat.S_ISREG(os.fstat(descriptor).st_mode):
            raise OSError(errno.EINVAL, "not a file")
        return stream.read(_MOST_BYTES + 1)
