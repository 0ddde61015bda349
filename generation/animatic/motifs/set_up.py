"""More things that stand near where a place's words name them: what people set up there. See `pieces`."""

import math

from generation.animatic.art import Group, Node, Path, ellipse, polygon, rectangle, smooth
from generation.animatic.colour import mix
from generation.animatic.motifs.brush import (
    block,
    disc,
    facet,
    fill,
    flicker,
    glow,
    joined,
    line,
    straight,
    strokes,
    sway,
    vertical,
)
from generation.animatic.motifs.lamps import flames
from generation.animatic.motifs.paint import Paint
from generation.animatic.motifs.period import street_light
from generation.animatic.motifs.pieces import foot, own_colour, rounded


def stall(paint: Paint, tint: str | None) -> list[Node]:
    """A market stall under a striped awning; 270 tall."""
    wood, cloth, white = paint.local("#7a5639"), own_colour(paint, tint, "#b5483f"), paint.local("#efe6d4", 0.2)
    bands = [
        polygon([(-140 + k * 35, -270), (-105 + k * 35, -270), (-120 + k * 40, -206), (-160 + k * 40, -206)])
        for k in range(0, 8, 2)
    ]
    fruit: list[Node] = []
    for k, tone in enumerate(("#c8503f", "#d99a3c", "#7f9a48", "#9a5f7f")):
        cx = -96 + k * 64
        heap = [
            ellipse(cx + dx * 15, -104 - dy * 11, 9)
            for dy in range(3)
            for dx in ([-1.5, -0.5, 0.5, 1.5], [-1, 0, 1], [-0.5, 0.5])[dy]
        ]
        fruit.append(fill(joined(heap), paint.local(tone, 0.3)))
    nodes: list[Node] = [
        foot(paint, 160),
        fill(rectangle(-138, -270, 9, 270) + rectangle(129, -270, 9, 270), wood),
        block(-140, -200, 280, 110, paint.scheme.shadow, 0.28),
        block(-140, -94, 280, 94, vertical(-94, 0, (0.0, wood), (1.0, paint.deep(wood, 0.45)))),
        block(-146, -100, 292, 11, paint.bright(wood, 0.3)),
        *fruit,
        facet([(-140, -270), (140, -270), (160, -206), (-160, -206)], white),
        fill(joined(bands), cloth),
    ]
    return [*nodes, glow(0, -170, 170, paint.scheme.accent, 0.6)] if paint.dark else nodes


def book_pile(paint: Paint, tint: str | None) -> list[Node]:
    """Books as large as chests in a leaning pile, one of them open on top; 190 tall."""
    random = paint.random("book pile")
    nodes: list[Node] = [foot(paint, 120)]
    y = 0.0
    for k, tone in enumerate(("#7a3b34", "#3f5a6a", "#8a6a34", "#4a5a3f", "#6a4a6a")):
        w, h, x = random.uniform(150, 210), random.uniform(26, 36), random.uniform(-18, 18)
        cover = own_colour(paint, tint if k == 0 else None, tone)
        nodes += [
            block(x - w / 2, y - h, w, h, cover, radius=4),
            block(x - w / 2 + 12, y - h + 6, w - 10, h - 12, paint.local("#ece2c8", 0.2)),
        ]
        y -= h
    page = paint.local("#f2ead4", 0.2)
    return [
        *nodes,
        facet([(-96, y), (-80, y - 36), (0, y - 22), (80, y - 36), (96, y), (0, y + 6)], page),
        straight([(0, y - 22), (0, y + 4)], paint.deep(page, 0.35), 3.0),
    ]


def sweets(paint: Paint, tint: str | None) -> list[Node]:
    """Canes and lollipops stuck into the ground; 260 tall."""
    white, red = paint.local("#f6eee8", 0.15), own_colour(paint, tint, "#d8445a")
    nodes: list[Node] = [foot(paint, 120)]
    for x, s in ((-70.0, 0.8), (70.0, 1.0)):
        cane = smooth(
            [(x, 0), (x, -170 * s), (x + 14 * s, -214 * s), (x + 44 * s, -216 * s), (x + 54 * s, -180 * s)],
            closed=False,
        )
        nodes.append(strokes([cane], white, 22 * s))
        nodes.append(
            strokes(
                [
                    polygon([(x - 10 * s, -k * 34 * s - 8), (x + 10 * s, -k * 34 * s - 24 * s)], closed=False)
                    for k in range(5)
                ],
                red,
                9 * s,
            )
        )
    nodes += [straight([(0, 0), (0, -190)], white, 7.0), disc(0, -220, 46, paint.local("#f2b34a", 0.2))]
    swirl = [(math.cos(k * 0.7) * (4 + k * 2.9), -220 + math.sin(k * 0.7) * (4 + k * 2.9)) for k in range(14)]
    return [*nodes, line(swirl, paint.local("#e0608a", 0.2), 9.0)]


