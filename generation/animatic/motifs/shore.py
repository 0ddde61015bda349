"""What belongs to inland water: bulrushes, a jetty with a boat, stepping stones, ducks, a cliff that water falls from."""

import math
from collections.abc import Sequence
from random import Random

from generation.animatic.art import Group, Matrix, Node, Path, Point, ellipse, polygon, smooth
from generation.animatic.colour import mix
from generation.animatic.motifs.brush import blob, disc, facet, fill, joined, line, straight, strokes, sway, vertical
from generation.animatic.motifs.ground import stones
from generation.animatic.motifs.paint import Paint
from generation.animatic.motifs.rocks import cliff, falling
from generation.animatic.motifs.trees import broadleaf, bush, leaf_colour


def bulrushes(paint: Paint, name: str, x: float, y: float, tall: float, count: int = 9) -> Node:
    """A clump of bulrushes that nods as one."""
    random = paint.random(f"bulrushes {name}")
    green, brown = paint.deep(paint.scheme.foliage, 0.15), paint.local("#6d4630")
    stems: list[Path] = []
    heads: list[Path] = []
    for _ in range(count):
        px, h = x + random.uniform(-0.3, 0.3) * tall, tall * random.uniform(0.55, 1.0)
        lean = random.uniform(-0.08, 0.08) * tall
        stems.append(smooth([(px, y), (px + lean * 0.4, y - h * 0.5), (px + lean, y - h)], closed=False))
        if random.random() < 0.6:
            heads.append(ellipse(px + lean, y - h - 4, tall * 0.027, tall * 0.09))
    body = (strokes(stems, green, max(2.0, tall * 0.019)), fill(joined(heads), brown))
    return Group(body, transform=sway(x * 0.01, 1.3 * paint.windy, (x, y)))


def jetty(paint: Paint, x: float, near: float, far: float, side: float) -> list[Node]:
    """A jetty of planks that runs out over the water, on posts, towards the far shore."""
    wood = paint.local("#8f7356", 0.33)
    reach = side * 150

    def at(u: float, w: float) -> Point:
        """u 0 at the near end, 1 far out; w across, from -1 to 1."""
        v = u / (u + (1 - u) * 2.6)
        y = near + (far - near) * v
        return x + reach * v + w * (92 - 62 * v), y

    posts: list[Path] = []
    for u in (0.2, 0.5, 0.8, 1.0):
        for w in (-1, 1):
            px, py = at(u, w)
            k = 1 - 0.62 * u
            posts.append(
                polygon(
                    [
                        (px - 7 * k, py - 16 * k),
                        (px + 7 * k, py - 16 * k),
                        (px + 7 * k, py + 62 * k),
                        (px - 7 * k, py + 62 * k),
                    ]
                )
            )
    boards = [polygon([at(k / 16, -1), at(k / 16, 1)], closed=False) for k in range(1, 16)]
    edge = [at(0, -1), at(1, -1), at(1, 1), at(0, 1)]
    return [
        fill(joined(posts), paint.deep(wood, 0.45)),
        facet([(px, py + 9) for px, py in edge], paint.deep(wood, 0.55)),
        facet(edge, vertical(far, near, (0.0, paint.bright(paint.faded(wood, 0.2), 0.2)), (1.0, wood))),
        strokes(boards, paint.deep(wood, 0.4), 2.6, 0.7),
    ]


def moored_boat(paint: Paint, x: float, y: float, size: float, tint: str) -> Group:
    """A rowing boat afloat, with its shadow on the water, that rocks a little."""
    hull, wood = paint.local(tint, 0.32), paint.local("#9a7a58", 0.3)
    parts: tuple[Node, ...] = (
        fill(ellipse(0, size * 0.1, size * 1.05, size * 0.12), paint.deep(paint.outside.water, 0.6), 0.5),
        blob(
            [
                (-size, -size * 0.26),
                (-size * 0.78, size * 0.06),
                (0, size * 0.14),
                (size * 0.78, size * 0.06),
                (size * 1.04, -size * 0.3),
                (0, -size * 0.12),
            ],
            vertical(-size * 0.3, size * 0.14, (0.0, paint.bright(hull, 0.2)), (1.0, paint.deep(hull, 0.45))),
        ),
        blob(
            [(-size, -size * 0.26), (0, -size * 0.12), (size * 1.04, -size * 0.3), (0, -size * 0.24)],
            paint.deep(wood, 0.4),
        ),
        line(
            [(-size, -size * 0.27), (0, -size * 0.12), (size * 1.04, -size * 0.31)],
            paint.local("#efe6d6", 0.2),
            size * 0.04,
        ),
        straight([(-size * 0.3, -size * 0.2), (size * 0.3, -size * 0.21)], wood, size * 0.07),
        straight([(-size * 0.2, -size * 0.22), (size * 0.9, size * 0.1)], paint.bright(wood, 0.3), size * 0.035),
    )

    def rock(t: float) -> Matrix:
        a = 0.022 * math.sin(t * 0.9 + x)
        return Matrix(math.cos(a), math.sin(a), -math.sin(a), math.cos(a), x, y + 2.4 * math.sin(t * 1.1 + x))

    return Group(parts, transform=rock, name="boat")


