"""Indoor sport: a gym with its hoop and wall bars, and a swimming bath."""

import math

from generation.animatic.art import Group, Node, Path, ellipse, polygon, rectangle, shift, smooth, turn
from generation.animatic.colour import mix
from generation.animatic.motifs import doors, opposite
from generation.animatic.motifs import furniture as f
from generation.animatic.motifs import perspective as p
from generation.animatic.motifs.brush import block, disc, fill, glow, joined, straight, strokes, vertical
from generation.animatic.motifs.paint import Paint
from generation.animatic.motifs.water import crest
from generation.animatic.stage import Stage

_FAR, _HALF = 0.5, 1150.0


def draw(paint: Paint) -> Stage:
    """Variants: gym, pool."""
    return _pool(paint) if paint.variant == "pool" else _gym(paint)


def _high_windows(paint: Paint, up: float, height: float) -> list[Node]:
    light = paint.outside
    frame = paint.local("#efe6d6", 0.25)
    top, foot = p.at(0, up + height, _FAR)[1], p.at(0, up, _FAR)[1]
    sky = vertical(top, foot, (0.0, light.sky_top), (0.6, light.sky_middle), (1.0, light.horizon))
    nodes: list[Node] = []
    for x in range(-960, 961, 320):
        box = p.front(float(x), 280.0, up, height, _FAR)
        bars = [polygon([p.at(x + dx, up, _FAR), p.at(x + dx, up + height, _FAR)], False) for dx in (-70, 0, 70)]
        nodes += [fill(box, sky), strokes([box, *bars], frame, 4.0)]
    return [*nodes, *_side_windows(paint, up, height)]


def _side_windows(paint: Paint, up: float, height: float) -> list[Node]:
    return [
        node
        for side in (-1.0, 1.0)
        for far, near in ((0.54, 0.66), (0.72, 0.94), (1.06, 1.6))
        for node in p.pane(paint, side * (_HALF - 3), up, height, far, near, 2)
    ]


def _gym(paint: Paint) -> Stage:
    wall, wood = mix(paint.scheme.wall, paint.local("#d9cba8", 0.3), 0.6), paint.local("#c08a52", 0.3)
    lines = [
        p.run(-600.0, 0.0, _FAR, 4.0),
        p.run(600.0, 0.0, _FAR, 4.0),
        polygon([p.at(-1150, 0, 0.66), p.at(1150, 0, 0.66)], False),
    ]
    circle = [
        p.at(260 * math.cos(a), 0.0, 1 / (1.15 + 0.28 * math.sin(a))) for a in (math.tau * k / 24 for k in range(24))
    ]
    blue = paint.local("#3f6f9a", 0.3)
    shell = [
        *p.shell(paint, wall, paint.deep(wall, 0.3), _HALF, 1000.0, _FAR),
        fill(p.band(_HALF, 0.0, 300.0, _FAR), blue, 0.75),
        fill(p.band(_HALF, 296.0, 14.0, _FAR), paint.bright(wall, 0.3)),
        *_high_windows(paint, 640.0, 220.0),
        *p.ground(paint, mix(paint.scheme.ground, wood, 0.7), _FAR, "boards", 70.0),
        strokes(lines, "#f7f2e4", 6.0, 0.85),
        strokes([smooth(circle)], paint.local("#c8503f", 0.25), 7.0, 0.9),
        *(_changing_rooms(paint, wood) if paint.reverse else (*_bars(paint, wood), *_hoop(paint))),
    ]
    mats = [
        *p.cuboid(paint, -640.0, 380.0, 60.0, 0.7, 0.8, paint.local("#4f7fae", 0.3)),
        *p.cuboid(paint, -640.0, 370.0, 40.0, 0.71, 0.79, paint.local("#c8503f", 0.3), 60.0),
        *_vault(paint, 560.0, 0.86, wood),
        *p.strip_lights(paint, (-420.0, 420.0), 1000.0, (0.6, 0.8, 1.1)),
    ]
    near = [*_ropes(paint), *_ball(paint, 420.0, 744.0), *_bench(paint, -520.0, wood)]
    dark = [ellipse(-240.0, 1000.0, 150.0), rectangle(1660.0, 900.0, 440.0, 400.0, 30.0)]
    return p.staged(paint, [("hall", 0.72, shell), ("mats", 0.86, mats), ("near", 0.93, near)], dark, (800.0, 250.0))


