"""Instruments, toys, vehicles and buildings. Each about 100 pixels high, standing on y = 0."""

from generation.animatic.art import Node, Shape, ellipse, polygon, rectangle, smooth
from generation.animatic.figures.creature_paint import Paint, ellipse_turned, limb
from generation.animatic.props.materials import (
    BRASS,
    IRON,
    PAPER,
    RED,
    STEEL,
    WOOD,
    halo,
)


def guitar(p: Paint) -> list[Node]:
    body = smooth([(0, -46), (-18, -44), (-20, -32), (-28, -18), (-18, 0), (18, 0), (28, -18), (20, -32), (18, -44)])
    return [
        p.form(rectangle(-4, -98, 8, 58), "#4a3024"),
        p.form(rectangle(-7, -106, 14, 14, 3), "#33221c"),
        p.rim(body),
        p.form(body, "#b9743a"),
        p.flat(ellipse(0, -30, 8), "#33221c"),
        p.form(rectangle(-10, -12, 20, 4), "#33221c"),
        *(p.line(polygon([(x, -96), (x, -11)], False), PAPER, 0.9) for x in (-2, 0, 2)),
    ]


def violin(p: Paint) -> list[Node]:
    body = smooth(
        [
            (0, -52),
            (-16, -50),
            (-19, -38),
            (-11, -30),
            (-21, -14),
            (-12, 0),
            (12, 0),
            (21, -14),
            (11, -30),
            (19, -38),
            (16, -50),
        ]
    )
    return [
        p.line(polygon([(30, 0), (44, -96)], False), WOOD, 3),
        p.form(rectangle(-3, -92, 6, 46), "#2a1c1a"),
        p.form(ellipse(0, -96, 6), "#6a3a20"),
        p.rim(body),
        p.form(body, "#96502a"),
        p.form(rectangle(-3, -40, 6, 34), "#2a1c1a"),
        *(p.line(smooth([(s * 9, -30), (s * 7, -22), (s * 10, -15)], closed=False), "#2a1c1a", 1.6) for s in (-1, 1)),
    ]


def drum(p: Paint) -> list[Node]:
    zigzag = [(-46 + k * 11.5, -14 if k % 2 else -56) for k in range(9)]
    return [
        p.form(rectangle(-48, -62, 96, 58, 8), RED),
        p.line(polygon(zigzag, False), PAPER, 2.6),
        p.form(ellipse(0, -62, 48, 13), "#f0e6d0"),
        p.line(polygon([(-20, -98), (10, -66)], False), WOOD, 4),
        p.line(polygon([(38, -100), (16, -68)], False), WOOD, 4),
        p.form(ellipse(10, -66, 5), WOOD),
    ]


def flute(p: Paint) -> list[Node]:
    return [
        p.form(limb([(-50, -8), (0, -40), (52, -72)], [6, 6, 6]), "#b9894a"),
        *(p.flat(ellipse(x, y, 2.6), "#3a2418") for x, y in ((-14, -31), (0, -40), (14, -49), (28, -58))),
    ]


def trumpet(p: Paint) -> list[Node]:
    return [
        p.line(polygon([(-60, -50), (20, -50)], False), BRASS, 7),
        p.line(rectangle(-30, -50, 40, 24, 10), BRASS, 5),
        p.form(smooth([(16, -54), (40, -62), (60, -80), (60, -20), (40, -38), (16, -46)], tension=0.7), BRASS),
        *(p.form(rectangle(x, -64, 6, 16, 2), BRASS) for x in (-20, -9, 2)),
    ]


def ball(p: Paint) -> list[Node]:
    return [
        p.rim(ellipse(0, -40, 40)),
        p.form(ellipse(0, -40, 40), RED),
        p.form(smooth([(-38, -52), (0, -62), (38, -52), (40, -36), (0, -44), (-40, -36)]), PAPER),
        Shape(ellipse_turned(-14, -62, 10, 6, -30), "#ffffff", opacity=0.5),
    ]


def kite(p: Paint) -> list[Node]:
    tail = smooth([(0, -36), (10, -24), (-8, -14), (6, 0)], closed=False)
    return [
        p.line(tail, PAPER, 2.5),
        *(
            p.form(polygon([(x - 7, y - 3), (x + 7, y + 3), (x + 7, y - 3), (x - 7, y + 3)]), "#3a6ab0")
            for x, y in ((6, -24), (-4, -12))
        ),
        p.form(polygon([(0, -104), (32, -76), (0, -36), (-32, -76)]), RED),
        p.flat(polygon([(0, -104), (0, -76), (-32, -76)]), "#e0b23c"),
        p.flat(polygon([(0, -36), (0, -76), (32, -76)]), "#e0b23c"),
    ]


def doll(p: Paint) -> list[Node]:
    return [
        *(p.form(limb([(s * 14, -60), (s * 30, -34)], [7, 6]), "#c9905c") for s in (-1, 1)),
        *(p.form(limb([(s * 11, -18), (s * 15, -4)], [9, 8]), "#b07c4c") for s in (-1, 1)),
        p.form(ellipse(0, -36, 24, 27), "#c9905c"),
        *(p.form(ellipse(s * 19, -92, 9), "#c9905c") for s in (-1, 1)),
        p.form(ellipse(0, -76, 24, 22), "#c9905c"),
        p.flat(ellipse(0, -70, 10, 8), "#ead2a8"),
        *(p.flat(ellipse(s * 9, -80, 3), "#1a1418") for s in (-1, 1)),
        p.flat(ellipse(0, -73, 3.5, 2.6), "#1a1418"),
    ]


