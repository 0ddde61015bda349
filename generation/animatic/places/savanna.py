"""The savanna: gold grass under umbrella thorns, a lone rock, herds on the horizon, baobabs, a waterhole."""

import math

from generation.animatic.art import Group, Node, Path, Point, polygon, shift, smooth
from generation.animatic.colour import mix
from generation.animatic.motifs.brush import blob, disc, fill, joined, ridge, strokes, vertical
from generation.animatic.motifs.distance import soft_far
from generation.animatic.motifs.ground import foreground_grass, grass, hill, patches, path, rim_light, stones, tufts
from generation.animatic.motifs.paint import Paint
from generation.animatic.motifs.plants import acacia, baobab, rushes
from generation.animatic.motifs.sky import birds
from generation.animatic.motifs.trees import bush, treeline
from generation.animatic.places.mountain import boulder, peak
from generation.animatic.stage import LEFT, RIGHT, Layer, Stage

HORIZON = 512.0


def draw(paint: Paint) -> Stage:
    """Variants: savanna (acacias), baobabs, waterhole."""
    side = paint.side
    return soft_far(
        Stage(
            scheme=paint.scheme,
            behind=(
                Layer("far", 0.1, _far(paint, side)),
                Layer("birds", 0.14, Group((birds(paint, (800 + side * 200, 190.0), 4, 12.0, 10.0),))),
                Layer("herd", 0.26, _herd(paint, side)),
                Layer("trees", 0.5, _trees(paint, side)),
                *((Layer("waterhole", 0.7, _waterhole(paint, side)),) if paint.variant == "waterhole" else ()),
                Layer("grass", 0.9, _grass(paint, side)),
            ),
            front=(Layer("foreground", 1.5, foreground_grass(paint, "foreground", 230.0, 120)),),
            horizon=HORIZON,
            detail=(800.0 - side * 480, 420.0),
        )
    )


def _gold(paint: Paint, distance: float = 0.0) -> str:
    """Dry grass; greener when it rains."""
    dry = mix(paint.local("#d0a654", 0.35), paint.scheme.ground, 0.5 if paint.wet or paint.snowy else 0.22)
    return paint.faded(dry, distance)


def _far(paint: Paint, side: float) -> Group:
    random = paint.random("far")
    nodes: list[Node] = peak(
        paint, random, 800 + side * 360, 506.0, 1250.0, 190.0, paint.faded(paint.local("#7b7f96", 0.45), 0.76), 0.24
    )
    rock = paint.faded(paint.local("#a0785c", 0.4), 0.55)
    x = 800 - side * 200
    kopje: list[Point] = [
        (x - 200, 516),
        (x - 150, 470),
        (x - 90, 462),
        (x - 70, 436),
        (x + 10, 430),
        (x + 40, 456),
        (x + 110, 464),
        (x + 190, 516),
    ]
    nodes += [
        fill(
            smooth(kopje, tension=0.5),
            vertical(430, 516, (0.0, paint.bright(rock, 0.2)), (1.0, paint.deep(rock, 0.15))),
        )
    ]
    plain = ridge(random, 510, 5)
    nodes += [
        treeline(paint, random, plain, 15.0, paint.faded(paint.scheme.foliage, 0.66), "round"),
        hill(paint, [(px, py + 4) for px, py in plain], _gold(paint, 0.6), None, 60.0),
    ]
    return Group(tuple(nodes), name="far")


