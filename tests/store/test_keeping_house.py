"""`fsck` and `gc` as a person runs them, on stores whose results are known."""

import json
import os
import subprocess
import time
from pathlib import Path

import pytest
from command_line import filmwright
from damaging import DAMAGES, damage, read_only
from stocked import Stocked, put, stocked

from orchestrator.store.journal import entry_of
from orchestrator.store.store import Store

MONTH = 30 * 86_400.0


@pytest.fixture
def kept(tmp_path: Path) -> Stocked:
    (tmp_path / "film.yaml").write_text("title: The Sea\n", encoding="utf-8")
    return stocked(tmp_path / ".filmwright")


def aged(kept: Stocked, seconds: float = MONTH) -> None:
    """As if all of it had been made so long ago."""
    store = kept.open()
    for key in store.all_keys():
        record = store.record_of(key)
        assert record is not None
        older = record.model_copy(update={"made": record.made - seconds})
        store.journal.add(entry_of(older))
    store.close()
    for path in (kept.folder / "objects").glob("*/*"):
        then = path.stat().st_mtime - seconds
        os.utime(path, (then, then))


def picked(kept: Stocked, *numbers: int) -> None:
    """Let the film use these results and no others."""
    store = kept.open()
    steps = dict.fromkeys(store.latest(), kept.keys[numbers[0]])
    steps |= {f"clip sea/{number}": kept.keys[number] for number in numbers}
    store.remember(steps)
    store.close()


def test_a_whole_store_is_said_to_be_well(kept: Stocked, tmp_path: Path) -> None:
    done = filmwright("fsck", cwd=tmp_path)
    assert (done.returncode, done.stdout) == (0, "6 files, 4 kB, of 6 results: all is well\n")


@pytest.mark.parametrize("how", DAMAGES)
def test_what_is_damaged_is_named_by_its_shot_and_set_aside(kept: Stocked, tmp_path: Path, how: str) -> None:
    action = kept.open().lookup(kept.keys[4])
    assert action is not None
    path = kept.open().path(action.outputs["clip"])
    damage(path, how, 30)
    looked = filmwright("fsck", "--dry-run", cwd=tmp_path)
    assert looked.returncode == 1
    assert looked.stdout.startswith("! clip sea/4 ")
    assert "found" in looked.stdout
    assert path.is_file(), "a dry run changes nothing"
    mended = filmwright("fsck", "--json", cwd=tmp_path)
    fault, checked = (json.loads(line) for line in mended.stdout.splitlines())
    assert (mended.returncode, fault["state"], fault["steps"]) == (1, "set aside", ["clip sea/4"])
    assert checked["is"] == "checked"
    assert (kept.folder / "damaged" / path.name).is_file()
    assert filmwright("fsck", cwd=tmp_path).returncode == 0


def test_a_damaged_film_is_healed_from_where_it_was_delivered(kept: Stocked, tmp_path: Path) -> None:
    action = kept.open().lookup(kept.keys[4])
    assert action is not None
    path = kept.open().path(action.outputs["clip"])
    (tmp_path / "out").mkdir()
    (tmp_path / "out/film.mp4").write_bytes(path.read_bytes())
    damage(path, "flip")
    done = filmwright("fsck", cwd=tmp_path)
    assert done.returncode == 0
    assert "healed" in done.stdout
    assert kept.found() == list(kept.keys)


