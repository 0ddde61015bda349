"""The future: towers with strips of light, domes to live in, pylons that glow, screens in the air, and what flies between."""

import math
from random import Random

from generation.animatic.art import (
    Group,
    Matrix,
    Node,
    Path,
    Shape,
    Stroke,
    ellipse,
    polygon,
    rectangle,
    scale,
    shift,
    smooth,
)
from generation.animatic.colour import mix
from generation.animatic.motifs.brush import across, block, disc, facet, fill, flicker, glow, joined, strokes, vertical
from generation.animatic.motifs.paint import Paint
from generation.animatic.motifs.season import snow_white
from generation.animatic.stage import BOTTOM, LEFT, RIGHT, Layer

_SHELLS = ("#dfe5ec", "#cfd9e4", "#e8e4de", "#bfcbd8")


def cold_light(paint: Paint) -> str:
    """The light of strips and screens."""
    return mix("#6ff0ff", paint.scheme.rim, 0.15)


def second_light(paint: Paint) -> str:
    """The other light, for signs."""
    return mix("#ff6fc8", paint.scheme.accent, 0.25)


def _shine(paint: Paint) -> float:
    return 1.0 if paint.dark else 0.72


def dome_house(
    paint: Paint, random: Random, x: float, y: float, width: float, height: float, distance: float, *, door: bool
) -> Group:
    """A house of the future with its foot at (x, y): a shell on a base, a ring of light around it, a broad window."""
    shell = paint.faded(paint.local(random.choice(_SHELLS), 0.3), distance)
    light = paint.faded(cold_light(paint), distance * 0.7)
    side = paint.scheme.light_x
    lit, dim = paint.bright(shell, 0.25), paint.deep(shell, 0.34)
    left, right, top = x - width / 2, x + width / 2, y - height * 1.25
    shading = across(left, right, (0.0, lit if side < 0 else dim), (0.5, shell), (1.0, dim if side < 0 else lit))
    body = Path(
        (
            ("M", left, y),
            ("L", left, y - height * 0.42),
            ("C", left, y - height * 1.02, x - width * 0.34, top, x, top),
            ("C", x + width * 0.34, top, right, y - height * 1.02, right, y - height * 0.42),
            ("L", right, y),
            ("Z",),
        )
    )
    glass = vertical(
        y - height * 0.9,
        y - height * 0.4,
        (0.0, paint.faded(paint.deep(paint.outside.sky_top, 0.35), distance)),
        (1.0, paint.faded(paint.outside.sky_middle, distance)),
    )
    pane = mix(light, paint.scheme.accent, 0.5) if paint.dark else glass
    view = smooth(
        [
            (x - width * 0.36, y - height * 0.5),
            (x - width * 0.28, y - height * 0.86),
            (x, y - height * 0.95),
            (x + width * 0.28, y - height * 0.86),
            (x + width * 0.36, y - height * 0.5),
        ],
        tension=0.7,
    )
    nodes: list[Node] = [
        strokes(
            [polygon([(x, top), (x, top - height * 0.35)], closed=False)],
            paint.deep(shell, 0.3),
            max(1.0, width * 0.012),
        ),
        disc(x, top - height * 0.35, max(1.6, width * 0.018), light),
        fill(body, shading),
        fill(view, pane),
        block(left, y - height * 0.42, width, max(1.6, height * 0.035), light, _shine(paint)),
        block(left - width * 0.03, y - height * 0.06, width * 1.06, height * 0.07, paint.deep(shell, 0.3), radius=3),
    ]
    if door and width >= 100:
        nodes += [
            block(
                x - width * 0.09,
                y - height * 0.34,
                width * 0.18,
                height * 0.34,
                paint.deep(shell, 0.45),
                radius=width * 0.05,
            ),
            block(x - width * 0.006, y - height * 0.32, width * 0.012, height * 0.3, light, 0.9),
        ]
    if paint.snowy:
        cap = [
            (x - width * 0.4, y - height * 0.86),
            (x - width * 0.24, y - height * 1.16),
            (x, top - height * 0.02),
            (x + width * 0.24, y - height * 1.16),
            (x + width * 0.4, y - height * 0.86),
            (x, y - height * 1.04),
        ]
        nodes.append(fill(smooth(cap, tension=0.8), snow_white(paint), 0.92))
    if paint.dark:
        nodes.append(glow(x, y - height * 0.42, width * 0.7, light, 0.4, 0.4))
    return Group(tuple(nodes), name="house")