def ducks(paint: Paint, x: float, y: float, size: float, side: float) -> Group:
    """A duck with four ducklings that swim along, a small wake behind them."""
    body, head = paint.local("#8a6f54", 0.3), paint.local("#2f6a52", 0.25)
    yellow = paint.local("#e8c860", 0.25)
    young: list[Path] = []
    for k in range(4):
        px = -size * (1.5 + 0.75 * k)
        young += [
            ellipse(px, -size * 0.12, size * 0.26, size * 0.15),
            ellipse(px + size * 0.2, -size * 0.32, size * 0.12),
        ]
    wake = [
        smooth(
            [
                (-size * (0.6 + 0.9 * k), size * 0.05),
                (-size * (1.2 + 0.9 * k), size * 0.12),
                (-size * (1.9 + 0.9 * k), size * 0.07),
            ],
            closed=False,
        )
        for k in range(3)
    ]
    parts: tuple[Node, ...] = (
        strokes(wake, mix(paint.outside.horizon, "#ffffff", 0.4), 2.2, 0.6),
        fill(joined(young), yellow),
        blob(
            [
                (-size * 0.85, -size * 0.34),
                (-size * 0.5, 0),
                (size * 0.5, 0),
                (size * 0.6, -size * 0.24),
                (0, -size * 0.44),
            ],
            body,
        ),
        blob(
            [
                (size * 0.34, -size * 0.2),
                (size * 0.4, -size * 0.66),
                (size * 0.58, -size * 0.84),
                (size * 0.76, -size * 0.66),
                (size * 0.6, -size * 0.2),
            ],
            head,
        ),
        facet(
            [(size * 0.72, -size * 0.7), (size * 1.02, -size * 0.62), (size * 0.72, -size * 0.54)],
            paint.local("#e0a040", 0.25),
        ),
        disc(size * 0.62, -size * 0.7, size * 0.05, paint.scheme.shadow),
    )
    return Group(
        parts, transform=lambda t: Matrix(side, 0, 0, 1, x + side * 9 * t, y + 1.2 * math.sin(t * 2.0)), name="ducks"
    )


def stepping_stones(paint: Paint, spots: Sequence[tuple[float, float, float]], rock: str) -> list[Node]:
    """Flat stones in the water with white water round them: (x, y, size) each."""
    light = paint.outside
    white = mix(light.horizon, "#ffffff", 0.5)
    return [
        fill(joined(ellipse(x, y + s * 0.1, s * 1.25, s * 0.26) for x, y, s in spots), white, 0.55),
        fill(
            joined(
                smooth(
                    [
                        (x - s, y + s * 0.08),
                        (x - s * 0.7, y - s * 0.24),
                        (x + s * 0.5, y - s * 0.28),
                        (x + s, y + s * 0.06),
                        (x, y + s * 0.2),
                    ]
                )
                for x, y, s in spots
            ),
            paint.deep(rock, 0.35),
        ),
        fill(
            joined(
                smooth(
                    [
                        (x - s * 0.86, y - s * 0.06),
                        (x - s * 0.6, y - s * 0.3),
                        (x + s * 0.45, y - s * 0.33),
                        (x + s * 0.86, y - s * 0.08),
                        (x, y + s * 0.02),
                    ]
                )
                for x, y, s in spots
            ),
            paint.bright(rock, 0.15),
        ),
    ]


