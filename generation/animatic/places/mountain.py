"""Mountains: peaks behind peaks with snow in their folds, a pass, a cave mouth, and a glacier."""

from random import Random

from generation.animatic.art import Command, Group, Node, Path, Point, Radial, polygon, rectangle, smooth
from generation.animatic.colour import mix
from generation.animatic.motifs.alpine import cairn, cloud_sea, goats, hut, prayer_flags
from generation.animatic.motifs.brush import (
    blob,
    block,
    everywhere,
    fill,
    flicker,
    glow,
    joined,
    land,
    ridge,
    stops,
    straight,
    strokes,
    vertical,
)
from generation.animatic.motifs.distance import soft_far
from generation.animatic.motifs.ground import foreground_grass, grass, hill, patches, path, rim_light, stones, tufts
from generation.animatic.motifs.heights import lake, volcano
from generation.animatic.motifs.lamps import flames
from generation.animatic.motifs.paint import Paint
from generation.animatic.motifs.sky import birds
from generation.animatic.motifs.trees import conifer, treeline
from generation.animatic.stage import BOTTOM, LEFT, RIGHT, TOP, Layer, Stage

HORIZON = 520.0


def draw(paint: Paint) -> Stage:
    """Variants: mountain, peak (bare rock and snow), cave, volcano, glacier."""
    if paint.variant == "cave":
        return _cave(paint)
    side = paint.side
    high = paint.variant in {"peak", "glacier"}
    return soft_far(
        Stage(
            scheme=paint.scheme,
            behind=(
                Layer("far peaks", 0.06, _range(paint, "far", 500.0, 190.0, 0.8, 9)),
                Layer("peaks", 0.12, _range(paint, "middle", 520.0, 270.0, 0.55, 6)),
                *((Layer("volcano", 0.16, volcano(paint, side)),) if paint.variant == "volcano" else ()),
                Layer("birds", 0.2, Group((birds(paint, (800.0 - side * 100, 210.0), 3, 14.0, 12.0),))),
                *((Layer("cloud sea", 0.22, cloud_sea(paint, 520.0, 0.5)),) if paint.variant == "peak" else ()),
                Layer("near peaks", 0.25, _flank(paint, side, high)),
                *(
                    (Layer("near cloud sea", 0.45, cloud_sea(paint, 586.0, 0.15, "near cloud sea")),)
                    if paint.variant == "peak"
                    else ()
                ),
                *(() if high else (Layer("valley", 0.4, _valley(paint, side)),)),
                Layer("ledge", 0.9, _ledge(paint, side, high)),
                *((Layer("summit", 0.94, _summit(paint, side)),) if paint.variant == "peak" else ()),
            ),
            front=(
                Layer(
                    "foreground",
                    1.5,
                    _rocks_in_front(paint) if high else foreground_grass(paint, "foreground", 130.0, 60),
                ),
            ),
            horizon=HORIZON,
            detail=(800.0 - side * 470, 380.0),
        )
    )


def _summit(paint: Paint, side: float) -> Group:
    """The cairn on the top, with strings of flags that fly from it."""
    x, rock = 800 + side * 470, paint.local("#8a827e", 0.4)
    lines = [
        prayer_flags(paint, (x, 500.0), end, 14, 30.0) for end in ((x + side * 620, 690.0), (x - side * 330, 700.0))
    ]
    pole = straight([(x, 720), (x, 488)], paint.local("#6a4c36"), 8.0)
    return Group((pole, *lines, *cairn(paint, x, 748.0, 190.0, rock)), name="summit")


def peak(
    paint: Paint, random: Random, x: float, y: float, width: float, height: float, rock: str, snow: float
) -> list[Node]:
    """One mountain: a jagged outline, its shaded flank, and snow from the top down to `snow` of its height."""
    top = (x + random.uniform(-0.1, 0.1) * width, y - height)
    left = [
        (x - width / 2 + (top[0] - x + width / 2) * u, y - height * u + random.uniform(-0.035, 0.05) * height)
        for u in (0.0, 0.22, 0.42, 0.6, 0.78, 0.9)
    ]
    right = [
        (x + width / 2 + (top[0] - x - width / 2) * u, y - height * u + random.uniform(-0.035, 0.05) * height)
        for u in (0.92, 0.8, 0.62, 0.4, 0.2, 0.0)
    ]
    spine: list[Point] = [top]
    for k in range(1, 7):
        spine.append((top[0] + random.uniform(-0.06, 0.06) * width, top[1] + height * k / 6))
    lit_left = paint.outside.light_x < 0
    shade = paint.deep(rock, 0.36)
    dark_side = [*spine, *(reversed(right) if lit_left else left)]
    foot = Path(
        (
            ("M", x - width / 2, y),
            ("L", x + width / 2, y),
            ("L", x + width * 0.6, BOTTOM),
            ("L", x - width * 0.6, BOTTOM),
            ("Z",),
        )
    )
    haze = mix(rock, paint.scheme.horizon, 0.45)
    nodes: list[Node] = [
        fill(foot, haze),
        fill(
            polygon([*left, top, *right]),
            vertical(y - height, y, (0.0, paint.bright(rock, 0.22)), (0.6, rock), (1.0, haze)),
        ),
        fill(
            polygon(dark_side), vertical(y - height, y, (0.0, shade), (0.7, paint.deep(rock, 0.2)), (1.0, haze)), 0.85
        ),
    ]
    if snow > 0:
        nodes += _snowcap(paint, random, top, left, right, spine, height * snow, lit_left)
    return nodes