def test_journal_and_index_heal_each_other(kept: Stocked, tmp_path: Path) -> None:
    journal = kept.folder / "journal.jsonl"
    damage(journal, "flip", journal.stat().st_size // 2)
    done = filmwright("fsck", cwd=tmp_path)
    assert done.returncode == 0
    assert "1 of its lines cannot be read and are taken out: healed" in done.stdout
    assert filmwright("fsck", cwd=tmp_path).stdout == "6 files, 4 kB, of 6 results: all is well\n"
    damage(kept.folder / "index.sqlite", "zero", 40)
    assert "made from the journal: healed" in filmwright("fsck", cwd=tmp_path).stdout
    assert kept.found() == list(kept.keys)


def test_what_no_film_uses_is_put_away_and_comes_back_when_it_is_asked_for(kept: Stocked, tmp_path: Path) -> None:
    aged(kept)
    picked(kept, 1, 2)
    would = filmwright("gc", "--dry-run", cwd=tmp_path)
    assert would.stdout == "4 files would be put away: 3 kB, 0:06 to make again; 1 kB stay\n"
    assert len(list((kept.folder / "objects").glob("*/*"))) == 6
    filmwright("gc", cwd=tmp_path)
    assert len(list((kept.folder / "objects").glob("*/*"))) == 2
    assert len(list((kept.folder / "trash").glob("*/*"))) == 4
    store = kept.open()
    assert store.recall(kept.keys[5]) is not None
    assert len(list((kept.folder / "objects").glob("*/*"))) == 3
    assert kept.found() == list(kept.keys)


def test_what_was_put_away_goes_for_good_two_weeks_later(kept: Stocked, tmp_path: Path) -> None:
    aged(kept)
    picked(kept, 1)
    filmwright("gc", cwd=tmp_path)
    assert filmwright("gc", cwd=tmp_path).stdout == "nothing to put away; the store has 1 kB\n"
    (today,) = (kept.folder / "trash").iterdir()
    today.rename(today.with_name(time.strftime("%Y-%m-%d", time.gmtime(time.time() - 16 * 86_400))))
    assert filmwright("gc", cwd=tmp_path).stdout.startswith("5 files deleted for good, 4 kB")
    assert not list((kept.folder / "trash").iterdir())
    assert kept.found() == [kept.keys[1]]


def test_nothing_young_goes_and_nothing_at_all_by_a_wrong_clock(kept: Stocked, tmp_path: Path) -> None:
    picked(kept, 1)
    assert filmwright("gc", cwd=tmp_path).stdout.startswith("nothing to put away")
    aged(kept, -MONTH)
    done = filmwright("gc", cwd=tmp_path)
    assert done.returncode == 2
    assert "set the clock right" in done.stderr


def test_takes_that_a_commit_has_picked_stay(kept: Stocked, tmp_path: Path) -> None:
    aged(kept)
    picked(kept, 1)
    action = kept.open().lookup(kept.keys[3])
    assert action is not None
    shot = {"key": action.key, "output": action.outputs["clip"].digest}
    (tmp_path / "film.lock").write_text(json.dumps({"lock": 1, "shots": {"sea/3": shot}}), encoding="utf-8")
    git = ["git", "-c", "user.name=a", "-c", "user.email=a@example.org", "-C", str(tmp_path)]
    for words in (["init", "-q"], ["add", "film.lock"], ["commit", "-q", "-m", "a film"]):
        subprocess.run([*git, *words], check=True)
    (tmp_path / "film.lock").unlink()
    filmwright("gc", cwd=tmp_path)
    assert kept.open().lookup(kept.keys[3]) is not None
    names = {path.name for path in (kept.folder / "objects").glob("*/*")}
    assert action.outputs["clip"].name in names
    assert len(names) == 2


def test_a_size_to_come_to_takes_what_is_quickest_to_make_again(kept: Stocked, tmp_path: Path) -> None:
    aged(kept)
    picked(kept, 0)
    filmwright("gc", "--to", "2.2kB", cwd=tmp_path)
    store, names = kept.open(), {path.name for path in (kept.folder / "objects").glob("*/*")}
    left = [action.step for action in store.actions() if names.issuperset(one.name for one in action.outputs.values())]
    assert sorted(left) == ["clip sea/0", "clip sea/4", "clip sea/5"]
    done = filmwright("gc", "--to", "lots", cwd=tmp_path)
    assert (done.returncode, done.stderr) == (
        2,
        "filmwright: --to lots: is no size; give a number and a unit, e.g. 500MB or 20GB\n",
    )


def test_while_somebody_builds_nothing_is_taken_out(kept: Stocked, tmp_path: Path) -> None:
    builder = kept.open()
    builder.workshop.enter()
    for command in (["gc"], ["fsck"]):
        done = filmwright(*command, cwd=tmp_path)
        assert (done.returncode, "a build of this project is running" in done.stderr) == (2, True)
    builder.workshop.leave()
    assert filmwright("gc", cwd=tmp_path).returncode == 0


def test_files_of_no_result_go_when_they_are_old(kept: Stocked, tmp_path: Path) -> None:
    store = kept.open()
    made = store.scratch() / "left.wav"
    made.write_bytes(b"nobody recorded this")
    output = store.adopt(made)
    store.workshop.leave()
    assert "1 file of no result" in filmwright("fsck", cwd=tmp_path).stdout
    assert filmwright("gc", cwd=tmp_path).stdout.startswith("nothing to put away")
    os.utime(store.path(output), (0, 0))
    assert filmwright("gc", cwd=tmp_path).stdout.startswith("1 file put away")
    assert put(Store(kept.folder), 1) == kept.keys[1]


def test_a_project_that_can_only_be_read_is_gone_through_all_the_same(kept: Stocked, tmp_path: Path) -> None:
    with read_only(tmp_path):
        assert filmwright("fsck", "--dry-run", cwd=tmp_path).stdout.endswith("all is well\n")
        assert filmwright("gc", "--dry-run", cwd=tmp_path).stdout.startswith("nothing to put away")
        for command in ("fsck", "gc"):
            done = filmwright(command, cwd=tmp_path)
            assert (done.returncode, "cannot be written to" in done.stderr) == (2, True)
    assert kept.found() == list(kept.keys)
