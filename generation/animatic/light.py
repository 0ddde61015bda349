"""Light: the colours of a place at one time of day, in one weather, in one mood, in one style.

Every colour starts as what the eye expects (`_HOURS`) and is then drawn towards the style's palette at the same
lightness, so that day stays day and night stays night while everything of one style looks painted with one box of
colours. Mixing is done in OKLab (Björn Ottosson, 2020), where equal steps look equal and blue does not turn purple.
"""

import math
from collections.abc import Callable
from dataclasses import dataclass, replace
from itertools import pairwise
from random import Random

from generation.animatic.colour import Lab, hexed, lightness, mix, to_lab
from generation.animatic.season_light import in_season
from generation.animatic.stage import Scheme
from generation.requests import Look, Setting


def from_lab(lab: Lab) -> str:
    """The nearest colour a screen can show."""
    level, a, b = lab
    long = (level + 0.3963377774 * a + 0.2158037573 * b) ** 3
    medium = (level - 0.1055613458 * a - 0.0638541728 * b) ** 3
    short = (level - 0.0894841775 * a - 1.2914855480 * b) ** 3
    parts = (
        4.0767416621 * long - 3.3077115913 * medium + 0.2309699292 * short,
        -1.2684380046 * long + 2.6097574011 * medium - 0.3413193965 * short,
        -0.0041960863 * long - 0.7034186147 * medium + 1.7076147010 * short,
    )
    return hexed(*(255 * _encoded(part) for part in parts))


def _encoded(part: float) -> float:
    part = min(1.0, max(0.0, part))
    return 12.92 * part if part <= 0.0031308 else 1.055 * part ** (1 / 2.4) - 0.055


@dataclass(frozen=True, slots=True)
class Palette:
    """The style's box of colours, darkest first."""

    colours: tuple[str, ...]

    def at(self, level: float) -> Lab:
        """The palette's colour of a lightness: between two neighbours, or the nearest end."""
        labs = [to_lab(colour) for colour in self.colours]
        if level <= labs[0][0]:
            return labs[0]
        for low, high in pairwise(labs):
            if level <= high[0]:
                part = (level - low[0]) / max(1e-6, high[0] - low[0])
                return (level, low[1] + (high[1] - low[1]) * part, low[2] + (high[2] - low[2]) * part)
        return labs[-1]

    def draw(self, colour: str, strength: float) -> str:
        """Draw a colour towards the palette. Opposite hues are drawn less: half way between them lies mud."""
        level, a, b = to_lab(colour)
        _, pa, pb = self.at(level)
        chroma, palette_chroma = math.hypot(a, b), math.hypot(pa, pb)
        alike = (a * pa + b * pb) / max(1e-6, chroma * palette_chroma)
        amount = strength * (0.45 + 0.55 * max(0.0, (alike + 0.6) / 1.6))
        return from_lab((level, a + (pa - a) * amount, b + (pb - b) * amount))

    def warmest(self) -> str:
        """The most vivid of the palette's warm colours: for lamps, roofs and flags."""

        def warmth(colour: str) -> float:
            _, a, b = to_lab(colour)
            return a * 0.8 + b

        return max(self.colours, key=warmth)


# For each time of day: what the eye expects. In order: sky top, sky middle, horizon, sun, far, ground, dark ground, water,
# foliage, wall, rim, ambient; then shade, how far to the side the light stands, and how strongly the palette draws.
_HOURS: dict[str, tuple[tuple[str, ...], float, float, float]] = {
    "dawn": (
        (
            "#4a5794",
            "#c690ae",
            "#ffd3a6",
            "#ffe9bd",
            "#a48fb4",
            "#8a8a74",
            "#5a5f66",
            "#8b8fb6",
            "#5f7a62",
            "#cdb3a8",
            "#ffe2b4",
            "#6f6f9f",
        ),
        0.24,
        -0.62,
        0.62,
    ),
    "morning": (
        (
            "#4f93cf",
            "#9ccbe2",
            "#fbe8c6",
            "#fff3cd",
            "#a3bfcb",
            "#9db568",
            "#587a49",
            "#5f9fbb",
            "#5d9150",
            "#dccaa8",
            "#fff4cf",
            "#8fa9c6",
        ),
        0.08,
        -0.5,
        0.62,
    ),
    "day": (
        (
            "#3d8acb",
            "#86c1e4",
            "#e2f1ef",
            "#fffbe6",
            "#9fc0cf",
            "#97b45f",
            "#52784a",
            "#468fb6",
            "#568d4d",
            "#dccdb0",
            "#ffffff",
            "#93aecb",
        ),
        0.03,
        0.36,
        0.62,
    ),
    "afternoon": (
        (
            "#4a86bd",
            "#a5c6d0",
            "#ffe3ac",
            "#fff0c2",
            "#b0b7b4",
            "#a9ae5e",
            "#5f7144",
            "#6596aa",
            "#6b8a48",
            "#e0c69c",
            "#fff0c0",
            "#9c9fb4",
        ),
        0.1,
        0.5,
        0.66,
    ),
    "dusk": (
        (
            "#1f2752",
            "#b8607c",
            "#ffc27c",
            "#fff3d2",
            "#7d5a86",
            "#5c5068",
            "#362d4c",
            "#5e4a78",
            "#454d58",
            "#9c7d88",
            "#ffd79a",
            "#3f3a68",
        ),
        0.27,
        0.42,
        0.8,
    ),
    "night": (
        (
            "#0e1b4c",
            "#26418a",
            "#6c8cc6",
            "#f2f4e4",
            "#37508c",
            "#38528a",
            "#1f3164",
            "#2c4c8e",
            "#274a6c",
            "#5c6d9c",
            "#cfe0ff",
            "#1f3272",
        ),
        0.42,
        0.46,
        0.5,
    ),
}

