"""A cluster of three machines, of which workers, machines, links and the build itself are lost in the middle of a shot."""

import hashlib
import json
import os
import secrets
import signal
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path
from typing import IO, cast

import pytest
from engine_bench import Studio
from pieces import PATIENCE, Copy, Piece
from pretend_models import ClipsOfOneMachine, write_down
from processes import command_of, family, parent

from generation.requests import ClipRequest, Media
from orchestrator.building.backends import AnyBackend
from orchestrator.building.engines.executor import Begun, Done, Failed, Handle, Note, Task
from orchestrator.building.engines.ray_executor import RayExecutor
from orchestrator.building.events import Event, FilmReady, Noted, Retried, StepMade, StepReused, StepStarted
from orchestrator.building.graph import Graph
from orchestrator.building.project import open_project
from orchestrator.building.render import Options, render
from orchestrator.building.step import Step
from orchestrator.building.work import ClipWork
from orchestrator.film.errors import FilmError
from orchestrator.project.folder import load_film

ENGINE = Path(__file__).parent
PARTS = 100
SHOTS = 9
SILENCE = 8.0
"""Seconds; on a machine with too much to do, a worker is silent for some."""

pytestmark = pytest.mark.skipif(find_spec("ray") is None, reason="Ray is not installed")


@dataclass
class Machines:
    """The cluster, and the process that each of its machines hangs on, the build's own first."""

    said: IO[str]
    asked: IO[str]
    address: str = ""
    raylets: tuple[int, ...] = ()

    def look(self) -> None:
        """Take in how the cluster is now."""
        found = json.loads(self.said.readline())
        self.address, self.raylets = found["address"], tuple(found["raylets"])

    def add(self) -> None:
        """Add a machine."""
        self.asked.write("another\n")
        self.asked.flush()
        self.look()

    def of(self, process: int) -> int | None:
        """The machine that a process is on; none if it is not there any more, or its machine has let go of it."""
        try:
            while process > 1 and process not in self.raylets:
                process = parent(process)
        except OSError:
            return None
        return process if process in self.raylets else None


def send(processes: list[int], what: signal.Signals) -> None:
    for process in processes:
        try:
            os.kill(process, what)
        except ProcessLookupError:
            continue


@pytest.fixture(scope="module")
def machines(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Machines]:
    folder = tmp_path_factory.mktemp("cluster")
    token = folder / "token"
    token.touch(0o600)
    token.write_text(secrets.token_hex(32), encoding="ascii")
    with pytest.MonkeyPatch.context() as here, ExitStack() as stack:
        here.setenv("PYTHONPATH", os.pathsep.join([str(ENGINE), *sys.path]))
        here.setenv("XDG_CACHE_HOME", str(folder))
        here.setenv("RAY_AUTH_MODE", "token")
        here.setenv("RAY_AUTH_TOKEN_PATH", str(token))
        here.setenv("RAY_USAGE_STATS_ENABLED", "0")
        here.setenv("RAY_ENABLE_WINDOWS_OR_OSX_CLUSTER", "0")
        command = [sys.executable, str(ENGINE / "three_machines.py")]
        holder = stack.enter_context(
            subprocess.Popen(
                command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True
            )
        )
        assert holder.stdin is not None
        assert holder.stdout is not None
        found = Machines(holder.stdout, holder.stdin)
        found.look()
        yield found
        holder.stdin.close()


def build(
    studio: Studio, machines: Machines, meanwhile: Callable[[], None], enough: Callable[[list[Event]], bool]
) -> list[Event]:
    """Make shots that wait for `go`. When each machine is in the middle of one comes `meanwhile`, and `go` when it is enough."""
    pieces = [Piece(f"shot{number}", studio.log, "waits for go", "m") for number in range(SHOTS)]
    steps = [Step(piece.name, "piece", lambda _results, piece=piece: piece) for piece in pieces]
    events: list[Event] = []
    happened = gone = False
    with RayExecutor(machines.address, silence=SILENCE, travel=True) as workers:
        graph = Graph(studio.store, workers, {}, studio.state, lambda _step: True)
        for event in graph.run(steps):
            events.append(event)
            if not happened and sum(isinstance(one, StepStarted) for one in events) == 3:
                meanwhile()
                happened = True
            if happened and not gone and enough(events):
                write_down(studio.log, "go on")
                gone = True
    return events


def lost_one(events: list[Event]) -> bool:
    return any(isinstance(event, Retried) for event in events)


