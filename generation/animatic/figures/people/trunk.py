"""The clothed trunk as a surface: its outline in each view, and where a place on it lies."""

from collections.abc import Callable
from dataclasses import dataclass
from itertools import pairwise

from generation.animatic.art import (
    Matrix,
    Path,
    Point,
    scale,
    shift,
    smooth,
    turn,
)
from generation.animatic.figures.people.brush import Brush
from generation.animatic.figures.people.skeleton import Body, Bones, View
from generation.animatic.figures.person import Person

Motion = Callable[[float], Bones]


@dataclass(frozen=True)
class Wear:
    """The clothed trunk of one person in one view. `cloth` is the toned colour of the upper garment."""

    person: Person
    body: Body
    brush: Brush
    view: View
    cloth: str

    @property
    def front(self) -> float:
        """x of the middle of the chest, in the torso's own coordinates."""
        return self.body.chest * 0.36 if self.view.three_quarter else 0.0

    def tone(self, colour: str) -> str:
        """Shorthand for a colour in this light."""
        return self.brush.tone(colour)

    def profile(self) -> list[tuple[float, float, float]]:
        """The torso's outline from the hips up, as (y, left x, right x); y counts up from the hips in torso lengths."""
        body = self.body
        rows = (
            (-0.05, body.hip, 0.0),
            (0.1, body.hip * 0.99, body.belly * 0.45),
            (0.36, body.waist, body.belly),
            (0.52, (body.waist + body.chest) / 2, body.belly * 0.8),
            (0.7, body.chest, body.belly * 0.25),
            (0.86, body.shoulder * 0.97, 0.0),
            (0.94, body.shoulder * 0.8, 0.0),
            (1.0, body.shoulder * 0.36, 0.0),
        )
        if not self.view.three_quarter:
            return [(y, -(half + belly * 0.45), half + belly * 0.45) for y, half, belly in rows]
        bust = body.chest * (0.2 if self.person.woman and self.person.age != "child" else 0.06)
        return [
            (y, -half * 0.78 + (0.05 * half if y < 0.8 else 0), half * 0.76 + belly + (bust if 0.6 < y < 0.8 else 0))
            for y, half, belly in rows
        ]

    def trunk(self) -> Path:
        """The torso's outline."""
        rows, length = self.profile(), self.body.torso
        left = [(x, -y * length) for y, x, _ in rows]
        right = [(x, -y * length) for y, _, x in rows]
        return smooth([*left, *reversed(right)], tension=0.9)

    def at(self, y: float, across: float) -> Point:
        """A point on the torso: `y` in torso lengths from the hips, `across` from -1 (left edge) to 1."""
        rows = self.profile()
        for (y0, l0, r0), (y1, l1, r1) in pairwise(rows):
            if y <= y1:
                share = max(0.0, (y - y0) / (y1 - y0))
                left, right = l0 + (l1 - l0) * share, r0 + (r1 - r0) * share
                middle = self.front * min(1.0, max(0.3, y + 0.3))
                x = middle + across * (right - middle if across > 0 else middle - left)
                return x, -y * self.body.torso
        return rows[-1][2] * across, -y * self.body.torso


def trunk_place(bones: Bones) -> Matrix:
    """Where the torso's own coordinates are in the picture."""
    return shift(*bones.pelvis) @ turn(bones.spine) @ scale(1.0, bones.stretch)


def on_leg(joints: tuple[Point, Point, Point], share: float) -> Point:
    (x0, y0), (x1, y1), (x2, y2) = joints
    if share < 0.52:
        k = share / 0.52
        return x0 + (x1 - x0) * k, y0 + (y1 - y0) * k
    k = (share - 0.52) / 0.48
    return x1 + (x2 - x1) * k, y1 + (y2 - y1) * k
