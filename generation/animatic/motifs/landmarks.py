"""Large things that stand in the middle distance where a place's words name them. Each on its foot at the origin.

`tint` is the colour or stuff that the words give it, as it is by daylight, or None for its own.
"""

import math
from collections.abc import Callable

from generation.animatic.art import Group, Matrix, Node, Path, Point, Shape, Stroke, ellipse, polygon, rectangle, smooth
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
    straight,
    strokes,
)
from generation.animatic.motifs.paint import Paint
from generation.animatic.motifs.season import snow_white

Draw = Callable[[Paint, str | None], list[Node]]


def far_colour(paint: Paint, tint: str | None, own: str, strength: float = 0.3) -> str:
    """The thing in the colour that the words give it, or in its own, a little faded by the air."""
    return paint.faded(paint.local(tint or own, 0.08 if tint else strength), 0.12)


def shaded(path: Path, paint: Paint, left: float, right: float, colour: str) -> Shape:
    """An outline shaded from side to side, lighter towards the light."""
    ends = (paint.bright(colour, 0.22), paint.deep(colour, 0.38))
    first, last = ends if paint.scheme.light_x < 0 else ends[::-1]
    return fill(path, across(left, right, (0.0, first), (0.5, colour), (1.0, last)))


def _lamp(paint: Paint) -> str:
    return mix(paint.scheme.accent, "#fff2c6", 0.42) if paint.dark else paint.deep(paint.outside.sky_top, 0.45)


def castle(paint: Paint, tint: str | None) -> list[Node]:
    """Towers with pointed roofs around a keep, 400 tall."""
    stone, roof = far_colour(paint, tint, "#b3aaa6"), far_colour(paint, None, "#7a4f6a")
    nodes: list[Node] = []
    slits: list[Path] = []
    for x, w, h in ((-150, 62, 230), (150, 62, 250), (-62, 66, 310), (70, 60, 280), (0, 84, 370)):
        nodes.append(shaded(rectangle(x - w / 2, -h, w, h), paint, x - w / 2, x + w / 2, stone))
        teeth = [rectangle(x - w * 0.58 + k * w * 0.29, -h - 16, w * 0.19, 18) for k in range(5)]
        nodes.append(fill(joined([*teeth, rectangle(x - w * 0.58, -h - 4, w * 1.16, 14)]), paint.bright(stone, 0.12)))
        nodes.append(
            facet(
                [(x - w * 0.62, -h - 10), (x, -h - w * 1.5), (x + w * 0.62, -h - 10)],
                snow_white(paint) if paint.snowy else roof,
            )
        )
        slits += [rectangle(x - 5, -h + 34 + k * 62, 10, 24, 5) for k in range(int(h / 90))]
    wall = rectangle(-190, -120, 380, 120)
    merlons = [rectangle(-190 + k * 40, -136, 22, 20) for k in range(10)]
    gate = Path((("M", -30, 0), ("L", -30, -54), ("C", -30, -92, 30, -92, 30, -54), ("L", 30, 0), ("Z",)))
    return [
        *nodes,
        fill(joined(slits), _lamp(paint)),
        shaded(wall, paint, -190, 190, paint.deep(stone, 0.1)),
        fill(joined(merlons), paint.deep(stone, 0.1)),
        fill(gate, paint.deep(stone, 0.72)),
        straight([(0, -496), (0, -540)], paint.deep(roof, 0.4), 3.0),
        facet([(0, -540), (46, -528), (0, -514)], far_colour(paint, None, "#c2503f")),
    ]


def tower(paint: Paint, tint: str | None) -> list[Node]:
    """A round tower with a clock under its roof, 400 tall."""
    stone, roof = far_colour(paint, tint, "#c2b39f"), far_colour(paint, None, "#7d4a40")
    body = polygon([(-54, 0), (-44, -300), (44, -300), (54, 0)])
    return [
        shaded(body, paint, -54, 54, stone),
        shaded(rectangle(-56, -318, 112, 26, 4), paint, -56, 56, paint.bright(stone, 0.14)),
        facet([(-62, -314), (0, -430), (62, -314)], snow_white(paint) if paint.snowy else roof),
        disc(0, -252, 32, paint.deep(stone, 0.5)),
        disc(0, -252, 27, paint.local("#efe6d0", 0.2)),
        straight([(0, -252), (0, -272)], paint.deep(roof, 0.6), 3.4),
        straight([(0, -252), (14, -244)], paint.deep(roof, 0.6), 3.4),
        *(block(-8, y, 16, 30, _lamp(paint), radius=8) for y in (-190, -120)),
        block(-18, -54, 36, 54, paint.deep(stone, 0.65), radius=14),
    ]


