"""Light on figures: the sun's or the moon's rim, the side that lies in shade, and what lamps and fires near them add.

All of it is drawn from the figure's own silhouette, so it moves as the figure does and costs little.
"""

import math
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from random import Random

from generation.animatic.art import (
    Box,
    Group,
    Mask,
    Matrix,
    Node,
    Path,
    Point,
    Radial,
    Shape,
    Stop,
    Timed,
    ellipse,
    polygon,
    shift,
)
from generation.animatic.blocking import Placed
from generation.animatic.colour import lightness, mix, to_lab
from generation.animatic.motifs.brush import joined
from generation.animatic.picture import Picture
from generation.animatic.port_tree import at, bounds, mapped
from generation.animatic.silhouettes import crescent, silhouette, veil
from generation.animatic.stage import Stage
from generation.requests import Look, Setting

_DIRECT = {"clear": 1.0, "wind": 0.95, "cloudy": 0.34, "snow": 0.22, "rain": 0.16, "storm": 0.1, "fog": 0.0}
"""How much of the sun's light comes straight from it, by weather."""
_HEIGHTS = {"dawn": 0.16, "morning": 0.5, "day": 1.1, "afternoon": 0.55, "dusk": 0.14, "night": 0.75}
"""Tangent of how high the sun (at night the moon) stands."""
_RIMS = {"dawn": 0.9, "morning": 0.6, "day": 0.42, "afternoon": 0.62, "dusk": 0.95, "night": 0.58}
_FLAT = ("chalk", "carved", "cut")
"""Lines of looks that have no light on things: form is line alone there."""
_ROUND = {"wash": 0.6, "clay": 0.5, "canvas": 0.75, "leaf": 0.6}
"""Textures whose light is softer than others'."""
_RIM, _BODY = 3.0, 0.085
"""Width of a rim in pixels of a picture 720 high, and of the side in shade in parts of the figure's height."""
_NEAR, _FAR = 90.0, 1.9
"""A lamp's light has this radius at least, and reaches that many times the radius of what is seen of it."""
_FEEBLE = 0.05
_KEY_SHADE, _KEY_LIGHT, _BACK_LIGHT = 0.5, 0.2, 0.7
"""How dark the side is that a single key lamp does not reach, how light a face in it, and the line around the dark side."""
_SIGN_LIGHT, _SHINES = 0.42, 0.25
"""How much of the colour of a sign lies on the side of a figure that is turned to it; how light such a colour is at least."""
_LAID_IN = 0.24
WIDE = ("extreme-wide", "wide", "full")
"""Sizes that show a place more than who is in it."""
_LEAST_WINDOW = 90.0


@dataclass(frozen=True, slots=True)
class Sun:
    """The light of the sky: how strongly it comes from one side (-1 left, 1 right), and how high."""

    side: float
    height: float
    direct: float
    behind: bool
    """Whether it stands behind the figures, so that shadows fall towards the camera."""


@dataclass(frozen=True, slots=True)
class Window:
    """A window in a wall: its opening in stage pixels, and how deep the wall stands."""

    box: Box
    depth: float


@dataclass(frozen=True, slots=True)
class Lamp:
    """Something that shines, in stage pixels."""

    x: float
    y: float
    reach: float
    colour: str
    strength: Timed[float]


def sun_of(stage: Stage, setting: Setting, *, reverse: bool = False) -> Sun:
    """The sky's light on a stage; indoors it comes through windows, by day and softly."""
    direct = _DIRECT[setting.weather] * (0.3 if stage.standing == "floor" or setting.interior else 1.0)
    if (stage.standing == "floor" or setting.interior) and setting.time in ("dusk", "night", "dawn"):
        direct = 0.0
    side = math.copysign(1.0, stage.scheme.light_x or 1.0)
    return Sun(side, _HEIGHTS[setting.time], direct, behind=not reverse)


def lamps_of(stage: Stage) -> tuple[Lamp, ...]:
    """Everything on the stage that glows near the figures, the strongest first."""
    found = [
        lamp
        for layer in (*stage.behind, *stage.front)
        if 0.3 <= layer.depth <= 1.3 and layer.name not in ("sky", "lightning")
        for lamp in _lamps(layer.art, Matrix(), ())
    ]
    return tuple(sorted(found, key=lambda lamp: -lamp.reach))[:12]


