"""States settled: who looks how in which shot, the most specific word first."""

from hypothesis import given
from hypothesis import strategies as st

from orchestrator.directing.staging import staging
from orchestrator.directing.states import PropSheets, with_states
from orchestrator.film.film import Film, Settings
from orchestrator.film.scene import Scene
from orchestrator.film.sheets import Character, Place, Prop
from orchestrator.film.shot import Cast, Shot
from orchestrator.film.style import StyleGuide

STYLE = StyleGuide(name="plain", look="ink", palette=("#000000", "#777777", "#ffffff"))
LOOKS = {"dry": "dry", "wet": "soaked", "torn": "in rags"}
MARA = Character(id="mara", name="Mara", appearance="a keeper", states=LOOKS, default_state="dry")
HOUSE = Place(
    id="house",
    name="House",
    kind="house",
    appearance="a low house",
    states={"whole": "whole", "burned": "black beams"},
    default_state="whole",
)
LAMP = Prop(id="lamp", name="The Brass Lantern", appearance="dented", states={"lit": "a flame", "out": "dark glass"})


def film(*scenes: Scene, props: tuple[Prop, ...] = (LAMP,)) -> Film:
    return Film(
        settings=Settings(title="States"),
        style=STYLE,
        characters={"mara": MARA},
        places={"house": HOUSE},
        props={prop.id: prop for prop in props},
        scenes=scenes,
    )


def scene(name: str, *shots: Shot, **more: object) -> Scene:
    return Scene.model_validate({"id": name, "heading": "EXT. HOUSE - DAY", "place": "house", "shots": shots, **more})


def shot(name: str, **more: object) -> Shot:
    return Shot.model_validate({"id": name, "cast": ({"character": "mara"},), **more})


def states(settled: Film) -> list[tuple[str | None, ...]]:
    """Of each shot: Mara's state as the cast has it, and those of Mara, the house and the lamp as `states` has them."""
    return [
        (one.cast[0].state if one.cast else None, *(one.states.get(name) for name in ("mara", "house", "lamp")))
        for _, one in settled.shots()
    ]


def test_the_most_specific_word_wins() -> None:
    own = Cast(character="mara", state="torn")
    settled = with_states(
        film(
            scene("one", shot("a"), shot("b", from_here={"mara": "wet", "house": "burned"}), shot("c")),
            scene("two", shot("d"), shot("e", states={"mara": "torn"}), shot("f"), states={"mara": "dry"}),
            scene(
                "three",
                shot("g"),
                shot("h", from_here={"mara": "torn"}),
                shot("i", states={"mara": "wet"}, cast=(own,)),
                shot("j"),
                from_here={"house": "whole"},
                states={"mara": "dry"},
            ),
            scene("four", shot("k")),
        )
    )
    assert [(cast, house) for cast, _, house, _ in states(settled)] == [
        ("dry", "whole"),
        ("wet", "burned"),
        ("wet", "burned"),
        ("dry", "burned"),
        ("torn", "burned"),
        ("dry", "burned"),
        ("dry", "whole"),
        ("torn", "whole"),
        ("torn", "whole"),
        ("torn", "whole"),
        ("torn", "whole"),
    ]


def test_what_is_not_on_stage_has_no_state_and_what_has_no_state_stays_without() -> None:
    settled = with_states(film(scene("one", shot("a", cast=(), props=("a rope",)), shot("b", props=("lamp",)))))
    assert states(settled) == [(None, None, "whole", None), ("dry", "dry", "whole", None)]


def test_an_id_that_two_sheets_have_means_the_one_with_that_state() -> None:
    twin = Prop(id="house", name="Doll's house", states={"open": "its front open"})
    settled = with_states(
        film(
            scene("one", shot("a", props=("doll's house",), from_here={"house": "burned"}), shot("b")),
            scene("two", shot("c", cast=(), from_here={"house": "open"}), shot("d", props=("house",))),
            props=(twin,),
        )
    )
    assert [one.states["house"] for _, one in settled.shots()] == ["burned"] * 4
    nowhere = with_states(film(*(s.model_copy(update={"place": None}) for s in settled.scenes[1:]), props=(twin,)))
    assert nowhere.scenes[0].shots[1].states["house"] == "open"


