"""What can be known of a tree of nodes before it is drawn: whether it moves, how far it reaches, how it looks at one time."""

from collections.abc import Callable
from dataclasses import replace
from typing import TypeVar, cast

from generation.animatic.art import Box, Group, Mask, Matrix, Node, Point, Shape, Timed

T = TypeVar("T")


def at(value: Timed[T], t: float) -> T:
    """A value that may be a function of time, at time `t`."""
    return cast("Callable[[float], T]", value)(t) if callable(value) else value


def moving(node: Node) -> bool:
    """Whether anything in the tree is a function of time."""
    if isinstance(node, Shape):
        return callable(node.path) or callable(node.fill) or callable(node.opacity)
    masked = node.mask is not None and moving(node.mask.shape)
    played = node.drawing is not None and callable(node.drawing.moment)
    return (
        masked
        or played
        or callable(node.transform)
        or callable(node.opacity)
        or any(moving(child) for child in node.children)
    )


def frozen(node: Node, t: float) -> Node:
    """The tree as it is at time `t`, without anything that moves."""
    if not moving(node):
        return node
    if isinstance(node, Shape):
        return Shape(
            at(node.path, t),
            at(node.fill, t) if node.fill is not None else None,
            node.stroke,
            at(node.opacity, t),
            node.blend,
        )
    children = tuple(frozen(child, t) for child in node.children)
    mask = node.mask and Mask(cast("Group", frozen(node.mask.shape, t)), node.mask.inverse)
    drawing = node.drawing and replace(node.drawing, moment=at(node.drawing.moment, t))
    still = {"children": children, "mask": mask, "drawing": drawing}
    return replace(node, transform=at(node.transform, t), opacity=at(node.opacity, t), **still)


def bounds(node: Node, t: float = 0.0) -> Box | None:
    """The box around everything in the tree in the coordinates of its parent, or None if there is nothing.

    Never too small; curves count with their control points, so a little too large.
    """
    if isinstance(node, Shape):
        box = at(node.path, t).box
        margin = node.stroke.width / 2 if node.stroke else 0.0
        return (box[0] - margin, box[1] - margin, box[2] + margin, box[3] + margin) if box else None
    boxes = [box for box in (bounds(child, t) for child in node.children) if box]
    if node.drawing is not None:
        boxes.append((-node.drawing.width / 2, -node.drawing.height, node.drawing.width / 2, 0.0))
    if not boxes:
        return None
    left, top, right, bottom = around(boxes)
    if node.clip is not None and (cut := node.clip.box):
        left, top, right, bottom = max(left, cut[0]), max(top, cut[1]), min(right, cut[2]), min(bottom, cut[3])
    reach = 3 * node.blur
    return mapped((left - reach, top - reach, right + reach, bottom + reach), at(node.transform, t))


def around(boxes: list[Box]) -> Box:
    """The box around all boxes."""
    lefts, tops, rights, bottoms = zip(*boxes, strict=True)
    return min(lefts), min(tops), max(rights), max(bottoms)


def inverse(matrix: Matrix) -> Matrix:
    """The map that undoes this one."""
    m = matrix
    determinant = m.a * m.d - m.b * m.c
    a, b, c, d = m.d / determinant, -m.b / determinant, -m.c / determinant, m.a / determinant
    return Matrix(a, b, c, d, -(a * m.e + c * m.f), -(b * m.e + d * m.f))


def mapped(box: Box, matrix: Matrix) -> Box:
    """The box around a mapped box."""
    corners: list[Point] = [matrix.apply(x, y) for x in (box[0], box[2]) for y in (box[1], box[3])]
    xs, ys = [corner[0] for corner in corners], [corner[1] for corner in corners]
    return min(xs), min(ys), max(xs), max(ys)
