"""Where one drinks: a tavern under old beams, and a saloon with swinging doors."""

import math

from generation.animatic.art import Group, Node, Path, ellipse, polygon, rectangle, smooth, turn
from generation.animatic.colour import mix
from generation.animatic.motifs import chambers, doors, lamps, opposite, windows
from generation.animatic.motifs import furniture as f
from generation.animatic.motifs import perspective as p
from generation.animatic.motifs import rooms as r
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
from generation.animatic.stage import Stage

_FAR = 0.68


def draw(paint: Paint) -> Stage:
    """Variants: tavern, saloon."""
    saloon = paint.variant == "saloon" or paint.setting.period == "1920s"
    wall = mix(paint.scheme.wall, paint.local("#8f5a3a" if saloon else "#b99a74", 0.4), 0.62)
    wood = paint.local("#6b4328")
    shell: list[Node] = [
        *p.shell(paint, wall, paint.deep(wood, 0.5), 1000.0, 760.0, _FAR),
        *p.ground(paint, mix(paint.scheme.ground, wood, 0.4), _FAR, "boards", 100.0),
        *(r.planks(paint, "wall", wall, 58.0)[2:3] if saloon else _timber(paint, wood)),
    ]
    back, bar = (_opposite if paint.reverse else _behind_the_bar)(paint, wood, saloon)
    stand = [
        *_board(paint, -520.0, 0.98, wood),
        *f.barrel(paint, 150.0, 660.0, 150.0),
        *f.barrel(paint, 250.0, 668.0, 130.0),
        *_wheel_lamp(paint, 800.0, 120.0, wood),
    ]
    tankard = smooth([(-380, 1260), (-390, 900), (-340, 870), (-120, 870), (-70, 900), (-80, 1260)], tension=0.4)
    stool = rectangle(1620.0, 880.0, 380.0, 50.0, 24.0) + rectangle(1700.0, 900.0, 40.0, 340.0)
    return p.staged(
        paint,
        [("room", 0.75, [*shell, *back, *r.beams(paint)]), ("bar", 0.86, bar), ("tables", 0.93, stand)],
        [tankard, stool],
        (1130.0, 470.0),
    )


def _behind_the_bar(paint: Paint, wood: str, saloon: bool) -> tuple[list[Node], list[Node]]:
    """The wall of bottles, and the bar before it."""
    hearth, fire = lamps.fireplace(paint, 430.0, p.at(0, 0, _FAR)[1] + 12, 230.0, 230.0)
    back = _doors(paint, 440.0) if saloon else [*hearth, *fire]
    back += [*windows.window(paint, 690.0, 330.0, 130.0, 150.0, panes=(3, 3)), *_bottles(paint, 1080.0, wood)]
    return back, _bar(paint, wood)


def _opposite(paint: Paint, wood: str, saloon: bool) -> tuple[list[Node], list[Node]]:
    """The door, a settle under a target, and barrels that are on tap; a piano in a saloon."""
    foot = p.at(0, 0, _FAR)[1] + 8
    if saloon and paint.setting.period != "medieval":
        things = [
            *doors.door(paint, 500.0, foot, 345.0, paint.deep(wood, 0.1)),
            *chambers.piano(paint, 1110.0, foot + 8, 260.0),
            *f.picture(paint, "over the piano", 1110.0, 310.0, 190.0, 120.0),
            *opposite.hooks(paint, "hats", 690.0, 360.0, 130.0, 0.8),
            *opposite.bench(paint, 300.0, foot + 14, 190.0),
        ]
        return things, [*_stool(paint, 470.0, 0.9, wood), *_stool(paint, 600.0, 0.94, wood)]
    things = [
        *doors.plank_door(paint, 1090.0, foot, 330.0, paint.deep(wood, 0.2)),
        *opposite.bench(paint, 590.0, foot + 10, 330.0, paint.bright(wood, 0.1)),
        *_target(paint, 690.0, 330.0),
        *opposite.hooks(paint, "cloaks", 470.0, 350.0, 130.0, 0.9),
        *windows.window(paint, 1300.0, 330.0, 100.0, 130.0, panes=(3, 3)),
    ]
    return things, [*_on_tap(paint, 690.0, 0.86, wood), *_stool(paint, 430.0, 0.92, wood)]


