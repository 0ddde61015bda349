"""`check` as a person uses it: warnings with their places, silenced, proposed, accepted, and gone."""

import json
import re
from collections.abc import Callable
from pathlib import Path

import pytest
from command_line import refused
from typer.testing import CliRunner

from orchestrator.building.lint import warnings
from orchestrator.building.project import open_project
from orchestrator.cli.main import app
from orchestrator.project.folder import load_film
from orchestrator.project.history import read_history

EXAMPLES = sorted(path.parent for path in (Path(__file__).parents[2] / "examples").glob("*/film.yaml"))
SCENE = """\
# By the sea.
id: quay
heading: EXT. QUAY - DAY
place: lighthouse
shots:
  - id: sign
    size: wide
    action: A sign over the door reads "OPEN".   # as in the old days
    seconds: 3

  - id: pan
    size: medium
    camera: slow push in, then pan left
    action: Mara waits.
    cast: [{character: mara}]
    seconds: 4

  - id: busy
    size: full
    action: Mara picks up the lamp, lights it and calls out.
    cast: [{character: mara}, {character: fox}]
    dialogue:
      - {character: mara, line: "Here!"}
    seconds: 8

  - id: long
    size: medium
    action: The Fox waits.
    cast: [{character: fox}]
    seconds: 13
"""
MODEL = "wan2.2-ti2v-5b"
Edit = Callable[[Path, str, str], None]


def run(*arguments: str, root: Path, code: int = 0) -> str:
    done = CliRunner().invoke(app, [*arguments, "--project", str(root)], catch_exceptions=False)
    assert done.exit_code == code, done.output
    return done.stdout


def rules(output: str) -> list[str]:
    return re.findall(r"^  scenes/\S+:\d+:\d+: warning ([a-z-]+):", output, re.MULTILINE)


def warned(root: Path, model: str | None = MODEL) -> list[str]:
    return [one.finding.rule for one in warnings(open_project(root, load_film(root)), model).warnings]


@pytest.fixture
def film(small_film: Path) -> Path:
    """The small film with only a scene in which something is wrong, and places that are described."""
    for path in (small_film / "scenes").iterdir():
        path.unlink()
    (small_film / "scenes/010-quay.yaml").write_text(SCENE, encoding="utf-8")
    place = small_film / "places/lighthouse.yaml"
    place.write_text(place.read_text() + "appearance: a white tower on black rocks\n")
    return small_film


def test_warnings_have_their_place_and_change_no_exit_code(film: Path) -> None:
    said = run("check", "--model", MODEL, root=film)
    assert rules(said) == ["text", "several-moves", "several-actions", "too-long"]
    assert '  scenes/010-quay.yaml:8:5: warning text: "OPEN" is to be read' in said
    assert "title: OPEN" in said
    assert "scenes/010-quay.yaml:13:5: warning several-moves:" in said
    assert f"warnings: 4 (as if '{MODEL}' made the pictures)" in said
    assert "silence one with allow: [text]" in said
    assert f"4 have rewrites; lay them beside your files: filmwright check --propose --model {MODEL} -p {film}" in said


def test_slates_are_asked_only_for_good_grammar(film: Path) -> None:
    said = run("check", root=film)
    assert rules(said) == ["several-moves"]
    assert "warnings: 1\n" in said


def test_the_models_of_the_files_are_judged(film: Path, edit: Edit) -> None:
    edit(film / "scenes/010-quay.yaml", "    size: wide\n", f"    size: wide\n    model: {MODEL}\n")
    assert rules(run("check", root=film)) == ["text", "several-moves"]
    edit(film / "film.yaml", "pictures: slate", f"pictures: {MODEL}")
    assert rules(run("check", root=film)) == ["text", "several-moves", "several-actions", "too-long"]


def test_a_dialect_is_a_model_whose_clips_may_be_of_any_length(film: Path) -> None:
    assert rules(run("check", "--model", "veo", root=film)) == ["text", "several-moves", "several-actions"]
    assert rules(run("check", "--model", "animatic", root=film)) == ["several-moves"]


def test_json_has_the_warnings(film: Path) -> None:
    found = json.loads(run("check", "--model", MODEL, "--json", root=film))
    first = found["warnings"][0]
    assert (first["file"], first["line"], first["column"]) == ("scenes/010-quay.yaml", 8, 5)
    assert (first["rule"], first["scene"], first["shot"]) == ("text", "quay", "sign")
    assert first["rewrite"] == [
        [["shots", 0, "action"], "A sign over the door is in view."],
        [["shots", 0, "title"], "OPEN"],
    ]
    assert found["allowed"] == 0


def test_a_model_that_is_none_is_one_line(film: Path) -> None:
    said = "filmwright: there is no backend, model or dialect 'veoo'; did you mean 'veo'?\n"
    assert refused("check", "--model", "veoo", cwd=film) == said


@pytest.mark.parametrize("where", ["shot", "scene", "film"])
def test_allowed_at_each_level(film: Path, edit: Edit, where: str) -> None:
    scene = film / "scenes/010-quay.yaml"
    match where:
        case "shot":
            edit(scene, "    size: wide\n", "    size: wide\n    allow: [text]\n")
        case "scene":
            edit(scene, "place: lighthouse\n", "place: lighthouse\nallow: [text]\n")
        case _:
            edit(film / "film.yaml", "seed: 3", "seed: 3\nallow: [text]")
    said = run("check", "--model", MODEL, root=film)
    assert rules(said) == ["several-moves", "several-actions", "too-long"]
    assert "; 1 more is allowed" in said
    assert "silences nothing" not in run("check", root=film)


