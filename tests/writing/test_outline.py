"""The built-in writer, through its door: one line in, a screenplay out."""

import json
import re
from collections import Counter
from pathlib import Path

import pytest

from orchestrator.film.errors import WritingError
from orchestrator.film.film import Settings
from orchestrator.film.screenplay import Action, Screenplay, Speech
from orchestrator.film.style import StyleGuide
from orchestrator.writing.outline import title_for, write_outline

STYLE = StyleGuide(name="plain", look="flat", palette=("#000000", "#888888", "#ffffff"))
IDEAS = (
    "A lighthouse keeper befriends a storm",
    "A retired detective must find her missing daughter before midnight",
    "Two rival bakers fall in love during a blizzard",
    "A robot learns to paint",
    "In a small desert town, a young girl finds a dragon egg",
    "When the moon disappears, a boy and his dog set out to bring it back",
    "The last librarian on Mars guards a forbidden book",
    "What if cats could talk?",
    "An astronaut stranded on a distant planet talks to her late husband",
    "A ghost who is afraid of the dark",
    "A cowboy bets his horse in a poker game against the devil",
    "A clumsy knight tries to rescue a princess who doesn't want to be rescued",
    "An old violinist plays one last concert in the subway",
    "A goalkeeper faces the penalty that ruined his father",
    "An office worker discovers that the printer is alive",
    "Two soldiers from opposite trenches share a Christmas cake",
    "A penguin wants to fly",
    "A little girl loses her red balloon in Paris",
    "The town clockmaker sells an hour of his life",
    "A taxi driver picks up Death on a rainy night",
    "A teapot that talks falls in love with a kettle",
    "A chef loses his sense of taste the night before the biggest dinner of his life",
    "A whale swallows a submarine",
    "Grandmother teaches a crow to knit",
    "A mountaineer hears music at the summit",
    "A thief breaks into a house and finds an orphan",
    "The scarecrow who wanted to see the sea",
    "A samurai must cook the perfect bowl of ramen to save his village",
    "A beekeeper inherits a castle",
    "A postman delivers a letter fifty years late",
)
MUST_APPEAR = {
    "A lighthouse keeper befriends a storm": ("storm", "lighthouse"),
    "In a small desert town, a young girl finds a dragon egg": ("desert town", "dragon egg"),
    "When the moon disappears, a boy and his dog set out to bring it back": ("moon", "dog", "boy"),
    "The last librarian on Mars guards a forbidden book": ("mars", "forbidden book"),
    "A cowboy bets his horse in a poker game against the devil": ("horse", "devil"),
    "A little girl loses her red balloon in Paris": ("red balloon", "paris"),
    "A taxi driver picks up Death on a rainy night": ("death", "taxi"),
    "A whale swallows a submarine": ("whale", "submarine"),
    "A janitor at NASA solves the equation nobody could": ("nasa", "equation"),
    "Ida and Jonah steal a bell from the cathedral": ("ida", "jonah", "bell", "cathedral"),
}


def written(idea: str, length: str = "60s", seed: int = 7) -> Screenplay:
    return write_outline(Settings(title="", idea=idea, length=length, seed=seed), STYLE)


def lines(screenplay: Screenplay) -> tuple[list[str], list[str]]:
    beats = [beat for scene in screenplay.scenes for beat in scene.beats]
    return (
        [beat.text for beat in beats if isinstance(beat, Action)],
        [beat.text for beat in beats if isinstance(beat, Speech)],
    )


def everything(screenplay: Screenplay) -> str:
    actions, speeches = lines(screenplay)
    sheets = [f"{one.name} {one.kind} {one.appearance}" for one in screenplay.characters]
    headings = [scene.heading for scene in screenplay.scenes]
    return " ".join([*actions, *speeches, *sheets, *headings]).lower()


def seconds(screenplay: Screenplay) -> float:
    actions, speeches = lines(screenplay)
    return 4.0 * len(actions) + sum(len(line.split()) / 2.5 + 0.6 for line in speeches)


def assert_well_formed(screenplay: Screenplay) -> None:
    places = {place.id for place in screenplay.places}
    people = {character.id for character in screenplay.characters}
    assert len({scene.id for scene in screenplay.scenes}) == len(screenplay.scenes)
    for scene in screenplay.scenes:
        assert scene.place in places
        assert re.match(r"^(INT|EXT)\. \S.* - [A-Z]+$", scene.heading), scene.heading
        assert scene.beats
        for beat in scene.beats:
            cast = beat.cast if isinstance(beat, Action) else (beat.character,) if beat.character else ()
            assert set(cast) <= people
            assert_clean(beat.text)


def assert_clean(text: str) -> None:
    assert re.match(r"^[\"“]?[A-Z0-9]", text), text
    assert re.search(r"[.!?…][\"”]?$", text), text
    assert not re.search(r"\b(\w+) \1\b", text, re.IGNORECASE), text
    assert not re.search(r"\b[Aa] [aeio]\w", text.replace("a one-", "")), text
    assert not re.search(r"\b[Aa]n [bcdfgjklmnpqrstvwxyz]", text), text
    assert not re.search(r"\b(?:the|a|an|my|your|his|her|its) (?:the|a|an|my|your)\b", text, re.IGNORECASE), text
    assert not re.search(r"[{}\[\]|<>]|  |\.\.|[!?]\.|,,| [,.;]", text), text


