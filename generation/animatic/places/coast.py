"""The coast: lighthouse, harbour, beach and cliff. The sea carries the path of the sun or the moon."""

from generation.animatic.art import Group, Node, Path, Point, polygon, rectangle
from generation.animatic.colour import mix
from generation.animatic.motifs.brush import (
    blob,
    block,
    facet,
    fill,
    joined,
    line,
    ridge,
    strokes,
    vertical,
)
from generation.animatic.motifs.ground import foreground_grass, grass, hill, patches, rim_light, stones, tufts
from generation.animatic.motifs.harbour import boat, bollard, crates, lamp_post, nets
from generation.animatic.motifs.houses import house, row_of_houses
from generation.animatic.motifs.lighthouse import beam, tower
from generation.animatic.motifs.paint import Paint
from generation.animatic.motifs.sky import birds, sun_at, sun_seen
from generation.animatic.motifs.trees import palm
from generation.animatic.motifs.water import foam, path_of_light, ripples, surface, swell, waves
from generation.animatic.stage import BOTTOM, LEFT, RIGHT, Layer, Stage

HORIZON = 500.0


def draw(paint: Paint) -> Stage:
    """Variants: lighthouse, harbour, beach, cliff."""
    x, _ = sun_at(paint, HORIZON)
    side = -1.0 if x > 800 else 1.0
    shore = {"beach": _beach, "harbour": _quay}.get(paint.variant, _clifftop)(paint, side)
    landmark = {"harbour": _harbour_town, "beach": _headland, "cliff": _cliffs}.get(paint.variant, _lighthouse)(
        paint, side
    )
    return Stage(
        scheme=paint.scheme,
        behind=(
            Layer("far coast", 0.1, _far(paint)),
            Layer("sea", 0.2, _sea(paint, x)),
            Layer("gulls", 0.25, Group((birds(paint, (800 + side * 130, 190.0), 4, 13.0, 14.0),))),
            *landmark,
            Layer("surf", 0.6, _surf(paint)),
            Layer("shore", 0.9, shore),
        ),
        front=(Layer("foreground", 1.5, _foreground(paint)),),
        horizon=HORIZON,
        detail=(800 + side * 480, 300.0),
    )


def _far(paint: Paint) -> Group:
    nodes: list[Node] = []
    for i, (y, swing, distance) in enumerate(((484, 22, 0.9), (492, 15, 0.7))):
        points = ridge(paint.random(f"far {i}"), y, swing)
        colour = paint.faded(mix(paint.scheme.ground_dark, paint.scheme.shadow, 0.2), distance)
        nodes.append(hill(paint, points, colour, mix(colour, paint.scheme.horizon, 0.4), 40.0))
    return Group(tuple(nodes), name="far coast")


def _sea(paint: Paint, x: float) -> Group:
    nodes: list[Node] = [surface(paint, HORIZON, 900.0), *ripples(paint, "ripples", HORIZON, 760, 130)]
    light = paint.outside
    strength = 1.0 if sun_seen(paint) else 0.35
    colour = mix(light.sun, light.horizon, 0.3)
    nodes += path_of_light(paint, x, HORIZON, 760.0, colour, strength)
    nodes += waves(paint, "waves", HORIZON + 10, 720.0, 5)
    return Group(tuple(nodes), name="sea")


def _lighthouse(paint: Paint, side: float) -> tuple[Layer, ...]:
    x = 800 + side * 480
    rock = paint.faded(mix(paint.scheme.ground_dark, paint.scheme.shadow, 0.45), 0.22)
    island: list[Point] = [
        (x - 330, 548),
        (x - 230, 520),
        (x - 150, 500),
        (x - 60, 480),
        (x + 60, 478),
        (x + 150, 496),
        (x + 250, 522),
        (x + 340, 548),
        (x, 575),
    ]
    lamp = (x, 250.0)
    body: list[Node] = [
        blob(island, vertical(470, 570, (0.0, paint.bright(rock, 0.2)), (0.4, rock), (1.0, paint.deep(rock, 0.4)))),
        *stones(paint, "rocks", 520, 552, 16, 22.0, rock, x - 310, x + 310),
        house(paint, paint.random("keeper"), x + side * -110, 492.0, 74.0, 44.0, distance=0.15),
        *tower(paint, x),
    ]
    layers = [Layer("lighthouse", 0.35, Group(tuple(body), name="lighthouse"))]
    if paint.dark or paint.setting.weather in {"rain", "fog"}:
        layers.append(Layer("beam", 0.35, beam(paint, lamp), blurs=False))
    return tuple(layers)


