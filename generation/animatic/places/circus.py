"""The ring of a circus under its striped tent."""

import math

from generation.animatic.art import Group, Node, Path, Point, Shape, ellipse, polygon, rectangle, smooth, turn
from generation.animatic.colour import mix
from generation.animatic.motifs import perspective as p
from generation.animatic.motifs.brush import (
    block,
    disc,
    everywhere,
    facet,
    fill,
    glow,
    joined,
    straight,
    vertical,
)
from generation.animatic.motifs.old_town import torch
from generation.animatic.motifs.paint import Paint
from generation.animatic.motifs.street import bulbs, hanging
from generation.animatic.motifs.tomorrow import cold_light
from generation.animatic.places.show import heads, heads_aside
from generation.animatic.stage import BOTTOM, LEFT, RIGHT, Stage


def draw(paint: Paint) -> Stage:
    """One variant: circus."""
    red, cream = paint.local("#b5443f", 0.3), paint.local("#f0e3c4", 0.25)
    beam = cold_light(paint) if paint.setting.period == "future" else "#fff2cf"
    stands: list[Node] = []
    for k in range(4):
        y = 560 + k * 20.0
        stands += [
            fill(
                heads(paint, f"rows {k}", y, 19.0 + k * 2, 46),
                paint.deep(mix(paint.scheme.shadow, red, 0.2), 0.1 + 0.12 * k),
            ),
            block(LEFT, y + 22, RIGHT - LEFT, 22, paint.deep(paint.local("#7d5436"), 0.4)),
        ]
    spots = (
        Group(())
        if paint.setting.period == "medieval"
        else Group(
            (
                *(
                    facet(
                        [
                            (x - 16, -300),
                            (x + 16, -300),
                            (800 + (x - 800) * 0.2 + 190, 800),
                            (800 + (x - 800) * 0.2 - 190, 800),
                        ],
                        vertical(-300, 800, (0.0, beam, 0.4), (1.0, beam, 0.03)),
                    )
                    for x in (330.0, 1270.0)
                ),
                glow(800, 790, 480, "#fff0cc", 0.5, 0.22),
            ),
            blend="screen",
        )
    )
    props = [
        *_masts(paint),
        *_stool(paint, 380.0, 752.0, red),
        *_stool(paint, 1260.0, 762.0, paint.local("#3f6f9a", 0.3)),
        *_bulbs(paint),
    ]
    planes: list[p.Plane] = [
        ("tent", 0.7, _tent(paint, red, cream)),
        ("rows", 0.76, stands),
        ("ring", 0.86, _ring(paint, red)),
        ("trapeze", 0.88, _trapeze(paint)),
        ("props", 0.93, [*props, spots]),
    ]
    return p.staged(paint, planes, [heads_aside(-300.0), heads_aside(1900.0)], (1260.0, 690.0))


def _tent(paint: Paint, red: str, cream: str) -> list[Node]:
    """Stripes that run up to the mast, the wall beneath them, and scallops between."""
    top: Point = (800.0, -260.0)
    rays: tuple[list[Path], list[Path]] = ([], [])
    for i in range(-16, 16):
        rays[i % 2].append(polygon([top, (800 + i * 120.0, 470), (800 + (i + 1) * 120.0, 470)]))
    walls: tuple[list[Path], list[Path]] = ([], [])
    for i in range(-16, 16):
        walls[(i + 1) % 2].append(rectangle(800 + i * 120.0, 470, 121, 160))
    scallops = [
        smooth([(800 + i * 120.0, 462), (860 + i * 120.0, 512), (920 + i * 120.0, 462)]) for i in range(-16, 16)
    ]
    return [
        everywhere(paint.deep(cream, 0.3)),
        fill(joined(rays[0]), vertical(-260, 470, (0.0, paint.deep(red, 0.5)), (1.0, red))),
        fill(joined(rays[1]), vertical(-260, 470, (0.0, paint.deep(cream, 0.5)), (1.0, cream))),
        fill(joined(walls[0]), paint.deep(red, 0.3)),
        fill(joined(walls[1]), paint.deep(cream, 0.3)),
        fill(joined(scallops[::2]), red),
        fill(joined(scallops[1::2]), paint.scheme.accent),
    ]


