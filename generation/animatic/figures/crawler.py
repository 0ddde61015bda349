"""Serpents, frogs, crabs and bats."""

import math
from collections.abc import Callable

from generation.animatic.art import Group, Matrix, Node, Path, Point, Shape, ellipse, polygon, shift, smooth, turn
from generation.animatic.colour import darker, lighter
from generation.animatic.figures.actor import Actor
from generation.animatic.figures.creature_face import FlatFace, flat_face, gesture, hovering
from generation.animatic.figures.creature_head import draw_head
from generation.animatic.figures.creature_head_plan import Face, HeadPlan, View
from generation.animatic.figures.creature_motion import blinking
from generation.animatic.figures.creature_paint import Paint, at_times, bend, bounds, limb
from generation.animatic.figures.creature_wear import head_wear, neck_wear
from generation.animatic.stage import ADULT, FigureArt

_SNAKE = HeadPlan(
    skull=(0.95, 0.78, 1.15),
    muzzle=1.55,
    drop=0.18,
    roots=0.7,
    tip=0.42,
    jaw=0.5,
    nose="nostrils",
    nose_colour="#2e3a1c",
    eye=(0.62, 0.28, 0.72),
    eye_size=0.24,
    eye_style="slit",
    iris="#e0b83c",
    ear="none",
    mask="none",
)


def draw_serpent(species: str, colour: str | None, actor: Actor, paint: Paint) -> FigureArt:
    """Draw a snake, reared over its coils, or crawling when it walks."""
    worm = species == "worm"
    height = (0.26 if worm else 0.5) * ADULT * actor.size
    coat = colour or {"worm": "#d08a80", "eel": "#4a5a5e"}.get(species, "#6f8f3c")
    thick = height * (0.13 if worm else 0.1)
    crawls = actor.pose in ("walk", "run", "swim", "lie", "sleep", "cower")
    k = 1.0 if actor.facing == "right" else 0.7
    head: Point = (height * (0.62 if not crawls else 1.05) * k, -height * (0.86 if not crawls else 0.3))

    def spine(t: float) -> list[Point]:
        if crawls:
            speed = {"walk": 4.0, "run": 7.0, "swim": 4.0}.get(actor.pose, 0.8)
            return [
                (
                    height * (-1.5 + 2.5 * f) * k,
                    -thick * 1.1 - height * 0.13 * (1 + math.sin(f * 9 - t * speed)) * (1 - 0.2 * f),
                )
                for f in (i / 9 for i in range(10))
            ]
        sway = math.sin(t * 1.5) * height * 0.03
        return [
            (height * -0.55 * k, -thick * 1.5),
            (height * 0.1 * k, -thick * 1.2),
            (height * 0.5 * k, -thick * 2.3),
            (height * 0.15 * k, -thick * 3.9),
            (height * 0.05 * k + sway * 0.5, -height * 0.6),
            (head[0] * 0.55 + sway, -height * 0.82),
            head,
        ]

    def body(t: float) -> Path:
        points = spine(t)
        return limb(
            points, [thick * (1.05 if i else 0.9) * (0.82 if i == len(points) - 1 else 1.0) for i in range(len(points))]
        )

    def belly(t: float) -> Path:
        points = spine(t)[-4:]
        return limb([(x + thick * 0.3, y + thick * 0.25) for x, y in points], [thick * 0.5] * 4)

    def tail(t: float) -> Path:
        x, y = spine(t)[0]
        return limb(
            [
                (x + thick, y),
                (x - thick * 2.4, y + thick * 0.5),
                (x - thick * 4.6, -thick * 0.5 - abs(math.sin(t * 1.7)) * thick),
            ],
            [thick * 0.9, thick * 0.55, thick * 0.1],
        )

    nodes: list[Node] = []
    if not crawls:
        nodes += [
            paint.form(ellipse(-thick * 0.2, -thick * 1.15, height * 0.6 * k, thick * 1.2), darker(coat, 0.18)),
            paint.form(ellipse(thick * 0.3, -thick * 2.5, height * 0.46 * k, thick * 1.1), darker(coat, 0.06)),
        ]
    box = (-height * 0.6, -height, height * 0.8, 0.0)
    nodes += [
        paint.form(tail, coat, box),
        paint.rim(body),
        paint.form(body, coat, box),
        Shape(belly, paint.lit(lighter(coat, 0.4)), opacity=0.7),
    ]
    if species == "snake":
        for i in range(4):
            nodes.append(_band(spine, i, thick, darker(coat, 0.42), paint))
    r = thick * (1.5 if not worm else 1.25)
    nodes.append(_serpent_head(actor, paint, coat, r, spine, worm))
    return FigureArt(
        Group(tuple(nodes), gesture(actor, height, 0.01) if not crawls else Matrix()),
        height,
        height * (1.6 if not crawls else 2.6),
        (head[0] + r * 0.3, head[1]),
        r * 1.6,
        (0, -height * 0.4),
        (head[0] + r * 1.5, head[1] + r * 0.4),
    )


