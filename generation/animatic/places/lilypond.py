"""A pond at the height of its lilies, as a frog sees it: one stands on a pad as wide as a market place."""

import math

from generation.animatic.art import Group, Matrix, Node, Path, Point, Shape, Stroke, ellipse, shift, smooth
from generation.animatic.colour import mix
from generation.animatic.motifs.brush import (
    disc,
    fill,
    joined,
    land,
    strokes,
    sway,
    vertical,
)
from generation.animatic.motifs.paint import Paint
from generation.animatic.motifs.plants import lily_pads
from generation.animatic.motifs.tiny import dew, giant_blades
from generation.animatic.motifs.trees import cluster
from generation.animatic.motifs.water import mirrored, ripples, surface
from generation.animatic.places.undergrowth import green_of, small_world
from generation.animatic.stage import LEFT, RIGHT, Layer, Stage


def draw(paint: Paint) -> Stage:
    """One variant: lilypond."""
    side = paint.side
    return small_world(paint, side, _pond(paint, side), Layer("pad", 0.9, _raft(paint, side)))


def _pond(paint: Paint, side: float) -> tuple[Layer, ...]:
    """Water at the height of the eyes: pads that reach to the far reeds, lilies like houses, rings on the water."""
    random = paint.random("pond")
    reeds = green_of(paint, 0.4)
    stems = [
        smooth(
            [(x, 560), (x + random.uniform(-20, 20), 330), (x + random.uniform(-50, 50), random.uniform(60, 260))],
            closed=False,
        )
        for x in (random.uniform(LEFT, RIGHT) for _ in range(44))
    ]
    far: list[Node] = [
        fill(joined(cluster(random, LEFT + 70 * k, 540, 50) for k in range(38)), paint.deep(reeds, 0.2)),
        strokes(stems[::2], reeds, 9.0),
        strokes(stems[1::2], paint.deep(reeds, 0.25), 7.0),
    ]
    water: list[Node] = [surface(paint, 552.0, 860.0), *ripples(paint, "ripples", 556, 760, 60)]
    water += [
        mirrored(paint, random.uniform(LEFT, RIGHT), 554, random.uniform(20, 60), 110, paint.deep(reeds, 0.3), random)
        for _ in range(16)
    ]
    spots = sorted(
        ((random.uniform(LEFT, RIGHT), 566 + 100 * random.random() ** 1.3) for _ in range(26)), key=lambda p: p[1]
    )
    water += lily_pads(paint, [(x, y, 40 + (y - 560) * 1.15) for x, y in spots if abs(x - 800) > 60 or y < 600])
    rings = [
        _ring(paint, 800 + side * dx, y, delay)
        for dx, y, delay in ((-260.0, 640.0, 0.0), (330.0, 610.0, 1.2), (120.0, 590.0, 2.1))
    ]
    blooms = _bloom(paint, 800 + side * 470, 672.0, 150.0) + _bloom(paint, 800 - side * 600, 650.0, 110.0)
    cattails: list[Node] = []
    for k, dx in enumerate((-side * 430, side * 720, -side * 820)):
        cattails.append(_cattail(paint, f"{k}", 800 + dx, 690.0, 520.0 + 60 * k))
    return (
        Layer("reeds", 0.25, Group(tuple(far), name="reeds")),
        Layer("water", 0.5, Group((*water, *rings), name="water")),
        Layer("blooms", 0.7, Group((*cattails, *blooms), name="blooms")),
    )


def _ring(paint: Paint, x: float, y: float, delay: float) -> Node:
    def age(t: float) -> float:
        return ((t + delay) % 3.2) / 3.2

    ring = Shape(ellipse(0, 0, 120, 22), None, Stroke(mix(paint.outside.horizon, "#ffffff", 0.4), 3.0))
    return Group(
        (ring,),
        transform=lambda t: Matrix(0.1 + age(t), 0, 0, 0.1 + age(t), x, y),
        opacity=lambda t: 0.7 * (1 - age(t)),
    )


