"""Water: a surface that mirrors the sky, the path of light under sun and moon, waves that travel, and foam."""

import math
from random import Random

from generation.animatic.art import Command, Group, Node, Path, Point, Shape, ellipse, rectangle, scale, shift, smooth
from generation.animatic.colour import mix
from generation.animatic.motifs.brush import everywhere, fill, halo, joined, vertical
from generation.animatic.motifs.paint import Paint
from generation.animatic.stage import BOTTOM, LEFT, RIGHT


def surface(paint: Paint, top: float, foot: float, deep: str | None = None) -> Node:
    """Open water from its far edge down: the sky's colours upside down, then its own."""
    light = paint.outside
    gradient = vertical(
        top,
        foot,
        (0.0, mix(light.horizon, light.water, 0.25)),
        (0.1, mix(light.sky_middle, light.water, 0.55)),
        (0.45, light.water),
        (1.0, deep or paint.deep(light.water, 0.5)),
    )
    return everywhere(gradient, top=top)


def ripples(paint: Paint, name: str, top: float, bottom: float, count: int = 120) -> list[Node]:
    """Still, long strokes over the water, thin in the distance: darker and lighter than the surface."""
    random = paint.random(name)
    each: tuple[list[Path], list[Path]] = ([], [])
    for i in range(count):
        part = random.random() ** 1.8
        y, wide = top + 3 + (bottom - top) * part, (12 + 150 * part) * random.uniform(0.5, 1.2)
        each[i % 2].append(ellipse(random.uniform(LEFT, RIGHT), y, wide, 0.7 + 2.6 * part))
    light = paint.outside
    return [
        fill(joined(each[0]), mix(light.horizon, "#ffffff", 0.1), 0.2),
        fill(joined(each[1]), paint.deep(light.water, 0.6), 0.22),
    ]


def path_of_light(paint: Paint, x: float, top: float, bottom: float, colour: str, strength: float = 1.0) -> list[Node]:
    """The broken reflection under a light: a soft column, and glints in six groups that come and go."""
    random = paint.random(f"glints {x:.0f}")
    shine = Group((halo(bottom - top, colour, 0.62 * strength),), transform=shift(x, top) @ scale(0.34, 1.0))
    column = Group((shine,), clip=rectangle(x - 600, top, 1200, BOTTOM - top))
    nodes: list[Node] = [column]
    for _ in range(6):
        glints: list[Path] = []
        for _ in range(22):
            part = random.random() ** 1.6
            y = top + 4 + (bottom - top) * part
            spread = 22 + 170 * part
            away = random.gauss(0, 0.42)
            glints.append(
                ellipse(
                    x + away * spread,
                    y,
                    (5 + 34 * part) * random.uniform(0.5, 1.2) * max(0.3, 1 - abs(away) * 0.6),
                    0.9 + 2.3 * part,
                )
            )
        phase, pace = random.uniform(0, 6), random.uniform(1.3, 2.4)
        nodes.append(
            Shape(
                joined(glints),
                mix(colour, "#ffffff", 0.35),
                opacity=lambda t, p=phase, q=pace: strength * (0.5 + 0.4 * math.sin(t * q + p)),
            )
        )
    return nodes


def waves(paint: Paint, name: str, top: float, bottom: float, rows: int = 5, height: float = 7.0) -> list[Node]:
    """Rows of crests that swell sideways: one timed group a row, still inside."""
    random = paint.random(name)
    light = paint.outside
    nodes: list[Node] = []
    for k in range(rows):
        part = ((k + 0.6) / rows) ** 1.5
        y, long = top + (bottom - top) * part, 60 + 210 * part
        crests: list[Path] = []
        x = LEFT - 200
        while x < RIGHT + 200:
            wide = long * random.uniform(0.5, 1.2)
            if random.random() < 0.7:
                crests.append(
                    crest(x, y + random.uniform(-6, 6) * (0.4 + part), wide, height * (0.25 + part) * paint.windy**0.5)
                )
            x += wide * random.uniform(1.1, 1.9)
        phase, swing = random.uniform(0, 6), 10 + 26 * part
        colour = mix(light.horizon, "#ffffff", 0.25)
        nodes.append(
            Group(
                (fill(joined(crests), colour, 0.16 + 0.3 * part),),
                transform=lambda t, p=phase, s=swing: shift(
                    s * math.sin(t * 0.5 + p), s * 0.14 * math.sin(t * 1.1 + p)
                ),
            )
        )
    return nodes


