"""A city under water: a temple front, an arcade that has lost its arches, a dome with a hole, and the skyline behind."""

from random import Random

from generation.animatic.art import Node, Path, Point, polygon, rectangle, smooth
from generation.animatic.motifs.brush import block, facet, fill, joined, strokes, vertical
from generation.animatic.motifs.carved import blocks
from generation.animatic.motifs.paint import Paint
from generation.animatic.motifs.windows import arch

Outline = tuple[Point, ...]

_GABLE: Outline = ((-1.04, 0.0), (-0.1, 0.44), (0.34, 0.26), (0.42, 0.16), (0.62, 0.12), (0.7, 0.0))
"""A gable that has lost a corner, around the middle of its foot, upwards."""
_FALLEN: Outline = (
    (-0.5, 0.0),
    (-0.5, 1.0),
    (0.22, 1.0),
    (0.26, 0.86),
    (0.3, 0.84),
    (0.31, 0.5),
    (0.34, 0.46),
    (0.34, 0.0),
)
"""A wall whose last part has fallen in."""
_DOME: Outline = ((-1.0, 0.0), (-0.9, 0.52), (-0.42, 0.92), (0.0, 1.02), (0.42, 0.92), (0.9, 0.52), (1.0, 0.0))
_HOLE: Outline = ((0.2, 0.9), (0.36, 0.56), (0.58, 0.62), (0.72, 0.4), (0.86, 0.56), (0.5, 0.94))


def _at(foot: Point, size: Point, outline: Outline) -> list[Point]:
    return [(foot[0] + size[0] * px, foot[1] + size[1] * py) for px, py in outline]


def temple(paint: Paint, x: float, foot: float, width: float, stone: str) -> list[Node]:
    """Six columns under a gable with a corner broken off, on steps; one column has lost its upper half."""
    high, half = 0.5 * width, width / 2
    top, dark = foot - high, paint.deep(stone, 0.5)
    nodes: list[Node] = [
        block(x - half * 0.86, top, width * 0.86, high, vertical(top, foot, (0.0, dark), (1.0, stone)))
    ]
    for number in range(6):
        cx = x - half * 0.86 + number * width * 0.172
        broken = number == 4
        nodes += _column(paint, cx, foot, high * (0.46 if broken else 1.0), width * 0.062, stone, capital=not broken)
    lintel = paint.bright(stone, 0.06)
    eaves, slope = top - 34, (half, -high)
    gable = _at((x, eaves), slope, _GABLE)
    inner = _at((x, eaves), slope, ((-0.78, 0.04), (-0.1, 0.33), (0.3, 0.04)))
    nodes += [
        facet(gable, stone),
        fill(polygon(inner), dark, 0.7),
        block(
            x - half,
            top - 36,
            width * 0.86,
            40,
            vertical(top - 36, top + 4, (0.0, paint.bright(stone, 0.24)), (1.0, lintel)),
        ),
        blocks(paint, "lintel", x - half, x + half * 0.7, top - 36, top, 46.0, dark),
    ]
    return [*nodes, *_steps(paint, x, foot, width, stone)]


def _column(paint: Paint, x: float, foot: float, high: float, wide: float, stone: str, *, capital: bool) -> list[Node]:
    top = foot - high
    shaft = rectangle(x - wide / 2, top, wide, high)
    flutes = [
        polygon([(x + part * wide, top + 6), (x + part * wide, foot - 4)], closed=False) for part in (-0.2, 0.06, 0.3)
    ]
    nodes: list[Node] = [
        fill(shaft, vertical(top, foot, (0.0, paint.bright(stone, 0.3)), (1.0, paint.deep(stone, 0.1)))),
        strokes(flutes, paint.deep(stone, 0.34), wide * 0.07, 0.6),
        block(x - wide * 0.72, foot - 14, wide * 1.44, 14, paint.bright(stone, 0.1)),
    ]
    if capital:
        return [*nodes, block(x - wide * 0.78, top - 2, wide * 1.56, 18, paint.bright(stone, 0.34), radius=3)]
    ragged = _at((x, top + 2), (wide, -24.0), ((-0.5, 0.0), (-0.2, 1.0), (0.1, 0.25), (0.5, 0.65), (0.5, 0.0)))
    return [*nodes, facet(ragged, paint.bright(stone, 0.3))]


