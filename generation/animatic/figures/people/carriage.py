"""How a body is carried: upright on its feet, lying on its back, prone on water and air, and from one to another."""

import math
from bisect import bisect_right
from collections.abc import Callable, Sequence

from generation.animatic.art import Matrix, Point, Timed, scale, shift, turn
from generation.animatic.figures.people.blending import ease
from generation.animatic.figures.people.manners import MANNERS
from generation.animatic.figures.people.playing import LYING, Playing
from generation.animatic.figures.people.skeleton import Body

FLOATS = {pose: manner.floats for pose, manner in MANNERS.items() if manner.floats is not None}
"""How far above the ground who floats is, in heights."""
_OVER = 0.62
"""Seconds in which a body takes off, or comes down."""
DOWN = 1.0
"""Seconds in which a body lies down, or gets up from lying: it crouches first, and rolls."""
_CROUCHED = 0.3
"""Share of that time after which it rolls."""

Carried = tuple[float, Point]
"""By how many degrees a body is turned, and where its hips are."""


def carried(body: Body, playing: Playing, side: bool, mirror: bool) -> Timed[Matrix]:
    """The map from the standing body to the body in the figure's own picture; `side` says it is seen from there."""
    mirrored = scale(-1, 1) if mirror else Matrix()
    ways = [_way(body, pose, side, playing.phase) for pose in playing.poses]
    if all(way is None for way in ways):
        return mirrored
    hips = (0.0, -body.leg - body.ankle)
    back = shift(-hips[0], -hips[1])
    held = [way or (lambda t: (0.0, hips)) for way in ways]
    begins = [playing.begins(number) for number in range(len(ways))]

    def place(t: float) -> Matrix:
        number = max(0, bisect_right(begins, t) - 1)
        angle, (x, y) = held[number](t)
        share = _share(playing.poses[number - 1 : number + 1], t - begins[number]) if number else 1.0
        if share < 1:
            before, (bx, by) = held[number - 1](t)
            angle, x, y = before + (angle - before) * share, bx + (x - bx) * share, by + (y - by) * share
        return mirrored @ shift(x, y) @ turn(angle) @ back

    return place if len(ways) > 1 or playing.poses[0] in FLOATS else place(0.0)


def _share(poses: Sequence[str], since: float) -> float:
    """How far a body is turned from one carriage to the next."""
    before, now = poses
    if now in LYING and before not in LYING:
        return ease((since / DOWN - _CROUCHED) / (1 - _CROUCHED))
    return ease(since / DOWN / (1 - _CROUCHED)) if before in LYING else ease(since / _OVER)


def _way(body: Body, pose: str, side: bool, phase: float) -> Callable[[float], Carried] | None:
    hips = (0.0, -body.leg - body.ankle)
    if pose in LYING:
        # On the back with the head to the left, middle of the body over the origin, the head a little raised.
        lying = (shift(body.height * 0.48, -body.hip * 0.72) @ turn(-86.5)).apply(*hips)
        return lambda t: (-86.5, lying)
    if pose not in FLOATS:
        return None
    rise = body.height * FLOATS[pose]
    if not side:
        return lambda t: (0.0, (0.0, hips[1] - rise + 0.02 * body.height * math.sin(1.9 * t + phase)))

    def prone(t: float) -> Carried:
        """Lying forward on water or air, rocking."""
        sway = math.sin(1.9 * t + phase)
        return MANNERS[pose].prone + 3 * sway, (0.0, -rise - body.height * 0.12 + 0.015 * body.height * sway)

    return prone
