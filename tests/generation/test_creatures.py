"""Creatures through their one door: every species, pose, facing and feeling, at any time of a shot."""

import math
from collections.abc import Iterator
from dataclasses import fields
from typing import get_args

import pytest

from generation.animatic.art import Group, Linear, Matrix, Path, Radial, Shape
from generation.animatic.figures.bestiary import recognise, species_names
from generation.animatic.figures.creature_poses import pose_of
from generation.animatic.figures.creatures import draw_creature
from generation.animatic.figures.people.poses import POSES as PEOPLE_POSES
from generation.animatic.port_tree import at, bounds
from generation.animatic.stage import ADULT, FigureArt, Scheme
from generation.requests import Figure, Look, Mouth

DAY = Scheme(
    sky_top="#7db8e8",
    sky_middle="#a9d4f0",
    horizon="#f4ead0",
    sun="#fff3c8",
    far="#9fb8c8",
    ground="#8fae6a",
    ground_dark="#5f7f4a",
    water="#5f9fc0",
    foliage="#6f9a4a",
    wall="#e8dcc4",
    shadow="#33405a",
    accent="#c8553a",
    rim="#fff0cc",
    ambient="#8fb4d8",
    shade=0.05,
    light_x=0.7,
    night=False,
)
POSES = [
    "stand",
    "walk",
    "run",
    "sit",
    "lie",
    "sleep",
    "jump",
    "reach",
    "point",
    "look-up",
    "look-down",
    "eat",
    "drink",
    "talk",
    "fly",
    "swim",
    "hold",
    "cower",
    "cheer",
    "dance",
    "attack",
    "levitate",
]
EMOTIONS = ["neutral", "happy", "sad", "afraid", "angry", "surprised", "determined", "tender", "bewildered"]
MOUTHS = tuple(
    Mouth(start=i * 0.2, shape=shape) for i, shape in enumerate(get_args(Mouth.model_fields["shape"].annotation))
)
TIMES = (0.0, 0.033, 0.7, 3.21, 17.5, 120.0)

# The words for creatures and living forces in the titles of Aesop's fables.
AESOP_WORDS: dict[str, tuple[str, ...]] = {
    "ant": (
        "ant",
        "ants",
    ),
    "bat": ("bat",),
    "bear": ("bear",),
    "bee": ("bees",),
    "beetle": ("beetle",),
    "boar": (
        "boar",
        "wild boar",
    ),
    "bull": (
        "bull",
        "bulls",
    ),
    "butterfly": ("butterfly",),
    "camel": ("camel",),
    "cat": ("cat",),
    "cock": (
        "cock",
        "cocks",
    ),
    "crab": ("crab",),
    "crane": (
        "crane",
        "cranes",
    ),
    "crow": (
        "birds",
        "crow",
    ),
    "dog": (
        "dog",
        "dogs",
        "lap dog",
    ),
    "dolphin": ("dolphin",),
    "donkey": (
        "ass",
        "mule",
    ),
    "dove": ("dove",),
    "duck": ("ducks",),
    "eagle": (
        "eagle",
        "kite",
    ),
    "elephant": ("elephant",),
    "fish": ("fish",),
    "flower": (
        "nettles",
        "rose",
    ),
    "fly": ("flies",),
    "fox": ("fox",),
    "frog": (
        "frog",
        "frogs",
    ),
    "gnat": ("gnat",),
    "goat": (
        "goat",
        "goats",
    ),
    "goose": ("goose",),
    "grasshopper": (
        "grasshopper",
        "grasshoppers",
    ),
    "hare": (
        "hare",
        "hares",
    ),
    "hedgehog": ("hedgehog",),
    "heron": ("heron",),
    "jackdaw": ("jackdaw",),
    "kid": ("kid",),
    "lamb": ("lamb",),
    "lark": ("lark",),
    "leopard": ("leopard",),
    "lion": ("lion",),
    "mole": ("mole",),
    "monkey": ("monkey",),
    "mouse": (
        "mice",
        "mouse",
    ),
    "owl": ("owl",),
    "ox": (
        "bullocks",
        "ox",
        "oxen",
    ),
    "oyster": ("oyster",),
    "peacock": ("peacock",),
    "pheasant": ("pheasants",),
    "pig": ("pig",),
    "porcupine": ("porcupine",),
    "pot": ("pots",),
    "rabbit": ("rabbit",),
    "rat": ("rat",),
    "raven": ("raven",),
    "reed": ("reeds",),
    "sheep": ("sheep",),
    "snake": (
        "serpent",
        "snake",
        "snakes",
    ),
    "stag": ("stag",),
    "stork": ("stork",),
    "sun": ("sun",),
    "swallow": ("swallow",),
    "swan": ("swan",),
    "toad": ("toad",),
    "tortoise": ("tortoise",),
    "tree": (
        "oak",
        "plane tree",
    ),
    "wasp": (
        "hornet",
        "wasps",
    ),
    "wave": ("sea",),
    "weasel": (
        "weasel",
        "weasels",
    ),
    "wind": ("north wind",),
    "wolf": (
        "wolf",
        "wolves",
    ),
}
AESOP = [(word, species) for species, words in AESOP_WORDS.items() for word in words]


