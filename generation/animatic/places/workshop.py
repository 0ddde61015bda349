"""Rooms where things are made: forge, laboratory and workbench."""

from collections.abc import Callable

from generation.animatic.art import Group, Matrix, Node, ellipse, polygon, rectangle, smooth
from generation.animatic.colour import mix
from generation.animatic.motifs import doors, lamps, opposite, windows
from generation.animatic.motifs import furniture as f
from generation.animatic.motifs import rooms as r
from generation.animatic.motifs.brush import (
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
from generation.animatic.motifs.paint import Paint
from generation.animatic.stage import TOP, Stage


def _forge(paint: Paint) -> r.Parts:
    stone = _forge_stone(paint)
    iron = paint.local("#4b4b57", 0.3)
    tools = [polygon([(x, 230), (x, 350)], closed=False) for x in range(840, 1020, 30)]
    heads = [rectangle(840 + i * 30 - 13, 340, 26, 22 + (i % 3) * 8, 4) for i in range(6)]
    wall_nodes: list[Node] = [
        *_forge_shell(paint),
        *windows.window(paint, 600.0, 300.0, 170.0, 190.0, panes=(2, 2)),
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
        *lamps.flames(1280.0, 516.0, 110.0, warm),
        Group(
            (glow(1280.0, 470.0, 460.0, warm, 0.65), glow(1220.0, 730.0, 520.0, warm, 0.45, 0.22)), opacity=flicker(1.0)
        ),
        *_sparks(paint, 1280.0, 480.0, warm),
    ]
    return wall_nodes, _anvil(paint), fire


def _forge_stone(paint: Paint) -> str:
    return mix(paint.scheme.wall, paint.local("#77706f", 0.4), 0.6)


def _forge_shell(paint: Paint) -> list[Node]:
    stone = _forge_stone(paint)
    return [
        r.wall(paint, stone),
        *r.masonry(paint, "stones", stone, 50.0),
        *r.floor(paint, mix(paint.scheme.ground, stone, 0.4), "tiles"),
    ]


def _forge_opposite(paint: Paint) -> r.Parts:
    """The gate through which horses come, shoes for them, and iron that leans at the wall."""
    iron = paint.local("#4b4b57", 0.3)
    shoes = [
        smooth([(x - 15, y - 20), (x - 20, y + 2), (x, y + 22), (x + 20, y + 2), (x + 15, y - 20)], closed=False)
        for x in (360.0, 420.0, 480.0, 540.0)
        for y in (280.0, 350.0)
    ]
    rods = [polygon([(610 + k * 15, 668), (650 + k * 11, 330 + (k % 3) * 34)], closed=False) for k in range(6)]
    wall_nodes: list[Node] = [
        *_forge_shell(paint),
        *doors.gate(paint, 1080.0, 664.0, 380.0, 400.0, paint.local("#7a5638", 0.3)),
        strokes([polygon([(330, y), (570, y)], closed=False) for y in (256, 326)], paint.local(f.WOOD), 8.0),
        strokes(shoes, paint.bright(iron, 0.2), 8.0),
        *f.box(paint, 450.0, 676.0, 280.0, 120.0, paint.local("#6b4c37")),
        *f.jars(paint, "oils", 340.0, 480.0, 556.0, 50.0),
        block(490, 530, 70, 26, iron, radius=4),
        strokes(rods, paint.bright(iron, 0.1), 8.0),
        *r.beams(paint),
    ]
    warm = mix(paint.scheme.accent, "#ff7a3a", 0.5)
    return wall_nodes, _anvil(paint), [Group((glow(800.0, 800.0, 620.0, warm, 0.3, 0.3),), opacity=flicker(1.0))]


def _anvil(paint: Paint) -> list[Node]:
    """The anvil on its block, and the water that irons are quenched in."""
    iron, block_ = paint.local("#4b4b57", 0.3), paint.local("#6b4c37")
    return [
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


def _laboratory_shell(paint: Paint) -> list[Node]:
    wall = mix(paint.scheme.wall, paint.local("#8fa7ad", 0.4), 0.5)
    return [
        r.wall(paint, wall),
        *r.panels(paint, 540.0, mix(wall, paint.local("#5f4a42"), 0.5)),
        *r.floor(paint, mix(paint.scheme.ground, wall, 0.4), "tiles"),
    ]


def _laboratory_opposite(paint: Paint) -> r.Parts:
    """A door between a black board of figures and cases of books."""
    chalk = [
        smooth([(400, y), (450 + k * 9, y - 8), (520, y + 4), (590 - k * 22, y)], closed=False)
        for k, y in enumerate((270, 300, 330, 390))
    ]
    chalk += [ellipse(660, 330, 34), ellipse(660, 330, 12), polygon([(626, 330), (700, 300)], closed=False)]
    board = paint.local("#34433f", 0.3)
    wall_nodes: list[Node] = [
        *_laboratory_shell(paint),
        *doors.door(paint, 1050.0, 662.0, 365.0),
        block(372, 232, 348, 196, paint.local(f.WOOD), radius=3),
        block(382, 242, 328, 176, vertical(242, 418, (0.0, paint.deep(board, 0.2)), (1.0, board))),
        strokes(chalk, "#f4f1e6", 3.0, 0.75),
        *f.bookcase(paint, "across", 1290.0, 668.0, 230.0, 460.0, 5),
        *opposite.sideboard(paint, 550.0, 674.0, 300.0, bare=True),
        *opposite.hooks(paint, "gowns", 260.0, 330.0, 120.0),
    ]
    _, bench, _ = _laboratory(paint)
    return wall_nodes, bench, [Group(tuple(lamps.hanging_lamp(paint, 760.0, 150.0, 42.0)))]


def _laboratory(paint: Paint) -> r.Parts:
    wood = paint.local("#5f4a42")
    wall_nodes: list[Node] = [
        *_laboratory_shell(paint),
        *windows.window(paint, 600.0, 300.0, 180.0, 260.0, arched=True, panes=(2, 4)),
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
        *lamps.candle(paint, 120.0, 596.0, 44.0),
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
        [*bubbles, Group(tuple(lamps.hanging_lamp(paint, 760.0, 150.0, 42.0)))],
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


def _bench_shell(paint: Paint) -> list[Node]:
    wood = mix(paint.scheme.wall, paint.local("#a0764e", 0.4), 0.5)
    return [r.wall(paint, wood), *r.planks(paint, "boards", wood, 58.0), *r.floor(paint, paint.scheme.ground)]


def _bench_opposite(paint: Paint) -> r.Parts:
    """A wide gate to the yard, and timber that stands to dry."""
    wood = paint.local("#c2965f", 0.3)
    boards = [polygon([(1270 + k * 26, 668), (1300 + k * 24, 270 + (k * 37) % 90)], closed=False) for k in range(6)]
    wall_nodes: list[Node] = [
        *_bench_shell(paint),
        *doors.gate(paint, 1030.0, 664.0, 330.0, 380.0, paint.local("#8a6440", 0.3)),
        strokes(boards, paint.deep(wood, 0.2), 19.0),
        strokes(boards[::2], wood, 15.0),
        *f.shelf(paint, "varnish", 510.0, 300.0, 330.0, 62.0),
        *f.shelf(paint, "nails", 510.0, 400.0, 330.0, 56.0),
        *opposite.sideboard(paint, 510.0, 674.0, 340.0, 150.0, bare=True),
        *opposite.hooks(paint, "overalls", 780.0, 340.0, 120.0),
        *r.beams(paint),
    ]
    _, near, alive = _bench(paint)
    return wall_nodes, near, alive[:1]


def _bench(paint: Paint) -> r.Parts:
    iron = paint.local("#55555f")
    saw = polygon([(820, 250), (960, 238), (960, 262), (820, 282)])
    wall_nodes: list[Node] = [
        *_bench_shell(paint),
        *windows.window(paint, 600.0, 310.0, 200.0, 220.0, panes=(3, 3)),
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
        [Group(tuple(lamps.hanging_lamp(paint, 800.0, 150.0, 44.0))), f.clock(paint, 780.0, 270.0, 28.0)],
    )


def draw(paint: Paint) -> Stage:
    """Variants: see `_SHOPS`."""
    front, across = _SHOPS.get(paint.variant, _SHOPS["bench"])
    if paint.reverse:
        light = opposite.light_from_behind(paint, 1000.0)
        return r.furnished(paint, across(paint), light, r.jug_and_sack(paint), (500.0, 440.0))
    light = windows.window_light(paint, 600.0, 310.0, 180.0, 220.0)
    return r.furnished(paint, front(paint), light, r.jug_and_sack(paint), (1290.0, 540.0))


_SHOPS: dict[str, tuple[Callable[[Paint], r.Parts], Callable[[Paint], r.Parts]]] = {
    "forge": (_forge, _forge_opposite),
    "laboratory": (_laboratory, _laboratory_opposite),
    "bench": (_bench, _bench_opposite),
}
"""Both walls of each: the one in front, and the one across from it."""
