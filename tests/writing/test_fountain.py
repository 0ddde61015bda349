"""Fountain out and in: our own screenplays survive, and any writer's text is read as its writer means it."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from orchestrator.film.errors import ProjectError
from orchestrator.film.screenplay import Action, Screenplay, ScreenplayScene, Speech
from orchestrator.film.sheets import Character, Place, VoiceSheet
from orchestrator.writing.fountain import from_fountain, to_fountain

KEEPER = Screenplay(
    title="The Keeper and the Storm",
    logline="A lighthouse keeper befriends a storm.",
    author="Ada Writer",
    characters=(
        Character(
            id="mara",
            name="Mara",
            appearance="a weathered woman of sixty, silver braid; grey eyes",
            states={"oilskin": "a yellow oilskin coat, wet", "indoors": "a navy wool jumper"},
            default_state="indoors",
            voice=VoiceSheet(pitch="low", pace="slow"),
            references=("assets/mara, front.png", "assets/back.png"),
        ),
        Character(id="storm", name="The Storm", kind="storm", note="friendly [[really]]"),
        Character(id="elodie", name="Élodie"),
    ),
    places=(
        Place(id="lighthouse", name="Lighthouse Gallery", kind="lighthouse", appearance="white tower"),
        Place(id="lamp-room", name="Lamp Room", kind="room", interior=True),
    ),
    scenes=(
        ScreenplayScene(
            id="first-night",
            heading="EXT. LIGHTHOUSE GALLERY - NIGHT",
            place="lighthouse",
            time="night",
            weather="storm",
            mood="tense",
            summary="Mara meets the storm for the first time.",
            intensity=0.35,
            ambience=("wind", "waves"),
            enter="fade",
            beats=(
                Action(text="Mara steps onto the gallery as lightning splits the sea.", cast=("mara",)),
                Action(text="A brass lantern swings.", props=("a brass lantern", "rope, wet"), insert=True),
                Speech(character="mara", text="(You) again?", manner="whispered", emotion="tender"),
                Speech(character="storm", text="~ Always * _ \\ [[now]] /* you */"),
                Speech(character=None, text="And so it began."),
                Speech(character="elodie", text="Maman!"),
                Action(text="EXT. IS A WORD SHE HATES"),
                Action(text="FADE IN", emotion="afraid"),
            ),
        ),
        ScreenplayScene(
            id="after", heading="THE LAMP ROOM", place="lamp-room", time="dawn", enter="dissolve", beats=()
        ),
    ),
)


def test_our_own_screenplay_survives() -> None:
    text = to_fountain(KEEPER)
    assert from_fountain(text) == KEEPER
    assert from_fountain(text, KEEPER) == KEEPER
    assert to_fountain(from_fountain(text)) == text


def test_the_text_is_fountain_as_writers_know_it() -> None:
    lines = to_fountain(KEEPER).splitlines()
    assert lines[0] == "Title: The Keeper and the Storm"
    for line in (
        "> FADE IN:",
        "EXT. LIGHTHOUSE GALLERY - NIGHT",
        "MARA",
        "(whispered)",
        "ÉLODIE",
        "NARRATOR (V.O.)",
        "> DISSOLVE TO:",
        ".THE LAMP ROOM",
        "!EXT. IS A WORD SHE HATES",
        "= Mara meets the storm for the first time.",
    ):
        assert line in lines


FOREIGN = """Title:
    _**BRICK & STEEL**_
    FULL RETIRED
Credit: Written by
Author: Stu Maschwitz

FADE IN:

EXT. BRICK'S PATIO - DAY

= The heroes rest.

A gorgeous day.  The sun is shining. BRICK, 50, a retired agent, sits *very* still.
He drinks.

[[a plain note: nothing to read]]

STEEL (O.S.)
Beer's ready!

BRICK
(to himself,
slowly)
Are they \\*cold\\*?
(beat)
Tell me.

STEEL ^
They are. [[check this]]
  
Very.

/* cut
this whole

INT. NOWHERE - DAY
*/
@McAVOY
Oy, vay.

> THE END OF THE BEGINNING <

.SNIPER SCOPE POV

INT. HOUSE - KITCHEN - NIGHT #12A#

МАША
Привет!

