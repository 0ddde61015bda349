"""What lies over the whole picture in some looks: stripes of a blind, haze and flare, a plan's lines, a pool of light."""

from collections.abc import Callable

from generation.animatic.art import (
    Group,
    Linear,
    Matrix,
    Node,
    Path,
    Point,
    Radial,
    Shape,
    Stop,
    ellipse,
    polygon,
    scale,
    shift,
)
from generation.animatic.atmosphere import pool
from generation.animatic.colour import mix
from generation.animatic.drafting import construction
from generation.animatic.lighting import sun_of
from generation.animatic.picture import Picture, under_camera
from generation.animatic.stage import BOTTOM, LEFT, RIGHT, TOP

_DARK = "#05040f"
_SLAT, _LEAN = 46.0, 0.3
"""From one slat to the next in stage pixels, and how far stripes lean."""
_SEEN = ("clear", "cloudy", "wind")


def overlays(picture: Picture) -> list[Node]:
    """Everything that the look lays over the picture, in order."""
    return [*_blinds(picture), *_flare(picture), *construction(picture), *pool(picture)]


def _blinds(picture: Picture) -> list[Node]:
    """Dark stripes across a room and who is in it, between bars of light that come through a blind."""
    strength = picture.staging.look.blinds
    if not strength or picture.stage.standing != "floor":
        return []
    side = 1.0 if picture.stage.scheme.light_x > 0 else -1.0
    slats: list[Path] = []
    wide = RIGHT - LEFT
    rise = side * _LEAN * wide
    step = _SLAT * min(1.0, max(0.34, picture.arrangement.view.height / 560))
    faces = [placed.point(placed.art.head) for placed in picture.arrangement.placed] or [(800.0, 450.0)]
    # A bar of light, not the dark between two, lies over the eyes.
    free = faces[0][1] + rise * (faces[0][0] - LEFT) / wide + 0.24 * step
    for number in range(-round((free - TOP) / step), round((BOTTOM + abs(rise) - free) / step)):
        y = free + number * step
        slats.append(polygon([(LEFT, y), (RIGHT, y - rise), (RIGHT, y - rise + 0.52 * step), (LEFT, y + 0.52 * step)]))
    bars = Path(tuple(command for slat in slats for command in slat.commands))
    stops = (Stop(0, _DARK, 0.86), Stop(0.5, _DARK, 0.6), Stop(1, _DARK, 0.86))
    shade = Shape(bars, Linear((LEFT, 0), (RIGHT, 0), stops), opacity=strength)
    return [Group((shade,), transform=under_camera(picture, 1.0), name="blinds")]


def _flare(picture: Picture) -> list[Node]:
    """A low sun spills into the lens: haze from its side, a streak across, and ghosts on the way to the other side."""
    strength, setting = picture.staging.look.flare, picture.staging.setting
    sun = sun_of(picture.stage, setting, reverse=picture.staging.camera.reverse)
    inside = picture.stage.standing == "floor"
    drawn = picture.staging.camera.size != "insert"
    if (
        not strength
        or not drawn
        or not sun.behind
        or setting.weather not in _SEEN
        or (inside and picture.stage.scheme.night)
    ):
        return []
    strength *= {"night": 0.35, "day": 0.6}.get(setting.time, 1.0) * (0.5 if inside else 1.0)
    scheme = picture.stage.scheme
    warm = mix(scheme.sun, scheme.accent, 0.6)
    width, height = float(picture.width), float(picture.height)
    far = under_camera(picture, 0.02)

    def place(t: float) -> tuple[float, float]:
        x, y = far(t).apply(800.0 + scheme.light_x * 640.0, picture.stage.horizon * 0.8)
        low, high = (-0.1, 1.1) if not inside else ((-0.15, -0.05) if scheme.light_x < 0 else (1.05, 1.15))
        return min(high * width, max(low * width, x)), min(0.7 * height, max(0.0, y))

    spill = Radial((0, 0), 1.0, (Stop(0, warm, 0.5 * strength), Stop(0.3, warm, 0.2 * strength), Stop(1, warm, 0)))
    veil = Group(
        (Shape(ellipse(0, 0, 1), spill),),
        transform=lambda t: shift(*place(t)) @ scale(0.8 * width, 0.85 * height),
        name="flare",
    )
    return [veil] if inside else [veil, *_ghosts(place, width, height, warm, strength)]


def _ghosts(place: Callable[[float], Point], width: float, height: float, warm: str, strength: float) -> list[Node]:
    """Faint discs on the line from the sun through the middle, and an anamorphic streak."""
    nodes: list[Node] = []
    for along, size, part in ((0.55, 0.035, 0.2), (1.25, 0.06, 0.13), (1.55, 0.022, 0.24), (1.9, 0.11, 0.09)):

        def moved(t: float, along: float = along, size: float = size) -> Matrix:
            x, y = place(t)
            return shift(x + (width / 2 - x) * along, y + (height / 2 - y) * along) @ scale(size * height)

        ring = (Stop(0, warm, 0.5 * part * strength), Stop(0.8, warm, part * strength), Stop(1, warm, 0))
        nodes.append(Group((Shape(ellipse(0, 0, 1), Radial((0, 0), 1.0, ring)),), transform=moved, name="flare"))
    line = (Stop(0, mix(warm, "#ffffff", 0.4), 0.5 * strength), Stop(0.4, warm, 0.16 * strength), Stop(1, warm, 0))
    streak = Shape(ellipse(0, 0, 1), Radial((0, 0), 1.0, line))

    def across(t: float) -> Matrix:
        x, y = place(t)
        return shift(x, y) @ scale(0.6 * width, 0.011 * height)

    return [*nodes, Group((streak,), transform=across, name="flare")]
