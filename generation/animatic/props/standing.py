"""What stands in a scene and nobody carries: a door in its frame, a well, a wardrobe. Each about 100 pixels high, on y = 0."""

from generation.animatic.art import Node, Path, ellipse, polygon, rectangle, smooth
from generation.animatic.colour import darker, lighter
from generation.animatic.figures.creature_paint import Paint, ellipse_turned, limb
from generation.animatic.props.materials import BRASS, IRON, STEEL, WOOD

_OAK, _STONE, _CLOTH = "#6b4630", "#8f8a86", "#d9c9a4"


def door(p: Paint) -> list[Node]:
    """Shut, in a frame of its own, under a worn arch."""
    frame = _arch(25, 100)
    leaf = _arch(20, 94)
    return [
        p.rim(frame),
        p.form(frame, darker(_OAK, 0.3)),
        p.form(leaf, _OAK),
        *(p.line(polygon([(x, -90 + abs(x) * 0.5), (x, 0)], False), darker(_OAK, 0.35), 0.9) for x in (-10, 0, 10)),
        *(p.flat(rectangle(-20, y, 15, 2.2, 1), IRON) for y in (-72, -22)),
        p.flat(ellipse(13, -44, 2.6), BRASS),
        p.flat(ellipse(13, -39, 1.1, 2.2), "#1c1416"),
        p.form(rectangle(-28, -3, 56, 3), _STONE),
    ]


def _arch(half: float, high: float) -> Path:
    return smooth(
        [
            (-half, 0),
            (-half, 14 - high),
            (-half * 0.6, 3 - high),
            (0, -high),
            (half * 0.6, 3 - high),
            (half, 14 - high),
            (half, 0),
        ],
        tension=0.55,
    )


def gate(p: Paint) -> list[Node]:
    bars = [rectangle(x, -92 + abs(x) * 0.3, 3, 92 - abs(x) * 0.3) for x in range(-42, 43, 12)]
    return [
        *(p.form(rectangle(x, -100, 12, 100), _STONE) for x in (-60, 48)),
        *(p.form(ellipse(x, -104, 8), lighter(_STONE, 0.1)) for x in (-54, 54)),
        *(p.form(bar, IRON) for bar in bars),
        *(p.form(rectangle(-48, y, 96, 4), IRON) for y in (-70, -16)),
    ]


def wardrobe(p: Paint) -> list[Node]:
    body = rectangle(-36, -96, 72, 92, 3)
    return [
        *(p.form(rectangle(x, -8, 8, 8), darker(_OAK, 0.3)) for x in (-34, 26)),
        p.rim(body),
        p.form(body, WOOD),
        p.form(rectangle(-40, -102, 80, 9, 3), lighter(WOOD, 0.12)),
        *(p.flat(rectangle(x, -84, 26, 66, 3), darker(WOOD, 0.18)) for x in (-31, 5)),
        p.line(polygon([(0, -92), (0, -5)], False), darker(WOOD, 0.5), 1.6),
        *(p.flat(ellipse(x, -48, 2.4), BRASS) for x in (-4, 4)),
    ]


def well(p: Paint) -> list[Node]:
    wall = smooth([(-36, -38), (-33, 0), (33, 0), (36, -38)], tension=0.3)
    return [
        *(p.form(rectangle(x, -86, 5, 54), WOOD) for x in (-32, 27)),
        p.form(polygon([(-46, -76), (0, -104), (46, -76)]), "#8a4a38"),
        p.line(polygon([(0, -74), (0, -44)], False), "#cdb58a", 1.6),
        p.form(rectangle(-30, -76, 60, 5, 2), darker(WOOD, 0.2)),
        p.form(ellipse(0, -38, 36, 8), "#1c1a22"),
        p.rim(wall),
        p.form(wall, _STONE),
        *(
            p.line(polygon([(x, y), (x + 15, y)], False), darker(_STONE, 0.3), 1.2)
            for x, y in ((-27, -26), (-6, -22), (14, -27), (-17, -11), (6, -9))
        ),
        p.form(smooth([(-6, -46), (-5, -34), (5, -34), (6, -46)], tension=0.3), STEEL),
    ]


