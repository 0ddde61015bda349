"""Paint for creatures: forms that are shaded, rim-lit and, where the look asks, inked; and outlines to build them from."""

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import cast

from generation.animatic.art import (
    Box,
    Command,
    Fill,
    Group,
    Linear,
    Node,
    Path,
    Point,
    Shape,
    Stop,
    Stroke,
    Timed,
    ellipse,
    shift,
    smooth,
)
from generation.animatic.colour import darker, hexed, lighter, lit, mix, rgb
from generation.animatic.stage import INKED, Scheme
from generation.requests import Look


class Paint:
    """The light on one figure, in the figure's own coordinates (`mirrored` figures are drawn facing right, then flipped)."""

    def __init__(self, scheme: Scheme, look: Look, size: float, mirrored: bool = False) -> None:
        self.scheme = scheme
        self.size = size
        self.light = -scheme.light_x if mirrored else scheme.light_x
        self.inked = look.line in INKED
        self._contrast = 0.8 + 0.2 * look.contrast

    def lit(self, colour: str) -> str:
        """A local colour under this light."""
        return lit(colour, self.scheme)

    def shade(self, colour: str, amount: float = 0.4) -> str:
        """A local colour on the side away from the light."""
        base = self.lit(colour)
        # Darkened in its own hue first, then towards the shadow of the place: greyer mixtures look dirty.
        deep = hexed(*(part * (1 - 0.62 * amount) for part in rgb(base)))
        return mix(deep, mix(self.scheme.shadow, self.scheme.ambient, 0.3), amount * 0.42)

    def glow(self, colour: str, amount: float = 0.3) -> str:
        """A local colour where the light strikes it."""
        return mix(self.lit(colour), self.scheme.rim, amount)

    def volume(self, colour: str, box: Box, strength: float = 1.0) -> Linear:
        """A gradient over a box from the shade side (below) to the light side (above)."""
        x0, y0, x1, y1 = box
        middle, half = (x0 + x1) / 2, (x1 - x0) / 2
        lean = self.light if abs(self.light) > 0.3 else 0.3
        amount = strength * self._contrast
        return Linear(
            (middle - lean * half, y1),
            (middle + lean * half, y0),
            (
                Stop(0.0, self.shade(colour, 0.44 * amount)),
                Stop(0.52, self.lit(colour)),
                Stop(1.0, self.glow(colour, 0.34 * amount)),
            ),
        )

    def ink(self, weight: float = 1.0) -> Stroke | None:
        """The outline of an inked look."""
        if not self.inked:
            return None
        return Stroke(darker(self.scheme.shadow, 0.35), max(1.2, self.size * 0.0085 * weight), 0.9)

    def form(self, path: Timed[Path], colour: str, box: Box | None = None, strength: float = 1.0) -> Shape:
        """A shaded form. `box` may be left out for a still path."""
        if box is None:
            box = bounds(path(0.0) if callable(path) else path)
        return Shape(path, self.volume(colour, box, strength), self.ink())

    def bare(self, path: Timed[Path], colour: str, box: Box | None = None, strength: float = 1.0) -> Shape:
        """A shaded form without its own outline: it belongs to a larger one."""
        return replace(self.form(path, colour, box, strength), stroke=None)

    def drawn(self, path: Timed[Path], weight: float = 1.7) -> list[Node]:
        """The outline alone, or nothing where the look has none; behind the forms only its outer half shows."""
        stroke = self.ink(weight)
        return [Shape(path, None, stroke)] if stroke else []

    def flat(self, path: Timed[Path], colour: str, opacity: Timed[float] = 1.0) -> Shape:
        """A mark in one colour, without outline."""
        return Shape(path, self.lit(colour), opacity=opacity)

    def filled(self, path: Timed[Path], fill: Fill) -> Shape:
        """A form in a fill of its own, outlined where the look asks."""
        return Shape(path, fill, self.ink())

    def line(self, path: Timed[Path], colour: str, width: float, opacity: Timed[float] = 1.0) -> Shape:
        """A drawn line."""
        return Shape(path, None, Stroke(self.lit(colour), width), opacity)

    def rim(self, path: Timed[Path], width: float | None = None) -> Group:
        """A sliver of light around the edge that faces the light: put it right behind the form of the same path."""
        reach = width or max(1.3, self.size * 0.0065)
        lean = self.light if abs(self.light) > 0.25 else 0.4
        edge = Shape(path, mix(self.scheme.rim, self.scheme.sun, 0.2))
        return Group((edge,), transform=shift(lean * reach, -reach * 0.75), opacity=0.8)


