"""The same film in other shapes: whole, with the same sound, and made again only where the film was edited."""

from collections.abc import Callable
from pathlib import Path
from shutil import copytree

import pytest

from orchestrator.building.events import Event, FilmReady, StepMade
from orchestrator.building.plan import Planner
from orchestrator.building.project import open_project
from orchestrator.building.render import Options, render
from orchestrator.building.versions import versions_of
from orchestrator.film.errors import ProjectError
from orchestrator.project.folder import load_film
from stitching.mezzanine import opened

Edit = Callable[[Path, str, str], None]

FILM = """\
title: Two
author: Ärger
idea: Two meet
length: 4s
format: {size: 160x90, fps: 12}
versions: [9:16, "2.39:1", 9:16, 16:9]
style: own
pictures: animatic
captions: sidecar
score: "off"
seed: 3
"""
SCENE = """\
id: shore
heading: EXT. SHORE - NIGHT
time: night
ambience: [waves]
shots:
  - {id: sea, size: wide, action: Mara waits., cast: [{character: mara, position: left}], seconds: 1}
  - {id: rock, size: medium, action: Mara looks., cast: [{character: mara, position: right}], seconds: 1}
  - {id: wave, size: insert, action: A wave., seconds: 1, enter: {transition: dissolve, seconds: 0.5}}
"""
MARA = "id: mara\nname: Mara\nappearance: a woman in a red coat\n"
STYLE = """\
name: own
look: flat shapes
palette: ["#1a2148", "#5a3f78", "#d9746a", "#ffc07a"]
"""
SIZES = {"9x16": (90, 160), "2.39x1": (160, 66)}


def write(root: Path) -> Path:
    for folder in ("scenes", "characters", "styles/own"):
        (root / folder).mkdir(parents=True)
    (root / "film.yaml").write_text(FILM, encoding="utf-8")
    (root / "scenes/010-shore.yaml").write_text(SCENE, encoding="utf-8")
    (root / "characters/mara.yaml").write_text(MARA, encoding="utf-8")
    (root / "styles/own/style.yaml").write_text(STYLE, encoding="utf-8")
    return root


def build(root: Path) -> list[Event]:
    return list(render(open_project(root, load_film(root)), Options(slots=1)))


def made(events: list[Event]) -> set[str]:
    return {event.step for event in events if isinstance(event, StepMade)}


@pytest.fixture(scope="module")
def film_once(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, list[Event]]:
    root = write(tmp_path_factory.mktemp("versions") / "film")
    return root, build(root)


@pytest.fixture
def film(tmp_path: Path, film_once: tuple[Path, list[Event]]) -> Path:
    """The film, rendered; each test has a copy of its own."""
    return copytree(film_once[0], tmp_path / "film")


def sound(path: Path) -> list[bytes]:
    with opened(path) as container:
        return [bytes(packet) for packet in container.demux(container.streams.audio[0])]


def test_each_version_is_the_same_film_in_another_shape(film_once: tuple[Path, list[Event]]) -> None:
    root, events = film_once
    assert isinstance(events[-1], FilmReady)
    assert {path.name for path in (root / "out").glob("*.mp4")} == {"film.mp4", *(f"film.{name}.mp4" for name in SIZES)}
    with opened(root / "out/film.mp4") as container:
        frames, title = container.streams.video[0].frames, container.metadata["title"]
    for name, size in SIZES.items():
        with opened(root / f"out/film.{name}.mp4") as container:
            stream = container.streams.video[0]
            assert (stream.width, stream.height) == size
            assert len(list(container.decode(stream))) == frames
            assert container.metadata["title"] == title
            assert container.metadata["artist"] == "Ärger"
        assert sound(root / f"out/film.{name}.mp4") == sound(root / "out/film.mp4")
    assert Planner(open_project(root, load_film(root))).plan().to_do == ()
    assert made(build(root)) == set()


def test_an_edit_of_one_shot_makes_one_clip_again_in_each_version(film: Path, edit: Edit) -> None:
    edit(film / "scenes/010-shore.yaml", "action: Mara looks.", "action: Mara looks up and smiles.")
    todo = {step.id for step in Planner(open_project(film, load_film(film))).plan().to_do}
    assert "clip shore/rock" in todo
    steps = made(build(film))
    assert {step for step in steps if step.partition(" ")[0] in ("clip", "subject", "reframe")} == {
        "clip shore/rock",
        "subject shore/rock",
        "reframe 9:16 shore/rock",
        "reframe 2.39:1 shore/rock",
    }
    assert {"film", "film 9:16", "film 2.39:1"} <= steps
    assert {step for step in steps if step.startswith("window")} == {
        f"window {aspect}shore/rock" for aspect in ("", "9:16 ", "2.39:1 ")
    }


def test_drawn_shots_are_framed_anew_between_bars_and_a_lut_makes_no_clip_again(film: Path) -> None:
    (film / "styles/own/look.cube").write_text(
        "LUT_3D_SIZE 2\n" + "\n".join(f"{b} {r} {g}" for b in (0, 1) for g in (0, 1) for r in (0, 1)) + "\n"
    )
    (film / "styles/own/style.yaml").write_text(STYLE + "grade: {letterbox: 2.39}\n", encoding="utf-8")
    steps = made(build(film))
    assert {"grade shore/sea", "film"} <= steps
    assert len([step for step in steps if step.startswith("clip ")]) == 3

    (film / "styles/own/style.yaml").write_text(STYLE + "grade: {letterbox: 2.39, lut: look.cube}\n", encoding="utf-8")
    steps = made(build(film))
    assert {step for step in steps if step.partition(" ")[0] in ("clip", "subject")} == set()
    assert len([step for step in steps if step.startswith("reframe ")]) == 6


def test_a_shape_that_nobody_knows_is_told_with_its_place(film: Path, edit: Edit) -> None:
    edit(film / "film.yaml", "[9:16,", "[3:2,")
    with pytest.raises(ProjectError, match=r"film\.yaml:6:\d+.*3:2"):
        load_film(film)


def test_a_draft_has_no_versions(film: Path) -> None:
    assert [version.name for version in versions_of(open_project(film, load_film(film)))] == [*SIZES]
    assert versions_of(open_project(film, load_film(film), draft=True)) == ()
