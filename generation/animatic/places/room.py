"""Rooms: parlour, bedroom, office, library, classroom, shop and cabin.

All share one shell; a variant is a wall, a floor, windows and furniture. The middle of the floor stays free.
"""

from collections.abc import Callable

from generation.animatic.art import Group, Node, polygon, smooth
from generation.animatic.colour import mix
from generation.animatic.motifs import furniture as f
from generation.animatic.motifs import lamps, windows
from generation.animatic.motifs import rooms as r
from generation.animatic.motifs.brush import (
    across,
    blob,
    block,
    disc,
    fill,
    flicker,
    glow,
    joined,
    line,
    straight,
    strokes,
    vertical,
)
from generation.animatic.motifs.furnishings import on_desk
from generation.animatic.motifs.paint import Paint
from generation.animatic.stage import LEFT, RIGHT, Stage

_DETAILS = {
    "bedroom": (1240.0, 560.0),
    "office": (1210.0, 560.0),
    "library": (1200.0, 560.0),
    "shop": (960.0, 330.0),
    "classroom": (880.0, 320.0),
}


def _shell(paint: Paint, wall: str, floor: str, kind: str = "boards") -> list[Node]:
    return [r.wall(paint, wall), *r.floor(paint, floor, kind)]


def _parlour(paint: Paint) -> r.Parts:
    wall = mix(paint.scheme.wall, paint.local("#7f9a8c", 0.5), 0.35)
    hearth, fire = lamps.fireplace(paint, 1240.0, 676.0, 250.0, 250.0)
    wall_nodes = [
        r.wall(paint, wall),
        r.stripes(paint, wall),
        *r.panels(paint, 520.0, paint.local("#8d7058")),
        *r.floor(paint, paint.scheme.ground),
        *windows.window(paint, 560.0, 330.0, 180.0, 250.0, curtains=paint.local("#a04a44", 0.5)),
        *f.picture(paint, "over", 930.0, 300.0, 150.0, 110.0),
        *f.picture(paint, "small", 1050.0, 330.0, 54.0, 72.0),
        *f.bookcase(paint, "case", 250.0, 668.0, 190.0, 400.0),
        *hearth,
    ]
    near = [
        *f.rug(paint, 800.0, 790.0, 900.0, paint.local("#8c4a4a", 0.5)),
        *f.armchair(paint, 1430.0, 770.0, 240.0, paint.local("#55707a", 0.45)),
        *lamps.floor_lamp(paint, 112.0, 740.0, 440.0),
    ]
    return wall_nodes, near, [f.clock(paint, 395.0, 300.0, 30.0), *fire]


def _bedroom(paint: Paint) -> r.Parts:
    wall = mix(paint.scheme.wall, paint.local("#8fa3b8", 0.5), 0.4)
    lamp = [glow(1010.0, 520.0, 330.0, paint.scheme.accent, 0.6)] if paint.dark else []
    wall_nodes = [
        r.wall(paint, wall),
        r.stripes(paint, wall, 70.0),
        *r.floor(paint, paint.scheme.ground),
        *windows.window(paint, 600.0, 330.0, 190.0, 250.0, curtains=paint.local("#6d86a4", 0.5)),
        *f.box(paint, 240.0, 676.0, 210.0, 400.0, paint.local(f.WOOD)),
        straight([(240, 290), (240, 664)], paint.deep(paint.local(f.WOOD), 0.5), 3.0),
        disc(228, 480, 5, paint.scheme.accent),
        disc(252, 480, 5, paint.scheme.accent),
        *f.picture(paint, "bed", 1240.0, 330.0, 150.0, 100.0),
        *f.bed(paint, 1290.0, 728.0, 480.0, 1.0, paint.local("#a8555a", 0.5)),
        *f.box(paint, 1010.0, 700.0, 84.0, 120.0, paint.local(f.WOOD)),
        block(990, 634, 40, 4, paint.scheme.accent),
        *lamps.table_lamp(paint, 1010.0, 580.0),
        *f.shelf(paint, "toys", 880.0, 420.0, 150.0, 50.0, True),
    ]
    near = [*f.rug(paint, 800.0, 792.0, 780.0, paint.local("#6d86a4", 0.5)), *f.plant(paint, 90.0, 770.0, 270.0)]
    return wall_nodes, near, [Group(tuple(lamp), opacity=flicker(3.0, 0.92, 0.4))] if lamp else []


