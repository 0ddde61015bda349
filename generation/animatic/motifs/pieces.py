"""Things that stand near where a place's words name them. Each on its foot at the origin, as large as beside a person.

`tint` is the colour or stuff that the words give it, as it is by daylight, or None for its own.
"""

import math

from generation.animatic.art import Node, Path, Point, Shape, Stroke, ellipse, polygon, rectangle, smooth
from generation.animatic.colour import mix
from generation.animatic.motifs.brush import (
    across,
    blob,
    block,
    disc,
    facet,
    fill,
    glow,
    joined,
    line,
    straight,
    strokes,
)
from generation.animatic.motifs.paint import Paint
from generation.animatic.motifs.season import snow_white


def own_colour(paint: Paint, tint: str | None, own: str) -> str:
    """The thing in the colour that the words give it, or in its own."""
    return paint.local(tint or own, 0.1 if tint else 0.3)


def rounded(paint: Paint, path: Path, left: float, right: float, colour: str) -> Shape:
    """An outline shaded as something round, lighter towards the light."""
    ends = (paint.bright(colour, 0.22), paint.deep(colour, 0.36))
    first, last = ends if paint.scheme.light_x < 0 else ends[::-1]
    return fill(path, across(left, right, (0.0, first), (0.5, colour), (1.0, last)))


def foot(paint: Paint, width: float) -> Node:
    """The shadow that shows that a thing stands."""
    return disc(0, 2, width, paint.scheme.shadow, width * 0.09, 0.35)


def statue(paint: Paint, tint: str | None) -> list[Node]:
    """Somebody of stone on a plinth, an arm raised; 400 tall."""
    stone = own_colour(paint, tint, "#b9b4ae")
    robe = smooth(
        [(-44, -120), (-36, -210), (-46, -282), (-20, -304), (20, -304), (44, -284), (36, -210), (46, -120)],
        tension=0.6,
    )
    arm = smooth([(30, -292), (58, -326), (64, -386), (76, -388), (80, -318), (44, -272)], tension=0.7)
    folds = [smooth([(x, -250), (x * 1.1, -190), (x * 1.3, -124)], closed=False) for x in (-22, -4, 16)]
    nodes: list[Node] = [
        foot(paint, 110),
        rounded(paint, rectangle(-84, -26, 168, 26, 3), -84, 84, paint.deep(stone, 0.2)),
        rounded(paint, rectangle(-62, -112, 124, 88, 2), -62, 62, paint.deep(stone, 0.08)),
        block(-74, -124, 148, 16, paint.bright(stone, 0.12), radius=3),
        rounded(paint, arm, 30, 80, stone),
        rounded(paint, robe, -46, 46, stone),
        strokes(folds, paint.deep(stone, 0.35), 4.0, 0.6),
        rounded(paint, ellipse(0, -332, 27, 32), -27, 27, stone),
    ]
    if paint.snowy:
        nodes += [disc(0, -360, 22, snow_white(paint), 8), disc(-30, -302, 18, snow_white(paint), 6)]
    return nodes


def fountain(paint: Paint, tint: str | None) -> list[Node]:
    """A basin with water that leaps; 210 tall."""
    stone, water = own_colour(paint, tint, "#b3aaa4"), mix(paint.outside.water, paint.outside.horizon, 0.35)
    jets: list[Node] = []
    for k in range(5):
        reach = (k - 2) * 34.0

        def jet(t: float, reach: float = reach, k: int = k) -> Path:
            up = 52 + 7 * math.sin(t * 5 + k)
            return Path((("M", 0, -158), ("C", reach * 0.4, -158 - up, reach, -150 - up, reach * 1.7, -52)))

        jets.append(Shape(jet, None, Stroke(mix(water, "#ffffff", 0.55), 3.6, 0.7)))
    return [
        foot(paint, 170),
        rounded(paint, rectangle(-150, -50, 300, 50, 16), -150, 150, stone),
        disc(0, -50, 152, paint.bright(stone, 0.25), 25),
        disc(0, -49, 134, water, 19),
        facet([(-20, -50), (-11, -120), (11, -120), (20, -50)], stone),
        blob([(-58, -128), (0, -138), (58, -128), (24, -108), (-24, -108)], paint.bright(stone, 0.16)),
        *jets,
    ]