def statue(p: Paint) -> list[Node]:
    robe = smooth([(-13, -24), (-10, -62), (-5, -78), (5, -78), (11, -60), (14, -24)])
    return [
        p.form(rectangle(-24, -26, 48, 26, 2), darker(_STONE, 0.12)),
        p.form(rectangle(-28, -30, 56, 6, 2), _STONE),
        p.form(limb([(8, -72), (20, -88), (16, -100)], [3, 2.4, 2]), _STONE),
        p.rim(robe),
        p.form(robe, lighter(_STONE, 0.12)),
        p.form(ellipse(0, -86, 7, 8.5), lighter(_STONE, 0.15)),
    ]


def great_bell(p: Paint) -> list[Node]:
    """A church bell, set down on the ground."""
    body = smooth(
        [(-14, -86), (-20, -60), (-32, -22), (-44, -6), (44, -6), (32, -22), (20, -60), (14, -86)], tension=0.7
    )
    return [
        p.form(ellipse(0, -90, 12, 8), darker(BRASS, 0.35)),
        p.form(ellipse(0, -3, 9, 6), IRON),
        p.rim(body),
        p.form(body, darker(BRASS, 0.18)),
        p.form(smooth([(-45, -9), (-44, -1), (44, -1), (45, -9)], tension=0.3), BRASS),
        *(
            p.line(smooth([(-w, y), (0, y + 4), (w, y)], closed=False), darker(BRASS, 0.45), 1.4)
            for w, y in ((19, -66), (31, -26))
        ),
    ]


def raft(p: Paint) -> list[Node]:
    logs = [rectangle(-74, -8 - k * 3.5, 148, 8, 4) for k in range(3)]
    sail = smooth([(3, -96), (44, -74), (38, -36), (3, -32)], tension=0.5)
    return [
        *(p.form(log, darker(WOOD, 0.1 * k)) for k, log in enumerate(reversed(logs))),
        *(p.line(polygon([(x, -18), (x, 1)], False), _CLOTH, 3) for x in (-50, 0, 50)),
        p.form(limb([(0, -12), (0, -104)], [3, 2]), WOOD),
        p.rim(sail),
        p.form(sail, _CLOTH),
        p.flat(rectangle(16, -62, 12, 11), darker(_CLOTH, 0.2)),
    ]


def gramophone(p: Paint) -> list[Node]:
    horn = smooth([(4, -44), (-8, -62), (-34, -100), (-2, -106), (34, -84), (16, -58)])
    return [
        p.form(rectangle(-32, -28, 64, 28, 3), WOOD),
        p.form(ellipse(0, -29, 26, 5), "#1c1820"),
        p.form(limb([(22, -30), (20, -46), (8, -50)], [2.6, 2.6, 3]), BRASS),
        p.rim(horn),
        p.form(horn, BRASS),
        p.flat(ellipse_turned(0, -93, 32, 9, -18), darker(BRASS, 0.45)),
    ]


def footprints(p: Paint) -> list[Node]:
    """A line of wet prints on the floor, leading away."""
    marks: list[Node] = []
    for step in range(6):
        x, y, size = -78 + step * 31, -4 - (step % 2) * 15 - step * 3.2, 1.0 - 0.06 * step
        marks += [
            p.flat(ellipse_turned(x, y, 11 * size, 4.6 * size, -6), "#86a4bd", 0.75),
            p.flat(ellipse(x - 15 * size, y + 1, 4.6 * size, 3.6 * size), "#86a4bd", 0.75),
        ]
    return marks


STANDING = {
    "door": door,
    "gate": gate,
    "wardrobe": wardrobe,
    "well": well,
    "statue": statue,
    "great-bell": great_bell,
    "raft": raft,
    "gramophone": gramophone,
    "footprints": footprints,
}
"""Drawings by name."""
STANDING_SIZES = {
    "door": 330.0,
    "gate": 250.0,
    "wardrobe": 320.0,
    "well": 230.0,
    "statue": 290.0,
    "great-bell": 200.0,
    "raft": 240.0,
    "gramophone": 130.0,
    "footprints": 110.0,
}
