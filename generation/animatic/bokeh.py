"""Lights out of focus: at night every lamp and lit window behind a near figure becomes a disc."""

from collections.abc import Iterator

from generation.animatic.art import Group, Matrix, Node, Path, Point, Shape, ellipse
from generation.animatic.colour import lightness, to_lab
from generation.animatic.lighting import lamps_of
from generation.animatic.picture import Picture, plane
from generation.animatic.port_tree import at
from generation.animatic.stage import Layer

_MOST = 46
_MANY = 5
"""Outlines in one shape from which it counts as a row of windows, and not as a thing that is bright."""
_SIZE = 2.7
"""Radius of a disc in deviations of the blur."""


def bokeh(picture: Picture, soft: float) -> list[Group]:
    """The discs of the lights behind the figures; none by day, in focus, or where the look is drawn and not seen by a lens."""
    scheme, look = picture.stage.scheme, picture.staging.look
    if soft <= 0 or not scheme.night or look.texture in ("wash", "clay") or picture.stage.standing == "floor":
        return []
    zoom = picture.height / picture.arrangement.view.height
    radius = _SIZE * soft / zoom
    groups: list[Group] = []
    for layer in picture.stage.behind:
        points = list(_lights(layer.art, Matrix()))[: _MOST // 2] if 0.05 < layer.depth < 0.97 else []
        if points:
            discs = Path(tuple(command for x, y in points for command in ellipse(x, y, radius).commands))
            groups.append(_discs(picture, layer, discs, scheme.accent, 0.34))
    lamps = [ellipse(lamp.x, lamp.y, 1.5 * radius) for lamp in lamps_of(picture.stage)]
    if lamps:
        path = Path(tuple(command for lamp in lamps for command in lamp.commands))
        groups.append(Group((Shape(path, scheme.accent, opacity=0.5),), transform=plane(picture, 0.7), name="bokeh"))
    return groups


def _discs(picture: Picture, layer: Layer, path: Path, colour: str, opacity: float) -> Group:
    return Group((Shape(path, colour, opacity=opacity),), transform=plane(picture, layer.depth), name="bokeh")


def _lights(node: Node, above: Matrix) -> Iterator[Point]:
    """Where the lit windows are: the outlines of shapes that are many, bright and warm."""
    if isinstance(node, Group):
        here = above @ at(node.transform, 0.0)
        for child in node.children:
            yield from _lights(child, here)
        return
    if callable(node.path) or not isinstance(node.fill, str) or callable(node.opacity) or node.opacity < 0.5:
        return
    level, _, warm = to_lab(node.fill)
    starts = [command for command in node.path.commands if command[0] == "M"]
    if len(starts) < _MANY or level < 0.68 or warm < 0.03 or lightness(node.fill) < 0.45:
        return
    for number, command in enumerate(starts):
        if number * 7 % 3 < 2:
            yield above.apply(float(command[1]), float(command[2]))
