"""The lighthouse: its tower, and the beam that turns."""

import math
from collections.abc import Callable

from generation.animatic.art import Group, Linear, Matrix, Node, Point, Shape, ellipse, polygon, rectangle, smooth
from generation.animatic.colour import mix
from generation.animatic.motifs.brush import (
    across,
    block,
    disc,
    facet,
    fill,
    glow,
    joined,
    line,
    strokes,
)
from generation.animatic.motifs.houses import smoke
from generation.animatic.motifs.lamps import flames
from generation.animatic.motifs.paint import Paint
from generation.animatic.motifs.tomorrow import cold_light


def tower(paint: Paint, x: float) -> list[Node]:
    """The tower of the period on its foot at y 484, its lamp near y 250."""
    match paint.setting.period:
        case "medieval":
            return _beacon(paint, x)
        case "future":
            return _needle(paint, x)
        case _:
            return _striped(paint, x)


def _beacon(paint: Paint, x: float) -> list[Node]:
    """A square tower of rough stone with an iron basket of fire on top."""
    stone, iron = paint.local("#a39a94", 0.35), paint.local("#3b3640", 0.3)
    left = paint.scheme.light_x < 0
    ends = (paint.bright(stone, 0.25), paint.deep(stone, 0.4))
    marks = [rectangle(x - 42 + (k * 37) % 70, 300 + (k * 53) % 170, 18, 9, 2) for k in range(14)]
    teeth = [rectangle(x - 46 + k * 22, 272, 14, 18) for k in range(5)]
    fire = mix(paint.scheme.accent, "#ff8a3a", 0.45)
    return [
        facet(
            [(x - 52, 486), (x - 40, 288), (x + 40, 288), (x + 52, 486)],
            across(x - 52, x + 52, (0.0, ends[0 if left else 1]), (1.0, ends[1 if left else 0])),
        ),
        fill(joined(marks), paint.deep(stone, 0.35), 0.4),
        fill(joined([*teeth, rectangle(x - 46, 284, 92, 12)]), paint.deep(stone, 0.12)),
        *(block(x - 4, y, 8, 22, paint.deep(stone, 0.7), radius=4) for y in (330.0, 400.0)),
        block(x - 12, 456, 24, 30, paint.deep(stone, 0.65), radius=10),
        strokes([polygon([(x + dx * 0.5, 276), (x + dx, 240)], closed=False) for dx in (-22, -8, 8, 22)], iron, 4.0),
        strokes([polygon([(x - 24, 242), (x + 24, 242)], closed=False)], iron, 5.0),
        *flames(x, 246.0, 46.0, fire),
        smoke(paint, x, 214.0, 0.9),
        *((glow(x, 236, 170, fire, 0.8),) if paint.dark else ()),
    ]


def _needle(paint: Paint, x: float) -> list[Node]:
    """A needle of white that carries a ring of light."""
    shell, light = paint.local("#dfe5ec", 0.25), cold_light(paint)
    body = smooth(
        [(x - 40, 486), (x - 14, 400), (x - 5, 250), (x, 180), (x + 5, 250), (x + 14, 400), (x + 40, 486)], tension=0.4
    )
    return [
        fill(body, across(x - 30, x + 30, (0.0, paint.bright(shell, 0.3)), (1.0, paint.deep(shell, 0.4)))),
        strokes([ellipse(x, 250, 62, 17)], shell, 13.0),
        strokes([ellipse(x, 250, 62, 17)], light, 5.0, 0.95),
        strokes([ellipse(x, 300, 34, 9)], light, 3.0, 0.8),
        strokes([polygon([(x, 320), (x, 470)], closed=False)], light, 3.0, 0.8),
        disc(x, 250, 15, mix(light, "#ffffff", 0.6)),
        glow(x, 250, 150, light, 0.7 if paint.dark else 0.35),
    ]


def _striped(paint: Paint, x: float) -> list[Node]:
    """A striped tower with gallery and lamp room."""
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
