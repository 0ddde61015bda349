"""The built-in writer in stages: what it makes of an idea, and what it makes of a treatment that a person changed or brought."""

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from orchestrator.film.critique import Critique
from orchestrator.film.errors import WritingError
from orchestrator.film.film import Settings
from orchestrator.film.screenplay import Action, Screenplay, ScreenplayScene, Speech
from orchestrator.film.style import StyleGuide
from orchestrator.film.treatment import Treatment
from orchestrator.project.explain import problems_of
from orchestrator.project.source import parse
from orchestrator.project.treatment_file import treatment_text
from orchestrator.writing.builtin import BuiltIn
from orchestrator.writing.fountain import from_fountain, to_fountain
from orchestrator.writing.outline import write_outline
from orchestrator.writing.script import write_script
from orchestrator.writing.writer import Brief, SpokenLine

FABLES: list[dict[str, str]] = json.loads(Path(__file__).with_name("test_told_fables.json").read_text(encoding="utf-8"))
STYLE = StyleGuide(name="plain", look="flat", palette=("#000000", "#888888", "#ffffff"))
IDEAS = (
    "A lighthouse keeper befriends a storm",
    "A retired detective must find her missing daughter before midnight",
    "Two rival bakers fall in love during a blizzard",
    "A robot learns to paint",
    "When the moon disappears, a boy and his dog set out to bring it back",
    "A cowboy bets his horse in a poker game against the devil",
    "A girl trades her shadow for a kite",
    "A thief steals the crown from the queen",
    "What if cats could talk?",
    "A whale swallows a submarine",
)
KEEPER = IDEAS[0]
WRITER = BuiltIn()


def brief(idea: str, length: str = "60s", **more: Any) -> Brief:
    return Brief(Settings(title=more.pop("title", ""), idea=idea, length=length, **more), STYLE, idea)


def edited(treatment: Treatment, **changes: Any) -> Treatment:
    return Treatment.model_validate(treatment.model_dump() | changes)


def beats(treatment: Treatment) -> list[dict[str, Any]]:
    return treatment.model_dump(mode="json")["beats"]


def roles(treatment: Treatment) -> list[dict[str, Any]]:
    return treatment.model_dump(mode="json")["characters"]


def scene(play: Screenplay, identity: str) -> ScreenplayScene:
    return next(scene for scene in play.scenes if scene.id == identity)


def texts(scene: ScreenplayScene) -> list[str]:
    return [beat.text for beat in scene.beats]


def said(scene: ScreenplayScene) -> list[tuple[str | None, str]]:
    return [(beat.character, beat.text) for beat in scene.beats if isinstance(beat, Speech)]


@settings(max_examples=40, deadline=None)
@given(
    st.sampled_from(IDEAS + tuple(fable["fable"] for fable in FABLES[::20])),
    st.integers(0, 999),
    st.sampled_from(["20s", "60s", "3m"]),
)
def test_an_unedited_treatment_gives_the_film_that_the_idea_gives(idea: str, seed: int, length: str) -> None:
    asked = brief(idea, length, seed=seed)
    treatment = WRITER.treatment(asked)
    read = problems_of(Treatment, parse(treatment_text(treatment)), "treatment.yaml")
    assert read == treatment
    assert WRITER.screenplay(treatment, asked) == write_script(asked.settings, STYLE)


@pytest.mark.parametrize("idea", IDEAS)
def test_a_treatment_says_who_wants_what_and_what_happens(idea: str) -> None:
    treatment = WRITER.treatment(brief(idea))
    play = write_outline(Settings(title="", idea=idea), STYLE)
    assert treatment.title == play.title
    assert treatment.logline
    assert treatment.theme.endswith(".")
    assert [beat.id for beat in treatment.beats] == [scene.id for scene in play.scenes]
    for role in treatment.characters[:2]:
        assert role.want.endswith(".")
        assert role.flaw.endswith(".")
        assert role.appearance
        assert "{" not in role.want + role.flaw
    for beat in treatment.beats:
        shown = [one.text for one in scene(play, beat.id).beats if isinstance(one, Speech)]
        assert not any(line in beat.what for line in shown if len(line.split()) > 3)
        assert beat.what.endswith((".", "!", "?"))
        assert all((beat.place, beat.time, beat.mood))


