"""What a person does in the cutting room: trims, shots left out, transitions, the sound's own cuts, music of their own."""

import json
import wave
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
from command_line import filmwright, refused, said

from orchestrator.building.events import Event, FilmReady, StepMade
from orchestrator.building.project import open_project
from orchestrator.building.render import Options, render
from orchestrator.building.takes import set_take
from orchestrator.film.errors import FilmError, ProjectError
from orchestrator.project.folder import load_film
from stitching.cues import blocks

Edit = Callable[[Path, str, str], None]
RATE = 48_000


def _built(root: Path) -> tuple[set[str], FilmReady]:
    events: list[Event] = list(render(open_project(root, load_film(root)), Options(slots=2)))
    made = {event.step for event in events if isinstance(event, StepMade)}
    return made, next(event for event in events if isinstance(event, FilmReady))


def test_another_take_is_asked_for_of_the_shot_that_is_named(small_film: Path, edit: Edit) -> None:
    """Its place in the film is not its place in the file: a shot before it is left out, and one was put before it since."""
    scene = small_film / "scenes/010-arrival.yaml"
    edit(scene, "  - id: coast\n", "  - id: coast\n    omit: true\n")
    film = load_film(small_film)
    edit(scene, "  - id: keeper\n", "  - {id: path, size: wide, action: A path in the grass.}\n  - id: keeper\n")
    assert set_take(small_film, film, "arrival/keeper", None) == 2
    shots = next(scene.shots for scene in load_film(small_film).scenes if scene.id == "arrival")
    assert {shot.id: shot.take for shot in shots} == {"coast": 1, "path": 1, "keeper": 2, "calls": 1}
    edit(scene, "    omit: true\n", "")
    assert "take" not in scene.read_text(encoding="utf-8").partition("- id: keeper")[0]
    edit(scene, "  - id: keeper\n", "  - id: guard\n")
    with pytest.raises(FilmError, match="'keeper' is not in its scene's file any more"):
        set_take(small_film, film, "arrival/keeper", None)


def test_a_trim_and_an_omission_make_no_clip_again(built_film: Path, edit: Edit) -> None:
    scene = built_film / "scenes/010-arrival.yaml"
    before = json.loads((built_film / "out/report.json").read_text())["frames"]
    edit(scene, "  - id: keeper\n", "  - id: keeper\n    trim: {in: 0.25, out: 1}\n")
    made, film = _built(built_film)
    assert not [step for step in made if step.startswith("clip")]
    assert before - film.frames == 9
    edit(scene, "  - id: coast\n", "  - id: coast\n    omit: true\n")
    made, film = _built(built_film)
    assert [step for step in made if step.startswith("clip")] == []
    assert before - film.frames == 9 + 18
    edit(scene, "    omit: true\n", "")
    edit(scene, "    trim: {in: 0.25, out: 1}\n", "")
    made, film = _built(built_film)
    assert (made, film.frames) == (set(), before)


def test_transitions_are_rendered_from_the_scene_file(built_film: Path, edit: Edit) -> None:
    before = json.loads((built_film / "out/report.json").read_text())["frames"]
    scene = built_film / "scenes/020-meeting.yaml"
    edit(
        scene, "enter: {transition: dissolve, seconds: 0.5}", "enter: {transition: wipe, direction: left, seconds: 0.5}"
    )
    made, film = _built(built_film)
    assert film.frames == before
    assert any(step.startswith("window") for step in made)
    assert not any(step.startswith("clip") for step in made)
    edit(scene, "direction: left", "direction: sideways")
    with pytest.raises(ProjectError, match=r"010|020-meeting\.yaml:\d+:\d+: enter\.direction"):
        load_film(built_film)


def _write_music(path: Path, seconds: float) -> None:
    at = np.arange(round(seconds * RATE)) / RATE
    beat = np.exp(-(at % 0.5) * 30) * np.sin(2 * np.pi * 200 * at) * 0.5 + np.sin(2 * np.pi * 440 * at) * 0.05
    path.parent.mkdir(exist_ok=True)
    with wave.open(str(path), "wb") as file:
        file.setnchannels(1)
        file.setsampwidth(2)
        file.setframerate(RATE)
        file.writeframes((beat * 32767).astype("<i2").tobytes())


def test_music_of_ones_own_is_cut_to_the_film(built_film: Path, edit: Edit) -> None:
    _write_music(built_film / "assets/theme.wav", 60)
    edit(built_film / "film.yaml", "pictures: slate\n", "pictures: slate\nscore: assets/theme.wav\n")
    made, film = _built(built_film)
    assert {"score", "mix", "film"} <= made
    store = open_project(built_film, load_film(built_film)).store
    score = store.recall(store.latest()["score"])
    assert score is not None
    assert "120 beats a minute" in str(score.facts["edit"])
    heard = sum(block.shape[1] for block in blocks(store.path(score.outputs["sound"])))
    assert heard == round(film.frames * RATE / 12)
    assert _built(built_film)[0] == set()
    edit(built_film / "film.yaml", "score: assets/theme.wav", "score: assets/gone.wav")
    with pytest.raises(ProjectError, match=r"film\.yaml:\d+:\d+: score: 'assets/gone\.wav' is not there"):
        load_film(built_film)


def test_a_shot_that_is_left_out_is_said_to_be(small_film: Path, edit: Edit) -> None:
    edit(small_film / "scenes/010-arrival.yaml", "  - id: coast\n", "  - id: coast\n    omit: true\n")
    for command in ("why", "render", "takes"):
        assert "arrival/coast is left out of the film" in refused(command, "arrival/coast", cwd=small_film)
    assert "out of the film" not in filmwright("check", cwd=small_film).stderr


def test_the_tracks_of_the_sound_are_handed_over(built_film: Path, tmp_path: Path) -> None:
    told = said("export", "stems", "--to", str(tmp_path / "stems"), cwd=built_film)
    assert "7 files" in told
    names = {path.name for path in (tmp_path / "stems").iterdir()}
    parts = {f"music-{part}.wav" for part in ("melody", "harmony", "bass", "percussion")}
    assert names == {"dialogue.wav", "music.wav", "ambience.wav"} | parts
    frames = json.loads((built_film / "out/report.json").read_text())["frames"]
    for name in names:
        assert sum(block.shape[1] for block in blocks(tmp_path / "stems" / name)) == frames * RATE // 12
    whole, *apart = (np.concatenate([*blocks(tmp_path / "stems" / name)], axis=1) for name in ("music.wav", *parts))
    assert np.abs(whole).max() > 0.01
    assert np.abs(sum(apart) - whole).max() < 1e-6
    (tmp_path / "file").write_text("")
    assert "is a file; name a folder" in refused("export", "stems", "--to", str(tmp_path / "file"), cwd=built_film)
