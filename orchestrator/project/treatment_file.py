"""treatment.yaml: the story before it is a screenplay, as a file that a person may edit, or bring."""

from collections.abc import Iterator
from pathlib import Path

from orchestrator.film.errors import Problem, ProjectError
from orchestrator.film.treatment import Treatment
from orchestrator.project.explain import problem, problems_of
from orchestrator.project.fresh import dump_new
from orchestrator.project.source import Node, SourceError, find, parse, read_text

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
        tree = parse(read_text(path))
    except SourceError as error:
        raise ProjectError([error.of(shown)]) from error
    found = problems_of(Treatment, tree, shown)
    problems = [*(found if isinstance(found, list) else ()), *_twice(tree, shown)]
    if problems or isinstance(found, list):
        raise ProjectError(problems)
    return found


def treatment_text(treatment: Treatment) -> str:
    """Return the text of treatment.yaml."""
    return dump_new(treatment, "treatment")


def _twice(tree: Node, shown: str) -> Iterator[Problem]:
    """Ids that come a second time, each with the line of the first."""
    for key, noun in (("characters", "character"), ("beats", "beat")):
        first: dict[object, int] = {}
        entries = find(tree, (key,))
        for index in range(len(entries.items) if entries and entries.kind == "list" else 0):
            node = find(tree, (key, index, "id"))
            if node is None or not isinstance(node.value, str):
                continue
            if node.value in first:
                said = f"'{node.value}' is also the id of the {noun} in line {first[node.value]}; ids must differ"
                yield problem(tree, shown, (key, index, "id"), said)
            first.setdefault(node.value, node.line)
