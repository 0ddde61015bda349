"""A finished film in another codec: for players that want fewer bytes, for the web, for editing programs.

The picture is encoded once more, from the film; its sound is copied where the container takes it. Chapters, captions and
what the file says of itself go along. Whatever is delivered is read back to its last frame before it takes its place.
"""

import os
import shutil
from collections.abc import Callable
from dataclasses import dataclass
from fractions import Fraction
from pathlib import Path
from typing import Literal, TypeAlias

from stitching import marking
from stitching.delivery_sound import copied, recoded
from stitching.delivery_text import captions
from stitching.errors import MediaError
from stitching.mezzanine import opened, timescale
from stitching.muxing import Packets, decoded_at, mux, whole
from stitching.opening import Av
from stitching.scheduling import as_scheduled
from stitching.timeline import SAMPLE_RATE

Codec: TypeAlias = Literal["h264", "hevc", "av1", "vp9", "prores"]

_BT709, _LIMITED = 1, 1


@dataclass(frozen=True)
class Target:
    """How a codec is written. `tag` is the four letters that players know it by, where they need others than the usual ones."""

    suffix: str
    container: str
    encoder: str
    pixels: str
    options: dict[str, str]
    sound: str = ""
    """What the sound is encoded in; empty where the film's own is copied."""
    tag: str = ""


TARGETS: dict[Codec, Target] = {
    "h264": Target("mp4", "mp4", "", "", {}),
    # Apple's players open HEVC only as hvc1.
    "hevc": Target(
        "mp4",
        "mp4",
        "libx265",
        "yuv420p",
        {"preset": "medium", "crf": "20", "x265-params": "log-level=none:repeat-headers=0"},
        tag="hvc1",
    ),
    # Ten bits cost AV1 next to nothing, and dark gradients do not band.
    "av1": Target("mp4", "mp4", "libsvtav1", "yuv420p10le", {"preset": "7", "crf": "24"}),
    "vp9": Target(
        "webm",
        "webm",
        "libvpx-vp9",
        "yuv420p",
        {"crf": "24", "b": "0", "deadline": "good", "cpu-used": "3", "row-mt": "1", "tile-columns": "2"},
        sound="libopus",
    ),
    "prores": Target("mov", "mov", "prores_ks", "yuv422p10le", {"profile": "3", "vendor": "apl0"}, sound="pcm_s24le"),
}


@dataclass(frozen=True)
class Delivered:
    """A film that was delivered: its frames, and what could not go along, in words."""

    path: Path
    frames: int
    notes: tuple[str, ...] = ()


def deliver(
    film: Path,
    target: Path,
    codec: Codec,
    *,
    crf: int | None = None,
    progress: Callable[[int, int], None] | None = None,
) -> Delivered:
    """Write a film that `assemble` made in another codec, whole or not at all.

    H.264 is the film itself. `crf` is the quality in the codec's own measure (ProRes has none), in place of the usual one.

    Raises:
        MediaError: if the film cannot be read, or what was written is not the same film.
    """
    how, facts = TARGETS[codec], _facts(film)
    if target.suffix.lower() != f".{how.suffix}":
        raise MediaError(f"{target}: {codec} is written as .{how.suffix}; name the file so")
    if target.exists() and target.samefile(film):
        raise MediaError(f"{target}: is the film itself; name another file")
    target.parent.mkdir(parents=True, exist_ok=True)
    notes: tuple[str, ...] = ()
    with whole(target) as scratch:
        if how.encoder:
            notes = _write(film, scratch, how, facts, crf, progress or (lambda *_: None))
            _mark(film, scratch, how)
        else:
            shutil.copyfile(film, scratch)
        _prove(scratch, target, facts)
    return Delivered(target, facts.frames, notes)


@dataclass(frozen=True)
class _Facts:
    width: int
    height: int
    rate: Fraction
    frames: int
    samples: int
    """Length of the sound; 0 for a film without any."""


def _facts(film: Path) -> _Facts:
    with opened(film) as container:
        stream, tracks = container.streams.video[0], container.streams.audio
        if not stream.average_rate or not stream.frames:
            raise MediaError(f"{film}: is no film that was put together here; its header does not say how long it is")
        samples = round(tracks[0].duration * tracks[0].time_base * SAMPLE_RATE) if tracks else 0
        return _Facts(stream.width, stream.height, Fraction(stream.average_rate), stream.frames, samples)


