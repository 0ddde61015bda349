"""The store: what was recorded is there, whatever happens to its files."""

import json
import shutil
import sqlite3
import stat
import subprocess
import sys
from pathlib import Path

import pytest
from damaging import DAMAGES, damage, read_only
from hypothesis import example, given
from hypothesis import strategies as st
from stocked import identity, put, stocked

from orchestrator.store.fingerprint import fingerprint
from orchestrator.store.journal import Journal
from orchestrator.store.store import Store


def test_another_store_finds_all_that_was_recorded(tmp_path: Path) -> None:
    kept = stocked(tmp_path / "store")
    assert kept.found() == list(kept.keys)
    assert kept.identities() == [identity(number) for number in range(6)]
    store = kept.open()
    assert store.latest() == {f"clip sea/{number}": key for number, key in enumerate(kept.keys)}
    action = store.lookup(kept.keys[3])
    assert action is not None
    assert (action.step, action.facts, action.seconds) == ("clip sea/3", {"frames": 3}, 1.5)
    assert store.path(action.outputs["clip"]).read_bytes() == b"clip 3 " * 100


@pytest.mark.parametrize("how", DAMAGES)
def test_a_damaged_object_is_set_aside_and_asked_for_again(tmp_path: Path, how: str) -> None:
    kept = stocked(tmp_path / "store")
    objects = sorted((kept.folder / "objects").glob("*/*"))
    for path in objects:
        damage(path, how, 17)
    assert kept.found() == []
    assert not list((kept.folder / "objects").glob("*/*"))
    assert len(list((kept.folder / "damaged").iterdir())) == len(objects)
    store = kept.open()
    again = tuple(put(store, number) for number in range(6))
    assert again == kept.keys
    assert kept.found() == list(kept.keys)


@given(how=st.sampled_from(DAMAGES), at=st.integers(min_value=0, max_value=100_000))
@example(how="flip", at=18)  # SQLite takes it for a file of a later version, which it would only read.
@example(how="flip", at=19)
def test_a_damaged_index_is_made_anew(tmp_path_factory: pytest.TempPathFactory, how: str, at: int) -> None:
    kept = stocked(tmp_path_factory.mktemp("damaged") / "store", 3)
    damage(kept.folder / "index.sqlite", how, at)
    assert kept.found() == list(kept.keys)
    assert kept.identities() == [identity(number) for number in range(3)]


OTHER = """\
import sys
from pathlib import Path
from orchestrator.store.store import Store
store = Store(Path(sys.argv[1]))
store.remember({"clip sea/9": store.all_keys()[0]})
store.close()
"""


def test_stores_of_one_process_keep_the_index_from_others_that_come_and_go(tmp_path: Path) -> None:
    kept = stocked(tmp_path / "store")
    stores = [kept.open()]
    for number in range(6, 10):
        stores[-1].remember({"clip sea/0": kept.keys[number % 6]})
        stores.append(kept.open())
        assert stores[-1].latest()
        subprocess.run([sys.executable, "-c", OTHER, str(kept.folder)], check=True)
        for store in stores:
            put(store, number)
            assert store.lookup(kept.keys[0]) is not None
            assert store.index_is_sound()
    assert not (kept.folder / "damaged").exists()


@given(how=st.sampled_from(DAMAGES), at=st.integers(min_value=0, max_value=100_000))
def test_what_a_damaged_journal_lost_the_index_still_has(
    tmp_path_factory: pytest.TempPathFactory, how: str, at: int
) -> None:
    kept = stocked(tmp_path_factory.mktemp("damaged") / "store", 3)
    damage(kept.folder / "journal.jsonl", how, at)
    assert kept.found() == list(kept.keys)
    if how in ("truncate", "empty"):
        (kept.folder / "index.sqlite").unlink()
        assert kept.found() == list(kept.keys), "the journal got back what it had lost"


def test_a_lost_index_is_made_from_the_journal(tmp_path: Path) -> None:
    kept = stocked(tmp_path / "store")
    (kept.folder / "index.sqlite").unlink()
    assert kept.found() == list(kept.keys)
    assert Store(kept.folder).latest() == {f"clip sea/{number}": key for number, key in enumerate(kept.keys)}


