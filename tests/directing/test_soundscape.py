"""Which bed of sound a place has."""

from typing import get_args

import pytest

from generation.ambiences import procedural
from orchestrator.film.sheets import Place
from orchestrator.film.soundscape import soundscape
from orchestrator.film.vocabulary import Ambience, Time, Weather


def place(kind: str, *, interior: bool = False, name: str = "", appearance: str = "") -> Place:
    return Place(id="there", name=name or "there", kind=kind, interior=interior, appearance=appearance)


def test_there_is_a_bed_for_every_word() -> None:
    assert set(get_args(Ambience)) == set(procedural.kinds())


@pytest.mark.parametrize(
    ("kind", "interior", "time", "weather", "heard"),
    [
        ("lighthouse", False, "day", "clear", ("waves",)),
        ("lighthouse", False, "night", "storm", ("waves", "rain", "wind")),
        ("river", False, "day", "clear", ("stream",)),
        ("meadow", False, "day", "clear", ("insects",)),
        ("meadow", False, "night", "clear", ("forest", "night")),
        ("forest", False, "day", "snow", ("forest", "snow")),
        ("market", False, "day", "cloudy", ("crowd",)),
        ("mountain", False, "day", "clear", ("wind",)),
        ("planet", False, "night", "storm", ("space",)),
        ("reef", False, "day", "clear", ("underwater",)),
        ("tavern", True, "night", "clear", ("tavern",)),
        ("cottage", True, "night", "rain", ("room", "rain")),
        ("church", True, "day", "clear", ("church",)),
        ("spaceship", True, "day", "storm", ("space",)),
        ("train", True, "day", "clear", ("train",)),
    ],
)
def test_a_place_sounds_as_its_words_say(
    kind: str, interior: bool, time: Time, weather: Weather, heard: tuple[str, ...]
) -> None:
    assert soundscape(place(kind, interior=interior), time, weather) == heard


def test_a_hearth_crackles_and_nowhere_is_windy() -> None:
    hut = place("cabin", interior=True, appearance="a low room with a stone fireplace, and a bed")
    assert soundscape(hut, "day", "clear") == ("room", "fire")
    assert soundscape(None, "day", "clear") == ("wind",)
