"""The title page: `Key: value` at the very start, values on one line or indented on the lines below."""

import re
from dataclasses import dataclass

from orchestrator.film.headings import is_heading
from orchestrator.writing.fountain.elements import Element, Note
from orchestrator.writing.fountain.lines import Line

_KEY = re.compile(r"([^\W\d_][\w .'’/-]*):[ \t]*(.*)")


@dataclass(frozen=True, slots=True)
class TitleEntry:
    """One entry, its key as written; `lines` is empty if nothing is said."""

    key: str
    lines: tuple[str, ...]
    first: int
    last: int


def title_page_of(lines: list[Line]) -> tuple[Element | None, tuple[TitleEntry, ...], int]:
    """Return the title page as an element, its entries, and the index of the first line after it."""
    first = next((index for index, line in enumerate(lines) if not line.blank), len(lines))
    if first == len(lines) or not _starts(lines, first):
        return None, (), 0
    entries: list[TitleEntry] = []
    end = first
    while end < len(lines) and not lines[end].blank:
        line = lines[end]
        key = _KEY.match(line.plain)
        if key and not (entries and line.bare.startswith(("   ", "\t"))):
            said = (key[2].strip(),) if key[2].strip() else ()
            entries.append(TitleEntry(key[1].strip(), said, line.first, line.last))
        elif line.plain:
            before = entries.pop()
            entries.append(TitleEntry(before.key, (*before.lines, line.plain), before.first, line.last))
        end += 1
    taken = lines[first:end]
    notes = tuple(
        Note(one.note, line.first, one.start, one.end, not line.plain)
        for line in taken
        for one in line.hidden
        if one.note is not None
    )
    element = Element(
        "title-page", taken[0].first, taken[-1].last, taken[0].start, taken[-1].end, "",
        (taken[0].words_span()[0], taken[-1].words_span()[1]), taken[-1].last, notes,
    )  # fmt: skip
    return element, tuple(entries), end


def _starts(lines: list[Line], first: int) -> bool:
    line = lines[first].plain
    key = _KEY.match(line)
    if not key or is_heading(line):
        return False
    follows = lines[first + 1].bare if first + 1 < len(lines) else ""
    return bool(key[2].strip()) or (follows.startswith((" ", "\t")) and bool(follows.strip()))
