"""Ruins that the wild takes back: a stepped temple in the jungle, an abbey's arches, a ring of standing stones."""

import math

from generation.animatic.art import Group, Node, Path, Point, ellipse, polygon, rectangle, smooth
from generation.animatic.colour import mix
from generation.animatic.motifs.brush import (
    across,
    block,
    facet,
    fill,
    glow,
    joined,
    ridge,
    strokes,
    vertical,
)
from generation.animatic.motifs.carved import big_leaves, blocks, fallen_column, idol
from generation.animatic.motifs.distance import soft_far
from generation.animatic.motifs.ground import (
    flowers,
    foreground_grass,
    grass,
    hill,
    patches,
    path,
    rim_light,
    stones,
    tufts,
)
from generation.animatic.motifs.houses import lamp_light
from generation.animatic.motifs.paint import Paint
from generation.animatic.motifs.plants import fern
from generation.animatic.motifs.rocks import standing_stone
from generation.animatic.motifs.sky import beams, birds
from generation.animatic.motifs.sparks import fireflies
from generation.animatic.motifs.trees import broadleaf, bush, cluster, hanging_leaves, leaf_colour, palm, treeline
from generation.animatic.stage import LEFT, RIGHT, Layer, Stage

HORIZON = 515.0


def draw(paint: Paint) -> Stage:
    """Variants: temple (in the jungle), abbey (broken arches), stones (a ring of menhirs on a moor)."""
    side = paint.side
    middle = {"abbey": _abbey, "stones": _ring}.get(paint.variant, _temple)(paint, side)
    wild = paint.variant == "temple"
    return soft_far(
        Stage(
            scheme=paint.scheme,
            behind=(
                Layer("far", 0.12, _far(paint)),
                Layer("birds", 0.16, Group((birds(paint, (760.0 - side * 160, 190.0), 5),))),
                Layer("ruin", 0.42, middle),
                Layer(
                    "light",
                    0.6,
                    Group((beams(paint, 800.0 + paint.scheme.light_x * 430, -220.0, 5, 1050.0),) if wild else ()),
                    blurs=False,
                ),
                Layer("ground", 0.9, _ground(paint, side)),
                Layer("fireflies", 0.96, fireflies(paint, "fireflies", 420.0, 700.0, 9)),
            ),
            front=(
                *(
                    (
                        Layer(
                            "boughs",
                            1.3,
                            Group(
                                (
                                    hanging_leaves(paint, "left bough", (-40.0, -30.0), 470.0, 1.0),
                                    hanging_leaves(paint, "right bough", (1640.0, -20.0), 430.0, -1.0),
                                )
                            ),
                        ),
                    )
                    if wild
                    else ()
                ),
                Layer("foreground", 1.5, foreground_grass(paint, "foreground", 200.0)),
            ),
            horizon=HORIZON,
            detail=(800.0 + side * 420, 560.0),
        )
    )


def _stone(paint: Paint, distance: float) -> str:
    tint = {"temple": "#9a9678", "abbey": "#a39a94"}.get(paint.variant, "#8a8a92")
    return paint.faded(paint.local(tint, 0.38), distance)


def _far(paint: Paint) -> Group:
    random = paint.random("far")
    nodes: list[Node] = []
    if paint.variant == "temple":
        for i, (y, tall, distance) in enumerate(((430, 130.0, 0.78), (490, 110.0, 0.6))):
            nodes.append(
                treeline(
                    paint,
                    random,
                    ridge(random, y, 30),
                    tall,
                    paint.faded(leaf_colour(paint), distance),
                    "round" if i else "mixed",
                )
            )
        for k in range(6):
            nodes += palm(paint, random, LEFT + (k + random.random()) * 430, 500.0, random.uniform(160, 240), 0.6)
        return Group(tuple(nodes), name="far")
    for y, swing, distance in ((446, 46, 0.88), (484, 30, 0.7)):
        points = ridge(random, y, swing)
        colour = paint.faded(mix(paint.scheme.ground, paint.scheme.foliage, 0.3), distance)
        nodes += [
            hill(paint, points, colour, mix(colour, paint.scheme.horizon, 0.35), 120.0),
            rim_light(paint, points, 2.0, 0.25),
        ]
    return Group(tuple(nodes), name="far")


