"""High in the trees: a tree house with its bridge, a nest on a branch, the roof of the forest in the mist."""

from generation.animatic.art import Group, Node, Path, Point, ellipse, polygon, rectangle, smooth
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
    line,
    ridge,
    straight,
    strokes,
    sway,
    vertical,
)
from generation.animatic.motifs.distance import soft_far
from generation.animatic.motifs.ground import hill, patches
from generation.animatic.motifs.houses import lamp_light
from generation.animatic.motifs.paint import Paint
from generation.animatic.motifs.planks import boards, hanging_bridge
from generation.animatic.motifs.sky import birds
from generation.animatic.motifs.sparks import fireflies, motes
from generation.animatic.motifs.trees import cluster, hanging_leaves, leaf, leaf_colour
from generation.animatic.stage import BOTTOM, LEFT, RIGHT, Layer, Stage

HORIZON = 560.0


def draw(paint: Paint) -> Stage:
    """Variants: treehouse (a platform and a hut), nest (sticks, eggs, a wide view), treetops."""
    side = paint.side
    near = {"nest": _nest, "treehouse": _platform}.get(paint.variant, _bough)(paint, side)
    hut = (Layer("hut", 0.8, _hut(paint, side)),) if paint.variant == "treehouse" else ()
    return soft_far(
        Stage(
            scheme=paint.scheme,
            behind=(
                Layer("far crowns", 0.08, _sea_of_crowns(paint, "far", 560.0, 0.8, 60.0)),
                Layer("birds", 0.14, Group((birds(paint, (800.0 - side * 160, 260.0), 5, 13.0, 15.0),))),
                Layer("middle crowns", 0.22, _sea_of_crowns(paint, "middle", 618.0, 0.55, 100.0)),
                Layer("near crowns", 0.42, _sea_of_crowns(paint, "near", 700.0, 0.28, 170.0)),
                Layer("trunk", 0.7, _trunk(paint, side)),
                *hut,
                Layer("stand", 0.9, near),
                Layer(
                    "air",
                    0.96,
                    Group(
                        (
                            motes(paint, "air", 200.0, 700.0, mix(paint.scheme.sun, "#fff2c0", 0.4), 2),
                            fireflies(paint, "fireflies", 380.0, 690.0, 8),
                        )
                    ),
                ),
            ),
            front=(
                Layer(
                    "boughs",
                    1.3,
                    Group(
                        (
                            hanging_leaves(paint, "left bough", (-40.0, -30.0), 430.0, 1.0),
                            hanging_leaves(paint, "right bough", (1640.0, -20.0), 400.0, -1.0),
                        )
                    ),
                ),
                Layer("foreground", 1.5, _leaves_in_front(paint)),
            ),
            horizon=HORIZON,
            detail=(800.0 + side * 430, 560.0),
        )
    )


def _sea_of_crowns(paint: Paint, name: str, y: float, distance: float, size: float) -> Group:
    """Tree tops without end, seen from above them, with mist between the planes."""
    random = paint.random(f"crowns {name}")
    green = paint.faded(leaf_colour(paint), distance)
    line_ = ridge(random, y, size * 0.28)
    tops: list[Path] = []
    lights: list[Path] = []
    for px, py in line_:
        for dx in (0.0, size * 0.34):
            r = size * random.uniform(0.34, 0.6)
            tops.append(cluster(random, px + dx, py + random.uniform(-0.1, 0.3) * size, r))
            lights.append(cluster(random, px + dx + r * 0.3 * paint.scheme.light_x, py - r * 0.2, r * 0.5))
    body = hill(
        paint,
        [(x, py + size * 0.1) for x, py in line_],
        paint.deep(green, 0.2),
        mix(green, paint.scheme.horizon, 0.55),
        190.0,
    )
    return Group(
        (
            fill(joined(tops), vertical(y - size, y + size, (0.0, green), (1.0, paint.deep(green, 0.25)))),
            body,
            fill(joined(lights), paint.bright(green, 0.2), 0.55),
        ),
        name=f"{name} crowns",
    )