def mushrooms(paint: Paint, tint: str | None) -> list[Node]:
    """A group of toadstools; 100 tall."""
    cap, stem = own_colour(paint, tint, "#b8453c"), paint.local("#eadfca", 0.25)
    nodes: list[Node] = [foot(paint, 80)]
    for x, s in ((46.0, 0.55), (-40.0, 0.7), (0.0, 1.0)):
        hat = Path(
            (
                ("M", x - 48 * s, -58 * s),
                ("C", x - 44 * s, -112 * s, x + 44 * s, -112 * s, x + 48 * s, -58 * s),
                ("C", x + 20 * s, -68 * s, x - 20 * s, -68 * s, x - 48 * s, -58 * s),
                ("Z",),
            )
        )
        spots = [ellipse(x + dx * s, dy * s, 6 * s, 4.4 * s) for dx, dy in ((-22, -78), (4, -90), (26, -74))]
        nodes += [
            rounded(paint, rectangle(x - 11 * s, -62 * s, 22 * s, 62 * s, 9 * s), x - 11, x + 11, stem),
            rounded(paint, hat, x - 48 * s, x + 48 * s, cap),
            fill(joined(spots), stem),
        ]
    return nodes


def crystal(paint: Paint, tint: str | None) -> list[Node]:
    """A few crystals that grow out of the ground; 130 tall."""
    stuff = own_colour(paint, tint, "#7fd0e0")
    nodes: list[Node] = [glow(0, -50, 130, paint.bright(stuff, 0.4), 0.4)]
    for x, w, h, lean in ((-48, 26, 70, -20), (44, 24, 84, 20), (0, 34, 130, 3)):
        tip, mid = (x + lean, -h), (x + lean * 0.7 + w * 0.08, -h * 0.72)
        nodes += [
            facet([(x - w / 2, 0), (x - w / 2 + lean * 0.7, -h * 0.8), tip, mid, (x, 0)], paint.bright(stuff, 0.3)),
            facet([(x, 0), mid, tip, (x + w / 2 + lean * 0.7, -h * 0.78), (x + w / 2, 0)], paint.deep(stuff, 0.25)),
        ]
    return nodes


def rocks(paint: Paint, tint: str | None) -> list[Node]:
    """Three boulders; 120 tall."""
    stone = own_colour(paint, tint, "#8d8a86")
    nodes: list[Node] = [foot(paint, 140)]
    for x, s in ((86.0, 0.5), (-78.0, 0.62), (0.0, 1.0)):
        outline = [
            (x - 84 * s, 0),
            (x - 76 * s, -58 * s),
            (x - 30 * s, -112 * s),
            (x + 34 * s, -104 * s),
            (x + 76 * s, -46 * s),
            (x + 84 * s, 0),
        ]
        face = [
            (x - 30 * s, -112 * s),
            (x + 34 * s, -104 * s),
            (x + 20 * s, -64 * s),
            (x - 34 * s, -60 * s),
            (x - 62 * s, -70 * s),
        ]
        nodes += [
            rounded(paint, smooth(outline, tension=0.4), x - 84 * s, x + 84 * s, stone),
            facet(face, snow_white(paint) if paint.snowy else paint.bright(stone, 0.25), 0.8),
        ]
    return nodes


def cactus(paint: Paint, tint: str | None) -> list[Node]:
    """A cactus with two arms; 260 tall."""
    green = own_colour(paint, tint, "#5f8a4e")
    limbs = [
        smooth([(0, 0), (0, -130), (0, -240)], closed=False),
        smooth([(0, -90), (-56, -96), (-62, -170)], closed=False),
        smooth([(0, -130), (54, -134), (60, -200)], closed=False),
    ]
    return [
        foot(paint, 60),
        strokes(limbs[1:], paint.deep(green, 0.2), 34.0),
        strokes(limbs[:1], green, 46.0),
        strokes(
            [polygon([(dx, -8), (dx, -236)], closed=False) for dx in (-11, 2, 13)], paint.deep(green, 0.35), 2.6, 0.7
        ),
        disc(0, -266, 10, paint.local("#e58aa0")),
    ]


