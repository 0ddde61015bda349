"""Houses: one with door, windows and roof, or a whole row along a street or a quay."""

import math
from random import Random

from generation.animatic.art import Group, Matrix, Node, Path, Point, polygon, rectangle
from generation.animatic.colour import mix
from generation.animatic.motifs.brush import (
    across,
    block,
    disc,
    facet,
    fill,
    glow,
    halo,
    joined,
    strokes,
    vertical,
)
from generation.animatic.motifs.paint import Paint
from generation.animatic.motifs.period import house_of

_WALLS = ("#e6d6b8", "#d9b49a", "#c9c2b4", "#dcc28a", "#b9c2c0", "#d6a58a")
_ROOFS = ("#a4503f", "#8a4a44", "#6f5a5c", "#b5683f", "#5f6672")


def lamp_light(paint: Paint) -> str:
    """The colour of a lit window."""
    return mix(paint.scheme.accent, "#fff2c6", 0.42)


def house(
    paint: Paint,
    random: Random,
    x: float,
    y: float,
    width: float,
    height: float,
    distance: float = 0.0,
    gable: bool | None = None,
    door: bool = True,
    thatched: bool = False,
) -> Group:
    """A house seen from the front, its foot at (x, y): walls `height` tall, and a roof above them."""
    if paint.setting.period:
        own, rows = Random(random.random()), gable if gable is not None else random.random() < 0.5
        if drawn := house_of(paint, own, x, y, width, height, distance, gable=rows, door=door):
            return drawn
    wall = paint.faded(paint.local(random.choice(_WALLS), 0.4), distance)
    roof = paint.faded(paint.local("#b08d52" if thatched else random.choice(_ROOFS), 0.35), distance)
    front = random.random() < 0.5 if gable is None else gable
    left, right, top = x - width / 2, x + width / 2, y - height
    rise = width * (0.46 if front else 0.3) * random.uniform(0.9, 1.1)
    side = paint.scheme.light_x
    lit, dim = paint.bright(wall, 0.14), paint.deep(wall, 0.32)
    shading = across(left, right, (0.0, lit if side < 0 else dim), (0.55, wall), (1.0, dim if side < 0 else lit))
    nodes: list[Node] = [
        fill(_chimney(x + width * 0.22, top - rise * 0.3, width * 0.09, rise * 0.8), paint.deep(roof, 0.3))
    ]
    over = width * 0.06
    if front:
        nodes += [
            facet([(left, y), (left, top), (x, top - rise), (right, top), (right, y)], shading),
            facet(
                [
                    (left - over, top + over * 0.8),
                    (x, top - rise - over),
                    (x, top - rise + over),
                    (left - over * 0.4, top + over * 1.7),
                ],
                paint.deep(roof, 0.12),
            ),
            facet(
                [
                    (right + over, top + over * 0.8),
                    (x, top - rise - over),
                    (x, top - rise + over),
                    (right + over * 0.4, top + over * 1.7),
                ],
                paint.bright(roof, 0.1),
            ),
        ]
    else:
        outline: list[Point] = [
            (left - over, top),
            (left + width * 0.12, top - rise),
            (right - width * 0.12, top - rise),
            (right + over, top),
        ]
        nodes += [
            block(left, top - 1, width, height + 1, shading),
            facet(outline, vertical(top - rise, top, (0.0, paint.bright(roof, 0.16)), (1.0, paint.deep(roof, 0.2)))),
            *(() if width < 100 else (_tiles(paint, outline, roof, thatched),)),
            block(left, top, width, height * 0.07, paint.scheme.shadow, 0.28),
        ]
    if paint.snowy:
        nodes.append(_snow_cap(paint, x, left - over, right + over, top, rise, front))
    small = width < 100
    nodes += (
        _few_openings(paint, random, left, top, width, height, distance)
        if small
        else _openings(paint, random, left, top, width, height, distance, door)
    )
    return Group(tuple(nodes), name="house")


