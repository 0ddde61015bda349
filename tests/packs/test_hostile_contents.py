"""What is in a pack's files, whatever their names say: pickles, scripts, broken fonts, bombs of pixels, templates that escape."""

import io
import json
import pickle
import struct
import time
import tracemalloc
import zipfile
import zlib
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest
from PIL import Image

from orchestrator.project.packs.inspection import inspect
from orchestrator.project.packs.opening import opened
from orchestrator.project.packs.pack import PackError

Written = Callable[[Path, Mapping[str, bytes]], Path]


def told(folder: Path) -> str:
    """What is wrong with a pack, told by a look at it and by opening it alike, in a moment and with little memory."""
    start = time.process_time()
    with pytest.raises(PackError), opened(str(folder), "style"):
        pass
    assert time.process_time() - start < 2
    tracemalloc.start()
    found = inspect(folder, "style")
    assert tracemalloc.get_traced_memory()[1] < 64 * 2**20
    tracemalloc.stop()
    return "\n".join(map(str, found))


class Escaping:
    """Runs code where it is unpickled."""

    def __reduce__(self) -> tuple[object, tuple[str]]:
        return print, ("escaped",)


def torch_zip() -> bytes:
    raw = io.BytesIO()
    with zipfile.ZipFile(raw, "w") as archive:
        archive.writestr("archive/data.pkl", pickle.dumps(Escaping()))
    return raw.getvalue()


def header(said: object, data: int = 8) -> bytes:
    text = said if isinstance(said, bytes) else json.dumps(said).encode()
    return struct.pack("<Q", len(text)) + text + bytes(data)


def tensor(kind: str = "F16", shape: object = (2, 2), place: object = (0, 8)) -> dict[str, object]:
    return {"dtype": kind, "shape": shape, "data_offsets": place}


@pytest.mark.parametrize(
    ("raw", "said"),
    [
        (pickle.dumps(Escaping(), 2), "is a pickle under another name"),
        (pickle.dumps(Escaping(), 5), "is a pickle under another name"),
        (torch_zip(), "is a pickle under another name"),
        (pickle.dumps(Escaping(), 0), "is no safetensors file"),
        (b"", "cut off or too long"),
        (b"\2\0\0\0\0\0\0\0", "cut off or too long"),
        (struct.pack("<Q", 2**63) + b"{}", "cut off or too long"),
        (header(b"[]", 8), "its header is no JSON"),
        (header(b"{" * 100_000), "its header is no JSON"),
        (header(b'{"a": ' * 50_000), "its header is no JSON"),
        (header({}, 0), "it has no tensors"),
        (header(b'{"a": {}, "a": {}}'), "its header is no JSON"),
        (header({"a": {}}), "'a' is no tensor"),
        (header({"a": 1}), "'a' is no tensor"),
        (header({"a": tensor("OBJECT")}), "'a' is no tensor"),
        (header({"a": tensor(shape=[-2, -2])}), "'a' is no tensor"),
        (header({"a": tensor(shape=[True, 4])}), "'a' is no tensor"),
        (header({"a": tensor(shape=[2**62, 2**62])}), "larger than any file"),
        (header({"a": tensor(shape=[3, 2])}), "another size than its shape"),
        (header({"a": tensor(place=[0, 2**40], shape=[2**39])}), "cut off"),
        (header({"a": tensor(place=[8, 16])}, 16), "overlap or leave gaps"),
        (header({"a": tensor(), "b": tensor()}), "overlap or leave gaps"),
        (header({"a": tensor()}, 9), "bytes that no tensor owns"),
        (header({"a": tensor(), "__metadata__": {"x": [1]}}), "its notes are no texts"),
        (b"\x7fELF" + bytes(100), "cut off or too long"),
    ],
)
def test_weights(style_pack: Path, raw: bytes, said: str, written: Written, capsys: pytest.CaptureFixture[str]) -> None:
    found = told(written(style_pack, {"weights/ink.safetensors": raw}))
    assert found.startswith("weights/ink.safetensors: ")
    assert said in found
    assert capsys.readouterr().out == ""


