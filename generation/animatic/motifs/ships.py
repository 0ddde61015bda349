"""Ships of their period: a cog, a steamer, a freighter, a yacht, one that hovers.

All are around the origin on the waterline, look right, and are about 300 long.
"""

import math
from random import Random

from generation.animatic.art import Group, Matrix, Node, ellipse, polygon, rectangle, scale, shift, smooth
from generation.animatic.motifs.brush import across, block, disc, facet, fill, glow, joined, line, strokes, vertical
from generation.animatic.motifs.houses import smoke
from generation.animatic.motifs.paint import Paint
from generation.animatic.motifs.tomorrow import air_traffic, cold_light, second_light
from generation.animatic.stage import Layer

_FAR = {
    "ship/ship": (120.0, 508.0, 0.5),
    "ship/raft": (430.0, 512.0, 0.8),
    "coast/beach": (300.0, 524.0, 0.82),
    "coast/cliff": (-420.0, 520.0, 0.62),
    "coast/lighthouse": (-330.0, 524.0, 0.62),
    "coast/island": (40.0, 516.0, 0.5),
}
"""Where a ship passes, by kit and variant: from the middle towards the lit side, its waterline, its size."""


def ship_of(paint: Paint, seed: int, distance: float = 0.0) -> list[Node] | None:
    """A ship as its period builds it, or None for the sailing boat that any of them may have."""
    match paint.setting.period:
        case "medieval":
            return cog(paint, seed, distance)
        case "1920s":
            return steamer(paint, seed, distance)
        case "today":
            return freighter(paint, seed, distance)
        case "future":
            return hover_ship(paint, seed, distance)
        case _:
            return None


def passing_ship(paint: Paint, kit: str, side: float) -> tuple[Layer, ...]:
    """A ship of the period far out, on its way; and what flies over the sea of the future."""
    spot = _FAR.get(f"{kit}/{paint.variant}")
    drawn = ship_of(paint, paint.random("passing ship").randrange(3), 0.34)
    if spot is None or drawn is None:
        return ()
    dx, y, size = spot

    def sail(t: float) -> Matrix:
        return shift(800.0 + side * dx - side * 5.0 * t, y + 1.5 * math.sin(t * 0.9)) @ scale(-side * size, size)

    ship = Layer("passing ship", 0.23, Group(tuple(drawn), transform=sail, name="passing ship"))
    return (ship, air_traffic(paint, 200.0)) if paint.setting.period == "future" else (ship,)


def riding(paint: Paint, x: float, y: float, size: float, seed: int) -> Group | None:
    """A ship of the period that rides at anchor; None where no period is told."""
    drawn = ship_of(paint, seed)
    if drawn is None:
        return None
    way = 1.0 if Random(seed).random() < 0.5 else -1.0

    def bob(t: float) -> Matrix:
        roll = math.radians(0.7 * math.sin(t * 0.8 + seed * 1.7))
        tilt = Matrix(math.cos(roll), math.sin(roll), -math.sin(roll), math.cos(roll))
        return shift(x, y + 3 * math.sin(t * 1.1 + seed)) @ tilt @ scale(size * way, size)

    return Group(tuple(drawn), transform=bob, name="boat")


