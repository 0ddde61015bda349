"""What hair is made of: caps over the skull, falls behind it, tails and plaits that swing, strands, light. Head units."""

import math
from collections.abc import Callable, Sequence
from itertools import pairwise

from generation.animatic.art import Command, Group, Node, Path, Point, Shape, Stroke, ellipse, smooth, turn
from generation.animatic.colour import darker, lighter
from generation.animatic.figures.people.brush import living
from generation.animatic.figures.people.face import Head

Points = Sequence[Point]


_LINES: dict[str, tuple[Points, Points]] = {
    # Hairlines from the left temple to the right one: seen straight on, and in three-quarter view.
    "high": (
        [(-74, -16), (-62, -50), (-28, -68), (28, -68), (62, -50), (74, -16)],
        [(-34, 8), (-26, -30), (-6, -52), (34, -66), (66, -54), (80, -34)],
    ),
    "part": (
        [(-75, -8), (-60, -44), (-30, -76), (14, -60), (56, -46), (75, -8)],
        [(-34, 10), (-26, -26), (-8, -50), (16, -72), (52, -54), (80, -26)],
    ),
    "fringe": (
        [(-76, 6), (-64, -30), (-30, -42), (30, -42), (64, -30), (76, 6)],
        [(-36, 14), (-28, -16), (6, -40), (40, -46), (68, -40), (82, -18)],
    ),
    "middle": (
        [(-78, 14), (-58, -34), (-6, -78), (6, -78), (58, -34), (78, 14)],
        [(-36, 22), (-26, -18), (10, -52), (38, -78), (62, -52), (82, -10)],
    ),
    "soft": (
        [(-76, 2), (-62, -38), (-34, -64), (10, -58), (58, -42), (76, 2)],
        [(-36, 14), (-26, -22), (0, -50), (36, -62), (66, -48), (82, -18)],
    ),
}


def skullcap(head: Head, line: str, bulk: float, side: float) -> Path:
    """Hair over the skull: `bulk` is its thickness, `side` how far it comes down."""
    front, three = _LINES[line]
    b = bulk
    if head.yaw == 0:
        outer = [
            (-80, side),
            (-88 - b * 0.6, side - 26),
            (-88 - b, -46),
            (-64 - b * 0.7, -92 - b * 0.6),
            (-22, -108 - b),
            (22, -108 - b),
            (64 + b * 0.7, -92 - b * 0.6),
            (88 + b, -46),
            (88 + b * 0.6, side - 26),
            (80, side),
        ]
        return smooth([*outer, *[(x, y) for x, y in reversed(front)]], tension=0.85)
    outer = [
        (-38, side + 4),
        (-62, max(side + 8, 30)),
        (-84 - b * 0.4, 20),
        (-96 - b * 0.8, -26),
        (-86 - b, -70 - b * 0.3),
        (-46 - b * 0.3, -102 - b * 0.8),
        (8, -110 - b),
        (56 + b * 0.3, -96 - b * 0.7),
        (82 + b * 0.4, -62 - b * 0.2),
        (86, -30),
    ]
    return smooth([*outer, *[(x, y) for x, y in reversed(three)]], tension=0.85)


def fall(head: Head, low: float, wide: float, curl: float = 0.0) -> Path:
    """Hair behind the face down to `low`."""
    if head.yaw == 0:
        w = wide
        return smooth(
            [
                (0, -111),
                (-60, -96),
                (-93 - w * 0.5, -42),
                (-96 - w, low * 0.45),
                (-84 - w - curl, low - 14),
                (-52 - w * 0.4, low),
                (-16, low - 6),
                (16, low - 6),
                (52 + w * 0.4, low),
                (84 + w + curl, low - 14),
                (96 + w, low * 0.45),
                (93 + w * 0.5, -42),
                (60, -96),
            ],
            tension=0.9,
        )
    w = wide
    return smooth(
        [
            (10, -106),
            (-54, -100),
            (-98 - w * 0.4, -44),
            (-104 - w, low * 0.4),
            (-98 - w - curl, low - 16),
            (-62 - w * 0.3, low + 2),
            (-22, low - 8),
            (10, low * 0.62),
            (26, 30),
            (60, -40),
        ],
        tension=0.9,
    )


def light(head: Head, colour: str, bulk: float) -> Shape:
    """The band of light on the crown."""
    s, b = head.brush.sign, bulk * 0.8
    shape = [
        (s * 8, -94 - b),
        (s * 42, -84 - b * 0.8),
        (s * 66, -58),
        (s * 60, -52),
        (s * 36, -72 - b * 0.6),
        (s * 6, -82 - b),
    ]
    return Shape(smooth(shape, tension=0.9), head.brush.bright(lighter(colour, 0.16), 0.4), opacity=0.32)


def rim(head: Head, bulk: float) -> Shape:
    """Light along the outline of a cap of hair, on the lit side."""
    b, sign = bulk, head.brush.sign
    if head.yaw == 0:
        line = [(24, -106 - b), (63 + b * 0.7, -91 - b * 0.6), (86 + b, -46), (87 + b * 0.6, -24)]
        line = [(sign * x, y) for x, y in line]
    elif sign > 0:
        line = [(10, -108 - b), (55 + b * 0.3, -94 - b * 0.7), (80 + b * 0.4, -61 - b * 0.2), (84, -38)]
    else:
        line = [(-94 - b * 0.8, -20), (-84 - b, -69 - b * 0.3), (-45 - b * 0.3, -100 - b * 0.8), (0, -107 - b)]
    return head.brush.rim(smooth(line, closed=False), 3.0, 0.22 + 0.4 * min(1.0, head.brush.scheme.shade * 1.6))


