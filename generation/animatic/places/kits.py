"""From a setting to a stage: the kit that its words ask for, under its sky, in its weather.

Adding a kit is adding one file with a function `draw(paint) -> Stage`, one line in `_KITS`, and its words in
`generation.animatic.thesaurus`.
"""

from collections.abc import Callable
from dataclasses import replace

from generation.animatic import thesaurus, weather
from generation.animatic.art import Group, Node, Shape
from generation.animatic.colour import lightness
from generation.animatic.light import Palette, scheme
from generation.animatic.motifs.clouds import clouds
from generation.animatic.motifs.paint import Paint
from generation.animatic.motifs.sky import sky
from generation.animatic.places import (
    carriage,
    castle,
    city,
    coast,
    desert,
    farm,
    forest,
    hall,
    kitchen,
    meadow,
    mountain,
    room,
    ship,
    space,
    village,
    waterside,
    workshop,
)
from generation.animatic.port_tree import bounds, moving
from generation.animatic.stage import BOTTOM, LEFT, RIGHT, Layer, Stage
from generation.requests import Look, Setting

_KITS: dict[str, Callable[[Paint], Stage]] = {
    "carriage": carriage.draw,
    "castle": castle.draw,
    "city": city.draw,
    "coast": coast.draw,
    "desert": desert.draw,
    "farm": farm.draw,
    "forest": forest.draw,
    "hall": hall.draw,
    "kitchen": kitchen.draw,
    "meadow": meadow.draw,
    "mountain": mountain.draw,
    "room": room.draw,
    "ship": ship.draw,
    "space": space.draw,
    "village": village.draw,
    "waterside": waterside.draw,
    "workshop": workshop.draw,
}

_CRISP = frozenset({"sky", "stars", "space"})
_PLAIN = 120
"""An outline of at most so many commands costs no more than copying a picture."""
_FEWEST = 3
"""From so many nodes on a picture of them is cheaper than they are."""
_AIR_AT = 0.4
"""Layers deeper into the picture than this have the weather's veil and far rain in front of them."""


def build_stage(setting: Setting, look: Look, mood: str) -> Stage:
    """The place of a setting, ready for figures: the same place looks the same in every shot that has its id."""
    choice = thesaurus.find(setting)
    roofed = choice.kit in thesaurus.ROOFED
    setting = setting.model_copy(update={"interior": roofed})
    inside = scheme(setting, look, mood)
    paint = Paint(
        setting=setting,
        scheme=inside,
        outside=scheme(setting.model_copy(update={"interior": False}), look, mood) if roofed else inside,
        palette=Palette(tuple(sorted(look.palette, key=lightness))),
        variant=choice.variant,
        words=thesaurus.every_word(setting),
    )
    stage = _KITS[choice.kit](paint)
    if choice.kit not in thesaurus.SKYLESS:
        stage = _in_the_open(paint, stage)
    return replace(stage, behind=tuple(_softened(layer) for layer in stage.behind))


def _softened(layer: Layer) -> Layer:
    """The layer with all that is still in it a trace out of focus, the more the farther away.

    A still group with a blur is drawn once and then moved as a picture, so this trace of air is what makes a place of
    some hundred shapes cost no more per frame than an empty one.
    """
    if not layer.blurs or layer.name in _CRISP:
        return layer
    blur = 0.85 if layer.depth < 0.3 else 0.65 if layer.depth < 0.65 else 0.45
    return replace(layer, art=_settled(layer.art, blur))


def _settled(node: Group, blur: float) -> Group:
    if node.blur > 0 or callable(node.transform) or callable(node.opacity) or node.blend != "normal":
        return node
    children: list[Node] = []
    run: list[Node] = []
    for child in node.children:
        if child.blend == "normal" and not moving(child):
            run.append(child)
            continue
        children += _as_one(run, blur)
        run = []
        children.append(_settled(child, blur) if isinstance(child, Group) else child)
    return replace(node, children=(*children, *_as_one(run, blur)))


def _as_one(run: list[Node], blur: float) -> list[Node]:
    """A run of still nodes as one picture. What fills the frame at its bottom stays paint: a plain fill costs no more."""
    ground = 0
    while ground < len(run) and _fills_the_frame(run[ground]):
        ground += 1
    rest = run[ground:]
    return [*run[:ground], Group(tuple(rest), blur=blur)] if len(rest) >= _FEWEST else list(run)


def _fills_the_frame(node: Node) -> bool:
    box = bounds(node)
    wide = box is not None and box[0] <= LEFT and box[2] >= RIGHT and box[3] >= BOTTOM
    return wide and _commands(node) <= _PLAIN


def _commands(node: Node) -> int:
    """How many drawing commands a still node's outlines have together."""
    if isinstance(node, Shape):
        return 0 if callable(node.path) else len(node.path.commands)
    return sum(_commands(child) for child in node.children)


def _in_the_open(paint: Paint, stage: Stage) -> Stage:
    far = tuple(layer for layer in stage.behind if layer.depth < _AIR_AT)
    near = stage.behind[len(far) :]
    return replace(
        stage,
        behind=(
            *sky(paint, stage.horizon),
            *clouds(paint, stage.horizon),
            *far,
            *weather.behind(paint, stage.horizon),
            *near,
        ),
        front=(*stage.front, *weather.before(paint, stage.ground)),
    )
