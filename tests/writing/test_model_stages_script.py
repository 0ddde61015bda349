"""Treatment and screenplay with a model: what is asked, what is sent back, what is taken."""

import json

import pytest
from good_model import fenced
from model_desk import STORY, Answer, Sit, brief, treatment

from orchestrator.film.errors import WritingError
from orchestrator.film.screenplay import Action, Speech
from orchestrator.testing import Asked, Fault, Reply
from orchestrator.writing.fountain import from_fountain, to_fountain


def test_an_idea_becomes_a_treatment_of_the_films_length(sit: Sit) -> None:
    with sit() as desk:
        found = desk.writer.treatment(brief(length="60s"))
    assert [beat.id for beat in found.beats] == [f"turn-{n}" for n in range(1, 6)]
    assert [role.id for role in found.characters] == ["mara", "ben"]
    assert found.theme.startswith("Being needed")
    assert len(desk.asked) == 1
    assert "about 60 seconds, in English (en)" in desk.asked[0].user


def test_the_number_of_beats_grows_more_slowly_than_the_film(sit: Sit) -> None:
    with sit() as desk:
        counts = [len(desk.writer.treatment(brief(length=length)).beats) for length in ("15s", "2m", "10m", "120m")]
    assert counts == [2, 10, 24, 95]
    assert max(len(one.user.split()) for one in desk.asked) < 1500


def test_a_treatment_that_is_cut_off_is_written_in_parts(sit: Sit) -> None:
    def short(what: Asked, answer: Answer, _turn: int) -> "Answer | Reply":
        beats = answer.get("beats", [])
        return Reply(text=json.dumps(answer)[:300], finish="length") if len(beats) > 2 else answer

    with sit(short) as desk:
        found = desk.writer.treatment(brief(length="2m"))
    assert len(found.beats) == 10
    assert [one.name for one in desk.asked] == ["TreatmentAnswer", "SpineAnswer", *["BeatsAnswer"] * 7]
    assert len({beat.id for beat in found.beats}) == 10


def test_a_wrong_number_of_beats_is_sent_back_once_and_then_taken(sit: Sit) -> None:
    def one_beat(_what: Asked, answer: Answer, _turn: int) -> Answer:
        return {**answer, "beats": answer["beats"][:1]}

    with sit(one_beat) as desk:
        found = desk.writer.treatment(brief(length="60s"))
    assert len(found.beats) == 1
    assert len(desk.asked) == 2
    assert "beats: there are 1; write 5" in desk.asked[1].text
    assert any("taken as it is: beats: there are 1" in told for told in desk.told)


def test_a_story_is_adapted_and_not_invented_anew(sit: Sit) -> None:
    with sit() as desk:
        found = desk.writer.treatment(brief(STORY))
        desk.writer.screenplay(found, brief(STORY))
    assert "a story that already exists" in desk.asked[0].user
    assert fenced(desk.asked[0].user, "MATERIAL") == STORY
    assert "Where the story has dialogue, use its words" in desk.asked[1].user


def test_a_long_story_is_read_in_pieces_and_retold(sit: Sit) -> None:
    story = "\n\n".join(f"Chapter {n}. {STORY}" for n in range(1, 81))
    with sit() as desk:
        desk.writer.treatment(brief(story))
    read = [one for one in desk.asked if one.name == "StoryAnswer"]
    pieces = [fenced(one.user, "MATERIAL") for one in read]
    assert len(story.split()) > 30000
    assert all(len(piece.split()) <= 6000 for piece in pieces)
    assert "\n\n".join(pieces) == story
    assert fenced(read[2].user, "SO_FAR").count("Then came") == 2
    last = desk.asked[-1]
    assert "retold piece by piece" in last.user
    assert fenced(last.user, "MATERIAL").count("Then came") == len(read)


def test_scenes_have_the_ids_of_their_beats_and_come_at_most_eight_a_call(sit: Sit) -> None:
    with sit() as desk:
        found = desk.writer.screenplay(treatment(20), brief(length="4m"))
    assert [one.id for one in found.scenes] == [f"turn-{n}" for n in range(1, 21)]
    assert [one.user.count("\nSTEP ") for one in desk.asked] == [8, 8, 4]
    assert "Mara finds the lamp cold for the 8. time." in fenced(desk.asked[1].user, "SO_FAR")
    assert "The glass cracks." in fenced(desk.asked[1].user, "LAST_LINES")
    assert "Gallery" in fenced(desk.asked[1].user, "PLACES")
    assert found.scenes[0].enter == "fade"


def test_pronouns_are_resolved_and_names_are_not_noted_twice(sit: Sit) -> None:
    def with_ben(_what: Asked, answer: Answer, _turn: int) -> Answer:
        ben = {"name": "Ben", "kind": "Person", "appearance": "thin, freckled", "pitch": "high"}
        return {**answer, "new_characters": [ben]}

    with sit(with_ben) as desk:
        found = desk.writer.screenplay(treatment(1), brief(length="10s"))
    first, line, last = found.scenes[0].beats
    assert isinstance(first, Action)
    assert isinstance(last, Action)
    assert isinstance(line, Speech)
    assert first.cast == ()
    assert last.cast == ("mara", "ben")
    assert line.character == "mara"
    ben = next(sheet for sheet in found.characters if sheet.id == "ben")
    assert (ben.kind, ben.voice.pitch) == ("person", "high")
    assert "the-storm" not in [sheet.id for sheet in found.characters]


