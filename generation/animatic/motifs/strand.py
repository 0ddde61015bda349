"""What lies on a beach: boats drawn up, shells, a parasol, dunes with their fence, a hut of leaves, a hammock."""

import math

from generation.animatic.art import Group, Matrix, Node, Path, Point, ellipse, polygon, smooth
from generation.animatic.colour import mix
from generation.animatic.motifs.brush import (
    blob,
    block,
    disc,
    facet,
    fill,
    joined,
    line,
    straight,
    strokes,
    sway,
    vertical,
)
from generation.animatic.motifs.houses import lamp_light
from generation.animatic.motifs.paint import Paint
from generation.animatic.motifs.plants import rushes


def beached_boat(paint: Paint, x: float, y: float, size: float, tint: str, side: float) -> list[Node]:
    """A rowing boat on the sand, leaning to one side, with its oars and a rope to a stake."""
    hull, wood = paint.local(tint, 0.32), paint.local("#8a6a4c", 0.3)

    def at(u: float, v: float) -> Point:
        return x + side * u * size, y - v * size

    outside = [
        at(-1.0, 0.52),
        at(-0.7, 0.16),
        at(-0.2, 0.0),
        at(0.5, 0.02),
        at(0.86, 0.2),
        at(1.12, 0.66),
        at(0.5, 0.36),
        at(-0.3, 0.3),
    ]
    inside = [at(-1.0, 0.52), at(-0.3, 0.3), at(0.5, 0.36), at(1.12, 0.66), at(0.5, 0.56), at(-0.3, 0.5)]
    stripe = [at(-0.92, 0.42), at(-0.3, 0.2), at(0.5, 0.26), at(1.04, 0.54)]
    planks = [
        smooth([at(-0.86, 0.34), at(-0.25, 0.13), at(0.5, 0.16), at(0.97, 0.42)], closed=False),
        smooth([at(-0.8, 0.26), at(-0.2, 0.06), at(0.5, 0.08), at(0.9, 0.3)], closed=False),
    ]
    thwarts = [
        polygon([at(-0.34, 0.33), at(-0.4, 0.47)], closed=False),
        polygon([at(0.34, 0.36), at(0.38, 0.52)], closed=False),
    ]
    oar = [polygon([at(-0.9, 0.1), at(0.3, 0.66)], closed=False)]
    return [
        disc(x, y + 2, size * 1.1, paint.scheme.shadow, size * 0.09, 0.32),
        fill(
            smooth(outside, tension=0.6),
            vertical(y - size * 0.6, y, (0.0, paint.bright(hull, 0.15)), (1.0, paint.deep(hull, 0.45))),
        ),
        fill(
            smooth(inside, tension=0.6),
            vertical(y - size * 0.66, y - size * 0.3, (0.0, wood), (1.0, paint.deep(wood, 0.5))),
        ),
        strokes(planks, paint.deep(hull, 0.45), max(1.6, size * 0.016), 0.7),
        line(stripe, paint.local("#f0e8d8", 0.2), size * 0.06),
        strokes(thwarts, paint.bright(wood, 0.2), size * 0.07),
        strokes(oar, paint.bright(wood, 0.3), size * 0.04),
        fill(ellipse(*at(-0.92, 0.09), size * 0.13, size * 0.045), paint.bright(wood, 0.3)),
        line([at(1.1, 0.62), at(1.3, 0.1), at(1.6, 0.04)], paint.local("#b59a6a"), size * 0.022),
        straight([at(1.6, -0.02), at(1.62, 0.2)], paint.deep(wood, 0.3), size * 0.05),
    ]


