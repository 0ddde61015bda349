"""The dead and the faithful: a graveyard behind its gate, and a church in its yard."""

import math
from random import Random

from generation.animatic.art import Group, Node, Path, ellipse, polygon, rectangle, shift, smooth, turn
from generation.animatic.colour import mix
from generation.animatic.motifs.brush import (
    across,
    block,
    disc,
    facet,
    fill,
    glow,
    joined,
    ridge,
    straight,
    strokes,
    vertical,
)
from generation.animatic.motifs.ground import foreground_grass, hill, path
from generation.animatic.motifs.houses import lamp_light
from generation.animatic.motifs.paint import Paint
from generation.animatic.motifs.sky import birds
from generation.animatic.motifs.street import lawn, railing
from generation.animatic.motifs.tomorrow import cold_light
from generation.animatic.motifs.trees import bare, broadleaf, conifer, treeline
from generation.animatic.stage import LEFT, RIGHT, Layer, Stage

_SPOKES = tuple(k * math.tau / 8 for k in range(8))


def draw(paint: Paint) -> Stage:
    """Variants: graveyard, church."""
    side = paint.side
    graves = paint.variant == "graveyard"
    church = _church(paint, 800 + side * 230, 592.0, 0.62, 0.3) if graves else _church(paint, 800.0, 640.0, 1.5, 0.04)
    near = _near_graves(paint, side) if graves else _churchyard(paint, side)
    return Stage(
        scheme=paint.scheme,
        behind=(
            Layer("hills", 0.12, _hills(paint)),
            Layer("crows", 0.15, Group((birds(paint, (760.0, 150.0), 5, 13.0),))),
            Layer("church", 0.4 if graves else 0.62, Group(tuple(church), name="church")),
            Layer("yard", 0.65, _yard(paint, side, graves)),
            Layer("ground", 0.9, _ground(paint, side)),
            Layer("near", 0.95, Group(tuple(near), name="near")),
            *((Layer("ground mist", 0.97, _mist(paint), blurs=False),) if graves else ()),
        ),
        front=(Layer("foreground", 1.5, foreground_grass(paint, "foreground", 150.0, 70)),),
        horizon=505.0,
        detail=(800 - side * 400, 600.0) if graves else (800.0, 330.0),
    )


def _hills(paint: Paint) -> Group:
    random = paint.random("hills")
    points = ridge(random, 470, 44)
    colour = paint.faded(mix(paint.scheme.ground, paint.scheme.foliage, 0.5), 0.78)
    return Group(
        (
            hill(paint, points, colour, mix(colour, paint.scheme.horizon, 0.4), 130.0),
            treeline(
                paint,
                random,
                [(x, y + 26) for x, y in points],
                60.0,
                paint.faded(paint.scheme.foliage, 0.64),
                gap=160.0,
            ),
        ),
        name="hills",
    )


def _dial(paint: Paint, x: float, y: float, s: float, wall: str) -> list[Node]:
    """The clock of a tower: a round window of old, a ring of light in the future."""
    match paint.setting.period:
        case "medieval":
            rose = [polygon([(x, y), (x + 24 * s * math.cos(a), y + 24 * s * math.sin(a))], False) for a in _SPOKES]
            glass = lamp_light(paint) if paint.dark else paint.deep(wall, 0.55)
            return [
                disc(x, y, 26 * s, paint.deep(wall, 0.2)),
                disc(x, y, 22 * s, glass),
                strokes(rose, paint.deep(wall, 0.2), 3 * s),
            ]
        case "future":
            return [
                disc(x, y, 26 * s, cold_light(paint), opacity=0.3),
                strokes([ellipse(x, y, 26 * s)], cold_light(paint), 4 * s),
            ]
        case _:
            return [
                disc(x, y, 26 * s, paint.bright(wall, 0.3)),
                straight([(x, y), (x, y - 18 * s)], paint.scheme.shadow, 3.4 * s),
                straight([(x, y), (x + 12 * s, y + 6 * s)], paint.scheme.shadow, 3.4 * s),
            ]


