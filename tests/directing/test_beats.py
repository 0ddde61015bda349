"""Beats: what a shot's text, lines and seconds make of everybody in it, one thing after the other."""

from itertools import pairwise

import pytest
from pydantic import ValidationError

from generation.requests import Figure
from orchestrator.directing.acting import emotions, poses
from orchestrator.directing.beats import Spoken, Times, as_written, with_beats
from orchestrator.film.shot import Cast, CastBeat, Shot
from orchestrator.project.fresh import data_of

NAMES = {"mara": "Mara", "tom": "Tom"}
SIDES = {"mara": ("left", "right"), "tom": ("right", "left")}
Said = list[tuple[float, dict[str, str]]]


def acted(
    action: str, seconds: float = 6.0, lines: tuple[Spoken, ...] = (), fixed: frozenset[str] = frozenset()
) -> dict[str, Figure]:
    doing, feeling = poses(action, NAMES), emotions(action, NAMES)
    figures = [
        Figure.model_validate(
            {"id": who, "position": side, "facing": facing, "pose": doing[who], "emotion": feeling[who] or "neutral"}
        )
        for who, (side, facing) in SIDES.items()
    ]
    return {figure.id: figure for figure in with_beats(figures, action, NAMES, Times(seconds, lines), fixed)}


def told(figure: Figure) -> Said:
    """The beats, without what is left as it was."""
    return [
        (beat.start, {name: value for name, value in beat.model_dump(exclude={"start"}).items() if value})
        for beat in figure.beats
    ]


@pytest.mark.parametrize(
    ("action", "first", "then"),
    [
        (
            "Mara steps onto the gallery, stops, and looks at the sea.",
            "walk in",
            [{"pose": "stand"}, {"facing": "camera", "gaze": "right"}],
        ),
        ("Mara waves and sits down.", "wave", [{"pose": "sit"}]),
        ("Mara sits down and waves.", "stand", [{"pose": "sit"}, {"pose": "wave"}]),
        ("Mara gets up and walks away.", "rise", [{"pose": "walk out", "facing": "left"}]),
        ("Mara sits down, and looks up.", "stand", [{"pose": "sit"}, {"gaze": "tom"}]),
        ("Mara enters and sees Tom.", "walk in", [{"pose": "stand", "gaze": "tom"}]),
        ("Mara kneels. She looks up at the sky.", "stand", [{"pose": "kneel"}, {"pose": "look-up"}]),
    ],
)
def test_one_thing_follows_the_other(action: str, first: str, then: list[dict[str, str]]) -> None:
    mara = acted(action)["mara"]
    assert mara.pose == first
    assert [what for _, what in told(mara)] == then


def test_each_does_his_own_when_it_is_his_turn() -> None:
    found = acted("Mara sits down. Tom turns to her.")
    ((sits, _),), ((turns, how),) = told(found["mara"]), told(found["tom"])
    assert how == {"gaze": "mara"}
    assert 0 < sits < turns


def test_who_comes_later_is_not_there_before() -> None:
    tom = acted("Mara waves. Tom enters and sits down.")["tom"]
    assert tom.pose == "walk in"
    assert [what for _, what in told(tom)] == [{"pose": "sit"}]
    assert told(tom)[0][0] > 2


def test_one_thing_to_do_is_no_beat() -> None:
    for action in ("Mara kneels at the wall.", "Mara runs.", "The rain falls.", ""):
        assert not acted(action)["mara"].beats


@pytest.mark.parametrize("seconds", [1.0, 1.6, 2.5, 4.0, 9.0])
def test_nothing_begins_at_the_end_and_short_shots_have_less(seconds: float) -> None:
    action = "Mara runs to the door, opens it, stops, gasps, turns to Tom and sits down."
    starts = [start for start, _ in told(acted(action, seconds)["mara"])]
    assert starts == sorted(starts)
    assert all(start <= seconds - 0.6 for start in starts)
    assert len(starts) <= len(told(acted(action, 20.0)["mara"]))
    assert bool(starts) == (seconds >= 1.5) or seconds < 2
    assert all(later - sooner >= 0.3 for sooner, later in pairwise(starts))


def test_people_look_at_who_speaks_and_at_whom_they_speak_to() -> None:
    lines = (Spoken("mara", "", 0.4, 1.8), Spoken("tom", "", 2.2, 3.0))
    found = acted("", 4.0, lines)
    assert (found["mara"].gaze, found["tom"].gaze) == ("tom", "mara")


def test_a_shout_makes_who_hears_it_start_and_then_that_is_over() -> None:
    mara = acted("", 6.0, (Spoken("tom", "shouted", 0.4, 2.0),))["mara"]
    (start, what), (over, after) = told(mara)
    assert what == {"emotion": "surprised"}
    assert after == {"emotion": "neutral"}
    assert 2.0 < start < over < 4.0


def test_a_face_waits_for_what_changes_it() -> None:
    mara = acted("Mara walks to the window, stops, and smiles.")["mara"]
    assert mara.emotion == "neutral"
    assert any(what.get("emotion") == "happy" for _, what in told(mara))


def test_what_a_person_wrote_stays() -> None:
    mara = acted("Mara enters, stops, and sits down.", fixed=frozenset({"mara"}))["mara"]
    assert not mara.beats


def test_written_beats_are_the_only_ones() -> None:
    beats = (CastBeat(at="50%", pose="sit"), CastBeat(at="1.5s", gaze="tom", emotion="sad"))
    figure = acted("Mara enters and sees Tom.", 8.0)["mara"]
    assert told(as_written(figure, beats, 8.0)) == [
        (1.5, {"gaze": "tom", "emotion": "sad"}),
        (4.0, {"pose": "sit"}),
    ] or told(as_written(figure, beats, 8.0)) == [(1.5, {"emotion": "sad"}), (4.0, {"pose": "sit"})]


def test_beats_of_a_file_are_checked_and_left_out_of_new_ones() -> None:
    assert "beats" not in data_of(Cast(character="mara"))
    cast = {"character": "mara", "beats": [{"at": "1.5s", "pose": "sit", "gaze": "tom"}]}
    assert Shot.model_validate({"id": "one", "cast": [cast, {"character": "tom"}]}).cast[0].beats[0].pose == "sit"
    for wrong in ({"at": "soon"}, {"at": "1s", "gaze": "nobody"}, {"at": "1s", "facing": "up"}, {"pose": "sit"}):
        with pytest.raises(ValidationError):
            Shot.model_validate({"id": "one", "cast": [cast | {"beats": [wrong]}]})
