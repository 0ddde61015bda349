"""A park in a city: a pond with ducks and a little bridge, benches, lanterns, a bandstand; towers behind the trees."""

import math

from generation.animatic.art import Group, Matrix, Node, Path, ellipse, polygon, rectangle, shift, smooth
from generation.animatic.colour import mix
from generation.animatic.motifs.brush import block, disc, fill, glow, joined, strokes, vertical
from generation.animatic.motifs.facades import skyline
from generation.animatic.motifs.ground import flowers, path
from generation.animatic.motifs.houses import lamp_light
from generation.animatic.motifs.paint import Paint
from generation.animatic.motifs.sky import birds
from generation.animatic.motifs.street import bench, bin_, lawn
from generation.animatic.motifs.trees import broadleaf, bush, treeline
from generation.animatic.places.city import street_lamp
from generation.animatic.stage import BOTTOM, LEFT, RIGHT, Layer, Stage


def draw(paint: Paint) -> Stage:
    """One variant: park."""
    side = paint.side
    return Stage(
        scheme=paint.scheme,
        behind=(
            Layer("skyline", 0.1, skyline(paint, "far", 500.0, 190.0, 0.76)),
            Layer("birds", 0.14, Group((birds(paint, (720.0, 180.0), 5),))),
            Layer("trees", 0.3, _far_trees(paint)),
            Layer("pond", 0.55, _pond(paint, side)),
            Layer("bandstand", 0.62, Group(tuple(_bandstand(paint, 800 - side * 420, 628.0)), name="bandstand")),
            Layer("ground", 0.9, _ground(paint, side)),
            Layer("near", 0.95, _near(paint, side)),
        ),
        front=(Layer("foreground", 1.5, _leaves(paint)),),
        horizon=505.0,
        detail=(800 + side * 260, 590.0),
    )


def _far_trees(paint: Paint) -> Group:
    random = paint.random("far trees")
    tone = paint.faded(paint.scheme.ground, 0.4)
    nodes: list[Node] = [
        treeline(
            paint, random, [(x, 536.0) for x in range(-520, 2140, 60)], 90.0, paint.faded(paint.scheme.foliage, 0.52)
        ),
        fill(rectangle(LEFT, 534, RIGHT - LEFT, 700), vertical(534, 700, (0.0, paint.bright(tone, 0.1)), (1.0, tone))),
    ]
    for x in (-320.0, -90.0, 120.0, 380.0, 1150.0, 1390.0, 1640.0, 1900.0):
        nodes += broadleaf(paint, random, x + random.uniform(-40, 40), 566.0, random.uniform(170, 230), 0.34)
    return Group(tuple(nodes), name="trees")


def _pond(paint: Paint, side: float) -> Group:
    """Water with the sky in it, a bridge that bows over it, ducks that swim."""
    light = paint.outside
    x = 800 + side * 260
    edge, stone = paint.deep(paint.scheme.ground, 0.16), paint.local("#b3a593", 0.3)
    shore = smooth(
        [(x - 520, 604), (x - 300, 574), (x + 60, 566), (x + 420, 578), (x + 560, 606), (x + 300, 636), (x - 200, 640)]
    )
    water = smooth(
        [(x - 500, 604), (x - 290, 580), (x + 60, 572), (x + 405, 584), (x + 540, 606), (x + 290, 630), (x - 195, 634)]
    )
    deep = mix(light.water, light.horizon, 0.35)
    gleam = [
        rectangle(x + dx, 588 + dy, w, 2.6, 1.3)
        for dx, dy, w in ((-300, 16, 120), (-120, 4, 160), (100, 24, 140), (250, 8, 120), (-60, 34, 110), (330, 22, 70))
    ]
    bow = [(x - 190, 592), (x - 120, 556), (x, 538), (x + 120, 556), (x + 190, 592)]
    deck = smooth([*bow, (x + 150, 592), (x + 90, 568), (x, 556), (x - 90, 568), (x - 150, 592)], tension=0.8)
    rail = smooth([(px, py - 34) for px, py in bow], False)
    posts = [polygon([(px, py), (px, py - 36)], False) for px, py in (*bow, (x - 60, 543), (x + 60, 543))]
    random = paint.random("pond")
    return Group(
        (
            fill(
                rectangle(LEFT, 572, RIGHT - LEFT, BOTTOM - 572),
                vertical(572, 660, (0.0, paint.faded(paint.scheme.ground, 0.2)), (1.0, paint.scheme.ground)),
            ),
            *(
                node
                for bx in (x - 480, x + 520, x - 400)
                for node in bush(paint, random, bx, 590.0, random.uniform(90, 130), 0.16)
            ),
            fill(shore, edge),
            fill(water, vertical(570, 636, (0.0, mix(deep, light.horizon, 0.4)), (1.0, light.water))),
            Group(
                (fill(joined(gleam), mix(light.horizon, "#ffffff", 0.4), 0.6),),
                transform=lambda t: shift(10 * math.sin(t * 0.6), 0.0),
            ),
            fill(smooth([(x - 150, 596), (x, 610), (x + 150, 596), (x, 592)]), paint.scheme.shadow, 0.25),
            fill(deck, vertical(538, 592, (0.0, paint.bright(stone, 0.16)), (1.0, paint.deep(stone, 0.24)))),
            strokes([rail, *posts], paint.local("#7a4a3a", 0.3), 6.0),
            *(() if paint.snowy else _ducks(paint, x)),
        ),
        name="pond",
    )


