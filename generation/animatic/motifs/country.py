"""Open country: fields like a quilt on rolling hills, a far hamlet with its steeple, sheep, sheaves, a scarecrow."""

import math
from collections.abc import Sequence
from random import Random

from generation.animatic.art import Group, Node, Path, Point, ellipse, polygon, smooth
from generation.animatic.colour import mix
from generation.animatic.motifs.brush import (
    disc,
    facet,
    fill,
    height_at,
    joined,
    line,
    ridge,
    straight,
    strokes,
    sway,
    vertical,
)
from generation.animatic.motifs.ground import hill, rim_light
from generation.animatic.motifs.houses import house
from generation.animatic.motifs.paint import Paint
from generation.animatic.motifs.trees import cluster, leaf_colour, treeline
from generation.animatic.stage import LEFT, RIGHT


def quilt(
    paint: Paint, name: str, y: float, swing: float, distance: float, strips: int = 9
) -> tuple[list[Node], list[Point]]:
    """A hill laid out in fields with hedges between them; also its skyline."""
    random = paint.random(f"quilt {name}")
    top = ridge(random, y, swing, 0.2, 40.0)
    base = paint.faded(paint.scheme.ground, distance)
    tones = [
        paint.faded(tone, distance)
        for tone in (
            mix(paint.scheme.ground, paint.scheme.foliage, 0.45),
            paint.local("#d5b961", 0.42),
            paint.bright(paint.scheme.ground, 0.2),
            mix(paint.scheme.ground, paint.local("#a98c62", 0.4), 0.5),
        )
    ]
    if paint.snowy:
        tones = [base, paint.bright(base, 0.2), paint.deep(base, 0.08), base]
    nodes: list[Node] = [hill(paint, top, paint.bright(base, 0.1), base, 120.0)]
    hedges: list[Path] = []
    x, k = LEFT - 100.0, random.randrange(4)
    while x < RIGHT + 100:
        wide = (RIGHT - LEFT) / strips * random.uniform(0.6, 1.4)
        lean, low = random.uniform(-90, 90), random.uniform(34, 64)
        edge = [(x + wide * u, height_at(top, x + wide * u) + 3) for u in (0.0, 0.25, 0.5, 0.75, 1.0)]
        foot = [(px + lean, py + low) for px, py in reversed(edge)]
        if k % 3:
            nodes.append(fill(smooth([*edge, *foot], tension=0.3), tones[k % 4], 0.75))
        side = (edge[-1], ((edge[-1][0] + foot[0][0]) / 2, (edge[-1][1] + foot[0][1]) / 2), foot[0])
        for (ax, ay), (bx, by) in ((side[0], side[1]), (side[1], side[2])):
            hedges += [
                cluster(
                    random, ax + (bx - ax) * u, ay + (by - ay) * u, 4.0 + 3.5 * (1 - distance) + random.uniform(0, 3)
                )
                for u in (0.0, 0.3, 0.6, 0.9)
            ]
        x, k = x + wide, k + random.randrange(1, 4)
    hedge = paint.faded(paint.deep(leaf_colour(paint), 0.15), distance)
    nodes += [fill(joined(hedges), hedge), rim_light(paint, top, 2.0, 0.25)]
    return nodes, top


def hamlet(paint: Paint, x: float, points: Sequence[Point], distance: float) -> list[Node]:
    """Five roofs around a steeple among trees, far away."""
    random = paint.random("hamlet")
    nodes: list[Node] = []
    base = height_at(points, x) + 8
    trees = [cluster(random, x + dx, base - 10, r) for dx, r in ((-104, 15), (-62, 18), (44, 20), (96, 16), (128, 12))]
    nodes.append(fill(joined(trees), paint.faded(leaf_colour(paint), distance)))
    stone = paint.faded(paint.local("#b8aca0", 0.35), distance)
    slate = paint.faded(paint.local("#5f5a6c", 0.35), distance)
    nodes += [
        facet([(x - 8, base), (x - 8, base - 50), (x + 9, base - 50), (x + 9, base)], stone),
        facet([(x - 11, base - 50), (x + 0.5, base - 92), (x + 12, base - 50)], slate),
    ]
    for dx, wide, tall in ((-84, 38.0, 18.0), (-40, 34.0, 17.0), (30, 44.0, 20.0), (72, 36.0, 18.0), (108, 30.0, 16.0)):
        nodes.append(house(paint, random, x + dx, height_at(points, x + dx) + 9, wide, tall, distance=distance))
    return nodes


