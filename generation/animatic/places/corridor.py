"""Ways through a house: a corridor of doors, a staircase, the lobby of a hotel."""

import math

from generation.animatic.art import Group, Node, Path, ellipse, polygon, rectangle, shift, smooth, turn
from generation.animatic.colour import mix
from generation.animatic.motifs import doors, lamps, windows
from generation.animatic.motifs import furniture as f
from generation.animatic.motifs import perspective as p
from generation.animatic.motifs.brush import (
    block,
    disc,
    facet,
    fill,
    flicker,
    glow,
    joined,
    straight,
    strokes,
    vertical,
)
from generation.animatic.motifs.houses import lamp_light
from generation.animatic.motifs.paint import Paint
from generation.animatic.places import corridor_opposite
from generation.animatic.stage import Stage


def draw(paint: Paint) -> Stage:
    """Variants: corridor, stairs, lobby."""
    return {"stairs": _stairs, "lobby": _lobby}.get(paint.variant, _corridor)(paint)


def _runner(paint: Paint, far: float, half: float, tint: str) -> list[Node]:
    """A long carpet towards the camera, with its border."""
    cloth = paint.local(tint, 0.4)
    return [
        fill(p.level(-half, half, 0.0, far, 4.0), vertical(560, 1000, (0.0, cloth), (1.0, paint.deep(cloth, 0.4)))),
        fill(
            joined(p.level(s * half * 0.84 - 8, s * half * 0.84 + 8, 0.0, far, 4.0) for s in (-1, 1)),
            paint.scheme.accent,
            0.8,
        ),
    ]


def _corridor(paint: Paint) -> Stage:
    far, half = 0.3, 520.0
    wall = mix(paint.scheme.wall, paint.local("#9a8f6a", 0.4), 0.55)
    wood = paint.local("#6b4632")
    stripes = [p.side(s * half, 200, 560.0, n, n * 1.05) for s in (-1.0, 1.0) for n in p.receding(0.32, 1.7, 22)]
    x, y = 800.0, p.at(0, 330, far)[1]
    shell = [
        *p.shell(paint, wall, paint.bright(wall, 0.2), half, 760.0, far),
        fill(joined(stripes), paint.bright(wall, 0.3), 0.16),
        fill(p.band(half, 0.0, 190.0, far), wood),
        fill(p.band(half, 186.0, 12.0, far), paint.bright(wood, 0.3)),
        fill(p.band(half, 735.0, 25.0, far), paint.bright(wood, 0.14)),
        *p.ground(paint, mix(paint.scheme.ground, wood, 0.4), far, "boards", 80.0),
        *_runner(paint, far, 250.0, "#8a3540"),
        *(
            doors.door(paint, x, p.at(0, 0, far)[1] + 1, 152.0, paint.bright(wood, 0.1))
            if paint.reverse
            else (
                *windows.window(paint, x, y, 84.0, 120.0, arched=True, panes=(2, 3)),
                glow(x, y, 200.0, paint.outside.horizon, 0.3),
            )
        ),
    ]
    leaves: list[Node] = []
    sconces: list[Node] = []
    for far_, near in ((0.36, 0.42), (0.52, 0.63), (0.84, 1.14)):
        for side in (-1.0, 1.0):
            leaves += _door_aside(paint, side, half - 2, far_, near, wood)
            cx, cy = p.at(side * (half - 30), 500, near * 1.12 if near < 1 else 0.73)
            sconces += _sconce(paint, cx, cy, near)
    dark = [rectangle(-500.0, 870.0, 420.0, 400.0, 10.0), rectangle(1680.0, 870.0, 420.0, 400.0, 10.0)]
    table = [*p.cuboid(paint, 440.0, 90.0, 150.0, 0.68, 0.78, wood), *f.plant(paint, *p.at(430, 150, 0.73), 150.0)]
    planes: list[p.Plane] = [
        ("walls", 0.66, shell),
        ("doors", 0.72, leaves),
        ("lamps", 0.74, sconces),
        ("table", 0.88, table),
    ]
    return p.staged(paint, planes, dark, (1120.0, 470.0))


def _door_aside(paint: Paint, side: float, half: float, far: float, near: float, wood: str) -> list[Node]:
    x, leaf = side * half, paint.bright(wood, 0.1)
    middle = p.receding(far, near, 3)[1]
    knob = p.at(x * 0.985, 230, p.receding(far, near, 8)[6])
    return [
        fill(p.side(x, 0, 520.0, far * 0.975, near * 1.025), paint.bright(wood, 0.3)),
        fill(p.side(x, 0, 500.0, far, near), leaf),
        fill(
            joined((p.side(x, 40, 180.0, far * 1.02, middle * 0.99), p.side(x, 40, 180.0, middle * 1.01, near * 0.98))),
            paint.deep(leaf, 0.3),
        ),
        fill(
            joined(
                (p.side(x, 260, 200.0, far * 1.02, middle * 0.99), p.side(x, 260, 200.0, middle * 1.01, near * 0.98))
            ),
            paint.deep(leaf, 0.3),
        ),
        disc(*knob, 8 * near, paint.scheme.accent),
    ]


