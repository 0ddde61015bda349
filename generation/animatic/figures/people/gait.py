"""How feet meet the ground: read from the same stances that draw the legs, whatever the pose."""

from collections.abc import Callable
from dataclasses import replace
from functools import cache

from generation.animatic.figures.people.motions import Beat
from generation.animatic.figures.people.poses import stance_of
from generation.animatic.figures.people.skeleton import Leg, Stance

_STEP = 1 / 240
_LOW = 0.06
"""Leg lengths over the ground at which a foot that ends its swing counts as down."""
_SWUNG = 0.1
"""Leg lengths that a foot must have come forward since it was last furthest back, else it only shifts its weight."""


def touches(stance: Callable[[float], Stance], start: float, end: float) -> tuple[tuple[float, int], ...]:
    """When each foot comes down between two times, in order, with the leg's index: its swing ends, and it is low."""
    found: list[tuple[float, int]] = []
    count = max(0, round((end - start) / _STEP))
    before = stance(start - _STEP).legs
    now = stance(start).legs
    backmost = [leg.ahead for leg in before]
    for number in range(count + 1):
        t = start + number * _STEP
        after = stance(t + _STEP).legs
        for index in (0, 1):
            backmost[index] = min(backmost[index], now[index].ahead)
            peak = before[index].ahead <= now[index].ahead > after[index].ahead
            if peak and now[index].up < _LOW and (now[index].ahead - backmost[index] > _SWUNG or number < 2):
                found.append((t, index))
                backmost[index] = now[index].ahead
        before, now = now, after
    return tuple(found)


_PUSHES = 0.5
"""Leg lengths a second that a planted foot goes back at least, if it carries anybody anywhere."""
_CARRIED = frozenset({"swim", "fly", "row", "ride", "climb"})
"""Poses whose legs move, but not over the ground."""


@cache
def is_gait(pose: str) -> bool:
    """Whether a pose carries somebody over the ground: both feet come down in turn, and push back while they are down."""
    if pose in _CARRIED:
        return False
    motion = stance_of(pose, Beat(0.0, 0, frontal=False, emotion="neutral"))
    found = touches(motion, 0.3, 3.3)
    if {leg for _, leg in found} != {0, 1}:
        return False
    pushes = [(motion(t + 0.03).legs[leg].ahead - motion(t + 0.13).legs[leg].ahead) / 0.1 for t, leg in found]
    return sorted(pushes)[len(pushes) // 2] > _PUSHES


def paced(motion: Callable[[float], Stance], pace: float) -> Callable[[float], Stance]:
    """A gait at another pace: who is slower than usual takes shorter steps as well, who is faster only more of them."""
    if pace == 1.0:
        return motion
    if pace > 1:
        return lambda t: motion(t * pace)
    share = max(0.05, pace) ** 0.5

    def slower(t: float) -> Stance:
        stance = motion(t * share)
        right, left = (_shorter(leg, share) for leg in stance.legs)
        return replace(stance, legs=(right, left), rise=stance.rise + (1 - share) * 0.6 * max(0.0, 0.985 - stance.rise))

    return slower


def _shorter(leg: Leg, share: float) -> Leg:
    return replace(leg, ahead=leg.ahead * share, up=leg.up * share, toe=leg.toe * share)
