"""Jaws that open, muzzles, noses, whiskers, beards and trunks."""

import math
from collections.abc import Callable

from generation.animatic.art import Box, Node, Path, Shape, ellipse, smooth
from generation.animatic.colour import mix
from generation.animatic.figures.creature_head_plan import Face, Spot, View
from generation.animatic.figures.creature_paint import at_times, bounds, hull, limb


def _chin(face: Face, opening: float) -> tuple[Spot, float, float]:
    """Where the chin is, and the radii of the jaw at its root and its tip."""
    plan = face.plan
    root, tip = plan.roots * plan.jaw, plan.tip * (plan.jaw + 0.12)
    reach = plan.muzzle - 0.22 - plan.tip * 0.35
    angle = math.radians(3 + 27 * min(1.0, opening))
    y = -plan.drop - plan.tip * 0.72
    return (0.0, y - math.sin(angle) * (reach - 0.25), reach * math.cos(angle) * 0.98), root, tip


def draw_jaw(face: Face) -> list[Node]:
    plan, view, paint = face.plan, face.view, face.paint
    if plan.trunk:
        return [
            paint.form(
                hull(view.point(0, -0.5, 0.5), view.radius * 0.42, view.point(0, -0.95, 0.95), view.radius * 0.22),
                face.coat,
            )
        ]
    gap = face.speech.opening
    frontal = _frontal(view)

    def opening(t: float) -> float:
        return 0.0 if frontal else gap(t) + face.mood.opening

    def outline(t: float) -> Path:
        chin, root, tip = _chin(face, opening(t))
        start = view.point(0, -plan.drop * 0.7 - plan.roots * 0.35, 0.3)
        return hull(start, root * view.radius, view.point(*chin), tip * view.radius)

    moves = not face.speech.silent and not _frontal(view)
    jaw_box = bounds(outline(0.0))
    nodes: list[Node] = [
        paint.form(
            at_times(outline, moves), mix(face.coat, plan.mask_colour, 0.0 if plan.mask == "none" else 0.5), jaw_box
        )
    ]
    return nodes


def _throat(face: Face) -> list[Node]:
    """The inside of a mouth seen from the side, below the upper lip."""
    plan, view = face.plan, face.view
    if _frontal(view) or plan.trunk or (face.speech.silent and face.mood.opening == 0):
        return []
    gap = face.speech.opening

    def inside(t: float) -> Path:
        chin, _, tip = _chin(face, gap(t) + face.mood.opening)
        wide = plan.tip * 0.75 * (1 + 0.3 * face.speech.width(t))
        corner = 0.35 + 0.4 * (plan.muzzle - 1)
        lip = -plan.drop - plan.tip * 0.68
        left, right = view.point(-wide - 0.1, lip + 0.02, corner), view.point(wide + 0.1, lip + 0.02, corner)
        top = view.point(0, lip, plan.muzzle - 0.12)
        # Closed, the lower edge lies on the lip and nothing is seen.
        low = view.point(0, min(lip, chin[1] + tip * 0.55), chin[2])
        lows = [view.point(s * wide * 0.8, min(lip, chin[1] + tip * 0.6), chin[2] * 0.93) for s in (1, -1)]
        return smooth([left, top, right, lows[0], low, lows[1]], tension=0.6)

    dark = mix("#4a1424", face.paint.lit("#4a1424"), 0.6)
    nodes: list[Node] = [Shape(at_times(inside, not face.speech.silent), dark)]
    return nodes if face.speech.silent else [*nodes, _tongue(face)]


def _tongue(face: Face) -> Shape:
    plan, view = face.plan, face.view

    def outline(t: float) -> Path:
        opening = face.speech.opening(t) + face.mood.opening
        chin, _, tip = _chin(face, opening)
        x, y = view.point(0, chin[1] + tip * 0.75, chin[2] * 0.88)
        size = max(0.0, min(1.0, (opening - 0.18) * 3))
        return ellipse(
            x, y, max(0.01, plan.tip * view.radius * 0.6 * size), max(0.01, plan.tip * view.radius * 0.3 * size)
        )

    return Shape(outline, mix("#cf6468", face.paint.lit("#cf6468"), 0.6))


def draw_muzzle(face: Face) -> list[Node]:
    plan, view, paint = face.plan, face.view, face.paint
    r = view.radius
    if plan.trunk:
        return _trunk(face)
    start = view.point(0, -plan.drop * 0.42, 0.42)
    nose = view.point(0, -plan.drop, plan.muzzle - plan.tip)
    path = hull(start, plan.roots * r, nose, plan.tip * r)
    nodes: list[Node] = [paint.form(path, face.coat, shared_box(face))]
    if plan.mask in ("fox", "muzzle", "tiger", "weasel", "blaze", "badger", "cheek"):
        light = plan.mask_colour
        low = view.point(0, -plan.drop * 0.9, 0.62 + 0.1 * plan.muzzle)
        patch = hull(
            low,
            plan.roots * r * 0.66,
            view.point(0, -plan.drop - plan.tip * 0.14, plan.muzzle - plan.tip),
            plan.tip * r * 0.95,
        )
        nodes.append(Shape(patch, paint.volume(light, bounds(patch))))
    if plan.mask == "blaze":
        nodes.append(_blaze(face))
    return [*nodes, *_throat(face), *_front_mouth(face), *_lips(face), *_nose(face), *_whiskers(face)]


