"""Where the hands of two-legged beings are, by what they do."""

import math

from generation.animatic.art import Point
from generation.animatic.figures.upright_plan import Upright


def hand_at(pose: str, plan: Upright, way: float, side: float, root: Point, t: float) -> Point:
    """A hand in heights; `root` is its shoulder, `way` 1 for who looks right and 0 for who looks at us."""
    x, y = root
    long, drop = plan.arm, plan.arm * 0.92
    match pose:
        case "cheer" | "attack":
            return x + side * long * 0.3, y - long * (0.84 + 0.1 * math.sin(t * 8 + side))
        case "walk" | "run":
            swing = math.sin(t * (4.5 if pose == "walk" else 8.0) + (math.pi if side > 0 else 0.0))
            return x + (0.18 * swing if way else 0.03 * side), y + drop * (0.9 - 0.08 * abs(swing))
        case "dance":
            return x + side * long * 0.7, y - long * 0.5 * math.sin(t * 5 + side)
        case "cower":
            return side * plan.width * 0.3 + way * 0.08, y - long * 0.18
        case "call":
            return side * plan.width * 0.7 + way * 0.1, y - long * 0.24
        case "dig":
            return side * plan.width * 0.3 + way * 0.2, y + long * (0.8 + 0.2 * math.sin(t * 9 + side * 1.6))
        case "bow":
            return x + side * 0.06 - way * 0.1, y + drop * 0.8
        case "talk":
            return x + side * 0.08, y + drop * (0.5 + 0.1 * math.sin(t * 3 + side))
        case _:
            one = _with_one(pose, plan, way, root, t) if side > 0 else None
            return one or (x + side * 0.05 + 0.01 * math.sin(t * 1.2 + side), y + drop)


def _with_one(pose: str, plan: Upright, way: float, root: Point, t: float) -> Point | None:
    """What only one hand does."""
    x, y = root
    match pose:
        case "reach":
            return x + plan.arm * 0.85, y - plan.arm * (0.1 + 0.12 * math.sin(t * 2.4))
        case "eat" | "drink":
            up = 0.5 - 0.5 * math.cos(t * 1.9)
            return plan.width * 0.2 + way * 0.14, y + plan.arm * (0.5 - 0.62 * up)
        case "scratch":
            return plan.width * 0.8, y - plan.arm * (0.34 + 0.06 * math.sin(t * 22))
        case _:
            return None
