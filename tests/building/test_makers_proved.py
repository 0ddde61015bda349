"""A model that this machine lacks, or that fails in every shot: told once, with the place of the key that names it."""

import io
import time
from contextlib import redirect_stderr, redirect_stdout
from pathlib import Path

import pytest

from orchestrator.building.backends import prove_makers
from orchestrator.building.events import FilmReady, StepMade
from orchestrator.building.plan import Planner
from orchestrator.building.project import open_project
from orchestrator.cli.progress import PlainReader, say_ending
from orchestrator.film.errors import ProjectError
from orchestrator.project.folder import load_film
from orchestrator.project.makers import from_project

SCENE = """\
id: shore
heading: EXT. SHORE - NIGHT
shots:
  - {id: one, seconds: 1}
  - id: two
    seconds: 1
    model: wan:models/gone
"""


def film(root: Path, pictures: str = "animatic") -> Path:
    (root / "scenes").mkdir(parents=True)
    (root / "film.yaml").write_text(
        f"title: One\nlength: 2s\nformat: {{size: 64x64, fps: 12}}\npictures: {pictures}\nscore: 'off'\n",
        encoding="utf-8",
    )
    (root / "scenes/010-shore.yaml").write_text(SCENE, encoding="utf-8")
    return root


def test_a_folder_that_is_gone_is_told_with_every_key_that_names_it(tmp_path: Path) -> None:
    root = film(tmp_path / "film", "wan:models/nowhere")
    project = open_project(root, load_film(root))
    with pytest.raises(ProjectError) as failed:
        Planner(project).plan()
    told = str(failed.value).splitlines()
    assert [line.partition(" there is no folder ")[0] for line in told] == [
        "film.yaml:4:1: pictures:",
        "scenes/010-shore.yaml:7:5: shots.1.model:",
    ]
    assert not (root / ".filmwright").exists()


def test_nothing_is_said_of_makers_that_are_there(tmp_path: Path) -> None:
    root = film(tmp_path / "film", "wan2.2-ti2v-5b")
    (root / "scenes/010-shore.yaml").write_text(SCENE.replace("    model: wan:models/gone\n", ""), encoding="utf-8")
    prove_makers(root, load_film(root))


def test_files_of_options_are_those_of_the_project(tmp_path: Path) -> None:
    (tmp_path / "models/tiny").mkdir(parents=True)
    (tmp_path / "looks").mkdir()
    (tmp_path / "looks/ink.safetensors").write_bytes(b"")
    said = "wan:models/tiny?lora=looks/ink.safetensors,gone.safetensors&steps=4&scheduler=Foo"
    assert from_project(said, tmp_path) == (
        f"wan:{tmp_path}/models/tiny?lora={tmp_path}/looks/ink.safetensors,{tmp_path}/gone.safetensors"
        "&steps=4&scheduler=Foo"
    )
    assert from_project("animatic?grain=false", tmp_path) == "animatic?grain=false"
    assert from_project("wan:owner/name", tmp_path) == "wan:owner/name"


def test_a_reason_that_shots_share_is_said_once() -> None:
    shots = ("a/1", "a/2", "a/3", "b/1", "b/2")
    errors = ("the weights are damaged",) * 4 + ("out of memory",)
    out, err = io.StringIO(), io.StringIO()
    with redirect_stdout(out), redirect_stderr(err):
        code = say_ending(FilmReady("out/film.mp4", 2.0, 24, True, 5, shots, errors), time.monotonic())
    assert code == 1
    assert err.getvalue().splitlines() == [
        "  a/1, a/2, a/3 and 1 more failed and are slates in this film: the weights are damaged",
        "  b/2 failed and is a slate in this film: out of memory",
        "  once that is put right, render again: only what failed is made",
    ]


def test_a_slate_is_not_called_the_clip(capsys: pytest.CaptureFixture[str]) -> None:
    PlainReader().hear(StepMade("clip a/1", "clip", 0.25, slate=True))
    assert capsys.readouterr().out == "  made a slate in place of clip a/1 in 0.2 s\n"
