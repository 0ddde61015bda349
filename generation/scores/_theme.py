"""The film's theme: eight bars that one can sing, made like a period in a songbook.

Bars 1 and 2 are the idea, 3 and 4 repeat it from another step and stay open, 5 and 6 say it again, 7 climbs to the one highest
note and 8 comes home. Notes are degrees of a scale (0 the tonic), so that the same tune can be in any mode.
"""

from dataclasses import dataclass

import numpy as np

_RHYTHMS: dict[int, dict[int, tuple[tuple[float, ...], ...]]] = {
    4: {
        1: ((4,),),
        2: ((3, 1), (2, 2), (2.5, 1.5)),
        3: ((2, 1, 1), (1.5, 0.5, 2), (1, 1, 2), (3, 0.5, 0.5)),
        4: ((1.5, 0.5, 1, 1), (1, 1, 1, 1), (2, 0.5, 0.5, 1), (1, 0.5, 0.5, 2)),
    },
    3: {
        1: ((3,),),
        2: ((2, 1), (1, 2), (2.5, 0.5)),
        3: ((1, 1, 1), (1.5, 0.5, 1), (2, 0.5, 0.5), (1, 0.5, 1.5)),
        4: ((1.5, 0.5, 0.5, 0.5), (1, 0.5, 0.5, 1), (1, 1, 0.5, 0.5), (0.5, 0.5, 1, 1)),
    },
}
"""How long the notes of a bar are, by the beats of the bar and the number of its notes."""

_RISING = ((0, 2, 4), (0, 3, 4), (0, 4, 5, 4), (0, 2, 4, 3), (2, 4, 7), (0, 1, 2, 4), (-3, 0, 2))
_ARCHED = ((0, 4, 3), (0, 5, 4, 2), (2, 4, 3, 2), (0, 2, 4, 2), (2, 5, 4), (0, 4, 3, 1), (2, 3, 4, 2))
_FALLING = ((4, 3, 2), (4, 2, 1, 0), (5, 4, 2), (2, 1, 0, -1), (4, 5, 4, 2), (7, 6, 4), (4, 3, 1))
_SHAPES = {
    "triumphant": (_RISING,), "wonder": (_RISING, _ARCHED), "joyful": (_RISING, _ARCHED), "playful": (_ARCHED, _RISING),
    "calm": (_ARCHED,), "tender": (_ARCHED, _FALLING), "sad": (_FALLING,), "lonely": (_FALLING, _ARCHED),
    "ominous": (_FALLING,), "tense": (_RISING, _FALLING),
}  # fmt: skip
"""How the idea moves, by the mood that the film has most of."""


@dataclass(frozen=True)
class Cell:
    """A bar of the theme: its degrees, and which of the rhythms for so many notes it has."""

    degrees: tuple[int, ...]
    rhythm: int = 0

    def notes(self, metre: int) -> tuple[tuple[int, float], ...]:
        """(degree, beats) in a bar of so many beats."""
        known = _RHYTHMS[metre][len(self.degrees)]
        return tuple(zip(self.degrees, known[self.rhythm % len(known)], strict=True))

    def moved(self, by: int) -> "Cell":
        """The same, so many steps higher."""
        return Cell(tuple(degree + by for degree in self.degrees), self.rhythm)


@dataclass(frozen=True)
class Theme:
    """Eight bars."""

    bars: tuple[Cell, ...]

    @property
    def peak(self) -> int:
        """Its highest degree."""
        return max(degree for bar in self.bars for degree in bar.degrees)


def theme(seed: int, mood: str) -> Theme:
    """The theme of a film of a mood: the same seed is the same tune."""
    random = np.random.default_rng([seed, 1])

    def one_of(rows: tuple[tuple[int, ...], ...]) -> tuple[int, ...]:
        return rows[int(random.integers(len(rows)))]

    families = _SHAPES.get(mood, (_ARCHED, _RISING))
    first = Cell(one_of(families[int(random.integers(len(families)))]), int(random.integers(4)))
    second = _settled(first.degrees[-1], random)
    moves = (1, -1, 2) if max(first.degrees) < 5 else (-1, -2)
    move = int(random.choice([step for step in moves if abs(first.degrees[0] + step - second.degrees[-1]) < 7] or [1]))
    third = first.moved(move)
    open_ = _open(third.degrees[-1], random)
    highest = max(*first.degrees, *third.degrees, *second.degrees)
    climb = _climb(second.degrees[-1], min(9, highest + 1), random)
    home = Cell((1, 0), 0) if climb.degrees[-1] >= 1 else Cell((0,))
    return Theme((first, second, third, open_, first, second, climb, home))


def _settled(start: int, random: np.random.Generator) -> Cell:
    """From the end of the idea by steps to a tone to rest on."""
    near = [tone for tone in (-3, 0, 2, 4, 7) if 1 <= abs(tone - start) <= 3] or [start - 1]
    rest = int(random.choice(near))
    if abs(rest - start) == 1:
        return Cell((rest,))
    return Cell((start + (1 if rest > start else -1), rest), 1)


def _open(start: int, random: np.random.Generator) -> Cell:
    """The half of the theme ends on a tone that wants to go on."""
    rest = min((1, 4, -1), key=lambda tone: (abs(tone - start), random.random()))
    if abs(rest - start) <= 1:
        return Cell((rest,))
    return Cell((start + (1 if rest > start else -1), rest), 1)


def _climb(start: int, peak: int, random: np.random.Generator) -> Cell:
    """Up to the highest note and down again towards the second degree."""
    under = max(start, peak - int(random.choice((2, 3, 4)))) if peak - start > 1 else start
    after = (peak - 2, peak - 3) if peak < 6 else (peak - 2, peak - 4)
    return Cell((under if under != peak else peak - 1, peak, after[0], max(1, after[1])), int(random.integers(2)))
