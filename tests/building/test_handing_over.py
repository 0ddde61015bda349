"""A rendered film in other programs' hands, and back: `filmwright export` and `filmwright import`."""

import json
from collections.abc import Callable
from fractions import Fraction
from pathlib import Path
from typing import Any, get_args

import opentimelineio as otio
import pysubs2
import pytest
from command_line import refused, said
from lxml import etree  # pyright: ignore[reportAttributeAccessIssue]
from ruamel.yaml import YAML

from orchestrator.building.finale import timeline_of
from orchestrator.building.formats import What
from orchestrator.building.handing_over import FORMATS, finished
from orchestrator.building.project import open_project
from orchestrator.building.steps import spoken_so_far
from orchestrator.building.taking_back_order import arranged
from orchestrator.directing.schedule import schedule
from orchestrator.project.folder import load_film
from orchestrator.project.history import read_history
from stitching.exports.edited import cuts
from stitching.exports.reading import read
from stitching.mezzanine import probe
from stitching.timeline import Timeline

Change = Callable[[Any, Any], None]
RATE = 12


def _span(first: int, frames: int) -> Any:
    return otio.opentime.TimeRange(otio.opentime.RationalTime(first, RATE), otio.opentime.RationalTime(frames, RATE))


def _scenes(root: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in sorted((root / "scenes").iterdir())}


def _as_cut(root: Path) -> Timeline:
    """The film's timeline as its files are now, with nothing rendered."""
    project = open_project(root, load_film(root))
    return timeline_of(project, schedule(project.film, spoken_so_far(project.film, project.store)), {})


def _edited(root: Path, change: Change) -> Path:
    """The film's export after a change of its timeline and its picture track."""
    said("export", "otio", "cut.otio", cwd=root)
    edit = otio.adapters.read_from_file(str(root / "cut.otio"))
    change(edit, edit.video_tracks()[0])
    otio.adapters.write_to_file(edit, str(root / "cut.otio"))
    return root / "cut.otio"


def _clip(track: Any, name: str) -> Any:
    return next(child for child in track if child.name == name)


def test_a_rendered_film_goes_out_with_its_clips(built_film: Path) -> None:
    told = said("export", "otio", cwd=built_film)
    assert told.startswith("wrote out/film.otio: 318 frames; 21 files in out/media/\n  note: ")
    timeline = finished(open_project(built_film, load_film(built_film))).timeline
    edit = otio.adapters.read_from_file(str(built_film / "out/film.otio"))
    picture = edit.tracks[0]
    clips = [child for child in picture if isinstance(child, otio.schema.Clip)]
    assert [clip.range_in_parent().start_time.value for clip in clips] == [cut.start for cut in cuts(timeline)]
    assert picture.duration().value == timeline.frames == probe(built_film / "out/film.mp4").frames
    names = sorted(path.name for path in (built_film / "out/media").iterdir())
    assert names[:3] == ["arrival_calls_line1.wav", "arrival_calls_t1.mp4", "arrival_coast_t1.mp4"]
    assert {"score.wav", "storm_rain.wav", "card_151a3c_160x90_12_36.mp4"} < set(names)
    for clip in clips:
        file = Path(clip.media_reference.target_url.removeprefix("file://"))
        assert probe(file).frames == clip.available_range().duration.value
    before = {path: path.stat().st_mtime_ns for path in (built_film / "out/media").iterdir()}
    said("export", "fcpxml", "--to", "out/again.fcpxml", cwd=built_film)
    assert {path: path.stat().st_mtime_ns for path in (built_film / "out/media").iterdir()} == before
    spine = etree.parse(built_film / "out/again.fcpxml").findall(".//spine/asset-clip")
    offsets = [(Fraction(each.get("offset").removesuffix("s")) - 3600) * RATE for each in spine]
    assert offsets == [cut.start for cut in cuts(timeline)]


