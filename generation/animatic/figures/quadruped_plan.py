"""The measures of a four-legged body. Lengths are in heights at the withers, colours are before light."""

from dataclasses import dataclass
from typing import Literal

from generation.animatic.figures.creature_head_plan import HeadPlan

TailKind = Literal["bush", "rope", "tuft", "hair", "stub", "curl", "flat", "scaly"]


@dataclass(frozen=True, slots=True)
class Beast:
    """One kind of four-legged animal."""

    head: HeadPlan
    height: float = 0.6
    """To the top of the standing animal's head, in heights of a grown person."""
    coat: str = "#8a6a52"
    belly_colour: str | None = None
    length: float = 0.95
    """From hip to shoulder."""
    chest: float = 0.25
    loin: float = 0.2
    rump: float = 0.24
    """Half depths of the body at the shoulder, the waist and the hip."""
    neck: float = 0.34
    neck_angle: float = 52.0
    neck_root: float = 0.2
    neck_top: float = 0.14
    """Length of the neck, its angle over the horizontal, its radii."""
    head_size: float = 0.25
    """Radius of the skull."""
    head_pitch: float = 0.0
    thigh: float = 0.17
    shank: float = 0.055
    foot: float = 0.075
    """Radii of a leg; length of the foot."""
    feet_colour: str | None = None
    socks: float = 0.0
    """How much of the lower leg has the feet's colour (0: hoof or toes only)."""
    tail: TailKind = "rope"
    tail_length: float = 0.6
    tail_width: float = 0.05
    tail_carry: float = -35.0
    tail_curl: float = 30.0
    tail_tip: str | None = None
    pattern: Literal["none", "stripes", "rosettes", "patches", "saddle", "spots", "dapple"] = "none"
    pattern_colour: str = "#2a1c18"
    humps: int = 0
    wool: bool = False
    shell: bool = False
    quills: float = 0.0
    mane: bool = False
    mane_colour: str = "#3a2820"
    haunches: bool = True
    """Whether it sits on them; hoofed animals lie down where others sit."""
    hop: bool = False
    """Moves in leaps (hare, rabbit, squirrel)."""
    wings: bool = False
    crest: bool = False
    shag: float = 0.0
    """Depth of the tufts along the body's outline."""
