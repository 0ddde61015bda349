"""film.lock, and generated files that a person may have touched."""

import json
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from orchestrator.film.errors import FilmError, ProjectError
from orchestrator.film.film import Settings
from orchestrator.film.scene import Scene
from orchestrator.film.sheets import Character, Place
from orchestrator.film.shot import Shot
from orchestrator.project.create import create, update
from orchestrator.project.folder import load_film, scene_file, scene_files
from orchestrator.project.generated import write_generated
from orchestrator.project.library import found_style
from orchestrator.project.library_guide import read_guide
from orchestrator.project.library_pin import pin_of
from orchestrator.project.lock import (
    Lock,
    ShotRecord,
    edited,
    lock_text,
    read_lock,
    text_digest,
    write_lock,
)

A, B, C = "mood: calm\n", "mood: tense\n", "mood: sad\n"


def test_the_lock_comes_back_as_it_was_written(tmp_path: Path) -> None:
    record = ShotRecord(key="k" * 64, output="o" * 64, take=3)
    lock = (
        Lock()
        .with_style(pin_of(read_guide(found_style("noir"))).record)
        .with_shots({"b/x": record, "a/y": record})
        .with_files({"scenes/ü.yaml": text_digest(A)})
    )
    write_lock(tmp_path, lock)
    assert read_lock(tmp_path) == lock
    assert read_lock(tmp_path / "elsewhere") == Lock()
    lines = (tmp_path / "film.lock").read_text(encoding="utf-8").splitlines()
    assert [line.strip()[:5] for line in lines if "key" in line] == ['"a/y"', '"b/x"']
    assert json.loads("\n".join(lines))["shots"]["a/y"]["take"] == 3


def test_one_new_shot_is_one_line_of_a_diff() -> None:
    shots = {f"scene/shot-{number}": ShotRecord(key="k", output="o") for number in range(5)}
    before = lock_text(Lock().with_shots(shots)).splitlines()
    after = lock_text(Lock().with_shots({**shots, "scene/shot-2": ShotRecord(key="new", output="o")})).splitlines()
    assert len(before) == len(after)
    assert sum(old != new for old, new in zip(before, after, strict=True)) == 1


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("{", "film.lock:1:2: it is no JSON"),
        ('{\n<<<<<<< HEAD\n  "lock": 1}', "film.lock:2:1: git left a merge conflict in it"),
        (
            '{"lock": 2, "more": 1}',
            "film.lock:1:1: lock: it was written by a newer Filmwright (format 2, this one knows 1); update Filmwright",
        ),
        ('{"lock": 0}', "film.lock:1:1: lock: it does not hold what Filmwright writes"),
        ('{"lock": ' + "9" * 5000 + "}", "film.lock:1:1: it has a number that is far too long"),
        ('{"shots": {"a/b": 3}}', "film.lock:1:1: shots.a/b: it does not hold"),
        ("[" * 100_000, "film.lock:1:1: its values are nested too deep"),
        ("[]", "film.lock:1:1: it does not hold"),
    ],
)
def test_a_damaged_lock_says_what_to_do(tmp_path: Path, text: str, said: str) -> None:
    (tmp_path / "film.lock").write_text(text)
    with pytest.raises(ProjectError) as caught:
        read_lock(tmp_path)
    assert str(caught.value).startswith(said)
    assert "take it back from git" in str(caught.value)


def test_a_generated_file_follows_its_generator_until_a_person_edits_it(tmp_path: Path) -> None:
    name = "scenes/010-a.yaml"
    made = write_generated(tmp_path, name, A, Lock())
    assert (made.outcome, (tmp_path / name).read_text()) == ("written", A)
    assert write_generated(tmp_path, name, A, made.lock).outcome == "unchanged"
    made = write_generated(tmp_path, name, B, made.lock)
    assert (made.outcome, (tmp_path / name).read_text()) == ("written", B)

    (tmp_path / name).write_text("mood: tender\n")
    assert edited(tmp_path, name, made.lock)
    assert write_generated(tmp_path, name, B, made.lock).outcome == "kept"
    made = write_generated(tmp_path, name, C, made.lock)
    assert (made.outcome, made.path) == ("proposed", tmp_path / "proposals" / name)
    assert (made.path.read_text(), (tmp_path / name).read_text()) == (C, "mood: tender\n")
    assert write_generated(tmp_path, name, C, made.lock).outcome == "kept"