def _lamps(node: Node, above: Matrix, dimmed: tuple[Timed[float], ...]) -> Iterator[Lamp]:
    if isinstance(node, Shape):
        return
    here = above @ at(node.transform, 0.0)
    if callable(node.opacity) or node.opacity < 1:
        dimmed = (*dimmed, node.opacity)
    if node.name == "glow":
        yield from _lamp(node, here, dimmed)
        return
    for child in node.children:
        yield from _lamps(child, here, dimmed)


def _lamp(node: Group, here: Matrix, dimmed: tuple[Timed[float], ...]) -> Iterator[Lamp]:
    halo = node.children[0]
    if not isinstance(halo, Shape) or not isinstance(halo.fill, Radial) or abs(here.d) < 0.6 * abs(here.a):
        return  # what is squashed is the pool of a lamp and no lamp
    light, radius = halo.fill.stops[0], halo.fill.radius * abs(here.a)
    if radius < _NEAR or light.opacity < 0.25 or lightness(light.colour) < 0.3:
        return
    own = light.opacity

    def strength(t: float) -> float:
        return own * math.prod(at(part, t) for part in dimmed)

    yield Lamp(here.e, here.f, radius * _FAR, light.colour, strength if any(map(callable, dimmed)) else strength(0.0))


def warmth(lamp: Lamp, x: float, y: float, t: float) -> float:
    """How much of a lamp's light arrives at a point, 0..1."""
    away = math.hypot(x - lamp.x, 0.7 * (y - lamp.y)) / lamp.reach
    return at(lamp.strength, t) * max(0.0, 1 - away) ** 1.4


def behind_figure(picture: Picture, placed: Placed, gone: Callable[[float], float]) -> list[Group]:
    """Light that comes round a figure's edges, to be drawn behind it, in its own coordinates."""
    look = picture.staging.look
    if look.line in _FLAT:
        return []
    if look.texture == "scan":
        return _signs(picture, placed)
    if look.pool:
        return _back_light(picture, placed)
    soft = _ROUND.get(look.texture, 1.0)
    return [*_rim(picture, placed, soft), *_lamplit(picture, placed, gone, soft)]


def neon_signs(look: Look) -> tuple[str, str]:
    """The palette's two most vivid colours that are light enough to shine: the sign on the left and the one on the right."""
    shine = [colour for colour in look.palette if lightness(colour) > _SHINES]
    found = sorted(shine, key=lambda colour: -math.hypot(*to_lab(colour)[1:]))[:2] or [look.palette[-1]]
    return found[0], found[-1]


def _signs(picture: Picture, placed: Placed) -> list[Group]:
    """Neon from both sides: a bright edge of each."""
    wide = 1.25 * _wide(picture, placed)
    sides = ((-wide, -0.3 * wide), (wide, -0.3 * wide))
    signs = zip(neon_signs(picture.staging.look), sides, strict=True)
    return [edge for colour, moved in signs for edge in _edge(placed, colour, 0.9, moved)]


def _side_lit(picture: Picture, placed: Placed) -> list[Group]:
    """Neon on both sides of a figure; between the two a face keeps the colour of its skin."""
    wide = 0.34 * placed.art.head_radius
    lit: list[Group] = []
    for colour, side in zip(neon_signs(picture.staging.look), (1.0, -1.0), strict=True):
        form = silhouette(placed.art.art, colour)
        lit.append(crescent(form, (side * wide, 0.12 * wide), "light", _SIGN_LIGHT, over_gaps=True))
    return lit


def over_figure(picture: Picture, placed: Placed) -> list[Group]:
    """What light does to a figure in some looks, in its own coordinates; in a look of two tones the side away from it."""
    if picture.staging.look.pool:
        return _keyed(picture, placed)
    if picture.staging.look.texture == "scan":
        return _side_lit(picture, placed)
    if picture.staging.look.line == "chalk":
        # The paper is as dark as most skin and hair: faces are laid in lightly before their lines are drawn.
        light = picture.staging.look.palette[-1]
        return [placed.art.with_face(_on_face(placed.art.head, 1.1 * placed.art.head_radius, light, _LAID_IN))]
    if picture.staging.look.line != "cel":
        return []
    scheme, sun = picture.stage.scheme, _sun(picture)
    wide = _BODY * min(placed.art.height, 3.2 * placed.art.width)
    form = silhouette(placed.art.art, mix(scheme.shadow, scheme.ambient, 0.55))
    moved = (sun.side * wide, -0.35 * min(1.0, sun.height) * wide)
    return [crescent(form, moved, "shade", 0.24 + 0.22 * sun.direct, "multiply")]


