"""The continuity plan over films of any length: nothing is made from itself, and nothing is given that does not fit."""

import string
from collections.abc import Mapping
from typing import get_args

import pytest
from hypothesis import given
from hypothesis import settings as tested
from hypothesis import strategies as st

from generation.backend import Capabilities
from orchestrator.directing.continuity import (
    Carried,
    ContinuityPlan,
    Drawn,
    File,
    Maker,
    Picture,
    Stills,
    Tail,
    continuity,
)
from orchestrator.directing.continuity.telling import conditions
from orchestrator.directing.grammar import SIZES
from orchestrator.directing.schedule import ScheduledShot, schedule
from orchestrator.directing.states import with_states
from orchestrator.film.continuity import Continuity
from orchestrator.film.film import Film, Settings
from orchestrator.film.scene import Scene
from orchestrator.film.sheets import Character, Place
from orchestrator.film.shot import Cast, Footage, Keyframes, Shot, Trim
from orchestrator.film.style import StyleGuide
from orchestrator.film.vocabulary import Boundary, Size

STYLE = StyleGuide(name="plain", look="ink", palette=("#000000", "#808080", "#ffffff"))
PEOPLE = {
    "mara": Character(id="mara", name="Mara", appearance="old", states={"oilskin": "a yellow coat"}),
    "fox": Character(id="fox", name="Fox", kind="fox", appearance="red", references=("fox.png", "fox-side.png")),
    "ada": Character(
        id="ada",
        name="Ada",
        states={"wet": "wet hair"},
        references=("ada.png",),
        state_references={"wet": ("wet.png",)},
    ),
}
PLACES = {"rock": Place(id="rock", name="the rock", appearance="black stone"), "bay": Place(id="bay", name="the bay")}
VIDEO = Capabilities(first_frame=True, last_frame=True, prompt=True)
ALONE = Capabilities(prompt=True)
FROM_PICTURES = Capabilities(first_frame=True, needs_first=True)
BOTH_ENDS = Capabilities(first_frame=True, needs_first=True, last_frame=True, needs_last=True, prompt=True)
SHOWN_ALL = Capabilities(first_frame=True, last_frame=True, prompt=True, references=3, context=True)
EDITING = Stills("editing", Capabilities(prompt=True, references=3, composition=True), everywhere=True)
DRAWING = Stills("animatic", Capabilities(staging=True), everywhere=False)


def film_of(*shots: tuple[Mapping[str, object], Shot], chain: int = 3) -> Film:
    """A film of shots, each in a scene of its own unless the one before says the same place and time."""
    scenes: list[Scene] = []
    for number, (where, shot) in enumerate(shots):
        numbered = shot.model_copy(update={"id": f"s{number}"})
        if scenes and all(getattr(scenes[-1], key) == value for key, value in where.items()):
            scenes[-1] = scenes[-1].model_copy(update={"shots": (*scenes[-1].shots, numbered)})
        else:
            scenes.append(Scene(id=f"scene{number}", heading="EXT. SOMEWHERE - DAY", shots=(numbered,), **where))  # type: ignore[arg-type]
    made = Settings(title="Film", continuity=Continuity(longest_chain=chain))
    return with_states(Film(settings=made, style=STYLE, characters=PEOPLE, places=PLACES, scenes=tuple(scenes)))


def planned(film: Film, can: Capabilities = VIDEO, stills: Stills = EDITING) -> ContinuityPlan:
    def maker(item: ScheduledShot) -> Maker | None:
        return None if item.shot.footage else Maker("model", can)

    return continuity(film, schedule(film, {}), maker, stills)


ROCK: dict[str, object] = {"place": "rock"}


def shot(size: Size = "medium", boundary: Boundary = "cut", *cast: str, **more: object) -> Shot:
    people = tuple(Cast(character=name.split("@")[0], state=[*name.split("@"), None][1]) for name in cast)  # type: ignore[list-item]
    return Shot(id="s", size=size, boundary=boundary, cast=people, **more)  # type: ignore[arg-type]


