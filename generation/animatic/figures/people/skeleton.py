"""The body as bones: measures, a stance in three dimensions, and its projection to the picture.

Space: x to the person's left, y up, z to where the person faces; stage pixels; the origin is on the ground between the feet.
A view turns that space: 0 degrees faces the camera, 50 is a three-quarter view to the right, 180 is from behind.
Sides: -1 is the person's right (the nearer one in a three-quarter view), +1 the left.
"""

import math
from dataclasses import dataclass

from generation.animatic.art import Point
from generation.animatic.figures.person import Person
from generation.animatic.stage import ADULT

Vector = tuple[float, float, float]
UPPER_ARM = 0.52
"""Share of the arm above the elbow."""


@dataclass(frozen=True, slots=True)
class Body:
    """The measures of one body in stage pixels. Widths are half widths."""

    height: float
    head: float
    """Half of the head's height."""
    leg: float
    """From hip to ankle, stretched."""
    ankle: float
    torso: float
    """From hip to the base of the neck."""
    shoulder: float
    chest: float
    waist: float
    hip: float
    belly: float
    """How far the belly stands out before the chest."""
    arm: float
    """From shoulder to wrist, stretched."""
    limb: float
    """Half width of the upper arm."""
    stoop: float
    """Degrees that the back is always bent."""


ORDINARY = Body(430.0, 42.1, 182.7, 15.0, 144.5, 48.2, 39.6, 31.8, 30.1, 0.0, 135.4, 14.2, 0.0)
"""A grown man of the usual build."""


def measure(person: Person) -> Body:
    """Return the measures that sex, age, build and stature give."""
    child = person.age == "child"
    height = ADULT * (0.66 if child else 0.955 if person.woman else 1.0) * person.stature
    height *= {"tall": 1.07, "bent": 0.93, "stout": 0.965}.get(person.build, 1.0) * (
        0.96 if person.age == "old" else 1.0
    )
    head = height * (0.136 if child else 0.1 if person.woman else 0.098)
    head *= {"tall": 0.95}.get(person.build, 1.0)
    girth = {"slim": 0.88, "broad": 1.13, "stout": 1.24, "tall": 0.98, "bent": 0.95}.get(person.build, 1.0)
    base = ADULT * (0.7 if child else 1.0) * person.stature
    belly = {"stout": 0.062, "bent": 0.015}.get(person.build, 0.016 if child else 0.0) * base
    shoulder, chest, waist, hip = (0.088, 0.074, 0.058, 0.075) if person.woman else (0.112, 0.092, 0.074, 0.07)
    if child:
        shoulder, chest, waist, hip = 0.092, 0.084, 0.08, 0.082
    leg = height * (0.37 if child else 0.425)
    ankle = height * 0.035
    torso = height - 2 * head - leg - ankle - height * 0.008
    narrow = 0.5 + 0.5 * girth
    if "bones" in person.marks:
        waist, hip, belly, girth = waist * 0.5, hip * 0.86, 0.0, girth * 0.72
    return Body(
        height=height,
        head=head,
        leg=leg,
        ankle=ankle,
        torso=torso,
        shoulder=base * shoulder * narrow,
        chest=base * chest * girth,
        waist=base * waist * girth * (1.06 if girth > 1 else 1),
        hip=base * hip * girth,
        belly=belly,
        arm=height * (0.3 if child else 0.315),
        limb=base * (0.0275 if person.woman else 0.033) * (0.35 + 0.65 * girth),
        stoop={"bent": 20.0}.get(person.build, 5.0 if person.age == "old" else 0.0),
    )


@dataclass(frozen=True, slots=True)
class Arm:
    """Directions of upper arm and forearm as (swing, spread) in degrees: swing 0 hangs, 90 points forward, 180 up."""

    upper: Point = (0.0, 9.0)
    lower: Point = (10.0, 5.0)


@dataclass(frozen=True, slots=True)
class Leg:
    """Where the ankle is, in leg lengths: `out` from under the hip, `up` from the ground, `ahead` of the middle."""

    out: float = 0.0
    up: float = 0.0
    ahead: float = 0.0
    toe: float = 0.0
    """Pitch of the foot in degrees, positive with the heel up."""
    splay: float = 15.6
    """Where the knee points, in degrees from ahead outward."""


@dataclass(frozen=True, slots=True)
class Stance:
    """One moment of a pose. `arms` and `legs`: the person's right first."""

    arms: tuple[Arm, Arm] = (Arm(), Arm())
    legs: tuple[Leg, Leg] = (Leg(), Leg())
    side: float = 0.0
    rise: float = 0.994
    """Height of the hips over the ankles' resting height, in leg lengths."""
    ahead: float = 0.0
    lean: float = 0.0
    tilt: float = 0.0
    twist: float = 0.0
    nod: float = 0.0
    """Pitch of the head: positive looks down."""
    roll: float = 0.0
    yaw: float = 0.0
    """How far the face is turned from where the trunk looks: 1 all the way to the person's left, -1 to the right."""
    lift: float = 0.0
    """How far the whole body is off the ground, in leg lengths."""
    breath: float = 0.0
    """0..1, chest lifted."""
    shrug: float = 0.0
    """Shoulders up (positive) or hanging, in head radii."""


@dataclass(frozen=True, slots=True)
class Bones:
    """Where everything is in the picture. Limbs are (root, middle, end); the person's right first."""

    pelvis: Point
    spine: float
    """Direction of the torso in degrees clockwise from upright."""
    stretch: float
    """Length of the torso in the picture over its true length."""
    neck: Point
    head: Point
    arms: tuple[tuple[Point, Point, Point], tuple[Point, Point, Point]]
    legs: tuple[tuple[Point, Point, Point], tuple[Point, Point, Point]]
    feet: tuple[float, float]
    """Pitch of the feet in degrees."""


