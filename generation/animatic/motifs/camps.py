"""What travellers pitch: tents, yurts, banners, palisades, and the fire between them."""

import math
from random import Random

from generation.animatic.art import Group, Node, Path, Point, Shape, polygon, rectangle, smooth
from generation.animatic.colour import mix
from generation.animatic.motifs.brush import (
    across,
    block,
    disc,
    facet,
    fill,
    flicker,
    glow,
    joined,
    line,
    straight,
    strokes,
    vertical,
)
from generation.animatic.motifs.houses import lamp_light, smoke
from generation.animatic.motifs.lamps import flames
from generation.animatic.motifs.paint import Paint
from generation.animatic.motifs.sparks import embers, lit_pool


def tent(paint: Paint, x: float, y: float, width: float, cloth: str, side: float, distance: float = 0.0) -> list[Node]:
    """A ridge tent seen from its open end and one flank; lit inside after dark."""
    cloth = paint.faded(cloth, distance)
    h = width * 0.62
    apex, back = (x, y - h), (x + side * width * 0.72, y - h * 0.86)
    lit = paint.outside.light_x * side > 0
    flank = [apex, back, (x + side * width * 1.18, y - h * 0.08), (x + side * width * 0.5, y)]
    inside = lamp_light(paint) if paint.dark else paint.deep(cloth, 0.7)
    front = [(x - width * 0.5, y), apex, (x + width * 0.5, y)]
    ropes = [
        polygon([apex, (x - side * width * 0.72, y + 6)], closed=False),
        polygon([back, (x + side * width * 1.45, y)], closed=False),
    ]
    nodes: list[Node] = [
        disc(x + side * width * 0.3, y + 3, width * 0.95, paint.scheme.shadow, width * 0.07, 0.32),
        facet(
            flank,
            vertical(
                y - h,
                y,
                (0.0, paint.bright(cloth, 0.2 if lit else 0.05)),
                (1.0, paint.deep(cloth, 0.15 if lit else 0.4)),
            ),
        ),
        facet(front, vertical(y - h, y, (0.0, cloth), (1.0, paint.deep(cloth, 0.22)))),
        fill(
            smooth(
                [
                    (x - width * 0.2, y),
                    (x - width * 0.08, y - h * 0.4),
                    (x, y - h * 0.78),
                    (x + width * 0.08, y - h * 0.4),
                    (x + width * 0.2, y),
                ],
                tension=0.6,
            ),
            inside,
        ),
        facet([(x, y - h * 0.82), (x - width * 0.3, y), (x - width * 0.17, y)], paint.bright(cloth, 0.25)),
        facet([(x, y - h * 0.82), (x + width * 0.3, y), (x + width * 0.17, y)], paint.bright(cloth, 0.12)),
        strokes(ropes, paint.deep(cloth, 0.55), max(1.4, width * 0.008), 0.8),
    ]
    if paint.dark:
        nodes.append(glow(x, y - h * 0.3, width * 0.7, paint.scheme.accent, 0.4))
    return nodes


def pod_tent(paint: Paint, x: float, y: float, width: float, distance: float = 0.0) -> list[Node]:
    """A tent of the future: a shell of ribs that glows from within."""
    shell = paint.faded(paint.local("#dfe5ec", 0.25), distance)
    light = paint.faded(mix("#6ff0ff", paint.scheme.rim, 0.15), distance * 0.6)
    h, w = width * 0.42, width * 0.5
    dome = smooth(
        [(x - w, y), (x - w * 0.88, y - h * 0.6), (x, y - h), (x + w * 0.88, y - h * 0.6), (x + w, y)], closed=False
    )
    ribs = [
        smooth([(x + u * w, y), (x + u * w * 0.86, y - h * 0.62), (x + u * w * 0.1, y - h)], closed=False)
        for u in (-0.62, 0.62)
    ]
    door = smooth(
        [
            (x - w * 0.26, y),
            (x - w * 0.24, y - h * 0.42),
            (x, y - h * 0.66),
            (x + w * 0.24, y - h * 0.42),
            (x + w * 0.26, y),
        ],
        closed=False,
    )
    return [
        disc(x, y + 3, w * 1.1, paint.scheme.shadow, width * 0.05, 0.3),
        fill(dome, vertical(y - h, y, (0.0, paint.bright(shell, 0.25)), (1.0, paint.deep(shell, 0.3)))),
        fill(door, mix(light, paint.scheme.accent, 0.45) if paint.dark else paint.deep(shell, 0.5)),
        strokes([*ribs, door], light, max(1.6, width * 0.014), 0.85),
        strokes([polygon([(x - w, y), (x + w, y)], closed=False)], light, max(1.6, width * 0.016), 0.9),
        *((glow(x, y - h * 0.4, width * 0.6, light, 0.45, 0.7),) if paint.dark else ()),
    ]