def cog(paint: Paint, seed: int, distance: float) -> list[Node]:
    """A merchant's ship of the middle ages: round hull, castles of boards at both ends, one square sail with a sign."""
    wood = paint.faded(paint.local("#6f4c36", 0.3), distance)
    cloth = paint.faded(paint.local("#eadfc6", 0.25), distance)
    sign = paint.faded(paint.local(("#a8403a", "#3a5a8c", "#5f7d46")[seed % 3], 0.3), distance)
    hull = [
        (-138, -70),
        (-146, -84),
        (-96, -52),
        (0, -40),
        (96, -56),
        (150, -96),
        (136, -30),
        (104, 8),
        (-96, 8),
        (-126, -26),
    ]
    belly = [(-84, -262), (84, -262), (94, -190), (78, -104), (0, -88), (-78, -104), (-94, -190)]
    shade = across(
        -90, 90, (0.0, paint.deep(cloth, 0.2)), (0.5, paint.bright(cloth, 0.2)), (1.0, paint.deep(cloth, 0.25))
    )
    planks = [smooth([(-124, -52 + k * 18), (0, -26 + k * 15), (126, -56 + k * 20)], closed=False) for k in range(3)]
    teeth = [rectangle(-146 + k * 15, -116, 9, 10) for k in range(5)] + [
        rectangle(106 + k * 15, -128, 9, 10) for k in range(4)
    ]
    return [
        disc(0, 8, 130, paint.scheme.shadow, 8, 0.25),
        strokes([polygon([(0, -40), (0, -304)], closed=False)], paint.deep(wood, 0.2), 9.0),
        strokes(
            [polygon([(0, -300), (-130, -72)], closed=False), polygon([(0, -300), (132, -84)], closed=False)],
            paint.deep(wood, 0.4),
            2.0,
            0.8,
        ),
        fill(smooth(belly, tension=0.6), shade),
        block(-11, -252, 22, 150, sign),
        block(-78, -204, 156, 22, sign),
        block(-100, -268, 200, 10, paint.deep(wood, 0.1), radius=5),
        block(-14, -312, 28, 20, wood, radius=3),
        facet([(0, -312), (52, -326), (0, -340)], sign),
        fill(
            smooth(hull, tension=0.5), vertical(-90, 8, (0.0, paint.bright(wood, 0.18)), (1.0, paint.deep(wood, 0.45)))
        ),
        strokes(planks, paint.deep(wood, 0.45), 2.6, 0.7),
        fill(joined([*teeth, rectangle(-148, -108, 74, 26), rectangle(102, -120, 60, 28)]), paint.bright(wood, 0.08)),
        *(
            (disc(-112, -120, 7, paint.scheme.accent), glow(-112, -120, 80, paint.scheme.accent, 0.6))
            if paint.dark
            else ()
        ),
    ]


def steamer(paint: Paint, seed: int, distance: float) -> list[Node]:
    """A steamer of the twenties: black hull, white house, one tall funnel with its smoke."""
    black = paint.faded(paint.local("#33353d", 0.3), distance)
    white = paint.faded(paint.local("#efe9dc", 0.2), distance)
    red = paint.faded(paint.local(("#a8443a", "#c08f3a", "#3f6a8c")[seed % 3], 0.3), distance)
    lit = paint.scheme.accent if paint.dark else paint.deep(white, 0.55)
    ports = [ellipse(-96 + k * 24, -78, 5) for k in range(8)]
    return [
        disc(0, 8, 140, paint.scheme.shadow, 8, 0.25),
        smoke(paint, 14, -196.0, 1.2),
        strokes(
            [polygon([(x, -60), (x, top)], closed=False) for x, top in ((-116, -190), (112, -200))],
            paint.deep(white, 0.45),
            4.0,
        ),
        strokes([polygon([(-116, -186), (14, -196), (112, -196)], closed=False)], paint.deep(white, 0.5), 1.6, 0.7),
        block(-110, -96, 186, 50, vertical(-96, -46, (0.0, white), (1.0, paint.deep(white, 0.2)))),
        block(-62, -130, 116, 36, paint.bright(white, 0.1)),
        block(-68, -136, 128, 8, paint.deep(white, 0.35)),
        block(
            -4,
            -196,
            34,
            66,
            across(-4, 30, (0.0, paint.deep(red, 0.3)), (0.5, paint.bright(red, 0.1)), (1.0, paint.deep(red, 0.35))),
        ),
        block(-6, -200, 38, 14, black, radius=3),
        fill(joined([*ports, *(rectangle(-52 + k * 26, -120, 16, 14, 2) for k in range(4))]), lit),
        fill(
            polygon([(-142, -52), (146, -64), (128, 8), (-122, 8), (-136, -18)]),
            vertical(-60, 8, (0.0, paint.bright(black, 0.12)), (0.7, black), (0.72, red), (1.0, paint.deep(red, 0.3))),
        ),
        line([(-142, -51), (146, -63)], white, 4.0),
        *((glow(-20, -90, 200, paint.scheme.accent, 0.4, 0.6),) if paint.dark else ()),
    ]


