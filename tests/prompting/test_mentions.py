"""Nobody's name and no pronoun reaches a model: what an action says instead, case by case."""

from typing import Any

import pytest

from orchestrator.directing.prompting.mentions import Mentions, joined, mentions
from orchestrator.directing.states import with_states
from orchestrator.film.film import Film, Settings
from orchestrator.film.scene import Scene
from orchestrator.film.sheets import Character, Place, Prop
from orchestrator.film.shot import Cast, Shot
from orchestrator.film.style import StyleGuide

_STYLE = StyleGuide(name="plain", look="ink", palette=("#000000", "#777777", "#ffffff"))
_PEOPLE: list[dict[str, Any]] = [
    {
        "id": "mara",
        "name": "Mara Quint",
        "appearance": "a weathered woman of sixty, silver braid, grey eyes",
        "states": {"oilskin": "a yellow oilskin coat and sou'wester, wet", "bare": "barefoot"},
        "default_state": "oilskin",
    },
    {"id": "nell", "name": "Nell", "appearance": "a young woman, red hair, freckles"},
    {"id": "tom", "name": "Tom", "appearance": "a tall, thin man with a crooked nose"},
    {"id": "storm", "name": "The Storm", "kind": "storm", "appearance": "a storm, a tower of dark cloud"},
    {"id": "fox", "name": "The Fox", "kind": "fox", "appearance": "a fox with russet fur"},
    {"id": "wolves", "name": "The Wolves", "kind": "wolves", "appearance": "five grey wolves"},
    {"id": "pip", "name": "Pip"},
]
_LANTERN = Prop(
    id="lantern",
    name="lantern",
    appearance="an old brass lantern",
    states={"lit": "a warm flame behind the glass"},
    default_state="lit",
)
_SWORD = Prop(id="excalibur", name="Excalibur", kind="sword", appearance="a sword with a golden hilt")
_PLACE = Place(id="blackrock", name="Blackrock", kind="lighthouse", appearance="a white tower on black rocks")

MARA = "a weathered woman of sixty, silver braid, grey eyes, in a yellow oilskin coat and sou'wester, wet"
NELL = "a young woman, red hair, freckles"
TOM = "a tall, thin man with a crooked nose"
STORM = "a storm, a tower of dark cloud"
FOX = "a fox with russet fur"


def of(
    action: str,
    cast: str = "",
    props: tuple[str, ...] = (),
    *,
    people: list[dict[str, Any]] | None = None,
    language: str = "en",
    states: dict[str, str] | None = None,
) -> Mentions:
    """Mentions of one shot; `cast` are ids, parted by blanks."""
    characters = {entry["id"]: Character.model_validate(entry) for entry in people or _PEOPLE}
    on_stage = tuple(Cast(character=identity) for identity in cast.split())
    shot = Shot(id="gallery", action=action, cast=on_stage, props=props, states=states or {})
    scene = Scene(id="night", heading="EXT. BLACKROCK - NIGHT", place="blackrock", shots=(shot,))
    film = Film(
        settings=Settings(title="Night", language=language),
        style=_STYLE,
        characters=characters,
        places={"blackrock": _PLACE},
        props={"lantern": _LANTERN, "excalibur": _SWORD},
        scenes=(scene,),
    )
    settled = with_states(film).scenes[0]
    return mentions(film, settled, settled.shots[0])


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]


