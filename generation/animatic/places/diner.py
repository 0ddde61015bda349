"""Where one eats out: a cafe, a diner with red booths, a restaurant with white cloths."""

import math

from generation.animatic.art import Group, Node, Path, ellipse, polygon, rectangle, shift, smooth, turn
from generation.animatic.colour import mix
from generation.animatic.motifs import doors, lamps, opposite, windows
from generation.animatic.motifs import furniture as f
from generation.animatic.motifs import perspective as p
from generation.animatic.motifs.brush import (
    across,
    block,
    disc,
    facet,
    fill,
    flicker,
    glow,
    joined,
    line,
    straight,
    strokes,
    vertical,
)
from generation.animatic.motifs.houses import lamp_light, smoke
from generation.animatic.motifs.paint import Paint
from generation.animatic.places.diner_opposite import entrance, hatch
from generation.animatic.stage import Stage

_FAR = 0.62


def draw(paint: Paint) -> Stage:
    """Variants: cafe, diner, restaurant."""
    cafe = _cafe_opposite if paint.reverse else _cafe
    planes, detail = {"diner": _diner, "restaurant": _restaurant}.get(paint.variant, cafe)(paint)
    chair = smooth([(1560, 1260), (1540, 960), (1580, 800), (1700, 780), (1800, 800), (1820, 1260)], tension=0.7)
    table = rectangle(-460.0, 870.0, 420.0, 40.0, 18.0) + rectangle(-280.0, 880.0, 60.0, 360.0)
    return p.staged(paint, planes, [chair, table], detail)


Parts = tuple[list[p.Plane], tuple[float, float]]


def street_view(paint: Paint, x: float, y: float, width: float, height: float) -> list[Node]:
    """A wide window to the street, with lights that pass out there."""
    frame = paint.local("#6b4a38")
    lamp = mix(paint.scheme.accent, "#fff2c8", 0.5) if paint.dark else paint.deep(paint.outside.horizon, 0.25)
    cars = [
        Group(
            (
                disc(0, 0, 9 if paint.dark else 46, lamp, 9 if paint.dark else 17),
                *((glow(0, 0, 60, lamp, 0.7),) if paint.dark else ()),
            ),
            transform=lambda t, k=k: shift(
                x - width / 2 - 60 + ((t * (90 + 40 * k) + k * 260) % (width + 120)), y + height / 2 - 18
            ),
        )
        for k in range(2)
    ]
    panes = [
        polygon(
            [(x - width / 2 + width * k / 3, y - height / 2), (x - width / 2 + width * k / 3, y + height / 2)], False
        )
        for k in (1, 2)
    ]
    return [
        block(x - width / 2 - 14, y - height / 2 - 14, width + 28, height + 28, frame),
        windows.view(paint, x, y, width, height, town=True),
        Group(tuple(cars), clip=rectangle(x - width / 2, y - height / 2, width, height)),
        strokes(panes, frame, 8.0),
        block(x - width / 2 - 24, y + height / 2 + 8, width + 48, 16, paint.bright(frame, 0.2), radius=3),
    ]


def _shell(paint: Paint, wall: str, floor: str, kind: str) -> list[Node]:
    return [
        *p.shell(paint, wall, paint.deep(wall, 0.3), 1000.0, 820.0, _FAR),
        *p.ground(paint, floor, _FAR, kind, 110.0),
    ]


def _pendants(paint: Paint, xs: tuple[float, ...], y: float, size: float, colour: str) -> list[Node]:
    nodes: list[Node] = []
    for x in xs:
        lamp = [
            straight([(x, -320), (x, y - size)], paint.scheme.shadow, 2.6),
            facet([(x - size * 0.3, y - size), (x + size * 0.3, y - size), (x + size, y), (x - size, y)], colour),
            disc(x, y + 2, size * 0.5, lamp_light(paint) if paint.dark else "#fff6df", size * 0.22),
            glow(x, y + 8, size * (6 if paint.dark else 2.6), paint.scheme.accent, 0.5),
        ]
        nodes.append(Group(tuple(lamp), transform=lambda t, x=x: turn(0.5 * math.sin(t * 0.8 + x), (x, -320.0))))
    return nodes


