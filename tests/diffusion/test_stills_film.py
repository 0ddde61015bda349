"""Keyframes of a film by SDXL with an IP-Adapter: film.yaml, render, stills."""

import hashlib
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from PIL import Image
from tiny import sdxl, wan

from orchestrator.building.events import Event, StepFailed, StepMade
from orchestrator.building.project import open_project
from orchestrator.building.render import Options, render
from orchestrator.building.store import Action, Store
from orchestrator.project.folder import load_film

FILM = """\
title: Two Lamps
idea: A keeper lights a lamp
length: 4s
format: {{size: 96x64, fps: 12}}
style: ink-and-gold
pictures: wan:{wan}?steps=1
stills: sdxl:{sdxl}?steps=2&ip_adapter={adapter}
seed: 3
"""
SCENE = """\
id: shore
heading: EXT. SHORE - NIGHT
place: shore
time: night
shots:
  - {id: climbs, action: Mara climbs the rock., seconds: 1, cast: [{character: mara}], keyframes: {first: generate}}
  - {id: waits, action: Mara waits., seconds: 1, cast: [{character: mara}], keyframes: {first: generate}, boundary: match}
"""
STILLS = ("still shore/climbs/first", "still shore/waits/first")


@pytest.fixture
def root(tmp_path: Path) -> Path:
    folder = tmp_path / "film"
    for name in ("scenes", "assets", "characters", "places"):
        (folder / name).mkdir(parents=True)
    models = {
        "wan": wan.save("text-or-first", tmp_path / "models"),
        "sdxl": sdxl.save("base", tmp_path / "models"),
        "adapter": sdxl.save_adapter(tmp_path / "models") / "sdxl_models/ip-adapter_sdxl.safetensors",
    }
    (folder / "film.yaml").write_text(FILM.format(**models), encoding="utf-8")
    mara = "id: mara\nname: Mara\nappearance: a keeper\nreferences: [assets/mara.png]\n"
    (folder / "characters/mara.yaml").write_text(mara, encoding="utf-8")
    (folder / "places/shore.yaml").write_text("id: shore\nname: Shore\nappearance: black rocks\n", encoding="utf-8")
    (folder / "scenes/010-shore.yaml").write_text(SCENE, encoding="utf-8")
    blocks = np.random.default_rng(1).integers(0, 255, (6, 4, 3), dtype=np.uint8)
    Image.fromarray(blocks).resize((64, 96), Image.Resampling.NEAREST).save(folder / "assets/mara.png")
    return folder


def drawn(root: Path) -> dict[str, Action]:
    """Make the stills that are due; return the newest of each, and see that nothing else was made."""
    events: list[Event] = list(render(open_project(root, load_film(root)), Options(slots=1, stop_after="stills")))
    assert [(event.step, event.error) for event in events if isinstance(event, StepFailed)] == []
    assert {event.kind for event in events if isinstance(event, StepMade)} <= {"still", "reference"}
    store = Store(root / ".filmwright")
    return {step: store.actions_of(step)[-1] for step in STILLS}


def request_of(action: Action) -> dict[str, Any]:
    request = action.identity["request"]
    assert isinstance(request, dict)
    return request


def test_references_and_composition_of_a_film_reach_sdxl(root: Path) -> None:
    first = drawn(root)
    begun, matched = (request_of(first[step]) for step in STILLS)
    mara = hashlib.sha256((root / "assets/mara.png").read_bytes()).hexdigest()
    assert mara in [seen["digest"] for seen in begun["references"]], "it is shown what she looks like"
    assert "composition" not in begun
    assert matched["composition"], "the second shot takes over how the first one is composed"
    made = Store(root / ".filmwright").path(next(iter(first[STILLS[0]].outputs.values())))
    with Image.open(made) as picture:
        assert picture.size == (96, 64)
