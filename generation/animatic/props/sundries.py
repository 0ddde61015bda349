"""More things that stories name. Each about 100 pixels high, standing on y = 0."""

from generation.animatic.art import Group, Node, Shape, ellipse, polygon, rectangle, shift, smooth
from generation.animatic.colour import darker, lighter
from generation.animatic.figures.creature_paint import Paint, ellipse_turned, limb
from generation.animatic.props.materials import BRASS, IRON, LEAF, PAPER, RED, STEEL, WOOD, flame, halo


def spoon(p: Paint) -> list[Node]:
    return [
        p.form(limb([(-22, 0), (0, -40), (14, -66)], [5, 4, 5]), STEEL),
        p.rim(ellipse_turned(24, -82, 22, 15, -58)),
        p.form(ellipse_turned(24, -82, 22, 15, -58), STEEL),
        p.form(ellipse_turned(25, -82, 15, 9, -58), darker(STEEL, 0.25)),
    ]


def ladder(p: Paint) -> list[Node]:
    rungs = [p.form(rectangle(-20, y, 40, 6, 3), lighter(WOOD, 0.1)) for y in (-92, -74, -56, -38, -20)]
    return [*rungs, *(p.form(rectangle(x, -100, 7, 100, 3), WOOD) for x in (-26, 19))]


def anchor(p: Paint) -> list[Node]:
    arms = smooth([(-46, -38), (-34, -12), (0, -3), (34, -12), (46, -38)], closed=False)
    flukes = [p.form(polygon([(s * 36, -36), (s * 54, -50), (s * 56, -28)]), IRON) for s in (-1, 1)]
    return [
        p.line(ellipse(0, -88, 10), IRON, 6),
        p.form(rectangle(-5, -80, 10, 78, 4), IRON),
        p.form(rectangle(-26, -72, 52, 9, 4), IRON),
        p.line(arms, IRON, 9),
        *flukes,
    ]


def rocket(p: Paint) -> list[Node]:
    body = smooth([(0, -104), (-18, -80), (-22, -40), (-16, -18), (16, -18), (22, -40), (18, -80)])
    fins = [
        p.form(smooth([(s * 18, -44), (s * 40, -22), (s * 38, -4), (s * 15, -18)], tension=0.5), RED) for s in (-1, 1)
    ]
    return [
        *fins,
        p.rim(body),
        p.form(body, "#e6e8ee"),
        p.form(smooth([(0, -104), (-15, -84), (15, -84)], tension=0.6), RED),
        p.form(ellipse(0, -60, 11), IRON),
        Shape(ellipse(0, -60, 7.5), "#8fd0f0"),
        p.form(rectangle(-11, -18, 22, 9, 2), IRON),
    ]


def campfire(p: Paint) -> list[Node]:
    logs = [p.form(limb([(s * 44, -4), (-s * 30, -18)], [8, 7]), WOOD) for s in (-1, 1)]
    # The first node of a flame is its own glow; one for all of them is enough.
    fires = [node for x, size in ((-14, 46), (15, 52), (0, 82)) for node in flame(x, -9, size)[1:]]
    return [halo(0, -40, 120), *logs, *fires]


def computer(p: Paint) -> list[Node]:
    lid = rectangle(-50, -78, 100, 66, 6)
    return [
        p.rim(lid),
        p.form(lid, "#4a4e5a"),
        Shape(rectangle(-44, -72, 88, 54, 3), "#8fd0f0"),
        *(Shape(rectangle(-36, y, w, 5, 2), "#ffffff", opacity=0.75) for y, w in ((-62, 40), (-52, 58), (-42, 30))),
        p.form(polygon([(-50, -12), (50, -12), (64, 0), (-64, 0)]), STEEL),
    ]


def newspaper(p: Paint) -> list[Node]:
    sheet = polygon([(-46, -92), (40, -96), (46, -4), (-42, 0)])
    lines = [p.line(polygon([(-34, y), (34, y - 2)], False), "#7a7468", 3) for y in (-44, -34, -24, -14)]
    return [
        p.rim(sheet),
        p.form(sheet, PAPER),
        p.flat(polygon([(-36, -84), (32, -87), (33, -75), (-35, -72)]), "#3a3634"),
        p.flat(rectangle(-34, -66, 30, 18), "#9a9488"),
        *(p.line(polygon([(2, y), (34, y - 1)], False), "#7a7468", 3) for y in (-62, -53)),
        *lines,
    ]


