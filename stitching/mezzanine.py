"""The one encoding every clip is kept in, so that a film is put together by copying packets.

Closed groups of pictures (`group`), counted from the first frame of each file, one x264 setting, one thread (so that the
bytes do not depend on the machine's cores): all files of one size and rate carry the same decoder configuration.
"""

from collections.abc import Generator, Iterator
from dataclasses import dataclass
from fractions import Fraction
from functools import lru_cache
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Self

from stitching.errors import MediaError
from stitching.opening import Av, opened_media

if TYPE_CHECKING:
    from stitching.frames import Picture, Planes

VERSION = 4
"""Part of every key of what is encoded here: raise it when the picture or the packets change."""

GROUP = 24
"""Frames from one keyframe to the next. Shorter means less to render around an edit and more bytes."""

HEAD = 12
"""Frame of a clip before which there is one keyframe more, for most joins end there: half as much to render around them."""

STEP = 3
"""Every so many frames of a group, from its keyframe on, there is one that needs no later frame: two B-frames stand between."""

REORDER = 1
"""Frames by which decoding runs ahead of showing: two B-frames that nothing refers to."""

_BT709 = 1
_KEYFRAME = 1
_LIMITED = 1
_OPTIONS = {
    # Measured on drawn pictures with grain at 1280x720: 2.5 times the frames a second of plain veryfast at crf 19, at four
    # fifths of the bytes and 1.6 dB less of 45; superfast takes half as many bytes again for the same quality. Most bytes are
    # grain, for which CABAC and small partitions do little: without them it is 1.35 times as fast for 6 % more bytes. aq-mode 3
    # spends bits where flat dark areas would band.
    "preset": "veryfast",
    "crf": "20",
    "profile": "high",
    "x264-params": f"keyint={GROUP}:min-keyint={GROUP}:scenecut=0:open-gop=0:bframes=2:b-pyramid=none:b-adapt=0"
    ":subme=1:me=dia:partitions=none:cabac=0:weightp=0:aq-mode=3:rc-lookahead=12:mbtree=0:force-cfr=1:stitchable=1",
}

_FINER = {**_OPTIONS, "crf": "17", "x264-params": _OPTIONS["x264-params"] + ":pbratio=1.0:subme=2"}
"""More than 45 dB of what a window should be, on drawn pictures with grain: B-frames as good as the others.

Below subme=2 fades over flat grounds are 3 dB worse, whatever the rate. It changes nothing that a decoder must know.
"""


def group(frame: int) -> tuple[int, int]:
    """Where the closed group begins in which a frame of a clip stands, and where the next one does."""
    if frame < GROUP:
        return (0, HEAD) if frame < HEAD else (HEAD, GROUP)
    begin = frame // GROUP * GROUP
    return begin, begin + GROUP


def timescale(rate: Fraction) -> int:
    """Ticks a second of an MP4 video track in which each frame lasts a whole number of ticks."""
    return rate.numerator if rate.denominator > 1 else rate.numerator * 1000


