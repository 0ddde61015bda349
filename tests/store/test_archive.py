"""A project as one archive: what comes out is what went in, and a stranger's archive does no harm."""

import json
import zipfile
from pathlib import Path
from typing import Any

import pytest
from command_line import filmwright, said
from stocked import Stocked, stocked

from orchestrator.store.journal import Journal


@pytest.fixture
def project(tmp_path: Path) -> Path:
    root = tmp_path / "sea"
    stocked(root / ".filmwright")
    (root / "film.yaml").write_text("title: The Sea\n", encoding="utf-8")
    (root / "assets").mkdir()
    (root / "assets/Möwe.png").write_bytes(b"\x89PNG a gull")
    (root / "out").mkdir()
    (root / "out/film.mp4").write_bytes(b"made again by a render")
    (root / ".git").mkdir()
    (root / ".git/config").write_text("[core]\n", encoding="utf-8")
    return root


def unpacked(path: Path, into: Path) -> Stocked:
    """What came out of an archive, asked for the keys that a stocked store has."""
    said("import", str(path), "--project", str(into), cwd=path.parent)
    keys = stocked(into.parent / "same").keys
    return Stocked(into / ".filmwright", keys)


def test_what_comes_out_is_what_went_in(project: Path, tmp_path: Path) -> None:
    told = said("export", "archive", "--project", "sea", cwd=tmp_path)
    assert told.startswith(f"wrote {tmp_path}/sea.zip: 2 files of yours, 6 results, ")
    kept = unpacked(tmp_path / "sea.zip", tmp_path / "again")
    assert kept.found() == list(kept.keys)
    assert kept.open().latest() == Stocked(project / ".filmwright", kept.keys).open().latest()
    names = {path.relative_to(tmp_path / "again").as_posix() for path in (tmp_path / "again").rglob("*.*")}
    assert {"film.yaml", "assets/Möwe.png"} <= names
    assert not (tmp_path / "again/out").exists()
    assert not (tmp_path / "again/.git").exists()
    assert (tmp_path / "again/assets/Möwe.png").read_bytes() == b"\x89PNG a gull"


def test_only_what_the_film_uses_if_that_is_asked(project: Path, tmp_path: Path) -> None:
    store = Stocked(project / ".filmwright", ()).open()
    store.remember(dict.fromkeys(store.latest(), next(iter(store.latest().values()))))
    store.close()
    assert " 1 result, " in said("export", "archive", "--used", "--project", "sea", cwd=tmp_path)
    kept = unpacked(tmp_path / "sea.zip", tmp_path / "again")
    assert len(kept.found()) == 1


def test_nothing_is_written_over(project: Path, tmp_path: Path) -> None:
    said("export", "archive", "--project", "sea", cwd=tmp_path)
    done = filmwright("import", "sea.zip", cwd=tmp_path)
    assert (done.returncode, done.stderr) == (
        2,
        "filmwright: sea is there already; name a new folder with --project\n",
    )
    inside = filmwright("export", "archive", "sea/all.zip", "--project", "sea", cwd=tmp_path)
    assert (inside.returncode, "lies in the project itself" in inside.stderr) == (2, True)


def forged(source: Path, target: Path, changed: dict[str, bytes]) -> Path:
    """A copy of an archive with members replaced or added."""
    with zipfile.ZipFile(source) as old, zipfile.ZipFile(target, "w") as new:
        for info in old.infolist():
            if info.filename not in changed:
                new.writestr(info, old.read(info))
        for name, raw in changed.items():
            new.writestr(name, raw)
    return target


@pytest.mark.parametrize(
    "name",
    [
        "project/../evil.yaml",
        "/etc/evil",
        "project/.bashrc",
        "project/.git/hooks/post-checkout",
        "project/out/film.mp4",
        "objects/../../evil",
        "objects/evil.mp4",
        "kept/index.sqlite",
        "kept/texts/../../../evil",
        "evil.yaml",
        "project/C:evil",
    ],
)
def test_a_member_that_leads_elsewhere_leaves_nothing_at_all(project: Path, tmp_path: Path, name: str) -> None:
    said("export", "archive", "--project", "sea", cwd=tmp_path)
    forged(tmp_path / "sea.zip", tmp_path / "evil.zip", {name: b"evil"})
    before = sorted(tmp_path.rglob("*"))
    done = filmwright("import", "evil.zip", "--project", "new", cwd=tmp_path)
    assert done.returncode == 2
    assert name.split("/")[-1].strip(".") in done.stderr
    assert sorted(tmp_path.rglob("*")) == before


def test_what_is_not_what_it_is_called_is_not_taken_over(project: Path, tmp_path: Path) -> None:
    said("export", "archive", "--project", "sea", cwd=tmp_path)
    with zipfile.ZipFile(tmp_path / "sea.zip") as archive:
        objects = [name for name in archive.namelist() if name.startswith("objects/")]
        journal = archive.read("journal.jsonl")
    (tmp_path / "journal.jsonl").write_bytes(journal)
    entries = [line.entry for line in Journal(tmp_path / "journal.jsonl").lines() if line.entry is not None]
    other: dict[str, Any] = json.loads(json.dumps(next(one["action"] for one in entries if "action" in one)))
    other["identity"]["kind"] = "forged"
    other["key"] = other["key"][::-1]
    Journal(tmp_path / "journal.jsonl").add({"action": other})
    changed = {objects[0]: b"something else", "journal.jsonl": (tmp_path / "journal.jsonl").read_bytes()}
    forged(tmp_path / "sea.zip", tmp_path / "evil.zip", changed)
    kept = unpacked(tmp_path / "evil.zip", tmp_path / "again")
    assert len(kept.found()) == 5, "the damaged object's result is made again, the others are there"
    assert kept.open().lookup(other["key"]) is None, "a record whose key is not that of what it tells"
    assert not (tmp_path / "again/.filmwright" / objects[0]).exists()


def test_what_is_no_archive_is_said_to_be_none(tmp_path: Path) -> None:
    (tmp_path / "some.zip").write_bytes(b"PK\x03\x04 and nothing else")
    with zipfile.ZipFile(tmp_path / "other.zip", "w") as archive:
        archive.writestr("readme.txt", "hello")
    for name, words in (("some.zip", "cannot be read as a zip"), ("other.zip", "readme.txt"), ("none.zip", "no such")):
        done = filmwright("import", name, "--project", "new", cwd=tmp_path)
        assert (done.returncode, words in done.stderr) == (2, True), done.stderr
        assert not (tmp_path / "new").exists()
