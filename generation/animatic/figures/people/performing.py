"""What a body does over a whole shot: the motions of its parts, one led into the next, and the way that its feet make.

A gait stops on the half step in which the last foot comes beside the planted one, and starts with the same half step. The
way is what the planted foot pushes back, so that no foot slides.
"""

import math
from bisect import bisect_right
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import pairwise

from generation.animatic.figures.people.blending import change, ease, mix, mix_leg, swing_between
from generation.animatic.figures.people.gait import touches
from generation.animatic.figures.people.skeleton import Body, Leg, Stance, View, solve

Motion = Callable[[float], Stance]

_GRID = 1 / 96
_SIDE = View(50.0)
"""Whoever crosses the picture is seen from here."""
_SMALL, _LARGE, _DOWN = 0.32, 0.5, 1.0
"""Seconds that one stance takes to become another: arms and head; sitting down; lying down."""
_SWINGS = 0.2
"""How much longer it takes where an arm goes all the way up, in seconds."""
_CROUCH = 0.42
"""How far who lies down bends the knees on the way, in leg lengths."""
_SETTLED = 0.86
"""Share of a stop after which the last foot is down."""
_CATCH = 0.42
"""How far from its time a stop may be to fall on a step, in seconds."""


@dataclass(frozen=True)
class Doing:
    """One part of a body's shot. `gait` says that its feet carry it; `flat` that it lies."""

    start: float
    motion: Motion
    gait: bool
    flat: bool = False
    heading: float = 0.0
    """Where its way leads in the picture: 1 right, -1 left, 0 nowhere."""
    started: bool = False
    """Whether somebody is taken aback as it begins."""


@dataclass(frozen=True)
class _Piece:
    """A part as it is played: from when the motion is on its own at `whole`."""

    begin: float
    whole: float
    motion: Motion
    blend: Callable[[float], Stance] | None
    planted: int = 0
    """The leg that carries during the blend."""
    lands: float | None = None
    """When the other foot is put down at the end of a gait."""
    sets_off: bool = False


