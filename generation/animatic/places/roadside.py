"""At the highway: a petrol station under its roof, a motel with its sign, cars that pass."""

import math
from itertools import pairwise

from generation.animatic.art import Group, Matrix, Node, Path, ellipse, polygon, rectangle, shift, smooth
from generation.animatic.colour import mix
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
from generation.animatic.motifs.furniture import barrel, plant
from generation.animatic.motifs.houses import lamp_light
from generation.animatic.motifs.paint import Paint
from generation.animatic.motifs.sky import birds
from generation.animatic.motifs.stops import charging, inn, landing, old_pumps, trough
from generation.animatic.motifs.street import bin_, mirrors, roadway, verge
from generation.animatic.motifs.tomorrow import hover_car
from generation.animatic.motifs.vehicles import car, vintage_car
from generation.animatic.stage import BOTTOM, LEFT, RIGHT, Layer, Stage


def draw(paint: Paint) -> Stage:
    """Variants: petrol, motel."""
    side = paint.side
    motel = paint.variant == "motel"
    unwired = paint.setting.period in ("medieval", "future")
    return Stage(
        scheme=paint.scheme,
        behind=(
            Layer("hills", 0.1, _hills(paint)),
            Layer("birds", 0.14, Group((birds(paint, (720.0, 170.0), 3),))),
            *(() if unwired else (Layer("wires", 0.3, _wires(paint)),)),
            Layer("building", 0.66, _building(paint, side, motel=motel)),
            Layer("ground", 0.88, _forecourt(paint)),
            Layer("near", 0.94, Group(tuple(_near(paint, side, motel=motel)), name="near")),
        ),
        front=(Layer("foreground", 1.5, _front(paint)),),
        horizon=505.0,
        detail=(800 - side * 470, 300.0) if motel else (800 + side * 330, 620.0),
    )


def _building(paint: Paint, side: float, *, motel: bool) -> Group:
    """The house at the road: an inn of the period, or the motel, or the shop."""
    if paint.setting.period in ("medieval", "future"):
        return Group((*_highway(paint, 566.0), inn(paint, side)), name="building")
    return _motel(paint, side) if motel else _shop(paint, side)


def _near(paint: Paint, side: float, *, motel: bool) -> list[Node]:
    match paint.setting.period:
        case "medieval":
            return trough(paint, side)
        case "1920s" if not motel:
            return old_pumps(paint, side)
        case "future":
            return landing(paint, side) if motel else charging(paint, side)
        case _:
            return _parking(paint, side) if motel else _pumps(paint, side)


def _hills(paint: Paint) -> Group:
    light = paint.scheme
    return Group(
        (
            verge(paint, "far", 470, 40, paint.faded(mix(light.ground, light.foliage, 0.3), 0.82)),
            verge(paint, "flat", 520, 10, paint.faded(light.ground, 0.5)),
        ),
        name="hills",
    )


def _wires(paint: Paint) -> Group:
    wood = paint.faded(paint.local("#5a463c"), 0.25)
    xs = (-420.0, -40.0, 330.0, 700.0, 1070.0, 1440.0, 1810.0)
    posts = [rectangle(x - 5, 300, 10, 300) for x in xs] + [rectangle(x - 40, 316, 80, 8) for x in xs]
    lines = [
        smooth([p for a, b in pairwise(xs) for p in ((a + dx, 316), ((a + b) / 2 + dx, 340))], False)
        for dx in (-36, 36)
    ]
    return Group((fill(joined(posts), wood), strokes(lines, wood, 2.0, 0.6)), name="wires")


def _highway(paint: Paint, y: float) -> list[Node]:
    return [
        fill(
            rectangle(LEFT, y - 34, RIGHT - LEFT, BOTTOM - y),
            vertical(y - 34, y + 120, (0.0, paint.faded(paint.scheme.ground, 0.3)), (1.0, paint.scheme.ground)),
        ),
        *roadway(paint, y, y + 40),
    ]


def _passing(paint: Paint, y: float) -> list[Node]:
    """Two cars that go by on the highway, one each way."""
    nodes: list[Node] = []
    for k, tint in enumerate(("#b5493f", "#d8d2c4")):
        way = 1.0 if k else -1.0

        def drive(t: float, way: float = way, k: int = k) -> Matrix:
            x = (t * (260.0 + 60 * k) + 900.0 + 1300.0 * k) % 4800.0 - 1200.0
            return shift(x if way > 0 else 1600.0 - x, y + 12 + 18 * k) @ Matrix(0.5 * way, 0, 0, 0.5, 0, 0)

        drawn, lift = {"1920s": (vintage_car, 0.0), "future": (hover_car, -22.0)}.get(paint.setting.period, (car, 0.0))
        nodes.append(Group((Group(tuple(drawn(paint, tint)), transform=shift(0.0, lift)),), transform=drive))
    return nodes


