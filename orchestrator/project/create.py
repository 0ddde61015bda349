"""A whole new project folder, written in one go."""

import shutil
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

from orchestrator.film.errors import FilmError
from orchestrator.film.film import Settings
from orchestrator.film.scene import Scene
from orchestrator.film.sheets import Character, Place, Prop
from orchestrator.project import originals
from orchestrator.project.atomic import move, read_bytes, write_bytes
from orchestrator.project.explain import problems_of
from orchestrator.project.folder import FILM_FILE, id_of, scene_files
from orchestrator.project.fresh import dump_new
from orchestrator.project.generated import Generated, withdraw, write_generated
from orchestrator.project.library import found_style
from orchestrator.project.library_guide import read_guide
from orchestrator.project.library_pin import pin_of
from orchestrator.project.lock import LOCK_FILE, Lock, lock_text, read_lock, text_digest, write_lock
from orchestrator.project.renamed_files import follow_renamed, moved_entries, order_written, written_id
from orchestrator.project.scene_order import name_after, order_of, renamed
from orchestrator.project.schema import write_schemas
from orchestrator.project.source import SourceError, parse

SCRIPT_FILE = "script.fountain"
_IGNORED = (".filmwright/", "out/")
_OURS = (FILM_FILE, SCRIPT_FILE, LOCK_FILE, "scenes", "characters", "places", "props")


def create(
    root: Path,
    settings: Settings,
    screenplay_text: str | None,
    characters: Iterable[Character],
    places: Iterable[Place],
    scenes: Sequence[Scene],
    *,
    props: Iterable[Prop] = (),
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
    pin = pin_of(read_guide(found_style(settings.style, root), root))
    texts = project_texts(settings, screenplay_text, characters, places, scenes, props) | dict(others or {})
    lock = Lock(stages=dict(stages or {})).with_style(pin.record)
    lock = lock.with_files({path: text_digest(text) for path, text in texts.items()})
    texts |= dict(brought or {})
    raws = {path: text.encode("utf-8") for path, text in texts.items()}
    raws |= {**pin.files(), LOCK_FILE: lock_text(lock).encode("utf-8")}
    fresh = not root.exists()
    written: list[Path] = []
    try:
        for relative, raw in raws.items():
            write_bytes(root / relative, raw)
            written.append(root / relative)
        for text in texts.values():
            originals.keep_written(root, text)
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
    root: Path,
    scenes: Sequence[Scene],
    characters: Iterable[Character],
    places: Iterable[Place],
    *,
    props: Iterable[Prop] = (),
    whole: bool = False,
    restore: bool = False,
) -> list[tuple[str, str]]:
    """Write scenes and sheets again; return each path and what became of it, as `Generated.outcome` has it.

    See `regenerate`.
    """
    done = regenerate(root, scenes, characters, places, props=props, whole=whole, restore=restore)
    return [(made.path.relative_to(root).as_posix(), made.outcome) for made in done]


def regenerate(
    root: Path,
    scenes: Sequence[Scene],
    characters: Iterable[Character],
    places: Iterable[Place],
    *,
    props: Iterable[Prop] = (),
    whole: bool = False,
    restore: bool = False,
) -> list[Generated]:
    """Write scenes and sheets again, merged with what people made of the files, and film.lock with them.

    A scene goes to the file that has its id, or had it when the tool wrote it, however that file is called now; a new scene
    gets a file after the one before it. A scene that a person deleted stays so, unless `restore` asks for it. `scenes` is the
    `whole` film: then a scene file that nobody edited goes if its scene is no longer there, and where the scenes have another
    order than before, files get other names, unless a person put them in an order of their own.
    """
    lock = read_lock(root)
    said_before = lock.order or order_written(root, lock)
    lock = follow_renamed(root, lock)
    done: list[Generated] = []
    if whole:
        done, lock = _in_order(root, lock, said_before, [scene.id for scene in scenes])
    texts = _sheet_texts(characters, places, props)
    scene_texts = _scene_texts(root, scenes, lock)
    if restore:
        lost = [path for path in scene_texts if path in lock.files and not (root / path).exists()]
        lock = lock.without_files(lost)
    for relative, text in (texts | scene_texts).items():
        made = write_generated(root, relative, text, lock)
        lock = made.lock
        done.append(made)
    if whole:
        for relative in sorted(path for path in lock.files if path.startswith("scenes/") and path not in scene_texts):
            made = withdraw(root, relative, lock)
            lock = made.lock
            done += [made]
        said_before = [scene.id for scene in scenes]
    lock = lock.with_order([] if said_before == order_written(root, lock) else said_before)
    write_lock(root, lock)
    write_schemas(root)
    return done


