"""What the tests of styles share: a library of one's own, guides to put into it, and commands as a person types them."""

import sys
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

import platformdirs
import pytest

NOIR = """\
name: noir
version: 1
look: rain on glass
light: one lamp
palette: ["#101010", "#888888", "#f0f0f0"]
grade: {lut: luts/cold.cube, contrast: 1.1}
titles: {font: serif, colour: "#f0f0f0"}
music: {instruments: [piano], tempo: 60}
variants:
  memory: {look: faded silver, grade: {saturation: 0.2}}
references: [street.png]
"""
CUBE = "LUT_3D_SIZE 2\n" + "\n".join(f"{r} {g} {b}" for b in (0, 1) for g in (0, 1) for r in (0, 1)) + "\n"


class Done(NamedTuple):
    """What a command printed, and its exit code."""

    code: int
    out: str
    err: str


Run = Callable[..., Done]


@pytest.fixture
def library(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The person's own style library, with a guide of their own that has the name of one that ships."""
    monkeypatch.setattr(platformdirs, "user_data_dir", lambda *_, **__: str(tmp_path / "data"))
    folder = tmp_path / "data/styles"
    write_guide(folder / "noir", NOIR)
    return folder


@pytest.fixture
def run(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Run:
    """Runs a command as typed in a folder."""
    from orchestrator.cli import main

    def filmwright(*arguments: str, cwd: Path) -> Done:
        monkeypatch.chdir(cwd)
        monkeypatch.setattr(sys, "argv", ["filmwright", *arguments])
        monkeypatch.setattr(main, "guard", lambda: None)  # it looks at the whole environment, once would do
        capsys.readouterr()
        with pytest.raises(SystemExit) as ended:
            main.main()
        said = capsys.readouterr()
        return Done(int(ended.value.code or 0), said.out, said.err)

    return filmwright


def write_guide(folder: Path, text: str, cube: str = CUBE) -> Path:
    """Write a guide that is a folder, with a LUT and a picture."""
    from PIL import Image

    (folder / "luts").mkdir(parents=True, exist_ok=True)
    (folder / "style.yaml").write_text(text, encoding="utf-8")
    (folder / "luts/cold.cube").write_text(cube, encoding="utf-8")
    Image.new("RGB", (8, 8), "#336699").save(folder / "street.png")
    return folder


def tree(root: Path) -> dict[str, bytes]:
    """Every file of a project that is made to be kept, with what is in it."""
    files = (path for path in sorted(root.rglob("*")) if path.is_file() and ".filmwright" not in path.parts)
    return {path.relative_to(root).as_posix(): path.read_bytes() for path in files}
