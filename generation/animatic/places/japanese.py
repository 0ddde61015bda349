"""A Japanese garden with its pond, red bridge and raked gravel, and a bamboo grove."""

from generation.animatic.art import Group, Node, Point, ellipse, polygon, rectangle, smooth
from generation.animatic.colour import mix
from generation.animatic.motifs.brush import (
    blob,
    block,
    disc,
    drift,
    facet,
    fill,
    glow,
    halo,
    joined,
    line,
    ridge,
    straight,
    strokes,
    vertical,
)
from generation.animatic.motifs.distance import soft_far
from generation.animatic.motifs.ground import foreground_grass, grass, hill, patches, path, stones
from generation.animatic.motifs.houses import lamp_light
from generation.animatic.motifs.paint import Paint
from generation.animatic.motifs.plants import bamboo, lily_pads, willow
from generation.animatic.motifs.sky import beams, birds
from generation.animatic.motifs.sparks import fireflies
from generation.animatic.motifs.trees import broadleaf, bush, hanging_leaves, leaf, treeline
from generation.animatic.motifs.water import mirrored, ripples, surface, waves
from generation.animatic.places.mountain import boulder, peak
from generation.animatic.stage import LEFT, RIGHT, Layer, Stage

HORIZON = 505.0


def draw(paint: Paint) -> Stage:
    """Variants: garden (pond, red bridge, stone lantern), bamboo (a grove of canes)."""
    side = paint.side
    if paint.variant == "bamboo":
        return _grove(paint, side)
    return soft_far(
        Stage(
            scheme=paint.scheme,
            behind=(
                Layer("far", 0.15, _far_mountain(paint, side)),
                Layer("birds", 0.18, Group((birds(paint, (760.0 - side * 160, 190.0), 4),))),
                Layer("pond", 0.5, _pond(paint, side)),
                Layer("bank", 0.9, _bank(paint, side)),
                Layer("fireflies", 0.96, fireflies(paint, "fireflies", 470.0, 700.0, 8)),
            ),
            front=(Layer("foreground", 1.5, foreground_grass(paint, "foreground", 150.0)),),
            horizon=HORIZON,
            detail=(800.0 + side * 330, 540.0),
        )
    )


def _far_mountain(paint: Paint, side: float) -> Group:
    """One great cone far away, and rounded trees."""
    random = paint.random("far")
    rock = paint.faded(paint.local("#6f7896", 0.45), 0.66)
    nodes: list[Node] = peak(paint, random, 800 - side * 240, 500.0, 860.0, 300.0, rock, 0.34)
    nodes.append(treeline(paint, random, ridge(random, 496, 14), 70.0, paint.faded(paint.scheme.foliage, 0.6), "round"))
    return Group(tuple(nodes), name="far")


def _pond(paint: Paint, side: float) -> Group:
    """Still water, the far bank with clipped bushes and a cherry, a red bridge, a lantern of stone."""
    random = paint.random("pond")
    lawn = paint.faded(mix(paint.scheme.ground, paint.scheme.foliage, 0.3), 0.2)
    leaf_ = paint.faded(paint.scheme.foliage, 0.3)
    bank = ridge(random, 540, 8)
    pink = (
        None
        if paint.snowy or paint.has("autumn", "maple") or paint.setting.season in {"summer", "autumn", "winter"}
        else paint.local("#eeb4c2", 0.3)
    )
    nodes: list[Node] = []
    for x, tall in ((800 + side * 600, 380.0), (800 - side * 760, 330.0), (800 + side * 980, 360.0)):
        nodes += broadleaf(paint, random, x, 552.0, tall, 0.16, pink)
    nodes.append(hill(paint, bank, lawn, None, 60.0))
    for k in range(9):
        nodes += bush(paint, random, LEFT + (k + random.random()) * 284, 560.0, random.uniform(90, 150), 0.2)
    nodes += [
        *_lantern(paint, 800 - side * 430, 566.0),
        surface(paint, 566.0, 860.0),
        *ripples(paint, "ripples", 570, 760, 60),
    ]
    nodes += [
        mirrored(paint, random.uniform(LEFT, RIGHT), 568, random.uniform(40, 90), 90, paint.deep(leaf_, 0.3), random)
        for _ in range(12)
    ]
    nodes += waves(paint, "waves", 580.0, 720.0, 2, 3.0)
    nodes += _red_bridge(paint, 800 + side * 330)
    return Group(tuple(nodes), name="pond")


