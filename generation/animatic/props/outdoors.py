"""Food, plants, tools, instruments, vehicles and buildings. Each about 100 pixels high, standing on y = 0."""

import math

from generation.animatic.art import Node, Shape, ellipse, polygon, rectangle, smooth
from generation.animatic.colour import darker, lighter
from generation.animatic.figures.creature_paint import Paint, ellipse_turned, limb, woolly
from generation.animatic.props.materials import (
    BRASS,
    IRON,
    LEAF,
    PAPER,
    RED,
    STEEL,
    STONE,
    WOOD,
)


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
    "flower": flower,
    "tree": tree,
    "reed": reed,
    "leaf": leaf,
    "feather": feather,
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
    "mountain": mountain,
    "stone": stone,
    "hide": hide,
}
"""Drawings by name."""
