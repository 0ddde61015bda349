"""The model's pictures, made at its own rate, as the film's frames at the film's: once, exactly as many, one after the other.

`repeat` shows the picture that is nearest in time. `blend` mixes its two neighbours, in light, as a camera's open shutter
would. `motion` moves what moves from one to the other, by libavfilter's motion-compensated interpolation. All three show the
picture itself where a frame falls on it: so a clip's first frame, its keyframes and a last picture stay as they were made.
"""

import math
from bisect import bisect_left
from collections import deque
from collections.abc import Iterator, Sequence
from fractions import Fraction
from functools import lru_cache
from itertools import islice, pairwise
from typing import TYPE_CHECKING, Any, Literal

import numpy as np
from numpy.typing import NDArray

from generation.diffusion.pictures.counts import nearest
from generation.errors import MissingExtra, Unsupported
from generation.results import Frame

if TYPE_CHECKING:
    from av import VideoFrame

How = Literal["repeat", "blend", "motion"]

_FULL = 65535
"""Light of white: fine enough that the darkest steps of 8-bit pictures stay apart."""
_BLOCKS = "mi_mode=mci:mc_mode=aobmc:me_mode=bidir:vsbmc=1:scd=none"
"""Blocks that are matched in both directions, with sizes that follow the picture, and overlap.

A clip is one shot, so the filter need not look for a change of scene; where it does, its measure differs from run to run.
"""
_AFTER = 2
"""Pictures that the filter wants to see after those it moves between."""
_TICKS = 7200
"""Parts of a frame's time that the filter counts in."""


def positions(
    frames: int, rate: Fraction, fps: Fraction, count: int, *, lands: bool = False, held: Sequence[int] = ()
) -> list[Fraction]:
    """Return where each frame of the film lies among the model's `count` pictures, from 0 to count - 1.

    A clip that `lands` keeps its last picture: time is stretched, so that the last frame is the last picture. Frames that
    are `held` fall on a picture (the nearest), and time between them is stretched to fit.
    """
    last = Fraction(count - 1)
    step = last / (frames - 1) if lands and frames > 1 else fps / rate
    fixed = {number: Fraction(nearest(min(last, number * step))) for number in sorted(held) if number < frames}
    fixed = {0: Fraction(0), **fixed}
    fixed.setdefault(frames - 1, (frames - 1) * step)
    placed = [fixed[0]] * frames
    for start, end in pairwise(fixed):
        for number in range(start, end + 1):
            placed[number] = fixed[start] + (fixed[end] - fixed[start]) * Fraction(number - start, end - start)
    return [min(last, position) for position in placed]


def require(how: How) -> None:
    """Refuse where this machine cannot do it.

    Raises:
        MissingExtra: if PyAV is not installed.
        Unsupported: if its libavfilter was built without the filter.
    """
    if how != "motion":
        return
    try:
        from av.filter import filters_available
    except ImportError as error:
        raise MissingExtra("av", "local") from error
    if "minterpolate" not in filters_available:
        raise Unsupported("retime=motion needs libavfilter's minterpolate, which this build lacks; take retime=blend")


def retimed(pictures: Iterator[Frame], where: Sequence[Fraction], how: How) -> Iterator[Frame]:
    """Yield one frame for each position, never taking more pictures than those need; positions do not fall."""
    if how == "repeat":
        return _repeated(pictures, [nearest(position) for position in where])
    if how == "blend" or all(position.denominator == 1 for position in where):
        return _blended(pictures, where)
    return _moved(pictures, where)


def _repeated(pictures: Iterator[Frame], order: Sequence[int]) -> Iterator[Frame]:
    number, picture = -1, np.zeros((0, 0, 3), np.uint8)
    for wanted in order:
        while number < wanted:
            number, picture = number + 1, next(pictures)
        yield picture


def _blended(pictures: Iterator[Frame], where: Sequence[Fraction]) -> Iterator[Frame]:
    number = -1
    pair: deque[Frame] = deque(maxlen=2)
    for position in where:
        while number < math.ceil(position):
            number, _ = number + 1, pair.append(np.array(next(pictures)))
        share = position - math.floor(position)
        yield pair[-1] if share == 0 else mixed(pair[0], pair[-1], share)


