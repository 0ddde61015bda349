"""The village: a lane between houses, and a market under awnings. Farm and castle share its hills and ground."""

from generation.animatic.art import Group, Node, Path, polygon, rectangle, smooth
from generation.animatic.colour import mix
from generation.animatic.motifs.brush import (
    across,
    blob,
    block,
    disc,
    facet,
    fill,
    glow,
    joined,
    ridge,
    straight,
    strokes,
    vertical,
)
from generation.animatic.motifs.furniture import barrel, box
from generation.animatic.motifs.ground import (
    foreground_grass,
    grass,
    hill,
    patches,
    path,
    rim_light,
    stones,
    tufts,
)
from generation.animatic.motifs.houses import house, lamp_light, row_of_houses, smoke
from generation.animatic.motifs.paint import Paint
from generation.animatic.motifs.period import landmark_of, standing_by, street_light
from generation.animatic.motifs.season import snow_white
from generation.animatic.motifs.sky import birds
from generation.animatic.motifs.trees import broadleaf, bush, treeline
from generation.animatic.stage import LEFT, RIGHT, Layer, Stage

HORIZON = 505.0


def draw(paint: Paint) -> Stage:
    """Variants: village, market."""
    side = chosen_side(paint)
    near = _stalls(paint) if paint.variant == "market" else [*well(paint, side), *_corner(paint, side)]
    return settlement(paint, side, _lane(paint, side), near, houses=True)


def chosen_side(paint: Paint) -> float:
    """On which side of the picture the main thing of this place stands: -1 or 1."""
    return paint.side


def settlement(paint: Paint, side: float, middle: tuple[Layer, ...], near: list[Node], houses: bool) -> Stage:
    """Far hills (with the roofs of a village if asked), what stands in the middle, the ground, and what stands near."""
    return Stage(
        scheme=paint.scheme,
        behind=(
            Layer("far hills", 0.12, _far(paint)),
            Layer("birds", 0.15, Group((birds(paint, (700.0, 180.0), 4),))),
            Layer("far roofs", 0.25, _far_roofs(paint, side, houses)),
            *middle,
            Layer("ground", 0.9, _ground(paint, side)),
            Layer("near", 0.95, Group(tuple(near), name="near")),
        ),
        front=(Layer("foreground", 1.5, foreground_grass(paint, "foreground", 150.0, 70)),),
        horizon=HORIZON,
        detail=(800.0 - side * 420, 520.0),
    )


def _far(paint: Paint) -> Group:
    nodes: list[Node] = []
    for i, (y, swing, distance) in enumerate(((430, 50, 0.9), (470, 34, 0.72))):
        points = ridge(paint.random(f"far {i}"), y, swing)
        colour = paint.faded(mix(paint.scheme.ground, paint.scheme.foliage, 0.5), distance)
        nodes.append(hill(paint, points, colour, mix(colour, paint.scheme.horizon, 0.4), 130.0))
    return Group(tuple(nodes), name="far hills")


def _far_roofs(paint: Paint, side: float, houses: bool) -> Group:
    random = paint.random("far roofs")
    ground = ridge(random, 528, 8)
    colour = paint.faded(paint.scheme.ground, 0.5)
    nodes: list[Node] = [
        treeline(paint, random, [(x, y - 8) for x, y in ground], 54.0, paint.faded(paint.scheme.foliage, 0.62)),
        hill(paint, ground, colour, None, 120.0),
    ]
    if houses:
        nodes += row_of_houses(paint, "far houses", 180.0, 1420.0, 540.0, 62.0, 0.5)
        nodes += _church(paint, 800 + side * 90, 536.0, 0.5)
    return Group(tuple(nodes), name="far roofs")


