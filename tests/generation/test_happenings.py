"""What is heard of a drawn shot: at the moments that are drawn, from where it is drawn, of what it is made."""

import numpy as np
import pytest

from generation.animatic import thesaurus
from generation.animatic.acoustics import room_of, rows, underfoot
from generation.animatic.figures.appearance import read_person
from generation.animatic.figures.people.motions import Beat
from generation.animatic.figures.people.poses import stance_of
from generation.animatic.figures.people.skeleton import measure
from generation.animatic.happenings import happenings
from generation.animatic.lightning import flashes
from generation.animatic.steps import footfalls
from generation.animatic.strokes import strokes
from generation.backend import find
from generation.foley import procedural
from generation.requests import Beat as Beats
from generation.requests import Camera, Figure, FoleyRequest, Setting, SoundEvent, Staging
from generation.results import Sound

FRAME = 1 / 24


def staged(kind: str, *figures: Figure, action: str = "", **said: object) -> Staging:
    setting = Setting.model_validate({"id": "there", "kind": kind, **said})
    return Staging(setting=setting, figures=figures, camera=Camera(size="wide"), action=action)


def heard(staging: Staging, seconds: float = 5.0, seed: int = 4) -> tuple[SoundEvent, ...]:
    found = happenings(staging, 320, 180, seconds, seed)
    assert found == happenings(staging, 320, 180, seconds, seed)
    assert {event.kind for event in found} <= set(procedural.kinds())
    return found


def kinds(events: tuple[SoundEvent, ...]) -> set[str]:
    return {event.kind for event in events}


def played(events: tuple[SoundEvent, ...], seconds: float = 5.0) -> Sound:
    with find("foley", "procedural")().load() as make:
        sound = make(FoleyRequest(events=events, seconds=seconds, seed=4), lambda _done, _total: None)
    assert isinstance(sound, np.ndarray)
    return sound


