"""translations/<language>.yaml: its errors with their places, and language tags."""

import re
from collections.abc import Callable
from pathlib import Path

import pytest

from orchestrator.film.errors import ProjectError
from orchestrator.film.translation import TranslatedLine, Translation
from orchestrator.project.folder import load_film
from orchestrator.project.translations import compare, load_translation, save_translation, tag, translation_path

GOOD = """\
language: fr
title: Deux lampes
lines:
  - {shot: arrival/calls, line: "Who is there?", to: "Qui est là ?"}
  - {shot: meeting/answer, line: "Only me.", to: "Rien que moi."}
"""


@pytest.mark.parametrize(
    ("before", "after", "told"),
    [
        ("language: fr", "language: de",
         "1:1: language: 'de' is not the language that the file is named after; write fr"),
        ("language: fr\n", "", "1:1: language: is missing; write for example 'language: fr'"),
        ("title:", "titel:", "2:1: titel: 'titel' is no key of a translation; did you mean 'title'?"),
        ('to: "Rien', 'too: "Rien',
         "5:46: lines.1.too: 'too' is no key of a translated line; did you mean 'to'?"),
        ("shot: meeting/answer", "shot: arrival/calls",
         "5:6: lines.1.shot: line 1 of shot 'arrival/calls' is in line 4 already; leave one of them out"),
        ("shot: meeting/answer", "shot: meeting answer",
         "5:6: lines.1.shot: 'meeting answer' is not the name of a shot; write scene and shot, as in first-night/gallery"),
        ("shot: meeting/answer", "number: 0, shot: meeting/answer",
         "5:6: lines.1.number: 0 is out of range; write a number of 1 or more"),
        ('to: "Rien que moi."', "to: 7", "5:46: lines.1.to: 7 stands where text is needed; put it in quotes: \"7\""),
        ("lines:", "lines", "4:10: a colon is missing after this key; write key: value"),
    ],
)  # fmt: skip
def test_errors_have_their_place(small_film: Path, before: str, after: str, told: str) -> None:
    path = small_film / "translations/fr.yaml"
    path.parent.mkdir()
    path.write_text(GOOD, encoding="utf-8")
    assert load_film(small_film).settings.title == "Two Lamps"
    assert GOOD.count(before) == 1
    path.write_text(GOOD.replace(before, after), encoding="utf-8")
    for read in (lambda: load_film(small_film), lambda: load_translation(small_film, "fr")):
        with pytest.raises(ProjectError) as caught:
            read()
        assert [str(problem) for problem in caught.value.problems] == [f"translations/fr.yaml:{told}"]


@pytest.mark.parametrize(
    ("file", "before", "after", "told"),
    [
        ("film.yaml", "seed: 3", "language: frensh",
         "film.yaml:8:1: language: espeak does not speak 'frensh'; did you mean 'fr'?"),
        ("film.yaml", "seed: 3", "language: xx-YY",
         "film.yaml:8:1: language: espeak does not speak 'xx-YY'; write a language tag as in en, fr, pt-BR or zh"),
        ("characters/mara.yaml", "{pitch: low}", "{pitch: low, language: jp}",
         "characters/mara.yaml:4:21: voice.language: espeak does not speak 'jp'; did you mean 'ja'?"),
    ],
)  # fmt: skip
def test_a_language_that_nobody_speaks_is_told_with_its_place(
    small_film: Path, edit: Callable[[Path, str, str], None], file: str, before: str, after: str, told: str
) -> None:
    edit(small_film / file, before, after)
    with pytest.raises(ProjectError) as caught:
        load_film(small_film)
    assert [str(problem) for problem in caught.value.problems] == [told]


@pytest.mark.parametrize("language", ["fr-CA", "es-419", "zh-Hant-TW", "nb", "he"])
def test_languages_with_regions_scripts_and_numbers_are_spoken(
    small_film: Path, edit: Callable[[Path, str, str], None], language: str
) -> None:
    edit(small_film / "film.yaml", "seed: 3", f"language: {language}")
    assert load_film(small_film).settings.language == language


