"""A film that is as planned has no findings, and each defect that is put into it is found, and nothing else is."""

from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
from quality_films import (
    DISSOLVE,
    FRAMES,
    HEIGHT,
    LENGTH,
    RATE,
    SAMPLE_RATE,
    SPEECH,
    STARTS,
    WIDTH,
    Parts,
    Pictures,
    Samples,
    all_sound,
    build,
    clean,
    view,
)

from stitching.mezzanine import GROUP
from stitching.quality import Finding, Quality, Speech, inspect
from stitching.timeline import Caption


@pytest.fixture(scope="module")
def film(tmp_path_factory: pytest.TempPathFactory) -> Parts:
    return clean(tmp_path_factory.mktemp("parts"))


def only(quality: Quality, rule: str, severity: str) -> Finding:
    """The one finding, which is of this rule."""
    assert [(one.rule, one.severity) for one in quality.findings] == [(rule, severity)], quality.findings
    return quality.findings[0]


def test_a_clean_film_has_no_findings(film: Parts, tmp_path: Path) -> None:
    quality = film.measured(tmp_path)
    assert quality.findings == ()
    assert quality.verdict == "clean"
    assert (quality.cuts.planned, quality.cuts.found) == ((STARTS[3],), (STARTS[3],))
    assert quality.cuts.precision == quality.cuts.recall == 1
    assert [cue.offset for cue in quality.sync.cues] == pytest.approx([0, 0], abs=1)
    assert Quality.model_validate_json(quality.model_dump_json()) == quality


def test_a_frame_shown_twice_at_a_join(film: Parts, tmp_path: Path) -> None:
    def twice(pictures: Pictures) -> None:
        pictures[STARTS[1] : STARTS[2]] = pictures[STARTS[1] - 1 : STARTS[2] - 1].copy()
        pictures[STARTS[1] :][:LENGTH] = view(1, LENGTH - 1, LENGTH)
        pictures[STARTS[2] :][:LENGTH] = view(1, 2 * LENGTH - 1, LENGTH)

    one = only(film.with_pictures(twice).measured(tmp_path), "duplicate-frame", "fail")
    assert (one.frame, one.shots) == (STARTS[1], ("walk/one", "walk/two"))


def test_a_second_of_black(film: Parts, tmp_path: Path) -> None:
    def darken(pictures: Pictures) -> None:
        pictures[STARTS[1] + 3 :][:RATE] = 0

    one = only(film.with_pictures(darken).measured(tmp_path), "black", "fail")
    assert (one.frame, one.figure, one.shots) == (STARTS[1] + 3, RATE, ("walk/two",))


def test_a_frozen_second(film: Parts, tmp_path: Path) -> None:
    def freeze(pictures: Pictures) -> None:
        pictures[STARTS[4] + DISSOLVE :] = pictures[STARTS[4] + DISSOLVE]

    frozen = film.with_pictures(freeze)
    one = only(frozen.measured(tmp_path), "frozen", "fail")
    assert (one.frame, one.shots) == (STARTS[4] + DISSOLVE, ("rest/five",))
    # A shot that is to rest may do so for two seconds.
    still = film.expected.shots[4].model_copy(update={"still": True})
    assert frozen.expecting(shots=(*film.expected.shots[:4], still)).measured(tmp_path).findings == ()


@pytest.mark.parametrize("by", [-3, 2, 5])
def test_a_cut_that_is_not_at_its_frame(film: Parts, tmp_path: Path, by: int) -> None:
    def late(pictures: Pictures) -> None:
        at = STARTS[3]
        if by > 0:
            pictures[at : at + by] = view(1, at, by)
        else:
            pictures[at + by : at] = view(2, 0, -by)

    one = only(film.with_pictures(late).measured(tmp_path), "misplaced-cut", "fail")
    assert (one.frame, one.figure, one.shots) == (STARTS[3] + by, by, ("walk/three", "rest/four"))


def test_a_clip_in_the_place_of_another(film: Parts, tmp_path: Path) -> None:
    def swap(pictures: Pictures) -> None:
        pictures[STARTS[2] :][:LENGTH] = view(3, 0, LENGTH)
        pictures[STARTS[4] + DISSOLVE :] = view(1, 2 * LENGTH + DISSOLVE, LENGTH - DISSOLVE)

    found = film.with_pictures(swap).with_shots(joined="cut").measured(tmp_path).findings
    swapped = [(one.shots, one.severity) for one in found if one.rule == "swapped"]
    assert swapped == [(("walk/three", "rest/five"), "fail"), (("rest/five", "walk/three"), "fail")]


