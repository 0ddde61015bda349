"""A Fountain text taken apart without losing a byte of it, and changed in places without touching the rest.

`parse(text)` never fails, `document.text` is the text that came in, and `"".join(block.text for block in document.blocks)` is
the same text again. Give it what stands in the file, line ends and byte order mark included: `read_bytes().decode("utf-8")`,
or `read_text(encoding="utf-8", newline="")` from Python 3.13 on; anything else turns line ends into line feeds.

To change something, name the element or the block that goes, and get a new document; elements of the old one are no longer
places in it:

    document = parse(text)
    scene = document.scene("first-night")
    document = document.with_replaced(scene, theirs.text)      # one scene, its trailing blank lines included
    document = document.with_removed(document.scenes[3].elements[2])
    document = document.with_inserted("MARA\\nYou again.", after=document.scenes[0].elements[-1])
    path.write_bytes(document.text.encode("utf-8"))

Several changes at once, all of them told by places of the one document: `document.edited([Edit(start, end, text), ...])`.
"""

import bisect
import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cached_property
from typing import Literal

from orchestrator.film.errors import Problem
from orchestrator.writing.fountain.elements import Element, ElementReader
from orchestrator.writing.fountain.lines import LINE_END, hidden_in, lines_of
from orchestrator.writing.fountain.notes import fields
from orchestrator.writing.fountain.titles import TitleEntry, title_page_of

FILE = "script.fountain"
"""The name that errors carry if no other is given."""

_OPENS_SCENE = {"transition", "section", "page-break"}
_ENDS_FILM = {"transition", "centered", "page-break"}


@dataclass(frozen=True)
class Edit:
    """What stands between two offsets of a text becomes `text`. With both the same, it is put in there."""

    start: int
    end: int
    text: str


@dataclass(frozen=True)
class Block:
    """A stretch of whole lines: what stands before the first scene, a scene, or what stands behind the last.

    A scene's block begins with the transition, section or page break that leads into it, and ends where the next block begins,
    blank lines included. `first` and `last` are lines from 1 (`last` is `first - 1` in an empty block).
    """

    kind: Literal["front", "scene", "back"]
    start: int
    end: int
    first: int
    last: int
    text: str = field(repr=False)
    elements: tuple[Element, ...] = field(repr=False)
    heading: Element | None = None
    id: str | None = None
    """The scene's id as its note `[[scene: ...]]` says it; None without one."""


