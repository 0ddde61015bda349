"""Inside what moves: a train compartment and a car, with the land running past the windows."""

import math

from generation.animatic.art import Group, Node, Path, polygon, rectangle, shift, smooth
from generation.animatic.colour import mix
from generation.animatic.motifs import rooms as r
from generation.animatic.motifs import windows
from generation.animatic.motifs.brush import (
    across,
    block,
    disc,
    facet,
    fill,
    glow,
    joined,
    land,
    line,
    straight,
    strokes,
    vertical,
)
from generation.animatic.motifs.coaches import inside_of
from generation.animatic.motifs.paint import Paint
from generation.animatic.motifs.sky import backdrop
from generation.animatic.motifs.tomorrow import towers
from generation.animatic.motifs.trees import treeline
from generation.animatic.stage import LEFT, RIGHT, TOP, Layer, Stage

_LOOP = 2560.0
"""The land outside repeats after so many pixels; it is drawn twice over."""


def draw(paint: Paint) -> Stage:
    """Variants: train, car (also a bus, a coach, an aeroplane)."""
    inside = inside_of(paint) or (
        Layer("compartment", 0.75, _compartment(paint)),
        Layer("light", 0.8, Group((windows.window_light(paint, 560.0, 320.0, 240.0, 260.0), _lamps(paint)))),
        Layer("seats", 0.92, _seats(paint)),
    )
    poles = () if paint.setting.period in ("medieval", "future") else (Layer("passing poles", 0.2, _poles(paint)),)
    return Stage(
        scheme=paint.scheme,
        behind=(
            Layer(
                "sky",
                0.0,
                Group(
                    (
                        backdrop(paint, 470.0),
                        glow(800 + paint.outside.light_x * 500, 330.0, 420.0, paint.outside.sun, 0.6),
                    ),
                    name="sky",
                ),
            ),
            Layer("passing hills", 0.05, _passing(paint, "hills", 430.0, 46.0, 0.72, 60.0, False)),
            Layer("passing woods", 0.12, _passing(paint, "woods", 486.0, 16.0, 0.4, 190.0, True)),
            *_passing_sights(paint),
            *poles,
            Layer("weather", 0.3, _weather(paint), blurs=False),
            *inside,
        ),
        front=(Layer("foreground", 1.45, _foreground(paint)),),
        horizon=r.FLOOR,
        detail=(800.0, 330.0),
        standing="floor",
        headroom=620.0,
    )


def _passing(paint: Paint, name: str, y: float, swing: float, distance: float, speed: float, trees: bool) -> Group:
    random = paint.random(f"passing {name}")
    light = paint.outside
    phases = [random.uniform(0, 6.28) for _ in range(3)]
    # Whole waves within one loop, so that the end of the land fits its beginning.
    points = [
        (
            LEFT - 100 + i * 64.0,
            y - swing * sum(math.sin(math.tau * k * (i * 64.0) / _LOOP + phases[k - 1]) / k for k in (1, 2, 3)),
        )
        for i in range(int((_LOOP * 2 + 200) / 64) + 1)
    ]
    colour = mix(mix(light.foliage, light.ground, 0.4), light.far, distance)
    nodes: list[Node] = [
        fill(land(points), vertical(y - swing, y + 160, (0.0, colour), (1.0, mix(colour, light.ground, 0.4))))
    ]
    if trees:
        seeded = paint.random("passing trees")
        one = treeline(
            paint, seeded, [p for p in points if p[0] < RIGHT + 200], 60.0, mix(light.foliage, light.shadow, 0.2)
        )
        nodes = [Group((one,)), Group((one,), transform=shift(_LOOP, 0.0)), *nodes]
    return Group((Group(tuple(nodes), transform=lambda t: shift(-((t * speed) % _LOOP), 0.0)),), name=name)


def _passing_sights(paint: Paint) -> tuple[Layer, ...]:
    """What a period sets into the land outside: towers of light in the future."""
    if paint.setting.period != "future":
        return ()
    city = towers(paint, "passing", 452.0, 150.0, 0.55)
    twice = Group(
        (city, Group((city,), transform=shift(_LOOP, 0.0))), transform=lambda t: shift(-((t * 90.0) % _LOOP), 0.0)
    )
    return (Layer("passing towers", 0.06, Group((twice,), name="towers")),)


def _poles(paint: Paint) -> Group:
    wood = mix(paint.outside.shadow, paint.outside.far, 0.25)
    poles: list[Path] = []
    wires: list[Path] = []
    for i in range(5):
        x = LEFT + i * 1024.0
        poles += [rectangle(x - 6, 160, 12, 460, 3), rectangle(x - 46, 186, 92, 9, 3)]
        wires += [smooth([(x + dx, 184), (x + 512 + dx, 214), (x + 1024 + dx, 184)], closed=False) for dx in (-38, 38)]
    return Group(
        (
            Group(
                (strokes(wires, wood, 2.0, 0.6), fill(joined(poles), wood)),
                transform=lambda t: shift(-((t * 620.0) % 1024.0), 0.0),
            ),
        ),
        name="poles",
    )


