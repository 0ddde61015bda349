"""Where a town is made and unmade: a construction site under cranes, a street in ruins."""

import math

from generation.animatic.art import Group, Node, Path, Point, ellipse, polygon, rectangle, shift, smooth, turn
from generation.animatic.colour import mix
from generation.animatic.motifs.brush import (
    block,
    disc,
    everywhere,
    facet,
    fill,
    flicker,
    glow,
    joined,
    straight,
    strokes,
    vertical,
)
from generation.animatic.motifs.facades import skyline
from generation.animatic.motifs.furniture import barrel, box
from generation.animatic.motifs.ground import patches, stones
from generation.animatic.motifs.houses import smoke
from generation.animatic.motifs.lamps import flames
from generation.animatic.motifs.masons import mason_yard, timber_frame
from generation.animatic.motifs.paint import Paint
from generation.animatic.motifs.sky import birds
from generation.animatic.motifs.street import mirrors
from generation.animatic.motifs.tomorrow import cold_light
from generation.animatic.stage import BOTTOM, LEFT, RIGHT, Layer, Stage


def draw(paint: Paint) -> Stage:
    """Variants: construction, rubble."""
    side = paint.side
    building = paint.variant == "construction"
    rise, tools = (timber_frame, mason_yard) if paint.setting.period == "medieval" else (_half_built, _tools)
    return Stage(
        scheme=paint.scheme,
        behind=(
            Layer(
                "far skyline", 0.1, skyline(paint, "far", 510.0, 200.0, 0.82) if building else _broken_line(paint, 0.8)
            ),
            Layer("skyline", 0.2, skyline(paint, "near", 540.0, 130.0, 0.6) if building else _broken_line(paint, 0.5)),
            Layer("birds", 0.22, Group((birds(paint, (740.0, 160.0), 4),))),
            *(rise(paint, side) if building else _half_fallen(paint, side)),
            Layer("ground", 0.9, _ground(paint, building)),
            Layer("near", 0.95, Group(tuple(tools(paint, side) if building else _debris(paint, side)), name="near")),
        ),
        front=(Layer("foreground", 1.5, _front(paint, building)),),
        horizon=505.0,
        detail=(800 - side * 430, 640.0),
    )


def _half_built(paint: Paint, side: float) -> tuple[Layer, ...]:
    """A frame of floors and columns with scaffolding, and a crane that swings its load."""
    stone, steel = paint.faded(paint.local("#aaa49a", 0.35), 0.2), paint.faded(paint.local("#c8743f", 0.3), 0.1)
    x = 800 + side * 440
    slabs = [rectangle(x - 300, y, 600, 20) for y in (600, 480, 360, 240)]
    posts = [rectangle(x - 290 + k * 114, 250, 18, 370) for k in range(6)]
    rods = [
        polygon([(x - 290 + k * 114 + dx, 242), (x - 290 + k * 114 + dx, 206)], False)
        for k in range(6)
        for dx in (2, 9, 16)
    ]
    walls = [
        rectangle(x - 272, 500, 96, 100),
        rectangle(x - 44, 500, 96, 100),
        rectangle(x + 70, 380, 96, 100),
        rectangle(x - 158, 620, 96, 40),
    ]
    net = paint.faded(paint.local("#4f8a6a", 0.3), 0.1)
    tubes = [polygon([(x - 330 + k * 66, 640), (x - 330 + k * 66, 190)], False) for k in range(11)] + [
        polygon([(x - 340, y), (x + 340, y)], False) for y in (560, 450, 340, 230)
    ]
    house = Group(
        (
            fill(rectangle(x - 300, 250, 600, 400), paint.deep(stone, 0.62)),
            fill(joined(walls), paint.faded(paint.local("#a9644f", 0.3), 0.16)),
            fill(joined(posts), paint.deep(stone, 0.2)),
            fill(joined(slabs), vertical(240, 620, (0.0, paint.bright(stone, 0.16)), (1.0, stone))),
            strokes(rods, steel, 3.0),
            block(x - 330, 340, 130, 220, net, 0.75),
            strokes(tubes, paint.faded(paint.local("#6b757b"), 0.1), 4.0),
        ),
        name="frame",
    )
    return (Layer("crane", 0.4, _crane(paint, 800 - side * 330, side)), Layer("frame", 0.62, house))


