"""A greenhouse: a roof of glass on white ribs, rows of green under it."""

from generation.animatic.art import Group, Node, Path, Point, ellipse, polygon, shift, smooth
from generation.animatic.colour import mix
from generation.animatic.motifs import furniture as f
from generation.animatic.motifs import perspective as p
from generation.animatic.motifs.brush import (
    block,
    disc,
    everywhere,
    fill,
    glow,
    joined,
    land,
    ridge,
    straight,
    strokes,
    vertical,
)
from generation.animatic.motifs.paint import Paint
from generation.animatic.motifs.tomorrow import cold_light
from generation.animatic.motifs.trees import broadleaf, palm, treeline
from generation.animatic.stage import Stage

_FAR, _HALF, _EAVES, _RIDGE = 0.42, 820.0, 560.0, 1020.0


def draw(paint: Paint) -> Stage:
    """One variant: greenhouse."""
    frame = {"medieval": "#8a6746", "1920s": "#5f8a78"}.get(paint.setting.period, "#eef2ec")
    white = mix(paint.local(frame, 0.15), paint.scheme.ambient, 0.1)
    if paint.setting.period == "future":
        white = mix(cold_light(paint), paint.local("#eef2ec", 0.15), 0.35)
    soil = mix(paint.scheme.ground, paint.local("#b9a58a"), 0.6)
    back = [
        *p.ground(paint, soil, _FAR, "slabs", 120.0),
        *(n for side in (-1.0, 1.0) for n in _low_wall(paint, side)),
        *_gable(paint, white),
    ]
    ribs: list[Node] = []
    for near in p.receding(_FAR, 1.25, 6):
        ribs.append(strokes([polygon(_bow(near), False)], white, 14 * near))
    rails = [
        p.run(x, up, _FAR, 3.0)
        for x, up in (
            (-_HALF, _EAVES),
            (_HALF, _EAVES),
            (-410.0, 790.0),
            (410.0, 790.0),
            (0.0, _RIDGE),
            (-_HALF, 330.0),
            (_HALF, 330.0),
        )
    ]
    ribs.append(strokes(rails, white, 6.0))
    beds: list[Node] = []
    for near in (0.5, 0.6, 0.74, 0.93):
        for side in (-1.0, 1.0):
            beds += _bed(paint, side, near)
    trees = [
        *palm(paint, paint.random("palm"), 300.0, 650.0, 330.0),
        *broadleaf(paint, paint.random("lemon"), 1270.0, 650.0, 240.0),
    ]
    near_ = [*_pots(paint), *_lanterns(paint), _drops(paint)]
    dark = [
        smooth([(-520, 1260), (-480, 900), (-380, 760), (-300, 860), (-180, 720), (-120, 880), (-20, 860), (10, 1260)]),
        smooth([(1600, 1260), (1620, 900), (1700, 840), (1760, 730), (1840, 860), (1960, 760), (2080, 1260)]),
    ]
    planes: list[p.Plane] = [
        ("sky", 0.05, _outside(paint)),
        ("house", 0.7, back),
        ("ribs", 0.78, ribs),
        ("trees", 0.82, trees),
        ("beds", 0.9, [*beds, *near_]),
    ]
    return p.staged(paint, planes, dark, (380.0, 520.0))


def _bow(near: float) -> list[Point]:
    return [
        p.at(-_HALF, 0, near),
        p.at(-_HALF, _EAVES, near),
        p.at(0, _RIDGE, near),
        p.at(_HALF, _EAVES, near),
        p.at(_HALF, 0, near),
    ]


def _outside(paint: Paint) -> list[Node]:
    """What is seen through the glass: sky, trees, and the haze of the panes."""
    light = paint.outside
    random = paint.random("out there")
    far = ridge(random, 480, 20)
    nodes: list[Node] = [
        everywhere(vertical(-100, 520, (0.0, light.sky_top), (0.6, light.sky_middle), (1.0, light.horizon))),
        glow(800 + 420 * light.light_x, 220.0, 420.0, light.sun, 0.6),
    ]
    if light.night:
        stars = [ellipse(random.uniform(-400, 2000), random.uniform(-200, 400), 1.8) for _ in range(80)]
        nodes += [fill(joined(stars), "#ffffff", 0.7), disc(1060, 130, 34, mix(light.sun, "#ffffff", 0.4))]
    green = mix(light.foliage, light.far, 0.5)
    nodes += [
        treeline(paint, random, far, 90.0, green),
        fill(land(far), vertical(470, 700, (0.0, green), (1.0, mix(light.ground, light.far, 0.3)))),
    ]
    streaks = [
        polygon([(x, 480), (x + 150, -320), (x + 210, -320), (x + 60, 480)]) for x in (-350, 60, 420, 980, 1330, 1700)
    ]
    return [*nodes, fill(joined(streaks), "#ffffff", 0.09)]


def _low_wall(paint: Paint, side: float) -> list[Node]:
    brick = paint.local("#a9705c", 0.35)
    top = paint.bright(brick, 0.3)
    return [
        fill(p.side(side * _HALF, 0.0, 130.0, _FAR, 4.0), paint.deep(brick, 0.2)),
        fill(p.side(side * _HALF, 122.0, 16.0, _FAR, 4.0), top),
    ]


