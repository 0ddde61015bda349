"""How long shots last: around the style's average, unequal as in films (lognormal), and together the asked length."""

import math
import random

from orchestrator.directing.breakdown_plan import Planned, PlannedScene
from orchestrator.directing.grammar import variation

_KINDS = {"establishing": 1.2, "action": 1.0, "speech": 0.55, "reaction": 0.6, "insert": 0.5}
_SPREADS = (0.3, 0.42, 0.55, 0.7, 0.9)
_ENOUGH_VARIATION = 0.28
_LONGEST = 9.0
_SPREAD_AT_MOST = 1.8
"""How many times the average a shot may last when all of them are long."""


def natural(entry: PlannedScene, shot: Planned, average: float) -> float:
    """Return how long a shot would like to be: tense scenes are cut faster, more words take longer to see."""
    if shot.asked is not None:
        return max(shot.shortest, average * shot.asked.weight)
    pace = 1.3 - 0.6 * entry.scene.intensity
    words = min(1.7, 0.6 + 0.035 * len(shot.action.split())) if shot.kind in ("action", "establishing") else 1.0
    return max(shot.shortest, average * _KINDS[shot.kind] * pace * words)


def give_lengths(scenes: list[PlannedScene], seconds: float, average: float, seed: int) -> None:
    """Set every shot's seconds, in tenths, so that together they last `seconds` (or as little as the speech allows)."""
    row = [(entry, shot) for entry in scenes for shot in entry.shots]
    shortest = _shortest([shot for _, shot in row], seconds)
    lengths: list[float] = []
    for spread in _SPREADS:
        wished = [
            natural(entry, shot, average)
            * math.exp((spread - _SPREADS[0] * entry.listed) * _noise(seed, entry.scene.id, index))
            for index, (entry, shot) in enumerate(row)
        ]
        lengths = _scaled(wished, shortest, seconds)
        if variation(lengths) >= _ENOUGH_VARIATION:
            break
    for (_, shot), length in zip(row, _in_tenths(lengths, shortest), strict=True):
        shot.seconds = length


def _shortest(shots: list[Planned], seconds: float) -> list[float]:
    """Return what each shot must have: its comfort if that fits, and else as much of it as fits above bare need."""
    bare, comfort = [shot.hasty for shot in shots], [shot.shortest for shot in shots]
    spare, extra = seconds - sum(bare), sum(comfort) - sum(bare)
    share = 1.0 if extra <= 0 else max(0.0, min(1.0, spare / extra))
    return [least + share * (more - least) for least, more in zip(bare, comfort, strict=True)]


def _noise(seed: int, scene: str, index: int) -> float:
    return max(-1.0, min(1.8, random.Random(f"{seed}/{scene}/{index}/length").gauss(0, 1)))


def _scaled(wished: list[float], shortest: list[float], total: float) -> list[float]:
    """Scale all wishes alike, none under what it needs, until they add up; long shots stop growing at `_LONGEST`."""
    longest = max(_LONGEST, _SPREAD_AT_MOST * total / len(wished))
    while sum(max(longest, least) for least in shortest) < total:
        longest *= 1.25

    def at(scale: float) -> list[float]:
        return [max(least, min(wish * scale, longest)) for wish, least in zip(wished, shortest, strict=True)]

    low, high = 0.0, 1.0
    while sum(at(high)) < total and high < 1e6:
        high *= 2
    for _ in range(50):
        middle = (low + high) / 2
        low, high = (middle, high) if sum(at(middle)) < total else (low, middle)
    return at(high)


def _in_tenths(lengths: list[float], shortest: list[float]) -> list[float]:
    """Round to tenths of a second, never below the need, carrying what is cut off on to the next shot."""
    rounded: list[float] = []
    carry = 0.0
    for length, least in zip(lengths, shortest, strict=True):
        tenths = max(round((length + carry) * 10), math.ceil(least * 10 - 1e-6))
        rounded.append(tenths / 10)
        carry = max(-0.5, min(0.5, carry + length - tenths / 10))
    return rounded