def _crane(paint: Paint, x: float, side: float) -> Group:
    yellow = paint.faded(mix(paint.local("#e0a93a", 0.2), paint.scheme.accent, 0.2), 0.14)
    if paint.setting.period == "future":
        yellow = paint.faded(cold_light(paint), 0.1)
    mast = [polygon([(x - 18, y), (x + 18, y - 40), (x + 18, y), (x - 18, y - 40)], False) for y in range(620, 60, -40)]
    tip = x + side * 640
    lattice: list[Point] = [(x + side * k * 26.0, 34.0 if k % 2 else 62.0) for k in range(25)]
    jib = [
        polygon([(x - side * 190, 62), (tip, 62)], False),
        polygon([(x, 34), (tip - side * 20, 50)], False),
        polygon(lattice, False),
        polygon([(x, -40), (tip - side * 160, 46)], False),
        polygon([(x, -40), (x - side * 180, 58)], False),
    ]
    hook_x = x + side * 420
    load = (
        straight([(hook_x, 62), (hook_x, 250)], paint.scheme.shadow, 3.0),
        fill(
            polygon([(hook_x - 8, 250), (hook_x + 8, 250), (hook_x + 60, 290), (hook_x - 60, 290)]),
            paint.scheme.shadow,
            0.5,
        ),
        block(hook_x - 74, 290, 148, 15, paint.faded(paint.local("#8b979c"), 0.1)),
    )
    lamp = Group(
        (disc(x, -46, 6, "#ff5b4a"), glow(x, -46, 60, "#ff5b4a", 0.7)), opacity=lambda t: 1.0 if t % 1.6 < 0.4 else 0.1
    )
    return Group(
        (
            strokes(
                [polygon([(x - 18, 640), (x - 18, 34), (x, -40), (x + 18, 34), (x + 18, 640)], False), *mast, *jib],
                yellow,
                5.0,
            ),
            block(min(x - side * 190, x - side * 120), 62, 70, 50, paint.faded(paint.local("#8f8a84"), 0.14)),
            block(x - 20 if side < 0 else x - 24, 62, 44, 46, paint.bright(yellow, 0.1), radius=5),
            Group(
                load,
                transform=lambda t: shift(26 * math.sin(t * 0.3), 10 * math.sin(t * 0.4))
                @ turn(1.6 * math.sin(t * 0.8), (hook_x, 62)),
            ),
            *((lamp,) if paint.dark else ()),
        ),
        name="crane",
    )


def _ground(paint: Paint, building: bool) -> Group:
    soil = mix(
        paint.local("#a98c68" if building else "#8a827a", 0.35), paint.scheme.ground, 0.75 if paint.snowy else 0.14
    )
    ruts = [
        smooth([(700 + dx, 640), (640 + dx * 1.8, 760), (440 + dx * 3.2, 980)], False)
        for dx in (-40.0, 50.0, 260.0, 330.0)
    ]
    return Group(
        (
            everywhere(
                vertical(630, 1000, (0.0, paint.bright(soil, 0.14)), (0.4, soil), (1.0, paint.deep(soil, 0.45))),
                top=630,
            ),
            strokes(ruts, paint.deep(soil, 0.3), 13.0, 0.35),
            patches(paint, "mud", 660, 930, 16, paint.deep(soil, 0.26), 0.3),
            *stones(paint, "stones", 650, 920, 26, 13.0, paint.local("#928a82")),
            *mirrors(paint, 640.0),
        ),
        name="ground",
    )


def _tools(paint: Paint, side: float) -> list[Node]:
    orange, white = paint.local("#d9703a", 0.2), paint.local("#f2ece0", 0.15)
    nodes: list[Node] = []
    bx = 800 - side * 430
    board = [
        polygon(
            [(bx - 150 + k * 50, 640), (bx - 125 + k * 50, 640), (bx - 150 + k * 50, 680), (bx - 175 + k * 50, 680)]
        )
        for k in range(1, 7)
    ]
    nodes += [
        disc(bx, 744, 180, paint.scheme.shadow, 9, 0.3),
        strokes(
            [
                polygon([(bx + s * 110 - 20, 744), (bx + s * 110, 640), (bx + s * 110 + 20, 744)], False)
                for s in (-1, 1)
            ],
            paint.local("#5a5560"),
            9.0,
        ),
        block(bx - 160, 640, 320, 40, white, radius=4),
        Group((fill(joined(board), orange),), clip=rectangle(bx - 160, 640, 320, 40, 4)),
    ]
    nodes.append(
        Group(
            (disc(bx + 120, 628, 13, "#ffb04a"), glow(bx + 120, 628, 120, "#ffb04a", 0.7)),
            opacity=lambda t: 1.0 if t % 1.1 < 0.5 else 0.2,
        )
    )
    for dx, y in ((250.0, 720.0), (620.0, 748.0)):
        cx = 800 + side * dx
        nodes += [
            disc(cx, y, 36, paint.scheme.shadow, 6, 0.3),
            fill(polygon([(cx - 8, y - 82), (cx + 8, y - 82), (cx + 26, y - 6), (cx - 26, y - 6)]), orange),
            block(cx - 18, y - 48, 36, 16, white),
            block(cx - 34, y - 8, 68, 10, paint.deep(orange, 0.2), radius=4),
        ]
    mx = 800 + side * 520
    nodes += _mixer(paint, mx, 720.0)
    planks = [rectangle(800 - side * 640 - 110, 704 + k * 12, 220, 10, 2) for k in range(4)]
    return [
        *nodes,
        fill(joined(planks), vertical(700, 750, (0.0, paint.local("#d0a86a")), (1.0, paint.local("#a9834f")))),
    ]