def _bricks(paint: Paint) -> list[Node]:
    """Wall and floor of a cafe."""
    brick = mix(paint.scheme.wall, paint.local("#a8705a", 0.35), 0.62)
    random = paint.random("bricks")
    rows = [rectangle(180 + random.randrange(60) * 24, 40 + random.randrange(30) * 17, 20, 11, 2) for _ in range(150)]
    return [
        *_shell(paint, brick, mix(paint.scheme.ground, paint.local("#7d5436"), 0.4), "boards"),
        fill(joined(rows), paint.deep(brick, 0.3), 0.4),
    ]


def _cafe(paint: Paint) -> Parts:
    wood, teal = paint.local("#7d5436"), paint.local("#3f6f70", 0.35)
    back = [
        *_bricks(paint),
        *street_view(paint, 560.0, 330.0, 380.0, 250.0),
        *_menu(paint, 1090.0, 250.0),
        *f.shelf(paint, "cups", 1090.0, 400.0, 300.0, 46.0),
    ]
    counter = [
        *p.cuboid(paint, 480.0, 560.0, 250.0, 0.72, 0.8, teal),
        fill(joined(p.front(260 + k * 110, 92.0, 40.0, 170.0, 0.8) for k in range(5)), paint.deep(teal, 0.24)),
        *p.cuboid(paint, 480.0, 590.0, 18.0, 0.71, 0.81, paint.bright(wood, 0.2), 250.0),
        *_espresso(paint, 1060.0, p.at(0, 268, 0.76)[1]),
        *_cakes(paint, 1230.0, p.at(0, 268, 0.76)[1]),
    ]
    return [("room", 0.75, back), ("counter", 0.84, counter), ("tables", 0.92, _cafe_tables(paint))], (1090.0, 460.0)


def _cafe_tables(paint: Paint) -> list[Node]:
    wood = paint.local("#7d5436")
    return [
        *_round_table(paint, -560.0, 0.82, wood),
        *_round_table(paint, -430.0, 1.0, wood),
        *f.plant(paint, 160.0, 640.0, 210.0),
        *_pendants(paint, (420.0, 760.0, 1130.0), 150.0, 46.0, paint.local("#3f6f70", 0.35)),
    ]


def _cafe_opposite(paint: Paint) -> Parts:
    """The door to the kitchen, a bench under pictures, and what guests read."""
    foot = p.at(0, 0, _FAR)[1] + 6
    back = [
        *_bricks(paint),
        *doors.garden_door(paint, 1010.0, foot, 312.0, paint.local("#3f6f70", 0.35), frosted=True),
        *opposite.bench(paint, 540.0, foot + 8, 330.0, paint.local("#7d5436")),
        *f.picture(paint, "across", 470.0, 330.0, 110.0, 140.0),
        *f.picture(paint, "beside", 620.0, 320.0, 130.0, 96.0),
        *opposite.notice_board(paint, "posters", 1240.0, 340.0, 170.0, 130.0),
        *f.bookcase(paint, "papers", 1235.0, foot + 6, 160.0, 150.0, 2),
    ]
    stand = opposite.umbrellas(paint, 1130.0, foot + 16)
    return [("room", 0.75, back), ("stand", 0.84, stand), ("tables", 0.92, _cafe_tables(paint))], (1010.0, 440.0)