def test_a_cut_that_nobody_planned(film: Parts, tmp_path: Path) -> None:
    def invent(pictures: Pictures) -> None:
        pictures[STARTS[0] + 9 : STARTS[1]] = view(7, 0, LENGTH - 9)

    found = film.with_pictures(invent).with_shots(joined="cut", clip=None).measured(tmp_path)
    inside = [one for one in found.findings if one.rule == "cut-inside"]
    assert [(one.frame, one.shots, one.severity) for one in inside] == [(9, ("walk/one",), "warn")]


def test_a_flash_is_no_cut(film: Parts, tmp_path: Path) -> None:
    def flash(pictures: Pictures) -> None:
        pictures[6:9] = np.minimum(pictures[6:9] // 3 + 170, 255)

    assert film.with_pictures(flash).measured(tmp_path).findings == ()


def test_a_cut_that_is_not_seen(film: Parts, tmp_path: Path) -> None:
    rest = film.expected.shots[3]
    shots = (*film.expected.shots[:3], rest.model_copy(update={"tail": 0}))
    gone = film.expecting(shots=shots, frames=STARTS[4], captions=(), speech=()).with_pictures(
        lambda pictures: np.concatenate([pictures[: STARTS[3]], np.repeat(pictures[STARTS[3] - 1 :][:1], 14, axis=0)])
    )
    quality = gone.measured(tmp_path)
    dead = [one for one in quality.findings if one.rule == "dead-cut"]
    assert [(one.frame, one.severity) for one in dead] == [(STARTS[3], "warn")]


def test_a_jump_and_a_stutter_where_the_picture_is_to_go_on(film: Parts, tmp_path: Path) -> None:
    def jump(pictures: Pictures) -> None:
        pictures[STARTS[1] : STARTS[3]] = view(9, 0, 2 * LENGTH)

    found = film.with_pictures(jump).with_shots(clip=None).measured(tmp_path)
    assert ("jump", STARTS[1]) in {(one.rule, one.frame) for one in found.findings}

    def stutter(pictures: Pictures) -> None:
        slow = view(1, LENGTH, 2 * LENGTH).astype(int)
        pictures[STARTS[1] : STARTS[3]] = (slow[LENGTH] + (slow - slow[LENGTH]) // 20).astype(np.uint8)
        pictures[STARTS[1]] = view(1, LENGTH, 1)[0]

    found = film.with_pictures(stutter).with_shots(clip=None).measured(tmp_path)
    assert ("stutter", STARTS[1], "warn") in {(one.rule, one.frame, one.severity) for one in found.findings}


@pytest.mark.parametrize("brighter", [True, False])
def test_exposure_that_creeps_from_shot_to_shot(film: Parts, tmp_path: Path, brighter: bool) -> None:
    def creep(pictures: Pictures) -> None:
        for index in range(3):
            part = pictures[STARTS[index] : STARTS[index + 1]]
            by = index if brighter else 2 - index
            part[:] = np.clip(part + 14.0 * by, 0, 255).astype(np.uint8)

    one = only(film.with_pictures(creep).measured(tmp_path), "exposure-creep", "warn")
    assert one.shots == ("walk/one", "walk/two", "walk/three")
    assert ("brighter" if brighter else "darker") in one.text


def test_colour_that_fades_from_shot_to_shot(film: Parts, tmp_path: Path) -> None:
    def fade(pictures: Pictures) -> None:
        for index in range(3):
            part = pictures[STARTS[index] : STARTS[index + 1]].astype(float)
            grey = (part @ (0.2126, 0.7152, 0.0722))[..., None]
            pictures[STARTS[index] : STARTS[index + 1]] = grey + (part - grey) * (1 - 0.22 * index)

    one = only(film.with_pictures(fade).measured(tmp_path), "saturation-creep", "warn")
    assert "less colourful" in one.text


def test_a_picture_that_blurs_from_shot_to_shot(film: Parts, tmp_path: Path) -> None:
    def blur(pictures: Pictures) -> None:
        for index in (1, 2):
            part = pictures[STARTS[index] : STARTS[index + 1]].astype(float)
            grey = soft = (part @ (0.2126, 0.7152, 0.0722))[..., None]
            for _ in range(2 * index):
                soft = (np.roll(soft, 1, 1) + 2 * soft + np.roll(soft, -1, 1)) / 4
                soft = (np.roll(soft, 1, 2) + 2 * soft + np.roll(soft, -1, 2)) / 4
            pictures[STARTS[index] : STARTS[index + 1]] = np.clip(part + soft - grey, 0, 255)

    one = only(film.with_pictures(blur).measured(tmp_path), "blur", "warn")
    assert one.shots == ("walk/one", "walk/two", "walk/three")
    assert one.figure is not None
    assert one.figure < 0.6


def test_flicker_where_the_picture_is_to_rest(film: Parts, tmp_path: Path) -> None:
    still = np.repeat(view(4, 0, 1), FRAMES, axis=0)

    def flickers(_: Pictures) -> Pictures:
        return np.clip(still + 12.0 * (np.arange(FRAMES) % 2)[:, None, None, None], 0, 255).astype(np.uint8)

    parts = film.with_shots(still=True, joined="cut", clip=None, scene="")
    rules = {one.rule for one in parts.with_pictures(flickers).measured(tmp_path).findings}
    assert {"flicker", "luma-flicker"} <= rules
    rested = parts.with_pictures(lambda _: still).measured(tmp_path)
    assert {one.rule for one in rested.findings} == {"dead-cut", "frozen"} - (
        {"frozen"} if LENGTH < 2 * RATE else set()
    )
    assert rested.picture.flicker == pytest.approx(1, abs=2e-3)


def changed_sound(film: Parts, change: Callable[[Samples], Samples]) -> Parts:
    return Parts(film.pictures, change(film.sound.copy()), film.expected)


def test_a_click_where_shots_meet(film: Parts, tmp_path: Path) -> None:
    def click(sound: Samples) -> Samples:
        at = STARTS[3] * SAMPLE_RATE // RATE
        sound[:, at : at + 3] += 0.5
        return sound

    one = only(changed_sound(film, click).measured(tmp_path), "click", "fail")
    assert (one.frame, one.shots) == (STARTS[3], ("walk/three", "rest/four"))


def test_a_sound_that_begins_where_shots_meet_is_no_click(film: Parts, tmp_path: Path) -> None:
    def begin(sound: Samples) -> Samples:
        at = STARTS[3] * SAMPLE_RATE // RATE
        sound[:, at : at + 9600] += np.random.default_rng(5).uniform(-0.06, 0.06, 9600).astype(np.float32)
        return sound

    assert changed_sound(film, begin).measured(tmp_path).findings == ()


@pytest.mark.parametrize("by", [0.1, -0.06])
def test_sound_that_is_late_or_early(film: Parts, tmp_path: Path, by: float) -> None:
    found = changed_sound(film, lambda sound: np.roll(sound, round(by * SAMPLE_RATE), axis=1)).measured(tmp_path)
    assert [one.rule for one in found.findings] == ["sync", "sync"]
    assert found.sync.cue_offset == pytest.approx(by * 1000, abs=1)
    assert {one.severity for one in found.findings} == {"fail"}


def test_a_late_voice_without_a_file_is_found_by_where_it_begins(film: Parts, tmp_path: Path) -> None:
    speech = tuple(Speech(start=one.start, end=one.end) for one in film.expected.speech)
    voices = np.zeros_like(film.sound)
    for (begin, _), voice in zip(SPEECH, all_sound()[1], strict=True):
        voices[:, round((begin + 0.1) * SAMPLE_RATE) :][:, : voice.size] = voice
    late = changed_sound(film, lambda _: voices).expecting(speech=speech)
    cues = late.measured(tmp_path).sync.cues
    assert [cue.offset for cue in cues] == pytest.approx([100, 100], abs=25)
    assert {cue.method for cue in cues} == {"where something is heard to begin"}


def test_a_line_that_nobody_speaks(film: Parts, tmp_path: Path) -> None:
    def mute(sound: Samples) -> Samples:
        sound[:, : round(2.5 * SAMPLE_RATE)] = 0
        return sound

    found = changed_sound(film, mute).expecting(loudness=None).measured(tmp_path)
    one = only(found, "no-voice", "fail")
    assert one.seconds == pytest.approx(SPEECH[0][0], abs=1 / RATE)


def test_sound_too_loud_clipped_too_long_and_missing(film: Parts, tmp_path: Path) -> None:
    loud = changed_sound(film, lambda sound: np.clip(sound * 20, -1, 1)).measured(tmp_path)
    assert {one.rule for one in loud.findings} == {"loudness", "true-peak", "clipped"}
    assert isinstance(loud.sound.clipped, int)
    assert loud.sound.clipped > 10
    longer = changed_sound(film, lambda sound: np.concatenate([sound, sound[:, :9600]], axis=1)).measured(tmp_path)
    one = only(longer, "sound-length", "fail")
    assert one.figure == pytest.approx(0.2, abs=0.03)


def test_frames_too_few_and_another_size(film: Parts, tmp_path: Path) -> None:
    short = film.expecting(frames=FRAMES + 2, rate="25", width=WIDTH * 2, height=HEIGHT * 2).measured(tmp_path)
    assert {"frames", "rate", "size"} <= {one.rule for one in short.findings if one.severity == "fail"}


@pytest.fixture(scope="module")
def start(film: Parts, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The first frames of the film: captions are looked at as they were planned."""
    path = tmp_path_factory.mktemp("start") / "film.mp4"
    build(path, film.pictures[:3], film.sound[:, :4800])
    return path


@pytest.mark.parametrize(
    ("rule", "captions", "figure", "besides"),
    [
        ("caption-speed", [(3, 14, ["A line of words that is far", "too long to be read"])], 46 / 14 * 12, ""),
        ("caption-short", [(3, 6, ["Who?"])], 0.5, ""),
        ("caption-long", [(1, 85, ["Who is there?"])], 85 / 12, "caption-over-cut"),
        ("caption-gap", [(3, 14, ["Who is there?"]), (18, 12, ["Me."])], 1, ""),
        ("caption-lines", [(3, 14, ["Who", "is", "there?"])], 3, ""),
        ("caption-width", [(3, 40, ["Who is it that has come up here so very late?"])], 45, ""),
        ("caption-sync", [(9, 14, ["Who is there?"])], 6, ""),
        ("caption-over-cut", [(3, 67, ["Who is there?"])], 16, ""),
    ],
)
def test_captions_that_break_a_rule(
    film: Parts, start: Path, rule: str, captions: list[tuple[int, int, list[str]]], figure: float, besides: str
) -> None:
    given = tuple(Caption(start=start, frames=frames, lines=tuple(lines)) for start, frames, lines in captions)
    parts = film.expecting(captions=given, speech=film.expected.speech[:1])
    findings = inspect(start, parts.expected).findings
    rules = {one.rule: one for one in findings if one.rule.startswith("caption")}
    assert set(rules) == {rule, besides} - {""}
    assert rules[rule].severity == "warn"
    assert rules[rule].figure == pytest.approx(figure, abs=0.01)


def moved(film: Path, picture_from: int | None, sound_by: float) -> Path:
    """The film with all frames from one on a frame later, and its sound later by so many seconds."""
    import av

    late = film.with_name("late.mp4")
    with av.open(str(film)) as whole, av.open(str(late), "w", options={"movie_timescale": str(SAMPLE_RATE)}) as other:
        picture = other.add_stream_from_template(whole.streams.video[0])
        sound = other.add_stream_from_template(whole.streams.audio[0])
        for packet in whole.demux(video=0, audio=0):
            if packet.dts is None or packet.pts is None:
                continue
            seen = packet.stream.type == "video"
            at = packet.pts * packet.time_base
            by = 1 / RATE if seen and picture_from is not None and at >= picture_from / RATE else 0
            by = round((by if seen else sound_by) / packet.time_base)
            packet.pts, packet.dts = packet.pts + by, packet.dts + by
            packet.stream = picture if seen else sound
            other.mux(packet)
    return late


def test_frames_that_are_not_at_their_time(film: Parts, tmp_path: Path) -> None:
    build(tmp_path / "film.mp4", film.pictures, film.sound)
    late = inspect(moved(tmp_path / "film.mp4", GROUP, 0), film.expected)
    one = next(one for one in late.findings if one.rule == "timestamps")
    assert (one.severity, one.frame) == ("fail", GROUP)


def test_a_sound_track_that_begins_late(film: Parts, tmp_path: Path) -> None:
    build(tmp_path / "film.mp4", film.pictures, film.sound)
    late = inspect(moved(tmp_path / "film.mp4", None, 0.1), film.expected)
    assert {one.rule for one in late.findings} >= {"sound-start", "sync"}
    assert late.sync.start_offset == pytest.approx(0.1, abs=0.025)
    assert late.sync.cue_offset == pytest.approx(100, abs=25)