@st.composite
def films(draw: st.DrawFn) -> Film:
    names = st.sampled_from(["mara", "mara@oilskin", "fox", "ada", "ada@wet"])
    ends = st.sampled_from([None, None, None, "generate", "off", "a.png", "b.png"])
    rows: list[tuple[Mapping[str, object], Shot]] = []
    for _ in range(draw(st.integers(1, 24))):
        where = {"place": draw(st.sampled_from([None, "rock", "bay"])), "time": draw(st.sampled_from(["day", "night"]))}
        people = draw(st.lists(names, max_size=3, unique_by=lambda name: name.split("@")[0]))
        footage = Footage(path="own.mp4") if draw(st.integers(0, 9)) == 0 else None
        frames = Keyframes(first=draw(ends), last=draw(ends))
        size, boundary = draw(st.sampled_from(SIZES)), draw(st.sampled_from(get_args(Boundary)))
        rows.append((where, shot(size, boundary, *people, keyframes=frames, footage=footage)))
    return film_of(*rows, chain=draw(st.integers(0, 4)))


CAPABLE = st.builds(
    Capabilities,
    first_frame=st.booleans(),
    last_frame=st.booleans(),
    needs_first=st.booleans(),
    needs_last=st.booleans(),
    references=st.integers(0, 4),
    context=st.booleans(),
    prompt=st.booleans(),
).map(
    lambda can: can.model_copy(
        update={
            "needs_first": can.needs_first and can.first_frame,
            "needs_last": can.needs_last and can.first_frame and can.last_frame,
        }
    )
)
DRAWS = st.builds(
    Stills,
    st.just("stills"),
    st.builds(Capabilities, prompt=st.booleans(), references=st.integers(0, 4), composition=st.booleans()),
    st.booleans(),
)


def sources(picture: Picture | None) -> list[str]:
    if isinstance(picture, Tail):
        return [f"clip {picture.shot}", *sources(picture.anchor)]
    return [picture.step] if isinstance(picture, Drawn) else []


def needs_of(carried: Carried) -> list[str]:
    found = [*sources(carried.first), *sources(carried.last), *sources(carried.colours)]
    found += [step for one in carried.references for step in sources(one.picture)]
    return [*found, *([f"clip {carried.context}"] if carried.context else [])]


@given(films(), CAPABLE, DRAWS)
@tested(max_examples=120)
def test_every_picture_is_there_before_it_is_used_and_fits_where_it_is_given(
    film: Film, can: Capabilities, stills: Stills
) -> None:
    plan = planned(film, can, stills)
    there: set[str] = set()
    for step, reference in plan.references.items():
        assert set(sources(reference.base)) <= there
        there.add(step)
    for step, frame in plan.keyframes.items():
        sources_of = [one.picture for one in frame.references] + ([frame.composition] if frame.composition else [])
        assert {name for one in sources_of for name in sources(one)} <= there, "a keyframe needs no clip"
        assert len(sources_of) <= max(stills.shown, frame.composition is not None)
        assert frame.composition is None or stills.can.composition
        assert len(set(sources_of)) == len(sources_of), "no picture twice"
        there.add(step)
    for item in schedule(film, {}).shots:
        carried = plan.shots[item.key]
        assert set(needs_of(carried)) <= there, "in the order of the film"
        there.add(f"clip {item.key}")
        assert carried.first is None or can.first_frame
        assert carried.last is None or can.last_frame
        assert carried.context is None or can.context
        assert len(carried.references) <= can.references
        assert carried.chain <= film.settings.continuity.longest_chain
        assert (carried.boundary == "continue") == (carried.chain > 0)
        wanted = item.shot.keyframes.first
        if item.shot.footage is None and can.first_frame and wanted in ("a.png", "b.png"):
            assert carried.first == File(wanted), "the person's own picture is the one that is used"
        if item.shot.footage is None and wanted == "off":
            assert carried.first is None
        if carried.asked != carried.boundary:
            assert any(note.shot == item.key for note in plan.notes), "what is not held is said"
        assert all(line.isprintable() for line in conditions(plan, item.key, "stills"))


