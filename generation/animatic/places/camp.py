"""Camps: two tents and a fire in the woods, an army's pavilions and banners, yurts on the steppe, a battlefield."""

from generation.animatic.art import Group, Node, Path, Point, polygon, scale, shift, smooth
from generation.animatic.colour import mix
from generation.animatic.motifs.brush import disc, facet, fill, joined, line, ridge, straight, strokes
from generation.animatic.motifs.camps import banner, campfire, palisade, pavilion, pod_tent, tent, yurt
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
from generation.animatic.motifs.houses import smoke
from generation.animatic.motifs.implements import fence_of
from generation.animatic.motifs.old_town import handcart
from generation.animatic.motifs.paint import Paint
from generation.animatic.motifs.period import street_light
from generation.animatic.motifs.plants import log, rushes
from generation.animatic.motifs.sky import birds
from generation.animatic.motifs.sparks import fireflies
from generation.animatic.motifs.tomorrow import hover_car
from generation.animatic.motifs.trees import bare, bush, conifer, treeline
from generation.animatic.motifs.vehicles import car, vintage_car
from generation.animatic.places.mountain import peak
from generation.animatic.stage import LEFT, RIGHT, Layer, Stage

HORIZON = 508.0


def draw(paint: Paint) -> Stage:
    """Variants: campsite, army (pavilions, banners, a palisade), yurts, battlefield (torn flags, broken wheels, smoke)."""
    side = paint.side
    middle = {"army": _army, "yurts": _yurts, "battlefield": _war}.get(paint.variant, _clearing)(paint, side)
    fire = campfire(paint, 800 + side * 330, 736.0, 1.0)
    return soft_far(
        Stage(
            scheme=paint.scheme,
            behind=(
                Layer("far hills", 0.12, _far(paint, side)),
                Layer("birds", 0.16, Group((birds(paint, (760.0 - side * 160, 200.0), 4),))),
                *middle,
                Layer("ground", 0.9, _ground(paint, side)),
                *(() if paint.variant == "battlefield" else (Layer("fire", 0.95, fire, blurs=False),)),
                Layer(
                    "fireflies",
                    0.96,
                    fireflies(paint, "fireflies", 480.0, 700.0, 6) if paint.variant != "battlefield" else Group(()),
                ),
            ),
            front=(Layer("foreground", 1.5, foreground_grass(paint, "foreground", 170.0)),),
            horizon=HORIZON,
            detail=(800.0 + side * 330, 690.0) if paint.variant != "battlefield" else (800.0 + side * 430, 600.0),
        )
    )


def _far(paint: Paint, side: float) -> Group:
    nodes: list[Node] = []
    random = paint.random("far")
    if paint.variant in {"campsite", "yurts"}:
        rock = paint.faded(paint.local("#75798c", 0.45), 0.72)
        for k in range(6):
            tall = random.uniform(90, 200)
            nodes += peak(paint, random, LEFT + (k + random.random()) * 430, 506.0, tall * 2.4, tall, rock, 0.34)
    for i, (y, swing, distance) in enumerate(((462, 34, 0.86), (486, 24, 0.68))):
        points = ridge(random, y, swing)
        colour = paint.faded(
            mix(paint.scheme.ground, paint.scheme.foliage, 0.2 if paint.variant == "yurts" else 0.45), distance
        )
        nodes += [
            hill(paint, points, colour, mix(colour, paint.scheme.horizon, 0.35), 120.0),
            rim_light(paint, points, 2.0, 0.2),
        ]
        if i and paint.variant == "battlefield":
            nodes += [smoke(paint, x, 480.0, 3.0) for x in (800 - side * 260, 800 + side * 640)]
    return Group(tuple(nodes), name="far hills")


