"""A bridge of stone arches over a river."""

import math

from generation.animatic.art import Group, Path, polygon, smooth
from generation.animatic.motifs.brush import (
    fill,
    joined,
    line,
    strokes,
    vertical,
)
from generation.animatic.motifs.paint import Paint


def arch(x: float, y: float, width: float, height: float) -> Path:
    return Path(
        (
            ("M", x - width / 2, y + 12),
            ("C", x - width / 2, y - height * 1.1, x + width / 2, y - height * 1.1, x + width / 2, y + 12),
            ("Z",),
        )
    )


def bridge(paint: Paint, side: float) -> Group:
    stone = paint.local("#a49a90", 0.35)
    x = 800 + side * 260
    arches = [arch(x + dx, 600.0, 120.0, 74.0) for dx in (-170, 0, 170)]
    deck = smooth(
        [(x - 420, 560), (x - 200, 528), (x, 516), (x + 200, 528), (x + 420, 560), (x + 420, 610), (x - 420, 610)],
        tension=0.5,
    )
    bricks = [
        polygon(
            [
                (x - 360 + i * 40, 560 - 30 * math.sin((i + 1) / 19 * math.pi)),
                (x - 360 + i * 40, 578 - 30 * math.sin((i + 1) / 19 * math.pi)),
            ],
            closed=False,
        )
        for i in range(19)
    ]
    return Group(
        (
            fill(deck, vertical(516, 610, (0.0, paint.bright(stone, 0.2)), (1.0, paint.deep(stone, 0.35)))),
            fill(joined(arches), paint.deep(paint.outside.water, 0.5)),
            strokes(bricks, paint.deep(stone, 0.45), 2.4, 0.6),
            line(
                [(x - 420, 556), (x - 200, 524), (x, 512), (x + 200, 524), (x + 420, 556)],
                paint.bright(stone, 0.35),
                9.0,
            ),
        ),
        name="bridge",
    )
