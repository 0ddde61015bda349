"""Which thing a period has for what every period has: a light in the street, what drives there, what stands in its middle."""

from itertools import pairwise
from random import Random

from generation.animatic.art import Group, Matrix, Node, polygon, scale, shift, smooth
from generation.animatic.motifs.brush import block, disc, glow, straight, strokes
from generation.animatic.motifs.flats import flats
from generation.animatic.motifs.old_town import handcart, spires, timbered_facade, torch
from generation.animatic.motifs.paint import Paint
from generation.animatic.motifs.timbered import timbered_house
from generation.animatic.motifs.tomorrow import (
    air_traffic,
    cold_light,
    dome_house,
    glass_tower,
    hologram,
    hover_car,
    light_pylon,
    towers,
)
from generation.animatic.motifs.vehicles import car, tram, vintage_car
from generation.animatic.stage import Layer

_FLATS = 0.6
"""Part of the town houses of today that are not older than their tenants."""
_BUILT_UP = frozenset({"city", "village"})
"""Kits whose sky the future fills with traffic."""


def house_of(
    paint: Paint,
    random: Random,
    x: float,
    y: float,
    width: float,
    height: float,
    distance: float,
    *,
    gable: bool,
    door: bool,
) -> Group | None:
    """A house as its period builds it, or None for the ordinary one."""
    match paint.setting.period:
        case "medieval":
            return timbered_house(paint, random, x, y, width, height, distance, gable=gable, door=door)
        case "future":
            return dome_house(paint, random, x, y, width, height, distance, door=door)
        case _:
            return None


def facade_of(
    paint: Paint, random: Random, x: float, y: float, width: float, height: float, distance: float, *, shop: bool
) -> list[Node] | None:
    """A town house as its period builds it, or None for the ordinary one."""
    match paint.setting.period:
        case "medieval":
            return timbered_facade(paint, random, x, y, width, height, distance, shop=shop)
        case "today" if random.random() < _FLATS:
            return flats(paint, random, x, y, width, height, distance, shop=shop)
        case "future":
            return glass_tower(paint, random, x, y, width, height, distance, shop=shop)
        case _:
            return None


def skyline_of(paint: Paint, name: str, y: float, height: float, distance: float) -> Group | None:
    """The far end of a town in its period, or None for the ordinary one."""
    match paint.setting.period:
        case "medieval":
            return spires(paint, name, y, height, distance)
        case "future":
            return towers(paint, name, y, height, distance)
        case _:
            return None


def street_light(paint: Paint, x: float, y: float, s: float) -> list[Node] | None:
    """What lights a street in its period, or None for the lantern on a post that any of them may have."""
    match paint.setting.period:
        case "medieval":
            return torch(paint, x, y, s * 0.9)
        case "today":
            return _mast(paint, x, y, s)
        case "future":
            return light_pylon(paint, x, y, s)
        case _:
            return None


def _mast(paint: Paint, x: float, y: float, s: float) -> list[Node]:
    """A mast with a flat lamp at the end of its arm."""
    steel, lamp = paint.local("#8d959e", 0.3), "#fff6e0" if paint.dark else paint.local("#dfe4e8")
    nodes: list[Node] = [
        disc(x, y, 20 * s, paint.scheme.shadow, 4 * s, 0.35),
        strokes(
            [smooth([(x, y), (x, y - 330 * s), (x + 14 * s, y - 384 * s), (x + 84 * s, y - 398 * s)], closed=False)],
            steel,
            8 * s,
        ),
        block(x - 9 * s, y - 46 * s, 18 * s, 46 * s, steel, radius=3 * s),
        block(x + 62 * s, y - 404 * s, 58 * s, 9 * s, paint.deep(steel, 0.3), radius=4 * s),
        block(x + 68 * s, y - 396 * s, 46 * s, 4 * s, lamp, radius=2 * s),
    ]
    if paint.dark:
        nodes += [
            glow(x + 90 * s, y - 390 * s, 210 * s, "#fff0cc", 0.7),
            glow(x + 60 * s, y + 6, 250 * s, "#fff0cc", 0.36, 0.22),
        ]
    return nodes