@pytest.mark.parametrize("suffix", ["srt", "vtt", "ass"])
def test_captions_are_at_the_films_frames(suffix: str, built_film: Path) -> None:
    captions = finished(open_project(built_film, load_film(built_film))).timeline.captions
    found = pysubs2.SSAFile.from_string(said("export", suffix, cwd=built_film), format_=suffix)
    times = [(round(each.start * RATE / 1000), round(each.end * RATE / 1000)) for each in found]
    assert times == [(each.start, each.start + each.frames) for each in captions]
    assert [each.plaintext.replace("\n", " ") for each in found] == [" ".join(each.lines) for each in captions]


def test_every_format_is_offered() -> None:
    assert set(FORMATS) == set(get_args(What))


def test_what_is_not_rendered_is_not_handed_over(small_film: Path, built_film_elsewhere: Path) -> None:
    complaint = refused("export", "otio", cwd=small_film)
    assert "not rendered as the files are now; make the film with: filmwright render" in complaint
    assert not (small_film / "out").exists()
    complaint = refused("export", "edl", "--to", str(small_film / "film.edl"), cwd=built_film_elsewhere)
    assert "there is no SMPTE timecode at 12 frames a second" in complaint
    assert not (small_film / "media").exists()
    complaint = refused("export", "otio", "--to", str(small_film / "no/film.otio"), cwd=built_film_elsewhere)
    assert "name a file in a folder that is there" in complaint


def test_an_unchanged_cut_changes_nothing(built_film: Path) -> None:
    before = _scenes(built_film)
    assert said("export", "otio", cwd=built_film)
    assert said("import", "out/film.otio", cwd=built_film) == "out/film.otio: the film is cut like this already\n"
    assert (_scenes(built_film), read_history(built_film)) == (before, [])


def _recut(_edit: Any, track: Any) -> None:
    """A trim, a shot left out, a shot in another place, one in another scene, and a shorter dissolve."""
    _clip(track, "arrival/keeper").source_range = _span(3, 10)
    track.remove(_clip(track, "storm/glow"))
    lamp, sea = _clip(track, "storm/lamp"), _clip(track, "storm/sea")
    track.remove(lamp)
    track.insert(track.index(_clip(track, "storm/end")), lamp)
    track.remove(sea)
    track.insert(track.index(_clip(track, "meeting/answer")), sea)


def test_a_recut_film_is_cut_like_that(built_film: Path) -> None:
    before = _scenes(built_film)
    cut = _edited(built_film, _recut)
    looked = said("import", "cut.otio", "--dry-run", cwd=built_film)
    assert _scenes(built_film) == before
    done = said("import", "cut.otio", cwd=built_film)
    assert looked.splitlines()[:-1] == done.splitlines()[:-1]
    assert "arrival/keeper shows its clip from 0.25 s to 1.08 s" in done
    assert "storm/glow is left out of the film, and stays in its file" in done
    film = load_film(built_film)
    assert [f"{scene.id}/{shot.id}" for scene, shot in film.shots()] == [
        *("arrival/coast", "arrival/keeper", "arrival/calls"),
        *("meeting/room", "meeting/sea", "meeting/answer", "meeting/together"),
        *("storm/run", "storm/shout", "storm/lamp", "storm/end"),
    ]
    text = (built_film / "scenes/010-arrival.yaml").read_text()
    assert text.startswith("# The keeper arrives.\n")
    assert "action: Mara climbs the path with her lamp.   # she is tired\n" in text
    assert "    trim: {in: 0.25, out: 1.0833}\n" in text
    wanted = [(clip.start, clip.frames) for clip in read(cut, Fraction(RATE)).clips]
    assert [(each.start, each.frames) for each in cuts(_as_cut(built_film))] == wanted
    assert said("import", "cut.otio", cwd=built_film) == "cut.otio: the film is cut like this already\n"
    said("undo", cwd=built_film)
    assert _scenes(built_film) == before


def test_a_trim_makes_no_clip_anew(built_film: Path) -> None:
    def change(_edit: Any, track: Any) -> None:
        _clip(track, "arrival/keeper").source_range = _span(3, 10)

    _edited(built_film, change)
    said("import", "cut.otio", cwd=built_film)
    planned = said("plan", cwd=built_film)
    assert "score" in planned
    assert "clip " not in planned


