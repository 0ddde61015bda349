"""A castle's yard: wall with towers, gate, keep, and flags."""

import math
from random import Random

from generation.animatic.art import Group, Node, Path, Shape, polygon, rectangle, smooth
from generation.animatic.colour import mix
from generation.animatic.motifs.brush import (
    across,
    block,
    facet,
    fill,
    glow,
    joined,
    straight,
    strokes,
    vertical,
)
from generation.animatic.motifs.furniture import barrel
from generation.animatic.motifs.houses import lamp_light
from generation.animatic.motifs.old_town import torch
from generation.animatic.motifs.paint import Paint
from generation.animatic.motifs.season import snow_white
from generation.animatic.motifs.tomorrow import cold_light, second_light
from generation.animatic.places import village
from generation.animatic.stage import LEFT, RIGHT, Layer, Stage


def draw(paint: Paint) -> Stage:
    """A castle's yard."""
    side = village.chosen_side(paint)
    barrels = [*barrel(paint, 800 + side * 560, 738.0, 130.0), *barrel(paint, 800 + side * 640, 756.0, 150.0)]
    return village.settlement(paint, side, _castle(paint, side), [*village.well(paint, side), *barrels], houses=False)


def _castle(paint: Paint, side: float) -> tuple[Layer, ...]:
    stone = paint.local("#a39a94", 0.4)
    random = paint.random("castle")
    wall: list[Node] = []
    keep: list[Node] = []
    for x, w, top in ((800 + side * 330, 190.0, 150.0), (800 + side * 560, 150.0, 230.0)):
        keep += _round_tower(paint, random, x, 600.0, w, top, paint.faded(stone, 0.3), side)
    for x in (-420.0, 120.0, 1480.0, 2020.0):
        wall += _round_tower(paint, random, x, 650.0, 200.0, 250.0, stone, side)
    face = [
        block(
            LEFT,
            372,
            RIGHT - LEFT,
            280,
            vertical(372, 650, (0.0, paint.bright(stone, 0.06)), (1.0, paint.deep(stone, 0.3))),
        ),
        fill(joined(rectangle(LEFT + i * 64, 340, 36, 40) for i in range(41)), stone),
        *_wall_stones(paint, stone),
    ]
    if paint.snowy:
        caps = [rectangle(LEFT + i * 64 - 2, 334, 40, 12, 5) for i in range(41)]
        face.append(fill(joined([*caps, rectangle(LEFT, 372, RIGHT - LEFT, 10, 4)]), snow_white(paint), 0.95))
    gate = [
        fill(_gate(800.0, 650.0, 210.0, 250.0), paint.deep(stone, 0.2)),
        fill(
            _gate(800.0, 652.0, 164.0, 222.0),
            vertical(
                430,
                650,
                (0.0, paint.deep(paint.scheme.horizon, 0.4)),
                (1.0, mix(paint.scheme.horizon, paint.scheme.ground, 0.5)),
            ),
        ),
        strokes(
            [polygon([(800 + dx, 432), (800 + dx, 500)], closed=False) for dx in (-60, -30, 0, 30, 60)],
            paint.local("#4b4248"),
            6.0,
        ),
    ]
    flags = Group(
        tuple(_flag(paint, x, 118.0 if k else 198.0, k) for k, x in enumerate((800 + side * 560, 800 + side * 330)))
    )
    return (
        Layer("keep", 0.4, Group(tuple(keep), name="keep")),
        Layer("flags", 0.4, flags, blurs=False),
        Layer("castle wall", 0.7, Group((*face, *wall, *gate, *_lit(paint, side)), name="castle wall")),
    )


def _lit(paint: Paint, side: float) -> list[Node]:
    """What lights the yard: torches on the wall, lamps at its foot for visitors of today, a veil of light in the future."""
    spots = (800 - side * 250, 800 + side * 250)
    match paint.setting.period:
        case "medieval":
            return [node for x in spots for node in torch(paint, x, 660.0, 0.62)]
        case "today" if paint.dark:
            return [
                node
                for x in (*spots, 800 - side * 520)
                for node in (
                    facet(
                        [(x - 16, 648), (x + 16, 648), (x + 110, 352), (x - 110, 352)],
                        vertical(352, 648, (0.0, "#ffe9b8", 0.0), (1.0, "#ffe9b8", 0.5)),
                    ),
                    block(x - 16, 640, 32, 14, paint.local("#4b4248"), radius=4),
                )
            ]
        case "future":
            light = cold_light(paint)
            gate = _gate(800.0, 652.0, 164.0, 222.0)
            return [
                fill(gate, vertical(430, 650, (0.0, light, 0.25), (1.0, light, 0.6))),
                strokes([_gate(800.0, 650.0, 190.0, 236.0)], light, 6.0, 0.9),
                block(LEFT, 386, RIGHT - LEFT, 6, light, 0.9),
                block(LEFT, 640, RIGHT - LEFT, 5, light, 0.6),
                *((glow(800, 540, 320, light, 0.6),) if paint.dark else ()),
            ]
        case _:
            return []