def _band(spine: Callable[[float], list[Point]], i: int, thick: float, colour: str, paint: Paint) -> Shape:
    def outline(t: float) -> Path:
        points = spine(t)
        at = min(len(points) - 2, 2 + i)
        (ax, ay), (bx, by) = points[at], points[at + 1]
        x, y = (ax + bx) / 2, (ay + by) / 2
        length = math.hypot(bx - ax, by - ay) or 1.0
        ux, uy = (bx - ax) / length, (by - ay) / length
        return polygon(
            [
                (x - ux * thick * 0.7, y - uy * thick * 0.7),
                (x + uy * thick * 0.7, y - ux * thick * 0.7),
                (x + ux * thick * 0.7, y + uy * thick * 0.7),
                (x - uy * thick * 0.5, y + ux * thick * 0.5),
            ]
        )

    return paint.flat(outline, colour, 0.75)


def _serpent_head(
    actor: Actor, paint: Paint, coat: str, r: float, spine: Callable[[float], list[Point]], worm: bool
) -> Group:
    yaw = {"right": 62.0, "camera": 16.0, "away": 165.0}[actor.facing]
    face = Face(
        _SNAKE,
        View(yaw, 0.0, r),
        paint,
        actor.mood,
        actor.speech,
        blinking(actor.seed, actor.pose == "sleep"),
        coat,
        actor.look_seed,
        extra=tuple(head_wear(actor.wear, r * 0.9, -r * 0.6, paint)),
    )
    parts: list[Node] = []
    if not worm and actor.facing != "away":
        parts.append(_forked_tongue(r, 1.0 if actor.facing == "right" else 0.3, paint))
    if worm:
        skull = ellipse(0, 0, r, r * 0.95)
        parts += [
            paint.rim(skull),
            paint.form(skull, coat),
            *flat_face(FlatFace((r * 0.2, -r * 0.15), r * 0.36, r * 0.42, r * 0.5, r * 0.55, coat), actor, paint),
            *head_wear(actor.wear, r, -r * 0.7, paint),
        ]
    else:
        parts.append(draw_head(face))
    nod = actor.speech.opening
    tilt = {"look-up": -24.0, "look-down": 22.0, "eat": 26.0}.get(actor.pose, 0.0) + actor.mood.head
    first = spine(0.0)[-1]
    parts += neck_wear(actor.wear, (-r * 0.6, r * 0.5), (-r * 1.1, r * 1.3), r * 0.75, paint)
    del first
    return Group(tuple(parts), lambda t: shift(*spine(t)[-1]) @ turn(tilt - 5 * nod(t) + 1.5 * math.sin(t * 1.5)))


def _forked_tongue(r: float, forth: float, paint: Paint) -> Shape:
    """It flicks out every few seconds."""

    def outline(t: float) -> Path:
        out = max(0.0, math.sin(t * 1.9)) ** 6 * (0.8 + 0.2 * math.sin(t * 30)) * r * forth
        x, y = r * 1.35 * forth, r * 0.45
        return polygon(
            [
                (x, y),
                (x + out, y),
                (x + out * 1.35, y - out * 0.15),
                (x + out, y + r * 0.03),
                (x + out * 1.35, y + out * 0.2),
                (x, y + r * 0.07),
            ]
        )

    return paint.flat(outline, "#c8343c")


