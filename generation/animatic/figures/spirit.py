"""Ghosts, and the forces of nature as beings: storm, wind, cloud, sun, moon, star, fire, wave and rain."""

import math
from collections.abc import Callable

from generation.animatic.art import Group, Node, Path, Point, Shape, ellipse, polygon, shift, smooth, turn
from generation.animatic.colour import darker, lighter, mix
from generation.animatic.figures.actor import Actor
from generation.animatic.figures.creature_face import FlatFace, flat_face
from generation.animatic.figures.creature_motion import noise
from generation.animatic.figures.creature_paint import Paint, bounds, limb, woolly
from generation.animatic.figures.creature_wear import head_wear
from generation.animatic.figures.drifting import floating, halo
from generation.animatic.figures.luminary import draw_fire, draw_moon, draw_star, draw_sun
from generation.animatic.stage import ADULT, FigureArt


def draw_spirit(species: str, colour: str | None, actor: Actor, paint: Paint) -> FigureArt:
    """Draw a being without bones."""
    makers: dict[str, Callable[[str | None, Actor, Paint], FigureArt]] = {
        "ghost": _ghost,
        "storm": _storm,
        "cloud": _cloud,
        "wind": _wind,
        "sun": draw_sun,
        "moon": draw_moon,
        "star": draw_star,
        "fire": draw_fire,
        "wave": _wave,
        "rain": _drop,
    }
    return makers.get(species, _ghost)(colour, actor, paint)


def _ghost(colour: str | None, actor: Actor, paint: Paint) -> FigureArt:
    height = 0.85 * ADULT * actor.size
    coat = mix(colour or "#e6edf6", "#ffffff", 0.15)
    w = height * 0.32

    def sheet(t: float) -> Path:
        hem: list[Point] = []
        for i in range(7):
            x = w * 1.1 - i * w * 2.2 / 6
            hem.append((x, -height * (0.06 if i % 2 else 0.0) + math.sin(t * 2.4 + i * 1.3) * height * 0.02))
        return smooth(
            [
                (-w * 1.05, -height * 0.3),
                (-w * 0.95, -height * 0.72),
                (0, -height),
                (w * 0.95, -height * 0.72),
                (w * 1.05, -height * 0.3),
                *hem,
            ],
            tension=0.9,
        )

    nodes: list[Node] = [halo(0, -height * 0.5, height * 0.75, mix(coat, paint.scheme.rim, 0.3), 0.35)]
    for side in (1.0, -1.0):
        up = -0.35 if actor.pose in ("cheer", "attack") or (actor.pose == "reach" and side > 0) else 0.1
        arm = limb(
            [
                (side * w * 0.7, -height * 0.55),
                (side * w * 1.35, -height * (0.52 - up * 0.4)),
                (side * w * 1.7, -height * (0.5 - up)),
            ],
            [height * 0.07, height * 0.055, height * 0.035],
        )
        nodes.append(
            Group(
                (paint.form(arm, darker(coat, 0.08)),),
                lambda t, side=side: turn(side * 6 * math.sin(t * 1.7), (side * w * 0.7, -height * 0.55)),
            )
        )
    nodes += [paint.rim(sheet), Shape(sheet, paint.volume(coat, bounds(sheet(0.0))), paint.ink())]
    nodes += flat_face(
        FlatFace(
            (0, -height * 0.7),
            height * 0.075,
            height * 0.105,
            height * 0.15,
            height * 0.15,
            coat,
            "#4a5a80",
            blush="#d9a8c0",
        ),
        actor,
        paint,
    )
    nodes += [Group((node,)) for node in head_wear(actor.wear, w * 0.8, -height * 0.95, paint)]
    whole = Group(tuple(nodes), opacity=0.9)
    return floating([whole], actor, (height, w * 3), (0, -height * 0.65), height * 0.25, ADULT * 0.12)


def _cloud_ring(w: float, top: float, low: float) -> list[Point]:
    return [
        (-w, low * 0.75 + top * 0.25),
        (-w * 0.78, low * 0.45 + top * 0.55),
        (-w * 0.3, top + (low - top) * 0.1),
        (w * 0.25, top),
        (w * 0.75, low * 0.4 + top * 0.6),
        (w, low * 0.72 + top * 0.28),
        (w * 0.7, low),
        (0, low + (low - top) * 0.03),
        (-w * 0.7, low),
    ]


