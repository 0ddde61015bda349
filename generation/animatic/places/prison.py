"""Where the law keeps people: a block of cells, and a police station."""

import math

from generation.animatic.art import Group, Node, Path, polygon, rectangle, scale, shift, smooth, turn
from generation.animatic.colour import mix
from generation.animatic.motifs import chambers, doors, lamps, opposite, windows
from generation.animatic.motifs import furniture as f
from generation.animatic.motifs import perspective as p
from generation.animatic.motifs.brush import block, disc, fill, flicker, glow, joined, straight, strokes, vertical
from generation.animatic.motifs.houses import smoke
from generation.animatic.motifs.paint import Paint
from generation.animatic.stage import Stage


def draw(paint: Paint) -> Stage:
    """Variants: cells, police."""
    return _police(paint) if paint.variant == "police" else _cells(paint)


def _cells(paint: Paint) -> Stage:
    far, half = 0.36, 620.0
    wall, iron = mix(paint.scheme.wall, paint.local("#8b948f", 0.35), 0.7), paint.local("#3b4048", 0.3)
    shell = [
        *p.shell(paint, wall, paint.deep(wall, 0.4), half, 1180.0, far),
        *p.ground(paint, mix(paint.scheme.ground, paint.local("#8a8f8f"), 0.75), far, "slabs", 150.0),
        fill(
            joined(p.level(s * 300 - 12, s * 300 + 12, 0.0, far, 4.0) for s in (-1, 1)),
            mix(paint.local("#d9b43c", 0.2), paint.scheme.accent, 0.2),
            0.8,
        ),
        *(
            _guards(paint, far, wall)
            if paint.reverse
            else (
                *windows.window(paint, 800.0, 200.0, 150.0, 120.0, panes=(5, 1), frame=paint.deep(wall, 0.4)),
                *_gate(paint, far, iron),
            )
        ),
        *p.strip_lights(paint, (0.0,), 1180.0, (0.42, 0.56, 0.8), 70.0),
    ]
    blocks: list[Node] = []
    for up in (0.0, 560.0):
        for far_, near in ((0.4, 0.47), (0.5, 0.62), (0.67, 0.9), (1.0, 1.7)):
            for side in (-1.0, 1.0):
                blocks += _cell(paint, side * half, up, far_, near, iron)
    for side in (-1.0, 1.0):
        blocks += _gallery(paint, side, half, far, iron)
    dark = [rectangle(x, -300.0, 30.0, 1560.0) for x in (-230.0, -120.0, 1690.0, 1800.0)]
    planes: list[p.Plane] = [
        ("block", 0.66, shell),
        ("cells", 0.76, blocks),
        ("near", 0.92, [*_bucket(paint, 1140.0, 742.0), *_lamp(paint)]),
    ]
    return p.staged(paint, planes, dark, (1180.0, 470.0), motes=False)


def _guards(paint: Paint, far: float, wall: str) -> list[Node]:
    """The other end of the block: the iron door out, and the lit window that guards look down from."""
    foot, steel = p.at(0, 0, far)[1], paint.local("#6f7a80", 0.3)
    warm = mix(paint.scheme.accent, "#fff2c8", 0.5)
    return [
        *doors.iron_door(paint, 800.0, foot, 196.0, steel),
        block(690, 176, 220, 92, paint.deep(wall, 0.5), radius=3),
        block(698, 184, 204, 76, vertical(184, 260, (0.0, warm), (1.0, paint.deep(warm, 0.35)))),
        strokes([polygon([(x, 184), (x, 260)], False) for x in (766, 834)], paint.deep(wall, 0.5), 5.0),
        fill(smooth([(712, 260), (716, 234), (730, 224), (744, 234), (748, 260)]), paint.deep(warm, 0.6)),
        disc(730, 216, 10, paint.deep(warm, 0.6)),
        glow(800.0, 220.0, 220.0, warm, 0.3),
    ]


