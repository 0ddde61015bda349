"""Forms of ideas that have a story of their own: what a viewer of the film would look for in it is there."""

import re

import pytest

from orchestrator.film.film import Settings
from orchestrator.film.screenplay import Action, Screenplay, Speech
from orchestrator.film.style import StyleGuide
from orchestrator.writing.outline import title_for, write_outline

STYLE = StyleGuide(name="plain", look="flat", palette=("#000000", "#888888", "#ffffff"))


def written(idea: str, seed: int = 7) -> Screenplay:
    return write_outline(Settings(title="", idea=idea, seed=seed), STYLE)


def said(play: Screenplay) -> list[str]:
    return [beat.text for scene in play.scenes for beat in scene.beats if isinstance(beat, Speech)]


def acted(play: Screenplay) -> list[str]:
    return [beat.text for scene in play.scenes for beat in scene.beats if isinstance(beat, Action)]


def kinds(play: Screenplay) -> dict[str, str]:
    return {place.id: place.kind for place in play.places}


def opening(play: Screenplay) -> str:
    """The kind of the place where it begins."""
    return kinds(play)[play.scenes[0].place]


@pytest.mark.parametrize(
    ("idea", "kind", "told"),
    [
        ("A robot gardener keeps the last tree alive on Mars", "robot", "robot gardener"),
        ("A ghost pianist plays for an empty hotel", "ghost", "ghost pianist"),
        ("A penguin doctor cures a walrus", "penguin", "penguin doctor"),
        ("A dragon cook opens a restaurant", "dragon", "dragon cook"),
    ],
)
def test_a_kind_with_a_trade_keeps_both(idea: str, kind: str, told: str) -> None:
    lead = written(idea).characters[0]
    assert lead.kind == kind
    assert told in f"{lead.name} {lead.appearance}".lower()
    assert "wearing" in lead.appearance


def test_a_lion_tamer_is_no_lion() -> None:
    assert written("A lion tamer is afraid of mice").characters[0].kind == "person"


@pytest.mark.parametrize(
    ("idea", "kind"),
    [
        ("A robot gardener keeps the last tree alive on Mars", "mars"),
        ("A nurse keeps a rose alive on Mars", "mars"),
        ("A boy and an old whale look for a sunken city under the sea", "coral reef"),
        ("A diver and a seal search for a drowned city under the ocean", "coral reef"),
        ("Two strangers share an umbrella on a bridge in Paris in the 1920s", "city bridge"),
        ("A sailor and a clown share an umbrella on a bridge in Venice", "city bridge"),
        ("A girl rides through a canyon to bring back her horse", "canyon"),
        ("A witch loses her broom in a bamboo forest", "bamboo forest"),
        ("A mouse pulls a thorn from a lion's paw", "savanna"),
        ("A proud rooster forgets to crow and the sun oversleeps", "farm"),
        ("A fisherman pulls a bell out of a frozen lake", "frozen lake"),
        ("A retired conductor returns to the empty theatre", "theatre"),
        ("A father and his daughter row home through the fog", "rowing boat"),
    ],
)
def test_it_begins_where_the_idea_plays(idea: str, kind: str) -> None:
    assert opening(written(idea)) == kind


def test_what_is_looked_for_is_reached_and_not_begun_with() -> None:
    play = written("A boy and an old whale look for a sunken city under the sea")
    assert [scene.place for scene in play.scenes].index("sunken-city") > 1
    assert play.scenes[-1].place == "sunken-city"


@pytest.mark.parametrize(
    ("idea", "first", "none"),
    [
        ("A retired conductor returns to the empty theatre", "theatre", {"hall", "castle"}),
        ("A sheriff plays cards with a ghost in a desert saloon", "saloon", {"room"}),
        ("A librarian finds a letter hidden in an old book", "hall", {"castle"}),
        ("A fox loses her way in a museum", "museum", {"hall"}),
    ],
)
def test_the_other_places_belong_to_the_first(idea: str, first: str, none: set[str]) -> None:
    found = kinds(written(idea))
    assert first in found.values()
    assert not none & {kind for kind in found.values() if kind != first}
    for place in written(idea).places:
        # Whoever is before a house is not drawn inside it.
        assert place.interior or place.kind not in {"hall", "room", "kitchen", "saloon", "theatre", "museum"}


@pytest.mark.parametrize(
    ("idea", "title"),
    [
        ("A proud rooster forgets to crow and the sun oversleeps", "The Rooster Who Forgot to Crow"),
        (
            "A princess trades her crown for a boat and sails to an island",
            "The Princess Who Traded Her Crown for a Boat",
        ),
        ("A librarian finds a letter hidden in an old book", "The Librarian Who Found a Letter"),
        ("A baker drops a cake and the king laughs", "The Baker and the King"),
    ],
)
def test_a_second_clause_is_no_noun(idea: str, title: str) -> None:
    assert title_for(idea) == title
    for line in (*said(written(idea)), *acted(written(idea))):
        assert not re.search(r"oversleeps (?:are|has|is)|boat and sails|letter hidden(?! in)", line), line


@pytest.mark.parametrize(
    ("idea", "verb"),
    [
        ("A penguin applies for a job in a restaurant", "apply"),
        ("A goat hurries to the moon", "hurry"),
        ("A spy dies of boredom in a hotel", "die"),
        ("A cat watches over a bakery", "watch"),
        ("A parrot goes to school", "go"),
    ],
)
def test_verbs_are_known_by_their_form(idea: str, verb: str) -> None:
    from orchestrator.writing.reading import read

    assert (read(idea).predicate or "").split(" ")[0] == verb


HOLDING = re.compile(
    r"\b(?:holds?|picks? up|carr(?:y|ies)|hides?|hands?|puts?|drops?) (?:the|a) (?:door|mirror|moon|piano)\b"
)


