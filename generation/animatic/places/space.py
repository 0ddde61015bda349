"""Space: a station with a window on a planet, a ship's bridge, and the ground of another world."""

import math
from dataclasses import replace

from generation.animatic.art import (
    Group,
    Matrix,
    Node,
    Path,
    Point,
    Radial,
    Shape,
    Stroke,
    ellipse,
    polygon,
    rectangle,
    smooth,
)
from generation.animatic.colour import mix
from generation.animatic.motifs.brush import (
    across,
    blob,
    block,
    disc,
    everywhere,
    fill,
    glow,
    joined,
    ridge,
    stops,
    straight,
    strokes,
    vertical,
)
from generation.animatic.motifs.ground import hill, patches, rim_light, stones
from generation.animatic.motifs.paint import Paint
from generation.animatic.places.mountain import boulder, peak
from generation.animatic.stage import BOTTOM, LEFT, RIGHT, TOP, Layer, Stage


def draw(paint: Paint) -> Stage:
    """Variants: station, planet."""
    return _planet(paint) if paint.variant == "planet" else _station(paint)


def night_sky(paint: Paint) -> Group:
    """Deep space: a gradient from the style's darkest colour, clouds of light, stars in three sizes."""
    s = paint.scheme
    random = paint.random("space")
    deep = mix(s.shadow, "#0a0f2c", 0.45)
    nodes: list[Node] = [
        everywhere(
            vertical(
                TOP,
                900,
                (0.0, deep),
                (0.6, mix(deep, s.sky_top, 0.5 if s.night else 0.22)),
                (1.0, mix(deep, s.sky_middle, 0.55 if s.night else 0.3)),
            )
        )
    ]
    for colour, x, y, r in (
        (s.sky_middle, 420, 200, 620),
        (mix(s.accent, s.sky_middle, 0.5), 1180, 120, 520),
        (s.horizon, 900, 520, 560),
    ):
        nodes.append(glow(x, y, r, colour, 0.34, 0.6))
    for size, count, opacity in ((1.1, 130, 0.55), (1.8, 80, 0.8), (2.7, 26, 1.0)):
        nodes.append(
            fill(
                joined(
                    ellipse(random.uniform(LEFT, RIGHT), random.uniform(TOP, 900), size * random.uniform(0.6, 1.1))
                    for _ in range(count)
                ),
                "#ffffff",
                opacity,
            )
        )
    return Group(tuple(nodes), name="space")


def globe(paint: Paint, x: float, y: float, r: float, base: str, ringed: bool = False) -> Group:
    """A planet: bands or land, a terminator, and its air as a rim of light."""
    random = paint.random(f"globe {x:.0f}")
    light = mix(paint.scheme.sun, "#ffffff", 0.3)
    side = -1.0 if paint.scheme.light_x < 0 else 1.0
    bands: list[Node] = []
    for k in range(9):
        cy = y - r + (k + 0.5) * r * 2 / 9 + random.uniform(-6, 6)
        half = r * random.uniform(0.5, 1.1)
        cx = x + random.uniform(-0.4, 0.4) * r
        outline: list[Point] = [
            (cx - half, cy),
            (cx - half * 0.4, cy - r * 0.07),
            (cx + half * 0.4, cy - r * 0.03),
            (cx + half, cy + r * 0.01),
            (cx + half * 0.3, cy + r * 0.06),
            (cx - half * 0.4, cy + r * 0.04),
        ]
        bands.append(
            blob(
                outline,
                mix(base, paint.scheme.accent if k % 2 else paint.scheme.horizon, random.uniform(0.2, 0.5)),
                0.5,
            )
        )
    shade = Radial(
        (x + side * r * 0.5, y - r * 0.42),
        r * 1.75,
        stops((0.0, light, 0.5), (0.32, light, 0.0), (0.5, "#070a1e", 0.1), (1.0, "#070a1e", 0.88)),
    )
    body = Group((disc(x, y, r, base), *bands, disc(x, y, r, shade)), clip=ellipse(x, y, r))
    air = Radial(
        (x, y),
        r * 1.22,
        stops(
            (0.0, paint.scheme.horizon, 0.0),
            (0.8, paint.scheme.horizon, 0.0),
            (0.82, paint.scheme.horizon, 0.6),
            (1.0, paint.scheme.horizon, 0.0),
        ),
    )
    nodes: list[Node] = [Shape(ellipse(x, y, r * 1.22), air), body]
    if ringed:
        tint = mix(base, light, 0.5)
        tilt = Matrix(0.97, -0.24, 0.24, 0.97, x, y)
        back = [
            Path((("M", -r * k, 0.0), ("C", -r * k, -r * 0.4, r * k, -r * 0.4, r * k, 0.0))) for k in (1.45, 1.62, 1.85)
        ]
        front = [
            Path((("M", -r * k, 0.0), ("C", -r * k, r * 0.4, r * k, r * 0.4, r * k, 0.0))) for k in (1.45, 1.62, 1.85)
        ]
        nodes = [
            Group((strokes(back, tint, r * 0.09, 0.55),), transform=tilt),
            *nodes,
            Group((strokes(front, tint, r * 0.09, 0.75),), transform=tilt),
        ]
    return Group(tuple(nodes), name="globe")