def _snowcap(
    paint: Paint,
    random: Random,
    top: Point,
    left: list[Point],
    right: list[Point],
    spine: list[Point],
    depth: float,
    lit_left: bool,
) -> list[Node]:
    limit = top[1] + depth
    white = mix(mix("#ffffff", paint.outside.horizon, 0.12), paint.scheme.ambient, paint.scheme.shade * 0.55)
    dim = mix(white, mix(paint.scheme.ambient, paint.scheme.far, 0.4), 0.5)

    def cut(points: list[Point]) -> list[Point]:
        kept = [p for p in points if p[1] < limit]
        return kept or [top]

    edges = cut(list(reversed(left))), cut(right)
    teeth: list[list[Point]] = []
    for edge in edges:
        end, centre = edge[-1], spine[1]
        row = [
            (
                end[0] + (centre[0] - end[0]) * u,
                end[1] + (limit - end[1]) * 0.3 + depth * (0.34 if i % 2 else -0.04) * random.uniform(0.6, 1.1),
            )
            for i, u in enumerate((0.15, 0.35, 0.55, 0.75, 0.95))
        ]
        teeth.append(row)
    one = polygon([top, *edges[0], *teeth[0], spine[1]])
    two = polygon([top, *edges[1], *teeth[1], spine[1]])
    return [fill(one, white if lit_left else dim), fill(two, dim if lit_left else white)]


def _range(paint: Paint, name: str, y: float, height: float, distance: float, count: int) -> Group:
    random = paint.random(f"range {name}")
    rock = paint.faded(paint.local("#75798c", 0.45), distance)
    nodes: list[Node] = []
    for i in range(count):
        x = LEFT + (i + random.uniform(0.2, 0.8)) * (RIGHT - LEFT) / count
        tall = height * random.uniform(0.6, 1.15)
        nodes += peak(
            paint, random, x, y, tall * random.uniform(1.7, 2.3), tall, rock, 0.42 if not paint.snowy else 0.6
        )
    line_ = ridge(random, y + 6, 6)
    return Group((*nodes, fill(land(line_), mix(rock, paint.scheme.horizon, 0.5))), name=f"{name} peaks")


def _flank(paint: Paint, side: float, high: bool) -> Group:
    random = paint.random("flank")
    rock = paint.faded(paint.local("#6f6f7d", 0.42), 0.3)
    nodes: list[Node] = []
    for x, w, h in ((800 + side * 640, 1100.0, 430.0), (800 - side * 860, 900.0, 300.0)):
        nodes += peak(paint, random, x, 570.0, w, h, rock, 0.55 if high or paint.snowy else 0.34)
    line_ = ridge(random, 566, 12)
    return Group(
        (
            *nodes,
            hill(paint, line_, paint.faded(mix(paint.scheme.ground, rock, 0.5 if high else 0.2), 0.35), None, 120.0),
        ),
        name="near peaks",
    )


def _valley(paint: Paint, side: float) -> Group:
    random = paint.random("valley")
    line_ = ridge(random, 572, 14)
    leaf = paint.faded(mix(paint.scheme.foliage, paint.scheme.ground_dark, 0.4), 0.4)
    lower = ridge(random, 596, 12)
    nodes: list[Node] = [treeline(paint, random, line_, 56.0, leaf, "conifer"), *lake(paint, 800 + side * 160)]
    nodes.append(hill(paint, lower, paint.faded(paint.scheme.ground, 0.2), None, 120.0))
    if paint.variant == "mountain" and paint.random("hut").random() < 0.7:
        nodes += hut(paint, 800 - side * 430, 622.0, 190.0, 0.14)
    for k in range(9):
        x = 800 + (1 if k % 2 else -1) * random.uniform(300, 1000)
        nodes += conifer(paint, random, x, 606 + random.uniform(-4, 14), random.uniform(130, 220), 0.22)
    return Group(tuple(nodes), name="valley")


