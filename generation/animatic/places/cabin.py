"""A cabin below deck: portholes, a bunk, a chart table, and a lantern that swings with the sea."""

import math

from generation.animatic.art import Group, Node, Path, ellipse, polygon, rectangle, shift, smooth, turn
from generation.animatic.colour import mix
from generation.animatic.motifs import doors, opposite
from generation.animatic.motifs import furniture as f
from generation.animatic.motifs import perspective as p
from generation.animatic.motifs.brush import block, disc, fill, glow, joined, line, straight, strokes, vertical
from generation.animatic.motifs.houses import lamp_light
from generation.animatic.motifs.paint import Paint
from generation.animatic.stage import LEFT, RIGHT, Stage

_FAR, _HALF, _HEIGHT = 0.72, 1000.0, 620.0


def draw(paint: Paint) -> Stage:
    """One variant: cabin."""
    wood = mix(paint.scheme.wall, paint.local("#8f5f3a", 0.35), 0.66)
    dark, brass = paint.deep(wood, 0.4), mix(paint.local("#c79a4a"), paint.scheme.accent, 0.4)
    foot, top = p.at(0, 0, _FAR)[1], p.at(0, _HEIGHT, _FAR)[1]
    seams = [smooth([(LEFT, y + 22), (800, y), (RIGHT, y + 22)], False) for y in range(int(top) + 20, int(foot), 44)]
    frames = [
        smooth([(800 + dx * 1.1, -300), (800 + dx * 1.02, 240), (800 + dx, foot)], False)
        for dx in (-560.0, -190.0, 190.0, 560.0)
    ]
    back = [
        *p.shell(paint, wood, dark, _HALF, _HEIGHT, _FAR),
        strokes(seams, paint.deep(wood, 0.5), 2.6, 0.5),
        *p.ground(paint, mix(paint.scheme.ground, wood, 0.6), _FAR, "boards", 90.0),
        *(
            ()
            if paint.reverse
            else (n for x in (440.0, 800.0, 1160.0) for n in _porthole(paint, x, 300.0, 70.0, brass))
        ),
        strokes(frames, dark, 34.0),
        fill(
            joined(p.level(x - 26, x + 26, _HEIGHT, _FAR, 4.0) for x in (-700, -350, 0, 350, 700)),
            paint.deep(dark, 0.3),
        ),
        fill(p.front(0.0, _HALF * 2, _HEIGHT - 44, 44.0, _FAR), dark),
        *(_companionway(paint, foot, wood, brass) if paint.reverse else _chart(paint, 620.0, 330.0)),
    ]
    bunk = (
        _hammock(paint)
        if paint.reverse
        else [*_bunk(paint, wood), *f.shelf(paint, "instruments", 985.0, 420.0, 190.0, 54.0)]
    )
    near = [
        *_table(paint, wood, brass),
        *_chest(paint, -330.0, 0.86, wood, brass),
        *f.barrel(paint, 1490.0, 748.0, 180.0),
        _lantern(paint, 760.0, brass),
    ]
    coil = ellipse(-230.0, 1030.0, 220.0, 130.0)
    planes: list[p.Plane] = [("hull", 0.75, back), ("bunk", 0.85, bunk), ("near", 0.93, near)]
    return p.staged(paint, planes, [coil, rectangle(1650.0, 890.0, 400.0, 400.0, 40.0)], (390.0, 540.0), headroom=600.0)


