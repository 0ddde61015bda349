"""The world of those who are small: blades like trees, mushrooms and their houses, clover, dew."""

import math
from collections.abc import Sequence
from random import Random

from generation.animatic.art import Group, Node, Path, Point, ellipse, polygon, rectangle, smooth
from generation.animatic.colour import mix
from generation.animatic.motifs.brush import across, blob, block, disc, fill, glow, joined, strokes, sway, vertical
from generation.animatic.motifs.houses import lamp_light, smoke
from generation.animatic.motifs.paint import Paint


def giant_blades(
    paint: Paint,
    name: str,
    xs: Sequence[float],
    foot: float,
    width: float,
    colour: str,
    top: float = -330.0,
    moving: bool = False,
) -> list[Node]:
    """Blades of grass as tall as towers, each folded along its middle: one half lit, one in shade."""
    random = paint.random(f"blades {name}")
    nodes: list[Node] = []
    halves: tuple[list[Path], list[Path]] = ([], [])
    for x in xs:
        w, lean, tip_y = width * random.uniform(0.7, 1.3), random.uniform(-230, 230), top + random.uniform(-40, 240)
        spine = [(x + lean * u**2, foot + (tip_y - foot) * (u - 0.12 * u**4)) for u in (0.0, 0.25, 0.5, 0.75, 0.9, 1.0)]
        wide = [w * k for k in (0.5, 0.62, 0.56, 0.34, 0.16, 0.0)]
        left = [(px - k, py) for (px, py), k in zip(spine, wide, strict=True)]
        right = [(px + k, py) for (px, py), k in zip(spine, wide, strict=True)]
        halves[0].append(smooth([*left, *reversed(spine[:-1])], tension=0.6))
        halves[1].append(smooth([*right, *reversed(spine[:-1])], tension=0.6))
    light, dark = paint.bright(colour, 0.22), paint.deep(colour, 0.22)
    one, two = (light, dark) if paint.scheme.light_x < 0 else (dark, light)
    shapes = tuple(
        fill(joined(paths), vertical(top, foot, (0.0, paint.bright(tone, 0.12)), (1.0, paint.deep(tone, 0.4))))
        for paths, tone in zip(halves, (one, two), strict=True)
    )
    nodes.append(Group(shapes, transform=sway(xs[0], 0.5 * paint.windy, (800.0, foot))) if moving else Group(shapes))
    return nodes


def mushroom(
    paint: Paint, random: Random, x: float, y: float, height: float, cap: str, distance: float = 0.0, dots: bool = True
) -> list[Node]:
    """A toadstool: a swollen foot, a ring, gills in shade, and a cap with dots."""
    cap = paint.faded(paint.local(cap, 0.3), distance)
    flesh = paint.faded(paint.local("#efe4cf", 0.25), distance)
    w, rise = height * random.uniform(0.42, 0.52), height * 0.42
    brim = y - height * 0.62
    stem = [
        (x - height * 0.13, y + 3),
        (x - height * 0.12, y - height * 0.2),
        (x - height * 0.075, brim),
        (x + height * 0.075, brim),
        (x + height * 0.12, y - height * 0.2),
        (x + height * 0.13, y + 3),
    ]
    dome = [
        (x - w, brim),
        (x - w * 0.9, brim - rise * 0.45),
        (x - w * 0.45, brim - rise * 0.92),
        (x, brim - rise),
        (x + w * 0.45, brim - rise * 0.92),
        (x + w * 0.9, brim - rise * 0.45),
        (x + w, brim),
        (x, brim + rise * 0.12),
    ]
    side = paint.scheme.light_x
    ends = ((0.0, paint.bright(cap, 0.25)), (0.55, cap), (1.0, paint.deep(cap, 0.42)))
    turned = ends if side < 0 else ((0.0, ends[2][1]), (0.45, cap), (1.0, ends[0][1]))
    nodes: list[Node] = [
        disc(x, y + 2, height * 0.22, paint.scheme.shadow, height * 0.035, 0.3),
        fill(
            smooth(stem, tension=0.7),
            across(
                x - height * 0.13,
                x + height * 0.13,
                (0.0, paint.deep(flesh, 0.1 if side < 0 else 0.4)),
                (1.0, paint.deep(flesh, 0.4 if side < 0 else 0.1)),
            ),
        ),
        disc(x, brim + rise * 0.03, w * 0.97, paint.deep(flesh, 0.5), rise * 0.17),
        blob(
            [
                (x - height * 0.1, brim + height * 0.1),
                (x, brim + height * 0.06),
                (x + height * 0.1, brim + height * 0.1),
                (x, brim + height * 0.17),
            ],
            paint.bright(flesh, 0.2),
        ),
        fill(smooth(dome, tension=0.85), across(x - w, x + w, *turned)),
    ]
    if dots:
        spots = [
            ellipse(x + u * w, brim - rise * v, w * r, w * r * 0.72)
            for u, v, r in (
                (-0.58, 0.38, 0.11),
                (-0.2, 0.66, 0.13),
                (0.28, 0.56, 0.1),
                (0.62, 0.3, 0.09),
                (0.04, 0.28, 0.08),
                (-0.32, 0.2, 0.07),
            )
        ]
        nodes.append(fill(joined(spots), paint.bright(flesh, 0.3)))
    if paint.snowy:
        nodes.append(
            blob(
                [
                    (x - w * 0.7, brim - rise * 0.66),
                    (x, brim - rise * 1.06),
                    (x + w * 0.7, brim - rise * 0.66),
                    (x, brim - rise * 0.74),
                ],
                mix("#ffffff", paint.scheme.ambient, paint.scheme.shade * 0.6),
                0.9,
            )
        )
    return nodes