def glass_tower(
    paint: Paint, random: Random, x: float, y: float, width: float, height: float, distance: float, *, shop: bool
) -> list[Node]:
    """A tower with its left lower corner at (x, y): glass between fins, strips of light, a screen over its entrance."""
    body = paint.faded(paint.local(random.choice(("#6f86a4", "#7d8fa8", "#5f7694", "#8796aa")), 0.35), distance)
    light, sign = (paint.faded(tint, distance * 0.6) for tint in (cold_light(paint), second_light(paint)))
    height *= 1.16
    top, right = y - height, x + width
    lean = width * random.choice((-0.18, 0.0, 0.18))
    sky = paint.faded(mix(paint.outside.sky_middle, paint.outside.horizon, 0.4), distance)
    slant = [
        (x, y),
        (x, top + width * 0.3 + lean),
        (x + width * 0.3, top),
        (x + width * 0.78, top),
        (right, top + width * 0.3 - lean),
        (right, y),
    ]
    shading = across(
        x, right, (0.0, paint.deep(body, 0.35)), (0.45, mix(body, sky, 0.55)), (1.0, paint.deep(body, 0.12))
    )
    floors = [
        polygon([(x, top + width * 0.55 + k * 34), (right, top + width * 0.55 + k * 34)], closed=False)
        for k in range(max(1, int((height - width * 0.55) / 34)))
    ]
    lit = [
        rectangle(
            x + width * random.uniform(0.06, 0.7),
            top + width * 0.55 + random.randrange(max(1, int(height / 34) - 2)) * 34 + 6,
            width * random.uniform(0.1, 0.26),
            20,
            2,
        )
        for _ in range(14)
    ]
    u = random.choice((0.16, 0.5, 0.82))
    strip = rectangle(x + width * u, top + width * 0.2, max(3.0, width * 0.026), height - width * 0.2, 2)
    nodes: list[Node] = [
        fill(smooth(slant, tension=0.25), shading),
        strokes(floors, paint.deep(body, 0.35), 1.6, 0.5),
        fill(
            joined(lit),
            mix(light, paint.scheme.accent, 0.55) if paint.dark else mix(sky, "#ffffff", 0.4),
            0.75 if paint.dark else 0.4,
        ),
        fill(strip, light, _shine(paint)),
    ]
    if paint.dark:
        nodes.append(glow(x + width * u, y - height * 0.5, width * 0.8, light, 0.25, 2.4))
    if paint.snowy:
        nodes.append(block(x + width * 0.26, top - 8, width * 0.56, 12, snow_white(paint), radius=5))
    return [*nodes, *_entrance(paint, x, y, width, body, light, sign)] if shop else nodes


def _entrance(paint: Paint, x: float, y: float, width: float, body: str, light: str, sign: str) -> list[Node]:
    screen = Group(
        (
            block(x + width * 0.12, y - 262, width * 0.5, 84, sign, 0.34, radius=6),
            strokes([rectangle(x + width * 0.12, y - 262, width * 0.5, 84, 6)], sign, 2.6, 0.95),
            *(
                block(
                    x + width * 0.17,
                    y - 246 + k * 20,
                    width * (0.36 - 0.09 * (k % 3)),
                    8,
                    mix(sign, "#ffffff", 0.5),
                    0.85,
                    radius=4,
                )
                for k in range(3)
            ),
        ),
        opacity=flicker(x, 0.86, 0.4),
    )
    return [
        block(x, y - 140, width, 140, paint.deep(body, 0.4)),
        block(
            x + width * 0.08,
            y - 118,
            width * 0.84,
            118,
            mix(light, paint.deep(body, 0.2), 0.35 if paint.dark else 0.62),
            0.9,
            radius=10,
        ),
        block(x - 8, y - 146, width + 16, 8, light, _shine(paint), radius=4),
        screen,
        *((glow(x + width / 2, y - 90, width * 0.8, light, 0.4),) if paint.dark else ()),
    ]


