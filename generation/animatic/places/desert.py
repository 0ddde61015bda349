"""The desert: dunes with sharp crests and a caravan, canyon country with mesas, an oasis, ruins."""

from random import Random

from generation.animatic.art import Group, Node, Path, Point, polygon, smooth
from generation.animatic.colour import mix
from generation.animatic.motifs.arid import caravan, cattle_skull, colossus, gate_of_columns, nomad_tent, rock_arch
from generation.animatic.motifs.brush import (
    blob,
    disc,
    facet,
    fill,
    joined,
    ridge,
    straight,
    strokes,
    vertical,
)
from generation.animatic.motifs.distance import soft_far
from generation.animatic.motifs.ground import hill, patches, rim_light, stones, tufts
from generation.animatic.motifs.paint import Paint
from generation.animatic.motifs.plants import rushes
from generation.animatic.motifs.sky import birds
from generation.animatic.motifs.trees import bush, palm
from generation.animatic.motifs.water import mirrored
from generation.animatic.places.mountain import boulder
from generation.animatic.stage import BOTTOM, LEFT, RIGHT, Layer, Stage

HORIZON = 510.0


def draw(paint: Paint) -> Stage:
    """Variants: dunes, canyon, oasis, ruins."""
    side = paint.side
    sand = sand_colour(paint)
    middle = {"canyon": _mesas, "ruins": _pillars}.get(paint.variant, _pyramids_or_dunes)(paint, side, sand)
    return soft_far(
        Stage(
            scheme=paint.scheme,
            behind=(
                Layer("far dunes", 0.1, _dunes(paint, "far", 486.0, 34.0, 0.66, 330.0, sand)),
                Layer("birds", 0.15, Group((birds(paint, (800 + side * 200, 160.0), 3, 14.0, 9.0),))),
                Layer("landmark", 0.25, middle),
                *(
                    (Layer("caravan", 0.36, caravan(paint, 800 + side * 170, 552.0, 23.0, side, 0.26)),)
                    if _travelled(paint)
                    else ()
                ),
                Layer("dunes", 0.45, _dunes(paint, "middle", 586.0, 46.0, 0.26, 520.0, sand)),
                *((Layer("oasis", 0.7, _oasis(paint, side)),) if paint.variant == "oasis" else ()),
                Layer("sand", 0.9, _sand(paint, side, sand)),
            ),
            front=(Layer("foreground", 1.5, _foreground(paint)),),
            horizon=HORIZON,
            detail=(800.0 + side * 500, 560.0),
        )
    )


def sand_colour(paint: Paint) -> str:
    """Sand in this light: red in canyon country."""
    return paint.local("#cf8a5a" if paint.variant == "canyon" else "#e2bd82", 0.35)


def _dunes(paint: Paint, name: str, y: float, height: float, distance: float, wide: float, sand: str) -> Group:
    """Dunes as sickles: each has a bright windward side and a shaded slip face that meet in a sharp crest."""
    random = paint.random(f"dunes {name}")
    tone = paint.faded(sand, distance)
    nodes: list[Node] = [hill(paint, ridge(random, y, 8), tone, None, 240.0)]
    left_lit = paint.outside.light_x < 0
    x = LEFT - wide / 2
    while x < RIGHT + wide / 2:
        w, h = wide * random.uniform(0.8, 1.3), height * random.uniform(0.6, 1.4)
        top = (x + random.uniform(-0.12, 0.12) * w, y - h)
        foot = y + h * 0.9
        crest = [top, (top[0] + 0.03 * w, y - h * 0.4), (top[0] - 0.05 * w, y + h * 0.2), (top[0] + 0.08 * w, foot)]
        left = Path(
            (
                ("M", x - w * 0.75, foot),
                ("C", x - w * 0.35, y + h * 0.2, top[0] - w * 0.18, top[1] + h * 0.06, *top),
                *smooth(crest, closed=False).commands[1:],
                ("Z",),
            )
        )
        right = Path(
            (
                ("M", x + w * 0.75, foot),
                ("C", x + w * 0.35, y + h * 0.2, top[0] + w * 0.16, top[1] + h * 0.1, *top),
                *smooth(crest, closed=False).commands[1:],
                ("Z",),
            )
        )
        lit, dim = (
            vertical(top[1], foot, (0.0, paint.bright(tone, 0.3)), (1.0, tone)),
            vertical(top[1], foot, (0.0, paint.deep(tone, 0.34)), (1.0, paint.deep(tone, 0.1))),
        )
        nodes += [fill(left, lit if left_lit else dim), fill(right, dim if left_lit else lit)]
        x += wide * random.uniform(0.6, 0.95)
    return Group((*nodes, hill(paint, ridge(random, y + height * 0.8, 6), tone, None, 240.0)), name=f"{name} dunes")


