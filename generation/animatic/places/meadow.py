"""Open country: meadow, field, hill and plain, with fields like a quilt, a far hamlet, and whatever the place's chance grows."""

import math
from random import Random

from generation.animatic.art import Group, Matrix, Node, Path, Point, polygon, smooth, turn
from generation.animatic.colour import mix
from generation.animatic.motifs.brush import block, fill, height_at, joined, ridge, strokes
from generation.animatic.motifs.butterflies import butterflies
from generation.animatic.motifs.country import (
    brook,
    copse,
    corn,
    drifts,
    hamlet,
    quilt,
    scarecrow,
    sheaves,
    sheep,
    woods,
)
from generation.animatic.motifs.distance import soft_far
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
from generation.animatic.motifs.plants import poplar, rushes, willow
from generation.animatic.motifs.sky import birds
from generation.animatic.motifs.sparks import fireflies
from generation.animatic.motifs.trees import bare, broadleaf, bush
from generation.animatic.stage import LEFT, RIGHT, Layer, Stage

HORIZON = 505.0
_GRAVES = ("graveyard", "cemetery", "grave", "churchyard", "tomb")
_WILD = ("wild", "moor", "prairie", "wilderness", "dead", "haunted", "lonely", "ruin")
_PETALS = ("#d8493f", "#f4efe4", "#8f7ad0", "#f2cf5a")


def draw(paint: Paint) -> Stage:
    """Variants: meadow, field (ripe corn or furrows), hill (a lone tree on the top), plain (flat grass to the sky's edge)."""
    side = paint.side
    front = _corn_in_front(paint) if _is_corn(paint) else foreground_grass(paint, "foreground")
    return soft_far(
        Stage(
            scheme=paint.scheme,
            behind=(
                Layer("far hills", 0.12, _far(paint, side)),
                Layer("birds", 0.15, Group((birds(paint, (760.0 - side * 160, 210.0)),))),
                Layer("near hills", 0.28, _near_hills(paint, side)),
                Layer("tree", 0.55, _landmark(paint, side)),
                Layer("field", 0.9, _field(paint, side)),
                Layer("air", 0.96, Group((butterflies(paint, side), fireflies(paint, "fireflies", 480.0, 700.0, 9)))),
            ),
            front=(Layer("foreground", 1.5, front),),
            horizon=HORIZON,
            detail=(800.0 - side * 420, 470.0),
        )
    )


def _is_corn(paint: Paint) -> bool:
    ploughed = paint.has("plough", "ploughed", "furrow", "soil") or paint.setting.season == "winter" or paint.snowy
    return paint.variant == "field" and not ploughed


def _far(paint: Paint, side: float) -> Group:
    nodes: list[Node] = []
    flat = 0.3 if paint.variant == "plain" else 1.0
    for i, (y, swing, distance) in enumerate(((446, 50 * flat, 0.92), (470, 36 * flat, 0.78))):
        line = ridge(paint.random(f"far {i}"), y + 30 * (1 - flat), swing)
        colour = paint.faded(mix(paint.scheme.ground, paint.scheme.foliage, 0.4), distance)
        nodes += [
            hill(paint, line, colour, mix(colour, paint.scheme.horizon, 0.35), 120.0),
            rim_light(paint, line, 2.0, 0.25),
        ]
    if paint.variant == "plain":
        plain = ridge(paint.random("plain"), 506, 4)
        ground = paint.faded(paint.scheme.ground, 0.6)
        return Group(
            (*nodes, hill(paint, plain, mix(ground, paint.scheme.horizon, 0.25), ground, 70.0)), name="far hills"
        )
    fields, top = quilt(paint, "far", 494, 30, 0.6, 11)
    return Group(
        (
            *nodes,
            woods(paint, "far woods", [(x, y + 3) for x, y in top], 24.0, 0.68, 200.0),
            *fields,
            *_folk(paint, side, top),
        ),
        name="far hills",
    )


