"""Houses of prayer: the nave of a church, a temple with red columns, a mosque under its lamps."""

import math

from generation.animatic.art import Group, Node, Path, Point, ellipse, polygon, rectangle, smooth, turn
from generation.animatic.colour import mix
from generation.animatic.motifs import lamps, windows
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
from generation.animatic.motifs.houses import smoke
from generation.animatic.motifs.organ import west_end
from generation.animatic.motifs.paint import Paint
from generation.animatic.stage import Stage

_FAR = 0.4
_GLASS = ("#b5443f", "#3f63a6", "#d9a53c", "#4f8a5a", "#7a4a8a")


def draw(paint: Paint) -> Stage:
    """Variants: nave, temple, mosque."""
    return {"temple": _temple, "mosque": _mosque}.get(paint.variant, _nave)(paint)


def _nave(paint: Paint) -> Stage:
    stone = mix(paint.scheme.wall, paint.local("#b3aaa0", 0.4), 0.6)
    shell = [
        *p.shell(paint, stone, paint.deep(stone, 0.3), 760.0, 1500.0, _FAR),
        *p.ground(paint, mix(paint.scheme.ground, stone, 0.6), _FAR, "slabs", 150.0),
        *(west_end(paint, 800.0, p.at(0, 0, _FAR)[1], stone) if paint.reverse else _apse(paint, stone)),
    ]
    glass: list[Node] = []
    for far, near in ((0.43, 0.5), (0.56, 0.68), (0.8, 1.02)):
        for side in (-1.0, 1.0):
            glass += _stained(paint, side * 758.0, far, near)
    pillars: list[Node] = []
    for near in (0.52, 0.72, 1.08):
        for side in (-1.0, 1.0):
            pillars += p.column(paint, side * 640.0, 76.0, 960.0, near, stone)
            pillars.append(_spring(paint, stone, side * 640.0, near))
    pews: list[Node] = [
        fill(
            p.level(-120, 120, 0.0, _FAR, 4.0),
            vertical(
                540, 1000, (0.0, paint.local("#8a3a40", 0.4)), (1.0, paint.deep(paint.local("#8a3a40", 0.4), 0.4))
            ),
        )
    ]
    for near in p.receding(0.5, 0.94, 6):
        for side in (-1.0, 1.0):
            pews += (_pew_before if paint.reverse else _pew)(paint, side, near)
    beam = p.sunlight(paint, 760.0 * -paint.scheme.light_x, ((0.56, 0.68), (0.8, 1.02)), 520.0)
    dark = [
        polygon([(1500, 1260), (1500, 830), (1560, 800), (2100, 800), (2100, 1260)]),
        polygon([(-500, 800), (60, 800), (110, 830), (110, 1260), (-500, 1260)]),
    ]
    return p.staged(
        paint,
        [("nave", 0.7, shell), ("windows", 0.72, glass), ("pillars", 0.8, pillars), ("pews", 0.9, [*pews, beam])],
        dark,
        (800.0, 190.0),
    )


def _apse(paint: Paint, stone: str) -> list[Node]:
    """The east end: a rose window over the altar, and its candles."""
    x, y, r = 800.0, 176.0, 92.0
    dark = windows.arch(x, 330.0, 380.0, 430.0)
    petals: list[list[Path]] = [[] for _ in _GLASS]
    for k in range(12):
        a = math.tau * k / 12
        petals[k % 4].append(ellipse(x + math.cos(a) * r * 0.66, y + math.sin(a) * r * 0.66, r * 0.17))
    inner = [ellipse(x + math.cos(a) * r * 0.3, y + math.sin(a) * r * 0.3, r * 0.1) for a in (0.5, 1.8, 3.0, 4.3, 5.5)]
    foot = p.at(0, 0, _FAR)[1]
    cloth, gold = paint.local("#efe7d6", 0.2), mix(paint.local("#c79a4a"), paint.scheme.accent, 0.4)
    return [
        fill(dark, vertical(120, foot, (0.0, paint.deep(stone, 0.42)), (1.0, paint.deep(stone, 0.2)))),
        disc(x, y, r * 1.12, paint.bright(stone, 0.14)),
        disc(x, y, r, paint.deep(stone, 0.6)),
        *(fill(joined(paths), _shown(paint, tint)) for paths, tint in zip(petals, _GLASS, strict=True) if paths),
        fill(joined(inner), _shown(paint, _GLASS[2])),
        disc(x, y, r * 0.13, _shown(paint, _GLASS[0])),
        glow(x, y, r * 2.6, paint.outside.horizon, 0.16 if paint.outside.night else 0.4),
        block(x - 140, foot - 12, 280, 14, paint.bright(stone, 0.2)),
        block(x - 84, foot - 64, 168, 54, cloth),
        block(x - 84, foot - 64, 168, 10, gold),
        strokes(
            [
                polygon([(x, foot - 160), (x, foot - 66)], False),
                polygon([(x - 22, foot - 132), (x + 22, foot - 132)], False),
            ],
            gold,
            7.0,
        ),
        *lamps.candle(paint, x - 62, foot - 64, 30.0),
        *lamps.candle(paint, x + 62, foot - 64, 30.0),
        Group((glow(x, foot - 90, 170, paint.scheme.accent, 0.5),), opacity=flicker(2.0)),
    ]


