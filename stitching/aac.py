"""The film's sound as AAC: encoded once, into a file of its own, and heard as players will hear it while it is."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from fractions import Fraction
from itertools import islice
from pathlib import Path

import numpy as np

from stitching.loudness import Samples
from stitching.mezzanine import Av
from stitching.timeline import SAMPLE_RATE

OPTIONS = {"b": "192000"}
BLOCK = 1024
_AHEAD = 200
"""Packets that are encoded while those before are heard."""


def encoded(blocks: Iterator[Samples], target: Path) -> Iterator[Samples]:
    """Encode sound that comes in blocks into `target`, an MP4 file, and give back what is left of it when decoded.

    Noise loses up to a decibel on that way, and peaks grow or shrink. Encoding runs in a thread of its own.
    """
    import av

    with av.open(str(target), "w", format="mp4", options={"movie_timescale": str(SAMPLE_RATE)}) as container:
        stream: Av = container.add_stream("aac", rate=SAMPLE_RATE, layout="stereo", options=dict(OPTIONS))
        stream.time_base = Fraction(1, SAMPLE_RATE)
        stream.codec_context.open()
        decoder: Av = av.CodecContext.create("aac", "r")
        decoder.extradata = stream.codec_context.extradata
        for packet in _ahead(_packets(stream, blocks)):
            yield from (frame.to_ndarray() for frame in decoder.decode(packet))
            container.mux(packet)


def _packets(stream: Av, blocks: Iterator[Samples]) -> Iterator[Av]:
    import av

    at = 0
    for block in _cut(blocks):
        frame = av.AudioFrame.from_ndarray(np.ascontiguousarray(block, np.float32), format="fltp", layout="stereo")
        frame.sample_rate, frame.pts, frame.time_base = SAMPLE_RATE, at, Fraction(1, SAMPLE_RATE)
        at += block.shape[1]
        yield from stream.encode(frame)
    yield from stream.encode(None)


def _ahead(packets: Iterator[Av]) -> Iterator[Av]:
    """The same packets, made in a thread of their own."""
    with ThreadPoolExecutor(1) as encoder:
        coming = encoder.submit(lambda: list(islice(packets, _AHEAD)))
        while ready := coming.result():
            coming = encoder.submit(lambda: list(islice(packets, _AHEAD)))
            yield from ready


def _cut(blocks: Iterator[Samples]) -> Iterator[Samples]:
    """Blocks of the encoder's own length."""
    rest = np.zeros((2, 0), np.float32)
    for block in blocks:
        joined = np.concatenate([rest, block], axis=1)
        whole = joined.shape[1] // BLOCK * BLOCK
        for at in range(0, whole, BLOCK):
            yield joined[:, at : at + BLOCK]
        rest = joined[:, whole:]
    if rest.shape[1]:
        yield rest