class Performance:
    """The stances and the way of one body over a shot of `seconds`."""

    def __init__(self, body: Body, doings: Sequence[Doing], seconds: float) -> None:
        self._body, self._seconds = body, seconds
        self._doings = tuple(doings)
        first = doings[0]
        self._pieces: list[_Piece] = [_Piece(-1e9, -1e9, first.motion, None)]
        for before, doing in pairwise(doings):
            self._pieces.append(self._led(self._pieces[-1], before, doing))
        self._begins = [piece.begin for piece in self._pieces]
        self.stance: Motion = lru_cache(maxsize=4)(self._at) if len(doings) > 1 else first.motion
        self._way: list[float] = []
        self._steps: tuple[tuple[float, int], ...] | None = None

    def number(self, t: float) -> int:
        """Which part is played."""
        return max(0, bisect_right(self._begins, t) - 1)

    def change_at(self, index: int) -> float:
        """When the part with this number has been taken up by half."""
        piece = self._pieces[index]
        return (piece.begin + piece.whole) / 2 if index else 0.0

    def begin_of(self, index: int) -> float:
        """When the part with this number begins to be taken up."""
        return self._pieces[index].begin if index else 0.0

    def whole_of(self, index: int) -> float:
        """When the part with this number has been taken up."""
        return self._pieces[index].whole if index else 0.0

    def _at(self, t: float) -> Stance:
        piece = self._pieces[self.number(t)]
        return piece.blend(t) if piece.blend and t < piece.whole else piece.motion(t)

    def _before(self, index: int) -> Motion:
        """What the pieces up to this one give, also after the next one began."""
        piece = self._pieces[index]

        def motion(t: float) -> Stance:
            if t < piece.begin and index:
                return self._before(index - 1)(t)
            return piece.blend(t) if piece.blend and t < piece.whole else piece.motion(t)

        return motion

    def _led(self, last: _Piece, before: Doing, doing: Doing) -> _Piece:
        come = self._before(len(self._pieces) - 1)
        start = max(doing.start, last.whole + 0.02 if last.whole > 0 else doing.start)
        if before.gait and doing.gait:
            return _on(come, doing, start)
        if before.gait:
            return _stopped(come, doing, start)
        if doing.gait:
            return _set_off(come, doing, start)
        return _changed(come, doing, start, before.flat != doing.flat)

    @property
    def walks(self) -> bool:
        """Whether its feet carry it anywhere."""
        return any(doing.gait and doing.heading for doing in self._doings)

    def steps(self) -> tuple[tuple[float, int], ...]:
        """When each foot comes down while it is under way, with the leg."""
        if self._steps is None:
            found: list[tuple[float, int]] = []
            for index, doing in enumerate(self._doings):
                if doing.gait:
                    piece = self._pieces[index]
                    begin = 0.0 if index == 0 else piece.whole - 0.02 if piece.sets_off else piece.begin + 0.03
                    last = index + 1 == len(self._doings)
                    end = self._seconds + 0.5 if last else self._pieces[index + 1].begin + 0.02
                    found += touches(self.stance, begin, end)
                elif index and (lands := self._pieces[index].lands) is not None:
                    found.append((lands, 1 - self._pieces[index].planted))
            self._steps = tuple(sorted(found))
        return self._steps

    def way(self, t: float) -> float:
        """How far the feet have carried it since the shot began, in its own pixels, to the right of the picture."""
        if not self.walks:
            return 0.0
        if not self._way:
            self._way = self._walked()
        place = max(0.0, min(t / _GRID, len(self._way) - 1.001))
        index = int(place)
        return self._way[index] + (self._way[index + 1] - self._way[index]) * (place - index)

    def _walked(self) -> list[float]:
        way, done, speed = [0.0], 0.0, 0.0
        lands = {piece.lands for piece in self._pieces}
        walked = [step for step in self.steps() if step[0] not in lands]
        moments = [(-1.0, self._carrier(0.0)), *self._carried(), *walked]
        order = sorted(moments)
        times = [time for time, _ in order]
        now = self._ankles(0.0)
        for number in range(round((self._seconds + 0.5) / _GRID)):
            t = number * _GRID
            after = self._ankles(t + _GRID)
            heading, free = self._heading(t)
            leg = order[bisect_right(times, t + _GRID / 2) - 1][1]
            push = now[leg] - after[leg]
            if free and push < 0.9 * speed:
                push = speed  # In the air, and while the weight goes over to the other foot.
            speed = push if free else speed
            done += heading * push
            way.append(done)
            now = after
        return way

    def _ankles(self, t: float) -> tuple[float, float]:
        legs = solve(self._body, self.stance(t), _SIDE).legs
        return legs[0][2][0], legs[1][2][0]

    def _carrier(self, t: float) -> int:
        """The leg that is on the ground: the lower one, and of two the one in front."""
        right, left = self.stance(t).legs
        return 0 if (round(right.up, 2), -right.ahead) <= (round(left.up, 2), -left.ahead) else 1

    def _carried(self) -> list[tuple[float, int]]:
        """The legs on which gaits are begun and ended."""
        return [
            (piece.begin, piece.planted)
            for index, piece in enumerate(self._pieces)
            if index and (self._doings[index].gait or self._doings[index - 1].gait)
        ]

    def _heading(self, t: float) -> tuple[float, bool]:
        """Where the feet carry it now, and whether in full stride; 0 while it stands."""
        index = self.number(t)
        piece, doing = self._pieces[index], self._doings[index]
        if t < piece.whole and index:
            before = self._doings[index - 1]
            return (doing.heading if doing.gait else before.heading if before.gait else 0.0), False
        return (doing.heading if doing.gait else 0.0), True


def _changed(come: Motion, doing: Doing, start: float, rolls: bool) -> _Piece:
    one, other = come(start), doing.motion(start)
    reach = _SWINGS * min(1.0, swing_between(one, other) / 150)
    length = _DOWN if rolls else reach + (_LARGE if abs(one.rise - other.rise) > 0.15 else _SMALL)
    started = doing.started

    def blend(t: float) -> Stance:
        share = (t - start) / length
        stance = change(come(t), doing.motion(t), share)
        if rolls:
            return _crouched(stance, share if doing.flat else 1 - share)
        return _taken_aback(stance, share) if started else stance

    return _Piece(start, start + length, doing.motion, blend)


def _crouched(stance: Stance, share: float) -> Stance:
    """Who lies down bends the knees until the body rolls over."""
    bend = math.sin(math.pi * min(1.0, share / 0.8)) ** 2
    return replace(
        stance, rise=stance.rise - _CROUCH * bend, ahead=stance.ahead - 0.18 * bend, lean=stance.lean + 24 * bend
    )


