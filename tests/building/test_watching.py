"""`render --watch` as a person has it: saves, bursts of them, broken files, saves in the middle of a render, and Ctrl+C."""

import json
import os
import re
import signal
import subprocess
import sys
from collections.abc import Callable, Generator, Iterator
from contextlib import contextmanager
from importlib.util import find_spec
from pathlib import Path
from queue import Queue
from threading import Thread
from typing import Any

import pytest

from orchestrator.building.engines.local import LocalExecutor
from orchestrator.building.events import Event, Saved, StepMade, Watching
from orchestrator.building.project import Project, open_project
from orchestrator.building.render import Options
from orchestrator.building.watching import Watch
from orchestrator.project.folder import load_film
from orchestrator.project.watching import Changes

PATIENCE = 90.0

SCENE = "scenes/010-long.yaml"
LOST = "the cluster was lost"
LONG = """\
id: long
heading: EXT. SHORE - DAY
shots:
  - {id: kept, size: wide, camera: slow push in, action: Waves roll over the sand., seconds: 12}
  - {id: stale, size: wide, camera: pan right, action: A storm gathers over the sea., seconds: 40}
"""


class Watched:
    """A film that is watched, in a process of its own."""

    def __init__(self, root: Path, *options: str, as_json: bool = True) -> None:
        command = [sys.executable, "-m", "orchestrator.cli", "render", "--watch", "--jobs", "2", *options]
        self.process = subprocess.Popen(
            [*command, *(["--json"] if as_json else [])],
            cwd=root,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
            start_new_session=True,
        )
        self._lines = Queue[str]()
        self._as_json = as_json
        Thread(target=self._listen, daemon=True).start()

    def _listen(self) -> None:
        assert self.process.stdout is not None
        for line in self.process.stdout:
            self._lines.put(line)

    def until(self, is_it: Callable[[dict[str, Any]], bool]) -> list[dict[str, Any]]:
        """Everything that is told until something is, and that."""
        heard: list[dict[str, Any]] = []
        while not heard or not is_it(heard[-1]):
            line = self._lines.get(timeout=PATIENCE)
            heard.append(json.loads(line) if self._as_json else {"event": "line", "line": line.rstrip("\n")})
        return heard

    def told(self, event: str) -> list[dict[str, Any]]:
        return self.until(lambda heard: heard["event"] == event)

    def until_both_are_underway(self) -> None:
        """Listen until two shots are being made."""
        underway: set[str] = set()
        while len(underway) < 2:
            underway.add(self.told("progress")[-1]["step"])

    def line(self, start: str) -> str:
        return str(self.until(lambda heard: heard["line"].startswith(start))[-1]["line"])

    def workers(self) -> set[int]:
        found = subprocess.run(
            ["ps", "-ww", "--ppid", str(self.process.pid), "-o", "pid=,args="],
            capture_output=True,
            text=True,
            check=True,
        )
        workers = {int(row.split()[0]) for row in found.stdout.splitlines() if "spawn_main" in row}
        assert workers
        return workers

    def ended(self) -> tuple[int, str]:
        """End it as Ctrl+C does; the exit code, and what it says."""
        os.killpg(self.process.pid, signal.SIGINT)
        assert self.process.stderr is not None
        said = self.process.stderr.read()
        return self.process.wait(timeout=PATIENCE), said


@contextmanager
def watched(root: Path, *options: str, as_json: bool = True) -> Generator[Watched]:
    film = Watched(root, *options, as_json=as_json)
    try:
        yield film
    finally:
        if film.process.poll() is None:
            os.killpg(film.process.pid, signal.SIGKILL)
        film.process.wait()
        for stream in (film.process.stdout, film.process.stderr):
            assert stream is not None
            stream.close()


@pytest.fixture
def shore(tmp_path: Path) -> Path:
    """A film of two shots that take their time."""
    root = tmp_path / "film"
    (root / "scenes").mkdir(parents=True)
    settings = "title: Shore\nlength: 52s\nformat: {size: 320x180, fps: 24}\nscore: off\nfoley: off\ncaptions: off\n"
    (root / "film.yaml").write_text(settings, encoding="utf-8")
    (root / SCENE).write_text(LONG, encoding="utf-8")
    return root