def _changing_rooms(paint: Paint, wood: str) -> list[Node]:
    """The doors to the changing rooms, what the match stands at, and mats that lean at the wall."""
    foot, dark = p.at(0, 0, _FAR)[1] + 2, paint.local("#2c3440", 0.2)
    amber = mix(paint.scheme.accent, "#ffcf7a", 0.5)
    figures = [rectangle(x, 262, 16, 30, 3) for x in (736, 758, 826, 848)]
    mats = [
        polygon([(410 + k * 30, foot), (424 + k * 30, foot - 96), (448 + k * 30, foot - 96), (434 + k * 30, foot)])
        for k in range(4)
    ]
    return [
        *doors.double_door(paint, 620.0, foot, 216.0, paint.local("#5f7f92", 0.3)),
        *doors.double_door(paint, 1000.0, foot, 216.0, paint.local("#5f7f92", 0.3)),
        block(690, 236, 220, 96, dark, radius=6),
        fill(joined(figures), amber),
        *(disc(800, y, 4, amber) for y in (270, 284)),
        fill(joined(rectangle(716 + k * 30, 306, 20, 10, 2) for k in range(6)), mix(amber, dark, 0.5)),
        glow(800.0, 280.0, 170.0, amber, 0.2),
        fill(joined(mats[::2]), paint.local("#4f7fae", 0.3)),
        fill(joined(mats[1::2]), paint.local("#c8503f", 0.3)),
        *opposite.bench(paint, 1190.0, foot + 4, 150.0, wood, back=False),
        *f.clock(paint, 1190.0, foot - 190, 22.0).children,
    ]


def _bars(paint: Paint, wood: str) -> list[Node]:
    """Wall bars on the far wall."""
    nodes: list[Node] = []
    for x in (-700.0, -520.0, 520.0, 700.0):
        rungs = [polygon([p.at(x - 74, 60 + k * 40, _FAR), p.at(x + 74, 60 + k * 40, _FAR)], False) for k in range(13)]
        posts = [polygon([p.at(x + dx, 20, _FAR), p.at(x + dx, 590, _FAR)], False) for dx in (-78, 78)]
        nodes += [strokes(rungs, paint.bright(wood, 0.1), 4.0), strokes(posts, paint.deep(wood, 0.2), 6.0)]
    return nodes


def _hoop(paint: Paint) -> list[Node]:
    x, y, red = 800.0, 238.0, paint.local("#d9573f", 0.2)
    net = [polygon([(x - 34 + k * 11, y + 34), (x - 20 + k * 6.6, y + 76)], False) for k in range(7)]
    net += [polygon([(x - 30, y + 48), (x + 30, y + 48)], False), polygon([(x - 24, y + 62), (x + 24, y + 62)], False)]
    return [
        straight([(x - 40, 120), (x - 30, 190)], paint.scheme.shadow, 6.0),
        straight([(x + 40, 120), (x + 30, 190)], paint.scheme.shadow, 6.0),
        block(x - 84, y - 68, 168, 108, "#f7f4ea", radius=4),
        strokes([rectangle(x - 84, y - 68, 168, 108, 4), rectangle(x - 32, y - 24, 64, 48)], red, 5.0),
        strokes([ellipse(x, y + 34, 36, 8)], red, 6.0),
        Group((strokes(net, "#ffffff", 2.4, 0.9),), transform=lambda t: turn(1.5 * math.sin(t * 1.3), (x, y + 34))),
    ]


def _vault(paint: Paint, x: float, near: float, wood: str) -> list[Node]:
    """A vaulting box."""
    nodes: list[Node] = []
    for k, w in enumerate((240.0, 222.0, 204.0)):
        nodes += p.cuboid(paint, x, w, 56.0, near * 0.9, near, paint.deep(wood, 0.06 * k), k * 58.0)
    return [*nodes, *p.cuboid(paint, x, 200.0, 30.0, near * 0.9, near, paint.local("#8a5238", 0.3), 174.0)]


