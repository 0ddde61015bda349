"""Town houses of several storeys, shop fronts, and skylines."""

from random import Random

from generation.animatic.art import (
    Group,
    Node,
    Path,
    polygon,
    rectangle,
)
from generation.animatic.colour import mix
from generation.animatic.motifs.brush import (
    across,
    block,
    facet,
    fill,
    glow,
    joined,
    vertical,
)
from generation.animatic.motifs.houses import lamp_light
from generation.animatic.motifs.paint import Paint
from generation.animatic.motifs.period import facade_of, skyline_of
from generation.animatic.stage import BOTTOM, LEFT, RIGHT


def skyline(paint: Paint, name: str, y: float, height: float, distance: float) -> Group:
    """A band of towers far away, as three shapes, with lit windows after dark."""
    if drawn := skyline_of(paint, name, y, height, distance):
        return drawn
    random = paint.random(f"skyline {name}")
    colour = paint.faded(mix(paint.scheme.wall, paint.scheme.shadow, 0.45), distance)
    towers: list[Path] = []
    lit: list[Path] = []
    x = LEFT
    while x < RIGHT:
        w = random.uniform(60, 120)
        h = height * random.uniform(0.5, 1.25) * (0.6 + 0.5 * min(1.0, abs(x + w / 2 - 800) / 700))
        towers.append(rectangle(x, y - h, w + 1, BOTTOM - y + h))
        if random.random() < 0.3:
            towers.append(polygon([(x, y - h), (x + w / 2, y - h - w * 0.6), (x + w, y - h)]))
        if random.random() < 0.35:
            towers.append(rectangle(x + w * 0.48, y - h - 44, 3, 46))
        for row in range(int(h / 17)):
            lit += [
                rectangle(x + 9 + column * 15, y - h + 12 + row * 17, 6, 8)
                for column in range(int((w - 14) / 15))
                if random.random() < 0.3
            ]
        x += w
    haze = vertical(y - height, y + 60, (0.0, colour), (1.0, mix(colour, paint.scheme.horizon, 0.5)))
    windows = fill(
        joined(lit), lamp_light(paint) if paint.dark else paint.bright(colour, 0.5), 0.75 if paint.dark else 0.35
    )
    return Group((fill(joined(towers), haze), windows), name="skyline")


def facade(
    paint: Paint, random: Random, x: float, y: float, width: float, height: float, distance: float, shop: bool
) -> list[Node]:
    """A town house of several storeys, its left lower corner at (x, y), with a shop below if asked."""
    if drawn := facade_of(paint, random, x, y, width, height, distance, shop=shop):
        return drawn
    wall = paint.faded(
        paint.local(random.choice(("#c9a184", "#b5a79a", "#d3c1a0", "#a9796a", "#9fa5a8", "#c98f70")), 0.4), distance
    )
    top = y - height
    side = paint.scheme.light_x
    ends = (
        (paint.bright(wall, 0.1), paint.deep(wall, 0.3))
        if side < 0
        else (paint.deep(wall, 0.3), paint.bright(wall, 0.1))
    )
    nodes: list[Node] = [
        block(x, top, width, height, across(x, x + width, (0.0, ends[0]), (1.0, ends[1]))),
        bricks(paint, random, x, top, width, height, wall),
    ]
    columns, storey = max(2, round(width / 84)), 104.0
    panes: tuple[list[Path], list[Path]] = ([], [])
    frames: list[Path] = []
    sills: list[Path] = []
    w, h = width / columns * 0.44, storey * 0.56
    rows = int((height - (150 if shop else 40)) / storey)
    for row in range(rows):
        for column in range(columns):
            wx, wy = x + width * (column + 0.5) / columns - w / 2, top + 34 + row * storey
            lit = paint.dark and random.random() < 0.46
            panes[1 if lit else 0].append(rectangle(wx, wy, w, h, 2))
            frames += [rectangle(wx + w * 0.46, wy, w * 0.08, h), rectangle(wx, wy + h * 0.4, w, h * 0.05)]
            sills.append(
                rectangle(wx - w * 0.16, wy + h, w * 1.32, 7, 2) + rectangle(wx - w * 0.12, wy - 9, w * 1.24, 7, 2)
            )
    glass = vertical(
        top,
        y,
        (0.0, paint.faded(mix(paint.outside.sky_top, paint.outside.sky_middle, 0.4), distance)),
        (1.0, paint.faded(paint.deep(paint.outside.sky_middle, 0.3), distance)),
    )
    cream = paint.faded(paint.local("#efe6d6", 0.25), distance)
    nodes += [
        fill(joined(panes[0]), glass),
        fill(joined(panes[1]), lamp_light(paint)),
        fill(joined(frames), cream, 0.9),
        fill(joined(sills), cream),
        block(x - 8, top - 12, width + 16, 20, paint.deep(wall, 0.2), radius=2),
        block(x - 4, top + 8, width + 8, 8, paint.bright(wall, 0.3), 0.7),
    ]
    if paint.snowy:
        nodes.append(
            block(
                x - 8,
                top - 20,
                width + 16,
                12,
                mix("#ffffff", paint.scheme.ambient, paint.scheme.shade * 0.6),
                radius=5,
            )
        )
    return [*nodes, *_shopfront(paint, random, x, y, width, distance)] if shop else nodes