def _taken_aback(stance: Stance, share: float) -> Stance:
    """The small start of somebody who is surprised."""
    jolt = math.sin(math.pi * min(1.0, share)) ** 2
    return replace(
        stance, lean=stance.lean - 5 * jolt, shrug=stance.shrug + 0.14 * jolt, rise=stance.rise + 0.012 * jolt
    )


def _stopped(come: Motion, doing: Doing, start: float) -> _Piece:
    """The foot that comes down next to `start` is the last that carries; the other one is put beside it."""
    near = [touch for touch in touches(come, max(0.0, start - _CATCH), start + _CATCH) if touch[0] > 0.02]
    begin, planted = min(near, key=lambda touch: abs(touch[0] - start), default=(start, 0))
    down = come(begin)
    ahead, rest = down.legs[planted].ahead, doing.motion(begin).legs[planted].ahead
    speed = (come(begin + 0.04).legs[planted].ahead - come(begin + 0.1).legs[planted].ahead) / 0.06
    length = min(0.8, max(0.3, 1.8 * (ahead - rest) / max(0.2, speed)))

    def blend(t: float) -> Stance:
        share = (t - begin) / length
        body, goal = mix(come(t), doing.motion(t), ease(share)), doing.motion(t).legs
        stays = _rolled(down.legs[planted], goal[planted], share, -speed * length, 0.0)
        comes = _swung(down.legs[1 - planted], goal[1 - planted], share / _SETTLED)
        return replace(body, legs=(stays, comes) if planted == 0 else (comes, stays))

    return _Piece(begin, begin + length, doing.motion, blend, planted, begin + _SETTLED * length)


def _set_off(come: Motion, doing: Doing, start: float) -> _Piece:
    """The foot further back goes first, while the other one carries; when it comes down the gait is on its own."""
    here = come(start).legs
    first = 0 if here[0].ahead <= here[1].ahead else 1
    planted = 1 - first
    down = next((t for t, leg in touches(doing.motion, 0.2, 4.0) if leg == first), 0.2)
    legs = doing.motion(down).legs
    speed = (doing.motion(down - 0.06).legs[planted].ahead - doing.motion(down).legs[planted].ahead) / 0.06
    length = min(0.75, max(0.28, 1.8 * (here[planted].ahead - legs[planted].ahead) / max(0.2, speed)))

    def motion(t: float) -> Stance:
        return doing.motion(t - start - length + down)

    def blend(t: float) -> Stance:
        share = (t - start) / length
        body = mix(come(t), motion(t), ease(share))
        stays = _rolled(here[planted], legs[planted], share, 0.0, -speed * length)
        goes = _swung(here[first], legs[first], share)
        return replace(body, legs=(stays, goes) if planted == 0 else (goes, stays))

    return _Piece(start, start + length, motion, blend, planted, sets_off=True)


def _on(come: Motion, doing: Doing, start: float) -> _Piece:
    """From one gait into another on the same foot."""
    begin, leg = min(
        touches(come, max(0.0, start - _CATCH), start + _CATCH),
        key=lambda touch: abs(touch[0] - start),
        default=(start, 0),
    )
    down = next((t for t, index in touches(doing.motion, 0.2, 4.0) if index == leg), 0.2)

    def motion(t: float) -> Stance:
        return doing.motion(t - begin + down)

    return _Piece(begin, begin + _LARGE, motion, lambda t: mix(come(t), motion(t), ease((t - begin) / _LARGE)), leg)


def _rolled(one: Leg, other: Leg, share: float, slope: float, end: float) -> Leg:
    """A planted foot from one place under the body to another, beginning and ending at given speeds."""
    s = max(0.0, min(1.0, share))
    ahead = (
        (2 * s**3 - 3 * s**2 + 1) * one.ahead
        + (s**3 - 2 * s**2 + s) * slope
        + (3 * s**2 - 2 * s**3) * other.ahead
        + (s**3 - s**2) * end
    )
    return replace(mix_leg(one, other, ease(s)), ahead=ahead)


def _swung(one: Leg, other: Leg, share: float) -> Leg:
    """A foot that is lifted from one place and put down at another."""
    s = max(0.0, min(1.0, share))
    leg = mix_leg(one, other, ease(s))
    arc = (0.09 + 0.05 * min(1.0, abs(other.ahead - one.ahead))) * math.sin(math.pi * s)
    return replace(leg, up=leg.up + arc, toe=leg.toe + 14 * math.sin(math.pi * s))
