"""Inland water: river, pond with reeds and lilies, lake under mountains, waterfall."""

import math

from generation.animatic.art import Group, Matrix, Node, Path, Point, Shape, Stroke, ellipse, polygon, shift, smooth
from generation.animatic.colour import mix
from generation.animatic.motifs.brush import (
    blob,
    everywhere,
    facet,
    fill,
    glow,
    joined,
    line,
    ridge,
    strokes,
    sway,
    vertical,
)
from generation.animatic.motifs.ground import flowers, foreground_grass, grass, hill, patches, rim_light, stones, tufts
from generation.animatic.motifs.paint import Paint
from generation.animatic.motifs.sky import birds, sun_at, sun_seen
from generation.animatic.motifs.trees import broadleaf, bush, conifer, treeline
from generation.animatic.motifs.water import mirrored, path_of_light, ripples, surface, waves
from generation.animatic.places.mountain import boulder, peak
from generation.animatic.stage import LEFT, RIGHT, Layer, Stage

HORIZON = 505.0


def draw(paint: Paint) -> Stage:
    """Variants: river, pond, lake, waterfall."""
    side = 1.0 if paint.random("side").random() < 0.5 else -1.0
    return Stage(
        scheme=paint.scheme,
        behind=(
            Layer("far hills", 0.12, _far(paint)),
            Layer("birds", 0.18, Group((birds(paint, (760.0 - side * 160, 190.0), 4),))),
            Layer("far bank", 0.3, _far_bank(paint, side)),
            Layer("water", 0.45, _water(paint)),
            *((Layer("fall", 0.45, _waterfall(paint, side)),) if paint.variant == "waterfall" else ()),
            *(
                (Layer("bridge", 0.5, _bridge(paint, side)),)
                if paint.variant == "river" and paint.has("bridge", "ford", "crossing")
                else ()
            ),
            Layer("bank", 0.9, _bank(paint, side)),
            Layer("reeds", 0.94, _reeds(paint, side)),
        ),
        front=(Layer("foreground", 1.5, foreground_grass(paint, "foreground", 210.0)),),
        horizon=HORIZON,
        detail=(800.0 + side * 430, 640.0),
    )


def _far(paint: Paint) -> Group:
    random = paint.random("far")
    nodes: list[Node] = []
    if paint.variant == "lake":
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
    nodes += waves(paint, "waves", top + 16, 720.0, 3, 4.0 if paint.variant != "river" else 6.0)
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


def _waterfall(paint: Paint, side: float) -> Group:
    random = paint.random("fall")
    x = 800 + side * 350
    rock = paint.faded(paint.local("#75716f", 0.4), 0.2)
    white = mix(mix("#ffffff", paint.outside.water, 0.2), paint.outside.ambient, paint.outside.shade * 0.5)
    cliff: list[Point] = [
        (x - 420, 580),
        (x - 330, 420),
        (x - 210, 250),
        (x - 90, 190),
        (x + 90, 190),
        (x + 230, 230),
        (x + 420, 330),
        (x + 560, 580),
    ]
    nodes: list[Node] = [
        facet(cliff, vertical(190, 580, (0.0, paint.bright(rock, 0.16)), (1.0, paint.deep(rock, 0.34))))
    ]
    clefts = [
        polygon([(cx, y), (cx + 12, y + 10), (cx + random.uniform(-8, 8), y + random.uniform(50, 110))])
        for cx, y in ((x + random.uniform(-300, 400), random.uniform(290, 480)) for _ in range(26))
    ]
    nodes += [
        fill(joined(clefts), paint.deep(rock, 0.55), 0.5),
        *stones(paint, "foot", 556, 590, 18, 30.0, rock, x - 420, x + 540),
    ]
    for dx in (-300, -190, 200, 330):
        nodes += bush(paint, random, x + dx, 330 + abs(dx) * 0.3 - (90 if dx > 0 else 0), 120.0, 0.15)
    nodes.append(
        fill(
            smooth(
                [(x - 62, 186), (x + 62, 186), (x + 80, 400), (x + 104, 590), (x - 100, 590), (x - 76, 400)],
                tension=0.4,
            ),
            vertical(186, 590, (0.0, mix(white, paint.outside.water, 0.4)), (1.0, white)),
        )
    )
    for k in range(4):
        streaks = [
            smooth(
                [(x + u * 58, 190 + r * 200), (x + u * 70, 260 + r * 200), (x + u * 84, 330 + r * 200)], closed=False
            )
            for r in (-1, 0, 1, 2)
            for u in (random.uniform(-0.9, 0.9) for _ in range(5))
        ]
        speed = 240.0 + 50 * k
        nodes.append(
            Group(
                (
                    Group(
                        (strokes(streaks, mix(white, paint.outside.water, 0.6 if k % 2 else 0.0), 4.5, 0.6),),
                        transform=lambda t, s=speed: shift(0.0, (t * s) % 200.0),
                    ),
                ),
                clip=polygon([(x - 60, 188), (x + 60, 188), (x + 100, 584), (x - 98, 584)]),
            )
        )
    nodes += [
        glow(x, 586.0, 210.0, white, 0.75, 0.4),
        Group(
            (blob([(x - 160, 596), (x - 80, 566), (x, 574), (x + 90, 564), (x + 170, 596), (x, 612)], white, 0.7),),
            blur=10.0,
        ),
    ]
    return Group(tuple(nodes), name="waterfall")