def draw_frog(species: str, colour: str | None, actor: Actor, paint: Paint) -> FigureArt:
    """Draw a frog or toad: broad mouth, eyes on top, folded legs that unfold in a leap."""
    toad = species == "toad"
    height = 0.34 * ADULT * actor.size
    coat = colour or ("#8a7448" if toad else "#6aa83c")
    w = height * (0.62 if toad else 0.56)
    k = 1.0 if actor.facing != "right" else 0.94
    leaps = actor.pose in ("jump", "run", "walk")
    nodes: list[Node] = []

    def leap(t: float) -> float:
        return max(0.0, math.sin(t * (3.4 if actor.pose != "walk" else 2.4))) if leaps else 0.0

    for side in (1.0, -1.0):
        shade = coat if side < 0 else darker(coat, 0.1)

        def hind(t: float, side: float = side) -> Path:
            out = leap(t)
            root = (side * w * 0.55, -height * 0.22)
            knee = (side * w * 1.12, -height * (0.44 - 0.2 * out))
            ankle = (side * w * 0.8, -height * 0.07 + out * height * 0.35)
            return limb(
                [root, knee, ankle, (side * w * 1.25, -height * 0.03 + out * height * 0.5)],
                [height * 0.15, height * 0.115, height * 0.06, height * 0.04],
            )

        nodes.append(paint.form(at_times(hind, leaps), shade))
    body = smooth(
        [
            (-w * 0.75 * k, -height * 0.08),
            (-w * 0.92 * k, -height * 0.35),
            (-w * 0.62 * k, -height * 0.66),
            (0, -height * 0.76),
            (w * 0.62 * k, -height * 0.66),
            (w * 0.92 * k, -height * 0.35),
            (w * 0.75 * k, -height * 0.08),
            (0, -height * 0.03),
        ]
    )
    nodes += [paint.rim(body), paint.form(body, coat)]
    pale = ellipse(w * 0.05, -height * 0.2, w * 0.62, height * 0.24)
    if actor.facing != "away":
        nodes.append(Group((Shape(pale, paint.volume(lighter(coat, 0.55), bounds(pale))),), clip=body))
    for side in (1.0, -1.0):
        hand = (
            -height * 0.55
            if (actor.pose in ("cheer", "reach", "dance", "attack") and side > 0) or actor.pose == "cheer"
            else 0.0
        )
        arm = limb(
            [
                (side * w * 0.6, -height * 0.32),
                bend(
                    (side * w * 0.6, -height * 0.32),
                    (side * w * 0.52, -height * 0.04 + hand),
                    height * 0.2,
                    height * 0.2,
                    side,
                ),
                (side * w * (0.52 if not hand else 1.0), -height * 0.04 + hand),
            ],
            [height * 0.075, height * 0.055, height * 0.05],
        )
        nodes.append(paint.form(arm, darker(coat, 0.04)))
        nodes.append(
            paint.form(
                ellipse(side * w * (0.56 if not hand else 1.0), -height * 0.03 + hand, height * 0.09, height * 0.045),
                darker(coat, 0.08),
            )
        )
    nodes += _frog_head(actor, paint, coat, height, w, toad)
    act = gesture(actor, height, 0.015) if not leaps else None

    def transform(t: float) -> Matrix:
        return act(t) if act else shift(0, -leap(t) * height * 0.8)

    return FigureArt(
        Group(tuple(nodes), transform),
        height,
        w * 2.5,
        (0, -height * 0.72),
        height * 0.42,
        (0, -height * 0.3),
        (w * 0.6, -height * 0.3),
    )


def _frog_head(actor: Actor, paint: Paint, coat: str, height: float, w: float, toad: bool) -> list[Node]:
    aside = w * 0.16 if actor.facing == "right" else 0.0
    y = -height * 0.66
    skull = smooth(
        [
            (aside - w * 0.86, y + height * 0.1),
            (aside - w * 0.62, y - height * 0.2),
            (aside, y - height * 0.24),
            (aside + w * 0.62, y - height * 0.2),
            (aside + w * 0.86, y + height * 0.1),
            (aside + w * 0.5, y + height * 0.22),
            (aside, y + height * 0.25),
            (aside - w * 0.5, y + height * 0.22),
        ]
    )
    bumps = [ellipse(aside + s * w * 0.5, y - height * 0.2, height * 0.15, height * 0.15) for s in (-1, 1)]
    nodes: list[Node] = [
        paint.rim(bumps[0]),
        *(paint.form(bump, coat) for bump in bumps),
        paint.rim(skull),
        paint.form(skull, coat),
    ]
    if toad:
        nodes += [
            paint.flat(ellipse(aside + x * w, y + dy * height, height * 0.035), darker(coat, 0.22))
            for x, dy in ((-0.1, -0.12), (0.15, -0.15), (0.7, 0.05), (-0.7, 0.04), (0.02, -0.02))
        ]
    if actor.facing == "away":
        return nodes
    eyes = FlatFace((aside, y - height * 0.2), height * 0.115, w * 0.5, 0.0, 0.0, coat, "#e0b23c", "bar", turn=0.12)
    mouth = FlatFace((aside, y + height * 0.02), 0.001, 0.01, w * 1.15, height * 0.04, coat, turn=0.0)
    nodes += flat_face(eyes, actor, paint)
    nodes += flat_face(mouth, actor, paint)[2:]
    nodes += [
        paint.flat(ellipse(aside + s * w * 0.1, y - height * 0.09, height * 0.018, height * 0.012), darker(coat, 0.55))
        for s in (-1, 1)
    ]
    return [
        *nodes,
        *(Group((node,), shift(aside, 0)) for node in head_wear(actor.wear, w * 0.6, y - height * 0.2, paint)),
    ]


