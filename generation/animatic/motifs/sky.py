"""The sky of a place in the open: its gradient, sun or moon with a halo, stars, and birds."""

import math

from generation.animatic.art import Group, Matrix, Node, Path, Point, Shape, Stroke, ellipse, shift
from generation.animatic.colour import mix
from generation.animatic.motifs.brush import disc, everywhere, fill, glow, joined, vertical
from generation.animatic.motifs.paint import Paint
from generation.animatic.stage import LEFT, RIGHT, TOP, Layer

_HIDDEN = {"rain", "storm", "snow", "fog"}
_HEIGHTS = {"dawn": 0.9, "morning": 0.52, "day": 0.2, "afternoon": 0.46, "dusk": 0.885, "night": 0.3}


def sun_at(paint: Paint, horizon: float) -> Point:
    """Where the sun or the moon stands over this horizon."""
    return 800.0 + paint.outside.light_x * 640.0, horizon * _HEIGHTS[paint.setting.time]


def sun_seen(paint: Paint) -> bool:
    """Whether the sun or the moon can be seen through the weather."""
    return paint.setting.weather not in _HIDDEN and not paint.reverse


def sky(paint: Paint, horizon: float) -> tuple[Layer, ...]:
    """The still sky, and what twinkles in it."""
    x, y = sun_at(paint, horizon)
    nodes: list[Node] = [backdrop(paint, horizon)]
    twinkling: list[Node] = []
    if paint.outside.night and sun_seen(paint):
        nodes += _stars(paint, horizon)
        twinkling = _twinkles(paint, horizon)
    if sun_seen(paint):
        nodes += _moon(paint, x, y) if paint.outside.night else _sun(paint, x, y)
    else:
        nodes.append(glow(x, y, 620.0, paint.outside.horizon, 0.35))
    layers = [Layer("sky", 0.0, Group(tuple(nodes), name="sky"))]
    if twinkling:
        layers.append(Layer("stars", 0.0, Group(tuple(twinkling), name="stars"), blurs=False))
    return tuple(layers)


def backdrop(paint: Paint, horizon: float) -> Shape:
    """The sky's gradient, from the zenith to the horizon and on below it."""
    light = paint.outside
    between = mix(light.sky_middle, light.horizon, 0.55)
    gradient = vertical(
        -90.0,
        horizon,
        (0.0, light.sky_top),
        (0.38, mix(light.sky_top, light.sky_middle, 0.45)),
        (0.7, light.sky_middle),
        (0.88, between),
        (1.0, light.horizon),
    )
    return everywhere(gradient)


def _sun(paint: Paint, x: float, y: float) -> list[Node]:
    light = paint.outside
    low = paint.setting.time in {"dawn", "dusk"}
    veiled = paint.setting.weather == "cloudy"
    warm = mix(light.horizon, light.accent, 0.35 if low else 0.1)
    return [
        glow(x, y, 900.0 if low else 760.0, warm, 0.5 if low else 0.3),
        glow(x, y, 420.0, light.sun, 0.55 if veiled else 0.85),
        glow(x, y, 150.0, "#ffffff", 0.25 if veiled else 0.7),
        disc(x, y, 52.0 if low else 40.0, mix(light.sun, "#ffffff", 0.35), opacity=0.5 if veiled else 1.0),
    ]


def _moon(paint: Paint, x: float, y: float) -> list[Node]:
    light = paint.outside
    veiled = paint.setting.weather == "cloudy"
    face = mix(light.sun, "#ffffff", 0.2)
    crater = mix(face, light.sky_middle, 0.22)
    spots = joined(
        ellipse(x + dx, y + dy, r) for dx, dy, r in ((-18, -12, 11), (12, 14, 15), (20, -16, 7), (-12, 22, 6))
    )
    return [
        glow(x, y, 560.0, mix(light.horizon, "#ffffff", 0.1), 0.42),
        glow(x, y, 190.0, light.sun, 0.5),
        disc(x, y, 54.0, face, opacity=0.75 if veiled else 1.0),
        fill(spots, crater, 0.8),
        disc(x - 4, y - 3, 53.0, mix(face, "#ffffff", 0.6), opacity=0.15),
    ]


