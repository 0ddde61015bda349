"""Tracing: every line of a film to its script, every beat of a script to its shots."""

import json
import random
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from orchestrator.directing.breakdown import break_down
from orchestrator.directing.tracing import Trace, trace
from orchestrator.film.film import Settings
from orchestrator.film.scene import Scene
from orchestrator.film.screenplay import Action, Screenplay, ScreenplayScene, Speech
from orchestrator.film.sheets import Character, Place
from orchestrator.film.shot import Line, Shot
from orchestrator.film.style import StyleGuide
from orchestrator.writing.outline import write_outline
from orchestrator.writing.told import write_told

STYLE = StyleGuide(name="plain", look="plain", palette=("#101018", "#606070", "#f0f0e8"))
CAST = (Character(id="mara", name="Mara"), Character(id="tom", name="Tom"))
PLACES = (Place(id="pier", name="Pier", kind="harbour"), Place(id="shed", name="Shed", kind="workshop", interior=True))
FABLES: list[dict[str, str]] = json.loads(
    (Path(__file__).parents[1] / "writing" / "test_told_fables.json").read_text(encoding="utf-8")
)
IDEAS = (
    "A fox learns to bake",
    "A boy and a whale",
    "A detective looks for a stolen melody in a city of rain",
    "Two sisters race across the desert to save their village",
)


def proven(found: Trace) -> bool:
    return not (found.untraced_lines or found.uncovered_beats or found.out_of_order)


def scene(identity: str, *beats: Action | Speech, place: str = "pier") -> ScreenplayScene:
    return ScreenplayScene(id=identity, heading="EXT. PIER - DAY", place=place, beats=beats)


def play(*scenes: ScreenplayScene) -> Screenplay:
    return Screenplay(title="Pier", characters=CAST, places=PLACES, scenes=scenes)


def shown(identity: str, *shots: Shot) -> Scene:
    return Scene(id=identity, heading="EXT. PIER - DAY", shots=shots)


def shot(identity: str, action: str = "", *lines: tuple[str | None, str]) -> Shot:
    dialogue = tuple(Line(character=who, line=words) for who, words in lines)
    return Shot(id=identity, action=action, dialogue=dialogue)


SCRIPT = play(
    scene(
        "talk",
        Action(text="Mara mends a net. The tide comes in."),
        Speech(character="mara", text="You are late. Again."),
        Speech(character="tom", text="No."),
        Action(text="Tom sits down."),
        Speech(character="mara", text="No."),
    )
)


@pytest.mark.parametrize(
    "shots",
    [
        pytest.param(
            (
                shot("net", "Mara mends a net. The tide comes in.", ("mara", "You are late. Again."), ("tom", "No.")),
                shot("sits", "Tom sits down.", ("mara", "No.")),
            ),
            id="as it is",
        ),
        pytest.param(
            (
                shot("net", "Mara mends a net."),
                shot("lamp", "A lamp."),
                shot("tide", "The tide comes in.", ("mara", "You are late.")),
                shot("tom", "Tom listens to Mara.", ("mara", "Again.")),
                shot("no", "Tom speaks.", ("tom", "No.")),
                shot("sits", "Tom sits down."),
                shot("sits-near", "Tom sits down."),
                shot("mara", "", ("mara", "No.")),
            ),
            id="split over shots, with others between",
        ),
        pytest.param(
            (
                shot(
                    "all",
                    "Mara mends a net. The tide comes in. Tom sits down.",
                    ("mara", "You are late.  Again. No."),
                    ("tom", "No."),
                ),
            ),
            id="merged",
        ),
    ],
)
def test_words_are_found_however_they_are_cut(shots: tuple[Shot, ...]) -> None:
    found = trace(SCRIPT, [shown("talk", *shots)])
    assert not found.untraced_lines
    assert not found.uncovered_beats


def test_every_line_knows_its_beats_and_every_beat_its_shots() -> None:
    scenes = [
        shown(
            "talk",
            shot("net", "Mara mends a net. The tide comes in.", ("mara", "You are late.")),
            shot("both", "", ("mara", "Again."), ("tom", "No.")),
            shot("sits", "Tom sits down.", ("mara", "No.")),
        )
    ]
    found = trace(SCRIPT, scenes)
    assert [line.beats for line in found.lines] == [(("talk", 2),), (("talk", 2),), (("talk", 3),), (("talk", 5),)]
    assert [beat.shots for beat in found.beats] == [
        ("talk/net",),
        ("talk/net", "talk/both"),
        ("talk/both",),
        ("talk/sits",),
        ("talk/sits",),
    ]
    assert proven(found)


def test_what_is_missing_new_or_moved_is_told() -> None:
    scenes = [
        shown(
            "talk",
            shot("sits", "Tom sits down.", ("tom", "Yes.")),
            shot("net", "Mara mends a net.", ("mara", "You are late. Again."), ("tom", "No.")),
        )
    ]
    found = trace(SCRIPT, scenes)
    assert [line.line for line in found.untraced_lines] == ["Yes."]
    assert [(beat.number, beat.missing) for beat in found.uncovered_beats] == [(1, 4), (5, 1)]
    assert [beat.number for beat in found.out_of_order] == [4]


