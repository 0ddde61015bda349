"""Creatures and things over a shot: a drawing for each thing that they do, a hidden change between, and the way of their feet.

Every picture shows one of the drawings. The change is hidden in a small squash, as of somebody who gathers himself to move.
A gait comes to its end more and more slowly, and the way with it, so that feet stay where they are put.
"""

import math
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from generation.animatic.art import Group, Matrix, Node, Point, scale
from generation.animatic.figures.draw import draw_figure
from generation.animatic.paces import HEADINGS, pace_of
from generation.animatic.parts import Part, Role
from generation.animatic.port_tree import at
from generation.animatic.shown import only_while, retimed
from generation.animatic.stage import FigureArt, Scheme, Touch
from generation.requests import Figure, Look

_SQUASH = 0.08
_GATHERS = 0.22
"""Seconds that the squash takes, with the change in its middle."""
_STARTS, _STOPS = 0.3, 0.45
"""Seconds in which a gait gets under way, and comes to its end."""
_GRID = 1 / 96


def draw_turns(figure: Figure, role: Role, scheme: Scheme, look: Look, seed: int) -> FigureArt:
    """Draw a figure through all that it does, one thing after the other."""
    turns = _turns(figure, role, scheme, look, seed)
    starts = [part.start for part in role.parts]

    def now(t: float) -> int:
        return max(0, bisect_right(starts, t) - 1)

    def hand(t: float) -> Point:
        turn = turns[now(t)]
        return at(turn.art.hand, turn.clock(t))

    def steps(start: float, end: float) -> tuple[Touch, ...]:
        return tuple(touch for turn in turns for touch in turn.steps(start, end))

    first, high = turns[0].art, max((turn.art for turn in turns), key=lambda art: art.height)
    art = replace(
        first,
        art=_one_by_one([turn.drawn(turn.art.art) for turn in turns], now, starts),
        height=high.height,
        head=high.head,
        width=max(turn.art.width for turn in turns),
        hand=hand,
        fingers=_one_by_one([turn.drawn(turn.art.fingers) for turn in turns], now, []) if first.fingers else None,
        steps=steps,
    )
    if not any(turn.heading for turn in turns):
        return art
    return replace(art, way=lambda t: sum(turn.gone(t) for turn in turns), home=_home(turns, role))


@dataclass(frozen=True)
class _Turn:
    """One part with its drawing, and the drawing's own time: `clock` runs from `start` to `end` as fast as the gait does."""

    part: Part
    art: FigureArt
    end: float
    heading: float
    ticks: tuple[float, ...]
    """The drawing's time every `_GRID` seconds from `start` on; nothing where it is the shot's own."""
    carry: Callable[[float], float]

    def clock(self, t: float) -> float:
        """The drawing's time at a time of the shot."""
        if not self.ticks:
            return t
        place = max(0.0, min((t - self.part.start) / _GRID, len(self.ticks) - 1.001))
        index = int(place)
        return self.ticks[index] + (self.ticks[index + 1] - self.ticks[index]) * (place - index)

    def drawn(self, node: Group | None) -> Group:
        """The drawing in the shot's time."""
        if node is None:
            return Group(())
        return retimed(node, self.clock) if self.ticks else node

    def gone(self, t: float) -> float:
        """How far it has gone in this turn, to the right."""
        if not self.heading or t <= self.part.start:
            return 0.0
        start, now = self.clock(self.part.start), self.clock(min(t, self.end))
        return self.heading * (self.carry(now) - self.carry(start))

    def steps(self, start: float, end: float) -> tuple[Touch, ...]:
        """The touches of the feet, in the shot's time."""
        first, last = max(start, self.part.start), min(end, self.end)
        if first >= last:
            return ()
        if not self.ticks:
            return self.art.steps(first, last)
        found = self.art.steps(self.clock(first), self.clock(last))
        return tuple(
            replace(touch, time=self.part.start + bisect_left(self.ticks, touch.time) * _GRID) for touch in found
        )


def _turns(figure: Figure, role: Role, scheme: Scheme, look: Look, seed: int) -> list[_Turn]:
    arts = [draw_figure(_as(figure, part), scheme, look, seed, replace(role, parts=(part,))) for part in role.parts]
    headings = [
        HEADINGS.get(part.facing, 0.0) if art.carry or pace_of(part.pose) else 0.0
        for part, art in zip(role.parts, arts, strict=True)
    ]
    turns: list[_Turn] = []
    for number, (part, art) in enumerate(zip(role.parts, arts, strict=True)):
        last = number + 1 == len(arts)
        end = role.seconds + 0.5 if last else role.parts[number + 1].start
        eases = (number > 0 and not headings[number - 1], not last and not headings[number + 1])
        ticks: tuple[float, ...] = ()
        # Who speaks on the way must keep to the time of the sound.
        if headings[number] and not figure.mouths and (any(eases) or role.pace != 1.0):
            ticks = _ticks(part.start, end, eases, role.pace)
        speed = pace_of(part.pose)
        turns.append(_Turn(part, art, end, headings[number], ticks, art.carry or (lambda t, speed=speed: speed * t)))
    return turns


def _ticks(start: float, end: float, eases: tuple[bool, bool], pace: float) -> tuple[float, ...]:
    ticks, clock = [start], start
    for number in range(math.ceil((end - start) / _GRID) + 1):
        t = start + (number + 0.5) * _GRID
        rate = pace
        if eases[0]:
            rate *= min(1.0, (t - start) / _STARTS)
        if eases[1]:
            rate *= min(1.0, max(0.0, (end - t) / _STOPS))
        clock += rate * _GRID
        ticks.append(clock)
    return tuple(ticks)


def _as(figure: Figure, part: Part) -> Figure:
    said = {"pose": part.pose, "facing": part.facing, "emotion": part.emotion, "beats": ()}
    return figure.model_copy(update=said)


def _home(turns: Sequence[_Turn], role: Role) -> float:
    """When it is at its place: as it arrives, before it leaves, or in the middle of its way."""
    last = max(number for number, turn in enumerate(turns) if turn.heading)
    turn = turns[last]
    if turn.part.crosses == "out":
        return turn.part.start
    if last + 1 < len(turns):
        return turn.end
    return turn.part.start if turn.part.start > 0.3 * role.seconds else role.seconds / 2


def _one_by_one(drawings: Sequence[Group], now: Callable[[float], int], starts: Sequence[float]) -> Group:
    if len(drawings) == 1:
        return drawings[0]
    nodes: tuple[Node, ...] = tuple(
        only_while((drawing,), lambda t, number=number: now(t) == number) for number, drawing in enumerate(drawings)
    )
    return Group(nodes, transform=_gathering(starts[1:])) if starts else Group(nodes)


def _gathering(changes: Sequence[float]) -> Callable[[float], Matrix]:
    def squash(t: float) -> Matrix:
        near = min((abs(t - change) for change in changes), default=1.0)
        if near >= _GATHERS / 2:
            return Matrix()
        amount = _SQUASH * math.cos(math.pi * near / _GATHERS)
        return scale(1 + 0.5 * amount, 1 - amount)

    return squash