def shells(paint: Paint, name: str, spots: int, top: float, bottom: float) -> list[Node]:
    """Shells, a starfish, and what the tide left."""
    random = paint.random(f"shells {name}")
    fans: list[Path] = []
    ribs: list[Path] = []
    for _ in range(spots):
        x, y = 800 + random.choice((-1, 1)) * random.uniform(150, 760), random.uniform(top, bottom)
        r = 7 + 9 * (y - top) / max(1.0, bottom - top)
        fans.append(
            smooth(
                [
                    (x, y),
                    *(
                        (x + math.cos(a) * r, y - 2 + math.sin(a) * r * 0.8)
                        for a in (math.pi * (1.08 + 0.84 * k / 5) for k in range(6))
                    ),
                ],
                tension=0.8,
            )
        )
        ribs += [
            polygon([(x, y), (x + math.cos(a) * r * 0.9, y - 2 + math.sin(a) * r * 0.7)], closed=False)
            for a in (-2.4, -1.57, -0.8)
        ]
    x, y = 800 + random.choice((-1, 1)) * 300, (top + bottom) / 2
    star = [
        (x + math.cos(a) * r, y + math.sin(a) * r * 0.5)
        for k in range(10)
        for a, r in ((-math.pi / 2 + k * math.pi / 5, 24.0 if k % 2 == 0 else 9.0),)
    ]
    weed = [
        smooth([(wx, wy), (wx + 30, wy - 6), (wx + 66, wy + 4), (wx + 100, wy)], closed=False)
        for wx, wy in ((random.uniform(-300, 1800), random.uniform(top - 16, top)) for _ in range(14))
    ]
    return [
        strokes(weed, paint.deep(paint.scheme.foliage, 0.4), 3.4, 0.6),
        fill(joined(fans), paint.local("#f3dccb", 0.25)),
        strokes(ribs, paint.local("#c9907c", 0.3), 1.4, 0.8),
        fill(smooth(star, tension=0.5), paint.local("#d9744a", 0.3)),
    ]


def parasol(paint: Paint, x: float, y: float, height: float, side: float) -> list[Node]:
    """A striped parasol over a cloth and a basket."""
    one, two = paint.local("#d8524a", 0.28), paint.local("#f2ead8", 0.2)
    top, r = (x + side * height * 0.12, y - height), height * 0.56
    rim = [(top[0] - r + 2 * r * k / 8, top[1] + r * 0.46 - side * (k - 4) * r * 0.03) for k in range(9)]
    gores = [
        polygon([top, rim[k], ((rim[k][0] + rim[k + 1][0]) / 2, rim[k][1] + r * 0.05), rim[k + 1]]) for k in range(8)
    ]
    dome = smooth(
        [
            top,
            (top[0] - r * 0.62, top[1] + r * 0.14),
            rim[0],
            *rim[1:8],
            rim[8],
            (top[0] + r * 0.62, top[1] + r * 0.14),
        ],
        tension=0.7,
    )
    cloth: list[Point] = [
        (x - height * 0.7, y + 14),
        (x + height * 0.3, y + 6),
        (x + height * 0.44, y + 34),
        (x - height * 0.6, y + 44),
    ]
    return [
        disc(x + height * 0.1, y + 12, height * 0.62, paint.scheme.shadow, height * 0.06, 0.3),
        facet(cloth, paint.local("#5f93a8", 0.3)),
        strokes(
            [
                polygon(
                    [
                        (cloth[0][0] + (cloth[1][0] - cloth[0][0]) * u, cloth[0][1] + (cloth[1][1] - cloth[0][1]) * u),
                        (cloth[3][0] + (cloth[2][0] - cloth[3][0]) * u, cloth[3][1] + (cloth[2][1] - cloth[3][1]) * u),
                    ],
                    closed=False,
                )
                for u in (0.2, 0.5, 0.8)
            ],
            two,
            5.0,
            0.8,
        ),
        straight([(x, y + 10), top], paint.local("#a9835c"), 6.0),
        Group((fill(dome, two), fill(joined(gores[::2]), one)), clip=dome),
    ]


def dune_fence(paint: Paint, x: float, y: float, side: float) -> list[Node]:
    """Leaning laths on two wires, half lost in the sand, with marram that nods."""
    wood = paint.local("#9c8468", 0.3)
    laths = [
        polygon(
            [
                (x + side * 24 * k, y + 6 * math.sin(k)),
                (x + side * (24 * k + 5 * math.sin(k * 1.7)), y - 74 + 9 * math.sin(k * 2.3)),
            ],
            closed=False,
        )
        for k in range(11)
    ]
    wires = [
        smooth([(x + side * 24 * k, y - up + 4 * math.sin(k)) for k in range(0, 11, 2)], closed=False)
        for up in (54, 24)
    ]
    marram = mix(paint.scheme.foliage, paint.local("#c9b878"), 0.4)
    return [
        strokes(laths, wood, 7.0),
        strokes(wires, paint.deep(wood, 0.4), 1.8, 0.8),
        rushes(paint, "fence", x + side * 60, y + 8, 80.0, marram),
        rushes(paint, "fence", x + side * 210, y + 10, 100.0, paint.deep(marram, 0.15)),
    ]