def _weather(paint: Paint) -> Group:
    kind = paint.setting.weather
    if kind not in {"rain", "storm", "snow"}:
        return Group((), name="weather")
    random = paint.random("streaks")
    white = mix(paint.outside.horizon, "#ffffff", 0.5)
    marks = [
        polygon([(x, y), (x - 30, y + 26)], closed=False)
        for x, y in ((random.uniform(LEFT, RIGHT + 600), random.uniform(-160, 600)) for _ in range(150))
    ]
    return Group(
        (
            Group(
                (strokes(marks, white, 5.0 if kind == "snow" else 2.0, 0.5),),
                transform=lambda t: shift(-((t * 700) % 600.0), (t * 220) % 90.0),
            ),
        ),
        name="weather",
    )


def _compartment(paint: Paint) -> Group:
    car = paint.variant == "car"
    today = paint.setting.period == "today"
    wood = paint.local("#c6ced4" if today else "#5d6a78" if car else "#8a5a3c", 0.4)
    brass = mix(paint.local("#b98d3f"), paint.scheme.accent, 0.35)
    dark, trim = paint.deep(wood, 0.4), paint.local("#7f8a92", 0.3) if today else brass
    panes = ((300.0, 500.0), (660.0, 940.0), (1100.0, 1300.0)) if car else ((250.0, 730.0), (870.0, 1350.0))
    top, foot = (150.0, 490.0) if car else (120.0, 500.0)
    extra = ((-420.0, 60.0), (1540.0, 2020.0))
    holes = [rectangle(a, top, b - a, foot - top, 22.0) for a, b in (*panes, *extra)]
    wall = Path(
        (
            *rectangle(LEFT, TOP, RIGHT - LEFT, r.FLOOR - TOP + 2).commands,
            *(c for hole in holes for c in _backwards(hole).commands),
        )
    )
    frames = strokes(holes, trim, 8.0)
    panel = [rectangle(x, 540, 150, 84, 4) for x in range(int(LEFT) + 20, int(RIGHT), 180)]
    glassy = [
        polygon(
            [
                (a + (b - a) * u, top + 6),
                (a + (b - a) * (u + 0.12), top + 6),
                (a + (b - a) * (u - 0.14), foot - 6),
                (a + (b - a) * (u - 0.26), foot - 6),
            ]
        )
        for a, b in panes
        for u in (0.5, 0.7)
    ]
    floor = mix(paint.scheme.ground, wood, 0.3)
    nodes: list[Node] = [
        fill(joined(glassy), "#ffffff", 0.08),
        fill(
            wall,
            across(
                LEFT,
                RIGHT,
                (0.0, paint.deep(wood, 0.6)),
                (0.35, wood),
                (0.5, paint.bright(wood, 0.12)),
                (0.65, wood),
                (1.0, paint.deep(wood, 0.6)),
            ),
        ),
        frames,
        strokes(holes, dark, 2.6, 0.7),
        *(
            ()
            if today
            else (fill(joined(panel), paint.deep(wood, 0.22)), strokes(panel, paint.bright(wood, 0.2), 2.0, 0.6))
        ),
        block(LEFT, 512, RIGHT - LEFT, 14, trim),
        block(
            LEFT, TOP, RIGHT - LEFT, 352, vertical(TOP, 52, (0.0, paint.deep(wood, 0.6)), (1.0, paint.deep(wood, 0.25)))
        ),
        block(LEFT, 50, RIGHT - LEFT, 12, trim),
        *_rack(paint, wood, trim),
        *r.floor(paint, floor),
    ]
    if not car and not today:
        for a, b in panes:
            cloth = paint.local("#7c3f46", 0.45)
            nodes += [
                fill(joined((_drape(a - 16, 1.0, top, foot), _drape(b + 16, -1.0, top, foot))), cloth),
                strokes(
                    [
                        smooth([(a + dx, top), (a + dx * 0.6, top + 180), (a + dx * 0.8, foot)], closed=False)
                        for dx in (8, 24)
                    ]
                    + [
                        smooth([(b - dx, top), (b - dx * 0.6, top + 180), (b - dx * 0.8, foot)], closed=False)
                        for dx in (8, 24)
                    ],
                    paint.deep(cloth, 0.4),
                    3.0,
                    0.6,
                ),
            ]
    return Group(tuple(nodes), name="compartment")


def _drape(x: float, side: float, top: float, foot: float) -> Path:
    return smooth(
        [
            (x, top - 14),
            (x + side * 62, top - 14),
            (x + side * 46, top + 120),
            (x + side * 26, top + 210),
            (x + side * 44, foot + 8),
            (x, foot + 10),
        ],
        tension=0.5,
    )


def _backwards(path: Path) -> Path:
    """A rectangle's outline the other way round, as a hole (its curves are flattened to their ends)."""
    ends = [(float(c[-2]), float(c[-1])) for c in path.commands if len(c) > 1]
    return polygon(list(reversed(ends)))


