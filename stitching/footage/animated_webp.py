"""Animated WebP by Pillow: libavformat takes such a file for a still picture, and cannot read it."""

import warnings
from collections.abc import Iterator
from fractions import Fraction
from pathlib import Path
from typing import TYPE_CHECKING

from stitching.errors import MediaError
from stitching.opening import LARGEST_PICTURE

if TYPE_CHECKING:
    from stitching.opening import Av

CODEC = "animated webp"
_ANIMATED = 0x02
_SHORTEST = 10
"""Thousandths of a second that a picture lasts at least, as in browsers."""


def is_animated_webp(path: Path) -> bool:
    """Whether it is a WebP file in the extended form whose flags say that it moves."""
    with path.open("rb") as file:
        head = file.read(21)
    return head[:4] == b"RIFF" and head[8:16] == b"WEBPVP8X" and len(head) == 21 and bool(head[20] & _ANIMATED)


def webp_pictures(path: Path) -> "Iterator[Av]":
    """The pictures as RGBA frames with their times in thousandths of a second; broken ones at the end are left out."""
    import av
    import numpy as np
    from PIL import Image

    at = 0
    try:
        with warnings.catch_warnings(action="ignore"), Image.open(path, formats=["WEBP"]) as image:
            if image.width * image.height > LARGEST_PICTURE:
                raise MediaError(f"{path}: claims pictures of {image.width}x{image.height}, which is too large")
            for number in range(getattr(image, "n_frames", 1)):
                image.seek(number)
                pixels = np.asarray(image.convert("RGBA"))
                frame: Av = av.VideoFrame.from_ndarray(pixels, format="rgba")
                frame.pts, frame.time_base = at, Fraction(1, 1000)
                frame.duration = max(_SHORTEST, round(image.info.get("duration", 0)))
                at += frame.duration
                yield frame
    except (OSError, EOFError, SyntaxError, ValueError, Image.DecompressionBombError) as error:
        if not at:
            raise MediaError(f"{path}: not a readable picture ({error})") from None