@pytest.mark.parametrize(
    ("action", "cast", "told"),
    [
        ("Mara steps onto the gallery.", "mara", f"{MARA}, steps onto the gallery."),
        ("She smiles, in spite of herself.", "mara", f"{MARA}, smiles, in spite of herself."),
        ("MARA waits. Quint sighs.", "mara", f"{MARA}, waits. The weathered woman sighs."),
        ("Rain falls on Mara.", "mara", f"Rain falls on {MARA}."),
        ("Captain Quint sleeps.", "mara", f"{MARA}, sleeps."),
        ("Poor Mara! Tired Nell yawns.", "mara nell", f"{MARA}! A tired young woman, red hair, freckles, yawns."),
        ("Mara's running toward the sea.", "mara", f"{MARA}, is running toward the sea."),
        ("She turns and she smiles.", "nell", f"{NELL}, turns and smiles."),
        (
            "Tom hands her a coin, and she's glad.",
            "tom nell",
            f"{TOM} hands {NELL}, a coin, and the young woman is glad.",
        ),
        ("Nell watches her climb.", "nell mara", f"{NELL}, watches {MARA}, climb."),
        ("Nell takes his hand.", "nell tom", f"{NELL}, takes the tall thin man's hand."),
        ("Nell shuts her eyes and lifts her hand.", "nell", f"{NELL}, shuts both eyes and lifts a hand."),
        ("Nell hugs her mother.", "nell", f"{NELL}, hugs the young woman's mother."),
        ("They walk home.", "nell", f"{NELL}, walks home."),
        ("They walk home.", "nell tom", f"{NELL}, and {TOM} walk home."),
        ("They howl, and Tom runs from them.", "tom wolves", f"five grey wolves howl, and {TOM} runs from the wolves."),
        ("The Storm looks at Nell. It roars.", "storm nell", f"{STORM}, looks at {NELL}. The storm roars."),
        ("The Storm finds a rope. It is wet.", "storm", f"{STORM}, finds a rope. It is wet."),
        ("It is late. Nell sleeps.", "nell", f"It is late. {_capital(NELL)}, sleeps."),
        ("The storm glass falls over.", "storm", "The storm glass falls over."),
        ("A Fox one day jumps. He is proud.", "fox", f"{FOX} one day jumps. The fox is proud."),
        ("The foolish Fox sits.", "fox", "a foolish fox with russet fur sits."),
        ("He sings in his bath. What a Fox!", "fox", f"{FOX} sings in the bath. What a Fox!"),
        ("Marathon runners pass; Tomorrow comes.", "mara", "Marathon runners pass; Tomorrow comes."),
        ("Behind her: Tom.", "mara tom", f"Behind {MARA}: {TOM}."),
        ('Nell says "Tom, he is here" and waits.', "nell tom", f'{NELL}, says "Tom, he is here" and waits.'),
        ("NELL (22) enters.", "nell", f"{NELL}, enters."),
        ("Tom sees Nell, who lifts her hand.", "tom nell", f"{TOM} sees {NELL}, who lifts a hand."),
        ("Nell turns her back on him.", "nell tom", f"{NELL}, turns the back on {TOM}."),
        (
            "Tom and Nell go, his arm around her.",
            "tom nell",
            f"{TOM} and {NELL}, go, the tall thin man's arm around the young woman.",
        ),
        ("Tom and the Fox do it together.", "tom fox", f"{TOM} and {FOX} do it together."),
        ("We see Nell.", "nell", f"{NELL}."),
        ("We follow Nell.", "nell", f"The camera follows {NELL}."),
        ("Pip waves.", "pip", "a person waves."),
        ("The wind follows her.", "nell", f"The wind follows {NELL}."),
        ("Nell runs, and the wind follows her.", "nell", f"{NELL}, runs, and the wind follows the young woman."),
        ("The door of Blackrock opens.", "", "The door of the lighthouse opens."),
        ("", "nell", ""),
    ],
)
def test_what_an_action_says_instead(action: str, cast: str, told: str) -> None:
    assert joined(of(action, cast).action) == _capital(told)


@pytest.mark.parametrize(
    ("action", "cast", "told"),
    [
        ("Mara waits for Tom.", "mara", f"{MARA}, waits for someone out of frame."),
        ("Tom's letter lies there.", "", "Someone's letter lies there."),
        ("Nell looks at the Storm.", "nell", f"{NELL}, looks at something out of frame."),
        ("He walks by.", "", "Someone walks by."),
        ("He walks by.", "nell", "Someone walks by."),
        ("His hammer on the sail.", "", "The hammer on the sail."),
        ("Tom draws Excalibur.", "tom", f"{TOM} draws the sword."),
        ("I wait.", "", "Someone waits."),
    ],
)
def test_who_is_not_there_is_never_named_and_noted(action: str, cast: str, told: str) -> None:
    found = of(action, cast)
    assert joined(found.action) == _capital(told)
    assert found.notes


