"""What all tests share: no network but this machine, one thread for torch, and a small film to build."""

import os
import socket
from collections.abc import Callable
from pathlib import Path

import pytest

os.environ.setdefault("HF_HUB_OFFLINE", "1")
os.environ.setdefault("OMP_NUM_THREADS", "1")
os.environ["LANGSMITH_TRACING"] = "false"

_LOCAL = ("127.", "::1", "localhost")


@pytest.fixture(autouse=True)
def no_network(monkeypatch: pytest.MonkeyPatch) -> None:
    """A test that would leave this machine fails."""
    connect = socket.socket.connect

    def guarded(self: socket.socket, address: object) -> None:
        host = address[0] if isinstance(address, tuple) and address else None
        if isinstance(host, str) and not host.startswith(_LOCAL):
            raise AssertionError(f"a test tried to reach {host}")
        connect(self, address)  # type: ignore[arg-type]

    monkeypatch.setattr(socket.socket, "connect", guarded)


FILM = """\
title: Two Lamps
idea: A keeper and a fox share a lamp
length: 20s
format: {size: 160x90, fps: 12}
style: ink-and-gold
pictures: slate
captions: burned
seed: 3
"""

SCENES = {
    "010-arrival.yaml": """\
# The keeper arrives.
id: arrival
heading: EXT. LIGHTHOUSE - DUSK
place: lighthouse
time: dusk
mood: lonely
ambience: [waves]
enter: {transition: fade, seconds: 0.5}
shots:
  - id: coast
    size: wide
    camera: slow push in
    action: The lighthouse stands over the empty coast.
    seconds: 1.5
  - id: keeper
    size: medium
    action: Mara climbs the path with her lamp.   # she is tired
    cast: [{character: mara, position: left, facing: right}]
    seconds: 1.5
  - id: calls
    size: close-up
    action: Mara lifts the lamp.
    cast: [{character: mara}]
    dialogue:
      - {character: mara, line: "Who is there?"}
""",
    "020-meeting.yaml": """\
id: meeting
heading: INT. LAMP ROOM - NIGHT
place: lamp-room
time: night
mood: tender
enter: {transition: dissolve, seconds: 0.5}
shots:
  - id: room
    size: wide
    action: The lamp room glows.
    cast: [{character: fox, position: right, facing: left}]
    seconds: 1.5
  - id: answer
    size: medium-close
    action: The fox looks up.
    cast: [{character: fox}]
    dialogue:
      - {character: fox, line: "Only me."}
  - id: together
    size: full
    action: They sit by the lamp.
    cast: [{character: mara, position: left}, {character: fox, position: right}]
    seconds: 1.5
""",
}

SHEETS = {
    "characters/mara.yaml": "id: mara\nname: Mara\nappearance: an old woman with a silver braid, a yellow coat\nvoice: {pitch: low}\n",
    "characters/fox.yaml": "id: fox\nname: The Fox\nkind: fox\nappearance: a young red fox\n",
    "places/lighthouse.yaml": "id: lighthouse\nname: the lighthouse\nkind: lighthouse\n",
    "places/lamp-room.yaml": "id: lamp-room\nname: the lamp room\nkind: room\ninterior: true\n",
}


def write_project(root: Path) -> Path:
    """Write the small film into a folder: 2 scenes, 6 shots, 2 lines."""
    for name in ("scenes", "characters", "places"):
        (root / name).mkdir(parents=True, exist_ok=True)
    (root / "film.yaml").write_text(FILM, encoding="utf-8")
    for name, text in SCENES.items():
        (root / "scenes" / name).write_text(text, encoding="utf-8")
    for name, text in SHEETS.items():
        (root / name).write_text(text, encoding="utf-8")
    return root


@pytest.fixture
def small_film(tmp_path: Path) -> Path:
    """A project folder with the small film, made of slates at 160x90."""
    return write_project(tmp_path / "film")


@pytest.fixture
def edit() -> Callable[[Path, str, str], None]:
    """Replace one piece of a file's text, which must be there exactly once."""

    def replace(path: Path, before: str, after: str) -> None:
        text = path.read_text(encoding="utf-8")
        assert text.count(before) == 1, f"{before!r} is {text.count(before)} times in {path.name}"
        path.write_text(text.replace(before, after), encoding="utf-8")

    return replace
