"""Frogs and toads."""

import math

from generation.animatic.art import Group, Matrix, Node, Path, Shape, ellipse, shift, smooth
from generation.animatic.colour import darker, lighter
from generation.animatic.figures.actor import Actor
from generation.animatic.figures.creature_face import FlatFace, flat_face, gesture
from generation.animatic.figures.creature_paint import Paint, at_times, bend, bounds, limb
from generation.animatic.figures.creature_wear import head_wear
from generation.animatic.stage import ADULT, FigureArt


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
