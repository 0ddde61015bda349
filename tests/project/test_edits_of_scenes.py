"""Scenes and shots that a person adds, splits, joins, takes out, moves and renames by hand: `write` goes along."""

import re
from pathlib import Path

import pytest

from orchestrator.film.film import Settings
from orchestrator.film.scene import Scene
from orchestrator.film.sheets import Character, Place
from orchestrator.film.shot import Shot
from orchestrator.project.create import create, last_scenes, update
from orchestrator.project.folder import load_film
from orchestrator.project.history import recorded
from orchestrator.project.history_undo import undo
from orchestrator.project.lock import read_lock
from orchestrator.project.proposals import open_proposals
from orchestrator.project.yaml_file import REMOVE, edit

WORDS = {
    "a": "She waits at the window for the rain.",
    "b": "The lamp goes out in the wind.",
    "c": "A fox comes up the stairs.",
    "d": "They sit down by the stove.",
}


def scene(scene_id: str, shots: str, more: str = "") -> Scene:
    made = tuple(Shot(id=name, action=WORDS[name] + more, seconds=3) for name in shots)
    return Scene(id=scene_id, heading=f"INT. {scene_id.upper()} - DAY", shots=made)


def project(tmp_path: Path) -> Path:
    root = tmp_path / "film"
    scenes = [scene("one", "abcd"), scene("two", "ab"), scene("three", "ab")]
    create(
        root, Settings(title="T"), None, [Character(id="mara", name="Mara")], [Place(id="room", name="Room")], scenes
    )
    return root


def written_again(root: Path, more: str = " Then it is late.") -> dict[str, str]:
    """Everything anew from the same script, with other words in each shot."""
    return dict(
        update(
            root, [scene("one", "abcd", more), scene("two", "ab", more), scene("three", "ab", more)], [], [], whole=True
        )
    )


def shots(root: Path) -> dict[str, list[str]]:
    return {found.id: [shot.id for shot in found.shots] for found in load_film(root).scenes}


def actions(root: Path, scene_id: str) -> dict[str, str]:
    found = next(item for item in load_film(root).scenes if item.id == scene_id)
    return {shot.id: shot.action for shot in found.shots}


def names(root: Path) -> list[str]:
    return sorted(path.name for path in (root / "scenes").iterdir())


def proposals(root: Path) -> list[str]:
    folder = root / "proposals"
    return sorted(path.relative_to(folder).as_posix() for path in folder.rglob("*.yaml")) if folder.exists() else []


def test_shots_added_moved_and_taken_out(tmp_path: Path) -> None:
    root = project(tmp_path)
    path = root / "scenes/010-one.yaml"
    head, *blocks = re.split(r"(?m)^(?=  - id: )", path.read_text())
    a, b, _, d = (block.rstrip() + "\n" for block in blocks)
    mine = "  - id: mine\n    action: A boat passes, far out.\n    take: 4\n"
    path.write_text(head + "\n".join([d.replace("seconds: 3", "seconds: 3\n    take: 2"), mine, a, b]))
    assert written_again(root)["proposals/scenes/010-one.yaml"] == "proposed"  # for the shot that is gone
    assert shots(root)["one"] == ["d", "mine", "a", "b"]
    late = {name: f"{words} Then it is late." for name, words in WORDS.items()}
    assert actions(root, "one") == {"d": late["d"], "mine": "A boat passes, far out.", "a": late["a"], "b": late["b"]}
    takes = {shot.id: shot.take for found in load_film(root).scenes for shot in found.shots if shot.take > 1}
    assert takes == {"d": 2, "mine": 4}


def test_a_shot_that_was_taken_out_is_asked_for_only_if_it_says_something_new(tmp_path: Path) -> None:
    root = project(tmp_path)
    edit(root / "scenes/020-two.yaml", {("shots", 1): REMOVE})
    assert written_again(root, "")["scenes/020-two.yaml"] == "kept"
    assert proposals(root) == []
    assert written_again(root)["proposals/scenes/020-two.yaml"] == "proposed"
    assert shots(root)["two"] == ["a"]
    assert proposals(root) == ["scenes/020-two.yaml"]


def test_a_scene_split_in_two(tmp_path: Path) -> None:
    root = project(tmp_path)
    first, second = root / "scenes/010-one.yaml", root / "scenes/012-one-later.yaml"
    text = first.read_text()
    at = text.index("\n  - id: c")
    second.write_text(text[: text.index("  - id: a")].replace("id: one", "id: one-later") + text[at + 1 :])
    first.write_text(text[:at])
    own = second.read_text()
    written_again(root)
    assert shots(root) == {"one": ["a", "b"], "one-later": ["c", "d"], "two": ["a", "b"], "three": ["a", "b"]}
    assert second.read_text() == own
    assert actions(root, "one")["a"] == WORDS["a"] + " Then it is late."