def crest(x: float, y: float, width: float, height: float) -> Path:
    """A wave's lit edge: a thin sickle."""
    return Path(
        (
            ("M", x, y),
            ("C", x + width * 0.25, y - height, x + width * 0.6, y - height, x + width, y),
            ("C", x + width * 0.6, y - height * 0.35, x + width * 0.3, y - height * 0.3, x, y),
            ("Z",),
        )
    )


def swell(paint: Paint, name: str, y: float, height: float, colour: str, foot: str, pace: float = 1.0) -> Node:
    """One near row of rolling waves, edge to edge, that heaves."""
    random = paint.random(name)
    points: list[Point] = []
    x = LEFT - 260
    up = True
    while x < RIGHT + 260:
        points.append((x, y - (height * random.uniform(0.5, 1.0) if up else -height * 0.25)))
        x += random.uniform(70, 120)
        up = not up
    top = smooth(points, closed=False)
    body = Path((*top.commands, ("L", points[-1][0], BOTTOM + 60), ("L", points[0][0], BOTTOM + 60), ("Z",)))
    phase = random.uniform(0, 6)
    shaded = fill(body, vertical(y - height, y + 190, (0.0, colour), (1.0, foot)))
    edge = fill(
        joined(crest(px - 34, py + 3, 68, height * 0.3) for px, py in points[0::2]),
        mix(paint.outside.horizon, "#ffffff", 0.4),
        0.65,
    )
    return Group(
        (shaded, edge),
        transform=lambda t: shift(38 * math.sin(t * 0.55 * pace + phase), 9 * math.sin(t * 1.2 * pace + phase)),
    )


def foam(paint: Paint, name: str, points: list[Point], reach: float = 12.0) -> Node:
    """Foam along a shore that comes and goes."""
    random = paint.random(name)
    outer = [(x, y + random.uniform(-3, 3)) for x, y in points]
    inner = [(x, y + reach * random.uniform(0.4, 1.0)) for x, y in reversed(points)]
    phase = random.uniform(0, 6)
    white = mix("#ffffff", paint.outside.water, 0.15 + paint.outside.shade * 0.5)
    return Group(
        (fill(smooth([*outer, *inner]), white, 0.8),),
        transform=lambda t: shift(6 * math.sin(t * 0.8 + phase), reach * 0.6 * math.sin(t * 0.9 + phase)),
        opacity=lambda t: 0.55 + 0.35 * math.sin(t * 0.9 + phase),
    )


def mirrored(paint: Paint, x: float, y: float, width: float, height: float, colour: str, random: Random) -> Node:
    """The shaken reflection of something that stands at the water's edge: bars that thin out downwards."""
    bars: list[Path] = []
    step = 0.0
    while step < height:
        part = step / height
        wide = width * (1 - 0.4 * part) * random.uniform(0.7, 1.1)
        bars.append(rectangle(x - wide / 2 + random.uniform(-4, 4), y + step, wide, 3.2, 1.6))
        step += 5 + 5 * part
    return fill(joined(bars), colour, 0.4)


