"""Doors of a room, each in its period: of a house, of boards, with two leaves, of glass, of iron, one that slides.

A door stands with the middle of its threshold at (x, y); 365 is as tall as one in the back wall of an ordinary room.
"""

from generation.animatic.art import Node, Path, ellipse, polygon, rectangle
from generation.animatic.colour import mix
from generation.animatic.motifs.brush import across, block, disc, fill, glow, joined, strokes, vertical
from generation.animatic.motifs.furniture import DARK_WOOD
from generation.animatic.motifs.paint import Paint
from generation.animatic.motifs.tomorrow import cold_light
from generation.animatic.motifs.windows import arch, view

_OAK = "#6b4a32"


def _frame(paint: Paint, x: float, y: float, width: float, height: float, colour: str) -> list[Node]:
    """The frame around a door, and the shadow that the leaf lies in."""
    rim = height * 0.045
    return [
        block(
            x - width / 2 - rim + 5,
            y - height - rim + 6,
            width + rim * 2 + 4,
            height + rim - 6,
            paint.scheme.shadow,
            0.2,
        ),
        block(
            x - width / 2 - rim, y - height - rim, width + rim * 2, height + rim, paint.bright(colour, 0.2), radius=2
        ),
        block(x - width / 2 - 3, y - height - 3, width + 6, height + 3, paint.deep(colour, 0.5)),
        block(x - width / 2 - rim, y - 5, width + rim * 2, 9, paint.deep(colour, 0.35), radius=2),
    ]


def _panels(left: float, top: float, width: float, height: float) -> list[Path]:
    """The four sunk fields of a leaf."""
    wide = width * 0.36
    return [
        rectangle(left + width * dx, top + height * dy, wide, height * tall, 3)
        for dx in (0.1, 0.54)
        for dy, tall in ((0.07, 0.44), (0.59, 0.33))
    ]


def _leaf(paint: Paint, left: float, top: float, width: float, height: float, colour: str) -> list[Node]:
    fields = _panels(left, top, width, height)
    shading = across(left, left + width, (0.0, paint.bright(colour, 0.1)), (1.0, paint.deep(colour, 0.16)))
    return [
        block(left, top, width, height, shading),
        fill(joined(fields), paint.deep(colour, 0.24)),
        strokes(fields, paint.bright(colour, 0.24), 2.0, 0.55),
    ]


def door(paint: Paint, x: float, y: float, height: float, colour: str | None = None) -> list[Node]:
    """The door of a room; of boards in the middle ages, one that slides in the future."""
    if paint.setting.period == "medieval":
        return plank_door(paint, x, y, height * 0.94)
    if paint.setting.period == "future":
        return sliding_door(paint, x, y, height)
    wood, width = colour or paint.local(_OAK, 0.3), height * 0.46
    knob = x - width * 0.38, y - height * 0.47
    return [
        *_frame(paint, x, y, width, height, wood),
        *_leaf(paint, x - width / 2, y - height, width, height, wood),
        block(knob[0] - 6, knob[1] - 18, 12, 40, paint.deep(paint.scheme.accent, 0.3), radius=3),
        disc(*knob, height * 0.02, paint.scheme.accent),
    ]


def plank_door(paint: Paint, x: float, y: float, height: float, stone: str | None = None) -> list[Node]:
    """A round-headed door of boards with iron straps and a ring, in a frame of stone."""
    wood, iron, width = paint.local(_OAK, 0.3), paint.local("#3a3940", 0.3), height * 0.52
    rim = stone or paint.deep(paint.local("#8c8278", 0.3), 0.1)
    middle = y - height / 2
    seams = [
        polygon([(x + width * k, y - 2), (x + width * k, y - height * (0.96 - abs(k) * 0.5))], closed=False)
        for k in (-0.3, -0.1, 0.1, 0.3)
    ]
    straps = [rectangle(x - width * 0.48, y - height * up, width * 0.8, height * 0.035, 4) for up in (0.7, 0.22)]
    nails = [ellipse(x + width * dx, y - height * (up - 0.0175), 3) for up in (0.7, 0.22) for dx in (-0.38, -0.1, 0.18)]
    return [
        fill(arch(x, middle - 8, width + height * 0.14, height + 18), rim),
        fill(arch(x, middle, width + 8, height), paint.deep(rim, 0.5)),
        fill(
            arch(x, middle, width, height),
            across(x - width / 2, x + width / 2, (0.0, paint.bright(wood, 0.1)), (1.0, paint.deep(wood, 0.24))),
        ),
        strokes(seams, paint.deep(wood, 0.5), 2.6, 0.7),
        fill(joined(straps), iron),
        fill(joined(nails), paint.bright(iron, 0.4)),
        strokes([ellipse(x + width * 0.34, y - height * 0.46, height * 0.032)], iron, 4.0),
        block(x - width / 2 - height * 0.07, y - 5, width + height * 0.14, 9, paint.deep(rim, 0.2), radius=2),
    ]


