"""The style guides a film can use: beside the film, in the person's own library, and those that ship with Filmwright."""

import difflib
from pathlib import Path

from orchestrator.film.errors import FilmError, ProjectError
from orchestrator.film.style import StyleGuide
from orchestrator.project.explain import problems_of
from orchestrator.project.source import Node, SourceError, parse, read_text
from templates import resource

FOLDER_FILE = "style.yaml"
"""The guide inside a style that is a folder, with its own fonts, pictures and LUT."""


class UnknownStyle(FilmError):
    """No style guide has that name."""


def library_folder() -> Path:
    """Return the person's own style library; it need not exist."""
    import platformdirs

    return Path(platformdirs.user_data_dir("filmwright", appauthor=False)) / "styles"


def style_names(project_root: Path | None = None) -> tuple[str, ...]:
    """Return the names of every style guide at hand, sorted."""
    found: set[str] = set()
    for folder in _folders(project_root):
        if folder.is_dir():
            found |= {item.stem for item in folder.glob("*.yaml")}
            found |= {item.name for item in folder.iterdir() if (item / FOLDER_FILE).is_file()}
    return tuple(sorted(found))


def find_style(name_or_path: str, project_root: Path | None = None) -> StyleGuide:
    """Return a style guide by name, or by a path relative to the project.

    Raises:
        UnknownStyle: if there is none.
        ProjectError: if its file has errors.
    """
    guide, _ = read_style_tree(style_place(name_or_path, project_root), project_root)
    return guide


def style_place(name_or_path: str, project_root: Path | None = None) -> Path:
    """Return the file of a style guide: beside the film first, then the person's library, then the shipped ones.

    Raises:
        UnknownStyle: if there is none.
    """
    if name_or_path.strip():
        for candidate in _candidates(name_or_path, project_root):
            if _is_file(candidate):
                return candidate
    raise UnknownStyle(_unknown(name_or_path, project_root))


def style_source(name_or_path: str, project_root: Path | None = None) -> str:
    """Return the text of a style guide as it is on disk.

    Raises:
        UnknownStyle: if there is none.
        ProjectError: if it is no text.
    """
    path = style_place(name_or_path, project_root)
    try:
        return read_text(path)
    except SourceError as error:
        raise _unreadable(path, project_root, error) from error


def read_style_tree(path: Path, project_root: Path | None = None) -> tuple[StyleGuide, Node]:
    """Read one style guide file, with the places of its values.

    Raises:
        ProjectError: if it has errors.
    """
    try:
        tree = parse(read_text(path))
    except SourceError as error:
        raise _unreadable(path, project_root, error) from error
    guide = problems_of(StyleGuide, tree, _shown(path, project_root))
    if isinstance(guide, list):
        raise ProjectError(guide)
    return guide, tree


def _unreadable(path: Path, project_root: Path | None, error: SourceError) -> ProjectError:
    return ProjectError([error.of(_shown(path, project_root))])


def _folders(project_root: Path | None) -> list[Path]:
    beside = [project_root / "styles"] if project_root else []
    return [*beside, library_folder(), Path(str(resource("styles")))]


def _is_file(path: Path) -> bool:
    try:
        return path.is_file()
    except (OSError, ValueError):  # a name that no file can have
        return False


def _is_path(text: str) -> bool:
    return "/" in text or "\\" in text or text.endswith((".yaml", ".yml")) or text.startswith((".", "~"))


def _candidates(name_or_path: str, project_root: Path | None) -> list[Path]:
    if _is_path(name_or_path):
        path = (project_root or Path()) / Path(name_or_path).expanduser()
        return [path, path / FOLDER_FILE]
    inside = [folder / name for folder in _folders(project_root) for name in (f"{name_or_path}.yaml", name_or_path)]
    return [path if path.suffix == ".yaml" else path / FOLDER_FILE for path in inside]


def _unknown(name: str, project_root: Path | None) -> str:
    if _is_path(name):
        return (
            f"there is no style guide at '{name}'; give the path of a .yaml file, or of a folder with a {FOLDER_FILE}"
        )
    names = style_names(project_root)
    close = difflib.get_close_matches(name.lower().replace(" ", "-"), names, 1, 0.55)
    advice = f"did you mean '{close[0]}'?" if close else f"use one of {', '.join(names)}"
    return f"there is no style '{name}'; {advice}"


def _shown(path: Path, project_root: Path | None) -> str:
    if project_root and path.is_relative_to(project_root):
        return path.relative_to(project_root).as_posix()
    return path.as_posix()