@pytest.mark.parametrize(
    "idea",
    [
        "A girl finds a door in the attic that whispers her name",
        "A boy discovers a mirror in a cellar",
        "A fox tries to steal the moon from a village pond",
        "A cat wants to catch the moon in a lake",
    ],
)
def test_nobody_carries_a_door_or_the_moon(idea: str) -> None:
    for seed in range(3):
        play = written(idea, seed)
        assert [line for line in (*acted(play), *said(play)) if HOLDING.search(line)] == []


@pytest.mark.parametrize(
    ("idea", "words"),
    [
        ("A detective searches for a stolen violin in the rain", ("violin", "plays")),
        ("A museum guard follows wet footprints at night", ("wet footprints",)),
        ("An astronaut hears knocking from outside the space station", ("knocking", "outside the space station")),
        ("The last guest of an empty hotel hears music from the cellar", ("music", "cellar")),
        ("A king hires a cat as his doctor", ("doctor", "the cat")),
        ("A coyote guards a train station where no train stops", ("a train comes", "the coyote")),
        ("A baker writes letters to a lighthouse keeper", ("dear",)),
        ("A postman finds a letter addressed to himself from the future", ("his own", "comes true", "empty sheet")),
        ("Two robots play chess at the end of the world", ("chess", "the last game")),
        ("Two chefs in love are trapped in a lift", ("cannot get out", "the lift", "row of buttons")),
        ("Two rival chefs are trapped in a lift", ("cannot get out", "the lift", "row of buttons")),
        ("A pilot and a parrot crash in the jungle and build a raft", ("the raft", "the river")),
        ("Three mice cross a market to bring cheese to their grandmother", ("the cheese", "grandmother", "little mouse")),
        ("A sheriff plays cards with a ghost in a desert saloon", ("cards", "the ghost")),
        ("A vacuum cleaner runs away from home to see the sea", ("see the sea", "wave")),
    ],
)  # fmt: skip
def test_what_the_line_says_is_acted_out(idea: str, words: tuple[str, ...]) -> None:
    play = written(idea)
    text = " ".join([*acted(play), *said(play), *(scene.summary or "" for scene in play.scenes)]).lower()
    assert [word for word in words if word not in text] == []


@pytest.mark.parametrize(
    ("idea", "words"),
    [
        ("A dog forgets to bark and a thief gets in", ("forgets to bark", "a thief gets in")),
        ("A boy hears a voice in the well", ("a voice", "in the well")),
        ("A teacher finds a note in a bottle on the beach", ("note",)),
        ("A snail leaves home to see the mountain", ("see the mountain",)),
        ("A mother and her son drive home through a storm", ("drive home through a storm",)),
        ("A queen appoints a frog as her general", ("general", "the frog")),
        ("A squirrel applies for a job in a library", ("books", "the apron")),
    ],
)
def test_other_ideas_of_the_same_forms(idea: str, words: tuple[str, ...]) -> None:
    play = written(idea)
    text = " ".join([*acted(play), *said(play)]).lower()
    assert [word for word in words if word not in text] == []


def test_weather_of_the_line_is_out_of_doors() -> None:
    play = written("A detective searches for a stolen violin in the rain")
    outside = [scene for scene in play.scenes if scene.heading.startswith("EXT.")]
    assert any(scene.weather == "rain" for scene in outside)
    fog = written("A father and his daughter row home through the fog")
    assert fog.scenes[0].weather == "fog"
    storm = written("A girl sails home through a storm")
    assert storm.scenes[0].weather == "storm"
    winter = written("A grandmother teaches her grandson to play the accordion before winter")
    assert winter.scenes[0].weather != "snow"
    assert winter.scenes[-2].weather == "snow"


def test_there_is_no_weather_in_space_or_under_the_sea() -> None:
    for idea in (
        "An astronaut hears knocking from outside the space station",
        "A boy and an old whale look for a sunken city under the sea",
    ):
        assert {scene.weather for scene in written(idea).scenes} == {"clear"}


def test_grandmother_is_of_their_kind() -> None:
    play = written("Three mice cross a market to bring cheese to their grandmother")
    assert {one.kind for one in play.characters} == {"mouse"}
    assert len(play.characters) == 4


@pytest.mark.parametrize("seed", [1, 7, 19])
@pytest.mark.parametrize(
    "idea", ["Two strangers share an umbrella in the rain", "A librarian finds a letter hidden in an old book"]
)
def test_who_does_not_know_a_name_does_not_call_it(idea: str, seed: int) -> None:
    play = written(idea, seed)
    names = [person.name for person in play.characters]
    early = [beat.text for scene in play.scenes[:2] for beat in scene.beats if isinstance(beat, Speech)]
    assert early
    assert not [line for line in early if re.search(rf", (?:{'|'.join(names)})[.!?]", line)]


@pytest.mark.parametrize(
    ("idea", "title"),
    [
        ("Two rival chefs are trapped in a lift", "Trapped in a Lift"),
        ("A pirate captain is afraid of water", "Afraid of Water"),
        ("A girl is lost in the woods", "Lost in the Woods"),
        ("Two robots play chess at the end of the world", "A Game of Chess"),
    ],
)
def test_a_strait_is_a_title(idea: str, title: str) -> None:
    assert title_for(idea) == title


@pytest.mark.parametrize("idea", ["Two chefs in love are trapped in a lift", "A man in grief is alone in a park"])
def test_what_people_are_in_is_nobody(idea: str) -> None:
    assert {sheet.kind for sheet in written(idea).characters} == {"person"}


def test_death_plays_chess_all_the_same() -> None:
    assert any(sheet.kind != "person" for sheet in written("A knight plays chess with Death").characters)
