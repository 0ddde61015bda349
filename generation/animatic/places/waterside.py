"""Inland water: a winding river, a pond with reeds and lilies, a lake under mountains, a waterfall."""

import math

from generation.animatic.art import Group, Matrix, Node, Shape, Stroke, ellipse, shift, smooth
from generation.animatic.colour import mix
from generation.animatic.motifs.brush import (
    blob,
    everywhere,
    fill,
    glow,
    joined,
    ridge,
    vertical,
)
from generation.animatic.motifs.distance import soft_far
from generation.animatic.motifs.ground import flowers, foreground_grass, grass, hill, patches, rim_light, stones, tufts
from generation.animatic.motifs.paint import Paint
from generation.animatic.motifs.plants import fern, lily_pads, willow
from generation.animatic.motifs.shore import (
    bulrushes,
    ducks,
    great_fall,
    jetty,
    moored_boat,
    pebbles,
    rainbow,
    stepping_stones,
)
from generation.animatic.motifs.sky import birds, sun_at, sun_seen
from generation.animatic.motifs.sparks import fireflies
from generation.animatic.motifs.stone_bridge import bridge
from generation.animatic.motifs.trees import broadleaf, bush, conifer, leaf_colour, treeline
from generation.animatic.motifs.water import mirrored, path_of_light, ripples, surface, waves
from generation.animatic.places.mountain import boulder, peak
from generation.animatic.stage import LEFT, RIGHT, Layer, Stage

HORIZON = 505.0


def draw(paint: Paint) -> Stage:
    """Variants: river (it winds towards the viewer), pond (ringed by reeds), lake (wide, with a jetty), waterfall (seen near)."""
    side = paint.side
    middle = {"river": _river, "pond": _pond, "waterfall": _falls}.get(paint.variant, _lake)(paint, side)
    return soft_far(
        Stage(
            scheme=paint.scheme,
            behind=(
                Layer("far hills", 0.12, _far(paint)),
                Layer("birds", 0.18, Group((birds(paint, (760.0 - side * 160, 190.0), 4),))),
                *middle,
                Layer("fireflies", 0.96, fireflies(paint, "fireflies", 480.0, 700.0, 8)),
            ),
            front=(Layer("foreground", 1.5, foreground_grass(paint, "foreground", 210.0)),),
            horizon=HORIZON,
            detail=(800.0 + side * 430, 640.0),
        )
    )


def _far(paint: Paint) -> Group:
    random = paint.random("far")
    nodes: list[Node] = []
    if paint.variant in {"lake", "waterfall"}:
        rock = paint.faded(paint.local("#75798c", 0.45), 0.66)
        for i in range(6):
            tall = random.uniform(130, 250)
            nodes += peak(
                paint, random, LEFT + (i + random.random()) * (RIGHT - LEFT) / 6, 512.0, tall * 2.1, tall, rock, 0.36
            )
    for i, (y, swing, distance) in enumerate(((452, 40, 0.9), (482, 26, 0.72))):
        points = ridge(paint.random(f"far {i}"), y, swing)
        colour = paint.faded(mix(paint.scheme.ground, paint.scheme.foliage, 0.5), distance)
        nodes.append(hill(paint, points, colour, mix(colour, paint.scheme.horizon, 0.4), 110.0))
    return Group(tuple(nodes), name="far hills")


def _far_bank(paint: Paint, side: float) -> Group:
    random = paint.random("far bank")
    points = ridge(random, 518, 8)
    leaf = paint.faded(paint.scheme.foliage, 0.45)
    ground = paint.faded(paint.scheme.ground, 0.36)
    nodes: list[Node] = [
        treeline(paint, random, points, 64.0, leaf),
        hill(paint, [(x, y + 6) for x, y in points], ground, None, 60.0),
    ]
    for k in range(5):
        x = 800 + (side if k % 2 else -side) * random.uniform(280, 900)
        nodes += (conifer if paint.variant == "lake" and k % 2 else broadleaf)(
            paint, random, x, 536.0, random.uniform(130, 190), 0.32
        )
    nodes += grass(paint, [(x, y + 14) for x, y in points], "far reeds", 120, 17.0, [ground, paint.deep(ground, 0.3)])
    return Group(tuple(nodes), name="far bank")


