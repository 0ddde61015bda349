"""What no person has on the head: horns, pointed ears, fangs, bandages, a skull's face. Head units (see `expression`)."""

from collections.abc import Callable

from generation.animatic.art import (
    Group,
    Matrix,
    Node,
    Path,
    Point,
    Shape,
    Stroke,
    Timed,
    ellipse,
    polygon,
    shift,
    smooth,
)
from generation.animatic.colour import darker, mix
from generation.animatic.figures.people.face import Head, skull

HORNS_TOP = 168.0
"""How high horns stand over the middle of the head."""


def horns(head: Head, away: bool) -> list[Node]:
    """Two horns that bend inwards."""
    if "horns" not in head.person.marks:
        return []
    bone = head.brush.tone("#cdbb98")
    nodes: list[Node] = []
    for side in (-1.0, 1.0):
        x = side * 46 + (8 if head.yaw and not away else 0.0)
        w = side * (0.8 if head.yaw and side > 0 else 1.0)
        points = [
            (x - w * 16, -84),
            (x + w * 2, -118),
            (x + w * 12, -148),
            (x + w * 2, -HORNS_TOP),
            (x + w * 30, -146),
            (x + w * 34, -112),
            (x + w * 22, -76),
        ]
        nodes.append(Shape(smooth(points, tension=0.75), head.brush.across(bone, 60), head.ink(2.2)))
        rings = [
            smooth([(x - w * 7, -100), (x + w * 27, -96)], closed=False),
            smooth([(x + w * 4, -122), (x + w * 31, -120)], closed=False),
        ]
        nodes.append(Shape(rings[0] + rings[1], None, Stroke(darker(bone, 0.4), 2.4, 0.5)))
    return nodes


def pointed_ears(head: Head) -> list[Node]:
    """The tips that make ears an elf's, over ordinary ears."""
    if "ears" not in head.person.marks:
        return []
    nodes: list[Node] = []
    for side in (-1.0, 1.0) if head.yaw == 0 else (-1.0,):
        x, w = (side * 82.0, side * 13.0) if head.yaw == 0 else (-42.0, -15.0)
        tone = head.brush.shade(head.skin, 0.1) if side != head.brush.sign else head.skin
        tip = [
            (x, 26),
            (x + w * 0.9, 16),
            (x + w * 1.6, -14),
            (x + w * 3.0, -52),
            (x + w * 0.9, -30),
            (x - w * 0.3, -12),
        ]
        nodes.append(Shape(smooth(tip, tension=0.7), tone, head.ink(2.0)))
        fold = smooth([(x + w * 0.5, 8), (x + w * 1.0, -12), (x + w * 2.0, -36)], closed=False)
        nodes.append(Shape(fold, None, Stroke(head.brush.shade(head.skin, 0.34), 3.0, 0.6)))
    return nodes


def fangs(head: Head) -> list[Node]:
    """Two teeth over the lower lip."""
    if "fangs" not in head.person.marks:
        return []
    x, y, narrow = head.across(0.0) * 1.02, 66 + head.drop * 0.55, head.narrow(0.12)
    teeth = Path(())
    for side in (-1, 1):
        at = x + side * 11 * narrow
        teeth = teeth + polygon([(at - 3.4, y - 1), (at + 3.4, y - 1), (at, y + 11)])
    return [Shape(teeth, head.brush.skin("#f8f4ea"), head.ink(1.2))]


def red_nose(head: Head) -> list[Node]:
    """A clown's ball of a nose, and the paint around the mouth and eyes."""
    if "red-nose" not in head.person.marks:
        return []
    x = head.across(0.0) + (12 if head.yaw else 0)
    ball = ellipse(x, 32 + head.drop, 19)
    red = head.brush.skin("#d8342c")
    shine = Shape(ellipse(x - 6, 25 + head.drop, 5, 4), "#ffffff", opacity=0.7)
    return [Shape(ball, head.brush.across(red, 26, x, level=32), head.ink(2.0)), shine]


def mask(head: Head) -> list[Node]:
    """Cloth over nose and mouth."""
    if "mask" not in head.person.marks:
        return []
    cloth = head.brush.tone(head.person.top)
    edge = smooth([(-96, 34), (0, 22 + head.drop), (96, 30), (96, 130), (-96, 130)], tension=0.5)
    folds = smooth([(-70, 64), (0, 74), (70, 60)], closed=False) + smooth([(-56, 86), (0, 92), (56, 82)], closed=False)
    parts = (Shape(edge, head.brush.across(cloth, 92), head.ink(2.0)), head.brush.crease(folds, cloth, 2.4, 0.5))
    return [Group(parts, clip=skull(head), name="mask")]


def bandages(head: Head) -> list[Node]:
    """Strips around the whole head that leave the eyes free."""
    if "bandages" not in head.person.marks:
        return []
    cloth = head.skin
    rows: list[tuple[float, float]] = [(-92, 8), (-70, -10), (-48, 12), (-26, -4), (40, 10), (60, -12), (82, 6)]
    lines = Path(())
    for y, slope in rows:
        lines = lines + smooth([(-92, y - slope), (0, y + 9), (92, y + slope)], closed=False)
    shadow = Path(())
    for y, slope in ((-20, 2), (30, -4)):
        shadow = shadow + smooth([(-92, y - slope), (0, y + 6), (92, y + slope)], closed=False)
    strips = Shape(lines, None, Stroke(darker(cloth, 0.35), 3.2, 0.75))
    brow = Shape(shadow, None, Stroke(darker(cloth, 0.5), 5.0, 0.6))
    return [Group((strips, brow), clip=skull(head), name="bandages")]


def bare_skull(head: Head, gaze: Callable[[float], Point], gape: Timed[float]) -> list[Node]:
    """Sockets with a spark in them, the hole of the nose, two rows of teeth."""
    dark = mix(head.brush.tone("#1a141c"), head.skin, 0.06)
    nodes: list[Node] = []
    for u in (-0.42, 0.42 if head.yaw == 0 else 0.36):
        x, k = head.across(u), head.narrow(u)
        nodes.append(Shape(ellipse(x, 4, 25 * min(1.0, k), 26), dark))
        spark = Shape(ellipse(0, 0, 6.5 * min(1.0, k), 6.5), head.brush.skin("#f3d98a"))

        def looking(t: float, x: float = x) -> Matrix:
            gx, gy = gaze(t)
            return shift(x + 7 * gx, 4 + 5 * gy)

        nodes.append(Group((spark,), transform=looking))
    x, narrow = head.across(0.0), head.narrow(0.1)
    nodes.append(Shape(smooth([(x, 26), (x + 9 * narrow, 44), (x, 41), (x - 9 * narrow, 44)], tension=0.5), dark))
    upper, lower = _teeth(x, 60, narrow), _teeth(x, 73, narrow)
    line = Stroke(darker(head.skin, 0.62), 2.6, 0.85)
    nodes.append(Shape(upper, head.skin, line))
    gap = lambda t: shift(0.0, gape(t) * 1.4) if callable(gape) else Matrix()  # noqa: E731
    nodes.append(Group((Shape(lower, head.skin, line),), transform=gap if callable(gape) else Matrix()))
    return nodes


def _teeth(x: float, y: float, narrow: float) -> Path:
    row = Path(())
    for i in range(6):
        left = x + (i - 3) * 10 * narrow
        row = row + polygon([(left, y), (left + 10 * narrow, y), (left + 10 * narrow, y + 12), (left, y + 12)])
    return row
