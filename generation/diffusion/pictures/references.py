"""References made fit for a model: whole, never stretched; what a shape lacks is filled with the colour of the picture's edge."""

import math
from collections.abc import Sequence
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from PIL.Image import Image


def fitted(picture: "Image", multiple: int, area: int, least: int = 64, ratio: float = 7.5) -> "Image":
    """Return a picture of sides that are multiples of `multiple`, of at most `area` pixels, no side under `least`.

    Larger ones are made smaller, smaller ones larger; one that is longer than `ratio` times its breadth is set on a ground.
    """
    width, height = max(picture.width, picture.height / ratio), max(picture.height, picture.width / ratio)
    scale = max(min(1.0, math.sqrt(area / (width * height))), least / min(width, height))
    floor = math.ceil(least / multiple) * multiple
    wide, high = (max(floor, math.ceil(side * scale / multiple) * multiple) for side in (width, height))
    if wide * high > area:
        wide, high = (max(floor, math.floor(side * scale / multiple) * multiple) for side in (width, height))
    return on_ground(picture, wide, high, largest=scale)


def squared(picture: "Image") -> "Image":
    """Return a picture on a square ground, so that an encoder that looks at the middle square sees all of it."""
    side = max(picture.size)
    return on_ground(picture, side, side)


def side_by_side(pictures: "Sequence[Image]", multiple: int, area: int) -> "Image":
    """Return one picture of all of them next to each other, the first on the left, each as high as the others."""
    from PIL import Image

    ratios = [picture.width / picture.height for picture in pictures]
    most = min(math.sqrt(area / sum(ratios)), max(picture.height for picture in pictures))
    high = max(multiple, math.floor(most / multiple) * multiple)
    panels = [
        on_ground(picture, max(1, round(ratio * high)), high) for picture, ratio in zip(pictures, ratios, strict=True)
    ]
    joined = Image.new("RGB", (sum(panel.width for panel in panels), high))
    left = 0
    for panel in panels:
        joined.paste(panel, (left, 0))
        left += panel.width
    return on_ground(joined, math.ceil(joined.width / multiple) * multiple, high, largest=1.0)


def on_ground(picture: "Image", width: int, height: int, largest: float = math.inf) -> "Image":
    """Return a picture in the middle of a ground of this size, as large as fits, scaled at most by `largest`."""
    from PIL import Image

    inner = picture.convert("RGB")
    scale = min(width / inner.width, height / inner.height, largest)
    size = min(width, max(1, round(inner.width * scale))), min(height, max(1, round(inner.height * scale)))
    if inner.size != size:
        inner = inner.resize(size, Image.Resampling.LANCZOS)
    if size == (width, height):
        return inner
    ground = Image.new("RGB", (width, height), _edge(inner))
    ground.paste(inner, ((width - size[0]) // 2, (height - size[1]) // 2))
    return ground


def _edge(picture: "Image") -> tuple[int, int, int]:
    """The colour in the middle of those of a picture's outermost pixels, channel by channel."""
    pixels = np.asarray(picture)
    edge = np.concatenate([pixels[0], pixels[-1], pixels[:, 0], pixels[:, -1]])
    red, green, blue = (int(value) for value in np.median(edge, axis=0))
    return red, green, blue
