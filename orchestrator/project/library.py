"""The style guides a film can use: beside the film, in the person's own library, and those that ship with Filmwright.

A guide is one YAML file, or a folder with `style.yaml` and what goes with it: LUT, fonts, pictures, prompts/*.j2.
"""

import difflib
from dataclasses import dataclass
from pathlib import Path
from typing import Literal, TypeAlias

from orchestrator.film.errors import FilmError
from orchestrator.film.own_folders import data_folder
from orchestrator.film.style import StyleGuide
from orchestrator.project.names import path_said
from templates import resource

FOLDER_FILE = "style.yaml"
"""The guide inside a style that is a folder, with its own fonts, pictures and LUT."""

Origin: TypeAlias = Literal["film", "pinned", "library", "built-in"]
"""Where a guide lies: beside the film (also: at a path), copied into the film, in the person's library, in Filmwright."""


class UnknownStyle(FilmError):
    """No style guide has that name."""


@dataclass(frozen=True)
class Found:
    """One style guide on disk, and the name or path that it was found by."""

    name: str
    file: Path
    origin: Origin

    @property
    def folder(self) -> Path:
        """Where the paths that it writes start."""
        return self.file.parent

    @property
    def shelf(self) -> Path:
        """The folder that it lies in beside others."""
        return self.file.parent.parent if self.is_folder else self.file.parent

    @property
    def is_folder(self) -> bool:
        """Whether it is a folder with files of its own, not a single file among others."""
        return self.file.name == FOLDER_FILE


def library_folder() -> Path:
    """Return the person's own style library; it need not exist."""
    return data_folder() / "styles"


def built_in_folder() -> Path:
    """Return the folder of the guides that ship with Filmwright."""
    return Path(str(resource("styles")))


def style_names(project_root: Path | None = None) -> tuple[str, ...]:
    """Return the names of every style guide at hand, sorted."""
    return tuple(sorted(styles_at_hand(project_root)))


def styles_at_hand(project_root: Path | None = None) -> dict[str, Found]:
    """Return every style guide by the name that a film would write; the nearest of each name."""
    found: dict[str, Found] = {}
    for origin, folder in _shelves(project_root):
        if folder.is_dir():
            for name in _names_in(folder):
                if place := _on_shelf(name, folder, origin):
                    found.setdefault(name, place)
    return found


def find_style(name_or_path: str, project_root: Path | None = None) -> StyleGuide:
    """Return a style guide by name, or by a path relative to the project, as it is at hand now.

    Raises:
        UnknownStyle: if there is none.
        ProjectError: if its file, or that of a guide that it extends, has errors.
    """
    from orchestrator.project.library_guide import read_guide

    return read_guide(found_style(name_or_path, project_root), project_root).style


def found_style(name_or_path: str, project_root: Path | None = None) -> Found:
    """Return where a style guide is: beside the film first, then in the person's library, then among the shipped ones.

    Raises:
        UnknownStyle: if there is none.
    """
    if name_or_path.strip():
        if is_path(name_or_path):
            path = (project_root or Path()) / path_said(name_or_path)
            for candidate in (path, path / FOLDER_FILE):
                if _is_file(candidate):
                    return Found(name_or_path, candidate, "film")
        else:
            for origin, folder in _shelves(project_root):
                if place := _on_shelf(name_or_path, folder, origin):
                    return place
    raise UnknownStyle(_unknown(name_or_path, project_root))


def beside_film(name_or_path: str, project_root: Path) -> Found | None:
    """Return a guide that lies beside the film, or at the path that is given; None if there is none."""
    try:
        place = found_style(name_or_path, project_root)
    except UnknownStyle:
        return None
    return place if place.origin == "film" else None


def parent_of(child: Found, name: str) -> Found | None:
    """Return the guide that `child` means by `extends: name`: one that lies where it lies, else as for a film."""
    own = child.file.resolve()
    same: list[tuple[Origin, Path]] = [(child.origin, child.shelf)]
    for origin, folder in (*same, *_shelves(None)):
        place = _on_shelf(name, folder, origin)
        if place is not None and place.file.resolve() != own:
            return place
    return None


def style_place(name_or_path: str, project_root: Path | None = None) -> Path:
    """Return the file of a style guide.

    Raises:
        UnknownStyle: if there is none.
    """
    return found_style(name_or_path, project_root).file


def is_path(text: str) -> bool:
    """Return whether a film or a person means a path by it, and not a name."""
    return "/" in text or "\\" in text or text.endswith((".yaml", ".yml")) or text.startswith((".", "~"))


def shown(path: Path, project_root: Path | None) -> str:
    """Return a path as a person is told of it: within the project from there on."""
    if project_root and path.is_relative_to(project_root):
        return path.relative_to(project_root).as_posix()
    return path.as_posix()


def found_on_shelf(name: str, folder: Path) -> Found | None:
    """Return the guide of that name in a folder of guides, None if there is none."""
    return _on_shelf(name, folder, "built-in" if folder == built_in_folder() else "library")


def _shelves(project_root: Path | None) -> list[tuple[Origin, Path]]:
    beside: list[tuple[Origin, Path]] = [("film", project_root / "styles")] if project_root else []
    return [*beside, ("library", library_folder()), ("built-in", built_in_folder())]


def _names_in(folder: Path) -> set[str]:
    names = {item.stem for item in folder.glob("*.yaml") if item.name != FOLDER_FILE}
    names |= {item.name for item in folder.iterdir() if _is_file(item / FOLDER_FILE)}
    return {name for name in names if not is_path(name)}


def _on_shelf(name: str, folder: Path, origin: Origin) -> Found | None:
    if is_path(name) or not name.strip():
        return None
    for file in (folder / f"{name}.yaml", folder / name / FOLDER_FILE):
        if _is_file(file):
            return Found(name, file, origin)
    return None


def _is_file(path: Path) -> bool:
    try:
        return path.is_file()
    except (OSError, ValueError):  # a name that no file can have
        return False


def _unknown(name: str, project_root: Path | None) -> str:
    if is_path(name):
        return (
            f"there is no style guide at '{name}'; give the path of a .yaml file, or of a folder with a {FOLDER_FILE}"
        )
    return f"there is no style '{name}'; {instead_of(name, style_names(project_root))}"


def instead_of(name: str, names: tuple[str, ...]) -> str:
    """Return the advice for a name that no style has."""
    close = difflib.get_close_matches(name.lower().replace(" ", "-"), names, 1, 0.55)
    return f"did you mean '{close[0]}'?" if close else f"use one of {', '.join(names)}"
