"""Bats."""

import math

from generation.animatic.art import Group, Node, Path, ellipse, smooth
from generation.animatic.colour import darker, lighter
from generation.animatic.figures.actor import Actor
from generation.animatic.figures.creature_face import FlatFace, flat_face, gesture, hovering
from generation.animatic.figures.creature_paint import Paint
from generation.animatic.figures.creature_wear import head_wear
from generation.animatic.stage import ADULT, FigureArt


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
