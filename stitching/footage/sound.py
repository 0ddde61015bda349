"""The sound of footage beside its picture: from the same second on, stereo at 48 kHz, silence where there is none."""

import math
import wave
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

from stitching.footage.facts import begin
from stitching.opening import Av, opened_media, packets_of
from stitching.timeline import SAMPLE_RATE

Samples: TypeAlias = NDArray[np.float32]
"""(2, samples), full scale at 1.0."""

_APART = 0.04
"""Seconds by which the container's times and the samples counted may differ; beyond, sound is moved to its time."""
_BACK = 1.0
_BLOCK = SAMPLE_RATE


def sound_of(path: Path, start: float, seconds: float) -> Samples | None:
    """The sound from second `start` of the picture on, just `seconds` long; None if the file has no sound.

    Several channels are mixed as ITU-R BS.775 says (centre and surrounds at -3 dB, no subwoofer) and, should that go beyond
    full scale, turned down as a whole. What is missing or broken is silence.
    """
    blocks = [samples for samples, _ in _blocks(path, start, seconds)]
    if not blocks:
        return None
    whole = np.concatenate(blocks, axis=1)
    return whole / np.float32(max(1.0, _loudest(whole)))


def save_sound(source: Path, path: Path, start: float, seconds: float) -> tuple[str, ...] | None:
    """Write what `sound_of` gives as a WAV file of 16 bits, block by block; gives back what was done to it, for people.

    None, and no file, if there is no sound.
    """
    peak, silent, count = 0.0, 0, 0
    for samples, there in _blocks(source, start, seconds):
        peak, count = max(peak, _loudest(samples)), count + samples.shape[1]
        silent += 0 if there else samples.shape[1]
    if not count:
        return None
    gain = np.float32(32767 / max(1.0, peak))
    with wave.open(str(path), "wb") as file:
        file.setnchannels(2)
        file.setsampwidth(2)
        file.setframerate(SAMPLE_RATE)
        for samples, _ in _blocks(source, start, seconds):
            file.writeframes(np.ascontiguousarray(np.round(samples * gain).astype("<i2").T).tobytes())
    return _said(source, peak, silent / SAMPLE_RATE)


def _said(source: Path, peak: float, silent: float) -> tuple[str, ...]:
    with opened_media(source) as container:
        context = container.streams.best("audio").codec_context
        channels, rate = int(context.layout.nb_channels), int(context.sample_rate)
    done: list[str] = []
    if channels != 2:
        done.append("mono sound on both sides" if channels == 1 else f"{channels} channels of sound mixed to stereo")
    if rate != SAMPLE_RATE:
        done.append(f"sound from {rate / 1000:g} to {SAMPLE_RATE / 1000:g} kHz")
    if peak > 1.001:
        done.append(f"sound turned down by {20 * math.log10(peak):.1f} dB, it would be cut off")
    if silent > _APART:
        done.append(f"{silent:.1f} s of silence where there is no sound")
    return tuple(done)


def _loudest(samples: Samples) -> float:
    return float(np.abs(samples).max(initial=0.0))


def _blocks(path: Path, start: float, seconds: float) -> Iterator[tuple[Samples, bool]]:
    """The sound in blocks, each with whether it is of the file, that together are just as long as was asked for.

    None at all if the file has no sound.
    """
    with opened_media(path) as container:
        stream = container.streams.best("audio")
        if stream is None or stream.codec_context is None:
            return
        picture = container.streams.best("video")
        zero = begin(stream if picture is None else picture) + start
        count, given = round(seconds * SAMPLE_RATE), 0
        for at, samples in _placed(container, stream, zero):
            yield from _silence(min(at, count) - given)
            given = max(given, min(at, count))
            part = samples[:, max(0, given - at) : max(0, count - at)]
            if part.shape[1]:
                yield part, True
                given += part.shape[1]
            if given >= count:
                return
        yield from _silence(count - given)


def _silence(count: int) -> Iterator[tuple[Samples, bool]]:
    for at in range(0, count, _BLOCK):
        yield np.zeros((2, min(_BLOCK, count - at)), np.float32), False


def _placed(container: Av, stream: Av, zero: float) -> Iterator[tuple[int, Samples]]:
    """Blocks of samples, each with the sample, counted from second `zero` of the container, at which it begins."""
    import av

    begins = begin(stream)
    if zero - begins > 2 * _BACK:
        with suppress(av.FFmpegError):  # else it is read from where it is
            container.seek(int((zero - _BACK) / stream.time_base), stream=stream)
    change = _Stereo()
    at = round((begins - zero) * SAMPLE_RATE)
    for number, frame in enumerate(_decoded(container, stream)):
        if frame.pts is not None:
            said = round((float(frame.pts * stream.time_base) - zero) * SAMPLE_RATE)
            at = said if not number or abs(said - at) > _APART * SAMPLE_RATE else at
        for samples in change.of(frame):
            yield at, samples
            at += samples.shape[1]
    for samples in change.of(None):
        yield at, samples
        at += samples.shape[1]


def _decoded(container: Av, stream: Av) -> Iterator[Av]:
    """The stream's frames; what cannot be decoded is left out."""
    import av

    try:
        for packet in packets_of(container, stream):
            try:
                yield from stream.decode(packet)
            except av.FFmpegError:
                continue
    except av.FFmpegError:
        return


class _Stereo:
    """Brings frames of any rate, layout and kind of number to stereo floats at 48 kHz."""

    def __init__(self) -> None:
        self._kind: object = None
        self._change: Av = None

    def of(self, frame: Av) -> Iterator[Samples]:
        """What comes out for a frame; None: what is left."""
        import av

        if frame is not None:
            layout = frame.layout.name
            kind = (layout, frame.sample_rate, frame.format.name)
            if kind != self._kind:
                if self._change is not None:
                    yield from self._out(None)
                to = "mono" if frame.layout.nb_channels == 1 else "stereo"
                self._change, self._kind = av.AudioResampler(format="fltp", layout=to, rate=SAMPLE_RATE), kind
            frame.pts = None
        if self._change is not None:
            yield from self._out(frame)

    def _out(self, frame: Av) -> Iterator[Samples]:
        for part in self._change.resample(frame):
            samples = np.nan_to_num(part.to_ndarray().astype(np.float32), posinf=1.0, neginf=-1.0)
            # Mono goes to both sides at its own level; libswresample would take 3 dB off it.
            yield np.repeat(samples, 2, axis=0) if samples.shape[0] == 1 else samples