def double_door(
    paint: Paint, x: float, y: float, height: float, colour: str | None = None, glazed: bool = False
) -> list[Node]:
    """Two leaves under a cornice; `glazed` ones show the street or the garden through their upper halves."""
    if paint.setting.period == "future":
        return sliding_door(paint, x, y, height, wide=0.74)
    wood, width = colour or paint.local(_OAK, 0.3), height * 0.74
    nodes = _frame(paint, x, y, width, height, wood)
    for side in (-1, 1):
        left = x + (side - 1) * width / 4 + side * 1.5
        nodes += _leaf(paint, left, y - height, width / 2 - 1.5, height, wood)
        if glazed:
            nodes += _panes(paint, left + width / 4, y - height * 0.72, width * 0.36, height * 0.46, wood)
        nodes.append(
            block(x + side * width * 0.045 - 4, y - height * 0.5, 8, height * 0.09, paint.scheme.accent, radius=3)
        )
    return [
        *nodes,
        block(x - width * 0.6, y - height * 1.09, width * 1.2, height * 0.055, paint.bright(wood, 0.26), radius=3),
        block(x - width * 0.57, y - height * 1.035, width * 1.14, height * 0.02, paint.scheme.shadow, 0.25),
    ]


def _panes(paint: Paint, x: float, y: float, width: float, height: float, wood: str) -> list[Node]:
    """The glass of a leaf, with its bars."""
    left, top = x - width / 2, y - height / 2
    bars = [polygon([(x, top), (x, top + height)], closed=False)]
    bars += [polygon([(left, top + height * k), (left + width, top + height * k)], closed=False) for k in (0.33, 0.67)]
    return [
        block(left - 4, top - 4, width + 8, height + 8, paint.deep(wood, 0.3)),
        view(paint, x, y, width, height, town=True),
        strokes(bars, wood, 4.0),
    ]


def glass_door(paint: Paint, x: float, y: float, height: float, frame: str) -> list[Node]:
    """The door of a shop from within: the street behind its glass, and a board that hangs in it."""
    width = height * 0.5
    board = paint.local("#efe6d0", 0.2)
    cords = [polygon([(x + dx, y - height * 0.66), (x, y - height * 0.72)], closed=False) for dx in (-34, 34)]
    return [
        *_frame(paint, x, y, width, height, frame),
        block(x - width / 2, y - height, width, height, frame),
        view(paint, x, y - height * 0.56, width * 0.78, height * 0.74, town=True),
        strokes(cords, paint.deep(frame, 0.4), 2.0),
        block(x - 42, y - height * 0.66, 84, 34, board, radius=4),
        block(x - 30, y - height * 0.66 + 10, 60, 5, paint.local("#b5473a", 0.3), radius=2),
        block(x - 22, y - height * 0.66 + 20, 44, 5, paint.deep(board, 0.35), radius=2),
        block(x - width * 0.45, y - height * 0.5, 8, height * 0.13, paint.scheme.accent, radius=4),
    ]


def garden_door(paint: Paint, x: float, y: float, height: float, colour: str, frosted: bool = False) -> list[Node]:
    """A door with glass in its upper half, which shows what is outside; `frosted` one between rooms shows only light."""
    if paint.setting.period in ("medieval", "future"):
        return door(paint, x, y, height)
    width = height * 0.48
    pane = mix(paint.scheme.sun, paint.scheme.wall, 0.5)
    field = [rectangle(x - width * 0.36, y - height * 0.42, width * 0.72, height * 0.34, 4)]
    return [
        *_frame(paint, x, y, width, height, colour),
        block(
            x - width / 2,
            y - height,
            width,
            height,
            vertical(y - height, y, (0.0, colour), (1.0, paint.deep(colour, 0.14))),
        ),
        fill(joined(field), paint.deep(colour, 0.16)),
        strokes(field, paint.bright(colour, 0.3), 2.0, 0.6),
        *(
            [block(x - width * 0.34, y - height * 0.91, width * 0.68, height * 0.4, pane, radius=3)]
            if frosted
            else _panes(paint, x, y - height * 0.71, width * 0.68, height * 0.4, colour)
        ),
        disc(x - width * 0.41, y - height * 0.46, height * 0.02, paint.scheme.accent),
    ]


