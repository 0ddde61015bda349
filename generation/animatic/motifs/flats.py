"""A town house of today: bands of windows, balconies, and a shop behind one sheet of glass."""

from random import Random

from generation.animatic.art import Node, Path, rectangle
from generation.animatic.colour import mix
from generation.animatic.motifs.brush import across, block, fill, glow, joined, straight, vertical
from generation.animatic.motifs.paint import Paint
from generation.animatic.motifs.season import snow_white

_WALLS = ("#d9dadb", "#c9ccd0", "#b8aca0", "#a9b4bd", "#cfc3b4")
_SIGNS = ("#3f8fb0", "#c2503f", "#5a9a5a", "#d19a2f")


def flats(
    paint: Paint, random: Random, x: float, y: float, width: float, height: float, distance: float, *, shop: bool
) -> list[Node]:
    """The house with its left lower corner at (x, y)."""
    wall = paint.faded(paint.local(random.choice(_WALLS), 0.35), distance)
    top, storey = y - height, 92.0
    side = paint.scheme.light_x
    ends = (
        (paint.bright(wall, 0.12), paint.deep(wall, 0.3))
        if side < 0
        else (paint.deep(wall, 0.3), paint.bright(wall, 0.12))
    )
    nodes: list[Node] = [block(x, top, width, height, across(x, x + width, (0.0, ends[0]), (1.0, ends[1])))]
    panes: tuple[list[Path], list[Path]] = ([], [])
    rails: list[Path] = []
    slabs: list[Path] = []
    rows = int((height - (150 if shop else 30)) / storey)
    columns = max(2, round(width / 90))
    wide = width / columns
    for row in range(rows):
        for column in range(columns):
            wx, wy = x + wide * (column + 0.1), top + 30 + row * storey
            lit = paint.dark and random.random() < 0.4
            panes[1 if lit else 0].append(rectangle(wx, wy, wide * 0.8, 54, 1))
            if column % 2 == (row + round(x)) % 2:
                slabs.append(rectangle(wx - 6, wy + 60, wide * 0.8 + 12, 7))
                rails += [rectangle(wx - 4 + k * wide * 0.1, wy + 36, 2.4, 24) for k in range(9)]
                rails.append(rectangle(wx - 6, wy + 33, wide * 0.8 + 12, 4))
    glass = vertical(
        top,
        y,
        (0.0, paint.faded(mix(paint.outside.sky_top, paint.outside.sky_middle, 0.5), distance)),
        (1.0, paint.faded(paint.deep(paint.outside.sky_middle, 0.35), distance)),
    )
    warm = mix(paint.scheme.accent, "#fff4d8", 0.55)
    nodes += [
        fill(joined(panes[0]), glass),
        fill(joined(panes[1]), warm),
        fill(joined(slabs), paint.deep(wall, 0.3)),
        fill(joined(rails), paint.deep(wall, 0.5), 0.85),
        block(x - 3, top - 6, width + 6, 12, paint.deep(wall, 0.25)),
        straight([(x + width * 0.7, top - 6), (x + width * 0.7, top - 54)], paint.deep(wall, 0.5), 2.6),
        straight([(x + width * 0.7 - 18, top - 46), (x + width * 0.7 + 18, top - 46)], paint.deep(wall, 0.5), 2.0),
    ]
    if paint.snowy:
        nodes.append(block(x - 3, top - 16, width + 6, 12, snow_white(paint), radius=5))
    return [*nodes, *_glass_shop(paint, random, x, y, width, wall, distance)] if shop else nodes


def _glass_shop(
    paint: Paint, random: Random, x: float, y: float, width: float, wall: str, distance: float
) -> list[Node]:
    sign = paint.faded(paint.local(random.choice(_SIGNS), 0.25), distance)
    light = mix(paint.scheme.accent, "#fff4d8", 0.6)
    pane = (
        light
        if paint.dark
        else vertical(y - 118, y, (0.0, paint.deep(paint.outside.sky_middle, 0.3)), (1.0, paint.outside.horizon))
    )
    goods = [
        rectangle(x + 20 + k * 34, y - 40 - (k % 3) * 12, 22, 40 + (k % 3) * 12, 3)
        for k in range(int((width * 0.64 - 20) / 34))
    ]
    return [
        block(x, y - 150, width, 150, paint.deep(wall, 0.45)),
        block(x + 10, y - 118, width * 0.66, 116, pane),
        fill(joined(goods), paint.deep(sign, 0.35), 0.6),
        block(x + width * 0.74, y - 118, width * 0.2, 116, pane),
        block(x + width * 0.832, y - 118, 3, 116, paint.deep(wall, 0.5)),
        block(x, y - 150, width, 30, sign),
        block(x + width * 0.1, y - 141, width * 0.36, 11, mix(sign, "#ffffff", 0.85), radius=5),
        *((glow(x + width * 0.4, y - 70, width * 0.8, light, 0.42),) if paint.dark else ()),
    ]
