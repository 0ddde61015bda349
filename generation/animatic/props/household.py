"""Things of the house: lights, vessels, furniture, clothes, paper. Each about 100 pixels high, standing on y = 0."""

import math

from generation.animatic.art import Node, Shape, ellipse, polygon, rectangle, smooth
from generation.animatic.colour import darker, lighter
from generation.animatic.figures.creature_paint import Paint
from generation.animatic.props.materials import BRASS, GLASS, IRON, PAPER, RED, WOOD, flame, halo


def lantern(p: Paint) -> list[Node]:
    glass = rectangle(-22, -66, 44, 46, 8)
    ring = p.line(smooth([(-14, -80), (-10, -98), (10, -98), (14, -80)], closed=False), IRON, 4)
    bars = [p.form(rectangle(x, -68, 4, 50), IRON) for x in (-25, -2, 21)]
    body = [p.form(rectangle(-30, -20, 60, 20, 5), IRON), Shape(glass, "#ffe9a8"), *flame(0, -26, 30), *bars]
    return [halo(0, -44, 90), ring, *body, p.form(polygon([(-32, -66), (-14, -82), (14, -82), (32, -66)]), IRON)]


def lamp(p: Paint) -> list[Node]:
    shade = polygon([(-20, -98), (20, -98), (38, -56), (-38, -56)])
    stand = [p.form(rectangle(-3, -56, 6, 50), BRASS), p.form(ellipse(0, -5, 24, 6), BRASS)]
    return [
        halo(0, -66, 95),
        *stand,
        Shape(shade, "#ffe2a0"),
        Shape(shade, p.volume("#e8b868", (-38, -98, 38, -56)), opacity=0.6),
    ]


def lightbulb(p: Paint) -> list[Node]:
    bulb = smooth([(-12, -30), (-30, -62), (-18, -94), (18, -94), (30, -62), (12, -30)])
    return [
        halo(0, -64, 80),
        Shape(bulb, "#fff0b4"),
        p.line(smooth([(-8, -32), (-6, -60), (0, -52), (6, -60), (8, -32)], closed=False), "#c9802c", 3),
        p.form(rectangle(-13, -30, 26, 24, 4), IRON),
        p.form(ellipse(0, -5, 8, 5), "#2a2a32"),
    ]


def candle(p: Paint) -> list[Node]:
    wax = smooth([(-13, -8), (-13, -64), (-6, -68), (0, -65), (8, -69), (13, -63), (13, -8)], tension=0.4)
    return [
        *flame(0, -68, 30),
        p.form(ellipse(0, -6, 34, 7), BRASS),
        p.form(wax, "#f2e8d2"),
        p.line(polygon([(0, -66), (0, -72)], closed=False), "#2a2024", 2.5),
    ]


def book(p: Paint) -> list[Node]:
    cover = rectangle(-34, -96, 68, 96, 5)
    return [
        p.form(rectangle(-28, -92, 64, 92, 3), PAPER),
        p.rim(cover),
        p.form(cover, "#7a2f3a"),
        p.flat(rectangle(-34, -96, 11, 96, 4), darker("#7a2f3a", 0.35)),
        p.line(rectangle(-15, -84, 40, 70, 3), BRASS, 2.2),
        p.flat(ellipse(5, -52, 11), BRASS),
    ]


def letter(p: Paint) -> list[Node]:
    sheet = rectangle(-62, -80, 124, 78, 4)
    flap = polygon([(-62, -79), (0, -30), (62, -79)])
    return [
        p.rim(sheet),
        p.form(sheet, PAPER),
        p.form(flap, lighter(PAPER, 0.3)),
        p.line(flap, darker(PAPER, 0.3), 1.6),
        p.form(ellipse(0, -36, 13), RED),
        p.line(ellipse(0, -36, 8), darker(RED, 0.3), 1.6),
    ]


