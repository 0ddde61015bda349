"""What towns stand on and what stands about in them: paving, lawns, kerbs, fences, benches, bins, bulbs on a wire."""

import math
from collections.abc import Sequence

from generation.animatic.art import Node, Path, Point, Shape, ellipse, polygon, rectangle, smooth
from generation.animatic.colour import mix
from generation.animatic.motifs.brush import block, disc, everywhere, fill, glow, joined, land, ridge, strokes, vertical
from generation.animatic.motifs.ground import grass, hill, patches, rim_light, tufts
from generation.animatic.motifs.houses import lamp_light
from generation.animatic.motifs.paint import Paint
from generation.animatic.motifs.perspective import level, seams
from generation.animatic.motifs.water import mirrored
from generation.animatic.stage import LEFT, RIGHT


def pavement(paint: Paint, colour: str, top: float = 622.0, step: float = 130.0) -> list[Node]:
    """Slabs that run to the horizon; snow lies on them, and rain or the night makes them shine."""
    stone = mix(colour, paint.scheme.ground, 0.75 if paint.snowy else 0.12)
    shade = vertical(top, 1000, (0.0, paint.bright(stone, 0.14)), (0.35, stone), (1.0, paint.deep(stone, 0.45)))
    far = (top - 400) / 360
    nodes: list[Node] = [everywhere(shade, top=top), strokes(seams(step, far), paint.deep(stone, 0.45), 2.0, 0.36)]
    return [*nodes, *mirrors(paint, top)]


def mirrors(paint: Paint, top: float) -> list[Node]:
    """Lights that stand upside down in a wet street."""
    if not paint.wet:
        return []
    random = paint.random("mirrors")
    nodes: list[Node] = []
    for _ in range(12):
        x = random.choice((-1, 1)) * random.uniform(80, 900) + 800
        tint = mix(paint.scheme.accent, paint.outside.horizon, random.random() * 0.6)
        nodes.append(mirrored(paint, x, top + 18 + random.uniform(0, 20), random.uniform(26, 60), 210.0, tint, random))
    return [*nodes, glow(800.0, top + 80, 640.0, paint.outside.horizon, 0.26, 0.25)]


def lawn(paint: Paint, name: str, top: float = 622.0, swing: float = 6.0) -> list[Node]:
    """Mown grass up to a soft edge."""
    points = ridge(paint.random(name), top, swing, 0.25)
    base = paint.scheme.ground
    return [
        hill(paint, points, paint.bright(base, 0.08), paint.deep(base, 0.36), 330.0),
        rim_light(paint, points, 2.5, 0.3),
        patches(paint, f"{name} light", top + 30, 930, 18, paint.bright(base, 0.24), 0.28),
        *tufts(paint, f"{name} tufts", top + 16, 930, 80, [paint.scheme.ground_dark, paint.bright(base, 0.2)], 26.0),
        *grass(paint, points, f"{name} edge", 110, 15.0, [base, paint.scheme.ground_dark], under=6),
    ]


def roadway(paint: Paint, top: float, foot: float, marked: bool = True) -> list[Node]:
    """A road across the picture, with its kerbs and the dashes in its middle; worn ground with ruts before there was tar."""
    if paint.setting.period == "medieval":
        dust = paint.faded(mix(paint.local("#bfa27a", 0.35), paint.scheme.ground, 0.6 if paint.snowy else 0.1), 0.1)
        ruts = [rectangle(LEFT, top + (foot - top) * u, RIGHT - LEFT, 4) for u in (0.25, 0.65)]
        return [block(LEFT, top, RIGHT - LEFT, foot + 14 - top, dust), fill(joined(ruts), paint.deep(dust, 0.25), 0.6)]
    tar = mix(paint.local("#6b6a72", 0.35), paint.scheme.ground, 0.55 if paint.snowy else 0.08)
    kerb = paint.bright(tar, 0.34)
    nodes: list[Node] = [
        fill(
            rectangle(LEFT, top, RIGHT - LEFT, foot - top),
            vertical(top, foot, (0.0, paint.bright(tar, 0.12)), (1.0, paint.deep(tar, 0.16))),
        ),
        block(LEFT, top - 8, RIGHT - LEFT, 9, kerb),
        block(
            LEFT,
            foot,
            RIGHT - LEFT,
            14,
            vertical(foot, foot + 14, (0.0, paint.bright(kerb, 0.2)), (1.0, paint.deep(kerb, 0.2))),
        ),
    ]
    if marked:
        middle = (top + foot) / 2
        dashes = [
            polygon([(x, middle - 3), (x + 74, middle - 3), (x + 70, middle + 4), (x - 4, middle + 4)])
            for x in range(int(LEFT), int(RIGHT), 150)
        ]
        nodes.append(fill(joined(dashes), paint.bright(tar, 0.7), 0.7))
    return nodes