def towers(paint: Paint, name: str, y: float, height: float, distance: float) -> Group:
    """The skyline of a city to come: needles, domes on stalks and twin towers with bridges, as few shapes."""
    random = paint.random(f"towers {name}")
    colour = paint.faded(mix(paint.scheme.wall, paint.scheme.shadow, 0.4), distance)
    shapes: list[Path] = []
    lights: list[Path] = []
    x = LEFT
    while x < RIGHT:
        w = random.uniform(46, 92)
        h = height * random.uniform(0.7, 1.7) * (0.6 + 0.5 * min(1.0, abs(x + w / 2 - 800) / 700))
        kind, cx, foot = random.randrange(4), x + w / 2, BOTTOM
        if kind == 0:
            shapes.append(
                Path(
                    (
                        ("M", x, foot),
                        ("C", x, y - h * 0.5, cx - 4, y - h * 0.9, cx, y - h * 1.2),
                        ("C", cx + 4, y - h * 0.9, x + w, y - h * 0.5, x + w, foot),
                        ("Z",),
                    )
                )
            )
        elif kind == 1:
            shapes += [
                rectangle(cx - 5, y - h, 10, foot - y + h),
                ellipse(cx, y - h, w * 0.8, w * 0.28),
                rectangle(cx - 2, y - h * 1.2, 4, h * 0.2),
            ]
            lights.append(rectangle(cx - w * 0.66, y - h - 2, w * 1.32, 4, 2))
        elif kind == 2:
            shapes += [
                rectangle(x, y - h, w * 0.36, foot - y + h, w * 0.18),
                rectangle(x + w * 0.64, y - h * 0.86, w * 0.36, foot - y + h, w * 0.18),
                rectangle(x, y - h * 0.6, w, 9),
            ]
        else:
            shapes.append(polygon([(x, foot), (x + w * 0.1, y - h), (x + w * 0.7, y - h * 1.14), (x + w, foot)]))
        lights.append(rectangle(cx - 1.5, y - h * 0.95, 3, h * 0.8, 1.5))
        x += w * random.uniform(1.0, 1.5)
    haze = vertical(y - height * 1.6, y + 60, (0.0, colour), (1.0, mix(colour, paint.scheme.horizon, 0.55)))
    light = paint.faded(cold_light(paint), 0.35 * distance)
    return Group((fill(joined(shapes), haze), fill(joined(lights), light, 0.9 if paint.dark else 0.6)), name="skyline")


def light_pylon(paint: Paint, x: float, y: float, s: float) -> list[Node]:
    """A street lamp of the future: a bent blade whose inner edge glows."""
    shell, light = paint.local("#c9d3de", 0.3), cold_light(paint)
    curve = [(x, y), (x - 6 * s, y - 200 * s), (x + 8 * s, y - 330 * s), (x + 78 * s, y - 380 * s)]
    nodes: list[Node] = [
        disc(x, y, 24 * s, paint.scheme.shadow, 5 * s, 0.35),
        Shape(smooth(curve, closed=False), None, Stroke(paint.deep(shell, 0.2), 13 * s)),
        Shape(smooth([(px + 6 * s, py + 3 * s) for px, py in curve], closed=False), None, Stroke(light, 4.4 * s, 0.95)),
    ]
    if paint.dark:
        nodes += [
            glow(x + 64 * s, y - 366 * s, 200 * s, light, 0.7),
            glow(x + 20 * s, y + 6, 230 * s, light, 0.4, 0.22),
        ]
    return nodes