class Writer:
    """Encodes pictures into one mezzanine file; `finer` for windows, which are encoded a second time and never cut again.

    On an error inside the `with` block the unfinished file is removed. Sides must be even.
    """

    def __init__(self, path: Path, width: int, height: int, rate: Fraction, *, finer: bool = False) -> None:
        if width % 2 or height % 2 or min(width, height) < 16:
            raise MediaError(f"{path}: {width}x{height} cannot be encoded; both sides must be even and at least 16")
        self.path, self.width, self.height, self.rate = path, width, height, rate
        self._options = dict(_FINER if finer else _OPTIONS)
        self._asked_keyframes = () if finer else (HEAD, GROUP)
        self.frames = 0
        self._container: Av = None
        self._stream: Av = None

    def __enter__(self) -> Self:
        import av

        self._container = av.open(
            str(self.path), "w", format="mp4", options={"video_track_timescale": str(timescale(self.rate))}
        )
        stream = self._container.add_stream("libx264", rate=self.rate, options=self._options)
        stream.width, stream.height, stream.pix_fmt = self.width, self.height, "yuv420p"
        stream.time_base = 1 / self.rate
        context = stream.codec_context
        context.time_base = 1 / self.rate
        context.thread_count = 1
        context.color_primaries = context.color_trc = context.colorspace = _BT709
        context.color_range = _LIMITED
        self._stream = stream
        return self

    def write(self, picture: "Picture") -> None:
        """Encode one RGB or RGBA picture."""
        import av
        import numpy as np

        kind = {3: "rgb24", 4: "rgba"}.get(picture.shape[2] if picture.ndim == 3 else 0)
        if kind is None or picture.shape[:2] != (self.height, self.width) or picture.dtype != np.uint8:
            raise MediaError(
                f"{self.path}: a picture of shape {picture.shape} ({picture.dtype}) does not fit "
                f"{self.width}x{self.height} RGB or RGBA of 8 bits"
            )
        frame = av.VideoFrame.from_ndarray(np.ascontiguousarray(picture), format=kind)
        self._encode(frame.reformat(format="yuv420p", dst_colorspace="itu709"))

    def write_planes(self, planes: "Planes") -> None:
        """Encode one yuv420p picture as it is."""
        import av
        import numpy as np

        self._encode(av.VideoFrame.from_ndarray(np.ascontiguousarray(planes), format="yuv420p"))

    def _encode(self, frame: Av) -> None:
        frame.pts, frame.time_base = self.frames, 1 / self.rate
        # Without these four x264 leaves its colour description out, and players guess by size.
        frame.color_primaries = frame.color_trc = _BT709
        frame.colorspace, frame.color_range = _BT709, _LIMITED
        if self.frames in self._asked_keyframes:
            frame.pict_type = _KEYFRAME
        for packet in self._stream.encode(frame):
            self._container.mux(packet)
        self.frames += 1

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        try:
            if kind is None:
                if not self.frames:
                    raise MediaError(f"{self.path}: no picture was written")
                for packet in self._stream.encode(None):
                    self._container.mux(packet)
        except BaseException:
            kind = MediaError
            raise
        finally:
            self._container.close()
            if kind is not None:
                self.path.unlink(missing_ok=True)


@dataclass(frozen=True)
class Facts:
    """What the header of a video file says."""

    width: int
    height: int
    rate: Fraction
    frames: int
    codec: str
    settings: bytes
    """What its decoder is told."""


def probe(path: Path) -> Facts:
    """The facts of a video file, from its header alone; what that does not say is 0. A file is read again when it changed."""
    try:
        state = path.stat()
    except OSError:
        return _probed(path)  # which says what is wrong; errors are not kept
    return _probed(path, state.st_mtime_ns, state.st_size)


@lru_cache(maxsize=4096)
def _probed(path: Path, *_state: int) -> Facts:
    with opened(path) as container:
        stream = container.streams.video[0]
        context = stream.codec_context
        rate = Fraction(stream.average_rate or 0)
        settings = bytes(context.extradata or b"")
        return Facts(stream.width, stream.height, rate, stream.frames, context.name, settings)


def opened(path: Path) -> Av:
    """A mezzanine file or a film as an open PyAV container with at least one picture stream.

    MediaError says what is wrong otherwise.
    """
    container = opened_media(path, probe=False)
    if not container.streams.video:
        container.close()
        raise MediaError(f"{path}: the file holds no picture")
    return container


