"""Ears, horns and forelocks."""

import math

from generation.animatic.art import Group, Node, Point, Shape, smooth, turn
from generation.animatic.colour import darker
from generation.animatic.figures.creature_head_plan import EarKind, Face, Spot
from generation.animatic.figures.creature_motion import flicking
from generation.animatic.figures.creature_paint import limb


def ears_and_horns(face: Face) -> tuple[list[Node], list[Node]]:
    """What lies behind the skull, and what lies before it."""
    plan, view = face.plan, face.view
    back: list[Node] = []
    front: list[Node] = []
    for side in (1.0, -1.0):
        near = view.at(side, 0, 0)[2] > 0.35 or view.behind
        hangs = plan.ear in ("flop", "fan", "side")
        if plan.horn:
            (front if near else back).append(_horn(face, side))
        if plan.antlers:
            (front if near and view.sideways > 0.5 else back).append(_antler(face, side))
        if plan.ear != "none":
            before = near if not hangs else view.at(side, 0, 0.1)[2] > -0.3
            (front if before and not (plan.ear == "fan" and view.sideways < 0.6) else back).append(_ear(face, side))
    if plan.fringe:
        front.append(_fringe(face))
    return back, front


def _ear(face: Face, side: float) -> Group:
    plan, view, paint, mood = face.plan, face.view, face.paint, face.mood
    x, y, z = plan.ear_at
    base = view.point(x * side, y, z)
    lean = math.radians(plan.ear_lean - 22 * min(0.0, mood.ears) - 5 * max(0.0, mood.ears))
    tip = view.at(
        x * side + math.sin(lean) * plan.ear_length * side * 0.85,
        y + math.cos(lean) * plan.ear_length,
        z - plan.ear_length * (0.12 + 0.55 * max(0.0, math.sin(lean) - 0.3) + 0.45 * max(0.0, -mood.ears)),
    )
    along = (tip[0] - base[0], tip[1] - base[1])
    length = math.hypot(*along) or 1.0
    ux, uy = along[0] / length, along[1] / length
    # An ear's opening is seen full from the front, and turned away on the far side.
    width = plan.ear_width * view.radius * (0.72 + 0.28 * math.cos(math.radians(view.yaw)) if side > 0 else 0.95)
    outline = _ear_outline(plan.ear, length, width)

    def placed(points: list[Point], k: float = 1.0, lift: float = 0.0) -> list[Point]:
        return [
            (base[0] + ux * (a * k + lift) - uy * b * k, base[1] + uy * (a * k + lift) + ux * b * k) for a, b in points
        ]

    colour = plan.ear_colour or face.coat
    outer = smooth(placed(outline), tension=0.75)
    nodes: list[Node] = [paint.form(outer, colour if side < 0 or view.sideways < 0.5 else darker(colour, 0.18))]
    if side < 0:
        nodes.insert(0, paint.rim(outer))
    if not view.behind or plan.ear == "fan":
        nodes.append(
            Shape(smooth(placed(outline, 0.66, length * 0.1), tension=0.75), paint.shade(plan.ear_inside, 0.16))
        )
    if plan.ear_tip:
        nodes.append(
            Shape(
                smooth(placed([(a, b) for a, b in outline if a > length * 0.55]), tension=0.5), paint.lit(plan.ear_tip)
            )
        )
    twitch = (lambda t: 0.0) if face.still_ears else flicking(face.seed + int(side) * 17, 11)
    return Group(tuple(nodes), transform=(lambda t: turn(twitch(t), base)) if not face.still_ears else turn(0, base))


