"""Plants of the wild and of other countries: bamboo, acacias, baobabs, poplars, willows, rushes, water lilies."""

import math
from collections.abc import Sequence
from random import Random

from generation.animatic.art import Group, Node, Path, Point, ellipse, polygon, smooth
from generation.animatic.colour import mix
from generation.animatic.motifs.brush import (
    across,
    blade,
    blob,
    block,
    disc,
    fill,
    joined,
    line,
    strokes,
    sway,
    vertical,
)
from generation.animatic.motifs.paint import Paint
from generation.animatic.motifs.trees import cluster, leaf, leaf_colour


def bamboo(paint: Paint, name: str, xs: Sequence[float], foot: float, width: float, distance: float) -> list[Node]:
    """Canes that leave the picture above: segments with light rings, and leaves in sprays."""
    random = paint.random(f"bamboo {name}")
    cane = paint.faded(mix(paint.local("#8fae5a", 0.35), paint.scheme.foliage, 0.35), distance)
    canes: list[Path] = []
    lights: list[Path] = []
    rings: list[Path] = []
    sprays: tuple[list[Path], list[Path]] = ([], [])
    for x in xs:
        w, lean, y = width * random.uniform(0.7, 1.2), random.uniform(-70, 70), foot + random.uniform(-10, 12)
        canes.append(
            polygon([(x - w / 2, y), (x - w * 0.42 + lean, -320), (x + w * 0.42 + lean, -320), (x + w / 2, y)])
        )
        lights.append(polygon([(x - w * 0.1, y), (x + lean, -320), (x + w * 0.16 + lean, -320), (x + w * 0.16, y)]))
        step, at = w * 4.2, y - w * 1.5
        while at > -320:
            cx = x + lean * (y - at) / (y + 320)
            rings.append(polygon([(cx - w * 0.56, at), (cx + w * 0.56, at)], closed=False))
            if random.random() < 0.22 and at < 470:
                side = random.choice((-1, 1))
                for k in range(5):
                    way = (0.0 if side > 0 else math.pi) + side * random.uniform(-0.4, 0.9)
                    sprays[k % 2].append(
                        _slim(cx + side * w * 0.5, at - 6, w * 0.4 + random.uniform(34, 60) * (1.2 - distance), way)
                    )
            at -= step * random.uniform(0.85, 1.15)
    return [
        fill(joined(canes), paint.deep(cane, 0.3)),
        fill(joined(lights), paint.bright(cane, 0.25), 0.8),
        strokes(rings, paint.deep(cane, 0.55), max(1.6, width * 0.14), 0.8),
        fill(joined(sprays[0]), paint.deep(cane, 0.35)),
        fill(joined(sprays[1]), cane),
    ]


def _slim(x: float, y: float, size: float, angle: float) -> Path:
    """A leaf six times as long as wide."""
    cos, sin = math.cos(angle) * size, math.sin(angle) * size
    return smooth(
        [
            (x, y),
            (x + cos * 0.4 - sin * 0.1, y + sin * 0.4 + cos * 0.1),
            (x + cos, y + sin),
            (x + cos * 0.4 + sin * 0.1, y + sin * 0.4 - cos * 0.1),
        ],
        tension=0.8,
    )