def _water(paint: Paint) -> Group:
    random = paint.random("water")
    top = 536.0
    nodes: list[Node] = [surface(paint, top, 860.0)]
    leaf = paint.faded(paint.scheme.foliage, 0.4)
    nodes.append(everywhere(vertical(top, top + 90, (0.0, paint.deep(leaf, 0.2), 0.55), (1.0, leaf, 0.0)), top=top))
    for _ in range(16):
        nodes.append(
            mirrored(
                paint,
                random.uniform(LEFT, RIGHT),
                top + 2,
                random.uniform(24, 56),
                random.uniform(60, 120),
                paint.deep(leaf, 0.3),
                random,
            )
        )
    nodes += ripples(paint, "ripples", top + 4, 760, 90)
    x, _ = sun_at(paint, HORIZON)
    nodes += path_of_light(
        paint, x, top + 6, 740.0, mix(paint.outside.sun, paint.outside.horizon, 0.3), 0.85 if sun_seen(paint) else 0.25
    )
    nodes += waves(paint, "waves", top + 16, 720.0, 3, 4.0)
    if paint.wet:
        nodes += [
            _ring(
                random.uniform(100, 1500),
                random.uniform(560, 670),
                random.uniform(0, 2.0),
                mix(paint.outside.horizon, "#ffffff", 0.3),
            )
            for _ in range(8)
        ]
    return Group(tuple(nodes), name="water")


def _ring(x: float, y: float, delay: float, colour: str) -> Node:
    def grow(t: float) -> Matrix:
        u = ((t + delay) % 2.0) / 2.0
        return Matrix(0.1 + u, 0, 0, 0.1 + u, x, y)

    ring = Shape(ellipse(0, 0, 46, 10), None, Stroke(colour, 2.0))
    return Group((ring,), transform=grow, opacity=lambda t: 0.6 * (1 - ((t + delay) % 2.0) / 2.0))


def _lake(paint: Paint, side: float) -> tuple[Layer, ...]:
    """A wide sheet of water with a jetty, a boat moored to it, reeds and an old tree on the bank."""
    boat = moored_boat(
        paint, 800 + side * 560, 668.0, 92.0, ("#a8493f", "#3f7a94", "#6f8a58")[paint.random("boat").randrange(3)]
    )
    water = jetty(paint, 800 + side * 330, 742.0, 618.0, side)
    plants = [
        bulrushes(paint, f"lake {dx:.0f}", 800 - side * dx, 730.0, tall)
        for dx, tall in ((430.0, 150.0), (560.0, 190.0))
    ]
    return (
        Layer("far bank", 0.3, _far_bank(paint, side)),
        Layer("water", 0.45, _water(paint)),
        Layer("jetty", 0.85, Group((*water, boat), name="jetty")),
        Layer("bank", 0.9, _bank(paint, side, 706.0)),
        Layer("reeds", 0.94, Group(tuple(plants), name="reeds")),
    )


def _pond(paint: Paint, side: float) -> tuple[Layer, ...]:
    """A small round water among meadows: reeds, lilies, a willow that hangs over it, a duck with her young."""
    random = paint.random("pond")
    light, lawn = paint.outside, paint.faded(paint.scheme.ground, 0.26)
    leaf = paint.faded(paint.scheme.foliage, 0.3)
    behind = [(x, y - 8) for x, y in ridge(random, 556, 8)]
    x, y = 800 + side * 90, 640.0
    basin = [
        (x + math.cos(a) * 760 * (1 + 0.06 * math.sin(a * 3)), y + math.sin(a) * 66 * (1 + 0.08 * math.cos(a * 2)))
        for a in (k * math.tau / 22 for k in range(22))
    ]
    nodes: list[Node] = [
        treeline(paint, random, ridge(random, 528, 10), 70.0, paint.faded(paint.scheme.foliage, 0.5), "round"),
        hill(paint, behind, paint.bright(lawn, 0.12), paint.faded(paint.scheme.ground_dark, 0.1), 160.0),
    ]
    nodes += [
        *broadleaf(paint, random, 800 - side * 620, 580.0, 280.0, 0.2),
        *bush(paint, random, 800 - side * 330, 572.0, 130.0, 0.24),
        *bush(paint, random, 800 + side * 130, 566.0, 110.0, 0.26),
    ]
    nodes += [
        blob([(px, py - 7) for px, py in basin], paint.deep(paint.scheme.ground, 0.5)),
        blob(
            basin,
            vertical(
                572,
                706,
                (0.0, mix(light.horizon, light.sky_middle, 0.35)),
                (0.45, mix(light.water, light.sky_middle, 0.3)),
                (1.0, paint.deep(light.water, 0.4)),
            ),
        ),
    ]
    inside = [
        mirrored(
            paint,
            x + random.uniform(-600, 600),
            580 + random.uniform(0, 8),
            random.uniform(30, 80),
            60,
            paint.deep(leaf, 0.3),
            random,
        )
        for _ in range(9)
    ]
    nodes.append(Group((*inside, *ripples(paint, "ripples", 590, 700, 50)), clip=smooth(basin)))
    pads = sorted(
        ((x + random.uniform(-560, 560), random.uniform(616, 684), random.uniform(26, 46)) for _ in range(13)),
        key=lambda pad: pad[1],
    )
    nodes += lily_pads(paint, pads)
    if not paint.dark and not paint.snowy:
        nodes.append(ducks(paint, x - side * 240, 640.0, 34.0, side))
    if paint.wet:
        nodes += [
            _ring(
                x + random.uniform(-500, 500),
                random.uniform(606, 680),
                random.uniform(0, 2.0),
                mix(light.horizon, "#ffffff", 0.3),
            )
            for _ in range(7)
        ]
    shore = [
        bulrushes(paint, f"back {k}", x + dx, 592.0 + abs(dx) * 0.02, 90.0, 8)
        for k, dx in enumerate((-560.0, -430.0, -90.0, 260.0, 400.0))
    ]
    near = [
        bulrushes(paint, f"near {k}", 800 + side * dx, 736.0, tall)
        for k, (dx, tall) in enumerate(((430.0, 150.0), (560.0, 200.0), (690.0, 180.0), (-560.0, 140.0)))
    ]
    tree = (
        broadleaf(paint, random, 800 + side * 780, 742.0, 560.0)
        if paint.snowy
        else willow(paint, random, 800 + side * 790, 742.0, 640.0)
    )
    return (
        Layer("pond", 0.6, Group((*nodes, *shore), name="pond")),
        Layer("bank", 0.9, _bank(paint, side, 712.0, bare=True)),
        Layer("reeds", 0.94, Group((*tree, *near), name="reeds")),
    )


