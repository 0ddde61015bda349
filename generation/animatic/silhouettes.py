"""The outline of a figure that moves as it does: what its light, its shadow and its reflection are made of."""

from collections.abc import Callable
from dataclasses import dataclass, replace

from generation.animatic.art import Blend, Fill, Group, Mask, Node, Point, Shape, Timed, shift
from generation.animatic.port_tree import at, bounds
from generation.animatic.shown import IN_TURN

_SMALL = 0.008
"""Part of a figure's box below which a shape is a detail: eyes, buttons, folds."""
_CLEAR = 0.5
_SLENDER = 0.012
"""Width of a stroke, as a part of the figure's height, from which it is a limb and not a line."""

_OVER_GAPS = (1.0, 1.5, 2.0)
"""How often as far a form is moved that is to close its gaps: what is thin beside a wide one is met halfway."""

Painted = Callable[[Fill | None], Fill]
"""What a fill becomes."""


def silhouette(art: Group, colour: str) -> Group:
    """The figure's large forms in one flat colour."""
    return _kept(art, lambda _fill: colour)


def veil(art: Group, colour: str, opacity: Timed[float]) -> Group:
    """The figure's large forms, each of that opacity: for what lies behind the figure, where none shows twice.

    Without a picture of its own, as the opacity of a group needs one, it costs next to nothing.
    """
    return _kept(art, lambda _fill: colour, opacity)


def simplified(art: Group) -> Group:
    """The figure's large forms in their own colours, without lines and details."""
    return _kept(art, lambda fill: fill or "#808080")


def crescent(
    form: Group, aside: Point, name: str, opacity: Timed[float], blend: Blend = "normal", *, over_gaps: bool = False
) -> Group:
    """The rim of a form that the same form, moved `aside`, leaves free.

    With `over_gaps` none is where it leaves free a narrow gap of the form, between a chin and a braid for example.
    """
    x, y = aside
    moved = [Group((form,), transform=shift(far * x, far * y)) for far in (_OVER_GAPS if over_gaps else (1.0,))]
    return Group((form,), opacity=opacity, blend=blend, name=name, mask=Mask(Group(tuple(moved)), inverse=True))


def _kept(art: Group, painted: Painted, opacity: Timed[float] = 1.0) -> Group:
    box = bounds(art)
    if box is None:
        return Group(())
    wide, high = box[2] - box[0], box[3] - box[1]
    kept = _pruned(art, _Brush(painted, opacity), _SMALL * wide * high, _SLENDER * high, 1.0)
    return kept if isinstance(kept, Group) else Group(())


@dataclass(frozen=True, slots=True)
class _Brush:
    painted: Painted
    opacity: Timed[float]


def _pruned(node: Node, brush: _Brush, least: float, slender: float, zoom: float) -> Node | None:
    if isinstance(node, Shape):
        return _form(node, brush, least / (zoom * zoom), slender / zoom)
    if (at(node.opacity, 0.0) < _CLEAR and node.name != IN_TURN) or node.blend != "normal":
        return None
    matrix = at(node.transform, 0.0)
    zoom *= max(1e-3, abs(matrix.a * matrix.d - matrix.b * matrix.c) ** 0.5)
    children = [_pruned(child, brush, least, slender, zoom) for child in node.children]
    forms = tuple(child for child in children if child is not None)
    return replace(node, children=forms, blur=0.0, shade=None, name="") if forms else None


def _form(shape: Shape, brush: _Brush, least: float, slender: float) -> Shape | None:
    if callable(shape.opacity) or shape.opacity < _CLEAR or shape.blend != "normal":
        return None
    fill = at(shape.fill, 0.0) if shape.fill is not None else None
    stroke = shape.stroke
    if fill is not None and not isinstance(fill, str) and min(stop.opacity for stop in fill.stops) < _CLEAR:
        return None  # A glow is no body.
    limb = fill is None and stroke is not None and stroke.width >= slender and stroke.opacity >= _CLEAR
    if fill is None and not limb:
        return None
    box = bounds(Shape(shape.path))
    if box is None or (box[2] - box[0]) * (box[3] - box[1]) < least:
        return None
    if stroke is not None and limb:
        own = brush.painted(stroke.colour)
        lines = replace(stroke, colour=own if isinstance(own, str) else stroke.colour)
        return Shape(shape.path, stroke=lines, opacity=brush.opacity)
    return Shape(shape.path, brush.painted(fill), opacity=brush.opacity)
