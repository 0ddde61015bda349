"""Takes: made in one go, kept, listed with what they were made from; the film uses the one that the person picked."""

import json
import re
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from orchestrator.building.events import Event, StepMade, TakesMade
from orchestrator.building.further_takes import make_takes
from orchestrator.building.project import open_project
from orchestrator.building.render import Options, render
from orchestrator.building.takes import set_take, takes_of
from orchestrator.film.errors import FilmError
from orchestrator.project.folder import load_film

Edit = Callable[[Path, str, str], None]
SHOT = "storm/run"


def further(root: Path, count: int, shot: str = SHOT) -> list[Event]:
    return list(make_takes(open_project(root, load_film(root)), shot, count, slots=2))


def built(root: Path) -> set[str]:
    events = render(open_project(root, load_film(root)), Options(slots=2, only=SHOT))
    return {event.step for event in events if isinstance(event, StepMade)}


def listed(root: Path) -> list[tuple[int, bool]]:
    return [
        (take.number, take.picked) for take in sorted(takes_of(root, load_film(root), SHOT), key=lambda one: one.made)
    ]


def commanded(root: Path, *arguments: str) -> "subprocess.CompletedProcess[str]":
    command = [sys.executable, "-m", "orchestrator.cli", *arguments]
    return subprocess.run(command, cwd=root, capture_output=True, text=True, check=False)


def test_further_takes_are_made_at_once_and_the_film_keeps_its_own(built_film: Path) -> None:
    scene = built_film / "scenes/030-storm.yaml"
    before = scene.read_bytes()
    events = further(built_film, 3)
    ending = events[-1]
    assert isinstance(ending, TakesMade)
    assert (ending.takes, ending.picked, ending.failed) == ((2, 3, 4), 1, ())
    assert all((built_film / path).is_file() for path in ending.paths)
    assert scene.read_bytes() == before
    assert built(built_film) == set(), "the film is as it was"
    assert dict(listed(built_film)) == {1: True, 2: False, 3: False, 4: False}
    again = further(built_film, 1)[-1]
    assert isinstance(again, TakesMade)
    assert again.takes == (5,)


def test_a_picked_take_is_there_already_and_stays_picked(built_film: Path) -> None:
    further(built_film, 2)
    set_take(built_film, load_film(built_film), SHOT, 3)
    assert not any(step.startswith("clip") for step in built(built_film))
    further(built_film, 1)
    assert dict(listed(built_film)) == {1: False, 2: False, 3: True, 4: False}


def test_takes_of_other_words_stay_listed_with_what_changed(built_film: Path, edit: Edit) -> None:
    further(built_film, 1)
    edit(built_film / "scenes/030-storm.yaml", "action: Mara runs.", "action: Mara walks.")
    found = takes_of(built_film, load_film(built_film), SHOT)
    assert [take.picked for take in found] == [False, False]
    assert {take.differs for take in found} == {"label changed ('Mara runs.' → 'Mara walks.')"}
    built(built_film)
    assert sum(take.picked for take in takes_of(built_film, load_film(built_film), SHOT)) == 1


def test_a_clip_of_ones_own_has_no_other_takes(built_film: Path, edit: Edit) -> None:
    (built_film / "assets").mkdir()
    (built_film / "assets/mine.mp4").touch()
    edit(built_film / "scenes/030-storm.yaml", "{id: run,", "{id: run, footage: {path: assets/mine.mp4},")
    with pytest.raises(FilmError, match=r"storm/run is your own clip \(assets/mine.mp4\)"):
        further(built_film, 1)


def test_the_commands_say_what_a_person_asks(built_film: Path) -> None:
    done = commanded(built_film, "retake", SHOT, "--count", "2")
    assert (done.returncode, done.stderr) == (0, "")
    assert re.search(r"2 takes of storm/run made in 0:\d\d; the film keeps take 1", done.stdout)
    assert "use it with: filmwright pick storm/run 3" in done.stdout
    rows = commanded(built_film, "takes", SHOT).stdout.splitlines()
    assert len(rows) == 3
    assert re.fullmatch(r"\* take 1 +12 frames  \d{4}-\d\d-\d\d \d\d:\d\d  slate +seed \d+ +\d+ kB  \S+\.mp4", rows[0])
    told = [json.loads(row) for row in commanded(built_film, "takes", SHOT, "--json").stdout.splitlines()]
    assert sorted(take["number"] for take in told) == [1, 2, 3]
    done = commanded(built_film, "retake", SHOT, "--render")
    assert done.returncode == 0
    assert "clip storm/run (take or seed changed)" in done.stdout
    assert "take: 4" in (built_film / "scenes/030-storm.yaml").read_text(encoding="utf-8")
    unknown = commanded(built_film, "retake", "storm/nowhere", "-n", "2")
    assert unknown.returncode == 2
    assert unknown.stderr.startswith("filmwright: there is no shot 'storm/nowhere'; there are arrival/coast")
