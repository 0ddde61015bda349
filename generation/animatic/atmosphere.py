"""What a look does to the composed picture as a whole: sheets of paper that throw shadows, a pool of light, dark corners."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from itertools import pairwise
from typing import cast

from generation.animatic.art import (
    Group,
    Linear,
    Matrix,
    Node,
    Radial,
    Shade,
    Shape,
    Stop,
    ellipse,
    rectangle,
    scale,
    shift,
)
from generation.animatic.colour import mix
from generation.animatic.picture import Picture, under_camera, walk
from generation.animatic.port_tree import around
from generation.requests import Look

_DARK = "#05040f"
_EDGE, _SHADOW = "#fff8e6", "#0d0a1c"
"""A cut edge shows the core of the paper, which is white in every colour of sheet."""
_HIGH = 1.6
"""Pixels that a shadow falls at 720 lines from the farthest sheet, and ..."""
_HIGHER = 14.0
"""... how many more from the nearest."""
_SHEETS = 6
"""Sheets of paper that a gradient is laid in."""
_BY_NIGHT = 0.5
"""How much of a pool's darkness is left under a night sky."""
_AIR = ("sky", "haze", "glow", "shadow", "light", "rain", "snow", "fog", "mist", "stars", "lightning")
"""Planes that are no paper."""


def in_focus(look: Look) -> bool:
    """Whether nothing is ever out of focus: a line that is drawn, carved or cut is as sharp far away as near."""
    return look.line in ("chalk", "carved", "cut", "pencil")


def sheets(planes: Sequence[Group], look: Look, height: int) -> tuple[Group, ...]:
    """The same planes; for a look of cut paper each with a light edge and a shadow, longer the nearer it is."""
    if look.line != "cut":
        return tuple(planes)
    unit = height / 720
    cut = [cast("Group", banded(plane)) for plane in planes]
    return tuple(
        _sheet(plane, unit, number / max(1, len(cut) - 1)) if _is_paper(plane, number) else plane
        for number, plane in enumerate(cut)
    )


def banded(node: Node) -> Node:
    """The tree with every gradient in a few steps, each a sheet of its own colour."""
    if isinstance(node, Group):
        return replace(node, children=tuple(banded(child) for child in node.children))
    fill = node.fill
    return replace(node, fill=replace(fill, stops=_stepped(fill.stops))) if isinstance(fill, (Linear, Radial)) else node


def _stepped(stops: tuple[Stop, ...]) -> tuple[Stop, ...]:
    steps: list[Stop] = []
    for number in range(_SHEETS):
        colour, opacity = _between(stops, (number + 0.5) / _SHEETS)
        if number == _SHEETS - 1 and stops[-1].opacity == 0:
            opacity = 0.0
        steps += [Stop(number / _SHEETS + 0.001, colour, opacity), Stop((number + 1) / _SHEETS, colour, opacity)]
    return tuple(steps)


def _between(stops: tuple[Stop, ...], at: float) -> tuple[str, float]:
    for one, other in pairwise(stops):
        if one.at <= at <= other.at and other.at > one.at:
            part = (at - one.at) / (other.at - one.at)
            return mix(one.colour, other.colour, part), one.opacity + (other.opacity - one.opacity) * part
    nearest = min(stops, key=lambda stop: abs(stop.at - at))
    return nearest.colour, nearest.opacity


def _is_paper(plane: Group, number: int) -> bool:
    return number > 0 and not any(word in plane.name.lower() for word in _AIR)


def _sheet(plane: Group, unit: float, near: float) -> Group:
    edge = Group((plane,), shade=Shade(_EDGE, 0.75, 1.3 * unit, 0.35 * unit))
    far = (_HIGH + _HIGHER * near**1.5) * unit
    return Group((edge,), shade=Shade(_SHADOW, 0.46, far, 0.5 * far))


def pool(picture: Picture) -> list[Node]:
    """Darkness over everything beyond a pool of light around the figures, which goes with them."""
    strength = picture.staging.look.pool
    if not strength:
        return []
    if picture.stage.scheme.night and not picture.staging.setting.interior:
        strength *= _BY_NIGHT
    placed = picture.arrangement.placed
    if not placed:
        view = picture.arrangement.view
        return [_pool(picture, lambda _t: Matrix(), (view.x, view.y, 0.62 * view.height, 0.4 * view.height), strength)]
    left, top, right, bottom = around([(one.left, one.crest, one.right, one.bottom) for one in placed])
    view = picture.arrangement.view
    tall, wide = view.height, view.height * picture.width / picture.height
    left, right = max(left, view.x - wide / 2), min(right, view.x + wide / 2)
    top, bottom = max(top, view.y - tall / 2), min(bottom, view.y + tall / 2)
    across = min(max(0.62 * (right - left), 0.36 * tall), 0.45 * wide)
    down = min(max(0.62 * (bottom - top), 0.28 * tall), 0.52 * tall)
    gone = walk(picture, placed[0])
    middle = ((left + right) / 2, (top + bottom) / 2, across, down)
    return [_pool(picture, lambda t: shift(gone(t), 0), middle, strength)]


def _pool(
    picture: Picture, moved: Callable[[float], Matrix], middle: tuple[float, float, float, float], strength: float
) -> Group:
    """One shape over the whole picture, whose gradient has the pool's hole: it darkens slowly, as the light of one lamp does."""
    x, y, across, down = middle
    camera = under_camera(picture, 1.0)
    stops = (
        Stop(0, _DARK, 0),
        Stop(0.24, _DARK, 0.04 * strength),
        Stop(0.38, _DARK, 0.3 * strength),
        Stop(0.6, _DARK, 0.64 * strength),
        Stop(1, _DARK, 0.9 * strength),
    )
    dark = Shape(rectangle(-30, -30, 60, 60), Radial((0, 0), 3.3, stops))
    return Group((dark,), transform=lambda t: camera(t) @ moved(t) @ shift(x, y) @ scale(across, down), name="pool")


def vignette(width: int, height: int, strength: float) -> Shape:
    """Darker corners, drawn in picture pixels; the clear middle is a hole, which costs less than clear paint."""
    reach = 0.5 * (width**2 + height**2) ** 0.5 * 1.06
    stops = (Stop(0, _DARK, 0), Stop(0.5, _DARK, 0), Stop(0.75, _DARK, 0.28 * strength), Stop(1, _DARK, 0.9 * strength))
    hole = ellipse(width / 2, height / 2, reach / 2, -reach / 2)
    return Shape(rectangle(0, 0, width, height) + hole, Radial((width / 2, height / 2), reach, stops))