def _church(paint: Paint, x: float, y: float, s: float, distance: float) -> list[Node]:
    """A church from the west: tower with a clock and a spire, the nave beside it."""
    wall = paint.faded(paint.local("#cfc4b0", 0.3), distance)
    roof = paint.faded(paint.local("#6a5764", 0.35), distance)
    glass = lamp_light(paint) if paint.dark else paint.deep(wall, 0.55)
    lit = paint.scheme.light_x < 0
    sides = (
        (paint.bright(wall, 0.1), paint.deep(wall, 0.3)) if lit else (paint.deep(wall, 0.3), paint.bright(wall, 0.1))
    )
    left = x - 70 * s

    def opening(cx: float, foot: float, w: float, h: float) -> Path:
        return Path(
            (
                ("M", cx - w / 2, foot),
                ("L", cx - w / 2, foot - h * 0.5),
                ("C", cx - w / 2, foot - h * 0.8, cx - w * 0.2, foot - h * 0.95, cx, foot - h),
                ("C", cx + w * 0.2, foot - h * 0.95, cx + w / 2, foot - h * 0.8, cx + w / 2, foot - h * 0.5),
                ("L", cx + w / 2, foot),
                ("Z",),
            )
        )

    nave = [(x + 50 * s, y), (x + 50 * s, y - 150 * s), (x + 330 * s, y - 150 * s), (x + 330 * s, y)]
    tiles = [
        (x + 40 * s, y - 146 * s),
        (x + 70 * s, y - 250 * s),
        (x + 310 * s, y - 250 * s),
        (x + 344 * s, y - 146 * s),
    ]
    buttresses = [
        polygon(
            [
                (x + k * s - 10 * s, y),
                (x + k * s - 6 * s, y - 120 * s),
                (x + k * s + 6 * s, y - 120 * s),
                (x + k * s + 10 * s, y),
            ]
        )
        for k in (110, 190, 270, 330)
    ]
    windows_ = [opening(x + k * s, y - 40 * s, 34 * s, 86 * s) for k in (150, 230, 300)]
    cx = left + 60 * s
    nodes: list[Node] = [
        facet(nave, vertical(y - 150 * s, y, (0.0, paint.bright(wall, 0.06)), (1.0, paint.deep(wall, 0.24)))),
        facet(tiles, vertical(y - 250 * s, y - 146 * s, (0.0, paint.bright(roof, 0.16)), (1.0, paint.deep(roof, 0.2)))),
        fill(joined(buttresses), paint.deep(wall, 0.18)),
        fill(joined(windows_), glass),
        block(left, y - 330 * s, 120 * s, 330 * s, across(left, left + 120 * s, (0.0, sides[0]), (1.0, sides[1]))),
        facet(
            [(left - 8 * s, y - 326 * s), (cx, y - 560 * s), (left + 128 * s, y - 326 * s)],
            across(
                left,
                left + 120 * s,
                (0.0, paint.bright(roof, 0.14) if lit else paint.deep(roof, 0.3)),
                (1.0, paint.deep(roof, 0.3) if lit else paint.bright(roof, 0.14)),
            ),
        ),
        strokes(
            [
                polygon([(cx, y - 556 * s), (cx, y - 606 * s)], False),
                polygon([(cx - 16 * s, y - 588 * s), (cx + 16 * s, y - 588 * s)], False),
            ],
            paint.faded(paint.scheme.accent, distance),
            5 * s,
        ),
        block(left - 5 * s, y - 334 * s, 130 * s, 14 * s, paint.deep(wall, 0.2)),
        fill(opening(cx, y, 62 * s, 116 * s), paint.deep(wall, 0.4)),
        fill(opening(cx, y, 48 * s, 102 * s), paint.faded(paint.local("#6b4330"), distance)),
        fill(joined(opening(cx + dx * s, y - 252 * s, 24 * s, 56 * s) for dx in (-24, 24)), glass),
        *_dial(paint, cx, y - 188 * s, s, wall),
    ]
    if paint.snowy:
        nodes.append(
            facet(
                [
                    (x + 62 * s, y - 226 * s),
                    (x + 70 * s, y - 254 * s),
                    (x + 310 * s, y - 254 * s),
                    (x + 318 * s, y - 226 * s),
                ],
                mix("#ffffff", paint.scheme.ambient, 0.16),
            )
        )
    if paint.dark:
        nodes += [
            glow(x + 230 * s, y - 80 * s, 200 * s, paint.scheme.accent, 0.4),
            glow(cx, y - 270 * s, 120 * s, paint.scheme.accent, 0.4),
        ]
    bell = (
        fill(
            smooth(
                [
                    (cx - 9 * s, y - 264 * s),
                    (cx - 6 * s, y - 286 * s),
                    (cx + 6 * s, y - 286 * s),
                    (cx + 9 * s, y - 264 * s),
                ]
            ),
            paint.scheme.accent,
        ),
    )
    return [*nodes, Group(bell, transform=lambda t: turn(13 * math.sin(t * 2.2), (cx, y - 290 * s)))]


