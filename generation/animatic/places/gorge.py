"""A gorge: walls of rock, a river far below, and a bridge over it; a natural arch of stone; a narrow pass."""

import math
from collections.abc import Callable

from generation.animatic.art import Group, Matrix, Node, Path, Point, polygon, shift, smooth
from generation.animatic.colour import mix
from generation.animatic.motifs.brush import blade, fill, glow, joined, line, ridge, straight, strokes, vertical
from generation.animatic.motifs.distance import soft_far
from generation.animatic.motifs.ground import foreground_grass, grass, hill, patches, rim_light, stones, tufts
from generation.animatic.motifs.paint import Paint
from generation.animatic.motifs.plants import rushes
from generation.animatic.motifs.rocks import cliff, falling
from generation.animatic.motifs.sky import birds
from generation.animatic.motifs.tomorrow import cold_light
from generation.animatic.motifs.trains import crossing
from generation.animatic.motifs.trees import bush, conifer, treeline
from generation.animatic.places.mountain import boulder
from generation.animatic.stage import LEFT, RIGHT, Layer, Stage

HORIZON = 470.0


def draw(paint: Paint) -> Stage:
    """Variants: gorge (a rope bridge from wall to wall), viaduct (a bridge of stone arches)."""
    side = paint.side
    span = _viaduct if paint.variant == "viaduct" else _rope_bridge
    return soft_far(
        Stage(
            scheme=paint.scheme,
            behind=(
                Layer("far hills", 0.1, _far(paint)),
                Layer("birds", 0.14, Group((birds(paint, (800.0 - side * 80, 230.0), 3, 14.0, 12.0),))),
                Layer("far walls", 0.22, _far_walls(paint, side)),
                Layer("river", 0.3, _river(paint)),
                Layer("walls", 0.45, _walls(paint, side)),
                *((Layer("crossing", 0.5, crossing(paint, 404.0, 0.62, 0.16)),) if paint.variant == "viaduct" else ()),
                Layer("bridge", 0.5, span(paint)),
                Layer("edge", 0.9, _edge(paint, side)),
            ),
            front=(Layer("foreground", 1.5, foreground_grass(paint, "foreground", 140.0, 60)),),
            horizon=HORIZON,
            detail=(800.0, 400.0),
        )
    )


def _rock(paint: Paint, distance: float) -> str:
    return paint.faded(paint.local("#9a7a66" if paint.has("red", "canyon", "desert") else "#85807c", 0.42), distance)


def _far(paint: Paint) -> Group:
    nodes: list[Node] = []
    for i, (y, swing, distance) in enumerate(((410, 60, 0.88), (446, 44, 0.74))):
        points = ridge(paint.random(f"far {i}"), y, swing)
        colour = paint.faded(mix(paint.scheme.foliage, paint.scheme.ground_dark, 0.3), distance)
        nodes.append(hill(paint, points, colour, mix(colour, paint.scheme.horizon, 0.4), 140.0))
    return Group(tuple(nodes), name="far hills")


def _far_walls(paint: Paint, side: float) -> Group:
    """The gorge where it bends away, closed by a fall of water."""
    rock = _rock(paint, 0.72)
    random = paint.random("far walls")
    nodes: list[Node] = []
    back: list[Point] = [
        (LEFT, 470),
        (430, 452),
        (640, 440),
        (960, 446),
        (1180, 456),
        (RIGHT, 466),
        (RIGHT, 900),
        (LEFT, 900),
    ]
    nodes += cliff(paint, "back", back, rock, 4)
    nodes.append(treeline(paint, random, ridge(random, 456, 5), 34.0, paint.faded(paint.scheme.foliage, 0.6), gap=70.0))
    nodes += cliff(paint, "back again", [(LEFT, 472), (700, 462), (712, 900), (LEFT, 900)], paint.faded(rock, 0.12), 4)
    nodes += cliff(
        paint, "back other", [(888, 462), (RIGHT, 472), (RIGHT, 900), (876, 900)], paint.faded(rock, 0.12), 4
    )
    nodes += falling(paint, "far", 800.0, 462.0, 660.0, 66.0, 1.2, 0.3)
    return Group(tuple(nodes), name="far walls")


