"""The world of the small: under the grass, and a village of mushrooms."""

from collections.abc import Sequence

from generation.animatic.art import Group, Node, ellipse, smooth
from generation.animatic.colour import mix
from generation.animatic.motifs.brush import (
    blob,
    everywhere,
    fill,
    glow,
    joined,
    land,
    line,
    ridge,
    strokes,
    vertical,
)
from generation.animatic.motifs.distance import soft_far
from generation.animatic.motifs.ground import hill, patches, path, rim_light, stones
from generation.animatic.motifs.paint import Paint
from generation.animatic.motifs.plants import fern
from generation.animatic.motifs.sky import beams, sun_at
from generation.animatic.motifs.sparks import fireflies, motes
from generation.animatic.motifs.tiny import acorn, clover, daisy, dew, giant_blades, mushroom, mushroom_house
from generation.animatic.motifs.trees import leaf
from generation.animatic.stage import BOTTOM, LEFT, RIGHT, Layer, Stage

HORIZON = 520.0
CAPS = ("#c8403a", "#c9783a", "#8a5a9a", "#4f7fa8", "#b7a04a")


def draw(paint: Paint) -> Stage:
    """Variants: grass (blades like towers), mushrooms (a village in toadstools)."""
    side = paint.side
    middle = (_village if paint.variant == "mushrooms" else _jungle)(paint, side)
    return small_world(paint, side, middle, Layer("floor", 0.9, _floor(paint, side)))


def small_world(paint: Paint, side: float, middle: Sequence[Layer], floor: Layer) -> Stage:
    """A place of those who are small, between what stands behind it all and the blades in front."""
    light = 800.0 + paint.scheme.light_x * 420
    return soft_far(
        Stage(
            scheme=paint.scheme,
            behind=(
                Layer("beyond", 0.1, beyond(paint)),
                *middle,
                Layer("light", 0.72, Group((beams(paint, light, -220.0, 5, 1080.0),)), blurs=False),
                floor,
                Layer(
                    "motes",
                    0.96,
                    Group(
                        (
                            motes(paint, "pollen", 120.0, 700.0, mix(paint.scheme.sun, "#fff2c0", 0.5), 3),
                            fireflies(paint, "fireflies", 330.0, 690.0, 10),
                        )
                    ),
                ),
            ),
            front=(Layer("foreground", 1.5, foreground(paint)),),
            horizon=HORIZON,
            detail=(800.0 + side * 430, 600.0),
        )
    )


def green_of(paint: Paint, distance: float = 0.0) -> str:
    """The green of what grows here, at a distance."""
    return paint.faded(mix(paint.scheme.foliage, paint.local("#7fb83a", 0.3), 0.45), distance * 0.8)


def beyond(paint: Paint) -> Group:
    """Green haze with round patches of light, as far things are seen by who is small."""
    random = paint.random("beyond")
    light = paint.outside
    x, _ = sun_at(paint, HORIZON)
    haze, green = mix(light.horizon, light.sun, 0.2), green_of(paint, 0.55)
    nodes: list[Node] = [
        everywhere(
            vertical(
                -100,
                640,
                (0.0, mix(light.sky_middle, green, 0.3)),
                (0.55, mix(haze, green, 0.35)),
                (1.0, mix(haze, green, 0.6)),
            )
        ),
        glow(x, 260.0, 620.0, mix(haze, "#ffffff", 0.3), 0.8),
    ]
    spots = [ellipse(random.uniform(LEFT, RIGHT), random.uniform(-60, 500), random.uniform(20, 64)) for _ in range(34)]
    nodes += [
        fill(joined(spots[::2]), mix(haze, "#ffffff", 0.3), 0.16),
        fill(joined(spots[1::2]), green_of(paint, 0.3), 0.14),
    ]
    xs = [LEFT + k * 34.0 + random.uniform(-14, 14) for k in range(77)]
    nodes += giant_blades(paint, "beyond", xs, 620.0, 26.0, mix(green, haze, 0.35), 40.0)
    return Group(tuple(nodes), name="beyond")