def _yard(paint: Paint, side: float, graves: bool) -> Group:
    """The middle ground: stones in rows, a railing with its gate, trees."""
    random = paint.random("yard")
    base = paint.faded(paint.scheme.ground, 0.14)
    points = ridge(random, 596, 8, 0.3)
    nodes: list[Node] = [hill(paint, points, base, None, 160.0)]
    if graves:
        for row, (y, s) in enumerate(((606.0, 0.42), (624.0, 0.54), (646.0, 0.68))):
            for k in range(15):
                x = -420 + k * 175 + row * 70 + random.uniform(-24, 24)
                if abs(x - 800) > 110:
                    nodes += _stone(paint, random, x, y, s, 0.16)
        nodes += bare(paint, random, 800 + side * 620, 640.0, 420.0, 0.08)
        nodes += conifer(paint, random, 800 - side * 640, 640.0, 320.0, 0.1)
    else:
        for x in (-260.0, 40.0, 1510.0, 1830.0):
            nodes += broadleaf(paint, random, x, 640.0, random.uniform(260, 330), 0.08)
    return Group(tuple(nodes), name="yard")


def _ground(paint: Paint, side: float) -> Group:
    soil = paint.local("#a89474", 0.35)
    return Group(
        (
            *lawn(paint, "lawn", 640.0, 5.0),
            *path(paint, (780.0, 1200.0), (800.0, 642.0), 700.0, 96.0, soil, 40.0 * side),
        ),
        name="ground",
    )


def _stone(paint: Paint, random: Random, x: float, y: float, s: float, distance: float) -> list[Node]:
    """A gravestone: round, pointed, or a cross; it leans, and moss grows on it."""
    rock = paint.faded(paint.local(random.choice(("#9a9690", "#8b8a8c", "#a8a194")), 0.3), distance)
    kind, lean = random.randrange(4), random.uniform(-6, 6)
    w, h = 74 * s, 150 * s * random.uniform(0.85, 1.15)
    if kind == 0:
        shape = polygon(
            [
                (x - w * 0.14, y),
                (x - w * 0.14, y - h * 0.56),
                (x - w * 0.5, y - h * 0.56),
                (x - w * 0.5, y - h * 0.78),
                (x - w * 0.14, y - h * 0.78),
                (x - w * 0.14, y - h),
                (x + w * 0.14, y - h),
                (x + w * 0.14, y - h * 0.78),
                (x + w * 0.5, y - h * 0.78),
                (x + w * 0.5, y - h * 0.56),
                (x + w * 0.14, y - h * 0.56),
                (x + w * 0.14, y),
            ]
        )
    elif kind == 1:
        shape = polygon(
            [(x - w / 2, y), (x - w / 2, y - h * 0.74), (x, y - h), (x + w / 2, y - h * 0.74), (x + w / 2, y)]
        )
    else:
        shape = smooth(
            [
                (x - w / 2, y),
                (x - w / 2, y - h * 0.66),
                (x - w * 0.34, y - h * 0.92),
                (x, y - h),
                (x + w * 0.34, y - h * 0.92),
                (x + w / 2, y - h * 0.66),
                (x + w / 2, y),
            ],
            tension=0.6,
        )
    side = paint.scheme.light_x
    tones = (
        (paint.bright(rock, 0.14), paint.deep(rock, 0.34))
        if side < 0
        else (paint.deep(rock, 0.34), paint.bright(rock, 0.14))
    )
    marks = [rectangle(x - w * 0.26, y - h * k, w * 0.52, max(1.5, h * 0.03)) for k in (0.62, 0.52, 0.42)]
    stone: list[Node] = [fill(shape, across(x - w / 2, x + w / 2, (0.0, tones[0]), (1.0, tones[1])))]
    if kind:
        stone.append(fill(joined(marks), paint.deep(rock, 0.4), 0.6))
    if paint.snowy:
        stone.append(
            disc(x, y - h + 3, w * (0.2 if kind == 0 else 0.4), mix("#ffffff", paint.scheme.ambient, 0.16), 6 * s)
        )
    return [
        disc(x, y, w * 0.8, paint.scheme.shadow, 8 * s, 0.35),
        Group(tuple(stone), transform=turn(lean, (x, y))),
        fill(
            joined(ellipse(x + dx * w, y, w * 0.18, 7 * s) for dx in (-0.5, 0.0, 0.5)),
            paint.faded(paint.scheme.ground_dark, distance),
        ),
    ]


