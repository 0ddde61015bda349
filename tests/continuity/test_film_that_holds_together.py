"""A whole film on tiny real models: references, keyframes from them, clips, and all four boundaries."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from numpy.typing import NDArray
from PIL import Image
from stored import kept
from tiny import flux2, wan

from generation.card import Card
from generation.catalogue import cards
from orchestrator.building.drawing import Drawing, drawing_for
from orchestrator.building.events import Event, FilmReady, StepFailed, StepMade
from orchestrator.building.plan import Planner
from orchestrator.building.project import open_project
from orchestrator.building.render import Options, before_clips, render
from orchestrator.building.steps import ClipSteps
from orchestrator.building.why import explain_shot
from orchestrator.directing.schedule import schedule
from orchestrator.project.folder import load_film

Edit = Callable[[Path, str, str], None]

FILM = """\
title: Two Lamps
idea: A keeper and a fox share a lamp
length: 10s
format: {{size: 96x64, fps: 12}}
style: ink-and-gold
pictures: wan:{clips}?steps=1
stills: flux2:{stills}?steps=1
captions: "off"
score: procedural
seed: 3
"""

FILES = {
    "characters/mara.yaml": """\
id: mara
name: Mara
appearance: an old keeper with a silver braid
states: {indoors: a navy wool jumper, oilskin: a yellow oilskin coat}
default_state: indoors
""",
    "characters/fox.yaml": "id: fox\nname: The Fox\nkind: fox\nappearance: a young red fox\nreferences: [assets/fox.png]\n",
    "places/lighthouse.yaml": "id: lighthouse\nname: the lighthouse\nkind: lighthouse\nappearance: white stone on a black rock\n",
    "places/lamp-room.yaml": "id: lamp-room\nname: the lamp room\nkind: room\nappearance: brass and glass\ninterior: true\n",
    "scenes/010-room.yaml": """\
id: room
heading: INT. LAMP ROOM - NIGHT
place: lamp-room
time: night
shots:
  - {id: mara, size: medium, action: Mara trims the lamp., cast: [{character: mara}], seconds: 0.5}
  - {id: wide, size: wide, action: The fox comes in., cast: [{character: mara}, {character: fox}], seconds: 0.5}
  - id: lamp
    size: medium
    action: Mara lifts the lamp.
    cast: [{character: mara}]
    boundary: match
    dialogue: [{character: mara, line: "So."}]
""",
    "scenes/020-rock.yaml": """\
id: rock
heading: EXT. LIGHTHOUSE - DUSK
place: lighthouse
time: dusk
ambience: [waves]
states: {mara: oilskin}
shots:
  - {id: out, size: full, action: Mara steps out., cast: [{character: mara}], seconds: 0.5}
  - {id: down, size: full, action: Mara climbs down., cast: [{character: mara}], boundary: shared, seconds: 0.5}
  - {id: sea, size: full, action: The sea rises., boundary: continue, seconds: 0.5}
""",
    "scenes/030-home.yaml": """\
id: home
heading: INT. LAMP ROOM - NIGHT
place: lamp-room
time: night
shots:
  - {id: fox, size: close-up, action: The fox sleeps., cast: [{character: fox}], seconds: 0.5}