def _bridge(paint: Paint, side: float) -> Group:
    stone = paint.local("#a49a90", 0.35)
    x = 800 + side * 260
    arches = [_arch(x + dx, 600.0, 120.0, 74.0) for dx in (-170, 0, 170)]
    deck = smooth(
        [(x - 420, 560), (x - 200, 528), (x, 516), (x + 200, 528), (x + 420, 560), (x + 420, 610), (x - 420, 610)],
        tension=0.5,
    )
    bricks = [
        polygon(
            [
                (x - 360 + i * 40, 560 - 30 * math.sin((i + 1) / 19 * math.pi)),
                (x - 360 + i * 40, 578 - 30 * math.sin((i + 1) / 19 * math.pi)),
            ],
            closed=False,
        )
        for i in range(19)
    ]
    return Group(
        (
            fill(deck, vertical(516, 610, (0.0, paint.bright(stone, 0.2)), (1.0, paint.deep(stone, 0.35)))),
            fill(joined(arches), paint.deep(paint.outside.water, 0.5)),
            strokes(bricks, paint.deep(stone, 0.45), 2.4, 0.6),
            line(
                [(x - 420, 556), (x - 200, 524), (x, 512), (x + 200, 524), (x + 420, 556)],
                paint.bright(stone, 0.35),
                9.0,
            ),
        ),
        name="bridge",
    )


def _arch(x: float, y: float, width: float, height: float) -> Path:
    return Path(
        (
            ("M", x - width / 2, y + 12),
            ("C", x - width / 2, y - height * 1.1, x + width / 2, y - height * 1.1, x + width / 2, y + 12),
            ("Z",),
        )
    )


def _bank(paint: Paint, side: float) -> Group:
    random = paint.random("bank")
    ground, dark = paint.scheme.ground, paint.scheme.ground_dark
    points = [(x, y - 46 * max(0.0, side * (800 - x)) / 1280) for x, y in ridge(random, 704, 12, 0.4)]
    mud = mix(paint.local("#8d7355"), dark, 0.3)
    nodes: list[Node] = [
        hill(paint, [(x, y - 9) for x, y in points], mud, None, 60.0),
        hill(paint, points, paint.bright(ground, 0.1), dark, 270.0),
        rim_light(paint, points, 3.0, 0.35),
    ]
    nodes += [
        patches(paint, "light", 724, 930, 18, paint.bright(ground, 0.22), 0.3),
        patches(paint, "shade", 730, 960, 14, dark, 0.32),
    ]
    nodes += stones(paint, "shore stones", 694, 722, 20, 20.0, paint.local("#8d8a86")) + boulder(
        paint, random, 800 - side * 640, 745.0, 120.0, paint.local("#8d8a86")
    )
    nodes += (
        grass(paint, points, "edge", 210, 34.0, [ground, paint.bright(ground, 0.25), dark])
        + tufts(paint, "tufts", 726, 960, 130, [dark, paint.bright(ground, 0.2)], 38.0)
        + flowers(paint, "flowers", 730, 950, 70)
    )
    nodes += broadleaf(paint, random, 800 - side * 780, 730.0, 560.0, 0.0)
    return Group(tuple(nodes), name="bank")


def _reeds(paint: Paint, side: float) -> Group:
    """Bulrushes that nod, and lilies on a pond."""
    random = paint.random("reeds")
    green, brown = paint.deep(paint.scheme.foliage, 0.15), paint.local("#6d4630")
    nodes: list[Node] = []
    if paint.variant == "pond":
        pads = [(800 + side * random.uniform(60, 620), random.uniform(610, 672)) for _ in range(11)]
        leaf = paint.bright(paint.scheme.foliage, 0.1)
        nodes += [
            fill(
                joined(ellipse(x, y + 2, 32 * (y - 540) / 110, 6 * (y - 540) / 110) for x, y in pads),
                paint.deep(leaf, 0.4),
            ),
            fill(joined(ellipse(x, y, 32 * (y - 540) / 110, 6 * (y - 540) / 110) for x, y in pads), leaf),
        ]
        nodes += [
            blob(
                [(x - 9, y - 2), (x - 11, y - 12), (x, y - 16), (x + 11, y - 12), (x + 9, y - 2)],
                paint.local("#efb6c4", 0.3),
            )
            for x, y in pads[::3]
        ]
    for k in range(4):
        x0 = 800 + side * (430 + 130 * k)
        stems: list[Path] = []
        heads: list[Path] = []
        for _ in range(9):
            x, tall = x0 + random.uniform(-50, 50), random.uniform(110, 210)
            lean = random.uniform(-14, 14)
            stems.append(smooth([(x, 726), (x + lean * 0.4, 726 - tall * 0.5), (x + lean, 726 - tall)], closed=False))
            if random.random() < 0.6:
                heads.append(ellipse(x + lean, 726 - tall - 4, 5.5, 19))
        nodes.append(
            Group(
                (strokes(stems, green, 4.0), fill(joined(heads), brown)),
                transform=sway(k * 1.3, 1.3 * paint.windy, (x0, 726.0)),
            )
        )
    return Group(tuple(nodes), name="reeds")
