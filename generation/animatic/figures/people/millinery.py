"""What all hats are made of: a soft part, a band, a dome. Head units (see `expression`)."""

from collections.abc import Sequence
from dataclasses import dataclass

from generation.animatic.art import Node, Point, Shape, Stroke, smooth
from generation.animatic.figures.people.face import Head


@dataclass(frozen=True)
class Hat:
    """A hat as nodes in head units: behind the head, and over it; `top` is how high it stands (y, negative)."""

    back: Sequence[Node]
    front: Sequence[Node]
    top: float


def part(head: Head, points: Sequence[Point], colour: str, tension: float = 0.85) -> Shape:
    return Shape(smooth(points, tension=tension), head.brush.across(colour, 110), head.ink(2.4))


def band(head: Head, points: Sequence[Point], colour: str, width: float) -> Shape:
    return Shape(smooth(points, closed=False), None, Stroke(colour, width))


def dome(head: Head, low: float, high: float, wide: float = 94.0) -> list[Point]:
    x = 0.0 if head.yaw == 0 else -6.0
    return [
        (x - wide, low),
        (x - wide * 0.98, (low + high) * 0.5),
        (x - wide * 0.62, high + 10),
        (x, high),
        (x + wide * 0.62, high + 10),
        (x + wide * 0.98, (low + high) * 0.5),
        (x + wide, low),
        (x + wide * 0.5, low + 7),
        (x, low + 9),
        (x - wide * 0.5, low + 7),
    ]
