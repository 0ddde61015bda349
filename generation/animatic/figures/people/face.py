"""The head in a view: skull, skin, ears, nose, the lines of age.

Head units (see `expression`). Features sit on a ball that is turned to the view, which foreshortens the far side.
"""

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import TypeVar

from generation.animatic.art import (
    Fill,
    Linear,
    Matrix,
    Node,
    Path,
    Point,
    Radial,
    Shape,
    Stop,
    Stroke,
    Timed,
    ellipse,
    polygon,
    shift,
    smooth,
)
from generation.animatic.colour import lighter, mix, saturated
from generation.animatic.figures.people.brush import Brush
from generation.animatic.figures.people.expression import Feeling, Lips
from generation.animatic.figures.person import Person

T = TypeVar("T")

_BALL = 86.0


@dataclass(frozen=True)
class Head:
    """One head in one view. `yaw` in degrees: 0 faces the camera, 20 is three-quarter to the right."""

    person: Person
    brush: Brush
    yaw: float
    feeling: Feeling
    pixels: float
    """Stage pixels per head unit, for line widths."""
    mood: Callable[[float], Feeling] | None = None
    """The feeling over time, where it changes; `feeling` is the first one."""

    def felt(self, make: Callable[[Feeling], T]) -> Timed[T]:
        """What the feeling makes of a part: still if the feeling is."""
        mood = self.mood
        if mood is None:
            return make(self.feeling)
        kept = lru_cache(maxsize=3)(make)
        return lambda t: kept(mood(t))

    @property
    def skin(self) -> str:
        """Skin in this light."""
        return self.brush.skin(self.person.skin)

    @property
    def child(self) -> bool:
        """Children's faces sit lower and rounder."""
        return self.person.age == "child"

    @property
    def drop(self) -> float:
        """How far the features sit below the ordinary."""
        return 11.0 if self.child else 0.0

    def across(self, u: float) -> float:
        """x of a place on the face, `u` from -1 to 1 across it."""
        return _BALL * math.sin(math.asin(max(-1.0, min(1.0, u))) + math.radians(self.yaw))

    def narrow(self, u: float) -> float:
        """How much narrower things are there than seen straight on."""
        angle = math.asin(max(-1.0, min(1.0, u)))
        return math.cos(angle + math.radians(self.yaw)) / math.cos(angle)

    def ink(self, width: float = 2.2) -> Stroke | None:
        """The ink line in head units."""
        return self.brush.outline(width / self.pixels)


def skull(head: Head, gape: float = 0.0) -> Path:
    """The outline of head and jaw; an open mouth lowers the jaw by `gape`."""
    jaw = head.person.jaw * 5 + (4 if head.person.build == "stout" else 0)
    long = -5 if head.child else (2 if head.person.build in {"slim", "tall"} else 0)
    cheek = 5 if head.child or head.person.build == "stout" else 0
    if head.yaw == 0:
        right = [
            (0, -104),
            (47, -93),
            (76, -60),
            (84, -8),
            (80 + cheek, 34),
            (60 + jaw + cheek, 74),
            (28 + jaw * 0.6, 95 + long),
            (0, 101 + long),
        ]
        left = [(-x, y) for x, y in reversed(right[1:-1])]
        return smooth(_gaping([*right, *left], gape), tension=0.95)
    points = [
        (-8, -101),
        (44, -94),
        (73, -60),
        (82, -24),
        (78, 0),
        (82 + cheek * 0.6, 28),
        (77 + cheek, 56),
        (60 + jaw * 0.4, 86 + long),
        (34 + jaw * 0.3, 101 + long),
        (6, 97 + long),
        (-36 - jaw, 78 + cheek),
        (-62 - jaw, 46),
        (-70, 18),
        (-82, -16),
        (-80, -56),
        (-50, -89),
    ]
    return smooth(_gaping(points, gape), tension=0.95)