def mushroom_house(
    paint: Paint, random: Random, x: float, y: float, height: float, cap: str, distance: float = 0.0
) -> list[Node]:
    """A thick toadstool somebody lives in: door, round windows, a crooked chimney that smokes."""
    w, brim = height * 0.6, y - height * 0.46
    flesh = paint.faded(paint.local("#ecdfc6", 0.25), distance)
    tint, wood = paint.faded(paint.local(cap, 0.3), distance), paint.faded(paint.local("#7a5238"), distance)
    side = paint.scheme.light_x
    wall = [
        (x - w * 0.56, y + 4),
        (x - w * 0.5, y - height * 0.2),
        (x - w * 0.42, brim),
        (x + w * 0.42, brim),
        (x + w * 0.5, y - height * 0.2),
        (x + w * 0.56, y + 4),
    ]
    rise = height * 0.48
    dome = [
        (x - w * 1.05, brim + 4),
        (x - w * 0.86, brim - rise * 0.5),
        (x - w * 0.36, brim - rise * 0.94),
        (x + w * 0.1, brim - rise),
        (x + w * 0.6, brim - rise * 0.78),
        (x + w * 1.05, brim + 4),
        (x, brim + rise * 0.12),
    ]
    lit = lamp_light(paint) if paint.dark else paint.deep(flesh, 0.62)
    chimney = polygon(
        [
            (x + w * 0.3, brim - rise * 0.7),
            (x + w * 0.34, brim - rise * 1.3),
            (x + w * 0.56, brim - rise * 1.28),
            (x + w * 0.54, brim - rise * 0.6),
        ]
    )
    door = rectangle(x - w * 0.16, y - height * 0.3, w * 0.34, height * 0.3 + 2, w * 0.17)
    spots = [
        ellipse(x + u * w, brim - rise * v, w * r, w * r * 0.72)
        for u, v, r in (
            (-0.66, 0.34, 0.12),
            (-0.26, 0.64, 0.14),
            (0.24, 0.5, 0.11),
            (0.68, 0.3, 0.1),
            (-0.1, 0.26, 0.08),
        )
    ]
    ends = (paint.bright(tint, 0.25), paint.deep(tint, 0.4))
    nodes: list[Node] = [
        disc(x, y + 3, w * 0.8, paint.scheme.shadow, w * 0.1, 0.3),
        fill(
            smooth(wall, tension=0.6),
            across(
                x - w * 0.5,
                x + w * 0.5,
                (0.0, paint.deep(flesh, 0.08 if side < 0 else 0.35)),
                (1.0, paint.deep(flesh, 0.35 if side < 0 else 0.08)),
            ),
        ),
        disc(x, brim + 4, w, paint.deep(flesh, 0.5), rise * 0.15),
        fill(chimney, paint.deep(wood, 0.1)),
        fill(
            smooth(dome, tension=0.85),
            across(x - w, x + w, (0.0, ends[0 if side < 0 else 1]), (0.5, tint), (1.0, ends[1 if side < 0 else 0])),
        ),
        fill(joined(spots), paint.bright(flesh, 0.3)),
        fill(door, wood),
        disc(x + w * 0.12, y - height * 0.14, w * 0.025, mix(paint.scheme.accent, "#ffffff", 0.2)),
        *(disc(x + dx * w, y - height * 0.3, w * 0.1, wood) for dx in (-0.34, 0.36)),
        *(disc(x + dx * w, y - height * 0.3, w * 0.075, lit) for dx in (-0.34, 0.36)),
        strokes(
            [
                polygon(
                    [(x + dx * w - w * 0.08, y - height * 0.3), (x + dx * w + w * 0.08, y - height * 0.3)], closed=False
                )
                for dx in (-0.34, 0.36)
            ],
            wood,
            w * 0.018,
        ),
    ]
    if paint.dark:
        nodes += [glow(x + dx * w, y - height * 0.3, w * 0.5, paint.scheme.accent, 0.5) for dx in (-0.34, 0.36)]
    return [*nodes, smoke(paint, x + w * 0.45, brim - rise * 1.3, height / 260)] if distance < 0.3 else nodes


