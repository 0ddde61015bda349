"""Blocking: where figures stand on the stage, and how near to each other."""

from dataclasses import dataclass, replace

from generation.animatic.art import Box, Group, Node, Point
from generation.animatic.port_tree import around, bounds
from generation.animatic.stage import FigureArt, Stage
from generation.requests import Figure

_GROUND = 48.0
"""How far behind the line of the figures every place still has ground, in stage pixels up the picture."""
_MOMENTS = (0.0, 0.3, 0.6, 0.9, 1.3, 1.9)
_LEAPS = ("jump", "leap", "spring", "hop")
_TOUCHING = ("embrace", "hug", "kiss")
_TOGETHER = {"medium-close": 0.94, "medium": 0.72, "cowboy": 0.66, "full": 0.62}
"""Part of the frame's width over which people spread: near shots hold them together."""
_MUZZLES = 1.12
_RISEN = 0.9
"""Share of its height that a figure must show in its first seconds."""
SLOTS = {
    "far-left": -1.0,
    "left": -0.5,
    "centre": 0.0,
    "right": 0.5,
    "far-right": 1.0,
    "background": 0.3,
    "foreground": -0.4,
}


@dataclass(frozen=True, slots=True)
class Placed:
    """A figure on stage: (x, y) is the point on the ground under it."""

    figure: Figure
    art: FigureArt
    x: float
    y: float
    scale: float = 1.0
    squash: float = 1.0
    """Vertical scale beside `scale`: what a view from above or below does to bodies."""

    box: Box = (0.0, 0.0, 0.0, 0.0)
    """All that is drawn of it over a while, in its own pixels: tail, hat and raised arms with it."""

    @property
    def crest(self) -> float:
        """y of the highest thing drawn."""
        return self.bottom + self.box[1] * self.scale * self.squash

    @property
    def top(self) -> float:
        """y over the head, hat with it, whatever else may stand higher; of somebody who jumps, the height of the jump."""
        if self.figure.pose.startswith(_LEAPS):
            return self.crest
        return max(self.crest, self.point(self.art.head)[1] - 2 * self.art.head_radius * self.scale)

    @property
    def left(self) -> float:
        """x of what is drawn furthest left."""
        return self.x + self.box[0] * self.scale

    @property
    def right(self) -> float:
        """x of what is drawn furthest right."""
        return self.x + self.box[2] * self.scale

    @property
    def bottom(self) -> float:
        """y of its feet."""
        return self.y - self.art.floats * self.scale * self.squash

    @property
    def long(self) -> bool:
        """Whether the body is long rather than tall: on four legs, or lying."""
        return self.box[2] - self.box[0] > 0.8 * self.art.height

    @property
    def half(self) -> float:
        """Half the width that it needs beside others: of a long body, all of it."""
        return max(self.art.width * self.scale, self.right - self.left if self.long else 0.0) / 2

    def point(self, own: Point) -> Point:
        """A point of the figure's art on the stage."""
        return self.x + own[0] * self.scale, self.bottom + own[1] * self.scale * self.squash


def stand(figure: Figure, art: FigureArt, stage: Stage, far: float, squash: float) -> Placed:
    """At its place along the ground; further back is smaller and higher, as far as there is ground."""
    size = far * {"background": 0.72, "foreground": 1.18}.get(figure.position, 1.0)
    depth_of_ground = min(_GROUND, (stage.ground - stage.horizon) * 0.6)
    y = stage.ground - min(depth_of_ground, (stage.ground - stage.horizon) * (1 - size))
    size = min(size, 0.98 * stage.headroom / max(1.0, art.height + art.floats))
    middle, half = (stage.left + stage.right) / 2, (stage.right - stage.left) / 2
    return Placed(figure, art, middle + SLOTS[figure.position] * half, y, size, squash, _drawn(art))


def _drawn(art: FigureArt) -> Box:
    """The box of the figure over its first seconds; what flies off far from its body does not count."""
    # What stands somewhere beside it is no part of it.
    body = replace(art.art, children=tuple(node for node in art.art.children if _own(node)))
    boxes = [box for box in (bounds(body, t) for t in _MOMENTS) if box]
    if not boxes:
        return (-art.width / 2, -art.height, art.width / 2, 0.0)
    left, top, right, _ = around(boxes)
    if top > -_RISEN * art.height:
        top = -art.height  # It stands up later.
    widest = 1.6 * max(art.width, art.height)
    return max(left, -widest / 1.3), max(top, -1.7 * art.height), min(right, widest / 1.3), 0.0


def _own(node: Node) -> bool:
    return not (isinstance(node, Group) and node.name == "seat")


def spread(placed: list[Placed], stage: Stage, width: float, size: str) -> list[Placed]:
    """Bring the figures as near to each other as the frame asks, and no nearer than their bodies allow."""
    if len(placed) < 2:
        return placed
    middle = (stage.left + stage.right) / 2
    order = sorted(range(len(placed)), key=lambda i: (placed[i].x, i))
    reach = placed[order[-1]].x - placed[order[0]].x
    room = width * _TOGETHER.get(size, 0.8) - placed[order[0]].half - placed[order[-1]].half
    tight = 1.0 if reach <= room else max(0.0, room / reach)
    hold_each_other = any(p.figure.pose.startswith(_TOUCHING) for p in placed)
    if hold_each_other:
        tight = 0.0
    anchor = sum(p.x for p in placed) / len(placed)
    xs = [anchor + (placed[i].x - anchor) * tight for i in order]
    gap = 0.8 if hold_each_other else 1.12 if size in ("extreme-wide", "wide", "full") else 1.04
    for n in range(1, len(order)):
        beside = placed[order[n - 1]], placed[order[n]]
        # Muzzles reach further than bodies and would touch.
        room = _MUZZLES if not hold_each_other and all(p.long for p in beside) else 1.0
        nearest = xs[n - 1] + max((beside[0].half + beside[1].half) * gap * room, _arms_between(*beside))
        if xs[n] < nearest:
            xs[n] = nearest
    offset = sum(xs) / len(xs) - (anchor if stage.left < anchor < stage.right else middle)
    moved = {i: replace(placed[i], x=x - offset) for i, x in zip(order, xs, strict=True)}
    return [moved[i] for i in range(len(placed))]


def _arms_between(one: Placed, other: Placed) -> float:
    """The distance at which arms that are stretched out do not reach into the other's face; who embraces shall."""
    if any(p.figure.pose.startswith(_TOUCHING) for p in (one, other)):
        return 0.0
    first = one.right - one.x if one.figure.facing == "right" else one.half
    second = other.x - other.left if other.figure.facing == "left" else other.half
    return max(first + 0.5 * other.half, second + 0.5 * one.half)
