"""Any damage to a zip, and any names in one: a pack, or a PackError, and nothing written outside."""

import io
import unicodedata
import zipfile
from pathlib import Path, PurePosixPath, PureWindowsPath

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from orchestrator.project.packs.digests import digest
from orchestrator.project.packs.names import collisions, composed, name_fault
from orchestrator.project.packs.opening import opened
from orchestrator.project.packs.pack import PackError

GUIDE = 'name: x\nlook: a\npalette: ["#000000", "#777777", "#ffffff"]\n'
SHARED = settings(max_examples=100, suppress_health_check=[HealthCheck.function_scoped_fixture])
"""The folder is shared by the examples: what one leaves behind, the next or the end would find."""


def archive(*names: str) -> bytes:
    raw = io.BytesIO()
    with zipfile.ZipFile(raw, "w", zipfile.ZIP_DEFLATED) as made:
        made.writestr("style.yaml", GUIDE)
        for name in names:
            made.writestr(name, "Words, words, words.\n" * 20)
    return raw.getvalue()


WHOLE = archive("README.md", "notes/a.txt", "LICENSE")


def attempt(path: Path, raw: bytes) -> None:
    """Open what may be a pack. Anything but a PackError goes through."""
    path.write_bytes(raw)
    try:
        with opened(str(path), "style") as pack:
            inside = sorted(p.relative_to(pack.folder).as_posix() for p in pack.folder.rglob("*") if p.is_file())
            assert inside == sorted(pack.files)
            assert len(digest(pack)) == 64
    except PackError as refused:
        said = str(refused).splitlines()
        if not said or not all(line.isprintable() for line in said):
            raise ValueError("a refusal that nobody can read") from refused


def around(folder: Path) -> list[str]:
    return sorted(path.relative_to(folder).as_posix() for path in folder.rglob("*"))


@SHARED
@given(st.lists(st.tuples(st.integers(0, len(WHOLE) - 1), st.integers(0, 255)), min_size=1, max_size=12))
def test_bytes_changed_at_random(tmp_path: Path, changes: list[tuple[int, int]]) -> None:
    raw = bytearray(WHOLE)
    for place, value in changes:
        raw[place] = value
    attempt(tmp_path / "a.zip", bytes(raw))
    assert around(tmp_path) == ["a.zip", "outside.txt", "scratch"]


@SHARED
@given(st.integers(0, len(WHOLE)), st.integers(0, len(WHOLE)), st.binary(max_size=40))
def test_a_piece_cut_out_or_put_in(tmp_path: Path, start: int, end: int, instead: bytes) -> None:
    attempt(tmp_path / "a.zip", WHOLE[: min(start, end)] + instead + WHOLE[max(start, end) :])
    assert around(tmp_path) == ["a.zip", "outside.txt", "scratch"]


@settings(SHARED, max_examples=100)
@given(st.integers(0, 45), st.integers(0, 2**32 - 1), st.sampled_from([2, 4]), st.integers(0, 3))
def test_every_field_of_a_members_entry(tmp_path: Path, field: int, value: int, size: int, which: int) -> None:
    raw, place = bytearray(WHOLE), -1
    for _ in range(which + 1):
        place = WHOLE.index(b"PK\x01\x02", place + 1)
    raw[place + field : place + field + size] = value.to_bytes(4, "little")[:size]
    attempt(tmp_path / "a.zip", bytes(raw))
    assert around(tmp_path) == ["a.zip", "outside.txt", "scratch"]


PARTS = st.sampled_from(
    ["..", ".", "", "a", "A", "NUL", "con.txt", " ", "a.", "C:", "\\", "~", "é", "e\u0301", "\n", "x" * 200]
)
NAMES = st.lists(PARTS | st.text(max_size=8), min_size=1, max_size=8).map("/".join)


@pytest.mark.filterwarnings("ignore:Duplicate name")
@SHARED
@given(st.lists(NAMES.map(lambda name: f"{name}.txt") | NAMES, max_size=4))
@example(["../outside.txt"])
@example(["a.txt", "A.txt"])
def test_any_names(tmp_path: Path, names: list[str]) -> None:
    try:
        raw = archive(*names)
    except (ValueError, UnicodeEncodeError, IndexError):  # a name that the one who writes the zip refuses already
        return
    attempt(tmp_path / "a.zip", raw)
    assert around(tmp_path) == ["a.zip", "outside.txt", "scratch"]
    assert (tmp_path / "outside.txt").read_text(encoding="utf-8") == "untouched"


@given(NAMES)
def test_a_name_without_fault_stays_below_its_folder_on_every_system(name: str) -> None:
    if name_fault(name) is None:
        for kind in (PurePosixPath, PureWindowsPath):
            path = kind("/base") / name
            assert path.is_relative_to(kind("/base"))
            assert ".." not in path.parts
            assert path.drive == kind("/base").drive
        assert unicodedata.is_normalized("NFC", composed(name))
        assert name_fault(composed(name)) is None


@given(
    st.lists(
        st.text("aAbß/é\u0301ﬁf", min_size=1, max_size=5).filter(lambda name: name_fault(name) is None), max_size=6
    )
)
def test_names_without_collision_are_as_many_files_where_case_does_not_count(names: list[str]) -> None:
    names = [composed(name) for name in names]
    if not collisions(names):
        assert len({unicodedata.normalize("NFD", name).casefold() for name in names}) == len(names)
        folders = {"/".join(name.split("/")[:count]) for name in names for count in range(1, name.count("/") + 1)}
        assert not folders & set(names)
