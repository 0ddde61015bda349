"""Films of VACE and of a modular pipeline, from film.yaml to the finished file."""

from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
from PIL import Image
from tiny import wan as tiny_wan

from orchestrator.building.events import Event, FilmReady, StepFailed, StepMade
from orchestrator.building.project import open_project
from orchestrator.building.render import Options, render
from orchestrator.project.folder import load_film

FILM = """\
title: The Lamp
idea: A fox carries a lamp
length: 4s
format: {{size: 80x64, fps: 12}}
style: ink-and-gold
pictures: {pictures}
captions: "off"
score: "off"
seed: 5
"""

SCENE = """\
id: shore
heading: EXT. SHORE - NIGHT
time: night
shots:
  - id: lamp
    size: wide
    action: A lamp burns on the rock.
    keyframes: {keyframes}
    seconds: 1
  - {{id: fox, size: medium, action: The fox takes the lamp., boundary: continue, seconds: 0.75}}
"""

Built = Callable[[str, str], tuple[list[Event], Path]]


@pytest.fixture
def built(tmp_path: Path) -> Built:
    """Render a film of two shots, the second of which goes on from the first."""

    def build(pictures: str, keyframes: str) -> tuple[list[Event], Path]:
        root = tmp_path / "film"
        for folder in ("scenes", "assets"):
            (root / folder).mkdir(parents=True, exist_ok=True)
        (root / "film.yaml").write_text(FILM.format(pictures=pictures), encoding="utf-8")
        (root / "scenes/010-shore.yaml").write_text(SCENE.format(keyframes=keyframes), encoding="utf-8")
        Image.new("RGB", (300, 100), "#d9746a").save(root / "assets/dawn.png")
        Image.new("RGB", (120, 80), "#1a2148").save(root / "assets/sea.png")
        return list(render(open_project(root, load_film(root)), Options(slots=2))), root

    return build


def steps(events: list[Event]) -> set[str]:
    assert [event for event in events if isinstance(event, StepFailed)] == []
    return {event.step for event in events if isinstance(event, StepMade) if event.step.startswith(("clip", "tail"))}


def pictures_of(film: Path, events: list[Event]) -> list[np.ndarray]:
    import av

    (ready,) = [event for event in events if isinstance(event, FilmReady)]
    assert not ready.slates
    with av.open(str(film / "out/film.mp4")) as container:
        shown = [frame.to_ndarray(format="rgb24") for frame in container.decode(video=0)]
    assert len(shown) == ready.frames
    assert {picture.shape for picture in shown} == {(64, 80, 3)}
    return shown


def test_vace_goes_on_from_the_end_of_the_shot_before_not_from_its_last_picture_alone(
    built: Built, tmp_path: Path
) -> None:
    model = tiny_wan.save("vace", tmp_path / "models")
    events, film = built(f"wan_vace:{model}?steps=1", "{first: assets/dawn.png, last: assets/sea.png}")
    assert steps(events) == {"clip shore/lamp", "clip shore/fox"}
    pictures_of(film, events)


def test_a_modular_pipeline_makes_a_film(built: Built, tmp_path: Path) -> None:
    model = tiny_wan.save("first", tmp_path / "models")
    events, film = built(f"wan:{model}?steps=1&driver=modular", "{first: assets/dawn.png}")
    assert steps(events) == {"clip shore/lamp", "tail shore/lamp", "clip shore/fox"}
    pictures_of(film, events)
