"""Animals of a farm that belong to the place: hens that peck, a cow over the fence, geese in a row."""

import math
from collections.abc import Callable

from generation.animatic.art import Group, Matrix, Node, Path, ellipse, polygon, shift, smooth, turn
from generation.animatic.motifs.brush import blob, disc, facet, fill, joined, line, strokes
from generation.animatic.motifs.paint import Paint


def hen(paint: Paint, x: float, y: float, size: float, side: float, seed: float) -> Group:
    """A hen that looks up, then pecks twice, over and over."""
    feathers = paint.local(("#b5713f", "#efe6d6", "#5f4a44")[int(seed) % 3], 0.3)
    red, horn = paint.local("#c8413a", 0.25), paint.local("#e0a94a", 0.3)
    legs = [polygon([(u * size, 0), (u * size, -size * 0.3)], closed=False) for u in (-0.06, 0.12)]
    body = smooth(
        [
            (-size * 0.62, -size * 0.86),
            (-size * 0.4, -size * 0.52),
            (-size * 0.28, -size * 0.24),
            (size * 0.24, -size * 0.22),
            (size * 0.42, -size * 0.5),
            (size * 0.1, -size * 0.62),
            (-size * 0.3, -size * 0.6),
        ]
    )
    head: tuple[Node, ...] = (
        blob(
            [
                (size * 0.12, -size * 0.4),
                (size * 0.26, -size * 0.8),
                (size * 0.42, -size * 0.92),
                (size * 0.54, -size * 0.8),
                (size * 0.42, -size * 0.4),
            ],
            feathers,
        ),
        fill(joined(ellipse(size * u, -size * 0.96, size * 0.06, size * 0.07) for u in (0.33, 0.41, 0.49)), red),
        fill(ellipse(size * 0.52, -size * 0.68, size * 0.04, size * 0.08), red),
        facet([(size * 0.54, -size * 0.82), (size * 0.7, -size * 0.77), (size * 0.54, -size * 0.73)], horn),
        disc(size * 0.46, -size * 0.83, size * 0.03, paint.scheme.shadow),
    )
    parts: tuple[Node, ...] = (
        disc(0, 0, size * 0.4, paint.scheme.shadow, size * 0.06, 0.3),
        strokes(legs, horn, size * 0.05),
        fill(body, feathers),
        blob(
            [
                (-size * 0.3, -size * 0.52),
                (size * 0.1, -size * 0.5),
                (size * 0.06, -size * 0.32),
                (-size * 0.2, -size * 0.3),
            ],
            paint.deep(feathers, 0.25),
        ),
        Group(head, transform=_peck(size, seed)),
    )
    return Group(parts, transform=Matrix(side, 0, 0, 1, x, y), name="hen")


def _peck(size: float, seed: float) -> Callable[[float], Matrix]:
    def at(t: float) -> Matrix:
        u = (t * 0.45 + seed * 0.37) % 1.0
        down = max(0.0, math.sin((u - 0.55) / 0.45 * math.tau)) if u > 0.55 else 0.0
        return turn(95.0 * down, (size * 0.2, -size * 0.42))

    return at


