"""The captions of a film on their way into another file."""

from fractions import Fraction
from pathlib import Path

from stitching.mezzanine import opened
from stitching.muxing import Packets
from stitching.opening import Av

_MILLISECOND = Fraction(1, 1000)


def captions(film: Path, container: Av, *, webvtt: bool) -> tuple[list[Packets], tuple[str, ...]]:
    """The packets of each caption track of the film, as `webvtt` or as they are; what cannot go along, in words."""
    tracks = list[Packets]()
    notes = list[str]()
    with opened(film) as source:
        for number, track in enumerate(source.streams.subtitles):
            if track.codec_context.name != "mov_text":
                notes.append(f"captions in {track.codec_context.name} are left out")
                continue
            stream = container.add_mux_stream("webvtt") if webvtt else container.add_stream_from_template(track)
            language = track.metadata.get("language")
            if language:
                stream.metadata["language"] = language
            stream.disposition = track.disposition
            stream.time_base = _MILLISECOND if webvtt else track.time_base
            tracks.append(_packets(film, number, stream, webvtt=webvtt))
    return tracks, tuple(notes)


def _packets(film: Path, number: int, stream: Av, *, webvtt: bool) -> Packets:
    import av

    with opened(film) as source:
        for packet in source.demux(source.streams.subtitles[number]):
            if packet.pts is None:
                continue
            begins = float(packet.pts * packet.time_base)
            if not webvtt:
                packet.stream = stream
                yield packet, begins
                continue
            # A sample of mov_text is the length of its text in two bytes, the text, and boxes that say how it looks.
            data = bytes(packet)
            text = data[2 : 2 + int.from_bytes(data[:2], "big")]
            if not text.strip():
                continue  # In MP4 the time between two captions is a caption of its own.
            plain = text.replace(b"&", b"&amp;").replace(b"<", b"&lt;").replace(b">", b"&gt;")
            found: Av = av.Packet(plain)
            found.stream, found.time_base = stream, _MILLISECOND
            found.pts = found.dts = round(packet.pts * packet.time_base / _MILLISECOND)
            found.duration = round(packet.duration * packet.time_base / _MILLISECOND)
            yield found, begins
