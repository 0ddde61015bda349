"""The head of a beast: placed in depth, so that one plan gives a profile, a three-quarter face and the back of a head.

A plan is in skull radii. x goes to the creature's sides (its own right is negative, near when it faces right), y up,
z to its nose. Yaw 0 looks at the camera, 90 to the right.
"""

import math
from dataclasses import dataclass, field
from typing import Literal

from generation.animatic.art import Group, Node, Path, Point, Shape, ellipse, smooth, turn
from generation.animatic.colour import darker, mix
from generation.animatic.figures.creature_eyes import EyePlan, EyeStyle, draw_eye
from generation.animatic.figures.creature_motion import Feeling, Motion, Speech, flicking
from generation.animatic.figures.creature_paint import Box, Paint, at_times, bounds, hull, limb, shaggy

Spot = tuple[float, float, float]
EarKind = Literal["point", "round", "leaf", "long", "flop", "fan", "side", "none"]
NoseKind = Literal["pad", "snout", "nostrils", "beak", "none"]


@dataclass(frozen=True, slots=True)
class HeadPlan:
    """What a head is like. Lengths in skull radii, colours before light."""

    skull: tuple[float, float, float] = (1.0, 0.95, 1.05)
    """Half width, half height, half length."""
    muzzle: float = 1.7
    """From the centre of the skull to the tip of the nose."""
    drop: float = 0.42
    """How far the nose lies below the centre."""
    roots: float = 0.62
    tip: float = 0.3
    """Radii of the muzzle at the face and at the nose."""
    jaw: float = 0.62
    """Thickness of the lower jaw, as a part of the muzzle."""
    nose: NoseKind = "pad"
    nose_size: float = 0.2
    nose_colour: str = "#241a1e"
    eye: Spot = (0.46, 0.2, 0.82)
    eye_size: float = 0.22
    eye_style: EyeStyle = "round"
    iris: str = "#7a4a20"
    ear: EarKind = "point"
    ear_at: Spot = (0.58, 0.72, -0.1)
    ear_length: float = 0.9
    ear_width: float = 0.42
    ear_lean: float = 18.0
    """Degrees outwards from upright."""
    ear_inside: str = "#d9a38f"
    ear_colour: str | None = None
    ear_tip: str | None = None
    cheek: float = 0.0
    """How far fur stands out at the cheeks."""
    mask: Literal["none", "fox", "badger", "muzzle", "blaze", "tiger", "cheek", "weasel"] = "muzzle"
    mask_colour: str = "#f3e6d4"
    mane: float = 0.0
    mane_colour: str = "#7a4220"
    horn: tuple[Spot, ...] = ()
    horn_width: float = 0.14
    horn_colour: str = "#d8cbb0"
    antlers: bool = False
    beard: float = 0.0
    whiskers: bool = False
    fringe: float = 0.0
    trunk: bool = False
    quills: bool = False
    teeth: bool = False
    buck: bool = False


@dataclass(frozen=True, slots=True)
class View:
    """From where a head is seen, and how large."""

    yaw: float
    pitch: float
    radius: float

    def at(self, x: float, y: float, z: float) -> tuple[float, float, float]:
        """Project a spot: picture x, picture y, and how near it is (positive is before the middle of the head)."""
        p, w = math.radians(self.pitch), math.radians(self.yaw)
        up, forth = y * math.cos(p) + z * math.sin(p), z * math.cos(p) - y * math.sin(p)
        across = forth * math.sin(w) + x * math.cos(w)
        near = forth * math.cos(w) - x * math.sin(w)
        return across * self.radius, -up * self.radius, near

    def point(self, x: float, y: float, z: float) -> Point:
        """The picture point of a spot."""
        px, py, _ = self.at(x, y, z)
        return px, py

    @property
    def behind(self) -> bool:
        """Whether the back of the head is seen."""
        return math.cos(math.radians(self.yaw)) < -0.2

    @property
    def sideways(self) -> float:
        """0 seen from the front or the back, 1 in profile."""
        return abs(math.sin(math.radians(self.yaw)))


@dataclass(frozen=True, slots=True)
class Face:
    """Everything that one head needs to be drawn."""

    plan: HeadPlan
    view: View
    paint: Paint
    mood: Feeling
    speech: Speech
    closed: Motion
    coat: str
    seed: int
    still_ears: bool = False
    extra: tuple[Node, ...] = field(default=())