def rollers(
    paint: Paint, name: str, y: float, height: float, colour: str, foot: str, length: float = 300.0, pace: float = 1.0
) -> Node:
    """A row of great waves that travel without end: hollow fronts, long backs, and foam where they break."""
    random = paint.random(f"rollers {name}")
    way = -1.0 if paint.outside.light_x > 0 else 1.0
    count = math.ceil((RIGHT - LEFT + 600) / length) + 5
    heights = [height * random.uniform(0.75, 1.1) for _ in range(3)]
    left = LEFT - 300 - length * 2.0
    top: list[Command] = [("M", left, y)]
    caps: list[Path] = []
    backs: list[Path] = []
    for k in range(count):
        # Three heights in turn, so that the row repeats after three waves and may start anew there.
        x, tall = left + k * length, heights[k % 3]
        crest_x, end = x + length * 0.62, x + length
        lip = (crest_x + length * 0.07, y - tall * 0.86)
        top += [
            ("C", x + length * 0.24, y, x + length * 0.46, y - tall * 0.95, crest_x, y - tall),
            ("C", crest_x + length * 0.04, y - tall * 1.02, lip[0], y - tall * 0.98, *lip),
            ("C", crest_x + length * 0.03, y - tall * 0.5, end - length * 0.2, y, end, y),
        ]
        caps.append(_cap(crest_x, lip, y, tall, length))
        backs += [
            crest(x + length * u, y - tall * v, length * 0.2, tall * 0.1)
            for u, v in ((0.3, 0.34), (0.4, 0.6), (0.2, 0.06))
        ]
    body = Path((*top, ("L", left + count * length, BOTTOM + 80), ("L", left, BOTTOM + 80), ("Z",)))
    light = paint.outside
    white = mix("#ffffff", light.ambient, 0.1 + light.shade * 0.7)
    rough = min(1.0, 0.35 + 0.3 * paint.windy)
    drawn = Group(
        (
            fill(
                body,
                vertical(
                    y - height, y + height * 2.6, (0.0, mix(colour, light.horizon, 0.22)), (0.3, colour), (1.0, foot)
                ),
            ),
            fill(joined(backs), mix(colour, white, 0.55), 0.4),
            fill(joined(caps), white, rough),
        )
    )
    speed, phase = 22.0 * pace * paint.windy**0.7, random.uniform(0, 6)
    mirrored_ = scale(way, 1.0, (800.0, 0.0))
    return Group(
        (Group((drawn,), transform=mirrored_),),
        transform=lambda t: shift(
            way * ((t * speed + phase * 40) % (3 * length) - 1.5 * length), height * 0.12 * math.sin(t * 1.1 + phase)
        ),
    )


def _cap(x: float, lip: Point, y: float, tall: float, length: float) -> Path:
    """Foam along a crest that runs a little down the front."""
    return smooth(
        [
            (x - length * 0.13, y - tall * 0.93),
            (x - length * 0.03, y - tall * 1.03),
            (lip[0], lip[1] - tall * 0.02),
            (lip[0] + length * 0.012, y - tall * 0.72),
            (lip[0] - length * 0.03, y - tall * 0.78),
            (x, y - tall * 0.88),
        ],
        tension=0.8,
    )


def breaker(paint: Paint, name: str, y: float, reach: float, pace: float = 1.0) -> Node:
    """A wave that comes up a beach and goes back: a lit edge with foam behind it."""
    random = paint.random(f"breaker {name}")
    edge: list[Point] = [(x, y + random.uniform(-5, 5)) for x in range(int(LEFT) - 80, int(RIGHT) + 140, 70)]
    light = paint.outside
    white = mix("#ffffff", light.water, 0.1 + light.shade * 0.5)
    water = mix(light.water, light.horizon, 0.45)
    sheet = [*((x, py - reach * 2.2) for x, py in edge), *reversed(edge)]
    lace = [
        ellipse(x + random.uniform(-30, 30), py - random.uniform(4, reach), random.uniform(16, 50), 2.2)
        for x, py in edge
    ]
    rim = [*edge, *((x, py - random.uniform(3, 8)) for x, py in reversed(edge))]
    phase = random.uniform(0, 6)
    return Group(
        (
            fill(
                smooth(sheet, tension=0.6),
                vertical(y - reach * 2.2, y, (0.0, water, 0.0), (0.6, water, 0.5), (1.0, water, 0.7)),
            ),
            fill(joined(lace), white, 0.5),
            fill(smooth(rim, tension=0.8), white, 0.9),
        ),
        transform=lambda t: shift(8 * math.sin(t * 0.5 + phase), reach * 0.55 * math.sin(t * 0.8 * pace + phase)),
    )
