"""A project of two shots to put faults into, and what loading it says of them."""

from pathlib import Path

import pytest
from PIL import Image

from orchestrator.film.errors import ProjectError
from orchestrator.project.folder import load_film

FILM = "film.yaml"
SCENE = "scenes/020-first-night.yaml"
SHEET = "characters/mara.yaml"

FILES = {
    FILM: """\
title: The Keeper and the Storm
length: 60s
format: {size: 1280x720, fps: 24}
style: ink-and-gold
captions: burned
seed: 7
pictures: animatic
stills: auto
voices: espeak
score: procedural
""",
    SCENE: """\
id: first-night
heading: EXT. LIGHTHOUSE GALLERY - NIGHT
place: lighthouse
time: night
enter: {transition: dissolve, seconds: 0.5}
ambience: [wind, waves]
shots:
  - id: gallery
    size: wide
    camera: slow push in
    cast: [{character: mara, state: oilskin, position: left}]
    seconds: 4
  - id: you-again
    size: close-up
    dialogue:
      - {character: mara, line: "You again."}
    keyframes: {first: generate, last: assets/smile.png}
    take: 2
""",
    SHEET: """\
id: mara
name: Mara
states:
  oilskin: a yellow oilskin coat
  indoors: a navy wool jumper
default_state: indoors
voice: {pitch: low}
""",
    "characters/tom.yaml": "id: tom\nname: Tom\nvoice: {pitch: high}\n",
    "places/lighthouse.yaml": "id: lighthouse\nname: The lighthouse\n",
}


def lay(root: Path, files: dict[str, str]) -> Path:
    for name, text in files.items():
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_bytes(text.encode("utf-8", "surrogatepass"))
    (root / "assets").mkdir(exist_ok=True)
    Image.new("RGB", (2, 2)).save(root / "assets/smile.png")
    return root


def errors(root: Path) -> list[str]:
    with pytest.raises(ProjectError) as caught:
        load_film(root)
    return [str(problem) for problem in caught.value.problems]
