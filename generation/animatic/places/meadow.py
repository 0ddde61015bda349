"""Open country: meadow, field, farmland and hill, with a tree, a fence and far woods."""

import math
from random import Random

from generation.animatic.art import Group, Node, Path, smooth
from generation.animatic.colour import mix
from generation.animatic.motifs.brush import fill, height_at, joined, ridge
from generation.animatic.motifs.ground import (
    fence,
    flowers,
    foreground_grass,
    furrows,
    grass,
    hill,
    patches,
    path,
    rim_light,
    stones,
    tufts,
)
from generation.animatic.motifs.paint import Paint
from generation.animatic.motifs.sky import birds
from generation.animatic.motifs.trees import bare, broadleaf, bush, treeline
from generation.animatic.stage import LEFT, Layer, Stage

HORIZON = 505.0


def draw(paint: Paint) -> Stage:
    """Variants: meadow, field (ripe corn or furrows), hill (a lone tree on the top)."""
    side = 1.0 if paint.random("side").random() < 0.5 else -1.0
    return Stage(
        scheme=paint.scheme,
        behind=(
            Layer("far hills", 0.12, _far(paint)),
            Layer("birds", 0.15, Group((birds(paint, (760.0 - side * 160, 210.0)),))),
            Layer("woods", 0.25, _woods(paint)),
            Layer("tree", 0.55, _landmark(paint, side)),
            Layer("field", 0.9, _field(paint, side)),
        ),
        front=(Layer("foreground", 1.5, foreground_grass(paint, "foreground")),),
        horizon=HORIZON,
        detail=(800.0 - side * 420, 470.0),
    )


def _far(paint: Paint) -> Group:
    nodes: list[Node] = []
    for i, (y, swing, distance) in enumerate(((448, 42, 0.92), (478, 30, 0.74))):
        line = ridge(paint.random(f"far {i}"), y, swing)
        colour = paint.faded(mix(paint.scheme.ground, paint.scheme.foliage, 0.4), distance)
        nodes += [
            hill(paint, line, colour, mix(colour, paint.scheme.horizon, 0.35), 120.0),
            rim_light(paint, line, 2.0, 0.25),
        ]
    return Group(tuple(nodes), name="far hills")


def _woods(paint: Paint) -> Group:
    random = paint.random("woods")
    line = ridge(random, 514, 14)
    colour = paint.faded(mix(paint.scheme.foliage, paint.scheme.shadow, 0.15), 0.5)
    field = ridge(random, 522, 9)
    ground = paint.faded(paint.scheme.ground, 0.34)
    return Group(
        (
            treeline(paint, random, line, 46.0, colour),
            hill(paint, field, mix(ground, paint.scheme.horizon, 0.2), ground, 90.0),
            patches(paint, "far fields", 532, 600, 16, mix(ground, paint.scheme.accent, 0.3), 0.3),
        ),
        name="woods",
    )


def _landmark(paint: Paint, side: float) -> Group:
    random = paint.random("landmark")
    top = ridge(random, 560, 16, 0.2)
    ground = paint.faded(paint.scheme.ground, 0.16)
    x, y, tall = 800 - side * 470, 585.0, 360.0
    hill_colour = mix(ground, paint.scheme.rim, 0.12)
    nodes: list[Node] = [hill(paint, top, hill_colour, ground, 120.0)]
    if paint.variant == "hill":
        dome = [(px, py - 150 * math.exp(-(((px - x) / 330) ** 2))) for px, py in ridge(random, 566, 4, 0.2, 32.0)]
        nodes += [hill(paint, dome, paint.bright(ground, 0.16), ground, 200.0), rim_light(paint, dome, 3.0, 0.5)]
        nodes += grass(paint, dome, "hill grass", 160, 13.0, [ground, paint.bright(ground, 0.25)])
        y, tall = height_at(dome, x) + 8, 270.0
    grown = bare if paint.snowy or paint.has("dead", "bare", "ruin", "winter", "graveyard", "cemetery") else broadleaf
    nodes += grown(paint, random, x, y, tall, 0.1)
    for k in range(4):
        across_x = 800 + side * (330 + k * 150 + random.uniform(-30, 30))
        nodes += bush(paint, random, across_x, 578 + random.uniform(-6, 12), random.uniform(70, 130), 0.25)
    if paint.has("graveyard", "cemetery", "grave", "churchyard", "tomb"):
        nodes += _graves(paint, random)
    elif not paint.has("wild", "moor", "steppe", "prairie", "battlefield", "savanna", "savannah"):
        low = [(px, py + 34) for px, py in top]
        nodes.append(fence(paint, low, 46.0, paint.faded(paint.local("#7d6350"), 0.1), 84.0))
    return Group(tuple(nodes), name="tree")


