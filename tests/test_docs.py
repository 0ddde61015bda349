"""The generated pages are what they would be if they were written now, and what the README shows is true."""

import importlib.util
import re
import shlex
from pathlib import Path
from types import ModuleType

import pytest

from orchestrator.cli.main import app

ROOT = Path(__file__).parent.parent


@pytest.fixture(scope="module")
def generator() -> ModuleType:
    spec = importlib.util.spec_from_file_location("generate", ROOT / "docs/generate.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_generated_pages_are_up_to_date(generator: ModuleType) -> None:
    assert generator.stale() == []


def test_the_check_can_go_red(generator: ModuleType, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(generator, "DOCS", tmp_path)
    assert generator.stale() == ["commands.md", "files.md", "library.md", "prompts.md", "checking.md"]


def test_the_readme_names_only_commands_and_files_that_are_there() -> None:
    text = (ROOT / "README.md").read_text(encoding="utf-8")
    known = {command.name for command in app.registered_commands} | {group.name for group in app.registered_groups}
    used = {shlex.split(row, posix=False)[1] for row in re.findall(r"filmwright [a-z]+", text)}
    assert used <= known
    for target in re.findall(r"\]\(([^)#:]+)\)", text):
        assert (ROOT / target).exists(), target
