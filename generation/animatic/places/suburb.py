"""Where families live: a street of houses with gardens, and a playground."""

import math

from generation.animatic.art import Group, Matrix, Node, ellipse, polygon, rectangle, shift, smooth, turn
from generation.animatic.colour import mix
from generation.animatic.motifs.brush import (
    block,
    disc,
    facet,
    fill,
    joined,
    ridge,
    straight,
    strokes,
    vertical,
)
from generation.animatic.motifs.ground import flowers, hill
from generation.animatic.motifs.houses import house, smoke
from generation.animatic.motifs.old_town import handcart
from generation.animatic.motifs.paint import Paint
from generation.animatic.motifs.period import passing
from generation.animatic.motifs.sky import birds
from generation.animatic.motifs.street import bench, bin_, lawn, pickets, roadway
from generation.animatic.motifs.trees import broadleaf, bush, treeline
from generation.animatic.motifs.vehicles import car
from generation.animatic.places.city import street_lamp
from generation.animatic.stage import BOTTOM, LEFT, RIGHT, Layer, Stage

_HORIZON = 505.0


def draw(paint: Paint) -> Stage:
    """Variants: suburb, playground."""
    side = paint.side
    playground = paint.variant == "playground"
    middle = _behind_playground(paint) if playground else _gardens(paint, side)
    return Stage(
        scheme=paint.scheme,
        behind=(
            Layer("hills", 0.12, _hills(paint)),
            Layer("birds", 0.15, Group((birds(paint, (720.0, 170.0), 4),))),
            Layer("far houses", 0.3, _far_houses(paint)),
            *middle,
            Layer("ground", 0.9, _playground(paint) if playground else _front(paint)),
            Layer(
                "near", 0.95, Group(tuple(_toys(paint, side) if playground else _kerbside(paint, side)), name="near")
            ),
        ),
        front=(Layer("foreground", 1.5, _hedge(paint)),),
        horizon=_HORIZON,
        detail=(800 - side * 430, 560.0) if playground else (800 + side * 440, 640.0),
    )


def _hills(paint: Paint) -> Group:
    points = ridge(paint.random("hills"), 462, 34)
    colour = paint.faded(mix(paint.scheme.ground, paint.scheme.foliage, 0.5), 0.78)
    return Group((hill(paint, points, colour, mix(colour, paint.scheme.horizon, 0.4), 130.0),), name="hills")


def _far_houses(paint: Paint) -> Group:
    random = paint.random("far houses")
    base = ridge(random, 540, 6)
    nodes: list[Node] = [
        treeline(paint, random, base, 84.0, paint.faded(paint.scheme.foliage, 0.55)),
        hill(paint, base, paint.faded(paint.scheme.ground, 0.45), None, 120.0),
    ]
    for x in range(-420, 2080, 190):
        nodes.append(
            house(paint, random, x + random.uniform(-20, 20), 560.0, 110.0, 74.0, 0.42, gable=random.random() < 0.5)
        )
    return Group(tuple(nodes), name="far houses")