@given(films())
@tested(max_examples=60)
def test_what_is_chosen_shares_somebody_or_the_place_in_the_same_state(film: Film) -> None:
    plan = planned(film)
    steps = {item.key: item for item in schedule(film, {}).shots}
    for frame in plan.keyframes.values():
        item = steps[frame.shot]
        seen = {entry.character + (f" ({entry.state})" if entry.state else "") for entry in item.shot.cast}
        if seen or item.scene.place == "rock":
            assert frame.references, "there is always a picture of who is seen"
        assert all(one.shows for one in frame.references)
        values = [one.worth for one in frame.references]
        assert values == sorted(values, reverse=True), "the best first"


def test_a_keyframe_for_every_shot_and_the_widest_of_a_place_first() -> None:
    rows = [(ROCK, shot("close-up", "cut", "mara")), (ROCK, shot("wide")), (ROCK, shot("medium", "cut", "fox"))]
    plan = planned(film_of(*rows))
    assert next(iter(plan.keyframes)) == "still scene0/s1/first"
    assert [frame.root for frame in plan.keyframes.values()] == [True, False, False]
    close = plan.keyframes["still scene0/s0/first"]
    assert [one.picture for one in close.references] == [
        Drawn("reference character/mara"),
        Drawn("still scene0/s1/first"),
    ]
    fox = plan.keyframes["still scene0/s2/first"]
    assert File("fox.png") in [one.picture for one in fox.references]
    by_night = planned(film_of(*rows[1:], ({**ROCK, "time": "night"}, shot("medium"))))
    night = by_night.keyframes["still scene2/s2/first"]
    assert night.root, "by night it is another spot"
    assert [one.picture for one in night.references] == [Drawn("reference place/rock")]


def test_somebody_in_a_state_is_drawn_from_the_picture_of_their_usual_looks() -> None:
    plan = planned(film_of((ROCK, shot("medium", "cut", "mara@oilskin", "ada@wet"))))
    assert list(plan.references) == [
        "reference character/mara",
        "reference character/mara@oilskin",
        "reference place/rock",
    ]
    assert plan.references["reference character/mara@oilskin"].base == Drawn("reference character/mara")
    assert File("wet.png") in [one.picture for one in plan.keyframes["still scene0/s0/first"].references]


CASES: list[tuple[Capabilities, Stills, Boundary, Boundary, str]] = [
    (VIDEO, EDITING, "match", "match", ""),
    (VIDEO, EDITING, "shared", "shared", ""),
    (VIDEO, EDITING, "continue", "continue", ""),
    (ALONE, EDITING, "continue", "cut", "'model' has no first frame"),
    (ALONE, EDITING, "match", "cut", "'model' has no first frame"),
    (VIDEO, DRAWING, "match", "cut", "'animatic' cannot take over the composition"),
    (VIDEO, DRAWING, "shared", "continue", "there is no still model here"),
    (Capabilities(first_frame=True, prompt=True), EDITING, "shared", "continue", "has no last frame"),
]


@pytest.mark.parametrize(("can", "stills", "asked", "becomes", "why"), CASES)
def test_a_boundary_is_held_or_it_is_said_what_becomes_of_it(
    can: Capabilities, stills: Stills, asked: Boundary, becomes: Boundary, why: str
) -> None:
    plan = planned(film_of((ROCK, shot()), (ROCK, shot("close-up", asked))), can, stills)
    assert plan.shots["scene0/s1"].boundary == becomes
    assert [why in note.text for note in plan.notes] == ([True] if why else [])
    with_people = planned(film_of((ROCK, shot()), (ROCK, shot("close-up", asked, "mara"))), can, stills)
    assert with_people.shots["scene0/s1"].boundary == (becomes if asked != "shared" or not why else "cut"), (
        "shots with people go on from one another only where that is asked for"
    )


def test_a_shared_picture_that_the_edit_cuts_away_is_told() -> None:
    def notes(first: Trim, second: Trim) -> list[str]:
        film = film_of((ROCK, shot(seconds=4, trim=first)), (ROCK, shot("close-up", "shared", seconds=4, trim=second)))
        plan = planned(film)
        assert plan.shots["scene0/s1"].boundary == "shared", "a trim makes nothing again"
        return [note.text for note in plan.notes]

    jumps = "the picture that it shares with the shot before is cut away by {}: the cut between them jumps"
    assert notes(Trim.model_validate({"out": 3}), Trim()) == [jumps.format("trim.out of scene0/s0")]
    assert notes(Trim(), Trim.model_validate({"in": 1})) == [jumps.format("its own trim.in")]
    assert notes(Trim.model_validate({"in": 1}), Trim.model_validate({"out": 3})) == []