def begun(studio: Studio) -> dict[str, list[int]]:
    """The processes that each shot was begun in."""
    found: dict[str, list[int]] = {}
    for line in studio.lines:
        if line.startswith("shot"):
            found.setdefault(line.split()[0], []).append(int(line.split()[1]))
    return found


def each_is_made_once(events: list[Event], lost: int) -> None:
    made = Counter(event.step for event in events if isinstance(event, StepMade))
    assert made == {f"shot{number}": 1 for number in range(SHOTS)}
    assert sum(isinstance(event, Retried) for event in events) == lost


def away(studio: Studio, machines: Machines) -> tuple[int, int]:
    """One of the processes that are in the middle of a shot on another machine than this one, and that machine."""
    places = [(processes[-1], machines.of(processes[-1])) for processes in begun(studio).values()]
    return next((process, on) for process, on in places if on in machines.raylets[1:])


def test_a_machine_that_lacks_a_model_is_named_and_makes_nothing(studio: Studio, machines: Machines) -> None:
    backend = cast("AnyBackend", ClipsOfOneMachine(log=studio.log))
    said = f"on {os.uname().nodename}: there is no such model here; it is given nothing more"
    with RayExecutor(machines.address, travel=True) as workers:
        for part in range(PARTS):  # A machine that is not ready in time is given nothing of the first ones.
            works = {request.prompt: ClipWork(backend, request) for request in clips_of(part)}
            steps = [Step(name, "clip", lambda _results, work=work: work) for name, work in works.items()]
            events = list(Graph(studio.store, workers, {}, studio.state, lambda _step: True).run(steps))
            assert {event.step for event in events if isinstance(event, StepMade)} == set(works)
            if any(isinstance(event, Noted) and event.text == said for event in events):
                break
        else:
            raise AssertionError("the machines that lack it were never named")
    assert studio.loads() == ["c"]


def clips_of(part: int) -> list[ClipRequest]:
    return [
        ClipRequest(width=32, height=32, rate="24", frames=3, seed=part, prompt=f"clip{part}-{number}")
        for number in range(6)
    ]


def test_a_killed_worker_loses_one_attempt(studio: Studio, machines: Machines) -> None:
    events = build(studio, machines, lambda: os.kill(away(studio, machines)[0], signal.SIGKILL), lost_one)
    each_is_made_once(events, lost=1)
    assert sum(map(len, begun(studio).values())) == SHOTS + 1
    (reason,) = [event.reason for event in events if isinstance(event, Retried)]
    assert reason.startswith(f"on {os.uname().nodename}: the worker process died (killed by SIGKILL)")


def test_a_cut_link_loses_one_attempt_and_what_comes_too_late_is_dropped(studio: Studio, machines: Machines) -> None:
    """Where all processes of a machine stand still, it answers as little as behind a cut cable. Then it comes back."""
    stopped: list[int] = []

    def cut() -> None:
        stopped.extend(family(away(studio, machines)[1]))
        send(stopped, signal.SIGSTOP)

    def came_back(events: list[Event]) -> bool:
        if lost_one(events):
            send(stopped, signal.SIGCONT)
        return lost_one(events)

    try:
        each_is_made_once(build(studio, machines, cut, came_back), lost=1)
    finally:
        send(stopped, signal.SIGCONT)


def test_a_lost_machine_loses_one_attempt_and_a_new_one_gets_work(studio: Studio, machines: Machines) -> None:
    def swap() -> None:
        send(family(away(studio, machines)[1]), signal.SIGKILL)
        machines.add()

    def joined(_events: list[Event]) -> bool:
        known = begun(studio).values()
        return any(machines.of(process) == machines.raylets[-1] for processes in known for process in processes)

    each_is_made_once(build(studio, machines, swap, joined), lost=1)


def test_a_killed_build_leaves_no_worker_and_the_next_one_makes_what_is_missing(
    small_film: Path, built_film_elsewhere: Path, machines: Machines
) -> None:
    made = made_until_killed(small_film, machines)
    end = time.monotonic() + PATIENCE
    while any("Attendant" in command_of(process) for raylet in machines.raylets for process in family(raylet)):
        assert time.monotonic() < end
        time.sleep(0.1)
    options = Options(engine=lambda slots: RayExecutor(machines.address, slots, travel=True))
    events = list(render(open_project(small_film, load_film(small_film)), options))
    assert isinstance(events[-1], FilmReady)
    assert made <= {event.step for event in events if isinstance(event, StepReused)}
    assert not made & {event.step for event in events if isinstance(event, StepMade)}
    films = [(root / "out" / "film.mp4").read_bytes() for root in (small_film, built_film_elsewhere)]
    assert films[0] == films[1]


