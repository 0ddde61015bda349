"""The laws of `engines/executor.py`, held by everything that runs pieces of work."""

import hashlib
import os
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass, field, replace
from importlib.util import find_spec
from pathlib import Path

import pytest
from pieces import PATIENCE, Copy, Piece
from processes import alive, bearing, command_of, family, listened_at

from generation.requests import Media
from orchestrator.building.engines.executor import (
    Advanced,
    Begun,
    Done,
    Executor,
    Failed,
    Handle,
    Loaded,
    Task,
    Told,
    WorkerReady,
)
from orchestrator.building.engines.local import LocalExecutor
from orchestrator.building.engines.ray_executor import RayExecutor

OPENERS: dict[str, Callable[[], AbstractContextManager[Executor]]] = {
    "local": lambda: LocalExecutor(2, [{}, {}]),
    "ray": lambda: RayExecutor(None, 2, models=2, travel=True),
}
"""Each opens an executor with two places for ordinary work and two for models."""
_WITHOUT = {"ray"} if find_spec("ray") is None else set[str]()
NAMES = [
    pytest.param(name, marks=pytest.mark.skipif(name in _WITHOUT, reason=f"{name} is not installed"))
    for name in OPENERS
]


@dataclass
class Bench:
    """An executor, and a log that the pieces write into."""

    executor: Executor
    root: Path
    told: list[Told] = field(default_factory=list[Told])
    given: list[Handle] = field(default_factory=list[Handle])

    @property
    def log(self) -> Path:
        return self.root / "log.txt"

    def task(self, name: str, does: str = "works", *, model: str = "", attempt: int = 1, **more: object) -> Task:
        folder = Path(tempfile.mkdtemp(dir=self.root))
        task = Task(Handle(name, attempt), Piece(name, self.log, does, model), folder, model)
        return Task(**{**task.__dict__, **more})  # type: ignore[arg-type]

    def give(self, task: Task) -> Handle:
        """Give a piece to whoever has least to do, as soon as there is room."""
        self.given.append(task.handle)
        self.until(lambda _told: self.executor.rooms(model=bool(task.model)))
        rooms = self.executor.rooms(model=bool(task.model))
        return self.executor.submit(task, min(rooms, key=lambda room: (room.given, room.slot)))

    def until(self, done: Callable[[list[Told]], object]) -> list[Told]:
        """Listen until something was said."""
        end = time.monotonic() + PATIENCE
        while not done(self.told):
            assert time.monotonic() < end, self.told
            self.told += self.executor.events(0.2)
        return self.told

    def outcomes(self, *handles: Handle) -> list[Done | Failed]:
        """What became of these attempts; each ends once."""
        self.until(lambda told: {one.handle for one in told if isinstance(one, (Done, Failed))}.issuperset(handles))
        ends = [one for one in self.told if isinstance(one, (Done, Failed)) and one.handle in handles]
        assert len(ends) == len(handles)
        return sorted(ends, key=lambda one: handles.index(one.handle))

    def begun(self, handle: Handle) -> None:
        """Listen until an attempt was begun, and wrote down its process."""
        self.until(lambda told: Begun(handle) in told and len(self.wrote(handle.step)) >= handle.attempt)

    def wrote(self, name: str) -> list[int]:
        """The processes that worked at a piece, one for each time."""
        rows = [line.split() for line in self.log.read_text(encoding="utf-8").splitlines()]
        return [int(row[1]) for row in rows if row[0] == name]


@pytest.fixture(scope="module", params=NAMES)
def executor(request: pytest.FixtureRequest) -> Iterator[Executor]:
    before = set(family(os.getpid()))
    with OPENERS[request.param]() as opened:
        yield opened
    left = [command_of(process) for process in family(os.getpid()) if process not in before]
    assert not [command for command in left if "resource_tracker" not in command]


@pytest.fixture
def bench(executor: Executor, tmp_path: Path) -> Iterator[Bench]:
    """A bench that leaves the executor as it was: nothing is underway."""
    (tmp_path / "log.txt").touch()
    bench = Bench(executor, tmp_path)
    yield bench
    for handle in bench.given:
        executor.cancel(handle, hard=True)
    list(executor.events(0))


def test_nothing_is_begun_before_a_worker_is_ready(bench: Bench) -> None:
    before = bench.give(bench.task("before", "waits"))
    bench.begun(before)
    bench.executor.cancel(before, hard=True)
    bench.outcomes(before)
    bench.told.clear()
    (done,) = bench.outcomes(bench.give(bench.task("a")))
    assert isinstance(done, Done)
    kinds = [type(one) for one in bench.told]
    assert kinds.index(WorkerReady) < kinds.index(Begun) < kinds.index(Done)
    steps = [one for one in bench.told if isinstance(one, Advanced)]
    assert (steps[0].done, steps[0].total) == (0, 3)


