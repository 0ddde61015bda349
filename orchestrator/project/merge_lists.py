"""Which items of three lists are the same item, and in which order they stand when the lists are merged."""

import difflib
import functools
import json
from collections import Counter
from collections.abc import Collection, Hashable, Iterator, Sequence
from dataclasses import dataclass
from typing import Literal, TypeAlias

from orchestrator.project.source import Value

Three: TypeAlias = tuple[list[str], list[str], list[str]]

ALIKE = 0.6
"""From here on two items without ids are one item, changed."""
RENAMED = 0.75
"""From here on an item with a new id is one whose old id is gone."""
_LONG = 120
"""Characters from which on two texts are compared by their words."""
_MOST = 8
"""Items that one is compared with in full."""
_ENOUGH_TO_TELL = 15
"""Characters that the words of an item must have, for their likeness to those of another to mean anything."""


@dataclass(frozen=True)
class Order:
    """The merged order, and who moved items that all three lists have."""

    names: list[str]
    moved: Literal["nobody", "yours", "theirs", "both"]


def identities(base: Sequence[Value], yours: Sequence[Value], theirs: Sequence[Value]) -> Three | None:
    """Return a name for each item of each list, the same for the same item; None for lists that are one plain value.

    Items with `id` go by it (a new id on an item that is otherwise as good as the same is a new name for that item), lines of
    a translation by their shot and number, the cast by `character`, and lines of dialogue by how alike they are.
    """
    three = (base, yours, theirs)
    if not any(three) or not all(isinstance(item, dict) for items in three for item in items):
        return None
    by_id = [_named(items, "id") for items in three]
    if by_id[0] is not None and by_id[1] is not None and by_id[2] is not None:
        first = by_id[0]
        own, other = by_id[1], by_id[2]
        return first, _renamed(base, first, (yours, own), other), _renamed(base, first, (theirs, other), own)
    lines = [_numbered(items) for items in three]
    if lines[0] is not None and lines[1] is not None and lines[2] is not None:
        return lines[0], lines[1], lines[2]
    cast = [None if any(_has(item, "line") for item in items) else _named(items, "character") for items in three]
    if cast[0] is not None and cast[1] is not None and cast[2] is not None:
        return cast[0], cast[1], cast[2]
    return alike([_text(item) for item in base], [_text(item) for item in yours], [_text(item) for item in theirs])


def _has(item: Value, key: str) -> bool:
    return isinstance(item, dict) and key in item


def _named(items: Sequence[Value], key: str) -> list[str] | None:
    names = [item.get(key) for item in items if isinstance(item, dict)]
    words = [name for name in names if isinstance(name, str) and name]
    return words if len(set(words)) == len(items) else None


def _numbered(items: Sequence[Value]) -> list[str] | None:
    """Lines of a translation go by the shot and the line's number in it."""
    if not all(_has(item, "shot") for item in items):
        return None
    names = [f"{item.get('shot')}-{item.get('number', 1)}" for item in items if isinstance(item, dict)]
    return names if len(set(names)) == len(items) else None


def _renamed(
    base: Sequence[Value], names: list[str], one: tuple[Sequence[Value], list[str]], other_side: list[str]
) -> list[str]:
    """The names of a list's items, with the old one for an item that only got a new id.

    Where the other side has no item of the old id (any more), nothing is to be joined, and a new item is a new item.
    """
    items, own = one
    lost = [index for index, name in enumerate(names) if name not in own and name in other_side]
    new = [index for index, name in enumerate(own) if name not in names and name not in other_side]
    if not lost or not new:
        return own
    texts = [_longest(base[index]) for index in lost]
    found = [_longest(items[index]) for index in new]
    result = list(own)
    for position, origin in _pairs(texts, found, RENAMED):
        if len(texts[origin]) >= _ENOUGH_TO_TELL:
            result[new[position]] = names[lost[origin]]
    return result


def _longest(item: Value) -> str:
    """The words that make an item what it is: the action of a shot, what happens in a beat."""
    assert isinstance(item, dict)
    return max((value for key, value in item.items() if key != "id" and isinstance(value, str)), key=len, default="")


def _text(item: Value) -> str:
    """What an item says, as one text to compare."""
    assert isinstance(item, dict)
    said = item.values()
    return "\n".join(v if isinstance(v, str) else json.dumps(v, sort_keys=True, ensure_ascii=False) for v in said)


