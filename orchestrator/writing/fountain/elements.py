"""What a Fountain text is made of: elements, each with its lines and its place in the text. No meaning yet."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from orchestrator.film.headings import is_forced_heading, is_heading, is_plainly_heading
from orchestrator.writing.fountain.lines import Line

Kind = Literal[
    "title-page", "heading", "action", "dialogue", "lyrics", "transition", "centered", "section", "synopsis", "note",
    "boneyard", "page-break",
]  # fmt: skip

_NUMBER = re.compile(r"\s*#([\w.()-]+)#\s*$")
_PAGE_BREAK = re.compile(r"={3,}")
_EXTENSIONS = re.compile(r"(?:\s*\([^()]*\))+$")
_DUAL = re.compile(r"\s*(?<!\\)\^$")
_ESCAPED = re.compile(r"\\.")
_LONGEST_MANNER = 8
"""In lines; a bracket that stays open for longer was never meant as a parenthetical."""
_ONE_LINERS = {"section", "synopsis", "page-break", "transition", "centered", "heading", "boneyard"}


@dataclass(frozen=True, slots=True)
class Part:
    """A piece of a dialogue: a parenthetical (`manner`, without its brackets), words, sung words or a note.

    `start` and `end` are the offsets of its first and behind its last sign that is seen.
    """

    kind: Literal["manner", "text", "lyrics", "note"]
    text: str
    first: int
    last: int
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Note:
    """A note on an element, at its offsets in the text; `apart` if its line holds no words."""

    text: str
    line: int
    start: int
    end: int
    apart: bool


@dataclass(frozen=True, slots=True)
class Element:
    """One element. `first` and `last` are its lines in the file, from 1; `start` and `end` its offsets in the text.

    The offsets take in whole lines without the last line's end. `text` has no forcing sign but still its emphasis signs, which
    never reach over a line's end; its lines are joined by line feeds.
    """

    kind: Kind
    first: int
    last: int
    start: int
    end: int
    text: str
    words: tuple[int, int]
    """Offsets of the first sign that is seen (forcing sign included) and behind the last; of a dialogue, of its cue."""
    words_last: int
    """The last line that holds words and not only notes."""
    notes: tuple[Note, ...] = ()
    forced: bool = False
    cue: str = ""
    dual: bool = False
    """Whether it is spoken beside the dialogue before it."""
    parts: tuple[Part, ...] = ()
    number: str = ""
    """A heading's scene number."""
    level: int = 0
    """A section's level, from 1."""