def _pyramids_or_dunes(paint: Paint, side: float, sand: str) -> Group:
    if not paint.has("pyramid", "egypt", "pharaoh", "temple", "sphinx"):
        return _dunes(paint, "second", 520.0, 44.0, 0.46, 430.0, sand)
    nodes: list[Node] = []
    stone = paint.faded(mix(sand, paint.local("#b99a6a"), 0.5), 0.36)
    left_lit = paint.outside.light_x < 0
    for x, w, h in (
        (800 - side * 420, 460.0, 270.0),
        (800 - side * 90, 300.0, 176.0),
        (800 + side * 420, 200.0, 116.0),
    ):
        top, m = (x, 548 - h), (x + w * 0.14, 548.0)
        nodes += [
            facet([top, (x - w / 2, 548), m], paint.bright(stone, 0.3) if left_lit else paint.deep(stone, 0.3)),
            facet([top, m, (x + w / 2, 548)], paint.deep(stone, 0.3) if left_lit else paint.bright(stone, 0.3)),
        ]
        nodes.append(
            strokes(
                [
                    polygon(
                        [
                            (x - w / 2 * u, 548 - h * (1 - u)),
                            (x + w * 0.14 * u, 548 - h * (1 - u)),
                            (x + w / 2 * u, 548 - h * (1 - u)),
                        ],
                        closed=False,
                    )
                    for u in (0.2, 0.35, 0.5, 0.65, 0.8, 0.92)
                ],
                paint.deep(stone, 0.4),
                1.4,
                0.4,
            )
        )
    return Group(
        (*nodes, hill(paint, ridge(paint.random("foot"), 546, 8), paint.faded(sand, 0.4), None, 100.0)), name="pyramids"
    )


def _mesas(paint: Paint, side: float, sand: str) -> Group:
    random = paint.random("mesas")
    nodes: list[Node] = []
    for x, w, h, distance in (
        (800 - side * 250, 170.0, 110.0, 0.62),
        (800 + side * 330, 240.0, 130.0, 0.56),
        (800 - side * 640, 400.0, 290.0, 0.3),
        (800 + side * 620, 230.0, 270.0, 0.34),
        (800 + side * 1010, 330.0, 300.0, 0.26),
    ):
        rock = paint.faded(paint.local("#b4623f", 0.38), distance)
        top, foot = 556 - h, 560.0
        edge = [(x - w / 2 + i * w / 8, top + random.uniform(-5, 7)) for i in range(9)]
        shape = [
            (x - w * 0.68, foot),
            (x - w * 0.54, foot - h * 0.32),
            (x - w * 0.5, top + 12),
            *edge,
            (x + w * 0.5, top + 12),
            (x + w * 0.54, foot - h * 0.32),
            (x + w * 0.68, foot),
        ]
        lit_left = paint.outside.light_x < 0
        nodes += [
            facet(shape, vertical(top, foot, (0.0, paint.bright(rock, 0.22)), (1.0, paint.deep(rock, 0.18)))),
            facet(
                [
                    (x + (0.1 if lit_left else -0.1) * w, top),
                    (x + (0.5 if lit_left else -0.5) * w, top + 12),
                    (x + (0.68 if lit_left else -0.68) * w, foot),
                    (x + (0.2 if lit_left else -0.2) * w, foot),
                ],
                paint.deep(rock, 0.4),
                0.5,
            ),
        ]
        nodes.append(
            strokes(
                [
                    smooth(
                        [(x - w * 0.52, top + h * k), (x, top + h * k + 4), (x + w * 0.52, top + h * k)], closed=False
                    )
                    for k in (0.18, 0.3, 0.46, 0.6)
                ],
                paint.deep(rock, 0.35),
                3.0,
                0.4,
            )
        )
        nodes.append(
            strokes(
                [
                    polygon(
                        [(x + w * k, top + 14), (x + w * (k + 0.01), top + h * random.uniform(0.4, 0.62))], closed=False
                    )
                    for k in (-0.38, -0.2, -0.05, 0.14, 0.3, 0.42)
                ],
                paint.deep(rock, 0.45),
                3.4,
                0.4,
            )
        )
    return Group(
        (
            *nodes,
            *rock_arch(paint, 800 - side * 60, 566.0, 260.0, paint.faded(paint.local("#b4623f", 0.38), 0.4)),
            hill(paint, ridge(random, 552, 8), paint.faded(sand, 0.35), None, 100.0),
        ),
        name="mesas",
    )


