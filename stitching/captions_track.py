"""Captions as a track of the film (3GPP timed text, `mov_text`), which players show when asked to."""

import struct
from collections.abc import Iterator, Sequence
from fractions import Fraction

from stitching.captions_ass import write_ass
from stitching.mezzanine import timescale
from stitching.muxing import Packets
from stitching.opening import Av
from stitching.text.languages import three_letters
from stitching.timeline import SAMPLE_RATE, Caption, Timeline

_LONGEST = 60_000
"""Bytes of one caption: its length is told in two."""


def caption_track(container: Av, timeline: Timeline, language: str) -> Packets:
    """Add a track in a language (`fr`, `pt-BR`) that players show by themselves; its packets, and when each is due."""
    from av.stream import Disposition

    stream = container.add_stream("mov_text")
    # How the letters look, as players take it that heed it: the encoder writes it into the head of the track.
    head = write_ass(timeline.captions[:1], timeline.fps, timeline.width, timeline.height)
    stream.codec_context.subtitle_header = head.partition("Dialogue:")[0].encode()
    scale = timescale(timeline.fps)
    # The muxer compares the track's times with those of the sound as if they were in the same unit: ours must be the finer.
    scale *= 1 + SAMPLE_RATE // scale
    stream.codec_context.time_base = stream.time_base = Fraction(1, scale)
    stream.metadata["language"] = three_letters(language)
    stream.disposition = Disposition.default
    return _packets(stream, timeline, scale)


def _packets(stream: Av, timeline: Timeline, scale: int) -> Packets:
    import av

    for first, last, text in _samples(timeline.captions, timeline.frames):
        begin, end = (int(frame * scale / timeline.fps) for frame in (first, last))
        packet = av.Packet(struct.pack(">H", len(text)) + text)
        packet.stream, packet.time_base = stream, Fraction(1, scale)
        packet.pts = packet.dts = begin
        packet.duration = end - begin
        yield packet, float(first / timeline.fps)


def _samples(captions: Sequence[Caption], frames: int) -> Iterator[tuple[int, int, bytes]]:
    """(first frame, one past the last, text) without gaps: where nobody speaks there is an empty text."""
    row = sorted(captions, key=lambda caption: caption.start)
    at = 0
    for caption, after in zip(row, [*(each.start for each in row[1:]), frames], strict=True):
        begin, end = max(at, caption.start), min(caption.start + caption.frames, after, frames)
        if begin >= end:
            continue
        if at < begin:
            yield at, begin, b""
        yield begin, end, _text(caption)
        at = end
    if at < frames:
        yield at, frames, b""


def _text(caption: Caption) -> bytes:
    rows = (" ".join(row.replace("\0", " ").split()) for row in caption.lines)
    text = "\n".join(rows).encode(errors="replace")
    return text[:_LONGEST].decode(errors="ignore").encode()
