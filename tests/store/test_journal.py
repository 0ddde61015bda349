"""The journal: what it was told is there, in order, whatever was cut off, damaged or written beside it."""

import errno
import multiprocessing
import os
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from orchestrator.store.journal import Entry, Journal

NAMES = st.text(st.characters(exclude_categories=["Cs"]), max_size=20)


def told(journal: Journal) -> list[dict[str, str]]:
    return [line.entry["latest"] for line in journal.lines() if line.entry is not None and "latest" in line.entry]


@given(entries=st.lists(st.dictionaries(NAMES, NAMES), min_size=1, max_size=8))
def test_it_says_what_it_was_told(tmp_path_factory: pytest.TempPathFactory, entries: list[dict[str, str]]) -> None:
    journal = Journal(tmp_path_factory.mktemp("journal") / "journal.jsonl")
    for entry in entries:
        journal.add(Entry(latest=entry))
    assert told(journal) == entries


@given(cut=st.integers(min_value=0, max_value=400), flipped=st.integers(min_value=0, max_value=400))
@example(cut=43, flipped=111)
def test_a_damaged_or_cut_line_costs_that_line_and_no_other(
    tmp_path_factory: pytest.TempPathFactory, cut: int, flipped: int
) -> None:
    journal = Journal(tmp_path_factory.mktemp("journal") / "journal.jsonl")
    entries = [{"step": str(number)} for number in range(6)]
    for entry in entries:
        journal.add(Entry(latest=entry))
    raw = bytearray(journal.path.read_bytes())
    raw[flipped % len(raw)] ^= 0x20
    del raw[max(1, len(raw) - cut % 60) :]
    journal.path.write_bytes(raw)
    journal.add(Entry(latest={"step": "after"}))
    left = told(journal)
    assert left[-1] == {"step": "after"}
    assert [entry for entry in entries if entry in left] == left[:-1], "in order, and none that was never told"
    lost = [entry for entry in entries if entry not in left]
    assert len(lost) <= 4, (
        "the flipped one or the two that a lost line end joins, and the two that the cut reaches into"
    )


def test_a_full_disk_leaves_nothing_of_an_entry(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    journal = Journal(tmp_path / "journal.jsonl")
    journal.add(Entry(latest={"before": "it"}))
    whole, write = journal.path.read_bytes(), os.write

    def short(handle: int, text: bytes) -> int:
        monkeypatch.setattr(os, "write", full)
        return write(handle, text[:10])

    def full(_handle: int, _text: bytes) -> int:
        raise OSError(errno.ENOSPC, "no space left")

    monkeypatch.setattr(os, "write", short)
    with pytest.raises(OSError, match="no space left"):
        journal.add(Entry(latest={"never": "written"}))
    assert journal.path.read_bytes() == whole


def test_what_the_disk_did_not_keep_is_no_entry(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    journal = Journal(tmp_path / "journal.jsonl")
    journal.add(Entry(latest={"before": "it"}))
    whole = journal.path.read_bytes()
    monkeypatch.setattr(os, "write", lambda _handle, text: len(text))
    with pytest.raises(OSError, match="did not keep"):
        journal.add(Entry(latest={"never": "written"}))
    assert journal.path.read_bytes() == whole


def add_many(path: Path, name: str) -> None:
    for number in range(50):
        Journal(path).add(Entry(latest={name: str(number)}))


def test_many_processes_add_to_one_journal(tmp_path: Path) -> None:
    path = tmp_path / "journal.jsonl"
    context = multiprocessing.get_context("spawn")
    processes = [context.Process(target=add_many, args=(path, str(number))) for number in range(4)]
    for process in processes:
        process.start()
    for process in processes:
        process.join()
    left = told(Journal(path))
    assert len(left) == 200
    for number in range(4):
        assert [one[str(number)] for one in left if str(number) in one] == [str(count) for count in range(50)]
