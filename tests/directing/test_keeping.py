"""Ids and shots over rewriting: what an edit of the script does not touch stays what it was."""

import random
from collections.abc import Callable, Sequence

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from orchestrator.directing.breakdown import Directed, direct
from orchestrator.directing.grammar import violations
from orchestrator.directing.keeping import keep_ids, keep_scene_ids
from orchestrator.directing.tracing import trace
from orchestrator.film.film import Settings
from orchestrator.film.scene import Scene
from orchestrator.film.screenplay import Action, Screenplay, ScreenplayScene, Speech
from orchestrator.film.shot import Line, Shot
from orchestrator.film.style import StyleGuide
from orchestrator.writing.outline import write_outline

STYLE = StyleGuide(name="plain", look="plain", palette=("#101018", "#606070", "#f0f0e8"))
IDEAS = (
    "A lighthouse keeper befriends a storm",
    "A baker teaches a robot to dream",
    "A dragon who is afraid of fire opens a bakery",
    "A girl steals the moon and has to give it back",
)
FILMS = {idea: write_outline(Settings(title="", idea=idea, length="60s"), STYLE) for idea in IDEAS}
LENGTH = Settings(title="", length="70s")


def shot(identity: str, action: str, *said: str) -> Shot:
    return Shot(id=identity, action=action, dialogue=tuple(Line(character="mara", line=words) for words in said))


def scene(*shots: Shot) -> Scene:
    return Scene(id="one", heading="EXT. PIER - DAY", shots=shots)


BEFORE = scene(
    shot("pier", "The pier at dawn."),
    shot("net", "Mara mends a net with green thread."),
    shot("late", "Mara speaks.", "You are late, and the tide is going out."),
    shot("no", "Mara speaks.", "No."),
    shot("boat", "The boat knocks against the pier."),
    shot("no-2", "Mara speaks.", "No."),
)


def kept(*shots: Shot) -> list[str]:
    return [found.id for found in keep_ids([BEFORE], [scene(*shots)])[0].shots]


def renamed(shots: Sequence[Shot]) -> list[Shot]:
    return [each.model_copy(update={"id": f"new-{number}"}) for number, each in enumerate(shots)]


@pytest.mark.parametrize(
    ("edit", "ids"),
    [
        pytest.param(lambda new: new, ["pier", "net", "late", "no", "boat", "no-2"], id="nothing"),
        pytest.param(
            lambda new: [new[0], shot("x", "A gull cries."), *new[1:]],
            ["pier", "x", "net", "late", "no", "boat", "no-2"],
            id="a beat inserted",
        ),
        pytest.param(lambda new: [*new[:3], *new[4:]], ["pier", "net", "late", "boat", "no-2"], id="a beat removed"),
        pytest.param(
            lambda new: [*new[:2], shot("x", "Mara speaks.", "You are late, and the tide is in."), *new[3:]],
            ["pier", "net", "late", "no", "boat", "no-2"],
            id="a line edited",
        ),
        pytest.param(
            lambda new: [*new[:2], shot("x", "Mara speaks.", "Something else entirely."), *new[3:]],
            ["pier", "net", "late", "no", "boat", "no-2"],
            id="a line rewritten",
        ),
        pytest.param(
            lambda new: [
                new[0],
                shot("x", "Mara mends a net with green thread.", "You are late, and the tide is going out."),
                *new[3:],
            ],
            ["pier", "late", "no", "boat", "no-2"],
            id="two shots made one",
        ),
        pytest.param(
            lambda new: [
                new[0],
                shot("x", "Mara mends a net"),
                shot("y", "with green thread."),
                *new[2:],
            ],
            ["pier", "net", "y", "late", "no", "boat", "no-2"],
            id="one shot made two",
        ),
        pytest.param(
            lambda new: [new[0], new[4], *new[1:4], new[5]],
            ["pier", "boat", "net", "late", "no", "no-2"],
            id="a shot moved",
        ),
        pytest.param(
            lambda new: [*new, shot("net", "A new net, of red thread, hangs there.")],
            ["pier", "net", "late", "no", "boat", "no-2", "net-2"],
            id="an id that is taken",
        ),
    ],
)
def test_shots_are_known_by_their_words(edit: Callable[[list[Shot]], list[Shot]], ids: list[str]) -> None:
    assert kept(*edit(renamed(BEFORE.shots))) == ids


