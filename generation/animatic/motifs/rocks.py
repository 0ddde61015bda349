"""Stone: cliffs with ledges, standing stones, ice, crystals."""

import math
from collections.abc import Callable, Sequence
from random import Random

from generation.animatic.art import Group, Matrix, Node, Path, Point, polygon, shift, smooth
from generation.animatic.colour import mix
from generation.animatic.motifs.brush import disc, facet, fill, glow, halo, joined, strokes, vertical
from generation.animatic.motifs.paint import Paint


def cliff(paint: Paint, name: str, outline: Sequence[Point], rock: str, layers: int = 6) -> list[Node]:
    """A wall of rock in its outline: lit above, dark below, with slanting beds and clefts."""
    random = paint.random(f"cliff {name}")
    left, right = min(x for x, _ in outline), max(x for x, _ in outline)
    top, foot = min(y for _, y in outline), max(y for _, y in outline)
    beds: list[Path] = []
    for k in range(layers):
        y = top + (foot - top) * (k + 0.6) / layers
        slope, x = random.uniform(-14, 14), left - 40
        edge: list[Point] = []
        while x < right + 40:
            edge.append((x, y + random.uniform(-12, 12) + slope * (x - left) / max(1.0, right - left)))
            x += random.uniform(50, 110)
        thick = (foot - top) / layers * 0.3
        beds.append(polygon([*edge, *((px, py + thick * random.uniform(0.5, 1.1)) for px, py in reversed(edge))]))
    clefts = [
        polygon(
            [
                (cx, cy),
                (cx + random.uniform(5, 16), cy + 12),
                (cx + random.uniform(-8, 10), cy + random.uniform(50, 150)),
            ]
        )
        for cx, cy in (
            (random.uniform(left, right), random.uniform(top, foot - 60)) for _ in range(int((right - left) / 34))
        )
    ]
    return [
        facet(outline, vertical(top, foot, (0.0, paint.bright(rock, 0.2)), (0.5, rock), (1.0, paint.deep(rock, 0.42)))),
        Group(
            (fill(joined(beds), paint.deep(rock, 0.3), 0.45), fill(joined(clefts), paint.deep(rock, 0.5), 0.5)),
            clip=polygon(outline),
        ),
    ]


def crystals(
    paint: Paint, name: str, x: float, y: float, height: float, colour: str, count: int = 5, up: float = 1.0
) -> list[Node]:
    """A cluster of crystals in three facets, with a shine of its own; `up` -1 hangs it from above."""
    random = paint.random(f"crystals {name} {x:.0f}")
    tones: tuple[list[Path], list[Path], list[Path]] = ([], [], [])
    for k in range(count):
        lean = (k - (count - 1) / 2) * 0.3 + random.uniform(-0.1, 0.1)
        tall, w = height * random.uniform(0.5, 1.0) * (1 - 0.35 * abs(lean)), height * random.uniform(0.09, 0.14)
        foot = x + lean * height * 0.35

        def at(u: float, v: float, foot: float = foot, lean: float = lean, tall: float = tall) -> Point:
            return foot + u + math.sin(lean) * tall * v, y - up * math.cos(lean) * tall * v

        tip, a, b, c, d = at(0, 1.0), at(-w, 0.78), at(-w * 0.2, 0.7), at(w * 0.5, 0.72), at(w, 0.8)
        tones[0].append(polygon([at(-w, 0), a, tip, b, at(-w * 0.2, 0)]))
        tones[1].append(polygon([at(-w * 0.2, 0), b, tip, c, at(w * 0.5, 0)]))
        tones[2].append(polygon([at(w * 0.5, 0), c, tip, d, at(w, 0)]))
    shown = (paint.bright(colour, 0.45), colour, paint.deep(colour, 0.4))
    return [
        glow(x, y - up * height * 0.4, height * 1.1, colour, 0.4),
        *(fill(joined(paths), tone, 0.94) for paths, tone in zip(tones, shown, strict=True)),
    ]


def iceberg(paint: Paint, name: str, x: float, y: float, width: float, height: float, distance: float) -> list[Node]:
    """A berg in facets with a blue foot in the water."""
    random = paint.random(f"berg {name}")
    white = paint.faded(mix("#f6fbff", paint.scheme.ambient, paint.scheme.shade * 0.7), distance)
    blue = paint.faded(mix(paint.local("#8fc4dc", 0.4), paint.scheme.ambient, 0.15), distance)
    tops: list[Point] = [(x - width * 0.5, y)]
    for u, v in ((-0.42, 0.42), (-0.26, 0.6), (-0.16, 0.98), (0.04, 0.82), (0.16, 0.52), (0.32, 0.58), (0.42, 0.24)):
        tops.append((x + u * width, y - height * v * random.uniform(0.88, 1.08)))
    tops.append((x + width * 0.5, y))
    lit_left = paint.outside.light_x < 0
    shaded = (
        [tops[3], tops[4], tops[5], (x + width * 0.06, y)]
        if lit_left
        else [tops[0], tops[1], tops[2], tops[3], (x - width * 0.1, y)]
    )
    other = (
        [tops[6], tops[7], tops[8], (x + width * 0.26, y)]
        if lit_left
        else [tops[4], tops[5], (x + width * 0.06, y), (x - width * 0.1, y)]
    )
    return [
        facet([(px, 2 * y - py * 1.0 if py == y else y + (y - py) * 0.16) for px, py in tops], blue, 0.4),
        facet(tops, vertical(y - height, y, (0.0, paint.bright(white, 0.2)), (0.7, white), (1.0, blue))),
        facet(shaded, paint.deep(blue, 0.12), 0.75),
        facet(other, blue, 0.5),
        strokes(
            [polygon([(x - width * 0.5, y), (x + width * 0.5, y)], closed=False)],
            paint.bright(white, 0.4),
            max(2.0, height * 0.02),
            0.7,
        ),
    ]


