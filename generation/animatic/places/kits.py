"""From a setting to a stage: the kit that its words ask for, under its sky, in its weather.

Adding a kit is adding one file here with a function `draw(paint) -> Stage`, and its words in `thesaurus.txt`.
"""

from collections.abc import Callable
from dataclasses import replace
from importlib import import_module

from generation.animatic import thesaurus, weather
from generation.animatic.colour import lightness
from generation.animatic.light import Palette, scheme
from generation.animatic.motifs.clouds import clouds
from generation.animatic.motifs.paint import Paint
from generation.animatic.motifs.sky import sky
from generation.animatic.stage import Stage
from generation.requests import Look, Setting

_AIR_AT = 0.4
"""Layers deeper into the picture than this have the weather's veil and far rain in front of them."""


def build_stage(setting: Setting, look: Look, mood: str) -> Stage:
    """The place of a setting, ready for figures: the same place looks the same in every shot that has its id."""
    choice = thesaurus.find(setting)
    roofed = thesaurus.roofed(choice.kit)
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
    stage = _kit(choice.kit)(paint)
    if not thesaurus.skyless(choice.kit):
        stage = _in_the_open(paint, stage)
    return stage


def _kit(name: str) -> Callable[[Paint], Stage]:
    """What draws the kit: imported when it is wanted, for a film needs only some of them."""
    return import_module(f"generation.animatic.places.{name}").draw


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
