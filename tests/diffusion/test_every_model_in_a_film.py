"""Every family of models through the front door: film.yaml, render, film. One film, each of its shots by another model."""

import importlib
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from PIL import Image

from orchestrator.building.events import Event, FilmReady, StepFailed, StepMade
from orchestrator.building.project import open_project
from orchestrator.building.render import Options, render
from orchestrator.building.store import Action, Store
from orchestrator.project.folder import load_film

FRAMES, RATE = 8, 12


@dataclass(frozen=True)
class Model:
    """A shot by one model: its tiny checkpoint, its options, and the ends that its file asks for."""

    backend: str
    tiny: str
    variant: str
    options: str = "steps=2"
    first: str = ""
    last: str = ""
    starts: bool = True
    """Whether it starts from a picture: one of the still model, where the file names none."""
    boundary: str = "cut"


DAWN, SEA = "assets/dawn.png", "assets/sea.png"
MODELS = {
    "words": Model("wan", "wan", "text", starts=False),
    "ends": Model("wan", "wan", "first-and-last", first=DAWN, last=SEA),
    "modular": Model("wan", "wan", "first-and-last", "steps=2&driver=modular", first=DAWN, last=SEA),
    "kept": Model("wan_vace", "wan", "vace", first=DAWN, last=SEA),
    "onward": Model("wan_vace", "wan", "vace", starts=False, boundary="continue"),
    "conditions": Model("ltx", "ltx", "conditions", first=DAWN, last=SEA),
    "sounding": Model("ltx2", "ltx2", "sound", first=DAWN),
    "begun": Model("cogvideox", "cogvideox", "first", first=DAWN),
    "moved": Model("svd", "svd", "first", boundary="match"),
    "six": Model("mochi", "mochi", "text", starts=False),
    "looping": Model("animatediff", "animatediff", "text", starts=False),
    "forced": Model("skyreels", "skyreels", "first-and-last", first=DAWN, last=SEA),
    "told": Model("hunyuan", "hunyuan", "text", starts=False),
    "newer": Model("hunyuan15", "hunyuan15", "first", first=DAWN),
    "packed": Model("framepack", "hunyuan", "framepack", first=DAWN),
    "small": Model("sana_video", "sana_video", "text-or-first", first=DAWN),
}
FILM = """\
title: Every Model
idea: A fox carries a lamp
length: 12s
format: {{size: 64x64, fps: 12}}
style: ink-and-gold
pictures: wan:{models}/wan/text?steps=1
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
    for model in MODELS.values():
        checkpoint(folder, model.tiny, model.variant)
    return folder


def project(root: Path, models: Path, stills: str, score: str, shots: dict[str, Model]) -> Path:
    """A film of one scene with somebody in it, half a second and more for each model."""
    for folder in ("scenes", "assets", "characters", "places"):
        (root / folder).mkdir(parents=True)
    (root / "film.yaml").write_text(FILM.format(models=models, stills=stills, score=score), encoding="utf-8")
    (root / "characters/fox.yaml").write_text(
        "id: fox\nname: Fox\nkind: fox\nappearance: a red fox\n", encoding="utf-8"
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


def frames_of(path: Path) -> int:
    import av

    with av.open(str(path)) as container:
        return sum(1 for _ in container.decode(video=0))


def stills_of(models: Path) -> str:
    """SDXL, and the IP-Adapter that it sees references through."""
    adapter = importlib.import_module("tiny.sdxl").save_adapter(models / "adapter")
    weights = adapter / "sdxl_models/ip-adapter_sdxl.safetensors"
    return f"sdxl:{checkpoint(models, 'sdxl', 'base')}?steps=1&ip_adapter={weights}"


def test_every_model_makes_its_shot_of_a_film(models: Path, tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    stills = stills_of(models)
    score = f"stable_audio:{checkpoint(models, 'audio', 'stable_audio')}?steps=1"
    root = project(tmp_path / "film", models, stills, score, MODELS)
    capfd.readouterr()
    events, store = build(root)
    assert capfd.readouterr() == ("", ""), "the libraries stay quiet"
    clips = {name: kept(store, f"clip shore/{name}") for name in MODELS}
    for name, model in MODELS.items():
        request = asked(store, f"clip shore/{name}")
        assert request["frames"] == FRAMES
        assert frames_of(store.path(clips[name].outputs["clip"])) == FRAMES, name
        assert (request["first"] is not None) == model.starts, name
        assert (request["last"] is not None) == bool(model.last), name
        assert bool(request["prompt"]) == (model.backend != "svd")
    assert asked(store, "clip shore/kept")["references"], "VACE is shown the fox"
    drawn = asked(store, "still shore/moved/first")
    assert drawn["references"], "the keyframe is made with the fox"
    assert drawn["composition"], "and composed as the shot before"
    assert asked(store, "clip shore/onward")["context"], (
        "VACE goes on from the end of a clip, not from its last picture"
    )
    assert store.actions_of("tail shore/kept") == []
    sound = store.path(clips["sounding"].outputs["sound"])
    assert sound.stat().st_size - 44 == FRAMES * 48_000 * 4 // RATE, "as long as the clip, to the sample"
    assert asked(store, "clip shore/sounding")["sound"] is True

    Image.radial_gradient("L").resize((80, 80)).convert("RGB").transpose(Image.Transpose.ROTATE_90).save(root / DAWN)
    with Image.open(root / DAWN) as dawn:
        dawn.point([255 - value for value in range(256)] * 3).save(root / DAWN)
    events, store = build(root)
    begun = {name for name, model in MODELS.items() if model.first == DAWN}
    assert {event.step for event in events if isinstance(event, StepMade) and event.kind == "clip"} == {
        f"clip shore/{name}" for name in {*begun, "onward", "moved"}
    }, "the keyframe of 'moved' is drawn with the first one of its place, which is that picture"
    for name in begun:
        newest = store.actions_of(f"clip shore/{name}")[-1]
        assert newest.outputs["clip"].digest != clips[name].outputs["clip"].digest, (
            f"{name} is not begun by its picture"
        )
