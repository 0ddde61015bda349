"""What the reader finds in one line."""

import pytest

from orchestrator.writing.reading import read


@pytest.mark.parametrize(
    ("idea", "protagonist", "others"),
    [
        ("A lighthouse keeper befriends a storm", "lighthouse keeper", ["storm"]),
        ("When the moon disappears, a boy and his dog set out to bring it back", "boy", ["moon", "dog"]),
        ("A whale swallows a submarine", "whale", []),
        ("A taxi driver picks up Death on a rainy night", "taxi driver", ["death"]),
        ("The Oak and the Reeds. Better to yield when it is folly to resist.", "oak", ["reed"]),
        ("A TEAPOT THAT TALKS FALLS IN LOVE WITH A KETTLE", "teapot", ["kettle"]),
        ("What if cats could talk?", "cat", []),
        ("A magician's rabbit plans its escape", "rabbit", ["magician"]),
        ("A trumpet player bargains with the devil", "trumpet player", ["devil"]),
        ("The Wolf and the Kid. Do not let anything turn you from your purpose.", "wolf", ["kid"]),
        ("Un vieux pêcheur cherche son fils perdu en mer", "fisherman", ["son"]),
    ],
)
def test_beings(idea: str, protagonist: str, others: list[str]) -> None:
    reading = read(idea)
    assert reading.protagonist is not None
    assert reading.protagonist.noun == protagonist
    assert [being.noun for being in reading.others] == others


def test_place_wish_and_deadline() -> None:
    reading = read("In a small desert town, a retired detective must find her missing daughter before midnight")
    assert [spot.noun for spot in reading.places] == ["desert town"]
    assert reading.wish == "find her missing daughter"
    assert reading.deadline == "before midnight"
    assert reading.time == "night"
    assert reading.protagonist is not None
    assert (reading.protagonist.gender, reading.protagonist.age) == ("she", "old")


def test_names_belong_to_their_nouns() -> None:
    first = read("Ida, a baker, loses her recipe").protagonist
    second = read("A baker named Ida loses her recipe").protagonist
    assert first is not None
    assert second is not None
    assert (first.name, first.noun, first.gender) == ("Ida", "baker", "she")
    assert (second.name, second.noun) == ("Ida", "baker")


@pytest.mark.parametrize("text", ["", "?", "🦊❤️", "{{ 7*7 }}", "a", "\x00\n\t", "ну что", "x" * 3000, "the the the"])
def test_reads_anything(text: str) -> None:
    assert read(text).beings == () or read(text).protagonist is not None


@pytest.mark.parametrize(
    ("idea", "verb", "predicate"),
    [
        ("The girl who collected echoes", "collect", "collect echoes"),
        ("A teapot that talks falls in love with a kettle", "fall in love", "fall in love with a kettle"),
        ("Five strangers are trapped in an elevator", "be trapped", None),
        ("Two astronauts play chess by mail", "play", "play chess by mail"),
        ("A plumber outfoxes a mermaid in Venice", "outfox", "outfox a mermaid in Venice"),
    ],
)
def test_what_the_protagonist_does(idea: str, verb: str, predicate: str | None) -> None:
    reading = read(idea)
    assert (reading.verb, reading.predicate) == (verb, predicate)
