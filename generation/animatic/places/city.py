"""The city: a street between tall houses, an alley, a rooftop over the skyline, and a square with a fountain."""

import math

from generation.animatic.art import (
    Group,
    Matrix,
    Node,
    Path,
    Shape,
    Stroke,
    ellipse,
    polygon,
    rectangle,
    scale,
    shift,
    smooth,
)
from generation.animatic.colour import mix
from generation.animatic.motifs.brush import (
    across,
    blob,
    block,
    disc,
    everywhere,
    facet,
    fill,
    flicker,
    glow,
    joined,
    line,
    straight,
    strokes,
    vertical,
)
from generation.animatic.motifs.facades import bricks, facade, skyline
from generation.animatic.motifs.furniture import barrel, box, plant
from generation.animatic.motifs.houses import lamp_light
from generation.animatic.motifs.paint import Paint
from generation.animatic.motifs.period import crossing, on_the_road, passing, paved, street_light
from generation.animatic.motifs.season import drifts, lying
from generation.animatic.motifs.sky import birds
from generation.animatic.motifs.trees import broadleaf
from generation.animatic.motifs.water import mirrored
from generation.animatic.stage import BOTTOM, LEFT, RIGHT, TOP, Layer, Stage

HORIZON = 520.0


def draw(paint: Paint) -> Stage:
    """Variants: street, alley, rooftop, square."""
    if paint.variant == "rooftop":
        return _rooftop(paint)
    side = paint.side
    wings = _alley(paint) if paint.variant == "alley" else _wings(paint)
    near = _fountain(paint, side) if paint.variant == "square" else _furniture(paint, side)
    return Stage(
        scheme=paint.scheme,
        behind=(
            Layer("far skyline", 0.1, skyline(paint, "far", 500.0, 210.0, 0.82)),
            Layer("skyline", 0.2, skyline(paint, "near", 530.0, 150.0, 0.58)),
            Layer("birds", 0.22, Group((birds(paint, (760.0, 150.0), 4, 9.0),))),
            *wings,
            Layer("street", 0.9, _street(paint)),
            *(() if paint.variant != "street" else (Layer("traffic", 0.91, _traffic(paint)),)),
            Layer("street furniture", 0.96, Group(tuple(near), name="street furniture")),
        ),
        front=(Layer("foreground", 1.45, _foreground(paint)),),
        horizon=HORIZON,
        detail=(800.0 + side * 470, 470.0),
    )


def _wings(paint: Paint) -> tuple[Layer, ...]:
    layers: list[Layer] = []
    for depth, foot, distance, houses in (
        (0.35, 566.0, 0.4, ((380, 170, 330), (1060, 170, 300), (220, 160, 390), (1220, 160, 370))),
        (0.55, 600.0, 0.22, ((150, 190, 500), (1260, 190, 470), (-90, 240, 560), (1450, 240, 520))),
        (0.8, 652.0, 0.05, ((-230, 290, 790), (1540, 290, 820), (-520, 290, 860), (1830, 290, 860))),
    ):
        random = paint.random(f"wing {depth}")
        nodes: list[Node] = []
        for x, width, height in houses:
            nodes += facade(
                paint, random, float(x), foot, float(width), height * random.uniform(0.92, 1.08), distance, depth > 0.4
            )
        layers.append(Layer("houses", depth, Group(tuple(nodes), name="houses")))
    return tuple(layers)


def _alley(paint: Paint) -> tuple[Layer, ...]:
    random = paint.random("alley")
    back = facade(paint, random, 420.0, 610.0, 760.0, 640.0, 0.3, False)
    near: list[Node] = []
    for x in (-480.0, 1240.0):
        near += facade(paint, random, x, 660.0, 840.0, 960.0, 0.04, False)
    rope = [smooth([(360, y), (800, y + 46), (1250, y - 8)], closed=False) for y in (90.0, 210.0)]
    linen: list[Node] = []
    for i in range(9):
        x, y = 450 + i * 84, (112.0 if i % 2 else 238.0)
        linen.append(
            blob(
                [(x, y), (x + 54, y + 3), (x + 50, y + 74), (x + 5, y + 70)],
                paint.local(("#e8e0d0", "#9fb4bd", "#c98a7a")[i % 3], 0.3),
            )
        )
    return (
        Layer("back wall", 0.45, Group(tuple(back), name="back wall")),
        Layer("washing", 0.6, Group((strokes(rope, paint.scheme.shadow, 2.4), *linen), name="washing")),
        Layer("walls", 0.8, Group(tuple(near), name="walls")),
    )