def _harbour_town(paint: Paint, side: float) -> tuple[Layer, ...]:
    random = paint.random("town")
    points = ridge(random, 470, 20)
    colour = paint.faded(paint.scheme.ground_dark, 0.55)
    rise: list[Point] = [(x, y + 46 * min(1.0, abs(x - (800 - side * 700)) / 900)) for x, y in points]
    town: list[Node] = [hill(paint, rise, colour, paint.faded(colour, 0.3), 120.0)]
    town += row_of_houses(paint, "quay houses", LEFT, RIGHT, 530.0, 62.0, 0.42, skip=(700, 900))
    town.append(block(LEFT, 526, RIGHT - LEFT, 22, paint.faded(paint.local("#6b6468"), 0.35)))
    boats: list[Node] = []
    for k, bx in enumerate((800 - side * 560, 800 + side * 360, 800 + side * 690)):
        boats.append(boat(paint, bx, 592 + 14 * k, 0.62 + 0.14 * k, k))
    return (
        Layer("town", 0.28, Group(tuple(town), name="town")),
        Layer("boats", 0.45, Group(tuple(boats), name="boats")),
    )


def _headland(paint: Paint, side: float) -> tuple[Layer, ...]:
    x = 800 + side * 760
    rock = paint.faded(mix(paint.scheme.ground_dark, paint.scheme.foliage, 0.35), 0.45)
    cape: list[Point] = [
        (x + side * 700, 560),
        (x + side * 700, 380),
        (x + side * 220, 400),
        (x, 440),
        (x - side * 160, 490),
        (x - side * 250, 540),
        (x, 560),
    ]
    return (
        Layer(
            "headland",
            0.32,
            Group(
                (
                    blob(cape, vertical(390, 560, (0.0, paint.bright(rock, 0.2)), (1.0, paint.deep(rock, 0.3)))),
                    *stones(
                        paint,
                        "cape rocks",
                        530,
                        556,
                        12,
                        20.0,
                        rock,
                        min(x - side * 260, x + side * 500),
                        max(x - side * 260, x + side * 500),
                    ),
                ),
                name="headland",
            ),
        ),
    )


def _cliffs(paint: Paint, side: float) -> tuple[Layer, ...]:
    layers: list[Layer] = []
    for k, (reach, top, depth, distance) in enumerate(((620.0, 330.0, 0.25, 0.6), (340.0, 250.0, 0.42, 0.3))):
        random = paint.random(f"cliff {k}")
        chalk = paint.faded(paint.local("#b9aa98" if not paint.has("chalk", "white") else "#e9e4da", 0.4), distance)
        edge = 800 + side * (800 - reach)
        out = 800 + side * 1400
        face: list[Point] = [
            (out, top - 20),
            (edge + side * 120, top),
            (edge + side * 40, top + 16),
            (edge, top + 90),
            (edge - side * 18, top + 170),
            (edge - side * 60, 560 + k * 24),
            (out, 560 + k * 24),
        ]
        nodes: list[Node] = [
            facet(face, vertical(top, 580, (0.0, paint.bright(chalk, 0.2)), (1.0, paint.deep(chalk, 0.35))))
        ]
        clefts: list[Path] = []
        for _ in range(26):
            cx = edge + side * random.uniform(10, 700)
            y0 = random.uniform(top + 30, 470)
            clefts.append(
                polygon(
                    [
                        (cx, y0),
                        (cx + random.uniform(4, 14), y0 + 10),
                        (cx + random.uniform(-6, 10), y0 + random.uniform(60, 130)),
                    ]
                )
            )
        nodes.append(fill(joined(clefts), paint.deep(chalk, 0.5), 0.5))
        turf: list[Point] = [
            (out, top - 44),
            (edge + side * 150, top - 16),
            (edge + side * 30, top + 14),
            (edge + side * 90, top + 26),
            (out, top + 16),
        ]
        nodes.append(blob(turf, paint.faded(paint.scheme.ground, distance)))
        nodes += stones(
            paint,
            f"foot {k}",
            548 + k * 20,
            572 + k * 24,
            12,
            20.0 + 8 * k,
            chalk,
            min(edge - side * 90, out),
            max(edge - side * 90, out),
        )
        layers.append(Layer("cliffs", depth, Group(tuple(nodes), name="cliffs")))
    return tuple(layers)


def _surf(paint: Paint) -> Group:
    light = paint.outside
    rough = paint.windy
    tone = mix(light.water, light.sky_middle, 0.3)
    return Group(
        (
            swell(
                paint,
                "swell",
                640.0,
                7.0 * rough**0.8,
                mix(tone, light.horizon, 0.18),
                paint.deep(light.water, 0.4),
                0.9,
            ),
            swell(paint, "near swell", 690.0, 10.0 * rough**0.8, tone, paint.deep(light.water, 0.5), 1.1),
        ),
        name="surf",
    )