def _frontal(view: View) -> bool:
    """Whether the mouth is seen from the front."""
    return view.sideways < 0.66 and not view.behind


def _front_mouth(face: Face) -> list[Node]:
    """The open mouth of a face seen from the front, where the skull would hide the jaw."""
    plan, view = face.plan, face.view
    if not _frontal(view) or plan.trunk or (face.speech.silent and face.mood.opening == 0):
        return []
    moves = not face.speech.silent

    def lens(grow: float) -> Callable[[float], Path]:
        def outline(t: float) -> Path:
            gap = min(1.0, face.speech.opening(t) + face.mood.opening)
            half = plan.tip * (0.62 + 0.2 * face.speech.width(t)) * grow
            y, z = -plan.drop - plan.tip * 0.72, plan.muzzle - plan.tip * 0.45
            deep = (gap * plan.tip * 1.25 + 0.03) * grow
            spots = (
                (-half, y + 0.04, z - 0.15),
                (0.0, y, z),
                (half, y + 0.04, z - 0.15),
                (half * 0.88, y - deep * 0.55, z - 0.2),
                (half * 0.4, y - deep, z - 0.2),
                (-half * 0.4, y - deep, z - 0.2),
                (-half * 0.88, y - deep * 0.55, z - 0.2),
            )
            return smooth([view.point(*spot) for spot in spots])

        return outline

    def tongue(t: float) -> Path:
        gap = max(0.0, min(1.0, face.speech.opening(t)) - 0.25)
        x, y = view.point(0.0, -plan.drop - plan.tip * (0.72 + 1.15 * gap + 0.2), plan.muzzle - plan.tip * 0.6)
        return ellipse(
            x, y, max(0.01, plan.tip * view.radius * 0.55 * gap), max(0.01, plan.tip * view.radius * 0.42 * gap)
        )

    chin = face.coat if plan.mask == "none" else mix(face.coat, plan.mask_colour, 0.5)
    return [
        Shape(at_times(lens(1.32), moves), face.paint.shade(chin, 0.12), face.paint.ink(0.6)),
        Shape(at_times(lens(1.0), moves), mix("#4a1424", face.paint.lit("#4a1424"), 0.6)),
        Shape(at_times(tongue, moves), mix("#cf6468", face.paint.lit("#cf6468"), 0.6)),
    ]


def _blaze(face: Face) -> Shape:
    plan, view = face.plan, face.view
    y = -plan.drop + plan.tip * 0.8
    spots = (
        (-0.06, 0.75, 0.72),
        (-0.16, 0.3, 0.98),
        (-0.14, y, plan.muzzle * 0.8),
        (0.14, y, plan.muzzle * 0.8),
        (0.16, 0.3, 0.98),
        (0.06, 0.75, 0.72),
    )
    return face.paint.flat(smooth([view.point(*spot) for spot in spots], tension=0.7), plan.mask_colour)


def _lips(face: Face) -> list[Node]:
    """The line of the closed mouth, from the corner to below the nose."""
    plan, view, mood = face.plan, face.view, face.mood
    rise = 0.17 * mood.smile
    corner = 0.42 + 0.42 * (plan.muzzle - 1)
    nodes: list[Node] = []
    for side in (1.0, -1.0):
        spots = (
            (0.0, -plan.drop - plan.tip * 0.5, plan.muzzle - plan.tip * 0.35),
            (plan.tip * 0.45 * side, -plan.drop - plan.tip * 0.86, plan.muzzle - plan.tip * 0.7),
            ((plan.tip + 0.06) * side, -plan.drop - plan.tip * 0.62 + rise, corner + 0.1),
            ((plan.tip + 0.16) * side, -plan.drop - plan.tip * 0.42 + rise * 2, corner),
        )
        if side > 0 and view.sideways > 0.7:
            continue
        line = smooth([view.point(*spot) for spot in spots], closed=False)
        nodes.append(face.paint.line(line, "#3a2226", max(1.0, view.radius * 0.045), 0.85))
    return nodes


