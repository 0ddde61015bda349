"""Pictures that say when a place changes: a person's own, and clouds."""

from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from PIL import Image, ImageOps, UnidentifiedImageError

from stitching.errors import MediaError

_SEED = 1927
_OCTAVES = 5
_FEWEST = 3
"""Clouds across the height of the picture."""
_FORMATS = ("PNG", "JPEG", "WEBP", "TIFF", "BMP", "PPM")
_MOST_PIXELS = 100_000_000


def brightness(path: Path, width: int, height: int) -> NDArray[np.float32]:
    """Brightness (height, width) of a still, stretched to 0 … 1; what is beyond the picture's shape is cut off.

    A plain picture says that all places change together. Raises MediaError if the file is no picture.
    """
    try:
        with Image.open(path, formats=_FORMATS) as opened:
            if opened.width * opened.height > _MOST_PIXELS:
                raise MediaError(f"{path}: has more than {_MOST_PIXELS // 1_000_000} million pixels; make it smaller")
            deep = opened.mode.startswith(("I", "F"))
            grey = Image.fromarray(np.asarray(opened, np.float32)) if deep else opened.convert("L").convert("F")
    except (UnidentifiedImageError, Image.DecompressionBombError):
        raise MediaError(f"{path}: is not a picture that a luma wipe can read; give it a PNG or JPEG") from None
    except (OSError, SyntaxError, ValueError) as error:
        raise MediaError(f"{path}: cannot be read: {error}; give the luma wipe a whole PNG or JPEG") from None
    return _stretched(np.asarray(ImageOps.fit(grey, (width, height), Image.Resampling.BILINEAR), np.float32))


def clouds(width: int, height: int, octaves: int = _OCTAVES) -> NDArray[np.float32]:
    """Soft clouds (height, width), always the same, in which every brightness from 0 to 1 takes as much of the picture."""
    noise = np.random.default_rng(_SEED)
    heap = np.zeros((height, width), np.float32)
    for octave in range(octaves):
        rows = _FEWEST << octave
        columns = max(2, round(rows * width / height))
        coarse = noise.standard_normal((rows, columns)).astype(np.float32) * np.float32(0.5**octave)
        heap += np.asarray(Image.fromarray(coarse).resize((width, height), Image.Resampling.BICUBIC))
    edges = np.quantile(heap, np.linspace(0, 1, 65)).astype(np.float32)
    return np.interp(heap, edges, np.linspace(0, 1, 65)).astype(np.float32)


def _stretched(values: NDArray[np.float32]) -> NDArray[np.float32]:
    low, high = float(values.min()), float(values.max())
    if not high > low:
        return np.full_like(values, 0.5)
    return (values - np.float32(low)) / np.float32(high - low)