def _porthole(paint: Paint, x: float, y: float, r: float, brass: str) -> list[Node]:
    """Sky and sea in a ring of brass; the horizon rises and sinks."""
    light = paint.outside
    deep = mix(light.water, light.shadow, 0.3)
    crests = [
        smooth(
            [
                (x - 160 + i * 50, y + 30 + 8 * (i % 2)),
                (x - 136 + i * 50, y + 24),
                (x - 112 + i * 50, y + 30 + 8 * (i % 2)),
            ],
            False,
        )
        for i in range(7)
    ]
    sea = Group(
        (
            block(x - 200, y + 8, 400, 260, vertical(y + 8, y + 120, (0.0, light.water), (1.0, deep))),
            strokes(crests, mix(light.horizon, "#ffffff", 0.4), 3.0, 0.6),
        ),
        transform=lambda t: shift(10 * math.sin(t * 0.5), 15 * math.sin(t * 0.9))
        @ turn(2.4 * math.sin(t * 0.7), (x, y)),
    )
    sky = block(
        x - r,
        y - r,
        2 * r,
        2 * r,
        vertical(y - r, y + r, (0.0, light.sky_top), (0.6, light.sky_middle), (1.0, light.horizon)),
    )
    drops = [
        ellipse(x + math.cos(a) * r * k, y + math.sin(a) * r * k, 3.4)
        for a, k in ((0.3, 0.6), (1.9, 0.4), (2.7, 0.8), (4.0, 0.5), (5.2, 0.7))
    ]
    bolts = [
        ellipse(x + math.cos(a) * (r + 11), y + math.sin(a) * (r + 11), 4) for a in (math.tau * k / 8 for k in range(8))
    ]
    return [
        disc(x, y + 4, r + 26, paint.scheme.shadow, opacity=0.3),
        disc(x, y, r + 22, brass),
        Group((sky, sea, *((fill(joined(drops), "#ffffff", 0.5),) if paint.wet else ())), clip=ellipse(x, y, r)),
        strokes([ellipse(x, y, r)], paint.deep(brass, 0.35), 5.0),
        fill(joined(bolts), paint.deep(brass, 0.4)),
        fill(polygon([(x - 40, y + 10), (x + 6, y - 54), (x + 20, y - 50), (x - 26, y + 18)]), "#ffffff", 0.18),
    ]


def _chart(paint: Paint, x: float, y: float) -> list[Node]:
    paper, ink = paint.local("#e8d7ae", 0.25), paint.local("#7a5a3a")
    coast = smooth(
        [
            (x - 52, y - 20),
            (x - 20, y - 40),
            (x + 10, y - 20),
            (x + 46, y - 34),
            (x + 40, y + 24),
            (x, y + 36),
            (x - 40, y + 20),
        ]
    )
    route = polygon([(x - 40, y + 46), (x - 16, y + 30), (x + 8, y + 44), (x + 46, y + 30)], False)
    return [
        block(x - 70, y - 62, 140, 124, paper, radius=3),
        fill(coast, mix(paper, ink, 0.35)),
        strokes([route], paint.local("#b5443f"), 3.0),
        block(x - 76, y - 68, 152, 10, ink, radius=4),
        block(x - 76, y + 58, 152, 10, ink, radius=4),
    ]


def _companionway(paint: Paint, foot: float, wood: str, brass: str) -> list[Node]:
    """The door to the deck with its brass light, oilskins, and books behind a rail."""
    return [
        *doors.door(paint, 870.0, foot + 3, 340.0, paint.deep(wood, 0.1)),
        disc(870.0, foot - 236, 40, brass),
        disc(870.0, foot - 236, 31, mix(paint.outside.sky_middle, paint.outside.horizon, 0.5)),
        *opposite.hooks(paint, "oilskins", 485.0, 330.0, 150.0),
        *f.shelf(paint, "pilot books", 1150.0, 330.0, 230.0, 66.0, of_books=True),
        straight([(1040, 306), (1260, 306)], brass, 4.0),
        *f.shelf(paint, "tins", 1150.0, 440.0, 230.0, 56.0),
        *f.barrel(paint, 660.0, foot + 10, 130.0),
    ]


def _hammock(paint: Paint) -> list[Node]:
    """A hammock between two hooks, its blanket over the edge."""
    cloth, blanket = paint.local("#e0d3b8", 0.25), paint.local("#4f6f8a", 0.35)
    sack = smooth(
        [(1040, 486), (1110, 570), (1230, 600), (1350, 566), (1420, 480), (1360, 620), (1230, 656), (1100, 624)],
        tension=0.8,
    )
    fold = smooth([(1160, 588), (1290, 590), (1300, 660), (1240, 672), (1170, 654)], tension=0.6)
    cords = [polygon([(1040, 486), (1000, 430)], False), polygon([(1420, 480), (1470, 420)], False)]
    return [
        strokes(cords, paint.local("#b99a66"), 6.0),
        fill(sack, vertical(480, 656, (0.0, paint.bright(cloth, 0.14)), (1.0, paint.deep(cloth, 0.3)))),
        fill(fold, vertical(588, 672, (0.0, blanket), (1.0, paint.deep(blanket, 0.3)))),
        disc(1230, 716, 150, paint.scheme.shadow, 9, 0.2),
    ]