def _rack(paint: Paint, wood: str, trim: str) -> list[Node]:
    bars = [polygon([(LEFT, 92 + k * 9), (RIGHT, 92 + k * 9)], closed=False) for k in range(2)]
    cases: list[Node] = []
    for x, w, h, tint in (
        (330.0, 150.0, 66.0, "#8a5a3a"),
        (500.0, 90.0, 52.0, "#4f6a70"),
        (1040.0, 130.0, 60.0, "#a3743f"),
        (1200.0, 100.0, 74.0, "#6a4350"),
        (-160.0, 150.0, 66.0, "#8a5a3a"),
        (1640.0, 150.0, 66.0, "#4f6a70"),
    ):
        leather = paint.local(tint, 0.35)
        cases += [
            block(
                x,
                92 - h,
                w,
                h,
                across(x, x + w, (0.0, paint.bright(leather, 0.15)), (1.0, paint.deep(leather, 0.3))),
                radius=8,
            ),
            strokes(
                [
                    polygon([(x + w * 0.25, 92 - h), (x + w * 0.25, 90)], closed=False),
                    polygon([(x + w * 0.75, 92 - h), (x + w * 0.75, 90)], closed=False),
                ],
                paint.deep(leather, 0.5),
                6.0,
            ),
            line([(x + w * 0.4, 92 - h), (x + w * 0.5, 84 - h), (x + w * 0.6, 92 - h)], paint.deep(leather, 0.5), 5.0),
        ]
    return [*cases, strokes(bars, trim, 4.0)] if paint.variant != "car" else []


def _lamps(paint: Paint) -> Group:
    nodes: list[Node] = []
    if paint.setting.period == "today":
        bar = "#fff6e0" if paint.dark else paint.local("#f2f4f4", 0.1)
        pools = (glow(x, 70.0, 420.0, "#fff0cc", 0.4, 0.6) for x in (200.0, 800.0, 1400.0) if paint.dark)
        return Group((block(LEFT, 28, RIGHT - LEFT, 13, bar, radius=6), *pools), name="lamps")
    for x in (580.0, 1020.0, 180.0, 1420.0) if paint.variant == "car" else (800.0, -60.0, 1660.0):
        brass = mix(paint.local("#b98d3f"), paint.scheme.accent, 0.35)
        shade = mix(paint.scheme.accent, "#fff3cf", 0.5) if paint.dark else paint.local("#eadcb4", 0.3)
        nodes += [
            block(x - 4, 250, 8, 60, brass),
            facet([(x - 16, 196), (x + 16, 196), (x + 32, 250), (x - 32, 250)], shade),
        ]
        if paint.dark:
            nodes += [glow(x, 232.0, 360.0, paint.scheme.accent, 0.6)]
    return Group(tuple(nodes), name="lamps")


def _seats(paint: Paint) -> Group:
    today = paint.setting.period == "today"
    cloth = paint.local("#3f5f8a" if today else "#44606a" if paint.variant == "car" else "#8a3f46", 0.45)
    wood = paint.local("#6a737b" if today else "#5f3f2d")
    nodes: list[Node] = []
    for s in (-1.0, 1.0):
        x = 800 + s * 610
        back = smooth(
            [(x - s * 60, 780), (x - s * 40, 470), (x, 440), (x + s * 230, 440), (x + s * 260, 780)], tension=0.4
        )
        seat = smooth(
            [
                (x - s * 200, 690),
                (x - s * 196, 650),
                (x - s * 20, 640),
                (x + s * 60, 650),
                (x + s * 60, 740),
                (x - s * 190, 740),
            ],
            tension=0.4,
        )
        tufts = [rectangle(x + s * (20 + 60 * k) - 3, 500 + 70 * row, 6, 6, 3) for k in range(3) for row in range(3)]
        nodes += [
            disc(x, 790, 270, paint.scheme.shadow, 16, 0.4),
            fill(
                back,
                across(
                    min(x - 60, x + 60),
                    max(x - 60, x + 260),
                    (0.0, paint.bright(cloth, 0.15)),
                    (1.0, paint.deep(cloth, 0.35)),
                ),
            ),
            fill(joined(tufts), paint.deep(cloth, 0.5)),
            fill(seat, vertical(640, 740, (0.0, paint.bright(cloth, 0.24)), (1.0, paint.deep(cloth, 0.3)))),
            fill(polygon([(x - s * 190, 738), (x + s * 240, 738), (x + s * 240, 786), (x - s * 190, 786)]), wood),
            block(min(x - s * 210, x - s * 150), 610, 60, 22, wood, radius=9),
            straight([(x - s * 180, 630), (x - s * 180, 690)], wood, 12.0),
        ]
    return Group(tuple(nodes), name="seats")


def _foreground(paint: Paint) -> Group:
    dark = paint.near
    left = smooth([(-520, 620), (-160, 600), (-60, 660), (-30, 900), (0, 1260), (-520, 1260)], tension=0.6)
    right = smooth([(2120, 620), (1760, 600), (1660, 660), (1630, 900), (1600, 1260), (2120, 1260)], tension=0.6)
    return Group((fill(joined((left, right)), dark),), blur=6.0, name="foreground")
