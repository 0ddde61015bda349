"""What people bring: odd encodings, short treatments, spoiled reports, commands that contradict themselves."""

import json
from pathlib import Path

import pytest
from command_line import refused

from orchestrator.building.authoring.begin import begin, draft_of
from orchestrator.building.authoring.length import comfortable_length
from orchestrator.building.authoring.rewrite import Options, rewrite
from orchestrator.building.authoring.sources import read_source
from orchestrator.building.authoring.writers import writer_for
from orchestrator.film.errors import Problem, ProjectError, WritingError
from orchestrator.film.film import Settings
from orchestrator.project.library import find_style
from orchestrator.writing.builtin import BuiltIn

IDEA = "A lighthouse keeper befriends a storm"
TREATMENT = """\
beats:
  - {id: pier, what: Mara walks to the pier.}
  - {id: sea, what: Mara falls into the sea.}
"""


def script_of(root: Path) -> Path:
    """A film with a script and no scenes."""
    style = find_style("ink-and-gold", Path())
    begin(root, draft_of(Settings(title="", idea=IDEA, length="20s"), style, None), BuiltIn(), "script")
    return root / "script.fountain"


def test_a_script_in_another_encoding_is_told_before_anything_is_written(tmp_path: Path) -> None:
    script = script_of(tmp_path / "film")
    script.write_bytes(script.read_bytes() + "\nÉlodie waits.\n".encode("latin-1"))
    before = {path: path.read_bytes() for path in script.parent.rglob("*") if path.is_file()}
    with pytest.raises(ProjectError, match=r"script\.fountain:\d+:1: byte 0xc9 is not UTF-8 text"):
        rewrite(script.parent, BuiltIn(), Options(since="treatment"))
    assert {path: path.read_bytes() for path in script.parent.rglob("*") if path.is_file()} == before


def test_an_ignore_file_in_any_encoding_is_only_added_to(tmp_path: Path) -> None:
    mine = tmp_path / "film" / ".gitignore"
    mine.parent.mkdir()
    mine.write_bytes(b"caf\xe9")
    script_of(mine.parent)
    assert mine.read_bytes().startswith(b"caf\xe9\n.filmwright/\n")


def test_a_treatment_of_ones_own_gets_the_time_that_its_beats_need(tmp_path: Path) -> None:
    brought = tmp_path / "draft.yaml"
    brought.write_text(TREATMENT, encoding="utf-8")
    assert comfortable_length(read_source(brought), find_style("ink-and-gold", tmp_path)) in ("25s", "30s")


def test_a_budget_that_is_none_is_refused_by_every_writer(tmp_path: Path) -> None:
    for writer in ("outline", "scripted:answers.yaml"):
        with pytest.raises(WritingError, match="is no budget"):
            writer_for(writer, tmp_path, budget="a lot")


def test_a_problem_stays_on_its_line_whatever_the_file_holds() -> None:
    said = str(Problem("scenes/a.yaml", 1, 2, "x" * 5000, "no \x1b[31m\u202e\n size; " + "y" * 5000))
    assert said.isprintable()
    assert len(said) < 600
    assert said.startswith("scenes/a.yaml:1:2: xxx")
    assert "\\u001b[31m\\u202e\\u000a size" in said


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (("write", "--from", "scenes", "--stop-after", "script"), "--from scenes begins after --stop-after script"),
        (("write", "--scene", "alone", "--stop-after", "script"), "leave one of them out"),
        (("check",), "out/report.json is not as it was written"),
    ],
)
def test_commands_say_in_a_line_what_cannot_be(built_film: Path, arguments: tuple[str, ...], message: str) -> None:
    report = built_film / "out/report.json"
    report.write_text(json.dumps([1])[:-1], encoding="utf-8")
    complaint = refused(*arguments, cwd=built_film)
    assert message in complaint
    assert len(complaint.splitlines()) == 1
