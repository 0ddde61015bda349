"""The far north: ice floes under the northern lights, a snow field with an igloo, a frozen lake in the woods."""

import math

from generation.animatic.art import Group, Matrix, Node, Path, ellipse, polygon, shift, smooth
from generation.animatic.colour import mix
from generation.animatic.motifs.brush import (
    disc,
    facet,
    fill,
    joined,
    ridge,
    strokes,
    vertical,
)
from generation.animatic.motifs.distance import soft_far
from generation.animatic.motifs.ground import hill, patches, rim_light
from generation.animatic.motifs.northern import igloo, shade, sledge, white
from generation.animatic.motifs.paint import Paint
from generation.animatic.motifs.rocks import floe, iceberg
from generation.animatic.motifs.sky import birds, sun_at, sun_seen
from generation.animatic.motifs.sparks import aurora
from generation.animatic.motifs.trees import conifer, treeline
from generation.animatic.motifs.water import path_of_light, ripples, surface, waves
from generation.animatic.stage import BOTTOM, LEFT, RIGHT, Layer, Stage

HORIZON = 505.0


def draw(paint: Paint) -> Stage:
    """Variants: floes (open water and icebergs), snowfield (drifts, an igloo, a sledge), frozen (a lake of ice in the woods)."""
    side = paint.side
    middle = {"snowfield": _camp, "frozen": _woods}.get(paint.variant, _bergs)(paint, side)
    near = {"frozen": _ice}.get(paint.variant, _snow)(paint, side)
    return soft_far(
        Stage(
            scheme=paint.scheme,
            behind=(
                Layer("aurora", 0.02, aurora(paint, HORIZON), blurs=False),
                Layer("far ice", 0.1, _far(paint)),
                Layer("birds", 0.16, Group((birds(paint, (760.0 - side * 160, 200.0), 3),))),
                *middle,
                Layer("snow", 0.9, near),
                Layer("spindrift", 0.95, _spindrift(paint)),
            ),
            front=(Layer("foreground", 1.5, _foreground(paint)),),
            horizon=HORIZON,
            detail=(800.0 + side * 430, 520.0),
        )
    )


def _far(paint: Paint) -> Group:
    nodes: list[Node] = []
    for i, (y, swing, distance) in enumerate(((470, 46, 0.7), (492, 26, 0.5))):
        random = paint.random(f"far {i}")
        points = [(x, py - random.uniform(0, 26)) for x, py in ridge(random, y, swing, 0.8, 46.0)]
        nodes.append(
            fill(
                polygon([*points, (RIGHT + 60, 640), (LEFT - 60, 640)]),
                vertical(y - 60, y + 60, (0.0, white(paint, distance)), (1.0, shade(paint, distance))),
            )
        )
        faces = [
            polygon([points[k], (points[k][0] + 30, points[k][1] + 50), (points[k][0] - 10, points[k][1] + 70)])
            for k in range(1, len(points) - 1, 2)
        ]
        nodes.append(fill(joined(faces), shade(paint, distance), 0.8))
    return Group(tuple(nodes), name="far ice")


def _bergs(paint: Paint, side: float) -> tuple[Layer, ...]:
    """Dark water with icebergs, and floes that ride on it."""
    x, _ = sun_at(paint, HORIZON)
    light = paint.outside
    sea: list[Node] = [surface(paint, 516.0, 860.0), *ripples(paint, "ripples", 520, 740, 80)]
    sea += path_of_light(paint, x, 518.0, 740.0, mix(light.sun, light.horizon, 0.3), 0.8 if sun_seen(paint) else 0.25)
    far: list[Node] = []
    for k, (bx, wide, tall, distance) in enumerate(
        ((800 - side * 330, 300.0, 90.0, 0.5), (800 + side * 980, 420.0, 170.0, 0.4))
    ):
        far += iceberg(paint, f"far {k}", bx, 530.0, wide, tall, distance)
    near = iceberg(paint, "near", 800 + side * 470, 572.0, 540.0, 290.0, 0.15) + iceberg(
        paint, "side", 800 - side * 860, 580.0, 420.0, 190.0, 0.15
    )
    floes: list[Node] = []
    for k in range(3):
        floes.append(_drifting(paint, k))
    return (
        Layer("sea", 0.2, Group((*sea, *far), name="sea")),
        Layer("iceberg", 0.4, Group((*near, *waves(paint, "waves", 560.0, 700.0, 2, 4.0)), name="iceberg")),
        Layer("floes", 0.6, Group(tuple(floes), name="floes")),
    )


