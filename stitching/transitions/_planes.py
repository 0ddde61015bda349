"""The planes of pictures on their way from one clip to the next: how far they are, how they are cut up and mixed."""

from collections.abc import Callable, Iterator
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

from stitching.frames import Planes

Plane: TypeAlias = NDArray[np.uint8]
"""(height, width) of luma, or half of both of chroma."""

Weights: TypeAlias = NDArray[np.uint16]
"""From 0, nothing of it, to 256, it alone."""

Draw: TypeAlias = Callable[[float, Planes, Planes], Planes]
"""Makes a picture of how much of the transition is over in the middle of its frame, and of one picture of each clip."""

WHOLE = 256

_VIEWS = {
    "left": lambda plane: plane,
    "right": lambda plane: plane[:, ::-1],
    "up": lambda plane: plane.T,
    "down": lambda plane: plane[::-1].T,
}


def overlapped(
    before: Iterator[Planes], after: Iterator[Planes], frames: int, prepared: Callable[[int, int], Draw]
) -> Iterator[Planes]:
    """The pictures of a transition in which both clips play; `prepared` is told width and height, once."""
    draw: Draw | None = None
    for index, (below, above) in enumerate(zip(before, after, strict=False)):
        if index == frames:
            return
        draw = draw or prepared(*size_of(below))
        yield draw((index + 0.5) / frames, below, above)


def crossed(before: Iterator[Planes], after: Iterator[Planes], frames: int) -> Iterator[Planes]:
    """`frames` pictures in which one row grows over the other, as fast in the beginning as in the end."""
    for index, (below, above) in enumerate(zip(before, after, strict=False)):
        if index == frames:
            return
        yield mixed(below, above, round((index + 0.5) / frames * WHOLE))


def eased(share: float) -> float:
    """Starts and stops gently: the smoothstep."""
    share = min(1.0, max(0.0, share))
    return share * share * (3 - 2 * share)


def swept(share: float) -> float:
    """Starts and stops more gently, and is twice as fast in the middle: the smoothstep of fifth degree."""
    share = min(1.0, max(0.0, share))
    return share**3 * (share * (6 * share - 15) + 10)


def size_of(picture: Planes) -> tuple[int, int]:
    """Width and height."""
    return picture.shape[1], picture.shape[0] * 2 // 3


def split(picture: Planes) -> tuple[Plane, Plane, Plane]:
    """Y, U and V as views into a picture without gaps in memory."""
    width, height = size_of(picture)
    flat, luma, chroma = picture.reshape(-1), width * height, width * height // 4
    half = (height // 2, width // 2)
    first, second = flat[luma : luma + chroma], flat[luma + chroma :]
    return flat[:luma].reshape(height, width), first.reshape(half), second.reshape(half)


def towards_left(plane: Plane, direction: str) -> Plane:
    """A view of the plane turned so that going in the direction is going left."""
    return _VIEWS[direction](plane)


def mixed(below: NDArray[np.uint8], above: NDArray[np.uint8], weight: Weights | int) -> NDArray[np.uint8]:
    """`above` over `below`; exactly either of them where the weight is 0 or 256."""
    share = np.asarray(weight, np.uint16)
    # At most 255 * 256 + 128: it fits into 16 bits.
    return ((below * (WHOLE - share) + above * share + np.uint16(128)) >> 8).astype(np.uint8)


def tinted(picture: NDArray[np.uint8], level: int, weight: Weights | int) -> NDArray[np.uint8]:
    """One level over a plane."""
    share = np.asarray(weight, np.uint16)
    return ((picture * (WHOLE - share) + np.uint16(level) * share + np.uint16(128)) >> 8).astype(np.uint8)