def _gaping(points: Sequence[Point], gape: float) -> Sequence[Point]:
    """What lies below the cheekbones goes down with the chin, and a little inwards."""
    if gape == 0:
        return points
    shares = [max(0.0, (y - 26.0) / 74.0) for _, y in points]
    return [(x * (1 - 0.0035 * gape * k), y + gape * k) for (x, y), k in zip(points, shares, strict=True)]


def gaping(lips: Timed[Lips]) -> Timed[float]:
    """How far an open mouth lowers the jaw."""
    return (lambda t: lips(t).gape) if callable(lips) else lips.gape


def ears(head: Head) -> list[Node]:
    """Both ears from the front, the near one from the side (drawn over the hair's edge by the caller)."""
    skin, brush = head.skin, head.brush
    nodes: list[Node] = []
    for side in (-1, 1) if head.yaw == 0 else (-1,):
        x = side * 84.0 if head.yaw == 0 else -42.0
        y = 12 + head.drop * 0.6
        w = side * (11.0 if head.yaw == 0 else 15.0)
        outer = smooth(
            [
                (x - w * 0.3, y - 17),
                (x + w * 0.6, y - 22),
                (x + w * 1.25, y - 8),
                (x + w, y + 12),
                (x + w * 0.2, y + 23),
                (x - w * 0.4, y + 12),
            ]
        )
        tone = brush.shade(skin, 0.1) if side != brush.sign else skin
        nodes.append(Shape(outer, tone, head.ink(2.0)))
        inner = smooth(
            [(x + w * 0.7, y - 13), (x + w * 0.85, y - 3), (x + w * 0.2, y + 2), (x + w * 0.4, y + 12)], closed=False
        )
        nodes.append(Shape(inner, None, Stroke(brush.shade(skin, 0.34), 3.2, 0.7)))
    return nodes


def skin_shape(head: Head, gape: Timed[float] = 0.0) -> list[Node]:
    """The head itself with its light and its cheeks."""
    brush, skin = head.brush, head.skin
    outline = (lambda t: skull(head, gape(t))) if callable(gape) else skull(head, gape)
    nodes: list[Node] = [Shape(outline, brush.across(skin, 92, 0, 0.85), head.ink(2.4))]
    for u in (-0.5, 0.5):
        far = u > 0 and head.yaw > 0
        x, y, r = head.across(0.4 if far else u), 38 + head.drop, 19.0 if far else 25.0

        def cheek(feeling: Feeling, x: float = x, y: float = y, r: float = r) -> Fill:
            warm = mix(skin, brush.tone("#d9505a"), 0.34 + 0.28 * feeling.blush)
            strength = 0.34 + 0.5 * feeling.blush + (0.12 if head.child else 0)
            return Radial((x, y), r, (Stop(0, warm, strength), Stop(0.5, warm, strength * 0.55), Stop(1, warm, 0)))

        fill = head.felt(cheek)
        nodes.append(Shape(ellipse(x, y, r * max(0.45, head.narrow(u)), r * 0.82), fill))
    if head.person.freckles:
        dots: Path | None = None
        for u, y in (
            (-0.55, 30),
            (-0.46, 38),
            (-0.36, 30),
            (-0.28, 39),
            (0.28, 39),
            (0.36, 30),
            (0.46, 38),
            (0.55, 30),
            (-0.06, 26),
            (0.08, 30),
        ):
            dot = ellipse(head.across(u), y + head.drop, 2.3 * head.narrow(u), 2.1)
            dots = dot if dots is None else dots + dot
        nodes.append(Shape(dots or ellipse(0, 0, 0), brush.shade(saturated(skin, 1.25), 0.26), opacity=0.75))
    return nodes


