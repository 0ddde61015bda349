"""Grounds and backdrops that no kit has: giant leaves on water, a chessboard, the ribs of something huge, a rainbow."""

import math

from generation.animatic.art import Group, Matrix, Node, Path, Point, Shape, Stroke, ellipse, polygon, smooth
from generation.animatic.colour import mix
from generation.animatic.motifs.brush import blob, block, disc, everywhere, fill, glow, joined, strokes, sway, vertical
from generation.animatic.motifs.paint import Paint
from generation.animatic.motifs.water import ripples, surface
from generation.animatic.stage import BOTTOM, LEFT, RIGHT, TOP, Layer


def lily_pads(paint: Paint) -> tuple[Layer, ...]:
    """Water, and on it leaves as large as floors; the largest is where figures stand."""
    leaf = mix(paint.scheme.foliage, paint.local("#6f9a4a"), 0.5)
    pads: list[Node] = []
    for x, y, r in (
        (240, 648, 190),
        (1330, 652, 210),
        (700, 640, 130),
        (1020, 646, 120),
        (-160, 690, 260),
        (1780, 700, 270),
        (800, 790, 640),
    ):
        pads += _pad(paint, float(x), float(y), float(r), leaf)
    return (
        Layer(
            "lily pads",
            0.9,
            Group(
                (surface(paint, 616.0, 990.0), *ripples(paint, "pads", 620.0, 800.0, 60), *pads, *_blooms(paint)),
                name="lily pads",
            ),
        ),
    )


def _pad(paint: Paint, x: float, y: float, r: float, leaf: str) -> list[Node]:
    flat = 0.2
    notch = math.radians(-70 if x < 800 else -110)
    edge: list[Point] = [(x, y)]
    edge += [
        (
            x + r * math.cos(notch + 0.12 + k * (math.tau - 0.24) / 30),
            y + r * flat * math.sin(notch + 0.12 + k * (math.tau - 0.24) / 30),
        )
        for k in range(31)
    ]
    veins = [
        polygon([(x, y), (x + r * 0.9 * math.cos(a), y + r * 0.9 * flat * math.sin(a))], closed=False)
        for a in (notch + 0.5 + k * 0.6 for k in range(10))
    ]
    return [
        fill(ellipse(x, y + r * 0.05, r * 1.01, r * flat * 1.02), paint.deep(leaf, 0.55)),
        fill(
            polygon(edge),
            vertical(y - r * flat, y + r * flat, (0.0, paint.bright(leaf, 0.16)), (1.0, paint.deep(leaf, 0.16))),
        ),
        strokes(veins, paint.bright(leaf, 0.3), max(2.0, r * 0.01), 0.5),
        Shape(polygon(edge), None, Stroke(paint.bright(leaf, 0.34), max(2.0, r * 0.012), 0.7)),
    ]


def _blooms(paint: Paint) -> list[Node]:
    pink = paint.local("#f0b0c4", 0.2)
    nodes: list[Node] = []
    for x, y, s in ((120.0, 640.0, 1.0), (1480.0, 642.0, 1.1)):
        petals = [
            blob(
                [
                    (x, y),
                    (x + dx * 30 * s - 12 * s, y - 34 * s),
                    (x + dx * 46 * s, y - (62 - abs(dx) * 26) * s),
                    (x + dx * 30 * s + 12 * s, y - 30 * s),
                ],
                paint.bright(pink, 0.1 + 0.1 * k),
            )
            for k, dx in enumerate((-1.0, 1.0, -0.5, 0.5, 0.0))
        ]
        nodes += [*petals, disc(x, y - 14 * s, 11 * s, paint.local("#f0c860", 0.2))]
    return nodes


def chessboard(paint: Paint) -> tuple[Layer, ...]:
    """A floor of black and white squares that runs to the horizon."""
    light, dark = paint.local("#efe8d8", 0.25), paint.local("#3a3540", 0.3)
    squares: list[Path] = []
    rows = [626.0 + 9.0 * (1.5**k - 1) / 0.5 for k in range(11)]
    for k in range(len(rows) - 1):
        y0, y1 = rows[k], rows[k + 1]
        for i in range(-16, 16):
            if (i + k) % 2:
                x0, x1 = (800 + i * 250 * (y - 470) / 330 for y in (y0, y1))
                w0, w1 = (250 * (y - 470) / 330 for y in (y0, y1))
                squares.append(polygon([(x0, y0), (x0 + w0, y0), (x1 + w1, y1), (x1, y1)]))
    return (
        Layer(
            "chessboard",
            0.9,
            Group(
                (
                    everywhere(vertical(626, 1000, (0.0, light), (1.0, paint.deep(light, 0.35))), top=626.0),
                    fill(joined(squares), vertical(626, 1000, (0.0, paint.faded(dark, 0.25)), (1.0, dark))),
                ),
                name="chessboard",
            ),
        ),
    )


