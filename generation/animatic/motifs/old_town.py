"""A town of the middle ages: houses that lean out over the street, gables and spires, torches and handcarts."""

from random import Random

from generation.animatic.art import Group, Node, Path, ellipse, polygon, rectangle
from generation.animatic.colour import mix
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
    strokes,
    vertical,
)
from generation.animatic.motifs.paint import Paint
from generation.animatic.motifs.season import snow_white
from generation.animatic.motifs.timbered import PLASTER, candlelight, frame, plank_door, small_window
from generation.animatic.stage import BOTTOM, LEFT, RIGHT

_TILES = ("#9a5240", "#84503f", "#7a5a4c")
_TALLEST = 1.5
"""Height of a town house in its widths, at most: nobody climbed further."""


def timbered_facade(
    paint: Paint, random: Random, x: float, y: float, width: float, height: float, distance: float, *, shop: bool
) -> list[Node]:
    """A town house of the middle ages, its left lower corner at (x, y): storeys that lean out, under a steep gable."""
    height = min(height, width * _TALLEST)
    wall = paint.faded(paint.local(random.choice(PLASTER), 0.35), distance)
    timber = paint.faded(paint.local("#4d3526", 0.3), distance)
    stone = paint.faded(paint.local("#8f867c", 0.35), distance)
    side = paint.scheme.light_x
    ends = (
        (paint.bright(wall, 0.1), paint.deep(wall, 0.3))
        if side < 0
        else (paint.deep(wall, 0.3), paint.bright(wall, 0.1))
    )
    storeys = max(2, round(height / max(104.0, width * 0.5)))
    tall = height / storeys
    nodes: list[Node] = []
    for k in range(storeys):
        jut, top = k * width * 0.025, y - (k + 1) * tall
        left, wide = x - jut, width + 2 * jut
        ground = k == 0
        shading = across(left, left + wide, (0.0, ends[0]), (1.0, ends[1]))
        nodes.append(
            block(
                left,
                top,
                wide,
                tall + 1,
                vertical(top, y, (0.0, stone), (1.0, paint.deep(stone, 0.3))) if ground else shading,
            )
        )
        if not ground:
            nodes += frame(timber, left, top, wide, tall, random, 0.0)
        nodes.append(
            block(
                left - width * 0.02,
                top + tall - width * 0.03,
                wide + width * 0.04,
                width * 0.045,
                paint.deep(timber, 0.12),
            )
        )
        nodes += _storey(paint, random, left, top, wide, tall, distance, timber, ground=ground, shop=shop)
    jut = (storeys - 1) * width * 0.025
    return [*nodes, *_steep_roof(paint, random, x - jut, y - height, width + 2 * jut, distance, timber, wall)]


def _storey(
    paint: Paint,
    random: Random,
    left: float,
    top: float,
    width: float,
    tall: float,
    distance: float,
    timber: str,
    *,
    ground: bool,
    shop: bool,
) -> list[Node]:
    nodes: list[Node] = []
    columns = max(2, round(width / 110))
    w, h = min(40.0, width / columns * 0.36), min(54.0, tall * 0.42)
    for column in range(columns):
        cx, lit = left + width * (column + 0.5) / columns, paint.dark and random.random() < 0.42
        if ground and column == columns - 1:
            nodes += plank_door(paint, cx, top + tall, w * 1.5, tall * 0.7, timber)
        elif ground and shop and column == 0:
            nodes += _counter(paint, cx, top + tall, min(120.0, width / columns * 0.9), tall, timber, distance)
        else:
            nodes += small_window(paint, cx, top + tall * 0.5, w, h, timber, distance, lit=lit)
    return nodes


def _counter(paint: Paint, x: float, y: float, width: float, tall: float, timber: str, distance: float) -> list[Node]:
    """A shop: a hatch that opens to a board with goods, and a sign on an arm."""
    cloth = paint.faded(paint.local("#8f4a3a", 0.35), distance)
    goods = [ellipse(x - width * 0.34 + k * width * 0.22, y - tall * 0.42, width * 0.09, tall * 0.06) for k in range(4)]
    sign = (x + width * 0.62, y - tall * 0.86)
    return [
        block(x - width / 2, y - tall * 0.8, width, tall * 0.44, paint.deep(timber, 0.5)),
        fill(joined(goods), paint.faded(paint.local("#c98f4a", 0.3), distance)),
        block(x - width * 0.56, y - tall * 0.38, width * 1.12, tall * 0.06, paint.bright(timber, 0.2)),
        facet(
            [
                (x - width / 2, y - tall * 0.8),
                (x + width / 2, y - tall * 0.8),
                (x + width * 0.6, y - tall * 0.68),
                (x - width * 0.6, y - tall * 0.68),
            ],
            cloth,
        ),
        block(sign[0] - width * 0.14, sign[1], width * 0.3, tall * 0.03, timber),
        disc(sign[0], sign[1] + tall * 0.13, width * 0.12, paint.faded(paint.local("#c59a3c", 0.3), distance)),
    ]