def _ropes(paint: Paint) -> list[Node]:
    rope = paint.local("#d9c08a", 0.3)
    return [
        Group(
            (straight([(x, -320), (x, 560)], rope, 9.0), block(x - 9, 552, 18, 22, paint.deep(rope, 0.3), radius=6)),
            transform=lambda t, x=x: turn(1.2 * math.sin(t * 0.8 + x), (x, -320.0)),
        )
        for x in (190.0, 270.0)
    ]


def _ball(paint: Paint, x: float, foot: float) -> list[Node]:
    tint = paint.local("#d98a3f", 0.2)
    return [
        disc(x, foot, 30, paint.scheme.shadow, 6, 0.35),
        disc(x, foot - 27, 28, vertical(foot - 55, foot, (0.0, paint.bright(tint, 0.2)), (1.0, paint.deep(tint, 0.3)))),
        strokes(
            [
                polygon([(x - 28, foot - 27), (x + 28, foot - 27)], False),
                polygon([(x, foot - 55), (x, foot + 1)], False),
            ],
            paint.scheme.shadow,
            2.0,
            0.7,
        ),
    ]


def _bench(paint: Paint, x: float, wood: str) -> list[Node]:
    return [
        *(n for dx in (-150.0, 150.0) for n in p.cuboid(paint, x + dx, 30.0, 70.0, 0.92, 0.97, paint.deep(wood, 0.3))),
        *p.cuboid(paint, x, 380.0, 18.0, 0.91, 0.98, paint.bright(wood, 0.1), 70.0),
    ]


def _pool(paint: Paint) -> Stage:
    tile = mix(paint.scheme.wall, paint.local("#dfe9e6", 0.25), 0.66)
    water = mix(paint.local("#4fb0bf", 0.25), paint.outside.sky_middle, 0.2)
    near_edge, far_edge = 0.86, 0.54
    shell = [
        *p.shell(paint, tile, paint.deep(tile, 0.2), _HALF, 1000.0, _FAR),
        fill(p.band(_HALF, 0.0, 120.0, _FAR), paint.local("#3f8a9a", 0.3)),
        *(_showers(paint, tile) if paint.reverse else _high_windows(paint, 420.0, 380.0)),
        *p.ground(paint, mix(paint.scheme.ground, tile, 0.7), _FAR, "slabs", 90.0),
        fill(p.level(-820, 820, 0.0, far_edge, near_edge), paint.bright(tile, 0.4)),
        fill(
            p.level(-790, 790, -20.0, far_edge * 1.01, near_edge * 0.985),
            vertical(580, 700, (0.0, paint.bright(water, 0.2)), (1.0, paint.deep(water, 0.15))),
        ),
    ]
    ropes: list[Node] = []
    for x in (-520.0, -175.0, 175.0, 520.0):
        beads: tuple[list[Path], list[Path]] = ([], [])
        for k, n in enumerate(p.receding(far_edge * 1.02, near_edge * 0.98, 26)):
            beads[k % 2].append(ellipse(*p.at(x, -12, n), 9 * n, 5 * n))
        ropes += [fill(joined(beads[0]), paint.local("#d9573f", 0.2)), fill(joined(beads[1]), "#ffffff")]
    random = paint.random("ripples")
    glints: list[Node] = []
    for k in range(4):
        marks = [
            crest(*p.at(random.uniform(-700, 700), -14, n), 80 * n, 4 * n)
            for n in (random.uniform(0.56, 0.83) for _ in range(12))
        ]
        glints.append(
            Group(
                (fill(joined(marks), "#ffffff", 0.6),),
                transform=lambda t, k=k: shift(12 * math.sin(t * 0.7 + k * 1.6), 0.0),
            )
        )
    things = [
        *_blocks(paint, tile),
        *_ladder(paint),
        *_ring(paint),
        *p.strip_lights(paint, (-420.0, 420.0), 1000.0, (0.6, 0.8, 1.1)),
        glow(800.0, 640.0, 560.0, water, 0.25, 0.3),
    ]
    dark = [rectangle(-460.0, 900.0, 420.0, 400.0, 30.0), ellipse(1850.0, 1060.0, 200.0)]
    return p.staged(
        paint,
        [("hall", 0.72, shell), ("water", 0.8, [*ropes, *glints]), ("near", 0.9, things)],
        dark,
        (1290.0, 480.0),
        motes=False,
    )


