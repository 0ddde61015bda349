"""A YAML text as plain values, without their places: all that is needed of a file that is right.

libyaml reads ten to twenty times sooner than the parser that `source` goes by, but it is a parser of YAML 1.1 and its errors are
other ones. So it has no say in what is right: it reads plain texts only, and whatever it refuses, or might see differently, is
read again by `source.parse`, which tells what is wrong.
"""

import re
from collections.abc import Callable
from functools import cached_property
from typing import TypeAlias

from yaml import YAMLError
from yaml.events import (
    AliasEvent,
    Event,
    MappingEndEvent,
    MappingStartEvent,
    ScalarEvent,
    SequenceEndEvent,
    SequenceStartEvent,
)

try:
    from yaml._yaml import CParser
except ImportError:  # PyYAML was built without libyaml.
    CParser = None

from orchestrator.project.source import MAX_DEPTH, UNFIT, Node, Step, Value, parse, resolved

_UNUSUAL = re.compile("[^\n\x20-\x7e\xa0-\u2027\u202a-\ud7ff\ue000-\ufefe\uff00-\ufffd\U00010000-\U0010ffff]")
"""Characters that the two may see differently: tabs, single carriage returns, further line ends, byte order marks."""
_MARKED = ("\n%", "\n---", "\n...")
"""Directives, and the beginning or the end of a document."""
_TIGHT = re.compile(r"[\"']:[^\s]")
"""A quoted text and a colon, and something right behind it."""
_BLOCK = re.compile(r"[|>][-+0-9]*#|\n +\n")
"""Beside a block of text: a comment right behind its sign, and lines of nothing but spaces."""
_LONGEST_KEY = 200
"""A text of a thousand characters is no key, a number of hundreds of digits is too long: far enough from both."""


class Source:
    """A YAML text: its values, and the tree that knows where they stand, which is built when somebody asks for a place."""

    def __init__(self, text: str) -> None:
        """Read the text.

        Raises:
            SourceError: if the text is broken, or uses what project files may not use.
        """
        self._text = text
        self._values = values(text)

    @cached_property
    def tree(self) -> Node:
        """The values with their places."""
        return parse(self._text)

    def plain(self) -> Value:
        """The values without their places."""
        return self._values


def values(text: str) -> Value:
    """Return the values of a YAML text: those of `parse(text).plain()`.

    Raises:
        SourceError: if the text is broken, or uses what project files may not use.
    """
    try:
        return _quickly(text)
    except _Unsure:
        return parse(text).plain()


def value_at(values: Value, route: tuple[Step, ...]) -> Value:
    """Return the value at a route, None if the route leads nowhere."""
    for step in route:
        if isinstance(values, dict):
            values = values.get(step if isinstance(step, str) else str(step))
        elif isinstance(values, list) and isinstance(step, int) and -len(values) <= step < len(values):
            values = values[step]
        else:
            return None
    return values


class _Unsure(Exception):
    """The text is one for the parser that decides."""


_Open: TypeAlias = list[Value] | dict[str, Value]


def _quickly(text: str) -> Value:
    if "\r" in text:
        text = text.replace("\r\n", "\n")
    if CParser is None or any(sign in f"\n{text}" for sign in _MARKED) or _UNUSUAL.search(text) or _TIGHT.search(text):
        raise _Unsure
    try:
        return _Reader(text).read(CParser(text).get_event)
    except (YAMLError, OverflowError) as error:
        raise _Unsure from error


class _Reader:
    """Puts events together to values, as `source_tree` puts them together to a tree."""

    def __init__(self, text: str) -> None:
        self._odd_blocks = _BLOCK.search(text) is not None
        self._at: _Open = []
        self._whole: list[Value] = self._at
        self._key: str | None = None
        self._above: list[_Open] = []
        self._flows = 0

    def read(self, following: Callable[[], Event | None]) -> Value:
        """The value of the one document, an empty map where there is none."""
        while (event := following()) is not None:
            if isinstance(event, ScalarEvent):
                self._scalar(event)
            elif isinstance(event, MappingStartEvent):
                self._begin(event, {})
            elif isinstance(event, SequenceStartEvent):
                self._begin(event, [])
            elif isinstance(event, (MappingEndEvent, SequenceEndEvent)):
                self._at = self._above.pop()
                self._flows -= self._flows > 0
            elif isinstance(event, AliasEvent):
                raise _Unsure
        return self._whole[0] if self._whole else {}

    def _scalar(self, event: ScalarEvent) -> None:
        value, style, at = event.value, event.style, self._at
        if event.anchor or event.tag or (style == '"' and UNFIT.search(value)):
            raise _Unsure
        if not style and self._flows and (":" in value or "?" in value):
            raise _Unsure
        if style in ("|", ">") and (not value.strip() or self._odd_blocks):
            raise _Unsure
        if isinstance(at, dict) and self._key is None:
            self._key = self._named(event, at)
        else:
            self._add(at, value if style else resolved(value))

    def _named(self, event: ScalarEvent, at: dict[str, Value]) -> str:
        """A key, which is the text as it is written."""
        name = event.value
        odd = not name or len(name) > _LONGEST_KEY or name == "<<" or "\n" in name or name in at
        if odd or name != name.strip() or event.start_mark.line != event.end_mark.line:
            raise _Unsure
        return name

    def _begin(self, event: MappingStartEvent | SequenceStartEvent, new: _Open) -> None:
        a_key = isinstance(self._at, dict) and self._key is None
        if event.anchor or event.tag or a_key or len(self._above) >= MAX_DEPTH:
            raise _Unsure
        self._add(self._at, new)
        self._above.append(self._at)
        self._at = new
        self._flows += bool(event.flow_style)

    def _add(self, at: _Open, value: Value) -> None:
        if isinstance(at, dict):
            assert self._key is not None
            at[self._key] = value
            self._key = None
        else:
            at.append(value)
