"""One parsed file of a project, before anybody knows whether its values are right."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from orchestrator.film.errors import Problem
from orchestrator.project.explain import problem
from orchestrator.project.source import Step, Value, find
from orchestrator.project.values import Source, value_at

Route = tuple[Step, ...]


@dataclass(frozen=True)
class Sheet:
    """One parsed file: its name as shown, what it says, and the folder its paths start from, if not the project's."""

    file: str
    source: Source
    folder: Path | None = None

    def text(self, route: Route) -> str | None:
        """The text at a place of the file."""
        found = value_at(self.source.plain(), route)
        return found if isinstance(found, str) else None

    def at(self, route: Route) -> Value:
        """The value at a place of the file, None if there is nothing."""
        return value_at(self.source.plain(), route)

    def under(self, route: Route) -> Iterator[Route]:
        """The items of a list, or of a map, at a place of the file."""
        found = self.at(route)
        if isinstance(found, list):
            yield from ((*route, index) for index in range(len(found)))
        elif isinstance(found, dict):
            yield from ((*route, key) for key in found)

    def line(self, route: Route) -> int:
        """The line in which the value at a place begins, counted from 1."""
        return (find(self.source.tree, route) or self.source.tree).line

    @property
    def name(self) -> str:
        """The id, or the file's name while the id is missing."""
        return self.text(("id",)) or PurePosixPath(self.file).stem

    def problem(self, route: Route, message: str) -> Problem:
        """A problem at a place of the file."""
        return problem(self.source.tree, self.file, route, message)

    def keys(self, key: str) -> list[str]:
        """The keys of the map at a key of the file; none, if it has no map there."""
        return [str(route[-1]) for route in self.under((key,))]


def unread_in(folder: str, unread: set[str]) -> list[str]:
    """Return the ids that the files of a folder most likely have, which could not be read."""
    return sorted(PurePosixPath(file).stem for file in unread if PurePosixPath(file).parent.name == folder)