def _river(paint: Paint, side: float) -> tuple[Layer, ...]:
    """A river that winds out of the distance past the viewer, with gravel, stepping stones and white water."""
    random = paint.random("river")
    light, ground = paint.outside, paint.scheme.ground
    lawn, rock = paint.faded(ground, 0.24), paint.local("#8d8a86", 0.38)
    bed = [
        (-0.22, 556, 14),
        (0.2, 570, 26),
        (0.34, 588, 46),
        (-0.05, 610, 90),
        (-0.42, 640, 170),
        (-0.2, 676, 300),
        (0.35, 724, 520),
        (1.25, 800, 860),
        (2.2, 900, 1300),
    ]
    left = [(800 + side * (u * 420) - w / 2, y) for u, y, w in bed]
    right = [(800 + side * (u * 420) + w / 2, y) for u, y, w in bed]
    outline = [*left, *reversed([(px, float(py)) for px, py in right])]
    back: list[Node] = [
        treeline(paint, random, ridge(random, 530, 10), 66.0, paint.faded(paint.scheme.foliage, 0.48)),
        hill(paint, ridge(random, 548, 8), paint.bright(lawn, 0.1), paint.faded(paint.scheme.ground_dark, 0.05), 230.0),
    ]
    for dx, y, tall in ((-430, 578, 230), (330, 572, 210), (-700, 600, 300), (650, 600, 280)):
        back += broadleaf(paint, random, 800 + side * dx, y, tall, 0.24)
    back += [
        blob([(px + (800 - px) * -0.02, py - 4) for px, py in outline], mix(paint.local("#c9b48e", 0.35), ground, 0.2)),
        blob(
            [(px + (10 if px < 800 + side * 40 else -10), py + 4.0) for px, py in outline],
            vertical(
                556,
                800,
                (0.0, mix(light.horizon, light.sky_middle, 0.3)),
                (0.35, mix(light.water, light.sky_middle, 0.35)),
                (1.0, paint.deep(light.water, 0.35)),
            ),
        ),
    ]
    flow = [_flow(paint, k, side) for k in range(3)]
    spots = [(800 - side * (230 - 62 * k) + (14 if k % 2 else -6), 664.0 + 5 * k, 25.0 + 3 * k) for k in range(6)]
    back += [
        Group(tuple(flow), clip=smooth(outline)),
        *(stepping_stones(paint, spots, rock) if not paint.has("bridge", "ford", "crossing") else ()),
    ]
    span = (Layer("bridge", 0.62, bridge(paint, side)),) if paint.has("bridge", "ford", "crossing") else ()
    tree = (broadleaf if paint.snowy else willow)(paint, random, 800 - side * 790, 746.0, 600.0)
    plants = [
        bulrushes(paint, f"river {dx:.0f}", 800 + side * dx, y, tall)
        for dx, y, tall in ((-520.0, 700.0, 130.0), (-640.0, 712.0, 160.0), (700.0, 690.0, 120.0))
    ]
    return (
        Layer("river", 0.6, Group(tuple(back), name="river")),
        *span,
        Layer("bank", 0.9, _bank(paint, side, 740.0, bare=True)),
        Layer("reeds", 0.94, Group((*plants, *tree), name="reeds")),
    )


