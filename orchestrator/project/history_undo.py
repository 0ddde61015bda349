"""Taking a command back: every file as it was before, unless it was edited since; then the later edits stay."""

import itertools
import re
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import Literal, TypeVar

from orchestrator.film.errors import FilmError, ProjectError
from orchestrator.project import originals
from orchestrator.project.atomic import SavedAllTheTime, read_bytes, remove, while_it_is_saved, write_bytes
from orchestrator.project.folder import FILM_FILE, scene_files
from orchestrator.project.history import Change, Entry, read_history, recorded
from orchestrator.project.lock import LOCK_FILE, Lock, read_lock, read_lock_text, write_lock
from orchestrator.project.merge_files import CannotMerge, is_valid, merge_texts
from orchestrator.project.proposals import PROPOSALS
from orchestrator.project.source import SourceError, parse
from orchestrator.project.whole_states import stated_in

V = TypeVar("V")
What = Literal["restored", "removed", "merged", "left", "as it was"]


@dataclass(frozen=True)
class TakenBack:
    """What became of one file: `restored` to what it was, `removed` because it was not there before, `merged` because it was
    edited since (`asked` is how many places keep the later edit), or `left`, for the reason in `why`.
    """

    path: str
    what: What
    asked: int = 0
    why: str = ""


@dataclass(frozen=True)
class _Step:
    """What is to be written: `now` is what the file held when this was decided, `then` what it gets (None: no file)."""

    result: TakenBack
    now: bytes | None
    then: bytes | None


def undo(root: Path, number: int | None = None) -> tuple[Entry, list[TakenBack]]:
    """Take back the entry with this number, or the last; this is an entry itself, so it can be taken back, too.

    Raises:
        FilmError: if there is no such entry, or a text that is needed is no longer kept; nothing is changed then.
    """
    entry = _entry(root, number)
    steps = _keeping_named_sheets(root, [_step(root, change) for change in entry.shown])
    _lock_after(
        root, entry, [step.result for step in steps]
    )  # a lock that cannot be read is told before anything is written
    with recorded(root, f"undo {entry.number}", undoes=entry.number):
        done = [_taken_back(root, change, step) for change, step in zip(entry.shown, steps, strict=True)]
        lock = _lock_after(root, entry, done)
        if lock is not None:
            write_lock(root, lock)
    return entry, done


def _taken_back(root: Path, change: Change, decided: _Step) -> TakenBack:
    """Take one file back; if it is saved at the same moment, it is decided again what that means for it."""
    steps = itertools.chain(
        [decided], (_keeping_named_sheets(root, [_step(root, change)])[0] for _ in itertools.count())
    )

    def put() -> TakenBack:
        step = next(steps)
        path = root / step.result.path
        if step.result.what == "removed":
            remove(path, step.now)
        elif step.then is not None and step.then != step.now:
            write_bytes(path, step.then, step.now)
        return step.result

    try:
        return while_it_is_saved(change.path, put)
    except SavedAllTheTime:
        return _left(change.path, None, "another program saves it all the time").result


def _entry(root: Path, number: int | None) -> Entry:
    entries = [entry for entry in read_history(root) if entry.shown]
    if not entries:
        raise FilmError(f"{root}: nothing was changed here yet that could be taken back")
    entry = entries[-1] if number is None else next((item for item in entries if item.number == number), None)
    if entry is None:
        raise FilmError(f"the history has no entry {number}; it has {entries[0].number} to {entries[-1].number}")
    if any(change.path == FILM_FILE and change.before is None for change in entry.files):
        raise FilmError(
            f"entry {entry.number} ({entry.command}) is where this film began; to be rid of it, delete the folder"
        )
    return entry


def _step(root: Path, change: Change) -> _Step:
    path = change.path
    if not (root / path).resolve().is_relative_to(root.resolve()):
        return _left(path, None, "it leads out of the project, by a link")
    now = read_bytes(root / path)
    digest = None if now is None else originals.digest_of(now)
    if digest == change.before:
        return _Step(TakenBack(path, "as it was"), now, now)
    before = _kept(root, change, change.before)
    if digest == change.after:
        return _Step(TakenBack(path, "restored" if change.before is not None else "removed"), now, before)
    if now is None:
        return _left(path, now, "it was deleted since")
    if before is None:
        return _left(path, now, "it was edited since, and was not there before")
    if change.after is None:
        return _left(path, now, "another file was written in its place")
    return _merged(path, _kept(root, change, change.after), now, before)