def test_shared_never_goes_on_in_another_place() -> None:
    can = Capabilities(first_frame=True, prompt=True)
    plan = planned(film_of((ROCK, shot()), ({"place": "bay"}, shot("medium", "shared"))), can)
    assert plan.shots["scene1/s1"].boundary == "cut"
    asked = planned(film_of((ROCK, shot()), ({"place": "bay"}, shot("medium", "continue"))), can)
    tail = asked.shots["scene1/s1"].first
    assert isinstance(tail, Tail), "as the person asks"
    assert tail.anchor is None, "there is no picture of that place"


def test_a_long_chain_begins_anew_and_keeps_the_colours_that_it_began_with() -> None:
    plan = planned(film_of((ROCK, shot("wide")), *[(ROCK, shot("medium", "continue"))] * 5))
    carried = [plan.shots[f"scene0/s{number}"] for number in range(6)]
    assert [one.chain for one in carried] == [0, 1, 2, 3, 0, 1]
    assert [one.boundary for one in carried][4] == "cut"
    assert carried[3].first == Tail("scene0/s2", Drawn("still scene0/s0/first"))
    assert carried[5].first == Tail("scene0/s4", Drawn("still scene0/s4/first"))
    assert [note.shot for note in plan.notes] == ["scene0/s4"]
    assert "begins anew: 3 shots in a row" in plan.notes[0].text


def test_match_after_a_chain_takes_the_picture_that_the_chain_began_with() -> None:
    rows = [(ROCK, shot("wide")), (ROCK, shot("medium", "continue")), (ROCK, shot("close-up", "match"))]
    plan = planned(film_of(*rows))
    assert plan.keyframes["still scene0/s2/first"].composition == Drawn("still scene0/s0/first")


def test_a_model_that_sees_clips_is_given_the_clip_and_one_that_sees_people_their_pictures() -> None:
    rows = [(ROCK, shot("medium", "cut", "mara")), (ROCK, shot("medium", "continue", "mara"))]
    carried = planned(film_of(*rows), SHOWN_ALL).shots["scene0/s1"]
    assert (carried.first, carried.context) == (None, "scene0/s0")
    assert carried.colours == Drawn("still scene0/s0/first")
    assert Drawn("reference character/mara") in [one.picture for one in carried.references]


def test_a_model_that_goes_from_picture_to_picture_gets_both() -> None:
    carried = planned(film_of((ROCK, shot())), BOTH_ENDS).shots["scene0/s0"]
    assert (carried.first, carried.last) == (Drawn("still scene0/s0/first"), Drawn("still scene0/s0/last"))


def test_without_a_still_model_pictures_are_drawn_only_where_they_must_be() -> None:
    film = film_of((ROCK, shot()), (ROCK, shot("wide", "cut", keyframes=Keyframes(first="generate"))))
    assert list(planned(film, VIDEO, DRAWING).keyframes) == ["still scene0/s1/first"]
    assert len(planned(film, FROM_PICTURES, DRAWING).keyframes) == 2
    assert planned(film, VIDEO, DRAWING).references == {}
    assert planned(film, Capabilities(staging=True), DRAWING).keyframes == {}, "the drawn film has none"


def test_the_letters_of_steps_are_those_of_ids() -> None:
    plan = planned(film_of((ROCK, shot("medium", "cut", "mara@oilskin"))))
    allowed = set(string.ascii_lowercase + string.digits + "-/@ ")
    assert all(set(step) <= allowed for step in (*plan.references, *plan.keyframes))


def test_a_picture_that_two_shots_begin_with_is_shown_once() -> None:
    """A shot's own first picture is also that of the widest shot of its place."""
    own = Keyframes(first="a.png", last="generate")
    landing = VIDEO.model_copy(update={"last_frame": True})
    plan = planned(film_of((ROCK, shot("wide", keyframes=own)), (ROCK, shot("wide", keyframes=own))), landing)
    shown = [one.picture for one in plan.keyframes["still scene0/s1/last"].references]
    assert shown.count(File("a.png")) == 1
