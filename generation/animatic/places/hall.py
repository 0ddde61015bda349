"""Halls and other rooms of stone: throne hall, tower, cell, and the stage of a theatre."""

from collections.abc import Callable

from generation.animatic.art import Group, Node, Path, polygon, rectangle, smooth
from generation.animatic.colour import mix
from generation.animatic.motifs import furniture as f
from generation.animatic.motifs import lamps, windows
from generation.animatic.motifs import rooms as r
from generation.animatic.motifs.brush import (
    across,
    block,
    disc,
    facet,
    fill,
    flicker,
    glow,
    joined,
    strokes,
    vertical,
)
from generation.animatic.motifs.carpets import carpet
from generation.animatic.motifs.opposite import light_from_behind
from generation.animatic.motifs.paint import Paint
from generation.animatic.places import hall_opposite
from generation.animatic.stage import BOTTOM, LEFT, RIGHT, TOP, Stage


def _hall(paint: Paint) -> r.Parts:
    """The throne under its windows; across from it the gate, under a gallery."""
    stone = mix(paint.scheme.wall, paint.local("#8b8794", 0.45), 0.55)
    cloth = paint.local("#9a3a40", 0.55)
    wall_nodes = [
        r.wall(paint, stone),
        *r.masonry(paint, "stones", stone),
        *r.floor(paint, mix(paint.scheme.ground, stone, 0.55), "tiles"),
        *(hall_opposite.gate_of_hall(paint, stone, cloth) if paint.reverse else _before_throne(paint, stone, cloth)),
    ]
    near, torches = _aisle(paint, stone, cloth)
    return wall_nodes, near, torches


def _before_throne(paint: Paint, stone: str, cloth: str) -> list[Node]:
    wall_nodes: list[Node] = []
    for x in (330.0, 560.0, 1040.0, 1270.0):
        wall_nodes += windows.window(
            paint, x, 270.0, 110.0, 340.0, arched=True, panes=(2, 5), frame=paint.bright(stone, 0.15)
        )
    for x in (445.0, 1155.0):
        wall_nodes += f.banner(paint, x, 60.0, 84.0, 320.0, cloth)
    return [*wall_nodes, *_throne(paint, 800.0, 690.0, cloth)]


def _aisle(paint: Paint, stone: str, cloth: str) -> tuple[list[Node], list[Node]]:
    """The carpet between the columns, and the torches."""
    near: list[Node] = [
        facet(
            [(700, r.FLOOR + 26), (900, r.FLOOR + 26), (1250, BOTTOM), (350, BOTTOM)],
            vertical(670, 1100, (0.0, cloth), (1.0, paint.deep(cloth, 0.35))),
        ),
        *(
            facet(
                [
                    (800 + s * 96, r.FLOOR + 26),
                    (800 + s * 100, r.FLOOR + 26),
                    (800 + s * 450, BOTTOM),
                    (800 + s * 425, BOTTOM),
                ],
                paint.scheme.accent,
                0.8,
            )
            for s in (-1, 1)
        ),
    ]
    torches: list[Node] = []
    for x in (110.0, 1490.0, -330.0, 1930.0):
        near += _column(paint, x, stone)
    for x in (232.0, 1368.0):
        near += [block(x - 6, 420, 12, 60, paint.local("#3d3640"), radius=4)]
        torches += [
            *lamps.flames(x, 424.0, 52.0, mix(paint.scheme.accent, "#ff9a4a", 0.35)),
            Group((glow(x, 400.0, 260.0, paint.scheme.accent, 0.55),), opacity=flicker(x)),
        ]
    return near, torches


def _throne(paint: Paint, x: float, y: float, cloth: str) -> list[Node]:
    gold, wood = mix(paint.local("#c79a4a"), paint.scheme.accent, 0.4), paint.local(f.DARK_WOOD)
    return [
        facet([(x - 170, y), (x + 170, y), (x + 150, y - 26), (x - 150, y - 26)], paint.local("#86808a")),
        facet(
            [(x - 130, y - 24), (x + 130, y - 24), (x + 112, y - 46), (x - 112, y - 46)],
            paint.bright(paint.local("#86808a"), 0.2),
        ),
        fill(
            smooth(
                [
                    (x - 72, y - 46),
                    (x - 80, y - 250),
                    (x - 44, y - 300),
                    (x, y - 330),
                    (x + 44, y - 300),
                    (x + 80, y - 250),
                    (x + 72, y - 46),
                ],
                tension=0.5,
            ),
            gold,
        ),
        block(x - 56, y - 256, 112, 170, cloth, radius=20),
        block(x - 62, y - 120, 124, 34, paint.bright(cloth, 0.2), radius=8),
        block(x - 62, y - 88, 124, 44, wood),
        fill(rectangle(x - 92, y - 150, 26, 106, 8) + rectangle(x + 66, y - 150, 26, 106, 8), gold),
        disc(x, y - 300, 11, paint.local("#a33f55")),
        disc(x - 79, y - 154, 15, paint.bright(gold, 0.3)),
        disc(x + 79, y - 154, 15, paint.bright(gold, 0.3)),
    ]