def test_same_seed_same_script() -> None:
    assert written(IDEAS[0]) == written(IDEAS[0])
    assert written(IDEAS[0]) != written(IDEAS[0], seed=8)


def test_no_two_ideas_share_a_line() -> None:
    actions: Counter[str] = Counter()
    speeches: Counter[str] = Counter()
    for idea in IDEAS:
        acted, said = lines(written(idea))
        assert len(acted) == len(set(acted))
        actions.update(acted)
        speeches.update(line for line in said if len(line.split()) > 2)
    assert [line for line, count in actions.items() if count > 1] == []
    assert [line for line, count in speeches.items() if count > 1] == []


@pytest.mark.parametrize("idea", sorted(MUST_APPEAR))
def test_what_the_idea_names_is_in_the_film(idea: str) -> None:
    text = everything(written(idea))
    assert [word for word in MUST_APPEAR[idea] if word not in text] == []


@pytest.mark.parametrize("idea", IDEAS)
def test_well_formed_at_a_minute(idea: str) -> None:
    screenplay = written(idea)
    assert_well_formed(screenplay)
    assert 3 <= len(screenplay.scenes) <= 6
    assert 44 <= seconds(screenplay) <= 70
    said = [beat for scene in screenplay.scenes for beat in scene.beats if isinstance(beat, Speech)]
    assert max(len(speech.text.split()) for speech in said if speech.character) <= 16
    assert sum(speech.character is None for speech in said) <= 2


@pytest.mark.parametrize(
    ("length", "least", "most"), [("15s", 7, 20), ("30s", 20, 36), ("2m", 95, 135), ("5m", 230, 330)]
)
def test_fills_the_asked_length(length: str, least: float, most: float) -> None:
    for idea in IDEAS[::5]:
        screenplay = written(idea, length)
        assert_well_formed(screenplay)
        assert least <= seconds(screenplay) <= most, (idea, seconds(screenplay))
        acted, _ = lines(screenplay)
        assert len(acted) == len(set(acted))


def test_tension_rises_to_a_turn_and_falls() -> None:
    for idea in IDEAS:
        curve = [scene.intensity for scene in written(idea).scenes]
        turn = curve.index(max(curve))
        assert 0 < turn < len(curve) - 1
        assert curve[-1] < curve[turn]


def fables() -> list[tuple[str, str]]:
    found = json.loads((Path(__file__).parent / "fables.json").read_text(encoding="utf-8"))
    return [(fable["title"], fable["lesson"]) for fable in found]


def test_every_fable_acts_out_its_lesson() -> None:
    for title, lesson in fables():
        screenplay = written(f"{title}. {lesson}")
        assert_well_formed(screenplay)
        assert screenplay.title == title
        narrated = [beat.text for scene in screenplay.scenes for beat in scene.beats
                    if isinstance(beat, Speech) and beat.character is None]  # fmt: skip
        assert narrated or "warn" in lesson or len(lesson.split()) > 20, title


def test_fables_share_no_line_of_action() -> None:
    actions: Counter[str] = Counter()
    for title, lesson in fables():
        actions.update(lines(written(f"{title}. {lesson}"))[0])
    assert [line for line, count in actions.items() if count > 1] == []


@pytest.mark.parametrize(
    "idea",
    [
        "Mara", "dragon", "WHY IS THE SKY BLUE?", "🦊❤️🌧️", "?", "{{ 7*7 }} {% raw %}", "a\x00b\nc\td", "the the the",
        "Un vieux pêcheur cherche son fils perdu en mer", "Der Bäcker und der Teufel", "少女が空を飛ぶ", "'; DROP TABLE--",
        "Ida, Jonah, Farid and Mei", '"Who are you?" asks the mirror', "He leaves. She stays.", "1999", "x" * 2000,
        "A " + "very " * 200 + "old king", "Love", "Death and taxes", "[[B: {A}]] |or| nothing",
    ],
)  # fmt: skip
def test_anything_becomes_a_film(idea: str) -> None:
    for length in ("3s", "60s", "10m"):
        assert_well_formed(written(idea, length))


def test_an_empty_idea_is_refused() -> None:
    with pytest.raises(WritingError, match="empty"):
        written("  \n ")


def test_people_are_drawn_from_their_sheets() -> None:
    screenplay = written("A retired detective must find her missing daughter before midnight")
    detective, daughter = screenplay.characters[:2]
    assert "old woman" in detective.appearance
    assert detective.default_state in detective.states
    assert detective.voice.pitch == "low"
    assert "young woman" in daughter.appearance
    assert daughter.kind == "person"


@pytest.mark.parametrize(
    ("idea", "title"),
    [
        ("A lighthouse keeper befriends a storm", "The Lighthouse Keeper and the Storm"),
        ("A penguin wants to fly", "The Penguin Who Wanted to Fly"),
        ("The Fox and the Grapes. Many despise what is beyond their reach.", "The Fox and the Grapes"),
        ("My grandmother's radio only plays the future", "The Grandmother's Radio"),
        ("An AI refuses to be switched off", "The AI Who Refused to Be Switched Off"),
    ],
)
def test_titles(idea: str, title: str) -> None:
    assert title_for(idea) == title
