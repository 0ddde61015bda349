"""The other ends of rooms of machines: fans, the way in, who looks on, and desks from the side of the big screen."""

import math

from generation.animatic.art import Node, ellipse, polygon, smooth
from generation.animatic.colour import mix
from generation.animatic.motifs import doors
from generation.animatic.motifs import furniture as f
from generation.animatic.motifs import perspective as p
from generation.animatic.motifs.brush import block, disc, fill, glow, joined, strokes, vertical
from generation.animatic.motifs.paint import Paint


def fans(paint: Paint, far: float, cyan: str) -> list[Node]:
    """What cools the machines: a wall of fans at the end of the aisle."""
    steel, foot = paint.local("#8b979c", 0.3), p.at(0, 0, far)[1]
    hubs = [(800 + dx, foot - dy) for dx in (-66, 66) for dy in (62, 186)]
    blades = [
        smooth(
            [
                (x, y),
                (x + 44 * math.cos(a), y + 44 * math.sin(a)),
                (x + 46 * math.cos(a + 0.5), y + 46 * math.sin(a + 0.5)),
            ]
        )
        for x, y in hubs
        for a in (0.4, 1.66, 2.9, 4.2, 5.4)
    ]
    return [
        block(662, foot - 254, 276, 254, paint.deep(steel, 0.3), radius=6),
        *(disc(x, y, 56, paint.deep(steel, 0.6)) for x, y in hubs),
        fill(joined(blades), steel),
        strokes([ellipse(x, y, r) for x, y in hubs for r in (20, 38, 55)], paint.bright(steel, 0.2), 3.0),
        *(disc(x, y, 11, cyan) for x, y in hubs),
    ]


def console_behind(paint: Paint, x: float, near: float, cyan: str) -> list[Node]:
    """A desk from the side of the big screen: the back of its own, and light on the chair behind it."""
    desk, dark, s = paint.local("#6b7680", 0.3), paint.local("#2b3038", 0.2), near
    cx, cy = p.at(x, 190, near)
    return [
        block(cx - 40 * s, cy - 116 * s, 80 * s, 120 * s, paint.bright(dark, 0.12), radius=12 * s),
        *p.cuboid(paint, x, 220.0, 180.0, near * 0.9, near, desk),
        fill(p.front(x, 180.0, 24.0, 110.0, near), paint.deep(desk, 0.2)),
        block(cx - 66 * s, cy - 84 * s, 132 * s, 76 * s, dark, radius=6),
        block(cx - 14 * s, cy - 20 * s, 28 * s, 24 * s, dark),
        strokes(
            [polygon([(cx - 30 * s, cy - 60 * s), (cx + 30 * s, cy - 60 * s)], False)], paint.bright(dark, 0.2), 4 * s
        ),
        glow(cx, cy - 110 * s, 130 * s, cyan, 0.25),
    ]


def visitors(paint: Paint, cyan: str) -> list[Node]:
    """The wall across from the big screen: the door, a gallery behind glass, clocks for three parts of the world."""
    foot, steel = p.at(0, 0, 0.55)[1], paint.local("#8b979c", 0.3)
    warm = mix(paint.scheme.accent, "#fff2c8", 0.4)
    people = [
        part
        for x in (430.0, 500.0, 1080.0, 1150.0, 1216.0)
        for part in (
            ellipse(x, 268, 13, 16),
            smooth([(x - 28, 330), (x - 22, 292), (x, 286), (x + 22, 292), (x + 28, 330)]),
        )
    ]
    return [
        *doors.sliding_door(paint, 800.0, foot, 250.0, cyan, 0.6, steel),
        *(
            node
            for left in (350.0, 990.0)
            for node in (
                block(left, 216, 280, 118, paint.deep(steel, 0.4), radius=6),
                block(
                    left + 8,
                    224,
                    264,
                    102,
                    vertical(224, 326, (0.0, paint.deep(warm, 0.35)), (1.0, paint.deep(warm, 0.6))),
                ),
            )
        ),
        fill(joined(people), paint.deep(paint.scheme.shadow, 0.1), 0.9),
        *(block(left + 92, 216, 6, 118, paint.deep(steel, 0.4)) for left in (350.0, 440.0, 990.0, 1080.0)),
        *(node for k in range(3) for node in f.clock(paint, 730.0 + k * 70, 190.0, 22.0).children),
    ]


def way_in(paint: Paint, far: float, cyan: str) -> list[Node]:
    """The lock that one comes in through, white coats beside it, and a cupboard of glass."""
    foot, steel = p.at(0, 0, far)[1] + 4, paint.local("#a9b4ba", 0.25)
    coats = [
        smooth([(x - 6, 344), (x - 24, 362), (x - 27, 500), (x + 27, 500), (x + 24, 362), (x + 6, 344)], tension=0.4)
        for x in (600.0, 662.0, 724.0)
    ]
    return [
        *doors.sliding_door(paint, 1010.0, foot, 300.0, cyan, 0.6, steel),
        block(570, 330, 184, 10, steel, radius=4),
        fill(joined(coats), vertical(344, 500, (0.0, "#f6f8f6"), (1.0, paint.deep("#f6f8f6", 0.25)))),
        strokes(
            [polygon([(x, 372), (x - 2, 494)], False) for x in (600.0, 662.0, 724.0)], paint.deep(steel, 0.3), 2.4, 0.6
        ),
        block(360, 250, 170, foot - 250, steel, radius=4),
        block(370, 260, 150, 200, mix(cyan, paint.scheme.wall, 0.7)),
        *(
            node
            for k, y in enumerate((320.0, 386.0, 452.0))
            for node in f.jars(paint, f"cupboard {k}", 376.0, 514.0, y, 46.0)
        ),
        *(block(370, y, 150, 5, steel) for y in (320, 386, 452)),
        block(442, 250, 5, foot - 250, paint.deep(steel, 0.25)),
    ]
