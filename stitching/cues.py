"""Sounds of the timeline as sample blocks: read by PyAV at 48 kHz, held as pydub segments, shaped in numpy."""

import warnings
import wave
from collections.abc import Iterable, Iterator
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from stitching.errors import MediaError
from stitching.loudness import Samples
from stitching.opening import Av, opened_media, packets_of
from stitching.rooms import Walls, tail
from stitching.timeline import SAMPLE_RATE, Sound

if TYPE_CHECKING:
    from pydub import AudioSegment

_FULL = np.float32(2**31)
_PIECE = 1 << 15

BLOCK = 10 * SAMPLE_RATE
"""Samples that are handled at a time."""


def length(path: Path) -> int:
    """Samples at 48 kHz in the file's sound."""
    try:
        state = path.stat()
    except OSError:
        raise MediaError(f"{path}: there is no such file") from None
    return _length(path, state.st_mtime_ns, state.st_size)


@cache
def _length(path: Path, _changed: int, _size: int) -> int:
    if (plain := _plain(path)) is not None:
        with plain:
            return plain.getnframes()
    return sum(int(segment.frame_count()) for segment in segments(path))


def blocks(path: Path, first: int = 0) -> Iterator[Samples]:
    """The sound of any media file from sample `first` on, in pieces of any length."""
    if (plain := _plain(path)) is not None:
        yield from _read_plain(plain, first)
        return
    for segment in segments(path):
        piece = _array(segment)
        if first < piece.shape[1]:
            yield piece[:, first:]
        first = max(0, first - piece.shape[1])


def _plain(path: Path) -> wave.Wave_read | None:
    """A WAV file of 16 bits at 48 kHz, as everything that is made here is; such a file needs no decoder."""
    if not path.is_file():
        return None
    try:
        file = wave.open(str(path), "rb")  # noqa: SIM115 - whoever asks closes it
    except (wave.Error, EOFError, OSError):
        return None
    # A header can claim more than there is.
    whole = file.getnframes() * file.getnchannels() * 2 <= path.stat().st_size
    if whole and (file.getframerate(), file.getsampwidth()) == (SAMPLE_RATE, 2) and file.getnchannels() in (1, 2):
        return file
    file.close()
    return None


def _read_plain(file: wave.Wave_read, first: int) -> Iterator[Samples]:
    with file:
        file.setpos(min(first, file.getnframes()))
        while raw := file.readframes(_PIECE):
            whole = np.frombuffer(raw, "<i2").reshape(-1, file.getnchannels()).T.astype(np.float32) / np.float32(2**15)
            yield whole if file.getnchannels() == 2 else np.repeat(whole, 2, axis=0)


def segments(path: Path) -> "Iterator[AudioSegment]":
    """The sound of any media file, in order, as stereo segments of 32 bits at 48 kHz.

    Mono goes to both sides at its own level. The rate is changed by PyAV: pydub's own change of rate is by straight lines.
    """
    import av

    with opened_media(path) as container:
        if not container.streams.audio:
            raise MediaError(f"{path}: the file holds no sound")
        stream = container.streams.audio[0]
        layout = "mono" if stream.codec_context.layout.nb_channels == 1 else "stereo"
        change: Av = av.AudioResampler(format="s32", layout=layout, rate=SAMPLE_RATE)
        try:
            for packet in packets_of(container, stream):
                for frame in stream.decode(packet):
                    frame.pts = None
                    yield from (_segment(part, layout) for part in change.resample(frame))
            yield from (_segment(part, layout) for part in change.resample(None))
        except av.FFmpegError as error:
            raise MediaError(f"{path}: broken sound ({error.strerror})") from None


@cache
def _audio_segment() -> "type[AudioSegment]":
    """pydub's class, without the warnings of its import: it looks for an ffmpeg program, which nothing here uses."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        from pydub import AudioSegment
    return AudioSegment


def _segment(frame: Av, layout: str) -> "AudioSegment":
    channels = 1 if layout == "mono" else 2
    data = np.ascontiguousarray(frame.to_ndarray()).tobytes()
    segment = _audio_segment()(data=data, sample_width=4, frame_rate=SAMPLE_RATE, channels=channels)
    return segment if channels == 2 else segment.set_channels(2)


def _array(segment: "AudioSegment") -> Samples:
    values = np.frombuffer(segment.raw_data or b"", np.int32).reshape(-1, 2).T
    return values.astype(np.float32) / _FULL


class Cue:
    """One sound on its way into the mix: read block by block, with its gain and its fades."""

    def __init__(self, sound: Sound) -> None:
        self.sound = sound
        whole = max(0, length(sound.source.path) - sound.first)
        self.length = whole if sound.length is None else min(sound.length, whole)
        self.end = sound.start + self.length + (tail(sound.space) if sound.space else 0)
        self._parts = blocks(sound.source.path, sound.first)
        self._held: Samples = np.zeros((2, 0), np.float32)
        self._at = 0
        self._heard = 0
        self._walls: Walls | None = None

    def read(self, count: int) -> Samples:
        """The next `count` samples, fewer at the end of the sound."""
        if self.sound.space is None:
            return self._own(count)
        # Only what is heard has a room in memory: a film has many lines.
        self._walls = self._walls or Walls(self.sound.space)
        count = min(count, self.end - self.sound.start - self._heard)
        own = self._own(count)
        self._heard += count
        return self._walls.through(np.pad(own, ((0, 0), (0, count - own.shape[1]))))

    def _own(self, count: int) -> Samples:
        """The next samples of the sound itself, without the room that it is in."""
        count = min(count, self.length - self._at)
        waiting, held = [self._held], self._held.shape[1]
        while held < count:
            part = next(self._parts, None)
            if part is None:
                break
            waiting.append(part)
            held += part.shape[1]
        joined = np.concatenate(waiting, axis=1)
        self._held = joined[:, count:]
        shaped = joined[:, :count] * self._envelope(count)
        self._at += count
        return shaped

    def _envelope(self, count: int) -> NDArray[np.float32]:
        gain = np.full(1, 10 ** (self.sound.gain / 20), np.float32)
        if self._at < self.sound.fade_in:
            gain = gain * _rise((np.arange(self._at, self._at + count) + 0.5) / self.sound.fade_in)
        left = self.length - self._at
        if left - count < self.sound.fade_out:
            gain = gain * _rise((left - np.arange(count) - 0.5) / self.sound.fade_out)
        return gain


def added(sounds: Iterable[Sound], samples: int) -> Iterator[Samples]:
    """The sounds added up, in `BLOCK`s that together have so many samples."""
    waiting = sorted((Cue(sound) for sound in sounds), key=lambda cue: cue.sound.start)
    for at in range(0, samples, BLOCK):
        end = min(at + BLOCK, samples)
        total = np.zeros((2, end - at), np.float32)
        for cue in waiting:
            begin = max(cue.sound.start, at)
            if begin < end and cue.end > at:
                heard = cue.read(end - begin)
                total[:, begin - at : begin - at + heard.shape[1]] += heard
        waiting = [cue for cue in waiting if cue.end > end]
        yield total


def _rise(share: NDArray[np.float64]) -> NDArray[np.float32]:
    """From 0 to 1 as a quarter of a sine: two such fades across each other keep their power."""
    return np.sin(np.clip(share, 0, 1) * (np.pi / 2)).astype(np.float32)
