"""The title page: in Fountain keys and values, in Final Draft a page of paragraphs, read as people lay them out."""

import re
from collections.abc import Sequence
from itertools import groupby

from orchestrator.writing.fdx.paragraphs import Paragraph, paragraphs_in
from orchestrator.writing.fdx.xml import Node
from orchestrator.writing.fountain.emphasis import marked
from orchestrator.writing.fountain.titles import TitleEntry

_KEY = re.compile(r"([^\W\d_][\w .'’/-]{0,30}):[ \t]*(.*)")
_CREDIT = re.compile(
    r"(?:(?:original )?(?:written|screenplay|teleplay|script|story|adapted|created|directed)\b|by\b|an? \w+ by\b)",
    re.IGNORECASE,
)
_SOURCE = re.compile(r"(?:based|adapted|inspired|from) (?:up)?on\b|from the\b", re.IGNORECASE)
_DRAFT = re.compile(r".*\b(?:draft|revision|revised)\b|\d{1,4}[./-]\d{1,2}[./-]\d{1,4}$", re.IGNORECASE)
_BARE = ("title", "credit", "author", "authors", "contact")
"""Keys that a title page shows without naming them."""


def title_lines(root: Node) -> list[str]:
    """Return the title page as Fountain's lines; none if there is no page or nothing on it."""
    page = root.find("TitlePage")
    content = page.find("Content") if page else None
    paragraphs = list(paragraphs_in(content)) if content else []
    entries: list[tuple[str, list[str]]] = []
    for filled, group in groupby(paragraphs, lambda one: bool(one.text.strip())):
        if filled:
            _read(list(group), entries)
    lines: list[str] = []
    for key, values in entries:
        lines += [f"{key}: {values[0]}"] if len(values) == 1 else [f"{key}:", *(f"    {value}" for value in values)]
    return lines


def _read(group: list[Paragraph], entries: list[tuple[str, list[str]]]) -> None:
    """Read paragraphs that stand together: one entry, or a credit with its author under it."""
    lines = [" ".join(marked(line).split()) for one in group for line in one.lines]
    plain = [line for one in group for line in one.text.split("\n")]
    taken = {key for key, _ in entries}
    key = _KEY.match(plain[0])
    said = lines
    if "Title" not in taken and not (key and key[1].strip().lower() in {"author", "authors", "credit", "source"}):
        name = "Title"
    elif key and group[0].centered is False:
        first = lines[0].partition(":")[2].strip()
        name, said = key[1].strip(), [first, *lines[1:]] if first else lines[1:] or [""]
    elif _SOURCE.match(plain[0]):
        name = "Source"
    elif "Credit" not in taken and "Author" not in taken and _CREDIT.match(plain[0]):
        entries.append(("Credit", lines[:1]))
        said = lines[1:]
        name = "Author"
    elif group[0].centered and "Author" not in taken:
        name = "Author"
    elif _DRAFT.match(plain[0]) and len(lines) == 1 and "Draft date" not in taken:
        name = "Draft date"
    else:
        name = "Contact"
    if not said:
        return
    before = next((values for known, values in entries if known == name), None)
    if before is None:
        entries.append((name, said))
    else:
        before += said


def title_paragraphs(entries: Sequence[TitleEntry]) -> list[tuple[str, bool]]:
    """Return the lines of a title page, blank ones included, each with whether it is centered."""
    found: list[tuple[str, bool]] = []
    known = {entry.key.lower() for entry in entries if entry.lines}
    bare = _BARE if "title" in known else ()
    for entry in sorted(entries, key=_order):
        if not entry.lines:
            continue
        key = entry.key.lower()
        under_credit = key in {"author", "authors"} and "credit" in known
        if found and not under_credit:
            found.append(("", False))
        if key in bare and not (key == "contact" and _KEY.match(entry.lines[0])):
            found += [(line, key != "contact") for line in entry.lines]
        else:
            found += [(f"{entry.key}: {entry.lines[0]}", False), *((line, False) for line in entry.lines[1:])]
    return found


def _order(entry: TitleEntry) -> int:
    order = ("title", "credit", "author", "authors")
    return order.index(entry.key.lower()) if entry.key.lower() in order else len(order)