def sheep(
    paint: Paint,
    name: str,
    left: float,
    right: float,
    points: Sequence[Point],
    below: float,
    size: float,
    distance: float,
    count: int,
) -> list[Node]:
    """Sheep that graze on a slope: white wool, dark heads."""
    random = paint.random(f"sheep {name}")
    wool: list[Path] = []
    dark: list[Path] = []
    for _ in range(count):
        x = random.uniform(left, right)
        y, s, way = (
            height_at(points, x) + below * random.uniform(0.5, 1.0),
            size * random.uniform(0.85, 1.15),
            random.choice((-1, 1)),
        )
        wool += [
            ellipse(x, y - s * 0.62, s * 0.62, s * 0.4),
            *(ellipse(x + dx * s, y - s * 0.78, s * 0.26, s * 0.2) for dx in (-0.34, 0.0, 0.34)),
        ]
        dark += [
            ellipse(x + way * s * 0.7, y - s * 0.5, s * 0.2, s * 0.25),
            polygon([(x - s * 0.36, y), (x - s * 0.36, y - s * 0.4), (x - s * 0.24, y - s * 0.4), (x - s * 0.24, y)]),
            polygon([(x + s * 0.24, y), (x + s * 0.24, y - s * 0.4), (x + s * 0.36, y - s * 0.4), (x + s * 0.36, y)]),
        ]
    return [
        fill(joined(dark), paint.faded(paint.local("#4a4244"), distance)),
        fill(joined(wool), paint.faded(paint.local("#f0ebe0", 0.2), distance)),
    ]


def sheaves(paint: Paint, x: float, y: float, size: float, distance: float = 0.0) -> list[Node]:
    """Corn bound together and stood up to dry."""
    straw = paint.faded(paint.local("#d6b15c", 0.4), distance)
    bodies: list[Path] = []
    ears: list[Path] = []
    for u in (-0.5, 0.5, 0.0):
        bodies.append(
            smooth(
                [
                    (x + u * size * 0.9 - size * 0.26, y),
                    (x + u * size * 0.3 - size * 0.06, y - size * 0.62),
                    (x + u * size * 0.1 - size * 0.24, y - size),
                    (x + u * size * 0.1 + size * 0.24, y - size),
                    (x + u * size * 0.3 + size * 0.06, y - size * 0.62),
                    (x + u * size * 0.9 + size * 0.26, y),
                ],
                tension=0.6,
            )
        )
        ears += [
            ellipse(x + u * size * 0.1 + k * size * 0.09, y - size * (1.02 - 0.02 * k * k), size * 0.035, size * 0.09)
            for k in (-2, -1, 0, 1, 2)
        ]
    stalks = [
        polygon([(x + u * size, y), (x + u * size * 0.2, y - size * 0.9)], closed=False)
        for u in (-0.6, -0.4, -0.2, 0.0, 0.2, 0.4, 0.6)
    ]
    return [
        disc(x, y + 2, size * 0.8, paint.scheme.shadow, size * 0.08, 0.3),
        fill(joined(bodies), vertical(y - size, y, (0.0, paint.bright(straw, 0.2)), (1.0, paint.deep(straw, 0.3)))),
        strokes(stalks, paint.deep(straw, 0.35), max(1.4, size * 0.02), 0.6),
        fill(joined(ears), paint.deep(straw, 0.15)),
    ]


