"""What an executor costs a shot: many pieces that do nothing, against a bare pool of processes that is given the same.

    python bench/executor.py [pieces]

The two take turns, so that whatever else the machine does falls on both. Processes are up before the clock runs.
"""

import json
import multiprocessing
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import ClassVar

from generation.backend import Progress
from orchestrator.building.engines.executor import Done, Handle, Task
from orchestrator.building.engines.local import LocalExecutor
from orchestrator.building.work import Made, Work

WORKERS, ROUNDS = 2, 5


@dataclass(frozen=True)
class Nothing(Work):
    """A piece that is made at once, of one small file."""

    kind: ClassVar[str] = "nothing"
    number: int

    def identity(self) -> dict[str, object]:
        return {"number": self.number}

    def perform(self, folder: Path, progress: Progress) -> Made:
        target = folder / f"{self.number}.txt"
        target.write_text(str(self.number), encoding="utf-8")
        return Made({"made": target})


def through_executor(executor: LocalExecutor, folder: Path, count: int, model: str) -> float:
    """Seconds for so many pieces."""
    started = time.perf_counter()
    left, done = list(range(count)), 0
    while done < count:
        while left and (rooms := executor.rooms(model=bool(model))):
            number = left.pop()
            executor.submit(Task(Handle(str(number)), Nothing(number), folder, model), rooms[0])
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


def main(count: int) -> None:
    """Measure, and print the figures."""
    spent: dict[str, list[float]] = {"pool": [], "plain": [], "model": []}
    with (
        tempfile.TemporaryDirectory() as name,
        LocalExecutor(WORKERS, [{}] * WORKERS) as executor,
        multiprocessing.get_context("spawn").Pool(WORKERS) as pool,
    ):
        folder = Path(name)
        for turn in range(ROUNDS + 1):
            found = {
                "pool": through_pool(lambda act, given: pool.map(act, given, chunksize=1), folder, count),
                "plain": through_executor(executor, folder, count, ""),
                "model": through_executor(executor, folder, count, "m"),
            }
            for way, seconds in found.items() if turn else ():
                spent[way].append(1000 * seconds / count)
    print(json.dumps({
        "pieces": count,
        "milliseconds a piece": {way: round(statistics.median(values), 2) for way, values in spent.items()},
        "times the pool": {
            way: round(statistics.median(a / b for a, b in zip(spent[way], spent["pool"], strict=True)), 1)
            for way in ("plain", "model")
        },
    }, indent=1))  # fmt: skip


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 500)