def _folk(paint: Paint, side: float, top: list[Point]) -> list[Node]:
    """By chance a hamlet on the far hill, or a clump of trees; in the wilds nobody lives."""
    random = paint.random("folk")
    x = 800 + side * random.uniform(180, 430)
    if paint.has(*_WILD) or random.random() > 0.7:
        return [copse(paint, random, x, height_at(top, x) + 6, 60.0, 0.55)]
    return hamlet(paint, x, top, 0.5)


def _near_hills(paint: Paint, side: float) -> Group:
    """The hills before them, nearer and richer: fields, hedges, sheep by chance."""
    random = paint.random("near hills")
    if paint.variant == "plain":
        line = ridge(random, 530, 8)
        ground = paint.faded(paint.scheme.ground, 0.42)
        herd = sheep(paint, "plain", 300, 1300, line, 16, 9.0, 0.5, 14) if random.random() < 0.6 else []
        return Group(
            (hill(paint, line, mix(ground, paint.scheme.horizon, 0.12), ground, 90.0), *herd), name="near hills"
        )
    fields, top = quilt(paint, "near", 534, 36, 0.4, 8)
    nodes: list[Node] = [*fields]
    for _ in range(3):
        x = random.uniform(LEFT, RIGHT)
        nodes.append(copse(paint, random, x, height_at(top, x) + 6, random.uniform(46, 80), 0.4))
    if random.random() < 0.6 and not paint.has(*_WILD, *_GRAVES):
        x = 800 - side * 250
        nodes += sheep(paint, "near", x - 230, x + 230, top, 34, 12.0, 0.3, 11)
    return Group(tuple(nodes), name="near hills")


def _landmark(paint: Paint, side: float) -> Group:
    random = paint.random("landmark")
    top = ridge(random, 572, 16, 0.2)
    ground = paint.faded(paint.scheme.ground, 0.16)
    nodes: list[Node] = [hill(paint, top, mix(ground, paint.scheme.rim, 0.12), ground, 120.0)]
    if paint.variant == "hill":
        nodes += _dome(paint, random, side, ground)
    elif paint.variant == "plain":
        nodes += (
            _windpump(paint, 800 - side * 470, 590.0)
            if random.random() < 0.5
            else broadleaf(paint, random, 800 - side * 470, 590.0, 190.0, 0.2)
        )
    else:
        nodes += _trees(paint, random, 800 - side * 500, 592.0)
    if paint.variant != "plain":
        for k in range(4):
            x = 800 + side * (330 + k * 150 + random.uniform(-30, 30))
            nodes += bush(paint, random, x, 586 + random.uniform(-6, 12), random.uniform(80, 150), 0.22)
    if paint.has(*_GRAVES):
        nodes += _graves(paint, random)
    elif not paint.has(*_WILD) and paint.variant != "plain":
        low = [(px, py + 34) for px, py in top]
        nodes.append(fence(paint, low, 46.0, paint.faded(paint.local("#7d6350"), 0.1), 84.0))
    return Group(tuple(nodes), name="tree")


def _trees(paint: Paint, random: Random, x: float, y: float) -> list[Node]:
    """What grows here, by the place's chance: an oak, three of them, poplars, a willow; bare in dead country."""
    if paint.has("dead", "bare", "ruin", "haunted", *_GRAVES):
        return bare(paint, random, x, y, 370.0, 0.1)
    kind = paint.random("trees").randrange(4)
    if kind == 0 and not paint.snowy:
        return willow(paint, random, x, y, 340.0, 0.1)
    if kind == 1:
        return [
            node
            for k in range(5)
            for node in poplar(
                paint, random, x - 150 + 74 * k, y + random.uniform(-4, 6), random.uniform(250, 330), 0.14
            )
        ]
    if kind == 2:
        return [
            node
            for dx, tall in ((-150, 250.0), (130, 280.0), (-10, 360.0))
            for node in broadleaf(paint, random, x + dx, y + dx * 0.02, tall, 0.12)
        ]
    return broadleaf(paint, random, x, y, 400.0, 0.08)


