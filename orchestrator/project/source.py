"""A YAML text as a tree of values that know where they stand.

Who needs no places reads `values`, which is much faster. How a tree is built stands in `source_tree`.
"""

import math
import re
from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal, TypeAlias

from orchestrator.film.errors import Problem
from orchestrator.project.swapping import read_whole

MAX_BYTES = 2_000_000
MAX_DEPTH = 50
UNFIT = re.compile("[\\x00-\\x08\\x0b\\x0c\\x0e-\\x1f\\x7f\\ud800-\\udfff]")
"""Characters that no text should hold, however they are written."""

Value: TypeAlias = "str | int | float | bool | list[Value] | dict[str, Value] | None"
Step: TypeAlias = str | int

_INTEGER = re.compile(r"[-+]?[0-9]+\Z")
_OTHER_INTEGER = re.compile(r"0o[0-7]+\Z|0x[0-9a-fA-F]+\Z")
_NUMBER = re.compile(r"[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?\Z")
_OF_NUMBERS = "+-.0123456789"
"""What a number begins with."""
_MOST_DIGITS = 300
_WORDS: dict[str, bool | None] = {
    "": None, "~": None, "null": None, "Null": None, "NULL": None,
    "true": True, "True": True, "TRUE": True, "false": False, "False": False, "FALSE": False,
}  # fmt: skip


class SourceError(Exception):
    """The text is no YAML that a project may hold; `line` and `column` count from 1."""

    def __init__(self, line: int, column: int, message: str) -> None:
        super().__init__(message)
        self.line, self.column, self.message = line, column, message

    def of(self, file: str) -> Problem:
        """The problem to tell a person, with the file's name."""
        return Problem(file, self.line, self.column, "", self.message)


@dataclass(slots=True)
class Node:
    """One value and its place: `start` and `end` are offsets into the text, `line` and `column` count from 1."""

    kind: Literal["scalar", "list", "map"]
    start: int
    end: int
    line: int
    column: int
    style: str = ""
    """How a scalar is written: '' plain, `'`, `"`, `|` or `>`; for a list or map `flow` or `block`."""
    value: str | float | bool | None = None
    raw: str = ""
    """A scalar as it is written, without its quotes."""
    items: "list[Node]" = field(default_factory=list["Node"])
    keys: "list[Node]" = field(default_factory=list["Node"])
    """The keys of a map; `items` holds their values in the same order."""

    def key(self, name: str) -> "Node | None":
        """The key `name` of a map."""
        return next((key for key in self.keys if key.value == name), None)

    def step(self, step: Step) -> "Node | None":
        """The value one step down, if there is one."""
        if self.kind == "list" and isinstance(step, int):
            return self.items[step] if -len(self.items) <= step < len(self.items) else None
        if self.kind == "map":
            return next((item for key, item in zip(self.keys, self.items, strict=True) if key.value == str(step)), None)
        return None

    def plain(self) -> Value:
        """The value without its places."""
        if self.kind == "map":
            return {str(key.value): item.plain() for key, item in zip(self.keys, self.items, strict=True)}
        return [item.plain() for item in self.items] if self.kind == "list" else self.value


def locate(root: Node, path: tuple[Step, ...]) -> Node:
    """Return where `path` stands: the key of a map entry, the item of a list, or the deepest part that exists."""
    node, place = root, root
    for step in path:
        below = node.step(step)
        if below is None:
            continue
        place = (node.key(str(step)) or below) if node.kind == "map" else below
        node = below
    return place


def find(root: Node, path: tuple[Step, ...]) -> Node | None:
    """Return the value at `path`, or None if the path leads nowhere."""
    node: Node | None = root
    for step in path:
        node = node.step(step) if node else None
    return node


def read_text(path: Path) -> str:
    """Return the text of a file with its line ends as they are.

    Raises:
        SourceError: if it is no readable file, too large, or not UTF-8.
    """
    try:
        if path.is_dir():
            raise SourceError(1, 1, "is a folder; a YAML file is needed here")
        if not path.is_file():
            raise SourceError(1, 1, "is no ordinary file; a YAML file is needed here")
        if (size := path.stat().st_size) > MAX_BYTES:
            raise SourceError(1, 1, f"is {size / 1e6:.1f} MB large; a project file may have at most 2 MB")
        raw = read_whole(path)
    except OSError as error:
        raise SourceError(1, 1, f"cannot be read: {(error.strerror or str(error)).lower()}") from error
    try:
        return raw.decode("utf-8")
    except UnicodeDecodeError as error:
        before = raw[: error.start]
        column = error.start - (before.rfind(b"\n") + 1) + 1
        message = f"byte 0x{raw[error.start]:02x} is not UTF-8 text; save the file in the encoding UTF-8"
        raise SourceError(before.count(b"\n") + 1, column, message) from error


def parse(text: str) -> Node:
    """Return the tree of a YAML text (an empty text is an empty map).

    Raises:
        SourceError: if the text is broken, or uses what project files may not use.
    """
    from orchestrator.project.source_tree import tree_of

    return tree_of(text)


def resolved(text: str) -> str | float | bool | None:
    """Return what a plain scalar means.

    Raises:
        OverflowError: if it is a number of hundreds of digits.
    """
    if text in _WORDS:
        return _WORDS[text]
    if text[0] not in _OF_NUMBERS:
        return text
    if _INTEGER.match(text) or _OTHER_INTEGER.match(text):
        if len(text) > _MOST_DIGITS:
            raise OverflowError("this number is too long")
        return int(text, 10) if _INTEGER.match(text) else int(text, 0)
    number = float(text) if _NUMBER.match(text) else math.inf
    return number if math.isfinite(number) else text