def _keeping_named_sheets(root: Path, steps: list[_Step]) -> list[_Step]:
    """A sheet that a scene still names stays, although it was not there before: without it the film could not be read."""
    after = {step.result.path: None if step.result.what == "removed" else step.then for step in steps}
    for path in scene_files(root):
        after.setdefault(path.relative_to(root).as_posix(), read_bytes(path))
    scenes = [raw.decode("utf-8", "replace") for path, raw in after.items() if raw and path.startswith("scenes/")]
    return [
        _left(step.result.path, step.now, "a scene that stays names it") if _is_named(step.result, scenes) else step
        for step in steps
    ]


def _is_named(result: TakenBack, scenes: list[str]) -> bool:
    """Whether it is a sheet that would go and is named in one of the scenes."""
    folder, _, name = result.path.partition("/")
    if result.what != "removed" or folder not in ("characters", "places", "props"):
        return False
    sheet = PurePosixPath(name).stem
    named = re.compile(rf"""\b{folder[:-1]}:\s*["']?{re.escape(sheet)}(?![\w-])""")
    return any(named.search(text) or sheet in _stated(text) for text in scenes)


def _stated(scene: str) -> set[str]:
    try:
        return stated_in(parse(scene))
    except SourceError:
        return set()


def _left(path: str, now: bytes | None, why: str) -> _Step:
    return _Step(TakenBack(path, "left", why=why), now, now)


def _kept(root: Path, change: Change, digest: str | None) -> bytes | None:
    raw = originals.find_bytes(root, digest)
    if digest is not None and raw is None:
        raise FilmError(
            f"the earlier text of {change.path} is no longer in {originals.FOLDER}; nothing was taken back (git may have it)"
        )
    return raw


def _merged(path: str, base: bytes | None, now: bytes, before: bytes) -> _Step:
    """The file was edited since: what the entry changed goes back, what came later stays."""
    try:
        yours = now.decode("utf-8")
        done = merge_texts(path, (base or b"").decode("utf-8"), yours, before.decode("utf-8"))
    except (CannotMerge, UnicodeDecodeError):
        return _left(path, now, "it was edited since, and cannot be read now")
    if not is_valid(path, done.text) or done.text == yours:
        return _left(path, now, "it was edited since in the same places")
    return _Step(TakenBack(path, "merged", asked=len(done.conflicts)), now, done.text.encode("utf-8"))


def _lock_after(root: Path, entry: Entry, results: Iterable[TakenBack]) -> Lock | None:
    """film.lock as it goes with the files that went back: what the tool last wrote there is what it wrote before."""
    change = next((item for item in entry.files if item.path == LOCK_FILE), None)
    if change is None:
        return None
    before, after = (_lock_of(root, digest) for digest in (change.before, change.after))
    if before is None or after is None:
        return None
    lock = read_lock(root)
    files, asked, stages = dict(lock.files), dict(lock.proposals), dict(lock.stages)
    for result in results:
        if result.what == "left":
            continue
        name = result.path.removeprefix(f"{PROPOSALS}/")
        _put_back(
            asked if name != result.path else files, name, before.proposals if name != result.path else before.files
        )
    for path in {*before.files, *after.files} - {result.path for result in results}:
        # The tool's word changed although the file did not: both sides said the same, or a proposal was made.
        if lock.files.get(path) == after.files.get(path) != before.files.get(path):
            _put_back(files, path, before.files)
    for stage in {*before.stages, *after.stages}:
        if lock.stages.get(stage) == after.stages.get(stage):
            _put_back(stages, stage, before.stages)
    order = before.order if lock.order == after.order else lock.order
    style = before.style if lock.style == after.style else lock.style
    cast = dict(lock.cast)
    for name in {*before.cast, *after.cast}:
        if lock.cast.get(name) == after.cast.get(name):
            _put_back(cast, name, before.cast)
    update = {"files": files, "proposals": asked, "stages": stages, "order": order, "style": style, "cast": cast}
    return lock.model_copy(update=update)


def _put_back(values: dict[str, V], name: str, before: dict[str, V]) -> None:
    if name in before:
        values[name] = before[name]
    else:
        values.pop(name, None)


def _lock_of(root: Path, digest: str | None) -> Lock | None:
    text = "" if digest is None else originals.find(root, digest)
    try:
        return None if text is None else read_lock_text(text) if text else Lock()
    except ProjectError:
        return None