def _drifting(paint: Paint, k: int) -> Node:
    """One plane of floes that lifts and sinks with the swell."""
    random = paint.random(f"floes {k}")
    tops: list[Path] = []
    edges: list[Path] = []
    for i in range(6):
        x, y = LEFT + (i + random.uniform(0.1, 0.9)) * (RIGHT - LEFT) / 6, 600 + 30 * k + random.uniform(-8, 8)
        top, edge = floe(paint, random, x, y, random.uniform(110, 220) * (0.8 + 0.3 * k))
        tops.append(top)
        edges.append(edge)
    body = (
        fill(joined(edges), mix(paint.local("#6fa5c0", 0.4), paint.scheme.ambient, 0.3)),
        fill(joined(tops), white(paint, 0.1 - 0.03 * k)),
    )
    return Group(body, transform=lambda t: shift(7 * math.sin(t * 0.4 + k * 2), 3.5 * math.sin(t * 0.9 + k * 1.6)))


def _camp(paint: Paint, side: float) -> tuple[Layer, ...]:
    """Drifts one behind the other, an igloo with its light, a sledge."""
    random = paint.random("camp")
    back = ridge(random, 540, 20)
    front = ridge(random, 588, 14)
    nodes: list[Node] = [
        hill(paint, back, white(paint, 0.34), shade(paint, 0.3), 80.0),
        rim_light(paint, back, 2.0, 0.3),
    ]
    nodes += igloo(paint, 800 + side * 470, 604.0, 360.0, side)
    nodes += sledge(paint, 800 - side * 470, 602.0, 210.0, side)
    nodes += [hill(paint, front, white(paint, 0.14), shade(paint, 0.1), 100.0)]
    far = [hill(paint, ridge(random, 522, 16), white(paint, 0.5), shade(paint, 0.45), 60.0)]
    return (
        Layer("drifts", 0.3, Group(tuple(far), name="drifts")),
        Layer("camp", 0.6, Group(tuple(nodes), name="camp")),
    )


def _woods(paint: Paint, side: float) -> tuple[Layer, ...]:
    """Snow-laden spruces around the ice."""
    random = paint.random("woods")
    leaf = paint.faded(mix(paint.scheme.foliage, white(paint), 0.35), 0.5)
    back: list[Node] = [
        treeline(paint, random, ridge(random, 524, 8), 120.0, leaf, "conifer"),
        hill(paint, ridge(random, 540, 6), white(paint, 0.4), shade(paint, 0.4), 50.0),
    ]
    nodes: list[Node] = []
    for k in range(10):
        x = 800 + (1 if k % 2 else -1) * random.uniform(290, 1100)
        nodes += conifer(paint, random, x, 566.0, random.uniform(210, 330), 0.2)
    bank = ridge(random, 566, 8)
    return (
        Layer("far woods", 0.28, Group(tuple(back), name="far woods")),
        Layer(
            "woods", 0.5, Group((*nodes, hill(paint, bank, white(paint, 0.14), shade(paint, 0.12), 60.0)), name="woods")
        ),
    )


def _ice(paint: Paint, side: float) -> Group:
    """A sheet of ice with the sky in it, cracks and skate marks, and a snowy bank to stand on."""
    random = paint.random("ice")
    light = paint.outside
    pane = mix(paint.local("#a9cfe0", 0.4), light.horizon, 0.3)
    sheet = polygon([(LEFT, 594), (RIGHT, 594), (RIGHT, BOTTOM), (LEFT, BOTTOM)])
    cracks: list[Path] = []
    for _ in range(16):
        x, y = random.uniform(LEFT, RIGHT), random.uniform(606, 860)
        part = (y - 590) / 280
        points = [(x, y)]
        for _ in range(4):
            points.append(
                (
                    points[-1][0] + random.uniform(20, 110) * (0.5 + part),
                    points[-1][1] + random.uniform(-10, 12) * (0.4 + part),
                )
            )
        cracks.append(polygon(points, closed=False))
    loops = [
        smooth([(x - 90, y), (x, y - 15), (x + 110, y + 4), (x + 20, y + 16), (x - 60, y + 4)], closed=False)
        for x, y in ((640.0, 720.0), (1010.0, 690.0), (860.0, 820.0))
    ]
    bank = [(x, y + 80 * (1 - min(1.0, abs(x - 800) / 900))) for x, y in ridge(random, 800, 8)]
    return Group(
        (
            fill(
                sheet,
                vertical(594, 900, (0.0, mix(light.horizon, pane, 0.4)), (0.4, pane), (1.0, paint.deep(pane, 0.3))),
            ),
            patches(paint, "snow on ice", 604, 860, 26, white(paint), 0.55),
            patches(paint, "dark ice", 620, 860, 14, mix(light.water, pane, 0.4), 0.35),
            strokes(cracks, mix("#ffffff", pane, 0.2), 2.2, 0.7),
            strokes(loops, mix("#ffffff", pane, 0.1), 2.6, 0.6),
            fill(
                smooth([(LEFT - 60, 640), (LEFT + 380, 660), (210, 720), (130, 780), (-60, 900), (LEFT - 60, 960)]),
                vertical(650, 900, (0.0, white(paint)), (1.0, shade(paint))),
            ),
            fill(
                smooth(
                    [(RIGHT + 60, 630), (RIGHT - 380, 655), (1400, 716), (1480, 780), (1660, 900), (RIGHT + 60, 960)]
                ),
                vertical(650, 900, (0.0, white(paint)), (1.0, shade(paint))),
            ),
            *conifer(paint, random, 800 + side * 760, 735.0, 470.0, 0.0),
            *conifer(paint, random, 800 - side * 840, 740.0, 400.0, 0.0),
            hill(paint, [(x, y + 90) for x, y in bank], white(paint), shade(paint), 120.0),
        ),
        name="ice",
    )