def _temple(paint: Paint, side: float) -> Group:
    """Steps of stone with a stair to a dark door, trees on its shoulders, roots over its walls."""
    random = paint.random("temple")
    stone, x = _stone(paint, 0.26), 800 + side * 330
    leaf_ = paint.faded(leaf_colour(paint), 0.2)
    nodes: list[Node] = [
        *broadleaf(paint, random, x + side * 330, 560.0, 420.0, 0.4),
        *broadleaf(paint, random, x - side * 420, 560.0, 360.0, 0.4),
    ]
    for k in range(6):
        half, top, foot = 400 - 58 * k, 540 - 58 * k, 610 - 58 * k
        lit = across(
            x - half,
            x + half,
            (0.0, paint.bright(stone, 0.2) if paint.scheme.light_x < 0 else paint.deep(stone, 0.36)),
            (1.0, paint.deep(stone, 0.36) if paint.scheme.light_x < 0 else paint.bright(stone, 0.2)),
        )
        nodes += [
            facet([(x - half, foot), (x - half + 14, top), (x + half - 14, top), (x + half, foot)], lit),
            blocks(paint, f"step {k}", x - half + 10, x + half - 10, top, foot, 40.0, paint.deep(stone, 0.55)),
            block(x - half + 10, top - 3, half * 2 - 20, 7, paint.bright(stone, 0.3), 0.8),
        ]
    nodes += [
        facet([(x - 64, 606), (x - 40, 250), (x + 40, 250), (x + 64, 606)], paint.bright(stone, 0.12)),
        strokes(
            [
                polygon([(x - 62 + 0.066 * (606 - y), y), (x + 62 - 0.066 * (606 - y), y)], closed=False)
                for y in range(262, 606, 13)
            ],
            paint.deep(stone, 0.45),
            2.6,
            0.7,
        ),
    ]
    top = 250.0
    nodes += [
        block(
            x - 96,
            top - 96,
            192,
            98,
            vertical(top - 96, top, (0.0, paint.bright(stone, 0.15)), (1.0, paint.deep(stone, 0.2))),
        ),
        block(x - 112, top - 112, 224, 20, paint.bright(stone, 0.1)),
        facet([(x - 80, top - 112), (x - 60, top - 160), (x + 60, top - 160), (x + 80, top - 112)], stone),
        block(x - 26, top - 70, 52, 72, lamp_light(paint) if paint.dark else paint.deep(stone, 0.75), radius=3),
    ]
    if paint.dark:
        nodes.append(glow(x, top - 40, 160.0, paint.scheme.accent, 0.6))
    mosses = [
        cluster(random, x + random.uniform(-1, 1) * (400 - 58 * k), 540 - 58 * k + 8, random.uniform(14, 34))
        for k in range(5)
        for _ in range(4)
    ]
    vines = [
        smooth(
            [
                (vx, vy),
                (vx + random.uniform(-8, 8), vy + 30),
                (vx + random.uniform(-12, 12), vy + random.uniform(50, 86)),
            ],
            closed=False,
        )
        for k in range(6)
        for vx, vy in ((x + random.uniform(-0.95, 0.95) * (390 - 58 * k), 540.0 - 58 * k) for _ in range(5))
    ]
    roots = [
        smooth(
            [
                (x + side * 250, 300),
                (x + side * (210 + 30 * k), 380),
                (x + side * (230 + 40 * k), 470),
                (x + side * (200 + 60 * k), 600),
            ],
            closed=False,
        )
        for k in range(4)
    ]
    nodes += [
        strokes(vines, paint.deep(leaf_, 0.25), 4.0),
        fill(joined(mosses), leaf_),
        *broadleaf(paint, random, x + side * 250, 372.0, 250.0, 0.24),
        strokes(roots, paint.faded(paint.local("#7b6a55"), 0.24), 11.0),
        hill(
            paint,
            ridge(random, 600, 8),
            paint.faded(mix(paint.scheme.ground, leaf_colour(paint), 0.4), 0.26),
            None,
            100.0,
        ),
    ]
    return Group(tuple(nodes), name="temple")


