"""Pictures that condition a clip, opened as they are meant to be seen."""

from collections import deque
from fractions import Fraction
from itertools import islice
from typing import TYPE_CHECKING

from generation.diffusion.pictures.counts import nearest
from generation.errors import BackendFailure
from generation.requests import Media

if TYPE_CHECKING:
    from av import VideoFrame
    from PIL.Image import Image


def picture(media: Media) -> "Image":
    """Open a keyframe as RGB: turned as its camera says, transparent parts on black.

    Raises:
        BackendFailure: if the file is missing or is no picture.
    """
    from PIL import Image, ImageOps, UnidentifiedImageError

    try:
        with Image.open(media.path) as opened:
            turned = _eight_bits(ImageOps.exif_transpose(opened)).convert("RGBA")
    except (UnidentifiedImageError, OSError) as error:
        raise BackendFailure(f"the keyframe {media.path} cannot be read as a picture; give a PNG or JPEG") from error
    ground = Image.new("RGBA", turned.size, "black")
    return Image.alpha_composite(ground, turned).convert("RGB")


def _eight_bits(opened: "Image") -> "Image":
    """Grey in sixteen bits comes out white else: it would be cut off at 255."""
    if not opened.mode.startswith("I"):
        return opened
    return opened.convert("I").point(lambda value: value / 257).convert("L")


def tail(media: Media, pictures: int, fps: Fraction) -> "list[Image]":
    """Return the last pictures of a clip as they would be at `fps`, the last one included; fewer where it is shorter.

    Raises:
        BackendFailure: if the file is missing or is no clip.
    """
    kept, rate = ending(media, (pictures - 1) / fps, fps)
    back = (nearest(number * rate / fps) for number in reversed(range(pictures)))
    return [seen(kept[-1 - step]) for step in back if step < len(kept)]


def ending(
    media: Media, seconds: Fraction, fps: Fraction, last: int | None = None
) -> "tuple[deque[VideoFrame], Fraction]":
    """Return the frames of a clip from `seconds` before its last one on, and its rate (`fps` where it does not say one).

    With `last` it ends with that frame, as if none followed.

    Raises:
        BackendFailure: if the file is missing or is no clip.
    """
    import av

    try:
        with av.open(str(media.path)) as container:
            rate = Fraction(container.streams.video[0].average_rate or fps)
            shown = islice(container.decode(video=0), None if last is None else last + 1)
            return deque(shown, maxlen=nearest(seconds * rate) + 1), rate
    except (av.FFmpegError, OSError, IndexError) as error:
        raise BackendFailure(f"the clip {media.path}, which this one goes on from, cannot be read") from error


def seen(frame: "VideoFrame") -> "Image":
    """A frame of a clip as a picture."""
    from PIL import Image

    return Image.fromarray(frame.reformat(format="rgb24", src_colorspace="itu709").to_ndarray())