def map_(p: Paint) -> list[Node]:
    sheet = smooth(
        [(-64, -78), (-20, -84), (22, -76), (64, -84), (62, -6), (20, -2), (-20, -8), (-64, -2)], tension=0.5
    )
    route = smooth([(-46, -22), (-26, -50), (0, -36), (20, -60), (42, -54)], closed=False)
    return [
        p.rim(sheet),
        p.form(sheet, "#e2cc98"),
        p.flat(smooth([(-52, -66), (-22, -72), (-12, -58), (-36, -48)]), "#a9b878"),
        p.flat(smooth([(10, -34), (44, -36), (50, -14), (18, -12)]), "#8fb4b8"),
        p.line(route, RED, 2.6),
        p.line(polygon([(37, -60), (49, -48)], False), RED, 4),
        p.line(polygon([(49, -60), (37, -48)], False), RED, 4),
    ]


def photograph(p: Paint) -> list[Node]:
    frame = rectangle(-40, -98, 80, 96, 4)
    return [
        p.rim(frame),
        p.form(frame, "#f2eee4"),
        p.flat(rectangle(-32, -90, 64, 62), "#9ab4c4"),
        p.flat(smooth([(-32, -28), (-32, -48), (0, -58), (32, -44), (32, -28)]), "#6a7f4c"),
        p.flat(ellipse(-2, -62, 10), "#e2ab8c"),
        p.flat(smooth([(-20, -28), (-14, -50), (10, -50), (16, -28)]), "#7a4a54"),
    ]


def clock(p: Paint) -> list[Node]:
    face = ellipse(0, -52, 46)
    hands: list[Node] = []
    for angle, long, width in ((40.0, 22, 5), (-80.0, 33, 3.5)):
        a = math.radians(angle)
        hands.append(
            p.line(polygon([(0, -52), (math.sin(a) * long, -52 - math.cos(a) * long)], False), "#2a2430", width)
        )
    marks = [
        p.flat(ellipse(math.sin(k * math.pi / 6) * 35, -52 - math.cos(k * math.pi / 6) * 35, 2.6), "#4a3a34")
        for k in range(12)
    ]
    feet = [p.form(ellipse(x, -5, 9, 6), WOOD) for x in (-26, 26)]
    return [
        *feet,
        p.rim(face),
        p.form(face, WOOD),
        p.form(ellipse(0, -52, 39), "#f4ecd8", strength=0.4),
        *marks,
        *hands,
        p.flat(ellipse(0, -52, 4), BRASS),
    ]


def mirror(p: Paint) -> list[Node]:
    glass = ellipse(0, -66, 27, 32)
    return [
        p.form(rectangle(-6, -34, 12, 34, 5), BRASS),
        p.rim(ellipse(0, -66, 33, 38)),
        p.form(ellipse(0, -66, 33, 38), BRASS),
        p.form(glass, GLASS),
        Shape(polygon([(-16, -50), (8, -88), (16, -84), (-8, -44)]), "#ffffff", opacity=0.45),
    ]


def umbrella(p: Paint) -> list[Node]:
    dome = smooth(
        [
            (-58, -52),
            (-40, -84),
            (0, -98),
            (40, -84),
            (58, -52),
            (38, -60),
            (19, -52),
            (0, -60),
            (-19, -52),
            (-38, -60),
        ],
        tension=0.7,
    )
    return [
        p.line(smooth([(0, -94), (0, -10), (8, -2), (16, -10)], closed=False), WOOD, 5),
        p.rim(dome),
        p.form(dome, "#3f6a8a"),
        *(
            p.line(smooth([(0, -97), (x * 0.6, -78), (x, -54)], closed=False), darker("#3f6a8a", 0.3), 2)
            for x in (-19, 19)
        ),
    ]


def chair(p: Paint) -> list[Node]:
    legs = [p.form(rectangle(x, -46, 7, 46), darker(WOOD, 0.2)) for x in (-26, 20)]
    back = [p.form(rectangle(x, -100, 7, 62), WOOD) for x in (-26, 20)]
    return [
        *legs,
        *back,
        p.form(rectangle(-26, -94, 52, 12, 3), lighter(WOOD, 0.1)),
        p.form(rectangle(-26, -74, 52, 8, 3), lighter(WOOD, 0.1)),
        p.form(rectangle(-32, -50, 66, 9, 3), lighter(WOOD, 0.15)),
    ]