_ROLES = (
    "sky_top",
    "sky_middle",
    "horizon",
    "sun",
    "far",
    "ground",
    "ground_dark",
    "water",
    "foliage",
    "wall",
    "rim",
    "ambient",
)
_SKY = ("sky_top", "sky_middle", "horizon", "far", "water")
_LAND = ("ground", "ground_dark", "foliage", "wall", "rim")


def scheme(setting: Setting, look: Look, mood: str) -> Scheme:
    """The colours of a place. The side of the light belongs to the place: a morning comes from where dusk does not."""
    colours, shade, side, strength = _HOURS[setting.time]
    palette = Palette(tuple(sorted(look.palette, key=lightness)))
    role = dict(zip(_ROLES, colours, strict=True))
    for name, colour in role.items():
        role[name] = palette.draw(colour, strength * (0.6 if name in {"foliage", "sun", "rim"} else 1.0))
    # The air near the horizon takes the most from the style: its lightest colour hangs in it.
    role["horizon"] = mix(role["horizon"], palette.colours[-1], 0.12 if setting.time == "night" else 0.26)
    role["far"] = mix(role["far"], role["horizon"], 0.12)
    mirrored = Random(f"{setting.id}/light").random() < 0.35
    night = setting.time == "night"
    made = Scheme(
        **role,
        shadow=_deep(palette, night),
        accent=_accent(palette),
        shade=shade,
        light_x=-side if mirrored else side,
        night=night,
    )
    made = _WEATHERS[setting.weather](in_season(made, setting.season))
    made = _in_mood(made, mood)
    return _indoors(made, palette) if setting.interior else made


def _deep(palette: Palette, night: bool) -> str:
    """The darkest colour: the palette's own, never black, never bright."""
    level, a, b = to_lab(palette.colours[0])
    level = min(0.3 if night else 0.34, max(0.2, level))
    chroma = max(1e-6, math.hypot(a, b))
    keep = max(1.0, 0.035 / chroma)
    if chroma < 0.006:
        a, b, keep = 0.0, -0.035, 1.0
    return from_lab((level, a * keep, b * keep))


def _accent(palette: Palette) -> str:
    level, a, b = to_lab(palette.draw("#ee9a45", 0.3))
    _, pa, pb = to_lab(palette.warmest())
    return from_lab((min(0.84, max(0.68, level)), (a + pa) / 2, (b + pb) / 2))


def _each(made: Scheme, names: tuple[str, ...], change: Callable[[str], str]) -> Scheme:
    return replace(made, **{name: change(getattr(made, name)) for name in names})


def _toned(colour: str, chroma: float, lift: float = 0.0, towards: str | None = None, amount: float = 0.0) -> str:
    level, a, b = to_lab(mix(colour, towards, amount) if towards else colour)
    return from_lab((min(1.0, max(0.0, level + lift)), a * chroma, b * chroma))


def _clear(made: Scheme) -> Scheme:
    return made


def _cloudy(made: Scheme) -> Scheme:
    grey = "#8b98ac" if not made.night else "#3c4b78"
    made = _each(made, _SKY, lambda colour: _toned(colour, 0.75, 0.0, grey, 0.34))
    return _each(made, _LAND, lambda colour: _toned(colour, 0.85, -0.02))


