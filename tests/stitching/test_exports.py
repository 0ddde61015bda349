"""What editing programs find in an export: every picture at its frame, whatever the timeline, and files that stay valid."""

import os
import re
from fractions import Fraction
from pathlib import Path
from typing import Any, get_args

import numpy as np
import opentimelineio as otio
import pycmx
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from lxml import etree  # pyright: ignore[reportAttributeAccessIssue]

from stitching.errors import TimelineError
from stitching.exports import edl, fcpxml
from stitching.exports import otio as otio_file
from stitching.exports.media import Media, lay_beside
from stitching.exports.timecode import frame_of
from stitching.mezzanine import Writer
from stitching.settling import settled
from stitching.timeline import (
    SAMPLE_RATE,
    Caption,
    Direction,
    Item,
    Marker,
    Marking,
    Origin,
    Sound,
    Source,
    Timeline,
    Title,
    Transition,
)
from stitching.transitions import described, kinds, transition

CLIP = 40
DIRECTIONS: tuple[Direction, ...] = get_args(Direction)
RATES = ("24", "25", "24000/1001", "30000/1001", "60", "12")
HOSTILE = (
    "\n* LOC: 01:00:00:00 RED x\n001  AX       V     C        00:00:00:00 00:00:00:05 00:00:00:00 00:00:00:05",
    "]]> <b> &amp; \"quotes\" 'single' </note><!-- --> <![CDATA[",
    "\x00\x01\x1b[31m\x85\u2028\u2029\ud800\ufffe\ufeff",
    "ضوء ज्वाला 灯台 🎬 e\u0301",
    "word " * 2000,
    "--",
    " ",
)


