"""The coast: lighthouse, harbour, beach, island and cliff. The sea carries the path of the sun or the moon."""

import math

from generation.animatic.art import Group, Node, Point, ellipse, polygon, rectangle, smooth
from generation.animatic.colour import mix
from generation.animatic.motifs.brush import (
    blob,
    block,
    disc,
    fill,
    joined,
    line,
    ridge,
    vertical,
)
from generation.animatic.motifs.distance import soft_far
from generation.animatic.motifs.ground import foreground_grass, grass, hill, patches, rim_light, stones, tufts
from generation.animatic.motifs.harbour import boat
from generation.animatic.motifs.houses import house, row_of_houses
from generation.animatic.motifs.lighthouse import beam, tower
from generation.animatic.motifs.paint import Paint
from generation.animatic.motifs.plants import rushes
from generation.animatic.motifs.quay import quay
from generation.animatic.motifs.rocks import cliff
from generation.animatic.motifs.ships import riding
from generation.animatic.motifs.sky import birds, sun_at, sun_seen
from generation.animatic.motifs.strand import beached_boat, dune_fence, hammock, leaf_hut, parasol, sail_far, shells
from generation.animatic.motifs.trees import bush, palm
from generation.animatic.motifs.water import breaker, foam, path_of_light, ripples, rollers, surface, waves
from generation.animatic.stage import LEFT, RIGHT, Layer, Stage

HORIZON = 500.0


def draw(paint: Paint) -> Stage:
    """Variants: lighthouse, harbour, beach (boats or bathers), island (palms round a lagoon), cliff."""
    x, _ = sun_at(paint, HORIZON)
    side = -1.0 if x > 800 else 1.0
    shore = {"beach": _beach, "island": _lagoon_shore, "harbour": quay}.get(paint.variant, _clifftop)(paint, side)
    landmark = {"harbour": _harbour_town, "beach": _headland, "island": _islets, "cliff": _cliffs}.get(
        paint.variant, _lighthouse
    )(paint, side)
    return soft_far(
        Stage(
            scheme=paint.scheme,
            behind=(
                Layer("far coast", 0.1, _far(paint)),
                Layer("sea", 0.2, _sea(paint, x)),
                Layer("gulls", 0.25, Group((birds(paint, (800 + side * 130, 190.0), 4, 13.0, 14.0),))),
                *(
                    (Layer("sail", 0.24, sail_far(paint, 800 - side * 120, 512.0, 34.0, side * 2.5)),)
                    if paint.variant != "harbour" and not paint.wet
                    else ()
                ),
                *landmark,
                Layer("surf", 0.6, _surf(paint)),
                Layer("shore", 0.9, shore),
            ),
            front=(Layer("foreground", 1.5, _foreground(paint)),),
            horizon=HORIZON,
            detail=(800 + side * 480, 300.0),
        )
    )


def _far(paint: Paint) -> Group:
    nodes: list[Node] = []
    for i, (y, swing, distance) in enumerate(((484, 22, 0.9), (492, 15, 0.7))):
        points = ridge(paint.random(f"far {i}"), y, swing)
        colour = paint.faded(mix(paint.scheme.ground_dark, paint.scheme.shadow, 0.2), distance)
        nodes.append(hill(paint, points, colour, mix(colour, paint.scheme.horizon, 0.4), 40.0))
    return Group(tuple(nodes), name="far coast")


def _sea(paint: Paint, x: float) -> Group:
    nodes: list[Node] = [surface(paint, HORIZON, 900.0), *ripples(paint, "ripples", HORIZON, 760, 130)]
    light = paint.outside
    strength = 1.0 if sun_seen(paint) else 0.35
    colour = mix(light.sun, light.horizon, 0.3)
    nodes += path_of_light(paint, x, HORIZON, 760.0, colour, strength)
    nodes += waves(paint, "waves", HORIZON + 10, 720.0, 5)
    return Group(tuple(nodes), name="sea")


def _lighthouse(paint: Paint, side: float) -> tuple[Layer, ...]:
    x = 800 + side * 480
    rock = paint.faded(mix(paint.scheme.ground_dark, paint.scheme.shadow, 0.45), 0.22)
    island: list[Point] = [
        (x - 330, 548),
        (x - 230, 520),
        (x - 150, 500),
        (x - 60, 480),
        (x + 60, 478),
        (x + 150, 496),
        (x + 250, 522),
        (x + 340, 548),
        (x, 575),
    ]
    lamp = (x, 250.0)
    body: list[Node] = [
        blob(island, vertical(470, 570, (0.0, paint.bright(rock, 0.2)), (0.4, rock), (1.0, paint.deep(rock, 0.4)))),
        *stones(paint, "rocks", 520, 552, 16, 22.0, rock, x - 310, x + 310),
        house(paint, paint.random("keeper"), x + side * -110, 492.0, 74.0, 44.0, distance=0.15),
        *tower(paint, x),
    ]
    layers = [Layer("lighthouse", 0.35, Group(tuple(body), name="lighthouse"))]
    if paint.setting.period != "medieval" and (paint.dark or paint.setting.weather in {"rain", "fog"}):
        layers.append(Layer("beam", 0.35, beam(paint, lamp), blurs=False))
    return tuple(layers)


