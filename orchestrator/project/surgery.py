"""One change in a YAML text as a cut at exactly one place; checked by reading the result back.

Nothing is written out again that was not changed: comments, order, quotes, spaces and line ends stay as they are. A cut
whose result does not read as expected is refused, so the worst that can happen is that nothing happens.
"""

import re
from collections.abc import Mapping, Sequence
from enum import Enum
from typing import Final, Literal, TypeAlias, TypeGuard

from orchestrator.project import layout
from orchestrator.project.layout import Data, Indent
from orchestrator.project.source import Node, SourceError, Step, Value, find, parse


class Removal(Enum):
    """Stands for taking an entry out."""

    REMOVE = "remove"


REMOVE: Final = Removal.REMOVE
APPEND: Final = "+"
"""A last step that means: behind the last item of a list."""

Route: TypeAlias = tuple[Step, ...]
Wanted: TypeAlias = "Data | Removal"
"""A new value, or that there be none."""
Change: TypeAlias = tuple[Route, Wanted]


class CannotEdit(Exception):
    """The change cannot be made without touching something else."""


def edited_text(text: str, route: Route, value: Wanted) -> str:
    """Return the text with one value set, added, appended or removed.

    Raises:
        CannotEdit: if that cannot be done in place.
        SourceError: if the text is no YAML.
    """
    if not route:
        raise CannotEdit("a whole file is no value to set")
    for change in steps_to(parse(text), route, value):
        text = _checked(text, *change)
    return text


def steps_to(tree: Node, route: Route, value: Wanted) -> list[Change]:
    """Break a change of a map or list into the smallest changes that lead there, last items first to go."""
    node = find(tree, route)
    if node is None or value is REMOVE or node.plain() == value:
        return [] if node is not None and value is not REMOVE and _same(node.plain(), value) else [(route, value)]
    if _is_map(value) and node.kind == "map" and node.items:
        gone = [str(key.value) for key in node.keys if key.value not in value]
        if len(gone) == len(node.keys):
            return [(route, value)]
        return [*((step) for key, item in value.items() for step in steps_to(tree, (*route, key), item)),
                *(((*route, key), REMOVE) for key in gone)]  # fmt: skip
    if _is_list(value) and node.kind == "list" and node.items and value:
        kept = min(len(value), len(node.items))
        changes = [step for index in range(kept) for step in steps_to(tree, (*route, index), value[index])]
        changes += [((*route, index), REMOVE) for index in range(len(node.items) - 1, kept - 1, -1)]
        return [*changes, *(((*route, APPEND), item) for item in value[kept:])]
    return [(route, value)]


def _same(first: object, second: object) -> bool:
    """Equal, and of the same type all the way down (1 is not true, nor 1.0 a reason to leave '1')."""
    if isinstance(first, bool) or isinstance(second, bool):
        return first is second
    if isinstance(first, dict) and isinstance(second, Mapping):
        return list(first) == list(second) and all(_same(first[key], second[key]) for key in first)
    if isinstance(first, list) and _is_list(second):
        return len(first) == len(second) and all(_same(a, b) for a, b in zip(first, second, strict=True))
    return first == second


def _is_map(value: object) -> TypeGuard[Mapping[str, Data]]:
    return isinstance(value, Mapping)


def _is_list(value: object) -> TypeGuard[Sequence[Data]]:
    return isinstance(value, Sequence) and not isinstance(value, str)


def _checked(text: str, route: Route, value: Wanted) -> str:
    tree = parse(text)
    expected = changed(tree.plain(), route, value)
    after = Cut(text, tree).make(route, value)
    where = ".".join(map(str, route))
    try:
        # A literal text at the end of a file that lacks its last line break needs one to keep its own.
        for result in (after, after + newline_of(text)):
            if parse(result).plain() == expected:
                return result
    except SourceError as error:
        raise CannotEdit(f"{where} cannot be changed in place ({error.message})") from error
    raise CannotEdit(f"{where} cannot be changed in place")


