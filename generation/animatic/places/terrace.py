"""A cafe on the pavement: tables under parasols before a house with awnings, flower boxes, bulbs on a wire."""

import math

from generation.animatic.art import Group, Node, Path, ellipse, polygon, rectangle, smooth, turn
from generation.animatic.colour import mix
from generation.animatic.motifs.brush import block, disc, fill, glow, joined, straight, strokes, vertical
from generation.animatic.motifs.facades import facade, skyline
from generation.animatic.motifs.furniture import barrel, plant
from generation.animatic.motifs.houses import lamp_light, smoke
from generation.animatic.motifs.paint import Paint
from generation.animatic.motifs.sky import birds
from generation.animatic.motifs.street import bulbs, hanging, parasol, pavement
from generation.animatic.motifs.trees import broadleaf
from generation.animatic.stage import LEFT, RIGHT, TOP, Layer, Stage


def draw(paint: Paint) -> Stage:
    """One variant: terrace."""
    side = paint.side
    x = 800 + side * 330
    wires = [
        n for spots in (hanging((x - side * 420, 210), (800 - side * 640, 170), 60, 12),) for n in bulbs(paint, spots)
    ]
    return Stage(
        scheme=paint.scheme,
        behind=(
            Layer("skyline", 0.15, skyline(paint, "far", 540.0, 150.0, 0.72)),
            Layer("birds", 0.2, Group((birds(paint, (640.0, 170.0), 4),))),
            Layer("street", 0.45, _street(paint, side)),
            Layer(
                "house", 0.7, _house(paint, x) if paint.setting.period not in ("medieval", "future") else _inn(paint, x)
            ),
            Layer("bulbs", 0.8, Group(tuple(wires), name="bulbs")),
            Layer("pavement", 0.9, Group(tuple(pavement(paint, paint.local("#b9a992", 0.35), 640.0)), name="pavement")),
            Layer(
                "tables", 0.94, _benches(paint, side) if paint.setting.period == "medieval" else _tables(paint, side)
            ),
        ),
        front=(Layer("foreground", 1.45, _front(paint)),),
        horizon=505.0,
        detail=(800 - side * 440, 600.0),
    )


def _street(paint: Paint, side: float) -> Group:
    """The houses across the square, and trees before them."""
    random = paint.random("street")
    nodes: list[Node] = []
    for k in range(9):
        nodes += facade(paint, random, LEFT + k * 290.0, 612.0, 284.0, random.uniform(270, 360), 0.34, True)
    for dx in (-700.0, -260.0, 520.0):
        nodes += broadleaf(paint, random, 800 - side * 130 + dx, 618.0, 210.0, 0.22)
    nodes.append(fill(rectangle(LEFT, 610, RIGHT - LEFT, 600), paint.faded(paint.local("#b9a992", 0.35), 0.2)))
    return Group(tuple(nodes), name="street")


def _house(paint: Paint, x: float) -> Group:
    """The house of the cafe: big windows, awnings, a painted board, shutters and flowers above."""
    wall, green = paint.local("#d9b98f", 0.35), paint.local("#2f5f56", 0.35)
    left, width = x - 420.0, 840.0
    light = lamp_light(paint) if paint.dark else mix(paint.deep(paint.outside.sky_middle, 0.3), wall, 0.2)
    nodes: list[Node] = [
        block(
            left,
            TOP,
            width,
            650 - TOP,
            vertical(TOP, 650, (0.0, paint.deep(wall, 0.16)), (1.0, paint.bright(wall, 0.06))),
        )
    ]
    nodes += [
        block(left - 10, TOP, 24, 650 - TOP, paint.bright(wall, 0.2)),
        block(left + width - 14, TOP, 24, 650 - TOP, paint.deep(wall, 0.2)),
    ]
    for k in range(4):
        nodes += _upper_window(paint, left + 120 + k * 200.0, 110.0, green)
    nodes.append(block(left, 296, width, 356, green))
    nodes.append(block(left + 20, 306, width - 40, 46, paint.deep(green, 0.3), radius=4))
    nodes += [block(x - 130, 320, 260, 18, mix(paint.scheme.accent, "#fff0cc", 0.3), radius=6)]
    for cx, w in ((x - 270.0, 220.0), (x + 270.0, 220.0)):
        nodes += [
            block(cx - w / 2, 400, w, 180, light, radius=3),
            strokes(
                [polygon([(cx, 400), (cx, 580)], False), polygon([(cx - w / 2, 450), (cx + w / 2, 450)], False)],
                paint.bright(green, 0.2),
                5.0,
            ),
            block(cx - w / 2, 596, w, 40, paint.deep(green, 0.25), radius=3),
        ]
        nodes += (
            [glow(cx, 490, 260, paint.scheme.accent, 0.55), glow(cx, 660, 260, paint.scheme.accent, 0.4, 0.2)]
            if paint.dark
            else []
        )
    nodes += [
        block(x - 84, 392, 168, 260, paint.deep(green, 0.5)),
        block(x - 74, 402, 70, 246, paint.bright(green, 0.1)),
        block(x + 4, 402, 70, 246, paint.bright(green, 0.1)),
        block(x - 64, 420, 50, 110, light),
        block(x + 14, 420, 50, 110, light),
    ]
    for cx in (x - 270.0, x + 270.0):
        nodes += _awning(paint, cx, 360.0, 270.0)
    return Group(tuple(nodes), name="house")