def _ledge(paint: Paint, side: float, high: bool) -> Group:
    random = paint.random("ledge")
    rock = paint.local("#8a827e", 0.4)
    ground = mix(paint.scheme.ground, rock, 0.8) if high and not paint.snowy else paint.scheme.ground
    if paint.variant == "glacier":
        ground = mix(ground, mix("#eaf4fb", paint.scheme.ambient, paint.scheme.shade * 0.7), 0.75)
    points = ridge(random, 640, 16, 0.6, 50.0)
    nodes: list[Node] = [
        hill(paint, points, paint.bright(ground, 0.12), paint.deep(ground, 0.4), 320.0),
        rim_light(paint, points, 3.0, 0.45),
        patches(paint, "slabs", 660, 930, 22, paint.bright(ground, 0.26), 0.35),
        patches(paint, "shade", 660, 960, 18, paint.deep(ground, 0.35), 0.3),
    ]
    if not high:
        nodes += path(paint, (800 - side * 420, 1200.0), (800 + side * 60, 644.0), 380.0, 34.0, paint.local("#b3a084"))
        nodes += grass(paint, points, "edge", 150, 22.0, [ground, paint.bright(ground, 0.25), paint.scheme.ground_dark])
        nodes += tufts(paint, "tufts", 660, 950, 120, [paint.scheme.ground_dark, paint.bright(ground, 0.2)], 34.0)
    nodes += stones(paint, "edge stones", 640, 690, 20, 34.0, rock) + stones(paint, "stones", 700, 900, 9, 50.0, rock)
    if paint.variant == "mountain":
        nodes += goats(paint, ((800 - side * 690, 646.0, side * 24.0), (800 + side * 590, 640.0, -side * 26.0)), 0.04)
    nodes += boulder(paint, random, 800 + side * 610, 745.0, 150.0, rock) + boulder(
        paint, random, 800 - side * 690, 760.0, 170.0, rock
    )
    if not high:
        nodes += conifer(paint, random, 800 + side * 760, 735.0, 420.0, 0.0)
    return Group(tuple(nodes), name="ledge")


def boulder(paint: Paint, random: Random, x: float, y: float, size: float, rock: str) -> list[Node]:
    """A large angular rock in four facets."""
    s, j = size, random.uniform(-0.08, 0.08)
    a, b, c, d, e = (
        (x - s * 0.62, y),
        (x - s * (0.46 + j), y - s * 0.5),
        (x - s * 0.08, y - s * (0.78 + j)),
        (x + s * 0.42, y - s * 0.56),
        (x + s * 0.64, y),
    )
    m = (x + s * 0.06, y - s * 0.3)
    tones = (0.24, 0.1, -0.12, -0.34) if paint.scheme.light_x < 0 else (-0.34, -0.04, 0.24, 0.1)
    faces = ((a, b, m), (b, c, m), (c, d, m), (d, e, m))
    shown = [paint.bright(rock, t) if t > 0 else paint.deep(rock, -t) for t in tones]
    top: list[Node] = (
        [
            fill(
                polygon([b, c, d, (x + s * 0.2, y - s * 0.5), (x - s * 0.2, y - s * 0.46)]),
                mix("#ffffff", paint.scheme.ambient, paint.scheme.shade * 0.6),
                0.9,
            )
        ]
        if paint.snowy
        else []
    )
    return [
        fill(smooth([(x - s * 0.8, y), (x, y - 8), (x + s * 0.8, y), (x, y + 10)]), paint.scheme.shadow, 0.35),
        fill(polygon([a, m, e]), paint.deep(rock, 0.26)),
        *(fill(polygon(face), tone) for face, tone in zip(faces, shown, strict=True)),
        *top,
    ]


def _rocks_in_front(paint: Paint) -> Group:
    dark = paint.near
    crags = [
        polygon([(-500, 1240), (-500, 720), (-330, 660), (-170, 740), (-40, 790), (140, 850), (330, 1240)]),
        polygon([(1300, 1240), (1440, 880), (1600, 800), (1730, 690), (1880, 650), (2100, 740), (2100, 1240)]),
    ]
    return Group((fill(joined(crags), dark),), blur=5.0, name="foreground")