def pickets(paint: Paint, left: float, right: float, y: float, height: float, colour: str) -> list[Node]:
    """A garden fence of pointed boards."""
    step = height * 0.3
    boards: list[Path] = []
    x = left
    while x < right:
        w = step * 0.62
        boards.append(
            polygon([(x, y), (x, y - height * 0.86), (x + w / 2, y - height), (x + w, y - height * 0.86), (x + w, y)])
        )
        x += step
    return [
        fill(
            joined(rectangle(left, y - height * k, right - left, height * 0.09) for k in (0.72, 0.34)),
            paint.deep(colour, 0.2),
        ),
        fill(
            joined(boards), vertical(y - height, y, (0.0, paint.bright(colour, 0.14)), (1.0, paint.deep(colour, 0.2)))
        ),
    ]


def railing(
    paint: Paint, left: float, right: float, y: float, height: float, colour: str, step: float = 34.0
) -> list[Node]:
    """Iron bars with points between two rails."""
    bars = [polygon([(x, y), (x, y - height)], closed=False) for x in range(int(left), int(right), int(step))]
    tips = [
        polygon([(x - 6, y - height), (x, y - height - 18), (x + 6, y - height)])
        for x in range(int(left), int(right), int(step))
    ]
    rails = [polygon([(left, y - height * k), (right, y - height * k)], closed=False) for k in (0.12, 0.86)]
    return [strokes([*bars, *rails], colour, 6.0), fill(joined(tips), colour)]


def bench(paint: Paint, x: float, y: float, s: float = 1.0) -> list[Node]:
    """A park bench from the front."""
    wood, iron = paint.local("#8a5f3d"), paint.local("#3b3a46")
    slats = [rectangle(x - 105 * s, y - k * s, 210 * s, 12 * s, 4) for k in (66, 98, 116, 134)]
    nodes: list[Node] = [
        disc(x, y + 2, 124 * s, paint.scheme.shadow, 9 * s, 0.3),
        fill(joined(rectangle(x + dx * s - 5, y - 140 * s, 10 * s, 142 * s, 3) for dx in (-88, 88)), iron),
        fill(
            joined(slats),
            vertical(y - 134 * s, y - 50 * s, (0.0, paint.bright(wood, 0.2)), (1.0, paint.deep(wood, 0.2))),
        ),
    ]
    if paint.snowy:
        nodes.append(
            block(x - 104 * s, y - 74 * s, 208 * s, 10 * s, mix("#ffffff", paint.scheme.ambient, 0.2), radius=5)
        )
    return nodes


def bin_(paint: Paint, x: float, y: float, s: float = 1.0) -> list[Node]:
    """A litter bin."""
    green = paint.local("#3f5f50", 0.35)
    bars = [
        polygon([(x + dx * s, y - 76 * s), (x + dx * 0.84 * s, y - 6)], closed=False) for dx in (-24, -12, 0, 12, 24)
    ]
    return [
        disc(x, y, 40 * s, paint.scheme.shadow, 6 * s, 0.3),
        fill(polygon([(x - 34 * s, y - 82 * s), (x + 34 * s, y - 82 * s), (x + 28 * s, y), (x - 28 * s, y)]), green),
        strokes(bars, paint.deep(green, 0.4), 4 * s),
        block(x - 38 * s, y - 90 * s, 76 * s, 12 * s, paint.bright(green, 0.2), radius=5),
    ]


