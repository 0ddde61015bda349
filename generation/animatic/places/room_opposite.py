"""The other walls of the rooms of `room`: where their doors are, and what one hangs up and puts down beside them."""

from collections.abc import Callable

from generation.animatic.art import Node, Path, ellipse, polygon, rectangle, smooth
from generation.animatic.colour import mix
from generation.animatic.motifs import chambers, doors, lamps, learning, opposite, windows
from generation.animatic.motifs import furniture as f
from generation.animatic.motifs import rooms as r
from generation.animatic.motifs.brush import block, disc, fill, joined, strokes
from generation.animatic.motifs.carpets import carpet
from generation.animatic.motifs.furnishings import on_desk
from generation.animatic.motifs.paint import Paint
from generation.animatic.places.room_shell import own_carpet, parlour_corners, school, second_desk, stacks, taste

_FOOT = 662.0
_TALL = 365.0
"""The height of a door."""


def _parlour(paint: Paint, shell: list[Node]) -> r.Parts:
    wall = [
        *shell,
        *doors.door(paint, 1070.0, _FOOT, _TALL),
        *opposite.sideboard(paint, 480.0, 672.0, 310.0),
        *f.picture(paint, "across", 480.0, 330.0, 190.0, 130.0),
        *f.picture(paint, "beside", 655.0, 340.0, 56.0, 74.0),
        *f.picture(paint, "far", 1270.0, 350.0, 90.0, 110.0),
        *parlour_corners(paint),
        *f.bookcase(paint, "across", 1340.0, 680.0, 190.0, 250.0, 3),
    ]
    near = [
        *own_carpet(paint, 790.0, 860.0),
        *lamps.floor_lamp(paint, 240.0, 726.0, 430.0),
        *f.plant(paint, 110.0, 742.0, 260.0),
        *f.armchair(paint, 1440.0, 778.0, 240.0, paint.local("#55707a", 0.45)),
    ]
    return wall, near, [f.clock(paint, 900.0, 300.0, 30.0)]


def _bedroom(paint: Paint, shell: list[Node]) -> r.Parts:
    cloth = paint.local(taste(paint)[1], 0.5)
    wall = [
        *shell,
        *doors.door(paint, 1080.0, _FOOT, _TALL, paint.local("#e6dcc8", 0.25)),
        *opposite.hooks(paint, "gowns", 1280.0, 330.0, 150.0, 0.9),
        *opposite.sideboard(paint, 500.0, 672.0, 280.0, 150.0),
        *f.picture(paint, "across", 440.0, 330.0, 110.0, 84.0),
        *f.picture(paint, "beside", 580.0, 340.0, 60.0, 80.0),
        *opposite.radiator(paint, 900.0, 664.0, 130.0),
    ]
    near = [
        *own_carpet(paint, 792.0, 700.0),
        *f.armchair(paint, 230.0, 744.0, 210.0, mix(cloth, paint.local("#b8a684", 0.4), 0.4)),
        *f.plant(paint, 60.0, 760.0, 270.0),
        *lamps.floor_lamp(paint, 1390.0, 724.0, 410.0),
        *opposite.basket(paint, 1490.0, 752.0, 100.0, "#e9e0d0"),
    ]
    return wall, near, []


def _office(paint: Paint, shell: list[Node]) -> r.Parts:
    grey = paint.local("#8b7a66", 0.35)
    wall = [
        *shell,
        *doors.garden_door(paint, 1080.0, _FOOT, _TALL, grey, frosted=True),
        *opposite.notice_board(paint, "notices", 560.0, 320.0, 280.0, 170.0),
        *opposite.radiator(paint, 560.0, 664.0, 220.0),
        *f.bookcase(paint, "files", 250.0, 674.0, 210.0, 400.0, 5),
        *f.shelf(paint, "over the door", 1340.0, 330.0, 190.0, 60.0, True),
        *chambers.cabinets(paint, 1270.0, 668.0, 2),
        *f.plant(paint, 420.0, 678.0, 180.0),
    ]
    dark = paint.local("#33343e")
    near = [
        *chambers.coat_stand(paint, 1500.0, 764.0, 380.0),
        *second_desk(paint, paint.local("#7b5a42")),
        *f.table(paint, 1290.0, 776.0, 330.0, 170.0, paint.local("#7b5a42")),
        *f.chair(paint, 1395.0, 790.0, 230.0, -1.0, paint.local("#3e3a44")),
        *(
            on_desk(paint, 1275.0, 600.0)
            or (block(1220, 504, 110, 76, dark, radius=6), block(1264, 578, 22, 24, paint.bright(dark, 0.1)))
        ),
    ]
    return wall, near, [f.clock(paint, 880.0, 250.0, 30.0)]


