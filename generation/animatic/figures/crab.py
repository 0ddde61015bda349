"""Crabs and lobsters."""

import math

from generation.animatic.art import Group, Node, Path, ellipse, shift, smooth, turn
from generation.animatic.colour import darker, lighter
from generation.animatic.figures.actor import Actor
from generation.animatic.figures.creature_face import FlatFace, flat_face, gesture
from generation.animatic.figures.creature_paint import Paint, at_times, limb
from generation.animatic.figures.creature_wear import head_wear
from generation.animatic.stage import ADULT, FigureArt


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