def _street(paint: Paint) -> Group:
    road = mix(paint.local("#77747c", 0.4), paint.scheme.ground, 0.18)
    if paint.snowy:
        road = mix(road, paint.scheme.ground, 0.7)
    kerb = paint.bright(road, 0.3)
    vx, top = 800.0, 622.0
    nodes: list[Node] = [
        everywhere(
            vertical(top, 1000, (0.0, paint.bright(road, 0.16)), (0.4, road), (1.0, paint.deep(road, 0.45))), top=top
        )
    ]
    if paint.variant in {"square", "alley"} or paved(paint):
        nodes += _paving(paint, road, top)
    else:
        pavements = [
            polygon([(LEFT, top), (430, top), (60, 720), (-1400, BOTTOM), (LEFT - 1200, BOTTOM)]),
            polygon([(RIGHT, top), (1170, top), (1540, 720), (3000, BOTTOM), (RIGHT + 1200, BOTTOM)]),
        ]
        dashes = [
            polygon([(vx - w, y), (vx + w, y), (vx + w * 1.5, y + h), (vx - w * 1.5, y + h)])
            for y, w, h in ((640, 5, 12), (668, 7, 20), (712, 11, 32), (784, 17, 56), (900, 28, 96))
        ]
        nodes += [
            fill(joined(pavements), vertical(top, 900, (0.0, paint.bright(kerb, 0.1)), (1.0, paint.deep(kerb, 0.35)))),
            *(on_the_road(paint) or [fill(joined(dashes), paint.bright(road, 0.6), 0.55)]),
            strokes(
                [
                    polygon([(430, top), (60, 720), (-1400, BOTTOM)], closed=False),
                    polygon([(1170, top), (1540, 720), (3000, BOTTOM)], closed=False),
                ],
                paint.bright(kerb, 0.35),
                5.0,
                0.8,
            ),
        ]
    if paint.wet or paint.dark:
        random = paint.random("mirrors")
        for _ in range(14):
            x = random.choice((-1, 1)) * random.uniform(80, 900) + 800
            nodes.append(
                mirrored(
                    paint,
                    x,
                    640 + random.uniform(0, 20),
                    random.uniform(26, 60),
                    210.0,
                    mix(paint.scheme.accent, paint.outside.horizon, random.random() * 0.6),
                    random,
                )
            )
        nodes.append(glow(800.0, 700.0, 640.0, paint.outside.horizon, 0.3, 0.25))
    nodes += [*drifts(paint, "street", 640.0, 940.0, 9), *lying(paint, "street", 628.0, 940.0, 190)]
    return Group(tuple(nodes), name="street")


def _paving(paint: Paint, road: str, top: float) -> list[Node]:
    rows = [polygon([(LEFT, top + 8 * 1.42**k), (RIGHT, top + 8 * 1.42**k)], closed=False) for k in range(13)]
    columns = [polygon([(800 + i * 62, top), (800 + i * 330, BOTTOM)], closed=False) for i in range(-20, 21)]
    return [strokes(rows + columns, paint.deep(road, 0.45), 2.0, 0.45)]