def test_two_scenes_made_one(tmp_path: Path) -> None:
    root = project(tmp_path)
    first, second = root / "scenes/020-two.yaml", root / "scenes/030-three.yaml"
    moved = second.read_text()[second.read_text().index("  - id: a") :]
    first.write_text(first.read_text() + "\n" + moved.replace("id: a", "id: three-a").replace("id: b", "id: three-b"))
    second.unlink()
    outcomes = written_again(root)
    assert outcomes["scenes/020-two.yaml"] == "merged"
    assert shots(root) == {"one": list("abcd"), "two": ["a", "b", "three-a", "three-b"]}
    assert not second.exists()


@pytest.mark.parametrize("edited", [False, True])
def test_scenes_in_another_order(tmp_path: Path, edited: bool) -> None:
    root = project(tmp_path)
    (root / "scenes/030-three.yaml").rename(root / "scenes/005-prologue.yaml")
    if edited:
        edit(root / "scenes/005-prologue.yaml", {("mood",): "tense", ("shots", 0, "take"): 2})
    outcomes = written_again(root)
    assert outcomes["scenes/005-prologue.yaml"] == ("merged" if edited else "written")
    assert list(shots(root)) == ["three", "one", "two"]
    assert names(root) == ["005-prologue.yaml", "010-one.yaml", "020-two.yaml"]
    assert load_film(root).scenes[0].shots[0].take == (2 if edited else 1)
    assert load_film(root).scenes[0].mood == ("tense" if edited else "calm")


def in_order(root: Path, scenes: str, more: str = "") -> dict[str, str]:
    """Everything anew from a script with its scenes in this order, each a letter."""
    known = {"1": scene("one", "abcd", more), "2": scene("two", "ab"), "3": scene("three", "ab")}
    return dict(update(root, [known.get(name) or scene(name, "a") for name in scenes], [], [], whole=True))


def test_the_script_puts_its_scenes_in_another_order(tmp_path: Path) -> None:
    root = project(tmp_path)
    edit(root / "scenes/020-two.yaml", {("shots", 0, "take"): 2})
    assert in_order(root, "312")["scenes/005-three.yaml"] == "unchanged"
    assert names(root) == ["005-three.yaml", "010-one.yaml", "020-two.yaml"]
    in_order(root, "321")
    assert list(shots(root)) == ["three", "two", "one"]
    assert load_film(root).scenes[1].shots[0].take == 2
    assert set(in_order(root, "321").values()) <= {"unchanged", "kept"}
    in_order(root, "3x21")
    assert list(shots(root)) == ["three", "x", "two", "one"]
    in_order(root, "123")
    assert list(shots(root)) == ["one", "two", "three"]


def test_an_order_of_the_persons_own_stays_until_the_script_has_a_new_one(tmp_path: Path) -> None:
    root = project(tmp_path)
    (root / "scenes/030-three.yaml").rename(root / "scenes/005-prologue.yaml")
    for _ in range(2):
        in_order(root, "123")
        in_order(root, "123", " Then it is late.")
        assert list(shots(root)) == ["three", "one", "two"]
    in_order(root, "321")
    assert list(shots(root)) == ["three", "one", "two"]  # both have changed it
    in_order(root, "213")
    assert list(shots(root)) == ["three", "one", "two"]


@pytest.mark.parametrize("first", ["001-one.yaml", "000-one.yaml", "a.yaml"])
def test_there_is_always_a_name_for_the_first_place(tmp_path: Path, first: str) -> None:
    root = project(tmp_path)
    (root / "scenes/010-one.yaml").rename(root / "scenes" / first)
    if first == "a.yaml":
        (root / "scenes/020-two.yaml").rename(root / "scenes/b.yaml")
        (root / "scenes/030-three.yaml").rename(root / "scenes/c.yaml")
    in_order(root, "123")
    in_order(root, "312")
    assert list(shots(root)) == ["three", "one", "two"]
    assert set(in_order(root, "312").values()) == {"unchanged"}


def test_a_new_order_is_taken_back(tmp_path: Path) -> None:
    root = project(tmp_path)
    with recorded(root, "write"):
        in_order(root, "231")
    assert list(shots(root)) == ["two", "three", "one"]
    undo(root)
    assert names(root) == ["010-one.yaml", "020-two.yaml", "030-three.yaml"]
    in_order(root, "123")
    assert list(shots(root)) == ["one", "two", "three"]


def test_an_open_question_goes_along_with_a_renamed_file(tmp_path: Path) -> None:
    root = project(tmp_path)
    edit(root / "scenes/020-two.yaml", {("shots", 0, "action"): "She reads all night long."})
    written_again(root)
    (root / "proposals/scenes/020-two.yaml.reasons.txt").write_text("shots.a.action: it is late\n")
    (root / "scenes/020-two.yaml").rename(root / "scenes/040-two.yaml")
    written_again(root)
    assert proposals(root) == ["scenes/040-two.yaml"]
    (open_,) = open_proposals(root)
    assert (open_.fields, open_.reasons) == (("shots.a.action",), ("shots.a.action: it is late",))