def test_an_unknown_speaker_is_sent_back_and_put_right(sit: Sit) -> None:
    def stranger(_what: Asked, answer: Answer, turn: int) -> Answer:
        if turn == 1:
            answer["scenes"][0]["beats"][1]["character"] = "Captain Flint"
            answer["scenes"][1]["place"] = "Moon"
        return answer

    with sit(stranger) as desk:
        found = desk.writer.screenplay(treatment(2), brief(length="20s"))
    assert len(desk.asked) == 2
    assert "'Captain Flint' speaks but is neither known nor in new_characters" in desk.asked[1].text
    assert "the place 'Moon' is neither known nor in new_places" in desk.asked[1].text
    assert {one.place for one in found.scenes} == {"gallery", "kitchen"}


@pytest.mark.parametrize(
    ("said", "meant"),
    [("MARA", "mara"), ("Mara (V.O.)", "mara"), ("storm", "the-storm"), ("Narrator", None), (None, None)],
)
def test_a_speaker_is_known_in_every_spelling(sit: Sit, said: str | None, meant: str | None) -> None:
    def spelled(_what: Asked, answer: Answer, _turn: int) -> Answer:
        answer["scenes"][0]["beats"][1]["character"] = said
        return answer

    with sit(spelled) as desk:
        line = desk.writer.screenplay(treatment(1), brief(length="10s")).scenes[0].beats[1]
    assert isinstance(line, Speech)
    assert line.character == meant
    assert len(desk.asked) == 1


def test_two_whose_names_differ_in_brackets_only_are_two(sit: Sit) -> None:
    plan = treatment(1)
    people = tuple(
        role.model_copy(update={"id": f"ben-{age}", "name": f"Ben ({age})"})
        for role, age in zip(plan.characters, ("young", "old"), strict=True)
    )

    def spelled(_what: Asked, answer: Answer, turn: int) -> Answer:
        for beat in answer["scenes"][0]["beats"]:
            beat["seen"] = ["Ben (young)", "BEN (OLD)"] if beat["type"] == "action" else []
        answer["scenes"][0]["beats"][1]["character"] = "Ben (old)" if turn > 1 else "Ben"
        return answer

    with sit(spelled) as desk:
        found = desk.writer.screenplay(plan.model_copy(update={"characters": people}), brief(length="10s")).scenes[0]
    assert "'Ben' speaks but is neither known" in desk.asked[1].text
    assert [beat.cast for beat in found.beats if isinstance(beat, Action)] == [("ben-young", "ben-old")] * 2
    assert [beat.character for beat in found.beats if isinstance(beat, Speech)] == ["ben-old"]


def test_what_belongs_to_a_script_and_not_to_a_line_is_put_where_it_belongs(sit: Sit) -> None:
    def typed(_what: Asked, answer: Answer, _turn: int) -> Answer:
        answer["scenes"][0]["beats"][1]["text"] = "(whispers) “You again.”"
        answer["scenes"][0]["place"] = answer["new_places"][0]["name"] = "EXT. OLD PIER - NIGHT"
        return answer

    with sit(typed) as desk:
        found = desk.writer.screenplay(treatment(1), brief(length="10s"))
    assert found.scenes[0].beats[1] == Speech(character="mara", text="You again.", manner="whispers")
    assert found.scenes[0].heading == "EXT. OLD PIER - NIGHT"
    assert found.places[0].name == "Old Pier"


def test_too_much_talk_is_sent_back_with_the_budget(sit: Sit) -> None:
    def talkative(_what: Asked, answer: Answer, turn: int) -> Answer:
        if turn == 1:
            answer["scenes"][0]["beats"][1]["text"] = "and then I said to him again " * 8
        return answer

    with sit(talkative) as desk:
        found = desk.writer.screenplay(treatment(1), brief(length="10s"))
    assert "56 spoken words in all where 11 fit the time (scene 1 has 56)" in desk.asked[1].text
    assert len(found.scenes[0].beats[1].text.split()) < 11


def test_the_treatments_time_is_kept_to(sit: Sit) -> None:
    plan = treatment(1)
    plan = plan.model_copy(update={"beats": (plan.beats[0].model_copy(update={"time": "dawn"}),)})

    def at_dawn(_what: Asked, answer: Answer, turn: int) -> Answer:
        answer["scenes"][0] |= {"time": "dawn" if turn > 1 else "night", "summary": ""}
        return answer

    with sit(at_dawn) as desk:
        found = desk.writer.screenplay(plan, brief(length="10s"))
    assert "scene 1: is at night; the treatment says dawn" in desk.asked[1].text
    assert (found.scenes[0].time, found.scenes[0].summary) == ("dawn", "Mara climbs stair 1.")