def _furniture(paint: Paint, side: float) -> list[Node]:
    nodes: list[Node] = []
    for x, y, s in ((395.0, 660.0, 0.62), (1205.0, 660.0, 0.62), (150.0, 736.0, 1.0), (1450.0, 736.0, 1.0)):
        nodes += street_lamp(paint, x, y, s)
    if paint.variant == "alley":
        return [
            *barrel(paint, 190.0, 750.0, 170.0),
            *box(paint, 330.0, 744.0, 130.0, 96.0, paint.local("#8a6a48")),
            *box(paint, 1390.0, 760.0, 190.0, 150.0, paint.local("#3f5f58", 0.4)),
            *nodes[-12:],
        ]
    if not paint.snowy:
        nodes += broadleaf(paint, paint.random("street tree"), 800 + side * 560, 700.0, 300.0, 0.05)
    nodes += _bench(paint, 800 - side * 540, 744.0)
    if paint.setting.period == "medieval":
        return [*nodes, *barrel(paint, 800 + side * 500, 750.0, 120.0)]
    if paint.setting.period == "future":
        return nodes
    hydrant = paint.local("#b5443b", 0.35)
    x = 800 + side * 500
    return [
        *nodes,
        disc(x, 762, 30, paint.scheme.shadow, 6, 0.35),
        block(
            x - 15,
            700,
            30,
            62,
            across(x - 15, x + 15, (0.0, paint.deep(hydrant, 0.35)), (1.0, paint.bright(hydrant, 0.2))),
            radius=6,
        ),
        disc(x, 700, 17, hydrant, 13),
        block(x - 24, 720, 48, 12, hydrant, radius=5),
        block(x - 19, 754, 38, 9, paint.deep(hydrant, 0.3), radius=3),
    ]


def street_lamp(paint: Paint, x: float, y: float, s: float) -> list[Node]:
    """A street lamp with its light, as its period has it."""
    if drawn := street_light(paint, x, y, s):
        return drawn
    iron = paint.local("#3b3a46")
    lamp = lamp_light(paint) if paint.dark else paint.local("#dfe2dc")
    nodes: list[Node] = [
        disc(x, y, 26 * s, paint.scheme.shadow, 5 * s, 0.35),
        block(x - 5 * s, y - 380 * s, 10 * s, 380 * s, iron, radius=4),
        block(x - 13 * s, y - 40 * s, 26 * s, 40 * s, iron, radius=5 * s),
        line([(x - 34 * s, y - 352 * s), (x, y - 372 * s), (x + 34 * s, y - 352 * s)], iron, 5 * s),
    ]
    for dx in (-34 * s, 34 * s):
        nodes += [
            facet(
                [
                    (x + dx - 12 * s, y - 350 * s),
                    (x + dx + 12 * s, y - 350 * s),
                    (x + dx + 9 * s, y - 316 * s),
                    (x + dx - 9 * s, y - 316 * s),
                ],
                lamp,
            ),
            facet([(x + dx - 16 * s, y - 350 * s), (x + dx, y - 368 * s), (x + dx + 16 * s, y - 350 * s)], iron),
        ]
    if paint.dark:
        nodes += [
            glow(x, y - 334 * s, 240 * s, paint.scheme.accent, 0.8),
            glow(x, y + 6, 250 * s, paint.scheme.accent, 0.42, 0.22),
        ]
    return nodes


def _bench(paint: Paint, x: float, y: float) -> list[Node]:
    wood, iron = paint.local("#8a5f3d"), paint.local("#3b3a46")
    slats = [rectangle(x - 105, y - k, 210, 12, 4) for k in (66, 98, 116, 134)]
    return [
        disc(x, y + 2, 124, paint.scheme.shadow, 9, 0.3),
        fill(joined(rectangle(x + dx - 5, y - 140, 10, 142, 3) for dx in (-88, 88)), iron),
        fill(joined(slats), vertical(y - 134, y - 50, (0.0, paint.bright(wood, 0.2)), (1.0, paint.deep(wood, 0.2)))),
    ]


