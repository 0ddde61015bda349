"""The sounds of what is drawn, in a film made with the real steps: where they lie, and what makes them again."""

import json
import wave
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
from command_line import refused, said
from numpy.typing import NDArray

from generation.animatic.steps import footfalls
from generation.requests import Staging
from generation.results import SAMPLE_RATE
from orchestrator.building.events import StepMade
from orchestrator.building.handing_over import finished
from orchestrator.building.plan import Planner
from orchestrator.building.project import Project, open_project
from orchestrator.building.render import Options, render
from orchestrator.project.folder import load_film
from stitching.timeline import Sound

Edit = Callable[[Path, str, str], None]


def opened(root: Path) -> Project:
    return open_project(root, load_film(root))


def made(root: Path) -> set[str]:
    return {event.step for event in render(opened(root), Options(slots=2)) if isinstance(event, StepMade)}


def of_foley(steps: set[str]) -> set[str]:
    return {step for step in steps if step.startswith("foley")}


def read(path: Path) -> NDArray[np.float64]:
    """A stem: 24 bits, two channels."""
    with wave.open(str(path)) as file:
        raw = np.frombuffer(file.readframes(file.getnframes()), np.uint8).reshape(-1, 2, 3).astype(np.int32)
    whole = raw[:, :, 0] | raw[:, :, 1] << 8 | raw[:, :, 2] << 16
    return np.where(whole >= 1 << 23, whole - (1 << 24), whole).T / 2.0**23


@pytest.fixture
def drawn_film(small_film: Path, edit: Edit) -> Path:
    edit(small_film / "film.yaml", "pictures: slate", "pictures: animatic\nscore: off")
    edit(small_film / "scenes/010-arrival.yaml", "ambience: [waves]\n", "")
    return small_film


def test_a_drawn_film_is_heard_where_its_feet_come_down(drawn_film: Path, tmp_path: Path) -> None:
    steps = made(drawn_film)
    assert len(of_foley(steps)) == 12
    project = opened(drawn_film)
    action = project.store.recall(project.store.latest()["foley arrival/keeper"])
    assert action is not None
    assert int(str(action.facts["events"])) >= 2
    request = action.identity["request"]
    assert isinstance(request, dict)
    staging = Staging.model_validate_json(json.dumps(request["staging"]))
    seconds = request["frames"] / 12
    falls = footfalls(staging, request["width"], request["height"], seconds, request["seed"])
    assert falls
    said("export", "stems", "--to", str(tmp_path / "stems"), cwd=drawn_film)
    effects = read(tmp_path / "stems/effects.wav")
    start = 1.5  # The first shot is that long.
    for fall in falls:
        at = round((start + fall.time) * SAMPLE_RATE)
        after, before = (effects[:, at + shift :][:, : SAMPLE_RATE // 24] for shift in (0, -SAMPLE_RATE // 12))
        assert np.abs(after).max() > 1.5 * np.abs(before).max()
    assert made(drawn_film) == set()


def test_thunder_is_in_the_storm(drawn_film: Path) -> None:
    made(drawn_film)
    project = opened(drawn_film)
    latest = project.store.latest()
    heard = [project.store.recall(latest[f"foley storm/{shot}"]) for shot in ("sea", "run", "shout", "end")]
    assert any(action and action.facts["events"] for action in heard)


def test_an_edit_makes_the_sounds_of_its_shot_again_and_no_others(drawn_film: Path, edit: Edit) -> None:
    made(drawn_film)
    edit(drawn_film / "scenes/010-arrival.yaml", "Mara climbs the path", "Mara runs up the path")
    planned = [step.id for step in Planner(opened(drawn_film)).plan().to_do]
    assert planned[:2] == ["clip arrival/keeper", "foley arrival/keeper"]
    assert of_foley(made(drawn_film)) == {"foley arrival/keeper"}
    edit(drawn_film / "scenes/010-arrival.yaml", "The lighthouse stands", "The white lighthouse stands")
    steps = made(drawn_film)
    assert of_foley(steps) == {"foley arrival/coast"}
    assert "mix" not in steps


def test_foley_can_be_off_and_is_for_drawn_shots_alone(drawn_film: Path, edit: Edit) -> None:
    edit(drawn_film / "film.yaml", "score: off", "score: off\nfoley: off")
    assert not of_foley(made(drawn_film))
    edit(drawn_film / "film.yaml", "foley: off", "foley: procedural")
    edit(drawn_film / "scenes/010-arrival.yaml", "  - id: coast\n", "  - id: coast\n    model: slate\n")
    assert "foley arrival/coast" not in of_foley(made(drawn_film))


def test_an_unknown_foley_is_told_with_its_place(drawn_film: Path, edit: Edit) -> None:
    edit(drawn_film / "film.yaml", "score: off", "score: off\nfoley: procedura")
    told = refused("check", cwd=drawn_film)
    assert "film.yaml:" in told
    assert "'procedura' is not a foley backend; did you mean 'procedural'?" in told


def test_a_film_in_another_language_hears_the_same_steps(drawn_film: Path) -> None:
    made(drawn_film)
    own = timeline_effects(opened(drawn_film))
    folder = drawn_film / "translations"
    folder.mkdir()
    (folder / "fr.yaml").write_text(
        'language: fr\nlines:\n  - {shot: arrival/calls, number: 1, line: "Who is there?", to: "Qui est là ?"}\n',
        encoding="utf-8",
    )
    project = open_project(drawn_film, load_film(drawn_film), language="fr")
    steps = {event.step for event in render(project, Options(slots=2)) if isinstance(event, StepMade)}
    assert "mix in fr" in steps
    assert not of_foley(steps)
    assert timeline_effects(project) == own


def timeline_effects(project: Project) -> list[Sound]:
    return [sound for sound in finished(project).timeline.sounds if sound.track == "effects"]