def _ring(paint: Paint, red: str) -> list[Node]:
    """The ring of sand in its painted border, lamps along it."""
    sand = mix(paint.scheme.ground, paint.local("#d9b880"), 0.65)
    kinds = {"medieval": paint.deep(red, 0.2), "future": cold_light(paint)}
    lamps = kinds.get(paint.setting.period, paint.scheme.accent)
    return [
        block(
            LEFT,
            640,
            RIGHT - LEFT,
            BOTTOM - 640,
            vertical(640, 1000, (0.0, paint.deep(sand, 0.35)), (1.0, paint.deep(sand, 0.5))),
        ),
        disc(800, 800, 900, paint.deep(red, 0.35), 176),
        disc(800, 786, 900, red, 172),
        *(
            disc(800 + 880 * math.cos(a), 786 + 166 * math.sin(a), 17, lamps, 9)
            for a in (math.pi * (1 + k / 12) for k in range(13))
        ),
        disc(800, 800, 850, sand, 156),
        block(
            LEFT,
            850,
            RIGHT - LEFT,
            BOTTOM - 850,
            vertical(850, 1100, (0.0, sand, 0.0), (0.2, sand, 1.0), (1.0, paint.deep(sand, 0.4))),
        ),
    ]


def _masts(paint: Paint) -> list[Node]:
    future = paint.setting.period == "future"
    wood, gold = paint.local("#cfd8e0" if future else "#8a6a48"), cold_light(paint) if future else paint.scheme.accent
    nodes: list[Node] = []
    for x in (150.0, 1450.0):
        bands = [
            polygon([(x - 13, y), (x + 13, y - 30), (x + 13, y - 4), (x - 13, y + 26)]) for y in range(-260, 740, 90)
        ]
        nodes += [
            disc(x, 748, 40, paint.scheme.shadow, 8, 0.4),
            block(x - 13, -320, 26, 1066, wood),
            fill(joined(bands), gold, 0.8),
        ]
    return nodes


def _stool(paint: Paint, x: float, foot: float, tint: str) -> list[Node]:
    """The drum on which an animal would sit."""
    stars = [
        polygon(
            [
                (
                    x + dx + (15 if k % 2 == 0 else 6) * math.sin(k * math.pi / 5),
                    foot - 44 - (15 if k % 2 == 0 else 6) * math.cos(k * math.pi / 5),
                )
                for k in range(10)
            ]
        )
        for dx in (-50, 0, 50)
    ]
    return [
        disc(x, foot, 96, paint.scheme.shadow, 10, 0.35),
        fill(polygon([(x - 70, foot - 90), (x + 70, foot - 90), (x + 92, foot), (x - 92, foot)]), tint),
        fill(joined(stars), paint.scheme.accent),
        disc(x, foot - 90, 70, paint.local("#f0e3c4", 0.25), 13),
    ]


def _trapeze(paint: Paint) -> list[Node]:
    rope = paint.scheme.shadow
    swing = (
        straight([(1060, -320), (1060, 180)], rope, 4.0),
        straight([(1160, -320), (1160, 180)], rope, 4.0),
        straight([(1050, 180), (1170, 180)], paint.local("#d9b880"), 9.0),
    )
    return [Group(swing, transform=lambda t: turn(9 * math.sin(t * 1.3), (1110.0, -320.0)))]


def _bulbs(paint: Paint) -> list[Node]:
    """Two garlands of lamps that change about; of pennants, and torches at the masts, when there were no lamps."""
    if paint.setting.period == "medieval":
        wires = (hanging((150, 150), (1450, 150), 150, 30), hanging((150, 90), (1450, 90), 150, 28))
        lit = [node for x in (150.0, 1450.0) for node in torch(paint, x + (30 if x < 800 else -30), 748.0, 1.1)]
        return [*(node for wire in wires for node in bulbs(paint, wire, 11.0)), *lit]
    curves = [
        [(150 + 1300 * u, 150 + 150 * (1 - (2 * u - 1) ** 2)) for u in ((i + 0.5 * k) / 14 for i in range(15 - k))]
        for k in range(2)
    ]
    future = paint.setting.period == "future"
    tint = cold_light(paint) if future else mix(paint.scheme.accent, "#fff2c8", 0.6)
    haze = cold_light(paint) if future else paint.scheme.accent
    return [
        *(glow(x, y, 42, haze, 0.4) for spots in curves for x, y in spots[::2]),
        *(
            Shape(
                joined(ellipse(x, y, 8) for x, y in spots),
                tint,
                opacity=lambda t, k=k: 0.45 + 0.55 * (math.sin(t * 3.0 + k * math.pi) > 0),
            )
            for k, spots in enumerate(curves)
        ),
    ]
