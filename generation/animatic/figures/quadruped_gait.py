"""How far a four-legged animal's feet carry it: as far as the near fore foot pushes back while it is on the ground."""

from collections.abc import Callable

from generation.animatic.figures.quadruped_stance import Rig

_SAMPLES = 240
_STEP = 0.01


def carry_of(rig: Rig, unit: float) -> Callable[[float], float] | None:
    """The way at a time in pixels, `unit` pixels to a height at the withers; None for who does not walk or run."""
    if rig.pose not in ("walk", "run", "stalk"):
        return None
    pushes: list[float] = []
    for number in range(_SAMPLES):
        (x, y), (later, low) = rig.at(number * _STEP).fore[0], rig.at((number + 0.5) * _STEP).fore[0]
        if y == 0 and low == 0 and later < x:
            pushes.append((x - later) / (0.5 * _STEP))
    if not pushes:
        return None
    speed = sorted(pushes)[len(pushes) // 2] * unit
    return lambda t: speed * t