def test_what_a_person_wrote_or_deleted_stays(tmp_path: Path) -> None:
    (tmp_path / "a.yaml").write_text("mine\n")
    assert write_generated(tmp_path, "a.yaml", A, Lock()).outcome == "proposed"
    assert (tmp_path / "a.yaml").read_text() == "mine\n"
    lock = write_generated(tmp_path, "b.yaml", A, Lock()).lock
    (tmp_path / "b.yaml").unlink()
    assert write_generated(tmp_path, "b.yaml", B, lock).outcome == "proposed"
    assert not (tmp_path / "b.yaml").exists()
    (tmp_path / "c.yaml").write_bytes(b"\xff\xfe")
    assert write_generated(tmp_path, "c.yaml", A, Lock()).outcome == "proposed"
    assert (tmp_path / "c.yaml").read_bytes() == b"\xff\xfe"


def test_line_ends_that_git_changed_are_no_edit(tmp_path: Path) -> None:
    lock = write_generated(tmp_path, "a.yaml", A, Lock()).lock
    (tmp_path / "a.yaml").write_bytes(A.replace("\n", "\r\n").encode())
    assert not edited(tmp_path, "a.yaml", lock)


def test_nothing_is_written_outside_of_the_project(tmp_path: Path) -> None:
    root = tmp_path / "film"
    root.mkdir()
    (root / "scenes").symlink_to(tmp_path)
    (root / "dir.yaml").mkdir()
    for name in ("../x.yaml", "scenes/x.yaml"):
        with pytest.raises(FilmError, match="leads out of the project"):
            write_generated(root, name, A, Lock())
    with pytest.raises(FilmError, match="is a folder"):
        write_generated(root, "dir.yaml", A, Lock())
    assert sorted(path.name for path in tmp_path.iterdir()) == ["film"]


TEXTS = st.sampled_from([A, B, C, "mine\n", None])


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(steps=st.lists(st.tuples(st.booleans(), TEXTS), max_size=8))
def test_whatever_a_person_does_their_text_is_never_lost(tmp_path: Path, steps: list[tuple[bool, str | None]]) -> None:
    path, lock, mine = tmp_path / "a.yaml", Lock(), False
    path.unlink(missing_ok=True)
    for by_person, text in steps:
        if by_person:
            path.unlink(missing_ok=True)
            if text is not None:
                path.write_text(text)
            mine = edited(tmp_path, "a.yaml", lock)
        elif text is not None:
            before = path.read_text() if path.exists() else None
            made = write_generated(tmp_path, "a.yaml", text, lock)
            lock = made.lock
            after = path.read_text() if path.exists() else None
            assert after == (before if mine else text)
            mine = edited(tmp_path, "a.yaml", lock)


def scene(scene_id: str, action: str = "") -> Scene:
    return Scene(id=scene_id, heading="INT. ROOM - DAY", shots=(Shot(id="a", action=action),))


def project(root: Path) -> Path:
    create(
        root,
        Settings(title="T"),
        "",
        [Character(id="mara", name="Mara")],
        [Place(id="room", name="Room")],
        [scene("one"), scene("two")],
    )
    return root


def test_a_rewrite_updates_what_nobody_edited(tmp_path: Path) -> None:
    root = project(tmp_path / "film")
    (root / "scenes/020-two.yaml").write_text((root / "scenes/020-two.yaml").read_text() + "# mine\n")
    scenes = [scene("one", "She waits."), scene("middle"), scene("two", "She leaves."), scene("three")]
    outcomes = dict(update(root, scenes, [Character(id="mara", name="Mara")], [Place(id="room", name="Room")]))
    assert outcomes == {
        "characters/mara.yaml": "unchanged",
        "places/room.yaml": "unchanged",
        "scenes/010-one.yaml": "written",
        "scenes/015-middle.yaml": "written",
        "scenes/020-two.yaml": "merged",
        "scenes/030-three.yaml": "written",
    }
    film = load_film(root)
    assert [item.id for item in film.scenes] == ["one", "middle", "two", "three"]
    assert film.scenes[0].shots[0].action == "She waits."
    assert film.scenes[2].shots[0].action == "She leaves."
    assert (root / "scenes/020-two.yaml").read_text().endswith("# mine\n")