def _pillars(paint: Paint, side: float, sand: str) -> Group:
    """What is left of a temple, and of others behind it."""
    stone = paint.faded(paint.local("#cbb894", 0.35), 0.3)
    nodes: list[Node] = [hill(paint, ridge(paint.random("ruin"), 552, 8), paint.faded(sand, 0.4), None, 100.0)]
    nodes += gate_of_columns(paint, 800 - side * 300, 556.0, 84.0, paint.faded(stone, 0.3))
    return Group((*nodes, *gate_of_columns(paint, 800 + side * 400, 590.0, 200.0, stone)), name="ruins")


def _western(paint: Paint) -> bool:
    return paint.has("mexico", "west", "western", "arizona", "texas", "cowboy")


def _travelled(paint: Paint) -> bool:
    """Whether camels pass: not in the far west, and not in rain or snow."""
    return (
        paint.variant in {"dunes", "oasis"}
        and not _western(paint)
        and paint.setting.weather in {"clear", "wind", "cloudy"}
    )


def _oasis(paint: Paint, side: float) -> Group:
    """A pool wide enough to mirror its palms, reeds at its edge, and a tent beside it."""
    random = paint.random("oasis")
    x = 800 + side * 380
    sand = paint.faded(sand_colour(paint), 0.12)
    pool: list[Point] = [(x - 480, 624), (x - 260, 592), (x + 200, 586), (x + 520, 612), (x + 330, 652), (x - 250, 660)]
    water = vertical(
        586,
        660,
        (0.0, mix(paint.outside.horizon, paint.outside.sky_middle, 0.3)),
        (1.0, mix(paint.outside.water, paint.scheme.foliage, 0.2)),
    )
    nodes: list[Node] = [
        hill(paint, ridge(random, 596, 6), sand, None, 120.0),
        *nomad_tent(paint, 800 - side * 470, 640.0, 320.0, 0.06),
    ]
    nodes += [
        blob([(x + (px - x) * 1.08, 624 + (py - 624) * 1.35) for px, py in pool], mix(paint.scheme.foliage, sand, 0.3)),
        blob(pool, water),
        disc(x - 60, 606, 190, mix(paint.outside.horizon, "#ffffff", 0.4), 4, 0.5),
    ]
    trees = ((-330, 400.0), (-210, 310.0), (-120, 360.0), (230, 430.0), (330, 340.0), (430, 390.0))
    nodes += [mirrored(paint, x + dx, 612, 18, 40, paint.deep(paint.scheme.foliage, 0.4), random) for dx, _ in trees]
    for dx, h in trees:
        nodes += palm(paint, random, x + dx, 606.0 + random.uniform(-8, 6), h)
    for dx in (-400, -160, 120, 380, 500):
        nodes += bush(paint, random, x + dx, 612.0, random.uniform(80, 130))
    nodes += [rushes(paint, "oasis", x + dx, 652.0, 70.0, paint.scheme.foliage) for dx in (-330.0, 60.0, 300.0)]
    return Group(tuple(nodes), name="oasis")


