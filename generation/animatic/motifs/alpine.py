"""High places: a hut with stones on its roof, a cairn with flags on strings, goats, a sea of cloud below the peak."""

import math
from collections.abc import Callable

from generation.animatic.art import Group, Node, Path, Shape, polygon, rectangle, smooth
from generation.animatic.colour import mix
from generation.animatic.motifs.brush import (
    block,
    disc,
    drift,
    facet,
    fill,
    glow,
    joined,
    land,
    ridge,
    strokes,
    vertical,
)
from generation.animatic.motifs.clouds import heap
from generation.animatic.motifs.houses import lamp_light, smoke
from generation.animatic.motifs.paint import Paint
from generation.animatic.stage import LEFT

_FLAGS = ("#3f6fb0", "#efe9dc", "#c8443c", "#4f9a5a", "#e6bb45")


def hut(paint: Paint, x: float, y: float, width: float, distance: float) -> list[Node]:
    """A hut of dark beams on a stone foot, its low roof weighted with stones."""
    wood, stone = (
        paint.faded(paint.local("#7a5238", 0.32), distance),
        paint.faded(paint.local("#9a9590", 0.35), distance),
    )
    roof = paint.faded(paint.local("#6a6468", 0.35), distance)
    h = width * 0.42
    logs = [
        polygon([(x - width * 0.44, y - h * k), (x + width * 0.44, y - h * k)], closed=False)
        for k in (0.42, 0.56, 0.7, 0.84)
    ]
    lit = lamp_light(paint) if paint.dark else paint.deep(wood, 0.65)
    panes = [rectangle(x + u * width - width * 0.05, y - h * 0.72, width * 0.1, h * 0.26) for u in (-0.24, 0.24)]
    weights = [
        smooth(
            [
                (x + u * width - 7, y - h * (1.16 + 0.5 * (0.6 - abs(u)))),
                (x + u * width, y - h * (1.22 + 0.5 * (0.6 - abs(u)))),
                (x + u * width + 7, y - h * (1.16 + 0.5 * (0.6 - abs(u)))),
            ]
        )
        for u in (-0.44, -0.26, 0.26, 0.44)
    ]
    snow = paint.snowy
    top = mix("#ffffff", paint.scheme.ambient, paint.scheme.shade * 0.6) if snow else paint.bright(roof, 0.15)
    nodes: list[Node] = [
        facet(
            [
                (x - width * 0.46, y + 4),
                (x - width * 0.45, y - h * 0.34),
                (x + width * 0.45, y - h * 0.34),
                (x + width * 0.46, y + 4),
            ],
            stone,
        ),
        block(
            x - width * 0.44,
            y - h,
            width * 0.88,
            h * 0.68,
            vertical(y - h, y, (0.0, wood), (1.0, paint.deep(wood, 0.25))),
        ),
        facet([(x - width * 0.44, y - h), (x, y - h * 1.5), (x + width * 0.44, y - h)], paint.deep(wood, 0.12)),
        strokes(logs, paint.deep(wood, 0.45), max(1.6, width * 0.01), 0.7),
        fill(joined(panes), lit),
        block(x - width * 0.06, y - h * 0.62, width * 0.12, h * 0.62, paint.deep(wood, 0.5), radius=2),
        strokes(
            [
                polygon(
                    [(x - width * 0.62, y - h * 0.86), (x, y - h * 1.56), (x + width * 0.62, y - h * 0.86)],
                    closed=False,
                )
            ],
            top,
            width * 0.07,
        ),
        fill(joined(weights), paint.deep(stone, 0.2)),
        smoke(paint, x + width * 0.2, y - h * 1.5, width / 200),
    ]
    return [*nodes, glow(x, y - h * 0.6, width * 0.5, paint.scheme.accent, 0.45)] if paint.dark else nodes


def cairn(paint: Paint, x: float, y: float, height: float, rock: str) -> list[Node]:
    """Flat stones piled up by those who came before."""
    bodies: list[Path] = []
    tops: list[Path] = []
    random = paint.random(f"cairn {x:.0f}")
    level, wide = y, height * 0.42
    while wide > height * 0.08:
        thick, dx = wide * random.uniform(0.3, 0.42), random.uniform(-0.08, 0.08) * wide
        bodies.append(
            smooth(
                [
                    (x + dx - wide, level),
                    (x + dx - wide * 0.9, level - thick),
                    (x + dx + wide * 0.85, level - thick * 1.05),
                    (x + dx + wide, level),
                    (x + dx, level + 3),
                ],
                tension=0.5,
            )
        )
        tops.append(
            smooth(
                [
                    (x + dx - wide * 0.86, level - thick * 0.8),
                    (x + dx - wide * 0.8, level - thick),
                    (x + dx + wide * 0.8, level - thick * 1.05),
                    (x + dx + wide * 0.86, level - thick * 0.8),
                ],
                tension=0.5,
            )
        )
        level, wide = level - thick, wide * 0.8
    lit = mix("#ffffff", paint.scheme.ambient, paint.scheme.shade * 0.6) if paint.snowy else paint.bright(rock, 0.28)
    return [
        disc(x, y + 3, height * 0.55, paint.scheme.shadow, height * 0.07, 0.35),
        fill(joined(bodies), paint.deep(rock, 0.3)),
        strokes(bodies, paint.deep(rock, 0.55), 2.2, 0.7),
        fill(joined(tops), lit),
    ]


