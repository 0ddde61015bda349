"""Building the tree of a YAML text: what project files may hold, and what is told of one that holds something else.

The tree is built from the parser's events, without recursion, and only the plain core of YAML 1.2 is let in: no tags, anchors,
aliases, merge keys or second documents. So a file cannot grow when it is read, and every value has exactly one place.
"""

import re
from collections.abc import Iterator

from ruamel.yaml import YAML
from ruamel.yaml.error import MarkedYAMLError, YAMLError
from ruamel.yaml.events import (
    AliasEvent,
    DocumentStartEvent,
    Event,
    MappingEndEvent,
    MappingStartEvent,
    ScalarEvent,
    SequenceEndEvent,
    SequenceStartEvent,
)
from ruamel.yaml.reader import ReaderError

from orchestrator.project.source import MAX_DEPTH, UNFIT, Node, SourceError, resolved

_BARE_COLOUR = re.compile(r"[\[,:]\s*(#[0-9a-fA-F]{3,8})\b")
_COLON = re.compile(r"\s*:")


def tree_of(text: str) -> Node:
    """Return the tree of a YAML text (an empty text is an empty map).

    Raises:
        SourceError: if the text is broken, or uses what project files may not use.
    """
    builder = _Builder(text)
    try:
        return builder.build(iter(YAML(typ="safe", pure=True).parse(text)))
    except MarkedYAMLError as error:
        raise _syntax_error(error, text, builder.unclosed()) from error
    except ReaderError as error:
        line, column = _place(text, error.position)
        message = f"the character U+{ord(text[error.position]):04X} is not allowed in YAML; take it out"
        raise SourceError(line, column, message) from error
    except YAMLError as error:
        raise SourceError(1, 1, f"this is no YAML: {error}") from error
    except (ValueError, IndexError, AssertionError, NotImplementedError) as error:
        # The parser lets these through on some malformed directives, escapes and numbers.
        raise SourceError(1, 1, f"this is no YAML: {error or type(error).__name__}") from error


def _place(text: str, index: int) -> tuple[int, int]:
    return text.count("\n", 0, index) + 1, index - (text.rfind("\n", 0, index) + 1) + 1


