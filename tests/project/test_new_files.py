"""Files written from models: they read back as the same model, whatever is in it, and read well."""

from hypothesis import example, given, settings
from hypothesis import strategies as st

from orchestrator.film.base import Model
from orchestrator.film.film import Format, Settings
from orchestrator.film.scene import Music, Scene
from orchestrator.film.sheets import Character, Lora, Place, Prop, VoiceSheet
from orchestrator.film.shot import Cast, Footage, Keyframes, Line, Shot, Transition
from orchestrator.film.style import Grade, StyleGuide, Variant
from orchestrator.project.explain import faults, problems_of
from orchestrator.project.fresh import dump_new
from orchestrator.project.library import find_style, style_names
from orchestrator.project.schema import MODELS, Kind
from orchestrator.project.source import parse

TEXT = st.one_of(
    st.text(st.characters(exclude_categories=["Cs", "Cc"], include_characters="\n\t"), max_size=40),
    st.sampled_from(
        [
            "no",
            "1",
            "a: b",
            "- a",
            "# a",
            " a",
            "a ",
            "[",
            "'",
            '"',
            "a\n",
            "a\n\nb",
            "\na",
            "---",
            "null",
            "~",
            "a #b",
            "x:",
        ]
    ),
)
SOME = st.one_of(st.none(), TEXT)
IDS = st.from_regex(r"[a-z0-9][a-z0-9-]{0,8}", fullmatch=True)

SHOTS = st.builds(
    Shot,
    id=IDS,
    action=TEXT,
    cast=st.lists(st.builds(Cast, character=IDS, state=st.one_of(st.none(), IDS), pose=SOME), max_size=3).map(tuple),
    props=st.lists(TEXT, max_size=3).map(tuple),
    dialogue=st.lists(st.builds(Line, character=IDS, line=TEXT.filter(bool), manner=SOME), max_size=3).map(tuple),
    seconds=st.one_of(st.none(), st.floats(0.01, 120)),
    keyframes=st.builds(Keyframes, first=SOME, last=SOME),
    take=st.integers(1, 99),
    prompt=SOME,
    title=SOME,
    note=SOME,
    footage=st.one_of(
        st.none(),
        st.builds(lambda path, start: Footage.model_validate({"path": path, "in": start}), TEXT, st.floats(0, 9)),
    ),
)
SCENES = st.builds(
    Scene,
    id=IDS,
    heading=TEXT,
    summary=TEXT,
    style_variant=SOME,
    enter=st.builds(Transition, transition=st.sampled_from(["cut", "fade"]), seconds=st.floats(0, 10)),
    music=st.builds(Music, level=st.floats(-60, 0), off=st.booleans()),
    ambience=st.lists(st.sampled_from(["rain", "wind"]), max_size=2).map(tuple),
    shots=st.lists(SHOTS, min_size=1, max_size=3, unique_by=lambda shot: shot.id).map(tuple),
    note=SOME,
)
CHARACTERS = st.builds(
    Character, id=IDS, name=TEXT, appearance=TEXT, states=st.dictionaries(IDS, TEXT, max_size=3),
    voice=st.builds(VoiceSheet, timbre=SOME), references=st.lists(TEXT, max_size=2).map(tuple),
)  # fmt: skip
PALETTES = st.just(("#000000", "#777777", "#ffffff"))
STYLES = st.builds(
    StyleGuide, name=TEXT, look=TEXT, palette=PALETTES, negative=TEXT,
    variants=st.dictionaries(TEXT.filter(lambda name: name.strip() and "\n" not in name and name != "<<"),
                             st.builds(Variant, look=SOME, palette=PALETTES, grade=st.builds(Grade, lut=SOME)), max_size=2),
)  # fmt: skip
KINDS: dict[type[Model], Kind] = {model: kind for kind, model in MODELS.items()}
FILMS = st.builds(Settings, title=TEXT, idea=TEXT, note=SOME)
PLACES = st.builds(Place, id=IDS, name=TEXT, kind=TEXT, interior=st.booleans())
PROPS = st.builds(
    Prop, id=IDS, name=TEXT, called=TEXT, states=st.dictionaries(IDS, TEXT, max_size=2),
    loras=st.lists(st.builds(Lora, path=TEXT, trigger=TEXT), max_size=2).map(tuple),
)  # fmt: skip
COLON = Shot(id="a", keyframes=Keyframes(last=":0"))


@settings(max_examples=200, deadline=None)
@example(Scene(id="a", heading="", shots=(COLON,)))
@given(st.one_of(SCENES, CHARACTERS, STYLES, FILMS, PLACES, PROPS))
def test_what_is_written_is_what_is_read(model: Model) -> None:
    kind = KINDS[type(model)]
    text = dump_new(model, kind)
    assert problems_of(MODELS[kind], parse(text), "file") == model
    assert text.startswith("# yaml-language-server: $schema=")
    assert text.endswith("\n")
    assert not [line for line in text.splitlines() if line != line.rstrip()]


def test_shipped_styles_survive_too() -> None:
    for name in style_names():
        guide = find_style(name)
        assert problems_of(StyleGuide, parse(dump_new(guide, "style")), "file") == guide


def test_a_scene_reads_as_a_person_would_write_it() -> None:
    scene = Scene(
        id="first-night",
        heading="EXT. LIGHTHOUSE GALLERY - NIGHT",
        place="lighthouse",
        time="night",
        weather="storm",
        mood="tense",
        ambience=("wind", "waves"),
        shots=(
            Shot(id="gallery", size="wide", angle="low", action="Mara steps onto the gallery: lightning.", seconds=4.0),
            Shot(
                id="you-again",
                size="close-up",
                cast=(Cast(character="mara", state="oilskin"), Cast(character="tom")),
                dialogue=(Line(character="mara", line="You again.", manner="whispered"),),
                note="Two lines\nof a note.\n",
            ),
        ),
    )
    assert dump_new(scene, "scene") == (
        """\
# yaml-language-server: $schema=../.filmwright/schema/scene.json
id: first-night
heading: EXT. LIGHTHOUSE GALLERY - NIGHT
place: lighthouse
time: night
weather: storm
mood: tense
ambience: [wind, waves]
shots:
  - id: gallery
    size: wide
    angle: low
    camera: static
    action: "Mara steps onto the gallery: lightning."
    seconds: 4

  - id: you-again
    size: close-up
    camera: static
    cast:
      - {character: mara, state: oilskin}
      - {character: tom}
    dialogue:
      - {character: mara, line: "You again.", manner: whispered}
    note: |
      Two lines
      of a note.
"""
    )


def test_a_film_file_shows_what_can_be_turned() -> None:
    text = dump_new(Settings(title="T", format=Format(size="1920x1080", fps=25)), "film")
    assert "format: {size: 1920x1080, fps: 25}\n" in text
    assert "captions: burned" in text
    assert "# burned | sidecar | off" in text


def test_values_from_a_command_line_are_explained_alike() -> None:
    values = {"title": "T", "length": "60", "captions": "sidcar", "format": {"size": "720p", "fps": "x"}}
    assert set(faults(Settings, values)) == {
        "format.fps: 'x' stands where a number is needed; write a number, without quotes or unit",
        "format.size: '720p' is not a picture size; write it as in 1280x720",
        "length: '60' is not a length; write 60s",
        "captions: 'sidcar' is not a way to show captions; did you mean 'sidecar'?",
    }
    assert faults(Settings, {"title": "T"}) == []