def made(events: list[dict[str, Any]]) -> set[str]:
    return {event["step"] for event in events if event["event"] == "made"}


def saved(events: list[dict[str, Any]]) -> list[list[str]]:
    return [event["files"] for event in events if event["event"] == "saved"]


def save(path: Path, text: str) -> None:
    """As many editors do: another file, renamed over the old one."""
    beside = path.with_name(f".{path.name}.swp")
    beside.write_text(text, encoding="utf-8")
    beside.replace(path)


def test_saves_make_again_what_they_change_and_nothing_sets_it_off_by_itself(built_film: Path) -> None:
    scenes = {path.name: path.read_text(encoding="utf-8") for path in (built_film / "scenes").iterdir()}
    with watched(built_film) as film:
        assert made(film.told("watching")) == set()
        workers: set[int] | None = None
        for before, after in (("The fox looks up.", "The fox looks down."), ("looks down.", "looks away.")):
            scene = built_film / "scenes/020-meeting.yaml"
            save(scene, scene.read_text(encoding="utf-8").replace(before, after))
            events = film.told("watching")
            assert saved(events) == [["scenes/020-meeting.yaml"]]
            assert {step for step in made(events) if step.startswith("clip ")} == {"clip meeting/answer"}
            assert "film" in made(events)
            assert workers is None or workers & film.workers() == workers, "they stay between two renders"
            workers = film.workers()

        for name, text in scenes.items():  # An editor that saves all its files, by way of scratch files.
            (built_film / f"scenes/.{name}.swp").write_text(f"{text}# saved\n", encoding="utf-8")
        for name in scenes:
            (built_film / f"scenes/.{name}.swp").replace(built_film / "scenes" / name)
        events = film.told("watching")
        assert saved(events) == [sorted(f"scenes/{name}" for name in scenes)]
        assert made(events) <= {"film", "poster"}, "the clips of the first film are in the store"

        settings = (built_film / "film.yaml").read_text(encoding="utf-8")
        save(built_film / "film.yaml", f"{settings}credits: [")
        (problem,) = film.told("watching")[-2]["problems"]
        assert re.match(r"film\.yaml:\d+:\d+: ", problem)
        save(built_film / "film.yaml", settings.replace("seed: 3", "seed: 4"))
        events = film.told("watching")
        assert saved(events) == [["film.yaml"]]
        assert events[-2]["event"] == "film"
        workers = film.workers()
        assert film.ended() == (130, "filmwright: stopped watching\n")
    for worker in workers:
        subprocess.run(["timeout", "5", "tail", f"--pid={worker}", "-f", "/dev/null"], check=True)
    assert not list((built_film / ".filmwright/scratch").glob("*"))


def test_a_save_that_is_read_before_it_was_seen_is_told_by_its_name(built_film: Path) -> None:
    scene, lock = built_film / "scenes/020-meeting.yaml", built_film / "film.lock"
    late: list[str] = []

    def opening() -> Project:
        if late:
            save(scene, late.pop())
        return open_project(built_film, load_film(built_film))

    with Changes(built_film) as changes:
        told = Watch(built_film, opening, Options(slots=1), LocalExecutor(1), changes).run()
        assert not any(isinstance(event, Saved) for event in until_watching(told))
        late.append(scene.read_text(encoding="utf-8").replace("The fox looks up.", "The fox looks down."))
        save(lock, lock.read_text(encoding="utf-8"))
        events = until_watching(told)
        told.close()
    assert [event.files for event in events if isinstance(event, Saved)] == [("scenes/020-meeting.yaml",)]
    assert [event.step for event in events if isinstance(event, StepMade)][:1] == ["clip meeting/answer"]


def until_watching(told: Iterator[Event]) -> list[Event]:
    events = [next(told)]
    while not isinstance(events[-1], Watching):
        events.append(next(told))
    return events


