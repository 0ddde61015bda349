"""The lines of a Fountain text as elements: what each is, on which line it starts, and its notes. No meaning yet."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Literal

from orchestrator.film.errors import Problem, ProjectError

FILE = "script.fountain"
"""The name that errors carry."""

Kind = Literal["heading", "action", "dialogue", "transition", "section", "synopsis", "note"]

_MARK = re.compile("\ue000(\\d+)\ue001")
_HIDDEN = re.compile(r"(?<!\\)/\*.*?\*/|(?<!\\)\[\[(?:\\.|(?!\n[ \t]?\n)[^\\])*?\]\]", re.DOTALL)
_HEADING = re.compile(r"(?:INT|EXT|EST|I/E)[. ]|(?:INT|EXT)\.?/(?:INT|EXT)[. ]|(?i:int|ext|est|int/ext|i/e)\.")
_TITLE_KEY = re.compile(r"([^\W\d_][\w .'’/-]*):[ \t]*(.*)")
_NUMBER = re.compile(r"\s*#([\w.()-]+)#\s*$")


@dataclass
class Element:
    """One element. `text` still carries emphasis signs; `notes` are the inner texts of the notes on it."""

    kind: Kind
    line: int
    text: str
    notes: list[str] = field(default_factory=list)
    cue: str = ""
    parts: list[tuple[Literal["manner", "text"], str]] = field(default_factory=list)
    """A dialogue's parentheticals and words in order."""
    number: str = ""
    forced: bool = False
    """Whether an action is one by its `!`, whatever it looks like."""


@dataclass(frozen=True)
class Document:
    """A Fountain text taken apart. Keys of the title page are in lower case."""

    title_page: dict[str, str]
    elements: list[Element]


@dataclass(frozen=True)
class _Line:
    number: int
    text: str

    @property
    def plain(self) -> str:
        return _MARK.sub("", self.text).strip()

    @property
    def blank(self) -> bool:
        return not self.text.strip()

    @property
    def empty(self) -> bool:
        """Blank and not the two spaces that keep a dialogue going."""
        return self.blank and len(self.text.replace("\t", "  ")) < 2


