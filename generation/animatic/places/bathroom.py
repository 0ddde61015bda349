"""A bathroom: a tub on feet, a basin under a mirror, tiles."""

import math

from generation.animatic.art import Group, Node, Path, ellipse, polygon, rectangle, shift, smooth
from generation.animatic.colour import mix
from generation.animatic.motifs import doors, opposite, windows
from generation.animatic.motifs import furniture as f
from generation.animatic.motifs import perspective as p
from generation.animatic.motifs.brush import across, block, disc, fill, glow, joined, line, straight, strokes, vertical
from generation.animatic.motifs.houses import lamp_light, smoke
from generation.animatic.motifs.paint import Paint
from generation.animatic.stage import LEFT, RIGHT, Stage

_FAR = 0.7
_FOOT = p.at(0, 0, _FAR)[1]


def draw(paint: Paint) -> Stage:
    """One variant: bathroom."""
    wall = mix(paint.scheme.wall, paint.local("#a9c4c8", 0.35), 0.66)
    white, tile = paint.local("#f1efe8", 0.12), paint.local("#4f8a94", 0.35)
    squares = [rectangle(LEFT + i * 44 + 1, 408 + k * 41, 42, 39, 3) for i in range(59) for k in range(6)]
    some = paint.random("tiles").sample(squares, 60)
    back = [
        *p.shell(paint, wall, paint.bright(wall, 0.2), 1000.0, 760.0, _FAR),
        block(LEFT, 400, RIGHT - LEFT, _FOOT - 400, paint.deep(tile, 0.3)),
        fill(joined(squares), vertical(400, _FOOT, (0.0, paint.bright(tile, 0.34)), (1.0, paint.bright(tile, 0.1)))),
        fill(joined(some), paint.bright(tile, 0.5), 0.5),
        block(LEFT, 392, RIGHT - LEFT, 14, white),
        *p.ground(paint, mix(paint.scheme.ground, white, 0.7), _FAR, "tiles", 90.0),
        *(
            doors.door(paint, 1030.0, _FOOT + 3, 340.0, paint.deep(white, 0.06))
            if paint.reverse
            else (*windows.window(paint, 800.0, 270.0, 150.0, 170.0, panes=(2, 2)), *_cabinet(paint, 560.0, white))
        ),
    ]
    fixtures = (
        _linen(paint, white)
        if paint.reverse
        else [*_basin(paint, 560.0, white), *_towels(paint), *_tub(paint, 1190.0, white)]
    )
    near = [
        *f.rug(paint, 800.0, 792.0, 420.0, paint.local("#d99a6a", 0.4)),
        *_stool(paint, 360.0),
        *f.plant(paint, 180.0, 744.0, 220.0),
    ]
    curtain = smooth([(1700, -320), (1690, 300), (1650, 800), (1640, 1260), (2120, 1260), (2120, -320)], tension=0.6)
    planes: list[p.Plane] = [("room", 0.76, back), ("fixtures", 0.86, fixtures), ("near", 0.93, near)]
    return p.staged(paint, planes, [curtain, rectangle(-460.0, 900.0, 380.0, 360.0, 40.0)], (560.0, 330.0), motes=False)


