"""What a season does to the light of a place: foliage and ground in its colours, the sky's warmth, how low the sun stands.

Hues change and lightness stays, so that night stays night; only snow brightens what it lies on.
"""

from collections.abc import Callable
from dataclasses import replace

from generation.animatic.colour import hexed, lightness, mix, rgb
from generation.animatic.stage import Scheme


def in_season(made: Scheme, season: str) -> Scheme:
    """The colours of a place in a season; as they are if none is told."""
    change = _SEASONS.get(season)
    return change(made) if change else made


def lean_of(season: str) -> float:
    """How much longer shadows are than at midsummer, for the sun stands lower."""
    return {"autumn": 1.25, "winter": 1.6, "spring": 1.1}.get(season, 1.0)


def needles(foliage: str, season: str) -> str:
    """What the foliage of a season is on evergreen trees."""
    return (
        _hued(foliage, "#5c8064", 0.85, 0.86 if season == "autumn" else 0.8)
        if season in ("autumn", "winter")
        else foliage
    )


def _hued(colour: str, towards: str, amount: float, lift: float = 1.0) -> str:
    """Towards another hue at the same lightness, times `lift`."""
    level = lightness(colour) * lift / max(0.02, lightness(towards))
    return mix(colour, hexed(*(part * level for part in rgb(towards))), amount)


def _spring(made: Scheme) -> Scheme:
    return replace(
        made,
        foliage=_hued(made.foliage, "#9ccb52", 0.6, 1.22),
        ground=_hued(made.ground, "#93c862", 0.5, 1.06),
        ground_dark=_hued(made.ground_dark, "#5f9a4c", 0.4, 1.05),
        sky_middle=_hued(made.sky_middle, "#a8dcf0", 0.25, 1.04),
        horizon=_hued(made.horizon, "#fdeef0", 0.25),
    )


def _summer(made: Scheme) -> Scheme:
    return replace(
        made,
        foliage=_hued(made.foliage, "#3f8a35", 0.5, 0.96),
        ground=_hued(made.ground, "#a8b446", 0.35, 1.02),
        ground_dark=_hued(made.ground_dark, "#4c7a35", 0.3),
        sky_top=_hued(made.sky_top, "#2f86d8", 0.3),
        sun=_hued(made.sun, "#fff0b8", 0.4),
        rim=_hued(made.rim, "#fff0c0", 0.35),
    )


def _autumn(made: Scheme) -> Scheme:
    return replace(
        made,
        foliage=_hued(made.foliage, "#c9702a", 0.78, 1.16),
        ground=_hued(made.ground, "#b8894a", 0.55),
        ground_dark=_hued(made.ground_dark, "#7a5a38", 0.55),
        far=_hued(made.far, "#b9a4a8", 0.35),
        sky_top=_hued(made.sky_top, "#6f8fb4", 0.3),
        sky_middle=_hued(made.sky_middle, "#c4c6c8", 0.3),
        horizon=_hued(made.horizon, "#ffdba6", 0.4),
        sun=_hued(made.sun, "#ffdf9a", 0.5),
        rim=_hued(made.rim, "#ffdda0", 0.5),
        light_x=_lower(made.light_x, 1.2),
    )


def _winter(made: Scheme) -> Scheme:
    white = "#8fa8dc" if made.night else "#f4f7fc"
    cold = "#5c78b4" if made.night else "#b9c9e0"
    return replace(
        made,
        sky_top=_hued(made.sky_top, "#7fa6d0", 0.4, 1.08),
        sky_middle=_hued(made.sky_middle, "#bdd2e6", 0.4, 1.02),
        far=mix(_hued(made.far, "#b4c6dc", 0.5), white, 0.28),
        ground=mix(mix(made.ground, made.horizon, 0.5), white, 0.8),
        ground_dark=mix(mix(made.ground_dark, cold, 0.75), white, 0.34),
        foliage=mix(_hued(made.foliage, "#7d7a78", 0.6), white, 0.18),
        water=_hued(made.water, "#a4bfd6", 0.5, 1.06),
        wall=mix(made.wall, white, 0.1),
        rim=_hued(made.rim, "#fff2e0", 0.4),
        light_x=_lower(made.light_x, 1.35),
    )


def _lower(side: float, factor: float) -> float:
    return max(-0.8, min(0.8, side * factor))


_SEASONS: dict[str, Callable[[Scheme], Scheme]] = {
    "spring": _spring,
    "summer": _summer,
    "autumn": _autumn,
    "winter": _winter,
}
