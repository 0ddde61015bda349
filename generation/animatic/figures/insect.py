"""Insects and spiders: a row of round parts with legs, feelers and wings, and a face that can be read."""

import math
from collections.abc import Callable
from dataclasses import replace

from generation.animatic.art import Group, Matrix, Node, Path, Point, Shape, ellipse, scale, shift, smooth, turn
from generation.animatic.colour import darker, lighter
from generation.animatic.figures.actor import Actor
from generation.animatic.figures.creature_face import FlatFace, flat_face, gesture, hovering
from generation.animatic.figures.creature_paint import Paint, at_times, ellipse_turned, limb
from generation.animatic.figures.creature_wear import head_wear
from generation.animatic.figures.insect_plan import INSECTS, Insect
from generation.animatic.stage import ADULT, FigureArt


def draw_insect(species: str, colour: str | None, actor: Actor, paint: Paint) -> FigureArt:
    """Draw an insect facing right; the head turns to the camera when the figure does."""
    plan = INSECTS.get(species, INSECTS["beetle"])
    if colour:
        plan = replace(plan, coat=colour, wing_colour=colour if plan.wings == "butterfly" else plan.wing_colour)
    unit = plan.height * ADULT * actor.size
    flying = plan.flies and actor.pose in (
        "fly",
        "stand",
        "talk",
        "reach",
        "cheer",
        "dance",
        "swim",
        "jump",
        "look-up",
        "look-down",
        "run",
    )
    k = 1.0 if actor.facing == "right" else 0.72
    nodes: list[Node] = [*_legs(plan, actor, paint, unit, k, far=True)]
    if plan.wings in ("pair", "double", "butterfly"):
        nodes += _wings(plan, paint, unit, k, flying, far=True)
    nodes += _body(plan, paint, unit, k)
    nodes += _legs(plan, actor, paint, unit, k, far=False)
    if plan.wings != "none":
        nodes += _wings(plan, paint, unit, k, flying, far=False)
    head = _head(plan, actor, paint, unit, k)
    nodes = [head, *nodes] if actor.facing == "away" else [*nodes, head]
    x, y, r = plan.head
    act = gesture(actor, unit)
    bob = hovering(actor, unit * 0.08 if flying else 0.0)
    centre = (x * unit * k, -y * unit)
    # A head as large as a child's drawing would have it keeps the face readable on screen.
    height = max((y + r) * unit, unit)
    return FigureArt(
        Group(tuple(nodes), lambda t: bob(t) @ act(t)),
        height,
        unit * 1.7,
        centre,
        r * unit * 1.45,
        (0, -unit * 0.4),
        (centre[0] + r * unit, centre[1] + r * unit * 0.6),
        0.4 if flying else 1.0,
        ADULT * (0.42 if flying else 0.0),
    )


def _body(plan: Insect, paint: Paint, unit: float, k: float) -> list[Node]:
    nodes: list[Node] = []
    for i, (x, y, rx, ry, tilt) in enumerate(plan.parts):
        path = ellipse_turned(x * unit * k, -y * unit, rx * unit * k, ry * unit, tilt)
        nodes += [paint.rim(path), paint.form(path, plan.coat)]
        marks: list[Node] = []
        if plan.stripes and i == 0:
            for f in (-0.55, 0.0, 0.5):
                px = (x + f * rx) * unit * k
                marks.append(
                    paint.flat(
                        limb(
                            [(px, -(y + ry) * unit), (px + rx * unit * 0.08, -y * unit), (px, -(y - ry) * unit)],
                            [rx * unit * 0.13 * k] * 3,
                        ),
                        plan.stripes,
                    )
                )
        if plan.spots == "glow":
            marks.append(Shape(ellipse((x - rx * 0.7) * unit * k, -y * unit, rx * unit * 0.45, ry * unit), "#f6f08a"))
            nodes.insert(
                0,
                Shape(
                    ellipse((x - rx * 0.7) * unit * k, -y * unit, unit * 0.6),
                    "#f6f08a",
                    opacity=lambda t: 0.2 + 0.14 * math.sin(t * 2.3),
                ),
            )
        if marks:
            nodes.append(Group(tuple(marks), clip=path))
    if plan.sting:
        x, y, rx, _, _ = plan.parts[0]
        sting = smooth(
            [
                ((x - rx * 0.9) * unit * k, -(y - 0.02) * unit),
                ((x - rx - 0.16) * unit * k, -(y - 0.14) * unit),
                ((x - rx * 0.9) * unit * k, -(y - 0.12) * unit),
            ],
            tension=0.2,
        )
        nodes.insert(0, paint.form(sting, "#2a2226"))
    if plan.claws:
        nodes += _scorpion(plan, paint, unit, k)
    return nodes