def _linen(paint: Paint, white: str) -> list[Node]:
    """A cupboard of towels, gowns on their hooks, a rail that warms, and what is to be washed."""
    wood, steel, foot = paint.local("#c9b48f", 0.25), paint.local("#b9bdc2", 0.25), _FOOT + 8
    towels = [
        block(x, y - (k + 1) * 17, 84, 15, paint.local(tint, 0.3), radius=6)
        for x, y in ((420, 372), (420, 462), (522, 462))
        for k, tint in enumerate(("#d97f5f", "#f0e6d0", "#7fb0a8"))
    ]
    rails = [polygon([(690, y), (850, y)], False) for y in (420, 456, 492, 528, 564, 600)]
    return [
        *f.box(paint, 512.0, foot, 230.0, 350.0, wood),
        block(408, foot - 338, 208, 196, paint.deep(wood, 0.35)),
        *(block(408, y, 208, 6, paint.bright(wood, 0.2)) for y in (372, 462)),
        *towels,
        *f.jars(paint, "soaps", 512.0, 606.0, 372.0, 46.0),
        *(block(410 + k * 104, foot - 132, 100, 118, paint.bright(wood, 0.12), radius=3) for k in range(2)),
        *(disc(504 + k * 16, foot - 76, 4, steel) for k in range(2)),
        strokes([rectangle(690, 400, 160, 224, 10), *rails], steel, 8.0),
        block(
            704,
            448,
            92,
            104,
            across(704, 796, (0.0, paint.local("#e5a0a8", 0.3)), (1.0, paint.deep(paint.local("#e5a0a8", 0.3), 0.2))),
            radius=4,
        ),
        *opposite.hooks(paint, "gowns", 1250.0, 320.0, 150.0, 1.05),
        *opposite.basket(paint, 1250.0, foot + 16, 130.0, "#f0e6d0"),
    ]


def _cabinet(paint: Paint, x: float, white: str) -> list[Node]:
    """The mirror between two lamps."""
    glass = mix(paint.outside.horizon, paint.scheme.wall, 0.45)
    lamp = lamp_light(paint) if paint.dark else paint.bright(white, 0.3)
    nodes: list[Node] = [
        block(x - 78, 196, 156, 190, paint.local("#8a6a4c"), radius=8),
        block(x - 68, 206, 136, 170, vertical(206, 376, (0.0, paint.bright(glass, 0.2)), (1.0, glass)), radius=4),
        fill(
            joined(
                (
                    polygon([(x - 50, 360), (x + 20, 210), (x + 44, 210), (x - 26, 360)]),
                    polygon([(x, 370), (x + 60, 240), (x + 66, 250), (x + 12, 370)]),
                )
            ),
            "#ffffff",
            0.25,
        ),
    ]
    for side in (-1, 1):
        cx = x + side * 104
        nodes += [disc(cx, 262, 20, lamp, 24), block(cx - 5, 284, 10, 16, paint.scheme.accent)]
        nodes.append(glow(cx, 262, 190 if paint.dark else 70, paint.scheme.accent, 0.5))
    return nodes


def _basin(paint: Paint, x: float, white: str) -> list[Node]:
    steel = paint.local("#b9bdc2", 0.25)
    foot = _FOOT + 14
    drop = Group(
        (disc(0, 0, 3.4, mix(paint.outside.sky_middle, "#ffffff", 0.5), 5),),
        transform=lambda t: shift(x, 424 + 30 * (t * 0.8 % 1.0) ** 2),
        opacity=lambda t: 1.0 if t * 0.8 % 1.0 < 0.9 else 0.0,
    )
    bowl = smooth(
        [(x - 118, 446), (x - 100, 500), (x - 40, 522), (x + 40, 522), (x + 100, 500), (x + 118, 446)], tension=0.6
    )
    return [
        disc(x, foot, 60, paint.scheme.shadow, 8, 0.3),
        fill(
            polygon([(x - 26, 510), (x + 26, 510), (x + 38, foot), (x - 38, foot)]),
            across(x - 38, x + 38, (0.0, white), (1.0, paint.deep(white, 0.35))),
        ),
        fill(bowl, vertical(446, 522, (0.0, white), (1.0, paint.deep(white, 0.3)))),
        block(x - 124, 438, 248, 16, paint.bright(white, 0.3), radius=7),
        line([(x - 4, 440), (x - 4, 408), (x, 398), (x + 4, 412)], steel, 9.0),
        drop,
        block(x + 66, 402, 26, 36, mix(paint.outside.sky_middle, "#ffffff", 0.5), 0.7, 4),
        straight([(x + 72, 410), (x + 64, 372)], paint.local("#c9564d"), 5.0),
        straight([(x + 82, 410), (x + 92, 376)], paint.local("#4f8a5a"), 5.0),
        block(x - 96, 424, 42, 14, paint.local("#e5a0a8"), radius=6),
    ]


