"""The head of a beast: placed in depth, so that one plan gives a profile, a three-quarter face and the back of a head."""

import math
from dataclasses import replace

from generation.animatic.art import Group, Node, Point, Shape, smooth
from generation.animatic.colour import darker
from generation.animatic.figures.creature_ears import ears_and_horns
from generation.animatic.figures.creature_eyes import EyePlan, draw_eye
from generation.animatic.figures.creature_head_plan import Face
from generation.animatic.figures.creature_muzzle import draw_beard, draw_jaw, draw_muzzle, shared_box
from generation.animatic.figures.creature_paint import shaggy


def draw_head(face: Face) -> Group:
    """Draw the head around its centre."""
    back, front = ears_and_horns(face)
    mane = _mane(face)
    features = [*draw_muzzle(face), *_eyes(face)]
    if face.view.behind:
        nodes = [*draw_jaw(face), *draw_muzzle(face)[:1], *back, *_skull(face), *mane, *front]
    else:
        outline, skull, features = _outlined(face, _skull(face), features)
        nodes = [*mane, *back, *draw_jaw(face), *outline, *skull, *_mask(face), *features, *front, *draw_beard(face)]
    return Group((*nodes, *face.extra))


def _outlined(face: Face, skull: list[Node], features: list[Node]) -> tuple[list[Node], list[Node], list[Node]]:
    """In an inked look, one outline around skull and muzzle together: their strokes lie behind both fills."""
    muzzle = features[0]
    if not face.paint.inked or face.plan.trunk or not isinstance(muzzle, Shape):
        return [], skull, features
    both = [node for node in (*skull, muzzle) if isinstance(node, Shape)]
    strokes: list[Node] = [Shape(node.path, None, face.paint.ink(1.7)) for node in both]
    bare: list[Node] = [replace(node, stroke=None) if isinstance(node, Shape) else node for node in skull]
    return strokes, bare, [replace(muzzle, stroke=None), *features[1:]]


def _skull(face: Face) -> list[Node]:
    plan, view, paint = face.plan, face.view, face.paint
    w, h, length = plan.skull
    r = view.radius
    half = (w + (length - w) * view.sideways) * r
    ring: list[Point] = []
    count = 18
    for k in range(count):
        angle = math.tau * k / count
        x, y = math.cos(angle) * half, math.sin(angle) * h * r
        # Fur at the cheeks hangs out to the sides, a little below the middle.
        if plan.cheek and 0.05 < math.sin(angle) < 0.9:
            reach = plan.cheek * r * math.sin(angle) * (1.25 if k % 2 == 0 else 0.4)
            x += math.copysign(reach, math.cos(angle))
            y += reach * 0.3
        ring.append((x, y))
    path = smooth(ring, tension=0.6 if plan.cheek else 1.0)
    return [paint.rim(path), paint.form(path, face.coat, shared_box(face))]


def _mane(face: Face) -> list[Node]:
    plan, paint, r = face.plan, face.paint, face.view.radius
    if plan.quills:
        ring = [
            (x * r - r * 0.55 * face.view.sideways, y * r)
            for x, y in (
                (1.2, 0.1),
                (0.5, 1.0),
                (-0.6, 1.2),
                (-1.3, 0.4),
                (-1.2, -0.7),
                (-0.3, -1.35),
                (0.7, -1.15),
                (1.15, -0.6),
            )
        ]
        return [paint.form(shaggy(ring, 16, r * 0.3), plan.mane_colour)]
    if plan.mane <= 0:
        return []
    m = plan.mane * r
    aside = -0.28 * r * face.view.sideways
    outer = [
        (aside + math.cos(math.tau * k / 10) * m * 0.95, math.sin(math.tau * k / 10) * m * 1.06 + 0.14 * m)
        for k in range(10)
    ]
    inner = [(aside + (x - aside) * 0.8, y * 0.8) for x, y in outer]
    wide = shaggy(outer, 17, m * 0.17, 0.5)
    return [
        paint.rim(wide),
        paint.form(wide, darker(plan.mane_colour, 0.28)),
        paint.form(shaggy(inner, 14, m * 0.15, -0.4), plan.mane_colour),
    ]


def _mask(face: Face) -> list[Node]:
    plan, view, paint = face.plan, face.view, face.paint
    nodes: list[Node] = []
    for side in (1.0, -1.0):
        if view.at(side * 0.6, 0, 0.5)[2] < -0.1:
            continue
        if plan.mask in ("fox", "cheek"):
            spots = (
                (0.2, -0.2, 1.0),
                (0.5, -0.1, 0.85),
                (0.8, -0.18, 0.45),
                (0.96 + plan.cheek * 0.6, -0.5 - plan.cheek * 0.3, -0.05),
                (0.8, -0.72, 0.2),
                (0.3, -0.85, 0.6),
            )
            nodes.append(
                paint.flat(smooth([view.point(x * side, y, z) for x, y, z in spots], tension=0.7), plan.mask_colour)
            )
        elif plan.mask == "badger":
            spots = ((0.18, 0.85, 0.4), (0.62, 0.6, 0.55), (0.62, 0.1, 0.8), (0.35, -0.4, 1.15), (0.2, 0.1, 1.0))
            nodes.append(paint.flat(smooth([view.point(x * side, y, z) for x, y, z in spots], tension=0.7), "#241f24"))
        elif plan.mask == "tiger":
            for y in (0.62, 0.36, -0.15):
                spots = ((1.0, y, 0.1), (0.6, y - 0.1, 0.6), (1.0, y - 0.16, 0.05))
                nodes.append(
                    paint.flat(smooth([view.point(x * side, yy, z) for x, yy, z in spots], tension=0.4), "#2a1c18")
                )
    return nodes


def _eyes(face: Face) -> list[Node]:
    plan, view = face.plan, face.view
    x, y, z = plan.eye
    if view.sideways < 0.6 and x > z * 0.8:
        # Eyes at the sides of a head would slip over its edge in a frontal face.
        x, z = x * 0.82, z * 1.25
    nodes: list[Node] = []
    for side in (1.0, -1.0):
        px, py, near = view.at(x * side, y, z)
        length = math.hypot(x, z) or 1.0
        turned = near / length
        if turned < 0.12 or view.behind:
            continue
        ry = plan.eye_size * view.radius
        outer = 1.0 if side * math.cos(math.radians(view.yaw)) > 0 else -1.0
        if view.sideways > 0.75:
            outer = -1.0
        plan_of_eye = EyePlan(
            (px, py),
            ry * (0.5 + 0.42 * min(1.0, turned * 1.15)),
            ry,
            outer,
            plan.eye_style,
            plan.iris,
            face.coat,
            gaze=(0.25 * view.sideways, 0.0),
            brow_size=max(ry, view.radius * 0.19),
            glasses=face.glasses,
        )
        nodes.append(draw_eye(plan_of_eye, face.paint, face.mood, face.closed))
    return nodes
