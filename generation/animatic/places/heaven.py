"""Above the clouds: a floor of cloud to stand on, towers of cloud, floating isles, a gate of light."""

import math
from collections.abc import Callable
from random import Random

from generation.animatic.art import (
    Command,
    Group,
    Matrix,
    Node,
    Path,
    Point,
    ellipse,
    polygon,
    rectangle,
    shift,
    smooth,
)
from generation.animatic.colour import mix
from generation.animatic.motifs.brush import across, drift, fill, glow, joined, land, ridge, strokes, vertical
from generation.animatic.motifs.clouds import heap
from generation.animatic.motifs.distance import soft_far
from generation.animatic.motifs.paint import Paint
from generation.animatic.motifs.rocks import falling
from generation.animatic.motifs.sky import beams, birds
from generation.animatic.motifs.sparks import motes
from generation.animatic.motifs.trees import broadleaf, bush
from generation.animatic.stage import BOTTOM, LEFT, RIGHT, Layer, Stage

HORIZON = 540.0


def draw(paint: Paint) -> Stage:
    """Variants: clouds (a sea of cloud), gate (columns of light), isles (islands that float in the sky)."""
    side = paint.side
    landmark = {"gate": _gate, "isles": _isles}.get(paint.variant, _towers)(paint, side)
    return soft_far(
        Stage(
            scheme=paint.scheme,
            behind=(
                Layer("far clouds sea", 0.08, _sea(paint, "far", 520.0, 0.75, 14, 150.0, 3.0)),
                Layer("birds", 0.15, Group((birds(paint, (800.0 - side * 220, 220.0), 5, 12.0, 14.0),))),
                Layer("cloud towers", 0.22, landmark),
                Layer(
                    "rays",
                    0.3,
                    Group((beams(paint, 800.0 + paint.scheme.light_x * 420, -240.0, 6, 1100.0),)),
                    blurs=False,
                ),
                Layer("middle sea", 0.45, _sea(paint, "middle", 592.0, 0.4, 11, 250.0, 6.0)),
                Layer("cloud floor", 0.9, _floor(paint)),
                Layer(
                    "glimmer",
                    0.94,
                    Group((motes(paint, "glimmer", 380.0, 740.0, mix(paint.scheme.sun, "#ffffff", 0.5), 3),)),
                    blurs=False,
                ),
            ),
            front=(Layer("foreground", 1.5, _foreground(paint)),),
            horizon=HORIZON,
            detail=(800.0 + side * 440, 330.0),
        )
    )


def _white(paint: Paint, distance: float) -> tuple[str, str]:
    """The lit top and the shaded foot of cloud at a distance."""
    light = paint.outside
    top = mix(mix("#ffffff", light.sun, 0.3), light.ambient, light.shade * 0.75)
    foot = mix(mix(light.sky_middle, light.horizon, 0.4), light.ambient, 0.3)
    if paint.setting.time in {"dawn", "dusk"}:
        foot = mix(foot, light.accent, 0.22)
    return mix(top, light.horizon, distance * 0.5), mix(foot, light.horizon, distance * 0.6)


def _billows(random: Random, y: float, size: float, count: int) -> list[Path]:
    """Round heads of cloud along a line, each a fan of puffs."""
    puffs: list[Path] = []
    for k in range(count):
        x = LEFT - 100 + (k + random.uniform(0.1, 0.9)) * (RIGHT - LEFT + 200) / count
        wide = size * random.uniform(0.8, 1.5)
        puffs.append(heap(x - wide / 2, y + size * 0.24, wide, wide * random.uniform(0.26, 0.42), random))
    return puffs


def _sea(paint: Paint, name: str, y: float, distance: float, count: int, size: float, pace: float) -> Group:
    random = paint.random(f"sea {name}")
    top, foot = _white(paint, distance)
    line = ridge(random, y, size * 0.06)
    body: list[Node] = [
        fill(
            joined([*_billows(random, y, size, count), land(line)]),
            vertical(y - size * 0.4, y + size * 0.7, (0.0, top), (0.6, mix(top, foot, 0.75)), (1.0, foot)),
        )
    ]
    lit = _billows(random, y + size * 0.12, size * 0.6, count + 3)
    body.append(
        fill(joined(lit), vertical(y - size * 0.14, y + size * 0.3, (0.0, top, 0.95), (1.0, mix(top, foot, 0.6), 0.0)))
    )
    return Group((Group(tuple(body), transform=drift(pace)),), name=f"{name} sea")