def _showers(paint: Paint, tile: str) -> list[Node]:
    """Tiles with a wave along them, the way to the showers, and steps for those who look on."""
    foot, blue = p.at(0, 0, _FAR)[1] + 2, paint.local("#3f8a9a", 0.3)
    waves = [
        smooth([p.at(x, 560 + dy + (34 if k % 2 else 0), _FAR) for k, x in enumerate(range(-1150, 1151, 115))], False)
        for dy in (0, 60)
    ]
    steps: list[Node] = []
    for k in range(3):
        steps += p.cuboid(
            paint, 560.0, 620.0, 50.0 * (3 - k), 0.5 + k * 0.007, 0.506 + k * 0.007, paint.deep(tile, 0.12 + 0.08 * k)
        )
    return [
        *_side_windows(paint, 420.0, 380.0),
        strokes(waves[:1], blue, 13.0, 0.8),
        strokes(waves[1:], paint.bright(blue, 0.3), 8.0, 0.7),
        *doors.garden_door(paint, 560.0, foot, 200.0, paint.bright(tile, 0.2), frosted=True),
        *doors.garden_door(paint, 450.0, foot, 200.0, paint.bright(tile, 0.2), frosted=True),
        *steps,
        *f.clock(paint, 720.0, foot - 150, 30.0).children,
        *opposite.hooks(paint, "towels", 340.0, foot - 130, 110.0, 0.6),
    ]


def _blocks(paint: Paint, tile: str) -> list[Node]:
    blue = paint.local("#3f6f9a", 0.3)
    return [
        node
        for x in (-345.0, 0.0, 345.0)
        for node in (
            *p.cuboid(paint, x, 70.0, 46.0, 0.52, 0.54, blue),
            *p.cuboid(paint, x, 90.0, 12.0, 0.515, 0.545, paint.bright(tile, 0.3), 46.0),
        )
    ]


def _ladder(paint: Paint) -> list[Node]:
    steel = paint.local("#b9c2c6", 0.25)
    x, y = p.at(560, 0, 0.87)
    return [
        strokes(
            [
                smooth(
                    [
                        (x + dx, y - 40),
                        (x + dx, y - 130),
                        (x + dx + 40, y - 150),
                        (x + dx + 70, y - 100),
                        (x + dx + 74, y + 4),
                    ],
                    False,
                    0.8,
                )
                for dx in (-60, 10)
            ],
            steel,
            8.0,
        )
    ]


def _ring(paint: Paint) -> list[Node]:
    """A lifeguard's chair with a ring on it."""
    wood, x, foot = paint.local("#f1efe8", 0.15), 1290.0, 744.0
    red = paint.local("#d9573f", 0.2)
    legs = [
        polygon([(x - 60, foot), (x - 36, foot - 250)], False),
        polygon([(x + 60, foot), (x + 36, foot - 250)], False),
    ]
    rungs = [
        polygon([(x - 54 + k * 5, foot - 50 - k * 50), (x + 54 - k * 5, foot - 50 - k * 50)], False) for k in range(4)
    ]
    arcs = [
        smooth([(x + 46 * math.cos(a + d), foot - 150 + 46 * math.sin(a + d)) for d in (-0.35, 0.0, 0.35)], False)
        for a in (0.4, 1.97, 3.54, 5.1)
    ]
    return [
        disc(x, foot, 84, paint.scheme.shadow, 8, 0.3),
        strokes([*legs, *rungs], wood, 11.0),
        block(x - 50, foot - 262, 100, 16, wood, radius=5),
        block(x - 44, foot - 350, 88, 74, wood, radius=8),
        strokes([ellipse(x, foot - 150, 46)], "#ffffff", 22.0),
        strokes(arcs, red, 22.0),
    ]