def _menu(paint: Paint, x: float, y: float) -> list[Node]:
    chalk: list[Path] = []
    for k in range(4):
        chalk.append(smooth([(x - 96, y - 28 + k * 24), (x - 60, y - 33 + k * 24), (x - 10, y - 27 + k * 24)], False))
        chalk.append(polygon([(x + 60, y - 30 + k * 24), (x + 92, y - 30 + k * 24)], False))
    chalk.append(smooth([(x - 30, y - 62), (x - 10, y - 54), (x + 26, y - 64)], False))
    return [
        block(x - 132, y - 86, 264, 172, paint.local(f.WOOD), radius=4),
        block(x - 122, y - 76, 244, 152, paint.local("#34403d", 0.3)),
        strokes(chalk, "#f4f1e6", 3.0, 0.8),
    ]


def _espresso(paint: Paint, x: float, y: float) -> list[Node]:
    steel = paint.local("#b9bdc2", 0.25)
    return [
        block(
            x - 76,
            y - 96,
            152,
            96,
            vertical(y - 96, y, (0.0, paint.bright(steel, 0.3)), (1.0, paint.deep(steel, 0.35))),
            radius=10,
        ),
        block(x - 60, y - 42, 120, 36, paint.deep(steel, 0.55), radius=4),
        *(block(x + dx - 7, y - 44, 14, 16, steel) for dx in (-32, 28)),
        *(block(x + dx - 9, y - 20, 18, 14, paint.local("#f1ece2"), radius=3) for dx in (-32, 28)),
        block(x - 70, y - 112, 140, 16, paint.deep(steel, 0.2), radius=4),
        *(disc(x - 40 + k * 26, y - 70, 7, paint.scheme.accent) for k in range(3)),
        smoke(paint, x + 62, y - 100, 0.5),
    ]


def _cakes(paint: Paint, x: float, y: float) -> list[Node]:
    """A glass dome with a cake, and cups."""
    glass = mix(paint.scheme.horizon, "#ffffff", 0.5)
    return [
        block(x - 52, y - 8, 104, 8, paint.local("#efe6d6"), radius=4),
        block(x - 36, y - 44, 72, 36, paint.local("#8a5a44"), radius=6),
        block(x - 36, y - 50, 72, 14, paint.local("#f0d9c8"), radius=6),
        fill(
            smooth([(x - 48, y - 8), (x - 46, y - 62), (x, y - 86), (x + 46, y - 62), (x + 48, y - 8)], tension=0.8),
            glass,
            0.28,
        ),
        disc(x, y - 88, 6, glass),
    ]


def _round_table(paint: Paint, x: float, near: float, wood: str, cloth: str | None = None) -> list[Node]:
    """A small table and two chairs; a candle and plates if it has a cloth."""
    cx, cy = p.at(x, 170, near)
    foot = p.at(x, 0, near)[1]
    wide = 110 * near
    chairs = [
        *f.chair(paint, cx - wide * 1.25, foot - 6, 240 * near, 1.0),
        *f.chair(paint, cx + wide * 1.25, foot - 6, 240 * near, -1.0),
    ]
    if cloth is None:
        return [
            *chairs,
            disc(cx, foot, wide * 0.6, paint.scheme.shadow, 9, 0.3),
            block(cx - 7 * near, cy, 14 * near, foot - cy, paint.local("#3d3a40")),
            disc(cx, foot - 2, wide * 0.4, paint.local("#3d3a40"), 7),
            disc(cx, cy + 6, wide, paint.deep(wood, 0.3), wide * 0.2),
            disc(cx, cy, wide, paint.bright(wood, 0.2), wide * 0.19),
            *_cup(paint, cx - wide * 0.3, cy - 2, near),
            *_cup(paint, cx + wide * 0.35, cy + 4, near),
        ]
    hang = polygon(
        [(cx - wide, cy), (cx + wide, cy), (cx + wide * 1.08, foot - 30 * near), (cx - wide * 1.08, foot - 30 * near)]
    )
    folds = [
        polygon([(cx + wide * k, cy + 12), (cx + wide * k * 1.08, foot - 34 * near)], False)
        for k in (-0.7, -0.3, 0.1, 0.5, 0.8)
    ]
    return [
        *chairs,
        disc(cx, foot, wide * 1.1, paint.scheme.shadow, 12, 0.3),
        fill(
            hang,
            across(cx - wide, cx + wide, (0.0, paint.deep(cloth, 0.3)), (0.5, cloth), (1.0, paint.deep(cloth, 0.2))),
        ),
        strokes(folds, paint.deep(cloth, 0.35), 4 * near, 0.5),
        disc(cx, cy, wide, paint.bright(cloth, 0.3), wide * 0.19),
        *(disc(cx + dx * wide, cy + 2, wide * 0.25, paint.deep(cloth, 0.12), wide * 0.06) for dx in (-0.5, 0.5)),
        *_glass(cx - wide * 0.12, cy, near, paint.local("#a33f4a")),
        *lamps.candle(paint, cx + wide * 0.1, cy, 34 * near),
    ]


