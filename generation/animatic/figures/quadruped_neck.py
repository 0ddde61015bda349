"""Necks, manes and heads of four-legged animals, seen from any side. Points and radii are in pixels."""

import math
from collections.abc import Sequence

from generation.animatic.art import Box, Group, Node, Path, Point, Shape, turn
from generation.animatic.figures.actor import Actor
from generation.animatic.figures.creature_head import draw_head
from generation.animatic.figures.creature_head_plan import Face, View
from generation.animatic.figures.creature_motion import blinking
from generation.animatic.figures.creature_paint import Inked, Paint, limb, shaggy, woolly
from generation.animatic.figures.creature_wear import head_wear, neck_wear
from generation.animatic.figures.quadruped_plan import Beast

_MANE = (0.72, 1.4, 1.32)
"""How far the hair of a mane reaches over the nape from the withers to the poll, in the neck's radii."""
YAWS = {"right": 64.0, "camera": 15.0, "away": 160.0}


def neck(plan: Beast, actor: Actor, paint: Paint, spine: Sequence[Point], unit: float, box: Box) -> Inked:
    """The neck along its spine from inside the chest to the head, with mane and what is worn around it."""
    radii = [
        plan.neck_root * unit,
        plan.neck_root * 0.97 * unit,
        (plan.neck_root + plan.neck_top) * 0.48 * unit,
        plan.neck_top * unit,
    ]
    path = _fleece(spine, unit) if plan.wool else limb(spine, radii)
    lines: list[Node] = [paint.rim(path), *paint.drawn(path)]
    nodes: list[Node] = [paint.bare(path, plan.coat, box)]
    if plan.mane:
        nodes.append(_mane(plan, paint, spine, radii))
    nodes += neck_wear(actor.wear, spine[-1], spine[2], radii[-1], paint)
    return Inked(lines, nodes)


def _fleece(spine: Sequence[Point], unit: float) -> Path:
    inner, root, middle, _ = spine
    u = unit
    outline = [
        (inner[0] - 0.1 * u, inner[1]),
        (root[0] - 0.12 * u, root[1] - 0.1 * u),
        (middle[0] - 0.1 * u, middle[1] - 0.08 * u),
        (middle[0] + 0.14 * u, middle[1] + 0.02 * u),
        (root[0] + 0.18 * u, root[1] + 0.14 * u),
        (inner[0] + 0.12 * u, inner[1] + 0.2 * u),
    ]
    return woolly(outline, 9, u * 0.07)


def _mane(plan: Beast, paint: Paint, spine: Sequence[Point], radii: Sequence[float]) -> Shape:
    """Hair along the nape."""
    edge: list[Point] = []
    outer: list[Point] = []
    for (x, y), w, after, long in zip(spine[1:], radii[1:], [*spine[2:], spine[-1]], _MANE, strict=True):
        dx, dy = (
            (after[0] - x, after[1] - y)
            if after != (x, y)
            else (spine[-1][0] - spine[-2][0], spine[-1][1] - spine[-2][1])
        )
        length = math.hypot(dx, dy) or 1.0
        ux, uy = dx / length, dy / length
        edge.append((x + uy * w * 0.1, y - ux * w * 0.1))
        outer.append((x + uy * w * long, y - ux * w * long))
    return paint.form(shaggy([*edge, *reversed(outer)], 9, radii[-1] * 0.34, -0.8), plan.mane_colour)


def head(plan: Beast, actor: Actor, paint: Paint, pitch: float, unit: float) -> tuple[Group, View]:
    """The head around its centre, and from where it is seen. `pitch` is its own tilt, positive down."""
    yaw = YAWS[actor.facing]
    if actor.facing == "right" and plan.head.eye[0] > plan.head.eye[2]:
        yaw = 72.0
    aside = actor.facing == "right"
    radius = plan.head_size * unit
    view = View(yaw, 0.0 if aside else -pitch * 0.7, radius)
    worn = head_wear(actor.wear, radius * plan.head.skull[0], -plan.head.skull[1] * radius * 0.72, paint)
    face = Face(
        plan.head,
        view,
        paint,
        actor.mood,
        actor.speech,
        blinking(actor.seed, actor.pose == "sleep"),
        plan.coat,
        actor.look_seed,
        glasses=actor.wear.glasses,
        extra=tuple(worn),
    )
    return Group((draw_head(face),), turn(pitch if aside else 0.0)), view


def mouth(plan: Beast, view: View, pitch: float) -> Point:
    """Where the lips meet, from the head's centre: what is carried hangs there."""
    spot = view.point(0.0, -plan.head.drop - plan.head.tip * 0.5, plan.head.muzzle * 0.92)
    return turn(pitch if math.sin(math.radians(view.yaw)) > 0.5 else 0.0).apply(*spot)