def _dome(paint: Paint, random: Random, side: float, ground: str) -> list[Node]:
    """A great round hill with a way that winds up to the tree on its top."""
    x = 800 - side * 430
    dome = [(px, py - 190 * math.exp(-(((px - x) / 370) ** 2))) for px, py in ridge(random, 572, 4, 0.2, 32.0)]
    crown = (x, height_at(dome, x) + 8)
    nodes: list[Node] = [hill(paint, dome, paint.bright(ground, 0.2), ground, 230.0), rim_light(paint, dome, 3.0, 0.5)]
    nodes += path(
        paint,
        (x + side * 330, 640.0),
        (x + side * 16, crown[1] + 6),
        70.0,
        6.0,
        paint.faded(paint.local("#b59a74"), 0.15),
        side * 120,
    )
    nodes += grass(paint, dome, "hill grass", 160, 13.0, [ground, paint.bright(ground, 0.25)])
    grown = bare if paint.has("dead", "bare", *_GRAVES) else broadleaf
    nodes += grown(paint, random, *crown, 270.0, 0.1)
    return (
        nodes + sheep(paint, "hill", x - 260, x + 330, dome, 60, 17.0, 0.14, 6)
        if not paint.has(*_WILD, *_GRAVES)
        else nodes
    )


def _windpump(paint: Paint, x: float, y: float) -> list[Node]:
    """A wheel on a tower of laths that turns in the wind, and a trough below it."""
    iron = paint.faded(paint.local("#6d6a70"), 0.15)
    legs = [
        polygon([(x - 40, y), (x - 8, y - 230)], closed=False),
        polygon([(x + 40, y), (x + 8, y - 230)], closed=False),
    ]
    laths = [
        polygon([(x - 40 + 32 * u, y - 230 * u), (x + 40 - 32 * v, y - 230 * v)], closed=False)
        for u, v in ((0.0, 0.3), (0.3, 0.0), (0.3, 0.6), (0.6, 0.3), (0.6, 0.9), (0.9, 0.6))
    ]
    vanes = [
        polygon(
            [
                (math.cos(a) * 12, math.sin(a) * 12),
                (math.cos(a - 0.12) * 58, math.sin(a - 0.12) * 58),
                (math.cos(a + 0.16) * 58, math.sin(a + 0.16) * 58),
            ]
        )
        for a in (k * math.tau / 12 for k in range(12))
    ]
    pace = 40.0 * paint.windy
    wheel = Group(
        (fill(joined(vanes), paint.bright(iron, 0.3)),), transform=lambda t: Matrix(e=x, f=y - 240) @ turn(t * pace)
    )
    return [
        strokes([*legs, *laths], iron, 4.0),
        wheel,
        block(x + 50, y - 26, 90, 28, paint.faded(paint.local("#8d8378"), 0.15), radius=4),
    ]


def _graves(paint: Paint, random: Random) -> list[Node]:
    """Headstones in two rows, some leaning."""
    stone = paint.faded(paint.local("#9a979c", 0.35), 0.1)
    slabs: list[Path] = []
    shades: list[Path] = []
    for i in range(22):
        x, y, w = LEFT + 60 + i * 116 + random.uniform(-24, 24), 600 + (i % 2) * 22.0, random.uniform(24, 36)
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
    line = ridge(random, 626, 12, 0.3)
    nodes: list[Node] = [hill(paint, line, paint.bright(ground, 0.1), dark, 330.0), rim_light(paint, line, 3.0, 0.35)]
    nodes += [
        patches(paint, "light", 640, 900, 22, paint.bright(ground, 0.22), 0.3),
        patches(paint, "shade", 650, 980, 16, dark, 0.3),
    ]
    if _is_corn(paint):
        nodes += _cornfield(paint, side, line)
    elif paint.variant == "field":
        soil = paint.local("#6d4f3d")
        nodes.append(furrows(paint, (800.0, HORIZON - 40), 634.0, 7, mix(dark, soil, 0.7), 0.5))
    else:
        nodes += _grassland(paint, side, line, random)
    nodes += tufts(
        paint, "tufts", 650, 960, 300, [dark, paint.bright(ground, 0.18), mix(ground, paint.scheme.foliage, 0.5)], 38.0
    )
    nodes += flowers(paint, "flowers", 650, 960, 130)
    if not _is_corn(paint):
        nodes += _bloom(paint, side, random)
    return Group((*nodes, *stones(paint, "stones", 690, 900, 6, 22.0, paint.local("#8d8a86"))), name="field")


