"""Composition: a staging becomes one tree of nodes, planes from back to front with the figures between, under a camera."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import lru_cache

from generation.animatic.art import Box, Group, Matrix, Node, Radial, Shape, Stop, ellipse, scale, shift
from generation.animatic.atmosphere import in_focus, sheets, vignette
from generation.animatic.belongings import MOST_PROPS, belongings, in_hand, with_hands_ready
from generation.animatic.blocking import Placed
from generation.animatic.bokeh import bokeh
from generation.animatic.casting import draw_acting, roles_of
from generation.animatic.colour import mix
from generation.animatic.dressing import dressed
from generation.animatic.framing import CLOSE, Arrangement, arrange, layer_matrix
from generation.animatic.lighting import behind_figure, over_figure
from generation.animatic.lightning import flashes
from generation.animatic.moves import camera_way
from generation.animatic.over_shoulder import has_shoulder, listener
from generation.animatic.overlays import behind_cast, overlays
from generation.animatic.parts import Role
from generation.animatic.picture import (
    Picture,
    behind_bars,
    camera_for,
    fitted,
    halfway,
    plane,
    settled,
    under_camera,
    walk,
)
from generation.animatic.places.kits import build_stage
from generation.animatic.port_tree import around, at, bounds, frozen, inverse, mapped, moving
from generation.animatic.props import prop_size
from generation.animatic.shadows import contact, mirrored, thrown
from generation.animatic.stage import Layer, Scheme
from generation.animatic.upright import UPRIGHT
from generation.animatic.viewpoint import before_the_other_wall, through_eyes
from generation.requests import Figure, Staging

_SOFTNESS = {"medium": 1.6, "medium-close": 3.2, "close-up": 5.0, "extreme-close-up": 6.5, "insert": 5.0}
"""How far out of focus the background is: a Gaussian's deviation in pixels of a picture 720 high."""
_NEAREST_PLANE = 0.97
_HIDDEN = 0.1
"""Part of a body's width that something in front may cover."""
_IN_THE_AIR = 640.0
"""The least height of a view for what falls between the camera and the figures."""
_SHOULDER_DEPTH = 1.3


def compose(staging: Staging, width: int, height: int, seconds: float, seed: int) -> Group:
    """Return the whole picture, in pixels of a frame of `width` x `height`, over a shot of `seconds`."""
    picture = lay_out(staging, width, height, seconds, seed)
    staging = picture.staging
    shown = bool(picture.arrangement.placed or staging.props)
    soft = _SOFTNESS.get(staging.camera.size, 0.0) * height / 720 if shown and not in_focus(staging.look) else 0.0
    cast = [_figure(picture, placed) for placed in sorted(picture.arrangement.placed, key=lambda placed: placed.y)]
    planes = (
        *_planes(picture, picture.stage.behind, soft),
        *behind_cast(picture),
        *cast,
        *belongings(picture),
        *_listener(picture, soft, seed),
        *_front(picture, soft),
    )
    return Group(
        (*sheets(planes, staging.look, height), *overlays(picture), vignette(width, height, staging.look.vignette))
    )


def lay_out(staging: Staging, width: int, height: int, seconds: float, seed: int) -> Picture:
    """The shot before it is drawn: the stage, who stands where and does what, and the camera's way."""
    staging = with_hands_ready(before_the_other_wall(through_eyes(staging)))
    moments, reverse = flashes(seed, seconds), staging.camera.reverse
    stage = build_stage(staging.setting, staging.look, staging.mood, reverse=reverse, flashes=moments)
    stage = dressed(stage, staging.setting, staging.look)
    roles = roles_of(staging.figures, seconds)
    arts = [
        draw_acting(figure, role, _light_at(figure, stage.scheme), staging.look, seed)
        for figure, role in zip(staging.figures, roles, strict=True)
    ]
    aspect = staging.look.letterbox or width / height
    prop_height = max((prop_size(words) for words in staging.props[:MOST_PROPS]), default=0.0)
    arrangement = arrange(staging, stage, arts, aspect, prop_height)
    camera = camera_for(staging, arrangement, seconds)
    keep = _kept(arrangement, staging.camera.size)
    barred = max(1.0, aspect * height / width)
    way = behind_bars(camera_way(camera, arrangement.view, stage, aspect, seconds, seed, keep), barred)
    arrangement = replace(arrangement, view=replace(arrangement.view, height=arrangement.view.height * barred))
    picture = Picture(staging, stage, arrangement, lru_cache(maxsize=32)(way), width, height, seconds)
    known = {figure.id: role for figure, role in zip(staging.figures, roles, strict=True)}
    placed = tuple(_at_its_pace(picture, one, known[one.figure.id], seed) for one in arrangement.placed)
    return replace(picture, arrangement=replace(arrangement, placed=placed))


def _at_its_pace(picture: Picture, placed: Placed, role: Role, seed: int) -> Placed:
    """The figure as fast as its way through this frame allows, drawn again if that is not its natural pace."""
    fits = fitted(picture, placed, role)
    if fits is role:
        return placed
    staging = picture.staging
    art = draw_acting(placed.figure, fits, _light_at(placed.figure, picture.stage.scheme), staging.look, seed)
    crosses = any(part.crosses for part in fits.parts)
    return replace(placed, art=art if crosses else replace(art, home=halfway(art, picture.seconds)))


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