def parse(text: str) -> Document:
    """Take a Fountain text apart.

    Raises:
        ProjectError: if a boneyard is never closed.
    """
    lines, hidden = _without_hidden(text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n"))
    title_page, start = _title_page(lines)
    return Document(title_page, list(_Body(lines[start:], hidden).elements()))


def _without_hidden(text: str) -> tuple[list[_Line], list[str]]:
    """Replace notes and boneyards by marks, so that every line is one again, with its number in the file."""
    hidden: list[str] = []
    newlines: list[int] = []

    def mark(match: re.Match[str]) -> str:
        newlines.append(match[0].count("\n"))
        hidden.append(match[0][2:-2] if match[0].startswith("[[") else "")
        return f"\ue000{len(hidden) - 1}\ue001"

    marked = _HIDDEN.sub(mark, text.replace("\ue000", "").replace("\ue001", ""))
    lines: list[_Line] = []
    number = 1
    for line in marked.split("\n"):
        inside = [int(index) for index in _MARK.findall(line)]
        only_boneyard = bool(inside) and not _MARK.sub("", line).strip() and not any(hidden[index] for index in inside)
        column = re.search(r"(?<!\\)/\*", line)
        if column:
            message = "a boneyard starts here and never ends; close it with */"
            raise ProjectError([Problem(FILE, number, column.start() + 1, "", message)])
        if not only_boneyard:
            lines.append(_Line(number, line))
        number += 1 + sum(newlines[index] for index in inside)
    return lines, hidden


def _title_page(lines: list[_Line]) -> tuple[dict[str, str], int]:
    """Return the title page and the index of the first line after it."""
    first = next((index for index, line in enumerate(lines) if not line.blank), len(lines))
    if first == len(lines) or not _starts_title_page(lines, first):
        return {}, 0
    page: dict[str, str] = {}
    key = ""
    for index in range(first, len(lines)):
        line = lines[index]
        if line.blank:
            return page, index
        match = _TITLE_KEY.match(line.plain)
        if match and not line.text.startswith(("   ", "\t")):
            key = match[1].strip().lower()
            page[key] = match[2].strip()
        elif key and line.plain:
            page[key] = f"{page[key]} {line.plain}".strip()
    return page, len(lines)


def _starts_title_page(lines: list[_Line], first: int) -> bool:
    line = lines[first].plain
    match = _TITLE_KEY.match(line)
    if not match or _HEADING.match(line):
        return False
    follows = lines[first + 1].text if first + 1 < len(lines) else ""
    return bool(match[2].strip()) or (follows.startswith((" ", "\t")) and bool(follows.strip()))


class _Body:
    """Reads the lines after the title page, one element at a time."""

    def __init__(self, lines: list[_Line], hidden: list[str]) -> None:
        self._lines = lines
        self._hidden = hidden
        self._at = 0

    def elements(self) -> Iterator[Element]:
        while self._at < len(self._lines):
            line = self._lines[self._at]
            if line.blank or re.fullmatch(r"={3,}", line.plain):
                self._at += 1
                continue
            yield self._element(line)

    def _element(self, line: _Line) -> Element:
        plain = line.plain
        if not plain:
            return self._single("note", "")
        if plain.startswith("!"):
            return self._paragraph()
        if (plain.startswith(".") and not plain.startswith("..")) or (_HEADING.match(plain) and self._after_blank()):
            return self._heading(plain)
        if plain.startswith(("#", "=")):
            return self._single("section" if plain.startswith("#") else "synopsis", plain.lstrip("#=").strip())
        if plain.startswith(">"):
            inner = plain[1:].strip()
            return (
                self._single("action", inner[:-1].strip()) if inner.endswith("<") else self._single("transition", inner)
            )
        if _is_transition(plain) and self._after_blank() and self._before_blank():
            return self._single("transition", plain)
        if is_cue(plain) and self._after_blank() and not self._before_blank():
            return self._dialogue(plain)
        return self._paragraph()

    def _after_blank(self) -> bool:
        return self._at == 0 or self._lines[self._at - 1].blank or not self._lines[self._at - 1].plain

    def _before_blank(self) -> bool:
        return self._at + 1 >= len(self._lines) or self._lines[self._at + 1].empty

    def _take(self) -> tuple[_Line, list[str]]:
        line = self._lines[self._at]
        self._at += 1
        return line, [self._hidden[int(index)] for index in _MARK.findall(line.text) if self._hidden[int(index)]]

    def _single(self, kind: Kind, text: str) -> Element:
        line, notes = self._take()
        return Element(kind, line.number, text, notes)

    def _heading(self, plain: str) -> Element:
        line, notes = self._take()
        number = _NUMBER.search(plain)
        text = _NUMBER.sub("", plain).strip()
        text = text[1:].strip() if text.startswith(".") else text
        return Element("heading", line.number, text, notes, number=number[1] if number else "")

    def _paragraph(self) -> Element:
        """An action: every line up to a blank one. A line that holds only notes belongs to it, too."""
        line, notes = self._take()
        texts = [line.plain.removeprefix("!")]
        while self._at < len(self._lines) and not self._lines[self._at].blank:
            if self._lines[self._at].plain.startswith(("!", ".", ">", "#")) and not self._continues():
                break
            following, more = self._take()
            texts.append(following.plain)
            notes += more
        text = " ".join(text for text in texts if text)
        return Element("action", line.number, text, notes, forced=line.plain.startswith("!"))

    def _continues(self) -> bool:
        """Whether a line inside a paragraph only looks like a forced element: an ellipsis, a quoted mark."""
        return self._lines[self._at].plain.startswith("..")

    def _dialogue(self, plain: str) -> Element:
        line, notes = self._take()
        element = Element("dialogue", line.number, "", notes, cue=re.sub(r"\s*(?<!\\)\^$", "", plain))
        manner: list[str] = []
        while self._at < len(self._lines) and not self._lines[self._at].empty:
            following, more = self._take()
            notes += more
            words = following.plain
            if manner or words.startswith("("):
                manner.append(words)
                if words.endswith(")"):
                    element.parts.append(("manner", " ".join(manner)[1:-1].strip()))
                    manner = []
            elif words:
                _add_words(element, words.removeprefix("~").strip())
        if manner:
            _add_words(element, " ".join(manner))
        return element


def _add_words(element: Element, words: str) -> None:
    if element.parts and element.parts[-1][0] == "text":
        element.parts[-1] = ("text", f"{element.parts[-1][1]} {words}")
    else:
        element.parts.append(("text", words))


def looks_like_plain_action(text: str) -> bool:
    """Whether a paragraph of this one line would be read as action without a forcing `!`."""
    marked = text.startswith(("!", "@", ".", ">", "#", "=", "~", "[[", "/*", "(")) or not text.strip()
    return not (marked or _HEADING.match(text) or is_cue(text) or _is_transition(text) or _TITLE_KEY.match(text))


def _is_transition(plain: str) -> bool:
    return plain.endswith("TO:") and plain == plain.upper()


def is_cue(plain: str) -> bool:
    """Whether a line by itself reads as a cue: in capitals of any alphabet, or forced."""
    if plain.startswith("@"):
        return len(plain) > 1
    if _HEADING.match(plain):
        return False
    name = plain.partition("(")[0].rstrip("^ ")
    return any(sign.isupper() for sign in name) and name == name.upper()