def _inn(paint: Paint, x: float) -> Group:
    """The house where other periods have their cafe: two gables side by side, or a tower of glass."""
    random = paint.random("inn")
    if paint.setting.period == "future":
        return Group(tuple(facade(paint, random, x - 420.0, 652.0, 840.0, 940.0, 0.0, True)), name="house")
    gables = (facade(paint, random, x + dx, 652.0, 424.0, 450.0, 0.0, True) for dx in (-424.0, 0.0))
    return Group(tuple(node for gable in gables for node in gable), name="house")


def _benches(paint: Paint, side: float) -> Group:
    """Barrels to stand a mug on, with stools around them."""
    wood = paint.local("#8a6746", 0.3)
    nodes: list[Node] = []
    spots = ((210.0, 684.0, 96.0), (-250.0, 680.0, 94.0), (-500.0, 748.0, 130.0), (560.0, 752.0, 134.0))
    for dx, foot, tall in spots:
        x = 800 + side * dx
        for way in (-1, 1):
            sx, high = x + way * tall * 0.86, tall * 0.5
            legs = [polygon([(sx + k * 0.2 * tall, foot), (sx + k * 0.12 * tall, foot - high)], False) for k in (-1, 1)]
            nodes += [
                disc(sx, foot, tall * 0.3, paint.scheme.shadow, tall * 0.05, 0.28),
                strokes(legs, paint.deep(wood, 0.3), tall * 0.07),
                block(sx - tall * 0.24, foot - high - tall * 0.06, tall * 0.48, tall * 0.1, wood, radius=4),
            ]
        nodes += barrel(paint, x, foot, tall)
        nodes.append(block(x - 10, foot - tall * 1.0 - 26, 22, 30, paint.local("#a58a66", 0.3), radius=4))
    return Group(tuple(nodes), name="tables")


def _upper_window(paint: Paint, x: float, y: float, green: str) -> list[Node]:
    lit = paint.dark and paint.random(f"window {x:.0f}").random() < 0.6
    glass = (
        lamp_light(paint)
        if lit
        else vertical(y, y + 130, (0.0, paint.deep(paint.outside.sky_top, 0.2)), (1.0, paint.outside.sky_middle))
    )
    random = paint.random(f"box {x:.0f}")
    leaves = [ellipse(x - 42 + k * 9.5, y + 134 + random.uniform(-4, 4), 10, 8) for k in range(10)]
    blooms = [ellipse(x - 40 + k * 13, y + 128 + random.uniform(-5, 4), 5.4) for k in range(7)]
    slats = [
        polygon([(x + s * 62 + dx, y + 10 + k * 12), (x + s * 62 - dx, y + 10 + k * 12)], False)
        for s in (-1, 1)
        for k in range(10)
        for dx in (14,)
    ]
    nodes: list[Node] = [
        block(x - 44, y - 6, 88, 142, paint.local("#f1e9da", 0.2)),
        block(x - 36, y, 72, 130, glass),
        strokes(
            [polygon([(x, y), (x, y + 130)], False), polygon([(x - 36, y + 52), (x + 36, y + 52)], False)],
            paint.local("#f1e9da", 0.2),
            5.0,
        ),
        *(block(x + s * 62 - 18, y - 4, 36, 138, paint.bright(green, 0.16)) for s in (-1, 1)),
        strokes(slats, paint.deep(green, 0.2), 2.0, 0.6),
        block(x - 50, y + 134, 100, 16, paint.local("#8a5a44"), radius=3),
        fill(joined(leaves), paint.scheme.foliage),
    ]
    if not paint.snowy:
        nodes.append(fill(joined(blooms), paint.local("#d9574f", 0.25)))
    return nodes


def _awning(paint: Paint, x: float, y: float, width: float) -> list[Node]:
    red, cream = paint.local("#b5443f", 0.3), paint.local("#f2e6cb", 0.2)
    parts = [
        polygon(
            [
                (x - width / 2 + width * k / 8, y),
                (x - width / 2 + width * (k + 1) / 8, y),
                (x - width * 0.56 + width * 1.12 * (k + 1) / 8, y + 62),
                (x - width * 0.56 + width * 1.12 * k / 8, y + 62),
            ]
        )
        for k in range(8)
    ]
    drops = [
        smooth(
            [
                (x - width * 0.56 + width * 1.12 * k / 8, y + 60),
                (x - width * 0.56 + width * 1.12 * (k + 0.5) / 8, y + 84),
                (x - width * 0.56 + width * 1.12 * (k + 1) / 8, y + 60),
            ]
        )
        for k in range(8)
    ]
    edge = Group(
        (fill(joined(drops[::2]), red), fill(joined(drops[1::2]), cream)),
        transform=lambda t: turn(0.35 * paint.windy * math.sin(t * 2.0 + x), (x, y + 60)),
    )
    return [
        edge,
        fill(joined(parts[::2]), vertical(y, y + 62, (0.0, paint.deep(red, 0.2)), (1.0, red))),
        fill(joined(parts[1::2]), vertical(y, y + 62, (0.0, paint.deep(cream, 0.2)), (1.0, cream))),
    ]


