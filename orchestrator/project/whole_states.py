"""The states that scenes and shots set: whether there is such an entity, with such a state, and which is meant."""

from collections.abc import Iterator, Mapping

from orchestrator.film.errors import Problem
from orchestrator.project.explain import instead
from orchestrator.project.sheet_file import Route, Sheet, unread_in
from orchestrator.project.source import Node, find

SHEETS: Mapping[str, str] = {"characters": "character", "places": "place", "props": "prop"}
"""The folders of sheets, and what is in them."""
_SETTERS = ("states", "from_here")


class Entities:
    """Everybody and everything that has a sheet, with the states that it can be in."""

    def __init__(self, files: Mapping[str, list[Sheet]], unread: set[str]) -> None:
        self._states: dict[str, dict[str, list[str] | None]] = {}
        self._file: dict[tuple[str, str], str] = {}
        for folder in SHEETS:
            for sheet in files[folder]:
                self._states.setdefault(sheet.name, {})[folder] = states_of(sheet)
                self._file[sheet.name, folder] = sheet.file
            for name in unread_in(folder, unread):
                self._states.setdefault(name, {})[folder] = None

    def faults(self, scene: Sheet, owner: Route) -> Iterator[Problem]:
        """What is wrong with the states that a scene, or the shot at `owner` in it, sets."""
        for key in _SETTERS:
            if isinstance(scene.at((*owner, key)), list):
                continue  # That it is none of names and states is told already.
            for route in scene.under((*owner, key)):
                name, state = str(route[-1]), scene.text(route)
                if name not in self._states:
                    yield scene.problem(
                        route, f"there is no character, place or prop sheet '{name}'; {self._other(name)}"
                    )
                elif state is not None and (wrong := self._fault(name, state)):
                    yield scene.problem(route, wrong)

    def _other(self, name: str) -> str:
        known = sorted(self._states)
        return instead(name, known) if known else f"write props/{name}.yaml"

    def _fault(self, name: str, state: str) -> str | None:
        kinds = self._states[name]
        if None in kinds.values():
            return None
        having = [folder for folder, states in kinds.items() if state in (states or ())]
        if len(having) > 1:
            first, second, *_ = (self._file[name, folder] for folder in having)
            return f"'{state}' is a state of both {first} and {second}; give one of the two another id"
        if having:
            return None
        known = sorted({one for states in kinds.values() for one in states or ()})
        where = " or ".join(self._file[name, folder] for folder in kinds)
        return (
            f"'{name}' has no state '{state}'; {instead(state, known) if known else f'add it under states in {where}'}"
        )


def states_of(sheet: Sheet) -> list[str] | None:
    """The states of a sheet; None if they are written so that nobody can tell."""
    found = sheet.at(("states",))
    told = found is None or isinstance(found, dict)
    return sheet.keys("states") if told else None


def stated_in(scene: Node) -> set[str]:
    """Return the ids whose states a scene file sets, itself or in its shots; a file may hold anything."""
    shots = find(scene, ("shots",))
    owners = [scene, *(shots.items if shots and shots.kind == "list" else ())]
    maps = (find(owner, (key,)) for owner in owners for key in _SETTERS)
    return {str(key.value) for node in maps if node and node.kind == "map" for key in node.keys}
