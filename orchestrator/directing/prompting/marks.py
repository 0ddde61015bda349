"""Marks around stretches of text, by which a finished prompt tells where each of its words came from.

Stretch `n` is opened by its own character and closed by a common one, all in Unicode's private use area, which no keyboard
types and no model was taught. Nothing a person wrote keeps such characters: `unmarked` takes them out first.
"""

import re
from collections.abc import Sequence

from orchestrator.directing.prompting.prompt import Segment

MOST = 0x1000
_CLOSE = "\ue000"
_FIRST = 0xE100
_ANY = re.compile("[\ue000-\uf8ff]")
_OPEN = re.compile(f"[{chr(_FIRST)}-{chr(_FIRST + MOST - 1)}]")
_TWICE = re.compile("([ \n][\ue000-\uf8ff]*) +")
_AT_START = re.compile("\\A([\ue000-\uf8ff]*) +")
_AT_END = re.compile(" ([\ue000-\uf8ff]*)(?=\n|\\Z)")
_WORD = re.compile(r"\w")


def marked(text: str, number: int) -> str:
    """The text between the marks of stretch `number`; nothing stays nothing."""
    return f"{chr(_FIRST + number)}{text}{_CLOSE}" if text and number < MOST else text


def unmarked(text: str) -> str:
    """The text without any marks."""
    return _ANY.sub("", text)


def shown(text: str) -> set[int]:
    """The numbers of the stretches of which anything is in the text."""
    return {ord(mark) - _FIRST for mark in _OPEN.findall(text)}


def tidy(text: str) -> str:
    """The text without a blank beside another one, or before or after a paragraph, also where marks stand between them."""
    count = 1
    while count:
        text, count = _TWICE.subn(r"\1", text)
    return _AT_START.sub(r"\1", _AT_END.sub(r"\1", text))


def segments(text: str, origins: Sequence[str], otherwise: str) -> tuple[Segment, ...]:
    """Cut a marked text at its marks. What stands outside them came from `otherwise`; mere punctuation joins what it follows.

    If a template took marks apart (it cut a value in two, or put one into another), the whole is one segment.
    """
    found: list[Segment] = []
    inside: int | None = None
    start = 0
    for match in _ANY.finditer(text):
        _add(found, text[start : match.start()], otherwise if inside is None else origins[inside])
        start = match.end()
        closes = match[0] == _CLOSE
        known = closes or 0 <= ord(match[0]) - _FIRST < len(origins)
        if closes == (inside is None) or not known:
            return _one(text, otherwise)
        inside = None if closes else ord(match[0]) - _FIRST
    if inside is not None:
        return _one(text, otherwise)
    _add(found, text[start:], otherwise)
    return tuple(found)


def _one(text: str, otherwise: str) -> tuple[Segment, ...]:
    plain = unmarked(text)
    return (Segment(plain, otherwise),) if plain else ()


def _add(found: list[Segment], text: str, origin: str) -> None:
    if not text:
        return
    if found and (found[-1].origin == origin or not _WORD.search(text)):
        found[-1] = Segment(found[-1].text + text, found[-1].origin)
    else:
        found.append(Segment(text, origin))
