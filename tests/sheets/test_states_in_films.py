"""What a state means for the build: a change of it makes exactly those shots again that show who or what it belongs to."""

from collections.abc import Callable, Iterator
from pathlib import Path
from shutil import copytree

import pytest

from orchestrator.building.events import BuildStopped
from orchestrator.building.film_changes import remade
from orchestrator.building.plan import Planner
from orchestrator.building.project import open_project
from orchestrator.building.render import Options, render
from orchestrator.project.folder import load_film

Edit = Callable[[Path, str, str], None]

FILES = {
    "film.yaml": "title: Lamp\nlength: 5s\nformat: {size: 160x90, fps: 12}\npictures: animatic\nscore: off\ncaptions: off\n",
    "characters/mara.yaml": """\
id: mara
name: Mara
appearance: an old woman
states: {dry: a grey coat, wet: a dripping grey coat, crowned: a crown of weeds}
default_state: dry
""",
    "characters/tom.yaml": "id: tom\nname: Tom\nappearance: a tall man\n",
    "places/house.yaml": "id: house\nname: the house\nkind: house\nstates: {burned: black beams and no roof}\n",
    "props/lamp.yaml": "id: lamp\nname: the brass lamp\nkind: lamp\nstates: {lit: a warm flame, out: cold and dark}\n",
    "scenes/010-yard.yaml": """\
id: yard
heading: EXT. YARD - DAY
place: house
shots:
  - {id: one, action: Mara waits., cast: [{character: mara}], seconds: 0.5}
  - {id: two, action: Tom waits., cast: [{character: tom}], props: [the brass lamp], seconds: 0.5}
  - {id: three, action: Rain falls on both., cast: [{character: mara}, {character: tom}], seconds: 0.5}
""",
    "scenes/020-field.yaml": """\
id: field
heading: EXT. FIELD - DAY
shots:
  - {id: four, action: Mara walks., cast: [{character: mara}], seconds: 0.5}
  - {id: five, action: Mara stops., cast: [{character: mara, state: crowned}], seconds: 0.5}
  - {id: six, action: Tom lifts it., cast: [{character: tom}], props: [lamp], seconds: 0.5}
""",
}
YARD, FIELD, MARA = "scenes/010-yard.yaml", "scenes/020-field.yaml", "characters/mara.yaml"


@pytest.fixture(scope="module")
def _rendered(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = tmp_path_factory.mktemp("states") / "film"
    for name, text in FILES.items():
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_text(text, encoding="utf-8")
    *_, last = render(open_project(root, load_film(root)), Options(slots=1, stop_after="clips"))
    assert isinstance(last, BuildStopped)
    assert not last.failed, last
    return root


@pytest.fixture
def film(tmp_path: Path, _rendered: Path) -> Iterator[Path]:
    """The film with all its clips made; a copy for each test, of which the other is the film before."""
    copytree(_rendered, tmp_path / "film")
    yield tmp_path / "film"
    before, after = (open_project(root, load_film(root)) for root in (_rendered, tmp_path / "film"))
    assert {step.shot for step in remade(before, after) if step.kind == "clip"} == stale(tmp_path / "film")


def stale(root: Path) -> set[str]:
    """The shots whose clips a render would make again."""
    steps = Planner(open_project(root, load_film(root))).plan().steps
    return {step.id.removeprefix("clip ") for step in steps if step.kind == "clip" and step.state == "stale"}


def test_nothing_is_stale_after_a_render(film: Path) -> None:
    assert stale(film) == set()


def test_a_state_that_a_shot_sets_is_that_shots(film: Path, edit: Edit) -> None:
    edit(film / YARD, "- {id: one, ", "- {id: one, states: {mara: wet}, ")
    assert stale(film) == {"yard/one"}


def test_from_here_on_reaches_the_later_shots_that_show_her_until_one_says_otherwise(film: Path, edit: Edit) -> None:
    edit(film / YARD, "- {id: three, ", "- {id: three, from_here: {mara: wet}, ")
    assert stale(film) == {"yard/three", "field/four"}


def test_from_here_on_of_a_scene_reaches_its_shots_and_those_after_it(film: Path, edit: Edit) -> None:
    edit(film / YARD, "place: house\n", "place: house\nfrom_here: {lamp: out}\n")
    assert stale(film) == {"yard/two", "field/six"}


def test_a_scene_sets_the_state_of_its_place(film: Path, edit: Edit) -> None:
    edit(film / YARD, "place: house\n", "place: house\nstates: {house: burned}\n")
    assert stale(film) == {"yard/one", "yard/two", "yard/three"}


def test_other_words_for_a_state_are_for_those_who_are_in_it(film: Path, edit: Edit) -> None:
    edit(film / MARA, "a crown of weeds", "a crown of red poppies")
    assert stale(film) == {"field/five"}


def test_other_words_for_a_state_that_nobody_is_in_make_nothing_again(film: Path, edit: Edit) -> None:
    edit(film / MARA, "a dripping grey coat", "a soaked grey coat")
    assert stale(film) == set()


def test_a_state_of_somebody_who_is_not_shown_makes_nothing_again(film: Path, edit: Edit) -> None:
    edit(film / FIELD, "- {id: six, ", "- {id: six, states: {mara: wet, house: burned}, ")
    assert stale(film) == set()


def test_a_note_and_allow_make_nothing_again(film: Path, edit: Edit) -> None:
    edit(film / FIELD, "- {id: six, ", "- {id: six, allow: [hands], note: look again, ")
    edit(film / MARA, "default_state: dry\n", "default_state: dry\nnote: cast by us\nversion: 4\n")
    assert stale(film) == set()