def _storm(colour: str | None, actor: Actor, paint: Paint) -> FigureArt:
    """A towering cloud with a face, arms of cloud, lightning and rain."""
    height = 1.6 * ADULT * actor.size
    w = height * 0.62
    coat = colour or "#4d5478"
    deep = darker(coat, 0.35)
    nodes: list[Node] = [halo(0, -height * 0.6, height * 0.8, mix(coat, "#a0b4ff", 0.4), 0.3)]
    nodes += [_rain(w, height, actor)]
    for i, x in enumerate((-0.38, 0.3)):
        nodes.append(_bolt(x * w, -height * 0.36, height * 0.36, 3.1 + i * 1.3, i))
    back = woolly(_cloud_ring(w * 1.02, -height * 1.0, -height * 0.36), 15, height * 0.075)
    nodes += [paint.rim(back, height * 0.008), paint.form(back, deep)]
    for side in (1.0, -1.0):
        nodes.append(_cloud_arm(side, actor, paint, coat, w, height))
    middle = woolly(
        [(x, y + height * 0.06) for x, y in _cloud_ring(w * 0.86, -height * 0.93, -height * 0.34)], 13, height * 0.07
    )
    nodes += [
        Group(
            (paint.rim(middle, height * 0.006), paint.form(middle, coat)),
            lambda t: shift(math.sin(t * 0.8) * height * 0.008, 0),
        )
    ]
    front = woolly([(x * 1.0, y) for x, y in _cloud_ring(w * 0.6, -height * 0.56, -height * 0.3)], 9, height * 0.055)
    face = flat_face(
        FlatFace((0, -height * 0.66), height * 0.068, height * 0.14, height * 0.2, height * 0.14, coat, "#ffd76a"),
        actor,
        paint,
    )
    chin = Group(
        (paint.form(front, lighter(coat, 0.1)),), lambda t: shift(-math.sin(t * 0.7) * height * 0.01, height * 0.045)
    )
    glow = Shape(middle, "#cfd8ff", opacity=lambda t: 0.32 * _flash(t, 3.1) + 0.25 * _flash(t, 4.4), blend="add")
    nodes += [chin, glow, *face]
    return floating(nodes, actor, (height * 0.98, w * 2.3), (0, -height * 0.6), height * 0.24, ADULT * 0.22, 0.012)


def _flash(t: float, every: float) -> float:
    """Lightning: two quick flares every few seconds."""
    into = (t + every * 0.4) % every
    return (
        max(0.0, 1 - into / 0.12) if into < 0.12 else max(0.0, 1 - (into - 0.18) / 0.3) if 0.18 < into < 0.48 else 0.0
    )


def _bolt(x: float, y: float, length: float, every: float, which: int) -> Group:
    points: list[Point] = [(x, y)]
    side = 1.0 if which else -1.0
    for dx, dy in ((0.1, 0.36), (-0.04, 0.4), (0.14, 1.0), (-0.03, 0.52), (-0.17, 0.5), (-0.1, 0.0)):
        points.append((x + side * dx * length, y + dy * length))
    path = polygon(points)
    return Group(
        (Shape(path, "#fff6c0"), halo(x, y + length * 0.5, length * 0.7, "#fff0a0", 0.4)),
        opacity=lambda t: 0.5 + 0.5 * min(1.0, _flash(t, every) * 1.5),
    )


def _rain(w: float, height: float, actor: Actor) -> Group:
    seed = actor.look_seed % 997
    lines: list[Node] = []
    for layer in range(2):
        streaks = [
            polygon([(x, y), (x - height * 0.012, y + height * 0.05), (x - height * 0.009, y + height * 0.05)])
            for x, y in (
                (
                    (noise(seed + k + layer * 50) * 2 - 1) * w * 0.8,
                    -height * 0.36 + noise(seed + k * 7.7 + layer) * height * 0.34,
                )
                for k in range(14)
            )
        ]
        path = streaks[0]
        for streak in streaks[1:]:
            path = path + streak
        phase = layer * 0.5
        lines.append(
            Group(
                (Shape(path, "#bcd0f0"),),
                lambda t, phase=phase: shift(0, ((t * 1.6 + phase) % 1.0) * height * 0.12),
                opacity=lambda t, phase=phase: 0.6 * math.sin(math.pi * ((t * 1.6 + phase) % 1.0)),
            )
        )
    return Group(tuple(lines))