@dataclass(frozen=True, slots=True)
class Inked:
    """A part of a larger form: `lines` lie behind all parts, so that ink goes around them as around one body."""

    lines: list[Node]
    nodes: list[Node]


def bounds(path: Path) -> Box:
    """The box around the points of an outline that has some."""
    return cast("Box", path.box)


def limb(spine: Sequence[Point], widths: Sequence[float], tension: float = 1.0, cap: float = 0.85) -> Path:
    """The outline of a soft tube along joints; `widths` are radii at the joints, `cap` how round the end is (0 is flat)."""
    left: list[Point] = []
    right: list[Point] = []
    last = len(spine) - 1
    for i, ((x, y), r) in enumerate(zip(spine, widths, strict=True)):
        ax, ay = spine[max(0, i - 1)]
        bx, by = spine[min(last, i + 1)]
        length = math.hypot(bx - ax, by - ay) or 1.0
        dx, dy = (bx - ax) / length, (by - ay) / length
        left.append((x + dy * r, y - dx * r))
        right.append((x - dy * r, y + dx * r))
        if i == 0:
            left.insert(0, (x - dx * r * 0.85, y - dy * r * 0.85))
        if i == last:
            left.append((x + dx * r * cap, y + dy * r * cap))
    return smooth([*left, *reversed(right)], tension=tension)


def hull(a: Point, ra: float, b: Point, rb: float) -> Path:
    """The outline around two circles: a tapered capsule."""
    distance = math.hypot(b[0] - a[0], b[1] - a[1])
    if distance <= abs(ra - rb) + 1e-6:
        centre, radius = (a, ra) if ra >= rb else (b, rb)
        return ellipse(*centre, radius)
    heading = math.atan2(b[1] - a[1], b[0] - a[0])
    spread = math.acos(max(-1.0, min(1.0, (ra - rb) / distance)))
    arcs = [(a, ra, heading + spread, heading + math.tau - spread), (b, rb, heading - spread, heading + spread)]
    commands: list[Command] = []
    for (x, y), r, start, end in arcs:
        commands.append(("L" if commands else "M", x + r * math.cos(start), y + r * math.sin(start)))
        step = (end - start) / 4
        bow = 4 / 3 * math.tan(step / 4) * r
        for k in range(4):
            p, q = start + step * k, start + step * (k + 1)
            px, py, qx, qy = x + r * math.cos(p), y + r * math.sin(p), x + r * math.cos(q), y + r * math.sin(q)
            commands.append((
                "C", px - bow * math.sin(p), py + bow * math.cos(p), qx + bow * math.sin(q), qy - bow * math.cos(q), qx, qy
            ))  # fmt: skip
    return Path((*commands, ("Z",)))


