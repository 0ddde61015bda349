"""Above and below a house: an attic under its rafters, a cellar of casks."""

import math

from generation.animatic.art import Group, Node, Path, Point, ellipse, polygon, rectangle, smooth, turn
from generation.animatic.colour import mix
from generation.animatic.motifs import chambers, doors, lamps, windows
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
    straight,
    strokes,
    vertical,
)
from generation.animatic.motifs.houses import lamp_light
from generation.animatic.motifs.paint import Paint
from generation.animatic.stage import BOTTOM, LEFT, RIGHT, TOP, Stage

_FAR = 0.6


def draw(paint: Paint) -> Stage:
    """Variants: attic, cellar."""
    return _cellar(paint) if paint.variant == "cellar" else _attic(paint)


def bulb(paint: Paint, x: float, y: float) -> Group:
    """A bare bulb on its cord, that swings a little."""
    lit = paint.dark or paint.setting.interior
    nodes: list[Node] = [
        straight([(x, -320), (x, y - 22)], paint.scheme.shadow, 2.6),
        block(x - 7, y - 26, 14, 18, paint.local("#4b423f"), radius=3),
        disc(x, y + 4, 14, lamp_light(paint) if lit else "#f0ead8", 17),
        glow(x, y + 4, 330 if paint.dark else 130, paint.scheme.accent, 0.6),
    ]
    return Group(tuple(nodes), transform=lambda t: turn(1.4 * math.sin(t * 1.1), (x, -320.0)))


def _attic(paint: Paint) -> Stage:
    wood = mix(paint.scheme.wall, paint.local("#9a7049", 0.35), 0.6)
    dark = paint.deep(wood, 0.35)
    top, foot = p.at(0, 760, _FAR), p.at(0, 0, _FAR)[1]
    gable = [
        (800 - 700 * _FAR, foot),
        (800 - 700 * _FAR, foot - 110 * _FAR),
        top,
        (800 + 700 * _FAR, foot - 110 * _FAR),
        (800 + 700 * _FAR, foot),
    ]
    boards = [polygon([(LEFT, y), (RIGHT, y)], False) for y in range(-60, int(foot), 46)]
    slopes: list[Node] = []
    for side in (-1.0, 1.0):
        slope = polygon(
            [p.at(0, 760, _FAR), p.at(side * 700, 110, _FAR), p.at(side * 700, 110, 4.0), p.at(0, 760, 4.0)]
        )
        knee = p.side(side * 700, 0.0, 110.0, _FAR, 4.0)
        tone = paint.deep(wood, 0.12 if side * paint.scheme.light_x > 0 else 0.26)
        slopes += [
            fill(
                slope,
                across(800 - 900, 800 + 900, (0.0, paint.deep(tone, 0.3)), (0.5, tone), (1.0, paint.deep(tone, 0.3))),
            ),
            fill(knee, paint.deep(tone, 0.25)),
        ]
        seams = [
            polygon(
                [p.at(side * 700 * (1 - k), 110 + 650 * k, _FAR), p.at(side * 700 * (1 - k), 110 + 650 * k, 4.0)], False
            )
            for k in (0.14, 0.28, 0.42, 0.56, 0.7, 0.84)
        ]
        slopes.append(strokes(seams, paint.deep(wood, 0.5), 2.4, 0.4))
    rafters = [
        strokes([polygon([p.at(-700, 110, n), p.at(0, 760, n), p.at(700, 110, n)], False)], dark, 34 * n)
        for n in (0.66, 0.8, 1.02)
    ]
    ties = [fill(p.front(0.0, 560.0, 500.0, 30.0, n), paint.deep(dark, 0.1)) for n in (0.66, 0.8)]
    back = [
        *p.shell(paint, wood, dark, 1600.0, 1600.0, _FAR),
        *slopes,
        fill(
            polygon(gable),
            vertical(top[1], foot, (0.0, paint.deep(wood, 0.1)), (0.6, paint.bright(wood, 0.12)), (1.0, wood)),
        ),
        Group((strokes(boards, paint.deep(wood, 0.5), 2.0, 0.4),), clip=polygon(gable)),
        *p.ground(paint, mix(paint.scheme.ground, wood, 0.6), _FAR, "boards", 110.0),
        *([_chimney(paint, wood, gable)] if paint.reverse else _round_window(paint, 800.0, 330.0, 74.0, dark)),
    ]
    light = Group(
        (
            facet(
                [(750, 290), (850, 290), (1130, 820), (860, 820)],
                vertical(290, 820, (0.0, paint.outside.sun, 0.34), (1.0, paint.outside.sun, 0.02)),
            ),
        ),
        blur=8.0,
        blend="screen",
        opacity=0.0 if paint.reverse else 0.4 if paint.outside.night or paint.wet else 1.0,
    )
    things = (
        [*_hatch(paint, dark), *_boxes(paint)]
        if paint.reverse
        else [*_trunk(paint, -400.0, 0.8), *_boxes(paint), *_dress_form(paint, 1180.0, 664.0)]
    )
    near = [_rocking(paint, 330.0, 744.0), *_trunk(paint, 430.0, 0.98), *_web(paint), bulb(paint, 960.0, 190.0)]
    shapes = [rectangle(-460.0, 860.0, 420.0, 400.0, 10.0), rectangle(1650.0, 900.0, 420.0, 400.0, 10.0)]
    planes: list[p.Plane] = [
        ("gable", 0.72, back),
        ("rafters", 0.78, [*ties, *rafters, light]),
        ("things", 0.86, things),
        ("near", 0.93, near),
    ]
    return p.staged(paint, planes, shapes, (1225.0, 560.0))