def _towers(paint: Paint, side: float) -> Group:
    """Towers of cloud, heap over heap."""
    random = paint.random("towers")
    top, foot = _white(paint, 0.4)
    nodes: list[Node] = []
    for x, tall, wide in (
        (800 + side * 480, 420.0, 480.0),
        (800 + side * 820, 300.0, 420.0),
        (800 - side * 620, 330.0, 430.0),
        (800 - side * 1000, 240.0, 400.0),
    ):
        for k in range(6):
            u = k / 5
            w = wide * (1.0 - 0.55 * (1 - u))
            cy = 590 - tall * (1 - u) + 30
            cx = x + random.uniform(-0.1, 0.1) * wide
            nodes.append(
                fill(
                    heap(cx - w / 2, cy, w, w * 0.5, random),
                    vertical(
                        cy - w * 0.42, cy + 30, (0.0, top), (0.7, mix(top, foot, 0.55)), (1.0, mix(top, foot, 0.8))
                    ),
                )
            )
    return Group(tuple(nodes), name="towers")


def _gate(paint: Paint, side: float) -> Group:
    """Two groups of columns and an arch, with light pouring out between them."""
    stone = paint.faded(paint.local("#f2e8d0", 0.3), 0.25)
    gold = mix(paint.local("#d9b052", 0.3), paint.scheme.accent, 0.3)
    x = 800 + side * 430
    nodes: list[Node] = [glow(x, 380.0, 420.0, mix(paint.scheme.sun, "#fff4cf", 0.5), 0.95)]
    steps = [rectangle(x - 250 - 22 * k, 560 + 16 * k, 500 + 44 * k, 17) for k in range(4)]
    for dx in (-196, -116, 116, 196):
        cx = x + dx
        shading = across(cx - 22, cx + 22, (0.0, paint.bright(stone, 0.3)), (0.5, stone), (1.0, paint.deep(stone, 0.3)))
        nodes += [fill(polygon([(cx - 21, 560), (cx - 17, 270), (cx + 17, 270), (cx + 21, 560)]), shading)]
        nodes += [fill(joined((rectangle(cx - 28, 548, 56, 14), rectangle(cx - 26, 256, 52, 16, 4))), gold)]
        nodes.append(
            strokes(
                [polygon([(cx + u, 274), (cx + u * 1.15, 546)], closed=False) for u in (-9, 0, 9)],
                paint.deep(stone, 0.25),
                1.8,
                0.5,
            )
        )
    nodes += [
        fill(rectangle(x - 236, 226, 472, 32, 4), stone),
        fill(
            polygon([(x - 250, 226), (x, 132), (x + 250, 226)]),
            vertical(132, 226, (0.0, paint.bright(stone, 0.3)), (1.0, paint.deep(stone, 0.1))),
        ),
        fill(ellipse(x, 190, 26), gold),
        fill(joined(steps), vertical(556, 630, (0.0, paint.bright(stone, 0.2)), (1.0, paint.deep(stone, 0.2)))),
    ]
    bars = [
        polygon([(x + u, 560), (x + u, 330 - 40 * (1 - abs(u) / 90))], closed=False)
        for u in (-84, -63, -42, -21, 21, 42, 63, 84)
    ]
    bars += [
        smooth([(x - 92, 400), (x, 384), (x + 92, 400)], closed=False),
        smooth([(x - 92, 500), (x, 494), (x + 92, 500)], closed=False),
    ]
    nodes.append(strokes(bars, gold, 4.4))
    random = paint.random("gate clouds")
    top, foot = _white(paint, 0.3)
    nodes += [
        fill(heap(x + dx, 636, 320, 90, random), vertical(560, 640, (0.0, top), (1.0, foot)))
        for dx in (-480, -150, 180)
    ]
    return Group(tuple(nodes), name="gate")


def _isles(paint: Paint, side: float) -> Group:
    """Pieces of land that hang in the air, with trees, and water that falls from one into the clouds."""
    nodes: list[Node] = []
    for k, (x, y, wide) in enumerate(
        (
            (800 + side * 460, 360.0, 480.0),
            (800 - side * 560, 300.0, 330.0),
            (800 - side * 160, 190.0, 190.0),
            (800 + side * 960, 250.0, 300.0),
        )
    ):
        isle = Group(tuple(_isle(paint, k, x, y, wide, side)), name="isle", transform=_hover(k))
        nodes.append(isle)
    return Group(tuple(nodes), name="isles")


