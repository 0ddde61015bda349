"""A courtroom: the judge's bench under a seal, rails, the jury, and scales."""

import math

from generation.animatic.art import Group, Node, polygon, rectangle, smooth, turn
from generation.animatic.colour import mix
from generation.animatic.motifs import audience, doors, windows
from generation.animatic.motifs import furniture as f
from generation.animatic.motifs import perspective as p
from generation.animatic.motifs.brush import block, disc, fill, glow, joined, line, straight, strokes, vertical
from generation.animatic.motifs.houses import lamp_light
from generation.animatic.motifs.paint import Paint
from generation.animatic.stage import Stage

_FAR, _HALF = 0.58, 1000.0


def draw(paint: Paint) -> Stage:
    """One variant: court."""
    wall, wood = mix(paint.scheme.wall, paint.local("#b7a88a", 0.35), 0.6), paint.local("#6e4328")
    gold, foot = mix(paint.local("#c79a4a"), paint.scheme.accent, 0.4), p.at(0, 0, _FAR)[1]
    panels = [rectangle(x, 330, 66, foot - 370, 3) for x in range(260, 1340, 90)]
    back = [
        *p.shell(paint, wall, paint.bright(wall, 0.2), _HALF, 900.0, _FAR),
        fill(
            p.band(_HALF, 0.0, 520.0, _FAR),
            vertical(270, foot, (0.0, paint.bright(wood, 0.1)), (1.0, paint.deep(wood, 0.2))),
        ),
        fill(joined(panels), paint.deep(wood, 0.3), 0.7),
        fill(p.band(_HALF, 512.0, 16.0, _FAR), paint.bright(wood, 0.3)),
        *p.ground(paint, mix(paint.scheme.ground, paint.local("#7c3f46"), 0.4), _FAR, "boards", 120.0),
        *(
            n
            for x in (390.0, 1210.0)
            for n in windows.window(paint, x, 170.0, 120.0, 150.0, arched=True, panes=(2, 2), town=True)
        ),
        *_columns(paint, wall),
    ]
    if paint.reverse:
        door = doors.double_door(paint, 800.0, foot + 4, 300.0, paint.bright(wood, 0.12))
        bench = [*door, disc(800.0, 190.0, 58, paint.deep(wood, 0.2)), f.clock(paint, 800.0, 190.0, 44.0)]
        jury = [node for near in (0.62, 0.68, 0.76) for node in _public(paint, near, wood)]
    else:
        bench = [*_bench(paint, wood, gold), *_flag(paint, 560.0, gold), *_seal(paint, 800.0, 190.0, gold)]
        jury = [node for near in (0.66, 0.74, 0.83) for node in _jury(paint, near, wood)]
    table = [] if paint.reverse else _table(paint, wood, gold)
    near = [*_rail(paint, wood), *table, *_lamps(paint, gold)]
    dark = [
        polygon([(-500, 870), (-60, 870), (-40, 1260), (-500, 1260)]),
        polygon([(1660, 870), (2100, 870), (2100, 1260), (1640, 1260)]),
    ]
    planes: list[p.Plane] = [("room", 0.74, back), ("bench", 0.8, bench), ("jury", 0.86, jury), ("near", 0.94, near)]
    return p.staged(paint, planes, dark, (800.0, 190.0))


def _columns(paint: Paint, wall: str) -> list[Node]:
    return [
        node for x in (-390.0, 390.0) for node in p.column(paint, x, 70.0, 880.0, _FAR * 1.01, paint.bright(wall, 0.2))
    ]


def _bench(paint: Paint, wood: str, gold: str) -> list[Node]:
    """The judge's bench, high over the floor, and the chair behind it."""
    x, foot = 800.0, p.at(0, 0, 0.62)[1]
    return [
        block(x - 46, 300, 92, 150, paint.local("#7c3038", 0.4), radius=20),
        strokes([rectangle(x - 46, 300, 92, 150, 20)], wood, 9.0),
        *p.cuboid(paint, 0.0, 720.0, 40.0, 0.58, 0.68, paint.deep(wood, 0.1)),
        *p.cuboid(paint, 0.0, 540.0, 270.0, 0.58, 0.64, wood, 40.0),
        fill(joined(p.front(dx, 130.0, 80.0, 170.0, 0.64) for dx in (-180.0, 0.0, 180.0)), paint.deep(wood, 0.35)),
        *p.cuboid(paint, 0.0, 580.0, 20.0, 0.575, 0.65, paint.bright(wood, 0.25), 310.0),
        *_gavel(paint, x + 110, p.at(0, 330, 0.63)[1], wood),
        disc(x, foot - 120, 26, gold),
        disc(x, foot - 120, 19, paint.deep(gold, 0.3)),
        *p.cuboid(paint, -400.0, 150.0, 190.0, 0.6, 0.68, wood),
    ]


def _gavel(paint: Paint, x: float, y: float, wood: str) -> list[Node]:
    return [
        block(x - 26, y - 8, 52, 8, paint.deep(wood, 0.3), radius=3),
        straight([(x - 36, y - 30), (x + 16, y - 14)], paint.bright(wood, 0.3), 5.0),
        block(x - 52, y - 46, 26, 30, paint.bright(wood, 0.2), radius=5),
    ]


