"""A stadium: the pitch with its goal and lines, stands full of people, floodlights."""

import math

from generation.animatic.art import Group, Node, Path, Shape, ellipse, polygon, rectangle, shift, smooth
from generation.animatic.colour import mix
from generation.animatic.motifs import perspective as p
from generation.animatic.motifs.brush import block, disc, everywhere, fill, flicker, glow, joined, strokes, vertical
from generation.animatic.motifs.paint import Paint
from generation.animatic.motifs.tomorrow import cold_light
from generation.animatic.motifs.tournament import lists
from generation.animatic.stage import LEFT, RIGHT, Layer, Stage

_TOP = 610.0
_CROWD = ("#c8503f", "#f0e6d0", "#3f6f9a", "#e0a83c", "#4a4a58", "#8a5a44")


def draw(paint: Paint) -> Stage:
    """One variant: stadium."""
    return Stage(
        scheme=paint.scheme,
        behind=lists(paint) if paint.setting.period == "medieval" else _football(paint),
        front=(Layer("foreground", 1.45, _front(paint)),),
        horizon=500.0,
        detail=(800.0, 560.0),
    )


def _football(paint: Paint) -> tuple[Layer, ...]:
    lamps = () if paint.setting.period == "1920s" else (*_mast(paint, 190.0), *_mast(paint, 1410.0))
    return (
        Layer("floodlights", 0.25, Group(lamps, name="floodlights")),
        Layer("stands", 0.45, _stands(paint)),
        Layer("crowd", 0.46, _crowd(paint)),
        Layer("goal", 0.7, _goal(paint)),
        Layer("pitch", 0.9, _grass(paint)),
        Layer("ball", 0.95, Group(tuple(_things(paint)), name="things")),
    )