def draw(kind: str, seed: int = 3, look: Look | None = None, **more: object) -> FigureArt:
    return draw_creature(Figure.model_validate({"id": "hero", "kind": kind, **more}), DAY, look or Look(), seed)


def shapes(node: Group | Shape) -> Iterator[Group | Shape]:
    yield node
    if isinstance(node, Group):
        for child in node.children:
            yield from shapes(child)


def values(art: FigureArt, t: float) -> Iterator[object]:
    """Every property of every node at a time."""
    for node in shapes(art.art):
        for part in (node.transform, node.opacity) if isinstance(node, Group) else (node.path, node.fill, node.opacity):
            yield part(t) if callable(part) else part


def numbers(value: object) -> Iterator[float]:
    if isinstance(value, Matrix):
        yield from (getattr(value, field.name) for field in fields(value))
    elif isinstance(value, Path):
        yield from (float(number) for command in value.commands for number in command[1:])
    elif isinstance(value, Linear):
        yield from (*value.start, *value.end)
    elif isinstance(value, Radial):
        yield from (*value.centre, value.radius)
    elif isinstance(value, float | int):
        yield float(value)


def sane(art: FigureArt, times: tuple[float, ...] = TIMES) -> None:
    for t in times:
        for value in values(art, t):
            assert all(math.isfinite(number) and abs(number) < 20_000 for number in numbers(value)), value
    assert 20 < art.height < 3 * ADULT
    assert art.width > 10
    assert art.head_radius > 2
    assert -art.height * 1.5 < art.head[1] < 0


def fingerprint(art: FigureArt, t: float = 1.3) -> str:
    return repr([*values(art, t)])


@pytest.mark.parametrize("species", species_names())
def test_every_species_is_drawn_and_stays_within_a_budget_of_nodes(species: str) -> None:
    art = draw(species, pose="talk", mouths=MOUTHS)
    sane(art)
    nodes = [*shapes(art.art)]
    assert len(nodes) <= 150
    assert sum(callable(node.path) for node in nodes if isinstance(node, Shape)) <= 40


@pytest.mark.parametrize(
    "kind",
    ["fox", "horse", "crow", "fish", "bee", "snake", "frog", "crab", "bat", "monkey", "robot", "storm", "teapot"],
)
def test_every_body_takes_every_pose_facing_and_feeling(kind: str) -> None:
    for pose in POSES:
        sane(draw(kind, pose=pose), (0.0, 1.7))
    for facing in ("left", "right", "camera", "away"):
        for emotion in EMOTIONS:
            sane(draw(kind, facing=facing, emotion=emotion), (0.4,))


def test_a_creature_looks_the_same_in_every_shot_and_another_one_differs() -> None:
    assert fingerprint(draw("leopard")) == fingerprint(draw("leopard"))
    assert fingerprint(draw("leopard")) != fingerprint(draw("leopard", id="rival"))
    still = draw("fox", seed=1), draw("fox", seed=2)
    assert [still[0].height, still[0].head] == [still[1].height, still[1].head]


def test_sizes_are_compressed_but_in_order() -> None:
    heights = [draw(kind).height for kind in ("ant", "mouse", "cat", "wolf", "lion", "horse", "elephant", "storm")]
    assert heights == sorted(heights)
    assert heights[0] > 0.18 * ADULT
    assert heights[-1] < 1.9 * ADULT


def test_left_is_right_mirrored() -> None:
    left, right = draw("wolf", facing="left"), draw("wolf", facing="right")
    assert left.head == pytest.approx((-right.head[0], right.head[1]))
    assert right.head[0] > 0


@pytest.mark.parametrize(("word", "species"), AESOP)
def test_the_animals_of_aesop_are_known(word: str, species: str) -> None:
    assert recognise(word, "").species == species


@pytest.mark.parametrize(
    ("kind", "appearance", "species"),
    [
        ("an old fox", "", "fox"),
        ("sea captain's cat", "", "cat"),
        ("character", "a small red dragon with a scarf", "dragon"),
        ("sparrowhawk", "", "hawk"),
        ("brontosaurus", "", "dragon"),
        ("raccon", "", "badger"),
        ("cleaning bot", "", "robot"),
        ("thunderstorm", "", "storm"),
        ("teapot", "", "teapot"),
        ("queen of the bees", "", "bee"),
        ("lion cub", "", "lion"),
        ("flock of geese", "", "goose"),
        ("sea lion", "", "seal"),
        ("umbrella", "", "umbrella"),
        ("spaceship", "", "rocket"),
    ],
)
def test_words_find_their_species_or_a_relative(kind: str, appearance: str, species: str) -> None:
    assert recognise(kind, appearance).species == species


def test_nobody_stays_undrawn() -> None:
    for kind in ("", "zzyzx", "quux of the deep", "entity", "????"):
        sane(draw(kind, id="who"))


def test_several_stand_together() -> None:
    one, many = draw("mouse"), draw("mice")
    assert many.width > one.width * 1.4
    assert recognise("two goats", "").count == 2
    assert recognise("fox", "").count == 1