def _round_window(paint: Paint, x: float, y: float, r: float, dark: str) -> list[Node]:
    bars = [polygon([(x - r, y), (x + r, y)], False), polygon([(x, y - r), (x, y + r)], False)]
    seen = windows.view(paint, x, y, r * 2, r * 2)
    return [disc(x, y, r + 14, dark), Group((seen,), clip=ellipse(x, y, r)), strokes(bars, dark, 7.0)]


def _chimney(paint: Paint, wood: str, gable: list[Point]) -> Group:
    """The chimney that comes up through the house, and a wardrobe beside it that nobody wanted."""
    brick = mix(paint.local("#9a5f4a", 0.35), wood, 0.3)
    foot = p.at(0, 0, _FAR)[1]
    courses = [polygon([(640, y), (800, y)], False) for y in range(170, int(foot), 24)]
    joints = [
        polygon([(x, 170 + row * 24), (x, 194 + row * 24)], False)
        for row in range(int((foot - 170) / 24))
        for x in range(640 + (row % 2) * 20, 800, 40)
    ]
    shade = across(640, 800, (0.0, paint.bright(brick, 0.1)), (1.0, paint.deep(brick, 0.3)))
    things = (
        block(640, -100, 160, foot + 100, shade),
        strokes([*courses, *joints], paint.deep(brick, 0.4), 2.0, 0.5),
        block(690, 430, 60, 62, paint.deep(paint.local("#4a4a52"), 0.2), radius=3),
        *chambers.wardrobe(paint, 940.0, foot + 8, 130.0, 190.0),
        *f.picture(paint, "nobody knows", 1060.0, foot - 50, 96.0, 76.0),
    )
    return Group(things, clip=polygon(gable))


def _hatch(paint: Paint, dark: str) -> list[Node]:
    """The hatch in the floor, and the head of the ladder that stands in it."""
    left, y, top = p.at(-330, 0, 0.8)[0], p.at(0, 0, 0.8)[1], 470.0
    right = left + 150
    rungs = [polygon([(left + 26, y - k * 46 - 12), (right - 26, y - k * 46 - 12)], False) for k in range(4)]
    rim = polygon([(left - 10, y - 46), (right - 4, y - 46), (right + 6, y + 6), (left - 26, y + 6)])
    warm = mix(paint.scheme.accent, "#fff2c8", 0.4)
    return [
        fill(rim, paint.bright(dark, 0.14)),
        fill(polygon([(left, y - 38), (right - 10, y - 38), (right - 4, y), (left - 12, y)]), paint.deep(warm, 0.35)),
        glow((left + right) / 2, y - 30, 130, warm, 0.45),
        strokes(
            [polygon([(x, y - 4), (x, top)], False) for x in (left + 26, right - 26)], paint.local("#8a6440"), 10.0
        ),
        strokes(rungs, paint.local("#8a6440"), 8.0),
    ]