def _seal(paint: Paint, x: float, y: float, gold: str) -> list[Node]:
    """The scales of justice over the bench; they settle, and sway again."""
    pans = [
        node
        for side in (-1, 1)
        for node in (
            strokes(
                [polygon([(x + side * 52, y - 22), (x + side * 52 + dx, y + 14)], False) for dx in (-18, 18)], gold, 2.0
            ),
            fill(smooth([(x + side * 52 - 22, y + 14), (x + side * 52 + 22, y + 14), (x + side * 52, y + 28)]), gold),
        )
    ]
    beam = (line([(x - 52, y - 22), (x, y - 30), (x + 52, y - 22)], gold, 5.0), *pans)
    return [
        disc(x, y, 96, paint.deep(gold, 0.2)),
        disc(x, y, 88, paint.local("#2f4358", 0.3)),
        block(x - 3, y - 56, 6, 104, gold),
        block(x - 26, y + 46, 52, 9, gold, radius=4),
        disc(x, y - 56, 8, gold),
        Group(beam, transform=lambda t: turn(3.0 * math.sin(t * 0.7), (x, y - 30))),
        glow(x, y, 190, paint.scheme.accent, 0.2),
    ]


def _flag(paint: Paint, x: float, gold: str) -> list[Node]:
    cloth, foot = paint.local("#3f5a8a", 0.35), p.at(0, 0, 0.64)[1]
    hang = smooth([(x, 220), (x + 56, 250), (x + 44, 330), (x + 58, 420), (x + 18, 440), (x + 2, 420)], tension=0.8)
    return [
        straight([(x, 190), (x, foot)], gold, 6.0),
        disc(x, 186, 9, gold),
        fill(hang, vertical(220, 440, (0.0, cloth), (1.0, paint.deep(cloth, 0.35)))),
        strokes(
            [
                smooth([(x + 18, 236), (x + 16, 330), (x + 22, 430)], False),
                smooth([(x + 36, 246), (x + 30, 330), (x + 40, 426)], False),
            ],
            paint.deep(cloth, 0.4),
            3.0,
            0.6,
        ),
    ]


def _jury(paint: Paint, near: float, wood: str) -> list[Node]:
    seats = [
        node
        for k in range(3)
        for node in p.cuboid(
            paint, 640.0 + k * 120, 96.0, 150.0, near * 0.94, near * 0.95, paint.local("#7c3038", 0.4), 130.0
        )
    ]
    return [
        *seats,
        *p.cuboid(paint, 760.0, 400.0, 130.0, near * 0.97, near, wood),
        fill(p.front(760.0, 410.0, 126.0, 14.0, near), paint.bright(wood, 0.25)),
    ]


def _public(paint: Paint, near: float, wood: str) -> list[Node]:
    """A row of the public, on both sides of the way to the door."""
    nodes: list[Node] = []
    for side in (-1.0, 1.0):
        y = p.at(0, 270, near)[1]
        left, right = sorted((p.at(side * 190, 0, near)[0], p.at(side * 950, 0, near)[0]))
        people = audience.row(paint, f"public {near} {side}", y, 58.0 * near, 0.24)
        nodes += [
            Group(tuple(people), clip=rectangle(left + 12, 0.0, right - left - 24, 900.0)),
            *p.cuboid(paint, side * 570.0, 760.0, 130.0, near * 0.985, near, paint.deep(wood, 0.08)),
            fill(p.front(side * 570.0, 770.0, 124.0, 16.0, near), paint.bright(wood, 0.25)),
        ]
    return nodes


def _rail(paint: Paint, wood: str) -> list[Node]:
    """The bar: a rail with turned posts, open in the middle."""
    nodes: list[Node] = []
    for left, right in ((-1100.0, -330.0), (460.0, 1100.0)):
        posts = [p.front(x, 14.0, 0.0, 150.0, 0.88) for x in range(int(left), int(right) + 1, 55)]
        nodes += [
            fill(p.level(left, right, 0.0, 0.86, 0.9), paint.scheme.shadow, 0.3),
            fill(joined(posts), wood),
            fill(p.front((left + right) / 2, right - left + 30, 146.0, 22.0, 0.885), paint.bright(wood, 0.2)),
            fill(p.front((left + right) / 2, right - left + 20, 0.0, 18.0, 0.885), paint.deep(wood, 0.2)),
        ]
    return nodes


def _table(paint: Paint, wood: str, gold: str) -> list[Node]:
    top = p.at(-560, 178, 0.98)
    return [
        *p.cuboid(paint, -560.0, 300.0, 160.0, 0.95, 1.0, paint.deep(wood, 0.1)),
        *p.cuboid(paint, -560.0, 360.0, 18.0, 0.93, 1.02, paint.bright(wood, 0.15), 160.0),
        block(top[0] - 90, top[1] - 30, 80, 30, paint.local("#f1ead8", 0.2), radius=2),
        block(top[0] + 10, top[1] - 16, 70, 16, paint.local("#7c3038", 0.4), radius=2),
        block(top[0] + 16, top[1] - 34, 60, 18, paint.local("#35566b"), radius=2),
        *f.chair(paint, 110.0, 760.0, 240.0, 1.0),
        disc(top[0] + 110, top[1] - 26, 12, gold, 24),
    ]


def _lamps(paint: Paint, gold: str) -> list[Node]:
    nodes: list[Node] = []
    for x in (380.0, 1220.0):
        nodes += [
            straight([(x, -320), (x, 40)], gold, 4.0),
            disc(x, 66, 34, lamp_light(paint) if paint.dark else paint.bright(paint.local("#f0e6cf", 0.2), 0.3)),
            block(x - 22, 30, 44, 9, gold),
            glow(x, 66, 300 if paint.dark else 110, paint.scheme.accent, 0.5),
        ]
    return nodes
