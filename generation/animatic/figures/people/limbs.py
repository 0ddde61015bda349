"""Arms, hands, legs and feet: soft tubes along the bones, hands and feet carried at their ends."""

import math
from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache

from generation.animatic.art import Group, Matrix, Node, Path, Point, Shape, Stroke, scale, shift, smooth, turn
from generation.animatic.colour import darker
from generation.animatic.figures.outline import sides
from generation.animatic.figures.people.brush import Brush, contrast_edge, edge, living, tube
from generation.animatic.figures.people.skeleton import Body, Bones
from generation.animatic.shown import Shown, only_while

Motion = Callable[[float], Bones]
Joints = tuple[Point, Point, Point]
Hands = tuple[tuple[str, Shown], ...]
"""The shapes of a hand that changes it, each with whether it is seen at a time."""


@dataclass(frozen=True)
class Sleeve:
    """How an arm is clothed. Colours are toned already."""

    cloth: str
    skin: str
    glove: str | None
    reach: float
    """Share of the arm that the sleeve covers: 1 to the wrist, 0.5 rolled up over the elbow."""
    wide: float
    """Width at the cuff over that of a close sleeve."""
    thick: float = 1.0


def cut(joints: Joints, reach: float) -> Joints:
    """Return the joints of the part of a limb from its root to `reach` of its whole length (more than half)."""
    (x0, y0), (x1, y1), (x2, y2) = joints
    share = min(1.0, max(0.04, (reach - 0.5) / 0.5))
    return (x0, y0), (x1, y1), (x1 + (x2 - x1) * share, y1 + (y2 - y1) * share)


@dataclass(frozen=True, slots=True)
class Limb:
    """Which arm or leg it is, and how it is seen."""

    side: int
    far: bool
    frontal: bool
    outward: int
    """The side of the picture on which it stands: -1 or 1."""

    @property
    def index(self) -> int:
        """Its place in the bones."""
        return 0 if self.side < 0 else 1

    def rimmed(self, brush: Brush) -> bool:
        """Whether it stands against the air on the lit side, and not before the body."""
        return self.outward == brush.sign


@dataclass(frozen=True, slots=True)
class DrawnArm:
    """An arm as nodes: `line` lies behind the trunk, so that ink goes around both as around one body."""

    line: list[Node]
    nodes: list[Node]
    hand: Group


def arm(brush: Brush, body: Body, motion: Motion, limb: Limb, sleeve: Sleeve, hand: str | Hands) -> DrawnArm:
    """One arm with its hand; the far one is in shade."""
    width = body.limb * sleeve.thick
    cuff = width * 0.68 * sleeve.wide
    cloth = brush.shade(sleeve.cloth, 0.16) if limb.far else sleeve.cloth
    skin = brush.shade(sleeve.skin, 0.12) if limb.far else sleeve.skin
    level = -body.leg - body.torso * 0.6

    def joints(t: float) -> Joints:
        return motion(t).arms[limb.index]

    nodes: list[Node] = []
    if sleeve.reach < 1:
        bare = (width * 0.8, width * 0.72, width * 0.52)
        fill = brush.across(skin, brush.figure, level=level)
        nodes.append(brush.shape(living(lambda t: tube(joints(t), bare)), fill))
    palm = _hand(brush, body, joints, limb, sleeve.glove or skin, hand)
    nodes.append(palm)
    widths = (width * 1.04, width * (0.84 + 0.3 * (sleeve.wide - 1)), cuff)

    @lru_cache(maxsize=1)
    def covered(t: float) -> Path:
        return tube(cut(joints(t), sleeve.reach), widths)

    shape, ink = living(covered), brush.outline()
    nodes.append(Shape(shape, brush.across(cloth, brush.figure, level=level), None if ink else contrast_edge(cloth)))
    line: list[Node] = []
    if ink:
        line.append(Shape(shape, None, ink))
        nodes.append(Shape(living(lambda t: sides(covered(t))), None, ink))
    if limb.rimmed(brush):
        nodes.append(brush.rim(living(lambda t: edge(cut(joints(t), sleeve.reach), widths, brush.sign)), 1.7))
    return DrawnArm(line, nodes, palm)


def _hand(
    brush: Brush, body: Body, joints: Callable[[float], Joints], limb: Limb, colour: str, shape: str | Hands
) -> Group:
    size = body.head * 0.0215
    mirror = -1.0 if limb.frontal and limb.outward > 0 else 1.0

    def place(t: float) -> Matrix:
        _, (ax, ay), (bx, by) = joints(t)
        angle = math.degrees(math.atan2(-(bx - ax), by - ay))
        return shift(bx, by) @ turn(angle) @ scale(size * mirror, size)

    if isinstance(shape, str):
        children = _palm(brush, colour, shape, size)
    else:
        children = tuple(only_while(_palm(brush, colour, name, size), seen) for name, seen in shape)
    return Group(children, transform=living(place), name="hand")


def _palm(brush: Brush, colour: str, shape: str, size: float) -> tuple[Node, ...]:
    outline, folds = _HANDS[shape]
    edge_of = brush.outline(2.2 / size) or Stroke(darker(colour, 0.45), 1.1 / size, 0.35)
    # The wrist stays open: no line between hand and arm.
    return (
        Shape(smooth(outline, tension=0.9), brush.across(colour, 30, 2, level=14)),
        Shape(smooth(outline, closed=False, tension=0.9), None, edge_of),
        brush.crease(folds, colour, 1.2 / size, 0.4),
    )