def newline_of(text: str) -> str:
    return "\r\n" if "\r\n" in text else "\n"


def changed(plain: Value, route: Route, value: Wanted) -> Value:
    """The same change on plain data: what the text must read as afterwards."""
    step, *rest = route
    if isinstance(plain, dict):
        key = str(step)
        if rest:
            if key not in plain:
                raise CannotEdit(f"there is no '{key}'")
            return {**plain, key: changed(plain[key], tuple(rest), value)}
        return {k: v for k, v in plain.items() if k != key} if value is REMOVE else {**plain, key: _plain(value)}
    if plain is None and step == APPEND and not rest:
        return [_plain(value)]
    if not isinstance(plain, list):
        raise CannotEdit(f"'{step}' leads into a single value")
    if step == APPEND or (step == len(plain) and value is not REMOVE):
        return [*plain, _plain(value)]
    if not isinstance(step, int) or not 0 <= step < len(plain):
        raise CannotEdit(f"there is no item {step}")
    if rest:
        return [*plain[:step], changed(plain[step], tuple(rest), value), *plain[step + 1 :]]
    return [*plain[:step], *([] if value is REMOVE else [_plain(value)]), *plain[step + 1 :]]


def _plain(value: object) -> Value:
    if _is_map(value):
        return {key: _plain(item) for key, item in value.items()}
    if _is_list(value):
        return [_plain(item) for item in value]
    if isinstance(value, float) and value.is_integer():
        return int(value)
    assert value is None or isinstance(value, (str, int, float, bool))
    return value


