"""Whole stories as ideas: every fable of a public-domain collection (Library of Congress) becomes a film in its own words."""

import json
import re
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from orchestrator.directing.breakdown import break_down
from orchestrator.directing.grammar import violations
from orchestrator.directing.schedule import END_CARD
from orchestrator.film.errors import WritingError
from orchestrator.film.film import Settings
from orchestrator.film.screenplay import Action, Screenplay, Speech
from orchestrator.film.style import StyleGuide
from orchestrator.writing.fountain import from_fountain, to_fountain
from orchestrator.writing.script import write_script
from orchestrator.writing.told import is_story, write_told

FABLES: list[dict[str, str]] = json.loads(Path(__file__).with_name("test_told_fables.json").read_text(encoding="utf-8"))
STYLE = StyleGuide(name="plain", look="plain", palette=("#101018", "#606070", "#f0f0e8"))
TITLES = [fable["title"] + f" {number}" for number, fable in enumerate(FABLES)]


def told(idea: str, length: str = "60s", title: str = "A Fable") -> Screenplay:
    return write_told(Settings(title=title, idea=idea, length=length), STYLE)


def words(text: str) -> list[str]:
    return re.findall(r"[^\W_]+", text.lower().replace("'", "").replace("’", ""))


def holds(story: list[str], part: list[str]) -> bool:
    return any(story[at : at + len(part)] == part for at in range(len(story) - len(part) + 1))


def speeches(play: Screenplay) -> list[Speech]:
    return [beat for scene in play.scenes for beat in scene.beats if isinstance(beat, Speech)]


@pytest.mark.parametrize("fable", FABLES, ids=TITLES)
def test_every_fable_becomes_a_film(fable: dict[str, str]) -> None:
    assert is_story(fable["fable"])
    film = Settings(title=fable["title"], idea=fable["fable"], length="60s")
    play = write_told(film, STYLE)
    assert play.title == fable["title"]
    assert play.characters
    assert from_fountain(to_fountain(play)) == play
    story = words(fable["fable"])
    spoken = words(" ".join(re.findall(r'(?<![\w.,!?])"(?=[\w\'])([^"]*)', fable["fable"])))
    for speech in speeches(play):
        for sentence in re.split(r"(?<=[.!?]) |(?<=[.!?]') ", speech.text):
            said = words(sentence)
            if speech.character is None:
                assert holds(story, said) or holds(story, said[2:]) or holds(story, said[3:]), sentence
            else:
                assert holds(spoken, said) or holds(story, said), sentence
    known = {sheet.id for sheet in play.characters}
    assert {speech.character for speech in speeches(play) if speech.character} <= known
    scenes = break_down(play, film, STYLE)
    seconds = sum(shot.seconds or 0 for scene in scenes for shot in scene.shots) + END_CARD
    assert 57 <= seconds <= 63
    assert violations(scenes) == []


@pytest.mark.parametrize("length", ["20s", "40s", "2m"])
def test_the_asked_length_decides_how_much_is_told(length: str) -> None:
    for fable in FABLES[::9]:
        film = Settings(title="A Fable", idea=fable["fable"], length=length)
        scenes = break_down(write_told(film, STYLE), film, STYLE)
        seconds = sum(shot.seconds or 0 for scene in scenes for shot in scene.shots) + END_CARD
        assert 0.95 * film.seconds <= seconds <= 1.1 * film.seconds, fable["title"]


def test_opening_and_end_are_kept_however_short_the_film() -> None:
    for fable in FABLES[::12]:
        play = told(fable["fable"], "30s")
        everything = words(" ".join(speech.text for speech in speeches(play)))
        story = words(fable["fable"])
        assert everything[:3] == story[:3] or story[:3] == words(play.scenes[0].summary)[:3]
        assert everything[-1] == story[-1] or fable["fable"].rstrip().endswith(":")


def said_by(fable: str, beginning: str) -> str | None:
    play = told(next(entry["fable"] for entry in FABLES if entry["title"] == fable), "10m")
    return next(speech.character for speech in speeches(play) if speech.character and speech.text.startswith(beginning))


