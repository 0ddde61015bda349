"""How feet meet the ground: read from the same stances that draw the legs, whatever the pose."""

from collections.abc import Callable

from generation.animatic.figures.people.skeleton import Stance

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
