"""Creatures and things that do several things in a shot: a drawing for each, and a hidden change from one to the next.

Every picture shows one of them. The change is hidden in a small squash, as of somebody who gathers himself to move.
"""

import math
from bisect import bisect_right
from collections.abc import Callable
from dataclasses import replace

from generation.animatic.art import Group, Matrix, Node, Point, scale
from generation.animatic.figures.draw import draw_figure
from generation.animatic.parts import Part, Role
from generation.animatic.port_tree import at
from generation.animatic.shown import only_while
from generation.animatic.stage import FigureArt, Scheme, Touch
from generation.requests import Figure, Look

_SQUASH = 0.08
_GATHERS = 0.22
"""Seconds that the squash takes, with the change in its middle."""


def draw_turns(figure: Figure, role: Role, scheme: Scheme, look: Look, seed: int) -> FigureArt:
    """Draw a figure that has several things to do, one after the other."""
    arts = [draw_figure(_as(figure, part), scheme, look, seed, replace(role, parts=(part,))) for part in role.parts]
    starts = [part.start for part in role.parts]

    def now(t: float) -> int:
        return max(0, bisect_right(starts, t) - 1)

    nodes: list[Node] = [
        only_while((art.art,), lambda t, number=number: now(t) == number) for number, art in enumerate(arts)
    ]
    fingers: list[Node] = [
        only_while((art.fingers,), lambda t, number=number: now(t) == number)
        for number, art in enumerate(arts)
        if art.fingers
    ]
    first = arts[0]
    high = max(arts, key=lambda art: art.height)

    def hand(t: float) -> Point:
        return at(arts[now(t)].hand, t)

    def steps(start: float, end: float) -> tuple[Touch, ...]:
        ends = [*starts[1:], math.inf]
        return tuple(
            touch
            for art, begin, stop in zip(arts, starts, ends, strict=True)
            for touch in art.steps(max(start, begin), min(end, stop))
        )

    return replace(
        first,
        art=Group(tuple(nodes), transform=_gathering(starts[1:])),
        height=high.height,
        head=high.head,
        width=max(art.width for art in arts),
        hand=hand,
        fingers=Group(tuple(fingers)) if fingers else None,
        steps=steps,
        way=None,
    )


def _as(figure: Figure, part: Part) -> Figure:
    said = {"pose": part.pose, "facing": part.facing, "emotion": part.emotion, "beats": ()}
    return figure.model_copy(update=said)


def _gathering(changes: list[float]) -> Callable[[float], Matrix]:
    def squash(t: float) -> Matrix:
        near = min((abs(t - change) for change in changes), default=1.0)
        if near >= _GATHERS / 2:
            return Matrix()
        amount = _SQUASH * math.cos(math.pi * near / _GATHERS)
        return scale(1 + 0.5 * amount, 1 - amount)

    return squash