def ribs(paint: Paint) -> tuple[Layer, ...]:
    """The ribs of something that one stands inside of, and the red of its flesh between them."""
    bone, flesh = paint.local("#eadfca", 0.2), paint.local("#a84a5a", 0.15)
    shade = paint.deep(flesh, 0.5)
    spine = [ellipse(800 + k * 92, -30 + abs(k) * 7, 58, 40) for k in range(-9, 10)]
    bows: list[Path] = []
    for k, (half, foot) in enumerate(((330, 690), (520, 706), (740, 736), (990, 780))):
        for side in (-1.0, 1.0):
            x, w = 800 + side * half, 26.0 + 9 * k
            bows.append(
                Path(
                    (
                        ("M", 800 + side * half * 0.12, -44),
                        ("C", x, -60, x + side * 70, 260, x - side * 30, foot),
                        ("L", x - side * 30 + side * w, foot + 6),
                        ("C", x + side * 70 + side * w, 250, x + side * w, -90, 800 + side * half * 0.12, -90),
                        ("Z",),
                    )
                )
            )
    veil = everywhere(flesh, 0.34, "multiply")
    folds = [
        smooth([(LEFT, y), (300, y + 26), (800, y - 14), (1300, y + 24), (RIGHT, y)], closed=False)
        for y in (90, 210, 330, 450, 560)
    ]
    return (
        Layer(
            "flesh",
            0.66,
            Group(
                (veil, strokes(folds, shade, 16.0, 0.22), glow(800.0, 300.0, 760.0, paint.bright(flesh, 0.4), 0.35)),
                name="flesh",
            ),
        ),
        Layer(
            "ribs",
            0.8,
            Group(
                (
                    fill(
                        joined(bows),
                        vertical(-60, 740, (0.0, paint.deep(bone, 0.5)), (0.55, bone), (1.0, paint.deep(bone, 0.2))),
                    ),
                    fill(joined(spine), paint.deep(bone, 0.42)),
                ),
                name="ribs",
            ),
        ),
    )


def rainbow(paint: Paint) -> tuple[Layer, ...]:
    """A rainbow over the land."""
    bands = [
        Shape(ellipse(800.0, 640.0, 760.0 - k * 20, 560.0 - k * 20), None, Stroke(tint, 21.0, 0.42))
        for k, tint in enumerate(("#e8544a", "#f0953f", "#f2d24a", "#6fbf5f", "#4f9fd8", "#5f63c0", "#9a5fb8"))
    ]
    return (
        Layer(
            "rainbow",
            0.08,
            Group((Group(tuple(bands), blur=3.0),), name="rainbow", opacity=0.35 if paint.dark else 0.8),
        ),
    )


def floating_rocks(paint: Paint) -> tuple[Layer, ...]:
    """Pieces of land in the air, green above and bare below."""
    rock, grass = paint.faded(paint.local("#8a7a70"), 0.3), paint.faded(paint.scheme.foliage, 0.25)
    nodes: list[Node] = []
    for k, (x, y, s) in enumerate(
        ((250.0, 220.0, 1.0), (1310.0, 170.0, 1.2), (1010.0, 320.0, 0.5), (560.0, 360.0, 0.45))
    ):
        body = smooth(
            [
                (x - 120 * s, y),
                (x - 70 * s, y + 60 * s),
                (x - 16 * s, y + 130 * s),
                (x + 30 * s, y + 90 * s),
                (x + 80 * s, y + 50 * s),
                (x + 120 * s, y),
            ],
            tension=0.5,
        )
        top = smooth(
            [
                (x - 126 * s, y + 4),
                (x - 80 * s, y - 26 * s),
                (x, y - 34 * s),
                (x + 84 * s, y - 24 * s),
                (x + 126 * s, y + 4),
                (x, y + 18 * s),
            ]
        )
        piece = (
            fill(body, vertical(y, y + 130 * s, (0.0, rock), (1.0, paint.deep(rock, 0.4)))),
            fill(top, paint.scheme.ground if paint.snowy else grass),
        )
        nodes.append(Group(piece, transform=lambda t, k=k: Matrix(f=6 * math.sin(t * 0.5 + k * 1.9))))
    return (Layer("floating rocks", 0.3, Group(tuple(nodes), name="floating rocks")),)


def second_moon(paint: Paint) -> tuple[Layer, ...]:
    """A second, larger moon, with a ring, low over the land."""
    face = mix(paint.outside.horizon, paint.local("#c9b4d8"), 0.5)
    moon = (
        disc(
            1120.0,
            250.0,
            120.0,
            vertical(130, 370, (0.0, paint.bright(face, 0.3)), (1.0, paint.faded(face, 0.5))),
            opacity=0.9,
        ),
        Shape(ellipse(1120.0, 250.0, 190.0, 34.0), None, Stroke(paint.bright(face, 0.3), 7.0, 0.6)),
    )
    return (Layer("second moon", 0.03, Group(moon, name="second moon")),)


def cobwebs(paint: Paint) -> tuple[Layer, ...]:
    """Webs in the upper corners."""
    nodes: list[Node] = []
    for x, way in ((-40.0, 1.0), (1640.0, -1.0)):
        angles = [math.radians(8 + k * 16) for k in range(6)]
        rays = [
            polygon([(x, -40), (x + way * 520 * math.cos(a), -40 + 520 * math.sin(a))], closed=False) for a in angles
        ]
        rings = [
            smooth(
                [
                    (x + way * r * math.cos(a), -40 + (r - (14 if i % 2 else 0)) * math.sin(a))
                    for i, a in enumerate(angles)
                ],
                closed=False,
            )
            for r in (90, 170, 250, 330, 410)
        ]
        nodes.append(
            Group(
                (strokes([*rays, *rings], mix("#ffffff", paint.scheme.ambient, 0.3), 2.0, 0.55),),
                transform=sway(x, 0.5, (x, -40.0)),
            )
        )
    return (Layer("cobwebs", 0.95, Group(tuple(nodes), name="cobwebs")),)


def fiery_air(colour: str, horizon: float) -> Layer:
    """What burning ground throws into the air above it."""
    return Layer(
        "glow of the ground",
        0.5,
        Group(
            (
                block(
                    LEFT,
                    TOP,
                    RIGHT - LEFT,
                    BOTTOM - TOP,
                    vertical(horizon - 300, horizon + 260, (0.0, colour, 0.0), (0.7, colour, 0.3), (1.0, colour, 0.1)),
                ),
            ),
            name="glow of the ground",
        ),
    )
