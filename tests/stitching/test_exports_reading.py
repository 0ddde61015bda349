"""Cuts read back from what editing programs make of an export."""

import json
from collections.abc import Callable, Iterator
from copy import deepcopy
from fractions import Fraction
from pathlib import Path
from typing import Any

import opentimelineio as otio
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from stitching.errors import MediaError
from stitching.exports.media import lay_beside
from stitching.exports.otio import ReadBack, read, write
from stitching.timeline import Item, Marking, Origin, Source, Timeline, Transition

MakeClip = Callable[..., Source]
RATE = Fraction(24)
Time = otio.opentime.RationalTime
Span = otio.opentime.TimeRange


@pytest.fixture
def exported(make_clip: MakeClip, tmp_path: Path) -> Path:
    """Three shots, the second entered by a dissolve of 8 frames, the third by a fade of 6."""
    enters = (Transition(), Transition(kind="dissolve", frames=8), Transition(kind="fade", frames=6))
    items = tuple(
        Item(
            id=f"s/{shot}",
            frames=30,
            first=4,
            source=make_clip(40, number),
            enter=enter,
            origin=Origin(scene="s", shot=shot),
        )
        for number, (shot, enter) in enumerate(zip("abc", enters, strict=True))
    )
    film = Timeline(width=160, height=90, items=items, marking=Marking(title="Two Lamps"))
    write(film, tmp_path / "film.otio", lay_beside(film, tmp_path / "media"))
    return tmp_path / "film.otio"


def _changed(path: Path, change: Callable[[Any, Any], None], rate: Fraction = RATE) -> ReadBack:
    """The file as it reads after a change of its timeline and its picture track."""
    edit = otio.adapters.read_from_file(str(path))
    change(edit, edit.video_tracks()[0])
    otio.adapters.write_to_file(edit, str(path))
    return read(path, rate)


def _span(first: float, frames: float, rate: float = 24) -> Any:
    return Span(Time(first, rate), Time(frames, rate))


def test_an_export_reads_back_as_it_was(exported: Path) -> None:
    back = read(exported, RATE)
    assert [(clip.id, clip.file, clip.start, clip.used) for clip in back.clips] == [
        ("s/a", "s_a_t1.mp4", 0, (4, 34)),
        ("s/b", "s_b_t1.mp4", 26, (4, 34)),
        ("s/c", "s_c_t1.mp4", 52, (4, 34)),
    ]
    assert [(each.enter.kind, each.enter.frames) for each in back.clips[1:] if each.enter] == [
        ("dissolve", 8),
        ("fade", 6),
    ]
    assert (back.title, back.notes) == ("Two Lamps", ())


def test_trims_order_and_removal(exported: Path) -> None:
    def change(_edit: Any, track: Any) -> None:
        first = track[0]
        del track[0]
        del track[0]
        track.append(first)
        track[0].source_range = _span(10, 12)

    back = _changed(exported, change)
    assert [(clip.id, clip.first, clip.frames, clip.enter is None) for clip in back.clips] == [
        ("s/b", 10, 12, True),
        ("s/c", 4, 30, False),
        ("s/a", 4, 26, True),
    ]


def test_without_metadata_a_clip_is_known_by_its_file(exported: Path) -> None:
    def change(edit: Any, track: Any) -> None:
        edit.metadata.clear()
        for child in track:
            child.metadata.clear()
        track[0].media_reference.target_url = "file:///C:/Some%20Where/media/s_a_t1.mov"
        track[2].media_reference.target_url = "D:\\cut\\s_b_t1.mp4"

    back = _changed(exported, change)
    assert [(clip.id, clip.file) for clip in back.clips] == [("", "s_a_t1.mov"), ("", "s_b_t1.mp4"), ("", "s_c_t1.mp4")]
    assert [clip.enter.kind for clip in back.clips if clip.enter] == ["dissolve", ""]


def test_a_cut_through_a_clip_gives_two(exported: Path) -> None:
    def change(_edit: Any, track: Any) -> None:
        other = track[0].deepcopy()
        track[0].source_range, other.source_range = _span(4, 10), _span(20, 10)
        track.insert(1, other)

    back = _changed(exported, change)
    assert [(clip.id, clip.first, clip.frames) for clip in back.clips[:2]] == [("s/a", 4, 10), ("s/a", 20, 10)]


def test_another_rate_is_told_and_counted_in_the_films_frames(exported: Path) -> None:
    def change(_edit: Any, track: Any) -> None:
        del track[1:]
        track[0].source_range = _span(10, 25, 25)

    back = _changed(exported, change)
    assert [(clip.first, clip.frames) for clip in back.clips] == [(10, 24)]
    assert back.notes == ("it counts 25 frames a second, the film 24; cuts are on the nearest frame",)