def _sand(paint: Paint, side: float, sand: str) -> Group:
    random = paint.random("sand")
    points = ridge(random, 650, 16, 0.12)
    nodes: list[Node] = [
        hill(paint, points, paint.bright(sand, 0.16), paint.deep(sand, 0.34), 330.0),
        rim_light(paint, points, 3.0, 0.5),
    ]
    ripples: list[Path] = []
    for _ in range(60):
        part = random.random()
        y, long = 668 + 250 * part, (60 + 260 * part) * random.uniform(0.6, 1.2)
        x = random.uniform(LEFT, RIGHT)
        ripples.append(
            smooth(
                [(x, y), (x + long * 0.3, y - 5 - 6 * part), (x + long * 0.65, y + 3), (x + long, y - 3)], closed=False
            )
        )
    nodes += [
        strokes(ripples[::2], paint.deep(sand, 0.3), 2.4, 0.35),
        strokes(ripples[1::2], paint.bright(sand, 0.4), 2.4, 0.4),
        patches(paint, "hollows", 680, 960, 16, paint.deep(sand, 0.25), 0.3),
    ]
    nodes += _landmarks_near(paint, side, random)
    nodes += tufts(paint, "scrub", 670, 900, 26, [paint.local("#9a8a52"), paint.local("#b5a060")], 44.0)
    nodes += (
        [*cattle_skull(paint, 800 + side * 380, 838.0)]
        if paint.has("bone", "death", "skull")
        else stones(paint, "pebbles", 690, 920, 14, 12.0, paint.deep(sand, 0.3))
    )
    return Group(tuple(nodes), name="sand")


def cactus(paint: Paint, x: float, y: float, height: float) -> list[Node]:
    """A saguaro with two arms."""
    green = paint.local("#5f8a56", 0.35)
    w = height * 0.17
    arms = [
        smooth(
            [(x, y - height * 0.36), (x - w * 1.7, y - height * 0.4), (x - w * 1.9, y - height * 0.68)], closed=False
        ),
        smooth(
            [(x, y - height * 0.5), (x + w * 1.5, y - height * 0.54), (x + w * 1.7, y - height * 0.82)], closed=False
        ),
    ]
    trunk = [polygon([(x, y - 4), (x, y - height)], closed=False)]
    ribs = [polygon([(x + dx, y - 4), (x + dx, y - height * 0.98)], closed=False) for dx in (-w * 0.24, w * 0.24)]
    light = w * 0.3 * (1 if paint.scheme.light_x > 0 else -1)
    return [
        disc(x, y, w * 1.4, paint.scheme.shadow, w * 0.22, 0.35),
        strokes(arms, paint.deep(green, 0.3), w * 0.66),
        strokes(trunk, paint.deep(green, 0.2), w),
        strokes(ribs, paint.deep(green, 0.5), 2.0, 0.6),
        straight([(x + light, y - 8), (x + light, y - height * 0.98)], paint.bright(green, 0.3), w * 0.2, 0.8),
    ]


def _foreground(paint: Paint) -> Group:
    dark = mix(paint.near, sand_colour(paint), 0.16)
    left = Path((("M", LEFT - 80, 780), ("C", LEFT + 300, 770, 60, 850, 420, BOTTOM), ("L", LEFT - 80, BOTTOM), ("Z",)))
    right = Path(
        (("M", RIGHT + 80, 760), ("C", RIGHT - 300, 760, 1540, 850, 1180, BOTTOM), ("L", RIGHT + 80, BOTTOM), ("Z",))
    )
    return Group((fill(joined((left, right)), dark),), blur=6.0, name="foreground")


def _landmarks_near(paint: Paint, side: float, random: Random) -> list[Node]:
    """What stands near in each of the deserts."""
    if paint.variant == "ruins":
        stone = paint.local("#cbb894", 0.35)
        return colossus(paint, 800 - side * 560, 748.0, 190.0, stone, side) + stones(
            paint,
            "blocks",
            700,
            780,
            12,
            46.0,
            stone,
            800 + min(side * 380, side * 820),
            800 + max(side * 380, side * 820),
        )
    rock = paint.local("#b4623f" if paint.variant == "canyon" else "#b98f62", 0.35)
    nodes = boulder(paint, random, 800 + side * 640, 750.0, 160.0, rock)
    if paint.variant == "canyon":
        nodes += stones(paint, "stones", 680, 900, 16, 26.0, rock)
    if paint.variant == "canyon" or (paint.variant == "dunes" and _western(paint)):
        nodes += cactus(paint, 800 - side * 590, 740.0, 260.0) + cactus(paint, 800 + side * 480, 690.0, 150.0)
    elif paint.variant == "dunes":
        dry = mix(paint.local("#a8955a"), paint.scheme.foliage, 0.2)
        nodes += [
            rushes(paint, "dry", 800 + side * dx, 742.0, tall, dry)
            for dx, tall in ((-560.0, 90.0), (-640.0, 120.0), (520.0, 80.0))
        ]
    return nodes