def mixed(one: Frame, other: Frame, share: Fraction) -> Frame:
    """Mix two pictures by their light: `share` (0 to 1) of the other."""
    to_light, from_light = _tables()
    weight = round(share * 256)
    light = to_light[one].astype(np.uint32) * np.uint32(256 - weight)
    light += to_light[other].astype(np.uint32) * np.uint32(weight)
    return from_light[light >> 8]


@lru_cache(maxsize=1)
def _tables() -> tuple[NDArray[np.uint16], NDArray[np.uint8]]:
    """sRGB to light and back: IEC 61966-2-1."""
    value = np.arange(256) / 255
    light = np.where(value <= 0.04045, value / 12.92, ((value + 0.055) / 1.055) ** 2.4)
    steps = np.arange(_FULL + 1) / _FULL
    back = np.where(steps <= 0.0031308, steps * 12.92, 1.055 * steps ** (1 / 2.4) - 0.055)
    return np.round(light * _FULL).astype(np.uint16), np.round(back * 255).astype(np.uint8)


def _moved(pictures: Iterator[Frame], where: Sequence[Fraction]) -> Iterator[Frame]:
    """Every picture goes into the filter at its time, counted in frames of the film; one frame for each comes out of it."""
    # What lies before the first frame, as the end of the clip before does, is not seen: time begins after it.
    before = math.floor(where[0])
    where = [position - before for position in where]
    pictures = islice(pictures, before, None)
    last = math.ceil(where[-1])
    own: dict[int, Frame] = {}
    made = _filtered(islice(pictures, last + 1), _times(where, last), own)
    for position in where:
        on = math.floor(position)
        between = next(made)
        yield own[on] if position.denominator == 1 else between
        for passed in [number for number in own if number < on]:
            del own[passed]


def _times(where: Sequence[Fraction], last: int) -> list[Fraction]:
    """When each picture is seen, in frames of the film: before and after a frame whose position is known, at an even pace."""
    found: list[Fraction] = []
    for picture in range(last + 1):
        after = max(1, bisect_left(where, picture))
        after = min(after, len(where) - 1)
        start, end = where[after - 1], where[after]
        found.append(after - 1 + (picture - start) / (end - start) if end > start else Fraction(after))
    return found


def _filtered(pictures: Iterator[Frame], times: Sequence[Fraction], own: dict[int, Frame]) -> Iterator[Frame]:
    """Pictures at their times in, a frame at 0, 1, 2 … out; the pictures themselves are left in `own`, by number."""
    from av.error import BlockingIOError as NotYet

    graph: Any = None
    picture = np.zeros((0, 0, 3), np.uint8)
    for number, time in enumerate([*times, *(times[-1] + 1 + extra for extra in range(_AFTER))]):
        if number < len(times):
            picture = own[number] = np.array(next(pictures))
        graph = graph or _graph(picture)
        graph.vpush(_at(picture, time))
        while True:
            try:
                yield graph.vpull().to_ndarray(format="rgb24")
            except NotYet:
                break


def _graph(picture: Frame) -> Any:
    from av import VideoFormat
    from av.filter import Graph

    graph = Graph()
    height, width = picture.shape[:2]
    kind = VideoFormat("yuvj444p", width, height)
    source = graph.add_buffer(width=width, height=height, format=kind, time_base=Fraction(1, _TICKS))
    filters = graph.add("minterpolate", f"fps=1:{_BLOCKS}")
    source.link_to(filters)
    filters.link_to(graph.add("buffersink"))
    graph.configure()
    return graph


def _at(picture: Frame, time: Fraction) -> "VideoFrame":
    """A picture as the filter takes it, at a time in frames of the film."""
    from av import VideoFrame

    frame = VideoFrame.from_ndarray(picture, format="rgb24").reformat(format="yuvj444p")
    frame.pts, frame.time_base = nearest(time * _TICKS), Fraction(1, _TICKS)
    return frame