def _cup(paint: Paint, x: float, y: float, s: float) -> list[Node]:
    china = paint.local("#f4efe4", 0.15)
    return [
        disc(x, y, 26 * s, paint.deep(china, 0.12), 6 * s),
        block(x - 14 * s, y - 22 * s, 28 * s, 22 * s, china, radius=6 * s),
    ]


def _glass(x: float, y: float, s: float, wine: str) -> list[Node]:
    return [
        straight([(x, y), (x, y - 26 * s)], "#ffffff", 2.4 * s, 0.7),
        disc(x, y - 38 * s, 11 * s, wine, 15 * s, 0.85),
    ]


def _diner(paint: Paint) -> Parts:
    cream, red, steel = paint.local("#efe3cc", 0.25), paint.local("#b53f3f", 0.25), paint.local("#b9bdc2", 0.25)
    wall = mix(paint.scheme.wall, cream, 0.6)
    back = [
        *_shell(paint, wall, mix(paint.scheme.ground, cream, 0.6), "tiles"),
        fill(p.band(1000.0, 0.0, 230.0, _FAR), paint.local("#5f9a96", 0.35)),
        fill(joined(p.band(1000.0, up, 10.0, _FAR) for up in (226.0, 190.0, 160.0)), steel),
        *(
            hatch(paint, red, steel)
            if paint.reverse
            else (*street_view(paint, 800.0, 310.0, 760.0, 210.0), *_neon(paint, 800.0, 150.0))
        ),
    ]
    booths: list[Node] = []
    for near in (0.68, 0.84, 1.03):
        booths += [
            *p.cuboid(paint, -620.0, 240.0, 250.0, near * 0.93, near * 0.97, red),
            fill(p.front(-620.0, 250.0, 244.0, 16.0, near * 0.97), steel),
            *p.cuboid(paint, -620.0, 240.0, 110.0, near * 0.97, near * 1.01, paint.bright(red, 0.1)),
        ]
    counter = [
        *p.cuboid(paint, 700.0, 420.0, 240.0, 0.64, 1.0, steel),
        fill(joined(p.side(489.0, 40 + k * 44, 20.0, 0.64, 1.0) for k in range(4)), paint.bright(steel, 0.4), 0.7),
        *p.cuboid(paint, 690.0, 460.0, 20.0, 0.63, 1.01, red, 240.0),
        *(node for near in (0.68, 0.78, 0.92) for node in _stool(paint, 390.0, near, red, steel)),
        *_espresso(paint, *p.at(640, 260, 0.8)),
        *_cakes(paint, *p.at(720, 260, 0.97)),
    ]
    return [
        ("room", 0.75, back),
        ("booths", 0.86, booths),
        ("counter", 0.92, [*counter, *_pendants(paint, (330.0, 1230.0), 130.0, 44.0, red)]),
    ], (1300.0, 470.0)