def _library(paint: Paint, shell: list[Node]) -> r.Parts:
    wood = paint.local(f.DARK_WOOD)
    cases: list[Node] = []
    for i, x in enumerate((-330.0, -60.0, 210.0, 480.0, 1120.0, 1390.0, 1660.0, 1930.0)):
        cases += f.bookcase(paint, f"across {i}", x, 668.0, 250.0, 760.0, 8)
    wall = [
        *shell,
        *cases,
        *doors.double_door(paint, 800.0, _FOOT, 410.0, paint.bright(wood, 0.14)),
        *f.picture(paint, "founder", 800.0, 130.0, 120.0, 110.0),
    ]
    near = [
        *stacks(paint),
        *f.table(paint, 290.0, 776.0, 320.0, 170.0),
        *chambers.green_lamp(paint, 370.0, 592.0),
        *(
            block(200 + (i % 2) * 8, 588 - i * 13, 84, 13, paint.local(c), radius=2)
            for i, c in enumerate(("#35566b", "#8c3b3a", "#5b6a3d"))
        ),
        *f.chair(paint, 1310.0, 772.0, 250.0, -1.0),
    ]
    return wall, near, []


def _classroom(paint: Paint, shell: list[Node]) -> r.Parts:
    wall = [
        *shell,
        *doors.door(paint, 1100.0, _FOOT, _TALL),
        *opposite.hooks(paint, "coats", 560.0, 380.0, 420.0, 0.8, bags=True),
        *opposite.bench(paint, 560.0, 668.0, 420.0, back=False),
        *_children_drew(paint, 560.0, 268.0),
        *learning.wall_map(paint, 1330.0, 300.0),
        *f.bookcase(paint, "readers", 250.0, 668.0, 150.0, 230.0, 3),
        *f.plant(paint, 250.0, 438.0, 100.0),
    ]
    return wall, school(paint), [f.clock(paint, 900.0, 250.0, 32.0)]


def _children_drew(paint: Paint, x: float, y: float) -> list[Node]:
    """A line of pictures on pegs: a house, a sun, a tree."""
    paper = paint.local("#f4efe2", 0.15)
    tints = [paint.local(tint, 0.25) for tint in ("#d9783f", "#4f7fae", "#5f9a5a", "#c8506a")]
    spots = [x - 170 + k * 113 for k in range(4)]
    return [
        strokes(
            [smooth([(x - 230, y - 48), (x, y - 38), (x + 230, y - 48)], closed=False)], paint.deep(paper, 0.5), 2.4
        ),
        fill(joined(rectangle(cx - 42, y - 42, 84, 64, 2) for cx in spots), paper),
        fill(polygon([(spots[0] - 24, y - 6), (spots[0], y - 30), (spots[0] + 24, y - 6)]), tints[3]),
        block(spots[0] - 18, y - 6, 36, 22, tints[0]),
        disc(spots[1], y - 10, 15, tints[0]),
        strokes([ellipse(spots[1], y - 10, 22)], tints[0], 4.0, 0.6),
        block(spots[2] - 4, y - 10, 8, 26, tints[0]),
        disc(spots[2], y - 16, 17, tints[2]),
        fill(smooth([(spots[3] - 30, y), (spots[3], y - 24), (spots[3] + 30, y), (spots[3], y + 12)]), tints[1]),
    ]