def _target(paint: Paint, x: float, y: float) -> list[Node]:
    """A round of wood for throwing darts, and the darts in it."""
    rings = [paint.local(tint, 0.3) for tint in ("#5a3a28", "#d8c49a", "#8a3c34", "#d8c49a", "#8a3c34")]
    darts = [
        polygon([(x + dx, y + dy), (x + dx + 20, y + dy - 10)], False) for dx, dy in ((-12, 6), (18, -20), (4, 24))
    ]
    return [
        disc(x + 4, y + 6, 62, paint.scheme.shadow, opacity=0.25),
        *(disc(x, y, r_, tint) for r_, tint in zip((60.0, 50.0, 36.0, 23.0, 9.0), rings, strict=True)),
        strokes(darts, paint.local("#3a3940", 0.3), 4.0),
    ]


def _on_tap(paint: Paint, x: float, near: float, wood: str) -> list[Node]:
    """Two casks that lie on a trestle, with their taps."""
    cx, foot = p.at(x, 0, near)
    iron = paint.local("#4a4650", 0.3)
    nodes: list[Node] = [
        *p.cuboid(paint, x, 340.0, 70.0, near * 0.9, near * 0.98, paint.deep(wood, 0.1)),
    ]
    for dx in (-80.0, 80.0):
        y = foot - 138
        nodes += [
            disc(cx + dx, y, 76, paint.deep(wood, 0.35)),
            disc(cx + dx, y, 66, vertical(y - 66, y + 66, (0.0, paint.bright(wood, 0.3)), (1.0, wood))),
            strokes(
                [
                    polygon([(cx + dx + k, y - 62 + abs(k) * 0.6), (cx + dx + k, y + 62 - abs(k) * 0.6)], False)
                    for k in (-40, -14, 14, 40)
                ],
                paint.deep(wood, 0.4),
                2.0,
                0.6,
            ),
            strokes([ellipse(cx + dx, y, 71)], iron, 8.0),
            block(cx + dx - 5, y + 34, 10, 22, paint.scheme.accent, radius=3),
        ]
    return nodes


def _timber(paint: Paint, wood: str) -> list[Node]:
    """The posts and braces of a half-timbered wall."""
    posts = [rectangle(x, 40, 22, 612) for x in (130.0, 566.0, 800.0, 1330.0)]
    braces = [
        polygon([(588, 300), (612, 300), (820, 120), (796, 120)], False),
        polygon([(152, 420), (176, 420), (330, 250), (306, 250)]),
    ]
    return [
        fill(joined((*posts, *braces[1:])), paint.deep(wood, 0.25)),
        fill(rectangle(120, 236, 1230, 14), paint.deep(wood, 0.25)),
    ]


def _bottles(paint: Paint, x: float, wood: str) -> list[Node]:
    """The shelves behind the bar, and the mirror between them."""
    glass = mix(paint.outside.sky_middle, paint.scheme.wall, 0.5)
    nodes: list[Node] = [
        *f.box(paint, x, p.at(0, 0, _FAR)[1], 460.0, 450.0, paint.deep(wood, 0.2)),
        block(x - 210, 216, 420, 330, paint.deep(wood, 0.55)),
        fill(windows.arch(x, 350.0, 150.0, 250.0), glass),
        block(x - 250, 180, 500, 26, paint.bright(wood, 0.14), radius=4),
    ]
    for k, y in enumerate((300.0, 385.0, 470.0)):
        for dx in (-145.0, 145.0):
            nodes += f.jars(paint, f"bottles {k} {dx:.0f}", x + dx - 66, x + dx + 66, y, 70.0)
            nodes.append(block(x + dx - 68, y, 136, 8, paint.bright(wood, 0.2)))
    return nodes


def _bar(paint: Paint, wood: str) -> list[Node]:
    brass = mix(paint.local("#b98d3f"), paint.scheme.accent, 0.35)
    y = p.at(0, 268, 0.86)[1]
    taps = [
        node
        for dx in (0, 34, 68)
        for node in (
            block(1010 + dx, y - 62, 12, 60, brass, radius=4),
            block(1006 + dx, y - 84, 20, 26, wood, radius=6),
        )
    ]
    return [
        *p.cuboid(paint, 420.0, 720.0, 250.0, 0.8, 0.88, wood),
        fill(joined(p.front(130 + k * 130, 108.0, 46.0, 170.0, 0.88) for k in range(6)), paint.deep(wood, 0.3)),
        *p.cuboid(paint, 420.0, 750.0, 18.0, 0.79, 0.89, paint.bright(wood, 0.25), 250.0),
        strokes([polygon([p.at(66, 36, 0.9), p.at(780, 36, 0.9)], False)], brass, 7.0),
        *taps,
        *(node for x in (900.0, 1180.0, 1240.0) for node in _mug(paint, x, y)),
        *(node for x in (90.0, 330.0, 570.0) for node in _stool(paint, x, 0.95, wood)),
    ]