def _harbour_town(paint: Paint, side: float) -> tuple[Layer, ...]:
    random = paint.random("town")
    points = ridge(random, 470, 20)
    colour = paint.faded(paint.scheme.ground_dark, 0.55)
    rise: list[Point] = [(x, y + 46 * min(1.0, abs(x - (800 - side * 700)) / 900)) for x, y in points]
    town: list[Node] = [hill(paint, rise, colour, paint.faded(colour, 0.3), 120.0)]
    town += row_of_houses(paint, "quay houses", LEFT, RIGHT, 530.0, 62.0, 0.42, skip=(700, 900))
    town.append(block(LEFT, 526, RIGHT - LEFT, 22, paint.faded(paint.local("#6b6468"), 0.35)))
    boats: list[Node] = []
    for k, bx in enumerate((800 - side * 560, 800 + side * 360, 800 + side * 690)):
        size = 0.62 + 0.14 * k
        ship = riding(paint, bx, 588 + 14 * k, size, k)
        boats.append(ship or boat(paint, bx, 592 + 14 * k, size, k))
    return (
        Layer("town", 0.28, Group(tuple(town), name="town")),
        Layer("boats", 0.45, Group(tuple(boats), name="boats")),
    )


def _headland(paint: Paint, side: float) -> tuple[Layer, ...]:
    x = 800 + side * 760
    rock = paint.faded(mix(paint.scheme.ground_dark, paint.scheme.foliage, 0.35), 0.45)
    cape: list[Point] = [
        (x + side * 700, 560),
        (x + side * 700, 380),
        (x + side * 220, 400),
        (x, 440),
        (x - side * 160, 490),
        (x - side * 250, 540),
        (x, 560),
    ]
    return (
        Layer(
            "headland",
            0.32,
            Group(
                (
                    blob(cape, vertical(390, 560, (0.0, paint.bright(rock, 0.2)), (1.0, paint.deep(rock, 0.3)))),
                    *stones(
                        paint,
                        "cape rocks",
                        530,
                        556,
                        12,
                        20.0,
                        rock,
                        min(x - side * 260, x + side * 500),
                        max(x - side * 260, x + side * 500),
                    ),
                ),
                name="headland",
            ),
        ),
    )


def _cliffs(paint: Paint, side: float) -> tuple[Layer, ...]:
    layers: list[Layer] = []
    for k, (reach, top, depth, distance) in enumerate(((620.0, 330.0, 0.25, 0.6), (340.0, 250.0, 0.42, 0.3))):
        chalk = paint.faded(paint.local("#b9aa98" if not paint.has("chalk", "white") else "#e9e4da", 0.4), distance)
        edge = 800 + side * (800 - reach)
        out = 800 + side * 1400
        face: list[Point] = [
            (out, top - 20),
            (edge + side * 120, top),
            (edge + side * 40, top + 16),
            (edge, top + 90),
            (edge - side * 18, top + 170),
            (edge - side * 60, 560 + k * 24),
            (out, 560 + k * 24),
        ]
        nodes = cliff(paint, f"{k}", face if side > 0 else list(reversed(face)), chalk, 6)
        if k:
            x = edge - side * 120
            stack: list[Point] = [
                (x - 44, 590),
                (x - 34, 480),
                (x - 24, 400),
                (x + 6, 384),
                (x + 30, 410),
                (x + 32, 500),
                (x + 48, 590),
            ]
            nodes += cliff(paint, "stack", stack, chalk, 5)
            nodes.append(
                blob(
                    [(x - 30, 404), (x - 8, 380), (x + 22, 384), (x + 36, 414), (x, 398)],
                    paint.faded(paint.scheme.ground, distance),
                )
            )
        turf: list[Point] = [
            (out, top - 40),
            (edge + side * 150, top - 14),
            (edge + side * 40, top + 10),
            (edge + side * 24, top + 26),
            (edge + side * 130, top + 12),
            (out, top - 4),
        ]
        grassy = paint.faded(mix(paint.scheme.ground, paint.scheme.foliage, 0.3), distance)
        nodes.append(blob(turf, vertical(top - 40, top + 26, (0.0, paint.bright(grassy, 0.2)), (1.0, grassy))))
        nodes += stones(
            paint,
            f"foot {k}",
            548 + k * 20,
            572 + k * 24,
            12,
            20.0 + 8 * k,
            chalk,
            min(edge - side * 90, out),
            max(edge - side * 90, out),
        )
        layers.append(Layer("cliffs", depth, Group(tuple(nodes), name="cliffs")))
    return tuple(layers)