def _jungle(paint: Paint, side: float) -> tuple[Layer, ...]:
    """Ranks of blades with flowers and clover between them."""
    layers: list[Layer] = []
    for k, (foot, width, top, count, distance, depth) in enumerate(
        ((600.0, 46.0, -60.0, 30, 0.42, 0.3), (634.0, 84.0, -330.0, 18, 0.18, 0.55))
    ):
        random = paint.random(f"rank {k}")
        xs = [LEFT + (i + random.random()) * (RIGHT - LEFT) / count for i in range(count)]
        gap = (110, 260)[k]
        nodes: list[Node] = []
        if k == 0:
            for i, (dx, tall) in enumerate(((-side * 330, 420.0), (side * 250, 330.0), (side * 520, 470.0))):
                nodes.append(daisy(paint, 800 + dx, 604.0, tall, ("#f6f2ea", "#f0d060", "#e9b8cc")[i], i * 1.7))
        nodes += giant_blades(
            paint, f"{k}", [x for x in xs if abs(x - 800) > gap], foot, width, green_of(paint, distance), top
        )
        nodes += giant_blades(
            paint,
            f"moving {k}",
            [x + 37 for x in xs[1::3] if abs(x - 800) > gap + 60],
            foot,
            width * 0.8,
            paint.deep(green_of(paint, distance), 0.1),
            top + 160,
            moving=True,
        )
        nodes.append(
            hill(
                paint,
                ridge(random, foot - 8, 10, 0.6),
                paint.faded(mix(paint.local("#6f5a40"), green_of(paint), 0.62), distance),
                None,
                100.0,
            )
        )
        layers.append(Layer(f"blades {k}", depth, Group(tuple(nodes), name=f"blades {k}")))
    return tuple(layers)


def _village(paint: Paint, side: float) -> tuple[Layer, ...]:
    """Houses in toadstools around a clearing, a lane between them, and blades of grass for trees."""
    random = paint.random("village")
    caps = list(CAPS)
    random.shuffle(caps)
    far: list[Node] = giant_blades(
        paint,
        "village",
        [LEFT + k * 110.0 + random.uniform(-40, 40) for k in range(24)],
        590.0,
        44.0,
        green_of(paint, 0.4),
        -40.0,
    )
    far += [
        hill(
            paint, ridge(random, 556, 8), paint.faded(mix(paint.scheme.ground, green_of(paint), 0.3), 0.42), None, 80.0
        )
    ]
    for k, dx in enumerate((-150, 70, 230, -360)):
        far += mushroom_house(paint, random, 800 + side * dx, 576.0, 92.0 + 14 * (k % 2), caps[k], 0.42)
    near: list[Node] = [
        hill(
            paint, ridge(random, 592, 7), paint.faded(mix(paint.scheme.ground, green_of(paint), 0.3), 0.16), None, 90.0
        )
    ]
    for k, (dx, y, tall) in enumerate(
        (
            (side * 480, 640.0, 330.0),
            (-side * 560, 634.0, 290.0),
            (side * 900, 650.0, 380.0),
            (-side * 950, 650.0, 360.0),
        )
    ):
        near += mushroom_house(paint, random, 800 + dx, y, tall, caps[k], 0.05)
    for dx, y, tall in (
        (-side * 330, 624.0, 86.0),
        (-side * 380, 634.0, 56.0),
        (side * 290, 620.0, 70.0),
        (side * 690, 640.0, 110.0),
    ):
        near += mushroom(paint, random, 800 + dx, y, tall, caps[3], 0.06)
    return (
        Layer("far houses", 0.32, Group(tuple(far), name="far houses")),
        Layer("houses", 0.68, Group(tuple(near), name="houses")),
    )