def _ducks(paint: Paint, x: float) -> list[Node]:
    body, head, beak = paint.local("#8a6a4c", 0.25), paint.local("#2f5f4a", 0.25), paint.local("#e0a83c", 0.2)
    nodes: list[Node] = []
    for k in range(3):
        duck = (
            fill(smooth([(-18, -2), (-24, -12), (-6, -12), (10, -10), (16, 0), (0, 5)], tension=0.8), body),
            disc(15, -15, 7, head),
            fill(polygon([(20, -17), (30, -13), (20, -11)]), beak),
            fill(smooth([(-60, 4), (-20, 1), (-20, 5)]), "#ffffff", 0.35),
        )

        def swim(t: float, k: int = k) -> Matrix:
            u = t * 0.1 + k * 0.9
            way = 1.0 if math.cos(u) > 0 else -1.0
            return shift(x - 60 + 250 * math.sin(u) + 40 * k, 606 + 8 * k + 1.5 * math.sin(t * 1.6 + k)) @ Matrix(
                way, 0, 0, 1, 0, 0
            )

        nodes.append(Group(duck, transform=swim))
    return nodes


def _bandstand(paint: Paint, x: float, foot: float) -> list[Node]:
    white, roof = paint.faded(paint.local("#f1ece0", 0.2), 0.08), paint.faded(paint.local("#4f7f78", 0.3), 0.08)
    posts = [rectangle(x - 110 + k * 44 - 4, foot - 180, 8, 150) for k in range(6)]
    rails = [polygon([(x - 112 + k * 14, foot - 62), (x - 112 + k * 14, foot - 30)], False) for k in range(17)]
    dome = smooth(
        [
            (x - 136, foot - 176),
            (x - 100, foot - 214),
            (x - 44, foot - 240),
            (x, foot - 282),
            (x + 44, foot - 240),
            (x + 100, foot - 214),
            (x + 136, foot - 176),
        ],
        tension=0.7,
    )
    ribs = [
        smooth([(x, foot - 276), (x + dx * 0.5, foot - 230), (x + dx, foot - 178)], False) for dx in (-88, -36, 36, 88)
    ]
    return [
        disc(x, foot, 160, paint.scheme.shadow, 9, 0.3),
        block(
            x - 126,
            foot - 32,
            252,
            32,
            vertical(foot - 32, foot, (0.0, white), (1.0, paint.deep(white, 0.3))),
            radius=4,
        ),
        block(x - 112, foot - 180, 224, 150, paint.deep(roof, 0.5), 0.45),
        *(
            (glow(x, foot - 110, 190, paint.scheme.accent, 0.6), disc(x, foot - 160, 9, lamp_light(paint)))
            if paint.dark
            else ()
        ),
        strokes([*rails, polygon([(x - 114, foot - 62), (x + 114, foot - 62)], False)], white, 4.0),
        fill(joined(posts), white),
        fill(dome, vertical(foot - 282, foot - 176, (0.0, paint.bright(roof, 0.2)), (1.0, paint.deep(roof, 0.2)))),
        strokes(ribs, paint.deep(roof, 0.3), 3.0, 0.7),
        disc(x, foot - 288, 8, paint.scheme.accent),
    ]


def _ground(paint: Paint, side: float) -> Group:
    gravel = mix(paint.local("#cbb48e", 0.3), paint.scheme.ground, 0.1)
    return Group(
        (
            *lawn(paint, "lawn", 634.0),
            *path(paint, (760.0, 1200.0), (800 - side * 190, 638.0), 900.0, 150.0, gravel, 70.0 * side),
            *flowers(paint, "beds", 646, 700, 90, 7.0),
        ),
        name="ground",
    )


def _near(paint: Paint, side: float) -> Group:
    random = paint.random("near trees")
    return Group(
        (
            *broadleaf(paint, random, 800 + side * 730, 736.0, 480.0, 0.0),
            *street_lamp(paint, 800 + side * 480, 712.0, 0.86),
            *street_lamp(paint, 800 - side * 240, 664.0, 0.6),
            *bench(paint, 800 - side * 520, 744.0),
            *bench(paint, 800 + side * 300, 676.0, 0.7),
            *bin_(paint, 800 - side * 680, 744.0, 0.9),
        ),
        name="near",
    )


def _leaves(paint: Paint) -> Group:
    """Bushes close to the camera, at the frame's sides."""
    tops: list[Path] = [
        ellipse(x, y, r)
        for x, y, r in (
            (-330, 980, 150),
            (-190, 930, 110),
            (-60, 1010, 110),
            (1690, 1010, 120),
            (1810, 930, 120),
            (1950, 990, 150),
        )
    ]
    return Group(
        (fill(joined((*tops, rectangle(-500, 1000, 480, 300), rectangle(1640, 1000, 480, 300))), paint.near),),
        blur=6.0,
        name="foreground",
    )