def pavilion(
    paint: Paint, x: float, y: float, width: float, cloth: str, second: str, distance: float = 0.0
) -> list[Node]:
    """A round war tent in two colours under a pointed roof."""
    cloth, second = paint.faded(cloth, distance), paint.faded(second, distance)
    wall, roof = width * 0.5, width * 0.62
    eaves, top = y - wall, y - wall - roof
    stripes = [
        polygon(
            [
                (x + u * width * 0.5, y),
                (x + u * width * 0.46, eaves),
                (x + (u + 0.2) * width * 0.46, eaves),
                (x + (u + 0.2) * width * 0.5, y),
            ]
        )
        for u in (-0.9, -0.5, -0.1, 0.3, 0.7)
    ]
    gores = [
        polygon([(x, top), (x + u * width * 0.56, eaves), (x + (u + 0.2) * width * 0.56, eaves)])
        for u in (-0.9, -0.5, -0.1, 0.3, 0.7)
    ]
    scallops = [(x - width * 0.56 + i * width * 1.12 / 14, eaves + (width * 0.07 if i % 2 else -2)) for i in range(15)]
    shade = across(x - width * 0.5, x + width * 0.5, (0.0, paint.scheme.shadow, 0.05), (1.0, paint.scheme.shadow, 0.45))
    if paint.scheme.light_x > 0:
        shade = across(
            x - width * 0.5, x + width * 0.5, (0.0, paint.scheme.shadow, 0.45), (1.0, paint.scheme.shadow, 0.05)
        )
    inside = lamp_light(paint) if paint.dark else paint.deep(cloth, 0.72)
    body = [(x - width * 0.5, y), (x - width * 0.46, eaves), (x + width * 0.46, eaves), (x + width * 0.5, y)]
    return [
        disc(x, y + 3, width * 0.62, paint.scheme.shadow, width * 0.06, 0.3),
        facet(body, cloth),
        fill(joined(stripes), second),
        facet([(x - width * 0.1, y), (x, y - wall * 0.86), (x + width * 0.1, y)], inside),
        facet([(x, top), (x - width * 0.56, eaves), (x + width * 0.56, eaves)], paint.bright(cloth, 0.14)),
        fill(joined(gores), paint.bright(second, 0.1)),
        facet([(x - width * 0.56, eaves - 3), *scallops, (x + width * 0.56, eaves - 3)], paint.deep(second, 0.15)),
        facet([*body, (x + width * 0.56, eaves), (x, top), (x - width * 0.56, eaves)], shade),
        straight([(x, top + 4), (x, top - width * 0.2)], paint.deep(cloth, 0.6), max(2.0, width * 0.02)),
    ]


def yurt(paint: Paint, random: Random, x: float, y: float, width: float, distance: float = 0.0) -> list[Node]:
    """A round felt tent: a low wall with a bright band, a flat cone with a smoke hole, a painted door."""
    felt = paint.faded(paint.local("#e9e0cd", 0.25), distance)
    band = paint.faded(paint.local(random.choice(("#b5483f", "#3f6f9a", "#c98b3a")), 0.3), distance)
    wall, roof, r = width * 0.3, width * 0.26, width * 0.5
    ends = ((0.0, paint.bright(felt, 0.15)), (0.5, felt), (1.0, paint.deep(felt, 0.42)))
    shades = ends if paint.scheme.light_x < 0 else ((0.0, ends[2][1]), (0.5, felt), (1.0, ends[0][1]))
    shading = across(x - r, x + r, *shades)
    top = y - wall - roof
    dome: list[Point] = [
        (x - r * 1.06, y - wall + 3),
        (x - r * 0.55, y - wall - roof * 0.66),
        (x - r * 0.16, top),
        (x + r * 0.16, top),
        (x + r * 0.55, y - wall - roof * 0.66),
        (x + r * 1.06, y - wall + 3),
    ]
    ropes = [polygon([(x + u * r, y), (x + u * r, y - wall)], closed=False) for u in (-0.8, -0.5, 0.5, 0.8)]
    return [
        disc(x, y + 3, r * 1.2, paint.scheme.shadow, r * 0.13, 0.3),
        block(x - r, y - wall, width, wall, shading),
        block(x - r, y - wall * 0.92, width, wall * 0.2, band, 0.85),
        fill(smooth(dome, tension=0.5), shading),
        block(x - r * 0.18, top - width * 0.03, r * 0.36, width * 0.05, paint.deep(felt, 0.6), radius=4),
        strokes(ropes, paint.deep(felt, 0.5), max(1.4, width * 0.006), 0.6),
        block(x - r * 0.17, y - wall * 0.82, r * 0.34, wall * 0.82, band),
        block(
            x - r * 0.12,
            y - wall * 0.74,
            r * 0.24,
            wall * 0.74,
            lamp_light(paint) if paint.dark else paint.deep(band, 0.5),
        ),
    ]


