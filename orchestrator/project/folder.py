"""The project folder as one value: every file read, checked on its own and against the others, all errors at once."""

import os
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

from orchestrator.film.base import Model
from orchestrator.film.errors import FilmError, Problem, ProjectError
from orchestrator.film.film import Film, Settings
from orchestrator.film.meanings import Meaning
from orchestrator.film.scene import Scene
from orchestrator.film.sheets import Character, Place, Prop
from orchestrator.project.explain import instead, problems_of
from orchestrator.project.library import UnknownStyle
from orchestrator.project.library_check import arc_faults, template_faults, variants_of
from orchestrator.project.library_flat import content_digest
from orchestrator.project.library_guide import Guide
from orchestrator.project.library_pin import guide_of_film
from orchestrator.project.lock import Lock, read_lock
from orchestrator.project.packs.texts import template_problems
from orchestrator.project.sheet_file import Sheet
from orchestrator.project.source import SourceError, read_text
from orchestrator.project.thesaurus_file import read_meanings
from orchestrator.project.translations import translation_problems
from orchestrator.project.treatment_file import read_treatment
from orchestrator.project.values import Source, value_at, values
from orchestrator.project.whole import problems_across

M = TypeVar("M", bound=Model)

FILM_FILE = "film.yaml"
NO_FILM = 'no film.yaml here; start one with: filmwright new "your idea"'

NO_SCENES = "there is no scene file; write them with: filmwright write"


@dataclass(frozen=True)
class _Read:
    """One file: what it says, unless it could not be parsed, and its model, unless that has errors."""

    sheet: Sheet
    model: Model | None


def load_film(root: Path, *, scenes_needed: bool = True) -> Film:
    """Read a project folder; only who writes the scenes can do without any (`scenes_needed=False`).

    Raises:
        ProjectError: with every problem of every file; paths are relative to `root`.
    """
    problems: list[Problem] = []
    settings = _settings(root, problems)
    guide, style_sheet = _style(root, settings, problems)
    characters = list(_all(root, "characters", Character, problems))
    places = list(_all(root, "places", Place, problems))
    props = list(_all(root, "props", Prop, problems))
    scenes = list(_all(root, "scenes", Scene, problems))
    groups = {"characters": characters, "places": places, "props": props, "scenes": scenes}
    sheets = {folder: [file.sheet for file in group] for folder, group in groups.items()}
    parsed = {sheet.file for group in sheets.values() for sheet in group}
    unread = {problem.file for problem in problems} - parsed
    problems += _lock(root)
    problems += _treatment(root)
    meanings = _meanings(root, problems)
    problems += translation_problems(root)
    problems += _prompts(root / "prompts")
    if scenes_needed and _files_are_lacking(root / "scenes"):
        problems.append(Problem("scenes/", 1, 1, "", NO_SCENES))
    problems += problems_across(root, settings.sheet if settings else None, style_sheet, sheets, unread)
    if problems or guide is None or settings is None or not isinstance(settings.model, Settings):
        raise ProjectError(_different(problems))
    return Film(
        settings=settings.model,
        style=guide.style,
        meanings=meanings,
        style_folder=guide.folder,
        style_drawings={each.file: content_digest(guide.files[each.file]) for each in guide.style.motifs},
        style_prompts=guide.prompts,
        characters={read.model.id: read.model for read in characters if isinstance(read.model, Character)},
        places={read.model.id: read.model for read in places if isinstance(read.model, Place)},
        props={read.model.id: read.model for read in props if isinstance(read.model, Prop)},
        scenes=tuple(read.model for read in scenes if isinstance(read.model, Scene)),
    )


def scene_files(root: Path) -> list[Path]:
    """Return the scene files in the order of the film."""
    return _files(root / "scenes")


def scene_file(root: Path, scene_id: str) -> Path:
    """Return the file that holds a scene, whatever the file is called.

    Raises:
        FilmError: if no file has that id.
    """
    found = {scene: path for path in scene_files(root) if (scene := id_of(path))}
    if scene_id not in found:
        raise FilmError(f"no scene has the id '{scene_id}'; {instead(scene_id, found) if found else 'there are none'}")
    return found[scene_id]


