"""A garden: a lawn with beds, a gravel path to a gate in the hedge, a pergola, and a bath for birds."""

import math

from generation.animatic.art import Group, Node, Path, Point, ellipse, polygon, smooth
from generation.animatic.colour import mix
from generation.animatic.motifs.brush import (
    across,
    blob,
    block,
    disc,
    fill,
    joined,
    ridge,
    strokes,
    vertical,
)
from generation.animatic.motifs.butterflies import butterflies
from generation.animatic.motifs.distance import soft_far
from generation.animatic.motifs.gardens import PETALS, bed, hedge, pergola, topiary
from generation.animatic.motifs.ground import foreground_grass, hill, path, stones, tufts
from generation.animatic.motifs.implements import fence_of, haycock
from generation.animatic.motifs.paint import Paint
from generation.animatic.motifs.sky import birds
from generation.animatic.motifs.sparks import fireflies
from generation.animatic.motifs.tomorrow import hologram, light_pylon
from generation.animatic.motifs.trees import broadleaf, treeline
from generation.animatic.stage import LEFT, RIGHT, Layer, Stage

HORIZON = 505.0


def draw(paint: Paint) -> Stage:
    """One variant: garden."""
    side = paint.side
    return soft_far(
        Stage(
            scheme=paint.scheme,
            behind=(
                Layer("far", 0.15, _far_trees(paint)),
                Layer("birds", 0.18, Group((birds(paint, (760.0 - side * 160, 190.0), 4),))),
                Layer("hedge", 0.5, _back_of_garden(paint, side)),
                Layer("garden", 0.9, _beds(paint, side)),
                Layer(
                    "butterflies",
                    0.96,
                    Group((butterflies(paint, side), fireflies(paint, "fireflies", 470.0, 700.0, 8))),
                ),
            ),
            front=(Layer("foreground", 1.5, _flowers_in_front(paint)),),
            horizon=HORIZON,
            detail=(800.0 + side * 430, 560.0),
        )
    )


def _far_trees(paint: Paint) -> Group:
    random = paint.random("far")
    nodes: list[Node] = []
    for i, (y, tall, distance) in enumerate(((470, 110.0, 0.75), (500, 90.0, 0.5))):
        nodes.append(
            treeline(
                paint,
                random,
                ridge(random, y, 18),
                tall,
                paint.faded(paint.scheme.foliage, distance),
                "round" if i else "mixed",
            )
        )
    return Group(tuple(nodes), name="far")


def _back_of_garden(paint: Paint, side: float) -> Group:
    """The lawn behind, a hedge with a gate in it, clipped bushes, and a tree that looks over."""
    random = paint.random("back")
    lawn = paint.faded(paint.scheme.ground, 0.14)
    gate = 800 + side * 150
    nodes: list[Node] = []
    for x in (800 - side * 620, 800 + side * 700, 800 - side * 1050):
        nodes += broadleaf(paint, random, x, 560.0, random.uniform(300, 380), 0.24)
    nodes.append(hill(paint, ridge(random, 556, 4), lawn, None, 90.0))
    nodes += _bounds(paint, gate)
    nodes.append(hill(paint, ridge(random, 588, 3), lawn, None, 90.0))
    for k, dx in enumerate((-420.0, -250.0, 250.0, 420.0, 600.0, -600.0)):
        nodes += _along_the_hedge(paint, gate + dx, k)
    return Group(tuple(nodes), name="back")


def _bounds(paint: Paint, gate: float) -> list[Node]:
    """What closes the garden: hedges with a gate between them, or woven hurdles about a garden of herbs."""
    if paint.setting.period == "medieval":
        colour = paint.faded(paint.local("#8a705a", 0.3), 0.1)
        ends = ((LEFT, gate - 62), (gate + 62, RIGHT))
        lines = [[(a + (b - a) * k / 16, 584.0) for k in range(17)] for a, b in ends]
        return [fence_of(paint, line, 84.0, colour) for line in lines]
    hedges = hedge(paint, "left", LEFT, gate - 62, 584.0, 92.0, 0.14) + hedge(
        paint, "right", gate + 62, RIGHT, 584.0, 92.0, 0.14
    )
    return hedges + _gate(paint, gate)


