"""What is left of old stone: joints between blocks, a fallen column, a carved head, and the plant beside them."""

from generation.animatic.art import Group, Node, Path, Point, polygon, rectangle, smooth
from generation.animatic.colour import mix
from generation.animatic.motifs.brush import (
    across,
    blob,
    block,
    disc,
    facet,
    fill,
    glow,
    joined,
    line,
    strokes,
    sway,
    vertical,
)
from generation.animatic.motifs.paint import Paint
from generation.animatic.motifs.trees import cluster, leaf, leaf_colour


def blocks(
    paint: Paint, name: str, left: float, right: float, top: float, foot: float, size: float, colour: str
) -> Node:
    """Joints between blocks of stone, some of them lost."""
    random = paint.random(f"blocks {name}")
    joints: list[Path] = []
    y, row = top + size * 0.5, 0
    while y < foot:
        joints.append(polygon([(left, y), (right, y)], closed=False))
        x = left + size * (0.6 if row % 2 else 1.1)
        while x < right:
            if random.random() < 0.8:
                joints.append(polygon([(x, y - size * 0.5), (x, y)], closed=False))
            x += size * random.uniform(0.9, 1.2)
        y, row = y + size * 0.5, row + 1
    return strokes(joints, colour, 2.0, 0.4)


def fallen_column(paint: Paint, x: float, y: float, stone: str) -> list[Node]:
    """A column on its side in two drums, ferns around it."""
    nodes: list[Node] = [disc(x, y + 3, 190, paint.scheme.shadow, 13, 0.35)]
    for dx, w in ((-90, 170), (96, 120)):
        nodes += [
            block(
                x + dx - w / 2,
                y - 78,
                w,
                78,
                vertical(y - 78, y, (0.0, paint.bright(stone, 0.25)), (1.0, paint.deep(stone, 0.45))),
                radius=6,
            ),
            strokes(
                [polygon([(x + dx - w / 2, y - v), (x + dx + w / 2, y - v)], closed=False) for v in (14, 30, 48, 64)],
                paint.deep(stone, 0.4),
                2.4,
                0.5,
            ),
            disc(x + dx + w / 2, y - 39, 15, paint.bright(stone, 0.1), 39),
        ]
    return [
        *nodes,
        blob([(x - 170, y - 78), (x - 110, y - 92), (x - 50, y - 80), (x - 100, y - 62)], leaf_colour(paint), 0.85),
    ]


def idol(paint: Paint, x: float, y: float, stone: str) -> list[Node]:
    """A carved head of stone, half overgrown, with eyes that glow after dark."""
    body: list[Point] = [
        (x - 92, y + 4),
        (x - 100, y - 120),
        (x - 78, y - 206),
        (x + 78, y - 206),
        (x + 100, y - 120),
        (x + 92, y + 4),
    ]
    eye = mix(paint.scheme.accent, "#fff0b0", 0.4) if paint.dark else paint.deep(stone, 0.75)
    lit = across(
        x - 100,
        x + 100,
        (0.0, paint.bright(stone, 0.2) if paint.scheme.light_x < 0 else paint.deep(stone, 0.4)),
        (1.0, paint.deep(stone, 0.4) if paint.scheme.light_x < 0 else paint.bright(stone, 0.2)),
    )
    random = paint.random("idol")
    nodes: list[Node] = [
        disc(x, y + 4, 130, paint.scheme.shadow, 13, 0.35),
        fill(smooth(body, tension=0.35), lit),
        block(x - 84, y - 178, 168, 18, paint.deep(stone, 0.3), radius=5),
        facet([(x - 66, y - 150), (x - 18, y - 142), (x - 22, y - 118), (x - 60, y - 122)], eye),
        facet([(x + 66, y - 150), (x + 18, y - 142), (x + 22, y - 118), (x + 60, y - 122)], eye),
        facet([(x - 12, y - 140), (x + 12, y - 140), (x + 24, y - 82), (x - 24, y - 82)], paint.deep(stone, 0.25)),
        block(x - 56, y - 62, 112, 30, paint.deep(stone, 0.65), radius=6),
        fill(joined(rectangle(x - 48 + 25 * k, y - 60, 20, 13, 3) for k in range(4)), paint.bright(stone, 0.2)),
        fill(
            joined(
                cluster(random, x + dx, y - 206 + dy, r)
                for dx, dy, r in ((-60, 0, 30), (-20, -8, 26), (30, 0, 24), (88, 40, 22), (-96, 60, 20))
            ),
            paint.deep(leaf_colour(paint), 0.1),
        ),
    ]
    return [*nodes, glow(x, y - 134, 110.0, paint.scheme.accent, 0.5)] if paint.dark else nodes


def big_leaves(paint: Paint, x: float, y: float) -> list[Node]:
    """A jungle plant whose leaves stir."""
    green = leaf_colour(paint)
    back = [leaf(x, y, 250, a) for a in (-2.5, -1.9, -1.2, -0.6)]
    front = [leaf(x, y, 210, a) for a in (-2.2, -1.55, -0.9)]
    return [
        Group(
            (
                fill(joined(back), paint.deep(green, 0.35)),
                fill(joined(front), green),
                line([(x, y), (x, y - 190)], paint.bright(green, 0.3), 3.0, 0.6),
            ),
            transform=sway(1.0, 1.2 * paint.windy, (x, y)),
        )
    ]
