"""Food. Each about 100 pixels high, standing on y = 0."""

from generation.animatic.art import Node, Shape, ellipse, polygon, rectangle, smooth
from generation.animatic.figures.creature_paint import Paint, ellipse_turned, limb
from generation.animatic.props.materials import (
    LEAF,
    PAPER,
    flame,
    halo,
)


def bread(p: Paint) -> list[Node]:
    loaf = smooth([(-56, -6), (-60, -34), (-36, -58), (0, -62), (36, -58), (60, -34), (56, -6), (0, 0)])
    return [
        p.rim(loaf),
        p.form(loaf, "#c98a44"),
        *(p.line(smooth([(x - 7, -52), (x + 5, -38), (x + 8, -26)], closed=False), "#f0d8a4", 6) for x in (-28, 0, 28)),
    ]


def cake(p: Paint) -> list[Node]:
    drip = smooth(
        [
            (-48, -58),
            (-48, -44),
            (-36, -34),
            (-24, -46),
            (-8, -32),
            (8, -46),
            (24, -34),
            (38, -46),
            (48, -42),
            (48, -58),
            (0, -66),
        ],
        tension=0.8,
    )
    candles = [
        node for x in (-20, 0, 20) for node in (p.form(rectangle(x - 2.5, -80, 5, 18), "#7fb4d8"), *flame(x, -80, 12))
    ]
    return [
        p.form(ellipse(0, -5, 62, 8), "#d8dce4"),
        p.form(rectangle(-48, -58, 96, 54, 6), "#e8c08c"),
        p.flat(rectangle(-48, -30, 96, 6), "#b8546a"),
        p.form(drip, "#f6dce4"),
        *candles,
    ]


def apple(p: Paint) -> list[Node]:
    body = smooth(
        [(0, -72), (-30, -82), (-48, -52), (-34, -10), (-10, -2), (0, -6), (10, -2), (34, -10), (48, -52), (30, -82)]
    )
    return [
        p.line(smooth([(0, -70), (4, -92)], closed=False), "#5a3a24", 5),
        p.form(ellipse_turned(18, -90, 15, 7, -24), LEAF),
        p.rim(body),
        p.form(body, "#c8342c"),
        Shape(ellipse_turned(-24, -58, 7, 14, 20), "#ffffff", opacity=0.4),
    ]


def grapes(p: Paint) -> list[Node]:
    balls = [
        p.form(ellipse(x, y, 14), "#6a3f8a" if k % 2 else "#7a4f9c")
        for k, (x, y) in enumerate(
            (
                (-28, -64),
                (0, -68),
                (28, -64),
                (-15, -46),
                (14, -46),
                (-26, -42),
                (26, -40),
                (0, -28),
                (-10, -12),
                (9, -24),
            )
        )
    ]
    return [
        p.line(smooth([(0, -74), (2, -98)], closed=False), "#6a4a2c", 5),
        p.form(smooth([(2, -82), (30, -98), (46, -82), (28, -74)]), LEAF),
        *balls,
    ]


def cheese(p: Paint) -> list[Node]:
    side = polygon([(-56, -44), (56, -44), (56, 0), (-56, 0)])
    return [
        p.form(polygon([(-56, -44), (24, -78), (56, -44)]), "#f4d878"),
        p.rim(side),
        p.form(side, "#e8c04c"),
        *(
            p.flat(ellipse(x, y, r, r * 0.8), "#c0922c")
            for x, y, r in ((-30, -22, 9), (4, -14, 7), (32, -26, 10), (-8, -34, 5))
        ),
    ]


def egg(p: Paint) -> list[Node]:
    body = smooth([(0, -96), (-24, -76), (-38, -40), (-26, -8), (0, 0), (26, -8), (38, -40), (24, -76)])
    return [p.rim(body), p.form(body, "#f0e2c8"), Shape(ellipse_turned(-14, -62, 7, 14, 20), "#ffffff", opacity=0.5)]


