"""Weather as layers: rain, storm with lightning, snow, fog banks, and what the wind carries.

Falling things are a few still patterns that are moved as a whole; a pattern repeats after `_TILE` pixels down, so the fall
never ends and costs one transform a frame for each plane.
"""

import math
from random import Random

from generation.animatic.art import Group, Matrix, Node, Path, Point, Shape, Stroke, ellipse, polygon, shift
from generation.animatic.colour import mix
from generation.animatic.lightning import bolt, brightness
from generation.animatic.motifs.brush import blob, everywhere, fill, glow, joined, strokes, vertical
from generation.animatic.motifs.paint import Paint
from generation.animatic.stage import LEFT, RIGHT, TOP, Layer

_TILE = 750.0
_ROWS = 3
"""A pattern is this many tiles high, so that it still covers the picture when it has moved by one."""


def behind(paint: Paint, horizon: float) -> tuple[Layer, ...]:
    """Weather between the far land and the figures."""
    kind = paint.setting.weather
    if kind == "rain":
        return (_veil(paint, horizon, 0.25), _rain(paint, "far rain", 0.45, 90, 28.0, 1.5, 0.36, 900.0))
    if kind == "storm":
        return (
            _lightning(paint, horizon),
            _veil(paint, horizon, 0.25),
            _rain(paint, "far rain", 0.45, 100, 32.0, 1.6, 0.4, 1050.0),
        )
    if kind == "snow":
        return (_veil(paint, horizon, 0.32), _snow(paint, "far snow", 0.45, 110, 1.9, 0.75, 46.0))
    if kind == "fog":
        return (_veil(paint, horizon, 0.55), *_banks(paint, horizon))
    return ()


def before(paint: Paint, ground: float) -> tuple[Layer, ...]:
    """Weather between the figures and the camera."""
    kind = paint.setting.weather
    if kind == "rain":
        return (_rain(paint, "rain", 1.15, 56, 52.0, 2.2, 0.4, 1250.0), _splashes(paint, ground))
    if kind == "storm":
        return (_rain(paint, "rain", 1.15, 70, 60.0, 2.4, 0.44, 1450.0), _splashes(paint, ground), _flash(paint))
    if kind == "snow":
        return (_snow(paint, "snow", 1.1, 64, 3.8, 0.85, 74.0), _snow(paint, "near snow", 1.45, 13, 7.0, 0.5, 120.0))
    if kind == "fog":
        return (_wisps(paint, ground),)
    if kind == "wind":
        return (_blown(paint),)
    return ()


def flash_at(paint: Paint, t: float) -> float:
    """How bright the sky is lit by lightning, 0..1: the same for the bolt, the flare and a room's window."""
    return brightness(paint.flashes, t)


def _rain(
    paint: Paint, name: str, depth: float, count: int, length: float, width: float, opacity: float, speed: float
) -> Layer:
    random = paint.random(name)
    slant = 0.16 * paint.windy if paint.outside.light_x < 0 else -0.16 * paint.windy
    colour = mix(paint.outside.horizon, "#ffffff", 0.45)
    drops: list[Path] = []
    for _ in range(count):
        x, y, part = random.uniform(LEFT - 300, RIGHT + 300), random.uniform(0, _TILE), random.uniform(0.6, 1.2)
        for row in range(_ROWS):
            top = TOP - _TILE + y + row * _TILE
            sideways = slant * (y + row * _TILE)
            drops.append(
                polygon(
                    [(x + sideways, top), (x + sideways + slant * length * part, top + length * part)], closed=False
                )
            )

    def fall(t: float) -> Matrix:
        way = (t * speed) % _TILE
        return shift(way * slant, way)

    return Layer(
        name, depth, Group((Group((strokes(drops, colour, width, opacity),), transform=fall),), name=name), blurs=False
    )


def _splashes(paint: Paint, ground: float) -> Layer:
    random = paint.random("splashes")
    colour = mix(paint.outside.horizon, "#ffffff", 0.4)
    rings: list[Node] = []
    for _ in range(8):
        x, y, delay = random.uniform(60, 1540), ground + random.uniform(-40, 120), random.uniform(0, 0.9)
        rings.append(_ring(x, y, delay, colour))
        if random.random() < 0.5:
            rings.append(_crown(x, y, delay, colour))
    return Layer("splashes", 1.05, Group(tuple(rings), name="splashes"))


