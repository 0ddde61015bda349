"""The shell of a room in its period: its walls, its lamps, and what tells the time."""

import math

from generation.animatic.art import (
    Group,
    Matrix,
    Node,
    Shape,
    Stroke,
    ellipse,
    polygon,
    rectangle,
    scale,
    smooth,
)
from generation.animatic.colour import mix
from generation.animatic.motifs.brush import (
    across,
    blob,
    block,
    disc,
    facet,
    fill,
    glow,
    joined,
    straight,
    strokes,
    vertical,
)
from generation.animatic.motifs.paint import Paint
from generation.animatic.motifs.timbered import candlelight
from generation.animatic.motifs.tomorrow import cold_light
from generation.animatic.stage import BOTTOM, LEFT, RIGHT, TOP

_FLOOR = 652.0
TIMBER = "#533a2a"


def wall_of(paint: Paint, colour: str) -> Node | None:
    """The back wall of a period, or None for the ordinary one."""
    match paint.setting.period:
        case "medieval":
            return _timbered_wall(paint)
        case "future":
            return _panelled_wall(paint, colour)
        case _:
            return None


def _dim_corners(paint: Paint, colour: str) -> Node:
    dim = paint.deep(colour, 0.36)
    return block(
        LEFT,
        TOP,
        RIGHT - LEFT,
        BOTTOM - TOP,
        across(LEFT, RIGHT, (0.0, dim, 0.9), (0.32, dim, 0.0), (0.68, dim, 0.0), (1.0, dim, 0.9)),
    )


def _timbered_wall(paint: Paint) -> Node:
    """Clay between posts, over a foot of rough stone."""
    random = paint.random("timbered wall")
    clay, stone = (
        mix(paint.scheme.wall, paint.local("#cdb994", 0.3), 0.6),
        mix(paint.scheme.wall, paint.local("#8c8278", 0.3), 0.65),
    )
    timber = paint.local(TIMBER, 0.3)
    top = 560.0
    stones = [
        rectangle(
            LEFT + k * 74 + (row % 2) * 36 + random.uniform(-6, 6), top + row * 32 + 3, random.uniform(54, 68), 26, 9
        )
        for row in range(3)
        for k in range(36)
    ]
    posts = [rectangle(x - 13, TOP, 26, top - TOP) for x in (-330.0, -60.0, 690.0, 1110.0, 1660.0, 1930.0)]
    braces = [polygon([(x, top), (x + side * 130, 330)], closed=False) for x, side in ((-60.0, -1), (1660.0, 1))]
    return Group(
        (
            block(
                LEFT,
                TOP,
                RIGHT - LEFT,
                BOTTOM - TOP,
                vertical(TOP, _FLOOR, (0.0, paint.deep(clay, 0.5)), (0.45, clay), (1.0, paint.deep(clay, 0.12))),
            ),
            block(LEFT, top, RIGHT - LEFT, BOTTOM - top, paint.deep(stone, 0.42)),
            fill(joined(stones[0::2]), stone),
            fill(joined(stones[1::2]), paint.deep(stone, 0.14)),
            strokes(braces, timber, 20.0),
            fill(
                joined(posts),
                across(LEFT, RIGHT, (0.0, paint.deep(timber, 0.3)), (0.5, timber), (1.0, paint.deep(timber, 0.3))),
            ),
            block(LEFT, top - 18, RIGHT - LEFT, 26, paint.deep(timber, 0.1)),
            block(LEFT, 120, RIGHT - LEFT, 24, paint.deep(timber, 0.2)),
            _dim_corners(paint, clay),
        )
    )