def _chimney(x: float, y: float, width: float, height: float) -> Path:
    return rectangle(x - width / 2, y - height, width, height + 20) + rectangle(
        x - width * 0.7, y - height - width * 0.3, width * 1.4, width * 0.4
    )


def _tiles(paint: Paint, outline: list[Point], roof: str, thatched: bool) -> Node:
    (x0, y0), (x1, y1), (x2, _), (x3, _) = outline
    rows: list[Path] = []
    count = 5
    for k in range(1, count):
        u = k / count
        rows.append(
            polygon([(x0 + (x1 - x0) * u, y0 + (y1 - y0) * u), (x3 + (x2 - x3) * u, y0 + (y1 - y0) * u)], closed=False)
        )
    for k in range(1, 14 if thatched else 9):
        u = k / (14 if thatched else 9)
        rows.append(polygon([(x0 + (x3 - x0) * u, y0), (x1 + (x2 - x1) * u, y1)], closed=False))
    return strokes(rows, paint.deep(roof, 0.4), max(0.8, (x3 - x0) * 0.005), 0.45)


def _snow_cap(paint: Paint, x: float, left: float, right: float, top: float, rise: float, front: bool) -> Node:
    white = mix("#ffffff", paint.scheme.ambient, paint.scheme.shade * 0.6)
    if front:
        thick = rise * 0.16
        return facet(
            [
                (left - 2, top),
                (x, top - rise - thick),
                (right + 2, top),
                (right - thick, top),
                (x, top - rise + thick * 0.6),
                (left + thick, top),
            ],
            white,
            0.95,
        )
    inset = (right - left) * 0.14
    return facet(
        [
            (left, top - rise * 0.12),
            (left + inset, top - rise * 1.08),
            (right - inset, top - rise * 1.08),
            (right, top - rise * 0.12),
        ],
        white,
        0.9,
    )


def _openings(
    paint: Paint, random: Random, left: float, top: float, width: float, height: float, distance: float, door: bool
) -> list[Node]:
    nodes: list[Node] = []
    columns = 3 if width > height * 0.7 else 2
    rows = 2 if height > width * 0.8 else 1
    w, h = width / columns * 0.36, min(height / rows * 0.42, width / columns * 0.55)
    door_column = random.randrange(columns) if door else -1
    for row in range(rows):
        for column in range(columns):
            cx, cy = left + width * (column + 0.5) / columns, top + height * (row + 0.5) / rows
            if row == rows - 1 and column == door_column:
                nodes += _door(
                    paint, random, cx, top + height, w * 1.15, h * 1.5 if rows > 1 else height * 0.72, distance
                )
            else:
                nodes += window(
                    paint, cx, cy, w, h, paint.dark and random.random() < 0.72, distance, shutters=random.random() < 0.6
                )
    return nodes


def _few_openings(
    paint: Paint, random: Random, left: float, top: float, width: float, height: float, distance: float
) -> list[Node]:
    """The windows of a house too far away for frames: dark ones and lit ones as one shape each."""
    each: tuple[list[Path], list[Path]] = ([], [])
    rows = 2 if height > width * 0.8 else 1
    w, h = width * 0.13, height / rows * 0.34
    for row in range(rows):
        for column in range(3):
            lit = paint.dark and random.random() < 0.6
            x, y = left + width * (column + 0.5) / 3 - w / 2, top + height * (row + 0.34) / rows
            each[1 if lit else 0].append(rectangle(x, y, w, h, 1.0))
    nodes: list[Node] = [fill(joined(each[0]), paint.faded(paint.deep(paint.outside.sky_top, 0.4), distance))]
    return [*nodes, fill(joined(each[1]), lamp_light(paint))] if each[1] else nodes


def _door(paint: Paint, random: Random, x: float, y: float, width: float, height: float, distance: float) -> list[Node]:
    wood = paint.faded(paint.local(random.choice(("#6b4632", "#3f5a55", "#7a3b34", "#4a4a63")), 0.35), distance)
    return [
        block(
            x - width * 0.58, y - height * 1.05, width * 1.16, height * 1.05, paint.deep(wood, 0.4), radius=width * 0.1
        ),
        block(
            x - width / 2,
            y - height,
            width,
            height,
            vertical(y - height, y, (0.0, paint.bright(wood, 0.14)), (1.0, wood)),
            radius=width * 0.08,
        ),
        disc(x + width * 0.3, y - height * 0.45, max(0.8, width * 0.06), paint.scheme.accent),
    ]