def _scorpion(plan: Insect, paint: Paint, unit: float, k: float) -> list[Node]:
    tail = limb(
        [
            (x * unit * k, -y * unit)
            for x, y in ((-0.68, 0.3), (-0.95, 0.5), (-0.95, 0.85), (-0.65, 1.05), (-0.4, 0.95))
        ],
        [unit * w for w in (0.1, 0.09, 0.08, 0.075, 0.02)],
    )
    arm = limb(
        [(x * unit * k, -y * unit) for x, y in ((0.3, 0.22), (0.55, 0.14), (0.75, 0.28))],
        [unit * 0.05, unit * 0.05, unit * 0.05],
    )
    claw = smooth(
        [
            (x * unit * k, -y * unit)
            for x, y in ((0.68, 0.24), (0.82, 0.44), (1.02, 0.46), (0.9, 0.36), (1.04, 0.28), (0.86, 0.18))
        ],
        tension=0.6,
    )
    return [paint.form(tail, plan.coat), paint.form(arm, plan.coat), paint.form(claw, lighter(plan.coat, 0.08))]


def _legs(plan: Insect, actor: Actor, paint: Paint, unit: float, k: float, far: bool) -> list[Node]:
    nodes: list[Node] = []
    moves = actor.pose in ("walk", "run", "dance", "cheer")
    speed = 9.0 if actor.pose != "run" else 15.0
    for i in range(plan.legs):
        x = (-0.12 + 0.2 * i) if plan.leg == 0 else (-0.5 + 0.27 * i)
        spread = (-0.34 + 0.34 * i / max(1, plan.legs - 1) * 1.7) if plan.leg == 0 else (-0.75 + 0.62 * i)

        def outline(t: float, x: float = x, spread: float = spread, i: int = i) -> Path:
            step = math.sin(t * speed + i * 2.1 + (math.pi if far else 0.0)) if moves else 0.0
            foot = (
                x + spread * (1.0 if plan.leg == 0 else 0.62) + 0.08 * step + (0.06 if far else 0.0),
                -max(0.0, step) * 0.1,
            )
            knee = (x + spread * 0.72, -(0.5 if plan.leg == 0 else 0.92))
            spine = [(px * unit * k, py * unit) for px, py in ((x, -0.36), knee, foot)]
            return limb(spine, [unit * 0.036, unit * 0.032, unit * 0.022], tension=0.5)

        nodes.append(
            paint.form(
                at_times(outline, moves), darker(plan.leg_colour, 0.2) if far else lighter(plan.leg_colour, 0.06)
            )
        )
    if plan.jumper:
        kick = 0.22 if actor.pose in ("jump", "run") else 0.0
        spine = [(-0.05, -0.36), (-0.5, -0.86 - kick), (-0.72 - kick, -0.02 - kick)]
        nodes.append(
            paint.form(
                limb(
                    [(x * unit * k, y * unit) for x, y in spine], [unit * 0.1, unit * 0.055, unit * 0.03], tension=0.4
                ),
                darker(plan.leg_colour, 0.2 if far else 0.0),
            )
        )
    return nodes


def _wings(plan: Insect, paint: Paint, unit: float, k: float, flying: bool, far: bool) -> list[Node]:
    x, y = (plan.parts[-1][0]) * unit * k, -(plan.parts[-1][1] + plan.parts[-1][3] * 0.8) * unit
    if plan.wings == "case":
        return [] if far else _case(plan, paint, unit, k)
    if plan.wings == "folded":
        path = ellipse_turned(-0.42 * unit * k, -0.52 * unit, 0.52 * unit * k, 0.11 * unit, 4)
        return [paint.form(path, plan.wing_colour)]
    if plan.wings == "butterfly":
        return _butterfly(plan, paint, unit, k, flying, far)
    speed = 30.0 if flying else 1.2
    swing = 22.0 if flying else 3.0
    lean = -28 if far else -62
    nodes: list[Node] = []
    for n in range(2 if plan.wings == "double" else 1):
        long = 0.52 if plan.wings == "pair" else 0.62
        path = ellipse_turned(
            x - 0.02 * unit, y - long * unit * 0.9, 0.2 * unit if plan.wings == "pair" else 0.12 * unit, long * unit, 0
        )
        wing = Shape(path, paint.lit(plan.wing_colour), paint.ink(0.5), opacity=0.62)
        vein = paint.line(
            smooth([(x, y), (x, y - long * unit * 1.5)], closed=False),
            darker(plan.wing_colour, 0.3),
            max(0.8, unit * 0.012),
            0.5,
        )
        aim = lean + n * 40
        nodes.append(Group((wing, vein), lambda t, aim=aim: turn(aim + swing * math.sin(t * speed), (x, y))))
    return nodes


