"""Small lights in the air: fireflies, marsh lights, embers, motes, and the aurora."""

import math

from generation.animatic.art import Group, Matrix, Node, Radial, Shape, ellipse, scale, shift, smooth
from generation.animatic.colour import mix
from generation.animatic.motifs.brush import disc, fill, glow, halo, joined, stops
from generation.animatic.motifs.paint import Paint
from generation.animatic.stage import LEFT, RIGHT


def fireflies(
    paint: Paint, name: str, top: float, bottom: float, count: int = 9, left: float = 60.0, right: float = 1540.0
) -> Group:
    """Fireflies that wander and blink; by day, and in rain and snow, there are none."""
    if not (paint.outside.night or paint.setting.time == "dusk") or paint.wet or paint.snowy:
        return Group((), name="fireflies")
    colour = mix("#f4f08a", paint.scheme.accent, 0.25)
    random = paint.random(name)
    lights: list[Node] = []
    for _ in range(count):
        x, y, seed = random.uniform(left, right), random.uniform(top, bottom), random.uniform(0, 6)
        size = random.uniform(0.7, 1.2)

        def wander(t: float, x: float = x, y: float = y, seed: float = seed) -> Matrix:
            return shift(
                x + 46 * math.sin(t * 0.5 + seed) + 12 * math.sin(t * 1.7 + seed * 2),
                y + 24 * math.sin(t * 0.7 + seed * 3),
            )

        lights.append(
            Group(
                (halo(30.0 * size, colour, 0.8), disc(0, 0, 3.2 * size, "#fffde0")),
                transform=wander,
                opacity=lambda t, s=seed: max(0.0, math.sin(t * 1.3 + s * 5)) ** 0.7,
            )
        )
    return Group(tuple(lights), name="fireflies")


def marsh_lights(paint: Paint, top: float, bottom: float, count: int = 5) -> Group:
    """Pale flames that float over the bog after dark."""
    if not paint.dark:
        return Group((), name="marsh lights")
    random = paint.random("marsh lights")
    colour = mix("#9df0d8", paint.scheme.accent, 0.15)
    lights: list[Node] = []
    for k in range(count):
        x, y, seed = (
            160 + (k + random.uniform(0.1, 0.9)) * 1280 / count,
            random.uniform(top, bottom),
            random.uniform(0, 6),
        )
        if abs(x - 800) < 150:
            x += 260
        tongue = smooth([(0, -34), (9, -12), (7, 6), (0, 10), (-7, 6), (-8, -10)])
        lights.append(
            Group(
                (halo(120.0, colour, 0.6), fill(tongue, mix(colour, "#ffffff", 0.4), 0.9)),
                transform=lambda t, x=x, y=y, s=seed: shift(
                    x + 20 * math.sin(t * 0.6 + s), y + 9 * math.sin(t * 1.1 + s)
                ),
                opacity=lambda t, s=seed: 0.62 + 0.38 * math.sin(t * 1.6 + s),
            )
        )
    return Group(tuple(lights), name="marsh lights")


def motes(
    paint: Paint, name: str, top: float, bottom: float, colour: str, count: int = 5, rise: float = -14.0
) -> Group:
    """Specks that hang in the air and drift as loose clouds: dust in light, spores, plankton."""
    random = paint.random(name)
    clouds: list[Node] = []
    for k in range(count):
        dots = joined(
            ellipse(random.uniform(LEFT, RIGHT), random.uniform(top, bottom), random.uniform(1.2, 3.2))
            for _ in range(16)
        )
        phase = random.uniform(0, 6)
        clouds.append(
            Group(
                (fill(dots, colour, 0.8),),
                transform=lambda t, p=phase, k=k: shift(
                    14 * math.sin(t * 0.4 + p) + (k - 2) * 2 * t, rise * math.sin(t * 0.3 + p)
                ),
                opacity=lambda t, p=phase: 0.5 + 0.4 * math.sin(t * 0.9 + p),
            )
        )
    return Group(tuple(clouds), name=name)


def embers(x: float, y: float, height: float, colour: str, count: int = 6) -> Group:
    """Sparks that rise from a fire and go out."""
    nodes: list[Node] = []
    for k in range(count):

        def fly(t: float, k: int = k) -> Matrix:
            u = (t * 0.33 + k / count) % 1.0
            return shift(x + 26 * math.sin(t * 1.3 + k * 1.9) * u + (k - count / 2) * 6, y - height * u)

        nodes.append(
            Group((disc(0, 0, 2.6, colour),), transform=fly, opacity=lambda t, k=k: 1 - (t * 0.33 + k / count) % 1.0)
        )
    return Group(tuple(nodes), name="embers")


def aurora(paint: Paint, y: float) -> Group:
    """Northern lights: curtains of rays that wander and pale, on clear nights only."""
    if not paint.outside.night or paint.setting.weather not in {"clear", "wind"}:
        return Group((), name="aurora")
    random = paint.random("aurora")
    curtains: list[Node] = []
    for k, name in enumerate(("#4df0a8", "#58dcd8", "#9a7cf0")):
        tint, phase = paint.palette.draw(name, 0.15), random.uniform(0, 6)
        rays: list[Node] = []
        x = LEFT - 200.0
        while x < RIGHT + 200:
            wide = random.uniform(62, 100)
            foot = y - 130 - 62 * k + 50 * math.sin(x * 0.0046 + phase) + 20 * math.sin(x * 0.013 + phase)
            tall = (250 + 40 * k) * (0.65 + 0.35 * math.sin(x * 0.021 + phase * 2)) * random.uniform(0.9, 1.1)
            rays.append(_ray(x, foot, wide, tall, tint))
            x += wide * 0.56
        curtains.append(
            Group(
                (Group(tuple(rays), blur=4.0),),
                transform=lambda t, p=phase, k=k: shift(
                    60 * math.sin(t * 0.13 + p) + 8 * (k - 1) * t, 10 * math.sin(t * 0.31 + p)
                ),
                opacity=lambda t, p=phase: 0.72 + 0.28 * math.sin(t * 0.5 + p),
            )
        )
    return Group(tuple(curtains), name="aurora")


def _ray(x: float, foot: float, wide: float, tall: float, tint: str) -> Node:
    """One ray: bright just over its foot, lost far above; soft to the sides because it is an ellipse of light."""
    glowing = stops((0.0, tint, 0.3), (0.5, tint, 0.13), (1.0, tint, 0.0))
    body = Shape(ellipse(0, 0, 1.0), Radial((0.0, 0.3), 1.0, glowing))
    return Group((body,), transform=shift(x, foot - tall * 0.42) @ scale(wide, tall * 0.62))


def lit_pool(paint: Paint, x: float, y: float, radius: float, colour: str, strength: float) -> Group:
    """The light of a small fire in the air and on the ground, stronger after dark."""
    part = 1.0 if paint.dark else 0.35
    return Group(
        (
            glow(x, y - radius * 0.14, radius, colour, strength * part),
            glow(x, y + 6, radius, colour, strength * part, 0.22),
        )
    )