@pytest.mark.parametrize(
    ("fable", "beginning", "speaker"),
    [
        ("The Hare and the Tortoise", "Do you ever get anywhere", "hare"),
        ("The Hare and the Tortoise", "Yes, and I get there sooner", "tortoise"),
        ("Belling the Cat", "I have a plan", "young-mouse"),
        ("Belling the Cat", "I will say", "old-mouse"),
        ("The Wolf and the Lamb", "How dare you", "wolf"),
        ("The Wolf and the Lamb", "I have no brothers", "lamb"),
        ("The Man and the Satyr", "To warm my hands", "man"),
        ("The Man and the Satyr", "Goodby", "satyr"),
        ("The Fox and the Leopard", "You may have a very smart coat", "fox"),
        ("The Boy and the Filberts", "My boy, be satisfied", "mother"),
        ("The Mischievous Dog", "You would be wiser", "acquaintance"),
        ("The Goatherd and the Goat", "Do not tell the master", "goatherd"),
        ("The North Wind and the Sun", "Very well", "north-wind"),
        ("The Heron", "No small fry", "heron"),
        ("The Plane Tree", "Ungrateful creatures", "plane-tree"),
        ("The Rat and the Elephant", "What fools", "rat"),
        ("The Ass Carrying the Image", "Go along with you", "driver"),
        ("The Shepherd Boy and the Wolf", "Wolf! Wolf!", "shepherd-boy"),
        ("The Wolf and the House Dog", "What! nothing!", "wolf"),
        ("The Wolf and the House Dog", "Oh, just a trifle!", "house-dog"),
        ("The Wolf and the House Dog", "But please tell me", "wolf"),
        ("The Miser", "Your gold! There in that hole?", "passerby"),
        ("The Animals and the Plague", "I remember", "ass"),
        ("The Miller, His Son, and the Ass", "Look at the old fool", "women"),
    ],
)
def test_speech_finds_its_speaker(fable: str, beginning: str, speaker: str) -> None:
    assert said_by(fable, beginning) == speaker


WORDS = st.sampled_from(
    [
        "The Fox",
        "a Wolf",
        "Mice",
        "the old Frog",
        "Mara",
        "said",
        "cried",
        "he",
        "She",
        "they",
        "ran",
        "to the village",
        '"',
        "“",
        "”",
        ".",
        "!",
        "?",
        ",",
        ":",
        ";",
        "and",
        "but",
        "when",
        "One day",
        "at night",
        "Mr.",
        "—",
        "'",
        "Élodie",
        "МАША",
        "the other",
        "into",
    ]
)

STORY = (
    "Mara kept the lighthouse for forty years. One night a storm broke the lamp, and she climbed the stair with a candle. "
    "“Who is there?” she called. “Only me,” whispered the Storm, tapping at the glass. She laughed and opened the window. "
    "The next morning the sailors came to the village and thanked her."
)


def test_any_story_not_only_fables() -> None:
    play = told(STORY, "60s", title="The Keeper")
    assert is_story(STORY)
    assert "Mara" in [sheet.name for sheet in play.characters]
    lines = {speech.text: (speech.character, speech.manner) for speech in speeches(play) if speech.character}
    assert lines["Who is there?"][0] == "mara"
    assert lines["Only me."] == ("storm", "tapping at the glass")
    assert {scene.time for scene in play.scenes} >= {"morning"}


def test_action_lines_name_who_acts() -> None:
    play = told(next(entry["fable"] for entry in FABLES if entry["title"] == "The Frog and the Mouse"), "2m")
    actions = [beat for scene in play.scenes for beat in scene.beats if isinstance(beat, Action)]
    assert actions
    assert all(action.cast for action in actions if re.match(r"The (?:Frog|Mouse|Hawk)\b", action.text))
    assert not any(re.match(r"(?:He|She|They|And|But)\b", action.text) for action in actions)


@pytest.mark.parametrize(
    "idea",
    [
        "A lighthouse keeper befriends a storm",
        "The Hare and the Tortoise. The race is not always to the swift.",
        "In 2190 a salvage crew answers a distress call from a ship that was scrapped a century ago. Someone is still aboard.",
        "",
        '"',
    ],
)
def test_a_line_is_no_story(idea: str) -> None:
    assert not is_story(idea)


@settings(max_examples=60, deadline=None)
@given(words=st.lists(WORDS, min_size=1, max_size=120), length=st.sampled_from(["8s", "60s"]))
def test_no_text_is_too_odd_to_tell(words: list[str], length: str) -> None:
    play = told("A Fox sat down. " + " ".join(words), length)
    assert from_fountain(to_fountain(play)) == play
    made = break_down(play, Settings(title="Odd", length=length), STYLE)
    assert [found for found in violations(made) if found.rule != "lengths"] == []


def test_the_writers_door_tells_stories_and_invents_the_rest() -> None:
    story = Settings(title="The Keeper", idea=STORY)
    assert write_script(story, STYLE) == write_told(story, STYLE)
    line = Settings(title="The Keeper", idea="A lighthouse keeper befriends a storm", length="60s")
    invented = write_script(line, STYLE)
    assert from_fountain(to_fountain(invented)) == invented
    assert violations(break_down(invented, line, STYLE)) == []


def test_a_title_above_the_story_is_its_title() -> None:
    play = told(f"The Keeper and the Storm\n\n{STORY}", title="")
    assert play.title == "The Keeper and the Storm"
    assert words(speeches(play)[0].text)[0] == "mara"


def test_nothing_to_tell_is_said_plainly() -> None:
    with pytest.raises(WritingError, match="no sentence"):
        told('"...')


def test_the_same_seed_tells_the_same_film() -> None:
    assert told(FABLES[0]["fable"]) == told(FABLES[0]["fable"])
