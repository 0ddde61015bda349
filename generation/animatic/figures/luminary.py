"""Beings of light: sun, moon, star and fire."""

import math
from collections.abc import Callable

from generation.animatic.art import Group, Node, Path, Point, Radial, Shape, Stop, ellipse, shift, smooth, turn
from generation.animatic.colour import darker, lighter, mix
from generation.animatic.figures.actor import Actor
from generation.animatic.figures.creature_face import FlatFace, flat_face
from generation.animatic.figures.creature_paint import Paint
from generation.animatic.figures.drifting import PLAIN, floating, halo
from generation.animatic.stage import ADULT, FigureArt


def _rays(radius: float, count: int, long: float) -> Path:
    points: list[Point] = []
    for i in range(count * 2):
        r = radius * (long if i % 2 == 0 else 1.05)
        points.append((math.cos(math.pi * i / count) * r, math.sin(math.pi * i / count) * r))
    return smooth(points, tension=0.3)


def draw_sun(colour: str | None, actor: Actor, paint: Paint) -> FigureArt:
    height = 1.1 * ADULT * actor.size
    r = height * 0.34
    coat = colour or "#f6b93c"
    y = -height * 0.5
    glowing = Paint(paint.scheme, PLAIN, height)
    rays = Group((Shape(_rays(r, 14, 1.45), mix(coat, "#ff8a2c", 0.45)),), lambda t: shift(0, y) @ turn(t * 7))
    disc = ellipse(0, y, r * 1.05)
    nodes: list[Node] = [
        halo(0, y, height * 0.95, coat, 0.5),
        rays,
        Shape(
            disc,
            Radial(
                (-r * 0.2, y - r * 0.3),
                r * 1.5,
                (Stop(0, lighter(coat, 0.55)), Stop(0.6, coat), Stop(1, mix(coat, "#e0702c", 0.5))),
            ),
            paint.ink(),
        ),
    ]
    nodes += flat_face(
        FlatFace((0, y - r * 0.14), r * 0.2, r * 0.38, r * 0.5, r * 0.44, coat, "#7a4414", blush="#f08a50"),
        actor,
        glowing,
    )
    return floating(nodes, actor, (height, height), (0, y), r * 1.1, ADULT * 0.4)


def draw_moon(colour: str | None, actor: Actor, paint: Paint) -> FigureArt:
    height = 0.95 * ADULT * actor.size
    r = height * 0.44
    coat = colour or "#f0e8c8"
    y = -height * 0.5
    disc = ellipse(0, y, r)
    dark: list[Node] = [
        Shape(ellipse(x * r, y + dy * r, s * r), darker(coat, 0.14), opacity=0.6)
        for x, dy, s in ((-0.55, -0.5, 0.2), (0.6, 0.45, 0.16), (0.5, -0.62, 0.11), (-0.62, 0.5, 0.12))
    ]
    night = Shape(ellipse(-r * 0.75, y, r * 1.0), darker(coat, 0.5), opacity=0.28)
    nodes: list[Node] = [
        halo(0, y, height * 0.9, coat, 0.45),
        Shape(
            disc,
            Radial((r * 0.3, y - r * 0.3), r * 1.5, (Stop(0, lighter(coat, 0.5)), Stop(1, darker(coat, 0.12)))),
            paint.ink(),
        ),
        Group((*dark, night), clip=disc),
    ]
    nodes += flat_face(
        FlatFace((r * 0.1, y - r * 0.08), r * 0.16, r * 0.34, r * 0.42, r * 0.4, coat, "#4a5078", blush="#e8b8a8"),
        actor,
        Paint(paint.scheme, PLAIN, height),
    )
    return floating(nodes, actor, (height, height), (0, y), r * 1.0, ADULT * 0.45)


def draw_star(colour: str | None, actor: Actor, paint: Paint) -> FigureArt:
    height = 0.6 * ADULT * actor.size
    coat = colour or "#ffd95a"
    y = -height * 0.5
    points: list[Point] = []
    for i in range(10):
        r = height * (0.52 if i % 2 == 0 else 0.27)
        points.append((math.sin(math.pi * i / 5) * r, y - math.cos(math.pi * i / 5) * r))
    path = smooth(points, tension=0.32)
    nodes: list[Node] = [
        halo(0, y, height * 0.95, coat, 0.55),
        Shape(
            path,
            Radial(
                (0, y - height * 0.1), height * 0.6, (Stop(0, lighter(coat, 0.6)), Stop(1, mix(coat, "#f0902c", 0.35)))
            ),
            paint.ink(),
        ),
    ]
    nodes += flat_face(
        FlatFace(
            (0, y - height * 0.02),
            height * 0.07,
            height * 0.11,
            height * 0.13,
            height * 0.13,
            coat,
            "#7a4a14",
            blush="#f0a060",
        ),
        actor,
        Paint(paint.scheme, PLAIN, height),
    )
    return floating(nodes, actor, (height, height), (0, y), height * 0.32, ADULT * 0.5)


def draw_fire(colour: str | None, actor: Actor, paint: Paint) -> FigureArt:
    height = 0.75 * ADULT * actor.size
    coat = colour or "#f0702c"
    w = height * 0.34

    def flame(k: float, phase: float) -> Callable[[float], Path]:
        def outline(t: float) -> Path:
            f = [math.sin(t * (5 + i) + phase + i * 1.9) * height * 0.035 for i in range(4)]
            return smooth(
                [
                    (0, 0),
                    (-w * 0.85 * k, -height * 0.08),
                    (-w * k + f[0], -height * 0.36 * k),
                    (-w * 0.62 * k + f[1], -height * 0.66 * k),
                    (-w * 0.3 * k, -height * 0.52 * k),
                    (f[2], -height * k),
                    (w * 0.42 * k, -height * 0.6 * k),
                    (w * 0.72 * k + f[3], -height * 0.76 * k),
                    (w * k, -height * 0.34 * k),
                    (w * 0.85 * k, -height * 0.08),
                ],
                tension=0.9,
            )

        return outline

    nodes: list[Node] = [
        halo(0, -height * 0.4, height * 0.9, coat, 0.5),
        Shape(flame(1.0, 0.0), mix(coat, "#c02a1a", 0.3), paint.ink()),
        Shape(flame(0.8, 1.4), mix(coat, "#ffb03c", 0.5)),
        Shape(flame(0.58, 2.7), "#ffe08a"),
    ]
    nodes += flat_face(
        FlatFace(
            (0, -height * 0.34), height * 0.075, height * 0.12, height * 0.14, height * 0.14, "#f6a84a", "#8a2a14"
        ),
        actor,
        Paint(paint.scheme, PLAIN, height),
    )
    return floating(nodes, actor, (height, w * 2.4), (0, -height * 0.3), height * 0.28, 0.0, 0.0)
