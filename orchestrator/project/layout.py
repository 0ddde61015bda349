"""How values are written as YAML: plain words plain, short things on one line, long lines never folded."""

import json
import re
import textwrap
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TypeAlias

from orchestrator.project.source import SourceError, parse

Data: TypeAlias = "str | int | float | bool | Sequence[Data] | Mapping[str, Data] | None"
"""What a YAML file can hold, before it is written."""

WIDTH = 110
"""Lists and maps up to this column stay on one line."""


@dataclass(frozen=True)
class Indent:
    """How far a file indents: a map under its key, and the dash of a list under its key."""

    step: int = 2
    dash: int = 2


HABIT = Indent()
"""How new files are indented."""

_ROOMY = frozenset({"shots", "states", "variants", "characters", "beats"})
"""Keys whose entries each get a line, or lines, of their own."""
_LISTED = frozenset({"dialogue"})
"""Keys whose list is never put on one line, although its entries are."""
_SPOKEN = frozenset({"line"})
"""Keys whose text is quoted on one line with others: it is somebody's words."""

_PROSE = frozenset({"logline", "theme", "want", "flaw", "what"})
"""Keys whose text is folded where it is long: somebody will rewrite it."""
_PROSE_WIDTH = 100

_SAFE = re.compile(r"[A-Za-z][A-Za-z0-9]*([ _./()'-]+[A-Za-z0-9()]+)*[.!?]?\Z")
_RESERVED = frozenset({"null", "true", "false", "yes", "no", "on", "off", "y", "n"})


def scalar(value: str | float | bool | None, flow: bool = False, style: str = "") -> str:
    """Return one value as YAML text; a text keeps quotes of the given `style`, and gets them where it needs them."""
    if value is None:
        return "null"
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, (int, float)):
        return _number(value)
    if style == "'" and "\n" not in value and _printable(value):
        return "'" + value.replace("'", "''") + "'"
    if style == '"' or not _plain_is_safe(value, flow):
        return _quoted(value)
    return value


def _number(value: float) -> str:
    if isinstance(value, float) and value.is_integer() and abs(value) < 1e15:
        return str(int(value))
    return repr(value)


def _printable(text: str) -> bool:
    return all(character.isprintable() for character in text)


def _quoted(text: str) -> str:
    written = json.dumps(text, ensure_ascii=False)
    return "".join(c if c.isprintable() else _escape(c) for c in written)


def _escape(character: str) -> str:
    code = ord(character)
    return f"\\u{code:04x}" if code < 0x10000 else f"\\U{code:08x}"


def _plain_is_safe(text: str, flow: bool) -> bool:
    if text.lower() in _RESERVED:
        return False
    if _SAFE.match(text):
        return True
    if not text or text != text.strip() or not _printable(text) or (flow and re.search(r"^:|[,\[\]{}]", text)):
        return False
    try:
        return parse(f"- {text}\n- [{text}]\n" if flow else f"- {text}\n").plain() == (
            [text, [text]] if flow else [text]
        )
    except SourceError:
        return False


def inline(value: Data, key: str = "") -> str:
    """Return a value, the one of `key` if it has one, on one line."""
    if isinstance(value, Mapping):
        return "{" + ", ".join(f"{scalar(name, flow=True)}: {inline(item, name)}" for name, item in value.items()) + "}"
    if isinstance(value, Sequence) and not isinstance(value, str):
        return "[" + ", ".join(inline(item) for item in value) + "]"
    return scalar(value, flow=True, style='"' if key in _SPOKEN else "")


def block(value: Mapping[str, Data], column: int = 0, indent: Indent = HABIT) -> list[str]:
    """Return a map as lines, one key each, with short lists and maps on the line of their key."""
    lines: list[str] = []
    for key, item in value.items():
        lines += entry(key, item, column, indent)
    return lines


def items(values: Sequence[Data], column: int, indent: Indent = HABIT, short: bool = True) -> list[str]:
    """Return the items of a list as lines, each behind its dash; short maps on one line if `short`."""
    lines: list[str] = []
    pad = " " * column
    for value in values:
        if isinstance(value, Mapping) and value and not (short and _fits_inline(value, column + 2, in_list=True)):
            first, *rest = block(value, column + 2, indent)
            lines += [f"{pad}- {first.lstrip()}", *rest]
        elif value is None or isinstance(value, (str, int, float, bool)):
            lines.append(f"{pad}- {scalar(value)}")
        else:
            lines.append(f"{pad}- {inline(value)}")
    return lines


def entry(key: str, item: Data, column: int, indent: Indent = HABIT) -> list[str]:
    """Return one key of a map with its value as lines."""
    pad = " " * column
    head = f"{pad}{scalar(key)}:"
    if isinstance(item, str) and "\n" in item and literal_is_safe(item):
        return [f"{head} {line}" if first else line for first, line in literal(item, column + indent.step)]
    if isinstance(item, str) and key in _PROSE and len(head) + len(item) >= _PROSE_WIDTH and _folds(item):
        return [f"{head} >-", *folded(item, column + indent.step)]
    if isinstance(item, str) or not isinstance(item, (Mapping, Sequence)):
        return [f"{head} {scalar(item)}"]
    roomy = key in _ROOMY and bool(item)
    if not roomy and not (key in _LISTED and item) and _fits_inline(item, len(head) + 1, in_list=False):
        return [f"{head} {inline(item)}"]
    if isinstance(item, Mapping):
        return [head, *block(item, column + indent.step, indent)]
    return [head, *items(item, column + indent.dash, indent, short=not roomy)]


def literal(text: str, column: int) -> list[tuple[bool, str]]:
    """Return a text of many lines as a literal block: its sign, marked as the first, and its lines."""
    sign = "|" if text.endswith("\n") else "|-"
    body = text.removesuffix("\n").split("\n")
    return [(True, sign), *((False, f"{' ' * column}{line}".rstrip()) for line in body)]


def folded(text: str, column: int) -> list[str]:
    """Return the lines of a folded block that holds a text of one paragraph."""
    pad = " " * column
    return textwrap.wrap(
        text, max(_PROSE_WIDTH, column + 40), initial_indent=pad, subsequent_indent=pad,
        break_long_words=False, break_on_hyphens=False,
    )  # fmt: skip


def _folds(text: str) -> bool:
    """Return whether a text comes back the same from a folded block."""
    return _printable(text) and text == " ".join(text.split())


def _fits_inline(value: Mapping[str, Data] | Sequence[Data], column: int, in_list: bool) -> bool:
    """Short lists, and maps that are entries of a list (cast, dialogue), read best on one line."""
    leaves = list(value.values()) if isinstance(value, Mapping) else list(value)
    if any(isinstance(leaf, str) and "\n" in leaf for leaf in leaves):
        return False
    nested = [leaf for leaf in leaves if isinstance(leaf, (Mapping, Sequence)) and not isinstance(leaf, str)]
    if isinstance(value, Mapping):
        wordy = not in_list and any(isinstance(leaf, str) and len(leaf) > 40 for leaf in leaves)
        if wordy or any(isinstance(leaf, Mapping) for leaf in nested):
            return not value
    elif nested and len(leaves) > 1:
        return False
    return column + len(inline(value)) <= WIDTH


def literal_is_safe(text: str) -> bool:
    """Return whether a text of many lines comes back the same from a literal block."""
    body = text.removesuffix("\n")
    lines = body.split("\n")
    edges = any(line != line.rstrip() or line.startswith((" ", "\t")) for line in lines)
    return bool(lines[0] and lines[-1]) and not edges and all(_printable(line) for line in lines)