def _fountain(paint: Paint, side: float) -> list[Node]:
    stone = paint.local("#b3aaa4", 0.35)
    x, y = 800 - side * 470, 720.0
    spray: list[Node] = []
    for k in range(5):
        reach = (k - 2) * 30.0

        def jet(t: float, reach: float = reach, k: int = k) -> Path:
            up = 96 + 9 * math.sin(t * 5 + k)
            return Path(
                (
                    ("M", x, y - 172),
                    ("C", x + reach * 0.4, y - 172 - up, x + reach, y - 168 - up, x + reach * 1.7, y - 60),
                )
            )

        spray.append(Shape(jet, None, Stroke(mix(paint.outside.horizon, "#ffffff", 0.5), 3.4, 0.6)))
    return [
        disc(x, y + 20, 220, paint.scheme.shadow, 22, 0.35),
        block(
            x - 200,
            y - 44,
            400,
            64,
            across(x - 200, x + 200, (0.0, paint.deep(stone, 0.4)), (0.6, stone), (1.0, paint.deep(stone, 0.25))),
            radius=20,
        ),
        disc(x, y - 44, 204, paint.bright(stone, 0.25), 34),
        disc(x, y - 42, 180, paint.outside.water, 26),
        disc(x - 30, y - 46, 90, paint.outside.horizon, 9, 0.5),
        facet([(x - 26, y - 44), (x - 14, y - 130), (x + 14, y - 130), (x + 26, y - 44)], stone),
        blob(
            [(x - 74, y - 140), (x, y - 150), (x + 74, y - 140), (x + 30, y - 116), (x - 30, y - 116)],
            paint.bright(stone, 0.16),
        ),
        disc(x, y - 166, 17, stone, 20),
        *spray,
        *_bench(paint, 800 + side * 540, 742.0),
        *street_lamp(paint, 800 + side * 400, 668.0, 0.7),
        *street_lamp(paint, 800 + side * 720, 736.0, 1.0),
        *plant(paint, 800 - side * 760, 770.0, 230.0),
    ]


def _traffic(paint: Paint) -> Group:
    """A car that passes in the distance, now and then."""
    if (drawn := passing(paint)) is not None:
        return crossing(paint, drawn)
    body = paint.local("#b5493f", 0.35)
    glass = paint.outside.sky_middle
    beam = [glow(96, -14, 90, "#fff2c8", 0.8)] if paint.dark else []
    car = (
        blob(
            [(-84, -6), (-88, -26), (-50, -32), (-28, -58), (34, -58), (58, -32), (90, -26), (92, -6)],
            vertical(-58, 0, (0.0, paint.bright(body, 0.2)), (1.0, paint.deep(body, 0.35))),
        ),
        facet([(-40, -34), (-24, -52), (0, -52), (0, -34)], glass),
        facet([(7, -34), (7, -52), (30, -52), (46, -34)], glass),
        fill(ellipse(-50, -3, 16) + ellipse(54, -3, 16), paint.scheme.shadow),
        fill(ellipse(-50, -3, 7) + ellipse(54, -3, 7), paint.local("#b9bcc2")),
        *beam,
    )
    way = 1.0 if paint.random("traffic").random() < 0.5 else -1.0

    def drive(t: float) -> Matrix:
        x = (t * 190.0 + 300.0) % 3400.0 - 700.0
        return shift(x if way > 0 else 1600.0 - x, 648.0) @ scale(0.62 * way, 0.62)

    return Group((Group(car, transform=drive),), name="traffic")