class Cut:
    """The text and its tree, for one change."""

    def __init__(self, text: str, tree: Node) -> None:
        self._text, self._tree = text, tree
        self._newline = newline_of(text)
        self.indent = _indent_of(tree)

    def make(self, route: Route, value: Wanted) -> str:
        parent = find(self._tree, route[:-1])
        step = route[-1]
        if parent is None:
            raise CannotEdit("the path leads nowhere")
        node = parent.step(step)
        if value is REMOVE:
            if node is None:
                raise CannotEdit(f"there is no '{step}'")
            return self._removed(route, parent, node)
        if node is not None:
            return self._replaced(parent, step, node, value)
        if parent.kind == "scalar":
            return self.make(route[:-1], [value])
        if parent.style == "flow":
            return self._into_flow(parent, step, value)
        return self._appended(parent, value) if parent.kind == "list" else self._added(parent, str(step), value)

    # What stands where

    def end(self, node: Node) -> int:
        """Where a value ends, without the blank lines and comments behind a block."""
        if node.style in ("|", ">"):
            return node.start + len(self._text[node.start : node.end].rstrip())
        return self.end(node.items[-1]) if node.style == "block" and node.items else node.end

    def line_start(self, index: int) -> int:
        return self._text.rfind("\n", 0, index) + 1

    def line_end(self, index: int) -> int:
        """Behind the line break of the line of `index`."""
        found = self._text.find("\n", index)
        return len(self._text) if found < 0 else found + 1

    def dash(self, item: Node) -> int:
        """Where the dash before a list item stands."""
        before = re.search(r"-\s*\Z", self._text[: item.start])
        if before is None:
            raise CannotEdit("an empty list item is in the way")
        return before.start()

    def column(self, index: int) -> int:
        return index - self.line_start(index)

    def _spliced(self, start: int, end: int, new: str) -> str:
        return self._text[:start] + new + self._text[end:]

    def _lines_after(self, index: int, lines: list[str]) -> str:
        """Put whole lines behind the line of `index`."""
        at = self.line_end(index)
        gap = "" if at == 0 or self._text[at - 1] == "\n" else self._newline
        tail = self._newline if at < len(self._text) or not gap else ""
        return self._spliced(at, at, gap + self._newline.join(lines) + tail)

    # Setting

    def _replaced(self, parent: Node, step: Step, node: Node, value: Data) -> str:
        if node.kind == "scalar" and not _is_map(value) and not _is_list(value):
            return self._new_scalar(parent, step, node, value)
        if parent.kind == "map" and parent.style == "block":
            return self._new_value(parent, str(step), node, value)
        return self._in_place(node, layout.inline(value))

    def _remark(self, node: Node) -> str:
        """The comment behind the sign of a literal text, with the space before it."""
        if node.style not in ("|", ">"):
            return ""
        header = self._text[node.start : min(self.line_end(node.start), self.end(node))].rstrip()
        found = re.search(r"\s+#.*", header)
        return found[0] if found else ""

    def _in_place(self, node: Node, written: str) -> str:
        """Put a value on the place of another, which may be the nothing behind a key."""
        if node.start < node.end:
            return self._spliced(node.start, self.end(node), written + self._remark(node))
        colon = "" if self._text[: node.start].endswith(":") else ":"
        return self._spliced(node.start, node.end, f"{colon} {written}")

    def _new_scalar(self, parent: Node, step: Step, node: Node, value: Data) -> str:
        assert value is None or isinstance(value, (str, int, float, bool))
        flow = parent.style == "flow"
        if node.style not in ("|", ">"):
            return self._in_place(node, layout.scalar(value, flow, node.style))
        header_end = min(self.line_end(node.start), self.end(node))
        if isinstance(value, str) and "\n" in value and layout.literal_is_safe(value):
            body = re.search(r"\S", self._text[header_end:])
            column = self.column(header_end + body.start()) if body else self.indent.step
            (_, sign), *lines = layout.literal(value, column)
            written = self._newline.join([sign + self._remark(node), *(line for _, line in lines)])
            return self._spliced(node.start, self.end(node), written)
        return self._in_place(node, layout.scalar(value))

    def _new_value(self, parent: Node, key: str, node: Node, value: Data) -> str:
        name = parent.key(key)
        assert name is not None
        column = name.column - 1
        head, *lines = layout.entry(key, value, column, self.indent)
        rest = head[len(f"{' ' * column}{layout.scalar(key)}:") :]
        colon = re.compile(r"\s*:").match(self._text, name.end)
        if colon is None:
            raise CannotEdit(f"'{key}' is written in an unusual way")
        end = self.end(node)
        if node.style == "block" and node.items:
            first = self.line_start(node.start if node.kind == "map" else self.dash(node.items[0]))
            if first <= colon.end():
                raise CannotEdit(f"'{key}' is written in an unusual way")
            between = self._text[colon.end() : first]
            body = self._newline.join(lines)
            tail = self._text[end:] if lines else self._text[self.line_end(end) :]
            return self._text[: colon.end()] + rest + between + body + tail
        if rest and node.start < end:
            return self._in_place(node, rest.lstrip())
        if rest:
            return self._spliced(colon.end(), colon.end(), rest)
        without = self._spliced(colon.end(), max(end, colon.end()), self._remark(node))
        return Cut(without, self._tree)._lines_after(colon.end(), lines)

    # Adding

    def _into_flow(self, parent: Node, step: Step, value: Data) -> str:
        written = layout.inline(value, str(step))
        entry = f"{layout.scalar(str(step), flow=True)}: {written}" if parent.kind == "map" else written
        if parent.items:
            at = self.end(parent.items[-1])
            gap = " " if self._text[:at].endswith(":") else ""
            return self._spliced(at, at, f"{gap}, {entry}")
        return self._spliced(parent.start + 1, parent.start + 1, entry)

    def _added(self, parent: Node, key: str, value: Data) -> str:
        if not parent.keys:
            body = self._text if not self._text or self._text.endswith("\n") else self._text + self._newline
            return body + self._newline.join(layout.entry(key, value, 0, self.indent)) + self._newline
        lines = layout.entry(key, value, parent.keys[0].column - 1, self.indent)
        behind = parent.items[-1]
        if len(lines) == 1:
            # A short value goes above a long last block (the shots of a scene), where it is seen.
            short = [item for item in parent.items if item.style != "block"]
            behind = short[-1] if short and parent.items[-1].style == "block" else behind
        return self._lines_after(self.end(behind), lines)

    def _appended(self, parent: Node, value: Data) -> str:
        last = parent.items[-1]
        dash = self.dash(last)
        tall = last.kind == "map" and last.style == "block"
        lines = layout.items([value], self.column(dash), self.indent, short=not tall)
        if len(parent.items) > 1:
            between = self._text[self.end(parent.items[-2]) : dash]
            lines = ["", *lines] if re.search(r"\n[ \t]*\r?\n", between) else lines
        return self._lines_after(self.end(last), lines)

    # Removing

    def _removed(self, route: Route, parent: Node, node: Node) -> str:
        position = next(index for index, item in enumerate(parent.items) if item is node)
        start = parent.keys[position].start if parent.kind == "map" else node.start
        if len(parent.items) == 1 and len(route) > 1:
            return self._emptied(route, parent)
        if parent.style == "flow":
            return self._out_of_flow(parent, position, start, node)
        if parent.kind == "list":
            dash = self.dash(node)
            first = self.line_start(dash)
            if self._text[first:dash].strip():
                after = self.dash(parent.items[position + 1]) if position + 1 < len(parent.items) else -1
                return self._spliced(dash, after, "")
            return self._spliced(first, self.end_with_remarks(node, self.column(dash)), "")
        first = self.line_start(start)
        if self._text[first:start].strip():
            # The first key stands behind a dash: the next key moves up to it.
            return self._spliced(start, parent.keys[position + 1].start, "")
        return self._spliced(first, self.end_with_remarks(node, self.column(start)), "")

    def end_with_remarks(self, node: Node, column: int) -> int:
        """Behind the last line of an entry at `column`, and behind comments that are indented as parts of it."""
        end = at = self.line_end(self.end(node))
        while at < len(self._text):
            line = self._text[at : self.line_end(at)]
            said = line.lstrip()
            if said and not (said.startswith("#") and len(line) - len(said) > column):
                break
            at = self.line_end(at)
            end = at if said else end
        return end

    def _out_of_flow(self, parent: Node, position: int, start: int, node: Node) -> str:
        end = self.end(node)
        if position:
            return self._spliced(self.end(parent.items[position - 1]), end, "")
        if len(parent.items) > 1:
            following = parent.keys[1].start if parent.kind == "map" else parent.items[1].start
            return self._spliced(start, following, "")
        comma = re.compile(r"\s*,").match(self._text, end)
        return self._spliced(start, comma.end() if comma else end, "")

    def _emptied(self, route: Route, parent: Node) -> str:
        """The last entry goes: what is left is an empty list or map."""
        if parent.style == "flow":
            only = parent.items[0]
            return self._out_of_flow(parent, 0, parent.keys[0].start if parent.kind == "map" else only.start, only)
        empty: Data = {} if parent.kind == "map" else []
        above = find(self._tree, route[:-2])
        assert above is not None
        return self._replaced(above, route[-2], parent, empty)


def _indent_of(tree: Node) -> Indent:
    """How the file indents, told by its first nested blocks."""
    step, dash = 2, 2
    found: set[Literal["map", "list"]] = set()
    stack = [tree]
    while stack:
        node = stack.pop()
        stack += reversed(node.items)
        for key, item in zip(node.keys, node.items, strict=False):
            if item.style == "block" and item.kind != "scalar" and item.kind not in found and node.style == "block":
                found.add(item.kind)
                if item.kind == "map":
                    step = max(1, item.column - key.column)
                else:
                    dash = max(0, item.column - key.column)
    return Indent(step, dash)