def golden_egg(p: Paint) -> list[Node]:
    body = smooth([(0, -96), (-24, -76), (-38, -40), (-26, -8), (0, 0), (26, -8), (38, -40), (24, -76)])
    return [
        halo(0, -48, 90, "#ffe08a", 0.5),
        p.rim(body),
        p.form(body, "#e6b430"),
        Shape(ellipse_turned(-14, -62, 8, 16, 20), "#fff6d0", opacity=0.8),
    ]


def fish(p: Paint) -> list[Node]:
    body = smooth([(-40, -36), (-10, -62), (30, -56), (56, -34), (30, -12), (-10, -8)])
    tail = smooth([(-36, -36), (-66, -62), (-60, -34), (-66, -8)], tension=0.6)
    return [
        p.form(tail, "#5f8aa4"),
        p.rim(body),
        p.form(body, "#7fa6b8"),
        p.line(smooth([(28, -52), (22, -34), (28, -16)], closed=False), "#4a6a80", 3),
        p.flat(ellipse(40, -40, 5), "#1a1a22"),
        *(p.line(smooth([(x, -48), (x + 6, -36), (x, -24)], closed=False), "#a9c6d2", 2) for x in (-14, 2)),
    ]


def bone(p: Paint) -> list[Node]:
    shaft = rectangle(-44, -34, 88, 18, 8)
    knobs = [p.form(ellipse(x, y, 15), "#efe6d2") for x in (-46, 46) for y in (-36, -14)]
    return [*knobs, p.form(shaft, "#f4ecda")]


def meat(p: Paint) -> list[Node]:
    body = smooth([(-16, -28), (-2, -70), (36, -84), (58, -56), (44, -20), (12, -10)])
    return [
        p.form(limb([(-6, -26), (-46, -8)], [8, 7]), "#efe6d2"),
        p.form(ellipse(-50, -12, 9), "#efe6d2"),
        p.form(ellipse(-46, -3, 8), "#efe6d2"),
        p.rim(body),
        p.form(body, "#a9543a"),
        Shape(ellipse_turned(30, -60, 12, 6, -20), "#ffffff", opacity=0.25),
    ]


def honey(p: Paint) -> list[Node]:
    jar = smooth([(-26, -70), (-40, -50), (-36, -4), (36, -4), (40, -50), (26, -70)], tension=0.7)
    drip = smooth(
        [(-30, -70), (-34, -50), (-22, -44), (-12, -58), (0, -36), (10, -58), (24, -48), (30, -70)], tension=0.8
    )
    return [
        p.rim(jar),
        p.form(jar, "#b0743c"),
        p.form(drip, "#f0b030"),
        p.form(rectangle(-30, -82, 60, 14, 6), "#f0b030"),
        p.form(rectangle(-22, -36, 44, 20, 3), PAPER),
    ]


def nuts(p: Paint) -> list[Node]:
    return [
        node
        for x, y in ((-24, -20), (24, -20), (0, -46))
        for node in (
            p.form(ellipse(x, y, 21, 20), "#a9703c"),
            p.form(smooth([(x - 20, y - 4), (x, y - 24), (x + 20, y - 4), (x, y - 12)], tension=0.6), "#d8b078"),
        )
    ]


def salt(p: Paint) -> list[Node]:
    body = smooth([(-18, -70), (-42, -40), (-40, -4), (40, -4), (42, -40), (18, -70)])
    return [
        p.form(smooth([(-16, -72), (-28, -92), (0, -84), (28, -92), (16, -72)], tension=0.6), "#d8c49c"),
        p.rim(body),
        p.form(body, "#d8c49c"),
        p.line(smooth([(-20, -70), (0, -66), (20, -70)], closed=False), "#8a6a3c", 5),
    ]


FOOD = {
    "bread": bread,
    "cake": cake,
    "apple": apple,
    "grapes": grapes,
    "cheese": cheese,
    "egg": egg,
    "golden-egg": golden_egg,
    "fish": fish,
    "bone": bone,
    "meat": meat,
    "honey": honey,
    "nuts": nuts,
    "sack": salt,
}
"""Drawings by name."""
