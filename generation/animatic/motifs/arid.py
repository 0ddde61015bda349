"""What the desert holds: a caravan, tents of dark cloth, a fallen colossus, an arch of stone."""

import math

from generation.animatic.art import Group, Matrix, Node, Path, Point, polygon, smooth
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
    straight,
    strokes,
    vertical,
)
from generation.animatic.motifs.paint import Paint
from generation.animatic.motifs.rocks import cliff


def caravan(paint: Paint, x: float, y: float, size: float, side: float, distance: float) -> Group:
    """Five camels in a row, one ridden, that walk along a crest far away."""
    dark = paint.faded(paint.local("#6a4a38"), distance)
    cloth = paint.faded(paint.local("#a8433c", 0.3), distance)
    bodies: list[Path] = []
    packs: list[Path] = []
    for k in range(5):
        px, s = -k * size * 2.7, size * (1.0 - 0.06 * (k % 2))
        bodies += [
            smooth(
                [
                    (px - s * 0.9, -s * 1.0),
                    (px - s * 0.5, -s * 1.3),
                    (px - s * 0.2, -s * 1.62),
                    (px + s * 0.1, -s * 1.3),
                    (px + s * 0.6, -s * 1.2),
                    (px + s * 0.7, -s * 0.9),
                    (px, -s * 0.76),
                    (px - s * 0.8, -s * 0.8),
                ]
            ),
            smooth(
                [
                    (px + s * 0.5, -s * 1.1),
                    (px + s * 0.9, -s * 0.96),
                    (px + s * 1.1, -s * 1.5),
                    (px + s * 1.24, -s * 1.72),
                    (px + s * 1.6, -s * 1.66),
                    (px + s * 1.5, -s * 1.52),
                    (px + s * 1.24, -s * 1.5),
                    (px + s * 1.04, -s * 0.86),
                    (px + s * 0.6, -s * 0.8),
                ]
            ),
        ]
        bodies += [
            polygon(
                [
                    (px + u * s - s * 0.06, 0),
                    (px + u * s * 0.9 - s * 0.07, -s * 0.9),
                    (px + u * s * 0.9 + s * 0.08, -s * 0.9),
                    (px + u * s + s * 0.05, 0),
                ]
            )
            for u in (-0.74, -0.52, 0.42, 0.62)
        ]
        packs.append(
            polygon(
                [
                    (px - s * 0.46, -s * 1.34),
                    (px + s * 0.2, -s * 1.34),
                    (px + s * 0.26, -s * 0.86),
                    (px - s * 0.5, -s * 0.86),
                ]
            )
        )
    rider = [
        smooth(
            [
                (-size * 0.34, -size * 1.4),
                (-size * 0.26, -size * 2.1),
                (-size * 0.12, -size * 2.4),
                (size * 0.04, -size * 2.1),
                (size * 0.12, -size * 1.4),
            ]
        )
    ]
    return Group(
        (
            fill(joined(bodies), dark),
            fill(joined(packs), cloth),
            fill(joined(rider), paint.faded(paint.local("#e9ddc4", 0.2), distance)),
        ),
        transform=lambda t: Matrix(side, 0, 0, 1, x + side * 5.0 * t, y + 0.8 * math.sin(t * 3.0)),
        name="caravan",
    )