def _herd(paint: Paint, side: float) -> Group:
    """A plain with far acacias and a herd that walks along it."""
    random = paint.random("herd")
    nodes: list[Node] = []
    for _ in range(6):
        nodes += acacia(paint, random, random.uniform(LEFT, RIGHT), 532.0, random.uniform(44, 90), 0.52)
    nodes.append(hill(paint, ridge(random, 528, 6), _gold(paint, 0.46), None, 80.0))
    dark = paint.faded(paint.local("#54423a"), 0.42)
    giraffes = joined(_giraffe(-side * 260 + 54.0 * k, 540 + 3 * (k % 2), 52 - 7 * (k % 2), side) for k in range(3))
    antelopes = joined(
        _antelope(-120 + 40.0 * k + random.uniform(-9, 9), 546 + random.uniform(-4, 5), 11.0, side) for k in range(9)
    )
    x = 800 + side * 200
    nodes += [
        Group((fill(giraffes, dark),), transform=lambda t: shift(x + side * 3.0 * t, 0.6 * math.sin(t * 2.2))),
        Group(
            (fill(antelopes, dark),),
            transform=lambda t: shift(x - side * 320 + side * 4.5 * t, 0.8 * abs(math.sin(t * 3.0))),
        ),
    ]
    return Group(tuple(nodes), name="herd")


def _giraffe(x: float, y: float, s: float, way: float) -> Path:
    body = smooth(
        [
            (x - way * s * 0.3, y - s * 0.5),
            (x + way * s * 0.22, y - s * 0.62),
            (x + way * s * 0.26, y - s * 0.4),
            (x - way * s * 0.26, y - s * 0.34),
        ]
    )
    neck = polygon(
        [
            (x + way * s * 0.12, y - s * 0.56),
            (x + way * s * 0.36, y - s * 1.24),
            (x + way * s * 0.54, y - s * 1.2),
            (x + way * s * 0.5, y - s * 1.14),
            (x + way * s * 0.42, y - s * 1.14),
            (x + way * s * 0.28, y - s * 0.46),
        ]
    )
    legs = [
        polygon(
            [
                (x + way * s * u - s * 0.035, y),
                (x + way * s * u - s * 0.04, y - s * 0.46),
                (x + way * s * u + s * 0.05, y - s * 0.46),
                (x + way * s * u + s * 0.03, y),
            ]
        )
        for u in (-0.24, -0.14, 0.12, 0.22)
    ]
    return joined((body, neck, *legs))


def _antelope(x: float, y: float, s: float, way: float) -> Path:
    body = smooth(
        [
            (x - way * s, y - s),
            (x + way * s * 0.6, y - s * 1.1),
            (x + way * s * 0.7, y - s * 0.6),
            (x - way * s, y - s * 0.6),
        ]
    )
    head = polygon(
        [
            (x + way * s * 0.5, y - s),
            (x + way * s * 0.9, y - s * 1.7),
            (x + way * s * 0.7, y - s * 2.5),
            (x + way * s, y - s * 1.8),
            (x + way * s * 1.4, y - s * 1.5),
            (x + way * s * 0.8, y - s * 0.9),
        ]
    )
    legs = [
        polygon(
            [
                (x + way * s * u - 1, y),
                (x + way * s * u - 1.4, y - s * 0.8),
                (x + way * s * u + 1.4, y - s * 0.8),
                (x + way * s * u + 1, y),
            ]
        )
        for u in (-0.85, -0.6, 0.3, 0.55)
    ]
    return joined((body, head, *legs))


def _trees(paint: Paint, side: float) -> Group:
    random = paint.random("trees")
    plain = hill(paint, ridge(random, 572, 7), _gold(paint, 0.24), None, 90.0)
    x = 800 - side * 520
    nodes: list[Node] = []
    if paint.variant == "baobabs":
        for dx, y, tall in (
            (side * 260, 580.0, 170.0),
            (-side * 620, 596.0, 420.0),
            (side * 660, 592.0, 340.0),
            (side * 1050, 596.0, 400.0),
        ):
            nodes += baobab(paint, random, 800 + dx, y, tall, 0.36 - tall / 1700)
    else:
        nodes += acacia(paint, random, 800 + side * 420, 584.0, 190.0, 0.26) + acacia(
            paint, random, 800 + side * 860, 588.0, 260.0, 0.2
        )
        nodes += acacia(paint, random, x, 604.0, 400.0, 0.08)
    mound = [
        (x + side * 260 - 40, 606),
        (x + side * 260 - 24, 560),
        (x + side * 260 - 12, 520),
        (x + side * 260 + 2, 500),
        (x + side * 260 + 12, 530),
        (x + side * 260 + 30, 548),
        (x + side * 260 + 46, 606),
    ]
    clay = paint.faded(paint.local("#b06f4a", 0.35), 0.16)
    nodes.append(
        fill(
            smooth(mound, tension=0.6), vertical(500, 606, (0.0, paint.bright(clay, 0.2)), (1.0, paint.deep(clay, 0.3)))
        )
    )
    for _ in range(5):
        nodes += bush(
            paint, random, random.uniform(LEFT, RIGHT), 592.0, random.uniform(60, 110), 0.26, _gold(paint, 0.2)
        )
    return Group((plain, *nodes), name="trees")


