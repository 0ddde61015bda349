"""On the way: a country road with poplars and milestones, a crossroads with its signpost, a railway line in open country."""

from generation.animatic.art import Group, Node, Path, Point, polygon, rectangle, scale, shift, smooth
from generation.animatic.colour import mix
from generation.animatic.motifs.brush import (
    facet,
    fill,
    joined,
    ridge,
    strokes,
    vertical,
)
from generation.animatic.motifs.distance import soft_far
from generation.animatic.motifs.ground import (
    flowers,
    foreground_grass,
    grass,
    hill,
    patches,
    path,
    rim_light,
    stones,
    tufts,
)
from generation.animatic.motifs.houses import house, smoke
from generation.animatic.motifs.implements import fence_of
from generation.animatic.motifs.paint import Paint
from generation.animatic.motifs.plants import poplar, rushes
from generation.animatic.motifs.sky import birds
from generation.animatic.motifs.sparks import fireflies
from generation.animatic.motifs.tomorrow import cold_light, light_pylon
from generation.animatic.motifs.trains import fast_train, gliding_train
from generation.animatic.motifs.trees import bare, broadleaf, bush, treeline
from generation.animatic.motifs.wayside import milestone, signal, signpost
from generation.animatic.stage import BOTTOM, LEFT, RIGHT, Layer, Stage

HORIZON = 505.0


def draw(paint: Paint) -> Stage:
    """Variants: road (an avenue of poplars), crossroads (a signpost and a tree), railway (a line with a train far away)."""
    side = paint.side
    tracks = paint.variant == "railway" and paint.setting.period != "medieval"
    middle = {"railway": _embankment if tracks else _avenue, "crossroads": _open_land}.get(paint.variant, _avenue)(
        paint, side
    )
    near = {"railway": _beside_the_track if tracks else _roadside, "crossroads": _crossing}.get(
        paint.variant, _roadside
    )(paint, side)
    return soft_far(
        Stage(
            scheme=paint.scheme,
            behind=(
                Layer("far hills", 0.12, _far(paint, side)),
                Layer("birds", 0.16, Group((birds(paint, (760.0 - side * 160, 210.0)),))),
                *middle,
                Layer("road", 0.9, near),
                Layer("fireflies", 0.96, fireflies(paint, "fireflies", 500.0, 700.0, 6)),
            ),
            front=(Layer("foreground", 1.5, foreground_grass(paint, "foreground", 190.0)),),
            horizon=HORIZON,
            detail=(800.0 + side * 430, 560.0),
        )
    )


def _far(paint: Paint, side: float) -> Group:
    nodes: list[Node] = []
    for i, (y, swing, distance) in enumerate(((448, 46, 0.9), (480, 30, 0.72))):
        points = ridge(paint.random(f"far {i}"), y, swing)
        colour = paint.faded(mix(paint.scheme.ground, paint.scheme.foliage, 0.4), distance)
        nodes += [
            hill(paint, points, colour, mix(colour, paint.scheme.horizon, 0.35), 120.0),
            rim_light(paint, points, 2.0, 0.25),
        ]
    random = paint.random("hamlet")
    x = 800 - side * 330
    nodes += [house(paint, random, x + dx, 506.0, 40.0, 22.0, distance=0.55) for dx in (-70, -24, 30, 84)]
    spire = [polygon([(x + 2, 508), (x + 2, 462), (x + 9, 432), (x + 16, 462), (x + 16, 508)])]
    nodes.append(fill(joined(spire), paint.faded(paint.local("#8a7f86"), 0.55)))
    nodes.append(
        treeline(paint, random, ridge(random, 512, 6), 26.0, paint.faded(paint.scheme.foliage, 0.58), "round", 60.0)
    )
    return Group(tuple(nodes), name="far hills")


def _fields(paint: Paint, random_name: str, y: float, distance: float) -> list[Node]:
    """Fields in strips of their own colours, with hedges between them."""
    random = paint.random(random_name)
    nodes: list[Node] = []
    tones = (
        paint.scheme.ground,
        paint.local("#d0b45c", 0.4),
        mix(paint.scheme.ground, paint.scheme.foliage, 0.5),
        paint.local("#a88a5e", 0.4),
    )
    for k in range(4):
        line_ = ridge(random, y + k * 17, 7)
        nodes.append(
            hill(paint, line_, paint.faded(tones[(k + random.randrange(4)) % 4], distance - 0.05 * k), None, 80.0)
        )
        if k % 2:
            nodes.append(
                treeline(paint, random, line_, 13.0, paint.faded(paint.scheme.foliage, distance - 0.05 * k), "round")
            )
    return nodes