def _twinkles(paint: Paint) -> Group:
    random = paint.random("twinkles")
    nodes: list[Node] = []
    for _ in range(8):
        x, y, p = random.uniform(100, 1500), random.uniform(20, 480), random.uniform(0, 6)
        cross = polygon(
            [
                (x + 8, y),
                (x + 1.4, y + 1.4),
                (x, y + 8),
                (x - 1.4, y + 1.4),
                (x - 8, y),
                (x - 1.4, y - 1.4),
                (x, y - 8),
                (x + 1.4, y - 1.4),
            ]
        )
        nodes.append(Shape(cross, "#ffffff", opacity=lambda t, p=p: 0.4 + 0.5 * math.sin(t * 1.7 + p)))
    return Group(tuple(nodes), name="twinkles")


def _station(paint: Paint) -> Stage:
    metal = paint.palette.draw("#8e9ab0", 0.4)
    metal = mix(metal, paint.scheme.shadow, 0.18)
    planet = paint.palette.draw("#4f86b8", 0.35)
    side = paint.side
    return Stage(
        # A station is lit from within, whatever the hour.
        scheme=replace(paint.scheme, shade=min(0.1, paint.scheme.shade)),
        behind=(
            Layer("space", 0.0, night_sky(paint)),
            Layer("twinkles", 0.0, _twinkles(paint), blurs=False),
            Layer("planet", 0.05, globe(paint, 800 + side * 250, 470.0, 290.0, planet)),
            Layer("moon", 0.08, globe(paint, 800 - side * 330, 210.0, 48.0, paint.palette.draw("#b9b3ad", 0.3))),
            Layer("hull", 0.75, _hull(paint, metal)),
            Layer("instruments", 0.78, _instruments(paint), blurs=False),
            Layer("consoles", 0.92, _consoles(paint, metal)),
        ),
        front=(Layer("foreground", 1.45, _struts(paint)),),
        horizon=640.0,
        detail=(1330.0, 600.0),
        standing="floor",
        headroom=640.0,
    )


def _hull(paint: Paint, metal: str) -> Group:
    window: list[Point] = [
        (330, 140),
        (440, 80),
        (1160, 80),
        (1270, 140),
        (1270, 520),
        (1190, 580),
        (410, 580),
        (330, 520),
    ]
    hole = polygon(list(reversed(window)))
    wall = Path((*rectangle(LEFT, TOP, RIGHT - LEFT, 980).commands, *hole.commands))
    dark, lit = paint.deep(metal, 0.5), paint.bright(metal, 0.25)
    seams = (
        [polygon([(x, TOP), (x, 660)], closed=False) for x in (-330, -120, 90, 250, 1350, 1510, 1720, 1930)]
        + [polygon([(LEFT, y), (300, y)], closed=False) for y in (60, 330, 600)]
        + [polygon([(1300, y), (RIGHT, y)], closed=False) for y in (60, 330, 600)]
    )
    rivets = [ellipse(x + dx, y, 3.4) for x in (90, 250, 1350, 1510) for dx in (-12, 12) for y in range(-20, 640, 44)]
    bars = [polygon([(x, 80), (x + (x - 800) * 0.05, 580)], closed=False) for x in (620, 980)]
    floor = [
        block(
            LEFT,
            652,
            RIGHT - LEFT,
            BOTTOM - 652,
            vertical(652, 1000, (0.0, paint.bright(metal, 0.1)), (0.3, metal), (1.0, paint.deep(metal, 0.65))),
        ),
        strokes(
            [polygon([(800 + i * 66, 652), (800 + i * 320, BOTTOM)], closed=False) for i in range(-18, 19)]
            + [polygon([(LEFT, 652 + 7 * 1.5**k), (RIGHT, 652 + 7 * 1.5**k)], closed=False) for k in range(12)],
            dark,
            2.0,
            0.5,
        ),
    ]
    strip = mix(paint.scheme.accent, "#ffffff", 0.35)
    return Group(
        (
            fill(
                wall,
                across(
                    LEFT,
                    RIGHT,
                    (0.0, paint.deep(metal, 0.65)),
                    (0.3, metal),
                    (0.5, lit),
                    (0.7, metal),
                    (1.0, paint.deep(metal, 0.65)),
                ),
            ),
            strokes(seams, dark, 3.0, 0.6),
            fill(joined(rivets), dark, 0.6),
            strokes(bars, paint.deep(metal, 0.2), 15.0),
            strokes([polygon(window)], paint.deep(metal, 0.3), 24.0),
            strokes([polygon(window)], lit, 7.0),
            *floor,
            block(LEFT, 640, RIGHT - LEFT, 14, dark),
            block(LEFT, 626, RIGHT - LEFT, 7, strip),
            Group((block(LEFT, 616, RIGHT - LEFT, 26, strip, 0.5),), blur=9.0),
            glow(800.0, 720.0, 620.0, paint.scheme.horizon, 0.3, 0.2),
            block(LEFT, 4, RIGHT - LEFT, 18, strip, 0.9),
            Group((block(LEFT, -8, RIGHT - LEFT, 42, strip, 0.45),), blur=14.0),
        ),
        name="hull",
    )


