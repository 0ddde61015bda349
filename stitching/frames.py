"""What pictures are in memory, and how text is laid over them."""

from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeAlias

import numpy as np
from numpy.typing import NDArray

from stitching.colours import rgb

if TYPE_CHECKING:
    from PIL.Image import Image

Picture: TypeAlias = NDArray[np.uint8]
"""(height, width, 3) RGB or (height, width, 4) RGBA; alpha is ignored."""

Planes: TypeAlias = NDArray[np.uint8]
"""One yuv420p picture, (height * 3 // 2, width): Y, then U, then V, without padding; BT.709, limited range."""

_FROM_RGB = np.array([[0.2126, 0.7152, 0.0722], [-0.1146, -0.3854, 0.5], [0.5, -0.4542, -0.0458]], np.float32)
_SCALE = np.array([219, 224, 224], np.float32)
_ZERO = np.array([16, 128, 128], np.float32)


def plain(width: int, height: int, colour: str) -> Planes:
    """One plain picture of a colour."""
    levels = np.rint((np.array(rgb(colour), np.float32) / 255) @ _FROM_RGB.T * _SCALE + _ZERO).astype(np.uint8)
    return np.repeat(levels, [width * height, width * height // 4, width * height // 4]).reshape(-1, width)


@dataclass(frozen=True)
class Stamp:
    """A drawing with soft edges, ready to be laid over yuv420p pictures without taking those to RGB and back.

    `x` and `y` are even; for each plane there is the colour times its alpha, and the alpha.
    """

    x: int
    y: int
    planes: tuple[NDArray[np.float32], ...]
    alphas: tuple[NDArray[np.float32], ...]

    def over(self, planes: Planes, width: int, height: int, opacity: float = 1.0) -> Planes:
        """A picture with the drawing on it."""
        done = planes.copy()
        self.onto(done, width, height, opacity)
        return done

    def onto(self, planes: Planes, width: int, height: int, opacity: float = 1.0, dx: int = 0, dy: int = 0) -> None:
        """Draw it on a picture, moved by an even number of pixels; what lies outside is left out."""
        if not self.planes or opacity <= 0:
            return
        flat, luma, chroma = planes.reshape(-1), width * height, width * height // 4
        for index, start in enumerate((0, luma, luma + chroma)):
            half = 1 if index == 0 else 2
            size = (height // half, width // half)
            plane = flat[start : start + size[0] * size[1]].reshape(size)
            colour, alpha = self.planes[index], self.alphas[min(index, 1)]
            y, x = (self.y + dy) // half, (self.x + dx) // half
            rows = slice(max(0, -y), max(0, size[0] - y))
            columns = slice(max(0, -x), max(0, size[1] - x))
            colour, alpha = colour[rows, columns], alpha[rows, columns]
            top, left = max(0, y), max(0, x)
            part = plane[top : top + alpha.shape[0], left : left + alpha.shape[1]]
            mixed = part * (1 - alpha * np.float32(opacity)) + colour * np.float32(opacity)
            part[:] = np.rint(mixed).astype(np.uint8)


def stamp(image: "Image") -> Stamp:
    """An RGBA image of the size of the film as a stamp; only what is drawn on is kept. Its colours are straight alpha."""
    pixels = np.asarray(image, np.float32)
    height, width = pixels.shape[0] // 2 * 2, pixels.shape[1] // 2 * 2
    box = image.getchannel("A").crop((0, 0, width, height)).getbbox()
    if box is None:
        return Stamp(0, 0, (), ())
    left, top = box[0] // 2 * 2, box[1] // 2 * 2
    right, bottom = (box[2] + 1) // 2 * 2, (box[3] + 1) // 2 * 2
    inside = pixels[top:bottom, left:right]
    alpha = (inside[:, :, 3] / 255).astype(np.float32)
    colour = (inside[:, :, :3] / 255) @ _FROM_RGB.T * _SCALE + _ZERO
    weighted = (colour * alpha[:, :, None]).astype(np.float32)

    def quarter(plane: NDArray[np.float32]) -> NDArray[np.float32]:
        return plane.reshape(plane.shape[0] // 2, 2, plane.shape[1] // 2, 2).mean(axis=(1, 3), dtype=np.float32)

    planes = (weighted[:, :, 0], quarter(weighted[:, :, 1]), quarter(weighted[:, :, 2]))
    return Stamp(left, top, planes, (alpha, quarter(alpha)))
