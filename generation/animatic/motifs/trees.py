"""Trees and bushes, from a distant band of tree tops to a trunk beside the camera."""

import math
from collections.abc import Sequence
from random import Random

from generation.animatic.art import Command, Group, Node, Path, Point, ellipse, polygon, smooth
from generation.animatic.colour import mix
from generation.animatic.motifs.brush import across, blob, fill, height_at, joined, land, line, strokes
from generation.animatic.motifs.paint import Paint
from generation.animatic.motifs.season import evergreen, leafless, snow_on_branches, tree_leaf
from generation.animatic.stage import LEFT, RIGHT


def leaf_colour(paint: Paint) -> str:
    """The foliage of this place: autumn, spring blossom, or the season's green."""
    if paint.setting.season:
        return paint.scheme.foliage
    if paint.has("autumn", "fall", "maple", "october", "golden"):
        return paint.local("#c9792f", 0.35)
    if paint.has("blossom", "cherry", "spring", "orchard") and not paint.snowy:
        return mix(paint.scheme.foliage, paint.local("#e9a9b4"), 0.45)
    return paint.scheme.foliage


def broadleaf(
    paint: Paint, random: Random, x: float, y: float, height: float, distance: float = 0.0, colour: str | None = None
) -> list[Node]:
    """A round-crowned tree on its foot: trunk with branches, and a crown in three tones with leaves at its edge.

    It has its own chance, so that the trees around it stand where they stand in every season.
    """
    random = Random(random.random())
    if colour is None and leafless(paint, random):
        return bare(paint, random, x, y, height, distance)
    leaf = paint.faded(colour or tree_leaf(paint, random) or leaf_colour(paint), distance)
    bark = paint.faded(paint.local("#5d4536"), distance)
    dark, light = paint.deep(leaf, 0.38), paint.bright(leaf, 0.26)
    if paint.snowy:
        light = mix(light, "#ffffff", 0.55)
    w, crown, reach = height * 0.055, y - height * 0.64, height * 0.36
    lean = random.uniform(-0.05, 0.05) * height
    trunk = smooth(
        [
            (x - w * 1.8, y + 3),
            (x - w * 0.8, y - height * 0.2),
            (x - w * 0.6 + lean, crown),
            (x + w * 0.6 + lean, crown),
            (x + w * 0.8, y - height * 0.2),
            (x + w * 1.9, y + 3),
        ],
        tension=0.8,
    )
    nodes: list[Node] = [
        fill(
            trunk,
            across(
                x - w * 1.6,
                x + w * 1.6,
                (0.0, paint.deep(bark, 0.4)),
                (1.0, paint.bright(bark, 0.12 + 0.1 * paint.scheme.light_x)),
            ),
        )
    ]
    nodes.append(
        strokes(
            [
                smooth([(x, y - height * 0.34), (x + side * reach * 0.4, crown - height * 0.02)], closed=False)
                for side in (-1, 1)
            ],
            paint.deep(bark, 0.3),
            w * 0.6,
        )
    )
    clumps = [
        (
            x + lean + math.cos(a) * reach * random.uniform(0.45, 0.72),
            crown + math.sin(a) * reach * random.uniform(0.4, 0.62) - height * 0.05,
            reach * random.uniform(0.36, 0.52),
        )
        for a in (i * math.tau / 9 + random.uniform(-0.25, 0.25) for i in range(9))
    ]
    clumps.append((x + lean, crown - height * 0.06, reach * 0.62))
    nodes.append(fill(joined(cluster(random, cx, cy, r) for cx, cy, r in clumps), dark))
    side = paint.scheme.light_x
    nodes.append(
        fill(joined(cluster(random, cx + r * 0.2 * side, cy - r * 0.25, r * 0.72) for cx, cy, r in clumps), leaf)
    )
    upper = [c for c in clumps if c[1] < crown + reach * 0.15]
    nodes.append(
        fill(joined(cluster(random, cx + r * 0.34 * side, cy - r * 0.45, r * 0.4) for cx, cy, r in upper), light, 0.85)
    )
    return nodes


