"""Zips that are made to harm: refused in a moment, with little memory, before anything of them is written."""

import struct
import time
import tracemalloc
import zipfile
import zlib
from collections.abc import Callable
from pathlib import Path

import pytest

from orchestrator.project.packs.opening import opened
from orchestrator.project.packs.pack import PackError

Zipped = Callable[..., Path]


def refusal(path: Path, most_seconds: float = 2.0, most_megabytes: int = 24) -> str:
    """Why a zip is refused, having looked at what that took."""
    tracemalloc.start()
    start = time.process_time()
    with pytest.raises(PackError) as caught, opened(str(path), "style"):
        pass
    seconds, (_, peak) = time.process_time() - start, tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert seconds < most_seconds
    assert peak < most_megabytes * 1024**2
    assert all(line.startswith(path.name) for line in str(caught.value).splitlines())
    return str(caught.value)


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("../outside.txt", "leads out of the pack"),
        ("a/../../outside.txt", "leads out of the pack"),
        ("./a.txt", "leads out of the pack"),
        ("a//b.txt", "leads out of the pack"),
        ("/etc/outside.txt", "absolute"),
        ("//server/share/a.txt", "absolute"),
        ("C:/outside.txt", "absolute"),
        ("C:outside.txt", "absolute"),
        ("..\\outside.txt", "backslash"),
        ("\\\\server\\share\\a.txt", "backslash"),
        ("a.txt:stream", "':' in its name"),
        ("a\nb.txt", "control signs"),
        ("a\x1b[2Jb.txt", "control signs"),
        ("a\u202etxt.exe", "control signs"),
        ("NUL", "device"),
        ("con.txt", "device"),
        ("fonts/Com1.otf", "device"),
        ("lpt\u00b9.md", "device"),
        ("a.txt.", "ends with a dot"),
        ("a.txt ", "blank"),
        ("a /b.txt", "blank"),
        ("a?.txt", "'?' in its name"),
        ("/".join("abcdefgh") + ".txt", "deeper than 6"),
        ("a" * 300 + ".txt", "longer than 240 bytes"),
        ("a" * 130 + ".txt", "longer than 120 bytes"),
    ],
)
def test_names_that_are_none_on_some_system(zipped: Zipped, name: str, said: str) -> None:
    assert said in refusal(zipped((name, b"x")))


def test_folders_have_names_too(zipped: Zipped) -> None:
    assert "../up/: leads out of the pack" in refusal(zipped(("../up/", b"")))


def test_all_bad_names_are_told_at_once_each_on_a_line(zipped: Zipped) -> None:
    said = refusal(zipped(("../a", b"x"), ("b\rc", b"x"), ("nul.txt", b"x"))).splitlines()
    assert len(said) == 3
    assert said[1].startswith("stranger.zip/b\\u000dc: has control signs")


def test_a_name_that_ends_at_a_nul_is_read_in_full(zipped: Zipped) -> None:
    path = zipped(("good.txt_evil", b"x"))
    path.write_bytes(path.read_bytes().replace(b"good.txt_evil", b"good.txt\0evil"))
    assert "good.txt\\u0000evil: has control signs" in refusal(path)


@pytest.mark.parametrize(
    ("names", "said"),
    [
        (("A.txt", "a.TXT"), "is the same name as 'A.txt' on some systems"),
        (("Fonts/a.txt", "fonts/b.txt"), "is the same name as 'Fonts' on some systems"),
        (("\u00e9.txt", "e\u0301.txt"), "is there twice"),
        (("\ufb01.txt", "fi.txt"), "is the same name as"),
        (("stra\u00dfe.txt", "STRASSE.txt"), "is the same name as"),
        (("a", "a/b.txt"), "is a file and a folder at once"),
    ],
)
def test_names_that_are_one_on_some_system(zipped: Zipped, names: tuple[str, str], said: str) -> None:
    assert said in refusal(zipped(*((name, b"x") for name in names)))