def _floor(paint: Paint, side: float) -> Group:
    """Moss and earth, clover, pebbles like rocks, a fallen leaf, drops of dew."""
    random = paint.random("floor")
    moss = mix(mix(paint.scheme.ground, green_of(paint), 0.4), paint.local("#7a6244"), 0.15)
    points = ridge(random, 650, 11, 0.6)
    nodes: list[Node] = [
        hill(paint, points, paint.bright(moss, 0.14), paint.deep(moss, 0.45), 330.0),
        rim_light(paint, points, 3.0, 0.35),
    ]
    nodes += [
        patches(paint, "light", 668, 900, 20, mix(moss, paint.scheme.sun, 0.45), 0.26),
        patches(paint, "shade", 668, 950, 18, paint.deep(moss, 0.4), 0.3),
    ]
    nodes += path(
        paint,
        (800 - side * 180, 1200.0),
        (800 - side * 20, 654.0),
        430.0,
        70.0,
        mix(paint.local("#b09468"), moss, 0.25),
        60.0,
    )
    for dx, y, tall in (
        (side * 560, 716.0, 150.0),
        (-side * 480, 712.0, 120.0),
        (-side * 640, 730.0, 190.0),
        (side * 760, 744.0, 210.0),
        (-side * 860, 760.0, 230.0),
    ):
        nodes += clover(paint, random, 800 + dx, y, tall, paint.deep(green_of(paint), 0.08))
    for dx, y, tall in ((side * 670, 742.0, 230.0), (side * 600, 752.0, 120.0), (-side * 730, 748.0, 170.0)):
        nodes += mushroom(paint, random, 800 + dx, y, tall, CAPS[random.randrange(3)])
    nodes += stones(paint, "pebbles", 680, 900, 8, 46.0, paint.local("#98928a")) + acorn(
        paint, 800 + side * 420, 752.0, 92.0
    )
    nodes += fern(800 - side * 600, 756.0, 130.0, paint.deep(green_of(paint), 0.3), paint.bright(green_of(paint), 0.2))
    nodes += _fallen_leaf(paint, 800 - side * 400, 800.0, 210.0)
    nodes += dew(
        paint,
        [
            (800 + s * random.uniform(240, 760), random.uniform(690, 830), random.uniform(7, 15))
            for s in (-1, 1)
            for _ in range(7)
        ],
    )
    return Group(tuple(nodes), name="floor")


def _fallen_leaf(paint: Paint, x: float, y: float, size: float) -> list[Node]:
    """A dry leaf as large as a boat."""
    tint = paint.local("#c07a3a", 0.3)
    body = smooth(
        [
            (x - size, y + 6),
            (x - size * 0.5, y - size * 0.16),
            (x + size * 0.2, y - size * 0.18),
            (x + size, y - size * 0.1),
            (x + size * 0.4, y + size * 0.1),
            (x - size * 0.4, y + size * 0.12),
        ]
    )
    veins = [
        smooth([(x + u * size, y - 2), (x + (u + 0.14) * size, y - size * 0.1)], closed=False)
        for u in (-0.6, -0.3, 0.0, 0.3)
    ] + [
        smooth([(x + u * size, y - 2), (x + (u + 0.12) * size, y + size * 0.08)], closed=False)
        for u in (-0.6, -0.3, 0.0, 0.3)
    ]
    return [
        blob([(x - size, y + 16), (x, y + 2), (x + size * 0.9, y + 10), (x, y + size * 0.2)], paint.scheme.shadow, 0.3),
        fill(
            body,
            vertical(y - size * 0.2, y + size * 0.1, (0.0, paint.bright(tint, 0.25)), (1.0, paint.deep(tint, 0.25))),
        ),
        line(
            [(x - size * 1.15, y + 14), (x - size * 0.5, y + 2), (x + size * 0.9, y - size * 0.08)],
            paint.deep(tint, 0.4),
            4.0,
        ),
        strokes(veins, paint.deep(tint, 0.35), 2.4, 0.8),
    ]


def foreground(paint: Paint) -> Group:
    """Two or three blades and leaves right before the eye, out of focus, at the sides."""
    dark, less = paint.near, mix(paint.near, green_of(paint), 0.3)
    blades = [
        smooth(
            [(x, 1240), (x + lean * 0.3 - w, 700), (x + lean, tip), (x + lean * 0.3 + w, 720), (x + w * 2, 1240)],
            tension=0.8,
        )
        for x, lean, w, tip in (
            (-330, 160, 50, 120),
            (-210, -120, 44, 260),
            (-60, 130, 38, 470),
            (1620, -110, 40, 430),
            (1760, 150, 46, 230),
            (1890, -190, 52, 90),
        )
    ]
    leaves = [leaf(x, 1010, 260, a) for x, a in ((-120, -0.9), (80, -0.6), (1540, -2.5), (1730, -2.2))]
    base = land([(LEFT - 60, 900), (100, 960), (500, BOTTOM), (1100, BOTTOM), (1500, 960), (RIGHT + 60, 890)])
    return Group(
        (fill(joined(blades[::2]), less), fill(joined([*blades[1::2], *leaves, base]), dark)),
        blur=5.0,
        name="foreground",
    )