def _shown(paint: Paint, tint: str) -> str:
    """Glass with the sky behind it: deep by night, burning by day."""
    seen = paint.local(tint, 0.2)
    return mix(seen, paint.outside.sky_top, 0.5) if paint.outside.night else mix(seen, paint.outside.horizon, 0.25)


def _stained(paint: Paint, x: float, far: float, near: float) -> list[Node]:
    """A tall window of coloured glass in a side wall."""
    rows = 7
    cells: list[list[Path]] = [[] for _ in _GLASS]
    random = paint.random(f"glass {x:.0f} {near}")
    middle = p.receding(far, near, 3)[1]
    for k in range(rows):
        for a, b in ((far, middle), (middle, near)):
            cells[random.randrange(len(_GLASS))].append(p.side(x, 330 + k * 62, 62.0, a, b))
    head = polygon(
        [p.at(x, 330 + rows * 62, far), p.at(x, 330 + rows * 62 + 130, middle), p.at(x, 330 + rows * 62, near)]
    )
    lead = [p.run(x, 330 + k * 62, far, near) for k in range(rows + 1)]
    lead.append(polygon([p.at(x, 330, middle), p.at(x, 880, middle)], closed=False))
    return [
        fill(p.side(x, 312, rows * 62 + 22, far * 0.97, near * 1.03), paint.deep(paint.scheme.wall, 0.55)),
        *(fill(joined(paths), _shown(paint, tint)) for paths, tint in zip(cells, _GLASS, strict=True) if paths),
        fill(head, _shown(paint, _GLASS[1])),
        strokes(lead, paint.deep(paint.scheme.shadow, 0.3), 3.5 * near, 0.8),
    ]


def _spring(paint: Paint, stone: str, x: float, near: float) -> Node:
    """The rib that springs from a pillar towards the vault."""
    points: list[Point] = [
        p.at(x, 920, near),
        p.at(x * 0.82, 1120, near),
        p.at(x * 0.4, 1270, near),
        p.at(0, 1310, near),
    ]
    return strokes([smooth(points, closed=False)], paint.bright(stone, 0.06), 40 * near)


def _pew(paint: Paint, side: float, near: float) -> list[Node]:
    wood = paint.local("#6d4630")
    x = side * 400.0
    return [
        *p.cuboid(paint, x, 380.0, 96.0, near * 0.93, near * 0.95, paint.deep(wood, 0.2)),
        *p.cuboid(paint, x, 390.0, 175.0, near * 0.985, near, wood),
        fill(p.front(x, 400.0, 168.0, 16.0, near), paint.bright(wood, 0.26)),
        *p.cuboid(paint, side * 203.0, 20.0, 205.0, near * 0.94, near * 1.005, paint.deep(wood, 0.1)),
    ]


def _pew_before(paint: Paint, side: float, near: float) -> list[Node]:
    """A pew from the altar's side: its seat is before its back."""
    wood = paint.local("#6d4630")
    x = side * 400.0
    return [
        *p.cuboid(paint, x, 390.0, 175.0, near * 0.93, near * 0.945, wood),
        fill(p.front(x, 400.0, 168.0, 16.0, near * 0.945), paint.bright(wood, 0.26)),
        *p.cuboid(paint, x, 380.0, 96.0, near * 0.945, near * 0.99, paint.deep(wood, 0.2)),
        *p.cuboid(paint, side * 203.0, 20.0, 205.0, near * 0.93, near, paint.deep(wood, 0.1)),
    ]


