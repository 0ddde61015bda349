"""The film's sound as AAC: encoded in stretches, on all cores, and heard as players will hear it while it is.

An encoder begins a little before its stretch and ends a little after it, and only the packets in between are kept. By then it has
come to the same choice of block lengths as an encoder of the whole film would have, so the packets of two stretches overlap
without a seam. Stretches lie where they lie whatever the machine, so the bytes are the same on any number of cores.
"""

import os
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from fractions import Fraction
from pathlib import Path
from typing import BinaryIO, TypeAlias

import numpy as np

from stitching.loudness import Samples
from stitching.mezzanine import Av
from stitching.timeline import SAMPLE_RATE

FRAME = 1024
STRETCH = 480 * FRAME
"""Samples: some ten seconds, and whole milliseconds."""

_BIT_RATE = 192_000
_BEFORE, _AFTER = 12 * FRAME, 2 * FRAME
_MOST = 8
"""Encoders at a time, for each holds its stretch in memory."""

Reading: TypeAlias = Callable[[int, int], Samples]
"""Gives the samples from the first number on up to the second. It is asked by several threads."""

_Packets: TypeAlias = list[bytes]


def encoded(sound: Reading, samples: int, wanted: Sequence[int]) -> Iterator[_Packets]:
    """The packets of the wanted stretches of a sound that has so many samples, in the order in which they are wanted.

    Those of the first stretch begin with one that is played before the sound: decoding begins with it.
    """
    encoders = min(_MOST, os.cpu_count() or 1)
    coming = deque[Future[_Packets]]()
    with ThreadPoolExecutor(encoders) as pool:
        for number in wanted:
            if len(coming) > encoders:
                yield coming.popleft().result()
            coming.append(pool.submit(_stretch, sound, samples, number))
        while coming:
            yield coming.popleft().result()


def _stretch(sound: Reading, samples: int, number: int) -> _Packets:
    import av

    first = number * STRETCH
    begin, end = max(0, first - _BEFORE), min(samples, first + STRETCH + _AFTER)
    encoder, found = _encoder(), _Packets()
    heard = sound(begin, end)
    for at in range(0, end - begin, FRAME):
        piece = np.ascontiguousarray(heard[:, at : at + FRAME])
        frame = av.AudioFrame.from_ndarray(piece, format="fltp", layout="stereo")
        frame.sample_rate, frame.pts, frame.time_base = SAMPLE_RATE, at, Fraction(1, SAMPLE_RATE)
        found += map(bytes, encoder.encode(frame))
    found += map(bytes, encoder.encode(None))
    # The encoder's first packet is of what was before the sound.
    skipped = (first - begin) // FRAME + 1 if number else 0
    return found[skipped : None if end == samples else (first + STRETCH - begin) // FRAME + 1]


def _encoder() -> Av:
    import av

    encoder: Av = av.CodecContext.create("aac", "w")
    encoder.sample_rate, encoder.layout, encoder.format = SAMPLE_RATE, "stereo", "fltp"
    encoder.bit_rate = _BIT_RATE
    encoder.open()
    return encoder


class Decoder:
    """Packets of sound as samples again."""

    def __init__(self) -> None:
        import av

        self._decoder: Av = av.CodecContext.create("aac", "r")
        self._decoder.extradata = _encoder().extradata

    def heard(self, packets: _Packets) -> Samples:
        """What the next packets hold: a frame each. Each is whole once the one before it was decoded."""
        import av

        frames = [frame.to_ndarray() for packet in packets for frame in self._decoder.decode(av.Packet(packet))]
        return np.concatenate(frames, axis=1)


class Reel:
    """The packets of a film's sound, in a scratch file, so that stretches can be encoded anew and the others stay."""

    def __init__(self, scratch: BinaryIO, samples: int) -> None:
        self._scratch, self._samples = scratch, samples
        self._places = dict[int, tuple[int, list[int]]]()
        """Of each stretch where it begins in the file, and the bytes of its packets."""

    @property
    def count(self) -> int:
        """Stretches in all."""
        return -(-self._samples // STRETCH)

    def heard(self, sound: Reading, fresh: Sequence[int], target: Path) -> Iterator[Samples]:
        """Encode these stretches, write all as an MP4 file, and give back, stretch by stretch, what is left when decoded.

        Noise loses up to a decibel on that way, and peaks grow or shrink.
        """
        import av

        new, decoder, at = encoded(sound, self._samples, fresh), Decoder(), -FRAME
        with av.open(str(target), "w", format="mp4", options={"movie_timescale": str(SAMPLE_RATE)}) as container:
            stream: Av = container.add_stream("aac", rate=SAMPLE_RATE, layout="stereo")
            stream.time_base = Fraction(1, SAMPLE_RATE)
            stream.codec_context.bit_rate = _BIT_RATE
            stream.codec_context.open()
            for number in range(self.count):
                if number in fresh:
                    self._keep(number, next(new))
                packets = self._kept(number)
                for each in packets:
                    packet = av.Packet(each)
                    packet.stream, packet.time_base, packet.is_keyframe = stream, stream.time_base, True
                    packet.pts, packet.dts, packet.duration = at, at, min(FRAME, self._samples - at)
                    at += FRAME
                    container.mux(packet)
                whole = decoder.heard(packets)[:, 0 if number else FRAME :]
                yield whole[:, : self._samples - number * STRETCH]

    def _keep(self, number: int, packets: _Packets) -> None:
        self._places[number] = (self._scratch.seek(0, os.SEEK_END), [len(packet) for packet in packets])
        self._scratch.write(b"".join(packets))

    def _kept(self, number: int) -> _Packets:
        place, sizes = self._places[number]
        self._scratch.seek(place)
        return [self._scratch.read(size) for size in sizes]