def windmill(paint: Paint, tint: str | None) -> list[Node]:
    """A mill whose sails turn, 330 tall."""
    wall, cap, wood = (
        far_colour(paint, tint, "#ddd2bd"),
        far_colour(paint, None, "#6f5348"),
        far_colour(paint, None, "#5d4636"),
    )
    blades: list[Node] = []
    for k in range(4):
        angle = k * math.pi / 2
        cos, sin = math.cos(angle), math.sin(angle)
        points = [(0, -8), (0, -190), (44, -190), (44, -36), (8, -24)]
        turned = [(x * cos - y * sin, x * sin + y * cos) for x, y in points]
        blades += [
            fill(polygon(turned), paint.bright(wall, 0.2), 0.92),
            straight([(0, 0), (190 * sin, -190 * cos)], wood, 6.0),
        ]

    def spin(t: float) -> Matrix:
        angle = 0.5 * paint.windy * t + 0.4
        cos, sin = math.cos(angle), math.sin(angle)
        return Matrix(cos, sin, -sin, cos, 0.0, -262.0)

    return [
        shaded(polygon([(-84, 0), (-52, -250), (52, -250), (84, 0)]), paint, -84, 84, wall),
        blob([(-62, -246), (-50, -296), (0, -320), (50, -296), (62, -246)], snow_white(paint) if paint.snowy else cap),
        *(block(-12, y, 24, 32, _lamp(paint), radius=4) for y in (-190, -118)),
        block(-20, -58, 40, 58, paint.deep(wood, 0.2), radius=14),
        Group(tuple(blades), transform=spin),
        disc(0, -262, 12, wood),
    ]


def pyramid(paint: Paint, tint: str | None) -> list[Node]:
    """A pyramid with a smaller one behind, 330 tall."""
    sand = far_colour(paint, tint, "#d6b271")
    nodes: list[Node] = []
    for x, h in ((170.0, 210.0), (0.0, 330.0)):
        ridge = x + h * 0.16 * (1 if paint.scheme.light_x < 0 else -1)
        lit, dim = paint.bright(sand, 0.16), paint.deep(sand, 0.32)
        first, last = (lit, dim) if paint.scheme.light_x < 0 else (dim, lit)
        nodes += [
            facet([(x - h * 0.85, 0), (x, -h), (ridge, 0)], first),
            facet([(ridge, 0), (x, -h), (x + h * 0.85, 0)], last),
        ]
        courses = [
            polygon([(x - h * 0.85 * (1 - u), -h * u), (x + h * 0.85 * (1 - u), -h * u)], closed=False)
            for u in (0.14, 0.28, 0.42, 0.56, 0.7)
        ]
        nodes.append(strokes(courses, paint.deep(sand, 0.45), 1.8, 0.35))
    return nodes


def ruin(paint: Paint, tint: str | None) -> list[Node]:
    """Columns, one of them broken, under what is left of their beam; 280 tall."""
    stone = far_colour(paint, tint, "#cfc6b6")
    nodes: list[Node] = [shaded(rectangle(-190, -24, 380, 24, 3), paint, -190, 190, paint.deep(stone, 0.12))]
    for x, h in ((-150, 230), (-60, 230), (40, 230), (140, 120)):
        nodes.append(shaded(rectangle(x - 19, -24 - h, 38, h, 3), paint, x - 19, x + 19, stone))
        flutes = [polygon([(x + dx, -30), (x + dx, -20 - h)], closed=False) for dx in (-9, 0, 9)]
        nodes.append(strokes(flutes, paint.deep(stone, 0.35), 2.0, 0.5))
        if h > 200:
            nodes.append(block(x - 28, -40 - h, 56, 18, paint.bright(stone, 0.12), radius=3))
    nodes.append(facet([(-190, -270), (-190, -306), (70, -306), (92, -270)], stone))
    moss = [ellipse(x, y, 20, 6) for x, y in ((-120, -306), (20, -304), (140, -146), (-40, -24))]
    return [*nodes, fill(joined(moss), snow_white(paint) if paint.snowy else paint.scheme.foliage, 0.85)]