def alike(base: Sequence[str], yours: Sequence[str], theirs: Sequence[str]) -> Three:
    """Return names for the items of three lists of texts, by how alike they are."""
    names = [f"\0b{index}" for index in range(len(base))]
    own = _matched(base, names, yours, "y")
    other = _matched(base, names, theirs, "t")
    added = {text: name for text, name in zip(yours, own, strict=True) if name.startswith("\0y")}
    used: set[str] = set()
    for index, text in enumerate(theirs):
        if other[index].startswith("\0t") and text in added and added[text] not in used:
            other[index] = added[text]
            used.add(added[text])
    return names, own, other


def _matched(base: Sequence[str], names: list[str], items: Sequence[str], letter: str) -> list[str]:
    result = [f"\0{letter}{index}" for index in range(len(items))]
    for position, origin in _pairs(base, items, ALIKE):
        result[position] = names[origin]
    return result


def _pairs(base: Sequence[str], items: Sequence[str], least: float) -> Iterator[tuple[int, int]]:
    """Yield (position in `items`, position in `base`) of what belongs together: equal ones in order, equal ones, alike ones."""
    free, open_ = set(range(len(base))), set(range(len(items)))
    matcher = difflib.SequenceMatcher(None, _hashable(base), _hashable(items), autojunk=False)
    blocks = matcher.get_matching_blocks()
    equal = [(block.b + step, block.a + step) for block in blocks for step in range(block.size)]
    moved = [(position, origin) for position in range(len(items)) for origin in range(len(base))
             if items[position] == base[origin]]  # fmt: skip
    rated = ((pair, 1.0) for pair in (*equal, *moved))
    for (position, origin), _ in rated:
        if position in open_ and origin in free:
            open_.remove(position)
            free.remove(origin)
            yield position, origin
    close = sorted(
        (-score, abs(position - origin), position, origin)
        for position in open_
        for origin in _candidates(base, sorted(free), items[position])
        if (score := _likeness(base[origin], items[position], least)) >= least
    )
    for _, _, position, origin in close:
        if position in open_ and origin in free:
            open_.remove(position)
            free.remove(origin)
            yield position, origin


def _candidates(base: Sequence[str], free: list[int], item: str) -> list[int]:
    """Of many that an item could be, those with which it shares most words: comparing takes its time."""
    if len(free) <= _MOST:
        return free
    return sorted(free, key=lambda origin: -_shared_words(base[origin], item))[:_MOST]


def _hashable(texts: Sequence[str]) -> list[Hashable]:
    return list(texts)


def _likeness(first: str, second: str, least: float) -> float:
    """How much two texts have in common, letter by letter, or word by word if they are long; 0 if it is less than `least`."""
    if len(first) + len(second) > _LONG:
        if _shared_words(first, second) < least:
            return 0.0
        return difflib.SequenceMatcher(None, first.split(), second.split(), autojunk=False).ratio()
    matcher = difflib.SequenceMatcher(None, first, second, autojunk=False)
    if matcher.real_quick_ratio() < least or matcher.quick_ratio() < least:
        return 0.0
    return matcher.ratio()


@functools.lru_cache(maxsize=2048)
def _words(text: str) -> Counter[str]:
    return Counter(text.split())


def _shared_words(first: str, second: str) -> float:
    one, other = _words(first), _words(second)
    return 2 * (one & other).total() / max(1, one.total() + other.total())


def arranged(
    base: list[str], yours: list[str], theirs: list[str], present: Collection[str], favour: Literal["yours", "theirs"]
) -> Order:
    """Return the order of the items that are `present`: the one of the side that moved something, with what the other has more
    put behind the item that it follows there.
    """
    common = set(base) & set(yours) & set(theirs)
    before, own, other = ([name for name in names if name in common] for names in (base, yours, theirs))
    mine, others = own != before, other != before and other != own
    moved: Literal["nobody", "yours", "theirs", "both"] = "nobody"
    if mine or others:
        moved = ("both" if others else "yours") if mine else "theirs"
    leads = theirs if moved == "theirs" or (moved == "both" and favour == "theirs") else yours
    follows = yours if leads is theirs else theirs
    order = [name for name in leads if name in present]
    for index, name in enumerate(follows):
        if name in present and name not in order:
            order.insert(_place_of(follows, index, order), name)
    return Order(order, moved)


def _place_of(names: list[str], index: int, order: list[str]) -> int:
    behind = next((name for name in reversed(names[:index]) if name in order), None)
    if behind is not None:
        return order.index(behind) + 1
    ahead = next((name for name in names[index + 1 :] if name in order), None)
    return len(order) if ahead is None else order.index(ahead)
