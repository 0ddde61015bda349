"""The compiler of prompts by its public door: origins, fitting, negatives, verbatim prompts, and what changes nothing."""

import re
from pathlib import Path

import pytest
from golden_film import BALL, DOG, FILM, FOREST_SCENE, MEADOW_SCENE, STYLE
from hypothesis import given
from hypothesis import strategies as st
from long_film import long_film

from generation.tokens import Counter, counter
from orchestrator.directing.prompting import Prompt
from orchestrator.directing.prompting.compiler import Prompter
from orchestrator.film.errors import FilmError
from orchestrator.film.film import Film
from orchestrator.film.scene import Scene
from orchestrator.film.sheets import Character, Lora
from orchestrator.film.shot import Shot
from orchestrator.film.style import ArcKey, StyleGuide, Variant
from templates.dialects import card, dialect_names
from templates.errors import TemplateFault

MEADOW = MEADOW_SCENE.shots[0]


def changed(film: Film = FILM, scene: Scene = MEADOW_SCENE, **shot: object) -> tuple[Film, Scene, Shot]:
    """The film with the only shot of a scene changed."""
    new = Shot.model_validate({**scene.shots[0].model_dump(by_alias=True), **shot})
    other = scene.model_copy(update={"shots": (new,)})
    scenes = tuple(other if one.id == scene.id else one for one in film.scenes)
    return film.model_copy(update={"scenes": scenes}), other, new


def prompt(dialect: str = "wan-2.2", film: Film = FILM, scene: Scene = MEADOW_SCENE, **shot: object) -> Prompt:
    """The prompt of the changed shot."""
    told, where, new = changed(film, scene, **shot)
    return Prompter(told).prompt(where, new, dialect)


def styled(**more: object) -> Film:
    return FILM.model_copy(update={"style": StyleGuide.model_validate({**STYLE.model_dump(), **more})})


def test_every_word_has_an_origin_that_a_person_can_open() -> None:
    told = {segment.origin: segment.text for segment in prompt().segments}
    assert "golden retriever" in told["characters/biscuit.yaml: appearance"]
    assert "shining coat" in told["characters/biscuit.yaml: states.clean"]
    assert "bounds" in told["scenes: run/meadow: action"]
    assert told["scenes: run/meadow: camera"].startswith("The camera slowly tracks alongside")
    assert "poppies" in told["places/meadow.yaml: appearance"]
    assert "35mm" in told["style warm-lens: look"]
    assert any(origin.startswith("template ") for origin in told)


def test_the_origin_of_a_variant_and_of_an_arc() -> None:
    film = styled(
        variants={"memory": Variant(look="faded print")}, arc=(ArcKey(at="0%", variant="memory"), ArcKey(at="100%"))
    )
    assert any(s.origin == "style warm-lens: variants.memory.look" for s in prompt(film=film).segments)
    one = FILM.scenes[1].model_copy(update={"style_variant": "memory"})
    film = film.model_copy(update={"scenes": (film.scenes[0], one)})
    assert "Faded print" in Prompter(film).prompt(one, one.shots[0], "wan-2.2").text


def test_a_persons_template_that_cuts_a_value_still_gives_a_prompt(tmp_path: Path) -> None:
    (tmp_path / "wan-2.2.j2").write_text("So: {{ action | upper }} in {{ place }}", encoding="utf-8")
    prompter = Prompter(FILM, (tmp_path,))
    found = prompter.prompt(MEADOW_SCENE, MEADOW, "wan-2.2")
    assert found.text.startswith("So: ")
    assert found.text.endswith("in the sunlit meadow")
    assert found.segments[0].origin == f"template {tmp_path.name}/wan-2.2.j2"
    assert "".join(segment.text for segment in found.segments) == found.text