def scarecrow(paint: Paint, x: float, y: float, height: float) -> Node:
    """A coat and a hat on a cross of wood; its sleeves stir in the wind."""
    wood, coat, straw = paint.local("#7a5f48"), paint.local("#5f6f86", 0.3), paint.local("#d6b15c", 0.35)
    hat, arm = paint.local("#8d6a44", 0.3), y - height * 0.68
    fringe = [
        polygon([(x + s * height * 0.42, arm + 4), (x + s * height * (0.5 + 0.02 * k), arm + 8 * k - 10)], closed=False)
        for s in (-1, 1)
        for k in range(4)
    ]
    body: list[Point] = [
        (x - height * 0.4, arm - height * 0.05),
        (x + height * 0.4, arm - height * 0.05),
        (x + height * 0.4, arm + height * 0.06),
        (x + height * 0.15, arm + height * 0.06),
        (x + height * 0.2, y - height * 0.24),
        (x - height * 0.18, y - height * 0.22),
        (x - height * 0.14, arm + height * 0.06),
        (x - height * 0.4, arm + height * 0.06),
    ]
    parts: tuple[Node, ...] = (
        straight([(x, y + 4), (x, y - height * 0.8)], wood, height * 0.035),
        straight([(x - height * 0.46, arm), (x + height * 0.46, arm)], wood, height * 0.03),
        strokes(fringe, straw, 3.0),
        facet(body, vertical(arm, y, (0.0, paint.bright(coat, 0.12)), (1.0, paint.deep(coat, 0.35)))),
        disc(x, y - height * 0.84, height * 0.1, paint.local("#dcc498", 0.3)),
        fill(
            joined(
                (
                    ellipse(x, y - height * 0.9, height * 0.17, height * 0.03),
                    smooth(
                        [
                            (x - height * 0.1, y - height * 0.9),
                            (x - height * 0.06, y - height * 1.03),
                            (x + height * 0.08, y - height * 1.02),
                            (x + height * 0.1, y - height * 0.9),
                        ],
                        tension=0.5,
                    ),
                )
            ),
            hat,
        ),
        fill(
            joined(
                (
                    ellipse(x - height * 0.035, y - height * 0.845, 3, 3),
                    ellipse(x + height * 0.035, y - height * 0.845, 3, 3),
                )
            ),
            paint.scheme.shadow,
        ),
        line(
            [(x - height * 0.03, y - height * 0.8), (x, y - height * 0.785), (x + height * 0.03, y - height * 0.8)],
            paint.scheme.shadow,
            2.0,
        ),
    )
    return Group(parts, transform=sway(x * 0.01, 0.7 * paint.windy, (x, y)))


