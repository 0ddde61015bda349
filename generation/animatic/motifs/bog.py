"""What stands in a bog: dead trees with hanging moss, a crooked hut on stilts, mist over the water."""

import math

from generation.animatic.art import Group, Node, Path, Point, ellipse, polygon, shift, smooth
from generation.animatic.colour import mix
from generation.animatic.motifs.brush import block, facet, fill, glow, joined, strokes, vertical
from generation.animatic.motifs.houses import lamp_light
from generation.animatic.motifs.paint import Paint
from generation.animatic.stage import LEFT, RIGHT


def drowned_tree(
    paint: Paint, name: str, x: float, y: float, height: float, lean: float, distance: float
) -> list[Node]:
    """A bent dead tree on stilted roots, with moss that hangs from its arms."""
    random = paint.random(f"drowned {name}")
    bark = paint.faded(paint.local("#5a4d44"), distance)
    moss = paint.faded(mix(paint.scheme.foliage, paint.local("#8d9a6a"), 0.4), distance)
    spine: list[Point] = [
        (x, y),
        (x + lean * 0.2, y - height * 0.35),
        (x + lean * 0.75, y - height * 0.7),
        (x + lean, y - height),
    ]
    widths = (0.09, 0.06, 0.045, 0.012)
    trunk = smooth(
        [
            *((px - height * w, py) for (px, py), w in zip(spine, widths, strict=True)),
            *((px + height * w, py) for (px, py), w in zip(reversed(spine), reversed(widths), strict=True)),
        ],
        tension=0.8,
    )
    roots = [
        smooth(
            [(x, y - height * 0.12), (x + u * height * 0.14, y - height * 0.05), (x + u * height * 0.22, y + 8)],
            closed=False,
        )
        for u in (-1.0, -0.5, 0.5, 1.0)
    ]
    arms: list[Path] = []
    hanging: list[Path] = []
    for k in range(5):
        u = 0.45 + 0.12 * k
        px, py = x + lean * u, y - height * u
        side = -1 if k % 2 else 1
        tip = (px + side * height * random.uniform(0.2, 0.34), py - height * random.uniform(0.02, 0.14))
        arms.append(smooth([(px, py), ((px + tip[0]) / 2, py - height * 0.1), tip], closed=False))
        for _ in range(4):
            v = random.uniform(0.4, 1.0)
            hx, hy = px + (tip[0] - px) * v, py + (tip[1] - py) * v - height * 0.03
            hanging.append(
                smooth(
                    [(hx, hy), (hx + 4, hy + height * 0.06), (hx - 3, hy + height * random.uniform(0.1, 0.2))],
                    closed=False,
                )
            )
    return [
        strokes(roots, paint.deep(bark, 0.2), height * 0.03),
        fill(trunk, bark),
        strokes(arms, paint.deep(bark, 0.1), height * 0.022),
        strokes(hanging, moss, max(2.0, height * 0.012), 0.8),
    ]


def stilt_hut(paint: Paint, x: float, y: float, size: float, distance: float) -> list[Node]:
    """A crooked hut of boards on posts in the water, a light in its window."""
    wood, roof = paint.faded(paint.local("#6d5848"), distance), paint.faded(paint.local("#4f4a50"), distance)
    lit = lamp_light(paint) if paint.dark else paint.deep(wood, 0.6)
    posts = [
        polygon([(x + u * size, y + 12), (x + u * size * 0.94, y - size * 0.44)], closed=False)
        for u in (-0.56, -0.2, 0.2, 0.56)
    ]
    wall = [
        (x - size * 0.6, y - size * 0.42),
        (x - size * 0.54, y - size * 1.02),
        (x + size * 0.6, y - size * 0.96),
        (x + size * 0.58, y - size * 0.42),
    ]
    boards = [
        polygon([(x + u * size, y - size * 0.43), (x + u * size * 0.97, y - size * 0.98)], closed=False)
        for u in (-0.4, -0.2, 0.0, 0.2, 0.4)
    ]
    top: list[Point] = [
        (x - size * 0.82, y - size * 0.94),
        (x - size * 0.1, y - size * 1.62),
        (x + size * 0.1, y - size * 1.56),
        (x + size * 0.86, y - size * 0.86),
    ]
    ladder = [
        polygon([(x - size * 0.36, y + 8), (x - size * 0.3, y - size * 0.42)], closed=False),
        polygon([(x - size * 0.2, y + 8), (x - size * 0.16, y - size * 0.42)], closed=False),
        *(
            polygon([(x - size * 0.35, y - size * k), (x - size * 0.18, y - size * k)], closed=False)
            for k in (0.06, 0.18, 0.3)
        ),
    ]
    nodes: list[Node] = [
        strokes(posts, paint.deep(wood, 0.35), size * 0.06),
        facet(wall, vertical(y - size, y - size * 0.4, (0.0, wood), (1.0, paint.deep(wood, 0.25)))),
        strokes(boards, paint.deep(wood, 0.45), 2.2, 0.7),
        block(x - size * 0.68, y - size * 0.46, size * 1.36, size * 0.06, paint.bright(wood, 0.15)),
        block(x - size * 0.34, y - size * 0.84, size * 0.22, size * 0.4, paint.deep(wood, 0.6), radius=3),
        block(x + size * 0.14, y - size * 0.8, size * 0.24, size * 0.2, lit, radius=3),
        facet(
            top,
            vertical(y - size * 1.6, y - size * 0.9, (0.0, paint.bright(roof, 0.15)), (1.0, paint.deep(roof, 0.25))),
        ),
        strokes(ladder, paint.deep(wood, 0.2), 3.0),
    ]
    return (
        [*nodes, glow(x + size * 0.26, y - size * 0.7, size * 0.9, paint.scheme.accent, 0.6)] if paint.dark else nodes
    )


def mist(paint: Paint, y: float) -> Group:
    """Mist that lies on the water and creeps."""
    random = paint.random("mist")
    white = mix(paint.outside.horizon, "#ffffff", 0.2)
    banks: list[Node] = []
    for k in range(3):
        wisps = [
            ellipse(
                random.uniform(LEFT, RIGHT),
                y + 20 * k + random.uniform(-12, 12),
                random.uniform(160, 380),
                random.uniform(7, 16),
            )
            for _ in range(9)
        ]
        phase = random.uniform(0, 6)
        banks.append(
            Group(
                (fill(joined(wisps), white, 0.1),),
                transform=lambda t, p=phase, k=k: shift(60 * math.sin(t * 0.12 + p) + (k - 1) * 5 * t, 0.0),
            )
        )
    return Group(tuple(banks), name="mist")
