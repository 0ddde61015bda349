"""No names, no pronouns: over any text put together from names and pronouns, and over the films of the examples."""

import re
import time
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from orchestrator.directing.prompting.mentions import joined, mentions
from orchestrator.directing.states import with_states
from orchestrator.film.film import Film, Settings
from orchestrator.film.scene import Scene
from orchestrator.film.sheets import Character
from orchestrator.film.shot import Cast, Shot
from orchestrator.film.style import StyleGuide
from orchestrator.project.folder import load_film

_EXAMPLES = Path(__file__).parents[2] / "examples"
_STYLE = StyleGuide(name="plain", look="ink", palette=("#000000", "#777777", "#ffffff"))
_PRONOUNS = re.compile(r"\b(?:he|she|they|him|her|his|hers|them|their|theirs|we|us|our|I|me|my|you|your)\b(?!-)")
_QUOTED = re.compile(r"\"[^\"\n]*\"|“[^”]*”")
_NAMES = ("Mara Quint", "Élodie", "Мария", "李明", "J.R. (Bob)", "O'Neil", "The Old Frog", "Jean-Luc")
_LOOKS = (
    "a weathered woman, grey eyes",
    "a girl",
    "",
    "an old man with a stick",
    "tall",
    "a robot",
    "a frog, green",
    "a boy",
)
_TEXT = """
he she they him her his hers them their it its He She They Her His we you walks walk and then, while to with the a lamp
hand eyes door. said; — ... ( ) 's ’s running "he_said" “Mara” Mara Quint Mara's Élodie Мария 李明 J.R. (Bob) O'Neil Frog
Jean-Luc MARA himself mother own's she's they're he'll from under "he
"""
_WORDS = tuple(_TEXT.split())


def _film(action: str, on_stage: int, language: str = "en") -> tuple[Film, Scene, Shot]:
    people = {
        f"p{index}": Character(id=f"p{index}", name=name, appearance=looks, kind="frog" if "Frog" in name else "person")
        for index, (name, looks) in enumerate(zip(_NAMES, _LOOKS, strict=True))
    }
    shot = Shot(id="a", action=action, cast=tuple(Cast(character=f"p{index}") for index in range(on_stage)))
    scene = Scene(id="s", heading="EXT. SEA - DAY", shots=(shot,))
    settings = Settings(title="Sea", language=language)
    return Film(settings=settings, style=_STYLE, characters=people, places={}, scenes=(scene,)), scene, shot


@given(st.lists(st.sampled_from(_WORDS), max_size=25), st.integers(0, 8))
def test_no_pronoun_and_no_name_is_left(words: list[str], on_stage: int) -> None:
    found = mentions(*_film(" ".join(words), on_stage))
    for told in (joined(found.action), joined(found.motion)):
        unquoted = _QUOTED.sub(" ", told)
        assert not _PRONOUNS.findall(unquoted)
        for name in ("Mara", "Quint", "Élodie", "Мария", "李明", "J.R.", "O'Neil", "Jean-Luc", "MARA"):
            assert not re.search(rf"(?<![\w-]){re.escape(name)}(?![\w-])", unquoted)


@given(st.text(max_size=200), st.integers(0, 8), st.sampled_from(["en", "fr", "ja"]))
def test_any_text_is_told(action: str, on_stage: int, language: str) -> None:
    found = mentions(*_film(action, on_stage, language))
    assert len(set(found.short.values())) == on_stage
    assert found.described <= set(found.short)


def test_a_text_of_any_length_takes_time_in_proportion() -> None:
    def seconds(times: int) -> float:
        action = "She looks at him and they walk beside her lamp, Mara's own, while he waits; it is late. " * times
        start = time.process_time()
        mentions(*_film(action, 4))
        return time.process_time() - start

    seconds(5)
    # In proportion it is 20 times as long, and 400 times if each word were compared with each.
    assert min(seconds(400) for _ in range(3)) < 120 * max(seconds(20), 0.004)


@pytest.mark.parametrize("example", sorted(path.parent.name for path in _EXAMPLES.glob("*/film.yaml")))
def test_the_films_of_the_examples(example: str) -> None:
    film = with_states(load_film(_EXAMPLES / example))
    for scene, shot in film.shots():
        found = mentions(film, scene, shot)
        told = joined(found.action)
        unquoted = _QUOTED.sub(" ", told)
        assert not _PRONOUNS.findall(unquoted), told
        for sheet in film.characters.values():
            if sheet.name.split()[0].lower() != "the":
                assert not re.search(rf"\b{sheet.name}\b", unquoted), told
        for entry in shot.cast:
            assert found.full[entry.character].startswith(film.characters[entry.character].appearance)
            if entry.character in found.described:
                assert found.full[entry.character][1:] in told
        assert not told[:1].islower()
        assert ",," not in told
        assert "  " not in told
