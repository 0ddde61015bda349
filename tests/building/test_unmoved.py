"""What is said again because nothing moved is what would be said anew; and whatever moves is seen."""

import os
import shutil
import subprocess
import sys
import time
from collections.abc import Callable, Generator
from pathlib import Path

import pytest
from command_line import filmwright, said
from conftest import write_project

from orchestrator.building.events import Event, FilmReady, StageStarted, StepMade, StepReused
from orchestrator.building.plan import Planner
from orchestrator.building.planned import Plan
from orchestrator.building.project import Project, open_project
from orchestrator.building.standing import looked_at, standing
from orchestrator.building.unmoved import Unmoved, lasting
from orchestrator.film.own_folders import cache_folder, data_folder
from orchestrator.project.folder import load_film

LISTENING = """\
import sys
opened = []
def hear(event, told):
    if event in ("open", "subprocess.Popen", "socket.connect") and isinstance(told[0], str):
        opened.append(told[0])
sys.addaudithook(hear)
sys.argv = ["filmwright", *sys.argv[1:]]
from orchestrator.cli.main import main
try:
    main()
finally:
    sys.stderr.write("\\n".join(opened))
"""
PASSING = ("index.", "closed.lock", "film.lock", "journal.lock", "decoded")
"""Files of the store that every command may write, and that nothing follows from."""


@pytest.fixture
def old(monkeypatch: pytest.MonkeyPatch) -> None:
    """Files are believed in at once, not after two seconds."""
    monkeypatch.setattr("orchestrator.building.standing._YOUNG", 0)


def opened(root: Path) -> Project:
    return open_project(root, load_film(root))


def plan_of(root: Path) -> Plan | None:
    """The plan that is kept, if it still counts."""
    return Unmoved("plan", root).plan()


def keep(root: Path) -> None:
    """Make the plan of a film, and keep it."""
    before = Unmoved("plan", root)
    before.keep_plan(Planner(opened(root)).plan())
    assert plan_of(root) is not None, "it counts until something moves"


def files_opened(*arguments: str, cwd: Path) -> set[Path]:
    """The files that a command opens; a program that it starts, or a server that it asks, counts as one."""
    command = [sys.executable, "-c", LISTENING, *arguments]
    done = subprocess.run(command, cwd=cwd, capture_output=True, text=True, check=True)
    return {cwd / name for name in done.stderr.splitlines()}


@pytest.mark.usefixtures("old")
@pytest.mark.parametrize("words", [("plan",), ("plan", "--all"), ("plan", "--json"), ("render",), ("render", "--json")])
def test_what_is_said_again_is_what_was_said(words: tuple[str, ...], built_film: Path) -> None:
    said("render", cwd=built_film)
    shutil.rmtree(cache_folder(), ignore_errors=True)
    anew = said(*words, cwd=built_film)
    assert list((cache_folder() / "unmoved").iterdir()), "the answer is kept"
    assert said(*words, cwd=built_film) == anew


@pytest.mark.usefixtures("old")
def test_a_plan_is_the_same_after_it_was_kept(built_film: Path) -> None:
    (built_film / "scenes/030-storm.yaml").unlink()
    plan = Planner(opened(built_film)).plan()
    assert {step.state for step in plan.steps} > {"ready", "stale"}
    assert plan.orphans
    Unmoved("plan", built_film).keep_plan(plan)
    assert plan_of(built_film) == plan


@pytest.mark.parametrize("command", ["plan", "render"])
def test_a_command_reads_nothing_that_is_not_looked_at(command: str, built_film: Path) -> None:
    said("render", cwd=built_film)
    seen = {Path(name) for name, _now in looked_at(built_film)}
    store, python = built_film / ".filmwright", [Path(folder).resolve() for folder in (sys.prefix, sys.base_prefix)]
    read = files_opened(command, cwd=built_film)
    strange = {path for path in read - seen if path.suffix != ".pyc" and not path.is_relative_to(cache_folder())}
    strange = {path for path in strange if not any(path.resolve().is_relative_to(folder) for folder in python)}
    strange = {path for path in strange if path.exists() or not path.is_relative_to(built_film)}
    strange = {path for path in strange if not (path.parent == store and path.name.startswith(PASSING))}
    assert not strange
    assert built_film / "scenes/030-storm.yaml" in read & seen


