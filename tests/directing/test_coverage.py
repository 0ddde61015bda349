"""Coverage: two-shots, matching singles over the shoulder, things that are handled, parts of a place."""

from typing import get_args

import pytest

from orchestrator.directing.breakdown import break_down
from orchestrator.directing.breakdown_plan import Planned
from orchestrator.directing.breakdown_props import things_in
from orchestrator.directing.breakdown_stage import cast_of
from orchestrator.directing.grammar import violations
from orchestrator.directing.staging import staging
from orchestrator.film.film import Film, Settings
from orchestrator.film.scene import Scene
from orchestrator.film.screenplay import Action, Screenplay, ScreenplayScene, Speech
from orchestrator.film.sheets import Character, Place
from orchestrator.film.style import StyleGuide
from orchestrator.film.vocabulary import Position

STYLE = StyleGuide(name="plain", look="plain", palette=("#101018", "#606070", "#f0f0e8"))
CAST = (Character(id="mara", name="Mara"), Character(id="tom", name="Tom"))
PLACES = (Place(id="pier", name="Pier", kind="harbour"), Place(id="shed", name="Shed", kind="workshop", interior=True))
TALK = tuple(Speech(character=("mara", "tom")[number % 2], text=f"This is line {number}.") for number in range(4))


def scene(identity: str, *beats: Action | Speech, place: str = "pier") -> ScreenplayScene:
    return ScreenplayScene(id=identity, heading="EXT. PIER - DAY", place=place, mood="calm", beats=beats)


def film(*scenes: ScreenplayScene, length: str = "60s") -> Film:
    asked = Settings(title="Pier", length=length)
    made = break_down(Screenplay(title="Pier", characters=CAST, places=PLACES, scenes=scenes), asked, STYLE)
    people, places = {sheet.id: sheet for sheet in CAST}, {sheet.id: sheet for sheet in PLACES}
    return Film(settings=asked, style=STYLE, characters=people, places=places, scenes=made)


def broken(*scenes: ScreenplayScene, length: str = "60s") -> tuple[Scene, ...]:
    return film(*scenes, length=length).scenes


def test_talk_begins_with_both_and_goes_on_over_the_shoulder() -> None:
    made = broken(scene("talk", Action(text="Mara mends a net.", cast=("mara",)), *TALK))
    assert violations(made) == []
    talk = [shot for shot in made[0].shots if shot.dialogue]
    # Tom has not been seen before he answers.
    assert [cast.character for cast in talk[0].cast] == ["mara"]
    assert [cast.character for cast in talk[1].cast] == ["tom", "mara"]
    near = [shot for shot in talk[2:] if shot.size == "medium-close"]
    assert near
    for shot in near:
        speaker, listener = shot.cast
        assert speaker.character == shot.dialogue[0].character != listener.character
        assert {speaker.facing, listener.facing} == {"left", "right"}


def test_who_is_not_there_yet_is_not_seen_from_behind() -> None:
    made = broken(
        scene("alone", Action(text="Mara waits.", cast=("mara",)), TALK[0], Action(text="Tom arrives.", cast=("tom",)))
    )
    alone = next(shot for shot in made[0].shots if shot.dialogue)
    assert [cast.character for cast in alone.cast] == ["mara"]


def test_two_on_one_side_look_at_each_other() -> None:
    shot = Planned("action", "Mara and Tom dig.", ("mara", "tom"), subject="mara")
    for places, facing in (
        ({"mara": "far-left", "tom": "left"}, ["right", "left"]),
        ({"mara": "far-right", "tom": "right"}, ["left", "right"]),
        ({"mara": "right", "tom": "left"}, ["left", "right"]),
        ({"mara": "centre", "tom": "left"}, ["left", "right"]),
    ):
        sheets = {sheet.id: sheet for sheet in CAST}
        assert [cast.facing for cast in cast_of(shot, cast_places(places), sheets)] == facing


def cast_places(places: dict[str, str]) -> dict[str, Position]:
    known: dict[str, Position] = {name: name for name in get_args(Position)}
    return {person: known[place] for person, place in places.items()}


def test_who_leaves_turns_to_the_way_out() -> None:
    made = film(scene("parting", Action(text="Mara waves; Tom walks off.", cast=("mara", "tom")), *TALK))
    shot = next(shot for shot in made.scenes[0].shots if "walks off" in shot.action)
    figures = {figure.id: figure for figure in staging(made, made.scenes[0], shot, {}).figures}
    tom, mara = figures["tom"], figures["mara"]
    assert tom.pose == "walk out"
    assert tom.facing == tom.position
    assert mara.facing != mara.position


@pytest.mark.parametrize(
    ("action", "props"),
    [
        ("Mara lifts the brass lantern from its hook.", ("a brass lantern",)),
        ("Mara opens an old letter and reads.", ("an old letter",)),
        ("Mara stands by the fog bell.", ()),
        ("Mara leans on the mirrored wall.", ()),
        ("Mara runs past the street lamp.", ()),
        ("Mara walks with an umbrella.", ("an umbrella",)),
        ("Mara carries a lantern, a book and a cup.", ("a lantern",)),
    ],
)
def test_what_is_handled_is_a_prop(action: str, props: tuple[str, ...]) -> None:
    assert things_in(action, (), "pier", told=False) == props


def test_a_prop_is_named_once_and_a_storyteller_shows_all() -> None:
    assert things_in("Mara lifts the lantern.", ("a brass lantern",), "pier", told=False) == ("a brass lantern",)
    assert things_in("The Crow found a pitcher.", (), "garden", told=True) == ("a pitcher",)
    assert things_in("Mara climbs into the lighthouse.", (), "lighthouse", told=True) == ()


def test_a_place_is_opened_another_way_the_next_time() -> None:
    acts = [
        scene(f"s{number}", Action(text="Mara looks at the sea."), place=("pier", "shed")[number % 2])
        for number in range(4)
    ]
    first, _, again, _ = broken(*acts, length="2m")
    assert (first.shots[0].size, first.shots[0].angle) != (again.shots[0].size, again.shots[0].angle)


def test_what_dissolves_away_was_long_enough_to_see() -> None:
    made = broken(
        scene("one", Action(text="Mara sleeps."), Action(text="A lantern.", props=("a lantern",), insert=True)),
        scene("two", Action(text="Tom runs."), *TALK),
    )
    assert made[1].enter.transition == "dissolve"
    assert (made[0].shots[-1].seconds or 0) >= 1.9
