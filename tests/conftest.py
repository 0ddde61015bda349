"""What all tests share: no network but this machine, one thread for torch, and a small film to build."""

import os
import signal
import socket
from collections.abc import Callable
from pathlib import Path
from shutil import copytree

import pytest
from hypothesis import settings

os.environ.setdefault("HF_HUB_OFFLINE", "1")
os.environ.setdefault("OMP_NUM_THREADS", "1")
os.environ["LANGSMITH_TRACING"] = "false"

# A run in the background inherits that Ctrl-C is ignored, and so would the commands that the tests start and interrupt.
signal.signal(signal.SIGINT, signal.default_int_handler)

settings.register_profile("local", deadline=None)
settings.register_profile("ci", deadline=None, derandomize=True)
settings.load_profile("ci" if os.environ.get("CI") else "local")

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


@pytest.fixture(autouse=True)
def nobodys_machine(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """No configuration, cache, key or server of whoever runs the tests."""
    for name in (
        "OPENAI_API_KEY",
        "OPENAI_BASE_URL",
        "OPENAI_API_BASE",
        "ANTHROPIC_API_KEY",
        "FILMWRIGHT_WRITER",
        "FILMWRIGHT_CONFIG",
        "FILMWRIGHT_STORE",
        "FILMWRIGHT_STORE_SECRET",
    ):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / ".config"))
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / ".data"))
    monkeypatch.setenv("FILMWRIGHT_CACHE", str(tmp_path / ".cache"))


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
    "030-storm.yaml": """\
id: storm
heading: EXT. LIGHTHOUSE - NIGHT
place: lighthouse
time: night
weather: storm
mood: tense
ambience: [rain, wind]
shots:
  - {id: sea, size: extreme-wide, action: The sea breaks over the rocks., seconds: 1}
  - {id: run, size: full, camera: follow, action: Mara runs., cast: [{character: mara}], seconds: 1}
  - {id: lamp, size: insert, action: The lamp goes out., props: [a brass lamp], seconds: 1}
  - id: shout
    size: medium
    action: Mara shouts.
    cast: [{character: mara, position: left}, {character: fox, position: right}]
    dialogue:
      - {character: mara, line: "Hold on to me!", manner: shouted}
      - {character: fox, line: "To what?"}
  - {id: glow, size: close-up, action: The fox glows., cast: [{character: fox}], seconds: 1}
  - {id: end, size: wide, camera: pull out, action: Two lamps burn on the rock., seconds: 1.5}
""",
}

SHEETS = {
    "characters/mara.yaml": "id: mara\nname: Mara\nappearance: an old woman, silver braid, yellow coat\nvoice: {pitch: low}\n",
    "characters/fox.yaml": "id: fox\nname: The Fox\nkind: fox\nappearance: a young red fox\n",
    "places/lighthouse.yaml": "id: lighthouse\nname: the lighthouse\nkind: lighthouse\n",
    "places/lamp-room.yaml": "id: lamp-room\nname: the lamp room\nkind: room\ninterior: true\n",
}


def write_project(root: Path) -> Path:
    """Write the small film into a folder: 3 scenes, 12 shots, 4 lines."""
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


@pytest.fixture(scope="session")
def _film_once(tmp_path_factory: pytest.TempPathFactory) -> Path:
    from orchestrator.building.events import FilmReady
    from orchestrator.building.project import open_project
    from orchestrator.building.render import Options, render
    from orchestrator.project.folder import load_film

    root = write_project(tmp_path_factory.mktemp("built") / "film")
    events = list(render(open_project(root, load_film(root)), Options(slots=2)))
    assert isinstance(events[-1], FilmReady)
    return root


@pytest.fixture
def built_film(tmp_path: Path, _film_once: Path) -> Path:
    """The small film, already rendered; each test has a copy of its own."""
    copytree(_film_once, tmp_path / "film")
    return tmp_path / "film"


@pytest.fixture
def built_film_elsewhere(_film_once: Path) -> Path:
    """The small film, rendered in another folder without interruption; not to be changed."""
    return _film_once


@pytest.fixture
def edit() -> Callable[[Path, str, str], None]:
    """Replace one piece of a file's text, which must be there exactly once."""

    def replace(path: Path, before: str, after: str) -> None:
        text = path.read_text(encoding="utf-8")
        assert text.count(before) == 1, f"{before!r} is {text.count(before)} times in {path.name}"
        path.write_text(text.replace(before, after), encoding="utf-8")

    return replace
