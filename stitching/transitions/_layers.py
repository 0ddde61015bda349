"""Two rows of pictures laid over each other by MoviePy."""

from collections.abc import Callable, Iterator

import numpy as np
from numpy.typing import NDArray

from stitching.frames import Planes


def crossed(under: Iterator[Planes], over: Iterator[Planes], frames: int) -> Iterator[Planes]:
    """`frames` pictures in which `over` grows from nothing to all; both must give that many.

    Composing is linear, so the yuv planes travel through MoviePy as they are, folded to three channels: no way to RGB and
    back, which would soften the colours at each end of the transition, and half the bytes.
    """
    from moviepy import CompositeVideoClip, VideoClip
    from moviepy.video.fx.CrossFadeIn import CrossFadeIn

    shape: list[tuple[int, ...]] = []
    below = VideoClip(_in_order(under, shape), duration=frames).with_fps(1)
    above = VideoClip(_in_order(over, shape), duration=frames).with_fps(1).with_effects([CrossFadeIn(frames)])
    both = CompositeVideoClip([below, above])
    for index in range(frames):
        # The middle of each frame: the ramp is the same read forwards and backwards.
        yield np.asarray(both.get_frame(index + 0.5), np.uint8).reshape(shape[0])


def _in_order(pictures: Iterator[Planes], shape: list[tuple[int, ...]]) -> Callable[[float], NDArray[np.uint8]]:
    """MoviePy asks by time, and more than once; the pictures come one after another."""
    held: dict[int, NDArray[np.uint8]] = {}

    def picture_at(seconds: float) -> NDArray[np.uint8]:
        index = int(seconds)
        if index not in held:
            held.clear()
            picture = next(pictures)
            shape.append(picture.shape)
            held[index] = picture.reshape(picture.shape[0] // 3, picture.shape[1], 3)
        return held[index]

    return picture_at
