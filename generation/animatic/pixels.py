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
    return np.array(image.convert("RGBA"))


def moved(channel: "Image", x: int, y: int) -> "Image":
    """One channel some pixels aside, with its own border where nothing came."""
    from PIL import ImageChops

    width, height = channel.size
    aside = ImageChops.offset(channel, x, y)
    left, top = (0 if x > 0 else width + x), (0 if y > 0 else height + y)
    for box in ((left, 0, left + abs(x), height), (0, top, width, top + abs(y))):
        if box[2] > box[0] and box[3] > box[1]:
            aside.paste(channel.crop(box), box)
    return aside


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