def _river(paint: Paint) -> Group:
    """White water deep down, as far as one sees it from the edge."""
    light = paint.outside
    water = mix(light.water, light.horizon, 0.25)
    bed: list[Point] = [(690, 640), (910, 640), (1080, 760), (1500, 1200), (100, 1200), (520, 760)]
    random = paint.random("river")
    streaks = [
        smooth(
            [(800 + u * 100, 650), (800 + u * 200 + random.uniform(-20, 20), 700), (800 + u * 420, 790)], closed=False
        )
        for u in (random.uniform(-0.9, 0.9) for _ in range(22))
    ]
    phase = random.uniform(0, 6)
    return Group(
        (
            fill(polygon(bed), vertical(640, 900, (0.0, mix(water, "#ffffff", 0.35)), (1.0, water))),
            Group(
                (strokes(streaks, mix(water, "#ffffff", 0.6), 3.0, 0.6),),
                transform=lambda t: shift(3 * math.sin(t * 2.1 + phase), 5 * math.sin(t * 3.3)),
            ),
            glow(800.0, 650.0, 300.0, mix(light.horizon, "#ffffff", 0.3), 0.5, 0.5),
        ),
        name="river",
    )


def _walls(paint: Paint, side: float) -> Group:
    """The two walls that the bridge hangs between, with bushes on their ledges and trees on top."""
    nodes: list[Node] = []
    for s in (-1, 1):
        random = paint.random(f"wall {s}")
        rock = paint.deep(_rock(paint, 0.12), 0.12)

        def at(x: float, y: float, s: int = s) -> Point:
            return 800 + s * x, y

        face = [
            at(1400, 372),
            at(760, 396),
            at(520, 430),
            at(432, 452),
            at(424, 500),
            at(404, 540),
            at(410, 610),
            at(372, 690),
            at(360, 1000),
            at(1400, 1000),
        ]
        turf = [at(1400, 366), at(760, 388), at(520, 422), at(420, 450), at(452, 462), at(700, 420), at(1400, 402)]
        nodes += cliff(paint, f"wall {s}", face if s > 0 else list(reversed(face)), rock, 7)
        for _ in range(7):
            nodes += conifer(paint, random, at(random.uniform(560, 1200), 0)[0], 412.0, random.uniform(110, 190), 0.2)
        nodes.append(
            fill(
                smooth(turf),
                vertical(
                    420,
                    460,
                    (0.0, paint.bright(paint.faded(paint.scheme.ground, 0.2), 0.15)),
                    (1.0, paint.faded(paint.scheme.ground_dark, 0.25)),
                ),
            )
        )
        for bx, by in ((470, 520), (420, 640), (620, 580)):
            nodes += bush(paint, random, at(bx, 0)[0], by, random.uniform(50, 90), 0.2)
    return Group(tuple(nodes), name="walls")


def _rope_bridge(paint: Paint) -> Group:
    """Planks on ropes that sag from wall to wall and swing a little; of glass and light in the future."""
    future = paint.setting.period == "future"
    rope, wood = (
        (cold_light(paint), paint.local("#cfd8e0", 0.25))
        if future
        else (paint.local("#a88a5c"), paint.local("#7a5a40"))
    )
    left, right = 372.0, 1228.0

    def sag(x: float, top: float, deep: float) -> float:
        u = (x - 800) / (right - 800)
        return top + deep * (1 - u * u)

    xs = [left + (right - left) * k / 44 for k in range(45)]
    deck = [(x, sag(x, 448, 62)) for x in xs]
    hand = [(x, sag(x, 392, 74)) for x in xs]
    planks = [polygon([(x - 7, y - 2), (x + 7, y - 2), (x + 8, y + 6), (x - 6, y + 6)]) for x, y in deck]
    ties = [polygon([d, h], closed=False) for d, h in list(zip(deck, hand, strict=True))[::3]]
    body: tuple[Node, ...] = (
        line([(x, y - 7) for x, y in hand], paint.deep(rope, 0.35), 2.6, 0.8),
        strokes(ties, rope, 2.0, 0.9),
        fill(joined(planks), vertical(440, 520, (0.0, paint.bright(wood, 0.2)), (1.0, wood))),
        line([(x, y + 5) for x, y in deck], paint.deep(wood, 0.5), 3.4),
        line(hand, rope, 4.0),
    )
    posts = [
        polygon([(x, 462), (x + lean, 362)], closed=False)
        for x, lean in ((left - 6, -8), (left + 10, -8), (right + 6, 8), (right - 10, 8))
    ]
    return Group(
        (strokes(posts, paint.deep(wood, 0.2), 11.0), Group(body, transform=_swing(paint.windy))), name="bridge"
    )


def _swing(wind: float) -> Callable[[float], Matrix]:
    """To and fro in the wind, most in the middle: as a shear from the posts' height down."""

    def at(t: float) -> Matrix:
        push = 0.018 * wind * math.sin(t * 1.2) + 0.008 * wind * math.sin(t * 2.9)
        return Matrix(1.0, 0.0, push, 1.0 + push * 0.5, -push * 400.0, -push * 0.5 * 400.0)

    return at


