"""Rooms: parlour, bedroom, office, library, classroom, shop and cabin.

A variant is a shell (`room_shell`), and what stands before it: here on the one side, in `room_opposite` on the other.
The middle of the floor stays free.
"""

from collections.abc import Callable

from generation.animatic.art import Group, Node, ellipse, polygon, rectangle, smooth
from generation.animatic.colour import mix
from generation.animatic.motifs import chambers, lamps, learning, windows
from generation.animatic.motifs import furniture as f
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
    strokes,
    vertical,
)
from generation.animatic.motifs.carpets import carpet
from generation.animatic.motifs.furnishings import on_desk
from generation.animatic.motifs.opposite import light_from_behind
from generation.animatic.motifs.paint import Paint
from generation.animatic.places.room_opposite import OPPOSITE
from generation.animatic.places.room_shell import (
    SHELLS,
    further_taste,
    own_carpet,
    parlour_corners,
    school,
    second_desk,
    stacks,
    taste,
)
from generation.animatic.stage import Stage

_DETAILS = {
    "bedroom": (1240.0, 560.0),
    "office": (1210.0, 560.0),
    "library": (1200.0, 560.0),
    "shop": (960.0, 330.0),
    "classroom": (880.0, 320.0),
}


def _parlour(paint: Paint, shell: list[Node]) -> r.Parts:
    """Wallpaper, curtains, carpet and what stands on the left are each parlour's own."""
    _, cloth, _ = taste(paint)
    hearth, fire = lamps.fireplace(paint, 1240.0, 676.0, 250.0, 250.0)
    wall_nodes = [
        *shell,
        *windows.window(paint, 590.0, 330.0, 180.0, 250.0, curtains=paint.local(cloth, 0.5)),
        *f.picture(paint, "over", 930.0, 300.0, 150.0, 110.0),
        *f.picture(paint, "small", 1050.0, 330.0, 54.0, 72.0),
        *f.picture(paint, "third", 830.0, 370.0, 44.0, 56.0),
        *hearth,
        *parlour_corners(paint),
    ]
    left, alive = _left_of_parlour(paint, further_taste(paint).randrange(3), cloth)
    near = [
        *own_carpet(paint, 790.0, 860.0),
        *left,
        *f.armchair(paint, 1420.0, 770.0, 240.0, paint.local("#55707a", 0.45)),
    ]
    return wall_nodes, near, [*alive, *fire]


def _left_of_parlour(paint: Paint, which: int, cloth: str) -> tuple[list[Node], list[Node]]:
    """A bookcase with a lamp, a piano, or a sofa with its low table; a clock goes with the first."""
    if paint.setting.period == "medieval":
        which = 0
    if which == 1:
        return [*chambers.piano(paint, 310.0, 700.0, 270.0), *lamps.floor_lamp(paint, 120.0, 736.0, 420.0)], []
    if which == 2:
        seat = mix(paint.local("#6f8a86", 0.45), paint.local(cloth, 0.4), 0.3)
        sofa = chambers.sofa(paint, 270.0, 724.0, 400.0, seat)
        lamp = lamps.floor_lamp(paint, 70.0, 730.0, 430.0)
        return [*lamp, *sofa, *chambers.low_table(paint, 330.0, 790.0, 190.0)], []
    case = f.bookcase(paint, "case", 270.0, 676.0, 220.0, 420.0)
    return [*case, *lamps.floor_lamp(paint, 112.0, 740.0, 440.0)], [f.clock(paint, 435.0, 300.0, 30.0)]


def _bedroom(paint: Paint, shell: list[Node]) -> r.Parts:
    _, cloth, _ = taste(paint)
    cover = further_taste(paint).choice(("#a8555a", "#5a7f8a", "#8a6a9a", "#c08a4a"))
    lamp = [glow(1010.0, 520.0, 330.0, paint.scheme.accent, 0.6)] if paint.dark else []
    wall_nodes = [
        *shell,
        *windows.window(paint, 600.0, 330.0, 190.0, 250.0, curtains=paint.local(cloth, 0.5)),
        *chambers.wardrobe(paint, 280.0, 690.0, 230.0, 420.0),
        *chambers.dresser(paint, 850.0, 676.0, 150.0),
        *f.picture(paint, "bed", 1240.0, 330.0, 150.0, 100.0),
        *f.bed(paint, 1290.0, 728.0, 480.0, 1.0, paint.local(cover, 0.5)),
        *f.box(paint, 1010.0, 700.0, 84.0, 120.0, paint.local(f.WOOD)),
        block(990, 634, 40, 4, paint.scheme.accent),
        *lamps.table_lamp(paint, 1010.0, 580.0),
    ]
    near = [*own_carpet(paint, 792.0, 700.0), *f.plant(paint, 90.0, 770.0, 270.0)]
    return wall_nodes, near, [Group(tuple(lamp), opacity=flicker(3.0, 0.92, 0.4))] if lamp else []


