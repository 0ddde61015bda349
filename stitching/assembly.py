"""The film from its parts: the packets of clips, windows and mix, copied side by side."""

from collections.abc import Mapping
from fractions import Fraction
from itertools import pairwise
from pathlib import Path

from stitching import aac, marking
from stitching.checking import check
from stitching.cutting import Copied, Window, segments
from stitching.decoded import Ledger
from stitching.errors import MediaError
from stitching.mezzanine import REORDER, Av, group, opened, timescale
from stitching.muxing import Packets, mux, whole
from stitching.opening import opened_media
from stitching.timeline import SAMPLE_RATE, Timeline

VERSION = 2
"""Part of the key of a film: raise it when the same parts make another file."""

_PER_FRAME, _PER_PACKET, _PER_NAME, _BESIDES = 20, 8, 64, 12_288
"""Bytes of the index for a frame, a packet of sound, a caption or chapter, and for the rest: a fifth more than films need."""


def assemble(
    timeline: Timeline, rendered: Mapping[Window, Path], sound: Path | None, out: Path, ledger: Ledger | None = None
) -> None:
    """Write the film to `out`, whole or not at all; what the ledger knows is not decoded again to see that it is whole.

    `rendered` has the file of every window of `windows(timeline)`; `sound` is what
    `stitching.sound.mix` wrote for it, or None for a silent film without a sound track.
    """
    with whole(out) as scratch:
        _write(timeline, rendered, sound, scratch)
        marking.mark(scratch, timeline.marking)
        check(timeline, scratch, ledger)


def _write(timeline: Timeline, rendered: Mapping[Window, Path], sound: Path | None, scratch: Path) -> None:
    """The index comes first, so that players begin at once. Room is left for it; where that is too little, all is moved."""
    import av

    try:
        _written(timeline, rendered, sound, scratch, {"moov_size": str(_index(timeline, heard=sound is not None))})
    except av.ArgumentError:
        _written(timeline, rendered, sound, scratch, {"movflags": "+faststart"})


def _index(timeline: Timeline, *, heard: bool) -> int:
    """Bytes that the index will take, rather too many than too few."""
    packets = timeline.samples // aac.FRAME if heard else 0
    names = len(timeline.captions) + len(timeline.markers)
    return _BESIDES + timeline.frames * _PER_FRAME + packets * _PER_PACKET + names * _PER_NAME


def _written(
    timeline: Timeline,
    rendered: Mapping[Window, Path],
    sound: Path | None,
    scratch: Path,
    index: dict[str, str],
) -> None:
    import av

    options = index | {"video_track_timescale": str(timescale(timeline.fps))}
    # In milliseconds, the default, the two tracks would be said to differ by up to one.
    options["movie_timescale"] = str(SAMPLE_RATE)
    with av.open(str(scratch), "w", format="mp4", options=options) as container:
        for name, value in marking.tags(timeline.marking).items():
            container.metadata[name] = value
        parts = _parts(timeline, rendered)
        with opened(parts[0][0]) as first:
            model = first.streams.video[0]
            picture = container.add_stream_from_template(model)
            picture.time_base = 1 / timeline.fps
            settings = bytes(model.codec_context.extradata or b"")
        heard = _sound(container, sound, timeline.samples) if sound else iter(())
        read = _captions(container, timeline)
        container.set_chapters(_chapters(timeline))
        mux(container, heard, read, _packets(parts, picture, settings, timeline.fps))


def _captions(container: Av, timeline: Timeline) -> Packets:
    """The packets of the captions' track, if the film has one: its last track, for it is made when the first is asked for."""
    if timeline.embed_captions and timeline.captions:
        from stitching.captions_track import caption_track

        yield from caption_track(container, timeline, timeline.language)


def _chapters(timeline: Timeline) -> list[Av]:
    """The chapters for players: each lasts until the next one, or to the end."""
    named = {
        mark.frame: mark.name for mark in timeline.markers if mark.kind == "chapter" and mark.frame < timeline.frames
    }
    starts = sorted(named)
    return [
        {
            "id": number,
            "start": start,
            "end": end,
            "time_base": 1 / timeline.fps,
            "metadata": {"title": _printable(named[start])},
        }
        for number, (start, end) in enumerate(pairwise([*starts, timeline.frames]), 1)
    ]


def _printable(name: str) -> str:
    return " ".join("".join(letter if letter.isprintable() else " " for letter in name).split())


def _parts(timeline: Timeline, rendered: Mapping[Window, Path]) -> list[tuple[Path, int, int]]:
    """(file, first frame, frames) in the order of the film."""
    found = list[tuple[Path, int, int]]()
    for segment in segments(timeline):
        if isinstance(segment, Copied):
            found.append((segment.source.path, segment.first, segment.frames))
        elif segment in rendered:
            found.append((rendered[segment], 0, segment.frames))
        else:
            raise MediaError(f"the window of {segment.frames} frames from frame {segment.start} on was not rendered")
    return found


def _packets(parts: list[tuple[Path, int, int]], picture: Av, settings: bytes, rate: Fraction) -> Packets:
    """The picture's packets with their place in the film, in decoding order."""
    done, frame = 0, 1 / rate
    for path, first, frames in parts:
        with opened(path) as container:
            stream = container.streams.video[0]
            if bytes(stream.codec_context.extradata or b"") != settings:
                raise MediaError(f"{path}: was encoded with other settings than the rest of the film; render it again")
            ticks = round(1 / (stream.time_base * rate))
            if first:
                container.seek(first * ticks, stream=stream)
            taken = 0
            for packet in container.demux(stream):
                if packet.pts is None or taken == frames:
                    break
                at = packet.pts // ticks
                if at < group(first)[0]:
                    continue
                if (not taken and (at != first or not packet.is_keyframe)) or at >= first + frames:
                    raise MediaError(f"{path}: no keyframe where frame {first} should begin or {first + frames} end")
                packet.stream = picture
                packet.time_base = frame
                packet.pts, packet.dts = done + at - first, done + taken - REORDER
                packet.duration = 1
                taken += 1
                yield packet, packet.dts * rate.denominator / rate.numerator
            if taken != frames:
                raise MediaError(f"{path}: has {taken} frames from frame {first} on, {frames} are needed")
        done += frames


def _sound(container: Av, sound: Path, samples: int) -> Packets:
    """The packets of a mix."""
    with opened_media(sound) as mix:
        tracks = mix.streams.audio
        if not tracks or tracks[0].codec_context.name != "aac" or tracks[0].duration != samples:
            raise MediaError(f"{sound}: must be this film's mix, AAC of {samples} samples; mix it again")
        stream = container.add_stream_from_template(tracks[0])
        for packet in mix.demux(tracks[0]):
            if packet.pts is not None:
                begins = packet.pts / SAMPLE_RATE
                packet.stream = stream
                yield packet, begins
