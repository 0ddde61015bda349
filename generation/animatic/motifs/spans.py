"""What spans: a bridge from side to side, a gate. On their foot at the origin, coloured as `landmarks` are."""

import math

from generation.animatic.art import Group, Node, Path, Point, polygon
from generation.animatic.motifs.brush import fill, line, strokes, vertical
from generation.animatic.motifs.landmarks import far_colour, shaded
from generation.animatic.motifs.paint import Paint


def arch(paint: Paint, tint: str | None) -> list[Node]:
    """A gate of stone, 330 tall."""
    stone = far_colour(paint, tint, "#a79f97")
    outer = Path(
        (
            ("M", -140, 0),
            ("L", -140, -190),
            ("C", -140, -376, 140, -376, 140, -190),
            ("L", 140, 0),
            ("L", 84, 0),
            ("L", 84, -186),
            ("C", 84, -300, -84, -300, -84, -186),
            ("L", -84, 0),
            ("Z",),
        )
    )
    joints = [polygon([(s * 140, y), (s * 84, y)], closed=False) for s in (-1, 1) for y in (-40, -86, -132, -178)]
    joints += [
        polygon(
            [(112 * math.cos(a) * 1.22, -190 + -128 * math.sin(a)), (86 * math.cos(a), -186 - 88 * math.sin(a))],
            closed=False,
        )
        for a in (0.5, 0.95, 1.57, 2.2, 2.64)
    ]
    return [shaded(outer, paint, -140, 140, stone), strokes(joints, paint.deep(stone, 0.45), 3.0, 0.6)]


def bridge(paint: Paint, tint: str | None) -> list[Node]:
    """A bridge of two arches from left to right, its road 110 above the foot; 1700 long."""
    stone = far_colour(paint, tint, "#a79c92")
    glassy = tint is not None and paint.has("glass", "crystal", "ice")
    arches = [
        Path((("M", cx - 300, 20), ("C", cx - 300, -110, cx + 300, -110, cx + 300, 20), ("Z",))) for cx in (-360, 360)
    ]
    deck = [
        (-900, -64),
        (0, -128),
        (900, -64),
        (900, 20),
        (660, 20),
        *_under(360),
        (60, 20),
        (-60, 20),
        *_under(-360),
        (-660, 20),
        (-900, 20),
    ]
    body = Group(
        (fill(polygon(deck), vertical(-128, 20, (0.0, paint.bright(stone, 0.25)), (1.0, paint.deep(stone, 0.25)))),),
        opacity=0.62 if glassy else 1.0,
    )
    rail = [(-900, -112), (0, -176), (900, -112)]
    posts = [
        polygon([(x, -64 - 64 * (1 - abs(x) / 900)), (x, -112 - 64 * (1 - abs(x) / 900))], closed=False)
        for x in range(-880, 881, 80)
    ]
    light = "#ffffff" if glassy else paint.bright(stone, 0.35)
    shines = (
        [polygon([(x, -60 - 50 * (1 - abs(x) / 900)), (x + 60, 4)], closed=False) for x in (-760, -80, 20, 700)]
        if glassy
        else []
    )
    return [
        body,
        *([strokes(shines, light, 7.0, 0.5)] if shines else []),
        strokes(arches, paint.deep(stone, 0.3), 5.0, 0.6),
        strokes(posts, light, 5.0, 0.85),
        line(rail, light, 8.0, 0.95),
        line([(x, y + 50) for x, y in rail], light, 5.0, 0.9),
    ]


def _under(centre: float) -> list[Point]:
    """The curve under an arch of the bridge, from right to left."""
    return [(centre + 300 * math.cos(a), 20 - 98 * math.sin(a)) for a in (k * math.pi / 10 for k in range(11))]
