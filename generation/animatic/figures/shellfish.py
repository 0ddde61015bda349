"""Soft creatures of the water and their shells: octopus, jellyfish, oyster, snail."""

import math
from collections.abc import Callable

from generation.animatic.art import Group, Node, Path, Point, Shape, ellipse, shift, smooth
from generation.animatic.colour import darker, lighter
from generation.animatic.figures.actor import Actor
from generation.animatic.figures.creature_face import FlatFace, flat_face, gesture, hovering
from generation.animatic.figures.creature_paint import Paint, limb
from generation.animatic.stage import ADULT, FigureArt


def _tentacle(root: Point, tip: Point, width: float, phase: float, swing: float) -> Callable[[float], Path]:
    def outline(t: float) -> Path:
        spine: list[Point] = []
        dx, dy = tip[0] - root[0], tip[1] - root[1]
        length = math.hypot(dx, dy) or 1.0
        for i in range(6):
            f = i / 5
            off = swing * f * math.sin(t * 2.1 + phase - f * 3.2)
            spine.append((root[0] + dx * f - dy / length * off, root[1] + dy * f + dx / length * off))
        return limb(spine, [width * (1 - 0.8 * i / 5) for i in range(6)])

    return outline


def draw_octopus(colour: str | None, actor: Actor, paint: Paint) -> FigureArt:
    height = 0.55 * ADULT * actor.size
    coat = colour or "#b5526a"
    w = height * 0.36
    nodes: list[Node] = []
    for i in range(8):
        f = (i - 3.5) / 3.5
        root = (f * w * 0.7, -height * 0.42)
        tip = (f * height * 0.62, -height * (0.03 + 0.16 * abs(f) * (i % 2)))
        if actor.pose in ("cheer", "reach", "dance", "attack") and i in (0, 7):
            tip = (f * height * 0.66, -height * 0.95)
        nodes.append(
            paint.form(
                _tentacle(root, tip, height * 0.075, i * 1.3, height * 0.06), coat if i % 2 else darker(coat, 0.2)
            )
        )
    head = smooth(
        [
            (-w, -height * 0.55),
            (-w * 0.85, -height * 0.88),
            (0, -height),
            (w * 0.85, -height * 0.88),
            (w, -height * 0.55),
            (w * 0.75, -height * 0.34),
            (0, -height * 0.28),
            (-w * 0.75, -height * 0.34),
        ]
    )
    nodes += [paint.rim(head), paint.form(head, coat)]
    nodes += [
        paint.flat(ellipse(x * w, -height * y, w * 0.09, w * 0.07), darker(coat, 0.18))
        for x, y in ((-0.5, 0.88), (0.1, 0.93), (0.6, 0.84), (-0.7, 0.72))
    ]
    nodes += flat_face(
        FlatFace(
            (0, -height * 0.62), height * 0.085, height * 0.15, height * 0.15, height * 0.14, coat, "#d8b040", "bar"
        ),
        actor,
        paint,
    )
    bob, act = hovering(actor, height * 0.02), gesture(actor, height)
    return FigureArt(
        Group(tuple(nodes), lambda t: bob(t) @ act(t)),
        height,
        height * 1.3,
        (0, -height * 0.58),
        height * 0.34,
        (0, -height * 0.4),
        (height * 0.5, -height * 0.3),
    )


def draw_jellyfish(colour: str | None, actor: Actor, paint: Paint) -> FigureArt:
    height = 0.5 * ADULT * actor.size
    coat = colour or "#b98ad0"
    w = height * 0.36
    nodes: list[Node] = [
        paint.form(
            _tentacle(
                (f * w * 0.8, -height * 0.5),
                (f * w * 0.9, -height * 0.02 * (1 + i % 2)),
                height * 0.025,
                i * 1.1,
                height * 0.05,
            ),
            lighter(coat, 0.15),
        )
        for i, f in enumerate((-0.9, -0.5, -0.15, 0.2, 0.55, 0.9))
    ]
    bell = smooth(
        [
            (-w, -height * 0.5),
            (-w * 0.9, -height * 0.82),
            (0, -height),
            (w * 0.9, -height * 0.82),
            (w, -height * 0.5),
            (w * 0.5, -height * 0.46),
            (0, -height * 0.5),
            (-w * 0.5, -height * 0.46),
        ]
    )
    nodes += [
        Shape(ellipse(0, -height * 0.7, w * 1.7), paint.lit(coat), opacity=0.16),
        paint.rim(bell),
        paint.form(bell, coat),
    ]
    nodes += flat_face(
        FlatFace((0, -height * 0.7), height * 0.06, height * 0.12, height * 0.1, height * 0.1, coat, "#3a2a50"),
        actor,
        paint,
    )
    bob, act = hovering(actor, height * 0.06), gesture(actor, height)
    return FigureArt(
        Group(tuple(nodes), lambda t: bob(t) @ act(t)),
        height,
        height * 0.8,
        (0, -height * 0.67),
        height * 0.32,
        (0, -height * 0.5),
        (w, -height * 0.5),
        0.3,
        ADULT * 0.3,
    )


