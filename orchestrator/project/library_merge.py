"""What a style guide has of its own and what it has from the guide that it extends, on plain values."""

from collections.abc import Iterator, Mapping
from typing import TypeAlias

from orchestrator.project.source import Step, Value

Values: TypeAlias = "dict[str, Value]"
Route: TypeAlias = tuple[Step, ...]

OWN = ("name", "version", "extends", "author", "licence", "note")
"""Keys that say who a guide is: a guide that leaves one out does not have its parent's."""

FILES: tuple[Route, ...] = (
    ("grade", "lut"),
    ("variants", "*", "grade", "lut"),
    ("titles", "font"),
    ("captions", "font"),
    ("references", "*"),
    ("loras", "*", "path"),
    ("motifs", "*", "file"),
)
"""The places of a guide that name a file; `*` is every item, or every key."""
SHIPPED_FONTS = ("serif", "sans")
"""What may stand in place of a font file."""


def merged(child: Mapping[str, Value], parent: Mapping[str, Value]) -> Values:
    """Return the child's values, and the parent's where the child has none: maps key by key, anything else whole."""
    return _laid_over(child, {key: value for key, value in parent.items() if key not in OWN})


def _laid_over(child: Mapping[str, Value], parent: Mapping[str, Value]) -> Values:
    result: Values = dict(parent)
    for key, value in child.items():
        below = parent.get(key)
        result[key] = _laid_over(value, below) if isinstance(value, dict) and isinstance(below, dict) else value
    return result


def files_in(values: Value) -> Iterator[tuple[Route, str]]:
    """The places of a guide that name a file, with what they name."""
    for pattern in FILES:
        for route, value in _matching(values, pattern, ()):
            if isinstance(value, str) and not (route[-1] == "font" and value in SHIPPED_FONTS):
                yield route, value


def with_files(values: Value, names: Mapping[Route, str], route: Route = ()) -> Value:
    """Return the values with other names at these places."""
    if route in names:
        return names[route]
    if isinstance(values, dict):
        return {key: with_files(value, names, (*route, key)) for key, value in values.items()}
    if isinstance(values, list):
        return [with_files(value, names, (*route, index)) for index, value in enumerate(values)]
    return values


def _matching(values: Value, pattern: Route, route: Route) -> Iterator[tuple[Route, Value]]:
    if not pattern:
        yield route, values
        return
    first, rest = pattern[0], pattern[1:]
    if isinstance(values, dict):
        for key, value in values.items():
            if first in ("*", key):
                yield from _matching(value, rest, (*route, key))
    elif isinstance(values, list) and first == "*":
        for index, value in enumerate(values):
            yield from _matching(value, rest, (*route, index))
