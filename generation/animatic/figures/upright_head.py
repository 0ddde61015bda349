"""The heads of robots, aliens and monsters."""

import math
from dataclasses import replace

from generation.animatic.art import (
    Group,
    Node,
    Path,
    Shape,
    ellipse,
    rectangle,
    shift,
    smooth,
    turn,
)
from generation.animatic.colour import darker
from generation.animatic.figures.actor import Actor
from generation.animatic.figures.creature_eyes import EyePlan, draw_eye, flat_mouth
from generation.animatic.figures.creature_face import FlatFace, eye_places, flat_face
from generation.animatic.figures.creature_motion import blinking
from generation.animatic.figures.creature_paint import Paint, limb, shaggy
from generation.animatic.figures.upright_plan import Upright


class UprightHead:
    """One head, drawn around its centre with radius `r`; `way` is 1 for a figure that looks right."""

    def __init__(self, species: str, plan: Upright, actor: Actor, paint: Paint, way: float) -> None:
        self.species, self.plan, self.actor, self.paint, self.way = species, plan, actor, paint, way

    def robot(self, r: float) -> list[Node]:
        plan, paint, actor = self.plan, self.paint, self.actor
        wide = 1.05 if self.species == "robot" else 1.2
        tall = 0.86 if self.species == "robot" else 0.8
        skull = rectangle(
            -r * wide, -r * tall, 2 * r * wide, 2 * r * tall, r * (0.32 if self.species == "robot" else 0.78)
        )
        bulb = Shape(ellipse(0, -r * 1.42, r * 0.15), "#f0705a", opacity=lambda t: 0.6 + 0.4 * math.sin(t * 3))
        nodes: list[Node] = [
            paint.line(smooth([(0, -r * 0.8), (r * 0.03, -r * 1.4)], closed=False), darker(plan.coat, 0.4), r * 0.09),
            bulb,
        ]
        nodes += [paint.form(ellipse(s * r * wide, 0, r * 0.2, r * 0.3), plan.belly) for s in (-1, 1)]
        nodes += [paint.rim(skull), paint.form(skull, plan.coat)]
        if actor.facing == "away":
            return nodes
        x = r * 0.16 * self.way
        screen = rectangle(x - r * 0.82, -r * 0.56, r * 1.64, r * 1.16, r * 0.3)
        nodes.append(paint.form(screen, "#1f2a38", strength=0.5))
        nodes += flat_face(
            FlatFace((x, -r * 0.14), r * 0.26, r * 0.4, 0.0, 0.0, "#1f2a38", "#7fe0f0", "glow", turn=0.1), actor, paint
        )
        bar = actor.speech.opening
        smile, still = actor.mood.smile, actor.speech.silent

        def mouth(t: float) -> Path:
            gap = bar(t) * r * 0.24
            bow = smile * r * 0.1
            return smooth(
                [
                    (x - r * 0.36, r * 0.32 - bow),
                    (x, r * 0.34 + bow * 0.5),
                    (x + r * 0.36, r * 0.32 - bow),
                    (x + r * 0.3, r * 0.4 + gap),
                    (x, r * 0.42 + bow + gap),
                    (x - r * 0.3, r * 0.4 + gap),
                ]
            )

        nodes.append(Shape(mouth(0.0) if still else mouth, "#7fe0f0"))
        return nodes

    def alien(self, r: float) -> list[Node]:
        plan, paint, actor = self.plan, self.paint, self.actor
        skull = smooth(
            [
                (-r * 0.35, r * 0.92),
                (-r * 0.95, r * 0.1),
                (-r * 0.98, -r * 0.55),
                (-r * 0.5, -r * 1.0),
                (r * 0.5, -r * 1.0),
                (r * 0.98, -r * 0.55),
                (r * 0.95, r * 0.1),
                (r * 0.35, r * 0.92),
            ]
        )
        nodes: list[Node] = []
        for s in (-1.0, 1.0):
            stalk = [(s * r * 0.4, -r * 0.85), (s * r * 0.55, -r * 1.3), (s * r * 0.75, -r * 1.5)]
            nodes += [
                paint.form(limb(stalk, [r * 0.06, r * 0.05, r * 0.04]), plan.coat),
                paint.form(ellipse(*stalk[2], r * 0.13), "#f0d060"),
            ]
        nodes += [paint.rim(skull), paint.form(skull, plan.coat)]
        if actor.facing == "away":
            return nodes
        x = r * 0.18 * self.way
        # The eyes slant; lids and brows turn with them and would look sad, so they are turned back.
        mood = replace(actor.mood, lid_tilt=actor.mood.lid_tilt - 14, brow_tilt=actor.mood.brow_tilt - 16)
        closed = blinking(actor.seed, actor.pose == "sleep")
        for s, up, large in eye_places(actor.wear.eyes):
            size = (r * 0.27 * large, r * 0.4 * large)
            eye = draw_eye(EyePlan((0, 0), *size, s or 1.0, "bead", "#2a4a5a", plan.coat), paint, mood, closed)
            nodes.append(Group((eye,), shift(x + s * r * 0.44, -r * (0.08 + 0.4 * up)) @ turn(s * 16)))
        nodes += flat_mouth(
            (x, r * 0.54), r * 0.36, paint, actor.mood, actor.speech.opening, actor.speech.width, actor.speech.silent
        )
        return nodes

    def monster(self, r: float) -> list[Node]:
        plan, paint, actor = self.plan, self.paint, self.actor
        nodes: list[Node] = []
        for s in (-1.0, 1.0):
            horn = limb(
                [(s * r * 0.5, -r * 0.75), (s * r * 0.85, -r * 1.15), (s * r * 0.78, -r * 1.62)],
                [r * 0.2, r * 0.15, r * 0.03],
            )
            nodes.append(paint.form(horn, "#e9dcc0"))
        ring = [(math.cos(math.tau * i / 10) * r * 1.12, math.sin(math.tau * i / 10) * r) for i in range(10)]
        skull = shaggy(ring, 15, r * 0.16, 0.3)
        nodes += [paint.rim(skull), paint.form(skull, plan.coat)]
        nodes += flat_face(
            FlatFace((0, -r * 0.2), r * 0.28, r * 0.4, r * 0.95, r * 0.62, plan.coat, "#e0b040"), actor, paint
        )
        if actor.facing != "away":
            x = r * 0.12 * self.way
            nodes += [
                paint.form(
                    smooth(
                        [
                            (x + s * r * 0.3 - r * 0.08, r * 0.42),
                            (x + s * r * 0.3 + r * 0.08, r * 0.42),
                            (x + s * r * 0.3, r * 0.22),
                        ],
                        tension=0.3,
                    ),
                    "#f6efe0",
                )
                for s in (-1, 1)
            ]
        return nodes