def bricks(paint: Paint, random: Random, x: float, top: float, width: float, height: float, wall: str) -> Node:
    """Single bricks that show in a plastered wall."""
    bricks = [
        rectangle(
            x + 6 + random.randrange(int(width / 26)) * 26,
            top + 10 + random.randrange(max(1, int(height / 13) - 1)) * 13,
            22,
            9,
            1,
        )
        for _ in range(46)
    ]
    return fill(joined(bricks), paint.deep(wall, 0.3), 0.32)


def _shopfront(paint: Paint, random: Random, x: float, y: float, width: float, distance: float) -> list[Node]:
    cloth = paint.faded(paint.local(random.choice(("#a33f41", "#2f6a6a", "#b07a2c", "#3f4f80")), 0.4), distance)
    wood = paint.faded(paint.local("#4b3a36"), distance)
    light = (
        vertical(y - 130, y - 20, (0.0, lamp_light(paint)), (1.0, paint.scheme.accent))
        if paint.dark
        else vertical(y - 130, y, (0.0, paint.deep(paint.outside.sky_top, 0.3)), (1.0, paint.outside.sky_middle))
    )
    count = max(4, int(width / 30))
    bands = [
        polygon(
            [
                (x + i * width / count, y - 158),
                (x + (i + 1) * width / count, y - 158),
                (x - 12 + (i + 1) * (width + 24) / count, y - 112),
                (x - 12 + i * (width + 24) / count, y - 112),
            ]
        )
        for i in range(0, count, 2)
    ]
    goods = [
        rectangle(x + 22 + i * 30, y - 58 - (i % 3) * 10, 20, 28 + (i % 3) * 10, 4)
        for i in range(int((width * 0.6 - 24) / 30))
    ]
    nodes: list[Node] = [
        block(x, y - 150, width, 150, wood),
        block(x + 14, y - 132, width * 0.62, 106, light),
        fill(joined(goods), paint.deep(cloth, 0.5), 0.7),
        block(x + width * 0.72, y - 132, width * 0.2, 132, paint.deep(wood, 0.3)),
        block(x + width * 0.75, y - 122, width * 0.14, 70, light),
        facet(
            [(x, y - 158), (x + width, y - 158), (x + width + 12, y - 112), (x - 12, y - 112)],
            paint.faded(paint.local("#efe6d6", 0.2), distance),
        ),
        fill(joined(bands), cloth),
        block(x - 12, y - 116, width + 24, 8, paint.deep(cloth, 0.3)),
        block(x + width * 0.2, y - 186, width * 0.6, 24, paint.deep(cloth, 0.3), radius=3),
        block(x + width * 0.26, y - 177, width * 0.48, 6, paint.scheme.accent, radius=3),
    ]
    if paint.dark:
        nodes += [glow(x + width * 0.4, y - 70, width * 0.8, paint.scheme.accent, 0.42)]
    return nodes