def _cloud_arm(side: float, actor: Actor, paint: Paint, coat: str, w: float, height: float) -> Group:
    raised = {"cheer": 0.42, "attack": 0.42, "dance": 0.3}.get(
        actor.pose, 0.34 if actor.pose == "reach" and side > 0 else 0.0
    )
    x, y = side * w * 0.92, -height * 0.5
    hand = (side * w * 1.22, y + height * (0.1 - raised))
    ring = [
        (x - side * w * 0.2, y - height * 0.08),
        (hand[0], hand[1] - height * 0.09),
        (hand[0] + side * w * 0.08, hand[1]),
        (hand[0], hand[1] + height * 0.07),
        (x - side * w * 0.2, y + height * 0.09),
    ]
    path = woolly(ring, 8, height * 0.045)
    amount = 7.0 if raised else 2.5
    return Group(
        (paint.form(path, darker(coat, 0.14)),),
        lambda t: turn(side * amount * math.sin(t * (3 if raised else 1.1)), (x - side * w * 0.2, y)),
    )


def _cloud(colour: str | None, actor: Actor, paint: Paint) -> FigureArt:
    height = 0.8 * ADULT * actor.size
    w = height * 0.8
    coat = colour or "#e6ebf4"
    back = woolly(_cloud_ring(w, -height * 0.95, -height * 0.15), 12, height * 0.1)
    front = woolly(
        [(x, y + height * 0.05) for x, y in _cloud_ring(w * 0.72, -height * 0.7, -height * 0.16)], 10, height * 0.075
    )
    nodes: list[Node] = [
        paint.rim(back),
        paint.form(back, darker(coat, 0.1)),
        Group((paint.form(front, coat),), lambda t: shift(math.sin(t * 0.8) * height * 0.012, 0)),
    ]
    nodes += flat_face(
        FlatFace(
            (0, -height * 0.5),
            height * 0.08,
            height * 0.16,
            height * 0.17,
            height * 0.16,
            coat,
            "#4a6a9a",
            blush="#e8a8b4",
        ),
        actor,
        paint,
    )
    return floating(nodes, actor, (height, w * 2.2), (0, -height * 0.45), height * 0.3, ADULT * 0.5)


def _wind(colour: str | None, actor: Actor, paint: Paint) -> FigureArt:
    """A puffing face of cloud with a trail of curls."""
    height = 1.1 * ADULT * actor.size
    coat = colour or "#b9c8dc"
    w = height * 0.42
    nodes: list[Node] = []
    for i in range(5):
        y = -height * (0.2 + 0.14 * i)

        def trail(t: float, i: int = i, y: float = y) -> Path:
            spine = [
                (-w * 0.4 - k * height * 0.2, y + math.sin(t * 2.2 + i * 1.4 + k * 0.9) * height * 0.045)
                for k in range(6)
            ]
            return limb(spine, [height * 0.055 * (1 - k / 6.4) for k in range(6)])

        nodes.append(paint.form(trail, lighter(coat, 0.12) if i % 2 else coat))
    ring = [
        (math.cos(math.tau * k / 9) * w, -height * 0.5 + math.sin(math.tau * k / 9) * height * 0.4) for k in range(9)
    ]
    head = woolly(ring, 11, height * 0.06)
    nodes += [paint.rim(head), paint.form(head, coat)]
    for side in (-1.0, 1.0):
        nodes.append(
            paint.form(ellipse(side * w * 0.5 + w * 0.1, -height * 0.36, w * 0.3, w * 0.26), lighter(coat, 0.14))
        )
    nodes += flat_face(
        FlatFace((w * 0.1, -height * 0.6), height * 0.06, height * 0.13, height * 0.14, height * 0.21, coat, "#5a78a0"),
        actor,
        paint,
    )
    nodes += [
        paint.line(
            smooth(
                [
                    (w * s, -height * y),
                    (w * (s + 0.55), -height * (y + 0.02)),
                    (w * (s + 0.62), -height * (y + 0.09)),
                    (w * (s + 0.45), -height * (y + 0.09)),
                ],
                closed=False,
            ),
            lighter(coat, 0.5),
            height * 0.014,
            0.7,
        )
        for s, y in ((1.05, 0.4), (1.2, 0.28))
    ]
    return floating(nodes, actor, (height, height * 1.7), (w * 0.12, -height * 0.52), height * 0.28, ADULT * 0.3)


