"""Drawn things as plain data: shapes in groups, still unless a property is a function of time.

Nothing here draws. `generation.animatic.thorvg_port` turns a tree of nodes into pictures, and evaluates every property
that is a function once per frame with the time in seconds since the shot began. What is no function is drawn once and
kept, so keep still what is still.

Coordinates are stage pixels, x to the right, y down. Angles are degrees, clockwise. Colours are `#rrggbb`, opacity 0..1.
"""

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Literal, TypeAlias, TypeVar, cast

Point: TypeAlias = tuple[float, float]
Box: TypeAlias = tuple[float, float, float, float]
"""Left, top, right, bottom."""
T = TypeVar("T")
Timed: TypeAlias = T | Callable[[float], T]
"""A value, or a function from seconds to that value."""


@dataclass(frozen=True, slots=True)
class Matrix:
    """An affine map: x' = a x + c y + e, y' = b x + d y + f."""

    a: float = 1.0
    b: float = 0.0
    c: float = 0.0
    d: float = 1.0
    e: float = 0.0
    f: float = 0.0

    def __matmul__(self, other: "Matrix") -> "Matrix":
        """Apply `other` first, then this."""
        return Matrix(
            self.a * other.a + self.c * other.b,
            self.b * other.a + self.d * other.b,
            self.a * other.c + self.c * other.d,
            self.b * other.c + self.d * other.d,
            self.a * other.e + self.c * other.f + self.e,
            self.b * other.e + self.d * other.f + self.f,
        )

    def apply(self, x: float, y: float) -> Point:
        """Map one point."""
        return self.a * x + self.c * y + self.e, self.b * x + self.d * y + self.f


def shift(x: float, y: float) -> Matrix:
    """Move by (x, y)."""
    return Matrix(e=x, f=y)


def scale(sx: float, sy: float | None = None, about: Point = (0.0, 0.0)) -> Matrix:
    """Scale around a point; a negative `sx` mirrors."""
    ky = sx if sy is None else sy
    return Matrix(a=sx, d=ky, e=about[0] * (1 - sx), f=about[1] * (1 - ky))


def turn(degrees: float, about: Point = (0.0, 0.0)) -> Matrix:
    """Rotate clockwise around a point."""
    r = math.radians(degrees)
    cos, sin = math.cos(r), math.sin(r)
    x, y = about
    return Matrix(cos, sin, -sin, cos, x - cos * x + sin * y, y - sin * x - cos * y)


Command: TypeAlias = tuple[float | str, ...]
"""`("M", x, y)`, `("L", x, y)`, `("C", x1, y1, x2, y2, x, y)` or `("Z",)`."""


@dataclass(frozen=True)
class Path:
    """An outline as drawing commands."""

    commands: tuple[Command, ...]

    @cached_property
    def box(self) -> Box | None:
        """The box around its points, control points included; None where it has none."""
        numbers = cast("list[float]", [number for command in self.commands for number in command[1:]])
        if not numbers:
            return None
        xs, ys = numbers[::2], numbers[1::2]
        return float(min(xs)), float(min(ys)), float(max(xs)), float(max(ys))

    def __add__(self, other: "Path") -> "Path":
        """Both outlines as one (drawn with one fill)."""
        return Path(self.commands + other.commands)


def polygon(points: Sequence[Point], closed: bool = True) -> Path:
    """Straight edges through the points."""
    first, *rest = points
    commands: list[Command] = [("M", *first), *(("L", *p) for p in rest)]
    return Path((*commands, ("Z",)) if closed else tuple(commands))


def smooth(points: Sequence[Point], closed: bool = True, tension: float = 1.0) -> Path:
    """A soft curve through the points (Catmull-Rom as Beziers); tension 0 is straight, 1 is round."""
    n = len(points)
    commands: list[Command] = [("M", *points[0])]
    for i in range(n if closed else n - 1):
        p1, p2 = points[i], points[(i + 1) % n]
        p0 = points[i - 1] if closed or i > 0 else p1
        p3 = points[(i + 2) % n] if closed or i + 2 < n else p2
        k = tension / 6
        commands.append(
            (
                "C",
                p1[0] + (p2[0] - p0[0]) * k,
                p1[1] + (p2[1] - p0[1]) * k,
                p2[0] - (p3[0] - p1[0]) * k,
                p2[1] - (p3[1] - p1[1]) * k,
                *p2,
            )
        )
    return Path((*commands, ("Z",)) if closed else tuple(commands))


_ARC = 0.5522847498