def test_tags_are_written_as_they_are_everywhere() -> None:
    said = ["PT-br", "zh-hans", "ZH_hant_tw", "es-419", "FR", "en-gb-SCOTLAND"]
    assert [tag(language) for language in said] == ["pt-BR", "zh-Hans", "zh-Hant-TW", "es-419", "fr", "en-GB-scotland"]
    assert translation_path("PT-br") == "translations/pt-BR.yaml"


AWKWARD = [
    'He said "no".',
    "it's: a # trap",
    "line\nbreak",
    "{braces}, [brackets]",
    "שלום \u200fעולם",
    "- dash",
    "null",
    "🦊",
]


@pytest.mark.parametrize("text", AWKWARD)
def test_any_words_come_back_as_they_were(small_film: Path, text: str) -> None:
    lines = (TranslatedLine(shot="arrival/calls", line=text, to=text), TranslatedLine(shot="storm/shout", line="x"))
    made = Translation(language="he", title=text, end=text, lines=lines)
    path = save_translation(small_film, made, [text, "Narrator"])
    assert load_translation(small_film, "he") == made
    assert re.search(r'^    to: ""$', path.read_text(encoding="utf-8"), re.MULTILINE)
    other = made.model_copy(update={"lines": (*lines[1:], TranslatedLine(shot="a/b", number=2, line=text, to=text))})
    path.write_text(f"# mine\n{path.read_text(encoding='utf-8')}", encoding="utf-8")
    save_translation(small_film, other, ["Narrator", text])
    assert load_translation(small_film, "he") == other
    assert path.read_text(encoding="utf-8").startswith("# mine\n")


LAYOUTS = {
    "title last": """\
language: he
lines:
- shot: a/b # who?
  line: One.
- {shot: c/d, line: 'Two.', to: 'B'}
title: x
""",
    "all on one line": """\
{language: he, lines: [{shot: a/b, line: One., to: ''}, {shot: c/d, line: Two., to: "B"}]}  # mine
""",
    "folded": """\
language: he
lines:
  - shot: a/b
    line: >-
      One.
    to: |
      A
      A

  - shot: c/d
    line: Two.
""",
    "windows": """\
language: he
lines:
  - shot: a/b  # mine
    line: "One."
    to: 'A'
  - shot: c/d
    line: Two.
""".replace("\n", "\r\n"),
    "no end": """\
# mine
language: he
lines:
- {shot: a/b, line: One., to: ''}
- {shot: c/d, line: Two., to: B}""",
    "none": "language: he  # mine\n",
}


@pytest.mark.parametrize("layout", LAYOUTS)
@pytest.mark.parametrize("text", ["א, ב: 'ג'", "plain"])
def test_files_of_any_layout_take_what_is_new(small_film: Path, layout: str, text: str) -> None:
    path = small_film / "translations/he.yaml"
    path.parent.mkdir()
    path.write_bytes(LAYOUTS[layout].encode())
    lines = (
        TranslatedLine(shot="a/b", line="One!", to=text),
        TranslatedLine(shot="e/f", number=3, line=text, to=text),
        TranslatedLine(shot="g/h", line="x", to=""),
    )
    made = Translation(language="he", title=load_translation(small_film, "he").title, lines=lines)
    save_translation(small_film, made, ["Mara"] * 3)
    assert load_translation(small_film, "he") == made
    after = path.read_bytes()
    save_translation(small_film, made, ["Mara"] * 3)
    assert path.read_bytes() == after


def test_the_film_is_held_against_its_translation(small_film: Path) -> None:
    path = small_film / "translations/fr.yaml"
    path.parent.mkdir()
    path.write_text(GOOD, encoding="utf-8")
    sides = compare(load_film(small_film), load_translation(small_film, "fr"))
    assert set(sides.lines) == {("arrival/calls", 1), ("meeting/answer", 1)}
    assert [shot for shot, _ in sides.notes] == ["storm/shout", "storm/shout"]
