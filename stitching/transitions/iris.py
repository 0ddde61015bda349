"""An iris: a circle opens on the clip that enters; with a colour, one first closes on the clip that leaves."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from stitching.frames import Planes
    from stitching.timeline import Transition

VERSION = 1
OVERLAPS = True
TAKES = frozenset({"at", "leave_at", "colour"})

_EDGE = 0.02
"""Softness of the circle's edge, as a part of the picture's height."""


def blend(
    before: Iterator["Planes"], after: Iterator["Planes"], leaving: int, entering: int, how: "Transition"
) -> Iterator["Planes"]:
    """It opens at `at`, in the middle if nothing is said, and closes at `leave_at`; that alone closes it to black."""
    from stitching.frames import plain
    from stitching.transitions._fields import distance, levels, revealed
    from stitching.transitions._planes import Draw, drawn_to_size, eased

    enters = how.at or (0.5, 0.5)
    leaves = how.leave_at or enters
    closes = bool(how.colour or how.leave_at)

    def prepared(width: int, height: int) -> Draw:
        far, reach = distance(width, height, enters)
        opening, soft = levels(far / reach), _EDGE * height / reach
        if not closes:
            return lambda share, below, above: revealed(below, above, opening, soft, eased(share))
        far, reach = distance(width, height, leaves)
        closing, softly = levels(1 - far / reach), _EDGE * height / reach
        card = plain(width, height, how.colour or "#000000")

        def draw(share: float, below: "Planes", above: "Planes") -> "Planes":
            if share < 0.5:
                return revealed(below, card, closing, softly, eased(2 * share))
            return revealed(card, above, opening, soft, eased(2 * share - 1))

        return draw

    yield from drawn_to_size(before, after, min(leaving, entering), prepared)