def _office(paint: Paint) -> r.Parts:
    wall = mix(paint.scheme.wall, paint.local("#a8b0b4", 0.4), 0.5)
    desk = paint.local("#7b5a42")
    slats = [polygon([(470, 205 + i * 15), (690, 205 + i * 15)], closed=False) for i in range(9)]
    screen = mix(paint.local("#7fb2c4"), "#ffffff", 0.3)
    wall_nodes = [
        *_shell(paint, wall, paint.scheme.ground),
        *r.panels(paint, 560.0, mix(wall, desk, 0.3)),
        *windows.window(paint, 580.0, 325.0, 220.0, 250.0, panes=(2, 1), town=True),
        strokes(slats, paint.local("#e8e0d0"), 5.0, 0.85),
        *f.bookcase(paint, "files", 250.0, 668.0, 230.0, 430.0, 5),
        *f.picture(paint, "chart", 900.0, 310.0, 120.0, 90.0),
        *f.shelf(paint, "shelf", 1180.0, 330.0, 240.0, 62.0, True),
        *f.plant(paint, 400.0, 680.0, 190.0),
    ]
    near = [
        *f.rug(paint, 800.0, 800.0, 860.0, paint.local("#5b6b7a", 0.5)),
        *f.chair(paint, 1395.0, 770.0, 250.0, -1.0, paint.local("#3e3a44")),
        *f.table(paint, 1260.0, 776.0, 330.0, 170.0, desk),
        *(
            on_desk(paint, 1245.0, 600.0)
            or (
                block(1190, 504, 110, 74, paint.local("#33343e"), radius=5),
                block(1197, 511, 96, 60, vertical(511, 571, (0.0, screen), (1.0, paint.deep(screen, 0.3))), radius=3),
                block(1236, 578, 18, 22, paint.local("#33343e")),
            )
        ),
        *(
            block(1330 - i * 2, 576 - i * 9, 66 + i * 3, 9, paint.local(c))
            for i, c in enumerate(("#e9e2d2", "#b9523f", "#e9e2d2", "#4f7488"))
        ),
        *lamps.table_lamp(paint, 1150.0, 594.0),
        *(
            (
                glow(1245.0, 540.0, 210.0, screen, 0.0 if paint.setting.period in ("medieval", "1920s") else 0.4),
                glow(1150.0, 550.0, 240.0, paint.scheme.accent, 0.55),
            )
            if paint.dark
            else ()
        ),
    ]
    return wall_nodes, near, [f.clock(paint, 760.0, 250.0, 34.0)]


def _library(paint: Paint) -> r.Parts:
    wood = paint.local(f.DARK_WOOD)
    cases: list[Node] = []
    for i, x in enumerate((-330.0, -60.0, 210.0, 480.0, 1120.0, 1390.0, 1660.0, 1930.0)):
        cases += f.bookcase(paint, f"case {i}", x, 668.0, 250.0, 760.0, 8)
    ladder = [polygon([(1010 + dx, 700), (1080 + dx, 120)], closed=False) for dx in (0, 58)] + [
        polygon([(1016 + k * 7, 650 - k * 58), (1074 + k * 7, 650 - k * 58)], closed=False) for k in range(9)
    ]
    wall_nodes = [
        *_shell(paint, mix(paint.scheme.wall, wood, 0.3), paint.scheme.ground),
        *r.panels(paint, 560.0, wood),
        *windows.window(paint, 800.0, 300.0, 240.0, 400.0, arched=True, panes=(3, 4)),
        *cases,
        strokes(ladder, paint.local("#8a6440"), 8.0),
        block(LEFT, -110, RIGHT - LEFT, 26, paint.bright(wood, 0.2)),
    ]
    globe = paint.local("#6f97a0", 0.4)
    near = [
        *f.rug(paint, 800.0, 792.0, 880.0, paint.local("#7c3f46", 0.5)),
        *f.table(paint, 1310.0, 776.0, 320.0, 170.0),
        *lamps.table_lamp(paint, 1240.0, 590.0),
        *(
            block(1330 - (i % 2) * 8, 588 - i * 13, 84, 13, paint.local(c), radius=2)
            for i, c in enumerate(("#8c3b3a", "#35566b", "#a9793f", "#5b6a3d"))
        ),
        *((glow(1240.0, 545.0, 270.0, paint.scheme.accent, 0.6),) if paint.dark else ()),
        *f.box(paint, 250.0, 770.0, 60.0, 150.0, paint.local(f.WOOD)),
        disc(250, 566, 62, across(188, 312, (0.0, paint.bright(globe, 0.3)), (1.0, paint.deep(globe, 0.4)))),
        blob([(215, 540), (250, 526), (270, 556), (244, 590), (224, 570)], paint.local("#9aa36a")),
        line([(250, 500), (316, 540), (300, 610), (250, 632)], paint.scheme.accent, 4.0),
    ]
    return wall_nodes, near, []