def _clearing(paint: Paint, side: float) -> tuple[Layer, ...]:
    """The edge of a wood with two tents before it."""
    random = paint.random("clearing")
    leaf = paint.faded(mix(paint.scheme.foliage, paint.scheme.ground_dark, 0.3), 0.45)
    back: list[Node] = [treeline(paint, random, ridge(random, 528, 8), 130.0, leaf, "conifer", 150.0)]
    nodes: list[Node] = []
    for k in range(11):
        x = 800 + (1 if k % 2 else -1) * random.uniform(300, 1150)
        nodes += conifer(paint, random, x, 586.0, random.uniform(230, 400), 0.2)
    nodes.append(hill(paint, ridge(random, 582, 6), paint.faded(paint.scheme.ground, 0.16), None, 90.0))
    nodes += _pitched(paint, 800 - side * 440, 628.0, 240.0, "#d08a45", -side)
    nodes += _pitched(paint, 800 + side * 620, 614.0, 190.0, "#5f8f8a", side)
    nodes += _arrived(paint, 800 - side * 800, 632.0, side)
    return (
        Layer("far wood", 0.3, Group(tuple(back), name="far wood")),
        Layer("tents", 0.68, Group(tuple(nodes), name="tents")),
    )


def _pitched(paint: Paint, x: float, y: float, width: float, tint: str, side: float) -> list[Node]:
    """A tent of the period: undyed cloth of old, a shell that glows in the future."""
    match paint.setting.period:
        case "future":
            return pod_tent(paint, x, y, width * 1.3, 0.06)
        case "medieval" | "1920s":
            return tent(paint, x, y, width, paint.local("#d8c8a0", 0.3), side, 0.06)
        case _:
            return tent(paint, x, y, width, paint.local(tint, 0.3), side, 0.06)


def _arrived(paint: Paint, x: float, y: float, side: float) -> list[Node]:
    """What the campers came with, at the edge of the wood."""
    match paint.setting.period:
        case "medieval":
            return handcart(paint, x + side * 130, y, 0.62, side)
        case "1920s":
            return [
                Group(tuple(vintage_car(paint, "#46614e")), transform=shift(x + side * 110, y) @ scale(side * 0.7, 0.7))
            ]
        case "today":
            return [Group(tuple(car(paint, "#4f7ea0")), transform=shift(x + side * 110, y) @ scale(side * 0.78, 0.78))]
        case "future":
            return [
                Group(
                    tuple(hover_car(paint, "#c9525e")), transform=shift(x + side * 120, y - 22) @ scale(side * 0.8, 0.8)
                )
            ]
        case _:
            return []


def _barracks(paint: Paint, side: float) -> tuple[Layer, ...]:
    """An army's camp since armies wear drab: rows of tents, or of shells, behind a fence, and one flag."""
    random = paint.random("army")
    future = paint.setting.period == "future"
    line_ = [(LEFT - 20, 540.0), (800.0, 538.0), (RIGHT + 20, 540.0)]
    far: list[Node] = [fence_of(paint, line_, 44.0, paint.faded(paint.local("#6a5a48"), 0.4), 90.0)]
    far.append(hill(paint, ridge(random, 548, 6), paint.faded(paint.scheme.ground, 0.32), None, 90.0))
    for k in range(9):
        x = LEFT + 120 + k * 300 + random.uniform(-30, 30)
        far += _soldiers_tent(paint, x, 566.0, 84.0, side, 0.4)
    near: list[Node] = [hill(paint, ridge(random, 586, 6), paint.faded(paint.scheme.ground, 0.14), None, 90.0)]
    for dx, y, wide in ((-520.0, 626.0, 250.0), (560.0, 618.0, 230.0), (900.0, 640.0, 260.0), (-900.0, 630.0, 240.0)):
        x = 800 + side * dx
        near += _soldiers_tent(paint, x, y, wide, -side, 0.04)
    flag = paint.local("#3f6f9a" if future else "#a8443a", 0.28)
    near += banner(paint, 800 - side * 330, 636.0, 330.0, flag, 1.7, 0.05)
    near += (street_light(paint, 800 + side * 250, 614.0, 0.62) or []) if paint.setting.period != "1920s" else []
    return (
        Layer("far camp", 0.35, Group(tuple(far), name="far camp")),
        Layer("camp", 0.68, Group(tuple(near), name="camp")),
    )