def _gable(paint: Paint, white: str) -> list[Node]:
    """The far end: brick below, glass above, a door."""
    brick = paint.local("#a9705c", 0.35)
    bars = [
        polygon([p.at(x, 0, _FAR), p.at(x, _EAVES + (_RIDGE - _EAVES) * (1 - abs(x) / _HALF), _FAR)], False)
        for x in range(-820, 821, 205)
    ]
    bars += [polygon([p.at(-_HALF, up, _FAR), p.at(_HALF, up, _FAR)], False) for up in (330.0, _EAVES)]
    return [
        fill(p.front(0.0, _HALF * 2, 0.0, 130.0, _FAR), brick),
        strokes(bars, white, 4.0),
        fill(p.front(0.0, 230.0, 0.0, 470.0, _FAR), mix(paint.outside.horizon, white, 0.5), 0.4),
        strokes(
            [p.front(0.0, 230.0, 0.0, 470.0, _FAR), polygon([p.at(0, 0, _FAR), p.at(0, 470, _FAR)], False)], white, 8.0
        ),
    ]


def _bed(paint: Paint, side: float, near: float) -> list[Node]:
    """A table with plants in rows."""
    wood, leaf = paint.local("#8a6a48"), paint.local("#5b8a52", 0.4)
    x = side * 610.0
    random = paint.random(f"bed {side} {near}")
    nodes: list[Node] = [*p.cuboid(paint, x, 330.0, 36.0, near * 0.9, near, wood, 130.0)]
    legs: list[Path] = [p.front(x + dx, 18.0, 0.0, 132.0, near) for dx in (-140, 140)]
    nodes = [
        fill(p.level(x - 170, x + 170, 0.0, near * 0.9, near * 1.02), paint.scheme.shadow, 0.28),
        fill(joined(legs), paint.deep(wood, 0.3)),
        *nodes,
    ]
    leaves: tuple[list[Path], list[Path]] = ([], [])
    flowers: list[Path] = []
    for i in range(9):
        cx, cy = p.at(x - 140 + i * 35, 166, near * 0.96)
        tall = near * random.uniform(60, 130)
        for k in range(5):
            u = (k - 2) * 0.42
            tip = (cx + u * tall * 0.55, cy - tall * (1 - 0.16 * u * u))
            leaves[k % 2].append(
                smooth(
                    [
                        (cx, cy),
                        ((cx + tip[0]) / 2 - 9 * near, (cy + tip[1]) / 2),
                        tip,
                        ((cx + tip[0]) / 2 + 9 * near, (cy + tip[1]) / 2),
                    ]
                )
            )
        if random.random() < 0.5:
            flowers.append(ellipse(cx, cy - tall, 9 * near))
    bloom = paint.local(random.choice(("#d9574f", "#e9b44a", "#c77fb0", "#f0e6d8")), 0.3)
    return [
        *nodes,
        fill(joined(leaves[0]), paint.deep(leaf, 0.25)),
        fill(joined(leaves[1]), leaf),
        *((fill(joined(flowers), bloom),) if flowers else ()),
    ]


def _pots(paint: Paint) -> list[Node]:
    can = paint.local("#6f8f9a", 0.35)
    x, y = 1150.0, 742.0
    return [
        *f.plant(paint, 330.0, 738.0, 190.0),
        *f.plant(paint, 250.0, 752.0, 240.0),
        *f.plant(paint, 1330.0, 752.0, 230.0),
        disc(x, y, 46, paint.scheme.shadow, 6, 0.3),
        strokes(
            [
                smooth([(x + 20, y - 60), (x + 60, y - 50), (x + 34, y - 14)], False),
                polygon([(x - 30, y - 24), (x - 76, y - 74)], False),
            ],
            can,
            8.0,
        ),
        block(
            x - 34,
            y - 62,
            66,
            62,
            vertical(y - 62, y, (0.0, paint.bright(can, 0.2)), (1.0, paint.deep(can, 0.3))),
            radius=6,
        ),
    ]


def _drops(paint: Paint) -> Group:
    """Condensation that falls from the ribs."""
    random = paint.random("drops")
    nodes: list[Node] = []
    for _ in range(6):
        x, phase = random.uniform(300, 1300), random.random()
        nodes.append(
            Group(
                (block(-1.5, -8, 3, 12, "#ffffff", 0.7, 1.5),),
                transform=lambda t, x=x, phase=phase: shift(x, 120 + 600 * ((t * 0.5 + phase) % 1.0) ** 2),
                opacity=lambda t, phase=phase: 0.8 - 0.7 * ((t * 0.5 + phase) % 1.0),
            )
        )
    return Group(tuple(nodes), name="drops")


def _lanterns(paint: Paint) -> list[Node]:
    if not paint.dark:
        return []
    nodes: list[Node] = []
    for x, near in ((-300.0, 0.6), (300.0, 0.6), (-400.0, 0.9), (400.0, 0.9)):
        cx, cy = p.at(x, 640, near)
        lamp = (
            straight([(cx, cy - 160 * near), (cx, cy)], paint.scheme.shadow, 2.0),
            disc(cx, cy, 18 * near, "#fff0c0"),
            glow(cx, cy, 170 * near, paint.scheme.accent, 0.6),
        )
        nodes += lamp
    return nodes
