"""The forest: ranks of trunks that fade into light, ferns, and boughs that frame the picture."""

from generation.animatic.art import Group, Node, Path, Point, smooth
from generation.animatic.colour import mix
from generation.animatic.motifs.bog import drowned_tree, mist, stilt_hut
from generation.animatic.motifs.brush import everywhere, fill, glow, joined, ridge, strokes, vertical
from generation.animatic.motifs.distance import soft_far
from generation.animatic.motifs.ground import foreground_grass, grass, hill, patches, path, stones, tufts
from generation.animatic.motifs.paint import Paint
from generation.animatic.motifs.plants import log
from generation.animatic.motifs.season import bare_boughs, crown_tints
from generation.animatic.motifs.sky import beams, sun_at, sun_seen
from generation.animatic.motifs.sparks import fireflies, marsh_lights
from generation.animatic.motifs.tiny import mushroom
from generation.animatic.motifs.trees import (
    bush,
    cluster,
    conifer,
    hanging_leaves,
    leaf,
    leaf_colour,
    near_trunk,
    palm,
    treeline,
)
from generation.animatic.motifs.water import mirrored, ripples, surface
from generation.animatic.stage import LEFT, RIGHT, Layer, Stage

HORIZON = 520.0


def draw(paint: Paint) -> Stage:
    """Variants: forest (tall trunks), pines, swamp (standing water), jungle (palms of leaves, lianas)."""
    ground = _swamp(paint) if paint.variant == "swamp" else _floor(paint)
    return soft_far(
        Stage(
            scheme=paint.scheme,
            behind=(
                Layer("glade", 0.12, _glade(paint)),
                Layer("far trunks", 0.28, _rank(paint, "far", 26, 22.0, 545.0, 0.72)),
                Layer("middle trunks", 0.5, _rank(paint, "middle", 13, 46.0, 590.0, 0.42)),
                Layer("light", 0.6, Group((beams(paint, _light_x(paint), -160.0, 5, 1050.0),)), blurs=False),
                Layer("floor", 0.9, ground),
                Layer("trunks", 0.95, _near(paint)),
                Layer("lights", 0.96, _lights(paint), blurs=False),
            ),
            front=(
                Layer("boughs", 1.3, _boughs(paint)),
                Layer("foreground", 1.5, foreground_grass(paint, "foreground", 210.0)),
            ),
            horizon=HORIZON,
            detail=(430.0, 560.0),
        )
    )


def _lights(paint: Paint) -> Group:
    """What shines among the trees after dark: will-o'-the-wisps over a bog, fireflies elsewhere."""
    if paint.variant == "swamp":
        return Group(
            (mist(paint, 640.0), marsh_lights(paint, 560.0, 680.0), fireflies(paint, "fireflies", 460.0, 660.0, 5))
        )
    return fireflies(paint, "fireflies", 430.0, 700.0, 9)


def _light_x(paint: Paint) -> float:
    return 800.0 + paint.scheme.light_x * 460


def _glade(paint: Paint) -> Group:
    light = paint.outside
    haze = mix(light.horizon, light.sun, 0.3) if sun_seen(paint) else light.horizon
    if paint.setting.season == "winter":
        haze = mix(haze, light.far, 0.6)
    leaf = mix(leaf_colour(paint), light.far, 0.75) if paint.setting.season == "winter" else leaf_colour(paint)
    mist = vertical(
        -300,
        620,
        (0.0, mix(leaf, light.sky_top, 0.45)),
        (0.45, mix(leaf, haze, 0.5)),
        (0.85, mix(haze, leaf, 0.14)),
        (1.0, mix(haze, leaf, 0.3)),
    )
    x, _ = sun_at(paint, HORIZON)
    nodes: list[Node] = [
        everywhere(mist),
        glow(x, 380.0, 620.0, haze, 0.75),
        glow(x, 400.0, 260.0, mix(haze, "#ffffff", 0.3), 0.55),
    ]
    random = paint.random("backdrop")
    for i, (y, size) in enumerate(((470, 150.0), (505, 90.0))):
        line = ridge(random, y, 12)
        nodes.append(
            treeline(
                paint,
                random,
                line,
                size,
                mix(mix(leaf, light.far, 0.35), haze, 0.55 - 0.2 * i),
                "conifer" if paint.variant == "pines" else "mixed",
            )
        )
    return Group(tuple(nodes), name="glade")


