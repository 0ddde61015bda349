"""Between two stances: every number of one becomes that of the other; feet that change their place are lifted."""

import math
from dataclasses import fields, replace

from generation.animatic.art import Point
from generation.animatic.figures.people.skeleton import Arm, Leg, Stance

_STEP = 0.05
"""Leg lengths over which a planted foot is lifted to be put elsewhere; less is a shift of the weight."""
_LIFT = 0.09
_NUMBERS = tuple(field.name for field in fields(Stance) if field.name not in ("arms", "legs"))
_OF_A_LEG = tuple(field.name for field in fields(Leg))


def ease(share: float) -> float:
    """From 0 to 1 with soft ends; held outside."""
    share = max(0.0, min(1.0, share))
    return share * share * (3 - 2 * share)


def mix(one: Stance, other: Stance, share: float) -> Stance:
    """The stance between two, `share` of the way to the other; legs glide, arms swing the way they came."""
    said: dict[str, float] = {
        name: getattr(one, name) + (getattr(other, name) - getattr(one, name)) * share for name in _NUMBERS
    }
    arms = tuple(
        Arm(_turned(a.upper, b.upper, share), _turned(a.lower, b.lower, share))
        for a, b in zip(one.arms, other.arms, strict=True)
    )
    legs = tuple(mix_leg(a, b, share) for a, b in zip(one.legs, other.legs, strict=True))
    return replace(one, arms=(arms[0], arms[1]), legs=(legs[0], legs[1]), **said)


def mix_leg(one: Leg, other: Leg, share: float) -> Leg:
    """A leg between two."""
    return Leg(**{name: getattr(one, name) + (getattr(other, name) - getattr(one, name)) * share for name in _OF_A_LEG})


def _turned(one: Point, other: Point, share: float) -> Point:
    """Swings are angles: what has gone round once is where it began."""
    away = other[0] - one[0]
    if not (-90 <= one[0] <= 270 and -90 <= other[0] <= 270):
        away = (away + 180) % 360 - 180
    return one[0] + away * share, one[1] + (other[1] - one[1]) * share


def change(one: Stance, other: Stance, share: float) -> Stance:
    """How a body goes from one stance to another that stands elsewhere, `share` of the time: eased, with feet that step.

    Who sits down or gets up bows forward on the way, and whatever moves far gathers itself first.
    """
    eased = ease(share)
    between = mix(one, other, eased)
    legs = tuple(
        replace(leg, up=leg.up + _lifted(a, b, share))
        for leg, a, b in zip(between.legs, one.legs, other.legs, strict=True)
    )
    far = min(1.0, abs(other.rise - one.rise) / 0.4)
    bow = math.sin(math.pi * min(1.0, share * 1.1)) * far
    dip = 0.03 * math.sin(math.pi * min(1.0, share / 0.35)) * (1.0 if far < 0.2 else 0.0) * _stir(one, other)
    return replace(
        between,
        legs=(legs[0], legs[1]),
        lean=between.lean + 17 * bow,
        nod=between.nod + 5 * bow + 60 * dip,
        rise=between.rise - dip,
    )


def _lifted(one: Leg, other: Leg, share: float) -> float:
    """How far a foot is up on its way from one planted place to another."""
    way = math.hypot(one.ahead - other.ahead, one.out - other.out)
    if way < _STEP or min(one.up, other.up) > _LIFT:
        return 0.0
    return min(_LIFT, 0.4 * way) * math.sin(math.pi * share)


def _stir(one: Stance, other: Stance) -> float:
    """How much of the arms moves between two stances, 0 to 1."""
    return min(1.0, swing_between(one, other) / 60)


def swing_between(one: Stance, other: Stance) -> float:
    """By how many degrees an arm swings between two stances."""
    arms = zip(one.arms, other.arms, strict=True)
    return max(max(abs(a.upper[0] - b.upper[0]), abs(a.lower[0] - b.lower[0])) for a, b in arms)
