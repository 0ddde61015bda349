"""What a project's store holds of a step."""

from pathlib import Path

from orchestrator.building.project import open_project
from orchestrator.project.folder import load_film
from orchestrator.store.records import Action


def kept(root: Path, step: str) -> Action:
    """What the step gave when it was last made."""
    store = open_project(root, load_film(root)).store
    found = store.lookup(store.latest()[step])
    assert found is not None
    return found