def _gardens(paint: Paint, side: float) -> tuple[Layer, ...]:
    """Four houses in their gardens: lawn, bushes, a tree, a fence."""
    random = paint.random("gardens")
    nodes: list[Node] = [
        fill(
            rectangle(LEFT, 596, RIGHT - LEFT, BOTTOM - 596),
            vertical(596, 700, (0.0, paint.bright(paint.scheme.ground, 0.06)), (1.0, paint.scheme.ground)),
        )
    ]
    plumes: list[Node] = []
    for k, x in enumerate((-240.0, 270.0, 1010.0, 1530.0, 2020.0)):
        wide = 330.0 + random.uniform(-20, 20)
        nodes.append(house(paint, random, x, 632.0, wide, 190.0, 0.06, gable=k % 2 == 0, door=True))
        nodes += _path(paint, x, 632.0)
        plumes.append(smoke(paint, x + wide * 0.24, 632 - 190 - wide * 0.4, 0.7))
    for x in (40.0, 560.0, 1290.0, 1780.0):
        nodes += bush(paint, random, x, 642.0, random.uniform(80, 120), 0.06)
    nodes += broadleaf(paint, random, 640.0 + 60 * side, 640.0, 300.0, 0.06)
    nodes += flowers(paint, "beds", 640, 664, 90, 6.0)
    boards = "#8a705a" if paint.setting.period == "medieval" else "#f4efe4"
    white = mix(paint.local(boards, 0.15), paint.scheme.ambient, 0.06)
    fence = [
        node
        for left, right in ((LEFT, 210.0), (310.0, 950.0), (1050.0, 1470.0), (1570.0, RIGHT))
        for node in pickets(paint, left, right, 672.0, 66.0, white)
    ]
    return (
        Layer("gardens", 0.7, Group(tuple(nodes), name="gardens")),
        Layer("smoke", 0.7, Group(tuple(plumes[1:4]))),
        Layer("fence", 0.78, Group(tuple(fence), name="fence")),
    )


def _path(paint: Paint, x: float, y: float) -> list[Node]:
    stone = paint.local("#c2b5a2", 0.3)
    return [facet([(x - 26, y), (x + 26, y), (x + 56, y + 60), (x - 56, y + 60)], stone)]


def _front(paint: Paint) -> Group:
    """Grass verge, road, and the pavement where people stand."""
    stone = mix(paint.local("#b9b1a6", 0.35), paint.scheme.ground, 0.75 if paint.snowy else 0.1)
    cuts = [polygon([(LEFT + i * 150.0, 742), (LEFT + i * 210.0 - 700, BOTTOM)], False) for i in range(30)]
    return Group(
        (
            block(LEFT, 660, RIGHT - LEFT, 30, paint.scheme.ground),
            *roadway(paint, 682.0, 728.0),
            block(
                LEFT,
                738,
                RIGHT - LEFT,
                BOTTOM - 738,
                vertical(738, 1000, (0.0, paint.bright(stone, 0.14)), (1.0, paint.deep(stone, 0.42))),
            ),
            strokes(cuts, paint.deep(stone, 0.4), 2.0, 0.4),
            _passing_car(paint),
        ),
        name="street",
    )


def _passing_car(paint: Paint) -> Group:
    tint = paint.random("car").choice(("#b5493f", "#3f6f9a", "#d9b04a", "#e6e2d8"))
    drawn = passing(paint)
    parts = tuple(car(paint, tint) if drawn is None else drawn)

    def drive(t: float) -> Matrix:
        return shift((t * 150.0 + 1000.0) % 4200.0 - 900.0, 716.0) @ Matrix(0.8, 0, 0, 0.8, 0, 0)

    return Group((Group(parts, transform=drive),), name="car")


def _kerbside(paint: Paint, side: float) -> list[Node]:
    x = 800 + side * 440
    blue = paint.local("#3f6f9a", 0.3)
    box = smooth(
        [(x - 34, 650), (x - 34, 620), (x - 18, 606), (x + 18, 606), (x + 34, 620), (x + 34, 650)], tension=0.5
    )
    green: list[Node] = [
        *street_lamp(paint, 800 - side * 560, 748.0, 0.9),
        *broadleaf(paint, paint.random("kerb tree"), 800 - side * 740, 750.0, 380.0, 0.0),
    ]
    if paint.setting.period == "medieval":
        return [*green, *handcart(paint, 800 + side * 560, 752.0, 0.8, -side)]
    return [
        *green,
        disc(x, 750, 30, paint.scheme.shadow, 5, 0.3),
        block(x - 6, 650, 12, 100, paint.local("#8a6a4c")),
        fill(box, vertical(606, 650, (0.0, paint.bright(blue, 0.2)), (1.0, paint.deep(blue, 0.2)))),
        block(x + 22, 598, 6, 34, paint.local("#c9403a", 0.2)),
        block(x + 22, 598, 24, 12, paint.local("#c9403a", 0.2)),
        *_bicycle(paint, 800 + side * 590, 754.0),
    ]