def _church(paint: Paint, x: float, y: float, distance: float) -> list[Node]:
    wall, roof = paint.faded(paint.local("#d6cdbb", 0.3), distance), paint.faded(paint.local("#6f5a66", 0.35), distance)
    lit = lamp_light(paint) if paint.dark else paint.deep(wall, 0.6)
    return [
        facet(
            [(x, y), (x, y - 70), (x + 56, y - 110), (x + 112, y - 70), (x + 112, y)],
            across(x, x + 112, (0.0, paint.deep(wall, 0.3)), (1.0, wall)),
        ),
        facet(
            [
                (x - 6, y - 66),
                (x + 56, y - 114),
                (x + 118, y - 66),
                (x + 118, y - 76),
                (x + 56, y - 124),
                (x - 6, y - 76),
            ],
            roof,
        ),
        block(
            x - 40,
            y - 150,
            44,
            150,
            across(x - 40, x + 4, (0.0, paint.deep(wall, 0.25)), (1.0, paint.bright(wall, 0.1))),
        ),
        facet(
            [(x - 46, y - 150), (x - 18, y - 236), (x + 10, y - 150)],
            across(x - 46, x + 10, (0.0, paint.deep(roof, 0.25)), (1.0, paint.bright(roof, 0.12))),
        ),
        straight([(x - 18, y - 232), (x - 18, y - 256)], roof, 2.4),
        straight([(x - 25, y - 248), (x - 11, y - 248)], roof, 2.4),
        block(x - 25, y - 134, 14, 24, lit, radius=7),
        *(block(x + 22 + k * 28, y - 54, 12, 28, lit, radius=6) for k in range(3)),
    ]


def _lane(paint: Paint, side: float) -> tuple[Layer, ...]:
    random = paint.random("lane")
    line_ = ridge(random, 566, 6, 0.2)
    middle: list[Node] = [hill(paint, line_, paint.faded(paint.scheme.ground, 0.22), None, 120.0)]
    for x, w, h in (
        (-300, 230, 190),
        (-60, 210, 170),
        (190, 220, 200),
        (420, 170, 150),
        (1200, 180, 160),
        (1430, 220, 196),
        (1680, 230, 180),
        (1930, 230, 190),
    ):
        middle.append(house(paint, random, x + random.uniform(-16, 16), 592.0, w, h * 0.8, 0.16))
    middle += broadleaf(paint, random, 800 + side * 290, 590.0, 230.0, 0.2)
    for _ in range(6):
        x = 800 + random.choice((-1, 1)) * random.uniform(240, 900)
        middle += bush(paint, random, x, 600.0, random.uniform(60, 110), 0.16)
    near: list[Node] = []
    for x in (-10.0, 1640.0):
        near.append(
            house(
                paint,
                random,
                x,
                690.0,
                420.0,
                330.0,
                0.0,
                gable=True,
                door=x > 800,
                thatched=paint.has("thatched", "old", "medieval"),
            )
        )
    plumes = Group((smoke(paint, 455.0, 424.0, 0.8), smoke(paint, 1240.0, 416.0, 0.8)))
    return (
        Layer("houses", 0.5, Group(tuple(middle), name="houses")),
        Layer("smoke", 0.5, plumes),
        Layer("near houses", 0.8, Group(tuple(near), name="near houses")),
    )


def _ground(paint: Paint, side: float) -> Group:
    random = paint.random("ground")
    base = paint.scheme.ground
    stone = paint.local("#a0917f", 0.4)
    points = ridge(random, 626, 7, 0.3)
    paved = paint.variant in {"market", "castle"} or paint.has("square", "cobbled", "cobble", "piazza", "plaza", "town")
    if paint.snowy:
        stone = mix(stone, base, 0.72)
    colour = mix(stone, base, 0.12) if paved else base
    nodes: list[Node] = [
        hill(paint, points, paint.bright(colour, 0.1), paint.deep(colour, 0.4), 330.0),
        rim_light(paint, points, 2.5, 0.3),
    ]
    if paved:
        nodes += _cobbles(paint, stone)
    else:
        soil = paint.local("#b1946e")
        nodes += path(paint, (760.0, 1200.0), (800 - side * 40, 628.0), 760.0, 110.0, soil, 60.0 * side)
        nodes.append(patches(paint, "worn", 650, 940, 22, paint.bright(base, 0.2), 0.3))
        nodes += tufts(paint, "tufts", 640, 940, 130, [paint.scheme.ground_dark, paint.bright(base, 0.2)], 34.0)
        nodes += stones(paint, "stones", 660, 920, 16, 13.0, paint.local("#918a82"))
    nodes += grass(paint, points, "edge", 120, 18.0, [base, paint.scheme.ground_dark], under=6)
    return Group(tuple(nodes), name="ground")