def _lines(*strokes: tuple[Point, ...]) -> Path:
    path = smooth(strokes[0], closed=False)
    for stroke in strokes[1:]:
        path = path + smooth(stroke, closed=False)
    return path


# Drawn pointing down from the wrist, thumb to the right, 40 units long.
_HANDS: dict[str, tuple[tuple[Point, ...], Path]] = {
    "rest": (
        (
            (-9, -5),
            (-11, 6),
            (-12, 18),
            (-10, 30),
            (-5, 39),
            (1, 41),
            (6, 37),
            (8, 27),
            (9, 20),
            (13, 24),
            (16, 28),
            (19, 25),
            (17, 17),
            (13, 9),
            (9, 2),
            (8, -5),
        ),
        _lines(((-5, 37), (-5, 29), (-6, 24)), ((1, 39), (1, 30), (0, 25)), ((9, 20), (7, 14))),
    ),
    "open": (
        (
            (-9, -5),
            (-11, 8),
            (-13, 18),
            (-19, 30),
            (-18, 34),
            (-14, 33),
            (-10, 25),
            (-9, 38),
            (-7, 42),
            (-3, 41),
            (-2, 27),
            (1, 40),
            (5, 43),
            (8, 40),
            (6, 26),
            (11, 36),
            (15, 37),
            (16, 33),
            (11, 20),
            (19, 22),
            (25, 21),
            (25, 17),
            (18, 12),
            (11, 4),
            (8, -5),
        ),
        _lines(((-7, 14), (0, 17), (7, 14)), ((4, 6), (8, 12))),
    ),
    "fist": (
        ((-8, -5), (-11, 5), (-13, 16), (-11, 26), (-3, 29), (6, 28), (11, 23), (13, 14), (11, 5), (8, -5)),
        _lines(((-6, 28), (-6, 19)), ((0, 29), (0, 19)), ((6, 28), (6, 19)), ((12, 14), (4, 15), (1, 12))),
    ),
    "point": (
        (
            (-8, -5),
            (-11, 5),
            (-13, 16),
            (-11, 25),
            (-3, 28),
            (0, 29),
            (1, 42),
            (4, 46),
            (8, 43),
            (9, 28),
            (11, 22),
            (14, 17),
            (12, 6),
            (8, -5),
        ),
        _lines(((-6, 27), (-6, 19)), ((0, 28), (0, 19)), ((12, 14), (4, 16), (1, 13))),
    ),
}


def leg(brush: Brush, body: Body, motion: Motion, limb: Limb, cloth: str, thick: float) -> list[Node]:
    """One leg without its foot."""
    cloth = brush.shade(cloth, 0.2) if limb.far else cloth
    girth = body.hip * 0.5 * thick
    widths = (girth, girth * 0.74, girth * 0.5 if thick < 1.2 else girth * 0.66)

    def joints(t: float) -> Joints:
        return motion(t).legs[limb.index]

    stroke = brush.outline() or (None if limb.far else contrast_edge(cloth))
    fill = brush.across(cloth, brush.figure, level=-body.leg * 0.6)
    nodes: list[Node] = [Shape(living(lambda t: tube(joints(t), widths)), fill, stroke)]
    if limb.rimmed(brush):
        nodes.append(brush.rim(living(lambda t: edge(joints(t), widths, brush.sign)), 1.5))
    return nodes


def foot(brush: Brush, body: Body, motion: Motion, limb: Limb, colour: str, boot: bool) -> Group:
    """One shoe, pitched by the step."""
    index, frontal = limb.index, limb.frontal
    colour = brush.shade(colour, 0.2) if limb.far else colour
    size = body.ankle / 15.0
    mirror = float(limb.outward) if frontal else 1.0

    def place(t: float) -> Matrix:
        bones = motion(t)
        x, y = bones.legs[index][2]
        (kx, ky) = bones.legs[index][1]
        lean = 0.0 if frontal else max(-40.0, min(66.0, bones.feet[index]))
        squash = 1.0 - 0.25 * abs(bones.feet[index]) / 60 if frontal else 1.0
        shin = math.degrees(math.atan2(x - kx, y - ky)) * 0.1
        return shift(x, y) @ turn(lean - shin) @ scale(size * mirror, size * squash)

    if frontal:
        outline: tuple[Point, ...] = (
            (-9, -10),
            (-10, 2),
            (-10, 12),
            (-7, 17),
            (8, 17),
            (13, 14),
            (12, 7),
            (9, 0),
            (9, -10),
        )
        sole = ((-10, 14), (0, 17), (13, 14))
    else:
        outline = (
            (-9, -10),
            (-12, 2),
            (-12, 12),
            (-9, 15),
            (14, 15),
            (27, 15),
            (31, 11),
            (27, 5),
            (17, 1),
            (10, -4),
            (9, -10),
        )
        sole = ((-12, 13), (-2, 14), (14, 14), (30, 13))
    children: list[Node] = [
        brush.shape(smooth(outline, tension=0.8), brush.across(colour, 24), 2.2 / size),
        Shape(smooth(sole, closed=False), None, Stroke(darker(colour, 0.5), 3.2 / size)),
    ]
    if boot:
        shaft: tuple[Point, ...] = ((-11, -34), (-11, -10), (-10, 2), (10, 2), (10, -10), (12, -34), (0, -31))
        children.insert(0, brush.shape(smooth(shaft, tension=0.6), brush.across(colour, 16), 2.2 / size))
    return Group(tuple(children), transform=living(place), name="foot")