def ellipse(x: float, y: float, rx: float, ry: float | None = None) -> Path:
    """An ellipse around (x, y)."""
    ry = rx if ry is None else ry
    kx, ky = rx * _ARC, ry * _ARC
    return Path(
        (
            ("M", x + rx, y),
            ("C", x + rx, y + ky, x + kx, y + ry, x, y + ry),
            ("C", x - kx, y + ry, x - rx, y + ky, x - rx, y),
            ("C", x - rx, y - ky, x - kx, y - ry, x, y - ry),
            ("C", x + kx, y - ry, x + rx, y - ky, x + rx, y),
            ("Z",),
        )
    )


def rectangle(x: float, y: float, width: float, height: float, radius: float = 0.0) -> Path:
    """A rectangle from its top left corner, with round corners if asked."""
    r = min(radius, width / 2, height / 2)
    if r <= 0:
        return polygon([(x, y), (x + width, y), (x + width, y + height), (x, y + height)])
    k, right, bottom = r * (1 - _ARC), x + width, y + height
    return Path(
        (
            ("M", x + r, y),
            ("L", right - r, y),
            ("C", right - k, y, right, y + k, right, y + r),
            ("L", right, bottom - r),
            ("C", right, bottom - k, right - k, bottom, right - r, bottom),
            ("L", x + r, bottom),
            ("C", x + k, bottom, x, bottom - k, x, bottom - r),
            ("L", x, y + r),
            ("C", x, y + k, x + k, y, x + r, y),
            ("Z",),
        )
    )


@dataclass(frozen=True, slots=True)
class Stop:
    """One stop of a gradient; `at` from 0 to 1."""

    at: float
    colour: str
    opacity: float = 1.0


@dataclass(frozen=True, slots=True)
class Linear:
    """A gradient along the line from `start` to `end`, and beyond it in the colours of its ends, or, `again`, from its start."""

    start: Point
    end: Point
    stops: tuple[Stop, ...]
    again: bool = False


@dataclass(frozen=True, slots=True)
class Radial:
    """A gradient around a centre."""

    centre: Point
    radius: float
    stops: tuple[Stop, ...]


Fill: TypeAlias = str | Linear | Radial


@dataclass(frozen=True, slots=True)
class Stroke:
    """A line of a width, round at its ends and corners."""

    colour: str
    width: float
    opacity: float = 1.0
    dash: tuple[float, ...] = ()


@dataclass(frozen=True, slots=True)
class Shade:
    """What a group throws on whatever is behind it, down to the right: a soft shadow, or (light and sharp) a cut edge.

    `distance` and `blur` (a Gaussian's standard deviation, above 0) are in the group's own coordinates.
    """

    colour: str
    opacity: float
    distance: float
    blur: float


@dataclass(frozen=True, slots=True)
class Mask:
    """What of a group is seen: only what lies on `shape`, or, `inverse`, only what does not.

    In the coordinates of the group, like its children; its colours do not matter, only where it is solid.
    """

    shape: "Group"
    inverse: bool = False


@dataclass(frozen=True, eq=False, slots=True)
class Drawing:
    """A picture that somebody else drew, as its file has it: SVG, or Lottie. It stands on the origin, in the middle.

    `light` draws its darks and lights towards two colours, by a part from 0 to 1. `moment` is where in itself a Lottie is,
    from 0 to 1.
    """

    content: bytes
    kind: Literal["svg", "lottie"]
    width: float
    height: float
    light: tuple[str, str, float] | None = None
    moment: Timed[float] = 0.0


Blend = Literal["normal", "multiply", "screen", "overlay", "add", "soft-light"]


@dataclass(frozen=True, eq=False, slots=True)
class Shape:
    """One outline, filled and/or stroked."""

    path: Timed[Path]
    fill: Timed[Fill] | None = None
    stroke: Stroke | None = None
    opacity: Timed[float] = 1.0
    blend: Blend = "normal"


@dataclass(frozen=True, eq=False, slots=True)
class Group:
    """Nodes drawn in order, back to front, under one map and one opacity.

    `blur` is a Gaussian's standard deviation in stage pixels and is costly on what moves: use it on still groups.
    `clip` cuts the children to an outline (in the group's own coordinates).
    """

    children: tuple["Node", ...]
    transform: Timed[Matrix] = field(default_factory=Matrix)
    opacity: Timed[float] = 1.0
    blend: Blend = "normal"
    blur: float = 0.0
    clip: Path | None = None
    name: str = ""
    shade: Shade | None = None
    mask: Mask | None = None
    drawing: Drawing | None = None
    """Drawn in front of the children."""


Node: TypeAlias = Shape | Group


def group(*children: Node, **options: object) -> Group:
    """A group of the nodes given; options as for `Group`."""
    return Group(children, **options)  # type: ignore[arg-type]
