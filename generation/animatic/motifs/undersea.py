"""What is under water: coral, kelp, shoals, jellyfish, bubbles, and the light that falls through the surface."""

import math
from random import Random

from generation.animatic.art import Group, Matrix, Node, Path, Point, Shape, ellipse, polygon, scale, shift, smooth
from generation.animatic.colour import mix
from generation.animatic.motifs.brush import blob, disc, fill, glow, joined, strokes, sway, vertical
from generation.animatic.motifs.paint import Paint

TINTS = ("#e0655f", "#e99a4f", "#c76bb0", "#e8c35a", "#7a6fd0")
"""Corals and fish, before light."""


def water_colours(paint: Paint) -> tuple[str, str, str]:
    """The water overhead, in the distance, and far below."""
    light = paint.outside
    blue = mix(paint.local("#2f8fa8", 0.5), light.water, 0.45)
    above = mix(mix(blue, "#d8f4ea", 0.5), light.horizon, 0.3)
    if light.night:
        above = mix(blue, light.horizon, 0.5)
    return above, mix(blue, light.far, 0.2), paint.deep(blue, 0.62)


def shafts(paint: Paint, x: float, count: int = 5) -> list[Node]:
    """Slanting light from the surface, each shaft brighter and weaker in its own time."""
    random = paint.random("shafts")
    colour = mix(paint.outside.sun, "#e6fff4", 0.4)
    strong = {"night": 0.3, "dusk": 0.6, "dawn": 0.6}.get(paint.setting.time, 0.8)
    lean = -paint.scheme.light_x * 330
    nodes: list[Node] = []
    for k in range(count):
        top, wide = x + (k - count / 2 + random.random()) * 250, random.uniform(26, 70)
        foot = top + lean + (k - count / 2) * 90
        ray = polygon([(top - wide, -310), (top + wide, -310), (foot + wide * 2.6, 800), (foot - wide * 2.6, 800)])
        fading = vertical(-300, 800, (0.0, colour, 0.4 * strong), (0.5, colour, 0.16 * strong), (1.0, colour, 0.0))
        phase, pace = random.uniform(0, 6), random.uniform(0.5, 0.9)
        nodes.append(Shape(ray, fading, opacity=lambda t, p=phase, q=pace: 0.62 + 0.38 * math.sin(t * q + p)))
    return nodes


def branching(random: Random, x: float, y: float, height: float, colour: str, light: str) -> list[Node]:
    """A stag's-horn coral: stubby branches that fork."""
    arms: list[Path] = []
    tips: list[Path] = []

    def grow(px: float, py: float, angle: float, length: float, order: int) -> None:
        ex, ey = px + math.cos(angle) * length, py + math.sin(angle) * length
        arms.append(polygon([(px, py), (ex, ey)], closed=False))
        if order == 2:
            tips.append(ellipse(ex, ey, height * 0.045))
            return
        for side in (-1, 1):
            grow(ex, ey, angle + side * random.uniform(0.3, 0.6), length * random.uniform(0.6, 0.8), order + 1)

    for k in range(4):
        grow(x, y, -math.pi / 2 + (k - 1.5) * 0.42 + random.uniform(-0.1, 0.1), height * 0.42, 0)
    return [strokes(arms, colour, height * 0.075), fill(joined(tips), light)]


def fan(x: float, y: float, height: float, colour: str, light: str) -> list[Node]:
    """A sea fan: a round blade with veins."""
    edge = [(x + math.sin(a) * height * 0.62, y - height * 0.5 - math.cos(a) * height * 0.5) for a in _FAN]
    veins = [polygon([(x, y), (x + (px - x) * 0.9, y + (py - y) * 0.9)], closed=False) for px, py in edge[2:-2:2]]
    return [blob([(x, y), *edge], colour), strokes(veins, light, height * 0.02, 0.7)]


_FAN = [(-2.2 + 4.4 * i / 14) for i in range(15)]