def strands(colour: str, *lines: Points, width: float = 2.6, opacity: float = 0.4) -> Shape:
    path = smooth(lines[0], closed=False)
    for line in lines[1:]:
        path = path + smooth(line, closed=False)
    return Shape(path, None, Stroke(darker(colour, 0.4), width, opacity))


def flow(head: Head, line: str, bulk: float) -> list[Points]:
    """Strands from the parting over the crown."""
    b = bulk
    if head.yaw == 0:
        if line == "middle":
            return [
                [(0, -104 - b), (-34, -84 - b * 0.5), (-66, -38), (-82, 4)],
                [(0, -96), (-24, -72), (-56, -34)],
                [(0, -104 - b), (34, -84 - b * 0.5), (66, -38), (82, 4)],
                [(0, -96), (24, -72), (56, -34)],
            ]
        return [
            [(-36, -100 - b), (-62, -76), (-82, -34)],
            [(-30, -100 - b * 0.8), (10, -86), (56, -54), (76, -20)],
            [(-20, -104 - b), (40, -92 - b * 0.5), (80, -46)],
            [(-34, -90), (-52, -62), (-68, -30)],
        ]
    return [
        [(30, -100 - b), (-10, -84), (-44, -46), (-60, 10)],
        [(36, -92), (4, -70), (-22, -34), (-32, 0)],
        [(20, -106 - b), (-40, -92), (-78, -50), (-84, 0)],
        [(40, -98), (62, -80), (76, -44)],
    ]


def lobes(places: Points, radius: float, wobble: float = 0.0) -> Path:
    path: Path | None = None
    for index, (x, y) in enumerate(places):
        lobe = ellipse(
            x, y, radius * (1 + wobble * math.sin(index * 2.4)), radius * (1 + wobble * math.cos(index * 1.7))
        )
        path = lobe if path is None else path + lobe
    return path or ellipse(0, 0, 0)


def scallop(places: Points, bulge: float) -> Path:
    """One outline that swells between each pair of the points: a head of curls, cloud by cloud."""
    commands: list[Command] = [("M", *places[0])]
    for (ax, ay), (bx, by) in pairwise([*places, places[0]]):
        dx, dy = bx - ax, by - ay
        nx, ny = dy * bulge, -dx * bulge
        commands.append(("C", ax + nx - dx * 0.1, ay + ny - dy * 0.1, bx + nx + dx * 0.1, by + ny + dy * 0.1, bx, by))
    return Path((*commands, ("Z",)))


def arc(cx: float, cy: float, rx: float, ry: float, start: float, end: float, count: int) -> Points:
    """Points on an ellipse; angles in degrees clockwise from three o'clock."""
    return [
        (cx + rx * math.cos(math.radians(a)), cy + ry * math.sin(math.radians(a)))
        for a in (start + (end - start) * i / (count - 1) for i in range(count))
    ]


def swinging(phase: float) -> Callable[[float], float]:
    return lambda t: math.sin(math.tau * (t / 3.1 + phase)) + 0.4 * math.sin(math.tau * (t / 1.7 + phase))


def hanging(head: Head, points: Points, pivot: Point, colour: str, phase: float, degrees: float) -> Group:
    """A tail that swings from its knot."""
    swing = swinging(phase)
    brush = head.brush
    inner = [
        ((x + points[(i + 1) % len(points)][0]) / 2, (y + points[(i + 1) % len(points)][1]) / 2)
        for i, (x, y) in enumerate(points)
    ]
    knot = Shape(ellipse(*pivot, 11, 13), brush.tone(head.person.accent), head.ink(1.8))
    return Group(
        (
            Shape(smooth(points), brush.across(colour, 90, pivot[0]), head.ink()),
            strands(colour, inner[1:4], [inner[-1], inner[-2], inner[-3]], opacity=0.35),
            knot,
        ),
        transform=living(lambda t: turn(degrees * 0.6 * swing(t), pivot)),
        name="tail",
    )


def braid(head: Head, start: Point, colour: str, phase: float, count: int) -> Group:
    """A plait: overlapping lobes that get smaller, and a ribbon."""
    x, y = start
    brush = head.brush
    path: Path | None = None
    marks: list[Points] = []
    for index in range(count):
        size = 19 - index * 1.1
        cy = y + index * 21
        lobe = smooth(
            [
                (x - size, cy - 8),
                (x, cy - 14),
                (x + size, cy - 8),
                (x + size * 0.7, cy + 12),
                (x, cy + 18),
                (x - size * 0.7, cy + 12),
            ]
        )
        path = lobe if path is None else path + lobe
        marks += [[(x - size * 0.8, cy - 2), (x, cy + 11)], [(x + size * 0.8, cy - 2), (x, cy + 11)]]
    end = y + count * 21 - 4
    ribbon = ellipse(x, end, 12, 7)
    tuft = smooth([(x - 9, end + 2), (x + 9, end + 2), (x + 6, end + 24), (x - 2, end + 30)], tension=0.6)
    swing = swinging(phase)
    nodes: tuple[Node, ...] = (
        Shape(tuft, colour, head.ink(1.8)),
        Shape(path or ribbon, brush.across(colour, 60, x), head.ink(1.8)),
        strands(colour, *marks, width=3.2, opacity=0.5),
        Shape(ribbon, brush.tone(head.person.accent), head.ink(1.8)),
    )
    return Group(nodes, transform=living(lambda t: turn(2.6 * swing(t), start)), name="braid")
