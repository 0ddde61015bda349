"""Upright and square pictures: figures brought closer and made smaller, and the place turned to its landmark.

A picture that is no wider than tall shows a narrow part of the stage. What stands apart on a wide stage stands together
here, what is very broad is drawn smaller, and a scene plays beside what its place is known by.
"""

import math
from collections.abc import Iterator, Sequence
from dataclasses import replace

from generation.animatic.art import Box, Group, Matrix, Node
from generation.animatic.blocking import Placed
from generation.animatic.port_tree import around, at, bounds, mapped
from generation.animatic.stage import HEIGHT, WIDTH, Stage

UPRIGHT = 1.2
"""Pictures of a lesser aspect are framed as upright ones."""
_BREADTH = 800.0
"""How broad all bodies together may be in a square picture, in stage pixels."""
_LEAST = 0.42
_APART = 0.3
"""Part of its place aside that a figure keeps."""
_BESIDE = 0.3
"""How far from the frame's middle a landmark may be, as a part of the frame's width, where it can be chosen."""
_LANDMARK = 620.0
"""What is broader than this is land, not a landmark."""
_SOME_DEPTH = 0.5
_FREE = 60.0
_MOST = 1150.0
"""The height of a view that every stage fills."""
_TIGHTEST = 0.55
_NEAR = 0.75
_ASIDE = 0.24
"""Where in a wide view the landmark is: so far from the middle, as a part of the width."""


def narrowed(standing: Sequence[Placed], stage: Stage, aspect: float) -> list[Placed]:
    """The figures at their places beside the landmark, the broadest of them smaller where not all find room."""
    middle = (stage.left + stage.right) / 2
    home = _home(stage, aspect)
    found = [replace(p, x=home + (p.x - middle) * _APART) for p in standing]
    room = _BREADTH * aspect
    while len(found) > 1:
        over = sum(_breadth(p) for p in found) - room
        index = max(range(len(found)), key=lambda i: _breadth(found[i]))
        broadest = found[index]
        least = standing[index].scale * _LEAST
        rest = max((_breadth(p) for i, p in enumerate(found) if i != index), default=0.0)
        wanted = max(_breadth(broadest) - over, 0.95 * rest, 1.0)
        scale = max(least, broadest.scale * wanted / _breadth(broadest))
        if over <= 0 or scale >= broadest.scale * 0.999:
            break
        found[index] = replace(broadest, scale=scale)
    return found


def squeezed(placed: Sequence[Placed], aspect: float) -> list[Placed]:
    """The figures so near to each other that a picture of the whole stage's height holds them, one a little before another."""
    if len(placed) < 2:
        return list(placed)
    first, last = min(placed, key=lambda p: p.x - p.half), max(placed, key=lambda p: p.x + p.half)
    apart = last.x - first.x
    free = _MOST * aspect - first.half - last.half
    if apart <= free or apart <= 0:
        return list(placed)
    tight = max(_TIGHTEST, free / apart)
    middle = (first.x + last.x) / 2
    return [replace(p, x=middle + (p.x - middle) * tight) for p in placed]


def landmark_in_view(stage: Stage, x: float, width: float, aspect: float, least: float, most: float) -> float:
    """The view's middle, as near to `x` as shows the place's landmark too, but between `least` and `most`."""
    depth = landmark_depth(stage)
    aside = stage.detail[0] - WIDTH / 2 - slide(stage, aspect) * (1 - depth)
    nearest = WIDTH / 2 + (aside - _BESIDE * width) / depth
    furthest = WIDTH / 2 + (aside + _BESIDE * width) / depth
    return min(max(min(max(x, nearest), furthest), least), most)


def slide(stage: Stage, aspect: float) -> float:
    """How far the view of the infinitely far is moved aside, so that the landmark stands beside the figures."""
    depth, aside = landmark_depth(stage), stage.detail[0] - WIDTH / 2
    if depth >= _NEAR:
        return 0.0
    beside = math.copysign(_ASIDE * HEIGHT * aspect, aside)
    moved = (aside - beside) - (_home(stage, aspect) - WIDTH / 2) * depth
    return moved / (1 - depth) if abs(aside) > abs(beside) else 0.0


def landmark_depth(stage: Stage) -> float:
    """The depth of the plane on which the thing at `stage.detail` is drawn."""
    x, y = stage.detail
    for layer in reversed(stage.behind):
        for left, top, right, bottom in _things(layer.art, Matrix(), 3):
            if left <= x <= right and top <= y <= bottom and right - left < _LANDMARK:
                return max(0.15, layer.depth)
    return _SOME_DEPTH


def heads(placed: Sequence[Placed]) -> Box:
    """The box of all faces, with some air about them."""
    boxes: list[Box] = []
    for each in placed:
        x, y = each.point(each.art.head)
        reach = 1.15 * each.art.head_radius * each.scale
        boxes.append((x - reach, y - reach, x + reach, y + reach))
    return around(boxes)


def _home(stage: Stage, aspect: float) -> float:
    """Where a scene plays: in the middle, or beside a landmark that stands as near as the figures."""
    middle = (stage.left + stage.right) / 2
    depth, aside = landmark_depth(stage), stage.detail[0] - WIDTH / 2
    width = HEIGHT * aspect
    if depth < _NEAR or abs(aside) < _BESIDE * width:
        return middle
    view = WIDTH / 2 + (aside - math.copysign(_ASIDE * width, aside)) / depth
    return min(max(view, stage.left + _FREE), stage.right - _FREE)


def _breadth(placed: Placed) -> float:
    return max(placed.half * 2, 1.0)


def _things(node: Node, matrix: Matrix, levels: int) -> Iterator[Box]:
    box = bounds(node)
    if box is None:
        return
    yield mapped(box, matrix)
    if levels and isinstance(node, Group):
        inner = matrix @ at(node.transform, 0.0)
        for child in node.children:
            yield from _things(child, inner, levels - 1)
