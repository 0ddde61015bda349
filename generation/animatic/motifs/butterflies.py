"""Butterflies over flowers."""

import math

from generation.animatic.art import Group, Matrix, Node, scale, shift, smooth
from generation.animatic.motifs.brush import (
    block,
    fill,
    joined,
)
from generation.animatic.motifs.paint import Paint


def butterflies(paint: Paint, side: float) -> Group:
    """Two butterflies that flutter over the beds on a fair day."""
    if paint.dark or paint.wet or paint.snowy or paint.setting.weather == "fog":
        return Group((), name="butterflies")
    tints = (paint.local("#f2d25a", 0.2), paint.local("#f4efe6", 0.2))
    nodes: list[Node] = []
    for k, tint in enumerate(tints):
        wings = joined(
            (
                smooth([(0, 0), (-13, -14), (-17, -2), (-5, 3)]),
                smooth([(0, 0), (13, -14), (17, -2), (5, 3)]),
                smooth([(0, 2), (-10, 12), (-3, 12)]),
                smooth([(0, 2), (10, 12), (3, 12)]),
            )
        )

        def flit(t: float, k: int = k) -> Matrix:
            x = 800 + side * (330 - 700 * k) + 80 * math.sin(t * 0.7 + k * 2) + 20 * math.sin(t * 2.9)
            y = 560 + 40 * math.sin(t * 1.1 + k) + 12 * math.sin(t * 4.3)
            return shift(x, y) @ scale(0.35 + 0.65 * abs(math.sin(t * 11 + k)), 1.0)

        nodes.append(
            Group((fill(wings, tint), block(-1.4, -6, 2.8, 15, paint.scheme.shadow, radius=1.4)), transform=flit)
        )
    return Group(tuple(nodes), name="butterflies")
