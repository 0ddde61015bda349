"""From a setting to a stage: the kit that its words ask for, under its sky, in its weather.

Adding a kit is adding one file here with a function `draw(paint) -> Stage`, and its words in `thesaurus.txt`.
"""

from collections.abc import Callable
from dataclasses import replace
from importlib import import_module

from generation.animatic import thesaurus, weather
from generation.animatic.art import Group, scale
from generation.animatic.colour import lightness
from generation.animatic.light import Palette, scheme
from generation.animatic.motifs.clouds import clouds
from generation.animatic.motifs.paint import Paint
from generation.animatic.motifs.season import falling, season_named
from generation.animatic.motifs.signs import signs
from generation.animatic.motifs.sky import sky
from generation.animatic.places.composed import composed, with_layers
from generation.animatic.places.tinted import tinted
from generation.animatic.season_light import needles
from generation.animatic.stage import WIDTH, Stage
from generation.requests import Look, Setting

_AIR_AT = 0.4
"""Layers deeper into the picture than this have the weather's veil and far rain in front of them."""

_EXCHANGED = scale(-1.0, 1.0, (WIDTH / 2, 0.0))
_TREELESS = frozenset({"ship", "coast", "desert", "mountain"})
"""Kits without trees that leaves could fall from."""
_EVERGREEN = frozenset({"pines"})
"""Variants in which all that is green has needles."""


def build_stage(
    setting: Setting, look: Look, mood: str, *, reverse: bool = False, flashes: tuple[float, ...] = ()
) -> Stage:
    """The place of a setting, ready for figures: the same place looks the same in every shot that has its id.

    In `reverse` it is what was behind the camera, with the sun in its back: outside another side of the place, in a
    room the wall across from the one in front.
    """
    choice = thesaurus.find(setting)
    if reverse:
        choice = thesaurus.opposite(choice)
    roofed = thesaurus.roofed(choice.kit)
    setting = setting.model_copy(update={"interior": roofed, "season": _season(setting, choice)})
    inside, outside = (scheme(setting.model_copy(update={"interior": under}), look, mood) for under in (roofed, False))
    if choice.variant in _EVERGREEN:
        inside, outside = (replace(lit, foliage=needles(lit.foliage, setting.season)) for lit in (inside, outside))
    palette = Palette(tuple(sorted(look.palette, key=lightness)))
    said = thesaurus.words_of(f"{setting.kind} {setting.description}")
    inside, outside = (tinted(lit, said, palette) for lit in (inside, outside))
    paint = Paint(
        # A room is the same room from both ends: its walls and tastes are the chance of the one place.
        setting=setting.model_copy(update={"id": f"{setting.id}/reverse"}) if reverse and not roofed else setting,
        scheme=inside,
        outside=outside,
        palette=palette,
        variant=choice.variant,
        words=thesaurus.every_word(setting),
        reverse=reverse,
        flashes=flashes if setting.weather == "storm" else (),
    )
    stage = composed(paint, _kit(choice.kit)(paint), choice, look)
    if not thesaurus.skyless(choice.kit):
        stage = with_layers(stage, *signs(paint, choice.kit, stage.horizon))
        stage = _in_the_open(paint, stage, wooded=choice.kit not in _TREELESS and choice.variant not in _EVERGREEN)
    return _turned(stage) if reverse else stage


def _season(setting: Setting, choice: thesaurus.Choice) -> str:
    """The season that is told, or that the place's words name; none where nobody would see it."""
    if thesaurus.seasonless(choice):
        return ""
    return setting.season or season_named(thesaurus.every_word(setting))


def _turned(stage: Stage) -> Stage:
    """The stage with left and right exchanged, and the light with them, as for a camera that has turned around."""
    behind, front = (
        tuple(replace(layer, art=Group((layer.art,), transform=_EXCHANGED)) for layer in layers)
        for layers in (stage.behind, stage.front)
    )
    return replace(
        stage,
        behind=behind,
        front=front,
        scheme=replace(stage.scheme, light_x=-stage.scheme.light_x),
        left=WIDTH - stage.right,
        right=WIDTH - stage.left,
        detail=(WIDTH - stage.detail[0], stage.detail[1]),
    )


def _kit(name: str) -> Callable[[Paint], Stage]:
    """What draws the kit: imported when it is wanted, for a film needs only some of them."""
    return import_module(f"generation.animatic.places.{name}").draw


def _in_the_open(paint: Paint, stage: Stage, *, wooded: bool) -> Stage:
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
        front=(*stage.front, *(falling(paint) if wooded else ()), *weather.before(paint, stage.ground)),
    )
