"""Strokes: when what a drawn pose does again and again can be heard, in the rhythm of its motion.

The cycles are those of `figures/people/motions_*`; what comes once is counted from when the pose is taken up.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from generation.animatic.figures.people.rhythm import turns, uneven

Hit = tuple[float, str, float, float]
"""Seconds into the cycle, the sound with its material, how strong it is, how long it goes on."""


@dataclass(frozen=True, slots=True)
class Cycle:
    """One motion that comes again: its length, what is heard in it, and which rounds of how many are pauses."""

    period: float
    hits: tuple[Hit, ...]
    phased: bool = True
    """Whether everybody has a phase of their own in it."""
    once: bool = False
    rest: tuple[float, float, float] = (0.0, 0.0, 1.0)
    """Of so many cycles, counted without the phase: from where to where it pauses, in cycles."""


_KEYS: tuple[Hit, ...] = tuple((0.12 + 0.24 * number, "switch", 0.3, 0.0) for number in range(9))
_PAGES: tuple[Hit, ...] = ((6.3, "paper", 0.55, 0.0),)
CYCLES: dict[str, Cycle] = {
    "row": Cycle(2.6, ((0.0, "row", 0.6, 0.0),)),
    "knock": Cycle(2.6, tuple((0.15 + 0.3 * number, "knock", 0.6, 0.0) for number in range(3))),
    "fight": Cycle(2.3, ((1.0, "whoosh", 0.5, 0.25), (1.26, "clang", 0.7, 0.0))),
    "hammer": Cycle(1.05, ((0.9, "hammer", 0.65, 0.0),), rest=(3.8, 4.9, 5.0)),
    "chop": Cycle(2.3, ((1.75, "hammer+wood", 0.8, 0.0),)),
    "saw": Cycle(0.92, ((0.05, "cloth", 0.9, 0.36), (0.51, "cloth", 0.7, 0.36))),
    "dig": Cycle(3.2, ((0.3, "step+gravel", 0.9, 0.0), (2.05, "step+earth", 0.7, 0.0))),
    "sweep": Cycle(1.5, ((0.1, "cloth", 0.9, 0.45),)),
    "type": Cycle(3.46, _KEYS),
    "read": Cycle(7.7, _PAGES),
    "write": Cycle(7.0, ((0.0, "pen", 0.5, 4.7),)),
    "throw": Cycle(5.4, ((1.1, "whoosh", 0.6, 0.3),), phased=False),
    "fall": Cycle(60.0, ((1.0, "thud", 0.8, 0.0),), phased=False, once=True),
}


def strokes(pose: str, phase: float, start: float, end: float) -> Iterator[tuple[float, Hit]]:
    """Everything that is heard of a pose from its start to its end, with its moment; `phase` is the person's own."""
    if pose == "clap":
        yield from _claps(phase, start, end)
    cycle = CYCLES.get(pose)
    if cycle is None:
        return
    shift = phase * cycle.period if cycle.phased else 0.0
    rounds = 1 if cycle.once else int((end - start + shift) / cycle.period) + 1
    for number in range(rounds):
        for hit in cycle.hits:
            into = number * cycle.period + hit[0] - shift
            first, last, many = cycle.rest
            pauses = first <= into / cycle.period % many < last
            if into >= 0 and start + into < end and not pauses:
                yield start + into, hit


def _claps(phase: float, start: float, end: float) -> Iterator[tuple[float, Hit]]:
    """Hands that meet, each at its own pace, in bursts."""
    period = 0.34 + 0.02 * uneven(0, phase)
    at = period / 2
    while start + at < end:
        _, into = turns(at, 3.1, phase)
        if 0.15 < into < 2.7:
            yield start + at, (0.0, "clap", 0.55, 0.0)
        at += period