@dataclass(frozen=True, slots=True)
class View:
    """How the person is turned to the camera."""

    turn: float

    def __call__(self, point: Vector) -> Point:
        """Project; what is nearer sits a little lower, as seen from eye height."""
        cos, sin = math.cos(math.radians(self.turn)), math.sin(math.radians(self.turn))
        x, y, z = point
        return x * cos + z * sin, -y + 0.1 * (z * cos - x * sin)

    @property
    def three_quarter(self) -> bool:
        """Seen from the side."""
        return 0 < self.turn < 180


@dataclass(frozen=True, slots=True)
class Frame:
    """The trunk in three dimensions: what the limbs hang from."""

    pelvis: Vector
    chest: Vector
    """The middle between the shoulders."""
    neck: Vector
    head: Vector
    shoulders: tuple[Vector, Vector]


def trunk_of(body: Body, stance: Stance) -> Frame:
    """Place the trunk and the head."""
    leg, lift = body.leg, stance.lift * body.leg
    pelvis: Vector = (stance.side * leg, body.ankle + stance.rise * leg + lift, stance.ahead * leg)
    lean, tilt, twist = (math.radians(v) for v in (stance.lean + body.stoop, stance.tilt, stance.twist))
    up: Vector = (math.sin(tilt), math.cos(lean) * math.cos(tilt), math.sin(lean) * math.cos(tilt))
    neck = _along(pelvis, up, body.torso * (1 + 0.012 * stance.breath))
    chest = _along(pelvis, up, body.torso * 0.845 + body.head * stance.shrug + 1.5 * stance.breath)
    width = body.shoulder * 0.84
    right, left = (
        (
            chest[0] + side * width * math.cos(twist),
            chest[1] - side * width * math.sin(tilt),
            chest[2] - side * width * math.sin(twist),
        )
        for side in (-1, 1)
    )
    bow = math.radians(stance.lean * 0.35 + body.stoop * 0.6 + stance.nod * 0.35)
    crown: Vector = (math.sin(tilt) * 0.6, math.cos(bow), math.sin(bow))
    head = _along(neck, crown, body.head * 0.92 + body.height * 0.014)
    return Frame(pelvis, chest, neck, head, (right, left))


def solve(body: Body, stance: Stance, view: View) -> Bones:
    """Place every joint."""
    leg, lift = body.leg, stance.lift * body.leg
    frame = trunk_of(body, stance)
    arms: list[tuple[Point, Point, Point]] = []
    legs: list[tuple[Point, Point, Point]] = []
    for side, root, arm, limb in zip((-1, 1), frame.shoulders, stance.arms, stance.legs, strict=True):
        elbow = _along(root, _direction(side, arm.upper), body.arm * UPPER_ARM)
        wrist = _along(elbow, _direction(side, arm.lower), body.arm * (1 - UPPER_ARM))
        arms.append((view(root), view(elbow), view(wrist)))
        hip: Vector = (frame.pelvis[0] + side * body.hip * 0.52, frame.pelvis[1], frame.pelvis[2])
        ankle: Vector = (
            side * (body.hip * 0.52 + limb.out * leg),
            body.ankle + limb.up * leg + lift,
            limb.ahead * leg,
        )
        knee, ankle = _knee(hip, ankle, leg, side, limb.splay)
        legs.append((view(hip), view(knee), view(ankle)))
    low, high = view(frame.pelvis), view(frame.neck)
    across, along = high[0] - low[0], low[1] - high[1]
    return Bones(
        pelvis=low,
        spine=math.degrees(math.atan2(across, along)),
        stretch=math.hypot(across, along) / body.torso,
        neck=high,
        head=view(frame.head),
        arms=(arms[0], arms[1]),
        legs=(legs[0], legs[1]),
        feet=(stance.legs[0].toe, stance.legs[1].toe),
    )


def _along(start: Vector, direction: Vector, length: float) -> Vector:
    return (
        start[0] + direction[0] * length,
        start[1] + direction[1] * length,
        start[2] + direction[2] * length,
    )


def _direction(side: int, angles: Point) -> Vector:
    swing, spread = math.radians(angles[0]), math.radians(angles[1])
    return side * math.sin(spread), -math.cos(swing) * math.cos(spread), math.sin(swing) * math.cos(spread)


def _knee(hip: Vector, ankle: Vector, leg: float, side: int, splay: float) -> tuple[Vector, Vector]:
    """Bend the knee forward and as far outward as `splay` says (two bones, cosine rule); an ankle out of reach is pulled in."""
    thigh, shin = leg * 0.52, leg * 0.48
    delta = (ankle[0] - hip[0], ankle[1] - hip[1], ankle[2] - hip[2])
    distance = max(1e-6, math.sqrt(sum(part * part for part in delta)))
    unit = (delta[0] / distance, delta[1] / distance, delta[2] / distance)
    if distance > leg * 0.999:
        distance = leg * 0.999
        ankle = _along(hip, unit, distance)
    distance = max(distance, leg * 0.06)
    near = (thigh * thigh - shin * shin + distance * distance) / (2 * distance)
    height = math.sqrt(max(0.0, thigh * thigh - near * near))
    aside = math.radians(splay)
    pole = (math.sin(aside) * side, 0.0, math.cos(aside))
    dot = sum(p * u for p, u in zip(pole, unit, strict=True))
    out = (pole[0] - dot * unit[0], pole[1] - dot * unit[1], pole[2] - dot * unit[2])
    size = max(1e-6, math.sqrt(sum(part * part for part in out)))
    middle = _along(hip, unit, near)
    return _along(middle, (out[0] / size, out[1] / size, out[2] / size), height), ankle
