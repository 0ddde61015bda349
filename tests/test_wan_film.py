"""A film of a diffusion model as it is planned: what is drawn for it, what it is told, what is refused; and made, once."""

import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from PIL import Image
from tiny import wan as tiny_wan

from orchestrator.building.events import StepFailed, StepMade
from orchestrator.building.plan import Planner
from orchestrator.building.project import open_project
from orchestrator.building.render import Options, render
from orchestrator.directing.prompting.compiler import Prompter
from orchestrator.film.errors import FilmError
from orchestrator.project.folder import load_film

Edit = Callable[[Path, str, str], None]

FILM = """\
title: The Lamp
idea: A fox carries a lamp
length: 6s
format: {{size: 96x64, fps: 12}}
style: ink-and-gold
pictures: wan:{model}?steps=1
captions: "off"
score: "off"
seed: 5
"""

SCENE = """\
id: shore
heading: EXT. SHORE - NIGHT
time: night
shots:
  - {id: lamp, size: wide, action: A lamp burns on the rock., keyframes: {first: generate}, seconds: 1}
  - {id: fox, size: medium, action: The fox takes the lamp., boundary: continue, seconds: 1}
  - id: dawn
    size: wide
    action: The fox reaches the sea.
    keyframes: {first: assets/dawn.png, last: assets/sea.png}
    seconds: 1
"""


@pytest.fixture(scope="module")
def model(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A checkpoint that begins with a picture, and may end on one."""
    return tiny_wan.save("first-or-both", tmp_path_factory.mktemp("models"))


@pytest.fixture
def film(tmp_path: Path, model: Path) -> Path:
    """A film of one scene and three shots, whose pictures come from a tiny checkpoint."""
    root = tmp_path / "film"
    for folder in ("scenes", "assets"):
        (root / folder).mkdir(parents=True)
    (root / "film.yaml").write_text(FILM.format(model=model), encoding="utf-8")
    (root / "scenes/010-shore.yaml").write_text(SCENE, encoding="utf-8")
    Image.new("RGB", (300, 100), "#d9746a").save(root / "assets/dawn.png")
    Image.new("RGB", (120, 80), "#1a2148").save(root / "assets/sea.png")
    return root


def test_a_first_picture_is_drawn_where_no_still_model_is_named(film: Path, edit: Edit) -> None:
    def build() -> set[str]:
        events = list(render(open_project(film, load_film(film)), Options(slots=1, only="shore/fox")))
        assert [event for event in events if isinstance(event, StepFailed)] == []
        made = {event.step for event in events if isinstance(event, StepMade)}
        return {step for step in made if step.startswith(("clip", "still", "tail"))}

    assert build() == {"still shore/lamp/first", "clip shore/lamp", "tail shore/lamp", "clip shore/fox"}
    assert build() == set()
    scene = film / "scenes/010-shore.yaml"
    edit(scene, "The fox takes the lamp.", "The fox leaves the lamp.")
    planned = Planner(open_project(film, load_film(film))).plan()
    begun = {step.id for step in planned.to_do if step.kind in ("clip", "still", "tail")}
    assert begun == {"clip shore/fox", "clip shore/dawn"}


def test_a_shot_that_the_model_cannot_make_is_refused_before_anything_is_made(film: Path, edit: Edit) -> None:
    edit(film / "scenes/010-shore.yaml", "boundary: continue, seconds: 1", "boundary: cut, seconds: 12")
    with pytest.raises(
        FilmError, match=r"scenes/010-shore.yaml:\d+:\d+: shots.1: the shot takes 12.* shorten it, split it"
    ):
        Planner(open_project(film, load_film(film))).plan()


def test_a_model_that_needs_a_first_frame_gets_one_drawn_and_a_persons_own_always_wins(film: Path, edit: Edit) -> None:
    def planned() -> set[str]:
        return {step.id for step in Planner(open_project(film, load_film(film))).plan().steps if step.kind == "still"}

    scene = film / "scenes/010-shore.yaml"
    assert planned() == {"still shore/lamp/first", "tail shore/lamp"}
    edit(scene, "boundary: continue", "boundary: cut")
    assert planned() == {"still shore/lamp/first", "still shore/fox/first"}
    edit(scene, "boundary: cut", "boundary: continue, keyframes: {first: assets/sea.png}")
    assert planned() == {"still shore/lamp/first"}


def test_the_prompt_is_in_the_models_dialect(film: Path, edit: Edit) -> None:
    def prompts() -> list[str]:
        loaded = load_film(film)
        prompter = Prompter(loaded)
        return [prompter.prompt(scene, shot, "wan-2.2").text for scene, shot in loaded.shots()]

    lamp, fox, _dawn = prompts()
    assert lamp.startswith("Hand-inked illustration")
    assert ", Wide shot. A lamp burns on the rock. " in lamp
    assert "The camera stays still." in lamp
    assert not any(".." in prompt or ". ." in prompt for prompt in (lamp, fox))
    edit(
        film / "scenes/010-shore.yaml",
        "size: wide, action: A lamp",
        "size: wide, angle: low, camera: pan, action: A lamp",
    )
    assert ", Wide shot. A lamp" in prompts()[0], "a moving camera says more than its angle"
    assert "The camera pans" in prompts()[0]


def test_planning_a_film_of_a_model_imports_nothing_heavy(film: Path) -> None:
    code = (
        "import sys\n"
        "from orchestrator.cli.main import main\n"
        "sys.argv = ['filmwright', 'plan']\n"
        "try:\n"
        "    main()\n"
        "finally:\n"
        "    assert not {'torch', 'diffusers', 'transformers', 'safetensors'} & set(sys.modules), 'heavy'\n"
    )
    done = subprocess.run([sys.executable, "-c", code], cwd=film, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    assert "shore/fox" in done.stdout