def _steep_roof(
    paint: Paint, random: Random, left: float, y: float, width: float, distance: float, timber: str, wall: str
) -> list[Node]:
    tile = paint.faded(paint.local(random.choice(_TILES), 0.35), distance)
    right, x = left + width, left + width / 2
    if width > 420:
        rise, over = width * 0.16, width * 0.03
        outline = [
            (left - over, y + 6),
            (left + width * 0.06, y - rise),
            (right - width * 0.06, y - rise),
            (right + over, y + 6),
        ]
        nodes: list[Node] = [
            facet(outline, vertical(y - rise, y, (0.0, paint.bright(tile, 0.15)), (1.0, paint.deep(tile, 0.25))))
        ]
        snow = [
            (left, y - rise * 0.2),
            (left + width * 0.06, y - rise * 1.06),
            (right - width * 0.06, y - rise * 1.06),
            (right, y - rise * 0.2),
        ]
        return [*nodes, facet(snow, snow_white(paint), 0.92)] if paint.snowy else nodes
    rise, over, thick = width * 0.72, width * 0.08, width * 0.09
    nodes = [
        facet([(left, y), (x, y - rise), (right, y)], paint.deep(wall, 0.1)),
        *frame(timber, left, y, width, 1.0, random, rise),
    ]
    for side, edge in ((-1.0, left), (1.0, right)):
        slope = [
            (x, y - rise - thick),
            (edge + side * over, y + over),
            (edge + side * over * 0.1, y + over),
            (x, y - rise + thick * 0.7),
        ]
        nodes.append(
            facet(slope, paint.bright(tile, 0.12) if side * paint.scheme.light_x > 0 else paint.deep(tile, 0.2))
        )
        if paint.snowy:
            nodes.append(
                facet(
                    [slope[0], (edge + side * over, y + over), (edge + side * over * 0.6, y + over), (x, y - rise)],
                    snow_white(paint),
                    0.92,
                )
            )
    return nodes


def spires(paint: Paint, name: str, y: float, height: float, distance: float) -> Group:
    """The skyline of an old town: gables, church towers and a keep."""
    random = paint.random(f"spires {name}")
    colour = paint.faded(mix(paint.scheme.wall, paint.scheme.shadow, 0.45), distance)
    shapes: list[Path] = []
    lit: list[Path] = []
    x = LEFT
    while x < RIGHT:
        w = random.uniform(54, 96)
        h = height * random.uniform(0.2, 0.42)
        shapes.append(polygon([(x, BOTTOM), (x, y - h), (x + w / 2, y - h - w * 0.7), (x + w, y - h), (x + w, BOTTOM)]))
        if random.random() < 0.5:
            lit.append(rectangle(x + w * 0.42, y - h + 4, 6, 9))
        x += w * 0.92
    for k in range(3):
        cx, w, h = (
            LEFT + (RIGHT - LEFT) * (k + random.uniform(0.3, 0.7)) / 3,
            random.uniform(34, 48),
            height * random.uniform(0.7, 1.0),
        )
        shapes.append(
            polygon(
                [
                    (cx - w / 2, BOTTOM),
                    (cx - w / 2, y - h * 0.6),
                    (cx, y - h * 1.25),
                    (cx + w / 2, y - h * 0.6),
                    (cx + w / 2, BOTTOM),
                ]
            )
        )
        lit.append(rectangle(cx - 4, y - h * 0.56, 8, 14, 4))
    haze = vertical(y - height, y + 60, (0.0, colour), (1.0, mix(colour, paint.scheme.horizon, 0.5)))
    glass = fill(joined(lit), candlelight(paint) if paint.dark else paint.deep(colour, 0.3), 0.8 if paint.dark else 0.5)
    return Group((fill(joined(shapes), haze), glass), name="skyline")