def _rain(made: Scheme) -> Scheme:
    grey = "#71839b" if not made.night else "#2f4374"
    made = _each(made, _SKY, lambda colour: _toned(colour, 0.8, -0.03, grey, 0.55))
    made = _each(made, _LAND, lambda colour: _toned(colour, 0.75, -0.06, grey, 0.12))
    return replace(made, shade=min(0.6, made.shade + 0.14))


def _storm(made: Scheme) -> Scheme:
    grey = "#4a5b74" if not made.night else "#27396a"
    made = _each(made, ("sky_top", "sky_middle"), lambda colour: _toned(colour, 0.8, -0.06, grey, 0.66))
    made = _each(made, ("horizon", "far", "water"), lambda colour: _toned(colour, 0.8, -0.02, grey, 0.5))
    made = _each(made, _LAND, lambda colour: _toned(colour, 0.75, -0.08, grey, 0.2))
    return replace(made, shade=min(0.6, made.shade + 0.2), rim=mix(made.rim, "#dbe8ff", 0.5))


def _snow(made: Scheme) -> Scheme:
    white = "#f3f5fa" if not made.night else "#8fa8dc"
    made = _each(made, _SKY, lambda colour: _toned(colour, 0.7, 0.02, "#c3cfdf" if not made.night else "#4a64a4", 0.42))
    made = replace(
        made,
        ground=mix(mix(made.ground, made.horizon, 0.45), white, 0.62),
        ground_dark=mix(mix(made.ground_dark, made.ambient, 0.3), white, 0.42),
        foliage=mix(made.foliage, white, 0.3),
    )
    return _each(made, ("wall",), lambda colour: mix(colour, white, 0.14))


def _fog(made: Scheme) -> Scheme:
    veil = _toned(mix(made.horizon, made.sky_middle, 0.5), 0.45, 0.04)
    made = _each(made, ("sky_top", "sky_middle", "horizon"), lambda colour: mix(colour, veil, 0.72))
    made = _each(made, ("far", "water"), lambda colour: mix(colour, veil, 0.6))
    return _each(made, _LAND, lambda colour: _toned(colour, 0.8, 0.0, veil, 0.2))


def _wind(made: Scheme) -> Scheme:
    return _each(made, ("sky_top", "sky_middle"), lambda colour: _toned(colour, 0.95, 0.015))


_WEATHERS: dict[str, Callable[[Scheme], Scheme]] = {
    "clear": _clear,
    "cloudy": _cloudy,
    "rain": _rain,
    "storm": _storm,
    "snow": _snow,
    "fog": _fog,
    "wind": _wind,
}

# Mood: factor on colourfulness, change of lightness, and the colour everything leans to, with how much.
_MOODS: dict[str, tuple[float, float, str, float]] = {
    "tense": (0.92, -0.025, "#32406a", 0.05),
    "joyful": (1.12, 0.015, "#ffe2a8", 0.05),
    "sad": (0.78, -0.015, "#6f82a4", 0.09),
    "ominous": (0.85, -0.05, "#2f4a56", 0.11),
    "wonder": (1.12, 0.01, "#8f7ad0", 0.07),
    "tender": (1.02, 0.01, "#ffc3ae", 0.07),
    "playful": (1.1, 0.01, "#ffe2a8", 0.03),
    "triumphant": (1.14, 0.01, "#ffcf7a", 0.07),
    "lonely": (0.8, -0.01, "#6b8cb4", 0.09),
}


def _in_mood(made: Scheme, mood: str) -> Scheme:
    if mood not in _MOODS:
        return made
    chroma, lift, towards, amount = _MOODS[mood]
    names = ("sky_top", "sky_middle", "horizon", "far", "ground", "ground_dark", "water", "foliage", "wall")
    return _each(made, names, lambda colour: _toned(colour, chroma, lift, towards, amount))


def _indoors(made: Scheme, palette: Palette) -> Scheme:
    """A room: lamps take over as the windows darken, and the walls keep enough light to set figures off."""
    dark = made.night or made.shade > 0.2
    lamp = mix("#ffe2ac", palette.warmest(), 0.25)
    wall = palette.draw("#a68a70" if dark else "#d6c4a6", 0.45)
    floor = palette.draw("#80583f" if dark else "#a98561", 0.45)
    return replace(
        made,
        sun=lamp if dark else made.sun,
        wall=mix(wall, mix(made.ambient, made.shadow, 0.4), 0.3 if dark else 0.06),
        ground=mix(floor, made.ambient, 0.14 if dark else 0.05),
        ground_dark=mix(mix(floor, made.shadow, 0.5), made.ambient, 0.1),
        rim=mix(lamp, "#ffffff", 0.2) if dark else made.rim,
        ambient=mix(made.ambient, made.shadow, 0.2),
        shade=0.14 if dark else 0.05,
    )
