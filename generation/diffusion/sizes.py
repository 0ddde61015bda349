"""Which size a video model is asked for, and how pictures go in and come out without being stretched.

The film's picture is a window inside the model's: keyframes go into that window and frames are cut out of it, so a keyframe
comes back where it was. What the window leaves over (less than one of the model's blocks) is filled with the mirrored
picture, and cut off again.
"""

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from generation.results import Frame

if TYPE_CHECKING:
    from PIL.Image import Image


@dataclass(frozen=True)
class Framing:
    """The model's size, the film's size, and film pixels for each of the model's pixels."""

    width: int
    height: int
    film_width: int
    film_height: int
    scale: float

    def window(self) -> tuple[float, float, float, float]:
        """The film's picture in the model's: left, top, right, bottom; in whole pixels where nothing is scaled."""
        wide, high = self.film_width / self.scale, self.film_height / self.scale
        left, top = (self.width - wide) / 2, (self.height - high) / 2
        if self.scale == 1:
            left, top = math.floor(left), math.floor(top)
        return left, top, left + wide, top + high

    def into(self, picture: "Image") -> "Image":
        """Return a keyframe as the model gets it: cropped to the film's shape, put into the window, margins mirrored."""
        from PIL import Image, ImageOps

        left, top, right, bottom = self.window()
        wide, high = max(1, round(right - left)), max(1, round(bottom - top))
        inner = np.asarray(ImageOps.fit(picture.convert("RGB"), (wide, high), Image.Resampling.LANCZOS))
        before = (math.floor(top), math.floor(left))
        margins = ((before[0], self.height - high - before[0]), (before[1], self.width - wide - before[1]), (0, 0))
        return Image.fromarray(np.pad(inner, margins, mode="symmetric"))

    def out(self, frame: Frame) -> Frame:
        """Return one of the model's pictures as the film shows it."""
        from PIL import Image

        left, top, right, bottom = self.window()
        if self.scale == 1:
            return np.ascontiguousarray(frame[int(top) : int(bottom), int(left) : int(right)])
        size = (self.film_width, self.film_height)
        picture = Image.fromarray(frame).resize(size, Image.Resampling.LANCZOS, box=(left, top, right, bottom))
        return np.asarray(picture)


def framing(width: int, height: int, multiple: int, area: int | None = None) -> Framing:
    """Fit the film's size into a model that wants sides in multiples of `multiple` and at most about `area` pixels.

    Within the area the sides are rounded up and nothing is scaled; beyond it the model's picture is the nearest smaller one
    of the same shape, and its frames are enlarged.
    """
    up = _up(width, multiple), _up(height, multiple)
    if area is None or width * height <= area:
        return Framing(*up, width, height, 1.0)
    shrink = math.sqrt(area / (width * height))
    wide = max(multiple, round(width * shrink / multiple) * multiple)
    high = max(multiple, round(height * shrink / multiple) * multiple)
    return Framing(wide, high, width, height, max(width / wide, height / high))


def _up(side: int, multiple: int) -> int:
    return math.ceil(side / multiple) * multiple