def draw_crab(species: str, colour: str | None, actor: Actor, paint: Paint) -> FigureArt:
    """Draw a crab with raised pincers, from the front whichever way it walks."""
    height = 0.32 * ADULT * actor.size
    coat = colour or ("#c8432f" if species == "crab" else "#b23a3a")
    w = height * 0.72
    moves = actor.pose in ("walk", "run", "dance", "cheer")
    nodes: list[Node] = []
    for side in (1.0, -1.0):
        for i in range(3):

            def leg(t: float, side: float = side, i: int = i) -> Path:
                step = math.sin(t * 9 + i * 2 + side) * height * 0.06 if moves else 0.0
                return limb(
                    [
                        (side * w * 0.7, -height * 0.3),
                        (side * w * (1.15 + 0.12 * i), -height * (0.42 - 0.1 * i)),
                        (side * w * (1.2 + 0.22 * i) + step, min(0.0, step)),
                    ],
                    [height * 0.06, height * 0.055, height * 0.02],
                    0.5,
                )

            nodes.append(paint.form(at_times(leg, moves), darker(coat, 0.12)))
        nodes.append(_pincer(side, actor, paint, coat, height, w))
    shell = smooth(
        [
            (-w, -height * 0.42),
            (-w * 0.75, -height * 0.62),
            (0, -height * 0.7),
            (w * 0.75, -height * 0.62),
            (w, -height * 0.42),
            (w * 0.7, -height * 0.16),
            (0, -height * 0.08),
            (-w * 0.7, -height * 0.16),
        ]
    )
    for s in (-1, 1):
        nodes.append(
            paint.form(
                limb([(s * w * 0.28, -height * 0.6), (s * w * 0.3, -height * 0.84)], [height * 0.045, height * 0.04]),
                coat,
            )
        )
    nodes += [paint.rim(shell), paint.form(shell, coat)]
    nodes += [
        paint.flat(ellipse(x * w, -height * y, height * 0.035, height * 0.025), lighter(coat, 0.25))
        for x, y in ((-0.5, 0.54), (0.55, 0.53), (0.1, 0.6), (-0.15, 0.58))
    ]
    nodes += flat_face(FlatFace((0, -height * 0.86), height * 0.115, w * 0.3, 0.0, 0.0, coat, "#3a2a20"), actor, paint)
    nodes += flat_face(FlatFace((0, -height * 0.4), 0.001, 0.01, w * 0.5, 0.0, coat, turn=0.0), actor, paint)[2:]
    nodes += [Group((node,), shift(0, 0)) for node in head_wear(actor.wear, w * 0.5, -height * 0.68, paint)]
    return FigureArt(
        Group(tuple(nodes), gesture(actor, height, 0.02)),
        height,
        w * 3.2,
        (0, -height * 0.62),
        height * 0.5,
        (0, -height * 0.4),
        (w * 1.4, -height * 0.8),
    )