@pytest.mark.filterwarnings("ignore:Duplicate name")
def test_a_member_that_is_there_twice(zipped: Zipped) -> None:
    assert "a.txt: is there twice" in refusal(zipped(("a.txt", b"x"), ("a.txt", b"y")))


@pytest.mark.parametrize(
    ("mode", "said"), [(0o120777, "is a link"), (0o060644, "no ordinary file"), (0o010644, "no ordinary file")]
)
def test_links_and_devices(zipped: Zipped, mode: int, said: str) -> None:
    entry = zipfile.ZipInfo("notes.txt")
    entry.create_system, entry.external_attr = 3, mode << 16
    assert said in refusal(zipped((entry, b"../../outside.txt")))


def test_a_link_as_windows_marks_it(zipped: Zipped) -> None:
    entry = zipfile.ZipInfo("notes.txt")
    entry.create_system, entry.external_attr = 0, 0x400
    assert "is a link" in refusal(zipped((entry, b"x")))


def test_an_encrypted_member(zipped: Zipped) -> None:
    path = zipped(("a.txt", b"x"))
    raw = bytearray(path.read_bytes())
    place = raw.rindex(b"PK\x01\x02")
    raw[place + 8] |= 1
    path.write_bytes(raw)
    assert "a.txt: is encrypted" in refusal(path)


@pytest.mark.parametrize("way", [zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA])
def test_rare_compression(zipped: Zipped, way: int) -> None:
    entry = zipfile.ZipInfo("a.txt")
    path = zipped()
    with zipfile.ZipFile(path, "a") as archive:
        archive.writestr(entry, b"x" * 1000, way)
    assert "compressed in a rare way" in refusal(path)


def bomb(path: Path, name: str, claimed: int | None = None) -> Path:
    """A zip of one member that unfolds to ten gigabytes, or that claims another size."""
    deflate = zlib.compressobj(9, zlib.DEFLATED, -15)
    first = deflate.compress(bytes(2**20)) + deflate.flush(zlib.Z_FULL_FLUSH)
    again = deflate.compress(bytes(2**20)) + deflate.flush(zlib.Z_FULL_FLUSH)
    stream = first + again * (10 * 2**10 - 1) + deflate.flush()
    sizes = struct.pack("<HHQQ", 1, 16, 10 * 2**30 if claimed is None else claimed, len(stream))
    common = struct.pack("<HHHHHIIIHH", 45, 0, 8, 0, 33, 0, 2**32 - 1, 2**32 - 1, len(name), len(sizes))
    local = b"PK\x03\x04" + common + name.encode() + sizes + stream
    central = (
        b"PK\x01\x02" + struct.pack("<H", 45) + common + struct.pack("<HHHII", 0, 0, 0, 0, 0) + name.encode() + sizes
    )
    end = struct.pack("<4sHHHHIIH", b"PK\x05\x06", 0, 0, 1, 1, len(central), len(local), 0)
    path.write_bytes(local + central + end)
    return path


@pytest.mark.parametrize("name", ["weights/big.safetensors", "big.bin", "style.yaml"])
def test_a_bomb_of_ten_gigabytes(tmp_path: Path, name: str) -> None:
    assert "unfolds to 1011 times its size" in refusal(bomb(tmp_path / "bomb.zip", name))


@pytest.mark.parametrize("claimed", [0, 1000, 60_000, 2**64 - 1])
def test_a_bomb_of_ten_gigabytes_that_lies_about_it(tmp_path: Path, claimed: int) -> None:
    refusal(bomb(tmp_path / "bomb.zip", "style.yaml", claimed))


@pytest.mark.parametrize("claim", [100, 900_000])
def test_a_bomb_that_tells_a_small_size(tmp_path: Path, claim: int) -> None:
    path = tmp_path / "bomb.zip"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("style.yaml", 'name: x\nlook: a\npalette: ["#000000", "#777777", "#ffffff"]\n')
        archive.writestr("pictures/a.png", bytes(30 * 2**20))
    raw = path.read_bytes()
    path.write_bytes(raw.replace(struct.pack("<I", 30 * 2**20), struct.pack("<I", claim)))
    assert "bomb.zip/pictures/a.png: " in refusal(path)