@dataclass(frozen=True)
class Document:
    """A Fountain text and its elements in order, the title page first."""

    text: str = field(repr=False)
    elements: tuple[Element, ...] = field(repr=False)
    title_page: tuple[TitleEntry, ...] = ()
    unclosed: int | None = None
    """The offset of a boneyard that never ends; it was read as plain signs."""

    def __str__(self) -> str:
        return self.text

    def title(self, key: str) -> str:
        """Return what the title page says of `key` (letter case does not matter), lines joined by blanks; or nothing."""
        said = [" ".join(entry.lines) for entry in self.title_page if entry.key.casefold() == key.casefold()]
        return said[-1] if said else ""

    @cached_property
    def newline(self) -> str:
        """The line end that most lines have; a line feed in a text of one line."""
        ends = LINE_END.findall(self.text)
        return max(("\n", "\r\n", "\r"), key=ends.count) if ends else "\n"

    @cached_property
    def lines(self) -> tuple[str, ...]:
        """The file's lines without their ends; line 1 is the first. Only CR, LF and CRLF end a line."""
        return tuple(LINE_END.split(self.text.removeprefix("\ufeff")))

    def raw(self, part: Element | Block) -> str:
        """Return the text of an element or block as it stands in the file."""
        return self.text[part.start : part.end]

    def place(self, offset: int, file: str = FILE) -> tuple[str, int, int]:
        """Return the file's name, line and column of an offset, both from 1."""
        line = bisect.bisect_right(self._line_starts, offset) or 1
        return file, line, max(offset - self._line_starts[line - 1], 0) + 1

    def line_start(self, line: int) -> int:
        """Return the offset at which a line of the file begins."""
        return self._line_starts[line - 1]

    @cached_property
    def _line_starts(self) -> list[int]:
        first = 1 if self.text.startswith("\ufeff") else 0
        return [first, *(end.end() for end in LINE_END.finditer(self.text))]

    def problems(self, file: str = FILE) -> list[Problem]:
        """Return what makes the text unreadable: a boneyard without an end."""
        if self.unclosed is None:
            return []
        return [
            Problem(*self.place(self.unclosed, file), "", "a boneyard starts here and never ends; close it with */")
        ]

    @cached_property
    def scenes(self) -> tuple[Block, ...]:
        """The scenes, in the order in which they stand."""
        return tuple(block for block in self.blocks if block.kind == "scene")

    def scene(self, identity: str) -> Block:
        """Return the scene with this id in its note.

        Raises:
            KeyError: if there is none.
        """
        for block in self.scenes:
            if block.id == identity:
                return block
        raise KeyError(identity)

    @cached_property
    def blocks(self) -> tuple[Block, ...]:
        """The whole text: what stands before the scenes, each scene, and what stands behind them (either may be empty)."""
        headings = [index for index, element in enumerate(self.elements) if element.kind == "heading"]
        if not headings:
            return (self._block("front", 0, len(self.elements)), self._block("back", len(self.elements), None))
        cuts: list[int] = []
        for heading in headings:
            cut = heading
            while cut > 0 and self.elements[cut - 1].kind in _OPENS_SCENE:
                cut -= 1
            cuts.append(cut)
        back = len(self.elements)
        while self.elements[back - 1].kind in _ENDS_FILM:
            back -= 1
        blocks = [self._block("front", 0, cuts[0])]
        for first, last in zip(cuts, [*cuts[1:], back], strict=True):
            blocks.append(self._block("scene", first, last))
        return (*blocks, self._block("back", back, None))

    def _block(self, kind: Literal["front", "scene", "back"], first: int, last: int | None) -> Block:
        start = 0 if kind == "front" else self._start_of(first)
        end = len(self.text) if last is None else self._start_of(last)
        elements = self.elements[first:last]
        heading = next((element for element in elements if element.kind == "heading"), None)
        text = self.text[start:end]
        line = self.place(start)[1]
        ends = len(LINE_END.findall(text)) + bool(text and not LINE_END.search(text[-1:]))
        identity = _scene_id(elements) if kind == "scene" else None
        return Block(kind, start, end, line, line + ends - 1, text, elements, heading, identity)

    def _start_of(self, index: int) -> int:
        return self.elements[index].start if index < len(self.elements) else len(self.text)

    def edited(self, edits: Iterable[Edit]) -> "Document":
        """Return the document with all edits made; where all lines of the document end alike, so do theirs.

        Edits are told by offsets of this document, in any order; those put in at one place keep the order they have here.

        Raises:
            ValueError: if two edits overlap or one lies outside the text.
        """
        own = self.newline if len(set(LINE_END.findall(self.text))) == 1 else None
        ordered = sorted(edits, key=lambda edit: (edit.start, edit.end))
        pieces: list[str] = []
        at = 0
        for edit in ordered:
            if not at <= edit.start <= edit.end <= len(self.text):
                raise ValueError(f"two changes overlap, or one lies outside the text, at {self.place(edit.start)[1]}")
            pieces += [self.text[at : edit.start], LINE_END.sub(own, edit.text) if own else edit.text]
            at = edit.end
        return parse("".join([*pieces, self.text[at:]]))

    def with_replaced(self, part: Element | Block, text: str) -> "Document":
        """Return the document with `text` in the place of an element or a block.

        A block's text goes in as it is, but for the blank line that must part it from what follows.
        """
        self._check(part)
        if isinstance(part, Block) and part.end < len(self.text) and text.strip() and text != part.text:
            text += self.newline * max(0, 2 - _line_ends(text, -1))
        return self.edited([Edit(part.start, part.end, text)])

    def with_removed(self, part: Element | Block) -> "Document":
        """Return the document without an element or a block; of the blank lines around it, one side goes, too."""
        self._check(part)
        if isinstance(part, Block):
            return self.edited([Edit(part.start, part.end, "")])
        return self.edited([self.removal(part)])

    def removal(self, part: Element) -> Edit:
        """Return the edit that takes an element away, with the blank lines behind it if there are some before it, too."""
        end = LINE_END.match(self.text, part.end)
        after = end.end() if end else len(self.text)
        before_blank = part.start == 0 or _line_ends(self.text[: part.start], -1) >= 2
        rest = re.compile(r"[ \t]*(?:\r\n|\r|\n)")
        while before_blank and (blank := rest.match(self.text, after)):
            after = blank.end()
        return Edit(part.start, after, "")

    def with_inserted(
        self, text: str, *, before: Element | Block | None = None, after: Element | Block | None = None
    ) -> "Document":
        """Return the document with `text` put in before or after a part, at the end if neither is named.

        Blank lines are added on both sides where there are none.
        """
        for part in (before, after):
            if part:
                self._check(part)
        if before:
            return self.edited([self.insertion(text, before.start)])
        return self.edited([self.insertion(text, self.behind(after) if after else len(self.text))])

    def insertion(self, text: str, offset: int) -> Edit:
        """Return the edit that puts a paragraph in at the start of a line (or at the text's end)."""
        before, behind = self.text[:offset], self.text[offset:]
        opening = "\n" * max(0, 2 - _line_ends(before, -1)) if before.strip("\ufeff \t\r\n") else ""
        closing = "\n" * max(0, 2 - _line_ends(behind, 1)) if behind.strip() else "\n"
        return Edit(offset, offset, opening + text.strip("\r\n") + closing)

    def behind(self, part: Element | Block) -> int:
        """Return the offset behind a part and the end of its last line."""
        if isinstance(part, Block):
            return part.end
        end = LINE_END.match(self.text, part.end)
        return end.end() if end else len(self.text)

    def _check(self, part: Element | Block) -> None:
        known = part in self.blocks if isinstance(part, Block) else part in self.elements
        if not known:
            raise ValueError(
                f"what stood at line {part.first} is no part of this document; take it from this very document"
            )


def parse(text: str) -> Document:
    """Take any text apart; every text is Fountain."""
    hidden, unclosed = hidden_in(text)
    lines = list(lines_of(text, hidden))
    title_page, entries, start = title_page_of(lines)
    body = ElementReader(lines[start:]).elements()
    return Document(text, (title_page, *body) if title_page else tuple(body), entries, unclosed)


def _scene_id(elements: tuple[Element, ...]) -> str | None:
    found: str | None = None
    for element in elements:
        for note in element.notes:
            found = dict(fields(note.text)).get("scene", found)
    return found


def _line_ends(text: str, side: Literal[1, -1]) -> int:
    """Return how many line ends stand at the start (1) or end (-1) of a text, blank lines' blanks passed over; at most 2."""
    ends = re.match(r"[ \t]*(?:\r\n|\r|\n)(?:[ \t]*(\r\n|\r|\n))?", text) if side == 1 else None
    if side == -1:
        ends = re.search(r"(?:\r\n|\r|\n)(?:[ \t]*(\r\n|\r|\n))?[ \t]*\Z", text[-200:])
    if not ends:
        return 0
    return 2 if ends[1] else 1
