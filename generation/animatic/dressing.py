"""What the hour, the weather and the look add to any place: puddles, mist, trembling heat, mirrors in water, towers of cloud."""

import math
from dataclasses import replace
from random import Random

from generation.animatic.art import (
    Group,
    Linear,
    Matrix,
    Node,
    Path,
    Radial,
    Shape,
    Stop,
    ellipse,
    polygon,
    rectangle,
    scale,
    shift,
)
from generation.animatic.colour import mix
from generation.animatic.lighting import lamps_of
from generation.animatic.port_tree import bounds, frozen
from generation.animatic.stage import LEFT, RIGHT, Layer, Stage
from generation.requests import Look, Setting

_WATERS = ("water", "sea")
_WET = ("rain", "storm")
_FAIR = ("clear", "wind", "cloudy")
_UNMIRRORED = (
    "sky",
    "stars",
    "birds",
    "gulls",
    "beam",
    "cloud",
    "veil",
    "lightning",
    "rain",
    "snow",
    "fog",
    "swell",
    "surf",
)
_FLAT = ("chalk", "carved")


def dressed(stage: Stage, setting: Setting, look: Look) -> Stage:
    """The stage with all that is not of the place itself but of its air, its light and the hand that draws it."""
    if setting.interior or stage.standing == "floor":
        return stage
    random = Random(f"{setting.id}/dressing")
    behind = _mirrors(stage)
    if look.line == "cel" and setting.weather in _FAIR:
        behind = _after(behind, "cloud", _towers(stage, setting, random))
    if setting.time == "dawn" or setting.weather == "fog":
        behind = _after(behind, "water", _mist(stage, behind, random), *_WATERS)
    if setting.weather == "fog" and setting.time != "night":
        behind = _before_ground(behind, _shafts(stage, setting, random))
    if setting.weather == "clear" and setting.time in ("day", "afternoon") and _dry(setting):
        behind = _before_ground(behind, _heat(stage, random))
    wet = setting.weather in _WET or look.texture == "scan" or (look.pool and stage.scheme.night)
    if stage.standing == "ground" and look.line not in _FLAT and wet:
        behind = (*behind, *_puddles(stage, random), *_lamp_streaks(stage))
    return replace(stage, behind=behind)


def _after(layers: tuple[Layer, ...], word: str, made: Layer | None, *words: str) -> tuple[Layer, ...]:
    """The layers with one more after the last that has the word in its name."""
    names = (word, *words)
    at = max((number for number, layer in enumerate(layers) if any(name in layer.name for name in names)), default=None)
    return layers if made is None or at is None else (*layers[: at + 1], made, *layers[at + 1 :])


def _before_ground(layers: tuple[Layer, ...], made: Layer) -> tuple[Layer, ...]:
    at = next((number for number, layer in enumerate(layers) if layer.depth >= 0.4), len(layers))
    return (*layers[:at], made, *layers[at:])


def _dry(setting: Setting) -> bool:
    words = f"{setting.kind} {setting.description}".lower()
    return any(word in words for word in ("desert", "dune", "savanna", "canyon", "highway", "steppe", "oasis"))


def _mirrors(stage: Stage) -> tuple[Layer, ...]:
    """The layers, with what stands in or behind water mirrored in it, softly and a little shorter."""
    at = next((number for number, layer in enumerate(stage.behind) if layer.name in _WATERS), None)
    if at is None:
        return stage.behind
    water = stage.behind[at]
    box = bounds(water.art)
    line = max(stage.horizon - 20, box[1]) if box else stage.horizon
    far = [layer for layer in stage.behind[:at] if layer.depth >= 0.06 and _mirrorable(layer)]
    made = [_mirror(layer, line, 0.4) for layer in far]
    layers: list[Layer] = [*stage.behind[: at + 1], *made]
    for layer in stage.behind[at + 1 :]:
        reach = bounds(layer.art)
        if _mirrorable(layer) and layer.depth < 0.55 and reach and line < reach[3] < stage.ground - 40:
            layers.append(_mirror(layer, reach[3] - 3, 0.5))
        layers.append(layer)
    return tuple(layers)