def cluster(random: Random, x: float, y: float, r: float) -> Path:
    """A clump of leaves: round lobes that meet in notches."""
    lobes = max(6, min(11, round(r / 5)))
    start = random.uniform(0, math.tau)
    angles = [start + math.tau * (i + random.uniform(-0.16, 0.16)) / lobes for i in range(lobes)]
    notches = [(x + math.cos(a) * r * 0.86, y + math.sin(a) * r * 0.76) for a in angles]
    commands: list[Command] = [("M", *notches[0])]
    for i in range(lobes):
        one, two = angles[i], angles[(i + 1) % lobes] + (math.tau if i == lobes - 1 else 0.0)
        third = (two - one) * 0.2
        reach = r * random.uniform(1.12, 1.24)
        commands.append(
            (
                "C",
                x + math.cos(one + third) * reach,
                y + math.sin(one + third) * reach * 0.88,
                x + math.cos(two - third) * reach,
                y + math.sin(two - third) * reach * 0.88,
                *notches[(i + 1) % lobes],
            )
        )
    return Path((*commands, ("Z",)))


def conifer(paint: Paint, random: Random, x: float, y: float, height: float, distance: float = 0.0) -> list[Node]:
    """A spruce: tiers of drooping branches, the lit side lighter, snow on them in snow."""
    leaf = paint.faded(mix(evergreen(paint), paint.scheme.ground_dark, 0.45), distance)
    bark = paint.faded(paint.local("#4a3a33"), distance)
    wide = height * random.uniform(0.19, 0.24)
    body: list[Path] = []
    lit: list[Path] = []
    caps: list[Path] = []
    tiers = 6
    side = 1.0 if paint.scheme.light_x > 0 else -1.0
    for k in range(tiers):
        foot, top = y - height * (0.08 + 0.145 * k), y - height * min(1.0, 0.08 + 0.145 * k + 0.3)
        half = wide * (1 - k / (tiers + 0.4))
        teeth = [
            (x - half + 2 * half * i / 8, foot + (half * 0.16 if i % 2 else -half * 0.05) + abs(i - 4) * -half * 0.02)
            for i in range(9)
        ]
        body.append(polygon([(x, top), *teeth]))
        lit.append(polygon([(x, top), *(teeth[5:] if side > 0 else teeth[:4])]))
        caps.append(
            polygon(
                [
                    (x, top),
                    (x + half * 0.5, foot - half * 0.55),
                    (x + half * 0.15, foot - half * 0.38),
                    (x - half * 0.2, foot - half * 0.6),
                    (x - half * 0.5, foot - half * 0.5),
                ]
            )
        )
    nodes: list[Node] = [
        fill(
            polygon(
                [
                    (x - height * 0.018, y + 3),
                    (x - height * 0.012, y - height * 0.2),
                    (x + height * 0.012, y - height * 0.2),
                    (x + height * 0.018, y + 3),
                ]
            ),
            bark,
        ),
        fill(joined(body), paint.deep(leaf, 0.2)),
        fill(joined(lit), paint.bright(leaf, 0.14), 0.75),
    ]
    if paint.snowy:
        nodes.append(
            fill(
                joined(caps),
                paint.faded(mix("#ffffff", paint.scheme.ambient, paint.scheme.shade * 0.6), distance),
                0.85,
            )
        )
    return nodes


