"""What is across from the throne, from a tower's stairs, from a cell's window, and from the stage of a theatre."""

from generation.animatic.art import Group, Node, Path, ellipse, polygon, rectangle, smooth
from generation.animatic.colour import mix
from generation.animatic.motifs import audience, doors, opposite, windows
from generation.animatic.motifs import furniture as f
from generation.animatic.motifs import rooms as r
from generation.animatic.motifs.brush import (
    block,
    disc,
    everywhere,
    facet,
    fill,
    flicker,
    glow,
    joined,
    strokes,
    vertical,
)
from generation.animatic.motifs.paint import Paint
from generation.animatic.stage import LEFT, RIGHT


def gate_of_hall(paint: Paint, stone: str, cloth: str) -> list[Node]:
    """The gate of the hall between banners, and the gallery of the minstrels over it."""
    wood = paint.local("#5a3d2a", 0.3)
    posts = [rectangle(x, 96, 16, 96, 4) for x in range(300, 1301, 50)]
    brackets = [
        polygon([(x - 26, 226), (x + 26, 226), (x + 8, 282), (x - 8, 282)]) for x in (330.0, 560.0, 1040.0, 1270.0)
    ]
    nodes: list[Node] = [
        *_arched_gate(paint, 800.0, 664.0, 300.0, 370.0, stone),
        fill(joined(brackets), paint.deep(stone, 0.3)),
        block(270, 192, 1060, 36, vertical(192, 228, (0.0, paint.bright(wood, 0.2)), (1.0, paint.deep(wood, 0.3)))),
        block(270, 228, 1060, 40, vertical(228, 268, (0.0, paint.scheme.shadow, 0.4), (1.0, paint.scheme.shadow, 0.0))),
        fill(joined(posts), wood),
        block(280, 84, 1040, 18, paint.bright(wood, 0.2), radius=4),
    ]
    for x in (500.0, 1100.0):
        nodes += f.banner(paint, x, 268.0, 76.0, 230.0, cloth)
    for x in (390.0, 1210.0):
        nodes += opposite.bench(paint, x, 676.0, 170.0, wood)
        nodes += f.picture(paint, f"ancestor {x}", x, 400.0, 100.0, 130.0)
    return nodes


def _arched_gate(paint: Paint, x: float, y: float, width: float, height: float, stone: str) -> list[Node]:
    """Two leaves of oak under a round arch."""
    wood, iron = paint.local("#6b4a32", 0.3), paint.local("#3a3940", 0.3)
    middle = y - height / 2
    seams = [
        polygon([(x + width * k, y), (x + width * k, y - height)], False)
        for k in (-0.4, -0.3, -0.2, -0.1, 0.1, 0.2, 0.3, 0.4)
    ]
    straps = [
        rectangle(x + s * width * 0.26 - width * 0.2, y - height * up, width * 0.4, 13, 5)
        for s in (-1, 1)
        for up in (0.66, 0.2)
    ]
    return [
        fill(windows.arch(x, middle - 14, width + 64, height + 32), paint.bright(stone, 0.14)),
        fill(windows.arch(x, middle - 4, width + 24, height + 12), paint.deep(stone, 0.4)),
        Group(
            (
                fill(
                    windows.arch(x, middle, width, height),
                    vertical(y - height, y, (0.0, paint.deep(wood, 0.2)), (1.0, wood)),
                ),
                strokes(seams, paint.deep(wood, 0.45), 3.0, 0.7),
                fill(joined(straps), iron),
            ),
            clip=windows.arch(x, middle, width, height),
        ),
        block(x - 3, y - height, 6, height, paint.deep(wood, 0.7)),
        strokes([ellipse(x + s * 34, y - height * 0.42, 15) for s in (-1, 1)], iron, 6.0),
    ]


def door_of_tower(paint: Paint, stone: str) -> list[Node]:
    """The door, oilskins on their hooks, and charts."""
    paper, ink = paint.local("#eadfc2", 0.2), paint.local("#5a7a8a", 0.3)
    coast = smooth(
        [(470, 300), (540, 270), (590, 310), (660, 280), (690, 340), (640, 372), (560, 350), (500, 370)], closed=False
    )
    return [
        *doors.plank_door(paint, 1080.0, 662.0, 350.0, paint.bright(stone, 0.12)),
        *opposite.hooks(paint, "oilskins", 1320.0, 340.0, 180.0),
        block(430, 236, 300, 170, paper, radius=2),
        strokes([coast], ink, 4.0),
        strokes(
            [rectangle(440, 246, 280, 150), polygon([(440, 322), (720, 322)], False)], paint.deep(paper, 0.4), 2.0, 0.6
        ),
        block(424, 228, 312, 12, paint.local(f.WOOD), radius=4),
        *f.bookcase(paint, "log books", 560.0, 672.0, 290.0, 180.0, 2),
        *f.jars(paint, "lamp oil", 430.0, 690.0, 484.0, 50.0),
        *f.barrel(paint, 820.0, 682.0, 130.0),
    ]


