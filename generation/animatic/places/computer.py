"""Rooms of machines that think: racks of servers, a control room, a clean laboratory."""

import math

from generation.animatic.art import Group, Node, Path, Shape, ellipse, polygon, rectangle, shift, smooth
from generation.animatic.colour import mix
from generation.animatic.motifs import perspective as p
from generation.animatic.motifs import windows
from generation.animatic.motifs.brush import block, disc, fill, flicker, glow, joined, line, straight, strokes, vertical
from generation.animatic.motifs.paint import Paint
from generation.animatic.places import computer_opposite
from generation.animatic.stage import Stage

_FAR = 0.46


def draw(paint: Paint) -> Stage:
    """Variants: servers, control, laboratory."""
    return {"control": _control, "laboratory": _laboratory}.get(paint.variant, _servers)(paint)


def _cyan(paint: Paint) -> str:
    return mix(paint.local("#5fd0d8", 0.2), "#dffcff", 0.2)


def _servers(paint: Paint) -> Stage:
    wall, cyan = mix(paint.scheme.wall, paint.local("#54687a", 0.3), 0.75), _cyan(paint)
    shell = [
        *p.shell(paint, wall, paint.deep(wall, 0.5), 620.0, 700.0, _FAR),
        *p.ground(paint, mix(paint.local("#5a6774", 0.3), paint.scheme.ground, 0.2), _FAR, "slabs", 120.0),
        fill(joined(p.level(x - 10, x + 10, 700.0, _FAR, 3.0) for x in (-250.0, 250.0)), cyan, 0.9),
        fill(joined(p.level(side * 330 - 5, side * 330 + 5, 0.0, _FAR, 3.0) for side in (-1, 1)), cyan, 0.7),
        *(computer_opposite.fans(paint, _FAR, cyan) if paint.reverse else _door(paint, cyan)),
        glow(800.0, 420.0, 420.0, cyan, 0.3),
    ]
    racks: list[Node] = []
    rows = p.receding(0.5, 2.6, 11)
    for side in (-1.0, 1.0):
        for k in range(len(rows) - 1):
            racks += _rack(paint, side, rows[k], rows[k + 1] * 0.985, cyan)
    blinking = [_blinks(paint, side, k, cyan) for side in (-1.0, 1.0) for k in range(3)]
    dark = [rectangle(-500.0, 900.0, 420.0, 400.0), rectangle(1680.0, 900.0, 420.0, 400.0)]
    planes: list[p.Plane] = [
        ("room", 0.68, shell),
        ("racks", 0.82, racks),
        ("lights", 0.82, blinking),
        ("desk", 0.92, _desk(paint, cyan)),
    ]
    return p.staged(paint, planes, dark, (1240.0, 470.0))


def _door(paint: Paint, cyan: str) -> list[Node]:
    x, foot = 800.0, p.at(0, 0, _FAR)[1]
    steel = paint.local("#8b979c", 0.3)
    return [
        block(x - 84, foot - 200, 168, 200, paint.deep(steel, 0.4), radius=6),
        block(x - 76, foot - 192, 74, 192, steel),
        block(x + 2, foot - 192, 74, 192, steel),
        block(x - 60, foot - 160, 42, 60, mix(cyan, steel, 0.5), radius=4),
        block(x + 18, foot - 160, 42, 60, mix(cyan, steel, 0.5), radius=4),
        block(x - 40, foot - 216, 80, 8, cyan),
    ]


def _rack(paint: Paint, side: float, far: float, near: float, cyan: str) -> list[Node]:
    metal = paint.local("#3a4450", 0.3)
    x, back = side * 430.0, side * 600.0
    slots = [p.side(x, 40 + k * 62, 46.0, far * 1.02, near * 0.985) for k in range(9)]
    lamps = [
        p.side(x, 58 + k * 62, 10.0, far * (1.03 + 0.012 * (k % 3)), far * (1.05 + 0.012 * (k % 3))) for k in range(9)
    ]
    return [
        fill(p.side(x, 0.0, 620.0, far, near), metal),
        fill(joined(slots), paint.deep(metal, 0.4)),
        fill(joined(lamps), cyan),
        fill(
            p.front((x + back) / 2, 170.0, 0.0, 620.0, near),
            vertical(100, 760, (0.0, paint.bright(metal, 0.1)), (1.0, paint.deep(metal, 0.3))),
        ),
    ]


