"""The strokes that all motifs are painted with: gradients, glows, ridges, blades, and many small shapes as one.

Small shapes of one colour are joined into one path, because a picture's cost is counted in shapes more than in outlines.
"""

import math
from collections.abc import Callable, Iterable, Sequence
from itertools import pairwise
from random import Random

from generation.animatic.art import (
    Blend,
    Command,
    Fill,
    Group,
    Linear,
    Matrix,
    Path,
    Point,
    Radial,
    Shape,
    Stop,
    Stroke,
    ellipse,
    polygon,
    rectangle,
    scale,
    shift,
    smooth,
    turn,
)
from generation.animatic.stage import BOTTOM, LEFT, RIGHT, TOP

Entry = tuple[float, str] | tuple[float, str, float]
"""A gradient stop: place, colour, and opacity if not 1."""


def stops(*entries: Entry) -> tuple[Stop, ...]:
    """Gradient stops."""
    return tuple(Stop(entry[0], entry[1], entry[2] if len(entry) == 3 else 1.0) for entry in entries)


def vertical(top: float, bottom: float, *entries: Entry) -> Linear:
    """A gradient down the picture."""
    return Linear((0.0, top), (0.0, bottom), stops(*entries))


def across(left: float, right: float, *entries: Entry) -> Linear:
    """A gradient from left to right."""
    return Linear((left, 0.0), (right, 0.0), stops(*entries))


def fill(path: Path, colour: Fill, opacity: float = 1.0, blend: Blend = "normal") -> Shape:
    """A filled outline."""
    return Shape(path, colour, opacity=opacity, blend=blend)


def block(
    x: float, y: float, width: float, height: float, colour: Fill, opacity: float = 1.0, radius: float = 0.0
) -> Shape:
    """A filled rectangle from its top left corner."""
    return Shape(rectangle(x, y, width, height, radius), colour, opacity=opacity)


def disc(x: float, y: float, rx: float, colour: Fill, ry: float | None = None, opacity: float = 1.0) -> Shape:
    """A filled ellipse."""
    return Shape(ellipse(x, y, rx, ry), colour, opacity=opacity)


def facet(points: Sequence[Point], colour: Fill, opacity: float = 1.0) -> Shape:
    """A filled shape with straight edges."""
    return Shape(polygon(points), colour, opacity=opacity)


def blob(points: Sequence[Point], colour: Fill, opacity: float = 1.0) -> Shape:
    """A filled shape with a soft edge through the points."""
    return Shape(smooth(points), colour, opacity=opacity)


def everywhere(colour: Fill, opacity: float = 1.0, blend: Blend = "normal", top: float = TOP) -> Shape:
    """One colour over all that a camera can see, from `top` down."""
    return fill(rectangle(LEFT, top, RIGHT - LEFT, BOTTOM - top), colour, opacity, blend)


def line(points: Sequence[Point], colour: str, width: float, opacity: float = 1.0) -> Shape:
    """A soft open line through the points."""
    return Shape(smooth(points, closed=False), None, Stroke(colour, width, opacity))


def straight(points: Sequence[Point], colour: str, width: float, opacity: float = 1.0) -> Shape:
    """An open line with corners."""
    return Shape(polygon(points, closed=False), None, Stroke(colour, width, opacity))


def strokes(paths: Iterable[Path], colour: str, width: float, opacity: float = 1.0) -> Shape:
    """Many open lines as one shape."""
    return Shape(joined(paths), None, Stroke(colour, width, opacity))


def joined(paths: Iterable[Path]) -> Path:
    """Many outlines as one."""
    commands: list[Command] = []
    for path in paths:
        commands.extend(path.commands)
    return Path(tuple(commands))


def glow(x: float, y: float, radius: float, colour: str, strength: float, squash: float = 1.0) -> Group:
    """Light that fades with distance; `squash` below 1 makes it a pool on the floor."""
    return Group((halo(radius, colour, strength),), transform=shift(x, y) @ scale(1.0, squash), name="glow")


def halo(radius: float, colour: str, strength: float) -> Shape:
    """A glow around the origin."""
    fading = stops(
        (0.0, colour, strength), (0.3, colour, strength * 0.45), (0.65, colour, strength * 0.12), (1.0, colour, 0.0)
    )
    return Shape(ellipse(0.0, 0.0, radius), Radial((0.0, 0.0), radius, fading))


def flicker(seed: float, low: float = 0.82, pace: float = 1.0) -> Callable[[float], float]:
    """The unrest of a flame as opacity over time, between `low` and 1."""

    def strength(t: float) -> float:
        wave = (
            math.sin(t * 7.3 * pace + seed)
            + 0.6 * math.sin(t * 17.1 * pace + seed * 2.3)
            + 0.4 * math.sin(t * 3.1 + seed)
        )
        return low + (1 - low) * (0.5 + wave / 4)

    return strength


def sway(seed: float, degrees: float, about: Point, pace: float = 1.0) -> Callable[[float], Matrix]:
    """The slow nodding of what stands in the air, around its foot."""
    return lambda t: turn(
        degrees * math.sin(t * 1.1 * pace + seed) + degrees * 0.4 * math.sin(t * 2.7 * pace + seed), about
    )


def drift(dx: float, dy: float = 0.0) -> Callable[[float], Matrix]:
    """A steady move, in stage pixels a second."""
    return lambda t: shift(dx * t, dy * t)


def ridge(random: Random, y: float, swing: float, rough: float = 0.35, step: float = 64.0) -> list[Point]:
    """A skyline of land from edge to edge: slow waves of height `swing`, and `rough` of it as small ones."""
    phases = [random.uniform(0, math.tau) for _ in range(5)]
    points: list[Point] = []
    x = LEFT - step
    while x <= RIGHT + step:
        u = x / 1600 * math.tau
        slow = math.sin(u * 0.8 + phases[0]) * 0.6 + math.sin(u * 1.7 + phases[1]) * 0.4
        small = (
            math.sin(u * 4.1 + phases[2]) * 0.5
            + math.sin(u * 7.3 + phases[3]) * 0.3
            + math.sin(u * 12.7 + phases[4]) * 0.2
        )
        points.append((x, y - swing * (slow + rough * small)))
        x += step
    return points


def land(points: Sequence[Point], soft: bool = True) -> Path:
    """All that lies under a skyline."""
    top = smooth(points, closed=False) if soft else polygon(points, closed=False)
    tail: tuple[Command, ...] = (("L", points[-1][0], BOTTOM), ("L", points[0][0], BOTTOM), ("Z",))
    return Path(top.commands + tail)


def height_at(points: Sequence[Point], x: float) -> float:
    """How high a skyline is at x."""
    for (x0, y0), (x1, y1) in pairwise(points):
        if x0 <= x <= x1:
            return y0 + (y1 - y0) * (x - x0) / max(1e-6, x1 - x0)
    return points[0][1] if x < points[0][0] else points[-1][1]


def blade(x: float, y: float, height: float, lean: float, width: float) -> Path:
    """A blade of grass from its foot: a thin curved wedge."""
    tip = (x + lean, y - height)
    middle = x + lean * 0.25
    return Path(
        (
            ("M", x - width / 2, y),
            ("C", x - width / 2, y - height * 0.4, middle - width * 0.3, y - height * 0.7, *tip),
            ("C", middle + width * 0.5, y - height * 0.6, x + width / 2, y - height * 0.35, x + width / 2, y),
            ("Z",),
        )
    )
