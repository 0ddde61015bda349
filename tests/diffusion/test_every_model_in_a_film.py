"""Every family of models through the front door: film.yaml, render, film. Two films, each of their shots by another model."""

import hashlib
import importlib
import json
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from PIL import Image

from orchestrator.building.events import Event, FilmReady, StepFailed, StepMade
from orchestrator.building.plan import Planner
from orchestrator.building.project import open_project
from orchestrator.building.render import Options, render
from orchestrator.project.folder import load_film
from orchestrator.store.records import Action
from orchestrator.store.store import Store

FRAMES, RATE = 4, 12
Made = Callable[[str, str, "dict[str, Model]"], Store]


@dataclass(frozen=True)
class Model:
    """A shot by one model: its tiny checkpoint, its options, and the ends that its file asks for."""

    backend: str
    tiny: str
    variant: str
    options: str = "steps=1"
    first: str = ""
    last: str = ""
    starts: bool = True
    """Whether it starts from a picture: one of the still model, where the file names none."""
    boundary: str = "cut"


DAWN, SEA = "assets/dawn.png", "assets/sea.png"
KEEPING = {
    "words": Model("wan", "wan", "text", starts=False),
    "ends": Model("wan", "wan", "first-and-last", first=DAWN, last=SEA),
    "kept": Model("wan_vace", "wan", "vace", first=DAWN, last=SEA),
    "onward": Model("wan_vace", "wan", "vace", starts=False, boundary="continue"),
    "conditions": Model("ltx", "ltx", "conditions", first=DAWN, last=SEA),
    "sounding": Model("ltx2", "ltx2", "sound", first=DAWN),
    "modular": Model("wan", "wan", "first", "steps=1&driver=modular", boundary="match"),
    "after": Model("wan", "wan", "first", "steps=1&driver=modular", boundary="continue"),
}
"""Shown SDXL's keyframes, under a score by Stable Audio."""
MOVING = {
    "begun": Model("cogvideox", "cogvideox", "first", first=DAWN),
    "moved": Model("svd", "svd", "first", boundary="match"),
    "six": Model("mochi", "mochi", "text", "steps=2", starts=False),
    "looping": Model("animatediff", "animatediff", "text", starts=False),
    "forced": Model("skyreels", "skyreels", "first-and-last", first=DAWN, last=SEA),
    "told": Model("hunyuan", "hunyuan", "text", starts=False),
    "newer": Model("hunyuan15", "hunyuan15", "first", first=DAWN),
    "packed": Model("framepack", "hunyuan", "framepack", first=DAWN),
    "small": Model("sana_video", "sana_video", "text-or-first", first=DAWN),
}
"""Shown keyframes by Flux.2 klein, under a score by MusicGen."""
FILM = """\
title: Every Model
idea: A fox carries a lamp
length: 3s
format: {{size: 64x64, fps: 12}}
style: ink-and-gold
pictures: slate
stills: {stills}
captions: "off"
score: {score}
seed: 5
"""
SCENE = """\
id: shore
heading: EXT. SHORE - NIGHT
place: shore
time: night
shots:
"""


def checkpoint(models: Path, module: str, variant: str) -> Path:
    """The folder of a tiny checkpoint, built once."""
    made = models / module / variant
    return made if made.is_dir() else Path(importlib.import_module(f"tiny.{module}").save(variant, models / module))