def _shop(paint: Paint, shell: list[Node]) -> r.Parts:
    wood = paint.local(f.WOOD)
    frame = paint.local("#4f6a5a", 0.3)
    goods: list[Node] = []
    for k, y in enumerate((250.0, 360.0, 470.0)):
        goods += f.shelf(paint, f"across {k}", 1370.0, y, 230.0, 76.0, of_books=k == 1 and paint.has("book"))
    front: list[Node] = (
        [*windows.window(paint, 520.0, 340.0, 210.0, 230.0)]
        if paint.setting.period == "medieval"
        else [
            block(312, 214, 436, 326, frame, radius=4),
            windows.view(paint, 530.0, 372.0, 404.0, 296.0, town=True),
            strokes([polygon([(530, 222), (530, 522)], False), polygon([(326, 300), (734, 300)], False)], frame, 8.0),
        ]
    )
    wall = [
        *shell,
        *front,
        block(300, 520, 460, 22, paint.bright(wood, 0.24), radius=3),
        *f.jars(paint, "window", 340.0, 720.0, 520.0, 62.0),
        *(
            doors.door(paint, 1060.0, _FOOT, _TALL)
            if paint.setting.period == "medieval"
            else doors.glass_door(paint, 1060.0, _FOOT, _TALL, frame)
        ),
        *goods,
    ]
    near = [
        *f.box(paint, 1400.0, 782.0, 320.0, 190.0, wood),
        block(1225, 584, 350, 18, paint.bright(wood, 0.3), radius=3),
        *(block(1260 + i * 100, 620, 84, 52, paint.deep(wood, 0.4), radius=3) for i in range(3)),
        *f.jars(paint, "counter", 1330.0, 1520.0, 584.0, 70.0),
        *f.barrel(paint, 130.0, 770.0, 190.0),
        *opposite.basket(paint, 270.0, 760.0, 120.0, "#c8783f"),
        *lamps.hanging_lamp(paint, 860.0, 150.0, 40.0),
    ]
    return wall, near, []


def _cabin(paint: Paint, shell: list[Node]) -> r.Parts:
    wood = paint.local(f.WOOD)
    wall = [
        *shell,
        *doors.plank_door(paint, 1080.0, _FOOT, 350.0, paint.deep(wood, 0.25)),
        *opposite.hooks(paint, "furs", 1300.0, 340.0, 170.0),
        *opposite.bench(paint, 540.0, 676.0, 320.0),
        *_snow_shoes(paint, 690.0, 340.0),
        *f.shelf(paint, "across", 420.0, 300.0, 260.0, 66.0),
        *f.barrel(paint, 880.0, 680.0, 120.0),
        *r.beams(paint),
    ]
    near = [
        *carpet(paint, "hide", 800.0, 796.0, 800.0, paint.local("#dccbaa", 0.3)),
        *f.table(paint, 220.0, 770.0, 300.0, 160.0),
        *lamps.candle(paint, 190.0, 594.0, 46.0),
        *f.jars(paint, "table", 230.0, 340.0, 594.0, 46.0),
        *f.barrel(paint, 1500.0, 770.0, 190.0),
    ]
    return wall, near, []


def _snow_shoes(paint: Paint, x: float, y: float) -> list[Node]:
    """A pair of snow shoes on the logs."""
    wood, cord = paint.local("#6e4a2c", 0.3), paint.local("#e0cfa8", 0.3)
    hoops: list[Path] = []
    nets: list[Path] = []
    for cx in (x - 34, x + 34):
        hoops.append(
            smooth(
                [(cx, y - 96), (cx + 25, y - 50), (cx + 20, y + 20), (cx, y + 96), (cx - 20, y + 20), (cx - 25, y - 50)]
            )
        )
        nets += [polygon([(cx - 22, y + k), (cx + 22, y + k)], closed=False) for k in (-52, -30, -8, 14, 36)]
        nets.append(polygon([(cx, y - 92), (cx, y + 92)], closed=False))
    return [strokes(nets, cord, 2.4, 0.8), strokes(hoops, wood, 7.0)]


OPPOSITE: dict[str, Callable[[Paint, list[Node]], r.Parts]] = {
    "parlour": _parlour,
    "bedroom": _bedroom,
    "office": _office,
    "library": _library,
    "classroom": _classroom,
    "shop": _shop,
    "cabin": _cabin,
}