def _mirrorable(layer: Layer) -> bool:
    return not any(word in layer.name for word in _UNMIRRORED)


def _mirror(layer: Layer, line: float, strength: float) -> Layer:
    still = frozen(layer.art, 0.0)
    below = rectangle(LEFT - 200, line - 240, RIGHT - LEFT + 400, 240)
    flipped = Group((Group((still,), clip=below),), transform=scale(1.0, -0.62, about=(0.0, line)))
    return Layer("mirror", layer.depth, Group((Group((flipped,), blur=2.6),), opacity=strength, name="mirror"))


def _towers(stage: Stage, setting: Setting, random: Random) -> Layer:
    """Clouds that tower over the horizon, in two flat tones with a hard edge between them."""
    scheme = stage.scheme
    side = 1.0 if scheme.light_x > 0 else -1.0
    lit = mix(scheme.horizon, "#ffffff", 0.16 if scheme.night else 0.42)
    shade = mix(scheme.sky_middle, scheme.far, 0.45)
    nodes: list[Node] = []
    for place, size in ((-0.62, 1.0), (0.05, 0.62), (0.78, 0.86)):
        x, foot = 800.0 + side * place * 900.0, stage.horizon - 8
        puffs: list[tuple[float, float, float]] = []
        for step in range(11):
            part = step / 10
            wide = 250 * size * (1 - 0.72 * part)
            for _ in range(3):
                puffs.append(
                    (
                        x + random.uniform(-wide, wide),
                        foot - 330 * size * part,
                        random.uniform(50, 92) * size * (1.15 - 0.5 * part),
                    )
                )
        body, far = _puffs(puffs, 0.0), _puffs(puffs, -side * 20.0 * size)
        low = Linear(
            (0, foot - 340 * size),
            (0, foot),
            (Stop(0, lit), Stop(0.72, mix(lit, scheme.horizon, 0.55)), Stop(1, scheme.horizon)),
        )
        # What the shifted copy does not cover is the lit edge.
        nodes += [Shape(body, low), Shape(far, mix(lit, shade, 0.62), opacity=0.62)]
    moving = Group(tuple(nodes), transform=lambda t: shift(2.4 * t, 0.0))
    return Layer(
        "cloud towers",
        0.045,
        Group((moving,), clip=rectangle(LEFT - 400, -400, RIGHT - LEFT + 800, stage.horizon + 400), name="clouds"),
    )


def _puffs(puffs: list[tuple[float, float, float]], aside: float) -> Path:
    return Path(
        tuple(
            command for x, y, r in puffs for command in ellipse(x + aside, y + abs(aside) * 0.9, r, 0.86 * r).commands
        )
    )


def _mist(stage: Stage, layers: tuple[Layer, ...], random: Random) -> Layer | None:
    """Mist that drifts over water."""
    water = next((layer for layer in layers if layer.name in _WATERS), None)
    if water is None:
        return None
    white = mix(stage.scheme.horizon, "#ffffff", 0.3)
    high = stage.horizon + 34
    fade = Radial((0, 0), 1.0, (Stop(0, white, 0.5), Stop(0.6, white, 0.2), Stop(1, white, 0)))
    banks: list[Node] = []
    for _ in range(7):
        x, y, wide = random.uniform(LEFT, RIGHT), high + random.uniform(-26, 70), random.uniform(300, 560)
        pace = random.uniform(6, 16) * random.choice((-1, 1))
        banks.append(
            Group(
                (Shape(ellipse(0, 0, 1), fade),),
                transform=lambda t, x=x, y=y, w=wide, p=pace: shift(x + p * t, y) @ scale(w, 0.1 * w),
            )
        )
    return Layer("mist", water.depth, Group(tuple(banks), name="mist"))


