"""The wings of a bird in flight: down-stroke and up-stroke, from the side and from the front. Lengths in heights."""

import math
from collections.abc import Callable

from generation.animatic.art import Path, Point, Shape, smooth
from generation.animatic.colour import darker
from generation.animatic.figures.bird_plan import Bird
from generation.animatic.figures.creature_paint import Paint

_LONG = 0.92
_NEARER = 0.3
"""How much lower a wing's tip is seen that points to the camera (and higher one that points away): the bird is seen from a
little above, so that no wing is ever only a line."""


def spread_wing(plan: Bird, paint: Paint, unit: float, shoulder: Point, beat: float, near: bool, front: bool) -> Shape:
    """One spread wing that beats, rooted at the shoulder."""
    reach = _LONG * (1.0 if near else 0.86)
    ring: Callable[[float], list[Point]]
    if front:
        ring = lambda t: _from_front(shoulder, math.sin(t * beat), reach, -1.0 if near else 1.0)  # noqa: E731
    else:
        ring = lambda t: _from_side(shoulder, _stroke(t * beat), reach, near)  # noqa: E731

    def outline(t: float) -> Path:
        return smooth([(x * unit, y * unit) for x, y in ring(t)], tension=0.5)

    colour = plan.wing or darker(plan.coat, 0.1)
    return paint.form(outline, colour if near or front else darker(colour, 0.25))


def _stroke(phase: float) -> float:
    """-1 to 1: the wing comes down faster than it goes up."""
    return math.sin(phase + 0.35 * math.sin(phase))


def _from_side(shoulder: Point, flap: float, reach: float, near: bool) -> list[Point]:
    x, y = shoulder if near else (shoulder[0] + 0.07, shoulder[1] - 0.03)
    angle = math.radians(58 * flap + 14)
    up, out = math.sin(angle), math.cos(angle)
    side = _NEARER if near else -_NEARER
    tip = (x - reach * (0.2 + 0.22 * abs(up)), y - reach * (up - side * out))
    # The hand of the wing bends against its way: up-stroke wings fold a little, down-stroke ones are stretched.
    wrist = (x + 0.04 + 0.05 * out, y - reach * (0.5 * up + 0.1 - 0.55 * side * out))
    root = (x - 0.4, y + 0.05)
    back = _away(tip, root, wrist)
    feathers: list[Point] = []
    for i, part in enumerate((0.12, 0.24, 0.36, 0.48, 0.6, 0.72, 0.84)):
        push = (0.13 if i % 2 == 0 else 0.06) * (1.1 - part)
        feathers.append(
            (tip[0] + (root[0] - tip[0]) * part + back[0] * push, tip[1] + (root[1] - tip[1]) * part + back[1] * push)
        )
    return [(x + 0.1, y), wrist, tip, *feathers, root]


def _away(first: Point, last: Point, inside: Point) -> Point:
    """The direction across the line from `first` to `last` that leads away from `inside`."""
    dx, dy = last[0] - first[0], last[1] - first[1]
    length = math.hypot(dx, dy) or 1.0
    nx, ny = -dy / length, dx / length
    if (inside[0] - first[0]) * nx + (inside[1] - first[1]) * ny > 0:
        return -nx, -ny
    return nx, ny


def _from_front(shoulder: Point, flap: float, reach: float, way: float) -> list[Point]:
    x, y = shoulder
    up, wide = 0.78 * flap + 0.2, (1 - 0.25 * abs(flap)) * 0.36
    tip = (x + way * reach, y - reach * up * 1.3 - 0.08)
    root = (x - way * 0.02, y + wide * 0.8)
    middle = ((x + tip[0]) / 2 + way * 0.02, (y + tip[1]) / 2 - 0.1)
    feathers = [
        (
            tip[0] + (root[0] - tip[0]) * part * 0.75,
            tip[1] + (root[1] - tip[1]) * part + (0.07 if i % 2 == 0 else 0.0),
        )
        for i, part in enumerate((0.18, 0.3, 0.42, 0.56, 0.7, 0.82))
    ]
    return [(x + 0.08, y), middle, tip, *feathers, root]