def _panelled_wall(paint: Paint, colour: str) -> Node:
    """Smooth shells with strips of light between them."""
    shell = mix(colour, paint.local("#c4d0dd", 0.35), 0.62)
    light = cold_light(paint)
    seams = [
        smooth([(x, TOP), (x, 470.0), (x + 26, 560.0), (x + 26, _FLOOR)], closed=False, tension=0.6)
        for x in (-400.0, -120.0, 160.0, 440.0, 720.0, 1000.0, 1280.0, 1560.0, 1840.0)
    ]
    return Group(
        (
            block(
                LEFT,
                TOP,
                RIGHT - LEFT,
                BOTTOM - TOP,
                vertical(
                    TOP,
                    _FLOOR,
                    (0.0, paint.deep(shell, 0.5)),
                    (0.4, shell),
                    (0.85, paint.bright(shell, 0.12)),
                    (1.0, shell),
                ),
            ),
            _dim_corners(paint, shell),
            strokes(seams, paint.deep(shell, 0.35), 3.0, 0.7),
            block(LEFT, 150, RIGHT - LEFT, 9, light, 0.9),
            block(LEFT, 118, RIGHT - LEFT, 74, light, 0.12),
            block(LEFT, _FLOOR - 10, RIGHT - LEFT, 6, light, 0.7),
        )
    )


def panels_of(paint: Paint, top: float, colour: str) -> list[Node] | None:
    """What is along the foot of the wall in a period, or None for wooden panelling."""
    match paint.setting.period:
        case "medieval":
            return []
        case "future":
            shell = mix(colour, paint.local("#8fa2b8", 0.35), 0.7)
            return [
                block(
                    LEFT,
                    top,
                    RIGHT - LEFT,
                    _FLOOR - top,
                    vertical(top, _FLOOR, (0.0, paint.bright(shell, 0.12)), (1.0, paint.deep(shell, 0.3))),
                ),
                block(LEFT, top - 6, RIGHT - LEFT, 7, cold_light(paint), 0.9),
            ]
        case _:
            return None


def time_of(paint: Paint, x: float, y: float, r: float) -> Group | None:
    """What hangs where a clock would: a shield in the middle ages, a ring of light in the future; else None."""
    match paint.setting.period:
        case "medieval":
            return _shield(paint, x, y, r * 1.5)
        case "future":
            return _dial_of_light(paint, x, y, r)
        case _:
            return None


def _shield(paint: Paint, x: float, y: float, r: float) -> Group:
    red, gold, iron = paint.local("#8f3a34", 0.3), paint.local("#c9a24a", 0.3), paint.local("#8b8f96", 0.3)
    swords = [
        polygon([(x - r * 1.2, y + r * 1.1), (x + r * 1.2, y - r * 1.2)], closed=False),
        polygon([(x + r * 1.2, y + r * 1.1), (x - r * 1.2, y - r * 1.2)], closed=False),
    ]
    outline = smooth(
        [
            (x - r * 0.8, y - r),
            (x, y - r * 0.86),
            (x + r * 0.8, y - r),
            (x + r * 0.72, y + r * 0.2),
            (x, y + r * 1.15),
            (x - r * 0.72, y + r * 0.2),
        ],
        tension=0.5,
    )
    return Group(
        (
            strokes(swords, iron, r * 0.14),
            fill(outline, gold),
            Group((fill(outline, red),), transform=scale(0.84, 0.84, (x, y))),
            facet([(x, y - r * 0.5), (x + r * 0.34, y), (x, y + r * 0.5), (x - r * 0.34, y)], gold),
        ),
        name="shield",
    )


def _dial_of_light(paint: Paint, x: float, y: float, r: float) -> Group:
    light = cold_light(paint)

    def sweep(t: float) -> Matrix:
        angle = math.radians(6.0 * int(t) + 48)
        return Matrix(math.cos(angle), math.sin(angle), -math.sin(angle), math.cos(angle), x, y)

    hand = Group((straight([(0.0, 0.0), (0.0, -r * 0.86)], light, 3.0),), transform=sweep)
    ring = Shape(ellipse(x, y, r * 1.1), None, Stroke(light, 4.0, 0.95))
    return Group((glow(x, y, r * 2.4, light, 0.4), disc(x, y, r, light, opacity=0.16), ring, hand), name="clock")


