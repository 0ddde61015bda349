"""Tails and wings of four-legged animals, seen from any side. Lengths are in heights at the withers."""

import math
from collections.abc import Callable
from dataclasses import dataclass

from generation.animatic.art import Node, Path, Point, Shape, smooth
from generation.animatic.colour import darker
from generation.animatic.figures.actor import Actor
from generation.animatic.figures.creature_paint import Paint, bounds, limb
from generation.animatic.figures.quadruped_plan import Beast

Root = Callable[[float], Point]

_WIDTHS: dict[str, tuple[float, ...]] = {
    "bush": (0.38, 0.8, 1.1, 1.18, 0.95, 0.3),
    "rope": (1.0, 0.9, 0.8, 0.75, 0.7, 0.5),
    "tuft": (1.0, 0.7, 0.55, 0.55, 1.6, 0.5),
    "hair": (0.5, 1.0, 1.15, 1.1, 0.85, 0.3),
    "stub": (1.0, 1.0, 0.8),
    "curl": (1.0, 0.9, 0.75, 0.6, 0.5, 0.4),
    "flat": (0.7, 1.1, 1.2, 1.15, 0.9, 0.6),
    "scaly": (1.5, 1.15, 0.85, 0.6, 0.4, 0.2),
}
_LIFTS = {
    "run": 22.0,
    "sit": -6.0,
    "lie": -10.0,
    "sleep": -10.0,
    "cower": -30.0,
    "stalk": -16.0,
    "dig": 14.0,
    "bow": 24.0,
}


@dataclass(frozen=True)
class Tail:
    """One tail; `squeeze` is what the view takes of its length across the picture."""

    plan: Beast
    actor: Actor
    paint: Paint
    unit: float
    squeeze: float

    def draw(self, root: Root) -> list[Node]:
        """The tail from its root, which moves with the body."""
        plan, u = self.plan, self.unit
        widths = _WIDTHS[plan.tail]

        def outline(t: float) -> Path:
            return limb(self.spine(t, root), [w * plan.tail_width * u for w in widths])

        colour = plan.mane_colour if plan.tail == "hair" else plan.coat
        box = bounds(outline(0.0))
        nodes: list[Node] = [self.paint.form(outline, colour, box)]
        if plan.tail != "stub" and plan.tail_length > 0.5:
            nodes.insert(0, self.paint.rim(outline))
        if plan.tail_tip:
            first = 3 if plan.tail in ("bush", "tuft") else len(widths) - 2

            def tip(t: float) -> Path:
                return limb(self.spine(t, root)[first:], [w * plan.tail_width * u * 1.02 for w in widths[first:]])

            nodes.append(self.paint.form(tip, plan.tail_tip, box))
        return nodes

    def spine(self, t: float, root: Root) -> list[Point]:
        """Its joints in pixels: it swings from the root on, a moment later towards the tip."""
        plan, actor, u = self.plan, self.actor, self.unit
        count = len(_WIDTHS[plan.tail])
        lift = 26 * actor.mood.tail + _LIFTS.get(actor.pose, 0.0)
        merry = actor.mood.tail > 0.4
        brisk, swing = (7.0, 16) if merry else (1.9, 9)
        x, y = root(t)
        found = [(x * u, y * u)]
        step = plan.tail_length / (count - 1)
        for i in range(1, count):
            f = i / (count - 1)
            angle = math.radians(
                plan.tail_carry + lift + plan.tail_curl * f + swing * f * math.sin(t * brisk - f * 1.5)
            )
            x -= math.cos(angle) * step * self.squeeze
            y = min(y - math.sin(angle) * step, -plan.tail_width * 0.8)
            found.append((x * u, y * u))
        return found


def wing(plan: Beast, actor: Actor, paint: Paint, unit: float, root: Root, way: float, size: float) -> Shape:
    """A wing of skin or feathers from its root, to the left (`way` -1) or the right (1)."""
    flies = actor.pose == "fly"

    def outline(t: float) -> Path:
        x, y = root(t)
        flap = math.sin(t * (6.5 if flies else 1.5))
        spread = (0.9 if actor.pose in ("fly", "jump", "cheer", "attack") else 0.62) + 0.06 * flap
        up = 0.4 + 0.95 * flap if flies else (0.95 + 0.1 * flap) * spread
        k = size * (1.3 if flies else 1.0)
        up *= 1.0 if size > 0.9 else 1.08
        d = way * k
        points = [
            (x, y),
            (x + d * 0.3, y - up * 0.9),
            (x + d * 0.55, y - up * 1.22),
            (x + d * 0.95, y - up * 0.9),
            (x + d * 1.25, y - up * 0.35),
            (x + d * 0.9, y - up * 0.42),
            (x + d * 0.72, y - up * 0.05),
            (x + d * 0.5, y - up * 0.22),
            (x + d * 0.25, y + 0.14),
        ]
        return smooth([(px * unit, py * unit) for px, py in points], tension=0.5)

    colour = plan.mane_colour if size > 0.9 else darker(plan.mane_colour, 0.3)
    return paint.form(outline, colour)