def test_a_prop_is_known_by_its_id_or_its_name_with_or_without_an_article() -> None:
    other = Prop(id="glass", name="Lantern glass")
    one = film(scene("one", shot("a")), props=(LAMP, other))
    for words in ("lamp", "Lamp", "The Brass Lantern", "a brass lantern", "an old brass lantern, lit"):
        assert PropSheets(one.props).find(words) is LAMP, words
    assert PropSheets(one.props).find("the lantern glass") is other
    for words in ("lantern", "brass lanterns", "a rope", ""):
        assert PropSheets(one.props).find(words) is None, words


def test_the_drawn_film_sees_places_and_things_in_their_state() -> None:
    red = Prop(id="umbrella", name="Old Betsy", kind="umbrella", appearance="a red umbrella", states={"open": "open"})
    settled = with_states(
        film(
            scene("one", shot("a", props=("lamp", "Old Betsy", "a rope"), states={"lamp": "lit", "house": "burned"})),
            props=(LAMP, red),
        )
    )
    staged = staging(settled, *settled.shots()[0], {})
    assert staged.setting.description == "a low house, black beams"
    assert staged.figures[0].appearance == "a keeper, dry"
    assert staged.props == (
        "brass lantern with dented, a flame",
        "red old betsy umbrella with a red umbrella",
        "a rope",
    )


SOME_STATES = st.dictionaries(
    st.sampled_from(["mara", "house", "lamp"]), st.sampled_from([*LOOKS, *HOUSE.states, *LAMP.states]), max_size=3
)


@st.composite
def any_film(draw: st.DrawFn) -> Film:
    scenes: list[Scene] = []
    for number in range(draw(st.integers(1, 4))):
        shots = [
            shot(
                f"s{index}",
                cast=draw(st.sampled_from([(), ({"character": "mara"},), ({"character": "mara", "state": "wet"},)])),
                props=draw(st.sampled_from([(), ("lamp",), ("a rope",)])),
                states=draw(SOME_STATES),
                from_here=draw(SOME_STATES),
            )
            for index in range(draw(st.integers(1, 4)))
        ]
        scenes.append(scene(f"n{number}", *shots, states=draw(SOME_STATES), from_here=draw(SOME_STATES)))
    return film(*scenes)


def _by_the_book(one: Film, at: int, identity: str, sheet: Character | Place | Prop) -> str | None:
    """The rule once more, read off backwards from one shot."""
    pairs = one.shots()
    here, asked = pairs[at]
    own = [c.state for c in asked.cast if c.character == identity] if isinstance(sheet, Character) else []
    said = [*own, asked.states.get(identity)]
    before = list(reversed(pairs[: at + 1]))
    said += [other.from_here.get(identity) for place, other in before if place is here]
    said += [here.states.get(identity), here.from_here.get(identity)]
    for place in reversed(one.scenes[: one.scenes.index(here)]):
        said += [other.from_here.get(identity) for other in reversed(place.shots)]
        said.append(place.from_here.get(identity))
    return next((state for state in said if state in sheet.states), sheet.default_state)


@given(any_film())
def test_settling_follows_the_rule_and_settling_again_changes_nothing(one: Film) -> None:
    settled = with_states(one)
    assert with_states(settled) == settled
    for at, (where, now) in enumerate(settled.shots()):
        before = one.shots()[at][1]
        assert [entry.state for entry in now.cast] == [_by_the_book(one, at, "mara", MARA) for _ in now.cast]
        assert now.states.get("house") == _by_the_book(one, at, "house", HOUSE)
        if "lamp" in now.props and (state := _by_the_book(one, at, "lamp", LAMP)):
            assert now.states["lamp"] == state
        plain = {"cast", "states"}
        assert now.model_dump(exclude=plain) == before.model_dump(exclude=plain)
        assert where.model_dump(exclude={"shots"}) == one.shots()[at][0].model_dump(exclude={"shots"})