def galleon(paint: Paint, tint: str | None) -> list[Node]:
    """A ship with two masts under sail, 340 tall."""
    wood, sail = far_colour(paint, tint, "#6f4c36"), far_colour(paint, None, "#eee4cf")
    hull: list[Point] = [
        (-190, -96),
        (-150, -78),
        (120, -78),
        (190, -112),
        (160, -10),
        (120, 4),
        (-130, 4),
        (-172, -30),
    ]
    nodes: list[Node] = [
        straight([(x, -70), (x, top)], paint.deep(wood, 0.2), 8.0) for x, top in ((-66, -320), (60, -350))
    ]
    for x, top, w in ((-66, -300, 78), (60, -330, 88)):
        for k in range(2):
            y = top + k * 112
            nodes.append(
                blob(
                    [(x - w, y), (x, y - 8), (x + w, y), (x + w * 0.9, y + 92), (x, y + 106), (x - w * 0.9, y + 92)],
                    mix(sail, paint.scheme.shadow, 0.06 * k),
                )
            )
    return [
        *nodes,
        shaded(smooth(hull, tension=0.5), paint, -190, 190, wood),
        strokes(
            [
                smooth([(-176, -58), (0, -46), (176, -66)], closed=False),
                smooth([(-168, -30), (0, -18), (168, -36)], closed=False),
            ],
            paint.deep(wood, 0.4),
            3.0,
            0.7,
        ),
        *(disc(x, -40, 8, _lamp(paint)) for x in (-110, -50, 10, 70, 128)),
        facet([(60, -350), (60, -384), (112, -368)], far_colour(paint, None, "#b8433f")),
    ]


def big_wheel(paint: Paint, tint: str | None) -> list[Node]:
    """A Ferris wheel that turns, 380 tall."""
    steel = far_colour(paint, tint, "#b8bcc6")
    cabins = [far_colour(paint, None, c) for c in ("#c9503f", "#d9a13c", "#4f8fa8", "#7a9a4a")]

    def spin(t: float) -> Matrix:
        angle = 0.16 * t
        return Matrix(math.cos(angle), math.sin(angle), -math.sin(angle), math.cos(angle), 0.0, -200.0)

    spokes = [
        polygon([(0, 0), (168 * math.cos(k * math.pi / 6), 168 * math.sin(k * math.pi / 6))], closed=False)
        for k in range(12)
    ]
    seats: list[Node] = []
    for c, tone in enumerate(cabins):
        seats.append(
            fill(
                joined(
                    ellipse(176 * math.cos((k * 4 + c) * math.pi / 6), 176 * math.sin((k * 4 + c) * math.pi / 6), 19)
                    for k in range(3)
                ),
                tone,
            )
        )
    wheel = (
        Shape(ellipse(0, 0, 168), None, Stroke(steel, 7.0)),
        Shape(ellipse(0, 0, 138), None, Stroke(steel, 3.0)),
        strokes(spokes, steel, 3.0),
        *seats,
    )
    lights = [glow(0, -200, 260, paint.scheme.accent, 0.4)] if paint.dark else []
    return [
        *lights,
        strokes([polygon([(-96, 0), (0, -200), (96, 0)], closed=False)], paint.deep(steel, 0.3), 11.0),
        Group(wheel, transform=spin),
        disc(0, -200, 15, paint.deep(steel, 0.4)),
    ]


def rocket(paint: Paint, tint: str | None) -> list[Node]:
    """A rocket on its fins, 380 tall."""
    body, fins = far_colour(paint, tint, "#e6e6e8"), far_colour(paint, None, "#c2453f")
    shape = Path((("M", -54, -30), ("C", -70, -180, -44, -310, 0, -380), ("C", 44, -310, 70, -180, 54, -30), ("Z",)))
    nose = Path((("M", -37, -290), ("C", -26, -336, -12, -362, 0, -380), ("C", 12, -362, 26, -336, 37, -290), ("Z",)))
    return [
        facet([(-50, -120), (-112, 0), (-44, -30)], fins),
        facet([(50, -120), (112, 0), (44, -30)], paint.deep(fins, 0.25)),
        shaded(shape, paint, -62, 62, body),
        fill(nose, fins),
        disc(0, -226, 27, paint.deep(body, 0.5)),
        disc(0, -226, 20, paint.outside.sky_middle),
        facet([(-10, -120), (10, -120), (14, 0), (-14, 0)], paint.deep(fins, 0.12)),
    ]


def giant_tree(paint: Paint, tint: str | None) -> list[Node]:
    """An old tree wider than a house, 400 tall."""
    from generation.animatic.motifs.trees import broadleaf

    return broadleaf(
        paint, paint.random("giant tree"), 0.0, 0.0, 430.0, 0.12, paint.local(tint, 0.08) if tint else None
    )


