"""Food, plants, tools, instruments, vehicles and buildings. Each about 100 pixels high, standing on y = 0."""

import math

from generation.animatic.art import Node, Shape, ellipse, polygon, rectangle, smooth
from generation.animatic.colour import darker, lighter
from generation.animatic.figures.creature_paint import Paint, ellipse_turned, limb, woolly
from generation.animatic.props.household import BRASS, IRON, PAPER, RED, WOOD, flame, halo

LEAF, STEEL, STONE = "#5f9a44", "#aeb8c2", "#8f8c88"


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


def flower(p: Paint) -> list[Node]:
    petals = [
        p.form(
            ellipse_turned(math.cos(math.tau * k / 7) * 19, -74 + math.sin(math.tau * k / 7) * 19, 16, 9, 360 * k / 7),
            "#d8546a" if k % 2 else "#e06a7c",
        )
        for k in range(7)
    ]
    return [
        p.form(limb([(0, 0), (-4, -34), (0, -70)], [3.5, 3, 2.6]), LEAF),
        *(p.form(ellipse_turned(s * 17, -26, 18, 7, -s * 28), LEAF) for s in (-1, 1)),
        *petals,
        p.form(ellipse(0, -74, 12), "#f0c040"),
    ]


def tree(p: Paint) -> list[Node]:
    trunk = smooth([(-9, 0), (-6, -40), (-8, -56), (8, -56), (6, -40), (10, 0), (18, 2), (-18, 2)], tension=0.5)
    crown = woolly([(-40, -60), (-30, -88), (0, -100), (30, -88), (40, -60), (22, -42), (0, -38), (-22, -42)], 11, 8)
    inner = woolly([(-20, -64), (-8, -84), (14, -86), (28, -68), (10, -56)], 7, 6)
    return [p.form(trunk, "#6a4a34"), p.rim(crown), p.form(crown, LEAF), p.form(inner, lighter(LEAF, 0.14))]


def reed(p: Paint) -> list[Node]:
    blades = [
        p.form(
            limb([(x, 0), (x + lean * 0.3, -h * 0.6), (x + lean, -h)], [3.4, 2.6, 0.8]),
            LEAF if k % 2 else darker(LEAF, 0.18),
        )
        for k, (x, lean, h) in enumerate(((-16, -20, 74), (-8, -4, 94), (2, 6, 98), (10, 20, 84), (18, 30, 66)))
    ]
    return [*blades, *(p.form(ellipse(x, y, 4.5, 12), "#7a4a2c") for x, y in ((-11, -86), (7, -90)))]


def leaf(p: Paint) -> list[Node]:
    body = smooth([(0, -4), (-30, -40), (-14, -84), (4, -100), (22, -78), (30, -36)])
    return [
        p.rim(body),
        p.form(body, LEAF),
        p.line(smooth([(0, 0), (2, -50), (4, -94)], closed=False), lighter(LEAF, 0.3), 3),
    ]