ROW = st.lists(
    st.tuples(
        st.sampled_from(["Mara waits.", "Mara waits and hums.", "The tide comes in.", "Mara speaks."]),
        st.sampled_from([(), ("No.",), ("No. Not again.",), ("You are late, and the tide is out.",)]),
    ),
    min_size=1,
    max_size=8,
)


@given(old=ROW, new=ROW)
def test_ids_stay_unique_whatever_was_done(
    old: list[tuple[str, tuple[str, ...]]], new: list[tuple[str, tuple[str, ...]]]
) -> None:
    before = scene(*(shot(f"old-{number}", action, *said) for number, (action, said) in enumerate(old)))
    after = scene(*(shot(f"old-{number}", action, *said) for number, (action, said) in enumerate(new)))
    found = keep_ids([before], [after])[0]
    ids = [one.id for one in found.shots]
    assert len(set(ids)) == len(ids)
    assert [(one.action, one.dialogue) for one in found.shots] == [(one.action, one.dialogue) for one in after.shots]
    if old == new:
        assert ids == [one.id for one in before.shots]


def edited(screenplay: Screenplay, choose: random.Random) -> tuple[str, Screenplay]:
    """The id of a scene, and the screenplay with one edit in it."""
    at = choose.randrange(len(screenplay.scenes))
    changed = screenplay.scenes[at]
    beats, where = list(changed.beats), choose.randrange(len(changed.beats))
    beat = beats[where]
    edits: list[list[Action | Speech]] = [
        [*beats[:where], Action(text="A door slams somewhere far away."), *beats[where:]],
        [
            *beats[:where],
            Speech(character=screenplay.characters[0].id, text="I had not thought of that."),
            *beats[where:],
        ],
        [*beats[:where], *beats[where + 1 :]],
        [*beats[:where], beat.model_copy(update={"text": f"{beat.text} And again."}), *beats[where + 1 :]],
    ]
    new = changed.model_copy(update={"beats": tuple(choose.choice(edits))})
    return changed.id, screenplay.model_copy(
        update={"scenes": (*screenplay.scenes[:at], new, *screenplay.scenes[at + 1 :])}
    )


def directed(screenplay: Screenplay, before: Sequence[Scene] = ()) -> Directed:
    return direct(screenplay, LENGTH, STYLE, before=before)


MADE = {idea: directed(screenplay).scenes for idea, screenplay in FILMS.items()}


@settings(max_examples=40, deadline=None)
@given(idea=st.sampled_from(IDEAS), seed=st.integers(0, 10_000))
def test_an_edit_renames_no_shot_and_leaves_the_other_scenes(idea: str, seed: int) -> None:
    before = MADE[idea]
    where, screenplay = edited(FILMS[idea], random.Random(seed))
    after = directed(screenplay, before)
    assert after.frames == after.asked
    assert violations(after.scenes) == []
    found = trace(screenplay, after.scenes)
    assert not found.untraced_lines
    assert not found.uncovered_beats
    for old, new in zip(before, after.scenes, strict=True):
        looks = {one.id: one.model_copy(update={"seconds": None}) for one in new.shots}
        if old.id != where:
            assert looks == {one.id: one.model_copy(update={"seconds": None}) for one in old.shots}
        words = {(one.action, one.dialogue): one.id for one in old.shots}
        assert all(words.get((one.action, one.dialogue), one.id) == one.id for one in new.shots)


def test_the_same_script_gives_the_same_film() -> None:
    for idea, before in MADE.items():
        assert directed(FILMS[idea], before).scenes == before


def test_another_length_is_another_film_with_the_same_ids() -> None:
    idea = IDEAS[0]
    longer = direct(FILMS[idea], LENGTH.model_copy(update={"length": "90s"}), STYLE, before=MADE[idea])
    assert longer.frames == 90 * 24
    ids = {(scene.id, one.id) for scene in longer.scenes for one in scene.shots}
    assert len({(scene.id, one.id) for scene in MADE[idea] for one in scene.shots} - ids) <= 1


