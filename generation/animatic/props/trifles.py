"""Small things that ideas name: cards, an accordion, a thorn, a pile of plates. Each about 100 pixels high, on y = 0."""

from generation.animatic.art import Node, ellipse, polygon, rectangle, smooth
from generation.animatic.colour import darker, lighter
from generation.animatic.figures.creature_paint import Paint, ellipse_turned, limb
from generation.animatic.props.materials import BRASS, IRON, PAPER, RED, STEEL, WOOD

_INK = "#2a2024"


def accordion(p: Paint) -> list[Node]:
    folds = [
        polygon([(-26 + k * 9, -78), (-21.5 + k * 9, -84), (-17 + k * 9, -78), (-17 + k * 9, -6), (-26 + k * 9, -6)])
        for k in range(6)
    ]
    return [
        *(p.form(fold, RED if k % 2 else darker(RED, 0.25)) for k, fold in enumerate(folds)),
        *(p.form(rectangle(x, -92, 28, 92, 5), _INK) for x in (-54, 28)),
        p.flat(rectangle(-50, -86, 9, 80, 2), PAPER),
        *(p.flat(rectangle(-50, -78 + k * 10, 5, 3), _INK) for k in range(8)),
        *(p.flat(ellipse(38 + (k % 2) * 9, -80 + k * 9, 2.4), PAPER) for k in range(9)),
        *(p.line(rectangle(x, -90, 24, 88, 4), BRASS, 1.6) for x in (-52, 30)),
    ]


def harmonica(p: Paint) -> list[Node]:
    return [
        p.form(rectangle(-50, -52, 100, 40, 7), STEEL),
        p.flat(rectangle(-44, -38, 88, 12, 2), WOOD),
        *(p.flat(rectangle(-40 + k * 9, -36, 5, 8), _INK) for k in range(9)),
    ]


def cards(p: Paint) -> list[Node]:
    """A hand of five, spread out."""
    nodes: list[Node] = []
    for k, tone in enumerate((_INK, RED, _INK, RED, RED)):
        lean = (k - 2) * 13
        top = [(-17 + lean * 2.2, -90 + abs(k - 2) * 5), (17 + lean * 2.2, -92 + abs(k - 2) * 5)]
        leaf = polygon([(-13 + lean * 0.5, 0), *top, (13 + lean * 0.5, 0)])
        x, y = (top[0][0] + top[1][0]) / 2, -72 + abs(k - 2) * 5
        nodes += [p.form(leaf, PAPER), p.flat(polygon([(x, y - 9), (x + 7, y), (x, y + 9), (x - 7, y)]), tone)]
    return nodes


def dice(p: Paint) -> list[Node]:
    nodes: list[Node] = []
    for x, y, size in ((-24, -4, 46), (22, -2, 42)):
        nodes += [p.form(rectangle(x - size / 2, y - size, size, size, 7), PAPER)]
        nodes += [
            p.flat(ellipse(x + dx * size * 0.26, y - size / 2 + dx * size * 0.26, size * 0.09), _INK)
            for dx in (-1, 0, 1)
        ]
    return nodes


def chessboard(p: Paint) -> list[Node]:
    squares: list[Node] = []
    for row in range(6):
        for column in range(row % 2, 6, 2):
            x, y = -56 + column * 14 + row * 4, -12 - row * 5
            squares.append(p.flat(polygon([(x, y), (x + 14, y), (x + 18, y - 5), (x + 4, y - 5)]), _INK))
    pieces = [
        p.form(
            smooth(
                [
                    (x - 7, y),
                    (x - 3, y - 14),
                    (x - 5, y - 24),
                    (x, y - 32),
                    (x + 5, y - 24),
                    (x + 3, y - 14),
                    (x + 7, y),
                ]
            ),
            tone,
        )
        for x, y, tone in ((-34, -16, PAPER), (4, -22, "#5a4636"), (34, -34, PAPER))
    ]
    return [p.form(polygon([(-64, -6), (40, -6), (68, -46), (-30, -46)]), lighter(WOOD, 0.2)), *squares, *pieces]


