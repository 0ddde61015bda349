"""Shot lists: somebody else says how a scene is covered; its words are the script's, and the film still cuts."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from orchestrator.directing.breakdown import Directed, break_down, direct, lines_to_speak
from orchestrator.directing.breakdown_listed import slices
from orchestrator.directing.grammar import violations
from orchestrator.directing.tracing import trace
from orchestrator.film.film import Settings
from orchestrator.film.scene import Scene
from orchestrator.film.screenplay import Action, Screenplay, ScreenplayScene, Speech
from orchestrator.film.sheets import Character, Place
from orchestrator.film.shot import Shot
from orchestrator.film.shotlist import ListedScene, ListedShot, Seen, ShotList
from orchestrator.film.style import StyleGuide
from orchestrator.film.vocabulary import Size

STYLE = StyleGuide(name="plain", look="plain", palette=("#101018", "#606070", "#f0f0e8"))
CAST = (
    Character(id="mara", name="Mara", states={"wet": "a dripping coat"}),
    Character(id="tom", name="Tom"),
    Character(id="storm", name="The Storm", kind="storm"),
)
PLACES = (Place(id="pier", name="Pier", kind="harbour"), Place(id="shed", name="Shed", kind="workshop", interior=True))
BEATS: tuple[Action | Speech, ...] = (
    Action(text="Mara steps onto the pier. Lightning splits the sea. She holds her lamp up."),
    Speech(character="mara", text="You again.", manner="whispered", emotion="tender"),
    Speech(character="storm", text="I went around the world to look for a light like yours."),
    Action(text="Tom comes running with a blanket.", props=("a blanket",)),
    Speech(character=None, text="It was the forty-first winter."),
    Speech(character="tom", text="Who are you talking to?"),
)


def scene(identity: str = "night", place: str = "pier", beats: tuple[Action | Speech, ...] = BEATS) -> ScreenplayScene:
    return ScreenplayScene(
        id=identity, heading="EXT. PIER - NIGHT", place=place, time="night", mood="tense", beats=beats
    )


def play(*scenes: ScreenplayScene) -> Screenplay:
    return Screenplay(title="Pier", characters=CAST, places=PLACES, scenes=scenes or (scene(),))


def directed(*shots: ListedShot, length: str = "60s", screenplay: Screenplay | None = None) -> Directed:
    listed = ShotList(scenes=(ListedScene(scene="night", shots=shots),))
    return direct(screenplay or play(), Settings(title="Pier", length=length), STYLE, listed=listed)


def shots_of(*shots: ListedShot, length: str = "60s") -> tuple[Shot, ...]:
    return directed(*shots, length=length).scenes[0].shots


def is_proven(screenplay: Screenplay, scenes: tuple[Scene, ...]) -> bool:
    found = trace(screenplay, scenes)
    return not (found.untraced_lines or found.uncovered_beats or found.out_of_order)


def test_a_scene_is_covered_as_listed_in_the_words_of_the_script() -> None:
    made = shots_of(
        ListedShot(first=1, last=1, size="wide", angle="high", camera="slow pan left", id="pier-at-night"),
        ListedShot(first=2, last=2, size="close-up", cast=(Seen(character="mara", state="wet", emotion="afraid"),)),
        ListedShot(first=3, last=5, size="full", props=("a rope",)),
        ListedShot(first=6, last=6, size="medium"),
    )
    assert [(shot.size, shot.angle) for shot in made] == [
        ("wide", "high"),
        ("close-up", "eye"),
        ("full", "eye"),
        ("medium", "eye"),
    ]
    assert (made[0].id, made[0].camera, made[0].action) == ("pier-at-night", "slow pan left", BEATS[0].text)
    assert [(line.character, line.line, line.manner) for line in made[1].dialogue] == [
        ("mara", "You again.", "whispered")
    ]
    assert (made[1].cast[0].state, made[1].cast[0].emotion) == ("wet", "afraid")
    assert [line.line for line in made[2].dialogue] == [BEATS[2].text, BEATS[4].text]
    assert (made[2].action, made[2].props) == (BEATS[3].text, ("a rope",))


def test_scenes_that_are_not_listed_are_covered_by_the_rules() -> None:
    screenplay = play(scene(), scene("shed", place="shed"))
    whole = (ListedShot(first=1, last=1, size="wide"), ListedShot(first=2, last=6, size="full"))
    found = directed(*whole, screenplay=screenplay)
    assert len(found.scenes[0].shots) == 2
    assert len(found.scenes[1].shots) > 3
    assert violations(found.scenes) == []


def test_weights_say_how_long_a_shot_lasts_beside_the_others() -> None:
    acts = tuple(Action(text=f"Mara lifts lamp number {number}.") for number in range(4))
    weights = (1, 3, 1, 0.5)
    shots = tuple(
        ListedShot(first=number, last=number, size="wide" if number % 2 else "full", weight=weight)
        for number, weight in enumerate(weights, 1)
    )
    found = directed(*shots, length="20s", screenplay=play(scene(beats=acts)))
    one, three, other, half = (shot.seconds or 0 for shot in found.scenes[0].shots)
    assert three > 2 * max(one, other)
    assert half < other


def test_what_the_list_leaves_out_gets_shots_of_our_own() -> None:
    found = directed(ListedShot(first=1, last=1, size="wide"), ListedShot(first=6, last=6))
    assert is_proven(play(), found.scenes)
    assert any("no shot was listed" in note for note in found.notes)


def test_shots_that_share_an_action_show_a_part_each() -> None:
    made = shots_of(
        ListedShot(first=1, last=1, size="wide", quote="Mara steps onto the pier."),
        ListedShot(first=1, last=1, size="close-up", quote="She holds her lamp"),
        ListedShot(first=2, last=6, size="full"),
    )
    assert [shot.action for shot in made[:2]] == [
        "Mara steps onto the pier. Lightning splits the sea.",
        "She holds her lamp up.",
    ]


@pytest.mark.parametrize(
    ("quotes", "parts"),
    [
        ((None, None), ["One two. Three four.", "Five."]),
        ((None, None, None, None), ["One two.", "Three four.", "Five.", None]),
        (("One two.", "Five."), ["One two. Three four.", "Five."]),
        (("not there", "Three"), [None, "One two. Three four. Five."]),
        (("Three", "One"), ["One two. Three four. Five.", None]),
        (("two. Three", "four."), ["One two. Three", "four. Five."]),
    ],
)
def test_slices_hold_every_word_once(quotes: tuple[str | None, ...], parts: list[str | None]) -> None:
    assert slices("One two.  Three four. Five.", quotes) == parts


def test_a_speech_that_two_shots_want_is_spoken_once() -> None:
    made = shots_of(
        ListedShot(first=1, last=2, size="wide"),
        ListedShot(first=3, last=3, size="medium-close", cast=(Seen(character="storm"),)),
        ListedShot(first=3, last=3, size="close-up", cast=(Seen(character="mara"),)),
        ListedShot(first=4, last=6, size="full"),
    )
    spoken = [line.line for shot in made for line in shot.dialogue]
    assert spoken == [beat.text for beat in BEATS if isinstance(beat, Speech)]
    reaction = next(shot for shot in made if shot.size == "close-up")
    assert not reaction.dialogue
    assert [cast.character for cast in reaction.cast] == ["mara"]


def test_what_breaks_the_grammar_is_put_right_and_told() -> None:
    found = directed(
        ListedShot(first=1, last=1, size="close-up", cast=(Seen(character="mara", position="right", facing="right"),)),
        ListedShot(first=2, last=2, size="medium", camera="pan left, then tilt up"),
        ListedShot(first=3, last=3, size="medium", camera="a swoop through the rigging"),
        ListedShot(first=4, last=4, size="full", cast=(Seen(character="mara", position="left"), Seen(character="tom"))),
        ListedShot(first=5, last=6, size="wide", cast=(Seen(character="nobody"),)),
    )
    made = found.scenes[0].shots
    assert violations(found.scenes) == []
    assert made[0].size in ("wide", "extreme-wide")
    cameras = {shot.camera for shot in made}
    assert "pan left" in cameras
    assert not any("swoop" in camera for camera in cameras)
    notes = " | ".join(found.notes)
    for word in ("swoop", "in place of", "keeps to the right", "no sheet"):
        assert word in notes


def test_ids_are_as_listed_as_far_as_they_differ() -> None:
    made = shots_of(
        ListedShot(first=1, last=1, size="wide", id="pier"),
        ListedShot(first=2, last=3, size="full", id="pier"),
        ListedShot(first=4, last=6, size="wide"),
    )
    ids = [shot.id for shot in made]
    assert ids[0] == "pier"
    assert len(set(ids)) == 3


def test_over_the_shoulder_comes_with_a_near_single_of_talk() -> None:
    made = shots_of(
        ListedShot(first=1, last=2, size="wide", cast=(Seen(character="mara"), Seen(character="storm"))),
        ListedShot(first=3, last=3, size="medium-close", cast=(Seen(character="storm"),)),
        ListedShot(first=4, last=6, size="full"),
    )
    near = next(shot for shot in made if shot.size == "medium-close")
    assert [cast.character for cast in near.cast] == ["storm", "mara"]


def test_lines_can_be_spoken_before_there_are_shots() -> None:
    listed = ShotList(scenes=(ListedScene(scene="night", shots=(ListedShot(first=1, last=6, size="wide"),)),))
    lines = lines_to_speak(play(), listed)
    speech = {line: 2.0 + index for index, line in enumerate(lines)}
    made = break_down(play(), Settings(title="Pier", length="60s"), STYLE, listed=listed, speech=speech)
    assert tuple(line for shot in made[0].shots for line in shot.dialogue) == lines


SIZES: st.SearchStrategy[Size] = st.sampled_from(["wide", "full", "medium", "medium-close", "close-up", "insert"])
PEOPLE = st.sampled_from(["mara", "tom", "storm", "nobody"])
SEEN = st.builds(
    Seen,
    character=PEOPLE,
    position=st.sampled_from([None, "left", "right", "centre", "far-left"]),
    facing=st.sampled_from([None, "left", "right", "camera"]),
)
LISTED = st.builds(
    lambda first, more, **others: ListedShot(first=first, last=first + more, **others),
    first=st.integers(1, 9),
    more=st.integers(0, 3),
    size=SIZES,
    angle=st.sampled_from(["eye", "low", "high"]),
    camera=st.sampled_from(["static", "push in", "fly over", "pan left and tilt down", ""]),
    cast=st.lists(SEEN, max_size=3).map(tuple),
    quote=st.sampled_from([None, "Lightning splits the sea.", "no such words"]),
    id=st.sampled_from([None, "one", "two"]),
    weight=st.floats(0.1, 9),
)


@settings(max_examples=80, deadline=None)
@given(shots=st.lists(LISTED, min_size=1, max_size=9), length=st.sampled_from(["20s", "60s", "3m"]))
def test_any_list_gives_a_film_of_the_whole_script(shots: list[ListedShot], length: str) -> None:
    screenplay = play(scene(), scene("shed", place="shed"))
    found = directed(*shots, length=length, screenplay=screenplay)
    assert is_proven(screenplay, found.scenes)
    assert [broken for broken in violations(found.scenes) if broken.rule != "lengths"] == []
    assert found.frames == found.asked or length == "20s"