def _rank(paint: Paint, name: str, count: int, width: float, foot: float, distance: float) -> Group:
    """One rank of trunks with crowns above the picture's middle, and the ground they stand on."""
    random = paint.random(name)
    bark = paint.faded(paint.local("#5b463a"), distance)
    leaf = paint.faded(leaf_colour(paint), distance)
    line = ridge(random, foot, 12, 0.4)
    if paint.variant == "pines":
        return _pines(paint, name, count, foot, distance)
    trunks: list[Path] = []
    lights: list[Path] = []
    crowns: list[Path] = []
    heads: list[Point] = []
    side = 1 if paint.scheme.light_x > 0 else -1
    for i in range(count):
        x = LEFT + (i + random.uniform(0.15, 0.85)) * (RIGHT - LEFT) / count
        if abs(x - 800) < 130 and distance < 0.6:
            continue
        w, lean = width * random.uniform(0.6, 1.25), random.uniform(-40, 40)
        trunks.append(
            Path(
                (
                    ("M", x - w * 0.75, foot + 40),
                    ("C", x - w * 0.45, foot - 60, x - w * 0.4 + lean, 200, x - w * 0.34 + lean, -300),
                    ("L", x + w * 0.34 + lean, -300),
                    ("C", x + w * 0.4 + lean, 200, x + w * 0.45, foot - 60, x + w * 0.75, foot + 40),
                    ("Z",),
                )
            )
        )
        lights.append(
            Path(
                (
                    ("M", x + side * w * 0.2, foot + 20),
                    (
                        "C",
                        x + side * w * 0.2,
                        foot - 60,
                        x + lean + side * w * 0.18,
                        200,
                        x + lean + side * w * 0.16,
                        -300,
                    ),
                    ("L", x + lean + side * w * 0.32, -300),
                    (
                        "C",
                        x + lean + side * w * 0.36,
                        200,
                        x + side * w * 0.42,
                        foot - 60,
                        x + side * w * 0.6,
                        foot + 30,
                    ),
                    ("Z",),
                )
            )
        )
        heads.append((x + lean * 0.7, foot))
        for _ in range(2 if distance > 0.6 else 3):
            crowns.append(
                cluster(
                    random,
                    x + lean + random.uniform(-110, 110),
                    random.uniform(-40, 150 - 90 * (1 - distance)),
                    random.uniform(60, 110),
                )
            )
    nodes: list[Node] = [
        fill(joined(trunks), vertical(0, foot, (0.0, paint.deep(bark, 0.25)), (1.0, bark))),
        fill(joined(lights), paint.bright(bark, 0.35), 0.45),
    ]
    if paint.setting.season == "winter":
        nodes += bare_boughs(paint, name, heads, width, bark, distance)
    else:
        for tint, own in crown_tints(paint, crowns, leaf, distance):
            nodes.append(fill(joined(own), vertical(-100, 230, (0.0, paint.deep(tint, 0.3)), (1.0, tint)), 0.92))
    nodes += [hill(paint, line, paint.faded(paint.scheme.ground, distance * 0.9), None, 200.0)]
    nodes += grass(paint, line, f"{name} grass", 120, 20.0 * (1.3 - distance), [leaf, paint.deep(leaf, 0.25)])
    for _ in range(5):
        x = random.uniform(LEFT, RIGHT)
        if abs(x - 800) > 200:
            nodes += bush(paint, random, x, foot + 14, random.uniform(90, 170) * (1.3 - distance), distance * 0.8)
    return Group(tuple(nodes), name=f"{name} trunks")