def _mixer(paint: Paint, x: float, foot: float) -> list[Node]:
    """A mixer whose drum turns."""
    tint, iron = paint.local("#c8743f", 0.25), paint.local("#4a4a52")
    marks = [
        ellipse(x + 8 + 34 * math.cos(a), foot - 118 + 34 * math.sin(a), 9, 6)
        for a in (math.tau * k / 5 for k in range(5))
    ]
    drum = smooth(
        [
            (x - 66, foot - 150),
            (x - 20, foot - 186),
            (x + 50, foot - 180),
            (x + 78, foot - 120),
            (x + 54, foot - 62),
            (x - 12, foot - 56),
        ],
        tension=0.8,
    )
    return [
        disc(x, foot, 92, paint.scheme.shadow, 9, 0.35),
        strokes([polygon([(x - 50, foot), (x, foot - 90), (x + 66, foot)], False)], iron, 11.0),
        fill(drum, vertical(foot - 186, foot - 56, (0.0, paint.bright(tint, 0.16)), (1.0, paint.deep(tint, 0.3)))),
        Group((fill(joined(marks), paint.deep(tint, 0.35)),), transform=lambda t: turn(70 * t, (x + 8, foot - 118))),
        disc(x - 50, foot - 156, 34, paint.deep(tint, 0.6), 22),
        disc(x + 56, foot - 18, 18, iron),
    ]


def _front(paint: Paint, building: bool) -> Group:
    if building:
        pipes = [ellipse(x, y, 86) for x, y in ((-330, 1010), (-150, 1010), (-240, 860), (1850, 1010))]
        return Group((fill(joined(pipes), paint.near),), blur=6.0, name="foreground")
    beams = polygon([(-500, 1260), (-500, 820), (-200, 1000), (-60, 960), (20, 1260)]) + polygon(
        [(1600, 1260), (1690, 960), (1800, 1000), (2100, 780), (2100, 1260)]
    )
    return Group((fill(beams, paint.near),), blur=6.0, name="foreground")


def _broken_line(paint: Paint, distance: float) -> Group:
    """Shells of houses far off, jagged against the sky, with smoke over them."""
    random = paint.random(f"broken {distance}")
    tone = paint.faded(mix(paint.scheme.wall, paint.scheme.shadow, 0.5), distance)
    shapes: list[Path] = []
    x = LEFT
    while x < RIGHT:
        w, h = random.uniform(70, 130), random.uniform(50, 190)
        shapes.append(
            polygon(
                [
                    (x, 660),
                    (x, 545 - h),
                    (x + w * 0.2, 545 - h * 1.06),
                    (x + w * 0.34, 545 - h * 0.7),
                    (x + w * 0.6, 545 - h * 0.82),
                    (x + w * 0.74, 545 - h * 0.4),
                    (x + w, 545 - h * 0.5),
                    (x + w, 660),
                ]
            )
        )
        x += w
    return Group(
        (
            fill(joined(shapes), vertical(340, 620, (0.0, tone), (1.0, mix(tone, paint.scheme.horizon, 0.5)))),
            smoke(paint, 420.0, 420.0, 3.0),
            smoke(paint, 1180.0, 400.0, 3.6),
        ),
        name="broken skyline",
    )


