"""Sheets, a critic's notes and translations with a model."""

import pytest
from good_model import fenced
from model_desk import GALLERY, MARA, STORM, TALK, Answer, Sit, brief, lines, play, scene

from orchestrator.film.sheets import VoiceSheet
from orchestrator.testing import Asked
from orchestrator.writing.fountain import from_fountain
from orchestrator.writing.writer import SpokenLine


def test_sheets_are_filled_where_they_are_empty_and_nowhere_else(sit: Sit) -> None:
    own = VoiceSheet(pitch="high", timbre="f3")
    mara = MARA.model_copy(update={"voice": own})
    before = play(scene("first", *TALK)).model_copy(update={"characters": (mara, STORM)})
    with sit() as desk:
        after = desk.writer.sheets(before, brief())
    kept, filled = after.characters
    assert (kept.appearance, kept.states) == (MARA.appearance, MARA.states)
    assert (kept.voice.pitch, kept.voice.timbre) == ("high", "f3")
    assert kept.voice.pace == "slow"
    assert filled.appearance.startswith("the-storm, forty")
    assert filled.states == {"wet": "soaked, hair in the face"}
    assert (filled.voice.pitch, filled.voice.language, filled.name) == ("low", None, "The Storm")
    assert after.places[0].appearance.startswith("white walls")
    assert after.places[0].kind == "lighthouse"
    assert after.scenes == before.scenes


def test_a_full_sheet_costs_no_request(sit: Sit) -> None:
    voice = VoiceSheet(pitch="low", pace="slow")
    full = [
        sheet.model_copy(update={"appearance": "tall", "states": {"a": "b"}, "voice": voice}) for sheet in (MARA, STORM)
    ]
    place = GALLERY.model_copy(update={"appearance": "iron"})
    before = play(scene("first", *TALK)).model_copy(update={"characters": tuple(full), "places": (place,)})
    with sit() as desk:
        assert desk.writer.sheets(before, brief()) == before
    assert desk.asked == []


def test_somebody_elses_script_gets_whole_sheets_out_of_its_glimpses(sit: Sit) -> None:
    script = from_fountain(
        "EXT. FORÊT - NUIT\n\nANNA (40, grease on her cheek) follows RENARD, a red blur.\n\nANNA\nWait.\n\nRENARD\nNo.\n"
    )

    def described(_what: Asked, answer: Answer, _turn: int) -> Answer:
        anna, fox = answer["characters"]
        anna |= {"appearance": "40, grease on her cheek, thin, in grey overalls"}
        fox |= {"appearance": "small, with a white tail", "kind": "Fox"}
        answer["places"][0]["kind"] = "Forest"
        return answer

    with sit(described) as desk:
        found = desk.writer.sheets(script, brief())
        anna, fox = found.characters
        again = desk.writer.sheets(found, brief())
    assert "- anna (Anna, person): 40, grease on her cheek (to be completed)" in desk.asked[0].user
    assert anna.appearance == "40, grease on her cheek, thin, in grey overalls"
    assert (fox.kind, fox.appearance) == ("fox", "a red blur, small, with a white tail")
    assert found.places[0].kind == "forest"
    assert again == found


def test_a_wardrobe_grows_with_the_scenes_and_keeps_what_it_has(sit: Sit) -> None:
    def dressed(_what: Asked, answer: Answer, turn: int) -> Answer:
        for one in answer["characters"]:
            one["states"] = [{"name": "wet", "look": f"soaked {turn}"}, {"name": f"Day {turn}", "look": f"coat {turn}"}]
            one["default_state"] = f"Day {turn}"
        return answer

    before = play(*(scene(f"s-{n}", *TALK) for n in range(10)))
    with sit(dressed) as desk:
        storm = desk.writer.sheets(before, brief()).characters[1]
    assert storm.states == {"wet": "soaked 1", "day-1": "coat 1", "day-2": "coat 2"}
    assert storm.default_state == "day-1"
    assert len(desk.asked) == 2


def test_a_critic_proposes_changes_at_beats(sit: Sit) -> None:
    with sit() as desk:
        found = desk.writer.critique(play(scene("first", *TALK)), brief())
    (one,) = found.suggestions
    assert (one.scene, one.beat, one.change) == ("first", 1, "replace")
    assert one.text.endswith("Slowly.")
    assert one.reason


def _note(**said: object) -> Answer:
    plain: Answer = {
        "scene": "first",
        "beat": 1,
        "change": "replace",
        "text": "New.",
        "speaker": None,
        "reason": "Flat.",
    }
    return {**plain, **said}