def _sconce(paint: Paint, x: float, y: float, near: float) -> list[Node]:
    s = 30 * near
    shade = lamp_light(paint) if paint.dark else paint.local("#f0dfb8", 0.25)
    return [
        block(x - s * 0.14, y, s * 0.28, s, paint.scheme.accent, radius=2),
        facet(
            [
                (x - s * 0.5, y - s * 0.9),
                (x + s * 0.5, y - s * 0.9),
                (x + s * 0.8, y + s * 0.1),
                (x - s * 0.8, y + s * 0.1),
            ],
            shade,
        ),
        glow(x, y - s * 0.3, s * (7 if paint.dark else 2.6), paint.scheme.accent, 0.55),
    ]


def _stairs(paint: Paint) -> Stage:
    far = 0.62
    wall, wood = mix(paint.scheme.wall, paint.local("#8fa08f", 0.4), 0.55), paint.local("#6b4632")
    back = [
        *p.shell(paint, wall, paint.bright(wall, 0.2), 1050.0, 1300.0, far),
        fill(p.band(1050.0, 0.0, 180.0, far), paint.local("#efe6d6", 0.25)),
        fill(p.band(1050.0, 176.0, 12.0, far), wood),
        *p.ground(paint, mix(paint.scheme.ground, paint.local("#d9cfbc"), 0.6), far, "tiles", 110.0),
    ]
    if paint.reverse:
        back += corridor_opposite.below_stairs(paint, far, wood)
        flight, pendulum = corridor_opposite.beside_stairs(paint, far, wood), []
    else:
        back += [
            *windows.window(paint, 540.0, 260.0, 150.0, 260.0, arched=True, panes=(2, 4)),
            *_door_front(paint, 330.0, far, wood),
        ]
        flight, pendulum = _flight(paint, wood), _tall_clock(paint, 720.0, p.at(0, 0, far)[1] + 10)
    near = [*f.plant(paint, 250.0, 744.0, 230.0), *f.rug(paint, 640.0, 790.0, 520.0, paint.local("#7c3f46", 0.5))]
    dark = [
        rectangle(-480.0, 860.0, 400.0, 400.0, 30.0),
        smooth([(1700, 1260), (1690, 900), (1730, 850), (1770, 900), (1760, 1260)], tension=0.6),
    ]
    planes: list[p.Plane] = [("hall", 0.74, [*back, *pendulum]), ("stairs", 0.82, flight), ("near", 0.92, near)]
    return p.staged(paint, planes, dark, (720.0, 400.0))


def _door_front(paint: Paint, x: float, near: float, wood: str) -> list[Node]:
    foot = p.at(0, 0, near)[1]
    top = foot - 270
    fan = [
        polygon([(x, top), (x + 66 * math.cos(a), top - 66 * math.sin(a))], False) for a in (0.6, 1.1, 1.57, 2.0, 2.5)
    ]
    return [
        fill(windows.arch(x, foot - 172, 170.0, 348.0), paint.bright(wood, 0.2)),
        fill(windows.arch(x, top - 20, 140.0, 120.0), mix(paint.outside.sky_middle, paint.outside.horizon, 0.5)),
        strokes(fan, paint.bright(wood, 0.2), 4.0),
        block(x - 68, top + 4, 136, foot - top - 4, wood),
        *(block(x + dx, top + dy, 50, 100, paint.deep(wood, 0.25), radius=3) for dx in (-58, 8) for dy in (24, 146)),
        disc(x + 54, foot - 130, 7, paint.scheme.accent),
    ]


