"""A whole new project folder, written in one go."""

import itertools
import re
import shutil
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path

from orchestrator.film.errors import FilmError
from orchestrator.film.film import Settings
from orchestrator.film.scene import Scene
from orchestrator.film.sheets import Character, Place
from orchestrator.project.atomic import write_text
from orchestrator.project.folder import FILM_FILE, id_of, scene_files
from orchestrator.project.fresh import dump_new
from orchestrator.project.library import find_style
from orchestrator.project.lock import (
    LOCK_FILE,
    Lock,
    current_digest,
    lock_text,
    read_lock,
    text_digest,
    write_generated,
    write_lock,
)
from orchestrator.project.names import slug as slug
from orchestrator.project.schema import write_schemas

SCRIPT_FILE = "script.fountain"
_IGNORED = (".filmwright/", "out/")
_OURS = (FILM_FILE, SCRIPT_FILE, LOCK_FILE, "scenes", "characters", "places")


def create(
    root: Path,
    settings: Settings,
    screenplay_text: str | None,
    characters: Iterable[Character],
    places: Iterable[Place],
    scenes: Sequence[Scene],
    *,
    others: Mapping[str, str] | None = None,
    brought: Mapping[str, str] | None = None,
    stages: Mapping[str, str] | None = None,
) -> list[Path]:
    """Write a new project into `root` and return the files, film.yaml first.

    `others` are more generated texts by path (a treatment), `brought` what the person gave and the tool never writes again;
    `stages` is what the lock remembers of each stage of writing.

    Raises:
        FilmError: if the folder holds a film already, or something where its files would go; nothing is written then.
        UnknownStyle: if there is no such style guide.
    """
    refuse_existing(root)
    style = find_style(settings.style, root)
    texts = project_texts(settings, screenplay_text, characters, places, scenes) | dict(others or {})
    lock = Lock(stages=dict(stages or {})).with_style(style)
    lock = lock.with_files({path: text_digest(text) for path, text in texts.items()})
    texts |= dict(brought or {})
    fresh = not root.exists()
    written: list[Path] = []
    try:
        for relative, text in (*texts.items(), (LOCK_FILE, lock_text(lock))):
            write_text(root / relative, text)
            written.append(root / relative)
        (root / "assets").mkdir(exist_ok=True)
        _ignore_what_is_made(root)
        write_schemas(root)
    except FilmError:
        for path in written:
            path.unlink(missing_ok=True)
        if fresh:
            shutil.rmtree(root, ignore_errors=True)
        raise
    return written


def update(
    root: Path, scenes: Sequence[Scene], characters: Iterable[Character], places: Iterable[Place]
) -> list[tuple[str, str]]:
    """Write scenes and sheets again; return each path and what became of it, as `Generated.outcome` has it.

    A scene goes to the file that has its id, however that file is called now; a new scene gets a file after the one
    before it. What a person edited, wrote or deleted stays, and the new text becomes a proposal.
    """
    lock = _follow_renamed(root, read_lock(root))
    texts = {f"characters/{sheet.id}.yaml": dump_new(sheet, "character") for sheet in characters}
    texts |= {f"places/{sheet.id}.yaml": dump_new(sheet, "place") for sheet in places}
    texts |= _scene_texts(root, scenes, lock)
    outcomes: list[tuple[str, str]] = []
    for relative, text in texts.items():
        generated = write_generated(root, relative, text, lock)
        lock = generated.lock
        outcomes.append((generated.path.relative_to(root).as_posix(), generated.outcome))
    write_lock(root, lock)
    write_schemas(root)
    return outcomes


def _follow_renamed(root: Path, lock: Lock) -> Lock:
    """A scene file that was renamed and not edited keeps its entry, under the new name."""
    gone = {lock.files[path]: path for path in lock.files if path.startswith("scenes/") and not (root / path).exists()}
    files = dict(lock.files)
    for path in scene_files(root):
        relative = path.relative_to(root).as_posix()
        old = gone.get(current_digest(path) or "") if relative not in files else None
        if old in files:
            files[relative] = files.pop(old)
    return lock.model_copy(update={"files": files})


def _scene_texts(root: Path, scenes: Sequence[Scene], lock: Lock) -> dict[str, str]:
    held = {scene_id: path.name for path in scene_files(root) if (scene_id := id_of(path))}
    for path in lock.files:
        known = re.fullmatch(r"scenes/(\d+\w*-(.+)\.yaml)", path)
        if known and not (root / path).exists():
            held.setdefault(known[2], known[1])
    texts: dict[str, str] = {}
    before = ""
    for scene in scenes:
        name = held.get(scene.id) or _name_after(before, sorted(held.values()), scene.id)
        held[scene.id] = before = name
        texts[f"scenes/{name}"] = dump_new(scene, "scene")
    return texts


def _name_after(before: str, names: list[str], scene_id: str) -> str:
    """Return a file name that sorts right behind `before` (behind all names if that is empty)."""
    before = before or (names[-1] if names else "")
    after = names[names.index(before) + 1] if before in names and before != names[-1] else ""
    for prefix in _prefixes(before, after):
        name = f"{prefix}-{scene_id}.yaml"
        if before < name and (not after or name < after):
            return name
    raise FilmError(f"there is no file name between scenes/{before} and scenes/{after}; rename one to make room")


def _prefixes(before: str, after: str) -> Iterator[str]:
    """Numbers first, then letters behind what stands before: 010, 010m, 011."""
    low, high = _number(before), _number(after)
    if not after:
        yield f"{(low // 10 + 1) * 10:03d}"
    elif high - low > 1:
        yield f"{(low + high) // 2:03d}"
    bases = dict.fromkeys((f"{low:03d}", before.split("-")[0], before.removesuffix(".yaml")))
    for length, base in itertools.product((1, 2, 3), bases):
        yield from (
            base + "".join(letters) for letters in itertools.product("mgtdjpwbacefhiklnoqrsuvxyz", repeat=length)
        )


def _number(name: str) -> int:
    digits = re.match(r"\d+", name)
    return int(digits[0]) if digits else 0


def project_texts(
    settings: Settings,
    screenplay_text: str | None,
    characters: Iterable[Character],
    places: Iterable[Place],
    scenes: Sequence[Scene],
) -> dict[str, str]:
    """Return the text of every file of a project by its path, film.yaml first, scenes numbered by tens."""
    texts = {FILM_FILE: dump_new(settings, "film")}
    texts |= {} if screenplay_text is None else {SCRIPT_FILE: screenplay_text}
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
