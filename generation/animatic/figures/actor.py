"""How one creature is to be seen in one shot, for every body plan."""

from dataclasses import dataclass

from generation.animatic.figures.creature_motion import Feeling, Speech
from generation.animatic.figures.creature_wear import Wear


@dataclass(frozen=True, slots=True)
class Actor:
    """How a creature is to be seen. `facing` is right, camera or away: who faces left is mirrored afterwards."""

    facing: str
    pose: str
    mood: Feeling
    speech: Speech
    seed: int
    look_seed: int
    wear: Wear
    size: float = 1.0
    aged: bool = False
