"""A person saves, renames, deletes or makes a file at the moment at which the tool writes it: each single moment, made sure of.

How it goes when both run freely is in tests/reliability.
"""

import json
import multiprocessing
import os
import signal
import tempfile
import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from orchestrator.film.errors import FilmError
from orchestrator.project import atomic, originals, swapping
from orchestrator.project.atomic import ANYTHING, ChangedMeanwhile, move, read_bytes, remove, write_bytes
from orchestrator.project.displaced import DISPLACED
from orchestrator.project.history import HISTORY_FILE, read_history, recorded
from orchestrator.project.history_undo import undo

NAME = "scenes/010-a.yaml"
OLD, NEW = b"mood: calm\n", b"mood: sad\n"
MINE, LATER = b"mood: mine\n", b"mood: mine, later\n"

Save = Callable[[Path, bytes], None]


def by_rename(path: Path, raw: bytes) -> None:
    path.with_name("a~").write_bytes(raw)
    path.with_name("a~").replace(path)


def in_place(path: Path, raw: bytes) -> None:
    path.write_bytes(raw)


@pytest.fixture
def path() -> Iterator[Path]:
    """A scene file of a project in memory, where there is such a disk: nothing here depends on a real one."""
    memory = Path("/dev/shm")
    with tempfile.TemporaryDirectory(dir=memory if memory.is_dir() else None) as folder:
        (Path(folder) / "scenes").mkdir()
        (Path(folder) / NAME).write_bytes(OLD)
        yield Path(folder) / NAME


