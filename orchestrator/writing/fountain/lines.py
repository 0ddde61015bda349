"""A Fountain text as lines, its notes and boneyards taken out of sight, every line knowing where it stands in the file."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

_OPENING = re.compile(r"\\.|/\*|\[\[")
_IN_NOTE = re.compile(r"\\[^\r\n]|\]\]|(?>\r\n|\r|\n)[ \t]?(?>\r\n|\r|\n)")
LINE_END = re.compile(r"\r\n|\r|\n")
"""What ends a line. Form feeds, U+2028 and their like are signs within a line."""


@dataclass(frozen=True, slots=True)
class Hidden:
    """A note `[[...]]` or a boneyard `/*...*/`; `start` and `end` are offsets in the text, signs included."""

    start: int
    end: int
    note: str | None
    """The inner text of a note, line ends as line feeds; None for a boneyard."""


@dataclass(frozen=True, slots=True)
class Line:
    """One line as it is read: what a note or boneyard spreads over several lines of the file is one line here.

    `first` and `last` count the file's lines from 1; `start` and `end` are offsets, without the line end.
    """

    first: int
    last: int
    start: int
    end: int
    bare: str
    """The words with their white space, without notes and boneyards."""
    hidden: tuple[Hidden, ...] = ()

    @property
    def plain(self) -> str:
        return self.bare.strip()

    @property
    def blank(self) -> bool:
        return not self.hidden and not self.bare.strip()

    @property
    def empty(self) -> bool:
        """Blank, and not by the two spaces that keep a dialogue going."""
        return self.blank and len(self.bare.replace("\t", "  ")) < 2

    @property
    def notes(self) -> tuple[str, ...]:
        return tuple(one.note for one in self.hidden if one.note is not None)

    @property
    def only_boneyard(self) -> bool:
        return bool(self.hidden) and not self.notes and not self.bare.strip()

    def words_span(self) -> tuple[int, int]:
        """Return the offsets of the first sign that is seen and of the end of the last."""
        at = self.start
        ranges: list[tuple[int, int]] = []
        for one in self.hidden:
            ranges.append((at, one.start))
            at = one.end
        ranges.append((at, self.end))
        rest = self.bare
        first = last = self.start
        found = False
        for start, end in ranges:
            piece, rest = rest[: end - start], rest[end - start :]
            if piece.strip():
                first = first if found else start + len(piece) - len(piece.lstrip())
                found, last = True, start + len(piece.rstrip())
        return first, last


def hidden_in(text: str) -> tuple[list[Hidden], int | None]:
    """Return the notes and boneyards in order, and the offset of a boneyard that never ends.

    Whichever opens first wins; a note ends at an empty line at the latest, or it is none. Takes time in proportion to the
    text's length, whatever stands in it.
    """
    found: list[Hidden] = []
    unclosed: int | None = None
    no_note_before = at = 0
    while opening := _OPENING.search(text, at):
        start, at = opening.span()
        if opening[0] == "/*" and unclosed is None:
            close = text.find("*/", at)
            if close < 0:
                unclosed = start
            else:
                at = close + 2
                found.append(Hidden(start, at, None))
        elif opening[0] == "[[" and start >= no_note_before:
            end, closed = _note_end(text, at)
            if closed:
                found.append(Hidden(start, end, LINE_END.sub("\n", text[at : end - 2])))
                at = end
            else:
                no_note_before = end
    return found, unclosed


def _note_end(text: str, at: int) -> tuple[int, bool]:
    """Return where the note that was opened ends; or how far there is no end to it, and False."""
    while sign := _IN_NOTE.search(text, at):
        if sign[0] == "]]":
            return sign.end(), True
        if not sign[0].startswith("\\"):
            return sign.start(), False
        at = sign.end()
    return len(text), False


def lines_of(text: str, hidden: list[Hidden]) -> Iterator[Line]:
    """Yield the lines of a text; a byte order mark is on none."""
    start = 1 if text.startswith("\ufeff") else 0
    number = first = 1
    begun = index = 0
    for end, following in _ends(text, start):
        while index < len(hidden) and hidden[index].end <= end:
            index += 1
        if index < len(hidden) and hidden[index].start < end:
            number += 1
            continue
        inside = tuple(hidden[begun:index])
        yield Line(first, number, start, end, _bare(text, start, end, inside), inside)
        begun, start, number = index, following, number + 1
        first = number


def _ends(text: str, start: int) -> Iterator[tuple[int, int]]:
    for end in LINE_END.finditer(text, start):
        yield end.span()
    yield len(text), len(text)


def _bare(text: str, start: int, end: int, hidden: tuple[Hidden, ...]) -> str:
    if not hidden:
        return text[start:end]
    pieces: list[str] = []
    for one in hidden:
        pieces.append(text[start : one.start])
        start = one.end
    pieces.append(text[start:end])
    return "".join(pieces)
