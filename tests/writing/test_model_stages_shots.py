"""Shots with a model: references to beats, put right or left to the director."""

import copy
import json
from collections.abc import Callable
from typing import Any

import pytest
from model_desk import TALK, Answer, Sit, Spoil, brief, play, scene

from orchestrator.directing.breakdown import direct
from orchestrator.film.errors import WritingError
from orchestrator.film.screenplay import Action
from orchestrator.testing import Asked, Fault, Reply


def test_shots_point_at_beats_and_hold_no_words_of_them(sit: Sit) -> None:
    with sit() as desk:
        found = desk.writer.shots(play(scene("first", *TALK), scene("second", *TALK)), brief())
    assert [(one.scene, [(shot.first, shot.last) for shot in one.shots]) for one in found.scenes] == [
        ("first", [(1, 1), (2, 2), (3, 3), (4, 4)]),
        ("second", [(1, 1), (2, 2), (3, 3), (4, 4)]),
    ]
    assert "2 speech of mara (whispered): You again." in desk.asked[0].user
    assert "state oilskin: a wet oilskin coat" in desk.asked[0].user


def shots_of(answer: Answer) -> list[Answer]:
    return answer["scenes"][0]["shots"]


def _spoil_first(change: Callable[[list[Answer]], Any]) -> Spoil:
    def spoil(_what: Asked, answer: Answer, turn: int) -> Answer:
        if turn == 1:
            change(shots_of(answer))
        return answer

    return spoil


def _cast(**said: str | None) -> Answer:
    return {"character": "mara", "state": None, "position": None, "facing": None, "emotion": None, **said}


@pytest.mark.parametrize(
    ("change", "problem"),
    [
        (lambda shots: shots.pop(1), "beat 2 is left out before it"),
        (lambda shots: shots.pop(), "the last shot ends before the end: beat 4 is left out"),
        (lambda shots: shots.insert(2, copy.deepcopy(shots[1])), "beat 2 already belongs to shot 2"),
        (lambda shots: shots.reverse(), "beats 1 to 3 are left out before it"),
        (lambda shots: shots[3].update(last=9), "there are only beats 1 to 4 here"),
        (lambda shots: shots[0].update(camera="teleport"), "'teleport' names no camera move"),
        (lambda shots: shots[1].update(cast=[_cast(character="ben")]), "there is no character 'ben'"),
        (lambda shots: shots[1].update(cast=[_cast(state="pyjamas")]), "has no state 'pyjamas'; it has oilskin"),
        (
            lambda shots: shots[:1].append(shots.insert(0, {**shots[0], "quote": "Mara opens the door."})),
            "beat 1 is shared by 2 shots; each must cover only it and quote its part",
        ),
        (
            lambda shots: (
                shots[0].update(quote="The door flies open."),
                shots.insert(0, {**shots[0], "quote": "Mara"}),
            ),
            "'The door flies open.' does not stand in it word for word",
        ),
    ],
)
def test_wrong_references_are_sent_back_and_put_right(
    sit: Sit, change: Callable[[list[Answer]], Any], problem: str
) -> None:
    with sit(_spoil_first(change)) as desk:
        found = desk.writer.shots(play(scene("first", *TALK)), brief())
    assert len(desk.asked) == 2
    assert problem in desk.asked[1].text
    assert "scene 'first'" in desk.asked[1].text
    assert [shot.first for shot in found.scenes[0].shots] == [1, 2, 3, 4]


def test_shots_that_share_a_beat_divide_its_own_words_between_them(sit: Sit) -> None:
    beat = Action(text="Mara opens the door. It doesn’t creak: the “wind” takes it. She waits.")

    def shared(_what: Asked, answer: Answer, _turn: int) -> Answer:
        shot = shots_of(answer)[0]
        quotes = ["Mara opens the door.", 'It doesn\'t creak: the "wind"', "She  waits."]
        answer["scenes"][0]["shots"] = [{**shot, "quote": quote} for quote in quotes]
        return answer

    with sit(shared) as desk:
        found = desk.writer.shots(play(scene("first", beat)), brief())
    assert [shot.quote for shot in found.scenes[0].shots] == [
        "Mara opens the door.",
        "It doesn’t creak: the “wind” takes it.",
        "She waits.",
    ]
    assert len(desk.asked) == 1


