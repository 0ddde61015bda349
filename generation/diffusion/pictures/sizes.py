"""Which size a video model is asked for, and how pictures go in and come out without being stretched.

The film's picture is a window inside the model's: keyframes go into that window and frames are cut out of it, so a keyframe
comes back where it was. What the window leaves over (less than one of the model's blocks) is filled with the mirrored
picture, and cut off again.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from generation.results import Frame

if TYPE_CHECKING:
    from PIL.Image import Image


@dataclass(frozen=True)
class Framing:
    """The model's size, the film's size, and the window: where the film's picture lies in the model's, in whole pixels."""

    width: int
    height: int
    film_width: int
    film_height: int
    window: tuple[int, int, int, int]
    """Left, top, right, bottom. Of the film's size, or of its shape (to half a pixel) where the model's picture is smaller."""

    def into(self, picture: "Image") -> "Image":
        """Return a keyframe as the model gets it: cropped to the film's shape, put into the window, margins mirrored."""
        from PIL import Image, ImageOps

        left, top, right, bottom = self.window
        inner = ImageOps.fit(picture.convert("RGB"), (right - left, bottom - top), Image.Resampling.LANCZOS)
        margins = ((top, self.height - bottom), (left, self.width - right), (0, 0))
        return Image.fromarray(np.pad(np.asarray(inner), margins, mode="symmetric"))

    def out(self, frame: Frame) -> Frame:
        """Return one of the model's pictures as the film shows it."""
        from PIL import Image

        left, top, right, bottom = self.window
        inner = np.ascontiguousarray(frame[top:bottom, left:right])
        size = (self.film_width, self.film_height)
        if (right - left, bottom - top) == size:
            return inner
        return np.asarray(Image.fromarray(inner).resize(size, Image.Resampling.LANCZOS))


def framing(width: int, height: int, multiple: int, area: int | None = None) -> Framing:
    """Fit the film's size into a model that wants sides in multiples of `multiple` and at most about `area` pixels.

    Within the area the sides are rounded up and nothing is scaled; beyond it the model's picture is the nearest smaller one
    of the same shape, and its frames are enlarged.
    """
    if area is None or width * height <= area:
        shrink = 1.0
        wide, high = (math.ceil(side / multiple) * multiple for side in (width, height))
    else:
        shrink = math.sqrt(area / (width * height))
        wide, high = (max(multiple, round(side * shrink / multiple) * multiple) for side in (width, height))
        shrink = min(wide / width, high / height)
    return _inside(wide, high, width, height, shrink)


def bucketed(width: int, height: int, sizes: Sequence[str]) -> Framing:
    """Fit the film's size into that one of a model's sizes (`1344x768`) whose shape wastes least; the model makes no other.

    The film's picture is the largest window of its shape in the middle of the model's; it is scaled to the film's size.
    """
    pairs = [(int(wide), int(high)) for wide, high in (size.split("x") for size in dict.fromkeys(sizes))]
    scale, wide, high = max(
        (min(wide / width, high / height), wide, high) for wide, high in _least_wasteful(width, height, pairs)
    )
    return _inside(wide, high, width, height, scale)


def _least_wasteful(width: int, height: int, pairs: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """The sizes whose shape is nearest to the film's (several, where they are one shape in several scales)."""

    def waste(pair: tuple[int, int]) -> float:
        ratio = (pair[0] * height) / (pair[1] * width)
        return round(max(ratio, 1 / ratio), 6)

    least = min(map(waste, pairs))
    return [pair for pair in pairs if waste(pair) == least]


def _inside(wide: int, high: int, width: int, height: int, scale: float) -> Framing:
    """The film's picture, scaled, in the middle of the model's."""
    inner_wide, inner_high = min(wide, max(1, round(width * scale))), min(high, max(1, round(height * scale)))
    left, top = (wide - inner_wide) // 2, (high - inner_high) // 2
    return Framing(wide, high, width, height, (left, top, left + inner_wide, top + inner_high))
