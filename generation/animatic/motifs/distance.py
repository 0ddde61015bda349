"""Distance: far planes lie a breath out of focus, which also lets what is still of them be drawn once for a shot."""

from collections.abc import Sequence
from dataclasses import replace
from itertools import groupby

from generation.animatic.art import Group, Node
from generation.animatic.port_tree import moving
from generation.animatic.stage import Layer, Stage

_FAR = 0.6
"""Depth up to which a plane is far."""
_SOFT = 0.75
_FEW = 3
"""A run of still nodes shorter than this is not worth a picture of its own."""


def soft_far(stage: Stage, depth: float = _FAR) -> Stage:
    """The stage with its far planes softened; what moves in them stays sharp and in its place."""
    return replace(stage, behind=tuple(_soft(layer) if 0 < layer.depth <= depth else layer for layer in stage.behind))


def _soft(layer: Layer) -> Layer:
    if layer.art.blur > 0 or not layer.blurs:
        return layer
    return replace(layer, art=replace(layer.art, children=tuple(_runs(layer.art.children))))


def _runs(nodes: Sequence[Node]) -> list[Node]:
    found: list[Node] = []
    for still, run in groupby(nodes, key=lambda node: not moving(node)):
        together = tuple(run)
        if still and len(together) >= _FEW:
            found.append(Group(together, blur=_SOFT))
        else:
            found.extend(together)
    return found