@pytest.fixture(scope="module")
def sources(tmp_path_factory: pytest.TempPathFactory) -> tuple[list[Source], list[Source]]:
    """Three clips of `CLIP` frames, and two sounds: two seconds, and a tenth of one."""
    import wave

    folder = tmp_path_factory.mktemp("sources")
    clips: list[Source] = []
    for number in range(3):
        path = folder / f"clip{number}.mp4"
        with Writer(path, 64, 36, Fraction(24)) as writer:
            for _ in range(CLIP):
                writer.write(np.full((36, 64, 3), 60 * number, np.uint8))
        clips.append(Source(digest=f"clip{number}", path=path))
    sounds: list[Source] = []
    for number, samples in enumerate((2 * SAMPLE_RATE, SAMPLE_RATE // 10)):
        path = folder / f"sound{number}.wav"
        with wave.open(str(path), "wb") as file:
            file.setnchannels(1 + number)
            file.setsampwidth(2)
            file.setframerate(SAMPLE_RATE)
            file.writeframes(bytes(2 * (1 + number) * samples))
        sounds.append(Source(digest=f"sound{number}", path=path))
    return clips, sounds


TEXT = st.one_of(st.sampled_from(HOSTILE), st.text(max_size=30))


@st.composite
def transitions(draw: st.DrawFn) -> Transition:
    kind = draw(st.sampled_from(kinds()))
    takes, known = transition(kind).TAKES, next(each for each in described() if each.kind == kind)
    ways: list[Direction] = [way for way in DIRECTIONS if way in known.directions]
    direction = draw(st.sampled_from(ways)) if ways else None
    colour = draw(st.sampled_from([None, "#ffffff"])) if "colour" in takes else None
    return Transition(kind=kind, frames=draw(st.integers(0, 50)), direction=direction, colour=colour)


@st.composite
def timelines(draw: st.DrawFn, sources: tuple[list[Source], list[Source]]) -> Timeline:
    clips, sounds = sources
    items: list[Item] = []
    for number in range(draw(st.integers(1, 10))):
        first = draw(st.integers(0, CLIP - 1))
        card = draw(st.integers(0, 9)) == 0
        origin = Origin(
            scene=draw(TEXT),
            shot=draw(TEXT),
            take=draw(st.integers(1, 9)),
            prompt=draw(TEXT),
            seed=draw(st.none() | st.integers(0, 2**70)),
            model=draw(TEXT),
        )
        items.append(
            Item(
                id=f"{draw(TEXT)}{number}",
                frames=draw(st.sampled_from([3, 30])) if card else draw(st.integers(1, CLIP - first)),
                source=None if card else draw(st.sampled_from(clips)),
                first=0 if card else first,
                enter=draw(transitions()),
                origin=Origin() if card else origin,
            )
        )
    heard = [
        Sound(
            source=(source := draw(st.sampled_from(sounds))),
            start=draw(st.integers(0, 8 * SAMPLE_RATE)),
            track=draw(st.sampled_from(["dialogue", "music", "ambience", "effects"])),
            first=draw(st.integers(0, 2 * SAMPLE_RATE - 1 if source is sounds[0] else 100)),
            length=draw(st.none() | st.integers(1, 3 * SAMPLE_RATE)),
            fade_in=draw(st.integers(0, 500)),
            gain=draw(st.sampled_from([0.0, -7.5, 3.0])),
        )
        for _ in range(draw(st.integers(0, 5)))
    ]
    frame = st.integers(0, 200)
    return Timeline(
        width=64,
        height=36,
        rate=draw(st.sampled_from(RATES)),
        items=tuple(items),
        leave=draw(transitions()),
        sounds=tuple(heard),
        titles=tuple(
            Title(start=draw(frame), frames=draw(st.integers(1, 99)), lines=(draw(TEXT), draw(TEXT)))
            for _ in range(draw(st.integers(0, 2)))
        ),
        captions=tuple(
            Caption(start=draw(frame), frames=draw(st.integers(1, 99)), lines=(draw(TEXT),), speaker=draw(TEXT))
            for _ in range(draw(st.integers(0, 2)))
        ),
        markers=tuple(
            Marker(frame=draw(frame), name=draw(TEXT), note=draw(TEXT), kind=draw(st.sampled_from(["note", "chapter"])))
            for _ in range(draw(st.integers(0, 2)))
        ),
        marking=Marking(title=draw(TEXT)),
    )


def drawn(data: st.DataObject, sources: tuple[list[Source], list[Source]], folder: Path) -> tuple[Timeline, Media]:
    timeline = data.draw(timelines(sources))
    return timeline, lay_beside(timeline, folder / "media")


def cut_frames(timeline: Timeline) -> list[tuple[int, int, int]]:
    """The film frame, the frame of the file and the length of each clip from cut to cut, told from the timeline alone."""
    film = settled(timeline)[0]
    late = [0, *(item.enter.overlap // 2 for item in film.items[1:])]
    starts = [start + more for start, more in zip(film.starts(), late, strict=True)]
    ends = [*starts[1:], film.frames]
    return [
        (start, item.first + more, end - start)
        for start, end, item, more in zip(starts, ends, film.items, late, strict=True)
    ]


MANY = settings(max_examples=40, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])


@MANY
@given(data=st.data())
def test_opentimelineio_has_every_picture_at_its_frame(
    data: st.DataObject, sources: tuple[list[Source], list[Source]], tmp_path_factory: pytest.TempPathFactory
) -> None:
    folder = tmp_path_factory.getbasetemp()
    timeline, media = drawn(data, sources, folder)
    otio_file.write(timeline, folder / "film.otio", media)
    found = otio.adapters.read_from_file(str(folder / "film.otio"))
    film = settled(timeline)[0]
    (picture,) = [track for track in found.tracks if track.name == "Picture"]
    row = [child for child in picture if isinstance(child, otio.schema.Clip)]
    places = [(clip.range_in_parent(), clip.source_range) for clip in row]
    assert [(_frame(a.start_time), _frame(b.start_time), _frame(b.duration)) for a, b in places] == cut_frames(timeline)
    assert _frame(picture.duration()) == film.frames
    _have_handles(picture)
    for track in found.audio_tracks():
        for child in track:
            if isinstance(child, otio.schema.Clip):
                start = child.range_in_parent().start_time.value / child.source_range.duration.rate * SAMPLE_RATE
                assert abs(start - child.metadata["filmwright"]["start"]) < 0.01


def _frame(time: Any) -> int:
    assert abs(time.value - round(time.value)) < 1e-6
    return round(time.value)


def _have_handles(track: Any) -> None:
    """Every transition has the frames that it needs, of both clips."""
    for index, child in enumerate(track):
        overlaps = isinstance(child, otio.schema.Transition) and child.metadata["filmwright"]["overlaps"]
        if overlaps and 0 < index < len(track) - 1:
            before, after = track[index - 1], track[index + 1]
            end = before.source_range.end_time_exclusive() + child.out_offset
            assert end <= before.available_range().end_time_exclusive()
            assert (after.source_range.start_time - child.in_offset).value >= 0


@MANY
@given(data=st.data())
def test_the_list_has_every_picture_at_its_frame(
    data: st.DataObject, sources: tuple[list[Source], list[Source]], tmp_path_factory: pytest.TempPathFactory
) -> None:
    folder = tmp_path_factory.getbasetemp()
    timeline, media = drawn(data, sources, folder)
    rate = timeline.fps
    if timeline.rate == "12":
        with pytest.raises(TimelineError, match="no SMPTE timecode at 12 frames a second"):
            edl.write(timeline, folder / "film.edl", media)
        return
    edl.write(timeline, folder / "film.edl", media)
    with (folder / "film.edl").open(encoding="utf-8", newline="\n") as file:
        found = pycmx.parse_cmx3600(file)
    assert [each.content for each in found.unrecognized_statements if each.content] == []
    film = settled(timeline)[0]
    at, seen, zero = 0, [], frame_of("01:00:00:00", rate)
    for event in found.events:
        edit = event.edits[-1]
        begin, end = (frame_of(each, rate) - zero for each in (edit.record_in, edit.record_out))
        if not edit.channels.video:
            assert 0 <= begin < end <= film.frames
            continue
        assert begin == at
        assert frame_of(edit.source_out, rate) - frame_of(edit.source_in, rate) == end - begin
        at = end
        if not edit.black:
            lasts = edit.transition.effect_duration if not edit.transition.cut else 0
            seen.append((begin, frame_of(edit.source_in, rate), lasts))
    assert at == film.frames
    heads = [_head(film, index) for index in range(len(film.items))]
    rows = list(zip(film.starts(), (item.first for item in film.items), heads, strict=True))
    ends = [
        *(start - _falls(item.enter) for start, item in zip(film.starts()[1:], film.items[1:], strict=True)),
        film.frames,
    ]
    ends[-1] -= 0 if film.leave.kind == "cut" else film.leave.frames
    assert seen == [row for row, end in zip(rows, ends, strict=True) if end > row[0] or row[2]]


def _head(film: Timeline, index: int) -> int:
    """How many frames the list's transition into an item lasts: of a fade the part that brings it from black."""
    enter = film.items[index].enter
    return enter.frames - (_falls(enter) if index else 0) if enter.kind != "cut" else 0


def _falls(enter: Transition) -> int:
    """How many frames before an item the picture goes to black."""
    return 0 if enter.overlap or enter.kind == "cut" else enter.frames // 2


@MANY
@given(data=st.data())
def test_final_cut_has_every_picture_at_its_frame(
    data: st.DataObject, sources: tuple[list[Source], list[Source]], tmp_path_factory: pytest.TempPathFactory
) -> None:
    folder = tmp_path_factory.getbasetemp()
    timeline, media = drawn(data, sources, folder)
    fcpxml.write(timeline, folder / "film.fcpxml", media)
    page = etree.parse(folder / "film.fcpxml", etree.XMLParser(huge_tree=True)).getroot()
    film, rate = settled(timeline)[0], timeline.fps
    sequence = page.find(".//sequence")
    zero, frames = _seconds(sequence.get("tcStart")), _seconds(sequence.get("duration")) * rate
    clips = sequence.findall("./spine/asset-clip")
    rows = [
        tuple(
            _seconds(clip.get(name)) * rate - (zero * rate if name == "offset" else 0)
            for name in ("offset", "start", "duration")
        )
        for clip in clips
    ]
    assert (rows, frames) == (cut_frames(timeline), film.frames)
    overlapping = [
        (item, start) for item, start in zip(film.items[1:], film.starts()[1:], strict=True) if item.enter.overlap
    ]
    found = [(_seconds(each.get("offset")) - zero, _seconds(each.get("duration"))) for each in page.iter("transition")]
    assert found == [(start / rate, item.enter.frames / rate) for item, start in overlapping]
    valid_page(page)


def _seconds(text: str) -> Fraction:
    return Fraction(text.removesuffix("s"))


CONTENT = {
    "fcpxml": "resources event",
    "resources": "(format |asset |effect )*",
    "asset": "media-rep ",
    "event": "project ",
    "project": "sequence ",
    "sequence": "spine ",
    "spine": "(asset-clip |transition )*",
    "transition": "filter-video ",
    "asset-clip": "(note )?(adjust-blend )?(adjust-volume )?(asset-clip |title |caption )*(marker |chapter-marker )*(metadata )?",
    "adjust-blend": "param ",
    "adjust-volume": "(param )?",
    "param": "(fadeIn )?(fadeOut )?",
    "title": "text text-style-def ",
    "caption": "text text-style-def ",
    "text": "text-style ",
    "text-style-def": "text-style ",
    "metadata": "(md )*",
}
"""What stands in what, in which order, of all that we write: read out of Apple's DTD of version 1.10."""

REQUIRED = {
    "format": "id",
    "asset": "id",
    "effect": "id uid",
    "media-rep": "src",
    "sequence": "format",
    "asset-clip": "ref",
    "transition": "duration",
    "filter-video": "ref",
    "title": "ref duration",
    "caption": "duration",
    "marker": "start value",
    "chapter-marker": "start value",
    "param": "name",
    "md": "key",
    "fadeIn": "duration",
    "fadeOut": "duration",
    "text-style-def": "id",
}


def valid_page(page: Any) -> None:
    """The order of elements, their references, and lanes that all but the spine's own need."""
    ids = [element.get("id") for element in page.iter() if element.get("id")]
    assert len(ids) == len(set(ids))
    for element in page.iter():
        inside = "".join(f"{child.tag} " for child in element)
        pattern = CONTENT.get(element.tag, "")
        assert re.fullmatch(pattern if element.tag != "fcpxml" else "resources event ", inside), (element.tag, inside)
        assert all(element.get(name) for name in REQUIRED.get(element.tag, "").split()), element.tag
        assert element.get("ref", ids[0]) in ids
        if (
            element.getparent() is not None
            and element.getparent().tag == "asset-clip"
            and element.tag in ("asset-clip", "title", "caption")
        ):
            assert element.get("lane", "0") != "0"


@pytest.mark.skipif("FCPXML_DTD" not in os.environ, reason="Apple's DTD may not be shipped; FCPXML_DTD names a copy")
@MANY
@given(data=st.data())
def test_final_cut_files_are_valid_by_apples_own_definition(
    data: st.DataObject, sources: tuple[list[Source], list[Source]], tmp_path_factory: pytest.TempPathFactory
) -> None:
    folder = tmp_path_factory.getbasetemp()
    timeline, media = drawn(data, sources, folder)
    fcpxml.write(timeline, folder / "film.fcpxml", media)
    definition = etree.DTD(os.environ["FCPXML_DTD"])
    page = etree.parse(folder / "film.fcpxml", etree.XMLParser(huge_tree=True))
    assert definition.validate(page), definition.error_log
