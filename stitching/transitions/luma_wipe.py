"""A luma wipe: the clip that enters comes first where a picture is dark, last where it is bright."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from stitching.frames import Planes
    from stitching.timeline import Transition

VERSION = 1
OVERLAPS = True
TAKES = frozenset({"picture"})

_SOFTNESS = 0.2
"""How long the change lasts at a place, as a part of all brightnesses."""


def blend(
    before: Iterator["Planes"], after: Iterator["Planes"], leaving: int, entering: int, how: "Transition"
) -> Iterator["Planes"]:
    """Without a picture it comes through clouds."""
    from stitching.transitions._fields import levels, revealed, whole
    from stitching.transitions._patterns import brightness, clouds
    from stitching.transitions._planes import Draw, drawn_to_size, eased

    def prepared(width: int, height: int) -> Draw:
        shown = brightness(how.picture.path, width, height) if how.picture else clouds(width, height)
        when = levels(whole(shown))
        return lambda share, below, above: revealed(below, above, when, _SOFTNESS, eased(share))

    yield from drawn_to_size(before, after, min(leaving, entering), prepared)