def _gate(paint: Paint, far: float, iron: str) -> list[Node]:
    foot = p.at(0, 0, far)[1]
    bars = [polygon([(800 + dx, foot - 168), (800 + dx, foot)], False) for dx in range(-80, 81, 20)]
    bars += [polygon([(716, foot - dy), (884, foot - dy)], False) for dy in (4, 84, 168)]
    return [block(714, foot - 172, 172, 172, paint.deep(iron, 0.4)), strokes(bars, paint.bright(iron, 0.2), 5.0)]


def _cell(paint: Paint, x: float, up: float, far: float, near: float, iron: str) -> list[Node]:
    """The barred front of a cell in a side wall, with the dark behind it."""
    bars = [polygon([p.at(x, up + 16, n), p.at(x, up + 470, n)], False) for n in p.receding(far, near, 10)]
    bars += [p.run(x, up + dy, far, near) for dy in (16.0, 240.0, 470.0)]
    return [
        fill(p.side(x, up + 10, 470.0, far, near), paint.deep(paint.scheme.shadow, 0.1)),
        fill(p.side(x, up + 330, 90.0, far * 1.08, far * 1.18), mix(paint.outside.sky_middle, iron, 0.3)),
        strokes(bars, paint.bright(iron, 0.16), 7 * near),
    ]


def _gallery(paint: Paint, side: float, half: float, far: float, iron: str) -> list[Node]:
    """The walkway before the upper cells."""
    inner, outer = side * (half - 130), side * half
    rails = [p.run(inner, up, far, 3.0) for up in (600.0, 650.0, 700.0)]
    rails += [polygon([p.at(inner, 540, n), p.at(inner, 700, n)], False) for n in p.receding(far, 2.0, 12)]
    return [
        fill(p.level(min(inner, outer), max(inner, outer), 520.0, far, 4.0), paint.deep(iron, 0.3)),
        fill(p.side(inner, 520.0, 30.0, far, 4.0), iron),
        strokes(rails, iron, 6.0),
    ]


def _bucket(paint: Paint, x: float, foot: float) -> list[Node]:
    tin, wood = paint.local("#8b979c", 0.3), paint.local("#8a6a48")
    return [
        disc(x, foot, 44, paint.scheme.shadow, 7, 0.3),
        straight([(x + 10, foot - 40), (x + 60, foot - 300)], wood, 9.0),
        fill(
            polygon([(x - 40, foot - 70), (x + 40, foot - 70), (x + 30, foot), (x - 30, foot)]),
            vertical(foot - 70, foot, (0.0, paint.bright(tin, 0.2)), (1.0, paint.deep(tin, 0.3))),
        ),
        disc(x, foot - 70, 40, paint.deep(tin, 0.4), 8),
    ]


def _lamp(paint: Paint) -> list[Node]:
    x, y = 800.0, 40.0
    lamp = (
        straight([(x, -320), (x, y)], paint.scheme.shadow, 4.0),
        fill(
            smooth([(x - 54, y + 10), (x - 30, y - 24), (x + 30, y - 24), (x + 54, y + 10)]),
            paint.local("#4f6a60", 0.3),
        ),
        disc(x, y + 8, 20, "#fff2cc", 12),
        glow(x, y + 20, 420, "#fff2cc", 0.4),
    )
    return [
        Group(
            (Group(lamp, transform=lambda t: turn(1.6 * math.sin(t * 1.2), (x, -320.0))),),
            opacity=flicker(2.0, 0.9, 0.6),
        )
    ]