def draw_oyster(colour: str | None, actor: Actor, paint: Paint) -> FigureArt:
    height = 0.27 * ADULT * actor.size
    coat = colour or "#8f8694"
    w = height * 0.68

    def fan(y: float, tall: float) -> Path:
        ring: list[Point] = [(-w * 0.25, y)]
        ring += [
            (
                math.cos(math.pi - math.pi * i / 8) * w * (1.0 if i % 2 else 0.93),
                y - math.sin(math.pi * i / 8) * tall * (1.0 if i % 2 else 0.93),
            )
            for i in range(9)
        ]
        return smooth([*ring, (w * 0.25, y)], tension=0.6)

    lower = smooth(
        [
            (-w, -height * 0.32),
            (-w * 0.7, -height * 0.05),
            (0, 0),
            (w * 0.7, -height * 0.05),
            (w, -height * 0.32),
            (0, -height * 0.24),
        ]
    )
    inside = ellipse(0, -height * 0.34, w * 0.92, height * 0.13)
    upper = fan(-height * 0.4, height * 0.6)
    gap = actor.speech.opening
    ribs = [
        paint.line(
            smooth([(0, -height * 0.4), (x * w, -height * (0.98 - abs(x) * 0.35))], closed=False),
            darker(coat, 0.25),
            max(1.0, height * 0.012),
            0.7,
        )
        for x in (-0.6, -0.3, 0.0, 0.3, 0.6)
    ]
    lid = Group(
        (
            paint.rim(upper),
            paint.form(upper, coat),
            *ribs,
            *flat_face(
                FlatFace((0, -height * 0.66), height * 0.1, height * 0.2, 0.0, height * 0.2, coat, "#4a4a6a"),
                actor,
                paint,
            ),
        ),
        lambda t: shift(0, -height * 0.12 * gap(t)),
    )
    nodes: list[Node] = [
        paint.form(lower, darker(coat, 0.12)),
        paint.flat(inside, "#e6c8cc"),
        Shape(ellipse(w * 0.25, -height * 0.36, height * 0.085), paint.glow("#f6f1ea", 0.3)),
        lid,
    ]
    return FigureArt(
        Group(tuple(nodes), gesture(actor, height)),
        height,
        w * 2,
        (0, -height * 0.62),
        height * 0.5,
        (0, -height * 0.4),
        (w, -height * 0.3),
    )


def draw_snail(colour: str | None, actor: Actor, paint: Paint) -> FigureArt:
    height = 0.3 * ADULT * actor.size
    shell = colour or "#b9743c"
    skin = "#c9b48a"
    foot = smooth(
        [
            (-height * 0.85, 0),
            (-height * 0.4, -height * 0.16),
            (height * 0.2, -height * 0.2),
            (height * 0.48, -height * 0.62),
            (height * 0.74, -height * 0.72),
            (height * 0.9, -height * 0.5),
            (height * 0.8, -height * 0.15),
            (height * 0.6, 0),
        ]
    )
    nodes: list[Node] = []
    for k, x in enumerate((0.62, 0.8)):
        stalk = [
            (height * x, -height * 0.62),
            (height * (x + 0.03), -height * 0.85),
            (height * (x + 0.04 + 0.06 * k), -height * 1.0),
        ]
        nodes.append(paint.form(limb(stalk, [height * 0.04, height * 0.03, height * 0.025]), skin))
    nodes += [paint.rim(foot), paint.form(foot, skin)]
    dome = ellipse(-height * 0.08, -height * 0.5, height * 0.5, height * 0.44)
    nodes += [paint.rim(dome), paint.form(dome, shell)]
    spiral: list[Point] = []
    for i in range(26):
        a, r = i * 0.55, 0.42 * (1 - i / 27)
        spiral.append((-height * 0.08 + math.cos(a) * r * height, -height * 0.49 + math.sin(a) * r * height * 0.88))
    nodes.append(paint.line(smooth(spiral, closed=False), darker(shell, 0.45), height * 0.03))
    nodes += flat_face(
        FlatFace((height * 0.72, -height * 0.98), height * 0.075, height * 0.1, 0.0, 0.0, skin, "#3a3020"), actor, paint
    )
    nodes += flat_face(
        FlatFace((height * 0.7, -height * 0.46), 0.001, height * 0.01, height * 0.15, 0.0, skin), actor, paint
    )[2:]
    return FigureArt(
        Group(tuple(nodes), gesture(actor, height, 0.02)),
        height * 1.05,
        height * 1.8,
        (height * 0.72, -height * 0.7),
        height * 0.42,
        (0, -height * 0.4),
        (height * 0.85, -height * 0.4),
    )