def _stars(paint: Paint, horizon: float) -> list[Node]:
    random = paint.random("stars")
    nodes: list[Node] = []
    for size, count, opacity in ((1.0, 90, 0.5), (1.5, 60, 0.75), (2.2, 22, 0.95)):
        dots = joined(
            ellipse(
                random.uniform(LEFT, RIGHT),
                TOP + (horizon - TOP - 60) * random.random() ** 1.25,
                size * random.uniform(0.7, 1.2),
            )
            for _ in range(count)
        )
        nodes.append(fill(dots, mix("#ffffff", paint.outside.horizon, 0.15), opacity))
    band = Group(
        (fill(ellipse(0.0, 0.0, 900.0, 90.0), mix(paint.outside.sky_middle, "#ffffff", 0.25), 0.16),),
        blur=34.0,
        transform=Matrix(0.86, -0.42, 0.42, 0.86, 560.0, 120.0),
    )
    return [band, *nodes]


def _twinkles(paint: Paint, horizon: float) -> list[Node]:
    random = paint.random("twinkles")
    nodes: list[Node] = []
    for _ in range(7):
        x, y, seed = random.uniform(60, 1540), random.uniform(20, horizon * 0.55), random.uniform(0, 6)
        cross = joined((_ray(x, y, 7.0, 1.1), _ray(x, y, 1.1, 7.0)))
        nodes.append(Shape(cross, "#ffffff", opacity=lambda t, seed=seed: 0.45 + 0.45 * math.sin(t * 1.9 + seed)))
    return nodes


def _ray(x: float, y: float, rx: float, ry: float) -> Path:
    return Path((("M", x + rx, y), ("L", x, y + ry), ("L", x - rx, y), ("L", x, y - ry), ("Z",)))


def birds(paint: Paint, centre: Point, count: int = 5, size: float = 11.0, speed: float = 16.0) -> Group:
    """A loose flock that crosses the sky, wings beating: one shape a bird. Nothing flies by night or in rain and snow."""
    if paint.outside.night or paint.setting.weather in {"rain", "storm", "snow"}:
        return Group((), name="birds")
    random = paint.random("birds")
    colour = mix(paint.scheme.shadow, paint.scheme.far, 0.35)
    flock: list[Node] = []
    for i in range(count):
        x, y = i * 34.0 + random.uniform(-10, 10), abs(i - count // 2) * 15.0 + random.uniform(-7, 7)
        span, beat, seed = size * random.uniform(0.8, 1.2), random.uniform(4.2, 5.6), random.uniform(0, 6)
        flock.append(
            Shape(
                lambda t, x=x, y=y, s=span, b=beat, p=seed: _wings(x, y, s, math.sin(t * b + p)),
                None,
                Stroke(colour, 2.4),
            )
        )
    side = 1.0 if random.random() < 0.5 else -1.0
    return Group(
        tuple(flock), transform=lambda t: shift(centre[0] + side * speed * t, centre[1] - 2.0 * t), name="birds"
    )


def _wings(x: float, y: float, span: float, beat: float) -> Path:
    lift = span * (0.35 + 0.45 * beat)
    return Path(
        (
            ("M", x - span, y - lift),
            ("C", x - span * 0.6, y - lift - 3, x - span * 0.2, y - 2, x, y),
            ("C", x + span * 0.2, y - 2, x + span * 0.6, y - lift - 3, x + span, y - lift),
        )
    )


def beams(paint: Paint, x: float, y: float, count: int = 5, length: float = 900.0) -> Group:
    """Broad rays falling from a light: for forests and high windows."""
    if not sun_seen(paint):
        return Group((), name="beams")
    random = paint.random("beams")
    rays: list[Node] = []
    for i in range(count):
        angle = math.radians(90 + (i - (count - 1) / 2) * 13 + random.uniform(-3, 3) - paint.scheme.light_x * 24)
        spread = random.uniform(0.025, 0.06)
        a = (x + math.cos(angle - spread) * length, y + math.sin(angle - spread) * length)
        b = (x + math.cos(angle + spread) * length, y + math.sin(angle + spread) * length)
        ray = Path((("M", x, y), ("L", *a), ("L", *b), ("Z",)))
        rays.append(
            fill(
                ray,
                vertical(
                    y,
                    y + length,
                    (0.0, paint.scheme.sun, 0.34),
                    (0.5, paint.scheme.sun, 0.14),
                    (1.0, paint.scheme.sun, 0.0),
                ),
            )
        )
    return Group(tuple(rays), blur=10.0, name="beams")
