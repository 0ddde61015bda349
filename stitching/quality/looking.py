"""A decoded frame, made small: every figure of the picture is taken from one of these views."""

from functools import cached_property
from typing import Any

import numpy as np
from numpy.typing import NDArray

WIDTH = 256
"""Pixels across, at most, of the pictures that are compared."""
FINE = 512
"""Pixels across, at most, of the pictures whose sharpness is measured."""

_LUMA = np.array([0.2126, 0.7152, 0.0722], np.float32)
_KNOWN = {1: "itu709", 5: "itu601", 6: "itu601"}
_LINEAR = np.where(
    np.arange(256) <= 0.04045 * 255, np.arange(256) / 255 / 12.92, ((np.arange(256) / 255 + 0.055) / 1.055) ** 2.4
).astype(np.float32)
_TO_XYZ = np.array(
    [[0.4124564, 0.3575761, 0.1804375], [0.2126729, 0.7151522, 0.0721750], [0.0193339, 0.1191920, 0.9503041]],
    np.float32,
)
_WHITE = np.array([0.95047, 1.0, 1.08883], np.float32)


class Scaler:
    """Scales frames; one that is kept costs a third of one for each frame, for its tables are made once."""

    def __init__(self) -> None:
        self._kept = dict[tuple[int, int, str], Any]()

    def scaled(self, frame: Any, width: int, height: int, kind: str, colours: str | None = None) -> Any:
        """The frame in another size and pixel format."""
        from av.video.reformatter import VideoReformatter

        kept = self._kept.setdefault((width, height, kind), VideoReformatter())
        return kept.reformat(frame, width, height, kind, src_colorspace=colours, interpolation="AREA")


class Look:
    """One frame of the film; each view is made when it is first asked for.

    `frame` may be let go of with `release` as soon as the views that read it (`rgb`, `blocks`, `fine`) are not needed.
    """

    def __init__(self, frame: Any, index: int, scaler: Scaler) -> None:
        self.index = index
        self._frame: Any = frame
        self._scaler = scaler

    def release(self) -> None:
        """Make the small picture and let the large one go."""
        _ = self.rgb
        self.__dict__.pop("_small", None)
        self._frame = None

    @cached_property
    def _small(self) -> Any:
        frame = self._frame
        width = min(WIDTH, frame.width)
        height = max(8, round(frame.height * width / frame.width))
        colours = _KNOWN.get(int(frame.colorspace), "itu709" if frame.height >= 720 else "itu601")
        return self._scaler.scaled(frame, width, height, "rgb24", colours)

    @cached_property
    def rgb(self) -> NDArray[np.uint8]:
        """(height, width, 3), at most 256 px across."""
        return self._small.to_ndarray()

    @cached_property
    def luma(self) -> NDArray[np.float32]:
        """(height, width) Rec. 709 luma of `rgb`, 0 to 255."""
        return self.rgb @ _LUMA

    @cached_property
    def blocks(self) -> NDArray[np.int16]:
        """Averages of 16 x 16 pixels of the film."""
        size = (max(1, self._frame.width // 16), max(1, self._frame.height // 16))
        return self._scaler.scaled(self._small, *size, "gray").to_ndarray().astype(np.int16)

    @cached_property
    def fine(self) -> NDArray[np.int16]:
        """Luma at 512 px across, at most, in the file's limited range."""
        width = min(FINE, self._frame.width)
        height = max(8, round(self._frame.height * width / self._frame.width))
        return self._scaler.scaled(self._frame, width, height, "gray").to_ndarray().astype(np.int16)

    @cached_property
    def hsv(self) -> NDArray[np.float32]:
        """(pixels, 3) of every other pixel both ways: hue 0 to 180, saturation and value 0 to 255."""
        thumb = self.rgb[::2, ::2].reshape(-1, 3).astype(np.float32)
        value, least = thumb.max(axis=1), thumb.min(axis=1)
        span = value - least
        safe = np.maximum(span, 1e-6)
        red, green, blue = thumb.T
        hue = np.select(
            [value == red, value == green],
            [(green - blue) / safe % 6, (blue - red) / safe + 2],
            (red - green) / safe + 4,
        )
        return np.stack([hue * 30, span / np.maximum(value, 1e-6) * 255, value], axis=1).astype(np.float32)

    @cached_property
    def lab(self) -> NDArray[np.float32]:
        """(pixels, 3) CIE L*a*b* (D65) of every other pixel both ways."""
        thumb = self.rgb[::2, ::2].reshape(-1, 3)
        ratios = _LINEAR[thumb] @ _TO_XYZ.T / _WHITE
        cubes = np.where(ratios > 216 / 24389, np.cbrt(ratios), (24389 / 27 * ratios + 16) / 116)
        x, y, z = cubes.T
        return np.stack([116 * y - 16, 500 * (x - y), 200 * (y - z)], axis=1).astype(np.float32)


def difference(one: NDArray[np.uint8], other: NDArray[np.uint8]) -> float:
    """Mean absolute difference of two pictures, 0 to 255."""
    return float(np.abs(one.astype(np.int16) - other).mean())


def content_change(one: NDArray[np.float32], other: NDArray[np.float32]) -> float:
    """Mean absolute difference of hue, saturation and value; hue goes round, and counts as far as there is colour."""
    apart = np.abs(one - other)
    hue = np.minimum(apart[:, 0], 180 - apart[:, 0]) * np.minimum(one[:, 1], other[:, 1]) / 255
    return float((hue.mean() + apart[:, 1].mean() + apart[:, 2].mean()) / 3)