def _pincer(side: float, actor: Actor, paint: Paint, coat: str, height: float, w: float) -> Group:
    arm = limb(
        [(side * w * 0.7, -height * 0.42), (side * w * 1.25, -height * 0.5), (side * w * 1.35, -height * 0.78)],
        [height * 0.08, height * 0.075, height * 0.07],
    )
    x, y = side * w * 1.35, -height * 0.86
    claw = smooth(
        [
            (x - side * height * 0.1, y + height * 0.1),
            (x + side * height * 0.16, y),
            (x + side * height * 0.14, y - height * 0.3),
            (x + side * height * 0.04, y - height * 0.14),
            (x - side * height * 0.12, y - height * 0.32),
            (x - side * height * 0.2, y - height * 0.05),
        ],
        tension=0.8,
    )
    swing = 14.0 if actor.pose in ("cheer", "dance", "attack", "reach") else 3.0
    pivot = (side * w * 0.8, -height * 0.42)
    return Group(
        (paint.form(arm, darker(coat, 0.05)), paint.rim(claw), paint.form(claw, lighter(coat, 0.06))),
        lambda t: turn(side * swing * math.sin(t * (6 if swing > 5 else 1.6)) - side * swing * 0.5, pivot),
    )


def draw_bat(species: str, colour: str | None, actor: Actor, paint: Paint) -> FigureArt:
    """Draw a bat on spread wings; at rest it folds them."""
    del species
    height = 0.36 * ADULT * actor.size
    coat = colour or "#5a4650"
    rests = actor.pose in ("sit", "lie", "sleep", "cower", "eat")
    nodes: list[Node] = []
    for side in (1.0, -1.0):

        def wing(t: float, side: float = side) -> Path:
            flap = math.sin(t * 7) * (0.0 if rests else 1.0)
            out = 0.34 if rests else 1.0
            x0, y0 = side * height * 0.16, -height * 0.5
            tip = (side * height * (0.16 + 1.05 * out), y0 - height * (0.2 + 0.4 * flap))
            elbow = (side * height * (0.12 + 0.5 * out), y0 - height * (0.42 + 0.24 * flap))
            low = [
                (tip[0] - side * height * 0.3 * out, tip[1] + height * 0.42),
                (tip[0] - side * height * 0.36 * out, tip[1] + height * 0.3),
                (tip[0] - side * height * 0.66 * out, tip[1] + height * 0.5 + height * 0.1 * flap),
                (tip[0] - side * height * 0.72 * out, tip[1] + height * 0.38 + height * 0.1 * flap),
            ]
            return smooth([(x0, y0), elbow, tip, *low, (x0, -height * 0.16)], tension=0.4)

        nodes.append(paint.form(wing, darker(coat, 0.22), (-height, -height, height, 0)))
    body = ellipse(0, -height * 0.34, height * 0.24, height * 0.3)
    skull = ellipse(0, -height * 0.68, height * 0.28, height * 0.25)
    for side in (1.0, -1.0):
        ear = smooth(
            [
                (side * height * 0.08, -height * 0.84),
                (side * height * 0.24, -height * 1.16),
                (side * height * 0.28, -height * 0.74),
            ],
            tension=0.45,
        )
        inner = smooth(
            [
                (side * height * 0.13, -height * 0.86),
                (side * height * 0.22, -height * 1.06),
                (side * height * 0.24, -height * 0.8),
            ],
            tension=0.45,
        )
        nodes += [paint.form(ear, coat), paint.flat(inner, "#c98f90")]
    nodes += [
        paint.rim(body),
        paint.form(body, coat),
        paint.form(ellipse(0, -height * 0.3, height * 0.15, height * 0.2), lighter(coat, 0.25)),
        paint.rim(skull),
        paint.form(skull, coat),
    ]
    if actor.facing != "away":
        nodes += flat_face(
            FlatFace((0, -height * 0.7), height * 0.085, height * 0.12, height * 0.15, height * 0.16, coat, "#6a4420"),
            actor,
            paint,
        )
        nodes.append(
            paint.flat(
                ellipse(
                    height * (0.05 if actor.facing == "right" else 0), -height * 0.6, height * 0.035, height * 0.025
                ),
                "#241a1e",
            )
        )
    nodes += head_wear(actor.wear, height * 0.28, -height * 0.86, paint)
    bob, act = hovering(actor, height * (0.0 if rests else 0.08)), gesture(actor, height)
    return FigureArt(
        Group(tuple(nodes), lambda t: bob(t) @ act(t)),
        height,
        height * (1.1 if rests else 2.3),
        (0, -height * 0.66),
        height * 0.34,
        (0, -height * 0.35),
        (0, -height * 0.4),
        0.5,
        0.0 if rests else ADULT * 0.5,
    )
