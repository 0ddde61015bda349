"""What figures throw on the ground: the patch under them, the shadow away from the light, and the mirror of wet ground."""

from collections.abc import Callable

from generation.animatic.art import (
    Box,
    Group,
    Linear,
    Mask,
    Matrix,
    Point,
    Radial,
    Shape,
    Stop,
    ellipse,
    rectangle,
    scale,
    shift,
)
from generation.animatic.blocking import Placed
from generation.animatic.lighting import strongest, sun_of, warmth
from generation.animatic.picture import Picture, under_camera
from generation.animatic.port_tree import around, bounds
from generation.animatic.season_light import lean_of
from generation.animatic.silhouettes import silhouette, simplified
from generation.requests import Look

_LENGTHS = {"dawn": 1.45, "morning": 0.75, "day": 0.24, "afternoon": 0.8, "dusk": 1.6, "night": 0.7}
"""How far a shadow falls to the side, in heights of who throws it."""
_DEPTHS = {"dawn": 0.2, "morning": 0.2, "day": 0.13, "afternoon": 0.2, "dusk": 0.2, "night": 0.2}
_DARK = {"dawn": 0.4, "morning": 0.36, "day": 0.4, "afternoon": 0.4, "dusk": 0.5, "night": 0.5}
_SHOES = 0.09
"""Part of the height that must be in the frame below the middle of a figure before its shadow is drawn."""
_MOMENTS = (0.0, 0.4, 0.8, 1.3)
_WET = ("rain", "storm")
_MIRROR = 0.3


def contact(picture: Picture, placed: Placed, gone: Callable[[float], float]) -> list[Group]:
    """What shows that it stands: a dark patch on the ground, fainter the higher it floats."""
    strength = placed.art.shadow * {"air": 0.0, "water": 0.5}.get(picture.stage.standing, 1.0)
    strength *= max(0.25, 1 - placed.art.floats / 300)
    if strength <= 0:
        return []
    dark = picture.stage.scheme.shadow
    fill = Radial((0, 0), 1.0, (Stop(0, dark, 0.6 * strength), Stop(0.55, dark, 0.32 * strength), Stop(1, dark, 0)))
    camera = under_camera(picture, 1.0)
    half = placed.art.width * placed.scale * 0.62
    lean = -0.25 * half * picture.stage.scheme.light_x
    flat = scale(half, half * 0.16)
    return [
        Group(
            (Shape(ellipse(0, 0, 1), fill),),
            transform=lambda t: camera(t) @ shift(placed.x + gone(t) + lean, placed.y) @ flat,
            name="shadow",
        )
    ]


def thrown(picture: Picture, placed: Placed) -> list[Group]:
    """The shadow away from the sun, or after dark from the nearest lamp, in the figure's own coordinates.

    Long at dawn and dusk, sharp in clear air, none in fog; it is the figure's own form and moves with it.
    """
    if not _feet_seen(picture, placed) or picture.stage.standing not in ("ground", "floor") or placed.art.floats > 40:
        return []
    setting = picture.staging.setting
    sun = sun_of(picture.stage, setting, reverse=picture.staging.camera.reverse)
    strength = _DARK[setting.time] * max(0.0, sun.direct - 0.12) * placed.art.shadow
    lean = sun.side * _LENGTHS[setting.time] * lean_of(setting.season)
    deep = _DEPTHS[setting.time] * (1.0 if sun.behind else -1.0)
    if strength < 0.06:
        lean, deep, strength = _from_lamps(picture, placed)
    if strength < 0.06:
        return []
    form = silhouette(placed.art.art, picture.stage.scheme.shadow)
    laid = Matrix(1.0, 0.0, lean, -deep, 0.0, -2.0)
    fallen = Group((form,), transform=laid)
    high = 0.9 * placed.art.height
    fading = _fade(around([bounds(fallen, t) or placed.box for t in _MOMENTS]), (-lean * high, deep * high))
    return [Group((fallen,), opacity=strength, name="shadow", mask=Mask(fading))]


def _from_lamps(picture: Picture, placed: Placed) -> tuple[float, float, float]:
    x, y = placed.x, placed.bottom - 0.6 * placed.art.height * placed.scale
    near, scheme = strongest(picture.stage, x, y), picture.stage.scheme
    if near is None or not (scheme.night or scheme.shade > 0.12):
        return 0.0, 0.0, 0.0
    lean = max(-1.2, min(1.2, (near.x - x) / 320.0))
    return lean, 0.16, min(0.42, 0.7 * warmth(near, x, y, 0.0)) * placed.art.shadow


def _fade(box: Box, far: Point) -> Group:
    """Where a shadow is solid: at the feet, and less the farther from them."""
    stops = (Stop(0, "#ffffff", 1.0), Stop(0.35, "#ffffff", 0.8), Stop(1, "#ffffff", 0.12))
    left, top, right, bottom = box
    return Group((Shape(rectangle(left, top, right - left, bottom - top), Linear((0.0, 0.0), far, stops)),))


def mirrored(picture: Picture, placed: Placed) -> list[Group]:
    """The figure upside down in wet ground, or in the water on which it stands, in its own coordinates."""
    strength = _wetness(picture)
    if not strength or not _feet_seen(picture, placed) or placed.art.floats > 120:
        return []
    high, half = 0.62 * placed.art.height, placed.art.width
    stops = (Stop(0, "#ffffff", 1.0), Stop(1, "#ffffff", 0.0))
    fading = Group((Shape(rectangle(-half, 0, 2 * half, high), Linear((0, 0), (0, high), stops)),))
    form = Group((simplified(placed.art.art),), transform=scale(1.0, -0.86))
    return [Group((form,), opacity=strength, name="mirror", mask=Mask(fading))]


def _wetness(picture: Picture) -> float:
    setting, standing = picture.staging.setting, picture.stage.standing
    if standing == "water":
        return _MIRROR
    look = picture.staging.look
    wet = setting.weather in _WET or look.texture == "scan" or (look.pool and picture.stage.scheme.night)
    if standing == "ground" and wet and not setting.interior:
        return _MIRROR * shine(look)
    return 0.0


def shine(look: Look) -> float:
    """How much a look makes of wet ground."""
    return 0.0 if look.line in ("chalk", "carved", "cut") else 1.0 + 0.8 * look.glow


def _feet_seen(picture: Picture, placed: Placed) -> bool:
    view = picture.arrangement.view
    return placed.bottom - _SHOES * placed.art.height * placed.scale < view.y + 0.55 * view.height
