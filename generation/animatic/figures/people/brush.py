"""How light falls on a person: local colours become gradients, edges get rim light, and ink if the style draws lines."""

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TypeVar

from generation.animatic.art import Fill, Linear, Path, Point, Shape, Stop, Stroke, Timed, smooth
from generation.animatic.colour import darker, lighter, lightness, lit, mix, saturated
from generation.animatic.stage import Scheme

T = TypeVar("T")


@dataclass(frozen=True)
class Brush:
    """Paints for one person. `light` is where the light comes from in the person's own, unmirrored picture."""

    scheme: Scheme
    light: float
    ink: bool
    figure: float
    """Half width over which the light falls off, in stage pixels."""
    stuff: str = ""
    """If given, everything is made of this: a statue."""

    def made(self, colour: str) -> str:
        """A local colour, or how the stuff looks where a living person has it."""
        if not self.stuff:
            return colour
        return mix(darker(self.stuff, 0.4), lighter(self.stuff, 0.3), min(1.0, 1.1 * lightness(colour)))

    def tone(self, colour: str) -> str:
        """A local colour in this light."""
        return lit(self.made(colour), self.scheme)

    def skin(self, colour: str) -> str:
        """Skin in this light: it keeps more of itself than cloth does, so that faces stay readable at night."""
        if self.stuff:
            return self.tone(colour)
        lifted = lighter(colour, max(0.0, 0.34 - lightness(colour)) * 0.4)
        return saturated(
            mix(mix(lifted, self.scheme.ambient, self.scheme.shade * 0.6), self.scheme.sun, 0.06),
            1.1 + 0.45 * self.scheme.shade,
        )

    def shade(self, colour: str, amount: float = 0.32) -> str:
        """The side away from the light: darker, and towards the colour of the shadows."""
        deep = darker(saturated(colour, 1.2), 0.5)
        return mix(colour, mix(deep, self.scheme.ambient, 0.2), amount * 1.5)

    def bright(self, colour: str, amount: float = 0.22) -> str:
        """The side to the light."""
        raised = saturated(lighter(colour, amount * 0.5), 1.08)
        return mix(raised, self.scheme.sun, amount * (0.3 if self.scheme.night else 0.5))

    def across(
        self, colour: str, half: float, middle: float = 0.0, strength: float = 1.0, level: float = 0.0
    ) -> Linear:
        """A toned colour from its shade side to its light side over `middle` -+ `half`, lit a little from above.

        `level` is the height at which the middle of the gradient lies.
        """
        side = self.light if abs(self.light) > 0.25 else (0.6 if self.light >= 0 else -0.6)
        sign = 1.0 if side > 0 else -1.0
        return Linear(
            (middle - sign * half, level + half * 0.3),
            (middle + sign * half, level - half * 0.3),
            (
                Stop(0.0, self.shade(colour, 0.34 * strength)),
                Stop(0.5, colour),
                Stop(1.0, self.bright(colour, 0.26 * strength)),
            ),
        )

    @property
    def sign(self) -> float:
        """-1 or 1: the side on which rims lie."""
        return 1.0 if self.light >= 0 else -1.0

    def outline(self, width: float = 2.2) -> Stroke | None:
        """The ink line, where the style has one."""
        return Stroke(mix(self.scheme.shadow, "#0c0a14", 0.5), width) if self.ink else None

    def shape(self, path: Timed[Path], fill: Timed[Fill], ink: float = 2.2, opacity: Timed[float] = 1.0) -> Shape:
        """One filled part, outlined if the style inks."""
        return Shape(path, fill, self.outline(ink), opacity)

    def crease(self, path: Timed[Path], colour: str, width: float = 1.6, opacity: float = 0.5) -> Shape:
        """A fold or seam: an open line, darker than `colour`."""
        return Shape(path, None, Stroke(darker(colour, 0.5), width, opacity))

    def rim(self, path: Timed[Path], width: float = 2.2, opacity: float | None = None) -> Shape:
        """Light along an edge; strong where the light is low or it is night."""
        strength = 0.34 + 0.5 * min(1.0, self.scheme.shade * 1.6) if opacity is None else opacity
        return Shape(path, None, Stroke(self.scheme.rim, width, strength))


