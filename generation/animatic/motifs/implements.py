"""What works the land in its period: haycocks and wattle, tractors old and new, a machine that needs nobody.

Machines stand around the origin and look right.
"""

import math
from collections.abc import Sequence

from generation.animatic.art import Group, Matrix, Node, Path, Point, ellipse, polygon, scale, shift, smooth
from generation.animatic.motifs.brush import block, disc, facet, fill, glow, height_at, joined, line, strokes, vertical
from generation.animatic.motifs.ground import fence
from generation.animatic.motifs.old_town import handcart
from generation.animatic.motifs.paint import Paint
from generation.animatic.motifs.tomorrow import cold_light, second_light


def machine_of(paint: Paint, x: float, y: float, s: float, way: float, distance: float = 0.0) -> list[Node]:
    """What stands in a field of the period: a cart, a tractor, a machine; nothing where none is told."""
    match paint.setting.period:
        case "medieval":
            return handcart(paint, x, y, s, way)
        case "1920s":
            drawn = old_tractor(paint)
        case "today":
            drawn = tractor(paint)
        case "future":
            drawn = field_machine(paint)
        case _:
            return []
    return [Group(tuple(drawn), transform=shift(x, y) @ scale(s * way, s))]


def _wheel(paint: Paint, x: float, r: float, hub: str) -> list[Node]:
    tyre = paint.deep(paint.scheme.shadow, 0.1)
    return [disc(x, -r, r, tyre), disc(x, -r, r * 0.58, hub), disc(x, -r, r * 0.2, paint.deep(hub, 0.4))]


def tractor(paint: Paint) -> list[Node]:
    """A tractor of today, 240 long: great wheels behind, a cabin of glass."""
    body, hub, glass = paint.local("#3f7d4a", 0.3), paint.local("#d9b53f", 0.3), paint.outside.sky_middle
    cabin = [(-78, -92), (-66, -186), (22, -186), (34, -92)]
    return [
        disc(0.0, 2.0, 140.0, paint.scheme.shadow, 10.0, 0.35),
        facet(cabin, glass, 0.85),
        strokes([polygon(cabin), polygon([(-20, -186), (-20, -92)], closed=False)], paint.deep(body, 0.5), 6.0),
        block(-76, -198, 110, 16, body, radius=6),
        fill(
            smooth([(24, -46), (24, -112), (96, -106), (116, -92), (118, -46)], tension=0.4),
            vertical(-112, -46, (0.0, paint.bright(body, 0.25)), (1.0, paint.deep(body, 0.3))),
        ),
        block(64, -152, 8, 46, paint.deep(body, 0.6), radius=3),
        block(-80, -96, 112, 46, paint.deep(body, 0.15)),
        fill(smooth([(-126, -84), (-100, -130), (-40, -132), (-8, -92)], tension=0.7), body),
        *_wheel(paint, -66, 58, hub),
        *_wheel(paint, 82, 36, hub),
        disc(116, -78, 7, "#fff6da" if paint.dark else paint.local("#e9ecee")),
        *((glow(132, -76, 120, "#fff2c8", 0.7),) if paint.dark else ()),
    ]


def old_tractor(paint: Paint) -> list[Node]:
    """A tractor of the twenties, 210 long: bare engine, iron wheels with spokes, a seat on a spring."""
    iron, red = paint.local("#6b6f74", 0.3), paint.local("#a8443a", 0.3)
    wheels = ((-56.0, 58.0), (78.0, 32.0))
    spokes = [
        polygon([(x, -r), (x + math.cos(a) * r, -r + math.sin(a) * r)], closed=False)
        for x, r in wheels
        for a in (k * math.tau / 10 for k in range(10))
    ]
    return [
        disc(0.0, 2.0, 125.0, paint.scheme.shadow, 9.0, 0.35),
        line([(-70, -70), (-92, -96), (-88, -118)], paint.deep(iron, 0.4), 6.0),
        fill(smooth([(-110, -120), (-88, -112), (-66, -122), (-88, -128)], tension=0.6), paint.deep(iron, 0.3)),
        line([(-36, -84), (-54, -128)], paint.deep(iron, 0.5), 5.0),
        strokes([ellipse(-56, -132, 17, 5)], paint.deep(iron, 0.5), 4.0),
        block(-40, -98, 128, 44, vertical(-98, -54, (0.0, paint.bright(iron, 0.25)), (1.0, paint.deep(iron, 0.3)))),
        block(78, -112, 20, 66, paint.deep(iron, 0.2), radius=4),
        block(34, -160, 10, 64, paint.deep(iron, 0.5), radius=3),
        strokes([ellipse(x, -r, r - 5) for x, r in wheels], red, 9.0),
        strokes(spokes, red, 3.4),
        *(disc(x, -r, 9, paint.deep(red, 0.3)) for x, r in wheels),
    ]


def field_machine(paint: Paint) -> list[Node]:
    """A machine of the future, 260 long: a shell that hovers over the rows, a bar of light beneath it."""
    shell, light = paint.local("#dfe5ec", 0.3), cold_light(paint)
    beam = vertical(-54, 0, (0.0, light, 0.5), (1.0, light, 0.06))
    return [
        disc(0.0, 0.0, 130.0, light, 11.0, 0.3),
        facet([(-104, -56), (104, -56), (126, 0), (-126, 0)], beam),
        fill(
            smooth([(-130, -62), (-104, -108), (-30, -136), (50, -130), (112, -98), (130, -62)], tension=0.8),
            vertical(-136, -58, (0.0, paint.bright(shell, 0.3)), (1.0, paint.deep(shell, 0.35))),
        ),
        fill(
            smooth([(26, -122), (64, -112), (104, -88), (60, -84), (20, -92)], tension=0.6),
            paint.deep(paint.outside.sky_top, 0.3),
        ),
        block(-116, -66, 232, 9, light, radius=4),
        block(-120, -82, 26, 7, second_light(paint), radius=3),
        *((glow(0, -40, 190, light, 0.5, 0.4),) if paint.dark else ()),
    ]