def test_nothing_is_read_to_say_it_again(small_film: Path) -> None:
    time.sleep(2.1)
    read = [files_opened("plan", cwd=small_film) for _again in range(2)]
    assert small_film / "film.yaml" in read[0]
    assert not [path for path in read[1] if path.is_relative_to(small_film)]


def test_a_plan_leaves_nothing_in_the_project(small_film: Path) -> None:
    before = {path: path.stat().st_mtime_ns for path in small_film.rglob("*")}
    said("plan", cwd=small_film)
    assert {path: path.stat().st_mtime_ns for path in small_film.rglob("*")} == before


def rewritten(path: Path, change: Callable[[bytes], bytes]) -> None:
    """Write other bytes of the same number into a file, and make it look as old as it was."""
    before, now = path.read_bytes(), path.stat()
    path.chmod(0o644)
    after = change(before)
    assert after != before
    assert len(after) == len(before)
    path.write_bytes(after)
    path.chmod(now.st_mode)
    os.utime(path, ns=(now.st_atime_ns, now.st_mtime_ns))


def an_object(root: Path) -> Path:
    return next(path for path in sorted((root / ".filmwright/objects").rglob("*")) if path.is_file())


def made(path: Path, text: str = "") -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")


MOVES: dict[str, Callable[[Path], object]] = {
    "a scene": lambda root: rewritten(root / "scenes/030-storm.yaml", lambda text: text.replace(b"runs", b"sits")),
    "a scene is gone": lambda root: (root / "scenes/030-storm.yaml").unlink(),
    "a scene has another name": lambda root: (root / "scenes/030-storm.yaml").rename(root / "scenes/005-storm.yaml"),
    "a sheet": lambda root: rewritten(root / "characters/fox.yaml", lambda text: text.replace(b"young", b"small")),
    "a place more": lambda root: made(root / "places/moor.yaml", "id: moor\nname: Moor\n"),
    "a guide beside the film": lambda root: made(root / "styles/ink-and-gold.yaml"),
    "a guide in the library": lambda _root: made(data_folder() / "styles/ink-and-gold.yaml"),
    "a prompt": lambda root: made(root / "prompts/wan.j2"),
    "a proposal": lambda root: made(root / "proposals/scenes/030-storm.yaml"),
    "film.lock": lambda root: rewritten(root / "film.lock", lambda text: text.replace(b"a", b"b", 1)),
    "the journal": lambda root: os.utime(root / ".filmwright/journal.jsonl"),
    "an object": lambda root: rewritten(an_object(root), lambda raw: bytes([raw[0] ^ 1]) + raw[1:]),
    "an object is gone": lambda root: an_object(root).unlink(),
    "the quarantine": lambda root: made(root / ".filmwright/quarantine/0123.json"),
    "the film": lambda root: (root / "out/film.mp4").unlink(),
    "the store": lambda root: (root / ".filmwright").rename(root / ".elsewhere"),
    "a link": lambda root: (root / "assets").symlink_to(root / "places"),
}


@pytest.mark.usefixtures("old")
@pytest.mark.parametrize("move", MOVES)
def test_whatever_moves_is_seen(move: str, built_film: Path) -> None:
    keep(built_film)
    time.sleep(0.02)  # A clock of files ticks some hundred times a second.
    MOVES[move](built_film)
    assert plan_of(built_film) is None