def _surf(paint: Paint) -> Group:
    """The sea before the shore: rollers under a cliff, waves that run up a beach; a lagoon has hardly any."""
    light = paint.outside
    tone = mix(light.water, light.sky_middle, 0.3)
    if paint.variant == "island":
        return Group((breaker(paint, "lagoon", 668.0, 9.0, 0.7),), name="surf")
    far = mix(tone, light.horizon, 0.18)
    rough = paint.windy**0.8
    rolls = [
        rollers(paint, "far", 622.0, 9.0 * rough, far, paint.deep(light.water, 0.35), 230.0, 0.7),
        rollers(paint, "near", 668.0, 14.0 * rough, tone, paint.deep(light.water, 0.5), 330.0),
    ]
    if paint.variant == "beach":
        rolls += [breaker(paint, "first", 660.0, 16.0), breaker(paint, "second", 682.0, 13.0, 1.2)]
    return Group(tuple(rolls), name="surf")


def _clifftop(paint: Paint, side: float) -> Group:
    random = paint.random("clifftop")
    ground, dark = paint.scheme.ground, paint.scheme.ground_dark
    line_ = ridge(random, 690, 18, 0.4)
    rock = mix(dark, paint.local("#77716f"), 0.5)
    nodes: list[Node] = [
        hill(paint, line_, mix(ground, paint.scheme.rim, 0.1), dark, 260.0),
        rim_light(paint, line_, 3.0, 0.5),
        patches(paint, "light", 706, 900, 18, paint.bright(ground, 0.2), 0.3),
        patches(paint, "shade", 720, 960, 16, dark, 0.35),
        *stones(paint, "edge stones", 690, 730, 16, 26.0, rock),
        *stones(paint, "stones", 740, 920, 9, 36.0, rock),
    ]
    nodes += grass(
        paint,
        line_,
        "edge",
        380,
        30.0,
        [ground, paint.bright(ground, 0.3), dark, mix(ground, paint.scheme.accent, 0.25)],
    )
    nodes += tufts(paint, "tufts", 715, 960, 210, [dark, paint.bright(ground, 0.2)], 40.0)
    return Group(tuple(nodes), name="shore")


def _beach(paint: Paint, side: float) -> Group:
    """Sand with dunes behind a fence, and by the place's chance boats drawn up or a parasol."""
    random = paint.random("beach")
    sand = paint.local("#e3cda2", 0.35)
    line_ = [(x, y - 70 * max(0.0, -side * (x - 800) - 250) / 1000) for x, y in ridge(random, 690, 8, 0.3)]
    nodes = _sand(paint, sand, line_)
    dune = [(x, y - 96 * math.exp(-(((x - 800 + side * 900) / 330) ** 2))) for x, y in ridge(random, 742, 5, 0.3, 40.0)]
    x = 800 - side * 610
    bathers = paint.setting.time in {"morning", "day", "afternoon"} and not paint.wet and not paint.snowy
    if bathers and paint.setting.period != "medieval" and paint.random("holiday").random() < 0.4:
        nodes += parasol(paint, 800 + side * 500, 736.0, 250.0, side)
    else:
        tints = ["#3f7a94", "#a8493f", "#5f8a58"]
        random.shuffle(tints)
        nodes += beached_boat(paint, 800 + side * 520, 738.0, 170.0, tints[0], side) + beached_boat(
            paint, 800 + side * 850, 760.0, 190.0, tints[1], -side
        )
    nodes += [
        hill(paint, dune, paint.bright(sand, 0.2), paint.deep(sand, 0.25), 220.0),
        *dune_fence(paint, x - side * 60, 742.0, -side),
    ]
    marram = mix(paint.scheme.foliage, paint.local("#c9b878"), 0.4)
    nodes += [
        rushes(paint, "dune", x + side * dx, 740.0, tall, marram)
        for dx, tall in ((-150.0, 110.0), (40.0, 80.0), (-290.0, 130.0))
    ]
    return Group((*nodes, *shells(paint, "beach", 11, 730.0, 850.0)), name="shore")


