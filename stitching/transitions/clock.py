"""A clock: a hand goes round once and uncovers the clip that enters."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from stitching.frames import Planes
    from stitching.timeline import Transition

VERSION = 1
OVERLAPS = True
TAKES = frozenset({"at", "direction"})

_EDGE = 0.01
"""Softness of the hand, as a part of the picture's height."""


def blend(
    before: Iterator["Planes"], after: Iterator["Planes"], leaving: int, entering: int, how: "Transition"
) -> Iterator["Planes"]:
    """Clockwise about `at` or the middle. `direction` is where the hand points when it begins, up if nothing is said."""
    import numpy as np

    from stitching.transitions._fields import places, unit
    from stitching.transitions._planes import WHOLE, Draw, drawn_to_size, eased, mixed

    middle = how.at or (0.5, 0.5)
    start = unit(how.direction or "up")

    def prepared(width: int, height: int) -> Draw:
        x, y = places(width, height)
        x, y = x - np.float32(middle[0] * width), y - np.float32(middle[1] * height)
        begins = float(np.arctan2(start[1], start[0]))
        soft = max(2.0, _EDGE * height)

        def beyond(angle: float) -> "NDArray[np.float32]":
            """How far each sample is to the clockwise side of a line through the middle, in widths of the edge."""
            return np.asarray(y * np.float32(np.cos(angle) / soft) - x * np.float32(np.sin(angle) / soft), np.float32)

        first = beyond(begins)

        def draw(share: float, below: "Planes", above: "Planes") -> "Planes":
            part = eased(share)
            hand = -beyond(begins + 2 * np.pi * part)
            both = np.minimum(first, hand) if part <= 0.5 else np.maximum(first, hand)
            weight = (np.clip(both + np.float32(part), 0, 1) * WHOLE).astype(np.uint16)
            return mixed(below, above, weight.reshape(below.shape))

        return draw

    yield from drawn_to_size(before, after, min(leaving, entering), prepared)