def _column(paint: Paint, x: float, stone: str) -> list[Node]:
    side = paint.scheme.light_x
    ends = (
        (paint.bright(stone, 0.2), paint.deep(stone, 0.5))
        if side < 0
        else (paint.deep(stone, 0.5), paint.bright(stone, 0.2))
    )
    flutes = [polygon([(x + dx, TOP), (x + dx, 690)], closed=False) for dx in (-34, -12, 12, 34)]
    return [
        disc(x, 748, 110, paint.scheme.shadow, 14, 0.4),
        block(x - 56, TOP, 112, 1010, across(x - 56, x + 56, (0.0, ends[0]), (0.5, stone), (1.0, ends[1]))),
        strokes(flutes, paint.deep(stone, 0.45), 4.0, 0.4),
        block(x - 74, 690, 148, 30, paint.bright(stone, 0.12), radius=8),
        block(x - 84, 716, 168, 34, stone, radius=4),
    ]


def _tower(paint: Paint) -> r.Parts:
    stone = mix(paint.scheme.wall, paint.local("#a7a29a", 0.45), 0.5)
    steps: list[Path] = []
    risers: list[Path] = []
    for k in range(13):
        x, y = 1020 + k * 46, 640 - k * 44
        steps.append(polygon([(x, y), (x + 74, y - 10), (x + 74, y + 4), (x, y + 14)]))
        risers.append(polygon([(x, y + 14), (x + 74, y + 4), (x + 74, y + 30), (x, y + 40)]))
    rail = smooth([(1000, 520), (1200, 330), (1420, 120), (1600, -60)], closed=False)
    posts = [polygon([(1040 + k * 92, 632 - k * 88), (1040 + k * 92, 500 - k * 90)], closed=False) for k in range(7)]
    shell = [r.wall(paint, stone), *r.masonry(paint, "stones", stone, 60.0), *r.floor(paint, paint.scheme.ground)]
    if paint.reverse:
        return [*shell, *hall_opposite.door_of_tower(paint, stone)], _keepers_things(paint), []
    wall_nodes = [
        *shell,
        *windows.window(paint, 620.0, 320.0, 130.0, 200.0, arched=True, panes=(2, 3), frame=paint.bright(stone, 0.15)),
        fill(joined(risers), paint.deep(stone, 0.5)),
        fill(joined(steps), paint.bright(paint.local(f.WOOD), 0.14)),
        strokes(posts, paint.local("#3d3a44"), 4.0),
        strokes([rail], paint.local("#3d3a44"), 7.0),
        *f.shelf(paint, "logbooks", 300.0, 330.0, 220.0, 64.0, True),
        *f.picture(paint, "ship", 860.0, 320.0, 110.0, 84.0),
    ]
    return wall_nodes, _keepers_things(paint), [f.clock(paint, 470.0, 250.0, 28.0)]


def _keepers_things(paint: Paint) -> list[Node]:
    """The table, the telescope and a coil of rope."""
    coil = [
        smooth([(1440 + 60 * dx, 752 - k * 13), (1440, 764 - k * 13), (1440 - 60 * dx, 752 - k * 13)], closed=False)
        for k in range(4)
        for dx in (1.0,)
    ]
    return [
        *carpet(paint, "woven", 800.0, 796.0, 660.0, paint.local("#4c6a80", 0.5)),
        *_telescope(paint, 1240.0, 752.0),
        *f.table(paint, 240.0, 772.0, 300.0, 164.0),
        *lamps.table_lamp(paint, 190.0, 592.0),
        *((glow(190.0, 545.0, 290.0, paint.scheme.accent, 0.6),) if paint.dark else ()),
        block(250, 578, 110, 9, paint.local("#eadfc2")),
        *f.chair(paint, 420.0, 778.0, 230.0, -1.0),
        disc(1440, 764, 74, paint.scheme.shadow, 10, 0.35),
        strokes(coil, paint.local("#b99a66"), 12.0),
    ]


