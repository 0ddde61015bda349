"""A volcano with its streams of fire, and a lake in a valley."""

from generation.animatic.art import Group, Node, Point, polygon, smooth
from generation.animatic.colour import mix
from generation.animatic.motifs.brush import (
    blob,
    fill,
    flicker,
    glow,
    strokes,
    vertical,
)
from generation.animatic.motifs.lamps import flames
from generation.animatic.motifs.paint import Paint


def volcano(paint: Paint, side: float) -> Group:
    x = 800 - side * 330
    rock = paint.faded(paint.local("#5b4a52", 0.4), 0.3)
    fire = mix(paint.scheme.accent, "#ff5a2a", 0.5)
    streams = [
        smooth([(x - 20, 262), (x - 50, 330), (x - 36, 400), (x - 90, 500)], closed=False),
        smooth([(x + 24, 262), (x + 46, 340), (x + 90, 420), (x + 100, 520)], closed=False),
    ]
    return Group(
        (
            fill(
                polygon(
                    [
                        (x - 420, 580),
                        (x - 150, 380),
                        (x - 70, 262),
                        (x - 30, 274),
                        (x + 20, 264),
                        (x + 70, 262),
                        (x + 170, 390),
                        (x + 430, 580),
                    ]
                ),
                vertical(260, 580, (0.0, paint.bright(rock, 0.1)), (1.0, paint.deep(rock, 0.2))),
            ),
            strokes(streams, fire, 13.0, 0.9),
            strokes(streams, mix(fire, "#fff0b0", 0.6), 5.0, 0.9),
            Group((glow(x, 250.0, 330.0, fire, 0.8), *flames(x, 268.0, 70.0, fire)), opacity=flicker(1.0, 0.8)),
        ),
        name="volcano",
    )


def lake(paint: Paint, x: float) -> list[Node]:
    shore: list[Point] = [
        (x - 280, 590),
        (x - 120, 579),
        (x + 110, 578),
        (x + 290, 588),
        (x + 140, 602),
        (x - 150, 604),
    ]
    return [
        blob(shore, vertical(578, 604, (0.0, paint.outside.horizon), (1.0, paint.outside.water))),
        blob(
            [(px * 0.6 + x * 0.4 + 30, py * 0.6 + 237) for px, py in shore],
            mix(paint.outside.horizon, "#ffffff", 0.3),
            0.4,
        ),
    ]
