"""What some have instead of legs: a fish's tail, a genie's smoke."""

import math

from generation.animatic.art import Linear, Node, Path, Point, Shape, Stop, Stroke, ellipse, smooth
from generation.animatic.colour import darker, lighter
from generation.animatic.figures.people.brush import contrast_edge
from generation.animatic.figures.people.trunk import Motion, Wear

LEGLESS = frozenset({"fishtail", "smoke"})


def tail(wear: Wear, motion: Motion) -> list[Node]:
    """The tail from the hips to the ground, swaying."""
    return _fish(wear, motion) if "fishtail" in wear.person.marks else _smoke(wear, motion)


def _spine(wear: Wear, motion: Motion, t: float, curl: float) -> list[Point]:
    """From the hips down and aside along the ground."""
    body = wear.body
    px, py = motion(t).pelvis
    down = -py
    way = -1.0 if wear.view.three_quarter else 1.0
    sway = body.hip * 0.22 * math.sin(1.3 * t)
    return [
        (px, py - body.torso * 0.12),
        (px, py + down * 0.2),
        (px - way * body.hip * 0.3 + sway * 0.4, py + down * 0.52),
        (px + way * body.hip * 0.1 + sway * 0.7, py + down * 0.8),
        (px + way * body.hip * (0.9 + curl), py + down * 0.93),
        (px + way * body.hip * (1.9 + curl), py + down * (0.86 - 0.04 * math.sin(1.3 * t - 1))),
    ]


def _hull(spine: list[Point], radii: list[float]) -> list[Point]:
    left: list[Point] = []
    right: list[Point] = []
    for i, ((x, y), r) in enumerate(zip(spine, radii, strict=True)):
        (ax, ay), (bx, by) = spine[max(0, i - 1)], spine[min(len(spine) - 1, i + 1)]
        length = math.hypot(bx - ax, by - ay) or 1.0
        dx, dy = (bx - ax) / length, (by - ay) / length
        left.append((x + dy * r, y - dx * r))
        right.append((x - dy * r, y + dx * r))
    return [*left, *reversed(right)]


def _fish(wear: Wear, motion: Motion) -> list[Node]:
    body, brush = wear.body, wear.brush
    colour = wear.tone(wear.person.bottom)
    girth = [
        max(body.hip * 1.04, body.belly + body.hip),
        body.hip * 1.06,
        body.hip * 0.74,
        body.hip * 0.5,
        body.hip * 0.3,
        body.hip * 0.15,
    ]
    fill = brush.across(colour, brush.figure * 1.2, level=-body.leg * 0.6)

    def outline(t: float) -> Path:
        return smooth(_hull(_spine(wear, motion, t, 0.0), girth))

    def fin(t: float) -> Path:
        spine = _spine(wear, motion, t, 0.0)
        (ax, ay), (x, y) = spine[-2], spine[-1]
        length = math.hypot(x - ax, y - ay) or 1.0
        ux, uy = (x - ax) / length, (y - ay) / length
        big = body.hip * 1.25

        def spot(along: float, across: float) -> Point:
            return x + big * (ux * along - uy * across), y + big * (uy * along + ux * across)

        places = (
            (-0.1, -0.1),
            (0.5, -0.75),
            (1.25, -0.8),
            (0.85, -0.3),
            (0.72, 0.0),
            (0.9, 0.3),
            (1.2, 0.62),
            (0.5, 0.55),
            (-0.1, 0.1),
        )
        return smooth([spot(*place) for place in places], tension=0.8)

    def scales(t: float) -> Path:
        path = Path(())
        spine = _spine(wear, motion, t, 0.0)
        for i in range(1, 4):
            (x, y), r = spine[i], girth[i] * 0.82
            for k in (-0.62, 0.0, 0.62):
                path = path + smooth(
                    [(x + (k - 0.28) * r, y - 4), (x + k * r, y + 7), (x + (k + 0.28) * r, y - 4)], closed=False
                )
        return path

    pale = lighter(colour, 0.3)
    ink = brush.outline() or contrast_edge(colour)
    return [
        Shape(fin, brush.across(lighter(colour, 0.12), body.hip * 2, level=0), ink),
        Shape(outline, fill, ink),
        Shape(scales, None, Stroke(pale, 2.2, 0.6)),
    ]


def _smoke(wear: Wear, motion: Motion) -> list[Node]:
    body, brush = wear.body, wear.brush
    colour = wear.tone(wear.person.bottom)
    girth = [body.hip * 1.2, body.hip * 1.1, body.hip * 0.9, body.hip * 0.6, body.hip * 0.36, body.hip * 0.08]
    low = lighter(colour, 0.35)
    fill = Linear((0, -body.leg), (0, 0), (Stop(0, colour), Stop(0.6, low, 0.9), Stop(1, low, 0.5)))

    def outline(t: float) -> Path:
        spine = _spine(wear, motion, t, 0.15 * math.sin(1.1 * t))
        waves = [r * (1 + 0.1 * math.sin(2.3 * t - 1.4 * i)) for i, r in enumerate(girth)]
        return smooth(_hull(spine, waves))

    def puffs(t: float) -> Path:
        x, y = _spine(wear, motion, t, 0.0)[4]
        drift = 4 * math.sin(1.7 * t)
        return ellipse(x - body.hip * 0.9 + drift, y, body.hip * 0.5, body.hip * 0.26) + ellipse(
            x + body.hip * 0.4 - drift, y + body.hip * 0.1, body.hip * 0.42, body.hip * 0.2
        )

    edge = None if brush.ink else contrast_edge(darker(colour, 0.1))
    return [Shape(puffs, low, opacity=0.5), Shape(outline, fill, brush.outline() or edge)]
