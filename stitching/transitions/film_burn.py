"""A film burn: fire runs across the picture, and behind it is the clip that enters."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from stitching.frames import Planes
    from stitching.timeline import Transition

VERSION = 1
OVERLAPS = True
TAKES = frozenset({"direction"})

_RAGGED = 0.35
"""How much of when a place burns is chance."""
_GLOW = 0.5
"""How far before and behind the fire its light is seen, as a part of its way."""
_FRONT = 0.1
"""How far from the middle of the fire one clip gives way to the other."""
_EMBERS = ((0.0, "#3c0600"), (0.35, "#be2806"), (0.65, "#ff8018"), (0.85, "#ffd678"), (1.0, "#fffaec"))
"""The colours of the light, from its outer end to the middle of the fire."""


def blend(
    before: Iterator["Planes"], after: Iterator["Planes"], leaving: int, entering: int, how: "Transition"
) -> Iterator["Planes"]:
    """It runs to the right if nothing else is said.

    The light is added to the clips, and covers them where it is hottest.
    """
    import numpy as np

    from stitching.transitions._fields import along, levels, looked_up, steps, whole
    from stitching.transitions._patterns import clouds
    from stitching.transitions._planes import Draw, drawn_to_size, mixed, split

    def prepared(width: int, height: int) -> Draw:
        straight = along(width, height, how.direction or "right")
        ragged = straight * (1 - _RAGGED) + whole(clouds(width, height, 1)) * _RAGGED
        when = levels(ragged).reshape(-1, width)

        def draw(share: float, below: "Planes", above: "Planes") -> "Planes":
            # Past is how long ago the fire was there.
            past = (share * (1 + 2 * _GLOW) - _GLOW) - steps()
            weight = looked_up(when, np.clip(past / (2 * _FRONT) + 0.5, 0, 1))
            made = mixed(below, above, weight)
            heat = np.clip(1 - (past / _GLOW) ** 2, 0, 1) ** 2
            for plane, at, (kept, light, most) in zip(split(made), split(when), _lights(heat), strict=True):
                plane[:] = np.clip((plane * kept[at] + light[at]) >> 8, 0, most[at])
            return made

        return draw

    yield from drawn_to_size(before, after, min(leaving, entering), prepared)


def _lights(heat: "NDArray[np.float32]") -> Iterator[tuple["NDArray[np.int32]", ...]]:
    """For Y, U and V, for each heat: how much is kept of the picture, the light (both in parts of 256), the highest level."""
    import numpy as np

    from stitching.transitions._planes import WHOLE, tones

    ends = [end for end, _ in _EMBERS]
    levels = [tones(colour) for _, colour in _EMBERS]
    covered = heat**3
    for plane, zero, limit in ((0, 16, 235), (1, 128, 240), (2, 128, 240)):
        tone = np.interp(heat, ends, [level[plane] for level in levels])
        kept = np.rint((1 - covered) * WHOLE)
        light = (zero * (WHOLE - kept)) + (tone - zero) * heat * WHOLE
        # Where there is no light, what is brighter than white stays as it is.
        most = np.where(heat > 0, limit, 255)
        yield tuple(np.rint(values).astype(np.int32) for values in (kept, light + (heat > 0) * WHOLE / 2, most))