def draw_head(face: Face) -> Group:
    """Draw the head around its centre."""
    back, front = _ears_and_horns(face)
    mane = _mane(face)
    features = [*_muzzle(face), *_eyes(face)]
    if face.view.behind:
        nodes = [*mane[:0], *_jaw(face), *_muzzle(face)[:1], *back, *mane, *_skull(face), *front]
    else:
        nodes = [*mane, *back, *_jaw(face), *_skull(face), *_mask(face), *features, *front, *_beard(face)]
    return Group((*nodes, *face.extra))


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
    return [paint.rim(path), paint.form(path, face.coat, _box(face))]


def _box(face: Face) -> Box:
    """The box whose gradient skull, muzzle and jaw share, so that no seam shows."""
    w, h, length = face.plan.skull
    r = face.view.radius
    half = (w + (length - w) * face.view.sideways) * r
    return -half, -h * r, max(half, face.plan.muzzle * face.view.sideways * r), h * r * 1.25


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


def _ears_and_horns(face: Face) -> tuple[list[Node], list[Node]]:
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
    if (not view.behind and plan.ear != "fan") or plan.ear == "fan":
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


def _chin(face: Face, opening: float) -> tuple[Spot, float, float]:
    """Where the chin is, and the radii of the jaw at its root and its tip."""
    plan = face.plan
    root, tip = plan.roots * plan.jaw, plan.tip * (plan.jaw + 0.12)
    reach = plan.muzzle - 0.22 - plan.tip * 0.35
    angle = math.radians(3 + 27 * min(1.0, opening))
    y0 = -plan.drop * 0.8 - plan.roots * 0.28
    y = -plan.drop - plan.tip * 0.72
    return (0.0, y - math.sin(angle) * (reach - 0.25), reach * math.cos(angle) * 0.98), root, tip if y0 else tip


def _jaw(face: Face) -> list[Node]:
    plan, view, paint = face.plan, face.view, face.paint
    if plan.trunk:
        return [
            paint.form(
                hull(view.point(0, -0.5, 0.5), view.radius * 0.42, view.point(0, -0.95, 0.95), view.radius * 0.22),
                face.coat,
            )
        ]
    gap = face.speech.opening

    def opening(t: float) -> float:
        return gap(t) + face.mood.opening

    def outline(t: float) -> Path:
        chin, root, tip = _chin(face, opening(t))
        start = view.point(0, -plan.drop * 0.7 - plan.roots * 0.35, 0.3)
        return hull(start, root * view.radius, view.point(*chin), tip * view.radius)

    def inside(t: float) -> Path:
        chin, _, tip = _chin(face, opening(t))
        wide = plan.tip * 0.75 * (1 + 0.3 * face.speech.width(t))
        corner = 0.35 + 0.4 * (plan.muzzle - 1)
        left, right = (
            view.point(-wide - 0.1, -plan.drop - plan.tip * 0.35, corner),
            view.point(wide + 0.1, -plan.drop - plan.tip * 0.35, corner),
        )
        top = view.point(0, -plan.drop - plan.tip * 0.4, plan.muzzle - 0.1)
        low = view.point(chin[0], chin[1] + tip * 0.55, chin[2])
        lows = [view.point(s * wide * 0.8, chin[1] + tip * 0.6, chin[2] * 0.93) for s in (1, -1)]
        return smooth([left, top, right, lows[0], low, lows[1]], tension=0.6)

    moves = not face.speech.silent
    jaw_box = bounds(outline(0.0))
    nodes: list[Node] = [
        paint.form(
            at_times(outline, moves), mix(face.coat, plan.mask_colour, 0.0 if plan.mask == "none" else 0.5), jaw_box
        )
    ]
    dark = mix("#4a1424", paint.lit("#4a1424"), 0.6)
    nodes.append(Shape(at_times(inside, moves), dark))
    if moves:
        nodes.append(_tongue(face))
    return nodes


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


def _muzzle(face: Face) -> list[Node]:
    plan, view, paint = face.plan, face.view, face.paint
    r = view.radius
    if plan.trunk:
        return _trunk(face)
    start = view.point(0, -plan.drop * 0.42, 0.42)
    nose = view.point(0, -plan.drop, plan.muzzle - plan.tip)
    path = hull(start, plan.roots * r, nose, plan.tip * r)
    nodes: list[Node] = [paint.form(path, face.coat, _box(face))]
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
    return [*nodes, *_lips(face), *_nose(face), *_whiskers(face)]


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
        )
        nodes.append(draw_eye(plan_of_eye, face.paint, face.mood, face.closed))
    return nodes


def _beard(face: Face) -> list[Node]:
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
    plan, view, paint = face.plan, face.view, face.paint
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