def _tables(paint: Paint, side: float) -> Group:
    red, cream, teal = paint.local("#c8503f", 0.3), paint.local("#f2e6cb", 0.2), paint.local("#3f7f86", 0.3)
    nodes: list[Node] = []
    for x, foot, s in ((800 + side * 210, 684.0, 0.8), (800 - side * 250, 680.0, 0.78)):
        nodes += _table(paint, x, foot, s)
    for x, foot, tints in ((800 - side * 500, 748.0, (red, cream)), (800 + side * 560, 752.0, (teal, cream))):
        nodes += parasol(paint, x, foot, 360.0, 470.0, tints)
        nodes += _table(paint, x, foot + 6, 1.05)
    box = plant(paint, 800 + side * 740, 758.0, 190.0)
    return Group(
        (*nodes, *box, *plant(paint, 800 - side * 720, 756.0, 180.0), *_board(paint, 800 + side * 360, 700.0)),
        name="tables",
    )


def _table(paint: Paint, x: float, foot: float, s: float) -> list[Node]:
    iron, top = paint.deep(paint.scheme.shadow, 0.05), paint.local("#e9dfcc", 0.2)
    legs = [
        polygon([(x, foot - 100 * s), (x, foot - 12 * s)], False),
        polygon([(x - 34 * s, foot), (x, foot - 16 * s), (x + 34 * s, foot)], False),
    ]
    chairs: list[Path] = []
    seats: list[Path] = []
    for way in (-1, 1):
        cx = x + way * 120 * s
        chairs += [
            polygon([(cx + way * 34 * s, foot), (cx + way * 30 * s, foot - 170 * s)], False),
            polygon([(cx - way * 30 * s, foot), (cx - way * 28 * s, foot - 84 * s)], False),
            smooth(
                [
                    (cx + way * 30 * s, foot - 170 * s),
                    (cx + way * 24 * s, foot - 190 * s),
                    (cx + way * 10 * s, foot - 176 * s),
                ],
                False,
            ),
        ]
        seats.append(ellipse(cx, foot - 86 * s, 38 * s, 9 * s))
    cup = [
        block(x + 14 * s, foot - 124 * s, 24 * s, 18 * s, "#fbf6ea", radius=6 * s),
        disc(x + 26 * s, foot - 106 * s, 24 * s, paint.deep("#fbf6ea", 0.14), 5 * s),
        block(x - 40 * s, foot - 148 * s, 12 * s, 40 * s, paint.local("#5f8a86", 0.3), radius=4),
    ]
    return [
        disc(x, foot, 150 * s, paint.scheme.shadow, 10 * s, 0.28),
        strokes(chairs, iron, 6 * s),
        fill(joined(seats), paint.local("#8a5a3c")),
        strokes(legs, iron, 8 * s),
        disc(x, foot - 104 * s, 70 * s, paint.deep(top, 0.35), 14 * s),
        disc(x, foot - 108 * s, 70 * s, top, 14 * s),
        *cup,
        *((smoke(paint, x + 26 * s, foot - 126 * s, 0.3 * s),) if s > 1 else ()),
    ]


def _board(paint: Paint, x: float, foot: float) -> list[Node]:
    wood = paint.local("#6b4630")
    marks = [
        smooth([(x - 28, foot - 120 + k * 22), (x, foot - 125 + k * 22), (x + 26, foot - 119 + k * 22)], False)
        for k in range(4)
    ]
    return [
        disc(x, foot, 52, paint.scheme.shadow, 6, 0.3),
        fill(polygon([(x - 46, foot - 156), (x + 46, foot - 156), (x + 52, foot), (x - 52, foot)]), wood),
        fill(
            polygon([(x - 36, foot - 146), (x + 36, foot - 146), (x + 40, foot - 26), (x - 40, foot - 26)]),
            paint.local("#34403d", 0.3),
        ),
        strokes(marks, "#f4f1e6", 3.0, 0.8),
        straight([(x - 20, foot - 134), (x + 20, foot - 134)], mix(paint.scheme.accent, "#ffffff", 0.2), 4.0),
    ]


def _front(paint: Paint) -> Group:
    """A chair's back and a flower box close to the camera."""
    back = smooth([(1640, 1260), (1620, 960), (1660, 830), (1780, 800), (1900, 830), (1930, 1260)], tension=0.7)
    pot = smooth(
        [
            (-470, 1260),
            (-450, 940),
            (-380, 860),
            (-330, 900),
            (-270, 830),
            (-210, 900),
            (-150, 860),
            (-90, 950),
            (-70, 1260),
        ],
        tension=0.8,
    )
    return Group((fill(joined((back, pot)), paint.near),), blur=6.0, name="foreground")
