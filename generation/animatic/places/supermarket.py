"""A supermarket: aisles of bright packets under strip lights, a fridge, a till."""

import math
from itertools import pairwise

from generation.animatic.art import Group, Node, Path, ellipse, polygon, rectangle, shift
from generation.animatic.colour import mix
from generation.animatic.motifs import perspective as p
from generation.animatic.motifs import windows
from generation.animatic.motifs.brush import block, disc, fill, glow, joined, straight, strokes, vertical
from generation.animatic.motifs.paint import Paint
from generation.animatic.stage import Stage

_FAR, _HALF = 0.36, 900.0
_TINTS = ("#c8503f", "#e0a83c", "#5f9a5a", "#4f7fae", "#8a5a9a", "#e9e2d2")


def draw(paint: Paint) -> Stage:
    """One variant: supermarket."""
    wall = mix(paint.scheme.wall, paint.local("#dfe2da", 0.25), 0.7)
    green = paint.local("#3f8a6a", 0.3)
    shell = [
        *p.shell(paint, wall, paint.bright(wall, 0.15), _HALF, 760.0, _FAR),
        fill(p.band(_HALF, 560.0, 120.0, _FAR), green),
        *p.ground(paint, mix(paint.scheme.ground, paint.local("#e4e0d4", 0.2), 0.75), _FAR, "tiles", 110.0),
        *(_way_out(paint, green) if paint.reverse else _fridges(paint)),
        *p.strip_lights(paint, (-560.0, 0.0, 560.0), 760.0, (0.42, 0.52, 0.68, 0.98), 40.0),
    ]
    shelves: list[Node] = []
    rows = p.receding(0.4, 1.02, 7)
    for k in range(len(rows) - 1):
        for side in (-1.0, 1.0):
            shelves += _shelf(paint, side, rows[k], rows[k + 1], k)
    heads = [node for side in (-1.0, 1.0) for node in _head(paint, side, green)]
    near = [*_trolley(paint, 400.0, 1.0), *_crates(paint, -395.0), *_signs(paint, green)]
    dark = [
        rectangle(-460.0, 880.0, 420.0, 400.0, 12.0),
        ellipse(1800.0, 960.0, 90.0) + ellipse(1900.0, 930.0, 80.0) + rectangle(1680.0, 960.0, 400.0, 300.0, 16.0),
    ]
    planes: list[p.Plane] = [("shop", 0.7, shell), ("shelves", 0.8, [*shelves, *heads]), ("near", 0.93, near)]
    return p.staged(paint, planes, dark, (380.0, 640.0), motes=False)


def _fridges(paint: Paint) -> list[Node]:
    """Lit fridges at the far end."""
    top, foot = p.at(0, 480, _FAR)[1], p.at(0, 0, _FAR)[1]
    cold = mix("#e6f6ff", paint.scheme.horizon, 0.2)
    random = paint.random("fridge")
    each: list[list[Path]] = [[] for _ in _TINTS]
    for k in range(4):
        y = top + 24 + k * (foot - top - 20) / 4
        x = 490.0
        while x < 1106:
            w = random.uniform(12, 20)
            if int((x - 490) / 104) == int((x + w - 490) / 104):
                each[random.randrange(len(_TINTS))].append(rectangle(x, y, w - 2, 24, 3))
            x += w
    frames = [polygon([(490 + k * 104, top), (490 + k * 104, foot)], False) for k in range(7)]
    return [
        block(482, top - 10, 636, foot - top + 10, paint.local("#5a6a70", 0.3), radius=4),
        block(490, top, 620, foot - top, cold),
        *(
            fill(joined(paths), mix(paint.local(tint, 0.25), cold, 0.4), 0.8)
            for paths, tint in zip(each, _TINTS, strict=True)
            if paths
        ),
        strokes(frames, paint.local("#5a6a70", 0.3), 5.0),
        glow(800.0, (top + foot) / 2, 420.0, cold, 0.3),
    ]


def _way_out(paint: Paint, green: str) -> list[Node]:
    """The front of the shop: the street behind glass, the tills, and the doors that slide."""
    foot, top = p.at(0, 0, _FAR)[1], p.at(0, 500, _FAR)[1]
    steel = paint.local("#5a6a70", 0.3)
    tills: list[Node] = []
    for x in (-330.0, 330.0, -560.0, 560.0):
        tills += p.cuboid(paint, x, 130.0, 100.0, 0.38, 0.41, paint.bright(paint.local("#9aa5a8", 0.3), 0.1))
        cx, cy = p.at(x, 100, 0.4)
        tills += [
            block(cx - 11, cy - 26, 22, 20, paint.deep(steel, 0.3), radius=2),
            block(cx + 16, cy - 62, 4, 62, steel),
            disc(cx + 18, cy - 66, 9, green),
        ]
    return [
        block(482, top - 10, 636, foot - top + 10, steel, radius=4),
        windows.view(paint, 800.0, (top + foot) / 2, 620.0, foot - top, town=True),
        strokes([polygon([(x, top), (x, foot)], False) for x in (490, 594, 698, 902, 1006, 1110)], steel, 6.0),
        strokes([rectangle(732, foot - 130, 136, 130), polygon([(800, foot - 130), (800, foot)], False)], steel, 7.0),
        *tills,
    ]


