"""A person's YAML text that says something else: only what differs changes, comments and layout stay as they wrote them."""

import functools
import itertools
import os
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from orchestrator.project.layout import Data
from orchestrator.project.merge import same
from orchestrator.project.merge_lists import identities
from orchestrator.project.merge_order import rearranged
from orchestrator.project.source import Node, SourceError, Value, parse
from orchestrator.project.surgery import REMOVE, CannotEdit, Change, Cut, Route, changed, edited_text, steps_to


@dataclass(frozen=True)
class _Arrangement:
    """The list at `route` gets the items of `order`: the number of one it has, or a new one."""

    route: Route
    order: list[int | dict[str, Data]]
    whole: list[Value]
    """The list as it is wanted, for a layout that cannot be taken apart."""


@functools.lru_cache(maxsize=32)
def tree_of(text: str) -> Node:
    """Return the tree of a text; a merge looks at the same few again and again, and reading YAML takes its time."""
    return parse(text)


def written_into(text: str, wanted: Mapping[str, Value]) -> str:
    """Return the text with other values; items of lists that moved move whole, with their comments.

    Raises:
        CannotEdit: if that cannot be done in place.
        SourceError: if the text is no YAML.
    """
    tree = tree_of(text)
    plain = tree.plain()
    if not isinstance(plain, dict):
        raise CannotEdit("the file is no map")
    if same(plain, dict(wanted)):
        return text
    steps = list(_steps(tree, plain, dict(wanted), ()))
    after = _with_values(text, tree, [step for step in steps if not isinstance(step, _Arrangement)])
    moves = [step for step in steps if isinstance(step, _Arrangement)]
    for step in sorted(moves, key=lambda move: -len(move.route)):
        try:
            after = rearranged(after, step.route, step.order)
        except CannotEdit:
            after = edited_text(after, step.route, step.whole)
    for result in (after, after + "\n"):
        try:
            if same(tree_of(result).plain(), dict(wanted)):
                return result
        except SourceError as error:
            raise CannotEdit(f"the file cannot be changed in place ({error.message})") from error
    raise CannotEdit("the file cannot be changed in place")


def _steps(node: Node, old: Value, new: Value, route: Route) -> Iterator[Change | _Arrangement]:
    if same(old, new):
        return
    if isinstance(old, dict) and isinstance(new, dict) and (not route or old.keys() & new.keys()):
        for key, value in new.items():
            below = node.step(key)
            if below is None:
                yield (*route, key), value
            else:
                yield from _steps(below, old[key], value, (*route, key))
        yield from (((*route, key), REMOVE) for key in old if key not in new)
        return
    if isinstance(old, list) and isinstance(new, list) and old and new:
        names = identities(old, old, new)
        if names is not None:
            yield from _list_steps(node, old, new, names[1], names[2], route)
            return
    yield route, new


def _list_steps(
    node: Node, old: list[Value], new: list[Value], before: list[str], after: list[str], route: Route
) -> Iterator[Change | _Arrangement]:
    order: list[int | dict[str, Data]] = []
    for name, item in zip(after, new, strict=True):
        if name in before:
            index = before.index(name)
            order.append(index)
            yield from _steps(node.items[index], old[index], item, (*route, index))
        else:
            assert isinstance(item, dict)
            order.append({**item})
    if order != list(range(len(old))):
        yield _Arrangement(route, order, new)


def _with_values(text: str, tree: Node, changes: list[Change]) -> str:
    """Make all the changes at once, or one after the other where they touch."""
    small = [step for change in changes for step in steps_to(tree, *change)]
    pieces: list[tuple[int, int, str]] = []
    expected = tree.plain()
    try:
        cut = Cut(text, tree)
        for route, value in small:
            pieces.append(_difference(text, cut.make(route, value)))
            expected = changed(expected, route, value)
        pieces.sort()
        if all(first[1] < second[0] for first, second in itertools.pairwise(pieces)):
            after = text
            for start, end, written in reversed(pieces):
                after = after[:start] + written + after[end:]
            if same(tree_of(after).plain(), expected):
                return after
    except (CannotEdit, SourceError):
        pass
    for change in changes:
        text = edited_text(text, *change)
    return text


def _difference(before: str, after: str) -> tuple[int, int, str]:
    """The one piece in which two texts differ: where it starts and ends in the first, and what stands there in the second."""
    start = len(os.path.commonprefix((before, after)))
    tail = len(os.path.commonprefix((before[start:][::-1], after[start:][::-1])))
    return start, len(before) - tail, after[start : len(after) - tail]
