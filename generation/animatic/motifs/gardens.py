"""What grows in rows and beds: hedges, clipped bushes, flower beds, vines, pergolas."""

import math
from collections.abc import Sequence

from generation.animatic.art import Node, Path, Point, ellipse, polygon, rectangle, smooth
from generation.animatic.colour import mix
from generation.animatic.motifs.brush import (
    across,
    blade,
    block,
    disc,
    fill,
    joined,
    vertical,
)
from generation.animatic.motifs.paint import Paint
from generation.animatic.motifs.trees import cluster, leaf

PETALS = ("#e2605f", "#f0c452", "#f3efe8", "#b07cc6", "#ee9fb4", "#e98a4a")
"""Garden flowers, before light."""


def hedge(
    paint: Paint, name: str, left: float, right: float, y: float, height: float, distance: float = 0.0
) -> list[Node]:
    """A clipped hedge: a straight top, a lit edge, and leaves that show against it."""
    random = paint.random(f"hedge {name}")
    green = paint.faded(mix(paint.scheme.foliage, paint.scheme.ground_dark, 0.3), distance)
    leaves = [
        leaf(random.uniform(left, right), random.uniform(y - height, y), height * 0.16, random.uniform(0, 6))
        for _ in range(int((right - left) / height * 7))
    ]
    rim = [
        ellipse(left + (i + 0.5) * height * 0.2, y - height, height * 0.13, height * 0.08)
        for i in range(int((right - left) / height * 5))
    ]
    top = mix("#ffffff", paint.scheme.ambient, paint.scheme.shade * 0.6) if paint.snowy else paint.bright(green, 0.3)
    return [
        block(
            left,
            y - height,
            right - left,
            height + 2,
            vertical(y - height, y, (0.0, paint.bright(green, 0.1)), (1.0, paint.deep(green, 0.5))),
        ),
        fill(joined(rim), top, 0.9),
        fill(joined(leaves), paint.deep(green, 0.35), 0.6),
    ]


def topiary(paint: Paint, x: float, y: float, height: float, kind: str, distance: float = 0.0) -> list[Node]:
    """A clipped bush in a tub: two balls, or a cone."""
    green = paint.faded(mix(paint.scheme.foliage, paint.scheme.ground_dark, 0.2), distance)
    tub = paint.faded(paint.local("#b5714e", 0.3), distance)
    side, r = paint.scheme.light_x, height * 0.24
    nodes: list[Node] = [disc(x, y + 2, r * 1.3, paint.scheme.shadow, r * 0.2, 0.3)]
    if kind == "cone":
        nodes.append(
            fill(
                smooth(
                    [
                        (x, y - height),
                        (x + r * 1.1, y - height * 0.16),
                        (x, y - height * 0.12),
                        (x - r * 1.1, y - height * 0.16),
                    ],
                    tension=0.3,
                ),
                across(
                    x - r,
                    x + r,
                    (0.0, paint.bright(green, 0.3 if side < 0 else 0.0)),
                    (0.5, green),
                    (1.0, paint.deep(green, 0.4)),
                ),
            )
        )
    else:
        nodes.append(block(x - height * 0.02, y - height * 0.5, height * 0.04, height * 0.4, paint.deep(green, 0.7)))
        for cy, cr in ((y - height * 0.76, r), (y - height * 0.36, r * 0.8)):
            nodes += [
                disc(x, cy, cr, paint.deep(green, 0.3)),
                disc(x + side * cr * 0.2, cy - cr * 0.2, cr * 0.76, green),
                disc(x + side * cr * 0.34, cy - cr * 0.4, cr * 0.36, paint.bright(green, 0.25), opacity=0.8),
            ]
    rim = polygon(
        [(x - r * 0.7, y - height * 0.16), (x + r * 0.7, y - height * 0.16), (x + r * 0.5, y), (x - r * 0.5, y)]
    )
    nodes += [
        fill(rim, across(x - r, x + r, (0.0, paint.bright(tub, 0.2)), (1.0, paint.deep(tub, 0.4)))),
        block(x - r * 0.78, y - height * 0.19, r * 1.56, height * 0.05, tub, radius=3),
    ]
    return nodes