def _abbey(paint: Paint, side: float) -> Group:
    """A gable with an empty rose window, pointed arches that stand alone, ivy."""
    random = paint.random("abbey")
    stone, x = _stone(paint, 0.22), 800 + side * 440
    outline: list[Point] = [
        (x - 190, 610),
        (x - 190, 350),
        (x - 150, 330),
        (x - 96, 240),
        (x - 20, 150),
        (x + 40, 186),
        (x + 70, 170),
        (x + 130, 290),
        (x + 176, 340),
        (x + 190, 610),
    ]
    rose = list(
        reversed([(x + math.cos(a) * 54, 316 + math.sin(a) * 54) for a in (k * math.tau / 16 for k in range(16))])
    )
    door = [(x + 50, 610), (x + 50, 500), (x, 430), (x - 50, 500), (x - 50, 610)]
    body = Path((*polygon(outline).commands, *smooth(rose).commands, *polygon(door).commands))
    spokes = [
        polygon([(x, 316), (x + math.cos(a) * 54, 316 + math.sin(a) * 54)], closed=False)
        for a in (k * math.tau / 8 for k in range(8))
        if random.random() < 0.7
    ]
    lit = across(
        x - 190,
        x + 190,
        (0.0, paint.bright(stone, 0.18) if paint.scheme.light_x < 0 else paint.deep(stone, 0.32)),
        (1.0, paint.deep(stone, 0.32) if paint.scheme.light_x < 0 else paint.bright(stone, 0.18)),
    )
    nodes: list[Node] = [
        *broadleaf(paint, random, x + side * 330, 600.0, 300.0, 0.3),
        fill(body, lit),
        Group((blocks(paint, "gable", x - 190, x + 190, 170, 610, 36.0, paint.deep(stone, 0.5)),), clip=body),
        strokes(spokes, stone, 6.0),
        strokes([smooth(rose)], paint.bright(stone, 0.25), 8.0),
        strokes([polygon(door, closed=False)], paint.bright(stone, 0.2), 9.0),
    ]
    for k in range(4):
        ax = 800 - side * (90 + 190 * k)
        whole = k in {0, 2}
        pillar = [
            rectangle(ax - 80, 430, 26, 182),
            rectangle(ax + 54, 430 if whole else 500, 26, 182 if whole else 112),
        ]
        nodes.append(
            fill(joined(pillar), vertical(380, 610, (0.0, paint.bright(stone, 0.15)), (1.0, paint.deep(stone, 0.25))))
        )
        rise = (
            [(ax - 67, 436), (ax - 50, 350), (ax, 300)]
            if not whole
            else [(ax - 67, 436), (ax - 50, 350), (ax, 296), (ax + 50, 350), (ax + 67, 436)]
        )
        nodes.append(strokes([smooth(rise, closed=False, tension=0.7)], paint.bright(stone, 0.06), 24.0))
    ivy = [
        cluster(random, x + s * random.uniform(120, 190), random.uniform(330, 600), random.uniform(16, 34))
        for s in (-1, 1)
        for _ in range(9)
    ]
    nodes += [
        fill(joined(ivy), paint.faded(paint.deep(leaf_colour(paint), 0.2), 0.16)),
        *stones(paint, "rubble", 596, 622, 24, 24.0, stone),
        hill(paint, ridge(random, 612, 7), paint.faded(paint.scheme.ground, 0.2), None, 80.0),
    ]
    return Group(tuple(nodes), name="abbey")


def _ring(paint: Paint, side: float) -> Group:
    """Menhirs in a ring, some with a lintel, on a swelling of the moor."""
    random = paint.random("ring")
    ground = paint.faded(mix(paint.scheme.ground, paint.local("#8a7a5a", 0.4), 0.3), 0.26)
    points = [(x, y - 46 * math.exp(-(((x - 800) / 700) ** 2))) for x, y in ridge(random, 590, 5, 0.3)]
    nodes: list[Node] = [
        hill(paint, points, paint.bright(ground, 0.12), ground, 120.0),
        rim_light(paint, points, 2.4, 0.4),
    ]
    for k in range(9):
        a = math.pi * (1.06 + 0.88 * k / 8)
        nodes += standing_stone(
            paint, random, 800 + math.cos(a) * 420, 586 + math.sin(a) * 34, 110.0, _stone(paint, 0.34)
        )
    for k, (dx, tall) in enumerate(
        (
            (-640, 250.0),
            (-500, 250.0),
            (-330, 200.0),
            (350, 230.0),
            (560, 270.0),
            (710, 270.0),
            (1010, 230.0),
            (-960, 220.0),
        )
    ):
        nodes += standing_stone(paint, random, 800 + dx, 610.0 + 6 * (k % 2), tall, _stone(paint, 0.14))
    for x, y in ((-570, 362.0), (635, 346.0)):
        slab: list[Point] = [
            (800 + x - 130, y),
            (800 + x - 126, y - 42),
            (800 + x + 128, y - 50),
            (800 + x + 132, y - 2),
        ]
        nodes += [
            facet(
                slab,
                vertical(
                    y - 50,
                    y,
                    (0.0, paint.bright(_stone(paint, 0.14), 0.25)),
                    (1.0, paint.deep(_stone(paint, 0.14), 0.35)),
                ),
            )
        ]
    return Group(tuple(nodes), name="ring")