def _pines(paint: Paint, name: str, count: int, foot: float, distance: float) -> Group:
    random = paint.random(name)
    line = ridge(random, foot, 12, 0.4)
    nodes: list[Node] = []
    for i in range(count // 2 + 3):
        x = LEFT + (i + random.uniform(0.2, 0.8)) * (RIGHT - LEFT) / (count // 2 + 3)
        if abs(x - 800) < 170 and distance < 0.6:
            continue
        nodes += conifer(paint, random, x, foot + 10, random.uniform(300, 430) * (1.42 - distance), distance)
    nodes.append(hill(paint, line, paint.faded(paint.scheme.ground, distance * 0.9), None, 200.0))
    nodes += grass(
        paint,
        line,
        f"{name} grass",
        90,
        16.0,
        [paint.faded(paint.scheme.foliage, distance), paint.faded(paint.scheme.ground_dark, distance)],
    )
    return Group(tuple(nodes), name=f"{name} trunks")


def _floor(paint: Paint) -> Group:
    random = paint.random("floor")
    ground = mix(paint.scheme.ground, paint.scheme.foliage, 0.0 if paint.setting.season == "winter" else 0.3)
    dark = paint.deep(ground, 0.4)
    line = ridge(random, 636, 14, 0.4)
    nodes: list[Node] = [hill(paint, line, paint.bright(ground, 0.12), dark, 300.0)]
    nodes += path(paint, (720.0, 1200.0), (830.0, 632.0), 520.0, 60.0, paint.local("#a38a66"), 90.0)
    nodes.append(glow(_light_x(paint) * 0.5 + 400, 740.0, 420.0, paint.scheme.sun, 0.32, 0.2))
    nodes.append(patches(paint, "sun spots", 660, 900, 20, mix(ground, paint.scheme.sun, 0.5), 0.26))
    nodes += grass(paint, line, "edge", 300, 28.0, [ground, paint.bright(ground, 0.2), dark])
    nodes += tufts(paint, "tufts", 650, 960, 260, [dark, paint.bright(ground, 0.2), paint.scheme.foliage], 40.0)
    nodes += _ferns(paint)
    nodes += stones(paint, "stones", 680, 900, 8, 30.0, paint.local("#7d7c78"))
    return Group((*nodes, *_on_the_floor(paint)), name="floor")


def _on_the_floor(paint: Paint) -> list[Node]:
    """What lies under these trees, by the place's chance: a log with toadstools, or a stump and ferns."""
    random = paint.random("on the floor")
    side = random.choice((-1.0, 1.0))
    x = 800 + side * 540
    if paint.variant == "jungle":
        return []
    nodes = log(paint, x, 740.0, 300.0, 62.0) if random.random() < 0.6 else []
    for dx, tall in ((-side * 110, 62.0), (-side * 150, 40.0), (side * 190, 54.0)):
        nodes += mushroom(paint, random, x + dx, 744.0, tall, "#b9503c" if random.random() < 0.5 else "#a9794a")
    return nodes


def _ferns(paint: Paint) -> list[Node]:
    if paint.setting.season == "winter":
        return []
    random = paint.random("ferns")
    leaf = leaf_colour(paint)
    nodes: list[Node] = []
    for k in range(7):
        x = 800 + (1 if k % 2 else -1) * random.uniform(420, 980)
        y, r = random.uniform(690, 830), random.uniform(60, 100)
        blades: list[Path] = []
        for i in range(9):
            u = (i - 4) / 4
            tip = (x + u * r, y - r * (1.0 - 0.55 * u * u))
            blades.append(
                Path(
                    (
                        ("M", x, y),
                        ("C", x + u * r * 0.2 - 5, y - r * 0.7, tip[0] - 6, tip[1] - 6, *tip),
                        ("C", tip[0] * 0.6 + x * 0.4, tip[1] * 0.7 + y * 0.3 + 6, x + u * 10, y - r * 0.2, x, y),
                        ("Z",),
                    )
                )
            )
        nodes += [
            fill(joined(blades), paint.deep(leaf, 0.2 + 0.25 * random.random())),
            fill(joined(blades[2:7:2]), paint.bright(leaf, 0.18), 0.7),
        ]
    return nodes


def _swamp(paint: Paint) -> Group:
    random = paint.random("swamp")
    water = surface(paint, 628.0, 980.0)
    bank = ridge(random, 790, 16, 0.5)
    ground = mix(paint.scheme.ground_dark, paint.scheme.foliage, 0.35)
    nodes: list[Node] = [water, *ripples(paint, "ripples", 632, 800, 80)]
    for _ in range(9):
        x = random.uniform(LEFT, RIGHT)
        nodes.append(mirrored(paint, x, 632, random.uniform(30, 60), 120, paint.deep(paint.outside.water, 0.5), random))
    side = paint.side
    nodes += stilt_hut(paint, 800 + side * 400, 650.0, 120.0, 0.25)
    for k, (dx, y, tall, lean) in enumerate(
        ((-420.0, 664.0, 380.0, 70.0), (620.0, 680.0, 460.0, -90.0), (-640.0, 690.0, 300.0, -60.0))
    ):
        nodes += drowned_tree(paint, f"{k}", 800 + side * dx, y, tall, side * lean, 0.1)
    nodes.append(patches(paint, "duckweed", 640, 780, 26, mix(ground, paint.scheme.foliage, 0.6), 0.55))
    nodes += [hill(paint, [(x, y - 60) for x, y in bank], ground, paint.deep(ground, 0.4), 200.0)]
    nodes += grass(
        paint,
        [(x, y - 60) for x, y in bank],
        "reeds",
        150,
        66.0,
        [ground, paint.bright(ground, 0.2), paint.deep(ground, 0.3)],
    )
    nodes += tufts(paint, "tufts", 760, 960, 110, [ground, paint.bright(ground, 0.2)], 40.0)
    return Group(tuple(nodes), name="floor")


def _near(paint: Paint) -> Group:
    random = paint.random("near")
    nodes: list[Node] = []
    for x, width in ((70.0, 96.0), (1540.0, 110.0), (-260.0, 120.0), (1890.0, 100.0)):
        nodes += near_trunk(paint, random, x + random.uniform(-40, 40), width, None, random.uniform(-50, 50))
    if paint.variant == "jungle":
        nodes += _lianas(paint)
        for x, tall in ((250.0, 520.0), (1370.0, 560.0), (430.0, 330.0), (1220.0, 360.0)):
            nodes += palm(paint, random, x, 745.0, tall)
    return Group(tuple(nodes), name="trunks")


def _lianas(paint: Paint) -> list[Node]:
    """Creepers that hang in arcs between the trunks, with leaves."""
    random = paint.random("lianas")
    green = paint.deep(leaf_colour(paint), 0.4)
    ropes: list[Path] = []
    leaves: list[Path] = []
    for x, wide, low in ((-80, 420, 250), (260, 380, 190), (760, 420, 150), (1120, 460, 220), (1400, 420, 260)):
        ropes.append(
            smooth(
                [
                    (x, -320),
                    (x + wide * 0.25, low * 0.5),
                    (x + wide * 0.5, low),
                    (x + wide * 0.75, low * 0.5),
                    (x + wide, -320),
                ],
                closed=False,
            )
        )
        for _ in range(9):
            u = random.uniform(0.12, 0.88)
            y = low * (1 - (2 * u - 1) ** 2 * 1.1)
            leaves.append(leaf(x + wide * u, y, random.uniform(26, 48), random.uniform(1.0, 2.2)))
    return [strokes(ropes, green, 6.0), fill(joined(leaves), paint.bright(green, 0.12))]


def _boughs(paint: Paint) -> Group:
    return Group(
        (
            hanging_leaves(paint, "left bough", (-40.0, -30.0), 520.0, 1.0),
            hanging_leaves(paint, "right bough", (1640.0, -20.0), 470.0, -1.0),
        ),
        name="boughs",
    )