def _half_fallen(paint: Paint, side: float) -> tuple[Layer, ...]:
    walls: list[Node] = []
    for x, w, h, depth in (
        (-200.0, 330.0, 470.0, 0.1),
        (180.0, 250.0, 330.0, 0.16),
        (1180.0, 250.0, 360.0, 0.16),
        (1480.0, 360.0, 500.0, 0.1),
    ):
        walls += _ruin(paint, x, 650.0, w, h, depth, x < 800)
    return (
        Layer(
            "ruins",
            0.66,
            Group(
                (
                    fill(rectangle(LEFT, 610, RIGHT - LEFT, BOTTOM - 610), paint.faded(paint.local("#8a827a"), 0.2)),
                    *walls,
                ),
                name="ruins",
            ),
        ),
    )


def _ruin(
    paint: Paint, x: float, foot: float, width: float, height: float, distance: float, falls_right: bool
) -> list[Node]:
    """What is left of a house: a jagged wall with empty windows that show the sky, floors torn off."""
    random = paint.random(f"ruin {x:.0f}")
    wall = paint.faded(paint.local(random.choice(("#b59a84", "#a58a7a", "#b3a794")), 0.35), distance)
    crown = [(k / 6, (1 - k / 6 * 0.7) * random.uniform(0.86, 1.04)) for k in range(7)]
    if not falls_right:
        crown = [(1 - u, v) for u, v in reversed(crown)]
    outline = [(x, foot), *((x + width * u, foot - height * v) for u, v in crown), (x + width, foot)]
    holes: list[Path] = []
    dark: list[Path] = []
    for row in range(3):
        for column in range(3):
            wx, wy = x + width * (column + 0.5) / 3 - 26, foot - 110 - row * 120
            tall = next(v for u, v in crown if u >= (column + 0.4) / 3) * height
            if foot - wy + 30 < tall:
                (holes if random.random() < 0.55 else dark).append(rectangle(wx, wy, 52, 70))
    sky = mix(paint.outside.horizon, paint.outside.far, 0.3)
    rubble = [
        polygon(
            [(cx - r, foot + 12), (cx - r * 0.6, foot - r * 0.7), (cx + r * 0.3, foot - r * 0.8), (cx + r, foot + 12)]
        )
        for cx, r in ((x + width * random.uniform(0.0, 1.0), random.uniform(24, 60)) for _ in range(9))
    ]
    floors = [
        polygon(
            [
                (x + width * (0.1 if falls_right else 0.5), foot - up),
                (x + width * (0.62 if falls_right else 0.96), foot - up + random.uniform(0, 18)),
            ],
            False,
        )
        for up in (150, 270)
    ]
    return [
        fill(
            polygon(outline),
            vertical(foot - height, foot, (0.0, paint.bright(wall, 0.08)), (1.0, paint.deep(wall, 0.3))),
        ),
        fill(joined(holes), sky) if holes else disc(x, foot, 1, wall),
        fill(joined(dark), paint.deep(wall, 0.62)) if dark else disc(x, foot, 1, wall),
        strokes(floors, paint.deep(wall, 0.5), 11.0),
        fill(
            joined(rubble), vertical(foot - 60, foot + 12, (0.0, paint.deep(wall, 0.08)), (1.0, paint.deep(wall, 0.4)))
        ),
    ]


def _debris(paint: Paint, side: float) -> list[Node]:
    iron, wood = paint.local("#4a4650"), paint.local("#6b4c37")
    x = 800 - side * 430
    lean = 800 + side * 500
    fire = [
        *flames(x, 742.0, 60.0, mix(paint.scheme.accent, "#ff8a3a", 0.4)),
        Group((glow(x, 700, 240, paint.scheme.accent, 0.6 if paint.dark else 0.25),), opacity=flicker(2.0)),
    ]
    beams = [
        polygon([(lean - 170, 748), (lean + 40, 600), (lean + 54, 614), (lean - 150, 756)]),
        polygon([(lean - 60, 752), (lean + 150, 660), (lean + 156, 674), (lean - 46, 760)]),
    ]
    lamp = [
        straight([(lean + 130, 740), (lean + 96, 430), (lean + 40, 400)], iron, 9.0),
        facet([(lean + 22, 398), (lean + 52, 392), (lean + 44, 424), (lean + 26, 426)], paint.local("#d8d6c4")),
    ]
    return [
        *barrel(paint, x, 760.0, 110.0)[:3],
        *box(paint, x + side * 120, 750.0, 90.0, 60.0, wood),
        *fire,
        *lamp,
        disc(lean, 750, 190, paint.scheme.shadow, 10, 0.3),
        fill(joined(beams), wood),
        *stones(paint, "rubble", 700, 770, 16, 26.0, paint.local("#9a8f84"), lean - 190, lean + 200),
    ]
