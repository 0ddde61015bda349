"""Land in rows: an orchard, a vineyard on its hill, lavender, and rice terraces."""

import math

from generation.animatic.art import Group, Node, Path, Point, ellipse, polygon, smooth
from generation.animatic.colour import mix
from generation.animatic.motifs.brush import (
    block,
    disc,
    fill,
    height_at,
    joined,
    land,
    line,
    ridge,
    strokes,
    vertical,
)
from generation.animatic.motifs.distance import soft_far
from generation.animatic.motifs.gardens import converging
from generation.animatic.motifs.ground import flowers, foreground_grass, grass, hill, patches, rim_light, stones, tufts
from generation.animatic.motifs.houses import house
from generation.animatic.motifs.paint import Paint
from generation.animatic.motifs.plants import poplar, rushes
from generation.animatic.motifs.sky import birds
from generation.animatic.motifs.sparks import fireflies
from generation.animatic.motifs.trees import broadleaf, bush, treeline
from generation.animatic.stage import LEFT, RIGHT, Layer, Stage

HORIZON = 505.0


def draw(paint: Paint) -> Stage:
    """Variants: orchard, vineyard, lavender, terraces (rice on steps of water)."""
    side = paint.side
    middle = {"orchard": _avenue, "terraces": _steps}.get(paint.variant, _rows)(paint, side)
    near = {"orchard": _meadow, "terraces": _paddy}.get(paint.variant, _headland)(paint, side)
    return soft_far(
        Stage(
            scheme=paint.scheme,
            behind=(
                Layer("far hills", 0.12, _far(paint, side)),
                Layer("birds", 0.16, Group((birds(paint, (760.0 - side * 160, 200.0)),))),
                *middle,
                Layer("field", 0.9, near),
                Layer("fireflies", 0.96, fireflies(paint, "fireflies", 480.0, 700.0, 8)),
            ),
            front=(Layer("foreground", 1.5, foreground_grass(paint, "foreground", 160.0)),),
            horizon=HORIZON,
            detail=(800.0 + side * 430, 560.0),
        )
    )


def _far(paint: Paint, side: float) -> Group:
    random = paint.random("far")
    nodes: list[Node] = []
    if paint.variant == "terraces":
        rock = paint.faded(paint.local("#6d7a86", 0.45), 0.7)
        for k in range(9):
            x, tall = LEFT + (k + random.random()) * 284, random.uniform(130, 270)
            nodes.append(_karst(paint, x, 520.0, tall, paint.faded(rock, 0.25 * (k % 2))))
    for i, (y, swing, distance) in enumerate(((452, 50, 0.86), (482, 34, 0.66))):
        points = ridge(random, y, swing)
        colour = paint.faded(mix(paint.scheme.ground, paint.scheme.foliage, 0.45), distance)
        nodes += [
            hill(paint, points, colour, mix(colour, paint.scheme.horizon, 0.35), 120.0),
            rim_light(paint, points, 2.0, 0.25),
        ]
        if i and paint.variant != "terraces":
            nodes += _farm(paint, 800 + side * 380, height_at(points, 800 + side * 380) + 6)
    return Group(tuple(nodes), name="far hills")


def _karst(paint: Paint, x: float, y: float, tall: float, rock: str) -> Node:
    """A steep round hill such as stand over rice country."""
    wide = tall * 0.42
    outline: list[Point] = [
        (x - wide, y),
        (x - wide * 0.8, y - tall * 0.55),
        (x - wide * 0.3, y - tall * 0.94),
        (x + wide * 0.2, y - tall),
        (x + wide * 0.75, y - tall * 0.6),
        (x + wide, y),
    ]
    return fill(
        smooth(outline, tension=0.8), vertical(y - tall, y, (0.0, rock), (1.0, mix(rock, paint.scheme.horizon, 0.55)))
    )