def flag(p: Paint) -> list[Node]:
    return [
        p.form(rectangle(-40, -100, 6, 100, 2), WOOD),
        p.form(
            smooth(
                [(-34, -98), (-6, -90), (20, -100), (46, -92), (46, -52), (20, -60), (-6, -50), (-34, -58)], tension=0.7
            ),
            RED,
        ),
    ]


def boat(p: Paint) -> list[Node]:
    hull = smooth([(-66, -30), (-48, -2), (48, -2), (68, -32), (0, -24)], tension=0.5)
    return [
        p.form(rectangle(-3, -98, 6, 76), WOOD),
        p.form(smooth([(6, -94), (48, -42), (6, -36)], tension=0.4), PAPER),
        p.form(smooth([(-6, -84), (-38, -42), (-6, -36)], tension=0.4), "#e2d2b0"),
        p.rim(hull),
        p.form(hull, "#8a4a34"),
        p.line(smooth([(-60, -24), (0, -16), (62, -25)], closed=False), PAPER, 3),
    ]


def car(p: Paint) -> list[Node]:
    body = smooth(
        [(-72, -18), (-72, -40), (-44, -44), (-28, -70), (22, -70), (42, -44), (72, -38), (74, -18)], tension=0.5
    )
    glass = [
        p.form(polygon([(-34, -46), (-22, -64), (-4, -64), (-4, -46)]), "#bcd6de"),
        p.form(polygon([(3, -46), (3, -64), (18, -64), (32, -46)]), "#bcd6de"),
    ]
    return [
        p.rim(body),
        p.form(body, "#c8483a"),
        *glass,
        *(p.form(ellipse(x, -14, 15), "#24242c") for x in (-42, 44)),
        *(p.form(ellipse(x, -14, 7), STEEL) for x in (-42, 44)),
        Shape(ellipse(70, -32, 5), "#fff0b0"),
    ]


def train(p: Paint) -> list[Node]:
    wheels = [
        node
        for x in (-46, -14, 20, 46)
        for node in (p.form(ellipse(x, -13, 13), "#2a2a32"), p.form(ellipse(x, -13, 5), BRASS))
    ]
    return [
        p.form(rectangle(30, -96, 14, 36, 3), "#2f2f38"),
        p.form(polygon([(26, -96), (48, -96), (44, -84), (30, -84)]), "#2f2f38"),
        p.rim(rectangle(-30, -62, 92, 40, 12)),
        p.form(rectangle(-30, -62, 92, 40, 12), "#2f6a54"),
        p.form(rectangle(-64, -86, 44, 64, 4), RED),
        p.form(rectangle(-70, -94, 56, 10, 3), "#2f2f38"),
        Shape(rectangle(-54, -76, 24, 22, 3), "#ffe2a0"),
        p.flat(rectangle(0, -62, 5, 40), BRASS),
        p.form(polygon([(60, -22), (78, -4), (56, -4)]), IRON),
        *wheels,
    ]


def house(p: Paint) -> list[Node]:
    return [
        p.form(rectangle(24, -100, 12, 30), "#8a4a3c"),
        p.form(rectangle(-44, -56, 88, 56), "#e6d6b4"),
        p.rim(polygon([(-56, -54), (0, -100), (56, -54)])),
        p.form(polygon([(-56, -54), (0, -100), (56, -54)]), "#a8432f"),
        p.form(rectangle(-10, -32, 20, 32, 3), WOOD),
        *(Shape(rectangle(x, -44, 18, 18, 2), "#ffe2a0") for x in (-36, 18)),
    ]


def lighthouse(p: Paint) -> list[Node]:
    tower = polygon([(-20, 0), (-12, -72), (12, -72), (20, 0)])
    stripes = [
        p.form(polygon([(-w0, y0), (-w1, y1), (w1, y1), (w0, y0)]), RED)
        for y0, y1, w0, w1 in ((-8, -24, 19.2, 17.4), (-40, -56, 15.6, 13.8))
    ]
    return [
        halo(0, -82, 60),
        p.form(tower, "#efe8dc"),
        *stripes,
        p.form(rectangle(-17, -76, 34, 5, 2), IRON),
        Shape(rectangle(-9, -90, 18, 15, 2), "#fff0b4"),
        p.form(polygon([(-13, -90), (0, -104), (13, -90)]), IRON),
    ]


def snowman(p: Paint) -> list[Node]:
    return [
        p.form(ellipse(0, -26, 34, 28), "#eef2f8"),
        p.form(ellipse(0, -70, 24), "#f4f6fa"),
        p.form(limb([(-20, -48), (0, -44), (20, -48)], [5, 6, 5]), RED),
        p.form(rectangle(-20, -96, 40, 5, 2), "#2a2a34"),
        p.form(rectangle(-13, -112, 26, 18, 2), "#2a2a34"),
    ]


PLAY = {
    "guitar": guitar,
    "violin": violin,
    "drum": drum,
    "flute": flute,
    "trumpet": trumpet,
    "ball": ball,
    "kite": kite,
    "doll": doll,
    "boat": boat,
    "car": car,
    "train": train,
    "house": house,
    "lighthouse": lighthouse,
    "snowman": snowman,
    "flag": flag,
}
"""Drawings by name."""