def _red_bridge(paint: Paint, x: float) -> list[Node]:
    """A bow of red wood with posts and rails."""
    red, dark = paint.local("#b8413a", 0.28), paint.local("#4a2a2e")

    def up(u: float, lift: float) -> Point:
        return x + u * 300, 596 - 92 * (1 - u * u) - lift

    us = [k / 6 - 1 for k in range(13)]
    deck = smooth([*(up(u, 0) for u in us), *(up(u, -24) for u in reversed(us))], tension=0.8)
    posts = [rectangle(up(u, 0)[0] - 5, up(u, 62)[1], 10, 66) for u in us[::2]]
    piers = [rectangle(up(u, 0)[0] - 7, up(u, 0)[1] + 10, 14, 600 - up(u, 0)[1] + 18) for u in (-0.5, 0.5)]
    reflection = smooth([(up(u, 0)[0], 1216 - up(u, 0)[1]) for u in us], closed=False)
    return [
        strokes([reflection], red, 16.0, 0.25),
        fill(joined(piers), paint.deep(red, 0.5)),
        fill(deck, vertical(500, 620, (0.0, paint.bright(red, 0.2)), (1.0, paint.deep(red, 0.4)))),
        fill(joined(posts), red),
        *(line([up(u, h) for u in us], paint.bright(red, 0.15), w) for h, w in ((58, 8.0), (32, 5.0))),
        fill(joined(ellipse(up(u, 66)[0], up(u, 66)[1], 7) for u in us[::2]), dark),
    ]


def _lantern(paint: Paint, x: float, y: float) -> list[Node]:
    """A stone lantern, lit after dark."""
    stone = paint.faded(paint.local("#98948e", 0.35), 0.12)
    light = lamp_light(paint) if paint.dark else paint.deep(stone, 0.6)
    nodes: list[Node] = [
        block(x - 30, y - 12, 60, 14, paint.deep(stone, 0.2), radius=3),
        block(x - 11, y - 66, 22, 56, stone),
        block(x - 28, y - 76, 56, 12, paint.bright(stone, 0.15), radius=3),
        block(x - 20, y - 112, 40, 38, stone),
        block(x - 12, y - 106, 24, 26, light, radius=3),
        facet(
            [(x - 44, y - 108), (x - 20, y - 130), (x, y - 150), (x + 20, y - 130), (x + 44, y - 108)],
            paint.deep(stone, 0.15),
        ),
        disc(x, y - 152, 7, stone),
    ]
    return [*nodes, glow(x, y - 92, 150.0, paint.scheme.accent, 0.6)] if paint.dark else nodes


def _bank(paint: Paint, side: float) -> Group:
    """The near bank: stepping stones, raked gravel, moss, a boulder, lilies on the water's edge."""
    random = paint.random("bank")
    ground, dark = mix(paint.scheme.ground, paint.scheme.foliage, 0.3), paint.scheme.ground_dark
    points = [(x, y - 40 * max(0.0, -side * (800 - x)) / 1280) for x, y in ridge(random, 706, 8, 0.4)]
    stone = paint.local("#8f8d8a")
    pads = [
        (800 - side * random.uniform(120, 700), random.uniform(652, 692), random.uniform(26, 44)) for _ in range(10)
    ]
    gravel = mix(paint.local("#d8d0c0", 0.3), paint.scheme.ground, 0.15)
    oval: list[Point] = [
        (800 - side * 700, 800),
        (800 - side * 400, 756),
        (800, 764),
        (800 + side * 220, 800),
        (800 + side * 80, 860),
        (800 - side * 400, 878),
    ]
    rakes = [
        smooth([(800 + (px - 800) * k - side * 120 * (1 - k), 812 + (py - 812) * k) for px, py in oval])
        for k in (0.9, 0.78, 0.66, 0.54, 0.42, 0.3)
    ]
    nodes: list[Node] = [
        *lily_pads(paint, sorted(pads, key=lambda spot: spot[1])),
        hill(paint, [(x, y - 8) for x, y in points], paint.deep(stone, 0.3), None, 50.0),
        hill(paint, points, paint.bright(ground, 0.12), mix(ground, dark, 0.7), 270.0),
        *stones(paint, "shore", 696, 722, 34, 22.0, stone),
        patches(paint, "moss", 730, 930, 20, paint.bright(ground, 0.2), 0.35),
        blob(oval, gravel),
        strokes(rakes, paint.deep(gravel, 0.25), 2.6, 0.6),
        *boulder(paint, random, 800 - side * 330, 800.0, 90.0, stone),
        *boulder(paint, random, 800 + side * 640, 756.0, 150.0, stone),
        *bush(paint, random, 800 + side * 760, 770.0, 210.0),
        *bush(paint, random, 800 - side * 800, 770.0, 240.0),
        *grass(paint, points, "edge", 120, 20.0, [ground, paint.bright(ground, 0.2), dark]),
    ]
    slabs = [ellipse(800 + side * (90 + 60 * k + 26 * (k % 2)), 860 - 40 * k, 54 - 9 * k, 13 - 2 * k) for k in range(4)]
    nodes += [fill(joined(slabs), paint.bright(stone, 0.1)), *willow(paint, random, 800 + side * 880, 760.0, 640.0)]
    return Group(tuple(nodes), name="bank")


