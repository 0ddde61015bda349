"""Scene files that a person gave another name: what the tool knows of them goes along."""

import re
from pathlib import Path

from orchestrator.project import originals
from orchestrator.project.atomic import read_bytes, remove, write_bytes
from orchestrator.project.folder import id_of, scene_files
from orchestrator.project.lock import Lock, current_digest, read_lock, write_lock
from orchestrator.project.proposals import PROPOSALS, REASONS
from orchestrator.project.source import SourceError, find, parse


def follow(root: Path) -> None:
    """Let film.lock and the open proposals go along with the scene files that have other names now."""
    lock = read_lock(root)
    followed = follow_renamed(root, lock)
    if followed is not lock:
        write_lock(root, followed.with_order(lock.order or order_written(root, lock)))


def follow_renamed(root: Path, lock: Lock) -> Lock:
    """A scene file that was renamed keeps its entry, under the new name: it has the text or the id that the old one had."""
    gone = [path for path in lock.files if path.startswith("scenes/") and not (root / path).exists()]
    by_text = {lock.files[path]: path for path in gone}
    by_id = {scene_id: path for path in gone if (scene_id := written_id(root, path, lock))}
    for path in scene_files(root):
        relative = path.relative_to(root).as_posix()
        if relative in lock.files:
            continue
        old = by_text.get(current_digest(path) or "") or by_id.get(id_of(path) or "")
        if old in lock.files:
            lock = moved_entries(root, lock, old, relative)
    return lock


def moved_entries(root: Path, lock: Lock, old: str, new: str) -> Lock:
    """The lock with the entries of a file under its new name; its proposal moves with it."""
    proposal, made_from = root / PROPOSALS / old, lock.proposals.get(old)
    lock = lock.with_files({new: lock.files[old]}).without_files([old])
    if made_from is None or not proposal.is_file():
        return lock
    for ending in ("", REASONS):
        if (text := read_bytes(root / PROPOSALS / f"{old}{ending}")) is not None:
            write_bytes(root / PROPOSALS / f"{new}{ending}", text)
            remove(root / PROPOSALS / f"{old}{ending}")
    return lock.with_proposal(old, None).with_proposal(new, made_from)


def written_id(root: Path, path: str, lock: Lock) -> str | None:
    """The id that a scene file had when the tool wrote it; told by its name, if its text is lost."""
    text = originals.find(root, lock.files.get(path))
    try:
        node = find(parse(text), ("id",)) if text is not None else None
    except SourceError:
        node = None
    if node and isinstance(node.value, str):
        return node.value
    named = re.fullmatch(r"scenes/\d+[a-z]*-(.+)\.ya?ml", path)
    return named[1] if named else None


def order_written(root: Path, lock: Lock) -> list[str]:
    """The scenes that the tool wrote, in the order of their files' names."""
    ids = [written_id(root, path, lock) for path in sorted(lock.files) if path.startswith("scenes/")]
    return [scene_id for scene_id in ids if scene_id]