def _telescope(paint: Paint, x: float, y: float) -> list[Node]:
    """A brass telescope on three legs, that looks up to the left."""
    brass, wood = mix(paint.local("#c79a4a"), paint.scheme.accent, 0.3), paint.local(f.WOOD)
    legs = [polygon([(x, y - 170), (x + dx, y)], closed=False) for dx in (-62, 0, 62)]
    tube = [polygon([(x + 74, y - 120), (x + 84, y - 148), (x - 100, y - 262), (x - 116, y - 236)])]
    return [
        disc(x, y, 80, paint.scheme.shadow, 8, 0.3),
        strokes(legs, wood, 8.0),
        fill(joined(tube), vertical(y - 262, y - 120, (0.0, paint.bright(brass, 0.3)), (1.0, paint.deep(brass, 0.25)))),
        strokes([polygon([(x - 98, y - 268), (x - 122, y - 230)], closed=False)], paint.deep(brass, 0.3), 12.0),
        disc(x, y - 172, 13, paint.deep(brass, 0.2)),
    ]


def _cell(paint: Paint) -> r.Parts:
    stone = mix(paint.scheme.wall, paint.local("#6e7078", 0.45), 0.66)
    iron = paint.local("#3b3a42")
    grid = [polygon([(560 + i * 30, 120), (560 + i * 30, 280)], closed=False) for i in range(1, 4)]
    shell = [
        r.wall(paint, stone),
        *r.masonry(paint, "stones", stone, 64.0, 180),
        *r.floor(paint, mix(paint.scheme.ground, stone, 0.6), "tiles"),
    ]
    if paint.reverse:
        return (
            [*shell, *hall_opposite.chains(paint, stone)],
            [*_plank_bed(paint, iron), *_straw(paint, 380.0, 772.0)],
            [],
        )
    wall_nodes = [
        *shell,
        *windows.window(paint, 620.0, 200.0, 120.0, 160.0, arched=True, panes=(1, 1), frame=paint.deep(stone, 0.2)),
        strokes(grid, iron, 8.0),
        strokes(
            [
                smooth(
                    [(980 + i * 5, 330 + i * 24), (992 + i * 5, 342 + i * 24), (980 + i * 5, 354 + i * 24)],
                    closed=False,
                )
                for i in range(5)
            ],
            iron,
            4.0,
        ),
        fill(windows.arch(1300.0, 480.0, 190.0, 344.0), paint.local("#4d3a30")),
        strokes(
            [polygon([(1206, 420), (1394, 420)], closed=False), polygon([(1206, 580), (1394, 580)], closed=False)],
            iron,
            12.0,
        ),
        disc(1370, 500, 9, paint.scheme.accent),
    ]
    near = [
        *f.barrel(paint, 170.0, 768.0, 190.0),
        *f.barrel(paint, 300.0, 752.0, 150.0),
        *_plank_bed(paint, iron),
        *_straw(paint, 1080.0, 772.0),
    ]
    torch: list[Node] = [
        block(1096, 400, 10, 60, iron),
        *lamps.flames(1101.0, 404.0, 44.0, mix(paint.scheme.accent, "#ff9a4a", 0.35)),
        Group((glow(1101.0, 384.0, 300.0, paint.scheme.accent, 0.6),), opacity=flicker(2.0)),
    ]
    return wall_nodes, near, torch


def _plank_bed(paint: Paint, iron: str) -> list[Node]:
    """A plank on chains at the wall, with a blanket, and a bowl beneath."""
    wood, cloth = paint.local(f.WOOD), paint.local("#7d7a6a", 0.35)
    chains = [polygon([(x, 560), (x + 30, 410)], closed=False) for x in (1400.0, 1600.0)]
    return [
        strokes(chains, iron, 5.0),
        disc(1530, 772, 190, paint.scheme.shadow, 10, 0.25),
        facet([(1360, 582), (1780, 582), (1820, 620), (1340, 620)], paint.bright(wood, 0.1)),
        block(1340, 620, 480, 22, paint.deep(wood, 0.2)),
        facet([(1420, 580), (1640, 578), (1660, 650), (1440, 660)], cloth),
        facet([(1440, 640), (1660, 632), (1660, 650), (1440, 660)], paint.deep(cloth, 0.3)),
    ]


