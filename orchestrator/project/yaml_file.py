"""Changing a person's YAML file: only the value changes, and every other byte stays as they wrote it."""

from collections.abc import Callable, Mapping
from pathlib import Path

from orchestrator.film.errors import FilmError, ProjectError
from orchestrator.project.atomic import while_it_is_saved, write_text
from orchestrator.project.source import Node, SourceError, parse, read_text
from orchestrator.project.surgery import APPEND, REMOVE, CannotEdit, Route, Wanted, edited_text

__all__ = ["APPEND", "REMOVE", "edit"]


def edit(path: Path, changes: Mapping[Route, Wanted] | Callable[[Node], Mapping[Route, Wanted]]) -> bool:
    """Change values of a YAML file in place; return whether the file changed.

    A key is the path of a value, e.g. `("shots", 1, "take")`: it is set, or added if it is not there. A last step `APPEND`
    appends to a list. The value `REMOVE` takes the entry out. Either all changes are made or none. A function is asked for the
    changes, and given the file as it is when it is written: places in a list may be others than when it was loaded.

    Raises:
        ProjectError: if the file is not readable YAML.
        FilmError: if a change cannot be made without disturbing something else.
    """
    return while_it_is_saved(path, lambda: _edited(path, changes))


def _edited(path: Path, changes: Mapping[Route, Wanted] | Callable[[Node], Mapping[Route, Wanted]]) -> bool:
    try:
        before = read_text(path)
        after = before
        wanted = changes(parse(before)) if callable(changes) else changes
        for route, value in wanted.items():
            after = edited_text(after, route, value)
    except SourceError as error:
        raise ProjectError([error.of(path.as_posix())]) from error
    except CannotEdit as error:
        raise FilmError(f"{path.as_posix()}: {error}; change it by hand") from error
    if after != before:
        write_text(path, after, before.encode("utf-8"))
    return after != before