def _cobbles(paint: Paint, stone: str) -> list[Node]:
    random = paint.random("cobbles")
    each: tuple[list[Path], list[Path], list[Path]] = ([], [], [])
    y, step = 640.0, 9.0
    while y < 1010 and sum(map(len, each)) < 620:
        wide = step * 3.1
        x = LEFT * 0.5 + random.uniform(0, wide)
        while x < RIGHT - 220:
            if random.random() < 0.62:
                each[random.randrange(3)].append(
                    rectangle(x, y, wide * random.uniform(0.7, 0.92), step * 0.8, step * 0.35)
                )
            x += wide
        y += step
        step *= 1.2
    wet = 0.5 if paint.wet else 0.24
    return [
        fill(joined(each[0]), paint.bright(stone, wet), 0.45),
        fill(joined(each[1]), paint.deep(stone, 0.34), 0.45),
        fill(joined(each[2]), mix(stone, paint.scheme.accent, 0.16), 0.45),
    ]


def well(paint: Paint, side: float) -> list[Node]:
    """A draw well with its roof, opposite to `side`."""
    x, y = 800 - side * 500, 742.0
    if drawn := landmark_of(paint, x, y):
        return drawn
    stone, wood = paint.local("#9a928a", 0.3), paint.local("#6b4a34")
    roof = paint.local("#9a4a3c", 0.35)
    bricks = [
        rectangle(x - 66 + (i % 5) * 27 + (6 if i // 5 % 2 else 0), y - 66 + (i // 5) * 22, 23, 18, 4)
        for i in range(15)
    ]
    return [
        disc(x, y + 6, 104, paint.scheme.shadow, 13, 0.35),
        block(x - 7 - 52, y - 200, 12, 140, wood),
        block(x + 46, y - 200, 12, 140, wood),
        facet(
            [(x - 92, y - 190), (x, y - 250), (x + 92, y - 190)],
            across(x - 92, x + 92, (0.0, paint.deep(roof, 0.3)), (1.0, paint.bright(roof, 0.15))),
        ),
        *(
            (facet([(x - 84, y - 196), (x, y - 254), (x + 84, y - 196), (x, y - 232)], snow_white(paint)),)
            if paint.snowy
            else ()
        ),
        straight([(x - 56, y - 150), (x + 56, y - 150)], wood, 9.0),
        straight([(x, y - 150), (x, y - 96)], paint.local("#c9b489"), 2.6),
        blob([(x - 15, y - 96), (x + 15, y - 96), (x + 11, y - 68), (x - 11, y - 68)], paint.local("#8a6642")),
        block(
            x - 72,
            y - 72,
            144,
            76,
            across(x - 72, x + 72, (0.0, paint.deep(stone, 0.35)), (0.6, stone), (1.0, paint.deep(stone, 0.2))),
            radius=8,
        ),
        fill(joined(bricks), paint.bright(stone, 0.2), 0.5),
        disc(x, y - 72, 76, paint.bright(stone, 0.25), 15),
        disc(x, y - 72, 60, paint.deep(stone, 0.75), 10),
    ]


def _corner(paint: Paint, side: float) -> list[Node]:
    return [
        *(
            standing_by(paint, side)
            or (
                *barrel(paint, 800 + side * 560, 738.0, 130.0),
                *box(paint, 800 + side * 650, 746.0, 110.0, 84.0, paint.local("#8c6a45")),
            )
        ),
        *_lantern(paint, 800 + side * 470, 716.0),
    ]


def _lantern(paint: Paint, x: float, y: float) -> list[Node]:
    if drawn := street_light(paint, x, y, 0.8):
        return drawn
    iron = paint.local("#3a3640")
    lamp = lamp_light(paint) if paint.dark else paint.local("#d8d6c4")
    nodes: list[Node] = [
        block(x - 4, y - 250, 8, 250, iron, radius=3),
        straight([(x, y - 246), (x + 34, y - 250)], iron, 5.0),
        facet([(x + 22, y - 206), (x + 18, y - 240), (x + 48, y - 240), (x + 44, y - 206)], lamp),
        facet([(x + 13, y - 240), (x + 33, y - 258), (x + 53, y - 240)], iron),
    ]
    return (
        [
            *nodes,
            glow(x + 33, y - 224, 170, paint.scheme.accent, 0.75),
            glow(x + 33, y + 8, 210, paint.scheme.accent, 0.36, 0.22),
        ]
        if paint.dark
        else nodes
    )


def _stalls(paint: Paint) -> list[Node]:
    nodes: list[Node] = []
    for k, (x, y, s) in enumerate(
        (
            (250.0, 690.0, 0.9),
            (1360.0, 690.0, 0.9),
            (30.0, 756.0, 1.15),
            (1590.0, 756.0, 1.15),
            (520.0, 648.0, 0.62),
            (1100.0, 648.0, 0.62),
        )
    ):
        nodes = _stall(paint, k, x, y, s) + nodes if s < 0.7 else nodes + _stall(paint, k, x, y, s)
    return nodes


def _stall(paint: Paint, k: int, x: float, y: float, s: float) -> list[Node]:
    wood, cloth = (
        paint.local("#7a5639"),
        paint.local(("#b5483f", "#3f7385", "#c08a35", "#6a8a4a", "#8a4f7a", "#b5483f")[k], 0.4),
    )
    white = paint.local("#efe6d4", 0.2)
    w, top = 150 * s, y - 290 * s
    bands = [
        polygon(
            [
                (x - w + i * w / 4, top),
                (x - w + (i + 1) * w / 4, top),
                (x - w * 1.14 + (i + 1) * w * 1.14 / 4, top + 66 * s),
                (x - w * 1.14 + i * w * 1.14 / 4, top + 66 * s),
            ]
        )
        for i in range(0, 8, 2)
    ]
    scallops = [
        smooth(
            [
                (x - w * 1.14 + i * w * 0.285, top + 62 * s),
                (x - w * 1.14 + (i + 0.5) * w * 0.285, top + 88 * s),
                (x - w * 1.14 + (i + 1) * w * 0.285, top + 62 * s),
            ]
        )
        for i in range(8)
    ]
    fruit: list[Node] = []
    for i, tint in enumerate(("#c8503f", "#d99a3c", "#7f9a48", "#9a5f7f")):
        cx = x - w * 0.72 + i * w * 0.48
        heap = [
            (cx + dx * 15 * s, y - 104 * s - dy * 11 * s)
            for dy in range(3)
            for dx in ([-1.5, -0.5, 0.5, 1.5], [-1, 0, 1], [-0.5, 0.5])[dy]
        ]
        fruit.append(
            fill(
                joined(
                    smooth([(px - 8 * s, py), (px, py - 8 * s), (px + 8 * s, py), (px, py + 8 * s)]) for px, py in heap
                ),
                paint.local(tint, 0.3),
            )
        )
    nodes: list[Node] = [
        disc(x, y + 4, w * 1.1, paint.scheme.shadow, 13 * s, 0.35),
        block(x - w + 4, top, 9 * s, y - top, wood),
        block(x + w - 12 * s, top, 9 * s, y - top, wood),
        block(x - w, y - 200 * s, w * 2, 110 * s, paint.scheme.shadow, 0.28),
        block(x - w, y - 96 * s, w * 2, 96 * s, vertical(y - 96 * s, y, (0.0, wood), (1.0, paint.deep(wood, 0.45)))),
        strokes(
            [polygon([(x - w + i * w / 3, y - 94 * s), (x - w + i * w / 3, y)], closed=False) for i in range(1, 6)],
            paint.deep(wood, 0.5),
            2.0,
            0.6,
        ),
        block(x - w * 1.04, y - 102 * s, w * 2.08, 11 * s, paint.bright(wood, 0.3)),
        *fruit,
        facet([(x - w, top), (x + w, top), (x + w * 1.14, top + 66 * s), (x - w * 1.14, top + 66 * s)], white),
        fill(joined(bands), cloth),
        fill(joined(scallops[0::2]), cloth),
        fill(joined(scallops[1::2]), white),
        block(x - w * 1.14, top + 58 * s, w * 2.28, 12 * s, paint.scheme.shadow, 0.16),
    ]
    if paint.dark:
        nodes += [
            disc(x, top + 108 * s, 9 * s, lamp_light(paint)),
            glow(x, top + 108 * s, 170 * s, paint.scheme.accent, 0.7),
        ]
    return nodes