def feather(p: Paint) -> list[Node]:
    vane = smooth([(-6, -18), (-24, -50), (-10, -92), (14, -100), (18, -60), (4, -18)])
    return [
        p.rim(vane),
        p.form(vane, "#4a6aa8"),
        p.line(smooth([(-8, 0), (0, -44), (12, -96)], closed=False), PAPER, 3),
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


def sticks(p: Paint) -> list[Node]:
    bars = [
        p.form(
            limb([(x - 20 + k, -4), (x + 4, -50), (x + 18 - k, -98)], [6, 5.5, 5]), "#8a6238" if k % 2 else "#a97c4c"
        )
        for k, x in enumerate((-22, -8, 6, 18, 0))
    ]
    return [*bars, p.form(limb([(-30, -50), (0, -44), (30, -52)], [6, 6.5, 6]), "#d8c08c")]


def hammer(p: Paint) -> list[Node]:
    return [
        p.form(rectangle(-5, -84, 10, 84, 4), WOOD),
        p.form(rectangle(-34, -98, 62, 26, 5), IRON),
        p.form(polygon([(28, -98), (46, -84), (28, -72)]), IRON),
    ]


def axe(p: Paint) -> list[Node]:
    blade = smooth([(0, -96), (34, -102), (44, -76), (34, -52), (0, -64)], tension=0.6)
    return [p.form(rectangle(-5, -100, 10, 100, 4), WOOD), p.rim(blade), p.form(blade, STEEL)]


def sword(p: Paint) -> list[Node]:
    return [
        p.form(polygon([(-7, -30), (-6, -92), (0, -104), (6, -92), (7, -30)]), STEEL),
        p.line(polygon([(0, -34), (0, -92)], False), darker(STEEL, 0.25), 2),
        p.form(rectangle(-26, -32, 52, 8, 4), BRASS),
        p.form(rectangle(-4.5, -26, 9, 22, 3), "#5a3424"),
        p.form(ellipse(0, -3, 7), BRASS),
    ]


def shield(p: Paint) -> list[Node]:
    body = smooth([(-42, -92), (0, -100), (42, -92), (38, -44), (0, 0), (-38, -44)], tension=0.6)
    return [
        p.rim(body),
        p.form(body, "#7a2f34"),
        p.line(body, BRASS, 5),
        p.form(
            polygon(
                [
                    (0, -80),
                    (8, -58),
                    (28, -56),
                    (12, -42),
                    (18, -22),
                    (0, -34),
                    (-18, -22),
                    (-12, -42),
                    (-28, -56),
                    (-8, -58),
                ]
            ),
            BRASS,
        ),
    ]


def bow(p: Paint) -> list[Node]:
    return [
        p.line(smooth([(-12, -2), (26, -24), (34, -50), (26, -76), (-12, -98)], closed=False), WOOD, 6),
        p.line(polygon([(-12, -2), (-12, -98)], False), PAPER, 1.8),
        p.line(polygon([(-34, -50), (46, -50)], False), "#a97c4c", 3),
        p.form(polygon([(46, -56), (60, -50), (46, -44)]), STEEL),
    ]


def rope(p: Paint) -> list[Node]:
    return [
        *(p.line(ellipse(0, -14 - k * 13, 44 - k * 2, 14), "#c9a468" if k % 2 else "#b08c52", 11) for k in range(4)),
        p.line(smooth([(38, -20), (62, -12), (56, -2)], closed=False), "#c9a468", 9),
    ]


def net(p: Paint) -> list[Node]:
    bag = smooth([(-54, -84), (-44, -24), (0, 0), (44, -24), (54, -84)], tension=0.8)
    mesh = [
        p.line(smooth([(x, -84), (x * 0.6, -44), (x * 0.3, -6)], closed=False), "#d8c8a0", 2)
        for x in (-40, -20, 0, 20, 40)
    ]
    rows = [
        p.line(smooth([(-52 + k * 6, y), (0, y + 12), (52 - k * 6, y)], closed=False), "#d8c8a0", 2)
        for k, y in ((0, -68), (1, -50), (2, -32), (4, -18))
    ]
    return [Shape(bag, p.lit("#b09a68"), opacity=0.25), *mesh, *rows, p.line(bag, "#a9905c", 4)]


def wheel(p: Paint) -> list[Node]:
    spokes = [
        p.line(
            polygon([(0, -48), (math.cos(k * math.pi / 4) * 40, -48 + math.sin(k * math.pi / 4) * 40)], False), WOOD, 5
        )
        for k in range(8)
    ]
    return [*spokes, p.line(ellipse(0, -48, 42), darker(WOOD, 0.15), 11), p.form(ellipse(0, -48, 11), IRON)]


def telescope(p: Paint) -> list[Node]:
    legs = [p.form(limb([(0, -54), (x, 0)], [3.4, 2.6]), WOOD) for x in (-30, 0, 30)]
    tubes = [
        p.form(limb([(-50, -44), (-14, -62)], [8, 9]), BRASS),
        p.form(limb([(-18, -60), (24, -80)], [11, 12]), "#5a3a2c"),
        p.form(limb([(20, -78), (54, -96)], [14, 15]), BRASS),
    ]
    return [*legs, *tubes]


def compass(p: Paint) -> list[Node]:
    return [
        p.form(ellipse(0, -46, 46), BRASS),
        p.form(ellipse(0, -46, 37), PAPER, strength=0.4),
        p.form(polygon([(-6, -46), (14, -78), (6, -46)]), RED),
        p.form(polygon([(-6, -46), (-14, -14), (6, -46)]), "#3a4a5a"),
        p.flat(ellipse(0, -46, 5), BRASS),
    ]


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
        p.flat(rectangle(-54, -76, 24, 22, 3), "#ffe2a0"),
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
        *(p.flat(rectangle(x, -44, 18, 18, 2), "#ffe2a0") for x in (-36, 18)),
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


def mountain(p: Paint) -> list[Node]:
    body = smooth([(-72, 0), (-40, -46), (-22, -58), (0, -100), (24, -64), (44, -40), (74, 0)], tension=0.4)
    return [
        p.rim(body),
        p.form(body, "#6f7384"),
        p.form(smooth([(-15, -72), (0, -100), (18, -74), (8, -66), (0, -76), (-6, -64)], tension=0.3), "#f2f4f8"),
    ]


def stone(p: Paint) -> list[Node]:
    body = smooth([(-54, -6), (-48, -40), (-14, -62), (26, -56), (54, -26), (50, -4), (0, 0)], tension=0.8)
    return [
        p.rim(body),
        p.form(body, STONE),
        p.line(smooth([(-20, -50), (-10, -34), (-22, -20)], closed=False), darker(STONE, 0.3), 3),
    ]


def snowman(p: Paint) -> list[Node]:
    return [
        p.form(ellipse(0, -26, 34, 28), "#eef2f8"),
        p.form(ellipse(0, -70, 24), "#f4f6fa"),
        p.form(limb([(-20, -48), (0, -44), (20, -48)], [5, 6, 5]), RED),
        p.form(rectangle(-20, -96, 40, 5, 2), "#2a2a34"),
        p.form(rectangle(-13, -112, 26, 18, 2), "#2a2a34"),
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


def salt(p: Paint) -> list[Node]:
    body = smooth([(-18, -70), (-42, -40), (-40, -4), (40, -4), (42, -40), (18, -70)])
    return [
        p.form(smooth([(-16, -72), (-28, -92), (0, -84), (28, -92), (16, -72)], tension=0.6), "#d8c49c"),
        p.rim(body),
        p.form(body, "#d8c49c"),
        p.line(smooth([(-20, -70), (0, -66), (20, -70)], closed=False), "#8a6a3c", 5),
    ]


def hide(p: Paint) -> list[Node]:
    body = smooth(
        [
            (-20, -96),
            (20, -96),
            (26, -80),
            (56, -84),
            (58, -64),
            (34, -50),
            (34, -30),
            (58, -12),
            (44, 0),
            (18, -14),
            (-18, -14),
            (-44, 0),
            (-58, -12),
            (-34, -30),
            (-34, -50),
            (-58, -64),
            (-56, -84),
            (-26, -80),
        ],
        tension=0.6,
    )
    return [
        p.rim(body),
        p.form(body, "#b98a54"),
        *(p.flat(ellipse(x, y, 9, 7), "#8f6434") for x, y in ((-12, -66), (14, -44), (-8, -32))),
    ]


OUTDOORS = {
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
    "flower": flower,
    "tree": tree,
    "reed": reed,
    "leaf": leaf,
    "feather": feather,
    "nuts": nuts,
    "sticks": sticks,
    "hammer": hammer,
    "axe": axe,
    "sword": sword,
    "shield": shield,
    "bow": bow,
    "rope": rope,
    "net": net,
    "wheel": wheel,
    "telescope": telescope,
    "compass": compass,
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
    "mountain": mountain,
    "stone": stone,
    "snowman": snowman,
    "flag": flag,
    "sack": salt,
    "hide": hide,
}
"""Drawings by name."""