def _sand(paint: Paint, sand: str, line_: list[Point]) -> list[Node]:
    """The water's edge and the sand before it."""
    return [
        hill(paint, [(x, y - 18) for x, y in line_], mix(sand, paint.outside.water, 0.5), sand, 60.0),
        foam(paint, "foam", [(x, y - 18) for x, y in line_]),
        hill(paint, line_, paint.bright(sand, 0.15), paint.deep(sand, 0.3), 330.0),
        patches(paint, "dunes", 710, 940, 24, paint.deep(sand, 0.2), 0.35),
        patches(paint, "bright sand", 710, 940, 20, paint.bright(sand, 0.3), 0.35),
        *stones(paint, "pebbles", 700, 920, 20, 12.0, paint.local("#9c938a")),
        *tufts(paint, "marram", 720, 900, 30, [paint.scheme.foliage, mix(sand, paint.scheme.foliage, 0.5)], 48.0),
    ]


def _lagoon_shore(paint: Paint, side: float) -> Group:
    """White sand under palms, a hut or a hammock."""
    random = paint.random("island")
    sand = paint.local("#f0dfb8", 0.3)
    line_ = [(x, y - 34 * math.cos((x - 800) / 520)) for x, y in ridge(random, 708, 6, 0.3)]
    nodes = _sand(paint, sand, line_)
    x = 800 - side * 640
    if paint.random("dweller").random() < 0.5:
        nodes += leaf_hut(paint, x, 736.0, 170.0)
    near = [(800 + side * 560, 742.0, 560.0), (800 + side * 850, 748.0, 500.0), (x - side * 240, 748.0, 520.0)]
    for px, py, tall in near:
        nodes += [disc(px, py + 3, 60, paint.scheme.shadow, 9, 0.3), *palm(paint, random, px, py, tall)]
    nodes.append(hammock(paint, (800 + side * 570, 560.0), (800 + side * 860, 566.0)))
    for dx in (side * 470, side * 700, -side * 820):
        nodes += bush(paint, random, 800 + dx, 742.0, random.uniform(90, 150))
    return Group((*nodes, *shells(paint, "island", 9, 740.0, 850.0)), name="shore")


def _islets(paint: Paint, side: float) -> tuple[Layer, ...]:
    """Shallow water of a clear green, a green cone of an island, islets with palms, a reef with its white line."""
    random = paint.random("islets")
    light = paint.outside
    green = mix(paint.local("#5fc8b8", 0.3), light.water, 0.35)
    rock = paint.faded(mix(paint.scheme.foliage, paint.local("#6f7a60"), 0.3), 0.5)
    x = 800 - side * 360
    cone: list[Point] = [
        (x - 330, 520),
        (x - 210, 452),
        (x - 110, 360),
        (x - 40, 330),
        (x + 30, 338),
        (x + 90, 372),
        (x + 190, 446),
        (x + 330, 520),
    ]
    far: list[Node] = [
        fill(
            smooth(cone, tension=0.6),
            vertical(330, 520, (0.0, paint.bright(rock, 0.1)), (1.0, mix(rock, light.horizon, 0.35))),
        )
    ]
    shallows = polygon([(LEFT, 560), (RIGHT, 552), (RIGHT, 760), (LEFT, 760)])
    near: list[Node] = [
        fill(shallows, vertical(556, 700, (0.0, green, 0.0), (0.3, green, 0.75), (1.0, paint.bright(green, 0.3), 0.9)))
    ]
    isle_x = 800 + side * 330
    sand = paint.faded(paint.local("#f0dfb8", 0.3), 0.2)
    near += [
        blob([(isle_x - 170, 582), (isle_x - 60, 566), (isle_x + 90, 566), (isle_x + 190, 582), (isle_x, 592)], sand)
    ]
    for dx, tall in ((-60, 150.0), (10, 190.0), (80, 140.0)):
        near += palm(paint, random, isle_x + dx, 574.0, tall, 0.22)
    reef = [
        ellipse(random.uniform(LEFT, RIGHT), 556 + random.uniform(-2, 3), random.uniform(40, 140), 2.4)
        for _ in range(22)
    ]
    near.append(fill(joined(reef), mix("#ffffff", light.water, 0.15 + light.shade * 0.4), 0.8))
    return (
        Layer("island", 0.22, Group(tuple(far), name="island")),
        Layer("lagoon", 0.42, Group(tuple(near), name="lagoon")),
    )


def _foreground(paint: Paint) -> Group:
    if paint.variant == "harbour":
        rope = paint.near
        posts = [rectangle(-120.0, 560.0, 90.0, 700.0, 10.0), rectangle(1650.0, 590.0, 96.0, 660.0, 10.0)]
        return Group(
            (
                fill(joined(posts), rope),
                line([(-80, 640), (200, 830), (520, 960)], rope, 15.0),
                line([(1690, 680), (1400, 850), (1100, 970)], rope, 15.0),
            ),
            blur=3.0,
            name="foreground",
        )
    return foreground_grass(
        paint,
        "foreground",
        150.0 if paint.variant in {"beach", "island"} else 190.0,
        60 if paint.variant in {"beach", "island"} else 90,
    )