def _rooftop(paint: Paint) -> Stage:
    side = paint.side
    roof = paint.local("#7d7376", 0.4)
    if paint.snowy:
        roof = mix(roof, paint.scheme.ground, 0.7)
    random = paint.random("roof")
    nodes: list[Node] = [
        block(
            LEFT,
            640,
            RIGHT - LEFT,
            BOTTOM - 640,
            vertical(640, 1000, (0.0, paint.bright(roof, 0.12)), (1.0, paint.deep(roof, 0.45))),
        ),
        *_paving(paint, roof, 662.0),
        block(LEFT, 586, RIGHT - LEFT, 62, vertical(586, 648, (0.0, roof), (1.0, paint.deep(roof, 0.35)))),
        block(LEFT, 578, RIGHT - LEFT, 16, paint.bright(roof, 0.35)),
        bricks(paint, random, LEFT, 590.0, RIGHT - LEFT, 56.0, roof),
        *_tank(paint, 800 + side * 520, 660.0),
    ]
    brick = paint.local("#9a5a48", 0.35)
    cx = 800 - side * 560
    nodes += [
        *box(paint, cx, 700.0, 130.0, 250.0, brick),
        block(cx - 76, 444, 152, 18, paint.bright(brick, 0.2)),
        *(block(cx - 48 + k * 36, 416, 22, 30, paint.deep(brick, 0.3), radius=3) for k in range(3)),
        straight([(800 - side * 380, 660), (800 - side * 380, 470)], paint.scheme.shadow, 4.0),
        strokes(
            [
                polygon([(800 - side * 380 - w, y), (800 - side * 380 + w, y)], closed=False)
                for w, y in ((46, 490), (36, 506), (26, 522))
            ],
            paint.scheme.shadow,
            3.0,
        ),
    ]
    sign = mix(paint.scheme.accent, "#ff6f8a", 0.4)
    neon = (
        Group(
            (
                glow(800 - side * 300, 400.0, 260.0, sign, 0.5),
                block(800 - side * 300 - 60, 372, 120, 50, sign, radius=10),
            ),
            opacity=flicker(5.0, 0.7),
        )
        if paint.dark
        else Group(())
    )
    return Stage(
        scheme=paint.scheme,
        behind=(
            Layer("far skyline", 0.08, skyline(paint, "far", 540.0, 240.0, 0.84)),
            Layer("skyline", 0.16, skyline(paint, "middle", 590.0, 250.0, 0.6)),
            Layer("near skyline", 0.3, skyline(paint, "close", 690.0, 270.0, 0.32)),
            Layer("sign", 0.3, neon, blurs=False),
            Layer("birds", 0.35, Group((birds(paint, (700.0, 170.0), 5),))),
            Layer("roof", 0.9, Group(tuple(nodes), name="roof")),
        ),
        front=(Layer("foreground", 1.45, _foreground(paint)),),
        horizon=HORIZON,
        detail=(800 + side * 520, 470.0),
    )


def _tank(paint: Paint, x: float, y: float) -> list[Node]:
    wood, iron = paint.local("#8a6248", 0.35), paint.local("#4a4650")
    return [
        strokes(
            [polygon([(x + dx, y), (x + dx * 0.8, y - 130)], closed=False) for dx in (-70, -24, 24, 70)]
            + [
                polygon([(x - 66, y - 20), (x + 60, y - 110)], closed=False),
                polygon([(x + 66, y - 20), (x - 60, y - 110)], closed=False),
            ],
            iron,
            7.0,
        ),
        block(
            x - 78,
            y - 290,
            156,
            164,
            across(
                x - 78,
                x + 78,
                (0.0, paint.deep(wood, 0.4)),
                (0.6, paint.bright(wood, 0.15)),
                (1.0, paint.deep(wood, 0.25)),
            ),
        ),
        strokes(
            [polygon([(x - 78, y - 140 - k * 48), (x + 78, y - 140 - k * 48)], closed=False) for k in range(4)],
            iron,
            4.0,
        ),
        facet([(x - 90, y - 286), (x, y - 350), (x + 90, y - 286)], paint.deep(wood, 0.45)),
    ]


def _foreground(paint: Paint) -> Group:
    dark = paint.near
    if paint.setting.period in ("medieval", "future"):
        return Group((), name="foreground")
    rail = [
        rectangle(-300.0, 800.0, 460.0, 18.0, 6.0),
        *(rectangle(-290.0 + i * 62, 800.0, 14.0, 440.0) for i in range(8)),
    ]
    return Group(
        (
            fill(joined(rail), dark),
            block(1590, TOP, 46, BOTTOM - TOP, dark, radius=8),
            block(1566, 780, 94, 460, dark, radius=12),
        ),
        blur=5.0,
        name="foreground",
    )
