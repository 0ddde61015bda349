"""The breakdown by film grammar: every beat covered, lengths as asked, sides kept, ids that say something."""

import re
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from orchestrator.directing.breakdown import break_down
from orchestrator.directing.grammar import SIZES, lengths, moves, neighbours, openings, sides, variation, violations
from orchestrator.directing.schedule import END_CARD, schedule
from orchestrator.film.film import Film, Settings
from orchestrator.film.scene import Scene
from orchestrator.film.screenplay import Action, Screenplay, ScreenplayScene, Speech
from orchestrator.film.sheets import Character, Place
from orchestrator.film.shot import Cast, Line, Shot
from orchestrator.film.style import StyleGuide
from orchestrator.film.vocabulary import Mood

STYLE = StyleGuide(name="plain", look="plain", palette=("#101018", "#606070", "#f0f0e8"))
CAST = (
    Character(id="mara", name="Mara"),
    Character(id="storm", name="The Storm", kind="storm"),
    Character(id="boy", name="The Boy"),
)
PLACES = (
    Place(id="gallery", name="Lighthouse Gallery", kind="lighthouse"),
    Place(id="kitchen", name="Kitchen", kind="kitchen", interior=True),
)
BEATS: tuple[Action | Speech, ...] = (
    Action(text="Mara steps onto the gallery as lightning splits the sea.", cast=("mara",)),
    Action(text="A brass lantern swings on its hook.", props=("a brass lantern",), insert=True),
    Speech(character="mara", text="You again.", manner="whispered", emotion="tender"),
    Speech(character="storm", text="I was never gone. I only went around the world to look for a light like yours."),
    Action(text="She smiles, in spite of herself."),
    Speech(character=None, text="It was the forty-first winter."),
    Action(text="The Boy runs up the stair with a blanket."),
    Speech(character="boy", text="Who are you talking to?"),
    Speech(character="mara", text="Nobody. Go back to bed before the beam comes round again and finds you barefoot."),
)


def play(*scenes: ScreenplayScene) -> Screenplay:
    return Screenplay(title="The Keeper", characters=CAST, places=PLACES, scenes=scenes)


def scene(identity: str = "first-night", **changes: object) -> ScreenplayScene:
    plain = ScreenplayScene(
        id=identity, heading="EXT. LIGHTHOUSE GALLERY - NIGHT", place="gallery", time="night", mood="tense", beats=BEATS
    )
    return plain.model_copy(update=changes)


KEEPER = play(
    scene(weather="storm", intensity=0.8),
    scene("tea", place="kitchen", heading="INT. KITCHEN - DAWN", time="dawn", mood="tender", intensity=0.3),
    scene("tea-again", place="kitchen", heading="INT. KITCHEN - NIGHT", mood="lonely", intensity=0.4, beats=BEATS[3:]),
)


def broken(screenplay: Screenplay = KEEPER, length: str = "2m", seed: int = 7) -> tuple[Scene, ...]:
    return break_down(screenplay, Settings(title="The Keeper", length=length, seed=seed), STYLE)


def total(scenes: tuple[Scene, ...]) -> float:
    return sum(shot.seconds or 0 for scene in scenes for shot in scene.shots) + END_CARD


def test_every_beat_is_covered_in_the_writers_words() -> None:
    for written, made in zip(KEEPER.scenes, broken(), strict=True):
        shown = " ".join(shot.action for shot in made.shots)
        spoken = " ".join(line.line for shot in made.shots for line in shot.dialogue)
        for beat in written.beats:
            assert beat.text in (shown if isinstance(beat, Action) else spoken)


def test_speech_keeps_its_order_its_speaker_and_its_manner() -> None:
    first = broken()[0]
    lines = [line for shot in first.shots for line in shot.dialogue]
    assert (lines[0].character, lines[0].line, lines[0].manner) == ("mara", "You again.", "whispered")
    speakers = [line.character for line in lines if line.character]
    assert [one for one, other in pairwise([*speakers, None]) if one != other] == ["mara", "storm", "boy", "mara"]


