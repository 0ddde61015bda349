"""The same clip in another shape: a window over its picture that goes along with what the clip is about.

The window is as large as the shape allows and begins on its subject. It stands still while the subject stays near its middle,
and goes after it no faster than a tenth of the picture's width a second, beginning and ending softly. Where people who belong
together do not fit, it is wider than the shape, and around the picture is its own blurred and darkened continuation.
"""

from collections.abc import Callable
from dataclasses import replace
from fractions import Fraction
from pathlib import Path
from typing import TYPE_CHECKING

from pydantic import Field

from stitching import mezzanine
from stitching.following import chosen, of_figures, of_profile, path_of
from stitching.grade import Grade, filters
from stitching.subject import COLUMNS, ROWS, Subjects
from stitching.timeline import Point, Value

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from stitching.following import Track
    from stitching.frames import Planes

VERSION = 1
"""Part of the key of every reframed clip: raise it when the same window gives another picture."""

_KEYS = 4
"""Frames from one key of the path to the next."""
_UNDER, _PALE = 0.42, 0.65
"""What is left of light and of colour in the continuation above and below."""
_BLUR = 0.035
"""Of the picture's height, the deviation of the blur."""
_LEAST_HIGH = 0.55
"""Of an upright picture that is to lie on its side, the part that stays: less would cut people to faces."""
_MIDDLE = 0.47
"""Where the middle of a picture lies that has a continuation: a little high, for captions are below."""


class Key(Value):
    """From here the window goes to the next key in a straight line; its left and upper edge in pixels of the clip."""

    frame: int
    x: float
    y: float


class Reframing(Value):
    """A window of `window` pixels over a clip, shown in a picture of `width` x `height`."""

    width: int
    height: int
    window: tuple[float, float]
    keys: tuple[Key, ...] = Field(min_length=1)

    def at(self, frame: int) -> tuple[float, float]:
        """The window's left and upper edge on a frame."""
        after = next((index for index, key in enumerate(self.keys) if key.frame >= frame), len(self.keys))
        if not 0 < after < len(self.keys):
            key = self.keys[min(after, len(self.keys) - 1)]
            return key.x, key.y
        one, other = self.keys[after - 1], self.keys[after]
        part = (frame - one.frame) / (other.frame - one.frame)
        return one.x + (other.x - one.x) * part, one.y + (other.y - one.y) * part

    def shows(self, point: Point, frame: int, width: int, height: int) -> Point:
        """Where a place of the clip's picture (of `width` x `height`) is in this one; its nearest edge if it is outside."""
        x, y = self.at(frame)
        inside = self.inside()
        across = (point[0] * width - x) / self.window[0]
        down = (point[1] * height - y) / self.window[1]
        left, top, wide, high = inside
        found = (left + across * wide) / self.width, (top + down * high) / self.height
        return min(1.0, max(0.0, found[0])), min(1.0, max(0.0, found[1]))

    def inside(self) -> tuple[int, int, int, int]:
        """Left, top, width and height of where the window is shown: all of the picture, where it has its shape."""
        scale = min(self.width / self.window[0], self.height / self.window[1])
        wide, high = (2 * round(side * scale / 2) for side in self.window)
        if wide >= self.width - 2 and high >= self.height - 2:
            return 0, 0, self.width, self.height
        wide, high = min(wide, self.width), min(high, self.height)
        return (self.width - wide) // 4 * 2, int((self.height - high) * _MIDDLE) // 2 * 2, wide, high


def size_of(shape: Fraction, width: int, height: int) -> tuple[int, int]:
    """The size of a film of another shape (width over height): neither side longer than the film's longer or shorter one.

    1280x720 gives 720x1280 in 9:16, 720x720 in 1:1, 720x900 in 4:5 and 1280x536 in 2.39:1.
    """
    long, short = max(width, height), min(width, height)
    if shape == Fraction(width, height):
        return width, height
    ratio = max(shape, 1 / shape)
    high = min(Fraction(short), long / ratio)
    sides = max(16, 2 * round(high * ratio / 2)), max(16, 2 * round(high / 2))
    return sides if shape >= 1 else (sides[1], sides[0])


def whole(width: int, height: int, source: tuple[int, int]) -> Reframing:
    """All of a clip's picture, in a picture of another shape: for cards that somebody must be able to read."""
    window = float(source[0]), float(source[1])
    return Reframing(width=width, height=height, window=window, keys=(Key(frame=0, x=0.0, y=0.0),))


def reframing(subjects: Subjects, rate: Fraction, source: tuple[int, int], size: tuple[int, int]) -> Reframing:
    """The window over a clip of size `source` for a picture of size `size`."""
    import numpy as np

    (wide, high), (width, height) = source, size
    window = min(float(wide), high * width / height), min(float(high), max(wide * height / width, _LEAST_HIGH * high))
    if abs(window[0] - width) < 1 and abs(window[1] - height) < 1:
        window = float(min(width, wide)), float(min(height, high))  # so that nothing is scaled
    people, needed = chosen(subjects.figures, window[0] / wide)
    if needed > window[0] / wide:
        window = min(float(wide), needed * wide), float(high)
    looks = max((len(figure.places) for figure in people), default=max(1, len(subjects.columns)))
    if people:
        x, y = of_figures(people, window[0] / wide, window[1] / high, looks)
    else:
        x = of_profile(subjects.columns, COLUMNS, window[0] / wide)
        y = of_profile(subjects.rows, ROWS, window[1] / high)
    frames = np.arange(subjects.frames)
    at = np.arange(looks) * subjects.every
    left = path_of(np.interp(frames, at, x), window[0] / wide, rate) * wide - window[0] / 2
    top = path_of(np.interp(frames, at, y), window[1] / high, rate) * high - window[1] / 2
    keys = _keys(left, top)
    if len(keys) == 1 and window == (width, height):
        keys = (Key(frame=0, x=2 * round(keys[0].x / 2), y=2 * round(keys[0].y / 2)),)
    return Reframing(width=width, height=height, window=window, keys=keys)


