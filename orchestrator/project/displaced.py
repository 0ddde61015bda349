"""Files that stood where the tool wrote: each is kept, itself and no copy, until nobody has it open to write into it.

An editor that saves in place opens a file and then writes. If the file lost its name in between, the save lands in what was
displaced. Where it can be asked who has a file open (Linux), it goes when the command ends; elsewhere it is kept for a day.
"""

import json
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Annotated

from pydantic import Field, ValidationError

from orchestrator.film.base import Model
from orchestrator.project import originals
from orchestrator.project.atomic import read_bytes, write_text
from orchestrator.project.lock import Digest, ProjectPath
from orchestrator.project.swapping import look

DISPLACED = ".filmwright/displaced"
_KEPT = 24 * 3600
"""Seconds for which a displaced file is kept where nobody can say whether it is open."""


class Displaced(Model):
    """A displaced file: its name, the project's file that it was (`path`), what it held when it was displaced, and by which
    command. It lies in `DISPLACED`, or `beside` the other, where that is on another disk.
    """

    file: Annotated[str, Field(pattern=r"^[^/\\]+$")]
    path: ProjectPath
    digest: Digest
    command: str
    beside: bool = False

    def place(self, root: Path) -> Path:
        """Where it lies. The name may come from a stranger: it leads nowhere but to such files of the tool."""
        if self.beside and self.file.startswith(".") and self.file.endswith(".was"):
            return (root / self.path).parent / self.file
        return root / DISPLACED / Path(self.file).name


def settled(root: Path, one: Displaced) -> str | None:
    """Look at a displaced file again; it goes if it can. Return the digest of what came into it late, if anything did."""
    place, told = one.place(root), root / DISPLACED / f"{one.file}.json"
    try:
        now = look(place)
    except FileNotFoundError:
        told.unlink(missing_ok=True)
        return None
    digest = originals.digest_of(now.raw or b"")
    late = now.raw is not None and digest != one.digest
    if late and now.raw is not None:
        originals.keep(root, now.raw)
    if now.held is False or (now.held is None and _is_old(told)):
        place.unlink(missing_ok=True)
        told.unlink(missing_ok=True)
    elif late or not told.exists():
        write_text(told, one.model_copy(update={"digest": digest}).model_dump_json())
    return digest if late else None


def waiting(root: Path) -> Iterator[Displaced]:
    """The displaced files of commands that have ended, which somebody may still have open."""
    for path in sorted((root / DISPLACED).glob("*.json")):
        try:
            yield Displaced.model_validate(json.loads(read_bytes(path) or b""))
        except (ValueError, ValidationError):
            path.unlink(missing_ok=True)


def _is_old(told: Path) -> bool:
    return told.exists() and abs(time.time() - told.stat().st_mtime) > _KEPT