def test_later_mentions_are_short_and_motion_has_no_looks() -> None:
    found = of("Mara looks at Nell. Mara takes her lantern.", "mara nell", ("lantern",))
    assert (
        joined(found.motion) == "The weathered woman looks at the young woman. The weathered woman takes the lantern."
    )
    assert found.described == {"mara", "nell", "lantern"}
    assert found.full["mara"] == MARA


def test_words_know_where_they_come_from() -> None:
    found = of("Mara steps out. She waits.", "mara")
    assert [(piece.text, piece.origin) for piece in found.action] == [
        ("A weathered woman of sixty, silver braid, grey eyes", "characters/mara.yaml: appearance"),
        (", ", ""),
        ("in a yellow oilskin coat and sou'wester, wet", "characters/mara.yaml: states.oilskin"),
        (",", ""),
        (" steps out. ", "scene night, shot gallery: action"),
        ("The weathered woman", "characters/mara.yaml: appearance"),
        (" waits.", "scene night, shot gallery: action"),
    ]


def test_who_is_first_seen_by_what_is_theirs_is_left_to_be_described_beside() -> None:
    found = of("Mara's lantern glows.", "mara", ("a brass lantern",))
    assert found.described == {"lantern"}
    assert joined(found.action) == (
        "The weathered woman's old brass lantern, with a warm flame behind the glass, glows."
    )


def test_a_state_of_the_shot_shows() -> None:
    assert of("Mara waits.", "mara", states={"mara": "bare"}).full["mara"] == (
        "a weathered woman of sixty, silver braid, grey eyes, barefoot"
    )


def test_a_sheet_without_looks_is_noted() -> None:
    assert of("Pip waves.", "pip").notes == (
        "characters/pip.yaml says nothing of the looks of Pip; give it an appearance",
    )


@pytest.mark.parametrize(
    ("looks", "short"),
    [
        (["a woman, silver braid", "a woman, red hair"], ["the woman with the silver braid", "the red-haired woman"]),
        (["an old woman", "a woman"], ["the old woman", "the other woman"]),
        (["a woman, slight", "a woman, stout"], ["the slight woman", "the stout woman"]),
        (["a woman", "a woman"], ["the first woman", "the second woman"]),
        (["a shy robot with dented plates", "weathered sailor, grey beard"], ["the shy robot", "the weathered sailor"]),
        (["a pack of grey wolves, thin"], ["the pack of grey wolves"]),
        (["red hair and freckles"], ["the person"]),
        (["She is a tall woman."], ["the tall woman"]),
    ],
)
def test_short_names_tell_people_apart(looks: list[str], short: list[str]) -> None:
    people = [{"id": f"p{index}", "name": f"Ab{index}", "appearance": look} for index, look in enumerate(looks)]
    found = of("", " ".join(entry["id"] for entry in people), people=people)
    assert [found.short[entry["id"]] for entry in people] == short


_MANOR = [
    {"id": "agatha", "name": "Lady Agatha", "appearance": "a stately woman; a hooked nose"},
    {"id": "dallow", "name": "Mrs. Dallow", "appearance": "a stout cook"},
    {"id": "primm", "name": "Miss Primm", "appearance": "a thin typist"},
    {"id": "hale", "name": "Dr. Hale", "appearance": "a tall surgeon with a grey beard"},
    {"id": "graves", "name": "Inspector Graves", "appearance": "a broad man"},
    {"id": "morrow", "name": "Captain Morrow", "appearance": "a one-eyed sailor"},
    {"id": "ghost", "name": "The Ghost", "kind": "ghost", "appearance": "a pale child"},
]