def screenplay_of(*scenes: tuple[str, str, str]) -> Screenplay:
    return Screenplay(
        title="",
        characters=(),
        places=(),
        scenes=tuple(
            ScreenplayScene(
                id=identity,
                heading=heading,
                place="here",
                beats=tuple(Action(text=f"{sentence}.") for sentence in text.split(". ")),
            )
            for identity, heading, text in scenes
        ),
    )


NET = "Mara mends a net with green thread. The tide comes in under the boards. She hums"
TEA = "Tom pours tea into two blue cups. Nobody comes to drink it. The clock stops"
SEA = "The boat leaves without a light. Rain falls on the empty mooring. Gulls turn inland"
SCRIPT = screenplay_of(
    ("pier", "EXT. PIER - DAY", NET), ("kitchen", "INT. KITCHEN - DAY", TEA), ("pier-2", "EXT. PIER - NIGHT", SEA)
)


@pytest.mark.parametrize(
    ("new", "ids"),
    [
        pytest.param(
            (
                ("dock", "EXT. DOCK - DAWN", NET),
                ("kitchen", "INT. KITCHEN - DAY", TEA),
                ("pier", "EXT. PIER - NIGHT", SEA),
            ),
            ["pier", "kitchen", "pier-2"],
            id="a heading edited",
        ),
        pytest.param(
            (
                ("pier", "EXT. PIER - DAY", "A stranger waits here with a heavy suitcase"),
                ("pier-2", "EXT. PIER - DAY", NET),
                ("kitchen", "INT. KITCHEN - DAY", TEA),
                ("pier-3", "EXT. PIER - NIGHT", SEA),
            ),
            ["pier-3", "pier", "kitchen", "pier-2"],
            id="a scene inserted",
        ),
        pytest.param(
            (
                ("pier", "EXT. PIER - NIGHT", SEA),
                ("kitchen", "INT. KITCHEN - DAY", TEA),
                ("pier-2", "EXT. PIER - DAY", NET),
            ),
            ["pier-2", "kitchen", "pier"],
            id="scenes moved",
        ),
        pytest.param(
            (("pier", "EXT. PIER - NIGHT", SEA), ("kitchen", "INT. KITCHEN - DAY", TEA)),
            ["pier-2", "kitchen"],
            id="a scene removed",
        ),
        pytest.param(
            (
                ("pier", "EXT. PIER - DAY", ". ".join(NET.split(". ")[:2])),
                ("pier-2", "EXT. PIER - DAY", NET.split(". ")[2]),
                ("kitchen", "INT. KITCHEN - DAY", TEA),
                ("pier-3", "EXT. PIER - NIGHT", SEA),
            ),
            ["pier", "pier-3", "kitchen", "pier-2"],
            id="a scene split",
        ),
        pytest.param(
            (("pier", "EXT. PIER - DAY", f"{NET}. {TEA}"), ("pier-2", "EXT. PIER - NIGHT", SEA)),
            ["pier", "pier-2"],
            id="two scenes made one",
        ),
        pytest.param(
            (
                ("pier", "EXT. PIER - DAY", "Everything here was written anew"),
                ("kitchen", "INT. KITCHEN - DAY", TEA),
                ("pier-2", "EXT. PIER - NIGHT", SEA),
            ),
            ["pier", "kitchen", "pier-2"],
            id="a scene rewritten",
        ),
    ],
)
def test_scenes_are_known_by_their_words(new: tuple[tuple[str, str, str], ...], ids: list[str]) -> None:
    assert [found.id for found in keep_scene_ids(SCRIPT, screenplay_of(*new)).scenes] == ids


def test_ids_that_the_script_names_stay() -> None:
    new = screenplay_of(
        ("mine", "EXT. DOCK - DAY", NET), ("x", "INT. KITCHEN - DAY", TEA), ("pier", "EXT. SEA - DAY", SEA)
    )
    assert [found.id for found in keep_scene_ids(SCRIPT, new, fixed=("mine", "pier")).scenes] == [
        "mine",
        "kitchen",
        "pier",
    ]