def bare(
    paint: Paint, random: Random, x: float, y: float, height: float, distance: float = 0.0, colour: str | None = None
) -> list[Node]:
    """A leafless tree: trunk and three orders of branches, as tapering lines."""
    bark = paint.faded(colour or paint.local("#54443f"), distance)
    orders: list[list[Path]] = [[], [], [], []]

    def branch(px: float, py: float, angle: float, length: float, order: int) -> None:
        bend = random.uniform(-0.18, 0.18)
        ex, ey = px + math.cos(angle) * length, py + math.sin(angle) * length
        mx, my = px + math.cos(angle - bend) * length * 0.5, py + math.sin(angle - bend) * length * 0.5
        orders[order].append(smooth([(px, py), (mx, my), (ex, ey)], closed=False))
        if order < 3:
            for k in range(3 if order < 2 else 2):
                turn = random.uniform(0.3, 0.75) * (1 if k % 2 else -1)
                branch(
                    px + (ex - px) * (0.55 + 0.22 * k),
                    py + (ey - py) * (0.55 + 0.22 * k),
                    angle + turn,
                    length * random.uniform(0.5, 0.68),
                    order + 1,
                )

    branch(x, y, -math.pi / 2 + random.uniform(-0.07, 0.07), height * 0.46, 0)
    widths = (height * 0.05, height * 0.024, height * 0.012, height * 0.006)
    shapes: list[Node] = [
        strokes(paths, paint.deep(bark, 0.12 * (3 - k)), max(0.8, width))
        for k, (paths, width) in enumerate(zip(orders, widths, strict=True))
    ]
    return [
        blob(
            [
                (x - height * 0.05, y + 3),
                (x - height * 0.024, y - height * 0.07),
                (x + height * 0.024, y - height * 0.07),
                (x + height * 0.05, y + 3),
            ],
            paint.deep(bark, 0.36),
        ),
        *shapes,
        *snow_on_branches(paint, [*orders[1], *orders[2]], widths[1], distance),
    ]


def palm(paint: Paint, random: Random, x: float, y: float, height: float, distance: float = 0.0) -> list[Node]:
    """A palm: a leaning ringed trunk and a crown of fronds that droop."""
    bark, green = paint.faded(paint.local("#8a6a4a"), distance), paint.faded(paint.scheme.foliage, distance)
    lean = height * random.uniform(0.1, 0.22) * random.choice((-1, 1))
    tip = (x + lean, y - height)
    trunk = [(x + lean * (u**1.6), y - height * u) for u in (0.0, 0.2, 0.4, 0.6, 0.8, 1.0)]
    rings = [
        smooth([(px - height * 0.022, py), (px, py + 3), (px + height * 0.022, py)], closed=False)
        for px, py in trunk[1:]
    ]
    w = height * 0.028
    outline = [
        *((px - w * (1.3 - 0.5 * i / 5), py) for i, (px, py) in enumerate(trunk)),
        *((px + w * (1.3 - 0.5 * (5 - i) / 5), py) for i, (px, py) in enumerate(reversed(trunk))),
    ]
    shading = across(x - w, x + w + lean, (0.0, paint.deep(bark, 0.35)), (1.0, paint.bright(bark, 0.1)))
    nodes: list[Node] = [fill(smooth(outline, tension=0.8), shading), strokes(rings, paint.deep(bark, 0.4), 2.2, 0.7)]
    back: list[Path] = []
    front: list[Path] = []
    ribs: list[Path] = []
    for k in range(11):
        angle = -math.pi * (0.04 + 0.92 * ((k * 7) % 11) / 10) + random.uniform(-0.08, 0.08)
        rib = _rib(tip, angle, height * random.uniform(0.36, 0.46))
        (back if k < 5 else front).append(_frond(rib, height * 0.075))
        if k >= 5:
            ribs.append(smooth(rib, closed=False))
    nuts = [ellipse(tip[0] + dx * w, tip[1] + w, w * 0.8) for dx in (-0.8, 0.2, 1.1)]
    return [
        *nodes,
        fill(joined(back), paint.deep(green, 0.4)),
        fill(joined(nuts), paint.deep(bark, 0.3)),
        fill(joined(front), green),
        strokes(ribs, paint.bright(green, 0.3), max(1.0, height * 0.007), 0.8),
    ]