ÉLODIE (CONT'D)
Bonjour.

JOSÉ
~La la la
~la la

!SCANNING THE AISLES...
Where is that pit boss?

CUT TO:

EXT. RAINY STREET - LATER

Rain. Everybody runs from the gun.

SMASH CUT TO:

I/E. CAR - CONTINUOUS

# Act two

[[mood: sad]]

Silence.
"""


def test_a_strangers_fountain_is_read_as_meant() -> None:
    play = from_fountain(FOREIGN)
    assert play.title == "BRICK & STEEL FULL RETIRED"
    assert play.author == "Stu Maschwitz"
    names = [character.name for character in play.characters]
    assert names == ["Steel", "Brick", "McAVOY", "Маша", "Élodie", "José"]
    patio, scope, kitchen, street, car = play.scenes
    assert patio.enter == "fade"
    assert patio.summary == "The heroes rest."
    texts = [(type(beat).__name__, beat.text) for beat in patio.beats]
    assert texts == [
        ("Action", "A gorgeous day. The sun is shining. BRICK, 50, a retired agent, sits very still. He drinks."),
        ("Speech", "Beer's ready!"),
        ("Speech", "Are they *cold*?"),
        ("Speech", "Tell me."),
        ("Speech", "They are. Very."),
        ("Speech", "Oy, vay."),
        ("Action", "THE END OF THE BEGINNING"),
    ]
    assert [beat.manner for beat in patio.beats if isinstance(beat, Speech)][:3] == [
        "off screen",
        "to himself, slowly",
        "beat",
    ]
    assert (scope.heading, scope.place, scope.time) == ("SNIPER SCOPE POV", "sniper-scope-pov", "day")
    assert (kitchen.place, kitchen.time) == ("house-kitchen", "night")
    assert [beat.text for beat in kitchen.beats][:3] == ["Привет!", "Bonjour.", "La la la la la"]
    assert kitchen.beats[3] == Action(text="SCANNING THE AISLES... Where is that pit boss?")
    assert (street.time, street.weather, street.mood, street.enter) == ("night", "rain", "tense", "cut")
    assert (car.time, car.mood) == ("night", "sad")
    looks = {character.name: character.appearance for character in play.characters}
    assert looks["Brick"] == "50 years old, a retired agent"
    assert {place.id: place.interior for place in play.places}["house-kitchen"]


def test_headings_and_introductions_in_other_languages() -> None:
    play = from_fountain(
        "INT. BÄCKEREI - NACHT\n\nÉLODIE (42), a baker with flour in her hair, waits.\n\nÉLODIE (V.O.)\nOui.\n"
    )
    assert (play.scenes[0].time, play.places[0].id) == ("night", "backerei")
    assert play.characters[0].appearance == "42 years old, a baker with flour in her hair"
    spoken = play.scenes[0].beats[1]
    assert isinstance(spoken, Speech)
    assert spoken.manner == "voice over"


def test_who_is_introduced_gets_a_sheet_though_they_never_speak() -> None:
    play = from_fountain(
        "INT. HALL - NIGHT\n\nLADY AGATHA HARROW, 70, white hair pinned up, black gown, stands by the fire. MRS. DALLOW, 55, her "
        "cook, a stout woman, waits. INSPECTOR GRAVES, 50, broad, with a red moustache, slowly nods. REX, a wet black dog, "
        "follows TOM, 40, and a BANG, a loud noise, is heard.\n\nLADY AGATHA\nSit.\n\nRex sits.\n"
    )
    assert {sheet.name: sheet.appearance for sheet in play.characters} == {
        "Lady Agatha": "70 years old, white hair pinned up, black gown",
        "Mrs. Dallow": "55 years old, a stout woman",
        "Inspector Graves": "50 years old, broad, with a red moustache",
        "Rex": "a wet black dog",
        "Tom": "40 years old",
    }


def test_known_sheets_win_over_plain_ones() -> None:
    play = from_fountain("INT. LAMP ROOM - DAY\n\nThe Storm knocks.\n\nMARA\nCome in.\n", KEEPER)
    assert [character.id for character in play.characters] == ["storm", "mara"]
    assert play.characters[1] == KEEPER.characters[0]
    assert play.places == (KEEPER.places[1],)


def test_all_errors_come_with_their_lines() -> None:
    text = "INT. A - DAY\n\n[[mood: tens]]\n\nHe sits.\n[[emotion: huffy]]\n\n[[intensity: 3]]\n"
    with pytest.raises(ProjectError) as raised:
        from_fountain(text)
    said = str(raised.value).splitlines()
    assert said[0].startswith("script.fountain:1:1: intensity: ")
    assert said[1] == "script.fountain:3:1: mood: 'tens' is not a word for mood; did you mean 'tense'?"
    assert said[2].startswith("script.fountain:5:1: emotion: 'huffy' is not")


@pytest.mark.parametrize(
    ("text", "where"),
    [
        ("INT. A - DAY\n\n  /* never closed\n\nHi.", "script.fountain:3:3:"),
        ("Only prose here.", "script.fountain:1:1:"),
    ],
)
def test_what_cannot_be_read_says_where(text: str, where: str) -> None:
    with pytest.raises(ProjectError) as raised:
        from_fountain(text)
    assert str(raised.value).startswith(where)


def squeezed(text: str) -> str:
    return " ".join(text.split())


WORDS = st.text(
    st.characters(codec="utf-8", exclude_categories=["Cs", "Cc", "Co", "Zl", "Zp"]), min_size=1, max_size=30
)
SIGNS = [
    "*a*",
    "_",
    "**",
    "[[",
    "]]",
    "/*",
    "*/",
    "INT. X",
    "TO:",
    "(",
    ")",
    "@",
    "!",
    "^",
    "\\",
    "~",
    ";",
    ",",
    ":",
    "=",
    "#1#",
    "MARA",
    "é",
]
TEXTS = (WORDS | st.lists(st.sampled_from(SIGNS), min_size=1).map(" ".join)).map(squeezed).filter(bool)
EMOTIONS = st.sampled_from([None, "happy", "afraid"])
BEATS = st.builds(
    Action,
    text=TEXTS,
    cast=st.sampled_from([(), ("mara",), ("mara", "storm")]),
    props=st.lists(TEXTS, max_size=2).map(tuple),
    emotion=EMOTIONS,
    insert=st.booleans(),
) | st.builds(
    Speech,
    character=st.sampled_from([None, "mara", "storm", "elodie", "other-mara"]),
    text=TEXTS,
    manner=st.none() | TEXTS,
    emotion=EMOTIONS,
)


@settings(max_examples=150, deadline=None)
@given(beats=st.lists(BEATS, min_size=1, max_size=6), heading=TEXTS, summary=TEXTS, title=TEXTS, name=TEXTS)
def test_any_text_survives(beats: list[Action | Speech], heading: str, summary: str, title: str, name: str) -> None:
    scene = KEEPER.scenes[0].model_copy(update={"beats": tuple(beats), "heading": heading, "summary": summary})
    cast = (*KEEPER.characters, Character(id="other-mara", name=name))
    play = KEEPER.model_copy(update={"scenes": (scene,), "title": title, "characters": cast})
    assert from_fountain(to_fountain(play)) == play