def torch(paint: Paint, x: float, y: float, s: float) -> list[Node]:
    """A torch on a post, which burns when it is dark."""
    wood, iron = paint.local("#5b4030", 0.3), paint.local("#3c3a40")
    top = y - 250 * s
    nodes: list[Node] = [
        disc(x, y, 22 * s, paint.scheme.shadow, 5 * s, 0.35),
        facet([(x - 7 * s, y), (x - 5 * s, top), (x + 5 * s, top), (x + 7 * s, y)], wood),
        facet(
            [
                (x - 15 * s, top - 22 * s),
                (x + 15 * s, top - 22 * s),
                (x + 9 * s, top + 14 * s),
                (x - 9 * s, top + 14 * s),
            ],
            iron,
        ),
    ]
    if not paint.dark:
        return [*nodes, disc(x, top - 22 * s, 12 * s, paint.deep(wood, 0.5), 7 * s)]
    warm = mix(paint.scheme.accent, "#ff9a4a", 0.4)
    flame = [
        (x - 12 * s, top - 22 * s),
        (x - 8 * s, top - 44 * s),
        (x + 2 * s, top - 72 * s),
        (x + 9 * s, top - 42 * s),
        (x + 11 * s, top - 22 * s),
    ]
    light = Group(
        (
            glow(x, top - 40 * s, 210 * s, warm, 0.75),
            glow(x, y + 6, 220 * s, warm, 0.36, 0.22),
            blob(flame, warm),
            blob([(x + (px - x) * 0.5, top - 22 * s + (py - top + 22 * s) * 0.62) for px, py in flame], "#fff0c0"),
        ),
        opacity=flicker(x),
    )
    return [*nodes, light]


def handcart(paint: Paint, x: float, y: float, s: float, side: float = 1.0) -> list[Node]:
    """A two-wheeled cart with hay and sacks, its shafts on the ground towards `side`."""
    wood, hay, cloth = paint.local("#7a5638", 0.3), paint.local("#cfae5a", 0.25), paint.local("#b9a27c", 0.3)
    r = 58 * s
    spokes = [
        polygon([(x, y - r), (x + dx * r * 0.86, y - r + dy * r * 0.86)], closed=False)
        for dx, dy in ((1, 0), (-1, 0), (0, 1), (0, -1), (0.7, 0.7), (-0.7, 0.7), (0.7, -0.7), (-0.7, -0.7))
    ]
    return [
        disc(x, y + 2, 150 * s, paint.scheme.shadow, 12 * s, 0.35),
        blob(
            [
                (x - 118 * s, y - 108 * s),
                (x - 70 * s, y - 176 * s),
                (x, y - 196 * s),
                (x + 74 * s, y - 170 * s),
                (x + 116 * s, y - 108 * s),
            ],
            vertical(y - 200 * s, y - 100 * s, (0.0, paint.bright(hay, 0.25)), (1.0, paint.deep(hay, 0.3))),
        ),
        blob(
            [
                (x + side * 30 * s, y - 112 * s),
                (x + side * 38 * s, y - 164 * s),
                (x + side * 84 * s, y - 166 * s),
                (x + side * 96 * s, y - 112 * s),
            ],
            cloth,
        ),
        strokes(
            [polygon([(x + side * 96 * s, y - 74 * s), (x + side * 236 * s, y - 12 * s)], closed=False)],
            paint.deep(wood, 0.1),
            9 * s,
        ),
        facet(
            [
                (x - 134 * s, y - 124 * s),
                (x + 134 * s, y - 124 * s),
                (x + 114 * s, y - 66 * s),
                (x - 114 * s, y - 66 * s),
            ],
            vertical(y - 124 * s, y - 66 * s, (0.0, paint.bright(wood, 0.12)), (1.0, paint.deep(wood, 0.3))),
        ),
        strokes(
            [
                polygon([(x - 128 * s, y - 104 * s), (x + 128 * s, y - 104 * s)], closed=False),
                polygon([(x - 120 * s, y - 84 * s), (x + 120 * s, y - 84 * s)], closed=False),
            ],
            paint.deep(wood, 0.45),
            2.4 * s,
        ),
        strokes([ellipse(x, y - r, r * 0.92)], paint.deep(wood, 0.35), 11 * s),
        strokes(spokes, paint.deep(wood, 0.3), 6 * s),
        disc(x, y - r, 12 * s, paint.deep(wood, 0.5)),
    ]
