"""A railway platform in the open: the train at its edge, a roof on iron columns, a clock, luggage."""

import math

from generation.animatic.art import Group, Matrix, Node, ellipse, polygon, rectangle, shift, smooth
from generation.animatic.colour import mix
from generation.animatic.motifs import furniture as f
from generation.animatic.motifs import perspective as p
from generation.animatic.motifs.brush import block, disc, fill, glow, joined, ridge, straight, strokes, vertical
from generation.animatic.motifs.ground import hill
from generation.animatic.motifs.houses import lamp_light, row_of_houses, smoke
from generation.animatic.motifs.paint import Paint
from generation.animatic.motifs.sky import birds
from generation.animatic.motifs.street import bench, mirrors
from generation.animatic.motifs.trees import treeline
from generation.animatic.stage import BOTTOM, LEFT, RIGHT, Layer, Stage


def draw(paint: Paint) -> Stage:
    """One variant: platform. Steam draws the train where the place is old."""
    rails = Group(tuple(_rails(paint)), name="rails")
    return Stage(
        scheme=paint.scheme,
        behind=(
            Layer("hills", 0.12, _hills(paint)),
            Layer("birds", 0.14, Group((birds(paint, (820.0, 180.0), 4),))),
            Layer("town", 0.25, Group(tuple(row_of_houses(paint, "far houses", LEFT, RIGHT, 560.0, 74.0, 0.5)))),
            Layer("yard", 0.5, _yard(paint)),
            Layer("rails", 0.78, rails),
            Layer("train", 0.8, _train(paint)),
            Layer("platform", 0.9, _platform(paint)),
            Layer("roof", 0.94, _roof(paint)),
        ),
        front=(Layer("foreground", 1.45, _luggage(paint)),),
        horizon=505.0,
        detail=(1130.0, 250.0),
    )


def _hills(paint: Paint) -> Group:
    points = ridge(paint.random("hills"), 470, 40)
    colour = paint.faded(mix(paint.scheme.ground, paint.scheme.foliage, 0.5), 0.75)
    trees = treeline(
        paint, paint.random("trees"), [(x, y + 30) for x, y in points], 50.0, paint.faded(paint.scheme.foliage, 0.6)
    )
    return Group((hill(paint, points, colour, mix(colour, paint.scheme.horizon, 0.4), 130.0), trees), name="hills")


def _yard(paint: Paint) -> Group:
    """The opposite side: ballast, a signal, masts with wires."""
    soil, iron = paint.faded(paint.local("#8f857c", 0.35), 0.2), paint.local("#4a4a55", 0.3)
    masts = [rectangle(x - 5, 250, 10, 340) for x in (-300, 160, 1340, 1800)]
    masts += [rectangle(x - 5, 262, 110, 7) for x in (-300, 160, 1340, 1800)]
    wires = [smooth([(LEFT, y), (160, y), (750, y + 22), (1340, y), (RIGHT, y)], closed=False) for y in (268, 300)]
    return Group(
        (
            block(
                LEFT,
                560,
                RIGHT - LEFT,
                BOTTOM - 560,
                vertical(560, 660, (0.0, paint.bright(soil, 0.1)), (1.0, paint.deep(soil, 0.2))),
            ),
            fill(joined(masts), iron),
            strokes(wires, iron, 2.4, 0.7),
            *_signal(paint, 1240.0, 592.0),
        ),
        name="yard",
    )


def _signal(paint: Paint, x: float, foot: float) -> list[Node]:
    iron = paint.local("#3a3d45", 0.3)
    return [
        block(x - 5, foot - 250, 10, 250, iron),
        block(x - 20, foot - 310, 40, 84, iron, radius=12),
        Group(
            (disc(x, foot - 288, 11, "#ff5b4a"), glow(x, foot - 288, 70, "#ff5b4a", 0.6)),
            opacity=lambda t: 1.0 if t % 9.0 < 5.0 else 0.15,
        ),
        Group(
            (disc(x, foot - 250, 11, "#6df08a"), glow(x, foot - 250, 70, "#6df08a", 0.6)),
            opacity=lambda t: 0.15 if t % 9.0 < 5.0 else 1.0,
        ),
    ]


def _rails(paint: Paint) -> list[Node]:
    gravel, steel = paint.local("#7d746c", 0.35), paint.local("#b4bac0", 0.3)
    if paint.snowy:
        gravel = mix(gravel, paint.scheme.ground, 0.6)
    ties = [rectangle(LEFT + i * 58.0, 618, 34, 12, 2) for i in range(46)]
    return [
        block(LEFT, 606, RIGHT - LEFT, BOTTOM - 606, vertical(606, 700, (0.0, gravel), (1.0, paint.deep(gravel, 0.4)))),
        fill(joined(ties), paint.deep(paint.local("#6b4a38"), 0.2)),
        fill(rectangle(LEFT, 614, RIGHT - LEFT, 6) + rectangle(LEFT, 632, RIGHT - LEFT, 8), steel),
    ]