def _write(
    film: Path, scratch: Path, how: Target, facts: _Facts, crf: int | None, progress: Callable[[int, int], None]
) -> tuple[str, ...]:
    import av

    options = {}
    if how.container in ("mp4", "mov"):
        options = {"movflags": "+faststart", "video_track_timescale": str(timescale(facts.rate))}
        options["movie_timescale"] = str(SAMPLE_RATE)
    try:
        with opened(film) as source, av.open(str(scratch), "w", format=how.container, options=options) as out:
            container: Av = out
            for name in ("title", "artist", "comment"):
                if name in source.metadata:
                    container.metadata[name] = source.metadata[name]
            if chapters := source.chapters():
                container.set_chapters(chapters)
            picture = _stream(container, how, facts, crf)
            tracks = [_pictures(film, picture, facts, progress)]
            if facts.samples:
                write = recoded(film, container, how.sound, facts.samples) if how.sound else copied(film, container)
                tracks.append(write)
            text, notes = captions(film, container, webvtt=how.container == "webm")
            mux(container, *tracks, *text)
    except av.FFmpegError as error:
        raise MediaError(f"{film}: cannot be encoded by {how.encoder} ({error.strerror})") from None
    return notes


def _stream(container: Av, how: Target, facts: _Facts, crf: int | None) -> Av:
    options = dict(how.options)
    if how.encoder == "libsvtav1":
        os.environ.setdefault("SVT_LOG", "1")  # it tells all of its settings otherwise, and listens to nothing else
    if crf is not None and "crf" in options:
        options["crf"] = str(crf)
    stream = container.add_stream(how.encoder, rate=facts.rate, options=options)
    stream.width, stream.height, stream.pix_fmt = facts.width, facts.height, how.pixels
    stream.time_base = 1 / facts.rate
    context = stream.codec_context
    context.time_base = 1 / facts.rate
    context.gop_size = round(2 * facts.rate)
    context.color_primaries = context.color_trc = context.colorspace = _BT709
    context.color_range = _LIMITED
    if how.tag:
        context.codec_tag = how.tag
    with as_scheduled():
        context.open()
    return stream


def _pictures(film: Path, stream: Av, facts: _Facts, progress: Callable[[int, int], None]) -> Packets:
    import av

    with opened(film) as source:
        model = source.streams.video[0]
        model.codec_context.thread_type = "AUTO"
        count = 0
        try:
            for frame in source.decode(model):
                same = frame.reformat(format=stream.pix_fmt) if frame.format.name != stream.pix_fmt else frame
                same.pts, same.time_base, same.pict_type = count, 1 / facts.rate, 0
                same.color_primaries = same.color_trc = _BT709
                same.colorspace, same.color_range = _BT709, _LIMITED
                for packet in stream.encode(same):
                    yield packet, decoded_at(packet)
                count += 1
                progress(count, facts.frames)
        except av.FFmpegError as error:
            raise MediaError(f"{film}: broken after frame {count} ({error.strerror})") from None
        for packet in stream.encode(None):
            yield packet, decoded_at(packet)


def _mark(film: Path, scratch: Path, how: Target) -> None:
    """Hand on what the film says of how it was made; WebM has no place for it."""
    said = marking.read_marking(film) if how.container != "webm" else None
    if said is not None:
        marking.mark(scratch, said)


def _prove(scratch: Path, target: Path, facts: _Facts) -> None:
    """MediaError unless every frame and the whole sound are there and decode."""
    import av

    with opened(scratch) as container:
        stream = container.streams.video[0]
        stream.codec_context.thread_type = "AUTO"
        if (stream.width, stream.height) != (facts.width, facts.height):
            raise MediaError(f"{target}: became {stream.width}x{stream.height}, not {facts.width}x{facts.height}")
        count = 0
        try:
            for frame in container.decode(stream):
                at = float(frame.pts * stream.time_base * facts.rate)
                if abs(at - count) > 0.1:
                    raise MediaError(f"{target}: frame {at:g} stands where frame {count} should")
                count += 1
        except av.FFmpegError as error:
            raise MediaError(f"{target}: broken after frame {count} ({error.strerror})") from None
    if count != facts.frames:
        raise MediaError(f"{target}: has {count} frames, not {facts.frames}")
    heard = _heard(scratch, target)
    if abs(heard - facts.samples) > SAMPLE_RATE / facts.rate:
        raise MediaError(f"{target}: has {heard} samples of sound, not {facts.samples}")


def _heard(scratch: Path, target: Path) -> int:
    """How many samples of sound there are, as the container says where the last block ends, all of it decoded."""
    import av

    with opened(scratch) as container:
        if not container.streams.audio:
            return 0
        track, end = container.streams.audio[0], Fraction(0)
        try:
            for frame in container.decode(track):
                end = frame.pts * frame.time_base + Fraction(frame.samples, frame.sample_rate)
        except av.FFmpegError as error:
            raise MediaError(f"{target}: its sound is broken after {float(end):.2f} s ({error.strerror})") from None
        if track.duration is not None:
            end = min(end, track.duration * track.time_base)
        return round(end * SAMPLE_RATE)