def test_without_an_idea_nothing_is_asked(sit: Sit) -> None:
    with sit() as desk, pytest.raises(WritingError, match="there is no idea to write from"):
        desk.writer.treatment(brief(" "))
    assert desk.asked == []


def test_directions_for_the_camera_are_sent_back(sit: Sit) -> None:
    def directed(_what: Asked, answer: Answer, turn: int) -> Answer:
        if turn == 1:
            answer["scenes"][0]["beats"][0]["text"] = "We see Mara. Close on her camera, an old Leica."
        return answer

    with sit(directed) as desk:
        desk.writer.screenplay(treatment(1), brief(length="10s"))
    assert "scene 1, beat 1: 'We see' is a direction for the camera" in desk.asked[1].text


def test_a_cut_off_answer_halves_the_request_and_loses_nothing(sit: Sit) -> None:
    def short(_what: Asked, answer: Answer, _turn: int) -> "Answer | Reply":
        whole = json.dumps(answer)
        return Reply(text=whole[:800], finish="length") if len(answer["scenes"]) > 2 else answer

    with sit(short) as desk:
        found = desk.writer.screenplay(treatment(9), brief(length="2m"))
    assert [one.user.count("\nSTEP ") for one in desk.asked] == [8, 4, 2, 2, 2, 2, 1]
    assert [one.id for one in found.scenes] == [f"turn-{n}" for n in range(1, 10)]


def test_what_was_answered_is_not_asked_again(sit: Sit) -> None:
    def falls_over(_what: Asked, answer: Answer, turn: int) -> "Answer | Reply":
        return Reply(fault=Fault(status=401, message="expired")) if turn == 2 else answer

    with sit(falls_over) as desk:
        with pytest.raises(WritingError, match="key"):
            desk.writer.screenplay(treatment(10), brief(length="2m"))
        found = desk.writer.screenplay(treatment(10), brief(length="2m"))
    assert len(found.scenes) == 10
    assert len(desk.asked) == 3


def test_a_model_that_cannot_even_write_one_scene_is_told_apart(sit: Sit) -> None:
    def mute(_what: Asked, answer: Answer, _turn: int) -> Reply:
        return Reply(text=json.dumps(answer)[:50], finish="length")

    with (
        sit(mute) as desk,
        pytest.raises(
            WritingError,
            match="not even the scene of beat 'turn-1' alone goes through: the answer of 'good' was cut off",
        ) as caught,
    ):
        desk.writer.screenplay(treatment(4), brief())
    assert "--writer outline" in str(caught.value)
    assert "\n" not in str(caught.value)


def test_a_scene_may_tell_two_steps_and_a_step_may_take_two_scenes(sit: Sit) -> None:
    def joined(_what: Asked, answer: Answer, _turn: int) -> Answer:
        first, second, third = answer["scenes"]
        return {**answer, "scenes": [{**first, "last_step": 2}, third, {**third, "place": second["place"]}]}

    with sit(joined) as desk:
        found = desk.writer.screenplay(treatment(3), brief())
    assert [one.id for one in found.scenes] == ["turn-1", "turn-3", "turn-3-2"]


@pytest.mark.parametrize(
    ("steps", "problem"),
    [
        ([(1, 1), (3, 3)], "step 2 is left out before it"),
        ([(1, 2)], "the last scene ends before the end: step 3 is left out"),
        ([(1, 3), (2, 2)], "goes back"),
        ([(1, 2), (3, 9)], "there are only steps 1 to 3 here"),
        ([], "steps 1 to 3 are left out"),
    ],
)
def test_every_step_is_told_in_order(sit: Sit, steps: list[tuple[int, int]], problem: str) -> None:
    def misnumbered(_what: Asked, answer: Answer, turn: int) -> Answer:
        if turn > 1:
            return answer
        scenes = [{**answer["scenes"][0], "first_step": first, "last_step": last} for first, last in steps]
        return {**answer, "scenes": scenes}

    with sit(misnumbered) as desk:
        found = desk.writer.screenplay(treatment(3), brief())
    assert problem in desk.asked[1].text
    assert len(found.scenes) == 3


def test_french_is_asked_for_and_its_headings_are_read_back(sit: Sit) -> None:
    times = ["dawn", "morning", "day", "afternoon", "dusk", "night"]

    def through_the_day(what: Asked, answer: Answer, _turn: int) -> Answer:
        for one, time in zip(answer["scenes"], times, strict=True):
            one["time"] = time
        return answer

    with sit(through_the_day) as desk:
        found = desk.writer.screenplay(treatment(6), brief(language="fr"))
    assert "in French (fr)" in desk.asked[0].user
    assert [one.heading.rpartition(" - ")[2] for one in found.scenes] == [
        "AUBE", "MATIN", "JOUR", "AFTERNOON", "SOIR", "NUIT",
    ]  # fmt: skip
    text = "\n".join(line for line in to_fountain(found).splitlines() if not line.startswith("[[scene"))
    assert [one.time for one in from_fountain(text).scenes] == times
