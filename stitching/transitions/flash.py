"""A flash: the clip that leaves is flooded with light, out of which the one that enters comes."""

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from stitching.frames import Planes
    from stitching.timeline import Transition
    from stitching.transitions._planes import Plane

VERSION = 1
OVERLAPS = True
TAKES = frozenset({"colour"})

_PEAK = 0.42
"""When there is nothing but light: it comes faster than it goes."""
_BLOOM = 0.05
"""How far bright places shine into others, as a part of the picture's height."""
_GAIN = 1.2


def blend(
    before: Iterator["Planes"], after: Iterator["Planes"], leaving: int, entering: int, how: "Transition"
) -> Iterator["Planes"]:
    """The light is white if no colour is said. What is bright goes first, comes back last and shines over its edges."""
    from stitching.transitions._planes import drawn, tones

    light_tones = tones(how.colour or "#ffffff")

    def draw(share: float, below: "Planes", above: "Planes") -> "Planes":
        late = share > _PEAK
        light = (1 - abs(share - _PEAK) / (1 - _PEAK if late else _PEAK)) ** 2
        return _flooded(above if late else below, light, light_tones)

    yield from drawn(before, after, min(leaving, entering), draw)


def _flooded(picture: "Planes", light: float, tones: Sequence[int]) -> "Planes":
    """A picture in so much light, from 0 to 1 where nothing else is left."""
    import numpy as np

    from stitching.transitions._lens import defocused
    from stitching.transitions._planes import WHOLE, split, tinted

    made = np.empty_like(picture)
    luma, *chroma = split(picture)
    levels = np.arange(256, dtype=np.float32)
    # Neither darker than it is, nor brighter than white unless it is.
    exposed = np.maximum(levels, np.minimum(16 + (levels - 16) * (1 + _GAIN * light), 235)).astype(np.uint8)
    bright = np.clip((levels - 16) / 219, 0, 1)
    flooded = 1 - (1 - light) ** (1 + 2 * bright)
    weights = np.rint(flooded * light**0.5 * WHOLE).astype(np.uint16)
    glow = defocused(luma, _BLOOM * len(luma))
    outs = split(made)
    outs[0][:] = tinted(exposed[luma], tones[0], weights[glow])
    half = weights[_quartered(glow)]
    for out, plane, tone in zip(outs[1:], chroma, tones[1:], strict=True):
        out[:] = tinted(plane, tone, half)
    return made


def _quartered(plane: "Plane") -> "Plane":
    """One sample of each four, for planes of chroma."""
    return plane[1::2, 1::2]
