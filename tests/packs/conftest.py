"""What the tests of packs share: a good pack, zips made by hand, and a watch that nothing is left behind."""

import io
import json
import struct
import subprocess
import tempfile
import zipfile
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

import pytest
from PIL import Image

STYLE = """\
name: ink-test
version: 2
look: inked lines on blue paper
palette: ["#10142c", "#5a3f78", "#ffc07a"]
grade: {lut: luts/warm.cube, strength: 0.5}
titles: {font: fonts/Title.otf}
references: [pictures/frame.png]
loras: [{path: weights/ink.safetensors, trigger: inked}]
"""
SHEET = "id: mara\nname: Mara\nappearance: an old woman, silver braid\nreferences: [mara.jpg]\n"
CUBE = '# warm\nTITLE "warm"\nLUT_3D_SIZE 2\n' + "0 0 0\n1 0 0\n0 1 0\n1 1 0\n0 0 1\n1 0 1\n0 1 1\n1 1 1\n"
FONT = Path(__file__).parents[2] / "stitching/fonts/Inter-Medium.otf"


def tensors(header: object = None, data: bytes = b"\0" * 8) -> bytes:
    """The bytes of a .safetensors file."""
    said = header if header is not None else {"a": {"dtype": "F16", "shape": [2, 2], "data_offsets": [0, 8]}}
    text = json.dumps(said).encode()
    return struct.pack("<Q", len(text)) + text + data


def picture(form: str = "PNG", size: tuple[int, int] = (16, 9)) -> bytes:
    """The bytes of a picture."""
    raw = io.BytesIO()
    Image.new("RGB", size, "#5a3f78").save(raw, form)
    return raw.getvalue()


def good_files() -> dict[str, bytes]:
    """What lies in a good style pack, by name."""
    return {
        "style.yaml": STYLE.encode(),
        "luts/warm.cube": CUBE.encode(),
        "fonts/Title.otf": FONT.read_bytes(),
        "pictures/frame.png": picture(),
        "weights/ink.safetensors": tensors(),
        "prompts/animatic.j2": b"{{ action }}, {{ look }}\n",
        "README.md": "Ink, für Nächte.\n".encode(),
        "LICENSE": b"CC0\n",
    }


def write(folder: Path, files: Mapping[str, bytes]) -> Path:
    """Write files into a folder."""
    for name, raw in files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(raw)
    return folder


@pytest.fixture
def pack_files() -> dict[str, bytes]:
    """A good style pack, to be spoiled."""
    return good_files()


@pytest.fixture
def style_pack(tmp_path: Path, pack_files: dict[str, bytes]) -> Path:
    """A good style pack that is a folder."""
    return write(tmp_path / "ink", pack_files)


@pytest.fixture
def written() -> Callable[[Path, Mapping[str, bytes]], Path]:
    """Writes files into a folder."""
    return write


@pytest.fixture
def zipped(tmp_path: Path) -> Callable[..., Path]:
    """Makes a zip of members, each by name or by its entry, in the order given; the good main file comes by itself."""

    def make(*members: tuple[str | zipfile.ZipInfo, bytes], main: bool = True, packed: bool = True) -> Path:
        path = tmp_path / "stranger.zip"
        with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED if packed else zipfile.ZIP_STORED) as archive:
            if main:
                archive.writestr("style.yaml", 'name: x\nlook: a\npalette: ["#000000", "#777777", "#ffffff"]\n')
            for name, raw in members:
                archive.writestr(name, raw)
        return path

    return make


@pytest.fixture
def repository(tmp_path: Path) -> Callable[..., str]:
    """Makes a git repository with a tag `v1` of files, and returns its file address without the tag."""

    def make(files: Mapping[str, bytes], *more: list[str]) -> str:
        root = write(tmp_path / "styles.git", files)
        for command in (["init", "-q"], ["add", "-A", "-f"], ["commit", "-q", "-m", "x"], *more, ["tag", "v1"]):
            subprocess.run(["git", *IDENTITY, *command], cwd=root, check=True, capture_output=True)
        return root.as_uri()

    return make


IDENTITY = ("-c", "user.name=A", "-c", "user.email=a@example.org", "-c", "init.defaultBranch=main")


@pytest.fixture(autouse=True)
def scratch(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """The place for temporary files, which every test leaves empty; what stands around the test stays as it was."""
    place, outside = tmp_path / "scratch", tmp_path / "outside.txt"
    place.mkdir()
    outside.write_text("untouched", encoding="utf-8")
    monkeypatch.setattr(tempfile, "tempdir", str(place))
    before = sorted(path.name for path in tmp_path.parent.iterdir())
    yield place
    assert list(place.iterdir()) == []
    assert outside.read_text(encoding="utf-8") == "untouched"
    assert sorted(path.name for path in tmp_path.parent.iterdir()) == before


@pytest.fixture
def font() -> Path:
    """A font file."""
    return FONT


@pytest.fixture
def cast_pack(tmp_path: Path) -> Path:
    """A good character pack that is a folder."""
    return write(tmp_path / "mara", {"character.yaml": SHEET.encode(), "mara.jpg": picture("JPEG")})