def _steps(paint: Paint, x: float, foot: float, width: float, stone: str) -> list[Node]:
    return [
        block(
            x - width * (0.52 + 0.04 * number),
            foot + 16 * number,
            width * (0.96 + 0.08 * number),
            18,
            vertical(
                foot + 16 * number,
                foot + 16 * number + 18,
                (0.0, paint.bright(stone, 0.28)),
                (1.0, paint.deep(stone, 0.3)),
            ),
        )
        for number in range(3)
    ]


def arcade(paint: Paint, x: float, foot: float, width: float, stone: str) -> list[Node]:
    """Four arches of a street's arcade; the last has fallen in."""
    span, high = width / 4, 0.42 * width
    wall = _at((x, foot), (width, -high), _FALLEN)
    openings: list[Path] = []
    for number in range(3):
        left = x - width / 2 + span * (number + 0.2)
        openings.append(arch(left + span * 0.32, foot - high * 0.39, span * 0.64, high * 0.78))
    return [
        facet(wall, stone),
        blocks(paint, "arcade", x - width / 2, x + width * 0.2, foot - high, foot, 58.0, paint.deep(stone, 0.4)),
        fill(
            joined(openings), vertical(foot - high, foot, (0.0, paint.deep(stone, 0.62)), (1.0, paint.deep(stone, 0.3)))
        ),
        block(x - width * 0.53, foot - high - 16, width * 0.74, 22, paint.bright(stone, 0.26)),
    ]


def dome(paint: Paint, x: float, foot: float, width: float, stone: str) -> list[Node]:
    """A round hall under a dome that has a hole, with a row of windows."""
    half, wall = width / 2, width * 0.5
    spring = foot - wall
    shell = _at((x, spring), (half, -half), _DOME)
    ribs = [
        smooth(
            [(x + part * half, spring), (x + part * half * 0.8, spring - half * 0.6), (x, spring - half)], closed=False
        )
        for part in (-0.62, -0.24, 0.24, 0.62)
    ]
    hole = _at((x, spring), (half, -half), _HOLE)
    windows = [
        arch(x - half * 0.74 + number * half * 0.36, foot - wall * 0.52, half * 0.2, wall * 0.44) for number in range(5)
    ]
    return [
        fill(
            smooth(shell, tension=0.8), vertical(spring - half, spring, (0.0, paint.bright(stone, 0.26)), (1.0, stone))
        ),
        strokes(ribs, paint.deep(stone, 0.3), 4.0, 0.5),
        facet(hole, paint.deep(stone, 0.66)),
        block(
            x - half * 0.98,
            spring,
            width * 0.98,
            wall,
            vertical(spring, foot, (0.0, stone), (1.0, paint.deep(stone, 0.24))),
        ),
        block(x - half * 1.06, spring - 10, width * 1.06, 24, paint.bright(stone, 0.2)),
        fill(joined(windows), paint.deep(stone, 0.6)),
    ]


def skyline(random: Random, foot: float) -> Path:
    """Domes, towers and gables of the far side of the city, as one outline."""
    roofs: list[Path] = []
    x = -700.0
    while x < 2300.0:
        wide = random.uniform(90, 190)
        high = random.uniform(90, 210) * (1.0 if abs(x - 800) > 260 else 0.7)
        roofs.append(rectangle(x, foot - high, wide, high))
        match random.randrange(4):
            case 0:
                roofs.append(
                    smooth(
                        [(x, foot - high), (x + wide / 2, foot - high - wide * 0.62), (x + wide, foot - high)],
                        tension=1.2,
                    )
                )
            case 1:
                roofs.append(
                    polygon(
                        [(x - 8, foot - high), (x + wide / 2, foot - high - wide * 0.34), (x + wide + 8, foot - high)]
                    )
                )
            case 2:
                roofs += [
                    rectangle(x + wide * 0.3, foot - high * 1.7, wide * 0.34, high),
                    polygon(
                        [
                            (x + wide * 0.24, foot - high * 1.7),
                            (x + wide * 0.47, foot - high * 2.1),
                            (x + wide * 0.7, foot - high * 1.7),
                        ]
                    ),
                ]
            case _:
                roofs.append(
                    polygon(
                        [
                            (x + wide * 0.2, foot - high),
                            (x + wide * 0.3, foot - high * 1.14),
                            (x + wide * 0.62, foot - high * 1.08),
                            (x + wide * 0.9, foot - high),
                        ]
                    )
                )
        x += wide * random.uniform(1.02, 1.5)
    return joined(roofs)