def test_members_that_share_their_bytes(zipped: Zipped) -> None:
    path = zipped(("a.txt", b"x" * 500), ("b.txt", b"y" * 500))
    raw = bytearray(path.read_bytes())
    first, second = raw.index(b"PK\x03\x04", 4), raw.rindex(b"PK\x01\x02")
    raw[second + 42 : second + 46] = struct.pack("<I", first)
    path.write_bytes(raw)
    assert "shares its bytes with another member" in refusal(path)


def test_a_member_quoted_by_another(tmp_path: Path) -> None:
    inner = tmp_path / "inner.zip"
    with zipfile.ZipFile(inner, "w", zipfile.ZIP_STORED) as archive:
        archive.writestr("b.txt", bytes(1000))
    raw = inner.read_bytes()
    local = raw[: raw.index(b"PK\x01\x02")]
    path = tmp_path / "quoted.zip"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_STORED) as archive:
        archive.writestr("style.yaml", "name: x\n")
        archive.writestr("a.txt", local)
        archive.writestr("b.txt", bytes(1000))
    spoiled = bytearray(path.read_bytes())
    last = spoiled.rindex(b"PK\x01\x02")
    spoiled[last + 42 : last + 46] = struct.pack("<I", spoiled.index(local))
    path.write_bytes(spoiled)
    assert "shares its bytes with another member" in refusal(path)


def test_far_too_many_members(tmp_path: Path) -> None:
    path = tmp_path / "many.zip"
    with zipfile.ZipFile(path, "w") as archive:
        for number in range(3000):
            archive.writestr(f"{number}.txt", b"")
        archive.writestr("style.yaml", "name: x\n")
    assert "holds 3001 files; a pack has at most 1000" in refusal(path)


def test_a_list_of_members_that_would_fill_the_memory(zipped: Zipped) -> None:
    path = zipped(("a.txt", b"x"))
    raw = path.read_bytes()
    start, end = raw.index(b"PK\x01\x02"), raw.rindex(b"PK\x05\x06")
    stuffing = bytes(200 * 2**20)
    with path.open("wb") as file:
        file.write(raw[:start])
        file.write(stuffing)
        file.write(raw[end : end + 12] + struct.pack("<II", len(stuffing), start) + raw[end + 20 :])
    del stuffing
    assert "its list of members is too long" in refusal(path)


@pytest.mark.parametrize("ending", [".zip", ".tar.gz", ".7z"])
def test_an_archive_in_the_archive(zipped: Zipped, ending: str) -> None:
    assert "an archive in a pack is not opened" in refusal(zipped((f"more{ending}", b"PK\x05\x06" + bytes(18))))


def test_what_is_no_zip_or_more_than_one(zipped: Zipped, tmp_path: Path) -> None:
    assert "is no zip" in refusal(write_bytes(tmp_path / "a.zip", b"hello"))
    assert "is no zip" in refusal(write_bytes(tmp_path / "b.zip", b""))
    assert "is no zip" in refusal(
        write_bytes(tmp_path / "c.zip", b"#!/bin/sh\n" + zipped(("a.txt", b"x")).read_bytes())
    )
    assert "cannot be read as a zip" in refusal(
        write_bytes(tmp_path / "d.zip", zipped(("a.txt", b"x")).read_bytes()[:-30])
    )


def test_damage_is_told_of_the_member(zipped: Zipped) -> None:
    path = zipped(("a.txt", b"hello, hello, hello"), packed=False)
    path.write_bytes(path.read_bytes().replace(b"hello, hello", b"hallo, hello"))
    assert "stranger.zip/a.txt: cannot be read as a zip (Bad CRC-32" in refusal(path)


def write_bytes(path: Path, raw: bytes) -> Path:
    path.write_bytes(raw)
    return path