def test_a_changed_sentence_changes_its_action_and_nothing_else() -> None:
    asked = brief(KEEPER)
    treatment, play = WRITER.treatment(asked), WRITER.screenplay(WRITER.treatment(asked), asked)
    changed = beats(treatment)
    old = texts(scene(play, "alone"))[0]
    changed[0]["what"] = changed[0]["what"].replace("The place beside her is empty", "The chair beside her is empty")
    new = WRITER.screenplay(edited(treatment, beats=changed), asked)
    assert texts(scene(new, "alone"))[0] == old.replace("The place", "The chair")
    assert said(scene(new, "alone")) == said(scene(play, "alone"))
    assert new.scenes[1:] == play.scenes[1:]


@pytest.mark.parametrize("length", ["20s", "60s", "5m"])
@pytest.mark.parametrize("idea", [*IDEAS[1:], FABLES[22]["fable"]])
def test_a_small_change_leaves_all_other_scenes(idea: str, length: str) -> None:
    asked = brief(idea, length)
    treatment, play = WRITER.treatment(asked), WRITER.screenplay(WRITER.treatment(asked), asked)
    changed = beats(treatment)
    changed[-1]["what"] += " It rains."
    new = WRITER.screenplay(edited(treatment, beats=changed), asked)
    assert new.scenes[:-1] == play.scenes[:-1]
    assert "It rains." in texts(new.scenes[-1])[-1]


def test_a_rewritten_beat_is_told_in_the_persons_words() -> None:
    asked = brief(KEEPER)
    treatment = WRITER.treatment(asked)
    changed = beats(treatment)
    changed[1]["what"] = (
        'The Storm knocks three times. "Who is there?" asks Laura. "Only weather," the Storm answers. She opens the door.'
    )
    found = scene(WRITER.screenplay(edited(treatment, beats=changed), asked), "meeting")
    assert texts(found) == [
        "The Storm knocks three times.", "Who is there?", "Only weather.", "She opens the door.",
    ]  # fmt: skip
    assert said(found) == [("laura", "Who is there?"), ("storm", "Only weather.")]
    assert found.beats[-1] == Action(text="She opens the door.", cast=("laura",))
    changed[1]["what"] = '"Come in," whispers Laura.'
    whispered = scene(WRITER.screenplay(edited(treatment, beats=changed), asked), "meeting").beats
    assert whispered == (Speech(character="laura", text="Come in.", manner="whispered"),)


def test_beats_go_come_and_change_places() -> None:
    asked = brief(KEEPER)
    treatment, play = WRITER.treatment(asked), WRITER.screenplay(WRITER.treatment(asked), asked)
    alone, meeting, together, danger, end = beats(treatment)
    tea = {
        "id": "tea", "what": "Laura pours tea. The Storm blows the cup off the table.",
        "place": "Kitchen of the lighthouse", "time": "night", "mood": "playful",
    }  # fmt: skip
    new = WRITER.screenplay(edited(treatment, beats=[meeting, alone, tea, danger, end]), asked)
    assert [scene.id for scene in new.scenes] == [meeting["id"], alone["id"], "tea", danger["id"], end["id"]]
    assert together["id"] not in {scene.id for scene in new.scenes}
    assert scene(new, "alone").beats == scene(play, "alone").beats
    assert [scene.enter for scene in new.scenes].count("fade") == 1
    assert new.scenes[0].enter == "fade"
    told = scene(new, "tea")
    assert (told.heading, told.time, told.mood) == ("INT. KITCHEN OF THE LIGHTHOUSE - NIGHT", "night", "playful")
    assert next(place.kind for place in new.places if place.id == told.place) == "kitchen"
    assert [beat.cast for beat in told.beats if isinstance(beat, Action)] == [("laura",), ("storm",)]
    assert from_fountain(to_fountain(new)) == new


def test_a_beat_under_another_id_keeps_its_scene() -> None:
    asked = brief(KEEPER)
    treatment, play = WRITER.treatment(asked), WRITER.screenplay(WRITER.treatment(asked), asked)
    changed = beats(treatment)
    changed[4]["id"] = "the-end"
    new = WRITER.screenplay(edited(treatment, beats=changed), asked)
    assert scene(new, "the-end").beats == play.scenes[4].beats


def test_where_when_and_how_a_kept_scene_feels_can_be_changed() -> None:
    asked = brief(KEEPER)
    treatment, play = WRITER.treatment(asked), WRITER.screenplay(WRITER.treatment(asked), asked)
    changed = beats(treatment)
    changed[1] |= {"time": "dawn", "mood": "wonder", "place": "Beach"}
    new = scene(WRITER.screenplay(edited(treatment, beats=changed), asked), changed[1]["id"])
    assert (new.heading, new.time, new.mood, new.place) == ("EXT. BEACH - DAWN", "dawn", "wonder", "beach")
    assert new.beats == scene(play, new.id).beats


