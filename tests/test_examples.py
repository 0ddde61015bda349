"""The examples load without a problem, and each becomes a film with one command."""

import json
import re
import subprocess
import sys
from pathlib import Path
from shutil import copytree

import pytest

from orchestrator.directing.grammar import violations
from orchestrator.project.folder import load_film

EXAMPLES = sorted(path.parent for path in (Path(__file__).parent.parent / "examples").glob("*/film.yaml"))


def test_there_are_three_examples_of_different_styles() -> None:
    films = [load_film(root) for root in EXAMPLES]
    assert len(films) >= 3
    assert len({film.style.name for film in films}) == len(films)


@pytest.mark.parametrize("root", EXAMPLES, ids=lambda root: root.name)
def test_an_example_keeps_the_grammar_of_film_and_holds_no_media(root: Path) -> None:
    assert violations(load_film(root).scenes) == []
    listed = subprocess.run(
        ["git", "ls-files", str(root)], capture_output=True, text=True, cwd=root, check=False
    ).stdout.split()
    assert not [name for name in listed if Path(name).suffix in (".mp4", ".wav", ".png", ".jpg")]


@pytest.mark.parametrize("root", EXAMPLES, ids=lambda root: root.name)
def test_an_example_renders_with_one_command(root: Path, tmp_path: Path) -> None:
    def made_not_written(_folder: str, names: list[str]) -> set[str]:
        return {"out", ".filmwright"} & set(names)

    copy = tmp_path / root.name
    copytree(root, copy, ignore=made_not_written)
    settings = copy / "film.yaml"
    small = "format: {size: 160x90, fps: 8}"
    text = re.sub(r"^format:.*\n", "", settings.read_text(encoding="utf-8"), flags=re.MULTILINE)
    settings.write_text(f"{text.rstrip()}\n{small}\n", encoding="utf-8")
    done = subprocess.run(
        [sys.executable, "-m", "orchestrator.cli", "render", "--project", str(copy), "--json"],
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    film = json.loads(done.stdout.splitlines()[-1])
    asked = load_film(copy).settings.seconds
    assert film["seconds"] == pytest.approx(asked, rel=0.12)
    assert film["slates"] == []


def test_the_scripted_model_writes_a_film_that_keeps_its_words(tmp_path: Path) -> None:
    script = EXAMPLES[0].parent / "scripted-model.yaml"
    asked = [
        "new",
        "A kite that wants to see the sea",
        "--length",
        "25s",
        "--writer",
        f"scripted:{script}",
        "-p",
        "kite",
    ]
    for command in (asked, ["check", "-p", "kite"], ["review", "-p", "kite"]):
        done = subprocess.run(
            [sys.executable, "-m", "orchestrator.cli", *command],
            capture_output=True,
            text=True,
            cwd=tmp_path,
            check=False,
        )
        assert done.returncode == 0, done.stderr
        said = done.stdout
        if command[0] == "check":
            assert "script: 2 of 2 lines spoken, 5 of 5 beats shown" in said
            assert "length: 600 frames, as asked" in said
    assert "+That is what the last one said." in said
