"""What an executor costs a shot: many pieces that do nothing, against a bare pool of processes that is given the same.

    python bench/executor.py [pieces]

They take turns, so that whatever else the machine does falls on all. Processes are up before the clock runs. Where Ray is
installed it is measured too, in a cluster of this machine. Then how busy each keeps three places with shots that do not need each
other: what they take one after the other, as a part of three times what passes.
"""

import json
import multiprocessing
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from contextlib import ExitStack
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path
from typing import ClassVar

from generation.backend import Progress
from orchestrator.building.engines.executor import Done, Executor, Handle, Task
from orchestrator.building.engines.local import LocalExecutor
from orchestrator.building.engines.ray_executor import RayExecutor
from orchestrator.building.work import Made, Work

WORKERS, ROUNDS = 2, 5
PLACES, SHOTS, SECONDS = 3, 18, 2.0


@dataclass(frozen=True)
class Nothing(Work):
    """A piece that is made at once, of one small file."""

    kind: ClassVar[str] = "nothing"
    number: int
    seconds: float = 0.0

    def identity(self) -> dict[str, object]:
        return {"number": self.number}

    def perform(self, folder: Path, progress: Progress) -> Made:
        time.sleep(self.seconds)
        target = folder / f"{self.number}.txt"
        target.write_text(str(self.number), encoding="utf-8")
        return Made({"made": target})


def through_executor(executor: Executor, folder: Path, count: int, model: str, seconds: float = 0.0) -> float:
    """Seconds for so many pieces."""
    started = time.perf_counter()
    left, done = list(range(count)), 0
    while done < count:
        while left and (rooms := executor.rooms(model=bool(model))):
            number = left.pop()
            room = min(rooms, key=lambda one: one.given)
            if seconds and room.given:
                left.append(number)  # What takes long is not given ahead where another place may be free sooner.
                break
            executor.submit(Task(Handle(str(number)), Nothing(number, seconds), folder, model), room)
        done += sum(isinstance(told, Done) for told in executor.events())
    return time.perf_counter() - started


def through_pool(
    perform: "Callable[[Callable[[tuple[Nothing, Path]], object], list[tuple[Nothing, Path]]], object]",
    folder: Path,
    count: int,
) -> float:
    """Seconds for the same in a pool."""
    started = time.perf_counter()
    perform(performed, [(Nothing(number), folder) for number in range(count)])
    return time.perf_counter() - started


def performed(given: tuple[Nothing, Path]) -> Made:
    """What a process of the pool does."""
    return given[0].perform(given[1], lambda _done, _total: None)


def overhead(count: int, folder: Path) -> dict[str, object]:
    """Milliseconds that a piece costs."""
    spent: dict[str, list[float]] = {}
    with ExitStack() as stack:
        engines: dict[str, Executor] = {"local": stack.enter_context(LocalExecutor(WORKERS, [{}] * WORKERS))}
        if find_spec("ray") is not None:
            engines["ray"] = stack.enter_context(RayExecutor(None, WORKERS, models=WORKERS))
        pool = stack.enter_context(multiprocessing.get_context("spawn").Pool(WORKERS))
        for turn in range(ROUNDS + 1):
            found = {"pool": through_pool(lambda act, given: pool.map(act, given, chunksize=1), folder, count)}
            for name, engine in engines.items():
                found[f"{name} plain"] = through_executor(engine, folder, count, "")
                found[f"{name} model"] = through_executor(engine, folder, count, "m")
            for way, seconds in found.items() if turn else ():
                spent.setdefault(way, []).append(1000 * seconds / count)
    return {
        "pieces": count,
        "milliseconds a piece": {way: round(statistics.median(values), 2) for way, values in spent.items()},
        "times the pool": {
            way: round(statistics.median(a / b for a, b in zip(values, spent["pool"], strict=True)), 1)
            for way, values in spent.items()
            if way != "pool"
        },
    }


def efficiency(folder: Path) -> dict[str, object]:
    """How busy three places are kept with shots that take a while and no processor."""
    engines: dict[str, Callable[[], Executor]] = {"local": lambda: LocalExecutor(PLACES, [{}] * PLACES)}
    if find_spec("ray") is not None:
        engines["ray"] = lambda: RayExecutor(None, PLACES, models=PLACES)
    found: dict[str, float] = {}
    for name, opened in engines.items():
        with opened() as engine:
            through_executor(engine, folder, PLACES, "m", seconds=3.0)  # Longer than a worker needs to be there.
            passed = through_executor(engine, folder, SHOTS, "m", SECONDS)
            found[name] = round(SHOTS * SECONDS / (PLACES * passed), 3)
    return {"shots": SHOTS, "seconds each": SECONDS, "efficiency on three places": found}


def main(count: int) -> None:
    """Measure, and print the figures."""
    with tempfile.TemporaryDirectory() as name:
        print(json.dumps(overhead(count, Path(name)), indent=1))
        print(json.dumps(efficiency(Path(name)), indent=1))


if __name__ == "__main__":
    import executor  # By its own name: the workers of a cluster have another main module.

    executor.main(int(sys.argv[1]) if len(sys.argv) > 1 else 500)