class ElementReader:
    """Reads the lines after the title page, one element at a time."""

    def __init__(self, lines: list[Line]) -> None:
        self._boneyards = [line for line in lines if line.only_boneyard]
        self._lines = [line for line in lines if not line.only_boneyard]
        self._at = 0
        self._before: Kind | None = None

    def elements(self) -> list[Element]:
        """Return all elements in order. A boneyard is one where it stands alone; else it is part of what it stands in."""
        found = list(self._read())
        alone: list[Element] = []
        index = 0
        for line in self._boneyards:
            while index < len(found) and found[index].end < line.start:
                index += 1
            if index == len(found) or found[index].start > line.start:
                span = (line.start, line.end)
                alone.append(Element("boneyard", line.first, line.last, line.start, line.end, "", span, line.last))
        return sorted((*found, *alone), key=lambda element: element.start)

    def _read(self) -> Iterator[Element]:
        while self._at < len(self._lines):
            if self._lines[self._at].blank:
                self._at += 1
                continue
            element = self._element(self._lines[self._at].plain)
            self._before = element.kind
            yield element

    def _element(self, plain: str) -> Element:
        if not plain:
            return self._one("note", "")
        if _is_forced(plain):
            return self._forced(plain)
        if is_forced_heading(plain) and self._fresh():
            return self._heading(plain[1:].strip(), forced=True)
        if self._fresh() and (is_plainly_heading(plain) or (is_heading(plain) and self._before_blank())):
            return self._heading(plain)
        if self._after_blank():
            if _is_transition(plain) and self._before_blank():
                return self._one("transition", plain)
            if is_cue(plain) and not self._before_blank():
                return self._dialogue(plain)
        return self._paragraph()

    def _forced(self, plain: str) -> Element:
        if _PAGE_BREAK.fullmatch(plain):
            return self._one("page-break", "")
        if plain.startswith("#"):
            text = plain.lstrip("#")
            return self._one("section", text.strip(), level=len(plain) - len(text))
        if plain.startswith("="):
            return self._one("synopsis", plain[1:].strip())
        if plain.startswith(">"):
            inner = plain[1:].strip()
            if inner.endswith("<") and not inner.endswith("\\<"):
                return self._one("centered", inner[:-1].strip(), forced=True)
            return self._one("transition", inner, forced=True)
        return self._lyrics() if plain.startswith("~") else self._paragraph()

    def _fresh(self) -> bool:
        return self._after_blank() or self._before in _ONE_LINERS

    def _after_blank(self) -> bool:
        if self._at == 0:
            return True
        line = self._lines[self._at - 1]
        return not line.plain or bool(_PAGE_BREAK.fullmatch(line.plain))

    def _before_blank(self) -> bool:
        """Whether no words follow; a line of nothing but a note has none."""
        following = self._at + 1
        while following < len(self._lines) and self._lines[following].hidden and not self._lines[following].plain:
            following += 1
        if following >= len(self._lines) or self._lines[following].blank:
            return True
        return bool(_PAGE_BREAK.fullmatch(self._lines[following].plain))

    def _one(self, kind: Kind, text: str, level: int = 0, forced: bool = False) -> Element:
        line = self._take()
        return Element(
            kind, line.first, line.last, line.start, line.end, text, line.words_span(), line.last, _notes([line]),
            level=level, forced=forced,
        )  # fmt: skip

    def _heading(self, plain: str, forced: bool = False) -> Element:
        line = self._take()
        number = _NUMBER.search(plain)
        return Element(
            "heading", line.first, line.last, line.start, line.end, _NUMBER.sub("", plain).strip(), line.words_span(),
            line.last, _notes([line]), forced, number=number[1] if number else "",
        )  # fmt: skip

    def _paragraph(self) -> Element:
        """An action: every line up to a blank or a forced one. A line that holds only notes belongs to it, too."""
        lines = [self._take()]
        while self._more() and not self._lines[self._at].blank and not _is_forced(self._lines[self._at].plain):
            lines.append(self._take())
        forced = lines[0].plain.startswith("!")
        text = "\n".join(line.plain for line in lines if line.plain)
        return _of_lines("action", lines, text.removeprefix("!").strip() if forced else text, forced)

    def _lyrics(self) -> Element:
        lines = [self._take()]
        while self._more() and self._lines[self._at].plain.startswith("~"):
            lines.append(self._take())
        while self._more() and self._lines[self._at].hidden and not self._lines[self._at].plain:
            lines.append(self._take())
        text = "\n".join(line.plain.removeprefix("~").strip() for line in lines if line.plain)
        return _of_lines("lyrics", lines, text, forced=True)

    def _more(self) -> bool:
        return self._at < len(self._lines)

    def _take(self) -> Line:
        self._at += 1
        return self._lines[self._at - 1]

    def _dialogue(self, plain: str) -> Element:
        lines = [self._take()]
        while self._more() and not self._lines[self._at].empty:
            if _PAGE_BREAK.fullmatch(self._lines[self._at].plain):
                break
            lines.append(self._take())
        cue = _DUAL.sub("", plain)
        parts = tuple(_parts(lines[1:]))
        words_last = max((part.last for part in parts if part.kind != "note"), default=lines[0].last)
        return Element(
            "dialogue", lines[0].first, lines[-1].last, lines[0].start, lines[-1].end, "", lines[0].words_span(),
            words_last, _notes(lines), plain.startswith("@"), cue, cue != plain, parts,
        )  # fmt: skip


