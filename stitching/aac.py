"""The film's sound as AAC: how it is encoded, and what is left of it then."""

from collections.abc import Iterator
from fractions import Fraction

import numpy as np

from stitching.loudness import Samples
from stitching.mezzanine import Av
from stitching.timeline import SAMPLE_RATE

OPTIONS = {"b": "192000"}
BLOCK = 1024


def packets(encoder: Av, blocks: Iterator[Samples]) -> Iterator[Av]:
    """Encode sound that comes in blocks; `encoder` is an AAC stream or codec context."""
    import av

    at = 0
    for block in blocks:
        frame = av.AudioFrame.from_ndarray(np.ascontiguousarray(block, np.float32), format="fltp", layout="stereo")
        frame.sample_rate, frame.pts, frame.time_base = SAMPLE_RATE, at, Fraction(1, SAMPLE_RATE)
        at += block.shape[1]
        yield from encoder.encode(frame)
    yield from encoder.encode(None)


def heard(blocks: Iterator[Samples]) -> Iterator[Samples]:
    """The sound after encoding and decoding. Noise loses up to a decibel on that way, and peaks grow or shrink."""
    import av

    encoder: Av = av.CodecContext.create("aac", "w")
    encoder.sample_rate, encoder.layout, encoder.format = SAMPLE_RATE, "stereo", "fltp"
    encoder.time_base, encoder.options = Fraction(1, SAMPLE_RATE), dict(OPTIONS)
    encoder.open()
    decoder: Av = av.CodecContext.create("aac", "r")
    decoder.extradata = encoder.extradata
    for packet in packets(encoder, _cut(blocks)):
        for frame in decoder.decode(packet):
            yield frame.to_ndarray()


def _cut(blocks: Iterator[Samples]) -> Iterator[Samples]:
    """Blocks of the encoder's own length: a codec context, unlike a stream, takes no others."""
    rest = np.zeros((2, 0), np.float32)
    for block in blocks:
        joined = np.concatenate([rest, block], axis=1)
        whole = joined.shape[1] // BLOCK * BLOCK
        for at in range(0, whole, BLOCK):
            yield joined[:, at : at + BLOCK]
        rest = joined[:, whole:]
    if rest.shape[1]:
        yield rest