def _classroom(paint: Paint) -> r.Parts:
    wall = mix(paint.scheme.wall, paint.local("#b7b98e", 0.4), 0.4)
    board = paint.local("#3c5a50", 0.3)
    chalk = [
        smooth([(770, 250), (800, 240), (840, 252), (872, 240)], closed=False),
        smooth([(770, 290), (830, 284), (900, 292)], closed=False),
        polygon([(950, 330), (990, 250), (1030, 330), (950, 330)], closed=False),
        smooth([(770, 330), (800, 324), (850, 332)], closed=False),
        smooth([(1050, 260), (1074, 250), (1080, 280), (1056, 290), (1050, 262)], closed=False),
    ]
    wall_nodes = [
        *_shell(paint, wall, paint.scheme.ground),
        *r.panels(paint, 560.0, mix(wall, paint.local(f.WOOD), 0.5)),
        *windows.window(paint, 520.0, 320.0, 200.0, 260.0, panes=(2, 3)),
        block(712, 192, 416, 226, paint.local(f.WOOD), radius=3),
        block(724, 204, 392, 202, vertical(204, 406, (0.0, paint.deep(board, 0.2)), (1.0, board))),
        strokes(chalk, "#f4f1e6", 3.0, 0.8),
        block(724, 412, 392, 10, paint.bright(paint.local(f.WOOD), 0.3)),
        *_map(paint, 1290.0, 300.0),
        *f.bookcase(paint, "case", 250.0, 668.0, 170.0, 300.0, 4),
        *f.plant(paint, 250.0, 368.0, 90.0),
    ]
    near: list[Node] = []
    for x, y, s in ((330.0, 740.0, 0.9), (1290.0, 740.0, 0.9), (110.0, 820.0, 1.2), (1510.0, 820.0, 1.2)):
        near += [
            *f.chair(
                paint,
                x + (60 if x < 800 else -60) * s,
                y + 4,
                200 * s,
                1.0 if x > 800 else -1.0,
                paint.local("#8a5f3c"),
            ),
            *f.table(paint, x, y, 190 * s, 110 * s),
            block(x - 30 * s, y - 128 * s, 54 * s, 8 * s, paint.local("#b5533f")),
            block(x - 24 * s, y - 136 * s, 50 * s, 8 * s, paint.local("#e8e0cd")),
        ]
    return wall_nodes, near, [f.clock(paint, 920.0, 140.0, 32.0)]


def _map(paint: Paint, x: float, y: float) -> list[Node]:
    sea, soil = paint.local("#9ec0c4", 0.4), paint.local("#c9b27a", 0.4)
    return [
        block(x - 92, y - 74, 184, 148, paint.local("#e9dfc2", 0.2)),
        block(x - 84, y - 66, 168, 132, sea),
        blob([(x - 64, y - 40), (x - 20, y - 52), (x - 6, y - 10), (x - 34, y + 10), (x - 52, y - 6)], soil),
        blob([(x - 36, y + 16), (x - 12, y + 14), (x - 20, y + 54)], soil),
        blob(
            [(x + 10, y - 48), (x + 60, y - 50), (x + 74, y - 14), (x + 46, y + 4), (x + 20, y - 14)],
            paint.deep(soil, 0.12),
        ),
        blob([(x + 14, y), (x + 40, y + 8), (x + 28, y + 46)], soil),
        block(x - 98, y - 82, 196, 10, paint.local(f.DARK_WOOD), radius=4),
    ]