def floe(paint: Paint, random: Random, x: float, y: float, width: float, distance: float = 0.0) -> tuple[Path, Path]:
    """A flat piece of ice: its top, and the edge below it."""
    thick = width * 0.045
    top: list[Point] = []
    for k in range(9):
        a = math.tau * k / 9
        r = random.uniform(0.8, 1.08)
        top.append((x + math.cos(a) * width / 2 * r, y + math.sin(a) * width * 0.1 * r))
    return polygon(top), polygon([*top[0:5], *((px, py + thick) for px, py in reversed(top[0:5]))])


def standing_stone(paint: Paint, random: Random, x: float, y: float, height: float, rock: str) -> list[Node]:
    """A menhir, taller than wide, with moss."""
    w, lean = height * random.uniform(0.2, 0.28), random.uniform(-0.06, 0.06) * height
    outline: list[Point] = [
        (x - w, y + 4),
        (x - w * 0.9 + lean * 0.5, y - height * 0.55),
        (x - w * 0.5 + lean, y - height * 0.96),
        (x + w * 0.4 + lean, y - height),
        (x + w * 0.9 + lean * 0.6, y - height * 0.6),
        (x + w, y + 4),
    ]
    side = 1 if paint.scheme.light_x > 0 else -1
    dark = [
        (x - side * w, y + 4),
        (x - side * w * 0.9 + lean * 0.5, y - height * 0.55),
        (x - side * w * 0.45 + lean, y - height * 0.97),
        (x - side * w * 0.1 + lean * 0.6, y - height * 0.5),
        (x - side * w * 0.2, y + 4),
    ]
    return [
        disc(x, y + 3, w * 1.6, paint.scheme.shadow, w * 0.2, 0.35),
        fill(
            smooth(outline, tension=0.4),
            vertical(y - height, y, (0.0, paint.bright(rock, 0.22)), (1.0, paint.deep(rock, 0.3))),
        ),
        fill(smooth(dark, tension=0.4), paint.deep(rock, 0.45), 0.6),
        fill(
            smooth(
                [
                    (x - w * 0.5 + lean, y - height * 0.95),
                    (x + w * 0.4 + lean, y - height),
                    (x + w * 0.3 + lean, y - height * 0.84),
                    (x - w * 0.1 + lean, y - height * 0.9),
                ],
                tension=0.7,
            ),
            paint.scheme.foliage,
            0.6,
        ),
    ]


def falling(
    paint: Paint, name: str, x: float, top: float, foot: float, width: float, spread: float = 1.3, distance: float = 0.0
) -> list[Node]:
    """Falling water between two heights: a white curtain with streaks that run down without end, and spray."""
    random = paint.random(f"fall {name}")
    light = paint.outside
    white = paint.faded(mix(mix("#ffffff", light.water, 0.15), light.ambient, light.shade * 0.5), distance)
    half, low = width / 2, width / 2 * spread
    curtain = [
        (x - half, top),
        (x + half, top),
        (x + (half + low) / 2, (top + foot) / 2),
        (x + low, foot),
        (x - low, foot),
        (x - (half + low) / 2, (top + foot) / 2),
    ]
    nodes: list[Node] = [
        fill(
            smooth(curtain, tension=0.25),
            vertical(
                top, foot, (0.0, mix(white, light.water, 0.55)), (0.3, mix(white, light.water, 0.2)), (1.0, white)
            ),
        )
    ]
    step = (foot - top) / 2
    for k in range(3):
        streaks: list[Path] = []
        for _ in range(max(4, int(width / 12))):
            u, y0 = random.uniform(-0.92, 0.92), random.uniform(0, step)
            for row in range(-1, 3):
                y = top + y0 + row * step
                streaks.append(
                    polygon(
                        [(x + u * half, y), (x + u * (half + low) / 2, y + step * random.uniform(0.25, 0.5))],
                        closed=False,
                    )
                )
        speed, tone = 200.0 + 70 * k, mix(white, light.water, (0.5, 0.0, 0.3)[k])
        body = strokes(streaks, tone, max(1.6, width * 0.022), 0.65)
        nodes.append(
            Group(
                (Group((body,), transform=_down(speed, step)),),
                clip=polygon([(x - half, top), (x + half, top), (x + low, foot), (x - low, foot)]),
            )
        )
    spray = [
        (x - low * 1.5, foot + 10),
        (x - low, foot - width * 0.2),
        (x, foot - width * 0.12),
        (x + low, foot - width * 0.22),
        (x + low * 1.5, foot + 10),
        (x, foot + width * 0.1),
    ]
    nodes += [
        glow(x, foot, width * 1.7, white, 0.7, 0.42),
        Group((fill(smooth(spray), white, 0.7),), blur=max(3.0, width * 0.06)),
    ]
    nodes += [_puff(x + dx * low, foot, width * 0.4, white, dx * 3) for dx in (-0.8, 0.1, 0.9)]
    return nodes


def _down(speed: float, step: float) -> Callable[[float], Matrix]:
    return lambda t: shift(0.0, (t * speed) % step)


def _puff(x: float, y: float, size: float, colour: str, seed: float) -> Group:
    def rise(t: float) -> Matrix:
        u = (t * 0.35 + seed * 0.31) % 1.0
        return Matrix(0.5 + u, 0, 0, 0.5 + u, x + seed * 8 * u, y - size * 0.9 * u)

    return Group(
        (halo(size, colour, 0.7),),
        transform=rise,
        opacity=lambda t: math.sin(math.pi * ((t * 0.35 + seed * 0.31) % 1.0)) * 0.7,
    )