def made_until_killed(root: Path, machines: Machines) -> set[str]:
    """What a build says that it has made before it is killed, in the middle of its clips."""
    made: set[str] = set()
    asked = ["render", "-p", str(root), "--engine", "ray", "--cluster", machines.address, "--json"]
    command = [sys.executable, "-c", "from orchestrator.cli.main import main; main()", *asked]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as building:
        assert building.stdout is not None
        for line in building.stdout:
            event = json.loads(line)
            if event["event"] == "made":
                made.add(event["step"])
            if sum(step.startswith("clip") for step in made) == 3:
                break
        building.kill()
    assert made
    return made


def test_a_file_is_sent_once_to_each_worker_and_a_missing_one_fails_its_piece(
    tmp_path: Path, machines: Machines
) -> None:
    source = tmp_path / "source.bin"
    source.write_bytes(os.urandom(1 << 20))
    known = Media(digest=hashlib.sha256(source.read_bytes()).hexdigest(), path=source)
    gone = Media(digest="0" * 64, path=tmp_path / "gone.png")
    with RayExecutor(machines.address, slots=1, travel=True) as workers:
        done = [outcome(workers, tmp_path, name, known) for name in "ab"]
        failed = outcome(workers, tmp_path, "c", gone)
    places = {one.made.facts["read"] for one in done if isinstance(one, Done)}
    assert len(places) == 1
    assert str(source) not in places
    assert not any(Path(str(place)).exists() for place in places)
    assert isinstance(failed, Failed)
    assert (failed.kind, failed.text) == ("app", f"{gone.path}: no such file or directory")


def outcome(workers: RayExecutor, root: Path, name: str, media: Media) -> Done | Failed:
    folder = root / name
    folder.mkdir()
    workers.submit(Task(Handle(name), Copy(media), folder), workers.rooms(model=False)[0])
    return next(told for _ in range(99) for told in workers.events() if isinstance(told, (Done, Failed)))


def test_that_it_joins_is_told_at_once_and_nothing_else_waits_for_it(tmp_path: Path, machines: Machines) -> None:
    (tmp_path / "log.txt").touch()
    tasks = [Task(Handle(name), Piece(name, tmp_path / "log.txt"), tmp_path) for name in "ab"]
    with RayExecutor(machines.address) as workers:
        workers.submit(tasks[0], workers.rooms(model=False)[0])
        assert next(workers.events()) == Note(f"joining the Ray cluster at {machines.address}")
        workers.cancel(tasks[0].handle)
        assert list(workers.events()) == [Failed(tasks[0].handle, "cancelled", "it was cancelled")]
        workers.submit(tasks[1], workers.rooms(model=False)[0])
        assert workers.rooms(model=False) == (), "until it is there"
        heard = [told for _ in range(9) for told in workers.events()]
    assert heard[0] == Note("the cluster has 3 places for work and 3 for models (GPUs) on 3 machines")
    assert isinstance(heard[-1], Done)


def test_a_lost_cluster_is_one_clear_line(tmp_path: Path, machines: Machines) -> None:
    (tmp_path / "log.txt").touch()
    before = set(family(os.getpid()))
    with RayExecutor(machines.address) as workers:
        piece = Piece("a", tmp_path / "log.txt", "waits for go")
        workers.submit(Task(Handle("a"), piece, tmp_path), workers.rooms(model=False)[0])
        next(told for _ in range(99) for told in workers.events() if isinstance(told, Begun))
        mine = [process for process in family(os.getpid()) if process not in before and parent(process) == os.getpid()]
        (speaker,) = (process for process in mine if "resource_tracker" not in command_of(process))
        os.kill(speaker, signal.SIGABRT)
        with pytest.raises(FilmError, match=r"the cluster was lost.*run it again: everything that was made is kept"):
            sum(1 for _ in range(99) for _told in workers.events(PATIENCE))


def test_whoever_has_another_token_is_refused(
    tmp_path: Path, machines: Machines, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("RAY_AUTH_TOKEN", secrets.token_hex(32))
    with RayExecutor(machines.address) as workers:
        workers.submit(Task(Handle("a"), Piece("a", tmp_path / "log.txt"), tmp_path), workers.rooms(model=False)[0])
        with pytest.raises(FilmError, match="does not let this machine in"):
            sum(1 for _ in range(99) for _told in workers.events(PATIENCE))
