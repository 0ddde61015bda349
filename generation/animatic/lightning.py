"""Lightning: when it strikes in a shot, how bright everything is then, and the bolt with its branches.

The moments are a function of the shot alone, so that what plays the thunder knows them without drawing anything.
"""

import math
from itertools import pairwise
from random import Random
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from generation.animatic.art import Path, Point

_FIRST, _CALM = (0.5, 1.6), (2.4, 5.2)
"""Seconds before the first strike, and between two."""
_ENOUGH = 3.0
"""Every storm shot longer than this has a strike; one of half of it may."""
_LAST = 0.6
"""Seconds that the end of a shot keeps free: a flash that is cut off looks like a mistake."""
_FLARE, _GAP, _GONE = 0.11, 0.17, 1.0


def flashes(seed: int, seconds: float) -> tuple[float, ...]:
    """When lightning strikes in a storm shot of that seed and length (both as in its `ClipRequest`), in seconds.

    In order; at least one in a shot longer than three seconds. The flash is brightest at its moment and in the two pictures
    after it.
    """
    random = Random(f"{seed}/lightning")
    if seconds < _ENOUGH / 2 or (seconds <= _ENOUGH and random.random() < 0.5):
        return ()
    moment = min(random.uniform(*_FIRST), seconds - 2 * _LAST)
    found: list[float] = []
    while moment <= seconds - _LAST:
        found.append(round(max(0.25, moment), 3))
        moment += random.uniform(*_CALM)
    return tuple(found)


def brightness(moments: tuple[float, ...], t: float) -> float:
    """How bright the sky is lit at `t`, 0..1: a flare, a blink, and a second one that dies away."""
    light = 0.0
    for moment in moments:
        past = t - moment
        if -0.004 <= past < _GONE:
            if past < _FLARE:
                now = 1.0
            elif past < _GAP:
                now = 0.35
            else:
                now = 0.8 * math.exp(-(past - _GAP) * 5.5)
            light = max(light, now)
    return light if light > 0.02 else 0.0


def bolt(random: Random, start: "Point", foot: "Point") -> "list[tuple[Path, float]]":
    """The ways of one strike from the cloud to the ground: outlines with their widths, the trunk first."""
    from generation.animatic.art import polygon

    trunk = _jagged(random, start, foot, 0.14)
    ways = [(polygon(trunk, closed=False), 4.6)]
    for _ in range(5):
        at = random.randrange(len(trunk) // 6, max(len(trunk) // 6 + 1, 5 * len(trunk) // 6))
        x, y = trunk[at]
        down = (foot[1] - y) * random.uniform(0.25, 0.6)
        aside = random.choice((-1, 1)) * down * random.uniform(0.5, 1.1)
        branch = _jagged(random, (x, y), (x + aside, y + down), 0.16)
        ways.append((polygon(branch, closed=False), random.uniform(1.6, 2.6)))
        if len(branch) > 4:
            fx, fy = branch[len(branch) // 2]
            end = (fx + aside * random.uniform(0.1, 0.5), fy + down * random.uniform(0.3, 0.5))
            ways.append((polygon(_jagged(random, (fx, fy), end, 0.16), closed=False), 1.1))
    return ways


def _jagged(random: Random, start: "Point", end: "Point", rough: float) -> "list[Point]":
    """A way by halving: every middle moves aside by a part of its stretch's length."""
    points = [start, end]
    for _ in range(5):
        finer: list[Point] = [points[0]]
        for (ax, ay), (bx, by) in pairwise(points):
            length = math.hypot(bx - ax, by - ay)
            aside = random.uniform(-rough, rough) * length
            along = random.uniform(0.4, 0.6)
            across = (-(by - ay) / max(1.0, length), (bx - ax) / max(1.0, length))
            middle = (ax + (bx - ax) * along + across[0] * aside, ay + (by - ay) * along + across[1] * aside)
            finer += [middle, (bx, by)]
        points = finer
    return points