class _Builder:
    """Puts events together to a tree, with a stack in place of recursion."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._open: list[Node] = []
        self._pending: list[Node | None] = []
        self._root: Node | None = None

    def build(self, events: Iterator[Event]) -> Node:
        documents = 0
        for event in events:
            self._refuse(event)
            if isinstance(event, DocumentStartEvent):
                documents += 1
                if documents > 1:
                    raise self._error(
                        event, "a second document begins here; keep one document in each file, without ---"
                    )
            elif isinstance(event, ScalarEvent):
                self._add(self._scalar(event))
            elif isinstance(event, (MappingStartEvent, SequenceStartEvent)):
                self._begin(event)
            elif isinstance(event, (MappingEndEvent, SequenceEndEvent)):
                self._finish(event)
        return self._root or Node("map", len(self._text), len(self._text), 1, 1, "block")

    def unclosed(self) -> Node | None:
        """The innermost bracket that is still open."""
        return self._open[-1] if self._open and self._open[-1].style == "flow" else None

    def _error(self, event: Event, message: str) -> SourceError:
        return SourceError(event.start_mark.line + 1, event.start_mark.column + 1, message)

    def _refuse(self, event: Event) -> None:
        if isinstance(event, AliasEvent):
            raise self._error(event, f"'*{event.anchor}' is a YAML alias; write the value out in full")
        if isinstance(event, (ScalarEvent, MappingStartEvent, SequenceStartEvent)):
            if event.anchor:
                raise self._error(
                    event, f"'&{event.anchor}' is a YAML anchor; write values out in full where they are used"
                )
            if event.tag:
                raise self._error(event, f"'{event.tag}' is a YAML tag; leave it out (quotes make a text of anything)")

    def _scalar(self, event: ScalarEvent) -> Node:
        start, end = event.start_mark, event.end_mark
        style = event.style or ""
        if unfit := UNFIT.search(event.value):
            code = ord(unfit[0])
            raise self._error(event, f"this text holds the character U+{code:04X}, which no text should; take it out")
        try:
            value = event.value if style else resolved(event.value)
        except OverflowError as error:
            raise self._error(event, str(error)) from error
        return Node("scalar", start.index, end.index, start.line + 1, start.column + 1, style, value, event.value)

    def _begin(self, event: MappingStartEvent | SequenceStartEvent) -> None:
        if len(self._open) >= MAX_DEPTH:
            raise self._error(
                event, f"values are nested more than {MAX_DEPTH} deep; a project file needs fewer than 10"
            )
        mark = event.start_mark
        kind = "map" if isinstance(event, MappingStartEvent) else "list"
        node = Node(
            kind, mark.index, mark.index, mark.line + 1, mark.column + 1, "flow" if event.flow_style else "block"
        )
        if self._open and self._open[-1].kind == "map" and self._pending[-1] is None:
            raise self._error(event, "a list or map cannot be a key; write a word before the colon")
        self._open.append(node)
        self._pending.append(None)

    def _finish(self, event: Event) -> None:
        node = self._open.pop()
        self._pending.pop()
        last = node.items[-1].end if node.items else node.start
        # A block's own end mark lies behind the comments that follow it; its last value ends where the block does.
        node.end = event.end_mark.index if node.style == "flow" else last
        self._add(node)

    def _add(self, node: Node) -> None:
        if not self._open:
            self._root = node
            return
        parent = self._open[-1]
        key = self._pending[-1]
        if parent.kind == "list":
            parent.items.append(node)
        elif key is None:
            self._pending[-1] = self._checked_key(parent, node)
        else:
            if node.kind == "scalar" and node.start == node.end:
                colon = _COLON.match(self._text, key.end)
                node.start = node.end = colon.end() if colon else key.end
            parent.keys.append(key)
            parent.items.append(node)
            self._pending[-1] = None

    def _checked_key(self, parent: Node, node: Node) -> Node:
        written = self._text[node.start : node.end].strip()
        if node.value == "<<":
            raise SourceError(node.line, node.column, "'<<' is a YAML merge key; write the values out in full")
        if node.style == "":
            node.value = written
        if "\n" in str(node.value):
            raise SourceError(node.line, node.column, "a key must stand on one line; a colon may be missing here")
        if not node.value:
            raise SourceError(node.line, node.column, "a word is missing before the colon")
        if first := parent.key(str(node.value)):
            message = f"'{node.value}' is given twice, first in line {first.line}; keep one of them"
            raise SourceError(node.line, node.column, message)
        return node


_SAYINGS = (
    ("mapping values are not allowed", "a second colon on this line makes it ambiguous; put the text in quotes"),
    ("could not find expected ':'", "a colon is missing after this key; write key: value"),
    ("found character '\\t'", "a tab stands where spaces are needed; indent with spaces"),
    ("cannot start any token", "a value cannot begin with this character; put the text in quotes"),
    ("unexpected end of stream", "the quotation mark that opens this text is never closed"),
    ("expected ',' or ']'", "this list is not closed, or a comma is missing; write [a, b, c]"),
    ("expected ',' or '}'", "this map is not closed, or a comma is missing; write {key: value, key: value}"),
    ("expected <block end>", "this line does not line up with the ones above it; check its indentation"),
    ("unknown escape character", "this backslash means nothing between double quotes; write \\\\ or use single quotes"),
    ("sequence entries are not allowed here", "a list item cannot stand here; begin it on a line of its own"),
    ("mapping keys are not allowed here", "a key cannot stand here; begin it on a line of its own"),
    ("expected the node content", "a value is missing here"),
    ("expected alphabetic or numeric character", "'*' and '&' mean something else in YAML; put the text in quotes"),
    ("found undefined tag handle", "'!' begins a YAML tag; put the text in quotes"),
    ("expected chomping or indentation", "after '|' or '>' the text begins on the next line"),
)


def _syntax_error(error: MarkedYAMLError, text: str, bracket: Node | None) -> SourceError:
    problem = " ".join(str(part) for part in (error.problem, error.context) if part)
    # An unclosed text or bracket is best shown where it opens, not where the file ends.
    unclosed = any(sign in problem for sign in ("unexpected end of stream", "expected ',' or"))
    mark = (error.context_mark if unclosed else None) or error.problem_mark or error.context_mark
    line, column = (mark.line + 1, mark.column + 1) if mark else (1, 1)
    lines = text.split("\n")
    for number in range(min(line, len(lines)), max(0, line - 3), -1):
        if bare_colour := _BARE_COLOUR.search(lines[number - 1]):
            message = f"a '#' begins a comment; put the colour in quotes: \"{bare_colour[1]}\""
            return SourceError(number, bare_colour.start(1) + 1, message)
    if bracket and mark and not text[mark.index :].strip():
        what = "list" if bracket.kind == "list" else "map"
        return SourceError(bracket.line, bracket.column, f"the bracket that opens this {what} is never closed")
    if "mapping values are not allowed" in problem and len(re.findall(r":(?:\s|$)", lines[line - 1])) < 2:
        return SourceError(line, column, "this line is indented further than the one above it allows; line them up")
    saying = next((said for sign, said in _SAYINGS if sign in problem), None)
    return SourceError(line, column, saying or f"this is no YAML: {error.problem or error.context or 'broken syntax'}")
