"""A film is about the pair that the idea names, and about the verb between them; bodies, places and hours are right."""

import re

import pytest

from orchestrator.film.film import Settings
from orchestrator.film.screenplay import Action, Screenplay, Speech
from orchestrator.film.style import StyleGuide
from orchestrator.writing.outline import write_outline

STYLE = StyleGuide(name="plain", look="flat", palette=("#000000", "#888888", "#ffffff"))
PAIRS = (
    "A baker teaches a shy robot to sing before the village fair",
    "A grandmother teaches the wind to whistle",
    "A duck teaches a cat how to swim",
    "Two rival chefs must share one kitchen",
    "A boy hides a dragon from the army",
    "A robot falls in love with a toaster",
    "A girl trades her shadow for a kite",
    "A mother saves her son from a flood",
    "A soldier protects an orphan from wolves",
    "A thief steals the crown from the queen",
    "A farmer raises a wolf cub",
    "A spy betrays her brother",
    "A lost child follows a deer into the forest",
    "A clown makes a sad king laugh",
    "An old dog waits at the station",
    "Zombies in the library",
    "An astronaut loses her voice on Mars",
    "A postman delivers a letter fifty years late",
    "A crow befriends a blind boy",
)
BEASTS = (
    "An old dog waits at the station",
    "A crow teaches an owl to count",
    "A mouse steals cheese from a sleeping cat",
    "Two wolves fight over the moon",
    "The wind befriends a mountain",
    "A fox is afraid of the dark",
    "A whale wants to see the stars",
)
HUMAN = re.compile(
    r"\b(?:hands?|fingers?|sleeves?|shoes?|boots?|pockets?|collar|coat|fist|palms?|fingernails|arms?)\b", re.IGNORECASE
)


def written(idea: str, length: str = "60s", seed: int = 7) -> Screenplay:
    return write_outline(Settings(title="", idea=idea, length=length, seed=seed), STYLE)


def acted(play: Screenplay) -> list[str]:
    return [beat.text for scene in play.scenes for beat in scene.beats if isinstance(beat, Action)]


def said(play: Screenplay) -> list[str]:
    return [beat.text for scene in play.scenes for beat in scene.beats if isinstance(beat, Speech)]


@pytest.mark.parametrize(
    ("idea", "skill"),
    [
        ("A baker teaches a shy robot to sing before the village fair", "sing"),
        ("A grandmother teaches the wind to whistle", "whistle"),
        ("A duck teaches a cat how to swim", "swim"),
        ("A nurse helps an old soldier dance again", "dance"),
        ("A boy learns to dance from a bear", "dance"),
    ],
)
def test_a_lesson_is_about_the_learner_and_the_skill(idea: str, skill: str) -> None:
    play = written(idea)
    learner = play.characters[1]
    tries = [text for text in acted(play) if skill in text and learner.name in text]
    assert len(tries) >= 2
    assert any(skill in line.lower() for line in said(play))
    assert {beat.character for scene in play.scenes for beat in scene.beats if isinstance(beat, Speech)} >= {learner.id}


def test_it_is_decided_where_and_when_the_idea_says() -> None:
    play = written(PAIRS[0])
    turn = max(play.scenes, key=lambda scene: scene.intensity)
    assert turn.heading.startswith("EXT. VILLAGE FAIR")
    assert any("village fair" in beat.text for beat in turn.beats)
    storm = written("A girl wakes a giant on the night of the storm")
    turn = max(storm.scenes, key=lambda scene: scene.intensity)
    assert any("the storm breaks over" in beat.text.lower() for beat in turn.beats)
    noon = written("A firefighter must stop a flood before midnight")
    turn = max(noon.scenes, key=lambda scene: scene.intensity)
    assert any("strikes midnight" in beat.text for beat in turn.beats)


@pytest.mark.parametrize(
    ("idea", "heading"),
    [
        ("A gardener finds a garden on the far side of the moon", "EXT. GARDEN ON THE FAR SIDE OF THE MOON"),
        ("A librarian builds a library under the sea", "INT. LIBRARY UNDER THE SEA"),
    ],
)
def test_a_place_that_is_found_or_built_is_a_place_of_the_film(idea: str, heading: str) -> None:
    play = written(idea)
    assert sum(scene.heading.startswith(heading) for scene in play.scenes) >= 3
    assert all("far side" not in prop for scene in play.scenes for beat in scene.beats if isinstance(beat, Action)
               for prop in beat.props)  # fmt: skip