def passing(paint: Paint) -> list[Node] | None:
    """What drives by in a city street, looking right at 0.62 of its size; None for the ordinary car."""
    match paint.setting.period:
        case "medieval":
            return []
        case "1920s":
            return vintage_car(paint, "#39506a")
        case "today":
            return car(paint, "#b5493f")
        case "future":
            return [Group(tuple(hover_car(paint, "#c9525e")), transform=shift(0.0, -34.0))]
        case _:
            return None


def paved(paint: Paint) -> bool:
    """Whether a city street is all paving, without a carriageway."""
    return paint.setting.period == "medieval"


def on_the_road(paint: Paint) -> list[Node]:
    """Lines of the carriageway that only a period has: rails, or strips of light."""
    match paint.setting.period:
        case "1920s":
            rails = [polygon([(652 + dx * 0.22, 622), (420 + dx * 3.2, 1200)], closed=False) for dx in (-40, 40)]
            return [strokes(rails, paint.local("#4a4a52", 0.4), 5.0, 0.8), *tram(paint, 640.0, 650.0, 0.62)]
        case "future":
            strips = [polygon([(800 + side * 90, 622), (800 + side * 760, 1200)], closed=False) for side in (-1, 1)]
            return [strokes(strips, cold_light(paint), 5.0, 0.85 if paint.dark else 0.6)]
        case _:
            return []


def standing_by(paint: Paint, side: float) -> list[Node]:
    """What stands at the roadside of a village, at the left or right third: a cart, a car of its time."""
    x, y, period = 800 + side * 590, 690.0, paint.setting.period
    if period == "medieval":
        return handcart(paint, x, y + 20, 0.82, -side)
    kinds = {"1920s": (vintage_car, "#46614e"), "today": (car, "#4f7ea0"), "future": (hover_car, "#c9525e")}
    if period not in kinds:
        return []
    draw, tint = kinds[period]
    lift = -30.0 if period == "future" else 0.0
    return [Group(tuple(draw(paint, tint)), transform=shift(x, y + lift) @ scale(-0.86 * side, 0.86))]


def landmark_of(paint: Paint, x: float, y: float) -> list[Node] | None:
    """What the future has where others have a well; None for the others."""
    return hologram(paint, x, y, 1.0) if paint.setting.period == "future" else None


def overhead(paint: Paint, kit: str, horizon: float) -> tuple[Layer, ...]:
    """What hangs or flies over built-up places: cables of the twenties and of today, traffic of the future."""
    if kit not in _BUILT_UP:
        return ()
    if paint.setting.period == "future":
        return (air_traffic(paint, horizon - 340.0),)
    if paint.setting.period in ("1920s", "today") and kit == "village":
        return (Layer("cables", 0.6, wires(paint)),)
    return ()


def wires(paint: Paint) -> Group:
    """Poles along a lane or a field, and the wires between them."""
    wood = paint.faded(paint.local("#5d4a3e", 0.3), 0.12)
    nodes: list[Node] = []
    tops: list[tuple[float, float]] = []
    for x, tall in ((-420.0, 330.0), (130.0, 300.0), (1010.0, 250.0), (1520.0, 300.0), (2060.0, 330.0)):
        nodes += [
            straight([(x, 606.0), (x, 606.0 - tall)], wood, 8.0),
            straight([(x - 30, 618 - tall), (x + 30, 618 - tall)], wood, 6.0),
        ]
        tops.append((x, 616.0 - tall))
    wires = [
        smooth([(x0 + dx, y0), ((x0 + x1) / 2 + dx, (y0 + y1) / 2 + 34), (x1 + dx, y1)], closed=False)
        for (x0, y0), (x1, y1) in pairwise(tops)
        for dx in (-26, 26)
    ]
    return Group((*nodes, strokes(wires, paint.deep(wood, 0.3), 1.8, 0.8)), name="cables")


def crossing(paint: Paint, drawn: list[Node]) -> Group:
    """A vehicle of the period that crosses the street in the distance, now and then."""
    way = 1.0 if paint.random("traffic").random() < 0.5 else -1.0

    def drive(t: float) -> Matrix:
        x = (t * 190.0 + 300.0) % 3400.0 - 700.0
        return shift(x if way > 0 else 1600.0 - x, 652.0) @ scale(0.52 * way, 0.52)

    return Group((Group(tuple(drawn), transform=drive),), name="traffic")
