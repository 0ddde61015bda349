"""Tools as they lie in working hands. Each about 100 pixels high, standing on y = 0."""

from generation.animatic.art import Node, Shape, ellipse, polygon, rectangle, smooth
from generation.animatic.colour import darker, lighter
from generation.animatic.figures.creature_paint import Paint, limb
from generation.animatic.props.materials import BRASS, IRON, PAPER, RED, STEEL, WOOD

_BRISTLE = "#3a2c24"


def oar(p: Paint) -> list[Node]:
    blade = smooth([(-5, -30), (-7, -18), (-6, 0), (6, 0), (7, -18), (5, -30)], tension=0.6)
    return [
        p.form(limb([(0, -24), (0, -100)], [2.2, 1.8]), lighter(WOOD, 0.15)),
        p.rim(blade),
        p.form(blade, lighter(WOOD, 0.3)),
    ]


def ladle(p: Paint) -> list[Node]:
    return [
        p.form(limb([(0, 0), (0, -78)], [4, 3]), WOOD),
        p.form(ellipse(0, -88, 12, 14), darker(WOOD, 0.15)),
        p.form(ellipse(1, -88, 8, 10), darker(WOOD, 0.4)),
    ]


def open_book(p: Paint) -> list[Node]:
    """From outside: the cover, with the edges of the pages over it."""
    cover = [(-66, -86), (0, -80), (66, -86), (66, -4), (0, 0), (-66, -4)]
    pages = [polygon([(s * 62, -92), (s * 2, -84), (s * 2, -76), (s * 62, -82)]) for s in (-1, 1)]
    return [
        *(p.form(page, PAPER) for page in pages),
        p.rim(polygon(cover)),
        p.form(polygon(cover), "#7a3038"),
        p.line(polygon([(0, -80), (0, 0)], False), "#4c1c24", 5),
        *(
            p.line(
                polygon([(s * 56, -76), (s * 12, -71), (s * 12, -10), (s * 56, -14), (s * 56, -76)], False), BRASS, 2.4
            )
            for s in (-1, 1)
        ),
    ]


def pen(p: Paint) -> list[Node]:
    vane = smooth([(0, -34), (-13, -56), (-15, -82), (-4, -104), (9, -84), (10, -58)])
    return [
        p.form(vane, "#e8ecf2"),
        p.line(polygon([(0, 0), (-1, -100)], False), "#b8a88c", 4),
        p.line(polygon([(0, 0), (0, -12)], False), IRON, 4),
    ]


def paintbrush(p: Paint) -> list[Node]:
    return [
        p.form(limb([(0, 0), (0, -70)], [2.5, 4]), WOOD),
        p.form(rectangle(-4.5, -80, 9, 12), STEEL),
        p.form(smooth([(-5, -80), (-6, -92), (0, -106), (6, -92), (5, -80)]), RED),
    ]


def palette(p: Paint) -> list[Node]:
    board = smooth([(-60, -36), (-40, -74), (10, -82), (58, -58), (56, -22), (20, -4), (-6, -22), (-30, -10)])
    dabs = ((-34, -52, RED), (-12, -66, "#e0b040"), (14, -68, "#4a86b8"), (36, -54, "#5f9a44"), (40, -32, "#f2efe6"))
    return [p.rim(board), p.form(board, lighter(WOOD, 0.25)), *(p.flat(ellipse(x, y, 8, 6), c) for x, y, c in dabs)]


def violin_body(p: Paint) -> list[Node]:
    """The body below, where the chin is; the scroll above, where the hand is."""
    body = smooth(
        [
            *((0, -56), (-15, -53), (-18, -42), (-10, -33), (-20, -16), (-11, 0)),
            *((11, 0), (20, -16), (10, -33), (18, -42), (15, -53)),
        ]
    )
    return [
        p.form(rectangle(-3, -96, 6, 46), "#2a1c1a"),
        p.form(ellipse(0, -98, 6), "#6a3a20"),
        p.rim(body),
        p.form(body, "#a05a2c"),
        p.form(rectangle(-3, -44, 6, 34), "#2a1c1a"),
        *(p.line(smooth([(s * 9, -32), (s * 6, -25), (s * 9, -18)], closed=False), "#2a1c1a", 1.6) for s in (-1, 1)),
    ]


def violin_bow(p: Paint) -> list[Node]:
    return [
        p.line(polygon([(2.5, -2), (1.5, -98)], False), "#f0ead8", 1.4),
        p.line(smooth([(-1, 0), (-2.5, -50), (0.5, -100)], closed=False), "#6a3a20", 2.2),
        p.form(rectangle(-2.5, -8, 6, 9, 2), "#2a1c1a"),
    ]