def test_a_renamed_scene_is_still_that_scene(tmp_path: Path) -> None:
    root = project(tmp_path / "film")
    (root / "scenes/010-one.yaml").rename(root / "scenes/025-the-end.yaml")
    assert [item.id for item in load_film(root).scenes] == ["two", "one"]
    assert scene_file(root, "one").name == "025-the-end.yaml"
    outcomes = dict(update(root, [scene("two"), scene("one", "New.")], [], []))
    assert outcomes == {"scenes/020-two.yaml": "unchanged", "scenes/025-the-end.yaml": "written"}


def test_a_scene_always_finds_room_between_two_others(tmp_path: Path) -> None:
    root = project(tmp_path / "film")
    order = [scene("one"), scene("two")]
    for number in range(14):
        order.insert(1, scene(f"new-{number}"))
        update(root, order, [], [])
        assert [item.id for item in load_film(root).scenes] == [item.id for item in order]
    assert len(scene_files(root)) == 16
    with pytest.raises(FilmError, match="did you mean 'two'"):
        scene_file(root, "tow")


@pytest.mark.parametrize(
    "name",
    ["../film.yaml", "/etc/hosts", "scenes/../../x.yaml", "C:/x", "scenes//x", "a\\b", "scenes/" + "x" * 300, "."],
)
@pytest.mark.parametrize("section", ["files", "proposals"])
def test_a_lock_that_names_files_elsewhere_is_refused(tmp_path: Path, section: str, name: str) -> None:
    (tmp_path / "film.lock").write_text(json.dumps({"lock": 1, section: {name: "0" * 64}}))
    with pytest.raises(ProjectError, match=r"film\.lock:1:1: .*does not hold what Filmwright writes"):
        read_lock(tmp_path)


WRITER = """
import sys
from pathlib import Path
from orchestrator.project.lock import ShotRecord, read_lock, write_lock
root, own = Path(sys.argv[1]), sys.argv[2]
print("ready", flush=True)
sys.stdin.readline()
for number in range(40):
    lock = read_lock(root).with_files({f"scenes/{own}-{number}.yaml": "a" * 64})
    write_lock(root, lock.with_shots({f"sea/{own}-{number}": ShotRecord(key=own, output=own)}))
    if number % 2:
        write_lock(root, read_lock(root).without_files([f"scenes/{own}-{number}.yaml"]))
"""


def test_no_command_writes_over_what_another_one_wrote(tmp_path: Path) -> None:
    names = "abcd"
    processes = [
        subprocess.Popen(
            [sys.executable, "-c", WRITER, str(tmp_path), name], stdin=subprocess.PIPE, stdout=subprocess.PIPE
        )
        for name in names
    ]
    for process in processes:
        assert process.stdout is not None
        assert process.stdout.readline() == b"ready\n"
    for process in processes:
        assert process.stdin is not None
        process.stdin.write(b"\n")
        process.stdin.flush()
    for process in processes:
        process.communicate(timeout=120)
    assert [process.returncode for process in processes] == [0] * len(names)
    lock = read_lock(tmp_path)
    assert set(lock.files) == {f"scenes/{name}-{number}.yaml" for name in names for number in range(0, 40, 2)}
    assert set(lock.shots) == {f"sea/{name}-{number}" for name in names for number in range(40)}


def test_what_two_commands_changed_is_brought_together(tmp_path: Path) -> None:
    start = Lock(files={"a.yaml": "0" * 64, "b.yaml": "0" * 64, "c.yaml": "0" * 64}, order=["one", "two"])
    write_lock(tmp_path, start)
    ours, theirs = read_lock(tmp_path), read_lock(tmp_path)
    theirs = theirs.with_files({"b.yaml": "1" * 64, "c.yaml": "1" * 64}).with_stage("script", "2" * 64)
    write_lock(tmp_path, theirs)
    ours = ours.with_files({"a.yaml": "3" * 64, "c.yaml": "3" * 64}).with_order(["two", "one"])
    write_lock(tmp_path, ours)
    now = read_lock(tmp_path)
    assert now.files == {"a.yaml": "3" * 64, "b.yaml": "1" * 64, "c.yaml": "3" * 64}
    assert (now.order, now.stages) == (["two", "one"], {"script": "2" * 64})
    write_lock(tmp_path, ours.without_files(["a.yaml", "b.yaml"]))
    assert set(read_lock(tmp_path).files) == {"b.yaml", "c.yaml"}, (
        "what somebody wrote there meanwhile is not taken away"
    )
