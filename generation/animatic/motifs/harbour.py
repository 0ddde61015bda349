"""What belongs to a harbour: boats that ride at anchor, bollards, crates, nets."""

import math

from generation.animatic.art import Group, Matrix, Node, Path, Point, polygon, shift
from generation.animatic.colour import mix
from generation.animatic.motifs.brush import (
    across,
    blob,
    block,
    disc,
    facet,
    glow,
    line,
    straight,
    strokes,
    vertical,
)
from generation.animatic.motifs.paint import Paint
from generation.animatic.motifs.period import street_light


def boat(paint: Paint, x: float, y: float, size: float, seed: int) -> Group:
    """A fishing boat that rides the swell."""
    hull = paint.local(("#8f3f3a", "#2f5f78", "#c9a55a")[seed % 3], 0.35)
    wood = paint.local("#6a5040")
    sail = paint.local("#e8dfcc", 0.2)
    parts: tuple[Node, ...] = (
        facet(
            [(-120, -34), (120, -40), (96, 14), (-90, 14)], vertical(-40, 14, (0.0, hull), (1.0, paint.deep(hull, 0.5)))
        ),
        line([(-120, -34), (0, -30), (120, -40)], paint.bright(hull, 0.5), 5.0),
        line([(0, -34), (0, -250)], wood, 6.0),
        line([(0, -62), (92, -66)], wood, 4.0),
        blob([(6, -240), (60, -150), (86, -72), (6, -68)], paint.deep(sail, 0.1 + 0.2 * (seed % 2))),
        line([(0, -246), (-112, -36)], paint.deep(wood, 0.3), 1.6, 0.8),
        line([(0, -246), (116, -40)], paint.deep(wood, 0.3), 1.6, 0.8),
        block(-66, -62, 44, 30, paint.deep(hull, 0.25), radius=4),
        block(
            -58,
            -56,
            12,
            12,
            mix(paint.scheme.accent, "#ffffff", 0.3) if paint.dark else paint.deep(hull, 0.6),
            radius=2,
        ),
    )

    def bob(t: float) -> Matrix:
        roll = math.radians(1.6 * math.sin(t * 0.9 + seed * 1.7))
        return shift(x, y + 4 * math.sin(t * 1.1 + seed)) @ Matrix(
            math.cos(roll) * size, math.sin(roll) * size, -math.sin(roll) * size, math.cos(roll) * size
        )

    return Group(parts, transform=bob, name="boat")


def bollard(paint: Paint, x: float, y: float) -> list[Node]:
    """An iron post with a rope."""
    iron = paint.local("#3d3b45")
    return [
        disc(x, y, 34, paint.scheme.shadow, 7, 0.35),
        block(
            x - 18,
            y - 54,
            36,
            54,
            across(x - 18, x + 18, (0.0, paint.deep(iron, 0.4)), (0.7, paint.bright(iron, 0.3)), (1.0, iron)),
            radius=6,
        ),
        disc(x, y - 54, 27, paint.bright(iron, 0.14), 10),
        line([(x + 12, y - 30), (x + 60, y - 6), (x + 120, y + 4)], paint.local("#b59a6a"), 6.0),
    ]


def crates(paint: Paint, x: float, y: float) -> list[Node]:
    """Three crates."""
    nodes: list[Node] = [disc(x, y + 2, 150, paint.scheme.shadow, 14, 0.3)]
    for dx, dy, w in ((-90, 0, 96), (14, 0, 84), (-50, -92, 84)):
        wood = paint.local("#9a7448" if dy else "#86633f", 0.35)
        left, top = x + dx, y + dy - w * 0.94
        nodes.append(
            block(
                left,
                top,
                w,
                w * 0.94,
                vertical(top, top + w, (0.0, paint.bright(wood, 0.18)), (1.0, paint.deep(wood, 0.35))),
                radius=3,
            )
        )
        slats = [polygon([(left, top + w * k), (left + w, top + w * k)], closed=False) for k in (0.24, 0.47, 0.7)]
        slats += [
            polygon([(left + 6, top), (left + 6, top + w * 0.94)], closed=False),
            polygon([(left + w - 6, top), (left + w - 6, top + w * 0.94)], closed=False),
        ]
        nodes.append(strokes(slats, paint.deep(wood, 0.55), 3.0, 0.7))
    return nodes


def nets(paint: Paint, x: float, y: float) -> list[Node]:
    """A heap of nets with floats."""
    net = paint.local("#55706c")
    mesh: list[Path] = []
    for i in range(9):
        u = -90 + i * 22
        mesh.append(polygon([(x + u, y), (x + u * 0.5 + 20, y - 58)], closed=False))
        mesh.append(polygon([(x + u, y), (x + u * 0.5 - 20, y - 58)], closed=False))
    heap: list[Point] = [(x - 110, y + 4), (x - 70, y - 44), (x - 10, y - 64), (x + 60, y - 46), (x + 110, y + 4)]
    return [
        disc(x, y + 4, 126, paint.scheme.shadow, 12, 0.3),
        blob(heap, paint.deep(net, 0.3)),
        strokes(mesh, paint.bright(net, 0.2), 1.6, 0.7),
        *(disc(x + dx, y - dy, 11, paint.local("#cf6a3c")) for dx, dy in ((-60, 20), (30, 40), (76, 10))),
    ]


def lamp_post(paint: Paint, x: float, y: float) -> list[Node]:
    """A quay lamp, as its period has it."""
    if drawn := street_light(paint, x, y, 0.9):
        return drawn
    iron = paint.local("#34323c")
    nodes: list[Node] = [
        block(x - 5, y - 330, 10, 330, iron, radius=4),
        block(x - 12, y - 26, 24, 26, iron, radius=4),
        straight([(x - 20, y - 330), (x + 20, y - 330)], iron, 6),
    ]
    lamp = mix(paint.scheme.accent, "#fff3d0", 0.5) if paint.dark else paint.local("#cfd6d8")
    nodes += [
        facet([(x - 15, y - 334), (x - 21, y - 378), (x + 21, y - 378), (x + 15, y - 334)], lamp),
        facet([(x - 26, y - 378), (x, y - 400), (x + 26, y - 378)], iron),
    ]
    if paint.dark:
        nodes += [
            glow(x, y - 356, 190, paint.scheme.accent, 0.75),
            glow(x, y + 8, 260, paint.scheme.accent, 0.32, 0.22),
        ]
    return nodes