def _soldiers_tent(paint: Paint, x: float, y: float, width: float, side: float, distance: float) -> list[Node]:
    """Round tents of white cloth in the twenties, drab ones today, shells in the future."""
    match paint.setting.period:
        case "1920s":
            cloth = paint.local("#ded2b4", 0.28)
            return pavilion(paint, x, y, width * 0.9, cloth, paint.deep(cloth, 0.06), distance)
        case "future":
            return pod_tent(paint, x, y, width * 1.3, distance)
        case _:
            return tent(paint, x, y, width, paint.local("#7f8460", 0.3), side, distance)


def _army(paint: Paint, side: float) -> tuple[Layer, ...]:
    """Rows of pavilions up a slope, a palisade behind, banners in the wind; what came after them in its own time."""
    if paint.setting.period in ("1920s", "today", "future"):
        return _barracks(paint, side)
    random = paint.random("army")
    one = random.choice(("#b23a3f", "#33589a", "#4f7d4c"))
    pairs = (
        (paint.local(one, 0.28), paint.local("#ece2cc", 0.25)),
        (paint.local("#ece2cc", 0.25), paint.local("#c79a3f", 0.28)),
    )
    far: list[Node] = [*palisade(paint, "wall", LEFT, RIGHT, 534.0, 46.0, 0.4)]
    far += [
        node
        for k in range(9)
        for node in pavilion(paint, LEFT + 120 + k * 300 + random.uniform(-40, 40), 552.0, 96.0, *pairs[k % 2], 0.42)
    ]
    slope = hill(paint, ridge(random, 546, 6), paint.faded(paint.scheme.ground, 0.32), None, 90.0)
    near: list[Node] = [hill(paint, ridge(random, 586, 6), paint.faded(paint.scheme.ground, 0.14), None, 90.0)]
    flags: list[Node] = []
    for k, (dx, y, wide) in enumerate(
        (
            (-side * 520, 626.0, 270.0),
            (side * 560, 618.0, 250.0),
            (side * 880, 640.0, 290.0),
            (-side * 890, 630.0, 260.0),
        )
    ):
        near += pavilion(paint, 800 + dx, y, wide, *pairs[k % 2], 0.04)
        flags += banner(paint, 800 + dx * 0.74, y + 16, 330.0, pairs[k % 2][0], k * 1.7, 0.05) if k < 3 else []
    racks = [
        polygon([(800 - side * 330 + 16 * k, 632), (800 - side * 350 + 16 * k, 500)], closed=False) for k in range(6)
    ]
    near += [
        strokes(racks, paint.local("#6a4c36"), 4.0),
        straight([(800 - side * 350, 580), (800 - side * 230, 580)], paint.local("#5a4030"), 6.0),
    ]
    return (
        Layer("far camp", 0.35, Group((*far[:3], slope, *far[3:]), name="far camp")),
        Layer("camp", 0.68, Group((*near, *flags), name="camp")),
    )


def _yurts(paint: Paint, side: float) -> tuple[Layer, ...]:
    """Yurts in wide grassland, a herd far away, smoke from the roofs."""
    random = paint.random("yurts")
    plain = paint.faded(mix(paint.scheme.ground, paint.local("#b9a55f", 0.4), 0.35), 0.3)
    far: list[Node] = [hill(paint, ridge(random, 530, 10), plain, None, 100.0)]
    herd = [
        _beast(800 - side * 300 + random.uniform(-200, 200), 538 + random.uniform(-4, 10), random.uniform(8, 12))
        for _ in range(12)
    ]
    far.append(fill(joined(herd), paint.faded(paint.local("#5f4636"), 0.4)))
    far += yurt(paint, random, 800 + side * 170, 552.0, 110.0, 0.4)
    near: list[Node] = [
        hill(
            paint,
            ridge(random, 588, 9),
            paint.faded(mix(paint.scheme.ground, paint.local("#b9a55f", 0.4), 0.3), 0.14),
            None,
            90.0,
        )
    ]
    for dx, y, wide in ((side * 860, 606.0, 280.0), (side * 470, 622.0, 390.0), (-side * 620, 612.0, 300.0)):
        near += yurt(paint, random, 800 + dx, y, wide, 0.06)
        near.append(smoke(paint, 800 + dx, y - wide * 0.58, 1.4))
    line_y = 588.0
    rack = [
        polygon([(800 - side * 300, line_y + 30), (800 - side * 300, line_y - 50)], closed=False),
        polygon([(800 - side * 420, line_y + 30), (800 - side * 420, line_y - 50)], closed=False),
    ]
    near += [
        strokes(rack, paint.local("#6a4c36"), 6.0),
        line(
            [(800 - side * 300, line_y - 46), (800 - side * 360, line_y - 38), (800 - side * 420, line_y - 46)],
            paint.local("#6a4c36"),
            2.4,
        ),
    ]
    return (Layer("herd", 0.3, Group(tuple(far), name="herd")), Layer("yurts", 0.68, Group(tuple(near), name="yurts")))