def _nose(face: Face) -> list[Node]:
    plan, view, paint = face.plan, face.view, face.paint
    r, size = view.radius, plan.nose_size
    x, y, near = view.at(0, -plan.drop + plan.tip * 0.42, plan.muzzle - plan.tip * 0.18)
    if near < -0.6:
        return []
    if plan.nose == "snout":
        squeeze = 0.45 + 0.55 * math.cos(math.radians(view.yaw))
        x, y = view.point(0, -plan.drop, plan.muzzle)
        disc = ellipse(x, y, plan.tip * r * squeeze, plan.tip * r)
        holes = tuple(
            Shape(
                ellipse(
                    x + k * plan.tip * r * 0.36 * squeeze, y, plan.tip * r * 0.16 * squeeze + 0.5, plan.tip * r * 0.26
                ),
                paint.shade(plan.nose_colour, 0.6),
            )
            for k in (1, -1)
        )
        return [paint.form(disc, plan.nose_colour), *holes]
    if plan.nose == "nostrils":
        found: list[Node] = []
        for side in (1.0, -1.0):
            hx, hy, depth = view.at(plan.tip * 0.55 * side, -plan.drop + plan.tip * 0.2, plan.muzzle - plan.tip * 0.3)
            if depth > -0.35:
                found.append(Shape(ellipse(hx, hy, r * 0.09, r * 0.06), paint.shade(plan.nose_colour, 0.3)))
        return found
    pad = smooth(
        (
            (x - r * size, y - r * size * 0.35),
            (x, y - r * size * 0.62),
            (x + r * size, y - r * size * 0.35),
            (x + r * size * 0.45, y + r * size * 0.45),
            (x, y + r * size * 0.7),
            (x - r * size * 0.45, y + r * size * 0.45),
        )
    )
    shine = ellipse(x + r * size * 0.15, y - r * size * 0.28, r * size * 0.38, r * size * 0.16)
    return [paint.flat(pad, plan.nose_colour), Shape(shine, paint.scheme.rim, opacity=0.55)]


def _whiskers(face: Face) -> list[Node]:
    plan, view = face.plan, face.view
    if not plan.whiskers:
        return []
    nodes: list[Node] = []
    for side in (1.0, -1.0):
        if view.at(side, 0, 0)[2] < -0.5:
            continue
        for k in (-1, 0, 1):
            a = view.point(plan.tip * 0.8 * side, -plan.drop - 0.05 + 0.05 * k, plan.muzzle - plan.tip * 1.2)
            b = view.point((plan.tip + 1.1) * side, -plan.drop + 0.26 * k, plan.muzzle - 0.7)
            nodes.append(
                face.paint.line(
                    smooth([a, ((a[0] + b[0]) / 2, (a[1] + b[1]) / 2 - view.radius * 0.08), b], closed=False),
                    "#f4ead8",
                    max(0.7, view.radius * 0.022),
                    0.6,
                )
            )
    return nodes


def draw_beard(face: Face) -> list[Node]:
    plan, view = face.plan, face.view
    if plan.beard <= 0:
        return []
    y, z = -plan.drop - plan.tip * 1.2, plan.muzzle - plan.tip * 1.6
    spots = (
        (-0.2, y + 0.15, z),
        (-0.24, y - plan.beard * 0.5, z),
        (0, y - plan.beard, z + 0.12),
        (0.24, y - plan.beard * 0.5, z),
        (0.2, y + 0.15, z),
    )
    points = [view.point(*spot) for spot in spots]
    if view.sideways > 0.5:
        points = [(px + (k - 2) * view.radius * 0.1, py) for k, (px, py) in enumerate(points)]
    return [face.paint.form(smooth(points, tension=0.7), plan.mane_colour)]


def _trunk(face: Face) -> list[Node]:
    view, paint = face.view, face.paint
    r = view.radius

    def outline(t: float) -> Path:
        sway = 0.12 * math.sin(t * 1.1) + 0.2 * face.speech.opening(t)
        spine = [
            view.point(0, -0.1, 0.75),
            view.point(0, -0.75, 1.15),
            view.point(0.04 * math.sin(t), -1.6, 1.25 + sway * 0.4),
            view.point(0.1, -2.3, 1.2 + sway),
            view.point(0.1, -2.6 + sway * 0.5, 1.55 + sway),
        ]
        return limb(spine, [r * 0.5, r * 0.42, r * 0.3, r * 0.22, r * 0.17])

    nodes: list[Node] = [paint.form(outline, face.coat, (-r, -r, r * 2, r * 2.6))]
    for side in (1.0, -1.0):
        if view.at(side * 0.4, 0, 0.6)[2] > 0.1:
            tusk = limb(
                [
                    view.point(0.36 * side, -0.6, 0.9),
                    view.point(0.46 * side, -1.1, 1.3),
                    view.point(0.42 * side, -1.2, 1.85),
                ],
                [r * 0.12, r * 0.1, r * 0.04],
            )
            nodes.append(paint.form(tusk, "#f2ead8"))
    return nodes


def shared_box(face: Face) -> Box:
    """The box whose gradient skull, muzzle and jaw share, so that no seam shows."""
    w, h, length = face.plan.skull
    r = face.view.radius
    half = (w + (length - w) * face.view.sideways) * r
    return -half, -h * r, max(half, face.plan.muzzle * face.view.sideways * r), h * r * 1.25