def test_an_index_of_another_time_takes_up_what_it_missed(tmp_path: Path) -> None:
    kept = stocked(tmp_path / "store", 3)
    old = (kept.folder / "index.sqlite").read_bytes()
    store = kept.open()
    later = put(store, 7)
    store.close()
    (kept.folder / "index.sqlite").write_bytes(old)
    assert kept.found() == list(kept.keys)
    assert kept.open().recall(later) is not None


def test_what_one_process_records_another_one_finds_at_once(tmp_path: Path) -> None:
    one, other = Store(tmp_path / "store"), Store(tmp_path / "store")
    assert other.lookup(fingerprint(identity(1))) is None
    key = put(one, 1)
    assert other.recall(key) is not None
    again = put(other, 2)
    assert one.recall(again) is not None


def test_a_file_that_somebody_wrote_into_is_not_what_was_made(tmp_path: Path) -> None:
    kept = stocked(tmp_path / "store")
    store = kept.open()
    assert store.recall(kept.keys[2]) is not None
    action = store.lookup(kept.keys[2])
    assert action is not None
    path = store.path(action.outputs["clip"])
    assert not path.stat().st_mode & stat.S_IWUSR, "nobody writes into it by accident"
    path.chmod(0o644)
    with path.open("r+b") as file:
        file.write(b"CLIP")
    assert store.recall(kept.keys[2]) is None, "although it has the same size"


def test_a_name_in_a_record_leads_nowhere_else(tmp_path: Path) -> None:
    kept = stocked(tmp_path / "store", 1)
    (tmp_path / "secret.txt").write_text("secret", encoding="utf-8")
    store = kept.open()
    for output in (
        {"digest": kept.keys[0], "suffix": "/../../../secret.txt", "size": 6},
        {"digest": "../../secret", "suffix": ".txt", "size": 6},
    ):
        told = {"key": kept.keys[0][::-1], "step": "clip", "identity": {}, "outputs": {"clip": output}}
        store.journal.add({"action": {**told, "facts": {}, "seconds": 1.0}})
        assert store.lookup(kept.keys[0][::-1]) is None
        with sqlite3.connect(kept.folder / "index.sqlite") as database:
            row = json.dumps({"clip": [output["digest"], output["suffix"], output["size"]]})
            database.execute("UPDATE actions SET outputs = ?", (row,))
        database.close()
        store.close()
        found = kept.open().lookup(kept.keys[0])
        assert found is not None
        assert found.outputs["clip"].suffix == ".mp4", "the forged row is not believed"


def test_a_project_that_cannot_be_written_to_can_be_asked(tmp_path: Path) -> None:
    kept = stocked(tmp_path / "store")
    crashed = shutil.copytree(kept.folder, tmp_path / "crashed")
    (crashed / "index.sqlite").unlink()
    bare = shutil.copytree(kept.folder, tmp_path / "bare")
    before = sorted(path.name for path in bare.rglob("*"))
    for folder in (kept.folder, crashed, bare):
        with read_only(folder):
            store = Store(folder)
            assert [key for key in kept.keys if store.recall(key)] == list(kept.keys)
            assert store.latest()
            assert store.actions_of("clip sea/2")[0].identity == identity(2)
            store.close()
    assert sorted(path.name for path in bare.rglob("*")) == before


def test_a_store_of_an_earlier_version_is_brought_over(tmp_path: Path) -> None:
    kept = stocked(tmp_path / "store", 3)
    records = [
        line.entry["action"]
        for line in Journal(kept.folder / "journal.jsonl").lines()
        if line.entry and "action" in line.entry
    ]
    for name in ("journal.jsonl", "index.sqlite", "index.mark"):
        (kept.folder / name).unlink()
    for record in records:
        path = kept.folder / "actions" / str(record["key"])[:2] / f"{record['key']}.json"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(json.dumps({name: value for name, value in record.items() if name != "made"}), encoding="utf-8")
    (kept.folder / "latest.json").write_text(json.dumps({"clip sea/1": kept.keys[1]}), encoding="utf-8")
    assert kept.found() == list(kept.keys)
    assert kept.open().latest() == {"clip sea/1": kept.keys[1]}
    assert not (kept.folder / "actions").exists()
    assert kept.found() == list(kept.keys)
