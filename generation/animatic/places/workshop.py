"""Rooms where something is made: kitchen, bakery, forge, laboratory and workbench."""

from collections.abc import Callable

from generation.animatic.art import Group, Matrix, Node, Path, ellipse, polygon, rectangle, smooth
from generation.animatic.colour import mix
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
from generation.animatic.motifs.houses import smoke
from generation.animatic.motifs.paint import Paint
from generation.animatic.stage import BOTTOM, LEFT, RIGHT, TOP, Layer, Stage

Parts = tuple[list[Node], list[Node], list[Node]]
"""What hangs on and stands at the wall; what stands nearer; what moves."""


def draw(paint: Paint) -> Stage:
    """Variants: see `_SHOPS`."""
    wall, near, alive = _SHOPS.get(paint.variant, _kitchen)(paint)
    return Stage(
        scheme=paint.scheme,
        behind=(
            Layer("wall", 0.75, Group(tuple(wall), name="wall")),
            Layer(
                "window light",
                0.8,
                Group((r.window_light(paint, 600.0, 310.0, 180.0, 220.0), r.dust(paint, 740.0, 500.0, 220.0))),
                blurs=False,
            ),
            Layer("fires", 0.82, Group(tuple(alive), name="fires"), blurs=False),
            Layer("furniture", 0.92, Group((*near, *r.lamplight(paint)), name="furniture")),
        ),
        front=(Layer("foreground", 1.45, _foreground(paint)),),
        horizon=r.FLOOR,
        detail=(1290.0, 540.0),
        standing="floor",
        headroom=700.0,
    )


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