def test_a_verbatim_prompt_wins_over_everything_and_is_measured() -> None:
    found = prompt("sdxl", prompt="word " * 100)
    assert found.text == "word " * 100
    assert [(segment.text, segment.origin) for segment in found.segments] == [
        (found.text, "scenes: run/meadow: prompt")
    ]
    assert found.budget.over
    assert found.budget.tokens == 102
    assert not found.shed


def test_a_model_that_reads_nothing_says_that_a_verbatim_prompt_is_not_used() -> None:
    found = prompt("svd", prompt="A dog.")
    assert found.text == ""
    assert any("not used" in note for note in found.notes)
    assert prompt("svd").text == ""


def test_what_goes_to_fit_goes_in_the_stated_order() -> None:
    found = prompt("sdxl")
    assert not found.budget.over
    names = [clause.name for clause in found.shed]
    order = ["mood", "palette", "lens", "look", "light", "weather", "setting", "sound", "props", "blocking", "emotions"]
    assert names == sorted(names, key=order.index)
    assert [clause.text for clause in found.shed[:4]] == [
        "joyful",
        *(found.shed[1].text,),
        "shallow depth of field",
        "85mm",
    ]
    assert [clause.text for clause in found.shed if clause.name == "look"] == ["gentle film grain", "warm grade"]


def test_nothing_goes_where_all_fits() -> None:
    assert prompt("wan-2.2").shed == ()


def test_a_counter_of_the_models_own_decides() -> None:
    film, scene, shot = changed()
    long = Counter("umt5", exact=True, how="counted by a strict one", count=lambda text: 12 * len(text.split()))
    found = Prompter(film).prompt(scene, shot, "wan-2.2", counter=long)
    assert found.shed
    assert found.budget.how == "counted by a strict one"
    by_name = Prompter(film, counters=lambda encoder: long if encoder == "umt5" else counter(encoder))
    assert by_name.prompt(scene, shot, "wan-2.2") == found


def test_of_a_place_its_state_goes_last() -> None:
    meadow = FILM.places["meadow"]
    long = ", ".join(f"a row of tall birches number {n} along the ditch" for n in range(5))
    burned = meadow.model_copy(
        update={"appearance": long, "states": {"burned": "black stubble"}, "default_state": "burned"}
    )
    found = prompt("sdxl", film=FILM.model_copy(update={"places": {**FILM.places, "meadow": burned}}))
    assert "birches number 4" in " ".join(clause.text for clause in found.shed)
    assert "black stubble" in found.text


def test_what_can_not_fit_is_kept_and_said() -> None:
    long = DOG.model_copy(update={"appearance": " and ".join(f"a patch of fur number {n}" for n in range(40))})
    found = prompt("sdxl", film=FILM.model_copy(update={"characters": {"biscuit": long}}))
    assert found.budget.over
    assert "patch of fur number 39" in found.text
    assert any("characters/biscuit.yaml: appearance" in note and "shorten" in note for note in found.notes)


_LONG_ACTION = (
    "Biscuit runs through the tall grass towards the far end of the meadow. "
    'He stops at the ball and barks, "Stop. Look there." '
    "He takes the ball into his mouth and carries it all the way back to the old gate at the other end of the meadow, "
    "where he lays it down on the stone step and waits for somebody to throw it into the high grass once again."
)


@pytest.mark.parametrize("dialect", ["sdxl", "animatediff"])
def test_at_last_the_action_loses_its_later_sentences_and_then_looks_their_details(dialect: str) -> None:
    found = prompt(dialect, action=_LONG_ACTION)
    assert not found.budget.over
    assert "runs through the tall grass" in found.text
    last = [clause for clause in found.shed if clause.turn == "last"]
    assert [clause.origin for clause in last] == ["scenes: run/meadow: action"] * len(last)
    assert last[0].text.startswith("The golden retriever takes the ball")
    assert all(clause.text not in found.text for clause in last)
    assert any("split the shot" in note and last[0].text in note for note in found.notes)
    plump = DOG.model_copy(
        update={"appearance": ", ".join(["a dog", *(f"a spot of fur number {n}" for n in range(20))])}
    )
    spotted = prompt(dialect, film=FILM.model_copy(update={"characters": {"biscuit": plump}}), action="Biscuit runs.")
    assert not spotted.budget.over
    assert spotted.text.startswith("A dog, a spot of fur number 0, ")
    assert "a brushed, shining coat" in spotted.text, "the state stays"
    assert next(clause.text for clause in spotted.shed if clause.turn == "last") == "a spot of fur number 19"