def _keys(left: "Track", top: "Track") -> tuple[Key, ...]:
    """The path by its keys; those that the others say already are left out."""
    last = len(left) - 1
    at = [*range(0, last, _KEYS), last] if last else [0]
    keys = [Key(frame=frame, x=round(float(left[frame]), 2), y=round(float(top[frame]), 2)) for frame in at]
    kept = [keys[0]]
    for key, after in zip(keys[1:], [*keys[2:], None], strict=False):
        before = kept[-1]
        if after is None or (key.x, key.y) != (before.x, before.y) or (after.x, after.y) != (key.x, key.y):
            kept.append(key)
    return tuple(kept[:1] if all((key.x, key.y) == (kept[0].x, kept[0].y) for key in kept) else kept)


def reframe_clip(
    source: Path, how: Reframing, grade: Grade, target: Path, progress: Callable[[int, int], None] | None = None
) -> mezzanine.Facts:
    """Make the mezzanine clip of a window, and lay a grade over it; `progress` is told the frames done and the frames in all.

    Raises:
        LutError: if the LUT cannot be read.
        MediaError: if the clip cannot.
    """
    facts = mezzanine.probe(source)
    with (
        filters(grade, how.width, how.height, facts.rate, beside=target) as laid,
        mezzanine.Writer(target, how.width, how.height, facts.rate) as writer,
    ):
        for planes in mezzanine.read(source):
            shown = _shown(planes, (facts.width, facts.height), how, writer.frames)
            for filtered in laid:
                shown = filtered(shown)
            writer.write_planes(shown)
            if progress:
                progress(writer.frames, facts.frames)
    return replace(facts, width=how.width, height=how.height)


def _shown(planes: "Planes", source: tuple[int, int], how: Reframing, frame: int) -> "Planes":
    """One picture through the window. Its place is no whole number of pixels, or slow movements would stutter."""
    import numpy as np

    left, top, wide, high = how.inside()
    x, y = how.at(frame)
    box = (max(0.0, x), max(0.0, y), min(x + how.window[0], source[0]), min(y + how.window[1], source[1]))
    done: list[NDArray[np.uint8]] = []
    for index, (start, half) in enumerate(_starts(*source)):
        size = (source[0] // half, source[1] // half)
        plane = planes.reshape(-1)[start : start + size[0] * size[1]].reshape(size[1], size[0])
        inside = _scaled(plane, (wide // half, high // half), tuple(side / half for side in box))
        if (wide, high) != (how.width, how.height):
            around = _continued(plane, how, half, index, box)
            around[top // half : (top + high) // half, left // half : (left + wide) // half] = inside
            inside = around
        done.append(inside.reshape(-1))
    return np.concatenate(done).reshape(-1, how.width)


def _starts(width: int, height: int) -> tuple[tuple[int, int], ...]:
    """Where each plane of a picture begins, and how many pixels one of its samples stands for on a side."""
    luma, chroma = width * height, width * height // 4
    return (0, 1), (luma, 2), (luma + chroma, 2)


def _scaled(plane: "NDArray[np.uint8]", size: tuple[int, int], box: tuple[float, ...]) -> "NDArray[np.uint8]":
    import numpy as np
    from PIL import Image

    kind = Image.Resampling.BICUBIC if size[0] >= box[2] - box[0] else Image.Resampling.LANCZOS
    return np.array(Image.fromarray(plane).resize(size, kind, box=(box[0], box[1], box[2], box[3])))


def _continued(
    plane: "NDArray[np.uint8]", how: Reframing, half: int, index: int, box: tuple[float, ...]
) -> "NDArray[np.uint8]":
    """What lies around a picture of another shape: itself, enlarged until it fills, out of focus and in the dark."""
    import numpy as np
    from PIL import Image, ImageFilter

    size = (how.width // half, how.height // half)
    wide = min(how.window[0], how.window[1] * how.width / how.height)
    high = wide * how.height / how.width
    left, top = (box[0] + box[2] - wide) / 2, (box[1] + box[3] - high) / 2
    part = (left / half, top / half, (left + wide) / half, (top + high) / half)
    small = (max(8, size[0] // 8), max(8, size[1] // 8))
    soft = Image.fromarray(plane).resize(small, Image.Resampling.BOX, box=part)
    blurred = soft.filter(ImageFilter.GaussianBlur(max(1.0, _BLUR * small[1]))).resize(size, Image.Resampling.BICUBIC)
    values = np.asarray(blurred, np.float32)
    dim = 16 + (values - 16) * _UNDER if index == 0 else 128 + (values - 128) * _PALE
    return np.rint(np.clip(dim, 16, 240)).astype(np.uint8)
