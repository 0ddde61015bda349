"""What stands on a ship's deck: a hatch with its grating, cannons at the rail, a pennant at the mast."""

import math

from generation.animatic.art import Group, Node, Path, Point, Shape, ellipse, polygon, smooth
from generation.animatic.motifs.brush import across, block, disc, facet, fill, joined, strokes, vertical
from generation.animatic.motifs.paint import Paint


def hatch(paint: Paint, x: float, y: float, width: float) -> list[Node]:
    """A low frame with a grating over the hold, seen along the deck."""
    wood = paint.local("#7d5a40", 0.33)
    deep = width * 0.2
    far, near = width * 0.42, width * 0.5
    top = [(x - far, y - deep * 0.5), (x + far, y - deep * 0.5), (x + near, y + deep * 0.5), (x - near, y + deep * 0.5)]
    bars = [
        polygon([(x + u * far * 2, y - deep * 0.5), (x + u * near * 2, y + deep * 0.5)], closed=False)
        for u in (k / 10 - 0.5 for k in range(1, 10))
    ]
    bars += [
        polygon(
            [(x - far - (near - far) * v, y + deep * (v - 0.5)), (x + far + (near - far) * v, y + deep * (v - 0.5))],
            closed=False,
        )
        for v in (0.2, 0.45, 0.7)
    ]
    return [
        facet(
            [
                (x - near * 1.06, y + deep * 0.5),
                (x + near * 1.06, y + deep * 0.5),
                (x + near * 1.06, y + deep * 0.95),
                (x - near * 1.06, y + deep * 0.95),
            ],
            paint.deep(wood, 0.35),
        ),
        facet(
            [
                (x - far * 1.08, y - deep * 0.62),
                (x + far * 1.08, y - deep * 0.62),
                (x + near * 1.06, y + deep * 0.6),
                (x - near * 1.06, y + deep * 0.6),
            ],
            paint.bright(wood, 0.15),
        ),
        facet(top, paint.deep(wood, 0.72)),
        strokes(bars, wood, 5.0),
    ]


def cannon(paint: Paint, x: float, y: float, size: float) -> list[Node]:
    """A gun on its carriage that looks out to sea over the rail, seen from behind."""
    iron, wood = paint.local("#4a4850", 0.3), paint.local("#8a5a3c", 0.33)
    wheels = [ellipse(x + s * size * 0.46, y - size * 0.14, size * 0.12, size * 0.16) for s in (-1, 1)]
    balls = [ellipse(x + size * (0.86 + 0.2 * k), y - size * 0.1, size * 0.11) for k in range(3)] + [
        ellipse(x + size * (0.96 + 0.2 * k), y - size * 0.27, size * 0.11) for k in range(2)
    ]
    return [
        disc(x, y + 2, size * 0.8, paint.scheme.shadow, size * 0.1, 0.35),
        facet(
            [
                (x - size * 0.5, y - size * 0.06),
                (x - size * 0.3, y - size * 0.5),
                (x + size * 0.3, y - size * 0.5),
                (x + size * 0.5, y - size * 0.06),
            ],
            vertical(y - size * 0.5, y, (0.0, paint.bright(wood, 0.15)), (1.0, paint.deep(wood, 0.4))),
        ),
        fill(joined(wheels), paint.deep(wood, 0.4)),
        fill(
            smooth(
                [
                    (x - size * 0.2, y - size * 0.3),
                    (x - size * 0.26, y - size * 0.62),
                    (x, y - size * 0.8),
                    (x + size * 0.26, y - size * 0.62),
                    (x + size * 0.2, y - size * 0.3),
                ],
                tension=0.9,
            ),
            across(
                x - size * 0.26,
                x + size * 0.26,
                (0.0, paint.deep(iron, 0.4)),
                (0.4, paint.bright(iron, 0.3)),
                (1.0, paint.deep(iron, 0.4)),
            ),
        ),
        disc(x, y - size * 0.78, size * 0.07, iron),
        fill(joined(balls), iron),
        fill(
            joined(ellipse(x + size * (0.82 + 0.2 * k), y - size * 0.14, size * 0.03) for k in range(3)),
            paint.bright(iron, 0.5),
        ),
    ]


def pennant(paint: Paint, x: float, y: float, way: float) -> Node:
    """A long forked pennant that streams from the mast."""
    tint, wind = paint.local("#b8453f", 0.3), paint.windy

    def stream(t: float) -> Path:
        upper: list[Point] = []
        for k in range(8):
            u = k / 7
            upper.append((x + way * 230 * u, y + 26 * u * math.sin(t * (2.4 + wind) - u * 6) + 8 * u))
        lower = [(px - (way * 46 if k == 7 else 0.0), py + 42 * (1 - 0.7 * k / 7)) for k, (px, py) in enumerate(upper)]
        return smooth([*upper, *reversed(lower)], tension=0.7)

    return Group((Shape(stream, tint), block(x - 3, y - 30, 6, 90, paint.local("#5f4434"))), name="pennant")