@pytest.mark.usefixtures("old")
def test_what_is_asked_is_part_of_it(small_film: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    keep(small_film)
    assert Unmoved("plan", small_film, "upgrade").plan() is None
    assert Unmoved("render", small_film).events() is None
    config = tmp_path / "config.yaml"
    monkeypatch.setenv("FILMWRIGHT_CONFIG", str(config))
    assert plan_of(small_film) is None, "the environment is another one"
    monkeypatch.delenv("FILMWRIGHT_CONFIG")
    assert plan_of(small_film) is not None
    made(tmp_path / ".config/filmwright/config.yaml", "engine: ray\n")
    assert plan_of(small_film) is None


def test_a_file_that_was_just_saved_is_not_believed_in(small_film: Path) -> None:
    made(small_film / "notes.txt", "saved")
    assert standing(small_film) is None
    time.sleep(2.1)
    assert standing(small_film) is not None


@pytest.mark.usefixtures("old")
def test_what_was_kept_and_is_damaged_is_worked_out_again(small_film: Path) -> None:
    keep(small_film)
    (file,) = (cache_folder() / "unmoved").glob("*.json")
    whole = file.read_bytes()
    for at in range(0, len(whole), max(1, len(whole) // 30)):
        file.write_bytes(whole[:at] + bytes([whole[at] ^ 4]) + whole[at + 1 :])
        assert plan_of(small_film) is None
        file.write_bytes(whole[:at])
        assert plan_of(small_film) is None
    file.write_bytes(whole)
    assert plan_of(small_film) is not None


def test_only_what_follows_from_the_project_lasts(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    root = write_project(tmp_path / "film")
    assert lasting(opened(root))
    film = (root / "film.yaml").read_text(encoding="utf-8")
    for before, after in (
        ("pictures: slate", "pictures: wan2.2-ti2v-5b"),
        ("seed: 3", "seed: 3\nvoices: speech_api:m?voices=ann"),
    ):
        made(root / "film.yaml", film.replace(before, after))
        assert not lasting(opened(root)), after
    made(root / "film.yaml", film.replace("style: ink-and-gold", "style: ../house.yaml"))
    made(tmp_path / "house.yaml", "name: house\nextends: ink-and-gold\n")
    assert not lasting(opened(root))
    made(root / "film.yaml", film)
    sheet = root / "characters/mara.yaml"
    made(
        sheet,
        sheet.read_text(encoding="utf-8").replace("{pitch: low}", "{pitch: low, model: 'speech_api:m?voices=ann'}"),
    )
    assert not lasting(opened(root))
    write_project(root)
    monkeypatch.setenv("FILMWRIGHT_STORE", str(tmp_path / "shared"))
    assert not lasting(opened(root))


STAGE, REUSED = StageStarted("film", 1), StepReused("film", "film")
READY = FilmReady("out/film.mp4", 2.0, 48, changed=False)


@pytest.mark.parametrize(
    ("told", "lasts"),
    [
        ((STAGE, REUSED, READY), True),
        ((STAGE, StepMade("film", "film", 1.0), READY), False),
        ((STAGE, REUSED), False),
        ((STAGE, REUSED, FilmReady("out/film.mp4", 2.0, 48, changed=True)), False),
        ((STAGE, REUSED, FilmReady("out/film.mp4", 2.0, 48, changed=False, slates=("a/b",), errors=("no",))), False),
    ],
)
@pytest.mark.usefixtures("old")
def test_only_a_build_that_had_nothing_to_do_is_said_again(
    told: tuple[Event, ...], lasts: bool, small_film: Path
) -> None:
    def build() -> Generator[Event]:
        yield from told

    assert list(Unmoved("render", small_film).keeping(build(), opened(small_film))) == list(told)
    assert Unmoved("render", small_film).events() == (list(told) if lasts else None)


@pytest.mark.usefixtures("old")
def test_a_build_that_is_asked_for_less_is_not_taken_for_the_whole(built_film: Path) -> None:
    whole = [said("render", cwd=built_film) for _again in range(2)][-1]
    part = filmwright("render", "storm", "--json", cwd=built_film)
    assert part.returncode == 0
    assert part.stdout != whole
    assert said("render", "--stop-after", "voices", cwd=built_film) != whole