def _near_graves(paint: Paint, side: float) -> list[Node]:
    random = paint.random("near graves")
    iron = paint.local("#33333c", 0.25)
    nodes: list[Node] = []
    for x, y, s in ((330.0, 706.0, 1.0), (150.0, 742.0, 1.25), (1290.0, 712.0, 1.05), (1470.0, 750.0, 1.3)):
        nodes += _stone(paint, random, x, y, s, 0.0)
    x = 800 - side * 400
    red = paint.local("#b5443f", 0.3)
    nodes += [
        disc(x, 742, 40, paint.scheme.shadow, 6, 0.3),
        *(disc(x + dx, 728 - abs(dx) * 0.2, 10, red) for dx in (-20, 0, 18)),
        straight([(x, 742), (x + 4, 716)], paint.scheme.foliage, 4.0),
    ]
    nodes += [*railing(paint, -480.0, 80.0, 700.0, 150.0, iron), *railing(paint, 1530.0, 2080.0, 700.0, 150.0, iron)]
    lx = 800 + side * 560
    if paint.dark:
        nodes += [glow(lx, 716, 180, paint.scheme.accent, 0.7)]
    return [
        *nodes,
        block(lx - 15, 700, 30, 42, lamp_light(paint) if paint.dark else paint.local("#d8d2c0"), radius=6),
        block(lx - 19, 692, 38, 10, iron, radius=3),
        block(lx - 19, 740, 38, 8, iron, radius=3),
    ]


def _churchyard(paint: Paint, side: float) -> list[Node]:
    """A low wall with a gate, lamps, some old stones."""
    random = paint.random("churchyard")
    rock = paint.local("#a39a8c", 0.3)
    nodes: list[Node] = []
    for left, right in ((LEFT, 480.0), (1120.0, RIGHT)):
        joints = [
            rectangle(x, 690 + (k % 2) * 20, 44, 16, 4) for k, x in enumerate(range(int(left) + 6, int(right) - 40, 50))
        ]
        nodes += [
            block(left, 682, right - left, 52, vertical(682, 734, (0.0, rock), (1.0, paint.deep(rock, 0.34)))),
            fill(joined(joints), paint.bright(rock, 0.16), 0.5),
            block(left - 4, 674, right - left + 8, 13, paint.bright(rock, 0.24), radius=4),
        ]
    for x in (480.0, 1120.0):
        nodes += [
            block(
                x - 26, 610, 52, 126, vertical(610, 736, (0.0, paint.bright(rock, 0.1)), (1.0, paint.deep(rock, 0.3)))
            ),
            facet([(x - 34, 612), (x, 580), (x + 34, 612)], paint.bright(rock, 0.2)),
        ]
    for x, s in ((800 + side * 430.0, 0.7), (800 - side * 500.0, 0.8)):
        nodes = [*_stone(paint, random, x, 676.0, s, 0.06), *nodes]
    return nodes


def _mist(paint: Paint) -> Group:
    """Mist that creeps over the graves."""
    white = mix(paint.outside.horizon, paint.outside.far, 0.4)
    veils: list[Node] = []
    for k, y in enumerate((640.0, 690.0)):
        veil = tuple(
            glow(x, y, 330.0, white, 0.3 if paint.setting.weather in {"clear", "wind"} else 0.42, 0.12)
            for x in range(-600 + k * 190, 2300, 380)
        )
        veils.append(
            Group(veil, transform=lambda t, k=k: shift(26.0 * math.sin(t * 0.12 + k * 2) + 5 * t * (1 - 2 * k), 0.0))
        )
    return Group(tuple(veils), name="mist")
