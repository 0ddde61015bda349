"""The planes of pictures on their way from one clip to the next: how far they are, how they are cut up and mixed."""

from collections.abc import Callable, Iterator
from functools import cache
from typing import TypeAlias, TypeVar

import numpy as np
from numpy.typing import NDArray

from stitching.frames import Planes, plain

Plane: TypeAlias = NDArray[np.uint8]
"""(height, width) of luma, or half of both of chroma."""

Weights: TypeAlias = NDArray[np.uint16]
"""From 0, nothing of it, to 256, it alone."""

Draw: TypeAlias = Callable[[float, Planes, Planes], Planes]
"""Makes a picture of how much of the transition is over in the middle of its frame, and of one picture of each clip."""

WHOLE = 256

_Sample = TypeVar("_Sample", bound=np.generic)

_VIEWS = {
    "left": lambda plane: plane,
    "right": lambda plane: plane[:, ::-1],
    "up": lambda plane: plane.T,
    "down": lambda plane: plane[::-1].T,
}


def drawn(before: Iterator[Planes], after: Iterator[Planes], frames: int, draw: Draw) -> Iterator[Planes]:
    """The pictures of a transition in which both clips play."""
    for index, below, above in zip(range(frames), before, after, strict=False):
        yield draw((index + 0.5) / frames, below, above)


def drawn_to_size(
    before: Iterator[Planes], after: Iterator[Planes], frames: int, prepared: Callable[[int, int], Draw]
) -> Iterator[Planes]:
    """As `drawn`, by what `prepared` makes of width and height, once."""
    ready = cache(prepared)
    return drawn(before, after, frames, lambda share, below, above: ready(*size_of(below))(share, below, above))


def crossed(before: Iterator[Planes], after: Iterator[Planes], frames: int) -> Iterator[Planes]:
    """`frames` pictures in which one row grows over the other, as fast in the beginning as in the end."""
    return drawn(before, after, frames, lambda share, below, above: mixed(below, above, round(share * WHOLE)))


def eased(share: float) -> float:
    """Starts and stops gently: the smoothstep."""
    share = min(1.0, max(0.0, share))
    return share * share * (3 - 2 * share)


def swept(share: float) -> float:
    """Starts and stops more gently, and is twice as fast in the middle: the smoothstep of fifth degree."""
    share = min(1.0, max(0.0, share))
    return share**3 * (share * (6 * share - 15) + 10)


def dissolving(share: float, alone: float) -> int:
    """The weight of the clip that enters where each is seen alone for so much of the way, and both dissolve between."""
    return round(WHOLE * eased((share - alone) / (1 - 2 * alone)))


def size_of(picture: NDArray[_Sample]) -> tuple[int, int]:
    """Width and height."""
    return picture.shape[1], picture.shape[0] * 2 // 3


def split(picture: NDArray[_Sample]) -> tuple[NDArray[_Sample], NDArray[_Sample], NDArray[_Sample]]:
    """Y, U and V as views into a picture without gaps in memory, or into what is laid out as one."""
    width, height = size_of(picture)
    flat, luma, chroma = picture.reshape(-1), width * height, width * height // 4
    half = (height // 2, width // 2)
    first, second = flat[luma : luma + chroma], flat[luma + chroma :]
    return flat[:luma].reshape(height, width), first.reshape(half), second.reshape(half)


def planewise(make: Callable[..., Plane], *pictures: Planes, direction: str = "left") -> Planes:
    """A picture of which each plane is made of those of the pictures, turned so that going in the direction is going left."""
    made, view = np.empty_like(pictures[0]), _VIEWS[direction]
    for out, *planes in zip(split(made), *map(split, pictures), strict=True):
        view(out)[:] = make(*map(view, planes))
    return made


def steps_along(picture: Planes, direction: str) -> int:
    """How many steps of two pixels, or of one sample of chroma, there are on the way through a picture."""
    return _VIEWS[direction](split(picture)[1]).shape[1]


def tones(colour: str) -> tuple[int, ...]:
    """The levels of Y, U and V of a colour."""
    return tuple(int(plane[0, 0]) for plane in split(plain(2, 2, colour)))


def mixed(below: NDArray[np.uint8], above: NDArray[np.uint8], weight: Weights | int) -> NDArray[np.uint8]:
    """`above` over `below`; exactly either of them where the weight is 0 or 256."""
    if isinstance(weight, int) and weight in (0, WHOLE):
        return above if weight else below
    share = np.asarray(weight, np.uint16)
    # At most 255 * 256 + 128: it fits into 16 bits.
    return ((below * (WHOLE - share) + above * share + np.uint16(128)) >> 8).astype(np.uint8)


def tinted(picture: NDArray[np.uint8], level: int, weight: Weights | int) -> NDArray[np.uint8]:
    """One level over a plane."""
    share = np.asarray(weight, np.uint16)
    return ((picture * (WHOLE - share) + np.uint16(level) * share + np.uint16(128)) >> 8).astype(np.uint8)