def prayer_flags(paint: Paint, start: tuple[float, float], end: tuple[float, float], count: int, size: float) -> Node:
    """A string of small flags in five colours that flutter."""
    tints = [paint.local(tint, 0.25) for tint in _FLAGS]
    (x0, y0), (x1, y1) = start, end

    def at(u: float) -> tuple[float, float]:
        return x0 + (x1 - x0) * u, y0 + (y1 - y0) * u + 150 * u * (1 - u)

    def flags(k: int) -> Callable[[float], Path]:
        def shape(t: float) -> Path:
            each: list[Path] = []
            for i in range(k, count, 5):
                px, py = at((i + 0.5) / count)
                w = size * 0.3 * math.sin(t * (2.2 + paint.windy) + i)
                each.append(
                    polygon(
                        [
                            (px - size / 2, py),
                            (px + size / 2, py),
                            (px + size / 2 + w, py + size),
                            (px - size / 2 + w, py + size * 0.96),
                        ]
                    )
                )
            return joined(each)

        return shape

    string = strokes([smooth([at(k / 12) for k in range(13)], closed=False)], paint.local("#d8d0c0", 0.3), 2.0)
    return Group((string, *(Shape(flags(k), tints[k]) for k in range(5))), name="flags")


def cloud_sea(paint: Paint, y: float, distance: float, name: str = "cloud sea") -> Group:
    """Clouds that lie below, from which the other peaks look out."""
    random = paint.random(name)
    light = paint.outside
    top = mix(mix("#ffffff", light.sun, 0.25), light.ambient, light.shade * 0.75)
    foot = mix(mix(light.sky_middle, light.horizon, 0.5), light.ambient, 0.25)
    top, foot = mix(top, light.horizon, distance * 0.6), mix(foot, light.horizon, distance * 0.6)
    puffs = [
        heap(
            LEFT - 160 + k * 210 + random.uniform(-50, 50),
            y + 40,
            random.uniform(240, 380),
            random.uniform(60, 100),
            random,
        )
        for k in range(14)
    ]
    base = land(ridge(random, y + 16, 6))
    return Group(
        (
            Group(
                (fill(joined([*puffs, base]), vertical(y - 60, y + 130, (0.0, top), (1.0, foot))),),
                transform=drift(3.0),
            ),
        ),
        name=name,
    )


def goats(paint: Paint, spots: tuple[tuple[float, float, float], ...], distance: float) -> list[Node]:
    """Goats that stand on ledges: (x, y, size), a negative size looks left."""
    bodies: list[Path] = []
    for x, y, size in spots:
        way, s = (1.0 if size > 0 else -1.0), abs(size)
        bodies += [
            smooth(
                [
                    (x - way * s, y - s * 0.95),
                    (x + way * s * 0.6, y - s * 1.05),
                    (x + way * s * 0.66, y - s * 0.55),
                    (x - way * s * 0.9, y - s * 0.5),
                ]
            ),
            polygon(
                [
                    (x + way * s * 0.44, y - s),
                    (x + way * s * 0.72, y - s * 1.6),
                    (x + way * s * 1.14, y - s * 1.36),
                    (x + way * s * 1.06, y - s * 1.2),
                    (x + way * s * 0.8, y - s * 1.16),
                    (x + way * s * 0.7, y - s * 0.7),
                ]
            ),
            smooth(
                [
                    (x + way * s * 0.72, y - s * 1.56),
                    (x + way * s * 0.5, y - s * 1.96),
                    (x + way * s * 0.2, y - s * 1.9),
                    (x + way * s * 0.52, y - s * 1.78),
                ]
            ),
            *(
                polygon(
                    [
                        (x + way * u * s - 2, y),
                        (x + way * u * s - 3, y - s * 0.7),
                        (x + way * u * s + 3, y - s * 0.7),
                        (x + way * u * s + 2, y),
                    ]
                )
                for u in (-0.8, -0.55, 0.3, 0.52)
            ),
        ]
    return [fill(joined(bodies), paint.faded(paint.local("#6f5c50", 0.3), distance))]