def _snow(paint: Paint, side: float) -> Group:
    """Deep snow with wind ripples, blocks of ice, and a line of footprints that leads away."""
    random = paint.random("snow")
    points = ridge(random, 652, 12, 0.3)
    edge = [(x, y + 16) for x, y in points]
    ripples_ = [
        smooth([(x, y), (x + w * 0.3, y - 6), (x + w * 0.65, y + 3), (x + w, y - 3)], closed=False)
        for x, y, w in (
            (random.uniform(LEFT, RIGHT), random.uniform(676, 900), random.uniform(80, 300)) for _ in range(46)
        )
    ]
    prints = [
        ellipse(
            800 + side * (120 + 12 * k + 16 * (k % 2)),
            900 - 210 * (k / 12) ** 0.7,
            13 * (1 - k / 17),
            4.5 * (1 - k / 17),
        )
        for k in range(13)
    ]
    nodes: list[Node] = []
    if paint.variant == "floes":
        nodes.append(hill(paint, edge, mix(paint.local("#79b2cc", 0.4), paint.scheme.ambient, 0.25), None, 40.0))
    nodes += [
        hill(paint, points, white(paint), shade(paint), 330.0),
        rim_light(paint, points, 3.0, 0.5),
        patches(paint, "hollows", 672, 930, 22, shade(paint), 0.4),
        strokes(ripples_, shade(paint), 3.0, 0.6),
        fill(joined(prints), paint.deep(shade(paint), 0.2), 0.7),
    ]
    for x, y, size in (
        (800 + side * 640, 742.0, 150.0),
        (800 - side * 700, 752.0, 190.0),
        (800 + side * 520, 720.0, 70.0),
    ):
        nodes += _block(paint, x, y, size)
    return Group(tuple(nodes), name="snow")


def _block(paint: Paint, x: float, y: float, size: float) -> list[Node]:
    """A piece of ice that stands up out of the snow."""
    ice = mix(paint.local("#9fd0e4", 0.4), white(paint), 0.4)
    a, b, c, d = (
        (x - size * 0.5, y + 4),
        (x - size * 0.3, y - size * 0.62),
        (x + size * 0.16, y - size * 0.86),
        (x + size * 0.5, y + 4),
    )
    m = (x + size * 0.1, y - size * 0.2)
    one, two = (
        (white(paint), paint.deep(ice, 0.22)) if paint.scheme.light_x < 0 else (paint.deep(ice, 0.22), white(paint))
    )
    return [
        disc(x, y + 4, size * 0.6, paint.scheme.shadow, size * 0.08, 0.22),
        facet([a, b, m], one),
        facet([b, c, m], ice),
        facet([c, d, m], two),
        facet([a, m, d], paint.deep(ice, 0.1)),
    ]


def _spindrift(paint: Paint) -> Group:
    """Snow that the wind carries along the ground."""
    random = paint.random("spindrift")
    nodes: list[Node] = []
    for k in range(3):
        wisps = [
            ellipse(
                random.uniform(LEFT - 400, RIGHT),
                690 + 60 * k + random.uniform(-16, 16),
                random.uniform(90, 210),
                random.uniform(1.5, 4.0),
            )
            for _ in range(9)
        ]

        def blow(t: float, k: int = k) -> Matrix:
            return shift((26 + 16 * k) * paint.windy * t, 3 * math.sin(t * 0.8 + k))

        nodes.append(Group((fill(joined(wisps), white(paint), 0.4),), transform=blow))
    return Group(tuple(nodes), name="spindrift")


def _foreground(paint: Paint) -> Group:
    dark = mix(shade(paint), paint.near, 0.55)
    drifts = [
        smooth([(LEFT - 80, 800), (-200, 790), (60, 850), (380, 960), (520, 1240), (LEFT - 80, 1240)]),
        smooth([(RIGHT + 80, 780), (1800, 780), (1560, 850), (1240, 960), (1100, 1240), (RIGHT + 80, 1240)]),
    ]
    return Group((fill(joined(drifts), dark),), blur=7.0, name="foreground")