@pytest.mark.parametrize("length", ["75s", "90s", "2m", "4m", "10m"])
def test_the_film_is_as_long_as_asked(length: str) -> None:
    asked = Settings(title="", length=length).seconds
    assert total(broken(length=length)) == pytest.approx(asked, rel=0.05)


def test_the_schedule_agrees_before_anything_is_spoken() -> None:
    asked = Settings(title="The Keeper", length="2m")
    scenes = broken()
    film = Film(
        settings=asked, style=STYLE, characters={s.id: s for s in CAST}, places={p.id: p for p in PLACES}, scenes=scenes
    )
    assert schedule(film, {}).frames / 24 == pytest.approx(120, rel=0.05)


@pytest.mark.parametrize("seed", range(12))
def test_grammar_holds_for_every_seed(seed: int) -> None:
    scenes = broken(seed=seed)
    assert violations(scenes) == []
    assert variation([shot.seconds or 0 for scene in scenes for shot in scene.shots]) > 0.25
    assert broken(seed=seed) == scenes


def test_speakers_are_seen_close_and_face_each_other() -> None:
    first = broken()[0]
    for shot in first.shots:
        speakers = {line.character for line in shot.dialogue if line.character}
        if speakers and len(shot.cast) == 1:
            assert SIZES.index(shot.size) >= SIZES.index("medium")
    places = {cast.character: (cast.position, cast.facing) for shot in first.shots for cast in shot.cast}
    assert {places["mara"][1], places["storm"][1]} == {"left", "right"}


def test_what_the_beat_says_reaches_the_shot() -> None:
    shots = {shot.id: shot for made in broken()[:1] for shot in made.shots}
    insert = next(shot for shot in shots.values() if shot.size == "insert")
    assert insert.props == ("a brass lantern",)
    again = next(shot for shot in shots.values() if shot.dialogue and shot.dialogue[0].line == "You again.")
    assert again.id == "you-again" or again.id == "again"
    assert again.cast[0].emotion == "tender"
    smile = next(shot for shot in shots.values() if "smiles" in shot.action)
    assert [cast.character for cast in smile.cast] == ["mara"]


def test_scenes_enter_sound_and_feel_as_written() -> None:
    night, tea, again = broken()
    assert (night.enter.transition, tea.enter.transition, again.enter.transition) == ("fade", "dissolve", "dissolve")
    assert set(night.ambience) >= {"waves", "rain"}
    assert tea.ambience == ("kitchen",)
    assert (night.music.mood, tea.music.mood) == ("tense", "tender")


def test_tense_scenes_are_cut_faster() -> None:
    acts = tuple(
        Action(text=f"Mara looks at the {thing}.") for thing in ("sea", "lamp", "door", "stair", "glass", "sky")
    )
    slow = scene("slow", mood="calm", intensity=0.0, beats=acts)
    fast = scene("fast", mood="tense", intensity=1.0, beats=acts)
    made = broken(play(slow, fast), "60s")
    average = [sum(shot.seconds or 0 for shot in one.shots) / len(one.shots) for one in made]
    assert average[1] < average[0] * 0.8


def test_a_film_with_too_many_beats_merges_them_and_loses_none() -> None:
    acts = tuple(Action(text=f"Mara counts lantern number {number}.", cast=("mara",)) for number in range(40))
    made = broken(play(scene("count", beats=acts)), "60s")
    assert total(made) == pytest.approx(60, rel=0.05)
    assert len(made[0].shots) < 40
    assert all(act.text in " ".join(shot.action for shot in made[0].shots) for act in acts)


def test_shot_ids_say_what_is_seen_and_differ() -> None:
    for made in broken():
        ids = [shot.id for shot in made.shots]
        assert len(set(ids)) == len(ids)
        assert all(re.fullmatch(r"[a-z][a-z0-9-]{2,30}", identity) for identity in ids)
    assert any(shot.id in ("gallery", "sea") for shot in broken()[0].shots)