def _police(paint: Paint) -> Stage:
    far = 0.64
    wall, wood = mix(paint.scheme.wall, paint.local("#9aa8b0", 0.3), 0.6), paint.local("#7a5a40")
    back = [
        *p.shell(paint, wall, paint.bright(wall, 0.1), 1000.0, 740.0, far),
        fill(p.band(1000.0, 0.0, 220.0, far), paint.local("#3f5a78", 0.35)),
        fill(p.band(1000.0, 216.0, 10.0, far), paint.bright(wall, 0.3)),
        *p.ground(paint, mix(paint.scheme.ground, wall, 0.6), far, "tiles", 110.0),
        *(_public_side(paint, far, wood) if paint.reverse else _watched_side(paint, far)),
    ]
    cabinets = [
        node
        for k in range(3)
        for node in f.box(paint, 1080.0 + k * 74, 644.0, 68.0, 200.0, paint.local("#7d8a8c", 0.3))
    ]
    cabinets += [
        block(1056 + k * 74, 460 + d * 46, 48, 34, paint.deep(paint.local("#7d8a8c", 0.3), 0.2), radius=3)
        for k in range(3)
        for d in range(4)
    ]
    if paint.reverse:
        cabinets = []
    desk = [
        *p.cuboid(paint, 560.0, 400.0, 160.0, 0.84, 0.97, wood),
        *p.cuboid(paint, 560.0, 430.0, 18.0, 0.83, 0.98, paint.bright(wood, 0.14), 160.0),
        *_typewriter(paint, *p.at(500, 178, 0.92)),
        *lamps.table_lamp(paint, *p.at(700, 178, 0.9)),
        *((glow(*p.at(700, 240, 0.9), 240.0, paint.scheme.accent, 0.6),) if paint.dark else ()),
        *_mug(paint, *p.at(400, 178, 0.95)),
        *f.chair(paint, 360.0, 748.0, 240.0, 1.0),
        _fan(paint, 800.0, 70.0),
    ]
    dark = [
        rectangle(-460.0, 870.0, 420.0, 400.0, 12.0),
        smooth([(1680, 1260), (1670, 920), (1720, 860), (1880, 860), (1930, 920), (1920, 1260)], tension=0.6),
    ]
    return p.staged(
        paint, [("room", 0.75, back), ("files", 0.84, cabinets), ("desk", 0.93, desk)], dark, (930.0, 310.0)
    )


def _watched_side(paint: Paint, far: float) -> list[Node]:
    """A window with its blind, the board of a case, and a cell."""
    return [
        *windows.window(paint, 620.0, 310.0, 210.0, 190.0, panes=(2, 1), town=True),
        strokes(
            [polygon([(515, 222 + i * 13), (725, 222 + i * 13)], False) for i in range(8)],
            paint.local("#e8e0d0"),
            4.0,
            0.8,
        ),
        *_wanted(paint, 930.0, 310.0),
        *_crest(paint, 1210.0, 270.0),
        *_cage(paint, 300.0, p.at(0, 0, far)[1]),
    ]


def _public_side(paint: Paint, far: float, wood: str) -> list[Node]:
    """Where people come in, wait on a bench, and read what is wanted of them."""
    foot = p.at(0, 0, far)[1] + 5
    return [
        *doors.double_door(paint, 560.0, foot, 320.0, wood, glazed=True),
        *opposite.bench(paint, 1000.0, foot + 8, 290.0, paint.deep(wood, 0.1)),
        *opposite.notice_board(paint, "notices", 1000.0, 320.0, 250.0, 150.0),
        *chambers.coat_stand(paint, 330.0, foot + 14, 290.0),
        *f.plant(paint, 1210.0, foot + 10, 170.0),
        *f.clock(paint, 770.0, 250.0, 27.0).children,
    ]


def _wanted(paint: Paint, x: float, y: float) -> list[Node]:
    """A board with notices and a thread between them."""
    cork, paper = paint.local("#b98f5a", 0.3), paint.local("#f1ead8", 0.2)
    spots = [(x - 84, y - 50), (x - 8, y - 62), (x + 62, y - 40), (x - 60, y + 30), (x + 30, y + 26)]
    pages = [rectangle(px - 26, py - 22, 52, 56, 2) for px, py in spots]
    faces: list[Path] = [rectangle(px - 14, py - 14, 28, 26, 12) for px, py in spots[:4]]
    return [
        block(x - 136, y - 106, 272, 196, paint.local("#5a3f30"), radius=4),
        block(x - 126, y - 96, 252, 176, cork),
        fill(joined(pages), paper),
        fill(joined(faces), paint.deep(paper, 0.45)),
        strokes([polygon([spots[0], spots[1], spots[4], spots[3], spots[2]], False)], paint.local("#b5443f"), 2.4),
    ]