def table(p: Paint) -> list[Node]:
    return [
        *(p.form(rectangle(x, -62, 9, 62), darker(WOOD, 0.2)) for x in (-58, 49)),
        p.form(rectangle(-72, -72, 144, 12, 4), lighter(WOOD, 0.1)),
    ]


def broom(p: Paint) -> list[Node]:
    head = smooth([(-8, -44), (-26, 0), (26, 0), (8, -44)], tension=0.4)
    return [
        p.form(rectangle(-3, -100, 6, 62, 2), WOOD),
        p.form(head, "#d8b25c"),
        *(p.line(polygon([(x * 0.35, -40), (x, -2)], False), "#a9803c", 1.8) for x in (-14, -5, 5, 14)),
        p.form(rectangle(-10, -48, 20, 9, 3), RED),
    ]


def shoe(p: Paint) -> list[Node]:
    body = smooth([(-48, -8), (-46, -58), (-18, -60), (-8, -38), (40, -28), (52, -8)], tension=0.7)
    return [
        p.rim(body),
        p.form(body, "#6f4428"),
        p.form(rectangle(-50, -10, 104, 10, 4), "#33241c"),
        *(p.line(polygon([(-14 + k * 9, -42 + k * 5), (2 + k * 8, -30 + k * 3)], False), PAPER, 3) for k in range(3)),
    ]


def hat(p: Paint) -> list[Node]:
    crown = smooth([(-32, -14), (-28, -66), (-10, -74), (10, -72), (28, -66), (32, -14)], tension=0.6)
    return [
        p.form(ellipse(0, -12, 62, 12), "#4a3a4e"),
        p.rim(crown),
        p.form(crown, "#5a465e"),
        p.flat(rectangle(-31, -32, 62, 14, 2), RED),
    ]


def crown(p: Paint) -> list[Node]:
    points = [(-46, 0), (-52, -62), (-26, -34), (0, -76), (26, -34), (52, -62), (46, 0)]
    gems = [
        p.flat(ellipse(x, y, 5.5), colour)
        for x, y, colour in (
            (-52, -66, "#e8e0f0"),
            (0, -80, RED),
            (52, -66, "#e8e0f0"),
            (-22, -14, "#3a6ab0"),
            (0, -14, RED),
            (22, -14, "#3a6ab0"),
        )
    ]
    return [
        p.rim(polygon(points)),
        p.form(polygon(points), "#e0b23c"),
        p.flat(rectangle(-46, -8, 92, 8), darker("#e0b23c", 0.25)),
        *gems,
    ]


def ring(p: Paint) -> list[Node]:
    return [
        p.line(ellipse(0, -34, 30, 32), "#e0b23c", 9),
        p.form(polygon([(-16, -70), (-9, -82), (9, -82), (16, -70), (0, -56)]), "#7fd0e8"),
        Shape(polygon([(-9, -82), (0, -70), (-16, -70)]), "#ffffff", opacity=0.5),
    ]


def jewel(p: Paint) -> list[Node]:
    outer = polygon([(-46, -56), (-26, -84), (26, -84), (46, -56), (0, 0)])
    facets = [polygon([(-46, -56), (-18, -56), (0, 0)]), polygon([(18, -56), (46, -56), (0, 0)])]
    return [
        halo(0, -46, 80, "#9fe0ff", 0.35),
        p.rim(outer),
        p.form(outer, "#3aa0c8"),
        *(p.flat(f, "#2a7aa8") for f in facets),
        Shape(polygon([(-26, -84), (-18, -56), (-46, -56)]), "#e6faff", opacity=0.55),
        Shape(polygon([(-4, -84), (26, -84), (18, -56)]), "#e6faff", opacity=0.3),
    ]


