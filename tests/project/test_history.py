"""History and undo: everything that a command changed can be seen and taken back, and later edits stay."""

import json
import multiprocessing
import os
import signal
from pathlib import Path

import pytest

from orchestrator.film.errors import FilmError
from orchestrator.project import originals
from orchestrator.project.atomic import ChangedMeanwhile, remove, write_text
from orchestrator.project.generated import write_generated
from orchestrator.project.history import HISTORY_FILE, read_history, recorded
from orchestrator.project.history_undo import undo
from orchestrator.project.lock import ShotRecord, edited, read_lock, write_lock

NAME = "scenes/010-a.yaml"


def scene(mood: str = "calm", size: str = "wide") -> str:
    return f"id: a\nheading: INT. ROOM - DAY\nmood: {mood}\nshots:\n  - id: x\n    size: {size}\n"


def generate(root: Path, text: str, command: str = "write") -> None:
    with recorded(root, command):
        write_lock(root, write_generated(root, NAME, text, read_lock(root)).lock)


def test_every_command_is_one_line_of_the_history(tmp_path: Path) -> None:
    generate(tmp_path, scene())
    generate(tmp_path, scene())
    generate(tmp_path, scene("sad"), "write --scene a")
    found = read_history(tmp_path)
    assert [(entry.number, entry.command) for entry in found] == [(1, "write"), (2, "write --scene a")]
    change = found[1].files[0]
    assert change.path == NAME
    assert (originals.find(tmp_path, change.before), originals.find(tmp_path, change.after)) == (scene(), scene("sad"))
    assert [change.path for change in found[0].files] == [NAME, "film.lock"]


def test_what_is_made_is_no_part_of_it(tmp_path: Path) -> None:
    with recorded(tmp_path, "render"):
        write_text(tmp_path / "out/film.srt", "1")
        write_text(tmp_path / ".filmwright/x.json", "1")
        write_text(tmp_path.parent / "elsewhere.txt", "1")
    assert read_history(tmp_path) == []


def _failing(root: Path) -> None:
    with recorded(root, "make"):
        generate(root, scene())
        with recorded(root, "inner"):
            write_text(root / "script.fountain", "x\n")
        raise FilmError("no more")


def test_commands_within_commands_are_one_entry_and_an_error_loses_nothing(tmp_path: Path) -> None:
    with pytest.raises(FilmError, match="no more"):
        _failing(tmp_path)
    assert [(entry.command, len(entry.files)) for entry in read_history(tmp_path)] == [("make", 3)]


def test_what_came_and_went_again_is_no_change(tmp_path: Path) -> None:
    with recorded(tmp_path, "try"):
        write_text(tmp_path / "a.txt", "1")
        remove(tmp_path / "a.txt")
    assert read_history(tmp_path) == []


def test_undo_and_undo_again(tmp_path: Path) -> None:
    generate(tmp_path, scene())
    generate(tmp_path, scene("sad"))
    entry, done = undo(tmp_path)
    assert (entry.number, [(result.path, result.what) for result in done]) == (2, [(NAME, "restored")])
    assert (tmp_path / NAME).read_text() == scene()
    assert not edited(tmp_path, NAME, read_lock(tmp_path))
    assert undo(tmp_path)[0].number == 3
    assert (tmp_path / NAME).read_text() == scene("sad")
    assert not edited(tmp_path, NAME, read_lock(tmp_path))
    assert [(entry.command, entry.undoes) for entry in read_history(tmp_path)][2:] == [("undo 2", 2), ("undo 3", 3)]


def test_what_was_edited_since_stays(tmp_path: Path) -> None:
    generate(tmp_path, scene())
    generate(tmp_path, scene("sad"))
    (tmp_path / NAME).write_text(scene("sad", "full  # mine"))
    (result,) = undo(tmp_path)[1]
    assert (result.what, result.asked) == ("merged", 0)
    assert (tmp_path / NAME).read_text() == scene("calm", "full  # mine")
    (tmp_path / NAME).write_text(scene("tense", "full"))
    (result,) = undo(tmp_path, 2)[1]
    assert result.what == "left"
    assert (tmp_path / NAME).read_text() == scene("tense", "full")


def test_a_new_file_goes_unless_it_was_edited_since(tmp_path: Path) -> None:
    generate(tmp_path, scene())
    (tmp_path / NAME).write_text(scene("mine"))
    assert undo(tmp_path)[1][0].what == "left"
    (tmp_path / NAME).write_text(scene())
    assert undo(tmp_path, 1)[1][0].what == "removed"
    assert not (tmp_path / NAME).exists()
    assert undo(tmp_path)[1][0].what == "restored"
    assert (tmp_path / NAME).read_text() == scene()


def test_a_proposal_comes_and_goes_with_its_command(tmp_path: Path) -> None:
    generate(tmp_path, scene())
    (tmp_path / NAME).write_text(scene("tense"))
    generate(tmp_path, scene("sad"))
    proposal = tmp_path / "proposals" / NAME
    assert proposal.exists()
    undo(tmp_path)
    assert not proposal.exists()
    assert read_lock(tmp_path).proposals == {}
    generate(tmp_path, scene("sad"))
    assert proposal.read_text() == scene("sad")
    assert (tmp_path / NAME).read_text() == scene("tense")


def test_a_stage_that_was_taken_back_is_due_again_and_what_was_rendered_since_stays(tmp_path: Path) -> None:
    for mood, key in (("calm", "1" * 64), ("sad", "2" * 64)):
        with recorded(tmp_path, "write"):
            made = write_generated(tmp_path, NAME, scene(mood), read_lock(tmp_path))
            write_lock(tmp_path, made.lock.with_stage("scenes", key))
    write_lock(tmp_path, read_lock(tmp_path).with_shots({"a/x": ShotRecord(key="k", output="o")}))
    undo(tmp_path)
    lock = read_lock(tmp_path)
    assert lock.stages == {"scenes": "1" * 64}
    assert set(lock.shots) == {"a/x"}
    undo(tmp_path)
    assert read_lock(tmp_path).stages == {"scenes": "2" * 64}