def _temple(paint: Paint) -> Stage:
    red, gold = paint.local("#a8402f", 0.3), mix(paint.local("#c79a4a"), paint.scheme.accent, 0.4)
    wood = paint.local("#5a3628")
    wall = mix(paint.scheme.wall, wood, 0.5)
    shell = [
        *p.shell(paint, wall, paint.deep(wood, 0.4), 860.0, 860.0, 0.5),
        *p.ground(paint, mix(paint.scheme.ground, paint.local("#8d6b4c"), 0.6), 0.5, "boards", 120.0),
        *(_open_gate(paint, gold, red) if paint.reverse else _idol(paint, gold, red)),
    ]
    pillars: list[Node] = []
    lanterns: list[Node] = []
    for near in (0.58, 0.76, 1.06):
        pillars += [
            fill(p.front(0.0, 1500.0, 740.0, 46.0, near), paint.deep(red, 0.2)),
            fill(p.front(0.0, 1500.0, 730.0, 12.0, near), gold),
        ]
        for side in (-1.0, 1.0):
            pillars += p.column(paint, side * 620.0, 84.0, 790.0, near, red)
            lanterns += _paper_lamp(paint, side * 470.0, 590.0, near, red)
    incense: list[Node] = [
        *p.cuboid(paint, 420.0, 120.0, 130.0, 0.86, 0.94, gold),
        *(
            straight([p.at(400 + k * 20, 130, 0.9), p.at(398 + k * 22, 210, 0.9)], paint.local("#8a3a30"), 4.0)
            for k in range(3)
        ),
        smoke(paint, p.at(420, 210, 0.9)[0], p.at(420, 210, 0.9)[1], 0.8),
        *(disc(*p.at(x, 14, 0.94), 70, red, 17) for x in (-560.0, -380.0)),
    ]
    dark = [rectangle(-500.0, 840.0, 440.0, 400.0, 30.0), rectangle(1660.0, 840.0, 440.0, 400.0, 30.0)]
    return p.staged(
        paint,
        [("temple", 0.7, shell), ("pillars", 0.8, [*pillars, *lanterns]), ("incense", 0.92, incense)],
        dark,
        (800.0, 330.0),
    )


def _open_gate(paint: Paint, gold: str, red: str) -> list[Node]:
    """The way out: two red leaves that stand open, and the day or the night between them."""
    x, foot = 800.0, p.at(0, 0, 0.5)[1]
    studs = [
        ellipse(x + s * (140 + k * 20), foot - 60 - row * 46, 5) for s in (-1, 1) for k in range(3) for row in range(5)
    ]
    return [
        block(x - 230, foot - 330, 460, 332, paint.deep(red, 0.4)),
        windows.view(paint, x, foot - 140, 236.0, 280.0),
        *(
            fill(
                polygon(
                    [(x + s * 118, foot - 280), (x + s * 206, foot - 292), (x + s * 206, foot + 6), (x + s * 118, foot)]
                ),
                paint.deep(red, 0.06),
            )
            for s in (-1, 1)
        ),
        fill(joined(studs), gold),
        block(x - 250, foot - 338, 500, 40, paint.deep(red, 0.2)),
        block(x - 250, foot - 302, 500, 9, gold),
        block(x - 60, foot - 334, 120, 32, paint.local("#2f4a5a", 0.3), radius=3),
        block(x - 124, foot - 6, 248, 10, paint.deep(red, 0.5)),
        glow(x, foot - 100, 260, paint.outside.horizon, 0.12 if paint.outside.night else 0.3),
    ]


