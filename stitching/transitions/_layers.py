"""Pictures laid over each other by MoviePy: where something is turned and scaled, which its composing does well.

It is slow, for it works in RGB and on whole pictures; a transition has only a few.
"""

from typing import TYPE_CHECKING

import numpy as np

from stitching.frames import Picture, Planes
from stitching.mezzanine import planes_of

if TYPE_CHECKING:
    from moviepy import VideoClip


def seen(planes: Planes) -> Picture:
    """One picture as RGB."""
    import av

    frame = av.VideoFrame.from_ndarray(np.ascontiguousarray(planes), format="yuv420p")
    # BT.709, limited range.
    frame.colorspace, frame.color_range = 1, 1
    return np.asarray(frame.reformat(format="rgb24").to_ndarray(), np.uint8)


def still(planes: Planes) -> "VideoClip":
    """One picture as a clip of MoviePy, with a mask, so that nothing is seen around it once it is turned."""
    from moviepy import ImageClip

    return ImageClip(seen(planes)).with_mask()


def laid(under: Planes, over: object, middle: tuple[float, float]) -> Planes:
    """A clip's first picture laid over another one, its middle at so many pixels from the left and the top."""
    from moviepy import CompositeVideoClip, VideoClip

    assert isinstance(over, VideoClip)
    across, down = over.size
    placed = over.with_position((round(middle[0] - across / 2), round(middle[1] - down / 2)))
    size = (under.shape[1], under.shape[0] * 2 // 3)
    return planes_of(np.asarray(CompositeVideoClip([still(under), placed], size=size).get_frame(0), np.uint8))