def _wave(colour: str | None, actor: Actor, paint: Paint) -> FigureArt:
    """A breaker that curls over, with foam for hair."""
    height = 1.2 * ADULT * actor.size
    coat = colour or "#2f7fa6"
    w = height * 0.6

    def outline(t: float) -> Path:
        s = math.sin(t * 1.4) * height * 0.02
        return smooth(
            [
                (-w * 1.5, 0),
                (-w * 1.1, -height * 0.16),
                (-w * 0.7, -height * 0.56),
                (-w * 0.2 + s, -height * 0.92),
                (w * 0.4 + s, -height * 0.98),
                (w * 0.85 + s, -height * 0.74),
                (w * 0.8 + s, -height * 0.6),
                (w * 0.52, -height * 0.5),
                (w * 0.62, -height * 0.24),
                (w * 1.3, -height * 0.08),
                (w * 1.6, 0),
            ]
        )

    foam_ring = [
        (-w * 0.35, -height * 0.84),
        (w * 0.05, -height * 1.0),
        (w * 0.6, -height * 0.95),
        (w * 0.95, -height * 0.7),
        (w * 0.7, -height * 0.68),
        (w * 0.4, -height * 0.84),
        (0, -height * 0.86),
    ]
    foam = woolly(foam_ring, 13, height * 0.045)
    base = woolly(
        [
            (-w * 1.5, -height * 0.02),
            (-w * 0.8, -height * 0.12),
            (0, -height * 0.08),
            (w * 0.9, -height * 0.12),
            (w * 1.55, -height * 0.02),
            (0, height * 0.02),
        ],
        14,
        height * 0.035,
    )
    nodes: list[Node] = [
        paint.rim(outline, height * 0.008),
        Shape(outline, paint.volume(coat, bounds(outline(0.0))), paint.ink()),
    ]
    nodes += [
        paint.line(
            smooth(
                [(x * w, -height * 0.14), ((x + 0.12) * w, -height * 0.42), ((x + 0.34) * w, -height * 0.7)],
                closed=False,
            ),
            lighter(coat, 0.35),
            height * 0.012,
            0.5,
        )
        for x in (-0.75, -0.45)
    ]
    nodes += [
        Group((paint.form(foam, "#eef6fa"),), lambda t: shift(math.sin(t * 1.4) * height * 0.02, 0)),
        Group((paint.form(base, "#e2f0f6"),), lambda t: shift(math.sin(t * 1.1) * height * 0.015, 0)),
    ]
    nodes += flat_face(
        FlatFace(
            (w * 0.05, -height * 0.58), height * 0.065, height * 0.12, height * 0.17, height * 0.16, coat, "#1c4a6a"
        ),
        actor,
        paint,
    )
    return floating(nodes, actor, (height, w * 3), (w * 0.05, -height * 0.52), height * 0.25, 0.0, 0.01)


def _drop(colour: str | None, actor: Actor, paint: Paint) -> FigureArt:
    height = 0.42 * ADULT * actor.size
    coat = colour or "#5aa6dc"
    w = height * 0.36
    path = smooth(
        [
            (0, -height),
            (-w * 0.45, -height * 0.68),
            (-w, -height * 0.36),
            (-w * 0.7, -height * 0.07),
            (0, 0),
            (w * 0.7, -height * 0.07),
            (w, -height * 0.36),
            (w * 0.45, -height * 0.68),
        ]
    )
    shine = ellipse(-w * 0.5, -height * 0.5, w * 0.12, height * 0.09)
    nodes: list[Node] = [paint.rim(path), paint.form(path, coat), Shape(shine, "#ffffff", opacity=0.6)]
    nodes += flat_face(
        FlatFace((0, -height * 0.38), height * 0.085, height * 0.13, height * 0.15, height * 0.17, coat, "#1c4a7a"),
        actor,
        paint,
    )
    return floating(nodes, actor, (height, w * 2.2), (0, -height * 0.35), height * 0.34, ADULT * 0.15)