def iron_door(paint: Paint, x: float, y: float, height: float, steel: str) -> list[Node]:
    """A door of riveted iron with a flap to look through and a bolt."""
    width = height * 0.5
    rivets = [ellipse(x + s * width * 0.44, y - height * (0.05 + 0.09 * k), 3) for s in (-1, 1) for k in range(11)]
    bands = [rectangle(x - width / 2, y - height * up, width, height * 0.03) for up in (0.96, 0.52, 0.08)]
    return [
        *_frame(paint, x, y, width, height, paint.deep(steel, 0.2)),
        block(
            x - width / 2,
            y - height,
            width,
            height,
            across(x - width / 2, x + width / 2, (0.0, paint.bright(steel, 0.14)), (1.0, paint.deep(steel, 0.24))),
        ),
        fill(joined(bands), paint.deep(steel, 0.2)),
        fill(joined(rivets), paint.bright(steel, 0.35)),
        block(x - width * 0.24, y - height * 0.83, width * 0.48, height * 0.1, paint.deep(steel, 0.6), radius=3),
        strokes(
            [
                polygon([(x + width * k, y - height * 0.83), (x + width * k, y - height * 0.73)], False)
                for k in (-0.1, 0.0, 0.1)
            ],
            paint.bright(steel, 0.2),
            4.0,
        ),
        block(x - width * 0.52, y - height * 0.45, width * 0.3, height * 0.035, paint.bright(steel, 0.3), radius=3),
    ]


def sliding_door(
    paint: Paint,
    x: float,
    y: float,
    height: float,
    light: str | None = None,
    wide: float = 0.56,
    steel: str | None = None,
) -> list[Node]:
    """Two leaves of steel that slide apart, a lamp over them and a button beside them."""
    metal, lamp, width = steel or paint.local("#9fb0c2", 0.3), light or cold_light(paint), height * wide
    glass = [
        rectangle(x + s * width * 0.25 - width * 0.09, y - height * 0.82, width * 0.18, height * 0.36, 6)
        for s in (-1, 1)
    ]
    return [
        block(x - width / 2 - 16, y - height - 22, width + 32, height + 22, paint.deep(metal, 0.45), radius=10),
        *(
            block(
                x + (s - 1) * width / 4 + s,
                y - height,
                width / 2 - 1,
                height,
                across(
                    x - width / 2,
                    x + width / 2,
                    (0.0, paint.bright(metal, 0.14)),
                    (0.5, metal),
                    (1.0, paint.deep(metal, 0.2)),
                ),
                radius=4,
            )
            for s in (-1, 1)
        ),
        fill(joined(glass), mix(lamp, paint.deep(metal, 0.5), 0.45)),
        block(x - 3, y - height, 6, height, paint.deep(metal, 0.6)),
        block(x - width * 0.2, y - height - 16, width * 0.4, 8, lamp, radius=4),
        glow(x, y - height - 12, width * 0.5, lamp, 0.3),
        block(x + width / 2 + 30, y - height * 0.56, 26, 44, paint.deep(metal, 0.4), radius=5),
        disc(x + width / 2 + 43, y - height * 0.56 + 15, 7, lamp),
        block(x - width / 2 - 16, y - 4, width + 32, 8, paint.deep(metal, 0.3), radius=2),
    ]


def gate(paint: Paint, x: float, y: float, width: float, height: float, wood: str) -> list[Node]:
    """Two great leaves of boards with their braces, and a chink of the day between them."""
    top, dark = y - height, paint.deep(wood, 0.5)
    seams = [
        polygon([(x - width / 2 + width * k / 14, top), (x - width / 2 + width * k / 14, y)], False)
        for k in range(1, 14)
    ]
    braces: list[Path] = []
    for side in (-1, 1):
        inner, outer = x + side * width * 0.03, x + side * width * 0.48
        braces += [polygon([(inner, top + height * k), (outer, top + height * k)], False) for k in (0.09, 0.91)]
        braces.append(polygon([(inner, top + height * 0.88), (outer, top + height * 0.12)], False))
    return [
        block(x - width / 2 - 20, top - 24, width + 40, height + 24, paint.deep(paint.local(DARK_WOOD), 0.2)),
        block(x - width / 2, top, width, height, vertical(top, y, (0.0, wood), (1.0, paint.deep(wood, 0.24)))),
        strokes(seams, dark, 2.4, 0.6),
        strokes(braces, paint.bright(wood, 0.14), height * 0.05),
        block(
            x - 4,
            top,
            8,
            height,
            mix(paint.outside.horizon, paint.outside.sun, 0.4),
            0.4 if paint.outside.night else 0.9,
        ),
        glow(x, y - height * 0.3, height * 0.5, paint.outside.sun, 0.12 if paint.outside.night else 0.3),
        block(x - width * 0.14, y - height * 0.5, width * 0.28, height * 0.05, paint.deep(wood, 0.4), radius=3),
    ]