def read(path: Path, first: int = 0, frames: int | None = None) -> Generator["Planes"]:
    """Decode a mezzanine file from frame `first` on, each frame as yuv420p planes.

    Fewer frames than asked for is a MediaError.
    """
    import av

    at = first
    with opened(path) as container:
        stream = container.streams.video[0]
        stream.codec_context.thread_count = 1
        ticks = 1 / (stream.time_base * Fraction(stream.average_rate))
        if first:
            container.seek(int(group(first)[0] * ticks), stream=stream)
        try:
            for frame in _decoded(container, stream, int(first * ticks)):
                if frames is not None and at >= first + frames:
                    break
                if round(frame.pts / ticks) >= first:
                    yield _planes(frame)
                    at += 1
        except av.FFmpegError as error:
            raise MediaError(f"{path}: broken after frame {at} ({error.strerror})") from None
    if frames is not None and at < first + frames:
        raise MediaError(f"{path}: has only {at} frames where {first + frames} are needed")


def glimpses(path: Path, first: int, frames: int) -> Iterator["Planes"]:
    """Some of the frames of a stretch, one of `STEP` of them and one at least: those that decode without any other's help."""
    import av

    seen = 0
    with opened(path) as container:
        stream = container.streams.video[0]
        stream.codec_context.thread_count = 1
        stream.codec_context.skip_frame = "NONREF"
        ticks = 1 / (stream.time_base * Fraction(stream.average_rate))
        container.seek(int(group(first)[0] * ticks), stream=stream)
        try:
            for frame in container.decode(stream):
                at = round(frame.pts / ticks)
                if at >= first + frames:
                    break
                if at >= first:
                    yield _planes(frame)
                    seen += 1
        except av.FFmpegError as error:
            raise MediaError(f"{path}: broken after frame {first + STEP * seen} ({error.strerror})") from None
    if not seen:
        yield from read(path, first, 1)


def _decoded(container: Av, stream: Av, wanted: int) -> Iterator[Av]:
    """The frames from `wanted` on, in ticks; of those before it only what others need."""
    for packet in container.demux(stream):
        early = packet.pts is not None and packet.pts < wanted
        stream.codec_context.skip_frame = "NONREF" if early else "DEFAULT"
        yield from packet.decode()


def planes_of(picture: "Picture") -> "Planes":
    """An RGB or RGBA picture as yuv420p planes."""
    import av
    import numpy as np

    kind = "rgb24" if picture.shape[2] == 3 else "rgba"
    return _planes(av.VideoFrame.from_ndarray(np.ascontiguousarray(picture), format=kind))


def _planes(frame: Av) -> "Planes":
    if frame.format.name == "yuv420p":
        return frame.to_ndarray()
    return frame.reformat(format="yuv420p", dst_colorspace="itu709").to_ndarray()


def verify(path: Path, width: int, height: int, rate: Fraction, frames: int) -> None:
    """Read the file to its last frame; MediaError unless it is a whole mezzanine file of just these facts.

    Every frame must be there, and those that others need must decode: they are a third of all and most of the bytes.
    """
    import av

    with opened(path) as container:
        stream = container.streams.video[0]
        found = (stream.width, stream.height, Fraction(stream.average_rate))
        if found != (width, height, rate):
            wanted = f"{width}x{height} at {rate} frames a second"
            raise MediaError(f"{path}: is {found[0]}x{found[1]} at {found[2]} frames a second, not {wanted}")
        stream.codec_context.skip_frame = "NONREF"
        times = list[int]()
        decoded = 0
        try:
            for packet in container.demux(stream):
                if packet.pts is not None:
                    times.append(round(packet.pts * stream.time_base * rate))
                decoded += len(packet.decode())
        except av.FFmpegError as error:
            raise MediaError(f"{path}: broken after frame {decoded} that others need ({error.strerror})") from None
    if len(times) != frames:
        raise MediaError(f"{path}: has {len(times)} frames, not {frames}")
    for count, time in enumerate(sorted(times)):
        if time != count:
            raise MediaError(f"{path}: frame {time} stands where frame {count} should")
    if decoded * STEP < frames:
        raise MediaError(f"{path}: only {decoded} of the frames that others need can be decoded")