def test_other_transitions_come_back(built_film: Path) -> None:
    def change(_edit: Any, track: Any) -> None:
        """A dissolve of 4 frames in place of 6, and a new one where the clips have frames for it."""
        at = track.index(_clip(track, "meeting/room"))
        track[at - 1].in_offset = track[at - 1].out_offset = otio.opentime.RationalTime(2, RATE)
        _clip(track, "storm/sea").source_range = _span(0, 9)
        _clip(track, "storm/run").source_range = _span(3, 9)
        dissolve = otio.schema.Transition(
            transition_type="SMPTE_Dissolve",
            in_offset=otio.opentime.RationalTime(2, RATE),
            out_offset=otio.opentime.RationalTime(2, RATE),
        )
        track.insert(track.index(_clip(track, "storm/run")), dissolve)

    cut = _edited(built_film, change)
    told = said("import", "cut.otio", cwd=built_film)
    assert "meeting/room is entered by a dissolve of 0.33 s" in told
    assert "storm/run is entered by a dissolve of 0.33 s" in told
    wanted = [(clip.start, clip.frames) for clip in read(cut, Fraction(RATE)).clips]
    assert [(each.start, each.frames) for each in cuts(_as_cut(built_film))] == wanted


def test_a_transition_that_a_program_dropped_stays(built_film: Path) -> None:
    def change(_edit: Any, track: Any) -> None:
        for child in list(track):
            if isinstance(child, otio.schema.Transition):
                track.remove(child)

    before = _scenes(built_film)
    _edited(built_film, change)
    told = said("import", "cut.otio", "--dry-run", cwd=built_film)
    assert "the fade into arrival/coast is not in the file; programs drop what they do not know, so it stays" in told
    assert "meeting/room is entered by a cut" in told
    assert _scenes(built_film) == before


def test_a_shot_that_is_too_short_or_too_long_is_told(built_film: Path) -> None:
    def change(_edit: Any, track: Any) -> None:
        _clip(track, "arrival/keeper").source_range = _span(4, 1)
        _clip(track, "storm/sea").source_range = _span(0, 20)

    _edited(built_film, change)
    told = json.loads(said("import", "cut.otio", "--json", cwd=built_film))
    assert told["left"] == [
        "arrival/keeper is shorter than a shot can be: 2 frames besides those of the transition into it",
        "storm/sea is longer than its clip (12 frames); it is taken as far as that goes",
    ]
    assert [item.frames for item in _as_cut(built_film).items if item.id in ("arrival/keeper", "storm/sea")] == [2, 12]


def test_scenes_that_change_places_keep_their_files(built_film: Path) -> None:
    def change(_edit: Any, track: Any) -> None:
        moved = [child for child in track if child.name.startswith("storm/")]
        for child in moved:
            track.remove(child)
        for place, child in enumerate(moved):
            track.insert(place, child)

    _edited(built_film, change)
    texts = set(_scenes(built_film).values())
    assert "the scenes come in another order: storm, arrival, meeting" in said("import", "cut.otio", cwd=built_film)
    assert [scene.id for scene in load_film(built_film).scenes] == ["storm", "arrival", "meeting"]
    assert set(_scenes(built_film).values()) == texts
    said("undo", cwd=built_film)
    assert [scene.id for scene in load_film(built_film).scenes] == ["arrival", "meeting", "storm"]


def test_a_program_that_keeps_nothing_but_files(built_film: Path) -> None:
    def change(edit: Any, track: Any) -> None:
        edit.metadata.clear()
        for number, child in enumerate(track):
            child.metadata.clear()
            child.name = f"clip {number}"
        files = [child.media_reference.target_url if isinstance(child, otio.schema.Clip) else "" for child in track]
        del track[next(index for index, file in enumerate(files) if "storm_sea" in file)]

    _edited(built_film, change)
    told = json.loads(said("import", "cut.otio", "--dry-run", "--json", cwd=built_film))
    assert (told["changed"], told["changes"]) == (False, ["storm/sea is left out of the film, and stays in its file"])