def _flight(paint: Paint, wood: str) -> list[Node]:
    """A staircase that rises to the right, its rail and its carpet."""
    steps: list[Path] = []
    risers: list[Path] = []
    balusters: list[Path] = []
    for k in range(15):
        x, y = 900 + k * 62.0, 660 - k * 48.0
        risers.append(rectangle(x, y, 64, 700 - y))
        steps.append(rectangle(x - 10, y - 6, 76, 12, 3))
        balusters += [polygon([(x + dx, y - 4), (x + dx, y - 132 - dx * 0.77)], False) for dx in (14.0, 45.0)]
    cloth = paint.local("#8a3540", 0.4)
    runner = [
        polygon(
            [
                (900 + k * 62 + 18, 654 - k * 48.0),
                (900 + k * 62 + 66, 654 - k * 48.0),
                (900 + k * 62 + 66, 662 - k * 48.0),
                (900 + k * 62 + 18, 662 - k * 48.0),
            ]
        )
        for k in range(15)
    ]
    rail = [(880.0, 520.0), (930.0, 508.0), (1200.0, 298.0), (1500.0, 66.0), (1840.0, -198.0)]
    side = paint.local("#efe6d6", 0.25)
    frames = [
        polygon(
            [
                (960 + k * 186, 690),
                (1110 + k * 186, 690),
                (1110 + k * 186, 640 - k * 144 - 60),
                (960 + k * 186, 640 - k * 144 + 56),
            ]
        )
        for k in range(5)
    ]
    return [
        fill(joined(risers), vertical(-200, 700, (0.0, paint.deep(side, 0.2)), (1.0, paint.deep(side, 0.06)))),
        strokes(frames, paint.deep(side, 0.3), 4.0, 0.6),
        fill(joined(steps), wood),
        fill(joined(runner), cloth),
        strokes(balusters, paint.bright(side, 0.2), 7.0),
        strokes([polygon(rail, False)], wood, 17.0),
        block(868, 500, 30, 172, wood, radius=5),
        disc(883, 494, 22, paint.bright(wood, 0.16)),
    ]


def _tall_clock(paint: Paint, x: float, foot: float) -> list[Node]:
    """A grandfather clock whose pendulum swings."""
    wood, brass = paint.local("#5a3626"), mix(paint.local("#c79a4a"), paint.scheme.accent, 0.4)
    top = foot - 380
    swing = Group(
        (straight([(x, top + 130), (x, top + 262)], brass, 4.0), disc(x, top + 268, 17, paint.bright(brass, 0.2))),
        transform=lambda t: turn(7.0 * math.sin(t * math.pi), (x, top + 130)),
    )
    return [
        *f.box(paint, x, foot, 112.0, 64.0, wood),
        block(x - 44, top + 116, 88, 204, wood),
        block(x - 30, top + 130, 60, 168, paint.deep(wood, 0.6), radius=6),
        swing,
        block(x - 56, top, 112, 120, paint.bright(wood, 0.06), radius=6),
        fill(
            smooth(
                [(x - 62, top + 6), (x - 30, top - 26), (x, top - 36), (x + 30, top - 26), (x + 62, top + 6)],
                tension=0.8,
            ),
            wood,
        ),
        f.clock(paint, x, top + 58, 36.0),
    ]


def _lobby(paint: Paint) -> Stage:
    far = 0.55
    wall, gold = (
        mix(paint.scheme.wall, paint.local("#7f5a4c", 0.4), 0.5),
        mix(paint.local("#c79a4a"), paint.scheme.accent, 0.4),
    )
    marble = paint.local("#d9cfc0", 0.25)
    foot = p.at(0, 0, far)[1]
    back = [
        *p.shell(paint, wall, paint.bright(wall, 0.3), 1000.0, 860.0, far),
        fill(p.band(1000.0, 830.0, 30.0, far), gold),
        fill(p.band(1000.0, 0.0, 60.0, far), paint.deep(wall, 0.4)),
        *p.ground(paint, mix(paint.scheme.ground, marble, 0.7), far, "tiles", 140.0),
        *(corridor_opposite.lifts(paint, far, gold) if paint.reverse else _reception(paint, foot, gold)),
    ]
    pillars = [
        node
        for near in (0.62, 0.84)
        for side in (-1.0, 1.0)
        for node in p.column(paint, side * 780.0, 80.0, 862.0, near, marble)
    ]
    desk = [
        *p.cuboid(paint, 460.0, 560.0, 220.0, 0.7, 0.8, paint.local("#6b4632")),
        fill(
            joined(p.front(240 + k * 147, 120.0, 40.0, 140.0, 0.8) for k in range(4)),
            paint.deep(paint.local("#6b4632"), 0.3),
        ),
        *p.cuboid(paint, 460.0, 590.0, 16.0, 0.69, 0.81, marble, 220.0),
        *_bell(paint, *p.at(330, 238, 0.78), gold),
        *lamps.table_lamp(paint, *p.at(640, 238, 0.76)),
        *((glow(*p.at(640, 290, 0.76), 230.0, paint.scheme.accent, 0.6),) if paint.dark else ()),
    ]
    if paint.reverse:
        desk = corridor_opposite.waiting(paint, far)
    near = [
        *f.armchair(paint, 210.0, 752.0, 230.0, paint.local("#4f6f6a", 0.4)),
        *f.plant(paint, 400.0, 680.0, 230.0),
        *_cart(paint, 1380.0, 752.0, gold),
        *_chandelier(paint, gold),
    ]
    dark = [
        smooth([(-460, 1260), (-440, 900), (-330, 840), (-160, 860), (-90, 960), (-80, 1260)], tension=0.7),
        rectangle(1690.0, 880.0, 400.0, 400.0, 30.0),
    ]
    planes: list[p.Plane] = [
        ("hall", 0.74, back),
        ("pillars", 0.8, pillars),
        ("desk", 0.87, desk),
        ("near", 0.93, near),
    ]
    return p.staged(paint, planes, dark, (1120.0, 480.0))