def _train(paint: Paint) -> Group:
    """A train that rolls in, stands, and leaves: an engine in steam in old days, electric cars in ours."""
    old = paint.has("steam", "old", "vintage") or paint.setting.period in {"1920s", "medieval"}
    parts = _engine(paint) if old else []
    cars = [node for k in range(3) for node in _car(paint, -460.0 - k * 640.0 + (0 if old else 420), old)]

    def roll(t: float) -> Matrix:
        u = (t + 6.0) % 26.0
        if u < 6.0:
            return shift(900.0 - 2400.0 * (1 - math.sin(u / 6.0 * math.pi / 2)), 0.0)
        return shift(900.0 + (0.0 if u < 20.0 else 60.0 * (u - 20.0) ** 2.2), 0.0)

    return Group((Group((*cars, *parts), transform=roll),), name="train")


def _car(paint: Paint, x: float, old: bool) -> list[Node]:
    body = paint.local("#7a3038" if old else "#3f7a8a", 0.3)
    roof, base = paint.deep(paint.local("#5a5f66", 0.3), 0.1), paint.deep(paint.scheme.shadow, 0.1)
    glass = lamp_light(paint) if paint.dark else mix(paint.outside.sky_middle, "#ffffff", 0.2)
    panes = [rectangle(x + 60 + i * 88, 432, 62, 72, 8) for i in range(6)]
    doors = [rectangle(x + 16, 428, 36, 160, 6), rectangle(x + 572, 428, 36, 160, 6)]
    wheels = [ellipse(x + dx, 612, 20) for dx in (86, 140, 490, 544)]
    return [
        fill(joined(wheels), base),
        block(x + 30, 588, 566, 20, base, radius=4),
        block(
            x,
            396,
            626,
            196,
            vertical(396, 592, (0.0, paint.bright(body, 0.14)), (1.0, paint.deep(body, 0.3))),
            radius=14,
        ),
        block(x - 4, 384, 634, 30, roof, radius=15),
        block(x, 524, 626, 12, mix(paint.scheme.accent, "#fff0cc", 0.3)),
        fill(joined(panes), glass),
        strokes(doors, paint.deep(body, 0.45), 4.0),
    ]


def _engine(paint: Paint) -> list[Node]:
    """A steam engine that faces right, its cab towards the cars."""
    green, black, brass = (
        paint.local("#35584c", 0.3),
        paint.deep(paint.scheme.shadow, 0.1),
        mix(paint.local("#c79a4a"), paint.scheme.accent, 0.3),
    )
    wheels: list[Node] = []
    for dx, r in ((250.0, 44.0), (345.0, 44.0), (440.0, 44.0), (540.0, 24.0), (596.0, 24.0)):
        wheels += [
            disc(dx, 632 - r, r, black),
            disc(dx, 632 - r, r * 0.74, paint.local("#8a3a35", 0.3)),
            disc(dx, 632 - r, r * 0.22, brass),
        ]
    boiler = smooth([(300, 560), (296, 440), (330, 428), (600, 428), (640, 452), (644, 530), (620, 560)], tension=0.4)
    return [
        fill(
            polygon([(190, 580), (190, 372), (172, 360), (334, 360), (318, 372), (318, 580)]),
            vertical(360, 580, (0.0, paint.bright(green, 0.16)), (1.0, paint.deep(green, 0.3))),
        ),
        block(214, 396, 76, 64, lamp_light(paint) if paint.dark else paint.outside.sky_middle, radius=6),
        fill(boiler, vertical(424, 560, (0.0, paint.bright(green, 0.2)), (0.5, green), (1.0, paint.deep(green, 0.4)))),
        fill(joined(rectangle(x, 428, 9, 132) for x in (380, 470, 560)), brass),
        fill(polygon([(566, 430), (572, 346), (558, 332), (632, 332), (618, 346), (624, 430)]), black),
        *(disc(x, 428, 28, brass, 30) for x in (430.0, 510.0)),
        block(180, 556, 480, 24, black, radius=4),
        fill(polygon([(640, 580), (690, 628), (600, 628)]), paint.local("#8a3a35", 0.3)),
        disc(648, 470, 18, lamp_light(paint) if paint.dark else paint.local("#f2e8cc")),
        *((glow(680, 480, 240, "#fff2cc", 0.6),) if paint.dark else ()),
        *wheels,
        strokes([polygon([(250, 592), (440, 592)], False)], brass, 8.0),
        smoke(paint, 596.0, 322.0, 2.2),
    ]


