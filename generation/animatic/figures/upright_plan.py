"""The measures of two-legged beings. Lengths are in heights, colours before light."""

from dataclasses import dataclass
from typing import Literal


@dataclass(frozen=True, slots=True)
class Upright:
    """A two-legged body; lengths in heights."""

    height: float
    coat: str
    belly: str
    build: Literal["monkey", "shaggy", "smooth", "metal"]
    hip: float = 0.3
    shoulder: float = 0.62
    width: float = 0.15
    head: float = 0.17
    arm: float = 0.42
    limb: float = 0.045
    horns: bool = False
    tail: bool = False


UPRIGHTS: dict[str, Upright] = {
    "monkey": Upright(0.56, "#7a4f32", "#d8b48c", "monkey", tail=True),
    "ape": Upright(0.9, "#453a3c", "#6a5a58", "monkey", 0.26, 0.66, 0.23, 0.15, 0.52, 0.075),
    "monster": Upright(1.0, "#6a5aa0", "#a99ad0", "shaggy", 0.2, 0.7, 0.28, 0.2, 0.44, 0.065, horns=True),
    "alien": Upright(0.78, "#7fbf8a", "#bfe6c0", "smooth", 0.3, 0.58, 0.1, 0.22, 0.36, 0.03),
    "robot": Upright(0.86, "#8fa6b8", "#d8862c", "metal", 0.28, 0.64, 0.17, 0.16, 0.36, 0.04),
    "droid": Upright(0.5, "#d9dde2", "#3a7ab0", "metal", 0.12, 0.6, 0.24, 0.2, 0.3, 0.035),
}
