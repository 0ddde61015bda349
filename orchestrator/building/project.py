"""A project that is being built: its folder, its film and its store."""

from dataclasses import dataclass
from pathlib import Path

from orchestrator.building.store import Store
from orchestrator.film.film import Film


@dataclass(frozen=True)
class Project:
    """A project that is being built."""

    root: Path
    film: Film
    store: Store


def open_project(root: Path, film: Film, *, draft: bool = False) -> Project:
    """Bring the loaded film and its store together; a draft has half the size."""
    if draft:
        picture_format = film.settings.format
        half = f"{max(64, picture_format.width // 4 * 2)}x{max(64, picture_format.height // 4 * 2)}"
        smaller = film.settings.model_copy(update={"format": picture_format.model_copy(update={"size": half})})
        film = film.model_copy(update={"settings": smaller})
    return Project(root, film, Store(root / ".filmwright", draft=draft))