def _reception(paint: Paint, foot: float, gold: str) -> list[Node]:
    """Keys in their board, the hours of the world, and the door to the street."""
    wood = paint.local("#54382c")
    keys = [rectangle(980 + i * 32, 330 + k * 30, 24, 22, 2) for i in range(9) for k in range(4)]
    hung = [ellipse(992 + i * 32, 343 + k * 30, 3.4) for i in range(9) for k in range(4) if (i * 3 + k) % 4]
    return [
        block(960, 310, 320, 160, wood, radius=4),
        fill(joined(keys), paint.deep(wood, 0.5)),
        fill(joined(hung), gold),
        *_turning_door(paint, 560.0, foot, gold),
        *(f.clock(paint, 1020.0 + k * 100, 262.0, 24.0) for k in range(3)),
    ]


def _turning_door(paint: Paint, x: float, foot: float, gold: str) -> list[Node]:
    top = foot - 280
    leaf = Group(
        (straight([(0, top), (0, foot)], gold, 7.0),), transform=lambda t: shift(x + 66 * math.sin(t * 0.5), 0.0)
    )
    other = Group(
        (straight([(0, top), (0, foot)], gold, 7.0),), transform=lambda t: shift(x + 66 * math.sin(t * 0.5 + 1.57), 0.0)
    )
    return [
        block(x - 124, top - 50, 248, foot - top + 50, paint.deep(gold, 0.4), radius=8),
        windows.view(paint, x, (top + foot) / 2, 220.0, foot - top, town=True),
        leaf,
        other,
        strokes([polygon([(x - 110, top), (x + 110, top)], False), polygon([(x, top), (x, foot)], False)], gold, 8.0),
        block(x - 70, top - 38, 140, 20, mix(paint.scheme.accent, "#fff2c8", 0.4), radius=4),
    ]


def _bell(paint: Paint, x: float, y: float, gold: str) -> list[Node]:
    dome = smooth([(x - 30, y - 6), (x - 22, y - 28), (x, y - 36), (x + 22, y - 28), (x + 30, y - 6)], tension=0.9)
    return [
        fill(dome, gold),
        block(x - 36, y - 8, 72, 8, paint.deep(gold, 0.5), radius=3),
        disc(x, y - 40, 5, paint.bright(gold, 0.4)),
    ]


def _cart(paint: Paint, x: float, foot: float, gold: str) -> list[Node]:
    arch = smooth(
        [(x - 90, foot - 30), (x - 90, foot - 290), (x, foot - 370), (x + 90, foot - 290), (x + 90, foot - 30)],
        False,
        0.8,
    )
    cloth = paint.local("#8a3540", 0.4)
    return [
        disc(x, foot, 120, paint.scheme.shadow, 9, 0.35),
        strokes([arch], gold, 9.0),
        block(x - 104, foot - 40, 208, 20, cloth, radius=6),
        block(x - 80, foot - 130, 120, 90, paint.local("#8a5238"), radius=6),
        block(x - 60, foot - 186, 90, 56, paint.local("#4f6f7a", 0.35), radius=6),
        block(x + 46, foot - 120, 44, 80, paint.local("#a9793f"), radius=6),
        *(disc(x + dx, foot - 12, 13, paint.scheme.shadow) for dx in (-84, 84)),
    ]


def _chandelier(paint: Paint, gold: str) -> list[Node]:
    x, y = 800.0, 90.0
    rings = [(150.0, 0.0), (100.0, -44.0)]
    nodes: list[Node] = [straight([(x, -320), (x, y - 40)], gold, 5.0)]
    for r, dy in rings:
        nodes += [
            disc(x, y + dy, r, gold, r * 0.16),
            disc(x, y + dy - 3, r * 0.86, paint.deep(paint.scheme.wall, 0.3), r * 0.11),
        ]
        nodes += [disc(x + dx * r, y + dy - 14, 9, lamp_light(paint), 13) for dx in (-0.9, -0.45, 0.0, 0.45, 0.9)]
    return [
        *nodes,
        Group((glow(x, y, 420, paint.scheme.accent, 0.5 if paint.dark else 0.2),), opacity=flicker(1.0, 0.92)),
    ]