def _shop(paint: Paint) -> r.Parts:
    wall = mix(paint.scheme.wall, paint.local("#9aa886", 0.45), 0.4)
    wood = paint.local(f.WOOD)
    shelves: list[Node] = []
    for k, y in enumerate((220.0, 330.0, 440.0)):
        shelves += f.shelf(paint, f"left {k}", 240.0, y, 300.0, 76.0) + f.shelf(
            paint, f"middle {k}", 930.0, y, 330.0, 76.0, of_books=k == 2 and paint.has("book")
        )
        shelves += f.shelf(paint, f"right {k}", 1330.0, y, 300.0, 76.0)
    wall_nodes = [
        *_shell(paint, wall, paint.scheme.ground),
        *r.panels(paint, 520.0, wood),
        *windows.window(paint, 570.0, 320.0, 210.0, 260.0, panes=(3, 3), town=True),
        *shelves,
        *r.beams(paint),
    ]
    counter = [
        *f.box(paint, 1340.0, 782.0, 420.0, 190.0, wood),
        block(1110, 584, 460, 18, paint.bright(wood, 0.3), radius=3),
        *(block(1150 + i * 100, 616, 84, 140, paint.deep(wood, 0.2), radius=3) for i in range(4)),
        *_scales(paint, 1260.0, 584.0),
        *f.jars(paint, "counter", 1330.0, 1520.0, 584.0, 70.0),
    ]
    near = [
        *counter,
        *f.barrel(paint, 130.0, 770.0, 190.0),
        *f.barrel(paint, 262.0, 756.0, 160.0),
        *(disc(100 + i * 20, 580 - (i % 2) * 8, 15, paint.local("#b5473a")) for i in range(4)),
    ]
    return wall_nodes, near, [Group(tuple(lamps.hanging_lamp(paint, 760.0, 150.0, 40.0)))]


def _scales(paint: Paint, x: float, y: float) -> list[Node]:
    brass = mix(paint.local("#b98d3f"), paint.scheme.accent, 0.3)
    chains = [
        polygon([(x + s * 44, y - 70), (x + s * 44 + dx, y - 30)], closed=False) for s in (-1, 1) for dx in (-18, 18)
    ]
    return [
        block(x - 22, y - 8, 44, 8, brass, radius=3),
        block(x - 3, y - 78, 6, 74, brass),
        line([(x - 44, y - 70), (x, y - 78), (x + 44, y - 70)], brass, 4.0),
        strokes(chains, brass, 1.4),
        *(
            blob([(x + s * 44 - 22, y - 30), (x + s * 44 + 22, y - 30), (x + s * 44, y - 16)], paint.bright(brass, 0.3))
            for s in (-1, 1)
        ),
    ]


def _cabin(paint: Paint) -> r.Parts:
    wood = mix(paint.scheme.wall, paint.local("#96683f", 0.4), 0.62)
    hearth, fire = lamps.fireplace(paint, 1210.0, 676.0, 260.0, 240.0)
    wall_nodes = [
        r.wall(paint, wood),
        *r.planks(paint, "logs", wood, 66.0, logs=True),
        *r.floor(paint, paint.scheme.ground),
        *windows.window(paint, 580.0, 350.0, 170.0, 180.0, curtains=paint.local("#a5443d", 0.4), panes=(2, 2)),
        *hearth,
        *f.shelf(paint, "crockery", 900.0, 330.0, 210.0, 60.0),
        *f.shelf(paint, "pots", 280.0, 300.0, 230.0, 70.0),
        *r.beams(paint),
    ]
    near = [
        *f.rug(paint, 800.0, 796.0, 760.0, paint.local("#8a4b3d", 0.5)),
        *f.table(paint, 260.0, 770.0, 300.0, 160.0),
        *lamps.candle(paint, 230.0, 594.0, 46.0),
        *f.jars(paint, "table", 270.0, 380.0, 594.0, 46.0),
        *f.chair(paint, 440.0, 776.0, 230.0, -1.0),
        *f.barrel(paint, 1490.0, 770.0, 190.0),
    ]
    return wall_nodes, near, fire


def _foreground(paint: Paint) -> Group:
    """Dark furniture at the frame's sides, out of focus."""
    dark = paint.near
    wing = smooth(
        [(1560, 1260), (1540, 900), (1570, 740), (1650, 690), (1780, 680), (2200, 690), (2200, 1260)], tension=0.7
    )
    arm = smooth([(1470, 1260), (1450, 960), (1500, 900), (1600, 900), (1640, 960), (1640, 1260)], tension=0.7)
    return Group(
        (fill(joined((wing, arm)), dark), *f.plant(paint, -40.0, 1010.0, 420.0, dark=True)), blur=6.0, name="foreground"
    )


def draw(paint: Paint) -> Stage:
    """Variants: see `_ROOMS`."""
    parts = _ROOMS.get(paint.variant, _parlour)(paint)
    x, y = (800.0, 300.0) if paint.variant == "library" else (560.0, 330.0)
    light = windows.window_light(paint, x, y, 170.0, 240.0)
    return r.furnished(paint, parts, light, _foreground(paint), _DETAILS.get(paint.variant, (985.0, 330.0)))


_ROOMS: dict[str, Callable[[Paint], r.Parts]] = {
    "parlour": _parlour,
    "bedroom": _bedroom,
    "office": _office,
    "library": _library,
    "classroom": _classroom,
    "shop": _shop,
    "cabin": _cabin,
}
