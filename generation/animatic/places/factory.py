"""Where things are made by machines: a factory floor, and a warehouse of crates."""

import math

from generation.animatic.art import Group, Matrix, Node, Path, ellipse, polygon, rectangle, shift, smooth, turn
from generation.animatic.colour import mix
from generation.animatic.motifs import doors
from generation.animatic.motifs import furniture as f
from generation.animatic.motifs import perspective as p
from generation.animatic.motifs.brush import (
    block,
    disc,
    facet,
    fill,
    flicker,
    glow,
    joined,
    straight,
    strokes,
    vertical,
)
from generation.animatic.motifs.houses import lamp_light, smoke
from generation.animatic.motifs.paint import Paint
from generation.animatic.stage import Stage

_FAR, _HALF, _HEIGHT = 0.48, 1150.0, 1000.0


def draw(paint: Paint) -> Stage:
    """Variants: factory, warehouse."""
    brick = mix(paint.scheme.wall, paint.local("#8f6a5c" if paint.variant == "factory" else "#8b8f8a", 0.4), 0.6)
    steel = paint.local("#5b6a70", 0.35)
    shell = [
        *p.shell(paint, brick, paint.deep(brick, 0.5), _HALF, _HEIGHT, _FAR),
        fill(p.band(_HALF, 0.0, 130.0, _FAR), paint.deep(brick, 0.3)),
        *p.ground(paint, mix(paint.scheme.ground, paint.local("#8a8682"), 0.65), _FAR, "slabs", 240.0),
        *(_gate(paint, steel) if paint.reverse else _windows(paint, steel)),
    ]
    trusses: list[Node] = []
    for near in (0.55, 0.72, 1.0):
        trusses.append(_truss(steel, near))
        trusses += [
            n for side in (-1.0, 1.0) for n in p.cuboid(paint, side * 1090.0, 60.0, 980.0, near * 0.97, near, steel)
        ]
    inside = _machines(paint, steel) if paint.variant == "factory" else _stock(paint, steel)
    lamps = [
        node
        for x, near in ((-380.0, 0.62), (380.0, 0.62), (-420.0, 0.9), (420.0, 0.9))
        for node in _lamp(paint, x, near)
    ]
    dark = [
        rectangle(-430.0, 850.0, 400.0, 420.0),
        ellipse(1810.0, 1040.0, 190.0),
        rectangle(1790.0, 1000.0, 400.0, 300.0),
    ]
    return p.staged(
        paint,
        [("hall", 0.7, shell), ("trusses", 0.78, trusses), *inside, ("lamps", 0.94, lamps)],
        dark,
        (1250.0, 480.0) if paint.variant == "factory" else (1030.0, 270.0),
    )


def _windows(paint: Paint, steel: str) -> list[Node]:
    """Rows of small panes high in the walls."""
    light = paint.outside
    top, foot = p.at(0, 800, _FAR)[1], p.at(0, 430, _FAR)[1]
    sky = vertical(top, foot, (0.0, light.sky_top), (0.6, light.sky_middle), (1.0, light.horizon))
    nodes: list[Node] = []
    for x in (-760.0, -260.0, 260.0, 760.0):
        left = p.at(x - 190, 0, _FAR)[0]
        wide = 380 * _FAR
        bars = [polygon([(left + wide * k / 6, top), (left + wide * k / 6, foot)], False) for k in range(7)]
        bars += [
            polygon([(left, top + (foot - top) * k / 5), (left + wide, top + (foot - top) * k / 5)], False)
            for k in range(6)
        ]
        nodes += [block(left, top, wide, foot - top, sky), strokes(bars, steel, 3.0)]
    return [*nodes, *_side_windows(paint)]


def _side_windows(paint: Paint) -> list[Node]:
    return [
        node
        for side in (-1.0, 1.0)
        for far, near in ((0.52, 0.62), (0.68, 0.86), (0.98, 1.4))
        for node in p.pane(paint, side * (_HALF - 3), 430, 370.0, far, near, 4)
    ]