def _bicycle(paint: Paint, x: float, foot: float) -> list[Node]:
    iron, red = paint.deep(paint.scheme.shadow, 0.1), paint.local("#c0503f", 0.3)
    frame = [
        polygon(
            [(x - 62, foot - 40), (x - 22, foot - 96), (x + 40, foot - 92), (x + 4, foot - 40), (x - 62, foot - 40)],
            False,
        ),
        polygon([(x - 22, foot - 96), (x + 4, foot - 40)], False),
        polygon([(x + 62, foot - 40), (x + 38, foot - 112)], False),
    ]
    spokes = [
        polygon([(cx, foot - 40), (cx + 38 * math.cos(a), foot - 40 + 38 * math.sin(a))], False)
        for cx in (x - 62, x + 62)
        for a in (math.tau * k / 8 for k in range(8))
    ]
    return [
        disc(x, foot, 100, paint.scheme.shadow, 6, 0.3),
        strokes(spokes, iron, 1.4, 0.5),
        strokes([ellipse(cx, foot - 40, 39) for cx in (x - 62, x + 62)], iron, 5.0),
        strokes(frame, red, 7.0),
        block(x - 42, foot - 110, 36, 9, iron, radius=4),
        strokes([smooth([(x + 38, foot - 112), (x + 52, foot - 122), (x + 66, foot - 112)], False)], iron, 5.0),
    ]


def _hedge(paint: Paint) -> Group:
    """A clipped hedge close to the camera, low at the frame's sides."""
    left = smooth([(-560, 1260), (-560, 880), (-300, 860), (-120, 880), (10, 930), (40, 1260)], tension=0.7)
    right = smooth([(1560, 1260), (1590, 930), (1740, 880), (1900, 860), (2160, 880), (2160, 1260)], tension=0.7)
    return Group((fill(joined((left, right)), paint.near),), blur=6.0, name="foreground")


def _behind_playground(paint: Paint) -> tuple[Layer, ...]:
    random = paint.random("behind")
    nodes: list[Node] = [fill(rectangle(LEFT, 596, RIGHT - LEFT, BOTTOM - 596), paint.scheme.ground)]
    for x in (-300.0, -60.0, 170.0, 420.0, 1180.0, 1430.0, 1680.0, 1930.0):
        nodes += broadleaf(paint, random, x + random.uniform(-30, 30), 620.0, random.uniform(190, 270), 0.16)
    fence = pickets(paint, LEFT, RIGHT, 646.0, 54.0, paint.local("#c9a05f", 0.3))
    return (
        Layer("trees", 0.6, Group(tuple(nodes), name="trees")),
        Layer("fence", 0.75, Group(tuple(fence), name="fence")),
    )


def _playground(paint: Paint) -> Group:
    sand = mix(paint.local("#dcc08a", 0.3), paint.scheme.ground, 0.7 if paint.snowy else 0.1)
    return Group(
        (*lawn(paint, "lawn", 632.0), disc(800, 772, 620, paint.deep(sand, 0.14), 84), disc(800, 768, 600, sand, 78)),
        name="ground",
    )


def _toys(paint: Paint, side: float) -> list[Node]:
    return [
        *_swings(paint, 800 + side * 470, 730.0),
        *_slide(paint, 800 - side * 470, 736.0, side),
        *_springer(paint, 800 + side * 190, 690.0),
        *bench(paint, 800 - side * 150, 668.0, 0.7),
        *bin_(paint, 800 - side * 20, 668.0, 0.7),
        *_lamp(paint, 800 - side * 690),
    ]


def _lamp(paint: Paint, x: float) -> list[Node]:
    return street_lamp(paint, x, 720.0, 0.8)