def drone(paint: Paint, x: float, y: float, s: float, seed: float) -> Group:
    """A small machine that keeps its place in the air over what grows, its rotors a blur."""
    shell, light = paint.local("#d5dce4", 0.3), cold_light(paint)
    parts: tuple[Node, ...] = (
        strokes([polygon([(-52, -12), (52, -12)], closed=False)], paint.deep(shell, 0.4), 6.0),
        *(disc(k * 54, -20, 36, paint.bright(shell, 0.4), 4, 0.55) for k in (-1, 1)),
        fill(smooth([(-26, -4), (-20, -22), (20, -22), (26, -4), (0, 8)], tension=0.8), shell),
        disc(0, -4, 6, light),
        facet([(-4, 4), (4, 4), (44, 150), (-44, 150)], vertical(4, 150, (0.0, light, 0.34), (1.0, light, 0.0))),
    )

    def hover(t: float) -> Matrix:
        return shift(x + 10 * math.sin(t * 0.7 + seed), y + 7 * math.sin(t * 1.6 + seed)) @ scale(s)

    return Group(parts, transform=hover, name="drone")


def haycock(paint: Paint, x: float, y: float, size: float, distance: float = 0.0) -> list[Node]:
    """Hay heaped round a pole, as it was before there were machines to press it."""
    hay = paint.faded(paint.local("#cfae5a", 0.35), distance)
    heap: list[Point] = [
        (x - size * 0.62, y),
        (x - size * 0.6, y - size * 0.42),
        (x - size * 0.3, y - size),
        (x, y - size * 1.24),
        (x + size * 0.3, y - size),
        (x + size * 0.6, y - size * 0.42),
        (x + size * 0.62, y),
    ]
    straws = [
        smooth(
            [(x + u * size * 0.16, y - size * 1.1), (x + u * size * 0.46, y - size * 0.5), (x + u * size * 0.52, y)],
            closed=False,
        )
        for u in (-0.9, -0.5, -0.15, 0.2, 0.55, 0.9)
    ]
    return [
        disc(x, y + 2, size * 0.78, paint.scheme.shadow, size * 0.1, 0.3),
        strokes(
            [polygon([(x, y - size * 1.1), (x, y - size * 1.42)], closed=False)], paint.deep(hay, 0.55), size * 0.05
        ),
        fill(
            smooth(heap, tension=0.8),
            vertical(y - size * 1.2, y, (0.0, paint.bright(hay, 0.25)), (1.0, paint.deep(hay, 0.32))),
        ),
        strokes(straws, paint.deep(hay, 0.3), max(1.4, size * 0.02), 0.55),
    ]


def fence_of(paint: Paint, points: Sequence[Point], height: float, colour: str, spacing: float = 70.0) -> Group:
    """A fence as its period makes it: woven of twigs, of boards and rails, or two lines of light between thin posts."""
    match paint.setting.period:
        case "medieval":
            return _wattle(paint, points, height, colour)
        case "future":
            return _light_fence(paint, points, height, spacing * 1.8)
        case _:
            return fence(paint, points, height, colour, spacing)


def _wattle(paint: Paint, points: Sequence[Point], height: float, colour: str) -> Group:
    wood = paint.deep(colour, 0.12)
    stakes: list[Path] = []
    x = points[0][0]
    while x <= points[-1][0]:
        y = height_at(points, x)
        stakes.append(polygon([(x, y + 4), (x + 2, y - height * 1.04)], closed=False))
        x += height * 0.5
    body = smooth(
        [*((px, py - height * 0.86) for px, py in points), *((px, py) for px, py in reversed(points))], tension=0.3
    )
    twigs = [
        smooth(
            [
                (px, py - height * u + (height * 0.035 if k % 2 else -height * 0.035))
                for k, (px, py) in enumerate(points)
            ],
            closed=False,
        )
        for u in (0.12, 0.27, 0.42, 0.57, 0.72, 0.85)
    ]
    return Group(
        (
            fill(body, paint.deep(wood, 0.25)),
            strokes(twigs, paint.bright(wood, 0.22), height * 0.075),
            strokes(stakes, paint.deep(wood, 0.4), height * 0.1),
        )
    )


def _light_fence(paint: Paint, points: Sequence[Point], height: float, spacing: float) -> Group:
    shell, light = paint.local("#c9d3de", 0.3), cold_light(paint)
    posts: list[Path] = []
    x = points[0][0]
    while x <= points[-1][0]:
        y = height_at(points, x)
        posts.append(polygon([(x - 3, y + 4), (x - 2, y - height), (x + 2, y - height), (x + 3, y + 4)]))
        x += spacing
    beams = [smooth([(px, py - height * u) for px, py in points], closed=False) for u in (0.45, 0.88)]
    return Group((strokes(beams, light, max(1.6, height * 0.05), 0.75), fill(joined(posts), paint.bright(shell, 0.1))))