def banner(
    paint: Paint, x: float, y: float, height: float, colour: str, seed: float, distance: float = 0.0
) -> list[Node]:
    """A pole with a long flag that flies in the wind."""
    colour, wood = paint.faded(colour, distance), paint.faded(paint.local("#6a4c36"), distance)
    long, tall, wind = height * 0.42, height * 0.2, paint.windy

    def fly(t: float) -> Path:
        upper: list[Point] = []
        for i in range(6):
            u = i / 5
            upper.append((x + long * u, y - height + 6 + height * 0.05 * u * math.sin(t * (2.6 + wind) - u * 5 + seed)))
        lower = [
            (px - (long * 0.16 if i == 5 else 0), py + tall * (1 - 0.45 * i / 5)) for i, (px, py) in enumerate(upper)
        ]
        return smooth([*upper, *reversed(lower)], tension=0.7)

    return [straight([(x, y), (x, y - height)], wood, max(2.4, height * 0.022)), Shape(fly, colour)]


def palisade(
    paint: Paint, name: str, left: float, right: float, y: float, height: float, distance: float
) -> list[Node]:
    """A wall of sharpened stakes."""
    random = paint.random(name)
    wood = paint.faded(paint.local("#7d5f45"), distance)
    stakes: list[Path] = []
    lights: list[Path] = []
    x, w = left, height * 0.16
    while x < right:
        tall = height * random.uniform(0.85, 1.1)
        stakes.append(
            polygon([(x, y + 4), (x, y - tall), (x + w / 2, y - tall - w), (x + w, y - tall), (x + w, y + 4)])
        )
        lights.append(rectangle(x + w * 0.6, y - tall, w * 0.22, tall))
        x += w * 1.06
    bar = line([(left, y - height * 0.55), (right, y - height * 0.55)], paint.deep(wood, 0.5), height * 0.07)
    return [fill(joined(stakes), paint.deep(wood, 0.2)), fill(joined(lights), paint.bright(wood, 0.2), 0.6), bar]


def campfire(paint: Paint, x: float, y: float, size: float = 1.0) -> Group:
    """Crossed logs in a ring of stones, flames, sparks, smoke, and the light of it."""
    wood, stone = paint.local("#5b4030"), paint.local("#8a8482")
    fire = mix(paint.scheme.accent, "#ff8a3a", 0.45)
    logs = [
        polygon([(x - 52 * size, y + 2), (x + 34 * size, y - 20 * size)], closed=False),
        polygon([(x + 52 * size, y + 2), (x - 34 * size, y - 20 * size)], closed=False),
    ]
    ring = [
        smooth(
            [
                (px - 13 * size, y + 10 * size),
                (px - 8 * size, y - 2),
                (px + 7 * size, y - 4),
                (px + 13 * size, y + 10 * size),
            ]
        )
        for px in (x + dx * size for dx in (-66, -42, -16, 12, 40, 66))
    ]
    out = paint.wet
    burning: tuple[Node, ...] = (
        ()
        if out
        else (
            *flames(x, y - 4 * size, 74.0 * size, fire),
            embers(x, y - 50 * size, 230.0 * size, mix(fire, "#fff0b0", 0.4)),
        )
    )
    return Group(
        (
            disc(x, y + 6, 90 * size, paint.scheme.shadow, 14 * size, 0.35),
            *(() if out else (Group((lit_pool(paint, x, y, 430.0 * size, fire, 0.6),), opacity=flicker(2.0)),)),
            smoke(paint, x, y - 70 * size, 1.1 * size),
            strokes(logs, wood, 15 * size),
            *burning,
            fill(joined(ring), paint.deep(stone, 0.25)),
        ),
        name="fire",
    )