def _viaduct(paint: Paint) -> Group:
    """Tall arches of stone that carry a road over the gorge."""
    future = paint.setting.period == "future"
    stone = paint.faded(paint.local("#cfd8e0" if future else "#a89c8c", 0.3 if future else 0.38), 0.16)
    xs = [452.0 + 174 * k for k in range(5)]
    holes: list[Path] = []
    for x0 in xs[:-1]:
        holes.append(
            Path(
                (
                    ("M", x0 + 20, 1000),
                    ("L", x0 + 20, 520),
                    ("C", x0 + 24, 436, x0 + 150, 436, x0 + 154, 520),
                    ("L", x0 + 154, 1000),
                    ("Z",),
                )
            )
        )
    whole = polygon([(330, 408), (1270, 408), (1270, 470), (1180, 1000), (420, 1000), (330, 470)])
    body = Path((*whole.commands, *(command for hole in holes for command in _back(hole))))
    bricks = [polygon([(340 + 24 * k, 422), (340 + 24 * k, 440)], closed=False) for k in range(39)]
    rims = [
        Path(
            (
                ("M", x0 + 14, 560),
                ("L", x0 + 14, 520),
                ("C", x0 + 20, 426, x0 + 154, 426, x0 + 160, 520),
                ("L", x0 + 160, 560),
            )
        )
        for x0 in xs[:-1]
    ]
    clip = [(330, 380), (1270, 380), (1270, 470), (1140, 1000), (460, 1000), (330, 470)]
    return Group(
        (
            Group(
                (
                    fill(body, vertical(408, 760, (0.0, paint.bright(stone, 0.2)), (1.0, paint.deep(stone, 0.4)))),
                    strokes(rims, paint.deep(stone, 0.3), 5.0, 0.7),
                ),
                clip=polygon(clip),
            ),
            *(() if future else (strokes(bricks, paint.deep(stone, 0.4), 2.0, 0.5),)),
            straight([(326, 406), (1274, 406)], paint.bright(stone, 0.3), 9.0),
            straight([(330, 444), (1270, 444)], paint.deep(stone, 0.25), 4.0),
            *((straight([(326, 424), (1274, 424)], cold_light(paint), 5.0, 0.9),) if future else ()),
        ),
        name="viaduct",
    )


def _back(hole: Path) -> tuple[tuple[float | str, ...], ...]:
    """The same outline the other way round, so that it cuts a hole."""
    (_, x0, y0), (_, x1, y1), (_, ax, ay, bx, by, x2, y2), (_, x3, y3), _ = hole.commands
    return (("M", x3, y3), ("L", x2, y2), ("C", bx, by, ax, ay, x1, y1), ("L", x0, y0), ("Z",))


def _edge(paint: Paint, side: float) -> Group:
    """The rim of the gorge where people stand: rock that breaks off behind their feet, and thin grass."""
    random = paint.random("edge")
    rock, ground = _rock(paint, 0.0), paint.scheme.ground
    points = [
        (x, y + 34 * math.exp(-(((x - 800) / 420) ** 2)) - 30 * min(1.0, (abs(x - 800) / 900) ** 2))
        for x, y in ridge(random, 676, 8, 0.8, 46.0)
    ]
    nodes: list[Node] = [
        hill(paint, [(x, y - 10) for x, y in points], paint.deep(rock, 0.2), None, 60.0),
        hill(
            paint, points, paint.bright(mix(ground, rock, 0.45), 0.12), paint.deep(mix(ground, rock, 0.4), 0.42), 300.0
        ),
        rim_light(paint, points, 3.0, 0.5),
        patches(paint, "slabs", 716, 930, 20, paint.bright(rock, 0.2), 0.3),
        patches(paint, "shade", 720, 960, 16, paint.deep(rock, 0.35), 0.3),
    ]
    nodes += grass(paint, points, "edge", 170, 24.0, [ground, paint.bright(ground, 0.25), paint.scheme.ground_dark])
    nodes += tufts(paint, "tufts", 716, 950, 130, [paint.scheme.ground_dark, paint.bright(ground, 0.2)], 32.0)
    nodes += stones(paint, "edge stones", 690, 730, 18, 26.0, rock) + stones(paint, "stones", 740, 900, 8, 40.0, rock)
    nodes += boulder(paint, random, 800 + side * 640, 742.0, 190.0, rock) + boulder(
        paint, random, 800 - side * 720, 752.0, 150.0, rock
    )
    nodes += conifer(paint, random, 800 - side * 790, 735.0, 470.0, 0.0)
    nodes += [rushes(paint, "edge", 800 + side * dx, 742.0, 80.0, paint.scheme.foliage) for dx in (470.0, -540.0)]
    nodes.append(
        fill(
            joined(blade(800 + side * 660 + dx, 650, 30, dx * 0.3, 5) for dx in (-20, -8, 6, 18)), paint.scheme.foliage
        )
    )
    return Group(tuple(nodes), name="edge")