def test_other_alphabets_get_ids_and_speakers() -> None:
    cast = (Character(id="masha", name="Маша"), Character(id="elodie", name="Élodie"))
    beats = (
        Action(text="Маша открывает окно."),
        Speech(character="masha", text="Привет!"),
        Action(text="Élodie sourit."),
    )
    written = Screenplay(title="Окно", characters=cast, places=PLACES, scenes=(scene("window", beats=beats),))
    made = broken(written, "30s")
    opens = next(shot for shot in made[0].shots if "Маша" in shot.action)
    assert [cast.character for cast in opens.cast] == ["masha"]
    assert violations(made) == []


ACTIONS = st.builds(
    Action,
    text=st.sampled_from(
        [
            "Mara runs down the stair.",
            "The Storm looms over the roof.",
            "She weeps.",
            "The lamp goes out.",
            "They wait, and Mara sings.",
            "The Boy opens the box. Inside lies a key.",
            "Fog.",
            "Mara looks at the Boy.",
        ]
    ),
    insert=st.booleans(),
    props=st.sampled_from([(), ("a key",), ("a box", "a lamp")]),
)
SPEECHES = st.builds(
    Speech,
    character=st.sampled_from([None, "mara", "storm", "boy"]),
    text=st.sampled_from(
        ["No.", "Who is there, at this hour of the night, and what do you want?", "Run! " * 12, "word " * 40]
    ).map(str.strip),
)
SCENES = st.lists(
    st.tuples(
        st.sampled_from(["gallery", "kitchen"]),
        st.sampled_from(["calm", "tense", "lonely", "wonder", "ominous", "triumphant"]),
        st.floats(0, 1),
        st.lists(ACTIONS | SPEECHES, max_size=9),
    ),
    min_size=1,
    max_size=4,
)


@settings(max_examples=120, deadline=None)
@given(drawn=SCENES, length=st.sampled_from(["10s", "45s", "2m"]), seed=st.integers(0, 50))
def test_any_screenplay_obeys_the_grammar(
    drawn: list[tuple[str, Mood, float, list[Action | Speech]]], length: str, seed: int
) -> None:
    written = play(
        *(
            scene(f"s{index}", place=place, mood=mood, intensity=intensity, beats=tuple(beats))
            for index, (place, mood, intensity, beats) in enumerate(drawn)
        )
    )
    made = broken(written, length, seed)
    assert [found for found in violations(made) if found.rule != "lengths"] == []
    asked = Settings(title="", length=length).seconds
    assert total(made) >= asked * 0.95
    for before, after in zip(written.scenes, made, strict=True):
        spoken = " ".join(line.line for shot in after.shots for line in shot.dialogue)
        assert all(beat.text in spoken for beat in before.beats if isinstance(beat, Speech))


def a_scene(*shots: Shot, place: str = "gallery") -> Scene:
    return Scene(id="one", heading="EXT. GALLERY - DAY", place=place, shots=shots)


def test_the_rules_find_what_breaks_them() -> None:
    talk = (Line(character="mara", line="Hello."),)
    close = Shot(id="close", size="close-up", dialogue=talk)
    assert [found.rule for found in openings([a_scene(close)])] == ["opening", "opening"]
    assert [found.shot for found in neighbours([a_scene(close, close.model_copy(update={"id": "again"}))])] == ["again"]
    left = Shot(id="left", cast=(Cast(character="mara", position="left", facing="right"),))
    jump = Shot(id="jump", cast=(Cast(character="mara", position="right", facing="left"),))
    assert [found.shot for found in sides(a_scene(left, jump))] == ["jump"]
    apart = Shot(
        id="apart",
        cast=(
            Cast(character="mara", position="left", facing="left"),
            Cast(character="boy", position="right", facing="left"),
        ),
    )
    assert "looks out of the frame" in sides(a_scene(apart))[0].message
    same = tuple(Shot(id=f"shot-{number}", seconds=4) for number in range(5))
    assert [found.rule for found in lengths([a_scene(*same)])] == ["lengths"]
    assert [found.rule for found in moves([a_scene(Shot(id="two", camera="pan left tilt up"))])] == ["moves"]
    assert [
        found.rule for found in moves([a_scene(Shot(id="key", size="insert", camera="pan left", seconds=1.0))])
    ] == ["moves"]