@pytest.mark.parametrize(
    ("name", "said"),
    [
        *((f"w{ending}", "ask for .safetensors") for ending in (".pt", ".pth", ".ckpt", ".bin", ".pkl", ".npy", ".PT")),
        *(
            (f"run{ending}", "does not belong into a pack: a pack holds")
            for ending in (".py", ".sh", ".exe", ".js", "")
        ),
        *((f"p{ending}", "as .png") for ending in (".svg", ".gif", ".tiff", ".heic")),
        ("Makefile", "does not belong into a pack: a pack holds"),
        ("run.png.exe", "does not belong into a pack: a pack holds"),
        ("fonts/a.woff2", "use the .ttf or .otf"),
        ("other.yaml", "only the pack's main file is a .yaml"),
        ("character.yaml", "only the pack's main file is a .yaml"),
        ("more/style.yaml", "only the pack's main file is a .yaml"),
        ("wan.j2", "templates lie in the folder prompts"),
    ],
)
def test_endings(style_pack: Path, name: str, said: str, written: Written) -> None:
    found = told(written(style_pack, {name: b"x"}))
    assert found.startswith(f"{name}: ")
    assert said in found


def chunk(kind: bytes, raw: bytes) -> bytes:
    return struct.pack(">I", len(raw)) + kind + raw + struct.pack(">I", zlib.crc32(kind + raw))


def png(width: int, height: int) -> bytes:
    head = chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0))
    return b"\x89PNG\r\n\x1a\n" + head + chunk(b"IDAT", zlib.compress(bytes(1000))) + chunk(b"IEND", b"")


def saved(form: str, **more: object) -> bytes:
    raw = io.BytesIO()
    Image.effect_noise((64, 64), 60).convert("RGB").save(raw, form, **more)
    return raw.getvalue()


@pytest.mark.parametrize(
    ("name", "raw", "said"),
    [
        ("a.png", b"hello", "is no PNG, JPEG or WebP picture"),
        ("a.png", b"", "is no PNG, JPEG or WebP picture"),
        ("a.png", saved("JPEG"), "is a JPEG picture under another name; let its name end in .jpeg"),
        ("a.jpg", saved("GIF"), "is no PNG, JPEG or WebP picture"),
        ("a.webp", saved("PPM"), "is no PNG, JPEG or WebP picture"),
        ("a.png", png(60_000, 60_000), "has more than 50 million pixels"),
        ("a.png", png(10_000, 9_000), "has more than 50 million pixels"),
        ("a.png", png(2**31 - 1, 2**31 - 1), "has more than 50 million pixels"),
        ("a.png", saved("PNG")[:300], "is a broken picture"),
        ("a.jpg", saved("JPEG")[:600], "is a broken picture"),
        ("a.png", png(300, 300), "is a broken picture"),
        ("a.webp", saved("WEBP")[:200], "broken picture"),
        (
            "a.webp",
            saved("WEBP", save_all=True, append_images=[Image.new("RGB", (64, 64))]),
            "moves; a reference is one",
        ),
        ("a.png", saved("PNG", save_all=True, append_images=[Image.new("RGB", (64, 64))]), "moves; a reference is one"),
        ("a.png", b"<svg xmlns='http://www.w3.org/2000/svg'><script>1</script></svg>", "is no PNG, JPEG or WebP"),
        ("a.jpg", b"%!PS-Adobe-3.0\n(run) print\n", "is no PNG, JPEG or WebP picture"),
    ],
)
def test_pictures(style_pack: Path, name: str, raw: bytes, said: str, written: Written) -> None:
    found = told(written(style_pack, {name: raw}))
    assert found.startswith(f"{name}: ")
    assert said in found


