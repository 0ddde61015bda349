"""Small things that somebody carries, and what cannot be held at all. Each about 100 pixels high, standing on y = 0."""

import math

from generation.animatic.art import Node, Path, Shape, ellipse, polygon, rectangle, smooth
from generation.animatic.colour import darker, lighter
from generation.animatic.figures.creature_paint import Paint, ellipse_turned, limb
from generation.animatic.props.materials import BRASS, GLASS, IRON, RED, STEEL, WOOD, halo


def magnifier(p: Paint) -> list[Node]:
    glass = ellipse(10, -68, 27)
    return [
        p.form(limb([(-30, -2), (-20, -20), (-12, -36)], [6, 6.5, 5]), WOOD),
        p.form(limb([(-14, -34), (-8, -44)], [4.5, 4.5]), BRASS),
        Shape(glass, p.lit(GLASS), opacity=0.55),
        p.line(glass, BRASS, 7),
        p.line(smooth([(-4, -76), (2, -85), (12, -88)], closed=False), "#ffffff", 4, 0.8),
    ]


def bicycle(p: Paint) -> list[Node]:
    tyres: list[Node] = []
    for x in (-46.0, 46.0):
        spokes = Path(())
        for k in range(6):
            angle = math.pi * k / 6
            dx, dy = 28 * math.cos(angle), 28 * math.sin(angle)
            spokes = spokes + polygon([(x - dx, -31 - dy), (x + dx, -31 - dy + 2 * dy)], False)
        tyres += [p.line(spokes, STEEL, 1.4, 0.7), p.line(ellipse(x, -31, 29), IRON, 5)]
    frame = polygon([(-46, -31), (-18, -64), (30, -64), (2, -31), (-46, -31)], False) + polygon(
        [(2, -31), (-18, -64), (-21, -76)], False
    )
    fork = polygon([(46, -31), (30, -64), (27, -84)], False)
    return [
        *tyres,
        p.line(frame + fork, RED, 6),
        p.line(smooth([(27, -84), (38, -92), (48, -86)], closed=False), STEEL, 5),
        p.form(smooth([(-36, -76), (-8, -76), (-10, -82), (-34, -84)]), "#3a2a26"),
        p.form(ellipse(2, -31, 7), STEEL),
    ]


def spark(p: Paint) -> list[Node]:
    """A wish, a dream, a secret: a point of light that breathes."""

    def rays(t: float) -> Path:
        points: list[tuple[float, float]] = []
        for k in range(16):
            far = (1.0, 0.3, 0.52, 0.3)[k % 4] * (46 + 3 * math.sin(2.1 * t + (k % 4)))
            angle = math.tau * k / 16 - math.pi / 2
            points.append((far * math.cos(angle), -52 + far * math.sin(angle)))
        return smooth(points, tension=0.12)

    return [halo(0, -52, 92, "#ffe9b0", 0.8), Shape(rays, "#fff1c4"), Shape(ellipse(0, -52, 11), "#ffffff")]


def ice(p: Paint) -> list[Node]:
    left = polygon([(-44, -62), (0, -46), (0, 0), (-40, -14)])
    right = polygon([(0, -46), (44, -66), (38, -16), (0, 0)])
    upper = polygon([(-44, -62), (2, -84), (44, -66), (0, -46)])
    return [
        p.form(left, "#a9d3e6"),
        p.form(right, "#8fbfd8"),
        p.form(upper, "#d8f0f8"),
        p.line(polygon([(-32, -50), (-30, -28)], False), "#ffffff", 3, 0.8),
        p.line(polygon([(14, -62), (26, -66)], False), "#ffffff", 3, 0.8),
    ]


def cloth(p: Paint) -> list[Node]:
    """Something folded: a veil, a blanket, a handkerchief."""
    nodes: list[Node] = []
    for i, (y, wide) in enumerate(((0, 48), (-15, 46), (-30, 44))):
        fold = smooth(
            [(-wide, y), (-wide - 4, y - 8), (-wide, y - 17), (wide, y - 17), (wide + 2, y - 8), (wide, y)], tension=0.6
        )
        nodes.append(p.form(fold, lighter("#b98aa4", 0.1 * i)))
    fall = smooth([(-8, -47), (30, -47), (36, -20), (30, 0), (10, -4), (-4, -8)], tension=0.6)
    return [*nodes, p.form(fall, "#d8b4c8"), p.line(smooth([(12, -44), (16, -6)], closed=False), "#a87a94", 2, 0.7)]