def giant_mushroom(paint: Paint, tint: str | None) -> list[Node]:
    """Three mushrooms, the largest 330 tall, with spots that glow at night."""
    stem, cap = far_colour(paint, None, "#eadfca"), far_colour(paint, tint, "#b8453c")
    nodes: list[Node] = []
    for x, s in ((150.0, 0.5), (-140.0, 0.62), (0.0, 1.0)):
        trunk = smooth(
            [
                (x - 44 * s, 0),
                (x - 26 * s, -120 * s),
                (x - 34 * s, -220 * s),
                (x + 34 * s, -220 * s),
                (x + 26 * s, -120 * s),
                (x + 48 * s, 0),
            ],
            tension=0.8,
        )
        hat = Path(
            (
                ("M", x - 160 * s, -196 * s),
                ("C", x - 150 * s, -300 * s, x - 70 * s, -340 * s, x, -340 * s),
                ("C", x + 70 * s, -340 * s, x + 150 * s, -300 * s, x + 160 * s, -196 * s),
                ("C", x + 70 * s, -222 * s, x - 70 * s, -222 * s, x - 160 * s, -196 * s),
                ("Z",),
            )
        )
        spots = [
            ellipse(x + dx * s, dy * s, r * s, r * 0.7 * s)
            for dx, dy, r in ((-92, -246, 17), (-38, -300, 21), (34, -262, 24), (96, -250, 14), (66, -308, 13))
        ]
        nodes += [
            shaded(trunk, paint, x - 44 * s, x + 44 * s, stem),
            fill(ellipse(x, -202 * s, 120 * s, 17 * s), paint.deep(stem, 0.3)),
            shaded(hat, paint, x - 160 * s, x + 160 * s, cap),
            fill(joined(spots), paint.bright(stem, 0.3)),
        ]
        if paint.dark:
            nodes.append(glow(x, -260 * s, 210 * s, paint.bright(cap, 0.5), 0.4))
    return nodes


def crystals(paint: Paint, tint: str | None) -> list[Node]:
    """A crown of crystals, 300 tall, that shine by themselves."""
    stuff = far_colour(paint, tint, "#7fd0e0", 0.2)
    nodes: list[Node] = [glow(0, -120, 260, paint.bright(stuff, 0.4), 0.45 if paint.dark else 0.25)]
    for x, w, h, lean in (
        (-120, 44, 150, -40),
        (118, 48, 170, 44),
        (-58, 56, 230, -22),
        (62, 52, 210, 24),
        (0, 66, 300, 4),
    ):
        tip, left, right = (x + lean, -h), (x - w / 2 + lean * 0.7, -h * 0.8), (x + w / 2 + lean * 0.7, -h * 0.8)
        mid = (x + lean * 0.7 + w * 0.08, -h * 0.74)
        nodes += [
            facet([(x - w / 2, 0), left, tip, mid, (x + w * 0.08, 0)], paint.bright(stuff, 0.3)),
            facet([(x + w * 0.08, 0), mid, tip, right, (x + w / 2, 0)], paint.deep(stuff, 0.25)),
        ]
    return nodes


def volcano(paint: Paint, tint: str | None) -> list[Node]:
    """A mountain that smokes, 330 tall."""
    rock, fire = paint.faded(paint.local(tint or "#6a5560", 0.3), 0.4), mix(paint.scheme.accent, "#ff5a2a", 0.6)
    cone = [(-330, 0), (-150, -190), (-58, -320), (58, -320), (160, -180), (330, 0)]
    stream = [
        (-20, -316),
        (-8, -240),
        (-40, -160),
        (-10, -80),
        (-30, 0),
        (24, 0),
        (20, -90),
        (-6, -160),
        (24, -240),
        (22, -316),
    ]
    smoke = [
        ellipse(dx, -370 - dy, r, r * 0.7) for dx, dy, r in ((0, 0, 54), (46, 44, 62), (18, 104, 76), (84, 150, 84))
    ]
    return [
        Group((fill(joined(smoke), mix(paint.outside.far, paint.outside.shadow, 0.2), 0.75),), blur=8.0),
        glow(0, -330, 210, fire, 0.6),
        shaded(smooth(cone, tension=0.3), paint, -330, 330, rock),
        fill(ellipse(0, -318, 60, 12), fire),
        fill(smooth(stream, tension=0.7), fire),
    ]