def _planes(picture: Picture, layers: Sequence[Layer], soft: float) -> list[Group]:
    """The planes under the camera; neighbours that are out of focus are one still, blurred plane."""
    planes: list[Group] = []
    run: list[Layer] = []
    for layer in layers:
        if soft > 0 and layer.blurs and layer.depth < _NEAREST_PLANE:
            run.append(layer)
            continue
        planes += _blurred(picture, run, soft)
        run = []
        planes.append(Group((layer.art,), transform=plane(picture, layer.depth), name=layer.name))
    return [*planes, *_blurred(picture, run, soft), *bokeh(picture, soft)]


def _front(picture: Picture, soft: float) -> list[Group]:
    """What is before the figures. Crisp layers there are weather: drops fall near to every camera, however close the shot."""
    groups: list[Group] = []
    for layer in picture.stage.front:
        move = plane(picture, layer.depth, 0.0 if layer.blurs else _IN_THE_AIR)
        art = _without_screens(picture, layer.art, at(move, 0.0)) if layer.blurs else layer.art
        if layer.blurs and soft > 0 and not moving(art):
            # What is nearer than the figures is further out of focus than what is behind them.
            art = Group((art,), blur=1.5 * soft * picture.arrangement.view.height / picture.height)
        groups.append(Group((art,), transform=move, name=layer.name))
    return groups


def _without_screens(picture: Picture, art: Group, move: Matrix) -> Group:
    """The same without what would stand before somebody: a pillar, a post, a trunk. What is low may."""
    camera = under_camera(picture, 1.0)(0.0)
    bodies: list[Box] = []
    for placed in picture.arrangement.placed:
        x, y = placed.point(placed.art.head)
        reach = 0.8 * placed.art.head_radius * placed.scale
        bodies.append(mapped((x - reach, y - reach, x + reach, y + reach), camera))
        bodies.append(mapped((placed.left, placed.crest, placed.right, placed.bottom), camera))

    # An upright picture is full of its figures: what is before them would be all that is seen.
    low = 0.8 if picture.width < UPRIGHT * picture.height else 0.5

    def hides(node: Node) -> bool:
        box = bounds(node)
        if box is None:
            return False
        left, top, right, bottom = mapped(box, move @ at(art.transform, 0.0))
        for body in bodies:
            across = min(right, body[2]) - max(left, body[0])
            middle = body[1] + low * (body[3] - body[1])
            if across > _HIDDEN * (body[2] - body[0]) and top < middle < bottom:
                return True
        return False

    return replace(art, children=tuple(child for child in art.children if not hides(child)))


def _blurred(picture: Picture, run: Sequence[Layer], soft: float) -> list[Group]:
    if not run:
        return []
    base = picture.way(picture.seconds / 2)
    stills = tuple(
        Group((frozen(layer.art, 0.0),), transform=layer_matrix(base, layer.depth, picture.width, picture.height))
        for layer in run
    )
    depth = sorted(layer.depth for layer in run)[len(run) // 2]
    back = inverse(layer_matrix(base, depth, picture.width, picture.height))
    return [Group((Group(stills, blur=soft),), transform=plane(picture, depth, over=back), name="out of focus")]


def _figure(picture: Picture, placed: Placed) -> Group:
    """The figure and its shadow, where it is at every moment."""
    camera, gone = under_camera(picture, 1.0), walk(picture, placed)
    size = scale(placed.scale, placed.scale * placed.squash)
    feet = placed.bottom

    def place(t: float) -> Matrix:
        return camera(t) @ shift(placed.x + gone(t), feet) @ size

    where = settled(picture, place, gone)
    lit = behind_figure(picture, placed, gone)
    art = Group((*lit, placed.art.art, *over_figure(picture, placed)), transform=where, name=placed.figure.id)
    laid = Group((*mirrored(picture, placed), *thrown(picture, placed)), transform=where, name="shadow")
    behind, before = in_hand(picture, placed)
    return Group((*_glow(picture, placed, gone), laid, *contact(picture, placed, gone), *behind, art, *before))


def _glow(picture: Picture, placed: Placed, gone: Callable[[float], float]) -> list[Group]:
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
    camera, high = under_camera(picture, 1.0), placed.bottom - 0.56 * tall
    air = Shape(ellipse(0, 0, 1), Radial((0, 0), 1.0, stops))
    size = scale(wide, 0.85 * tall)

    def place(t: float) -> Matrix:
        return camera(t) @ shift(placed.x + gone(t), high) @ size

    return [Group((air,), transform=settled(picture, place, gone), name="glow")]


def _listener(picture: Picture, soft: float, seed: int) -> list[Group]:
    staging = picture.staging
    if not has_shoulder(staging.camera):
        return []
    aspect = picture.width / picture.height
    back = listener(staging, picture.arrangement, picture.stage.scheme, aspect, seed)
    if back is None:
        return []
    still = under_camera(picture, 1.0)(0.0)
    undone = inverse(under_camera(picture, _SHOULDER_DEPTH)(0.0))
    blur = 1.6 * soft / (picture.height / picture.arrangement.view.height)
    move = plane(picture, _SHOULDER_DEPTH, over=undone @ still)
    return [Group((Group((back,), blur=blur),), transform=move, name="listener")]