def freighter(paint: Paint, seed: int, distance: float) -> list[Node]:
    """A ship of today: every third a yacht under a tall sail, the others a freighter stacked with containers."""
    if seed % 3 == 2:
        return _yacht(paint, distance)
    hull = paint.faded(paint.local(("#2f5f86", "#a8443a")[seed % 2], 0.3), distance)
    white = paint.faded(paint.local("#eef0ee", 0.15), distance)
    tints = [
        paint.faded(paint.local(tint, 0.3), distance)
        for tint in ("#c8653f", "#3f7f8a", "#d9b04a", "#7a8a5a", "#8a4a52")
    ]
    boxes: list[Node] = []
    for row in range(3):
        for k in range(6 - row):
            boxes.append(block(-66 + k * 33, -84 - row * 25, 31, 23, tints[(k * 2 + row * 3 + seed) % 5]))
    lit = paint.scheme.accent if paint.dark else paint.deep(white, 0.6)
    return [
        disc(0, 8, 150, paint.scheme.shadow, 8, 0.25),
        *boxes,
        block(-132, -150, 56, 92, vertical(-150, -58, (0.0, white), (1.0, paint.deep(white, 0.2)))),
        block(-138, -158, 70, 12, paint.deep(white, 0.15), radius=2),
        block(-126, -140, 46, 10, lit),
        block(-126, -120, 46, 6, lit, 0.6),
        block(-124, -182, 20, 26, hull),
        strokes([polygon([(126, -60), (126, -110)], closed=False)], paint.deep(white, 0.4), 4.0),
        fill(
            polygon([(-148, -58), (164, -68), (138, 8), (-134, 8)]),
            vertical(
                -64, 8, (0.0, paint.bright(hull, 0.1)), (0.66, hull), (0.68, tints[0]), (1.0, paint.deep(tints[0], 0.4))
            ),
        ),
        *((glow(-104, -130, 120, paint.scheme.accent, 0.5),) if paint.dark else ()),
    ]


def _yacht(paint: Paint, distance: float) -> list[Node]:
    white = paint.faded(paint.local("#f4f4f0", 0.12), distance)
    blue = paint.faded(paint.local("#3f6f9a", 0.3), distance)
    return [
        disc(0, 6, 100, paint.scheme.shadow, 7, 0.25),
        strokes([polygon([(6, -30), (6, -300)], closed=False)], paint.deep(white, 0.5), 4.0),
        fill(
            smooth([(0, -290), (-20, -150), (-86, -46), (0, -46)], tension=0.35),
            vertical(-290, -46, (0.0, white), (1.0, paint.deep(white, 0.16))),
        ),
        fill(smooth([(12, -280), (50, -130), (96, -42), (12, -46)], tension=0.35), paint.deep(white, 0.12)),
        fill(smooth([(-40, -34), (-30, -48), (20, -48), (36, -34)], tension=0.5), white),
        fill(
            polygon([(-98, -32), (116, -38), (86, 6), (-84, 6)]),
            vertical(-38, 6, (0.0, white), (0.55, paint.deep(white, 0.2)), (0.57, blue), (1.0, paint.deep(blue, 0.3))),
        ),
    ]


def hover_ship(paint: Paint, seed: int, distance: float) -> list[Node]:
    """A ship of the future that needs no water: a long shell over its own light, panes along it, a fin of glass."""
    shell = paint.faded(paint.local(("#dfe5ec", "#e8e0d4", "#c9d6e2")[seed % 3], 0.25), distance)
    light, sign = paint.faded(cold_light(paint), distance * 0.4), paint.faded(second_light(paint), distance * 0.4)
    glass = paint.faded(paint.deep(paint.outside.sky_top, 0.35), distance)
    body = [(-168, -52), (-120, -84), (-20, -100), (80, -88), (176, -50), (110, -34), (-120, -32)]
    panes = [rectangle(-92 + k * 22, -72, 15, 9, 4) for k in range(9)]
    return [
        disc(0, 4, 150, light, 10, 0.35),
        facet([(-110, -36), (110, -36), (140, 4), (-140, 4)], vertical(-36, 4, (0.0, light, 0.5), (1.0, light, 0.08))),
        facet([(-110, -84), (-150, -190), (-112, -176), (-30, -96)], glass, 0.9),
        line([(-150, -190), (-108, -84)], light, 4.0),
        fill(
            smooth(body, tension=0.8),
            vertical(-100, -32, (0.0, paint.bright(shell, 0.3)), (1.0, paint.deep(shell, 0.4))),
        ),
        fill(smooth([(-4, -96), (40, -124), (86, -108), (108, -80), (40, -84)], tension=0.7), glass),
        fill(joined(panes), light if paint.dark else glass),
        block(-130, -44, 250, 5, light, radius=2),
        disc(-164, -54, 5, sign),
        *((glow(0, -24, 240, light, 0.5, 0.4),) if paint.dark else ()),
    ]
