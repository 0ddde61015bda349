"""The sound of a film on its way into another file: copied as it is, or encoded anew where the container does not take it."""

from collections.abc import Iterator
from fractions import Fraction
from pathlib import Path

from stitching.mezzanine import opened
from stitching.muxing import Packets, decoded_at
from stitching.opening import Av
from stitching.timeline import SAMPLE_RATE

_BITS = {"libopus": 160_000}


def copied(film: Path, container: Av) -> Packets:
    """The packets of the film's own sound, and when each is decoded, in seconds."""
    source = opened(film)
    stream = container.add_stream_from_template(source.streams.audio[0])

    def packets() -> Packets:
        with source:
            for packet in source.demux(source.streams.audio[0]):
                if packet.pts is not None:
                    when = decoded_at(packet)
                    packet.stream = stream
                    yield packet, when

    return packets()


def recoded(film: Path, container: Av, codec: str, samples: int) -> Packets:
    """The packets of the film's sound in another codec: exactly so many samples of it, without the encoder's own silence."""
    import av

    stream: Av = container.add_stream(codec, rate=SAMPLE_RATE, layout="stereo")
    if codec in _BITS:
        stream.bit_rate = _BITS[codec]
    resampler = av.AudioResampler(format=stream.format.name, layout="stereo", rate=SAMPLE_RATE)
    blocks = av.AudioFifo()

    def encoded(frame: Av) -> Packets:
        for packet in stream.encode(frame):
            yield packet, decoded_at(packet)

    def packets() -> Packets:
        done, size = 0, int(stream.codec_context.frame_size) or 1024
        for heard in _decoded(film, samples):
            for frame in resampler.resample(heard):
                frame.pts = None
                blocks.write(frame)
            while blocks.samples >= size:
                done += size
                yield from encoded(_timed(blocks.read(size), done - size))
        if blocks.samples:
            yield from encoded(_timed(blocks.read(0, partial=True), done))
        yield from encoded(None)

    return packets()


def _timed(frame: Av, at: int) -> Av:
    frame.pts, frame.time_base, frame.sample_rate = at, Fraction(1, SAMPLE_RATE), SAMPLE_RATE
    return frame


def _decoded(film: Path, samples: int) -> Iterator[Av]:
    """The sound of a film, blocks of it, from its first sample to its last."""
    import av
    import numpy as np

    with opened(film) as source:
        track, done = source.streams.audio[0], 0
        for frame in source.decode(track):
            start = round(frame.pts * frame.time_base * SAMPLE_RATE)
            heard = frame.to_ndarray()[:, max(0, -start) : max(0, samples - start)]
            if heard.shape[1]:
                block = av.AudioFrame.from_ndarray(np.ascontiguousarray(heard), format="fltp", layout=frame.layout.name)
                block.sample_rate = SAMPLE_RATE
                done += heard.shape[1]
                yield block