def _along_the_hedge(paint: Paint, x: float, k: int) -> list[Node]:
    """What stands in a row before it: clipped bushes, hives of straw of old, lamps like drops in the future."""
    match paint.setting.period:
        case "medieval":
            wood = paint.faded(paint.local("#7a5a40", 0.3), 0.1)
            board = (block(x - 36, 584, 72, 8, wood), block(x - 26, 590, 8, 20, wood), block(x + 18, 590, 8, 20, wood))
            return [*board, *_hive(paint, x, 586.0)] if k % 2 else [*haycock(paint, x, 604.0, 42.0, 0.1)]
        case "future":
            return light_pylon(paint, x, 606.0, 0.5) if k % 2 else topiary(paint, x, 602.0, 96.0, "balls", 0.1)
        case _:
            return topiary(paint, x, 602.0, 96.0, "cone" if k % 2 else "balls", 0.1)


def _hive(paint: Paint, x: float, y: float) -> list[Node]:
    """A hive of coiled straw."""
    straw = paint.faded(paint.local("#cfae5a", 0.35), 0.1)
    coils = [
        smooth([(x - u, y - h), (x, y - h + 4), (x + u, y - h)], closed=False)
        for u, h in ((29, 12), (27, 24), (22, 36), (13, 48))
    ]
    return [
        blob(
            [
                (x - 30, y),
                (x - 29, y - 26),
                (x - 18, y - 48),
                (x, y - 57),
                (x + 18, y - 48),
                (x + 29, y - 26),
                (x + 30, y),
            ],
            straw,
        ),
        strokes(coils, paint.deep(straw, 0.35), 2.6, 0.7),
        disc(x, y - 7, 6, paint.deep(straw, 0.7), 5),
    ]


def _gate(paint: Paint, x: float) -> list[Node]:
    """Two brick posts with balls, an iron gate, and the way beyond."""
    brick, iron = paint.faded(paint.local("#a5624b", 0.35), 0.12), paint.local("#3a3a44")
    beyond = paint.faded(paint.scheme.ground, 0.4)
    bars = [
        polygon([(x + u, 582), (x + u, 488 - 26 * math.cos(u / 50 * 1.4))], closed=False)
        for u in (-36, -24, -12, 0, 12, 24, 36)
    ]
    bars += [
        smooth([(x - 44, 500), (x, 466), (x + 44, 500)], closed=False),
        polygon([(x - 44, 550), (x + 44, 550)], closed=False),
    ]
    nodes: list[Node] = [
        block(
            x - 62,
            510,
            124,
            78,
            vertical(
                510,
                588,
                (0.0, paint.faded(paint.scheme.foliage, 0.6)),
                (0.5, beyond),
                (1.0, paint.faded(paint.local("#c8ad80"), 0.2)),
            ),
        ),
        strokes(bars, iron, 3.0),
    ]
    for dx in (-56, 56):
        shading = across(x + dx - 16, x + dx + 16, (0.0, paint.bright(brick, 0.2)), (1.0, paint.deep(brick, 0.4)))
        nodes += [
            block(x + dx - 16, 476, 32, 112, shading),
            block(x + dx - 21, 468, 42, 10, paint.bright(brick, 0.3)),
            disc(x + dx, 456, 13, paint.bright(brick, 0.25)),
        ]
    return nodes


