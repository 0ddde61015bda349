"""What a person set in scenes and sheets stays, whatever is generated next: states, from here on, rules that are allowed."""

from collections.abc import Callable
from pathlib import Path

import pytest
from typer.testing import CliRunner

from orchestrator.cli.main import app
from orchestrator.film.scene import Scene
from orchestrator.film.sheets import Prop
from orchestrator.project.create import regenerate, scene_path
from orchestrator.project.folder import load_film
from orchestrator.project.history import recorded
from orchestrator.project.proposals import open_proposals

Edit = Callable[[Path, str, str], None]
LAMP = Prop(
    id="brass-lamp", name="the brass lamp", appearance="a dented brass lamp", states={"lit": "a flame", "out": "dark"}
)
STORM = "scenes/030-storm.yaml"


@pytest.fixture
def film(small_film: Path) -> Path:
    """The small film as the tool would have written it, with a lamp."""
    scenes = load_film(small_film).scenes
    for path in (small_film / "scenes").iterdir():
        path.unlink()
    regenerate(small_film, scenes, (), (), props=(LAMP,), whole=True)
    return small_film


def scene_of(root: Path, scene_id: str) -> Scene:
    return next(scene for scene in load_film(root).scenes if scene.id == scene_id)


def path_of(root: Path, scene_id: str) -> Path:
    scenes = load_film(root).scenes
    index = next(index for index, scene in enumerate(scenes) if scene.id == scene_id)
    return root / scene_path(index, scene_id, len(scenes))


def test_states_of_a_person_survive_a_scene_written_anew(film: Path, edit: Edit) -> None:
    before = scene_of(film, "storm")
    path = path_of(film, "storm")
    edit(path, "\nshots:\n", "\nstates: {brass-lamp: lit}\nallow: [text]\nshots:\n")
    edit(path, "  - id: run\n", "  - id: run\n    from_here: {brass-lamp: out} # the wind\n    allow: [hands]\n")
    shots = [
        shot.model_copy(update={"action": "The lamp dies."}) if shot.id == "lamp" else shot for shot in before.shots
    ]
    news = before.model_copy(update={"mood": "ominous", "shots": tuple(shots)})
    regenerate(film, [news], (), ())
    after = scene_of(film, "storm")
    assert (after.mood, after.states, after.allow) == ("ominous", {"brass-lamp": "lit"}, ("text",))
    run, lamp = after.shots[1], after.shots[2]
    assert (run.from_here, run.allow, lamp.action) == ({"brass-lamp": "out"}, ("hands",), "The lamp dies.")
    assert "# the wind" in path.read_text(encoding="utf-8")
    assert open_proposals(film) == []


def test_the_same_state_changed_on_both_sides_stays_the_persons_and_is_asked(film: Path, edit: Edit) -> None:
    scene = scene_of(film, "storm").model_copy(update={"from_here": {"brass-lamp": "lit"}})
    regenerate(film, [scene], (), ())
    edit(path_of(film, "storm"), "brass-lamp: lit", "brass-lamp: out")
    regenerate(film, [scene.model_copy(update={"from_here": {}, "summary": "Wind."})], (), ())
    after = scene_of(film, "storm")
    assert (after.from_here, after.summary) == ({"brass-lamp": "out"}, "Wind.")
    (asked,) = open_proposals(film)
    assert asked.fields == ("from_here",)


def test_a_sheet_of_a_thing_is_merged_reviewed_and_accepted_like_any_other(film: Path, edit: Edit) -> None:
    sheet = film / "props/brass-lamp.yaml"
    assert sheet.read_text(encoding="utf-8").startswith(
        "# yaml-language-server: $schema=../.filmwright/schema/prop.json\nid: brass-lamp\n"
    )
    assert (film / ".filmwright/schema/prop.json").is_file()
    edit(sheet, "lit: a flame", "lit: a blue flame")
    news = LAMP.model_copy(update={"states": {"lit": "a small flame", "out": "dark", "broken": "in pieces"}})
    with recorded(film, "write"):
        regenerate(film, (), (), (), props=(news,))
    assert load_film(film).props["brass-lamp"].states == {"lit": "a blue flame", "out": "dark", "broken": "in pieces"}
    run = CliRunner()
    told = run.invoke(app, ["review", "--project", str(film)])
    assert "props/brass-lamp.yaml" in told.output
    assert run.invoke(app, ["accept", "props/brass-lamp.yaml", "--project", str(film)]).exit_code == 0
    assert load_film(film).props["brass-lamp"].states["lit"] == "a small flame"
    told = run.invoke(app, ["history", "--project", str(film)])
    assert "accept" in told.output
    assert run.invoke(app, ["undo", "--project", str(film)]).exit_code == 0
    assert load_film(film).props["brass-lamp"].states["lit"] == "a blue flame"


def test_undo_leaves_a_sheet_whose_state_a_scene_sets(film: Path, edit: Edit) -> None:
    with recorded(film, "write"):
        regenerate(film, (), (), (), props=(Prop(id="boat", name="the boat", states={"sunk": "under water"}),))
    edit(path_of(film, "storm"), "\nshots:\n", "\nfrom_here: {boat: sunk}\nshots:\n")
    told = CliRunner().invoke(app, ["undo", "--project", str(film)])
    assert (film / "props/boat.yaml").is_file(), told.output
    assert "a scene that stays names it" in told.output
    edit(path_of(film, "storm"), "\nfrom_here: {boat: sunk}\nshots:\n", "\nshots:\n")
    with recorded(film, "write"):
        regenerate(film, (), (), (), props=(Prop(id="kite", name="the kite"),))
    assert CliRunner().invoke(app, ["undo", "--project", str(film)]).exit_code == 0
    assert not (film / "props/kite.yaml").exists()
