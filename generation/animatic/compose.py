"""Composition: a staging becomes one tree of nodes, planes from back to front with the figures between, under a camera."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from generation.animatic.art import Group, Matrix, Radial, Shape, Stop, ellipse, rectangle, scale, shift
from generation.animatic.colour import mix
from generation.animatic.figures.draw import draw_figure
from generation.animatic.framing import CLOSE, Arrangement, Placed, arrange, layer_matrix
from generation.animatic.moves import FOLLOW, Way, camera_way
from generation.animatic.over_shoulder import listener
from generation.animatic.places.kits import build_stage
from generation.animatic.port_tree import Box, around, bounds, frozen, inverse
from generation.animatic.props import draw_prop, prop_size
from generation.animatic.stage import ADULT, Layer, Scheme, Stage
from generation.requests import Camera, Figure, Staging

_SOFTNESS = {"medium": 1.6, "medium-close": 3.2, "close-up": 5.0, "extreme-close-up": 6.5, "insert": 5.0}
"""How far out of focus the background is: a Gaussian's deviation in pixels of a picture 720 high."""
_PACES = {"walk": 180.0, "run": 420.0, "fly": 150.0, "swim": 70.0, "crawl": 40.0}
"""How fast somebody crosses the stage, in stage pixels a second: as fast as the drawn feet push back."""
_TRACKED = CLOSE | {"full", "cowboy"}
"""Sizes in which the camera goes along with who walks, for the frame is soon crossed."""
_NEAREST_PLANE = 0.97
_IN_THE_AIR = 640.0
"""The least height of a view for what falls between the camera and the figures."""
_SHOULDER_DEPTH = 1.3
_MOST_PROPS = 3
_HELD = 95.0
"""A thing of at most this height is held in a hand, and so are these, whatever their height."""
_HANGS = frozenset(["lantern", "lamp", "basket", "bucket", "bag", "suitcase", "rope", "bell", "pail", "satchel", "net"])
_GRIPPED = frozenset(
    [
        "sword",
        "knife",
        "dagger",
        "torch",
        "candle",
        "umbrella",
        "wand",
        "staff",
        "stick",
        "broom",
        "axe",
        "hammer",
        "flag",
        "spear",
        "rod",
        "oar",
    ]
)


@dataclass(frozen=True)
class _Picture:
    """What every plane and figure of one shot needs to know."""

    staging: Staging
    stage: Stage
    arrangement: Arrangement
    way: Way
    width: int
    height: int
    seconds: float


def compose(staging: Staging, width: int, height: int, seconds: float, seed: int) -> Group:
    """Return the whole picture, in pixels of a frame of `width` x `height`, over a shot of `seconds`."""
    staging = _with_hands_ready(staging)
    stage = build_stage(staging.setting, staging.look, staging.mood)
    arts = [draw_figure(figure, _light_at(figure, stage.scheme), staging.look, seed) for figure in staging.figures]
    aspect = width / height
    prop_height = max((prop_size(words) for words in staging.props[:_MOST_PROPS]), default=0.0)
    arrangement = arrange(staging, stage, arts, aspect, prop_height)
    camera = _camera(staging, arrangement)
    keep = _kept(arrangement, staging.camera.size)
    way = lru_cache(maxsize=32)(camera_way(camera, arrangement.view, stage, aspect, seconds, seed, keep))
    picture = _Picture(staging, stage, arrangement, way, width, height, seconds)
    shown = bool(arrangement.placed or staging.props)
    soft = _SOFTNESS.get(staging.camera.size, 0.0) * height / 720 if shown else 0.0
    cast = [_figure(picture, placed) for placed in sorted(arrangement.placed, key=lambda placed: placed.y)]
    return Group(
        (
            *_planes(picture, stage.behind, soft),
            *cast,
            *_props(picture),
            *_listener(picture, soft, seed),
            *_front(picture),
            _vignette(width, height, staging.look.vignette),
        )
    )


def _light_at(figure: Figure, scheme: Scheme) -> Scheme:
    """Who is in the foreground stands in the shade; who is far away pales a little towards the air."""
    if figure.position == "foreground":
        return replace(scheme, shade=min(0.75, scheme.shade + 0.22), ambient=mix(scheme.ambient, scheme.shadow, 0.5))
    if figure.position == "background":
        return replace(scheme, shade=min(0.75, scheme.shade + 0.18), ambient=mix(scheme.ambient, scheme.far, 0.6))
    return scheme