def test_words_of_appearance_change_the_looks() -> None:
    plain = fingerprint(draw("cat"))
    for words in ("black", "red scarf", "wears a crown", "old", "with a blue hat"):
        assert fingerprint(draw("cat", appearance=words)) != plain
    assert fingerprint(draw("cat", appearance="black eyes")) == plain


def test_the_mouth_follows_what_is_spoken() -> None:
    speaking = draw("fox", mouths=(Mouth(start=0.5, shape="open"), Mouth(start=1.0, shape="closed")))
    silent = draw("fox", mouths=(Mouth(start=0.5, shape="closed"),))
    assert fingerprint(speaking, 0.3) == fingerprint(silent, 0.3)
    assert fingerprint(speaking, 0.8) != fingerprint(silent, 0.8)
    assert fingerprint(speaking, 0.51) != fingerprint(speaking, 0.7)


def test_what_flies_is_over_the_ground() -> None:
    assert draw("eagle", pose="fly").floats > 0
    assert draw("eagle").floats == 0
    assert draw("storm").floats > 0


def test_ink_outlines() -> None:
    inked = [
        node for node in shapes(draw("bear", look=Look(line="ink")).art) if isinstance(node, Shape) and node.stroke
    ]
    plain = [node for node in shapes(draw("bear").art) if isinstance(node, Shape) and node.stroke]
    assert len(inked) > len(plain) + 10


def test_words_for_poses() -> None:
    assert pose_of("running") == "run"
    assert pose_of("looks up") == "look-up"
    assert pose_of("kneel") == "sit"
    assert pose_of("unheard of") == "stand"


@pytest.mark.parametrize("kind", ["fox", "horse", "mouse", "crow"])
@pytest.mark.parametrize("pose", ["stand", "walk", "run", "eat"])
def test_what_an_animal_carries_goes_with_its_mouth(kind: str, pose: str) -> None:
    for facing in ("left", "right", "camera"):
        art = draw(kind, pose=pose, facing=facing)
        for t in (0.0, 0.5, 1.2):
            x, y = at(art.hand, t)
            assert math.dist((x, y), art.head) < 3.2 * art.head_radius
    left, right = (at(draw(kind, pose=pose, facing=way).hand, 0.8) for way in ("left", "right"))
    assert left[0] == pytest.approx(-right[0])


@pytest.mark.parametrize("kind", ["fox", "horse", "elephant", "sheep", "tortoise"])
def test_from_the_front_an_animal_is_narrow_and_both_its_sides_show(kind: str) -> None:
    side, front = draw(kind, facing="right"), draw(kind, facing="camera")
    box, narrow = bounds(side.art, 0.0), bounds(front.art, 0.0)
    assert box
    assert narrow
    assert narrow[2] - narrow[0] < 0.86 * (box[2] - box[0])
    assert abs(narrow[3]) < 0.05 * ADULT


def test_a_robot_with_one_eye_and_an_alien_with_three() -> None:
    def eyes(kind: str, words: str) -> int:
        return len(list(shapes(draw(kind, appearance=words).art)))

    assert eyes("robot", "one round lamp of an eye") < eyes("robot", "two eyes")
    assert eyes("alien", "violet skin and three patient eyes") > eyes("alien", "violet skin")


def test_the_words_colour_a_mane() -> None:
    assert fingerprint(draw("horse", appearance="a pale mane")) != fingerprint(draw("horse"))


_ANIMALS = ("fox", "horse", "crow", "duck", "frog", "fish", "snake", "bee", "crab", "bat", "monkey", "robot")
_ASKED = "walk run sit lie sleep eat drink jump look-up look-down call fly swim cower attack dig scratch sneak bow"


def moments(kind: str, pose: str) -> list[str]:
    """What is drawn at a few moments, as text."""
    art = draw(kind, pose=pose)
    return [fingerprint(art, t) for t in (0.2, 0.8, 1.5)]


@pytest.mark.parametrize("kind", _ANIMALS)
def test_every_verb_of_people_is_drawn_for_animals(kind: str) -> None:
    for pose in PEOPLE_POSES:
        sane(draw(kind, pose=pose), (0.0, 1.3))


@pytest.mark.parametrize("pose", _ASKED.split())
@pytest.mark.parametrize("kind", ["fox", "horse", "hare", "bear"])
def test_four_legs_do_what_is_asked(kind: str, pose: str) -> None:
    assert moments(kind, pose) != moments(kind, "stand")


@pytest.mark.parametrize("kind", ["fox", "crow", "frog", "snake", "monkey", "fish"])
def test_who_calls_opens_the_mouth(kind: str) -> None:
    assert moments(kind, "howls") != moments(kind, "look-up")


@pytest.mark.parametrize("kind", ["monkey", "robot"])
def test_who_stands_on_two_legs_lies_down_flat(kind: str) -> None:
    lying, standing = draw(kind, pose="lie"), draw(kind, pose="stand")
    assert lying.height < 0.8 * standing.height < lying.width
