"""Houses of the middle ages: clay between timbers, under thatch."""

from collections.abc import Sequence
from random import Random

from generation.animatic.art import Group, Node, Point, polygon, rectangle, smooth
from generation.animatic.colour import mix
from generation.animatic.motifs.brush import (
    across,
    block,
    facet,
    fill,
    glow,
    joined,
    strokes,
    vertical,
)
from generation.animatic.motifs.paint import Paint
from generation.animatic.motifs.season import snow_white

PLASTER = ("#e6d8ba", "#dcc9a2", "#d8cdb6", "#e0cfae")


def candlelight(paint: Paint) -> str:
    """What shines out of a window when there is nothing but candles and a hearth."""
    return mix(paint.scheme.accent, "#ffd488", 0.3)


def timbered_house(
    paint: Paint,
    random: Random,
    x: float,
    y: float,
    width: float,
    height: float,
    distance: float,
    *,
    gable: bool,
    door: bool,
) -> Group:
    """A cottage with its foot at (x, y): clay between timbers, under a thick thatch."""
    wall = paint.faded(paint.local(random.choice(PLASTER), 0.35), distance)
    timber = paint.faded(paint.local("#553b29", 0.3), distance)
    thatch = paint.faded(paint.local("#a98a4e", 0.3), distance)
    left, right, top = x - width / 2, x + width / 2, y - height
    rise = width * (0.52 if gable else 0.4) * random.uniform(0.92, 1.08)
    side = paint.scheme.light_x
    lit, dim = paint.bright(wall, 0.12), paint.deep(wall, 0.34)
    shading = across(left, right, (0.0, lit if side < 0 else dim), (0.55, wall), (1.0, dim if side < 0 else lit))
    body: list[Point] = [(left, y), (left, top), (right, top), (right, y)]
    if gable:
        body.insert(2, (x, top - rise))
    nodes: list[Node] = [facet(body, shading)]
    if width >= 100:
        nodes += frame(timber, left, top, width, height, random, rise if gable else 0.0)
    nodes += (
        _thatch_of_gable(paint, x, top, width, rise, thatch)
        if gable
        else _thatch(paint, left, top, width, rise, thatch)
    )
    nodes += _openings(paint, random, left, top, width, height, distance, timber, door=door and width >= 100)
    return Group(tuple(nodes), name="house")


def frame(timber: str, left: float, top: float, width: float, height: float, random: Random, rise: float) -> list[Node]:
    """Posts, rails and braces; in a gable a king post with two struts."""
    posts = 4 if width > 150 else 3
    xs = [left + width * k / (posts - 1) for k in range(posts)]
    middle = top + height * 0.5
    lines: list[Sequence[Point]] = [[(px, top), (px, top + height)] for px in xs]
    lines += [[(left, top), (left + width, top)], [(left, middle), (left + width, middle)]]
    for k in range(posts - 1):
        a, b = (xs[k], xs[k + 1]) if random.random() < 0.5 else (xs[k + 1], xs[k])
        if random.random() < 0.7:
            lines.append([(a, middle), (b, top)])
        else:
            lines.append([(a, top + height), (b, middle)])
    if rise:
        x = left + width / 2
        lines += [[(x, top), (x, top - rise)], [(x, top), (x - width * 0.22, top - rise * 0.5)]]
        lines.append([(x, top), (x + width * 0.22, top - rise * 0.5)])
    return [strokes([polygon(points, closed=False) for points in lines], timber, max(1.4, width * 0.026))]


def _thatch(paint: Paint, left: float, top: float, width: float, rise: float, thatch: str) -> list[Node]:
    over, right = width * 0.1, left + width
    outline: list[Point] = [
        (left - over, top + over * 0.9),
        (left - over * 0.2, top - rise * 0.45),
        (left + width * 0.16, top - rise),
        (right - width * 0.16, top - rise),
        (right + over * 0.2, top - rise * 0.45),
        (right + over, top + over * 0.9),
    ]
    eave = [
        (left - over + (width + 2 * over) * k / 12, top + over * (0.9 + (0.35 if k % 2 else 0.0)))
        for k in range(12, -1, -1)
    ]
    straw = [
        polygon(
            [(left + width * (u + 0.03), top - rise * 0.94), (left + width * (1.3 * u - 0.15), top + over * 0.7)],
            closed=False,
        )
        for u in (0.18, 0.3, 0.42, 0.54, 0.66, 0.78)
    ]
    shade = vertical(
        top - rise, top + over, (0.0, paint.bright(thatch, 0.22)), (0.7, thatch), (1.0, paint.deep(thatch, 0.35))
    )
    nodes: list[Node] = [
        fill(smooth([*outline, *eave], tension=0.55), shade),
        strokes(straw, paint.deep(thatch, 0.3), max(0.8, width * 0.008), 0.45),
        strokes([smooth(outline[1:5], closed=False)], paint.deep(thatch, 0.2), max(1.2, width * 0.03), 0.7),
    ]
    if paint.snowy:
        white = [(px, py + (0.0 if 1 < i < 4 else over * 0.1)) for i, (px, py) in enumerate(outline[1:5], start=1)]
        low = [
            (right - width * 0.02, top - rise * 0.2),
            (left + width * 0.5, top - rise * 0.1),
            (left + width * 0.02, top - rise * 0.22),
        ]
        nodes.append(fill(smooth([*white, *low], tension=0.5), snow_white(paint), 0.94))
    return nodes