def _kept(arrangement: Arrangement, size: str) -> Box | None:
    """What no move may lose: heads in close shots, bodies in wide ones."""
    boxes: list[Box] = []
    for placed in arrangement.placed:
        x, y = placed.point(placed.art.head)
        reach = placed.art.head_radius * placed.scale * 1.25
        if size in CLOSE:
            boxes.append((x - reach, y - reach, x + reach, y + reach))
        else:
            boxes.append((placed.x - placed.half, placed.crest, placed.x + placed.half, placed.bottom))
    return around(boxes) if boxes else None


def _pace(pose: str) -> float:
    """How fast a pose (a word or a few) travels."""
    words = pose.lower().replace("-", " ").split()
    return max((pace for name, pace in _PACES.items() if any(word.startswith(name) for word in words)), default=0.0)


def _camera(staging: Staging, arrangement: Arrangement) -> Camera:
    """The camera asked for; near to somebody who walks it goes along, and a follow keeps to the walker's pace.

    Only where everybody in the frame walks the same way: else who stands would glide, and a follow becomes a track.
    """
    camera, placed = staging.camera, arrangement.placed
    paces = [_pace(p.figure.pose) * p.scale for p in placed]
    ways = {p.figure.facing for p in placed}
    together = bool(paces) and min(paces) > 0 and len(ways) == 1 and ways <= {"left", "right"}
    if camera.move == "follow" and not together:
        return camera.model_copy(update={"move": "truck", "direction": camera.direction or _heading(placed)})
    along = together and camera.size in _TRACKED and camera.move in ("static", "handheld")
    if not along and camera.move != "follow":
        return camera
    changes = {"move": "follow", "speed": min(paces) / FOLLOW, "direction": placed[0].figure.facing}
    return camera.model_copy(update=changes)


def _heading(placed: Sequence[Placed]) -> str:
    """Where the first of them who looks aside looks to."""
    return next((p.figure.facing for p in placed if p.figure.facing in ("left", "right")), "")


def _planes(picture: _Picture, layers: Sequence[Layer], soft: float) -> list[Group]:
    """The planes under the camera; neighbours that are out of focus are one still, blurred plane."""
    planes: list[Group] = []
    run: list[Layer] = []
    for layer in layers:
        if soft > 0 and layer.blurs and layer.depth < _NEAREST_PLANE:
            run.append(layer)
            continue
        planes += _blurred(picture, run, soft)
        run = []
        planes.append(Group((layer.art,), transform=_under_camera(picture, layer.depth), name=layer.name))
    return planes + _blurred(picture, run, soft)


def _front(picture: _Picture) -> list[Group]:
    """What is before the figures. Crisp layers there are weather: drops fall near to every camera, however close the shot."""
    groups: list[Group] = []
    for layer in picture.stage.front:
        move = _under_camera(picture, layer.depth, 0.0 if layer.blurs else _IN_THE_AIR)
        groups.append(Group((layer.art,), transform=move, name=layer.name))
    return groups


