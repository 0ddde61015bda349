"""Trims, omitted shots, and sound that is cut before or after the picture."""

from pathlib import Path
from typing import Any

import pytest
from pydantic import ValidationError

from orchestrator.directing.cut import Cutting, cut, sounds
from orchestrator.directing.leveling import asked_frames
from orchestrator.directing.schedule import SpokenTiming, schedule
from orchestrator.film.film import Film, Settings
from orchestrator.film.scene import Scene
from orchestrator.film.shot import Transition
from orchestrator.film.style import StyleGuide
from stitching.timeline import SAMPLE_RATE, Marking, Source

SPOKEN = {("s", "b", 0): SpokenTiming(2.0), ("s", "a", 0): SpokenTiming(2.0)}


def _film(*shots: dict[str, Any], **settings: Any) -> Film:
    scene = Scene.model_validate({"id": "s", "heading": "EXT. SEA - DAY", "shots": list(shots)})
    return Film(
        settings=Settings.model_validate({"title": "T"} | settings),
        style=StyleGuide.model_validate(
            {"name": "plain", "look": "plain", "palette": ["#102030", "#405060", "#ffffff"]}
        ),
        characters={},
        places={},
        scenes=(scene,),
    )


def _source(name: str) -> Source:
    return Source(digest=name, path=Path("clip.mp4"))


def test_a_trim_keeps_the_clip_as_it_was_made_and_shows_a_part_of_it() -> None:
    whole = _film(
        {"id": "a", "seconds": 4}, {"id": "b", "seconds": 4, "enter": {"transition": "dissolve", "seconds": 0.5}}
    )
    trimmed = _film(
        {"id": "a", "seconds": 4},
        {"id": "b", "seconds": 4, "enter": {"transition": "dissolve"}, "trim": {"in": 1, "out": 3}},
    )
    before, after = (schedule(film, {}) for film in (whole, trimmed))
    assert before.frames - after.frames == 48
    assert [item.timing.made for item in after.shots] == [item.timing.made for item in before.shots]
    timing = after.shots[1].timing
    assert (timing.before, timing.frames, timing.head, timing.after) == (24, 12 + 48, 12, 24)
    item = cut(trimmed, after, Cutting(clips={"s/b": _source("b")}), Marking(title="T"), ()).items[1]
    assert (item.first, item.frames, item.enter.frames) == (24, 60, 12)


def test_a_trimmed_shots_speech_moves_with_its_picture() -> None:
    line = {"dialogue": [{"line": "Come home."}]}
    film = _film({"id": "a", "seconds": 5, "trim": {"in": 1}} | line, {"id": "b", "seconds": 3})
    plan = schedule(film, SPOKEN)
    (voice,) = sounds(film, plan, Cutting(lines={("s", "a", 0): _source("a")}))
    # The line began at 0.35 s of the clip; the first 0.65 s of it are gone with the picture.
    assert (voice.start, voice.first) == (0, round(0.65 * SAMPLE_RATE))


def test_an_omitted_shot_is_in_the_file_and_not_in_the_film() -> None:
    film = _film({"id": "a", "omit": True}, {"id": "b"}, {"id": "c"})
    plan = schedule(film, {})
    assert [item.key for item in plan.shots] == ["s/b", "s/c"]
    assert len(film.scenes[0].shots) == 3


@pytest.mark.parametrize(("offset", "change"), [(-0.4, -0.4), (0.4, 0.4)])
def test_sound_is_cut_before_or_after_the_picture(offset: float, change: float) -> None:
    line = {"dialogue": [{"line": "Come home."}]}
    plain = _film({"id": "a", "seconds": 4}, {"id": "b", "seconds": 4} | line)
    moved = _film({"id": "a", "seconds": 4}, {"id": "b", "seconds": 4, "enter": {"sound": offset}} | line)
    starts = [
        sounds(film, schedule(film, SPOKEN), Cutting(lines={("s", "b", 0): _source("b")}))[0].start
        for film in (plain, moved)
    ]
    assert starts[1] - starts[0] == pytest.approx(change * SAMPLE_RATE, abs=1)


def test_speech_may_go_on_under_the_next_picture() -> None:
    line = {"dialogue": [{"line": "Come home."}], "seconds": 1}
    plain = schedule(_film({"id": "a"} | line, {"id": "b"}), SPOKEN)
    lent = schedule(_film({"id": "a"} | line, {"id": "b", "enter": {"sound": 0.5}}), SPOKEN)
    assert plain.shots[0].timing.frames - lent.shots[0].timing.frames == 12


def test_a_clips_own_sound_reaches_into_its_handles() -> None:
    film = _film(
        {"id": "a", "seconds": 4, "trim": {"out": 3}},
        {"id": "b", "seconds": 4, "trim": {"in": 1}, "enter": {"sound": -0.5}},
    )
    made = Cutting(clip_sounds={"s/a": _source("a"), "s/b": _source("b")})
    first, second = sounds(film, schedule(film, {}), made)
    assert (first.start, first.first, first.length) == (0, 0, 3 * SAMPLE_RATE)
    assert (second.start, second.first) == (round(2.5 * SAMPLE_RATE), round(0.5 * SAMPLE_RATE))


def test_what_a_transition_does_not_take_is_refused() -> None:
    with pytest.raises(ValidationError, match="dissolve takes no direction; it takes colour"):
        Transition.model_validate({"transition": "dissolve", "direction": "left"})
    with pytest.raises(ValidationError, match="'disolve' is not a transition; did you mean 'dissolve'"):
        Transition.model_validate({"transition": "disolve"})


def test_the_mix_is_as_film_yaml_says() -> None:
    film = _film({"id": "a"}, mix={"loudness": "broadcast", "levels": {"music": -3}, "duck": 6})
    made = cut(film, schedule(film, {}), Cutting(), Marking(title="T"), ())
    assert (made.mix.loudness, made.mix.levels, made.mix.duck) == (-23.0, {"music": -3.0}, 6.0)


def test_credits_roll_after_the_length_that_was_asked_for() -> None:
    plain, rolling = _film({"id": "a"}), _film({"id": "a"}, credits=["Cast", "Mara | herself"])
    more = schedule(rolling, {}).frames - schedule(plain, {}).frames
    assert more > 0
    assert asked_frames(rolling.settings) - asked_frames(plain.settings) == more