def test_speed_effects_gaps_and_hidden_tracks_are_told(exported: Path) -> None:
    def change(edit: Any, track: Any) -> None:
        track[0].effects.append(otio.schema.LinearTimeWarp(time_scalar=2.0))
        track[2].effects.append(otio.schema.Effect(effect_name="Blur"))
        track.append(otio.schema.Gap(source_range=_span(0, 12)))
        track.append(track[-2].deepcopy())
        hidden = otio.schema.Track(kind="Video", children=[track[0].deepcopy()])
        hidden.enabled = False
        edit.tracks.append(hidden)

    back = _changed(exported, change)
    assert [clip.id for clip in back.clips] == ["s/a", "s/b", "s/c", "s/c"]
    assert back.notes == (
        "1 track of pictures switched off: not taken over",
        "'s/a' is played at another speed: not taken over, it keeps its own",
        "'s/b' has an effect (Blur): not taken over",
        "a gap of 12 frames is closed: a film has none",
    )


def test_a_compound_is_taken_apart(exported: Path) -> None:
    def change(_edit: Any, track: Any) -> None:
        inner = otio.schema.Track(kind="Video", children=[child.deepcopy() for child in track])
        compound = otio.schema.Stack(name="Act one", children=[inner], source_range=_span(10, 30))
        track[:] = [compound]

    back = _changed(exported, change)
    assert [(clip.id, clip.first, clip.frames, clip.joined) for clip in back.clips] == [
        ("s/a", 14, 16, False),
        ("s/b", 8, 14, False),
    ]
    assert back.notes == ("the compound 'Act one' is taken apart into its clips",)


def test_what_lies_above_is_what_is_seen(exported: Path) -> None:
    def change(edit: Any, track: Any) -> None:
        above = otio.schema.Track(kind="Video", children=[otio.schema.Gap(source_range=_span(0, 5))])
        clip = track[0].deepcopy()
        clip.metadata["filmwright"]["id"] = "s/x"
        clip.source_range = _span(0, 10)
        above.append(clip)
        edit.tracks.insert(1, above)

    back = _changed(exported, change)
    assert [(clip.id, clip.first, clip.frames) for clip in back.clips[:3]] == [
        ("s/a", 4, 5),
        ("s/x", 0, 10),
        ("s/a", 19, 11),
    ]


def test_a_file_that_counts_from_its_timecode(exported: Path) -> None:
    def change(_edit: Any, track: Any) -> None:
        del track[1:]
        track[0].media_reference.available_range = _span(86400, 40)
        track[0].source_range = _span(86404, 20)

    assert [clip.used for clip in _changed(exported, change).clips] == [(4, 24)]


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"\xff\xfe",
        b"not json",
        b"[]",
        b"null",
        b'{"OTIO_SCHEMA": "Clip.1"}',
        b'{"OTIO_SCHEMA": "Timeline.1", "tracks": 5}',
        b'{"OTIO_SCHEMA": "Nonsense.9"}',
        b'{"a": ' * 5000,
    ],
)
def test_what_is_no_timeline_is_refused(content: bytes, tmp_path: Path) -> None:
    (tmp_path / "film.otio").write_bytes(content)
    with pytest.raises(MediaError, match=r"film\.otio"):
        read(tmp_path / "film.otio", RATE)


def test_times_without_a_rate_are_refused(exported: Path) -> None:
    text = exported.read_text().replace('"rate": 24.0', '"rate": 0.0')
    exported.write_text(text)
    with pytest.raises(MediaError, match="no frame rate"):
        read(exported, RATE)


ODD = st.sampled_from(
    [
        None,
        True,
        -1,
        0,
        1e308,
        2**70,
        "",
        "x",
        [],
        {},
        [None],
        {"OTIO_SCHEMA": "Gap.1"},
        {"OTIO_SCHEMA": "Stack.1"},
        float("nan"),
    ]
)


def _places(value: Any, route: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    yield route
    steps = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for step, inner in steps:
        yield from _places(inner, (*route, step))


@settings(max_examples=80, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_a_damaged_file_is_read_or_refused(data: st.DataObject, exported: Path) -> None:
    text = exported.read_text()
    edit: Any = json.loads(text)
    for _ in range(data.draw(st.integers(1, 3))):
        *route, last = data.draw(st.sampled_from([each for each in _places(edit) if each]))
        inner = edit
        for step in route:
            inner = inner[step]
        inner[last] = deepcopy(data.draw(ODD))
    damaged = exported.with_name("damaged.otio")
    damaged.write_text(json.dumps(edit))
    try:
        back = read(damaged, RATE)
    except MediaError:
        return
    assert all(clip.frames >= 1 for clip in back.clips)