def _blurred(picture: _Picture, run: Sequence[Layer], soft: float) -> list[Group]:
    if not run:
        return []
    base = picture.way(picture.seconds / 2)
    stills = tuple(
        Group((frozen(layer.art, 0.0),), transform=layer_matrix(base, layer.depth, picture.width, picture.height))
        for layer in run
    )
    depth = sorted(layer.depth for layer in run)[len(run) // 2]
    back = inverse(layer_matrix(base, depth, picture.width, picture.height))
    move = _under_camera(picture, depth)
    return [Group((Group(stills, blur=soft),), transform=lambda t: move(t) @ back, name="out of focus")]


def _under_camera(picture: _Picture, depth: float, least: float = 0.0) -> Callable[[float], Matrix]:
    """The map of a plane at any time; a shot closer than `least` (a view's height) enlarges it no further."""

    def matrix(t: float) -> Matrix:
        view = picture.way(t)
        if view.height < least:
            view = replace(view, height=least)
        return layer_matrix(view, depth, picture.width, picture.height)

    return matrix


def _figure(picture: _Picture, placed: Placed) -> Group:
    """The figure and its shadow, where it is at every moment."""
    camera, gone = _under_camera(picture, 1.0), _walk(picture, placed)
    size = scale(placed.scale, placed.scale * placed.squash)
    feet = placed.bottom
    art = Group(
        (placed.art.art,),
        transform=lambda t: camera(t) @ shift(placed.x + gone(t), feet) @ size,
        name=placed.figure.id,
    )
    return Group((*_glow(picture, placed, gone), *_shadow(picture, placed, gone), art))


def _glow(picture: _Picture, placed: Placed, gone: Callable[[float], float]) -> list[Group]:
    """In the dark, a breath of light in the air behind a figure, so that it stands out from the night."""
    scheme = picture.stage.scheme
    strength = 0.28 if scheme.night else 0.5 * max(0.0, scheme.shade - 0.35)
    strength *= min(1.0, 0.25 + picture.arrangement.view.height / 900)
    if strength < 0.04:
        return []
    light = mix(scheme.horizon, scheme.rim, 0.35)
    stops = (Stop(0, light, strength), Stop(0.45, light, 0.45 * strength), Stop(1, light, 0))
    tall = placed.art.height * placed.scale
    wide = max(placed.half * 2.1, 0.55 * tall)
    camera, high = _under_camera(picture, 1.0), placed.bottom - 0.56 * tall
    air = Shape(ellipse(0, 0, 1), Radial((0, 0), 1.0, stops))
    place = scale(wide, 0.85 * tall)
    return [Group((air,), transform=lambda t: camera(t) @ shift(placed.x + gone(t), high) @ place, name="glow")]


def _shadow(picture: _Picture, placed: Placed, gone: Callable[[float], float]) -> list[Group]:
    """What shows that it stands: a dark patch on the ground, fainter the higher it floats."""
    strength = placed.art.shadow * {"air": 0.0, "water": 0.5}.get(picture.stage.standing, 1.0)
    strength *= max(0.25, 1 - placed.art.floats / 300)
    if strength <= 0:
        return []
    dark = picture.stage.scheme.shadow
    fill = Radial((0, 0), 1.0, (Stop(0, dark, 0.6 * strength), Stop(0.55, dark, 0.32 * strength), Stop(1, dark, 0)))
    camera = _under_camera(picture, 1.0)
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


def _walk(picture: _Picture, placed: Placed) -> Callable[[float], float]:
    """How far it has come from its place at `t`: with a following camera, or by its own steps across the frame."""
    camera = _camera(picture.staging, picture.arrangement)
    view = picture.arrangement.view
    if camera.move == "follow":
        return lambda t: picture.way(t).x - view.x
    direction = {"left": -1.0, "right": 1.0}.get(placed.figure.facing, 0.0)
    pace = _pace(placed.figure.pose) * direction * placed.scale
    if pace == 0.0:
        return lambda t: 0.0
    wide = view.height * picture.width / picture.height
    furthest = _free_way(picture, placed, direction, 0.28 * wide)
    half = min(furthest, abs(pace) * picture.seconds / 2) * direction
    return lambda t: half * (2 * min(1.0, max(0.0, t / max(picture.seconds, 1e-6))) - 1)


def _free_way(picture: _Picture, placed: Placed, direction: float, furthest: float) -> float:
    """How far it can go from its place before it meets another figure."""
    for other in picture.arrangement.placed:
        gap = (other.x - placed.x) * direction
        if other is not placed and gap > 0:
            furthest = min(furthest, max(0.0, (gap - placed.half - other.half) / 2))
    return furthest


def _listener(picture: _Picture, soft: float, seed: int) -> list[Group]:
    staging = picture.staging
    if staging.camera.size != "medium-close" or staging.camera.angle in ("dutch", "overhead"):
        return []
    aspect = picture.width / picture.height
    back = listener(staging.figures, picture.arrangement, picture.stage.scheme, staging.look, aspect, seed)
    if back is None:
        return []
    camera = _under_camera(picture, _SHOULDER_DEPTH)
    still = _under_camera(picture, 1.0)(0.0)
    undone = inverse(camera(0.0))
    blur = 1.6 * soft / (picture.height / picture.arrangement.view.height)
    return [Group((Group((back,), blur=blur),), transform=lambda t: camera(t) @ undone @ still, name="listener")]


def _props(picture: _Picture) -> list[Group]:
    """Held by the first figure if they are small, else standing beside the figures, or by themselves."""
    words = picture.staging.props[:_MOST_PROPS]
    placed = picture.arrangement.placed
    if not words:
        return []
    if picture.staging.camera.size == "insert":
        return _in_a_row(picture, words, picture.arrangement.view.x)
    small = [word for word in words if _is_held(word)]
    holder = next((p for p in placed if p.figure.id == picture.staging.figures[0].id), None)
    held = small[:1] if holder else []
    rest = [word for word in words if word not in held]
    groups = [_held(picture, holder, word) for word in held if holder]
    if not rest:
        return groups
    if not placed:
        return [*groups, *_in_a_row(picture, rest, picture.arrangement.view.x)]
    middle = picture.arrangement.view.x
    rightmost = max(p.x + p.half for p in placed)
    leftmost = min(p.x - p.half for p in placed)
    width = sum(_prop_width(picture, word) for word in rest) * min(p.scale for p in placed)
    to_right = middle - leftmost >= rightmost - middle
    x = rightmost + 20 + width / 2 if to_right else leftmost - 20 - width / 2
    return [*groups, *_in_a_row(picture, rest, x)]


def _is_held(words: str) -> bool:
    return prop_size(words) <= _HELD or bool((_HANGS | _GRIPPED) & set(words.lower().split()))


def _with_hands_ready(staging: Staging) -> Staging:
    """Who would only stand holds the thing that the shot names."""
    if staging.camera.size == "insert" or not staging.figures or not any(map(_is_held, staging.props[:_MOST_PROPS])):
        return staging
    first, *others = staging.figures
    if first.pose != "stand":
        return staging
    return staging.model_copy(update={"figures": (first.model_copy(update={"pose": "hold"}), *others)})


def _held(picture: _Picture, placed: Placed, words: str) -> Group:
    """In the hand: hanging from it, gripped at its lower end, or round its middle."""
    camera, gone = _under_camera(picture, 1.0), _walk(picture, placed)
    named = set(words.lower().split())
    below = 0.92 if named & _HANGS else 0.12 if named & _GRIPPED else 0.45
    x, y = placed.art.hand
    art = draw_prop(words, picture.stage.scheme, picture.staging.look)
    fit = min(1.0, max(0.5, 1.3 * placed.art.height / ADULT))
    grip = scale(placed.scale, placed.scale * placed.squash) @ shift(x, y + below * fit * prop_size(words)) @ scale(fit)
    return Group((art,), transform=lambda t: camera(t) @ shift(placed.x + gone(t), placed.bottom) @ grip, name=words)


def _in_a_row(picture: _Picture, words: Sequence[str], middle: float) -> list[Group]:
    widths = [_prop_width(picture, word) for word in words]
    beside = min((placed.scale for placed in picture.arrangement.placed), default=1.0)
    x = middle - sum(widths) * beside / 2
    row: list[Group] = []
    for word, width in zip(words, widths, strict=True):
        row.append(_standing(picture, word, x + width * beside / 2, width, beside))
        x += width * beside
    return row


def _standing(picture: _Picture, words: str, x: float, width: float, size: float) -> Group:
    art = draw_prop(words, picture.stage.scheme, picture.staging.look)
    dark = picture.stage.scheme.shadow
    patch = Shape(ellipse(0, 0, 1), Radial((0, 0), 1.0, (Stop(0, dark, 0.55), Stop(0.6, dark, 0.25), Stop(1, dark, 0))))
    shadow = Group((patch,), transform=scale(width * 0.55, width * 0.09))
    y = max((placed.y for placed in picture.arrangement.placed), default=picture.stage.ground) + 6 * size
    camera = _under_camera(picture, 1.0)
    return Group((shadow, art), transform=lambda t: camera(t) @ shift(x, y) @ scale(size), name=words)


def _prop_width(picture: _Picture, words: str) -> float:
    box = bounds(draw_prop(words, picture.stage.scheme, picture.staging.look))
    return (box[2] - box[0]) * 1.15 if box else prop_size(words)


def _vignette(width: int, height: int, strength: float) -> Shape:
    """Darker corners, drawn in picture pixels; the clear middle is a hole, which costs less than clear paint."""
    dark = "#05040f"
    reach = 0.5 * (width**2 + height**2) ** 0.5 * 1.06
    stops = (Stop(0, dark, 0), Stop(0.5, dark, 0), Stop(0.75, dark, 0.28 * strength), Stop(1, dark, 0.9 * strength))
    hole = ellipse(width / 2, height / 2, reach / 2, -reach / 2)
    return Shape(rectangle(0, 0, width, height) + hole, Radial((width / 2, height / 2), reach, stops))