def test_undo_says_what_it_cannot_do_and_changes_nothing(tmp_path: Path) -> None:
    with pytest.raises(FilmError, match="nothing was changed here yet"):
        undo(tmp_path)
    with recorded(tmp_path, "new"):
        write_text(tmp_path / "film.yaml", "title: T\n")
    with pytest.raises(FilmError, match="is where this film began"):
        undo(tmp_path)
    generate(tmp_path, scene())
    generate(tmp_path, scene("sad"))
    with pytest.raises(FilmError, match="no entry 9; it has 1 to 3"):
        undo(tmp_path, 9)
    lost = originals.digest_of(scene().encode())
    (tmp_path / originals.FOLDER / lost[:2] / lost).write_text("damaged")
    with pytest.raises(FilmError, match=r"the earlier text of scenes/010-a\.yaml is no longer in"):
        undo(tmp_path)
    assert (tmp_path / NAME).read_text() == scene("sad")
    assert len(read_history(tmp_path)) == 3


@pytest.mark.parametrize("rest", ['{"number": 3, "ti', "\x00\x00", "[" * 50_000, '{"number": 0}\n', "9" * 5000 + "\n"])
def test_a_damaged_last_line_is_passed_over(tmp_path: Path, rest: str) -> None:
    generate(tmp_path, scene())
    with (tmp_path / HISTORY_FILE).open("a") as file:
        file.write(rest)
    generate(tmp_path, scene("sad"))
    assert [entry.number for entry in read_history(tmp_path)] == [1, 2]
    for line in (tmp_path / HISTORY_FILE).read_text().splitlines()[-1:]:
        assert json.loads(line)["number"] == 2


def _killed_halfway(root: Path) -> None:
    with recorded(root, "write"):
        write_text(root / NAME, scene("sad"))
        os.kill(os.getpid(), signal.SIGKILL)


def test_a_command_that_was_killed_can_be_taken_back(tmp_path: Path) -> None:
    generate(tmp_path, scene())
    process = multiprocessing.get_context("fork").Process(target=_killed_halfway, args=(tmp_path,))
    process.start()
    process.join()
    assert (tmp_path / NAME).read_text() == scene("sad")
    assert [entry.command for entry in read_history(tmp_path)] == ["write", "write (interrupted)"]
    undo(tmp_path)
    assert (tmp_path / NAME).read_text() == scene()
    assert list((tmp_path / ".filmwright/pending").iterdir()) == []


def test_a_command_that_still_runs_is_no_leftover(tmp_path: Path) -> None:
    with recorded(tmp_path, "long"):
        generate(tmp_path, scene())
        assert read_history(tmp_path) == []
    assert [entry.command for entry in read_history(tmp_path)] == ["long"]


def _ten_commands(root: Path, name: str) -> None:
    for number in range(10):
        with recorded(root, f"{name} {number}"):
            write_text(root / f"{name}.txt", f"{number}\n")


def test_commands_at_the_same_time_are_entries_of_their_own(tmp_path: Path) -> None:
    context = multiprocessing.get_context("fork")
    processes = [context.Process(target=_ten_commands, args=(tmp_path, name)) for name in "abcd"]
    for process in processes:
        process.start()
    for process in processes:
        process.join()
    found = read_history(tmp_path)
    assert [entry.number for entry in found] == list(range(1, 41))
    assert {entry.command for entry in found} == {f"{name} {number}" for name in "abcd" for number in range(10)}
    assert all(len(entry.files) == 1 for entry in found)


def test_nothing_is_replaced_that_was_not_read(tmp_path: Path) -> None:
    path = tmp_path / "a.yaml"
    path.write_text("mine")
    with pytest.raises(ChangedMeanwhile, match="was changed while this was being written"):
        write_text(path, "new", b"what I read")
    with pytest.raises(ChangedMeanwhile):
        write_text(path, "new", None)
    assert path.read_text() == "mine"
    assert [item.name for item in tmp_path.iterdir()] == ["a.yaml"]
    write_text(path, "new", b"mine")
    assert path.read_text() == "new"


def test_an_edit_saved_in_the_middle_of_a_write_is_merged_with(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    generate(tmp_path, scene())
    path, saved = tmp_path / NAME, os.fsync

    def saving(handle: int) -> None:
        """An editor saves at the worst moment: when the new text is ready beside the file."""
        if list(path.parent.glob("*.tmp")) and "mine" not in path.read_text():
            path.write_text(scene() + "note: mine\n")
        saved(handle)

    monkeypatch.setattr(os, "fsync", saving)
    generate(tmp_path, scene("sad"))
    assert path.read_text() == scene("sad") + "note: mine\n"


def test_texts_are_kept_as_they_are_and_damaged_ones_are_not_given_out(tmp_path: Path) -> None:
    digest = originals.keep(tmp_path, "é\r\n")
    assert originals.keep(tmp_path, "é\r\n") == digest
    assert originals.find(tmp_path, digest) == "é\r\n"
    assert originals.find(tmp_path, "0" * 64) is None
    assert originals.find(tmp_path, None) is None
    assert originals.find(tmp_path, originals.keep(tmp_path, b"\xff")) is None
    (path,) = (item for item in (tmp_path / originals.FOLDER).rglob(digest))
    path.write_bytes(b"other")
    assert originals.find(tmp_path, digest) is None
    assert originals.find(tmp_path, originals.keep(tmp_path, "é\r\n")) == "é\r\n"
