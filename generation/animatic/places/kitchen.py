"""Where food is made: kitchen and bakery."""

from collections.abc import Callable

from generation.animatic.art import Group, Node, rectangle, smooth
from generation.animatic.colour import mix
from generation.animatic.motifs import doors, lamps, opposite, windows
from generation.animatic.motifs import furniture as f
from generation.animatic.motifs import rooms as r
from generation.animatic.motifs.brush import (
    across,
    blob,
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
from generation.animatic.motifs.hearths import cooking_hearth, hanging_stores
from generation.animatic.motifs.houses import smoke
from generation.animatic.motifs.paint import Paint
from generation.animatic.stage import LEFT, RIGHT, TOP, Stage


def _pans(paint: Paint, x: float, y: float) -> list[Node]:
    copper, iron = paint.local("#b9683f", 0.35), paint.local("#45434d")
    nodes: list[Node] = [line([(x - 130, y), (x + 130, y)], iron, 6.0)]
    for i, s in enumerate((1.0, 0.8, 1.15, 0.7)):
        px, r_ = x - 100 + i * 66, 23 * s
        tint = copper if i % 2 == 0 else paint.deep(iron, 0.1)
        nodes += [
            straight([(px, y), (px, y + 46)], iron, 5.0),
            disc(
                px,
                y + 44 + r_,
                r_,
                across(px - r_, px + r_, (0.0, paint.deep(tint, 0.35)), (0.6, paint.bright(tint, 0.3)), (1.0, tint)),
            ),
            disc(px, y + 44 + r_, r_ * 0.7, paint.deep(tint, 0.2)),
        ]
    return nodes


def _cream(paint: Paint) -> str:
    return paint.local("#e9dfcb", 0.25)


def _tiled(paint: Paint) -> list[Node]:
    """Wall and floor of a kitchen, with its band of tiles."""
    wall, cream = mix(paint.scheme.wall, paint.local("#9cb3a6", 0.45), 0.42), _cream(paint)
    tiles = [
        rectangle(LEFT + i * 40 + 1, 400 + k * 40 + 1, 38, 38, 2) for i in range(64) for k in range(3) if (i + k) % 2
    ]
    return [
        r.wall(paint, wall),
        block(LEFT, 400, RIGHT - LEFT, 120, paint.bright(cream, 0.1), 0.8),
        fill(joined(tiles), paint.local("#8fb0b4", 0.4), 0.6),
        *r.floor(paint, mix(paint.scheme.ground, cream, 0.3), "tiles"),
    ]


def _kitchen(paint: Paint) -> r.Parts:
    wood = paint.local("#a8794f", 0.35)
    door = [rectangle(x, 540, 92, 108, 5) for x in (350, 452, 554, 656, 758, 860, 962)]
    cupboards: list[Node] = []
    for x in (250.0, 372.0):
        cupboards += [
            block(
                x - 58,
                150,
                116,
                170,
                across(x - 58, x + 58, (0.0, paint.bright(wood, 0.1)), (1.0, paint.deep(wood, 0.2))),
                radius=4,
            ),
            block(x - 46, 164, 92, 142, paint.deep(wood, 0.14), radius=3),
            disc(x + 38, 236, 5, paint.scheme.accent),
        ]
    stove, cream = paint.local("#4a4a55", 0.35), _cream(paint)
    wall_nodes: list[Node] = [
        *_tiled(paint),
        *windows.window(paint, 600.0, 280.0, 200.0, 200.0, curtains=paint.local("#c0584a", 0.4), panes=(2, 2)),
        *cupboards,
        block(330, 520, 760, 132, wood),
        fill(joined(door), paint.bright(wood, 0.16)),
        *(disc(x, 560, 5, paint.scheme.accent) for x in (432, 464, 636, 668, 840, 872)),
        block(318, 506, 784, 18, paint.bright(cream, 0.25), radius=4),
        *_pans(paint, 890.0, 190.0),
        *f.jars(paint, "counter", 370.0, 520.0, 506.0, 60.0),
        *f.jars(paint, "bottles", 940.0, 1060.0, 506.0, 74.0),
        *_sink(paint, 690.0, 506.0),
        *f.shelf(paint, "spices", 890.0, 400.0, 240.0, 46.0),
        block(
            1130,
            500,
            210,
            152,
            across(1130, 1340, (0.0, paint.bright(stove, 0.14)), (1.0, paint.deep(stove, 0.3))),
            radius=5,
        ),
        block(1152, 552, 166, 74, paint.deep(stove, 0.6), radius=5),
        line([(1160, 544), (1310, 544)], paint.local("#c9ccd2"), 5.0),
        *(disc(1160 + i * 46, 518, 8, paint.local("#c9ccd2")) for i in range(4)),
        block(1124, 492, 222, 11, paint.deep(stove, 0.3), radius=4),
        *_pot(paint, 1190.0, 492.0, 1.0),
        facet([(1150, 210), (1320, 210), (1360, 300), (1110, 300)], paint.deep(stove, 0.1)),
        block(1200, TOP, 70, 510, stove),
        *f.shelf(paint, "plates", 1480.0, 330.0, 200.0, 60.0),
        *r.beams(paint),
    ]
    return (
        wall_nodes,
        _table_and_fridge(paint),
        [smoke(paint, 1190.0, 430.0, 0.7), Group(tuple(lamps.hanging_lamp(paint, 800.0, 140.0, 44.0)))],
    )


def _table_and_fridge(paint: Paint) -> list[Node]:
    cream = _cream(paint)
    return [
        *f.table(paint, 260.0, 778.0, 380.0, 176.0),
        *_bread(paint, 200.0, 590.0),
        *_bowl(paint, 350.0, 590.0),
        *f.chair(paint, 470.0, 782.0, 240.0, -1.0),
        *f.box(paint, 1500.0, 770.0, 170.0, 330.0, cream),
        straight([(1420, 560), (1580, 560)], paint.deep(cream, 0.5), 3.0),
        line([(1440, 500), (1440, 540)], paint.local("#9aa0a6"), 6.0),
        line([(1440, 585), (1440, 640)], paint.local("#9aa0a6"), 6.0),
    ]


def _kitchen_opposite(paint: Paint) -> r.Parts:
    """A dresser with plates, and the door to the garden."""
    wall_nodes: list[Node] = [
        *_tiled(paint),
        *doors.garden_door(paint, 1080.0, 662.0, 365.0, paint.bright(_cream(paint), 0.2)),
        *opposite.dresser(paint, "china", 500.0, 670.0, 340.0, 430.0),
        *opposite.hooks(paint, "aprons", 1300.0, 340.0, 120.0, 0.8),
        *opposite.basket(paint, 880.0, 676.0, 90.0, "#a8b45a"),
        *r.beams(paint),
    ]
    lamp = Group(tuple(lamps.hanging_lamp(paint, 800.0, 140.0, 44.0)))
    return wall_nodes, _table_and_fridge(paint), [lamp, f.clock(paint, 880.0, 290.0, 30.0)]


def _old_kitchen(paint: Paint) -> r.Parts:
    """A kitchen without a stove, a tap or a cupboard."""
    hearth, fire = cooking_hearth(paint, 1180.0, 668.0)
    wall_nodes: list[Node] = [
        r.wall(paint, paint.scheme.wall),
        *r.floor(paint, paint.scheme.ground),
        *windows.window(paint, 560.0, 320.0, 170.0, 200.0),
        *hanging_stores(paint, 140.0, 420.0, 170.0),
        *hearth,
        *f.shelf(paint, "spices", 790.0, 380.0, 200.0, 50.0),
        *r.beams(paint),
    ]
    return wall_nodes, _old_stores(paint), fire


def _old_stores(paint: Paint) -> list[Node]:
    return [
        *f.table(paint, 260.0, 778.0, 400.0, 176.0),
        *_bread(paint, 180.0, 594.0),
        *_bowl(paint, 340.0, 594.0),
        *f.barrel(paint, 1470.0, 770.0, 170.0),
        *_sack(paint, 1585.0, 786.0, 1.1),
    ]


def _old_kitchen_opposite(paint: Paint) -> r.Parts:
    wall_nodes: list[Node] = [
        r.wall(paint, paint.scheme.wall),
        *r.floor(paint, paint.scheme.ground),
        *doors.door(paint, 1060.0, 662.0, 365.0),
        *hanging_stores(paint, 1190.0, 1420.0, 170.0),
        *f.shelf(paint, "pots", 500.0, 330.0, 300.0, 64.0),
        *f.shelf(paint, "jugs", 500.0, 440.0, 300.0, 64.0),
        *opposite.sideboard(paint, 500.0, 676.0, 320.0),
        *f.barrel(paint, 730.0, 676.0, 130.0),
        *r.beams(paint),
    ]
    return wall_nodes, _old_stores(paint), []


def _sink(paint: Paint, x: float, y: float) -> list[Node]:
    tin = paint.local("#c3c8cc", 0.25)
    return [
        block(x - 70, y - 2, 140, 14, paint.deep(tin, 0.3), radius=5),
        line([(x, y), (x, y - 54), (x + 20, y - 66), (x + 36, y - 46)], tin, 7.0),
        disc(x - 24, y - 6, 8, tin, 4),
        disc(x + 30, y - 6, 8, tin, 4),
    ]


def _pot(paint: Paint, x: float, y: float, s: float) -> list[Node]:
    tin = paint.local("#b0573e", 0.35)
    return [
        block(
            x - 40 * s,
            y - 52 * s,
            80 * s,
            52 * s,
            across(x - 40 * s, x + 40 * s, (0.0, paint.deep(tin, 0.3)), (0.6, paint.bright(tin, 0.25)), (1.0, tin)),
            radius=9 * s,
        ),
        block(x - 46 * s, y - 58 * s, 92 * s, 10 * s, paint.bright(tin, 0.2), radius=5 * s),
        disc(x, y - 62 * s, 8 * s, paint.deep(tin, 0.3)),
    ]


def _bread(paint: Paint, x: float, y: float) -> list[Node]:
    crust = paint.local("#c58a48", 0.3)
    cuts = [smooth([(x - 34 + k * 26, y - 30), (x - 24 + k * 26, y - 44)], closed=False) for k in range(3)]
    return [
        blob(
            [(x - 58, y - 4), (x - 52, y - 34), (x, y - 50), (x + 52, y - 34), (x + 58, y - 4), (x, y)],
            vertical(y - 50, y, (0.0, paint.bright(crust, 0.25)), (1.0, paint.deep(crust, 0.3))),
        ),
        strokes(cuts, paint.bright(crust, 0.5), 5.0, 0.8),
    ]


def _bowl(paint: Paint, x: float, y: float) -> list[Node]:
    clay = paint.local("#5f8794", 0.35)
    fruit = [(x - 26, y - 48, "#c2503f"), (x + 2, y - 56, "#d8a03c"), (x + 28, y - 48, "#8fa24a")]
    return [
        *(disc(px, py, 17, paint.local(c, 0.3)) for px, py, c in fruit),
        blob(
            [(x - 58, y - 42), (x + 58, y - 42), (x + 36, y - 6), (x, y), (x - 36, y - 6)],
            across(x - 58, x + 58, (0.0, paint.bright(clay, 0.2)), (1.0, paint.deep(clay, 0.35))),
        ),
    ]


def _bricks(paint: Paint) -> list[Node]:
    brick = mix(paint.scheme.wall, paint.local("#b5714f", 0.4), 0.5)
    return [
        r.wall(paint, brick),
        *r.masonry(paint, "bricks", brick, 30.0, 90),
        *r.floor(paint, paint.scheme.ground),
    ]


def _bakery(paint: Paint) -> r.Parts:
    wall_nodes: list[Node] = [
        *_bricks(paint),
        *windows.window(paint, 600.0, 300.0, 190.0, 210.0, panes=(3, 3), town=True),
        *r.beams(paint),
    ]
    for k, y in enumerate((270.0, 370.0, 470.0)):
        wall_nodes += [
            block(180, y, 300, 11, paint.local(f.WOOD)),
            *(n for i in range(3 - k % 2) for n in _bread(paint, 250.0 + i * 92 + (k % 2) * 30, y)),
            block(830, y, 240, 11, paint.local(f.WOOD)),
            *(n for i in range(2) for n in _bread(paint, 900.0 + i * 108, y)),
        ]
    stone = paint.local("#a58f80", 0.35)
    mouth = windows.arch(1290.0, 520.0, 170.0, 150.0)
    wall_nodes += [
        blob(
            [(1110, 660), (1110, 420), (1180, 330), (1290, 300), (1400, 330), (1470, 420), (1470, 660)],
            across(1110, 1470, (0.0, paint.bright(stone, 0.1)), (1.0, paint.deep(stone, 0.35))),
        ),
        block(1230, TOP, 120, 640, paint.deep(stone, 0.2)),
        fill(windows.arch(1290.0, 516.0, 206.0, 176.0), paint.deep(stone, 0.35)),
        fill(mouth, paint.deep(paint.scheme.shadow, 0.3)),
        block(1180, 590, 220, 16, paint.bright(stone, 0.3)),
    ]
    warm = mix(paint.scheme.accent, "#ff9a4a", 0.4)
    fire = [
        *lamps.flames(1290.0, 590.0, 88.0, warm),
        Group(
            (glow(1290.0, 540.0, 380.0, warm, 0.6), glow(1290.0, 700.0, 420.0, warm, 0.45, 0.22)), opacity=flicker(1.0)
        ),
    ]
    return wall_nodes, _bakers_table(paint), fire


def _bakers_table(paint: Paint) -> list[Node]:
    return [
        *f.table(paint, 270.0, 780.0, 420.0, 172.0),
        *_bread(paint, 160.0, 594.0),
        *_bread(paint, 290.0, 594.0),
        *_sack(paint, 1480.0, 776.0, 1.0),
        *_sack(paint, 1580.0, 784.0, 1.15),
        *f.barrel(paint, 560.0 - 70, 726.0, 110.0),
        line([(400, 590), (470, 570)], paint.local("#caa06a"), 13.0),
    ]


def _bakery_opposite(paint: Paint) -> r.Parts:
    """The door to the street, loaves in a rack, and flour that came through it."""
    wood = paint.local(f.WOOD)
    old = paint.setting.period == "medieval"
    rack: list[Node] = [
        block(362, 216, 16, 446, paint.deep(wood, 0.2)),
        block(702, 216, 16, 446, paint.deep(wood, 0.2)),
    ]
    for k, y in enumerate((300.0, 390.0, 480.0, 570.0)):
        rack += [
            block(362, y, 356, 12, paint.bright(wood, 0.1)),
            *(n for i in range(3 - k % 2) for n in _bread(paint, 440.0 + i * 104 + (k % 2) * 50, y)),
        ]
    wall_nodes: list[Node] = [
        *_bricks(paint),
        *(
            doors.door(paint, 1060.0, 662.0, 365.0)
            if old
            else doors.glass_door(paint, 1060.0, 662.0, 365.0, paint.local("#7a4a38", 0.3))
        ),
        *rack,
        *opposite.hooks(paint, "aprons", 1290.0, 340.0, 150.0, 0.9),
        *_sack(paint, 1250.0, 682.0, 0.9),
        *_sack(paint, 1350.0, 690.0, 1.0),
        *r.beams(paint),
    ]
    return wall_nodes, _bakers_table(paint), []


def _sack(paint: Paint, x: float, y: float, s: float) -> list[Node]:
    cloth = paint.local("#d2bd94", 0.3)
    return [
        disc(x, y, 70 * s, paint.scheme.shadow, 8, 0.35),
        blob(
            [
                (x - 54 * s, y),
                (x - 60 * s, y - 80 * s),
                (x - 30 * s, y - 128 * s),
                (x + 30 * s, y - 128 * s),
                (x + 60 * s, y - 80 * s),
                (x + 54 * s, y),
            ],
            across(
                x - 60 * s,
                x + 60 * s,
                (0.0, paint.deep(cloth, 0.3)),
                (0.6, paint.bright(cloth, 0.15)),
                (1.0, paint.deep(cloth, 0.2)),
            ),
        ),
        blob(
            [
                (x - 26 * s, y - 124 * s),
                (x - 38 * s, y - 158 * s),
                (x, y - 146 * s),
                (x + 38 * s, y - 158 * s),
                (x + 26 * s, y - 124 * s),
            ],
            paint.deep(cloth, 0.12),
        ),
        line([(x - 27 * s, y - 126 * s), (x, y - 121 * s), (x + 27 * s, y - 126 * s)], paint.local("#8a6a42"), 5.0),
    ]


def draw(paint: Paint) -> Stage:
    """Variants: see `_KITCHENS`."""
    variant = paint.variant if paint.variant in _KITCHENS else "kitchen"
    if variant == "kitchen" and paint.setting.period == "medieval":
        variant = "old"
    front, across = _KITCHENS[variant]
    if paint.reverse:
        light = opposite.light_from_behind(paint, 1000.0)
        return r.furnished(paint, across(paint), light, r.jug_and_sack(paint), (500.0, 440.0))
    light = windows.window_light(paint, 600.0, 310.0, 180.0, 220.0)
    return r.furnished(paint, front(paint), light, r.jug_and_sack(paint), (1290.0, 540.0))


_KITCHENS: dict[str, tuple[Callable[[Paint], r.Parts], Callable[[Paint], r.Parts]]] = {
    "kitchen": (_kitchen, _kitchen_opposite),
    "old": (_old_kitchen, _old_kitchen_opposite),
    "bakery": (_bakery, _bakery_opposite),
}
"""Both walls of each: the one in front, and the one across from it."""
