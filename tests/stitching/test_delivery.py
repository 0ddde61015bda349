"""A film in other codecs: the same pictures, the same sound, the same words about it."""

import hashlib
import os
import sys
from collections.abc import Callable
from contextlib import suppress
from fractions import Fraction
from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray

from stitching import Item, Marking, MediaError, Sound, Source, Timeline
from stitching.delivery import TARGETS, Codec, deliver
from stitching.marking import read_marking
from stitching.mezzanine import Av, opened
from stitching.opening import opened_media
from stitching.rendering import render

MakeClip = Callable[..., Source]
MakeSound = Callable[[str, NDArray[np.float64]], Source]
SIZE, FRAMES = (96, 64), 50
SAID = Marking(title="Käse & Brot", author="Ärger", comment="x", source_type="trainedAlgorithmicMedia")
OTHERS: tuple[Codec, ...] = ("hevc", "av1", "vp9", "prores")


@pytest.fixture
def film(make_clip: MakeClip, make_sound: MakeSound, tmp_path: Path) -> Path:
    """Two seconds with a tone from the first second on."""
    seconds = np.arange(2 * 48_000) / 48_000
    tone = make_sound("tone", 0.3 * np.sin(2 * np.pi * 440 * seconds) * (seconds >= 1))
    items = tuple(Item(id=f"i{tone}", frames=25, source=make_clip(25, tone, "24", SIZE)) for tone in (1, 3))
    timeline = Timeline(
        width=SIZE[0],
        height=SIZE[1],
        items=items,
        sounds=(Sound(source=tone, start=0, track="effects"),),
        marking=SAID,
    )
    return render(timeline, tmp_path / "film.mp4", tmp_path / "cache", workers=1).film


def with_chapters_and_captions(film: Path, out: Path) -> Path:
    """The same film with two chapters and two captions as a track, as players know them."""
    import av

    with av.open(str(film)) as source, av.open(str(out), "w", format="mp4") as target:
        box: Av = target
        box.metadata.update(source.metadata)
        ends = [(0, 1000, "One"), (1000, 2083, "Zwei")]
        box.set_chapters(
            [
                {"id": at, "start": start, "end": end, "time_base": Fraction(1, 1000), "metadata": {"title": title}}
                for at, (start, end, title) in enumerate(ends)
            ]
        )
        streams = {stream.index: box.add_stream_from_template(stream) for stream in source.streams}
        text = box.add_mux_stream("mov_text")
        text.time_base = Fraction(1, 1000)
        text.metadata["language"] = "deu"
        for start, end, words in ((0, 400, ""), (400, 900, "Was < das?"), (900, 1000, ""), (1000, 1500, "Käse.")):
            data = words.encode()
            packet: Av = av.Packet(len(data).to_bytes(2, "big") + data)
            packet.stream, packet.time_base = text, Fraction(1, 1000)
            packet.pts = packet.dts = start
            packet.duration = end - start
            box.mux(packet)
        for packet in source.demux():
            if packet.pts is not None:
                packet.stream = streams[packet.stream.index]
                box.mux(packet)
    return out


def pictures(path: Path) -> list[NDArray[np.float64]]:
    with opened(path) as container:
        frames = (frame.reformat(format="yuv420p").to_ndarray() for frame in container.decode(video=0))
        return [planes[: SIZE[1]].astype(float) for planes in frames]


def samples(path: Path) -> NDArray[np.float32]:
    with opened(path) as container:
        found = list[NDArray[np.float32]]()
        for frame in container.decode(audio=0):
            block = frame.to_ndarray().astype(np.float32)
            if frame.format.name == "s32":
                block = block.reshape(-1, 2).T / 2**31
            found.append(block[:, max(0, -frame.pts) if frame.time_base == Fraction(1, 48_000) else 0 :])
    return np.concatenate(found, axis=1)


