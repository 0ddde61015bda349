"""Sheets to looks: what the words say is what is drawn, what they leave open comes from the id."""

import pytest

from generation.animatic.colour import lightness
from generation.animatic.figures.appearance import is_person, read_person
from generation.animatic.figures.person import Person
from generation.animatic.figures.vocabulary import COLOURS, HAIR_COLOURS
from generation.requests import Figure


def read(appearance: str, kind: str = "person", name: str = "someone") -> Person:
    """Read one sheet."""
    return read_person(Figure(id=name, kind=kind, appearance=appearance))


def test_a_whole_sheet_is_understood() -> None:
    mara = read(
        "a weathered woman of sixty, silver braid, grey eyes, sharp nose, a yellow oilskin coat and sou'wester, wet",
        name="mara",
    )
    assert (mara.woman, mara.age, mara.hair_style, mara.nose) == (True, "old", "braid", "sharp")
    assert (mara.hair, mara.outfit, mara.hat) == (HAIR_COLOURS["silver"], "coat", "sou-wester")
    assert (mara.top, mara.hat_colour) == (COLOURS["yellow"], COLOURS["yellow"])


@pytest.mark.parametrize(
    ("words", "age"),
    [
        ("a boy", "child"),
        ("nine years old", "child"),
        ("an old man", "old"),
        ("a woman of sixty-five", "old"),
        ("twenty-four years old", "young"),
        ("a man, 45", "adult"),
        ("a teenager", "young"),
        ("a man in his forties", "adult"),
    ],
)
def test_ages(words: str, age: str) -> None:
    assert read(words).age == age


@pytest.mark.parametrize(
    ("words", "woman"),
    [
        ("a woman", True),
        ("a man", False),
        ("a grandmother", True),
        ("he is tall", False),
        ("with a full beard", False),
        ("a queen", True),
    ],
)
def test_women_and_men(words: str, woman: bool) -> None:
    assert read(words).woman is woman


@pytest.mark.parametrize(
    ("words", "field", "value"),
    [
        ("long auburn hair", "hair_style", "long"),
        ("long auburn hair", "hair", HAIR_COLOURS["auburn"]),
        ("curly black hair", "hair_style", "curly"),
        ("bald", "hair_style", "bald"),
        ("a pixie cut", "wings", ""),
        ("a pixie", "wings", "gossamer"),
        ("a bald man with a long white beard", "hair_style", "bald"),
        ("a woman with long dark hair", "hair_style", "long"),
        ("round glasses", "glasses", True),
        ("a man with a bushy moustache", "beard", "moustache"),
        ("a man with a long white beard", "beard", "long"),
        ("a stout man", "build", "stout"),
        ("a bent old woman", "build", "bent"),
        ("a red dress", "outfit", "dress"),
        ("a red dress", "top", COLOURS["red"]),
        ("a green cloak over a brown tunic", "cloak_colour", COLOURS["green"]),
        ("a green cloak over a brown tunic", "top", COLOURS["brown"]),
        ("a blue apron", "apron_colour", COLOURS["blue"]),
        ("a black top hat", "hat", "top"),
        ("a black top hat", "hat_colour", COLOURS["black"]),
        ("a hooded cloak", "hat", "hood"),
        ("a silver spacesuit", "outfit", "spacesuit"),
        ("green eyes", "eyes", "#4d8a58"),
        ("a navy-blue coat", "top", COLOURS["navy"]),
        ("thin grey hair", "hair", HAIR_COLOURS["grey"]),
        ("a grey suit, a blue tie", "accent", COLOURS["blue"]),
        ("a checked red shirt", "pattern", "checked"),
        ("a checked red shirt", "top", COLOURS["red"]),
        ("grey hair under a scarf", "hat", "headscarf"),
        ("a man with dark skin", "skin", "#6d4029"),
        ("freckles", "freckles", True),
        ("an eyepatch", "patch", True),
        ("white shirt, grey trousers", "bottom", COLOURS["grey"]),
    ],
)
def test_words_and_what_they_mean(words: str, field: str, value: object) -> None:
    assert getattr(read(words), field) == value