def _towels(paint: Paint) -> list[Node]:
    rail = paint.local("#b9bdc2", 0.25)
    nodes: list[Node] = [straight([(880, 420), (1000, 420)], rail, 7.0)]
    for x, tint, long in ((890.0, "#d97f5f", 120.0), (944.0, "#f0e6d0", 90.0)):
        cloth = paint.local(tint, 0.3)
        nodes += [
            block(
                x,
                416,
                48,
                long,
                across(x, x + 48, (0.0, paint.bright(cloth, 0.14)), (1.0, paint.deep(cloth, 0.2))),
                radius=4,
            ),
            block(x, 416 + long - 22, 48, 7, paint.deep(cloth, 0.3)),
        ]
    return nodes


def _tub(paint: Paint, x: float, white: str) -> list[Node]:
    """A tub on lion's feet, foam in it, steam over it."""
    brass = mix(paint.local("#b98d3f"), paint.scheme.accent, 0.3)
    foot = _FOOT + 46
    hull = smooth(
        [
            (x - 232, foot - 150),
            (x - 216, foot - 60),
            (x - 150, foot - 22),
            (x + 150, foot - 22),
            (x + 222, foot - 66),
            (x + 262, foot - 186),
        ],
        tension=0.7,
    )
    random = paint.random("foam")
    foam: list[Path] = [
        ellipse(x - 190 + i * 24, foot - 152 - random.uniform(0, 16), random.uniform(16, 28)) for i in range(16)
    ]
    feet = [
        smooth(
            [(x + dx - 18, foot - 30), (x + dx - 24, foot), (x + dx + 24, foot), (x + dx + 18, foot - 30)], tension=0.5
        )
        for dx in (-160, 170)
    ]
    bubbles = [
        Group(
            (disc(0, 0, 8 + 2 * k, "#ffffff", opacity=0.35),),
            transform=lambda t, k=k: shift(
                x - 120 + 90 * k + 12 * math.sin(t * 1.3 + k), foot - 180 - 130 * ((t * 0.16 + k / 3) % 1.0)
            ),
            opacity=lambda t, k=k: math.sin(math.pi * ((t * 0.16 + k / 3) % 1.0)),
        )
        for k in range(3)
    ]
    return [
        disc(x, foot, 250, paint.scheme.shadow, 13, 0.35),
        straight([(x + 250, foot), (x + 250, 250), (x + 160, 240)], brass, 8.0),
        disc(x + 150, 246, 34, brass, 12),
        fill(joined(feet), brass),
        fill(joined(foam[:8]), paint.bright(white, 0.3)),
        fill(hull, vertical(foot - 160, foot - 20, (0.0, paint.bright(white, 0.2)), (1.0, paint.deep(white, 0.35)))),
        line(
            [(x - 244, foot - 152), (x - 100, foot - 146), (x + 120, foot - 150), (x + 266, foot - 190)],
            paint.bright(white, 0.35),
            16.0,
        ),
        fill(joined(foam[4:12]), "#ffffff", 0.9),
        smoke(paint, x - 60, foot - 170, 0.8),
        *bubbles,
    ]


def _stool(paint: Paint, x: float) -> list[Node]:
    wood, cloth = paint.local("#8a6a4c"), paint.local("#f0e6d0", 0.2)
    return [
        *f.box(paint, x, 748.0, 130.0, 110.0, wood, 6.0),
        *(
            block(x - 54, 618 + k * 22 - 26, 108, 22, (cloth, paint.local("#7fb0a8", 0.3))[k % 2], radius=9)
            for k in range(2)
        ),
    ]
