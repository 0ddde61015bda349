"""A photograph: the clip that leaves becomes a print with a white border, which tilts, and falls off the next clip."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from stitching.frames import Planes
    from stitching.timeline import Transition

VERSION = 1
OVERLAPS = True
TAKES = frozenset({"direction"})
DIRECTIONS = ("left", "right")

_SMALL = 0.62
"""How large the print is before it falls, as a part of the picture."""
_BORDER = 0.035
"""Of the print, as a part of the picture's height."""
_TILT = 14.0
"""Degrees in the end."""
_FALL = 1.25
"""How far it falls, as a part of the picture's height: out of sight, tilted as it is."""
_UNSEEN = 0.01
"""So little of the way to a print is no pixel yet."""
_PRINTED = 0.55
"""The part of the transition in which it becomes a print."""


def blend(
    before: Iterator["Planes"], after: Iterator["Planes"], leaving: int, entering: int, how: "Transition"
) -> Iterator["Planes"]:
    """It falls to the right, or to the left if so asked."""
    from moviepy.video.fx.Margin import Margin
    from moviepy.video.fx.Resize import Resize
    from moviepy.video.fx.Rotate import Rotate

    from stitching.transitions._layers import laid, still
    from stitching.transitions._planes import drawn, eased, size_of

    side = -1 if how.direction == "left" else 1

    def draw(share: float, below: "Planes", above: "Planes") -> "Planes":
        printed, fallen = eased(share / _PRINTED), max(0.0, (share - _PRINTED) / (1 - _PRINTED)) ** 2
        if printed < _UNSEEN:
            return below
        width, height = size_of(below)
        border = round(_BORDER * height * printed)
        scale = 1 - (1 - _SMALL) * printed
        turns = Rotate(-side * _TILT * (0.25 * printed + 0.75 * fallen), expand=True, resample="bicubic")
        framed = [Margin(border, color=(248, 246, 240))] if border else []
        picture = still(below).with_effects([*framed, Resize(scale), turns])
        fall = height * _FALL * fallen
        return laid(above, picture, (width * (0.5 + side * 0.12 * fallen), height / 2 + fall))

    yield from drawn(before, after, min(leaving, entering), draw)
