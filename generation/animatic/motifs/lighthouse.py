"""The lighthouse: its tower, and the beam that turns."""

import math
from collections.abc import Callable

from generation.animatic.art import Group, Linear, Matrix, Node, Point, Shape, polygon
from generation.animatic.colour import mix
from generation.animatic.motifs.brush import (
    across,
    block,
    disc,
    facet,
    glow,
    line,
    strokes,
)
from generation.animatic.motifs.paint import Paint


def tower(paint: Paint, x: float) -> list[Node]:
    """A striped tower on its foot at y 484, with gallery and lamp room."""
    s = paint.scheme
    white, red = paint.local("#efe9e2", 0.2), paint.local("#b8434f", 0.25)
    lit, shade = (0.12, 0.88) if s.light_x < 0 else (0.88, 0.12)
    top, foot, narrow, wide = 282.0, 484.0, 21.0, 34.0

    def half(y: float) -> float:
        return narrow + (wide - narrow) * (y - top) / (foot - top)

    def shaded(colour: str) -> Linear:
        ends = sorted(((lit, paint.bright(colour, 0.35)), (shade, paint.deep(colour, 0.5))))
        return across(x - wide, x + wide, (0.0, ends[0][1]), (0.5, colour), (1.0, ends[1][1]))

    nodes: list[Node] = [
        facet([(x - wide, foot), (x - narrow, top), (x + narrow, top), (x + wide, foot)], shaded(white))
    ]
    for k in range(3):
        y0, y1 = top + 20 + k * 66, top + 52 + k * 66
        nodes.append(
            facet([(x - half(y0), y0), (x + half(y0), y0), (x + half(y1), y1), (x - half(y1), y1)], shaded(red))
        )
    glass = mix(s.accent, "#fff8dc", 0.6) if paint.dark else paint.local("#cfe0e6")
    nodes += [
        *(block(x - 4, y, 8, 13, paint.deep(white, 0.7), radius=4) for y in (310.0, 372.0, 436.0)),
        block(x - 28, 274, 56, 9, paint.deep(red, 0.6), radius=2),
        strokes(
            [polygon([(x - 27 + i * 9, 274), (x - 27 + i * 9, 262)], closed=False) for i in range(7)]
            + [polygon([(x - 28, 262), (x + 28, 262)], closed=False)],
            paint.deep(red, 0.6),
            1.8,
        ),
        block(x - 16, 236, 32, 38, glass, radius=2),
        strokes(
            [polygon([(x + dx, 236), (x + dx, 274)], closed=False) for dx in (-16, -5, 6, 16)],
            paint.deep(red, 0.6),
            2.0,
        ),
        facet([(x - 22, 237), (x, 212), (x + 22, 237)], shaded(paint.deep(red, 0.35))),
        line([(x, 213), (x, 198)], paint.deep(red, 0.5), 2.4),
    ]
    return nodes


def beam(paint: Paint, lamp: Point) -> Group:
    """The turning light, as a cone seen from the side: it swings, shortens towards us, and flares as it passes."""
    x, y = lamp
    colour = mix(paint.scheme.accent, "#fff6d2", 0.6)
    fading = across(0, 1450, (0.0, colour, 0.34), (0.3, colour, 0.15), (1.0, colour, 0.0))
    # Three cones in one another give the beam a soft edge without a blur, which would cost a frame's time while it turns.
    cone = Group(
        tuple(
            Shape(polygon([(0, -7 * k), (1500, -125 * k), (1500, 125 * k), (0, 7 * k)]), fading)
            for k in (1.0, 0.72, 0.4)
        )
    )

    def swing(offset: float) -> Callable[[float], Matrix]:
        def at(t: float) -> Matrix:
            turn = t * 0.62 + 0.5 + offset
            reach = math.cos(turn)
            return Matrix(reach, -0.09 * reach, 0.0, 0.7 + 0.5 * abs(math.sin(turn)), x, y)

        return at

    def flare(t: float) -> float:
        return 0.55 + 0.45 * abs(math.sin(t * 0.62 + 0.5)) ** 3

    return Group(
        (
            Group((cone,), transform=swing(0.0), opacity=lambda t: 0.5 + 0.5 * abs(math.cos(t * 0.62 + 0.5))),
            Group((cone,), transform=swing(math.pi), opacity=lambda t: 0.5 + 0.5 * abs(math.cos(t * 0.62 + 0.5))),
            Group((glow(x, y, 120.0, colour, 0.9), disc(x, y, 12.0, "#fffdf0")), opacity=flare),
        ),
        name="beam",
    )