def hologram(paint: Paint, x: float, y: float, s: float) -> list[Node]:
    """A globe of light that turns over its stand."""
    shell, light = paint.local("#c3ceda", 0.3), cold_light(paint)
    cy, r = y - 190 * s, 78 * s
    rings: list[Node] = []
    for k in range(3):

        def spin(t: float, k: int = k) -> Matrix:
            return shift(x, cy) @ scale(max(0.05, abs(math.cos(t * 0.6 + k * math.pi / 3))), 1.0)

        rings.append(Group((Shape(ellipse(0.0, 0.0, r), None, Stroke(light, 2.6 * s, 0.85)),), transform=spin))
    beam = polygon([(x - 20 * s, y - 44 * s), (x + 20 * s, y - 44 * s), (x + r, cy), (x - r, cy)])
    return [
        disc(x, y + 4, 100 * s, paint.scheme.shadow, 12 * s, 0.35),
        facet(
            [(x - 70 * s, y), (x - 46 * s, y - 44 * s), (x + 46 * s, y - 44 * s), (x + 70 * s, y)],
            across(
                x - 70 * s,
                x + 70 * s,
                (0.0, paint.deep(shell, 0.35)),
                (0.6, paint.bright(shell, 0.2)),
                (1.0, paint.deep(shell, 0.2)),
            ),
        ),
        block(x - 50 * s, y - 48 * s, 100 * s, 7 * s, light, 0.95, radius=3),
        fill(beam, vertical(cy, y - 44 * s, (0.0, light, 0.04), (1.0, light, 0.4))),
        glow(x, cy, 150 * s, light, 0.5),
        disc(x, cy, r, light, opacity=0.16),
        *(
            Shape(ellipse(x, cy + dy * r, r * math.sqrt(1 - dy * dy), r * 0.1), None, Stroke(light, 2.0 * s, 0.7))
            for dy in (-0.5, 0.0, 0.5)
        ),
        *rings,
    ]


def air_traffic(paint: Paint, y: float) -> Layer:
    """Cars that fly past in two lanes, and a drone that keeps its place."""
    random = paint.random("air traffic")
    flying: list[Node] = []
    for k in range(5):
        size, way, pace = random.uniform(0.28, 0.5), 1.0 if k % 2 else -1.0, random.uniform(90, 150)
        lane, start = y + (0 if k % 2 else 66) + random.uniform(-16, 16), random.uniform(0, 2900)

        def fly(
            t: float, size: float = size, way: float = way, pace: float = pace, lane: float = lane, start: float = start
        ) -> Matrix:
            along = (start + pace * t) % 2900.0 - 650.0
            return shift(along if way > 0 else 1600.0 - along, lane + 3 * math.sin(t * 1.3 + start)) @ scale(
                size * way, size
            )

        flying.append(
            Group(tuple(hover_car(paint, ("#d9dfe8", "#c25a6a", "#5f86b8", "#d6a44a", "#7f8fa0")[k])), transform=fly)
        )
    return Layer("air traffic", 0.3, Group(tuple(flying), name="air traffic"))


def hover_car(paint: Paint, tint: str) -> list[Node]:
    """A car without wheels around the origin, looking right, with light beneath it."""
    body, light = paint.local(tint, 0.3), cold_light(paint)
    return [
        glow(0.0, 4.0, 100.0, light, 0.5, 0.3),
        fill(
            smooth([(-104, -16), (-84, -36), (-30, -44), (40, -42), (104, -20), (92, -6), (-92, -6)], tension=0.8),
            vertical(-46, -4, (0.0, paint.bright(body, 0.3)), (1.0, paint.deep(body, 0.35))),
        ),
        fill(smooth([(-42, -40), (-22, -64), (24, -64), (58, -38)], tension=0.7), paint.outside.sky_middle),
        fill(rectangle(-80.0, -9.0, 150.0, 6.0, 3.0), light),
        fill(ellipse(98.0, -18.0, 7.0, 4.0), mix(light, "#ffffff", 0.6)),
        fill(rectangle(-106.0, -22.0, 8.0, 8.0, 3.0), second_light(paint)),
    ]
