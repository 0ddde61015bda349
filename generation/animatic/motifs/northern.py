"""The far north: snow and its shade in each light, an igloo, a sledge."""

import math

from generation.animatic.art import Node, Path, polygon, smooth
from generation.animatic.colour import mix
from generation.animatic.motifs.brush import (
    across,
    blob,
    disc,
    fill,
    glow,
    line,
    strokes,
)
from generation.animatic.motifs.paint import Paint


def white(paint: Paint, distance: float = 0.0) -> str:
    """Snow in this light: white by day, blue by night."""
    light = paint.scheme
    lit = mix(mix("#f6f9fd", light.horizon, 0.12), light.ambient, light.shade * (1.05 if light.night else 0.8))
    return paint.faded(lit, distance)


def shade(paint: Paint, distance: float = 0.0) -> str:
    """Snow that looks away from the light."""
    return paint.faded(mix(white(paint), mix(paint.scheme.ambient, paint.local("#7fa6c8", 0.4), 0.5), 0.5), distance)


def igloo(paint: Paint, x: float, y: float, width: float, side: float) -> list[Node]:
    """A dome of snow blocks with its tunnel, lit from inside after dark."""
    r, tall = width * 0.5, width * 0.46
    ice, dark = white(paint, 0.05), shade(paint, 0.0)
    dome = [
        (x - r, y + 4),
        *((x + r * math.cos(a), y - tall * math.sin(a)) for a in (math.pi * (1 - k / 12) for k in range(1, 12))),
        (x + r, y + 4),
    ]
    bricks: list[Path] = []
    for k in range(1, 6):
        v = k / 6
        half = r * math.sqrt(1 - v * v)
        bricks.append(smooth([(x - half, y - tall * v), (x, y - tall * v + 6), (x + half, y - tall * v)], closed=False))
        for i in range(-5, 6):
            u = (i + (0.5 if k % 2 else 0.0)) / 5.5
            bricks.append(
                polygon(
                    [
                        (x + u * half, y - tall * v + 4),
                        (x + u * r * math.sqrt(max(0.0, 1 - (v - 1 / 6) ** 2)), y - tall * (v - 1 / 6) + 4),
                    ],
                    closed=False,
                )
            )
    tx = x - side * r * 0.86
    w = width * 0.17
    tunnel = [
        (tx - w, y + 8),
        (tx - w, y - w * 0.8),
        (tx - w * 0.5, y - w * 1.5),
        (tx + w * 0.5, y - w * 1.5),
        (tx + w, y - w * 0.8),
        (tx + w, y + 8),
    ]
    hole = [(x0 + (tx - x0) * 0.34, y + 8 + (y0 - y - 8) * 0.72) for x0, y0 in tunnel]
    warm = mix(paint.scheme.accent, "#fff0c8", 0.3) if paint.dark else paint.deep(dark, 0.6)
    ends = (0.0, ice), (1.0, dark)
    shading = across(x - r, x + r, *ends) if paint.scheme.light_x < 0 else across(x - r, x + r, (0.0, dark), (1.0, ice))
    nodes: list[Node] = [
        disc(x, y + 5, r * 1.2, paint.scheme.shadow, r * 0.1, 0.22),
        fill(smooth(dome, tension=0.9), shading),
        strokes(bricks, paint.deep(dark, 0.3), 2.2, 0.5),
        fill(smooth(tunnel, tension=0.5), ice),
        fill(smooth(hole, tension=0.5), warm),
    ]
    return (
        [
            *nodes,
            glow(tx, y - w * 0.4, width * 0.6, paint.scheme.accent, 0.6),
            glow(tx, y + 12, width * 0.7, paint.scheme.accent, 0.4, 0.2),
        ]
        if paint.dark
        else nodes
    )


def sledge(paint: Paint, x: float, y: float, width: float, side: float) -> list[Node]:
    wood, load = paint.local("#7a5a42"), paint.local("#a3563f", 0.3)
    runner = [
        (x - side * width * 0.5, y),
        (x + side * width * 0.3, y),
        (x + side * width * 0.5, y - width * 0.12),
        (x + side * width * 0.46, y - width * 0.26),
    ]
    posts = [
        polygon([(x + u * width, y), (x + u * width, y - width * 0.16)], closed=False) for u in (-0.34, -0.1, 0.14)
    ]
    handle = [(x - side * width * 0.4, y - width * 0.16), (x - side * width * 0.52, y - width * 0.5)]
    return [
        blob(
            [
                (x - width * 0.34, y - width * 0.16),
                (x - width * 0.3, y - width * 0.42),
                (x, y - width * 0.48),
                (x + width * 0.26, y - width * 0.36),
                (x + width * 0.3, y - width * 0.16),
            ],
            load,
        ),
        line([(x - width * 0.14, y - width * 0.17), (x - width * 0.1, y - width * 0.46)], paint.local("#d8c49a"), 4.0),
        line([(x + width * 0.12, y - width * 0.17), (x + width * 0.1, y - width * 0.44)], paint.local("#d8c49a"), 4.0),
        strokes(
            [
                smooth(runner, closed=False),
                smooth(handle, closed=False),
                polygon(
                    [(x - side * width * 0.42, y - width * 0.16), (x + side * width * 0.38, y - width * 0.16)],
                    closed=False,
                ),
                *posts,
            ],
            wood,
            7.0,
        ),
    ]
