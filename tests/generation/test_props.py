"""Props by word: each known thing, near words, and something sensible for the rest."""

import pytest

from generation.animatic.art import Group, Linear, Node, Path, Shape
from generation.animatic.belongings import with_hands_ready
from generation.animatic.props import draw_prop, is_drawn, prop_name, prop_names, prop_size
from generation.animatic.stage import Scheme
from generation.requests import Camera, Figure, Look, Setting, Staging

DUSK = Scheme(
    sky_top="#1a2148",
    sky_middle="#5a3f78",
    horizon="#ffc07a",
    sun="#fff1c4",
    far="#7d5580",
    ground="#3a2b4c",
    ground_dark="#120f22",
    water="#a9647a",
    foliage="#4a4060",
    wall="#8a6a80",
    shadow="#120f22",
    accent="#ffb060",
    rim="#ffd9a0",
    ambient="#5a3f78",
    shade=0.25,
    light_x=-0.6,
    night=False,
)


def bounds(node: Group | Shape, t: float) -> tuple[float, float]:
    """Lowest and highest y of the outlines, without what only glows."""
    if isinstance(node, Group):
        found = [bounds(child, t) for child in node.children]
        down = (node.transform(t) if callable(node.transform) else node.transform).f
        return min(low for low, _ in found) + down, max(high for _, high in found) + down
    path: Path = node.path(t) if callable(node.path) else node.path
    ys = [float(y) for command in path.commands for y in command[2::2]]
    return min(ys), max(ys)


def test_there_are_many() -> None:
    assert len(prop_names()) >= 50


@pytest.mark.parametrize("name", prop_names())
def test_each_stands_on_the_ground_at_its_size(name: str) -> None:
    art = draw_prop(name, DUSK, Look())
    solid = Group(tuple(child for child in art.children if not _glows(child)))
    top, bottom = bounds(solid, 0.4)
    assert -120 <= top <= -30
    assert -20 <= bottom <= 15
    assert 30 <= prop_size(name) <= 700


def _glows(node: Group | Shape) -> bool:
    return isinstance(node, Shape) and not isinstance(node.fill, str) and hasattr(node.fill, "radius")


@pytest.mark.parametrize(
    ("words", "name"),
    [
        ("a brass lantern", "lantern"),
        ("the keeper's logbook", "book"),
        ("bundle of sticks", "sticks"),
        ("golden egg", "golden-egg"),
        ("bunch of grapes", "grapes"),
        ("pail of milk", "bucket"),
        ("old fishing net", "net"),
        ("letters", "letter"),
        ("spyglass", "telescope"),
        ("knives", "sword"),
        ("loaves of bread", "bread"),
        ("toolbox", "box"),
        ("umbrela", "umbrella"),
        ("flux capacitor", "parcel"),
        ("", "parcel"),
    ],
)
def test_words_find_their_thing(words: str, name: str) -> None:
    assert prop_name(words) == name
    assert draw_prop(words, DUSK, Look(line="ink")).children


def test_sizes_differ_as_things_do() -> None:
    assert prop_size("ring") < prop_size("book") < prop_size("chair") < prop_size("house")


def test_words_give_a_thing_its_colour() -> None:
    def fills(words: str) -> set[str]:
        found: set[str] = set()

        def walk(node: Node) -> None:
            if isinstance(node, Group):
                for child in node.children:
                    walk(child)
            elif isinstance(node.fill, Linear):
                found.update(stop.colour for stop in node.fill.stops)

        walk(draw_prop(words, DUSK, Look()))
        return found

    assert fills("a red cap") != fills("a blue cap")
    assert fills("a cap of a red man") == fills("a cap")
    assert fills("a red rose") != fills("a white rose")


def test_what_cannot_be_carried_stands() -> None:
    person = Figure(id="ida", appearance="a girl in a red coat", pose="stand")
    for words in ("a door", "a wardrobe", "a stone well", "a great bell", "a raft", "wet footprints"):
        field = Setting(id="field", kind="field")
        shot = Staging(setting=field, figures=(person,), props=(words,), camera=Camera(size="full"))
        assert with_hands_ready(shot).figures[0].pose == "stand", words
    assert prop_size("a door") > prop_size("a book") * 3


@pytest.mark.parametrize("words", ["the moon", "a sunken city", "a village pond", "her name"])
def test_the_moon_and_a_city_are_no_things(words: str) -> None:
    assert not is_drawn(words)
    assert is_drawn(f"a picture of {words}")


def test_what_nobody_knows_is_no_gift() -> None:
    assert prop_name("a birthday present") == "gift"
    assert prop_name("a flux capacitor") != "gift"


def test_what_the_writer_names_is_drawn() -> None:
    for words, name in (
        ("a magnifying glass", "magnifier"),
        ("a bag of marbles", "sack"),
        ("a yellow raincoat", "coat"),
        ("a folded veil", "cloth"),
        ("a wish", "spark"),
        ("a red bicycle", "bicycle"),
        ("an old creel", "basket"),
        ("a walking stick", "staff"),
    ):
        assert prop_name(words) == name