def _instruments(paint: Paint) -> Group:
    """Lamps and traces on the walls: some blink, one line runs."""
    random = paint.random("lamps")
    nodes: list[Node] = []
    for x0 in (118.0, 1378.0):
        nodes.append(block(x0, 360, 106, 74, mix(paint.scheme.shadow, "#04101c", 0.5), radius=6))
        screen = mix(paint.scheme.sky_middle, "#7ff0d8", 0.5)

        def trace(t: float, x0: float = x0) -> Path:
            return smooth(
                [
                    (
                        x0 + 8 + i * 9,
                        398 + 20 * math.sin(i * 0.9 + t * 3.0) * math.exp(-((i - 5 - 3 * math.sin(t)) ** 2) / 14),
                    )
                    for i in range(11)
                ],
                closed=False,
            )

        nodes.append(Shape(trace, None, Stroke(screen, 2.6)))
        for k in range(6):
            tint = ("#7fe0a8", paint.scheme.accent, "#ff7a6a")[k % 3]
            p, q = random.uniform(0, 6), random.uniform(1.2, 3.2)
            nodes.append(
                Shape(
                    rectangle(x0 + (k % 3) * 38, 452 + (k // 3) * 24, 26, 11, 4),
                    tint,
                    opacity=lambda t, p=p, q=q: 0.35 + 0.6 * (math.sin(t * q + p) > 0),
                )
            )
    return Group(tuple(nodes), name="instruments")


def _consoles(paint: Paint, metal: str) -> Group:
    nodes: list[Node] = []
    glowing = mix(paint.scheme.sky_middle, "#9fe8ff", 0.5)
    for s in (-1.0, 1.0):
        x = 800 + s * 560
        body: list[Point] = [
            (x - 170, 780),
            (x - 150, 650),
            (x - 110, 610),
            (x + 110, 610),
            (x + 150, 650),
            (x + 170, 780),
        ]
        nodes += [
            disc(x, 782, 190, paint.scheme.shadow, 14, 0.4),
            fill(polygon(body), vertical(610, 780, (0.0, paint.bright(metal, 0.15)), (1.0, paint.deep(metal, 0.55)))),
            fill(
                polygon([(x - 120, 646), (x - 96, 618), (x + 96, 618), (x + 120, 646)]),
                vertical(618, 646, (0.0, glowing), (1.0, paint.deep(glowing, 0.3))),
            ),
        ]
        nodes += [
            fill(joined(rectangle(x - 100 + i * 34, 664, 22, 9, 3) for i in range(6)), paint.scheme.accent, 0.9),
            fill(joined(rectangle(x - 100 + i * 34, 684, 22, 9, 3) for i in range(6)), glowing, 0.8),
            straight([(x - 130, 712), (x + 130, 712)], paint.deep(metal, 0.6), 4.0),
            glow(x, 630.0, 240.0, glowing, 0.35),
        ]
    return Group(tuple(nodes), name="consoles")


def _struts(paint: Paint) -> Group:
    dark = paint.near
    struts = [
        polygon([(LEFT - 60, TOP), (-30, TOP), (60, 240), (30, 900), (90, BOTTOM + 40), (LEFT - 60, BOTTOM + 40)]),
        polygon(
            [(RIGHT + 60, TOP), (1630, TOP), (1540, 240), (1570, 900), (1510, BOTTOM + 40), (RIGHT + 60, BOTTOM + 40)]
        ),
    ]
    return Group((fill(joined(struts), dark),), blur=5.0, name="foreground")


def _planet(paint: Paint) -> Stage:
    tint = (
        "#c9c6cc"
        if paint.has("moon", "lunar", "asteroid")
        else ("#c9704a" if paint.has("mars", "red", "martian") else "#8a6f9f")
    )
    soil = paint.local(tint, 0.45)
    soil = mix(soil, paint.palette.draw(tint, 0.4), 0.5)
    side = paint.side
    random = paint.random("world")
    far: list[Node] = []
    for k in range(8):
        tall = random.uniform(80, 210)
        far += peak(
            paint,
            random,
            LEFT + (k + random.random()) * (RIGHT - LEFT) / 8,
            540.0,
            tall * 1.5,
            tall,
            mix(soil, paint.scheme.sky_middle, 0.5),
            0.0,
        )
    line_, near = ridge(random, 556, 16), ridge(random, 640, 14, 0.4)
    middle: list[Node] = [
        hill(paint, line_, mix(soil, paint.scheme.sky_middle, 0.28), None, 120.0),
        *(
            n
            for i in range(5)
            for n in _crater(
                paint, random.uniform(LEFT, RIGHT), 580 + 10 * i, 60 + 14 * i, mix(soil, paint.scheme.sky_middle, 0.2)
            )
        ),
    ]
    ground: list[Node] = [
        hill(paint, near, paint.bright(soil, 0.16), paint.deep(soil, 0.5), 330.0),
        rim_light(paint, near, 3.0, 0.5),
        patches(paint, "dust", 660, 940, 22, paint.bright(soil, 0.25), 0.3),
    ]
    for x, y, r in (
        (800 - side * 420, 716.0, 110.0),
        (800 + side * 300, 830.0, 150.0),
        (800 + side * 820, 720.0, 130.0),
        (800 - side * 760, 850.0, 170.0),
    ):
        ground += _crater(paint, x, y, r, soil)
    ground += stones(paint, "stones", 660, 910, 18, 28.0, paint.deep(soil, 0.1)) + boulder(
        paint, random, 800 + side * 600, 742.0, 150.0, paint.deep(soil, 0.1)
    )
    if not paint.has("moon", "lunar"):
        ground += _crystals(paint, 800 - side * 620, 748.0)
    ringed = globe(
        paint,
        800 + side * 420,
        190.0,
        120.0,
        paint.palette.draw("#c98a5f" if not paint.has("moon", "lunar") else "#4f86b8", 0.4),
        ringed=not paint.has("moon", "lunar"),
    )
    haze = everywhere(vertical(180, 560, (0.0, paint.scheme.horizon, 0.0), (1.0, paint.scheme.horizon, 0.7)), top=180.0)
    crags = [
        polygon([(-500, 1240), (-500, 760), (-320, 700), (-120, 800), (60, 850), (260, 1240)]),
        polygon([(1360, 1240), (1500, 870), (1680, 780), (1860, 700), (2100, 770), (2100, 1240)]),
    ]
    return Stage(
        scheme=paint.scheme,
        behind=(
            Layer("space", 0.0, night_sky(paint)),
            Layer("twinkles", 0.0, _twinkles(paint), blurs=False),
            Layer("globe", 0.03, ringed),
            Layer("air", 0.04, Group((haze,), name="air")),
            Layer("far rocks", 0.15, Group(tuple(far), name="far rocks")),
            Layer("plain", 0.4, Group(tuple(middle), name="plain")),
            Layer("ground", 0.9, Group(tuple(ground), name="ground")),
        ),
        front=(Layer("foreground", 1.5, Group((fill(joined(crags), paint.near),), blur=5.0, name="foreground")),),
        horizon=530.0,
        detail=(800 - side * 620, 660.0),
    )


def _crater(paint: Paint, x: float, y: float, r: float, soil: str) -> list[Node]:
    return [
        disc(x, y, r, paint.bright(soil, 0.26), r * 0.2),
        disc(
            x,
            y + r * 0.02,
            r * 0.88,
            vertical(y - r * 0.16, y + r * 0.18, (0.0, paint.deep(soil, 0.5)), (1.0, soil)),
            r * 0.15,
        ),
    ]


def _crystals(paint: Paint, x: float, y: float) -> list[Node]:
    tint = mix(paint.scheme.accent, "#b48aff", 0.45)
    nodes: list[Node] = [glow(x, y - 70, 220.0, tint, 0.6)]
    for dx, h, lean in ((-50, 90, -26), (0, 170, -8), (44, 120, 22), (84, 70, 30)):
        px = x + dx
        nodes += [
            fill(
                polygon([(px - 20, y), (px - 18 + lean, y - h * 0.8), (px + lean, y - h), (px, y)]),
                paint.bright(tint, 0.35),
            ),
            fill(
                polygon([(px, y), (px + lean, y - h), (px + 18 + lean, y - h * 0.8), (px + 20, y)]),
                mix(tint, paint.scheme.shadow, 0.35),
            ),
        ]
    return nodes
