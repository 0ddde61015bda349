"""A film whose pictures bring their own sound, with a score by a music model: from film.yaml to the finished file."""

from pathlib import Path

import numpy as np
import pytest
from tiny import audio, ltx2

from orchestrator.building.events import FilmReady, StepFailed, StepMade
from orchestrator.building.project import open_project
from orchestrator.building.render import Options, render
from orchestrator.project.folder import load_film

FILM = """\
title: The Tide
idea: The sea takes a lamp
length: 3s
format: {{size: 96x64, fps: 24}}
style: ink-and-gold
pictures: ltx2:{models}/wide?steps=2
score: stable_audio:{models}/stable_audio?steps=2
captions: "off"
seed: 5
"""

SCENE = """\
id: shore
heading: EXT. SHORE - NIGHT
time: night
mood: sad
shots:
  - {id: sea, size: wide, action: The sea comes up the rock., keyframes: {first: "off"}, seconds: 1}
  - {id: lamp, size: medium, action: A lamp goes out., keyframes: {first: "off"}, boundary: cut, seconds: 1}
"""


@pytest.fixture
def film(tmp_path: Path) -> Path:
    """A film of one scene and two shots, with both checkpoints beside it."""
    models = tmp_path / "models"
    ltx2.save("wide", models)
    audio.save("stable_audio", models)
    root = tmp_path / "film"
    (root / "scenes").mkdir(parents=True)
    (root / "film.yaml").write_text(FILM.format(models=models), encoding="utf-8")
    (root / "scenes/010-shore.yaml").write_text(SCENE, encoding="utf-8")
    return root


def test_picture_sound_and_score_of_models_become_a_film(film: Path, capfd: pytest.CaptureFixture[str]) -> None:
    import av

    capfd.readouterr()
    events = list(render(open_project(film, load_film(film)), Options(slots=2)))
    assert [event for event in events if isinstance(event, StepFailed)] == []
    assert capfd.readouterr() == ("", ""), "the libraries stay quiet"
    made = {event.step for event in events if isinstance(event, StepMade)}
    assert {"clip shore/sea", "clip shore/lamp", "score"} <= made
    ready = next(event for event in events if isinstance(event, FilmReady))
    assert not ready.slates
    with av.open(str(film / "out/film.mp4")) as container:
        frames = sum(1 for _ in container.decode(video=0))
    with av.open(str(film / "out/film.mp4")) as container:
        heard = np.concatenate([np.asarray(frame.to_ndarray()) for frame in container.decode(audio=0)], axis=1)
    assert frames == ready.frames
    kept = [path for path in (film / ".filmwright").rglob("*") if path.is_file() and path.read_bytes()[:4] == b"RIFF"]
    sizes = [path.stat().st_size - 44 for path in kept]
    assert sizes.count(48_000 * 4) == 2, "each clip has its own sound, to the sample"
    assert abs(heard.shape[1] / 48_000 - frames / 24) < 0.05
    assert heard[:, 24_000:48_000].std() > 0.001
    again = {
        event.step
        for event in render(open_project(film, load_film(film)), Options(slots=2))
        if isinstance(event, StepMade)
    }
    assert not {step for step in again if step.startswith(("clip", "score"))}