def clover(paint: Paint, random: Random, x: float, y: float, height: float, colour: str) -> list[Node]:
    """A clover leaf on its stalk: three hearts, each with a pale bow."""
    tip = (x + random.uniform(-0.2, 0.2) * height, y - height)
    r = height * 0.34
    hearts: list[Path] = []
    bows: list[Path] = []
    for k in range(3):
        a = -math.pi / 2 + (k - 1) * 2.1
        cx, cy = tip[0] + math.cos(a) * r * 0.66, tip[1] + math.sin(a) * r * 0.42
        hearts.append(
            smooth(
                [
                    tip,
                    (cx - r * 0.5, cy - r * 0.2),
                    (cx - r * 0.2, cy - r * 0.46),
                    (cx, cy - r * 0.34),
                    (cx + r * 0.24, cy - r * 0.46),
                    (cx + r * 0.52, cy - r * 0.18),
                ]
            )
        )
        bows.append(
            smooth([(cx - r * 0.3, cy - r * 0.05), (cx, cy - r * 0.22), (cx + r * 0.3, cy - r * 0.05)], closed=False)
        )
    stalk = smooth([(x, y), ((x + tip[0]) / 2 + height * 0.06, y - height * 0.5), tip], closed=False)
    return [
        strokes([stalk], paint.deep(colour, 0.3), height * 0.04),
        fill(joined(hearts), colour),
        strokes(bows, paint.bright(colour, 0.45), height * 0.03, 0.8),
    ]


def daisy(paint: Paint, x: float, y: float, height: float, tint: str, seed: float) -> Node:
    """A flower as large as a parasol, seen a little from below, that nods."""
    r, cy = height * 0.24, y - height
    petal = paint.local(tint, 0.25)
    petals = [
        smooth(
            [
                (x, cy),
                (x + math.cos(a - 0.17) * r, cy + math.sin(a - 0.17) * r * 0.62),
                (x + math.cos(a) * r * 1.15, cy + math.sin(a) * r * 0.72),
                (x + math.cos(a + 0.17) * r, cy + math.sin(a + 0.17) * r * 0.62),
            ]
        )
        for a in (k * math.tau / 13 for k in range(13))
    ]
    stalk = smooth([(x - height * 0.08, y), (x - height * 0.05, y - height * 0.5), (x, cy)], closed=False)
    heart = paint.local("#f0c24a", 0.25)
    parts: tuple[Node, ...] = (
        strokes([stalk], paint.deep(paint.scheme.foliage, 0.2), height * 0.035),
        fill(joined(petals[::2]), paint.deep(petal, 0.16)),
        fill(joined(petals[1::2]), petal),
        disc(x, cy - r * 0.04, r * 0.34, heart, r * 0.24),
        disc(x + r * 0.08 * paint.scheme.light_x, cy - r * 0.1, r * 0.2, paint.bright(heart, 0.4), r * 0.12),
    )
    return Group(parts, transform=sway(seed, 1.1 * paint.windy, (x, y), 0.8))


def dew(paint: Paint, spots: Sequence[tuple[float, float, float]]) -> list[Node]:
    """Drops that carry the sky: dark below, a bright window above."""
    light = paint.outside
    return [
        fill(joined(ellipse(x, y, r, r * 1.05) for x, y, r in spots), mix(light.water, light.horizon, 0.5), 0.6),
        fill(joined(ellipse(x, y + r * 0.5, r * 0.66, r * 0.36) for x, y, r in spots), light.horizon, 0.7),
        fill(joined(ellipse(x - r * 0.3, y - r * 0.4, r * 0.26, r * 0.2) for x, y, r in spots), "#ffffff", 0.95),
    ]


def acorn(paint: Paint, x: float, y: float, size: float) -> list[Node]:
    """An acorn as large as a barrel."""
    nut, cup = paint.local("#b9854a", 0.3), paint.local("#7d5c40", 0.3)
    scales: list[Path] = [
        polygon(
            [(x - size * 0.5 + i * size * 0.2, y - size * 0.86), (x - size * 0.4 + i * size * 0.2, y - size * 0.72)],
            closed=False,
        )
        for i in range(5)
    ]
    body: list[Point] = [
        (x - size * 0.4, y - size * 0.7),
        (x - size * 0.38, y - size * 0.2),
        (x, y + 4),
        (x + size * 0.38, y - size * 0.2),
        (x + size * 0.4, y - size * 0.7),
    ]
    return [
        disc(x, y + 2, size * 0.5, paint.scheme.shadow, size * 0.09, 0.35),
        blob(body, across(x - size * 0.4, x + size * 0.4, (0.0, paint.bright(nut, 0.3)), (1.0, paint.deep(nut, 0.45)))),
        disc(x, y - size * 0.78, size * 0.5, cup, size * 0.2),
        strokes(scales, paint.deep(cup, 0.5), 2.6, 0.7),
        block(x - size * 0.04, y - size * 1.1, size * 0.08, size * 0.18, cup, radius=3),
    ]
