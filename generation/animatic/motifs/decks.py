"""A ship's deck in other periods than that of sails and cannon: a cog, a liner, a ship of today, one of light."""

from generation.animatic.art import Group, Node, polygon, rectangle, smooth
from generation.animatic.motifs.brush import (
    across,
    block,
    disc,
    facet,
    fill,
    glow,
    joined,
    line,
    straight,
    strokes,
    vertical,
)
from generation.animatic.motifs.houses import lamp_light, smoke
from generation.animatic.motifs.paint import Paint
from generation.animatic.motifs.tomorrow import cold_light, second_light
from generation.animatic.stage import LEFT, RIGHT, TOP

_STEEL = ("1920s", "today", "future")
_RIGGED = (
    "sail",
    "sailing",
    "pirate",
    "galleon",
    "schooner",
    "frigate",
    "caravel",
    "brig",
    "clipper",
    "mast",
    "old",
    "tall",
)


def of_steel(paint: Paint) -> bool:
    """Whether the ship has no sails: told by its period, unless the words speak of sails."""
    return paint.setting.period in _STEEL and not paint.has(
        "sail", "sailing", "pirate", "galleon", "mast", "old", "tall"
    )


def shields(paint: Paint) -> list[Node]:
    """Round shields that hang along the rail of a cog."""
    nodes: list[Node] = []
    spots = [LEFT + 70 + k * 150.0 for k in range(17)]
    for k, tint in enumerate(("#a8403a", "#d8c08a", "#3a5a8c")):
        nodes += [disc(x, 606, 36, paint.local(tint, 0.3)) for x in spots[k::3]]
    rims = [rectangle(x - 36, 570, 72, 72, 36) for x in spots]
    return [
        *nodes,
        strokes(rims, paint.local("#4b3b34", 0.3), 5.0),
        *(disc(x, 606, 10, paint.local("#b9a98a", 0.3)) for x in spots),
    ]


def upper_works(paint: Paint, side: float) -> Group:
    """What rises over the deck at both sides: funnel and house of a liner, mast and bridge of today, wings of light."""
    if paint.setting.period == "future":
        return _wings(paint, side)
    old = paint.setting.period == "1920s"
    white = paint.local("#efe9dc" if old else "#eef0ee", 0.2)
    red = paint.local("#a8443a" if old else "#3f6f9a", 0.3)
    x, near = 800 + side * 640, 800 - side * 760
    lit = lamp_light(paint) if paint.dark else paint.deep(paint.outside.sky_middle, 0.3)
    left = min(x - 260, x + 260)
    ports = [rectangle(left + 40 + k * 92, 470, 56, 56, 28 if old else 8) for k in range(5)]
    nodes: list[Node] = [
        block(
            x - 90,
            -190,
            180,
            560,
            across(
                x - 90,
                x + 90,
                (0.0, paint.deep(red, 0.35)),
                (0.45, paint.bright(red, 0.15)),
                (1.0, paint.deep(red, 0.4)),
            ),
        ),
        block(x - 96, -90, 192, 60, white),
        block(left, 360, 520, 280, vertical(360, 640, (0.0, white), (1.0, paint.deep(white, 0.25)))),
        block(left - 24, 344, 568, 26, paint.deep(white, 0.3), radius=5),
        fill(joined(ports), lit),
        strokes(ports, paint.local("#b98d3f" if old else "#7f8a92", 0.3), 7.0),
        block(
            near - 10,
            TOP,
            20,
            960,
            across(near - 10, near + 10, (0.0, paint.deep(white, 0.2)), (1.0, paint.deep(white, 0.5))),
        ),
        strokes(
            [polygon([(near, -60), (near + side * dx, 620)], closed=False) for dx in (-240, 240)],
            paint.deep(white, 0.6),
            3.0,
            0.7,
        ),
    ]
    if old:
        nodes.insert(0, smoke(paint, x, -170.0, 2.0))
    else:
        nodes += [block(near - 60, 60, 120, 16, paint.deep(white, 0.2), radius=6), disc(near, 40, 26, white, 18)]
    if paint.dark:
        nodes.append(glow(x, 500, 340, paint.scheme.accent, 0.45, 0.6))
    return Group(tuple(nodes), name="rig")


