"""Clouds: heaps on a fair day, streaks when the sun is low, a lid before rain, towers in a storm."""

from itertools import pairwise
from random import Random

from generation.animatic.art import Command, Group, Node, Path, Point
from generation.animatic.colour import mix
from generation.animatic.motifs.brush import blob, drift, fill, vertical
from generation.animatic.motifs.paint import Paint
from generation.animatic.stage import LEFT, RIGHT, Layer


def clouds(paint: Paint, horizon: float) -> tuple[Layer, ...]:
    """The clouds of this weather and hour, in two planes that drift at their own pace."""
    weather, time = paint.setting.weather, paint.setting.time
    pace = 5.0 * paint.windy
    random = paint.random("clouds")
    if weather == "fog":
        return ()
    if weather in {"rain", "storm", "snow", "cloudy"}:
        return (
            _plane("high clouds", 0.03, _lid(paint, random, horizon), pace * 0.6),
            _plane("low clouds", 0.06, _masses(paint, random, horizon), pace),
        )
    if time in {"dawn", "dusk"}:
        return (_plane("clouds", 0.05, _streaks(paint, random, horizon), pace * 0.7),)
    if time == "night":
        return (_plane("clouds", 0.05, _streaks(paint, random, horizon)[:5], pace * 0.6),)
    count = 9 if weather == "wind" else 6
    return (
        _plane("far clouds", 0.03, _heaps(paint, random, horizon, count, 0.45), pace * 0.5),
        _plane("clouds", 0.06, _heaps(paint, random, horizon, count - 2, 1.0), pace),
    )


def _plane(name: str, depth: float, nodes: list[Node], pace: float) -> Layer:
    return Layer(name, depth, Group((Group(tuple(nodes), transform=drift(pace)),), name=name))


def heap(x: float, y: float, width: float, height: float, random: Random) -> Path:
    """The outline of a heaped cloud: round puffs over a flat foot, from its left end."""
    count = random.randint(4, 6)
    valleys: list[Point] = [(x, y)]
    for i in range(1, count):
        u = i / count
        bell = 1 - abs(2 * u - 1) ** 1.6
        valleys.append((x + width * (u + random.uniform(-0.03, 0.03)), y - height * bell * random.uniform(0.55, 0.85)))
    valleys.append((x + width, y))
    commands: list[Command] = [("M", x, y)]
    for (x0, y0), (x1, y1) in pairwise(valleys):
        span = x1 - x0
        rise = max(height * 0.34, span * 0.45) * random.uniform(0.85, 1.15)
        commands.append(("C", x0 - span * 0.16, y0 - rise, x1 + span * 0.16, y1 - rise, x1, y1))
    commands += [("C", x + width * 0.92, y + height * 0.16, x + width * 0.08, y + height * 0.16, x, y), ("Z",)]
    return Path(tuple(commands))


def _heaps(paint: Paint, random: Random, horizon: float, count: int, near: float) -> list[Node]:
    light = paint.outside
    top = mix("#ffffff", light.sun, 0.3)
    foot = mix(mix(light.sky_middle, light.horizon, 0.5), light.ambient, 0.22)
    nodes: list[Node] = []
    for i in range(count):
        width = random.uniform(200, 420) * (0.45 + 0.55 * near)
        height = width * random.uniform(0.22, 0.34)
        x = LEFT + (i + random.uniform(0.1, 0.9)) * (RIGHT - LEFT + 200) / count - 200
        y = horizon * (0.86 - 0.6 * near * random.uniform(0.55, 1.0)) - 10
        thin = 0.62 + 0.3 * near
        nodes.append(
            fill(
                heap(x, y, width, height, random),
                vertical(
                    y - height,
                    y + height * 0.15,
                    (0.0, top, thin),
                    (0.55, mix(top, foot, 0.45), thin),
                    (1.0, foot, thin * 0.5),
                ),
            )
        )
        inner = heap(x + width * (0.3 + 0.12 * light.light_x), y - height * 0.05, width * 0.45, height * 0.5, random)
        nodes.append(fill(inner, vertical(y - height * 0.8, y, (0.0, "#ffffff", 0.5), (1.0, "#ffffff", 0.0))))
    return nodes


def _streaks(paint: Paint, random: Random, horizon: float) -> list[Node]:
    light = paint.outside
    nodes: list[Node] = []
    for i in range(11):
        width = random.uniform(240, 620)
        x = LEFT + (i + random.random()) * (RIGHT - LEFT) / 11 - 180
        part = random.uniform(0.12, 0.86)
        y = horizon * part
        lit = mix(light.horizon, light.accent, 0.25)
        colour = (
            mix(mix(light.sky_middle, light.sky_top, 0.3), lit, part**1.3)
            if not light.night
            else mix(light.sky_middle, light.horizon, 0.35)
        )
        opacity = random.uniform(0.4, 0.7) * (0.5 if light.night else 1.0)
        thick = random.uniform(9, 20)
        outline: list[Point] = [
            (x, y),
            (x + width * 0.2, y - thick * 0.6),
            (x + width * 0.45, y - thick),
            (x + width * 0.7, y - thick * 0.5),
            (x + width, y + 2),
            (x + width * 0.7, y + thick * 0.4),
            (x + width * 0.3, y + thick * 0.35),
        ]
        nodes.append(blob(outline, colour, opacity))
        under = [(px + width * 0.06, py + thick * 0.34) for px, py in outline[:1] + outline[3:]]
        nodes.append(blob(under, mix(colour, light.sun, 0.45), opacity * 0.5))
    return nodes


def _lid(paint: Paint, random: Random, horizon: float) -> list[Node]:
    light = paint.outside
    nodes: list[Node] = []
    for row in range(4):
        y = -120 + row * horizon * 0.2
        for i in range(5):
            width = random.uniform(560, 900)
            x = LEFT - 300 + i * 560 + random.uniform(-120, 120)
            shade = mix(light.sky_top, light.sky_middle, row / 4 + random.uniform(0.0, 0.25))
            nodes.append(
                fill(
                    heap(x, y + 60, width, 110, random),
                    vertical(y - 60, y + 80, (0.0, mix(shade, light.horizon, 0.28)), (1.0, shade)),
                    0.42,
                )
            )
    return nodes


def _masses(paint: Paint, random: Random, horizon: float) -> list[Node]:
    light = paint.outside
    storm = paint.setting.weather == "storm"
    nodes: list[Node] = []
    rows = ((0.66, 0.5), (0.44, 0.8), (0.2, 1.0)) if storm else ((0.5, 0.5), (0.24, 0.8))
    for part, weight in rows:
        for i in range(5):
            width = random.uniform(420, 760)
            height = width * (0.34 if storm else 0.24)
            x = LEFT - 260 + i * 580 + random.uniform(-160, 160)
            y = horizon * (part + random.uniform(-0.06, 0.06))
            dark = mix(light.sky_top, light.shadow, 0.42 * weight if storm else 0.1)
            top = mix(light.sky_middle, light.horizon, 0.35)
            nodes.append(
                fill(
                    heap(x, y, width, height, random),
                    vertical(y - height, y + height * 0.2, (0.0, top), (0.5, mix(top, dark, 0.65)), (1.0, dark, 0.75)),
                    0.55 + 0.3 * weight if storm else 0.6,
                )
            )
    return nodes