def _shop(paint: Paint, side: float) -> Group:
    """The shop behind the pumps, its window lit, and the sign on its mast."""
    x, foot = 800 - side * 330, 640.0
    wall, red = paint.local("#e9e0cc", 0.25), paint.local("#c8503f", 0.25)
    light = lamp_light(paint) if paint.dark else mix(paint.outside.sky_middle, "#ffffff", 0.2)
    shelves = [rectangle(x - 190 + (k % 6) * 38, 500 + (k // 6) * 44, 30, 34, 3) for k in range(12)]
    sx = 800 - side * 710
    return Group(
        (
            *_highway(paint, 566.0),
            *_passing(paint, 566.0),
            disc(x, foot, 320, paint.scheme.shadow, 12, 0.3),
            block(x - 290, 420, 580, 220, vertical(420, 640, (0.0, wall), (1.0, paint.deep(wall, 0.25)))),
            block(x - 310, 392, 620, 42, red, radius=4),
            block(x - 310, 392, 620, 8, paint.bright(red, 0.3)),
            block(x - 220, 470, 270, 130, light, radius=3),
            fill(joined(shelves), paint.deep(red, 0.4), 0.45),
            strokes(
                [
                    polygon([(x - 130, 470), (x - 130, 600)], False),
                    polygon([(x - 40, 470), (x - 40, 600)], False),
                    rectangle(x - 220, 470, 270, 130),
                ],
                paint.local("#5a6a70"),
                6.0,
            ),
            block(x + 100, 470, 96, 170, paint.local("#5a6a70"), radius=3),
            block(x + 108, 478, 80, 110, light),
            *(
                (
                    glow(x - 80, 540, 380, paint.scheme.accent, 0.5),
                    glow(x - 60, 650, 330, paint.scheme.accent, 0.4, 0.2),
                )
                if paint.dark
                else ()
            ),
            block(sx - 9, 200, 18, 440, paint.local("#8b979c")),
            disc(sx, 190, 84, red),
            disc(sx, 190, 68, wall),
            fill(smooth([(sx, 146), (sx + 30, 196), (sx, 228), (sx - 30, 196)], tension=0.8), red),
            *((glow(sx, 190, 260, paint.scheme.accent, 0.5),) if paint.dark else ()),
        ),
        name="shop",
    )


def _forecourt(paint: Paint) -> Group:
    floor = {"medieval": "#b89c76", "1920s": "#a89478", "future": "#b4bec8"}.get(paint.setting.period, "#8f8a88")
    tar = mix(paint.local(floor, 0.35), paint.scheme.ground, 0.75 if paint.snowy else 0.12)
    lines = (
        [polygon([(800 + dx * 0.5, 652), (800 + dx * 1.6, 1000)], False) for dx in (-900, -600, -300, 300, 600, 900)]
        if paint.variant == "motel" and paint.setting.period not in ("medieval", "1920s")
        else []
    )
    random = paint.random("stains")
    stains = [
        ellipse(random.uniform(0, 1600), random.uniform(680, 880), random.uniform(40, 110), random.uniform(6, 14))
        for _ in range(9)
    ]
    return Group(
        (
            block(
                LEFT,
                640,
                RIGHT - LEFT,
                BOTTOM - 640,
                vertical(640, 1000, (0.0, paint.bright(tar, 0.16)), (0.4, tar), (1.0, paint.deep(tar, 0.45))),
            ),
            fill(joined(stains), paint.deep(tar, 0.3), 0.3),
            *((strokes(lines, paint.bright(tar, 0.6), 7.0, 0.6),) if lines else ()),
            *mirrors(paint, 646.0),
        ),
        name="forecourt",
    )


def _pumps(paint: Paint, side: float) -> list[Node]:
    """The roof on its posts, and two pumps under it."""
    x = 800 + side * 330
    red, white, steel = paint.local("#c8503f", 0.25), paint.local("#f1ece0", 0.15), paint.local("#8b979c", 0.3)
    nodes: list[Node] = [
        block(x - 420, 96, 840, 70, vertical(96, 166, (0.0, white), (1.0, paint.deep(white, 0.25)))),
        block(x - 420, 120, 840, 20, red),
        fill(polygon([(x - 420, 166), (x + 420, 166), (x + 370, 186), (x - 370, 186)]), paint.deep(white, 0.5)),
        *(
            block(x + dx - 40, 170, 80, 8, "#fff6da" if paint.dark else paint.bright(white, 0.3), radius=4)
            for dx in (-200, 0, 200)
        ),
    ]
    if paint.dark:
        nodes += [
            facet(
                [(x - 300, 178), (x + 300, 178), (x + 420, 740), (x - 420, 740)],
                vertical(178, 740, (0.0, "#fff3cf", 0.3), (1.0, "#fff3cf", 0.04)),
            ),
            glow(x, 740, 460, "#fff0cc", 0.4, 0.2),
        ]
    for dx in (-250.0, 250.0):
        nodes += [
            block(x + dx - 14, 166, 28, 560, steel),
            block(x + dx - 26, 690, 52, 40, paint.deep(steel, 0.2), radius=4),
        ]
    nodes += [
        disc(x, 742, 230, paint.scheme.shadow, 10, 0.3),
        block(x - 190, 722, 380, 22, paint.local("#b9b2a6"), radius=8),
    ]
    for dx in (-100.0, 100.0):
        nodes += _pump(paint, x + dx, 726.0, red, white)
    return [*nodes, *bin_(paint, x, 738.0, 0.8)]


def _pump(paint: Paint, x: float, foot: float, red: str, white: str) -> list[Node]:
    hose = smooth([(x + 40, foot - 150), (x + 66, foot - 90), (x + 58, foot - 40), (x + 46, foot - 90)], False)
    figures = [rectangle(x - 26 + k * 14, foot - 164, 10, 16) for k in range(4)]
    return [
        block(
            x - 44, foot - 210, 88, 210, vertical(foot - 210, foot, (0.0, red), (1.0, paint.deep(red, 0.3))), radius=10
        ),
        block(x - 34, foot - 180, 68, 50, paint.deep(paint.scheme.shadow, 0.1), radius=4),
        Group((fill(joined(figures), mix(paint.scheme.accent, "#ffe9b0", 0.4)),), opacity=flicker(x, 0.75, 0.3)),
        block(x - 34, foot - 116, 68, 70, white, radius=4),
        fill(smooth([(x, foot - 108), (x + 14, foot - 84), (x, foot - 66), (x - 14, foot - 84)], tension=0.8), red),
        strokes([hose], paint.deep(paint.scheme.shadow, 0.1), 6.0),
        disc(x, foot - 228, 24, white, 20),
        *((glow(x, foot - 228, 110, "#fff3cf", 0.6),) if paint.dark else ()),
    ]


def _motel(paint: Paint, side: float) -> Group:
    """Two storeys of doors along a gallery, and the tall sign."""
    wall, rail = paint.local("#dfc9a8", 0.3), paint.local("#4f8a8f", 0.3)
    x0, x1 = (200.0, 1700.0) if side > 0 else (-100.0, 1400.0)
    doors: list[Node] = []
    random = paint.random("rooms")
    for k in range(7):
        for row, y in enumerate((640.0, 480.0)):
            cx = x0 + 110 + k * 212
            tint = paint.local("#c8653f" if (k + row) % 2 else "#4f8a8f", 0.3)
            lit = paint.dark and random.random() < 0.5
            glass = lamp_light(paint) if lit else paint.deep(paint.outside.sky_middle, 0.3)
            doors += [
                block(cx - 66, y - 118, 52, 118, tint, radius=2),
                disc(cx - 22, y - 56, 3.6, paint.scheme.accent),
                block(cx + 4, y - 104, 78, 60, paint.local("#f1e9da")),
                block(cx + 9, y - 99, 68, 50, glass),
            ]
            if lit:
                doors.append(glow(cx + 43, y - 74, 120, paint.scheme.accent, 0.5))
            if paint.dark:
                doors.append(glow(cx - 40, y - 128, 60, paint.scheme.accent, 0.6))
    bars = [polygon([(x, 486), (x, 444)], False) for x in range(int(x0), int(x1), 22)]
    posts = [rectangle(x0 + k * 212 - 6, 330, 12, 310) for k in range(8)]
    return Group(
        (
            *_highway(paint, 560.0),
            *_passing(paint, 560.0),
            block(x0, 330, x1 - x0, 312, vertical(330, 642, (0.0, paint.deep(wall, 0.12)), (1.0, wall))),
            *doors,
            block(x0 - 20, 480, x1 - x0 + 40, 20, paint.deep(wall, 0.3)),
            strokes([*bars, polygon([(x0, 444), (x1, 444)], False)], rail, 4.0),
            fill(joined(posts), paint.bright(wall, 0.3)),
            block(x0 - 40, 306, x1 - x0 + 80, 32, rail, radius=3),
            block(x0 - 40, 334, x1 - x0 + 80, 14, paint.scheme.shadow, 0.3),
            *_sign(paint, 800 - side * 560),
        ),
        name="motel",
    )


def _sign(paint: Paint, x: float) -> list[Node]:
    """A sign of the fifties: an arrow of bulbs, a star, stripes of neon that flicker."""
    red, teal = paint.local("#b5443f", 0.25), paint.local("#3f7f86", 0.3)
    pink = mix(paint.scheme.accent, "#ff6f8a", 0.5)
    arrow = smooth([(x - 150, 150), (x - 60, 96), (x + 80, 120), (x + 120, 200), (x + 96, 300)], False)
    dots = [
        ellipse(x - 150 + 270 * u, 150 - 60 * math.sin(u * math.pi * 0.8) + 150 * u**3, 6)
        for u in (k / 13 for k in range(14))
    ]
    words = [rectangle(x - 92, 232, 184, 14, 6), rectangle(x - 92, 262, 130, 14, 6)]
    lit = 1.0 if paint.dark else 0.75
    return [
        *(block(x + dx - 8, 200, 16, 440, paint.local("#8b979c")) for dx in (-60, 60)),
        strokes([arrow], red, 34.0),
        fill(joined(dots), "#fff0c0", lit),
        block(x - 120, 206, 240, 92, teal, radius=10),
        Group(
            (fill(joined(words), pink), *((glow(x, 250, 240, pink, 0.5),) if paint.dark else ())),
            opacity=flicker(3.0, 0.5, 0.7) if paint.dark else 0.9,
        ),
        block(x - 90, 316, 180, 46, paint.local("#f1e9da"), radius=6),
        block(x - 64, 332, 128, 12, red, radius=4),
    ]


def _parking(paint: Paint, side: float) -> list[Node]:
    old = paint.setting.period == "1920s"
    one = Group(
        tuple((vintage_car if old else car)(paint, "#4f7f9a")),
        transform=shift(800 + side * 520, 736.0) @ Matrix(1.2 * side, 0, 0, 1.2, 0, 0),
    )
    x = 800 - side * 470
    vending = paint.local("#b5443f", 0.25)
    if old:
        return [one, *barrel(paint, x, 736.0, 130.0), *plant(paint, x - side * 130, 736.0, 150.0)]
    drinks = [rectangle(x - 44 + (k % 4) * 22, 556 + (k // 4) * 34, 16, 26, 3) for k in range(12)]
    return [
        one,
        disc(x, 726, 84, paint.scheme.shadow, 8, 0.35),
        block(
            x - 64,
            520,
            128,
            206,
            vertical(520, 726, (0.0, paint.bright(vending, 0.14)), (1.0, paint.deep(vending, 0.3))),
            radius=8,
        ),
        block(
            x - 52,
            546,
            96,
            116,
            lamp_light(paint) if paint.dark else mix(paint.outside.sky_middle, "#ffffff", 0.4),
            radius=4,
        ),
        fill(joined(drinks), paint.local("#3f7f86", 0.25)),
        block(x - 40, 678, 70, 24, paint.deep(vending, 0.6), radius=4),
        *((glow(x, 610, 230, paint.scheme.accent, 0.5),) if paint.dark else ()),
        *plant(paint, x - side * 130, 736.0, 150.0),
    ]


def _front(paint: Paint) -> Group:
    left = smooth([(-520, 1260), (-520, 900), (-300, 880), (-90, 930), (-60, 1260)], tension=0.6)
    post: list[Path] = [rectangle(1690, 760, 34, 500, 8), rectangle(1640, 820, 300, 40, 8)]
    return Group(
        (
            fill(left, paint.near),
            fill(joined(post), paint.near),
            straight([(1640, 900), (1940, 900)], paint.near, 18.0),
        ),
        blur=6.0,
        name="foreground",
    )