def _butterfly(plan: Insect, paint: Paint, unit: float, k: float, flying: bool, far: bool) -> list[Node]:
    x, y = -0.04 * unit * k, -0.55 * unit
    upper = smooth(
        [
            (x, y),
            (x - 0.1 * unit, y - 0.55 * unit),
            (x - 0.52 * unit, y - 0.72 * unit),
            (x - 0.78 * unit, y - 0.46 * unit),
            (x - 0.55 * unit, y - 0.08 * unit),
        ],
        tension=0.85,
    )
    lower = smooth(
        [
            (x, y),
            (x - 0.5 * unit, y - 0.06 * unit),
            (x - 0.66 * unit, y + 0.22 * unit),
            (x - 0.4 * unit, y + 0.42 * unit),
            (x - 0.12 * unit, y + 0.22 * unit),
        ],
        tension=0.85,
    )
    colour = darker(plan.wing_colour, 0.22) if far else plan.wing_colour
    edge = darker(plan.wing_colour, 0.72)
    dots = [
        paint.flat(ellipse(x - a * unit, y - b * unit, r * unit), c)
        for a, b, r, c in ((0.5, 0.45, 0.1, "#f4e2b8"), (0.5, 0.45, 0.05, edge), (0.42, -0.16, 0.07, "#f4e2b8"))
    ]
    parts: tuple[Node, ...] = (
        paint.form(lower, darker(colour, 0.16)),
        paint.rim(upper),
        paint.form(upper, colour),
        paint.line(upper, edge, max(1.2, unit * 0.035)),
        paint.line(lower, edge, max(1.2, unit * 0.03)),
        *dots,
    )
    speed = 9.0 if flying else 1.7

    def transform(t: float) -> Matrix:
        beat = 0.68 + 0.32 * math.sin(t * speed + (0.5 if far else 0.0))
        mirrored = shift(x, y) @ turn(34) @ scale(-beat if far else beat, 1.0) @ shift(-x, -y)
        return mirrored if far else shift(x, y) @ turn(20) @ scale(beat, 1.0) @ shift(-x, -y)

    return [Group(parts, transform)]


def _case(plan: Insect, paint: Paint, unit: float, k: float) -> list[Node]:
    x, y, rx, ry, tilt = plan.parts[0]
    seam = smooth(
        [
            ((x - rx * 0.95) * unit * k, -(y + 0.02) * unit),
            (x * unit * k, -(y + ry * 0.35) * unit),
            ((x + rx * 0.9) * unit * k, -(y + ry * 0.35) * unit),
        ],
        closed=False,
    )
    nodes: list[Node] = [paint.line(seam, darker(plan.coat, 0.5), max(1.0, unit * 0.025))]
    if plan.spots and plan.spots != "glow":
        nodes += [
            paint.flat(ellipse((x + dx * rx) * unit * k, -(y + dy * ry) * unit, unit * 0.075, unit * 0.065), plan.spots)
            for dx, dy in ((-0.55, 0.45), (-0.1, 0.72), (0.35, 0.55), (-0.35, -0.15), (0.2, 0.0), (0.6, 0.05))
        ]
    shine = ellipse_turned(
        (x + rx * 0.1) * unit * k, -(y + ry * 0.62) * unit, rx * 0.4 * unit, ry * 0.13 * unit, tilt - 6
    )
    return [*nodes, Shape(shine, paint.scheme.rim, opacity=0.35)]


def _head(plan: Insect, actor: Actor, paint: Paint, unit: float, k: float) -> Group:
    x, y, r = plan.head[0] * unit * k, -plan.head[1] * unit, plan.head[2] * unit
    colour = plan.head_colour or plan.coat
    skull = ellipse(x, y, r, r * 0.94)
    nodes: list[Node] = []
    for side in (1.0, -1.0) if plan.feeler else ():
        tip = (x + r * (0.5 + 0.35 * side) + plan.feeler * unit * 0.3, y - r * 0.8 - plan.feeler * unit * 0.8)
        spine = [
            (x + r * 0.28 * side + r * 0.2, y - r * 0.75),
            (x + r * (0.3 + 0.25 * side), y - r - plan.feeler * unit * 0.45),
            tip,
        ]
        droop = 16 * actor.mood.ears

        def transform(t: float, side: float = side, spine: list[Point] = spine, droop: float = droop) -> Matrix:
            return turn(-droop + 5 * math.sin(t * 2.6 + side), spine[0])

        nodes.append(
            Group(
                (
                    paint.form(limb(spine, [unit * 0.028, unit * 0.022, unit * 0.018]), darker(plan.leg_colour, 0.05)),
                    paint.form(ellipse(*tip, unit * 0.045), darker(plan.leg_colour, 0.05)),
                ),
                transform,
            )
        )
    nodes += [paint.rim(skull), paint.form(skull, colour)]
    face = FlatFace(
        (x + (r * 0.2 if actor.facing == "right" else 0.0), y - r * 0.12),
        r * 0.4,
        r * 0.44,
        r * 0.56,
        r * 0.58,
        colour,
        plan.iris,
    )
    nodes += flat_face(face, actor, paint)
    nodes.append(Group(tuple(head_wear(actor.wear, r, 0.0, paint)), shift(x, y - r * 0.75)))
    nod: Callable[[float], float] = actor.speech.opening
    return Group(tuple(nodes), lambda t: turn(-4 * nod(t) + 1.2 * math.sin(t * 1.3), (x - r, y)))