def id_of(path: Path) -> str | None:
    """Return the id in a scene or sheet file, None if the file cannot be read or has none."""
    try:
        found = value_at(values(read_text(path)), ("id",))
    except SourceError:
        return None
    return found if isinstance(found, str) else None


def _different(problems: list[Problem]) -> list[Problem]:
    return list(dict.fromkeys(problems))


def _settings(root: Path, problems: list[Problem]) -> _Read | None:
    path = root / FILM_FILE
    if not path.exists() and not path.is_symlink():
        if not root.is_dir():
            raise FilmError(f"there is no folder {root}; name the film's folder with --project")
        raise ProjectError([Problem(FILM_FILE, 1, 1, "", NO_FILM)])
    return _read(root, path, Settings, problems)


def _files_are_lacking(folder: Path) -> bool:
    """Whether a folder has no YAML file; one that is no folder, or cannot be read, is told by whoever reads it."""
    try:
        return not _files(folder) and (folder.is_dir() or not folder.exists())
    except OSError:
        return False


def _lock(root: Path) -> list[Problem]:
    """What is wrong with film.lock: it is written at the end of a render, and to learn it there is too late."""
    try:
        read_lock(root)
    except ProjectError as error:
        return error.problems
    return []


def _treatment(root: Path) -> list[Problem]:
    """What is wrong with treatment.yaml: the film does not need it, and whoever edits it learns it with the rest."""
    try:
        read_treatment(root)
    except ProjectError as error:
        return error.problems
    return []


def _meanings(root: Path, problems: list[Problem]) -> dict[str, Meaning]:
    try:
        return read_meanings(root)
    except ProjectError as error:
        problems += error.problems
        return {}


def _prompts(folder: Path) -> list[Problem]:
    """What is wrong with the project's own prompt templates."""
    return template_problems(folder) if os.path.lexists(folder) else []


def _files(folder: Path) -> list[Path]:
    if not folder.is_dir():
        return []
    return sorted(
        path for path in folder.iterdir() if path.suffix in (".yaml", ".yml") and not path.name.startswith(".")
    )


def _all(root: Path, folder: str, model: type[Model], problems: list[Problem]) -> Iterator[_Read]:
    place = root / folder
    try:
        if place.exists() and not place.is_dir():
            problems.append(Problem(folder, 1, 1, "", "is a file; a folder of YAML files is needed here"))
        paths = _files(place)
    except OSError as error:
        problems.append(Problem(folder, 1, 1, "", f"cannot be read: {(error.strerror or str(error)).lower()}"))
        return
    for path in paths:
        if read := _read(root, path, model, problems):
            yield read


def _read(root: Path, path: Path, model: type[Model], problems: list[Problem]) -> _Read | None:
    shown = path.relative_to(root).as_posix()
    try:
        source = Source(read_text(path))
    except SourceError as error:
        problems.append(error.of(shown))
        return None
    found = problems_of(model, source, shown)
    if isinstance(found, list):
        problems += found
        return _Read(Sheet(shown, source), None)
    return _Read(Sheet(shown, source), found)


def _style(root: Path, settings: _Read | None, problems: list[Problem]) -> tuple[Guide | None, Sheet | None]:
    """The style guide, and its variants as a sheet for those who name them."""
    if settings is None:
        return None, None
    said = settings.sheet.source.plain()
    default: str = Settings.model_fields["style"].default
    name = said.get("style", default) if isinstance(said, dict) else default
    if not isinstance(name, str):
        return None, None
    try:
        guide = guide_of_film(name, root, _lock_or_none(root))
    except UnknownStyle as error:
        problems.append(settings.sheet.problem(("style",), str(error)))
        return None, None
    except ProjectError as error:
        problems += error.problems
        return None, None
    problems += [*arc_faults(guide, settings.sheet), *template_faults(guide)]
    return guide, variants_of(guide)


def _lock_or_none(root: Path) -> Lock:
    """film.lock, an empty one where it cannot be read, which is told with the other problems."""
    try:
        return read_lock(root)
    except ProjectError:
        return Lock()