def _is_forced(plain: str) -> bool:
    """Whether a line is what it is by its first sign, even inside a paragraph."""
    return plain.startswith(("!", ">", "#", "~", "="))


def _of_lines(kind: Kind, lines: list[Line], text: str, forced: bool) -> Element:
    worded = [line for line in lines if line.plain]
    span = (worded[0].words_span()[0], worded[-1].words_span()[1])
    first, last = lines[0], lines[-1]
    return Element(
        kind, first.first, last.last, first.start, last.end, text, span, worded[-1].last, _notes(lines), forced
    )


def _notes(lines: list[Line]) -> tuple[Note, ...]:
    return tuple(
        Note(one.note, line.first, one.start, one.end, not line.plain)
        for line in lines
        for one in line.hidden
        if one.note is not None
    )


def _parts(lines: list[Line]) -> Iterator[Part]:
    """Yield a dialogue's pieces. Lines of words that follow each other are one piece, its notes behind it."""
    words: list[Part] = []
    notes: list[Part] = []
    index = 0
    while index < len(lines):
        count = _manner_lines(lines, index)
        piece = _manner(lines[index : index + count]) if count else _words(lines[index])
        taken = lines[index : index + max(count, 1)]
        if piece and words and (piece.kind == "manner" or piece.kind != words[0].kind):
            yield from _joined(words, notes)
            words, notes = [], []
        if piece and piece.kind == "manner":
            yield piece
        elif piece:
            words.append(piece)
        notes += [
            Part("note", text, line.first, line.last, line.start, line.end) for line in taken for text in line.notes
        ]
        index += len(taken)
    yield from _joined(words, notes)


def _words(line: Line) -> Part | None:
    if not line.plain:
        return None
    kind = "lyrics" if line.plain.startswith("~") else "text"
    return Part(kind, line.plain.removeprefix("~").strip(), line.first, line.last, *line.words_span())


def _joined(words: list[Part], notes: list[Part]) -> Iterator[Part]:
    if words:
        first, last = words[0], words[-1]
        text = "\n".join(part.text for part in words)
        yield Part(first.kind, text, first.first, last.last, first.start, last.end)
    yield from notes


def _manner_lines(lines: list[Line], index: int) -> int:
    """Return how many lines the parenthetical that begins here takes; 0 if these are words that only look like one."""
    opened = 0
    for count, line in enumerate(lines[index : index + _LONGEST_MANNER], 1):
        words = line.plain
        if count == 1 and not words.startswith("("):
            return 0
        signs = _ESCAPED.sub("", words)
        opened += signs.count("(") - signs.count(")")
        if opened <= 0:
            return count if words.endswith(")") else 0
    return 0


def _manner(lines: list[Line]) -> Part:
    text = "\n".join(line.plain for line in lines if line.plain)[1:-1].strip()
    start, end = lines[0].words_span()[0], lines[-1].words_span()[1]
    return Part("manner", text, lines[0].first, lines[-1].last, start, end)


def looks_like_plain_action(text: str) -> bool:
    """Whether a paragraph of this one line would be read as action without a forcing `!`."""
    marked = text.startswith(("!", "@", ".", ">", "#", "=", "~", "[[", "/*", "(")) or not text.strip()
    return not (marked or is_heading(text) or is_cue(text) or _is_transition(text) or _looks_like_title_page(text))


def _looks_like_title_page(text: str) -> bool:
    return bool(re.match(r"[^\W\d_][\w .'’/-]*:", text))


def _is_transition(plain: str) -> bool:
    return plain.endswith("TO:") and plain == plain.upper()


def is_cue(plain: str) -> bool:
    """Whether a line by itself reads as a cue: in capitals of any alphabet, extensions left out, or forced."""
    if plain.startswith("@"):
        return len(plain) > 1
    if is_heading(plain):
        return False
    name = _EXTENSIONS.sub("", _DUAL.sub("", plain))
    return any(sign.isupper() for sign in name) and name == name.upper()