def _swings(paint: Paint, x: float, foot: float) -> list[Node]:
    red, steel = paint.local("#c9503f", 0.25), paint.local("#8b979c", 0.3)
    legs = [
        polygon([(x + s * 190 + dx, foot + (10 if dx > 0 else -14)), (x + s * 160, foot - 320)], False)
        for s in (-1, 1)
        for dx in (-44, 44)
    ]
    nodes: list[Node] = [
        disc(x, foot + 4, 230, paint.scheme.shadow, 12, 0.25),
        strokes([*legs, polygon([(x - 170, foot - 320), (x + 170, foot - 320)], False)], red, 13.0),
    ]
    for k, dx in enumerate((-76.0, 76.0)):
        seat = (
            strokes(
                [polygon([(x + dx + d, foot - 320), (x + dx + d, foot - 80)], False) for d in (-26, 26)], steel, 3.4
            ),
            block(x + dx - 34, foot - 84, 68, 11, paint.local("#3f6f9a", 0.25), radius=4),
        )
        reach = (5.0 + 9.0 * k) * min(1.6, paint.windy)
        nodes.append(
            Group(
                seat,
                transform=lambda t, dx=dx, k=k, reach=reach: turn(reach * math.sin(t * 1.7 + k), (x + dx, foot - 320)),
            )
        )
    return nodes


def _slide(paint: Paint, x: float, foot: float, side: float) -> list[Node]:
    steel, yellow = paint.local("#3f7a8a", 0.3), paint.local("#e0a83c", 0.2)
    posts = [polygon([(x - side * dx, foot), (x - side * dx, foot - 250)], False) for dx in (70, 130)]
    rungs = [
        polygon([(x - side * 70, foot - 30 - k * 36), (x - side * 130, foot - 30 - k * 36)], False) for k in range(6)
    ]
    chute = smooth(
        [
            (x - side * 66, foot - 230),
            (x + side * 20, foot - 150),
            (x + side * 110, foot - 50),
            (x + side * 190, foot - 26),
        ],
        False,
    )
    roof = facet(
        [(x - side * 152, foot - 326), (x - side * 100, foot - 392), (x - side * 48, foot - 326)],
        paint.local("#c9503f", 0.25),
    )
    return [
        disc(x, foot, 190, paint.scheme.shadow, 11, 0.28),
        strokes([*posts, *rungs], steel, 9.0),
        strokes(
            [polygon([(x - side * dx, foot - 250), (x - side * dx, foot - 326)], False) for dx in (70, 130)], steel, 6.0
        ),
        roof,
        strokes([chute], paint.deep(yellow, 0.3), 26.0),
        strokes([chute], yellow, 15.0),
    ]


def _springer(paint: Paint, x: float, foot: float) -> list[Node]:
    """A little horse on a spring, that nods."""
    tint = paint.local("#5f9a5a", 0.25)
    coil = strokes(
        [smooth([(x + (12 if k % 2 else -12), foot - k * 8) for k in range(7)], False)], paint.local("#8b979c"), 4.0
    )
    body = smooth(
        [
            (x - 50, foot - 60),
            (x - 20, foot - 82),
            (x + 24, foot - 80),
            (x + 40, foot - 124),
            (x + 74, foot - 116),
            (x + 66, foot - 96),
            (x + 50, foot - 60),
            (x, foot - 48),
        ],
        tension=0.8,
    )
    horse = (
        fill(body, tint),
        disc(x + 54, foot - 112, 3.6, paint.scheme.shadow),
        straight([(x + 22, foot - 98), (x + 44, foot - 98)], paint.local("#e0a83c", 0.2), 6.0),
    )
    return [
        disc(x, foot, 40, paint.scheme.shadow, 5, 0.3),
        coil,
        Group(horse, transform=lambda t: turn(3.0 * math.sin(t * 2.1), (x, foot))),
    ]