def shell(p: Paint) -> list[Node]:
    fan = smooth([(-8, -2), (-46, -40), (-40, -66), (-20, -82), (0, -88), (20, -82), (40, -66), (46, -40), (8, -2)])
    ribs = [
        p.line(smooth([(0, -6), (x * 0.7, -46), (x, -76 + abs(x) * 0.35)], closed=False), "#c98a7a", 2.6)
        for x in (-34, -17, 0, 17, 34)
    ]
    return [p.rim(fan), p.form(fan, "#f0c8b0"), *ribs]


def mushroom(p: Paint) -> list[Node]:
    cap = smooth([(-50, -46), (-38, -82), (0, -98), (38, -82), (50, -46), (0, -38)])
    return [
        p.form(smooth([(-13, -46), (-18, -2), (18, -2), (13, -46)], tension=0.7), "#f0e4cc"),
        p.rim(cap),
        p.form(cap, RED),
        *(
            p.flat(ellipse(x, y, r, r * 0.8), "#f6eee0")
            for x, y, r in ((-24, -64, 8), (4, -78, 9), (27, -60, 7), (-2, -54, 6))
        ),
    ]


def pumpkin(p: Paint) -> list[Node]:
    lobes = [
        p.form(ellipse(x, -36, rx, 35), "#d9782c") for x, rx in ((-32, 22), (32, 22), (-16, 22), (16, 22), (0, 18))
    ]
    return [p.form(limb([(0, -66), (4, -80), (14, -88)], [6, 5, 4]), LEAF), *lobes]


def carrot(p: Paint) -> list[Node]:
    root = smooth([(-18, -62), (-12, -30), (0, 0), (12, -30), (18, -62), (0, -70)])
    leaves = [p.form(limb([(0, -64), (x * 0.6, -84), (x, -102)], [5, 6, 1]), LEAF) for x in (-18, 0, 18)]
    return [
        *leaves,
        p.rim(root),
        p.form(root, "#e0802c"),
        *(
            p.line(polygon([(x, y), (x + 12, y - 2)], False), "#b8601c", 2)
            for x, y in ((-12, -50), (-2, -38), (-8, -26))
        ),
    ]


def balloon(p: Paint) -> list[Node]:
    body = smooth([(0, -104), (-26, -90), (-30, -66), (-8, -42), (8, -42), (30, -66), (26, -90)])
    return [
        p.line(smooth([(0, -40), (6, -26), (-4, -12), (2, 0)], closed=False), PAPER, 2),
        p.rim(body),
        p.form(body, RED),
        p.form(polygon([(-5, -38), (0, -43), (5, -38)]), RED),
        Shape(ellipse_turned(-12, -84, 6, 10, 24), "#ffffff", opacity=0.5),
    ]


def shovel(p: Paint) -> list[Node]:
    blade = smooth([(-20, -38), (-19, -12), (0, 0), (19, -12), (20, -38)], tension=0.7)
    return [
        p.form(rectangle(-3.5, -92, 7, 56, 3), WOOD),
        p.form(rectangle(-15, -100, 30, 9, 4), WOOD),
        p.rim(blade),
        p.form(blade, STEEL),
    ]


def glasses(p: Paint) -> list[Node]:
    lenses = [
        node
        for s in (-1, 1)
        for node in (
            Shape(ellipse(s * 28, -26, 22, 20), p.lit("#cfe4ec"), opacity=0.5),
            p.line(ellipse(s * 28, -26, 22, 20), "#3a3030", 5),
        )
    ]
    return [
        *lenses,
        p.line(smooth([(-7, -28), (0, -34), (7, -28)], closed=False), "#3a3030", 5),
        *(p.line(smooth([(s * 50, -30), (s * 60, -44)], closed=False), "#3a3030", 5) for s in (-1, 1)),
    ]