def _crest(paint: Paint, x: float, y: float) -> list[Node]:
    blue, gold = paint.local("#2f4f7a", 0.3), mix(paint.local("#c79a4a"), paint.scheme.accent, 0.4)
    shield = smooth(
        [(x - 52, y - 56), (x, y - 68), (x + 52, y - 56), (x + 46, y + 20), (x, y + 66), (x - 46, y + 20)], tension=0.4
    )
    star = [
        (
            x + (30 if k % 2 == 0 else 13) * math.sin(k * math.pi / 5),
            y - 6 - (30 if k % 2 == 0 else 13) * math.cos(k * math.pi / 5),
        )
        for k in range(10)
    ]
    return [
        fill(shield, gold),
        fill(
            smooth(
                [
                    (x + (px - x) * 0.84, y + (py - y) * 0.84)
                    for px, py in (
                        (x - 52, y - 56),
                        (x, y - 68),
                        (x + 52, y - 56),
                        (x + 46, y + 20),
                        (x, y + 66),
                        (x - 46, y + 20),
                    )
                ],
                tension=0.4,
            ),
            blue,
        ),
        fill(polygon(star), gold),
    ]


def _cage(paint: Paint, x: float, foot: float) -> list[Node]:
    iron = paint.local("#3b4048", 0.3)
    bars = [polygon([(x - 130 + k * 26, foot - 360), (x - 130 + k * 26, foot)], False) for k in range(11)]
    return [
        block(x - 140, foot - 366, 280, 366, paint.deep(paint.scheme.shadow, 0.1)),
        block(x - 110, foot - 70, 160, 16, paint.local("#6b5444")),
        strokes(
            [
                *bars,
                polygon([(x - 140, foot - 180), (x + 140, foot - 180)], False),
                rectangle(x - 140, foot - 366, 280, 364),
            ],
            paint.bright(iron, 0.16),
            6.0,
        ),
    ]


def _typewriter(paint: Paint, x: float, y: float) -> list[Node]:
    black = paint.local("#2f343a", 0.25)
    return [
        block(x - 30, y - 92, 60, 50, paint.local("#f4efe4", 0.1)),
        fill(polygon([(x - 50, y - 50), (x + 50, y - 50), (x + 66, y), (x - 66, y)]), black),
        block(x - 64, y - 60, 128, 16, paint.bright(black, 0.2), radius=7),
        fill(
            joined(rectangle(x - 44 + k * 16, y - 26 + r * 11, 10, 6, 3) for k in range(6) for r in range(2)),
            paint.bright(black, 0.5),
        ),
    ]


def _mug(paint: Paint, x: float, y: float) -> list[Node]:
    return [block(x - 14, y - 32, 28, 32, paint.local("#c9564d", 0.3), radius=5), smoke(paint, x, y - 34, 0.32)]


def _fan(paint: Paint, x: float, y: float) -> Group:
    """A fan under the ceiling: its blades, seen from the side, grow long and short."""
    wood = paint.local("#5a4030")
    blades = [
        Group(
            (block(0, -5, 150, 9, wood, radius=4),),
            transform=lambda t, k=k: shift(x, y + 5 * math.sin(t * 2.2 + k * math.tau / 4))
            @ scale(math.cos(t * 2.2 + k * math.tau / 4), 1.0),
        )
        for k in range(4)
    ]
    return Group((straight([(x, -320), (x, y)], wood, 7.0), *blades, disc(x, y + 4, 17, paint.scheme.accent, 12)))