def test_whom_a_sentence_described_that_went_is_described_beside_the_action() -> None:
    cat = Character(id="mog", name="Mog", kind="cat", appearance="a striped cat with one white paw")
    wall = " over the old stone wall that goes round the orchard on the far side of the village" * 3
    action = f"Biscuit runs. At the very end of the long and winding path Mog jumps{wall}."
    film = FILM.model_copy(update={"characters": {"biscuit": DOG, "mog": cat}})
    found = prompt("sdxl", film=film, action=action, cast=[{"character": "biscuit"}, {"character": "mog"}])
    assert not found.budget.over
    assert "jumps" not in found.text
    assert "a striped cat with one white paw" in found.text


def test_a_field_for_what_must_not_be_seen_gets_the_styles_and_the_makers_words_once() -> None:
    found = prompt("ltx-2").negative.split(", ")
    assert found[:4] == ["text", "watermark", "blurry", "distorted"]
    assert len(found) == len({word.casefold() for word in found})
    own = prompt("ltx-2", negative="cats").negative
    assert own.startswith("cats, ")
    assert "watermark" not in own.split(card("ltx-2").negative_base)[0]


def test_without_a_field_it_is_said_as_what_is_wanted_and_never_denied() -> None:
    for dialect in dialect_names():
        if card(dialect).negative != "positive":
            continue
        found = prompt(dialect)
        assert found.negative == ""
        assert not re.search(r"\b(no|not|never|without|un(?:blurred))\b", found.text.lower()), found.text
        if card(dialect).describes:
            shed = " ".join(clause.text for clause in found.shed)
            assert "an unmarked picture" in found.text + shed
        odd = prompt(dialect, negative="zeppelins")
        assert any("zeppelins" in note for note in odd.notes)
        assert "zeppelins" not in odd.text


def test_words_that_a_model_takes_amiss_are_told_with_their_place() -> None:
    note = "nova-reel takes 'without' amiss: say it another way in scenes: run/meadow: action"
    assert note in prompt("nova-reel", action="Biscuit runs without a sound.").notes
    assert note.replace("action", "prompt") in prompt("nova-reel", prompt="A dog without a care.").notes
    assert not any("amiss" in note for note in prompt("nova-reel").notes)


def test_trigger_words_of_all_on_stage_reach_the_prompt() -> None:
    lora = (Lora(path="loras/dog.safetensors", trigger="bsct dog"),)
    told = FILM.model_copy(update={"characters": {"biscuit": DOG.model_copy(update={"loras": lora})}})
    assert "bsct dog" in prompt("sdxl", film=told).text
    assert "bsct dog" not in prompt("sdxl", film=told, cast=(), action="Grass waves.").text


def test_dialogue_is_quoted_and_only_where_the_model_speaks() -> None:
    line = {"character": "biscuit", "line": 'He said "woof".', "manner": "whispered"}
    assert (
        "the golden retriever whispers: \"He said 'woof'.\"".casefold()
        in prompt("ltx-2", dialogue=(line,)).text.casefold()
    )
    assert "woof" not in prompt("wan-2.2", dialogue=(line,)).text


def test_weather_is_not_seen_indoors() -> None:
    room = FILM.places["meadow"].model_copy(update={"interior": True})
    wet = MEADOW_SCENE.model_copy(update={"weather": "rain"})
    outside = FILM.model_copy(update={"scenes": (wet, FOREST_SCENE)})
    inside = outside.model_copy(update={"places": {**FILM.places, "meadow": room}})
    assert " rain" in Prompter(outside).prompt(wet, wet.shots[0], "wan-2.2").text
    assert " rain" not in Prompter(inside).prompt(wet, wet.shots[0], "wan-2.2").text


