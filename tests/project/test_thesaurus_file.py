"""thesaurus.yaml: a person's own words reach the drawing as what they mean; what is wrong with it is told with its place."""

from pathlib import Path

import pytest

from orchestrator.directing.staging import staging
from orchestrator.film.errors import ProjectError
from orchestrator.project.folder import load_film

SCENE = """\
id: one
heading: INT. THE CANTINA - NIGHT
place: cantina
shots:
  - id: a
    action: Zib waits.
    cast: [{character: zib}]
    props: [a red glowstick]
"""


def project(root: Path, thesaurus: str | None = None, place: str = "") -> Path:
    files = {
        "film.yaml": "title: Far out\nidea: Somebody waits.\n",
        "scenes/010-one.yaml": SCENE,
        "characters/zib.yaml": "id: zib\nname: Zib\nkind: kobold\n",
        "places/cantina.yaml": f"id: cantina\nname: The Cantina\ninterior: true\n{place}",
    }
    if thesaurus is not None:
        files["thesaurus.yaml"] = thesaurus
    for name, text in files.items():
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_text(text, encoding="utf-8")
    return root


def test_words_for_places_characters_and_things_mean_what_they_are_said_to(tmp_path: Path) -> None:
    words = "cantina: {kind: tavern, period: future}\nkobold: goblin\nglowstick: lantern\n"
    film = load_film(project(tmp_path, words))
    staged = staging(film, *film.shots()[0], {})
    assert staged.setting.kind == "The tavern"
    assert staged.setting.period == "future"
    assert staged.figures[0].kind == "goblin"
    assert staged.props == ("a red lantern",)


def test_what_the_places_own_sheet_says_comes_first(tmp_path: Path) -> None:
    film = load_film(project(tmp_path, "cantina: {kind: tavern, period: future}\n", "period: medieval\n"))
    assert staging(film, *film.shots()[0], {}).setting.period == "medieval"


def test_words_that_are_not_used_and_no_file_at_all_change_nothing(tmp_path: Path) -> None:
    without = load_film(project(tmp_path / "without"))
    unused = load_film(project(tmp_path / "unused", "holodeck: {kind: space station, period: future}\n"))
    assert staging(without, *without.shots()[0], {}) == staging(unused, *unused.shots()[0], {})


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (
            "cantina: tavren\n",
            "thesaurus.yaml:1:10: cantina: 'tavren' is nothing that is drawn; did you mean 'tavern'?",
        ),
        ("a: pub\nkobold: {kind: gobln}\n", "thesaurus.yaml:2:16: kobold.kind: 'gobln' is nothing that is drawn"),
        ("cantina: {kind: tavern, period: 1920}\n", "thesaurus.yaml:1:25: period: 1920"),
        ("cantina: {kind: tavern, perod: future}\n", "thesaurus.yaml:1:25: perod: "),
        ("cantina: {period: future}\n", "kind: is missing"),
        ("cantina:\n", "thesaurus.yaml:1:1: cantina: a word is needed here"),
        ("- cantina\n", "thesaurus.yaml:1:1: here stand lines"),
        ("cantina: tavern\ncantina: inn\n", "'cantina' is given twice"),
        ("'...': tavern\n", "is no word"),
    ],
)
def test_what_is_wrong_is_told_with_its_place(tmp_path: Path, text: str, told: str) -> None:
    with pytest.raises(ProjectError) as caught:
        load_film(project(tmp_path, text))
    assert told in str(caught.value)
