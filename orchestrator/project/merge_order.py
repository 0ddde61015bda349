"""Another order, more or fewer items in a list of a YAML text: whole items move, with their comments and their layout."""

import itertools
import re
from collections import Counter
from collections.abc import Sequence

from orchestrator.project import layout
from orchestrator.project.layout import Data
from orchestrator.project.source import Node, find, parse
from orchestrator.project.surgery import CannotEdit, Cut, Route, newline_of


def rearranged(text: str, route: Route, order: Sequence[int | dict[str, Data]]) -> str:
    """Return the text with the list at `route` holding these items: the number of an item it has, or a new item.

    Raises:
        CannotEdit: if the list is laid out in a way that does not let its items go apart.
        SourceError: if the text is no YAML.
    """
    tree = parse(text)
    node = find(tree, route)
    if node is None or node.kind != "list" or not order:
        raise CannotEdit("there is no list to put in order")
    if node.style == "flow":
        return _flow(text, node, order)
    return _Block(text, tree, node, spacious=route == ("shots",)).rearranged(order)


def _flow(text: str, node: Node, order: Sequence[int | dict[str, Data]]) -> str:
    edges = [(item.start, item.end) for item in node.items]
    between = [text[first[1] : second[0]] for first, second in itertools.pairwise(edges)]
    if any(not re.fullmatch(r"\s*,\s*", gap) for gap in between):
        raise CannotEdit("a comment stands between the items of a list in brackets")
    comma = Counter(between).most_common(1)[0][0] if between else ", "
    written = [text[slice(*edges[item])] if isinstance(item, int) else layout.inline(item) for item in order]
    start, end = (edges[0][0], edges[-1][1]) if edges else (node.start + 1, node.start + 1)
    return text[:start] + comma.join(written) + text[end:]


class _Block:
    """A list of lines that begin with a dash, cut into its items; each has the comments that stand right above it."""

    def __init__(self, text: str, tree: Node, node: Node, spacious: bool) -> None:
        self._text, self._node = text, node
        self._cut = Cut(text, tree)
        self._newline = newline_of(text)
        self._spacious = spacious
        dashes = [self._cut.dash(item) for item in node.items]
        self._column = self._cut.column(dashes[0])
        lines = [self._cut.line_start(dash) for dash in dashes]
        if any(text[line:dash].strip() for line, dash in zip(lines, dashes, strict=True)):
            raise CannotEdit("an item of the list begins on the line of something else")
        ends = [self._cut.end_with_remarks(item, self._column) for item in node.items]
        self._gaps = [""]
        self._items: list[str] = []
        begin = self._first_begins(lines[0])
        self.start, self.end = begin, ends[-1]
        for index, end in enumerate(ends):
            self._items.append(self._whole_lines(text[begin:end]))
            if index + 1 < len(ends):
                blank = re.compile(r"(?:[ \t]*\r?\n)*").match(text, end)
                begin = min(blank.end() if blank else end, lines[index + 1])
                begin = text.rfind("\n", end - 1, begin) + 1 or end
                self._gaps.append(text[end:begin])

    def _first_begins(self, line: int) -> int:
        """The comments right above the first item are its own; what stands above a blank line is the list's."""
        while line > 0:
            above = self._text.rfind("\n", 0, line - 1) + 1
            said = self._text[above:line].strip()
            if not said.startswith("#") or above == 0:
                break
            line = above
        return line

    def _whole_lines(self, piece: str) -> str:
        return piece if piece.endswith("\n") else piece + self._newline

    def rearranged(self, order: Sequence[int | dict[str, Data]]) -> str:
        usual = Counter(self._gaps[1:]).most_common(1)[0][0] if len(self._gaps) > 1 else self._alone()
        pieces: list[str] = []
        for position, item in enumerate(order):
            if position:
                own = self._gaps[item] if isinstance(item, int) and item else usual
                pieces.append(own)
            pieces.append(self._items[item] if isinstance(item, int) else self._new(item))
        after = self._text[: self.start] + "".join(pieces) + self._text[self.end :]
        return after if self._text.endswith("\n") or self.end < len(self._text) else after.removesuffix(self._newline)

    def _alone(self) -> str:
        return self._newline if self._spacious else ""

    def _new(self, item: dict[str, Data]) -> str:
        tall = all(known.kind == "map" and known.style == "block" for known in self._node.items)
        lines = layout.items([item], self._column, self._cut.indent, short=not tall)
        return "".join(line + self._newline for line in lines)