def test_a_dialect_that_is_not_there_is_refused_with_what_is_near() -> None:
    with pytest.raises(TemplateFault, match=r"wan-2\.2"):
        Prompter(FILM).prompt(MEADOW_SCENE, MEADOW, "wan-22")


WORDS = st.text(st.characters(codec="utf-8", exclude_categories=("Cs", "Cc")), max_size=40)
MORE = st.sampled_from(
    ["Biscuit runs.", "He waits.", "", "The ball, the dog; (all) of it", "\ue000\ue101 Biscuit\ue102"]
)


@given(
    dialect=st.sampled_from(dialect_names()),
    action=st.one_of(WORDS, MORE),
    appearance=st.one_of(WORDS, MORE),
    look=WORDS,
    negative=st.one_of(st.none(), WORDS),
    manner=st.one_of(st.none(), WORDS),
    props=st.lists(st.one_of(WORDS, st.just("red ball")), max_size=2),
)
def test_any_film_compiles_in_any_dialect(
    dialect: str,
    action: str,
    appearance: str,
    look: str,
    negative: str | None,
    manner: str | None,
    props: list[str],
) -> None:
    film = styled(look=look).model_copy(
        update={"characters": {"biscuit": DOG.model_copy(update={"appearance": appearance})}}
    )
    line = {"character": "biscuit", "line": "Woof.", "manner": manner}
    told, scene, shot = changed(film, action=action, negative=negative, props=props, dialogue=(line,))
    found = Prompter(told).prompt(scene, shot, dialect)
    assert "".join(segment.text for segment in found.segments) == found.text
    assert not re.search("[\ue000-\uf8ff]", found.text)
    assert found == Prompter(told).prompt(scene, shot, dialect)
    noted = told.model_copy(
        update={
            "settings": told.settings.model_copy(update={"title": "Another", "note": "for me"}),
            "scenes": tuple(one.model_copy(update={"note": "for me"}) for one in told.scenes),
        }
    )
    again = Prompter(noted).prompt(noted.scenes[0], noted.scenes[0].shots[0], dialect)
    assert again == found


def test_a_new_name_for_somebody_changes_no_prompt() -> None:
    def text(name: str) -> list[str]:
        dog = DOG.model_copy(update={"name": name})
        action = MEADOW.action.replace("Biscuit", name)
        film, scene, shot = changed(FILM.model_copy(update={"characters": {"biscuit": dog}}), action=action)
        return [Prompter(film).prompt(scene, shot, dialect).text for dialect in dialect_names()]

    assert text("Biscuit") == text("Rufus")


def test_prompts_are_quick() -> None:
    """A thousand shots; the bound is far above what it takes, so that only another order of growth fails it."""
    import time

    film = long_film(1, 200, 5)
    start = time.process_time()
    prompter = Prompter(film)
    for scene, shot in film.shots():
        prompter.prompt(scene, shot, "animatic")
    assert time.process_time() - start < 10


def test_texts_longer_than_any_prompt_are_refused_with_their_place() -> None:
    with pytest.raises(
        FilmError, match=r"shot run/meadow: scenes: run/meadow: action is \d+ characters long, .* shorten it"
    ):
        prompt(action="Grass waves. " * 3000)


def test_a_film_without_any_sheet_compiles() -> None:
    film = FILM.model_copy(update={"characters": dict[str, Character](), "places": {}, "props": {BALL.id: BALL}})
    told, scene, shot = changed(film, action="Leaves fall.", cast=())
    for dialect in dialect_names():
        if card(dialect).form != "none":
            assert "eaves fall" in Prompter(told).prompt(scene, shot, dialect).text
