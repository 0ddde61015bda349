"""The grade of a style in the build: which clips get one, what makes it again, and what does not."""

import json
from collections.abc import Callable
from fractions import Fraction
from pathlib import Path
from shutil import copytree

import numpy as np
import pytest

from orchestrator.building.events import BuildStopped, Event, FilmReady, StepMade
from orchestrator.building.plan import Planner
from orchestrator.building.planned import Plan
from orchestrator.building.project import open_project
from orchestrator.building.render import Options, render
from orchestrator.building.takes import takes_of
from orchestrator.film.errors import ProjectError
from orchestrator.project.folder import load_film
from stitching.mezzanine import Writer, read

Edit = Callable[[Path, str, str], None]

FILM = """\
title: Käse
idea: Somebody waits
length: 4s
format: {size: 96x64, fps: 12}
style: own
pictures: animatic
score: "off"
seed: 3
"""
SCENE = """\
id: shore
heading: EXT. SHORE - NIGHT
time: night
shots:
  - {id: sea, size: wide, action: The sea lies still., seconds: 1}
  - {id: rock, size: insert, action: A rock in the sea., seconds: 1}
"""
LATER = """\
id: later
heading: EXT. SHORE - DAY
shots:
  - {id: own, size: wide, action: What somebody filmed., footage: {path: assets/own.mp4}, seconds: 1}
"""
STYLE = """\
name: own
look: flat shapes
palette: ["#1a2148", "#5a3f78", "#d9746a", "#ffc07a"]
"""
LUT = "look.cube"


def lut(path: Path, row: str = "{b} {r} {g}") -> None:
    corners = [row.format(r=index & 1, g=index >> 1 & 1, b=index >> 2 & 1) for index in range(8)]
    path.write_text("LUT_3D_SIZE 2\n" + "\n".join(corners) + "\n", encoding="utf-8")


def write(root: Path) -> Path:
    """Two drawn shots and one of footage, in a style of its own that states no grade."""
    for folder in ("scenes", "assets", "styles/own"):
        (root / folder).mkdir(parents=True)
    (root / "film.yaml").write_text(FILM, encoding="utf-8")
    (root / "scenes/010-shore.yaml").write_text(SCENE, encoding="utf-8")
    (root / "scenes/020-later.yaml").write_text(LATER, encoding="utf-8")
    (root / "styles/own/style.yaml").write_text(STYLE, encoding="utf-8")
    with Writer(root / "assets/own.mp4", 96, 64, Fraction(12)) as writer:
        for _ in range(24):
            writer.write(np.full((64, 96, 3), (200, 60, 40), np.uint8))
    return root


@pytest.fixture
def film(tmp_path: Path) -> Path:
    """The film, of which nothing is made yet."""
    return write(tmp_path / "film")


@pytest.fixture(scope="module")
def film_once(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, list[str]]:
    root = write(tmp_path_factory.mktemp("graded") / "film")
    return root, made(build(root))


@pytest.fixture
def rendered(tmp_path: Path, film_once: tuple[Path, list[str]]) -> Path:
    """The film, rendered without a grade; each test has a copy of its own."""
    return copytree(film_once[0], tmp_path / "rendered")


def style(root: Path, more: str) -> None:
    (root / "styles/own/style.yaml").write_text(STYLE + more, encoding="utf-8")


def build(root: Path, **options: object) -> list[Event]:
    draft = bool(options.get("draft"))
    project = open_project(root, load_film(root), draft=draft)
    return list(render(project, Options(slots=2, **options)))  # type: ignore[arg-type]


def made(events: list[Event]) -> list[str]:
    return sorted(event.step for event in events if isinstance(event, StepMade))


def plan(root: Path) -> Plan:
    return Planner(open_project(root, load_film(root))).plan()


def grades(root: Path) -> list[str]:
    return [step.id.removeprefix("grade ") for step in plan(root).steps if step.kind == "grade"]