def _farm(paint: Paint, x: float, y: float) -> list[Node]:
    """A house far away under its poplars."""
    random = paint.random("farm")
    nodes: list[Node] = []
    for k in range(6):
        nodes += poplar(paint, random, x - 120 + k * 44 + random.uniform(-6, 6), y + 4, random.uniform(60, 96), 0.55)
    return [
        *nodes,
        house(paint, random, x, y + 6, 62.0, 30.0, distance=0.42),
        house(paint, random, x + 54, y + 8, 40.0, 22.0, distance=0.42),
    ]


def _avenue(paint: Paint, side: float) -> tuple[Layer, ...]:
    """Fruit trees in two planes: in lines that run away from the viewer."""
    fruit = paint.local("#d2453c" if paint.random("fruit").random() < 0.7 else "#e8b13c", 0.3)
    layers: list[Layer] = []
    for k, (y, tall, step, distance, depth) in enumerate(
        ((540.0, 120.0, 128.0, 0.5, 0.28), (568.0, 190.0, 236.0, 0.3, 0.45), (616.0, 320.0, 470.0, 0.1, 0.68))
    ):
        random = paint.random(f"trees {k}")
        ground = paint.faded(paint.scheme.ground, distance * 0.8)
        nodes: list[Node] = [hill(paint, ridge(random, y - 10, 4), ground, None, 90.0)]
        x = 800 - step * 6.5
        while x < RIGHT:
            if k < 2 or abs(x - 800) > 150:
                nodes += _fruit_tree(paint, f"{k} {x:.0f}", x, y, tall, distance, fruit)
            x += step
        layers.append(Layer(f"trees {k}", depth, Group(tuple(nodes), name=f"trees {k}")))
    return tuple(layers)


def _fruit_tree(paint: Paint, name: str, x: float, y: float, tall: float, distance: float, fruit: str) -> list[Node]:
    random = paint.random(f"tree {name}")
    blossom = paint.setting.season == "spring" or paint.has("blossom", "cherry")
    nodes = broadleaf(
        paint, random, x, y, tall, distance, None if blossom else mix(paint.scheme.foliage, paint.local("#7f9a4a"), 0.3)
    )
    if paint.snowy or blossom or paint.setting.season == "winter":
        return nodes
    apples: list[Path] = []
    for _ in range(15):
        angle, reach = random.uniform(0, math.tau), tall * 0.3 * random.random() ** 0.6
        apples.append(
            ellipse(x + math.cos(angle) * reach, y - tall * 0.68 + math.sin(angle) * reach * 0.8, tall * 0.02)
        )
    return [*nodes, fill(joined(apples), paint.faded(fruit, distance))]


def _meadow(paint: Paint, side: float) -> Group:
    """The grass under the trees, with a ladder, baskets and windfalls."""
    random = paint.random("field")
    ground, dark = paint.scheme.ground, paint.scheme.ground_dark
    line_ = ridge(random, 640, 6, 0.3)
    nodes: list[Node] = [hill(paint, line_, paint.bright(ground, 0.12), mix(ground, dark, 0.8), 320.0)]
    nodes += [
        patches(paint, "light", 660, 900, 22, mix(ground, paint.scheme.sun, 0.4), 0.26),
        patches(paint, "shade", 660, 940, 18, dark, 0.3),
    ]
    nodes += grass(paint, line_, "edge", 300, 22.0, [ground, paint.bright(ground, 0.25), dark])
    nodes += tufts(paint, "tufts", 660, 960, 240, [dark, paint.bright(ground, 0.2)], 34.0)
    nodes += flowers(paint, "flowers", 660, 940, 110)
    for dx, tall in ((side * 640, 620.0), (-side * 760, 660.0)):
        nodes += _fruit_tree(paint, f"near {dx:.0f}", 800 + dx, 736.0, tall, 0.0, paint.local("#d2453c", 0.3))
    nodes += _ladder(paint, 800 + side * 560, 742.0, 330.0, side)
    nodes += _basket(paint, 800 + side * 430, 730.0, 80.0) + _basket(paint, 800 - side * 600, 752.0, 96.0)
    apples = [
        ellipse(800 + random.choice((-1, 1)) * random.uniform(330, 760), random.uniform(700, 800), 7, 6.4)
        for _ in range(16)
    ]
    return Group((*nodes, fill(joined(apples), paint.local("#c9413a", 0.3))), name="field")


