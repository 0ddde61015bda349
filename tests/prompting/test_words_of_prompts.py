"""The small vocabularies: camera moves as sentences, colours in words, speech, places, opposites, and marks."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from orchestrator.directing.prompting.camera import camera_words
from orchestrator.directing.prompting.colours import colour_name, palette_names
from orchestrator.directing.prompting.marks import marked, segments, tidy, unmarked
from orchestrator.directing.prompting.naming import Names, Naming
from orchestrator.directing.prompting.negative import negative_for
from orchestrator.directing.prompting.prompt import Segment
from orchestrator.directing.prompting.speech import spoken
from orchestrator.film.film import Film, Settings
from orchestrator.film.scene import Scene
from orchestrator.film.sheets import Character, Place
from orchestrator.film.shot import Line
from orchestrator.film.style import StyleGuide
from templates.dialects import Card, cards

MOVES = {
    "static": ("", ""),
    "locked": ("", ""),
    "slow push in": ("the camera slowly pushes in", "slow push in"),
    "Slow dolly in on the lamp": ("the camera slowly pushes in on the lamp", "slow dolly in on the lamp"),
    "pull back": ("the camera pulls back", "pull back"),
    "pan left": ("the camera pans left", "pan left"),
    "whip pan right": ("the camera very quickly pans right", "whip pan right"),
    "very slow pan across the room": ("the camera slowly pans across the room", "slow pan across the room"),
    "tilt up from the boots": ("the camera tilts up from the boots", "tilt up from the boots"),
    "crane up over the Alps": ("the camera cranes up over the Alps", "crane up over the Alps"),
    "truck right": ("the camera tracks to the right", "truck right"),
    "tracking shot": ("the camera tracks alongside the keeper", "tracking"),
    "orbit": ("the camera circles around the keeper", "orbit"),
    "follow": ("the camera follows the keeper", "follow"),
    "follow Mara along the quay": ("the camera follows the keeper along the quay", "follow along the quay"),
    "handheld": ("the camera is handheld, with a slight natural sway", "handheld"),
    "handheld push in": ("the camera pushes in, handheld", "handheld push in"),
    "zoom out": ("the camera zooms out", "zoom out"),
    "push in, then pan left": ("the camera pushes in, then pans left", "push in, then pan left"),
}


@pytest.mark.parametrize("phrase", MOVES)
def test_a_camera_phrase_becomes_a_sentence_and_a_tag(phrase: str) -> None:
    assert camera_words(phrase, "the keeper", lambda text: text) == MOVES[phrase]


def test_colours_are_named_as_people_would_name_them() -> None:
    assert palette_names(("#1a2148", "#5a3f78", "#d9746a", "#ffc07a")) == "indigo, plum, coral, pale gold"
    assert palette_names(("#0b0b0c", "#808080", "#ffffff", "#fefefe")) == "blue-black, grey, white"
    assert palette_names(("#c81e1e", "#2a8f3a", "#2450c8")) == "red, green, blue"


@given(st.integers(0, 0xFFFFFF))
def test_every_colour_has_a_plain_name(value: int) -> None:
    assert re.fullmatch(r"[a-z]+(?:[ -][a-z]+)*", colour_name(f"#{value:06x}"))


@pytest.mark.parametrize(
    ("manner", "said"),
    [
        (None, "The keeper says"),
        ("whispered", "The keeper whispers"),
        ("quietly whispered", "The keeper whispers quietly"),
        ("softly", "The keeper says softly"),
        ("in a low voice", "The keeper says, in a low voice"),
        ("crying", "The keeper cries"),
        ("laughing", "The keeper says, laughing"),
    ],
)
def test_a_line_says_who_and_how(manner: str | None, said: str) -> None:
    line = Line(character="mara", line='You "again".', manner=manner)
    assert spoken(line, {"mara": "the keeper"}) == f"{said}: \"You 'again'.\""


def test_a_voice_from_elsewhere_is_only_a_voice() -> None:
    assert spoken(Line(character="tom", line="Ahoy!"), {}) == 'A voice off screen says: "Ahoy!"'
    assert spoken(Line(line="Once."), {}) == 'A narrator\'s voice says: "Once."'


def naming(*people: str) -> Naming:
    scene = Scene.model_validate(
        {"id": "s", "heading": "EXT. X - DAY", "shots": [{"id": "a", "cast": [{"character": "p0"}]}]}
    )
    film = Film(
        settings=Settings(title="Names"),
        style=StyleGuide(name="s", look="ink", palette=("#000000", "#777777", "#ffffff")),
        characters={f"p{n}": Character(id=f"p{n}", name=name) for n, name in enumerate(people)},
        places={},
        scenes=(scene,),
    )
    return Naming(Names(film), scene, scene.shots[0], None, {"p0": "the keeper"})


@pytest.mark.parametrize(
    ("name", "kind", "called"),
    [
        ("Back door of the bakery", "kitchen", "the back door of the bakery"),
        ("Blackwater Harbour", "harbour", "the blackwater harbour"),
        ("The Drowned Bell", "inn", "the inn"),
        ("Elsinore", "", "Elsinore"),
        ("Mara's Kitchen", "kitchen", "the kitchen"),
        ("Old Tom's boat", "boat", "the boat"),
    ],
)
def test_a_place_is_called_what_it_is(name: str, kind: str, called: str) -> None:
    assert naming("Mara", "Old Tom").place(Place(id="x", name=name, kind=kind)) == called


@pytest.mark.parametrize(
    ("heading", "called"),
    [
        ("EXT. SHORE - NIGHT", "the shore"),
        ("INT./EXT. CAR - DAY", "the car"),
        ("INT. MARA'S KITCHEN - DAY", "the kitchen"),
        ("EXT. STREET / ROOF — DUSK", "the street and roof"),
    ],
)
def test_a_heading_names_a_place(heading: str, called: str) -> None:
    assert naming("Mara").heading(heading) == called


def test_free_words_lose_names_and_pronouns() -> None:
    here = naming("Mara Quinn", "Tom")
    assert here.allowed("to Mara, angrily") == "to the keeper, angrily"
    assert here.allowed("over Tom's shoulder") == "over somebody's shoulder"
    assert here.allowed("over her shoulder, at him") == "over the shoulder, at the keeper"
    assert here.allowed("a tombola") == "a tombola"


DENIALS = re.compile(r"\b(no|not|never|none|without|avoid|free of|lacking)\b")


def test_opposites_never_deny() -> None:
    card = next(card for card in cards().values() if card.negative == "positive")
    everything = "text, watermark, blurry, 3d render, photo, static, crowd, ugly, noise, cartoon, daylight, harsh light"
    found = negative_for(card, everything, None)
    assert found.text == ""
    assert "an unmarked picture" in found.instead
    assert not DENIALS.search(" ".join(found.instead))
    assert found.notes == ()
    asked = set(re.findall(r"\w+", everything)) - {"light"}
    assert not asked & set(re.findall(r"\w+", " ".join(found.instead)))


def test_a_negative_too_long_for_its_field_loses_its_end() -> None:
    card = next(card for card in cards().values() if card.limit.encoder == "clip" and card.negative == "field")
    card = Card.model_validate({**card.model_dump(), "negative_base": "cats, dogs"})
    found = negative_for(card, ", ".join(f"thing {n}" for n in range(60)), lambda text: len(text.split()))
    assert len(found.text.split()) <= (card.limit.tokens or 0)
    assert found.text.startswith("thing 0, thing 1")
    assert found.notes


@given(
    st.lists(st.tuples(st.text(st.characters(exclude_categories=("Co", "Cs")), max_size=6), st.booleans()), max_size=12)
)
def test_segments_join_to_the_text_without_marks(pieces: list[tuple[str, bool]]) -> None:
    text = tidy(" ".join(marked(words, n) if inside else words for n, (words, inside) in enumerate(pieces)))
    found = segments(text, [f"origin {n}" for n in range(len(pieces))], "template")
    assert "".join(segment.text for segment in found) == unmarked(text)
    assert all(segment.text for segment in found)


def test_marks_that_a_template_took_apart_leave_one_segment() -> None:
    whole = marked("one", 0) + " " + marked("two", 1)
    assert len(segments(whole, ["a", "b"], "t")) == 2
    for broken in (whole[:4], whole[3:], marked(marked("one", 0), 1), marked("one", 7)):
        assert segments(broken, ["a", "b"], "t") == (Segment(unmarked(broken), "t"),)


def test_blanks_meet_only_once_whatever_stands_between() -> None:
    text = tidy(f" {marked(' a ', 0)}  {marked(' b', 1)} \n\n {marked('c ', 2)} ")
    assert unmarked(text) == "a b\n\nc"