@pytest.mark.parametrize(
    ("kind", "field", "value"),
    [
        ("king", "hat", "crown"),
        ("baker", "apron", True),
        ("witch", "hat", "witch"),
        ("astronaut", "outfit", "spacesuit"),
        ("sea captain", "hat", "captain"),
        ("knight", "outfit", "armour"),
        ("girl", "age", "child"),
        ("wizard", "beard", "long"),
        ("lighthouse keeper", "outfit", "coat"),
    ],
)
def test_roles_dress_people(kind: str, field: str, value: object) -> None:
    assert getattr(read("", kind), field) == value


@pytest.mark.parametrize(
    ("words", "build"),
    [
        ("a tall and thin man", "tall"),
        ("a stout man, thin hair", "stout"),
        ("broad-shouldered", "broad"),
        ("a thin man in a heavy coat", "slim"),
    ],
)
def test_adjectives_of_things_do_not_shape_bodies(words: str, build: str) -> None:
    assert read(words).build == build


def test_an_old_coat_makes_nobody_old() -> None:
    assert all(read("a man in an old coat", name=f"n{number}").age != "old" for number in range(20))


def test_the_sheet_beats_the_role() -> None:
    assert read("a young woman in a green dress", "baker").outfit == "dress"
    assert read("bareheaded", "king").hat == ""


def test_shades_of_a_colour() -> None:
    assert (
        lightness(read("a dark green coat").top)
        < lightness(read("a green coat").top)
        < lightness(read("a pale green coat").top)
    )


def test_another_state_is_the_same_person() -> None:
    first, second = read("a woman, a yellow coat", name="mara"), read("a woman, a navy jumper", name="mara")
    kept = ("skin", "hair", "hair_style", "eyes", "nose", "jaw", "stature", "build", "age")
    assert [getattr(first, field) for field in kept] == [getattr(second, field) for field in kept]
    assert first.outfit != second.outfit


def test_ids_spread_over_the_whole_range() -> None:
    people = [read("", name=f"somebody-{number}") for number in range(200)]
    assert len({person.skin for person in people}) >= 6
    assert len({person.hair_style for person in people}) >= 12
    assert len({person.build for person in people}) >= 4
    assert 60 < sum(person.woman for person in people) < 140
    assert len({(p.skin, p.hair, p.hair_style, p.top, p.build, p.outfit, p.stature) for p in people}) == 200


@pytest.mark.parametrize(
    "kind",
    [
        "person",
        "lighthouse keeper",
        "old sea captain",
        "girl",
        "fisherwoman",
        "king",
        "toymaker",
        "sailors",
        "",
        "man with a dog",
        "glassblower",
        "angel",
        "snow queen",
    ],
)
def test_people_are_people(kind: str) -> None:
    assert is_person(kind)


@pytest.mark.parametrize(
    "kind",
    [
        "fox",
        "robot",
        "storm",
        "teapot",
        "king's horse",
        "tiger",
        "talking otter",
        "ghost of a king",
        "dragon",
        "wren",
        "snowman",
        "vacuum cleaner",
    ],
)
def test_others_are_not(kind: str) -> None:
    assert not is_person(kind)


def test_a_kid_with_horns_is_a_goat() -> None:
    assert is_person("kid", "a kid with tousled hair")
    assert not is_person("kid", "a kid with white wool and knobs for horns")


def test_a_shade_before_a_colour_is_no_colour() -> None:
    green, dark = read("a green coat").top, read("a long dark green coat").top
    assert dark != COLOURS["dark"]
    assert lightness(dark) < lightness(green)
    red, other, blue = (int(dark[i : i + 2], 16) for i in (1, 3, 5))
    assert other > max(red, blue)


def test_what_the_writer_says_of_trades_and_beings() -> None:
    assert lightness(read("a white apron and a floury cap").hat_colour) > 0.85
    assert read("a black suit and a red sash").sash
    assert read("a black suit and a red sash").accent == COLOURS["red"]
    assert read("a mermaid with sea-green hair and a silver tail", "mermaid").bottom == COLOURS["silver"]
    assert read("a devil, a red coat, small horns and a perfect smile", "devil").marks >= {"horns"}
    assert read("a bronze statue", "statue").stuff != read("a marble statue", "statue").stuff
    assert not read("a tall man").marks
