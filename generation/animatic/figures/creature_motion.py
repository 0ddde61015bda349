"""How creatures live: functions of time for blinking, breathing, speaking and small restless movements."""

import bisect
import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from generation.requests import Mouth

Motion = Callable[[float], float]

# shape -> (how far the jaw opens, how wide the corners go: negative is round)
_SHAPES: dict[str, tuple[float, float]] = {
    "rest": (0.0, 0.0),
    "closed": (0.0, 0.0),
    "open": (0.85, 0.0),
    "wide": (0.62, 0.5),
    "round": (0.5, -0.6),
    "teeth": (0.26, 0.3),
    "tongue": (0.42, 0.1),
    "smile": (0.12, 0.8),
}
_GLIDE = 0.06
"""Seconds from one mouth shape to the next."""


def noise(key: float) -> float:
    """A number in 0..1 that looks random and is always the same for a key."""
    value = math.sin(key * 12.9898 + 4.1414) * 43758.5453
    return value - math.floor(value)


def wave(period: float, amplitude: float, phase: float = 0.0) -> Motion:
    """A sine: `period` in seconds, `phase` as a part of the period."""
    return lambda t: amplitude * math.sin(math.tau * (t / period + phase))


def blinking(seed: int, asleep: bool = False) -> Motion:
    """How closed the eyes are, 0 to 1: a blink of 0.18 s about every four seconds, now and then two."""
    if asleep:
        return lambda t: 1.0
    start, every = noise(seed % 9973) * 2.5, 3.2 + noise(seed % 7919) * 1.6

    def closed(t: float) -> float:
        k = math.floor((t + start) / every)
        into = t + start - k * every - noise(k * 3.7 + seed % 997) * every * 0.5
        second = into - 0.34 if noise(k * 5.3 + 1.0) > 0.75 else -1.0
        return max(_lid(into), _lid(second))

    return closed


def _lid(into: float) -> float:
    return math.sin(math.pi * into / 0.18) if 0 < into < 0.18 else 0.0


def flicking(seed: int, degrees: float) -> Motion:
    """An ear or a hand that twitches once in a while."""
    every = 3.9 + noise(seed % 6007 + 0.5) * 2.2

    def angle(t: float) -> float:
        k = math.floor(t / every)
        into = t - k * every - 0.6 - noise(k + seed % 89) * every * 0.55
        return degrees * math.sin(math.pi * into / 0.3) * math.sin(into * 26) if 0 < into < 0.3 else 0.0

    return angle


@dataclass(frozen=True, slots=True)
class Speech:
    """How far the mouth is open (0 to 1) and how wide (-1 to 1), over time."""

    opening: Motion
    width: Motion
    silent: bool


def speaking(mouths: Sequence[Mouth], talking: bool) -> Speech:
    """The mouth as asked for; a talking figure that was given no shapes chatters gently."""
    if not mouths:
        if not talking:
            return Speech(lambda t: 0.0, lambda t: 0.0, silent=True)
        return Speech(
            lambda t: 0.32 * max(0.0, math.sin(t * 15.7) * math.sin(t * 4.3 + 0.6) + 0.35),
            lambda t: 0.25 * math.sin(t * 6.1),
            silent=False,
        )
    ordered = sorted(mouths, key=lambda mouth: mouth.start)
    starts = [mouth.start for mouth in ordered]
    shapes = [(0.0, 0.0), *(_SHAPES[mouth.shape] for mouth in ordered)]

    def part(index: int) -> Motion:
        def value(t: float) -> float:
            k = bisect.bisect_right(starts, t)
            after = shapes[k][index]
            if k == 0:
                return after
            amount = min(1.0, (t - starts[k - 1]) / _GLIDE)
            amount = amount * amount * (3 - 2 * amount)
            before = shapes[k - 1][index]
            return before + (after - before) * amount

        return value

    return Speech(part(0), part(1), silent=False)


@dataclass(frozen=True, slots=True)
class Feeling:
    """What an emotion does to a face and a body. Angles in degrees; 0 means as usual."""

    lid: float = 0.17
    lid_tilt: float = 0.0
    """Positive: the outer corner hangs (sad); negative: the inner corner (angry)."""
    lower: float = 0.0
    eye: float = 1.0
    pupil: float = 1.0
    brow: float = 0.0
    """How far the brows are raised, in eye heights."""
    brow_tilt: float = 0.0
    """Positive: inner ends up."""
    ears: float = 0.0
    """Positive: pricked; negative: laid back."""
    smile: float = 0.15
    opening: float = 0.0
    tail: float = 0.0
    head: float = 0.0
    """Positive: hangs."""


FEELINGS: dict[str, Feeling] = {
    "neutral": Feeling(),
    "happy": Feeling(lid=0.06, lower=0.24, brow=0.2, ears=0.25, smile=1.0, opening=0.1, tail=0.6),
    "sad": Feeling(lid=0.38, lid_tilt=21, brow=0.08, brow_tilt=25, ears=-0.7, smile=-0.8, tail=-0.8, head=9),
    "afraid": Feeling(lid=0.0, eye=1.14, pupil=0.68, brow=0.3, brow_tilt=18, ears=-0.9, smile=-0.6, tail=-1.0, head=-3),
    "angry": Feeling(lid=0.36, lid_tilt=-27, pupil=0.85, brow=-0.3, brow_tilt=-30, ears=-0.6, smile=-0.6, tail=0.3),
    "surprised": Feeling(lid=0.0, eye=1.18, pupil=0.8, brow=0.55, ears=0.5, smile=0.0, opening=0.3, tail=0.3, head=-4),
    "determined": Feeling(lid=0.27, lid_tilt=-15, brow=-0.15, brow_tilt=-18, ears=0.1, smile=-0.1, tail=0.2),
    "tender": Feeling(lid=0.3, lid_tilt=6, lower=0.14, brow=0.1, brow_tilt=7, ears=-0.2, smile=0.7, head=5),
}


_FEELING_WORDS: tuple[tuple[str, str], ...] = (
    ("happy", "happ joy glad delight cheer amus proud excit laugh merry hope smug playful"),
    ("sad", "sad sorrow grief griev lonel tear weep melanch asham hurt tired weary guilt disappoint"),
    ("afraid", "afraid fear scare terr anxi nerv worr panic fright timid uneas"),
    ("angry", "ang fur rage cross annoy hostil menac cruel bitter jealous threat"),
    ("surprised", "surpris astonish amaz shock startl wonder curious awe"),
    ("determined", "determin resol focus stern brave bold serious grim cunning sly stubborn"),
    ("tender", "tender love lovin gentle kind warm calm peace sooth affection relie content"),
)


def feeling(emotion: str) -> Feeling:
    """The feeling a word names; a neutral one where no word is known."""
    word = emotion.lower().strip()
    if word in FEELINGS:
        return FEELINGS[word]
    for name, stems in _FEELING_WORDS:
        if any(part.startswith(stem) for stem in stems.split() for part in word.split()):
            return FEELINGS[name]
    return FEELINGS["neutral"]