def window(
    paint: Paint,
    x: float,
    y: float,
    width: float,
    height: float,
    lit: bool,
    distance: float = 0.0,
    shutters: bool = False,
) -> list[Node]:
    """A window with its frame, lit or mirroring the sky."""
    frame = paint.faded(paint.local("#f0e9dc", 0.2), distance)
    left, top = x - width / 2, y - height / 2
    day = vertical(
        top,
        top + height,
        (0.0, paint.faded(paint.deep(paint.outside.sky_top, 0.3), distance)),
        (1.0, paint.faded(paint.outside.sky_middle, distance)),
    )
    pane = (
        vertical(top, top + height, (0.0, lamp_light(paint)), (1.0, mix(paint.scheme.accent, paint.scheme.sun, 0.2)))
        if lit
        else day
    )
    nodes: list[Node] = []
    if lit:
        nodes.append(glow(x, y, width * 1.9, paint.scheme.accent, 0.42))
    if shutters:
        leaf = paint.faded(paint.local("#5d7a70", 0.4), distance)
        nodes.append(
            fill(
                rectangle(left - width * 0.46, top, width * 0.4, height)
                + rectangle(left + width * 1.06, top, width * 0.4, height),
                leaf,
            )
        )
    nodes += [
        block(left - width * 0.08, top - width * 0.08, width * 1.16, height + width * 0.16, frame),
        block(left, top, width, height, pane),
        strokes(
            [
                polygon([(x, top), (x, top + height)], closed=False),
                polygon([(left, y - height * 0.08), (left + width, y - height * 0.08)], closed=False),
            ],
            frame,
            max(0.8, width * 0.07),
        ),
        block(left - width * 0.16, top + height, width * 1.32, max(1.0, width * 0.12), paint.deep(frame, 0.12)),
    ]
    return nodes


def row_of_houses(
    paint: Paint,
    name: str,
    left: float,
    right: float,
    y: float,
    size: float,
    distance: float,
    skip: tuple[float, float] | None = None,
) -> list[Node]:
    """Houses shoulder to shoulder, of different heights."""
    random = paint.random(name)
    nodes: list[Node] = []
    x = left
    while x < right:
        width = size * random.uniform(0.75, 1.25)
        tall = size * random.uniform(0.7, 1.35)
        if not (skip and skip[0] < x + width / 2 < skip[1]):
            nodes.append(house(paint, random, x + width / 2, y, width, tall, distance))
        x += width * random.uniform(1.0, 1.08)
    return nodes


def smoke(paint: Paint, x: float, y: float, size: float = 1.0) -> Group:
    """Smoke from a chimney: four puffs that rise, widen and fade, over and over."""
    colour = mix(paint.outside.horizon, paint.scheme.ambient, 0.3)
    lean = 16.0 * paint.windy * (-1 if paint.outside.light_x > 0 else 1)
    puffs: list[Node] = []
    for k in range(4):

        def age(t: float, k: int = k) -> float:
            return (t / 6.0 + k / 4) % 1.0

        def rise(t: float, k: int = k) -> Matrix:
            u = (t / 6.0 + k / 4) % 1.0
            grown = size * (0.5 + 1.9 * u)
            return Matrix(grown, 0, 0, grown, x + (lean * u * 2.2 + 5 * math.sin(u * 5 + k)) * size, y - 120 * u * size)

        puff = halo(16.0, colour, 0.9)
        puffs.append(
            Group(
                (puff,),
                transform=rise,
                opacity=lambda t, age=age: 0.5 * math.sin(math.pi * min(1.0, age(t) * 1.05)),
            )
        )
    return Group(tuple(puffs), name="smoke")
