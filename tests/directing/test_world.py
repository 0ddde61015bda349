"""Season and period of a scene: as written, the most specific first, or as the words tell."""

import pytest

from orchestrator.directing.prompting.compiler import Prompter
from orchestrator.directing.staging import staging
from orchestrator.film.film import Film, Settings
from orchestrator.film.scene import Scene
from orchestrator.film.sheets import Place
from orchestrator.film.shot import Shot
from orchestrator.film.style import StyleGuide
from orchestrator.film.vocabulary import Period, Season
from templates.dialects import dialect_names

STYLE = StyleGuide(name="plain", look="plain", palette=("#101018", "#606070", "#f0f0e8"))


def film(
    *,
    idea: str = "Somebody waits.",
    heading: str = "EXT. HARBOUR - DAY",
    looks: str = "",
    seasons: tuple[Season | None, Season | None, Season | None] = (None, None, None),
    periods: tuple[Period | None, Period | None] = (None, None),
) -> Film:
    """A film of one shot; `seasons` are the film's, the place's and the scene's, `periods` the film's and the place's."""
    place = Place(id="harbour", name="Harbour", kind="harbour", appearance=looks, season=seasons[1], period=periods[1])
    return Film(
        settings=Settings(title="Waiting", idea=idea, season=seasons[0], period=periods[0]),
        style=STYLE,
        characters={},
        places={"harbour": place},
        scenes=(Scene(id="one", heading=heading, place="harbour", season=seasons[2], shots=(Shot(id="a"),)),),
    )


def seen(made: Film) -> tuple[str, str]:
    scene, shot = made.shots()[0]
    setting = staging(made, scene, shot, {}).setting
    return setting.season, setting.period


def test_what_is_written_nearest_to_the_scene_wins() -> None:
    assert seen(film(seasons=("summer", None, None), periods=("1920s", None))) == ("summer", "1920s")
    assert seen(film(seasons=("summer", "autumn", None), periods=("1920s", "medieval"))) == ("autumn", "medieval")
    assert seen(film(seasons=("summer", "autumn", "winter"))) == ("winter", "")
    assert seen(film(idea="A knight in winter.", seasons=("spring", None, None), periods=("today", None))) == (
        "spring",
        "today",
    )


@pytest.mark.parametrize(
    ("words", "season", "period"),
    [
        ("A knight who is afraid of the dark.", "", "medieval"),
        ("A jazz singer in 1926 loses her voice in autumn.", "autumn", "1920s"),
        ("The last spaceship leaves.", "", "future"),
        ("Cherry blossoms fall on a smartphone.", "spring", "today"),
        ("Midsummer, and a heat wave.", "summer", ""),
        ("From winter to spring.", "", ""),
        ("A knight visits the skyscrapers.", "", ""),
        ("Her future looks bleak; she is in her twenties, 3000 miles from the spring.", "", ""),
    ],
)
def test_else_the_words_of_the_idea_tell(words: str, season: str, period: str) -> None:
    assert seen(film(idea=words)) == (season, period)


def test_words_of_a_heading_are_nearer_than_those_of_the_place_and_of_the_idea() -> None:
    told = film(idea="A winter tale.", heading="EXT. HARBOUR, AUTUMN - DAY", looks="snowy quays")
    assert seen(told)[0] == "autumn"
    assert seen(film(idea="An autumn tale.", looks="snowy quays"))[0] == "winter"


@pytest.mark.parametrize("dialect", [name for name in dialect_names() if name != "none"])
def test_prompts_say_what_a_person_wrote_and_nothing_that_was_only_read(dialect: str) -> None:
    plain, read = film(), film(idea="A knight in winter.")
    written = film(seasons=(None, None, "winter"), periods=("1920s", None))

    def prompt(made: Film) -> str:
        return Prompter(made).prompt(*made.shots()[0], dialect).text

    assert prompt(plain) == prompt(read)
    if "harbour" in prompt(plain).lower():
        assert "in winter" in prompt(written)
        assert "in the 1920s" in prompt(written)