def last_scenes(root: Path, lock: Lock) -> dict[str, Scene]:
    """Return the scenes as the tool last wrote them, by id, as far as their texts are still there."""
    found: dict[str, Scene] = {}
    for path, digest in lock.files.items():
        text = originals.find(root, digest) if path.startswith("scenes/") else None
        scene = scene_of(path, text) if text is not None else None
        if scene is not None:
            found[scene.id] = scene
    return found


def scene_of(path: str, text: str) -> Scene | None:
    """Return the scene that a text holds, None if it holds none."""
    try:
        scene = problems_of(Scene, parse(text), path)
    except SourceError:
        return None
    return None if isinstance(scene, list) else scene


def _in_order(
    root: Path, lock: Lock, said_before: Sequence[str], script: Sequence[str]
) -> tuple[list[Generated], Lock]:
    """Give scene files other names where the script has another order than it had."""
    there = {path.name: id_of(path) or path.name for path in scene_files(root)}
    for scene_id, name in _held(root, lock).items():
        if name in there and scene_id in script:
            there[name] = scene_id
    name_of = {scene_id: name for name, scene_id in there.items()}
    order = order_of(said_before, list(there.values()), script)
    moved: list[Generated] = []
    for old, new in renamed(list(there), [name_of[scene_id] for scene_id in order]).items():
        if not (root / "scenes" / old).is_file():
            continue
        move(root / "scenes" / old, root / "scenes" / new)
        if f"scenes/{old}" in lock.files:
            lock = moved_entries(root, lock, f"scenes/{old}", f"scenes/{new}")
        moved.append(Generated("moved", root / "scenes" / new, lock))
    return moved, lock


def _held(root: Path, lock: Lock) -> dict[str, str]:
    """The name of the file that each scene has, or had before a person deleted it or gave the scene in it another id."""
    held = {scene_id: path.name for path in scene_files(root) if (scene_id := id_of(path))}
    for path in lock.files:
        if path.startswith("scenes/") and (known := written_id(root, path, lock)):
            held.setdefault(known, path.removeprefix("scenes/"))
    return held


def _scene_texts(root: Path, scenes: Sequence[Scene], lock: Lock) -> dict[str, str]:
    """The text of each scene by the path of its file."""
    held = _held(root, lock)
    texts: dict[str, str] = {}
    before = ""
    for scene in scenes:
        name = held.get(scene.id) or name_after(before, sorted(held.values()), scene.id)
        held[scene.id] = before = name
        texts[f"scenes/{name}"] = dump_new(scene, "scene")
    return texts


def project_texts(
    settings: Settings,
    screenplay_text: str | None,
    characters: Iterable[Character],
    places: Iterable[Place],
    scenes: Sequence[Scene],
    props: Iterable[Prop] = (),
) -> dict[str, str]:
    """Return the text of every file of a project by its path, film.yaml first, scenes numbered by tens."""
    texts = {FILM_FILE: dump_new(settings, "film")}
    texts |= {} if screenplay_text is None else {SCRIPT_FILE: screenplay_text}
    texts |= _sheet_texts(characters, places, props)
    texts |= {scene_path(index, scene.id, len(scenes)): dump_new(scene, "scene") for index, scene in enumerate(scenes)}
    return texts


def _sheet_texts(characters: Iterable[Character], places: Iterable[Place], props: Iterable[Prop]) -> dict[str, str]:
    texts = {f"characters/{sheet.id}.yaml": dump_new(sheet, "character") for sheet in characters}
    texts |= {f"places/{sheet.id}.yaml": dump_new(sheet, "place") for sheet in places}
    return texts | {f"props/{sheet.id}.yaml": dump_new(sheet, "prop") for sheet in props}


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
    raw = read_bytes(path) or b""  # a person's own, in whatever encoding
    missing = [line.encode() for line in _IGNORED if line.encode() not in raw.splitlines()]
    if missing:
        gap = b"" if not raw or raw.endswith(b"\n") else b"\n"
        write_bytes(path, raw + gap + b"".join(line + b"\n" for line in missing))