def _mug(paint: Paint, x: float, y: float) -> list[Node]:
    ale = mix(paint.local("#c98a2f"), paint.scheme.accent, 0.2)
    return [
        strokes(
            [smooth([(x + 12, y - 30), (x + 28, y - 28), (x + 26, y - 8), (x + 12, y - 6)], False)],
            paint.local("#a88a6a"),
            5.0,
        ),
        block(x - 15, y - 36, 30, 36, ale, radius=4),
        block(x - 17, y - 44, 34, 13, paint.local("#f7f0df", 0.15), radius=6),
    ]


def _stool(paint: Paint, x: float, near: float, wood: str) -> list[Node]:
    cx, cy = p.at(x, 165, near)
    foot = p.at(x, 0, near)[1]
    legs = [polygon([(cx + dx * 0.6, cy + 8), (cx + dx, foot)], False) for dx in (-34, 34, -12, 12)]
    return [
        disc(cx, foot, 46, paint.scheme.shadow, 7, 0.3),
        strokes(legs, paint.deep(wood, 0.3), 8.0),
        block(cx - 40, cy - 4, 80, 16, paint.bright(wood, 0.15), radius=7),
    ]


def _board(paint: Paint, x: float, near: float, wood: str) -> list[Node]:
    """A long table with benches, mugs and a candle."""
    top = p.at(x, 176, near)
    return [
        *p.cuboid(paint, x - 20, 460.0, 90.0, near * 0.84, near * 0.88, paint.deep(wood, 0.2)),
        *(
            node
            for dx in (-190.0, 190.0)
            for node in p.cuboid(paint, x + dx, 34.0, 160.0, near * 0.9, near * 0.98, paint.deep(wood, 0.25))
        ),
        *p.cuboid(paint, x, 500.0, 20.0, near * 0.88, near, paint.bright(wood, 0.1), 160.0),
        *_mug(paint, top[0] - 120, top[1] - 10),
        *_mug(paint, top[0] + 90, top[1] - 18),
        *lamps.candle(paint, top[0] + 6, top[1] - 10, 44.0),
        Group(
            (glow(top[0], top[1] - 50, 240, paint.scheme.accent, 0.45 if paint.dark else 0.15),), opacity=flicker(5.0)
        ),
    ]


def _wheel_lamp(paint: Paint, x: float, y: float, wood: str) -> list[Node]:
    """A cartwheel with candles, hung from the beams."""
    ropes = [polygon([(x, -320), (x + dx, y)], False) for dx in (-120, 0, 120)]
    wheel = [
        strokes(ropes, paint.deep(wood, 0.4), 4.0),
        disc(x, y + 4, 134, paint.deep(wood, 0.3), 24),
        disc(x, y + 2, 112, paint.deep(wood, 0.7), 16),
        *(node for dx in (-126, -70, 0, 70, 126) for node in lamps.candle(paint, x + dx, y + 4, 34.0)),
        glow(x, y, 380, lamp_light(paint), 0.4 if paint.dark else 0.12),
    ]
    return [Group(tuple(wheel), transform=lambda t: turn(0.5 * math.sin(t * 0.7), (x, -320.0)))]


def _doors(paint: Paint, x: float) -> list[Node]:
    """Swinging doors with the street behind them."""
    foot = p.at(0, 0, _FAR)[1]
    wood = paint.local("#8a5a36")
    leaves: list[Node] = []
    for side in (-1.0, 1.0):
        hinge = x + side * 86
        slats: list[Path] = [
            polygon([(hinge, 440 + k * 22), (hinge - side * 80, 440 + k * 22)], False) for k in range(6)
        ]
        leaf = [
            facet([(hinge, 410), (hinge - side * 82, 430), (hinge - side * 82, 580), (hinge, 590)], wood),
            strokes(slats, paint.deep(wood, 0.4), 4.0),
        ]
        leaves.append(
            Group(
                tuple(leaf), transform=lambda t, side=side: turn(1.2 * math.sin(t * 1.3 + side), (x + side * 86, 500.0))
            )
        )
    return [
        block(x - 110, 250, 220, foot - 250, paint.deep(wood, 0.4)),
        windows.view(paint, x, (270 + foot) / 2, 180.0, foot - 270, town=True),
        *leaves,
        straight([(x - 130, 250), (x + 130, 250)], paint.bright(wood, 0.1), 16.0),
    ]
