"""Serpents, worms and eels: one long body, reared over its coils or crawling."""

import math
from collections.abc import Callable

from generation.animatic.art import Group, Matrix, Node, Path, Point, Shape, ellipse, polygon, shift, turn
from generation.animatic.colour import darker, lighter
from generation.animatic.figures.actor import Actor
from generation.animatic.figures.creature_face import FlatFace, flat_face, gesture
from generation.animatic.figures.creature_head import draw_head
from generation.animatic.figures.creature_head_plan import Face, HeadPlan, View
from generation.animatic.figures.creature_motion import blinking
from generation.animatic.figures.creature_paint import Paint, limb
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
        glasses=actor.wear.glasses,
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
    tilts = {"look-up": -24.0, "call": -20.0, "attack": -8.0, "look-down": 22.0, "eat": 26.0}
    tilt = tilts.get(actor.pose, 0.0) + actor.mood.head
    parts += neck_wear(actor.wear, (-r * 0.6, r * 0.5), (-r * 1.1, r * 1.3), r * 0.75, paint)
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