def test_a_renamed_role_is_renamed_everywhere() -> None:
    asked = brief(KEEPER)
    treatment = WRITER.treatment(asked)
    cast = roles(treatment)
    cast[0] |= {"name": "Greta", "appearance": "a small woman in a red coat"}
    cast[1] |= {"name": "The Gale", "kind": "wind"}
    new = WRITER.screenplay(edited(treatment, characters=cast), asked)
    everything = " ".join([*(text for scene in new.scenes for text in texts(scene)), *(s.summary for s in new.scenes)])
    assert all(name in everything for name in ("Greta", "the Gale", "Gale!"))
    assert not any(name in everything for name in ("Laura", "Storm"))
    laura, storm = new.characters
    assert (laura.id, laura.name, laura.appearance) == ("laura", "Greta", "a small woman in a red coat")
    assert laura.states == {}
    assert (storm.id, storm.name, storm.kind) == ("storm", "The Gale", "wind")
    assert laura.voice == WRITER.screenplay(treatment, asked).characters[0].voice


def test_a_new_role_gets_a_sheet() -> None:
    asked = brief(KEEPER)
    treatment = WRITER.treatment(asked)
    cast = [
        *roles(treatment),
        {"id": "gull", "name": "The Gull", "kind": "gull"},
        {"id": "ada", "name": "Ada", "appearance": "a girl of nine with a lantern"},
    ]
    changed = beats(treatment)
    changed[2]["what"] += ' The Gull lands on the railing. "Storm!" cries Ada. "Come down!"'
    new = WRITER.screenplay(edited(treatment, characters=cast, beats=changed), asked)
    sheets = {sheet.id: sheet for sheet in new.characters}
    assert (sheets["gull"].kind, sheets["gull"].name) == ("gull", "The Gull")
    assert sheets["gull"].appearance
    assert sheets["ada"].appearance == "a girl of nine with a lantern"
    assert said(new.scenes[2])[-2:] == [("ada", "Storm!"), ("ada", "Come down!")]


def test_title_and_logline_are_the_treatments_unless_the_film_has_its_own() -> None:
    treatment = edited(WRITER.treatment(brief(KEEPER)), title="Weather", logline="She waits.")
    play = WRITER.screenplay(treatment, brief(KEEPER))
    assert (play.title, play.logline) == ("Weather", "She waits.")
    assert WRITER.screenplay(treatment, brief(KEEPER, title="Another")).title == "Another"


def test_a_beat_with_a_smaller_share_gets_shorter() -> None:
    asked = brief(KEEPER, "3m")
    treatment, play = WRITER.treatment(asked), WRITER.screenplay(WRITER.treatment(asked), asked)
    long = max(treatment.beats, key=lambda beat: len(scene(play, beat.id).beats))
    changed = [beat | ({"share": 0.2} if beat["id"] == long.id else {}) for beat in beats(treatment)]
    new = WRITER.screenplay(edited(treatment, beats=changed), asked)
    assert len(scene(new, long.id).beats) < len(scene(play, long.id).beats)
    assert scene(new, long.id).beats[0] == scene(play, long.id).beats[0]


BROUGHT = {
    "title": "The Well",
    "logline": "Two sisters dig a well.",
    "characters": [
        {"id": "ana", "name": "Ana", "appearance": "a tall woman with a red headscarf"},
        {"id": "lucia", "name": "Lucia"},
        {"id": "goat", "name": "The Goat", "kind": "goat"},
    ],
    "beats": [
        {"id": "drought", "place": "Village well", "time": "morning", "what":
         "Ana looks into the dry well. Lucia counts the last three buckets of water. The goat drinks one of them."},
        {"id": "dig", "place": "Garden", "what":
         'Ana digs behind the house. "There is nothing here," says Lucia. "Then we dig deeper," Ana answers.'},
        {"id": "rain", "what": "At night it rains. Ana and Lucia stand in the hole and laugh."},
    ],
}  # fmt: skip


def test_a_brought_treatment_is_enough() -> None:
    treatment = Treatment.model_validate(BROUGHT)
    play = WRITER.screenplay(treatment, brief(""))
    assert play.title == "The Well"
    assert [sheet.id for sheet in play.characters] == ["ana", "lucia", "goat"]
    assert [scene.heading for scene in play.scenes] == [
        "EXT. VILLAGE WELL - MORNING", "EXT. GARDEN - MORNING", "EXT. GARDEN - NIGHT",
    ]  # fmt: skip
    assert said(play.scenes[1]) == [("lucia", "There is nothing here."), ("ana", "Then we dig deeper.")]
    assert play.scenes[0].beats[2] == Action(text="The goat drinks one of them.", cast=("goat",))
    assert from_fountain(to_fountain(play)) == play