def thorn(p: Paint) -> list[Node]:
    spike = smooth([(-13, 0), (-8, -40), (10, -98), (9, -50), (15, -2)], tension=0.5)
    return [
        p.rim(spike),
        p.form(spike, "#6a4a34"),
        p.line(smooth([(0, -6), (4, -50), (9, -88)], closed=False), "#a98562", 2.4),
    ]


def plates(p: Paint) -> list[Node]:
    """A pile that leans a little."""
    return [
        node
        for k in range(7)
        for node in (
            p.form(ellipse((k % 3 - 1) * 3 + k, -8 - k * 13, 46, 9), darker(PAPER, 0.04 * (k % 2))),
            p.flat(ellipse((k % 3 - 1) * 3 + k, -10 - k * 13, 28, 4), darker(PAPER, 0.14)),
        )
    ]


def bundle(p: Paint) -> list[Node]:
    """Something tied up in a cloth: what it is remains to be seen."""
    cloth = "#a98f6c"
    body = smooth([(-34, -8), (-44, -34), (-20, -62), (0, -66), (22, -62), (44, -32), (34, -8), (0, 0)])
    ears = [smooth([(0, -64), (s * 20, -92), (s * 32, -74)], tension=0.7) for s in (-1, 1)]
    return [
        *(p.form(ear, lighter(cloth, 0.08)) for ear in ears),
        p.rim(body),
        p.form(body, cloth),
        p.form(ellipse(0, -65, 9, 7), darker(cloth, 0.15)),
        *(
            p.line(smooth([(s * 4, -60), (s * 18, -38), (s * 16, -14)], closed=False), darker(cloth, 0.25), 2.2)
            for s in (-1, 1)
        ),
    ]


def halter(p: Paint) -> list[Node]:
    rope = "#b08a54"
    return [
        p.line(smooth([(-8, -96), (-34, -74), (-28, -42), (6, -44), (22, -70), (-8, -96)], closed=False), rope, 6),
        p.line(smooth([(-30, -60), (-4, -56), (20, -66)], closed=False), rope, 5),
        p.line(smooth([(-4, -44), (14, -24), (-12, -8), (20, -2)], closed=False), rope, 5),
        p.flat(ellipse(-4, -46, 6), IRON),
    ]


def apron(p: Paint) -> list[Node]:
    cloth = "#efe8da"
    body = smooth([(-18, -78), (-20, -56), (-40, -46), (-36, 0), (36, 0), (40, -46), (20, -56), (18, -78)], tension=0.4)
    return [
        p.line(smooth([(-16, -76), (0, -108), (16, -76)], closed=False), cloth, 4),
        p.rim(body),
        p.form(body, cloth),
        p.form(rectangle(-16, -38, 32, 20, 3), darker(cloth, 0.1)),
        *(p.line(smooth([(s * 38, -46), (s * 56, -40), (s * 50, -22)], closed=False), cloth, 4) for s in (-1, 1)),
    ]


def saxophone(p: Paint) -> list[Node]:
    tube = smooth(
        [(-22, -96), (-10, -98), (-4, -40), (4, -16), (16, -20), (20, -58), (44, -62), (34, -8), (6, 0), (-14, -16)]
    )
    return [
        p.line(smooth([(-18, -96), (-30, -104), (-42, -96)], closed=False), _INK, 5),
        p.rim(tube),
        p.form(tube, BRASS),
        p.flat(ellipse_turned(32, -61, 13, 4, -8), darker(BRASS, 0.5)),
        *(p.flat(ellipse(-12 + k * 2, -82 + k * 13, 3.4), lighter(BRASS, 0.35)) for k in range(5)),
        p.form(limb([(-2, -46), (10, -50)], [1.6, 1.6]), BRASS),
    ]


TRIFLES = {
    "accordion": accordion,
    "harmonica": harmonica,
    "cards": cards,
    "dice": dice,
    "chessboard": chessboard,
    "thorn": thorn,
    "plates": plates,
    "halter": halter,
    "apron": apron,
    "saxophone": saxophone,
}
"""Drawings by name."""
TRIFLE_SIZES = {
    "accordion": 92.0,
    "harmonica": 46.0,
    "cards": 56.0,
    "dice": 40.0,
    "chessboard": 70.0,
    "thorn": 52.0,
    "plates": 92.0,
    "halter": 92.0,
    "apron": 96.0,
    "saxophone": 118.0,
}