def wrinkles(head: Head) -> list[Node]:
    """What years leave: lines beside the nose, under the eyes, on the brow."""
    if head.person.age != "old":
        return []
    lines: Path | None = None
    for side in (-1, 1):
        for points in (
            ((0.2, 34), (0.32, 44), (0.36, 58)),
            ((0.2, 24), (0.36, 29), (0.52, 24)),
            ((0.68, 0), (0.78, -6)),
            ((0.68, 8), (0.8, 9)),
            ((0.1, -62), (0.4, -64)),
        ):
            if side > 0 and head.yaw and points[0][0] > 0.5:
                continue
            line = smooth([(head.across(side * u), y) for u, y in points], closed=False)
            lines = line if lines is None else lines + line
    return [Shape(lines or polygon([(0, 0), (0, 0)]), None, Stroke(head.brush.shade(head.skin, 0.34), 2.6, 0.5))]


def nose(head: Head) -> list[Node]:
    """Bridge in shade, tip and nostrils."""
    brush, skin = head.brush, head.skin
    shade, light = brush.shade(saturated(skin, 1.12), 0.25), brush.bright(lighter(skin, 0.1), 0.4)
    length = {"button": 26.0, "sharp": 40.0, "broad": 36.0}.get(head.person.nose, 35.0) - (7 if head.child else 0)
    half = {"button": 10.0, "sharp": 9.5, "broad": 15.0}.get(head.person.nose, 11.5) - (1.5 if head.child else 0)
    top, tip = head.drop, head.drop + length
    x = head.across(0.0)
    if head.yaw == 0:
        side = -brush.sign
        bridge = smooth(
            [
                (side * 5, top - 4),
                (side * half * 0.75, tip - 12),
                (side * half, tip - 2),
                (side * half * 0.4, tip + 4),
                (-side * half * 0.3, tip + 3),
                (side * 1, tip - 10),
            ],
            tension=0.8,
        )
        under = smooth(
            [(-half, tip - 2), (-half * 0.6, tip + 4), (0, tip + 3), (half * 0.6, tip + 4), (half, tip - 2)],
            closed=False,
        )
        spot = (brush.sign * 1.5, tip - 7)
        soft = Radial(spot, half * 0.7, (Stop(0, light, 0.5), Stop(0.4, light, 0.28), Stop(1, light, 0)))
        return [
            Shape(bridge, shade, opacity=0.55),
            Shape(under, None, Stroke(brush.shade(skin, 0.42), 3.4, 0.8)),
            Shape(ellipse(*spot, half * 0.7), soft),
        ]
    out = {"button": 11.0, "sharp": 20.0, "broad": 14.0}.get(head.person.nose, 15.0) - (3 if head.child else 0)
    # The nose stands out before the far cheek: a bridge line, a tip, a wing.
    wedge = smooth(
        [
            (x + 4, top + 1),
            (x + out * 0.62, tip - 14),
            (x + out, tip - 4),
            (x + out * 0.7, tip + 4),
            (x - 2, tip + 3),
            (x - half * 0.7, tip - 3),
            (x + 1, tip - 16),
        ],
        tension=0.8,
    )
    fill = Linear(
        (x - half, tip),
        (x + out, tip - 8),
        (
            Stop(0, shade, 0.0),
            Stop(0.45, shade if brush.sign < 0 else skin, 0.8),
            Stop(1, shade if brush.sign < 0 else light, 0.7),
        ),
    )
    line = smooth(
        [(x + out * 0.5, tip - 18), (x + out * 0.99, tip - 4), (x + out * 0.66, tip + 4), (x + 2, tip + 3)],
        closed=False,
    )
    wing = smooth([(x - half * 0.4, tip - 6), (x - half * 0.75, tip), (x - half * 0.25, tip + 4)], closed=False)
    return [Shape(wedge, fill), Shape(line + wing, None, Stroke(brush.shade(skin, 0.42), 3.2, 0.8))]


def face_shift(nod: float, aside: float = 0.0) -> Matrix:
    """How the features slide over the head when it nods or turns a little aside."""
    return shift(aside, max(-14.0, min(16.0, nod * 0.62)))