def _trunk(paint: Paint, x: float, near: float) -> list[Node]:
    leather, brass = paint.local("#8a5238", 0.3), mix(paint.local("#b98d3f"), paint.scheme.accent, 0.3)
    return [
        *p.cuboid(paint, x, 230.0, 96.0, near * 0.88, near, leather),
        *p.cuboid(paint, x, 240.0, 40.0, near * 0.875, near * 1.005, paint.bright(leather, 0.1), 96.0),
        fill(joined(p.front(x + dx, 16.0, 0.0, 136.0, near * 1.006) for dx in (-90, 90)), brass),
        fill(p.front(x, 34.0, 78.0, 32.0, near * 1.008), brass),
    ]


def _boxes(paint: Paint) -> list[Node]:
    card = paint.local("#b98f5a")
    nodes: list[Node] = []
    for x, w, h, near, up in (
        (-600.0, 190.0, 130.0, 0.72, 0.0),
        (-590.0, 140.0, 90.0, 0.72, 130.0),
        (560.0, 200.0, 120.0, 0.72, 0.0),
        (-520.0, 170.0, 120.0, 0.9, 0.0),
    ):
        nodes += p.cuboid(paint, x, w, h, near * 0.9, near, card, up)
        nodes.append(fill(p.front(x, 22.0, up, h, near), paint.bright(card, 0.25)))
    return [*nodes, *f.picture(paint, "portrait", 1060.0, 590.0, 90.0, 110.0)]


def _dress_form(paint: Paint, x: float, foot: float) -> list[Node]:
    cloth, wood = paint.local("#d9c7a6", 0.3), paint.local("#5a4030")
    body = smooth(
        [
            (x - 44, foot - 270),
            (x - 56, foot - 220),
            (x - 32, foot - 160),
            (x - 52, foot - 96),
            (x + 52, foot - 96),
            (x + 32, foot - 160),
            (x + 56, foot - 220),
            (x + 44, foot - 270),
            (x, foot - 286),
        ],
        tension=0.8,
    )
    return [
        disc(x, foot, 44, paint.scheme.shadow, 6, 0.3),
        strokes(
            [
                polygon([(x - 36, foot), (x, foot - 30), (x + 36, foot)], False),
                polygon([(x, foot - 30), (x, foot - 100)], False),
            ],
            wood,
            8.0,
        ),
        fill(body, across(x - 56, x + 56, (0.0, paint.bright(cloth, 0.1)), (1.0, paint.deep(cloth, 0.35)))),
        block(x - 10, foot - 304, 20, 22, wood, radius=6),
    ]


def _rocking(paint: Paint, x: float, foot: float) -> Group:
    """A rocking horse that has not quite come to rest."""
    wood, red = paint.local("#c9a06a", 0.3), paint.local("#a8443c", 0.3)
    body = smooth(
        [
            (x - 70, foot - 110),
            (x - 30, foot - 134),
            (x + 40, foot - 132),
            (x + 66, foot - 190),
            (x + 96, foot - 206),
            (x + 134, foot - 176),
            (x + 124, foot - 160),
            (x + 96, foot - 160),
            (x + 84, foot - 100),
            (x + 30, foot - 84),
            (x - 50, foot - 84),
        ],
        tension=0.8,
    )
    legs = [
        polygon([(x - 44, foot - 90), (x - 76, foot - 24)], False),
        polygon([(x + 54, foot - 94), (x + 84, foot - 24)], False),
    ]
    horse = (
        strokes([smooth([(x - 120, foot - 34), (x, foot - 4), (x + 130, foot - 34)], False)], red, 13.0),
        strokes(legs, wood, 16.0),
        fill(body, vertical(foot - 200, foot - 80, (0.0, paint.bright(wood, 0.14)), (1.0, paint.deep(wood, 0.24)))),
        strokes(
            [
                smooth([(x + 62, foot - 196), (x + 48, foot - 160), (x + 30, foot - 130)], False),
                smooth([(x - 70, foot - 110), (x - 104, foot - 90), (x - 100, foot - 60)], False),
            ],
            paint.local("#5a4030"),
            13.0,
        ),
        block(x - 26, foot - 142, 50, 20, red, radius=8),
        disc(x + 108, foot - 184, 4, paint.scheme.shadow),
    )
    rock = Group(horse, transform=lambda t: turn(3.2 * math.sin(t * 1.7), (x, foot)))
    return Group((disc(x, foot, 110, paint.scheme.shadow, 8, 0.3), rock))


