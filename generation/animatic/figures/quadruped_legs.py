"""The legs of a four-legged animal: where their joints are, and how they are drawn."""

from collections.abc import Callable, Sequence
from functools import lru_cache

from generation.animatic.art import Box, Node, Path, Point
from generation.animatic.colour import darker
from generation.animatic.figures.creature_paint import Inked, Paint, at_times, bend, limb
from generation.animatic.figures.outline import sides
from generation.animatic.figures.quadruped_plan import Beast
from generation.animatic.figures.quadruped_stance import Stance

Spots = Callable[[float], Sequence[Point]]


def widths(plan: Beast, fore: bool) -> list[float]:
    """Radii at hip or shoulder, knee, hock or wrist, ankle, toe."""
    top = plan.thigh * (0.72 if fore else 1.0)
    return [top, plan.shank * (1.25 if fore else 1.75), plan.shank * 1.02, plan.shank * 0.98, plan.shank * 0.9]


def joints(plan: Beast, now: Stance, squeeze: float, which: int, fore: bool) -> list[Point]:
    """Hip or shoulder, knee, hock or wrist, ankle, toe, seen from the side."""
    foot = (now.fore if fore else now.hind)[which]
    root = now.shoulder if fore else now.hip
    root = (root[0] + (0.07 if which else 0.0) * squeeze, root[1] + (plan.chest if fore else plan.rump) * 0.12)
    length = 1.0 - (plan.chest if fore else plan.rump) * 1.12
    ankle_height = plan.shank * 1.0
    ankle = (foot[0] - plan.foot * 0.35, foot[1] - ankle_height)
    if fore:
        wrist = (ankle[0] - 0.01, ankle[1] - length * 0.2)
        if now.shoulder[1] - foot[1] > -length * 0.35:
            wrist = (ankle[0] - length * 0.18, ankle[1] - length * 0.02)
        bone = (length * 0.8 - plan.shank) * 0.515
        elbow = bend(root, wrist, bone, bone, 1.0)
    else:
        wrist = (ankle[0] - length * 0.13, ankle[1] - length * 0.3)
        if -now.hip[1] < length * 0.75 and foot[1] > -0.01:
            wrist = (ankle[0] - length * 0.3, ankle[1] - length * 0.06)
        bone = (length * 0.7 - plan.shank) * 0.545
        elbow = bend(root, wrist, bone, bone, -1.0)
    elbow = (elbow[0], min(elbow[1], -plan.shank * 1.1 if foot[1] > -0.01 else elbow[1]))
    toe = (foot[0] + plan.foot * 0.65 * max(0.55, squeeze), foot[1] - plan.shank * 0.72)
    return [root, elbow, wrist, ankle, toe]


def leg(
    plan: Beast, paint: Paint, spots: Spots, radii: Sequence[float], box: Box, moves: bool, far: bool, cap: float = 0.85
) -> Inked:
    """One leg along its joints (in pixels); the far one is in shade. `cap` is how round the foot ends."""

    @lru_cache(maxsize=1)
    def outline(t: float) -> Path:
        return limb(spots(t), radii, cap=cap)

    def line(t: float) -> Path:
        return sides(outline(t))

    shape = at_times(outline, moves)
    nodes: list[Node] = [paint.bare(shape, darker(plan.coat, 0.24) if far else plan.coat, box)]
    feet, sock = plan.feet_colour, plan.socks
    if feet:

        def tip(t: float) -> Path:
            *_, knee, ankle, toe = spots(t)
            top = (ankle[0] + (knee[0] - ankle[0]) * sock, ankle[1] + (knee[1] - ankle[1]) * sock)
            wide = radii[-2] + (radii[-3] - radii[-2]) * sock
            return limb([top, ankle, toe], [wide * 1.03, radii[-2] * 1.05, radii[-1] * 1.06], cap=cap)

        nodes.append(paint.bare(at_times(tip, moves), darker(feet, 0.2) if far else feet, box, 0.6))
    nodes += paint.drawn(at_times(line, moves), 1.0)
    return Inked(paint.drawn(shape), nodes)
