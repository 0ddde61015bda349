"""What a draughtsman puts round a figure on a plan: centre lines, a compass circle, and how tall it is, in centimetres."""

from generation.animatic.art import Group, Node, Path, Shape, Stroke, ellipse, polygon, rectangle, shift
from generation.animatic.blocking import Placed
from generation.animatic.picture import Picture, under_camera, walk
from generation.animatic.port_tree import moving
from generation.animatic.stage import ADULT

_CENTIMETRES = 168 / ADULT
_PLOTTED: dict[str, tuple[tuple[tuple[int, int], ...], ...]] = {
    "0": (((0, 0), (2, 0), (2, 4), (0, 4), (0, 0)),),
    "1": (((0, 1), (1, 0), (1, 4)),),
    "2": (((0, 0), (2, 0), (2, 2), (0, 2), (0, 4), (2, 4)),),
    "3": (((0, 0), (2, 0), (2, 4), (0, 4)), ((0, 2), (2, 2))),
    "4": (((0, 0), (0, 2), (2, 2)), ((2, 0), (2, 4))),
    "5": (((2, 0), (0, 0), (0, 2), (2, 2), (2, 4), (0, 4)),),
    "6": (((2, 0), (0, 0), (0, 4), (2, 4), (2, 2), (0, 2)),),
    "7": (((0, 0), (2, 0), (1, 4)),),
    "8": (((0, 0), (2, 0), (2, 4), (0, 4), (0, 0)), ((0, 2), (2, 2))),
    "9": (((2, 2), (0, 2), (0, 0), (2, 0), (2, 4), (0, 4)),),
}
"""Digits as a plotter draws them, on a grid of two by four."""
_FULL = 330.0
"""The least height of a view in which feet and head are measured."""


def construction(picture: Picture) -> list[Node]:
    """The lines of a plan over the picture; none for other looks."""
    look = picture.staging.look
    if look.line != "chalk":
        return []
    colour = look.palette[-1]
    return [*(_measured(picture, placed, colour) for placed in picture.arrangement.placed), _sheet(picture, colour)]


def _measured(picture: Picture, placed: Placed, colour: str) -> Group:
    view = picture.arrangement.view.height
    pen = 1.5 * view / 720
    gone, camera = walk(picture, placed), under_camera(picture, 1.0)
    x, y = placed.point(placed.art.head)
    head = 1.22 * placed.art.head_radius * placed.scale
    top, foot = placed.top, placed.bottom
    thin = Stroke(colour, pen, 0.7, (14 * pen, 5 * pen, 2 * pen, 5 * pen))
    reach = 1.7 * head
    nodes: list[Node] = [
        placed.art.with_face(
            Shape(ellipse(x, y, head), stroke=Stroke(colour, pen, 0.5)),
            _line(((x - reach, y), (x + reach, y)), thin),
            scale=placed.scale,
        ),
        _line(((placed.x, top - reach), (placed.x, foot + 0.5 * reach)), thin),
    ]
    if view >= _FULL:
        nodes += _height(placed, top, foot, colour, pen)
    still = Group(tuple(nodes))
    if not moving(still) and gone(0.0) == gone(picture.seconds):
        return Group((still,), transform=camera, name="construction")
    return Group((still,), transform=lambda t: camera(t) @ shift(gone(t), 0.0), name="construction")


def _height(placed: Placed, top: float, foot: float, colour: str, pen: float) -> list[Node]:
    """A dimension line beside the figure, from the ground to the crown, with its number."""
    side = -1.0 if placed.figure.facing == "right" else 1.0
    edge = placed.left if side < 0 else placed.x + (placed.x - placed.left)
    at = edge + side * 34.0
    solid = Stroke(colour, pen, 0.85)
    tick = 9.0
    nodes: list[Node] = [_line(((at, top), (at, foot)), solid)]
    for y in (top, foot):
        nodes += [
            _line(((edge + side * 8.0, y), (at + side * 14.0, y)), Stroke(colour, pen, 0.6)),
            _line(((at - tick, y + tick), (at + tick, y - tick)), Stroke(colour, 2.0 * pen, 0.95)),
        ]
    number = str(round((foot - top) / placed.scale * _CENTIMETRES))
    nodes.append(_number(number, at + (8.0 if side > 0 else -46.0), (top + foot) / 2 - 10, solid))
    return nodes


def _number(number: str, x: float, y: float, stroke: Stroke) -> Shape:
    paths: list[Path] = []
    for place, digit in enumerate(number):
        for line in _PLOTTED[digit]:
            paths.append(polygon([(x + place * 14 + 4.4 * dx, y + 4.4 * dy) for dx, dy in line], closed=False))
    return Shape(Path(tuple(command for path in paths for command in path.commands)), stroke=stroke)


def _line(points: tuple[tuple[float, float], ...], stroke: Stroke) -> Shape:
    return Shape(polygon(points, closed=False), stroke=stroke)


def _sheet(picture: Picture, colour: str) -> Group:
    """The border of the sheet with its title block, in picture pixels."""
    width, height = picture.width, picture.height
    unit = height / 720
    margin = 15 * unit
    right, bottom = width - margin, height - margin
    left, top = right - 190 * unit, bottom - 44 * unit
    thin, thick = Stroke(colour, 0.9 * unit, 0.6), Stroke(colour, 2.0 * unit, 0.75)
    rows = [
        polygon([(left, top + part * 44 * unit), (right, top + part * 44 * unit)], closed=False)
        for part in (0.36, 0.68)
    ]
    columns = [
        polygon([(left + part * 190 * unit, top), (left + part * 190 * unit, bottom)], closed=False)
        for part in (0.4, 0.76)
    ]
    marks = Path(tuple(command for path in (*rows, *columns) for command in path.commands))
    return Group(
        (
            Shape(rectangle(margin, margin, width - 2 * margin, height - 2 * margin), stroke=thick),
            Shape(rectangle(left, top, right - left, bottom - top), stroke=thick),
            Shape(marks, stroke=thin),
        ),
        name="sheet",
    )