def _trunk(paint: Paint, side: float) -> Group:
    """The great tree to one side: trunk, boughs that reach over, and its own leaves."""
    random = paint.random("trunk")
    bark = paint.local("#5f4a3c")
    x = 800 + side * 640
    w = 120.0
    trunk: list[Point] = [
        (x - w * 1.1, BOTTOM),
        (x - w * 0.8, 700),
        (x - w * 0.66, 300),
        (x - w * 0.6, -340),
        (x + w * 0.6, -340),
        (x + w * 0.66, 300),
        (x + w * 0.8, 700),
        (x + w * 1.1, BOTTOM),
    ]
    boughs = [
        smooth([(x, 250), (x - side * 240, 120), (x - side * 520, 60), (x - side * 760, 90)], closed=False),
        smooth([(x, 60), (x - side * 170, -60), (x - side * 420, -140)], closed=False),
        smooth([(x, 200), (x + side * 190, 60), (x + side * 460, 10)], closed=False),
    ]
    cracks = [
        smooth([(cx, cy), (cx + random.uniform(-6, 6), cy + 50), (cx + random.uniform(-6, 6), cy + 110)], closed=False)
        for cx, cy in ((x + random.uniform(-0.5, 0.5) * w, random.uniform(-280, 900)) for _ in range(26))
    ]
    leaf_ = paint.faded(leaf_colour(paint), 0.04)
    crowns = [
        (x - side * random.uniform(-330, 800), random.uniform(-260, 40), random.uniform(70, 130)) for _ in range(26)
    ]
    lit = across(
        x - w,
        x + w,
        (0.0, paint.bright(bark, 0.2) if paint.scheme.light_x < 0 else paint.deep(bark, 0.45)),
        (1.0, paint.deep(bark, 0.45) if paint.scheme.light_x < 0 else paint.bright(bark, 0.2)),
    )
    return Group(
        (
            strokes(boughs, paint.deep(bark, 0.2), 46.0),
            fill(smooth(trunk, tension=0.5), lit),
            strokes(cracks, paint.deep(bark, 0.5), 4.0, 0.5),
            fill(joined(cluster(random, cx, cy, r) for cx, cy, r in crowns), paint.deep(leaf_, 0.35)),
            fill(
                joined(
                    cluster(random, cx + r * 0.2 * paint.scheme.light_x, cy - r * 0.1, r * 0.7) for cx, cy, r in crowns
                ),
                leaf_,
            ),
        ),
        name="trunk",
    )


def _hut(paint: Paint, side: float) -> Group:
    """A hut of planks around the trunk, with a window, a porch, a lantern, and a rope bridge that leads away."""
    random = paint.random("hut")
    wood, roof = paint.local("#a37a52", 0.32), paint.local("#6f5240", 0.35)
    x, y = 800 + side * 520, 664.0
    wall = [(x - 190, y), (x - 180, y - 210), (x + 180, y - 210), (x + 190, y)]
    planks = [polygon([(x - 186 + 34 * k, y), (x - 178 + 32.4 * k, y - 208)], closed=False) for k in range(12)]
    thatch: list[Point] = [
        (x - 240, y - 190),
        (x - 120, y - 290),
        (x - 20, y - 340),
        (x + 120, y - 290),
        (x + 240, y - 190),
        (x + 120, y - 206),
        (x - 120, y - 206),
    ]
    straws = [
        polygon([(x + u * 236, y - 192 + random.uniform(-4, 6)), (x + u * 120, y - 300 + 50 * abs(u))], closed=False)
        for u in (k / 9 - 1 for k in range(19))
    ]
    lit = lamp_light(paint) if paint.dark else paint.deep(wood, 0.65)
    bridge = hanging_bridge(paint, x - side * 230, side)
    nodes: list[Node] = [
        *bridge,
        facet(wall, vertical(y - 210, y, (0.0, paint.bright(wood, 0.15)), (1.0, paint.deep(wood, 0.3)))),
        strokes(planks, paint.deep(wood, 0.45), 2.6, 0.6),
        block(x - side * 60 - 38, y - 150, 76, 152, paint.deep(wood, 0.5), radius=30),
        block(x - side * 60 - 30, y - 142, 60, 144, paint.local("#7a4f3a"), radius=26),
        disc(x + side * 90, y - 120, 36, paint.deep(wood, 0.45)),
        disc(x + side * 90, y - 120, 29, lit),
        strokes(
            [
                polygon([(x + side * 90 - 29, y - 120), (x + side * 90 + 29, y - 120)], closed=False),
                polygon([(x + side * 90, y - 149), (x + side * 90, y - 91)], closed=False),
            ],
            paint.deep(wood, 0.45),
            4.0,
        ),
        fill(
            smooth(thatch, tension=0.6),
            vertical(y - 340, y - 190, (0.0, paint.bright(roof, 0.22)), (1.0, paint.deep(roof, 0.3))),
        ),
        strokes(straws, paint.deep(roof, 0.35), 2.4, 0.6),
    ]
    lx, ly = x - side * 200, y - 176
    nodes += [
        straight([(lx, ly), (lx, ly + 26)], paint.scheme.shadow, 2.4),
        block(lx - 9, ly + 26, 18, 24, lamp_light(paint) if paint.dark else paint.local("#d9d5bf"), radius=4),
    ]
    if paint.dark:
        nodes += [
            glow(lx, ly + 38, 190, paint.scheme.accent, 0.7),
            glow(x + side * 90, y - 120, 150, paint.scheme.accent, 0.5),
        ]
    return Group(tuple(nodes), name="hut")


