"""A whole new project folder, written in one go."""

import shutil
from collections.abc import Iterable, Sequence
from pathlib import Path

from orchestrator.film.errors import FilmError
from orchestrator.film.film import Settings
from orchestrator.film.scene import Scene
from orchestrator.film.sheets import Character, Place
from orchestrator.project.atomic import write_text
from orchestrator.project.folder import FILM_FILE
from orchestrator.project.fresh import dump_new
from orchestrator.project.library import find_style
from orchestrator.project.lock import LOCK_FILE, Lock, lock_text, text_digest
from orchestrator.project.schema import write_schemas

SCRIPT_FILE = "script.fountain"
_IGNORED = (".filmwright/", "out/")
_OURS = (FILM_FILE, SCRIPT_FILE, LOCK_FILE, "scenes", "characters", "places")


def create(
    root: Path,
    settings: Settings,
    screenplay_text: str,
    characters: Iterable[Character],
    places: Iterable[Place],
    scenes: Sequence[Scene],
) -> list[Path]:
    """Write a new project into `root` and return the files, film.yaml first.

    Raises:
        FilmError: if the folder holds a film already, or something where its files would go; nothing is written then.
        UnknownStyle: if there is no such style guide.
    """
    refuse_existing(root)
    style = find_style(settings.style, root)
    texts = project_texts(settings, screenplay_text, characters, places, scenes)
    lock = Lock().with_style(style).with_files({path: text_digest(text) for path, text in texts.items()})
    fresh = not root.exists()
    written: list[Path] = []
    try:
        for relative, text in (*texts.items(), (LOCK_FILE, lock_text(lock))):
            write_text(root / relative, text)
            written.append(root / relative)
        (root / "assets").mkdir(exist_ok=True)
        _ignore_what_is_made(root)
        write_schemas(root)
    except OSError as error:
        for path in written:
            path.unlink(missing_ok=True)
        if fresh:
            shutil.rmtree(root, ignore_errors=True)
        raise FilmError(f"{root} cannot be written: {(error.strerror or str(error)).lower()}") from error
    return written


def project_texts(
    settings: Settings,
    screenplay_text: str,
    characters: Iterable[Character],
    places: Iterable[Place],
    scenes: Sequence[Scene],
) -> dict[str, str]:
    """Return the text of every file of a project by its path, film.yaml first, scenes numbered by tens."""
    texts = {FILM_FILE: dump_new(settings, "film"), SCRIPT_FILE: screenplay_text}
    texts |= {f"characters/{sheet.id}.yaml": dump_new(sheet, "character") for sheet in characters}
    texts |= {f"places/{sheet.id}.yaml": dump_new(sheet, "place") for sheet in places}
    texts |= {scene_path(index, scene.id, len(scenes)): dump_new(scene, "scene") for index, scene in enumerate(scenes)}
    return texts


def scene_path(index: int, scene_id: str, count: int = 1) -> str:
    """Return the path of the scene at `index` of `count`; the gaps of ten leave room for scenes in between."""
    width = max(3, len(str(count * 10)))
    return f"scenes/{(index + 1) * 10:0{width}d}-{scene_id}.yaml"


def refuse_existing(root: Path) -> None:
    """Check that a new project can go to `root`.

    Raises:
        FilmError: if it cannot; says what is in the way.
    """
    if root.exists() and not root.is_dir():
        raise FilmError(f"{root} is a file; choose a folder for the film")
    if (root / FILM_FILE).exists():
        raise FilmError(f"{root} holds a film already; work on it with --project {root}, or choose another folder")
    for name in _OURS:
        if (root / name).is_file() or ((root / name).is_dir() and any((root / name).iterdir())):
            raise FilmError(f"{root} already has {name}, which a new film would mix with; choose another folder")


def _ignore_what_is_made(root: Path) -> None:
    path = root / ".gitignore"
    text = path.read_text(encoding="utf-8") if path.is_file() else ""
    missing = [line for line in _IGNORED if line not in text.splitlines()]
    if missing:
        gap = "" if not text or text.endswith("\n") else "\n"
        write_text(path, text + gap + "".join(f"{line}\n" for line in missing))