def _office(paint: Paint, shell: list[Node]) -> r.Parts:
    desk = paint.local("#7b5a42")
    slats = [polygon([(470, 205 + i * 15), (690, 205 + i * 15)], closed=False) for i in range(9)]
    screen = mix(paint.local("#7fb2c4"), "#ffffff", 0.3)
    wall_nodes = [
        *shell,
        *windows.window(paint, 580.0, 325.0, 220.0, 250.0, panes=(2, 1), town=True),
        strokes(slats, paint.local("#e8e0d0"), 5.0, 0.85),
        *chambers.cabinets(paint, 200.0, 668.0, 3),
        *f.shelf(paint, "binders", 290.0, 330.0, 250.0, 66.0, True),
        *learning.white_board(paint, 850.0, 320.0),
        *f.shelf(paint, "shelf", 1180.0, 330.0, 240.0, 62.0, True),
        *f.plant(paint, 1050.0, 680.0, 200.0),
    ]
    near = [
        *chambers.coat_stand(paint, 1478.0, 764.0, 380.0),
        *second_desk(paint, desk),
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
    return wall_nodes, near, [f.clock(paint, 1010.0, 250.0, 30.0)]


def _library(paint: Paint, shell: list[Node]) -> r.Parts:
    cases: list[Node] = []
    for i, x in enumerate((-330.0, -60.0, 210.0, 480.0, 1120.0, 1390.0, 1660.0, 1930.0)):
        cases += f.bookcase(paint, f"case {i}", x, 668.0, 250.0, 760.0, 8)
    ladder = [polygon([(1010 + dx, 700), (1080 + dx, 120)], closed=False) for dx in (0, 58)] + [
        polygon([(1016 + k * 7, 650 - k * 58), (1074 + k * 7, 650 - k * 58)], closed=False) for k in range(9)
    ]
    wall_nodes = [
        *shell,
        *windows.window(paint, 800.0, 300.0, 240.0, 400.0, arched=True, panes=(3, 4)),
        *cases,
        strokes(ladder, paint.local("#8a6440"), 8.0),
    ]
    globe = paint.local("#6f97a0", 0.4)
    near = [
        *f.table(paint, 1310.0, 776.0, 320.0, 170.0),
        *chambers.green_lamp(paint, 1230.0, 592.0),
        *(
            block(1330 - (i % 2) * 8, 588 - i * 13, 84, 13, paint.local(c), radius=2)
            for i, c in enumerate(("#8c3b3a", "#35566b", "#a9793f", "#5b6a3d"))
        ),
        *f.box(paint, 250.0, 770.0, 60.0, 150.0, paint.local(f.WOOD)),
        disc(250, 566, 62, across(188, 312, (0.0, paint.bright(globe, 0.3)), (1.0, paint.deep(globe, 0.4)))),
        blob([(215, 540), (250, 526), (270, 556), (244, 590), (224, 570)], paint.local("#9aa36a")),
        line([(250, 500), (316, 540), (300, 610), (250, 632)], paint.scheme.accent, 4.0),
    ]
    return wall_nodes, [*stacks(paint), *near], []


def _classroom(paint: Paint, shell: list[Node]) -> r.Parts:
    board = paint.local("#3c5a50", 0.3)
    chalk = [
        smooth([(770, 250), (800, 240), (840, 252), (872, 240)], closed=False),
        smooth([(770, 290), (830, 284), (900, 292)], closed=False),
        polygon([(950, 330), (990, 250), (1030, 330), (950, 330)], closed=False),
        smooth([(770, 330), (800, 324), (850, 332)], closed=False),
        smooth([(1050, 260), (1074, 250), (1080, 280), (1056, 290), (1050, 262)], closed=False),
    ]
    wall_nodes = [
        *shell,
        *windows.window(paint, 520.0, 320.0, 200.0, 260.0, panes=(2, 3)),
        block(712, 192, 416, 226, paint.local(f.WOOD), radius=3),
        block(724, 204, 392, 202, vertical(204, 406, (0.0, paint.deep(board, 0.2)), (1.0, board))),
        strokes(chalk, "#f4f1e6", 3.0, 0.8),
        block(724, 412, 392, 10, paint.bright(paint.local(f.WOOD), 0.3)),
        *learning.wall_map(paint, 1290.0, 300.0),
        *f.bookcase(paint, "case", 250.0, 668.0, 170.0, 300.0, 4),
        *f.plant(paint, 250.0, 368.0, 90.0),
    ]
    return wall_nodes, school(paint), [f.clock(paint, 920.0, 140.0, 32.0)]


def _shop(paint: Paint, shell: list[Node]) -> r.Parts:
    wood = paint.local(f.WOOD)
    shelves: list[Node] = []
    for k, y in enumerate((220.0, 330.0, 440.0)):
        shelves += f.shelf(paint, f"left {k}", 240.0, y, 300.0, 76.0) + f.shelf(
            paint, f"middle {k}", 930.0, y, 330.0, 76.0, of_books=k == 2 and paint.has("book")
        )
        shelves += f.shelf(paint, f"right {k}", 1330.0, y, 300.0, 76.0)
    wall_nodes = [
        *shell,
        *windows.window(paint, 570.0, 320.0, 210.0, 260.0, panes=(3, 3), town=True),
        *shelves,
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


def _cabin(paint: Paint, shell: list[Node]) -> r.Parts:
    hearth, fire = lamps.fireplace(paint, 1210.0, 676.0, 260.0, 240.0)
    wall_nodes = [
        *shell,
        *windows.window(paint, 580.0, 350.0, 170.0, 180.0, curtains=paint.local("#a5443d", 0.4), panes=(2, 2)),
        *hearth,
        *f.shelf(paint, "crockery", 900.0, 330.0, 210.0, 60.0),
        *f.shelf(paint, "pots", 280.0, 300.0, 230.0, 70.0),
        *r.beams(paint),
    ]
    near = [
        *carpet(paint, "hide", 800.0, 796.0, 800.0, paint.local("#dccbaa", 0.3)),
        *_firewood(paint, 1030.0, 690.0),
        *f.table(paint, 260.0, 770.0, 300.0, 160.0),
        *lamps.candle(paint, 230.0, 594.0, 46.0),
        *f.jars(paint, "table", 270.0, 380.0, 594.0, 46.0),
        *f.chair(paint, 440.0, 776.0, 230.0, -1.0),
        *f.barrel(paint, 1490.0, 770.0, 190.0),
    ]
    return wall_nodes, near, fire


def _firewood(paint: Paint, x: float, y: float) -> list[Node]:
    """Split logs beside the hearth."""
    wood = paint.local("#8a6040")
    spots = [(x + dx * 34 + (row % 2) * 17, y - 16 - row * 27) for row in range(3) for dx in range(3 - row // 2)]
    return [
        disc(x + 34, y, 76, paint.scheme.shadow, 8, 0.3),
        fill(joined(ellipse(px, py, 17) for px, py in spots), paint.deep(wood, 0.3)),
        fill(joined(ellipse(px, py, 13) for px, py in spots), paint.bright(wood, 0.35)),
        strokes([ellipse(px, py, 6) for px, py in spots], wood, 2.0),
    ]


def _foreground(paint: Paint) -> Group:
    """What stands close to the camera at the frame's sides, dark and out of focus: each room has its own."""
    dark = paint.near
    if paint.variant in {"office", "classroom", "library"}:
        pile = [rectangle(-420.0 + 22 * (k % 2), 1000.0 - k * 52, 380.0 - 30 * (k % 3), 46.0, 6.0) for k in range(3)]
        return Group(
            (fill(joined((*pile, rectangle(1650.0, 900.0, 420.0, 360.0, 20.0))), dark),), blur=6.0, name="foreground"
        )
    if paint.variant in {"shop", "cabin"}:
        return r.jug_and_sack(paint)
    wing = smooth(
        [(1560, 1260), (1540, 900), (1570, 740), (1650, 690), (1780, 680), (2200, 690), (2200, 1260)], tension=0.7
    )
    arm = smooth([(1470, 1260), (1450, 960), (1500, 900), (1600, 900), (1640, 960), (1640, 1260)], tension=0.7)
    leaves = f.plant(paint, -40.0, 1010.0, 420.0, dark=True)
    return Group((fill(joined((wing, arm)), dark), *leaves), blur=6.0, name="foreground")


def draw(paint: Paint) -> Stage:
    """Variants: see `_ROOMS`."""
    variant = paint.variant if paint.variant in _ROOMS else "parlour"
    shell = SHELLS[variant](paint)
    if paint.reverse:
        parts = OPPOSITE[variant](paint, shell)
        return r.furnished(paint, parts, light_from_behind(paint, 1000.0), _foreground(paint), (1060.0, 470.0))
    x, y = (800.0, 300.0) if variant == "library" else (560.0, 330.0)
    light = windows.window_light(paint, x, y, 170.0, 240.0)
    parts = _ROOMS[variant](paint, shell)
    return r.furnished(paint, parts, light, _foreground(paint), _DETAILS.get(variant, (985.0, 330.0)))


_ROOMS: dict[str, Callable[[Paint, list[Node]], r.Parts]] = {
    "parlour": _parlour,
    "bedroom": _bedroom,
    "office": _office,
    "library": _library,
    "classroom": _classroom,
    "shop": _shop,
    "cabin": _cabin,
}