def _ladder(paint: Paint, x: float, y: float, tall: float, side: float) -> list[Node]:
    wood = paint.local("#a5815a", 0.3)
    lean = side * tall * 0.2
    rails = [polygon([(x + dx, y), (x + dx * 0.7 + lean, y - tall)], closed=False) for dx in (-28, 28)]
    rungs = [
        polygon([(x - 28 + 8 * u + lean * u, y - tall * u), (x + 28 - 8 * u + lean * u, y - tall * u)], closed=False)
        for u in (0.1, 0.24, 0.38, 0.52, 0.66, 0.8, 0.93)
    ]
    return [strokes(rails, paint.deep(wood, 0.2), 8.0), strokes(rungs, wood, 6.0)]


def _basket(paint: Paint, x: float, y: float, width: float) -> list[Node]:
    """A basket full of fruit."""
    wicker, red = paint.local("#b08a52", 0.3), paint.local("#cf463c", 0.3)
    h = width * 0.5
    body: list[Point] = [
        (x - width * 0.5, y - h),
        (x - width * 0.38, y),
        (x + width * 0.38, y),
        (x + width * 0.5, y - h),
    ]
    bands = [
        smooth(
            [
                (x - width * (0.48 - 0.1 * u), y - h * (1 - u)),
                (x, y - h * (1 - u) + 5),
                (x + width * (0.48 - 0.1 * u), y - h * (1 - u)),
            ],
            closed=False,
        )
        for u in (0.2, 0.45, 0.7)
    ]
    heap = [
        ellipse(x + u * width, y - h - v * width, width * 0.12)
        for u, v in ((-0.36, 0.02), (-0.16, 0.05), (0.06, 0.03), (0.28, 0.04), (-0.24, 0.15), (0.0, 0.17), (0.2, 0.14))
    ]
    return [
        disc(x, y + 2, width * 0.5, paint.scheme.shadow, width * 0.08, 0.35),
        fill(joined(heap), red),
        fill(
            joined(
                ellipse(x + u * width, y - h - v * width, width * 0.04)
                for u, v in ((-0.33, 0.06), (-0.13, 0.09), (0.1, 0.07), (0.03, 0.21))
            ),
            paint.bright(red, 0.5),
            0.8,
        ),
        fill(polygon(body), vertical(y - h, y, (0.0, paint.bright(wicker, 0.15)), (1.0, paint.deep(wicker, 0.4)))),
        strokes(bands, paint.deep(wicker, 0.45), 2.4, 0.7),
    ]


def _rows(paint: Paint, side: float) -> tuple[Layer, ...]:
    """Rows that run over a swelling hill to one point: vines, or lavender."""
    random = paint.random("rows")
    lavender = paint.variant == "lavender"
    soil = paint.faded(mix(paint.scheme.ground, paint.local("#a98a64"), 0.35), 0.25)
    plant = paint.faded(paint.local("#8a6fc0", 0.3) if lavender else paint.scheme.foliage, 0.25)
    x = 800 - side * 560
    dome: list[Point] = [
        (px, py - 92 * max(0.0, 1 - ((px - x) / 760) ** 2)) for px, py in ridge(random, 556, 5, 0.2, 40.0)
    ]
    stripes: list[Path] = []
    for k in range(-16, 17):
        foot = x + k * 150
        stripes.append(
            polygon(
                [
                    (x + k * 40, height_at(dome, x + k * 40) + 3),
                    (x + k * 40 + 12, height_at(dome, x + k * 40) + 3),
                    (foot + 46, 660),
                    (foot, 660),
                ]
            )
        )
    top = paint.random("cottage")
    nodes: list[Node] = [
        hill(paint, dome, paint.bright(soil, 0.2), soil, 140.0),
        rim_light(paint, dome, 3.0, 0.4),
        fill(joined(stripes), plant, 0.9),
    ]
    hut = (
        house(paint, top, x, height_at(dome, x) + 5, 84.0, 44.0, distance=0.2),
        *poplar(paint, top, x + 84, height_at(dome, x) + 8, 130.0, 0.2),
        *poplar(paint, top, x + 112, height_at(dome, x) + 10, 104.0, 0.2),
    )
    trees = treeline(paint, random, ridge(random, 532, 8), 40.0, paint.faded(paint.scheme.foliage, 0.5), "round")
    return (
        Layer("far trees", 0.3, Group((trees,), name="far trees")),
        Layer("rows", 0.5, Group((*hut, *nodes), name="rows")),
    )