def lamp_of(paint: Paint, kind: str, x: float, y: float, size: float) -> list[Node] | None:
    """A `floor`, `hanging` or `table` lamp of a period, `size` as of the ordinary one; None for the ordinary one."""
    match (paint.setting.period, kind):
        case ("medieval", "floor"):
            return _candle_stand(paint, x, y, size * 0.8)
        case ("medieval", "hanging"):
            return _candle_wheel(paint, x, y, size)
        case ("medieval", "table"):
            return _burning(paint, x, y, 40.0)
        case ("future", "floor"):
            return _light_column(paint, x, y, size)
        case ("future", "hanging"):
            return _light_ring(paint, x, y, size)
        case ("future", "table"):
            return [
                block(x - 18, y - 8, 36, 8, paint.local("#9fb0c2"), radius=3),
                disc(x, y - 40, 22, cold_light(paint), opacity=0.9),
                glow(x, y - 40, 90, cold_light(paint), 0.5),
            ]
        case _:
            return None


def _burning(paint: Paint, x: float, y: float, height: float) -> list[Node]:
    wax, light = paint.local("#eadcbc", 0.2), candlelight(paint)
    nodes: list[Node] = [block(x - height * 0.15, y - height, height * 0.3, height, wax, radius=2)]
    if paint.dark:
        flame = [
            (x, y - height * 1.6),
            (x + height * 0.14, y - height * 1.14),
            (x, y - height),
            (x - height * 0.14, y - height * 1.14),
        ]
        nodes += [
            glow(x, y - height * 1.2, height * 2.6, paint.scheme.accent, 0.55),
            blob(flame, mix(light, "#ffffff", 0.4)),
        ]
    return nodes


def _candle_stand(paint: Paint, x: float, y: float, height: float) -> list[Node]:
    iron = paint.local("#3d3a3c")
    top = y - height
    arms = smooth([(x - 44, top), (x - 30, top + 34), (x, top + 40), (x + 30, top + 34), (x + 44, top)], closed=False)
    feet = [smooth([(x, y - 40), (x + dx * 0.5, y - 14), (x + dx, y)], closed=False) for dx in (-40, 40, 12)]
    nodes: list[Node] = [
        disc(x, y, 50, paint.scheme.shadow, 7, 0.35),
        strokes([*feet, arms, polygon([(x, y - 40), (x, top)], closed=False)], iron, 6.0),
    ]
    for dx in (-44.0, 0.0, 44.0):
        nodes += [block(x + dx - 12, top - 3, 24, 6, iron, radius=3), *_burning(paint, x + dx, top - 3, 34.0)]
    return nodes


def _candle_wheel(paint: Paint, x: float, y: float, size: float) -> list[Node]:
    wood = paint.local(TIMBER, 0.3)
    ropes = [polygon([(x, -320), (x, y - size * 2.4), (x + dx * size * 2.0, y)], closed=False) for dx in (-1, 1)]
    nodes: list[Node] = [
        strokes(ropes, paint.deep(wood, 0.3), 4.0),
        Shape(ellipse(x, y, size * 2.1, size * 0.5), None, Stroke(wood, 12.0)),
    ]
    for dx, dy in ((-2.0, 0.0), (-1.0, 0.42), (0.0, 0.5), (1.0, 0.42), (2.0, 0.0)):
        nodes += _burning(paint, x + dx * size, y + dy * size - 4, 26.0)
    return nodes


def _light_column(paint: Paint, x: float, y: float, height: float) -> list[Node]:
    light, shell = cold_light(paint), paint.local("#9fb0c2")
    return [
        disc(x, y, 44, paint.scheme.shadow, 7, 0.35),
        block(x - 30, y - 12, 60, 12, shell, radius=4),
        block(x - 11, y - height, 22, height - 12, light, 0.85, radius=11),
        block(x - 4, y - height + 12, 8, height - 40, mix(light, "#ffffff", 0.7), 0.9, radius=4),
        glow(x, y - height * 0.5, height * 0.6, light, 0.5 if paint.dark else 0.25, 1.4),
    ]


def _light_ring(paint: Paint, x: float, y: float, size: float) -> list[Node]:
    light = cold_light(paint)
    return [
        strokes(
            [polygon([(x + dx * size, -320), (x + dx * size * 2.0, y)], closed=False) for dx in (-1, 1)],
            paint.local("#7f8fa0"),
            2.0,
        ),
        Shape(ellipse(x, y, size * 2.2, size * 0.4), None, Stroke(light, 9.0, 0.95)),
        glow(x, y, size * 5.0, light, 0.5 if paint.dark else 0.25),
    ]
