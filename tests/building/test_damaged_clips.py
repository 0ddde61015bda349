"""What a disk does to a clip without anybody writing to it: noticed before anything is made from it, and put right."""

import hashlib
import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

from damaging import damage

from orchestrator.building.events import Event, FilmReady, Noted, StepMade
from orchestrator.building.project import open_project
from orchestrator.building.render import Options, render
from orchestrator.project.folder import load_film
from orchestrator.store.objects import stamp_of
from orchestrator.store.store import Store

Edit = Callable[[Path, str, str], None]


def built(root: Path) -> list[Event]:
    return list(render(open_project(root, load_film(root)), Options(slots=2)))


def made(events: list[Event]) -> set[str]:
    return {event.step for event in events if isinstance(event, StepMade)}


def rotten(root: Path, step: str, output: str) -> Path:
    """Damage an object so that its file looks as it did when it was last read, as a disk does."""
    store = Store(root / ".filmwright")
    found = store.lookup(store.latest()[step])
    assert found is not None
    path = store.path(found.outputs[output])
    store.close()
    damage(path, "flip", 1000)
    with closing(sqlite3.connect(root / ".filmwright/index.sqlite")) as index, index:
        assert index.execute("UPDATE looked_at SET stamp = ? WHERE name = ?", (stamp_of(path), path.name)).rowcount == 1
    return path


def test_a_film_is_put_together_from_no_damaged_clip(built_film: Path, edit: Edit) -> None:
    before = (built_film / "out/film.mp4").read_bytes()
    clip = rotten(built_film, "clip arrival/coast", "clip")
    assert made(built(built_film)) == set(), "nothing is made from it: it is not read"

    edit(built_film / "film.yaml", "title: ", "title: Another ")
    events = built(built_film)
    assert any(isinstance(event, Noted) and clip.name in event.text for event in events)
    assert {"clip arrival/coast", "film"} <= made(events)
    assert hashlib.sha256(clip.read_bytes()).hexdigest() == clip.stem
    edit(built_film / "film.yaml", "title: Another ", "title: ")
    assert isinstance(built(built_film)[-1], FilmReady)
    assert (built_film / "out/film.mp4").read_bytes() == before


def test_a_damaged_timing_of_speech_is_spoken_again(built_film: Path) -> None:
    timing = rotten(built_film, "speech arrival/calls/1", "timing")
    events = built(built_film)
    assert any(isinstance(event, Noted) and timing.name in event.text for event in events)
    assert made(events) == {"speech arrival/calls/1"}
    assert made(built(built_film)) == set()