def _thatch_of_gable(paint: Paint, x: float, top: float, width: float, rise: float, thatch: str) -> list[Node]:
    """Two thick slopes, seen from the front."""
    half, thick = width / 2, width * 0.12
    nodes: list[Node] = []
    for side in (-1.0, 1.0):
        slope: list[Point] = [
            (x, top - rise - thick * 1.1),
            (x + side * half * 0.5, top - rise * 0.5 - thick * 0.9),
            (x + side * half * 1.2, top + rise * 0.16),
            (x + side * half * 1.12, top + rise * 0.16 + thick),
            (x + side * half * 0.52, top - rise * 0.5 + thick * 0.55),
            (x, top - rise + thick * 0.9),
        ]
        sunny = side * paint.scheme.light_x > 0
        nodes.append(
            fill(smooth(slope, tension=0.4), paint.bright(thatch, 0.12) if sunny else paint.deep(thatch, 0.16))
        )
        if paint.snowy:
            cover = [
                *slope[:3],
                (x + side * half * 1.14, top + rise * 0.16 + thick * 0.2),
                (x, top - rise - thick * 0.2),
            ]
            nodes.append(fill(smooth(cover, tension=0.4), snow_white(paint), 0.94))
    return nodes


def _openings(
    paint: Paint,
    random: Random,
    left: float,
    top: float,
    width: float,
    height: float,
    distance: float,
    timber: str,
    *,
    door: bool,
) -> list[Node]:
    columns = 3 if width > 120 else 2
    w, h = width * 0.13, min(height * 0.26, width * 0.17)
    at_door = random.randrange(columns) if door else -1
    nodes: list[Node] = []
    for column in range(columns):
        cx, lit = left + width * (column + 0.5) / columns, paint.dark and random.random() < 0.6
        if column == at_door:
            nodes += plank_door(paint, cx, top + height, width * 0.2, min(height * 0.72, width * 0.42), timber)
        else:
            nodes += small_window(paint, cx, top + height * 0.55, w, h, timber, distance, lit=lit)
    return nodes


def small_window(
    paint: Paint, x: float, y: float, width: float, height: float, timber: str, distance: float, *, lit: bool
) -> list[Node]:
    """A small window with a lattice in place of panes: glass was dear."""
    left, top = x - width / 2, y - height / 2
    dark = paint.faded(paint.deep(paint.outside.sky_top, 0.62), distance)
    nodes: list[Node] = [glow(x, y, width * 1.6, paint.scheme.accent, 0.36)] if lit else []
    lattice = [
        *(polygon([(left + width * u, top), (left + width * u, top + height)], closed=False) for u in (0.33, 0.67)),
        *(polygon([(left, top + height * u), (left + width, top + height * u)], closed=False) for u in (0.33, 0.67)),
    ]
    return [
        *nodes,
        block(left - width * 0.12, top - width * 0.12, width * 1.24, height + width * 0.24, timber),
        block(left, top, width, height, candlelight(paint) if lit else dark),
        strokes(lattice, timber, max(0.7, width * 0.06)),
    ]


def plank_door(paint: Paint, x: float, y: float, width: float, height: float, timber: str) -> list[Node]:
    wood = paint.bright(timber, 0.14)
    outline = smooth(
        [
            (x - width / 2, y),
            (x - width / 2, y - height * 0.7),
            (x, y - height),
            (x + width / 2, y - height * 0.7),
            (x + width / 2, y),
        ],
        tension=0.4,
    )
    boards = [
        polygon([(x + width * u, y), (x + width * u, y - height * 0.86)], closed=False) for u in (-0.25, 0.0, 0.25)
    ]
    bands = [rectangle(x - width * 0.46, y - height * u, width * 0.8, height * 0.05) for u in (0.24, 0.68)]
    return [
        fill(outline, wood),
        strokes(boards, paint.deep(timber, 0.3), max(0.8, width * 0.03), 0.7),
        fill(joined(bands), paint.deep(timber, 0.5)),
    ]