def _shelf(paint: Paint, side: float, far: float, near: float, k: int) -> list[Node]:
    """One stretch of an aisle: boards with packets, seen from the side."""
    x = side * 470.0
    random = paint.random(f"shelf {side} {k}")
    metal = paint.local("#9aa5a8", 0.3)
    each: list[list[Path]] = [[] for _ in _TINTS]
    for board in range(5):
        up = 24 + board * 96.0
        cuts = p.receding(far, near, 6)
        for a, b in pairwise(cuts):
            each[random.randrange(len(_TINTS))].append(p.side(x, up, random.uniform(46, 80), a * 1.004, b * 0.992))
    boards = [p.run(x, 18 + board * 96.0, far, near) for board in range(6)]
    return [
        fill(p.side(x, 0.0, 510.0, far, near), paint.deep(metal, 0.5)),
        *(
            fill(joined(paths), mix(paint.deep(paint.local(tint, 0.25), 0.06), metal, 0.3))
            for paths, tint in zip(each, _TINTS, strict=True)
            if paths
        ),
        strokes(boards, paint.bright(metal, 0.3), 7 * near),
    ]


def _head(paint: Paint, side: float, green: str) -> list[Node]:
    """The end of an aisle that faces the camera, with an offer on it."""
    near = 1.02
    x = side * 600.0
    metal = paint.local("#9aa5a8", 0.3)
    random = paint.random(f"head {side}")
    nodes: list[Node] = [
        fill(p.front(x, 262.0, 0.0, 540.0, near), metal),
        fill(p.front(x, 230.0, 30.0, 440.0, near), paint.deep(metal, 0.5)),
    ]
    for board in range(4):
        up = 34 + board * 110.0
        tint = paint.local(_TINTS[(board + int(side)) % 5], 0.25)
        tall = random.uniform(62, 86)
        cans = [p.front(x - 92 + i * 46, 38.0, up, tall, near) for i in range(5)]
        labels = [p.front(x - 92 + i * 46, 38.0, up + tall * 0.3, tall * 0.36, near) for i in range(5)]
        nodes += [
            fill(joined(cans), tint),
            fill(joined(labels), paint.bright(tint, 0.5)),
            fill(p.front(x, 250.0, up - 12, 14.0, near), paint.bright(metal, 0.35)),
        ]
    return [
        *nodes,
        fill(p.front(x, 270.0, 478.0, 72.0, near), green),
        fill(p.front(x, 170.0, 502.0, 24.0, near), "#ffffff", 0.85),
    ]


def _signs(paint: Paint, green: str) -> list[Node]:
    nodes: list[Node] = []
    for x in (560.0, 1040.0):
        nodes += [
            strokes(
                [polygon([(x - 70, -320), (x - 70, 104)], False), polygon([(x + 70, -320), (x + 70, 104)], False)],
                paint.local("#9aa5a8"),
                3.0,
            ),
            block(x - 100, 104, 200, 60, green, radius=5),
            disc(x - 66, 134, 18, "#ffffff", opacity=0.9),
            block(x - 34, 122, 110, 9, "#ffffff", 0.85, 3),
            block(x - 34, 140, 76, 9, "#ffffff", 0.85, 3),
        ]
    card = Group(
        (
            block(-46, 0, 92, 60, paint.local("#e0b83c", 0.2), radius=4),
            block(-28, 20, 56, 18, paint.local("#c8503f", 0.2), radius=3),
        ),
        transform=lambda t: shift(800 + 3 * math.sin(t * 1.4), 150),
    )
    return [*nodes, card]


def _trolley(paint: Paint, x: float, near: float) -> list[Node]:
    steel, red = paint.local("#8b979c", 0.3), paint.local("#c8503f", 0.3)
    cx, foot = p.at(x, 0, near)
    basket = [(cx - 110, foot - 220), (cx + 100, foot - 190), (cx + 80, foot - 96), (cx - 84, foot - 96)]
    wires = [
        polygon([(cx - 110 + 26.0 * k, foot - 220 + 3.7 * k), (cx - 84 + 20.5 * k, foot - 96)], False) for k in range(9)
    ]
    goods = [
        block(cx - 70, foot - 250, 46, 100, paint.local("#e0a83c", 0.25), radius=3),
        block(cx - 16, foot - 230, 40, 80, paint.local("#5f9a5a", 0.25), radius=3),
        disc(cx + 50, foot - 200, 24, paint.local("#c8503f", 0.25)),
    ]
    return [
        disc(cx, foot, 110, paint.scheme.shadow, 8, 0.3),
        *goods,
        strokes([polygon(basket), *wires, polygon([(cx - 100, foot - 180), (cx + 92, foot - 156)], False)], steel, 4.0),
        strokes(
            [
                polygon([(cx - 84, foot - 96), (cx - 70, foot - 40), (cx + 80, foot - 40)], False),
                polygon([(cx - 70, foot - 40), (cx - 70, foot - 14)], False),
                polygon([(cx + 70, foot - 40), (cx + 70, foot - 14)], False),
            ],
            steel,
            6.0,
        ),
        straight([(cx - 104, foot - 220), (cx - 146, foot - 240)], red, 12.0),
        *(disc(cx + dx, foot - 12, 12, paint.scheme.shadow) for dx in (-70, 70)),
    ]


def _crates(paint: Paint, x: float) -> list[Node]:
    """Crates of fruit on a slope."""
    wood = paint.local("#a9793f")
    nodes: list[Node] = []
    for up, near, tint in ((130.0, 0.9, "#5f9a5a"), (60.0, 0.96, "#c8503f"), (0.0, 1.02, "#e0a83c")):
        nodes += p.cuboid(paint, x, 200.0, 70.0, near * 0.93, near, wood, up)
        fruit = [
            ellipse(*p.at(x - 78 + i * 26, up + 76 + (8 if i % 2 else 0), near * 0.98), 16 * near) for i in range(7)
        ]
        nodes.append(
            fill(
                joined(fruit),
                vertical(560, 720, (0.0, paint.bright(paint.local(tint, 0.25), 0.2)), (1.0, paint.local(tint, 0.25))),
            )
        )
    return nodes