def _beast(x: float, y: float, s: float) -> Path:
    """A grazing animal far away."""
    return joined(
        (
            smooth(
                [
                    (x - s, y - s * 0.9),
                    (x + s * 0.7, y - s),
                    (x + s * 1.5, y - s * 0.3),
                    (x + s * 0.8, y - s * 0.4),
                    (x - s, y - s * 0.3),
                ]
            ),
            polygon([(x - s * 0.8, y), (x - s * 0.8, y - s * 0.6), (x - s * 0.6, y - s * 0.6), (x - s * 0.6, y)]),
            polygon([(x + s * 0.5, y), (x + s * 0.5, y - s * 0.6), (x + s * 0.7, y - s * 0.6), (x + s * 0.7, y)]),
        )
    )


def _war(paint: Paint, side: float) -> tuple[Layer, ...]:
    """After the battle: torn banners, lances in the ground, a broken wheel, dead trees."""
    random = paint.random("war")
    mud = paint.faded(mix(paint.scheme.ground, paint.local("#7d6a58"), 0.5), 0.3)
    far: list[Node] = [hill(paint, ridge(random, 538, 12), mud, None, 90.0)]
    spears = [
        polygon([(x, 552), (x + random.uniform(-26, 26), 552 - random.uniform(40, 80))], closed=False)
        for x in (LEFT + 60 * k + random.uniform(-20, 20) for k in range(42))
    ]
    far.append(strokes(spears, paint.faded(paint.local("#4f4038"), 0.4), 2.4))
    near: list[Node] = [
        *bare(paint, random, 800 - side * 620, 612.0, 330.0, 0.2),
        hill(paint, ridge(random, 592, 8), mix(mud, paint.scheme.ground_dark, 0.2), None, 90.0),
    ]
    near += banner(paint, 800 + side * 430, 640.0, 330.0, paint.local("#9a3a3c", 0.28), 0.4, 0.05)
    near += banner(paint, 800 - side * 380, 622.0, 220.0, paint.local("#3d5a8c", 0.28), 2.2, 0.15)
    near += _wheel(paint, 800 + side * 590, 640.0, 84.0)
    lances = [
        polygon(
            [
                (800 - side * (250 + 46 * k), 644 + 6 * (k % 2)),
                (800 - side * (250 + 46 * k) + (-40, 30, -16, 50)[k], 500 + 16 * k),
            ],
            closed=False,
        )
        for k in range(4)
    ]
    near += [strokes(lances, paint.local("#5b4636"), 5.0), *_shield(paint, 800 - side * 470, 650.0, 60.0)]
    return (
        Layer("field of spears", 0.35, Group(tuple(far), name="spears")),
        Layer("remains", 0.68, Group(tuple(near), name="remains")),
    )