def _beds(paint: Paint, side: float) -> Group:
    """The lawn, a gravel path to the gate, beds on both sides, a pergola, a bench and a bird bath."""
    random = paint.random("beds")
    ground, dark = paint.scheme.ground, paint.scheme.ground_dark
    line_ = ridge(random, 622, 3, 0.3)
    nodes: list[Node] = [hill(paint, line_, paint.bright(ground, 0.16), mix(ground, dark, 0.7), 330.0)]
    stripes = [
        polygon([(x, 622), (x + 70, 622), (800 + (x + 150 - 800) * 2.6, 1200), (800 + (x - 800) * 2.6, 1200)])
        for x in range(-1400, 3000, 180)
    ]
    nodes.append(fill(joined(stripes), paint.bright(ground, 0.28), 0.2))
    gravel = paint.local("#cdb58c")
    nodes += path(paint, (800 - side * 130, 1200.0), (800 + side * 150, 620.0), 460.0, 76.0, gravel, 30.0)
    nodes += stones(paint, "gravel edge", 640, 900, 16, 8.0, paint.local("#b9b2a4"), 500, 1100)
    nodes += pergola(paint, 800 - side * 470, 690.0, 330.0, 250.0)
    future = paint.setting.period == "future"
    nodes += hologram(paint, 800 + side * 420, 692.0, 0.62) if future else _bath(paint, 800 + side * 420, 690.0)
    for k, (cx, cy, w, h) in enumerate(
        (
            (800 + side * 560, 660.0, 420.0, 60.0),
            (800 - side * 330, 660.0, 230.0, 42.0),
            (800 + side * 760, 770.0, 620.0, 110.0),
            (800 - side * 740, 780.0, 560.0, 110.0),
        )
    ):
        outline: list[Point] = [
            (cx - w / 2, cy),
            (cx - w * 0.25, cy - h * 0.42),
            (cx + w * 0.3, cy - h * 0.4),
            (cx + w / 2, cy),
            (cx + w * 0.25, cy + h * 0.3),
            (cx - w * 0.3, cy + h * 0.32),
        ]
        tints = PETALS[k:] + PETALS[:k]
        nodes += bed(paint, f"{k}", outline, 36.0 + 0.5 * (cy - 650), int(w / 3.4), tints[:3])
    nodes += tufts(paint, "tufts", 640, 960, 90, [dark, paint.bright(ground, 0.25)], 20.0)
    return Group(tuple(nodes), name="garden")


def _bath(paint: Paint, x: float, y: float) -> list[Node]:
    """A stone bowl on a foot, with water."""
    stone = paint.local("#b3aca4", 0.35)
    shading = across(x - 60, x + 60, (0.0, paint.bright(stone, 0.25)), (1.0, paint.deep(stone, 0.4)))
    return [
        disc(x, y + 2, 60, paint.scheme.shadow, 9, 0.35),
        blob(
            [(x - 34, y), (x - 14, y - 22), (x - 12, y - 84), (x + 12, y - 84), (x + 14, y - 22), (x + 34, y)], shading
        ),
        blob([(x - 66, y - 112), (x - 44, y - 88), (x, y - 80), (x + 44, y - 88), (x + 66, y - 112)], shading),
        disc(x, y - 112, 66, paint.bright(stone, 0.3), 12),
        disc(x, y - 111, 56, mix(paint.outside.water, paint.outside.horizon, 0.4), 8),
    ]


def _flowers_in_front(paint: Paint) -> Group:
    """Dark grass and a few heads of flowers close to the camera."""
    random = paint.random("near flowers")
    tint = mix(paint.local(PETALS[random.randrange(len(PETALS))], 0.3), paint.near, 0.3)
    heads: list[Path] = []
    stalks: list[Path] = []
    for _ in range(12):
        x = random.choice((random.uniform(-260, 250), random.uniform(1350, 1860)))
        tall, r = 90 + abs(x - 800) * 0.14 + random.uniform(-30, 40), random.uniform(14, 24)
        stalks.append(polygon([(x, 1200), (x + 8, 900 - tall)], closed=False))
        heads += [
            ellipse(x + 8 + math.cos(a) * r * 0.7, 900 - tall + math.sin(a) * r * 0.6, r * 0.66)
            for a in (0.3, 1.55, 2.8, 4.05, 5.3)
        ]
    blades = foreground_grass(paint, "foreground", 150.0)
    if paint.snowy:
        return blades
    extra = Group((strokes(stalks, paint.near, 6.0), fill(joined(heads), tint)), blur=3.0)
    return Group((extra, blades), name="foreground")