def _avenue(paint: Paint, side: float) -> tuple[Layer, ...]:
    """Poplars on both sides of a road that runs to the horizon: each pair smaller than the one before."""
    random = paint.random("avenue")
    vx = 800 + side * 120
    trees: list[Node] = []
    for k in range(8, 0, -1):
        near = 0.75**k
        y = HORIZON + 12 + 170 * near
        for s in (-1, 1):
            trees += poplar(paint, random, vx + s * (26 + 800 * near), y, 60 + 560 * near, 0.62 - 0.5 * near)
    lane = polygon([(vx - 4, HORIZON + 12), (vx + 4, HORIZON + 12), (vx + 330, 700), (vx - 330, 700)])
    tarmac = paint.faded(_surface(paint), 0.25)
    return (
        Layer("fields", 0.4, Group(tuple(_fields(paint, "fields", 518, 0.5)), name="fields")),
        Layer(
            "avenue",
            0.55,
            Group(
                (
                    hill(paint, ridge(random, 590, 3), paint.faded(paint.scheme.ground, 0.2), None, 90.0),
                    fill(lane, vertical(510, 660, (0.0, paint.faded(tarmac, 0.4)), (1.0, tarmac))),
                    *trees,
                ),
                name="avenue",
            ),
        ),
    )


def _surface(paint: Paint) -> str:
    """What the road is made of: tarmac today, dust before."""
    if paint.setting.period in {"medieval", "1920s"} or paint.has("dirt", "dusty", "sandy", "cart", "old"):
        return paint.local("#bfa27a")
    return paint.local("#8d8a90" if paint.setting.period or paint.has("highway", "motorway", "asphalt") else "#b3a286")


def _roadside(paint: Paint, side: float) -> Group:
    """The verge with a milestone, a fence, and the road at one's feet."""
    random = paint.random("road")
    ground, dark = paint.scheme.ground, paint.scheme.ground_dark
    line_ = ridge(random, 628, 6, 0.3)
    vx, road = 800 + side * 90, _surface(paint)
    lane = [(vx - 200, 624), (vx + 200, 624), (vx + 1250, BOTTOM), (vx - 1250, BOTTOM)]
    ruts = [
        polygon(
            [(vx + u * 100, 626), (vx + u * 100 + 8, 626), (vx + u * 620 + 46, BOTTOM), (vx + u * 620 - 10, BOTTOM)]
        )
        for u in (-1, 1)
    ]
    nodes: list[Node] = [
        hill(paint, line_, paint.bright(ground, 0.1), dark, 330.0),
        facet(lane, vertical(624, 960, (0.0, paint.faded(road, 0.15)), (0.3, road), (1.0, paint.deep(road, 0.3)))),
        fill(joined(ruts), paint.deep(road, 0.25), 0.5),
    ]
    grassy = [polygon([(vx - 12, 626), (vx + 12, 626), (vx + 70, BOTTOM), (vx - 70, BOTTOM)])]
    nodes.append(fill(joined(grassy), mix(road, ground, 0.7), 0.55 if road == paint.local("#b3a286") else 0.0))
    for s in (-1, 1):
        edge: list[Point] = [(vx + s * 200, 624), (vx + s * 420, 700), (vx + s * 760, 840), (vx + s * 1250, 1040)]
        rim = sorted(edge)
        nodes += grass(
            paint, rim, f"verge {s}", 120, 30.0, [ground, paint.bright(ground, 0.25), dark], rim[0][0], rim[-1][0]
        )
    nodes += stones(paint, "grit", 650, 900, 26, 9.0, paint.deep(road, 0.15), 300, 1300)
    nodes += tufts(paint, "tufts", 640, 720, 110, [dark, paint.bright(ground, 0.2)], 26.0)
    nodes += flowers(paint, "flowers", 636, 690, 110, 7.0)
    nodes += milestone(paint, 800 + side * 560, 716.0) + bush(paint, random, 800 - side * 690, 712.0, 200.0)
    nodes += [rushes(paint, "verge", 800 + dx, 720.0, 90.0, paint.scheme.foliage) for dx in (side * 660, -side * 590)]
    return Group(tuple(nodes), name="road")


