"""Drawings that are seen for a while: several of one figure, of which every picture shows exactly one."""

from collections.abc import Callable
from dataclasses import replace
from typing import TypeVar, cast

from generation.animatic.art import Fill, Group, Node, Shape, Timed
from generation.animatic.port_tree import at

T = TypeVar("T")

Shown = Callable[[float], bool]
IN_TURN = "in turn"
"""The name of what is seen for a while only, and hidden else."""


def only_while(nodes: tuple[Node, ...], shown: Shown) -> Group:
    """The nodes, seen only while `shown` says so; nothing of them is worked out as long as they are hidden."""
    return Group(
        tuple(_resting(node, shown) for node in nodes), opacity=lambda t: 1.0 if shown(t) else 0.0, name=IN_TURN
    )


def _resting(node: Node, shown: Shown) -> Node:
    if isinstance(node, Group):
        return replace(
            node,
            children=tuple(_resting(child, shown) for child in node.children),
            transform=_held(node.transform, shown),
            opacity=_held(node.opacity, shown),
        )
    fill = None if node.fill is None else _renewed(_held(node.fill, shown), shown)
    return replace(node, path=_held(node.path, shown), fill=fill, opacity=_held(node.opacity, shown))


def _renewed(fill: Timed[Fill], shown: Shown) -> Timed[Fill]:
    """A gradient that is told once more when it comes to be seen: the engine makes none of what it does not draw."""
    if isinstance(fill, str):
        return fill

    def renewed(t: float) -> Fill:
        now = at(fill, t)
        return now if isinstance(now, str) or not shown(t) else replace(now, stops=(*now.stops, now.stops[-1]))

    return renewed


def _held(value: Timed[T], shown: Shown) -> Timed[T]:
    """What changes over time keeps its last value while nobody sees it."""
    if not callable(value):
        return value
    function = cast("Callable[[float], T]", value)
    last: list[T] = []

    def held(t: float) -> T:
        if shown(t) or not last:
            last[:] = [function(t)]
        return last[0]

    return held


def retimed(node: Group, clock: Callable[[float], float]) -> Group:
    """The same drawing by another clock: at every time it is as it would be when `clock` says."""
    return replace(
        node,
        children=tuple(
            retimed(child, clock) if isinstance(child, Group) else _retimed(child, clock) for child in node.children
        ),
        transform=_by(node.transform, clock),
        opacity=_by(node.opacity, clock),
    )


def _retimed(shape: Shape, clock: Callable[[float], float]) -> Shape:
    fill = None if shape.fill is None else _by(shape.fill, clock)
    return replace(shape, path=_by(shape.path, clock), fill=fill, opacity=_by(shape.opacity, clock))


def _by(value: Timed[T], clock: Callable[[float], float]) -> Timed[T]:
    if not callable(value):
        return value
    function = cast("Callable[[float], T]", value)
    return lambda t: function(clock(t))
