"""Single things in an export: where a transition is cut, how a fade is said, what markers hold, and what is told."""

import json
import re
from collections.abc import Callable
from fractions import Fraction
from pathlib import Path

import numpy as np
import opentimelineio as otio
import pytest
from lxml import etree  # pyright: ignore[reportAttributeAccessIssue]

from stitching.errors import StitchingError
from stitching.exports import edl, fcpxml
from stitching.exports import otio as otio_file
from stitching.exports.media import lay_beside
from stitching.timeline import SAMPLE_RATE, Item, Marker, Marking, Origin, Sound, Source, Timeline, Title, Transition

Sources = tuple[list[Source], list[Source]]


@pytest.fixture
def sources(make_clip: Callable[..., Source], make_sound: Callable[..., Source]) -> Sources:
    """Two clips of 40 frames, and a sound of two seconds."""
    return [make_clip(40, 1, size=(64, 36)), make_clip(40, 2, size=(64, 36))], [make_sound("two", np.zeros(96_000))]


def _seconds(text: str) -> Fraction:
    return Fraction(text.removesuffix("s"))


def test_a_transition_is_cut_in_its_middle(sources: Sources, tmp_path: Path) -> None:
    clip = sources[0][0]
    dissolve = Transition(kind="dissolve", frames=11)
    items = (Item(id="a", frames=30, source=clip, first=2), Item(id="b", frames=25, source=clip, enter=dissolve))
    film = Timeline(width=64, height=36, items=items, marking=Marking(title="T"))
    otio_file.write(film, tmp_path / "film.otio", lay_beside(film, tmp_path / "media"))
    (track,) = otio.adapters.read_from_file(str(tmp_path / "film.otio")).tracks
    a, passing, b = track
    assert [(each.source_range.start_time.value, each.source_range.duration.value) for each in (a, b)] == [
        (2, 24),
        (5, 20),
    ]
    assert (passing.in_offset.value, passing.out_offset.value, passing.transition_type) == (5, 6, "SMPTE_Dissolve")
    assert film.frames == track.duration().value == 44


def test_a_fade_goes_through_black_in_a_list_and_in_final_cut(sources: Sources, tmp_path: Path) -> None:
    clip, fade = sources[0][0], Transition(kind="fade", frames=9)
    items = (Item(id="a", frames=20, source=clip), Item(id="b", frames=20, source=clip, enter=fade))
    film = Timeline(width=64, height=36, items=items, leave=fade, marking=Marking(title="T"))
    media = lay_beside(film, tmp_path / "media")
    edl.write(film, tmp_path / "film.edl", media)
    rows = [line.split()[1:] for line in (tmp_path / "film.edl").read_text().splitlines() if line[:1].isdigit()]
    assert [(row[0] == "BL", row[2], row[-2][-5:], row[-1][-5:]) for row in rows] == [
        (False, "C", "00:00", "00:16"),
        (False, "C", "00:16", "00:16"),
        (True, "D", "00:16", "00:20"),
        (True, "C", "00:20", "00:20"),
        (False, "D", "00:20", "01:07"),
        (False, "C", "01:07", "01:07"),
        (True, "D", "01:07", "01:16"),
    ]
    fcpxml.write(film, tmp_path / "film.fcpxml", media)
    page = etree.parse(tmp_path / "film.fcpxml").getroot()
    fades = [
        [(each.tag, each.get("duration")) for each in clip.iter("fadeIn", "fadeOut")]
        for clip in page.iter("asset-clip")
    ]
    assert fades == [[("fadeOut", "1/6s")], [("fadeIn", "5/24s"), ("fadeOut", "3/8s")]]