def _bunk(paint: Paint, wood: str) -> list[Node]:
    linen, blanket = paint.local("#efe6d6", 0.2), paint.local("#4f6f8a", 0.35)
    return [
        *p.cuboid(paint, 610.0, 480.0, 120.0, 0.72, 0.84, wood),
        fill(joined(p.front(460 + k * 150, 120.0, 24.0, 70.0, 0.84) for k in range(3)), paint.deep(wood, 0.35)),
        *p.cuboid(paint, 620.0, 460.0, 44.0, 0.73, 0.835, linen, 120.0),
        *p.cuboid(paint, 570.0, 330.0, 50.0, 0.725, 0.84, blanket, 122.0),
        *p.cuboid(paint, 800.0, 90.0, 34.0, 0.74, 0.82, paint.bright(linen, 0.3), 164.0),
        *p.cuboid(paint, 370.0, 20.0, 200.0, 0.72, 0.845, paint.deep(wood, 0.2)),
    ]


def _table(paint: Paint, wood: str, brass: str) -> list[Node]:
    x, y = p.at(-600, 180, 0.96)
    globe = paint.local("#6f97a0", 0.4)
    return [
        *p.cuboid(paint, -600.0, 60.0, 160.0, 0.9, 0.98, paint.deep(wood, 0.3)),
        *p.cuboid(paint, -600.0, 420.0, 20.0, 0.86, 1.02, paint.bright(wood, 0.15), 160.0),
        fill(
            polygon([(x - 110, y + 2), (x + 60, y + 2), (x + 44, y - 22), (x - 94, y - 22)]),
            paint.local("#e8d7ae", 0.25),
        ),
        strokes([smooth([(x - 90, y - 4), (x - 40, y - 14), (x + 20, y - 6)], False)], paint.local("#b5443f"), 2.4),
        strokes([polygon([(x - 6, y - 30), (x - 26, y), (x - 6, y - 30), (x + 14, y)], False)], brass, 4.0),
        disc(
            x + 120,
            y - 42,
            36,
            vertical(y - 78, y - 6, (0.0, paint.bright(globe, 0.25)), (1.0, paint.deep(globe, 0.3))),
        ),
        line([(x + 112, y - 84), (x + 164, y - 46), (x + 128, y - 2)], brass, 4.0),
        block(x + 98, y - 8, 44, 8, brass, radius=3),
        *f.chair(paint, 360.0, 748.0, 230.0, -1.0),
    ]


def _chest(paint: Paint, x: float, near: float, wood: str, brass: str) -> list[Node]:
    straps: list[Path] = [p.front(x + dx, 16.0, 0.0, 110.0, near * 1.004) for dx in (-60, 60)]
    return [
        *p.cuboid(paint, x, 180.0, 80.0, near * 0.9, near, wood),
        *p.cuboid(paint, x, 188.0, 32.0, near * 0.89, near * 1.002, paint.bright(wood, 0.08), 80.0),
        fill(joined(straps), brass),
        fill(p.front(x, 26.0, 64.0, 26.0, near * 1.006), brass),
    ]


def _lantern(paint: Paint, x: float, brass: str) -> Group:
    y = 130.0
    glass = lamp_light(paint) if paint.dark else paint.bright(paint.local("#e6d2a4", 0.3), 0.2)
    lamp = (
        straight([(x, -320), (x, y - 60)], paint.scheme.shadow, 4.0),
        strokes([smooth([(x - 24, y - 30), (x, y - 62), (x + 24, y - 30)], False)], brass, 4.0),
        block(x - 26, y - 32, 52, 12, brass, radius=4),
        block(x - 22, y - 20, 44, 56, glass, radius=8),
        strokes(
            [polygon([(x - 8, y - 20), (x - 8, y + 36)], False), polygon([(x + 8, y - 20), (x + 8, y + 36)], False)],
            brass,
            2.6,
        ),
        block(x - 28, y + 34, 56, 12, brass, radius=4),
        glow(x, y + 8, 420 if paint.dark else 130, paint.scheme.accent, 0.55),
    )
    return Group(lamp, transform=lambda t: turn(4.5 * math.sin(t * 0.9), (x, -120.0)))