def test_a_line_is_somebodys_own_and_spoken_once() -> None:
    scenes = [shown("talk", shot("one", "", ("tom", "No."), ("tom", "No."), (None, "You are late. Again.")))]
    found = trace(SCRIPT, scenes)
    assert [line.number for line in found.untraced_lines] == [2, 3]


def test_a_scene_that_was_split_by_hand_still_counts() -> None:
    scenes = [
        shown("talk", shot("net", "Mara mends a net. The tide comes in.", ("mara", "You are late. Again."))),
        shown("talk-2", shot("sits", "Tom sits down.", ("tom", "No."), ("mara", "No."))),
    ]
    found = trace(SCRIPT, scenes)
    assert not found.untraced_lines
    assert not found.uncovered_beats


def test_an_action_is_kept_when_its_shot_becomes_one_of_talk() -> None:
    beats: list[Action | Speech] = [Action(text="The tide comes in.")]
    for number in range(6):
        beats += [
            Action(text=f"Mara counts to {number}.", cast=("mara",)),
            Speech(character="mara", text=f"{number}."),
            Action(text=f"Tom knots rope {number}.", cast=("tom",)),
            Speech(character="tom", text=f"Not {number}."),
        ]
    screenplay = play(scene("count", *beats))
    for length in ("10s", "25s", "40s", "60s", "2m"):
        assert proven(trace(screenplay, break_down(screenplay, Settings(title="", length=length), STYLE))), length


@pytest.mark.parametrize("length", ["15s", "30s", "60s", "3m"])
def test_built_in_films_say_and_show_their_script(length: str) -> None:
    for idea in IDEAS:
        asked = Settings(title="", idea=idea, length=length)
        screenplay = write_outline(asked, STYLE)
        for other in (length, "10s", "10m"):
            made = break_down(screenplay, asked.model_copy(update={"length": other}), STYLE)
            assert proven(trace(screenplay, made)), (idea, other)


def test_told_fables_say_and_show_their_script() -> None:
    for fable in FABLES[::7]:
        for length in ("20s", "60s", "4m"):
            asked = Settings(title="", idea=fable["fable"], length=length)
            screenplay = write_told(asked, STYLE)
            assert proven(trace(screenplay, break_down(screenplay, asked, STYLE))), (fable["title"], length)


SPELLED = """the net, Mara Tom tide. lamp! runs… “sees” — and O'Brien ÉLAN no. yes? "go." (so) 3.5"""
WORDS = st.lists(st.sampled_from(SPELLED.split(" ")), min_size=1, max_size=45).map(" ".join)
BEATS: st.SearchStrategy[Action | Speech] = st.one_of(
    st.builds(
        Action,
        text=WORDS,
        cast=st.sampled_from([(), ("mara",), ("mara", "tom")]),
        props=st.sampled_from([(), ("a lamp",)]),
        insert=st.booleans(),
    ),
    st.builds(Speech, character=st.sampled_from([None, "mara", "tom"]), text=WORDS),
)
SCENES = st.lists(st.lists(BEATS, max_size=12), min_size=1, max_size=4)


@settings(max_examples=150, deadline=None)
@given(drawn=SCENES, length=st.sampled_from(["5s", "30s", "2m", "10m"]), seed=st.integers(0, 9))
def test_everything_that_is_broken_down_is_traced(drawn: list[list[Action | Speech]], length: str, seed: int) -> None:
    screenplay = play(*(scene(f"s{at}", *beats, place=("pier", "shed")[at % 2]) for at, beats in enumerate(drawn)))
    made = break_down(screenplay, Settings(title="", length=length, seed=seed), STYLE)
    found = trace(screenplay, made)
    assert not found.untraced_lines
    assert not found.uncovered_beats
    assert not found.out_of_order


@settings(max_examples=60, deadline=None)
@given(drawn=SCENES, pick=st.randoms(use_true_random=False))
def test_a_lost_word_is_always_seen(drawn: list[list[Action | Speech]], pick: random.Random) -> None:
    screenplay = play(*(scene(f"s{at}", *beats) for at, beats in enumerate(drawn)))
    made = break_down(screenplay, Settings(title="", length="2m"), STYLE)
    spoken = [(at, number) for at, one in enumerate(made) for number, s in enumerate(one.shots) if s.dialogue]
    if not spoken:
        return
    at, number = spoken[int(pick.random() * len(spoken))]
    shots = list(made[at].shots)
    shots[number] = shots[number].model_copy(update={"dialogue": shots[number].dialogue[1:]})
    cut = [*made[:at], made[at].model_copy(update={"shots": tuple(shots)}), *made[at + 1 :]]
    assert trace(screenplay, cut).uncovered_beats