@pytest.mark.parametrize(
    ("cut", "said"),
    [
        (lambda raw: b"ttcf" + raw[4:], "is a collection of fonts"),
        (lambda raw: b"wOF2" + raw[4:], "is a font for web pages"),
        (lambda raw: b"%!PS" + raw[4:], "is no font"),
        (lambda raw: b"", "is no font"),
        (lambda raw: raw[:40], "its list of tables is cut off"),
        (lambda raw: raw[:4] + b"\xff\xff" + raw[6:], "its list of tables is cut off or too long"),
        (lambda raw: raw[: len(raw) // 2], "its tables reach past its end"),
        (lambda raw: raw.replace(b"CFF ", b"XFF ", 1), "is a font without outlines"),
        (lambda raw: raw.replace(b"\x5f\x0f\x3c\xf5", b"\0\0\0\0"), "its head is none"),
    ],
)
def test_fonts(style_pack: Path, font: Path, cut: Callable[[bytes], bytes], said: str, written: Written) -> None:
    found = told(written(style_pack, {"fonts/Title.otf": cut(font.read_bytes())}))
    assert found.startswith("fonts/Title.otf: ")
    assert said in found


@pytest.mark.parametrize(
    ("name", "raw"),
    [
        ("luts/warm.cube", b"LUT_3D_SIZE 2\n" + b"0 0 0\n" * 7),
        ("luts/warm.cube", b"LUT_3D_SIZE 999999999\n0 0 0\n"),
        ("luts/warm.cube", b"LUT_3D_SIZE 2\n" + b"0 0 nan\n" * 8),
        ("luts/warm.cube", b"#" * 16_000_000),
        ("luts/warm.cube", b"\x80\x04\x95" * 1000),
        ("README.md", b"PK\x03\x04\0\0\0"),
        ("README.md", "über".encode("latin-1")),
        ("README.md", b"a\x1b]0;title\x07"),
        ("LICENSE", b"#!/bin/sh\0"),
        ("prompts/animatic.j2", b"{{ ''.__class__.__mro__ }}"),
        ("prompts/animatic.j2", b"{{ action.format_map(x) }}"),
        ("prompts/animatic.j2", b"{% include '/etc/passwd' %}"),
        ("prompts/animatic.j2", b"{% for x in range(10**9) %}{{ x }}{% endfor %}"),
        ("prompts/animatic.j2", b"{{ action"),
        ("prompts/animatic.j2", b"\xff\xfe"),
        ("prompts/nothing-speaks-it.j2", b"{{ action }}"),
        ("style.yaml", b"name: !!python/object/apply:os.system ['touch outside.txt']\n"),
        ("style.yaml", b"a: &a [x]\nb: *a\n"),
        ("style.yaml", b"name: x\n---\nname: y\n"),
        ("style.yaml", b"[" * 10_000),
        ("style.yaml", b"name: x\n" * 8_000),
        ("style.yaml", b"\x80\x04\x95"),
        ("style.yaml", b""),
    ],
)
def test_texts_that_are_not_what_they_say(style_pack: Path, name: str, raw: bytes, written: Written) -> None:
    assert told(written(style_pack, {name: raw})).startswith(name)


@pytest.mark.parametrize("name", ["CON", "..", "///", "日本"])
def test_a_guide_whose_name_no_folder_can_have(style_pack: Path, name: str, written: Written) -> None:
    guide = f'look: a\nname: "{name}"\npalette: ["#000000", "#777777", "#ffffff"]\n'
    assert told(written(style_pack, {"style.yaml": guide.encode()})).startswith("style.yaml:2:1: name: gives no name")


def test_everything_that_is_wrong_is_told_at_once(style_pack: Path, written: Written) -> None:
    bad = {"style.yaml": b"name: x\nlok: a\n", "a.pt": b"x", "b.png": b"x", "README.md": b"\xff", "c.safetensors": b"x"}
    found = inspect(written(style_pack, bad), "style")
    assert {each.file for each in found} == set(bad)
    assert all("\n" not in str(each) for each in found)
