"""Hands at places: the arm that brings a fist to a spot, by two bones and the cosine rule."""

import math
from dataclasses import replace
from typing import Literal, NamedTuple

from generation.animatic.art import Point
from generation.animatic.figures.people.motions import Beat
from generation.animatic.figures.people.skeleton import UPPER_ARM, Arm, Stance, Vector, trunk_of

_FIST = 0.34
"""From the wrist to the middle of the fist, in head radii."""
_SIDE = 50.0
"""How far somebody who is seen from the side is turned, in degrees."""
_SEEN = {"head": 26.0, "chest": 66.0, "hip": 66.0, "ground": 50.0}
"""Seen from the side the face is drawn less turned than the trunk; arms that reach ahead reach across the picture."""


class Spot(NamedTuple):
    """Where the middle of a fist should be, from a part of the body.

    `out` to the hand's own side (negative across the body), `up`, and `ahead`. Counted in head radii from the head, in arm
    lengths from the chest (the middle between the shoulders) and the hip, in leg lengths from the ground.
    """

    part: Literal["head", "chest", "hip", "ground"]
    out: float
    up: float
    ahead: float
    elbow: Vector = (0.6, -1.0, -0.25)
    """Where the elbow points: out, up, ahead."""


def between(one: Spot, other: Spot, share: float) -> Spot:
    """The spot that far on the way from one to the other, of the same part of the body."""
    a, b, c = (x + (y - x) * share for x, y in zip(one.elbow, other.elbow, strict=True))
    return Spot(
        one.part,
        one.out + (other.out - one.out) * share,
        one.up + (other.up - one.up) * share,
        one.ahead + (other.ahead - one.ahead) * share,
        (a, b, c),
    )


def with_hands(stance: Stance, beat: Beat, right: Spot | None, left: Spot | None = None) -> Stance:
    """The same stance with one hand or both at their spots."""
    arms = tuple(
        arm if spot is None else _arm(stance, beat, side, spot)
        for side, arm, spot in zip((-1, 1), stance.arms, (right, left), strict=True)
    )
    return replace(stance, arms=(arms[0], arms[1]))


def _arm(stance: Stance, beat: Beat, side: int, spot: Spot) -> Arm:
    body = beat.body
    frame = trunk_of(body, stance)
    origin, unit = {
        "head": (frame.head, body.head),
        "chest": (frame.chest, body.arm),
        "hip": (frame.pelvis, body.arm),
        "ground": ((0.0, stance.lift * body.leg, 0.0), body.leg),
    }[spot.part]
    aside, ahead = side * spot.out * unit, spot.ahead * unit
    if not beat.frontal:
        aside, ahead = _as_seen(aside, ahead, _SEEN[spot.part])
    goal = (origin[0] + aside, origin[1] + spot.up * unit, origin[2] + ahead)
    root = frame.shoulders[0 if side < 0 else 1]
    upper, lower = body.arm * UPPER_ARM, body.arm * (1 - UPPER_ARM) + body.head * _FIST
    away = _minus(goal, root)
    distance = max(1e-6, _length(away))
    unit_away = _scaled(away, 1 / distance)
    reach = max(abs(upper - lower) * 1.02, min(distance, (upper + lower) * 0.985))
    near = (upper * upper - lower * lower + reach * reach) / (2 * reach)
    bend = math.sqrt(max(0.0, upper * upper - near * near))
    pole = (spot.elbow[0] * side, spot.elbow[1], spot.elbow[2])
    dot = sum(p * u for p, u in zip(pole, unit_away, strict=True))
    aside = _minus(pole, _scaled(unit_away, dot))
    aside = _scaled(aside, 1 / max(1e-6, _length(aside)))
    elbow = _plus(_scaled(unit_away, near), _scaled(aside, bend))
    return Arm(_angles(side, elbow), _angles(side, _minus(_scaled(unit_away, reach), elbow)))


def _as_seen(x: float, z: float, turned: float) -> tuple[float, float]:
    """The same place, as it would be in the picture if the body were turned to the camera as far as said."""
    drawn, wanted = math.radians(_SIDE), math.radians(turned)
    across, near = x * math.cos(wanted) + z * math.sin(wanted), z * math.cos(wanted) - x * math.sin(wanted)
    return across * math.cos(drawn) - near * math.sin(drawn), across * math.sin(drawn) + near * math.cos(drawn)


def _angles(side: int, way: Vector) -> Point:
    """A direction as (swing, spread); see `Arm`. The swing is from -90 (straight back) over 180 (up) to 270."""
    size = max(1e-6, _length(way))
    swing = math.degrees(math.atan2(way[2], -way[1]))
    return swing + 360 if swing < -90 else swing, math.degrees(math.asin(max(-1.0, min(1.0, side * way[0] / size))))


def _plus(one: Vector, other: Vector) -> Vector:
    return one[0] + other[0], one[1] + other[1], one[2] + other[2]


def _minus(one: Vector, other: Vector) -> Vector:
    return one[0] - other[0], one[1] - other[1], one[2] - other[2]


def _scaled(one: Vector, factor: float) -> Vector:
    return one[0] * factor, one[1] * factor, one[2] * factor


def _length(one: Vector) -> float:
    return math.sqrt(sum(part * part for part in one))