@pytest.mark.parametrize(
    ("note", "problem"),
    [
        (_note(scene="ninth"), "there is no scene 'ninth'"),
        (_note(beat=0), "has no beat 0 here; its beats are 1 to 4"),
        (_note(beat=7, change="add"), "has no beat 7"),
        (_note(text=None), "to replace a beat takes a text"),
        (_note(text="She laughs.", beat=4), "replaces a beat with its own words"),
        (_note(change="add", speaker="ben"), "there is no character 'ben'"),
        (_note(reason=""), "has no reason"),
    ],
)
def test_suggestions_that_fit_nowhere_are_sent_back_and_then_dropped(sit: Sit, note: Answer, problem: str) -> None:
    def odd(_what: Asked, _answer: Answer, _turn: int) -> Answer:
        return {"suggestions": [note, _note(change="cut", beat=2, text=None)]}

    with sit(odd) as desk:
        found = desk.writer.critique(play(scene("first", *TALK)), brief())
    assert problem in desk.asked[1].text
    assert len(desk.asked) == 3
    assert [(one.change, one.beat, one.text) for one in found.suggestions] == [("cut", 2, "")]


def test_two_suggestions_for_one_beat_do_not_both_stand(sit: Sit) -> None:
    def twice(_what: Asked, _answer: Answer, _turn: int) -> Answer:
        return {"suggestions": [_note(), _note(change="cut", text=None), _note(change="add", speaker="mara")]}

    with sit(twice) as desk:
        found = desk.writer.critique(play(scene("first", *TALK)), brief())
    assert [(one.change, one.speaker) for one in found.suggestions] == [("replace", None), ("add", "mara")]


def test_lines_are_translated_one_for_one_sixty_a_call(sit: Sit) -> None:
    with sit() as desk:
        found = desk.writer.translated(lines(130), "de", brief())
    assert found == tuple(line.text.upper() for line in lines(130))
    assert len(desk.asked) == 3
    assert "from English (en) into German (de)" in desk.asked[0].user
    assert "Mara: The lamp number 60 is cold => THE LAMP NUMBER 60 IS COLD" in fenced(desk.asked[1].user, "EARLIER")
    assert "61 | Mara (whispered) | 2.0 s | at most 6 words |" in desk.asked[1].user


def test_a_missing_line_is_sent_back(sit: Sit) -> None:
    def forgetful(_what: Asked, answer: Answer, turn: int) -> Answer:
        return {"lines": answer["lines"][1:]} if turn == 1 else answer

    with sit(forgetful) as desk:
        assert len(desk.writer.translated(lines(5), "de", brief())) == 5
    assert "line 1 is missing" in desk.asked[1].text


def test_a_model_that_loses_count_gets_fewer_lines_at_a_time(sit: Sit) -> None:
    def loses_count(_what: Asked, answer: Answer, _turn: int) -> Answer:
        return {"lines": answer["lines"][:4]}

    with sit(loses_count) as desk:
        found = desk.writer.translated(lines(10), "de", brief())
    assert found == tuple(line.text.upper() for line in lines(10))
    assert len(desk.asked) == 3 + 3 + 5


def test_a_line_must_be_sayable_in_its_time(sit: Sit) -> None:
    def wordy(_what: Asked, answer: Answer, turn: int) -> Answer:
        if turn == 1:
            answer["lines"][0]["text"] = "die Lampe ist nun aber wirklich ganz und gar kalt geworden"
        return answer

    with sit(wordy) as desk:
        desk.writer.translated(lines(2), "de", brief())
    assert "line 1 has 11 words; 6 fit its 2.0 seconds" in desk.asked[1].text


def test_languages_without_blanks_are_measured_too(sit: Sit) -> None:
    def long(_what: Asked, answer: Answer, turn: int) -> Answer:
        return {"lines": [{"number": 1, "text": "灯" * 30 if turn == 1 else "灯很冷"}]}

    with sit(long) as desk:
        assert desk.writer.translated(lines(1), "zh", brief()) == ("灯很冷",)
    assert "line 1 has 15 words" in desk.asked[1].text


def test_a_line_without_words_is_not_asked_for(sit: Sit) -> None:
    with sit() as desk:
        found = desk.writer.translated([SpokenLine("Mara", " ", 1.0), *lines(1)], "de", brief())
    assert found == (" ", "THE LAMP NUMBER 1 IS COLD")
    assert "all 2 lines" not in desk.asked[0].user


def test_a_place_has_states_where_the_model_gives_it_some(sit: Sit) -> None:
    def spoil(what: Asked, answer: Answer, _turn: int) -> Answer:
        answer["places"][0]["states"] = [
            {"name": "Burned Down", "look": "black beams, no roof"},
            {"name": "!", "look": "x"},
        ]
        return answer

    with sit(spoil) as desk:
        found = desk.writer.sheets(play(scene("first", *TALK)), brief())
    assert found.places[0].states == {"burned-down": "black beams, no roof"}
