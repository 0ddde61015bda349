"""The files of a project that people write, and those that its films are made from."""

from collections.abc import Iterator
from pathlib import Path

from orchestrator.project.packs.names import is_hidden

_IGNORED = ".gitignore"
_MADE = "out"


def own_files(root: Path) -> Iterator[tuple[str, Path]]:
    """Each file by its path in the project, with forward slashes, in their order; links are not followed."""
    for path in sorted(root.rglob("*")):
        name = path.relative_to(root).as_posix()
        if path.is_file() and not path.is_symlink() and is_own(name):
            yield name, path


def is_own(name: str) -> bool:
    """Whether a path in a project is of such a file: not of what is made, nor hidden."""
    return name == _IGNORED or not (is_hidden(name) or name.split("/")[0] == _MADE)