""",
}

DRAWN = {
    "reference character/mara",
    "reference character/mara@oilskin",
    "reference place/lamp-room",
    "reference place/lighthouse",
    "still room/mara/first",
    "still room/wide/first",
    "still room/lamp/first",
    "still rock/out/first",
    "still rock/down/first",
    "still home/fox/first",
}
SHOTS = ("room/mara", "room/wide", "room/lamp", "rock/out", "rock/down", "rock/sea", "home/fox")
CLIPS = {f"clip {shot}" for shot in SHOTS}


@pytest.fixture(scope="module")
def models(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """What makes the clips, and what draws."""
    folder = tmp_path_factory.mktemp("models")
    return {"clips": wan.save("first-or-both", folder), "stills": flux2.save("distilled", folder)}


@pytest.fixture
def film(tmp_path: Path, models: dict[str, Path]) -> Path:
    """Three scenes and seven shots, of tiny checkpoints."""
    root = tmp_path / "film"
    for folder in ("scenes", "assets", "characters", "places"):
        (root / folder).mkdir(parents=True)
    (root / "film.yaml").write_text(FILM.format(**models), encoding="utf-8")
    for name, text in FILES.items():
        (root / name).write_text(text, encoding="utf-8")
    Image.new("RGB", (96, 96), "#b04a2a").save(root / "assets/fox.png")
    return root


def build(root: Path, only: str | None = None) -> list[Event]:
    return list(render(open_project(root, load_film(root)), Options(slots=2, only=only)))


def made(events: list[Event]) -> set[str]:
    assert [event for event in events if isinstance(event, StepFailed)] == []
    steps = {event.step for event in events if isinstance(event, StepMade)}
    return {step for step in steps if step.startswith(("reference", "still", "tail", "clip"))}


def asked(root: Path, step: str) -> dict[str, Any]:
    request = kept(root, step).identity["request"]
    assert isinstance(request, dict)
    return request


def picture(root: Path, step: str, name: str = "still") -> str:
    return kept(root, step).outputs[name].digest


def decoded(path: Path) -> list[NDArray[np.uint8]]:
    import av

    with av.open(str(path)) as container:
        return [np.asarray(frame.to_ndarray(format="rgb24"), np.uint8) for frame in container.decode(video=0)]


def heard(path: Path) -> float:
    """Seconds of sound."""
    import av

    with av.open(str(path)) as container:
        return sum(frame.samples / frame.sample_rate for frame in container.decode(audio=0))


def test_a_film_is_held_together_by_its_pictures_and_only_what_an_edit_touches_is_made_again(
    film: Path, edit: Edit
) -> None:
    first = made(build(film, only="rock/sea"))
    assert first == {
        "reference character/mara@oilskin",
        "reference character/mara",
        "reference place/lighthouse",
        "still rock/out/first",
        "still rock/down/first",
        "clip rock/down",
        "tail rock/down",
        "clip rock/sea",
    }, "the shot with all that it is made from"
    events = build(film)
    assert made(events) == (DRAWN | CLIPS) - first
    ready = events[-1]
    assert isinstance(ready, FilmReady)
    assert not ready.slates
    pictures = decoded(film / "out/film.mp4")
    assert len(pictures) == ready.frames
    assert {frame.shape for frame in pictures} == {(64, 96, 3)}
    assert heard(film / "out/film.mp4") == pytest.approx(len(pictures) / 12, abs=0.05)

    for item in schedule(load_film(film), {}).shots:
        if item.shot.dialogue:
            continue
        length, joined = item.timing.frames, item.key in ("rock/down", "rock/sea")
        assert kept(film, f"clip {item.key}").facts["frames"] == length
        assert asked(film, f"clip {item.key}")["frames"] == length + joined, "the picture that two share is seen once"

    # Each picture is what the plan says.
    assert asked(film, "reference character/mara@oilskin")["references"] == [
        {"digest": picture(film, "reference character/mara")}
    ]
    wide = asked(film, "still room/wide/first")["references"]
    assert {"digest": picture(film, "reference character/mara")} in wide
    root = {"digest": picture(film, "still room/wide/first")}
    for shot in ("room/mara", "home/fox"):
        assert root in asked(film, f"still {shot}/first")["references"], (
            "the widest is shown for all others of its place"
        )
    lamp = asked(film, "still room/lamp/first")
    assert lamp["composition"] == {"digest": picture(film, "still room/wide/first")}
    shared = {"digest": picture(film, "still rock/down/first")}
    assert (asked(film, "clip rock/out")["last"], asked(film, "clip rock/down")["first"]) == (shared, shared)
    tail = kept(film, "tail rock/down")
    assert tail.identity["digest"] == picture(film, "clip rock/down", "tail"), "not out of the encoded clip"
    assert tail.identity["anchor"] == shared["digest"]
    assert isinstance(tail.facts["anchored"], dict)
    assert asked(film, "clip rock/sea")["first"] == {"digest": picture(film, "tail rock/down")}

    assert made(build(film)) == set(), "nothing is left to do"

    def follows(file: str, before: str, after: str) -> set[str]:
        """What an edit would have made again."""
        edit(film / file, before, after)
        found = {step.id for step in Planner(open_project(film, load_film(film))).plan().to_do}
        edit(film / file, after, before)
        return {step for step in found if step.startswith(("reference", "still", "tail", "clip"))}

    def shots(*names: str) -> set[str]:
        return {step for name in names for step in (f"still room/{name}/first", f"clip room/{name}")}

    room, rock = "scenes/010-room.yaml", "scenes/020-rock.yaml"
    assert follows(room, "Mara trims the lamp.", "Mara blows it out.") == shots("mara"), "a cut carries nothing"
    assert follows(room, "Mara lifts the lamp.", "Mara drops the lamp.") == shots("lamp"), "what matches, neither"
    home = {"still home/fox/first", "clip home/fox"}
    assert follows(room, "The fox comes in.", "The fox runs out.") == shots("wide", "mara", "lamp") | home, (
        "the widest of a place is shown for all others there, and one takes over its composition"
    )
    assert follows(rock, "The sea rises.", "The sea falls.") == {"clip rock/sea"}, "nothing goes on from it"
    assert follows(room, 'line: "So."', 'line: "So it is."') <= {"clip room/lamp"}, "its keyframe stays"

    edit(film / rock, "Mara climbs down.", "Mara falls down.")
    assert made(build(film)) == {
        "still rock/down/first",
        "clip rock/out",  # ends on it
        "clip rock/down",
        "tail rock/down",
        "clip rock/sea",
    }
    edit(film / "characters/mara.yaml", "a yellow oilskin coat", "a green oilskin coat")
    planned = {step.id for step in Planner(open_project(film, load_film(film))).plan().to_do}
    assert "reference character/mara@oilskin" in planned
    assert not any("room/" in step or "home/" in step for step in planned), "she wears it out there alone"


def test_everything_that_needs_no_clip_can_be_made_before_any(film: Path) -> None:
    project = open_project(film, load_film(film))
    steps = ClipSteps(project.film, film, project.store, schedule(project.film, {})).all()
    assert {step.id for step in before_clips(steps)} == DRAWN


def test_why_tells_what_a_shot_is_made_from(film: Path) -> None:
    project = open_project(film, load_film(film))
    said = explain_shot(project, "room/lamp")
    assert said.boundary == "match"
    assert said.keyframe is not None
    first, composition, *sources = said.conditioned
    assert first.startswith("first frame: a keyframe that flux2:")
    assert composition == "  its composition is that of the keyframe of room/wide"
    assert sources[0].startswith("  made from the picture of mara (shows mara; worth ")
    sea = explain_shot(project, "rock/sea").conditioned
    assert sea[0].startswith("first frame: the last one of rock/down, the shot before, its colours drawn back")
    out = explain_shot(project, "rock/out").conditioned
    assert out[-1] == "last frame: the keyframe of rock/down, which is the first one of the shot after"


def test_auto_is_the_still_model_that_suits_the_clips_where_it_is_on_this_machine(
    film: Path, edit: Edit, models: dict[str, Path], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    companion = cards()["flux2-klein-4b"]
    settings = film / "film.yaml"
    edit(settings, f"flux2:{models['stills']}?steps=1", "auto")
    monkeypatch.setenv("HF_HUB_CACHE", str(tmp_path / "hub"))

    def drawing() -> Drawing:
        return drawing_for(load_film(film), film)

    def pulled(card: Card) -> None:
        snapshots = tmp_path / "hub" / ("models--" + card.model.replace("/", "--")) / "snapshots"
        snapshots.mkdir(parents=True)
        (snapshots / card.revision).symlink_to(models["stills"], target_is_directory=True)

    without = drawing()
    assert (without.name, without.everywhere) == ("animatic", False)
    assert "gets drawings as first frames" in without.advice
    pulled(cards()["flux2-klein-9b"])
    other = drawing()
    assert (other.name, other.everywhere) == ("flux2-klein-9b", True), "it can be shown people, too"
    assert other.advice.endswith("better: filmwright models pull flux2-klein-4b")
    pulled(companion)
    found = drawing()
    assert (found.name, found.everywhere, found.advice) == (companion.name, True, "")
    edit(settings, "pictures: wan:", "pictures: animatic  # wan:")
    assert drawing().everywhere is False, "the drawn film needs none"