def nomad_tent(paint: Paint, x: float, y: float, width: float, distance: float = 0.0) -> list[Node]:
    """A long low tent of dark cloth with stripes, open in front, carpets inside."""
    cloth = paint.faded(paint.local("#5a4038", 0.3), distance)
    red, inside = (
        paint.faded(paint.local("#a8433c", 0.3), distance),
        paint.faded(paint.local("#c98a4a", 0.35), distance),
    )
    h = width * 0.36
    tops = [
        (x - width * 0.5, y - h * 0.5),
        (x - width * 0.26, y - h),
        (x, y - h * 0.74),
        (x + width * 0.26, y - h),
        (x + width * 0.5, y - h * 0.5),
    ]
    poles = [
        polygon([(x + u * width, y), (x + u * width, y - h * (1.06 if abs(u) < 0.3 else 0.5))], closed=False)
        for u in (-0.42, -0.26, 0.26, 0.42)
    ]
    ropes = [
        polygon([(x + s * width * 0.5, y - h * 0.5), (x + s * width * 0.72, y + 4)], closed=False) for s in (-1, 1)
    ]
    roof = smooth(
        [
            *tops,
            (x + width * 0.44, y - h * 0.4),
            (x + width * 0.2, y - h * 0.52),
            (x, y - h * 0.46),
            (x - width * 0.2, y - h * 0.52),
            (x - width * 0.44, y - h * 0.4),
        ],
        tension=0.5,
    )
    nodes: list[Node] = [
        disc(x, y + 3, width * 0.56, paint.scheme.shadow, width * 0.05, 0.3),
        facet(
            [
                (x - width * 0.42, y),
                (x - width * 0.42, y - h * 0.5),
                (x + width * 0.42, y - h * 0.5),
                (x + width * 0.42, y),
            ],
            paint.deep(inside, 0.05 if paint.dark else 0.5),
        ),
        facet(
            [
                (x - width * 0.3, y + 12),
                (x - width * 0.24, y - 6),
                (x + width * 0.24, y - 6),
                (x + width * 0.3, y + 12),
            ],
            red,
        ),
        strokes([polygon([(x - width * 0.28, y + 6), (x + width * 0.28, y + 6)], closed=False)], inside, 3.0),
        strokes(poles, paint.faded(paint.local("#8a6a4a"), distance), width * 0.014),
        strokes(ropes, paint.deep(cloth, 0.2), 2.0),
        fill(roof, vertical(y - h, y - h * 0.4, (0.0, paint.bright(cloth, 0.2)), (1.0, paint.deep(cloth, 0.2)))),
        line([(px, py + h * 0.12) for px, py in tops], red, width * 0.018),
        line([(px, py + h * 0.2) for px, py in tops], inside, width * 0.01),
    ]
    return [*nodes, glow(x, y - h * 0.2, width * 0.5, paint.scheme.accent, 0.55)] if paint.dark else nodes


def colossus(paint: Paint, x: float, y: float, size: float, stone: str, side: float) -> list[Node]:
    """A great head that lies half sunk in the sand."""

    def at(u: float, v: float) -> Point:
        return x + side * u * size, y - v * size

    face = [
        at(-0.62, -0.02),
        at(-0.66, 0.5),
        at(-0.5, 0.92),
        at(-0.1, 1.12),
        at(0.3, 1.0),
        at(0.5, 0.72),
        at(0.5, 0.56),
        at(0.66, 0.4),
        at(0.54, 0.34),
        at(0.56, 0.22),
        at(0.48, 0.14),
        at(0.46, -0.02),
    ]
    head = [
        at(-0.74, -0.02),
        at(-0.86, 0.5),
        at(-0.66, 1.04),
        at(-0.12, 1.28),
        at(0.34, 1.1),
        at(0.3, 0.98),
        at(-0.1, 1.08),
        at(-0.44, 0.9),
        at(-0.58, 0.5),
        at(-0.56, -0.02),
    ]
    bands = [smooth([at(-0.8 + 0.02 * k, 0.2 + 0.2 * k), at(-0.6, 0.24 + 0.2 * k)], closed=False) for k in range(4)]
    return [
        disc(x, y + 4, size * 0.95, paint.scheme.shadow, size * 0.1, 0.3),
        fill(
            smooth(face, tension=0.5),
            across(
                x - size * 0.7,
                x + size * 0.7,
                (0.0, paint.deep(stone, 0.35) if paint.scheme.light_x > 0 else paint.bright(stone, 0.2)),
                (1.0, paint.bright(stone, 0.2) if paint.scheme.light_x > 0 else paint.deep(stone, 0.35)),
            ),
        ),
        fill(smooth(head, tension=0.5), paint.deep(stone, 0.22)),
        strokes(bands, paint.deep(stone, 0.5), size * 0.03, 0.7),
        fill(smooth([at(0.12, 0.68), at(0.24, 0.74), at(0.38, 0.68), at(0.24, 0.64)]), paint.deep(stone, 0.6)),
        line([at(0.04, 0.8), at(0.24, 0.86), at(0.42, 0.78)], paint.deep(stone, 0.4), size * 0.035),
        line([at(0.28, 0.24), at(0.5, 0.27)], paint.deep(stone, 0.55), size * 0.03),
        straight([at(-0.2, 1.06), at(-0.1, 0.8), at(-0.22, 0.6)], paint.deep(stone, 0.5), 3.0, 0.7),
        blob(
            [at(-1.1, -0.06), at(-0.5, 0.12), at(0.2, 0.02), at(0.9, -0.06), at(0, -0.12)], paint.local("#e2bd82", 0.35)
        ),
    ]


