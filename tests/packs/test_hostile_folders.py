"""Folders that are made to harm: links, pipes, sockets, far too much; and what in them is simply no part of a pack."""

import os
import socket
import time
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

import pytest

from orchestrator.project.packs import limits
from orchestrator.project.packs.digests import digest
from orchestrator.project.packs.inspection import inspect
from orchestrator.project.packs.members import Contents, Member, bounded
from orchestrator.project.packs.opening import opened
from orchestrator.project.packs.pack import PackError

Written = Callable[[Path, Mapping[str, bytes]], Path]


def refusal(source: Path | str) -> str:
    start = time.process_time()
    with pytest.raises(PackError) as caught, opened(str(source), "style"):
        pass
    assert time.process_time() - start < 2
    return str(caught.value)


def test_links_are_refused_wherever_they_lead(style_pack: Path, tmp_path: Path) -> None:
    (style_pack / "notes.txt").symlink_to(tmp_path / "outside.txt")
    (style_pack / "more").symlink_to(tmp_path, target_is_directory=True)
    (style_pack / "same.md").symlink_to("README.md")
    (style_pack / "nowhere.md").symlink_to("nowhere")
    said = refusal(style_pack).splitlines()
    assert [line.split(":")[0] for line in said] == ["ink/more", "ink/notes.txt", "ink/nowhere.md", "ink/same.md"]
    assert all("is a link; put the file itself into the pack" in line for line in said)
    assert len(inspect(style_pack, "style")) == 4
    with pytest.raises(PackError, match="is no ordinary file"):
        digest(style_pack)


def test_a_link_as_the_guide_itself(style_pack: Path, tmp_path: Path) -> None:
    (style_pack / "style.yaml").rename(tmp_path / "real.yaml")
    (style_pack / "style.yaml").symlink_to(tmp_path / "real.yaml")
    assert refusal(style_pack) == "ink/style.yaml: is a link; put the file itself into the pack"
    assert refusal(style_pack / "style.yaml") == "style.yaml: is a link; put the file itself into the pack"


def test_a_guide_takes_no_file_along_that_it_reaches_through_a_link(style_pack: Path, tmp_path: Path) -> None:
    (style_pack / "luts").rename(tmp_path / "elsewhere")
    (style_pack / "luts").symlink_to(tmp_path / "elsewhere")
    (style_pack / "style.yaml").rename(style_pack / "ink.yaml")
    assert "ink.yaml/luts/warm.cube: is a link" in refusal(style_pack / "ink.yaml")


@pytest.mark.parametrize(
    "name", ["../outside.cube", "/etc/hosts", "~/a.cube", "C:/a.cube", ".hidden/a.cube", "a/../b.cube"]
)
def test_a_guide_names_only_files_of_its_pack(style_pack: Path, name: str, written: Written) -> None:
    guide = f'name: x\nlook: a\npalette: ["#000000", "#777777", "#ffffff"]\ngrade: {{lut: "{name}"}}\n'
    written(style_pack, {"style.yaml": guide.encode(), ".hidden/a.cube": b"x", "b.cube": b"x"})
    said = refusal(style_pack / "style.yaml")
    assert said.startswith(f"style.yaml:4:14: grade.lut: '{name}' ")
    assert len(said.splitlines()) == 1


def test_pipes_and_sockets_are_not_waited_for(style_pack: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    os.mkfifo(style_pack / "pipe.txt")
    os.mkfifo(style_pack / "pipe.yaml")
    monkeypatch.chdir(style_pack)  # a socket's path must be short
    with socket.socket(socket.AF_UNIX) as listening:
        listening.bind("socket.txt")
        said = refusal(style_pack).splitlines()
    assert [line.split(": ")[1] for line in said] == ["is no ordinary file; take it out of the pack"] * 3
    assert "no ordinary file" in refusal(style_pack / "pipe.yaml")


def test_hidden_files_and_those_of_version_control_stay_where_they_are(style_pack: Path, written: Written) -> None:
    before = digest(style_pack)
    written(style_pack, {".git/hooks/post-checkout": b"#!/bin/sh\n", ".env": b"KEY=1", "pictures/.DS_Store": b"x"})
    (style_pack / ".link").symlink_to("/")
    with opened(str(style_pack), "style") as pack:
        assert not [name for name in pack.files if "/." in f"/{name}"]
        assert sorted(path.name for path in pack.folder.rglob(".*")) == []
        assert digest(pack) == before


def test_a_folder_that_is_no_pack_but_somebodys_whole_disk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits, "LISTED", 500)
    for folder in range(30):
        (tmp_path / f"disk/{folder}").mkdir(parents=True)
        for number in range(17):
            (tmp_path / f"disk/{folder}/{number}").touch()
    assert "holds more than 500 files; name the folder of the pack itself" in refusal(tmp_path / "disk")


def test_names_in_bytes_that_are_no_text(style_pack: Path) -> None:
    Path(os.fsdecode(os.fsencode(style_pack) + b"/\xff\xfe.txt")).touch()
    assert "ink/\\udcff\\udcfe.txt: has control signs in its name" in refusal(style_pack)


def test_a_file_of_a_gigabyte_that_takes_no_room_on_disk(style_pack: Path) -> None:
    with (style_pack / "README.md").open("wb") as file:
        file.truncate(2**30)
    assert refusal(style_pack) == "ink/README.md: is larger than 512 KB; make it smaller"


def test_what_turns_out_larger_than_it_was_is_stopped_in_the_middle() -> None:
    read: list[int] = []

    def growing(_: Member) -> Iterator[bytes]:
        for number in range(1000):
            read.append(number)
            yield bytes(1000)

    member = Member("README.md", 10)
    with pytest.raises(PackError, match=r"ink/README\.md: is larger than 4 KB"):
        list(bounded(Contents("ink", (member,), growing), member, 4096))
    assert len(read) == 5


@pytest.mark.parametrize(
    ("source", "said"),
    [
        ("", "an address of a pack is missing"),
        ("nowhere", "there is nothing at 'nowhere'"),
        ("a\0b", "an address of a pack is missing"),
        ("~nobody-of-that-name/pack", "there is nothing at"),
        ("x" * 5000, "there is nothing at"),
        ("-rf", "begins like an option"),
    ],
)
def test_addresses_that_are_none(source: str, said: str) -> None:
    assert said in refusal(source)


def test_what_cannot_be_read_is_told_in_a_line(style_pack: Path, tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    assert "has no style.yaml, which every style guide that is a folder has" in refusal(tmp_path / "empty")
    assert "is no zip" in refusal(style_pack / "README.md")
    assert "'..'" in refusal(f"{style_pack}#../ink")
    assert f"at a tag is {style_pack.as_uri()}@v1" in refusal(f"{style_pack}@v1")
    os.mkfifo(tmp_path / "pipe.zip")
    assert refusal(tmp_path / "pipe.zip").startswith("pipe.zip: is no ordinary file")
    with (
        pytest.raises(PackError, match="it is a style guide, not a character; take it with: filmwright style"),
        opened(str(style_pack), "cast"),
    ):
        pass