def _ear_outline(kind: EarKind, length: float, width: float) -> list[Point]:
    """Points around an ear: along it, and across it."""
    table: dict[str, tuple[tuple[float, float], ...]] = {
        "point": (
            (-0.15, -0.9),
            (0.25, -1.0),
            (0.65, -0.62),
            (1.0, -0.05),
            (1.0, 0.05),
            (0.62, 0.62),
            (0.2, 1.0),
            (-0.15, 0.9),
        ),
        "round": ((-0.1, -0.7), (0.4, -1.08), (0.85, -0.75), (1.0, 0.0), (0.85, 0.75), (0.4, 1.08), (-0.1, 0.7)),
        "leaf": ((-0.1, -0.5), (0.3, -0.95), (0.65, -0.75), (1.0, 0.0), (0.65, 0.75), (0.3, 0.95), (-0.1, 0.5)),
        "long": (
            (-0.05, -0.6),
            (0.3, -0.9),
            (0.7, -0.95),
            (0.95, -0.4),
            (1.0, 0.1),
            (0.9, 0.55),
            (0.6, 0.95),
            (0.25, 0.9),
            (-0.05, 0.6),
        ),
        "flop": (
            (-0.1, -0.6),
            (0.3, -0.95),
            (0.75, -1.0),
            (1.0, -0.35),
            (1.0, 0.4),
            (0.75, 0.95),
            (0.3, 0.9),
            (-0.1, 0.6),
        ),
        "fan": (
            (0.0, -0.75),
            (0.35, -1.15),
            (0.8, -1.0),
            (1.05, -0.4),
            (1.0, 0.45),
            (0.95, 1.1),
            (0.6, 1.35),
            (0.25, 1.0),
            (0.0, 0.6),
        ),
        "side": ((-0.05, -0.4), (0.35, -0.85), (0.75, -0.6), (1.0, 0.05), (0.7, 0.65), (0.35, 0.8), (-0.05, 0.45)),
    }
    return [(a * length, b * width) for a, b in table[kind]]


def _horn(face: Face, side: float) -> Group:
    plan, view, paint = face.plan, face.view, face.paint
    spine = [view.point(x * side, y, z) for x, y, z in plan.horn]
    n = len(spine)
    widths = [plan.horn_width * view.radius * (1.05 - 0.88 * k / (n - 1)) for k in range(n)]
    colour = plan.horn_colour if side < 0 else darker(plan.horn_colour, 0.2)
    path = limb(spine, widths)
    return Group((paint.rim(path), paint.form(path, colour)))


def _antler(face: Face, side: float) -> Group:
    view, paint = face.view, face.paint
    colour = "#8d6f4e" if side < 0 else "#6d553c"

    def beam(*spots: Spot, width: float) -> Shape:
        spine = [view.point(x * side, y, z) for x, y, z in spots]
        return paint.form(
            limb(spine, [view.radius * width * (1 - 0.6 * k / len(spine)) for k in range(len(spine))]), colour
        )

    return Group(
        (
            beam((0.35, 0.8, 0), (0.75, 1.35, -0.35), (1.15, 2.05, -0.4), (1.05, 2.9, 0.05), width=0.12),
            beam((0.55, 1.1, -0.15), (0.75, 1.45, 0.3), (0.7, 1.9, 0.55), width=0.09),
            beam((1.05, 1.85, -0.4), (1.55, 2.2, -0.35), (1.75, 2.7, -0.2), width=0.08),
            beam((1.12, 2.3, -0.3), (1.25, 2.6, 0.25), (1.2, 3.0, 0.5), width=0.07),
        )
    )


def _fringe(face: Face) -> Shape:
    plan, view = face.plan, face.view
    f = plan.fringe
    points = [
        view.point(*spot)
        for spot in (
            (-0.35, 0.95, -0.1),
            (-0.3, 0.55, 0.75),
            (-0.1, 0.3 - f, 0.98),
            (0.1, 0.45 - f * 0.6, 0.98),
            (0.25, 0.2 - f * 0.4, 0.95),
            (0.35, 0.6, 0.7),
            (0.35, 0.98, -0.1),
            (0.0, 1.15, -0.2),
        )
    ]
    return face.paint.form(smooth(points, tension=0.7), plan.mane_colour)