def chains(paint: Paint, stone: str) -> list[Node]:
    """Chains on their rings, the days that somebody counted, a bucket, and the hole that rats come through."""
    iron, wood = paint.local("#3b3a42"), paint.local("#6b4a32", 0.3)
    links = [ellipse(x, 330 + k * 21, 6, 11) for x in (480.0, 600.0) for k in range(9)]
    days: list[Path] = []
    for k in range(26):
        x, y = 1010 + (k % 13) * 17 + (k % 13) // 5 * 12, 320 + k // 13 * 62
        days.append(polygon([(x, y), (x + 3, y + 38)], closed=False))
        if k % 13 % 5 == 4:
            days.append(polygon([(x - 74, y + 32), (x + 8, y + 6)], closed=False))
    return [
        *(disc(x, 318, 15, paint.deep(stone, 0.5)) for x in (480.0, 600.0)),
        strokes(links, iron, 4.0),
        strokes([ellipse(x, 534, 20, 13) for x in (480.0, 600.0)], iron, 9.0),
        strokes(days, paint.bright(stone, 0.5), 3.0, 0.7),
        fill(windows.arch(1130.0, 630.0, 56.0, 46.0), paint.deep(paint.scheme.shadow, 0.2)),
        facet([(300, 640), (380, 640), (370, 694), (310, 694)], paint.deep(wood, 0.1)),
        disc(340, 640, 40, paint.deep(wood, 0.5), 9),
    ]


def house_of_theatre(paint: Paint) -> r.Parts:
    """The house as the actors see it: stalls, a circle, and lamps along the edge of the stage."""
    cloth, gold = paint.local("#93323c", 0.5), mix(paint.local("#c79a4a"), paint.scheme.accent, 0.4)
    dark = paint.deep(mix(cloth, paint.scheme.shadow, 0.6), 0.2)
    wall: list[Node] = [
        everywhere(vertical(-200, 640, (0.0, paint.deep(dark, 0.4)), (0.5, dark), (1.0, paint.deep(dark, 0.3)))),
        *audience.balcony(paint, "gods", 96.0, 54.0, paint.deep(cloth, 0.45), paint.deep(gold, 0.25)),
        *audience.balcony(paint, "circle", 282.0, 74.0, paint.deep(cloth, 0.3), gold),
    ]
    for k, (y, size, dim) in enumerate(
        ((436.0, 24.0, 0.66), (478.0, 28.0, 0.6), (526.0, 33.0, 0.5), (582.0, 40.0, 0.4))
    ):
        wall += [
            *audience.backs(paint, y, size, paint.deep(cloth, 0.3)),
            *audience.row(paint, f"stalls {k}", y, size, dim),
        ]
    wall += [
        *r.floor(paint, paint.scheme.ground),
        block(LEFT, r.FLOOR - 22, RIGHT - LEFT, 26, vertical(630, 656, (0.0, gold), (1.0, paint.deep(gold, 0.5)))),
    ]
    lamps: list[Node] = []
    for k in range(11):
        x = 100.0 + k * 140.0
        lamps += [
            disc(x, r.FLOOR - 12, 26, paint.deep(gold, 0.55), 17),
            glow(x, r.FLOOR - 10, 130.0, "#fff0cc", 0.4, 0.6),
        ]
    beams = [
        facet(
            [(x - 8, 90), (x + 8, 90), (800 + (x - 800) * 0.2 + 260, 830), (800 + (x - 800) * 0.2 - 260, 830)],
            vertical(90, 830, (0.0, "#fff4d6", 0.34), (1.0, "#fff4d6", 0.02)),
        )
        for x in (500.0, 1100.0)
    ]
    near: list[Node] = [
        Group(tuple(beams), blur=6.0, blend="screen"),
        glow(800.0, 790.0, 520.0, "#fff0cc", 0.5, 0.2),
        *(n for x in (500.0, 1100.0) for n in (disc(x, 92, 15, "#fffbe8"), glow(x, 92, 130, "#fff4d6", 0.7))),
    ]
    return (
        wall,
        [*lamps, *near],
        [Group((glow(800.0, 300.0, 700.0, paint.scheme.accent, 0.12, 0.5),), opacity=flicker(2.0, 0.9, 0.3))],
    )
