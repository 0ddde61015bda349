"""What the effects on drawn pictures share: pictures as Pillow's and back, edges, and soft noise.

A picture is (height, width, 4), RGBA in bytes.
"""

from collections.abc import Callable
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from generation.results import Frame

if TYPE_CHECKING:
    from PIL.Image import Image

Effect = Callable[[Frame], Frame]


def image_of(picture: Frame) -> "Image":
    """The picture's colours as Pillow's, which holds them in four bytes, too: this way round is the fast one."""
    from PIL import Image

    height, width = picture.shape[:2]
    solid = np.ascontiguousarray(picture).reshape(-1)
    return Image.frombuffer("RGBA", (width, height), solid, "raw", "RGBA", 0, 1).convert("RGB")


def framed(image: "Image") -> Frame:
    """Pillow's picture as a solid frame."""
    width, height = image.size
    result = np.empty((height, width, 4), np.uint8)
    sheet_over(result).paste(image.convert("RGBA"))
    return result


def sheet_over(picture: Frame) -> "Image":
    """Pillow's view of a picture: what is pasted on it is in the picture at once, which spares two copies."""
    from PIL import Image

    height, width = picture.shape[:2]
    sheet = Image.frombuffer("RGBA", (width, height), picture.reshape(-1), "raw", "RGBA", 0, 1)
    sheet.readonly = 0
    return sheet


def fringed(picture: Frame, red: tuple[int, int], blue: tuple[int, int]) -> Frame:
    """The picture with its red and its blue moved by (right, down) pixels; its borders stay."""
    result = picture.copy()
    for part, (x, y) in ((0, red), (2, blue)):
        height, width = picture.shape[:2]
        to = (slice(max(0, y), height + min(0, y)), slice(max(0, x), width + min(0, x)))
        source = (slice(max(0, -y), height + min(0, -y)), slice(max(0, -x), width + min(0, -x)))
        result[*to, part] = picture[*source, part]
    return result


def step_of(height: int) -> int:
    """How many pixels of a picture are looked at as one where edges are searched: in a small one each counts."""
    return 2 if height >= 540 else 1


def edges_of(grey: "Image") -> "Image":
    """How much every pixel differs from its neighbours. Nothing at the border."""
    from PIL import ImageFilter

    return bordered(grey.filter(ImageFilter.FIND_EDGES), 0)


def bordered(filtered: "Image", value: int) -> "Image":
    """The same with its border, where filters leave the picture itself, in one value."""
    width, height = filtered.size
    for side in ((0, 0, width, 1), (0, height - 1, width, height), (0, 0, 1, height), (width - 1, 0, width, height)):
        filtered.paste(value, side)
    return filtered


def clouds(order: np.random.Generator, height: int, width: int, size: float, soft: bool = True) -> NDArray[np.float32]:
    """Noise from about -1 to 1 whose clouds are `size` pixels wide: soft, or with straight ramps between its corners."""
    from PIL import Image

    small = order.uniform(-1, 1, (max(3, round(height / size)) + 1, max(3, round(width / size)) + 1)).astype(np.float32)
    way = Image.Resampling.BICUBIC if soft else Image.Resampling.BILINEAR
    return np.asarray(Image.fromarray(small).resize((width, height), way))


def in_bytes(values: NDArray[np.floating]) -> NDArray[np.uint8]:
    """Values from 0 to 1 as bytes."""
    return np.clip(values * 255, 0, 255).astype(np.uint8)