def test_a_scene_that_stays_wrong_is_left_to_the_director_and_the_others_are_kept(sit: Sit) -> None:
    def hopeless(_what: Asked, answer: Answer, _turn: int) -> Answer:
        answer["scenes"][1]["shots"].pop()
        return answer

    with sit(hopeless) as desk:
        found = desk.writer.shots(play(*(scene(name, *TALK) for name in ("one", "two", "three"))), brief())
    assert [one.scene for one in found.scenes] == ["one", "three"]
    assert len(desk.asked) == 3
    assert "left to the built-in director: 'two' (the last shot ends before the end: beat 4 is left out)" in desk.told


def test_a_model_that_only_chats_is_not_asked_for_every_scene(sit: Sit) -> None:
    with sit(lambda _what, _answer, _turn: "I would rather talk about the weather.") as desk:
        found = desk.writer.shots(play(*(scene(f"s-{n}", *TALK) for n in range(40))), brief())
    assert found.scenes == ()
    assert len(desk.asked) == 6
    assert (
        "left to the built-in director: 's-0', 's-1', 's-2' and 37 more scenes (the model gave no shots that fit)"
        in desk.told
    )


def test_a_few_scenes_that_are_wrong_everywhere_do_not_end_the_directing(sit: Sit) -> None:
    def one_wrong(_what: Asked, answer: Answer, _turn: int) -> Answer:
        answer["scenes"][0]["shots"].pop()
        return answer

    with sit(one_wrong) as desk:
        found = desk.writer.shots(play(*(scene(f"s-{n}", *TALK) for n in range(40))), brief())
    assert len(found.scenes) == 35


@pytest.mark.parametrize("stage", ["shots", "sheets", "critique"])
def test_a_model_without_room_for_one_beat_leaves_the_rest_as_it_is(sit: Sit, stage: str) -> None:
    def short(_what: Asked, answer: Answer, turn: int) -> "Answer | Reply":
        return answer if turn == 1 else Reply(text=json.dumps(answer)[:40], finish="length")

    screenplay = play(*(scene(f"s-{n}", *TALK) for n in range(20)))
    with sit(short) as desk:
        if stage == "shots":
            assert [one.scene for one in desk.writer.shots(screenplay, brief()).scenes] == [f"s-{n}" for n in range(8)]
            assert (
                "left to the built-in director: 's-8', 's-9', 's-10' and 9 more scenes (too much for the model)"
                in desk.told
            )
        elif stage == "sheets":
            assert desk.writer.sheets(screenplay, brief()).characters[1].appearance
        else:
            assert len(desk.writer.critique(screenplay, brief()).suggestions) == 1
    assert len(desk.asked) == 1 + 4 + 2


def test_a_bad_key_is_no_reason_to_go_on_without_the_model(sit: Sit) -> None:
    denied = Reply(fault=Fault(status=401, message="no such key"))
    with sit(lambda _what, _answer, _turn: denied) as desk, pytest.raises(WritingError, match="key"):
        desk.writer.shots(play(scene("one", *TALK)), brief())


def test_a_shot_can_change_a_look_from_there_on(sit: Sit) -> None:
    def spoil(_what: Asked, answer: Answer, _turn: int) -> Answer:
        shots_of(answer)[0]["from_here"] = [{"who": "Mara", "state": "Oilskin"}]
        shots_of(answer)[1]["from_here"] = [{"who": "mara", "state": "pyjamas"}, {"who": "ben", "state": "oilskin"}]
        return answer

    screenplay = play(scene("first", *TALK))
    with sit(spoil) as desk:
        found = desk.writer.shots(screenplay, brief())
    assert len(desk.asked) == 1
    assert [shot.from_here for shot in found.scenes[0].shots] == [{"mara": "oilskin"}, {}, {}, {}]
    done = direct(screenplay, brief().settings, brief().style, listed=found)
    assert [shot.from_here for scene in done.scenes for shot in scene.shots][:2] == [{"mara": "oilskin"}, {}]