def acacia(paint: Paint, random: Random, x: float, y: float, height: float, distance: float = 0.0) -> list[Node]:
    """An umbrella thorn: a forked trunk under wide flat clouds of leaves."""
    green = paint.faded(mix(leaf_colour(paint), paint.local("#8a8a44"), 0.35), distance)
    bark = paint.faded(paint.local("#5a4336"), distance)
    lean = height * random.uniform(-0.1, 0.1)
    fork = (x + lean, y - height * 0.4)
    limbs: list[Path] = []
    shelves: list[Point] = []
    for k in range(5):
        u = (k - 2) / 2
        tip = (fork[0] + u * height * 0.62, y - height * (0.9 - 0.1 * abs(u)) + random.uniform(-6, 6))
        limbs.append(smooth([fork, (fork[0] + u * height * 0.28, y - height * 0.66), tip], closed=False))
        shelves.append(tip)
    trunk = smooth(
        [
            (x - height * 0.05, y + 3),
            (fork[0] - height * 0.03, fork[1]),
            (fork[0] + height * 0.03, fork[1]),
            (x + height * 0.05, y + 3),
        ],
        tension=0.6,
    )
    lower: list[Path] = []
    upper: list[Path] = []
    for tx, ty in shelves:
        for _ in range(3):
            dx, w = random.uniform(-0.14, 0.14) * height, height * random.uniform(0.15, 0.22)
            lower.append(_shelf(tx + dx, ty + height * 0.02, w, w * 0.3))
            upper.append(_shelf(tx + dx + w * 0.1 * paint.scheme.light_x, ty - w * 0.08, w * 0.8, w * 0.2))
    return [
        fill(
            trunk,
            across(x - height * 0.05, x + height * 0.05, (0.0, paint.deep(bark, 0.3)), (1.0, paint.bright(bark, 0.15))),
        ),
        strokes(limbs, paint.deep(bark, 0.15), height * 0.028),
        fill(joined(lower), paint.deep(green, 0.35)),
        fill(joined(upper), paint.bright(green, 0.08)),
    ]


def _shelf(x: float, y: float, rx: float, ry: float) -> Path:
    """A flat cloud of leaves: straight below, lumpy above."""
    return smooth(
        [
            (x - rx, y),
            (x - rx * 0.7, y - ry),
            (x - rx * 0.25, y - ry * 0.8),
            (x + rx * 0.1, y - ry * 1.25),
            (x + rx * 0.6, y - ry * 0.9),
            (x + rx, y),
            (x, y + ry * 0.25),
        ],
        tension=0.9,
    )


def baobab(paint: Paint, random: Random, x: float, y: float, height: float, distance: float = 0.0) -> list[Node]:
    """A bottle of a trunk with roots for a crown."""
    bark = paint.faded(paint.local("#8d7263", 0.35), distance)
    green = paint.faded(leaf_colour(paint), distance)
    w = height * 0.17
    trunk: list[Point] = [
        (x - w * 1.3, y + 4),
        (x - w, y - height * 0.3),
        (x - w * 0.8, y - height * 0.62),
        (x + w * 0.8, y - height * 0.62),
        (x + w, y - height * 0.3),
        (x + w * 1.3, y + 4),
    ]
    arms: list[Path] = []
    tufts: list[Path] = []
    for k in range(7):
        a = -math.pi * (0.1 + 0.8 * k / 6)
        ex, ey = x + math.cos(a) * height * 0.42, y - height * 0.62 + math.sin(a) * height * 0.3
        arms.append(
            smooth(
                [(x + math.cos(a) * w * 0.6, y - height * 0.6), ((x + ex) / 2, ey + height * 0.06), (ex, ey)],
                closed=False,
            )
        )
        tufts += [cluster(random, ex + dx * height, ey - height * 0.02, height * 0.06) for dx in (-0.05, 0.05)]
    shading = across(
        x - w,
        x + w,
        (0.0, paint.deep(bark, 0.1 if paint.scheme.light_x < 0 else 0.45)),
        (1.0, paint.deep(bark, 0.45 if paint.scheme.light_x < 0 else 0.1)),
    )
    return [
        strokes(arms, paint.deep(bark, 0.25), height * 0.04),
        fill(smooth(trunk, tension=0.7), shading),
        fill(joined(tufts), green),
    ]