def leaf_hut(paint: Paint, x: float, y: float, size: float) -> list[Node]:
    """A hut on posts, roofed with palm leaves."""
    random = paint.random(f"hut {x:.0f}")
    wood, straw = paint.local("#8d6a48", 0.32), paint.local("#b99a5c", 0.35)
    posts = [
        polygon([(x + u * size, y), (x + u * size * 0.94, y - size * 0.9)], closed=False)
        for u in (-0.62, -0.3, 0.3, 0.62)
    ]
    wall = [
        (x - size * 0.6, y - size * 0.22),
        (x - size * 0.58, y - size * 0.86),
        (x + size * 0.58, y - size * 0.86),
        (x + size * 0.6, y - size * 0.22),
    ]
    reeds = [
        polygon([(x + u * size, y - size * 0.22), (x + u * size * 0.97, y - size * 0.86)], closed=False)
        for u in (k / 9 - 0.55 for k in range(11))
    ]
    roof = [
        (x - size * 0.95, y - size * 0.66),
        (x - size * 0.3, y - size * 1.3),
        (x, y - size * 1.42),
        (x + size * 0.3, y - size * 1.3),
        (x + size * 0.95, y - size * 0.66),
    ]
    fringe = [
        (x - size * 0.95 + size * 1.9 * k / 18, y - size * (0.66 - (0.07 if k % 2 else -0.02))) for k in range(19)
    ]
    straws = [
        polygon(
            [
                (x + random.uniform(-0.9, 0.9) * size, y - size * 0.68),
                (x + random.uniform(-0.2, 0.2) * size, y - size * 1.32),
            ],
            closed=False,
        )
        for _ in range(16)
    ]
    return [
        disc(x, y + 3, size * 0.9, paint.scheme.shadow, size * 0.08, 0.3),
        strokes(posts, paint.deep(wood, 0.3), size * 0.055),
        facet(wall, vertical(y - size * 0.86, y, (0.0, paint.deep(wood, 0.1)), (1.0, paint.bright(wood, 0.1)))),
        strokes(reeds, paint.deep(wood, 0.4), 2.4, 0.6),
        block(
            x - size * 0.16,
            y - size * 0.66,
            size * 0.32,
            size * 0.46,
            lamp_light(paint) if paint.dark else paint.deep(wood, 0.7),
            radius=5,
        ),
        fill(
            polygon([*roof, *reversed(fringe)]),
            vertical(y - size * 1.4, y - size * 0.6, (0.0, paint.bright(straw, 0.25)), (1.0, paint.deep(straw, 0.3))),
        ),
        strokes(straws, paint.deep(straw, 0.35), 2.4, 0.6),
    ]


def hammock(paint: Paint, left: Point, right: Point) -> Node:
    """A net between two palms that swings."""
    cloth = paint.local("#e0c9a0", 0.25)
    (x0, y0), (x1, y1) = left, right
    low = max(y0, y1) + 90
    middle = (x0 + x1) / 2
    body: list[Point] = [
        (x0 + (x1 - x0) * 0.16, y0 + 26),
        (middle, low - 34),
        (x1 - (x1 - x0) * 0.16, y1 + 26),
        (middle, low),
    ]
    parts = (
        line([left, (x0 + (x1 - x0) * 0.16, y0 + 26)], paint.deep(cloth, 0.4), 3.0),
        line([right, (x1 - (x1 - x0) * 0.16, y1 + 26)], paint.deep(cloth, 0.4), 3.0),
        blob(body, vertical(min(y0, y1), low, (0.0, paint.bright(cloth, 0.2)), (1.0, paint.deep(cloth, 0.3)))),
    )
    return Group(parts, transform=sway(1.0, 1.0, (middle, min(y0, y1) - 200)))


def sail_far(paint: Paint, x: float, y: float, size: float, speed: float) -> Group:
    """A sail on the horizon that goes its way."""
    cloth, hull = paint.faded(paint.local("#f0e8d8", 0.2), 0.35), paint.faded(paint.local("#5a4a4c"), 0.45)
    return Group(
        (
            facet([(-size * 0.5, -size * 0.12), (size * 0.5, -size * 0.12), (size * 0.36, 0), (-size * 0.36, 0)], hull),
            facet([(0, -size * 0.14), (0, -size * 1.2), (size * 0.46, -size * 0.14)], cloth),
            facet(
                [(-size * 0.05, -size * 0.14), (-size * 0.05, -size), (-size * 0.4, -size * 0.14)],
                paint.deep(cloth, 0.12),
            ),
        ),
        transform=lambda t: Matrix(e=x + speed * t, f=y + 1.5 * math.sin(t * 1.1)),
        name="sail",
    )