def _wings(paint: Paint, side: float) -> Group:
    """Two tall wings of glass that catch the wind, edged with light."""
    light, glass = cold_light(paint), paint.outside.sky_middle
    shell = paint.local("#dfe5ec", 0.25)
    nodes: list[Node] = []
    for x, s in ((800 + side * 600, 1.0), (800 - side * 740, 0.86)):
        edge = [
            (x - 20 * s, 640.0),
            (x - 50 * s, 200.0),
            (x + 60 * s, TOP),
            (x + side * 190 * s, TOP),
            (x + side * 120 * s, 240.0),
            (x + 40 * s, 640.0),
        ]
        wing = smooth(edge, tension=0.5)
        ribs = [
            line([(x, 600.0), (x + side * u * s, 200.0), (x + side * 1.9 * u * s, TOP)], shell, 3.0, 0.6)
            for u in (20, 52, 84)
        ]
        nodes += [
            fill(
                wing, across(x - 90, x + 150, (0.0, paint.bright(glass, 0.5), 0.8), (1.0, paint.deep(glass, 0.2), 0.65))
            ),
            *ribs,
            line([(px, py) for px, py in edge[:3]], light, 6.0, 0.9),
            *((glow(x, 320, 300, light, 0.35),) if paint.dark else ()),
        ]
    return Group(tuple(nodes), name="rig")


def fittings(paint: Paint, side: float) -> list[Node]:
    """What stands on a deck without sails: chairs with a rug, a ring to save people; in the future benches of light."""
    if paint.setting.period == "future":
        light, shell = cold_light(paint), paint.local("#dfe5ec", 0.25)
        nodes: list[Node] = []
        for x in (800 - side * 560, 800 + side * 640):
            nodes += [
                disc(x, 752, 160, paint.scheme.shadow, 9, 0.3),
                fill(
                    smooth([(x - 150, 748), (x - 140, 700), (x + 140, 700), (x + 150, 748)], tension=0.5),
                    vertical(696, 750, (0.0, paint.bright(shell, 0.25)), (1.0, paint.deep(shell, 0.35))),
                ),
                block(x - 140, 740, 280, 6, light, radius=3),
            ]
        sign = second_light(paint)
        return [*nodes, block(800 - side * 250 - 60, 600, 120, 8, sign, 0.9, radius=4)]
    nodes = []
    for dx in (-500.0, -640.0):
        nodes += _deck_chair(paint, 800 + side * dx, 752.0, side)
    x = 800 + side * 280
    ring = rectangle(x - 34, 572, 68, 68, 34)
    return [
        *nodes,
        strokes([ring], paint.local("#f4efe4", 0.15), 17.0),
        strokes(
            [
                polygon([(x - 34, 606), (x - 26, 606)], closed=False),
                polygon([(x + 26, 606), (x + 34, 606)], closed=False),
            ],
            paint.local("#c0473f", 0.25),
            18.0,
        ),
    ]


def _deck_chair(paint: Paint, x: float, y: float, side: float) -> list[Node]:
    wood, cloth = paint.local("#9a6f45", 0.3), paint.local("#e8dcc0", 0.25)
    seat = [
        (x - side * 62, y - 138),
        (x - side * 50, y - 142),
        (x + side * 24, y - 46),
        (x + side * 92, y - 40),
        (x + side * 92, y - 30),
        (x + side * 14, y - 34),
    ]
    return [
        disc(x + side * 10, y, 100, paint.scheme.shadow, 9, 0.3),
        strokes(
            [
                polygon([(x - side * 40, y), (x + side * 60, y - 60)], closed=False),
                polygon([(x + side * 70, y), (x - side * 20, y - 84)], closed=False),
            ],
            wood,
            8.0,
        ),
        fill(smooth(seat, tension=0.4), cloth),
        straight([(x - side * 58, y - 142), (x + side * 20, y - 42), (x + side * 92, y - 38)], wood, 6.0),
    ]


def boards(paint: Paint) -> tuple[str, str]:
    """The deck's own colour and that of its rail."""
    deck, rail = {
        "1920s": ("#c09a68", "#efe9dc"),
        "today": ("#b8a07a", "#e4e8ea"),
        "future": ("#c3ccd6", "#dfe5ec"),
    }.get(paint.setting.period if of_steel(paint) else "", ("#a57d54", "#6f4a35"))
    return paint.local(deck, 0.35), paint.local(rail, 0.3)


def light_rail(paint: Paint) -> list[Node]:
    """The line of light in the rail of a ship of the future."""
    light = cold_light(paint)
    return [
        block(LEFT, 550, RIGHT - LEFT, 6, light, 0.95, radius=3),
        facet(
            [(LEFT, 640), (RIGHT, 640), (RIGHT, 664), (LEFT, 664)],
            vertical(640, 664, (0.0, light, 0.4), (1.0, light, 0.0)),
        ),
    ]