def test_markers_say_where_a_clip_comes_from(sources: Sources, tmp_path: Path) -> None:
    origin = Origin(scene="arrival", shot="gallery", take=2, prompt='Mara\n"steps" out ]]>', seed=7, model="wan")
    item = Item(id="arrival/gallery", frames=20, first=5, source=sources[0][0], origin=origin)
    chapter = Marker(frame=12, name="The storm", kind="chapter")
    film = Timeline(width=64, height=36, items=(item,), markers=(chapter,), marking=Marking(title="T"))
    media = lay_beside(film, tmp_path / "media")
    assert media.items[0].path.name == "arrival_gallery_t2.mp4"
    otio_file.write(film, tmp_path / "film.otio", media)
    found = otio.adapters.read_from_file(str(tmp_path / "film.otio"))
    (clip,) = found.find_clips()
    said = json.loads(json.dumps(dict(clip.markers[0].metadata["filmwright"])))
    assert said == {
        "scene": "arrival",
        "shot": "gallery",
        "take": 2,
        "prompt": origin.prompt,
        "seed": 7,
        "model": "wan",
    }
    assert (clip.markers[0].name, clip.markers[0].marked_range.start_time.value) == ("arrival/gallery", 5)
    assert [(each.name, each.marked_range.start_time.value) for each in found.tracks.markers] == [("The storm", 12)]
    edl.write(film, tmp_path / "film.edl", media, start="10:00:00:00")
    lines = (tmp_path / "film.edl").read_text().splitlines()
    assert "* LOC: 10:00:00:00 GREEN   arrival/gallery take 2" in lines
    assert "* LOC: 10:00:00:12 RED     The storm" in lines
    assert '* PROMPT: Mara "steps" out ]]>' in lines
    fcpxml.write(film, tmp_path / "film.fcpxml", media)
    page = etree.parse(tmp_path / "film.fcpxml").getroot()
    assert [each.get("value") for each in page.iter("marker", "chapter-marker")] == [
        "arrival/gallery take 2",
        "The storm",
    ]
    assert page.find(".//chapter-marker").get("start") == "17/24s"
    assert page.find(".//marker").get("note").endswith(origin.prompt)


def test_a_sound_that_was_cut_stays_in_time_on_whole_frames(sources: Sources, tmp_path: Path) -> None:
    clips, (voice,) = sources
    cut = Sound(source=voice, start=10_500, track="dialogue", first=5_000, length=20_000)
    whole = Sound(source=voice, start=41_500, track="dialogue", gain=-3, fade_out=4_800)
    item = Item(id="a", frames=40, source=clips[0])
    film = Timeline(width=64, height=36, items=(item,), sounds=(cut, whole), marking=Marking(title="T"))
    media = lay_beside(film, tmp_path / "media")
    told = fcpxml.write(film, tmp_path / "a.fcpxml", media)
    page = etree.parse(tmp_path / "a.fcpxml").getroot()
    found = page.findall(".//asset-clip/asset-clip")
    places = [[_seconds(each.get(name)) * SAMPLE_RATE for name in ("offset", "start", "duration")] for each in found]
    assert places == [[10_000, 4_500, 20_000], [42_000, 0, 38_000]]
    assert found[1].find("adjust-volume").get("amount") == "-3dB"
    assert found[1].find(".//fadeOut").get("duration") == "1/10s"
    assert told[-1] == "1 sound on the nearest frame, at most 10 ms from its time"
    edl.write(film, tmp_path / "a.edl", media)
    rows = [line.split() for line in (tmp_path / "a.edl").read_text().splitlines() if re.match(r"\d+ ", line)]
    assert [row[2:4] + [clock[-5:] for clock in row[4:]] for row in rows[1:]] == [
        ["A", "C", "00:02", "00:12", "00:05", "00:15"],
        ["A", "C", "00:00", "00:19", "00:21", "01:16"],
    ]


def test_what_a_format_cannot_say_is_told(sources: Sources, tmp_path: Path) -> None:
    clips, sounds = sources
    slide = Transition(kind="slide", frames=8, direction="left")
    items = (Item(id="a", frames=20, source=clips[0]), Item(id="b", frames=20, source=clips[1], enter=slide))
    music = Sound(source=sounds[0], start=0, track="music", gain=-6, fade_out=100)
    title = Title(start=0, frames=10, lines=("T",))
    film = Timeline(
        width=64, height=36, rate="12", items=items, sounds=(music,), titles=(title,), marking=Marking(title="T")
    )
    media = lay_beside(film, tmp_path / "media")
    told = " ".join(otio_file.write(film, tmp_path / "a.otio", media))
    assert all(words in told for words in ("1 transition (slide)", "titles and captions", "gain and fades", "ducking"))
    told = " ".join(fcpxml.write(film, tmp_path / "a.fcpxml", media))
    assert all(words in told for words in ("1 transition (slide)", "Basic Title", "no projects of 12", "ducking"))
    told = " ".join(edl.write(film.model_copy(update={"rate": "24"}), tmp_path / "a.edl", media))
    assert all(words in told for words in ("1 transition (slide)", "titles and captions", "fades of sounds", "ducking"))


def test_a_start_that_is_no_timecode_is_refused(sources: Sources, tmp_path: Path) -> None:
    film = Timeline(
        width=64, height=36, items=(Item(id="a", frames=20, source=sources[0][0]),), marking=Marking(title="T")
    )
    media = lay_beside(film, tmp_path / "media")
    for start, words in (("25:00:00:00", "no timecode"), ("1", "no timecode"), ("23:59:59:23", "past 24 hours")):
        with pytest.raises(StitchingError, match=words):
            edl.write(film, tmp_path / "a.edl", media, start=start)
    assert not (tmp_path / "a.edl").exists()
