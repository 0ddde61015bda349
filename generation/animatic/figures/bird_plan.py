"""The measures of birds. Lengths are parts of the standing height, colours are before light."""

from dataclasses import dataclass
from typing import Literal

from generation.animatic.figures.creature_eyes import EyeStyle


@dataclass(frozen=True, slots=True)
class Bird:
    """One kind of bird."""

    height: float = 0.4
    """Standing, in heights of a grown person."""
    coat: str = "#2e2c36"
    breast: str | None = None
    wing: str | None = None
    wing_tip: str | None = None
    body: float = 0.27
    """Half length of the body."""
    girth: float = 0.2
    tilt: float = 32.0
    """How upright the body is: 0 lies flat, 90 stands."""
    leg: float = 0.2
    leg_colour: str = "#4a3c38"
    webbed: bool = False
    neck: float = 0.12
    neck_width: float = 0.1
    neck_curve: float = 0.0
    """How far the neck bends into an S (heron, swan)."""
    head: float = 0.12
    head_colour: str | None = None
    cap: str | None = None
    beak: float = 1.4
    """Length in head radii."""
    beak_depth: float = 0.4
    hook: float = 0.0
    flat_beak: bool = False
    beak_colour: str = "#3a3438"
    eye: float = 0.24
    eye_style: EyeStyle = "round"
    iris: str = "#5a3a1c"
    disc: str | None = None
    """Colour of the face's disc (owl, barn swallow's throat: none)."""
    tufts: bool = False
    comb: str | None = None
    crest: bool = False
    tail: Literal["fan", "fork", "plume", "sickle", "stub", "wedge", "long"] = "wedge"
    tail_length: float = 0.28
    tail_colour: str | None = None
    ruff: str | None = None
    walks: bool = True