def poplar(paint: Paint, random: Random, x: float, y: float, height: float, distance: float = 0.0) -> list[Node]:
    """A tall narrow tree like a flame."""
    green = paint.faded(leaf_colour(paint), distance)
    bark = paint.faded(paint.local("#5d4a3c"), distance)
    w = height * random.uniform(0.1, 0.13)
    side = paint.scheme.light_x
    parts = [0.15 + 0.083 * k for k in range(11)]
    spine = [(x + random.uniform(-0.12, 0.12) * w, y - height * u) for u in parts]
    widths = [max(0.2, math.sin(math.pi * (u * 0.86 + 0.06)) ** 0.7) for u in parts]
    light = mix(paint.bright(green, 0.2), "#ffffff", 0.5 if paint.snowy else 0.0)
    return [
        block(x - height * 0.012, y - height * 0.2, height * 0.024, height * 0.2 + 3, bark),
        fill(
            joined(cluster(random, sx, sy, w * k) for (sx, sy), k in zip(spine, widths, strict=True)),
            paint.deep(green, 0.34),
        ),
        fill(
            joined(
                cluster(random, sx + w * 0.26 * side, sy - w * 0.2, w * k * 0.66)
                for (sx, sy), k in zip(spine, widths, strict=True)
            ),
            green,
        ),
        fill(
            joined(
                cluster(random, sx + w * 0.42 * side, sy - w * 0.4, w * k * 0.34)
                for (sx, sy), k in zip(spine[1:], widths[1:], strict=True)
            ),
            light,
            0.8,
        ),
    ]


def willow(paint: Paint, random: Random, x: float, y: float, height: float, distance: float = 0.0) -> list[Node]:
    """A weeping willow: a bent trunk under a dome of hanging shoots, some of which sway."""
    green = paint.faded(mix(leaf_colour(paint), paint.local("#a9b45a"), 0.3), distance)
    bark = paint.faded(paint.local("#5d4a3c"), distance)
    crown, reach = y - height * 0.72, height * 0.46
    trunk: list[Point] = [
        (x - height * 0.06, y + 3),
        (x - height * 0.03, y - height * 0.4),
        (x - height * 0.01, crown),
        (x + height * 0.05, crown),
        (x + height * 0.035, y - height * 0.4),
        (x + height * 0.07, y + 3),
    ]
    back = [
        cluster(random, x + math.cos(a) * reach * 0.6, crown + math.sin(a) * reach * 0.4, reach * 0.42)
        for a in (math.pi + i * math.pi / 5 for i in range(6))
    ]
    nodes: list[Node] = [fill(smooth(trunk, tension=0.7), bark), fill(joined(back), paint.deep(green, 0.35))]
    for k in range(4):
        shoots: list[Path] = []
        for _ in range(15):
            u = random.uniform(-1, 1)
            sx, top = x + u * reach, crown - reach * 0.62 * math.sqrt(1 - u * u * 0.9) + random.uniform(0, 30)
            long = height * random.uniform(0.34, 0.62)
            shoots.append(
                smooth(
                    [(sx, top), (sx + u * 18, top + long * 0.5), (sx + u * 10, min(y - 12, top + long))], closed=False
                )
            )
        tone = (paint.deep(green, 0.3), paint.deep(green, 0.1), green, paint.bright(green, 0.2))[k]
        body = strokes(shoots, tone, max(2.0, height * 0.011))
        nodes.append(Group((body,), transform=sway(k * 1.7, 0.8 * paint.windy, (x, crown), 0.8)) if k > 1 else body)
    return nodes


def rushes(paint: Paint, name: str, x: float, y: float, height: float, colour: str, count: int = 16) -> Node:
    """A clump of tall grass that nods as one."""
    random = paint.random(f"rushes {name} {x:.0f}")
    blades = [
        blade(
            x + random.uniform(-0.3, 0.3) * height,
            y + random.uniform(0, 6),
            height * random.uniform(0.5, 1.0),
            height * random.uniform(-0.3, 0.3),
            height * 0.06,
        )
        for _ in range(count)
    ]
    return Group((fill(joined(blades), colour),), transform=sway(x * 0.013, 1.4 * paint.windy, (x, y)))