def _headland(paint: Paint, side: float) -> Group:
    """The rows near the viewer, to both sides of the lane where people stand."""
    random = paint.random("field")
    lavender = paint.variant == "lavender"
    soil = mix(paint.scheme.ground, paint.local("#b08d62"), 0.5)
    line_ = ridge(random, 626, 5, 0.3)
    plant = paint.local("#8565c2", 0.28) if lavender else paint.scheme.foliage
    grape = None if lavender or paint.setting.season in {"winter", "spring"} else paint.local("#5b3a78", 0.3)
    feet = [800 + s * (620 + k * 520) for k in range(5) for s in (-1, 1)]
    nodes: list[Node] = [
        hill(paint, line_, paint.bright(soil, 0.14), paint.deep(soil, 0.35), 330.0),
        rim_light(paint, line_, 3.0, 0.3),
    ]
    nodes += [
        patches(paint, "light", 650, 900, 16, paint.bright(soil, 0.25), 0.35),
        *grass(paint, line_, "edge", 200, 18.0, [paint.scheme.ground, paint.bright(paint.scheme.ground, 0.2)]),
    ]
    rows = sorted(feet, key=lambda foot: -abs(foot - 800))
    nodes += converging(paint, "near", (800.0, HORIZON - 30), 634.0, rows, 150.0 if lavender else 210.0, plant, grape)
    if lavender:
        spikes = [
            ellipse(random.choice((-1, 1)) * random.uniform(250, 1150) + 800, random.uniform(640, 900), 3, 9)
            for _ in range(120)
        ]
        nodes.append(fill(joined(spikes), paint.bright(plant, 0.35), 0.7))
    else:
        posts = [polygon([(800 + s * 240, 742), (800 + s * 240, 590)], closed=False) for s in (-1, 1)]
        nodes += [strokes(posts, paint.local("#7d6248"), 9.0)]
    nodes += stones(paint, "stones", 680, 900, 9, 18.0, paint.local("#a89a86"), 520, 1080)
    nodes += tufts(
        paint, "tufts", 650, 940, 60, [paint.scheme.ground_dark, paint.bright(paint.scheme.ground, 0.2)], 26.0
    )
    return Group(tuple(nodes), name="field")


def _steps(paint: Paint, side: float) -> tuple[Layer, ...]:
    """Terraces of water that climb a slope to one side: a green wall, a bright lip, and the sky in each."""
    light = paint.outside
    nodes: list[Node] = []
    for k in range(8):
        random = paint.random(f"step {k}")
        distance, phase = 0.56 - 0.05 * k, random.uniform(0, 6)
        edge: list[Point] = []
        for i in range(36):
            x = LEFT - 60 + i * 76.0
            steep = 0.25 + 0.75 / (1 + math.exp(-side * (x - 800) / 260))
            edge.append((x, 606 - (8 - k) * 29 * steep + 5 * math.sin(i * 0.7 + phase) + 4 * math.sin(i * 1.9 + phase)))
        lip = paint.faded(mix(paint.scheme.ground, paint.scheme.foliage, 0.6), distance)
        pool = [(x, y + 7 + 0.9 * k) for x, y in edge]
        nodes += [
            fill(land(edge), paint.deep(lip, 0.22)),
            fill(
                land(pool),
                vertical(
                    380, 620, (0.0, mix(light.horizon, "#ffffff", 0.15)), (1.0, mix(light.water, light.sky_middle, 0.4))
                ),
            ),
            line(edge, paint.bright(lip, 0.3), 3.0 + 0.4 * k),
        ]
    random = paint.random("steps trees")
    x = 800 + side * 560
    hut = house(paint, random, x, 448.0, 84.0, 36.0, distance=0.3)
    trees = [
        *bush(paint, random, x - side * 90, 452.0, 80.0, 0.35),
        *broadleaf(paint, random, x + side * 96, 450.0, 130.0, 0.35),
    ]
    base = hill(
        paint, ridge(random, 600, 6), paint.faded(mix(paint.scheme.ground, paint.scheme.foliage, 0.4), 0.2), None, 100.0
    )
    return (Layer("terraces", 0.4, Group((*nodes, hut, *trees, base), name="terraces")),)