def _platform(paint: Paint, side: float) -> Group:
    """The platform with its rail of branches, a ladder's end, a basket on a rope."""
    wood = paint.local("#7d5c42", 0.3)
    nodes = boards(paint, 690.0)
    posts = [rectangle(800 - side * (60 + 150 * k) - 9, 586, 18, 112, 6) for k in range(-1, 9) if not 0 <= k < 1]
    left, right = sorted((800 + side * 90, 800 - side * 1280))
    nodes += [
        fill(joined(posts), paint.deep(wood, 0.1)),
        line([(left, 596), ((left + right) / 2, 602), (right, 594)], paint.bright(wood, 0.15), 14.0),
        line([(left, 646), ((left + right) / 2, 640), (right, 648)], wood, 9.0),
    ]
    x = 800 - side * 560
    nodes += [
        block(x - 70, 682, 140, 22, paint.deep(wood, 0.6), radius=4),
        strokes(
            [
                polygon([(x - 40, 800), (x - 34, 640)], closed=False),
                polygon([(x + 40, 800), (x + 34, 640)], closed=False),
                polygon([(x - 36, 700), (x + 36, 700)], closed=False),
                polygon([(x - 35, 664), (x + 35, 664)], closed=False),
            ],
            paint.bright(wood, 0.2),
            10.0,
        ),
    ]
    nodes += [patches(paint, "sun on boards", 710, 900, 12, mix(wood, paint.scheme.sun, 0.6), 0.22)]
    return Group(tuple(nodes), name="platform")


def _sticks(paint: Paint, name: str, count: int, lean: float) -> list[Path]:
    random = paint.random(f"sticks {name}")
    found: list[Path] = []
    for _ in range(count):
        x, long = random.uniform(LEFT, RIGHT), random.uniform(120, 330)
        y = random.uniform(668, 760) - 190 * min(1.0, abs(x - 800) / 900) ** 2
        tilt = random.uniform(-lean, lean) - 0.16 * long * (x - 800) / 900
        found.append(smooth([(x - long / 2, y - tilt), (x, y - 8), (x + long / 2, y + tilt)], closed=False))
    return found


def _nest(paint: Paint, side: float) -> Group:
    """The rim of a great nest behind, its soft floor, eggs, and feathers."""
    bark, straw = paint.local("#7a5c42", 0.32), paint.local("#c9a566", 0.32)
    egg = paint.local("#dfe6e0", 0.25)
    rim = [(x, 668 - 190 * min(1.0, (abs(x - 800) / 900)) ** 2) for x in range(int(LEFT) - 60, int(RIGHT) + 120, 90)]
    nodes: list[Node] = [
        hill(paint, [(float(x), y) for x, y in rim], paint.deep(bark, 0.25), paint.deep(bark, 0.55), 200.0)
    ]
    for k, tone in enumerate((paint.deep(bark, 0.4), bark, paint.bright(bark, 0.2), straw)):
        nodes.append(strokes(_sticks(paint, f"rim {k}", 34, 34.0), tone, 9.0 - k))
    bowl = [(x, 722 - 130 * min(1.0, (abs(x - 800) / 900)) ** 2) for x in range(int(LEFT) - 60, int(RIGHT) + 120, 120)]
    nodes += [hill(paint, [(float(x), y) for x, y in bowl], paint.bright(straw, 0.1), paint.deep(straw, 0.5), 240.0)]
    random = paint.random("straw")
    lie = [
        smooth([(x, y), (x + w * 0.5, y - 8), (x + w, y + random.uniform(-10, 10))], closed=False)
        for x, y, w in (
            (random.uniform(LEFT, RIGHT), random.uniform(724, 930), random.uniform(60, 200)) for _ in range(110)
        )
    ]
    nodes += [
        strokes(lie[::2], paint.deep(straw, 0.3), 3.4, 0.8),
        strokes(lie[1::2], paint.bright(straw, 0.3), 3.0, 0.8),
    ]
    for dx, y, r in ((side * 470, 752.0, 70.0), (side * 590, 760.0, 76.0), (side * 540, 778.0, 72.0)):
        x = 800 + dx
        spots = [ellipse(x + random.uniform(-0.5, 0.5) * r, y - r * random.uniform(0.3, 1.7), 4, 3) for _ in range(12)]
        nodes += [
            disc(x, y + 2, r * 0.9, paint.scheme.shadow, 12, 0.35),
            blob(
                [
                    (x - r * 0.74, y - r * 0.6),
                    (x - r * 0.4, y - r * 1.6),
                    (x, y - r * 1.95),
                    (x + r * 0.4, y - r * 1.6),
                    (x + r * 0.74, y - r * 0.6),
                    (x, y + 4),
                ],
                across(
                    x - r,
                    x + r,
                    (0.0, paint.bright(egg, 0.3) if paint.scheme.light_x < 0 else paint.deep(egg, 0.4)),
                    (1.0, paint.deep(egg, 0.4) if paint.scheme.light_x < 0 else paint.bright(egg, 0.3)),
                ),
            ),
            fill(joined(spots), paint.deep(egg, 0.5), 0.6),
        ]
    feather = [
        smooth([(800 - side * 480, 782), (800 - side * 400, 762), (800 - side * 300, 764), (800 - side * 390, 784)]),
        smooth([(800 - side * 620, 760), (800 - side * 560, 742), (800 - side * 480, 748), (800 - side * 560, 764)]),
    ]
    return Group((*nodes, fill(joined(feather), paint.local("#eef0f2", 0.2))), name="nest")