@pytest.mark.parametrize(
    ("action", "cast", "told"),
    [
        (
            "Lady Agatha sits. Mrs. Dallow waits, wiping her hands.",
            "agatha dallow",
            "A stately woman, a hooked nose, sits. A stout cook waits, wiping the stout cook's hands.",
        ),
        (
            "Miss Primm looks at Dr. Hale. He nods to her.",
            "primm hale",
            "A thin typist looks at a tall surgeon with a grey beard. The tall surgeon nods to the thin typist.",
        ),
        (
            "The inspector looks at the captain's hand, and the doctor at the King.",
            "graves morrow hale",
            "A broad man looks at the one-eyed sailor's hand, and a tall surgeon with a grey beard at the King.",
        ),
        (
            "Dr. Hale and the ghost stand still.",
            "hale ghost",
            "A tall surgeon with a grey beard and a pale child stand still.",
        ),
    ],
)
def test_titles_say_who_it_is_and_can_stand_for_a_name(action: str, cast: str, told: str) -> None:
    assert joined(of(action, cast, people=_MANOR).action) == told


_INTRODUCED = [
    {"id": "agatha", "name": "Lady Agatha", "appearance": "70 years old, white hair pinned up"},
    {"id": "hale", "name": "Dr. Hale", "appearance": "45 years old, a tall man in a long coat"},
    {"id": "old-man", "name": "The Old Man", "appearance": "80 years old, bent"},
    {"id": "rex", "name": "Rex", "kind": "dog", "appearance": "a wet black dog"},
    {"id": "elsie", "name": "Elsie", "appearance": "a girl with red plaits, 9 years old"},
    {"id": "ann", "name": "Ann", "appearance": "a girl, 12 years old"},
]


@pytest.mark.parametrize(
    ("action", "cast", "told"),
    [
        (
            "LADY AGATHA HARROW, 70, white hair pinned up, stands.",
            "agatha",
            "A woman, 70 years old, white hair pinned up, stands.",
        ),
        ("DR. HALE, 45, a tall man in a long coat, waits.", "hale", "A tall man in a long coat, 45 years old, waits."),
        (
            "THE OLD MAN, 80, bent, sits. REX, a wet black dog, barks.",
            "old-man rex",
            "An old man, 80 years old, bent, sits. A wet black dog barks.",
        ),
        (
            "ELSIE, 9, his sister, a girl with red plaits. Elsie runs.",
            "elsie",
            "A girl with red plaits, 9 years old. The girl runs.",
        ),
        ("Rex, tired, lies down.", "rex", "A wet black dog, tired, lies down."),
        (
            "Elsie waves at Ann. Ann waves.",
            "elsie ann",
            "A girl with red plaits, 9 years old, waves at a girl, 12 years old. The 12-year-old girl waves.",
        ),
        (
            "DR. HALE opens the door. They all turn to him.",
            "hale",
            "A tall man in a long coat, 45 years old, opens the door. Everyone turns to the tall man.",
        ),
    ],
)
def test_an_introduction_is_said_once(action: str, cast: str, told: str) -> None:
    assert joined(of(action, cast, people=_INTRODUCED).action) == told


def test_a_name_of_ones_own_for_mentions_is_used_unless_it_is_the_name() -> None:
    people = [
        {"id": "ada", "name": "Ada Lund", "appearance": "a woman", "called": "old keeper"},
        {"id": "bo", "name": "Bo", "appearance": "a boy", "called": "Bo"},
    ]
    found = of("Ada nods.", "ada bo", people=people)
    assert dict(found.short) == {"ada": "the old keeper", "bo": "the boy"}


def test_other_languages_lose_their_names_only() -> None:
    people = [{"id": "mara", "name": "Mara", "appearance": "eine wettergegerbte Frau, silberner Zopf"}]
    found = of("Mara tritt hinaus, und er hebt Maras Laterne.", "mara", people=people, language="de")
    assert (
        joined(found.action) == "Eine wettergegerbte Frau tritt hinaus, und er hebt eine wettergegerbte Frau's Laterne."
    )
    assert not found.described
    assert joined(of("The wind shakes the door as Nell waits.", "nell", language="de").motion).endswith(
        "the young woman waits."
    )