def _web(paint: Paint) -> list[Node]:
    x, y = 300.0, 60.0
    threads = [polygon([(x, y), (x + math.cos(a) * 150, y + math.sin(a) * 150)], False) for a in (0.1, 0.5, 0.9, 1.3)]
    rings = [
        smooth([(x + math.cos(a) * r, y + math.sin(a) * r) for a in (0.1, 0.5, 0.9, 1.3)], False) for r in (50, 90, 130)
    ]
    return [strokes([*threads, *rings], paint.scheme.rim, 1.6, 0.3)]


def _cellar(paint: Paint) -> Stage:
    stone = mix(paint.scheme.wall, paint.local("#8b8278", 0.4), 0.66)
    foot = p.at(0, 0, _FAR)[1]
    courses = [polygon([(LEFT, y), (RIGHT, y)], False) for y in range(int(foot) % 34, int(foot), 34)]
    random = paint.random("stones")
    joints = [
        polygon([(x, y), (x, y + 34)], False)
        for y in range(int(foot) % 34, int(foot), 34)
        for x in (random.uniform(250, 1350) for _ in range(9))
    ]
    vaults: list[Node] = []
    for near in (0.66, 0.86, 1.2):
        hole = [
            p.at(-560, 0, near),
            p.at(-560, 330, near),
            p.at(-400, 560, near),
            p.at(0, 650, near),
            p.at(400, 560, near),
            p.at(560, 330, near),
            p.at(560, 0, near),
        ]
        edge = strokes([smooth(hole, False, 0.9)], paint.bright(stone, 0.1), 26 * near)
        tone = paint.deep(stone, 0.1 + 0.3 * near)
        outer = [(LEFT - 900, BOTTOM), (LEFT - 900, TOP - 400), (RIGHT + 900, TOP - 400), (RIGHT + 900, BOTTOM)]
        ring = polygon([*outer, hole[-1], *reversed(hole[1:-1]), hole[0]])
        vaults += [
            fill(ring, across(100, 1500, (0.0, paint.deep(tone, 0.35)), (0.5, tone), (1.0, paint.deep(tone, 0.35)))),
            edge,
        ]
    back = [
        *p.shell(paint, stone, paint.deep(stone, 0.5), 1000.0, 900.0, _FAR),
        strokes([*courses, *joints], paint.deep(stone, 0.5), 2.0, 0.45),
        *p.ground(paint, mix(paint.scheme.ground, stone, 0.7), _FAR, "slabs", 150.0),
        *(
            doors.plank_door(paint, 1000.0, foot + 2, 250.0, paint.bright(stone, 0.1))
            if paint.reverse
            else (
                *windows.window(paint, 930.0, 230.0, 110.0, 60.0, panes=(3, 1), frame=paint.deep(stone, 0.2)),
                *_stairs(paint, stone),
            )
        ),
    ]
    wine = (
        _bottles_laid_down(paint, 610.0, foot + 6)
        if paint.reverse
        else [
            *_casks(paint, 1190.0, foot + 40),
            *f.shelf(paint, "preserves", 800.0, 420.0, 230.0, 56.0),
            *f.shelf(paint, "more", 800.0, 510.0, 230.0, 56.0),
        ]
    )
    near = [
        *_sacks(paint, 300.0, 748.0),
        *f.barrel(paint, 1330.0, 756.0, 190.0),
        *lamps.candle(paint, 1330.0, 566.0, 50.0),
        bulb(paint, 700.0, 170.0),
    ]
    near.append(Group((glow(1330.0, 520.0, 300, paint.scheme.accent, 0.5),), opacity=flicker(3.0)))
    shapes = [ellipse(-200.0, 1060.0, 230.0), ellipse(1830.0, 1060.0, 220.0)]
    planes: list[p.Plane] = [("wall", 0.74, back), ("casks", 0.8, wine), ("vaults", 0.84, vaults), ("near", 0.93, near)]
    return p.staged(paint, planes, shapes, (1190.0, 520.0))


