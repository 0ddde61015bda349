"""Where voices are heard, and where the sounds of a shot lie in the film."""

from pathlib import Path
from typing import Any

import numpy as np
import pytest

from orchestrator.directing.cut import Cutting, sounds
from orchestrator.directing.hearing import heard
from orchestrator.directing.schedule import SpokenTiming, schedule
from orchestrator.film.film import Film, Settings
from orchestrator.film.scene import Scene
from orchestrator.film.sheets import Character
from orchestrator.film.style import StyleGuide
from stitching.rooms import response
from stitching.timeline import SAMPLE_RATE, Room, Sound, Source


def film(*shots: dict[str, Any], heading: str = "INT. GREAT HALL - DAY") -> Film:
    scene = Scene.model_validate({"id": "s", "heading": heading, "shots": list(shots)})
    return Film(
        settings=Settings(title="T"),
        style=StyleGuide.model_validate(
            {"name": "plain", "look": "plain", "palette": ["#102030", "#405060", "#ffffff"]}
        ),
        characters={"ann": Character(id="ann", name="Ann"), "bob": Character(id="bob", name="Bob")},
        places={},
        scenes=(scene,),
    )


def said(
    heading: str, size: str = "medium", manner: str | None = None, who: str | None = "ann"
) -> tuple[Room | None, float]:
    line = {"line": "Come home.", "character": who, "manner": manner}
    made = film({"id": "a", "size": size, "cast": [{"character": "ann"}], "dialogue": [line]}, heading=heading)
    scene, shot = next(iter(made.shots()))
    found = heard(made, scene, shot, shot.dialogue[0])
    return found.room, found.gain


def rings(room: Room | None) -> float:
    """How loud what is heard a third of a second later is, as a part of all."""
    if room is None:
        return 0.0
    answer = response(room).astype(np.float64)
    return float((answer[:, SAMPLE_RATE // 3 :] ** 2).sum() / (answer**2).sum())


def test_a_voice_rings_longer_in_a_hall_than_in_a_room_and_not_at_all_in_a_field() -> None:
    field, room, hall, cave = (
        said(heading)[0]
        for heading in ("EXT. MEADOW - DAY", "INT. COTTAGE - DAY", "INT. CHURCH - DAY", "EXT. CAVE - DAY")
    )
    assert field is None
    assert rings(room) < 0.1 * rings(hall)
    assert 0 < rings(hall) < rings(cave) < 0.1


def test_a_close_shot_is_drier_and_fuller_than_a_wide_one() -> None:
    (close, near), (wide, far) = (said("INT. GREAT HALL - DAY", size) for size in ("close-up", "wide"))
    assert close is not None
    assert wide is not None
    assert close.below is None
    assert close.amount < wide.amount
    assert wide.below is not None
    assert far < near == 0.0


@pytest.mark.parametrize("manner", ["voice-over", "V.O.", "as a narrator"])
def test_who_only_tells_is_heard_from_nowhere(manner: str) -> None:
    assert said("INT. CHURCH - DAY", "wide", manner) == (None, 0.0)
    assert said("INT. CHURCH - DAY", "wide", None, who=None) == (None, 0.0)


def test_a_telephone_is_thin_and_a_door_is_dull_and_who_is_not_seen_is_far() -> None:
    phone, door = (
        said("INT. COTTAGE - DAY", manner="on the phone")[0],
        said("INT. COTTAGE - DAY", manner="through the door")[0],
    )
    assert phone is not None
    assert phone.above is not None
    assert phone.amount == 0
    assert door is not None
    assert door.below is not None
    assert door.below < 1500
    unseen, seen = said("INT. COTTAGE - DAY", who="bob")[0], said("INT. COTTAGE - DAY")[0]
    assert unseen is not None
    assert seen is not None
    assert unseen.amount > seen.amount
    away = said("INT. COTTAGE - DAY", manner="O.S.")[0]
    assert away is not None
    assert away.amount > unseen.amount
    assert said("INT. COTTAGE - DAY", manner="whispered")[0] == seen


def test_no_room_is_louder_than_the_voice() -> None:
    for heading in ("EXT. MEADOW", "EXT. CITY STREET", "INT. COTTAGE", "INT. CHURCH", "EXT. CAVE"):
        for size in ("close-up", "medium", "extreme-wide"):
            room, gain = said(f"{heading} - DAY", size)
            assert gain >= -3
            assert room is None or room.amount <= 0.45


def source(name: str) -> Source:
    return Source(digest=name, path=Path("sound.wav"))


def test_voices_are_where_they_were_and_in_their_room() -> None:
    made = film({"id": "a", "cast": [{"character": "ann"}], "dialogue": [{"line": "Come.", "character": "ann"}]})
    plan = schedule(made, {("s", "a", 0): SpokenTiming(2.0)})
    (voice,) = sounds(made, plan, Cutting(lines={("s", "a", 0): source("a")}))
    assert voice.start == round(plan.shots[0].timing.line_starts[0] * SAMPLE_RATE)
    assert voice.space is not None


def foley(*shots: dict[str, Any]) -> list[Sound]:
    made = film(*shots)
    return sounds(made, schedule(made, {}), Cutting(foley={"s/a": source("a"), "s/b": source("b")}))


def test_the_sounds_of_a_shot_lie_under_it_and_ring_over_the_cut() -> None:
    first, second = foley({"id": "a", "seconds": 4}, {"id": "b", "seconds": 3})
    assert (first.start, first.first, first.length, first.track) == (0, 0, None, "effects")
    assert (second.start, second.length) == (4 * SAMPLE_RATE, None)


def test_they_follow_a_trim() -> None:
    first, second = foley(
        {"id": "a", "seconds": 4, "trim": {"in": 1, "out": 3}}, {"id": "b", "seconds": 3, "trim": {"in": 0.5}}
    )
    assert (first.first, first.length) == (SAMPLE_RATE, 2 * SAMPLE_RATE)
    assert first.fade_in
    assert first.fade_out
    assert (second.start, second.first, second.length) == (2 * SAMPLE_RATE, SAMPLE_RATE // 2, None)