def bed(
    paint: Paint, name: str, outline: Sequence[Point], height: float, count: int, tints: Sequence[str] = PETALS
) -> list[Node]:
    """A flower bed: soil, a green mass, stalks, and flowers in drifts of one colour."""
    random = paint.random(f"bed {name}")
    left, right = min(x for x, _ in outline), max(x for x, _ in outline)
    top, foot = min(y for _, y in outline), max(y for _, y in outline)
    soil = mix(paint.local("#6b4a38"), paint.scheme.ground_dark, 0.3)
    green = paint.scheme.foliage
    stalks: list[Path] = []
    heads: list[list[Path]] = [[] for _ in tints]
    hearts: list[Path] = []
    for i in sorted(range(count), key=lambda i: i % 7):
        x, part = random.uniform(left, right), (i % 7 + random.random()) / 7
        y = top + (foot - top) * part
        tall = height * random.uniform(0.6, 1.1) * (0.7 + 0.3 * part)
        stalks.append(blade(x, y, tall, random.uniform(-0.2, 0.2) * tall, tall * 0.2))
        r = tall * random.uniform(0.17, 0.24)
        drift = int(((x - left) / (right - left) * 1.7 + part * 0.8) * len(tints) / 2) % len(tints)
        heads[drift] += [
            ellipse(x + math.cos(a) * r * 0.6, y - tall + math.sin(a) * r * 0.5, r * 0.6, r * 0.5)
            for a in (0.3, 1.55, 2.8, 4.05, 5.3)
        ]
        hearts.append(ellipse(x, y - tall, r * 0.34, r * 0.3))
    body = [fill(smooth(outline, tension=0.7), vertical(top, foot, (0.0, paint.deep(green, 0.3)), (1.0, soil)))]
    if paint.snowy:
        return [*body, fill(joined(stalks), paint.deep(green, 0.4))]
    return [
        *body,
        fill(joined(stalks), green),
        *(fill(joined(paths), paint.local(tint, 0.3)) for paths, tint in zip(heads, tints, strict=True)),
        fill(joined(hearts), paint.local("#f2d270", 0.3)),
    ]


def converging(
    paint: Paint,
    name: str,
    vanishing: Point,
    top: float,
    feet: Sequence[float],
    height: float,
    colour: str,
    fruit: str | None = None,
) -> list[Node]:
    """Rows of bushy plants that run to a vanishing point, as walls of leaves that grow as they come near."""
    random = paint.random(f"rows {name}")
    dark: list[Path] = []
    mid: list[Path] = []
    lit: list[Path] = []
    fruits: list[Path] = []
    vx, vy = vanishing
    side = paint.scheme.light_x
    u = 0.0
    while u < 1.0:
        y = top + (1010 - top) * u**1.7
        part = (y - vy) / (1010 - vy)
        for foot in feet:
            x, r = vx + (foot - vx) * part + random.uniform(-6, 6) * part, height * part * random.uniform(0.42, 0.56)
            dark.append(cluster(random, x, y - r * 0.9, r))
            mid.append(cluster(random, x + side * r * 0.22, y - r * 1.15, r * 0.72))
            lit.append(cluster(random, x + side * r * 0.36, y - r * 1.45, r * 0.36))
            if fruit:
                fruits += [
                    ellipse(x + random.uniform(-0.6, 0.6) * r, y - r * random.uniform(0.4, 1.4), r * 0.12)
                    for _ in range(3)
                ]
        u += 0.055
    nodes: list[Node] = [
        fill(joined(dark), paint.deep(colour, 0.4)),
        fill(joined(mid), colour),
        fill(joined(lit), mix(paint.bright(colour, 0.22), "#ffffff", 0.5 if paint.snowy else 0.0), 0.8),
    ]
    return nodes if not fruit or paint.snowy else [*nodes, fill(joined(fruits), fruit)]


def pergola(paint: Paint, x: float, y: float, width: float, height: float) -> list[Node]:
    """Posts and beams under climbing roses."""
    random = paint.random(f"pergola {x:.0f}")
    wood = paint.local("#e9e2d3" if random.random() < 0.6 else "#8d6f52", 0.3)
    posts = [rectangle(x + u * width - 7, y - height, 14, height + 2) for u in (-0.5, -0.2, 0.2, 0.5)]
    beams = [
        rectangle(x - width * 0.58, y - height - 8, width * 1.16, 12),
        rectangle(x - width * 0.58, y - height - 26, width * 1.16, 8),
    ]
    beams += [rectangle(x + u * width - 5, y - height - 32, 10, 26) for u in (-0.5, -0.35, -0.2, 0.0, 0.2, 0.35, 0.5)]
    climbers = [
        cluster(
            random,
            x + random.uniform(-0.58, 0.58) * width,
            y - height - 20 + random.uniform(-12, 22),
            random.uniform(16, 34),
        )
        for _ in range(18)
    ]
    climbers += [
        cluster(random, x + u * width + random.uniform(-8, 8), y - height * k, random.uniform(12, 20))
        for u in (-0.5, 0.5)
        for k in (0.9, 0.76, 0.6, 0.44, 0.28)
    ]
    roses = [
        ellipse(x + random.uniform(-0.58, 0.58) * width, y - height - 18 + random.uniform(-16, 26), 6, 5.4)
        for _ in range(34)
    ]
    green = paint.scheme.foliage
    nodes: list[Node] = [
        fill(joined(posts), across(x - width / 2, x + width / 2, (0.0, wood), (1.0, paint.deep(wood, 0.2)))),
        fill(joined(beams), paint.deep(wood, 0.12)),
        fill(joined(climbers), paint.deep(green, 0.25)),
    ]
    return nodes if paint.snowy else [*nodes, fill(joined(roses), paint.local("#e58a9c", 0.3))]