def _waterhole(paint: Paint, side: float) -> Group:
    """A flat pool with trampled mud around it."""
    x = 800 + side * 330
    light = paint.outside
    pool: list[Point] = [(x - 430, 646), (x - 220, 620), (x + 160, 616), (x + 460, 634), (x + 280, 668), (x - 210, 674)]
    mud = mix(paint.local("#8a6648", 0.35), paint.scheme.ground_dark, 0.2)
    return Group(
        (
            hill(paint, ridge(paint.random("mud"), 606, 5), _gold(paint, 0.14), None, 100.0),
            blob([(x + (px - x) * 1.14, 645 + (py - 645) * 1.5) for px, py in pool], mud, 0.8),
            blob(
                pool,
                vertical(
                    616, 674, (0.0, light.horizon), (0.5, mix(light.sky_middle, light.water, 0.3)), (1.0, light.water)
                ),
            ),
            disc(x - 100, 636, 170, mix(light.horizon, "#ffffff", 0.4), 4, 0.5),
            *(
                rushes(paint, "pool", x + dx, 640.0, 60.0, mix(paint.scheme.foliage, _gold(paint), 0.3))
                for dx in (-380.0, 300.0)
            ),
        ),
        name="waterhole",
    )


def _grass(paint: Paint, side: float) -> Group:
    """Dry grass with a game trail, stones, and a skull of a tree."""
    random = paint.random("grass")
    gold = _gold(paint)
    dark = mix(paint.deep(gold, 0.4), paint.scheme.ground_dark, 0.3)
    line = ridge(random, 650, 9, 0.4)
    rock = paint.local("#a07a62", 0.38)
    nodes: list[Node] = [hill(paint, line, paint.bright(gold, 0.12), dark, 330.0), rim_light(paint, line, 3.0, 0.4)]
    nodes += [
        patches(paint, "light", 668, 900, 20, paint.bright(gold, 0.25), 0.35),
        patches(paint, "shade", 668, 950, 16, dark, 0.3),
    ]
    nodes += path(
        paint, (800 - side * 300, 1200.0), (800 + side * 40, 654.0), 330.0, 30.0, mix(paint.local("#b98a5c"), gold, 0.3)
    )
    nodes += grass(paint, line, "edge", 420, 46.0, [gold, paint.bright(gold, 0.25), dark, paint.deep(gold, 0.2)])
    nodes += tufts(paint, "tufts", 670, 960, 260, [dark, paint.bright(gold, 0.2), paint.deep(gold, 0.15)], 54.0)
    nodes += boulder(paint, random, 800 + side * 640, 748.0, 170.0, rock) + stones(
        paint, "stones", 690, 900, 10, 26.0, rock
    )
    nodes += [
        rushes(paint, "savanna", 800 + side * dx, 744.0, tall, tone)
        for dx, tall, tone in (
            (-560.0, 120.0, gold),
            (520.0, 100.0, paint.bright(gold, 0.15)),
            (-720.0, 150.0, paint.deep(gold, 0.2)),
            (760.0, 140.0, gold),
        )
    ]
    log = [
        smooth([(800 - side * 420, 716), (800 - side * 520, 700), (800 - side * 640, 712)], closed=False),
        smooth([(800 - side * 540, 702), (800 - side * 570, 660), (800 - side * 600, 646)], closed=False),
    ]
    return Group((*nodes, strokes(log, paint.local("#8f7b68"), 12.0)), name="grass")
