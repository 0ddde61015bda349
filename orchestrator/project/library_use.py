"""A film takes another style guide: `style:` in film.yaml, and the copy that it keeps."""

from dataclasses import dataclass
from pathlib import Path

from orchestrator.film.errors import FilmError, Problem, ProjectError
from orchestrator.film.film import Settings
from orchestrator.project.explain import instead
from orchestrator.project.folder import FILM_FILE, NO_FILM, scene_files
from orchestrator.project.library import Found, found_on_shelf, found_style, is_path
from orchestrator.project.library_check import arc_faults, contents_faults, template_faults
from orchestrator.project.library_guide import Guide, read_guide
from orchestrator.project.library_new import carry
from orchestrator.project.library_pin import guide_of_film, lay_down, pin_of, take
from orchestrator.project.lock import Lock, read_lock
from orchestrator.project.names import is_there, path_said, slug
from orchestrator.project.sheet_file import Sheet
from orchestrator.project.source import SourceError, read_text
from orchestrator.project.values import Source
from orchestrator.project.yaml_file import edit


@dataclass(frozen=True)
class Used:
    """What became of it: `before` is what film.yaml said, `changed` whether anything is different now, `brought` a guide from
    elsewhere that was copied beside the film.
    """

    guide: Guide
    name: str
    before: str
    changed: bool
    brought: Path | None = None


def style_said(root: Path) -> str:
    """Return what film.yaml says of the style.

    Raises:
        FilmError: if there is no film, or its film.yaml cannot be read.
    """
    node = _film(root).text(("style",))
    default: str = Settings.model_fields["style"].default
    return node or default


def use(root: Path, name_or_path: str) -> Used:
    """Have the film in `root` use a guide, and pin it; a guide from outside, given by a path, is copied beside the film.

    Raises:
        UnknownStyle: if there is none.
        ProjectError: if the guide has errors, or lacks a variant that the film names; nothing is changed then.
    """
    before, lock = style_said(root), read_lock(root)
    found = _found(root, name_or_path)
    name, outside = _name_for(root, found)
    if name == before and lock.style is not None and lock.style.source is not None and _is_whole(root, name, lock):
        return Used(guide_of_film(name, root, lock), name, before, changed=False)
    guide = read_guide(found, root)
    faults = [*arc_faults(guide), *template_faults(guide), *contents_faults(guide), *names_lacking(root, guide)]
    if faults:
        raise ProjectError(list(dict.fromkeys(faults)))
    brought = None
    if outside:
        name = slug(found.folder.name if found.is_folder else found.file.stem, "style")
        there = found_on_shelf(name, root / "styles")
        brought = carry(guide, root / "styles", name)
        brought = None if there else brought
        guide = read_guide(found_style(name, root), root)
    pin = pin_of(guide)
    pinned = lock.style.pinned if lock.style else None
    if pinned is None or pinned.name != pin.name:
        lay_down(root, pin)
    if name != before:
        edit(root / FILM_FILE, {("style",): name})
    take(root, pin, lock)
    return Used(guide, name, before, changed=True, brought=brought)


def _film(root: Path) -> Sheet:
    path = root / FILM_FILE
    if not root.is_dir():
        raise FilmError(f"there is no folder {root}; name the film's folder with --project")
    if not path.is_file():
        raise ProjectError([Problem(FILM_FILE, 1, 1, "", NO_FILM)])
    try:
        return Sheet(FILM_FILE, Source(read_text(path)))
    except SourceError as error:
        raise ProjectError([error.of(FILM_FILE)]) from error


def _found(root: Path, name_or_path: str) -> Found:
    """A name as the film would find it, a path from where the person is, or else from the project on."""
    if is_path(name_or_path):
        here = path_said(name_or_path)
        if is_there(here):
            return found_style(str(here.absolute()))
    return found_style(name_or_path, root)


def _name_for(root: Path, found: Found) -> tuple[str, bool]:
    """What film.yaml says for a guide, and whether it lies outside of the project and is named by a path."""
    if not is_path(found.name):
        return found.name, False
    file, here = found.file.resolve(), root.resolve()
    if not file.is_relative_to(here):
        return found.name, True
    name = found.folder.name if found.is_folder else found.file.stem
    try:
        if found_style(name, root).file.resolve() == file:
            return name, False
    except FilmError:
        pass
    place = file.parent if found.is_folder else file
    return f"./{place.relative_to(here).as_posix()}", False


def _is_whole(root: Path, name: str, lock: Lock) -> bool:
    """Whether the film has all of its guide, as film.lock says, and nobody was cut off replacing it."""
    pinned = lock.style.pinned if lock.style else None
    try:
        guide = guide_of_film(name, root, lock)
    except FilmError:
        return False
    kept = all(layer.found.origin in ("film", "pinned") for layer in guide.layers)
    return kept and (pinned is None or pinned.replaces is None)


def names_lacking(root: Path, guide: Guide) -> list[Problem]:
    """Return the variants that the film's files name and the guide does not have.

    Raises:
        ProjectError: if film.yaml cannot be read.
    """
    found = [fault for fault in arc_faults(guide, _film(root)) if fault.file == FILM_FILE]
    known = list(guide.style.variants)
    for path in scene_files(root):
        try:
            scene = Sheet(path.relative_to(root).as_posix(), Source(read_text(path)))
        except SourceError:
            continue
        name = scene.text(("style_variant",))
        if name is not None and name not in known:
            advice = instead(name, known) if known else "it has no variants; leave the key out"
            found.append(
                scene.problem(("style_variant",), f"the style {guide.found.name} has no variant '{name}'; {advice}")
            )
    return found