def _bough(paint: Paint, side: float) -> Group:
    """One mighty branch to walk on, mossy above, with tufts of leaves that stir."""
    bark = paint.local("#5f4a3c")
    random = paint.random("bough")
    top: list[Point] = [
        (x, 700 + 12 * ((x / 400) % 2 - 1) + random.uniform(-4, 4))
        for x in range(int(LEFT) - 60, int(RIGHT) + 120, 130)
    ]
    moss = mix(paint.scheme.foliage, paint.local("#8fae5a"), 0.4)
    cracks = [
        smooth([(x, y), (x + 120, y + random.uniform(-8, 8)), (x + 260, y + random.uniform(-8, 8))], closed=False)
        for x, y in ((random.uniform(LEFT, RIGHT), random.uniform(770, 960)) for _ in range(26))
    ]
    nodes: list[Node] = [
        hill(paint, top, paint.bright(bark, 0.1), paint.deep(bark, 0.6), 240.0),
        strokes(cracks, paint.deep(bark, 0.5), 5.0, 0.6),
    ]
    edge = [(x, y + 9 + random.uniform(-3, 9)) for x, y in top]
    bulge = [(x, y + 150) for x, y in top]
    nodes += [
        fill(
            smooth([*edge, *reversed(bulge)]),
            vertical(690, 880, (0.0, paint.bright(bark, 0.28), 0.9), (1.0, bark, 0.0)),
        ),
        fill(
            smooth([*top, *reversed(edge)]),
            vertical(690, 730, (0.0, paint.bright(moss, 0.2)), (1.0, paint.deep(moss, 0.3))),
        ),
    ]
    rings = [
        ellipse(random.uniform(LEFT, RIGHT), random.uniform(770, 860), random.uniform(30, 54), random.uniform(12, 20))
        for _ in range(5)
    ]
    nodes += [fill(joined(rings), paint.deep(bark, 0.45)), strokes(rings, paint.bright(bark, 0.2), 5.0, 0.7)]
    for k in range(4):
        x = 800 + (side if k % 2 else -side) * (470 + 150 * k)
        leaves = [
            leaf(x + random.uniform(-40, 40), 712, random.uniform(60, 120), random.uniform(-2.6, -0.5))
            for _ in range(9)
        ]
        nodes.append(
            Group(
                (
                    fill(joined(leaves[::2]), paint.deep(paint.scheme.foliage, 0.25)),
                    fill(joined(leaves[1::2]), paint.scheme.foliage),
                ),
                transform=sway(k * 1.3, 1.6 * paint.windy, (x, 712.0)),
            )
        )
    return Group(tuple(nodes), name="bough")


def _leaves_in_front(paint: Paint) -> Group:
    random = paint.random("front leaves")
    clumps = [
        cluster(random, x, y, r)
        for x, y, r in (
            (-320, 960, 210),
            (-90, 1030, 180),
            (1690, 1030, 190),
            (1900, 950, 220),
            (110, 1090, 150),
            (1500, 1090, 150),
        )
    ]
    return Group((fill(joined(clumps), paint.near),), blur=6.0, name="foreground")