def _ground(paint: Paint, side: float) -> Group:
    random = paint.random("ground")
    ground, dark = mix(paint.scheme.ground, leaf_colour(paint), 0.25), paint.scheme.ground_dark
    if paint.variant == "stones":
        ground = mix(paint.scheme.ground, paint.local("#8a7a5a", 0.4), 0.25)
    stone = _stone(paint, 0.0)
    line_ = ridge(random, 640, 9, 0.4)
    nodes: list[Node] = [
        hill(paint, line_, paint.bright(ground, 0.1), paint.deep(ground, 0.45), 320.0),
        rim_light(paint, line_, 3.0, 0.3),
    ]
    nodes += [
        patches(paint, "light", 660, 900, 18, mix(ground, paint.scheme.sun, 0.4), 0.26),
        patches(paint, "shade", 660, 950, 16, dark, 0.3),
    ]
    if paint.variant != "stones":
        slabs = [
            smooth(
                [
                    (x - w, y),
                    (x - w * 0.5, y - w * 0.16),
                    (x + w * 0.6, y - w * 0.14),
                    (x + w, y + 3),
                    (x + w * 0.2, y + w * 0.15),
                    (x - w * 0.7, y + w * 0.12),
                ],
                tension=0.35,
            )
            for x, y, w in (
                (800 + side * (150 - 30 * k) + random.uniform(-50, 50), 664 + 26 * k, 52 + 15 * k) for k in range(9)
            )
        ]
        nodes += [fill(joined(slabs), paint.deep(stone, 0.12)), strokes(slabs, paint.deep(stone, 0.5), 2.4, 0.6)]
    else:
        nodes += path(paint, (800 - side * 260, 1200.0), (800 + side * 30, 646.0), 300.0, 30.0, paint.local("#b09a74"))
        heather = [
            ellipse(random.uniform(LEFT, RIGHT), random.uniform(660, 900), random.uniform(5, 12), random.uniform(3, 6))
            for _ in range(160)
        ]
        nodes.append(fill(joined(heather), paint.local("#a8709a", 0.3), 0.7))
    nodes += grass(paint, line_, "edge", 260, 30.0, [ground, paint.bright(ground, 0.22), dark]) + tufts(
        paint, "tufts", 660, 950, 190, [dark, paint.bright(ground, 0.18)], 40.0
    )
    nodes += (
        fallen_column(paint, 800 - side * 560, 748.0, stone)
        if paint.variant != "stones"
        else standing_stone(paint, random, 800 - side * 700, 752.0, 330.0, stone)
    )
    nodes += (
        idol(paint, 800 + side * 560, 740.0, stone)
        if paint.variant == "temple"
        else stones(
            paint,
            "rubble",
            700,
            760,
            12,
            44.0,
            stone,
            800 + min(side * 420, side * 760),
            800 + max(side * 420, side * 760),
        )
    )
    if paint.variant == "temple":
        for dx, y, r in (
            (side * 700, 750.0, 120.0),
            (-side * 720, 752.0, 140.0),
            (side * 430, 722.0, 80.0),
            (-side * 400, 716.0, 70.0),
        ):
            nodes += fern(800 + dx, y, r, paint.deep(leaf_colour(paint), 0.3), paint.bright(leaf_colour(paint), 0.15))
        nodes += big_leaves(paint, 800 - side * 860, 770.0)
    elif paint.variant == "abbey":
        nodes += flowers(paint, "flowers", 660, 940, 90) + bush(paint, random, 800 - side * 820, 742.0, 190.0)
    return Group(tuple(nodes), name="ground")
