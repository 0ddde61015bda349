"""What some looks lay over a place or the whole picture: light through a blind, gloom, haze, flare, a plan's lines, a pool."""

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
    rectangle,
    scale,
    shift,
)
from generation.animatic.atmosphere import pool
from generation.animatic.colour import mix
from generation.animatic.drafting import construction
from generation.animatic.lighting import WIDE, Window, lit_by_blinds, neon_signs, picture_chance, picture_side, sun_of
from generation.animatic.motifs.brush import joined
from generation.animatic.picture import Picture, plane, under_camera
from generation.animatic.stage import LEFT, RIGHT

_DARK = "#05040f"
_ON_WALL, _IN_AIR = 0.95, 0.2
"""How strong the light of a blind is on a wall, for a look that is all blinds, and that of lamps in the air of a street."""
_SEEN = ("clear", "cloudy", "wind")


def overlays(picture: Picture) -> list[Node]:
    """Everything that the look lays over the picture, in order."""
    return [*_flare(picture), *construction(picture), *pool(picture)]


def behind_cast(picture: Picture) -> list[Group]:
    """What the look lays over a place and not over who is in it: light through a blind on the wall, haze over a street."""
    return [*_gloom(picture), *_blinds(picture), *_haze(picture), *_neon(picture)]


def _gloom(picture: Picture) -> list[Group]:
    """A place under one lamp falls off into the dark from its side to the other, so that lit faces stand out from it."""
    look, width, height = picture.staging.look, float(picture.width), float(picture.height)
    if not look.pool:
        return []
    inside = picture.staging.setting.interior or picture.stage.standing == "floor"
    strength = look.pool * (1.0 if inside else 0.3 if picture.stage.scheme.night else 0.62)
    strength *= 0.72 if picture.staging.camera.size in WIDE else 1.0
    start, end = ((0.0, 0.55 * height), (width, 0.25 * height))
    if picture_side(picture) > 0:
        start, end = (width, start[1]), (0.0, end[1])
    stops = (Stop(0, _DARK, 0.2 * strength), Stop(0.4, _DARK, 0.44 * strength), Stop(0.9, _DARK, 0.86 * strength))
    return [Group((Shape(rectangle(0, 0, width, height), Linear(start, end, stops)),), name="gloom")]


def _neon(picture: Picture) -> list[Group]:
    """A place between two signs: one colour falls in from either side, and what is between them lies in violet dark."""
    if picture.staging.look.texture != "scan":
        return []
    left, right = neon_signs(picture.staging.look)
    width, height = float(picture.width), float(picture.height)
    night = 1.0 if picture.stage.scheme.night or picture.staging.setting.interior else 0.6
    dark = picture.stage.scheme.shadow
    stops = (
        Stop(0, left, 0.46 * night),
        Stop(0.34, mix(left, dark, 0.5), 0.4 * night),
        Stop(0.5, dark, 0.34 * night),
        Stop(0.66, mix(right, dark, 0.5), 0.34 * night),
        Stop(1, right, 0.36 * night),
    )
    air = Shape(rectangle(0, 0, width, height), Linear((0.0, 0.2 * height), (width, 0.5 * height), stops))
    return [Group((air,), name="light")]


def _blinds(picture: Picture) -> list[Group]:
    """The light of a window on the wall, in the bars that a blind leaves of it, beside who is in the picture."""
    look, window = picture.staging.look, lit_by_blinds(picture)
    if window is None:
        return []
    view = picture.arrangement.view
    wide, random = view.height * picture.width / picture.height, picture_chance(picture, "patch")
    x = _free_side(picture, window, wide)
    y = view.y - (0.16 + 0.08 * random.random()) * view.height
    across, step = 0.4 * wide, 0.052 * view.height
    lean = picture_side(picture) * 0.4
    bars: list[Path] = []
    for number in range(-5, 5):
        top = y + number * step
        for left, right in ((-0.5, -0.03), (0.03, 0.5)):
            start, end = x + left * across - lean * number * step, x + right * across - lean * number * step
            rise = 0.1 * lean * across
            bars.append(
                polygon(
                    [
                        (start, top + left * rise),
                        (end, top + right * rise),
                        (end - 0.5 * lean * step, top + right * rise + 0.56 * step),
                        (start - 0.5 * lean * step, top + left * rise + 0.56 * step),
                    ]
                )
            )
    light, strength = mix(picture.stage.scheme.rim, "#ffffff", 0.4), _ON_WALL * look.blinds
    fading = Radial(
        (x, y), 0.62 * across, (Stop(0, light, strength), Stop(0.5, light, 0.8 * strength), Stop(1, light, 0))
    )
    shape = Shape(joined(bars), fading)
    soft = Group((shape,), blur=0.007 * view.height)
    return [Group((soft,), transform=plane(picture, window.depth), name="blinds")]


def _free_side(picture: Picture, window: Window, wide: float) -> float:
    """The middle of the part of the wall where nobody stands and no window is, in stage pixels."""
    view, placed = picture.arrangement.view, picture.arrangement.placed
    taken = [(one.x, 1.0) for one in placed] + [((window.box[0] + window.box[2]) / 2, 0.6)]
    places = [view.x + part * wide for part in (-0.3, -0.16, 0.0, 0.16, 0.3)]
    return max(places, key=lambda x: min(abs(x - at) / weight for at, weight in taken))


def _haze(picture: Picture) -> list[Group]:
    """By night a street under lamps is not black: the damp air over it holds their light."""
    stage, setting = picture.stage, picture.staging.setting
    if not picture.staging.look.pool or setting.interior or stage.standing == "floor" or not stage.scheme.night:
        return []
    light = mix(stage.scheme.rim, stage.scheme.horizon, 0.5)
    top, foot = stage.horizon - 330.0, stage.horizon + 60.0
    stops = (Stop(0, light, 0.0), Stop(0.72, light, _IN_AIR), Stop(1, light, 0.0))
    air = Shape(rectangle(LEFT, top, RIGHT - LEFT, foot - top), Linear((0.0, top), (0.0, foot), stops))
    return [Group((air,), transform=plane(picture, 0.6), name="haze")]


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