def snowman(paint: Paint, tint: str | None) -> list[Node]:
    """A snowman with hat and scarf; 230 tall."""
    snow, coal = mix("#ffffff", paint.scheme.ambient, 0.08 + paint.scheme.shade * 0.6), paint.local("#2b2a30")
    scarf = own_colour(paint, tint, "#b8433f")
    return [
        foot(paint, 84),
        strokes(
            [
                smooth([(-40, -128), (-84, -154), (-104, -190)], closed=False),
                smooth([(40, -128), (86, -150), (104, -184)], closed=False),
            ],
            paint.local("#5b4030"),
            5.0,
        ),
        *(rounded(paint, ellipse(0, y, r, r * 0.94), -r, r, snow) for y, r in ((-56, 66), (-130, 48), (-190, 34))),
        block(-36, -166, 72, 15, scarf, radius=7),
        block(14, -160, 17, 46, paint.deep(scarf, 0.15), radius=6),
        fill(
            joined([*(ellipse(0, y, 4.4) for y in (-140, -118)), ellipse(-12, -198, 4.2), ellipse(12, -198, 4.2)]), coal
        ),
        facet([(0, -192), (40, -184), (0, -180)], paint.local("#e0813a")),
        block(-40, -226, 80, 8, coal, radius=4),
        block(-24, -264, 48, 42, coal, radius=3),
    ]


def scarecrow(paint: Paint, tint: str | None) -> list[Node]:
    """A scarecrow on its pole; 300 tall."""
    coat, straw, wood = own_colour(paint, tint, "#6a5a7a"), paint.local("#d6b25a"), paint.local("#6a4a32")
    ends = [polygon([(s * 106, -206), (s * 140, -206 + dy)], closed=False) for s in (-1, 1) for dy in (-14, -4, 6, 16)]
    body = smooth(
        [
            (-54, -90),
            (-46, -180),
            (-110, -196),
            (-110, -222),
            (0, -232),
            (110, -222),
            (110, -196),
            (46, -180),
            (54, -90),
        ],
        tension=0.4,
    )
    return [
        foot(paint, 40),
        block(-6, -210, 12, 210, wood),
        strokes(ends, straw, 4.0),
        rounded(paint, body, -60, 60, coat),
        strokes([polygon([(x, -90), (x * 1.2, -64)], closed=False) for x in (-40, -24, -8, 8, 24, 40)], straw, 5.0),
        disc(0, -256, 31, paint.local("#dcc294", 0.25), 34),
        fill(joined(ellipse(dx, -260, 4.4) for dx in (-11, 11)), paint.local("#2f2a2a")),
        line([(-12, -242), (0, -238), (12, -242)], paint.local("#6a3a2a"), 3.0),
        facet([(-60, -276), (60, -276), (30, -288), (12, -330), (-18, -326), (-30, -288)], paint.deep(straw, 0.25)),
    ]


def boat(paint: Paint, tint: str | None) -> list[Node]:
    """A rowing boat; 110 tall, 320 long."""
    wood = own_colour(paint, tint, "#8a4f3a")
    hull: list[Point] = [(-160, -84), (-120, -66), (110, -66), (160, -92), (124, -12), (90, 0), (-100, 0), (-134, -20)]
    seams = [
        smooth([(-150, -56), (0, -42), (148, -60)], closed=False),
        smooth([(-140, -32), (0, -20), (136, -34)], closed=False),
    ]
    return [
        foot(paint, 170),
        fill(smooth([(-150, -80), (0, -62), (150, -86), (110, -54), (-110, -54)], tension=0.6), paint.deep(wood, 0.55)),
        rounded(paint, smooth(hull, tension=0.5), -160, 160, wood),
        strokes(seams, paint.deep(wood, 0.4), 3.0, 0.7),
        straight([(-40, -78), (-190, -12)], paint.local("#a8825a"), 8.0),
        straight([(60, -70), (70, -96)], paint.local("#a8825a"), 8.0),
    ]


def tent(paint: Paint, tint: str | None) -> list[Node]:
    """A tent with an open flap, lit from within after dark; 210 tall."""
    cloth = own_colour(paint, tint, "#c9853f")
    inside = mix(paint.scheme.accent, "#ffe0a0", 0.4) if paint.dark else paint.deep(cloth, 0.6)
    return [
        foot(paint, 190),
        strokes(
            [polygon([(0, -206), (-210, 6)], closed=False), polygon([(0, -206), (210, 6)], closed=False)],
            paint.deep(cloth, 0.4),
            2.4,
        ),
        rounded(paint, polygon([(-160, 0), (0, -210), (160, 0)]), -160, 160, cloth),
        facet([(-50, 0), (0, -150), (50, 0)], inside),
        facet([(-50, 0), (0, -150), (-16, 0)], paint.bright(cloth, 0.15)),
        straight([(0, -206), (0, -228)], paint.local("#5b4030"), 5.0),
        *((glow(0, -50, 200, paint.scheme.accent, 0.5),) if paint.dark else ()),
    ]