def brain(x: float, y: float, size: float, colour: str, light: str) -> list[Node]:
    """A round coral with furrows."""
    dome: list[Point] = [
        (x - size, y + 4),
        (x - size * 0.8, y - size * 0.7),
        (x, y - size),
        (x + size * 0.8, y - size * 0.7),
    ]
    furrows = [
        smooth(
            [(x + u * size * 0.9, y), (x + u * size * 0.75, y - size * 0.5), (x + u * size * 0.3, y - size * 0.92)],
            closed=False,
        )
        for u in (-0.8, -0.45, -0.1, 0.25, 0.6)
    ]
    return [blob([*dome, (x + size, y + 4)], colour), strokes(furrows, light, size * 0.06, 0.6)]


def tubes(random: Random, x: float, y: float, height: float, colour: str, dark: str) -> list[Node]:
    """Sponges like organ pipes, dark inside."""
    pipes: list[Path] = []
    mouths: list[Path] = []
    for k in range(5):
        px, tall, w = x + (k - 2) * height * 0.17, height * random.uniform(0.5, 1.0), height * 0.1
        lean = (k - 2) * height * 0.05
        pipes.append(
            polygon([(px - w * 0.7, y), (px - w + lean, y - tall), (px + w + lean, y - tall), (px + w * 0.7, y)])
        )
        mouths.append(ellipse(px + lean, y - tall, w, w * 0.36))
    return [fill(joined(pipes), vertical(y - height, y, (0.0, colour), (1.0, dark))), fill(joined(mouths), dark)]


def coral_bank(
    paint: Paint,
    name: str,
    left: float,
    right: float,
    y: float,
    size: float,
    count: int,
    distance: float,
    first: int = 0,
) -> list[Node]:
    """Corals side by side; they take turns in four kinds, from the one of number `first` on."""
    random = paint.random(name)
    nodes: list[Node] = []
    for k in range(count):
        x = left + (k + random.uniform(0.2, 0.8)) * (right - left) / count
        tint = paint.faded(paint.local(TINTS[random.randrange(5)], 0.35), distance)
        light, dark = paint.bright(tint, 0.35), paint.deep(tint, 0.4)
        tall, foot = size * random.uniform(0.6, 1.2), y + random.uniform(-8, 14)
        match (k + first) % 4:
            case 0:
                nodes += branching(random, x, foot, tall, tint, light)
            case 1:
                nodes += brain(x, foot, tall * 0.45, tint, dark)
            case 2:
                nodes += fan(x, foot, tall, dark, tint)
            case _:
                nodes += tubes(random, x, foot, tall, tint, dark)
    return nodes


def kelp(paint: Paint, name: str, x: float, y: float, height: float, colour: str, count: int = 5) -> Node:
    """A clump of long leaves that swing together in the current."""
    random = paint.random(f"{name} {x:.0f}")
    ribbons: list[Path] = []
    for k in range(count):
        px, tall, bend = x + (k - count / 2) * 22, height * random.uniform(0.6, 1.0), random.uniform(12, 30)
        spine = [(px + bend * math.sin(i * 1.1 + k), y - tall * i / 7) for i in range(8)]
        w = height * 0.028 + 3
        left = [(sx - w * (1 - i / 7.6), sy) for i, (sx, sy) in enumerate(spine)]
        right = [(sx + w * (1 - i / 7.6), sy) for i, (sx, sy) in enumerate(spine)]
        ribbons.append(smooth([*left, *reversed(right)]))
    body = fill(
        joined(ribbons), vertical(y - height, y, (0.0, paint.bright(colour, 0.25)), (1.0, paint.deep(colour, 0.45)))
    )
    return Group((body,), transform=sway(x * 0.01, 2.4, (x, y), 0.6))