def graves(paint: Paint, tint: str | None) -> list[Node]:
    """Headstones, one of them leaning; 130 tall."""
    stone = own_colour(paint, tint, "#9a979c")
    nodes: list[Node] = [foot(paint, 130)]
    for x, h, lean in ((-84, 96, -8), (84, 84, 6), (0, 130, 2)):
        outline = Path(
            (
                ("M", x - 34, 0),
                ("L", x - 34 + lean, -h * 0.7),
                ("C", x - 34 + lean, -h * 1.1, x + 34 + lean, -h * 1.1, x + 34 + lean, -h * 0.7),
                ("L", x + 34, 0),
                ("Z",),
            )
        )
        nodes += [
            rounded(paint, outline, x - 34, x + 34, stone),
            strokes(
                [
                    polygon([(x + lean - 14, -h * 0.62), (x + lean + 14, -h * 0.62)], closed=False),
                    polygon([(x + lean, -h * 0.78), (x + lean, -h * 0.4)], closed=False),
                ],
                paint.deep(stone, 0.4),
                5.0,
            ),
        ]
    return nodes


def balloons(paint: Paint, tint: str | None) -> list[Node]:
    """Balloons on strings that nod in the air; 330 tall."""
    tones = [tint] * 3 if tint else ["#d8504a", "#e8b23f", "#4f8fb8"]
    nodes: list[Node] = []
    for k, (x, y) in enumerate(((-40, -250), (34, -280), (0, -320))):
        tone = paint.local(tones[k] or "#d8504a", 0.15)
        nodes.append(
            Group(
                (
                    straight([(0, 0), (x, y + 36)], paint.scheme.shadow, 1.8, 0.7),
                    rounded(paint, ellipse(x, y, 33, 40), x - 33, x + 33, tone),
                    disc(x - 11, y - 14, 8, "#ffffff", 11, 0.5),
                ),
                transform=sway(k * 1.7, 2.4, (0.0, 0.0)),
            )
        )
    return nodes


def signpost(paint: Paint, tint: str | None) -> list[Node]:
    """A signpost with three arms; 240 tall."""
    wood = own_colour(paint, tint, "#8a6642")
    arms: list[Node] = []
    for y, way, long in ((-220, 1, 100), (-178, -1, 92), (-138, 1, 78)):
        arms.append(
            facet(
                [
                    (-10 * way, y),
                    (way * long, y),
                    (way * (long + 24), y + 15),
                    (way * long, y + 30),
                    (-10 * way, y + 30),
                ],
                paint.bright(wood, 0.12 if way > 0 else 0.0),
            )
        )
    return [foot(paint, 36), block(-8, -240, 16, 240, paint.deep(wood, 0.25), radius=3), *arms]


def lamp(paint: Paint, tint: str | None) -> list[Node]:
    """What lights a street in the place's period; about 330 tall."""
    if drawn := street_light(paint, 0.0, 0.0, 0.85):
        return drawn
    iron, light = own_colour(paint, tint, "#3b3a46"), mix(paint.scheme.accent, "#fff2c6", 0.42)
    nodes: list[Node] = [
        foot(paint, 26),
        block(-5, -300, 10, 300, iron, radius=4),
        block(-12, -36, 24, 36, iron, radius=5),
        facet([(-18, -346), (18, -346), (12, -300), (-12, -300)], light if paint.dark else paint.local("#dfe2dc")),
        facet([(-24, -344), (0, -370), (24, -344)], iron),
    ]
    return (
        [*nodes, glow(0, -322, 200, paint.scheme.accent, 0.75), glow(0, 4, 220, paint.scheme.accent, 0.4, 0.22)]
        if paint.dark
        else nodes
    )


def campfire(paint: Paint, tint: str | None) -> list[Node]:
    """Logs that burn in a ring of stones; 120 tall."""
    warm = mix(paint.scheme.accent, tint or "#ff9a4a", 0.5)
    ring = [ellipse(66 * math.cos(a), -4 + 15 * math.sin(a), 17, 12) for a in (k * math.tau / 9 for k in range(9))]
    logs = [polygon([(-54, -10), (46, -30)], closed=False), polygon([(54, -10), (-46, -30)], closed=False)]
    return [
        foot(paint, 96),
        fill(joined(ring), paint.local("#8a8680")),
        strokes(logs, paint.local("#5a3f30"), 15.0),
        *flames(0.0, -20.0, 100.0, warm),
        Group((glow(0, -50, 240, warm, 0.6), glow(0, 6, 300, warm, 0.4, 0.22)), opacity=flicker(2.0)),
    ]


def flower_bed(paint: Paint, tint: str | None) -> list[Node]:
    """Flowers as high as a knee; 90 tall, 300 wide."""
    random = paint.random("flower bed")
    tints = (
        [paint.local(tint, 0.1)]
        if tint
        else [paint.local(c, 0.25) for c in ("#e0607a", "#f0c04a", "#f4f0ea", "#9a70c8")]
    )
    stems: list[Path] = []
    heads: list[list[Path]] = [[] for _ in tints]
    hearts: list[Path] = []
    for i in range(34):
        x, tall = random.uniform(-150, 150), random.uniform(36, 86)
        stems.append(smooth([(x, 4), (x + random.uniform(-6, 6), -tall * 0.5), (x, -tall)], closed=False))
        heads[i % len(tints)] += [
            ellipse(x + 8 * math.cos(a), -tall + 8 * math.sin(a), 6.4) for a in (k * math.tau / 5 for k in range(5))
        ]
        hearts.append(ellipse(x, -tall, 5.0))
    return [
        strokes(stems, paint.scheme.foliage, 3.4),
        *(fill(joined(each), tone) for each, tone in zip(heads, tints, strict=True) if each),
        fill(joined(hearts), paint.local("#e8b83a", 0.2)),
    ]