def great_fall(paint: Paint, x: float, foot: float, side: float) -> list[Node]:
    """A wall of rock that leaves the picture above, and water that falls down it in two steps, seen near."""
    random = paint.random("great fall")
    rock = paint.faded(paint.local("#75716f", 0.4), 0.14)
    leaf = paint.faded(leaf_colour(paint), 0.1)
    back: list[Point] = [
        (x - side * 1500, foot),
        (x - side * 1500, 120),
        (x - side * 900, 60),
        (x - side * 470, 130),
        (x - side * 300, 40),
        (x - side * 120, 20),
        (x + side * 130, 24),
        (x + side * 330, -60),
        (x + side * 800, -120),
        (x + side * 1500, -160),
        (x + side * 1500, foot),
    ]
    near_left: list[Point] = [
        (x - side * 420, foot + 16),
        (x - side * 390, 380),
        (x - side * 300, 250),
        (x - side * 150, 196),
        (x - side * 96, 300),
        (x - side * 92, foot + 10),
    ]
    near_right: list[Point] = [
        (x + side * 96, foot + 10),
        (x + side * 110, 250),
        (x + side * 220, 150),
        (x + side * 420, 190),
        (x + side * 560, 330),
        (x + side * 640, foot + 16),
    ]
    nodes = cliff(paint, "fall back", back, paint.faded(rock, 0.22), 8)
    for dx, y, tall in ((-560, 96, 170), (-760, 84, 210), (440, -66, 200), (660, -90, 230)):
        nodes += broadleaf(paint, random, x + side * dx, y, tall, 0.26)
    nodes += falling(paint, "upper", x, 26.0, 330.0, 170.0, 1.05, 0.1)
    shelf: list[Point] = [
        (x - 150, 330),
        (x - 120, 306),
        (x - 20, 322),
        (x + 60, 306),
        (x + 140, 330),
        (x + 110, 352),
        (x - 110, 352),
    ]
    nodes += [facet(shelf, paint.deep(rock, 0.2)), *falling(paint, "lower", x, 322.0, foot, 200.0, 1.25, 0.0)]
    for k, face in enumerate((near_left, near_right)):
        nodes += cliff(paint, f"near {k}", face, rock, 6)
    for dx, y, wide in (
        (-330, 262, 150),
        (-180, 210, 110),
        (230, 166, 150),
        (450, 220, 170),
        (-400, 420, 120),
        (590, 400, 150),
    ):
        nodes += bush(paint, random, x + side * dx, y, wide, 0.08)
    vines = [
        smooth([(x + side * dx, y), (x + side * dx + 9, y + 60), (x + side * dx - 6, y + 120)], closed=False)
        for dx, y in ((-250, 250), (-190, 230), (180, 190), (300, 180), (390, 210))
    ]
    nodes.append(strokes(vines, paint.deep(leaf, 0.2), 5.0))
    return [*nodes, *stones(paint, "foot", foot - 6, foot + 26, 22, 40.0, rock, x - 460, x + 560)]


def rainbow(x: float, y: float, radius: float, opacity: float) -> list[Node]:
    """A bow in the spray, seen only by day."""
    tints = ("#e8706a", "#eda35c", "#efd86c", "#86c98a", "#6fa8d8", "#9a82c8")
    return [
        strokes(
            [
                Path(
                    (
                        ("M", x - radius + 7 * k, y),
                        (
                            "C",
                            x - radius + 7 * k,
                            y - (radius - 7 * k) * 1.33,
                            x + radius - 7 * k,
                            y - (radius - 7 * k) * 1.33,
                            x + radius - 7 * k,
                            y,
                        ),
                    )
                )
            ],
            tint,
            8.0,
            opacity,
        )
        for k, tint in enumerate(tints)
    ]


def pebbles(paint: Paint, random: Random, left: float, right: float, y: float, count: int, size: float) -> list[Node]:
    """Rounded pebbles along a water's edge, in three greys."""
    tones = [paint.local(tone, 0.35) for tone in ("#b8b0a6", "#948d86", "#76716f")]
    each: list[list[Path]] = [[] for _ in tones]
    for i in range(count):
        r = size * random.uniform(0.4, 1.0)
        each[i % 3].append(ellipse(random.uniform(left, right), y + random.uniform(-size, size * 1.4), r, r * 0.6))
    return [fill(joined(paths), tone) for paths, tone in zip(each, tones, strict=True)]