def _clifftop(paint: Paint, side: float) -> Group:
    random = paint.random("clifftop")
    ground, dark = paint.scheme.ground, paint.scheme.ground_dark
    line_ = ridge(random, 690, 18, 0.4)
    rock = mix(dark, paint.local("#77716f"), 0.5)
    nodes: list[Node] = [
        hill(paint, line_, mix(ground, paint.scheme.rim, 0.1), dark, 260.0),
        rim_light(paint, line_, 3.0, 0.5),
        patches(paint, "light", 706, 900, 18, paint.bright(ground, 0.2), 0.3),
        patches(paint, "shade", 720, 960, 16, dark, 0.35),
        *stones(paint, "edge stones", 690, 730, 16, 26.0, rock),
        *stones(paint, "stones", 740, 920, 9, 36.0, rock),
    ]
    nodes += grass(
        paint,
        line_,
        "edge",
        380,
        30.0,
        [ground, paint.bright(ground, 0.3), dark, mix(ground, paint.scheme.accent, 0.25)],
    )
    nodes += tufts(paint, "tufts", 715, 960, 210, [dark, paint.bright(ground, 0.2)], 40.0)
    return Group(tuple(nodes), name="shore")


def _beach(paint: Paint, side: float) -> Group:
    random = paint.random("beach")
    sand = paint.local("#e3cda2", 0.35)
    line_ = ridge(random, 672, 10, 0.3)
    wet = [(x, y - 16) for x, y in line_]
    nodes: list[Node] = [
        hill(paint, wet, mix(sand, paint.outside.water, 0.5), sand, 60.0),
        foam(paint, "foam", [(x, y - 18) for x, y in line_]),
        hill(paint, line_, paint.bright(sand, 0.15), paint.deep(sand, 0.3), 330.0),
        patches(paint, "dunes", 700, 940, 24, paint.deep(sand, 0.2), 0.35),
        patches(paint, "bright sand", 700, 940, 20, paint.bright(sand, 0.3), 0.35),
        *stones(paint, "pebbles", 690, 920, 20, 12.0, paint.local("#9c938a")),
    ]
    if not paint.snowy and (paint.has("tropical", "island", "palm", "lagoon", "desert") or random.random() < 0.4):
        nodes += palm(paint, random, 800 + side * 640, 720.0, 470.0)
        nodes += palm(paint, random, 800 + side * 760, 736.0, 380.0)
    nodes += tufts(paint, "marram", 690, 900, 46, [paint.scheme.foliage, mix(sand, paint.scheme.foliage, 0.5)], 54.0)
    return Group(tuple(nodes), name="shore")


def _quay(paint: Paint, side: float) -> Group:
    random = paint.random("quay")
    stone = paint.local("#8f8684", 0.35)
    top = 690.0
    nodes: list[Node] = [
        block(
            LEFT,
            top,
            RIGHT - LEFT,
            BOTTOM - top,
            vertical(top, 960, (0.0, paint.bright(stone, 0.15)), (1.0, paint.deep(stone, 0.45))),
        )
    ]
    joints: list[Path] = []
    for i in range(-12, 13):
        foot, part = 800 + i * 260.0, (top - 460) / (BOTTOM - 460)
        joints.append(polygon([(800 + (foot - 800) * part, top), (foot, BOTTOM)], closed=False))
    y = top
    while y < 1180:
        joints.append(polygon([(LEFT, y), (RIGHT, y)], closed=False))
        y += 14 + (y - top) * 0.28
    nodes += [
        strokes(joints, paint.deep(stone, 0.55), 2.0, 0.5),
        block(LEFT, top - 8, RIGHT - LEFT, 12, paint.bright(stone, 0.3)),
    ]
    for bx in (110.0, 1480.0):
        nodes += bollard(paint, bx, 742.0)
    nodes += crates(paint, 800 + side * 590, 760.0) + nets(paint, 800 - side * 640, 772.0)
    nodes += stones(paint, "grit", 720, 900, 12, 6.0, stone)
    if random.random() < 0.9:
        nodes += lamp_post(paint, 800 - side * 520, 716.0)
    return Group(tuple(nodes), name="shore")


def _foreground(paint: Paint) -> Group:
    if paint.variant == "harbour":
        rope = paint.near
        posts = [rectangle(-120.0, 560.0, 90.0, 700.0, 10.0), rectangle(1650.0, 590.0, 96.0, 660.0, 10.0)]
        return Group(
            (
                fill(joined(posts), rope),
                line([(-80, 640), (200, 830), (520, 960)], rope, 15.0),
                line([(1690, 680), (1400, 850), (1100, 970)], rope, 15.0),
            ),
            blur=3.0,
            name="foreground",
        )
    return foreground_grass(
        paint, "foreground", 150.0 if paint.variant == "beach" else 190.0, 60 if paint.variant == "beach" else 90
    )