def _mast(paint: Paint, x: float) -> list[Node]:
    steel = paint.faded(paint.local("#7f878d", 0.3), 0.3)
    lit = "#fffbe6" if paint.dark or paint.wet else paint.bright(steel, 0.5)
    lamps = [ellipse(x - 66 + (k % 6) * 26.0, 52 + (k // 6) * 30.0, 10) for k in range(18)]
    nodes: list[Node] = [
        strokes([polygon([(x - 22, 520), (x - 8, 120), (x + 8, 120), (x + 22, 520)], False)], steel, 6.0),
        block(x - 88, 30, 176, 100, paint.deep(steel, 0.3), radius=6),
        fill(joined(lamps), lit),
    ]
    return [*nodes, glow(x, 80, 380, "#fff6da", 0.6)] if paint.dark else nodes


def _stands(paint: Paint) -> Group:
    """Two tiers under a roof, banners along the rail, the board with the score: of wood at first, of light in the end."""
    period = paint.setting.period
    walls, tops = {"1920s": ("#9a7a58", "#6a4a3c"), "future": ("#b9c6d4", "#dfe5ec")}.get(
        period, ("#9a9ba0", "#5a6470")
    )
    stone, roof = paint.faded(paint.local(walls, 0.35), 0.2), paint.faded(paint.local(tops, 0.3), 0.2)
    x = 800.0
    ads = [paint.faded(paint.local(tint, 0.25), 0.1) for tint in ("#c8503f", "#f0e6d0", "#3f6f9a", "#e0a83c")]
    boards = [block(LEFT + k * 160.0, 574, 158, 32, ads[k % 4]) for k in range(17)]
    marks = [rectangle(LEFT + k * 160.0 + 34, 586, 90, 8, 3) for k in range(17)]
    figures = [rectangle(x - 92 + k * 64, 196, 40, 52, 4) for k in (0, 2)]
    yellow = mix(paint.scheme.accent, "#ffe08a", 0.5)
    posts = [rectangle(LEFT + 60 + k * 320.0, 262, 10, 190) for k in range(9)]
    return Group(
        (
            block(
                LEFT,
                262,
                RIGHT - LEFT,
                350,
                vertical(262, 612, (0.0, paint.deep(stone, 0.45)), (1.0, paint.deep(stone, 0.1))),
            ),
            block(LEFT, 424, RIGHT - LEFT, 26, paint.bright(stone, 0.2)),
            fill(joined(posts), roof),
            fill(polygon([(LEFT, 250), (RIGHT, 250), (RIGHT, 282), (LEFT, 282)]), paint.deep(roof, 0.3)),
            block(LEFT, 238, RIGHT - LEFT, 20, paint.bright(roof, 0.16)),
            *boards,
            fill(joined(marks), paint.deep(stone, 0.4), 0.5),
            *(
                _of_light(paint)
                if period == "future"
                else (block(x - 150, 166, 300, 112, paint.deep(roof, 0.55), radius=6),)
            ),
            *(
                ()
                if period == "1920s"
                else (
                    Group(
                        (fill(joined(figures), yellow), fill(joined((ellipse(x, 212, 5), ellipse(x, 234, 5))), yellow)),
                        opacity=flicker(1.0, 0.85, 0.2),
                    ),
                )
            ),
            *(_painted(paint, figures) if period == "1920s" else ()),
        ),
        name="stands",
    )


def _painted(paint: Paint, figures: list[Path]) -> list[Node]:
    """A clock and the score in white paint, as a man on a ladder hung it up."""
    white = paint.local("#efe6d2", 0.2)
    return [
        fill(joined(figures), white),
        disc(800, 222, 22, white),
        strokes([polygon([(800, 206), (800, 222), (810, 228)], False)], paint.scheme.shadow, 3.0),
    ]


def _of_light(paint: Paint) -> list[Node]:
    """A screen that hangs in the air over the roof, and strips of light along the tiers."""
    light = cold_light(paint)
    strips = [rectangle(LEFT, y, RIGHT - LEFT, 5, 2) for y in (246, 432, 568)]
    return [
        fill(joined(strips), light, 0.9),
        block(620, 116, 360, 168, light, 0.2, radius=12),
        strokes([rectangle(620, 116, 360, 168, 12)], light, 4.0, 0.9),
        *((glow(800, 200, 420, light, 0.5, 0.6),) if paint.dark else ()),
    ]


def _crowd(paint: Paint) -> Group:
    """People in rows, in three groups that jump up by turns; flags among them."""
    random = paint.random("crowd")
    groups: list[Node] = []
    for part in range(3):
        bodies: list[list[Path]] = [[] for _ in _CROWD]
        heads: list[Path] = []
        for row in range(8):
            y = 320 + row * 32.0 + (24 if row > 3 else 0)
            for k in range(56):
                if (k * 7 + row * 3) % 3 != part or random.random() < 0.12:
                    continue
                x = LEFT + k * 46.0 + (row % 2) * 20 + random.uniform(-5, 5)
                bodies[random.randrange(6)].append(rectangle(x - 11, y - 20, 22, 24, 8))
                heads.append(ellipse(x, y - 28, 8))
        skin = paint.faded(paint.local("#d9a98a", 0.3), 0.2)
        shapes: list[Node] = [
            fill(joined(paths), paint.faded(paint.local(tint, 0.3), 0.42))
            for paths, tint in zip(bodies, _CROWD, strict=True)
            if paths
        ]
        groups.append(
            Group(
                (*shapes, fill(joined(heads), skin)),
                transform=lambda t, part=part: shift(0.0, -5.0 * max(0.0, math.sin(t * 2.6 + part * 2.1))),
            )
        )
    return Group(tuple(groups), name="crowd")


def _goal(paint: Paint) -> Group:
    white = cold_light(paint) if paint.setting.period == "future" else paint.bright(paint.local("#f4f2ea", 0.1), 0.2)
    left, right, top, foot = 560.0, 1040.0, 470.0, 640.0
    mesh = [polygon([(left + 24 + k * 24, top + 12), (left + 24 + k * 24, foot - 12)], False) for k in range(19)]
    mesh += [polygon([(left + 20, top + 14 + k * 22), (right - 20, top + 14 + k * 22)], False) for k in range(7)]
    frame = [polygon([(left, foot), (left, top), (right, top), (right, foot)], False)]
    back = [
        polygon([(left, top), (left + 22, top + 12), (left + 22, foot - 12), (left, foot)], False),
        polygon([(right, top), (right - 22, top + 12), (right - 22, foot - 12), (right, foot)], False),
    ]
    return Group((strokes([*mesh, *back], white, 1.4, 0.45), strokes(frame, white, 8.0)), name="goal")


def _grass(paint: Paint) -> Group:
    green = mix(paint.scheme.ground, paint.local("#6fa050", 0.3), 0.0 if paint.snowy else 0.55)
    far = (_TOP - 400) / 360
    rows = p.receding(far, 3.2, 15)
    bands = [p.strip(a, b) for a, b in zip(rows[::2], rows[1::2], strict=False)]
    white = cold_light(paint) if paint.setting.period == "future" else paint.bright(paint.local("#f4f2ea", 0.1), 0.3)
    lines = [p.strip(0.655, 0.668), p.level(-900, 900, 0.0, 0.86, 0.875)]
    lines += [
        polygon([p.at(s * 900, 0, 0.66), p.at(s * 916, 0, 0.66), p.at(s * 916, 0, 0.875), p.at(s * 900, 0, 0.875)])
        for s in (-1, 1)
    ]
    arc = smooth(
        [p.at(360 * math.cos(a), 0, 0.87 + 0.11 * math.sin(a)) for a in (math.pi * k / 10 for k in range(11))], False
    )
    return Group(
        (
            everywhere(
                vertical(_TOP, 1000, (0.0, paint.bright(green, 0.1)), (0.4, green), (1.0, paint.deep(green, 0.42))),
                top=_TOP,
            ),
            fill(joined(bands), paint.bright(green, 0.16), 0.5),
            fill(joined(lines), white, 0.9),
            strokes([arc], white, 8.0, 0.9),
            *((glow(800, 720, 700, "#fff6da", 0.3, 0.3),) if paint.dark else ()),
        ),
        name="pitch",
    )


def _things(paint: Paint) -> list[Node]:
    """A ball, and a corner flag in the wind."""
    x, foot, red = 1290.0, 744.0, paint.local("#c8503f", 0.2)
    ball = paint.bright(paint.local("#f4f2ea", 0.1), 0.2)
    spots = [
        polygon(
            [(560 + dx + 8 * math.cos(a), 700 + dy + 8 * math.sin(a)) for a in (math.tau * k / 5 for k in range(5))]
        )
        for dx, dy in ((0, 0), (-15, 8), (14, 9), (-8, -15), (11, -14))
    ]

    def flag(t: float) -> Path:
        w = [math.sin(t * 4 * paint.windy + k) * 5 for k in range(4)]
        return smooth(
            [
                (x, foot - 190),
                (x + 30, foot - 186 + w[0]),
                (x + 62, foot - 180 + w[1]),
                (x + 60, foot - 148 + w[2]),
                (x + 28, foot - 142 + w[3]),
                (x, foot - 140),
            ],
            tension=0.5,
        )

    return [
        disc(x, foot, 14, paint.scheme.shadow, 4, 0.35),
        block(x - 4, foot - 192, 8, 192, ball, radius=3),
        Shape(flag, red),
        disc(560, 724, 26, paint.scheme.shadow, 5, 0.35),
        disc(560, 700, 24, vertical(676, 724, (0.0, ball), (1.0, paint.deep(ball, 0.3)))),
        Group((fill(joined(spots), paint.deep(paint.scheme.shadow, 0.1)),), clip=ellipse(560, 700, 24)),
    ]


def _front(paint: Paint) -> Group:
    board = [rectangle(-560.0, 900.0, 540.0, 360.0, 10.0), rectangle(1620.0, 900.0, 540.0, 360.0, 10.0)]
    return Group((fill(joined(board), paint.near),), blur=6.0, name="foreground")
