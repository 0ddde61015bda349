"""The build, by its event stream: what is made, what is reused, and what an edit touches."""

import json
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from orchestrator.building.events import Event, FilmReady, StepFailed, StepMade, StepStarted
from orchestrator.building.plan import Planner
from orchestrator.building.project import open_project
from orchestrator.building.render import Options, render
from orchestrator.project.folder import load_film

Edit = Callable[[Path, str, str], None]


def build(root: Path, **options: object) -> list[Event]:
    return list(render(open_project(root, load_film(root)), Options(slots=2, **options)))  # type: ignore[arg-type]


def made(events: list[Event]) -> set[str]:
    return {event.step for event in events if isinstance(event, StepMade)}


def ready(events: list[Event]) -> FilmReady:
    return next(event for event in events if isinstance(event, FilmReady))


def test_a_first_render_makes_everything_and_the_film_is_as_long_as_planned(small_film: Path) -> None:
    events = build(small_film)
    film = ready(events)
    assert Path(film.path) == small_film / "out/film.mp4"
    assert film.changed
    assert not film.slates
    steps = made(events)
    assert {f"clip arrival/{shot}" for shot in ("coast", "keeper", "calls")} <= steps
    assert {
        "speech arrival/calls/1",
        "speech meeting/answer/1",
        "score",
        "ambience arrival/waves",
        "mix",
        "film",
    } <= steps
    for name in ("film.mp4", "film.srt", "film.vtt", "poster.jpg", "contact-sheet.jpg", "report.json"):
        assert (small_film / "out" / name).stat().st_size > 0
    report = json.loads((small_film / "out/report.json").read_text())
    assert report["frames"] == film.frames
    assert [row["shot"] for row in report["shots"]][:2] == ["arrival/coast", "arrival/keeper"]


def test_a_second_render_makes_nothing_and_is_quick(built_film: Path) -> None:
    before = time.monotonic()
    events = build(built_film)
    assert time.monotonic() - before < 1.0
    assert made(events) == set()
    assert not ready(events).changed


def test_editing_an_action_makes_that_shot_its_windows_and_the_film(small_film: Path, edit: Edit) -> None:
    edit(small_film / "film.yaml", "pictures: slate", "pictures: animatic")
    build(small_film)
    edit(small_film / "scenes/010-arrival.yaml", "Mara climbs the path", "Mara runs up the path")
    planned = Planner(open_project(small_film, load_film(small_film))).plan().to_do
    assert [step.id for step in planned] == ["clip arrival/keeper", "foley arrival/keeper", "mix", "film"]
    assert "Mara climbs the path" in planned[0].reason
    steps = made(build(small_film))
    # She runs, so other steps are heard.
    assert {step for step in steps if not step.startswith(("window", "film", "poster"))} == {
        "clip arrival/keeper",
        "foley arrival/keeper",
        "mix",
    }
    assert "film" in steps
    assert len([step for step in steps if step.startswith("window")]) <= 1


@pytest.mark.parametrize(
    ("file", "before", "after"),
    [
        ("characters/mara.yaml", "name: Mara", "name: Marina"),
        ("scenes/010-arrival.yaml", "# she is tired", "# she is very tired"),
        ("scenes/010-arrival.yaml", "id: coast\n    size: wide", "size: wide\n    id: coast\n    note: for the crew"),
        ("places/lighthouse.yaml", "name: the lighthouse", "name: the old lighthouse"),
    ],
)
def test_a_name_a_comment_a_note_or_order_makes_nothing(
    built_film: Path, edit: Edit, file: str, before: str, after: str
) -> None:
    edit(built_film / file, before, after)
    assert made(build(built_film)) == set()


def test_renaming_a_scene_file_and_inserting_a_scene_leave_the_other_clips(built_film: Path) -> None:
    scene = built_film / "scenes/020-meeting.yaml"
    scene.rename(built_film / "scenes/030-later.yaml")
    assert made(build(built_film)) == set()
    text = (built_film / "scenes/030-later.yaml").read_text()
    (built_film / "scenes/015-between.yaml").write_text(text.replace("id: meeting", "id: between"))
    clips = {step for step in made(build(built_film)) if step.startswith(("clip", "speech"))}
    assert clips == {"clip between/room", "clip between/answer", "clip between/together"} | (
        clips & {"speech between/answer/1"}
    )


def test_a_clip_that_cannot_be_made_becomes_a_slate_and_the_film_is_delivered(built_film: Path, edit: Edit) -> None:
    (built_film / "assets").mkdir()
    (built_film / "assets/broken.mp4").write_bytes(b"this is no film")
    edit(
        built_film / "scenes/020-meeting.yaml",
        "  - id: together\n",
        "  - id: together\n    footage: {path: assets/broken.mp4}\n",
    )
    events = build(built_film)
    failed = [event for event in events if isinstance(event, StepFailed)]
    assert [event.step for event in failed] == ["clip meeting/together"]
    assert "broken.mp4" in failed[0].error
    assert ready(events).slates == ("meeting/together",)
    assert (built_film / "out/film.mp4").is_file()
    again = build(built_film)
    assert [event.step for event in again if isinstance(event, StepStarted)] == ["clip meeting/together"]


def test_only_a_scene_is_made_when_asked(small_film: Path) -> None:
    events = build(small_film, only="meeting")
    assert {step for step in made(events) if step.startswith("clip")} == {
        "clip meeting/room",
        "clip meeting/answer",
        "clip meeting/together",
    }


def test_damaged_objects_are_noticed_and_made_again(built_film: Path) -> None:
    first = next(iter(sorted((built_film / ".filmwright/objects").glob("*/*.mp4"))))
    data = bytearray(first.read_bytes())
    data[len(data) // 2] ^= 0xFF
    first.write_bytes(bytes(data))
    events = build(built_film)
    assert len(made(events)) >= 1
    assert first.read_bytes() != bytes(data) or not first.exists()
    assert made(build(built_film)) == set()