def coin(p: Paint) -> list[Node]:
    stack = [p.form(ellipse(x, y, 26, 8), "#c9973c") for x, y in ((-30, -8), (-30, -17), (30, -8))]
    return [
        *stack,
        p.rim(ellipse(4, -46, 36)),
        p.form(ellipse(4, -46, 36), "#e0b23c"),
        p.line(ellipse(4, -46, 28), "#a9782c", 3),
        p.flat(ellipse(4, -46, 10, 14), "#a9782c"),
    ]


def key(p: Paint) -> list[Node]:
    bow = p.line(ellipse(0, -76, 20), BRASS, 9)
    bits = [p.form(rectangle(0, y, 22, 9, 2), BRASS) for y in (-18, -4 - 28)]
    return [bow, p.form(rectangle(-5, -58, 10, 58, 3), BRASS), *bits]


def bell(p: Paint) -> list[Node]:
    body = smooth(
        [(-10, -90), (-28, -70), (-32, -34), (-50, -12), (50, -12), (32, -34), (28, -70), (10, -90)], tension=0.75
    )
    return [
        p.line(ellipse(0, -92, 8), BRASS, 5),
        p.form(ellipse(0, -8, 10, 8), darker(BRASS, 0.3)),
        p.rim(body),
        p.form(body, BRASS),
        p.form(rectangle(-50, -16, 100, 7, 3), lighter(BRASS, 0.2)),
    ]


def phone(p: Paint) -> list[Node]:
    body = rectangle(-25, -98, 50, 98, 8)
    return [
        p.rim(body),
        p.form(body, "#2a2c36"),
        Shape(rectangle(-21, -88, 42, 74, 3), "#8fd0f0"),
        Shape(rectangle(-16, -80, 24, 5, 2), "#ffffff", opacity=0.8),
        Shape(rectangle(-16, -70, 32, 5, 2), "#ffffff", opacity=0.6),
        p.flat(ellipse(0, -7, 3.5), "#6a6c78"),
    ]


def radio(p: Paint) -> list[Node]:
    body = rectangle(-54, -66, 108, 66, 12)
    return [
        p.line(polygon([(30, -64), (48, -100)], False), "#b4b8c0", 3.5),
        p.rim(body),
        p.form(body, "#9a4a34"),
        p.form(ellipse(-24, -32, 23), "#3a2c28"),
        *(p.line(ellipse(-24, -32, r), "#6a5248", 2) for r in (8, 15)),
        Shape(rectangle(8, -56, 38, 18, 3), "#ffe2a0"),
        p.form(ellipse(16, -20, 8), PAPER),
        p.form(ellipse(38, -20, 8), PAPER),
    ]


def camera(p: Paint) -> list[Node]:
    body = rectangle(-50, -68, 100, 68, 8)
    return [
        p.form(rectangle(-18, -80, 36, 16, 4), "#3a3a44"),
        p.rim(body),
        p.form(body, "#3a3a44"),
        p.flat(rectangle(-50, -52, 100, 8), "#b4b8c0"),
        p.form(ellipse(0, -32, 27), "#22222a"),
        p.form(ellipse(0, -32, 18), "#4a6a9a"),
        Shape(ellipse(-6, -38, 5), "#ffffff", opacity=0.7),
        p.flat(ellipse(36, -60, 4), RED),
    ]


HOUSEHOLD = {
    "lantern": lantern,
    "lamp": lamp,
    "lightbulb": lightbulb,
    "candle": candle,
    "book": book,
    "letter": letter,
    "map": map_,
    "photograph": photograph,
    "clock": clock,
    "mirror": mirror,
    "umbrella": umbrella,
    "chair": chair,
    "table": table,
    "broom": broom,
    "shoe": shoe,
    "hat": hat,
    "crown": crown,
    "ring": ring,
    "jewel": jewel,
    "coin": coin,
    "key": key,
    "bell": bell,
    "phone": phone,
    "radio": radio,
    "camera": camera,
}
"""Drawings by name."""