def _idol(paint: Paint, gold: str, red: str) -> list[Node]:
    x, foot = 800.0, p.at(0, 0, 0.5)[1]
    body = smooth(
        [
            (x - 100, foot - 70),
            (x - 120, foot - 100),
            (x - 62, foot - 136),
            (x - 58, foot - 206),
            (x - 22, foot - 226),
            (x + 22, foot - 226),
            (x + 58, foot - 206),
            (x + 62, foot - 136),
            (x + 120, foot - 100),
            (x + 100, foot - 70),
        ],
        tension=0.7,
    )
    return [
        fill(
            windows.arch(x, foot - 200, 360.0, 400.0),
            vertical(200, foot, (0.0, paint.deep(red, 0.5)), (1.0, paint.deep(red, 0.2))),
        ),
        disc(x, foot - 250, 92, mix(gold, paint.scheme.sun, 0.3), opacity=0.5),
        block(x - 190, foot - 70, 380, 72, paint.deep(red, 0.3)),
        block(x - 190, foot - 74, 380, 10, gold),
        fill(body, vertical(foot - 230, foot - 70, (0.0, paint.bright(gold, 0.3)), (1.0, paint.deep(gold, 0.35)))),
        disc(x, foot - 254, 30, gold, 36),
        disc(x, foot - 292, 14, paint.deep(gold, 0.2)),
        *lamps.candle(paint, x - 150, foot - 74, 40.0),
        *lamps.candle(paint, x + 150, foot - 74, 40.0),
        Group((glow(x, foot - 150, 300, paint.scheme.accent, 0.45),), opacity=flicker(4.0)),
    ]


def _paper_lamp(paint: Paint, x: float, up: float, near: float, red: str) -> list[Node]:
    cx, cy = p.at(x, up, near)
    size, shade = 40 * near, mix(red, paint.scheme.accent, 0.55) if paint.dark else paint.bright(red, 0.14)
    swing = [
        straight([(cx, cy - size * 3.2), (cx, cy - size)], paint.scheme.shadow, 2.0),
        disc(cx, cy, size, shade, size * 0.86),
        block(cx - size * 0.5, cy - size * 0.98, size, size * 0.2, paint.scheme.accent),
        block(cx - size * 0.5, cy + size * 0.8, size, size * 0.2, paint.scheme.accent),
        *((glow(cx, cy, size * 4, paint.scheme.accent, 0.5),) if paint.dark else ()),
    ]
    return [Group(tuple(swing), transform=lambda t: turn(1.6 * math.sin(t * 0.9 + x), (cx, cy - size * 3.2)))]


def _mosque(paint: Paint) -> Stage:
    stone = mix(paint.scheme.wall, paint.local("#d8cbb0", 0.3), 0.6)
    blue, gold = paint.local("#3f7f94", 0.35), mix(paint.local("#c79a4a"), paint.scheme.accent, 0.4)
    foot = p.at(0, 0, 0.45)[1]
    shell = [
        *p.shell(paint, stone, paint.deep(blue, 0.3), 1000.0, 1300.0, 0.45),
        fill(p.band(1000.0, 0.0, 260.0, 0.45), blue, 0.6),
        fill(p.band(1000.0, 256.0, 14.0, 0.45), gold),
        *p.ground(paint, paint.local("#8e3d40", 0.4), 0.45, "slabs", 170.0),
        *(_mosque_door(paint, foot, stone, blue) if paint.reverse else _niche(paint, foot, gold, blue)),
    ]
    arcade: list[Node] = []
    for near in (0.55, 0.78, 1.14):
        for side in (-1.0, 1.0):
            arcade += p.column(paint, side * 640.0, 60.0, 560.0, near, stone)
            arcade += _striped_arch(paint, side, near, stone)
    lamps_: list[Node] = []
    for x, near in ((-300.0, 0.6), (300.0, 0.6), (-400.0, 0.9), (400.0, 0.9)):
        lamps_ += _glass_lamp(paint, x, near, gold)
    rug = [
        fill(p.level(-300, 300, 0.0, 0.78, 1.5), paint.local("#7a2f3a", 0.4)),
        strokes([p.level(-270, 270, 0.0, 0.8, 1.46)], gold, 5.0, 0.8),
    ]
    dark = [rectangle(-500.0, 840.0, 440.0, 400.0, 30.0), rectangle(1660.0, 840.0, 440.0, 400.0, 30.0)]
    return p.staged(
        paint, [("hall", 0.7, shell), ("arcade", 0.82, arcade), ("lamps", 0.88, [*rug, *lamps_])], dark, (800.0, 330.0)
    )


def _niche(paint: Paint, foot: float, gold: str, blue: str) -> list[Node]:
    """The niche that shows the way to pray."""
    return [
        fill(_pointed(800.0, foot, 260.0, 330.0), gold),
        fill(_pointed(800.0, foot, 226.0, 306.0), vertical(230, foot, (0.0, paint.deep(blue, 0.45)), (1.0, blue))),
        fill(_pointed(800.0, foot, 110.0, 190.0), paint.deep(blue, 0.6)),
    ]