def _kitchen(paint: Paint) -> Parts:
    wall = mix(paint.scheme.wall, paint.local("#9cb3a6", 0.45), 0.42)
    wood = paint.local("#a8794f", 0.35)
    tiles = [
        rectangle(LEFT + i * 40 + 1, 400 + k * 40 + 1, 38, 38, 2) for i in range(64) for k in range(3) if (i + k) % 2
    ]
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
    stove, cream = paint.local("#4a4a55", 0.35), paint.local("#e9dfcb", 0.25)
    wall_nodes: list[Node] = [
        r.wall(paint, wall),
        block(LEFT, 400, RIGHT - LEFT, 120, paint.bright(cream, 0.1), 0.8),
        fill(joined(tiles), paint.local("#8fb0b4", 0.4), 0.6),
        *r.floor(paint, mix(paint.scheme.ground, cream, 0.3), "tiles"),
        *r.window(paint, 600.0, 280.0, 200.0, 200.0, curtains=paint.local("#c0584a", 0.4), panes=(2, 2)),
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
    near = [
        *f.table(paint, 260.0, 778.0, 380.0, 176.0),
        *_bread(paint, 200.0, 590.0),
        *_bowl(paint, 350.0, 590.0),
        *f.chair(paint, 470.0, 782.0, 240.0, -1.0),
        *f.box(paint, 1500.0, 770.0, 170.0, 330.0, cream),
        straight([(1420, 560), (1580, 560)], paint.deep(cream, 0.5), 3.0),
        line([(1440, 500), (1440, 540)], paint.local("#9aa0a6"), 6.0),
        line([(1440, 585), (1440, 640)], paint.local("#9aa0a6"), 6.0),
    ]
    return wall_nodes, near, [smoke(paint, 1190.0, 430.0, 0.7), Group(tuple(f.hanging_lamp(paint, 800.0, 140.0, 44.0)))]


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


def _bakery(paint: Paint) -> Parts:
    brick = mix(paint.scheme.wall, paint.local("#b5714f", 0.4), 0.5)
    wall_nodes: list[Node] = [
        r.wall(paint, brick),
        *r.masonry(paint, "bricks", brick, 30.0, 90),
        *r.floor(paint, paint.scheme.ground),
        *r.window(paint, 600.0, 300.0, 190.0, 210.0, panes=(3, 3), town=True),
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
    mouth = r.arch(1290.0, 520.0, 170.0, 150.0)
    wall_nodes += [
        blob(
            [(1110, 660), (1110, 420), (1180, 330), (1290, 300), (1400, 330), (1470, 420), (1470, 660)],
            across(1110, 1470, (0.0, paint.bright(stone, 0.1)), (1.0, paint.deep(stone, 0.35))),
        ),
        block(1230, TOP, 120, 640, paint.deep(stone, 0.2)),
        fill(r.arch(1290.0, 516.0, 206.0, 176.0), paint.deep(stone, 0.35)),
        fill(mouth, paint.deep(paint.scheme.shadow, 0.3)),
        block(1180, 590, 220, 16, paint.bright(stone, 0.3)),
    ]
    warm = mix(paint.scheme.accent, "#ff9a4a", 0.4)
    fire = [
        *f.flames(1290.0, 590.0, 88.0, warm),
        Group(
            (glow(1290.0, 540.0, 380.0, warm, 0.6), glow(1290.0, 700.0, 420.0, warm, 0.45, 0.22)), opacity=flicker(1.0)
        ),
    ]
    near = [
        *f.table(paint, 270.0, 780.0, 420.0, 172.0),
        *_bread(paint, 160.0, 594.0),
        *_bread(paint, 290.0, 594.0),
        *_sack(paint, 1480.0, 776.0, 1.0),
        *_sack(paint, 1580.0, 784.0, 1.15),
        *f.barrel(paint, 560.0 - 70, 726.0, 110.0),
        line([(400, 590), (470, 570)], paint.local("#caa06a"), 13.0),
    ]
    return wall_nodes, near, fire


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


def _forge(paint: Paint) -> Parts:
    stone = mix(paint.scheme.wall, paint.local("#77706f", 0.4), 0.6)
    iron = paint.local("#4b4b57", 0.3)
    tools = [polygon([(x, 230), (x, 350)], closed=False) for x in range(840, 1020, 30)]
    heads = [rectangle(840 + i * 30 - 13, 340, 26, 22 + (i % 3) * 8, 4) for i in range(6)]
    wall_nodes: list[Node] = [
        r.wall(paint, stone),
        *r.masonry(paint, "stones", stone, 50.0),
        *r.floor(paint, mix(paint.scheme.ground, stone, 0.4), "tiles"),
        *r.window(paint, 600.0, 300.0, 170.0, 190.0, panes=(2, 2)),
        line([(820, 230), (1020, 230)], paint.local(f.WOOD), 10.0),
        strokes(tools, paint.local(f.WOOD), 6.0),
        fill(joined(heads), iron),
        *f.shelf(paint, "oils", 300.0, 300.0, 220.0, 64.0),
        facet([(1130, 330), (1430, 330), (1350, 150), (1210, 150)], paint.deep(stone, 0.25)),
        block(1225, TOP, 110, 460, paint.deep(stone, 0.35)),
        *f.box(paint, 1280.0, 690.0, 320.0, 160.0, stone),
        block(1110, 522, 340, 20, paint.bright(stone, 0.2), radius=4),
        blob([(1160, 524), (1200, 502), (1280, 494), (1360, 502), (1400, 524)], paint.deep(paint.scheme.shadow, 0.2)),
        *r.beams(paint),
    ]
    warm = mix(paint.scheme.accent, "#ff7a3a", 0.5)
    fire = [
        *f.flames(1280.0, 516.0, 110.0, warm),
        Group(
            (glow(1280.0, 470.0, 460.0, warm, 0.65), glow(1220.0, 730.0, 520.0, warm, 0.45, 0.22)), opacity=flicker(1.0)
        ),
        *_sparks(paint, 1280.0, 480.0, warm),
    ]
    block_ = paint.local("#6b4c37")
    near = [
        *f.box(paint, 430.0 - 60, 770.0, 120.0, 110.0, block_),
        fill(
            smooth(
                [
                    (290, 622),
                    (350, 606),
                    (450, 606),
                    (456, 636),
                    (420, 640),
                    (406, 664),
                    (340, 664),
                    (326, 640),
                    (300, 636),
                ],
                tension=0.4,
            ),
            vertical(606, 664, (0.0, paint.bright(iron, 0.4)), (1.0, paint.deep(iron, 0.3))),
        ),
        line([(400, 600), (470, 560)], paint.local(f.WOOD), 9.0),
        block(386, 584, 40, 24, iron, radius=4),
        *f.barrel(paint, 150.0, 776.0, 200.0),
        *f.barrel(paint, 1530.0, 776.0, 190.0),
        disc(1530, 588, 62, paint.outside.water, 10),
    ]
    return wall_nodes, near, fire


def _sparks(paint: Paint, x: float, y: float, colour: str) -> list[Node]:
    random = paint.random("sparks")
    nodes: list[Node] = []
    for _ in range(8):
        dx, pace, p = random.uniform(-120, 120), random.uniform(0.5, 0.9), random.random()

        def rise(t: float, dx: float = dx, pace: float = pace, p: float = p) -> Matrix:
            u = (t * pace + p) % 1.0
            return Matrix(e=x + dx * u, f=y - 260 * u + 60 * u * u)

        nodes.append(
            Group(
                (disc(0, 0, 3.0, mix(colour, "#ffe9b0", 0.5)),),
                transform=rise,
                opacity=lambda t, pace=pace, p=p: 1 - (t * pace + p) % 1.0,
            )
        )
    return nodes


def _laboratory(paint: Paint) -> Parts:
    wall = mix(paint.scheme.wall, paint.local("#8fa7ad", 0.4), 0.5)
    wood = paint.local("#5f4a42")
    wall_nodes: list[Node] = [
        r.wall(paint, wall),
        *r.panels(paint, 540.0, mix(wall, wood, 0.5)),
        *r.floor(paint, mix(paint.scheme.ground, wall, 0.4), "tiles"),
        *r.window(paint, 600.0, 300.0, 180.0, 260.0, arched=True, panes=(2, 4)),
        *f.picture(paint, "chart", 800.0, 280.0, 90.0, 120.0),
    ]
    for k, y in enumerate((210.0, 310.0, 410.0)):
        wall_nodes += f.shelf(paint, f"flasks {k}", 1020.0, y, 260.0, 66.0) + f.shelf(
            paint, f"left {k}", 290.0, y, 280.0, 66.0, of_books=k == 1
        )
    wall_nodes += [*f.bookcase(paint, "case", 1400.0, 668.0, 210.0, 440.0, 5)]
    glass = mix(paint.scheme.horizon, "#ffffff", 0.4)
    potion = (paint.local("#5fb08a", 0.25), paint.local("#b0567f", 0.25), paint.local("#5c8fc4", 0.25))
    bench: list[Node] = [
        *f.table(paint, 1290.0, 782.0, 460.0, 180.0, wood),
        *f.table(paint, 250.0, 782.0, 380.0, 180.0, wood),
    ]
    for i, (x, s) in enumerate(((1130.0, 1.0), (1230.0, 0.8), (1330.0, 1.15))):
        y = 594.0
        bench += [
            fill(
                smooth(
                    [
                        (x - 12 * s, y - 96 * s),
                        (x - 14 * s, y - 60 * s),
                        (x - 46 * s, y - 6 * s),
                        (x, y),
                        (x + 46 * s, y - 6 * s),
                        (x + 14 * s, y - 60 * s),
                        (x + 12 * s, y - 96 * s),
                    ],
                    tension=0.5,
                ),
                glass,
                0.5,
            ),
            blob(
                [
                    (x - 26 * s, y - 36 * s),
                    (x + 26 * s, y - 36 * s),
                    (x + 42 * s, y - 7 * s),
                    (x, y - 3),
                    (x - 42 * s, y - 7 * s),
                ],
                potion[i],
            ),
            glow(x, y - 24 * s, 100 * s, potion[i], 0.6),
            line([(x - 13 * s, y - 62 * s), (x - 34 * s, y - 18 * s)], "#ffffff", 2.6, 0.7),
        ]
    coil = smooth([(1130, 500), (1160, 470), (1190, 500), (1215, 470), (1240, 505)], closed=False)
    bench += [
        strokes([coil], glass, 5.0, 0.8),
        *_microscope(paint, 1440.0, 594.0),
        *f.candle(paint, 120.0, 596.0, 44.0),
        *f.jars(paint, "bench", 170.0, 330.0, 596.0, 74.0),
        block(340, 588, 90, 8, paint.local("#efe6cf")),
    ]
    bubbles: list[Node] = []
    for i, x in enumerate((1130.0, 1230.0, 1330.0)):
        for k in range(3):

            def rise(t: float, x: float = x, k: int = k, i: int = i) -> Matrix:
                u = (t * 0.5 + k / 3 + i * 0.21) % 1.0
                return Matrix(0.5 + u, 0, 0, 0.5 + u, x + 7 * (k - 1), 574 - 120 * u)

            bubbles.append(
                Group(
                    (disc(0, 0, 5.0, potion[i]),),
                    transform=rise,
                    opacity=lambda t, k=k, i=i: 0.8 * (1 - (t * 0.5 + k / 3 + i * 0.21) % 1.0),
                )
            )
    return (
        wall_nodes,
        [*f.rug(paint, 800.0, 800.0, 640.0, paint.local("#4f5f78", 0.4)), *bench],
        [*bubbles, Group(tuple(f.hanging_lamp(paint, 760.0, 150.0, 42.0)))],
    )


def _microscope(paint: Paint, x: float, y: float) -> list[Node]:
    brass, iron = mix(paint.local("#b98d3f"), paint.scheme.accent, 0.3), paint.local("#3d3d48")
    return [
        block(x - 40, y - 10, 80, 10, iron, radius=4),
        line([(x + 24, y - 8), (x + 34, y - 60), (x + 4, y - 104)], iron, 9.0),
        block(x - 34, y - 44, 56, 7, iron),
        straight([(x - 8, y - 54), (x + 10, y - 122)], brass, 16.0),
        straight([(x + 10, y - 122), (x + 15, y - 138)], paint.deep(brass, 0.3), 11.0),
    ]


def _bench(paint: Paint) -> Parts:
    wood = mix(paint.scheme.wall, paint.local("#a0764e", 0.4), 0.5)
    iron = paint.local("#55555f")
    saw = polygon([(820, 250), (960, 238), (960, 262), (820, 282)])
    wall_nodes: list[Node] = [
        r.wall(paint, wood),
        *r.planks(paint, "boards", wood, 58.0),
        *r.floor(paint, paint.scheme.ground),
        *r.window(paint, 600.0, 310.0, 200.0, 220.0, panes=(3, 3)),
        fill(saw, iron),
        blob([(952, 232), (1000, 236), (1004, 268), (956, 268)], paint.local(f.WOOD)),
        strokes(
            [polygon([(1040 + i * 34, 220), (1040 + i * 34, 300)], closed=False) for i in range(4)],
            paint.local(f.WOOD),
            8.0,
        ),
        fill(joined(rectangle(1024 + i * 34, 204, 32, 22, 4) for i in range(4)), iron),
        *f.shelf(paint, "paints", 930.0, 400.0, 280.0, 60.0),
        *f.shelf(paint, "tins", 280.0, 300.0, 260.0, 66.0),
        *f.shelf(paint, "more", 280.0, 420.0, 260.0, 66.0),
        *f.bookcase(paint, "drawers", 1440.0, 668.0, 180.0, 330.0, 5),
        *r.beams(paint),
    ]
    curls = [
        smooth([(x, 792), (x + 9, 780), (x + 18, 790), (x + 10, 798)], closed=False)
        for x in (420, 470, 1090, 1130, 1180, 520)
    ]
    cog = [
        ellipse(1210, 560, 30),
        *(
            rectangle(1204, 524, 12, 14),
            rectangle(1204, 582, 12, 14),
            rectangle(1174, 554, 14, 12),
            rectangle(1232, 554, 14, 12),
        ),
    ]
    near = [
        *f.table(paint, 1280.0, 782.0, 440.0, 184.0),
        block(1340, 556, 120, 34, paint.local("#c2965f"), radius=3),
        block(1372, 532, 56, 26, paint.local(f.WOOD), radius=6),
        fill(joined(cog), mix(paint.local("#b98d3f"), paint.scheme.accent, 0.3)),
        disc(1210, 560, 12, paint.deep(iron, 0.4)),
        *f.box(paint, 250.0, 780.0, 240.0, 130.0, paint.local("#8c6a45")),
        strokes(
            [polygon([(150 + i * 26, 660), (190 + i * 26, 470)], closed=False) for i in range(4)],
            paint.local("#c2965f"),
            15.0,
        ),
        strokes(curls, paint.local("#e3c391"), 4.0, 0.9),
    ]
    return (
        wall_nodes,
        near,
        [Group(tuple(f.hanging_lamp(paint, 800.0, 150.0, 44.0))), f.clock(paint, 780.0, 270.0, 28.0)],
    )


_SHOPS: dict[str, Callable[[Paint], Parts]] = {
    "kitchen": _kitchen,
    "bakery": _bakery,
    "forge": _forge,
    "laboratory": _laboratory,
    "bench": _bench,
}


def _foreground(paint: Paint) -> Group:
    dark = paint.near
    jug = smooth(
        [
            (-90, 1260),
            (-120, 930),
            (-80, 830),
            (-40, 800),
            (-50, 740),
            (30, 740),
            (20, 800),
            (70, 830),
            (110, 930),
            (80, 1260),
        ],
        tension=0.7,
    )
    sack = smooth(
        [(1520, 1260), (1490, 980), (1530, 860), (1620, 800), (1720, 790), (1900, 830), (2100, 1260)], tension=0.8
    )
    things: list[Path] = [jug, sack, rectangle(-500.0, 900.0, 560.0, 400.0, 20.0)]
    return Group((fill(joined(things), dark),), blur=6.0, name="foreground")


__all__ = ["BOTTOM", "draw"]