def test_a_toy_is_no_animal() -> None:
    play = written("A girl trades her shadow for a kite")
    assert all(character.kind != "kite" for character in play.characters)
    assert any("the kite" in text for text in acted(play))
    assert any("shadow" in text for text in acted(play))


@pytest.mark.parametrize("idea", BEASTS)
def test_beasts_have_no_hands(idea: str) -> None:
    for seed in range(3):
        play = written(idea, "90s", seed)
        names = [one.name for one in play.characters if one.kind != "person"]
        people = [one.name for one in play.characters if one.kind == "person"]
        for text in acted(play):
            if any(name.lower() in text.lower() for name in names) and not any(name in text for name in people):
                assert not HUMAN.search(text), text


@pytest.mark.parametrize(("length", "least"), [("20s", 2), ("30s", 2), ("60s", 5), ("2m", 8)])
def test_people_talk(length: str, least: int) -> None:
    for idea in PAIRS:
        play = written(idea, length)
        assert len(said(play)) >= least, idea
        if length == "30s":
            assert len(play.scenes) <= 3


def test_two_of_a_kind_can_be_told_apart() -> None:
    for idea in (
        "Two rival chefs must share one kitchen",
        "Zombies in the library",
        "Two astronauts play chess by mail",
    ):
        looks = [f"{one.appearance} {sorted(one.states.items())}" for one in written(idea).characters]
        assert len(set(looks)) == len(looks)
        assert all("Other" not in one.name for one in written(idea).characters)
    chefs = written("Two rival chefs must share one kitchen").characters
    assert len({chef.states["usual"] for chef in chefs}) == 2


def test_headings_are_english() -> None:
    for idea in (
        *PAIRS,
        *BEASTS,
        "A conductor sleeps on the last train",
        "A librarian whispers to a ghost in the library",
    ):
        for scene in written(idea).scenes:
            assert not re.search(r"\bROOM BEHIND|COMPARTMENT BY|PANTRY IN|PLATFORM OF THE .*TRAIN", scene.heading)


def test_pairs_share_no_line_of_action() -> None:
    every = [text for idea in PAIRS for text in acted(written(idea))]
    assert len(every) == len(set(every))


def test_children_call_their_mother_mother() -> None:
    lines = said(written("A mother saves her son from a flood"))
    assert any("Mother" in line for line in lines)


@pytest.mark.parametrize("idea", PAIRS)
def test_speech_fits_the_film(idea: str) -> None:
    play = written(idea)
    spoken = sum(len(line.split()) / 2.5 + 0.6 for line in said(play))
    assert spoken + 4.0 * len(acted(play)) <= 70


@pytest.mark.parametrize(
    ("idea", "told"),
    [
        ("A clumsy wizard turns his boss into a teapot", ("teapot", "flash")),
        ("Ida and Jonah steal a bell from the cathedral", ("the bell", "ida and jonah")),
        ("A fox steals a hen from the farmer", ("the hen",)),
        ("A mother teaches her daughter courage", ("courage",)),
        ("A man steals the moon for his wife", ("the moon", "ladder")),
        ("Five strangers are trapped in an elevator", ("door opens", "elevator")),
        ("An office worker discovers that the printer is alive", ("the printer",)),
        ("A beggar finds a wallet", ("the wallet",)),
        ("A boy finds a lost penguin in the snow", ("the penguin", "very small")),
    ],
)
def test_the_verb_is_acted_out(idea: str, told: tuple[str, ...]) -> None:
    play = written(idea)
    text = " ".join([*acted(play), *said(play), *(f"{scene.summary} {scene.heading}" for scene in play.scenes)]).lower()
    assert [word for word in told if word not in text] == []


def test_a_holiday_is_nobody() -> None:
    play = written("A thief robs a bank on Christmas Eve")
    assert all(one.name != "Eve" for one in play.characters)
