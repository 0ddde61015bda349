"""A garage: a car with its bonnet open, tyres, tools on the wall."""

from generation.animatic.art import Node, ellipse, polygon, rectangle, smooth
from generation.animatic.colour import mix
from generation.animatic.motifs import doors, lamps, opposite, windows
from generation.animatic.motifs import furniture as f
from generation.animatic.motifs import perspective as p
from generation.animatic.motifs.brush import (
    across,
    block,
    disc,
    fill,
    joined,
    strokes,
    vertical,
)
from generation.animatic.motifs.houses import lamp_light
from generation.animatic.motifs.paint import Paint
from generation.animatic.stage import Stage

_FAR = 0.6


def draw(paint: Paint) -> Stage:
    """One variant: garage."""
    wall = mix(paint.scheme.wall, paint.local("#a9adaf", 0.3), 0.6)
    foot, steel = p.at(0, 0, _FAR)[1], paint.local("#6b757b", 0.3)
    back = [
        *p.shell(paint, wall, paint.deep(wall, 0.3), 900.0, 720.0, _FAR),
        *p.ground(paint, mix(paint.scheme.ground, paint.local("#8d8a86"), 0.7), _FAR, "slabs", 200.0),
        *(_to_the_house(paint, foot, steel) if paint.reverse else _rolling_gate(paint, foot, steel)),
    ]
    bench = [*p.cuboid(paint, 620.0, 300.0, 170.0, 0.74, 0.9, paint.local("#7d5436")), *_tyres(paint, 1160.0, 740.0)]
    near = [*_roadster(paint, 330.0, 742.0), *lamps.hanging_lamp(paint, 800.0, 130.0, 42.0)]
    shapes = [rectangle(-460.0, 900.0, 400.0, 360.0, 60.0), rectangle(1680.0, 860.0, 400.0, 400.0, 12.0)]
    return p.staged(
        paint, [("room", 0.74, back), ("bench", 0.86, bench), ("near", 0.93, near)], shapes, (390.0, 380.0), motes=True
    )


def _rolling_gate(paint: Paint, foot: float, steel: str) -> list[Node]:
    """The gate to the street between tools and tins."""
    slats = [polygon([(560, y), (1040, y)], False) for y in range(250, int(foot), 40)]
    return [
        block(548, 208, 504, foot - 208, paint.deep(steel, 0.3)),
        block(560, 220, 480, foot - 220, vertical(220, foot, (0.0, paint.bright(steel, 0.3)), (1.0, steel))),
        *(windows.view(paint, 622 + k * 118, 282.0, 96.0, 60.0, town=True) for k in range(4)),
        strokes(slats, paint.deep(steel, 0.35), 3.0, 0.6),
        block(290, 300, 200, 150, paint.local("#b98f5a")),
        fill(joined(rectangle(300 + i * 24, 318, 8, 50 + (i * 31) % 50, 3) for i in range(8)), steel),
        *f.shelf(paint, "oil", 1220.0, 330.0, 200.0, 60.0),
        *f.shelf(paint, "paint", 1220.0, 430.0, 200.0, 60.0),
    ]


def _to_the_house(paint: Paint, foot: float, steel: str) -> list[Node]:
    """The door to the house, a bicycle that hangs on the wall, overalls, and a cupboard of parts."""
    red = paint.local("#b5473a", 0.3)
    wheels = [ellipse(x, 330, 62) for x in (520.0, 690.0)]
    frame = polygon([(520, 330), (576, 262), (650, 262), (690, 330), (600, 330), (576, 262)], False)
    bars = [
        polygon([(600, 330), (650, 262)], False),
        polygon([(572, 250), (596, 246)], False),
        polygon([(650, 262), (644, 240), (668, 236)], False),
    ]
    drawers = [rectangle(1176 + k % 2 * 62, foot - 250 + k // 2 * 48, 54, 40, 3) for k in range(10)]
    return [
        *doors.door(paint, 990.0, foot + 3, 310.0, paint.local("#8a9a8c", 0.3)),
        strokes(wheels, paint.deep(steel, 0.5), 8.0),
        strokes([ellipse(x, 330, 5) for x in (520.0, 690.0)], steel, 6.0),
        strokes([frame, *bars], red, 8.0),
        *opposite.hooks(paint, "overalls", 370.0, 320.0, 120.0, 0.9),
        *f.box(paint, 1236.0, foot + 6, 150.0, 270.0, red),
        fill(joined(drawers), paint.bright(red, 0.16)),
        strokes(
            [
                polygon(
                    [(1190 + k % 2 * 62, foot - 234 + k // 2 * 48), (1216 + k % 2 * 62, foot - 234 + k // 2 * 48)],
                    False,
                )
                for k in range(10)
            ],
            steel,
            4.0,
        ),
    ]


def _tyres(paint: Paint, x: float, foot: float) -> list[Node]:
    rubber = paint.deep(paint.local("#3b3a40", 0.2), 0.2)
    nodes: list[Node] = [disc(x, foot, 92, paint.scheme.shadow, 10, 0.35)]
    for k in range(3):
        y = foot - 26 - k * 44
        nodes += [
            block(
                x - 84,
                y - 24,
                168,
                44,
                across(x - 84, x + 84, (0.0, rubber), (0.5, paint.bright(rubber, 0.2)), (1.0, rubber)),
                radius=20,
            )
        ]
    return [
        *nodes,
        disc(x, foot - 138, 78, paint.bright(rubber, 0.1), 18),
        disc(x, foot - 138, 40, paint.scheme.shadow, 9),
    ]


def _roadster(paint: Paint, x: float, foot: float) -> list[Node]:
    """A car with its bonnet open, half in the picture."""
    body = paint.local("#a8443c", 0.3)
    hull = smooth(
        [
            (x - 470, foot - 40),
            (x - 470, foot - 190),
            (x - 200, foot - 196),
            (x - 60, foot - 160),
            (x + 120, foot - 146),
            (x + 172, foot - 110),
            (x + 172, foot - 46),
        ],
        tension=0.5,
    )
    hood = polygon([(x - 60, foot - 160), (x + 20, foot - 300), (x + 40, foot - 298), (x - 30, foot - 152)])
    return [
        disc(x - 120, foot, 330, paint.scheme.shadow, 13, 0.4),
        fill(hood, paint.deep(body, 0.2)),
        fill(hull, vertical(foot - 190, foot - 40, (0.0, paint.bright(body, 0.2)), (1.0, paint.deep(body, 0.35)))),
        block(x - 40, foot - 172, 120, 26, paint.local("#5a5f66"), radius=6),
        *(
            n
            for dx in (70.0, -330.0)
            for n in (
                disc(x + dx, foot - 44, 58, paint.scheme.shadow),
                disc(x + dx, foot - 44, 30, paint.local("#b9bdc2")),
            )
        ),
        disc(x + 156, foot - 104, 17, lamp_light(paint) if paint.dark else "#f4efdc", 21),
    ]