def _keyed(picture: Picture, placed: Placed) -> list[Group]:
    """One hard lamp from where somebody looks: the face is in its light, and the back of the head and the body in the dark.

    In a room with a blind its bars may lie over the breast, never over eyes and mouth.
    """
    side, radius = _key_side(picture, placed), placed.art.head_radius
    form = silhouette(placed.art.art, picture.stage.scheme.shadow)
    dark = crescent(form, (0.4 * side * radius, 0.1 * radius), "shade", _KEY_SHADE, "multiply", over_gaps=True)
    x, y = placed.art.head
    light = mix(picture.stage.scheme.rim, "#ffffff", 0.4)
    lit = placed.art.with_face(_on_face((x + 0.2 * side * radius, y - 0.1 * radius), 1.15 * radius, light, _KEY_LIGHT))
    near = picture.staging.camera.size not in WIDE
    if not near or lit_by_blinds(picture) is None or not _upright(placed):
        return [dark, lit]
    return [dark, lit, Group((_bars(x, y, side, radius, light, picture.staging.look.blinds),), mask=Mask(form))]


def _on_face(at: Point, reach: float, light: str, strength: float) -> Group:
    """Light that is full on a face and gone at the edge of the head."""
    stops = (Stop(0, light, strength), Stop(0.45, light, 0.7 * strength), Stop(1, light, 0.0))
    return Group((Shape(ellipse(*at, reach), Radial(at, reach, stops)),), name="light")


def _bars(x: float, y: float, side: float, radius: float, light: str, strength: float) -> Shape:
    """Bars of light over one shoulder of a figure whose head is at (x, y)."""
    middle, lean, bars = (x + 0.9 * side * radius, y + 2.5 * radius), -0.34 * side, list[Path]()
    for number in range(-3, 4):
        top, half = middle[1] + 0.46 * number * radius, 2 * radius
        ends = ((middle[0] - half, top - lean * half), (middle[0] + half, top + lean * half))
        bars.append(polygon([*ends, *((px, py + 0.2 * radius) for px, py in reversed(ends))]))
    stops = (Stop(0, light, 0.4 * strength), Stop(0.5, light, 0.26 * strength), Stop(1, light, 0.0))
    return Shape(joined(bars), Radial(middle, 1.5 * radius, stops))


def _upright(placed: Placed) -> bool:
    """Whether the breast is below the head."""
    return placed.art.waist[1] > placed.art.head[1] + 2.2 * placed.art.head_radius


def _key_side(picture: Picture, placed: Placed) -> float:
    """From where the key lamp comes, -1 left or 1 right."""
    return {"left": -1.0, "right": 1.0}.get(placed.figure.facing, picture_side(picture))


def _back_light(picture: Picture, placed: Placed) -> list[Group]:
    """A second lamp from behind draws the edge of the dark side, or it would drown in what is behind it."""
    scheme, wide = picture.stage.scheme, 1.1 * _wide(picture, placed)
    return _edge(
        placed, mix(scheme.rim, "#ffffff", 0.3), _BACK_LIGHT, (-_key_side(picture, placed) * wide, -0.4 * wide)
    )


def picture_side(picture: Picture) -> float:
    """The side of the place's own light: -1 left, 1 right."""
    return math.copysign(1.0, picture.stage.scheme.light_x or 1.0)


def picture_chance(picture: Picture, what: str) -> Random:
    """Chance that is the same in every shot of the same people in the same size at a place."""
    who = " ".join(figure.id for figure in picture.staging.figures)
    return Random(f"{picture.staging.setting.id}/{picture.staging.camera.size}/{who}/{what}")