def middle(path: Path, frame: int) -> list[int]:
    """The sample values in the middle of a frame: Y, U, V."""
    planes = next(read(path, frame, 1))
    height, width = planes.shape[0] * 2 // 3, planes.shape[1]
    flat = planes.reshape(-1)[height * width :].reshape(2, height // 2, width // 2)
    return [int(planes[height // 2, width // 2]), *(int(part[height // 4, width // 4]) for part in flat)]


def test_a_guide_that_states_nothing_grades_nothing(film_once: tuple[Path, list[str]]) -> None:
    steps = film_once[1]
    assert {"clip later/own", "clip shore/rock", "clip shore/sea", "film"} <= set(steps)
    assert not [step for step in steps if step.startswith("grade")]


def test_a_new_lut_makes_no_clip_again_only_the_grade_and_the_assembly(rendered: Path) -> None:
    film = rendered
    report, locked = (json.loads((film / name).read_text()) for name in ("out/report.json", "film.lock"))

    lut(film / "styles/own" / LUT)
    style(film, f"grade: {{lut: {LUT}}}\n")
    graded = build(film)
    steps = made(graded)
    assert {step for step in steps if not step.startswith("window ")} == {
        "grade later/own",
        "grade shore/rock",
        "grade shore/sea",
        "film",
        "poster",
    }
    assert any(isinstance(event, FilmReady) and event.changed for event in graded)
    assert made(build(film)) == []
    assert plan(film).to_do == ()
    again, still = (json.loads((film / name).read_text()) for name in ("out/report.json", "film.lock"))
    assert [row["clip"] for row in again["shots"]] == [row["clip"] for row in report["shots"]]
    assert still["shots"] == locked["shots"]
    assert len(takes_of(film, load_film(film), "shore/sea")) == 1

    lut(film / "styles/own" / LUT, "{g} {b} {r}")
    stale = [step for step in plan(film).to_do if step.kind != "film"]
    assert [(step.id, step.state, step.reason) for step in stale] == [
        (f"grade {shot}", "stale", "LUT changed") for shot in ("shore/sea", "shore/rock", "later/own")
    ]
    assert all(step.seconds for step in stale)
    assert not [step for step in made(build(film)) if step.startswith(("clip", "mix"))]


def test_the_film_shows_the_graded_pictures_and_its_poster_too(rendered: Path) -> None:
    film = rendered
    plain = middle(film / "out/film.mp4", 20)
    lut(film / "styles/own" / LUT, "0 0 1")
    style(film, f"grade: {{lut: {LUT}}}\n")
    build(film)
    blue = [32, 240, 118]
    assert max(abs(a - b) for a, b in zip(middle(film / "out/film.mp4", 20), blue, strict=True)) <= 3
    assert max(abs(a - b) for a, b in zip(plain, blue, strict=True)) > 20
    from PIL import Image

    red, green, blue_part = Image.open(film / "out/poster.jpg").convert("RGB").resize((1, 1)).getpixel((0, 0))  # type: ignore[misc]
    assert blue_part > 150
    assert max(red, green) < 60


def test_a_lut_is_known_by_its_content(rendered: Path) -> None:
    film = rendered
    lut(film / "styles/own" / LUT)
    style(film, f"grade: {{lut: {LUT}}}\n")
    build(film)
    (film / "styles/own" / LUT).rename(film / "styles/own/other.cube")
    style(film, "grade: {lut: other.cube}\nnote: the look has another name now\n")
    assert plan(film).to_do == ()


def test_what_was_not_drawn_gets_what_the_guide_states(film: Path) -> None:
    assert grades(film) == []
    style(film, "grade: {contrast: 1.2}\n")
    assert grades(film) == ["later/own"]
    style(film, "grade: {grain: 0.1, vignette: 0.35}\n")  # what would be the drawn look's, if it were left out
    assert grades(film) == ["later/own"]
    style(film, "grade: {contrast: 1.0, saturation: 1.0, grain: 0, vignette: 0}\n")
    assert grades(film) == []
    style(film, f"grade: {{lut: {LUT}, strength: 0}}\n")
    lut(film / "styles/own" / LUT)
    assert grades(film) == []


def test_a_scene_has_the_grade_of_its_variant(film: Path, edit: Edit) -> None:
    lut(film / "styles/own" / LUT)
    style(film, f"variants: {{memory: {{grade: {{lut: {LUT}}}}}}}\n")
    assert grades(film) == []
    edit(film / "scenes/010-shore.yaml", "time: night\n", "time: night\nstyle_variant: memory\n")
    assert grades(film) == ["shore/sea", "shore/rock"]


def test_an_arc_brings_a_lut_in_by_its_strength(film: Path) -> None:
    lut(film / "styles/own" / LUT)
    more = f"variants: {{warm: {{grade: {{lut: {LUT}}}}}}}\narc: [{{at: 0%}}, {{at: 100%, variant: warm}}]\n"
    style(film, more)
    assert grades(film) == ["later/own"]
    guide = load_film(film).style
    assert guide.along(guide.arc, 0.25).grade.strength == 0.25
    assert guide.along(guide.arc, 0.25).grade.lut == LUT
    assert "grain" not in guide.along(guide.arc, 0.25).grade.model_fields_set


def test_clips_of_a_model_are_graded_and_go_on_from_ungraded_ones(film: Path, edit: Edit) -> None:
    edit(film / "film.yaml", "pictures: animatic", "pictures: wan2.2-ti2v-5b")
    edit(
        film / "scenes/010-shore.yaml", "action: A rock in the sea.,", "action: A rock in the sea., boundary: continue,"
    )
    style(film, "grade: {saturation: 0.5}\n")
    found = {step.id: step.reason for step in plan(film).steps}
    assert found["tail shore/sea"] == "waits for clip shore/sea"
    assert found["grade shore/rock"] == "waits for clip shore/rock"
    assert found["grade shore/sea"] == "waits for clip shore/sea"


def test_slates_are_left_as_they_are(film: Path, edit: Edit) -> None:
    edit(film / "film.yaml", "pictures: animatic", "pictures: slate")
    lut(film / "styles/own" / LUT)
    style(film, f"grade: {{lut: {LUT}, contrast: 1.2}}\n")
    assert grades(film) == ["later/own"]


def test_a_slate_for_a_shot_that_failed_stays_readable(film: Path) -> None:
    (film / "assets/own.mp4").write_bytes(b"no film at all")
    lut(film / "styles/own" / LUT, "0 0 1")
    style(film, f"grade: {{lut: {LUT}}}\n")
    events = build(film)
    assert isinstance(events[-1], FilmReady)
    assert events[-1].slates == ("later/own",)
    store = open_project(film, load_film(film)).store
    clip, graded = (store.actions_of(f"{kind} later/own")[0].outputs["clip"] for kind in ("clip", "grade"))
    assert graded.digest == clip.digest


def test_rendering_one_shot_makes_its_grade_and_no_other(film: Path) -> None:
    lut(film / "styles/own" / LUT)
    style(film, f"grade: {{lut: {LUT}}}\n")
    events = build(film, only="shore/rock")
    assert {step for step in made(events) if step.startswith(("clip", "grade"))} == {
        "clip shore/rock",
        "grade shore/rock",
    }
    assert isinstance(events[-1], BuildStopped)
    assert not events[-1].failed


def test_drafts_are_graded_in_their_own_size(film: Path) -> None:
    lut(film / "styles/own" / LUT, "0 0 1")
    style(film, f"grade: {{lut: {LUT}}}\n")
    assert "grade shore/sea" in made(build(film, draft=True))
    assert max(abs(a - b) for a, b in zip(middle(film / "out/draft.mp4", 20), [32, 240, 118], strict=True)) <= 3


def test_a_broken_lut_is_told_with_its_place_before_anything_is_made(film: Path) -> None:
    style(film, f"grade: {{lut: {LUT}}}\n")
    with pytest.raises(ProjectError, match=r"styles/own/style.yaml:4:9: grade.lut: 'look.cube' is not there"):
        load_film(film)
    (film / "styles/own" / LUT).write_text("LUT_3D_SIZE 2\n0 0 0\n0 0 one\n")
    with pytest.raises(ProjectError) as caught:
        load_film(film)
    assert str(caught.value) == ("styles/own/look.cube:3:5: 'one' is no number; write for example 0.25 or 2.5e-1")
    lut(film / "styles/own" / LUT)
    assert len(grades(film)) == 3


def test_a_font_beside_the_guide_sets_the_titles_and_only_its_content_counts(rendered: Path) -> None:
    import stitching

    film = rendered

    packaged = Path(str(stitching.__path__[0])) / "fonts"
    pen = film / "styles/own/fonts/Pen.otf"
    pen.parent.mkdir()
    pen.write_bytes((packaged / "Inter-Medium.otf").read_bytes())
    style(film, "titles: {font: fonts/Pen.otf}\n")
    steps = made(build(film))
    assert steps
    assert all(step.startswith(("window ", "film", "poster")) for step in steps)
    pen.rename(pen.with_name("Ink.otf"))
    style(film, "titles: {font: fonts/Ink.otf}\n")
    assert plan(film).to_do == ()
    pen.with_name("Ink.otf").write_bytes((packaged / "EBGaramond-Regular.otf").read_bytes())
    assert "text over the picture changed" in {step.reason for step in plan(film).to_do}
    pen.with_name("Ink.otf").write_bytes(b"no font")
    assert ("text", "'Käse' is set in the built-in serif face: Ink.otf is not a font that can be read") in plan(
        film
    ).downgrades
    style(film, "captions: {font: fonts/Gone.otf}\n")
    with pytest.raises(ProjectError, match=r"captions.font: 'fonts/Gone.otf' is not there"):
        load_film(film)