def bulbs(paint: Paint, spots: Sequence[Point], size: float = 8.0) -> list[Node]:
    """Lamps on a wire, every other one lit at a time; still, and pale, by day. The middle ages hang out pennants."""
    if paint.setting.period == "medieval":
        return _pennants(paint, spots, size)
    wire = strokes([smooth(spots, closed=False)], paint.scheme.shadow, 2.0, 0.7)
    nodes: list[Node] = [wire]
    lit = lamp_light(paint) if paint.dark else mix(paint.scheme.accent, "#ffffff", 0.3)
    if paint.setting.period == "future":
        lit = mix("#6ff0ff", "#ffffff", 0.2 if paint.dark else 0.4)
    if paint.dark:
        nodes += [glow(x, y + size, size * 6, paint.scheme.accent, 0.5) for x, y in spots]
    for k in range(2):
        lamps = joined(ellipse(x, y + size, size, size * 1.2) for x, y in spots[k::2])
        nodes.append(Shape(lamps, lit, opacity=lambda t, k=k: 0.6 + 0.4 * math.sin(t * 2.4 + k * math.pi)))
    return nodes


def _pennants(paint: Paint, spots: Sequence[Point], size: float) -> list[Node]:
    tints = [paint.local(tint, 0.25) for tint in ("#b5443f", "#e8dcc0", "#3f6f8f")]
    cloths = [polygon([(x - size * 1.5, y), (x + size * 1.5, y), (x, y + size * 4.2)]) for x, y in spots]
    return [
        *(fill(joined(cloths[k::3]), tint) for k, tint in enumerate(tints)),
        strokes([smooth(spots, closed=False)], paint.local("#8a7350", 0.3), 2.4, 0.9),
    ]


def hanging(start: Point, end: Point, sag: float, count: int) -> list[Point]:
    """Spots along a wire that hangs between two ends."""
    return [
        (start[0] + (end[0] - start[0]) * u, start[1] + (end[1] - start[1]) * u + sag * 4 * u * (1 - u))
        for u in (i / (count - 1) for i in range(count))
    ]


def parasol(paint: Paint, x: float, foot: float, width: float, height: float, tints: tuple[str, str]) -> list[Node]:
    """A sunshade with stripes on its pole."""
    top = foot - height
    rim = top + width * 0.26
    parts = [
        polygon([(x, top), (x - width / 2 + width * k / 6, rim), (x - width / 2 + width * (k + 1) / 6, rim)])
        for k in range(6)
    ]
    scallops = [
        smooth(
            [
                (x - width / 2 + width * k / 6, rim - 2),
                (x - width / 2 + width * (k + 0.5) / 6, rim + 16),
                (x - width / 2 + width * (k + 1) / 6, rim - 2),
            ]
        )
        for k in range(6)
    ]
    return [
        disc(x, foot, 44, paint.scheme.shadow, 7, 0.35),
        block(x - 5, top, 10, height, paint.local("#6b4a34"), radius=3),
        fill(joined([*parts[::2], *scallops[::2]]), tints[0]),
        fill(joined([*parts[1::2], *scallops[1::2]]), tints[1]),
    ]


def verge(paint: Paint, name: str, y: float, swing: float, colour: str) -> Node:
    """A far strip of land as one shape."""
    return fill(
        land(ridge(paint.random(name), y, swing)),
        vertical(y - swing, y + 140, (0.0, colour), (1.0, paint.deep(colour, 0.1))),
    )


def flat(left: float, right: float, far: float, near: float) -> Path:
    """A lying rectangle on the ground."""
    return level(left, right, 0.0, far, near)