def _ring(x: float, y: float, delay: float, colour: str) -> Node:
    def age(t: float) -> float:
        return ((t + delay) % 0.9) / 0.9

    def grow(t: float) -> Matrix:
        size = 0.15 + age(t)
        return Matrix(size, 0.0, 0.0, size, x, y)

    ring = Shape(ellipse(0.0, 0.0, 17.0, 4.6), None, Stroke(colour, 1.6))
    return Group((ring,), transform=grow, opacity=lambda t: 0.55 * (1 - age(t)))


def _crown(x: float, y: float, delay: float, colour: str) -> Node:
    """What springs up where a drop has struck: three threads that rise, part, and are gone before the ring is."""
    threads = joined(
        polygon([(dx * 0.4, 0.0), (dx, -rise)], closed=False) for dx, rise in ((-7.0, 9.0), (0.5, 13.0), (7.0, 9.0))
    )

    def age(t: float) -> float:
        return ((t + delay) % 0.9) / 0.3

    def spring(t: float) -> Matrix:
        part = min(1.0, age(t))
        return Matrix(0.5 + 0.9 * part, 0.0, 0.0, math.sin(math.pi * (0.15 + 0.75 * part)), x, y)

    thread = Shape(threads, None, Stroke(colour, 1.5))
    return Group((thread,), transform=spring, opacity=lambda t: max(0.0, 0.8 * (1 - age(t))))


def _snow(paint: Paint, name: str, depth: float, count: int, size: float, opacity: float, speed: float) -> Layer:
    random = paint.random(name)
    flakes: list[Path] = []
    for _ in range(count):
        x, y, part = random.uniform(LEFT - 120, RIGHT + 120), random.uniform(0, _TILE), random.uniform(0.6, 1.35)
        flakes += [ellipse(x, TOP - _TILE + y + row * _TILE, size * part) for row in range(_ROWS)]
    seed = random.uniform(0, 6)

    def fall(t: float) -> Matrix:
        return shift(26.0 * math.sin(t * 0.7 + seed) + 9.0 * math.sin(t * 1.9 + seed), (t * speed) % _TILE)

    white = mix("#ffffff", paint.outside.ambient, 0.12)
    return Layer(
        name, depth, Group((Group((fill(joined(flakes), white, opacity),), transform=fall),), name=name), blurs=False
    )


def _veil(paint: Paint, horizon: float, strength: float) -> Layer:
    """What the weather takes from the distance."""
    haze = mix(paint.outside.horizon, paint.outside.sky_middle, 0.3)
    curtain = vertical(
        horizon - 330,
        horizon + 330,
        (0.0, haze, 0.0),
        (0.5, haze, strength),
        (0.75, haze, strength * 0.7),
        (1.0, haze, 0.0),
    )
    return Layer("veil", 0.3, Group((everywhere(curtain),), name="veil"))


def _bank(random: Random, y: float, width: float, height: float) -> list[Point]:
    x = random.uniform(LEFT - 100, RIGHT - width * 0.6)
    return [
        (x, y),
        (x + width * 0.18, y - height * random.uniform(0.5, 0.8)),
        (x + width * 0.42, y - height * random.uniform(0.7, 1.0)),
        (x + width * 0.7, y - height * random.uniform(0.5, 0.9)),
        (x + width, y),
        (x + width * 0.7, y + height * 0.5),
        (x + width * 0.25, y + height * 0.55),
    ]


def _banks(paint: Paint, horizon: float) -> tuple[Layer, ...]:
    random = paint.random("fog")
    colour = mix(paint.outside.horizon, "#ffffff", 0.12)
    layers: list[Layer] = []
    for i, (depth, y, opacity) in enumerate(((0.3, horizon - 30, 0.5), (0.6, horizon + 70, 0.42))):
        soft = Group(
            tuple(
                blob(_bank(random, y + random.uniform(-50, 40), random.uniform(700, 1200), 90), colour, opacity)
                for _ in range(5)
            ),
            blur=24.0,
        )
        pace = 9.0 if i else -6.0
        moving = Group((soft,), transform=lambda t, pace=pace: shift(pace * t, 0.0))
        layers.append(Layer("fog bank", depth, Group((moving,), name="fog bank")))
    return tuple(layers)