def _wheel(paint: Paint, x: float, y: float, r: float) -> list[Node]:
    """A cart's wheel that leans, half sunk."""
    import math

    wood = paint.local("#6a4a36")
    rim = [(x + math.cos(a) * r * 0.8, y - r * 0.7 + math.sin(a) * r) for a in (k * math.tau / 16 for k in range(16))]
    spokes = [polygon([(x, y - r * 0.7), p], closed=False) for p in rim[::2]]
    return [
        strokes([smooth(rim)], paint.deep(wood, 0.3), 13.0),
        strokes(spokes, wood, 7.0),
        disc(x, y - r * 0.7, 14, paint.bright(wood, 0.2)),
        facet(
            [(x - r, y), (x + r, y), (x + r, y + 40), (x - r, y + 40)], paint.faded(paint.scheme.ground_dark, 0.1), 0.0
        ),
    ]


def _shield(paint: Paint, x: float, y: float, s: float) -> list[Node]:
    red, pale = paint.local("#a33c3c", 0.28), paint.local("#e5dac2", 0.25)
    outline: list[Point] = [
        (x - s * 0.6, y - s * 1.3),
        (x + s * 0.5, y - s * 1.1),
        (x + s * 0.5, y - s * 0.3),
        (x, y + 4),
        (x - s * 0.5, y - s * 0.4),
    ]
    return [
        disc(x, y + 4, s * 0.7, paint.scheme.shadow, 7, 0.3),
        fill(smooth(outline, tension=0.4), red),
        straight([(x - s * 0.05, y - s * 1.18), (x, y - 6)], pale, s * 0.14),
        straight([(x - s * 0.52, y - s * 0.8), (x + s * 0.48, y - s * 0.68)], pale, s * 0.14),
    ]


def _ground(paint: Paint, side: float) -> Group:
    """Trodden grass, logs to sit on, and what lies about in the camp."""
    random = paint.random("ground")
    ground, dark = paint.scheme.ground, paint.scheme.ground_dark
    if paint.variant == "battlefield":
        ground, dark = mix(ground, paint.local("#7d6a58"), 0.5), mix(dark, paint.local("#4f4038"), 0.4)
    if paint.variant == "yurts":
        ground = mix(ground, paint.local("#b9a55f", 0.4), 0.25)
    line_ = ridge(random, 642, 8, 0.4)
    nodes: list[Node] = [hill(paint, line_, paint.bright(ground, 0.1), dark, 330.0), rim_light(paint, line_, 3.0, 0.3)]
    nodes += [
        patches(paint, "light", 664, 900, 20, paint.bright(ground, 0.22), 0.3),
        patches(paint, "shade", 664, 960, 16, dark, 0.3),
    ]
    bald = mix(paint.local("#a58a66"), ground, 0.3)
    x = 800 + side * 330
    if paint.variant == "battlefield":
        nodes += [
            patches(paint, "mud", 664, 930, 22, paint.local("#5b4a40"), 0.45),
            patches(paint, "puddles", 690, 900, 7, mix(paint.outside.horizon, paint.outside.water, 0.4), 0.4),
        ]
    else:
        nodes += path(paint, (800 - side * 160, 1200.0), (800 - side * 40, 646.0), 420.0, 60.0, bald, 60.0)
        nodes.append(
            fill(smooth([(x - 230, 740), (x, 708), (x + 230, 738), (x + 120, 778), (x - 120, 780)]), bald, 0.6)
        )
    nodes += grass(paint, line_, "edge", 260, 24.0, [ground, paint.bright(ground, 0.25), dark])
    nodes += tufts(paint, "tufts", 660, 960, 200, [dark, paint.bright(ground, 0.18)], 36.0)
    if paint.variant != "battlefield":
        nodes += (
            flowers(paint, "flowers", 660, 940, 70)
            + log(paint, x + side * 190, 752.0, 210.0, 46.0)
            + log(paint, 800 - side * 560, 756.0, 240.0, 52.0)
        )
    nodes += stones(paint, "stones", 690, 900, 8, 24.0, paint.local("#8d8a86"))
    nodes += [rushes(paint, "camp", 800 + side * dx, 738.0, 84.0, paint.scheme.foliage) for dx in (700.0, -700.0)]
    return Group(
        (*nodes, *bush(paint, random, 800 - side * 820, 736.0, 190.0)) if paint.variant == "campsite" else tuple(nodes),
        name="ground",
    )