def corn(
    paint: Paint,
    name: str,
    points: Sequence[Point],
    height: float,
    count: int,
    colours: Sequence[str],
    under: float,
    moving: bool = False,
) -> list[Node]:
    """Standing corn along a line: stalks with ears that bow to the wind; in two groups that nod apart if it moves."""
    random = paint.random(f"corn {name}")
    lean = 0.3 * paint.windy * (-1 if paint.outside.light_x > 0 else 1)
    nodes: list[Node] = []
    for k, colour in enumerate(colours):
        stalks: list[Path] = []
        ears: list[Path] = []
        for _ in range(count // len(colours)):
            x = random.uniform(LEFT, RIGHT)
            y, tall = height_at(points, x) + random.uniform(0, under), height * random.uniform(0.75, 1.1)
            bend = tall * (lean + random.uniform(-0.16, 0.16)) * 0.5
            tip = (x + bend, y - tall)
            stalks.append(smooth([(x, y), (x + bend * 0.3, y - tall * 0.6), tip], closed=False))
            a = math.atan2(-tall * 0.5, bend)
            ears.append(_ear(tip, a, height * 0.2))
        body = (
            strokes(stalks, paint.deep(colour, 0.16), max(1.2, height * 0.03)),
            fill(joined(ears), paint.bright(colour, 0.08)),
        )
        nodes.append(
            Group(body, transform=sway(k * 2.1, 0.35 * paint.windy, (800.0, 1600.0))) if moving else Group(body)
        )
    return nodes


def _ear(tip: Point, angle: float, size: float) -> Path:
    cos, sin = math.cos(angle) * size, math.sin(angle) * size
    x, y = tip
    return smooth(
        [
            (x, y),
            (x + cos * 0.5 - sin * 0.24, y + sin * 0.5 + cos * 0.24),
            (x + cos, y + sin),
            (x + cos * 0.5 + sin * 0.24, y + sin * 0.5 - cos * 0.24),
        ],
        tension=0.8,
    )


def drifts(paint: Paint, name: str, spots: Sequence[tuple[float, float, float]], tints: Sequence[str]) -> list[Node]:
    """Clumps of meadow flowers on stalks: (x, y, size) each, of one colour in a clump."""
    random = paint.random(f"drifts {name}")
    if paint.snowy:
        return []
    stalks: list[Path] = []
    heads: list[list[Path]] = [[] for _ in tints]
    hearts: list[Path] = []
    for i, (cx, cy, size) in enumerate(spots):
        for _ in range(11):
            x, y, tall = (
                cx + random.gauss(0, size * 1.1),
                cy + random.uniform(-0.3, 0.4) * size,
                size * random.uniform(0.6, 1.2),
            )
            lean, r = random.uniform(-0.2, 0.2) * tall, size * random.uniform(0.13, 0.19)
            stalks.append(smooth([(x, y), (x + lean * 0.4, y - tall * 0.6), (x + lean, y - tall)], closed=False))
            heads[i % len(tints)] += [
                ellipse(x + lean + math.cos(a) * r * 0.75, y - tall + math.sin(a) * r * 0.6, r * 0.6, r * 0.5)
                for a in (0.3, 1.55, 2.8, 4.05, 5.3)
            ]
            hearts.append(ellipse(x + lean, y - tall, r * 0.36, r * 0.32))
    return [
        strokes(stalks, paint.deep(paint.scheme.foliage, 0.1), 2.2),
        *(fill(joined(paths), paint.local(tint, 0.3)) for paths, tint in zip(heads, tints, strict=True)),
        fill(joined(hearts), paint.local("#f0d070", 0.3)),
    ]


def brook(paint: Paint, start: Point, end: Point, near: float, far: float, bend: float) -> list[Node]:
    """A brook that winds through a meadow towards the viewer, with lit reaches and grassy lips."""
    light = paint.outside
    left: list[Point] = []
    right: list[Point] = []
    for i in range(9):
        u = i / 8
        wide = near + (far - near) * u**0.6
        x = start[0] + (end[0] - start[0]) * u + bend * math.sin(u * math.pi * 2.3) * (1 - u * 0.8)
        y = start[1] + (end[1] - start[1]) * u**0.7
        left.append((x - wide / 2, y))
        right.append((x + wide / 2, y))
    outline = [*left, *reversed(right)]
    lip = [(x, y - 5) for x, y in outline]
    glints = [
        ellipse((lx + rx) / 2, ly, (rx - lx) * 0.3, 1.6) for (lx, ly), (rx, _) in zip(left[1:], right[1:], strict=True)
    ]
    return [
        fill(smooth(lip), paint.deep(paint.scheme.ground, 0.4)),
        fill(
            smooth(outline),
            vertical(
                end[1],
                start[1],
                (0.0, mix(light.horizon, light.sky_middle, 0.3)),
                (0.4, mix(light.water, light.sky_middle, 0.4)),
                (1.0, paint.deep(light.water, 0.3)),
            ),
        ),
        fill(joined(glints), mix(light.horizon, "#ffffff", 0.4), 0.7),
    ]


def copse(paint: Paint, random: Random, x: float, y: float, size: float, distance: float) -> Node:
    """A clump of trees on a hill, as one shape."""
    tops = [
        cluster(random, x + dx * size, y - size * (0.3 + random.uniform(0, 0.25)), size * random.uniform(0.26, 0.4))
        for dx in (-0.6, -0.3, 0.0, 0.3, 0.6)
    ]
    return fill(
        joined([*tops, ellipse(x, y - size * 0.12, size * 0.8, size * 0.16)]), paint.faded(leaf_colour(paint), distance)
    )


def woods(paint: Paint, name: str, points: Sequence[Point], height: float, distance: float, gap: float = 0.0) -> Node:
    """A far wood along a skyline."""
    return treeline(
        paint,
        paint.random(name),
        points,
        height,
        paint.faded(mix(leaf_colour(paint), paint.scheme.shadow, 0.15), distance),
        gap=gap,
    )