def _bloom(paint: Paint, x: float, y: float, size: float) -> list[Node]:
    """A water lily as large as a tent: petals in three ranks around a golden heart."""
    pink = paint.local("#efb3c6", 0.28)
    nodes: list[Node] = lily_pads(paint, [(x + size * 0.2, y, size * 1.25)], "#efb3c6")[:3]
    for ranks, tall, wide, tone in (
        (7, 0.95, 1.0, paint.deep(pink, 0.18)),
        (6, 0.85, 0.8, pink),
        (5, 0.62, 0.5, paint.bright(pink, 0.4)),
    ):
        petals: list[Path] = []
        for k in range(ranks):
            u = 2 * k / (ranks - 1) - 1
            tip = (x + u * size * wide, y - size * tall * (1 - 0.62 * u * u))
            petals.append(
                smooth(
                    [
                        (x + u * size * 0.1, y),
                        (x + u * size * wide * 0.4 - size * 0.14, y - size * tall * 0.45),
                        tip,
                        (x + u * size * wide * 0.4 + size * 0.14, y - size * tall * 0.45),
                    ],
                    tension=0.9,
                )
            )
        nodes.append(fill(joined(petals), tone))
    return [
        *nodes,
        disc(x, y - size * 0.2, size * 0.2, paint.local("#f0c64a", 0.25), size * 0.16),
        fill(
            smooth([(x - size * 0.5, y), (x, y - size * 0.12), (x + size * 0.5, y), (x, y + size * 0.1)]),
            paint.deep(pink, 0.25),
        ),
    ]


def _cattail(paint: Paint, name: str, x: float, y: float, tall: float) -> Node:
    random = paint.random(f"cattail {name}")
    green, brown = green_of(paint, 0.08), paint.local("#6d4630")
    lean = random.uniform(-50, 50)
    stem = smooth([(x, y), (x + lean * 0.4, y - tall * 0.5), (x + lean, y - tall)], closed=False)
    head = Group(
        (
            fill(ellipse(0, 0, 22, 78), brown),
            fill(ellipse(-6 * paint.scheme.light_x * -1, 0, 7, 66), paint.bright(brown, 0.3), 0.6),
        ),
        transform=shift(x + lean, y - tall + 40),
    )
    blades = giant_blades(paint, f"cattail {name}", [x - 40, x + 46], y, 44.0, green, y - tall * 0.9)
    return Group(
        (*blades, strokes([stem], paint.deep(green, 0.2), 13.0), head),
        transform=sway(x * 0.01, 0.5 * paint.windy, (x, y)),
    )


def _raft(paint: Paint, side: float) -> Group:
    """A pad as wide as a market place to stand on, with others behind it, and a bank of water between."""
    green = mix(paint.scheme.foliage, paint.local("#7fb05a"), 0.4)
    light = paint.outside
    water = mix(light.water, light.sky_middle, 0.25)
    nodes: list[Node] = [
        fill(
            land([(LEFT, 676), (RIGHT, 676)], soft=False),
            vertical(676, 960, (0.0, water, 0.0), (0.12, water, 0.5), (1.0, paint.deep(light.water, 0.5))),
        )
    ]
    nodes += lily_pads(paint, [(800 - side * 960, 730.0, 330.0), (800 + side * 1010, 760.0, 360.0)])[:3]
    rim: list[Point] = [
        (800 + math.cos(a) * 1010, 812 + math.sin(a) * 124) for a in (k * math.tau / 28 for k in range(28))
    ]
    top: list[Point] = [(800 + (x - 800) * 0.985, y - 12) for x, y in rim]
    veins = [
        smooth(
            [
                (800 + side * 80, 810),
                (800 + math.cos(a) * 500, 806 + math.sin(a) * 66),
                (800 + math.cos(a) * 960, 802 + math.sin(a) * 112),
            ],
            closed=False,
        )
        for a in (k * math.tau / 15 + 0.2 for k in range(15))
    ]
    nodes += [
        fill(smooth([(x, y + 16) for x, y in rim]), paint.scheme.shadow, 0.35),
        fill(smooth(rim), paint.deep(green, 0.5)),
        fill(
            smooth(top),
            vertical(690, 930, (0.0, paint.bright(green, 0.22)), (0.4, green), (1.0, paint.deep(green, 0.3))),
        ),
        strokes(veins, paint.bright(green, 0.35), 4.0, 0.5),
    ]
    nodes += dew(
        paint,
        [
            (800 + dx, y, r)
            for dx, y, r in (
                (-420.0, 748.0, 15.0),
                (-380.0, 770.0, 8.0),
                (460.0, 756.0, 13.0),
                (300.0, 860.0, 18.0),
                (-250.0, 850.0, 10.0),
                (520.0, 790.0, 8.0),
            )
        ],
    )
    return Group(tuple(nodes), name="floor")