def lily_pads(paint: Paint, spots: Sequence[tuple[float, float, float]], bloom: str = "#efb6c4") -> list[Node]:
    """Floating leaves with their notch, and a flower on each third."""
    green = mix(paint.scheme.foliage, paint.local("#7fb05a"), 0.35)
    pads: list[Path] = []
    rims: list[Path] = []
    veins: list[Path] = []
    petals: list[Path] = []
    inner: list[Path] = []
    for i, (x, y, r) in enumerate(spots):
        start = 0.5 + i * 1.9
        edge = [
            (x + math.cos(start + a) * r, y + math.sin(start + a) * r * 0.28)
            for a in (0.24 + k * 5.8 / 13 for k in range(14))
        ]
        pads.append(smooth([(x, y), *edge], tension=0.8))
        rims.append(smooth([(x, y + r * 0.05), *((px, py + r * 0.05) for px, py in edge)], tension=0.8))
        veins += [polygon([(x, y), (x + (px - x) * 0.8, y + (py - y) * 0.8)], closed=False) for px, py in edge[1::3]]
        if i % 3 == 0 and not paint.snowy:
            for k in range(7):
                a = -math.pi * (0.02 + 0.96 * k / 6)
                (petals if k % 2 == 0 else inner).append(leaf(x, y - r * 0.05, r * 0.5, a))
    flower = paint.local(bloom, 0.3)
    return [
        fill(joined(rims), paint.deep(green, 0.6)),
        fill(joined(pads), green),
        strokes(veins, paint.bright(green, 0.3), 1.6, 0.5),
        fill(joined(petals), paint.deep(flower, 0.12)),
        fill(joined(inner), paint.bright(flower, 0.3)),
    ]


def fern(x: float, y: float, reach: float, colour: str, light: str) -> list[Node]:
    """A crown of arching fronds."""
    fronds: list[Path] = []
    for i in range(9):
        u = (i - 4) / 4
        tip = (x + u * reach, y - reach * (1.0 - 0.62 * u * u))
        fronds.append(
            Path(
                (
                    ("M", x, y),
                    ("C", x + u * reach * 0.2 - 5, y - reach * 0.7, tip[0] - 6, tip[1] - 6, *tip),
                    ("C", tip[0] * 0.6 + x * 0.4, tip[1] * 0.7 + y * 0.3 + 6, x + u * 10, y - reach * 0.2, x, y),
                    ("Z",),
                )
            )
        )
    return [fill(joined(fronds), colour), fill(joined(fronds[2:7:2]), light, 0.7)]


def log(paint: Paint, x: float, y: float, width: float, size: float) -> list[Node]:
    """A felled trunk on its side, its rings towards the viewer."""
    bark = paint.local("#6a4e3c")
    end = paint.local("#c9a878", 0.3)
    return [
        disc(x, y + 2, width * 0.56, paint.scheme.shadow, size * 0.22, 0.35),
        block(
            x - width / 2,
            y - size,
            width,
            size,
            vertical(y - size, y, (0.0, paint.bright(bark, 0.2)), (1.0, paint.deep(bark, 0.45))),
            radius=size * 0.3,
        ),
        line([(x - width * 0.4, y - size * 0.6), (x + width * 0.3, y - size * 0.66)], paint.deep(bark, 0.5), 2.4, 0.6),
        disc(x + width / 2 - size * 0.12, y - size / 2, size * 0.3, end, size * 0.5),
        strokes(
            [ellipse(x + width / 2 - size * 0.12, y - size / 2, size * k, size * k * 1.6) for k in (0.1, 0.2)],
            paint.deep(end, 0.4),
            1.8,
        ),
        blob(
            [
                (x - width * 0.3, y - size),
                (x - width * 0.1, y - size * 1.12),
                (x + width * 0.1, y - size),
                (x, y - size * 0.8),
            ],
            paint.scheme.foliage,
            0.8,
        ),
    ]