@pytest.fixture(params=["the call", "links", "copies"])
def way(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> str:
    """With the system call, without it, and without hard links either."""

    def no_links(*_paths: Path, follow_symlinks: bool = True) -> None:
        raise OSError(1, "Operation not permitted")

    if request.param != "the call":
        monkeypatch.setattr(swapping, "_system_call", lambda: None)
    if request.param == "copies":
        monkeypatch.setattr(os, "link", no_links)
    return str(request.param)


def before_each(monkeypatch: pytest.MonkeyPatch, name: str, happenings: Iterator[Callable[[], object]]) -> None:
    """Let something happen right before each call of one of the steps of a write."""
    real = getattr(atomic, name)

    def step(*arguments: Path) -> object:
        next(happenings, lambda: None)()
        return real(*arguments)

    monkeypatch.setattr(atomic, name, step)


def everything_kept(root: Path) -> set[bytes]:
    """What undoing entries of the history gives back."""
    entries = read_history(root)
    return {
        raw
        for entry in entries
        for change in entry.files
        if (raw := originals.find_bytes(root, change.before)) is not None
    }


def beside(path: Path) -> list[str]:
    return sorted(item.name for item in path.parent.iterdir() if item != path)


@pytest.mark.usefixtures("way")
@pytest.mark.parametrize("save", [by_rename, in_place])
@pytest.mark.parametrize("is_recorded", [True, False])
def test_a_save_right_before_the_exchange_stays(
    path: Path, monkeypatch: pytest.MonkeyPatch, save: Save, is_recorded: bool
) -> None:
    before_each(monkeypatch, "exchange", iter([lambda: save(path, MINE)]))
    if is_recorded:
        with pytest.raises(ChangedMeanwhile), recorded(path.parent.parent, "write"):
            write_bytes(path, NEW, OLD)
        assert read_history(path.parent.parent) == []
    else:
        with pytest.raises(ChangedMeanwhile):
            write_bytes(path, NEW, OLD)
    assert path.read_bytes() == MINE
    assert beside(path) == []


@pytest.mark.usefixtures("way")
@pytest.mark.parametrize("save", [by_rename, in_place])
def test_who_replaces_unseen_keeps_the_save_for_undo(path: Path, monkeypatch: pytest.MonkeyPatch, save: Save) -> None:
    before_each(monkeypatch, "exchange", iter([lambda: save(path, MINE)]))
    with recorded(path.parent.parent, "write"):
        write_bytes(path, NEW, ANYTHING)
    assert path.read_bytes() == NEW
    undo(path.parent.parent)
    assert path.read_bytes() == MINE
    assert beside(path) == []


def test_a_save_while_the_first_is_put_back_is_the_one_that_stays(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    before_each(monkeypatch, "exchange", iter([lambda: by_rename(path, MINE), lambda: by_rename(path, LATER)]))
    with pytest.raises(ChangedMeanwhile), recorded(path.parent.parent, "write"):
        write_bytes(path, NEW, OLD)
    assert path.read_bytes() == LATER
    assert MINE in everything_kept(path.parent.parent)
    undo(path.parent.parent)
    assert path.read_bytes() == MINE


def test_a_file_that_is_deleted_at_the_moment_stays_deleted(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    before_each(monkeypatch, "exchange", iter([path.unlink]))
    with pytest.raises(ChangedMeanwhile), recorded(path.parent.parent, "write"):
        write_bytes(path, NEW, OLD)
    assert not path.exists()
    assert beside(path) == []


def test_one_that_is_deleted_while_it_is_put_back_is_kept(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    before_each(monkeypatch, "exchange", iter([lambda: in_place(path, MINE), path.unlink]))
    with pytest.raises(ChangedMeanwhile), recorded(path.parent.parent, "write"):
        write_bytes(path, NEW, OLD)
    assert not path.exists()
    undo(path.parent.parent)
    assert path.read_bytes() == MINE


@pytest.mark.usefixtures("way")
def test_a_file_that_appears_meanwhile_is_not_overwritten(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path.unlink()
    before_each(monkeypatch, "put_new", iter([lambda: in_place(path, MINE)]))
    with pytest.raises(ChangedMeanwhile), recorded(path.parent.parent, "write"):
        write_bytes(path, NEW, None)
    assert path.read_bytes() == MINE
    path.unlink()
    before_each(monkeypatch, "put_new", iter([lambda: in_place(path, LATER)]))
    with recorded(path.parent.parent, "write"):
        write_bytes(path, NEW)
    assert path.read_bytes() == NEW
    undo(path.parent.parent)
    assert path.read_bytes() == LATER


@pytest.mark.usefixtures("way")
def test_what_was_saved_since_is_not_removed(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    tell = atomic._tell  # pyright: ignore[reportPrivateUsage]

    def then_saved(*arguments: Path) -> object:
        told = tell(*arguments)  # type: ignore[arg-type]
        by_rename(path, MINE)
        return told

    monkeypatch.setattr(atomic, "_tell", then_saved)
    with pytest.raises(ChangedMeanwhile), recorded(path.parent.parent, "write"):
        remove(path, OLD)
    assert path.read_bytes() == MINE
    with recorded(path.parent.parent, "write"):
        remove(path)
    assert not path.exists()
    undo(path.parent.parent)
    assert path.read_bytes() == MINE
    assert beside(path) == []


def test_a_program_that_has_the_file_open_is_waited_for(path: Path) -> None:
    with path.open("r+b") as file:

        def saved() -> None:
            file.write(MINE)
            file.flush()
            file.close()

        timer = threading.Timer(0.1, saved)
        timer.start()
        with pytest.raises(ChangedMeanwhile), recorded(path.parent.parent, "write"):
            write_bytes(path, NEW, OLD)
        timer.join()
    assert path.read_bytes() == MINE
    assert beside(path) == []


def test_what_comes_long_after_the_command_is_kept_too(path: Path) -> None:
    root = path.parent.parent
    with path.open("r+b") as file:
        with recorded(root, "write"):
            write_bytes(path, NEW, OLD)
        assert path.read_bytes() == NEW
        assert len(read_history(root)) == 1
        file.write(MINE)
    assert [entry.command for entry in read_history(root)] == ["write", "write, over a save of that moment"]
    assert list((root / DISPLACED).iterdir()) == []
    undo(root)
    assert path.read_bytes() == MINE


def test_a_save_in_the_middle_of_being_read_is_read_whole(path: Path) -> None:
    with path.open("wb") as file:
        file.write(MINE[:5])
        file.flush()
        timer = threading.Timer(0.05, lambda: (file.write(MINE[5:]), file.close()))
        timer.start()
        assert read_bytes(path) == MINE
        timer.join()


HALF = "half of an exchange by links"
STEPS = ["to_disk", "put_new", "exchange", HALF, "look", "folder_to_disk"]


@pytest.mark.parametrize("step", STEPS)
@pytest.mark.parametrize("deed", ["change", "replace", "remove", "make"])
@pytest.mark.parametrize("saved", [None, by_rename, in_place])
def test_killed_at_any_step_nothing_is_lost(path: Path, step: str, deed: str, saved: Save | None) -> None:
    root = path.parent.parent
    if deed == "make":
        path.unlink()
    process = multiprocessing.get_context("fork").Process(target=_killed, args=(root, step, deed, saved))
    process.start()
    process.join()
    kept = everything_kept(root)
    there = path.read_bytes() if path.exists() else None
    assert there in (OLD, NEW, MINE, None)
    assert there is not None or deed in ("remove", "make")
    if (root / "saved").exists():
        assert MINE in {there, *kept}
    elif deed != "make":
        assert OLD in {there, *kept}
    assert beside(path) == []
    assert list((root / ".filmwright/pending").glob("*")) == []
    if (root / DISPLACED).exists():
        assert list((root / DISPLACED).iterdir()) == []


@pytest.mark.parametrize("step", ["to_disk", "exchange", "look", "folder_to_disk"])
def test_what_a_killed_command_displaced_goes_back_into_no_other_file(path: Path, step: str) -> None:
    root, other = path.parent.parent, path.with_name("020-b.yaml")
    other.write_bytes(LATER)
    process = multiprocessing.get_context("fork").Process(target=_killed_at_the_second, args=(root, other, step))
    process.start()
    process.join()
    assert process.exitcode == -signal.SIGKILL
    kept = everything_kept(root)
    assert path.read_bytes() == NEW
    assert other.read_bytes() in (LATER, MINE)
    assert LATER in {other.read_bytes(), *kept}
    assert beside(path) == ["020-b.yaml"]


def _killed_at_the_second(root: Path, other: Path, step: str) -> None:
    with recorded(root, "write"):
        write_bytes(root / NAME, NEW, OLD)
        real = getattr(atomic, step)

        def killed(*arguments: object) -> None:
            if step == "exchange":
                real(*arguments)
            os.kill(os.getpid(), signal.SIGKILL)

        setattr(atomic, step, killed)
        write_bytes(other, MINE, LATER)


def _killed(root: Path, step: str, deed: str, saved: Save | None) -> None:
    path, moved, rename = root / NAME, atomic.exchange, Path.replace
    real = getattr(atomic, step, None)

    def save() -> None:
        if saved and not (root / "saved").exists():
            (root / "saved").touch()
            saved(path, MINE)

    def exchange(first: Path, second: Path) -> None:
        save()
        moved(first, second)

    def killed(*_arguments: object) -> None:
        if real and step in ("put_new", "exchange"):
            save()
            real(*_arguments)
        os.kill(os.getpid(), signal.SIGKILL)

    def renamed(first: Path, second: Path) -> Path:
        done = rename(first, second)
        if second == path and first.suffix == ".was":
            killed()
        return done

    atomic.exchange = exchange
    if step == HALF:
        swapping._system_call, Path.replace = lambda: None, renamed  # type: ignore[method-assign, assignment]
    else:
        setattr(atomic, step, killed)
    with recorded(root, "write"):
        try:
            if deed == "remove":
                save()
                remove(path, OLD)
            else:
                write_bytes(path, NEW, {"change": OLD, "make": None}.get(deed, ANYTHING))
        except ChangedMeanwhile:
            pass


def test_a_file_is_moved_with_whoever_writes_into_it(path: Path) -> None:
    root, new = path.parent.parent, path.with_name("020-a.yaml")
    with path.open("r+b") as file:
        with recorded(root, "write"):
            move(path, new)
        file.write(MINE)
    assert (path.exists(), new.read_bytes()) == (False, MINE)
    path.write_bytes(OLD)
    with pytest.raises(FilmError, match="cannot be moved: file exists"):
        move(path, new)


def test_links_are_followed_and_permissions_stay(path: Path) -> None:
    real = path.with_name("real.yaml")
    path.rename(real)
    real.chmod(0o640)
    path.symlink_to("real.yaml")
    with recorded(path.parent.parent, "write"):
        write_bytes(path, NEW, OLD)
    assert path.is_symlink()
    assert (real.read_bytes(), real.stat().st_mode & 0o777) == (NEW, 0o640)
    (path.parent / "round.yaml").symlink_to("round.yaml")
    with pytest.raises(FilmError, match="cannot be written"):
        write_bytes(path.parent / "round.yaml", NEW)
    with pytest.raises(FilmError, match="cannot be written: is a directory"):
        write_bytes(path.parent, NEW)


def test_a_strangers_project_cannot_name_files_outside_of_it(path: Path) -> None:
    root, outside = path.parent.parent / "film", path.parent.parent / "outside"
    outside.write_bytes(OLD)
    (root / DISPLACED).mkdir(parents=True)
    digest = originals.keep(root, NEW)
    for number, file in enumerate(("../../../outside", "../../outside.was", str(outside))):
        told = {"file": file, "path": "x", "digest": digest, "command": "c", "beside": bool(number)}
        (root / DISPLACED / f"{number}.json").write_text(json.dumps(told))
    entry = {"number": 1, "time": "2026-01-01T00:00:00Z", "command": "c"}
    (root / HISTORY_FILE).write_text(json.dumps({**entry, "files": [{"path": "../outside", "before": digest}]}))
    assert read_history(root) == []
    (root / "link").symlink_to(outside)
    (root / HISTORY_FILE).write_text(json.dumps({**entry, "files": [{"path": "link", "before": digest}]}))
    assert [(result.what, result.why) for result in undo(root)[1]] == [
        ("left", "it leads out of the project, by a link")
    ]
    assert outside.read_bytes() == OLD