def lit_by_blinds(picture: Picture) -> Window | None:
    """The window through whose blind light falls into this picture; not into every one, and none where there is no window."""
    staging = picture.staging
    if not staging.look.blinds or not (staging.setting.interior or picture.stage.standing == "floor"):
        return None
    often = 0.75 if staging.camera.size in WIDE else 0.5
    if picture_chance(picture, "blinds").random() > often:
        return None
    return next(iter(windows_of(picture.stage)), None)


def windows_of(stage: Stage) -> tuple[Window, ...]:
    """The windows in the walls of a stage, the largest first."""
    found = [
        Window(box, layer.depth)
        for layer in stage.behind
        for box in _views(layer.art, Matrix())
        if box[3] - box[1] >= _LEAST_WINDOW
    ]
    return tuple(sorted(found, key=lambda one: -(one.box[2] - one.box[0]) * (one.box[3] - one.box[1])))


def _views(node: Node, above: Matrix) -> Iterator[Box]:
    if isinstance(node, Shape):
        return
    here = above @ at(node.transform, 0.0)
    if node.name == "view" and node.clip is not None:
        if (box := bounds(Shape(node.clip, "#ffffff"))) is not None:
            yield mapped(box, here)
        return
    for child in node.children:
        yield from _views(child, here)


def _sun(picture: Picture) -> Sun:
    return sun_of(picture.stage, picture.staging.setting, reverse=picture.staging.camera.reverse)


def _wide(picture: Picture, placed: Placed) -> float:
    """The width of a rim in the figure's own coordinates: some pixels in a wide shot, more of them in a close one."""
    view = picture.arrangement.view.height
    pixels = _RIM * (1 + 0.5 * min(1.0, max(0.0, (640 - view) / 440)))
    return min(pixels * view / 720 / max(1e-6, placed.scale), 0.02 * placed.art.height)


def _rim(picture: Picture, placed: Placed, soft: float) -> list[Group]:
    """A soft line of light along the edge towards the sun."""
    setting, scheme, sun = picture.staging.setting, picture.stage.scheme, _sun(picture)
    strength = _RIMS[setting.time] * sun.direct * soft * (1.0 if sun.behind else 0.5)
    if strength < _FEEBLE:
        return []
    wide = _wide(picture, placed)
    return _edge(
        placed, mix(scheme.rim, scheme.sun, 0.35), strength, (sun.side * wide, -min(1.0, 0.3 + 0.5 * sun.height) * wide)
    )


def _edge(placed: Placed, colour: str, strength: Timed[float], moved: Point) -> list[Group]:
    """The figure's form in light, moved towards it: a bright line, and a wider one that fades."""
    x, y = moved

    def faint(t: float) -> float:
        return 0.3 * at(strength, t)

    soft = faint if callable(strength) else faint(0.0)
    return [
        Group((veil(placed.art.art, colour, soft),), transform=shift(2.1 * x, 2.1 * y), name="rim"),
        Group((veil(placed.art.art, colour, strength),), transform=shift(x, y), name="rim"),
    ]


def _lamplit(picture: Picture, placed: Placed, gone: Callable[[float], float], soft: float) -> list[Group]:
    """The side towards the strongest lamp, lit in its colour, flickering as it does and fading with the way to it."""
    scheme = picture.stage.scheme
    if not (scheme.night or scheme.shade > 0.12):
        return []
    x, y = placed.x + gone(0.0), placed.bottom - 0.6 * placed.art.height * placed.scale
    lamp = strongest(picture.stage, x, y)
    part = soft * (0.95 if scheme.night else 0.7)

    def strength(t: float) -> float:
        return min(0.95, part * 1.5 * warmth(lamp, placed.x + gone(t), y, t)) if lamp else 0.0

    if lamp is None or max(strength(0.0), strength(picture.seconds)) < _FEEBLE:
        return []
    wide = 1.2 * _wide(picture, placed)
    side = max(-1.0, min(1.0, (lamp.x - x) / max(40.0, 0.25 * lamp.reach)))
    up = -0.5 if lamp.y < y else 0.3
    return _edge(placed, mix(lamp.colour, "#ffc58a", 0.3), strength, (side * wide, up * wide))


def strongest(stage: Stage, x: float, y: float) -> Lamp | None:
    """The lamp that gives most light at a point."""
    return max(lamps_of(stage), key=lambda lamp: warmth(lamp, x, y, 0.0), default=None)