def _wisps(paint: Paint, ground: float) -> Layer:
    random = paint.random("wisps")
    colour = mix(paint.outside.horizon, "#ffffff", 0.15)
    soft = Group(
        tuple(
            blob(_bank(random, ground + random.uniform(30, 110), random.uniform(600, 1000), 70), colour, 0.3)
            for _ in range(5)
        ),
        blur=20.0,
    )
    return Layer("fog wisps", 1.2, Group((Group((soft,), transform=lambda t: shift(13.0 * t, 0.0)),), name="fog wisps"))


def _lightning(paint: Paint, horizon: float) -> Layer:
    """A bolt of its own for every strike, and the clouds lit around it."""
    light = mix("#ffffff", paint.outside.rim, 0.15)
    side = 1.0 if paint.outside.light_x > 0 else -1.0
    nodes: list[Node] = [_flare(paint, horizon, light)]
    for number, moment in enumerate(paint.flashes):
        random = paint.random(f"bolt {moment}")
        x = 800 + side * (1 if number % 3 < 2 else -1) * random.uniform(240, 560)
        foot = (x + random.uniform(-170, 170), horizon - 4)
        ways = bolt(random, (x, -60.0), foot)
        trunk = Group((strokes([ways[0][0]], paint.outside.rim, 26.0, 0.5),), blur=12.0)
        veins = tuple(strokes([way], light, width) for way, width in ways)
        glare = glow(*foot, 420.0, light, 0.7, 0.35)
        struck = (moment,)
        nodes.append(Group((glare, trunk, *veins), opacity=lambda t, struck=struck: brightness(struck, t)))
    return Layer("lightning", 0.05, Group(tuple(nodes), name="lightning"), blurs=False)


def _flare(paint: Paint, horizon: float, light: str) -> Node:
    sheet = everywhere(vertical(TOP, horizon, (0.0, light, 0.25), (1.0, light, 0.75)))
    return Group((sheet,), opacity=lambda t: 0.75 * flash_at(paint, t))


def _flash(paint: Paint) -> Layer:
    """What a strike does to everything: it pales, and is blue for a moment."""
    light = everywhere(mix("#cfdcff", paint.outside.rim, 0.3))
    return Layer("flash", 1.0, Group((Group((light,), opacity=lambda t: 0.3 * flash_at(paint, t)),), name="flash"))


def _blown(paint: Paint) -> Layer:
    """Leaves that the wind carries past."""
    random = paint.random("blown")
    colours = (
        mix(paint.scheme.accent, paint.scheme.foliage, 0.35),
        paint.scheme.foliage,
        mix(paint.scheme.accent, paint.scheme.shadow, 0.3),
    )
    side = -1.0 if paint.outside.light_x > 0 else 1.0
    leaves: list[Node] = []
    for i in range(14):
        size, speed = random.uniform(5, 10), random.uniform(300, 520)
        start, y, seed = random.uniform(0, 2600), random.uniform(220, 860), random.uniform(0, 6)

        def fly(t: float, start: float = start, y: float = y, speed: float = speed, seed: float = seed) -> Matrix:
            way = (start + speed * t) % 2600.0
            x = LEFT + way if side > 0 else RIGHT - way
            spin = t * 5.0 + seed
            up = y + 34 * math.sin(t * 1.7 + seed) + 12 * math.sin(t * 4.1 + seed)
            return Matrix(math.cos(spin), math.sin(spin), -math.sin(spin) * 0.5, math.cos(spin) * 0.5, x, up)

        leaf = Path(
            (
                ("M", -size, 0.0),
                ("C", -size * 0.4, -size * 0.7, size * 0.4, -size * 0.7, size, 0.0),
                ("C", size * 0.4, size * 0.5, -size * 0.4, size * 0.5, -size, 0.0),
                ("Z",),
            )
        )
        leaves.append(Group((fill(leaf, colours[i % 3], 0.9),), transform=fly))
    return Layer("blown leaves", 1.1, Group(tuple(leaves), name="blown leaves"))