def _rib(tip: Point, angle: float, reach: float) -> list[Point]:
    """The middle line of a frond: out and up from the crown, then down under its own weight."""
    points: list[Point] = []
    for i in range(8):
        u = i / 7
        points.append(
            (
                tip[0] + math.cos(angle) * reach * u,
                tip[1] + math.sin(angle) * reach * u * (1 - 0.45 * u) + reach * 0.5 * u**2.4,
            )
        )
    return points


def _frond(rib: list[Point], width: float) -> Path:
    """A frond around its rib, its leaflets as teeth below."""
    lower: list[Point] = []
    for i, (px, py) in enumerate(rib[1:-1], start=1):
        full = width * math.sin(math.pi * min(1.0, i / 6.4))
        lower += [
            (px, py + full * 1.5),
            (px + (rib[i + 1][0] - px) * 0.5, py + (rib[i + 1][1] - py) * 0.5 + full * 0.35),
        ]
    upper = [(px, py - width * 0.4 * math.sin(math.pi * i / 7)) for i, (px, py) in enumerate(rib)]
    return polygon([*upper, *reversed(lower)])


def bush(
    paint: Paint, random: Random, x: float, y: float, width: float, distance: float = 0.0, colour: str | None = None
) -> list[Node]:
    """A bush in three tones."""
    leaf = paint.faded(colour or leaf_colour(paint), distance)
    clumps = [
        (x + width * u, y - width * (0.26 - 0.55 * u * u) * random.uniform(0.8, 1.1), width * random.uniform(0.2, 0.28))
        for u in (-0.36, -0.15, 0.08, 0.3)
    ]
    side = paint.scheme.light_x
    light = mix(paint.bright(leaf, 0.22), "#ffffff", 0.55 if paint.snowy else 0.0)
    return [
        fill(
            joined(
                [
                    *(cluster(random, *c) for c in clumps),
                    polygon(
                        [
                            (x - width * 0.5, y + 2),
                            (x - width * 0.4, y - width * 0.2),
                            (x + width * 0.4, y - width * 0.2),
                            (x + width * 0.5, y + 2),
                        ]
                    ),
                ]
            ),
            paint.deep(leaf, 0.36),
        ),
        fill(joined(cluster(random, cx + r * 0.2 * side, cy - r * 0.2, r * 0.7) for cx, cy, r in clumps), leaf),
        fill(joined(cluster(random, cx + r * 0.3 * side, cy - r * 0.45, r * 0.36) for cx, cy, r in clumps), light, 0.8),
    ]


def treeline(
    paint: Paint,
    random: Random,
    points: Sequence[Point],
    height: float,
    colour: str,
    kind: str = "mixed",
    gap: float = 0.0,
) -> Node:
    """A band of distant tree tops along a skyline as one shape; `gap` keeps the middle of the picture open."""
    tops: list[Path] = []
    x = LEFT
    while x < RIGHT:
        tall = height * random.uniform(0.55, 1.15)
        open_here = gap and abs(x - 800) < gap
        y = height_at(points, x) + 6
        if not open_here:
            if kind == "conifer" or (kind == "mixed" and random.random() < 0.4):
                half = tall * 0.2
                tops.append(
                    polygon(
                        [
                            (x, y - tall),
                            (x + half * 0.5, y - tall * 0.6),
                            (x + half * 0.35, y - tall * 0.6),
                            (x + half, y),
                            (x - half, y),
                            (x - half * 0.35, y - tall * 0.6),
                            (x - half * 0.5, y - tall * 0.6),
                        ]
                    )
                )
            else:
                tops.append(cluster(random, x, y - tall * 0.42, tall * 0.5))
                tops.append(ellipse(x, y - tall * 0.1, tall * 0.48, tall * 0.34))
        x += tall * random.uniform(0.42, 0.72)
    return fill(joined([*tops, land(points)]), colour)