def living(function: Callable[[float], T]) -> Timed[T]:
    """Return the function, or its value where it never changes: what is still is drawn only once."""
    first = function(0.0)
    return function if any(function(t) != first for t in (0.137, 0.71, 1.93, 3.3, 7.77, 23.4)) else first


def contrast_edge(colour: str) -> Stroke:
    """A soft edge that parts two surfaces of one colour."""
    return Stroke(darker(colour, 0.4 if lightness(colour) > 0.3 else 0.6), 1.2, 0.3)


def tube(joints: Sequence[Point], widths: Sequence[float]) -> Path:
    """A soft limb along root, middle and end with half widths (root, middle, end); round at the root, open at the end."""
    (x0, y0), (x1, y1), (x2, y2) = joints
    w0, w1, w2 = widths
    first, second = _unit(x1 - x0, y1 - y0), _unit(x2 - x1, y2 - y1)
    bend = (
        _unit(first[0] + second[0], first[1] + second[1])
        if first[0] * second[0] + first[1] * second[1] > -0.98
        else first
    )
    length0, length1 = math.hypot(x1 - x0, y1 - y0), math.hypot(x2 - x1, y2 - y1)
    soft0, soft1 = min(length0 * 0.3, w1 * 1.6), min(length1 * 0.3, w1 * 1.6)
    # Which side the joint bends to: the outer side is rounded, the inner one drawn in.
    cross = first[0] * second[1] - first[1] * second[0]
    inner = min(1.0, abs(cross)) * 0.35
    left1, right1 = (
        (w1 * (1 - inner), w1 * (1 + inner * 0.2)) if cross < 0 else (w1 * (1 + inner * 0.2), w1 * (1 - inner))
    )
    spine = (
        (x0, y0, first, w0, w0),
        (
            x0 + first[0] * length0 * 0.45,
            y0 + first[1] * length0 * 0.45,
            first,
            w0 * 0.6 + w1 * 0.45,
            w0 * 0.6 + w1 * 0.45,
        ),
        (x1 - first[0] * soft0, y1 - first[1] * soft0, first, w1, w1),
        (x1, y1, bend, left1, right1),
        (x1 + second[0] * soft1, y1 + second[1] * soft1, second, w1 * 0.98, w1 * 0.98),
        (
            x1 + second[0] * length1 * 0.6,
            y1 + second[1] * length1 * 0.6,
            second,
            w1 * 0.45 + w2 * 0.56,
            w1 * 0.45 + w2 * 0.56,
        ),
        (x2, y2, second, w2, w2),
    )
    left = [(x + uy * a, y - ux * a) for x, y, (ux, uy), a, _ in spine]
    right = [(x - uy * b, y + ux * b) for x, y, (ux, uy), _, b in spine]
    cap = (x0 - first[0] * w0 * 0.9, y0 - first[1] * w0 * 0.9)
    return smooth([cap, *left, *reversed(right)])


def edge(joints: Sequence[Point], widths: Sequence[float], side: float) -> Path:
    """The line just inside a tube's edge on the picture's left (-1) or right (1), where rim light lies."""
    (x0, y0), (x1, y1), (x2, y2) = joints
    points: list[Point] = []
    for (ax, ay), (bx, by), (x, y), width in (
        ((x0, y0), (x1, y1), (x0, y0), widths[0]),
        ((x0, y0), (x1, y1), ((x0 + x1) / 2, (y0 + y1) / 2), (widths[0] + widths[1]) / 2),
        ((x0, y0), (x2, y2), (x1, y1), widths[1]),
        ((x1, y1), (x2, y2), ((x1 + x2) / 2, (y1 + y2) / 2), (widths[1] + widths[2]) / 2),
        ((x1, y1), (x2, y2), (x2, y2), widths[2]),
    ):
        ux, uy = _unit(bx - ax, by - ay)
        # The normal that points to the lit side of the picture, upward where the limb lies level.
        nx, ny = (-uy, ux) if -uy * side - ux * 0.35 > 0 else (uy, -ux)
        points.append((x + nx * (width - 1.4), y + ny * (width - 1.4)))
    return smooth(points, closed=False)


def _unit(x: float, y: float) -> Point:
    size = math.hypot(x, y)
    return (x / size, y / size) if size > 1e-6 else (0.0, 1.0)