@pytest.fixture(scope="module")
def models(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the tiny checkpoint of every model."""
    folder = tmp_path_factory.mktemp("models")
    for model in (KEEPING | MOVING).values():
        checkpoint(folder, model.tiny, model.variant)
    return folder


def project(root: Path, models: Path, stills: str, score: str, shots: dict[str, Model]) -> Path:
    """A film of one scene with somebody in it, a third of a second for each model."""
    for folder in ("scenes", "assets", "characters", "places"):
        (root / folder).mkdir(parents=True)
    (root / "film.yaml").write_text(FILM.format(stills=stills, score=score), encoding="utf-8")
    (root / "characters/fox.yaml").write_text(
        "id: fox\nname: Fox\nkind: fox\nappearance: a red fox\nreferences: [assets/fox.png]\n", encoding="utf-8"
    )
    (root / "places/shore.yaml").write_text("id: shore\nname: Shore\nappearance: black rocks\n", encoding="utf-8")
    rows = [SCENE]
    for name, model in shots.items():
        ends = {"first": model.first, "last": model.last}
        said = ", ".join(f"{end}: {path}" for end, path in ends.items() if path)
        rows += [
            f"  - id: {name}\n    action: The fox waits on the rock.\n    seconds: {FRAMES / RATE}\n",
            f"    cast: [{{character: fox}}]\n    boundary: {model.boundary}\n",
            f"    model: {model.backend}:{models}/{model.tiny}/{model.variant}?{model.options}\n",
            f"    keyframes: {{{said}}}\n" if said else "",
        ]
    (root / "scenes/010-shore.yaml").write_text("".join(rows), encoding="utf-8")
    Image.linear_gradient("L").resize((96, 64)).convert("RGB").save(root / DAWN)
    Image.radial_gradient("L").resize((64, 96)).convert("RGB").save(root / SEA)
    Image.new("RGB", (60, 80), "#b04a2a").save(root / "assets/fox.png")
    return root


def build(root: Path) -> tuple[list[Event], Store]:
    events = list(render(open_project(root, load_film(root)), Options(slots=1)))
    assert [(event.step, event.error) for event in events if isinstance(event, StepFailed)] == []
    assert isinstance(events[-1], FilmReady)
    assert events[-1].slates == ()
    return events, Store(root / ".filmwright")


def kept(store: Store, step: str) -> Action:
    (action,) = store.actions_of(step)
    return action


def asked(store: Store, step: str) -> dict[str, Any]:
    request = kept(store, step).identity["request"]
    assert isinstance(request, dict)
    return request


def decoded(path: Path) -> tuple[list[np.ndarray], np.ndarray]:
    """The pictures of a file, and its sound (channels, samples)."""
    import av

    with av.open(str(path)) as container:
        pictures = [frame.to_ndarray(format="rgb24") for frame in container.decode(video=0)]
    with av.open(str(path)) as container:
        sound = [frame.to_ndarray() for stream in container.streams.audio for frame in container.decode(stream)]
    return pictures, np.concatenate(sound, axis=1) if sound else np.zeros((2, 0))


@pytest.fixture
def made(tmp_path: Path, models: Path, capfd: pytest.CaptureFixture[str]) -> Made:
    """Make a film, and see that it is whole, that each clip has what its shot asks for, and that a second run makes nothing."""

    def make(stills: str, score: str, shots: dict[str, Model]) -> Store:
        project(tmp_path, models, stills, score, shots)
        capfd.readouterr()
        events, store = build(tmp_path)
        assert capfd.readouterr() == ("", ""), "the libraries stay quiet"
        whole(tmp_path, events, store, shots)
        assert [event for event in build(tmp_path)[0] if isinstance(event, StepMade)] == []
        return store

    return make


def whole(root: Path, events: list[Event], store: Store, shots: dict[str, Model]) -> None:
    """Pictures and sound of the film, and of each clip."""
    ready = events[-1]
    assert isinstance(ready, FilmReady)
    pictures, sound = decoded(root / "out/film.mp4")
    assert len(pictures) == ready.frames
    assert {picture.shape for picture in pictures} == {(64, 64, 3)}
    assert sound.shape[1] / 48_000 == pytest.approx(ready.frames / RATE, abs=0.05)
    assert sound[:, 4_800:12_000].std() > 0.001, "the score is heard where no clip has sound of its own"
    assert b"trainedAlgorithmicMedia" in (root / "out/film.mp4").read_bytes()
    assert json.loads((root / "out/report.json").read_text())["source_type"] == "trainedAlgorithmicMedia"
    for name, model in shots.items():
        request = asked(store, f"clip shore/{name}")
        clip = store.path(kept(store, f"clip shore/{name}").outputs["clip"])
        assert len(decoded(clip)[0]) == FRAMES, name
        assert request["frames"] == FRAMES + (name == "after"), "a picture that two shots share is seen once"
        assert (request["first"] is not None) == model.starts, name
        assert (request["last"] is not None) == bool(model.last), name
        assert bool(request["prompt"]) == (model.backend != "svd")


def look_drawn(root: Path, store: Store, shot: str) -> None:
    """The keyframe of a shot is of the film's size, made with what a person gave of the fox, and composed as the shot before."""
    step = f"still shore/{shot}/first"
    fox = hashlib.sha256((root / "assets/fox.png").read_bytes()).hexdigest()
    assert fox in [seen["digest"] for seen in asked(store, step)["references"]]
    assert asked(store, step)["composition"]
    with Image.open(store.path(kept(store, step).outputs["still"])) as picture:
        assert picture.size == (64, 64)


def stills_of(models: Path) -> str:
    """SDXL, and the IP-Adapter that it sees references through."""
    adapter = importlib.import_module("tiny.sdxl").save_adapter(models / "adapter")
    weights = adapter / "sdxl_models/ip-adapter_sdxl.safetensors"
    return f"sdxl:{checkpoint(models, 'sdxl', 'base')}?steps=1&ip_adapter={weights}"


def test_models_that_keep_pictures_make_a_film(models: Path, tmp_path: Path, made: Made) -> None:
    score = f"stable_audio:{checkpoint(models, 'audio', 'stable_audio')}?steps=1"
    store = made(stills_of(models), score, KEEPING)
    assert asked(store, "clip shore/kept")["references"], "VACE is shown the fox"
    look_drawn(tmp_path, store, "modular")
    assert asked(store, "clip shore/onward")["context"], (
        "VACE goes on from the end of a clip, not from its last picture"
    )
    assert store.actions_of("tail shore/kept") == []
    assert len(store.actions_of("tail shore/modular")) == 1, "a model that begins with a picture, from the last one"
    sound = store.path(kept(store, "clip shore/sounding").outputs["sound"])
    assert sound.stat().st_size - 44 == FRAMES * 48_000 * 4 // RATE, "as long as the clip, to the sample"
    assert asked(store, "clip shore/sounding")["sound"] is True


def test_models_that_set_pictures_in_motion_make_a_film(models: Path, tmp_path: Path, made: Made) -> None:
    stills = f"flux2:{checkpoint(models, 'flux2', 'distilled')}?steps=1"
    store = made(stills, f"musicgen:{checkpoint(models, 'audio', 'musicgen')}", MOVING)
    look_drawn(tmp_path, store, "moved")

    Image.radial_gradient("L").resize((80, 80)).convert("RGB").point([255 - value for value in range(256)] * 3).save(
        tmp_path / DAWN
    )
    begun = {f"clip shore/{name}" for name, model in MOVING.items() if model.first == DAWN}
    planned = Planner(open_project(tmp_path, load_film(tmp_path))).plan()
    assert {step.id for step in planned.to_do if step.kind == "clip"} == {*begun, "clip shore/moved"}, (
        "the keyframe of 'moved' is drawn with the first one of its place, which is that picture"
    )
