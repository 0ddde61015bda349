"""Whole films: exact to the frame and the sample, copied to the bit, or not there at all."""

from collections.abc import Callable
from fractions import Fraction
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from stitching.cutting import Copied, Window, segments, windows
from stitching.errors import MediaError, TimelineError
from stitching.measure import measure
from stitching.mezzanine import opened, read
from stitching.opening import opened_media
from stitching.picture import assemble, render_window
from stitching.sound import mix
from stitching.timeline import Caption, Item, Marker, Marking, Sound, Source, Timeline, Title, Transition

MakeClip = Callable[..., Source]
MakeSound = Callable[..., Source]
LENGTHS = (30, 48, 61, 75)
NTSC = "24000/1001"


@st.composite
def _timelines(draw: st.DrawFn) -> tuple[Timeline, list[tuple[int, int] | None]]:
    """A timeline, and for each item the length and the tone of the clip it is to have."""
    transitions = st.builds(
        Transition, kind=st.sampled_from(["cut", "dissolve", "fade"]), frames=st.integers(min_value=0, max_value=12)
    )
    clips = st.one_of(st.none(), st.tuples(st.sampled_from(LENGTHS), st.integers(1, 3)))
    items, wanted = list[Item](), list[tuple[int, int] | None]()
    for index in range(draw(st.integers(1, 4))):
        clip = draw(clips)
        frames = clip[0] if clip and draw(st.booleans()) else draw(st.integers(25, clip[0] if clip else 40))
        items.append(Item(id=f"i{index}", frames=frames, enter=draw(transitions), colour="#204060"))
        wanted.append(clip)
    titles = (Title(start=draw(st.integers(0, 50)), frames=draw(st.integers(1, 30)), lines=("Été",)),)
    film = Timeline(
        width=160,
        height=90,
        rate=draw(st.sampled_from(["24", NTSC, "30"])),
        items=tuple(items),
        leave=draw(transitions),
        titles=titles if draw(st.booleans()) else (),
        marking=Marking(title="T"),
    )
    return film, wanted


def _render(film: Timeline, folder: Path) -> dict[Window, Path]:
    done = dict[Window, Path]()
    for number, window in enumerate(windows(film)):
        done[window] = folder / f"window-{number}.mp4"
        render_window(window, done[window])
    return done