def _blinks(paint: Paint, side: float, k: int, cyan: str) -> Group:
    """Small lamps of the racks that go on and off."""
    random = paint.random(f"blinks {side} {k}")
    tint = (cyan, "#9af0a8", "#ffcf7a")[k]
    dots: list[Path] = []
    for _ in range(26):
        near = 1 / random.uniform(0.75, 1.95)
        x, y = p.at(side * 430.0, 60 + 62 * random.randrange(9), near)
        dots.append(ellipse(x, y, 4.2 * near))
    return Group(
        (Shape(joined(dots), tint, opacity=lambda t: 0.25 + 0.75 * (math.sin(t * (2.3 + k) + k * 2 + side) > -0.2)),)
    )


def _desk(paint: Paint, cyan: str) -> list[Node]:
    metal = paint.local("#8b979c", 0.3)
    return [
        *p.cuboid(paint, 430.0, 40.0, 180.0, 0.9, 0.96, metal),
        *p.cuboid(paint, 430.0, 260.0, 16.0, 0.88, 0.99, paint.bright(metal, 0.1), 180.0),
        *screen(paint, 1195.0, 474.0, 150.0, 96.0, cyan),
        block(1180, 522, 26, 40, metal),
        block(1150, 558, 90, 8, metal, radius=3),
    ]


def screen(paint: Paint, x: float, y: float, width: float, height: float, tint: str) -> list[Node]:
    """A screen with lines of light, and a cursor that blinks."""
    random = paint.random(f"screen {x:.0f} {y:.0f}")
    left, top = x - width / 2, y - height / 2
    rows = [
        rectangle(
            left + width * 0.08, top + height * (0.14 + 0.13 * k), width * random.uniform(0.25, 0.8), height * 0.05, 1
        )
        for k in range(6)
    ]
    cursor = rectangle(left + width * 0.08, top + height * 0.84, width * 0.07, height * 0.06)
    return [
        block(left - 7, top - 7, width + 14, height + 14, paint.local("#2b3038", 0.2), radius=6),
        block(left, top, width, height, vertical(top, top + height, (0.0, "#10303a"), (1.0, "#0c1f2b")), radius=3),
        fill(joined(rows), tint, 0.85),
        glow(x, y, width * 1.1, tint, 0.3),
        Shape(cursor, "#ffffff", opacity=lambda t: 1.0 if t % 1.0 < 0.5 else 0.0),
    ]


