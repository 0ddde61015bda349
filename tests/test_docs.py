"""The generated pages are what they would be if they were written now, and what the README shows is true."""

import importlib.util
import re
import shlex
from pathlib import Path
from types import ModuleType

import numpy as np
import pytest
from PIL import Image

from generation.backend import Kind, find
from generation.catalogue import recipe
from orchestrator.cli.main import app
from orchestrator.project.library import style_names
from stitching.lut import parse_lut, read_lut

ROOT = Path(__file__).parent.parent


@pytest.fixture(scope="module")
def generator() -> ModuleType:
    return _script("generate")


def _script(name: str) -> ModuleType:
    spec = importlib.util.spec_from_file_location(name, ROOT / f"docs/{name}.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_generated_pages_are_up_to_date(generator: ModuleType) -> None:
    assert generator.stale() == []


def test_the_check_can_go_red(generator: ModuleType, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(generator, "DOCS", tmp_path)
    assert generator.stale() == [
        "commands.md",
        "files.md",
        "library.md",
        "prompts.md",
        "checking.md",
        "models.md",
        "options.md",
        "gpu.md",
        "drawing.md",
        "transitions.md",
    ]


def test_every_example_of_an_option_is_one_that_its_backend_has() -> None:
    page = (ROOT / "docs/options.md").read_text(encoding="utf-8")
    kinds: dict[str, Kind] = {"pictures": "clips", "stills": "stills", "score": "scores"}
    found = re.findall(r"^    (pictures|stills|score): (\S+)", page, re.MULTILINE)
    assert len(found) > 40
    for key, spec in found:
        backend, options = recipe(kinds[key], spec)
        assert set(options) <= set(find(kinds[key], backend).model_fields), spec


@pytest.mark.parametrize("name", style_names())
def test_every_built_in_style_has_a_sample_picture(name: str) -> None:
    path = ROOT / "docs/pictures/styles" / f"{name}.jpg"
    assert path.stat().st_size < 60_000
    with Image.open(path) as picture:
        assert picture.size == (640, 360)


def test_samples_show_no_style_that_is_gone() -> None:
    assert {path.stem for path in (ROOT / "docs/pictures/styles").iterdir()} == set(style_names())


def test_the_luts_of_styles_are_what_their_generator_writes() -> None:
    luts = _script("luts")
    assert {path.parent.name for path in luts.STYLES.glob("*/look.cube")} == set(luts.LUTS)
    for name in luts.LUTS:
        path = luts.STYLES / name / "look.cube"
        written, now = read_lut(path), parse_lut(luts.cube(name).encode(), path)
        assert np.abs(written.table - now.table).max() < 2e-4


def test_the_readme_names_only_commands_and_files_that_are_there() -> None:
    text = (ROOT / "README.md").read_text(encoding="utf-8")
    known = {command.name for command in app.registered_commands} | {group.name for group in app.registered_groups}
    used = {shlex.split(row, posix=False)[1] for row in re.findall(r"filmwright [a-z]+", text)}
    assert used <= known
    for target in re.findall(r"\]\(([^)#:]+)\)", text):
        assert (ROOT / target).exists(), target