def _shafts(stage: Stage, setting: Setting, random: Random) -> Layer:
    """Light that comes through fog from the sun's side in broad shafts, which come and go."""
    scheme = stage.scheme
    side = 1.0 if scheme.light_x > 0 else -1.0
    light = mix(scheme.sun, "#ffffff", 0.35)
    low = setting.time in ("dawn", "dusk")
    source = (800.0 + side * 900.0, stage.horizon * (0.45 if low else -0.5))
    shafts: list[Node] = []
    for number in range(5):
        foot = 800.0 - side * (random.uniform(-500, -120) + 330 * number)
        wide, phase = random.uniform(60, 150), random.uniform(0, 6)
        ends = ((foot - wide, stage.ground + 60), (foot + wide, stage.ground + 60))
        fade = Linear(
            source, (foot, stage.ground + 60), (Stop(0, light, 0.62), Stop(0.55, light, 0.3), Stop(1, light, 0.0))
        )
        beam = Group((Shape(polygon([source, *ends]), fade),), blur=11.0)
        shafts.append(Group((beam,), opacity=lambda t, p=phase: 0.55 + 0.25 * math.sin(0.7 * t + p)))
    return Layer("light shafts", 0.35, Group(tuple(shafts), name="light"))


def _heat(stage: Stage, random: Random) -> Layer:
    """Air that trembles over hot ground: thin bands of sky that swim over the horizon."""
    light = mix(stage.scheme.horizon, "#ffffff", 0.25)
    bands: list[Node] = []
    for number in range(7):
        x, y = random.uniform(LEFT, RIGHT), stage.horizon + 6 + number * 7
        wide, phase = random.uniform(160, 420), random.uniform(0, 6)

        def swim(t: float, x: float = x, y: float = y, phase: float = phase) -> Matrix:
            return shift(x + 16 * math.sin(1.7 * t + phase), y + 2.2 * math.sin(5.1 * t + 2 * phase)) @ scale(
                1.0, 1.0 + 0.5 * math.sin(6.3 * t + phase)
            )

        bands.append(Group((Shape(ellipse(0, 0, wide, 3.4), light, opacity=0.42),), transform=swim))
    return Layer("heat", 0.2, Group(tuple(bands), name="haze"))


def _puddles(stage: Stage, random: Random) -> tuple[Layer, ...]:
    """Shallow water on the ground that shows the sky."""
    scheme = stage.scheme
    bright = mix(scheme.horizon, scheme.rim, 0.25)
    forms: list[Path] = []
    for _ in range(9):
        x, y = random.uniform(60, 1540), stage.ground + random.uniform(-24, 120)
        wide = random.uniform(60, 170) * (0.6 + (y - stage.ground + 24) / 180)
        for _ in range(3):
            dx, part = random.uniform(-0.6, 0.6) * wide, random.uniform(0.45, 0.9)
            forms.append(ellipse(x + dx, y + random.uniform(-4, 4), wide * part, wide * part * 0.085))
    path = Path(tuple(command for form in forms for command in form.commands))
    sky = Linear(
        (0, stage.ground - 40),
        (0, stage.ground + 150),
        (Stop(0, bright, 0.6), Stop(1, mix(scheme.sky_middle, bright, 0.3), 0.55)),
    )
    return (Layer("puddles", 0.98, Group((Shape(path, sky),), name="puddles")),)


def _lamp_streaks(stage: Stage) -> tuple[Layer, ...]:
    """Under every lamp a long, broken light in the wet ground."""
    if not (stage.scheme.night or stage.scheme.shade > 0.12):
        return ()
    streaks: list[Node] = []
    for lamp in lamps_of(stage)[:7]:
        fade = Radial((0, 0), 1.0, (Stop(0, lamp.colour, 0.42), Stop(0.4, lamp.colour, 0.2), Stop(1, lamp.colour, 0)))
        tall, wide = 150.0, max(18.0, 0.16 * lamp.reach)
        streaks.append(
            Group((Shape(ellipse(0, 0, 1), fade),), transform=shift(lamp.x, stage.ground + 60) @ scale(wide, tall))
        )
    clip = rectangle(LEFT, stage.ground - 56, RIGHT - LEFT, 600)
    return (Layer("wet light", 0.98, Group(tuple(streaks), clip=clip, name="wet light")),) if streaks else ()