def _control(paint: Paint) -> Stage:
    wall, cyan = mix(paint.scheme.wall, paint.local("#4f5f72", 0.3), 0.72), _cyan(paint)
    shell = [
        *p.shell(paint, wall, paint.deep(wall, 0.5), 1050.0, 760.0, 0.55),
        *p.ground(paint, mix(paint.local("#59646e", 0.3), paint.scheme.ground, 0.3), 0.55, "slabs", 170.0),
        *p.strip_lights(paint, (-520.0, 520.0), 760.0, (0.66, 0.95)),
        *(
            computer_opposite.visitors(paint, cyan)
            if paint.reverse
            else (
                *_world(paint, 800.0, 285.0, 560.0, 240.0, cyan),
                *screen(paint, 385.0, 290.0, 180.0, 150.0, cyan),
                *screen(paint, 1215.0, 290.0, 180.0, 150.0, mix(cyan, "#ffcf7a", 0.7)),
            )
        ),
    ]
    desks: list[Node] = []
    for near, count in ((0.68, 6), (0.86, 4)):
        for k in range(count):
            x = (-1 if k < count / 2 else 1) * (300 + 230 * (k % (count // 2)))
            desks += (computer_opposite.console_behind if paint.reverse else _console)(paint, float(x), near, cyan)
    dark = [
        smooth([(-460, 1260), (-440, 900), (-380, 820), (-200, 820), (-130, 900), (-110, 1260)], tension=0.6),
        smooth([(1700, 1260), (1720, 900), (1780, 820), (1960, 820), (2030, 900), (2050, 1260)], tension=0.6),
    ]
    return p.staged(paint, [("room", 0.75, shell), ("desks", 0.9, desks)], dark, (800.0, 290.0), motes=False)


def _world(paint: Paint, x: float, y: float, width: float, height: float, cyan: str) -> list[Node]:
    """The big screen: a grid, the path of something, and a point that moves along it."""
    left, top = x - width / 2, y - height / 2
    grid = [polygon([(left + width * k / 8, top), (left + width * k / 8, top + height)], False) for k in range(1, 8)]
    grid += [polygon([(left, top + height * k / 4), (left + width, top + height * k / 4)], False) for k in range(1, 4)]
    lands = [
        (0.2, 0.4, 0.12, 0.2),
        (0.27, 0.72, 0.07, 0.2),
        (0.5, 0.36, 0.08, 0.14),
        (0.53, 0.64, 0.08, 0.2),
        (0.72, 0.38, 0.17, 0.2),
        (0.84, 0.76, 0.07, 0.1),
    ]
    shapes = [
        smooth(
            [
                (left + width * (u + w * dx), top + height * (v + h * dy))
                for dx, dy in ((-1, -0.3), (-0.3, -1), (0.7, -0.8), (1, 0.1), (0.3, 0.5), (0.1, 1), (-0.5, 0.5))
            ]
        )
        for u, v, w, h in lands
    ]
    wave = smooth([(left + width * k / 12, y + height * 0.3 * math.sin(k * 0.8)) for k in range(13)], False)

    def move(t: float) -> tuple[float, float]:
        u = (t * 0.05 + 0.3) % 1.0
        return left + width * u, y + height * 0.3 * math.sin(u * 12 * 0.8)

    return [
        block(left - 12, top - 12, width + 24, height + 24, paint.local("#262c36", 0.2), radius=8),
        block(left, top, width, height, vertical(top, top + height, (0.0, "#123a48"), (1.0, "#0d2233"))),
        strokes(grid, cyan, 1.4, 0.3),
        fill(joined(shapes), mix(cyan, "#123a48", 0.55)),
        strokes([wave], mix(paint.scheme.accent, "#ffd08a", 0.4), 3.0, 0.9),
        Group(
            (disc(0, 0, 7, "#fff4d0"), glow(0, 0, 40, paint.scheme.accent, 0.8)), transform=lambda t: shift(*move(t))
        ),
        glow(x, y, width * 0.75, cyan, 0.2),
    ]


def _console(paint: Paint, x: float, near: float, cyan: str) -> list[Node]:
    desk = paint.local("#6b7680", 0.3)
    cx, cy = p.at(x, 190, near)
    s = near
    return [
        *p.cuboid(paint, x, 210.0, 160.0, near * 0.9, near * 0.97, paint.deep(desk, 0.25)),
        *p.cuboid(paint, x, 220.0, 20.0, near * 0.88, near, desk, 160.0),
        block(cx - 70 * s, cy - 96 * s, 140 * s, 84 * s, paint.local("#2b3038", 0.2), radius=5),
        block(cx - 63 * s, cy - 90 * s, 126 * s, 70 * s, mix(cyan, "#10303a", 0.5), radius=3),
        fill(
            joined(rectangle(cx - 50 * s, cy - (80 - k * 16) * s, (90 - 26 * (k % 3)) * s, 5 * s) for k in range(4)),
            cyan,
        ),
        glow(cx, cy - 50 * s, 150 * s, cyan, 0.25),
        block(cx - 9 * s, cy - 14 * s, 18 * s, 14 * s, paint.local("#2b3038", 0.2)),
    ]


def _laboratory(paint: Paint) -> Stage:
    white, cyan = mix(paint.scheme.wall, paint.local("#dfe9ea", 0.2), 0.72), _cyan(paint)
    far = 0.58
    shell = [
        *p.shell(paint, white, paint.bright(white, 0.2), 950.0, 720.0, far),
        fill(p.band(950.0, 0.0, 40.0, far), paint.local("#6f9aa8", 0.3)),
        *p.ground(paint, mix(paint.scheme.ground, white, 0.7), far, "slabs", 150.0),
        *p.strip_lights(paint, (-360.0, 360.0), 720.0, (0.66, 0.95), 90.0),
        *(
            computer_opposite.way_in(paint, far, cyan)
            if paint.reverse
            else (
                *windows.window(paint, 560.0, 320.0, 260.0, 170.0, panes=(3, 1), town=True),
                *_formulas(paint, 1010.0, 310.0),
            )
        ),
    ]
    bench = [
        *p.cuboid(paint, 580.0, 420.0, 170.0, 0.7, 0.94, white),
        *p.cuboid(paint, 575.0, 450.0, 18.0, 0.69, 0.95, paint.local("#4a5a64", 0.3), 170.0),
        *p.cuboid(paint, -620.0, 380.0, 170.0, 0.7, 0.94, white),
        *p.cuboid(paint, -615.0, 410.0, 18.0, 0.69, 0.95, paint.local("#4a5a64", 0.3), 170.0),
    ]
    bench += _glassware(paint, *p.at(470, 188, 0.88))
    bench += screen(paint, p.at(690, 188, 0.86)[0], p.at(690, 188, 0.86)[1] - 96, 150.0, 96.0, cyan)
    bench += [block(p.at(690, 0, 0.86)[0] - 12, p.at(690, 188, 0.86)[1] - 44, 24, 44, paint.local("#3a4450"))]
    bench += _microscope(paint, *p.at(-560, 188, 0.88))
    bench += _centrifuge(paint, *p.at(-720, 188, 0.86))
    dark = [
        rectangle(-440.0, 880.0, 380.0, 380.0, 16.0),
        smooth(
            [(1660, 1260), (1640, 980), (1690, 900), (1690, 830), (1750, 830), (1750, 900), (1800, 980), (1780, 1260)],
            tension=0.6,
        ),
    ]
    return p.staged(paint, [("room", 0.75, shell), ("benches", 0.9, bench)], dark, (1225.0, 500.0), motes=False)


def _formulas(paint: Paint, x: float, y: float) -> list[Node]:
    ink = paint.local("#3f6f9a", 0.3)
    marks = [
        smooth(
            [(x - 90 + k * 8, y - 50 + k * 30), (x - 50, y - 60 + k * 30), (x - 10 + k * 12, y - 48 + k * 30)], False
        )
        for k in range(3)
    ]
    ring = [(x + 60 + 30 * math.cos(a), y - 10 + 30 * math.sin(a)) for a in (math.tau * k / 6 for k in range(6))]
    marks += [polygon(ring), polygon([ring[0], (x + 110, y - 10)], False), polygon([ring[4], (x + 30, y - 56)], False)]
    return [
        block(x - 140, y - 90, 280, 170, paint.local("#a9b4ba", 0.2), radius=4),
        block(x - 132, y - 82, 264, 154, "#f6f8f6"),
        strokes(marks, ink, 4.0),
    ]


def _glassware(paint: Paint, x: float, y: float) -> list[Node]:
    glass = mix(paint.scheme.horizon, "#ffffff", 0.5)
    tints = [paint.local(c, 0.2) for c in ("#5fb08a", "#5c8fc4", "#d97f9a")]
    nodes: list[Node] = []
    for k, (dx, wide, tall) in enumerate(((-60.0, 30.0, 70.0), (0.0, 22.0, 96.0), (56.0, 40.0, 54.0))):
        cone = polygon(
            [(x + dx - wide * 0.3, y - tall), (x + dx + wide * 0.3, y - tall), (x + dx + wide, y), (x + dx - wide, y)]
        )
        liquid = polygon(
            [
                (x + dx - wide * 0.65, y - tall * 0.5),
                (x + dx + wide * 0.65, y - tall * 0.5),
                (x + dx + wide, y),
                (x + dx - wide, y),
            ]
        )
        nodes += [fill(cone, glass, 0.5), fill(liquid, tints[k]), glow(x + dx, y - tall * 0.3, 60, tints[k], 0.4)]
    bubble = Group(
        (disc(0, 0, 5, tints[1]),),
        transform=lambda t: shift(x + 4 * math.sin(t * 5), y - 30 - 70 * (t * 0.6 % 1.0)),
        opacity=lambda t: 1 - t * 0.6 % 1.0,
    )
    return [*nodes, bubble]


def _microscope(paint: Paint, x: float, y: float) -> list[Node]:
    white, iron = paint.local("#eef0ee", 0.15), paint.local("#3a4450", 0.3)
    return [
        block(x - 44, y - 12, 88, 12, iron, radius=5),
        line([(x + 26, y - 10), (x + 38, y - 66), (x + 6, y - 112)], white, 13.0),
        block(x - 36, y - 48, 60, 8, iron),
        straight([(x - 8, y - 58), (x + 12, y - 128)], white, 19.0),
        straight([(x + 12, y - 128), (x + 18, y - 146)], iron, 13.0),
    ]


def _centrifuge(paint: Paint, x: float, y: float) -> list[Node]:
    white = paint.local("#eef0ee", 0.15)
    return [
        block(x - 60, y - 74, 120, 74, vertical(y - 74, y, (0.0, white), (1.0, paint.deep(white, 0.3))), radius=14),
        disc(x, y - 74, 52, paint.deep(white, 0.2), 13),
        block(x - 40, y - 40, 50, 20, "#173038", radius=4),
        Group(
            (disc(x + 34, y - 30, 6, "#9af0a8"), glow(x + 34, y - 30, 40, "#9af0a8", 0.5)),
            opacity=flicker(2.0, 0.3, 0.3),
        ),
    ]