def _gate(paint: Paint, steel: str) -> list[Node]:
    """The gate for lorries, the door for people, and the lit room of whoever has an eye on them."""
    foot = p.at(0, 0, _FAR)[1] + 2
    green, warm = paint.local("#4f7a6c", 0.35), mix(paint.scheme.accent, "#fff2c8", 0.4)
    slats = [polygon([(560, y), (900, y)], False) for y in range(250, int(foot), 22)]
    steps = [rectangle(1100 + k * 16, foot - 12 - k * 14, 20, 6) for k in range(11)]
    return [
        *_side_windows(paint),
        block(546, 214, 368, foot - 214, paint.deep(steel, 0.3)),
        block(
            560,
            228,
            340,
            foot - 228,
            vertical(228, foot, (0.0, paint.bright(green, 0.14)), (1.0, paint.deep(green, 0.2))),
        ),
        strokes(slats, paint.deep(green, 0.35), 3.0, 0.7),
        *(block(x, 214, 14, foot - 214, mix(paint.local("#d9a53c"), paint.scheme.accent, 0.3)) for x in (546, 900)),
        *doors.iron_door(paint, 990.0, foot, 172.0, steel),
        block(1060, 270, 240, 100, paint.deep(steel, 0.3), radius=3),
        block(1070, 280, 220, 72, vertical(280, 352, (0.0, warm), (1.0, paint.deep(warm, 0.4)))),
        strokes([polygon([(x, 280), (x, 352)], False) for x in (1125, 1180, 1235)], paint.deep(steel, 0.3), 5.0),
        glow(1180.0, 316.0, 200.0, warm, 0.3 if paint.dark else 0.12),
        block(1054, 370, 252, 12, steel),
        fill(joined(steps), steel),
        strokes([polygon([(1100, foot - 60), (1276, foot - 210)], False)], steel, 5.0),
        *f.clock(paint, 730.0, 180.0, 26.0).children,
    ]


def _truss(steel: str, near: float) -> Node:
    low, high = 880.0, 985.0
    bars = [
        polygon([p.at(-1150, low, near), p.at(1150, low, near)], False),
        polygon([p.at(-1150, high, near), p.at(1150, high, near)], False),
    ]
    zigzag = [p.at(-1150 + i * 115, low if i % 2 else high, near) for i in range(21)]
    return strokes([*bars, polygon(zigzag, False)], steel, 13 * near)


def _lamp(paint: Paint, x: float, near: float) -> list[Node]:
    cx, cy = p.at(x, 720, near)
    s = 44 * near
    return [
        straight([(cx, p.at(x, 880, near)[1]), (cx, cy - s)], paint.scheme.shadow, 3.0),
        facet(
            [(cx - s * 0.4, cy - s), (cx + s * 0.4, cy - s), (cx + s, cy), (cx - s, cy)], paint.local("#3f5a58", 0.3)
        ),
        disc(cx, cy, s * 0.8, lamp_light(paint) if paint.dark else "#f6efdc", s * 0.2),
        glow(cx, cy + s, s * (6 if paint.dark else 3), paint.scheme.accent, 0.45),
    ]


def _machines(paint: Paint, steel: str) -> list[p.Plane]:
    green, brass = paint.local("#4f7a6c", 0.35), mix(paint.local("#b98d3f"), paint.scheme.accent, 0.3)
    far: list[Node] = [
        *_boiler(paint, -560.0, 0.6, paint.local("#8a5a44")),
        *_press(paint, 560.0, 0.62, green),
        *_pipes(paint, brass),
    ]
    near: list[Node] = [
        *_belt(paint, -560.0, steel),
        *_press(paint, 640.0, 0.92, green),
        _cog(paint, *p.at(505, 330, 0.92), 62.0, brass, 1.0),
        _cog(paint, *p.at(600, 428, 0.92), 40.0, paint.deep(brass, 0.25), -1.55),
        *_dials(paint, *p.at(715, 300, 0.92)),
    ]
    return [("far machines", 0.82, far), ("machines", 0.9, near)]


