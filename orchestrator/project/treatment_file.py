"""treatment.yaml: the story before it is a screenplay, as a file that a person may edit, or bring."""

from collections.abc import Iterator
from pathlib import Path

from orchestrator.film.errors import Problem, ProjectError
from orchestrator.film.treatment import Treatment
from orchestrator.project.explain import problems_of
from orchestrator.project.fresh import dump_new
from orchestrator.project.sheet_file import Route, Sheet
from orchestrator.project.source import SourceError, read_text
from orchestrator.project.values import Source

TREATMENT_FILE = "treatment.yaml"


def read_treatment(root: Path) -> Treatment | None:
    """Return the project's treatment, or None if it has none.

    Raises:
        ProjectError: with everything that is wrong with the file.
    """
    path = root / TREATMENT_FILE
    return treatment_at(path, TREATMENT_FILE) if path.exists() or path.is_symlink() else None


def treatment_at(path: Path, shown: str) -> Treatment:
    """Return the treatment in a file, which errors call `shown`.

    Raises:
        ProjectError: with everything that is wrong with the file.
    """
    try:
        sheet = Sheet(shown, Source(read_text(path)))
    except SourceError as error:
        raise ProjectError([error.of(shown)]) from error
    found = problems_of(Treatment, sheet.source, shown)
    problems = [*(found if isinstance(found, list) else ()), *_twice(sheet)]
    if problems or isinstance(found, list):
        raise ProjectError(problems)
    return found


def treatment_text(treatment: Treatment) -> str:
    """Return the text of treatment.yaml."""
    return dump_new(treatment, "treatment")


def _twice(sheet: Sheet) -> Iterator[Problem]:
    """Ids that come a second time, each with the line of the first."""
    for key, noun in (("characters", "character"), ("beats", "beat")):
        first: dict[str, Route] = {}
        for entry in sheet.under((key,)) if isinstance(sheet.at((key,)), list) else ():
            route = (*entry, "id")
            name = sheet.text(route)
            if name is None:
                continue
            if name in first:
                said = f"'{name}' is also the id of the {noun} in line {sheet.line(first[name])}; ids must differ"
                yield sheet.problem(route, said)
            first.setdefault(name, route)