def _open_land(paint: Paint, side: float) -> tuple[Layer, ...]:
    """Wide fields with roads that part behind the signpost."""
    random = paint.random("open")
    nodes = _fields(paint, "fields", 516, 0.52)
    ground = paint.faded(paint.scheme.ground, 0.2)
    nodes.append(hill(paint, ridge(random, 592, 5), ground, None, 90.0))
    road = paint.faded(_surface(paint), 0.2)
    for target, far, bend in ((side * 560, 12.0, 90.0), (-side * 330, 10.0, -60.0)):
        nodes += path(paint, (800 - side * 20, 700.0), (800 + target, 536.0), 150.0, far, road, bend)
    tree = bare if paint.has("lonely", "dark", "haunted", "dead") or paint.snowy else broadleaf
    nodes += tree(paint, random, 800 - side * 600, 612.0, 330.0, 0.12)
    nodes += bush(paint, random, 800 + side * 560, 606.0, 120.0, 0.2) + bush(
        paint, random, 800 + side * 680, 612.0, 90.0, 0.2
    )
    return (Layer("open land", 0.5, Group(tuple(nodes), name="open land")),)


def _crossing(paint: Paint, side: float) -> Group:
    """Where the ways meet: worn ground, a signpost with four arms, a stone to sit on."""
    random = paint.random("crossing")
    ground, dark, road = paint.scheme.ground, paint.scheme.ground_dark, _surface(paint)
    line_ = ridge(random, 634, 6, 0.3)
    ways = (
        [(600, 632), (980, 632), (1120, 720), (1500, BOTTOM), (60, BOTTOM), (480, 720)],
        [(LEFT, 716), (700, 708), (RIGHT, 700), (RIGHT, 800), (800, 790), (LEFT, 820)],
    )
    nodes: list[Node] = [hill(paint, line_, paint.bright(ground, 0.1), dark, 330.0)]
    nodes += [
        fill(smooth(way, tension=0.5), vertical(630, 960, (0.0, paint.faded(road, 0.15)), (1.0, paint.deep(road, 0.2))))
        for way in ways
    ]
    nodes += [
        patches(paint, "dust", 680, 900, 14, paint.bright(road, 0.3), 0.3),
        *stones(paint, "grit", 660, 900, 24, 9.0, paint.deep(road, 0.15), 300, 1300),
    ]
    nodes += grass(paint, line_, "edge", 240, 22.0, [ground, paint.bright(ground, 0.25), dark])
    nodes += tufts(paint, "tufts", 640, 700, 100, [dark, paint.bright(ground, 0.2)], 24.0)
    nodes += flowers(paint, "flowers", 640, 700, 60) + signpost(paint, 800 + side * 470, 738.0, side)
    nodes += stones(
        paint, "cairn", 728, 750, 9, 34.0, paint.local("#9a958f"), 800 + side * 470 - 90, 800 + side * 470 + 90
    )
    nodes += [
        rushes(paint, "cross", 800 + side * dx, 742.0, 90.0, paint.scheme.foliage) for dx in (580.0, -620.0, -760.0)
    ]
    return Group(tuple(nodes), name="road")


def _embankment(paint: Paint, side: float) -> tuple[Layer, ...]:
    """The line far off on its bank with a train that crosses, and telegraph poles that march along."""
    random = paint.random("bank")
    nodes = _fields(paint, "fields", 530, 0.46)
    bank = polygon([(LEFT, 520), (RIGHT, 520), (RIGHT, 548), (LEFT, 548)])
    train = _train(paint, side)
    poles: list[Path] = []
    wires: list[Path] = []
    for k in range(-3, 13):
        x = k * 200.0
        poles += [
            polygon([(x, 610), (x, 430)], closed=False),
            polygon([(x - 20, 446), (x + 20, 446)], closed=False),
            polygon([(x - 16, 464), (x + 16, 464)], closed=False),
        ]
        wires += [
            smooth([(x + d, 442 + u), (x + 100 + d, 462 + u), (x + 200 + d, 442 + u)], closed=False)
            for d, u in ((-18, 0), (18, 0), (-14, 18))
        ]
    wood = paint.faded(paint.local("#6a5648"), 0.2)
    strung = (
        ()
        if paint.setting.period == "future"
        else (strokes(poles, wood, 6.0), strokes(wires, paint.deep(wood, 0.3), 1.4, 0.7))
    )
    near = hill(paint, ridge(random, 598, 5), paint.faded(paint.scheme.ground, 0.2), None, 90.0)
    return (
        Layer(
            "train",
            0.3,
            Group(
                (
                    train,
                    fill(bank, paint.faded(mix(paint.scheme.ground_dark, paint.local("#8d8378"), 0.4), 0.45)),
                    *nodes,
                ),
                name="train",
            ),
        ),
        Layer(
            "telegraph",
            0.55,
            Group(
                (
                    near,
                    *strung,
                    *bush(paint, random, 800 - side * 520, 606.0, 130.0, 0.2),
                ),
                name="telegraph",
            ),
        ),
    )