def test_what_is_made_lies_in_its_folder_and_is_hashed_where_it_was_made(bench: Bench) -> None:
    tasks = [bench.task(name, model=model) for name, model in (("plain", ""), ("modelled", "m"))]
    for done, task in zip(bench.outcomes(*map(bench.give, tasks)), tasks, strict=True):
        assert isinstance(done, Done)
        path = done.made.files["made"]
        assert path.parent == task.folder
        assert done.digests == {"made": hashlib.sha256(path.read_bytes()).hexdigest()}
        assert done.made.facts["process"] != os.getpid()


@pytest.mark.parametrize("size", [0, 1, (3 << 20) + 5])
def test_a_worker_has_the_files_that_its_piece_is_made_from(bench: Bench, size: int) -> None:
    source = bench.root / "source.bin"
    source.write_bytes(os.urandom(size))
    digest = hashlib.sha256(source.read_bytes()).hexdigest()
    task = bench.task("a")
    task = replace(task, work=Copy(Media(digest=digest, path=source)))
    (done,) = bench.outcomes(bench.give(task))
    assert isinstance(done, Done)
    assert done.digests == {"made": digest}
    assert (task.folder / "made.bin").read_bytes() == source.read_bytes()


FAILURES = {
    "is refused": ("app", "no such thing is made here", 0, 0.0),
    "has a bug": ("app", "this is a bug in Filmwright: ValueError: nobody thought of this", 0, 0.0),
    "is too much": ("out_of_memory", "too little memory", 7, 0.0),
    "has no memory": ("out_of_memory", "memory ran out", 0, 0.0),
    "comes too often": ("transient", "too many requests", 0, 3.0),
    "fills the disk": ("disk_full", "make room, and run it again", 0, 0.0),
}


@pytest.mark.parametrize("does", FAILURES)
@pytest.mark.parametrize("model", ["", "m"])
def test_a_failure_has_a_kind_and_is_never_tried_again(bench: Bench, does: str, model: str) -> None:
    kind, text, below, after = FAILURES[does]
    (failed,) = bench.outcomes(bench.give(bench.task("a", does, model=model)))
    assert isinstance(failed, Failed)
    assert (failed.kind, failed.below, failed.after) == (kind, below, after)
    assert text in failed.text.splitlines()[0]
    (done,) = bench.outcomes(bench.give(bench.task("b", model=model)))
    assert isinstance(done, Done)
    assert len(bench.wrote("a")) == 1
    assert bench.wrote("a") == bench.wrote("b"), "the worker goes on"


@pytest.mark.parametrize("model", ["", "m"])
def test_a_lost_worker_takes_with_it_what_it_had_begun_and_nothing_else(bench: Bench, model: str) -> None:
    first = bench.give(bench.task("poison", "is killed", model=model))
    room = next(iter(bench.executor.rooms(model=bool(model))))
    others = [bench.executor.submit(bench.task(name, model=model), room) for name in "bc"] if model else []
    lost, *rest = bench.outcomes(first, *others)
    assert isinstance(lost, Failed)
    assert (lost.kind, lost.exit) == ("worker_lost", -signal.SIGKILL)
    assert "killed by SIGKILL" in lost.text
    assert "the last words of poison" in lost.output
    assert all(isinstance(one, Done) for one in rest)
    assert len(bench.wrote("poison")) == 1
    assert {name: len(bench.wrote(name)) for name in "bc" if others} == dict.fromkeys("bc" if others else "", 1)


@pytest.mark.parametrize("model", ["", "m"])
def test_a_worker_that_dies_while_it_loads_is_told_apart_and_nothing_is_tried_with_another(
    bench: Bench, model: str
) -> None:
    bench.outcomes(bench.give(bench.task("before", model=model)))
    bench.told.clear()
    room = next(iter(bench.executor.rooms(model=bool(model))))
    names = ["first", *("bc" if model else "")]
    given = [bench.executor.submit(bench.task(name, "is killed while it loads", model=model), room) for name in names]
    first, *others = bench.outcomes(*given)
    assert isinstance(first, Failed)
    assert (first.kind, first.loading, first.exit) == ("worker_lost", True, -signal.SIGKILL)
    assert "the last words of first" in first.output
    assert [one.kind for one in others if isinstance(one, Failed)] == ["not_begun"] * len(others)
    assert not any(isinstance(one, Loaded) for one in bench.told)
    assert [bench.wrote(name) for name in "bc"] == [[], []]

    (lost,) = bench.outcomes(bench.give(bench.task("later", "is killed", model=model)))
    assert isinstance(lost, Failed)
    assert (lost.kind, lost.loading) == ("worker_lost", False)
    assert Loaded(lost.handle) in bench.told
    bench.executor.close()  # The place where it could not be loaded would rest through the tests that follow.


@pytest.mark.parametrize("model", ["", "m"])
def test_a_cancelled_piece_ends_after_a_step_and_its_worker_stays(bench: Bench, model: str) -> None:
    handle = bench.give(bench.task("a", "waits", model=model))
    bench.until(lambda _told: "step 5" in bench.log.read_text(encoding="utf-8"))
    bench.executor.cancel(handle)
    (failed,) = bench.outcomes(handle)
    assert isinstance(failed, Failed)
    assert failed.kind == "cancelled"
    bench.outcomes(bench.give(bench.task("b", model=model)))
    assert bench.wrote("a") == bench.wrote("b")