def _boiler(paint: Paint, x: float, near: float, colour: str) -> list[Node]:
    cx, foot = p.at(x, 0, near)
    wide, tall = 180 * near, 470 * near
    hoops = [polygon([(cx - wide, foot - tall * k), (cx + wide, foot - tall * k)], False) for k in (0.2, 0.5, 0.8)]
    warm = mix(paint.scheme.accent, "#ff7a3a", 0.4)
    return [
        *p.column(paint, x, 360.0, 470.0, near, colour),
        disc(cx, foot - tall, wide, paint.bright(colour, 0.1), 40 * near),
        strokes(hoops, paint.deep(colour, 0.4), 8 * near),
        block(cx - 46 * near, foot - 170 * near, 92 * near, 80 * near, paint.deep(colour, 0.6), radius=6),
        Group(
            (
                block(cx - 36 * near, foot - 160 * near, 72 * near, 60 * near, warm, radius=5),
                glow(cx, foot - 130 * near, 260 * near, warm, 0.6),
            ),
            opacity=flicker(3.0, 0.7),
        ),
        smoke(paint, cx + 40 * near, foot - tall - 20, 0.9),
    ]


def _press(paint: Paint, x: float, near: float, colour: str) -> list[Node]:
    """A machine with a head that goes up and down."""
    head = Group(
        tuple(p.cuboid(paint, x - 60, 130.0, 90.0, near * 0.94, near * 0.985, paint.deep(colour, 0.3), 250.0)),
        transform=lambda t: shift(0.0, 26 * near * max(0.0, math.sin(t * 2.2 + x))),
    )
    return [
        *p.cuboid(paint, x, 380.0, 150.0, near * 0.86, near, colour),
        *p.cuboid(paint, x + 130, 110.0, 330.0, near * 0.88, near * 0.96, colour, 150.0),
        head,
        *p.cuboid(paint, x, 390.0, 110.0, near * 0.87, near * 0.98, paint.bright(colour, 0.08), 400.0),
        fill(p.front(x, 300.0, 40.0, 60.0, near), paint.deep(colour, 0.35)),
    ]


def _cog(paint: Paint, x: float, y: float, r: float, colour: str, pace: float) -> Group:
    """A cogwheel that turns."""
    teeth = [
        polygon(
            [
                (math.cos(a + d) * r * k, math.sin(a + d) * r * k)
                for d, k in ((-0.14, 0.9), (-0.09, 1.2), (0.09, 1.2), (0.14, 0.9))
            ]
        )
        for a in (math.tau * i / 12 for i in range(12))
    ]
    holes = [
        ellipse(math.cos(a) * r * 0.55, math.sin(a) * r * 0.55, r * 0.17) for a in (math.tau * i / 5 for i in range(5))
    ]
    wheel = (
        fill(joined(teeth), colour),
        disc(0, 0, r, colour),
        disc(0, 0, r * 0.86, paint.bright(colour, 0.16)),
        fill(joined(holes), paint.deep(colour, 0.6)),
        disc(0, 0, r * 0.2, paint.deep(colour, 0.5)),
    )
    return Group((Group(wheel, transform=lambda t: turn(28.0 * pace * t)),), transform=shift(x, y))


def _belt(paint: Paint, x: float, steel: str) -> list[Node]:
    """A conveyor that comes out of the depth with boxes on it."""
    far, near = 0.56, 1.06
    card = paint.local("#b98f5a")
    nodes: list[Node] = [fill(p.level(x - 150, x + 150, 0.0, far, near), paint.scheme.shadow, 0.3)]
    for n in p.receding(far, near, 5):
        nodes += [fill(joined(p.front(x + dx, 20.0, 0.0, 150.0, n) for dx in (-120, 120)), paint.deep(steel, 0.3))]
    nodes += [
        fill(p.side(x + 140, 130, 44.0, far, near), paint.deep(steel, 0.2)),
        fill(p.level(x - 140, x + 140, 174.0, far, near), paint.deep(paint.scheme.shadow, 0.1)),
        fill(p.front(x, 280.0, 130.0, 44.0, near), steel),
    ]

    def along(t: float, k: int) -> Matrix:
        deep = 1 / far - (1 / far - 1 / near) * ((t * 0.09 + k / 5) % 1.0)
        s = 1 / deep
        cx, cy = p.at(x, 174, s)
        return Matrix(s, 0, 0, s, cx, cy)

    for k in range(5):
        box = (
            facet([(75, 0), (75, -110), (104, -126), (104, -22)], paint.deep(card, 0.35)),
            facet([(-75, -110), (75, -110), (104, -126), (-34, -126)], paint.bright(card, 0.25)),
            block(-75, -110, 150, 110, card),
            block(-10, -110, 20, 110, paint.bright(card, 0.2)),
        )
        nodes.append(Group(box, transform=lambda t, k=k: along(t, k)))
    return nodes