def _hover(seed: int) -> Callable[[float], Matrix]:
    return lambda t: shift(0.0, 7 * math.sin(t * 0.5 + seed * 1.9))


def _isle(paint: Paint, k: int, x: float, y: float, wide: float, side: float) -> list[Node]:
    random = paint.random(f"isle {k}")
    distance = 0.2 + 0.34 * (1 - wide / 480)
    rock = paint.faded(paint.local("#86756a", 0.4), distance)
    ground = paint.faded(paint.scheme.ground, distance)
    below: list[Point] = [
        (x - wide * 0.5, y),
        (x - wide * 0.36, y + wide * 0.2),
        (x - wide * 0.2, y + wide * 0.3),
        (x - wide * 0.06, y + wide * 0.52),
        (x + wide * 0.08, y + wide * 0.4),
        (x + wide * 0.24, y + wide * 0.26),
        (x + wide * 0.4, y + wide * 0.16),
        (x + wide * 0.5, y),
    ]
    dark = (
        [below[0], *below[1:4], (x - wide * 0.04, y)]
        if paint.scheme.light_x > 0
        else [(x + wide * 0.04, y), *below[3:]]
    )
    turf: list[Point] = [
        (x - wide * 0.52, y + 5),
        (x - wide * 0.3, y - wide * 0.05),
        (x, y - wide * 0.075),
        (x + wide * 0.3, y - wide * 0.05),
        (x + wide * 0.52, y + 5),
        (x + wide * 0.2, y + wide * 0.05),
        (x - wide * 0.2, y + wide * 0.05),
    ]
    nodes: list[Node] = [
        fill(
            polygon(below), vertical(y, y + wide * 0.5, (0.0, paint.bright(rock, 0.15)), (1.0, paint.deep(rock, 0.3)))
        ),
        fill(polygon(dark), paint.deep(rock, 0.35), 0.6),
        fill(
            smooth(turf),
            vertical(
                y - wide * 0.07, y + wide * 0.06, (0.0, paint.bright(ground, 0.25)), (1.0, paint.deep(ground, 0.25))
            ),
        ),
    ]
    if k == 0:
        nodes += falling(paint, "isle", x - side * wide * 0.3, y - 6, y + 250, 34.0, 1.4, 0.2)
    nodes += broadleaf(paint, random, x + wide * 0.12, y - wide * 0.03, wide * 0.46, distance)
    nodes += bush(paint, random, x - wide * 0.16, y - wide * 0.02, wide * 0.2, distance)
    return nodes


def _floor(paint: Paint) -> Group:
    """Cloud to walk on: nearly level on top, so that feet are seen to stand."""
    random = paint.random("floor")
    top, foot = _white(paint, 0.0)
    line = ridge(random, 668, 9, 0.4)
    nodes: list[Node] = [
        fill(
            joined([*_billows(random, 668, 250.0, 9), land(line)]),
            vertical(600, 960, (0.0, top), (0.35, mix(top, foot, 0.42)), (1.0, foot)),
        )
    ]
    for y, size, part in ((712, 190.0, 0.4), (790, 260.0, 0.6), (880, 330.0, 0.8)):
        rolls = _billows(random, y, size, 8)
        shade = mix(foot, paint.scheme.shadow, 0.12)
        nodes.append(
            fill(
                joined([_flat(roll, y) for roll in rolls]),
                vertical(y - 30, y + 40, (0.0, top, 0.75), (0.4, mix(top, foot, part), 0.5), (1.0, shade, 0.0)),
            )
        )
    return Group(tuple(nodes), name="floor")


def _flat(roll: Path, y: float) -> Path:
    """The same outline at a third of its height."""
    moved: list[Command] = []
    for name, *numbers in roll.commands:
        flat = [n if i % 2 == 0 else y + (float(n) - y) * 0.34 for i, n in enumerate(numbers)]
        moved.append((name, *flat))
    return Path(tuple(moved))


def _foreground(paint: Paint) -> Group:
    random = paint.random("foreground")
    top, foot = _white(paint, 0.0)
    tone = mix(foot, paint.near, 0.35)
    sides = [heap(x, y, 620, 220, random) for x, y in ((-620, 960), (-380, 1000), (1290, 1000), (1480, 950))]
    base = rectangle(LEFT - 60, 960, RIGHT - LEFT + 120, BOTTOM - 960)
    return Group(
        (fill(joined([*sides, base]), vertical(780, 1000, (0.0, mix(tone, top, 0.35)), (1.0, tone))),),
        blur=8.0,
        name="foreground",
    )
