"""Three-way merge of values: what a person made of a file, with what its generator now says, from what it said before.

Maps are merged key by key, lists by the identity of their items (`merge_lists`), anything else as a whole. What only one side
changed is taken; where both did, `favour` decides, and the place is a conflict. Nothing here knows files.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from enum import Enum
from typing import Final, Literal, TypeAlias

from orchestrator.project.merge_lists import arranged, identities
from orchestrator.project.source import Value


class Absence(Enum):
    """Stands for a key or an item that is not there."""

    ABSENT = "absent"


ABSENT: Final = Absence.ABSENT
Held: TypeAlias = "Value | Absence"
Side: TypeAlias = Literal["yours", "theirs"]
Names: TypeAlias = tuple[str, ...]
"""A place by names: keys, and for items of lists their ids, or their positions counted from 1."""


@dataclass
class Merged:
    """`taken`: changes of theirs that arrived; `kept`: changes of yours; `conflicts`: the places where both had changed."""

    value: Held
    taken: int = 0
    kept: int = 0
    conflicts: list[Names] = field(default_factory=list[Names])


def merge(
    base: Held, yours: Held, theirs: Held, favour: Side = "yours", remarked: frozenset[Names] = frozenset()
) -> Merged:
    """Merge three values; a map in `yours` with `locked: true` stays as it is, without a conflict.

    `remarked` are places to which a person wrote a comment: they do not go without being asked for.
    """
    merger = _Merger(favour, remarked)
    merger.result.value = merger.merged((), base, yours, theirs)
    return merger.result


def same(first: Held, second: Held) -> bool:
    """Whether two values say the same; the order of keys says nothing, and 1 is not true."""
    if isinstance(first, bool) or isinstance(second, bool):
        return first is second
    if isinstance(first, dict) and isinstance(second, dict):
        return first.keys() == second.keys() and all(same(first[key], second[key]) for key in first)
    if isinstance(first, list) and isinstance(second, list):
        return len(first) == len(second) and all(same(a, b) for a, b in zip(first, second, strict=True))
    return first == second


class _Merger:
    def __init__(self, favour: Side, remarked: frozenset[Names]) -> None:
        self._favour: Side = favour
        self._remarked = remarked
        self.result = Merged(ABSENT)

    def merged(self, place: Names, base: Held, yours: Held, theirs: Held) -> Held:
        if isinstance(yours, dict) and yours.get("locked") is True:
            self.result.kept += not same(base, yours)
            return yours
        if same(yours, theirs):
            return yours
        if isinstance(yours, dict) and isinstance(theirs, dict):
            return self._map(place, base if isinstance(base, dict) else {}, yours, theirs)
        if isinstance(yours, list) and isinstance(theirs, list):
            before = base if isinstance(base, list) else []
            names = identities(before, yours, theirs)
            if names is not None:
                return self._list(place, (before, yours, theirs), names)
        if same(base, theirs):
            self.result.kept += 1
            return yours
        if same(base, yours) and not (theirs is ABSENT and place in self._remarked):
            self.result.taken += 1
            return theirs
        self.result.conflicts.append(place)
        return yours if self._favour == "yours" else theirs

    def _map(
        self, place: Names, base: Mapping[str, Value], yours: Mapping[str, Value], theirs: Mapping[str, Value]
    ) -> Value:
        merged: dict[str, Value] = {}
        for key in (*yours, *(key for key in theirs if key not in yours)):
            three = (source.get(key, ABSENT) for source in (base, yours, theirs))
            value = self.merged((*place, key), *three)
            if not isinstance(value, Absence):
                merged[key] = value
        return merged

    def _list(
        self, place: Names, lists: tuple[Sequence[Value], ...], names: tuple[list[str], list[str], list[str]]
    ) -> Value:
        found = [dict(zip(keys, items, strict=True)) for keys, items in zip(names, lists, strict=True)]
        merged: dict[str, Value] = {}
        for name in dict.fromkeys((*names[1], *names[2])):
            base, yours, theirs = (source.get(name, ABSENT) for source in found)
            value = self.merged((*place, _shown(name, names)), base, yours, theirs)
            if isinstance(value, dict) and isinstance(yours, dict) and "id" in yours:
                value = {**value, "id": yours["id"]}
            if not isinstance(value, Absence):
                merged[name] = value
        order = arranged(*names, merged.keys(), self._favour)
        self.result.taken += order.moved == "theirs"
        self.result.kept += order.moved == "yours"
        if order.moved == "both":
            self.result.conflicts.append(place)
        return [merged[name] for name in order.names]


def _shown(name: str, names: tuple[list[str], ...]) -> str:
    """An id as it is; an item without one by its position in your list, or else in the other."""
    if not name.startswith("\0"):
        return name
    return str(next(keys.index(name) for keys in (names[1], names[2], names[0]) if name in keys) + 1)