def _flow(paint: Paint, k: int, side: float) -> Node:
    """Streaks of current that slide down the river and start anew."""
    random = paint.random(f"flow {k}")
    white = mix(paint.outside.horizon, "#ffffff", 0.45)
    marks = [
        ellipse(random.uniform(100, 1500), 560 + 260 * random.random() ** 0.7, random.uniform(14, 70), 1.8)
        for _ in range(40)
    ]
    pace, phase = random.uniform(0.5, 0.8), random.uniform(0, 6)
    return Group(
        (fill(joined(marks), white, 0.45),),
        transform=lambda t: shift(side * 16 * math.sin(t * pace + phase), 6 * math.sin(t * pace * 1.3 + phase)),
        opacity=lambda t: 0.6 + 0.4 * math.sin(t * 1.2 + phase),
    )


def _falls(paint: Paint, side: float) -> tuple[Layer, ...]:
    """A pool under a great fall: rocks, ferns, a veil of spray with a bow in it."""
    random = paint.random("falls")
    x, light = 800 + side * 330, paint.outside
    rock = paint.local("#75716f", 0.4)
    pool = [
        surface(paint, 590.0, 860.0),
        *ripples(paint, "ripples", 596, 740, 70),
        *(
            _ring(x + dx, 612.0 + 8 * k, 0.5 * k, mix(light.horizon, "#ffffff", 0.4))
            for k, dx in enumerate((-120.0, 20.0, 150.0))
        ),
    ]
    spots = [(800 - side * (80 + 96 * k), 640.0 + 9 * k, 34.0 + 6 * k) for k in range(5)]
    bow = rainbow(x - side * 60, 640.0, 330.0, 0.16) if sun_seen(paint) and not light.night else []
    ferns: list[Node] = []
    for dx, y, r in (
        (side * 560, 742.0, 130.0),
        (-side * 520, 738.0, 110.0),
        (side * 700, 760.0, 160.0),
        (-side * 700, 756.0, 150.0),
    ):
        ferns += fern(800 + dx, y, r, paint.deep(leaf_colour(paint), 0.28), paint.bright(leaf_colour(paint), 0.15))
    return (
        Layer(
            "fall",
            0.5,
            Group(
                (*pool, *great_fall(paint, x, 600.0, side), *waves(paint, "waves", 610.0, 720.0, 2, 5.0)), name="fall"
            ),
        ),
        Layer(
            "spray",
            0.62,
            Group((*bow, glow(x, 590.0, 420.0, mix("#ffffff", light.ambient, light.shade), 0.5, 0.5)), name="spray"),
        ),
        Layer("rocks", 0.7, Group(tuple(stepping_stones(paint, spots, rock)), name="rocks")),
        Layer("bank", 0.9, _bank(paint, side, 716.0, bare=True)),
        Layer(
            "ferns", 0.94, Group((*boulder(paint, random, 800 + side * 620, 742.0, 180.0, rock), *ferns), name="ferns")
        ),
    )


def _bank(paint: Paint, side: float, y: float, *, bare: bool = False) -> Group:
    """The bank where people stand; with a tree on it unless `bare`."""
    random = paint.random("bank")
    ground, dark = paint.scheme.ground, paint.scheme.ground_dark
    points = [(px, py - 46 * max(0.0, side * (800 - px)) / 1280) for px, py in ridge(random, y, 10, 0.4)]
    mud = mix(paint.local("#8d7355"), dark, 0.3)
    nodes: list[Node] = [
        hill(paint, [(px, py - 9) for px, py in points], mud, None, 60.0),
        *pebbles(paint, random, LEFT, RIGHT, y - 10, 60, 11.0),
        hill(paint, points, paint.bright(ground, 0.1), dark, 270.0),
        rim_light(paint, points, 3.0, 0.35),
        patches(paint, "light", 730, 930, 18, paint.bright(ground, 0.22), 0.3),
        patches(paint, "shade", 736, 960, 14, dark, 0.32),
        *stones(paint, "shore stones", y - 8, y + 16, 16, 22.0, paint.local("#8d8a86")),
        *boulder(paint, random, 800 - side * 640, 748.0, 120.0, paint.local("#8d8a86")),
    ]
    nodes += grass(paint, points, "edge", 210, 34.0, [ground, paint.bright(ground, 0.25), dark])
    nodes += tufts(paint, "tufts", 736, 960, 130, [dark, paint.bright(ground, 0.2)], 38.0) + flowers(
        paint, "flowers", 740, 950, 70
    )
    return Group(
        tuple(nodes) if bare else (*nodes, *broadleaf(paint, random, 800 - side * 780, 734.0, 560.0, 0.0)), name="bank"
    )