def scarf(p: Paint) -> list[Node]:
    loop = smooth([(-30, -98), (0, -84), (30, -98), (34, -84), (0, -66), (-34, -84)])
    long = smooth([(-6, -78), (12, -78), (18, -36), (12, 0), (-8, 0), (-4, -40)], tension=0.7)
    short = smooth([(4, -78), (24, -74), (40, -44), (36, -24), (18, -22), (18, -48)], tension=0.7)
    bands = [p.line(smooth([(-5, y), (16, y - 1)], closed=False), "#f0d8b0", 3.4) for y in (-14, -24)]
    return [p.form(short, darker(RED, 0.2)), p.form(long, RED), *bands, p.form(loop, lighter(RED, 0.08))]


def staff(p: Paint) -> list[Node]:
    """A stick with a knob, as tall as whoever walks with it."""
    return [
        p.form(limb([(-2, 0), (2, -34), (-1, -68), (3, -92)], [3.0, 3.4, 3.0, 3.6]), WOOD),
        p.form(ellipse_turned(3, -96, 6.5, 5.5, -20), lighter(WOOD, 0.12)),
        p.line(smooth([(0, -30), (1, -46), (-1, -60)], closed=False), darker(WOOD, 0.4), 1.0, 0.6),
    ]


def wand(p: Paint) -> list[Node]:
    return [
        halo(14, -92, 42, "#ffe9b0", 0.6),
        p.form(limb([(-14, -5), (12, -86)], [5.0, 2.6]), "#4a3026"),
        p.flat(polygon([(8, -72), (16, -74), (18, -92), (10, -90)]), "#f3e6c8"),
        Shape(ellipse(14, -93, 5), "#fff6d8"),
    ]


def slingshot(p: Paint) -> list[Node]:
    fork = [[(0, -40), (-12, -58), (-30, -70), (-32, -94)], [(0, -40), (12, -58), (30, -70), (32, -94)]]
    band = smooth([(-32, -90), (-10, -60), (0, -52), (10, -60), (32, -90)], closed=False)
    return [
        p.line(band, "#b07a52", 4),
        *(p.form(limb(side, [7, 6.5, 6, 5]), WOOD) for side in fork),
        p.form(limb([(0, 0), (0, -44)], [7, 7.5]), WOOD),
        p.form(rectangle(-9, -58, 18, 11, 4), "#5a3a2a"),
    ]


def pistol(p: Paint) -> list[Node]:
    grip = smooth([(-34, -2), (-18, -4), (-6, -44), (-22, -56), (-38, -50)], tension=0.6)
    return [
        p.form(grip, WOOD),
        p.line(smooth([(-4, -44), (6, -30), (16, -44)], closed=False), IRON, 4),
        p.form(rectangle(-30, -64, 84, 13, 4), IRON),
        p.form(rectangle(-20, -66, 34, 20, 6), STEEL),
        p.form(polygon([(-34, -62), (-42, -76), (-28, -66)]), IRON),
    ]


def glove(p: Paint) -> list[Node]:
    hand = smooth(
        [
            (-22, -36),
            (-40, -58),
            (-34, -68),
            (-20, -58),
            (-20, -88),
            (-8, -98),
            (8, -100),
            (22, -92),
            (26, -62),
            (22, -34),
        ],
        tension=0.8,
    )
    return [
        p.rim(hand),
        p.form(hand, RED),
        p.form(rectangle(-24, -36, 48, 36, 5), darker(RED, 0.15)),
        *(p.line(polygon([(x, -32), (x, -4)], False), darker(RED, 0.45), 2) for x in (-12, 0, 12)),
    ]


def cap(p: Paint) -> list[Node]:
    dome = smooth([(-44, -22), (-42, -58), (-12, -82), (22, -76), (40, -48), (42, -22), (0, -16)])
    peak = smooth([(24, -28), (56, -30), (82, -16), (80, -8), (50, -14), (20, -16)], tension=0.8)
    return [
        p.rim(dome),
        p.form(dome, RED),
        p.line(smooth([(-10, -82), (14, -58), (22, -20)], closed=False), darker(RED, 0.4), 2, 0.6),
        p.form(peak, darker(RED, 0.25)),
        p.form(ellipse(-10, -82, 5, 4), darker(RED, 0.25)),
    ]


KEEPSAKES = {
    "cap": cap,
    "magnifier": magnifier,
    "bicycle": bicycle,
    "spark": spark,
    "ice": ice,
    "cloth": cloth,
    "scarf": scarf,
    "staff": staff,
    "wand": wand,
    "slingshot": slingshot,
    "pistol": pistol,
    "glove": glove,
}
"""Drawings by name."""
