"""`history`, `undo`, `review`, `accept` and `dismiss` as a person types them."""

import json
import re
from pathlib import Path

import command_line
import pytest
from command_line import filmwright, said

from orchestrator.film.film import Settings
from orchestrator.film.scene import Scene
from orchestrator.film.sheets import Place
from orchestrator.film.shot import Shot
from orchestrator.project.create import create, update
from orchestrator.project.history import recorded
from orchestrator.project.proposals import propose

SCRIPT = "INT. ROOM - DAY\n\n[[scene: one]]\n\nShe waits.\n"


def refused(*arguments: str, cwd: Path) -> str:
    complaint = command_line.refused(*arguments, cwd=cwd)
    assert len(complaint.splitlines()) == 1
    return complaint


def scene(action: str, size: str = "wide") -> Scene:
    return Scene(id="one", heading="INT. ROOM - DAY", shots=(Shot(id="a", action=action, size=size),))  # type: ignore[arg-type]


@pytest.fixture
def film(tmp_path: Path) -> Path:
    """A film whose one scene has an open question, and whose script a critic would change."""
    root = tmp_path / "film"
    with recorded(root, "new"):
        create(root, Settings(title="T"), SCRIPT, [], [Place(id="room", name="Room")], [scene("She waits.")])
    path = root / "scenes/010-one.yaml"
    path.write_text(path.read_text().replace("action: She waits.", "action: She reads.   # mine"))
    with recorded(root, "write"):
        update(root, [scene("She sleeps.", "full")], [], [])
        propose(
            root,
            "script.fountain",
            SCRIPT.replace("waits", "paces"),
            ["scene one: waiting is no action", "scene one: \x1b[31mred"],
        )
    return root


def test_from_review_to_undo(film: Path) -> None:
    text = said("review", cwd=film)
    assert "-    action: She reads.   # mine\n+    action: She sleeps.   # mine\n" in text
    assert "-She waits.\n+She paces.\n" in text
    assert "because: scene one: waiting is no action" in text
    assert "size" not in re.sub(r"(?m)^ .*", "", text)
    assert "because: scene one: \ufffd[31mred" in text
    assert "\x1b" not in text
    path = film / "scenes/010-one.yaml"
    before = path.read_bytes()

    error = refused("accept", "one", "shots.a.acton", cwd=film)
    assert error == "filmwright: the proposal says nothing new for 'shots.a.acton'; did you mean 'shots.a.action'?\n"
    assert path.read_bytes() == before
    assert said("accept", "scenes/010-one.yaml", "shots.a.action", cwd=film) == "  accepted  scenes/010-one.yaml\n"
    assert "action: She sleeps.   # mine\n" in path.read_text()
    assert said("accept", "--scene", "one", cwd=film) == "  accepted  script.fountain\n"
    assert (film / "script.fountain").read_text() == SCRIPT.replace("waits", "paces")
    assert "nothing is proposed" in said("review", cwd=film)

    assert "took back 4: accept --scene one\n  restored  script.fountain\n" in said("undo", cwd=film)
    assert (film / "script.fountain").read_text() == SCRIPT
    assert "took back 3: accept scenes/010-one.yaml shots.a.action" in said("undo", "3", cwd=film)
    assert path.read_bytes() == before
    assert "2 files with a proposal" in said("review", cwd=film)

    listed = said("history", cwd=film)
    assert [line[6:].split("  ")[1] for line in listed.splitlines() if re.match(r" +\d", line)] == [
        "new", "write", "accept scenes/010-one.yaml shots.a.action", "accept --scene one", "undo 4", "undo 3",
    ]  # fmt: skip
    assert "film.lock" not in listed
    assert said("history", "script.fountain", cwd=film).count("script.fountain") == 3


def test_dismissed_and_taken_back(film: Path) -> None:
    where = ("--project", str(film))
    assert "dismissed script.fountain" in said("dismiss", "script", *where, cwd=film.parent)
    assert not (film / "proposals/script.fountain").exists()
    assert "restored  proposals/script.fountain" in said("undo", *where, cwd=film.parent)
    assert "because: scene one" in said("review", "film/script.fountain", *where, cwd=film.parent)
    assert "dismissed scenes/010-one.yaml" in said("dismiss", *where, cwd=film.parent)
    assert not (film / "proposals").exists()


def test_a_question_about_a_file_that_has_another_name_now(film: Path) -> None:
    path = film / "scenes/010-one.yaml"
    path.rename(film / "scenes/040-one.yaml")
    assert "+    action: She sleeps.   # mine\n" in said("review", "one", cwd=film)
    assert said("accept", "one", cwd=film) == "  accepted  scenes/040-one.yaml\n"
    assert "action: She sleeps." in (film / "scenes/040-one.yaml").read_text()
    assert not path.exists()


def test_what_cannot_be_is_said_on_one_line(film: Path, tmp_path: Path) -> None:
    assert "film.yaml here" in refused("history", cwd=tmp_path)
    assert "film.yaml here" in refused("undo", cwd=tmp_path)
    assert "did you mean 'scenes/010-one.yaml'" in refused("review", "scenes/010-on.yaml", cwd=film)
    assert "--scene is for screenplays" in refused("accept", "one", "--scene", "x", cwd=film)
    assert "no changes for a scene 'two'; it has for one" in refused("accept", "--scene", "two", cwd=film)
    assert "the history has no entry 12" in refused("undo", "12", cwd=film)
    assert "is where this film began" in refused("undo", "1", cwd=film)
    assert said("history", "film.yaml", cwd=film).count("\n") == 2
    listed = [json.loads(line) for line in said("history", "--json", cwd=film).splitlines()]
    assert [(entry["number"], entry["command"]) for entry in listed] == [(1, "new"), (2, "write")]
    (film / "scenes/010-one.yaml").unlink()
    proposed = [json.loads(line) for line in said("review", "--json", cwd=film).splitlines()]
    assert [(one["path"], one["current"] is None) for one in proposed] == [
        ("scenes/010-one.yaml", True), ("script.fountain", False)]  # fmt: skip


def test_takes_are_recorded_too(small_film: Path) -> None:
    said("retake", "arrival/coast", cwd=small_film)
    assert "take: 2" in (small_film / "scenes/010-arrival.yaml").read_text()
    assert "retake arrival/coast" in said("history", cwd=small_film)
    said("undo", cwd=small_film)
    assert "take: 2" not in (small_film / "scenes/010-arrival.yaml").read_text()


def test_a_save_that_came_too_late_is_told_and_comes_back(film: Path) -> None:
    path = film / "scenes/010-one.yaml"
    with path.open("r+") as editor:
        text = editor.read().replace("# mine", "# mine, later")
        assert "accepted" in said("accept", "scenes/010-one.yaml", cwd=film)
        editor.seek(0)
        editor.write(text)
    assert "She sleeps." in path.read_text()
    done = filmwright("history", cwd=film)
    assert done.stderr == (
        "scenes/010-one.yaml was saved while it was being written; what was saved is kept, have it back with: "
        "filmwright undo 4\n"
    )
    assert "accept scenes/010-one.yaml, over a save of that moment" in done.stdout
    assert "restored  scenes/010-one.yaml" in said("undo", cwd=film)
    assert path.read_text() == text
    assert filmwright("history", cwd=film).stderr == ""
