"""What stands in a room in its period: on a desk, on the wall, as the best seat."""

import math

from generation.animatic.art import Group, Node, Shape, Stroke, ellipse, polygon, rectangle, smooth
from generation.animatic.colour import mix
from generation.animatic.motifs.brush import (
    across,
    blob,
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
from generation.animatic.motifs.interiors import TIMBER
from generation.animatic.motifs.paint import Paint
from generation.animatic.motifs.tomorrow import cold_light, second_light


def on_desk(paint: Paint, x: float, y: float) -> list[Node] | None:
    """What one works with on a desk whose top is at `y`, or None for a computer of today."""
    match paint.setting.period:
        case "medieval":
            return _book_and_quill(paint, x, y)
        case "1920s":
            return [*_typewriter(paint, x - 20, y), *_telephone(paint, x + 92, y)]
        case "future":
            return _floating_screen(paint, x, y)
        case _:
            return None


def _book_and_quill(paint: Paint, x: float, y: float) -> list[Node]:
    page, ink = paint.local("#e8dcbc", 0.2), paint.local("#4a3a30")
    lines = [polygon([(x - 62 + k * 5, y - 20 + k * 5), (x - 12, y - 22 + k * 5)], closed=False) for k in range(3)]
    return [
        facet(
            [(x - 84, y), (x - 66, y - 30), (x, y - 22), (x + 66, y - 30), (x + 84, y)],
            paint.deep(paint.local("#6e3f30"), 0.2),
        ),
        facet([(x - 76, y - 4), (x - 62, y - 34), (x, y - 25), (x, y - 4)], page),
        facet([(x + 76, y - 4), (x + 62, y - 34), (x, y - 25), (x, y - 4)], paint.deep(page, 0.14)),
        strokes(lines, ink, 1.8, 0.7),
        block(x + 98, y - 24, 24, 24, ink, radius=6),
        _quill(paint, x + 110, y - 22),
    ]


def _quill(paint: Paint, x: float, y: float) -> Node:
    """A quill that stands in its ink."""
    return fill(
        smooth([(x, y), (x + 18, y - 46), (x + 44, y - 84), (x + 34, y - 40), (x + 6, y)], tension=0.7),
        paint.local("#eee8da", 0.2),
    )


def _typewriter(paint: Paint, x: float, y: float) -> list[Node]:
    black, page = paint.local("#2f3036", 0.3), paint.local("#f0ead9", 0.2)
    keys = [ellipse(x - 40 + k * 16 + row * 6, y - 12 - row * 9, 5.4, 3.4) for row in range(3) for k in range(5)]
    return [
        facet([(x - 26, y - 58), (x - 22, y - 112), (x + 30, y - 112), (x + 26, y - 58)], page),
        block(x - 62, y - 66, 124, 16, paint.bright(black, 0.2), radius=7),
        facet([(x - 44, y - 56), (x + 44, y - 56), (x + 62, y), (x - 62, y)], black),
        fill(joined(keys), paint.local("#d8d2c2", 0.2)),
    ]


def _telephone(paint: Paint, x: float, y: float) -> list[Node]:
    black, brass = paint.local("#2c2b30", 0.3), paint.local("#c3a05a", 0.25)
    return [
        disc(x, y - 4, 26, black, 8),
        block(x - 5, y - 88, 10, 84, black, radius=4),
        facet([(x - 6, y - 86), (x + 22, y - 102), (x + 26, y - 84), (x + 2, y - 74)], brass),
        line([(x - 5, y - 70), (x - 20, y - 74), (x - 20, y - 40)], brass, 4.0),
        block(x - 27, y - 82, 12, 44, black, radius=6),
    ]


def _floating_screen(paint: Paint, x: float, y: float) -> list[Node]:
    light, sign = cold_light(paint), second_light(paint)
    rows = [rectangle(x - 64, y - 118 + k * 17, 66 + 34 * math.sin(k * 2.1), 7, 3) for k in range(5)]
    screen = Group(
        (
            block(x - 82, y - 138, 164, 108, light, 0.22, radius=10),
            Shape(rectangle(x - 82, y - 138, 164, 108, 10), None, Stroke(light, 3.0, 0.95)),
            fill(joined(rows), mix(light, "#ffffff", 0.5), 0.85),
            Shape(ellipse(x + 50, y - 60, 18), None, Stroke(sign, 4.0, 0.95)),
        ),
        opacity=flicker(x, 0.9, 0.4),
    )
    return [
        block(x - 34, y - 8, 68, 8, paint.local("#9fb0c2"), radius=4),
        fill(polygon([(x - 30, y - 8), (x + 30, y - 8), (x + 82, y - 30), (x - 82, y - 30)]), light, 0.14),
        screen,
    ]


def hangs_on_wall(paint: Paint, x: float, y: float, width: float, height: float, tint: str) -> list[Node] | None:
    """What hangs where a framed picture would: a woven cloth, a screen; None for the picture."""
    left, top = x - width / 2, y - height / 2
    match paint.setting.period:
        case "medieval":
            cloth, gold = paint.local("#7c3a3a", 0.3), paint.local("#c9a24a", 0.3)
            fringe = [
                polygon(
                    [(left + width * k / 12, top + height), (left + width * k / 12, top + height + 12)], closed=False
                )
                for k in range(13)
            ]
            return [
                straight([(left - 12, top), (left + width + 12, top)], paint.local(TIMBER), 7.0),
                block(
                    left, top, width, height, vertical(top, top + height, (0.0, cloth), (1.0, paint.deep(cloth, 0.3)))
                ),
                strokes([rectangle(left + 7, top + 9, width - 14, height - 17)], gold, 3.0),
                facet(
                    [(x, y - height * 0.26), (x + width * 0.16, y), (x, y + height * 0.26), (x - width * 0.16, y)], gold
                ),
                strokes(fringe, gold, 2.0),
            ]
        case "future":
            light = cold_light(paint)
            return [
                glow(x, y, width * 0.9, light, 0.3),
                block(
                    left,
                    top,
                    width,
                    height,
                    vertical(
                        top, top + height, (0.0, paint.deep(light, 0.5)), (1.0, paint.deep(paint.local(tint, 0.3), 0.2))
                    ),
                    radius=8,
                ),
                fill(
                    smooth(
                        [
                            (left, top + height * 0.75),
                            (left + width * 0.3, top + height * 0.45),
                            (left + width * 0.6, top + height * 0.66),
                            (left + width, top + height * 0.4),
                            (left + width, top + height),
                            (left, top + height),
                        ],
                        tension=0.4,
                    ),
                    paint.deep(light, 0.25),
                    0.8,
                ),
                Shape(rectangle(left, top, width, height, 8), None, Stroke(light, 3.0, 0.9)),
            ]
        case _:
            return None


def seat_of(paint: Paint, x: float, y: float, size: float) -> list[Node] | None:
    """A good seat: carved wood in the middle ages, a shell in the future; None for a stuffed chair."""
    s = size
    match paint.setting.period:
        case "medieval":
            wood = paint.local("#6a4a32", 0.3)
            posts = rectangle(x - s * 0.4, y - s * 1.15, s * 0.09, s * 1.15) + rectangle(
                x + s * 0.31, y - s * 1.15, s * 0.09, s * 1.15
            )
            back = smooth(
                [
                    (x - s * 0.36, y - s * 0.5),
                    (x - s * 0.36, y - s * 1.1),
                    (x, y - s * 1.26),
                    (x + s * 0.36, y - s * 1.1),
                    (x + s * 0.36, y - s * 0.5),
                ],
                tension=0.5,
            )
            return [
                disc(x, y, s * 0.6, paint.scheme.shadow, 10, 0.35),
                fill(back, paint.deep(wood, 0.2)),
                fill(posts, wood),
                block(x - s * 0.44, y - s * 0.52, s * 0.88, s * 0.1, paint.bright(wood, 0.14), radius=3),
                block(x - s * 0.38, y - s * 0.56, s * 0.76, s * 0.07, paint.local("#8a3c3a", 0.3), radius=6),
                block(x - s * 0.38, y - s * 0.42, s * 0.76, s * 0.16, paint.deep(wood, 0.3)),
            ]
        case "future":
            shell = paint.local("#d3dce6", 0.3)
            cup = [
                (x - s * 0.42, y - s * 0.3),
                (x - s * 0.46, y - s * 0.86),
                (x, y - s * 1.06),
                (x + s * 0.46, y - s * 0.86),
                (x + s * 0.42, y - s * 0.3),
                (x, y - s * 0.16),
            ]
            return [
                disc(x, y, s * 0.46, paint.scheme.shadow, 9, 0.3),
                glow(x, y - s * 0.06, s * 0.5, cold_light(paint), 0.5, 0.3),
                fill(
                    smooth(cup),
                    across(
                        x - s * 0.5,
                        x + s * 0.5,
                        (0.0, paint.deep(shell, 0.3)),
                        (0.6, paint.bright(shell, 0.2)),
                        (1.0, paint.deep(shell, 0.2)),
                    ),
                ),
                blob(
                    [
                        (x - s * 0.3, y - s * 0.36),
                        (x - s * 0.32, y - s * 0.78),
                        (x, y - s * 0.92),
                        (x + s * 0.32, y - s * 0.78),
                        (x + s * 0.3, y - s * 0.36),
                        (x, y - s * 0.28),
                    ],
                    paint.local("#4f6a8a", 0.35),
                ),
            ]
        case _:
            return None