@pytest.mark.parametrize("codec", OTHERS)
def test_the_same_film_in_another_codec(codec: Codec, film: Path, tmp_path: Path) -> None:
    told = list[tuple[int, int]]()
    target = tmp_path / f"other.{TARGETS[codec].suffix}"
    done = deliver(film, target, codec, progress=lambda at, of: told.append((at, of)))
    assert (done.path, done.frames, done.notes) == (target, FRAMES, ())
    assert told == [(at, FRAMES) for at in range(1, FRAMES + 1)]

    before, after = pictures(film), pictures(target)
    assert len(after) == FRAMES
    error = np.mean([np.mean((one - other) ** 2) for one, other in zip(before, after, strict=True)])
    assert 10 * np.log10(255**2 / error) > 40
    heard, wanted = samples(target), samples(film)
    assert abs(heard.shape[1] - wanted.shape[1]) <= 2000
    for part in (heard, wanted):
        loud = np.abs(part).max(axis=0)
        assert loud[:46_000].max() < 0.01 < loud[49_000:94_000].max()
    with opened_media(target) as container:
        stream = container.streams.video[0]
        assert (stream.codec_context.colorspace, stream.codec_context.color_range) == (1, 1)
        assert stream.codec_context.color_primaries == stream.codec_context.color_trc == 1
        assert stream.average_rate == 24
        assert container.metadata["title"] == SAID.title
        assert {**container.metadata, **{k.lower(): v for k, v in container.metadata.items()}}["artist"] == SAID.author
        if codec == "hevc":
            assert stream.codec_context.codec_tag == "hvc1"
        if codec == "prores":
            assert (stream.codec_context.codec_tag, stream.pix_fmt) == ("apch", "yuv422p10le")
    if TARGETS[codec].container != "webm":
        assert read_marking(target) == SAID
        assert target.read_bytes().index(b"moov") < target.read_bytes().index(b"mdat")


@pytest.mark.parametrize("codec", ["hevc", "vp9"])
def test_chapters_and_captions_go_along(codec: Codec, film: Path, tmp_path: Path) -> None:
    full = with_chapters_and_captions(film, tmp_path / "full.mp4")
    target = tmp_path / f"other.{TARGETS[codec].suffix}"
    assert deliver(full, target, codec).notes == ()
    with opened(target) as container:
        ends = [
            (float(one["start"] * one["time_base"]), float(one["end"] * one["time_base"]), one["metadata"]["title"])
            for one in container.chapters()
        ]
        assert [(round(a, 2), round(b, 2), title) for a, b, title in ends] == [(0, 1, "One"), (1, 2.08, "Zwei")]
        track = container.streams.subtitles[0]
        packets = [packet for packet in container.demux(track) if packet.pts is not None]
        said = {round(float(packet.pts * packet.time_base), 2): bytes(packet) for packet in packets}
        assert track.metadata["language"] == "deu"
    said = {at: words for at, words in said.items() if len(words) > 2}
    assert list(said) == [0.4, 1.0]
    assert b"K\xc3\xa4se." in said[1.0]
    assert (b"Was &lt; das?" if codec == "vp9" else b"Was < das?") in said[0.4]


def test_h264_is_the_film_itself(film: Path, tmp_path: Path) -> None:
    deliver(film, tmp_path / "copy.mp4", "h264")
    digests = {hashlib.sha256(path.read_bytes()).digest() for path in (film, tmp_path / "copy.mp4")}
    assert len(digests) == 1


def test_a_film_without_sound_stays_without(make_clip: MakeClip, tmp_path: Path) -> None:
    items = (Item(id="a", frames=12, source=make_clip(12, 1, "24000/1001", SIZE)),)
    timeline = Timeline(width=SIZE[0], height=SIZE[1], rate="24000/1001", items=items, marking=Marking(title="T"))
    film = render(timeline, tmp_path / "film.mp4", tmp_path / "cache", workers=1).film
    deliver(film, tmp_path / "film.webm", "vp9")
    with opened(tmp_path / "film.webm") as container:
        assert not container.streams.audio
        assert len(list(container.decode(video=0))) == 12


def test_what_cannot_be_delivered_leaves_what_was_there(film: Path, tmp_path: Path) -> None:
    target = tmp_path / "there.mp4"
    target.write_bytes(b"before")
    broken = tmp_path / "broken.mp4"
    data = bytearray(film.read_bytes())
    begin = data.index(b"mdat") + 200
    data[begin : begin + 4000] = bytes(4000)
    broken.write_bytes(data)
    for source in (broken, tmp_path / "nowhere.mp4"):
        with pytest.raises(MediaError, match=source.name):
            deliver(source, target, "hevc")
    with pytest.raises(MediaError, match=r"\.webm"):
        deliver(film, target, "vp9")
    with pytest.raises(MediaError, match="the film itself"):
        deliver(film, film, "hevc")
    assert target.read_bytes() == b"before"
    assert [path.name for path in tmp_path.iterdir() if "part" in path.name] == []


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux tells how a thread is scheduled")
@pytest.mark.parametrize("codec", OTHERS)
def test_no_encoder_makes_the_process_real_time(film: Path, tmp_path: Path, codec: Codec) -> None:
    """Run by root, SVT-AV1 does; its threads and every process started after it would then stop all others."""
    scheduled = set[int]()

    def look(*_at: int) -> None:
        for one in Path("/proc/self/task").iterdir():
            with suppress(ProcessLookupError):  # It ended meanwhile.
                scheduled.add(os.sched_getscheduler(int(one.name)))

    deliver(film, tmp_path / f"other.{TARGETS[codec].suffix}", codec, progress=look)
    look()
    assert scheduled == {os.SCHED_OTHER}