def _gate(x: float, y: float, width: float, height: float) -> Path:
    left, right, spring = x - width / 2, x + width / 2, y - height + width / 2
    return Path(
        (
            ("M", left, y),
            ("L", left, spring),
            ("C", left, y - height + width * 0.2, x - width * 0.25, y - height, x, y - height),
            ("C", x + width * 0.25, y - height, right, y - height + width * 0.2, right, spring),
            ("L", right, y),
            ("Z",),
        )
    )


def _wall_stones(paint: Paint, stone: str) -> list[Node]:
    random = paint.random("wall stones")
    each: tuple[list[Path], list[Path]] = ([], [])
    for _ in range(120):
        row = random.randrange(10)
        each[random.randrange(2)].append(
            rectangle(LEFT + random.randrange(50) * 52 + (row % 2) * 26, 384 + row * 27, 46, 22, 3)
        )
    return [fill(joined(each[0]), paint.bright(stone, 0.2), 0.3), fill(joined(each[1]), paint.deep(stone, 0.35), 0.3)]


def _round_tower(
    paint: Paint, random: Random, x: float, y: float, width: float, top: float, stone: str, side: float
) -> list[Node]:
    half = width / 2
    lights = [
        rectangle(x + dx - 5, top + 60 + k * 90, 10, 28, 5)
        for k, dx in enumerate((0.0, -half * 0.4, half * 0.3))
        if top + 60 + k * 90 < y - 60
    ]
    marks = [
        rectangle(x + random.uniform(-half * 0.8, half * 0.6), random.uniform(top + 30, y - 20), 30, 14, 3)
        for _ in range(16)
    ]
    merlons = [rectangle(x - half * 1.12 + i * width * 1.12 / 7 * 1.0, top - 30, width * 0.1, 34) for i in range(7)]
    return [
        block(
            x - half,
            top,
            width,
            y - top,
            across(
                x - half,
                x + half,
                (0.0, paint.deep(stone, 0.4)),
                (0.62, paint.bright(stone, 0.12)),
                (1.0, paint.deep(stone, 0.22)),
            ),
        ),
        fill(joined(marks), paint.deep(stone, 0.3), 0.35),
        fill(joined(merlons), paint.deep(stone, 0.1)),
        block(x - half * 1.14, top, width * 1.14, 22, stone, radius=3),
        fill(joined(lights), lamp_light(paint) if paint.dark else paint.deep(stone, 0.75)),
        *_snow_on(paint, x, half, top),
    ]


def _snow_on(paint: Paint, x: float, half: float, top: float) -> list[Node]:
    if not paint.snowy:
        return []
    caps = [rectangle(x - half * 1.14 + i * half * 0.32, top - 36, half * 0.24, 12, 5) for i in range(7)]
    return [fill(joined([*caps, rectangle(x - half * 1.1, top - 6, half * 2.2, 12, 5)]), snow_white(paint), 0.95)]


def _flag(paint: Paint, x: float, y: float, k: int) -> Node:
    future = paint.setting.period == "future"
    cloth = (
        (cold_light(paint), second_light(paint))[k % 2] if future else paint.local(("#b5443f", "#c08f36")[k % 2], 0.5)
    )

    def wave(t: float) -> Path:
        w = [9 * math.sin(t * 3.1 * paint.windy**0.5 + i * 1.1 + k) * (i / 4) for i in range(5)]
        upper = [(x + i * 19, y - 60 + w[i]) for i in range(5)]
        lower = [(x + i * 19, y - 18 - i * 3 + w[i]) for i in range(4, -1, -1)]
        return smooth([*upper, *lower], tension=0.6)

    return Group(
        (
            straight([(x, y + 30), (x, y - 66)], paint.local("#4b3b34"), 5.0),
            Shape(wave, cloth, opacity=0.8 if future else 1.0),
        )
    )