def _graves(paint: Paint, random: Random) -> list[Node]:
    """Headstones in two rows, some leaning."""
    stone = paint.faded(paint.local("#9a979c", 0.35), 0.1)
    slabs: list[Path] = []
    shades: list[Path] = []
    for i in range(22):
        x, y, w = LEFT + 60 + i * 116 + random.uniform(-24, 24), 590 + (i % 2) * 22.0, random.uniform(24, 36)
        h, lean = w * random.uniform(1.3, 1.9), random.uniform(-5, 5)
        outline = [
            (x - w / 2, y),
            (x - w / 2 + lean, y - h * 0.75),
            (x + lean, y - h),
            (x + w / 2 + lean, y - h * 0.75),
            (x + w / 2, y),
        ]
        slabs.append(smooth(outline, tension=0.6))
        shades.append(smooth([(px + w * 0.3, py) for px, py in outline], tension=0.6))
    return [fill(joined(shades), paint.deep(stone, 0.5)), fill(joined(slabs), stone)]


def _field(paint: Paint, side: float) -> Group:
    random = paint.random("field")
    ground, dark = paint.scheme.ground, paint.scheme.ground_dark
    line = ridge(random, 622, 10, 0.3)
    nodes: list[Node] = [hill(paint, line, paint.bright(ground, 0.1), dark, 330.0), rim_light(paint, line, 3.0, 0.35)]
    nodes.append(patches(paint, "light", 640, 900, 22, paint.bright(ground, 0.22), 0.3))
    nodes.append(patches(paint, "shade", 650, 980, 16, dark, 0.3))
    if paint.variant == "field" and paint.has("plough", "ploughed", "furrow", "soil", "farm"):
        soil = paint.local("#6d4f3d")
        nodes.append(furrows(paint, (800.0, HORIZON - 40), 630.0, 7, mix(dark, soil, 0.7), 0.5))
    elif paint.variant == "field":
        corn = [paint.local(c, 0.45) for c in ("#d9b25a", "#c9983f", "#e7cb7c")]
        for k, y in enumerate((626, 648, 676)):
            nodes += grass(
                paint, [(px, py - 622 + y) for px, py in line], f"corn {k}", 200, 42.0 + k * 12, corn, under=14
            )
        nodes.append(patches(paint, "stubble", 690, 900, 26, corn[0], 0.4))
    else:
        nodes += path(paint, (800 + side * 460, 1200.0), (800 + side * 130, 624.0), 420.0, 26.0, paint.local("#b59a74"))
        nodes += grass(paint, line, "edge", 360, 26.0, [ground, paint.bright(ground, 0.25), dark])
    nodes += tufts(
        paint, "tufts", 640, 960, 320, [dark, paint.bright(ground, 0.18), mix(ground, paint.scheme.foliage, 0.5)], 38.0
    )
    nodes += flowers(paint, "flowers", 640, 960, 130)
    nodes += stones(paint, "stones", 690, 900, 6, 22.0, paint.local("#8d8a86"))
    return Group(tuple(nodes), name="field")