def test_a_cancelled_piece_that_was_not_begun_never_is(bench: Bench) -> None:
    first = bench.give(bench.task("a", "waits", model="m"))
    bench.begun(first)
    room = bench.executor.rooms(model=True)[0]
    later = bench.executor.submit(bench.task("b", model="m"), room)
    bench.executor.cancel(later)
    bench.executor.cancel(first)
    assert [one.kind for one in bench.outcomes(first, later) if isinstance(one, Failed)] == ["cancelled"] * 2
    assert bench.wrote("b") == []


def test_a_hard_cancel_ends_the_worker_and_what_it_said_too_late_is_dropped(bench: Bench) -> None:
    handle = bench.give(bench.task("a", "waits"))
    bench.begun(handle)
    (worker,) = bench.wrote("a")
    bench.executor.cancel(handle, hard=True)
    (failed,) = bench.outcomes(handle)
    assert isinstance(failed, Failed)
    assert failed.kind == "cancelled"
    assert not alive(worker)
    again = bench.give(bench.task("a", attempt=2))
    (done,) = bench.outcomes(again)
    assert isinstance(done, Done)
    assert [one.handle for one in bench.told if isinstance(one, Begun)] == [handle, again]


def test_patience_ends_what_hangs(bench: Bench) -> None:
    handle = bench.give(bench.task("a", "hangs", patience=0.3))
    (failed,) = bench.outcomes(handle)
    assert isinstance(failed, Failed)
    assert (failed.kind, failed.text) == ("timeout", "it was given up after 0.3 s")
    assert not alive(bench.wrote("a")[0])


def test_what_is_apart_has_its_worker_for_itself(bench: Bench) -> None:
    for name in "ab":
        bench.begun(bench.give(bench.task(name, "waits", model="m", apart=True)))
    assert bench.executor.rooms(model=True) == []
    assert len({*bench.wrote("a"), *bench.wrote("b")}) == 2


def test_pieces_go_to_as_many_processes_as_there_are_places(bench: Bench) -> None:
    handles = [bench.give(bench.task(f"{model}{name}", "waits", model=model)) for model in ("", "m") for name in "ab"]
    for handle in handles:
        bench.begun(handle)
    assert len({process for handle in handles for process in bench.wrote(handle.step)}) == 4


def test_it_cannot_be_reached_from_other_machines(bench: Bench) -> None:
    bench.outcomes(bench.give(bench.task("a")))
    assert all(address.is_loopback for address in listened_at(family(os.getpid())))


def test_closing_leaves_no_process_and_no_file_and_what_follows_begins_anew(bench: Bench) -> None:
    handles = [bench.give(bench.task(name, "waits", model=model)) for name, model in (("a", ""), ("b", "m"))]
    for handle in handles:
        bench.begun(handle)
    before = set(Path(tempfile.gettempdir()).glob("pymp-*"))
    bench.executor.close()
    assert not [name for name in "ab" if alive(bench.wrote(name)[0])]
    assert set(Path(tempfile.gettempdir()).glob("pymp-*")) <= before
    assert list(bench.executor.events()) == []
    (done,) = bench.outcomes(bench.give(bench.task("c")))
    assert isinstance(done, Done)


DRIVER = """
import sys
from pathlib import Path
sys.path.insert(0, sys.argv[1])
from test_executors import OPENERS, Bench
if __name__ == "__main__":
    with OPENERS[sys.argv[2]]() as executor:
        bench = Bench(executor, Path(sys.argv[3]))
        for name, model in (("a", ""), ("b", "m")):
            bench.begun(bench.give(bench.task(name, "waits", model=model)))
        print("begun", flush=True)
        bench.until(lambda told: False)
"""


@pytest.mark.parametrize("name", NAMES)
def test_nothing_outlives_a_killed_driver(name: str, tmp_path: Path) -> None:
    (tmp_path / "log.txt").touch()
    script = tmp_path / "driver.py"
    script.write_text(DRIVER, encoding="utf-8")
    mark = ("TESTS_DRIVER", str(tmp_path))
    command: Sequence[str] = [sys.executable, str(script), str(Path(__file__).parent), name, str(tmp_path)]
    environment = os.environ | dict([mark]) | {"RAY_TMPDIR": str(tmp_path)}
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, env=environment) as driver:
        assert driver.stdout is not None
        assert driver.stdout.readline() == "begun\n"
        rows = [line.split() for line in (tmp_path / "log.txt").read_text(encoding="utf-8").splitlines()]
        workers = {int(row[1]) for row in rows if row[0] in "ab"}
        assert len(workers) == 2
        assert workers | {driver.pid} <= set(bearing(*mark))
        driver.kill()
    end = time.monotonic() + PATIENCE
    while left := bearing(*mark):
        assert time.monotonic() < end, [command_of(process) for process in left]
        time.sleep(0.05)
    assert not (tmp_path / "ray").exists(), "Ray started a cluster that nobody asked for"