def _mosque_door(paint: Paint, foot: float, stone: str, blue: str) -> list[Node]:
    """The carved door between two windows of lattice, and shoes on a shelf beside it."""
    wood = paint.local("#6e4a2e", 0.3)
    stars = [
        polygon([(800 + s * 44, y - 20), (800 + s * 44 + 20, y), (800 + s * 44, y + 20), (800 + s * 44 - 20, y)])
        for s in (-1, 1)
        for y in (foot - 40, foot - 92, foot - 144)
    ]
    lattice: list[Path] = []
    holes = [_pointed(x, foot - 96, 84.0, 150.0) for x in (560.0, 1040.0)]
    for x in (560.0, 1040.0):
        for k in range(-9, 10):
            lattice += [polygon([(x + k * 12 - 40, foot - 90), (x + k * 12 + 40, foot - 250)], False)]
            lattice += [polygon([(x + k * 12 + 40, foot - 90), (x + k * 12 - 40, foot - 250)], False)]
    shoes = [ellipse(932 + k * 22, foot - 18 - row * 24, 8, 4) for k in range(5) for row in range(2)]
    return [
        fill(_pointed(800.0, foot, 250.0, 320.0), paint.bright(stone, 0.2)),
        fill(_pointed(800.0, foot, 216.0, 290.0), blue),
        fill(_pointed(800.0, foot, 180.0, 260.0), wood),
        fill(joined(stars), paint.bright(wood, 0.25)),
        strokes(stars, paint.deep(wood, 0.4), 3.0),
        block(798, foot - 250, 4, 250, paint.deep(wood, 0.6)),
        fill(joined(holes), mix(paint.outside.sky_middle, paint.outside.horizon, 0.5)),
        *(Group((strokes(lattice, paint.bright(stone, 0.1), 4.0),), clip=hole) for hole in holes),
        strokes(holes, paint.bright(stone, 0.25), 7.0),
        *(block(920, foot - 14 - row * 24, 118, 5, wood) for row in range(2)),
        fill(joined(shoes), paint.local("#4a4038", 0.3)),
    ]


def _pointed(x: float, foot: float, width: float, height: float) -> Path:
    """An opening whose head comes to a point."""
    w, spring = width / 2, foot - height * 0.55
    return Path(
        (
            ("M", x - w, foot),
            ("L", x - w, spring),
            ("C", x - w, spring - height * 0.25, x - w * 0.3, foot - height * 0.9, x, foot - height),
            ("C", x + w * 0.3, foot - height * 0.9, x + w, spring - height * 0.25, x + w, spring),
            ("L", x + w, foot),
            ("Z",),
        )
    )


def _striped_arch(paint: Paint, side: float, near: float, stone: str) -> list[Node]:
    """A horseshoe of two stones, from the column to the wall."""
    tints = (paint.local("#a8553f", 0.35), paint.bright(stone, 0.12))
    each: tuple[list[Path], list[Path]] = ([], [])
    cx = side * 820.0
    for k in range(14):
        a0, a1 = math.pi * k / 14, math.pi * (k + 1) / 14
        ring = [
            p.at(cx + math.cos(a) * r, 560 + math.sin(a) * r * 1.1, near)
            for a, r in ((a0, 146), (a0, 212), (a1, 212), (a1, 146))
        ]
        each[k % 2].append(polygon(ring))
    return [fill(joined(each[0]), tints[0]), fill(joined(each[1]), tints[1])]


def _glass_lamp(paint: Paint, x: float, near: float, gold: str) -> list[Node]:
    cx, cy = p.at(x, 560, near)
    s = 30 * near
    lamp = [
        straight([(cx, -320), (cx, cy - s)], paint.deep(gold, 0.4), 2.4),
        facet(
            [
                (cx - s * 0.5, cy - s),
                (cx + s * 0.5, cy - s),
                (cx + s, cy + s * 0.2),
                (cx + s * 0.4, cy + s),
                (cx - s * 0.4, cy + s),
                (cx - s, cy + s * 0.2),
            ],
            mix(gold, "#fff2c8", 0.6 if paint.dark else 0.3),
        ),
        glow(cx, cy, s * (7 if paint.dark else 3), paint.scheme.accent, 0.5),
    ]
    return [Group(tuple(lamp), transform=lambda t: turn(0.5 * math.sin(t * 0.8 + x), (cx, -320.0)))]