def test_windows_line_ends_stay(tmp_path: Path) -> None:
    root = project(tmp_path)
    path = root / "scenes/020-two.yaml"
    path.write_bytes(path.read_bytes().replace(b"\n", b"\r\n"))
    assert written_again(root)["scenes/020-two.yaml"] == "written"
    assert path.read_bytes().count(b"\r\n") == path.read_bytes().count(b"\n") > 0
    assert written_again(root)["scenes/020-two.yaml"] == "unchanged"


def test_a_scene_with_another_id_is_still_that_scene(tmp_path: Path) -> None:
    root = project(tmp_path)
    edit(root / "scenes/020-two.yaml", {("id",): "middle"})
    assert written_again(root)["scenes/020-two.yaml"] == "merged"
    assert list(shots(root)) == ["one", "middle", "three"]
    assert actions(root, "middle")["a"] == WORDS["a"] + " Then it is late."


def test_a_scene_that_was_taken_out_stays_out_until_it_is_asked_for(tmp_path: Path) -> None:
    root = project(tmp_path)
    (root / "scenes/020-two.yaml").unlink()
    assert written_again(root, "")["scenes/020-two.yaml"] == "deleted"
    assert written_again(root)["proposals/scenes/020-two.yaml"] == "proposed"
    assert list(shots(root)) == ["one", "three"]
    assert dict(update(root, [scene("two", "ab")], [], [], restore=True)) == {"scenes/020-two.yaml": "written"}
    assert list(shots(root)) == ["one", "two", "three"]
    assert proposals(root) == []


def test_a_scene_of_the_persons_own_is_never_touched(tmp_path: Path) -> None:
    root = project(tmp_path)
    own = "id: mine\nheading: EXT. SEA - DAY\nshots: [{id: x}]\n"
    (root / "scenes/015-mine.yaml").write_text(own)
    written_again(root)
    assert (root / "scenes/015-mine.yaml").read_text() == own
    assert list(shots(root)) == ["one", "mine", "two", "three"]


def test_a_scene_that_is_in_the_script_no_more_goes_if_nobody_edited_it(tmp_path: Path) -> None:
    root = project(tmp_path)
    edit(root / "scenes/020-two.yaml", {("shots", 0, "take"): 2})
    outcomes = dict(update(root, [scene("one", "abcd")], [], [], whole=True))
    assert outcomes == {
        "scenes/010-one.yaml": "unchanged", "scenes/020-two.yaml": "left", "scenes/030-three.yaml": "deleted"
    }  # fmt: skip
    assert list(shots(root)) == ["one", "two"]
    assert dict(update(root, [scene("one", "abcd")], [], [])) == {"scenes/010-one.yaml": "unchanged"}


def test_a_locked_shot_and_a_locked_scene_hear_nothing(tmp_path: Path) -> None:
    root = project(tmp_path)
    edit(root / "scenes/010-one.yaml", {("shots", 0, "locked"): True, ("shots", 0, "action"): "Mine."})
    edit(root / "scenes/020-two.yaml", {("locked",): True, ("mood",): "tense"})
    before = (root / "scenes/020-two.yaml").read_text()
    outcomes = written_again(root)
    assert outcomes["scenes/010-one.yaml"] == "merged"
    assert outcomes["scenes/020-two.yaml"] == "kept"
    assert actions(root, "one")["a"] == "Mine."
    assert actions(root, "one")["b"] == WORDS["b"] + " Then it is late."
    assert (root / "scenes/020-two.yaml").read_text() == before
    assert proposals(root) == []


def test_what_the_tool_last_wrote_is_known_whatever_the_files_say(tmp_path: Path) -> None:
    root = project(tmp_path)
    edit(root / "scenes/010-one.yaml", {("shots", 0, "action"): "Mine."})
    (root / "scenes/020-two.yaml").unlink()
    known = last_scenes(root, read_lock(root))
    assert known == {"one": scene("one", "abcd"), "two": scene("two", "ab"), "three": scene("three", "ab")}


def test_a_fresh_clone_asks_where_it_cannot_merge(tmp_path: Path) -> None:
    root = project(tmp_path)
    edit(root / "scenes/010-one.yaml", {("mood",): "tense"})
    for path in (root / ".filmwright/texts").rglob("*"):
        if path.is_file():
            path.unlink()
    outcomes = written_again(root)
    assert outcomes["proposals/scenes/010-one.yaml"] == "proposed"
    assert outcomes["scenes/020-two.yaml"] == "written"
    assert load_film(root).scenes[0].mood == "tense"
    assert actions(root, "one")["a"] == WORDS["a"]
    assert written_again(root, " And dark.")["proposals/scenes/010-one.yaml"] == "proposed"
    assert actions(root, "one")["a"] == WORDS["a"]
    assert " And dark." in (root / "proposals/scenes/010-one.yaml").read_text()