def test_pieces_and_strangers_are_told(built_film: Path) -> None:
    def change(_edit: Any, track: Any) -> None:
        keeper = _clip(track, "arrival/keeper")
        whole = [keeper.deepcopy(), keeper.deepcopy()]
        whole[0].source_range, whole[1].source_range = _span(0, 6), _span(6, 12)
        at = track.index(keeper)
        del track[at]
        for piece in reversed(whole):
            track.insert(at, piece)
        sea = _clip(track, "storm/sea").deepcopy()
        _clip(track, "storm/sea").source_range, sea.source_range = _span(0, 4), _span(6, 6)
        track.insert(track.index(_clip(track, "storm/lamp")), sea)
        stranger = otio.schema.Clip(
            name="drone", media_reference=otio.schema.ExternalReference("file:///drone.mov"), source_range=_span(0, 5)
        )
        track.append(stranger)

    _edited(built_film, change)
    told = json.loads(said("import", "cut.otio", "--json", cwd=built_film))
    assert told["left"] == [
        "'drone' is no shot of this film; bring it in as a shot with footage",
        "storm/sea is there in 2 pieces, and a shot is one; the longest is taken",
    ]
    assert not any("keeper" in change for change in told["changes"])
    assert "storm/sea shows its clip from 0.50 s to 1.00 s" in told["changes"]


def test_a_cut_of_another_film_is_refused(
    built_film: Path, tmp_path: Path, edit: Callable[[Path, str, str], None]
) -> None:
    before = _scenes(built_film)
    stranger = otio.schema.Timeline(name="x")
    track = otio.schema.Track(kind="Video", children=[otio.schema.Clip(name="drone", source_range=_span(0, 5))])
    stranger.tracks.append(track)
    otio.adapters.write_to_file(stranger, str(tmp_path / "other.otio"))
    assert "has no shot of this film in it" in refused("import", str(tmp_path / "other.otio"), cwd=built_film)
    assert "no such file" in refused("import", "none.otio", cwd=built_film)
    (built_film / "text.otio").write_text("hello")
    assert "is no OpenTimelineIO file" in refused("import", "text.otio", cwd=built_film)
    said("export", "otio", cwd=built_film)
    edit(built_film / "film.yaml", "title: Two Lamps", "title: Three Lamps")
    assert "was exported from 'Two Lamps', and this is 'Three Lamps'" in refused(
        "import", "out/film.otio", cwd=built_film
    )
    assert "cut like this already" in said("import", "out/film.otio", "--anyway", cwd=built_film)
    assert _scenes(built_film) == before


def test_a_scene_file_that_cannot_be_changed_in_place_leaves_all_as_they_are(built_film: Path) -> None:
    def change(_edit: Any, track: Any) -> None:
        _clip(track, "arrival/keeper").source_range = _span(3, 10)
        run = _clip(track, "storm/run")
        track.remove(run)
        track.insert(track.index(_clip(track, "storm/sea")), run)

    _edited(built_film, change)
    path = built_film / "scenes/030-storm.yaml"
    head, _, shots = path.read_text().partition("shots:\n")
    rows = [json.dumps(row) for row in YAML(typ="safe").load(shots)]
    path.write_text(f"{head}shots: [\n{rows[0]},\n# a comment between two shots\n{','.join(rows[1:])}]\n")
    before = _scenes(built_film)
    assert "a scene file cannot be changed in place" in refused("import", "cut.otio", cwd=built_film)
    assert _scenes(built_film) == before


def test_a_shot_goes_to_the_scene_that_it_stands_in() -> None:
    row = [(scene, str(number)) for scene in "abc" for number in range(3)]
    moved = [*row[:4], row[0], *row[4:]][1:]
    assert arranged("abc", moved) == [
        ("a", [("a", "1"), ("a", "2")]),
        ("b", [("b", "0"), ("a", "0"), ("b", "1"), ("b", "2")]),
        ("c", row[6:]),
    ]
    assert [scene for scene, _ in arranged("abc", [*row[6:], *row[:6]])] == ["c", "a", "b"]
    assert arranged("abc", row) == [("a", row[:3]), ("b", row[3:6]), ("c", row[6:])]