def resampled(points: Sequence[Point], count: int) -> list[Point]:
    """`count` points evenly along the soft closed curve through `points`."""
    dense: list[Point] = []
    n = len(points)
    for i in range(n):
        p0, p1, p2, p3 = points[i - 1], points[i], points[(i + 1) % n], points[(i + 2) % n]
        for k in range(8):
            t = k / 8
            dense.append((_catmull(p0[0], p1[0], p2[0], p3[0], t), _catmull(p0[1], p1[1], p2[1], p3[1], t)))
    lengths = [0.0]
    for i in range(len(dense)):
        (ax, ay), (bx, by) = dense[i], dense[(i + 1) % len(dense)]
        lengths.append(lengths[-1] + math.hypot(bx - ax, by - ay))
    found: list[Point] = []
    i = 0
    for k in range(count):
        want = lengths[-1] * k / count
        while lengths[i + 1] < want:
            i += 1
        found.append(dense[i])
    return found


def _catmull(a: float, b: float, c: float, d: float, t: float) -> float:
    return 0.5 * (2 * b + (c - a) * t + (2 * a - 5 * b + 4 * c - d) * t * t + (3 * b - a - 3 * c + d) * t**3)


def shaggy(points: Sequence[Point], count: int, depth: float, lean: float = 0.0) -> Path:
    """A closed outline with `count` tufts standing out by `depth`; `lean` slants them along the outline."""
    ring = resampled(points, count * 2)
    n = len(ring)
    turn = 1.0 if _area(ring) > 0 else -1.0
    tufted: list[Point] = []
    for i, (x, y) in enumerate(ring):
        (ax, ay), (bx, by) = ring[i - 1], ring[(i + 1) % n]
        length = math.hypot(bx - ax, by - ay) or 1.0
        dx, dy = (bx - ax) / length, (by - ay) / length
        out = depth if i % 2 else 0.0
        tufted.append((x + dy * out * turn + dx * out * lean, y - dx * out * turn + dy * out * lean))
    return smooth(tufted, tension=0.35)


def woolly(points: Sequence[Point], count: int, depth: float) -> Path:
    """A closed outline of round bumps, as of wool or a cloud."""
    ring = resampled(points, count)
    n = len(ring)
    turn = 1.0 if _area(ring) > 0 else -1.0
    commands: list[tuple[float | str, ...]] = [("M", *ring[0])]
    for i in range(n):
        (ax, ay), (bx, by) = ring[i], ring[(i + 1) % n]
        ox, oy = (by - ay) * turn, -(bx - ax) * turn
        length = math.hypot(ox, oy) or 1.0
        k = depth * 1.5 / length
        commands.append(("C", ax + ox * k, ay + oy * k, bx + ox * k, by + oy * k, bx, by))
    return Path((*commands, ("Z",)))


def _area(points: Sequence[Point]) -> float:
    return sum(points[i - 1][0] * points[i][1] - points[i][0] * points[i - 1][1] for i in range(len(points)))


def bend(a: Point, b: Point, first: float, second: float, side: float) -> Point:
    """The joint between two bones from `a` to `b`; `side` +1 bends it to the right of the way (downwards is y)."""
    dx, dy = b[0] - a[0], b[1] - a[1]
    distance = max(1e-6, math.hypot(dx, dy))
    reach = min(distance, (first + second) * 0.999)
    along = (first * first - second * second + reach * reach) / (2 * reach)
    off = math.sqrt(max(0.0, first * first - along * along))
    ux, uy = dx / distance, dy / distance
    return a[0] + ux * along - uy * off * side, a[1] + uy * along + ux * off * side


def at_times(path: Callable[[float], Path], moves: bool) -> Timed[Path]:
    """The path over time, or as it is for good."""
    return path if moves else path(0.0)


def ellipse_turned(x: float, y: float, rx: float, ry: float, degrees: float) -> Path:
    """An ellipse turned clockwise around its centre."""
    cos, sin = math.cos(math.radians(degrees)), math.sin(math.radians(degrees))
    ring = [(rx * math.cos(math.tau * k / 12), ry * math.sin(math.tau * k / 12)) for k in range(12)]
    return smooth([(x + px * cos - py * sin, y + px * sin + py * cos) for px, py in ring])


def bright(colour: str) -> str:
    """A highlight of a colour."""
    return lighter(colour, 0.55)
