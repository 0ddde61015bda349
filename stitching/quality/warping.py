"""Warp error: what is left of the difference of two frames when the motion between them is taken out.

Motion is estimated densely by Lucas and Kanade's method in a pyramid of three, with windows of 15 x 15 pixels. Only places
where the motion there and back agree are counted (forward-backward consistency), so what is uncovered is no error.
"""

from typing import Any

import numpy as np
from numpy.typing import NDArray

ESTIMATOR = "dense Lucas-Kanade, pyramid of 3, window 15 px, at 256 px across"

_LEVELS, _ROUNDS, _RADIUS = 3, 2, 7
_LEAST_TEXTURE = 4.0

Plane = NDArray[np.float32]


def warp_error(one: Plane, other: Plane) -> float | None:
    """Mean squared luma difference of `other`, brought back along the motion, and `one`; None if no place can be followed."""
    there, back = _flow(one, other), _flow(other, one)
    returned = np.stack([_sampled(back[axis], there) for axis in (0, 1)])
    apart = np.square(there + returned).sum(axis=0)
    sizes = np.square(there).sum(axis=0) + np.square(returned).sum(axis=0)
    sure = apart < 0.01 * sizes + 0.5
    if not sure.any():
        return None
    return float(np.square(_sampled(other, there) - one)[sure].mean())


def _flow(one: Plane, other: Plane) -> NDArray[np.float32]:
    """(2, height, width): how far down and right each place of `one` lies in `other`."""
    pairs = [(one, other)]
    while len(pairs) < _LEVELS and min(pairs[-1][0].shape) >= 32:
        pairs.append((_halved(pairs[-1][0]), _halved(pairs[-1][1])))
    flow = np.zeros((2, *pairs[-1][0].shape), np.float32)
    for first, second in reversed(pairs):
        if flow.shape[1:] != first.shape:
            flow = np.stack([2 * _doubled(flow[axis], first.shape) for axis in (0, 1)])
        flow = _refined(first, second, flow)
    return flow


def _refined(one: Plane, other: Plane, flow: NDArray[np.float32]) -> NDArray[np.float32]:
    down, right = _slope(one, 0), _slope(one, 1)
    yy, xx, yx = _windowed(down * down), _windowed(right * right), _windowed(down * right)
    determinant = (yy + _LEAST_TEXTURE) * (xx + _LEAST_TEXTURE) - yx * yx
    for _ in range(_ROUNDS):
        late = _sampled(other, flow) - one
        y, x = _windowed(down * late), _windowed(right * late)
        step = np.stack([(xx + _LEAST_TEXTURE) * y - yx * x, (yy + _LEAST_TEXTURE) * x - yx * y]) / determinant
        flow = (flow - np.clip(step, -4, 4)).astype(np.float32)
    return flow


def _slope(plane: Plane, axis: int) -> Plane:
    return np.asarray(np.gradient(plane, axis=axis), np.float32)


def _windowed(values: NDArray[Any]) -> Plane:
    """Means over 15 x 15 windows, edges repeated."""
    size = 2 * _RADIUS + 1
    wide = np.pad(values, (_RADIUS + 1, _RADIUS), mode="edge")
    sums = np.cumsum(np.cumsum(wide, axis=0, dtype=np.float64), axis=1)
    rows = sums[size:] - sums[:-size]
    return np.asarray((rows[:, size:] - rows[:, :-size]) / size**2, np.float32)


def _halved(plane: Plane) -> Plane:
    high, wide = plane.shape[0] // 2 * 2, plane.shape[1] // 2 * 2
    return plane[:high, :wide].reshape(high // 2, 2, wide // 2, 2).mean(axis=(1, 3))


def _doubled(plane: Plane, shape: tuple[int, int]) -> Plane:
    rows = np.minimum(np.arange(shape[0]) // 2, plane.shape[0] - 1)
    columns = np.minimum(np.arange(shape[1]) // 2, plane.shape[1] - 1)
    return plane[rows[:, None], columns]


def _sampled(plane: Plane, flow: NDArray[np.float32]) -> Plane:
    """The plane, at each place moved by the flow, between the pixels."""
    high, wide = plane.shape
    y = np.clip(np.arange(high, dtype=np.float32)[:, None] + flow[0], 0, high - 1)
    x = np.clip(np.arange(wide, dtype=np.float32) + flow[1], 0, wide - 1)
    top, left = np.minimum(y.astype(np.int32), high - 2), np.minimum(x.astype(np.int32), wide - 2)
    below, beside = y - top, x - left
    flat, at = plane.ravel(), top * wide + left
    upper = flat[at] * (1 - beside) + flat[at + 1] * beside
    lower = flat[at + wide] * (1 - beside) + flat[at + wide + 1] * beside
    return upper * (1 - below) + lower * below
