"""How many pictures a video model is asked for; `retime` makes the film's frames of them.

A model makes pictures at the rate it was trained with, in counts of `step * k + 1` (the first picture has a latent frame of
its own, every other latent frame holds `step` pictures). The film wants any count at any rate. Times are exact fractions, so
that a long shot does not drift.
"""

import math
from fractions import Fraction


def legal(needed: int, step: int = 4) -> int:
    """Return the smallest `step * k + 1` that is at least `needed`."""
    return math.ceil(max(0, needed - 1) / step) * step + 1


def needed(frames: int, rate: Fraction, fps: Fraction) -> int:
    """Return how many pictures at `fps` cover `frames` at `rate`, from the first to the last one's time."""
    return nearest((frames - 1) * fps / rate) + 1


def asked(frames: int, rate: Fraction, fps: Fraction, *, lands: bool = False, step: int = 4) -> int:
    """Return how many pictures at `fps` the model is asked for, to cover `frames` at `rate`.

    A clip that `lands` on a given last picture has at least one latent frame between its ends.
    """
    count = legal(nearest((frames - 1) * fps / rate) + 1, step)
    return max(count, step + 1) if lands else count


def nearest(value: Fraction) -> int:
    """Return the whole number that is nearest, the larger of two."""
    return math.floor(value + Fraction(1, 2))