def recorder(p: Paint) -> list[Node]:
    return [
        p.form(limb([(0, 0), (0, -84)], [6, 4.6]), "#b9854a"),
        p.form(rectangle(-5.5, -72, 11, 7, 2), BRASS),
        p.form(polygon([(-4, -84), (4, -84), (2, -100), (-2, -100)]), darker("#b9854a", 0.3)),
        *(p.flat(ellipse(0, y, 1.7), "#33221c") for y in (-14, -26, -38, -50, -62)),
    ]


def saw(p: Paint) -> list[Node]:
    teeth = [(-9.0, -26.0)]
    for step in range(12):
        teeth += [(-13.0 + step * 0.7, -30.0 - step * 5.6), (-9.0 + step * 0.7, -34.0 - step * 5.6)]
    blade = polygon([*teeth, (3, -100), (10, -26)])
    grip = smooth([(-10, 0), (-12, -24), (10, -28), (13, -6)], tension=0.7)
    return [p.rim(blade), p.form(blade, STEEL), p.form(grip, WOOD), p.flat(ellipse(0, -13, 5, 6), darker(WOOD, 0.5))]


def fishing_stick(p: Paint) -> list[Node]:
    return [
        p.form(limb([(0, 0), (0, -22)], [2.4, 2.0]), darker(WOOD, 0.3)),
        p.form(limb([(0, -20), (0.4, -60), (2.5, -100)], [1.5, 1.0, 0.5]), WOOD),
        p.form(ellipse(2.6, -20, 3.4), IRON),
    ]


def needlework(p: Paint) -> list[Node]:
    cloth = smooth(
        [(-20, -96), (22, -94), (34, -60), (26, -30), (36, 0), (8, -8), (-14, 0), (-34, -8), (-26, -40), (-34, -64)],
        tension=0.8,
    )
    stitches = [p.line(polygon([(x, -84), (x + 6, -83)], False), RED, 3) for x in (-14, -3, 8)]
    folds = p.line(smooth([(-6, -80), (-14, -44), (-8, -12)], closed=False), "#9a8cb0", 2)
    return [p.rim(cloth), p.form(cloth, "#c9bfe0"), folds, *stitches]


def helm(p: Paint) -> list[Node]:
    """A ship's wheel, by itself: who steers stands behind it."""
    spokes = [(0, -50), (38, -38), (54, 0), (38, 38), (0, 50), (-38, 38), (-54, 0), (-38, -38)]
    handles: list[Node] = []
    for x, y in spokes:
        size = (x * x + y * y) ** 0.5
        ux, uy = x / size, y / size
        handles.append(p.form(limb([(ux * 8, uy * 8 - 50), (ux * 52, uy * 52 - 50)], [3, 2.6]), WOOD))
        handles.append(p.form(ellipse(ux * 50, uy * 50 - 50, 4.4), lighter(WOOD, 0.2)))
    return [
        *handles,
        p.line(ellipse(0, -50, 36), WOOD, 7),
        p.form(ellipse(0, -50, 10), BRASS),
    ]


def steering_wheel(p: Paint) -> list[Node]:
    return [
        p.line(ellipse(0, -50, 46, 44), "#2c2a30", 9),
        *(p.line(polygon([(0, -50), (x, y)], False), "#45424c", 8) for x, y in ((-42, -56), (42, -56), (0, -8))),
        p.form(ellipse(0, -50, 13), "#45424c"),
        Shape(ellipse(0, -50, 5), STEEL),
    ]


TOOLS = {
    "oar": oar,
    "ladle": ladle,
    "openbook": open_book,
    "pen": pen,
    "paintbrush": paintbrush,
    "palette": palette,
    "violinbody": violin_body,
    "violinbow": violin_bow,
    "recorderpipe": recorder,
    "saw": saw,
    "fishingstick": fishing_stick,
    "needlework": needlework,
    "helm": helm,
    "steeringwheel": steering_wheel,
}
TOOL_SIZES = {
    "oar": 268.0,
    "ladle": 78.0,
    "openbook": 62.0,
    "pen": 56.0,
    "paintbrush": 66.0,
    "palette": 62.0,
    "violinbody": 118.0,
    "violinbow": 128.0,
    "recorderpipe": 140.0,
    "saw": 128.0,
    "fishingstick": 300.0,
    "needlework": 84.0,
    "helm": 164.0,
    "steeringwheel": 82.0,
}