def near_trunk(
    paint: Paint, random: Random, x: float, width: float, colour: str | None = None, lean: float = 0.0
) -> list[Node]:
    """A trunk that leaves the picture above and below, with bark."""
    bark = colour or paint.local("#4f3d33")
    top, foot = -340.0, 1240.0
    left = [
        (x - width * 0.5 + lean, top),
        (x - width * 0.42 + lean * 0.6, 250.0),
        (x - width * 0.5, 700.0),
        (x - width * 0.95, 860.0),
        (x - width * 1.2, foot),
    ]
    right = [
        (x + width * 1.2, foot),
        (x + width * 0.9, 860.0),
        (x + width * 0.5, 700.0),
        (x + width * 0.42 + lean * 0.6, 250.0),
        (x + width * 0.5 + lean, top),
    ]
    side = paint.scheme.light_x
    shading = across(
        x - width * 0.6,
        x + width * 0.6,
        (0.0, paint.bright(bark, 0.16) if side < 0 else paint.deep(bark, 0.5)),
        (0.5, bark),
        (1.0, paint.bright(bark, 0.16) if side > 0 else paint.deep(bark, 0.5)),
    )
    cracks: list[Path] = []
    for _ in range(22):
        cx, cy, long = x + random.uniform(-0.36, 0.36) * width, random.uniform(-280, 820), random.uniform(30, 120)
        cx += lean * max(0.0, (700 - cy) / 1040)
        cracks.append(
            smooth(
                [(cx, cy), (cx + random.uniform(-5, 5), cy + long / 2), (cx + random.uniform(-5, 5), cy + long)],
                closed=False,
            )
        )
    return [
        fill(smooth([*left, *right], tension=0.8), shading),
        strokes(cracks, paint.deep(bark, 0.55), max(1.6, width * 0.03), 0.5),
    ]


def hanging_leaves(
    paint: Paint, name: str, corner: Point, spread: float, side: float, blur: float = 4.0, colour: str | None = None
) -> Group:
    """A dark bough that hangs into an upper corner of the picture; `side` is 1 when it grows to the right."""
    random = paint.random(name)
    dark = colour or paint.near
    less = mix(dark, leaf_colour(paint), 0.3)
    x, y = corner
    tip = (x + side * spread, y + spread * 0.22)
    bend = (x + side * spread * 0.45, y + spread * 0.02)
    bough = line([(x - side * 160, y - 80), bend, tip], dark, 9.0)
    each: tuple[list[Path], list[Path]] = ([], [])
    leafy = 26 if paint.setting.season == "winter" else 130
    for i in range(leafy):
        u = random.random() ** 0.8
        px = x - side * 160 + (tip[0] - x + side * 160) * u
        py = y - 80 + (tip[1] - y + 80) * u + random.uniform(-70, 96) * (1.15 - 0.6 * u)
        each[i % 2].append(
            leaf(px, py, random.uniform(18, 36), random.uniform(0.2, 1.3) * side + (0 if side > 0 else math.pi))
        )
    return Group((fill(joined(each[1]), less), bough, fill(joined(each[0]), dark)), blur=blur, name=name)


def leaf(x: float, y: float, size: float, angle: float) -> Path:
    """One pointed leaf."""
    cos, sin = math.cos(angle) * size, math.sin(angle) * size
    tip = (x + cos, y + sin)
    return Path(
        (
            ("M", x, y),
            (
                "C",
                x + cos * 0.2 - sin * 0.4,
                y + sin * 0.2 + cos * 0.4,
                x + cos * 0.7 - sin * 0.3,
                y + sin * 0.7 + cos * 0.3,
                *tip,
            ),
            (
                "C",
                x + cos * 0.7 + sin * 0.3,
                y + sin * 0.7 - cos * 0.3,
                x + cos * 0.2 + sin * 0.4,
                y + sin * 0.2 - cos * 0.4,
                x,
                y,
            ),
            ("Z",),
        )
    )