def test_a_brought_treatment_in_which_nobody_speaks_has_a_narrator() -> None:
    silent = {**BROUGHT, "beats": [{"id": "all", "what": "Ana digs. Lucia sings to the goat. It rains."}]}
    play = WRITER.screenplay(Treatment.model_validate(silent), brief(""))
    assert said(play.scenes[0]) == [(None, "Ana digs."), (None, "Lucia sings to the goat."), (None, "It rains.")]


def test_a_long_treatment_is_told_within_the_films_length() -> None:
    what = " ".join(
        f"Ana digs for the {number}th hour and finds a stone. Lucia carries it away." for number in range(40)
    )
    treatment = Treatment.model_validate(
        {**BROUGHT, "beats": [{"id": "one", "what": what}, {"id": "two", "what": what}]}
    )
    play = WRITER.screenplay(treatment, brief("", "60s"))
    words = sum(len(beat.text.split()) for scene in play.scenes for beat in scene.beats)
    assert 60 < words < 220
    assert play.scenes[0].beats[0].text == "Ana digs for the 0th hour and finds a stone."


def test_a_told_storys_treatment_is_its_own_sentences() -> None:
    fable = next(fable for fable in FABLES if fable["title"] == "The Hare and the Tortoise")["fable"]
    asked = brief(fable, "3m")
    treatment = WRITER.treatment(asked)
    assert '"Do you ever get anywhere?" he asked' in " ".join(beat.what for beat in treatment.beats)
    changed = beats(treatment)
    changed[0]["what"] += ' The Tortoise winked. "Tomorrow, then," said the Tortoise.'
    play, new = WRITER.screenplay(treatment, asked), WRITER.screenplay(edited(treatment, beats=changed), asked)
    assert new.scenes[0].beats[: len(play.scenes[0].beats)] == play.scenes[0].beats
    assert said(new.scenes[0])[-2:] == [(None, "The Tortoise winked."), ("tortoise", "Tomorrow, then.")]


def test_a_story_that_a_person_brings_is_told_however_short_and_in_whatever_tense() -> None:
    story = 'The Fox sees the Crow. "Sing!" says the Fox. The Crow only laughs.'
    told = WRITER.treatment(brief(story, story="story.txt"))
    assert [beat.what for beat in told.beats] == ['The Fox sees the Crow. "Sing!" says the Fox. The Crow only laughs.']
    assert WRITER.treatment(brief(story)).beats != told.beats


def test_what_the_built_in_writer_does_not_do() -> None:
    asked = brief(KEEPER)
    play = WRITER.screenplay(WRITER.treatment(asked), asked)
    assert WRITER.shots(play, asked) is None
    assert WRITER.sheets(play, asked) == play
    assert WRITER.critique(play, asked) == Critique()
    with pytest.raises(
        WritingError, match=r"does not translate; use a language model .* translations/fr\.yaml by hand"
    ):
        WRITER.translated([SpokenLine("Laura", "Hello.", 1.0)], "fr", asked)


@settings(max_examples=60, deadline=None)
@given(
    st.lists(
        st.text(st.characters(codec="utf-8", exclude_categories=("Cs", "Cc")), min_size=1), min_size=1, max_size=4
    ),
    st.sampled_from(["en", "fr", "ru", "zh"]),
)
def test_any_words_of_a_person_become_a_screenplay(words: list[str], language: str) -> None:
    treatment = Treatment.model_validate({"beats": [{"id": f"b{at}", "what": what} for at, what in enumerate(words)]})
    play = WRITER.screenplay(treatment, brief("", language=language))
    assert [scene.id for scene in play.scenes] == [beat.id for beat in treatment.beats]


def test_a_brought_treatment_without_people_gets_those_whom_its_beats_tell_of() -> None:
    pier = Treatment.model_validate(
        {
            "beats": [
                {
                    "id": "one",
                    "what": 'Mara walks along the pier. She sees Tom mending a net. "Hello, Tom," says Mara.',
                },
                {"id": "two", "what": 'Tom looks up and smiles. "You are late," he says.'},
            ]
        }
    )
    play = BuiltIn().screenplay(pier, brief("", "30s"))
    assert [sheet.name for sheet in play.characters] == ["Mara", "Tom"]
    assert [line for one in play.scenes for line in said(one)] == [("mara", "Hello, Tom."), ("tom", "You are late.")]