@settings(max_examples=14, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(made=_timelines())
def test_any_film_has_its_frames_and_copies_are_exact(
    made: tuple[Timeline, list[tuple[int, int] | None]], make_clip: MakeClip, tmp_path: Path
) -> None:
    film, wanted = made
    items = [
        item.model_copy(update={"source": make_clip(clip[0], clip[1], film.rate) if clip else None})
        for item, clip in zip(film.items, wanted, strict=True)
    ]
    film = film.model_copy(update={"items": tuple(items)})
    out = tmp_path / "film.mp4"
    assemble(film, _render(film, tmp_path), None, out)
    pictures = list(read(out))
    assert len(pictures) == film.frames == sum(segment.frames for segment in segments(film))
    at = 0
    for segment in segments(film):
        if isinstance(segment, Copied):
            source = read(segment.source.path, segment.first, segment.frames)
            shown = pictures[at : at + segment.frames]
            assert all(np.array_equal(a, b) for a, b in zip(source, shown, strict=True))
        at += segment.frames
    assert sorted(path.name for path in tmp_path.iterdir() if not path.name.startswith("window-")) == ["film.mp4"]


def _two(make_clip: MakeClip, rate: str = "24", **more: Any) -> Timeline:
    items = (
        Item(id="a", frames=60, source=make_clip(60, 1, rate)),
        Item(id="b", frames=60, source=make_clip(60, 4, rate), enter=Transition(kind="dissolve", frames=12)),
    )
    return Timeline(width=160, height=90, rate=rate, items=items, marking=Marking(title="Two"), **more)


def _corner(path: Path) -> list[int]:
    return [int(planes[2, 2]) for planes in read(path)]


def test_a_dissolve_goes_evenly_from_one_clip_to_the_other(make_clip: MakeClip, tmp_path: Path) -> None:
    film = _two(make_clip)
    assemble(film, _render(film, tmp_path), None, tmp_path / "film.mp4")
    light = _corner(tmp_path / "film.mp4")
    first, last = light[0], light[-1]
    steps = light[48:60]
    even = [first + (last - first) * (index + 0.5) / 12 for index in range(12)]
    assert steps == pytest.approx(even, abs=3)
    assert light[:48] == pytest.approx([first] * 48, abs=2)
    assert light[60:] == pytest.approx([last] * 48, abs=2)


def test_a_fade_goes_through_black(make_clip: MakeClip, tmp_path: Path) -> None:
    items = (
        Item(id="a", frames=48, source=make_clip(48, 4)),
        Item(id="b", frames=48, source=make_clip(48, 4), enter=Transition(kind="fade", frames=24)),
    )
    leave = Transition(kind="fade", frames=12)
    film = Timeline(width=160, height=90, items=items, leave=leave, marking=Marking(title="T"))
    assemble(film, _render(film, tmp_path), None, tmp_path / "film.mp4")
    light = np.array(_corner(tmp_path / "film.mp4"))
    assert light.argmin() in (47, 48, 95)
    assert max(light[47], light[48], light[95]) < 23
    assert light[:36].min() > light[47] + 40
    assert (np.diff(light[36:48]) <= 1).all()
    assert (np.diff(light[48:60]) >= -1).all()


@pytest.mark.parametrize("rate", ["24", NTSC, "30000/1001"])
def test_sound_and_picture_are_of_one_length(
    make_clip: MakeClip, make_sound: MakeSound, tmp_path: Path, rate: str
) -> None:
    tone = make_sound("tone", np.sin(np.arange(48_000 * 6) * 0.05) * 0.3)
    film = _two(make_clip, rate, sounds=(Sound(source=tone, start=0, track="music"),))
    mix(film, tmp_path / "mix.m4a")
    out = tmp_path / "film.mp4"
    assemble(film, _render(film, tmp_path), tmp_path / "mix.m4a", out)
    report = measure(out)
    assert (report.frames, report.rate, report.monotonic) == (film.frames, rate, True)
    assert report.sound_seconds is not None
    assert report.sound_seconds == pytest.approx(film.samples / 48_000, abs=1e-9)
    assert abs(report.seconds - report.sound_seconds) < 1 / 48_000
    with opened_media(out) as container:
        assert abs(container.duration / 1e6 - report.seconds) < 1e-4
        context = container.streams.video[0].codec_context
        tags = (context.colorspace, context.color_primaries, context.color_trc, context.color_range)
        assert (tags, context.pix_fmt, context.name) == ((1, 1, 1, 1), "yuv420p", "h264")
        assert container.metadata["title"] == "Two"
    raw = out.read_bytes()
    assert raw.index(b"moov") < raw.index(b"mdat")


def test_burned_text_shows_when_it_should(make_clip: MakeClip, tmp_path: Path) -> None:
    captions = (Caption(start=52, frames=20, lines=("Yes, of course.",)),)
    plain = _two(make_clip)
    film = plain.model_copy(update={"captions": captions, "burn_captions": True})
    for name, each in (("plain", plain), ("film", film)):
        (tmp_path / name).mkdir()
        assemble(each, _render(each, tmp_path / name), None, tmp_path / f"{name}.mp4")
    pairs = zip(read(tmp_path / "plain.mp4"), read(tmp_path / "film.mp4"), strict=True)
    apart = [float(np.abs(a[70:90].astype(int) - b[70:90]).mean()) for a, b in pairs]
    shown = [frame for frame, value in enumerate(apart) if value > 5]
    assert shown == list(range(52, 72))


def test_progress_is_told_and_a_wrong_colour_is_named(make_clip: MakeClip, tmp_path: Path) -> None:
    (window,) = windows(_two(make_clip))
    told = list[tuple[int, int]]()
    render_window(window, tmp_path / "window.mp4", lambda done, of: told.append((done, of)))
    assert told == [(number + 1, window.frames) for number in range(window.frames)]
    card = Timeline(width=64, height=64, items=(Item(id="a", frames=3, colour="golden"),), marking=Marking(title="T"))
    with pytest.raises(TimelineError, match="'golden' is not a colour"):
        render_window(windows(card)[0], tmp_path / "card.mp4")
    assert not (tmp_path / "card.mp4").exists()


def test_a_film_that_cannot_be_whole_is_not_there(make_clip: MakeClip, tmp_path: Path) -> None:
    film, out = _two(make_clip), tmp_path / "film.mp4"
    out.write_bytes(b"the film of before")
    with pytest.raises(MediaError, match="was not rendered"):
        assemble(film, {}, None, out)
    done = _render(film, tmp_path)
    window = next(iter(done))
    done[window].write_bytes(done[window].read_bytes()[:2000])
    with pytest.raises(MediaError, match="window-0"):
        assemble(film, done, None, out)
    silence = tmp_path / "mix.m4a"
    mix(film.model_copy(update={"items": film.items[:1]}), silence)
    with pytest.raises(MediaError, match=r"mix\.m4a: must be"):
        assemble(film, _render(film, tmp_path), silence, out)
    assert out.read_bytes() == b"the film of before"
    assert {path.name for path in tmp_path.iterdir()} == {"film.mp4", "window-0.mp4", "mix.m4a"}


def test_clips_of_another_encoder_are_refused(make_clip: MakeClip, tmp_path: Path) -> None:
    import av

    path = tmp_path / "foreign.mp4"
    with av.open(str(path), "w") as container:
        stream = container.add_stream("libx264", rate=24, options={"profile": "baseline"})
        assert isinstance(stream, av.VideoStream)
        stream.width, stream.height, stream.pix_fmt = 160, 90, "yuv420p"
        for _ in range(24):
            container.mux(stream.encode(av.VideoFrame.from_ndarray(np.zeros((90, 160, 3), np.uint8), format="rgb24")))
        container.mux(stream.encode(None))
    items = (
        Item(id="a", frames=48, source=make_clip(48)),
        Item(id="b", frames=24, source=Source(digest="f", path=path)),
    )
    film = Timeline(width=160, height=90, items=items, marking=Marking(title="T"))
    with pytest.raises(MediaError, match=r"foreign\.mp4: was encoded with other settings"):
        assemble(film, {}, None, tmp_path / "film.mp4")


def test_rates_stay_exact(make_clip: MakeClip, tmp_path: Path) -> None:
    film = _two(make_clip, NTSC)
    assemble(film, _render(film, tmp_path), None, tmp_path / "film.mp4")
    with opened(tmp_path / "film.mp4") as container:
        stream = container.streams.video[0]
        assert Fraction(stream.average_rate) == Fraction(24000, 1001)
        assert stream.duration * stream.time_base == film.frames / Fraction(24000, 1001)


def test_an_upright_film_with_everything_in_it(make_clip: MakeClip, make_sound: MakeSound, tmp_path: Path) -> None:
    size = (90, 160)
    items = (
        Item(id="a", frames=40, source=make_clip(40, 1, NTSC, size), enter=Transition(kind="fade", frames=8)),
        Item(id="b", frames=50, source=make_clip(50, 2, NTSC, size), enter=Transition(kind="dissolve", frames=9)),
        Item(id="end", frames=30, colour="#1a2148", enter=Transition(kind="fade", frames=10)),
    )
    film = Timeline(
        width=90,
        height=160,
        rate=NTSC,
        items=items,
        leave=Transition(kind="fade", frames=10),
        titles=(
            Title(start=5, frames=30, lines=("Été & <b>", "שלום 🎉")),
            Title(start=85, frames=20, lines=("End",), place="end"),
        ),
        captions=(Caption(start=40, frames=20, lines=("W" * 90, "</i>\u202e\x00"), speaker="X"),),
        burn_captions=True,
        sounds=(Sound(source=make_sound("hum", np.sin(np.arange(300_000) * 0.03) * 0.2), start=9, track="ambience"),),
        marking=Marking(title="Upright"),
    )
    mix(film, tmp_path / "mix.m4a")
    assemble(film, _render(film, tmp_path), tmp_path / "mix.m4a", tmp_path / "film.mp4")
    report = measure(tmp_path / "film.mp4")
    assert (report.width, report.height, report.frames, report.monotonic) == (90, 160, 111, True)
    assert report.loudness == pytest.approx(-14, abs=0.5)
    assert report.frozen == ()


@pytest.mark.parametrize("rate", ["24", NTSC, "30"])
def test_chapters_and_captions_are_in_the_file_to_the_frame(
    rate: str, make_clip: MakeClip, make_sound: MakeSound, tmp_path: Path
) -> None:
    clip = make_clip(75, 1, rate)
    film = Timeline(
        width=160,
        height=90,
        rate=rate,
        items=(Item(id="a", frames=75, source=clip),),
        captions=(
            Caption(start=7, frames=20, lines=("Come {\\b1} \\N", "home, 雨")),
            Caption(start=29, frames=60, lines=("Now.",)),
        ),
        embed_captions=True,
        language="pt-BR",
        sounds=(Sound(source=make_sound("s", np.zeros((2, 48_000))), start=0, track="effects"),),
        markers=(
            Marker(frame=0, name="One\x00: The\nStorm", kind="chapter"),
            Marker(frame=12, name="a note"),
            Marker(frame=37, name="Zwei ß 雨", kind="chapter"),
            Marker(frame=900, name="gone", kind="chapter"),
        ),
        marking=Marking(title="The Keeper", author="A. Writer"),
    )
    out, heard = tmp_path / "film.mp4", tmp_path / "mix.m4a"
    mix(film, heard)
    assemble(film, _render(film, tmp_path), heard, out)
    fps = Fraction(rate)
    with opened(out) as container:
        told = [
            (round(each["start"] * each["time_base"] * fps), each["metadata"]["title"]) for each in container.chapters()
        ]
        assert told == [(0, "One : The Storm"), (37, "Zwei ß 雨")]
        assert round(container.chapters()[-1]["end"] * container.chapters()[-1]["time_base"] * fps) == 75
        assert (container.metadata["title"], container.metadata["artist"]) == ("The Keeper", "A. Writer")
        (track,) = container.streams.subtitles
        assert (track.codec_context.name, track.metadata["language"], int(track.disposition)) == ("mov_text", "por", 1)
        rows = [
            (packet.pts * track.time_base * fps, packet.duration * track.time_base * fps, bytes(packet)[2:].decode())
            for packet in container.demux(track)
            if packet.pts is not None
        ]
    assert rows == [
        (0, 7, ""),
        (7, 20, "Come {\\b1} \\N\nhome, 雨"),
        (27, 2, ""),
        (29, 46, "Now."),
    ]
    with opened(out) as container:
        picture = container.streams.video[0]
        assert (picture.start_time, picture.duration * picture.time_base * fps) == (0, 75)
        assert container.streams.audio[0].start_time == 0
    data = out.read_bytes()
    assert data.index(b"moov") < data.index(b"mdat")
    plain_film = film.model_copy(update={"markers": (), "embed_captions": False})
    plain_out = tmp_path / "plain.mp4"
    assemble(plain_film, _render(film, tmp_path), heard, plain_out)
    for kind in ("video", "audio"):
        with opened(out) as one, opened(plain_out) as other:
            streams = [getattr(each.streams, kind)[0] for each in (one, other)]
            packets = [
                [(packet.pts, packet.dts, bytes(packet)) for packet in each.demux(stream)]
                for each, stream in zip((one, other), streams, strict=True)
            ]
        assert packets[0] == packets[1]


def test_the_index_comes_first_whatever_it_must_hold(
    make_clip: MakeClip, make_sound: MakeSound, tmp_path: Path
) -> None:
    tone = make_sound("tone", np.sin(np.arange(48_000 * 6) * 0.05) * 0.3)
    names = tuple(Marker(frame=at, name=f"{at} " + "\N{WATER WAVE}" * 2000, kind="chapter") for at in range(120))
    said = tuple(Caption(start=2 * at, frames=1, lines=("Yes.",)) for at in range(60))
    film = _two(
        make_clip,
        sounds=(Sound(source=tone, start=0, track="music"),),
        markers=names,
        captions=said,
        embed_captions=True,
    )
    told = Marking(title="\N{WATER WAVE}" * 30_000, author="A" * 9000, comment="\N{WATER WAVE}" * 50_000)
    film = film.model_copy(update={"marking": told})
    mix(film, tmp_path / "mix.m4a")
    assemble(film, _render(film, tmp_path), tmp_path / "mix.m4a", tmp_path / "film.mp4")
    raw = (tmp_path / "film.mp4").read_bytes()
    assert raw.index(b"moov") < raw.index(b"mdat")
    with opened(tmp_path / "film.mp4") as container:
        assert len(container.chapters()) == film.frames
        assert container.metadata["title"] == told.title