def _straw(paint: Paint, x: float, y: float) -> list[Node]:
    """A heap of straw on the stones."""
    gold, random = paint.local("#c9a860", 0.3), paint.random("straw")
    heap = smooth([(x - 130, y), (x - 80, y - 24), (x, y - 36), (x + 90, y - 22), (x + 140, y), (x, y + 10)])
    stems = [
        polygon([(cx, cy), (cx + random.uniform(-34, 34), cy - random.uniform(4, 18))], closed=False)
        for cx, cy in ((x + random.uniform(-130, 130), y - random.uniform(-6, 22)) for _ in range(36))
    ]
    return [fill(heap, paint.deep(gold, 0.25)), strokes(stems, paint.bright(gold, 0.2), 2.4, 0.9)]


def _theatre(paint: Paint) -> r.Parts:
    if paint.reverse:
        return hall_opposite.house_of_theatre(paint)
    cloth = paint.local("#93323c", 0.5)
    folds = [
        smooth([(LEFT + i * 58, TOP), (LEFT + i * 58 + 8, 250), (LEFT + i * 58, 650)], closed=False) for i in range(46)
    ]
    lights = [
        smooth([(LEFT + i * 58 + 24, TOP), (LEFT + i * 58 + 32, 250), (LEFT + i * 58 + 24, 650)], closed=False)
        for i in range(46)
    ]
    swags = [
        smooth(
            [
                (LEFT + i * 320, -40),
                (LEFT + i * 320 + 160, 110),
                (LEFT + i * 320 + 320, -40),
                (LEFT + i * 320 + 320, -320),
                (LEFT + i * 320, -320),
            ],
            tension=0.6,
        )
        for i in range(8)
    ]
    wall_nodes = [
        r.wall(paint, cloth),
        strokes(folds, paint.deep(cloth, 0.5), 14.0, 0.5),
        strokes(lights, paint.bright(cloth, 0.3), 9.0, 0.35),
        *r.floor(paint, paint.scheme.ground),
        block(LEFT, 630, RIGHT - LEFT, 10, paint.scheme.accent, 0.8),
        fill(joined(swags), vertical(-200, 110, (0.0, paint.deep(cloth, 0.4)), (1.0, paint.bright(cloth, 0.14)))),
        strokes(
            [
                smooth([(LEFT + i * 320, -40), (LEFT + i * 320 + 160, 110), (LEFT + i * 320 + 320, -40)], closed=False)
                for i in range(8)
            ],
            paint.scheme.accent,
            7.0,
        ),
    ]
    cone = [
        facet(
            [(x - 20, -300), (x + 20, -300), (860 + (x - 800) * 0.1 + 260, 830), (740 + (x - 800) * 0.1 - 260, 830)],
            vertical(-300, 830, (0.0, "#fff4d6", 0.3), (1.0, "#fff4d6", 0.06)),
        )
        for x in (420.0, 1180.0)
    ]
    near = [
        Group(tuple(cone), blur=6.0, blend="screen"),
        glow(800.0, 790.0, 520.0, "#fff0cc", 0.5, 0.2),
        *(disc(260 + i * 216, 862, 34, mix(paint.scheme.accent, "#fff3d0", 0.5), 14) for i in range(6)),
    ]
    return wall_nodes, near, []


def draw(paint: Paint) -> Stage:
    """Variants: see `_HALLS`."""
    parts = _HALLS.get(paint.variant, _hall)(paint)
    x, y = _WINDOWS.get(paint.variant, (560.0, 260.0))
    if paint.reverse:
        light = None if paint.variant == "theatre" else light_from_behind(paint, 1000.0)
        return r.furnished(paint, parts, light, _foreground(paint), (1030.0, 440.0))
    light = None if paint.variant == "theatre" else windows.window_light(paint, x, y, 150.0, 240.0)
    return r.furnished(paint, parts, light, _foreground(paint), (985.0, 330.0))


_WINDOWS = {"cell": (620.0, 200.0), "tower": (620.0, 320.0)}
_HALLS: dict[str, Callable[[Paint], r.Parts]] = {"hall": _hall, "tower": _tower, "cell": _cell, "theatre": _theatre}


def _foreground(paint: Paint) -> Group:
    """Plinths at the frame's sides, out of focus."""
    dark = paint.near
    plinths = (block(-420, 850, 380, 420, dark, radius=12), block(1640, 850, 380, 420, dark, radius=12))
    return Group(plinths, blur=5.0, name="foreground")
