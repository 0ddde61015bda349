"""Which way text runs: the bidirectional algorithm (Unicode standard annex 9), without explicit embeddings.

Those are taken out of the text before it is set, so that a name cannot turn the words around it.
"""

import unicodedata
from collections.abc import Sequence
from itertools import groupby
from typing import TypeVar

_STRONG = {"L": "L", "R": "R", "AL": "R"}
_ItemT = TypeVar("_ItemT")


def runs_right_to_left(text: str) -> bool:
    """Whether the first letter with a direction runs from right to left."""
    found = (unicodedata.bidirectional(letter) for letter in text)
    return next((kind != "L" for kind in found if kind in _STRONG), False)


def levels(text: str) -> list[int]:
    """The level of each letter: even from left to right, odd from right to left."""
    base = int(runs_right_to_left(text))
    kinds = _neutral(_numbers([unicodedata.bidirectional(letter) for letter in text]), base)
    if base:
        return [1 if kind == "R" else 2 for kind in kinds]
    return [{"L": 0, "R": 1}.get(kind, 2) for kind in kinds]


def _numbers(kinds: list[str]) -> list[str]:
    """Rules W1 to W7: only L, R, EN, AN and ON are left."""
    found = list[str]()
    before = strong = ""
    for kind in kinds:
        kind = before if kind == "NSM" and before else kind
        if kind in _STRONG:
            strong = kind
        if kind == "EN":
            kind = "AN" if strong == "AL" else "L" if strong == "L" else "EN"
        found.append(_STRONG.get(kind, kind))
        before = kind
    for index, kind in enumerate(found):
        beside = {found[index - 1] if index else "", found[index + 1] if index + 1 < len(found) else ""}
        if kind in ("ES", "CS") and len(beside) == 1 and beside <= {"EN", "AN", "L"} and kinds[index - 1] == "EN":
            found[index] = beside.pop()
        elif kind == "ET" and "EN" in beside:
            found[index] = "EN"
    return [kind if kind in ("L", "R", "EN", "AN") else "ON" for kind in found]


def _neutral(kinds: list[str], base: int) -> list[str]:
    """Rules N1 and N2: what has no direction goes with what is on both its sides, or with the line."""
    line = "R" if base else "L"
    found, at = list[str](), 0
    for neutral, group in groupby(kinds, lambda kind: kind == "ON"):
        length = len(list(group))
        if neutral:
            before = _side(kinds[at - 1]) if at else line
            after = _side(kinds[at + length]) if at + length < len(kinds) else line
            found += [before if before == after else line] * length
        else:
            found += kinds[at : at + length]
        at += length
    return found


def _side(kind: str) -> str:
    return "L" if kind == "L" else "R"


def in_visual_order(items: Sequence[tuple[int, _ItemT]]) -> list[_ItemT]:
    """Stretches of text with their levels as they stand on the line from left to right (rule L2)."""
    row = list(items)
    for level in range(max((level for level, _ in row), default=0), 0, -1):
        at = 0
        while at < len(row):
            end = at
            while end < len(row) and row[end][0] >= level:
                end += 1
            row[at:end] = reversed(row[at:end])
            at = max(end, at + 1)
    return [item for _, item in row]