def _paddy(paint: Paint, side: float) -> Group:
    """The paddy at one's feet: seedlings in lines in still water, and the dyke one walks on."""
    random = paint.random("field")
    light = paint.outside
    green, dyke = (
        mix(paint.scheme.foliage, paint.local("#8fc05a"), 0.45),
        mix(paint.scheme.ground, paint.local("#8d7048"), 0.35),
    )
    far_dyke = ridge(random, 604, 6, 0.4)
    near = ridge(random, 724, 6, 0.4)
    nodes: list[Node] = [
        hill(paint, far_dyke, paint.bright(paint.scheme.ground, 0.1), None, 60.0),
        fill(
            polygon([(LEFT, 626), (RIGHT, 626), (RIGHT, 780), (LEFT, 780)]),
            vertical(
                626,
                740,
                (0.0, mix(light.horizon, light.sky_middle, 0.4)),
                (1.0, mix(light.water, light.sky_middle, 0.4)),
            ),
        ),
    ]
    shoots: list[Path] = []
    glints = [
        ellipse(random.uniform(LEFT, RIGHT), random.uniform(632, 716), random.uniform(30, 110), 1.4) for _ in range(26)
    ]
    for y, step, tall in ((636, 26, 13), (650, 34, 18), (668, 44, 24), (692, 58, 32)):
        x = LEFT + random.uniform(0, 40)
        while x < RIGHT:
            shoots += [
                polygon([(x, y), (x + d * tall * 0.34, y - tall * random.uniform(0.8, 1.1))], closed=False)
                for d in (-1, 0, 1)
            ]
            x += step
    nodes += [fill(joined(glints), mix(light.horizon, "#ffffff", 0.4), 0.5), strokes(shoots, green, 2.6)]
    nodes += [
        hill(paint, [(x, y - 8) for x, y in near], paint.deep(dyke, 0.35), None, 60.0),
        hill(paint, near, paint.bright(dyke, 0.1), paint.deep(dyke, 0.35), 250.0),
        rim_light(paint, near, 3.0, 0.35),
    ]
    nodes += grass(paint, near, "edge", 200, 26.0, [green, paint.deep(green, 0.3), paint.scheme.ground])
    nodes += tufts(paint, "tufts", 742, 960, 120, [paint.deep(green, 0.3), green], 36.0)
    nodes += [
        rushes(paint, "dyke", 800 + side * dx, 736.0, tall, green)
        for dx, tall in ((-560, 90.0), (640, 110.0), (-760, 130.0))
    ]
    shadow = block(800 - side * 430 - 30, 722, 60, 4, paint.scheme.shadow, 0.3)
    pole = line([(800 - side * 430, 724), (800 - side * 430, 560)], paint.local("#7d6248"), 8.0)
    hat: list[Point] = [(800 - side * 430 - 62, 590), (800 - side * 430, 536), (800 - side * 430 + 62, 590)]
    coat: list[Point] = [
        (800 - side * 430 - 54, 612),
        (800 - side * 430 + 54, 612),
        (800 - side * 430 + 30, 694),
        (800 - side * 430 - 30, 694),
    ]
    nodes += [
        shadow,
        pole,
        fill(polygon(coat), paint.local("#6f7f96", 0.3)),
        fill(polygon(hat), paint.local("#d0ac6a", 0.3)),
    ]
    return Group(tuple(nodes), name="field")