def _stool(paint: Paint, x: float, near: float, red: str, steel: str) -> list[Node]:
    cx, cy = p.at(x, 170, near)
    foot = p.at(x, 0, near)[1]
    return [
        disc(cx, foot, 40 * near, paint.scheme.shadow, 7 * near, 0.3),
        block(cx - 7 * near, cy, 14 * near, foot - cy, steel),
        disc(cx, foot - 3, 34 * near, paint.deep(steel, 0.2), 7 * near),
        block(cx - 46 * near, cy, 92 * near, 18 * near, paint.deep(steel, 0.1), radius=6),
        block(cx - 48 * near, cy - 18 * near, 96 * near, 22 * near, red, radius=9 * near),
        disc(cx, cy - 17 * near, 44 * near, paint.bright(red, 0.16), 7 * near),
    ]


def _neon(paint: Paint, x: float, y: float) -> list[Node]:
    pink = mix(paint.scheme.accent, "#ff6f8a", 0.5)
    cup = [
        smooth([(x - 34, y - 20), (x - 26, y + 18), (x + 26, y + 18), (x + 34, y - 20)], False, 0.7),
        polygon([(x - 38, y - 20), (x + 38, y - 20)], False),
    ]
    steam = [smooth([(x + dx, y - 30), (x + dx + 6, y - 42), (x + dx - 4, y - 54)], False) for dx in (-14, 6)]
    tube = (
        strokes([*cup, *steam, ellipse(x, y - 8, 120, 60)], pink, 6.0),
        *((glow(x, y, 260, pink, 0.5),) if paint.dark else ()),
    )
    return [Group(tube, opacity=flicker(3.0, 0.75, 0.6) if paint.dark else 0.8)]


def _restaurant(paint: Paint) -> Parts:
    wall = mix(paint.scheme.wall, paint.local("#7d4a4a", 0.4), 0.6)
    gold, cloth = mix(paint.local("#c79a4a"), paint.scheme.accent, 0.4), paint.local("#f3ece0", 0.15)
    back = [
        *_shell(paint, wall, mix(paint.scheme.ground, paint.local("#6b4632"), 0.5), "boards"),
        fill(p.band(1000.0, 0.0, 220.0, _FAR), paint.local("#54382c")),
        fill(p.band(1000.0, 216.0, 10.0, _FAR), gold),
        *(entrance(paint, gold) if paint.reverse else _two_windows(paint)),
    ]
    tables: list[Node] = []
    for x, near in ((-330.0, 0.7), (330.0, 0.7), (-640.0, 0.82), (640.0, 0.82)):
        tables += _round_table(paint, x, near, wall, cloth)
    near_tables = [*_round_table(paint, -540.0, 1.02, wall, cloth), *_round_table(paint, 560.0, 1.02, wall, cloth)]
    return [
        ("room", 0.75, back),
        ("tables", 0.85, tables),
        ("near tables", 0.94, [*near_tables, *_chandelier(paint, 800.0, 110.0, gold)]),
    ], (1060.0, 500.0)


def _two_windows(paint: Paint) -> list[Node]:
    cloth = paint.local("#8a3a44", 0.4)
    return [
        *(
            node
            for x in (520.0, 1080.0)
            for node in windows.window(paint, x, 320.0, 170.0, 270.0, curtains=cloth, arched=True, town=True)
        ),
        *f.picture(paint, "view", 800.0, 300.0, 150.0, 110.0),
    ]


def _chandelier(paint: Paint, x: float, y: float, gold: str) -> list[Node]:
    arms = [smooth([(x, y + 30), (x + dx * 0.6, y + 46), (x + dx, y + 10)], False) for dx in (-120, -64, 64, 120)]
    return [
        straight([(x, -320), (x, y + 20)], gold, 4.0),
        strokes(arms, gold, 6.0),
        line([(x - 10, y + 20), (x, y + 50), (x + 10, y + 20)], gold, 8.0),
        *(node for dx in (-120, -64, 64, 120) for node in lamps.candle(paint, x + dx, y + 10, 30.0)),
        Group((glow(x, y, 330, paint.scheme.accent, 0.45 if paint.dark else 0.16),), opacity=flicker(1.0, 0.9)),
    ]
