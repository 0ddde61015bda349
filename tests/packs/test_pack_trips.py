"""A good pack comes through every door the same: folder, file, zip, repository, library."""

import subprocess
import zipfile
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from orchestrator.project.packs.digests import digest
from orchestrator.project.packs.exporting import export
from orchestrator.project.packs.inspection import inspect
from orchestrator.project.packs.installing import install, origin
from orchestrator.project.packs.opening import opened
from orchestrator.project.packs.pack import PackError

Written = Callable[[Path, Mapping[str, bytes]], Path]


def test_a_folder_goes_to_the_library_and_out_again_as_the_same_pack(
    style_pack: Path, tmp_path: Path, pack_files: dict[str, bytes]
) -> None:
    with opened(str(style_pack), "style") as pack:
        assert (pack.name, pack.main, pack.source.kind) == ("ink-test", "style.yaml", "path")
        assert pack.files == tuple(sorted(pack_files))
        assert not pack.folder.is_relative_to(style_pack)
        kept = install(pack, tmp_path / "library")
    first = export(kept, "style", tmp_path / "a.zip")
    with opened(str(first), "style") as pack:
        again = install(pack, tmp_path / "other")
    assert {name: (again / name).read_bytes() for name in pack_files} == pack_files
    assert digest(style_pack) == digest(kept) == digest(again)
    assert export(again, "style", tmp_path / "b.zip").read_bytes() == first.read_bytes()
    assert inspect(again, "style") == []


def test_a_zip_of_a_folder_is_the_pack_in_it_and_what_systems_leave_in_zips_does_not_count(
    style_pack: Path, tmp_path: Path
) -> None:
    path = tmp_path / "ink.zip"
    with zipfile.ZipFile(path, "w") as archive:
        for file in sorted(style_pack.rglob("*")):
            archive.write(file, f"ink-2.0/{file.relative_to(style_pack).as_posix()}")
        archive.writestr("__MACOSX/ink-2.0/._style.yaml", b"\0\5\26\7")
        archive.writestr("ink-2.0/.DS_Store", b"\0\0\0\1Bud1")
    with opened(str(path), "style") as pack:
        assert digest(pack) == digest(style_pack)


def test_a_single_guide_brings_the_files_that_it_names_and_no_others(
    style_pack: Path, tmp_path: Path, written: Written
) -> None:
    (style_pack / "style.yaml").rename(style_pack / "ink.yaml")
    written(style_pack, {"diary.txt": b"private"})
    with opened(str(style_pack / "ink.yaml"), "style") as pack:
        names = ("fonts/Title.otf", "luts/warm.cube", "pictures/frame.png", "style.yaml", "weights/ink.safetensors")
        assert pack.files == names
        assert digest(pack) == digest(style_pack / "ink.yaml", "style")
    out = export(style_pack / "ink.yaml", "style", tmp_path / "given")
    assert digest(out) == digest(style_pack / "ink.yaml", "style")


def test_a_sheet_finds_its_pictures_where_it_is_said(cast_pack: Path, tmp_path: Path, written: Written) -> None:
    film = written(tmp_path / "film", {"characters/mara.yaml": (cast_pack / "character.yaml").read_bytes()})
    (film / "mara.jpg").write_bytes((cast_pack / "mara.jpg").read_bytes())
    out = export(film / "characters/mara.yaml", "cast", tmp_path / "mara.zip", base=film)
    with opened(str(out), "cast") as pack:
        assert (pack.name, pack.files) == ("mara", ("character.yaml", "mara.jpg"))
        assert digest(pack) == digest(cast_pack)


@pytest.mark.parametrize("part", ["", "#night/ink", "#night/single.yaml"])
def test_a_repository_at_a_tag(
    part: str, repository: Callable[..., str], pack_files: dict[str, bytes], style_pack: Path, tmp_path: Path
) -> None:
    small = b'name: single\nlook: a\npalette: ["#000000", "#777777", "#ffffff"]\ngrade: {lut: a.cube}\n'
    below = {f"night/ink/{name}": raw for name, raw in pack_files.items()}
    extra = {"night/single.yaml": small, "night/a.cube": pack_files["luts/warm.cube"], "tool.py": b"import os\n"}
    address = repository(below | extra if part else pack_files)
    with opened(f"{address}@v1{part}", "style") as pack:
        assert pack.name == ("single" if part.endswith(".yaml") else "ink-test")
        if not part.endswith(".yaml"):
            assert digest(pack) == digest(style_pack)
        head = subprocess.run(["git", "rev-parse", "v1"], cwd=tmp_path / "styles.git", capture_output=True, check=True)
        assert pack.source.commit == head.stdout.decode().strip()
        assert (pack.source.tag, pack.source.address) == ("v1", f"{address}{part}")
        kept = install(pack, tmp_path / "library")
        assert origin(kept) == pack.source