def test_a_save_is_told_in_one_line_and_files_that_are_written_from_say_what_to_do(small_film: Path) -> None:
    save(small_film / "film.yaml", (small_film / "film.yaml").read_text(encoding="utf-8") + "score: off\n")
    with watched(small_film, "storm", as_json=False) as film:
        assert film.line("watching") == "watching · every save makes it again, Ctrl+C ends it"
        scene = small_film / "scenes/030-storm.yaml"
        save(scene, scene.read_text(encoding="utf-8").replace("The fox glows.", "The fox shines."))
        assert re.fullmatch(
            r"watching · saved scenes/030-storm.yaml → 1 clip made again in \d+\.\d s", film.line("watching")
        )
        (small_film / "script.fountain").write_text("INT. ROOM - DAY\n\nA fox.\n", encoding="utf-8")
        assert film.line("watching").endswith(
            "→ nothing to make again; scenes are written from script.fountain by: filmwright write"
        )
        scene.unlink()
        film.line("watching · waiting")
        code, said = film.ended()
        assert code == 130
        assert said.splitlines()[0].startswith("filmwright: there is no scene or shot 'storm'")


def test_a_save_in_the_middle_ends_what_the_film_no_longer_wants_and_nothing_else(shore: Path) -> None:
    with watched(shore) as film:
        film.until_both_are_underway()
        workers = film.workers()
        save(shore / SCENE, LONG.replace("seconds: 40", "seconds: 1"))
        events = film.told("watching")
        assert [event["step"] for event in events if event["event"] == "cancelled"] == ["clip long/stale"]
        assert saved(events) == [[SCENE]]
        assert {"clip long/kept", "clip long/stale", "film"} <= made(events)
        assert [event["step"] for event in events if event["event"] == "started"].count("clip long/kept") == 1
        assert film.workers() == workers
        journal = (shore / ".filmwright/journal.jsonl").read_text(encoding="utf-8")
        assert journal.count('"step":"clip long/stale"') == 1, "what was let go of was not made"
        assert journal.count('"step":"clip long/kept"') == 1
        assert film.ended()[0] == 130
    assert left_in(shore) == []


@pytest.mark.skipif(find_spec("ray") is None, reason="Ray is not installed")
def test_a_cluster_that_is_lost_is_started_anew_and_one_that_never_made_anything_is_not(shore: Path) -> None:
    with watched(shore, "--engine", "ray") as film:
        film.until_both_are_underway()
        (speaker,) = film.workers()
        os.kill(speaker, signal.SIGKILL)
        assert film.told("watching")[-2:] == [
            {"event": "unreadable", "problems": [f"{LOST}; run it again: everything that was made is kept"]},
            {"event": "watching"},
        ]
        save(shore / SCENE, LONG.replace("seconds: 40", "seconds: 39"))
        film.until_both_are_underway()
        short = LONG.replace("seconds: 40", "seconds: 1")
        save(shore / SCENE, short)
        events = film.told("watching")
        assert [event["step"] for event in events if event["event"] == "cancelled"] == ["clip long/stale"]
        assert {"clip long/stale", "film"} <= made(events)
        (speaker,) = film.workers()
        os.kill(speaker, signal.SIGKILL)  # While there is nothing to make; it is found at the next save.
        save(shore / SCENE, short.replace("pan right", "slow pull out"))
        events = film.told("watching")
        assert saved(events) == [[SCENE]]
        notes = [event["text"] for event in events if event["event"] == "note"]
        assert notes[:2] == [
            f"{LOST}; starting it anew, everything that was made is kept",
            "starting a Ray cluster on this machine",
        ]
        assert {"clip long/stale", "film"} <= made(events)
        assert film.ended() == (130, "filmwright: stopped watching\n")
    assert left_in(shore) == []


def left_in(root: Path) -> list[Path]:
    """What a build leaves only where it is killed."""
    return [*root.glob(".filmwright/scratch/*"), *root.glob(".filmwright/leases/*")]


def test_a_plan_is_made_once(small_film: Path) -> None:
    with watched(small_film, "--plan", "plan.json") as film:
        assert film.process.wait(timeout=PATIENCE) == 2
        assert film.process.stderr is not None
        assert "leave --plan or --watch out" in film.process.stderr.read()