def _train(paint: Paint, side: float) -> Group:
    """A small train with its plume, which crosses the country."""
    x = 800 - side * 180
    if paint.setting.period in ("today", "future"):
        drawn = (fast_train if paint.setting.period == "today" else gliding_train)(paint, 0.3)
        pace = side * 60.0
        return Group(
            tuple(drawn), transform=lambda t: shift(x + pace * t, 522.0) @ scale(side * 0.66, 0.66), name="train"
        )
    body, dark = paint.faded(paint.local("#8f3f3a"), 0.35), paint.faded(paint.local("#3d3a44"), 0.35)
    lamp = mix(paint.scheme.accent, "#fff0c8", 0.4) if paint.dark else paint.faded(paint.local("#cfd8dc"), 0.3)
    cars = [rectangle(side * -(70 + 66 * k) - 30, 496, 60, 22, 3) for k in range(5)]
    panes = [rectangle(side * -(70 + 66 * k) - 24 + 13 * i, 500, 8, 8) for k in range(5) for i in range(4)]
    engine = joined(
        (
            rectangle(-26, 500, 52, 18, 5),
            rectangle(-side * 24 - 11, 489, 22, 28, 2),
            rectangle(side * 14 - 4, 486, 8, 16),
        )
    )
    puffs = Group(()) if paint.has("modern", "electric") else smoke(paint, side * 14, 486.0, 0.8)
    return Group(
        (fill(joined(cars), body), fill(joined(panes), lamp), fill(engine, dark), puffs),
        transform=lambda t: shift(x + side * 26 * t, 0.0),
        name="train",
    )


def _beside_the_track(paint: Paint, side: float) -> Group:
    """Rails that run from the front to the horizon, sleepers on their ballast, a signal; the path beside for people."""
    random = paint.random("track")
    ground, dark = paint.scheme.ground, paint.scheme.ground_dark
    line_ = ridge(random, 626, 5, 0.3)
    vx, foot = 800 - side * 250, 800 - side * 1150
    ballast, iron = paint.local("#c3ccd4" if paint.setting.period == "future" else "#9a9088"), paint.local("#6c6870")

    def at(u: float, wide: float) -> Point:
        """A point on the track: u 0 far, 1 in front."""
        y = 622 + (BOTTOM - 622) * u
        part = (y - 560) / (BOTTOM - 560)
        return vx + (foot - vx) * part + wide * part, y

    bed = [at(0, -760), at(0, 760), at(1, 760), at(1, -760)]
    sleepers: list[Path] = []
    for k in range(26):
        u = (k / 26) ** 1.9
        thick = 0.006 + 0.035 * u
        sleepers.append(polygon([at(u, -560), at(u, 560), at(u + thick, 560), at(u + thick, -560)]))
    rails = [polygon([at(0, w - 22), at(0, w + 22), at(1, w + 22), at(1, w - 22)]) for w in (-350, 350)]
    future = paint.setting.period == "future"
    shine = [polygon([at(0, w - 4), at(0, w + 12), at(1, w + 12), at(1, w - 4)]) for w in (-350, 350)]
    nodes: list[Node] = [
        hill(paint, line_, paint.bright(ground, 0.1), dark, 330.0),
        patches(paint, "light", 650, 900, 18, paint.bright(ground, 0.22), 0.3),
        facet(bed, vertical(622, 960, (0.0, paint.faded(ballast, 0.2)), (1.0, paint.deep(ballast, 0.3)))),
        *(() if future else (fill(joined(sleepers), paint.local("#5f4a3e")),)),
        fill(joined(rails), paint.deep(iron, 0.4)),
        fill(joined(shine), cold_light(paint) if future else mix(iron, paint.outside.horizon, 0.6)),
    ]
    nodes += grass(paint, line_, "edge", 220, 24.0, [ground, paint.bright(ground, 0.25), dark])
    nodes += tufts(paint, "tufts", 650, 960, 150, [dark, paint.bright(ground, 0.2)], 34.0) + flowers(
        paint, "flowers", 650, 940, 80
    )
    nodes += light_pylon(paint, 800 - side * 620, 700.0, 0.8) if future else signal(paint, 800 - side * 620, 700.0)
    nodes += fence_of(
        paint,
        [(800 + side * 350, 672.0), (800 + side * 1400, 690.0)] if side > 0 else [(-600.0, 690.0), (450.0, 672.0)],
        60.0,
        paint.local("#7d6350"),
        96.0,
    ).children
    nodes += [rushes(paint, "track", 800 + side * dx, 730.0, 90.0, paint.scheme.foliage) for dx in (520.0, 680.0)]
    return Group(tuple(nodes), name="road")