def shoal(paint: Paint, name: str, centre: Point, count: int, size: float, colour: str, pace: float) -> Group:
    """Fish of one kind that go the same way, up and down a little."""
    random = paint.random(name)
    bodies: list[Path] = []
    bellies: list[Path] = []
    eyes: list[Path] = []
    for _ in range(count):
        x, y, s = random.gauss(0, size * 5), random.gauss(0, size * 1.7), size * random.uniform(0.75, 1.2)
        bodies.append(_fish(x, y, s))
        bellies.append(ellipse(x + s * 0.15, y + s * 0.14, s * 0.6, s * 0.16))
        eyes.append(ellipse(x + s * 0.62, y - s * 0.08, s * 0.09))
    fish = (
        fill(joined(bodies), colour),
        fill(joined(bellies), paint.bright(colour, 0.5), 0.7),
        fill(joined(eyes), paint.scheme.shadow),
    )
    way = 1.0 if random.random() < 0.5 else -1.0
    phase = random.uniform(0, 6)
    return Group(
        fish,
        transform=lambda t: (
            shift(centre[0] + way * pace * t, centre[1] + 9 * math.sin(t * 0.8 + phase)) @ scale(way, 1.0)
        ),
        name="shoal",
    )


def _fish(x: float, y: float, s: float) -> Path:
    body = smooth(
        [
            (x + s, y),
            (x + s * 0.3, y - s * 0.42),
            (x - s * 0.6, y - s * 0.1),
            (x - s * 0.6, y + s * 0.1),
            (x + s * 0.3, y + s * 0.4),
        ]
    )
    tail = polygon([(x - s * 0.5, y), (x - s * 1.15, y - s * 0.42), (x - s * 0.95, y), (x - s * 1.15, y + s * 0.42)])
    fin = polygon([(x + s * 0.3, y - s * 0.34), (x - s * 0.25, y - s * 0.62), (x - s * 0.3, y - s * 0.2)])
    return joined((body, tail, fin))


def bubbles(paint: Paint, name: str, x: float, y: float, height: float, count: int = 4) -> list[Node]:
    """Strings of bubbles that rise and are lost near the surface."""
    random = paint.random(f"{name} {x:.0f}")
    white = mix(paint.outside.horizon, "#ffffff", 0.5)
    nodes: list[Node] = []
    for k in range(count):
        beads = [
            ellipse(random.uniform(-16, 16), -i * random.uniform(18, 30), random.uniform(2.5, 7.0)) for i in range(4)
        ]

        def rise(t: float, k: int = k) -> Matrix:
            u = (t * 0.16 + k / count) % 1.0
            return shift(x + 12 * math.sin(t * 1.7 + k * 2), y - height * u)

        nodes.append(
            Group(
                (fill(joined(beads), white, 0.5),),
                transform=rise,
                opacity=lambda t, k=k: math.sin(math.pi * ((t * 0.16 + k / count) % 1.0)),
            )
        )
    return nodes


def jellyfish(paint: Paint, x: float, y: float, size: float, colour: str, seed: float) -> Group:
    """A bell with trailing threads that pulses as it drifts; it shines in the dark."""
    bell: list[Point] = [
        (-size, 0),
        (-size * 0.85, -size * 0.7),
        (0, -size * 1.05),
        (size * 0.85, -size * 0.7),
        (size, 0),
        (size * 0.5, -size * 0.14),
        (0, 0),
        (-size * 0.5, -size * 0.14),
    ]
    threads = [
        smooth(
            [
                (u * size, 0),
                (u * size * 1.15 + 9, size * 0.9),
                (u * size * 0.8 - 8, size * 1.7),
                (u * size, size * 2.4),
            ],
            closed=False,
        )
        for u in (-0.7, -0.35, 0.0, 0.35, 0.7)
    ]
    light = paint.bright(colour, 0.5)
    parts: list[Node] = [glow(0, -size * 0.3, size * 2.6, light, 0.5)] if paint.dark else []
    parts += [
        strokes(threads, colour, size * 0.06, 0.6),
        blob(bell, vertical(-size, 0, (0.0, light, 0.85), (1.0, colour, 0.6))),
        disc(-size * 0.2, -size * 0.6, size * 0.4, light, size * 0.2, 0.5),
    ]

    def drift(t: float) -> Matrix:
        beat = 1 + 0.07 * math.sin(t * 2.0 + seed)
        return shift(x + 8 * math.sin(t * 0.4 + seed), y + 22 * math.sin(t * 0.5 + seed)) @ Matrix(beat, 0, 0, 2 - beat)

    return Group(tuple(parts), transform=drift, name="jellyfish")