def test_the_digest_sees_contents_and_names_but_no_line_ends_dates_or_hidden_files(
    style_pack: Path, written: Written, pack_files: dict[str, bytes], tmp_path: Path
) -> None:
    before = digest(style_pack)
    windows = {name: raw.replace(b"\n", b"\r\n") for name, raw in pack_files.items() if name.endswith((".yaml", ".md"))}
    assert digest(written(tmp_path / "w", pack_files | windows | {".git/config": b"x"})) == before
    assert digest(written(tmp_path / "x", pack_files | {"LICENSE": b"CC1\n"})) != before
    renamed = {("COPYING" if name == "LICENSE" else name): raw for name, raw in pack_files.items()}
    assert digest(written(tmp_path / "y", renamed)) != before
    binary = {"pictures/frame.png": pack_files["pictures/frame.png"].replace(b"\r\n", b"\n")}
    assert digest(written(tmp_path / "z", pack_files | binary)) != before


def test_accents_that_a_system_took_apart_are_the_same_name(tmp_path: Path, written: Written) -> None:
    guide = b'name: x\nlook: a\npalette: ["#000000", "#777777", "#ffffff"]\n'
    apart = written(tmp_path / "apart", {"style.yaml": guide, "e\u0301te\u0301.txt": b"x"})
    whole = written(tmp_path / "whole", {"style.yaml": guide, "\u00e9t\u00e9.txt": b"x"})
    assert digest(apart) == digest(whole)
    with opened(str(apart), "style") as pack:
        assert pack.files == ("style.yaml", "\u00e9t\u00e9.txt")


def test_a_guide_that_extends_another_may_leave_out_what_that_one_has(tmp_path: Path, written: Written) -> None:
    folder = written(tmp_path / "a", {"style.yaml": b"name: rainy\nextends: noir\nlight: wet streets\n"})
    assert inspect(folder, "style") == []
    written(folder, {"style.yaml": b"name: rainy\nlight: wet streets\n"})
    assert [each.path for each in inspect(folder, "style")]


def test_which_pack_is_meant_is_asked_where_there_are_several(repository: Callable[..., str]) -> None:
    guide = b'name: x\nlook: a\npalette: ["#000000", "#777777", "#ffffff"]\n'
    address = repository({"day/style.yaml": guide, "night/style.yaml": guide, "rain.yaml": guide})
    with pytest.raises(PackError, match=r"add one of #day, #night, #rain\.yaml"), opened(f"{address}@v1", "style"):
        pass
    with pytest.raises(PackError, match="has no folder 'dusk'"), opened(f"{address}@v1#dusk", "style"):
        pass
    with pytest.raises(PackError, match="no tag 'v2'; its tags are v1"), opened(f"{address}@v2#day", "style"):
        pass


def test_nothing_is_exported_over_what_is_there(style_pack: Path, tmp_path: Path) -> None:
    (tmp_path / "a.zip").write_bytes(b"mine")
    with pytest.raises(PackError, match=r"a\.zip is there already"):
        export(style_pack, "style", tmp_path / "a.zip")
    (style_pack / "luts/warm.cube").unlink()
    with pytest.raises(PackError, match=r"ink/style\.yaml:5:14: grade\.lut: 'luts/warm\.cube' is not in the pack"):
        export(style_pack, "style", tmp_path / "b.zip")
    assert (tmp_path / "a.zip").read_bytes() == b"mine"
    assert not (tmp_path / "b.zip").exists()


def test_an_archive_of_another_kind_is_not_written_as_a_folder(style_pack: Path, tmp_path: Path) -> None:
    with pytest.raises(PackError, match=r"ink\.tar: packs are written as a \.zip or a folder"):
        export(style_pack, "style", tmp_path / "ink.tar")
    assert not (tmp_path / "ink.tar").exists()