def _pipes(paint: Paint, brass: str) -> list[Node]:
    runs = [
        [(330, 90), (330, 250), (560, 250), (560, 60)],
        [(960, 60), (960, 220), (1300, 220), (1300, 420)],
        [(250, 40), (250, 300), (420, 300), (420, 420)],
    ]
    tube = [polygon(points, False) for points in runs]
    return [
        strokes(tube, paint.deep(brass, 0.4), 24.0),
        strokes(tube, brass, 15.0),
        strokes(tube, paint.bright(brass, 0.3), 4.0, 0.6),
    ]


def _dials(paint: Paint, x: float, y: float) -> list[Node]:
    face = paint.local("#f1ead8", 0.2)
    nodes: list[Node] = []
    for k in range(2):
        cx = x + k * 62
        needle = Group(
            (straight([(cx, y), (cx, y - 18)], paint.local("#b5443f"), 3.0),),
            transform=lambda t, cx=cx, k=k: turn(40 * math.sin(t * (0.9 + k) + k), (cx, y)),
        )
        nodes += [disc(cx, y, 27, paint.local("#3b3f45")), disc(cx, y, 22, face), needle]
    return nodes


def _stock(paint: Paint, steel: str) -> list[p.Plane]:
    """High shelves with crates, and a hook on its chain."""
    racks: list[Node] = []
    random = paint.random("stock")
    for near in (0.56, 0.68, 0.84, 1.06):
        for side in (-1.0, 1.0):
            racks += _rack(paint, side * 700.0, near, steel, random.random())
    cx = 800 + 230.0
    hook = smooth([(cx, 210), (cx, 250), (cx + 22, 268), (cx + 20, 298), (cx - 8, 302), (cx - 18, 284)], False)
    chain = (
        straight([(cx, -320), (cx, 190)], paint.scheme.shadow, 6.0),
        disc(cx, 200, 16, mix(paint.local("#d9a53c"), paint.scheme.accent, 0.3)),
        strokes([hook], steel, 10.0),
    )
    crane = Group(chain, transform=lambda t: turn(1.1 * math.sin(t * 0.9), (cx, -320.0)))
    crates = [
        *p.cuboid(paint, -390.0, 150.0, 130.0, 0.88, 0.99, paint.local("#a9793f")),
        *p.cuboid(paint, 410.0, 180.0, 160.0, 0.86, 0.98, paint.local("#8c6a45")),
    ]
    for x, w, h, n in ((-390.0, 150.0, 130.0, 0.99), (410.0, 180.0, 160.0, 0.98)):
        a, b = p.at(x - w / 2, 0, n), p.at(x + w / 2, h, n)
        crates.append(
            strokes([polygon([a, b], False), p.front(x, w, 0.0, h, n)], paint.deep(paint.local("#8c6a45"), 0.4), 6.0)
        )
    return [("racks", 0.84, racks), ("hook", 0.88, [crane]), ("crates", 0.93, crates)]


def _rack(paint: Paint, x: float, near: float, steel: str, pick: float) -> list[Node]:
    nodes: list[Node] = []
    orange = paint.local("#c8743f", 0.3)
    for k in range(4):
        up = 20 + k * 190.0
        for i, dx in enumerate((-110.0, 70.0)):
            tall = 90 + 60 * ((pick * 7 + k * 3 + i * 5) % 1.0)
            tint = paint.local(("#b98f5a", "#8c6a45", "#7a8a8c", "#a9793f")[(k * 2 + i + int(pick * 9)) % 4])
            nodes += p.cuboid(paint, x + dx, 150.0, tall, near * 0.95, near * 0.995, tint, up)
        nodes += p.cuboid(paint, x, 420.0, 14.0, near * 0.94, near, orange, max(1.0, up - 14))
    posts: list[Path] = [p.front(x + dx, 18.0, 0.0, 740.0, near) for dx in (-205, 205)]
    return [
        fill(p.level(x - 210, x + 210, 0.0, near * 0.93, near * 1.02), paint.scheme.shadow, 0.3),
        *nodes,
        fill(joined(posts), steel),
    ]
