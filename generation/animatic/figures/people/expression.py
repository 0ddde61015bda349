"""What a face says: emotions as numbers, mouth shapes as numbers, and both over time.

Everything is in head units: the head is 200 high, y goes down, its centre is the origin.
"""

import math
from bisect import bisect_right
from collections.abc import Callable
from dataclasses import astuple, dataclass
from functools import lru_cache

from generation.animatic.art import Timed
from generation.requests import Mouth


@dataclass(frozen=True, slots=True)
class Feeling:
    """How an emotion sets the face. Brow heights: negative is up."""

    brow_in: float = 0.0
    brow_out: float = 0.0
    lid: float = 0.0
    """How far the upper lid comes down, 0 wide open (as in surprise) to 1 shut."""
    lower: float = 0.0
    """How far the lower lid comes up, 0..1."""
    corner: float = 3.0
    """Mouth corners up."""
    part: float = 0.0
    """How far the resting mouth is open."""
    wide: float = 1.0
    blush: float = 0.0
    iris: float = 1.0

    def towards(self, other: "Feeling", share: float) -> "Feeling":
        """Return a face between this and another."""
        if share <= 0 or share >= 1:
            return self if share <= 0 else other
        one, goal = astuple(self), astuple(other)
        return Feeling(*(a + (b - a) * share for a, b in zip(one, goal, strict=True)))


FEELINGS: dict[str, Feeling] = {
    "neutral": Feeling(lid=0.16, corner=2.5),
    "happy": Feeling(-5, -5, 0.14, 0.26, 13, 0, 1.2, 0.5),
    "sad": Feeling(-11, 8, 0.34, 0.06, -8, 0, 0.85),
    "afraid": Feeling(-13, 0, 0.0, 0, -5, 5, 0.9, 0, 0.84),
    "angry": Feeling(12, -7, 0.26, 0.2, -8, 0, 0.92),
    "surprised": Feeling(-16, -14, -0.02, 0, 0, 11, 0.62, 0, 0.86),
    "determined": Feeling(8, -3, 0.22, 0.16, 1, 0, 0.95),
    "tender": Feeling(-7, 1, 0.3, 0.16, 8, 0, 0.95, 0.55),
    "asleep": Feeling(-2, 2, 1.0, 0, 3, 0, 0.9),
}
"""Every emotion that is drawn; other words are neutral."""


@dataclass(frozen=True, slots=True)
class Lips:
    """One shape of the mouth: half width, opening up and down, corners up, how much teeth and tongue show (0..1)."""

    wide: float
    up: float
    down: float
    corner: float
    teeth: float = 0.0
    tongue: float = 0.0

    @property
    def gape(self) -> float:
        """How far the jaw goes down with it: what is wide open is not the lips' work alone."""
        return 0.5 * max(0.0, self.down - 4.0)

    def towards(self, other: "Lips", share: float) -> "Lips":
        """Return a mouth between this and another."""
        return Lips(
            self.wide + (other.wide - self.wide) * share,
            self.up + (other.up - self.up) * share,
            self.down + (other.down - self.down) * share,
            self.corner + (other.corner - self.corner) * share,
            self.teeth + (other.teeth - self.teeth) * share,
            self.tongue + (other.tongue - self.tongue) * share,
        )


def _lips(shape: str, feeling: Feeling) -> Lips:
    corner, wide = feeling.corner, feeling.wide
    match shape:
        case "closed":
            return Lips(20 * wide, 0, 0, corner * 0.7)
        case "open":
            return Lips(20, 5, 19, corner * 0.6, 0.8, 0.7)
        case "wide":
            return Lips(25, 4, 12, corner * 0.8 + 2, 1.0, 0.4)
        case "round":
            return Lips(11, 7, 11, 0, 0.0, 0.2)
        case "teeth":
            return Lips(21, 3, 6, corner * 0.8, 1.0)
        case "tongue":
            return Lips(19, 4, 11, corner * 0.7, 0.8, 1.0)
        case "smile":
            return Lips(27, 0.5, 8, max(11.0, corner), 1.0)
        case _:
            happy = feeling.corner > 10
            return Lips(
                21 * wide,
                feeling.part * 0.45,
                feeling.part + (3.5 if happy else 0),
                corner,
                0.9 if happy else 0.5 * (feeling.part > 8),
            )


MOUTHS: tuple[str, ...] = ("rest", "closed", "open", "wide", "round", "teeth", "tongue", "smile")
_TURN = 0.06
"""Seconds from one mouth shape to the next."""


def speaking(mouths: tuple[Mouth, ...], feeling: Feeling) -> Timed[Lips]:
    """Return the mouth as a function of time, or its one shape if nobody speaks."""
    rest = _lips("rest", feeling)
    if not mouths:
        return rest
    ordered = sorted(mouths, key=lambda mouth: mouth.start)
    starts = [mouth.start for mouth in ordered]
    shapes = [_lips(mouth.shape, feeling) for mouth in ordered]

    def at(t: float) -> Lips:
        # The turn is centred on the start, so that the eye meets the shape as the ear meets the sound.
        index = bisect_right(starts, t + _TURN / 2) - 1
        if index < 0:
            return rest
        before = shapes[index - 1] if index else rest
        share = min(1.0, (t + _TURN / 2 - starts[index]) / _TURN)
        return before.towards(shapes[index], share * share * (3 - 2 * share))

    return at


def speaking_in(mouths: tuple[Mouth, ...], mood: Timed[Feeling]) -> Timed[Lips]:
    """The same for somebody whose feeling changes."""
    if not callable(mood):
        return speaking(mouths, mood)
    kept = lru_cache(maxsize=4)(lambda feeling: speaking(mouths, feeling))

    def at(t: float) -> Lips:
        lips = kept(mood(t))
        return lips(t) if callable(lips) else lips

    return at


def closing(moments: tuple[float, ...]) -> Callable[[float], float]:
    """Return how far blinks close the eyes (0..1) as a function of time: down fast, up slower."""
    if not moments:
        return lambda _: 0.0

    def at(t: float) -> float:
        t %= 120.0
        index = bisect_right(moments, t) - 1
        if index < 0:
            return 0.0
        since = t - moments[index]
        if since < 0.07:
            return math.sin(math.pi / 2 * since / 0.07)
        if since < 0.24:
            return 0.5 + 0.5 * math.cos(math.pi * (since - 0.07) / 0.17)
        return 0.0

    return at


def glancing(phase: float) -> Callable[[float], tuple[float, float]]:
    """Return where the eyes look (-1..1 across, up-down): mostly ahead, now and then a small glance, in quick jumps."""

    def at(t: float) -> tuple[float, float]:
        step = (t + phase * 7) / 2.7
        index, share = math.floor(step), step - math.floor(step)
        ease = min(1.0, share / 0.04)
        (x0, y0), (x1, y1) = _glance(index - 1, phase), _glance(index, phase)
        return x0 + (x1 - x0) * ease, y0 + (y1 - y0) * ease

    return at


def _glance(index: int, phase: float) -> tuple[float, float]:
    a, b = math.sin(index * 12.9898 + phase * 78.2) * 43758.5453, math.sin(index * 39.425 + phase * 11.1) * 24634.6345
    u, v = a - math.floor(a), b - math.floor(b)
    if u < 0.55:
        return 0.0, 0.0
    return (u - 0.775) * 2.4, (v - 0.5) * 0.7