def _platform(paint: Paint) -> Group:
    stone = mix(paint.local("#b3a99c", 0.35), paint.scheme.ground, 0.75 if paint.snowy else 0.1)
    far = (648 - 400) / 360
    seams = p.seams(130.0, far)
    yellow = mix(paint.local("#e0b23c", 0.2), paint.scheme.accent, 0.2)
    return Group(
        (
            block(LEFT, 640, RIGHT - LEFT, 40, paint.deep(stone, 0.5)),
            block(
                LEFT,
                648,
                RIGHT - LEFT,
                BOTTOM - 648,
                vertical(648, 1000, (0.0, paint.bright(stone, 0.16)), (0.4, stone), (1.0, paint.deep(stone, 0.45))),
            ),
            strokes(seams, paint.deep(stone, 0.45), 2.0, 0.35),
            fill(p.strip(0.705, 0.73), yellow, 0.4 if paint.snowy else 0.95),
            *mirrors(paint, 650.0),
            *bench(paint, 330.0, 736.0),
            *_trunks(paint, 1290.0, 744.0),
        ),
        name="platform",
    )


def _trunks(paint: Paint, x: float, foot: float) -> list[Node]:
    nodes: list[Node] = [
        *f.box(paint, x, foot, 190.0, 96.0, paint.local("#8a5238", 0.3)),
        *f.box(paint, x - 10, foot - 96, 150.0, 64.0, paint.local("#4f6f7a", 0.35)),
    ]
    straps = [rectangle(x + dx, foot - 96, 12, 96) for dx in (-66, 50)] + [
        rectangle(x - 60, foot - 160, 9, 64),
        rectangle(x + 30, foot - 160, 9, 64),
    ]
    return [
        *nodes,
        fill(joined(straps), mix(paint.local("#c79a4a"), paint.scheme.accent, 0.3)),
        *f.box(paint, x + 120, foot + 4, 60.0, 84.0, paint.local("#a9793f")),
    ]


def _roof(paint: Paint) -> Group:
    """The canopy: columns with brackets, a valance, lamps, the clock and the station's sign."""
    iron, board = paint.local("#3f5a54", 0.3), paint.local("#e6dcc6", 0.25)
    teeth = [
        polygon([(LEFT + i * 40.0, 108), (LEFT + i * 40.0 + 40, 108), (LEFT + i * 40.0 + 20, 140)]) for i in range(64)
    ]
    nodes: list[Node] = [
        block(
            LEFT,
            -300,
            RIGHT - LEFT,
            376,
            vertical(-300, 76, (0.0, paint.deep(iron, 0.6)), (1.0, paint.deep(iron, 0.3))),
        ),
        block(LEFT, 70, RIGHT - LEFT, 40, paint.bright(board, 0.06)),
        fill(joined(teeth), board),
        block(LEFT, 64, RIGHT - LEFT, 9, paint.deep(board, 0.35)),
    ]
    for x in (150.0, 1450.0, -330.0, 1930.0):
        scrolls = [smooth([(x, 230), (x + s * 40, 170), (x + s * 110, 120)], False) for s in (-1, 1)]
        nodes += [
            disc(x, 742, 44, paint.scheme.shadow, 8, 0.35),
            block(x - 13, 100, 26, 640, iron),
            strokes(scrolls, iron, 10.0),
            block(x - 24, 690, 48, 52, iron, radius=6),
            block(x - 20, 220, 40, 14, paint.bright(iron, 0.2), radius=5),
        ]
    for x in (430.0, 800.0):
        nodes += [
            straight([(x, 70), (x, 168)], iron, 4.0),
            disc(x, 182, 20, lamp_light(paint) if paint.dark else board, 18),
            block(x - 24, 160, 48, 10, iron, radius=4),
        ]
        nodes += (
            [glow(x, 186, 230, paint.scheme.accent, 0.6), glow(x, 700, 260, paint.scheme.accent, 0.3, 0.2)]
            if paint.dark
            else []
        )
    nodes += [straight([(1130, 70), (1130, 200)], iron, 7.0), f.clock(paint, 1130.0, 250.0, 48.0)]
    return Group(tuple(nodes), name="roof")


def _luggage(paint: Paint) -> Group:
    one = rectangle(-420.0, 880.0, 380.0, 400.0, 30.0) + smooth([(-290, 890), (-270, 830), (-190, 830), (-170, 890)])
    return Group(
        (fill(one, paint.near), fill(rectangle(1650.0, 900.0, 320.0, 400.0, 26.0), paint.near)),
        blur=6.0,
        name="foreground",
    )
