"""What two versions of a file say differently, field by field, and one version with single fields of the other."""

from collections.abc import Iterator, Mapping, Sequence

from orchestrator.film.errors import FilmError
from orchestrator.project.explain import close_word
from orchestrator.project.merge import same
from orchestrator.project.merge_lists import identities
from orchestrator.project.source import Value

Data = Mapping[str, Value]


def differences(current: Data, other: Data) -> list[str]:
    """Return the fields in which two files differ, as `shots.gallery.action`: keys, and ids for items of lists.

    A list whose items have no names (dialogue, ambience) is one field, and so is one whose order differs.
    """
    return list(dict.fromkeys(_differences(dict(current), dict(other), "")))


def _differences(current: Value, other: Value, place: str) -> Iterator[str]:
    if same(current, other):
        return
    inner = f"{place}." if place else ""
    if isinstance(current, dict) and isinstance(other, dict):
        for key in dict.fromkeys((*current, *other)):
            if key in current and key in other:
                yield from _differences(current[key], other[key], inner + key)
            else:
                yield inner + key
        return
    names = _names(current, other)
    if names is None or not isinstance(current, list) or not isinstance(other, list):
        yield place
        return
    own, theirs = names
    if [name for name in own if name in theirs] != [name for name in theirs if name in own]:
        yield place
    for name in dict.fromkeys((*own, *theirs)):
        if name in own and name in theirs:
            yield from _differences(current[own.index(name)], other[theirs.index(name)], inner + name)
        else:
            yield inner + name


def _names(current: Value, other: Value) -> tuple[list[str], list[str]] | None:
    if not isinstance(current, list) or not isinstance(other, list):
        return None
    names = identities(current, current, other)
    if names is None or any(name.startswith("\0") for name in (*names[1], *names[2])):
        return None
    return names[1], names[2]


def with_fields(current: Data, other: Data, fields: Sequence[str]) -> dict[str, Value]:
    """Return `current` with these fields as `other` has them (not at all, if it has none).

    Raises:
        FilmError: if the two do not differ there; names the fields in which they do.
    """
    known = differences(current, other)
    result: Value = dict(current)
    for given in fields:
        if not any(name == given or name.startswith(f"{given}.") or given.startswith(f"{name}.") for name in known):
            close = close_word(given, known)
            said = f"did you mean '{close}'?" if close else f"it does for {', '.join(known)}"
            raise FilmError(f"the proposal says nothing new for '{given}'; {said}")
        field = next((name for name in known if given.startswith(f"{name}.")), given)
        result = _grafted(result, dict(other), field)
    assert isinstance(result, dict)
    return result


def _grafted(current: Value, other: Value, field: str) -> Value:
    name, _, rest = field.partition(".")
    if isinstance(current, dict) and isinstance(other, dict):
        if name not in other:
            return {key: value for key, value in current.items() if key != name}
        value = _grafted(current[name], other[name], rest) if rest and name in current else other[name]
        return {**current, name: value}
    names = _names(current, other)
    if names is None or not isinstance(current, list) or not isinstance(other, list):
        return other
    own, theirs = names
    if name not in theirs:
        return [item for key, item in zip(own, current, strict=True) if key != name]
    item = other[theirs.index(name)]
    if name in own:
        at = own.index(name)
        new = _grafted(current[at], item, rest) if rest else item
        return [*current[:at], new, *current[at + 1 :]]
    before = [key for key in theirs[: theirs.index(name)] if key in own]
    at = own.index(before[-1]) + 1 if before else 0
    return [*current[:at], item, *current[at:]]