def _stairs(paint: Paint, stone: str) -> list[Node]:
    steps: list[Path] = []
    risers: list[Path] = []
    for k in range(9):
        x, y = 560 - k * 40, 600 - k * 44
        steps.append(rectangle(x - 30, y, 78, 12))
        risers.append(rectangle(x - 30, y + 12, 78, 640 - y))
    return [fill(joined(risers), paint.deep(stone, 0.42)), fill(joined(steps), paint.bright(stone, 0.24))]


def _bottles_laid_down(paint: Paint, x: float, foot: float) -> list[Node]:
    """A rack of bottles that lie with their corks to the front."""
    wood, glass = paint.local("#6b4a32"), paint.local("#2f4a3c", 0.3)
    spots = [(x - 112 + k * 32 + (row % 2) * 8, foot - 26 - row * 32) for row in range(9) for k in range(8)]
    random = paint.random("bottles")
    full = [spot for spot in spots if random.random() < 0.78]
    return [
        *f.box(paint, x, foot, 280.0, 306.0, wood),
        fill(joined(ellipse(cx, cy, 13) for cx, cy in spots), paint.deep(wood, 0.6)),
        fill(joined(ellipse(cx, cy, 11) for cx, cy in full), glass),
        fill(joined(ellipse(cx - 2, cy - 2, 4.5) for cx, cy in full), paint.local("#c9a878", 0.3)),
    ]


def _casks(paint: Paint, x: float, foot: float) -> list[Node]:
    """Three great casks that lie on top of each other."""
    wood, iron = paint.local("#8a5a36"), paint.local("#3f3a3c")
    nodes: list[Node] = [disc(x, foot, 220, paint.scheme.shadow, 12, 0.35)]
    for cx, cy in ((x - 96, foot - 92), (x + 96, foot - 92), (x, foot - 256)):
        staves = [polygon([(cx + dx, cy - 78), (cx + dx, cy + 78)], False) for dx in (-48, -16, 16, 48)]
        nodes += [
            disc(cx, cy, 94, paint.deep(wood, 0.3)),
            disc(cx, cy, 82, vertical(cy - 82, cy + 82, (0.0, paint.bright(wood, 0.16)), (1.0, paint.deep(wood, 0.2)))),
            strokes(staves, paint.deep(wood, 0.5), 2.0, 0.6),
            strokes([ellipse(cx, cy, 88)], iron, 9.0),
            block(cx - 6, cy + 40, 12, 24, paint.scheme.accent, radius=3),
        ]
    return nodes


def _sacks(paint: Paint, x: float, foot: float) -> list[Node]:
    cloth = paint.local("#c2a574", 0.3)
    nodes: list[Node] = []
    for dx, s in ((-70.0, 1.0), (60.0, 0.86)):
        cx = x + dx
        bag = smooth(
            [
                (cx - 66 * s, foot),
                (cx - 72 * s, foot - 70 * s),
                (cx - 30 * s, foot - 120 * s),
                (cx - 40 * s, foot - 146 * s),
                (cx + 36 * s, foot - 146 * s),
                (cx + 28 * s, foot - 120 * s),
                (cx + 72 * s, foot - 64 * s),
                (cx + 64 * s, foot),
            ],
            tension=0.8,
        )
        nodes += [
            disc(cx, foot, 80 * s, paint.scheme.shadow, 9, 0.3),
            fill(bag, vertical(foot - 146, foot, (0.0, paint.bright(cloth, 0.1)), (1.0, paint.deep(cloth, 0.35)))),
            straight([(cx - 30 * s, foot - 122 * s), (cx + 28 * s, foot - 122 * s)], paint.local("#7a5a3a"), 6.0),
        ]
    return nodes