def _cornfield(paint: Paint, side: float, line: list[Point]) -> list[Node]:
    """Ripe corn in three ranks, sheaves on the stubble, and a scarecrow."""
    tints = [paint.local(c, 0.45) for c in ("#d9b25a", "#c9983f", "#e7cb7c")]
    nodes: list[Node] = []
    for k, lift in enumerate((0, 18, 40)):
        rank = [(x, y + lift) for x, y in line]
        if k == 1:
            nodes.append(scarecrow(paint, 800 - side * 430, 664.0, 190.0))
        nodes += corn(paint, f"{k}", rank, 50.0 + k * 14, 330 - 50 * k, tints, 18.0, moving=k == 2)
    nodes.append(patches(paint, "stubble", 700, 940, 30, tints[0], 0.4))
    stubble = (
        sheaves(paint, 800 + side * 520, 742.0, 130.0)
        + sheaves(paint, 800 + side * 690, 752.0, 150.0)
        + sheaves(paint, 800 - side * 640, 748.0, 140.0)
    )
    return nodes + stubble


def _grassland(paint: Paint, side: float, line: list[Point], random: Random) -> list[Node]:
    """A path or, by chance, a brook that comes through the grass."""
    ground, dark = paint.scheme.ground, paint.scheme.ground_dark
    nodes: list[Node] = []
    if (
        paint.random("way").random() < 0.35
        and not paint.snowy
        and paint.variant == "meadow"
        and not paint.has("road", "path", "way", *_GRAVES)
    ):
        nodes += brook(paint, (800 + side * 760, 1200.0), (800 + side * 240, 632.0), 430.0, 26.0, -side * 90)
        nodes += [
            rushes(paint, "brook", 800 + side * dx, y, tall, paint.scheme.foliage)
            for dx, y, tall in ((330.0, 668.0, 60.0), (600.0, 716.0, 90.0), (470.0, 742.0, 100.0))
        ]
    elif paint.variant != "plain":
        nodes += path(paint, (800 + side * 460, 1200.0), (800 + side * 130, 628.0), 420.0, 26.0, paint.local("#b59a74"))
    tall = 46.0 if paint.variant == "plain" else 26.0
    return nodes + grass(paint, line, "edge", 420, tall, [ground, paint.bright(ground, 0.25), dark])


def _bloom(paint: Paint, side: float, random: Random) -> list[Node]:
    """Drifts of flowers to both sides, in this place's colours, and clumps of tall grass that nod."""
    tints = list(_PETALS)
    random.shuffle(tints)
    spots = sorted(
        (
            (800 + s * random.uniform(380, 1150), random.uniform(684, 800), random.uniform(40, 60))
            for s in (-1, 1)
            for _ in range(9)
        ),
        key=lambda spot: spot[1],
    )
    green = mix(paint.scheme.ground, paint.scheme.foliage, 0.6)
    nodes = drifts(paint, "meadow", spots, tints[:2]) if paint.setting.season != "winter" else []
    return [
        *nodes,
        *(
            rushes(paint, "meadow", 800 + side * dx, 738.0, tall, tone)
            for dx, tall, tone in (
                (-610.0, 100.0, green),
                (560.0, 86.0, paint.deep(green, 0.2)),
                (-760.0, 130.0, paint.deep(green, 0.2)),
                (740.0, 120.0, green),
            )
        ),
    ]


def _corn_in_front(paint: Paint) -> Group:
    """Corn close to the camera: high at the sides, low in the middle, out of focus."""
    dark = mix(paint.near, paint.local("#c9983f", 0.4), 0.34)
    edge: list[Point] = [
        (x, 1010 - 110 * min(1.0, abs(x - 800) / 760) ** 2) for x in range(int(LEFT) - 60, int(RIGHT) + 100, 80)
    ]
    stalks = corn(paint, "front", edge, 150.0, 150, [dark, paint.near], 60.0)
    return Group(
        (*stalks, hill(paint, [(x, y + 40) for x, y in edge], paint.near, None, 200.0)), blur=3.0, name="foreground"
    )
