"""A lift: doors with a floor indicator over them, buttons and a rail; seen from the doors a mirror."""

import math

from generation.animatic.art import Group, Node, Path, ellipse, polygon, smooth, turn
from generation.animatic.colour import mix
from generation.animatic.motifs import perspective as p
from generation.animatic.motifs.brush import (
    across,
    block,
    disc,
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
from generation.animatic.stage import Stage

_FAR, _HALF, _HIGH = 0.8, 430.0, 640.0
_OLD = ("medieval", "1920s")


def draw(paint: Paint) -> Stage:
    """One variant: lift. In earlier times it is a cage of brass and wood."""
    old = paint.setting.period in _OLD or paint.has("old", "brass", "wooden", "grand")
    wall = mix(paint.scheme.wall, paint.local("#7a5236" if old else "#9aa3ab", 0.3), 0.72)
    metal = paint.local("#c79a4a" if old else "#cfd5da", 0.28)
    top, foot = p.at(0, _HIGH, _FAR)[1], p.at(0, 0, _FAR)[1]
    back = [
        *p.shell(paint, wall, paint.bright(wall, 0.2), _HALF, _HIGH, _FAR),
        *_panels(paint, wall),
        *p.ground(paint, mix(paint.scheme.ground, paint.local("#6b5a55"), 0.5), _FAR, "tiles", 110.0),
        *_ceiling(paint),
        *(_mirror(paint, metal, top, foot) if paint.reverse else _doors(paint, metal, top, foot, old=old)),
    ]
    near = [*_rail(paint, metal), *_buttons(paint, metal)]
    dark = [smooth([(1560, 1260), (1540, 940), (1620, 820), (1760, 800), (1880, 860), (1900, 1260)], tension=0.6)]
    return p.staged(
        paint, [("cabin", 0.8, back), ("fittings", 0.86, near)], dark, p.at(_HALF - 60, 330, 0.9), 620.0, motes=False
    )


def _panels(paint: Paint, wall: str) -> list[Node]:
    """Joints of the panels on three sides, and a band of another colour at their foot."""
    ways = [p.side(s * _HALF, 120, _HIGH - 160, n, n * 1.012) for s in (-1.0, 1.0) for n in (0.98, 1.22, 1.6)]
    return [
        fill(p.band(_HALF, 0.0, 90.0, _FAR), paint.deep(wall, 0.42)),
        fill(joined(ways), paint.deep(wall, 0.4), 0.5),
    ]


def _ceiling(paint: Paint) -> list[Node]:
    """A plate of light, on at every hour."""
    shine = lamp_light(paint) if paint.dark else "#fff6e2"
    x, y = p.at(0, _HIGH - 20, 1.0)
    return [
        fill(p.level(-250, 250, _HIGH - 4, _FAR * 1.06, 1.5), shine, 0.95),
        Group(
            (glow(x, y + 40, 620.0, paint.scheme.accent, 0.34 if paint.dark else 0.16),),
            opacity=flicker(2.0, 0.85, 0.7),
        ),
    ]


def _doors(paint: Paint, metal: str, top: float, foot: float, *, old: bool) -> list[Node]:
    """Two sliding doors, or a folding gate before them, and the floors over them."""
    left, width, head = 800 - 190.0, 380.0, top + 116.0
    dim, lit = paint.deep(metal, 0.36), paint.bright(metal, 0.2)
    steel = across(left, left + width, (0.0, dim), (0.35, lit), (0.6, metal), (1.0, dim))
    half = width / 2
    halves = [block(left + side * (half + 2), head, half - 4, foot - head, steel) for side in (0, 1)]
    nodes: list[Node] = [block(left - 18, head - 18, width + 36, foot - head + 18, paint.deep(metal, 0.56)), *halves]
    if old:
        nodes += _gate(paint, metal, left, width, head, foot)
    return [*nodes, *_floors(paint, metal, head)]


def _gate(paint: Paint, metal: str, left: float, width: float, head: float, foot: float) -> list[Node]:
    """A gate that folds like scissors."""
    step, crossed = width / 8, list[Path]()
    for number in range(8):
        x = left + number * step
        for row in range(4):
            y, tall = head + row * (foot - head) / 4, (foot - head) / 4
            crossed += [polygon([(x, y), (x + step, y + tall)], False), polygon([(x + step, y), (x, y + tall)], False)]
    bars = [polygon([(left + number * step, head), (left + number * step, foot)], False) for number in range(9)]
    return [
        strokes(crossed, paint.deep(metal, 0.3), 4.0),
        strokes(bars, paint.bright(metal, 0.2), 7.0),
    ]


def _floors(paint: Paint, metal: str, head: float) -> list[Node]:
    """A half dial with a hand that points to the floor."""
    x, y, r = 800.0, head - 30.0, 62.0
    dial = [(x + r * math.cos(a), y - r * math.sin(a)) for a in (math.pi * k / 12 for k in range(13))]
    marks = [
        polygon([(x + r * k * math.cos(a), y - r * k * math.sin(a)) for k in (0.76, 0.92)], False)
        for a in (math.pi * (0.1 + 0.16 * n) for n in range(6))
    ]
    hand = straight([(x, y), (x - r * 0.48, y - r * 0.6)], paint.local("#b23a34", 0.2), 5.0)
    lamp = "#fff2cf" if paint.dark else paint.local("#f3ead2", 0.1)
    return [
        fill(polygon([*dial, (x - r, y + 10), (x + r, y + 10)]), lamp),
        strokes([polygon(dial, False)], metal, 7.0),
        strokes(marks, paint.scheme.shadow, 4.0),
        Group((hand,), transform=lambda t: turn(7 * math.sin(0.9 * t), (x, y))),
        disc(x, y, 8, metal, 8),
    ]


def _mirror(paint: Paint, metal: str, top: float, foot: float) -> list[Node]:
    """What is across from the doors: a tall mirror in a frame."""
    glass = mix(paint.scheme.wall, paint.outside.horizon, 0.3)
    left, width, head, high = 800 - 230.0, 460.0, top + 60.0, foot - top - 190.0
    shine: list[Path] = []
    for part, wide in ((0.16, 0.12), (0.34, 0.03)):
        low, up = (left + part * width, head + high), (left + (part + 0.24) * width, head)
        shine.append(polygon([low, up, (up[0] + wide * width, head), (low[0] + wide * width, head + high)]))
    return [
        block(left - 14, head - 14, width + 28, high + 28, metal, radius=6),
        block(left, head, width, high, vertical(head, head + high, (0.0, paint.bright(glass, 0.3)), (1.0, glass))),
        fill(joined(shine), "#ffffff", 0.2),
    ]


def _rail(paint: Paint, metal: str) -> list[Node]:
    """A rail at the height of a hand along the sides."""
    nodes: list[Node] = []
    for side in (-1.0, 1.0):
        x = side * (_HALF - 26)
        nodes += [
            fill(p.side(x, 262, 18.0, 0.82, 4.0), paint.deep(metal, 0.16)),
            fill(p.side(x, 274, 6.0, 0.82, 4.0), paint.bright(metal, 0.4)),
        ]
    return nodes


def _buttons(paint: Paint, metal: str) -> list[Node]:
    """The panel of buttons, one of them lit."""
    x, y = p.at(_HALF - 96, 420, _FAR)
    spots = [(x + 16 * (n % 2) * 2 - 16, y - 62 + 34 * (n // 2)) for n in range(8)]
    lit = paint.local("#ffcf6a", 0.05)
    return [
        block(
            x - 42,
            y - 96,
            84,
            190,
            vertical(y - 96, y + 94, (0.0, paint.bright(metal, 0.2)), (1.0, paint.deep(metal, 0.3))),
            radius=8,
        ),
        fill(joined(ellipse(*spot, 10) for spot in spots), paint.bright(metal, 0.5)),
        strokes([ellipse(*spot, 10) for spot in spots], paint.deep(metal, 0.5), 2.0),
        disc(*spots[3], 9, lit, 9),
        glow(*spots[3], 60.0, lit, 0.5),
    ]