def _grove(paint: Paint, side: float) -> Stage:
    """Canes behind canes, a path between them, light from above."""
    ranks: list[Layer] = []
    for k, (count, foot, width, distance, depth) in enumerate(
        ((46, 548.0, 13.0, 0.74, 0.15), (30, 586.0, 22.0, 0.46, 0.35), (18, 626.0, 34.0, 0.2, 0.6))
    ):
        random = paint.random(f"rank {k}")
        xs = [LEFT + (i + random.random()) * (RIGHT - LEFT) / count for i in range(count)]
        gap = (0, 120, 230)[k]
        ground = paint.faded(mix(paint.scheme.ground, paint.local("#b89a68"), 0.3), distance)
        canes = bamboo(paint, f"{k}", [x for x in xs if abs(x - 800) > gap], foot, width, distance)
        veil = (
            [
                glow(
                    800 + paint.scheme.light_x * 380,
                    330.0,
                    760.0,
                    mix(paint.outside.horizon, paint.scheme.sun, 0.3),
                    0.55,
                )
            ]
            if k == 0
            else []
        )
        backing = (
            [hill(paint, ridge(random, 300, 60), paint.faded(paint.scheme.foliage, 0.7), None, 300.0)] if k == 0 else []
        )
        ranks.append(
            Layer(
                f"rank {k}",
                depth,
                Group(
                    (*backing, *veil, *canes, hill(paint, ridge(random, foot, 5), ground, None, 140.0)),
                    name=f"rank {k}",
                ),
            )
        )
    random = paint.random("grove floor")
    near = [(x + random.uniform(-30, 30)) for x in (-330, -160, 20, 130, 1480, 1590, 1750, 1950)]
    return soft_far(
        Stage(
            scheme=paint.scheme,
            behind=(
                *ranks,
                Layer(
                    "light",
                    0.7,
                    Group((beams(paint, 800.0 + paint.scheme.light_x * 420, -200.0, 6, 1080.0),)),
                    blurs=False,
                ),
                Layer("floor", 0.9, _grove_floor(paint, side)),
                Layer("canes", 0.95, Group(tuple(bamboo(paint, "near", near, 760.0, 62.0, 0.0)), name="canes")),
                Layer("falling leaves", 0.96, _falling_leaves(paint), blurs=False),
            ),
            front=(
                Layer("boughs", 1.3, Group((hanging_leaves(paint, "bough", (-40.0, -40.0), 430.0, 1.0),))),
                Layer("foreground", 1.5, foreground_grass(paint, "foreground", 170.0)),
            ),
            horizon=HORIZON,
            detail=(800.0 + side * 400, 560.0),
        )
    )


def _grove_floor(paint: Paint, side: float) -> Group:
    random = paint.random("floor")
    ground = mix(mix(paint.scheme.ground, paint.local("#b89a68"), 0.4), paint.scheme.foliage, 0.15)
    line_ = ridge(random, 640, 8, 0.4)
    litter = [
        leaf(
            random.uniform(LEFT, RIGHT), 650 + 280 * random.random(), random.uniform(10, 24), random.uniform(-0.4, 0.4)
        )
        for _ in range(130)
    ]
    rails: list[Node] = []
    for s in (-1, 1):
        posts = [
            (800 + s * (120 + 330 * u**1.6), 646 + 240 * u**1.6, 0.4 + 1.1 * u) for u in (0.0, 0.3, 0.55, 0.78, 1.0)
        ]
        wood = paint.local("#9a8a5a")
        rails += [
            strokes([polygon([(x, y), (x, y - 46 * k)], closed=False) for x, y, k in posts], wood, 11.0),
            straight([(x, y - 40 * k) for x, y, k in posts], paint.bright(wood, 0.2), 9.0),
            straight([(x, y - 20 * k) for x, y, k in posts], wood, 7.0),
        ]
    return Group(
        (
            hill(paint, line_, paint.bright(ground, 0.1), paint.deep(ground, 0.45), 300.0),
            *path(paint, (770.0, 1200.0), (805.0, 636.0), 760.0, 110.0, paint.local("#c9b48a"), 20.0),
            patches(paint, "sun", 660, 900, 16, mix(ground, paint.scheme.sun, 0.5), 0.3),
            fill(joined(litter[::2]), paint.deep(ground, 0.3), 0.7),
            fill(joined(litter[1::2]), paint.bright(ground, 0.3), 0.7),
            *rails,
            *stones(paint, "stones", 670, 900, 6, 24.0, paint.local("#7f7d7a")),
        ),
        name="floor",
    )


def _falling_leaves(paint: Paint) -> Group:
    """A few leaves that come down slowly, turning."""
    random = paint.random("falling")
    tone = paint.bright(paint.scheme.foliage, 0.25)
    clouds: list[Node] = []
    for k in range(3):
        leaves = joined(
            leaf(random.uniform(100, 1500), random.uniform(-500, 620), 20, random.uniform(0, 6)) for _ in range(7)
        )
        clouds.append(Group((fill(leaves, tone, 0.9),), transform=drift(-9.0 - 4 * k, 24.0 + 6 * k)))
    return Group((*clouds, Group((halo(1.0, tone, 0.0),))), name="falling leaves")
