"""What a pack is, where it came from, and what is said about one that is refused."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Literal, TypeAlias

from orchestrator.film.errors import FilmError, Problem

Kind: TypeAlias = Literal["style", "cast"]

MAIN: Mapping[Kind, str] = {"style": "style.yaml", "cast": "character.yaml"}
"""The file that makes a folder a pack, by the kind of pack."""

THING: Mapping[Kind, str] = {"style": "style guide", "cast": "character"}
"""What a pack of each kind is called in a sentence."""


@dataclass(frozen=True)
class Source:
    """Where a pack came from: a file or folder, a zip, or a git repository with the tag and the commit it stood for."""

    kind: Literal["path", "zip", "git"]
    address: str
    """A path from the root on, or the address of a repository; with `#sub/folder` if the pack is a part of it."""
    tag: str | None = None
    commit: str | None = None

    @property
    def public_address(self) -> str:
        """The address without the folders of somebody's own machine, for files that are handed on."""
        return self.address if self.kind == "git" else re.split(r"[/\\]", self.address.rstrip("/\\"))[-1]


@dataclass(frozen=True)
class Pack:
    """A pack that is safe to read: `folder` holds `files` (relative, sorted) and nothing else."""

    kind: Kind
    name: str
    """An id: lower-case letters, digits and hyphens. A folder of that name can be made on every system."""
    folder: Path
    main: str
    files: tuple[str, ...]
    source: Source


class PackError(FilmError):
    """A pack is refused, or could not be kept. One line for each reason, and nothing was changed."""

    def __init__(self, message: str, problems: Sequence[Problem] = ()) -> None:
        super().__init__(message)
        self.problems = tuple(problems)

    @classmethod
    def of(cls, problems: Sequence[Problem], label: str = "") -> "PackError":
        """Return the error for everything that is wrong with the pack called `label`."""
        single = label.endswith((".yaml", ".yml"))
        named = [
            replace(
                each, file=label if not each.file or (single and each.file in MAIN.values()) else f"{label}/{each.file}"
            )
            for each in problems
        ]
        return cls("\n".join(map(str, named)), named)


def fault(member: str, message: str) -> Problem:
    """Return a problem of a whole member ('': of the pack)."""
    return Problem(member, 0, 0, "", message)
