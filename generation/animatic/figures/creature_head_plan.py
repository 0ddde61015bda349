"""The measures of a head, and from where it is seen.

A plan is in skull radii. x goes to the creature's sides (its own right is negative, near when it faces right), y up,
z to its nose. Yaw 0 looks at the camera, 90 to the right.
"""

import math
from dataclasses import dataclass, field
from typing import Literal

from generation.animatic.art import Node, Point
from generation.animatic.figures.creature_eyes import EyeStyle
from generation.animatic.figures.creature_motion import Feeling, Motion, Speech
from generation.animatic.figures.creature_paint import Paint

Spot = tuple[float, float, float]
EarKind = Literal["point", "round", "leaf", "long", "flop", "fan", "side", "none"]
NoseKind = Literal["pad", "snout", "nostrils", "beak", "none"]


@dataclass(frozen=True, slots=True)
class HeadPlan:
    """What a head is like. Lengths in skull radii, colours before light."""

    skull: tuple[float, float, float] = (1.0, 0.95, 1.05)
    """Half width, half height, half length."""
    muzzle: float = 1.7
    """From the centre of the skull to the tip of the nose."""
    drop: float = 0.42
    """How far the nose lies below the centre."""
    roots: float = 0.62
    tip: float = 0.3
    """Radii of the muzzle at the face and at the nose."""
    jaw: float = 0.62
    """Thickness of the lower jaw, as a part of the muzzle."""
    nose: NoseKind = "pad"
    nose_size: float = 0.2
    nose_colour: str = "#241a1e"
    eye: Spot = (0.46, 0.2, 0.82)
    eye_size: float = 0.22
    eye_style: EyeStyle = "round"
    iris: str = "#7a4a20"
    ear: EarKind = "point"
    ear_at: Spot = (0.58, 0.72, -0.1)
    ear_length: float = 0.9
    ear_width: float = 0.42
    ear_lean: float = 18.0
    """Degrees outwards from upright."""
    ear_inside: str = "#d9a38f"
    ear_colour: str | None = None
    ear_tip: str | None = None
    cheek: float = 0.0
    """How far fur stands out at the cheeks."""
    mask: Literal["none", "fox", "badger", "muzzle", "blaze", "tiger", "cheek", "weasel"] = "muzzle"
    mask_colour: str = "#f3e6d4"
    mane: float = 0.0
    mane_colour: str = "#7a4220"
    horn: tuple[Spot, ...] = ()
    horn_width: float = 0.14
    horn_colour: str = "#d8cbb0"
    antlers: bool = False
    beard: float = 0.0
    whiskers: bool = False
    fringe: float = 0.0
    trunk: bool = False
    quills: bool = False
    teeth: bool = False
    buck: bool = False


@dataclass(frozen=True, slots=True)
class View:
    """From where a head is seen, and how large."""

    yaw: float
    pitch: float
    radius: float

    def at(self, x: float, y: float, z: float) -> tuple[float, float, float]:
        """Project a spot: picture x, picture y, and how near it is (positive is before the middle of the head)."""
        p, w = math.radians(self.pitch), math.radians(self.yaw)
        up, forth = y * math.cos(p) + z * math.sin(p), z * math.cos(p) - y * math.sin(p)
        across = forth * math.sin(w) + x * math.cos(w)
        near = forth * math.cos(w) - x * math.sin(w)
        return across * self.radius, -up * self.radius, near

    def point(self, x: float, y: float, z: float) -> Point:
        """The picture point of a spot."""
        px, py, _ = self.at(x, y, z)
        return px, py

    @property
    def behind(self) -> bool:
        """Whether the back of the head is seen."""
        return math.cos(math.radians(self.yaw)) < -0.2

    @property
    def sideways(self) -> float:
        """0 seen from the front or the back, 1 in profile."""
        return abs(math.sin(math.radians(self.yaw)))


@dataclass(frozen=True, slots=True)
class Face:
    """Everything that one head needs to be drawn."""

    plan: HeadPlan
    view: View
    paint: Paint
    mood: Feeling
    speech: Speech
    closed: Motion
    coat: str
    seed: int
    still_ears: bool = False
    glasses: bool = False
    extra: tuple[Node, ...] = field(default=())