def _cave(paint: Paint) -> Stage:
    rock = mix(paint.local("#6d6470", 0.4), paint.scheme.ambient, 0.2)
    random = paint.random("cave")
    opening: list[Point] = [
        (540, 690),
        (482, 600),
        (512, 520),
        (470, 430),
        (560, 330),
        (610, 250),
        (720, 262),
        (800, 196),
        (905, 236),
        (985, 262),
        (1060, 370),
        (1050, 450),
        (1124, 540),
        (1080, 620),
        (1090, 690),
    ]
    outside: list[Node] = [
        everywhere(
            vertical(
                150, 640, (0.0, paint.outside.sky_top), (0.5, paint.outside.sky_middle), (1.0, paint.outside.horizon)
            )
        ),
        glow(800 + paint.outside.light_x * 300, 470.0, 420.0, paint.outside.sun, 0.6),
    ]
    far = ridge(random, 560, 40)
    outside += [
        fill(land(far), paint.faded(paint.scheme.foliage, 0.6)),
        fill(land(ridge(random, 600, 20)), paint.faded(paint.scheme.ground, 0.3)),
    ]
    wall = Path((*rectangle(LEFT, TOP, RIGHT - LEFT, BOTTOM - TOP).commands, *_reversed(opening)))
    teeth: list[Path] = []
    for x, long, wide in (
        (80, 300, 90),
        (250, 190, 70),
        (420, 130, 44),
        (1180, 150, 50),
        (1330, 230, 76),
        (1500, 330, 100),
        (-200, 320, 110),
        (1800, 300, 120),
        (640, 80, 30),
        (980, 90, 30),
    ):
        teeth.append(
            polygon(
                [
                    (x - wide / 2, -340),
                    (x + wide / 2, -340),
                    (x + wide * 0.3, -20 + long * 0.3),
                    (x + random.uniform(-8, 8), long),
                    (x - wide * 0.3, -20 + long * 0.3),
                ]
            )
        )
    ground = ridge(random, 650, 10, 0.6)
    fire = mix(paint.scheme.accent, "#ff9a4a", 0.4)
    cracks = [
        smooth([(x, y), (x + random.uniform(-40, 40), y + 50), (x + random.uniform(-60, 60), y + 110)], closed=False)
        for x, y in (
            (random.choice((random.uniform(-400, 440), random.uniform(1160, 2000))), random.uniform(60, 560))
            for _ in range(26)
        )
    ]
    body: list[Node] = [
        Group((fill(wall, _cave_wall(paint, rock)),)),
        strokes(cracks, paint.deep(rock, 0.6), 4.0, 0.5),
    ]
    floor: list[Node] = [
        hill(paint, ground, paint.bright(rock, 0.08), paint.deep(rock, 0.6), 330.0),
        blob(
            [(560, 668), (800, 654), (1050, 668), (1250, 800), (1000, 900), (600, 900), (360, 800)],
            paint.outside.horizon,
            0.16,
        ),
        *stones(paint, "stones", 664, 720, 20, 30.0, rock),
        *stones(paint, "near stones", 740, 900, 10, 46.0, rock),
        *boulder(paint, random, 190.0, 760.0, 180.0, rock),
        *boulder(paint, random, 1500.0, 770.0, 170.0, rock),
    ]
    campfire = Group(
        (
            block(1230, 738, 90, 14, paint.local("#5b4030"), radius=6),
            *flames(1275.0, 742.0, 70.0, fire),
            Group(
                (glow(1275.0, 700.0, 420.0, fire, 0.6), glow(1275.0, 752.0, 420.0, fire, 0.42, 0.22)),
                opacity=flicker(2.0),
            ),
        ),
        name="fire",
    )
    return Stage(
        scheme=paint.scheme,
        behind=(
            Layer("outside", 0.15, Group(tuple(outside), name="outside")),
            Layer("cave wall", 0.6, Group(tuple(body), name="cave wall")),
            Layer("floor", 0.9, Group(tuple(floor), name="floor")),
            Layer("fire", 0.92, campfire, blurs=False),
        ),
        front=(
            Layer(
                "rock teeth",
                1.3,
                Group(
                    (fill(joined(teeth), vertical(-300, 330, (0.0, paint.near), (1.0, paint.deep(rock, 0.5)))),),
                    blur=2.0,
                    name="rock teeth",
                ),
            ),
            Layer("foreground", 1.5, _rocks_in_front(paint)),
        ),
        horizon=560.0,
        detail=(1275.0, 690.0),
        headroom=640.0,
    )


def _cave_wall(paint: Paint, rock: str) -> Radial:
    return Radial(
        (800.0, 470.0),
        1150.0,
        stops(
            (0.0, paint.bright(rock, 0.3)),
            (0.34, paint.bright(rock, 0.1)),
            (0.62, paint.deep(rock, 0.3)),
            (1.0, paint.deep(rock, 0.7)),
        ),
    )


def _reversed(points: list[Point]) -> tuple[Command, ...]:
    """The outline the other way round, so that it cuts a hole into what is filled around it."""
    return smooth(list(reversed(points)), tension=0.45).commands
