"""Who is told that a save of a person's is not in their file but in the history. Nothing heavy is imported with it."""

from collections.abc import Callable
from contextvars import ContextVar
from pathlib import Path
from typing import TypeAlias

Hear: TypeAlias = Callable[[Path, str, int], None]
"""Takes the project, the path of the file in it, and the number of the entry that `undo` brings the save back with."""

overwritten: ContextVar[Hear | None] = ContextVar("overwritten", default=None)
