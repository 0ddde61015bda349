"""Beings that have a person's body and something that no person has."""

import colorsys
from collections.abc import Iterator

import pytest

from generation.animatic.art import Group, Node
from generation.animatic.colour import rgb
from generation.animatic.figures.draw import draw_figure
from generation.animatic.places.kits import build_stage
from generation.animatic.port_tree import at
from generation.animatic.stage import FigureArt
from generation.requests import Figure, Look, Setting

SCHEME = build_stage(Setting(id="meadow", kind="meadow", time="day"), Look(), "calm").scheme
KINDS = [
    "statue",
    "golem",
    "gargoyle",
    "zombie",
    "skeleton",
    "mummy",
    "cyclops",
    "faun",
    "satyr",
    "mermaid",
    "merman",
    "angel",
    "devil",
    "imp",
    "scarecrow",
    "genie",
    "vampire",
    "goblin",
    "orc",
    "elf",
    "witch",
    "knight",
    "cowboy",
    "pirate",
    "queen",
    "astronaut",
]


def draw(kind: str, **more: object) -> FigureArt:
    return draw_figure(Figure.model_validate({"id": "somebody", "kind": kind, **more}), SCHEME, Look(), 1)


def named(node: Node) -> Iterator[Group]:
    if isinstance(node, Group):
        yield node
        for child in node.children:
            yield from named(child)


def colours(node: Node, t: float = 0.0) -> Iterator[str]:
    if isinstance(node, Group):
        for child in node.children:
            yield from colours(child, t)
    elif node.fill is not None:
        fill = at(node.fill, t)
        yield from [fill] if isinstance(fill, str) else [stop.colour for stop in fill.stops]


def count(art: FigureArt, name: str) -> int:
    return sum(group.name == name for group in named(art.art))


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("facing", ["left", "camera", "away"])
def test_each_is_a_person_with_two_arms_in_every_pose(kind: str, facing: str) -> None:
    for pose in ("stand", "sit", "run", "lie"):
        assert count(draw(kind, facing=facing, pose=pose), "hand") == 2


def test_no_two_of_them_look_alike() -> None:
    seen = {tuple(sorted(set(colours(draw(kind).art)))) for kind in KINDS if kind not in ("satyr",)}
    assert len(seen) == len(KINDS) - 1


def test_a_statue_is_of_one_stuff() -> None:
    for words in ("a marble statue of a queen in a red dress", "a stone statue with blue eyes"):
        parts = [rgb(colour) for colour in colours(draw("statue", appearance=words).art)]
        strong = [colorsys.rgb_to_hls(*(part / 255 for part in colour))[2] > 0.3 for colour in parts]
        assert sum(strong) <= 0.1 * len(strong)


def test_who_has_a_tail_has_no_feet() -> None:
    assert count(draw("mermaid"), "foot") == 0
    assert count(draw("genie"), "foot") == 0
    assert count(draw("queen"), "foot") == 2


def test_a_cyclops_has_one_eye_and_a_skeleton_none() -> None:
    assert count(draw("cyclops"), "iris") == 1
    assert count(draw("skeleton"), "iris") == 0
    assert count(draw("faun"), "iris") == 2


def test_a_statue_of_an_animal_is_an_animal() -> None:
    lion = draw("statue of a lion", facing="right")
    assert count(lion, "hand") == 0
    assert lion.width > lion.height * 0.9


def test_words_give_anybody_strange_skin() -> None:
    green, plain = draw("woman", appearance="a woman with green skin"), draw("woman", appearance="a woman")
    greenish, other = (sum(r < g > b for r, g, b in map(rgb, colours(art.art))) for art in (green, plain))
    assert greenish > other + 5


@pytest.mark.parametrize(
    "kind", ["ninja", "ogre", "troll", "minotaur", "clown", "bishop", "archer", "prophet", "welder"]
)
def test_more_of_them_are_people(kind: str) -> None:
    assert count(draw(kind, facing="camera"), "hand") == 2