def test_an_allow_without_need_is_noted(film: Path, edit: Edit) -> None:
    edit(film / "scenes/010-quay.yaml", "place: lighthouse\n", "place: lighthouse\nallow: [text, hands]\n")
    said = run("check", "--model", MODEL, root=film)
    assert "  note: scenes/010-quay.yaml:5:15: allow: hands silences nothing; take it out\n" in said


def test_an_allow_that_is_no_rule_is_an_error(film: Path, edit: Edit) -> None:
    edit(film / "scenes/010-quay.yaml", "place: lighthouse\n", "place: lighthouse\nallow: [hnads]\n")
    complaint = refused("check", cwd=film)
    assert complaint.startswith("scenes/010-quay.yaml:5:9: allow.0:")
    assert "did you mean 'hands'?" in complaint


def test_proposed_reviewed_accepted_and_gone(film: Path) -> None:
    path = film / "scenes/010-quay.yaml"
    said = run("check", "--model", MODEL, "--propose", root=film)
    assert "proposed scenes/010-quay.yaml (4 rewrites)" in said
    assert path.read_text() == SCENE
    shown = run("review", root=film)
    assert "+    title: OPEN" in shown
    assert "because: shots.sign.action: text:" in shown
    run("accept", root=film)
    accepted = path.read_text()
    assert "    action: A sign over the door is in view.   # as in the old days\n" in accepted
    assert accepted.startswith("# By the sea.\n")
    assert warned(film) == []
    shots = load_film(film).scenes[0].shots
    assert [shot.id for shot in shots] == ["sign", "pan", "busy", "busy-2", "busy-3", "long", "long-2"]
    assert [shot.action for shot in shots[2:5]] == ["Mara picks up the lamp.", "Mara lights it.", "Mara calls out."]
    assert [bool(shot.dialogue) for shot in shots[2:5]] == [False, False, True]
    assert shots[1].camera == "slow push in"
    assert (shots[6].boundary, sum(shot.seconds or 0 for shot in shots[5:])) == ("continue", 13)
    assert [entry.command for entry in read_history(film)][:1] == ["check --propose"]
    run("undo", root=film)
    assert path.read_text() == SCENE


def test_one_field_of_it_may_be_taken(film: Path) -> None:
    run("check", "--model", MODEL, "--propose", root=film)
    run("accept", "scenes/010-quay.yaml", "shots.pan.camera", root=film)
    assert warned(film) == ["text", "several-actions", "too-long"]
    assert "because: shots.sign.action: text:" in run("review", root=film)


def test_never_over_an_open_proposal(film: Path, edit: Edit) -> None:
    run("check", "--propose", root=film)
    before = (film / "proposals/scenes/010-quay.yaml").read_text()
    said = run("check", "--model", MODEL, "--propose", root=film)
    assert "left     scenes/010-quay.yaml: it has an open proposal" in said
    assert (film / "proposals/scenes/010-quay.yaml").read_text() == before
    run("accept", root=film)
    assert "(3 rewrites)" in run("check", "--model", MODEL, "--propose", root=film)


def test_of_two_rewrites_of_the_same_words_one_waits(film: Path, edit: Edit) -> None:
    edit(film / "scenes/010-quay.yaml", 'reads "OPEN".', 'reads "OPEN". No one is there.')
    said = run("check", "--model", MODEL, "--propose", root=film)
    assert "1 rewrite waits until those are answered" in said
    run("accept", root=film)
    assert warned(film) == ["negation"]


def test_nothing_is_proposed_for_what_is_locked(film: Path, edit: Edit) -> None:
    edit(film / "scenes/010-quay.yaml", "    size: wide\n", "    size: wide\n    locked: true\n")
    assert "(3 rewrites)" in run("check", "--model", MODEL, "--propose", root=film)
    assert "OPEN" not in run("review", root=film).replace('reads "OPEN"', "")
    run("dismiss", root=film)
    edit(film / "scenes/010-quay.yaml", "place: lighthouse\n", "place: lighthouse\nlocked: true\n")
    assert run("check", "--model", MODEL, "--propose", root=film).endswith("nothing to propose\n")


def test_nothing_to_propose(film: Path, edit: Edit) -> None:
    edit(film / "scenes/010-quay.yaml", "slow push in, then pan left", "slow push in")
    said = run("check", "--propose", root=film)
    assert "warnings: none\n" in said
    assert said.endswith("nothing to propose\n")
    assert not (film / "proposals").exists()


def test_a_verbatim_prompt_longer_than_the_encoder_is_told(film: Path, edit: Edit) -> None:
    long = "a keeper with a lamp on a wet quay " * 20
    edit(
        film / "scenes/010-quay.yaml",
        "    action: Mara waits.\n",
        f"    action: Mara waits.\n    prompt: {long.strip()}\n",
    )
    said = run("check", "--model", "sdxl", root=film)
    assert re.search(r"010-quay.yaml:15:5: warning prompt-length: the prompt has \d+ tokens, and 'sdxl' reads 77", said)
    assert "prompt-length" not in rules(run("check", "--model", "animatic", root=film))


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda path: path.name)
def test_the_examples_break_no_grammar(example: Path) -> None:
    assert warned(example, None) == []


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda path: path.name)
def test_the_examples_ask_little_that_models_fail_at(example: Path) -> None:
    found = warned(example)
    shots = len(load_film(example).shots())
    assert set(found) <= {"several-actions", "negation"}
    assert len(found) <= shots / 4
