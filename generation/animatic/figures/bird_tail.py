"""The tails of birds: fans, forks, sickles and trains of eyes."""

import math

from generation.animatic.art import (
    Group,
    Node,
    Point,
    ellipse,
    smooth,
    turn,
)
from generation.animatic.colour import darker, lighter
from generation.animatic.figures.actor import Actor
from generation.animatic.figures.bird_plan import Bird
from generation.animatic.figures.creature_paint import Paint, limb


class BirdTail:
    """One bird's tail; `base` is where it leaves the body, in heights, `tilt` how upright the body is."""

    def __init__(self, plan: Bird, actor: Actor, paint: Paint, unit: float, base: Point, tilt: float) -> None:
        self.plan, self.actor, self.paint, self.unit = plan, actor, paint, unit
        self.base, self.tilt = base, tilt
        self.front, self.flies = actor.facing != "right", actor.pose == "fly"

    def px(self, points: list[Point]) -> list[Point]:
        """Heights to pixels."""
        return [(x * self.unit, y * self.unit) for x, y in points]

    def draw(self) -> list[Node]:
        plan, u, paint = self.plan, self.unit, self.paint
        base = self.base
        colour = plan.tail_colour or plan.wing or plan.coat
        tilt = math.radians(
            self.tilt * 0.75 + (14 if self.actor.mood.tail > 0.3 else -10 if self.actor.mood.tail < -0.3 else 0)
        )
        back = (-math.cos(tilt) * (0.6 if self.front else 1.0), math.sin(tilt))
        across = (back[1], -back[0])
        long = plan.tail_length

        def spot(a: float, b: float) -> Point:
            return base[0] + back[0] * a * long + across[0] * b * long, base[1] + back[1] * a * long + across[
                1
            ] * b * long

        if plan.tail == "plume":
            return self._plume(base, colour)
        if plan.tail == "sickle":
            return self._sickles(base, colour)
        shapes: dict[str, list[tuple[float, float]]] = {
            "wedge": [(-0.3, 0.3), (0.6, 0.26), (1.0, 0.14), (1.05, -0.1), (0.6, -0.22), (-0.3, -0.32)],
            "fan": [(-0.4, 0.25), (0.5, 0.5), (0.95, 0.48), (1.08, 0.0), (0.95, -0.42), (-0.3, -0.32)],
            "fork": [(-0.2, 0.2), (0.5, 0.16), (1.1, 0.3), (0.6, 0.02), (1.05, -0.2), (0.45, -0.14), (-0.2, -0.2)],
            "stub": [(-0.5, 0.6), (0.5, 0.6), (1.0, 0.5), (0.6, -0.3), (-0.4, -0.6)],
            "long": [(-0.2, 0.17), (0.5, 0.13), (1.05, 0.03), (1.05, -0.03), (0.5, -0.1), (-0.2, -0.18)],
        }
        path = smooth(self.px([spot(a, b) for a, b in shapes[plan.tail]]), tension=0.45)
        lines = [
            paint.line(
                smooth(self.px([spot(0.1, b * 0.3), spot(0.92, b)]), closed=False),
                darker(colour, 0.35),
                max(1.0, u * 0.006),
                0.6,
            )
            for b in (0.08, -0.08)
        ]
        pivot = (base[0] * u, base[1] * u)
        return [
            Group((paint.rim(path), paint.form(path, colour), *lines), lambda t: turn(2.5 * math.sin(t * 1.9), pivot))
        ]

    def _plume(self, base: Point, colour: str) -> list[Node]:
        """A peacock's train, spread when happy or shown to the camera; else trailing."""
        plan, u, paint = self.plan, self.unit, self.paint
        spread = (
            self.front or self.actor.mood.tail > 0.2 or self.actor.pose in ("cheer", "dance") or plan.tail_length < 0.5
        )
        nodes: list[Node] = []
        if spread and not self.flies:
            count = 11
            for k in range(count):
                angle = (
                    math.radians(-15 + 210 * k / (count - 1))
                    if self.front
                    else math.radians(62 + 112 * k / (count - 1))
                )
                tip = (
                    base[0] + math.cos(angle) * plan.tail_length,
                    base[1] - math.sin(angle) * plan.tail_length * 1.02,
                )
                nodes.append(
                    paint.form(
                        limb(
                            self.px([base, ((base[0] + tip[0]) / 2, (base[1] + tip[1]) / 2), tip]),
                            [u * 0.012, u * 0.042, u * 0.07],
                        ),
                        colour if k % 2 else darker(colour, 0.16),
                    )
                )
                if plan.tail_length > 0.5:
                    nodes.append(paint.flat(ellipse(tip[0] * u, tip[1] * u, u * 0.042), "#d8a83c"))
                    nodes.append(paint.flat(ellipse(tip[0] * u, tip[1] * u, u * 0.024), "#1c3a8a"))
        else:
            for k in range(5):
                tip = (
                    base[0] - plan.tail_length * (0.75 + 0.06 * k),
                    min(-0.012, base[1] + plan.tail_length * (0.42 - 0.09 * k)),
                )
                middle = ((base[0] + tip[0]) / 2, (base[1] + tip[1]) / 2 - 0.05)
                nodes.append(
                    paint.form(
                        limb(self.px([base, middle, tip]), [u * 0.03, u * 0.045, u * 0.04]),
                        colour if k % 2 else darker(colour, 0.18),
                    )
                )
                nodes.append(paint.flat(ellipse(tip[0] * u, tip[1] * u, u * 0.03), "#d8a83c"))
                nodes.append(paint.flat(ellipse(tip[0] * u, tip[1] * u, u * 0.016), "#1c3a8a"))
        pivot = (base[0] * u, base[1] * u)
        return [Group(tuple(nodes), lambda t: turn(1.6 * math.sin(t * 1.4), pivot))]

    def _sickles(self, base: Point, colour: str) -> list[Node]:
        u, long = self.unit, self.plan.tail_length
        nodes: list[Node] = []
        for k in range(5):
            up, out = 0.95 - 0.17 * k, 0.5 + 0.12 * k
            spine = [
                base,
                (base[0] - 0.3 * long * out, base[1] - long * up * 0.75),
                (base[0] - long * out * 0.8, base[1] - long * up * 0.95),
                (base[0] - long * out * 1.15, base[1] - long * (up - 0.55) * 0.6),
            ]
            nodes.append(
                self.paint.form(
                    limb(self.px(spine), [u * 0.03, u * 0.04, u * 0.032, u * 0.008]),
                    colour if k % 2 else lighter(colour, 0.12),
                )
            )
        pivot = (base[0] * u, base[1] * u)
        return [Group(tuple(nodes), lambda t: turn(2.5 * math.sin(t * 1.6), pivot))]
