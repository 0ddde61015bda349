"""What stands far away in the country in its period: a castle on its hill, windmills of steel, a city of spires."""

import math
from random import Random

from generation.animatic.art import Group, Matrix, Node, Path, ellipse, polygon, rectangle, scale, shift, smooth, turn
from generation.animatic.colour import mix
from generation.animatic.motifs.brush import disc, fill, glow, joined, vertical
from generation.animatic.motifs.landmarks import castle
from generation.animatic.motifs.paint import Paint
from generation.animatic.motifs.tomorrow import cold_light
from generation.animatic.stage import Layer

_AT = {
    "farm": 150.0,
    "meadow": 640.0,
    "orchard": -330.0,
    "orchard/lavender": 40.0,
    "orchard/vineyard": 40.0,
    "orchard/terraces": -120.0,
    "road": 330.0,
    "road/road": -500.0,
    "garden": -330.0,
    "graveyard": -420.0,
    "graveyard/church": -560.0,
    "camp/campsite": 170.0,
    "camp/battlefield": -120.0,
    "camp/yurts": -330.0,
    "waterside/lake": 330.0,
    "waterside/river": 60.0,
    "waterside/pond": 90.0,
    "gorge/viaduct": -560.0,
    "roadside": -330.0,
    "site/rubble": 0.0,
}
"""Where it stands, from the middle towards the place's own side, by kit or kit and variant."""
_STRANGE = {"battlefield": "today", "terraces": "medieval", "yurts": "medieval"}
"""Variants, and the period whose sign would be strange there."""
_BEHIND_HILLS = frozenset({"graveyard", "road", "gorge", "roadside"})
"""Kits whose first layer is their farthest hills and all that grows on them."""
_LARGE = {
    "waterside": 1.3,
    "waterside/lake": 1.3,
    "roadside": 1.2,
    "garden": 1.15,
    "orchard/orchard": 1.2,
    "graveyard": 1.1,
    "gorge/viaduct": 0.8,
}


def far_sign(paint: Paint, kit: str, horizon: float) -> tuple[Layer, ...]:
    """What tells the time on the horizon of open country; nothing where no time is told, or the kit is none of it."""
    dx = _AT.get(f"{kit}/{paint.variant}", _AT.get(kit))
    if dx is None:
        return ()
    drawn = {"medieval": _castle_hill, "today": _turbines, "future": _spires}.get(paint.setting.period)
    if drawn is None or _STRANGE.get(paint.variant) == paint.setting.period:
        return ()
    side = paint.side
    size = _LARGE.get(f"{kit}/{paint.variant}", _LARGE.get(kit, 1.0))
    art = Group(
        drawn(paint),
        transform=shift(800.0 + side * dx, horizon + (-8.0 if kit in _BEHIND_HILLS else 12.0)) @ scale(size),
        name="far sign",
    )
    return (Layer("far sign", 0.09 if kit in _BEHIND_HILLS else 0.125, art),)


def _castle_hill(paint: Paint) -> tuple[Node, ...]:
    """A hill around the origin with a castle on top of it, as pale as the air makes it."""
    rock = paint.faded(mix(paint.scheme.ground, paint.scheme.foliage, 0.5), 0.72)
    mound = smooth(
        [(-330, 20), (-220, -18), (-110, -66), (0, -80), (110, -68), (230, -20), (340, 20), (0, 40)], tension=0.8
    )
    return (
        Group(
            tuple(castle(paint, paint.faded(paint.local("#b3aaa6"), 0.35))),
            transform=shift(0.0, -66.0) @ scale(0.34),
            opacity=0.7,
        ),
        fill(mound, vertical(-80, 30, (0.0, paint.bright(rock, 0.15)), (1.0, mix(rock, paint.scheme.horizon, 0.4)))),
    )


def _turbines(paint: Paint) -> tuple[Node, ...]:
    """Three windmills of steel that turn together."""
    white = paint.faded(paint.local("#eef1f2", 0.15), 0.4)
    pace = 34.0 * paint.windy**0.5
    nodes: list[Node] = []
    for k, (dx, tall) in enumerate(((-150.0, 180.0), (10.0, 230.0), (150.0, 160.0))):
        hub = -tall
        blades = [
            polygon(
                [
                    (-math.sin(a) * 3.5, math.cos(a) * 3.5),
                    (math.cos(a) * tall * 0.16 - math.sin(a) * 6, math.sin(a) * tall * 0.16 + math.cos(a) * 6),
                    (math.cos(a) * tall * 0.46, math.sin(a) * tall * 0.46),
                    (math.sin(a) * 3.5, -math.cos(a) * 3.5),
                ]
            )
            for a in (i * math.tau / 3 for i in range(3))
        ]

        def spin(t: float, dx: float = dx, hub: float = hub, k: int = k) -> Matrix:
            return shift(dx, hub) @ turn(t * pace + 40 * k)

        nodes += [
            fill(polygon([(dx - 5, 24), (dx - 2.6, hub), (dx + 2.6, hub), (dx + 5, 24)]), white),
            Group((fill(joined(blades), paint.bright(white, 0.2)), disc(0, 0, 5, white)), transform=spin),
        ]
    return tuple(nodes)


def _spires(paint: Paint) -> tuple[Node, ...]:
    """A city of needles and domes, pale, with threads of light."""
    colour = paint.faded(mix(paint.local("#7f95b4", 0.3), paint.scheme.shadow, 0.22), 0.3)
    light = paint.faded(cold_light(paint), 0.2)
    random = Random(f"{paint.setting.id}/spires")
    bodies: list[Path] = []
    threads: list[Path] = []
    for k, dx in enumerate((-210.0, -140.0, -76.0, 0.0, 70.0, 138.0, 214.0)):
        tall = (290.0 - abs(dx) * 0.82) * random.uniform(0.86, 1.08)
        wide = 20.0 + tall * 0.06
        bodies.append(
            Path(
                (
                    ("M", dx - wide, 24.0),
                    ("C", dx - wide * 0.7, -tall * 0.5, dx - 4, -tall * 0.86, dx, -tall),
                    ("C", dx + 4, -tall * 0.86, dx + wide * 0.7, -tall * 0.5, dx + wide, 24.0),
                    ("Z",),
                )
            )
        )
        if k % 2:
            bodies.append(ellipse(dx + 30, 24.0, 52.0, 74.0))
        threads.append(rectangle(dx - 1.4, -tall * 0.56, 2.8, tall * 0.4, 1.4))
    bodies.append(ellipse(-4, 24.0, 290.0, 62.0))
    shade = vertical(-300, 20, (0.0, colour), (1.0, mix(colour, paint.scheme.horizon, 0.55)))
    return (
        *((glow(0, -90, 300, light, 0.35, 0.7),) if paint.dark else ()),
        Group((fill(joined(bodies), shade),), clip=rectangle(-340.0, -400.0, 680.0, 430.0)),
        fill(joined(threads), light, 0.95 if paint.dark else 0.7),
    )