def onsets(sound: Sound) -> list[float]:
    """When it suddenly becomes louder, in seconds: the first milliseconds that are far over those before."""
    power = (sound.astype(np.float64) ** 2).sum(axis=0)
    steps = np.sqrt(power[: power.size // 48 * 48].reshape(-1, 48).mean(axis=1))
    found: list[float] = []
    for at in range(1, steps.size):
        before = steps[max(0, at - 12) : at].max()
        if steps[at] > 2.5 * before and steps[at] > 0.15 * steps.max() and (not found or at / 1000 - found[-1] > 0.2):
            found.append(at / 1000)
    return found


@pytest.mark.parametrize("kind", ["village", "city street", "forest", "cottage"])
def test_steps_are_heard_when_the_drawn_feet_come_down(kind: str) -> None:
    staging = staged(kind, Figure(id="ann", pose="walk", facing="right"), interior=kind == "cottage")
    falls = footfalls(staging, 320, 180, 5.0, 4)
    steps = tuple(event for event in heard(staging) if event.kind == "step")
    assert len(falls) >= 5
    assert [event.start for event in steps] == pytest.approx([max(0.0, fall.time) for fall in falls], abs=1e-3)
    found = onsets(played(steps))
    for fall in falls:
        assert min(abs(fall.time - onset) for onset in found) < FRAME


def test_four_feet_are_heard_and_the_wolf_is_where_it_is_seen() -> None:
    left, right = (
        [event for event in heard(staged("forest", wolf)) if event.kind == "step"]
        for wolf in (
            Figure(id="wolf", kind="wolf", pose="run", facing="right", position=where)
            for where in ("far-left", "far-right")
        )
    )
    assert len(left) >= 5
    assert np.mean([event.pan for event in left]) < np.mean([event.pan for event in right])


def test_thunder_follows_each_flash() -> None:
    events = [event for event in heard(staged("coast", weather="storm"), 8.0) if event.kind == "thunder"]
    moments = flashes(4, 8.0)
    assert len(events) == len(moments) >= 1
    for moment, event in zip(moments, events, strict=True):
        assert moment < event.start < moment + 1.2
    assert "thunder" not in kinds(heard(staged("coast", weather="rain"), 8.0))


@pytest.mark.parametrize(
    ("kind", "said", "ground"),
    [
        ("forest", {}, "leaves"),
        ("beach", {}, "sand"),
        ("city street", {}, "stone"),
        ("city street", {"weather": "snow"}, "snow"),
        ("meadow", {"season": "winter"}, "snow"),
        ("parlour", {"interior": True, "weather": "snow"}, "wood"),
        ("ship", {}, "wood"),
        ("space station", {}, "metal"),
    ],
)
def test_the_ground_is_that_of_the_place(kind: str, said: dict[str, object], ground: str) -> None:
    assert underfoot(Setting.model_validate({"id": "there", "kind": kind, **said})) == ground


@pytest.mark.parametrize(
    ("kind", "interior", "room"),
    [
        ("meadow", False, "open"), ("city street", False, "street"), ("cottage", True, "room"), ("cave", False, "cave"),
        ("castle", True, "hall"), ("church", True, "hall"), ("car", True, "room"),
    ],
)  # fmt: skip
def test_the_room_is_that_of_the_place(kind: str, interior: bool, room: str) -> None:
    assert room_of(staged(kind, interior=interior).setting) == room


def test_what_the_action_says_is_heard_in_the_order_of_its_words() -> None:
    ann = Figure(id="ann")
    events = heard(
        staged("cottage", ann, action="Ann knocks on the door, opens the door and drops a cup", interior=True)
    )
    first = {kind: min(event.start for event in events if event.kind == kind) for kind in ("knock", "door", "drop")}
    assert first["knock"] < first["door"] < first["drop"]
    assert sum(event.kind == "knock" for event in events) == 3


@pytest.mark.parametrize(
    ("action", "sound"),
    [
        ("She reads a letter", "paper"), ("She writes", "pen"), ("She rings the bell", "bell"), ("He hammers the iron", "hammer"),
        ("They fight with swords", "clang"), ("The window shatters", "glass"), ("He rows the boat", "row"),
        ("The soup boils in the pot", "bubbling"), ("He drops the key", "drop"), ("She lights the lamp", "switch"),
        ("An owl hoots", "owl"), ("Far away a dog barks", "bark"),
    ],
)  # fmt: skip
def test_verbs_are_heard(action: str, sound: str) -> None:
    assert sound in kinds(heard(staged("village", Figure(id="ann"), action=action)))


@pytest.mark.parametrize("action", ["She waits", "He reads her face in silence no more", "The owl is silent"])
def test_nothing_is_heard_where_nothing_happens(action: str) -> None:
    assert kinds(heard(staged("meadow", Figure(id="ann"), action=action))) <= {"paper"}


def test_animals_call_when_they_are_said_to_or_come_in_and_not_while_they_speak() -> None:
    cat = Figure(id="cat", kind="cat")
    assert "meow" in kinds(heard(staged("village", cat, action="The cat meows")))
    assert "meow" in kinds(heard(staged("village", cat.model_copy(update={"pose": "walk in"}))))
    assert "meow" not in kinds(heard(staged("village", cat, action="The cat waits")))
    assert "purr" in kinds(heard(staged("village", cat, action="The cat purrs")))


def test_wings_and_strokes_are_in_the_rhythm_of_the_drawing() -> None:
    gull = Figure(id="gull", kind="gull", pose="fly", facing="left")
    beats = [event.start for event in heard(staged("beach", gull)) if event.kind == "wings"]
    assert len(beats) >= 4
    assert np.ptp(np.diff(beats)) < 0.01
    swimmer = Figure(id="ann", pose="swim", facing="right")
    strokes = [event.start for event in heard(staged("lake", swimmer)) if event.kind == "splash"]
    assert np.diff(strokes) == pytest.approx(0.85, abs=0.01)


def test_a_door_is_heard_where_somebody_comes_into_a_room_and_not_in_a_field() -> None:
    ann = Figure(id="ann", pose="walk in", facing="right")
    assert "door" in kinds(heard(staged("cottage", ann, interior=True)))
    assert "door" not in kinds(heard(staged("meadow", ann)))


@pytest.mark.parametrize(("pose", "lowest"), [("hammer", "lean"), ("chop", "rise"), ("row", "lean"), ("fight", "lean")])
def test_strokes_fall_where_the_drawn_motion_is_furthest(pose: str, lowest: str) -> None:
    phase = 0.3
    beat = Beat(phase, 0, True, "neutral", body=measure(read_person(Figure(id="ann"))))
    stance = stance_of(pose, beat)
    moments = [at for at, hit in strokes(pose, phase, 0.0, 8.0) if hit[1] != "whoosh"]
    assert len(moments) >= 3
    sign = -1.0 if lowest == "rise" else 1.0
    values = {at: sign * getattr(stance(at), lowest) for at in moments}
    for at, value in values.items():
        around = [sign * getattr(stance(at + shift / 100), lowest) for shift in range(-40, 41)]
        span = max(around) - min(around)
        assert value > max(around) - 0.2 * span


def test_who_falls_is_heard_when_the_drawing_is_down() -> None:
    ann = Figure(id="ann", beats=(Beats(start=1.5, pose="fall"),))
    thuds = [event for event in heard(staged("castle", ann)) if event.kind == "thud"]
    assert [round(event.start, 2) for event in thuds] == [2.5]
    assert thuds[0].material == "stone"


def test_a_drawn_stroke_is_not_told_again_by_its_word() -> None:
    smith = Figure(id="smith", pose="hammer")
    events = heard(staged("forge", smith, action="The smith hammers the iron", interior=True))
    blows = [event for event in events if event.kind == "hammer"]
    assert len(blows) <= 5
    assert {event.material for event in blows} == {""}


def test_cloth_moves_with_who_kneels_and_a_seat_gives_under_who_sits_down() -> None:
    ann = Figure(id="ann", beats=(Beats(start=1.0, pose="sit-down"), Beats(start=3.0, pose="rise")))
    events = heard(staged("cottage", ann, interior=True))
    assert [event.kind for event in events] == ["settle", "cloth"]
    assert "cloth" in kinds(heard(staged("meadow", Figure(id="ann", pose="kneel"))))
    assert not kinds(heard(staged("meadow", Figure(id="ann", pose="sit"))))


def test_every_row_of_the_table_names_sounds_grounds_and_places_that_there_are() -> None:
    said, places = rows(), {choice.split("/")[0] for choice in thesaurus.variants()}
    sounds = {*said.calls.values(), *said.saying.values(), *(sound.partition("+")[0] for _, sound, _, _ in said.doing)}
    assert sounds - {"*"} <= set(procedural.kinds())
    assert {how for how, _, _, _ in said.doing} == {"once", "while", "strokes"}
    assert {place.split("/")[0] for place in (*said.grounds, *said.echoes)} <= places | {"composed"}