def cow(paint: Paint, x: float, y: float, size: float, side: float, distance: float) -> Group:
    """A spotted cow that grazes; her tail swings."""
    hide, spots = paint.faded(paint.local("#efe8dc", 0.2), distance), paint.faded(paint.local("#6a4a3c", 0.3), distance)
    pink = paint.faded(paint.local("#dba79a", 0.3), distance)
    legs = [
        polygon(
            [
                (u * size - size * 0.05, 0),
                (u * size - size * 0.06, -size * 0.5),
                (u * size + size * 0.07, -size * 0.5),
                (u * size + size * 0.04, 0),
            ]
        )
        for u in (-0.62, -0.44, 0.34, 0.5)
    ]
    body = smooth(
        [
            (-size * 0.78, -size * 0.92),
            (-size * 0.74, -size * 0.5),
            (size * 0.5, -size * 0.42),
            (size * 0.66, -size * 0.78),
            (size * 0.5, -size),
            (-size * 0.4, -size * 0.98),
        ]
    )
    head = smooth(
        [
            (size * 0.5, -size * 0.92),
            (size * 0.86, -size * 0.6),
            (size * 1.04, -size * 0.24),
            (size * 0.9, -size * 0.14),
            (size * 0.72, -size * 0.36),
            (size * 0.48, -size * 0.6),
        ]
    )
    tail = smooth([(-size * 0.76, -size * 0.9), (-size * 0.9, -size * 0.6), (-size * 0.86, -size * 0.34)], closed=False)
    blots: list[Path] = [
        ellipse(-size * 0.4, -size * 0.8, size * 0.2, size * 0.15),
        ellipse(size * 0.12, -size * 0.66, size * 0.24, size * 0.16),
        ellipse(size * 0.44, -size * 0.88, size * 0.12, size * 0.09),
    ]
    horns = line(
        [(size * 0.66, -size * 0.84), (size * 0.76, -size * 0.96), (size * 0.88, -size * 0.92)], spots, size * 0.05
    )
    swing = Group(
        (strokes([tail], spots, size * 0.045),),
        transform=lambda t: turn(9 * math.sin(t * 1.3 + x), (-size * 0.76, -size * 0.9)),
    )
    return Group(
        (
            disc(0, 0, size * 0.8, paint.scheme.shadow, size * 0.07, 0.28),
            swing,
            fill(joined(legs), paint.deep(hide, 0.2)),
            fill(body, hide),
            Group((fill(joined(blots), spots),), clip=body),
            fill(head, hide),
            fill(ellipse(size * 0.97, -size * 0.2, size * 0.1, size * 0.08), pink),
            horns,
        ),
        transform=Matrix(side, 0, 0, 1, x, y),
        name="cow",
    )


def geese(paint: Paint, x: float, y: float, size: float, side: float) -> Group:
    """Four geese that waddle one behind the other."""
    white, horn = paint.local("#f2efe8", 0.15), paint.local("#e0973a", 0.3)
    birds: list[Node] = []
    for k in range(4):
        px, s = -k * size * 1.5, size * (1.0 - 0.1 * (k % 2))
        body = smooth(
            [
                (px - s * 0.62, -s * 0.52),
                (px - s * 0.3, -s * 0.24),
                (px + s * 0.2, -s * 0.24),
                (px + s * 0.36, -s * 0.5),
                (px, -s * 0.62),
            ]
        )
        neck = smooth(
            [
                (px + s * 0.2, -s * 0.44),
                (px + s * 0.4, -s * 0.9),
                (px + s * 0.34, -s * 1.14),
                (px + s * 0.52, -s * 1.2),
                (px + s * 0.56, -s * 1.02),
                (px + s * 0.42, -s * 0.44),
            ]
        )
        beak = polygon([(px + s * 0.54, -s * 1.14), (px + s * 0.72, -s * 1.06), (px + s * 0.54, -s * 1.02)])
        legs = [polygon([(px + u * s, 0), (px + u * s, -s * 0.28)], closed=False) for u in (-0.08, 0.1)]
        birds.append(
            Group(
                (strokes(legs, horn, s * 0.06), fill(joined((body, neck)), white), fill(beak, horn)),
                transform=_waddle(px, k),
            )
        )
    return Group(tuple(birds), transform=lambda t: Matrix(side, 0, 0, 1, x + side * 7 * t, y), name="geese")


def _waddle(x: float, k: int) -> Callable[[float], Matrix]:
    return lambda t: turn(4 * math.sin(t * 5 + k * 1.4), (x, 0.0)) @ shift(0.0, -0.6 * abs(math.sin(t * 5 + k * 1.4)))