def rock_arch(paint: Paint, x: float, y: float, width: float, rock: str) -> list[Node]:
    """A bridge of red stone that the wind has made."""
    outer: list[Point] = [
        (x - width * 0.5, y),
        (x - width * 0.46, y - width * 0.3),
        (x - width * 0.3, y - width * 0.52),
        (x, y - width * 0.6),
        (x + width * 0.28, y - width * 0.54),
        (x + width * 0.44, y - width * 0.34),
        (x + width * 0.54, y),
    ]
    inner: list[Point] = [
        (x + width * 0.3, y),
        (x + width * 0.26, y - width * 0.22),
        (x + width * 0.06, y - width * 0.4),
        (x - width * 0.16, y - width * 0.36),
        (x - width * 0.26, y - width * 0.18),
        (x - width * 0.28, y),
    ]
    return cliff(paint, f"arch {x:.0f}", [*outer, *inner], rock, 7)


def cattle_skull(paint: Paint, x: float, y: float) -> list[Node]:
    """Bones that the sun has bleached."""
    bone = paint.local("#efe4cc", 0.2)
    return [
        line([(x - 40, y - 40), (x - 22, y - 26), (x, y - 24), (x + 22, y - 26), (x + 40, y - 40)], bone, 6.0),
        blob([(x - 20, y - 26), (x + 20, y - 26), (x + 10, y + 6), (x - 10, y + 6)], bone),
        disc(x - 8, y - 16, 4, paint.scheme.shadow),
        disc(x + 8, y - 16, 4, paint.scheme.shadow),
    ]


def gate_of_columns(paint: Paint, x: float, y: float, size: float, stone: str) -> list[Node]:
    """Columns that still carry their beam and half a gable, others broken."""
    nodes: list[Node] = [
        facet(
            [
                (x - size * 1.5, y + 10),
                (x - size * 1.3, y - size * 0.1),
                (x + size * 1.3, y - size * 0.1),
                (x + size * 1.5, y + 10),
            ],
            paint.deep(stone, 0.2),
        ),
        block(x - size * 1.4, y - size * 0.12, size * 2.8, size * 0.08, paint.bright(stone, 0.2)),
    ]
    for k, part in enumerate((1.0, 1.0, 1.0, 0.62, 0.34)):
        cx = x + (k - 2) * size * 0.58
        h, w = size * 1.5 * part, size * 0.12
        shading = across(
            cx - w,
            cx + w,
            (0.0, paint.deep(stone, 0.4)),
            (0.6, paint.bright(stone, 0.2)),
            (1.0, paint.deep(stone, 0.2)),
        )
        nodes += [
            block(cx - w, y - size * 0.1 - h, w * 2, h, shading),
            block(cx - w * 1.3, y - size * 0.16, w * 2.6, size * 0.07, stone, radius=2),
            strokes(
                [
                    polygon([(cx + u * w, y - size * 0.1 - h), (cx + u * w, y - size * 0.14)], closed=False)
                    for u in (-0.5, 0.0, 0.5)
                ],
                paint.deep(stone, 0.4),
                1.8,
                0.5,
            ),
        ]
        if part == 1.0:
            nodes.append(
                block(
                    cx - w * 1.4,
                    y - size * 0.1 - h - size * 0.08,
                    w * 2.8,
                    size * 0.09,
                    paint.bright(stone, 0.15),
                    radius=2,
                )
            )
    top = y - size * 1.68
    nodes += [
        facet(
            [
                (x - size * 1.42, top),
                (x - size * 1.42, top - size * 0.16),
                (x + size * 0.3, top - size * 0.16),
                (x + size * 0.22, top),
            ],
            paint.bright(stone, 0.1),
        ),
        facet(
            [
                (x - size * 1.44, top - size * 0.16),
                (x - size * 0.3, top - size * 0.56),
                (x - size * 0.02, top - size * 0.44),
                (x - size * 0.12, top - size * 0.16),
            ],
            vertical(top - size * 0.5, top, (0.0, paint.bright(stone, 0.2)), (1.0, paint.deep(stone, 0.15))),
        ),
    ]
    return [
        *nodes,
        fill(
            joined(
                polygon(
                    [
                        (x + dx * size, y + 14),
                        (x + dx * size + 8, y - 10),
                        (x + dx * size + 36, y - 6),
                        (x + dx * size + 44, y + 16),
                    ]
                )
                for dx in (0.7, 0.95, 1.25)
            ),
            mix(stone, paint.scheme.shadow, 0.15),
        ),
    ]
