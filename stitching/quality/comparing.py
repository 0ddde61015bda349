"""How alike two pictures are."""

import math

import numpy as np
from numpy.typing import NDArray

_WINDOW = 7
_LUMA_TERM, _CONTRAST_TERM = (0.01 * 255) ** 2, (0.03 * 255) ** 2
PSNR_MOST = 100.0
"""dB told of equal pictures."""


def ssim(one: NDArray[np.float32], other: NDArray[np.float32]) -> float:
    """Structural similarity of two luma pictures (Wang et al. 2004), windows of 7 x 7 pixels without weights."""
    size = min(_WINDOW, *one.shape)
    x, y = one.astype(np.float64), other.astype(np.float64)
    mean_x, mean_y = boxed(x, size), boxed(y, size)
    spread_x = boxed(x * x, size) - mean_x**2
    spread_y = boxed(y * y, size) - mean_y**2
    together = boxed(x * y, size) - mean_x * mean_y
    above = (2 * mean_x * mean_y + _LUMA_TERM) * (2 * together + _CONTRAST_TERM)
    below = (mean_x**2 + mean_y**2 + _LUMA_TERM) * (spread_x + spread_y + _CONTRAST_TERM)
    return float((above / below).mean())


def boxed(values: NDArray[np.float64], size: int) -> NDArray[np.float64]:
    """Means over windows of `size` x `size`, where those are whole."""
    sums = np.zeros((values.shape[0] + 1, values.shape[1] + 1))
    np.cumsum(np.cumsum(values, axis=0), axis=1, out=sums[1:, 1:])
    whole = sums[size:, size:] - sums[:-size, size:] - sums[size:, :-size] + sums[:-size, :-size]
    return whole / size**2


def psnr(one: NDArray[np.uint8], other: NDArray[np.uint8]) -> float:
    """Peak signal to noise ratio in dB, 100 at most."""
    error = float(np.square(one.astype(np.float32) - other).mean())
    return PSNR_MOST if error < 255**2 / 10 ** (PSNR_MOST / 10) else 10 * math.log10(255**2 / error)


def correlation(one: NDArray[np.float32], other: NDArray[np.float32]) -> float | None:
    """Of two luma pictures of one size, -1 to 1; None where one of them is plain."""
    x, y = one - one.mean(), other - other.mean()
    if x.std() < 1 or y.std() < 1:
        return None
    return float((x * y).mean() / (x.std() * y.std()))
