"""From a setting to a stage: the kit that its words ask for, under its sky, in its weather.

Adding a kit is adding one file with a function `draw(paint) -> Stage`, one line in `_KITS`, and its words in
`generation.animatic.thesaurus`.
"""

from collections.abc import Callable
from dataclasses import replace

from generation.animatic import thesaurus, weather
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
from generation.animatic.stage import Stage
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
    return stage


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
