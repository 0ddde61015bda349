"""What the score is told of a film: scenes, speech, swells, the moments that it marks, and where it ends."""

from fractions import Fraction

import pytest

from orchestrator.directing.schedule import LineKey, Schedule, SpokenTiming, schedule
from orchestrator.directing.scoring import score_request
from orchestrator.film.film import Film, Format, Settings
from orchestrator.film.scene import Music, Scene
from orchestrator.film.shot import Line, Shot, Transition
from orchestrator.film.style import StyleGuide, StyleMusic

GUIDE = StyleGuide(
    name="plain",
    look="plain",
    palette=("#000000", "#777777", "#ffffff"),
    music=StyleMusic(instruments=("harp", "oboe"), genre="storybook", tempo=90),
)


def _shot(name: str, seconds: float, *lines: str) -> Shot:
    return Shot(id=name, seconds=seconds, dialogue=tuple(Line(line=line) for line in lines))


def _film(*scenes: Scene, **settings: object) -> Film:
    plain = Settings.model_validate({"title": "T", "format": Format(fps=24)} | settings)
    return Film(settings=plain, style=GUIDE, characters={}, places={}, scenes=scenes)


def _scene(name: str, *shots: Shot, **changes: object) -> Scene:
    return Scene.model_validate({"id": name, "heading": "EXT. SEA - DAY", "shots": shots} | changes)


FILM = _film(
    _scene("one", _shot("a", 3), _shot("b", 4, "Come home."), _shot("c", 2)),
    _scene("two", _shot("a", 5), mood="tense"),
    _scene("three", _shot("a", 4, "Now."), _shot("b", 4, "Here."), mood="triumphant"),
    _scene("four", _shot("a", 6), mood="tender"),
)


def _plan(film: Film, speech: dict[LineKey, SpokenTiming] | None = None) -> Schedule:
    return schedule(film, speech or {})


def test_every_scene_is_a_section_and_together_they_are_the_film() -> None:
    plan = _plan(FILM)
    request = score_request(FILM, plan, follows=True)
    assert [section.seconds for section in request.sections] == [9, 5, 8, 9]
    assert sum(section.seconds for section in request.sections) == pytest.approx(plan.frames / Fraction(24))
    assert [section.mood for section in request.sections] == ["calm", "tense", "triumphant", "tender"]
    assert (request.genre, request.tempo, request.instruments) == ("storybook", 90, ("harp", "oboe"))


def test_speech_is_told_and_thins_the_curve_and_silence_swells_it() -> None:
    first, _, third, _ = score_request(FILM, _plan(FILM), follows=True).sections
    assert first.speech == ((3.0, 7.0),)
    assert third.speech == ((0.0, 8.0),)
    heat = [point.intensity for point in first.curve]
    assert [point.at for point in first.curve] == pytest.approx([0, 2.6, 3, 6.6, 7, 8.6])
    assert heat[2] == heat[3] < heat[0] == heat[1] < heat[4]


def test_the_title_the_scenes_and_the_climax_are_marked() -> None:
    hits = score_request(FILM, _plan(FILM), follows=True).hits
    assert [hit.at for hit in hits] == pytest.approx([17 / 24, 9, 14, 22], abs=1e-4)
    strengths = [hit.strength for hit in hits]
    assert strengths[2] == max(strengths) > 0.8
    assert strengths[0] < 0.5
    assert strengths[1] < 0.5


def test_a_scene_that_is_dissolved_into_is_marked_gently() -> None:
    opened = _scene("two", _shot("a", 5), enter=Transition(transition="dissolve", seconds=1.0), mood="tense")
    soft = _film(FILM.scenes[0], opened, *FILM.scenes[2:])
    before, after = (score_request(film, _plan(film), follows=True).hits[1].strength for film in (FILM, soft))
    assert after < before


def test_the_last_chord_falls_on_the_end_card_and_after_credits_at_their_end() -> None:
    plan = _plan(FILM)
    assert score_request(FILM, plan, follows=True).ring == pytest.approx(plan.end_card / Fraction(24))
    long = _film(*FILM.scenes, credits=("Made by | Somebody", "With | Others"))
    rolling = _plan(long)
    request = score_request(long, rolling, follows=True)
    assert request.ring == 3.0
    assert request.hits[-1].at == pytest.approx(float((rolling.frames - rolling.end_card) / Fraction(24)), abs=1e-3)


def test_music_that_follows_nothing_is_not_asked_again_when_a_line_is_said_elsewhere() -> None:
    silent = _film(
        _scene("one", _shot("a", 3, "Come home."), _shot("b", 4), _shot("c", 2)),
        *FILM.scenes[1:],
    )
    mine, other = (score_request(film, _plan(film), follows=False) for film in (FILM, silent))
    assert mine == other
    assert mine.hits == ()
    assert score_request(FILM, _plan(FILM), follows=True) != score_request(silent, _plan(silent), follows=True)


def test_how_long_a_line_takes_in_another_language_leaves_the_music_as_it_is() -> None:
    slow = _plan(FILM, {("one", "b", 0): SpokenTiming(2.9)})
    assert slow.frames == _plan(FILM).frames
    assert score_request(FILM, slow, follows=True) == score_request(FILM, _plan(FILM), follows=True)


def test_a_scene_without_music_has_no_curve_and_no_accent_is_its_climax() -> None:
    quiet = _film(*FILM.scenes[:2], _scene("three", _shot("a", 4), music=Music(off=True)), FILM.scenes[3])
    request = score_request(quiet, _plan(quiet), follows=True)
    assert request.sections[2].silent
    assert request.sections[2].curve == ()
    assert request.hits[2].strength < 0.5