def coat(p: Paint) -> list[Node]:
    sleeves = [p.form(limb([(s * 24, -82), (s * 44, -52), (s * 48, -26)], [13, 11, 10]), "#2f4a66") for s in (-1, 1)]
    body = smooth(
        [(-16, -94), (-34, -84), (-30, -44), (-38, 0), (38, 0), (30, -44), (34, -84), (16, -94), (0, -86)], tension=0.6
    )
    return [
        *sleeves,
        p.rim(body),
        p.form(body, "#3a5a78"),
        p.line(polygon([(0, -84), (0, -2)], False), darker("#3a5a78", 0.4), 2.5),
        *(p.flat(ellipse(6, y, 3.4), BRASS) for y in (-68, -50, -32)),
    ]


def pillow(p: Paint) -> list[Node]:
    body = smooth([(-58, -58), (0, -52), (58, -58), (52, -30), (58, -2), (0, -6), (-58, -2), (-52, -30)], tension=0.8)
    return [
        p.rim(body),
        p.form(body, "#e6dcea"),
        p.line(smooth([(-30, -40), (0, -28), (32, -38)], closed=False), darker("#e6dcea", 0.2), 2.5),
    ]


def mask(p: Paint) -> list[Node]:
    body = smooth(
        [(-44, -70), (-40, -34), (-14, -26), (0, -40), (14, -26), (40, -34), (44, -70), (0, -60)], tension=0.8
    )
    plumes = [
        p.form(limb([(30, -62), (44 + k * 6, -84), (40 + k * 12, -100 + k * 6)], [4, 7, 2]), colour)
        for k, colour in enumerate((RED, BRASS))
    ]
    parts: list[Node] = [
        *plumes,
        p.rim(body),
        p.form(body, "#5a3a78"),
        *(p.flat(ellipse_turned(s * 20, -50, 11, 6.5, s * 10), "#1c1420") for s in (-1, 1)),
        p.line(body, BRASS, 2.6),
    ]
    return [Group(tuple(parts), shift(0, 25))]


def scissors(p: Paint) -> list[Node]:
    blades = [p.form(polygon([(-s * 2, -44), (s * 4, -44), (s * 16, -102)]), STEEL) for s in (-1, 1)]
    rings = [p.line(ellipse(s * 15, -14, 12, 14), RED, 7) for s in (-1, 1)]
    return [
        *blades,
        *(p.line(polygon([(s * 10, -26), (-s * 2, -48)], False), RED, 6) for s in (-1, 1)),
        *rings,
        p.flat(ellipse(0, -46, 3.4), IRON),
    ]


def rod(p: Paint) -> list[Node]:
    pole = limb([(-44, 0), (0, -56), (40, -100)], [4, 3, 1.4])
    return [
        p.form(pole, WOOD),
        p.form(ellipse(-28, -18, 8), IRON),
        p.line(smooth([(40, -100), (56, -60), (54, -22)], closed=False), PAPER, 1.4),
        p.form(ellipse(54, -24, 5, 7), RED),
        p.line(smooth([(54, -18), (54, -6), (47, -4), (46, -10)], closed=False), STEEL, 2.4),
    ]


def hive(p: Paint) -> list[Node]:
    rings = [
        p.form(ellipse(0, y, w, 17), colour)
        for y, w, colour in (
            (-16, 40, "#c9983c"),
            (-36, 42, "#d8a848"),
            (-56, 37, "#c9983c"),
            (-74, 28, "#d8a848"),
            (-88, 16, "#c9983c"),
        )
    ]
    return [*rings, p.flat(ellipse(0, -22, 11, 13), "#3a2818")]


SUNDRIES = {
    "spoon": spoon,
    "ladder": ladder,
    "anchor": anchor,
    "rocket": rocket,
    "campfire": campfire,
    "computer": computer,
    "newspaper": newspaper,
    "shell": shell,
    "mushroom": mushroom,
    "pumpkin": pumpkin,
    "carrot": carrot,
    "balloon": balloon,
    "shovel": shovel,
    "glasses": glasses,
    "coat": coat,
    "pillow": pillow,
    "mask": mask,
    "scissors": scissors,
    "rod": rod,
    "hive": hive,
}
"""Drawings by name."""
